/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "suite_fault.h"

/* The fault driver leaves, or the one below it does; several lcores at once. */

#define WINDOW 256
#define NREQ 5000
#define THREADS 3

static uint64_t sid;
static int32_t id;

/* "null", the fault driver on it, and another one or NULL. */
static int
world(const char *other, const char *keys)
{
	CHECK_CALL(fault_world("null", other, keys));
	id = crypto_find_driver("fault");
	return TEST_PASS;
}

/* A session that may move: who names the driver has it preferred. */
static int
null_session(void)
{
	struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};

	CHECK_EQ(test_session(&sid, &null), 0);
	CHECK_EQ(crypto_session_driver(sid), id);
	return TEST_PASS;
}

/* Polls until the driver is not there any more, 5 seconds at most. */
static bool
gone(int32_t driver)
{
	uint64_t end = rte_get_timer_cycles() + 5 * rte_get_timer_hz();
	struct crypto_driver_info info;

	while (crypto_driver_info(driver, &info) == 0 && rte_get_timer_cycles() < end) {
		crypto_poll();
		usleep(100);
	}
	return crypto_driver_info(driver, &info) == ENODEV;
}

/* ---------------------------------------------------------------------- load */

/* A consumer as the manual page has it: EAGAIN is dispatched again, with the new session. */
struct book {
	uint64_t sid;
	uint32_t todo, next;
	uint32_t done, eio, enodev, again, strange;
	uint32_t expected;   /* in order: number of the next one that is done */
	uint32_t overtaken;
	unsigned int nidle;
	struct cryptop *idle[WINDOW], *all[WINDOW];
	uint8_t answers[NREQ]; /* final ones, by number */
	pthread_t thread;
	int rc;
};

static int
book_callback(struct cryptop *crp)
{
	struct book *b = (struct book *)(void *)crp->crp_opaque;
	uint32_t number = crp->crp_desc->crd_esn;

	if (crp->crp_etype == EAGAIN) {
		b->again++;
		b->sid = crp->crp_sid;
		b->strange += crypto_dispatch(crp) != 0;
		return 0;
	}
	b->overtaken += number < b->expected;
	b->expected = number + 1;
	b->done += crp->crp_etype == 0;
	b->eio += crp->crp_etype == EIO;
	b->enodev += crp->crp_etype == ENODEV;
	b->answers[number]++;
	b->idle[b->nidle++] = crp;
	return 0;
}

static bool
book_open(struct book *b, uint32_t todo)
{
	static uint8_t data[64];

	memset(b, 0, sizeof(*b));
	b->sid = sid;
	b->todo = todo;
	for (; b->nidle < WINDOW; b->nidle++) {
		struct cryptop *crp = crypto_getreq(1);

		if (crp == NULL)
			return false;
		crp->crp_callback = book_callback;
		crp->crp_opaque = (caddr_t)b;
		crp->crp_buf = (caddr_t)data;
		crp->crp_ilen = sizeof(data);
		crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		crp->crp_desc->crd_len = 64;
		b->idle[b->nidle] = b->all[b->nidle] = crp;
	}
	return true;
}

static void
book_send(struct book *b, unsigned int n)
{
	for (; n > 0 && b->nidle > 0 && b->next < b->todo; n--) {
		struct cryptop *crp = b->idle[--b->nidle];

		crp->crp_sid = b->sid;
		crp->crp_desc->crd_esn = b->next++;
		b->strange += crypto_dispatch(crp) != 0;
	}
}

static void
book_run(struct book *b)
{
	unsigned int round;

	for (round = 1; b->next < b->todo && round < 1000 * b->todo; round++) {
		book_send(b, round * 5 % 32);
		crypto_poll();
		if (round % 16 == 0)
			sched_yield();
	}
}

/* Everything was answered once, and with nothing else. */
static int
book_check(struct book *b)
{
	uint32_t i;

	CHECK_EQ(crypto_drain(10000000), 0);
	CHECK_EQ(b->strange, 0);
	CHECK_EQ(b->next, b->todo);
	for (i = 0; i < b->todo; i++)
		CHECK_EQ(b->answers[i], 1);
	CHECK_EQ(b->done + b->eio + b->enodev, b->todo);
	CHECK_EQ(b->nidle, WINDOW);
	return TEST_PASS;
}

static void
book_close(void *arg)
{
	struct book *b = arg;

	crypto_drain(1000000);
	crypto_freereq_burst(b->all, WINDOW);
}

static struct book book;

static int
begin(uint32_t todo)
{
	CHECK(book_open(&book, todo));
	test_defer(book_close, &book);
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- die */

static int
case_die(void)
{
	CHECK_CALL(world(NULL, "die=700,delay=3,reorder=0.3,restart=0.1"));
	CHECK_CALL(null_session());
	CHECK_CALL(begin(NREQ));
	book_run(&book);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.overtaken, 0);
	CHECK_EQ(book.enodev, 0);
	CHECK(book.again != 0 && book.eio != 0);
	CHECK_EQ(fault_count().taken, 700);
	CHECK_EQ(fault_count().die, 1);
	CHECK_EQ(fault_count().lost, book.eio);
	CHECK_EQ(crypto_session_driver(book.sid), crypto_find_driver("null"));
	CHECK(gone(id));
	return TEST_PASS;
}

/* A session that named it has nowhere to go. */
static int
case_die_named(void)
{
	struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};

	CHECK_CALL(world(NULL, "die=10"));
	CHECK_EQ(test_session_on(&sid, &null, "fault"), 0);
	CHECK_CALL(begin(1000));
	book_run(&book);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.done + book.eio, 10);
	CHECK_EQ(book.enodev, 990);
	CHECK_EQ(book.again, 0);
	CHECK(gone(id));
	return TEST_PASS;
}

/* ---------------------------------------------------------------------- hang */

/* 200 requests of which it keeps all that it has room for, for ever. */
static int
hang(const char *keys)
{
	CHECK_CALL(world(NULL, keys));
	CHECK_CALL(null_session());
	CHECK_CALL(begin(200));
	book_send(&book, 200);
	CHECK_EQ(crypto_drain(20000), ETIMEDOUT);
	CHECK_EQ(crypto_pending(), 200);
	CHECK_EQ(crypto_fini(), EBUSY);
	CHECK_EQ(fault_count().hang, 1);
	return TEST_PASS;
}

static int
case_hang(void)
{
	CHECK_CALL(hang("hang=50"));
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.eio, 200);
	CHECK_EQ(fault_count().lost, 200);
	CHECK(gone(id));
	return TEST_PASS;
}

/* What it had no room for was never touched: it goes elsewhere. */
static int
case_hang_full(void)
{
	CHECK_CALL(hang("hang=5,size=20"));
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.eio, 20);
	CHECK_EQ(book.again, 180);
	CHECK_EQ(book.done, 180);
	CHECK_EQ(book.overtaken, 0);
	CHECK(gone(id));
	return TEST_PASS;
}

/* The lcore does not poll: the control thread does it. */
static int
case_hang_unpolled(void)
{
	unsigned int i;

	CHECK_CALL(hang("hang=50,duplicate=1"));
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	for (i = 0; i < 2000 && fault_count().lost != 200; i++)
		usleep(1000);
	CHECK_EQ(fault_count().lost, 200);
	CHECK_EQ(fault_count().duplicate, 0);
	CHECK_EQ(book.eio, 0);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.eio, 200);
	CHECK(gone(id));
	return TEST_PASS;
}

/* Told to leave with late ones in it: their results are true ones. */
static int
case_delayed_leaves(void)
{
	CHECK_CALL(world(NULL, "delay=1000000"));
	CHECK_CALL(null_session());
	CHECK_CALL(begin(200));
	book_send(&book, 200);
	CHECK_EQ(crypto_drain(20000), ETIMEDOUT);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.done, 200);
	CHECK(gone(id));
	return TEST_PASS;
}

/* --------------------------------------------------------------------- below */

/* The driver below is withdrawn under load: both leave. */
static int
case_below_leaves(void)
{
	int32_t below;

	if (!fault_built("openssl"))
		return test_skip("no openssl driver");
	CHECK_CALL(world("openssl", "delay=2,reorder=0.5,restart=0.3"));
	CHECK_CALL(null_session());
	below = crypto_find_driver("null");
	CHECK_CALL(begin(NREQ));
	book_send(&book, 100);
	CHECK_EQ(crypto_unregister_all((uint32_t)below), 0);
	book_run(&book);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.done, NREQ);
	CHECK_EQ(book.overtaken, 0);
	CHECK_EQ(crypto_session_driver(book.sid), crypto_find_driver("openssl"));
	CHECK(gone(id));
	CHECK(gone(below));
	return TEST_PASS;
}

/* And when the upper one holds on to what it has. */
static int
case_below_leaves_hung(void)
{
	CHECK_CALL(hang("hang=50"));
	CHECK_EQ(crypto_unregister_all((uint32_t)crypto_find_driver("null")), 0);
	CHECK_CALL(book_check(&book));
	CHECK_EQ(book.eio, 200);
	CHECK(gone(id));
	CHECK_EQ(crypto_next_driver(0), -1);
	return TEST_PASS;
}

static int
case_below_withdraws(void)
{
	static uint8_t key[16] = "sixteen letters";
	struct cryptoini cri = {.cri_alg = CRYPTO_AES_CBC, .cri_klen = 128, .cri_key = (caddr_t)key};

	if (!fault_built("openssl"))
		return test_skip("no openssl driver");
	CHECK_CALL(fault_world("openssl", NULL, "delay=1"));
	CHECK_EQ(test_session_on(&sid, &cri, "fault"), 0);
	CHECK_EQ(crypto_unregister((uint32_t)crypto_find_driver("openssl"), CRYPTO_AES_CBC), 0);
	CHECK_EQ(test_session_on(&sid, &cri, "fault"), EINVAL);
	CHECK(strstr(crypto_strerr(), "AES-CBC: below:") != NULL);
	cri.cri_alg = CRYPTO_AES_CTR;
	CHECK_EQ(test_session_on(&sid, &cri, "fault"), 0);
	return TEST_PASS;
}

/* -------------------------------------------------------------------- lcores */

static struct book books[THREADS];

static void *
book_thread(void *arg)
{
	struct book *b = arg;

	if (rte_thread_register() != 0)
		return NULL;
	if (book_open(b, NREQ)) {
		book_run(b);
		b->rc = book_check(b);
		book_close(b);
	}
	rte_thread_unregister();
	return NULL;
}

static int
run_threads(struct book *sum)
{
	pthread_t thread[THREADS];
	unsigned int i;

	memset(sum, 0, sizeof(*sum));
	for (i = 0; i < THREADS; i++)
		CHECK_EQ(pthread_create(&thread[i], NULL, book_thread, &books[i]), 0);
	for (i = 0; i < THREADS; i++)
		pthread_join(thread[i], NULL);
	for (i = 0; i < THREADS; i++) {
		CHECK_EQ(books[i].nidle, WINDOW);
		CHECK_EQ(books[i].rc, TEST_PASS);
		CHECK_EQ(books[i].overtaken, 0);
		sum->eio += books[i].eio;
		sum->enodev += books[i].enodev;
		sum->again += books[i].again;
	}
	return TEST_PASS;
}

static int
case_lcores(void)
{
	struct crypto_driver_stats stats;
	struct crypto_fault_counts c;

	CHECK_CALL(world(NULL, "restart=0.2,reorder=0.5,delay=1,duplicate=0.1,unknown=0.1,"
				  "error=7,size=64"));
	CHECK_CALL(null_session());
	CHECK_CALL(run_threads(&book));
	c = fault_count();
	CHECK_EQ(crypto_driver_stats(id, &stats), 0);
	CHECK_EQ(c.taken, THREADS * NREQ);
	CHECK_EQ(c.error, book.eio);
	CHECK_EQ(c.error, THREADS * (NREQ / 7));
	CHECK_EQ(stats.wrong_done, c.duplicate + c.unknown);
	CHECK(c.duplicate != 0 && c.unknown != 0 && c.restart != 0);
	CHECK_EQ(book.again, 0);
	return TEST_PASS;
}

/* It dies on one lcore, all the others lose what they have in it. */
static int
case_lcores_die(void)
{
	CHECK_CALL(world(NULL, "die=2000,delay=2,reorder=0.5,restart=0.2"));
	CHECK_CALL(null_session());
	CHECK_CALL(run_threads(&book));
	CHECK_EQ(fault_count().die, 1);
	CHECK_EQ(fault_count().lost, book.eio);
	CHECK(book.again != 0);
	CHECK_EQ(book.enodev, 0);
	CHECK(gone(id));
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"die", case_die, TEST_NO_INIT},
	{"die_named", case_die_named, TEST_NO_INIT},
	{"hang", case_hang, TEST_NO_INIT},
	{"hang_full", case_hang_full, TEST_NO_INIT},
	{"hang_unpolled", case_hang_unpolled, TEST_NO_INIT},
	{"delayed_leaves", case_delayed_leaves, TEST_NO_INIT},
	{"below_leaves", case_below_leaves, TEST_NO_INIT},
	{"below_leaves_hung", case_below_leaves_hung, TEST_NO_INIT},
	{"below_withdraws", case_below_withdraws, TEST_NO_INIT},
	{"lcores", case_lcores, TEST_NO_INIT},
	{"lcores_die", case_lcores_die, TEST_NO_INIT},
};
TEST_SUITE(fault_leave, cases, NULL, NULL);
