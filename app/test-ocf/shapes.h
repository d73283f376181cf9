/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_SHAPES_H_
#define _TEST_OCF_SHAPES_H_

/*
 * The shapes that sessions and requests have: for each a sound request, from which cases
 * take something away. The driver is a fake that offers all of it and does nothing.
 */

#include "fakedrv.h"

enum shape_id {
	SHAPE_NULL,     /* a cipher without IV, blocks of 4 */
	SHAPE_CBC,      /* IV of 16, that the library can make */
	SHAPE_CTR,      /* IV of 16, that it cannot */
	SHAPE_XTS,
	SHAPE_ARC4,     /* a key of its own for every request */
	SHAPE_NOKEY,    /* a session without key */
	SHAPE_HMAC,
	SHAPE_SHORT,    /* a MAC too short to verify */
	SHAPE_SHA,      /* no key at all */
	SHAPE_NULLMAC,  /* nothing to write */
	SHAPE_GMAC,     /* a MAC with an IV */
	SHAPE_CBC_HMAC, /* encrypt, then MAC */
	SHAPE_GCM,
	SHAPE_CCM,
	SHAPE_XCHACHA,  /* IV of 24 */
	SHAPE_LONGIV,   /* GCM with an IV of 40 */
	SHAPE_N
};

struct shape {
	const char *name;
	unsigned int n;                          /* descriptors */
	struct cryptoini ini[2];                 /* keys are filled in, where klen says so */
	struct { int skip, len, inject, flags; } crd[2];
};
extern const struct shape shapes[SHAPE_N];

#define SHAPE_LEN 128 /* bytes of every request */

/* A world with the fake. */
int shapes_world(struct fake **f);
int shape_session(struct fake *f, enum shape_id id, uint64_t *sid);
/* A request of the case that fits the shape; its buffer is the caller's thing. */
struct cryptop *shape_request(enum shape_id id, uint64_t sid);
/* Its descriptors and flags as they were, for another turn. */
void shape_fill(struct cryptop *crp, enum shape_id id, uint64_t sid);
/* A key that fits, of shapes that need one in the request. */
caddr_t shape_key(void);

#endif /* _TEST_OCF_SHAPES_H_ */
