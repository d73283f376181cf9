/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <openssl/bn.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "keydrv.h"
#include "keyop_kat.h"

/* The openssl driver's key operations: results, and answers to numbers that make no sense. */

#define ALL ((1 << (CRK_ALGORITHM_MAX + 1)) - 1)

static int
begin(void)
{
	static const char *const openssl[] = {"openssl", NULL};
	int feat;

	CHECK_EQ(keyop_world(openssl), 0);
	CHECK_EQ(crypto_getfeat(&feat), 0);
	CHECK_EQ(feat, ALL);
	return TEST_PASS;
}

static struct keyop *
fill(u_int op, u_int nin, const char *const *in, u_int nout, u_int room)
{
	struct keyop *k = keyop_new(0);
	u_int i;

	keyop_shape(k, op, nin, nout);
	for (i = 0; i < nin; i++)
		keyop_put(k, i, in[i]);
	for (; i < nin + nout; i++)
		keyop_room(k, i, room);
	return k;
}

/* Not a byte of a result is written when it is refused. */
static bool
untouched(const struct keyop *k)
{
	unsigned int i, j;

	for (i = k->krp.krp_iparams; i < (u_int)k->krp.krp_iparams + k->krp.krp_oparams; i++)
		for (j = 0; j < sizeof(k->param[i]); j++)
			if (k->param[i][j] != 0x5a)
				return false;
	return true;
}

/* ----------------------------------------------------------- exponentiation */

#define PAD_64 "0000000000000000" /* makes an exponent too long to be public */

static const struct row {
	const char *base, *exponent, *mod, *result; /* NULL: EINVAL */
	u_int room;
	enum crypto_reason reason;
} exps[] = {
	{"08", "05", "fff1", "8000", 16, 0},
	{"08", PAD_64 "05", "fff1", "8000", 16, 0},
	{"08", "05", "fff1", "8000", 4096, 0}, /* zero-filled */
	{"", "05", "fff1", "00", 16, 0},       /* 0 bits: the number 0 */
	{"08", "", "fff1", "01", 16, 0},       /* x ^ 0 */
	{"", "", "fff1", "01", 16, 0},
	{"08", PAD_64 "00", "fff1", "01", 16, 0},
	{"01fff9", "02", "fff1", "0211", 16, 0}, /* base over modulus */
	{"01fff9", PAD_64 "02", "fff1", "0211", 16, 0},
	{"fff1", "03", "fff1", "00", 16, 0}, /* base = modulus */
	{"fff1", PAD_64 "03", "fff1", "00", 16, 0},
	{"08", "05", "01", "00", 8, 0}, /* modulus 1 */
	{"08", PAD_64 "05", "01", "00", 8, 0},
	{"08", "", "01", "00", 8, 0},
	{"03", "05", "0100", "f3", 16, 0}, /* even modulus, public exponent */
	{"08", "05", "0100", "00", 16, 0},
	{"03", "ffffffffffffffff", "0100", "ab", 16, 0}, /* 64 bits are public */
	{"03", "00ffffffffffffffff", "0100", NULL, 16, CRYPTO_R_PARAM_VALUE},
	{"08", "05", "", NULL, 16, CRYPTO_R_PARAM_VALUE},
	{"08", "05", "0000", NULL, 16, CRYPTO_R_PARAM_VALUE},
	{"08", PAD_64 "05", "0000", NULL, 16, CRYPTO_R_PARAM_VALUE},
	{"08", "05", "fff1", NULL, 8, CRYPTO_R_PARAM_ROOM},
	{"08", "01", "fff1", NULL, 8, CRYPTO_R_PARAM_ROOM}, /* would fit by chance */
	{"08", "05", "fff1", NULL, 0, CRYPTO_R_PARAM_ROOM},
};

static int
case_mod_exp(void)
{
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < RTE_DIM(exps); i++) {
		const struct row *r = &exps[i];
		struct keyop *k = fill(CRK_MOD_EXP, 3,
				       (const char *const[]){r->base, r->exponent, r->mod}, 1,
				       r->room);
		int want = r->result != NULL ? 0 : EINVAL;

		if (keyop_run(k) != want || k->krp.krp_reason != r->reason)
			return test_fail(__FILE__, __LINE__, "row %u: status %u, %s", i,
					 k->krp.krp_status, crypto_strreason(k->krp.krp_reason));
		if (want == 0 ? !keyop_is(k, 3, r->result) : !untouched(k))
			return test_fail(__FILE__, __LINE__, "row %u: wrong result", i);
	}
	return TEST_PASS;
}

/* More than the driver takes is refused before any driver sees it, and at once. */
static int
case_too_long(void)
{
	static char number[CRK_MAXBITS / 8 + 1];
	struct crypto_driver_stats st;
	unsigned int i, op;
	uint64_t start;

	memset(number, 0xff, sizeof(number));
	CHECK_CALL(begin());
	start = rte_get_timer_cycles();
	for (op = 0; op <= CRK_ALGORITHM_MAX; op++) {
		static const u_int in[] = {3, 6, 5, 7, 3}, out[] = {1, 1, 2, 0, 1};
		struct keyop *k = keyop_new(0);

		keyop_shape(k, op, in[op], out[op]);
		for (i = 0; i < in[op] + out[op]; i++)
			k->krp.krp_param[i] = (struct crparam){number, op % 2 == 0 ?
									       16385 :
									       CRK_MAXBITS + 1};
		CHECK_EQ(keyop_run(k), EINVAL);
		CHECK_EQ(k->krp.krp_reason, CRYPTO_R_PARAM_BITS);
	}
	test_note("%.0f us each",
		  (double)(rte_get_timer_cycles() - start) * 1e6 / (double)rte_get_timer_hz() / op);
	CHECK_EQ(crypto_driver_stats(crypto_find_driver("openssl"), &st), 0);
	CHECK_EQ(st.kops, 0);
	return TEST_PASS;
}

/* ------------------------------------------------- parameters, one spoilt at a time */

struct spoil {
	u_int param;
	const char *value;
	int status;
};

static const char *const crt[] = {RSA_P, RSA_Q, RSA_BLOCK, RSA_DP, RSA_DQ, RSA_QINV};
static const char *const sign[] = {DSA_DIGEST, DSA_P, DSA_Q, DSA_G, DSA_X};
static const char *const verify[] = {DSA_DIGEST, DSA_P, DSA_Q, DSA_G, DSA_Y, DSA_R, DSA_S};
static const char *const dh[] = {DH_PRIVATE, DH_PUBLIC, DH_P};

static int
run_spoils(u_int op, const char *const *good, u_int nin, u_int nout, const struct spoil *rows,
	   unsigned int nrows)
{
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < nrows; i++) {
		const char *in[CRK_MAXPARAM] = {0};
		struct keyop *k;

		memcpy(in, good, nin * sizeof(in[0]));
		in[rows[i].param] = rows[i].value;
		k = fill(op, nin, in, nout, 1024);
		if (keyop_run(k) != rows[i].status)
			return test_fail(__FILE__, __LINE__, "row %u: status %u, %s", i,
					 k->krp.krp_status, crypto_strreason(k->krp.krp_reason));
		CHECK(rows[i].status != EINVAL || untouched(k));
		CHECK(rows[i].status != EINVAL || k->krp.krp_reason == CRYPTO_R_PARAM_VALUE);
	}
	return TEST_PASS;
}

static int
case_crt(void)
{
	static const struct spoil rows[] = {
		{0, "", EINVAL},     {1, "", EINVAL},   {0, "01", EINVAL}, {1, "01", EINVAL},
		{0, "0100", EINVAL}, {1, "02", EINVAL}, {2, "", 0},        {3, "", 0},
		{5, "", 0},          {0, RSA_Q, 0}, /* no key, but numbers */
	};
	struct keyop *k;

	CHECK_CALL(run_spoils(CRK_MOD_EXP_CRT, crt, 6, 1, rows, RTE_DIM(rows)));
	k = fill(CRK_MOD_EXP_CRT, 6, crt, 1, 1024);
	CHECK_EQ(keyop_run(k), 0);
	CHECK(keyop_is(k, 6, RSA_SIGNATURE));
	k = fill(CRK_MOD_EXP_CRT, 6, crt, 1, 1016);
	CHECK_EQ(keyop_run(k), EINVAL);
	CHECK_EQ(k->krp.krp_reason, CRYPTO_R_PARAM_ROOM);
	return TEST_PASS;
}

static int
case_dsa_sign(void)
{
	static const struct spoil rows[] = {
		{1, "", EINVAL},    {2, "", EINVAL},    {3, "", EINVAL},         {4, "", EINVAL},
		{3, "01", EINVAL},  {3, DSA_P, EINVAL}, {4, DSA_Q, EINVAL},      {2, "0b", EINVAL},
		{2, DSA_P, EINVAL}, {1, DSA_Q, EINVAL}, {2, DSA_G "01", EINVAL}, {1, "10", EINVAL},
		{0, "", 0},         {0, DSA_P, 0}, /* a digest longer than q */
	};

	return run_spoils(CRK_DSA_SIGN, sign, 5, 2, rows, RTE_DIM(rows));
}

static int
case_dsa_verify(void)
{
	static const struct spoil rows[] = {
		{1, "", EINVAL},     {2, "", EINVAL},     {3, "", EINVAL},     {4, "", EINVAL},
		{3, "01", EINVAL},   {4, DSA_P, EINVAL},  {5, "", EBADMSG},    {6, "", EBADMSG},
		{5, DSA_Q, EBADMSG}, {6, DSA_Q, EBADMSG}, {5, "01", EBADMSG},  {6, "01", EBADMSG},
		{0, "", EBADMSG},    {4, "02", EBADMSG},  {6, DSA_P, EBADMSG},
	};

	return run_spoils(CRK_DSA_VERIFY, verify, 7, 0, rows, RTE_DIM(rows));
}

static int
case_dh(void)
{
	static const struct spoil rows[] = {
		{0, "", EINVAL},   {1, "", EINVAL}, {1, "00", EINVAL}, {1, "01", EINVAL},
		{1, DH_P, EINVAL}, {2, "", EINVAL}, {2, "01", EINVAL}, {2, "0100", EINVAL},
		{0, "01", 0},      {1, "02", 0},
	};
	struct keyop *k;
	int borrow;

	CHECK_CALL(run_spoils(CRK_DH_COMPUTE_KEY, dh, 3, 1, rows, RTE_DIM(rows)));
	k = fill(CRK_DH_COMPUTE_KEY, 3, dh, 1, 1024);
	keyop_put(k, 1, DH_P);
	k->param[1][0]--; /* p is odd: p - 1 */
	CHECK_EQ(keyop_run(k), EINVAL);
	k->param[1][0]--; /* p - 2 is legal */
	borrow = k->param[2][0] < 2;
	CHECK_EQ(borrow, 0);
	CHECK_EQ(keyop_run(k), 0);
	return TEST_PASS;
}

/* -------------------------------------------------------------- signatures */

#define SIGNATURES 2000

static int
compare_r(const void *a, const void *b)
{
	return memcmp(a, b, 20);
}

/* Each signature verifies, and no two have the same k: r would be the same. */
static int
case_dsa_nonces(void)
{
	static uint8_t seen[SIGNATURES][20];
	struct keyop *k;
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < SIGNATURES; i++) {
		k = fill(CRK_DSA_SIGN, 5, sign, 2, 160);
		CHECK_EQ(keyop_run(k), 0);
		memcpy(seen[i], k->param[5], 20);
		if (i % 16 != 0)
			continue;
		keyop_shape(k, CRK_DSA_VERIFY, 7, 0);
		keyop_put(k, 4, DSA_Y);
		CHECK_EQ(keyop_run(k), 0);
		k->param[6][0] ^= 1;
		CHECK_EQ(keyop_run(k), EBADMSG);
	}
	qsort(seen, SIGNATURES, sizeof(seen[0]), compare_r);
	for (i = 1; i < SIGNATURES; i++)
		CHECK(memcmp(seen[i - 1], seen[i], sizeof(seen[0])) != 0);
	return TEST_PASS;
}

/* ---------------------------------------------------------- against libcrypto */

static void
put_bn(struct keyop *k, u_int i, const BIGNUM *n)
{
	k->krp.krp_param[i].crp_p = (caddr_t)k->param[i];
	k->krp.krp_param[i].crp_nbits = (u_int)BN_num_bits(n);
	BN_bn2lebinpad(n, k->param[i], BN_num_bytes(n));
}

static bool
is_bn(const struct keyop *k, u_int i, const BIGNUM *want, BIGNUM *tmp)
{
	int len = (int)((k->krp.krp_param[i].crp_nbits + 7) / 8);

	return BN_lebin2bn(k->param[i], len, tmp) != NULL && BN_cmp(tmp, want) == 0;
}

/* Random numbers of all lengths, the modulus odd or, for short exponents, even. */
static int
one_random(BN_CTX *ctx, u_int bits)
{
	BIGNUM *base = BN_CTX_get(ctx), *exponent = BN_CTX_get(ctx), *mod = BN_CTX_get(ctx);
	BIGNUM *want = BN_CTX_get(ctx), *tmp = BN_CTX_get(ctx);
	u_int ebits = 1 + test_random_below(test_random_below(2) == 0 ? 64 : bits);
	struct keyop *k = keyop_new(0);

	CHECK(tmp != NULL);
	BN_rand(mod, (int)bits, BN_RAND_TOP_ONE,
		ebits <= 64 && test_random_below(4) == 0 ? BN_RAND_BOTTOM_ANY : BN_RAND_BOTTOM_ODD);
	BN_rand(base, (int)(1 + test_random_below(bits + 64)), BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
	BN_rand(exponent, (int)ebits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
	CHECK_EQ(BN_mod_exp(want, base, exponent, mod, ctx), 1);
	put_bn(k, 0, base);
	put_bn(k, 1, exponent);
	put_bn(k, 2, mod);
	keyop_room(k, 3, bits + test_random_below(64));
	CHECK_EQ(keyop_run(k), 0);
	CHECK(is_bn(k, 3, want, tmp));
	return TEST_PASS;
}

static int
case_random(void)
{
	BN_CTX *ctx = BN_CTX_new();
	unsigned int i;
	int rc = TEST_PASS;

	CHECK_CALL(begin());
	for (i = 0; i < 600 && rc == TEST_PASS; i++) {
		BN_CTX_start(ctx);
		rc = one_random(ctx, 2 + test_random_below(i % 50 == 0 ? 2048 : 700));
		BN_CTX_end(ctx);
	}
	BN_CTX_free(ctx);
	return rc;
}

/* More public moduli than the cache has room for, each several times. */
static int
case_cache(void)
{
	unsigned int i, round;

	CHECK_CALL(begin());
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 200; i++) {
			struct keyop *k = keyop_new(0);
			uint32_t mod = 2 * (i * (round == 1 ? 7 : 1)) + 1001, want = 1, e;

			for (e = 0; e < 17; e++)
				want = (uint32_t)((uint64_t)want * 12345 % mod);
			keyop_put_word(k, 0, 12345);
			keyop_put_word(k, 1, 17);
			keyop_put_word(k, 2, mod);
			CHECK_EQ(keyop_run(k), 0);
			CHECK_EQ(k->param[3][0] | k->param[3][1] << 8 | k->param[3][2] << 16, want);
		}
	}
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"mod_exp", case_mod_exp, TEST_NO_INIT},
	{"too_long", case_too_long, TEST_NO_INIT},
	{"crt", case_crt, TEST_NO_INIT},
	{"dsa_sign", case_dsa_sign, TEST_NO_INIT},
	{"dsa_verify", case_dsa_verify, TEST_NO_INIT},
	{"dh", case_dh, TEST_NO_INIT},
	{"dsa_nonces", case_dsa_nonces, TEST_NO_INIT},
	{"random", case_random, TEST_NO_INIT},
	{"cache", case_cache, TEST_NO_INIT},
};
TEST_SUITE(keyop_math, cases, NULL, NULL);
