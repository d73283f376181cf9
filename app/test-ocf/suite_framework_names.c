/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>

#include "fakedrv.h"
#include "ledger.h"

/* Numbers that programs are compiled with, names, texts, reasons and their counters. */

/* FreeBSD's numbers of algorithms, 1 to 42, and ours. */
static const struct {
	int id, is;
	const char *name;
	int digest, ivlen, block;
} algs[] = {
	{CRYPTO_DES_CBC, 1, "DES-CBC", 0, 8, 8},
	{CRYPTO_3DES_CBC, 2, "3DES-CBC", 0, 8, 8},
	{CRYPTO_BLF_CBC, 3, "BLF-CBC", 0, 8, 8},
	{CRYPTO_CAST_CBC, 4, "CAST-CBC", 0, 8, 8},
	{CRYPTO_SKIPJACK_CBC, 5, "SKIPJACK-CBC", 0, 8, 8},
	{CRYPTO_MD5_HMAC, 6, "MD5-HMAC", 16, 0, 1},
	{CRYPTO_SHA1_HMAC, 7, "SHA1-HMAC", 20, 0, 1},
	{CRYPTO_RIPEMD160_HMAC, 8, "RIPEMD160-HMAC", 20, 0, 1},
	{CRYPTO_MD5_KPDK, 9, "MD5-KPDK", 16, 0, 1},
	{CRYPTO_SHA1_KPDK, 10, "SHA1-KPDK", 20, 0, 1},
	{CRYPTO_RIJNDAEL128_CBC, 11, "AES-CBC", 0, 16, 16},
	{CRYPTO_AES_CBC, 11, "AES-CBC", 0, 16, 16},
	{CRYPTO_ARC4, 12, "ARC4", 0, 0, 1},
	{CRYPTO_MD5, 13, "MD5", 16, 0, 1},
	{CRYPTO_SHA1, 14, "SHA1", 20, 0, 1},
	{CRYPTO_NULL_HMAC, 15, "NULL-HMAC", 0, 0, 1},
	{CRYPTO_NULL_CBC, 16, "NULL-CBC", 0, 0, 4},
	{CRYPTO_DEFLATE_COMP, 17, "DEFLATE", 0, 0, 1},
	{CRYPTO_SHA2_256_HMAC, 18, "SHA2-256-HMAC", 32, 0, 1},
	{CRYPTO_SHA2_384_HMAC, 19, "SHA2-384-HMAC", 48, 0, 1},
	{CRYPTO_SHA2_512_HMAC, 20, "SHA2-512-HMAC", 64, 0, 1},
	{CRYPTO_CAMELLIA_CBC, 21, "CAMELLIA-CBC", 0, 16, 16},
	{CRYPTO_AES_XTS, 22, "AES-XTS", 0, 16, 1},
	{CRYPTO_AES_ICM, 23, "AES-CTR", 0, 16, 1},
	{CRYPTO_AES_CTR, 23, "AES-CTR", 0, 16, 1},
	{CRYPTO_AES_NIST_GMAC, 24, "AES-NIST-GMAC", 16, 12, 1},
	{CRYPTO_AES_NIST_GCM_16, 25, "AES-NIST-GCM-16", 0, 12, 1},
	{CRYPTO_AES_128_NIST_GMAC, 26, "AES-128-NIST-GMAC", 16, 12, 1},
	{CRYPTO_AES_192_NIST_GMAC, 27, "AES-192-NIST-GMAC", 16, 12, 1},
	{CRYPTO_AES_256_NIST_GMAC, 28, "AES-256-NIST-GMAC", 16, 12, 1},
	{CRYPTO_BLAKE2B, 29, "BLAKE2B", 64, 0, 1},
	{CRYPTO_BLAKE2S, 30, "BLAKE2S", 32, 0, 1},
	{CRYPTO_CHACHA20, 31, "CHACHA20", 0, 16, 1},
	{CRYPTO_SHA2_224_HMAC, 32, "SHA2-224-HMAC", 28, 0, 1},
	{CRYPTO_RIPEMD160, 33, "RIPEMD160", 20, 0, 1},
	{CRYPTO_SHA2_224, 34, "SHA2-224", 28, 0, 1},
	{CRYPTO_SHA2_256, 35, "SHA2-256", 32, 0, 1},
	{CRYPTO_SHA2_384, 36, "SHA2-384", 48, 0, 1},
	{CRYPTO_SHA2_512, 37, "SHA2-512", 64, 0, 1},
	{CRYPTO_POLY1305, 38, "POLY1305", 16, 0, 1},
	{CRYPTO_AES_CCM_CBC_MAC, 39, "AES-CCM-CBC-MAC", 16, 12, 1},
	{CRYPTO_AES_CCM_16, 40, "AES-CCM-16", 0, 12, 1},
	{CRYPTO_CHACHA20_POLY1305, 41, "CHACHA20-POLY1305", 0, 12, 1},
	{CRYPTO_XCHACHA20_POLY1305, 42, "XCHACHA20-POLY1305", 0, 24, 1},
	{CRYPTO_AES_CMAC, 0x100, "AES-CMAC", 16, 0, 1},
	{CRYPTO_AES_XCBC_MAC, 0x101, "AES-XCBC-MAC", 16, 0, 1},
};

static int
case_algorithms(void)
{
	static const int unknown[] = {0, -1, 43, 0xff, 0x102, 0x111, INT_MAX, INT_MIN};
	unsigned int i;

	for (i = 0; i < sizeof(algs) / sizeof(algs[0]); i++) {
		CHECK_EQ(algs[i].id, algs[i].is);
		CHECK_STR(crypto_alg_name(algs[i].id), algs[i].name);
		CHECK_EQ(crypto_alg_digest(algs[i].id), algs[i].digest);
		CHECK_EQ(crypto_alg_ivlen(algs[i].id), algs[i].ivlen);
		CHECK_EQ(crypto_alg_block(algs[i].id), algs[i].block);
	}
	for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
		CHECK_STR(crypto_alg_name(unknown[i]), "?");
		CHECK_EQ(crypto_alg_digest(unknown[i]), 0);
		CHECK_EQ(crypto_alg_ivlen(unknown[i]), 0);
		CHECK_EQ(crypto_alg_block(unknown[i]), 1);
	}
	return TEST_PASS;
}

/* Values that are part of the interface. */
static int
case_constants(void)
{
	static const long values[][2] = {
		{CRYPTO_F_IMBUF, 1},      {CRYPTO_F_IOV, 2},        {CRYPTO_F_REL, 4},
		{CRYPTO_F_BATCH, 8},      {CRYPTO_F_CBIMM, 0x10},   {CRYPTO_F_DONE, 0x20},
		{CRYPTO_F_CBIFSYNC, 0x40}, {CRD_F_ENCRYPT, 1},      {CRD_F_IV_PRESENT, 2},
		{CRD_F_IV_EXPLICIT, 4},   {CRD_F_DSA_SHA_NEEDED, 8}, {CRD_F_KEY_EXPLICIT, 0x10},
		{CRD_F_COMP, 0x20},       {CRD_F_VERIFY, 0x40},     {CRD_F_ESN, 0x80},
		{CRYPTO_SYMQ, 1},         {CRYPTO_ASYMQ, 2},        {CRYPTOCAP_F_SOFTWARE, 2},
		{CRYPTOCAP_F_SYNC, 4},    {CRYPTO_ALG_FLAG_SUPPORTED, 1},
		{CRYPTO_ALG_FLAG_RNG_ENABLE, 2}, {CRYPTO_ALG_FLAG_DSA_SHA, 4},
		{EALG_MAX_BLOCK_LEN, 16}, {HASH_MAX_LEN, 64},       {CRYPTO_MAX_DESC, 8},
		{CRK_MOD_EXP, 0},         {CRK_MOD_EXP_CRT, 1},     {CRK_DSA_SIGN, 2},
		{CRK_DSA_VERIFY, 3},      {CRK_DH_COMPUTE_KEY, 4},  {CRK_ALGORITM_MIN, 0},
		{CRK_ALGORITHM_MAX, 4},   {CRF_DH_COMPUTE_KEY, 16}, {CRK_MAXPARAM, 8},
		{CRYPTO_ALGORITHM_MIN, 1}, {CRYPTO_ALGORITHM_MAX, 0x101},
	};
	unsigned int i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		CHECK_EQ(values[i][0], values[i][1]);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ reasons */

static int
case_reason_texts(void)
{
	int r, q;

	for (r = 0; r < CRYPTO_R_MAX; r++) {
		CHECK(crypto_strreason(r) != NULL && strlen(crypto_strreason(r)) > 5);
		for (q = 0; q < r; q++)
			CHECK(strcmp(crypto_strreason(r), crypto_strreason(q)) != 0);
	}
	CHECK_STR(crypto_strreason(-1), "unknown reason");
	CHECK_STR(crypto_strreason(CRYPTO_R_MAX), "unknown reason");
	CHECK_STR(crypto_strreason(INT_MAX), "unknown reason");
	CHECK_STR(crypto_strreason(INT_MIN), "unknown reason");
	CHECK_EQ(crypto_reason_count(-1), 0);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_MAX), 0);
	CHECK_EQ(crypto_reason_count(INT_MAX), 0);
	return TEST_PASS;
}

/* The stable numbers of reasons. */
static int
case_reason_numbers(void)
{
	static const int order[] = {
		CRYPTO_R_NONE, CRYPTO_R_FLAGS, CRYPTO_R_BUFFER, CRYPTO_R_OUTPUT,
		CRYPTO_R_DESC_COUNT, CRYPTO_R_DESC_ALG, CRYPTO_R_DESC_FLAGS, CRYPTO_R_RANGE,
		CRYPTO_R_INJECT, CRYPTO_R_BLOCK, CRYPTO_R_LENGTH, CRYPTO_R_IV_EXPLICIT,
		CRYPTO_R_IV_POINTER, CRYPTO_R_KEY_MISSING, CRYPTO_R_KEY_LENGTH,
		CRYPTO_R_KEY_WEAK, CRYPTO_R_PAIR, CRYPTO_R_VERIFY, CRYPTO_R_SESSION,
		CRYPTO_R_MOVED, CRYPTO_R_CREDIT, CRYPTO_R_DRIVER_GONE, CRYPTO_R_MEMORY,
		CRYPTO_R_MISMATCH, CRYPTO_R_ENGINE, CRYPTO_R_DRIVER_VALUE, CRYPTO_R_LIMIT,
		CRYPTO_R_RANDOM,
	};
	unsigned int i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		CHECK_EQ(order[i], i);
	CHECK(CRYPTO_R_MAX >= i);
	return TEST_PASS;
}

/* Each failure counts once, for its reason, when it is called back. */
static int
case_reason_counts(void)
{
	uint64_t sid, before;
	struct cryptop *crp;
	struct fake *f;
	unsigned int i;
	int r;

	CHECK_EQ(fake_world(NULL, 1), 0);
	f = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE});
	CHECK(f != NULL);
	CHECK_EQ(fake_session(f, &sid), 0);
	ledger_clear();
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	for (r = 0; r < CRYPTO_R_MAX; r++)
		CHECK_EQ(crypto_reason_count(r), 0);
	crp->crp_ilen = -1;
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_BUFFER), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_BUFFER), 1);
	crp->crp_ilen = 64;
	crp->crp_sid = sid + 1024; /* the next slot */
	for (i = 0; i < 10; i++)
		CHECK_EQ(crypto_run(crp), ENOENT);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_SESSION), 10);
	crp->crp_sid = sid;
	f->sync = true;
	before = crypto_reason_count(CRYPTO_R_NONE);
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_NONE), before);
	f->etype = EBADMSG;
	f->reason = CRYPTO_R_MISMATCH;
	CHECK_EQ(crypto_run(crp), EBADMSG);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_MISMATCH), 1);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_BUFFER), 1);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"algorithms", case_algorithms, 0},
	{"constants", case_constants, 0},
	{"reason_texts", case_reason_texts, 0},
	{"reason_numbers", case_reason_numbers, 0},
	{"reason_counts", case_reason_counts, TEST_NO_INIT},
};
TEST_SUITE(framework_names, cases, NULL, NULL);
