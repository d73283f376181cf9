/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include <rte_cycles.h>
#include <rte_lcore.h>

#include "book.h"
#include "fakedrv.h"
#include "ledger.h"

/* Several lcores at once, threads that become lcores and cease to be. */

#define MAX_THREADS 3

static struct fake *fake;
static uint64_t sid;

static int
begin(enum fake_kind kind)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = kind});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	return TEST_PASS;
}

/* ------------------------------------------------------- one session, many */

/* One session on several lcores at once, 10^5 requests each. */
static int
shared_session(enum fake_kind kind, bool chaos)
{
	struct crypto_driver_stats st;
	struct book b[MAX_THREADS];
	unsigned int i;

	CHECK_CALL(begin(kind));
	fake->sync = !chaos;
	if (chaos)
		fake_chaos(fake, test_random());
	CHECK_CALL(books_run(b, MAX_THREADS - 1, book_use_session, sid, 100000));
	CHECK_EQ(fake->taken, 200000);
	CHECK_EQ(fake->reentered, 0);
	for (i = 0; i < MAX_THREADS - 1; i++) {
		CHECK_EQ(b[i].results[BOOK_NO_SESSION], 0);
		CHECK(chaos == (b[i].results[BOOK_FAILED] != 0));
	}
	CHECK_EQ(crypto_driver_stats(fake->id, &st), 0);
	CHECK_EQ(st.requests, 200000);
	CHECK_EQ(st.errors, b[0].results[BOOK_FAILED] + b[1].results[BOOK_FAILED]);
	CHECK_EQ(st.wrong_done, 0);
	return TEST_PASS;
}

static int
case_shared_sync(void)
{
	return shared_session(FAKE_BURST, false);
}

static int
case_shared_simple(void)
{
	return shared_session(FAKE_SIMPLE, false);
}

static int
case_shared_chaos(void)
{
	return shared_session(FAKE_BURST, true);
}

/* Sessions that come and go while lcores use them: done, failed, or no such session. */
#define NSESSIONS 16
static _Atomic uint64_t churn[NSESSIONS];
static atomic_bool churn_stop;
static unsigned int churned;

static void *
churn_thread(void *arg)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	unsigned int i = 0;
	uint64_t fresh;

	(void)arg;
	while (!churn_stop) {
		if (crypto_newsession(&fresh, &cri, 0) == 0) {
			fresh = atomic_exchange(&churn[i++ % NSESSIONS], fresh);
			if (fresh != 0)
				crypto_freesession(fresh);
			churned++;
		}
		if (i % 64 == 0)
			sched_yield();
	}
	return NULL;
}

static int
use_churn(struct book *b)
{
	uint32_t number = 0;

	while (number < b->todo) {
		while (b->idle > 0 && number < b->todo) {
			struct cryptop *crp = b->free[--b->idle];

			crp->crp_sid = churn[number % NSESSIONS];
			number++;
			book_number(b, crp);
			if (crypto_dispatch(crp) != 0)
				return TEST_FAIL;
			if (number % 7 == 0)
				crypto_poll();
		}
		crypto_poll();
	}
	return TEST_PASS;
}

static int
case_churn(void)
{
	struct book b[MAX_THREADS - 1];
	pthread_t churner;
	unsigned int i;
	int rc;

	CHECK_CALL(begin(FAKE_BURST));
	fake_chaos(fake, test_random());
	for (i = 0; i < NSESSIONS; i++)
		churn[i] = 0;
	churn_stop = false;
	churned = 0;
	CHECK_EQ(pthread_create(&churner, NULL, churn_thread, NULL), 0);
	rc = books_run(b, MAX_THREADS - 1, use_churn, 0, 300000);
	churn_stop = true;
	pthread_join(churner, NULL);
	CHECK_CALL(rc);
	CHECK(b[0].results[BOOK_DONE] != 0 && churned > 200);
	CHECK_EQ(fake->reentered, 0);
	for (i = 0; i < NSESSIONS; i++)
		CHECK_EQ(crypto_freesession(churn[i]), 0);
	CHECK_EQ(test_session_end(sid), 0);
	CHECK(fake_wait(&fake->closed, fake->opened));
	return TEST_PASS;
}

/* ------------------------------------------------------ threads come and go */

struct heir {
	pthread_t thread;
	unsigned int lcore;
	bool dispatch;
	int drained;
	unsigned int pending, done;
};

static struct cryptop *legacy[5];

static unsigned int legacy_done, legacy_lcore;

static int
legacy_callback(struct cryptop *crp)
{
	(void)crp;
	legacy_done++;
	legacy_lcore = rte_lcore_id();
	return 0;
}

static void *
heir_thread(void *arg)
{
	struct heir *h = arg;

	if (rte_thread_register() != 0)
		return NULL;
	h->lcore = rte_lcore_id();
	if (h->dispatch) {
		legacy[3]->crp_ilen = -1;
		legacy[4]->crp_flags |= CRYPTO_F_BATCH;
		crypto_dispatch_burst(legacy, 5);
		h->pending = crypto_pending();
	} else {
		h->pending = crypto_pending();
		fake_complete_all(fake);
		fake->sync = true;
		h->drained = crypto_drain(1000000);
	}
	h->done = legacy_done;
	rte_thread_unregister();
	return NULL;
}

static int
run_heir(struct heir *h, bool dispatch)
{
	*h = (struct heir){.dispatch = dispatch, .lcore = LCORE_ID_ANY, .drained = -1};
	CHECK_EQ(pthread_create(&h->thread, NULL, heir_thread, h), 0);
	pthread_join(h->thread, NULL);
	CHECK_NE(h->lcore, LCORE_ID_ANY);
	return TEST_PASS;
}

/* What a thread leaves behind when it unregisters, the next holder of its number gets. */
static int
case_heir(void)
{
	struct heir first, second;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST));
	for (i = 0; i < 5; i++) {
		legacy[i] = ledger_req(sid, i);
		CHECK(legacy[i] != NULL);
		legacy[i]->crp_callback = legacy_callback;
	}
	legacy_done = 0;
	CHECK_CALL(run_heir(&first, true));
	CHECK_EQ(first.pending, 5);
	CHECK_EQ(first.done, 0);
	CHECK_EQ(crypto_pending(), 0);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(crypto_fini(), EBUSY);
	CHECK_CALL(run_heir(&second, false));
	CHECK_EQ(second.lcore, first.lcore);
	CHECK_EQ(second.pending, 5);
	CHECK_EQ(second.drained, 0);
	CHECK_EQ(second.done, 5);
	CHECK_EQ(legacy_lcore, second.lcore);
	return TEST_PASS;
}

/* A thread that becomes an lcore later has channels of the drivers that are there. */
static int
case_late(void)
{
	uint64_t attached;
	struct heir h;

	CHECK_CALL(begin(FAKE_BURST));
	attached = fake->attached;
	CHECK_EQ(attached, rte_lcore_count() + 1);
	CHECK_CALL(run_heir(&h, false));
	CHECK_EQ(fake->attached, attached + 1);
	CHECK_CALL(run_heir(&h, false)); /* they stay with the number */
	CHECK_EQ(fake->attached, attached + 1);
	CHECK_EQ(fake->detached, 0);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(fake->detached, fake->attached);
	return TEST_PASS;
}

/* A driver that comes later has channels on the lcores that are there, and on old numbers. */
static int
case_driver_late(void)
{
	struct heir h;
	struct fake *late;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_CALL(run_heir(&h, false));
	late = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "late"});
	CHECK(late != NULL);
	CHECK_EQ(late->attached, fake->attached);
	return TEST_PASS;
}

/* EAL's own workers are lcores as well. */
static int
case_workers(void)
{
	struct book b = {.todo = 20000}, own = {.todo = 20000};
	unsigned int id = rte_get_next_lcore(-1, 1, 0);

	if (id >= RTE_MAX_LCORE)
		return test_skip("EAL has one lcore only");
	CHECK_CALL(begin(FAKE_BURST));
	fake_chaos(fake, test_random());
	b.sid = own.sid = sid;
	CHECK_EQ(test_launch(id, book_on_lcore, &b), 0);
	book_on_lcore(&own);
	test_join(id);
	CHECK_CALL(book_check(&b));
	CHECK_CALL(book_check(&own));
	CHECK_EQ(b.lcore, id);
	return TEST_PASS;
}

/* More requests at a time than an lcore's cache keeps: they go from one lcore to the other. */
static int
pass_requests(void *arg)
{
	static const unsigned int turns = 500;
	struct cryptop *crps[400];
	unsigned int *good = arg, turn, i, n;

	for (turn = 0; turn < turns; turn++) {
		n = crypto_getreq_burst(crps, RTE_DIM(crps), 1);
		for (i = 0; i < n; i++)
			crps[i]->crp_opaque = (caddr_t)&crps[i];
		for (i = 0; i < n && crps[i]->crp_opaque == (caddr_t)&crps[i]; i++)
			;
		*good += n == RTE_DIM(crps) && i == n;
		crypto_freereq_burst(crps, n);
	}
	return *good == turns ? TEST_PASS : TEST_FAIL;
}

static int
case_requests(void)
{
	static const struct crypto_config cfg = {.requests = 2048};
	unsigned int id = rte_get_next_lcore(-1, 1, 0), good[2] = {0};

	if (id >= RTE_MAX_LCORE)
		return test_skip("EAL has one lcore only");
	CHECK_EQ(test_restart(&cfg), 0);
	CHECK_EQ(test_launch(id, pass_requests, &good[1]), 0);
	pass_requests(&good[0]);
	CHECK_EQ(test_join(id), TEST_PASS);
	CHECK_EQ(good[0], 500);
	return TEST_PASS;
}

/* Control calls from threads that EAL does not know. */
static void *
control_thread(void *arg)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	unsigned int *ok = arg, i;
	uint64_t own;

	for (i = 0; i < 500; i++)
		*ok += crypto_newsession(&own, &cri, 0) == 0 && crypto_session_driver(own) >= 0 &&
		       crypto_freesession(own) == 0 && crypto_freesession(own) == ENOENT;
	return NULL;
}

static int
case_control_threads(void)
{
	unsigned int ok[4] = {0}, i;
	pthread_t t[4];

	CHECK_CALL(begin(FAKE_SIMPLE));
	for (i = 0; i < 4; i++)
		CHECK_EQ(pthread_create(&t[i], NULL, control_thread, &ok[i]), 0);
	for (i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	for (i = 0; i < 4; i++)
		CHECK_EQ(ok[i], 500);
	CHECK(fake_wait(&fake->closed, 2000));
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"shared_sync", case_shared_sync, TEST_NO_INIT},
	{"shared_simple", case_shared_simple, TEST_NO_INIT},
	{"shared_chaos", case_shared_chaos, TEST_NO_INIT},
	{"churn", case_churn, TEST_NO_INIT},
	{"heir", case_heir, TEST_NO_INIT},
	{"late", case_late, TEST_NO_INIT},
	{"driver_late", case_driver_late, TEST_NO_INIT},
	{"workers", case_workers, TEST_NO_INIT},
	{"requests", case_requests, TEST_NO_INIT},
	{"control_threads", case_control_threads, TEST_NO_INIT},
};
TEST_SUITE(framework_lcores, cases, NULL, NULL);
