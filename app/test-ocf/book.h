/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_BOOK_H_
#define _TEST_OCF_BOOK_H_

/*
 * A consumer on any lcore: a window of requests that are dispatched again and again, each
 * dispatch with the next number, and what their callbacks saw. EAGAIN is dispatched anew.
 */

#include "depart.h"

#define BOOK_WINDOW 48

enum book_result { BOOK_DONE, BOOK_FAILED, BOOK_NO_SESSION, BOOK_REFUSED, BOOK_NRESULTS };

struct book {
	int (*work)(struct book *b); /* NULL: book_use_session() */
	uint64_t sid;                /* of book_use_session(); the newest identifier */
	uint32_t todo;
	unsigned int lcore; /* its number, while it is one */
	int rc;
	bool small; /* never more than one request at a time */
	/* what its callbacks saw; of again and results others may look */
	uint32_t next, idle, overtaken, elsewhere, inside, strange;
	uint32_t number;        /* of the next dispatch */
	_Atomic uint32_t again; /* EAGAIN */
	_Atomic uint32_t results[BOOK_NRESULTS];
	struct cryptop *free[BOOK_WINDOW];
	struct cryptop *all[BOOK_WINDOW];
	struct depart_thread thread;
};

/* Work: dispatch `todo` requests, by bursts and one by one, polling in between. */
int book_use_session(struct book *b);
/* Carry a book out on this lcore, requests got and given back. For test_launch(), too. */
int book_on_lcore(void *book);
/* Did all of `todo` come back, once each, in order, where they were dispatched? */
int book_check(const struct book *b);

/* Number a request, right before it is dispatched. */
void book_number(struct book *b, struct cryptop *crp);

/* A thread of its own that becomes an lcore for it. */
int book_start(struct book *b);
int book_join(struct book *b);
/* n at once, each with a thread; checked. */
int books_run(struct book *b, unsigned int n, int (*work)(struct book *), uint64_t sid,
	      uint32_t todo);

#endif /* _TEST_OCF_BOOK_H_ */
