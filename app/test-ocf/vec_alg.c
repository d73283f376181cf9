/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdio.h>

#include <rte_common.h>

#include "vec.h"

#define TAGS_GCM (1u << 4 | 1u << 8 | 1u << 12 | 1u << 13 | 1u << 14 | 1u << 15 | 1u << 16)
#define TAGS_CCM                                                                                  \
	(1u << 4 | 1u << 6 | 1u << 8 | 1u << 10 | 1u << 12 | 1u << 14 | 1u << 16)
#define ANY 8, 65528, 8
#define AES 128, 256, 64

/* id, name, key bits: min, max, step, IV: min, max, block, digest, tags */
static const struct vec_alg algs[] = {
	{CRYPTO_DES_CBC, "DES-CBC", 64, 64, 8, 8, 8, 8, 0, 0},
	{CRYPTO_3DES_CBC, "3DES-CBC", 192, 192, 8, 8, 8, 8, 0, 0},
	{CRYPTO_BLF_CBC, "Blowfish-CBC", 40, 448, 8, 8, 8, 8, 0, 0},
	{CRYPTO_CAST_CBC, "CAST5-CBC", 40, 128, 8, 8, 8, 8, 0, 0},
	{CRYPTO_SKIPJACK_CBC, "SKIPJACK-CBC", 80, 80, 8, 8, 8, 8, 0, 0},
	{CRYPTO_AES_CBC, "AES-CBC", AES, 16, 16, 16, 0, 0},
	{CRYPTO_CAMELLIA_CBC, "Camellia-CBC", AES, 16, 16, 16, 0, 0},
	{CRYPTO_NULL_CBC, "NULL-CBC", 0, 0, 0, 0, 0, 4, 0, 0},
	{CRYPTO_AES_CTR, "AES-CTR", AES, 16, 16, 1, 0, 0},
	{CRYPTO_AES_XTS, "AES-XTS", 256, 512, 256, 16, 16, 1, 0, 0},
	{CRYPTO_CHACHA20, "ChaCha20", 256, 256, 8, 16, 16, 1, 0, 0},
	{CRYPTO_ARC4, "ARC4", 40, 2048, 8, 0, 0, 1, 0, 0},
	{CRYPTO_AES_NIST_GCM_16, "AES-GCM", AES, 1, 256, 1, 0, 0},
	{CRYPTO_AES_CCM_16, "AES-CCM", AES, 7, 13, 1, 0, 0},
	{CRYPTO_CHACHA20_POLY1305, "ChaCha20-Poly1305", 256, 256, 8, 12, 12, 1, 0, 0},
	{CRYPTO_XCHACHA20_POLY1305, "XChaCha20-Poly1305", 256, 256, 8, 24, 24, 1, 0, 0},
	{CRYPTO_AES_128_NIST_GMAC, "AES-128-GMAC", 128, 128, 8, 1, 256, 1, 16, TAGS_GCM},
	{CRYPTO_AES_192_NIST_GMAC, "AES-192-GMAC", 192, 192, 8, 1, 256, 1, 16, TAGS_GCM},
	{CRYPTO_AES_256_NIST_GMAC, "AES-256-GMAC", 256, 256, 8, 1, 256, 1, 16, TAGS_GCM},
	{CRYPTO_AES_NIST_GMAC, "AES-GMAC", AES, 1, 256, 1, 16, TAGS_GCM},
	{CRYPTO_AES_CCM_CBC_MAC, "AES-CCM-CBC-MAC", AES, 7, 13, 1, 16, TAGS_CCM},
	{CRYPTO_POLY1305, "Poly1305 alone", 256, 256, 8, 0, 0, 1, 16, 1u << 16},
	{CRYPTO_AES_CMAC, "AES-CMAC", AES, 0, 0, 1, 16, 0},
	{CRYPTO_AES_XCBC_MAC, "AES-XCBC-MAC", 128, 128, 8, 0, 0, 1, 16, 0},
	{CRYPTO_MD5_HMAC, "HMAC-MD5", ANY, 0, 0, 1, 16, 0},
	{CRYPTO_SHA1_HMAC, "HMAC-SHA1", ANY, 0, 0, 1, 20, 0},
	{CRYPTO_RIPEMD160_HMAC, "HMAC-RIPEMD160", ANY, 0, 0, 1, 20, 0},
	{CRYPTO_SHA2_224_HMAC, "HMAC-SHA224", ANY, 0, 0, 1, 28, 0},
	{CRYPTO_SHA2_256_HMAC, "HMAC-SHA256", ANY, 0, 0, 1, 32, 0},
	{CRYPTO_SHA2_384_HMAC, "HMAC-SHA384", ANY, 0, 0, 1, 48, 0},
	{CRYPTO_SHA2_512_HMAC, "HMAC-SHA512", ANY, 0, 0, 1, 64, 0},
	{CRYPTO_NULL_HMAC, "NULL-HMAC", 0, 0, 0, 0, 0, 1, 0, 0},
	{CRYPTO_MD5, "MD5", 0, 0, 0, 0, 0, 1, 16, 0},
	{CRYPTO_SHA1, "SHA1", 0, 0, 0, 0, 0, 1, 20, 0},
	{CRYPTO_RIPEMD160, "RIPEMD160", 0, 0, 0, 0, 0, 1, 20, 0},
	{CRYPTO_SHA2_224, "SHA224", 0, 0, 0, 0, 0, 1, 28, 0},
	{CRYPTO_SHA2_256, "SHA256", 0, 0, 0, 0, 0, 1, 32, 0},
	{CRYPTO_SHA2_384, "SHA384", 0, 0, 0, 0, 0, 1, 48, 0},
	{CRYPTO_SHA2_512, "SHA512", 0, 0, 0, 0, 0, 1, 64, 0},
};

const struct vec_alg *
vec_alg_find(int id)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(algs); i++) {
		if (algs[i].id == id)
			return &algs[i];
	}
	return NULL;
}

int
vec_gmac_half(uint32_t keylen)
{
	return keylen == 16 ? CRYPTO_AES_128_NIST_GMAC
	       : keylen == 24 ? CRYPTO_AES_192_NIST_GMAC : CRYPTO_AES_256_NIST_GMAC;
}

bool
vec_is_aead(const struct vec *v)
{
	return v->cipher == CRYPTO_AES_NIST_GCM_16 || v->cipher == CRYPTO_AES_CCM_16 ||
	       v->cipher == CRYPTO_CHACHA20_POLY1305 || v->cipher == CRYPTO_XCHACHA20_POLY1305;
}

static bool
key_ok(const struct vec_alg *alg, uint32_t len)
{
	uint32_t bits = len * 8;

	if (alg->keymax == 0)
		return true;
	return bits >= alg->keymin && bits <= alg->keymax &&
	       (bits - alg->keymin) % alg->keystep == 0;
}

static const char *
illegal_cipher(const struct vec *v, const struct vec_alg *alg)
{
	if (!key_ok(alg, v->key.len))
		return "key length";
	if (v->iv.len < alg->ivmin || v->iv.len > alg->ivmax)
		return "IV length";
	if (v->cipher == CRYPTO_AES_XTS) {
		if (v->pt.p != NULL && v->pt.len < 16)
			return "text under 16 bytes";
		if (memcmp(v->key.p, v->key.p + v->key.len / 2, v->key.len / 2) == 0)
			return "equal key halves";
	}
	if ((v->pt.p != NULL ? v->pt.len : v->ct.len) % alg->block != 0)
		return "text is no multiple of the block";
	return NULL;
}

static const char *
illegal_auth(const struct vec *v, const struct vec_alg *alg)
{
	uint32_t keylen = v->mackey.p != NULL ? v->mackey.len : v->key.len;

	if (!vec_is_aead(v) && !key_ok(alg, keylen))
		return "key length";
	if (v->cipher == 0 && (v->iv.len < alg->ivmin || v->iv.len > alg->ivmax))
		return "IV length";
	if (v->tag.len > alg->digest || (v->tag.len == 0 && alg->digest != 0))
		return "tag length";
	if (alg->tags != 0 && (alg->tags >> v->tag.len & 1) == 0)
		return "tag length";
	return NULL;
}

const char *
vec_illegal(const struct vec *v)
{
	const struct vec_alg *cipher = vec_alg_find(v->cipher), *auth = vec_alg_find(v->auth);
	const char *why = NULL;

	if (cipher != NULL)
		why = illegal_cipher(v, cipher);
	if (why == NULL && auth != NULL)
		why = illegal_auth(v, auth);
	return why;
}

bool
vec_verifiable(const struct vec *v)
{
	return v->auth != 0 && v->auth != CRYPTO_NULL_HMAC && v->tag.len >= 4;
}

const char *
vec_name(const struct vec *v, char *buf, size_t len)
{
	const struct vec_alg *cipher = vec_alg_find(v->cipher), *auth = vec_alg_find(v->auth);

	if (cipher == NULL || vec_is_aead(v) || auth == NULL)
		snprintf(buf, len, "%s", cipher != NULL ? cipher->name : auth->name);
	else
		snprintf(buf, len, "%s + %s", cipher->name, auth->name);
	return buf;
}
