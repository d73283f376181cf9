/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>
#include <unistd.h>

#include <opencrypto/driver.h>
#include <rte_common.h>

#include "core.h"
#include "keeper.h"

#define TICK 200     /* microseconds between two looks */
#define PATIENCE 512 /* rounds in which a due life waits for something in flight */
#define LOOK 64      /* rounds from one look at the fault driver's counters to the next */
#define HUNG 32      /* looks until nobody waits for the other lcore to hang, too */

/* Of this build; those that the framework starts, and that one. */
extern const struct crypto_driver_desc *const crypto_static_drivers[];

/* w keeper, r lcores: all but `lives` is settled before `ended` is false again. */
static struct {
	_Atomic uint32_t number;
	atomic_int fate;
	_Atomic int32_t id, under;
	_Atomic uint64_t answers; /* so many and it is due, unless it ends by itself */
	atomic_bool ended;        /* an lcore has ended it; w any */
} life;

static struct {
	pthread_t thread;
	uint64_t random;
	uint64_t lives;
	atomic_bool stop, strands;
	struct crypto_fault_counts faults;
	const char *_Atomic doing;
	int rc;
	char texts[16][24]; /* of the configuration */
	unsigned int ntexts;
} keeper;

bool
keeper_strands(void)
{
	return atomic_load(&keeper.strands);
}

uint64_t
keeper_lives(void)
{
	return keeper.lives;
}

/* --------------------------------------------------------- an lcore ends a life */

/* Called back by the driver that dies, inside its process function, on an lcore. */
static void
on_death(void)
{
	struct lane *l = lane_self();

	if (l != NULL && lane_in_flight(l, atomic_load(&life.id)))
		l->verdict.removals[FATE_DIES]++;
}

/* Has the driver stopped completing, on all lcores if possible? */
static bool
hangs(struct lane *l)
{
	struct crypto_fault_counts c;

	if (l->hung >= HUNG)
		return true;
	if (++l->rounds % LOOK != 0)
		return false;
	crypto_fault_counts(&c);
	l->hung = c.hang == LANES ? HUNG : l->hung + (c.hang != 0);
	return l->hung >= HUNG;
}

static bool
is_due(struct lane *l)
{
	if (l->life != atomic_load(&life.number)) {
		l->life = atomic_load(&life.number);
		l->since = l->answers;
		l->waited = l->hung = 0;
	}
	switch (atomic_load(&life.fate)) {
	case FATE_DIES: return false;
	case FATE_HANGS: return hangs(l);
	default: return l->answers - l->since >= atomic_load(&life.answers);
	}
}

/* The next algorithm. @return was it the last one? */
static bool
take_algorithm(int32_t id)
{
	int alg;

	for (alg = CRYPTO_ALGORITHM_MIN; alg <= CRYPTO_ALGORITHM_MAX; alg++)
		if (crypto_unregister((uint32_t)id, alg) == 0)
			break;
	return crypto_find_driver("fault") != id;
}

static bool
end_life(int fate)
{
	int32_t id = atomic_load(&life.id);

	switch (fate) {
	case FATE_BELOW: return crypto_unregister_all((uint32_t)atomic_load(&life.under)) == 0;
	case FATE_PIECEMEAL: return take_algorithm(id);
	default: return crypto_unregister_all((uint32_t)id) == 0;
	}
}

void
keeper_duty(struct lane *l)
{
	bool in_flight;
	int fate;

	if (atomic_load(&life.ended) || !is_due(l))
		return;
	fate = atomic_load(&life.fate);
	/* a service core may hand over at any moment what waits in the ring: nothing is certain */
	in_flight = !world.service && lane_in_flight(l, atomic_load(&life.id));
	if (!in_flight && ++l->waited < PATIENCE)
		return;
	if (atomic_exchange(&life.ended, true))
		return;
	if (!end_life(fate))
		atomic_store(&life.ended, false);
	else if (in_flight)
		l->verdict.removals[fate]++;
}

/* ------------------------------------------------------------ a life's begin */

static const struct crypto_driver_desc *
driver_named(const char *name)
{
	const struct crypto_driver_desc *const *desc = crypto_static_drivers;

	while (*desc != NULL && strcmp((*desc)->name, name) != 0)
		desc++;
	return *desc;
}

static bool
chance(unsigned int percent)
{
	return draw_below(&keeper.random, 100) < percent;
}

static void
set(struct crypto_driver_args *args, const char *key, const char *fmt, uint64_t value)
{
	char *text = keeper.texts[keeper.ntexts++];

	snprintf(text, sizeof(keeper.texts[0]), fmt, value);
	args->kv[args->n].key = key;
	args->kv[args->n++].value = text;
}

/* Faults of all kinds, each by chance, from rare to often. */
static void
choose_faults(struct crypto_driver_args *args)
{
	static const struct {
		const char *key, *fmt;
		uint32_t percent, min, max;
	} rows[] = {
		{"error", "%" PRIu64, 60, 10, 500},        {"delay", "%" PRIu64, 50, 1, 8},
		{"reorder", "0.%02" PRIu64, 60, 5, 95},    {"restart", "0.%02" PRIu64, 70, 1, 90},
		{"duplicate", "0.%03" PRIu64, 50, 1, 300}, {"unknown", "0.%03" PRIu64, 50, 1, 300},
		{"corrupt", "0.%04" PRIu64, 40, 1, 200},
	};
	unsigned int i;

	for (i = 0; i < RTE_DIM(rows); i++)
		if (chance(rows[i].percent))
			set(args, rows[i].key, rows[i].fmt,
			    rows[i].min +
				    draw_below(&keeper.random, rows[i].max - rows[i].min + 1));
	if (chance(50)) /* small ones are full more often */
		set(args, "size", "%" PRIu64,
		    1 + (draw(&keeper.random) & 0x3ff) / (1u << draw_below(&keeper.random, 10)));
	set(args, "seed", "%" PRIu64, draw(&keeper.random) >> 32);
}

static enum fate
choose_fate(struct crypto_driver_args *args)
{
	static const struct {
		enum fate fate;
		unsigned int percent;
	} rows[] = {{FATE_DIES, 45},
		    {FATE_HANGS, 30},
		    {FATE_TOLD, 15},
		    {FATE_BELOW, 5},
		    {FATE_PIECEMEAL, 5}};
	unsigned int i = 0, at = draw_below(&keeper.random, 100);

	while (at >= rows[i].percent)
		at -= rows[i++].percent;
	/*
	 * OpenSSL's driver would have to free its library context here, while other threads have
	 * handlers in it that libcrypto calls when they end.
	 */
	if (rows[i].fate == FATE_BELOW && strcmp(world.under, "openssl") == 0)
		return FATE_TOLD;
	if (rows[i].fate == FATE_DIES)
		set(args, "die", "%" PRIu64, 50 + draw_below(&keeper.random, 1500));
	if (rows[i].fate == FATE_HANGS)
		set(args, "hang", "%" PRIu64, 50 + draw_below(&keeper.random, 800));
	return rows[i].fate;
}

/* The driver below, too, if it went with it. */
static int
start_below(void)
{
	const struct crypto_driver_desc *desc = driver_named(world.under);
	const struct crypto_driver_args none = {0};

	if (crypto_find_driver(world.under) < 0) {
		if (desc->remove != NULL)
			desc->remove();
		CHECK_EQ(desc->probe(&none), 0);
	}
	atomic_store(&life.under, crypto_find_driver(world.under));
	return TEST_PASS;
}

/* What the world asks of the driver once it has started. */
static int
configure(int32_t id)
{
	keeper.doing = "waits for the service core";
	return world.service ? core_start(id) : TEST_PASS;
}

static int
begin_life(void)
{
	struct crypto_driver_args args = {.n = 1, .kv = {{"under", world.under}}};
	enum fate fate;

	keeper.doing = "a life begins";
	CHECK_CALL(start_below());
	keeper.ntexts = 0;
	choose_faults(&args);
	fate = choose_fate(&args);
	if (fate == FATE_BELOW)
		atomic_store(&keeper.strands, true);
	CHECK_EQ(driver_named("fault")->probe(&args), 0);
	atomic_store(&life.id, crypto_find_driver("fault"));
	CHECK_CALL(configure(atomic_load(&life.id)));
	keeper.lives++;
	atomic_store(&life.fate, fate);
	atomic_store(&life.answers, 300 + draw_below(&keeper.random, 2000));
	atomic_store(&life.number, atomic_load(&life.number) + 1);
	atomic_store(&life.ended, false);
	keeper.doing = "sessions move back";
	crypto_rebalance(atomic_load(&life.id)); /* ENODEV: it has died already */
	return TEST_PASS;
}

/* ---------------------------------------------------------------- the thread */

/* Is a driver that left not there any more? */
static bool
has_left(int32_t id)
{
	struct crypto_driver_info info;

	return crypto_driver_info(id, &info) == ENODEV;
}

/* Its counters begin anew with the next life. */
static void
close_account(void)
{
	struct crypto_fault_counts c;

	crypto_fault_counts(&c);
	verdict_add_faults(&keeper.faults, &c);
}

static int
next_life(void)
{
	if (crypto_find_driver("fault") >= 0 || !has_left(atomic_load(&life.id)) ||
	    (crypto_find_driver(world.under) < 0 && !has_left(atomic_load(&life.under))))
		return TEST_PASS;
	atomic_store(&life.ended, true);
	close_account();
	return begin_life();
}

/* Flows without a session; now and then one that has none of these troubles. */
static void
open_flows(void)
{
	unsigned int i;

	keeper.doing = "sessions open";
	for (i = 0; i < world.nflows; i++)
		if (atomic_load(&world.flow[i].sid) == 0)
			flow_open(&world.flow[i]); /* EINVAL, ENODEV: no driver as yet */
}

static void
change_a_flow(void)
{
	keeper.doing = "a session is exchanged";
	flow_open(&world.flow[draw_below(&keeper.random, world.nflows)]);
}

static void *
keeper_main(void *arg)
{
	uint64_t lives = keeper.lives;

	RTE_SET_USED(arg);
	while (!atomic_load(&keeper.stop) && keeper.rc == TEST_PASS) {
		keeper.doing = "waits";
		usleep(TICK);
		keeper.rc = next_life();
		if (keeper.lives != lives && chance(30))
			change_a_flow();
		lives = keeper.lives;
		open_flows();
	}
	if (keeper.rc != TEST_PASS)
		atomic_store(&world.broken, true);
	return NULL;
}

int
keeper_start(uint64_t seed)
{
	unsigned int i;

	crypto_fault_on_death(on_death);
	keeper.random = seed | 1;
	keeper.rc = TEST_PASS;
	memset(&keeper.faults, 0, sizeof(keeper.faults));
	atomic_store(&keeper.stop, false);
	atomic_store(&keeper.strands, false);
	CHECK_CALL(begin_life());
	for (i = 0; i < world.nflows; i++)
		CHECK_EQ(flow_open(&world.flow[i]), 0);
	CHECK_EQ(pthread_create(&keeper.thread, NULL, keeper_main, NULL), 0);
	return TEST_PASS;
}

int
keeper_stop(struct crypto_fault_counts *faults)
{
	unsigned int i;

	atomic_store(&keeper.stop, true);
	pthread_join(keeper.thread, NULL);
	close_account();
	verdict_add_faults(faults, &keeper.faults);
	for (i = 0; i < world.nflows; i++)
		flow_close(&world.flow[i]);
	crypto_fault_on_death(NULL);
	core_stop();
	keeper.doing = "nothing";
	return keeper.rc;
}

void
keeper_dump(void)
{
	static const char *const fates[FATES] = {"told", "dies", "hangs", "below", "piecemeal"};
	struct crypto_driver_info info;
	struct crypto_driver_stats stats;
	int32_t id;

	test_note("keeper: %s; life %" PRIu64 " on %s: %s, %s", keeper.doing, keeper.lives,
		  world.under, fates[atomic_load(&life.fate)],
		  atomic_load(&life.ended) ? "ended" : "goes on");
	for (id = 0; id < 8; id++) { /* those that leave, too */
		if (crypto_driver_info(id, &info) != 0 || crypto_driver_stats(id, &stats) != 0)
			continue;
		test_note("driver %d, %s%s: %" PRIu64 " sessions, %" PRIu64 " requests, %" PRIu64
			  " queued, %" PRIu64 " blocks, %" PRIu64 " errors",
			  id, info.name, crypto_find_driver(info.name) == id ? "" : ", leaves",
			  info.sessions, stats.requests, stats.queued, stats.blocks, stats.errors);
	}
}
