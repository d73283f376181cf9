/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_LANE_H_
#define _TEST_OCF_LANE_H_

/*
 * The traffic of one lcore, and the world in which it happens: a start of the framework with
 * its drivers, credits, flows, and lcores. The keeper (keeper.h) has the fault driver come and go.
 */

#include "traffic.h"
#include "verdict.h"

#define LANES 2
#define LANE_FLOWS 10
#define LANE_CREDITS 1024              /* at most */
#define LANE_SLOTS (LANE_CREDITS + 64) /* some find no credit */
#define LANE_BURST 256

/* The youngest sessions of a flow, and the last dispatches of each that were called back. */
#define LANE_SESSIONS 4
struct lane_order {
	struct lane_session {
		uint32_t low;
		uint64_t taken; /* by a driver */
		uint64_t again; /* with EAGAIN */
	} session[LANE_SESSIONS];
	unsigned int next;
};

struct lane {
	unsigned int lcore;
	uint64_t random;
	uint64_t quota; /* requests to come */
	uint64_t next_id;
	uint64_t number; /* dispatches */
	unsigned int nslots;
	unsigned int first_idle, nidle; /* who was called back rests for as long as may be */
	struct slot *idle[LANE_SLOTS];
	unsigned int first_ready, nready;
	struct slot *ready[LANE_SLOTS];
	struct lane_order order[LANE_FLOWS];
	struct oracle oracle[LANE_FLOWS];
	struct verdict verdict;
	/* how far it has come in this life of the fault driver; see keeper.c */
	uint32_t life;
	uint64_t since;
	unsigned int waited, rounds, hung, barren;
	_Atomic uint64_t answers; /* of drivers, in all worlds; w lane, r any */
	atomic_bool over;         /* w lane, r any */
	struct slot slot[LANE_SLOTS];
};

extern struct world {
	const char *under; /* the fault driver stands on it */
	unsigned int credits;
	unsigned int nflows;
	struct flow flow[LANE_FLOWS];
	struct lane *lane[LANES];
	atomic_bool broken; /* something is wrong: no more requests */
	bool service;       /* the fault driver runs on a service core */
} world;

/* Buffers and contexts for the world's credits and flows. Main thread. false: noted. */
bool lane_make(struct lane *l, uint64_t seed, uint64_t first_id, uint64_t quota);
void lane_release(struct lane *l);
/* All of its requests, to the last callback. On its lcore. */
void lane_run(struct lane *l);
/* This thread's, or NULL. */
struct lane *lane_self(void);
/*
 * Of its requests that were handed over to this driver: has the driver one, and does one wait
 * in its request ring? On its lcore.
 */
bool lane_in_flight(const struct lane *l, int32_t driver);
/* What is out, and where; when all else has stopped. */
void lane_dump(const struct lane *l);

#endif /* _TEST_OCF_LANE_H_ */
