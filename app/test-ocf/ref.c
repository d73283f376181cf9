/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdio.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include <opencrypto/cryptodev.h>
#include <rte_common.h>

#include "ref.h"

/* A library context of its own: what the tested driver does to the default one is not seen. */
static OSSL_LIB_CTX *lib;
static OSSL_PROVIDER *provider[2];

static OSSL_LIB_CTX *
context(void)
{
	if (lib == NULL) {
		lib = OSSL_LIB_CTX_new();
		provider[0] = OSSL_PROVIDER_load(lib, "default");
		provider[1] = OSSL_PROVIDER_load(lib, "legacy");
	}
	return lib;
}

void
ref_release(void)
{
	OSSL_PROVIDER_unload(provider[0]);
	OSSL_PROVIDER_unload(provider[1]);
	OSSL_LIB_CTX_free(lib);
	lib = NULL;
	provider[0] = provider[1] = NULL;
}

/* ----------------------------------------------------------------------- names */

static const struct {
	int alg;
	const char *name; /* #: key bits */
	bool half;        /* the key is two of # bits */
} ciphers[] = {
	{CRYPTO_AES_CBC, "AES-#-CBC", false},
	{CRYPTO_AES_CTR, "AES-#-CTR", false},
	{CRYPTO_AES_XTS, "AES-#-XTS", true},
	{CRYPTO_DES_CBC, "DES-CBC", false},
	{CRYPTO_3DES_CBC, "DES-EDE3-CBC", false},
	{CRYPTO_BLF_CBC, "BF-CBC", false},
	{CRYPTO_CAST_CBC, "CAST5-CBC", false},
	{CRYPTO_CAMELLIA_CBC, "CAMELLIA-#-CBC", false},
	{CRYPTO_CHACHA20, "ChaCha20", false},
	{CRYPTO_AES_NIST_GCM_16, "AES-#-GCM", false},
	{CRYPTO_AES_CCM_16, "AES-#-CCM", false},
	{CRYPTO_CHACHA20_POLY1305, "ChaCha20-Poly1305", false},
};

static const struct {
	int alg;
	const char *mac, *sub; /* sub: the digest or cipher below */
} macs[] = {
	{CRYPTO_MD5_HMAC, "HMAC", "MD5"},
	{CRYPTO_SHA1_HMAC, "HMAC", "SHA1"},
	{CRYPTO_RIPEMD160_HMAC, "HMAC", "RIPEMD160"},
	{CRYPTO_SHA2_224_HMAC, "HMAC", "SHA224"},
	{CRYPTO_SHA2_256_HMAC, "HMAC", "SHA256"},
	{CRYPTO_SHA2_384_HMAC, "HMAC", "SHA384"},
	{CRYPTO_SHA2_512_HMAC, "HMAC", "SHA512"},
	{CRYPTO_AES_CMAC, "CMAC", "AES-#-CBC"},
	{CRYPTO_AES_NIST_GMAC, "GMAC", "AES-#-GCM"},
	{CRYPTO_AES_XCBC_MAC, NULL, "AES-#-CBC"},
	{CRYPTO_MD5, NULL, "MD5"},
	{CRYPTO_SHA1, NULL, "SHA1"},
	{CRYPTO_RIPEMD160, NULL, "RIPEMD160"},
	{CRYPTO_SHA2_224, NULL, "SHA224"},
	{CRYPTO_SHA2_256, NULL, "SHA256"},
	{CRYPTO_SHA2_384, NULL, "SHA384"},
	{CRYPTO_SHA2_512, NULL, "SHA512"},
};

/* "AES-#-CBC" to "AES-128-CBC" */
static void
with_bits(char *out, size_t len, const char *pattern, uint32_t bits)
{
	const char *at = strchr(pattern, '#');

	if (at == NULL)
		snprintf(out, len, "%s", pattern);
	else
		snprintf(out, len, "%.*s%u%s", (int)(at - pattern), pattern, bits, at + 1);
}

static EVP_CIPHER *
fetch(int alg, uint32_t keylen)
{
	char name[32];
	unsigned int i;

	for (i = 0; i < RTE_DIM(ciphers); i++) {
		if (ciphers[i].alg != alg)
			continue;
		with_bits(name, sizeof(name), ciphers[i].name, keylen * (ciphers[i].half ? 4 : 8));
		return EVP_CIPHER_fetch(context(), name, NULL);
	}
	return NULL;
}

static int
mac_row(int alg)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(macs); i++) {
		if (macs[i].alg == alg)
			return (int)i;
	}
	return -1;
}

bool
ref_knows(int alg)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(ciphers); i++) {
		if (ciphers[i].alg == alg)
			return true;
	}
	return mac_row(alg) >= 0;
}

/* --------------------------------------------------------------------- ciphers */

static bool
start(EVP_CIPHER_CTX *ctx, const EVP_CIPHER *type, struct ref_bytes key, struct ref_bytes iv,
      bool encrypt)
{
	if (ctx == NULL || type == NULL || !EVP_CipherInit_ex2(ctx, type, NULL, NULL, encrypt, NULL))
		return false;
	if ((uint32_t)EVP_CIPHER_CTX_get_key_length(ctx) != key.len &&
	    !EVP_CIPHER_CTX_set_key_length(ctx, (int)key.len))
		return false;
	return EVP_CipherInit_ex2(ctx, NULL, key.p, iv.p, encrypt, NULL) &&
	       EVP_CIPHER_CTX_set_padding(ctx, 0);
}

bool
ref_cipher(int alg, struct ref_bytes key, struct ref_bytes iv, bool encrypt, struct ref_bytes in,
	   uint8_t *out)
{
	EVP_CIPHER *type = fetch(alg, key.len);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int n = 0, last = 0;
	bool ok;

	ok = start(ctx, type, key, iv, encrypt) &&
	     (in.len == 0 || (EVP_CipherUpdate(ctx, out, &n, in.p, (int)in.len) &&
			      EVP_CipherFinal_ex(ctx, out + n, &last)));
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(type);
	return ok;
}

/* CCM wants the lengths first and the text in one piece, an empty one, too. */
static bool
ccm_lengths(EVP_CIPHER_CTX *ctx, struct ref_bytes iv, uint32_t taglen)
{
	return EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, (int)iv.len, NULL) &&
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, (int)taglen, NULL);
}

bool
ref_aead(int alg, struct ref_bytes key, struct ref_bytes iv, struct ref_bytes aad,
	 struct ref_bytes in, uint8_t *out, uint8_t *tag, uint32_t taglen)
{
	EVP_CIPHER *type = fetch(alg, key.len);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	static const uint8_t none[1];
	bool ccm = alg == CRYPTO_AES_CCM_16, ok;
	int n = 0;

	ok = type != NULL && ctx != NULL && EVP_EncryptInit_ex2(ctx, type, NULL, NULL, NULL);
	if (ok && ccm)
		ok = ccm_lengths(ctx, iv, taglen);
	else if (ok)
		ok = EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, (int)iv.len, NULL);
	ok = ok && EVP_EncryptInit_ex2(ctx, NULL, key.p, iv.p, NULL) &&
	     (!ccm || EVP_EncryptUpdate(ctx, NULL, &n, NULL, (int)in.len)) &&
	     (aad.len == 0 || EVP_EncryptUpdate(ctx, NULL, &n, aad.p, (int)aad.len)) &&
	     ((in.len == 0 && !ccm) ||
	      EVP_EncryptUpdate(ctx, out, &n, in.len == 0 ? none : in.p, (int)in.len)) &&
	     EVP_EncryptFinal_ex(ctx, out, &n) &&
	     EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, (int)taglen, tag);
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(type);
	return ok;
}

/* ------------------------------------------------------------------------ MACs */

static bool
plain_digest(const char *name, const struct ref_bytes *in, unsigned int n, uint8_t *out)
{
	EVP_MD *type = EVP_MD_fetch(context(), name, NULL);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool ok = type != NULL && ctx != NULL && EVP_DigestInit_ex2(ctx, type, NULL);
	unsigned int i, len;

	for (i = 0; ok && i < n; i++)
		ok = EVP_DigestUpdate(ctx, in[i].p, in[i].len);
	ok = ok && EVP_DigestFinal_ex(ctx, out, &len);
	EVP_MD_CTX_free(ctx);
	EVP_MD_free(type);
	return ok;
}

static bool
keyed_mac(const char *mac, char *sub, struct ref_bytes key, struct ref_bytes iv,
	  const struct ref_bytes *in, unsigned int n, uint8_t *out)
{
	EVP_MAC *type = EVP_MAC_fetch(context(), mac, NULL);
	EVP_MAC_CTX *ctx = EVP_MAC_CTX_new(type);
	uint8_t ivcopy[256];
	OSSL_PARAM params[3] = {
		OSSL_PARAM_construct_utf8_string(strcmp(mac, "HMAC") == 0 ? OSSL_MAC_PARAM_DIGEST
									 : OSSL_MAC_PARAM_CIPHER,
						 sub, 0),
		OSSL_PARAM_construct_end(),
		OSSL_PARAM_construct_end(),
	};
	static const uint8_t none[1];
	unsigned int i;
	size_t len;
	bool ok;

	if (strcmp(mac, "GMAC") == 0 && iv.len <= sizeof(ivcopy)) {
		memcpy(ivcopy, iv.p, iv.len);
		params[1] = OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV, ivcopy, iv.len);
	}
	ok = ctx != NULL && EVP_MAC_init(ctx, key.len == 0 ? none : key.p, key.len, params);
	for (i = 0; ok && i < n; i++)
		ok = EVP_MAC_update(ctx, in[i].p, in[i].len);
	ok = ok && EVP_MAC_final(ctx, out, &len, 64);
	EVP_MAC_CTX_free(ctx);
	EVP_MAC_free(type);
	return ok;
}

/* ------------------------------------------------------------------------ XCBC */

/* One block of AES. */
static bool
aes_block(const uint8_t key[16], const uint8_t in[16], uint8_t out[16])
{
	static const uint8_t zero[16];
	struct ref_bytes k = {key, 16}, iv = {zero, 16}, text = {in, 16};

	return ref_cipher(CRYPTO_AES_CBC, k, iv, true, text, out);
}

/* RFC 3566: CBC-MAC with K1; the last block is masked with K2, or, padded, with K3. */
static bool
xcbc(struct ref_bytes key, const struct ref_bytes *in, unsigned int n, uint8_t *out)
{
	uint8_t k[3][16], block[16] = {0}, e[16] = {0};
	unsigned int i, fill = 0, j;
	uint32_t at;

	for (i = 0; i < 3; i++) {
		memset(block, (int)i + 1, sizeof(block));
		if (!aes_block(key.p, block, k[i]))
			return false;
	}
	for (i = 0; i < n; i++) {
		for (at = 0; at < in[i].len; at++) {
			if (fill == 16) {
				if (!aes_block(k[0], e, e))
					return false;
				fill = 0;
			}
			e[fill++] ^= in[i].p[at];
		}
	}
	if (fill < 16)
		e[fill] ^= 0x80;
	for (j = 0; j < 16; j++)
		e[j] ^= k[fill == 16 ? 1 : 2][j];
	return aes_block(k[0], e, out);
}

bool
ref_mac(int alg, struct ref_bytes key, struct ref_bytes iv, const struct ref_bytes *in,
	unsigned int n, uint8_t out[64])
{
	int row = mac_row(alg);
	char sub[32];

	if (row < 0)
		return false;
	if (alg == CRYPTO_AES_XCBC_MAC)
		return xcbc(key, in, n, out);
	with_bits(sub, sizeof(sub), macs[row].sub, key.len * 8);
	if (macs[row].mac == NULL)
		return plain_digest(sub, in, n, out);
	return keyed_mac(macs[row].mac, sub, key, iv, in, n, out);
}
