/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <sched.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* ERESTART and crypto_unblock() by the million, from two threads. */

#define SOAK 1000000
#define WINDOW 128

static struct fake *fake;
static struct cryptop *crps[WINDOW];

/* The driver's side: it has said ERESTART and not yet that there is room. */
static struct {
	atomic_bool waiting, over;
	uint64_t refused, inside, early;
	uint64_t random;
	uint64_t called, wrong;
} soak;

/* Some are refused; of those every other one has its crypto_unblock() before it returns. */
static void
soak_hook(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	soak.early += soak.waiting;
	f->room = FAKE_UNLIMITED;
	soak.random = soak.random * UINT64_C(6364136223846793005) + 1442695040888963407u;
	if (soak.random >> 58 != 0)
		return;
	f->room = 0;
	soak.refused++;
	if (soak.random >> 57 & 1) {
		soak.inside++;
		crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
	} else {
		soak.waiting = true;
	}
}

static void
soak_unblock(void *arg)
{
	struct fake *f = arg;

	while (!soak.over) {
		if (atomic_exchange(&soak.waiting, false))
			crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
		else
			sched_yield();
	}
}

static int
soak_callback(struct cryptop *crp)
{
	soak.wrong += crp->crp_etype != 0 || ledger_id(crp) != soak.called % WINDOW;
	soak.called++;
	return 0;
}

static int
soak_load(uint64_t n)
{
	uint64_t out = 0, end = rte_get_timer_cycles() + 120 * rte_get_timer_hz();

	while (soak.called < n && rte_get_timer_cycles() < end) {
		while (out < n && out < soak.called + WINDOW) {
			struct cryptop *crp = crps[out++ % WINDOW];

			crp->crp_flags = out % 3 == 0 ? CRYPTO_F_BATCH : 0;
			CHECK_EQ(crypto_dispatch(crp), 0);
		}
		if (crypto_poll() == 0)
			sched_yield();
	}
	CHECK_EQ(soak.called, n); /* or a wake-up was lost */
	CHECK_EQ(soak.wrong, 0);
	return TEST_PASS;
}

static int
soak_begin(enum fake_kind kind)
{
	uint64_t sid;
	unsigned int i;

	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = kind});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, WINDOW, sid));
	memset(&soak, 0, sizeof(soak));
	soak.random = test_random();
	for (i = 0; i < WINDOW; i++)
		crps[i]->crp_callback = soak_callback;
	fake->sync = true;
	fake->hook = soak_hook;
	return TEST_PASS;
}

static int
soak_kind(enum fake_kind kind, uint64_t n)
{
	struct depart_thread t;
	int rc;

	CHECK_CALL(soak_begin(kind));
	CHECK(depart_thread_start(&t, false, soak_unblock, fake));
	rc = soak_load(n);
	soak.over = true;
	depart_thread_join(&t);
	test_note("%" PRIu64 " requests, ERESTART %" PRIu64 " times, room again before it "
		  "returned %" PRIu64 " times, process() called while blocked: %" PRIu64,
		  n, soak.refused, soak.inside, soak.early);
	CHECK_CALL(rc);
	CHECK_EQ(soak.early, 0);
	CHECK(soak.inside != 0 && soak.refused > soak.inside);
	return TEST_PASS;
}

/* It is never called between ERESTART and crypto_unblock(), whoever unblocks, and when. */
static int
case_soak(void)
{
	enum fake_kind kinds[] = {FAKE_SIMPLE, FAKE_OPS, FAKE_BURST, FAKE_SIMPLE_BURST};
	unsigned int i;

	for (i = 0; i < RTE_DIM(kinds); i++)
		CHECK_CALL(soak_kind(kinds[i], test_rounds(SOAK) / RTE_DIM(kinds)));
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"soak", case_soak, TEST_NO_INIT},
};
TEST_SUITE(framework_unblock, cases, NULL, NULL);
