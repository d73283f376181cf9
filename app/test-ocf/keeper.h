/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_KEEPER_H_
#define _TEST_OCF_KEEPER_H_

/*
 * The fault driver lives and ends, life after life, each with faults of its own. The lcores end
 * a life when it is due, in the middle of their traffic; the keeper, a thread that is no lcore,
 * has the next one begin, has the sessions move back, and opens those anew that were stranded.
 */

#include "lane.h"

/* A world begins: the first life, flows and all. @return TEST_PASS, or it is noted. */
int keeper_start(uint64_t seed);
/* The lcores have ended. Adds up what the drivers did. */
int keeper_stop(struct crypto_fault_counts *faults);
/* On an lcore, between two calls: end this life, if it is due and something is in flight. */
void keeper_duty(struct lane *l);
/* May sessions that named no driver lose theirs? */
bool keeper_strands(void);
/* How many lives there were. */
uint64_t keeper_lives(void);
/* What it does now, and the drivers; when all else has stopped. */
void keeper_dump(void);

#endif /* _TEST_OCF_KEEPER_H_ */
