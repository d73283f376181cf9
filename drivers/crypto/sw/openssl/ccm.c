/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* AES-CCM: OpenSSL wants the lengths first, all AAD in one call and all text in one call. */

#include <openssl/core_names.h>
#include <openssl/params.h>

#include "ossl.h"

/* What a CCM operation works on, each in one piece. */
struct ccm {
	const uint8_t *aad, *in;
	uint8_t *out;
	uint32_t aad_len, len;
};

static bool
ccm_begin(struct ossl_aead *op, const struct ccm *m, OSSL_PARAM *tag)
{
	int n;

	if (!op->encrypt && EVP_CIPHER_CTX_set_params(op->ctx, tag) != 1)
		return false;
	return EVP_CipherInit_ex(op->ctx, NULL, NULL, NULL, op->iv, -1) == 1 &&
		EVP_CipherUpdate(op->ctx, NULL, &n, NULL, (int)m->len) == 1 &&
		crypto_ossl_evp_aad(op->ctx, m->aad, m->aad_len);
}

static enum ossl_result
ccm_run(struct ossl_aead *op, const struct ccm *m)
{
	OSSL_PARAM tag[] = {
		OSSL_PARAM_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, op->tag, op->pos->mlen),
		OSSL_PARAM_END,
	};
	uint8_t none[1] = {0};

	if (!ccm_begin(op, m, tag))
		return OSSL_BROKEN;
	/*
	 * Also without text: this call makes or compares the tag. Not EVP_CipherUpdate(), which
	 * leaves a mismatch in the thread's error queue, where the application would find it.
	 */
	if (EVP_Cipher(op->ctx, m->len != 0 ? m->out : none, m->len != 0 ? m->in : none,
		       m->len) < 0)
		return op->encrypt ? OSSL_BROKEN : OSSL_MISMATCH;
	if (op->encrypt && EVP_CIPHER_CTX_get_params(op->ctx, tag) != 1)
		return OSSL_BROKEN;
	return OSSL_OK;
}

/* As ccm_run(), where the AAD or the text lies in pieces. */
static enum ossl_result
ccm_bounce(struct ossl_aead *op, struct ccm *m)
{
	size_t need = (m->aad == NULL ? m->aad_len : 0) + (m->in == NULL ? m->len : 0);
	uint8_t *tmp = crypto_ossl_bounce(op->lc, need), *text = tmp;
	bool whole = m->in != NULL;
	enum ossl_result res;

	if (tmp == NULL)
		return OSSL_NO_MEMORY;
	crypto_count_linearised(op->crp);
	if (m->aad == NULL) {
		crypto_read(op->crp, op->auth, (uint32_t)op->auth->crd_skip, m->aad_len, tmp);
		m->aad = tmp;
		text = tmp + m->aad_len;
	}
	if (!whole) {
		crypto_read(op->crp, op->text, (uint32_t)op->text->crd_skip, m->len, text);
		m->in = m->out = text;
	}
	res = ccm_run(op, m);
	if (!whole && res == OSSL_OK)
		crypto_copyback(op->crp, (uint32_t)op->text->crd_skip, m->len, text);
	crypto_ossl_unbounce(op->lc, need);
	return res;
}

enum ossl_result
crypto_ossl_crypt_ccm(struct ossl_aead *op)
{
	struct ccm m = {
		.aad = op->auth->crd_aad,
		.aad_len = (uint32_t)op->auth->crd_len,
		.len = (uint32_t)op->text->crd_len,
	};

	if (m.aad == NULL)
		m.aad = crypto_read_ptr(op->crp, op->auth, (uint32_t)op->auth->crd_skip,
					m.aad_len);
	crypto_ossl_whole(op->crp, op->text, &m.in, &m.out);
	if ((m.aad == NULL && m.aad_len != 0) || (m.in == NULL && m.len != 0))
		return ccm_bounce(op, &m);
	return ccm_run(op, &m);
}
