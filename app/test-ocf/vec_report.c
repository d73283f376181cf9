/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include "vec.h"

/* Counts of outcomes, and why vectors were refused or not applicable. */

#define MAX_REASONS 512

static struct {
	unsigned int n;
	struct {
		enum vec_verdict verdict;
		unsigned int count;
		char why[160];
	} reason[MAX_REASONS];
} reasons;

static void
remember(const struct vec_outcome *out)
{
	unsigned int i;

	for (i = 0; i < reasons.n; i++) {
		if (reasons.reason[i].verdict == out->verdict &&
		    strncmp(reasons.reason[i].why, out->why, sizeof(reasons.reason[i].why) - 1) == 0)
			break;
	}
	if (i == MAX_REASONS)
		i--;
	if (i == reasons.n) {
		reasons.n++;
		reasons.reason[i].count = 0;
		reasons.reason[i].verdict = out->verdict;
		snprintf(reasons.reason[i].why, sizeof(reasons.reason[i].why), "%.*s",
			 (int)sizeof(reasons.reason[i].why) - 1, out->why);
	}
	reasons.reason[i].count++;
}

void
vec_tally_add(struct vec_tally *t, const struct vec_outcome *out)
{
	switch (out->verdict) {
	case VEC_PASSED:
		t->passed++;
		break;
	case VEC_REFUSED:
		t->refused++;
		remember(out);
		break;
	case VEC_NA:
		t->na++;
		remember(out);
		return;
	case VEC_FAILED:
		t->failed++;
		break;
	}
	t->run++;
}

void
vec_tally_sum(struct vec_tally *to, const struct vec_tally *t)
{
	to->run += t->run;
	to->passed += t->passed;
	to->refused += t->refused;
	to->na += t->na;
	to->failed += t->failed;
}

void
vec_tally_print(const char *what, const struct vec_tally *t)
{
	printf("%s%s%u run, %u passed, %u refused, %u not applicable, %u failed\n", what,
	       what[0] == '\0' ? "" : ": ", t->run, t->passed, t->refused, t->na, t->failed);
}

static void
print_kind(enum vec_verdict verdict, const char *title)
{
	unsigned int i;
	bool any = false;

	for (i = 0; i < reasons.n; i++) {
		if (reasons.reason[i].verdict != verdict)
			continue;
		if (!any)
			printf("%s:\n", title);
		any = true;
		printf("  %6u  %s\n", reasons.reason[i].count, reasons.reason[i].why);
	}
}

void
vec_reasons_print(void)
{
	print_kind(VEC_REFUSED, "refused");
	print_kind(VEC_NA, "not applicable");
	reasons.n = 0;
}
