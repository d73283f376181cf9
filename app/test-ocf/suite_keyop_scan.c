/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <openssl/bn.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "keydrv.h"
#include "keyop_kat.h"

/*
 * Secrets of key operations leave no trace: all of this process's memory is searched for
 * private values, k, and what is computed from them.
 */

#define PATTERN 16 /* bytes looked for: the lowest ones, as numbers stand in memory */
#define MASK 0x5a
#define MAX_PATTERNS 16

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* A sanitizer's own memory is no place to search in; valgrind's is not in one piece. */
static bool
can_search(void)
{
	const char *preload = getenv("LD_PRELOAD");

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	return false;
#endif
	return preload == NULL || strstr(preload, "vgpreload") == NULL;
}

/* ---------------------------------------------------------------- searching */

/* In a form that the search does not find. */
static uint8_t masked[MAX_PATTERNS][PATTERN];
static const char *names[MAX_PATTERNS];
static unsigned int npatterns, found[MAX_PATTERNS];

static void
add_pattern(const char *name, const BIGNUM *n)
{
	uint8_t bytes[2048];
	unsigned int i;

	BN_bn2lebinpad(n, bytes, sizeof(bytes));
	for (i = 0; i < PATTERN; i++)
		masked[npatterns][i] = bytes[i] ^ MASK;
	names[npatterns++] = name;
	OPENSSL_cleanse(bytes, sizeof(bytes));
}

static bool
pattern_at(const uint8_t *p, const uint8_t *pattern)
{
	unsigned int i;

	for (i = 0; i < PATTERN; i++)
		if ((p[i] ^ MASK) != pattern[i])
			return false;
	return true;
}

static unsigned int
search_range(const uint8_t *from, const uint8_t *to, const uint8_t *pattern)
{
	const uint8_t *p = from;
	unsigned int n = 0;

	while (p + PATTERN <= to) {
		p = memchr(p, pattern[0] ^ MASK, (size_t)(to - p - PATTERN + 1));
		if (p == NULL)
			break;
		n += pattern_at(p++, pattern);
	}
	return n;
}

/* Only what is in memory: to touch all that is reserved would take for ever. */
static void
search_mapping(uint8_t *from, uint8_t *to)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), i, pages;
	unsigned char resident[1024];
	unsigned int j;

	for (; from < to; from += 1024 * page) {
		pages = RTE_MIN((size_t)(to - from) / page, (size_t)1024);
		if (mincore(from, pages * page, resident) != 0)
			continue;
		for (i = 0; i < pages; i++)
			for (j = 0; (resident[i] & 1) && j < npatterns; j++)
				found[j] += search_range(from + i * page, from + (i + 1) * page,
							 masked[j]);
	}
}

/* @return how often any of them stands in memory. */
static unsigned int
search(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long from, to;
	char line[512], prot[8];
	unsigned int j, n = 0;

	memset(found, 0, sizeof(found));
	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL)
		if (sscanf(line, "%lx-%lx %7s", &from, &to, prot) == 3 && prot[0] == 'r' &&
		    prot[1] == 'w')
			search_mapping((uint8_t *)from, (uint8_t *)to);
	if (maps != NULL)
		fclose(maps);
	for (j = 0; j < npatterns; j++)
		n += found[j];
	return n;
}

static int
nothing_left(void)
{
	unsigned int j;

	if (search() == 0)
		return TEST_PASS;
	for (j = 0; j < npatterns; j++)
		if (found[j] != 0)
			test_note("%s stands in memory %u times", names[j], found[j]);
	return test_fail(__FILE__, __LINE__, "secrets are left");
}

/* ------------------------------------------------------------------ the cases */

static int
begin(void)
{
	static const char *const openssl[] = {"openssl", NULL};
	int feat;

	if (!can_search())
		return test_skip("memory cannot be searched under a sanitizer or valgrind");
	CHECK_EQ(keyop_world(openssl), 0);
	CHECK_EQ(crypto_getfeat(&feat), 0);
	npatterns = 0;
	return TEST_PASS;
}

static void
put_bn(struct keyop *k, u_int i, const BIGNUM *n)
{
	k->krp.krp_param[i] = (struct crparam){(caddr_t)k->param[i], (u_int)BN_num_bits(n)};
	BN_bn2lebinpad(n, k->param[i], BN_num_bytes(n));
}

static BIGNUM *
random_odd(int bits)
{
	BIGNUM *n = BN_new();

	BN_rand(n, bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD);
	return n;
}

/*
 * Dispatch, again and again if need be, and search until the driver's copy of the first secret
 * is seen beside the consumer's own: it shows that the search finds what is there.
 */
static int
run_and_look(struct keyop *k)
{
	unsigned int all = npatterns, most = 0, tries;

	npatterns = 1; /* a short search */
	CHECK_EQ(search(), 1);
	for (tries = 0; most <= 1 && tries < 500; tries++) {
		unsigned int before = keybook.n;

		CHECK_EQ(crypto_kdispatch(&k->krp), 0);
		do
			most = RTE_MAX(most, search());
		while (most <= 1 &&
		       __atomic_load_n(&k->krp.krp_state, __ATOMIC_ACQUIRE) != CRYPTO_KOP_DONE);
		CHECK(keyop_poll_until(before + 1));
		CHECK_EQ(k->krp.krp_status, 0);
	}
	CHECK(most > 1);
	npatterns = all;
	return TEST_PASS;
}

static void
forget(struct keyop *k)
{
	memset(k->param, 0, sizeof(k->param));
}

/* A private exponent of RSA-8192. */
static int
case_mod_exp(void)
{
	BIGNUM *d, *mod, *base;
	struct keyop *k;

	CHECK_CALL(begin());
	k = keyop_new(0);
	d = random_odd(8190);
	mod = random_odd(8192);
	base = random_odd(8100);
	put_bn(k, 0, base);
	put_bn(k, 1, d);
	put_bn(k, 2, mod);
	keyop_room(k, 3, 8192);
	add_pattern("d", d);
	BN_clear_free(d);
	BN_clear_free(mod);
	BN_clear_free(base);
	CHECK_CALL(run_and_look(k));
	forget(k);
	return nothing_left();
}

/* The primes, their exponents, and both halves of the result. */
static int
case_crt(void)
{
	BIGNUM *n[6], *half[2];
	struct keyop *k;
	unsigned int i;
	BN_CTX *ctx;

	CHECK_CALL(begin());
	ctx = BN_CTX_secure_new();
	k = keyop_new(0);
	keyop_shape(k, CRK_MOD_EXP_CRT, 6, 1);
	for (i = 0; i < 6; i++) {
		n[i] = random_odd(i == 2 ? 8000 : 4096);
		put_bn(k, i, n[i]);
	}
	keyop_room(k, 6, 8192);
	for (i = 0; i < 2; i++) {
		half[i] = BN_new();
		CHECK_EQ(BN_mod_exp(half[i], n[2], n[3 + i], n[i], ctx), 1);
	}
	add_pattern("p", n[0]);
	add_pattern("q", n[1]);
	add_pattern("dmp1", n[3]);
	add_pattern("dmq1", n[4]);
	add_pattern("iqmp", n[5]);
	add_pattern("m1", half[0]);
	add_pattern("m2", half[1]);
	for (i = 0; i < 6; i++)
		BN_clear_free(n[i]);
	BN_clear_free(half[0]);
	BN_clear_free(half[1]);
	BN_CTX_free(ctx);
	CHECK_CALL(run_and_look(k));
	forget(k);
	return nothing_left();
}

static int
case_dh(void)
{
	BIGNUM *x, *y, *p;
	struct keyop *k;

	CHECK_CALL(begin());
	k = keyop_new(0);
	keyop_shape(k, CRK_DH_COMPUTE_KEY, 3, 1);
	x = random_odd(8190);
	y = random_odd(8190);
	p = random_odd(8192);
	put_bn(k, 0, x);
	put_bn(k, 1, y);
	put_bn(k, 2, p);
	keyop_room(k, 3, 8192);
	add_pattern("the private value", x);
	BN_clear_free(x);
	BN_clear_free(y);
	BN_clear_free(p);
	CHECK_CALL(run_and_look(k));
	add_pattern("the shared key", BN_lebin2bn(k->param[3], 1024, p = BN_new()));
	BN_clear_free(p);
	forget(k);
	return nothing_left();
}

/* k = (z + x * r) / s mod q: who knows x can tell it. */
static void
add_nonce(const struct keyop *k, BN_CTX *ctx)
{
	BIGNUM *n = BN_CTX_get(ctx), *r = BN_CTX_get(ctx), *s = BN_CTX_get(ctx);
	BIGNUM *x = BN_CTX_get(ctx), *q = BN_CTX_get(ctx);

	BN_bin2bn(k->param[0], 20, n);
	BN_lebin2bn(k->param[2], 20, q);
	BN_lebin2bn(k->param[4], 20, x);
	BN_lebin2bn(k->param[5], 20, r);
	BN_lebin2bn(k->param[6], 20, s);
	BN_mod_mul(r, r, x, q, ctx);
	BN_mod_add(n, n, r, q, ctx);
	BN_mod_inverse(r, s, q, ctx);
	BN_mod_mul(n, n, r, q, ctx);
	add_pattern("k", n);
	BN_mod_inverse(r, n, q, ctx);
	add_pattern("1 / k", r);
	BN_add(n, n, q);
	add_pattern("k + q", n);
	BN_add(n, n, q);
	add_pattern("k + 2q", n);
	add_pattern("x", x);
}

/* A signature takes too little time to be watched: that k is the right one is shown. */
static int
case_dsa(void)
{
	static const char *const in[] = {DSA_DIGEST, DSA_P, DSA_Q, DSA_G, DSA_X};
	struct keyop *k;
	BN_CTX *ctx;
	u_int i;

	CHECK_CALL(begin());
	k = keyop_new(0);
	keyop_shape(k, CRK_DSA_SIGN, 5, 2);
	for (i = 0; i < 5; i++)
		keyop_put(k, i, in[i]);
	keyop_room(k, 5, 160);
	keyop_room(k, 6, 160);
	CHECK_EQ(keyop_run(k), 0);
	ctx = BN_CTX_secure_new();
	BN_CTX_start(ctx);
	add_nonce(k, ctx);
	BN_CTX_end(ctx);
	BN_CTX_free(ctx);
	CHECK(search() >= 1); /* x is still the consumer's */
	forget(k);
	return nothing_left();
}

static const struct test_case cases[] = {
	{"mod_exp", case_mod_exp, TEST_NO_INIT},
	{"crt", case_crt, TEST_NO_INIT},
	{"dh", case_dh, TEST_NO_INIT},
	{"dsa", case_dsa, TEST_NO_INIT},
};
TEST_SUITE(keyop_scan, cases, NULL, NULL);
