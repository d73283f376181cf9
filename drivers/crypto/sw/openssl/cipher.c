/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Ciphers. A kept context gets its next IV by EVP_CipherInit_ex() and data by EVP_Cipher(),
 * which knows no padding: turning padding off would be done again with every IV, at the
 * price of 70 ticks.
 */

#include <string.h>

#include "ossl.h"

bool
crypto_ossl_expand_copy(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			unsigned int len, void *state)
{
	(void)row;
	(void)evp;
	memcpy(state, key, len);
	return true;
}

/* DES is 3DES with one key three times: no need for the legacy provider. */
bool
crypto_ossl_expand_des(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
		       unsigned int len, void *state)
{
	uint8_t *k = state;

	(void)row;
	(void)evp;
	memcpy(k, key, len);
	memcpy(k + len, key, len);
	memcpy(k + 2 * len, key, len);
	return true;
}

/* XTS: a context takes a data unit in one call only. */
static enum ossl_result
text_whole(struct ossl_lcore *lc, EVP_CIPHER_CTX *ctx, const struct cryptop *crp,
	   const struct cryptodesc *crd)
{
	uint32_t skip = (uint32_t)crd->crd_skip, len = (uint32_t)crd->crd_len;
	enum ossl_result res = OSSL_BROKEN;
	const uint8_t *in;
	uint8_t *out, *tmp;

	crypto_ossl_whole(crp, crd, &in, &out);
	if (in != NULL)
		return crypto_ossl_evp_text(ctx, out, in, len) ? OSSL_OK : OSSL_BROKEN;
	tmp = crypto_ossl_bounce(lc, len);
	if (tmp == NULL)
		return OSSL_NO_MEMORY;
	crypto_count_linearised(crp);
	crypto_read(crp, crd, skip, len, tmp);
	if (crypto_ossl_evp_text(ctx, tmp, tmp, len)) {
		crypto_copyback(crp, skip, len, tmp);
		res = OSSL_OK;
	}
	crypto_ossl_unbounce(lc, len);
	return res;
}

#define SPILLS 1024 /* bytes of stack that the engine's functions use at most */

/* OpenSSL's DES is C, whose compiler keeps round keys on the stack: where its frames were. */
static __attribute__((noinline)) void
wipe_spills(void)
{
	uint8_t below[SPILLS];

	crypto_wipe(below, sizeof(below));
}

static inline enum ossl_result
cipher_text(struct ossl_lcore *lc, EVP_CIPHER_CTX *ctx, const struct ossl_row *row,
	    const struct cryptop *crp, const struct cryptodesc *crd)
{
	const uint8_t *in = crypto_ossl_in(crp, crd);
	uint8_t *out = crypto_ossl_out(crp, crd);
	bool ok;

	if (likely(in != NULL && out != NULL))
		ok = crypto_ossl_evp_text(ctx, out, in, (uint32_t)crd->crd_len);
	else if (row->block == 0)
		return text_whole(lc, ctx, crp, crd);
	else
		ok = crypto_ossl_text(crp, crd, row->block, crypto_ossl_evp_text, ctx);
	return likely(ok) ? OSSL_OK : OSSL_BROKEN;
}

struct cryptodesc *
crypto_ossl_run_cipher(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		       struct cryptodesc *crd)
{
	const uint8_t *iv = crypto_iv(crp, crd, pos->ivlen);
	EVP_CIPHER_CTX *ctx;
	enum ossl_result res;

	crypto_iv_put(crp, crd, iv, pos->ivlen);
	if (unlikely(crd->crd_len == 0))
		return crd->crd_next;
	ctx = crypto_ossl_ctx(lc, pos, crd, crypto_ossl_encrypts(crd));
	if (unlikely(ctx == NULL || EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1) != 1))
		return crypto_ossl_broken(lc, crp, crd->crd_next, ctx);
	res = cipher_text(lc, ctx, pos->row, crp, crd);
	if (pos->row->spills)
		wipe_spills();
	if (unlikely(res == OSSL_BROKEN))
		return crypto_ossl_broken(lc, crp, crd->crd_next, ctx);
	crypto_ossl_ctx_done(lc, crd);
	if (unlikely(res == OSSL_NO_MEMORY)) {
		crypto_fail(crp, ENOMEM, CRYPTO_R_MEMORY);
		return NULL;
	}
	return crd->crd_next;
}

static bool
null_text(void *arg, uint8_t *out, const uint8_t *in, uint32_t n)
{
	(void)arg;
	memcpy(out, in, n);
	return true;
}

struct cryptodesc *
crypto_ossl_run_null(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		     struct cryptodesc *crd)
{
	(void)lc;
	(void)pos;
	if (crp->crp_obuf != NULL)
		crypto_ossl_text(crp, crd, 1, null_text, NULL);
	return crd->crd_next;
}
