/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The measurement. On a shared machine a busy neighbour makes everything up to twice as
 * slow for milliseconds to seconds. So each cell is measured in many short windows, and
 * the cells take turns: a busy spell hits all of them, and each has quiet windows.
 */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <rte_atomic.h>
#include <rte_cycles.h>
#include <rte_launch.h>
#include <rte_mempool.h>
#include <rte_pause.h>

#include "perf.h"

#define DEFAULT_WINDOW 256
#define TURN_SECONDS 0.02
#define MIN_ROUNDS 3
#define TURN_WINDOWS 32768 /* at most; room for them is made before */

volatile sig_atomic_t perf_stop;

struct turn {
	struct perf_cell *cell;
	struct perf_worker *workers;
	const struct perf_options *opt;
	uint64_t ticks; /* how long */
	unsigned int ready;
};

struct run {
	struct perf_plan *plan;
	const struct perf_options *opt;
	struct perf_worker *workers;
	unsigned int nworkers;
	unsigned int round, rounds;
	uint64_t start, shown;
};

/* ----------------------------------------------------------------- one worker */

static unsigned int
whole_bursts(unsigned int ops, unsigned int burst)
{
	return (ops + burst - 1) / burst * burst;
}

/* A window is much shorter than a turn, however slow the algorithm. */
static unsigned int
choose_window(struct perf_worker *w, const struct turn *t)
{
	unsigned int burst = t->cell->burst, ops;
	uint64_t ticks;

	if (t->opt->window != 0)
		return whole_bursts(t->opt->window, burst);
	ops = whole_bursts(DEFAULT_WINDOW, burst);
	ticks = rte_rdtsc();
	perf_worker_burst(w);
	ticks = rte_rdtsc() - ticks;
	while (ops > burst && ticks * (ops / burst) > t->ticks / 8)
		ops = whole_bursts(ops / 2, burst);
	return ops;
}

static void
check(struct perf_worker *w, struct perf_result *res)
{
	uint64_t failed = w->failed;
	unsigned int wrong = perf_worker_check(w);

	/* a failed operation has no right output: count it once */
	if (w->failed == failed)
		res->failed += wrong;
}

static void
measure(struct perf_worker *w, const struct turn *t, struct perf_samples *s)
{
	uint64_t start = rte_rdtsc(), failed, begin, ticks;
	unsigned int i, k, n = t->cell->window / t->cell->burst;
	unsigned int max = t->opt->windows != 0 ? t->opt->windows : TURN_WINDOWS;

	for (k = 0; k < max && !perf_stop && !w->stalled; k++) {
		if (k > 0 && t->opt->windows == 0 && rte_rdtsc() - start > t->ticks)
			break;
		failed = w->failed;
		begin = rte_rdtsc();
		for (i = 0; i < n; i++)
			perf_worker_burst(w);
		ticks = rte_rdtsc() - begin;
		if (w->failed == failed)
			s->v[s->n++] = (uint32_t)RTE_MIN(ticks, UINT32_MAX);
	}
	s->sorted = false;
}

/* All workers of the cell begin at the same time. */
static void
meet(struct turn *t)
{
	__atomic_add_fetch(&t->ready, 1, __ATOMIC_ACQ_REL);
	while (__atomic_load_n(&t->ready, __ATOMIC_ACQUIRE) < t->cell->lcores)
		rte_pause();
}

static void
take_turn(struct turn *t, unsigned int index)
{
	struct perf_worker *w = &t->workers[index];
	struct perf_result *res = &t->cell->res[index];
	bool begun = perf_worker_begin(w, t->cell);

	if (begun)
		check(w, res);
	if (index == 0 && t->cell->window == 0)
		t->cell->window = begun ? choose_window(w, t) : t->cell->burst;
	meet(t);
	if (!begun) {
		res->failed += t->cell->burst;
		res->etype = ENOMEM;
		return;
	}
	measure(w, t, &res->samples);
	if (!w->stalled)
		check(w, res);
	perf_worker_end(w);
	res->failed += w->failed;
	if (res->etype == 0) {
		res->etype = w->etype;
		res->reason = w->reason;
	}
}

static int
worker_main(void *arg)
{
	struct turn *t = arg;
	unsigned int i;

	for (i = 1; i < t->cell->lcores; i++) {
		if (t->workers[i].lcore == rte_lcore_id())
			take_turn(t, i);
	}
	return 0;
}

/* ---------------------------------------------------------------------- turns */

static bool
cell_turn(struct run *r, struct perf_cell *cell, uint64_t ticks)
{
	struct turn t = {.cell = cell, .workers = r->workers, .opt = r->opt, .ticks = ticks};
	unsigned int i, most = r->opt->windows != 0 ? r->opt->windows : TURN_WINDOWS;
	bool stalled = false;

	for (i = 0; i < cell->lcores; i++) {
		if (!perf_samples_reserve(&cell->res[i].samples, most))
			perf_die(PERF_FAILED, "no memory for samples");
	}
	for (i = 1; i < cell->lcores; i++)
		rte_eal_remote_launch(worker_main, &t, r->workers[i].lcore);
	take_turn(&t, 0);
	for (i = 1; i < cell->lcores; i++)
		rte_eal_wait_lcore(r->workers[i].lcore);
	for (i = 0; i < cell->lcores; i++)
		stalled |= r->workers[i].stalled;
	return !stalled;
}

static void
show_progress(struct run *r, unsigned int i)
{
	uint64_t now = rte_rdtsc(), hz = rte_get_tsc_hz();
	const struct perf_cell *cell = &r->plan->cells[i];
	unsigned int part;

	if (!isatty(STDERR_FILENO) || now - r->shown < hz / 10)
		return;
	part = (r->round * r->plan->n + i) * 100 / (r->rounds * r->plan->n);
	fprintf(stderr, "\r%3u %% of %.0f s: %s %s %s %u bytes\033[K", part, r->opt->time,
		cell->driver, cell->alg->name, perf_op_names[cell->op], cell->size);
	r->shown = now;
}

static bool
is_over(const struct run *r, double seconds)
{
	return perf_stop || (r->opt->windows == 0 && r->round > 0 &&
			     (double)(rte_rdtsc() - r->start) > seconds * (double)rte_get_tsc_hz());
}

static void
run_rounds(struct run *r)
{
	double seconds = r->opt->time;
	unsigned int i;
	uint64_t ticks;

	r->rounds = (unsigned int)(seconds / (TURN_SECONDS * r->plan->n));
	r->rounds = r->opt->windows != 0 ? 1 : RTE_MAX(r->rounds, (unsigned int)MIN_ROUNDS);
	ticks = (uint64_t)(seconds / r->rounds / r->plan->n * (double)rte_get_tsc_hz());
	r->start = rte_rdtsc();
	for (r->round = 0; r->round < r->rounds; r->round++) {
		for (i = 0; i < r->plan->n; i++) {
			if (is_over(r, seconds))
				return;
			show_progress(r, i);
			if (!cell_turn(r, &r->plan->cells[i], ticks))
				return;
		}
	}
}

/* -------------------------------------------------------------------- workers */

static void
make_workers(struct run *r)
{
	struct rte_mempool *pool;
	unsigned int lcore, n = 0;

	r->nworkers = perf_list_max(&r->opt->lcores);
	r->workers = aligned_alloc(RTE_CACHE_LINE_SIZE, r->nworkers * sizeof(*r->workers));
	pool = perf_worker_pool(r->opt, r->nworkers);
	if (r->workers == NULL || pool == NULL)
		perf_die(PERF_FAILED, "no memory for buffers; EAL option -m asks for more");
	if (!perf_worker_init(&r->workers[n++], r->opt, rte_lcore_id(), pool))
		perf_die(PERF_FAILED, "no memory for requests");
	RTE_LCORE_FOREACH_WORKER(lcore) {
		if (n == r->nworkers)
			break;
		if (!perf_worker_init(&r->workers[n++], r->opt, lcore, pool))
			perf_die(PERF_FAILED, "no memory for requests");
	}
}

void
perf_throughput(struct perf_plan *plan, const struct perf_options *opt)
{
	struct run r = {.plan = plan, .opt = opt};
	unsigned int i;

	make_workers(&r);
	run_rounds(&r);
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r\033[K");
	for (i = 0; i < r.nworkers; i++)
		perf_worker_fini(&r.workers[i]);
	free(r.workers);
}
