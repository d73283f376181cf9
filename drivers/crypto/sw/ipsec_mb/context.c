/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Contexts: an lcore's managers, and its classes of gathered requests. */

#include "ipsec_mb.h"

static bool
attach_managers(struct imb_ctx *ctx)
{
	const struct imb_plan *plan = ctx->plan;
	unsigned int i;
	bool ok = true;

	for (i = 0; ok && i < ENGINE_NARCH; i++) {
		if (plan->bursts >> i & 1)
			ok = (ctx->burst[i] = crypto_imb_mgr_new(i, ctx->socket)) != NULL;
		if (ok && (plan->chajobs >> i & 1))
			ok = (ctx->chapoly[i] = crypto_imb_mgr_new(i, ctx->socket)) != NULL;
		if (ctx->chapoly[i] != NULL)
			crypto_imb_chapoly_prepare(ctx->chapoly[i]);
	}
	ctx->best = ctx->burst[plan->best];
	ctx->jobs = ok ? crypto_imb_mgr_new(plan->best, ctx->socket) : NULL;
	return ctx->jobs != NULL;
}

static void
detach_managers(struct imb_ctx *ctx)
{
	unsigned int i;

	for (i = 0; i < ENGINE_NARCH; i++) {
		crypto_imb_mgr_free(ctx->burst[i]);
		crypto_imb_mgr_free(ctx->chapoly[i]);
	}
	crypto_imb_mgr_free(ctx->jobs);
}

int
crypto_imb_attach(void *arg, unsigned int lcore, int socket, void **ctxp)
{
	struct imb_ctx *ctx = crypto_imb_map(sizeof(*ctx), socket);

	(void)arg;
	(void)lcore;
	if (ctx == NULL)
		return ENOMEM;
	ctx->plan = &crypto_imb.plan;
	ctx->socket = socket;
	if (!attach_managers(ctx)) {
		detach_managers(ctx);
		crypto_imb_unmap(ctx, sizeof(*ctx));
		return ENOMEM;
	}
	*ctxp = ctx;
	return 0;
}

/* Only what was used is wiped: the rest was never there. */
void
crypto_imb_detach(void *arg, void *vctx)
{
	struct imb_ctx *ctx = vctx;
	unsigned int i;

	(void)arg;
	detach_managers(ctx);
	for (i = 0; i < IMB_NCLASSES; i++)
		if (ctx->cls[i].ready)
			crypto_wipe(&ctx->cls[i], sizeof(ctx->cls[i]));
	crypto_wipe(ctx->arena, ctx->arena_high);
	crypto_imb_wipe_scratch(ctx);
	crypto_imb_unmap(ctx, sizeof(*ctx));
}

/* ---------------------------------------------------------------- classes */

/* What all jobs of a class have in common is written once. */
static void
prepare_jobs(struct imb_class *cls)
{
	unsigned int i;

	for (i = 0; i < IMB_BURST; i++) {
		IMB_JOB *job = &cls->job[i];

		job->cipher_mode = cls->cipher != NULL ? cls->cipher->mode : IMB_CIPHER_NULL;
		job->cipher_direction = cls->cipher != NULL ? cls->cipher->dir : IMB_DIR_ENCRYPT;
		job->key_len_in_bytes = cls->cipher != NULL ? cls->cipher->key : 0;
		job->iv_len_in_bytes = 16;
		job->hash_alg = cls->mac != NULL ? cls->mac->hash : IMB_AUTH_NULL;
		job->chain_order = IMB_ORDER_HASH_CIPHER;
	}
}

static void
prepare(struct imb_ctx *ctx, struct imb_class *cls)
{
	unsigned int no = (unsigned int)(cls - ctx->cls);
	unsigned int c = no / (2 * IMB_NMACS), m = no / 2 % IMB_NMACS;

	cls->ready = true;
	cls->run = crypto_imb_run_ccm;
	if (no == IMB_CLASS_CCM)
		return;
	cls->run = crypto_imb_run_two_pass;
	cls->cipher = c != IMB_C_NONE ? &crypto_imb_ciphers[c] : NULL;
	cls->mac = m != IMB_M_NONE ? &crypto_imb_macs[m] : NULL;
	cls->mac_first = no % 2 != 0;
	prepare_jobs(cls);
}

void
crypto_imb_class_list(struct imb_ctx *ctx, struct imb_class *cls)
{
	if (imb_unlikely(!cls->ready))
		prepare(ctx, cls);
	cls->listed = true;
	ctx->active[ctx->nactive++] = cls;
}

void
crypto_imb_run_all(void *vctx)
{
	struct imb_ctx *ctx = vctx;
	unsigned int i;

	for (i = 0; i < ctx->nactive; i++) {
		struct imb_class *cls = ctx->active[i];

		cls->listed = false;
		if (cls->n != 0)
			cls->run(ctx, cls);
	}
	ctx->nactive = 0;
	ctx->arena_used = 0;
}

unsigned int
crypto_imb_process_burst(void *vctx, struct cryptop **crps, unsigned int n)
{
	unsigned int done = 0;

	while (done < n) {
		const struct imb_session *ses = crypto_area(crps[done]);

		done += ses->take(vctx, crps + done, n - done);
	}
	return n;
}
