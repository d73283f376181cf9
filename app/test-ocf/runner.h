/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_RUNNER_H_
#define _TEST_OCF_RUNNER_H_

/* What test-ocf's own files share; suites use test.h alone. */

#include "test.h"

struct test_options {
	const char *driver; /* --driver: only this one, NULL = all */
	uint64_t seed;      /* --seed */
	const char *ledger; /* --ledger, NULL = the defaults */
	bool all_layouts;   /* --layouts all */
	bool more;          /* --long */
	bool interactive;   /* -i */
	bool verbose;       /* -v */
};
extern struct test_options test_options;

struct test_totals {
	unsigned int passed, failed, skipped;
};

/* runner.c */
void test_list(void);
/* Run "suite" or "suite.case", NULL = all. false: no such name, said on stderr. */
bool test_select(const char *name, struct test_totals *totals);
/* The last line, and the exit value. */
int test_report(const struct test_totals *totals);

/* prompt.c */
int test_prompt(void);

/* framework.c */
/* Is the framework up (wanted) or down? Make it so; false and said: it cannot. */
bool test_framework(bool wanted);
/* Back to the defaults after a case. */
void test_framework_restore(void);
void test_driver_turn(int32_t driverid);

/* request.c */
void test_requests_release(void);

/* vectors_dir.c */
int test_vectors_dir(const char *dir);

#endif /* _TEST_OCF_RUNNER_H_ */
