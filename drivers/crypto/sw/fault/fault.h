/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _FAULT_H_
#define _FAULT_H_

/*
 * What the fault driver did, for programs of this tree that have it inside (a plugin
 * exports nothing of this).
 */

#include <stdint.h>

/* Counted since the driver started; all are uint64_t. */
struct crypto_fault_counts {
	uint64_t taken;     /* requests and key operations */
	uint64_t error;     /* failed instead of being done */
	uint64_t delay;     /* completed late */
	uint64_t reorder;   /* batches with shuffled completions */
	uint64_t restart;   /* ERESTART by chance */
	uint64_t inside;    /* of these: crypto_unblock() came before process returned */
	uint64_t full;      /* ERESTART for want of room */
	uint64_t duplicate; /* completed twice */
	uint64_t unknown;   /* completions of a request that it did not have */
	uint64_t corrupt;   /* wrong results; those of self-tests do not count */
	uint64_t die;       /* 1: it left by itself */
	uint64_t hang;      /* lcores on which it hung */
	uint64_t lost;      /* given up with EIO, because it died or hung */
};

/* The sum over all lcores. Any thread. */
void crypto_fault_counts(struct crypto_fault_counts *sum);

/*
 * Have a function called when it dies by itself: on that lcore, inside its process function,
 * with what it holds as it is, before it tells the framework. NULL: no more. While it is not there.
 */
void crypto_fault_on_death(void (*fn)(void));

#endif /* _FAULT_H_ */
