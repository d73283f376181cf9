/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_TRAFFIC_H_
#define _TEST_OCF_TRAFFIC_H_

/*
 * The ledger's requests: random ones, what must come out of them, and whether it did.
 */

#include "oracle.h"

#define SLOT_ROOM 352      /* bytes of each buffer */
#define SLOT_SEPARATE 0x5a /* what separate output is full of */

enum slot_state {
	SLOT_IDLE = 0,
	SLOT_READY, /* filled, waits for its dispatch */
	SLOT_OUT,   /* dispatched, not called back */
};

struct lane;

/* A place for a request, which many use in turn. */
struct slot {
	struct lane *lane;
	struct cryptop *crp;
	enum slot_state state;
	uint64_t id;     /* of the request; also in the first bytes of its text */
	uint64_t number; /* of its dispatch: counts those of the lane */
	uint64_t sid;    /* as dispatched */
	uint8_t flow;
	uint8_t ndesc; /* as crp was got */
	bool fresh;    /* never called back */
	bool encrypt, separate;
	struct oracle_places at;
	struct test_buf in, out;
	uint8_t was[SLOT_ROOM];  /* the input */
	uint8_t want[SLOT_ROOM]; /* the output */
};

/* What a buffer is, compared with what it must be. */
enum likeness { ALIKE = 0, ONE_BIT, UNLIKE };

/* xorshift64*; the state is not 0. */
static inline uint64_t
draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545f4914f6cdd1dULL;
}

static inline uint32_t
draw_below(uint64_t *state, uint32_t n)
{
	return (uint32_t)((draw(state) >> 32) * n >> 32);
}

/* Buffers of a random kind, cut at random places, mbufs if there may be. false: no memory. */
bool slot_make(struct slot *s, uint64_t *random, bool mbufs);
void slot_release(struct slot *s);
/* A new random request of the flow, with this id; all but what dispatch needs. false: noted. */
bool slot_fill(struct slot *s, uint64_t id, const struct flow *f, struct oracle *o,
	       uint64_t *random);
/* Is the output as it must be, and with separate output the input as it was? */
enum likeness slot_compare(const struct slot *s);
/* Is not a byte changed since slot_fill()? */
bool slot_untouched(const struct slot *s);
/* Whatever lies around the buffers. */
bool slot_intact(const struct slot *s);

#endif /* _TEST_OCF_TRAFFIC_H_ */
