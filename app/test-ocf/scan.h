/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_SCAN_H_
#define _TEST_OCF_SCAN_H_

/*
 * Searches of this process' memory for what must not stay there. Nouns:
 *
 *   secret  a key, or what an engine makes of one; has a name
 *   form    bytes in which a secret may be kept: as it is, in another order of bytes ...
 *
 *      CHECK_CALL(scan_begin());
 *      s = scan_secret(SCAN_NEEDED, "DH, private");
 *      scan_form(s, exponent, 128);
 *      explicit_bzero(exponent, 128);
 *      ... the engine has it ...
 *      scan_search();
 *      CHECK_CALL(scan_expect_all());
 *      ... it is over ...
 *      scan_search();
 *      CHECK_CALL(scan_expect_none());
 *
 * A secret is found where any 8 bytes in a row of any of its forms stand in memory that can
 * be written, at any address. Forms are kept masked: the search does not find its own.
 */

#include "test.h"

#define SCAN_WORD 8    /* bytes that are a find */
#define SCAN_MASK 0x5a /* a case keeps its own copy of a key xored with this */

#define SCAN_NEEDED 0x1 /* scan_expect_all() wants to see it */

/* Forget all secrets. Skips where memory cannot be searched; for CHECK_CALL. */
int scan_begin(void);

/* A new secret, without a form yet. @return its number */
unsigned int scan_secret(unsigned int flags, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* A form of it, of SCAN_WORD bytes at least; masked: each byte xored with SCAN_MASK. */
void scan_form(unsigned int secret, const void *form, size_t len);
void scan_form_masked(unsigned int secret, const void *masked, size_t len);
/* The same bytes backwards: numbers that one side has from the low end, one from the high. */
void scan_form_reversed(unsigned int secret, const void *form, size_t len);

/*
 * Call fn in a process of its own, to make secrets: what it leaves on stack and heap is not
 * here. It may call the functions above and write to memory from scan_shared(), no more.
 * @return false: it did not come to its end.
 */
bool scan_apart(void (*fn)(void *arg), void *arg);
/* Zeroed memory that scan_apart()'s process writes for this one; ends with the case. NULL. */
void *scan_shared(size_t len);

struct scan_result {
	uint64_t bytes;        /* searched */
	unsigned int mappings; /* that they are in */
	unsigned int finds;    /* words */
};

/* Search now. No other thread may be giving memory back meanwhile. */
struct scan_result scan_search(void);
/*
 * Only what functions that this one's caller called have left on the stack: little is done
 * before, so it is still there. Quick.
 */
struct scan_result scan_stack(void);
/* What the last search found of one secret: how often its first form's first word. */
unsigned int scan_copies(unsigned int secret);
/* Of the last search; for CHECK_CALL. Was each needed secret there? Was none there? */
int scan_expect_all(void);
int scan_expect_none(void);

#endif /* _TEST_OCF_SCAN_H_ */
