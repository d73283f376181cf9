/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_FLOW_H_
#define _TEST_OCF_FLOW_H_

/*
 * What the ledger's traffic belongs to: a session, and the one that follows when it has ended.
 * All lcores use it at once; who learns a new identifier tells the others.
 */

#include <stdatomic.h>

#include "test.h"

struct flow_form {
	const char *name;
	int cipher, auth;              /* 0: none */
	uint8_t key, authkey, iv, tag; /* bytes */
	bool aead;
};

struct flow {
	const struct flow_form *form;
	bool named; /* on the fault driver alone, if there is one: never moves */
	uint8_t key[32], authkey[32];
	uint64_t opened;      /* the keeper's: what it is to free */
	_Atomic uint64_t sid; /* 0: for now there is no session */
};

unsigned int flow_nforms(void);
/* The i-th form, with random keys, without a session. */
void flow_make(struct flow *f, unsigned int i, bool named);
/* A session anew; the former one ends. Control path. @return as crypto_newsession(). */
int flow_open(struct flow *f);
void flow_close(struct flow *f);
/* EAGAIN said that this is the session's identifier now. */
void flow_learn(struct flow *f, uint64_t sid);
/* ENODEV: no driver has it any more. */
void flow_lose(struct flow *f, uint64_t sid);
/* Did the request's session end, because it was freed? */
bool flow_ended(const struct flow *f, uint64_t sid);

/* The half of an identifier that stays the same when a session moves, and the driver's id. */
static inline uint32_t
flow_low(uint64_t sid)
{
	return (uint32_t)sid;
}

static inline int32_t
flow_driver(uint64_t sid)
{
	return (int32_t)(sid >> 32 & 0xfff);
}

#endif /* _TEST_OCF_FLOW_H_ */
