/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>

#include "fakedrv.h"
#include "ledger.h"

/* ERESTART and crypto_unblock(): a driver that has no room is left alone until it says so. */

static struct fake *fake;
static uint64_t sid;
static struct cryptop *crps[128];

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

static int
dispatch(unsigned int from, unsigned int to)
{
	for (; from < to; from++)
		CHECK_EQ(crypto_dispatch(crps[from]), 0);
	return TEST_PASS;
}

/* Did the driver get requests 0 .. n-1 in this order? */
static int
check_log(unsigned int n)
{
	unsigned int i;

	CHECK_EQ(fake->nlog, n);
	for (i = 0; i < n; i++)
		CHECK_EQ(fake->log[i], i);
	return TEST_PASS;
}

/* Between ERESTART and crypto_unblock() process() is not called. */
static int
left_alone(enum fake_kind kind)
{
	struct crypto_driver_stats st;
	uint64_t calls;
	unsigned int i;

	CHECK_CALL(begin(kind, 40));
	fake->room = 3;
	CHECK_CALL(dispatch(0, 10));
	CHECK_EQ(fake->taken, 3);
	calls = fake->calls;
	CHECK_EQ(calls, 4);
	CHECK_CALL(dispatch(10, 20));
	CHECK_EQ(crypto_dispatch_burst(&crps[20], 10), 10);
	for (i = 0; i < 20; i++)
		crypto_poll();
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 3);
	CHECK_EQ(fake->calls, calls);
	CHECK_EQ(crypto_driver_stats(fake->id, &st), 0);
	CHECK_EQ(st.blocks, 1);
	CHECK_EQ(st.requests, 3);
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_CALL(dispatch(30, 31)); /* the next call of any kind sees it */
	CHECK_EQ(fake->taken, 31);
	CHECK_CALL(check_log(31));
	fake_complete_all(fake);
	crypto_poll();
	CHECK(ledger_ordered(31));
	return TEST_PASS;
}

static int
case_left_alone_simple(void)
{
	return left_alone(FAKE_SIMPLE);
}

static int
case_left_alone_ops(void)
{
	return left_alone(FAKE_OPS);
}

static int
case_left_alone_burst(void)
{
	return left_alone(FAKE_BURST);
}

static int
case_poll_retries(void)
{
	CHECK_CALL(begin(FAKE_BURST, 5));
	fake->room = 0;
	CHECK_CALL(dispatch(0, 5));
	crypto_poll();
	CHECK_EQ(fake->calls, 1);
	fake_unblock(fake, 2);
	crypto_poll();
	CHECK_EQ(fake->taken, 2);
	CHECK_EQ(fake->calls, 4);
	crypto_poll();
	CHECK_EQ(fake->calls, 4);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 0); /* the head is with the driver */
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 5);
	CHECK(ledger_ordered(5));
	return TEST_PASS;
}

/* One refused in the middle: those before it are taken, those behind it wait untouched. */
static int
mid_burst(enum fake_kind kind)
{
	struct cryptop before[16];
	unsigned int i;

	CHECK_CALL(begin(kind, 16));
	fake->room = 5;
	for (i = 0; i < 16; i++)
		before[i] = *crps[i];
	CHECK_EQ(crypto_dispatch_burst(crps, 16), 16);
	CHECK_EQ(fake->taken, 5);
	CHECK_EQ(fake->calls, 6);
	for (i = 5; i < 16; i++) {
		CHECK_EQ(crps[i]->crp_sid, sid);
		CHECK_EQ(crps[i]->crp_etype, 0);
		CHECK_EQ(crps[i]->crp_flags, before[i].crp_flags);
		CHECK(crps[i]->crp_buf == before[i].crp_buf);
	}
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 5);
	fake_unblock(fake, 7);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(fake->taken, 12);
	fake_complete_reverse(fake);
	CHECK_EQ(crypto_poll(), 7);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 4);
	CHECK_CALL(check_log(16));
	CHECK(ledger_ordered(16));
	return TEST_PASS;
}

static int
case_mid_burst_simple(void)
{
	return mid_burst(FAKE_SIMPLE);
}

static int
case_mid_burst_ops(void)
{
	return mid_burst(FAKE_OPS);
}

static int
case_mid_burst_burst(void)
{
	return mid_burst(FAKE_BURST);
}

static int
case_mid_burst_simple_burst(void)
{
	return mid_burst(FAKE_SIMPLE_BURST);
}

/* Mid-burst while the ring is drained. */
static int
case_mid_drain(void)
{
	unsigned int room;

	CHECK_CALL(begin(FAKE_BURST, 128));
	fake->room = 0;
	CHECK_CALL(dispatch(0, 128));
	for (room = 1; fake->taken < 128; room += 3) {
		fake_unblock(fake, room);
		crypto_poll();
		fake_complete_random(fake);
	}
	while (crypto_poll() != 0)
		;
	CHECK_CALL(check_log(128));
	CHECK(ledger_ordered(128));
	return TEST_PASS;
}

/* ------------------------------------------------------- no lost wake-up */

static void
unblock_inside(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	if (f->room == 0) {
		f->hook = NULL;
		crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
		f->answer = 0;
	}
}

/* Room again before process() has returned its ERESTART: the next call brings them. */
static int
unblock_in_process(enum fake_kind kind)
{
	unsigned int i;

	CHECK_CALL(begin(kind, 8));
	fake->room = 2;
	fake->hook = unblock_inside;
	CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
	fake->room = FAKE_UNLIMITED; /* without another crypto_unblock() */
	fake->sync = true;
	for (i = 0; i < 2; i++)
		crypto_poll();
	if (fake->taken == 2) { /* it tried again at once and was refused again: that is fair */
		fake_unblock(fake, FAKE_UNLIMITED);
		crypto_poll();
		CHECK_EQ(fake->calls, 2 + 1 + 1 + 6);
	}
	fake_complete_all(fake);
	crypto_poll();
	CHECK_CALL(check_log(8));
	CHECK(ledger_ordered(8));
	return TEST_PASS;
}

static int
case_unblock_in_process_simple(void)
{
	return unblock_in_process(FAKE_SIMPLE);
}

static int
case_unblock_in_process_burst(void)
{
	return unblock_in_process(FAKE_BURST);
}

static void
room_inside(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	if (f->calls == 3)
		f->room = 0;
	if (f->calls == 4)
		f->room = FAKE_UNLIMITED;
}

static void
unblock_at_third(struct fake *f, struct cryptop *crp)
{
	room_inside(f, crp);
	if (f->calls == 3)
		crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
}

/* The same, with room at the very next call: everything is there after one poll. */
static int
case_unblock_in_process_room(void)
{
	enum fake_kind kinds[] = {FAKE_SIMPLE, FAKE_OPS, FAKE_BURST, FAKE_SIMPLE_BURST};
	unsigned int i;

	for (i = 0; i < 4; i++) {
		CHECK_CALL(begin(kinds[i], 8));
		fake->hook = unblock_at_third;
		fake->sync = true;
		CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
		crypto_poll();
		CHECK_EQ(fake->calls, 9);
		crypto_poll();
		CHECK_CALL(check_log(8));
		CHECK(ledger_ordered(8));
	}
	return TEST_PASS;
}

/* An unblock inside a call that took its request says nothing of a later ERESTART. */
static void
unblock_at_second(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	if (f->calls == 2)
		crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
}

static int
case_unblock_before(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 6));
	crypto_unblock((uint32_t)fake->id, CRYPTO_SYMQ);
	fake->room = 3;
	fake->hook = unblock_at_second;
	CHECK_CALL(dispatch(0, 6));
	crypto_poll();
	CHECK_EQ(fake->calls, 4);
	return fake_finish();
}

static int
case_unblock_before_burst(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 6));
	fake->room = 3;
	fake->hook = unblock_at_second;
	CHECK_EQ(crypto_dispatch_burst(crps, 6), 6);
	crypto_poll();
	CHECK_EQ(fake->calls, 4);
	return fake_finish();
}

/* A driver that says "room" and "no room" for ever does not keep the caller. */
static void
always_unblock(struct fake *f, struct cryptop *crp)
{
	(void)crp;
	if (f->calls < 100000)
		crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
}

static int
case_unblock_for_ever(void)
{
	enum fake_kind kinds[] = {FAKE_SIMPLE, FAKE_BURST};
	unsigned int i;

	for (i = 0; i < 2; i++) {
		CHECK_CALL(begin(kinds[i], 8));
		fake->room = 0;
		fake->hook = always_unblock;
		CHECK_EQ(crypto_dispatch(crps[0]), 0);
		CHECK_EQ(crypto_dispatch_burst(&crps[1], 7), 7);
		CHECK(fake->calls < 100);
		crypto_poll();
		CHECK(fake->calls < 200);
		CHECK_CALL(fake_finish());
		CHECK(ledger_ordered(8));
	}
	return TEST_PASS;
}

static void *
unblock_thread(void *arg)
{
	fake_unblock(arg, FAKE_UNLIMITED);
	return NULL;
}

static int
case_unblock_elsewhere(void)
{
	pthread_t t;

	CHECK_CALL(begin(FAKE_SIMPLE, 4));
	fake->room = 1;
	fake->sync = true;
	CHECK_CALL(dispatch(0, 4));
	CHECK_EQ(pthread_create(&t, NULL, unblock_thread, fake), 0);
	pthread_join(t, NULL);
	crypto_poll();
	crypto_poll();
	CHECK(ledger_ordered(4));
	return TEST_PASS;
}

/* ------------------------------------------------------------------ others */

static int
case_queue_selector(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 2));
	fake->room = 0;
	CHECK_CALL(dispatch(0, 2));
	fake->room = FAKE_UNLIMITED;
	CHECK_EQ(crypto_unblock((uint32_t)fake->id, CRYPTO_ASYMQ), 0);
	crypto_poll();
	CHECK_EQ(fake->calls, 1);
	CHECK_EQ(crypto_unblock((uint32_t)fake->id, 0), EINVAL);
	CHECK_EQ(crypto_unblock((uint32_t)fake->id, 4), EINVAL);
	CHECK_EQ(crypto_unblock((uint32_t)fake->id, CRYPTO_SYMQ | 8), EINVAL);
	CHECK_EQ(crypto_unblock(63, CRYPTO_SYMQ), EINVAL);
	CHECK_EQ(crypto_unblock(UINT32_MAX, CRYPTO_SYMQ), EINVAL);
	crypto_poll();
	CHECK_EQ(fake->calls, 1);
	CHECK_EQ(crypto_unblock((uint32_t)fake->id, CRYPTO_SYMQ | CRYPTO_ASYMQ), 0);
	crypto_poll();
	CHECK_EQ(fake->taken, 2);
	return fake_finish();
}

/* A blocked driver holds up nobody else, not even in the same burst. */
static int
case_no_head_of_line(void)
{
	struct fake *other;
	uint64_t sid2;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 40));
	other = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE, .name = "other"});
	CHECK(other != NULL);
	CHECK_EQ(fake_session(other, &sid2), 0);
	other->sync = true;
	fake->room = 1;
	for (i = 1; i < 40; i += 2)
		crps[i]->crp_sid = sid2;
	CHECK_EQ(crypto_dispatch_burst(crps, 20), 20);
	CHECK_CALL(dispatch(20, 40));
	CHECK_EQ(other->taken, 20);
	CHECK_EQ(crypto_poll(), 20);
	for (i = 0; i < 20; i++)
		CHECK_EQ(ledger.id[i], 2 * i + 1);
	fake_unblock(fake, FAKE_UNLIMITED);
	crypto_poll();
	fake_complete_reverse(fake);
	CHECK_EQ(crypto_poll(), 20);
	CHECK(ledger_once(40));
	for (i = 20; i < 40; i++)
		CHECK_EQ(ledger.id[i], 2 * (i - 20));
	return TEST_PASS;
}

/* A simple driver's ERESTART leaves no trace of its own session number. */
static int
case_untouched(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 1));
	fake->room = 0;
	CHECK_CALL(dispatch(0, 1));
	CHECK_EQ(crps[0]->crp_sid, sid);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crps[0]->crp_sid, sid);
	CHECK_EQ(fake->seen_sid, (uint64_t)fake->id << 32 | 0xf0000000u);
	return TEST_PASS;
}

/* crypto_drain() and crypto_run() see a driver through its blocks. */
static int
case_run_through(void)
{
	struct fake *f;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST, 100));
	f = fake;
	fake_chaos(f, test_random());
	for (i = 0; i < 50; i++)
		CHECK(crypto_run(crps[i]) == 0 || crps[i]->crp_etype == EIO);
	CHECK_CALL(dispatch(50, 100));
	CHECK_EQ(crypto_drain(5000000), 0);
	CHECK_EQ(ledger.n, 50);
	CHECK_EQ(f->taken, 100);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"left_alone_simple", case_left_alone_simple, TEST_NO_INIT},
	{"left_alone_ops", case_left_alone_ops, TEST_NO_INIT},
	{"left_alone_burst", case_left_alone_burst, TEST_NO_INIT},
	{"poll_retries", case_poll_retries, TEST_NO_INIT},
	{"mid_burst_simple", case_mid_burst_simple, TEST_NO_INIT},
	{"mid_burst_ops", case_mid_burst_ops, TEST_NO_INIT},
	{"mid_burst_burst", case_mid_burst_burst, TEST_NO_INIT},
	{"mid_burst_simple_burst", case_mid_burst_simple_burst, TEST_NO_INIT},
	{"mid_drain", case_mid_drain, TEST_NO_INIT},
	{"unblock_in_process_simple", case_unblock_in_process_simple, TEST_NO_INIT},
	{"unblock_in_process_burst", case_unblock_in_process_burst, TEST_NO_INIT},
	{"unblock_in_process_room", case_unblock_in_process_room, TEST_NO_INIT},
	{"unblock_before", case_unblock_before, TEST_NO_INIT},
	{"unblock_before_burst", case_unblock_before_burst, TEST_NO_INIT},
	{"unblock_for_ever", case_unblock_for_ever, TEST_NO_INIT},
	{"unblock_elsewhere", case_unblock_elsewhere, TEST_NO_INIT},
	{"queue_selector", case_queue_selector, TEST_NO_INIT},
	{"no_head_of_line", case_no_head_of_line, TEST_NO_INIT},
	{"untouched", case_untouched, TEST_NO_INIT},
	{"run_through", case_run_through, TEST_NO_INIT},
};
TEST_SUITE(framework_blocked, cases, NULL, NULL);
