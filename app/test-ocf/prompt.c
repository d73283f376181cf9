/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include "runner.h"

/* Commands one a line, with dpdk-test's prompt and answers, so that its harnesses fit. */

#define BLANKS " \t\r\n"

static void
run_names(char *word, char **save, struct test_totals *totals)
{
	struct test_totals here = {0};

	if (word == NULL && !test_select(NULL, &here))
		here.failed++;
	for (; word != NULL; word = strtok_r(NULL, BLANKS, save)) {
		if (!test_select(word, &here))
			here.failed++;
	}
	if (here.failed > 0)
		puts("Test Failed");
	else
		puts(here.passed > 0 ? "Test OK" : "Test Skipped");
	totals->passed += here.passed;
	totals->failed += here.failed;
	totals->skipped += here.skipped;
}

/* @return false: leave. */
static bool
run_line(char *line, struct test_totals *totals)
{
	char *save, *word = strtok_r(line, BLANKS, &save);

	if (word == NULL)
		return true;
	if (strcmp(word, "quit") == 0 || strcmp(word, "exit") == 0)
		return false;
	if (strcmp(word, "list") == 0)
		test_list();
	else if (strcmp(word, "help") == 0)
		puts("list | run [SUITE | SUITE.CASE] ... | SUITE | SUITE.CASE | quit");
	else if (strcmp(word, "run") == 0)
		run_names(strtok_r(NULL, BLANKS, &save), &save, totals);
	else
		run_names(word, &save, totals);
	return true;
}

int
test_prompt(void)
{
	struct test_totals totals = {0};
	char line[1024];

	for (;;) {
		fputs("RTE>>", stdout);
		fflush(stdout);
		if (fgets(line, sizeof(line), stdin) == NULL || !run_line(line, &totals))
			break;
	}
	putchar('\n');
	return test_report(&totals);
}
