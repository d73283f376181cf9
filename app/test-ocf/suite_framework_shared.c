/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "book.h"
#include "core.h"
#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* A device with fewer queues than lcores: whoever polls hands over for all of them. */

static struct dev *dev;
static uint64_t sid;
static struct cryptop *crps[64];

static int
begin(unsigned int queues)
{
	CHECK_EQ(dev_world(0), 0);
	dev = dev_start_queues("dev", 10, queues);
	CHECK(dev != NULL);
	CHECK_EQ(dev_session(&sid), 0);
	ledger_clear();
	return TEST_PASS;
}

/* All lcores at once on one queue, and on two: each one's order, nothing lost, one at a time. */
static int
at_once(unsigned int queues, bool part, uint32_t room)
{
	struct book own = {.todo = 100000}, other[2] = {{.todo = 100000}, {.todo = 100000}};

	CHECK_CALL(begin(queues));
	dev->part = part;
	dev->room = room;
	own.sid = other[0].sid = other[1].sid = sid;
	CHECK_CALL(book_start(&other[0]));
	CHECK_CALL(book_start(&other[1]));
	book_on_lcore(&own);
	CHECK_CALL(book_join(&other[0]));
	CHECK_CALL(book_join(&other[1]));
	CHECK_CALL(book_check(&own));
	CHECK_EQ(dev->broken, 0);
	CHECK_EQ(dev->taken, 300000);
	CHECK_EQ(dev->attached, queues + 1);
	CHECK_EQ(test_session_end(sid), 0);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(dev->detached, dev->attached);
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

static int
case_one_queue(void)
{
	return at_once(1, false, DEV_QUEUE);
}

static int
case_two_queues(void)
{
	return at_once(2, false, DEV_QUEUE);
}

static int
case_blocked(void)
{
	return at_once(1, true, 20);
}

/* ----------------------------------------------------------------- one is asleep */

static atomic_bool sleeping;
static _Atomic uint64_t asleep;

static void
sleeper(void *arg)
{
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();

	crypto_dispatch_burst(arg, 32);
	asleep = 1;
	while (sleeping && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(100);
	crypto_drain(10000000);
}

/* Another lcore's polls carry out what it dispatched; its callbacks wait for it. */
static int
case_asleep(void)
{
	struct book own = {.todo = 10000};
	struct depart_thread t;

	CHECK_CALL(begin(1));
	CHECK_CALL(ledger_reqs(crps, 32, sid));
	sleeping = true;
	asleep = 0;
	CHECK(depart_thread_start(&t, true, sleeper, crps));
	CHECK(fake_wait(&asleep, 1));
	own.sid = sid;
	book_on_lcore(&own);
	CHECK_CALL(book_check(&own));
	CHECK_EQ(dev->taken, 10032);
	CHECK_EQ(ledger.n, 0);
	sleeping = false;
	CHECK(depart_thread_join(&t));
	CHECK(ledger_ordered(32));
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- it comes later */

static void
late_lcore(void *arg)
{
	book_on_lcore(arg);
}

/*
 * A queue for each of EAL's lcores; a thread that becomes one later shares the main lcore's,
 * which has requests in it at that moment, and does not know until it polls.
 */
static int
case_latecomer(void)
{
	unsigned int queues = rte_lcore_count();
	struct book late = {.todo = 10000};
	struct depart_thread t;

	if (queues > DEV_QUEUES)
		return test_skip("EAL has more than %d lcores", DEV_QUEUES);
	CHECK_CALL(begin(queues));
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	dev->hold = true;
	dev->room = 40;
	CHECK_EQ(crypto_dispatch_burst(crps, 32), 32);
	CHECK_EQ(dev->taken_by[rte_lcore_id()], 32);
	late.sid = sid;
	CHECK(depart_thread_start(&t, true, late_lcore, &late));
	/* they come out in the order in which they went in */
	CHECK_EQ(crypto_dispatch_burst(crps + 32, 32), 32);
	dev->hold = false;
	dev->room = DEV_QUEUE;
	CHECK(ledger_poll_for(64));
	CHECK(depart_thread_join(&t));
	CHECK_CALL(book_check(&late));
	CHECK(ledger_ordered(64));
	CHECK_EQ(dev->broken, 0);
	CHECK_EQ(dev->taken, 10064);
	return TEST_PASS;
}

/* The main lcore has requests in the queue, and never comes by again. */
static int
case_latecomer_alone(void)
{
	struct book late = {.todo = 1000};
	struct depart_thread t;

	if (rte_lcore_count() > DEV_QUEUES)
		return test_skip("EAL has more than %d lcores", DEV_QUEUES);
	CHECK_CALL(begin(rte_lcore_count()));
	CHECK_CALL(ledger_reqs(crps, 8, sid));
	dev->hold = true;
	CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
	dev->hold = false;
	late.sid = sid;
	CHECK(depart_thread_start(&t, true, late_lcore, &late));
	CHECK(depart_thread_join(&t));
	CHECK_CALL(book_check(&late));
	CHECK(ledger_poll_for(8));
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

/* ---------------------------------------------------------------------- it leaves */

static struct dev *spare;

/* With requests of two lcores in the queue and in their rings. */
static int
case_departs(void)
{
	struct depart_thread t;
	unsigned int i;

	CHECK_CALL(begin(1));
	spare = dev_start("spare", 5);
	CHECK(spare != NULL);
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	dev->room = 16;
	dev->hold = true;
	sleeping = true;
	asleep = 0;
	CHECK(depart_thread_start(&t, true, sleeper, crps + 32));
	CHECK(fake_wait(&asleep, 1));
	CHECK_EQ(crypto_dispatch_burst(crps, 32), 32);
	CHECK(depart_poll_until(&dev->taken, 16));
	CHECK_EQ(crypto_unregister_all((uint32_t)dev->id), 0);
	CHECK(depart_moved(sid, dev->id));
	dev->hold = false;
	CHECK(fake_wait(&dev->gone, 1));
	CHECK_EQ(dev->broken, 0);
	CHECK(ledger_poll_for(32));
	sleeping = false;
	CHECK(depart_thread_join(&t));
	CHECK_EQ(ledger.n, 64);
	for (i = 0; i < 64; i++) {
		CHECK_EQ(ledger.count[i], 1);
		CHECK(ledger.etype[i] == 0 || ledger.etype[i] == EAGAIN);
	}
	CHECK_EQ(dev->taken, 16);
	return TEST_PASS;
}

static atomic_bool going;
static _Atomic uint64_t removals;

static void
come_and_go(void *arg)
{
	(void)arg;
	while (going) {
		crypto_unregister_all((uint32_t)dev->id);
		if (!fake_wait(&dev->gone, 1))
			return;
		dev = dev_start_queues("dev", 10, 1);
		if (dev == NULL)
			return;
		crypto_rebalance(dev->id);
		removals++;
		rte_delay_us_sleep(1000);
	}
}

static int
case_comes_back(void)
{
	struct book own = {.todo = 200000}, other = {.todo = 200000};
	struct depart_thread t;
	struct dev *d;

	CHECK_CALL(begin(1));
	spare = dev_start("spare", 5);
	CHECK(spare != NULL);
	own.sid = other.sid = sid;
	going = true;
	removals = 0;
	CHECK(depart_thread_start(&t, false, come_and_go, NULL));
	CHECK_CALL(book_start(&other));
	book_on_lcore(&own);
	CHECK_CALL(book_join(&other));
	going = false;
	CHECK(depart_thread_join(&t));
	CHECK_CALL(book_check(&own));
	test_note("%" PRIu64 " departures, %u EAGAIN, %u ENOBUFS", (uint64_t)removals,
		  (unsigned int)(own.again + other.again),
		  (unsigned int)(own.results[BOOK_REFUSED] + other.results[BOOK_REFUSED]));
	CHECK(removals >= 3 && own.again + other.again != 0);
	for (d = dev; d != NULL; d = d->next)
		CHECK_EQ(d->broken, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ a service core */

/* It runs the queue for all; without it lcores do. */
static int
case_service(void)
{
	struct book own = {.todo = 100000}, other = {.todo = 100000};

	CHECK_CALL(begin(1));
	CHECK_CALL(core_start(dev->id));
	own.sid = other.sid = sid;
	CHECK_CALL(book_start(&other));
	book_on_lcore(&own);
	CHECK_CALL(book_join(&other));
	CHECK_CALL(book_check(&own));
	CHECK_EQ(dev->taken_by[core_lcore()], 200000);
	CHECK_EQ(core_map(dev->id, false), 0);
	CHECK(core_wait(dev->id, false));
	own = (struct book){.todo = 1000, .sid = sid};
	book_on_lcore(&own);
	CHECK_CALL(book_check(&own));
	CHECK_EQ(dev->taken_by[rte_lcore_id()], 1000);
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"one_queue", case_one_queue, TEST_NO_INIT},
	{"two_queues", case_two_queues, TEST_NO_INIT},
	{"blocked", case_blocked, TEST_NO_INIT},
	{"asleep", case_asleep, TEST_NO_INIT},
	{"latecomer", case_latecomer, TEST_NO_INIT},
	{"latecomer_alone", case_latecomer_alone, TEST_NO_INIT},
	{"departs", case_departs, TEST_NO_INIT},
	{"comes_back", case_comes_back, TEST_NO_INIT},
	{"service", case_service, TEST_NO_INIT},
};
TEST_SUITE(framework_shared, cases, NULL, NULL);
