/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _FUZZ_H_
#define _FUZZ_H_

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/** @name libFuzzer's interface; main.c has it too, without libFuzzer. @{ */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/** @} */

/* What an input is taken apart with; zeros when it is used up. */
struct input {
	const uint8_t *data;
	size_t size;
};

/* A number below n. */
static inline unsigned int
take(struct input *in, unsigned int n)
{
	unsigned int value = 0, i;

	for (i = 0; i < 2 && in->size > 0; i++, in->size--)
		value = value << 8 | *in->data++;
	return n == 0 ? 0 : value % n;
}

/* True once in n times. */
static inline int
once_in(struct input *in, unsigned int n)
{
	return take(in, n) == n - 1;
}

#define MUST(cond)                                                                                 \
	do {                                                                                       \
		if (!(cond)) {                                                                     \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #cond);                 \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

#endif /* _FUZZ_H_ */
