/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* What the output must be: OpenSSL's libcrypto, called directly. */

#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/provider.h>

#include "perf.h"

/* A context of our own: what drivers load or unload does not reach it. */
static OSSL_LIB_CTX *libctx;
static OSSL_PROVIDER *provider[2];

bool
perf_reference_init(void)
{
	libctx = OSSL_LIB_CTX_new();
	if (libctx == NULL)
		return false;
	provider[0] = OSSL_PROVIDER_load(libctx, "default");
	/* without it only DES, Blowfish and CAST are missing */
	provider[1] = OSSL_PROVIDER_load(libctx, "legacy");
	return provider[0] != NULL;
}

void
perf_reference_fini(void)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(provider); i++) {
		if (provider[i] != NULL)
			OSSL_PROVIDER_unload(provider[i]);
	}
	OSSL_LIB_CTX_free(libctx);
}

static bool
set_lengths(EVP_CIPHER_CTX *ctx, const struct perf_cipher *c)
{
	if (c->auth == 0)
		return EVP_CIPHER_CTX_set_padding(ctx, 0) == 1;
	if (EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, c->ivlen, NULL) != 1)
		return false;
	return c->alg != CRYPTO_AES_CCM_16 ||
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, 16, NULL) == 1;
}

static bool
run_cipher(EVP_CIPHER_CTX *ctx, const struct perf_cipher *c, const EVP_CIPHER *evp,
	   const uint8_t *iv, uint8_t *data, unsigned int size)
{
	uint8_t key[PERF_MAX_KEY];
	int n;

	perf_alg_key(key, c->klen, false);
	if (EVP_EncryptInit_ex2(ctx, evp, NULL, NULL, NULL) != 1 || !set_lengths(ctx, c) ||
	    EVP_EncryptInit_ex2(ctx, NULL, key, iv, NULL) != 1)
		return false;
	if (c->alg == CRYPTO_AES_CCM_16 && EVP_EncryptUpdate(ctx, NULL, &n, NULL, (int)size) != 1)
		return false;
	if (c->auth != 0 && EVP_EncryptUpdate(ctx, NULL, &n, data - PERF_AAD, PERF_AAD) != 1)
		return false;
	if (EVP_EncryptUpdate(ctx, data, &n, data, (int)size) != 1 ||
	    EVP_EncryptFinal_ex(ctx, data + n, &n) != 1)
		return false;
	return c->auth == 0 ||
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, data + size) == 1;
}

static bool
cipher(const struct perf_cipher *c, const uint8_t *iv, uint8_t *data, unsigned int size)
{
	EVP_CIPHER_CTX *ctx;
	EVP_CIPHER *evp;
	bool ok = false;

	if (c->evp == NULL)
		return true;
	evp = EVP_CIPHER_fetch(libctx, c->evp, NULL);
	ctx = EVP_CIPHER_CTX_new();
	if (evp != NULL && ctx != NULL)
		ok = run_cipher(ctx, c, evp, iv, data, size);
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(evp);
	return ok;
}

static bool
digest(const struct perf_mac *m, const uint8_t *data, unsigned int size, uint8_t *out)
{
	size_t len;

	return EVP_Q_digest(libctx, m->evp, NULL, data, size, out, &len) == 1;
}

static bool
run_mac(EVP_MAC_CTX *ctx, const struct perf_mac *m, const uint8_t *iv, const uint8_t *data,
	unsigned int size, uint8_t out[PERF_MAX_TAG])
{
	bool hmac = strcmp(m->evp_mac, "HMAC") == 0;
	OSSL_PARAM params[3], *p = params;
	uint8_t key[PERF_MAX_KEY], nonce[16];
	char name[32];
	size_t len;

	perf_alg_key(key, m->klen, true);
	memcpy(nonce, iv, sizeof(nonce));
	snprintf(name, sizeof(name), "%s", m->evp);
	*p++ = OSSL_PARAM_construct_utf8_string(
		hmac ? OSSL_MAC_PARAM_DIGEST : OSSL_MAC_PARAM_CIPHER, name, 0);
	if (m->ivlen != 0)
		*p++ = OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV, nonce, m->ivlen);
	*p = OSSL_PARAM_construct_end();
	return EVP_MAC_init(ctx, key, m->klen, params) == 1 &&
	       EVP_MAC_update(ctx, data, size) == 1 &&
	       EVP_MAC_final(ctx, out, &len, PERF_MAX_TAG) == 1;
}

static bool
mac(const struct perf_mac *m, const uint8_t *iv, uint8_t *data, unsigned int size)
{
	uint8_t out[PERF_MAX_TAG];
	EVP_MAC_CTX *ctx = NULL;
	EVP_MAC *evp = NULL;
	bool ok = false;

	if (m->evp_mac == NULL) {
		ok = digest(m, data, size, out);
	} else {
		evp = EVP_MAC_fetch(libctx, m->evp_mac, NULL);
		ctx = evp == NULL ? NULL : EVP_MAC_CTX_new(evp);
		ok = ctx != NULL && run_mac(ctx, m, iv, data, size, out);
	}
	if (ok)
		memcpy(data + size, out, m->mlen);
	EVP_MAC_CTX_free(ctx);
	EVP_MAC_free(evp);
	return ok;
}

bool
perf_reference_encrypt(const struct perf_alg *alg, const uint8_t iv[16], uint8_t *msg,
		       unsigned int size)
{
	uint8_t *data = msg + PERF_HEAD;

	if (alg->cipher != NULL && !cipher(alg->cipher, iv, data, size))
		return false;
	return alg->mac == NULL || mac(alg->mac, iv, data, size);
}
