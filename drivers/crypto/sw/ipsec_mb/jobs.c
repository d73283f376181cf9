/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The job API, for what has no burst call: HMAC-MD5, CMAC, XCBC, CCM. A class's jobs go
 * in and all come out again, so the manager is empty in between; and it is one that sees
 * no bursts.
 */

#include "ipsec_mb.h"

/* A finished job tells the one that it was made from. */
static void
note_done(IMB_MGR *mgr, const IMB_JOB *done)
{
	for (; done != NULL; done = IMB_GET_COMPLETED_JOB(mgr))
		((IMB_JOB *)done->user_data)->status = done->status;
}

static bool
is_ccm(const IMB_JOB *job)
{
	return job->hash_alg == IMB_AUTH_AES_CCM;
}

void
crypto_imb_run_jobs(struct imb_ctx *ctx, struct imb_class *cls, unsigned int n)
{
	IMB_MGR *mgr = ctx->jobs;
	const IMB_JOB *done;
	unsigned int i;

	for (i = 0; i < n; i++) {
		IMB_JOB *job = IMB_GET_NEXT_JOB(mgr);

		*job = cls->job[i];
		job->user_data = &cls->job[i];
		if (!is_ccm(job)) { /* a chain's cipher has its own pass */
			job->cipher_mode = IMB_CIPHER_NULL;
			job->cipher_direction = IMB_DIR_ENCRYPT;
		}
		note_done(mgr, IMB_SUBMIT_JOB_NOCHECK(mgr));
	}
	while ((done = IMB_FLUSH_JOB(mgr)) != NULL)
		note_done(mgr, done);
}
