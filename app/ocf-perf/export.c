/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* The result for programs: CSV and JSON. */

#include <errno.h>
#include <string.h>

#include "perf.h"

static FILE *
open_output(const char *path)
{
	FILE *f = strcmp(path, "-") == 0 ? stdout : fopen(path, "w");

	if (f == NULL)
		fprintf(stderr, PERF_NAME ": %s: %s\n", path, strerror(errno));
	return f;
}

static bool
close_output(FILE *f, const char *path)
{
	bool ok = fflush(f) == 0 && !ferror(f);

	if (f != stdout && fclose(f) != 0)
		ok = false;
	if (!ok)
		fprintf(stderr, PERF_NAME ": %s: %s\n", path, strerror(errno));
	return ok;
}

/* The figures of a cell; false when an interrupted run has nothing of it. */
static bool
was_measured(const struct perf_cell *cell, struct perf_figures *fig)
{
	perf_cell_figures(cell, fig);
	return fig->samples != 0 || fig->failed != 0;
}

/* --------------------------------------------------------------------------- */

/* With --reuse yes,no a last column tells them apart. */
static void
csv_cell(FILE *f, const struct perf_cell *cell, const struct perf_figures *fig, bool reuse)
{
	fprintf(f, "%s,%s,%s,%u,%u,%u,%.2f,%.2f,%.4f,%.4f,%llu", cell->driver, cell->alg->name,
		perf_op_names[cell->op], cell->size, cell->burst, cell->lcores, fig->floor,
		fig->median, fig->mops, fig->gbps, (unsigned long long)fig->failed);
	fprintf(f, "%s\n", !reuse ? "" : cell->fresh ? ",no" : ",yes");
}

bool
perf_export_csv(const struct perf_plan *plan, const struct perf_options *opt)
{
	FILE *f = open_output(opt->csv);
	struct perf_figures fig;
	unsigned int i;

	if (f == NULL)
		return false;
	fprintf(f, "driver,alg,op,size,burst,lcores,cycles_per_buf,median,mops,gbps,failed%s\n",
		opt->fresh.n > 1 ? ",reuse" : "");
	for (i = 0; i < plan->n; i++) {
		if (was_measured(&plan->cells[i], &fig))
			csv_cell(f, &plan->cells[i], &fig, opt->fresh.n > 1);
	}
	return close_output(f, opt->csv);
}

/* --------------------------------------------------------------------------- */

static void
json_string(FILE *f, const char *key, const char *text)
{
	fprintf(f, "\"%s\": \"", key);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fprintf(f, "\\%c", *text);
		else if ((unsigned char)*text < 0x20)
			fprintf(f, "\\u%04x", (unsigned char)*text);
		else
			fputc(*text, f);
	}
	fputc('"', f);
}

static void
json_machine(FILE *f)
{
	struct perf_machine m;

	perf_machine_read(&m);
	fprintf(f, "  \"machine\": {");
	json_string(f, "cpu", m.cpu);
	fprintf(f, ", \"tsc_mhz\": %.3f, ", m.tsc_mhz);
	json_string(f, "dpdk", m.dpdk);
	fprintf(f, ", ");
	json_string(f, "ipsec_mb", m.ipsec_mb);
	fprintf(f, ", ");
	json_string(f, "openssl", m.openssl);
	fprintf(f, "},\n");
}

static void
json_cell(FILE *f, const struct perf_cell *cell, const struct perf_figures *fig)
{
	char why[160];

	fprintf(f, "    {");
	json_string(f, "driver", cell->driver);
	fprintf(f, ", ");
	json_string(f, "alg", cell->alg->name);
	fprintf(f, ", \"op\": \"%s\", \"size\": %u, \"burst\": %u, \"lcores\": %u, "
		"\"reuse\": %s, ", perf_op_names[cell->op], cell->size, cell->burst, cell->lcores,
		cell->fresh ? "false" : "true");
	fprintf(f, "\"cycles_per_buf\": %.2f, \"median\": %.2f, \"mops\": %.4f, \"gbps\": %.4f, "
		"\"failed\": %llu, \"window\": %u, \"samples\": %llu", fig->floor, fig->median,
		fig->mops, fig->gbps, (unsigned long long)fig->failed, cell->window,
		(unsigned long long)fig->samples);
	if (perf_cell_failure(cell, why, sizeof(why)) != NULL) {
		fprintf(f, ", ");
		json_string(f, "failure", why);
	}
	fprintf(f, "}");
}

bool
perf_export_json(const struct perf_plan *plan, const struct perf_options *opt)
{
	FILE *f = open_output(opt->json);
	const char *sep = "\n";
	struct perf_figures fig;
	unsigned int i;

	if (f == NULL)
		return false;
	fprintf(f, "{\n");
	json_machine(f);
	fprintf(f, "  \"api\": \"%s\", \"buffer\": \"%s\", \"ahead\": %u,\n  \"results\": [",
		perf_api_names[opt->api], perf_buffer_names[opt->buffer], opt->ahead);
	for (i = 0; i < plan->n; i++) {
		if (!was_measured(&plan->cells[i], &fig))
			continue;
		fprintf(f, "%s", sep);
		json_cell(f, &plan->cells[i], &fig);
		sep = ",\n";
	}
	fprintf(f, "\n  ]\n}\n");
	return close_output(f, opt->json);
}
