/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_SUITE_FAULT_H_
#define _TEST_OCF_SUITE_FAULT_H_

/* What the suites about the fault driver share. */

#include "fakedrv.h"
#include "fault.h"

/*
 * Start `under`, `other` (NULL: none) and the fault driver on the first, with these keys and
 * a seed of the run's.
 */
int fault_world(const char *under, const char *other, const char *keys);
/* Is there such a driver in this build? */
bool fault_built(const char *driver);
struct crypto_fault_counts fault_count(void);

#endif /* _TEST_OCF_SUITE_FAULT_H_ */
