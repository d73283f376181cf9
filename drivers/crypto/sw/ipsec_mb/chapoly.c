/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * ChaCha20-Poly1305. The engine has no lanes for it: a job is done when it was handed in,
 * so each request runs at once, as a job or by direct calls, as the plan says for its
 * length. Texts in pieces go through the direct calls without a copy.
 */

#include "ipsec_mb.h"

#define AHEAD 2
#define NONCE 12

struct chapoly {
	struct imb_session *ses;
	struct cryptop *crp;
	struct cryptodesc *cd, *ad;
	bool enc, auth_first;
	const uint8_t *iv, *aad;
	/* the text, if it is in one piece */
	const uint8_t *src;
	uint8_t *dst;
	uint32_t len;
};

/* ---------------------------------------------------------- direct calls */

static void
update(struct imb_ctx *ctx, IMB_MGR *mgr, const struct chapoly *c, uint8_t *dst, const uint8_t *src,
       uint32_t len)
{
	if (c->enc)
		IMB_CHACHA20_POLY1305_ENC_UPDATE(mgr, c->ses->chacha, &ctx->chacha, dst, src, len);
	else
		IMB_CHACHA20_POLY1305_DEC_UPDATE(mgr, c->ses->chacha, &ctx->chacha, dst, src, len);
}

static void
pieces(struct imb_ctx *ctx, const struct chapoly *c)
{
	uint32_t off = (uint32_t)c->cd->crd_skip, left = c->len;
	struct crypto_cursor in, out;

	crypto_cursor_init(&in, c->crp, CRYPTO_IN, off);
	crypto_cursor_init(&out, c->crp, CRYPTO_OUT, off);
	while (left != 0) {
		uint32_t n = in.left < out.left ? in.left : out.left;

		n = n < left ? n : left;
		update(ctx, ctx->best, c, out.ptr, in.ptr, n);
		crypto_cursor_advance(&in, n);
		crypto_cursor_advance(&out, n);
		left -= n;
	}
}

static void
direct(struct imb_ctx *ctx, IMB_MGR *mgr, const struct chapoly *c, uint8_t *tag)
{
	IMB_CHACHA20_POLY1305_INIT(mgr, c->ses->chacha, &ctx->chacha, c->iv, c->aad,
				   (uint32_t)c->ad->crd_len);
	if (c->src != NULL && c->dst != NULL)
		update(ctx, mgr, c, c->dst, c->src, c->len);
	else
		pieces(ctx, c);
	IMB_CHACHA20_POLY1305_ENC_FINALIZE(mgr, &ctx->chacha, tag, ENGINE_TAG);
}

/* ------------------------------------------------------------------- jobs */

/* Nobody else uses these managers: what all jobs have in common stays in their ring. */
void
crypto_imb_chapoly_prepare(IMB_MGR *mgr)
{
	unsigned int i;

	for (i = 0; i < IMB_MAX_JOBS; i++) {
		IMB_JOB *j = &mgr->jobs[i];

		j->key_len_in_bytes = IMB_KEY_256_BYTES;
		j->iv_len_in_bytes = NONCE;
		j->auth_tag_output_len_in_bytes = ENGINE_TAG;
		j->cipher_mode = IMB_CIPHER_CHACHA20_POLY1305;
		j->hash_alg = IMB_AUTH_CHACHA20_POLY1305;
	}
}

imb_inline bool
job(IMB_MGR *mgr, const struct chapoly *c, uint8_t *tag)
{
	IMB_JOB *j = IMB_GET_NEXT_JOB(mgr);

	j->enc_keys = c->ses->chacha;
	j->dec_keys = c->ses->chacha;
	j->src = c->src;
	j->dst = c->dst;
	j->msg_len_to_cipher_in_bytes = c->len;
	j->msg_len_to_hash_in_bytes = c->len;
	j->iv = c->iv;
	j->auth_tag_output = tag;
	j->u.CHACHA20_POLY1305.aad = c->aad;
	j->u.CHACHA20_POLY1305.aad_len_in_bytes = (uint32_t)c->ad->crd_len;
	j->cipher_direction = c->enc ? IMB_DIR_ENCRYPT : IMB_DIR_DECRYPT;
	j->chain_order = c->enc ? IMB_ORDER_CIPHER_HASH : IMB_ORDER_HASH_CIPHER;
	j = IMB_SUBMIT_JOB_NOCHECK(mgr);
	if (imb_unlikely(j == NULL))
		j = IMB_FLUSH_JOB(mgr);
	return imb_likely(j != NULL && j->status == IMB_STATUS_COMPLETED);
}

/* ---------------------------------------------------------------- requests */

/*
 * The way of the plan, from the request's one piece. A job of the SSE manager may read
 * behind the text. The tag goes to @p tag.
 */
imb_inline bool
run(struct imb_ctx *ctx, const struct chapoly *c, uint8_t *tag)
{
	unsigned int way = ctx->plan->chapoly[c->enc][crypto_imb_len_class(c->len)];

	if (!(way & IMB_DIRECT) && c->len != 0 &&
	    !(way == ENGINE_SSE && crypto_imb_tail_crosses(c->src, c->len)))
		return job(ctx->chapoly[way], c, tag);
	way &= ~(unsigned int)IMB_DIRECT;
	direct(ctx, ctx->burst[way] != NULL ? ctx->burst[way] : ctx->best, c, tag);
	return true;
}

/* EIO or a wrong tag: no text is handed out. */
static imb_noinline void
withhold(const struct chapoly *c, bool ok)
{
	if (!ok)
		crypto_fail(c->crp, EIO, CRYPTO_R_ENGINE);
	crypto_zero(c->crp, (uint32_t)c->cd->crd_skip, c->len);
}

/* Pieces, separate output. */
static imb_noinline void
carry_out_any(struct imb_ctx *ctx, struct chapoly *c)
{
	size_t tofree;
	bool ok = true;

	c->src = crypto_ptr(c->crp, CRYPTO_IN, (uint32_t)c->cd->crd_skip, c->len);
	c->dst = crypto_ptr(c->crp, CRYPTO_OUT, (uint32_t)c->cd->crd_skip, c->len);
	if (!c->auth_first)
		crypto_iv_put(c->crp, c->cd, c->iv, NONCE);
	c->aad = crypto_imb_aad(ctx, c->crp, c->ad, &tofree);
	if (c->aad == NULL) {
		crypto_fail(c->crp, ENOMEM, CRYPTO_R_MEMORY);
		return;
	}
	if (c->src != NULL && c->dst != NULL)
		ok = run(ctx, c, ctx->tag);
	else
		direct(ctx, ctx->best, c, ctx->tag);
	crypto_imb_aad_free(c->aad, tofree);
	if (c->auth_first)
		crypto_iv_put(c->crp, c->cd, c->iv, NONCE);
	if (!ok || imb_tag_finish(c->crp, c->ad, ctx->tag, ENGINE_TAG, !c->enc) != 0)
		withhold(c, ok);
}

imb_inline void
carry_out(struct imb_ctx *ctx, struct chapoly *c)
{
	uint8_t *buf = c->crp->crp_data[CRYPTO_OUT];
	uint8_t *place = (uint8_t *)c->crp->crp_mac;
	bool ok;

	if (imb_likely(place == NULL))
		place = buf + c->ad->crd_inject;
	c->src = c->dst = buf + c->cd->crd_skip;
	c->aad = c->ad->crd_aad != NULL ? c->ad->crd_aad : buf + c->ad->crd_skip;
	if (!c->auth_first)
		crypto_iv_put(c->crp, c->cd, c->iv, NONCE);
	ok = run(ctx, c, c->enc ? place : ctx->tag);
	if (c->auth_first)
		crypto_iv_put(c->crp, c->cd, c->iv, NONCE);
	if (imb_likely(ok && (c->enc || imb_equal(place, ctx->tag, ENGINE_TAG))))
		return;
	crypto_fail(c->crp, EBADMSG, CRYPTO_R_MISMATCH);
	withhold(c, ok);
}

imb_inline void
chapoly_one(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct chapoly c = {.ses = ses, .crp = crp, .cd = crp->crp_desc};
	bool own_key;

	c.ad = c.cd->crd_next;
	c.auth_first = crp->crp_map == ses->map_mc;
	if (imb_unlikely(c.auth_first)) {
		c.cd = c.ad;
		c.ad = crp->crp_desc;
	}
	c.enc = c.cd->crd_flags & CRD_F_ENCRYPT;
	c.iv = crypto_iv(crp, c.cd, NONCE);
	c.len = (uint32_t)c.cd->crd_len;
	own_key = c.cd->crd_flags & CRD_F_KEY_EXPLICIT;
	if (imb_unlikely(own_key))
		c.ses = crypto_imb_rekey(ctx, crp);
	if (imb_unlikely(c.ses == NULL))
		crypto_fail(crp, EINVAL, CRYPTO_R_KEY_LENGTH);
	else if (imb_likely(imb_in_one_piece(crp)))
		carry_out(ctx, &c);
	else
		carry_out_any(ctx, &c);
	if (imb_unlikely(own_key))
		crypto_imb_wipe_scratch(ctx);
	crypto_done_fast(crp);
}

unsigned int
crypto_imb_take_chapoly(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);

		if (imb_likely(i + AHEAD < n))
			imb_prefetch_text(crps[i + AHEAD]->crp_data[CRYPTO_IN]);
		if (imb_unlikely(ses->take != crypto_imb_take_chapoly))
			break;
		chapoly_one(ctx, ses, crps[i]);
	}
	return i;
}
