/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "fakedrv.h"
#include "ledger.h"

/* CBIMM and CBIFSYNC: callbacks before dispatch returns, where that is allowed. */

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

/* ------------------------------------------------- before dispatch returns */

static int
immediate(int flag, uint8_t caps, bool burst, unsigned int wanted)
{
	enum fake_kind kinds[] = {FAKE_SIMPLE, FAKE_OPS, FAKE_BURST, FAKE_SIMPLE_BURST};
	unsigned int i;

	for (i = 0; i < 4; i++) {
		CHECK_CALL(begin(kinds[i], caps, 1));
		fake->sync = true;
		crps[0]->crp_flags |= flag;
		if (burst)
			CHECK_EQ(crypto_dispatch_burst(crps, 1), 1);
		else
			CHECK_EQ(crypto_dispatch(crps[0]), 0);
		CHECK_EQ(ledger.n, wanted);
		CHECK_EQ(crypto_pending(), 1 - wanted);
		CHECK_EQ(crypto_poll(), 1 - wanted);
		CHECK(ledger_once(1)); /* not inside a driver's function, among other things */
	}
	return TEST_PASS;
}

static int
case_cbimm(void)
{
	CHECK_CALL(immediate(CRYPTO_F_CBIMM, 0, false, 1));
	CHECK_CALL(immediate(CRYPTO_F_CBIMM, CRYPTOCAP_F_SYNC, false, 1));
	return immediate(CRYPTO_F_CBIMM, 0, true, 1);
}

static int
case_cbifsync(void)
{
	CHECK_CALL(immediate(CRYPTO_F_CBIFSYNC, CRYPTOCAP_F_SYNC, false, 1));
	return immediate(CRYPTO_F_CBIFSYNC, CRYPTOCAP_F_SYNC, true, 1);
}

/* A driver that is not synchronous says nothing, though it happened to be quick. */
static int
case_cbifsync_not_sync(void)
{
	CHECK_CALL(immediate(CRYPTO_F_CBIFSYNC, 0, false, 0));
	return immediate(CRYPTO_F_CBIFSYNC, CRYPTOCAP_F_SOFTWARE, true, 0);
}

static int
case_plain_waits(void)
{
	return immediate(0, CRYPTOCAP_F_SYNC, false, 0);
}

/* CBIFSYNC keeps the order: behind one that waits for crypto_poll() it waits, too. */
static int
case_cbifsync_behind(void)
{
	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 4));
	fake->sync = true;
	crps[1]->crp_flags |= CRYPTO_F_CBIFSYNC;
	crps[3]->crp_flags |= CRYPTO_F_CBIFSYNC;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(ledger.n, 0);
	CHECK_EQ(crypto_poll(), 2);
	crps[2]->crp_flags |= CRYPTO_F_CBIFSYNC;
	CHECK_EQ(crypto_dispatch_burst(&crps[2], 2), 2);
	CHECK(ledger_ordered(4));
	CHECK_EQ(crypto_poll(), 0);
	return TEST_PASS;
}

/* What did not come at once comes from crypto_poll(): blocked, or done later. */
static int
case_cbimm_late(void)
{
	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 2));
	crps[0]->crp_flags |= CRYPTO_F_CBIMM;
	crps[1]->crp_flags |= CRYPTO_F_CBIFSYNC;
	fake->room = 1;
	CHECK_EQ(crypto_dispatch_burst(crps, 2), 2);
	CHECK_EQ(ledger.n, 0);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1);
	fake->sync = true;
	fake_unblock(fake, 1);
	CHECK_EQ(crypto_poll(), 1);
	CHECK(ledger_ordered(2));
	return TEST_PASS;
}

/* Batched requests come back when the burst that takes them along does. */
static int
case_cbimm_batch(void)
{
	CHECK_CALL(begin(FAKE_BURST, 0, 3));
	fake->sync = true;
	crps[0]->crp_flags |= CRYPTO_F_CBIMM | CRYPTO_F_BATCH;
	crps[1]->crp_flags |= CRYPTO_F_CBIMM;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(ledger.n, 0);
	CHECK_EQ(crypto_dispatch_burst(&crps[1], 2), 2);
	CHECK_EQ(ledger.n, 2);
	CHECK_EQ(crypto_poll(), 1);
	CHECK(ledger_once(3));
	return TEST_PASS;
}

/* Done by flush, which ends the burst. */
static void
flush_completes(struct fake *f)
{
	fake_complete_all(f);
}

static int
case_cbimm_flush(void)
{
	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 5));
	fake->flush_hook = flush_completes;
	crps[3]->crp_flags |= CRYPTO_F_CBIMM;
	CHECK_EQ(crypto_dispatch_burst(crps, 5), 5);
	CHECK_EQ(ledger.n, 1);
	CHECK_EQ(ledger.id[0], 3);
	CHECK_EQ(crypto_poll(), 4);
	CHECK(ledger_once(5));
	return TEST_PASS;
}

/* An error that no driver saw waits for crypto_poll(), also with these flags. */
static int
case_refused_waits(void)
{
	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 2));
	crps[0]->crp_flags |= CRYPTO_F_CBIMM;
	crps[0]->crp_ilen = -1;
	crps[1]->crp_flags |= CRYPTO_F_CBIFSYNC;
	crps[1]->crp_sid = 0;
	CHECK_EQ(crypto_dispatch_burst(crps, 2), 2);
	CHECK_EQ(ledger.n, 0);
	CHECK_EQ(crypto_poll(), 2);
	CHECK(ledger_ordered(2));
	CHECK_EQ(ledger.etype[0], EINVAL);
	CHECK_EQ(ledger.etype[1], ENOENT);
	return TEST_PASS;
}

/* A callback of one driver's request does not run inside another driver's function. */
static struct cryptop *stacked;

static void
dispatch_stacked(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	f->hook = NULL;
	if (crypto_dispatch(stacked) != 0)
		ledger.bad++;
}

static int
case_not_in_another(void)
{
	struct fake *lower;
	uint64_t sid2;

	CHECK_CALL(begin(FAKE_BURST, 0, 2));
	lower = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "lower"});
	CHECK(lower != NULL);
	CHECK_EQ(fake_session(lower, &sid2), 0);
	lower->sync = fake->sync = true;
	stacked = crps[1];
	stacked->crp_sid = sid2;
	stacked->crp_flags |= CRYPTO_F_CBIMM;
	fake->hook = dispatch_stacked;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	crypto_poll();
	CHECK(ledger_once(2));
	return TEST_PASS;
}

/* ------------------------------------------------------------------- depth */

static unsigned int turns, limit;

static void
again(struct cryptop *crp)
{
	if (++turns < limit && crypto_dispatch(crp) != 0)
		ledger.bad++;
}

static void
again_burst(struct cryptop *crp)
{
	if (++turns < limit && crypto_dispatch_burst(&crp, 1) != 1)
		ledger.bad++;
}

/* A callback that dispatches its request anew, for ever: every call returns all the same. */
static int
chain(int flag, void (*hook)(struct cryptop *), bool in_poll)
{
	unsigned int before, polls = 0;

	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, 2));
	fake->sync = true;
	ledger.hook = hook;
	turns = 0;
	limit = 2000;
	crps[0]->crp_flags |= flag | (in_poll ? CRYPTO_F_BATCH : 0);
	crps[0]->crp_opaque = NULL;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	crps[0]->crp_flags &= ~CRYPTO_F_BATCH;
	CHECK(turns < 64);
	while (crypto_pending() != 0) {
		before = turns;
		crypto_poll();
		CHECK(turns > before && turns - before < 64);
		polls++;
	}
	CHECK(polls > 10);
	CHECK_EQ(turns, limit);
	CHECK(ledger.deepest <= 4);
	CHECK_EQ(ledger.bad, 0);
	CHECK_EQ(ledger.n, limit);
	return TEST_PASS;
}

static int
case_chain_cbifsync(void)
{
	CHECK_CALL(chain(CRYPTO_F_CBIFSYNC, again, false));
	CHECK_EQ(ledger.deepest, 4);
	CHECK_CALL(chain(CRYPTO_F_CBIFSYNC, again, true));
	return chain(CRYPTO_F_CBIFSYNC, again_burst, false);
}

static int
case_chain_cbimm(void)
{
	CHECK_CALL(chain(CRYPTO_F_CBIMM, again, false));
	CHECK_CALL(chain(CRYPTO_F_CBIMM, again, true));
	return chain(CRYPTO_F_CBIMM, again_burst, false);
}

static int
case_chain_both(void)
{
	return chain(CRYPTO_F_CBIMM | CRYPTO_F_CBIFSYNC, again, false);
}

/* ------------------------------------------------------------------- soak */

#define NSOAK 48

static struct {
	bool out[NSOAK];
	unsigned int wrong, calls, depth;
} soak;

static void
soak_dispatch(unsigned int i)
{
	static const int flags[] = {0, CRYPTO_F_CBIMM, CRYPTO_F_CBIFSYNC, CRYPTO_F_BATCH,
				    CRYPTO_F_CBIMM | CRYPTO_F_CBIFSYNC,
				    CRYPTO_F_CBIMM | CRYPTO_F_BATCH};

	if (soak.out[i])
		return;
	soak.out[i] = true;
	crps[i]->crp_flags = flags[test_random_below(6)];
	if (test_random_below(2) ? crypto_dispatch(crps[i]) != 0 :
				   crypto_dispatch_burst(&crps[i], 1) != 1)
		soak.wrong++;
}

/* What is called back was out; and then it, or others, go out again. */
static int
soak_callback(struct cryptop *crp)
{
	uint32_t id = ledger_id(crp);

	soak.wrong += !soak.out[id] || fake_inside() != 0 || crypto_poll() != 0;
	soak.out[id] = false;
	soak.calls++;
	if (++soak.depth > 4)
		soak.wrong++;
	if (test_random_below(2))
		soak_dispatch(id);
	if (test_random_below(3) == 0)
		soak_dispatch(test_random_below(NSOAK));
	soak.depth--;
	return 0;
}

/* Early callbacks that dispatch in all ways, on drivers quick and slow: each comes once. */
static int
case_soak(void)
{
	struct fake *other;
	uint64_t sid2;
	unsigned int i, turn;

	CHECK_CALL(begin(FAKE_BURST, CRYPTOCAP_F_SYNC, NSOAK));
	other = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "other"});
	CHECK(other != NULL);
	CHECK_EQ(fake_session(other, &sid2), 0);
	memset(&soak, 0, sizeof(soak));
	fake->sync = true;
	fake_chaos(other, test_random());
	for (i = 0; i < NSOAK; i++) {
		crps[i]->crp_callback = soak_callback;
		crps[i]->crp_sid = i % 4 == 3 ? sid2 : sid;
	}
	for (turn = 0; turn < 20000; turn++) {
		if (turn == 10000)
			fake_chaos(fake, test_random());
		soak_dispatch(test_random_below(NSOAK));
		if (test_random_below(4) == 0)
			crypto_poll();
	}
	for (i = 0; i < NSOAK; i++) /* let it run dry */
		crps[i]->crp_callback = ledger_callback;
	CHECK_EQ(crypto_drain(5000000), 0);
	CHECK_EQ(soak.wrong, 0);
	CHECK_EQ(ledger.bad, 0);
	CHECK(soak.calls > 20000);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"cbimm", case_cbimm, TEST_NO_INIT},
	{"cbifsync", case_cbifsync, TEST_NO_INIT},
	{"cbifsync_not_sync", case_cbifsync_not_sync, TEST_NO_INIT},
	{"plain_waits", case_plain_waits, TEST_NO_INIT},
	{"cbifsync_behind", case_cbifsync_behind, TEST_NO_INIT},
	{"cbimm_late", case_cbimm_late, TEST_NO_INIT},
	{"cbimm_batch", case_cbimm_batch, TEST_NO_INIT},
	{"cbimm_flush", case_cbimm_flush, TEST_NO_INIT},
	{"refused_waits", case_refused_waits, TEST_NO_INIT},
	{"not_in_another", case_not_in_another, TEST_NO_INIT},
	{"chain_cbifsync", case_chain_cbifsync, TEST_NO_INIT},
	{"chain_cbimm", case_chain_cbimm, TEST_NO_INIT},
	{"chain_both", case_chain_both, TEST_NO_INIT},
	{"soak", case_soak, TEST_NO_INIT},
};
TEST_SUITE(framework_early, cases, NULL, NULL);
