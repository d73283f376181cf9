/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_NOMEM_H_
#define _TEST_OCF_NOMEM_H_

/*
 * Allocations of the library and its drivers that fail: meson.build has the linker put these
 * in the place of mmap, malloc and their like, wherever this program's own objects and
 * archives call them. What DPDK's and OpenSSL's libraries do inside is not seen.
 */

#include <stdbool.h>

/* From now on the n-th allocation (1: the next), on any thread, fails; that one only. */
void nomem_arm(unsigned int n);
/* Never mind. @return did it come to that? */
bool nomem_disarm(void);

#endif /* _TEST_OCF_NOMEM_H_ */
