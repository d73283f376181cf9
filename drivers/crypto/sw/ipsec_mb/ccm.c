/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* AES-CCM: jobs, gathered in a class of their own; they carry their keys and lengths. */

#include "ipsec_mb.h"

struct ccm {
	struct imb_session *ses;
	struct cryptop *crp;
	struct cryptodesc *cd, *ad;
	bool auth_first;
	const uint8_t *iv, *src;
	uint8_t *aad, *dst;
	uint32_t len, aadlen;
};

static void
split(struct ccm *c)
{
	c->cd = c->crp->crp_desc;
	c->ad = c->cd->crd_next;
	c->auth_first = c->crp->crp_map == c->ses->map_mc;
	if (c->auth_first) {
		c->ad = c->crp->crp_desc;
		c->cd = c->ad->crd_next;
	}
	c->len = (uint32_t)c->cd->crd_len;
	c->aadlen = (uint32_t)c->ad->crd_len;
}

/*
 * Texts in one piece, or copies. AAD is always copied: there is little of it, and with the
 * auth half listed first it is to be as it was before the IV is written.
 */
static bool
place_texts(struct imb_ctx *ctx, struct ccm *c, struct imb_special *sp)
{
	uint32_t need, skip = (uint32_t)c->cd->crd_skip;
	uint8_t *p;

	memset(sp, 0, sizeof(*sp));
	sp->cd = c->cd;
	c->src = crypto_ptr(c->crp, CRYPTO_IN, skip, c->len);
	c->dst = crypto_ptr(c->crp, CRYPTO_OUT, skip, c->len);
	need = c->src == NULL || c->dst == NULL ? c->len : 0;
	p = crypto_imb_alloc(ctx, 64 + need);
	if (p == NULL)
		return false;
	if (c->src == NULL || c->dst == NULL) {
		c->src = c->dst = sp->ctext = p + 64;
		crypto_count_linearised(c->crp);
	}
	c->aad = p;
	return true;
}

static void
read_aad(const struct ccm *c)
{
	if (c->ad->crd_aad != NULL)
		memcpy(c->aad, c->ad->crd_aad, c->aadlen);
	else
		crypto_read(c->crp, c->ad, (uint32_t)c->ad->crd_skip, c->aadlen, c->aad);
}

static void
put(struct imb_ctx *ctx, const struct ccm *c, const struct imb_special *sp)
{
	struct imb_class *cls = &ctx->cls[IMB_CLASS_CCM];
	bool enc = c->cd->crd_flags & CRD_F_ENCRYPT;
	uint32_t i;

	i = imb_class_get(ctx, cls)->n++;
	cls->crp[i] = c->crp;
	cls->e[i] = (struct imb_entry){c->ses, c->ad, cls->tag[i]};
	cls->sp[i] = *sp;
	cls->special |= UINT64_C(1) << i;
	cls->job[i] = (IMB_JOB){
		.enc_keys = c->ses->aes.enc,
		.dec_keys = c->ses->aes.enc, /* CTR and CBC-MAC only encrypt */
		.key_len_in_bytes = c->ses->ccm_key,
		.src = c->src,
		.dst = c->dst,
		.msg_len_to_cipher_in_bytes = c->len,
		.msg_len_to_hash_in_bytes = c->len,
		.iv = c->iv,
		.iv_len_in_bytes = c->ses->ivlen,
		.auth_tag_output = cls->tag[i],
		.auth_tag_output_len_in_bytes = c->ses->mlen,
		.u.CCM.aad = c->aad,
		.u.CCM.aad_len_in_bytes = c->aadlen,
		.status = IMB_STATUS_BEING_PROCESSED,
		.cipher_mode = IMB_CIPHER_CCM,
		.cipher_direction = enc ? IMB_DIR_ENCRYPT : IMB_DIR_DECRYPT,
		.hash_alg = IMB_AUTH_AES_CCM,
		.chain_order = enc ? IMB_ORDER_HASH_CIPHER : IMB_ORDER_CIPHER_HASH,
	};
	if (cls->n == IMB_BURST)
		cls->run(ctx, cls);
}

/* The IV goes to the packet when the cipher's turn in the list comes: is that now? */
static void
put_iv(const struct ccm *c, bool now)
{
	if (now)
		crypto_iv_put(c->crp, c->cd, c->iv, c->ses->ivlen);
}

static void
gather(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp)
{
	struct ccm c = {.ses = ses, .crp = crp};
	struct imb_special sp;

	split(&c);
	if (c.len > ENGINE_MAX_LANE_LEN || c.aadlen > ENGINE_MAX_CCM_AAD ||
	    !place_texts(ctx, &c, &sp)) {
		crypto_fallback(crp);
		return;
	}
	c.iv = crypto_iv(crp, c.cd, ses->ivlen);
	put_iv(&c, !c.auth_first);
	read_aad(&c);
	put_iv(&c, c.auth_first);
	put(ctx, &c, &sp);
}

static imb_noinline void
gather_own_key(struct imb_ctx *ctx, struct cryptop *crp)
{
	struct imb_session *ses = crypto_imb_rekey(ctx, crp);

	if (ses == NULL) {
		crypto_fallback(crp);
		return;
	}
	gather(ctx, ses, crp);
	crypto_imb_run_all(ctx);
	crypto_imb_wipe_scratch(ctx);
}

unsigned int
crypto_imb_take_ccm(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct imb_session *ses = crypto_area(crps[i]);
		const struct cryptodesc *crd = crps[i]->crp_desc;

		if (imb_unlikely(ses->take != crypto_imb_take_ccm))
			break;
		if (imb_unlikely((crd->crd_flags | crd->crd_next->crd_flags) & CRD_F_KEY_EXPLICIT))
			gather_own_key(ctx, crps[i]);
		else
			gather(ctx, ses, crps[i]);
	}
	return i;
}

/* -------------------------------------------------------------------- run */

static void
finish(struct imb_class *cls, unsigned int i)
{
	const struct imb_entry *e = &cls->e[i];
	struct cryptop *crp = cls->crp[i];
	bool enc = cls->job[i].cipher_direction == IMB_DIR_ENCRYPT;
	bool bad = cls->job[i].status != IMB_STATUS_COMPLETED;

	if (bad)
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
	else
		bad = imb_tag_finish(crp, e->md, e->mac, e->ses->mlen, !enc) != 0;
	if (bad)
		crypto_imb_withhold(cls, i);
	crypto_done_fast(crp);
}

void
crypto_imb_run_ccm(struct imb_ctx *ctx, struct imb_class *cls)
{
	unsigned int i;

	crypto_imb_ctext_in(cls);
	crypto_imb_run_jobs(ctx, cls, cls->n);
	crypto_imb_ctext_out(cls);
	for (i = 0; i < cls->n; i++)
		finish(cls, i);
	cls->n = 0;
	cls->special = 0;
}
