/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <dirent.h>

#include <rte_common.h>

#include "vectors_dir.h"

/* The NIST and RFC files that Debian's python3-cryptography-vectors installs. */

#define ROOT "/usr/lib/python3/dist-packages/cryptography_vectors/"

static int
run_dir(const char *dir)
{
	struct vec_tally sum = {0};
	DIR *there = opendir(dir);

	if (there == NULL)
		return test_skip("%s is not there (package python3-cryptography-vectors)", dir);
	closedir(there);
	CHECK(vectors_dir_run(dir, true, &sum));
	vec_reasons_print();
	vec_tally_print("\tin sum", &sum);
	CHECK_EQ(sum.failed, 0);
	if (sum.run == 0)
		return test_skip("no driver offers what is in %s", dir);
	return TEST_PASS;
}

#define DIRECTORY(name, path)                                                                     \
	static int name(void)                                                                     \
	{                                                                                         \
		return run_dir(ROOT path);                                                        \
	}
DIRECTORY(aes, "ciphers/AES")
DIRECTORY(tdes, "ciphers/3DES")
DIRECTORY(camellia, "ciphers/Camellia")
DIRECTORY(chacha20, "ciphers/ChaCha20")
DIRECTORY(chacha20_poly1305, "ciphers/ChaCha20Poly1305")
DIRECTORY(legacy_arc4, "ciphers/ARC4")
DIRECTORY(legacy_blowfish, "ciphers/Blowfish")
DIRECTORY(legacy_cast5, "ciphers/CAST5")
DIRECTORY(cmac, "CMAC")
DIRECTORY(hmac, "HMAC")
DIRECTORY(hashes, "hashes")
DIRECTORY(dh, "asymmetric/DH")
DIRECTORY(dsa, "asymmetric/DSA")
DIRECTORY(rsa, "asymmetric/RSA")

static const struct test_case cases[] = {
	{"aes", aes, 0},
	{"tdes", tdes, 0},
	{"camellia", camellia, 0},
	{"chacha20", chacha20, 0},
	{"chacha20_poly1305", chacha20_poly1305, 0},
	{"arc4", legacy_arc4, 0},
	{"blowfish", legacy_blowfish, 0},
	{"cast5", legacy_cast5, 0},
	{"cmac", cmac, 0},
	{"hmac", hmac, 0},
	{"hashes", hashes, 0},
	{"dh", dh, 0},
	{"dsa", dsa, 0},
	{"rsa", rsa, 0},
};
TEST_SUITE(vectors_nist, cases, NULL, NULL);
