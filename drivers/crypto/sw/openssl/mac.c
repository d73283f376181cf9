/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* MACs made of block ciphers: GMAC (GCM without text) and CMAC (on a kept CBC context). */

#include <string.h>

#include "ossl.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#define AES_BLOCK 16

/* ------------------------------------------------------------------- GMAC */

static bool
gmac_digest(EVP_CIPHER_CTX *ctx, const uint8_t *iv, const struct cryptop *crp,
	    const struct cryptodesc *crd, uint8_t *mac)
{
	OSSL_PARAM tag[] = {
		OSSL_PARAM_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, mac, OSSL_TAG_LEN),
		OSSL_PARAM_END,
	};
	const uint8_t *in = crypto_ossl_in(crp, crd);

	return EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1) == 1 &&
		(in != NULL ? crypto_ossl_evp_aad(ctx, in, (uint32_t)crd->crd_len) :
		 crypto_ossl_feed(crp, crd, crypto_ossl_evp_aad, ctx)) &&
		EVP_Cipher(ctx, NULL, NULL, 0) >= 0 &&
		EVP_CIPHER_CTX_get_params(ctx, tag) == 1;
}

struct cryptodesc *
crypto_ossl_run_gmac(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		     struct cryptodesc *crd)
{
	EVP_CIPHER_CTX *ctx = crypto_ossl_ctx(lc, pos, crd, true);
	uint8_t mac[OSSL_TAG_LEN];

	if (unlikely(ctx == NULL ||
		     !gmac_digest(ctx, crypto_iv(crp, crd, pos->ivlen), crp, crd, mac)))
		return crypto_ossl_broken(lc, crp, crd, ctx);
	crypto_ossl_ctx_done(lc, crd);
	return crypto_ossl_mac_end(crp, pos, crd, mac);
}

/* ------------------------------------------------------------------- CMAC */

/* Expanded key. */
struct cmac {
	uint8_t key[32];
	uint8_t k1[AES_BLOCK], k2[AES_BLOCK]; /* for a last block that is whole, that is padded */
};

static_assert(sizeof(struct cmac) <= OSSL_MAX_STATE, "a CMAC key fits everywhere");

static const uint8_t zero_iv[AES_BLOCK];

/* A message on its way: the last bytes are held back, since the last block is special. */
struct cmac_run {
	EVP_CIPHER_CTX *ctx;
	uint32_t held;
	uint8_t last[AES_BLOCK];
};

/* Times x in GF(2^128), without a branch on the secret. */
static void
cmac_double(uint8_t *dst, const uint8_t *src)
{
	uint8_t carry = (uint8_t)(0x87 & -(src[0] >> 7));
	unsigned int i;

	for (i = 0; i < AES_BLOCK - 1; i++)
		dst[i] = (uint8_t)(src[i] << 1 | src[i + 1] >> 7);
	dst[AES_BLOCK - 1] = (uint8_t)(src[AES_BLOCK - 1] << 1 ^ carry);
}

bool
crypto_ossl_expand_cmac(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			unsigned int len, void *state)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	struct cmac *cm = state;
	uint8_t l[AES_BLOCK];
	bool ok;

	(void)row;
	ok = ctx != NULL && EVP_CipherInit_ex(ctx, evp, NULL, key, zero_iv, 1) == 1 &&
		EVP_Cipher(ctx, l, zero_iv, AES_BLOCK) > 0;
	EVP_CIPHER_CTX_free(ctx);
	if (!ok)
		return false;
	memcpy(cm->key, key, len);
	cmac_double(cm->k1, l);
	cmac_double(cm->k2, cm->k1);
	crypto_wipe(l, sizeof(l));
	return true;
}

/* Whole blocks into the chain; what CBC puts out is of no use. */
static bool
cmac_blocks(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint32_t n)
{
	uint8_t waste[32 * AES_BLOCK];
	uint32_t some;

	for (; n != 0; n -= some, in += some) {
		some = RTE_MIN(n, (uint32_t)sizeof(waste));
		if (EVP_Cipher(ctx, waste, in, some) <= 0)
			return false;
	}
	return true;
}

static bool
cmac_feed(void *arg, const uint8_t *in, uint32_t n)
{
	struct cmac_run *run = arg;
	uint32_t some = RTE_MIN(n, AES_BLOCK - run->held);

	memcpy(run->last + run->held, in, some);
	run->held += some;
	if (some == n)
		return true;
	/* there is more: what is held is a block, and not the last */
	in += some;
	n -= some;
	some = (n - 1) / AES_BLOCK * AES_BLOCK;
	if (!cmac_blocks(run->ctx, run->last, AES_BLOCK) || !cmac_blocks(run->ctx, in, some))
		return false;
	run->held = n - some;
	memcpy(run->last, in + some, run->held);
	return true;
}

static bool
cmac_final(struct cmac_run *run, const struct cmac *cm, uint8_t *mac)
{
	const uint8_t *k = cm->k1;
	unsigned int i;
	bool ok;

	if (run->held < AES_BLOCK) {
		memset(run->last + run->held, 0, AES_BLOCK - run->held);
		run->last[run->held] = 0x80;
		k = cm->k2;
	}
	for (i = 0; i < AES_BLOCK; i++)
		run->last[i] ^= k[i];
	ok = EVP_Cipher(run->ctx, mac, run->last, AES_BLOCK) > 0;
	crypto_wipe(run->last, AES_BLOCK); /* who knows the text would know the subkey */
	return ok;
}

static bool
cmac_digest(EVP_CIPHER_CTX *ctx, const struct cmac *cm, const struct cryptop *crp,
	    const struct cryptodesc *crd, uint8_t *mac)
{
	struct cmac_run run;
	const uint8_t *in = crypto_ossl_in(crp, crd);

	run.ctx = ctx;
	run.held = 0;
	if (EVP_CipherInit_ex(ctx, NULL, NULL, NULL, zero_iv, -1) != 1)
		return false;
	if (in != NULL ? !cmac_feed(&run, in, (uint32_t)crd->crd_len) :
	    !crypto_ossl_feed(crp, crd, cmac_feed, &run))
		return false;
	if (crd->crd_flags & CRD_F_ESN &&
	    !cmac_feed(&run, (const uint8_t *)&crd->crd_esn, sizeof(crd->crd_esn)))
		return false;
	return cmac_final(&run, cm, mac);
}

static bool
cmac_explicit(EVP_CIPHER_CTX *ctx, const struct ossl_row *row, const struct cryptop *crp,
	      const struct cryptodesc *crd, uint8_t *mac)
{
	EVP_CIPHER *evp = crypto_ossl_row_evp(row, crd->crd_klen);
	struct cmac cm;
	bool ok;

	ok = crypto_ossl_expand_cmac(row, evp, (const uint8_t *)crd->crd_key,
				     (unsigned int)crd->crd_klen / 8, &cm) &&
		cmac_digest(ctx, &cm, crp, crd, mac);
	crypto_wipe(&cm, sizeof(cm));
	return ok;
}

struct cryptodesc *
crypto_ossl_run_cmac(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		     struct cryptodesc *crd)
{
	EVP_CIPHER_CTX *ctx = crypto_ossl_ctx(lc, pos, crd, true);
	uint8_t mac[AES_BLOCK];
	bool ok = ctx != NULL;

	if (unlikely(crd->crd_flags & CRD_F_KEY_EXPLICIT))
		ok = ok && cmac_explicit(ctx, pos->row, crp, crd, mac);
	else
		ok = ok && cmac_digest(ctx, pos->state, crp, crd, mac);
	if (unlikely(!ok))
		return crypto_ossl_broken(lc, crp, crd, ctx);
	crypto_ossl_ctx_done(lc, crd);
	return crypto_ossl_mac_end(crp, pos, crd, mac);
}
