/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <semaphore.h>
#include <stdlib.h>
#include <unistd.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* Sessions by the million: memory and slots come back, old identifiers find nobody. */

#define MILLION 1000000
#define SLOTS 16384          /* that sessions one after the other may use */
#define GROWTH (16ull << 20) /* bytes of memory that they may */

static struct fake *fake;

static int
begin(void)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST});
	CHECK(fake != NULL);
	ledger_clear();
	return TEST_PASS;
}

static int
open_one(uint64_t *sid)
{
	uint8_t key[32] = {1};
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC,
				.cri_klen = 256,
				.cri_key = (caddr_t)key};

	return crypto_newsession(sid, &cri, 0);
}

/* Bytes of memory that this process has; 0: the system does not say. */
static uint64_t
resident(void)
{
	FILE *statm = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	if (statm != NULL && fscanf(statm, "%*u %lu", &pages) != 1)
		pages = 0;
	if (statm != NULL)
		fclose(statm);
	return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* ------------------------------------------------- an lcore that never polls */

static struct {
	uint64_t sid;
	sem_t dispatched, go_on;
	struct cryptop *crp;
	unsigned int calls;
	int etype;
} sleeper;

static int
sleeper_callback(struct cryptop *crp)
{
	sleeper.calls++;
	sleeper.etype = crp->crp_etype;
	return 0;
}

static void
sleeper_main(void *arg)
{
	RTE_SET_USED(arg);
	sleeper.crp = crypto_getreq(1);
	if (sleeper.crp != NULL) {
		ledger_enter(sleeper.crp, sleeper.sid, 0);
		sleeper.crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		sleeper.crp->crp_callback = sleeper_callback;
		crypto_dispatch(sleeper.crp);
	}
	sem_post(&sleeper.dispatched);
	sem_wait(&sleeper.go_on);
	fake_complete_all(fake);
	crypto_drain(5000000);
	crypto_freereq(sleeper.crp);
}

/* Open, use, free; every session is opened where another was. */
static int
come_and_go(struct cryptop *crp, uint64_t n, uint32_t *top)
{
	uint64_t i;

	for (i = 0; i < n; i++) {
		CHECK_EQ(open_one(&crp->crp_sid), 0);
		*top = RTE_MAX(*top, (uint32_t)crp->crp_sid >> 10);
		CHECK_EQ(crypto_run(crp), 0);
		CHECK_EQ(crypto_freesession(crp->crp_sid), 0);
	}
	return TEST_PASS;
}

static int
while_asleep(uint64_t n)
{
	struct cryptop *crp = ledger_req(0, 1);
	uint64_t first = n / 100, before, after;
	uint32_t top = 0;

	CHECK(crp != NULL);
	fake->sync = true;
	CHECK_CALL(come_and_go(crp, first, &top));
	before = resident();
	CHECK_CALL(come_and_go(crp, n - first, &top));
	/* the sleeper holds its own, and the first, which is of the same epoch */
	CHECK(fake_wait(&fake->closed, n - 1));
	after = resident();
	test_note("%" PRIu64 " sessions in %u slots, memory grew by %.1f MB", n, top + 1,
		  after > before ? (double)(after - before) / 1e6 : 0.0);
	CHECK(top < SLOTS);
	CHECK(test_watched() || after < before + GROWTH);
	return TEST_PASS;
}

/* It has dispatched once. What came later is closed, wiped and used again all the same. */
static int
case_asleep(void)
{
	struct depart_thread t;
	int rc;

	CHECK_CALL(begin());
	memset(&sleeper, 0, sizeof(sleeper));
	sem_init(&sleeper.dispatched, 0, 0);
	sem_init(&sleeper.go_on, 0, 0);
	CHECK_EQ(open_one(&sleeper.sid), 0);
	CHECK(depart_thread_start(&t, true, sleeper_main, NULL));
	sem_wait(&sleeper.dispatched);
	rc = while_asleep(test_rounds(MILLION));
	sem_post(&sleeper.go_on);
	CHECK(depart_thread_join(&t));
	CHECK_CALL(rc);
	CHECK(fake_wait(&fake->closed, fake->opened - 1));
	CHECK(sleeper.calls == 1 && sleeper.etype == 0);
	CHECK_EQ(crypto_freesession(sleeper.sid), 0);
	return TEST_PASS;
}

/* ---------------------------------------------------------- old identifiers */

#define LIVE 2048 /* more than there are slots that have rested: each has an owner again */

static struct {
	uint64_t *sid;
	uint32_t n;
	uint64_t tried, hits;
	uint64_t live[LIVE];
	struct cryptop *crp[1024];
} kept;

static int
kept_callback(struct cryptop *crp)
{
	kept.hits += crp->crp_etype != ENOENT;
	return 0;
}

static void
kept_release(void *arg)
{
	RTE_SET_USED(arg);
	free(kept.sid);
	kept.sid = NULL;
}

/* Every one of them, with the slots all taken: whose is it, close it, use it. */
static int
try_kept(void)
{
	uint32_t i, j, n;

	for (i = 0; i < LIVE; i++)
		CHECK_EQ(open_one(&kept.live[i]), 0);
	for (i = 0; i < kept.n; i += n) {
		n = RTE_MIN(kept.n - i, (uint32_t)RTE_DIM(kept.crp));
		for (j = 0; j < n; j++) {
			kept.hits += crypto_session_driver(kept.sid[i + j]) != -1;
			kept.hits += crypto_freesession(kept.sid[i + j]) != ENOENT;
			kept.crp[j]->crp_sid = kept.sid[i + j];
			CHECK_EQ(crypto_dispatch(kept.crp[j]), 0);
		}
		CHECK_EQ(crypto_poll(), n);
	}
	kept.tried += kept.n;
	CHECK_EQ(kept.hits, 0);
	for (i = 0; i < LIVE; i++)
		CHECK_EQ(crypto_freesession(kept.live[i]), 0);
	return TEST_PASS;
}

static int
kept_init(uint32_t n)
{
	unsigned int i;

	memset(&kept, 0, sizeof(kept));
	kept.n = n;
	kept.sid = calloc(n, sizeof(*kept.sid)); /* 0 is nobody's, too */
	CHECK(kept.sid != NULL);
	test_defer(kept_release, NULL);
	CHECK_CALL(ledger_reqs(kept.crp, RTE_DIM(kept.crp), 0));
	for (i = 0; i < RTE_DIM(kept.crp); i++)
		kept.crp[i]->crp_callback = kept_callback;
	return TEST_PASS;
}

/* A round replaces every other one that is kept: some are old, some very. */
static int
case_strangers(void)
{
	uint64_t n = test_rounds(MILLION), i, sid, live;
	struct cryptop *crp;

	CHECK_CALL(begin());
	fake->sync = true;
	CHECK_CALL(kept_init((uint32_t)RTE_MIN(n, (uint64_t)MILLION)));
	crp = ledger_req(0, 0);
	CHECK(crp != NULL && open_one(&live) == 0);
	crp->crp_sid = live;
	for (i = 0; i < n; i++) {
		CHECK_EQ(open_one(&sid), 0);
		CHECK_EQ(crypto_freesession(sid), 0);
		if (i < kept.n || test_random() % 2)
			kept.sid[i % kept.n] = sid;
		if ((i + 1) % kept.n != 0)
			continue;
		CHECK_CALL(try_kept());
		CHECK_EQ(crypto_run(crp), 0);
	}
	test_note("%" PRIu64 " sessions came and went, %" PRIu64 " old identifiers tried, %" PRIu64
		  " hits",
		  n, kept.tried, kept.hits);
	CHECK_EQ(crypto_session_driver(live), fake->id);
	CHECK_EQ(fake->taken, n / kept.n);
	return crypto_freesession(live) == 0 ? TEST_PASS : TEST_FAIL;
}

static const struct test_case cases[] = {
	{"asleep", case_asleep, TEST_NO_INIT},
	{"strangers", case_strangers, TEST_NO_INIT},
};
TEST_SUITE(framework_reclaim, cases, NULL, NULL);
