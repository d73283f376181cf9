/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "crypto9.h"

/* crypto(9)'s sentences on struct cryptodesc, by their numbers. */

static uint64_t sid;

/* A buffer with room before and behind a block at 20; its bytes are 0xee. */
#define AT 20

static void
fill(uint8_t buf[64], const uint8_t *block)
{
	memset(buf, 0xee, 64);
	memcpy(buf + AT, block, 16);
}

/* AES-CBC of the block at AT, by flags; NULL and a failure is noted. */
static struct cryptop *
request(uint8_t buf[64], int flags, int inject)
{
	struct cryptop *crp = c9_request(sid, CRYPTO_AES_CBC, buf, 64);

	if (crp == NULL)
		return NULL;
	crp->crp_desc->crd_skip = AT;
	crp->crp_desc->crd_len = 16;
	crp->crp_desc->crd_inject = inject;
	crp->crp_desc->crd_flags = flags;
	memcpy(crp->crp_desc->crd_iv, c9_iv, 16);
	return crp;
}

/* Are all bytes of the buffer but those at two places as fill() left them? */
static bool
others_intact(const uint8_t buf[64], int a, int b)
{
	int i;

	for (i = 0; i < 64; i++)
		if ((i < a || i >= a + 16) && (i < b || i >= b + 16) && buf[i] != 0xee)
			return false;
	return true;
}

/* The explicit IV, in both directions; IV_PRESENT: it is not written, inject means nothing. */
static int
case_iv_explicit(void)
{
	uint8_t buf[64];

	CHECK_CALL(c9_session_cbc(&sid));
	fill(buf, c9_plain);
	CHECK_EQ(test_run(request(buf, CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT, 60),
			  TEST_DIRECT),
		 0);
	CHECK_MEM(buf + AT, c9_cipher, 16);
	CHECK(others_intact(buf, AT, AT));
	CHECK_EQ(test_run(request(buf, CRD_F_IV_EXPLICIT, 60), TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_plain, 16);
	CHECK(others_intact(buf, AT, AT));
	return TEST_PASS;
}

/* Without IV_PRESENT the IV that is used is written at inject, a block of it. */
static int
case_iv_written(void)
{
	uint8_t buf[64];

	CHECK_CALL(c9_session_cbc(&sid));
	fill(buf, c9_plain);
	CHECK_EQ(test_run(request(buf, CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT, 40), TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_cipher, 16);
	CHECK_MEM(buf + 40, c9_iv, 16);
	CHECK(others_intact(buf, AT, 40));
	return TEST_PASS;
}

/* IV_PRESENT without an explicit one: it stands before the data; inject is ignored. */
static int
case_iv_present(void)
{
	uint8_t buf[64];

	CHECK_CALL(c9_session_cbc(&sid));
	fill(buf, c9_plain);
	memcpy(buf + AT - 16, c9_iv, 16);
	CHECK_EQ(test_run(request(buf, CRD_F_ENCRYPT | CRD_F_IV_PRESENT, 60), TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_cipher, 16);
	CHECK_MEM(buf + AT - 16, c9_iv, 16);
	CHECK(others_intact(buf, AT, AT - 16));
	return TEST_PASS;
}

/* Decryption finds the IV at inject; encryption has one made, and puts it there. */
static int
case_iv_inject(void)
{
	uint8_t buf[64];

	CHECK_CALL(c9_session_cbc(&sid));
	fill(buf, c9_cipher);
	memcpy(buf + 44, c9_iv, 16);
	CHECK_EQ(test_run(request(buf, 0, 44), TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_plain, 16);
	CHECK_MEM(buf + 44, c9_iv, 16);
	CHECK_EQ(test_run(request(buf, CRD_F_ENCRYPT, 44), TEST_DIRECT), 0);
	CHECK(memcmp(buf + 44, c9_iv, 16) != 0);
	CHECK(others_intact(buf, AT, 44));
	CHECK_EQ(test_run(request(buf, 0, 44), TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_plain, 16);
	return TEST_PASS;
}

/* A MAC's result goes to inject. */
static int
case_mac_inject(void)
{
	struct cryptop *crp;
	uint8_t buf[64];

	CHECK_CALL(c9_session_mac(&sid, 16));
	memset(buf, 0xee, sizeof(buf));
	memcpy(buf + 8, c9_text, sizeof(c9_text));
	crp = c9_request(sid, CRYPTO_SHA1_HMAC, buf, sizeof(buf));
	CHECK(crp != NULL);
	crp->crp_desc->crd_skip = 8;
	crp->crp_desc->crd_len = sizeof(c9_text);
	crp->crp_desc->crd_inject = 33;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf + 33, c9_mac, 16);
	CHECK_MEM(buf + 8, c9_text, sizeof(c9_text));
	CHECK(buf[32] == 0xee && buf[49] == 0xee);
	return TEST_PASS;
}

/* A key for the request alone, its length in bits; the session's comes back after it. */
static int
case_key_explicit(void)
{
	struct cryptoini cri = c9_cbc(c9_mac_key);
	struct cryptop *crp;
	uint8_t buf[64], first[16];

	CHECK_CALL(c9_session(&sid, &cri));
	fill(buf, c9_plain);
	CHECK_EQ(test_run(request(buf, CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT, 0),
			  TEST_DIRECT),
		 0);
	memcpy(first, buf + AT, 16);
	CHECK(memcmp(first, c9_cipher, 16) != 0);
	fill(buf, c9_plain);
	crp = request(buf,
		      CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT | CRD_F_KEY_EXPLICIT, 0);
	CHECK(crp != NULL);
	crp->crp_desc->crd_key = (caddr_t)(uintptr_t)c9_key;
	crp->crp_desc->crd_klen = 128;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_cipher, 16);
	crp->crp_desc->crd_klen = 120;
	CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
	crp->crp_desc->crd_flags &= ~CRD_F_KEY_EXPLICIT; /* crd_key is not looked at */
	fill(buf, c9_plain);
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, first, 16);
	return TEST_PASS;
}

/* The same for a MAC. */
static int
case_key_explicit_mac(void)
{
	static const uint8_t other[20] = {1};
	struct cryptoini cri = c9_hmac(0);
	struct cryptop *crp;
	uint8_t buf[28];

	cri.cri_key = (caddr_t)(uintptr_t)other;
	CHECK_CALL(c9_session(&sid, &cri));
	memcpy(buf, c9_text, 8);
	crp = c9_request(sid, CRYPTO_SHA1_HMAC, buf, sizeof(buf));
	CHECK(crp != NULL);
	crp->crp_desc->crd_len = crp->crp_desc->crd_inject = 8;
	crp->crp_desc->crd_flags = CRD_F_KEY_EXPLICIT;
	crp->crp_desc->crd_key = (caddr_t)(uintptr_t)c9_mac_key;
	crp->crp_desc->crd_klen = 160;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf + 8, c9_mac, 20);
	CHECK_CALL(case_key_explicit());
	return TEST_PASS;
}

/* crd_alg has to be one of the session's. */
static int
case_algorithm(void)
{
	struct cryptop *crp;
	uint8_t buf[64];

	CHECK_CALL(c9_session_cbc(&sid));
	fill(buf, c9_plain);
	crp = request(buf, CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT, 0);
	CHECK(crp != NULL);
	crp->crp_desc->crd_alg = CRYPTO_SHA1_HMAC;
	CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_DESC_ALG);
	CHECK_MEM(buf + AT, c9_plain, 16);
	crp->crp_desc->crd_alg = CRYPTO_AES_CBC;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_cipher, 16);
	return TEST_PASS;
}

/* Processing starts at skip, goes on for len bytes, and touches nothing else. */
static int
case_range(void)
{
	static const int skips[] = {0, 1, AT, 47, 48};
	uint8_t buf[64], block[16];
	unsigned int i;

	CHECK_CALL(c9_session_cbc(&sid));
	for (i = 0; i < sizeof(skips) / sizeof(skips[0]); i++) {
		struct cryptop *crp = request(buf,
					      CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT,
					      0);

		CHECK(crp != NULL);
		memset(buf, 0xee, sizeof(buf));
		memcpy(buf + skips[i], c9_plain, 16);
		crp->crp_desc->crd_skip = skips[i];
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
		memcpy(block, buf + skips[i], 16);
		CHECK_MEM(block, c9_cipher, 16);
		CHECK(others_intact(buf, skips[i], skips[i]));
		crp->crp_desc->crd_len = 0;
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
		CHECK_MEM(buf + skips[i], block, 16);
	}
	return TEST_PASS;
}

static int
case_flags(void)
{
	struct cryptop *crp;
	uint8_t buf[64];
	unsigned int i;

	CHECK(CRD_F_ENCRYPT == 1 && CRD_F_IV_PRESENT == 2 && CRD_F_IV_EXPLICIT == 4);
	CHECK(CRD_F_DSA_SHA_NEEDED == 8 && CRD_F_KEY_EXPLICIT == 0x10 && CRD_F_COMP == 0x20);
	CHECK_CALL(c9_session_cbc(&sid));
	for (i = 8; i < 31; i++) {
		fill(buf, c9_plain);
		crp = request(buf, CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | 1 << i, 40);
		CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
		CHECK_EQ(crp->crp_reason, CRYPTO_R_DESC_FLAGS);
		CHECK(others_intact(buf, AT, AT));
	}
	return TEST_PASS;
}

/* Descriptors come back as they were given, so that a request may be dispatched again. */
static int
case_not_modified(void)
{
	struct cryptodesc copy;
	struct cryptop *crp;
	uint8_t buf[64];

	CHECK_CALL(c9_session_cbc(&sid));
	fill(buf, c9_plain);
	crp = request(buf, CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT, 40);
	CHECK(crp != NULL);
	copy = *crp->crp_desc;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(crp->crp_desc, &copy, offsetof(struct cryptodesc, crd_lib));
	fill(buf, c9_plain);
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf + AT, c9_cipher, 16);
	return TEST_PASS;
}

/* Two transforms, linked, on the same bytes: there and back. */
static int
case_linked(void)
{
	struct cryptoini two = c9_cbc(c9_mac_key), one = c9_cbc(c9_key);
	struct cryptop *crp = test_getreq(2);
	struct cryptodesc *crd;
	uint8_t block[16];

	one.cri_next = &two;
	CHECK_CALL(c9_session(&sid, &one));
	CHECK(crp != NULL);
	memcpy(block, c9_plain, 16);
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)block;
	crp->crp_ilen = 16;
	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next) {
		crd->crd_alg = CRYPTO_AES_CBC;
		crd->crd_len = 16;
		crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	}
	crp->crp_desc->crd_pos = 1;
	crp->crp_desc->crd_next->crd_pos = 2;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(memcmp(block, c9_plain, 16) != 0);
	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next)
		crd->crd_flags = CRD_F_IV_EXPLICIT;
	crp->crp_desc->crd_pos = 2;
	crp->crp_desc->crd_next->crd_pos = 1;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(block, c9_plain, 16);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"crypto9_S026", case_iv_inject, 0},
	{"crypto9_S066", case_range, 0},
	{"crypto9_S067", case_iv_explicit, 0},
	{"crypto9_S068", case_key_explicit, 0},
	{"crypto9_S069", case_algorithm, 0},
	{"crypto9_S070", case_algorithm, 0},
	{"crypto9_S071", case_key_explicit, 0},
	{"crypto9_S072", case_range, 0},
	{"crypto9_S073", case_range, 0},
	{"crypto9_S074", case_mac_inject, 0},
	{"crypto9_S075", case_iv_inject, 0},
	{"crypto9_S076", case_flags, 0},
	{"crypto9_S077", case_iv_explicit, 0},
	{"crypto9_S078", case_iv_present, 0},
	{"crypto9_S079", case_iv_written, 0},
	{"crypto9_S080", case_iv_explicit, 0},
	{"crypto9_S081", case_iv_explicit, 0},
	{"crypto9_S082", case_iv_explicit, 0},
	{"crypto9_S083", case_iv_inject, 0},
	{"crypto9_S084", case_iv_explicit, 0},
	{"crypto9_S085", case_key_explicit_mac, 0},
	{"crypto9_S086", case_key_explicit, 0},
	{"crypto9_S088", case_not_modified, 0},
	{"crypto9_S091", case_linked, 0},
	{"crypto9_S092", case_linked, 0},
};
TEST_SUITE(crypto9_descriptor, cases, NULL, NULL);
