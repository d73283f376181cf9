/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_cycles.h>

#include "fault.h"
#include "keydrv.h"

/*
 * Key operations under faults: each is called back once, with its result or an error, whatever
 * the driver does, and when it leaves.
 */

#define OPS 2000
#define WINDOW 100

static int32_t fault_id;

static int
begin(const char *keys)
{
	static char spec[300];
	const char *drivers[] = {"openssl", spec, NULL};

	snprintf(spec, sizeof(spec), "fault,under=openssl%s%s,seed=%u", keys[0] != '\0' ? "," : "",
		 keys, test_random_below(UINT32_MAX));
	CHECK_EQ(keyop_world(drivers), 0);
	fault_id = crypto_find_driver("fault");
	CHECK(fault_id >= 0);
	return TEST_PASS;
}

static unsigned int wrong;

/* 8 ^ 5 mod 65521 is 32768. */
static void
look(struct cryptkop *krp)
{
	static const uint8_t right[4] = {0, 0x80, 0, 0};

	if (krp->krp_status == 0 && memcmp(krp->krp_param[3].crp_p, right, sizeof(right)) != 0)
		wrong++;
}

/* All of them, a window at a time; a look at each. */
static int
load_with(void (*hook)(struct cryptkop *krp))
{
	uint32_t sent = 0;

	wrong = 0;
	keybook.hook = hook;
	while (sent < OPS) {
		uint32_t n = RTE_MIN((uint32_t)WINDOW - (sent - keybook.n), OPS - sent);

		CHECK_CALL(keyop_dispatch(sent, n));
		sent += n;
		CHECK(keyop_poll_until(sent - WINDOW / 2));
	}
	CHECK(keyop_poll_until(OPS));
	CHECK_EQ(keybook.n, OPS);
	CHECK(keybook_once(OPS, -1));
	CHECK_EQ(crypto_pending(), 0);
	return TEST_PASS;
}

static int
load(void)
{
	return load_with(look);
}

static unsigned int
failures(int status)
{
	unsigned int i, n = 0;

	for (i = 0; i < OPS; i++)
		n += keybook.status[i] == (u_int)status;
	return n;
}

static struct crypto_fault_counts
counts(void)
{
	struct crypto_fault_counts c;

	crypto_fault_counts(&c);
	return c;
}

static int
case_none(void)
{
	CHECK_CALL(begin(""));
	CHECK_CALL(load());
	CHECK_EQ(counts().taken, OPS);
	CHECK_EQ(failures(0), OPS);
	CHECK_EQ(wrong, 0);
	return TEST_PASS;
}

static int
case_error(void)
{
	CHECK_CALL(begin("error=10"));
	CHECK_CALL(load());
	CHECK_EQ(counts().error, OPS / 10);
	CHECK_EQ(failures(EIO), OPS / 10);
	CHECK_EQ(failures(0), OPS - OPS / 10);
	CHECK_EQ(wrong, 0);
	return TEST_PASS;
}

static int
case_delay(void)
{
	CHECK_CALL(begin("delay=3"));
	CHECK_CALL(load());
	CHECK_EQ(counts().delay, OPS);
	CHECK_EQ(failures(0), OPS);
	return TEST_PASS;
}

/* Called back as they are done, so not as they were dispatched. */
static int
case_reorder(void)
{
	unsigned int i, late = 0;

	CHECK_CALL(begin("reorder=0.5,delay=1"));
	CHECK_CALL(load());
	for (i = 1; i < OPS; i++)
		late += keybook.id[i] < keybook.id[i - 1];
	CHECK(counts().reorder > OPS / 4);
	CHECK(late > 0);
	CHECK_EQ(failures(0), OPS);
	CHECK_EQ(wrong, 0);
	return TEST_PASS;
}

static int
case_restart(void)
{
	struct crypto_driver_stats st;

	CHECK_CALL(begin("restart=0.4,size=7"));
	CHECK_CALL(load());
	CHECK_EQ(crypto_driver_stats(fault_id, &st), 0);
	CHECK(counts().restart > OPS / 8);
	CHECK(counts().inside > 0);
	CHECK(st.kblocks >= counts().restart);
	CHECK_EQ(st.kops, OPS);
	CHECK_EQ(failures(0), OPS);
	return TEST_PASS;
}

static int
case_wrong_done(void)
{
	struct crypto_driver_stats st;

	CHECK_CALL(begin("duplicate=0.2,unknown=0.2"));
	CHECK_CALL(load());
	CHECK_EQ(crypto_driver_stats(fault_id, &st), 0);
	CHECK(counts().duplicate > OPS / 20);
	CHECK(counts().unknown > OPS / 20);
	CHECK_EQ(st.wrong_done, counts().duplicate + counts().unknown);
	CHECK_EQ(failures(0), OPS);
	return TEST_PASS;
}

/* That the harness sees wrong results. */
static int
case_corrupt(void)
{
	CHECK_CALL(begin("corrupt=0.1"));
	CHECK_CALL(load());
	CHECK(counts().corrupt > OPS / 40);
	CHECK_EQ(wrong, counts().corrupt);
	return TEST_PASS;
}

/* It dies with some in its hands: those are EIO, the others' driver is the one below. */
static int
case_die(void)
{
	struct crypto_fault_counts c;

	CHECK_CALL(begin("die=700,delay=2,reorder=0.3,restart=0.2,duplicate=0.1"));
	CHECK_CALL(load());
	c = counts();
	CHECK_EQ(c.die, 1);
	CHECK_EQ(c.taken, 700);
	CHECK_EQ(failures(EIO), c.lost);
	CHECK_EQ(failures(0), OPS - c.lost);
	CHECK_EQ(wrong, 0);
	return TEST_PASS;
}

/* From the 30th on nothing comes back, until it is withdrawn. */
static int
case_hang(void)
{
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();
	unsigned int i, good = 0;

	CHECK_CALL(begin("hang=30"));
	CHECK_CALL(keyop_dispatch(0, WINDOW));
	while (counts().taken < WINDOW && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(100);
	CHECK_EQ(counts().taken, WINDOW);
	CHECK_EQ(crypto_unregister_all((uint32_t)fault_id), 0);
	CHECK(keyop_poll_until(WINDOW));
	CHECK(keybook_once(WINDOW, -1));
	for (i = 0; i < WINDOW; i++)
		good += keybook.status[i] == 0;
	CHECK(good < 30);
	CHECK_EQ(counts().lost, WINDOW - good);
	return TEST_PASS;
}

/* Everything at once, and the driver is withdrawn in the middle, from a callback. */
static void
withdraw(struct cryptkop *krp)
{
	look(krp);
	if (keybook.n == OPS / 2)
		crypto_unregister_all((uint32_t)fault_id);
}

static int
case_withdrawn(void)
{
	CHECK_CALL(begin(
		"error=17,delay=1,reorder=0.4,restart=0.3,duplicate=0.2,unknown=0.1,size=20"));
	CHECK_CALL(load_with(withdraw));
	CHECK_EQ(wrong, 0);
	CHECK_EQ(failures(EIO), counts().error);
	CHECK_EQ(failures(0), OPS - counts().error);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"none", case_none, TEST_NO_INIT},       {"error", case_error, TEST_NO_INIT},
	{"delay", case_delay, TEST_NO_INIT},     {"reorder", case_reorder, TEST_NO_INIT},
	{"restart", case_restart, TEST_NO_INIT}, {"wrong_done", case_wrong_done, TEST_NO_INIT},
	{"corrupt", case_corrupt, TEST_NO_INIT}, {"die", case_die, TEST_NO_INIT},
	{"hang", case_hang, TEST_NO_INIT},       {"withdrawn", case_withdrawn, TEST_NO_INIT},
};
TEST_SUITE(keyop_fault, cases, NULL, NULL);
