/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* The algorithms that can be measured, by name. */

#include <stdlib.h>
#include <string.h>

#include "perf.h"

/* clang-format off */
#define CIPHER(text, id, key, iv, blk, ssl) \
	{.name = (text), .alg = (id), .klen = (key), .ivlen = (iv), .block = (blk), .evp = (ssl)}
#define AEAD(text, id, other, key, ssl) \
	{.name = (text), .alg = (id), .auth = (other), .klen = (key), .ivlen = 12, .block = 1, \
	 .evp = (ssl)}
#define XTS(text, key, ssl) \
	{.name = (text), .alg = CRYPTO_AES_XTS, .klen = (key), .ivlen = 16, .block = 1, \
	 .minlen = 16, .evp = (ssl)}

static const struct perf_cipher ciphers[] = {
	AEAD("aes-128-gcm", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC, 16, "AES-128-GCM"),
	AEAD("aes-192-gcm", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_192_NIST_GMAC, 24, "AES-192-GCM"),
	AEAD("aes-256-gcm", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_256_NIST_GMAC, 32, "AES-256-GCM"),
	AEAD("aes-128-ccm", CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, 16, "AES-128-CCM"),
	AEAD("aes-192-ccm", CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, 24, "AES-192-CCM"),
	AEAD("aes-256-ccm", CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, 32, "AES-256-CCM"),
	AEAD("chacha20-poly1305", CRYPTO_CHACHA20_POLY1305, CRYPTO_POLY1305, 32,
	     "ChaCha20-Poly1305"),
	CIPHER("aes-128-cbc", CRYPTO_AES_CBC, 16, 16, 16, "AES-128-CBC"),
	CIPHER("aes-192-cbc", CRYPTO_AES_CBC, 24, 16, 16, "AES-192-CBC"),
	CIPHER("aes-256-cbc", CRYPTO_AES_CBC, 32, 16, 16, "AES-256-CBC"),
	CIPHER("aes-128-ctr", CRYPTO_AES_CTR, 16, 16, 1, "AES-128-CTR"),
	CIPHER("aes-192-ctr", CRYPTO_AES_CTR, 24, 16, 1, "AES-192-CTR"),
	CIPHER("aes-256-ctr", CRYPTO_AES_CTR, 32, 16, 1, "AES-256-CTR"),
	XTS("aes-128-xts", 32, "AES-128-XTS"),
	XTS("aes-256-xts", 64, "AES-256-XTS"),
	CIPHER("chacha20", CRYPTO_CHACHA20, 32, 16, 1, "ChaCha20"),
	CIPHER("camellia-128-cbc", CRYPTO_CAMELLIA_CBC, 16, 16, 16, "CAMELLIA-128-CBC"),
	CIPHER("camellia-256-cbc", CRYPTO_CAMELLIA_CBC, 32, 16, 16, "CAMELLIA-256-CBC"),
	CIPHER("3des-cbc", CRYPTO_3DES_CBC, 24, 8, 8, "DES-EDE3-CBC"),
	CIPHER("des-cbc", CRYPTO_DES_CBC, 8, 8, 8, "DES-CBC"),
	CIPHER("blowfish-cbc", CRYPTO_BLF_CBC, 16, 8, 8, "BF-CBC"),
	CIPHER("cast-cbc", CRYPTO_CAST_CBC, 16, 8, 8, "CAST5-CBC"),
	CIPHER("null", CRYPTO_NULL_CBC, 0, 0, 4, NULL),
};

#define HMAC(text, id, len, ssl) \
	{.name = (text), .alg = (id), .klen = 64, .mlen = (len), .evp_mac = "HMAC", .evp = (ssl)}
#define CMAC(text, key, ssl) \
	{.name = (text), .alg = CRYPTO_AES_CMAC, .klen = (key), .mlen = 16, .evp_mac = "CMAC", \
	 .evp = (ssl)}
#define GMAC(text, key, ssl) \
	{.name = (text), .alg = CRYPTO_AES_NIST_GMAC, .klen = (key), .mlen = 16, .ivlen = 12, \
	 .evp_mac = "GMAC", .evp = (ssl)}
#define HASH(text, id, len, ssl) \
	{.name = (text), .alg = (id), .mlen = (len), .evp = (ssl)}

/* HMAC lengths are those of IPsec. */
static const struct perf_mac macs[] = {
	HMAC("hmac-sha1", CRYPTO_SHA1_HMAC, 12, "SHA1"),
	HMAC("hmac-sha224", CRYPTO_SHA2_224_HMAC, 14, "SHA224"),
	HMAC("hmac-sha256", CRYPTO_SHA2_256_HMAC, 16, "SHA256"),
	HMAC("hmac-sha384", CRYPTO_SHA2_384_HMAC, 24, "SHA384"),
	HMAC("hmac-sha512", CRYPTO_SHA2_512_HMAC, 32, "SHA512"),
	HMAC("hmac-md5", CRYPTO_MD5_HMAC, 12, "MD5"),
	CMAC("aes-128-cmac", 16, "AES-128-CBC"),
	CMAC("aes-192-cmac", 24, "AES-192-CBC"),
	CMAC("aes-256-cmac", 32, "AES-256-CBC"),
	GMAC("aes-128-gmac", 16, "AES-128-GCM"),
	GMAC("aes-192-gmac", 24, "AES-192-GCM"),
	GMAC("aes-256-gmac", 32, "AES-256-GCM"),
	HASH("sha1", CRYPTO_SHA1, 20, "SHA1"),
	HASH("sha224", CRYPTO_SHA2_224, 28, "SHA224"),
	HASH("sha256", CRYPTO_SHA2_256, 32, "SHA256"),
	HASH("sha384", CRYPTO_SHA2_384, 48, "SHA384"),
	HASH("sha512", CRYPTO_SHA2_512, 64, "SHA512"),
	HASH("md5", CRYPTO_MD5, 16, "MD5"),
};
/* clang-format on */

static const struct perf_cipher *
find_cipher(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(ciphers); i++) {
		if (strlen(ciphers[i].name) == len && memcmp(ciphers[i].name, name, len) == 0)
			return &ciphers[i];
	}
	return NULL;
}

static const struct perf_mac *
find_mac(const char *name)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(macs); i++) {
		if (strcmp(macs[i].name, name) == 0)
			return &macs[i];
	}
	return NULL;
}

bool
perf_alg_find(const char *name, struct perf_alg *alg)
{
	const char *plus = strchr(name, '+');
	size_t len = plus == NULL ? strlen(name) : (size_t)(plus - name);

	if (strlen(name) >= sizeof(alg->name))
		return false;
	snprintf(alg->name, sizeof(alg->name), "%s", name);
	alg->cipher = find_cipher(name, len);
	if (plus != NULL) {
		alg->mac = find_mac(plus + 1);
		return alg->cipher != NULL && alg->mac != NULL && alg->cipher->auth == 0 &&
		       alg->mac->ivlen == 0;
	}
	alg->mac = alg->cipher == NULL ? find_mac(name) : NULL;
	return alg->cipher != NULL || alg->mac != NULL;
}

const char *
perf_alg_name(unsigned int i)
{
	if (i < RTE_DIM(ciphers))
		return ciphers[i].name;
	i -= RTE_DIM(ciphers);
	return i < RTE_DIM(macs) ? macs[i].name : NULL;
}

const char *
perf_alg_refuses(const struct perf_alg *alg, unsigned int size, char *buf, size_t len)
{
	const struct perf_cipher *c = alg->cipher;

	if (c == NULL || (size % c->block == 0 && size >= c->minlen))
		return NULL;
	if (size < c->minlen)
		snprintf(buf, len, "takes at least %u bytes", c->minlen);
	else
		snprintf(buf, len, "takes multiples of %u bytes", c->block);
	return buf;
}

unsigned int
perf_alg_taglen(const struct perf_alg *alg)
{
	if (alg->mac != NULL)
		return alg->mac->mlen;
	return alg->cipher->auth != 0 ? 16 : 0;
}

void
perf_alg_key(uint8_t *key, unsigned int len, bool mac)
{
	uint32_t x = mac ? 0x6d2b79f5 : 0x9e3779b9;
	unsigned int i;

	for (i = 0; i < len; i++) {
		x = x * 1664525 + 1013904223;
		key[i] = (uint8_t)(x >> 24);
	}
}
