/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* Sessions move: who does, who may not, what a consumer sees of it, and in which order. */

#define SOFT CRYPTOCAP_F_SOFTWARE

static struct fake *a, *b;
static uint64_t sid;
static struct cryptop *crps[64];

static struct fake *
start(enum fake_kind kind, const char *name, uint8_t caps, int rank)
{
	return fake_start(&(struct fake_config){
		.kind = kind, .name = name, .caps = caps, .rank = rank});
}

static int
open_null(uint64_t *s, int hard)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	return crypto_newsession(s, &cri, hard);
}

/* Driver a, better than b, with a session; requests for it. */
static int
begin(enum fake_kind kind)
{
	CHECK_EQ(dev_world(0), 0);
	a = start(kind, "a", 0, 10);
	b = start(FAKE_BURST, "b", 0, 5);
	CHECK(a != NULL && b != NULL);
	CHECK_EQ(open_null(&sid, 0), 0);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	return TEST_PASS;
}

static int
dispatch(unsigned int from, unsigned int to)
{
	for (; from < to; from++)
		CHECK_EQ(crypto_dispatch(crps[from]), 0);
	return TEST_PASS;
}

static int
leave(struct fake *f)
{
	CHECK_EQ(crypto_unregister_all((uint32_t)f->id), 0);
	CHECK(depart_poll_until(&f->gone, 1));
	return TEST_PASS;
}

/* One request with this identifier: what it comes back with. */
static int
run_as(uint64_t s, int etype, enum crypto_reason reason)
{
	struct cryptop *crp = crps[63];

	ledger_clear();
	ledger_enter(crp, s, 0);
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_once(1));
	CHECK(ledger_buffer_intact());
	CHECK_EQ(ledger.etype[0], etype);
	CHECK_EQ(ledger.reason[0], reason);
	if (etype != EAGAIN)
		CHECK_EQ(crp->crp_sid, s);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ EAGAIN */

/* What the driver has it completes; what waits comes back after that, untouched. */
static int
waiting(enum fake_kind kind)
{
	uint64_t now;
	unsigned int i;

	CHECK_CALL(begin(kind));
	a->room = 3;
	a->reason = CRYPTO_R_ENGINE;
	for (i = 0; i < 12; i++) {
		a->etype = i == 1 ? EIO : 0;
		crps[i]->crp_flags |= i % 4 == 3 ? CRYPTO_F_BATCH : 0;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(a->taken, 3);
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	CHECK(depart_moved(sid, a->id));
	for (i = 0; i < 20; i++) {
		CHECK_EQ(crypto_poll(), 0); /* EAGAIN comes after those in the driver */
		rte_delay_us_sleep(500);
	}
	fake_complete_reverse(a);
	CHECK_EQ(crypto_poll(), 12);
	CHECK(ledger_ordered(12));
	CHECK(ledger_buffer_intact());
	for (i = 0; i < 12; i++) {
		CHECK_EQ(ledger.etype[i], i == 1 ? EIO : i < 3 ? 0 : EAGAIN);
		CHECK(i < 3 || ledger.reason[i] == CRYPTO_R_MOVED);
		CHECK(i < 3 ? crps[i]->crp_sid == sid : crps[i]->crp_sid == crps[11]->crp_sid);
		CHECK_EQ(crps[i]->crp_olen, crps[i]->crp_ilen);
	}
	now = crps[11]->crp_sid;
	CHECK_EQ(now >> 32 & 0xfff, b->id);
	CHECK_EQ(crypto_session_driver(now), b->id);
	ledger_clear();
	b->sync = true;
	for (i = 3; i < 12; i++)
		ledger_enter(crps[i], crps[i]->crp_sid, i - 3);
	CHECK_CALL(dispatch(3, 12));
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(9));
	for (i = 0; i < 9; i++)
		CHECK(ledger.etype[i] == 0 && crps[i + 3]->crp_sid == now);
	CHECK(depart_poll_until(&a->gone, 1));
	return TEST_PASS;
}

static int
case_waiting_simple(void)
{
	return waiting(FAKE_SIMPLE);
}

static int
case_waiting_ops(void)
{
	return waiting(FAKE_OPS);
}

static int
case_waiting_burst(void)
{
	return waiting(FAKE_BURST);
}

static int
case_waiting_simple_burst(void)
{
	return waiting(FAKE_SIMPLE_BURST);
}

/* An older identifier: once EAGAIN in whatever way it is dispatched, each time anew. */
static int
case_stale_modes(void)
{
	enum test_mode mode;

	CHECK_CALL(begin(FAKE_BURST));
	b->sync = true;
	CHECK_CALL(leave(a));
	for (mode = 0; mode < TEST_NMODES; mode++) {
		crps[0]->crp_sid = sid;
		CHECK_EQ(test_run(crps[0], mode), EAGAIN);
		CHECK_EQ(crps[0]->crp_reason, CRYPTO_R_MOVED);
		CHECK_EQ(crypto_session_driver(crps[0]->crp_sid), b->id);
		CHECK_EQ(test_run(crps[0], mode), 0);
	}
	CHECK(ledger_buffer_intact());
	CHECK_EQ(b->taken, TEST_NMODES);
	crps[0]->crp_sid = sid; /* crypto_run() follows by itself */
	CHECK_EQ(crypto_run(crps[0]), 0);
	CHECK_EQ(crypto_reason_count(CRYPTO_R_MOVED), TEST_NMODES + 1);
	return TEST_PASS;
}

/* A -> B -> C: each identifier that the session had leads to it. */
static int
case_aliases(void)
{
	uint64_t sids[3][3]; /* session, identifier */
	struct fake *c;
	unsigned int i, j;

	CHECK_CALL(begin(FAKE_SIMPLE));
	c = start(FAKE_OPS, "c", SOFT, 1);
	CHECK(c != NULL);
	c->sync = true;
	for (i = 0; i < 3; i++)
		CHECK_EQ(open_null(&sids[i][0], 0), 0);
	CHECK_CALL(leave(a));
	for (i = 0; i < 3; i++)
		sids[i][1] = depart_learn(sids[i][0]);
	CHECK_CALL(leave(b));
	for (i = 0; i < 3; i++) {
		sids[i][2] = depart_learn(sids[i][i % 2]);
		CHECK_NE(sids[i][2], 0);
		CHECK_EQ(sids[i][2] >> 56, SOFT);
		for (j = 0; j < 3; j++) {
			CHECK_EQ(crypto_session_driver(sids[i][j]), c->id);
			CHECK_CALL(run_as(sids[i][j], j < 2 ? EAGAIN : 0,
					  j < 2 ? CRYPTO_R_MOVED : CRYPTO_R_NONE));
			CHECK_EQ(crps[63]->crp_sid, sids[i][2]);
		}
	}
	for (i = 0; i < 3; i++) {
		CHECK_EQ(crypto_freesession(sids[i][i]), 0); /* each by another one */
		for (j = 0; j < 3; j++) {
			CHECK_EQ(crypto_freesession(sids[i][j]), ENOENT);
			CHECK_EQ(crypto_session_driver(sids[i][j]), -1);
			CHECK_CALL(run_as(sids[i][j], ENOENT, CRYPTO_R_SESSION));
		}
	}
	return TEST_PASS;
}

/* ------------------------------------------------------- who may not move */

/* Waiting and new requests of a session that has no driver any more. */
static int
check_stranded(uint64_t s)
{
	CHECK_CALL(run_as(s, ENODEV, CRYPTO_R_DRIVER_GONE));
	CHECK_CALL(run_as(s, ENODEV, CRYPTO_R_DRIVER_GONE));
	CHECK_EQ(crypto_session_driver(s), -1);
	CHECK_EQ(crypto_freesession(s), 0);
	CHECK_EQ(crypto_freesession(s), ENOENT);
	return run_as(s, ENOENT, CRYPTO_R_SESSION);
}

/* Hardware only never becomes software, software only never hardware; but they move. */
static int
case_hard(void)
{
	uint64_t hard, soft, hard2;
	struct fake *s2;

	CHECK_EQ(dev_world(0), 0);
	a = start(FAKE_BURST, "hard", 0, 10);
	b = start(FAKE_BURST, "soft", SOFT, 5);
	CHECK(a != NULL && b != NULL);
	ledger_clear();
	crps[0] = ledger_req(0, 0);
	crps[63] = ledger_req(0, 0);
	CHECK(crps[0] != NULL && crps[63] != NULL);
	CHECK_EQ(open_null(&hard, 1), 0);
	CHECK_EQ(open_null(&hard2, 1), 0);
	CHECK_EQ(open_null(&soft, -1), 0);
	CHECK_EQ(open_null(&sid, 0), 0);
	ledger_enter(crps[0], hard, 0);
	a->room = 0;
	CHECK_CALL(dispatch(0, 1));
	CHECK_CALL(leave(a));
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_once(1));
	CHECK_EQ(ledger.etype[0], ENODEV);
	CHECK_EQ(ledger.reason[0], CRYPTO_R_DRIVER_GONE);
	CHECK_EQ(a->closed, 3);
	CHECK_CALL(check_stranded(hard));
	b->sync = true;
	CHECK_CALL(run_as(sid, EAGAIN, CRYPTO_R_MOVED));
	CHECK_EQ(crypto_session_driver(sid), b->id);
	CHECK_CALL(run_as(soft, 0, CRYPTO_R_NONE));

	/* hardware comes back, and a second software driver for the other one */
	a = start(FAKE_BURST, "hard", 0, 10);
	s2 = start(FAKE_BURST, "soft2", SOFT, 50);
	CHECK(a != NULL && s2 != NULL);
	a->sync = true;
	CHECK_CALL(leave(b));
	CHECK_EQ(crypto_session_driver(soft), s2->id);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	CHECK_CALL(run_as(hard2, ENODEV, CRYPTO_R_DRIVER_GONE));
	CHECK_EQ(crypto_rebalance(a->id), 0); /* moving back is asked for */
	CHECK_EQ(crypto_session_driver(hard2), a->id);
	crps[0]->crp_sid = hard2; /* the number may be that of once: the driver has its old id */
	CHECK_EQ(crypto_run(crps[0]), 0);
	return TEST_PASS;
}

/* A session on a named driver stays there, though others fit: for good. */
static int
case_named(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t named, other;

	CHECK_CALL(begin(FAKE_OPS));
	CHECK_EQ(crypto_newsession_driver(&named, &cri, a->id), 0);
	CHECK_EQ(crypto_newsession_driver(&other, &cri, b->id), 0);
	crps[0]->crp_sid = named;
	a->room = 0;
	CHECK_CALL(dispatch(0, 2));
	CHECK_CALL(leave(a));
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(2));
	CHECK_EQ(ledger.etype[0], ENODEV);
	CHECK_EQ(crps[0]->crp_sid, named);
	CHECK_EQ(ledger.etype[1], EAGAIN);
	a = start(FAKE_BURST, "a", 0, 10);
	CHECK(a != NULL);
	CHECK_EQ(crypto_rebalance(a->id), 0);
	CHECK_EQ(crypto_session_driver(other), b->id);
	return check_stranded(named);
}

/* Nobody fits, or who fits refuses. Each older identifier of it says so. */
static int
case_nobody(void)
{
	uint64_t second;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_CALL(leave(a));
	second = depart_learn(sid);
	CHECK_NE(second, 0);
	a = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE, .name = "refuses"});
	CHECK(a != NULL);
	a->refuse = EINVAL;
	CHECK_CALL(leave(b));
	CHECK_CALL(run_as(second, ENODEV, CRYPTO_R_DRIVER_GONE));
	CHECK_CALL(run_as(sid, ENODEV, CRYPTO_R_DRIVER_GONE));
	CHECK_CALL(check_stranded(sid));
	return run_as(second, ENOENT, CRYPTO_R_SESSION);
}

/* No memory for now is no answer: it is tried again. */
static int
case_memory(void)
{
	CHECK_CALL(begin(FAKE_BURST));
	b->refuse = ENOMEM;
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	rte_delay_us_sleep(20000);
	CHECK_EQ(a->gone, 0);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	b->refuse = 0;
	CHECK(depart_poll_until(&a->gone, 1));
	CHECK_EQ(crypto_session_driver(sid), b->id);
	return TEST_PASS;
}

/* --------------------------------------------------- one algorithm withdrawn */

static int
case_withdraw(void)
{
	struct cryptoini cipher = {.cri_alg = CRYPTO_NULL_CBC}, mac = {.cri_alg = CRYPTO_NULL_HMAC};
	struct cryptoini both = {.cri_alg = CRYPTO_NULL_CBC, .cri_next = &mac};
	uint64_t m, c, named, stays;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_EQ(test_session(&m, &mac), 0);
	CHECK_EQ(test_session(&c, &both), 0);
	CHECK_EQ(crypto_newsession_driver(&named, &both, a->id), 0);
	CHECK_EQ(crypto_newsession_driver(&stays, &cipher, a->id), 0);
	for (i = 0; i < 4; i++)
		crps[i]->crp_sid = i == 0 ? sid : i == 3 ? named : c;
	CHECK_CALL(dispatch(0, 4));
	CHECK_EQ(crypto_unregister((uint32_t)a->id, CRYPTO_NULL_HMAC), 0);
	CHECK_EQ(crypto_unregister((uint32_t)a->id, CRYPTO_NULL_HMAC), EINVAL);
	CHECK(depart_moved(m, a->id) && depart_moved(c, a->id) && depart_moved(named, a->id));
	CHECK_EQ(crypto_session_driver(m), b->id);
	CHECK_EQ(crypto_session_driver(c), b->id);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_reverse(a); /* it carries out what it has taken */
	CHECK_EQ(crypto_poll(), 4);
	CHECK(ledger_ordered(4));
	for (i = 0; i < 4; i++)
		CHECK_EQ(ledger.etype[i], 0);
	a->sync = b->sync = true;
	CHECK_CALL(run_as(sid, 0, CRYPTO_R_NONE));
	CHECK_CALL(run_as(stays, 0, CRYPTO_R_NONE));
	CHECK_CALL(run_as(c, EAGAIN, CRYPTO_R_MOVED));
	CHECK_CALL(run_as(named, ENODEV, CRYPTO_R_DRIVER_GONE));
	CHECK_EQ(test_session(&m, &mac), 0);
	CHECK_EQ(crypto_session_driver(m), b->id);
	CHECK_EQ(test_session(&c, &cipher), 0);
	CHECK_EQ(crypto_session_driver(c), a->id);
	CHECK_EQ(a->gone, 0);
	CHECK_EQ(crypto_unregister((uint32_t)a->id, CRYPTO_NULL_CBC), 0); /* the last one */
	CHECK(depart_poll_until(&a->gone, 1));
	CHECK_EQ(crypto_find_driver("a"), -1);
	CHECK_EQ(a->opened, a->closed);
	CHECK_EQ(crypto_session_driver(sid), b->id);
	return run_as(sid, EAGAIN, CRYPTO_R_MOVED);
}

/* ----------------------------------------------------------------- rebalance */

static int
case_rebalance(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t named, soft, waits;
	struct fake *best;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_EQ(crypto_newsession_driver(&named, &cri, a->id), 0);
	best = start(FAKE_SIMPLE, "best", 0, 20);
	b = start(FAKE_OPS, "soft", SOFT, 90);
	CHECK(best != NULL && b != NULL);
	CHECK_EQ(open_null(&soft, -1), 0);
	CHECK_EQ(crypto_session_driver(soft), b->id);
	CHECK_EQ(crypto_session_driver(sid), a->id); /* nobody asked yet */
	CHECK_EQ(crypto_rebalance(-1), ENODEV);
	CHECK_EQ(crypto_rebalance(64), ENODEV);
	CHECK_EQ(crypto_rebalance(50), ENODEV);
	CHECK_EQ(crypto_rebalance(b->id), 0); /* is not the best */
	CHECK_EQ(crypto_session_driver(sid), a->id);
	a->room = 1;
	CHECK_CALL(dispatch(0, 3)); /* one in the driver, two wait for it */
	CHECK_EQ(crypto_rebalance(best->id), 0);
	CHECK_EQ(crypto_session_driver(sid), best->id);
	CHECK_EQ(crypto_session_driver(named), a->id);
	CHECK_EQ(crypto_session_driver(soft), b->id);
	fake_unblock(a, FAKE_UNLIMITED); /* no departure: what it got is carried out */
	crypto_poll();
	CHECK_EQ(a->taken, 3);
	fake_complete_all(a);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(3));
	CHECK_EQ(ledger.etype[2], 0);
	a->sync = best->sync = b->sync = true;
	CHECK_CALL(run_as(sid, EAGAIN, CRYPTO_R_MOVED));
	waits = crps[63]->crp_sid;
	CHECK_CALL(run_as(waits, 0, CRYPTO_R_NONE));
	CHECK_CALL(run_as(named, 0, CRYPTO_R_NONE));
	CHECK_CALL(run_as(soft, 0, CRYPTO_R_NONE));
	CHECK_EQ(crypto_rebalance(best->id), 0); /* nothing left to do */
	return run_as(waits, 0, CRYPTO_R_NONE);
}

/* --------------------------------------------------------------------- order */

/*
 * Two consumers on this lcore share a session. One learns from another lcore that it has
 * moved, while the old driver still has requests: its new ones come back after them.
 */
static int
late_consumer(bool departs)
{
	uint64_t now;

	CHECK_CALL(begin(FAKE_SIMPLE));
	b->sync = true;
	CHECK_CALL(dispatch(0, 3));
	if (departs) {
		CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
		CHECK(depart_moved(sid, a->id));
	} else {
		b = start(FAKE_SIMPLE, "best", 0, 99);
		CHECK(b != NULL);
		b->sync = true;
		CHECK_EQ(crypto_rebalance(b->id), 0);
	}
	now = depart_learn(sid);
	CHECK_EQ(crypto_session_driver(now), b->id);
	crps[3]->crp_sid = crps[4]->crp_sid = now;
	crps[6]->crp_sid = now;
	CHECK_CALL(dispatch(3, 5));
	CHECK_EQ(b->taken, 2);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_CALL(dispatch(5, 7)); /* the other consumer, with the old one; and anew */
	fake_complete(a, 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_reverse(a);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(7));
	CHECK_EQ(crps[5]->crp_etype, EAGAIN);
	CHECK_EQ(crps[5]->crp_sid, now);
	CHECK(crps[3]->crp_etype == 0 && crps[4]->crp_etype == 0 && crps[6]->crp_etype == 0);
	CHECK(crps[3]->crp_sid == now && crps[6]->crp_sid == now);
	return TEST_PASS;
}

static int
case_late_rebalance(void)
{
	return late_consumer(false);
}

static int
case_late_departure(void)
{
	return late_consumer(true);
}

/* Moved twice while both former drivers are busy: no credit, rather than out of order. */
static int
case_late_twice(void)
{
	struct cryptop *burst[2];
	struct fake *c;
	uint64_t now;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_CALL(dispatch(0, 2));
	c = start(FAKE_BURST, "c", 0, 20);
	CHECK(c != NULL);
	CHECK_EQ(crypto_rebalance(c->id), 0);
	now = depart_learn(sid);
	crps[2]->crp_sid = crps[3]->crp_sid = now;
	CHECK_CALL(dispatch(2, 4));
	b = start(FAKE_BURST, "d", 0, 30);
	CHECK(b != NULL);
	b->sync = true;
	CHECK_EQ(crypto_rebalance(b->id), 0);
	now = depart_learn(sid);
	CHECK_EQ(crypto_session_driver(now), b->id);
	burst[0] = crps[4];
	burst[1] = crps[5];
	crps[4]->crp_sid = now;
	CHECK_EQ(crypto_dispatch_burst(burst, 2), 0); /* neither the new nor the old number */
	CHECK_EQ(crypto_dispatch_burst(&burst[1], 1), 0);
	fake_complete_all(c);
	CHECK_EQ(crypto_poll(), 0); /* they are behind the first two */
	fake_complete_all(a);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK_EQ(crypto_dispatch_burst(burst, 2), 2);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_once(6));
	CHECK(ledger.id[0] == 0 && ledger.id[1] == 1 && ledger.id[2] == 2 && ledger.id[3] == 3);
	CHECK_EQ(crps[4]->crp_etype, 0);
	CHECK_EQ(crps[5]->crp_etype, EAGAIN);
	return TEST_PASS;
}

/* From within the first callback; the second follows in the same crypto_poll(). */
static void
dispatch_third(struct cryptop *crp)
{
	if (crp == crps[0] && crypto_dispatch(crps[2]) != 0)
		ledger.bad++;
}

/* The last older one is called back while an EAGAIN waits in its channel: the next one follows it. */
static int
case_again_again(void)
{
	CHECK_CALL(begin(FAKE_BURST));
	CHECK_CALL(dispatch(0, 2));
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	CHECK(depart_moved(sid, a->id));
	fake_complete_all(a);
	ledger.hook = dispatch_third;
	CHECK_EQ(crypto_poll(), 2);
	ledger.hook = NULL;
	CHECK_EQ(crypto_pending(), 1);
	CHECK_CALL(dispatch(3, 4));
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(4));
	CHECK(crps[2]->crp_etype == EAGAIN && crps[3]->crp_etype == EAGAIN);
	return TEST_PASS;
}

/* Nor does CBIFSYNC bring a later EAGAIN before one that waits for crypto_poll(). */
static int
case_again_sync(void)
{
	uint64_t now;

	CHECK_EQ(dev_world(0), 0);
	a = start(FAKE_BURST, "a", 0, 10);
	b = start(FAKE_BURST, "b", CRYPTOCAP_F_SYNC, 5);
	CHECK(a != NULL && b != NULL);
	b->sync = true;
	CHECK_EQ(open_null(&sid, 0), 0);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 3, sid));
	CHECK_CALL(leave(a));
	now = depart_learn(sid);
	CHECK_EQ(crypto_session_driver(now), b->id);
	crps[1]->crp_sid = now;
	crps[1]->crp_flags |= CRYPTO_F_CBIFSYNC;
	crps[2]->crp_flags |= CRYPTO_F_CBIFSYNC;
	CHECK_EQ(crypto_dispatch_burst(crps, 3), 3);
	CHECK(ledger.n == 1 && ledger.id[0] == 1);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_once(3));
	CHECK(ledger.id[1] == 0 && ledger.id[2] == 2);
	CHECK(crps[0]->crp_etype == EAGAIN && crps[2]->crp_etype == EAGAIN);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"waiting_simple", case_waiting_simple, TEST_NO_INIT},
	{"waiting_ops", case_waiting_ops, TEST_NO_INIT},
	{"waiting_burst", case_waiting_burst, TEST_NO_INIT},
	{"waiting_simple_burst", case_waiting_simple_burst, TEST_NO_INIT},
	{"stale_modes", case_stale_modes, TEST_NO_INIT},
	{"aliases", case_aliases, TEST_NO_INIT},
	{"hard", case_hard, TEST_NO_INIT},
	{"named", case_named, TEST_NO_INIT},
	{"nobody", case_nobody, TEST_NO_INIT},
	{"memory", case_memory, TEST_NO_INIT},
	{"withdraw", case_withdraw, TEST_NO_INIT},
	{"rebalance", case_rebalance, TEST_NO_INIT},
	{"late_rebalance", case_late_rebalance, TEST_NO_INIT},
	{"late_departure", case_late_departure, TEST_NO_INIT},
	{"late_twice", case_late_twice, TEST_NO_INIT},
	{"again_again", case_again_again, TEST_NO_INIT},
	{"again_sync", case_again_sync, TEST_NO_INIT},
};
TEST_SUITE(framework_move, cases, NULL, NULL);
