/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * GCM and GMAC with IVs above 128 bytes, which EVP refuses: OpenSSL's GCM mode over a kept
 * ECB context. Slower than EVP's GCM, and nobody's fast path.
 */

#include <openssl/modes.h>

#include "ossl.h"

static void
block(const unsigned char in[16], unsigned char out[16], const void *key)
{
	EVP_CIPHER_CTX *const *ctx = key;

	EVP_Cipher(*ctx, out, in, 16);
}

static bool
gcm_aad(void *arg, const uint8_t *in, uint32_t n)
{
	return CRYPTO_gcm128_aad(arg, in, n) == 0;
}

static bool
gcm_encrypt(void *arg, uint8_t *out, const uint8_t *in, uint32_t n)
{
	return CRYPTO_gcm128_encrypt(arg, in, out, n) == 0;
}

static bool
gcm_decrypt(void *arg, uint8_t *out, const uint8_t *in, uint32_t n)
{
	return CRYPTO_gcm128_decrypt(arg, in, out, n) == 0;
}

static bool
feed_aad(const struct cryptop *crp, const struct cryptodesc *crd, GCM128_CONTEXT *gcm)
{
	if (crd->crd_aad != NULL)
		return gcm_aad(gcm, crd->crd_aad, (uint32_t)crd->crd_len);
	return crypto_ossl_feed(crp, crd, gcm_aad, gcm);
}

enum ossl_result
crypto_ossl_crypt_gcm_long(struct ossl_aead *op)
{
	GCM128_CONTEXT *gcm = CRYPTO_gcm128_new(&op->ctx, block);
	uint8_t tag[OSSL_TAG_LEN];
	enum ossl_result res = OSSL_OK;

	if (gcm == NULL)
		return OSSL_NO_MEMORY;
	CRYPTO_gcm128_setiv(gcm, op->iv, op->pos->ivlen);
	if (!feed_aad(op->crp, op->auth, gcm) ||
	    !crypto_ossl_text(op->crp, op->text, 1, op->encrypt ? gcm_encrypt : gcm_decrypt, gcm))
		res = OSSL_BROKEN;
	CRYPTO_gcm128_tag(gcm, op->encrypt ? op->tag : tag, OSSL_TAG_LEN);
	CRYPTO_gcm128_release(gcm);
	if (res == OSSL_OK && !op->encrypt && !crypto_equal(tag, op->tag, op->pos->mlen))
		res = OSSL_MISMATCH;
	return res;
}

struct cryptodesc *
crypto_ossl_run_gmac_long(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
			  struct cryptodesc *crd)
{
	EVP_CIPHER_CTX *ctx = crypto_ossl_ctx(lc, pos, crd, true);
	GCM128_CONTEXT *gcm;
	uint8_t tag[OSSL_TAG_LEN];
	bool ok;

	if (ctx == NULL)
		return crypto_ossl_broken(lc, crp, crd, NULL);
	gcm = CRYPTO_gcm128_new(&ctx, block);
	if (gcm == NULL)
		return crypto_ossl_broken(lc, crp, crd, ctx);
	CRYPTO_gcm128_setiv(gcm, crypto_iv(crp, crd, pos->ivlen), pos->ivlen);
	ok = feed_aad(crp, crd, gcm);
	CRYPTO_gcm128_tag(gcm, tag, sizeof(tag));
	CRYPTO_gcm128_release(gcm);
	if (!ok)
		return crypto_ossl_broken(lc, crp, crd, ctx);
	crypto_ossl_ctx_done(lc, crd);
	return crypto_ossl_mac_end(crp, pos, crd, tag);
}
