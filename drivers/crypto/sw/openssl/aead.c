/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * AEADs: the frame that all share, and those that stream (GCM, ChaCha20-Poly1305).
 * Order within an operation: expected tag read, IV written, AAD, text, tag.
 */

#include <openssl/core_names.h>
#include <openssl/params.h>

#include "ossl.h"

static inline bool
stream_aad(struct ossl_aead *op)
{
	const struct cryptodesc *auth = op->auth;
	const uint8_t *in;

	if (auth->crd_len == 0)
		return true;
	in = auth->crd_aad != NULL ? auth->crd_aad : crypto_ossl_in(op->crp, auth);
	if (likely(in != NULL))
		return crypto_ossl_evp_aad(op->ctx, in, (uint32_t)auth->crd_len);
	return crypto_ossl_feed(op->crp, auth, crypto_ossl_evp_aad, op->ctx);
}

static inline bool
stream_text(struct ossl_aead *op)
{
	const struct cryptodesc *text = op->text;
	const uint8_t *in;
	uint8_t *out;

	if (text->crd_len == 0)
		return true;
	in = crypto_ossl_in(op->crp, text);
	out = crypto_ossl_out(op->crp, text);
	if (likely(in != NULL && out != NULL))
		return crypto_ossl_evp_text(op->ctx, out, in, (uint32_t)text->crd_len);
	return crypto_ossl_text(op->crp, text, 1, crypto_ossl_evp_text, op->ctx);
}

/* Make or compare the tag. EVP_Cipher() is quicker; with OpenSSL 3.0.20 it leaves ChaCha20 open. */
static inline bool
stream_end(struct ossl_aead *op)
{
	uint8_t none[16];
	int n;

	if (likely(op->pos->row->id != CRYPTO_CHACHA20_POLY1305))
		return EVP_Cipher(op->ctx, NULL, NULL, 0) >= 0;
	return EVP_CipherFinal_ex(op->ctx, none, &n) == 1;
}

/* Tags by parameter: EVP_CIPHER_CTX_ctrl() would take 40 to 80 ticks more for the same. */
enum ossl_result
crypto_ossl_crypt_stream(struct ossl_aead *op)
{
	OSSL_PARAM tag[] = {
		OSSL_PARAM_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, op->tag, OSSL_TAG_LEN),
		OSSL_PARAM_END,
	};

	if (unlikely(EVP_CipherInit_ex(op->ctx, NULL, NULL, NULL, op->iv, -1) != 1 ||
		     !stream_aad(op) || !stream_text(op)))
		return OSSL_BROKEN;
	if (op->encrypt)
		return stream_end(op) && EVP_CIPHER_CTX_get_params(op->ctx, tag) == 1 ?
			       OSSL_OK : OSSL_BROKEN;
	tag[0].data_size = op->pos->mlen;
	if (unlikely(EVP_CIPHER_CTX_set_params(op->ctx, tag) != 1))
		return OSSL_BROKEN;
	return stream_end(op) ? OSSL_OK : OSSL_MISMATCH;
}

static void
expected_tag(struct ossl_aead *op)
{
	const struct cryptop *crp = op->crp;
	unsigned int i, n = op->pos->mlen;

	if (crp->crp_mac == NULL) {
		crypto_copydata(crp, CRYPTO_IN, (uint32_t)op->auth->crd_inject, n, op->tag);
		return;
	}
	for (i = 0; i < n; i++)
		op->tag[i] = (uint8_t)crp->crp_mac[i];
}

static struct cryptodesc *
aead_failed(struct ossl_aead *op, struct cryptop *crp, const struct cryptodesc *end,
	    enum ossl_result res)
{
	if (res == OSSL_BROKEN)
		return crypto_ossl_broken(op->lc, crp, end, op->ctx);
	crypto_ossl_ctx_done(op->lc, op->text);
	if (res == OSSL_MISMATCH) {
		crypto_fail(crp, EBADMSG, CRYPTO_R_MISMATCH);
		crypto_ossl_reject(crp, end);
	} else {
		crypto_fail(crp, ENOMEM, CRYPTO_R_MEMORY);
	}
	return NULL;
}

/* The auth half's descriptor: usually the next one, or the one before. */
static inline struct cryptodesc *
auth_half(const struct cryptop *crp, const struct ossl_pos *pos)
{
	const struct ossl_session *ses = crypto_area(crp);
	struct cryptodesc *crd = crp->crp_desc;
	uint32_t map = crp->crp_map;

	for (; &ses->pos[map & 7] != pos->other; map >>= 4)
		crd = crd->crd_next;
	return crd;
}

/* An AEAD is carried out where its cipher half stands. */
struct cryptodesc *
crypto_ossl_run_aead(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		     struct cryptodesc *crd)
{
	struct ossl_aead op;
	enum ossl_result res;

	op.lc = lc;
	op.crp = crp;
	op.pos = pos;
	op.text = crd;
	op.auth = auth_half(crp, pos);
	op.encrypt = crypto_ossl_encrypts(crd);
	op.iv = crypto_iv(crp, crd, pos->ivlen);
	if (!op.encrypt)
		expected_tag(&op);
	crypto_iv_put(crp, crd, op.iv, pos->ivlen);
	op.ctx = crypto_ossl_ctx(lc, pos, crd, op.encrypt | pos->row->enc_only);
	if (unlikely(op.ctx == NULL))
		return crypto_ossl_broken(lc, crp, crd->crd_next, NULL);
	res = pos->row->crypt(&op);
	if (unlikely(res != OSSL_OK))
		return aead_failed(&op, crp, crd->crd_next, res);
	crypto_ossl_ctx_done(lc, crd);
	if (op.encrypt)
		crypto_tag_finish(crp, op.auth, op.tag, pos->mlen, false);
	return crd->crd_next;
}

struct cryptodesc *
crypto_ossl_run_auth(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		     struct cryptodesc *crd)
{
	(void)lc;
	(void)crp;
	(void)pos;
	return crd->crd_next;
}
