/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <fnmatch.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <rte_common.h>

#include "runner.h"

#define MAX_DEFERRED 65536

static struct test_suite *suites;

static struct {
	char full[128];
	struct test_totals totals; /* before this case, for crashes */
	unsigned int failures;
	char skip[256];
	uint64_t random;
	unsigned int ndeferred;
	struct {
		void (*fn)(void *arg);
		void *arg;
	} deferred[MAX_DEFERRED];
} current;

void
test_suite_register(struct test_suite *suite)
{
	struct test_suite **at = &suites;

	while (*at != NULL && strcmp((*at)->name, suite->name) < 0)
		at = &(*at)->next;
	suite->next = *at;
	*at = suite;
}

/* ------------------------------------------------------------------- messages */

int
test_skip(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(current.skip, sizeof(current.skip), fmt, ap);
	va_end(ap);
	return TEST_SKIP;
}

int
test_fail(const char *file, int line, const char *fmt, ...)
{
	const char *base = strrchr(file, '/');
	va_list ap;

	current.failures++;
	printf("\t%s:%d: ", base != NULL ? base + 1 : file, line);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	return TEST_FAIL;
}

void
test_note(const char *fmt, ...)
{
	va_list ap;

	putchar('\t');
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

static void
print_bytes(const char *what, const uint8_t *p, size_t from, size_t len)
{
	size_t i;

	printf("\t  %s", what);
	for (i = from; i < len && i < from + 16; i++)
		printf(" %02x", p[i]);
	putchar('\n');
}

bool
test_same(const char *file, int line, const char *what, const void *a, const void *b, size_t len)
{
	const uint8_t *x = a, *y = b;
	size_t i;

	for (i = 0; i < len && x[i] == y[i]; i++)
		;
	if (i == len)
		return true;
	test_fail(file, line, "%s: differs from byte %zu of %zu", what, i, len);
	print_bytes("is:    ", x, i, len);
	print_bytes("wanted:", y, i, len);
	return false;
}

/* --------------------------------------------------------------------- random */

/* splitmix64 */
uint64_t
test_random(void)
{
	uint64_t z = current.random += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

uint32_t
test_random_below(uint32_t n)
{
	return (uint32_t)((test_random() >> 32) * n >> 32);
}

void
test_random_bytes(void *dst, size_t len)
{
	uint8_t *p = dst;

	while (len-- > 0)
		*p++ = (uint8_t)test_random();
}

/* ---------------------------------------------------------------------- length */

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#if __has_feature(thread_sanitizer)
#define __SANITIZE_THREAD__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

bool
test_watched(void)
{
	const char *preload = getenv("LD_PRELOAD");

	return SANITIZED || (preload != NULL && strstr(preload, "vgpreload") != NULL);
}

uint64_t
test_rounds(uint64_t n)
{
	if (test_watched())
		n = RTE_MAX(n / 20, UINT64_C(1));
	return test_options.more ? 100 * n : n;
}

/* --------------------------------------------------------------------- crashes */

/* Touching a guard page, say, ends the run, but not without telling where. */
static void
crashed(int sig)
{
	char line[200];
	int len = snprintf(line, sizeof(line), "\t%s\n%s CRASHED\n%u passed, %u failed, %u skipped\n",
			   strsignal(sig), current.full, current.totals.passed,
			   current.totals.failed + 1, current.totals.skipped);

	if (len > 0 && write(STDOUT_FILENO, line, RTE_MIN((size_t)len, sizeof(line) - 1)) < 0)
		_exit(TEST_FAIL + 1);
	_exit(TEST_FAIL);
}

static void
catch_crashes(void)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE};
	static uint8_t stack[65536];
	stack_t alt = {.ss_sp = stack, .ss_size = sizeof(stack)};
	struct sigaction act = {.sa_handler = crashed, .sa_flags = SA_ONSTACK | SA_RESETHAND};
	unsigned int i;

	sigaltstack(&alt, NULL);
	for (i = 0; i < RTE_DIM(signals); i++)
		sigaction(signals[i], &act, NULL);
}

/* -------------------------------------------------------------------- running */

void
test_defer(void (*fn)(void *arg), void *arg)
{
	if (current.ndeferred == MAX_DEFERRED) {
		test_fail(__FILE__, __LINE__, "more than %d calls deferred", MAX_DEFERRED);
		return;
	}
	current.deferred[current.ndeferred].fn = fn;
	current.deferred[current.ndeferred++].arg = arg;
}

static void
release_deferred(void)
{
	while (current.ndeferred > 0) {
		current.ndeferred--;
		current.deferred[current.ndeferred].fn(current.deferred[current.ndeferred].arg);
	}
}

static void
count_result(const char *full, int rc, struct test_totals *totals)
{
	if (rc == TEST_FAIL || current.failures > 0) {
		totals->failed++;
		printf("%-48s FAILED\n", full);
	} else if (rc == TEST_SKIP) {
		totals->skipped++;
		printf("%-48s skipped: %s\n", full, current.skip);
	} else {
		totals->passed++;
		printf("%-48s ok\n", full);
	}
}

/* One case, on one driver if it asks for that. */
static void
run_turn(const struct test_suite *suite, const struct test_case *tc, struct test_totals *totals)
{
	int rc;

	snprintf(current.full, sizeof(current.full), "%s.%s%s%s%s", suite->name, tc->name,
		 test_driver() < 0 ? "" : "[", test_driver_name(), test_driver() < 0 ? "" : "]");
	current.totals = *totals;
	current.failures = 0;
	current.random = test_options.seed;
	snprintf(current.skip, sizeof(current.skip), "no reason given");
	if (!test_framework((tc->flags & TEST_NO_INIT) == 0))
		rc = TEST_FAIL;
	else
		rc = tc->fn();
	crypto_drain(5000000);
	release_deferred();
	test_framework_restore();
	count_result(current.full, rc, totals);
}

static void
run_on_drivers(const struct test_suite *suite, const struct test_case *tc,
	       struct test_totals *totals)
{
	struct crypto_driver_info info;
	unsigned int turns = 0;
	int32_t id;

	test_framework(true);
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1)) {
		if (crypto_driver_info(id, &info) != 0)
			continue;
		if (test_options.driver != NULL && strcmp(test_options.driver, info.name) != 0)
			continue;
		test_driver_turn(id);
		run_turn(suite, tc, totals);
		turns++;
		/* a case that ended or restarted the framework may have changed the numbers */
		test_framework(true);
		id = crypto_find_driver(info.name) >= 0 ? crypto_find_driver(info.name) : id;
	}
	test_driver_turn(-1);
	if (turns == 0) {
		totals->skipped++;
		printf("%s.%s skipped: no driver%s%s\n", suite->name, tc->name,
		       test_options.driver == NULL ? "" : " named ",
		       test_options.driver == NULL ? "" : test_options.driver);
	}
}

/* Set up the suite; what its setup says counts for all its cases. */
static int
run_setup(const struct test_suite *suite)
{
	int rc;

	current.failures = 0;
	current.random = test_options.seed;
	if (suite->setup == NULL)
		return TEST_PASS;
	if (!test_framework(true))
		return TEST_FAIL;
	rc = suite->setup();
	return current.failures > 0 ? TEST_FAIL : rc;
}

static bool
run_suite(const struct test_suite *suite, const char *name, struct test_totals *totals)
{
	unsigned int i;
	bool found = false;
	int rc = run_setup(suite);

	for (i = 0; i < suite->ncases; i++) {
		const struct test_case *tc = &suite->cases[i];
		char full[128];

		if (name != NULL && fnmatch(name, tc->name, 0) != 0)
			continue;
		found = true;
		snprintf(full, sizeof(full), "%s.%s", suite->name, tc->name);
		current.failures = 0;
		if (rc != TEST_PASS)
			count_result(full, rc, totals);
		else if (tc->flags & TEST_PER_DRIVER)
			run_on_drivers(suite, tc, totals);
		else
			run_turn(suite, tc, totals);
	}
	if (rc == TEST_PASS && suite->teardown != NULL)
		suite->teardown();
	return found;
}

bool
test_select(const char *name, struct test_totals *totals)
{
	const char *dot = name == NULL ? NULL : strchr(name, '.');
	char pattern[128] = "*";
	const struct test_suite *suite;
	bool found = false;

	catch_crashes();
	if (name != NULL)
		snprintf(pattern, sizeof(pattern), "%.*s",
			 dot != NULL ? (int)(dot - name) : (int)strlen(name), name);
	for (suite = suites; suite != NULL; suite = suite->next)
		if (fnmatch(pattern, suite->name, 0) == 0)
			found |= run_suite(suite, dot == NULL ? NULL : dot + 1, totals);
	if (!found)
		fprintf(stderr, "test-ocf: there is no test %s\n", name == NULL ? "at all" : name);
	return found;
}

void
test_list(void)
{
	const struct test_suite *suite;
	unsigned int i;

	for (suite = suites; suite != NULL; suite = suite->next)
		for (i = 0; i < suite->ncases; i++)
			printf("%s.%s\n", suite->name, suite->cases[i].name);
}

int
test_report(const struct test_totals *totals)
{
	test_framework(false);
	printf("%u passed, %u failed, %u skipped\n", totals->passed, totals->failed,
	       totals->skipped);
	if (totals->failed > 0)
		return TEST_FAIL;
	return totals->passed == 0 && totals->skipped > 0 ? TEST_SKIP : TEST_PASS;
}
