/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "depart.h"

/*
 * Two lcores dispatch, poll and sleep as they like on sessions that they share, while
 * drivers leave and come back. Each keeps a ledger of what it dispatched.
 */

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
	a = dev_start("a", 10);
	b = dev_start("b", 5);
	CHECK(a != NULL && b != NULL);
	CHECK_EQ(open_null(&sid), 0);
	CHECK_EQ(crypto_session_driver(sid), a->id);
	return TEST_PASS;
}

#define SESSIONS 64
#define REQUESTS 1024
#define WANTED 500000 /* requests of each lcore */
#define DEPARTURES 200

/* A request's line in its lcore's ledger. */
struct entry {
	struct cryptop *crp;
	uint32_t session;
	uint64_t number; /* of this dispatch, in the session on this lcore */
	bool out;
};

struct book {
	struct entry entry[REQUESTS];
	unsigned int idle[REQUESTS], nidle;
	uint64_t next[SESSIONS]; /* numbers given */
	uint64_t took[SESSIONS], back[SESSIONS]; /* one more than the newest called back: taken, EAGAIN */
	uint64_t random, dispatched, done, failed, again, nobufs;
	_Atomic uint64_t called;
	uint64_t lost, twice, overtaken, odd;
	uint64_t early; /* EAGAIN before an older one that a driver had taken */
	bool ready;
};

static struct {
	struct book book[2];
	_Atomic uint64_t sid[SESSIONS]; /* both lcores': whoever learns writes */
	atomic_uint departures;
	atomic_bool stop;
	bool failed;
	uint64_t longest;
} churn;

static __thread struct book *book;
static uint8_t churn_data[64];

static uint32_t
book_below(uint32_t n)
{
	book->random = book->random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((book->random >> 32) * n >> 32);
}

static int
churn_callback(struct cryptop *crp)
{
	struct entry *e = &book->entry[(uintptr_t)crp->crp_opaque];
	uint32_t s = e->session;

	book->called++;
	if (e->crp != crp || !e->out) {
		book->twice++;
		return 0;
	}
	e->out = false;
	book->idle[book->nidle++] = (unsigned int)(e - book->entry);
	switch (crp->crp_etype) {
	case 0:
	case EIO: /* taken by a driver: in order, after whatever else was dispatched before */
		book->done += crp->crp_etype == 0;
		book->failed += crp->crp_etype == EIO;
		book->overtaken += e->number < book->took[s];
		book->early += e->number < book->back[s];
		book->took[s] = e->number + 1;
		break;
	case EAGAIN:
		book->again++;
		book->back[s] = RTE_MAX(book->back[s], e->number + 1);
		atomic_store(&churn.sid[s], crp->crp_sid);
		break;
	case ENOBUFS:
		book->nobufs++;
		break;
	default:
		book->odd++;
	}
	return 0;
}

static struct cryptop *
churn_request(unsigned int line)
{
	struct cryptop *crp = crypto_getreq(1);

	if (crp == NULL)
		return NULL;
	crp->crp_callback = churn_callback;
	crp->crp_opaque = (caddr_t)(uintptr_t)line;
	crp->crp_buf = (caddr_t)churn_data;
	crp->crp_ilen = sizeof(churn_data);
	crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	crp->crp_desc->crd_len = sizeof(churn_data);
	return crp;
}

static void
churn_number(struct entry *e, uint32_t session)
{
	if (book_below(8) == 0) { /* a new one, which may have been a driver's a moment ago */
		crypto_freereq(e->crp);
		e->crp = churn_request((unsigned int)(e - book->entry));
	}
	e->session = session;
	e->number = book->next[session]++;
	e->out = true;
	e->crp->crp_sid = atomic_load(&churn.sid[session]);
	e->crp->crp_flags = book_below(8) == 0 ? CRYPTO_F_BATCH : 0;
	if (book_below(64) == 0)
		e->crp->crp_flags |= CRYPTO_F_CBIFSYNC;
}

/* 0 to 40, of one session or many; what a burst leaves goes one by one or not at all. */
static void
churn_burst(void)
{
	struct cryptop *burst[40];
	unsigned int line[40], i, took = 0, n = RTE_MIN(book_below(41), book->nidle);
	uint32_t session = book_below(SESSIONS), step = book_below(2);

	for (i = 0; i < n; i++) {
		line[i] = book->idle[--book->nidle];
		churn_number(&book->entry[line[i]], (session + i * step) % SESSIONS);
		burst[i] = book->entry[line[i]].crp;
	}
	if (book_below(4) != 0)
		took = crypto_dispatch_burst(burst, n);
	book->dispatched += took;
	for (i = n; i > took && step == 1 && book_below(2); i--) { /* give numbers back */
		struct entry *e = &book->entry[line[i - 1]];

		book->next[e->session]--;
		e->out = false;
		book->idle[book->nidle++] = line[i - 1];
	}
	n = i;
	for (i = took; i < n; i++) {
		book->lost += crypto_dispatch(burst[i]) != 0;
		book->dispatched++;
	}
}

static bool
churn_requests(struct book *mine)
{
	unsigned int i;

	for (i = 0; i < REQUESTS; i++) {
		mine->entry[i].crp = churn_request(i);
		if (mine->entry[i].crp == NULL)
			return false;
		mine->idle[mine->nidle++] = i;
	}
	return true;
}

static void
churn_lcore(void *arg)
{
	unsigned int i;

	book = arg;
	book->ready = churn_requests(book);
	while (book->ready && !churn.stop) {
		churn_burst();
		if (book_below(4) != 0)
			crypto_poll();
		if (book_below(4096) == 0)
			rte_delay_us_sleep(book_below(15000));
	}
	crypto_drain(10000000);
	for (i = 0; i < REQUESTS && book->ready; i++) {
		book->lost += book->entry[i].out;
		if (!book->entry[i].out)
			crypto_freereq(book->entry[i].crp);
	}
}

static int
churn_worker(void *arg)
{
	churn_lcore(arg);
	return 0;
}

static bool
churn_enough(void)
{
	return churn.departures >= DEPARTURES && churn.book[0].called >= WANTED &&
	       churn.book[1].called >= WANTED;
}

/* The better one leaves, comes back as the worse one; now and then all go to that. */
static void
churn_drivers(void *arg)
{
	uint64_t end = rte_get_timer_cycles() + 60 * rte_get_timer_hz();
	unsigned int i;

	RTE_SET_USED(arg);
	for (i = 0; !churn_enough() && !churn.failed; i++) {
		uint64_t start = rte_get_timer_cycles();
		struct dev *old = a;

		churn.failed = crypto_unregister_all((uint32_t)old->id) != 0 ||
			       !depart_poll_until(&old->gone, 1) || old->broken != 0 || start > end;
		churn.longest = RTE_MAX(churn.longest, rte_get_timer_cycles() - start);
		churn.departures++;
		a = b;
		b = dev_start(i % 2 ? "b" : "a", i % 4 == 3 ? 20 : 5);
		churn.failed |= b == NULL;
		if (b == NULL)
			break;
		b->part = true;
		b->room = 300;
		if (i % 4 != 3)
			continue;
		crypto_rebalance(b->id);
		rte_delay_us_sleep(500);
	}
	churn.stop = true;
}

static int
churn_check(unsigned int i)
{
	const struct book *bk = &churn.book[i];

	test_note("lcore %u: %" PRIu64 " requests: %" PRIu64 " done, %" PRIu64 " EIO, %" PRIu64
		  " EAGAIN, %" PRIu64 " ENOBUFS", i, bk->called, bk->done, bk->failed, bk->again,
		  bk->nobufs);
	CHECK(bk->ready);
	CHECK_EQ(bk->lost, 0);
	CHECK_EQ(bk->twice, 0);
	CHECK_EQ(bk->overtaken, 0);
	CHECK_EQ(bk->early, 0);
	CHECK_EQ(bk->odd, 0);
	CHECK_EQ(bk->called, bk->dispatched);
	CHECK_EQ(bk->nidle, REQUESTS);
	return TEST_PASS;
}

static int
churn_start(void)
{
	unsigned int i;

	CHECK_CALL(begin());
	memset(&churn, 0, sizeof(churn));
	memset(churn_data, 0x5a, sizeof(churn_data));
	a->part = b->part = true;
	a->room = b->room = 300;
	for (i = 0; i < SESSIONS; i++) {
		CHECK_EQ(open_null(&sid), 0);
		atomic_store(&churn.sid[i], sid);
	}
	for (i = 0; i < 2; i++)
		churn.book[i].random = test_random();
	return TEST_PASS;
}

static int
case_churn(void)
{
	unsigned int i, other = rte_get_next_lcore(rte_lcore_id(), true, false);
	struct depart_thread drivers, lcore;
	uint64_t start = rte_get_timer_cycles();
	double hz = (double)rte_get_timer_hz();

	CHECK_CALL(churn_start());
	CHECK(depart_thread_start(&drivers, false, churn_drivers, NULL));
	if (other < RTE_MAX_LCORE)
		CHECK_EQ(test_launch(other, churn_worker, &churn.book[1]), 0);
	else
		CHECK(depart_thread_start(&lcore, true, churn_lcore, &churn.book[1]));
	churn_lcore(&churn.book[0]);
	depart_thread_join(&drivers);
	if (other < RTE_MAX_LCORE)
		test_join(other);
	else
		CHECK(depart_thread_join(&lcore));
	test_note("%u departures, the longest %.1f ms, in %.1f s", churn.departures,
		  (double)churn.longest * 1e3 / hz, (double)(rte_get_timer_cycles() - start) / hz);
	CHECK(!churn.failed);
	for (i = 0; i < 2; i++)
		CHECK_CALL(churn_check(i));
	for (i = 0; i < SESSIONS; i++)
		CHECK_EQ(crypto_freesession(churn.sid[i]), 0);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(a->broken + b->broken, 0);
	for (i = 0; i < sizeof(churn_data); i++)
		CHECK_EQ(churn_data[i], 0x5a);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"churn", case_churn, TEST_NO_INIT},
};
TEST_SUITE(framework_churn, cases, NULL, NULL);
