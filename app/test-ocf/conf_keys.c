/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * One session, two lcores, requests with the session's keys and with keys of their own in
 * turn: a request's key is that request's alone.
 */

#include <rte_common.h>
#include <rte_lcore.h>

#include "conf.h"
#include "ref.h"

#define KEYS 5       /* the first is the session's */
#define WINDOW 32    /* requests that an lcore has out */
#define EACH 1000000 /* requests of each kind that a driver does */
#define MAX_KEY 64

static const struct conf_combo combos[] = {
	{CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 20, 16, 12},
	{CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_256_NIST_GMAC, 32, 0, 12, 16},
	{CRYPTO_AES_CTR, 0, 32, 0, 16, 0},
	{0, CRYPTO_SHA2_256_HMAC, 0, 32, 0, 16},
};

/* Constant while lcores work. */
static struct {
	const struct conf_combo *c;
	uint64_t sid;
	uint32_t todo; /* of each lcore */
	uint8_t iv[16], before[CONF_PACKET];
	uint8_t key[KEYS][2][MAX_KEY], after[KEYS][CONF_PACKET];
} job;

/* An lcore's own. */
struct worker {
	struct cryptop *crp[WINDOW];
	uint8_t packet[WINDOW][CONF_PACKET];
	uint8_t key[WINDOW]; /* which one */
	uint64_t random;
	uint64_t done[2], wrong; /* by: has a key of its own */
};

/* ----------------------------------------------------------------- the answers */

static bool
answer(unsigned int k)
{
	const struct conf_combo *c = job.c;
	uint8_t *after = job.after[k], *text = after + CONF_AAD, digest[64];
	struct ref_bytes key = {job.key[k][0], c->keylen}, iv = {job.iv, c->ivlen};
	struct ref_bytes mackey = {job.key[k][1], c->mackeylen}, all = {after, CONF_TAG};
	struct ref_bytes plain = {job.before + CONF_AAD, CONF_TEXT}, aad = {after, CONF_AAD};

	memcpy(after, job.before, CONF_PACKET);
	if (conf_is_aead(c))
		return ref_aead(c->cipher, key, iv, aad, plain, text, after + CONF_TAG, c->taglen);
	if (c->cipher != 0 && !ref_cipher(c->cipher, key, iv, true, plain, text))
		return false;
	if (c->auth != 0 && !ref_mac(c->auth, mackey, iv, &all, 1, digest))
		return false;
	if (c->auth != 0)
		memcpy(after + CONF_TAG, digest, c->taglen);
	return true;
}

static int
open_job(const struct conf_combo *c)
{
	struct cryptoini ini[2] = {
		{.cri_alg = c->cipher,
		 .cri_klen = c->keylen * 8,
		 .cri_ivlen = c->ivlen,
		 .cri_key = (caddr_t)job.key[0][0]},
		{.cri_alg = c->auth,
		 .cri_klen = c->mackeylen * 8,
		 .cri_mlen = c->taglen,
		 .cri_key = c->mackeylen != 0 ? (caddr_t)job.key[0][1] : NULL},
	};
	unsigned int k;

	job.c = c;
	if (c->cipher != 0 && c->auth != 0)
		ini[0].cri_next = &ini[1];
	test_random_bytes(job.key, sizeof(job.key));
	test_random_bytes(job.iv, sizeof(job.iv));
	test_random_bytes(job.before, sizeof(job.before));
	for (k = 0; k < KEYS; k++)
		CHECK(answer(k));
	CHECK_EQ(test_session(&job.sid, &ini[c->cipher == 0]), 0);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- an lcore */

static int
no_callback(struct cryptop *crp)
{
	RTE_SET_USED(crp);
	return 0;
}

static void
fill(struct worker *w, unsigned int i, unsigned int k)
{
	struct cryptop *crp = w->crp[i];
	struct cryptodesc *crd;

	w->key[i] = (uint8_t)k;
	memcpy(w->packet[i], job.before, CONF_PACKET);
	conf_packet(crp, job.c, w->packet[i], job.iv, true);
	crp->crp_sid = job.sid;
	crp->crp_callback = no_callback;
	for (crd = crp->crp_desc; crd != NULL && k != 0; crd = crd->crd_next) {
		bool mac = crd->crd_alg == job.c->auth;
		unsigned int len = mac ? job.c->mackeylen : job.c->keylen;

		if (len == 0)
			continue;
		crd->crd_flags |= CRD_F_KEY_EXPLICIT;
		crd->crd_key = (caddr_t)job.key[k][mac];
		crd->crd_klen = (int)len * 8;
	}
}

static void
check(struct worker *w, unsigned int i)
{
	w->done[w->key[i] != 0]++;
	if (w->crp[i]->crp_etype != 0 ||
	    memcmp(w->packet[i], job.after[w->key[i]], CONF_PACKET) != 0)
		w->wrong++;
}

/* The session's key half of the time, in an order that no two bursts have in common. */
static unsigned int
next_key(struct worker *w)
{
	w->random = w->random * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return w->random >> 63 ? 0 : 1 + (unsigned int)(w->random >> 40) % (KEYS - 1);
}

static void
run_window(struct worker *w)
{
	unsigned int i, taken = 0;

	for (i = 0; i < WINDOW; i++)
		fill(w, i, next_key(w));
	while (taken < WINDOW) {
		taken += crypto_dispatch_burst(&w->crp[taken], WINDOW - taken);
		crypto_poll();
	}
	if (crypto_drain(30000000) != 0)
		w->wrong++;
	for (i = 0; i < WINDOW; i++)
		check(w, i);
}

static int
work(void *arg)
{
	struct worker *w = arg;
	int num = job.c->cipher != 0 && job.c->auth != 0 ? 2 : 1;

	if (crypto_getreq_burst(w->crp, WINDOW, num) == 0) {
		w->wrong++;
		return 0;
	}
	while (w->wrong == 0 && (w->done[0] < job.todo || w->done[1] < job.todo))
		run_window(w);
	crypto_freereq_burst(w->crp, WINDOW);
	return 0;
}

/* ----------------------------------------------------------------------- cases */

static int
on_lcores(struct worker w[2])
{
	unsigned int other = rte_get_next_lcore(rte_lcore_id(), true, false);

	if (other >= RTE_MAX_LCORE) {
		work(&w[0]);
		return work(&w[1]);
	}
	CHECK_EQ(test_launch(other, work, &w[1]), 0);
	work(&w[0]);
	return test_join(other);
}

static int
run_combo(const struct conf_combo *c, uint64_t sum[2])
{
	static struct worker w[2];
	char name[64];
	unsigned int i;

	CHECK_CALL(open_job(c));
	memset(w, 0, sizeof(w));
	w[0].random = test_random();
	w[1].random = test_random();
	CHECK_CALL(on_lcores(w));
	for (i = 0; i < 2; i++) {
		sum[0] += w[i].done[0];
		sum[1] += w[i].done[1];
		if (w[i].wrong != 0)
			return test_fail(__FILE__, __LINE__,
					 "%s: %" PRIu64 " of %" PRIu64
					 " requests of an lcore are wrong",
					 conf_name(c, name, sizeof(name)), w[i].wrong,
					 w[i].done[0] + w[i].done[1]);
	}
	return test_session_end(job.sid) == 0 ? TEST_PASS : TEST_FAIL;
}

static int
interleaved(void)
{
	uint64_t sum[2] = {0};
	unsigned int i, n = 0;

	for (i = 0; i < RTE_DIM(combos); i++)
		n += conf_offered(&combos[i]);
	if (n == 0)
		return test_skip("%s offers nothing to compare", test_driver_name());
	job.todo = test_rounds(EACH) / (2 * n);
	for (i = 0; i < RTE_DIM(combos); i++)
		if (conf_offered(&combos[i]))
			CHECK_CALL(run_combo(&combos[i], sum));
	ref_release();
	test_note("%s: %" PRIu64 " requests with the session's keys, %" PRIu64
		  " with keys of their own",
		  test_driver_name(), sum[0], sum[1]);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"interleaved", interleaved, TEST_PER_DRIVER},
};
TEST_SUITE(conformance_keys, cases, NULL, NULL);
