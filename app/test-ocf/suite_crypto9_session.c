/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "crypto9.h"
#include "fakedrv.h"
#include "ledger.h"

/* crypto(9)'s sentences on sessions, by their numbers. */

static struct fake *fake;

static int
begin(void)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "fake"});
	CHECK(fake != NULL);
	fake->sync = true;
	ledger_clear();
	return TEST_PASS;
}

/* ------------------------------------------------------------- what a session is */

/* A session caches what the driver needs: it is initialised once, not with every request. */
static int
case_cached(void)
{
	struct cryptop *crp;
	uint64_t sid, opened;
	unsigned int i;

	CHECK_CALL(begin());
	opened = fake->opened;
	CHECK_EQ(fake_session(fake, &sid), 0);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	for (i = 0; i < 100; i++)
		CHECK_EQ(crypto_run(crp), 0);
	CHECK_EQ(fake->opened, opened + 1);
	CHECK_EQ(fake->closed, opened);
	return TEST_PASS;
}

/* Opening and closing answer at once: there is no callback. */
static int
case_no_callback(void)
{
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK_EQ(fake_session(fake, &sid), 0);
	CHECK_EQ(crypto_pending(), 0);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(test_session_end(sid), 0);
	CHECK_EQ(crypto_pending(), 0);
	CHECK_EQ(crypto_poll(), 0);
	return TEST_PASS;
}

/* The identifier that the first argument receives is good for requests. */
static int
case_identifier(void)
{
	uint8_t block[16];
	uint64_t sid = 0;

	CHECK_CALL(c9_session_cbc(&sid));
	CHECK_NE(sid, 0);
	memcpy(block, c9_plain, sizeof(block));
	CHECK_EQ(test_run(c9_encrypt(sid, block), TEST_DIRECT), 0);
	CHECK_MEM(block, c9_cipher, sizeof(block));
	return TEST_PASS;
}

/* Hardware (1) or not: 0 takes either; ours: -1 is software only. */
static int
case_hard(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *soft;
	uint64_t sid;

	CHECK_EQ(fake_world(NULL, 0), 0);
	soft = fake_start(&(struct fake_config){.caps = CRYPTOCAP_F_SOFTWARE, .name = "soft"});
	CHECK(soft != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 1), EINVAL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	CHECK_EQ(crypto_session_driver(sid), soft->id);
	CHECK_EQ(crypto_freesession(sid), 0);
	fake = fake_start(&(struct fake_config){.name = "card"});
	CHECK(fake != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 1), 0);
	CHECK_EQ(crypto_session_driver(sid), fake->id);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK_EQ(crypto_newsession(&sid, &cri, -1), 0);
	CHECK_EQ(crypto_session_driver(sid), soft->id);
	CHECK_EQ(crypto_freesession(sid), 0);
	return TEST_PASS;
}

/* ---------------------------------------------------------------- struct cryptoini */

/* The page's table of algorithms, with the numbers that programs were compiled with. */
static int
case_algorithms(void)
{
	static const struct {
		int id, number;
	} of[] = {
		{CRYPTO_DES_CBC, 1},        {CRYPTO_3DES_CBC, 2},       {CRYPTO_BLF_CBC, 3},
		{CRYPTO_CAST_CBC, 4},       {CRYPTO_SKIPJACK_CBC, 5},   {CRYPTO_MD5_HMAC, 6},
		{CRYPTO_SHA1_HMAC, 7},      {CRYPTO_RIPEMD160_HMAC, 8}, {CRYPTO_MD5_KPDK, 9},
		{CRYPTO_SHA1_KPDK, 10},     {CRYPTO_AES_CBC, 11},       {CRYPTO_ARC4, 12},
		{CRYPTO_MD5, 13},           {CRYPTO_SHA1, 14},          {CRYPTO_NULL_HMAC, 15},
		{CRYPTO_NULL_CBC, 16},      {CRYPTO_DEFLATE_COMP, 17},  {CRYPTO_SHA2_256_HMAC, 18},
		{CRYPTO_SHA2_384_HMAC, 19}, {CRYPTO_SHA2_512_HMAC, 20}, {CRYPTO_CAMELLIA_CBC, 21},
		{CRYPTO_AES_XTS, 22},       {CRYPTO_AES_ICM, 23},       {CRYPTO_AES_NIST_GMAC, 24},
	};
	unsigned int i;

	for (i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		CHECK_EQ(of[i].id, of[i].number);
		CHECK(strcmp(crypto_alg_name(of[i].id), "?") != 0);
	}
	return TEST_PASS;
}

/* An identifier that is none, and one that no driver has. */
static int
case_identifier_unknown(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	CHECK_EQ(crypto_freesession(sid), 0);
	cri.cri_alg = 0;
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	cri.cri_alg = CRYPTO_ALGORITHM_MAX + 1;
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	cri = c9_cbc(c9_key);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	CHECK(crypto_strerr()[0] != '\0');
	return TEST_PASS;
}

/* Key lengths are in bits, and those of the algorithm. */
static int
case_key_length(void)
{
	static const int fine[] = {128, 192, 256}, bad[] = {0, 16, 127, 136, 512, -128};
	static uint8_t key[64] = {1};
	struct cryptoini cri = c9_cbc(key);
	unsigned int i;
	uint64_t sid;

	for (i = 0; i < sizeof(fine) / sizeof(fine[0]); i++) {
		cri.cri_klen = fine[i];
		CHECK_CALL(c9_session(&sid, &cri));
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		cri.cri_klen = bad[i];
		CHECK_EQ(test_session_on(&sid, &cri, "openssl"), EINVAL);
	}
	return TEST_PASS;
}

/* So many bytes of the digest are copied back; 0: all. */
static int
case_mlen(void)
{
	static const int mlen[] = {0, 12, 4, 20};
	unsigned int i, want;
	struct cryptop *crp;
	uint8_t buf[40];
	uint64_t sid;

	for (i = 0; i < sizeof(mlen) / sizeof(mlen[0]); i++) {
		CHECK_CALL(c9_session_mac(&sid, mlen[i]));
		memset(buf, 0xee, sizeof(buf));
		memcpy(buf, c9_text, sizeof(c9_text));
		crp = c9_request(sid, CRYPTO_SHA1_HMAC, buf, sizeof(buf));
		CHECK(crp != NULL);
		crp->crp_desc->crd_len = crp->crp_desc->crd_inject = sizeof(c9_text);
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
		want = mlen[i] == 0 ? 20 : (unsigned int)mlen[i];
		CHECK_MEM(buf + 8, c9_mac, want);
		CHECK_EQ(buf[8 + want], 0xee);
	}
	return TEST_PASS;
}

/* The session's key is what requests are carried out with; its memory is not needed any more. */
static int
case_key(void)
{
	uint8_t block[16], key[16];
	struct cryptoini cri;
	uint64_t sid, other;

	memcpy(key, c9_key, sizeof(key));
	cri = c9_cbc(key);
	CHECK_CALL(c9_session(&sid, &cri));
	key[0] ^= 1;
	CHECK_CALL(c9_session(&other, &cri));
	memset(key, 0, sizeof(key));
	memcpy(block, c9_plain, sizeof(block));
	CHECK_EQ(test_run(c9_encrypt(sid, block), TEST_DIRECT), 0);
	CHECK_MEM(block, c9_cipher, sizeof(block));
	memcpy(block, c9_plain, sizeof(block));
	CHECK_EQ(test_run(c9_encrypt(other, block), TEST_DIRECT), 0);
	CHECK(memcmp(block, c9_cipher, sizeof(block)) != 0);
	return TEST_PASS;
}

/* cri_iv says nothing when the session is opened. */
static int
case_iv_ignored(void)
{
	struct cryptoini cri = c9_cbc(c9_key);
	uint8_t block[16];
	uint64_t sid;

	memset(cri.cri_iv, 0x5a, sizeof(cri.cri_iv));
	CHECK_CALL(c9_session(&sid, &cri));
	memcpy(block, c9_plain, sizeof(block));
	CHECK_EQ(test_run(c9_encrypt(sid, block), TEST_DIRECT), 0);
	CHECK_MEM(block, c9_cipher, sizeof(block));
	return TEST_PASS;
}

/* No IV given: a random one, another each time, with which the text is read back. */
static int
case_iv_random(void)
{
	uint8_t buf[2][32];
	struct cryptop *crp;
	unsigned int i;
	uint64_t sid;

	CHECK_CALL(c9_session_cbc(&sid));
	for (i = 0; i < 2; i++) {
		memset(buf[i], 0, 16);
		memcpy(buf[i] + 16, c9_plain, 16);
		crp = c9_request(sid, CRYPTO_AES_CBC, buf[i], 32);
		CHECK(crp != NULL);
		crp->crp_desc->crd_skip = crp->crp_desc->crd_len = 16;
		crp->crp_desc->crd_flags = CRD_F_ENCRYPT;
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	}
	CHECK(memcmp(buf[0], buf[1], 16) != 0);
	CHECK(memcmp(buf[0] + 16, buf[1] + 16, 16) != 0);
	crp->crp_desc->crd_flags = 0;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf[1] + 16, c9_plain, 16);
	return TEST_PASS;
}

/* A cipher and a MAC in one session: both are done, in the list's order. */
static int
case_linked(void)
{
	struct cryptoini mac = c9_hmac(0), cbc = c9_cbc(c9_key);
	uint8_t buf[36], alone[36];
	struct cryptop *crp = test_getreq(2), *second;
	struct cryptodesc *auth;
	uint64_t sid, mac_sid;

	cbc.cri_next = &mac;
	CHECK_CALL(c9_session(&sid, &cbc));
	CHECK_CALL(c9_session_mac(&mac_sid, 0));
	memcpy(buf, c9_plain, 16);
	CHECK(crp != NULL);
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)buf;
	crp->crp_ilen = sizeof(buf);
	crp->crp_desc->crd_alg = CRYPTO_AES_CBC;
	crp->crp_desc->crd_len = 16;
	crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	memcpy(crp->crp_desc->crd_iv, c9_iv, 16);
	auth = crp->crp_desc->crd_next;
	auth->crd_alg = CRYPTO_SHA1_HMAC;
	auth->crd_len = auth->crd_inject = 16;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf, c9_cipher, 16);
	memcpy(alone, c9_cipher, 16);
	second = c9_request(mac_sid, CRYPTO_SHA1_HMAC, alone, sizeof(alone));
	CHECK(second != NULL);
	second->crp_desc->crd_len = second->crp_desc->crd_inject = 16;
	CHECK_EQ(test_run(second, TEST_DIRECT), 0);
	CHECK_MEM(buf, alone, sizeof(buf));
	return TEST_PASS;
}

/* Neither the framework nor any driver writes to the list. */
static int
case_not_modified(void)
{
	struct cryptoini mac = c9_hmac(0), cbc = c9_cbc(c9_key), copy[2];
	struct crypto_driver_info info;
	unsigned int opened = 0;
	uint64_t sid;
	int32_t id;

	cbc.cri_next = &mac;
	copy[0] = cbc;
	copy[1] = mac;
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1)) {
		CHECK_EQ(crypto_driver_info(id, &info), 0);
		opened += test_session_on(&sid, &cbc, info.name) == 0;
		CHECK_MEM(&cbc, &copy[0], sizeof(cbc));
		CHECK_MEM(&mac, &copy[1], sizeof(mac));
	}
	if (opened == 0)
		return test_skip("no driver has AES-CBC with HMAC-SHA1");
	return TEST_PASS;
}

/* What was closed is no session any more. */
static int
case_freed(void)
{
	uint8_t block[16] = {0};
	uint64_t sid;

	CHECK_CALL(c9_session_cbc(&sid));
	CHECK_EQ(test_session_end(sid), 0);
	CHECK_EQ(crypto_freesession(sid), ENOENT);
	CHECK_EQ(test_run(c9_encrypt(sid, block), TEST_DIRECT), ENOENT);
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- BUGS */

/* One driver has to have all algorithms of the list; else the session is refused. */
static int
case_same_driver(void)
{
	struct cryptoini mac = {.cri_alg = CRYPTO_NULL_HMAC};
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC, .cri_next = &mac};
	struct fake *a, *b, *both;
	uint64_t sid;

	CHECK_EQ(fake_world(NULL, 0), 0);
	a = fake_start(&(struct fake_config){.name = "a", .algs = {CRYPTO_NULL_CBC}});
	b = fake_start(&(struct fake_config){.name = "b", .algs = {CRYPTO_NULL_HMAC}});
	CHECK(a != NULL && b != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	both = fake_start(&(struct fake_config){.name = "both"});
	CHECK(both != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	CHECK_EQ(crypto_session_driver(sid), both->id);
	CHECK_EQ(crypto_freesession(sid), 0);
	return TEST_PASS;
}

/* Which driver is best: its rank says so, until it is measured. */
static int
case_best(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *worse, *better;
	uint64_t sid;

	CHECK_EQ(fake_world(NULL, 0), 0);
	worse = fake_start(&(struct fake_config){.kind = FAKE_OPS, .name = "worse", .rank = 1});
	better = fake_start(&(struct fake_config){.kind = FAKE_OPS, .name = "better", .rank = 2});
	CHECK(worse != NULL && better != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	CHECK_EQ(crypto_session_driver(sid), better->id);
	CHECK_EQ(crypto_freesession(sid), 0);
	return TEST_PASS;
}

/* Two instances of an algorithm, each with its key: here they are supported. */
static int
twice(int first, int klen1, int second, int klen2, unsigned int block)
{
	static const uint8_t keys[2][24] = {"the first of both keys!", "and, not equal, another"};
	struct cryptoini two = {.cri_alg = second,
				.cri_klen = klen2,
				.cri_key = (caddr_t)(uintptr_t)keys[1]};
	struct cryptoini one = {.cri_alg = first,
				.cri_klen = klen1,
				.cri_next = &two,
				.cri_key = (caddr_t)(uintptr_t)keys[0]};
	uint64_t sid, alone[2];
	uint8_t buf[16], want[16];
	struct cryptodesc *crd;
	struct cryptop *crp;
	int step;

	CHECK_CALL(c9_session(&sid, &one));
	one.cri_next = NULL;
	CHECK_CALL(c9_session(&alone[0], &one));
	CHECK_CALL(c9_session(&alone[1], &two));
	memcpy(buf, c9_plain, 16);
	memcpy(want, c9_plain, 16);
	for (step = 0; step < 2; step++) {
		crp = c9_request(alone[step], step == 0 ? first : second, want, (int)block);
		CHECK(crp != NULL);
		crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	}
	crp = test_getreq(2);
	CHECK(crp != NULL);
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)buf;
	crp->crp_ilen = (int)block;
	for (crd = crp->crp_desc, step = 0; crd != NULL; crd = crd->crd_next, step++) {
		crd->crd_alg = step == 0 ? first : second;
		crd->crd_len = (int)block;
		crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	}
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf, want, block);
	return TEST_PASS;
}

static int
case_twice(void)
{
	return twice(CRYPTO_AES_CBC, 128, CRYPTO_AES_CBC, 128, 16);
}

/* 3DES is one algorithm, and DES may stand beside it. */
static int
case_des_3des(void)
{
	CHECK_CALL(twice(CRYPTO_3DES_CBC, 192, CRYPTO_DES_CBC, 64, 8));
	return twice(CRYPTO_DES_CBC, 64, CRYPTO_3DES_CBC, 192, 8);
}

static const struct test_case cases[] = {
	{"crypto9_S004", case_cached, TEST_NO_INIT},
	{"crypto9_S015", case_no_callback, TEST_NO_INIT},
	{"crypto9_S016", case_identifier, 0},
	{"crypto9_S017", case_identifier, 0},
	{"crypto9_S018", case_key, 0},
	{"crypto9_S019", case_hard, TEST_NO_INIT},
	{"crypto9_S020", case_linked, 0},
	{"crypto9_S021", case_identifier_unknown, TEST_NO_INIT},
	{"crypto9_S022", case_algorithms, 0},
	{"crypto9_S023", case_key_length, 0},
	{"crypto9_S024", case_mlen, 0},
	{"crypto9_S025", case_key, 0},
	{"crypto9_S027", case_iv_ignored, 0},
	{"crypto9_S028", case_iv_random, 0},
	{"crypto9_S029", case_linked, 0},
	{"crypto9_S030", case_linked, 0},
	{"crypto9_S031", case_not_modified, 0},
	{"crypto9_S032", case_cached, TEST_NO_INIT},
	{"crypto9_S033", case_freed, 0},
	{"crypto9_S157", case_same_driver, TEST_NO_INIT},
	{"crypto9_S158", case_same_driver, TEST_NO_INIT},
	{"crypto9_S159", case_best, TEST_NO_INIT},
	{"crypto9_S161", case_twice, 0},
	{"crypto9_S162", case_des_3des, 0},
	{"crypto9_S163", case_des_3des, 0},
};
TEST_SUITE(crypto9_session, cases, NULL, NULL);
