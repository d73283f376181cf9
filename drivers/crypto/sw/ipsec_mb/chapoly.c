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
	uint8_t *tag; /* where the engine writes it: its place, or the context */
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
direct(struct imb_ctx *ctx, IMB_MGR *mgr, const struct chapoly *c)
{
	IMB_CHACHA20_POLY1305_INIT(mgr, c->ses->chacha, &ctx->chacha, c->iv, c->aad,
				   (uint32_t)c->ad->crd_len);
	if (c->src != NULL && c->dst != NULL)
		update(ctx, mgr, c, c->dst, c->src, c->len);
	else
		pieces(ctx, c);
	IMB_CHACHA20_POLY1305_ENC_FINALIZE(mgr, &ctx->chacha, c->tag, ENGINE_TAG);
}

/* ------------------------------------------------------------------- jobs */

/* What all jobs of a direction have in common. */
static imb_noinline void
job_prepare(IMB_JOB *j, bool enc)
{
	j->key_len_in_bytes = sizeof(((struct imb_session *)0)->chacha);
	j->cipher_start_src_offset_in_bytes = 0;
	j->hash_start_src_offset_in_bytes = 0;
	j->iv_len_in_bytes = NONCE;
	j->auth_tag_output_len_in_bytes = ENGINE_TAG;
	j->cipher_mode = IMB_CIPHER_CHACHA20_POLY1305;
	j->hash_alg = IMB_AUTH_CHACHA20_POLY1305;
	j->cipher_direction = enc ? IMB_DIR_ENCRYPT : IMB_DIR_DECRYPT;
	j->chain_order = enc ? IMB_ORDER_CIPHER_HASH : IMB_ORDER_HASH_CIPHER;
}

/*
 * The manager's ring has room for 256 jobs and no other use, so that a place in it that was
 * prepared once stays so; user_data says for which direction.
 */
static bool
job(struct imb_ctx *ctx, IMB_MGR *mgr, const struct chapoly *c)
{
	static char prepared[2];
	IMB_JOB *j = IMB_GET_NEXT_JOB(mgr);

	(void)ctx;
	if (imb_unlikely(j->user_data != &prepared[c->enc])) {
		job_prepare(j, c->enc);
		j->user_data = &prepared[c->enc];
	}
	j->enc_keys = c->ses->chacha;
	j->dec_keys = c->ses->chacha;
	j->src = c->src;
	j->dst = c->dst;
	j->msg_len_to_cipher_in_bytes = c->len;
	j->msg_len_to_hash_in_bytes = c->len;
	j->iv = c->iv;
	j->auth_tag_output = c->tag;
	j->u.CHACHA20_POLY1305.aad = c->aad;
	j->u.CHACHA20_POLY1305.aad_len_in_bytes = (uint32_t)c->ad->crd_len;
	j = IMB_SUBMIT_JOB_NOCHECK(mgr);
	if (imb_unlikely(j == NULL))
		j = IMB_FLUSH_JOB(mgr);
	return imb_likely(j != NULL && j->status == IMB_STATUS_COMPLETED);
}

/* ---------------------------------------------------------------- requests */

/* The way of the plan. A job of the SSE manager may read behind the text. */
static bool
run(struct imb_ctx *ctx, const struct chapoly *c)
{
	unsigned int way = ctx->plan->chapoly[c->enc][crypto_imb_len_class(c->len)];
	bool single = c->src != NULL && c->dst != NULL && c->len != 0;

	if (!single || (way & IMB_DIRECT) ||
	    (way == ENGINE_SSE && crypto_imb_tail_crosses(c->src, c->len))) {
		way &= ~(unsigned int)IMB_DIRECT;
		direct(ctx, single && ctx->burst[way] != NULL ? ctx->burst[way] : ctx->best, c);
		return true;
	}
	return job(ctx, ctx->chapoly[way], c);
}

static void
withhold(const struct chapoly *c)
{
	crypto_zero(c->crp, (uint32_t)c->cd->crd_skip, c->len);
}

static void
carry_out(struct imb_ctx *ctx, struct chapoly *c)
{
	size_t tofree = 0;
	uint8_t *place;
	bool ok;

	c->len = (uint32_t)c->cd->crd_len;
	c->src = crypto_ptr(c->crp, CRYPTO_IN, (uint32_t)c->cd->crd_skip, c->len);
	c->dst = crypto_ptr(c->crp, CRYPTO_OUT, (uint32_t)c->cd->crd_skip, c->len);
	if (!c->auth_first)
		crypto_iv_put(c->crp, c->cd, c->iv, NONCE);
	c->aad = imb_aad_ptr(c->crp, c->ad);
	if (imb_unlikely(c->aad == NULL))
		c->aad = crypto_imb_aad(ctx, c->crp, c->ad, &tofree);
	if (c->aad == NULL) {
		crypto_fail(c->crp, ENOMEM, CRYPTO_R_MEMORY);
		return;
	}
	place = c->enc ? imb_tag_place(c->crp, c->ad, ENGINE_TAG) : NULL;
	c->tag = place != NULL ? place : ctx->tag;
	ok = run(ctx, c);
	if (imb_unlikely(tofree != 0))
		crypto_imb_aad_free(c->aad, tofree);
	if (c->auth_first)
		crypto_iv_put(c->crp, c->cd, c->iv, NONCE);
	if (imb_unlikely(!ok)) {
		crypto_fail(c->crp, EIO, CRYPTO_R_ENGINE);
		withhold(c);
	} else if (place == NULL &&
		   imb_unlikely(imb_tag_finish(c->crp, c->ad, c->tag, ENGINE_TAG, !c->enc) != 0)) {
		withhold(c);
	}
}

static void
chapoly_one(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct cryptodesc *first = crp->crp_desc, *second = first->crd_next;
	struct chapoly c = {.ses = ses, .crp = crp, .cd = first, .ad = second};
	bool own_key;

	if (crp->crp_map == ses->map_mc) {
		c.cd = second;
		c.ad = first;
		c.auth_first = true;
	}
	c.enc = c.cd->crd_flags & CRD_F_ENCRYPT;
	c.iv = crypto_iv(crp, c.cd, NONCE);
	own_key = c.cd->crd_flags & CRD_F_KEY_EXPLICIT;
	if (imb_unlikely(own_key))
		c.ses = crypto_imb_rekey(ctx, crp);
	if (imb_unlikely(c.ses == NULL))
		crypto_fail(crp, EINVAL, CRYPTO_R_KEY_LENGTH);
	else
		carry_out(ctx, &c);
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
