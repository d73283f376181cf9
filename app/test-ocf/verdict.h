/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VERDICT_H_
#define _TEST_OCF_VERDICT_H_

/*
 * What the ledger counts, and what it makes of it. Each lcore has a verdict of its own; they are
 * added up when it has ended.
 */

#include "fault.h"
#include "test.h"

/* How a callback answers. */
enum answer {
	ANSWER_DONE = 0,
	ANSWER_EIO,
	ANSWER_EBADMSG,
	ANSWER_EAGAIN,
	ANSWER_ENOBUFS,
	ANSWER_ENODEV,
	ANSWER_ENOENT,
	ANSWER_STRANGE, /* nothing that may come */
	ANSWERS
};

/* How a life of the fault driver ends. */
enum fate {
	FATE_TOLD = 0,  /* crypto_unregister_all() */
	FATE_DIES,      /* by itself, inside its process function */
	FATE_HANGS,     /* completes nothing any more, then is told */
	FATE_BELOW,     /* the driver that it stands on is told */
	FATE_PIECEMEAL, /* crypto_unregister(), one algorithm after the other */
	FATES
};

/* All are uint64_t. */
struct verdict {
	uint64_t requests;   /* with an id of its own each */
	uint64_t dispatched; /* of these and, after EAGAIN, again */
	uint64_t called;     /* back */
	uint64_t answers[ANSWERS];
	uint64_t compared;  /* results, with OpenSSL's */
	uint64_t untouched; /* buffers compared with their copies: EAGAIN, ENOBUFS ... */
	uint64_t spoiled;   /* wrong by one bit, or did not verify: if the fault driver did it */
	uint64_t removals[FATES]; /* with a request in the driver and one in its request ring */

	/* what must not be */
	uint64_t lost;
	uint64_t twice;    /* called back while they were not out */
	uint64_t disorder; /* called back before an older one of the session */
	uint64_t wrong;
	uint64_t touched; /* EAGAIN, ENOBUFS ..., but a byte has changed */
	uint64_t strange; /* anything else: see the notes */
};

enum answer verdict_answer(int etype);
void verdict_add(struct verdict *sum, const struct verdict *more);
void verdict_add_faults(struct crypto_fault_counts *sum, const struct crypto_fault_counts *more);
uint64_t verdict_removals(const struct verdict *v);
/* Does it say that all is well? */
bool verdict_good(const struct verdict *v);
/* The least that any kind of fault was counted. */
uint64_t verdict_rarest(const struct crypto_fault_counts *faults);
void verdict_print(const struct verdict *v, const struct crypto_fault_counts *faults);

#endif /* _TEST_OCF_VERDICT_H_ */
