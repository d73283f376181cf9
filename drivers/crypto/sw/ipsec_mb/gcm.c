/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * AES-GCM and GMAC by direct calls, one request after the other: no lanes, so nothing to
 * gather. Texts in one piece with an IV of 12 bytes take one call, all others the
 * streaming calls, piece by piece, without a copy.
 */

#include "ipsec_mb.h"

#define AHEAD 2 /* requests: a burst's texts may be cold */

/* The two halves of an AEAD request; what it encrypts or decrypts. */
struct aead {
	struct imb_session *ses;
	struct cryptop *crp;
	struct cryptodesc *cd, *ad;
	bool enc, auth_first;
	const uint8_t *iv;
};

/* ------------------------------------------------------------ the slow way */

/* All pieces of the text through one streaming call. */
static void
stream_text(struct imb_ctx *ctx, const struct aead *a)
{
	aes_gcm_enc_dec_update_t update = a->enc ? a->ses->gcm->enc_update :
						   a->ses->gcm->dec_update;
	uint32_t off = (uint32_t)a->cd->crd_skip, left = (uint32_t)a->cd->crd_len;
	struct crypto_cursor in, out;

	crypto_cursor_init(&in, a->crp, CRYPTO_IN, off);
	crypto_cursor_init(&out, a->crp, CRYPTO_OUT, off);
	while (left != 0) {
		uint32_t n = in.left < out.left ? in.left : out.left;

		n = n < left ? n : left;
		update(&a->ses->gcm_key.data, &ctx->gcm, out.ptr, in.ptr, n);
		crypto_cursor_advance(&in, n);
		crypto_cursor_advance(&out, n);
		left -= n;
	}
}

static bool
stream(struct imb_ctx *ctx, const struct aead *a)
{
	const struct engine_gcm *gcm = a->ses->gcm;
	const struct gcm_key_data *key = &a->ses->gcm_key.data;
	size_t tofree;
	const uint8_t *aad = crypto_imb_aad(ctx, a->crp, a->ad, &tofree);

	if (aad == NULL)
		return false;
	if (a->ses->ivlen == IMB_GCM_IV_DATA_LEN)
		gcm->init(key, &ctx->gcm, a->iv, aad, (uint32_t)a->ad->crd_len);
	else
		gcm->init_var_iv(key, &ctx->gcm, a->iv, a->ses->ivlen, aad,
				 (uint32_t)a->ad->crd_len);
	crypto_imb_aad_free(aad, tofree);
	stream_text(ctx, a);
	if (a->enc)
		gcm->enc_final(key, &ctx->gcm, ctx->tag, IMB_MAX_TAG_LEN);
	else
		gcm->dec_final(key, &ctx->gcm, ctx->tag, IMB_MAX_TAG_LEN);
	return true;
}

/* The IV goes to the packet when the cipher's turn in the list comes: is that now? */
static void
put_iv(const struct aead *a, bool now)
{
	if (now)
		crypto_iv_put(a->crp, a->cd, a->iv, a->ses->ivlen);
}

static void
gcm_any(struct imb_ctx *ctx, const struct aead *a)
{
	bool ok;

	put_iv(a, !a->auth_first);
	ok = stream(ctx, a);
	put_iv(a, a->auth_first);
	if (!ok)
		crypto_fail(a->crp, ENOMEM, CRYPTO_R_MEMORY);
	else if (imb_tag_finish(a->crp, a->ad, ctx->tag, a->ses->mlen, !a->enc) != 0)
		crypto_zero(a->crp, (uint32_t)a->cd->crd_skip, (uint32_t)a->cd->crd_len);
	crypto_done_fast(a->crp);
}

static imb_noinline void
gcm_slow(struct imb_ctx *ctx, struct aead *a)
{
	bool own_key = a->cd->crd_flags & CRD_F_KEY_EXPLICIT;

	if (own_key)
		a->ses = crypto_imb_rekey(ctx, a->crp);
	if (a->ses == NULL) { /* not a length that AES has, which validation knows */
		crypto_fail(a->crp, EINVAL, CRYPTO_R_KEY_LENGTH);
		crypto_done_fast(a->crp);
		return;
	}
	gcm_any(ctx, a);
	if (own_key)
		crypto_imb_wipe_scratch(ctx);
}

/* ------------------------------------------------------------ the fast way */

imb_inline void
gcm_encrypt(struct imb_ctx *ctx, const struct aead *a, uint8_t *dst, const uint8_t *src,
	    const uint8_t *aad)
{
	uint32_t mlen = a->ses->mlen;
	uint8_t *place = imb_tag_place(a->crp, a->ad, mlen);
	uint8_t *tag = imb_likely(place != NULL) ? place : ctx->tag;

	crypto_iv_put(a->crp, a->cd, a->iv, IMB_GCM_IV_DATA_LEN);
	a->ses->gcm_enc(&a->ses->gcm_key.data, &ctx->gcm, dst, src, (uint32_t)a->cd->crd_len,
			a->iv, aad, (uint32_t)a->ad->crd_len, tag, mlen);
	if (imb_unlikely(place == NULL))
		(void)crypto_tag_finish(a->crp, a->ad, tag, mlen, false);
	crypto_done_fast(a->crp);
}

imb_inline void
gcm_decrypt(struct imb_ctx *ctx, const struct aead *a, uint8_t *dst, const uint8_t *src,
	    const uint8_t *aad)
{
	a->ses->gcm_dec(&a->ses->gcm_key.data, &ctx->gcm, dst, src, (uint32_t)a->cd->crd_len,
			a->iv, aad, (uint32_t)a->ad->crd_len, ctx->tag, IMB_MAX_TAG_LEN);
	if (imb_unlikely(imb_tag_finish(a->crp, a->ad, ctx->tag, a->ses->mlen, true) != 0))
		crypto_wipe(dst, (uint32_t)a->cd->crd_len);
	crypto_done_fast(a->crp);
}

imb_inline void
gcm_one(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct cryptodesc *first = crp->crp_desc, *second = first->crd_next;
	struct aead a = {.ses = ses, .crp = crp, .cd = first, .ad = second};
	const uint8_t *src, *aad;
	uint8_t *dst;

	if (imb_unlikely(crp->crp_map == ses->map_mc)) {
		a.cd = second;
		a.ad = first;
		a.auth_first = true;
	}
	a.enc = a.cd->crd_flags & CRD_F_ENCRYPT;
	a.iv = crypto_iv(crp, a.cd, ses->ivlen);
	src = crypto_ptr(crp, CRYPTO_IN, (uint32_t)a.cd->crd_skip, (uint32_t)a.cd->crd_len);
	dst = crypto_ptr(crp, CRYPTO_OUT, (uint32_t)a.cd->crd_skip, (uint32_t)a.cd->crd_len);
	aad = imb_aad_ptr(crp, a.ad);
	if (imb_unlikely((src == NULL) | (dst == NULL) | (aad == NULL) | a.auth_first |
			 (ses->ivlen != IMB_GCM_IV_DATA_LEN) |
			 (a.cd->crd_flags & CRD_F_KEY_EXPLICIT)))
		gcm_slow(ctx, &a);
	else if (a.enc)
		gcm_encrypt(ctx, &a, dst, src, aad);
	else
		gcm_decrypt(ctx, &a, dst, src, aad);
}

unsigned int
crypto_imb_take_gcm(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_likely(i + AHEAD < n))
			imb_prefetch_text(crps[i + AHEAD]->crp_data[CRYPTO_IN]);
		if (imb_unlikely(ses->take != crypto_imb_take_gcm))
			break;
		gcm_one(ctx, ses, crps[i]);
	}
	return i;
}

/* ------------------------------------------------------------------- GMAC */

static void
gmac_one(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct cryptodesc *md = crp->crp_desc;
	uint32_t off = (uint32_t)md->crd_skip, left = (uint32_t)md->crd_len;
	const struct gcm_key_data *key = &ses->gcm_key.data;
	struct crypto_cursor in;

	ses->gcm->gmac_init(key, &ctx->gcm, crypto_iv(crp, md, ses->ivlen), ses->ivlen);
	crypto_cursor_init(&in, crp, CRYPTO_IN, off);
	while (left != 0) {
		uint32_t n = in.left < left ? in.left : left;

		ses->gcm->gmac_update(key, &ctx->gcm, in.ptr, n);
		crypto_cursor_advance(&in, n);
		left -= n;
	}
	ses->gcm->gmac_final(key, &ctx->gcm, ctx->tag, IMB_MAX_TAG_LEN);
	(void)crypto_mac_finish(crp, md, ctx->tag, ses->mlen);
	crypto_done_fast(crp);
}

static void
gmac_own_key(struct imb_ctx *ctx, struct cryptop *crp)
{
	struct imb_session *ses = crypto_imb_rekey(ctx, crp);

	if (ses != NULL) {
		gmac_one(ctx, ses, crp);
		crypto_imb_wipe_scratch(ctx);
		return;
	}
	crypto_fail(crp, EINVAL, CRYPTO_R_KEY_LENGTH);
	crypto_done_fast(crp);
}

unsigned int
crypto_imb_take_gmac(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_unlikely(ses->take != crypto_imb_take_gmac))
			break;
		if (imb_unlikely(crps[i]->crp_desc->crd_flags & CRD_F_KEY_EXPLICIT))
			gmac_own_key(ctx, crps[i]);
		else
			gmac_one(ctx, ses, crps[i]);
	}
	return i;
}
