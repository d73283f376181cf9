/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdio.h>

#include "vec.h"

/*
 * SHA Monte Carlo (NIST SHAVS 6.4): a record is 1,000 digests, each of the three before
 * it; the last one is the answer and the next record's seed.
 */

#define ROUNDS 1000
#define MAX_DIGEST 64

static bool
run_rounds(struct cryptop *crp, uint8_t *buf, uint32_t len)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		/* the digest goes behind the message: then all moves up */
		if (test_run(crp, TEST_DIRECT) != 0)
			return false;
		memmove(buf, buf + len, 3 * (size_t)len);
	}
	return true;
}

void
vec_monte(const struct vec *v, int32_t driver, struct vec_outcome *out)
{
	uint8_t buf[4 * MAX_DIGEST];
	uint32_t i, len = v->tag.len;
	struct cryptop *crp = crypto_getreq(1);
	uint64_t sid;

	out->verdict = VEC_FAILED;
	if (len > MAX_DIGEST || v->pt.len != len || crp == NULL ||
	    vec_open(&sid, v, driver, true, false) != 0) {
		snprintf(out->why, sizeof(out->why), "no session: %s", crypto_strerr());
		crypto_freereq(crp);
		return;
	}
	for (i = 0; i < 3; i++)
		memcpy(buf + i * len, v->pt.p, len);
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)buf;
	crp->crp_ilen = (int)(4 * len);
	crp->crp_desc->crd_alg = v->auth;
	crp->crp_desc->crd_len = (int)(3 * len);
	crp->crp_desc->crd_inject = (int)(3 * len);
	if (run_rounds(crp, buf, len) && memcmp(buf + 2 * len, v->tag.p, len) == 0)
		out->verdict = VEC_PASSED;
	else
		snprintf(out->why, sizeof(out->why), "another digest, or etype %d", crp->crp_etype);
	crypto_freesession(sid);
	crypto_freereq(crp);
}
