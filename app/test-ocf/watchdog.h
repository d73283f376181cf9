/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_WATCHDOG_H_
#define _TEST_OCF_WATCHDOG_H_

#include <stdbool.h>
#include <stdint.h>

/*
 * A thread that ends the program when nothing has moved for long: a request that is lost keeps
 * its lcore waiting for ever, and whoever waits cannot say so.
 *
 * @param moves    a number that changes as long as something moves; any thread
 * @param seconds  of its standing still
 * @param stuck    says what there is to see; then the program ends with exit value 1
 */
bool watchdog_start(uint64_t (*moves)(void), unsigned int seconds, void (*stuck)(void));
void watchdog_stop(void);

#endif /* _TEST_OCF_WATCHDOG_H_ */
