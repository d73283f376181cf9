/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/*
 * A driver leaves: posted from anywhere, it always ends, once, and the driver is left
 * alone afterwards. What becomes of sessions is in suite_framework_move.c.
 */

static struct fake *a, *b;
static uint64_t sid;
static struct cryptop *crps[64];

static struct fake *
start(enum fake_kind kind, const char *name, int rank)
{
	return fake_start(&(struct fake_config){.kind = kind, .name = name, .rank = rank});
}

/* Driver a, better than b, with a session. */
static int
populate(enum fake_kind kind)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	a = start(kind, "a", 10);
	b = start(FAKE_BURST, "b", 5);
	CHECK(a != NULL && b != NULL);
	CHECK_EQ(test_session(&sid, &cri), 0);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	return TEST_PASS;
}

static int
begin(enum fake_kind kind)
{
	CHECK_EQ(dev_world(0), 0);
	return populate(kind);
}

static int
dispatch(unsigned int from, unsigned int to)
{
	for (; from < to; from++)
		CHECK_EQ(crypto_dispatch(crps[from]), 0);
	return TEST_PASS;
}

/* All that it got was taken back, and from now on nothing of it is called. */
static int
check_over(struct fake *f)
{
	uint64_t calls, rest;
	unsigned int i;

	CHECK(depart_poll_until(&f->gone, 1));
	calls = f->calls;
	rest = f->polls + f->flushes + f->bursts + f->detached + f->closed + f->opened;
	CHECK_EQ(f->opened, f->closed);
	CHECK_EQ(f->attached, f->detached);
	for (i = 0; i < 30; i++) {
		crypto_poll();
		rte_delay_us_sleep(500);
	}
	CHECK_EQ(f->gone, 1);
	CHECK_EQ(f->calls, calls);
	CHECK_EQ(f->polls + f->flushes + f->bursts + f->detached + f->closed + f->opened, rest);
	return TEST_PASS;
}

/* ---------------------------------------------------------------- posted */

struct posted {
	int first, again;
};

static void
post(void *arg)
{
	struct posted *p = arg;

	p->first = crypto_unregister_all((uint32_t)a->id);
	p->again = crypto_unregister_all((uint32_t)a->id);
}

/* From a thread that is no lcore, while the driver has a request. */
static int
posted(enum fake_kind kind)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct depart_thread t;
	struct posted p;
	uint64_t other;

	CHECK_CALL(begin(kind));
	CHECK_CALL(dispatch(0, 3));
	CHECK_EQ(a->taken, 3);
	CHECK(depart_thread_start(&t, false, post, &p));
	CHECK(depart_thread_join(&t)); /* it does not wait for the requests */
	CHECK_EQ(p.first, 0);
	CHECK_EQ(p.again, EINVAL);
	CHECK_EQ(crypto_find_driver("a"), -1);
	CHECK_EQ(crypto_next_driver(0), b->id);
	CHECK_EQ(crypto_newsession_driver(&other, &cri, a->id), ENODEV);
	CHECK_EQ(crypto_rebalance(a->id), ENODEV);
	CHECK_EQ(crypto_register((uint32_t)a->id, CRYPTO_ARC4, 0, 0, NULL, NULL, NULL, a), EINVAL);
	CHECK_EQ(test_session(&other, &cri), 0);
	CHECK_EQ(crypto_session_driver(other), b->id);
	CHECK(depart_moved(sid, a->id));
	rte_delay_us_sleep(30000);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(a->gone, 0); /* it has three */
	fake_complete_all(a);
	CHECK_CALL(check_over(a));
	CHECK(ledger_ordered(3));
	CHECK(ledger.etype[0] == 0 && ledger.etype[1] == 0 && ledger.etype[2] == 0);
	return TEST_PASS;
}

static int
case_posted_simple(void)
{
	return posted(FAKE_SIMPLE);
}

static int
case_posted_ops(void)
{
	return posted(FAKE_OPS);
}

static int
case_posted_burst(void)
{
	return posted(FAKE_BURST);
}

static int
case_posted_simple_burst(void)
{
	return posted(FAKE_SIMPLE_BURST);
}

static struct posted in_callback;

static void
post_once(struct cryptop *crp)
{
	(void)crp;
	ledger.hook = NULL;
	post(&in_callback);
}

/* In a callback it only posts: what was dispatched before comes back as usual. */
static int
case_posted_in_callback(void)
{
	CHECK_CALL(begin(FAKE_BURST));
	ledger.hook = post_once;
	CHECK_CALL(dispatch(0, 10));
	fake_complete(a, 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(in_callback.first, 0);
	CHECK_EQ(in_callback.again, EINVAL);
	CHECK(depart_moved(sid, a->id));
	CHECK_EQ(a->gone, 0);
	fake_complete_reverse(a);
	CHECK_CALL(check_over(a));
	CHECK(ledger_ordered(10));
	return TEST_PASS;
}

static void
post_inside(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	f->hook = NULL;
	post(&in_callback);
	rte_delay_us_sleep(20000);
	/* sessions move when no lcore hands over any more: not yet */
	in_callback.first |= f->gone != 0 || crypto_session_driver(sid) != f->id;
}

/* A driver that finds its device dead says so inside process(): it still has that request. */
static int
case_posted_in_process(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE));
	a->hook = post_inside;
	CHECK_CALL(dispatch(0, 5));
	CHECK_EQ(in_callback.first, 0);
	CHECK_EQ(in_callback.again, EINVAL);
	CHECK_EQ(a->taken, 1);
	CHECK(depart_moved(sid, a->id));
	fake_complete_all(a);
	CHECK_CALL(check_over(a));
	CHECK(ledger_ordered(5));
	CHECK_EQ(ledger.etype[0], 0);
	CHECK(ledger.etype[1] == EAGAIN && ledger.etype[4] == EAGAIN);
	return TEST_PASS;
}

/* ------------------------------------------------------ names, ids, numbers */

/* The name is free at once, the number when nobody can have anything of the driver. */
static int
case_name_again(void)
{
	struct fake *next, *third;
	int32_t id;

	CHECK_CALL(begin(FAKE_BURST));
	id = a->id;
	CHECK_CALL(dispatch(0, 1));
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	next = start(FAKE_BURST, "a", 1);
	CHECK(next != NULL);
	CHECK_NE(next->id, id);
	CHECK_EQ(crypto_find_driver("a"), next->id);
	fake_complete_all(a);
	CHECK_CALL(check_over(a));
	CHECK_EQ(crypto_drain(1000000), 0);
	rte_delay_us_sleep(20000);
	third = start(FAKE_BURST, "third", 1);
	CHECK(third != NULL);
	CHECK_EQ(third->id, id);
	CHECK_EQ(crypto_unregister_all(63), EINVAL);
	return TEST_PASS;
}

static int
case_unregister_errors(void)
{
	CHECK_CALL(begin(FAKE_BURST));
	CHECK_EQ(crypto_unregister_all(CRYPTO_NULL_CBC + 40), EINVAL);
	CHECK_EQ(crypto_unregister_all(UINT32_MAX), EINVAL);
	CHECK_EQ(crypto_unregister((uint32_t)a->id, CRYPTO_AES_CBC), EINVAL);
	CHECK_EQ(crypto_unregister((uint32_t)a->id, 0), EINVAL);
	CHECK_EQ(crypto_unregister((uint32_t)a->id, CRYPTO_ALGORITHM_MAX + 1), EINVAL);
	CHECK_EQ(crypto_unregister(60, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(a->gone, 0);
	return TEST_PASS;
}

/* One that never registered an algorithm can leave, too. */
static int
case_never_ready(void)
{
	int32_t id;

	CHECK_CALL(begin(FAKE_BURST));
	id = crypto_get_driverid(0);
	CHECK(id >= 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), EINVAL);
	rte_delay_us_sleep(20000);
	CHECK_EQ(crypto_get_driverid(0), id);
	return TEST_PASS;
}

/* ------------------------------------------------------------- always ends */

static int
case_idle_sessions(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct crypto_driver_info info;
	uint64_t sids[500];
	unsigned int i;

	CHECK_CALL(begin(FAKE_OPS));
	b->refuse = EINVAL;
	for (i = 0; i < 500; i++) /* half of them may not move, half of them cannot */
		CHECK_EQ(i % 2 ? crypto_newsession(&sids[i], &cri, 0) :
				 test_session_on(&sids[i], &cri, "a"), 0);
	CHECK_EQ(a->opened, 501);
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	CHECK(fake_wait(&a->gone, 1));
	CHECK_EQ(a->closed, 501);
	CHECK_EQ(crypto_driver_info(b->id, &info), 0);
	CHECK_EQ(info.sessions, 0);
	return TEST_PASS;
}

/* It answers ERESTART and never unblocks; nothing was handed over but the first two. */
static int
case_blocked(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE));
	a->room = 2;
	CHECK_CALL(dispatch(0, 20));
	CHECK_EQ(a->taken, 2);
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	CHECK(depart_moved(sid, a->id));
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_reverse(a);
	CHECK_CALL(check_over(a));
	CHECK_EQ(a->taken, 2);
	CHECK(ledger_ordered(20));
	return TEST_PASS;
}

/* Sessions and requests are freed while it leaves. */
static void
free_request(struct cryptop *crp)
{
	if (ledger_id(crp) >= 32) /* its own, not the case's */
		crypto_freereq(crp);
}

static int
case_freed_meanwhile(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t sids[2];
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_EQ(crypto_newsession(&sids[0], &cri, 0), 0);
	CHECK_EQ(crypto_newsession(&sids[1], &cri, 0), 0);
	a->room = 40;
	ledger.hook = free_request;
	for (i = 0; i < 64; i++) {
		if (i >= 32) {
			crps[i] = crypto_getreq(1);
			CHECK(crps[i] != NULL);
			*crps[i]->crp_desc = *crps[0]->crp_desc;
		}
		ledger_enter(crps[i], sids[i % 2], i);
	}
	CHECK_CALL(dispatch(0, 64));
	CHECK_EQ(crypto_freesession(sids[0]), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	CHECK_EQ(crypto_freesession(sids[1]), 0);
	CHECK(depart_moved(sid, a->id));
	fake_complete_random(a);
	CHECK_CALL(check_over(a));
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(64));
	for (i = 0; i < 64; i++)
		CHECK_EQ(ledger.etype[i], i < 40 ? 0 : ENODEV);
	return TEST_PASS;
}

/* A thread becomes an lcore while the driver leaves, and knows the session's old number. */
static uint64_t late_sid;

static void
be_late(void *arg)
{
	*(uint64_t *)arg = depart_learn(sid);
}

static struct depart_thread late;

static void
start_late(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	f->hook = NULL;
	post(&in_callback);
	depart_thread_start(&late, false, be_late, &late_sid);
	rte_delay_us_sleep(30000);
}

static int
case_late_lcore(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE));
	a->hook = start_late;
	late_sid = 0;
	CHECK_CALL(dispatch(0, 1));
	CHECK(depart_thread_join(&late));
	CHECK(late_sid != 0 && crypto_session_driver(late_sid) == b->id);
	fake_complete_all(a);
	return check_over(a);
}

/* ------------------------------------------------------------- questions */

/* Completed requests wait for their lcore, the driver is gone: nothing asks it anything. */
static int
case_not_asked_after(void)
{
	const char *why;
	struct fake *f;
	uint64_t calls;

	CHECK_CALL(begin(FAKE_BURST));
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "untested",
					     .no_selftest = true, .algs = {CRYPTO_NULL_CBC}});
	CHECK(f != NULL);
	f->starting = true;
	CHECK_EQ(crypto_driver_alg(f->id, CRYPTO_NULL_CBC, NULL), 0);
	f->starting = false;
	CHECK_EQ(fake_session(f, &sid), 0);
	CHECK_EQ(crypto_register((uint32_t)f->id, CRYPTO_NULL_HMAC, 0, 0, NULL, NULL, NULL, f), 0);
	crps[0]->crp_sid = sid;
	f->sync = true;
	CHECK_CALL(dispatch(0, 1));
	CHECK_EQ(crypto_unregister_all((uint32_t)f->id), 0);
	CHECK(fake_wait(&f->gone, 1));
	calls = f->calls + f->opened + f->closed + f->bursts;
	CHECK_EQ(crypto_driver_alg(f->id, CRYPTO_NULL_HMAC, &why), ENODEV);
	CHECK_EQ(f->calls + f->opened + f->closed + f->bursts, calls);
	CHECK_EQ(crypto_poll(), 1);
	CHECK(ledger_ordered(1));
	CHECK_EQ(ledger.etype[0], 0);
	return TEST_PASS;
}

/* ----------------------------------------------------------------- the end */

/* The framework may end in the middle, at whatever point; not while requests are out. */
static int
case_fini(void)
{
	struct crypto_config cfg = {.drivers = (const char *const[]){NULL}, .requests = 1024};
	unsigned int i;

	CHECK_EQ(dev_world(0), 0);
	for (i = 0; i < 30; i++) {
		CHECK_EQ(test_restart(&cfg), 0);
		CHECK_CALL(populate(i % 2 ? FAKE_BURST : FAKE_SIMPLE));
		CHECK_CALL(dispatch(0, 5));
		CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
		if (i % 3 == 0)
			CHECK(depart_moved(sid, a->id));
		CHECK_EQ(crypto_fini(), EBUSY);
		if (i % 3 == 1)
			CHECK_EQ(crypto_unregister_all((uint32_t)b->id), 0);
		fake_complete_all(a);
		CHECK_EQ(crypto_poll(), 5);
		rte_delay_us_sleep(test_random_below(500));
		CHECK_EQ(test_stop(), 0);
		CHECK_EQ(a->gone, 1);
		CHECK_EQ(b->gone, 1);
		CHECK(a->opened == a->closed && b->opened == b->closed);
		CHECK(a->attached == a->detached && b->attached == b->detached);
		CHECK(ledger_ordered(5));
	}
	return TEST_PASS;
}

/* ---------------------------------------------------------------- fallback */

/* The driver that others fall back on leaves: what needs it is refused, the rest goes on. */
static int
case_fallback_leaves(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *full, *limited;
	struct cryptop *crp;
	unsigned int i;

	CHECK_EQ(dev_world(0), 0);
	full = fake_start(&(struct fake_config){
		.kind = FAKE_BURST, .name = "full", .rank = 1,
		.caps = CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC});
	limited = fake_start(&(struct fake_config){.kind = FAKE_OPS, .name = "limited", .rank = 9,
						   .alg_flags = CRYPTO_ALG_FLAG_LIMITED});
	CHECK(full != NULL && limited != NULL);
	full->sync = true;
	limited->sync = true;
	CHECK_EQ(test_session(&sid, &cri), 0);
	CHECK_EQ(crypto_session_driver(sid), limited->id);
	CHECK_EQ(full->opened, 1);
	ledger_clear();
	for (i = 0; i < 9; i++) {
		crps[i] = ledger_req(sid, i);
		CHECK(crps[i] != NULL);
		if (i == 6) { /* from now on, though it is not over yet */
			crp = ledger_req(0, 9);
			CHECK(crp != NULL);
			CHECK_EQ(fake_session(full, &crp->crp_sid), 0);
			full->sync = false;
			CHECK_EQ(crypto_dispatch(crp), 0);
			CHECK_EQ(crypto_unregister_all((uint32_t)full->id), 0);
			full->sync = true;
		}
		limited->fallback = i % 2 == 0;
		CHECK_CALL(dispatch(i, i + 1));
	}
	CHECK_EQ(full->gone, 0);
	fake_complete_all(full);
	CHECK_CALL(check_over(full));
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_once(10));
	for (i = 0; i < 10; i++) {
		bool refused = ledger.id[i] == 6 || ledger.id[i] == 8;

		CHECK_EQ(ledger.etype[i], refused ? EINVAL : 0);
		CHECK_EQ(ledger.reason[i], refused ? CRYPTO_R_LIMIT : CRYPTO_R_NONE);
	}
	CHECK_EQ(full->taken, 4);
	return TEST_PASS;
}

/* It only withdraws an algorithm: sessions with it as their fallback get another one. */
static int
case_fallback_withdraws(void)
{
	struct fake_config whole = {.kind = FAKE_BURST, .name = "full", .rank = 1,
				    .caps = CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC};
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *full, *second, *limited;

	CHECK_EQ(dev_world(0), 0);
	full = fake_start(&whole);
	whole.name = "second";
	second = fake_start(&whole);
	limited = fake_start(&(struct fake_config){.kind = FAKE_OPS, .name = "limited", .rank = 9,
						   .alg_flags = CRYPTO_ALG_FLAG_LIMITED});
	CHECK(full != NULL && second != NULL && limited != NULL);
	full->sync = second->sync = limited->sync = limited->fallback = true;
	CHECK_EQ(test_session(&sid, &cri), 0);
	CHECK_EQ(crypto_session_driver(sid), limited->id);
	crps[0] = ledger_req(sid, 0);
	CHECK(crps[0] != NULL);
	CHECK_EQ(crypto_run(crps[0]), 0);
	CHECK(full->taken == 1 && second->taken == 0);
	CHECK_EQ(crypto_unregister((uint32_t)full->id, CRYPTO_NULL_CBC), 0);
	CHECK(fake_wait(&full->closed, full->opened));
	CHECK_EQ(crypto_run(crps[0]), 0);
	CHECK_EQ(crypto_session_driver(sid), limited->id);
	CHECK(full->taken == 1 && second->taken == 1);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"posted_simple", case_posted_simple, TEST_NO_INIT},
	{"posted_ops", case_posted_ops, TEST_NO_INIT},
	{"posted_burst", case_posted_burst, TEST_NO_INIT},
	{"posted_simple_burst", case_posted_simple_burst, TEST_NO_INIT},
	{"posted_in_callback", case_posted_in_callback, TEST_NO_INIT},
	{"posted_in_process", case_posted_in_process, TEST_NO_INIT},
	{"name_again", case_name_again, TEST_NO_INIT},
	{"unregister_errors", case_unregister_errors, TEST_NO_INIT},
	{"never_ready", case_never_ready, TEST_NO_INIT},
	{"idle_sessions", case_idle_sessions, TEST_NO_INIT},
	{"blocked", case_blocked, TEST_NO_INIT},
	{"freed_meanwhile", case_freed_meanwhile, TEST_NO_INIT},
	{"late_lcore", case_late_lcore, TEST_NO_INIT},
	{"not_asked_after", case_not_asked_after, TEST_NO_INIT},
	{"fini", case_fini, TEST_NO_INIT},
	{"fallback_leaves", case_fallback_leaves, TEST_NO_INIT},
	{"fallback_withdraws", case_fallback_withdraws, TEST_NO_INIT},
};
TEST_SUITE(framework_departure, cases, NULL, NULL);
