/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_LEDGER_H_
#define _TEST_OCF_LEDGER_H_

/*
 * The consumer's side of a case: requests with numbers, and a note of every callback. The
 * ledger is the main lcore's; other threads have their own books.
 */

#include "test.h"

#define LEDGER_MAX 131072

struct ledger {
	unsigned int n;          /* callbacks so far */
	unsigned int bad;        /* came wrong: without DONE, inside a driver, polled inside */
	unsigned int depth, deepest; /* callbacks that run now, one inside the other */
	void (*hook)(struct cryptop *crp); /* from inside the callback */
	uint32_t id[LEDGER_MAX]; /* in the order of callbacks */
	int etype[LEDGER_MAX];
	uint16_t reason[LEDGER_MAX];
	uint32_t count[LEDGER_MAX]; /* by id */
};
extern struct ledger ledger;

/* Begin anew. */
void ledger_clear(void);
/* A request of the case: one NULL-CBC descriptor over 64 bytes; its id is in crp_opaque. */
struct cryptop *ledger_req(uint64_t sid, uint32_t id);
/* n of them with the ids 0 .. n-1; for CHECK_CALL. */
int ledger_reqs(struct cryptop **crps, unsigned int n, uint64_t sid);
/* The same of a request that is there already, with other descriptors. */
void ledger_enter(struct cryptop *crp, uint64_t sid, uint32_t id);
uint32_t ledger_id(const struct cryptop *crp);
int ledger_callback(struct cryptop *crp);
/* Poll until so many callbacks have come, some seconds at most. Not more either? */
bool ledger_poll_for(uint32_t n);
/* Were ids 0 .. n-1 called back once each, and nothing went wrong? In this order, too? */
bool ledger_once(uint32_t n);
bool ledger_ordered(uint32_t n);
/* The bytes that ledger_req()'s requests have in common, as they were at the start. */
bool ledger_buffer_intact(void);

/*
 * What the framework writes to the log between the two calls. The text lives until the next
 * ledger_log_start(). How often a word stands in it.
 */
bool ledger_log_start(void);
const char *ledger_log_stop(void);
unsigned int ledger_log_count(const char *text, const char *word);

#endif /* _TEST_OCF_LEDGER_H_ */
