/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdio.h>

#include "vec.h"

/* Vectors that are refused: those that must be, and those that a driver cannot do. */

static void
say_refused(struct vec_outcome *out, const struct vec *v, const char *illegal)
{
	char name[64];

	vec_name(v, name, sizeof(name));
	if (out->verdict == VEC_FAILED)
		return;
	out->verdict = VEC_REFUSED;
	if (strcmp(illegal, "IV length") == 0)
		snprintf(out->why, sizeof(out->why), "%s: IV of %u bytes", name, v->iv.len);
	else if (strcmp(illegal, "key length") == 0)
		snprintf(out->why, sizeof(out->why), "%s: key of %u bits", name, v->key.len * 8);
	else if (strcmp(illegal, "tag length") == 0)
		snprintf(out->why, sizeof(out->why), "%s: tag of %u bytes", name, v->tag.len);
	else
		snprintf(out->why, sizeof(out->why), "%s: %s", name, illegal);
}

/* The session was opened: then the request has to be refused, and nothing written. */
static bool
request_refused(const struct vec *v, uint64_t sid, char *why, size_t len)
{
	struct vec_sessions s = {.keyed = sid};
	struct vec_how how = {.encrypt = v->pt.p != NULL && !v->invalid};
	struct vec_job job = {.crp = crypto_getreq(v->cipher != 0 && v->auth != 0 ? 2 : 1)};
	bool ok = false;

	if (job.crp == NULL || !vec_job_prepare(&job, v, &s, &how)) {
		snprintf(why, len, "no memory");
	} else {
		int rc = test_run(job.crp, TEST_DIRECT);

		ok = rc == EINVAL;
		snprintf(why, len, "accepted: etype %d, not EINVAL", rc);
	}
	vec_job_release(&job);
	crypto_freereq(job.crp);
	return ok;
}

void
vec_run_illegal(const struct vec *v, int32_t driver, const char *illegal, struct vec_outcome *out)
{
	char why[80];
	uint64_t sid;
	int rc;

	/* these lengths cannot be asked for: 0 means the default */
	if (vec_alg_find(v->cipher != 0 ? v->cipher : v->auth)->ivmax != 0 && v->iv.len == 0) {
		say_refused(out, v, illegal);
		return;
	}
	rc = vec_open(&sid, v, driver, true, false);
	if (rc != 0 && rc != EINVAL) {
		out->verdict = VEC_FAILED;
		snprintf(out->why, sizeof(out->why), "%s: session refused with %d, not EINVAL",
			 illegal, rc);
		return;
	}
	if (rc == 0 && !request_refused(v, sid, why, sizeof(why))) {
		out->verdict = VEC_FAILED;
		snprintf(out->why, sizeof(out->why), "%s: %s", illegal, why);
	}
	if (rc == 0)
		crypto_freesession(sid);
	say_refused(out, v, illegal);
}

/* Some driver has to take it: what is legal and offered is not refused by all. */
void
vec_refused_legal(const struct vec *v, int error, struct vec_outcome *out)
{
	char why[160];
	uint64_t sid;

	if (out->verdict == VEC_FAILED)
		return;
	snprintf(why, sizeof(why), "%s", crypto_strerr());
	if (error == EINVAL && why[0] != '\0' && vec_open(&sid, v, -1, true, false) == 0) {
		crypto_freesession(sid);
		out->verdict = VEC_REFUSED;
		snprintf(out->why, sizeof(out->why), "%s", why);
		return;
	}
	out->verdict = VEC_FAILED;
	snprintf(out->why, sizeof(out->why), "session refused with %d: %s", error, why);
}
