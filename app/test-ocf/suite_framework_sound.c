/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>

#include <rte_common.h>
#include <rte_mbuf.h>

#include "ledger.h"
#include "shapes.h"

/*
 * More of what makes a request sound: lists of descriptors, keys, IVs, pairs, buffers and
 * where they are kept; and that the framework's two ways to look at a request agree.
 */

static struct fake *fake;
static uint8_t data[SHAPE_LEN];

static int
begin(void)
{
	ledger_clear();
	return shapes_world(&fake);
}

static int
make(enum shape_id id, struct cryptop **crp)
{
	uint64_t sid;

	*crp = NULL;
	CHECK_EQ(shape_session(fake, id, &sid), 0);
	*crp = shape_request(id, sid);
	CHECK(*crp != NULL);
	(*crp)->crp_buf = (caddr_t)data;
	(*crp)->crp_ilen = SHAPE_LEN;
	return TEST_PASS;
}

/* The reason, whether the driver saw it, and etype all at once. */
#define RUNS(crp) CHECK_EQ(crypto_run(crp), 0)
#define REFUSED(crp, why)                                                                         \
	do {                                                                                      \
		uint64_t calls_ = fake->calls;                                                    \
		CHECK_EQ(crypto_run(crp), EINVAL);                                                \
		CHECK_STR(crypto_strreason((crp)->crp_reason), crypto_strreason(CRYPTO_R_##why)); \
		CHECK_EQ(fake->calls, calls_);                                                    \
	} while (0)

/* ------------------------------------------------------------------- shapes */

/* Each shape as it is, and again. */
static int
case_all(void)
{
	struct cryptop *crp = NULL;
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < SHAPE_N; i++) {
		CHECK_CALL(make((enum shape_id)i, &crp));
		RUNS(crp);
		RUNS(crp);
		CHECK_EQ(fake->seen_map, shapes[i].n == 1 ? 0x8 : 0x98);
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------- descriptors */

static int
case_count(void)
{
	struct cryptodesc *one, *two;
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_CBC_HMAC, &crp));
	one = crp->crp_desc;
	two = one->crd_next;
	crp->crp_desc = NULL;
	REFUSED(crp, DESC_COUNT);
	crp->crp_desc = one; /* one algorithm of the session is enough */
	one->crd_next = NULL;
	RUNS(crp);
	CHECK_EQ(fake->seen_map, 0x8);
	crp->crp_desc = two;
	RUNS(crp);
	CHECK_EQ(fake->seen_map, 0x9);
	two->crd_next = one; /* in any order */
	RUNS(crp);
	CHECK_EQ(fake->seen_map, 0x89);
	one->crd_next = one; /* no end */
	REFUSED(crp, DESC_COUNT);
	one->crd_next = two;
	REFUSED(crp, DESC_COUNT);
	two->crd_next = two;
	REFUSED(crp, DESC_ALG);
	two->crd_next = NULL;
	crp->crp_desc = one;
	RUNS(crp);
	return TEST_PASS;
}

static int
case_algorithm(void)
{
	static const int wrong[] = {0, -1, CRYPTO_AES_CTR, CRYPTO_SHA2_256, 43, 0x102,
				    0x10000 + CRYPTO_AES_CBC, INT_MAX, INT_MIN};
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_CBC_HMAC, &crp));
	for (i = 0; i < RTE_DIM(wrong); i++) {
		crp->crp_desc->crd_alg = wrong[i];
		REFUSED(crp, DESC_ALG);
		crp->crp_desc->crd_alg = CRYPTO_AES_CBC;
		crp->crp_desc->crd_next->crd_alg = wrong[i];
		REFUSED(crp, DESC_ALG);
		crp->crp_desc->crd_next->crd_alg = CRYPTO_SHA1_HMAC;
	}
	crp->crp_desc->crd_next->crd_alg = CRYPTO_AES_CBC;
	REFUSED(crp, DESC_ALG); /* the session has one of them */
	return TEST_PASS;
}

/* crd_pos names a position; 0 the first that fits and is not taken. */
static int
case_position(void)
{
	struct cryptoini second = {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160};
	struct cryptoini first = {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160,
				  .cri_next = &second};
	static const uint32_t wrong[] = {3, 8, 9, 255, 256, 0x80000001u, UINT32_MAX};
	struct cryptodesc *one, *two;
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_CBC, &crp));
	crp->crp_desc->crd_pos = 1;
	RUNS(crp);
	crp->crp_desc->crd_pos = 2;
	REFUSED(crp, DESC_ALG);
	first.cri_key = second.cri_key = shape_key();
	CHECK_CALL(make(SHAPE_CBC_HMAC, &crp));
	crp->crp_desc->crd_pos = 2; /* the other algorithm's */
	REFUSED(crp, DESC_ALG);
	crp->crp_desc->crd_pos = 1;
	RUNS(crp);
	crp->crp_desc->crd_pos = 0;
	CHECK_EQ(test_session_on(&crp->crp_sid, &first, "shapes"), 0);
	one = crp->crp_desc;
	two = one->crd_next;
	one->crd_alg = CRYPTO_SHA1_HMAC;
	one->crd_flags = 0;
	RUNS(crp);
	CHECK_EQ(fake->seen_map, 0x98);
	one->crd_pos = 2;
	RUNS(crp);
	CHECK_EQ(fake->seen_map, 0x89);
	two->crd_pos = 1;
	RUNS(crp);
	CHECK_EQ(fake->seen_map, 0x89);
	two->crd_pos = 2;
	REFUSED(crp, DESC_ALG); /* twice */
	for (i = 0; i < RTE_DIM(wrong); i++) {
		two->crd_pos = wrong[i];
		REFUSED(crp, DESC_ALG);
	}
	two->crd_pos = 1;
	two->crd_alg = CRYPTO_AES_CBC;
	REFUSED(crp, DESC_ALG);
	return TEST_PASS;
}

/* A session of eight, all used, in a random order. */
static int
case_eight(void)
{
	struct cryptoini ini[8] = {{.cri_alg = 0}};
	struct cryptodesc *crd;
	struct cryptop *crp;
	unsigned int i, turn, order[8];
	uint32_t map;

	CHECK_CALL(begin());
	for (i = 0; i < 8; i++) {
		ini[i].cri_alg = CRYPTO_NULL_CBC;
		ini[i].cri_next = i < 7 ? &ini[i + 1] : NULL;
		order[i] = i;
	}
	crp = test_getreq(8);
	CHECK(crp != NULL);
	CHECK_EQ(test_session_on(&crp->crp_sid, ini, "shapes"), 0);
	crp->crp_buf = (caddr_t)data;
	crp->crp_ilen = SHAPE_LEN;
	for (turn = 0; turn < 20; turn++) {
		for (i = 7; i > 0; i--) {
			unsigned int k = test_random_below(i + 1), t = order[k];

			order[k] = order[i];
			order[i] = t;
		}
		map = 0;
		for (i = 0, crd = crp->crp_desc; i < 8; i++, crd = crd->crd_next) {
			crd->crd_alg = CRYPTO_NULL_CBC;
			crd->crd_pos = order[i] + 1;
			map |= (8 | order[i]) << 4 * i;
		}
		RUNS(crp);
		CHECK_EQ(fake->seen_map, map);
		CHECK_EQ(crypto_ndesc(crp), 8);
		for (i = 0; i < 8; i++)
			CHECK_EQ(crypto_desc_pos(crp, i), order[i]);
	}
	return TEST_PASS;
}

/* -------------------------------------------------------------------- keys */

static int
case_keys(void)
{
	uint8_t key[64] = {1};
	struct cryptodesc *crd;
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_NOKEY, &crp));
	crd = crp->crp_desc;
	crd->crd_flags &= ~CRD_F_KEY_EXPLICIT;
	REFUSED(crp, KEY_MISSING); /* never a zero key */
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
	crd->crd_key = NULL;
	REFUSED(crp, KEY_MISSING);
	CHECK_CALL(make(SHAPE_CBC, &crp)); /* a session with a key takes another, too */
	crd = crp->crp_desc;
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
	crd->crd_key = (caddr_t)key;
	crd->crd_klen = 192;
	RUNS(crp);
	crd->crd_klen = 200;
	REFUSED(crp, KEY_LENGTH);
	CHECK_CALL(make(SHAPE_ARC4, &crp));
	crp->crp_desc->crd_flags &= ~CRD_F_KEY_EXPLICIT;
	REFUSED(crp, KEY_MISSING); /* two requests would share a key stream */
	CHECK_CALL(make(SHAPE_XTS, &crp));
	crd = crp->crp_desc;
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
	crd->crd_klen = 256;
	crd->crd_key = (caddr_t)key;
	RUNS(crp);
	key[0] = 0;
	REFUSED(crp, KEY_WEAK);
	crd->crd_klen = 512;
	REFUSED(crp, KEY_WEAK);
	CHECK_CALL(make(SHAPE_HMAC, &crp)); /* a MAC's key has any length of whole bytes */
	crd = crp->crp_desc;
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
	crd->crd_key = (caddr_t)key;
	crd->crd_klen = 0;
	RUNS(crp);
	crd->crd_klen = 8;
	RUNS(crp);
	crd->crd_klen = 12;
	REFUSED(crp, KEY_LENGTH);
	return TEST_PASS;
}

/* An AEAD's key is the cipher half's; the other half brings none, or the same. */
static int
case_pair_keys(void)
{
	uint8_t key[32] = {1}, same[32] = {1}, other[32] = {2};
	struct cryptodesc *cipher, *auth;
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_GCM, &crp));
	cipher = crp->crp_desc;
	auth = cipher->crd_next;
	cipher->crd_flags |= CRD_F_KEY_EXPLICIT;
	cipher->crd_key = (caddr_t)key;
	cipher->crd_klen = 128;
	RUNS(crp);
	auth->crd_flags |= CRD_F_KEY_EXPLICIT;
	REFUSED(crp, DESC_FLAGS);
	auth->crd_key = (caddr_t)same;
	auth->crd_klen = 128;
	RUNS(crp);
	auth->crd_klen = 120;
	REFUSED(crp, DESC_FLAGS);
	auth->crd_klen = 128;
	auth->crd_key = (caddr_t)other;
	REFUSED(crp, DESC_FLAGS);
	cipher->crd_flags &= ~CRD_F_KEY_EXPLICIT;
	auth->crd_key = (caddr_t)same;
	REFUSED(crp, DESC_FLAGS);
	auth->crd_flags &= ~CRD_F_KEY_EXPLICIT;
	RUNS(crp);
	cipher->crd_flags |= CRD_F_KEY_EXPLICIT;
	cipher->crd_klen = 192; /* AES_128_NIST_GMAC says 128 */
	REFUSED(crp, KEY_LENGTH);
	return TEST_PASS;
}

/* Of two pairs each has its own; a key that only one brings is no matter of the other's. */
static int
case_two_pairs(void)
{
	static const int algs[4] = {CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC,
				    CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC};
	static const int skip[4] = {32, 0, 32, 0}, len[4] = {64, 16, 64, 16};
	static const int inject[4] = {16, 100, 0, 112};
	struct cryptoini ini[4] = {{.cri_alg = 0}};
	struct cryptodesc *crd;
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	crp = test_getreq(4);
	CHECK(crp != NULL);
	for (i = 0, crd = crp->crp_desc; i < 4; i++, crd = crd->crd_next) {
		ini[i] = (struct cryptoini){.cri_alg = algs[i],
					    .cri_next = i < 3 ? &ini[i + 1] : NULL};
		crd->crd_alg = algs[i];
		crd->crd_skip = skip[i];
		crd->crd_len = len[i];
		crd->crd_inject = inject[i];
		if (i % 2 == 0) {
			crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_KEY_EXPLICIT;
			crd->crd_key = shape_key();
			crd->crd_klen = 128;
		}
	}
	CHECK_EQ(test_session_on(&crp->crp_sid, ini, "shapes"), 0);
	crp->crp_buf = (caddr_t)data;
	crp->crp_ilen = SHAPE_LEN;
	RUNS(crp);
	crd = crp->crp_desc->crd_next;
	crd->crd_flags = CRD_F_KEY_EXPLICIT;
	crd->crd_key = shape_key();
	crd->crd_klen = 128;
	RUNS(crp);
	crd->crd_next->crd_next->crd_flags = CRD_F_KEY_EXPLICIT;
	REFUSED(crp, DESC_FLAGS);
	return TEST_PASS;
}

/* -------------------------------------------------------------------- pairs */

static int
case_pairs(void)
{
	static const enum shape_id aeads[] = {SHAPE_GCM, SHAPE_CCM, SHAPE_XCHACHA, SHAPE_LONGIV};
	struct cryptodesc *cipher, *auth;
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < RTE_DIM(aeads); i++) {
		CHECK_CALL(make(aeads[i], &crp));
		cipher = crp->crp_desc;
		auth = cipher->crd_next;
		cipher->crd_next = NULL;
		REFUSED(crp, PAIR);
		crp->crp_desc = auth;
		REFUSED(crp, PAIR);
		auth->crd_next = cipher; /* in either order */
		RUNS(crp);
		CHECK_EQ(fake->seen_map, 0x89);
		auth->crd_flags |= CRD_F_VERIFY;
		REFUSED(crp, VERIFY);
		cipher->crd_flags &= ~CRD_F_ENCRYPT;
		RUNS(crp);
		auth->crd_flags &= ~CRD_F_VERIFY;
		RUNS(crp);
		cipher->crd_flags |= CRD_F_VERIFY;
		REFUSED(crp, VERIFY);
	}
	return TEST_PASS;
}

/* AAD of its own: skip is not looked at, a length below 0 is. */
static int
case_aad(void)
{
	uint8_t aad[300] = {0};
	struct cryptodesc *auth;
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_GCM, &crp));
	auth = crp->crp_desc->crd_next;
	auth->crd_aad = aad;
	auth->crd_skip = INT_MIN;
	auth->crd_len = sizeof(aad); /* longer than the buffer */
	RUNS(crp);
	auth->crd_len = -1;
	REFUSED(crp, RANGE);
	auth->crd_len = INT_MIN;
	REFUSED(crp, RANGE);
	auth->crd_len = 0;
	RUNS(crp);
	crp->crp_desc->crd_aad = aad; /* not a cipher's */
	REFUSED(crp, DESC_FLAGS);
	CHECK_CALL(make(SHAPE_HMAC, &crp));
	crp->crp_desc->crd_aad = aad;
	REFUSED(crp, DESC_FLAGS);
	CHECK_CALL(make(SHAPE_NULL, &crp));
	crp->crp_desc->crd_aad = aad;
	REFUSED(crp, DESC_FLAGS);
	return TEST_PASS;
}

/* --------------------------------------------------------------------- MACs */

/* crp_mac: the digest's place in the buffer is not looked at; two digests have no place. */
static int
case_mac_pointer(void)
{
	struct cryptoini second = {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160};
	struct cryptoini first = {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160,
				  .cri_next = &second};
	uint8_t mac[HASH_MAX_LEN];
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_HMAC, &crp));
	crp->crp_desc->crd_inject = -1;
	REFUSED(crp, INJECT);
	crp->crp_mac = (caddr_t)mac;
	RUNS(crp);
	CHECK_CALL(make(SHAPE_GCM, &crp));
	crp->crp_mac = (caddr_t)mac;
	crp->crp_desc->crd_next->crd_inject = INT_MAX;
	RUNS(crp);
	crp->crp_desc->crd_inject = INT_MAX; /* the IV still goes there */
	REFUSED(crp, INJECT);
	CHECK_CALL(make(SHAPE_CBC_HMAC, &crp));
	first.cri_key = second.cri_key = shape_key();
	CHECK_EQ(test_session_on(&crp->crp_sid, &first, "shapes"), 0);
	crp->crp_desc->crd_alg = CRYPTO_SHA1_HMAC;
	crp->crp_desc->crd_flags = 0;
	RUNS(crp);
	crp->crp_mac = (caddr_t)mac;
	REFUSED(crp, INJECT);
	return TEST_PASS;
}

/* A comparison of fewer than four bytes means nothing. */
static int
case_verify_lengths(void)
{
	struct cryptop *crp;
	int mlen;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_HMAC, &crp));
	crp->crp_desc->crd_flags |= CRD_F_VERIFY;
	for (mlen = 1; mlen <= 20; mlen++) {
		CHECK_EQ(fake_session_alg(fake, &crp->crp_sid, CRYPTO_SHA1_HMAC, 160, mlen), 0);
		crp->crp_desc->crd_inject = SHAPE_LEN - mlen;
		if (mlen < 4)
			REFUSED(crp, VERIFY);
		else
			RUNS(crp);
		crp->crp_desc->crd_inject++;
		REFUSED(crp, INJECT);
	}
	return TEST_PASS;
}

/* The tags that AEADs have: 16 bytes, and what the standards allow beside. */
static int
case_tag_lengths(void)
{
	static const struct {
		int cipher, auth, klen;
		uint32_t allowed; /* a bit for each length */
	} rows[] = {
		{CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC, 128, 0x1f111},
		{CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, 192, 0x15551},
		{CRYPTO_XCHACHA20_POLY1305, CRYPTO_POLY1305, 256, 0x10001},
		{0, CRYPTO_AES_NIST_GMAC, 256, 0x1f111},
		{0, CRYPTO_SHA1_HMAC, 160, 0x1fffff},
		{0, CRYPTO_NULL_HMAC, 0, 0x1},
	};
	unsigned int i;
	uint64_t sid;
	int mlen;

	CHECK_CALL(begin());
	for (i = 0; i < RTE_DIM(rows); i++) {
		for (mlen = -1; mlen < 32; mlen++) {
			bool fine = mlen >= 0 && (rows[i].allowed >> mlen & 1);
			struct cryptoini auth = {.cri_alg = rows[i].auth, .cri_mlen = mlen};
			struct cryptoini cipher = {.cri_alg = rows[i].cipher,
						   .cri_klen = rows[i].klen,
						   .cri_key = shape_key(),
						   .cri_next = &auth};

			if (rows[i].cipher == 0) {
				auth.cri_klen = rows[i].klen;
				auth.cri_key = rows[i].klen != 0 ? shape_key() : NULL;
			}
			CHECK_EQ(test_session_on(&sid, rows[i].cipher != 0 ? &cipher : &auth,
						 "shapes"), fine ? 0 : EINVAL);
		}
	}
	return TEST_PASS;
}

/* XTS: 16 bytes to 2^20 blocks, any number of bytes between. */
static int
case_xts_lengths(void)
{
	enum { MOST = 16 << 20 };
	static uint8_t large[MOST + 64];
	static const int good[] = {16, 17, 31, 32, 33, 4095, MOST - 1, MOST};
	static const int bad[] = {0, 1, 15, MOST + 1, MOST + 16};
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_XTS, &crp));
	crp->crp_buf = (caddr_t)large;
	crp->crp_ilen = sizeof(large);
	for (i = 0; i < RTE_DIM(good); i++) {
		crp->crp_desc->crd_len = good[i];
		RUNS(crp);
	}
	for (i = 0; i < RTE_DIM(bad); i++) {
		crp->crp_desc->crd_len = bad[i];
		REFUSED(crp, LENGTH);
	}
	return TEST_PASS;
}

/* CCM's length field: with a nonce of 13 bytes two are left for it. */
static int
case_ccm_length(void)
{
	static uint8_t large[66000];
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_CALL(make(SHAPE_CCM, &crp));
	crp->crp_buf = (caddr_t)large;
	crp->crp_ilen = sizeof(large);
	crp->crp_desc->crd_len = 65535;
	RUNS(crp);
	crp->crp_desc->crd_len = 65536;
	REFUSED(crp, LENGTH);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"all", case_all, TEST_NO_INIT},
	{"count", case_count, TEST_NO_INIT},
	{"algorithm", case_algorithm, TEST_NO_INIT},
	{"position", case_position, TEST_NO_INIT},
	{"eight", case_eight, TEST_NO_INIT},
	{"keys", case_keys, TEST_NO_INIT},
	{"pair_keys", case_pair_keys, TEST_NO_INIT},
	{"two_pairs", case_two_pairs, TEST_NO_INIT},
	{"pairs", case_pairs, TEST_NO_INIT},
	{"aad", case_aad, TEST_NO_INIT},
	{"mac_pointer", case_mac_pointer, TEST_NO_INIT},
	{"verify_lengths", case_verify_lengths, TEST_NO_INIT},
	{"tag_lengths", case_tag_lengths, TEST_NO_INIT},
	{"xts_lengths", case_xts_lengths, TEST_NO_INIT},
	{"ccm_length", case_ccm_length, TEST_NO_INIT},
};
TEST_SUITE(framework_sound, cases, NULL, NULL);
