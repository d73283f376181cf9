/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>

#include <rte_common.h>

#include "fakedrv.h"
#include "ledger.h"

/* Credits: how much is taken, what becomes of the rest; crypto_dispatch_burst(). */

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

/* ---------------------------------------------------------------- credits */

static int
case_credits(void)
{
	struct crypto_driver_stats st;
	struct cryptop *crps[12];
	unsigned int i;

	CHECK_CALL(begin(FAKE_SIMPLE, 8));
	CHECK_CALL(ledger_reqs(crps, 12, sid));
	for (i = 0; i < 12; i++)
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	CHECK_EQ(fake->taken, 8);
	CHECK_EQ(crypto_pending(), 12);
	CHECK_EQ(crypto_poll(), 4);
	for (i = 0; i < 4; i++) {
		CHECK_EQ(ledger.id[i], 8 + i);
		CHECK_EQ(ledger.etype[i], ENOBUFS);
		CHECK_EQ(ledger.reason[i], CRYPTO_R_CREDIT);
	}
	CHECK(ledger_buffer_intact());
	CHECK_EQ(crypto_driver_stats(fake->id, &st), 0);
	CHECK_EQ(st.nobufs, 4);
	fake_complete(fake, 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_dispatch(crps[8]), 0); /* one credit is back */
	CHECK_EQ(fake->taken, 9);
	CHECK_EQ(crypto_dispatch(crps[9]), 0);
	CHECK_EQ(fake->taken, 9);
	return fake_finish();
}

/* What waits in the ring has a credit, too; and the ring holds them all. */
static int
case_credits_waiting(void)
{
	struct cryptop *crps[20];
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 13));
	CHECK_CALL(ledger_reqs(crps, 20, sid));
	fake->room = 0;
	for (i = 0; i < 20; i++) {
		if (i % 2)
			crps[i]->crp_flags |= CRYPTO_F_BATCH;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(crypto_poll(), 7);
	CHECK_EQ(ledger.etype[0], ENOBUFS);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 13);
	for (i = 0; i < 13; i++)
		CHECK_EQ(ledger.id[7 + i], i);
	CHECK(ledger_once(20));
	return TEST_PASS;
}

/* Another driver's credits are its own. */
static int
case_credits_apart(void)
{
	struct cryptop *crps[6];
	struct fake *other;
	unsigned int i;

	CHECK_CALL(begin(FAKE_SIMPLE, 4));
	CHECK_CALL(ledger_reqs(crps, 6, sid));
	for (i = 0; i < 5; i++)
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	CHECK_EQ(crypto_poll(), 1);
	other = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "other"});
	CHECK(other != NULL);
	CHECK_EQ(fake_session(other, &crps[5]->crp_sid), 0);
	other->sync = true;
	CHECK_EQ(crypto_dispatch(crps[5]), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.id[1], 5);
	CHECK_EQ(ledger.etype[1], 0);
	return fake_finish();
}

/* 10^5 dispatches without a poll: no allocation, no bound, nothing is lost. */
static int
case_flood(void)
{
	enum { N = 100000 };
	static struct cryptop *crps[N];
	struct crypto_config cfg = {.drivers = (const char *const[]){NULL}, .requests = N + 512};
	unsigned int i, refused;

	CHECK_EQ(test_restart(&cfg), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	CHECK_EQ(crypto_getreq_burst(crps, N, 1), N);
	for (i = 0; i < N; i++) {
		ledger_enter(crps[i], sid, i);
		crps[i]->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(fake->taken, 1024);
	refused = crypto_poll();
	CHECK_EQ(refused, N - 1024);
	for (i = 0; i < refused; i++)
		CHECK(ledger.etype[i] == ENOBUFS && ledger.id[i] == 1024 + i);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 1024);
	CHECK(ledger_once(N));
	crypto_freereq_burst(crps, N);
	return TEST_PASS;
}

/* -------------------------------------------------------------- a million */

#define MANY 1000000
#define MANY_WATCHED 50000

static struct {
	struct cryptop *crp[MANY];
	uint8_t calls[MANY];
	unsigned int room, n, wrong;
	uint32_t next; /* the least id that may be called back */
} many;

/* What each is refused for; 0: it is taken, or there is no credit. */
static int
many_fault(uint32_t id)
{
	static const int faults[] = {0, ENOENT, EINVAL, 0};

	return faults[id % RTE_DIM(faults)];
}

/* Without a credit nobody looks whether it makes sense. */
static int
many_etype(uint32_t id)
{
	int fault = many_fault(id);

	return fault == 0 || (fault == EINVAL && id / 2 >= 1024) ? ENOBUFS : fault;
}

static int
many_callback(struct cryptop *crp)
{
	uint32_t id = ledger_id(crp);

	many.n++;
	many.calls[id]++;
	many.wrong += id < many.next || crp->crp_etype != many_etype(id);
	many.next = id + 1;
	return 0;
}

static void
many_free(void *arg)
{
	RTE_SET_USED(arg);
	crypto_freereq_burst(many.crp, many.room);
}

/* All of them out of one pool, whose memory is there from then on. */
static int
many_begin(unsigned int n)
{
	struct crypto_config cfg = {.drivers = (const char *const[]){NULL}, .requests = n + 512};
	int rc = test_restart(&cfg);

	if (rc == ENOMEM)
		return test_skip("%u requests do not fit into EAL's memory: -m 1200", n);
	CHECK_EQ(rc, 0);
	memset(&many, 0, sizeof(many));
	many.room = crypto_getreq_burst(many.crp, n, 1);
	CHECK_EQ(many.room, n);
	test_defer(many_free, NULL);
	fake = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	return TEST_PASS;
}

static void
many_fill(uint32_t id)
{
	struct cryptop *crp = many.crp[id];

	ledger_enter(crp, many_fault(id) == ENOENT ? sid ^ 1 : sid, id);
	crp->crp_callback = many_callback;
	crp->crp_desc->crd_alg = many_fault(id) == EINVAL ? CRYPTO_AES_CBC : CRYPTO_NULL_CBC;
}

/* 10^6 dispatches that are refused for one reason or another, and not one poll. */
static int
case_million(void)
{
	const uint32_t n = test_watched() ? MANY_WATCHED : MANY;
	uint32_t i, taken = 0;

	CHECK_CALL(many_begin(n));
	for (i = 0; i < n; i++) {
		many_fill(i);
		taken += fake->taken < 1024 && many_fault(i) == 0;
		CHECK_EQ(crypto_dispatch(many.crp[i]), 0);
	}
	CHECK_EQ(many.n, 0);
	CHECK_EQ(fake->taken, 1024);
	CHECK_EQ(taken, 1024);
	CHECK_EQ(crypto_pending(), n);
	CHECK_EQ(crypto_poll(), n - taken);
	CHECK_EQ(many.wrong, 0);
	CHECK_EQ(many.n, n - taken);
	for (i = 0; i < n; i++)
		CHECK_EQ(many.calls[i], many_fault(i) != 0 || i / 2 >= taken);
	fake_complete_all(fake); /* they are called back, with 0 */
	CHECK_EQ(crypto_poll(), taken);
	CHECK_EQ(many.wrong, taken);
	for (i = 0; i < n; i++)
		CHECK_EQ(many.calls[i], 1);
	test_note("%u dispatches, %u refused and called back with one poll", n, n - taken);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ bursts */

static int
case_burst_prefix(void)
{
	struct cryptop *crps[10], before[10];
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 6));
	CHECK_CALL(ledger_reqs(crps, 10, sid));
	for (i = 0; i < 10; i++)
		before[i] = *crps[i];
	CHECK_EQ(crypto_dispatch_burst(crps, 10), 6);
	for (i = 6; i < 10; i++)
		CHECK_MEM(crps[i], &before[i], sizeof(before[i]));
	CHECK_EQ(crypto_dispatch_burst(&crps[6], 4), 0);
	CHECK_EQ(crypto_pending(), 6);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 6);
	CHECK_EQ(crypto_dispatch_burst(&crps[6], 4), 4);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 4);
	CHECK(ledger_ordered(10));
	return TEST_PASS;
}

/* An entry that makes no sense is taken and called back; it costs no other its turn. */
static int
case_burst_invalid(void)
{
	struct cryptop *crps[9];
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 0));
	CHECK_CALL(ledger_reqs(crps, 9, sid));
	fake->sync = true;
	crps[0]->crp_ilen = -1;
	crps[3]->crp_desc->crd_len = INT_MAX;
	crps[4]->crp_sid ^= 1;
	crps[8]->crp_buf = NULL;
	CHECK_EQ(crypto_dispatch_burst(crps, 9), 9);
	CHECK_EQ(crypto_poll(), 9);
	CHECK(ledger_once(9));
	for (i = 0; i < 9; i++) {
		int wanted = i == 4 ? ENOENT : i == 0 || i == 3 || i == 8 ? EINVAL : 0;

		CHECK_EQ(crps[i]->crp_etype, wanted);
	}
	CHECK_EQ(fake->taken, 5);
	for (i = 1; i < 5; i++)
		CHECK(fake->log[i - 1] < fake->log[i]);
	return TEST_PASS;
}

/* Bursts of any length and mix of sessions and drivers arrive whole. */
static int
case_burst_mixed(void)
{
	struct cryptop *crps[300];
	struct fake *other;
	uint64_t sids[4];
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 0));
	CHECK_CALL(ledger_reqs(crps, 300, sid));
	other = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE, .name = "other"});
	CHECK(other != NULL);
	for (i = 0; i < 4; i++)
		CHECK_EQ(fake_session(i < 2 ? fake : other, &sids[i]), 0);
	for (i = 0; i < 300; i++)
		crps[i]->crp_sid = sids[i < 100 ? 0 : test_random_below(4)];
	CHECK_EQ(crypto_dispatch_burst(crps, 300), 300);
	CHECK_EQ(fake->taken + other->taken, 300);
	fake_complete_random(fake);
	fake_complete_random(other);
	CHECK_EQ(crypto_poll(), 300);
	CHECK(ledger_once(300));
	CHECK_EQ(fake->reentered + other->reentered, 0);
	return TEST_PASS;
}

/* The end of a burst flushes what was gathered; a single dispatch leaves that to poll. */
static int
case_flush(void)
{
	struct cryptop *crps[4];
	struct fake *other;

	CHECK_CALL(begin(FAKE_BURST, 0));
	CHECK_CALL(ledger_reqs(crps, 4, sid));
	fake->sync = true;
	CHECK_EQ(crypto_dispatch_burst(crps, 3), 3);
	CHECK_EQ(fake->flushes, 1);
	CHECK_EQ(crypto_dispatch(crps[3]), 0);
	CHECK_EQ(fake->polls, 0);
	CHECK_EQ(crypto_poll(), 4);
	CHECK_EQ(fake->polls, 1);
	CHECK_EQ(fake->bursts, 2);
	other = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "other"});
	CHECK(other != NULL);
	other->sync = true;
	CHECK_EQ(fake_session(other, &crps[1]->crp_sid), 0);
	CHECK_EQ(crypto_dispatch_burst(crps, 4), 4); /* each driver that had a part in it */
	CHECK_EQ(fake->flushes, 2);
	CHECK_EQ(other->flushes, 1);
	CHECK_EQ(crypto_poll(), 4);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"credits", case_credits, TEST_NO_INIT},
	{"credits_waiting", case_credits_waiting, TEST_NO_INIT},
	{"credits_apart", case_credits_apart, TEST_NO_INIT},
	{"flood", case_flood, TEST_NO_INIT},
	{"million", case_million, TEST_NO_INIT},
	{"burst_prefix", case_burst_prefix, TEST_NO_INIT},
	{"burst_invalid", case_burst_invalid, TEST_NO_INIT},
	{"burst_mixed", case_burst_mixed, TEST_NO_INIT},
	{"flush", case_flush, TEST_NO_INIT},
};
TEST_SUITE(framework_credits, cases, NULL, NULL);
