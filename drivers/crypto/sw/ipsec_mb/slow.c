/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Gathering requests that are not the usual ones: separate output, texts in pieces, keys
 * of their own, no text or too much of it, ESN, NULL algorithms.
 */

#include "put.h"

struct work {
	struct imb_session *ses;
	struct cryptop *crp;
	struct cryptodesc *cd, *md; /* NULL: not there */
	struct cryptodesc *settled; /* a cipher before the MAC that is done already */
	struct cryptodesc *late;    /* one behind the MAC that is no engine job */
	bool mac_first;
	/* NULL: in pieces; src, dst for the cipher, msrc for the MAC */
	const uint8_t *src, *msrc, *iv;
	uint8_t *dst;
	uint32_t clen, mlen;
};

/* Where a MAC's bytes are; NULL: in several pieces. */
static const uint8_t *
mac_source(const struct cryptop *crp, const struct cryptodesc *md)
{
	uint32_t skip = (uint32_t)md->crd_skip, len = (uint32_t)md->crd_len;

	if (imb_likely(crp->crp_obuf == NULL))
		return crypto_ptr(crp, CRYPTO_OUT, skip, len);
	return crypto_read_ptr(crp, md, skip, len);
}

/* The same for a cipher, which reads the input unless a MAC was written before it. */
static const uint8_t *
cipher_source(const struct cryptop *crp, const struct cryptodesc *cd, bool mac_first)
{
	uint32_t skip = (uint32_t)cd->crd_skip, len = (uint32_t)cd->crd_len;

	if (imb_likely(!mac_first || crp->crp_obuf == NULL))
		return crypto_ptr(crp, CRYPTO_IN, skip, len);
	return crypto_read_ptr(crp, cd, skip, len);
}

/* MACs that this driver cannot do: no engine, and no way around it. */
static bool
beyond_engine(const struct work *w)
{
	const struct imb_session *ses = w->ses;

	if (w->md == NULL)
		return false;
	if (w->mlen == 0)
		return ses->flags & IMB_S_NO_EMPTY;
	return w->mlen > ses->mmax && !(ses->flags & IMB_S_CBC_MAC);
}

/* Is the cipher no job? Texts in pieces are, as long as a copy does not fill the arena. */
static bool
no_job(const struct work *w)
{
	const struct imb_session *ses = w->ses;
	bool enc = w->cd->crd_flags & CRD_F_ENCRYPT;

	return w->clen == 0 || w->clen > ses->cmax[enc] || w->cd->crd_alg == CRYPTO_NULL_CBC ||
	       ((ses->flags & IMB_S_CTR) && imb_counter_carries(w->iv, w->clen)) ||
	       (w->clen > IMB_ARENA / 2 && (w->src == NULL || w->dst == NULL));
}

/* Such ciphers are carried out here, or noted for when the MAC before them is done. */
static void
settle_cipher(struct imb_ctx *ctx, struct work *w)
{
	if (w->cd == NULL || !no_job(w))
		return;
	if (w->mac_first && w->md != NULL) {
		w->late = w->cd;
	} else {
		crypto_imb_settle(ctx, w->ses, w->crp, w->cd);
		w->settled = w->cd;
	}
	w->cd = NULL;
}

/*
 * MACs of no bytes, which no engine takes; they were made with the session. One that stays
 * in w->md is to be finished after the cipher.
 */
static void
settle_mac(struct imb_ctx *ctx, struct work *w)
{
	bool ok;

	if (w->md == NULL || w->mlen != 0 || (w->cd != NULL && !w->mac_first))
		return;
	ok = crypto_mac_finish(w->crp, w->md, w->ses->mac.empty, w->ses->mlen) == 0;
	w->md = NULL;
	if (ok && w->late != NULL)
		crypto_imb_settle(ctx, w->ses, w->crp, w->late);
	if (!ok && w->settled != NULL)
		crypto_zero(w->crp, (uint32_t)w->settled->crd_skip,
			    (uint32_t)w->settled->crd_len);
	w->late = NULL;
	if (!ok)
		w->cd = NULL; /* nothing is decrypted */
}

/* Pointers to the texts; NULL: a copy is needed. */
static void
find_texts(struct work *w)
{
	const struct cryptop *crp = w->crp;

	if (w->md != NULL && w->mlen != 0) {
		w->msrc = w->md->crd_flags & CRD_F_ESN ? NULL : mac_source(crp, w->md);
		if (w->msrc != NULL && (w->ses->flags & IMB_S_CBC_MAC) &&
		    (w->mlen > w->ses->mmax || crypto_imb_tail_crosses(w->msrc, w->mlen)))
			w->msrc = NULL;
	}
	if (w->cd != NULL) {
		w->src = cipher_source(crp, w->cd, w->mac_first);
		w->dst = crypto_ptr(crp, CRYPTO_OUT, (uint32_t)w->cd->crd_skip, w->clen);
	}
}

#define ROUND_UP(len) (((len) + 63) & ~63u)

/* Memory for copies in one piece, where they are needed. What can be needed fits. */
static void
place_texts(struct imb_ctx *ctx, struct work *w, struct imb_special *sp)
{
	uint32_t mneed = w->md != NULL && w->mlen != 0 && w->msrc == NULL ? ROUND_UP(w->mlen) : 0;
	uint32_t cneed = w->cd != NULL && (w->src == NULL || w->dst == NULL) ? w->clen : 0;
	uint8_t *p;

	*sp = (struct imb_special){.ses = w->ses, .md = w->md, .late = w->late};
	sp->cd = w->cd != NULL ? w->cd : w->settled;
	if (mneed + cneed == 0)
		return;
	p = crypto_imb_alloc(ctx, mneed + cneed);
	if (mneed != 0)
		w->msrc = sp->mtext = p;
	if (cneed != 0)
		w->src = w->dst = sp->ctext = p + mneed;
	crypto_count_linearised(w->crp);
}

static void
put_special(struct imb_ctx *ctx, struct work *w, const struct imb_special *sp)
{
	bool has_c = w->cd != NULL, has_m = w->md != NULL && w->mlen != 0;
	unsigned int crow = has_c ? w->ses->crow[(w->cd->crd_flags & CRD_F_ENCRYPT) != 0] : 0;
	unsigned int no = IMB_CLASS(crow, has_m ? w->ses->mrow : 0, has_c && has_m && w->mac_first);
	struct imb_class *cls = imb_class_get(ctx, &ctx->cls[no]);
	uint32_t i = cls->n++;
	IMB_JOB *job = &cls->job[i];

	cls->crp[i] = w->crp;
	cls->bytes += has_c ? w->clen : w->mlen;
	job->status = IMB_STATUS_BEING_PROCESSED;
	job->src = w->msrc;
	if (has_c)
		imb_put_cipher(job, w->ses, w->dst, w->src, w->clen, w->iv);
	if (has_c && !cls->mac_first)
		crypto_iv_put(w->crp, w->cd, w->iv, w->ses->ivlen);
	if (has_m) {
		imb_put_mac(cls, i, w->ses, w->md, imb_tag_place(w->crp, w->md, w->ses->mlen),
			    has_c ? w->src : w->msrc, w->msrc, w->mlen);
	} else if (w->md != NULL) { /* of no bytes, after the cipher */
		cls->todo |= UINT64_C(1) << i;
		cls->e[i] = (struct imb_entry){w->ses, w->md, w->ses->mac.empty};
	}
	if (sp->ctext != NULL || sp->mtext != NULL || sp->late != NULL || sp->cd != NULL) {
		cls->sp[i] = *sp;
		cls->special |= UINT64_C(1) << i;
	}
	if (cls->n == IMB_BURST)
		cls->run(ctx, cls);
}

/* Any request at all, with the keys of w->ses. */
static void
gather_any(struct imb_ctx *ctx, struct work *w)
{
	struct imb_special sp;

	if (w->cd != NULL) {
		w->clen = (uint32_t)w->cd->crd_len;
		w->iv = crypto_iv(w->crp, w->cd, w->ses->ivlen);
	}
	if (w->md != NULL && w->md->crd_alg == CRYPTO_NULL_HMAC)
		w->md = NULL;
	if (w->md != NULL)
		w->mlen = (uint32_t)w->md->crd_len + (w->md->crd_flags & CRD_F_ESN ? 4 : 0);
	if (beyond_engine(w)) {
		crypto_fallback(w->crp);
		return;
	}
	find_texts(w);
	settle_cipher(ctx, w);
	settle_mac(ctx, w);
	if (w->cd == NULL && w->md == NULL) {
		crypto_done_fast(w->crp);
		return;
	}
	if (w->md != NULL && (w->ses->flags & IMB_S_CBC_MAC))
		w->mlen -= crypto_imb_fold_len((uint32_t)w->md->crd_len);
	place_texts(ctx, w, &sp);
	put_special(ctx, w, &sp);
}

static bool
has_own_key(const struct cryptop *crp)
{
	const struct cryptodesc *crd;

	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next)
		if (crd->crd_flags & CRD_F_KEY_EXPLICIT)
			return true;
	return false;
}

void
crypto_imb_gather_slow(struct imb_ctx *ctx, struct cryptop *crp, struct cryptodesc *cd,
		       struct cryptodesc *md, bool mac_first)
{
	struct work w = {.ses = crypto_area(crp), .crp = crp, .cd = cd, .md = md,
			 .mac_first = mac_first};

	if (!has_own_key(crp)) {
		gather_any(ctx, &w);
		return;
	}
	w.ses = crypto_imb_rekey(ctx, crp);
	if (w.ses == NULL) {
		crypto_fallback(crp);
		return;
	}
	gather_any(ctx, &w);
	crypto_imb_run_all(ctx);
	crypto_imb_wipe_scratch(ctx);
}
