/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>

#include "fakedrv.h"
#include "ledger.h"

/* crypto_dispatch(), crypto_dispatch_burst(): what is taken, what is not, BATCH. */

static struct fake *fake;
static uint64_t sid;

static int
begin(enum fake_kind kind, unsigned int credits)
{
	CHECK_EQ(fake_world(NULL, credits), 0);
	fake = fake_start(&(struct fake_config){.kind = kind});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	return TEST_PASS;
}

/* ------------------------------------------------------------ no callback */

static int
case_null(void)
{
	struct cryptop *none = NULL;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_EQ(crypto_dispatch(NULL), EINVAL);
	CHECK_EQ(crypto_dispatch_burst(&none, 1), 0);
	CHECK_EQ(crypto_dispatch_burst(NULL, 0), 0);
	CHECK_EQ(crypto_run(NULL), EINVAL);
	return TEST_PASS;
}

static int
case_no_callback(void)
{
	struct cryptop *crps[3];

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(crps, 3, sid));
	fake->sync = true;
	crps[1]->crp_callback = NULL;
	CHECK_EQ(crypto_dispatch(crps[1]), EINVAL);
	CHECK_EQ(crypto_dispatch_burst(crps, 3), 1);
	crypto_poll();
	CHECK(ledger_ordered(1));
	CHECK_EQ(fake->taken, 1);
	return TEST_PASS;
}

static int
case_in_flight(void)
{
	struct cryptop *crps[3];

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(crps, 3, sid));
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(crypto_dispatch(crps[1]), EINVAL);
	CHECK_EQ(crypto_run(crps[1]), EINVAL);
	CHECK_EQ(crypto_dispatch_burst(crps, 3), 1);
	CHECK_EQ(crypto_pending(), 2);
	fake_complete_all(fake);
	CHECK_EQ(crypto_dispatch(crps[1]), EINVAL); /* done, but not called back */
	CHECK_EQ(crypto_poll(), 2);
	CHECK(ledger.count[0] == 1 && ledger.count[1] == 1 && ledger.n == 2);
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	return fake_finish();
}

/* Waiting in the ring or on the list of refused ones is in flight, too. */
static int
case_in_flight_waiting(void)
{
	struct cryptop *crps[2];

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(crps, 2, sid));
	fake->room = 0;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_dispatch(crps[0]), EINVAL);
	crps[1]->crp_desc->crd_len = 65;
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(crypto_dispatch(crps[1]), EINVAL);
	CHECK_EQ(crypto_pending(), 2);
	return fake_finish();
}

static int
case_same_twice_in_burst(void)
{
	struct cryptop *crps[3];

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(crps, 2, sid));
	crps[2] = crps[0];
	CHECK_EQ(crypto_dispatch_burst(crps, 3), 2);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 2);
	CHECK(ledger_ordered(2));
	return TEST_PASS;
}

static int
case_freed_request(void)
{
	struct cryptop *crp;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	crp = crypto_getreq(1);
	CHECK(crp != NULL);
	ledger_enter(crp, sid, 0);
	crypto_freereq(crp);
	CHECK_EQ(crypto_dispatch(crp), EINVAL);
	CHECK_EQ(crypto_dispatch_burst(&crp, 1), 0);
	CHECK_EQ(crypto_pending(), 0);
	return TEST_PASS;
}

struct foreign {
	struct cryptop *crp;
	int dispatch, drain, run;
	unsigned int burst, poll, pending;
};

static void *
foreign_thread(void *arg)
{
	struct foreign *r = arg;

	r->dispatch = crypto_dispatch(r->crp);
	r->burst = crypto_dispatch_burst(&r->crp, 1);
	r->poll = crypto_poll();
	r->pending = crypto_pending();
	r->drain = crypto_drain(0);
	r->run = crypto_run(r->crp);
	return NULL;
}

static int
case_foreign_thread(void)
{
	struct foreign r = {0};
	pthread_t t;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(&r.crp, 1, sid));
	CHECK_EQ(pthread_create(&t, NULL, foreign_thread, &r), 0);
	pthread_join(t, NULL);
	CHECK_EQ(r.dispatch, EINVAL);
	CHECK_EQ(r.burst, 0);
	CHECK_EQ(r.poll, 0);
	CHECK_EQ(r.pending, 0);
	CHECK_EQ(r.drain, EINVAL);
	CHECK_EQ(r.run, EINVAL);
	CHECK_EQ(fake->calls, 0);
	CHECK_EQ(ledger.n, 0);
	return TEST_PASS;
}

/* ---------------------------------------------------------------- results */

static int
case_once(void)
{
	struct cryptop *crps[40];
	unsigned int i;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(crps, 40, sid));
	for (i = 0; i < 40; i++)
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(crypto_pending(), 40);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 40);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(crypto_pending(), 0);
	CHECK(ledger_ordered(40));
	return TEST_PASS;
}

static int
case_done_flag(void)
{
	struct cryptop *crp;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(&crp, 1, sid));
	CHECK(!(crp->crp_flags & CRYPTO_F_DONE));
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK(!(fake->seen_flags & CRYPTO_F_DONE));
	fake_complete_all(fake);
	CHECK(!(crp->crp_flags & CRYPTO_F_DONE)); /* the callback's turn has not come */
	CHECK_EQ(crypto_poll(), 1);
	CHECK(crp->crp_flags & CRYPTO_F_DONE);
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK(!(crp->crp_flags & CRYPTO_F_DONE));
	CHECK(!(fake->seen_flags & CRYPTO_F_DONE));
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1);
	crp->crp_sid = 0; /* refused ones, too */
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK(!(crp->crp_flags & CRYPTO_F_DONE));
	CHECK_EQ(crypto_poll(), 1);
	CHECK(crp->crp_flags & CRYPTO_F_DONE);
	CHECK_EQ(ledger.bad, 0);
	return TEST_PASS;
}

/* dispatch clears what the last turn left. */
static int
case_results_cleared(void)
{
	struct cryptop *crp;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	CHECK_CALL(ledger_reqs(&crp, 1, sid));
	crp->crp_etype = EIO;
	crp->crp_reason = CRYPTO_R_RANGE;
	crp->crp_olen = 7777;
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(fake->seen_etype, 0);
	CHECK_EQ(fake->seen_reason, CRYPTO_R_NONE);
	CHECK_EQ(fake->seen_olen, crp->crp_ilen);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crp->crp_etype, 0);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_NONE);
	CHECK_EQ(crp->crp_olen, crp->crp_ilen);
	crp->crp_desc->crd_len = 61; /* no block multiple */
	crp->crp_olen = 7777;
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crp->crp_olen, crp->crp_ilen);
	CHECK_EQ(crp->crp_etype, EINVAL);
	return TEST_PASS;
}

/* After its callback a request goes again as it is. */
static int
case_again(void)
{
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 0));
	CHECK_CALL(ledger_reqs(&crp, 1, sid));
	for (i = 0; i < 3000; i++) {
		fake->sync = i % 3 == 0;
		fake->etype = i % 5 == 0 ? EIO : 0;
		fake->reason = CRYPTO_R_ENGINE;
		if (i % 2 == 0)
			CHECK_EQ(crypto_dispatch(crp), 0);
		else
			CHECK_EQ(crypto_dispatch_burst(&crp, 1), 1);
		fake_complete_all(fake);
		CHECK_EQ(crypto_poll(), 1);
		CHECK_EQ(crp->crp_etype, fake->etype);
		CHECK_EQ(crp->crp_reason, fake->etype != 0 ? CRYPTO_R_ENGINE : CRYPTO_R_NONE);
		CHECK_EQ(crp->crp_sid, sid);
	}
	CHECK_EQ(ledger.bad, 0);
	CHECK_EQ(ledger.count[0], 3000);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ BATCH */

static int
batch_order(enum fake_kind kind)
{
	struct cryptop *crps[6];
	unsigned int i;

	CHECK_CALL(begin(kind, 0));
	CHECK_CALL(ledger_reqs(crps, 6, sid));
	fake->sync = true;
	for (i = 0; i < 3; i++) {
		crps[i]->crp_flags |= CRYPTO_F_BATCH;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(fake->calls, 0);
	CHECK_EQ(crypto_dispatch(crps[3]), 0); /* takes the waiting ones along, before it */
	CHECK_EQ(fake->calls, 4);
	crps[4]->crp_flags |= CRYPTO_F_BATCH;
	CHECK_EQ(crypto_dispatch(crps[4]), 0);
	CHECK_EQ(fake->calls, 4);
	CHECK_EQ(crypto_dispatch_burst(&crps[5], 1), 1);
	for (i = 0; i < 6; i++)
		CHECK_EQ(fake->log[i], i);
	CHECK_EQ(crypto_poll(), 6);
	CHECK(ledger_ordered(6));
	return TEST_PASS;
}

static int
case_batch_simple(void)
{
	return batch_order(FAKE_SIMPLE);
}

static int
case_batch_ops(void)
{
	return batch_order(FAKE_OPS);
}

static int
case_batch_burst(void)
{
	CHECK_CALL(batch_order(FAKE_BURST));
	CHECK_EQ(fake->bursts, 2); /* the point of it: few calls */
	return TEST_PASS;
}

/* Alone it waits for crypto_poll(), in a burst it stays behind the ones before it. */
static int
case_batch_poll(void)
{
	struct cryptop *crps[5];
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 0));
	CHECK_CALL(ledger_reqs(crps, 5, sid));
	crps[1]->crp_flags |= CRYPTO_F_BATCH;
	crps[4]->crp_flags |= CRYPTO_F_BATCH;
	CHECK_EQ(crypto_dispatch_burst(crps, 5), 5);
	CHECK_EQ(fake->taken, 4);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(fake->taken, 5);
	for (i = 0; i < 5; i++)
		CHECK_EQ(fake->log[i], i);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 5);
	CHECK(ledger_ordered(5));
	return TEST_PASS;
}

/* --------------------------------------------------- from inside a driver */

static struct cryptop *inner;
static bool inner_burst;

static void
dispatch_inner(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	f->hook = NULL;
	if (inner_burst ? crypto_dispatch_burst(&inner, 1) != 1 : crypto_dispatch(inner) != 0)
		ledger.bad++;
}

/* A dispatch from inside a driver waits in the ring: no driver is re-entered. */
static int
case_nested(void)
{
	enum fake_kind kinds[] = {FAKE_SIMPLE, FAKE_OPS, FAKE_BURST};
	struct cryptop *crps[4];
	unsigned int i;

	for (i = 0; i < 6; i++) {
		CHECK_CALL(begin(kinds[i / 2], 4));
		inner_burst = i % 2;
		CHECK_CALL(ledger_reqs(crps, 4, sid));
		inner = crps[3];
		fake->hook = dispatch_inner;
		fake->sync = true;
		CHECK_EQ(crypto_dispatch_burst(crps, 3), 3);
		CHECK_EQ(fake->reentered, 0);
		crypto_poll();
		crypto_poll();
		CHECK(ledger_ordered(4));
	}
	return TEST_PASS;
}

/* The same where the outer burst has all credits. */
static int
case_nested_full(void)
{
	struct cryptop *crps[9];

	CHECK_CALL(begin(FAKE_BURST, 8));
	CHECK_CALL(ledger_reqs(crps, 9, sid));
	inner = crps[8];
	crps[2]->crp_flags |= CRYPTO_F_BATCH;
	crps[4]->crp_ilen = -1;
	fake->hook = dispatch_inner;
	fake->sync = true;
	crypto_dispatch_burst(crps, 8);
	CHECK(crypto_pending() <= 10);
	while (crypto_pending() != 0)
		crypto_poll();
	CHECK_EQ(ledger.bad, 0);
	CHECK_EQ(ledger.count[8], 1);
	CHECK_EQ(fake->reentered, 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"null", case_null, TEST_NO_INIT},
	{"no_callback", case_no_callback, TEST_NO_INIT},
	{"in_flight", case_in_flight, TEST_NO_INIT},
	{"in_flight_waiting", case_in_flight_waiting, TEST_NO_INIT},
	{"same_twice_in_burst", case_same_twice_in_burst, TEST_NO_INIT},
	{"freed_request", case_freed_request, TEST_NO_INIT},
	{"foreign_thread", case_foreign_thread, TEST_NO_INIT},
	{"once", case_once, TEST_NO_INIT},
	{"done_flag", case_done_flag, TEST_NO_INIT},
	{"results_cleared", case_results_cleared, TEST_NO_INIT},
	{"again", case_again, TEST_NO_INIT},
	{"batch_simple", case_batch_simple, TEST_NO_INIT},
	{"batch_ops", case_batch_ops, TEST_NO_INIT},
	{"batch_burst", case_batch_burst, TEST_NO_INIT},
	{"batch_poll", case_batch_poll, TEST_NO_INIT},
	{"nested", case_nested, TEST_NO_INIT},
	{"nested_full", case_nested_full, TEST_NO_INIT},
};
TEST_SUITE(framework_dispatch, cases, NULL, NULL);
