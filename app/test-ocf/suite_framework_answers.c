/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>
#include <pthread.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* What drivers answer, right and wrong: errors, process()'s values, completions. */

static struct fake *fake;
static uint64_t sid;
static struct cryptop *crps[8];

static int
begin(enum fake_kind kind, unsigned int n)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = kind});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, n, sid));
	return TEST_PASS;
}

/* One request, whose driver completes it with this. */
static int
answer(int etype, int reason, int wanted, int wanted_reason)
{
	fake->etype = etype;
	fake->reason = (enum crypto_reason)reason;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_poll(), 1);
	if (crps[0]->crp_etype != wanted || crps[0]->crp_reason != wanted_reason)
		test_note("driver: %d, %d", etype, reason);
	CHECK_EQ(crps[0]->crp_etype, wanted);
	CHECK_EQ(crps[0]->crp_reason, wanted_reason);
	return TEST_PASS;
}

/* ------------------------------------------------------------- closed sets */

static bool
allowed(int etype)
{
	static const int set[] = {EINVAL, ENOENT, ENOBUFS, ENODEV, ENOMEM, EBADMSG, EIO};
	unsigned int i;

	for (i = 0; i < sizeof(set) / sizeof(set[0]); i++)
		if (set[i] == etype)
			return true;
	return false;
}

/* crp_etype is one of those that the header lists, whatever a driver says. */
static int
case_etypes(void)
{
	static const int more[] = {INT_MIN, -65536, 12345, 0x10000 | EINVAL, INT_MAX};
	unsigned int i;
	int e;

	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	fake->sync = true;
	for (e = -200; e < 300; e++) {
		if (e == 0)
			continue;
		CHECK_CALL(answer(e, CRYPTO_R_LIMIT, allowed(e) ? e : EIO,
				  allowed(e) ? CRYPTO_R_LIMIT : CRYPTO_R_ENGINE));
	}
	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		CHECK_CALL(answer(more[i], CRYPTO_R_LIMIT, EIO, CRYPTO_R_ENGINE));
	CHECK_EQ(ledger.bad, 0);
	return TEST_PASS;
}

/* Beside an error there is always a reason, and one that is known. */
static int
case_reasons(void)
{
	static const int wrong[] = {0, CRYPTO_R_MAX, CRYPTO_R_MAX + 1, 0x7fff, 0xffff};
	unsigned int i;
	int r;

	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	fake->sync = true;
	for (r = 1; r < CRYPTO_R_MAX; r++)
		CHECK_CALL(answer(EIO, r, EIO, r));
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CHECK_CALL(answer(EIO, wrong[i], EIO, CRYPTO_R_ENGINE));
	CHECK_CALL(answer(0, 0, 0, CRYPTO_R_NONE));
	return TEST_PASS;
}

/* ERESTART as crp_etype, and EAGAIN, which only the framework may say. */
static int
case_never_for_consumers(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	fake->sync = true;
	CHECK_CALL(answer(ERESTART, CRYPTO_R_ENGINE, EIO, CRYPTO_R_ENGINE));
	CHECK_CALL(answer(EAGAIN, CRYPTO_R_ENGINE, EIO, CRYPTO_R_ENGINE));
	CHECK_CALL(answer(EAGAIN, CRYPTO_R_NONE, EIO, CRYPTO_R_ENGINE));
	return TEST_PASS;
}

/* What process() may not answer: completed with EIO, counted, in the log once. */
static int
process_values(enum fake_kind kind)
{
	static const int odd[] = {7, -1, EINVAL, EAGAIN, EIO, ENOMEM, ERESTART + 1, -ERESTART,
				  INT_MAX, INT_MIN};
	uint64_t count;
	const char *text;
	unsigned int i;

	CHECK_CALL(begin(kind, 1));
	count = crypto_reason_count(CRYPTO_R_DRIVER_VALUE);
	CHECK(ledger_log_start());
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		fake->answer = odd[i];
		CHECK_EQ(crypto_dispatch(crps[0]), 0);
		CHECK_EQ(crypto_poll(), 1);
		CHECK_EQ(crps[0]->crp_etype, EIO);
		CHECK_EQ(crps[0]->crp_reason, CRYPTO_R_DRIVER_VALUE);
		CHECK_EQ(crps[0]->crp_sid, sid);
	}
	text = ledger_log_stop();
	CHECK_EQ(ledger_log_count(text, "process()"), 1);
	CHECK_EQ(ledger_log_count(text, "\n"), 1);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_DRIVER_VALUE), count + i);
	CHECK_EQ(ledger.bad, 0);
	return TEST_PASS;
}

static int
case_process_values_simple(void)
{
	return process_values(FAKE_SIMPLE);
}

static int
case_process_values_ops(void)
{
	return process_values(FAKE_OPS);
}

/* ------------------------------------------------------- wrong completions */

static uint64_t
wrong_done(void)
{
	struct crypto_driver_stats st;

	return crypto_driver_stats(fake->id, &st) == 0 ? st.wrong_done : UINT64_MAX;
}

static int
case_done_twice(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 2));
	CHECK(ledger_log_start());
	CHECK_EQ(crypto_dispatch_burst(crps, 2), 2);
	fake_complete(fake, 1);
	crypto_done(crps[1]); /* waits behind the first one */
	crypto_done(crps[1]);
	CHECK_EQ(wrong_done(), 2);
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 2);
	crypto_done(crps[0]); /* the consumer's again */
	crypto_done_burst(crps, 2);
	CHECK_EQ(wrong_done(), 5);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(ledger_log_count(ledger_log_stop(), "\n"), 1);
	CHECK(ledger_ordered(2));
	CHECK_EQ(crypto_dispatch(crps[0]), 0); /* and it works on */
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1);
	return TEST_PASS;
}

static int
case_done_free(void)
{
	struct cryptop *crp, *again;

	CHECK_CALL(begin(FAKE_SIMPLE, 0));
	crp = crypto_getreq(1);
	CHECK(crp != NULL);
	crp->crp_sid = sid;
	crypto_freereq(crp);
	crypto_done(crp);
	CHECK_EQ(wrong_done(), 1);
	again = crypto_getreq(1);
	CHECK(again == crp); /* the pool gives the last one back first */
	crp->crp_sid = sid;
	crypto_done(crp);
	CHECK_EQ(wrong_done(), 2);
	CHECK_EQ(crypto_poll(), 0);
	crypto_freereq(crp);
	return TEST_PASS;
}

/* One that waits in the ring is not in the driver. */
static int
case_done_queued(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 3));
	fake->room = 1;
	CHECK_EQ(crypto_dispatch_burst(crps, 3), 3);
	crypto_done(crps[1]);
	crypto_done(crps[2]);
	CHECK_EQ(wrong_done(), 2);
	fake_complete_all(fake);
	fake->sync = true;
	fake_unblock(fake, 1);
	CHECK_EQ(crypto_poll(), 2);
	crypto_done(crps[2]); /* offered once, not taken */
	CHECK_EQ(wrong_done(), 3);
	CHECK_EQ(crypto_poll(), 0);
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 1);
	CHECK(ledger_ordered(3));
	CHECK_EQ(fake->taken, 3);
	return TEST_PASS;
}

static int
case_done_refused(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	crps[0]->crp_ilen = -1;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	crypto_done(crps[0]);
	CHECK_EQ(wrong_done(), 1);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_poll(), 0);
	CHECK(ledger_once(1));
	CHECK_EQ(ledger.etype[0], EINVAL);
	return TEST_PASS;
}

static void
done_in_callback(struct cryptop *crp)
{
	crypto_done(crp);
}

static int
case_done_in_callback(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	ledger.hook = done_in_callback;
	fake->sync = true;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(wrong_done(), 1);
	CHECK_EQ(crypto_poll(), 0);
	CHECK(ledger_once(1));
	return TEST_PASS;
}

/* Inside process(), and then ERESTART or something else: it is not taken. */
static void
done_in_process(struct fake *f, struct cryptop *crp)
{
	(void)f;
	crypto_done(crp);
}

static int
case_done_not_taken(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 2));
	fake->hook = done_in_process;
	fake->room = 0;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_poll(), 0);
	fake->hook = NULL;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(fake->taken, 1);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1);
	CHECK(ledger_once(1));
	return TEST_PASS;
}

/* ------------------------------------------------------------ right ones */

static void *
complete_thread(void *arg)
{
	unsigned int i;

	(void)arg;
	for (i = 8; i > 0; i--)
		crypto_done(crps[i - 1]);
	return NULL;
}

/* From any thread: the callback still runs where it was dispatched. */
static int
case_done_elsewhere(void)
{
	pthread_t t;

	CHECK_CALL(begin(FAKE_BURST, 8));
	CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
	fake_lane(fake)->nheld = 0;
	CHECK_EQ(pthread_create(&t, NULL, complete_thread, NULL), 0);
	pthread_join(t, NULL);
	CHECK_EQ(ledger.n, 0);
	CHECK_EQ(crypto_poll(), 8);
	CHECK(ledger_ordered(8));
	CHECK_EQ(wrong_done(), 0);
	return TEST_PASS;
}

static int
case_done_ways(void)
{
	CHECK_CALL(begin(FAKE_BURST, 8));
	CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
	fake_lane(fake)->nheld = 0;
	crypto_done_fast(crps[7]);
	crypto_done_burst(&crps[1], 6);
	CHECK_EQ(crypto_poll(), 0);
	crypto_done(crps[0]);
	CHECK_EQ(crypto_poll(), 8);
	crypto_done_fast(crps[0]);
	CHECK_EQ(wrong_done(), 1);
	CHECK(ledger_ordered(8));
	return TEST_PASS;
}

/* A failing request still has its length, and crp_olen is the driver's to change. */
static void
shorter(struct fake *f, struct cryptop *crp)
{
	(void)f;
	crp->crp_olen = 5;
}

static int
case_olen(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	fake->sync = true;
	fake->hook = shorter;
	CHECK_EQ(crypto_run(crps[0]), 0);
	CHECK_EQ(crps[0]->crp_olen, 5);
	fake->hook = NULL;
	fake->etype = EIO;
	CHECK_EQ(crypto_run(crps[0]), EIO);
	CHECK_EQ(crps[0]->crp_olen, crps[0]->crp_ilen);
	return TEST_PASS;
}

/* ---------------------------------------------------------------- counters */

static int
case_statistics(void)
{
	struct crypto_driver_stats st;
	struct crypto_driver_info info;

	CHECK_CALL(begin(FAKE_BURST, 8));
	CHECK_EQ(crypto_driver_stats(fake->id, &st), 0);
	CHECK_EQ(st.requests + st.errors + st.bytes + st.queued + st.blocks + st.nobufs +
		 st.fallback + st.linearised + st.wrong_done, 0);
	fake->room = 3;
	CHECK_EQ(crypto_dispatch_burst(crps, 5), 5);
	crps[5]->crp_flags |= CRYPTO_F_BATCH;
	CHECK_EQ(crypto_dispatch(crps[5]), 0);
	fake_lane(fake)->held[1]->crp_etype = EBADMSG;
	crypto_count_linearised(crps[0]);
	fake_complete_all(fake);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 6);
	CHECK_EQ(crypto_driver_stats(fake->id, &st), 0);
	CHECK_EQ(st.requests, 6);
	CHECK_EQ(st.errors, 1);
	CHECK_EQ(st.bytes, 6 * crps[0]->crp_ilen);
	CHECK_EQ(st.queued, 3);
	CHECK_EQ(st.blocks, 1);
	CHECK_EQ(st.linearised, 1);
	CHECK_EQ(crypto_driver_info(fake->id, &info), 0);
	CHECK_EQ(info.sessions, 1);
	return TEST_PASS;
}

/* process_burst takes a prefix; one that says it took more than there was took them all. */
static int
case_took_too_many(void)
{
	struct dev *dev;
	uint64_t on;

	CHECK_EQ(dev_world(0), 0);
	dev = dev_start("dev", 10);
	CHECK(dev != NULL);
	CHECK_EQ(dev_session(&on), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 8, on));
	CHECK(ledger_log_start());
	dev->more = 3;
	CHECK_EQ(crypto_dispatch_burst(crps, 4), 4);
	CHECK_EQ(crypto_dispatch_burst(crps + 4, 4), 4);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK_EQ(ledger_log_count(ledger_log_stop(), "process_burst() returned 7"), 1);
	CHECK(ledger_ordered(8));
	CHECK_EQ(dev->taken, 8);
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"etypes", case_etypes, TEST_NO_INIT},
	{"reasons", case_reasons, TEST_NO_INIT},
	{"never_for_consumers", case_never_for_consumers, TEST_NO_INIT},
	{"process_values_simple", case_process_values_simple, TEST_NO_INIT},
	{"process_values_ops", case_process_values_ops, TEST_NO_INIT},
	{"took_too_many", case_took_too_many, TEST_NO_INIT},
	{"done_twice", case_done_twice, TEST_NO_INIT},
	{"done_free", case_done_free, TEST_NO_INIT},
	{"done_queued", case_done_queued, TEST_NO_INIT},
	{"done_refused", case_done_refused, TEST_NO_INIT},
	{"done_in_callback", case_done_in_callback, TEST_NO_INIT},
	{"done_not_taken", case_done_not_taken, TEST_NO_INIT},
	{"done_elsewhere", case_done_elsewhere, TEST_NO_INIT},
	{"done_ways", case_done_ways, TEST_NO_INIT},
	{"olen", case_olen, TEST_NO_INIT},
	{"statistics", case_statistics, TEST_NO_INIT},
};
TEST_SUITE(framework_answers, cases, NULL, NULL);
