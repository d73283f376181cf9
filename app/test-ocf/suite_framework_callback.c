/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "fakedrv.h"
#include "ledger.h"

/* When callbacks run and what they may do; crypto_poll(). */

static struct fake *fake;
static uint64_t sid;
static struct cryptop *crps[64];

static int
begin(enum fake_kind kind, uint8_t caps, unsigned int n)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = kind, .caps = caps});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, n, sid));
	return TEST_PASS;
}

/* --------------------------------------------------------------------- poll */

static unsigned int turns, limit;

static void
again(struct cryptop *crp)
{
	if (++turns < limit && crypto_dispatch(crp) != 0)
		ledger.bad++;
}

/* Without these flags: a poll runs what was complete when it was entered, once. */
static int
case_poll_bounded(void)
{
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 10));
	fake->sync = true;
	ledger.hook = again;
	turns = 0;
	limit = 95;
	CHECK_EQ(crypto_dispatch_burst(crps, 10), 10);
	for (i = 0; i < 9; i++)
		CHECK_EQ(crypto_poll(), 10);
	CHECK_EQ(crypto_poll(), 10);
	CHECK_EQ(crypto_poll(), 4);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(ledger.n, 104);
	CHECK_EQ(ledger.deepest, 1);
	CHECK_EQ(ledger.bad, 0);
	return TEST_PASS;
}

/* The same where a callback of one driver's request dispatches to another driver. */
static void
dispatch_elsewhere(struct cryptop *crp)
{
	if (crp == crps[0] && crypto_dispatch(crps[2]) != 0)
		ledger.bad++;
}

static int
case_poll_bounded_elsewhere(void)
{
	struct fake *other;
	unsigned int i;

	for (i = 0; i < 2; i++) {
		CHECK_CALL(begin(FAKE_BURST, 0, 3));
		other = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "other"});
		CHECK(other != NULL);
		fake->sync = other->sync = true;
		CHECK_EQ(fake_session(other, &crps[1]->crp_sid), 0);
		crps[2]->crp_sid = crps[1]->crp_sid;
		ledger.hook = dispatch_elsewhere;
		CHECK_EQ(crypto_dispatch(crps[i]), 0); /* whichever is polled first */
		CHECK_EQ(crypto_dispatch(crps[!i]), 0);
		CHECK_EQ(crypto_poll(), 2);
		CHECK_EQ(crypto_poll(), 1);
		CHECK(ledger_once(3));
	}
	return TEST_PASS;
}

/* The same for errors that no driver saw. */
static int
case_poll_bounded_refused(void)
{
	unsigned int i;

	CHECK_CALL(begin(FAKE_SIMPLE, 0, 10));
	ledger.hook = again;
	turns = 0;
	limit = 1000;
	for (i = 0; i < 10; i++) {
		crps[i]->crp_sid = i % 2 ? 0 : sid;
		crps[i]->crp_ilen = -1;
	}
	CHECK_EQ(crypto_dispatch_burst(crps, 10), 10);
	for (i = 0; i < 20; i++)
		CHECK_EQ(crypto_poll(), 10);
	limit = 0;
	CHECK_EQ(crypto_poll(), 10);
	CHECK_EQ(crypto_pending(), 0);
	return TEST_PASS;
}

/* --------------------------------------------------- what a callback may do */

static int drain_rc, run_rc;

static void
wait_inside(struct cryptop *crp)
{
	drain_rc = crypto_drain(1000);
	run_rc = crypto_run(crps[1]);
	if (crypto_poll() != 0 || crp != crps[0])
		ledger.bad++;
}

static int
case_no_waiting(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 0, 2));
	fake->sync = true;
	ledger.hook = wait_inside;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(drain_rc, EDEADLK);
	CHECK_EQ(run_rc, EDEADLK);
	CHECK(ledger_once(1));
	CHECK_EQ(crypto_run(crps[1]), 0);
	return TEST_PASS;
}

static void
free_request(struct cryptop *crp)
{
	crypto_freereq(crp);
}

/* The request may go in its callback, from whatever place that ran. */
static int
case_frees_request(void)
{
	static const int flags[] = {0, CRYPTO_F_CBIMM, CRYPTO_F_CBIFSYNC, CRYPTO_F_BATCH};
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 0));
	fake->sync = true;
	for (i = 0; i < 8; i++) {
		crp = crypto_getreq(1);
		CHECK(crp != NULL);
		ledger_enter(crp, i < 4 ? sid : 0, i);
		crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		crp->crp_flags = flags[i % 4];
		ledger.hook = free_request;
		CHECK_EQ(crypto_dispatch(crp), 0);
		crypto_poll();
		CHECK_EQ(ledger.n, i + 1);
	}
	CHECK(ledger_once(8));
	return TEST_PASS;
}

static uint64_t sid2;

/* Sessions may end and begin, and requests go on with them. */
static void
change_session(struct cryptop *crp)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	if (crp != crps[0] || sid2 != 0)
		return;
	if (test_session_end(sid) != 0 || test_session(&sid2, &cri) != 0)
		ledger.bad++;
	if (crypto_dispatch(crps[2]) != 0)
		ledger.bad++;
	crp->crp_sid = sid2;
	if (crypto_dispatch(crp) != 0)
		ledger.bad++;
}

static int
case_changes_session(void)
{
	CHECK_CALL(begin(FAKE_BURST, 0, 3));
	sid2 = 0;
	ledger.hook = change_session;
	CHECK_EQ(crypto_dispatch_burst(crps, 2), 2);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 2);
	CHECK(ledger.id[0] == 0 && ledger.id[1] == 1 && ledger.etype[1] == 0);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 2);
	CHECK(ledger.id[2] == 2 && ledger.etype[2] == ENOENT);
	CHECK(ledger.id[3] == 0 && ledger.etype[3] == 0);
	CHECK_EQ(ledger.bad, 0);
	CHECK(fake_wait(&fake->closed, 1));
	return TEST_PASS;
}

/* A request that another callback frees, gets, and dispatches in its place. */
static void
other_request(struct cryptop *crp)
{
	uint32_t id = ledger_id(crp);
	struct cryptop *crp2;

	if (id >= 10)
		return;
	crypto_freereq(crp);
	crp2 = crypto_getreq(1);
	if (crp2 == NULL) {
		ledger.bad++;
		return;
	}
	ledger_enter(crp2, sid, id + 1);
	crp2->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	if (crypto_dispatch(crp2) != 0)
		ledger.bad++;
	crps[0] = crp2;
}

static int
case_replaces_request(void)
{
	CHECK_CALL(begin(FAKE_BURST, 0, 0));
	fake->sync = true;
	crps[0] = crypto_getreq(1);
	CHECK(crps[0] != NULL);
	ledger_enter(crps[0], sid, 0);
	crps[0]->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	ledger.hook = other_request;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	while (crypto_pending() != 0)
		crypto_poll();
	CHECK(ledger_ordered(11));
	crypto_freereq(crps[0]);
	return TEST_PASS;
}

/* Where nothing is done there is nothing to run, and each driver is polled once. */
static int
case_poll_empty(void)
{
	CHECK_CALL(begin(FAKE_BURST, 0, 2));
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(fake->polls, 0);
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(fake->polls, 1);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(fake->polls, 2);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"poll_bounded", case_poll_bounded, TEST_NO_INIT},
	{"poll_bounded_elsewhere", case_poll_bounded_elsewhere, TEST_NO_INIT},
	{"poll_bounded_refused", case_poll_bounded_refused, TEST_NO_INIT},
	{"no_waiting", case_no_waiting, TEST_NO_INIT},
	{"frees_request", case_frees_request, TEST_NO_INIT},
	{"changes_session", case_changes_session, TEST_NO_INIT},
	{"replaces_request", case_replaces_request, TEST_NO_INIT},
	{"poll_empty", case_poll_empty, TEST_NO_INIT},
};
TEST_SUITE(framework_callback, cases, NULL, NULL);
