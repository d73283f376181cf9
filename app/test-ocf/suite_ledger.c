/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>
#include <rte_lcore.h>
#include <rte_log.h>

#include "depart.h"
#include "keeper.h"
#include "runner.h"
#include "watchdog.h"

/*
 * The ledger: nothing is lost, nothing is called back twice, nothing out of order, nothing
 * wrong, and what comes back with EAGAIN is as it was, whatever the drivers do. Random traffic on
 * two lcores over the fault driver, which does all that it can, leaves, and comes back; world
 * after world, each with its own drivers, ring sizes and sessions, until the counts are reached.
 */

#define WORLD_REQUESTS 30000 /* of a lane in a world, at most */
#define ENOUGH 20            /* times the requests asked for: the other counts do not come */

static struct {
	uint64_t requests, removals, patience;
	uint64_t faults; /* of each kind */
} goal;

static struct {
	uint64_t worlds, served; /* served: with a service core */
	uint64_t next_id;
	struct verdict verdict; /* of the lanes that have ended */
	struct crypto_fault_counts faults;
	struct depart_thread second;
} run;

/* --------------------------------------------------------------------- options */

#if defined(__SANITIZE_THREAD__)
#define SCALE 20
#elif defined(__SANITIZE_ADDRESS__)
#define SCALE 5
#else
#define SCALE 1
#endif

/* "requests=N,removals=N,patience=SECONDS" */
static bool
parse_goal(void)
{
	static const char *const keys[] = {"requests=", "removals=", "patience="};
	uint64_t *values[] = {&goal.requests, &goal.removals, &goal.patience};
	char *copy = strdup(test_options.ledger != NULL ? test_options.ledger : ""), *save, *word;
	bool ok = copy != NULL;
	unsigned int i;

	goal.requests = 200000 / SCALE;
	goal.removals = 20 / SCALE;
	goal.patience = 120;
	for (word = ok ? strtok_r(copy, ",", &save) : NULL; ok && word != NULL;
	     word = strtok_r(NULL, ",", &save)) {
		char *end = word;

		for (i = 0; i < RTE_DIM(keys); i++)
			if (strncmp(word, keys[i], strlen(keys[i])) == 0)
				break;
		ok = i < RTE_DIM(keys);
		if (ok)
			*values[i] = strtoull(word + strlen(keys[i]), &end, 10);
		ok = ok && *end == '\0' && *values[i] != 0;
	}
	free(copy);
	goal.faults = RTE_MIN(goal.requests / 10000, UINT64_C(1000));
	return ok;
}

/* ----------------------------------------------------------------------- worlds */

static bool
there_is(const char *name)
{
	const char *drivers[] = {name, NULL};
	struct crypto_config cfg = {.drivers = drivers, .requests = 64};

	return test_restart(&cfg) == 0;
}

/* One that others fit beside; a small one is the cheapest for what matters. */
static unsigned int
choose_credits(void)
{
	unsigned int most = 1u << test_random_below(11);

	return 1 + test_random_below(most);
}

static void
choose_flows(void)
{
	bool null = strcmp(world.under, "null") == 0;
	unsigned int i, n = flow_nforms();

	world.nflows = LANE_FLOWS;
	for (i = 0; i < LANE_FLOWS; i++) {
		bool named = i + 2 >= LANE_FLOWS;
		unsigned int form = i < n ? i : test_random_below(n);

		flow_make(&world.flow[i], null && (named || i > 3) ? 0 : form, named);
	}
}

static int
start_framework(bool ipsec_mb)
{
	const char *drivers[] = {"null", "openssl", ipsec_mb ? "ipsec_mb" : NULL, NULL};
	struct crypto_config cfg = {.drivers = drivers,
				    .credits = world.credits,
				    .requests = 2 * LANES * LANE_SLOTS};

	CHECK_EQ(test_restart(&cfg), 0);
	return TEST_PASS;
}

static int
begin_world(bool ipsec_mb)
{
	static const char *const under[] = {"openssl", "openssl", "openssl", "null",
					    "openssl", "openssl", "null",    "ipsec_mb"};
	const char *name = under[test_random_below(RTE_DIM(under))];
	unsigned int i;

	world.under = strcmp(name, "ipsec_mb") == 0 && !ipsec_mb ? "openssl" : name;
	world.credits = choose_credits();
	world.service = rte_lcore_count() > 1 && test_random_below(6) == 0;
	atomic_store(&world.broken, false);
	choose_flows();
	CHECK_CALL(start_framework(strcmp(world.under, "ipsec_mb") == 0));
	for (i = 0; i < LANES; i++) {
		CHECK(lane_make(world.lane[i], test_random(), run.next_id,
				1 + test_random_below(WORLD_REQUESTS)));
		run.next_id += world.lane[i]->quota;
	}
	return keeper_start(test_random());
}

static void
second_lane(void *arg)
{
	lane_run(arg);
}

/* What the drivers did, and what came of it. */
static void
balance(const struct crypto_fault_counts *faults, struct verdict *v)
{
	uint64_t eio = faults->error + faults->lost;

	if (v->dispatched != v->called)
		v->lost += v->dispatched - v->called;
	if (v->spoiled != faults->corrupt) {
		test_note("%" PRIu64 " results are spoiled, the driver spoiled %" PRIu64,
			  v->spoiled, faults->corrupt);
		v->wrong++;
	}
	if (v->answers[ANSWER_EIO] != eio) {
		test_note("%" PRIu64 " requests failed, the driver failed %" PRIu64,
			  v->answers[ANSWER_EIO], eio);
		v->strange++;
	}
}

static int
run_world(bool ipsec_mb)
{
	struct crypto_fault_counts faults = {0};
	struct verdict v = {0};
	unsigned int i;
	int rc;

	CHECK_CALL(begin_world(ipsec_mb));
	CHECK(depart_thread_start(&run.second, true, second_lane, world.lane[1]));
	lane_run(world.lane[0]);
	CHECK(depart_thread_join(&run.second));
	rc = keeper_stop(&faults);
	for (i = 0; i < LANES; i++)
		verdict_add(&v, &world.lane[i]->verdict);
	balance(&faults, &v);
	verdict_add(&run.verdict, &v);
	verdict_add_faults(&run.faults, &faults);
	run.worlds++;
	run.served += world.service;
	return rc;
}

/* --------------------------------------------------------------------- watchdog */

static uint64_t
moves(void)
{
	uint64_t sum = 0;
	unsigned int i;

	for (i = 0; i < LANES; i++)
		sum += atomic_load(&world.lane[i]->answers);
	return sum;
}

/* All of it while lcores, the keeper and the framework are stuck somewhere. */
static void
stuck(void)
{
	unsigned int i;

	for (i = 0; i < LANES; i++) {
		const struct verdict *v = &world.lane[i]->verdict;

		run.verdict.lost += v->dispatched - v->called;
		verdict_add(&run.verdict, v);
		lane_dump(world.lane[i]);
	}
	verdict_print(&run.verdict, &run.faults);
	fflush(stdout);
	keeper_dump(); /* the last: it takes the control path's mutex */
}

/* ------------------------------------------------------------------------- case */

static bool
is_reached(void)
{
	return run.verdict.requests >= goal.requests &&
	       verdict_removals(&run.verdict) >= goal.removals &&
	       verdict_rarest(&run.faults) >= goal.faults;
}

static int
run_worlds(bool ipsec_mb)
{
	while (!is_reached()) {
		CHECK_CALL(run_world(ipsec_mb));
		CHECK(verdict_good(&run.verdict));
		CHECK(run.verdict.requests < ENOUGH * goal.requests);
	}
	return TEST_PASS;
}

static void
release(void *arg)
{
	unsigned int i;

	RTE_SET_USED(arg);
	for (i = 0; i < LANES; i++) {
		if (world.lane[i] != NULL)
			lane_release(world.lane[i]);
		free(world.lane[i]);
		world.lane[i] = NULL;
	}
	oracle_stop();
	rte_log_set_level_pattern("lib.crypto", RTE_LOG_NOTICE);
}

static int
case_run(void)
{
	unsigned int i;
	int rc;

	if (!parse_goal())
		return test_fail(__FILE__, __LINE__,
				 "--ledger takes requests=N,removals=N,patience=SECONDS");
	if (!there_is("openssl") || !there_is("null"))
		return test_skip("needs the drivers openssl and null");
	memset(&run, 0, sizeof(run));
	run.next_id = 1;
	test_defer(release, NULL);
	rte_log_set_level_pattern("lib.crypto", RTE_LOG_CRIT); /* of each life: wrong completions */
	CHECK(oracle_start());
	for (i = 0; i < LANES; i++) {
		world.lane[i] = calloc(1, sizeof(*world.lane[i]));
		CHECK(world.lane[i] != NULL);
	}
	CHECK(watchdog_start(moves, (unsigned int)goal.patience, stuck));
	rc = run_worlds(there_is("ipsec_mb"));
	watchdog_stop();
	test_note("%" PRIu64 " worlds, %" PRIu64 " of them with a service core, %" PRIu64
		  " lives of the fault driver",
		  run.worlds, run.served, keeper_lives());
	verdict_print(&run.verdict, &run.faults);
	return rc;
}

static const struct test_case cases[] = {
	{"run", case_run, TEST_NO_INIT},
};
TEST_SUITE(ledger, cases, NULL, NULL);
