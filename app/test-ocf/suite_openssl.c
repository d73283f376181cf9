/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * What is particular to the openssl driver: the cache of keyed contexts, IVs that EVP does
 * not take, pieces without copies, halves of an AEAD apart.
 */

#include "test.h"

#define LEN 1024
#define TAG 16

static const uint32_t splits[] = {3, 130, 131, 500, 1001};

/* Skips where the driver is missing. */
static int
open_session(uint64_t *sid, struct cryptoini *cri)
{
	int rc = test_session_on(sid, cri, "openssl");

	if (rc == ENODEV)
		return test_skip("no openssl driver");
	CHECK_EQ(rc, 0);
	return TEST_PASS;
}

static struct cryptop *
request(uint64_t sid, int num, void *buf, int len)
{
	struct cryptop *crp = test_getreq(num);

	if (crp == NULL)
		return NULL;
	crp->crp_sid = sid;
	crp->crp_buf = buf;
	crp->crp_ilen = len;
	return crp;
}

static bool
unhex(const char *text, uint8_t *dst, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (sscanf(text + 2 * i, "%2hhx", &dst[i]) != 1)
			return false;
	return text[2 * len] == '\0';
}

/* ------------------------------------------------------------- contexts */

#define SESSIONS 2500 /* a lcore keeps 1024 contexts */

/* Encrypt 64 zero bytes with session `i`. */
static int
encrypt_zeros(struct cryptop *crp, uint64_t sid, uint8_t *out)
{
	memset(out, 0, 64);
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)out;
	crp->crp_ilen = 64;
	crp->crp_desc->crd_alg = CRYPTO_AES_CBC;
	crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	crp->crp_desc->crd_len = 64;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	return TEST_PASS;
}

static int
aes_session(uint64_t *sid, uint32_t number)
{
	uint8_t key[16] = {0};
	struct cryptoini cri = {.cri_alg = CRYPTO_AES_CBC, .cri_klen = 128,
				.cri_key = (caddr_t)key};

	memcpy(key, &number, sizeof(number));
	return open_session(sid, &cri);
}

/*
 * More sessions than an lcore has contexts, used in any order; every other one ends, new
 * ones take its memory: each keeps giving what its own key gives.
 */
static int
case_cache(void)
{
	static uint64_t sid[SESSIONS];
	static uint8_t want[SESSIONS][64];
	struct cryptop *crp = test_getreq(1);
	uint8_t out[64];
	uint32_t i, turn;

	CHECK(crp != NULL);
	for (i = 0; i < SESSIONS; i++) {
		CHECK_CALL(aes_session(&sid[i], i));
		CHECK_CALL(encrypt_zeros(crp, sid[i], want[i]));
		CHECK(i == 0 || memcmp(want[i], want[i - 1], 64) != 0);
	}
	for (i = 0; i < SESSIONS; i += 2) {
		CHECK_EQ(test_session_end(sid[i]), 0);
		CHECK_CALL(aes_session(&sid[i], SESSIONS + i));
		CHECK_CALL(encrypt_zeros(crp, sid[i], out));
		CHECK(memcmp(want[i], out, 64) != 0);
		memcpy(want[i], out, 64);
	}
	for (turn = 0; turn < 3 * SESSIONS; turn++) {
		i = test_random_below(SESSIONS);
		CHECK_CALL(encrypt_zeros(crp, sid[i], out));
		CHECK_MEM(out, want[i], 64);
	}
	return TEST_PASS;
}

/* A request's own key leaves no trace in the session's contexts. */
static int
case_explicit_key(void)
{
	struct cryptop *crp = test_getreq(1), *own = test_getreq(1);
	uint8_t a[64], b[64], out[64], key[16] = {2};
	uint64_t one, two;
	unsigned int i;

	CHECK(crp != NULL && own != NULL);
	CHECK_CALL(aes_session(&one, 1));
	CHECK_CALL(aes_session(&two, 2));
	CHECK_CALL(encrypt_zeros(crp, one, a));
	CHECK_CALL(encrypt_zeros(crp, two, b));
	for (i = 0; i < 100; i++) {
		own->crp_desc->crd_key = (caddr_t)key;
		own->crp_desc->crd_klen = 128;
		memset(out, 0, sizeof(out));
		own->crp_sid = one;
		own->crp_buf = (caddr_t)out;
		own->crp_ilen = 64;
		own->crp_desc->crd_alg = CRYPTO_AES_CBC;
		own->crp_desc->crd_len = 64;
		own->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT |
			CRD_F_KEY_EXPLICIT;
		CHECK_EQ(test_run(own, TEST_DIRECT), 0);
		CHECK_MEM(out, b, 64);
		CHECK_CALL(encrypt_zeros(crp, one, out));
		CHECK_MEM(out, a, 64);
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------- long IVs */

#define TEXT 45
#define AAD 20

/*
 * Key 00 01 02 ..., IV bytes (7i + 3) mod 256, AAD 00 01 ... 13, text ff fe fd ...; gmac is
 * the tag of AAD and text without encryption. Made by a bitwise GCM that agrees with
 * pyca/cryptography at the IV lengths which that one takes.
 */
static const struct long_iv {
	int bits, ivlen;
	const char *text, *tag, *gmac;
} long_ivs[] = {
	{128, 128, "b18f802773540e6e98a4b38af98b201dc01ef2e208d20a10941228632b4220b1"
	 "46f991dd52f3329d901d406c02",
	 "96d8c56690139be0aeffc0fb1c66f232", "e5bd695223659209c730438cd4151183"},
	{128, 129, "82f01c3d52751e81bcb9e94d727c09e61c4e391cbf193dddd0481339c2249437"
	 "a3cf6f1c4d12f6c922010c062e",
	 "97bfbc8f95f9ff0489a5920054ba20d6", "d976bca2dfd07d177ca73dbfbf87c7aa"},
	{128, 256, "b3e81624c994cf51c44a95e9feedfe013238a567c1812526d225a1127a953e0a"
	 "0cf0f773d0c68d641f27e70e67",
	 "0e7bd98538622034a2f2942371c1fddb", "9ea3f8dd9ba8d4bf3a44d1103243daa0"},
	{192, 129, "73982850bbb4c9844ca1ebebb4e081e1b4b6f6a53552f60ee49070fdad8d15aa"
	 "25575996d3126fa957698ce082",
	 "74cdee71bb503139fa6d5f9f32b19a3b", "6d71f3964c914263734869a6c11ccd3f"},
	{256, 128, "22139392e92f82fc149ecbbe9cbedd4740f45ee85d9510665d6a213722f174c0"
	 "b95c0160009f930bf872a4ede9",
	 "07587ddfee0c2a4c04cb03ccb7645870", "8cae7c841e7d3cd0a9c8dc93a6203bee"},
	{256, 129, "b38d1a7e2d18bb9be367573c94839e42946acce985e12e9abc66b46017a66502"
	 "9280a138d4e362ffce272a09de",
	 "9a33e9158def1dc89a0a30d3a0dfde19", "78b3b04b86658623914bc4cc26c0baf7"},
	{256, 256, "94ee7b57fd41860099b4eb93f456e4ee9651edfc8adbe810a74b9a264a41b7f3"
	 "dfa01c953be9a55360e8a522bb",
	 "07db67ac52f59c7f4035d0f5138e8d35", "ff8f9d5f63e1dac3590ac45a9668dad8"},
};

static uint8_t long_key[32], long_iv[CRYPTO_MAX_IVLEN], long_plain[AAD + TEXT + TAG];

static void
long_fill(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(long_key); i++)
		long_key[i] = (uint8_t)i;
	for (i = 0; i < sizeof(long_iv); i++)
		long_iv[i] = (uint8_t)(7 * i + 3);
	for (i = 0; i < AAD; i++)
		long_plain[i] = (uint8_t)i;
	for (i = 0; i < TEXT; i++)
		long_plain[AAD + i] = (uint8_t)(255 - i);
}

static const int gmac_of[] = {CRYPTO_AES_128_NIST_GMAC, CRYPTO_AES_192_NIST_GMAC,
			      CRYPTO_AES_256_NIST_GMAC};

static int
gcm_session(uint64_t *sid, int bits, int ivlen)
{
	struct cryptoini auth = {.cri_alg = gmac_of[bits / 64 - 2], .cri_mlen = TAG};
	struct cryptoini text = {.cri_alg = CRYPTO_AES_NIST_GCM_16, .cri_klen = bits,
				 .cri_ivlen = ivlen, .cri_key = (caddr_t)long_key,
				 .cri_next = &auth};

	return open_session(sid, &text);
}

/* Text at AAD, tag behind it; AAD before it. */
static struct cryptop *
gcm_request(uint64_t sid, int bits, bool encrypt)
{
	struct cryptop *crp = request(sid, 2, NULL, AAD + TEXT + TAG);
	struct cryptodesc *text, *auth;

	if (crp == NULL)
		return NULL;
	text = crp->crp_desc;
	auth = text->crd_next;
	text->crd_alg = CRYPTO_AES_NIST_GCM_16;
	text->crd_skip = AAD;
	text->crd_len = TEXT;
	text->crd_flags = CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT | (encrypt ? CRD_F_ENCRYPT : 0);
	text->crd_ivp = long_iv;
	auth->crd_alg = gmac_of[bits / 64 - 2];
	auth->crd_len = AAD;
	auth->crd_inject = AAD + TEXT;
	return crp;
}

static int
long_iv_both_ways(const struct long_iv *v, enum test_kind kind)
{
	uint8_t sealed[AAD + TEXT + TAG], got[AAD + TEXT + TAG];
	struct test_buf *b = test_buf_new(kind, long_plain, sizeof(got), splits, 2);
	struct cryptop *crp;
	uint64_t sid;

	CHECK(b != NULL);
	CHECK_CALL(gcm_session(&sid, v->bits, v->ivlen));
	memcpy(sealed, long_plain, AAD);
	CHECK(unhex(v->text, sealed + AAD, TEXT));
	CHECK(unhex(v->tag, sealed + AAD + TEXT, TAG));
	crp = gcm_request(sid, v->bits, true);
	CHECK(crp != NULL);
	test_buf_input(b, crp);
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	test_buf_read(b, 0, sizeof(got), got);
	CHECK_MEM(got, sealed, sizeof(got));
	crp->crp_desc->crd_flags &= ~CRD_F_ENCRYPT;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	test_buf_read(b, 0, AAD + TEXT, got);
	CHECK_MEM(got, long_plain, AAD + TEXT);
	sealed[AAD + TEXT + TAG - 1] ^= 1;
	test_buf_fill(b, sealed);
	CHECK_EQ(test_run(crp, TEST_DIRECT), EBADMSG);
	memset(sealed + AAD, 0, TEXT);
	test_buf_read(b, 0, sizeof(got), got);
	CHECK_MEM(got, sealed, sizeof(got));
	CHECK(test_buf_intact(b));
	return TEST_PASS;
}

static int
long_iv_gmac(const struct long_iv *v, enum test_kind kind)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_AES_NIST_GMAC, .cri_klen = v->bits,
				.cri_ivlen = v->ivlen, .cri_key = (caddr_t)long_key};
	struct test_buf *b = test_buf_new(kind, long_plain, sizeof(long_plain), splits, 2);
	uint8_t got[TAG], want[TAG];
	struct cryptop *crp;
	uint64_t sid;

	CHECK(b != NULL);
	CHECK_CALL(open_session(&sid, &cri));
	CHECK(unhex(v->gmac, want, TAG));
	crp = request(sid, 1, NULL, sizeof(long_plain));
	CHECK(crp != NULL);
	test_buf_input(b, crp);
	crp->crp_desc->crd_alg = CRYPTO_AES_NIST_GMAC;
	crp->crp_desc->crd_len = AAD + TEXT;
	crp->crp_desc->crd_inject = AAD + TEXT;
	crp->crp_desc->crd_flags = CRD_F_IV_EXPLICIT;
	crp->crp_desc->crd_ivp = long_iv;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	test_buf_read(b, AAD + TEXT, TAG, got);
	CHECK_MEM(got, want, TAG);
	crp->crp_desc->crd_flags |= CRD_F_VERIFY;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	return TEST_PASS;
}

static int
case_long_iv(void)
{
	unsigned int i;

	long_fill();
	for (i = 0; i < sizeof(long_ivs) / sizeof(long_ivs[0]); i++) {
		CHECK_CALL(long_iv_both_ways(&long_ivs[i], TEST_GUARD));
		CHECK_CALL(long_iv_both_ways(&long_ivs[i], TEST_MBUF));
		CHECK_CALL(long_iv_gmac(&long_ivs[i], TEST_GUARD));
		CHECK_CALL(long_iv_gmac(&long_ivs[i], TEST_UIO));
	}
	return TEST_PASS;
}

/* --------------------------------------------------------------- pieces */

static const struct {
	int alg, bits;
	int skip; /* 504: the range lies in one piece, but not the first */
	int len;
	uint64_t copies;
} pieces[] = {
	{CRYPTO_3DES_CBC, 192, 0, LEN, 0},
	{CRYPTO_AES_CBC, 256, 0, LEN, 0},
	{CRYPTO_AES_CTR, 128, 0, LEN, 0},
	{CRYPTO_SHA2_256_HMAC, 256, 0, LEN, 0},
	{CRYPTO_AES_CMAC, 128, 0, LEN, 0},
	{CRYPTO_AES_XTS, 256, 0, LEN, 1},
	{CRYPTO_AES_XTS, 256, 504, 400, 0},
};

/* Only what takes a message in one call is copied, and only where it does not lie in one piece. */
static int
case_pieces(void)
{
	struct crypto_driver_stats before, after;
	uint8_t key[64];
	unsigned int i;

	test_random_bytes(key, sizeof(key));
	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct cryptoini cri = {.cri_alg = pieces[i].alg, .cri_klen = pieces[i].bits,
					.cri_key = (caddr_t)key};
		struct test_buf *b = test_buf_new(TEST_MBUF, NULL, LEN + 64, splits, 5);
		struct cryptop *crp;
		uint64_t sid;

		CHECK(b != NULL);
		CHECK_CALL(open_session(&sid, &cri));
		crp = request(sid, 1, NULL, LEN + 64);
		CHECK(crp != NULL);
		test_buf_input(b, crp);
		crp->crp_desc->crd_alg = pieces[i].alg;
		crp->crp_desc->crd_skip = pieces[i].skip;
		crp->crp_desc->crd_len = pieces[i].len;
		crp->crp_desc->crd_inject = LEN;
		crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT;
		CHECK_EQ(crypto_driver_stats(crypto_session_driver(sid), &before), 0);
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
		CHECK_EQ(crypto_driver_stats(crypto_session_driver(sid), &after), 0);
		CHECK_EQ(after.linearised - before.linearised, pieces[i].copies);
		CHECK(test_buf_intact(b));
	}
	return TEST_PASS;
}

/* ---------------------------------------------------------------- apart */

/* GCM, SHA-256 over the AAD, GMAC: the halves need not be neighbours. */
static int
case_apart(void)
{
	uint8_t key[32] = {1}, buf[2][128] = {{0}};
	struct cryptoini auth = {.cri_alg = CRYPTO_AES_256_NIST_GMAC, .cri_mlen = TAG};
	struct cryptoini mac = {.cri_alg = CRYPTO_SHA2_256_HMAC, .cri_klen = 256,
				.cri_key = (caddr_t)key, .cri_next = &auth};
	struct cryptoini text = {.cri_alg = CRYPTO_AES_NIST_GCM_16, .cri_klen = 256,
				 .cri_key = (caddr_t)key, .cri_next = &mac};
	static const int order[2][3] = {{1, 2, 3}, {1, 3, 2}};
	struct cryptodesc *crd;
	struct cryptop *crp;
	unsigned int i, j;
	uint64_t sid;

	CHECK_CALL(open_session(&sid, &text));
	for (i = 0; i < 2; i++) {
		crp = request(sid, 3, buf[i], sizeof(buf[i]));
		CHECK(crp != NULL);
		for (crd = crp->crp_desc, j = 0; j < 3; crd = crd->crd_next, j++) {
			crd->crd_len = 16;
			crd->crd_pos = (uint32_t)order[i][j];
			crd->crd_inject = 32 * order[i][j];
			crd->crd_alg = order[i][j] == 1 ? CRYPTO_AES_NIST_GCM_16 :
				order[i][j] == 2 ? CRYPTO_SHA2_256_HMAC : CRYPTO_AES_256_NIST_GMAC;
		}
		crp->crp_desc->crd_skip = 16;
		crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT;
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	}
	CHECK_MEM(buf[0], buf[1], sizeof(buf[0]));
	crp->crp_desc->crd_flags = CRD_F_IV_EXPLICIT;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(buf[1][16] == 0 && buf[1][31] == 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"cache", case_cache, 0},
	{"explicit_key", case_explicit_key, 0},
	{"long_iv", case_long_iv, 0},
	{"pieces", case_pieces, 0},
	{"apart", case_apart, 0},
};
TEST_SUITE(openssl, cases, NULL, NULL);
