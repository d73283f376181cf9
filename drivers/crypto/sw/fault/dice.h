/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _FAULT_DICE_H_
#define _FAULT_DICE_H_

#include <stdint.h>

/* A sequence of its own for each number n. */
static inline uint64_t
crypto_fault_sow(uint64_t seed, unsigned int n)
{
	uint64_t z = seed + (uint64_t)(n + 1) * 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return (z ^ z >> 31) | 1;
}

/* xorshift64* */
static inline uint64_t
crypto_fault_draw(uint64_t *random)
{
	*random ^= *random >> 12;
	*random ^= *random << 25;
	*random ^= *random >> 27;
	return *random * 0x2545f4914f6cdd1dULL >> 16;
}

#endif /* _FAULT_DICE_H_ */
