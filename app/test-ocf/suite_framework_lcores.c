/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include <rte_cycles.h>
#include <rte_lcore.h>

#include "fakedrv.h"
#include "ledger.h"

/* Several lcores at once, threads that become lcores and cease to be. */

#define WINDOW 48
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

/* ----------------------------------------------------------- a thread's book */

struct book {
	pthread_t thread;
	int (*work)(struct book *b);
	unsigned int lcore; /* its number, while it is one */
	unsigned int todo;
	/* what its callbacks saw */
	uint32_t next, idle, overtaken, elsewhere, inside, strange;
	uint32_t results[3]; /* done, failed, no such session */
	struct cryptop *free[WINDOW];
	struct cryptop *all[WINDOW];
	uint32_t number[WINDOW];
	int rc;
};

static int
book_callback(struct cryptop *crp)
{
	struct book *b = (struct book *)(void *)crp->crp_opaque;
	uint32_t number = (uint32_t)crp->crp_desc->crd_esn;

	b->elsewhere += rte_lcore_id() != b->lcore;
	b->inside += fake_inside() != 0;
	/* one that the framework refused may come early */
	if (crp->crp_etype != ENOENT) {
		b->overtaken += number < b->next;
		b->next = number + 1;
	}
	b->strange += crp->crp_etype != 0 && crp->crp_etype != EIO && crp->crp_etype != ENOENT;
	b->results[crp->crp_etype == 0 ? 0 : crp->crp_etype == EIO ? 1 : 2]++;
	b->free[b->idle++] = crp;
	return 0;
}

static bool
book_open(struct book *b)
{
	static uint8_t data[64];
	unsigned int i;

	for (i = 0; i < WINDOW; i++) {
		struct cryptop *crp = crypto_getreq(1);

		if (crp == NULL)
			return false;
		crp->crp_callback = book_callback;
		crp->crp_opaque = (caddr_t)b;
		crp->crp_buf = (caddr_t)data;
		crp->crp_ilen = sizeof(data);
		crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		crp->crp_desc->crd_len = 64;
		b->free[b->idle++] = b->all[i] = crp;
	}
	return true;
}

static void
book_close(struct book *b)
{
	crypto_freereq_burst(b->all, WINDOW);
}

static void *
book_thread(void *arg)
{
	struct book *b = arg;

	if (rte_thread_register() != 0)
		return NULL;
	b->lcore = rte_lcore_id();
	b->rc = book_open(b) ? b->work(b) : TEST_FAIL;
	crypto_drain(10000000);
	book_close(b);
	rte_thread_unregister();
	return NULL;
}

static int
run_books(struct book *b, unsigned int n, int (*work)(struct book *), unsigned int todo)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		b[i] = (struct book){.work = work, .todo = todo, .rc = TEST_FAIL};
		CHECK_EQ(pthread_create(&b[i].thread, NULL, book_thread, &b[i]), 0);
	}
	for (i = 0; i < n; i++)
		pthread_join(b[i].thread, NULL);
	for (i = 0; i < n; i++) {
		CHECK_EQ(b[i].rc, TEST_PASS);
		CHECK_EQ(b[i].idle, WINDOW);
		CHECK_EQ(b[i].overtaken, 0);
		CHECK_EQ(b[i].elsewhere, 0);
		CHECK_EQ(b[i].inside, 0);
		CHECK_EQ(b[i].strange, 0);
		CHECK_EQ(b[i].results[0] + b[i].results[1] + b[i].results[2], todo);
	}
	return TEST_PASS;
}

/* ------------------------------------------------------- one session, many */

static int
use_session(struct book *b)
{
	uint32_t number = 0;

	while (number < b->todo) {
		unsigned int took = 0, n = b->idle;
		struct cryptop *burst[WINDOW];

		for (took = 0; took < n && number < b->todo; took++) {
			burst[took] = b->free[--b->idle];
			burst[took]->crp_sid = sid;
			burst[took]->crp_desc->crd_esn = number++;
		}
		n = took;
		took = crypto_dispatch_burst(burst, n / 2);
		for (; took < n; took++)
			if (crypto_dispatch(burst[took]) != 0)
				return TEST_FAIL;
		if (crypto_poll() == 0)
			sched_yield();
	}
	return TEST_PASS;
}

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
	CHECK_CALL(run_books(b, MAX_THREADS - 1, use_session, 100000));
	CHECK_EQ(fake->taken, 200000);
	CHECK_EQ(fake->reentered, 0);
	for (i = 0; i < MAX_THREADS - 1; i++) {
		CHECK_EQ(b[i].results[2], 0);
		CHECK(chaos == (b[i].results[1] != 0));
	}
	CHECK_EQ(crypto_driver_stats(fake->id, &st), 0);
	CHECK_EQ(st.requests, 200000);
	CHECK_EQ(st.errors, b[0].results[1] + b[1].results[1]);
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
			crp->crp_desc->crd_esn = number++;
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
	rc = run_books(b, MAX_THREADS - 1, use_churn, 300000);
	churn_stop = true;
	pthread_join(churner, NULL);
	CHECK_CALL(rc);
	CHECK(b[0].results[0] != 0 && churned > 200);
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
worker(void *arg)
{
	struct book *b = arg;

	b->lcore = rte_lcore_id();
	b->rc = book_open(b) ? use_session(b) : TEST_FAIL;
	crypto_drain(10000000);
	book_close(b);
	return b->rc;
}

static int
case_workers(void)
{
	struct book b = {.todo = 20000, .rc = TEST_FAIL}, own = {.todo = 20000, .rc = TEST_FAIL};
	unsigned int id = rte_get_next_lcore(-1, 1, 0);

	if (id >= RTE_MAX_LCORE)
		return test_skip("EAL has one lcore only");
	CHECK_CALL(begin(FAKE_BURST));
	fake_chaos(fake, test_random());
	CHECK_EQ(test_launch(id, worker, &b), 0);
	worker(&own);
	test_join(id);
	CHECK(b.rc == TEST_PASS && own.rc == TEST_PASS);
	CHECK_EQ(b.lcore, id);
	CHECK_EQ(b.overtaken + own.overtaken + b.elsewhere + own.elsewhere, 0);
	CHECK_EQ(b.results[0] + b.results[1], 20000);
	CHECK_EQ(own.results[0] + own.results[1], 20000);
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
