/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <semaphore.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* Departures again and again, lcores that do not come by, races with other threads. */

static struct dev *a, *b;
static uint64_t sid;

static int
open_null(uint64_t *s)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	return crypto_newsession(s, &cri, 0);
}

static int
begin(void)
{
	CHECK_EQ(dev_world(512), 0);
	ledger_clear();
	a = dev_start("a", 10);
	b = dev_start("b", 5);
	CHECK(a != NULL && b != NULL);
	CHECK_EQ(open_null(&sid), 0);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	a->taken = 0; /* self-tests' */
	return TEST_PASS;
}

/* A thousand drivers one after the other: two numbers are enough, and no memory is lost. */
static int
case_cycles(void)
{
	struct cryptop *crp;
	unsigned int i;
	int32_t top = 0;

	CHECK_EQ(dev_world(64), 0);
	ledger_clear();
	crp = ledger_req(0, 0);
	CHECK(crp != NULL);
	for (i = 0; i < 1000; i++) {
		a = dev_start("cycle", 1);
		CHECK(a != NULL);
		top = RTE_MAX(top, a->id);
		CHECK_EQ(open_null(&sid), 0);
		crp->crp_sid = sid;
		CHECK_EQ(crypto_run(crp), 0);
		CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
		if (i % 4 == 0)
			CHECK_EQ(crypto_freesession(sid), 0);
		CHECK(depart_poll_until(&a->gone, 1));
		CHECK_EQ(crypto_freesession(sid), i % 4 == 0 ? ENOENT : 0);
		CHECK_EQ(a->broken, 0);
	}
	/* a number is free a moment after gone(); with many departures a second, not many more */
	CHECK(top < 16);
	return TEST_PASS;
}

/* ------------------------------------------------- lcores that do not come by */

#define STUCK 40

static struct {
	sem_t dispatched, go_on;
	unsigned int n, done, again, other;
	uint64_t now;
} stuck;

static int
stuck_callback(struct cryptop *crp)
{
	stuck.done += crp->crp_etype == 0;
	stuck.again += crp->crp_etype == EAGAIN && crypto_session_driver(crp->crp_sid) == b->id;
	stuck.other += crp->crp_etype != 0 && crp->crp_etype != EAGAIN;
	stuck.n++;
	return 0;
}

/* Dispatch, and do nothing until it is told to. */
static void
stuck_main(void *arg)
{
	struct cryptop *crps[STUCK];
	unsigned int i;

	RTE_SET_USED(arg);
	for (i = 0; i < STUCK; i++) {
		crps[i] = crypto_getreq(1);
		if (crps[i] == NULL)
			break;
		ledger_enter(crps[i], sid, i);
		crps[i]->crp_callback = stuck_callback;
		crps[i]->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		if (crypto_dispatch(crps[i]) != 0)
			break;
	}
	sem_post(&stuck.dispatched);
	sem_wait(&stuck.go_on);
	if (crypto_drain(5000000) == 0 && i == STUCK)
		crypto_freereq_burst(crps, STUCK);
}

static int
stuck_worker(void *arg)
{
	stuck_main(arg);
	return 0;
}

static void
stuck_init(void)
{
	memset(&stuck, 0, sizeof(stuck));
	sem_init(&stuck.dispatched, 0, 0);
	sem_init(&stuck.go_on, 0, 0);
}

/* The control thread polls in its place; the callbacks come when it polls. */
static int
stuck_check(uint32_t room)
{
	int32_t id = a->id;
	struct dev *next;

	CHECK_EQ(a->taken, room);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK(depart_poll_until(&a->gone, 1));
	CHECK_EQ(a->broken, 0);
	CHECK_EQ(stuck.n, 0);
	next = dev_start("next", 1); /* what is not called back holds the number */
	CHECK(next != NULL);
	CHECK_NE(next->id, id);
	return TEST_PASS;
}

static int
stuck_after(uint32_t room)
{
	CHECK_EQ(stuck.n, STUCK);
	CHECK_EQ(stuck.other, 0);
	CHECK_EQ(stuck.done, room);
	CHECK_EQ(stuck.again, STUCK - room);
	return TEST_PASS;
}

static int
stuck_thread(uint32_t room)
{
	struct depart_thread t;
	int rc;

	CHECK_CALL(begin());
	stuck_init();
	a->room = room;
	CHECK(depart_thread_start(&t, true, stuck_main, NULL));
	sem_wait(&stuck.dispatched);
	rc = stuck_check(room);
	sem_post(&stuck.go_on);
	CHECK(depart_thread_join(&t));
	CHECK_CALL(rc);
	return stuck_after(room);
}

static int
case_stuck_thread(void)
{
	return stuck_thread(STUCK);
}

static int
case_stuck_waiting(void)
{
	return stuck_thread(7);
}

static int
case_stuck_worker(void)
{
	unsigned int other = rte_get_next_lcore(rte_lcore_id(), true, false);
	int rc;

	if (other >= RTE_MAX_LCORE)
		return test_skip("one lcore only");
	CHECK_CALL(begin());
	stuck_init();
	CHECK_EQ(test_launch(other, stuck_worker, NULL), 0);
	sem_wait(&stuck.dispatched);
	rc = stuck_check(STUCK);
	sem_post(&stuck.go_on);
	test_join(other);
	CHECK_CALL(rc);
	return stuck_after(STUCK);
}

/* ------------------------------------------------------ all that can hold it up */

#define IDLE 100

static uint64_t idle[3][IDLE]; /* hardware only; on a by name; anywhere */
static int posted;             /* what the callback was told */

static int
idle_open(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	unsigned int i;

	for (i = 0; i < IDLE; i++) {
		CHECK_EQ(crypto_newsession(&idle[0][i], &cri, 1), 0);
		CHECK_EQ(crypto_newsession_driver(&idle[1][i], &cri, a->id), 0);
		CHECK_EQ(crypto_newsession(&idle[2][i], &cri, 0), 0);
	}
	return TEST_PASS;
}

static void
leave_inside(struct cryptop *crp)
{
	RTE_SET_USED(crp);
	ledger.hook = NULL;
	posted = crypto_unregister_all((uint32_t)a->id);
}

/* ENODEV where they may not move; EAGAIN, once, where they have. */
static int
idle_check(const struct fake *soft)
{
	static const int wanted[3] = {ENODEV, ENODEV, EAGAIN};
	struct cryptop *crp = ledger_req(0, 1);
	unsigned int i, k;

	CHECK(crp != NULL);
	for (k = 0; k < 3; k++) {
		for (i = 0; i < IDLE; i++) {
			crp->crp_sid = idle[k][i];
			CHECK_EQ(test_run(crp, TEST_DIRECT), wanted[k]);
			if (wanted[k] == EAGAIN)
				CHECK_EQ(crypto_session_driver(crp->crp_sid), soft->id);
			CHECK_EQ(crypto_freesession(idle[k][i]), 0);
		}
	}
	return TEST_PASS;
}

/* From inside a callback; the other lcore sleeps over what the driver has. */
static int
leave_under_all(void)
{
	struct cryptop *crp = ledger_req(sid, 0);

	CHECK(crp != NULL);
	ledger.hook = leave_inside;
	posted = -1;
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK(depart_poll_until(&a->gone, 1));
	CHECK_EQ(posted, 0);
	CHECK_EQ(a->broken, 0);
	CHECK_EQ(a->closed, a->opened);
	CHECK_EQ(stuck.n, 0);
	CHECK(ledger_once(1));
	return TEST_PASS;
}

static int
case_held_up(void)
{
	struct depart_thread t;
	struct fake *soft;
	int rc;

	CHECK_EQ(dev_world(512), 0);
	ledger_clear();
	stuck_init();
	a = dev_start("a", 10);
	soft = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "soft",
						.caps = CRYPTOCAP_F_SOFTWARE, .rank = 5});
	CHECK(a != NULL && soft != NULL);
	soft->sync = true;
	CHECK_EQ(open_null(&sid), 0);
	CHECK_CALL(idle_open());
	CHECK(depart_thread_start(&t, true, stuck_main, NULL));
	sem_wait(&stuck.dispatched);
	rc = leave_under_all();
	sem_post(&stuck.go_on);
	CHECK(depart_thread_join(&t));
	CHECK_CALL(rc);
	CHECK(stuck.n == STUCK && stuck.done == STUCK);
	return idle_check(soft);
}

/* It holds the numbers of what lived at that moment, none of those that come later. */
static int
case_stuck_pins_little(void)
{
	struct depart_thread t;
	unsigned int i;
	int rc = TEST_PASS;

	CHECK_CALL(begin());
	stuck_init();
	CHECK(depart_thread_start(&t, true, stuck_main, NULL));
	sem_wait(&stuck.dispatched);
	for (i = 0; i < 200 && rc == TEST_PASS; i++) {
		struct dev *dev = dev_start("later", 1);

		rc = dev == NULL || crypto_unregister_all((uint32_t)dev->id) != 0 ||
				     !depart_poll_until(&dev->gone, 1) ?
			     test_fail(__FILE__, __LINE__, "driver %u", i) : TEST_PASS;
	}
	sem_post(&stuck.go_on);
	CHECK(depart_thread_join(&t));
	return rc;
}

/* -------------------------------------------------------------- gone() blocks */

static struct {
	atomic_bool inside, go_on;
} closing;

static void
close_slowly(struct dev *dev)
{
	unsigned int i;

	RTE_SET_USED(dev);
	closing.inside = true;
	for (i = 0; i < 5000 && !closing.go_on; i++)
		rte_delay_us_sleep(1000);
}

/* Closing a dead device takes long: sessions are opened meanwhile. */
static int
case_gone_blocks(void)
{
	unsigned int i;
	uint64_t s;

	CHECK_CALL(begin());
	closing.inside = closing.go_on = false;
	a->on_gone = close_slowly;
	CHECK_EQ(crypto_unregister_all((uint32_t)a->id), 0);
	for (i = 0; i < 5000 && !closing.inside; i++)
		rte_delay_us_sleep(1000);
	CHECK_EQ(open_null(&s), 0);
	CHECK_EQ(crypto_session_driver(s), b->id);
	CHECK_EQ(a->gone, 0); /* or it was over before */
	closing.go_on = true;
	CHECK(depart_poll_until(&a->gone, 1));
	return TEST_PASS;
}

/* ------------------------------------------------------------------- races */

static atomic_bool race_over;

/* a's algorithm goes and comes: its sessions move to b and back. */
static void
swing(void *arg)
{
	uint64_t *moves = arg;

	while (!race_over) {
		crypto_unregister((uint32_t)a->id, CRYPTO_NULL_CBC);
		depart_moved(sid, a->id);
		crypto_register((uint32_t)a->id, CRYPTO_NULL_CBC, 0, 0, NULL, NULL, NULL, a);
		crypto_rebalance(a->id);
		++*moves;
	}
}

/* An identifier of long ago is good for EAGAIN at any moment, also in the middle of a move. */
static int
case_stale_race(void)
{
	struct depart_thread t;
	struct cryptop *crp;
	uint64_t moves = 0, first, end, n;
	int rc = 0;
	struct dev *c;

	CHECK_CALL(begin());
	c = dev_start("c", 20);
	CHECK(c != NULL);
	/* so that a still offers something */
	CHECK_EQ(crypto_register((uint32_t)a->id, CRYPTO_NULL_HMAC, 0, 0, NULL, NULL, NULL, a), 0);
	CHECK_EQ(open_null(&sid), 0);
	CHECK_EQ(crypto_session_driver(sid), c->id);
	first = sid;
	crp = ledger_req(first, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_unregister_all((uint32_t)c->id), 0);
	CHECK(depart_poll_until(&c->gone, 1));
	race_over = false;
	CHECK(depart_thread_start(&t, false, swing, &moves));
	end = rte_get_timer_cycles() + rte_get_timer_hz() / 2;
	for (n = 0; rc == 0 && rte_get_timer_cycles() < end; n++) {
		crp->crp_sid = first;
		rc = test_run(crp, TEST_DIRECT);
		rc = rc == EAGAIN ? 0 : rc != 0 ? rc : -3;
	}
	race_over = true;
	CHECK(depart_thread_join(&t));
	test_note("%" PRIu64 " moves, %" PRIu64 " requests", moves, n);
	CHECK_EQ(rc, 0);
	CHECK_EQ(a->broken + b->broken, 0);
	return TEST_PASS;
}

/* Sessions are opened and freed all the time. */
static void
open_and_free(void *arg)
{
	uint64_t s[8], *n = arg;
	unsigned int i;

	while (!race_over) {
		for (i = 0; i < RTE_DIM(s); i++)
			s[i] = 0;
		for (i = 0; i < RTE_DIM(s) && open_null(&s[i]) == 0; i++)
			;
		for (i = 0; i < RTE_DIM(s); i++)
			*n += s[i] != 0 && crypto_freesession(s[i]) == 0;
	}
}

/* No session is left in a driver when it is told that it is gone. */
static int
case_free_race(void)
{
	struct depart_thread t[2];
	uint64_t freed[2] = {0};
	unsigned int i;

	CHECK_CALL(begin());
	race_over = false;
	for (i = 0; i < 2; i++)
		CHECK(depart_thread_start(&t[i], false, open_and_free, &freed[i]));
	for (i = 0; i < 100; i++) {
		struct dev *dev = a;

		rte_delay_us_sleep(test_random_below(1000));
		if (crypto_unregister_all((uint32_t)dev->id) != 0 ||
		    !depart_poll_until(&dev->gone, 1) || dev->broken != 0) {
			test_fail(__FILE__, __LINE__, "departure %u: gone %d, broken %d", i,
				  (int)dev->gone, (int)dev->broken);
			break;
		}
		a = b;
		b = dev_start(i % 2 ? "b" : "a", 5);
		if (b == NULL)
			break;
	}
	race_over = true;
	for (i = 0; i < 2; i++)
		depart_thread_join(&t[i]);
	CHECK_EQ(i, 2);
	CHECK_EQ(test_stop(), 0);
	CHECK(freed[0] != 0 && freed[1] != 0);
	return a->broken + b->broken == 0 ? TEST_PASS : TEST_FAIL;
}

static const struct test_case cases[] = {
	{"cycles", case_cycles, TEST_NO_INIT},
	{"stuck_thread", case_stuck_thread, TEST_NO_INIT},
	{"stuck_waiting", case_stuck_waiting, TEST_NO_INIT},
	{"stuck_worker", case_stuck_worker, TEST_NO_INIT},
	{"held_up", case_held_up, TEST_NO_INIT},
	{"stuck_pins_little", case_stuck_pins_little, TEST_NO_INIT},
	{"gone_blocks", case_gone_blocks, TEST_NO_INIT},
	{"stale_race", case_stale_race, TEST_NO_INIT},
	{"free_race", case_free_race, TEST_NO_INIT},
};
TEST_SUITE(framework_races, cases, NULL, NULL);
