/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_CORE_H_
#define _TEST_OCF_CORE_H_

/*
 * A DPDK service core for a case: one of EAL's workers, which ends to be one with the case.
 */

#include "test.h"

/* Have a driver run by a service core. For CHECK_CALL: skips without a second lcore. */
int core_start(int32_t driverid);
/* End to be one before the case does. */
void core_stop(void);
/* The lcore that it is. */
unsigned int core_lcore(void);
/* Map the driver's service to it, or not. For CHECK_EQ 0. */
int core_map(int32_t driverid, bool on);
/* Is the driver's service seen as running, or not? Waits for it. */
bool core_wait(int32_t driverid, bool running);

#endif /* _TEST_OCF_CORE_H_ */
