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
		gcm->enc_final(key, &ctx->gcm, ctx->tag, ENGINE_TAG);
	else
		gcm->dec_final(key, &ctx->gcm, ctx->tag, ENGINE_TAG);
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
gcm_slow(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct aead a = {.ses = ses, .crp = crp, .auth_first = crp->crp_map == ses->map_mc};
	bool own_key;

	a.cd = a.auth_first ? crp->crp_desc->crd_next : crp->crp_desc;
	a.ad = a.auth_first ? crp->crp_desc : crp->crp_desc->crd_next;
	a.enc = a.cd->crd_flags & CRD_F_ENCRYPT;
	a.iv = crypto_iv(crp, a.cd, ses->ivlen);
	own_key = a.cd->crd_flags & CRD_F_KEY_EXPLICIT;
	if (own_key)
		a.ses = crypto_imb_rekey(ctx, crp);
	if (a.ses == NULL) { /* not a length that AES has, which validation knows */
		crypto_fail(crp, EINVAL, CRYPTO_R_KEY_LENGTH);
		crypto_done_fast(crp);
		return;
	}
	gcm_any(ctx, &a);
	if (own_key)
		crypto_imb_wipe_scratch(ctx);
}

/* ------------------------------------------------------------ the fast way */

imb_inline uint8_t *
tag_place(const struct cryptop *crp, const struct cryptodesc *ad, uint8_t *buf)
{
	return imb_likely(crp->crp_mac == NULL) ? buf + ad->crd_inject : (uint8_t *)crp->crp_mac;
}

imb_inline void
gcm_encrypt(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp,
	    struct cryptodesc *cd, struct cryptodesc *ad, bool auth_first)
{
	uint8_t *buf = crp->crp_data[CRYPTO_OUT], *text = buf + cd->crd_skip;
	const uint8_t *aad = ad->crd_aad != NULL ? ad->crd_aad : buf + ad->crd_skip;
	const uint8_t *iv = crypto_iv(crp, cd, IMB_GCM_IV_DATA_LEN);

	if (!(cd->crd_flags & CRD_F_IV_PRESENT) && !auth_first)
		memmove(buf + cd->crd_inject, iv, IMB_GCM_IV_DATA_LEN);
	ses->gcm_enc(&ses->gcm_key.data, &ctx->gcm, text, text, (uint32_t)cd->crd_len, iv, aad,
		     (uint32_t)ad->crd_len, tag_place(crp, ad, buf), ses->mlen);
	if (!(cd->crd_flags & CRD_F_IV_PRESENT) && auth_first)
		memmove(buf + cd->crd_inject, iv, IMB_GCM_IV_DATA_LEN);
	crypto_done_fast(crp);
}

imb_inline void
gcm_decrypt(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp,
	    struct cryptodesc *cd, struct cryptodesc *ad)
{
	uint8_t *buf = crp->crp_data[CRYPTO_OUT], *text = buf + cd->crd_skip;
	const uint8_t *aad = ad->crd_aad != NULL ? ad->crd_aad : buf + ad->crd_skip;
	const uint8_t *iv = crypto_iv(crp, cd, IMB_GCM_IV_DATA_LEN);

	ses->gcm_dec(&ses->gcm_key.data, &ctx->gcm, text, text, (uint32_t)cd->crd_len, iv, aad,
		     (uint32_t)ad->crd_len, ctx->tag, ENGINE_TAG);
	if (imb_unlikely(!imb_equal(tag_place(crp, ad, buf), ctx->tag, ses->mlen))) {
		crypto_fail(crp, EBADMSG, CRYPTO_R_MISMATCH);
		crypto_wipe(text, (uint32_t)cd->crd_len);
	}
	crypto_done_fast(crp);
}

imb_inline void
gcm_one(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct cryptodesc *cd = crp->crp_desc, *ad = cd->crd_next;
	bool auth_first = crp->crp_map == ses->map_mc;

	if (imb_unlikely(auth_first)) {
		cd = ad;
		ad = crp->crp_desc;
	}
	if (imb_unlikely(!imb_in_one_piece(crp) | (ses->ivlen != IMB_GCM_IV_DATA_LEN) |
			 (cd->crd_flags & CRD_F_KEY_EXPLICIT)))
		gcm_slow(ctx, ses, crp);
	else if (cd->crd_flags & CRD_F_ENCRYPT)
		gcm_encrypt(ctx, ses, crp, cd, ad, auth_first);
	else
		gcm_decrypt(ctx, ses, crp, cd, ad);
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
	ses->gcm->gmac_final(key, &ctx->gcm, ctx->tag, ENGINE_TAG);
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
