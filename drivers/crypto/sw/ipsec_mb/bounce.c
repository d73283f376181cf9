/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Texts in several pieces, and texts with something behind them (ESN), are copied into one
 * piece: before the pass that reads them, so that a second pass sees what the first wrote.
 */

#include "ipsec_mb.h"

uint8_t *
crypto_imb_alloc(struct imb_ctx *ctx, uint32_t len)
{
	uint32_t need = (len + 63) & ~63u;
	uint8_t *p;

	if (len > IMB_ARENA)
		return NULL;
	if (need > IMB_ARENA - ctx->arena_used)
		crypto_imb_run_all(ctx);
	p = ctx->arena + ctx->arena_used;
	ctx->arena_used += need;
	if (ctx->arena_used > ctx->arena_high)
		ctx->arena_high = ctx->arena_used;
	return p;
}

/* The entries that have copies; the lowest bit of `set` is the next. */
#define FOREACH_SPECIAL(cls, set, i)                                                              \
	for ((set) = (cls)->special; (set) != 0 && ((i) = (unsigned int)__builtin_ctzll(set), 1); \
	     (set) &= (set) - 1)

void
crypto_imb_ctext_in(struct imb_class *cls)
{
	unsigned int i;
	uint64_t set;

	FOREACH_SPECIAL(cls, set, i) {
		const struct cryptodesc *cd = cls->sp[i].cd;

		if (cls->sp[i].ctext != NULL)
			crypto_read(cls->crp[i], cd, (uint32_t)cd->crd_skip,
				    (uint32_t)cd->crd_len, cls->sp[i].ctext);
	}
}

void
crypto_imb_ctext_out(struct imb_class *cls)
{
	unsigned int i;
	uint64_t set;

	FOREACH_SPECIAL(cls, set, i) {
		const struct cryptodesc *cd = cls->sp[i].cd;

		if (cls->sp[i].ctext != NULL)
			crypto_copyback(cls->crp[i], (uint32_t)cd->crd_skip,
					(uint32_t)cd->crd_len, cls->sp[i].ctext);
	}
}

static void
mtext_one(struct imb_ctx *ctx, struct cryptop *crp, const struct imb_special *sp)
{
	uint32_t skip = (uint32_t)sp->md->crd_skip, len = (uint32_t)sp->md->crd_len;
	uint32_t fold = sp->ses->flags & IMB_S_CBC_MAC ? crypto_imb_fold_len(len) : 0;

	crypto_read(crp, sp->md, skip + fold, len - fold, sp->mtext);
	if (sp->md->crd_flags & CRD_F_ESN)
		memcpy(sp->mtext + (len - fold), &sp->md->crd_esn, sizeof(sp->md->crd_esn));
	if (fold != 0 && !crypto_imb_fold(ctx, sp->ses, crp, sp->md, sp->mtext))
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
}

void
crypto_imb_mtext_in(struct imb_ctx *ctx, struct imb_class *cls)
{
	unsigned int i;
	uint64_t set;

	FOREACH_SPECIAL(cls, set, i)
		if (cls->sp[i].mtext != NULL)
			mtext_one(ctx, cls->crp[i], &cls->sp[i]);
}

void
crypto_imb_withhold(struct imb_class *cls, unsigned int i)
{
	const struct imb_special *sp = cls->special >> i & 1 ? &cls->sp[i] : NULL;
	struct cryptop *crp = cls->crp[i];
	const struct cryptodesc *cd = sp != NULL ? sp->cd : NULL;

	if (sp == NULL && cls->cipher != NULL)
		cd = crp->crp_desc;
	if (cd == NULL)
		return;
	crypto_zero(crp, (uint32_t)cd->crd_skip, (uint32_t)cd->crd_len);
	if (sp != NULL && sp->ctext != NULL)
		crypto_wipe(sp->ctext, (uint32_t)cd->crd_len);
	if (sp != NULL && sp->mtext != NULL)
		crypto_wipe(sp->mtext, cls->job[i].msg_len_to_hash_in_bytes);
}

/* ------------------------------------------------------------------- AAD */

const uint8_t *
crypto_imb_aad(struct imb_ctx *ctx, const struct cryptop *crp, const struct cryptodesc *ad,
	       size_t *tofree)
{
	uint32_t len = (uint32_t)ad->crd_len;
	const uint8_t *aad = imb_aad_ptr(crp, ad);
	uint8_t *copy;

	*tofree = 0;
	if (aad != NULL)
		return aad;
	if (len == 0)
		return ctx->tag; /* any address */
	copy = crypto_imb_alloc(ctx, len);
	if (copy == NULL) {
		copy = crypto_imb_map(len, ctx->socket);
		*tofree = len;
	}
	if (copy != NULL)
		crypto_read(crp, ad, (uint32_t)ad->crd_skip, len, copy);
	return copy;
}

void
crypto_imb_aad_free(const uint8_t *aad, size_t tofree)
{
	union {
		const uint8_t *read;
		void *map;
	} p = {.read = aad};

	if (tofree != 0)
		crypto_imb_unmap(p.map, tofree);
}
