/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* ocf-perf: how fast is crypto through libocf on this machine? */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <rte_eal.h>

#include "eal_defaults.h"
#include "perf.h"

static void
on_signal(int sig)
{
	(void)sig;
	perf_stop = 1;
}

/* Options stand behind "--", when there is one; wrong ones are told before EAL starts. */
static void
parse(struct perf_options *opt, int argc, char **argv)
{
	int i, first = 1, n = 1;
	char **own;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			first = i + 1;
			break;
		}
	}
	own = calloc((size_t)argc + 1, sizeof(*own));
	if (own == NULL)
		perf_die(PERF_FAILED, "no memory");
	own[0] = argv[0];
	for (i = first; i < argc; i++)
		own[n++] = argv[i];
	perf_options_parse(opt, n, own);
	free(own);
}

static unsigned int
requests_needed(const struct perf_options *opt)
{
	return perf_list_max(&opt->lcores) * (opt->buffers + opt->ahead * perf_list_max(&opt->bursts));
}

static bool
is_named(const struct perf_options *opt, const char *name)
{
	unsigned int i;

	for (i = 0; i < opt->ndrivers; i++) {
		if (strncmp(opt->drivers[i], name, strlen(name)) == 0)
			return true;
	}
	return false;
}

/* openssl is started too: drivers with limits fall back on it. */
static void
start_framework(struct perf_options *opt)
{
	struct crypto_config cfg = {0};
	int rc = ENODEV;

	cfg.credits = RTE_MAX(perf_list_max(&opt->bursts), 1024u);
	cfg.requests = RTE_MAX(2 * requests_needed(opt), 16384u);
	if (opt->ndrivers > 0)
		cfg.drivers = (const char *const *)opt->drivers;
	if (opt->ndrivers > 0 && opt->ndrivers < PERF_MAX_LIST && !is_named(opt, "openssl")) {
		opt->drivers[opt->ndrivers] = (char *)(uintptr_t)"openssl";
		rc = crypto_init(&cfg);
		opt->drivers[opt->ndrivers] = NULL;
	}
	if (rc != 0)
		rc = crypto_init(&cfg);
	if (rc == EINVAL || (rc != 0 && opt->ndrivers > 0))
		perf_die(PERF_USAGE, "--driver: %s", crypto_strerr());
	if (rc != 0)
		perf_die(PERF_FAILED, "libocf does not start: %s", crypto_strerr());
}

static void
check_lcores(const struct perf_options *opt)
{
	unsigned int max = perf_list_max(&opt->lcores);

	if (max > rte_lcore_count())
		perf_die(PERF_USAGE, "--lcores %u: allowed are whole numbers from 1 to %u, the "
			 "lcores of EAL (its option -l)", max, rte_lcore_count());
}

static bool
any_failed(const struct perf_plan *plan)
{
	char why[160];
	unsigned int i;

	for (i = 0; i < plan->n; i++) {
		if (perf_cell_failure(&plan->cells[i], why, sizeof(why)) != NULL)
			return true;
	}
	return false;
}

static bool
is_stdout(const char *path)
{
	return path != NULL && strcmp(path, "-") == 0;
}

static enum perf_exit
report(const struct perf_plan *plan, const struct perf_options *opt)
{
	bool ok = true;

	if (perf_stop)
		fprintf(stderr, PERF_NAME ": interrupted; this is what was measured\n");
	if (is_stdout(opt->csv) || is_stdout(opt->json))
		perf_report_notes(stderr, plan);
	else
		perf_report_table(plan, opt);
	if (opt->csv != NULL)
		ok &= perf_export_csv(plan, opt);
	if (opt->json != NULL)
		ok &= perf_export_json(plan, opt);
	if (!ok || any_failed(plan))
		return PERF_FAILED;
	return perf_stop ? PERF_INTERRUPTED : PERF_OK;
}

static enum perf_exit
measure(const struct perf_options *opt)
{
	struct perf_plan plan;
	enum perf_exit code;

	if (!perf_reference_init())
		perf_die(PERF_FAILED, "libcrypto does not start");
	perf_plan_make(&plan, opt);
	perf_throughput(&plan, opt);
	code = report(&plan, opt);
	perf_plan_free(&plan);
	perf_reference_fini();
	return code;
}

int
main(int argc, char **argv)
{
	struct perf_options opt;
	enum perf_exit code = PERF_OK;

	parse(&opt, argc, argv);
	if (eal_defaults_init(PERF_NAME, argc, argv, perf_list_max(&opt.lcores)) < 0)
		return PERF_FAILED;
	check_lcores(&opt);
	start_framework(&opt);
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	if (opt.list)
		perf_plan_list();
	else if (opt.keyop)
		code = perf_keyop(&opt);
	else
		code = measure(&opt);
	crypto_fini();
	rte_eal_cleanup();
	perf_options_free(&opt);
	return code;
}
