/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Many requests at once on the ipsec_mb driver: every size of burst through engines that
 * work on several buffers, jobs and bursts among each other, forged ones among good ones.
 */

#include <stdlib.h>

#include <rte_common.h>

#include "suite_ipsec_mb.h"

#define MOST 80
#define ROOM 2048

/* Requests of a few sessions of one algorithm or more. */
struct batch {
	struct mb_req r[MOST];
	struct cryptop *crp[MOST];
	unsigned int n;
	uint8_t text[MOST][ROOM], want[MOST][ROOM], aad[32];
};
static struct batch batch;

/* Sessions with keys of their own; requests take turns. */
#define KEYS 3
struct keyed {
	struct mb_req like;
	uint64_t sid;
};

static int
open_keys(struct keyed *k, const struct mb_alg *alg)
{
	struct cryptoini ini[2];
	unsigned int i;

	for (i = 0; i < KEYS; i++) {
		mb_random(&k[i].like, alg);
		mb_ini(&k[i].like, ini);
		CHECK_EQ(test_session_on(&k[i].sid, ini, "ipsec_mb"), 0);
	}
	return TEST_PASS;
}

/* One more request; requests of an earlier batch are used again. */
static int
batch_add(const struct keyed *k, uint32_t len, bool encrypt)
{
	struct batch *b = &batch;
	struct mb_req *r = &b->r[b->n];
	struct cryptop *again = NULL;

	if (r->crp != NULL && r->alg == k->like.alg)
		again = r->crp;
	*r = k->like;
	r->crp = again;
	test_random_bytes(r->iv, sizeof(r->iv));
	r->text = b->text[b->n];
	r->want = b->want[b->n];
	r->aad = b->aad;
	r->aadlen = test_random_below(sizeof(b->aad));
	r->len = len;
	test_random_bytes(r->text, len);
	CHECK_CALL(mb_make(r, k->sid, encrypt));
	b->crp[b->n++] = r->crp;
	return TEST_PASS;
}

static int
batch_run(enum test_mode mode)
{
	unsigned int i;

	CHECK_EQ(test_run_all(batch.crp, batch.n, mode), 0);
	for (i = 0; i < batch.n; i++)
		CHECK_CALL(mb_check(&batch.r[i]));
	return TEST_PASS;
}

/* Requests belong to one start of the framework. */
static void
batch_new(void)
{
	memset(batch.r, 0, sizeof(batch.r));
	batch.n = 0;
}

/* ---------------------------------------------------------------------- sizes */

static const struct mb_alg chains[] = {
	{"cbc128+md5", CRYPTO_AES_CBC, CRYPTO_MD5_HMAC, 16, 16, 16, 12, 16},
	{"cbc128+sha1", CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 20, 16, 12, 16},
	{"cbc192+sha224", CRYPTO_AES_CBC, CRYPTO_SHA2_224_HMAC, 24, 28, 16, 28, 16},
	{"cbc256+sha256", CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 32, 32, 16, 16, 16},
	{"ctr128+sha384", CRYPTO_AES_CTR, CRYPTO_SHA2_384_HMAC, 16, 48, 16, 24, 1},
	{"ctr256+sha512", CRYPTO_AES_CTR, CRYPTO_SHA2_512_HMAC, 32, 64, 16, 5, 1},
	{"cbc128+cmac", CRYPTO_AES_CBC, CRYPTO_AES_CMAC, 16, 32, 16, 16, 16},
};

static uint32_t
random_len(const struct mb_alg *alg)
{
	uint32_t most = test_random_below(4) == 0 ? ROOM : 200;

	return test_random_below(most) / alg->block * alg->block;
}

static int
all_sizes(const struct mb_alg *alg)
{
	struct keyed k[KEYS];
	unsigned int n, i, way;

	batch_new();
	CHECK_CALL(open_keys(k, alg));
	for (n = 1; n <= MOST; n++) {
		for (way = 0; way < 3; way++) { /* encrypt, decrypt, both among each other */
			for (batch.n = i = 0; i < n; i++)
				CHECK_CALL(batch_add(&k[test_random_below(KEYS)], random_len(alg),
						     way == 0 || (way == 2 && i % 3 == 0)));
			CHECK_CALL(batch_run(n % 2 ? TEST_BURST : TEST_DIRECT));
		}
	}
	return TEST_PASS;
}

static int
sizes(void)
{
	unsigned int i;

	for (i = 0; i < mb_nciphers; i++)
		CHECK_CALL(all_sizes(&mb_ciphers[i]));
	for (i = 0; i < mb_nmacs; i++)
		CHECK_CALL(all_sizes(&mb_macs[i]));
	for (i = 0; i < mb_naeads; i++)
		CHECK_CALL(all_sizes(&mb_aeads[i]));
	for (i = 0; i < RTE_DIM(chains); i++)
		CHECK_CALL(all_sizes(&chains[i]));
	return TEST_PASS;
}

/* Bursts of 1 to 80: lanes filled, half filled, filled several times. */
static int
case_sizes(void)
{
	return mb_each_arch(sizes);
}

/* ------------------------------------------------------------- jobs and bursts */

#define PENDING 16 /* lanes of the widest manager */

static int
pending(void)
{
	struct keyed md5[KEYS], cbc[KEYS], sha1[KEYS];
	unsigned int waiting, i;

	batch_new();
	CHECK_CALL(open_keys(md5, &chains[0]));
	CHECK_CALL(open_keys(cbc, &mb_ciphers[0]));
	CHECK_CALL(open_keys(sha1, &chains[1]));
	for (waiting = 0; waiting < PENDING; waiting++) {
		memset(batch.r, 0, sizeof(batch.r));
		batch.n = 0;
		for (i = 0; i < waiting; i++)
			CHECK_CALL(batch_add(&md5[i % KEYS], 64 + 16 * i, true));
		for (i = 0; i < 16; i++)
			CHECK_CALL(batch_add(&cbc[i % KEYS], 256, i % 2));
		for (i = 0; i < 16; i++)
			CHECK_CALL(batch_add(&sha1[i % KEYS], 128, true));
		/* one by one: the first wait in their classes while the others come */
		CHECK_CALL(batch_run(TEST_DIRECT));
	}
	return TEST_PASS;
}

/*
 * On one manager, HMAC-MD5 jobs that wait in their lanes make a burst of AES-CBC hand out
 * buffers that nothing was done to.
 */
static int
case_pending(void)
{
	return mb_each_arch(pending);
}

/* ------------------------------------------------------------------- forgeries */

static int
check_forged(const struct mb_req *r, const uint8_t *before, bool zeroed)
{
	uint32_t i;

	CHECK_EQ(r->crp->crp_etype, EBADMSG);
	for (i = 0; i < r->len; i++)
		CHECK_EQ(r->text[i], zeroed ? 0 : before[i]);
	return TEST_PASS;
}

static int
forged_among_good(const struct mb_alg *alg, unsigned int n)
{
	static uint8_t before[MOST][ROOM];
	bool forged[MOST], zeroed = mb_is_aead(alg);
	struct keyed k[KEYS];
	unsigned int i;

	batch_new();
	CHECK_CALL(open_keys(k, alg));
	for (i = 0; i < n; i++) {
		CHECK_CALL(batch_add(&k[i % KEYS], alg->block + random_len(alg) % 1024, false));
		forged[i] = test_random_below(3) == 0;
		if (forged[i])
			batch.r[i].mac[test_random_below(alg->maclen)] ^=
				(uint8_t)(1u << test_random_below(8));
		memcpy(before[i], batch.text[i], ROOM);
	}
	CHECK_EQ(test_run_all(batch.crp, n, TEST_BURST), 0);
	for (i = 0; i < n; i++) {
		if (forged[i])
			CHECK_CALL(check_forged(&batch.r[i], before[i], zeroed));
		else
			CHECK_CALL(mb_check(&batch.r[i]));
	}
	return TEST_PASS;
}

static int
forged(void)
{
	unsigned int i, n;

	for (n = 1; n <= 64; n += 7) {
		for (i = 0; i < RTE_DIM(chains); i++)
			CHECK_CALL(forged_among_good(&chains[i], n));
		for (i = 0; i < mb_naeads; i++)
			CHECK_CALL(forged_among_good(&mb_aeads[i], n));
	}
	return TEST_PASS;
}

/*
 * A chain checks its MAC first: what is forged stays as it is, its neighbours in the burst
 * are decrypted. An AEAD's text is zeroed.
 */
static int
case_forged(void)
{
	return mb_each_arch(forged);
}

/* --------------------------------------------------------------------- pieces */

#define SPLIT_TEXT 81

/* A made request with its text in three pieces, in place. */
static int
run_split(struct mb_req *r, const uint8_t *question, const uint8_t *mac, uint32_t a, uint32_t b)
{
	struct iovec iov[3] = {{r->text, a}, {r->text + a, b - a}, {r->text + b, r->len - b}};
	struct uio uio = {.uio_iov = iov, .uio_iovcnt = 3};

	memcpy(r->text, question, r->len);
	memcpy(r->mac, mac, sizeof(r->mac));
	r->crp->crp_flags = CRYPTO_F_IOV;
	r->crp->crp_buf = (caddr_t)&uio;
	CHECK_EQ(test_run(r->crp, TEST_DIRECT), 0);
	return mb_check(r);
}

static int
all_splits(struct mb_req *r, uint64_t sid, bool encrypt)
{
	uint8_t question[SPLIT_TEXT], mac[sizeof(r->mac)];
	uint32_t a, b;

	CHECK_CALL(mb_make(r, sid, encrypt));
	memcpy(question, r->text, r->len);
	memcpy(mac, r->mac, sizeof(mac));
	for (a = 0; a <= r->len; a++)
		for (b = a; b <= r->len; b++)
			if (run_split(r, question, mac, a, b) != TEST_PASS)
				return test_fail(__FILE__, __LINE__, "pieces end at %u, %u", a, b);
	return TEST_PASS;
}

static int
splits_of(const struct mb_alg *alg)
{
	static const uint8_t lens[] = {0,  1,  2,  3,  4,  7,  8,  15, 16, 17, 18, 31, 32,
				       33, 34, 47, 48, 49, 63, 64, 65, 66, 79, 80, 81};
	static uint8_t text[SPLIT_TEXT], want[SPLIT_TEXT], aad[13];
	struct mb_req r = {.text = text, .want = want, .aad = aad};
	struct cryptoini ini[2];
	unsigned int i;
	uint64_t sid;

	mb_random(&r, alg);
	mb_ini(&r, ini);
	CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
	for (i = 0; i < RTE_DIM(lens); i++) {
		r.len = lens[i] / alg->block * alg->block;
		r.aadlen = i % sizeof(aad);
		test_random_bytes(text, sizeof(text));
		CHECK_CALL(all_splits(&r, sid, true));
		CHECK_CALL(all_splits(&r, sid, false));
	}
	return TEST_PASS;
}

static int
pieces(void)
{
	unsigned int i;

	for (i = 0; i < mb_naeads; i++)
		CHECK_CALL(splits_of(&mb_aeads[i]));
	CHECK_CALL(splits_of(&mb_ciphers[3]));
	CHECK_CALL(splits_of(&mb_macs[1]));
	return splits_of(&chains[4]);
}

/* Every way to cut a text into three, also into empty ones. */
static int
case_pieces(void)
{
	return mb_each_arch(pieces);
}

static const struct test_case cases[] = {
	{"pieces", case_pieces, 0},
	{"sizes", case_sizes, 0},
	{"pending", case_pending, 0},
	{"forged", case_forged, 0},
};
TEST_SUITE(ipsec_mb_burst, cases, NULL, NULL);
