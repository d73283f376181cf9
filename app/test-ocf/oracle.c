/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <openssl/core_names.h>

#include "oracle.h"

/* What the tested driver does to the default one is not seen. */
static OSSL_LIB_CTX *lib;

bool
oracle_start(void)
{
	lib = OSSL_LIB_CTX_new();
	return lib != NULL;
}

void
oracle_stop(void)
{
	OSSL_LIB_CTX_free(lib);
	lib = NULL;
}

static const char *
cipher_name(int alg)
{
	switch (alg) {
	case CRYPTO_AES_CBC: return "AES-128-CBC";
	case CRYPTO_AES_CTR: return "AES-256-CTR";
	case CRYPTO_AES_NIST_GCM_16: return "AES-128-GCM";
	case CRYPTO_CHACHA20_POLY1305: return "ChaCha20-Poly1305";
	default: return NULL;
	}
}

static bool
open_cipher(struct oracle *o, const struct flow *f)
{
	EVP_CIPHER *type = EVP_CIPHER_fetch(lib, cipher_name(f->form->cipher), NULL);
	bool ok;

	o->cipher = EVP_CIPHER_CTX_new();
	ok = o->cipher != NULL && type != NULL &&
	     EVP_EncryptInit_ex2(o->cipher, type, f->key, NULL, NULL) &&
	     (size_t)EVP_CIPHER_CTX_get_key_length(o->cipher) == f->form->key;
	EVP_CIPHER_free(type);
	return ok;
}

static bool
open_mac(struct oracle *o, const struct flow *f)
{
	char sha1[] = "SHA1", sha256[] = "SHA256";
	char *digest = f->form->auth == CRYPTO_SHA1_HMAC ? sha1 : sha256;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
		OSSL_PARAM_construct_end(),
	};
	EVP_MAC *type = EVP_MAC_fetch(lib, "HMAC", NULL);
	bool ok;

	o->mac = EVP_MAC_CTX_new(type);
	ok = o->mac != NULL && EVP_MAC_init(o->mac, f->authkey, f->form->authkey, params);
	EVP_MAC_free(type);
	return ok;
}

bool
oracle_open(struct oracle *o, const struct flow *f)
{
	*o = (struct oracle){.form = f->form};
	if (f->form->key != 0 && !open_cipher(o, f))
		return false;
	return f->form->authkey == 0 || open_mac(o, f);
}

void
oracle_close(struct oracle *o)
{
	EVP_CIPHER_CTX_free(o->cipher);
	EVP_MAC_CTX_free(o->mac);
	*o = (struct oracle){.form = NULL};
}

/* Whole blocks, or a stream: nothing is left for EVP_EncryptFinal(). */
static bool
encipher(struct oracle *o, const uint8_t *iv, uint8_t *text, uint32_t len)
{
	int n = 0;

	return EVP_EncryptInit_ex2(o->cipher, NULL, NULL, iv, NULL) &&
	       (len == 0 || EVP_EncryptUpdate(o->cipher, text, &n, text, (int)len)) &&
	       (uint32_t)n == len;
}

static bool
seal_aead(struct oracle *o, const uint8_t *iv, uint8_t *bytes, const struct oracle_places *at)
{
	int aad = (int)(at->text - at->head), n;

	return EVP_EncryptInit_ex2(o->cipher, NULL, NULL, iv, NULL) &&
	       (aad == 0 || EVP_EncryptUpdate(o->cipher, NULL, &n, bytes + at->head, aad)) &&
	       (at->len == 0 || EVP_EncryptUpdate(o->cipher, bytes + at->text, &n, bytes + at->text,
						  (int)at->len)) &&
	       EVP_EncryptFinal_ex(o->cipher, bytes + at->text + at->len, &n) &&
	       EVP_CIPHER_CTX_ctrl(o->cipher, EVP_CTRL_AEAD_GET_TAG, o->form->tag, bytes + at->tag);
}

bool
oracle_seal(struct oracle *o, const uint8_t *iv, uint8_t *bytes, const struct oracle_places *at)
{
	uint8_t digest[64];
	size_t n;

	if (o->form->aead)
		return seal_aead(o, iv, bytes, at);
	if (o->cipher != NULL && !encipher(o, iv, bytes + at->text, at->len))
		return false;
	if (o->mac == NULL)
		return true;
	if (!EVP_MAC_init(o->mac, NULL, 0, NULL) ||
	    !EVP_MAC_update(o->mac, bytes + at->head, at->text + at->len - at->head) ||
	    !EVP_MAC_final(o->mac, digest, &n, sizeof(digest)))
		return false;
	memcpy(bytes + at->tag, digest, o->form->tag);
	return true;
}
