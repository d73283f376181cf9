/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* The table for people. */

#include <string.h>

#include "perf.h"

static const char *const buffer_text[] = {
	"one mbuf a buffer", "chains of 4 mbufs", "contiguous memory",
};

static const char *
reuse_text(bool fresh)
{
	return fresh ? "requests got and freed each time" : "requests dispatched again";
}

/* What is the same in all lines stands above the table, the rest in columns. */
static void
print_headline(const struct perf_options *opt)
{
	struct perf_machine m;

	perf_machine_read(&m);
	printf(PERF_NAME ": crypto through libocf, every result compared with OpenSSL\n\n");
	printf("%s, TSC %.0f MHz\n", m.cpu, m.tsc_mhz);
	printf("%s, %s%s%s%s\n\n", m.dpdk, m.ipsec_mb[0] != '\0' ? "ipsec-mb " : "", m.ipsec_mb,
	       m.ipsec_mb[0] != '\0' ? ", " : "", m.openssl);
	if (opt->ops.n == 1)
		printf("%sion, ", perf_op_names[opt->ops.v[0]]);
	if (opt->bursts.n == 1)
		printf("bursts of %u, ", opt->bursts.v[0]);
	if (opt->ahead > 1)
		printf("%u at once, ", opt->ahead);
	if (opt->lcores.n == 1)
		printf("%u lcore%s, ", opt->lcores.v[0], opt->lcores.v[0] == 1 ? "" : "s");
	if (opt->fresh.n == 1)
		printf("%s, ", reuse_text(opt->fresh.v[0]));
	if (opt->api == PERF_DISPATCH)
		printf("dispatched one by one, ");
	printf("%s\n\n", buffer_text[opt->buffer]);
}

static int
driver_width(const struct perf_plan *plan)
{
	size_t w = strlen("driver");
	unsigned int i;

	for (i = 0; i < plan->n; i++)
		w = RTE_MAX(w, strlen(plan->cells[i].driver));
	return (int)w;
}

static int
alg_width(const struct perf_plan *plan)
{
	size_t w = strlen("algorithm");
	unsigned int i;

	for (i = 0; i < plan->n; i++)
		w = RTE_MAX(w, strlen(plan->cells[i].alg->name));
	return (int)w;
}

static void
print_titles(const struct perf_plan *plan, const struct perf_options *opt)
{
	printf("%-*s  %-*s", driver_width(plan), "driver", alg_width(plan), "algorithm");
	if (opt->ops.n > 1)
		printf("  %-7s", "op");
	printf("  %5s", "bytes");
	if (opt->bursts.n > 1)
		printf("  %5s", "burst");
	if (opt->lcores.n > 1)
		printf("  %6s", "lcores");
	if (opt->fresh.n > 1)
		printf("  %5s", "reuse");
	printf("  %13s  %8s  %8s  %8s\n", "cycles/buffer", "median", "Gbit/s", "Mop/s");
}

static void
print_cell(const struct perf_plan *plan, const struct perf_options *opt,
	   const struct perf_cell *cell)
{
	struct perf_figures fig;

	perf_cell_figures(cell, &fig);
	if (fig.samples == 0 && fig.failed == 0)
		return;
	printf("%-*s  %-*s", driver_width(plan), cell->driver, alg_width(plan), cell->alg->name);
	if (opt->ops.n > 1)
		printf("  %-7s", perf_op_names[cell->op]);
	printf("  %5u", cell->size);
	if (opt->bursts.n > 1)
		printf("  %5u", cell->burst);
	if (opt->lcores.n > 1)
		printf("  %6u", cell->lcores);
	if (opt->fresh.n > 1)
		printf("  %5s", cell->fresh ? "no" : "yes");
	if (fig.samples == 0)
		printf("  %13s  %8s  %8s  %8s", "-", "-", "-", "-");
	else
		printf("  %13.1f  %8.1f  %8.2f  %8.3f", fig.floor, fig.median, fig.gbps, fig.mops);
	if (fig.failed != 0)
		printf("  FAILED: %llu", (unsigned long long)fig.failed);
	printf("\n");
}

void
perf_report_notes(FILE *f, const struct perf_plan *plan)
{
	const struct perf_cell *cell;
	struct perf_figures fig;
	char why[160];
	unsigned int i;

	for (i = 0; i < plan->n; i++) {
		cell = &plan->cells[i];
		if (perf_cell_failure(cell, why, sizeof(why)) == NULL)
			continue;
		perf_cell_figures(cell, &fig);
		fprintf(f, "failed: %s %s %s %u bytes, burst %u: %llu operation%s: %s\n",
			cell->driver, cell->alg->name, perf_op_names[cell->op], cell->size,
			cell->burst, (unsigned long long)fig.failed, fig.failed == 1 ? "" : "s", why);
	}
	if (plan->left_out != NULL)
		fprintf(f, "%s", plan->left_out);
}

void
perf_report_table(const struct perf_plan *plan, const struct perf_options *opt)
{
	const struct perf_cell *prev = NULL, *cell;
	unsigned int i;

	print_headline(opt);
	print_titles(plan, opt);
	for (i = 0; i < plan->n; i++, prev = cell) {
		cell = &plan->cells[i];
		if (prev != NULL && prev->driverid != cell->driverid)
			printf("\n");
		print_cell(plan, opt, cell);
	}
	printf("\ncycles/buffer: TSC ticks of one operation when nothing disturbs it (second lowest of\n"
	       "many short windows); Gbit/s and Mop/s follow from it. A median far above it says that\n"
	       "other work kept the machine busy.\n\n");
	perf_report_notes(stdout, plan);
}
