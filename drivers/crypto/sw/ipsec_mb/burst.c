/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * A class of ciphers and MACs runs in two passes, one burst call each: quicker than
 * chained jobs, nothing stays in flight, and each pass has the manager that suits it.
 */

#include "ipsec_mb.h"

/* One of the two burst calls, on jobs of one algorithm. */
typedef void (*burst_t)(IMB_MGR *mgr, const struct imb_class *cls, IMB_JOB *jobs, uint32_t n);

static void
cipher_burst(IMB_MGR *mgr, const struct imb_class *cls, IMB_JOB *jobs, uint32_t n)
{
	const struct imb_cipher_row *row = cls->cipher;

	(void)IMB_SUBMIT_CIPHER_BURST_NOCHECK(mgr, jobs, n, row->mode, row->dir, row->key);
}

static void
hash_burst(IMB_MGR *mgr, const struct imb_class *cls, IMB_JOB *jobs, uint32_t n)
{
	(void)IMB_SUBMIT_HASH_BURST_NOCHECK(mgr, jobs, n, cls->mac->hash);
}

/*
 * On the managers of the plan. Sixteens fill the lanes of every manager; what is left
 * beside them may be better off on one that has fewer.
 */
static void
run_lanes(struct imb_ctx *ctx, struct imb_class *cls, burst_t burst, enum imb_lane lane, uint32_t n)
{
	const uint8_t *plan = ctx->plan->lane[lane][crypto_imb_len_class(cls->bytes / n)];
	uint32_t rest = n % 16;
	unsigned int arch = plan[crypto_imb_size_class(n)];

	if (n > 16 && rest != 0 && plan[crypto_imb_size_class(rest)] != arch) {
		burst(ctx->burst[arch], cls, cls->job, n - rest);
		arch = plan[crypto_imb_size_class(rest)];
		burst(ctx->burst[arch], cls, cls->job + (n - rest), rest);
	} else {
		burst(ctx->burst[arch], cls, cls->job, n);
	}
}

/*
 * The count that the calls return is not to be trusted, each job's status is.
 * @return bit i: job i was not carried out. Statuses are new again for the next pass.
 */
static uint64_t
collect(struct imb_class *cls, uint32_t n)
{
	uint64_t failed = 0;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (imb_unlikely(cls->job[i].status != IMB_STATUS_COMPLETED)) {
			failed |= UINT64_C(1) << i;
			crypto_fail(cls->crp[i], EIO, CRYPTO_R_ENGINE);
		}
		cls->job[i].status = IMB_STATUS_BEING_PROCESSED;
	}
	return failed;
}

static uint64_t
cipher_pass(struct imb_ctx *ctx, struct imb_class *cls, uint32_t n)
{
	uint64_t failed;

	if (imb_unlikely(cls->special != 0))
		crypto_imb_ctext_in(cls);
	if (cls->cipher->lane == IMB_NO_LANE)
		cipher_burst(ctx->best, cls, cls->job, n);
	else
		run_lanes(ctx, cls, cipher_burst, cls->cipher->lane, n);
	failed = collect(cls, n);
	if (imb_unlikely(cls->special != 0))
		crypto_imb_ctext_out(cls);
	return failed;
}

static uint64_t
mac_pass(struct imb_ctx *ctx, struct imb_class *cls, uint32_t n)
{
	if (imb_unlikely(cls->special != 0))
		crypto_imb_mtext_in(ctx, cls);
	if (cls->mac->lane == IMB_NO_LANE)
		crypto_imb_run_jobs(ctx, cls, n);
	else
		run_lanes(ctx, cls, hash_burst, cls->mac->lane, n);
	return collect(cls, n);
}

/* -------------------------------------------------- cipher alone or first */

static void
done_all(struct imb_class *cls, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++)
		crypto_done_fast(cls->crp[i]);
}

/* A MAC that is not in its place yet is written or compared. @return false: mismatch. */
imb_inline bool
finish_mac(struct imb_class *cls, uint32_t i)
{
	const struct imb_entry *e = &cls->e[i];

	return imb_tag_finish(cls->crp[i], e->md, e->mac, e->ses->mlen,
			      e->md->crd_flags & CRD_F_VERIFY) == 0;
}

/* A settled part may have failed, another is to be settled now. */
static imb_noinline bool
finish_special(struct imb_ctx *ctx, struct imb_class *cls, uint32_t i, bool ok)
{
	const struct imb_special *sp = &cls->sp[i];

	ok = ok && cls->crp[i]->crp_etype == 0;
	if (ok && sp->late != NULL)
		crypto_imb_settle(ctx, sp->ses, cls->crp[i], sp->late);
	return ok;
}

static void
finish_all(struct imb_ctx *ctx, struct imb_class *cls, uint32_t n, uint64_t failed)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		bool ok = !(failed >> i & 1);

		if (ok && (cls->todo >> i & 1))
			ok = finish_mac(cls, i);
		if (imb_unlikely(cls->special >> i & 1))
			ok = finish_special(ctx, cls, i, ok);
		if (imb_unlikely(!ok))
			crypto_imb_withhold(cls, i);
		crypto_done_fast(cls->crp[i]);
	}
}

static void
run_cipher_first(struct imb_ctx *ctx, struct imb_class *cls, uint32_t n)
{
	uint64_t failed = 0;

	if (cls->cipher != NULL)
		failed = cipher_pass(ctx, cls, n);
	if (cls->mac != NULL)
		failed |= mac_pass(ctx, cls, n);
	if (imb_likely((failed | cls->todo | cls->special) == 0))
		done_all(cls, n);
	else
		finish_all(ctx, cls, n, failed);
}

/* ---------------------------------------------------------------- MAC first */

static void
move_job(struct imb_class *cls, uint32_t to, uint32_t from)
{
	uint64_t bit = cls->special >> from & 1;

	cls->job[to] = cls->job[from];
	cls->crp[to] = cls->crp[from];
	cls->sp[to] = cls->sp[from];
	cls->special = (cls->special & ~(UINT64_C(1) << to)) | bit << to;
}

/* Only those whose MAC is right go on to the cipher. @return how many. */
static uint32_t
sift(struct imb_class *cls, uint32_t n, uint64_t failed)
{
	uint32_t i, kept = 0;

	for (i = 0; i < n; i++) {
		bool ok = !(failed >> i & 1) && (!(cls->todo >> i & 1) || finish_mac(cls, i));

		if (imb_unlikely(!ok || cls->crp[i]->crp_etype != 0)) {
			crypto_done_fast(cls->crp[i]);
			continue;
		}
		if (imb_unlikely(kept != i))
			move_job(cls, kept, i);
		kept++;
	}
	cls->special &= kept < IMB_BURST ? (UINT64_C(1) << kept) - 1 : UINT64_MAX;
	return kept;
}

static void
run_mac_first(struct imb_ctx *ctx, struct imb_class *cls, uint32_t n)
{
	uint32_t i;

	n = sift(cls, n, mac_pass(ctx, cls, n));
	if (n == 0)
		return;
	for (i = 0; i < n; i++)
		crypto_iv_put(cls->crp[i], cls->crp[i]->crp_desc->crd_next, cls->job[i].iv,
			      IMB_AES_BLOCK_SIZE);
	(void)cipher_pass(ctx, cls, n);
	done_all(cls, n);
}

void
crypto_imb_run_two_pass(struct imb_ctx *ctx, struct imb_class *cls)
{
	if (imb_unlikely(cls->mac_first))
		run_mac_first(ctx, cls, cls->n);
	else
		run_cipher_first(ctx, cls, cls->n);
	cls->n = 0;
	cls->bytes = 0;
	cls->special = 0;
	cls->todo = 0;
}
