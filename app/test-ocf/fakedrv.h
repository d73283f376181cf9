/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_FAKEDRV_H_
#define _TEST_OCF_FAKEDRV_H_

/*
 * Drivers of the test program's own: they do what a case tells them, when it tells them,
 * and note what the framework does to them. Registered at run time, as any driver may be;
 * they are gone when the case's framework ends.
 *
 * A request is taken, then held until the case completes it, or done at once. While a
 * fake starts it gives the framework's self-tests the answers that they want.
 */

#include <stdatomic.h>

#include <opencrypto/driver.h>

#include "test.h"

#define FAKE_HELD 4096  /* requests that a lane holds at most */
#define FAKE_LOG 8192   /* requests whose order of arrival is noted */
#define FAKE_LANES 128  /* lcores */
#define FAKE_UNLIMITED UINT32_MAX

/* Which functions the driver has. */
enum fake_kind {
	FAKE_SIMPLE = 0,  /* crypto(9)'s three */
	FAKE_OPS,         /* session memory from the framework, process */
	FAKE_BURST,       /* session memory, process_burst, attach, flush, poll */
	FAKE_SIMPLE_BURST /* newsession and freesession, but process_burst */
};

#define FAKE_MAX_ALGS 24

struct fake_config {
	enum fake_kind kind;
	const char *name; /* NULL: as crypto_setops() gives it */
	uint8_t caps;     /* CRYPTOCAP_F_* */
	int rank;
	uint16_t maxoplen;
	uint32_t alg_flags;
	int algs[FAKE_MAX_ALGS]; /* none: the NULL cipher and MAC */
	unsigned int attach_fails; /* attach refuses this lcore, counted from 1; 0 = none */
	bool no_selftest;        /* leave it untested for now */
	bool (*spoil)(struct cryptop *crp); /* of a self-test's answer; false: never give it */
};

/* What an lcore's part of the driver holds. */
struct fake_lane {
	struct cryptop *held[FAKE_HELD];
	unsigned int nheld;
	unsigned int inside; /* driver functions that run now */
	uint64_t random;
};

struct fake {
	struct fake_config cfg;
	int32_t id;
	bool starting;

	/* how it behaves; a case sets these */
	bool sync;            /* done when process() returns; else held */
	bool work;            /* fetch and store IVs, finish MACs */
	bool fallback;        /* give every request to the fallback */
	bool chaos;           /* complete, refuse and fail at random; see fake_chaos() */
	_Atomic uint32_t room; /* takes so many, then ERESTART */
	int answer;           /* process() returns this, if not 0 */
	int etype;            /* every request fails with this, if not 0 */
	enum crypto_reason reason;
	atomic_int refuse;    /* sessions are refused with this errno, if not 0 */
	void (*hook)(struct fake *f, struct cryptop *crp); /* first thing in process() */
	void (*flush_hook)(struct fake *f);
	void (*poll_hook)(struct fake *f);
	uint8_t digest[HASH_MAX_LEN]; /* what every MAC is */

	/* what it saw */
	_Atomic uint64_t calls, taken; /* of process(), requests */
	_Atomic uint64_t bursts, flushes, polls, attached, detached, opened, closed, gone;
	_Atomic uint64_t reentered;
	const void *seen_key;           /* newsession's, session_init's cri_key */
	uint32_t entry_own;             /* newsession: *sidp on entry */
	uint64_t freed_sid, seen_sid;   /* freesession's, a request's */
	void *seen_area;
	bool gone_early;                /* gone came before detach or session_fini */
	int seen_flags, seen_etype, seen_olen;
	uint16_t seen_reason;
	uint32_t seen_map;
	uint8_t iv[CRYPTO_MAX_IVLEN];   /* the last cipher's or MAC's */
	uint32_t nlog;
	uintptr_t log[FAKE_LOG];        /* crp_opaque of what was taken */
	void *area;                     /* the newest session's memory */
	size_t area_size;

	struct fake_lane *lane[FAKE_LANES];
	struct crypto_driver_ops ops;
};

/*
 * Start the framework small: these drivers only (NULL at the end; NULL: none), few requests,
 * so many credits (0: the default); for the case alone. Cases with fakes have TEST_NO_INIT
 * and begin with this.
 */
int fake_world(const char *const *drivers, unsigned int credits);

/* Register one; NULL and a failure is noted: it cannot. What it holds ends with the case. */
struct fake *fake_start(const struct fake_config *cfg);

/* This lcore's lane. */
struct fake_lane *fake_lane(struct fake *f);
/* Complete the i-th request that this lcore's lane holds; i counts as they came. */
void fake_complete(struct fake *f, unsigned int i);
/* All of them: as they came, backwards, in random order. */
void fake_complete_all(struct fake *f);
void fake_complete_reverse(struct fake *f);
void fake_complete_random(struct fake *f);
/* Room for so many more, and crypto_unblock(). */
void fake_unblock(struct fake *f, uint32_t room);
/* Take, refuse, complete and fail at random from now on; completes in poll. */
void fake_chaos(struct fake *f, uint64_t seed);
/* Driver functions that run now on this lcore, of all fakes: a callback must see 0. */
unsigned int fake_inside(void);

/* Answer a self-test's request of a session with this key. */
void fake_kat_answer(struct cryptop *crp, const uint8_t *key, uint32_t keylen);

/* Sessions on a fake: NULL cipher; one MAC; any list. They end with the case. */
int fake_session(struct fake *f, uint64_t *sid);
int fake_session_alg(struct fake *f, uint64_t *sid, int alg, int klen, int mlen);

/* The case is over: let all fakes complete what they hold, or its end would wait for it. */
int fake_finish(void);

/* Wait until a counter has the value, 2 seconds at most. */
bool fake_wait(const _Atomic uint64_t *counter, uint64_t value);

#endif /* _TEST_OCF_FAKEDRV_H_ */
