/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "conf.h"
#include "ref.h"

/*
 * Many requests at once: of one session, with keys of their own between them, in order;
 * many sessions one after the other.
 */

#define BURST 48

/* Jobs of one session that are dispatched together. */
struct burst {
	struct vec_file file;
	struct vec v[BURST];
	struct vec_job job[BURST];
	struct cryptop *crp[BURST];
	struct vec_sessions s;
	unsigned int n;
};

static void
burst_free(void *arg)
{
	struct burst *b = arg;
	unsigned int i;

	for (i = 0; i < BURST; i++)
		vec_job_release(&b->job[i]);
	if (b->s.keyed != 0)
		crypto_freesession(b->s.keyed);
	vec_file_release(&b->file);
	free(b);
}

/* A session of the first vector's key; other vectors share it, or have one of their own. */
static struct burst *
burst_new(const struct conf_combo *c, bool own_keys)
{
	struct burst *b = calloc(1, sizeof(*b));

	if (b == NULL)
		return NULL;
	for (b->n = 0; b->n < BURST; b->n++) {
		bool own = b->n == 0 || (own_keys && b->n % 2 == 1);

		if (!conf_vec_like(&b->file, &b->v[b->n], own ? NULL : &b->v[0], c,
				   test_random_below(400), test_random_below(40)))
			break;
	}
	if (b->n == BURST && vec_open(&b->s.keyed, &b->v[0], test_driver(), true, false) == 0) {
		b->s.keyless = b->s.keyed;
		return b;
	}
	burst_free(b);
	return NULL;
}

/* Requests are the case's; each is used for every session after the other. */
static bool
burst_requests(struct burst *b, struct cryptop *crps[BURST])
{
	unsigned int i;

	for (i = 0; i < BURST; i++) {
		struct vec_how how = {
			.layout = test_random_below(VEC_LAYOUTS),
			.encrypt = b->v[i].auth != 0 && !vec_verifiable(&b->v[i])
					   ? true : test_random_below(2) != 0,
			.key_explicit = i % 2 == 1 && b->v[i].key.p != b->v[0].key.p,
			.separate = test_random_below(3) == 0,
		};

		b->crp[i] = crps[i];
		b->job[i].crp = crps[i];
		if (!vec_job_prepare(&b->job[i], &b->v[i], &b->s, &how))
			return false;
	}
	return true;
}

static bool
two_descriptors(const struct conf_combo *c)
{
	return c->cipher != 0 && c->auth != 0;
}

/* The case's requests, one or two descriptors. */
static struct cryptop **
requests(const struct conf_combo *c)
{
	static struct cryptop *crps[2][BURST];
	struct cryptop **set = crps[two_descriptors(c)];
	unsigned int i;

	for (i = 0; i < BURST; i++)
		set[i] = test_getreq(two_descriptors(c) ? 2 : 1);
	return set[BURST - 1] == NULL ? NULL : set;
}

static int
check_all(struct burst *b, const struct conf_combo *c)
{
	char why[160], name[64];
	unsigned int i;

	for (i = 0; i < BURST; i++) {
		if (!vec_job_limited(&b->job[i]) && !vec_job_check(&b->job[i], why, sizeof(why)))
			return test_fail(__FILE__, __LINE__, "%s, request %u: %s",
					 conf_name(c, name, sizeof(name)), i, why);
	}
	return TEST_PASS;
}

static int
run_burst(const struct conf_combo *c, bool own_keys)
{
	static const enum test_mode modes[] = {TEST_DIRECT, TEST_BATCH, TEST_BURST, TEST_CBIMM,
					       TEST_CBIFSYNC};
	struct cryptop **crps = requests(c);
	unsigned int m;
	int rc = TEST_PASS;

	CHECK(crps != NULL);
	for (m = 0; m < RTE_DIM(modes) && rc == TEST_PASS; m++) {
		struct burst *b = burst_new(c, own_keys);

		CHECK(b != NULL);
		if (!burst_requests(b, crps) || test_run_all(b->crp, BURST, modes[m]) != 0)
			rc = test_fail(__FILE__, __LINE__, "not all called back");
		else
			rc = check_all(b, c);
		burst_free(b);
	}
	for (m = 0; m < BURST; m++)
		crps[m]->crp_obuf = NULL;
	return rc;
}

static int
shared_burst(const struct conf_combo *c)
{
	return run_burst(c, false);
}

static int
shared(void)
{
	return conf_each(shared_burst, NULL);
}

/* --------------------------------------------------------------- explicit keys */

static bool
has_key(const struct conf_combo *c)
{
	return c->keylen + c->mackeylen > 0;
}

static int
explicit_burst(const struct conf_combo *c)
{
	return run_burst(c, true);
}

static int
explicit_keys(void)
{
	return conf_each(explicit_burst, has_key);
}

/* A session without a key takes no request without one. */
static int
keyless_request(const struct conf_combo *c)
{
	struct vec_file f = {0};
	struct vec_sessions s = {0};
	struct vec_how how = {.encrypt = true};
	struct vec_job job = {0};
	struct vec v;

	job.crp = test_getreq(two_descriptors(c) ? 2 : 1);
	CHECK(job.crp != NULL && conf_vec(&f, &v, c, 64, 8));
	CHECK_EQ(vec_open(&s.keyed, &v, test_driver(), false, false), 0);
	CHECK(vec_job_prepare(&job, &v, &s, &how));
	CHECK_EQ(test_run(job.crp, TEST_DIRECT), EINVAL);
	CHECK_EQ(job.crp->crp_reason, CRYPTO_R_KEY_MISSING);
	CHECK_EQ(crypto_freesession(s.keyed), 0);
	vec_job_release(&job);
	vec_file_release(&f);
	return TEST_PASS;
}

static int
keyless(void)
{
	return conf_each(keyless_request, has_key);
}

/* ---------------------------------------------------------------------- order */

static struct {
	unsigned int n;
	struct cryptop *crp[BURST];
} called;

static int
note_order(struct cryptop *crp)
{
	if (called.n < BURST)
		called.crp[called.n] = crp;
	called.n++;
	return 0;
}

/* Long and short, good and bad, in one session: called back as they were dispatched. */
static int
order_of(const struct conf_combo *c)
{
	struct cryptop **crps = requests(c);
	struct burst *b = burst_new(c, false);
	unsigned int i;
	int rc = TEST_PASS;

	CHECK(crps != NULL && b != NULL);
	CHECK(burst_requests(b, crps));
	memset(&called, 0, sizeof(called));
	for (i = 0; i < BURST; i++) {
		crps[i]->crp_flags = b->job[i].in.flags | (i % 3 == 0 ? CRYPTO_F_BATCH : 0);
		crps[i]->crp_callback = note_order;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
		if (i % 7 == 0)
			crypto_poll();
	}
	CHECK_EQ(crypto_drain(5000000), 0);
	CHECK_EQ(called.n, BURST);
	for (i = 0; i < BURST && rc == TEST_PASS; i++) {
		if (called.crp[i] != crps[i])
			rc = test_fail(__FILE__, __LINE__, "callback %u is another request's", i);
		crps[i]->crp_obuf = NULL;
	}
	if (rc == TEST_PASS)
		rc = check_all(b, c);
	burst_free(b);
	return rc;
}

static int
order(void)
{
	return conf_each(order_of, NULL);
}

/* ------------------------------------------------------------------------ modes */

static int
all_modes(const struct conf_combo *c)
{
	struct vec_file f = {0};
	unsigned int mode, i;
	int rc = TEST_PASS;

	for (i = 0; i < 6; i++)
		CHECK(conf_record(&f, c, 40 * i, i));
	for (mode = 0; mode < TEST_NMODES && rc == TEST_PASS; mode++)
		rc = conf_run_mode(&f, (enum test_mode)mode, mode);
	vec_file_release(&f);
	return rc;
}

static int
modes(void)
{
	return conf_each(all_modes, NULL);
}

/* ---------------------------------------------------------------------- churn */

/* Sessions come and go, thousands of them, and leave nothing behind. */
static int
churn(void)
{
	struct crypto_driver_info info;
	struct vec_file f = {0};
	uint64_t sids[64] = {0};
	unsigned int i, offered = 0;

	for (i = 0; i < 5000; i++) {
		struct conf_combo c = *conf_combo(i % conf_ncombos());
		uint64_t *sid = &sids[test_random_below(RTE_DIM(sids))];
		struct vec v;

		if (!conf_offered(&c))
			continue;
		offered++;
		CHECK(conf_vec(&f, &v, &c, 0, 0));
		if (*sid != 0) {
			CHECK_EQ(crypto_freesession(*sid), 0);
			CHECK_EQ(crypto_freesession(*sid), ENOENT);
		}
		CHECK_EQ(vec_open(sid, &v, test_driver(), i % 3 != 0, i % 2 != 0), 0);
		CHECK_EQ(crypto_session_driver(*sid), test_driver());
		if (f.blocks != NULL && i % 256 == 0)
			vec_file_release(&f);
	}
	for (i = 0; i < RTE_DIM(sids); i++) {
		if (sids[i] != 0)
			CHECK_EQ(crypto_freesession(sids[i]), 0);
	}
	vec_file_release(&f);
	ref_release();
	/* sessions are wiped on the control thread, soon */
	for (i = 0; i < 3000; i++) {
		CHECK_EQ(crypto_driver_info(test_driver(), &info), 0);
		if (info.sessions == 0)
			break;
		crypto_poll();
		rte_delay_us_sleep(1000);
	}
	CHECK_EQ(info.sessions, 0);
	return offered == 0 ? test_skip("%s offers nothing to compare", info.name) : TEST_PASS;
}

static const struct test_case cases[] = {
	{"shared_session", shared, TEST_PER_DRIVER},
	{"explicit_keys", explicit_keys, TEST_PER_DRIVER},
	{"keyless", keyless, TEST_PER_DRIVER},
	{"order", order, TEST_PER_DRIVER},
	{"modes", modes, TEST_PER_DRIVER},
	{"churn", churn, TEST_PER_DRIVER},
};
TEST_SUITE(conformance_flow, cases, NULL, NULL);
