/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Which cells there are, their sessions, and their figures. */

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <rte_cycles.h>

#include "perf.h"

static void *
more(void *p, size_t size)
{
	p = realloc(p, size);
	if (p == NULL)
		perf_die(PERF_FAILED, "no memory");
	return p;
}

static void append(char **text, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void
append(char **text, const char *fmt, ...)
{
	size_t len = *text == NULL ? 0 : strlen(*text);
	char *piece;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&piece, fmt, ap);
	va_end(ap);
	if (n < 0)
		perf_die(PERF_FAILED, "no memory");
	*text = more(*text, len + (size_t)n + 1);
	memcpy(*text + len, piece, (size_t)n + 1);
	free(piece);
}

/* ------------------------------------------------------------------- sessions */

/* The session's list; keys in key[]. */
static void
set_session(const struct perf_alg *alg, struct cryptoini cri[2], uint8_t key[2][PERF_MAX_KEY])
{
	const struct perf_cipher *c = alg->cipher;
	const struct perf_mac *m = alg->mac;
	unsigned int n = 0;

	memset(cri, 0, 2 * sizeof(*cri));
	if (c != NULL) {
		perf_alg_key(key[n], c->klen, false);
		cri[n].cri_alg = c->alg;
		cri[n].cri_klen = c->klen * 8;
		cri[n].cri_ivlen = c->ivlen;
		cri[n].cri_key = (caddr_t)key[n];
		n++;
	}
	if (c != NULL && c->auth != 0) {
		cri[n].cri_alg = c->auth;
		cri[n].cri_klen = c->klen * 8;
		cri[n].cri_mlen = 16;
		cri[n].cri_key = (caddr_t)key[0];
		n++;
	}
	if (m != NULL) {
		perf_alg_key(key[n], m->klen, true);
		cri[n].cri_alg = m->alg;
		cri[n].cri_klen = m->klen * 8;
		cri[n].cri_mlen = m->mlen;
		cri[n].cri_ivlen = m->ivlen;
		cri[n].cri_key = (caddr_t)key[n];
		n++;
	}
	if (n == 2)
		cri[0].cri_next = &cri[1];
}

static int
open_session(const struct perf_alg *alg, int32_t driverid, uint64_t *sid)
{
	uint8_t key[2][PERF_MAX_KEY];
	struct cryptoini cri[2];

	set_session(alg, cri, key);
	return crypto_newsession_driver(sid, cri, driverid);
}

/* ---------------------------------------------------------------------- cells */

static void
add_cell(struct perf_plan *plan, const struct perf_cell *from)
{
	struct perf_cell *cell;

	if (plan->n == plan->room) {
		plan->room = plan->room == 0 ? 64 : 2 * plan->room;
		plan->cells = more(plan->cells, plan->room * sizeof(*plan->cells));
	}
	cell = &plan->cells[plan->n++];
	*cell = *from;
	cell->res = calloc(cell->lcores, sizeof(*cell->res));
	if (cell->res == NULL)
		perf_die(PERF_FAILED, "no memory");
}

static void
add_cells_of_size(struct perf_plan *plan, const struct perf_options *opt, struct perf_cell *cell)
{
	unsigned int b, l, f;

	for (b = 0; b < opt->bursts.n; b++) {
		cell->burst = opt->bursts.v[b];
		for (l = 0; l < opt->lcores.n; l++) {
			cell->lcores = opt->lcores.v[l];
			for (f = 0; f < opt->fresh.n; f++) {
				cell->fresh = opt->fresh.v[f] != 0;
				add_cell(plan, cell);
			}
		}
	}
}

static void
add_cells_of_alg(struct perf_plan *plan, const struct perf_options *opt, struct perf_cell *cell)
{
	unsigned int o, s;
	char why[64];

	for (o = 0; o < opt->ops.n; o++) {
		cell->op = opt->ops.v[o];
		for (s = 0; s < opt->sizes.n; s++) {
			cell->size = opt->sizes.v[s];
			if (perf_alg_refuses(cell->alg, cell->size, why, sizeof(why)) == NULL)
				add_cells_of_size(plan, opt, cell);
		}
	}
}

static void
add_driver(struct perf_plan *plan, const struct perf_options *opt,
	   const struct crypto_driver_info *info)
{
	struct perf_cell cell = {.driverid = info->driverid};
	char *missing = NULL;
	unsigned int i;
	int rc;

	snprintf(cell.driver, sizeof(cell.driver), "%s", info->name);
	for (i = 0; i < opt->nalgs; i++) {
		cell.alg = &opt->algs[i];
		rc = open_session(cell.alg, info->driverid, &cell.sid);
		if (rc != 0 && rc != EINVAL)
			perf_die(PERF_FAILED, "%s: %s: %s", info->name, cell.alg->name,
				 crypto_strerr());
		if (rc != 0) {
			append(&missing, "%s %s", missing == NULL ? "" : ",", cell.alg->name);
			continue;
		}
		plan->sids = more(plan->sids, (plan->nsids + 1) * sizeof(*plan->sids));
		plan->sids[plan->nsids++] = cell.sid;
		add_cells_of_alg(plan, opt, &cell);
	}
	if (missing != NULL)
		append(&plan->left_out, "%s does not offer%s\n", info->name, missing);
	free(missing);
}

/* A driver of several devices has names that begin with its own. */
static bool
is_wanted(const struct perf_options *opt, const char *name)
{
	unsigned int i;
	size_t len;

	for (i = 0; i < opt->ndrivers; i++) {
		len = strcspn(opt->drivers[i], ",");
		if (strncmp(name, opt->drivers[i], len) == 0 && !isalnum(name[len]) &&
		    name[len] != '_')
			return true;
	}
	return opt->ndrivers == 0;
}

static void
note_sizes(struct perf_plan *plan, const struct perf_options *opt, const struct perf_alg *alg)
{
	const char *why = NULL, *sep = " of";
	unsigned int s;
	char buf[64];

	for (s = 0; s < opt->sizes.n; s++) {
		if (perf_alg_refuses(alg, opt->sizes.v[s], buf, sizeof(buf)) == NULL)
			continue;
		append(&plan->left_out, "%s%s %u", why == NULL ? alg->name : "", sep,
		       opt->sizes.v[s]);
		why = buf;
		sep = ",";
	}
	if (why != NULL)
		append(&plan->left_out, " bytes: %s\n", why);
}

void
perf_plan_make(struct perf_plan *plan, const struct perf_options *opt)
{
	struct crypto_driver_info info;
	unsigned int i;
	int32_t id;

	memset(plan, 0, sizeof(*plan));
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1)) {
		if (crypto_driver_info(id, &info) == 0 && is_wanted(opt, info.name))
			add_driver(plan, opt, &info);
	}
	for (i = 0; i < opt->nalgs; i++)
		note_sizes(plan, opt, &opt->algs[i]);
	if (plan->n == 0)
		perf_die(PERF_USAGE, "nothing to measure; --list says who offers what\n%s",
			 plan->left_out == NULL ? "" : plan->left_out);
}

void
perf_plan_free(struct perf_plan *plan)
{
	unsigned int i, l;

	for (i = 0; i < plan->nsids; i++)
		crypto_freesession(plan->sids[i]);
	for (i = 0; i < plan->n; i++) {
		for (l = 0; l < plan->cells[i].lcores; l++)
			perf_samples_free(&plan->cells[i].res[l].samples);
		free(plan->cells[i].res);
	}
	free(plan->cells);
	free(plan->sids);
	free(plan->left_out);
}

/* -------------------------------------------------------------------- listing */

static void
list_driver(const struct crypto_driver_info *info)
{
	struct perf_alg alg;
	uint64_t sid;
	unsigned int i;
	int column;

	column = printf("%s:", info->name);
	for (i = 0; perf_alg_name(i) != NULL; i++) {
		if (!perf_alg_find(perf_alg_name(i), &alg) ||
		    open_session(&alg, info->driverid, &sid) != 0)
			continue;
		crypto_freesession(sid);
		if (column > 80)
			column = printf("\n  ") - 1;
		column += printf(" %s", alg.name);
	}
	printf("\n");
}

void
perf_plan_list(void)
{
	struct crypto_driver_info info;
	unsigned int i;
	int32_t id;
	int column;

	printf("drivers, and what each offers\n\n");
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1)) {
		if (crypto_driver_info(id, &info) == 0)
			list_driver(&info);
	}
	column = printf("\nall algorithm names:") - 1;
	for (i = 0; perf_alg_name(i) != NULL; i++) {
		if (column > 80)
			column = printf("\n  ") - 1;
		column += printf(" %s", perf_alg_name(i));
	}
	printf("\na cipher and a MAC make a chain: aes-128-cbc+hmac-sha1\n");
}

/* -------------------------------------------------------------------- figures */

static uint32_t
median_of_all(const struct perf_cell *cell)
{
	struct perf_samples all = {0};
	unsigned int l;
	uint32_t m;

	for (l = 0; l < cell->lcores; l++) {
		if (!perf_samples_reserve(&all, cell->res[l].samples.n))
			break;
		memcpy(all.v + all.n, cell->res[l].samples.v,
		       cell->res[l].samples.n * sizeof(*all.v));
		all.n += cell->res[l].samples.n;
	}
	m = perf_samples_median(&all);
	perf_samples_free(&all);
	return m;
}

void
perf_cell_figures(const struct perf_cell *cell, struct perf_figures *fig)
{
	double ticks, hz = (double)rte_get_tsc_hz();
	struct perf_result *res;
	unsigned int l, n = 0;

	*fig = (struct perf_figures){0};
	for (l = 0; l < cell->lcores; l++) {
		res = &cell->res[l];
		fig->failed += res->failed;
		fig->samples += res->samples.n;
		if (res->samples.n == 0)
			continue;
		ticks = (double)perf_samples_floor(&res->samples) / cell->window;
		fig->floor += ticks;
		fig->mops += hz / ticks / 1e6;
		n++;
	}
	if (n == 0)
		return;
	fig->floor /= n;
	fig->median = (double)median_of_all(cell) / cell->window;
	fig->gbps = fig->mops * cell->size * 8 / 1e3;
}

const char *
perf_cell_failure(const struct perf_cell *cell, char *buf, size_t len)
{
	const struct perf_result *res;
	unsigned int l;

	for (l = 0; l < cell->lcores; l++) {
		res = &cell->res[l];
		if (res->failed == 0)
			continue;
		if (res->etype == ETIMEDOUT)
			snprintf(buf, len, "requests did not come back");
		else if (res->etype != 0 && res->reason != 0)
			snprintf(buf, len, "%s (%s)", strerror(res->etype),
				 crypto_strreason(res->reason));
		else if (res->etype != 0)
			snprintf(buf, len, "%s", strerror(res->etype));
		else
			snprintf(buf, len, "output differs from OpenSSL's");
		return buf;
	}
	return NULL;
}
