/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <sched.h>

#include <rte_common.h>
#include <rte_lcore.h>

#include "book.h"
#include "fakedrv.h"

static enum book_result
result(struct book *b, int etype)
{
	switch (etype) {
	case 0: return BOOK_DONE;
	case ENOENT: return BOOK_NO_SESSION;
	case ENOBUFS: return BOOK_REFUSED;
	default: b->strange += etype != EIO; return BOOK_FAILED;
	}
}

/* Callbacks come in the order of dispatch, unless no driver and no ring had the request. */
static void
note_order(struct book *b, const struct cryptop *crp)
{
	uint32_t number = (uint32_t)crp->crp_desc->crd_esn;

	if (crp->crp_etype == ENOENT || crp->crp_etype == ENOBUFS)
		return;
	b->overtaken += number < b->next;
	b->next = number + 1;
}

void
book_number(struct book *b, struct cryptop *crp)
{
	crp->crp_desc->crd_esn = b->number++;
}

static int
book_callback(struct cryptop *crp)
{
	struct book *b = (struct book *)(void *)crp->crp_opaque;

	b->elsewhere += rte_lcore_id() != b->lcore;
	b->inside += fake_inside() != 0;
	note_order(b, crp);
	if (crp->crp_etype == EAGAIN) {
		b->again++;
		b->sid = crp->crp_sid;
		book_number(b, crp);
		if (crypto_dispatch(crp) == 0)
			return 0;
	}
	b->results[result(b, crp->crp_etype)]++;
	b->free[b->idle++] = crp;
	return 0;
}

static bool
book_open(struct book *b)
{
	static uint8_t data[64];
	unsigned int i;

	for (i = 0; i < BOOK_WINDOW; i++) {
		struct cryptop *crp = crypto_getreq(1);

		if (crp == NULL)
			return false;
		crp->crp_callback = book_callback;
		crp->crp_opaque = (caddr_t)b;
		crp->crp_buf = (caddr_t)data;
		crp->crp_ilen = sizeof(data);
		crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
		crp->crp_desc->crd_len = 64;
		b->free[b->idle++] = b->all[i] = crp;
	}
	return true;
}

int
book_on_lcore(void *book)
{
	struct book *b = book;
	int (*work)(struct book *) = b->work != NULL ? b->work : book_use_session;

	b->lcore = rte_lcore_id();
	b->rc = book_open(b) ? work(b) : TEST_FAIL;
	if (crypto_drain(10000000) != 0)
		b->rc = TEST_FAIL;
	crypto_freereq_burst(b->all, BOOK_WINDOW);
	return b->rc;
}

int
book_use_session(struct book *b)
{
	uint32_t done = 0;

	while (done < b->todo) {
		unsigned int took, n = b->small ? RTE_MIN(b->idle, 1u) : b->idle;
		struct cryptop *burst[BOOK_WINDOW];

		for (took = 0; took < n && done < b->todo; took++, done++) {
			burst[took] = b->free[--b->idle];
			burst[took]->crp_sid = b->sid;
			book_number(b, burst[took]);
		}
		n = took;
		took = crypto_dispatch_burst(burst, n / 2);
		for (; took < n; took++)
			if (crypto_dispatch(burst[took]) != 0)
				return TEST_FAIL;
		if (crypto_poll() == 0)
			sched_yield();
	}
	return TEST_PASS;
}

int
book_check(const struct book *b)
{
	CHECK_EQ(b->rc, TEST_PASS);
	CHECK_EQ(b->idle, BOOK_WINDOW);
	CHECK_EQ(b->overtaken, 0);
	CHECK_EQ(b->elsewhere, 0);
	CHECK_EQ(b->inside, 0);
	CHECK_EQ(b->strange, 0);
	CHECK_EQ(b->results[BOOK_DONE] + b->results[BOOK_FAILED] + b->results[BOOK_NO_SESSION] +
			 b->results[BOOK_REFUSED],
		 b->todo);
	return TEST_PASS;
}

static void
book_thread(void *book)
{
	book_on_lcore(book);
}

int
book_start(struct book *b)
{
	b->rc = TEST_FAIL; /* until it has run */
	CHECK(depart_thread_start(&b->thread, true, book_thread, b));
	return TEST_PASS;
}

int
book_join(struct book *b)
{
	CHECK(depart_thread_join(&b->thread));
	return book_check(b);
}

int
books_run(struct book *b, unsigned int n, int (*work)(struct book *), uint64_t sid, uint32_t todo)
{
	unsigned int i;
	int rc = TEST_PASS, one;

	for (i = 0; i < n; i++) {
		b[i] = (struct book){.work = work, .sid = sid, .todo = todo};
		CHECK_CALL(book_start(&b[i]));
	}
	for (i = 0; i < n; i++) {
		one = book_join(&b[i]);
		rc = rc == TEST_PASS ? one : rc;
	}
	return rc;
}
