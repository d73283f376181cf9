/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <sched.h>

#include <rte_cycles.h>
#include <rte_lcore.h>
#include <rte_pause.h>
#include <rte_service.h>
#include <rte_service_component.h>

#include "book.h"
#include "core.h"
#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/*
 * A service core runs the driver: who calls it, and what changes hands under load. The main
 * lcore and threads dispatch; an EAL worker is the core.
 */

static struct dev *dev;
static uint64_t sid;
static struct cryptop *crps[256];

static int
begin(unsigned int credits)
{
	CHECK_EQ(dev_world(credits), 0);
	dev = dev_start("dev", 10);
	CHECK(dev != NULL);
	CHECK_EQ(dev_session(&sid), 0);
	ledger_clear();
	return TEST_PASS;
}

/* Dispatch n requests with the next ids, and see them all come back. */
static int
round_trip(unsigned int n)
{
	unsigned int i, first = ledger.n;

	for (i = 0; i < n; i++)
		ledger_enter(crps[i], sid, first + i);
	CHECK_EQ(crypto_dispatch_burst(crps, n), n);
	CHECK(ledger_poll_for(first + n));
	return TEST_PASS;
}

/* ------------------------------------------------------------------ the service */

static int
case_names(void)
{
	struct crypto_driver_info info;
	struct fake *f;
	uint32_t id;

	CHECK_CALL(begin(0));
	CHECK_EQ(crypto_driver_service(63, 1), ENODEV);
	CHECK_EQ(crypto_driver_service(-1, 1), ENODEV);
	CHECK_EQ(crypto_driver_service(dev->id, 0), 0);
	CHECK_EQ(crypto_driver_info(dev->id, &info), 0);
	CHECK_EQ(info.service, -1);
	CHECK_EQ(crypto_driver_service(dev->id, 1), 0);
	CHECK_EQ(crypto_driver_service(dev->id, 1), 0); /* it is already */
	CHECK_EQ(crypto_driver_info(dev->id, &info), 0);
	CHECK_EQ(rte_service_get_by_name("crypto_dev", &id), 0);
	CHECK_EQ(info.service, id);
	CHECK_EQ(rte_service_runstate_get(id), 0); /* no core is mapped */
	CHECK_EQ(crypto_driver_service(dev->id, 0), 0);
	CHECK_EQ(crypto_driver_info(dev->id, &info), 0);
	CHECK_EQ(info.service, -1);
	f = fake_start(&(struct fake_config){.name = "a-name-of-twenty-four-xyz"});
	CHECK(f != NULL);
	CHECK_EQ(crypto_driver_service(f->id, 1), EINVAL);
	CHECK_EQ(test_stop(), 0);
	CHECK_NE(rte_service_get_by_name("crypto_dev", &id), 0);
	return TEST_PASS;
}

/* Without a core nothing changes; with one it calls the driver, callbacks stay here. */
static int
case_runs(void)
{
	struct crypto_driver_stats st;

	CHECK_CALL(begin(0));
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	CHECK_EQ(crypto_driver_service(dev->id, 1), 0);
	CHECK_CALL(round_trip(64));
	CHECK_EQ(dev->taken_by[rte_lcore_id()], 64);
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(round_trip(64)); /* given away in a poll: some may be taken here yet */
	CHECK_CALL(round_trip(64));
	CHECK_CALL(round_trip(64));
	CHECK(dev->taken_by[core_lcore()] >= 128);
	CHECK(ledger_ordered(256));
	CHECK_EQ(crypto_driver_stats(dev->id, &st), 0);
	CHECK_EQ(st.requests, 256);
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

/* Each way to end it: requests that wait meanwhile, in the ring and in the driver, are done. */
static int
taken_back(int (*end)(void))
{
	uint64_t here;

	CHECK_CALL(begin(0));
	CHECK_CALL(ledger_reqs(crps, 128, sid));
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(round_trip(64));
	CHECK_CALL(round_trip(64));
	dev->room = 16;
	dev->hold = true;
	CHECK_EQ(crypto_dispatch_burst(crps, 64), 64);
	CHECK(fake_wait(&dev->taken, 144));
	here = dev->taken_by[rte_lcore_id()];
	CHECK_CALL(end());
	dev->hold = false;
	CHECK(ledger_poll_for(192));
	CHECK_EQ(dev->taken_by[rte_lcore_id()], here + 48);
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

static int
end_unmapped(void)
{
	CHECK_EQ(core_map(dev->id, false), 0);
	CHECK(core_wait(dev->id, false));
	return TEST_PASS;
}

static int
end_off(void)
{
	CHECK_EQ(crypto_driver_service(dev->id, 0), 0);
	return TEST_PASS;
}

static int
end_stopped(void)
{
	struct crypto_driver_info info;

	CHECK_EQ(crypto_driver_info(dev->id, &info), 0);
	CHECK_EQ(rte_service_runstate_set((uint32_t)info.service, 0), 0);
	CHECK_EQ(rte_service_lcore_stop(core_lcore()), 0);
	CHECK(core_wait(dev->id, false));
	CHECK_EQ(rte_service_runstate_set((uint32_t)info.service, 1), 0);
	return TEST_PASS;
}

static int
case_unmapped(void)
{
	return taken_back(end_unmapped);
}

static int
case_off(void)
{
	return taken_back(end_off);
}

static int
case_stopped(void)
{
	return taken_back(end_stopped);
}

/* ------------------------------------------------------------------- under load */

static atomic_bool toggling;
static _Atomic uint64_t toggles;

/* Handed over and back, in every way, until the load has ended. */
static void
toggle(void *arg)
{
	unsigned int n = 0;

	(void)arg;
	while (toggling) {
		switch (n++ % 4) {
		case 0: core_map(dev->id, false); break;
		case 1: core_map(dev->id, true); break;
		case 2: crypto_driver_service(dev->id, 0); break;
		default: crypto_driver_service(dev->id, 1);
		}
		toggles++;
		rte_delay_us_sleep(700);
	}
}

/* Two lcores at work, once. */
static int
load_round(void)
{
	struct book own = {.todo = 100000, .sid = sid}, other = {.todo = 100000, .sid = sid};

	CHECK_CALL(book_start(&other));
	book_on_lcore(&own);
	CHECK_CALL(book_join(&other));
	CHECK_CALL(book_check(&own));
	return TEST_PASS;
}

static int
under_load(bool part, uint32_t room)
{
	struct depart_thread t;
	unsigned int rounds = 0;
	int rc;

	CHECK_CALL(begin(0));
	CHECK_CALL(core_start(dev->id));
	dev->part = part;
	dev->room = room;
	toggling = true;
	toggles = 0;
	CHECK(depart_thread_start(&t, false, toggle, NULL));
	do
		rc = load_round();
	while (rc == TEST_PASS && ++rounds < 200 &&
	       (toggles < 40 || dev->taken_by[core_lcore()] < 1000));
	toggling = false;
	CHECK(depart_thread_join(&t));
	CHECK_CALL(rc);
	CHECK_EQ(dev->broken, 0);
	CHECK_EQ(dev->taken, rounds * 200000);
	test_note("%" PRIu64 " times handed over or back; of %u requests the core took %" PRIu64,
		  (uint64_t)toggles, rounds * 200000, (uint64_t)dev->taken_by[core_lcore()]);
	CHECK(dev->taken_by[core_lcore()] >= 1000 && dev->taken_by[rte_lcore_id()] >= 1000);
	return TEST_PASS;
}

static int
case_load(void)
{
	return under_load(false, DEV_QUEUE);
}

/* It completes a part at a time, and answers ERESTART most of the time. */
static int
case_load_blocked(void)
{
	return under_load(true, 20);
}

/* An lcore that has nothing to do, asleep with requests out, delays nobody. */
static void
sleeper(void *arg)
{
	struct cryptop **mine = arg;
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();

	crypto_dispatch_burst(mine, 4);
	crypto_poll(); /* gives the context away, requests in it */
	toggles = 1;
	while (toggling && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(100);
	crypto_drain(10000000);
}

static int
case_asleep(void)
{
	struct book own = {.todo = 50000};
	struct depart_thread t;
	unsigned int i;

	CHECK_CALL(begin(0));
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(ledger_reqs(crps, 4, sid));
	toggling = true;
	toggles = 0;
	CHECK(depart_thread_start(&t, true, sleeper, crps));
	CHECK(fake_wait(&toggles, 1));
	own.sid = sid;
	book_on_lcore(&own);
	CHECK_CALL(book_check(&own));
	CHECK(fake_wait(&dev->taken, 50004)); /* the sleeper's, too */
	for (i = 0; i < 4; i++)
		CHECK_EQ(ledger.count[i], 0);
	toggling = false;
	CHECK(depart_thread_join(&t));
	CHECK(ledger_ordered(4));
	return TEST_PASS;
}

/* ---------------------------------------------------------------- it does not come */

static atomic_bool hogging, hogs;

static int32_t
hog(void *arg)
{
	(void)arg;
	while (hogging) {
		hogs = true;
		rte_pause();
	}
	hogs = false;
	return 0;
}

/* Another service of the same core, for ever. */
static int
hog_start(uint32_t *id)
{
	struct rte_service_spec spec = {.name = "hog", .callback = hog};

	CHECK_EQ(rte_service_component_register(&spec, id), 0);
	rte_service_component_runstate_set(*id, 1);
	rte_service_runstate_set(*id, 1);
	CHECK_EQ(rte_service_map_lcore_set(*id, core_lcore(), 1), 0);
	return TEST_PASS;
}

static void
hog_end(void *arg)
{
	uint32_t *id = arg;

	hogging = false;
	rte_service_map_lcore_set(*id, core_lcore(), 0);
	rte_service_component_runstate_set(*id, 0);
	rte_delay_us_sleep(10000); /* the core looks at it once more */
	rte_service_component_unregister(*id);
}

static uint64_t
late(void)
{
	struct crypto_driver_stats st = {0};

	crypto_driver_stats(dev->id, &st);
	return st.late;
}

/* Is it noticed, and then no more? */
static bool
late_once(uint64_t before)
{
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();

	while (late() == before && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(1000);
	rte_delay_us_sleep(30000);
	return late() == before + 1;
}

/* A core that is mapped and busy elsewhere: logged and counted once, and nothing is lost. */
static int
case_late(void)
{
	static uint32_t id;
	unsigned int turn;

	CHECK_CALL(begin(0));
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	CHECK_CALL(round_trip(64));
	CHECK_CALL(round_trip(64));
	hogging = false;
	CHECK_CALL(hog_start(&id));
	test_defer(hog_end, &id);
	CHECK(ledger_log_start());
	for (turn = 0; turn < 2; turn++) {
		unsigned int n = ledger.n;
		uint64_t before;

		hogging = true;
		while (!hogs)
			rte_delay_us_sleep(100);
		before = late();
		rte_delay_us_sleep(30000);
		CHECK_EQ(late(), before); /* without requests it is nobody's loss */
		CHECK_EQ(crypto_dispatch_burst(crps, 64), 64);
		crypto_poll();
		CHECK(late_once(before));
		CHECK_EQ(ledger.n, n);
		hogging = false;
		CHECK(ledger_poll_for(n + 64));
	}
	CHECK(ledger_log_count(ledger_log_stop(), "has not come") >= 2);
	return TEST_PASS;
}

/* ----------------------------------------------------------------- back-pressure */

/* ERESTART on the core: no call until crypto_unblock(), then all goes on. */
static int
case_blocked(void)
{
	struct fake *f;
	uint64_t calls;

	CHECK_EQ(fake_world(NULL, 0), 0);
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "f"});
	CHECK(f != NULL);
	CHECK_EQ(fake_session(f, &sid), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	f->sync = true;
	CHECK_CALL(core_start(f->id));
	CHECK_CALL(round_trip(64));
	CHECK_CALL(round_trip(64));
	f->room = 10;
	CHECK_EQ(crypto_dispatch_burst(crps, 64), 64);
	CHECK(ledger_poll_for(138));
	calls = f->calls;
	rte_delay_us_sleep(20000);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(f->calls, calls);
	fake_unblock(f, FAKE_UNLIMITED);
	CHECK(ledger_poll_for(192));
	CHECK_EQ(crypto_driver_service(f->id, 0), 0);
	return TEST_PASS;
}

/* Credits are the same: what is refused comes back with ENOBUFS, in the next poll. */
static int
case_credits(void)
{
	CHECK_CALL(begin(64));
	CHECK_CALL(ledger_reqs(crps, 65, sid));
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(round_trip(64));
	CHECK_CALL(round_trip(64));
	dev->hold = true;
	CHECK_EQ(crypto_dispatch_burst(crps, 65), 64);
	CHECK_EQ(crypto_dispatch(crps[64]), 0);
	ledger.n = 0;
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.etype[0], ENOBUFS);
	dev->hold = false;
	CHECK(ledger_poll_for(65));
	return TEST_PASS;
}

/* ------------------------------------------------------------------ departures */

static struct dev *spare;

/* It leaves while the core has requests of it and others wait in the ring. */
static int
case_departs(void)
{
	unsigned int i;

	CHECK_CALL(begin(0));
	spare = dev_start("spare", 5);
	CHECK(spare != NULL);
	CHECK_CALL(ledger_reqs(crps, 64, sid));
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(round_trip(64));
	CHECK_CALL(round_trip(64));
	dev->room = 16;
	dev->hold = true;
	ledger_clear();
	for (i = 0; i < 64; i++)
		ledger_enter(crps[i], sid, i);
	CHECK_EQ(crypto_dispatch_burst(crps, 64), 64);
	CHECK(fake_wait(&dev->taken, 144));
	CHECK_EQ(crypto_unregister_all((uint32_t)dev->id), 0);
	CHECK(depart_moved(sid, dev->id));
	dev->hold = false;
	CHECK(depart_poll_until(&dev->gone, 1));
	CHECK(ledger_poll_for(64));
	CHECK(ledger_ordered(64));
	for (i = 0; i < 64; i++)
		CHECK_EQ(ledger.etype[i], i < 16 ? 0 : EAGAIN);
	CHECK_EQ(dev->broken, 0);
	return TEST_PASS;
}

/* An lcore that has given its context away and sleeps does not hold the departure up. */
static int
case_departs_asleep(void)
{
	struct depart_thread t;
	unsigned int i;

	CHECK_CALL(begin(0));
	CHECK_CALL(core_start(dev->id));
	CHECK_CALL(ledger_reqs(crps, 4, sid));
	dev->room = 2;
	dev->hold = true;
	toggling = true;
	toggles = 0;
	CHECK(depart_thread_start(&t, true, sleeper, crps));
	CHECK(fake_wait(&toggles, 1));
	CHECK(fake_wait(&dev->taken, 2));
	dev->hold = false;
	CHECK_EQ(crypto_unregister_all((uint32_t)dev->id), 0);
	CHECK(fake_wait(&dev->gone, 1));
	CHECK_EQ(dev->broken, 0);
	toggling = false;
	CHECK(depart_thread_join(&t));
	CHECK(ledger_ordered(4));
	for (i = 0; i < 4; i++)
		CHECK(ledger.etype[i] == (i < dev->taken ? 0 : ENODEV));
	return TEST_PASS;
}

static _Atomic uint64_t removals;

/* Comes back each time under its name: the core's mapping stays. */
static void
come_and_go(void *arg)
{
	(void)arg;
	while (toggling) {
		crypto_unregister_all((uint32_t)dev->id);
		if (!fake_wait(&dev->gone, 1))
			return;
		dev = dev_start("dev", 10);
		if (dev == NULL || crypto_driver_service(dev->id, 1) != 0)
			return;
		crypto_rebalance(dev->id);
		removals++;
		rte_delay_us_sleep(2000);
	}
}

static int
case_comes_back(void)
{
	struct book own = {.todo = 300000}, other = {.todo = 300000};
	struct depart_thread t;
	struct dev *d;

	CHECK_CALL(begin(0));
	spare = dev_start("spare", 5);
	CHECK(spare != NULL);
	CHECK_CALL(core_start(dev->id));
	own.sid = other.sid = sid;
	toggling = true;
	removals = 0;
	CHECK(depart_thread_start(&t, false, come_and_go, NULL));
	CHECK_CALL(book_start(&other));
	book_on_lcore(&own);
	CHECK_CALL(book_join(&other));
	toggling = false;
	CHECK(depart_thread_join(&t));
	CHECK_CALL(book_check(&own));
	test_note("%" PRIu64 " departures, %u EAGAIN, %u ENOBUFS", (uint64_t)removals,
		  (unsigned int)(own.again + other.again),
		  (unsigned int)(own.results[BOOK_REFUSED] + other.results[BOOK_REFUSED]));
	CHECK(removals >= 3 && own.again + other.again != 0);
	CHECK_EQ(own.results[BOOK_FAILED] + other.results[BOOK_FAILED], 0);
	for (d = dev; d != NULL; d = d->next)
		CHECK_EQ(d->broken, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- the fallback */

/*
 * The fallback's driver is run by the core, and its contexts are away, while lcores need it
 * inside of the other driver.
 */
static int
case_fallback(void)
{
	static struct fake_config limited = {.kind = FAKE_BURST,
					     .name = "limited",
					     .rank = 9,
					     .alg_flags = CRYPTO_ALG_FLAG_LIMITED};
	static struct fake_config whole = {.kind = FAKE_BURST,
					   .name = "whole",
					   .caps = CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC};
	struct book direct = {.todo = 100000};
	struct fake *lim, *all;
	uint64_t through;
	unsigned int i;

	CHECK_EQ(fake_world(NULL, 0), 0);
	all = fake_start(&whole);
	lim = fake_start(&limited);
	CHECK(all != NULL && lim != NULL);
	all->sync = lim->fallback = true;
	CHECK_EQ(fake_session(all, &direct.sid), 0);
	CHECK_EQ(fake_session(lim, &through), 0);
	CHECK_CALL(core_start(all->id));
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 64, through));
	CHECK_CALL(book_start(&direct));
	sid = direct.sid; /* this lcore's context of the fallback's driver goes away, too */
	for (i = 0; i < 300; i++) {
		CHECK_CALL(round_trip(8));
		sid = i % 2 ? through : direct.sid;
	}
	CHECK_CALL(book_join(&direct));
	CHECK_EQ(crypto_driver_service(all->id, 0), 0);
	CHECK(ledger_ordered(2400));
	CHECK_EQ(all->reentered, 0);
	CHECK_EQ(all->taken, 102400);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"names", case_names, TEST_NO_INIT},
	{"runs", case_runs, TEST_NO_INIT},
	{"unmapped", case_unmapped, TEST_NO_INIT},
	{"off", case_off, TEST_NO_INIT},
	{"stopped", case_stopped, TEST_NO_INIT},
	{"load", case_load, TEST_NO_INIT},
	{"load_blocked", case_load_blocked, TEST_NO_INIT},
	{"asleep", case_asleep, TEST_NO_INIT},
	{"late", case_late, TEST_NO_INIT},
	{"blocked", case_blocked, TEST_NO_INIT},
	{"credits", case_credits, TEST_NO_INIT},
	{"departs", case_departs, TEST_NO_INIT},
	{"departs_asleep", case_departs_asleep, TEST_NO_INIT},
	{"comes_back", case_comes_back, TEST_NO_INIT},
	{"fallback", case_fallback, TEST_NO_INIT},
};
TEST_SUITE(framework_service, cases, NULL, NULL);
