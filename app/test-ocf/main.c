/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <getopt.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <rte_eal.h>

#include "eal_defaults.h"
#include "runner.h"

static const char usage_text[] =
	"usage: test-ocf [EAL options --] [options] [command]\n"
	"\n"
	"commands\n"
	"  run                     run all tests (as no command does)\n"
	"  SUITE | SUITE.CASE ...  run these; * and ? stand for what they do in file names\n"
	"  list                    print the names of all tests\n"
	"  vectors DIR             run the NIST CAVP and Wycheproof files under DIR\n"
	"options\n"
	"  -d, --driver NAME       of tests that run on each driver, run this one's only\n"
	"  -s, --seed N            start random tests from N\n"
	"  -L, --layouts all       vectors: every layout for every record\n"
	"      --ledger KEY=N,...  ledger: requests, removals, patience (in seconds)\n"
	"      --long              let counting tests count a hundred times as far\n"
	"  -i                      read commands from the standard input\n"
	"  -v                      say more\n"
	"environment\n"
	"  DPDK_TEST               names to run when the command line has none\n"
	"exit value\n"
	"  0 all passed, 1 any failed, 77 all were skipped\n";

static const struct option long_options[] = {
	{"driver", required_argument, NULL, 'd'},
	{"seed", required_argument, NULL, 's'},
	{"layouts", required_argument, NULL, 'L'},
	{"ledger", required_argument, NULL, 'l'},
	{"long", no_argument, NULL, 'm'},
	{"interactive", no_argument, NULL, 'i'},
	{"verbose", no_argument, NULL, 'v'},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

struct test_options test_options;

static bool
parse_layouts(const char *arg)
{
	test_options.all_layouts = strcmp(arg, "all") == 0;
	if (test_options.all_layouts || strcmp(arg, "some") == 0)
		return true;
	fprintf(stderr, "test-ocf: --layouts takes all or some, not %s\n", arg);
	return false;
}

static bool
parse_seed(const char *arg)
{
	char *end;

	errno = 0;
	test_options.seed = strtoull(arg, &end, 0);
	if (errno == 0 && end != arg && *end == '\0')
		return true;
	fprintf(stderr, "test-ocf: --seed takes a number, not %s\n", arg);
	return false;
}

static bool
parse_options(int argc, char **argv)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "d:s:L:ivh", long_options, NULL)) != -1) {
		switch (opt) {
		case 'd':
			test_options.driver = optarg;
			break;
		case 's':
			if (!parse_seed(optarg))
				return false;
			break;
		case 'L':
			if (!parse_layouts(optarg))
				return false;
			break;
		case 'l':
			test_options.ledger = optarg;
			break;
		case 'm':
			test_options.more = true;
			break;
		case 'i':
			test_options.interactive = true;
			break;
		case 'v':
			test_options.verbose = true;
			break;
		case 'h':
			fputs(usage_text, stdout);
			exit(0);
		default:
			fputs(usage_text, stderr);
			return false;
		}
	}
	return true;
}

/* Names in one string, as DPDK_TEST has them. */
static bool
select_words(const char *words, struct test_totals *totals)
{
	char *copy = strdup(words), *save, *word;
	bool ok = copy != NULL;

	for (word = strtok_r(copy, " ,\t\n", &save); ok && word != NULL;
	     word = strtok_r(NULL, " ,\t\n", &save))
		ok = test_select(word, totals);
	free(copy);
	return ok;
}

static int
run_tests(int argc, char **argv)
{
	const char *words = getenv("DPDK_TEST");
	struct test_totals totals = {0};
	bool ok = true;
	int i, first = 0;

	if (argc > 0 && strcmp(argv[0], "run") == 0)
		first = 1;
	printf("seed %" PRIu64 "\n", test_options.seed);
	if (first < argc) {
		for (i = first; ok && i < argc; i++)
			ok = test_select(argv[i], &totals);
	} else if (first == 0 && words != NULL && strspn(words, " ,\t\n") < strlen(words)) {
		ok = select_words(words, &totals);
	} else {
		ok = test_select(NULL, &totals);
	}
	if (!ok)
		totals.failed++;
	return test_report(&totals);
}

static int
run_command(int argc, char **argv)
{
	if (argc > 0 && strcmp(argv[0], "list") == 0) {
		test_list();
		return 0;
	}
	if (argc > 0 && strcmp(argv[0], "vectors") == 0) {
		if (argc == 2)
			return test_vectors_dir(argv[1]);
		fputs("test-ocf: vectors takes one directory\n", stderr);
		return 1;
	}
	if (test_options.interactive)
		return test_prompt();
	return run_tests(argc, argv);
}

/* The program's own words: those behind "--", or all. */
static char **
own_words(int argc, char **argv, int *count)
{
	char **words = calloc((size_t)argc + 1, sizeof(*words));
	int i, n = 1;

	if (words == NULL)
		return NULL;
	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		;
	words[0] = argv[0];
	for (i = i < argc ? i + 1 : 1; i < argc; i++)
		words[n++] = argv[i];
	*count = n;
	return words;
}

int
main(int argc, char **argv)
{
	int count, rc;
	char **words = own_words(argc, argv, &count);

	setvbuf(stdout, NULL, _IOLBF, 0);
	test_options.seed = (uint32_t)time(NULL) ^ (uint32_t)getpid() << 16;
	if (words == NULL || !parse_options(count, words))
		return 1;
	if (eal_defaults_init("test-ocf", argc, argv, 0) < 0)
		return 1;
	rc = run_command(count - optind, words + optind);
	rte_eal_cleanup();
	free(words);
	return rc;
}
