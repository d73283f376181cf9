/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Gathering: a cipher, a MAC or both become one engine job in their class. The usual
 * request, in one piece and with the session's keys, takes the inline way; all others
 * gather_slow().
 */

#include "ipsec_mb.h"

/* ------------------------------------------------------------------- jobs */

/* What a job is made of; src, dst for the cipher, msrc for the MAC. */
struct work {
	struct imb_session *ses;
	struct cryptop *crp;
	struct cryptodesc *cd, *md; /* NULL: not there */
	struct cryptodesc *settled; /* a cipher before the MAC that is done already */
	struct cryptodesc *late;    /* one behind the MAC that is no engine job */
	bool mac_first;
	const uint8_t *src, *msrc, *iv;
	uint8_t *dst;
	uint32_t clen, mlen;
};

imb_inline struct imb_class *
class_get(struct imb_ctx *ctx, unsigned int crow, unsigned int mrow, bool mac_first)
{
	struct imb_class *cls = &ctx->cls[IMB_CLASS(crow, mrow, mac_first)];

	if (imb_unlikely(!cls->listed))
		crypto_imb_class_list(ctx, cls);
	return cls;
}

imb_inline void
put_cipher(struct imb_class *cls, IMB_JOB *job, const struct work *w)
{
	job->src = w->src;
	job->dst = w->dst;
	job->msg_len_to_cipher_in_bytes = w->clen;
	job->iv = w->iv;
	job->enc_keys = w->ses->aes.enc;
	job->dec_keys = w->ses->aes.dec;
	cls->cbytes += w->clen;
}

imb_inline void
put_mac_key(IMB_JOB *job, const struct imb_session *ses)
{
	if (imb_likely(ses->mrow < IMB_M_JOBS || ses->mrow == IMB_M_MD5)) {
		job->u.HMAC._hashed_auth_key_xor_ipad = ses->mac.key.hmac.ipad;
		job->u.HMAC._hashed_auth_key_xor_opad = ses->mac.key.hmac.opad;
	} else {
		job->u.CMAC._key_expanded = ses->mac.key.cbc.key;
		job->u.CMAC._skey1 = ses->mac.key.cbc.sub1;
		job->u.CMAC._skey2 = ses->mac.key.cbc.sub2;
	}
}

/* The MAC goes straight to its place if the engine can write just that many bytes. */
imb_inline void
put_mac(struct imb_class *cls, IMB_JOB *job, struct imb_entry *e, const struct work *w, uint8_t *tag)
{
	const struct imb_session *ses = w->ses;
	uint8_t *place = NULL;

	/* offsets are added modulo 2^64 */
	job->hash_start_src_offset_in_bytes = (uintptr_t)w->msrc - (uintptr_t)job->src;
	job->msg_len_to_hash_in_bytes = w->mlen;
	put_mac_key(job, ses);
	if (imb_likely(ses->flags & IMB_S_MAC_WHOLE) && !(w->md->crd_flags & CRD_F_VERIFY))
		place = imb_tag_place(w->crp, w->md, ses->mlen);
	e->md = w->md;
	e->mac = place != NULL ? NULL : tag;
	job->auth_tag_output = place != NULL ? place : tag;
	job->auth_tag_output_len_in_bytes = ses->mac_out;
	cls->mbytes += w->mlen;
}

imb_inline void
put(struct imb_class *cls, const struct work *w, bool has_c, bool has_m)
{
	uint32_t i = cls->n++;
	struct imb_entry *e = &cls->e[i];
	IMB_JOB *job = &cls->job[i];

	e->crp = w->crp;
	e->ses = w->ses;
	job->status = IMB_STATUS_BEING_PROCESSED;
	if (has_c)
		put_cipher(cls, job, w);
	else
		job->src = w->msrc;
	if (has_m)
		put_mac(cls, job, e, w, cls->tag[i]);
	else
		e->mac = NULL;
}

/* Where a MAC's bytes are; NULL: in several pieces. */
imb_inline const uint8_t *
mac_source(const struct cryptop *crp, const struct cryptodesc *md)
{
	uint32_t skip = (uint32_t)md->crd_skip, len = (uint32_t)md->crd_len;

	if (imb_likely(crp->crp_obuf == NULL))
		return crypto_ptr(crp, CRYPTO_OUT, skip, len);
	return crypto_read_ptr(crp, md, skip, len);
}

/* The same for a cipher, which reads the input unless a MAC was written before it. */
imb_inline const uint8_t *
cipher_source(const struct cryptop *crp, const struct cryptodesc *cd, bool mac_first)
{
	uint32_t skip = (uint32_t)cd->crd_skip, len = (uint32_t)cd->crd_len;

	if (imb_likely(!mac_first || crp->crp_obuf == NULL))
		return crypto_ptr(crp, CRYPTO_IN, skip, len);
	return crypto_read_ptr(crp, cd, skip, len);
}

/* The engine adds to the low 32 bits of a counter and loses their carry. */
imb_inline bool
counter_carries(const uint8_t *iv, uint32_t len)
{
	return imb_low_counter(iv) + ((uint64_t)len + 15) / 16 > UINT64_C(1) << 32;
}

/* ------------------------------------------------------------ the slow way */

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
	       ((ses->flags & IMB_S_CTR) && counter_carries(w->iv, w->clen)) ||
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

	*sp = (struct imb_special){.cd = w->cd != NULL ? w->cd : w->settled, .late = w->late};
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
	struct imb_class *cls = class_get(ctx, crow, has_m ? w->ses->mrow : 0,
					  has_c && has_m && w->mac_first);
	uint32_t i = cls->n;

	if (has_c && !cls->mac_first)
		crypto_iv_put(w->crp, w->cd, w->iv, w->ses->ivlen);
	put(cls, w, has_c, has_m);
	if (w->md != NULL && !has_m) {
		cls->e[i].md = w->md;
		cls->e[i].mac = w->ses->mac.empty;
	}
	if (sp->ctext != NULL || sp->mtext != NULL || sp->late != NULL || w->settled != NULL) {
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

static imb_noinline void
gather_slow(struct imb_ctx *ctx, struct cryptop *crp, struct cryptodesc *cd, struct cryptodesc *md,
	    bool mac_first)
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

/* ------------------------------------------------------------ the fast way */

#define SLOW_CIPHER CRD_F_KEY_EXPLICIT
#define SLOW_MAC (CRD_F_KEY_EXPLICIT | CRD_F_ESN)

/* @return false: not for the fast way. Lengths of 0 wrap around and are too long. */
imb_inline bool
find_cipher(struct work *w, bool enc)
{
	w->clen = (uint32_t)w->cd->crd_len;
	w->dst = crypto_ptr(w->crp, CRYPTO_OUT, (uint32_t)w->cd->crd_skip, w->clen);
	w->src = cipher_source(w->crp, w->cd, w->mac_first);
	w->iv = crypto_iv(w->crp, w->cd, w->ses->ivlen);
	return !((w->cd->crd_flags & SLOW_CIPHER) | (w->dst == NULL) | (w->src == NULL) |
		 (w->clen - 1 >= w->ses->cmax[enc])) &&
	       (!(w->ses->flags & IMB_S_CTR) || !counter_carries(w->iv, w->clen));
}

imb_inline bool
find_mac(struct work *w)
{
	w->mlen = (uint32_t)w->md->crd_len;
	w->msrc = mac_source(w->crp, w->md);
	return !((w->md->crd_flags & SLOW_MAC) | (w->msrc == NULL) |
		 (w->mlen - 1 >= w->ses->mmax)) &&
	       imb_likely(!(w->ses->flags & IMB_S_CBC_MAC) ||
			  !crypto_imb_tail_crosses(w->msrc, w->mlen));
}

imb_inline void
gather(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp, struct cryptodesc *cd,
       struct cryptodesc *md, bool mac_first)
{
	struct work w = {.ses = ses, .crp = crp, .cd = cd, .md = md, .mac_first = mac_first};
	bool enc = cd != NULL && (cd->crd_flags & CRD_F_ENCRYPT);
	struct imb_class *cls;

	if (imb_unlikely((ses->flags & IMB_S_NULL) || (cd != NULL && !find_cipher(&w, enc)) ||
			 (md != NULL && !find_mac(&w)))) {
		gather_slow(ctx, crp, cd, md, mac_first);
		return;
	}
	cls = class_get(ctx, cd != NULL ? ses->crow[enc] : 0, md != NULL ? ses->mrow : 0,
			mac_first);
	if (cd != NULL && !mac_first)
		crypto_iv_put(crp, cd, w.iv, ses->ivlen);
	put(cls, &w, cd != NULL, md != NULL);
	if (imb_unlikely(cls->n == IMB_BURST))
		cls->run(ctx, cls);
}

static imb_noinline void
gather_cipher(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	gather(ctx, ses, crp, crp->crp_desc, NULL, false);
}

static imb_noinline void
gather_mac(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	gather(ctx, ses, crp, NULL, crp->crp_desc, false);
}

static imb_noinline void
gather_mac_first(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	gather(ctx, ses, crp, crp->crp_desc->crd_next, crp->crp_desc, true);
}

unsigned int
crypto_imb_take_cipher(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_unlikely(ses->take != crypto_imb_take_cipher))
			break;
		gather(ctx, ses, crps[i], crps[i]->crp_desc, NULL, false);
	}
	return i;
}

unsigned int
crypto_imb_take_mac(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_unlikely(ses->take != crypto_imb_take_mac))
			break;
		gather(ctx, ses, crps[i], NULL, crps[i]->crp_desc, false);
	}
	return i;
}

unsigned int
crypto_imb_take_chain(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct cryptop *crp = crps[i];
		struct imb_session *ses = crypto_area(crp);

		if (imb_unlikely(ses->take != crypto_imb_take_chain))
			break;
		if (imb_likely(crp->crp_map == ses->map_cm))
			gather(ctx, ses, crp, crp->crp_desc, crp->crp_desc->crd_next, false);
		else if (imb_likely(crp->crp_map == ses->map_mc))
			gather_mac_first(ctx, ses, crp);
		else if (crp->crp_map == ses->map_c)
			gather_cipher(ctx, ses, crp);
		else
			gather_mac(ctx, ses, crp);
	}
	return i;
}

unsigned int
crypto_imb_take_nothing(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	(void)ctx;
	for (i = 0; i < n; i++) {
		const struct imb_session *ses = crypto_area(crps[i]);

		if (ses->take != crypto_imb_take_nothing)
			break;
		crypto_fallback(crps[i]);
	}
	return i;
}
