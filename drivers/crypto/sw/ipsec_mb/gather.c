/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Gathering: a cipher, a MAC or both become one engine job in their class. What is in one
 * piece, in place, and has the session's keys takes the short way here, all else slow.c.
 */

#include "put.h"

/* Is the MAC's text one that its engine must not be given where it is? */
imb_inline bool
unsafe_tail(const struct imb_session *ses, const struct cryptop *crp, const struct cryptodesc *md)
{
	const uint8_t *buf = crp->crp_data[CRYPTO_OUT];

	return (ses->flags & IMB_S_CBC_MAC) &&
	       crypto_imb_tail_crosses(buf + md->crd_skip, (uint32_t)md->crd_len);
}

imb_inline void
put_iv(struct cryptop *crp, const struct cryptodesc *cd, const uint8_t *iv)
{
	uint8_t *buf = crp->crp_data[CRYPTO_OUT];

	if ((cd->crd_flags & (CRD_F_ENCRYPT | CRD_F_IV_PRESENT)) == CRD_F_ENCRYPT)
		memmove(buf + cd->crd_inject, iv, IMB_AES_BLOCK_SIZE);
}

imb_inline uint8_t *
mac_place(const struct cryptop *crp, const struct cryptodesc *md)
{
	uint8_t *buf = crp->crp_data[CRYPTO_OUT];

	return imb_likely(crp->crp_mac == NULL) ? buf + md->crd_inject : (uint8_t *)crp->crp_mac;
}

#define SLOW_FLAGS (CRD_F_KEY_EXPLICIT | CRD_F_ESN)

/* The engine wants them at the burst's end; the last request's session has them there. */
imb_inline void
prefetch_keys(const struct imb_session *ses, const struct imb_session **last)
{
	if (imb_likely(ses == *last))
		return;
	*last = ses;
	rte_prefetch0(ses->aes.enc);
	rte_prefetch0(ses->aes.enc + 64);
	rte_prefetch0(ses->aes.enc + 128);
	rte_prefetch0(ses->mac.key.hmac.ipad);
	rte_prefetch0(ses->mac.key.hmac.opad);
}

/* Keeps the compiler from working out the address again and again. */
#define HIDE(p) __asm__("" : "+r"(p))

imb_inline void
put(struct imb_ctx *ctx, struct imb_class *cls, struct imb_session *ses, struct cryptop *crp,
    struct cryptodesc *cd, struct cryptodesc *md, const uint8_t *iv, enum imb_shape shape)
{
	uint8_t *buf = crp->crp_data[CRYPTO_OUT];
	uint8_t *ctext = shape != IMB_MAC ? buf + cd->crd_skip : NULL;
	uint8_t *mtext = shape != IMB_CIPHER ? buf + md->crd_skip : NULL;
	uint32_t i = cls->n++;
	IMB_JOB *job = &cls->job[i];

	HIDE(job);
	imb_prefetch_text(shape != IMB_MAC ? ctext : mtext);
	cls->crp[i] = crp;
	cls->bytes += (uint32_t)(shape != IMB_MAC ? cd : md)->crd_len;
	job->status = IMB_STATUS_BEING_PROCESSED;
	if (shape != IMB_MAC)
		imb_put_cipher(job, ses, ctext, ctext, (uint32_t)cd->crd_len, iv);
	else
		job->src = mtext;
	if (shape != IMB_CIPHER)
		imb_put_mac(cls, i, ses, md, mac_place(crp, md), shape != IMB_MAC ? ctext : mtext,
			    mtext, (uint32_t)md->crd_len);
	if (imb_unlikely(i + 1 == IMB_BURST))
		cls->run(ctx, cls);
}

imb_inline void
gather(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp, struct cryptodesc *cd,
       struct cryptodesc *md, enum imb_shape shape)
{
	bool has_c = shape != IMB_MAC, has_m = shape != IMB_CIPHER;
	int cflags = has_c ? cd->crd_flags : 0, mflags = has_m ? md->crd_flags : 0;
	bool slow = (ses->flags & IMB_S_NULL) | ((cflags | mflags) & SLOW_FLAGS) |
		    (has_c && cd->crd_len == 0) | (has_m && md->crd_len == 0);
	struct imb_class *cls;
	const uint8_t *iv = NULL;

	slow |= (uint32_t)crp->crp_ilen > ENGINE_MAX_LANE_LEN; /* no text is longer */
	if (imb_unlikely(slow || !imb_in_one_piece(crp) || (has_m && unsafe_tail(ses, crp, md)))) {
		crypto_imb_gather_slow(ctx, crp, cd, md, shape == IMB_MAC_CIPHER);
		return;
	}
	if (has_c)
		iv = crypto_iv(crp, cd, IMB_AES_BLOCK_SIZE);
	if (has_c && (ses->flags & IMB_S_CTR) &&
	    imb_unlikely(imb_counter_carries(iv, (uint32_t)cd->crd_len))) {
		crypto_imb_gather_slow(ctx, crp, cd, md, shape == IMB_MAC_CIPHER);
		return;
	}
	cls = &ctx->cls[ses->cls[shape][(cflags & CRD_F_ENCRYPT) != 0]];
	HIDE(cls);
	cls = imb_class_get(ctx, cls);
	if (has_c && shape != IMB_MAC_CIPHER)
		put_iv(crp, cd, iv);
	put(ctx, cls, ses, crp, cd, md, iv, shape);
}

static imb_noinline void
gather_cipher(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	gather(ctx, ses, crp, crp->crp_desc, NULL, IMB_CIPHER);
}

static imb_noinline void
gather_mac(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	gather(ctx, ses, crp, NULL, crp->crp_desc, IMB_MAC);
}

static imb_noinline void
gather_mac_first(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	gather(ctx, ses, crp, crp->crp_desc->crd_next, crp->crp_desc, IMB_MAC_CIPHER);
}

unsigned int
crypto_imb_take_cipher(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	const struct imb_session *last = NULL;
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_unlikely(ses->take != crypto_imb_take_cipher))
			break;
		prefetch_keys(ses, &last);
		gather(ctx, ses, crps[i], crps[i]->crp_desc, NULL, IMB_CIPHER);
	}
	return i;
}

unsigned int
crypto_imb_take_mac(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	const struct imb_session *last = NULL;
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_unlikely(ses->take != crypto_imb_take_mac))
			break;
		prefetch_keys(ses, &last);
		gather(ctx, ses, crps[i], NULL, crps[i]->crp_desc, IMB_MAC);
	}
	return i;
}

unsigned int
crypto_imb_take_chain(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	const struct imb_session *last = NULL;
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct cryptop *crp = crps[i];
		struct imb_session *ses = crypto_area(crp);

		if (imb_unlikely(ses->take != crypto_imb_take_chain))
			break;
		prefetch_keys(ses, &last);
		if (imb_likely(crp->crp_map == ses->map_cm))
			gather(ctx, ses, crp, crp->crp_desc, crp->crp_desc->crd_next,
			       IMB_CIPHER_MAC);
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
