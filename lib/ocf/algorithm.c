/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* The one table of algorithms, and the questions that it answers. */

#include "ocf_private.h"

#define FIRST_ADDITION 0x100 /* ids from here on are not FreeBSD's */
#define LAST_FREEBSD 42
#define NUM_ALGS (LAST_FREEBSD + CRYPTO_ALGORITHM_MAX - FIRST_ADDITION + 1)

#define RANDOM_IV CRYPTO_ALG_RANDOM_IV
#define KEYLESS CRYPTO_ALG_KEYLESS
#define ANY_KEY CRYPTO_ALG_ANY_KEY
#define NO_VERIFY CRYPTO_ALG_NO_VERIFY
#define IV_MAC CRYPTO_ALG_IV_MAC
#define XTS CRYPTO_ALG_XTS
#define ESN CRYPTO_ALG_ESN
#define KEYSTREAM CRYPTO_ALG_KEYSTREAM

/* clang-format off */
#define KEY(bits) .keymin = (bits), .keymax = (bits), .keystep = 8
#define KEYS(min, max, step) .keymin = (min), .keymax = (max), .keystep = (step)
#define AES_KEYS KEYS(128, 256, 64)
#define IV(n) .ivlen = (n), .ivmin = (n), .ivmax = (n)
#define IVS(def, min, max) .ivlen = (def), .ivmin = (min), .ivmax = (max)

/* tag lengths: bit n for n bytes, bit 0 for 16 */
#define TAGS_GCM (1u << 4 | 1u << 8 | 1u << 12 | 1u << 13 | 1u << 14 | 1u << 15 | 1u)
#define TAGS_CCM (1u << 4 | 1u << 6 | 1u << 8 | 1u << 10 | 1u << 12 | 1u << 14 | 1u)
#define TAGS_16 1u

#define CBC(num, text, blk, fl) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_CIPHER, .block = (blk), IV(blk), \
	.flags = RANDOM_IV | (fl)
#define STREAM(num, text, n) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_CIPHER, .block = 1, IV(n)
#define HMAC(num, text, len) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_MAC, .block = 1, .digest = (len), \
	.flags = ANY_KEY | ESN
#define MAC(num, text, len, fl) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_MAC, .block = 1, .digest = (len), \
	.flags = ESN | (fl)
#define HASH(num, text, len) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_MAC, .block = 1, .digest = (len), \
	.flags = KEYLESS
#define AEAD(num, text) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_AEAD_CIPHER, .block = 1
#define AUTH(num, text) \
	.id = (num), .name = (text), .kind = CRYPTO_KIND_AEAD_AUTH, .block = 1, .digest = 16
#define GMAC_HALF(num, text, bits) \
	AUTH(num, text), .flags = IV_MAC, KEY(bits), IVS(12, 1, CRYPTO_MAX_IVLEN), \
	.mlens = TAGS_GCM, .pair = {CRYPTO_AES_NIST_GCM_16}

/* In the order of crypto_alg_index(). An auth half with IV_MAC or KEYSTREAM is a MAC when alone. */
static const struct crypto_alg algs[NUM_ALGS] = {
	{CBC(CRYPTO_DES_CBC, "DES-CBC", 8, 0), KEY(64)},
	{CBC(CRYPTO_3DES_CBC, "3DES-CBC", 8, 0), KEY(192)},
	{CBC(CRYPTO_BLF_CBC, "BLF-CBC", 8, 0), KEYS(40, 448, 8)},
	{CBC(CRYPTO_CAST_CBC, "CAST-CBC", 8, 0), KEYS(40, 128, 8)},
	{CBC(CRYPTO_SKIPJACK_CBC, "SKIPJACK-CBC", 8, 0), KEY(80)},
	{HMAC(CRYPTO_MD5_HMAC, "MD5-HMAC", 16)},
	{HMAC(CRYPTO_SHA1_HMAC, "SHA1-HMAC", 20)},
	{HMAC(CRYPTO_RIPEMD160_HMAC, "RIPEMD160-HMAC", 20)},
	{HMAC(CRYPTO_MD5_KPDK, "MD5-KPDK", 16)},
	{HMAC(CRYPTO_SHA1_KPDK, "SHA1-KPDK", 20)},
	{CBC(CRYPTO_AES_CBC, "AES-CBC", 16, 0), AES_KEYS},
	{.id = CRYPTO_ARC4, .name = "ARC4", .kind = CRYPTO_KIND_CIPHER, .flags = KEYSTREAM,
	 .block = 1, KEYS(40, 2048, 8)},
	{HASH(CRYPTO_MD5, "MD5", 16)},
	{HASH(CRYPTO_SHA1, "SHA1", 20)},
	/* writes nothing, so there is nothing to compare */
	{.id = CRYPTO_NULL_HMAC, .name = "NULL-HMAC", .kind = CRYPTO_KIND_MAC, .block = 1,
	 .flags = KEYLESS | ANY_KEY | NO_VERIFY | ESN},
	/* 4 as all BSDs have it, for IPsec's alignment */
	{.id = CRYPTO_NULL_CBC, .name = "NULL-CBC", .kind = CRYPTO_KIND_CIPHER, .block = 4,
	 .flags = KEYLESS | ANY_KEY},
	{.id = CRYPTO_DEFLATE_COMP, .name = "DEFLATE", .kind = CRYPTO_KIND_COMP, .block = 1,
	 .flags = KEYLESS},
	{HMAC(CRYPTO_SHA2_256_HMAC, "SHA2-256-HMAC", 32)},
	{HMAC(CRYPTO_SHA2_384_HMAC, "SHA2-384-HMAC", 48)},
	{HMAC(CRYPTO_SHA2_512_HMAC, "SHA2-512-HMAC", 64)},
	{CBC(CRYPTO_CAMELLIA_CBC, "CAMELLIA-CBC", 16, 0), AES_KEYS},
	/* ciphertext stealing takes any length from 16 on */
	{STREAM(CRYPTO_AES_XTS, "AES-XTS", 16), .flags = XTS, KEYS(256, 512, 256)},
	{STREAM(CRYPTO_AES_CTR, "AES-CTR", 16), AES_KEYS},
	/* no ESN: as for the AEADs it belongs into the AAD */
	{.id = CRYPTO_AES_NIST_GMAC, .name = "AES-NIST-GMAC", .kind = CRYPTO_KIND_MAC,
	 .flags = IV_MAC, .block = 1, .digest = 16, AES_KEYS, IVS(12, 1, CRYPTO_MAX_IVLEN),
	 .mlens = TAGS_GCM},
	{AEAD(CRYPTO_AES_NIST_GCM_16, "AES-NIST-GCM-16"), AES_KEYS, IVS(12, 1, CRYPTO_MAX_IVLEN),
	 .mlens = TAGS_GCM,
	 .pair = {CRYPTO_AES_128_NIST_GMAC, CRYPTO_AES_192_NIST_GMAC, CRYPTO_AES_256_NIST_GMAC}},
	{GMAC_HALF(CRYPTO_AES_128_NIST_GMAC, "AES-128-NIST-GMAC", 128)},
	{GMAC_HALF(CRYPTO_AES_192_NIST_GMAC, "AES-192-NIST-GMAC", 192)},
	{GMAC_HALF(CRYPTO_AES_256_NIST_GMAC, "AES-256-NIST-GMAC", 256)},
	{MAC(CRYPTO_BLAKE2B, "BLAKE2B", 64, KEYLESS), KEYS(0, 512, 8)},
	{MAC(CRYPTO_BLAKE2S, "BLAKE2S", 32, KEYLESS), KEYS(0, 256, 8)},
	{STREAM(CRYPTO_CHACHA20, "CHACHA20", 16), KEY(256)},
	{HMAC(CRYPTO_SHA2_224_HMAC, "SHA2-224-HMAC", 28)},
	{HASH(CRYPTO_RIPEMD160, "RIPEMD160", 20)},
	{HASH(CRYPTO_SHA2_224, "SHA2-224", 28)},
	{HASH(CRYPTO_SHA2_256, "SHA2-256", 32)},
	{HASH(CRYPTO_SHA2_384, "SHA2-384", 48)},
	{HASH(CRYPTO_SHA2_512, "SHA2-512", 64)},
	/* alone, its key is good for one message */
	{AUTH(CRYPTO_POLY1305, "POLY1305"), .flags = KEYSTREAM, KEY(256), .mlens = TAGS_16,
	 .pair = {CRYPTO_CHACHA20_POLY1305, CRYPTO_XCHACHA20_POLY1305}},
	{AUTH(CRYPTO_AES_CCM_CBC_MAC, "AES-CCM-CBC-MAC"), AES_KEYS, IVS(12, 7, 13),
	 .mlens = TAGS_CCM, .pair = {CRYPTO_AES_CCM_16}},
	{AEAD(CRYPTO_AES_CCM_16, "AES-CCM-16"), AES_KEYS, IVS(12, 7, 13), .mlens = TAGS_CCM,
	 .pair = {CRYPTO_AES_CCM_CBC_MAC}},
	{AEAD(CRYPTO_CHACHA20_POLY1305, "CHACHA20-POLY1305"), KEY(256), IV(12),
	 .mlens = TAGS_16, .pair = {CRYPTO_POLY1305}},
	{AEAD(CRYPTO_XCHACHA20_POLY1305, "XCHACHA20-POLY1305"), KEY(256), IV(24),
	 .flags = RANDOM_IV, .mlens = TAGS_16, .pair = {CRYPTO_POLY1305}},
	{MAC(CRYPTO_AES_CMAC, "AES-CMAC", 16, 0), AES_KEYS},
	{MAC(CRYPTO_AES_XCBC_MAC, "AES-XCBC-MAC", 16, 0), KEY(128)},
};
/* clang-format on */

static_assert(NUM_ALGS <= CRYPTO_MAX_ALGS, "per-driver tables hold every algorithm");

int
crypto_alg_index(int id)
{
	if (id >= CRYPTO_ALGORITHM_MIN && id <= LAST_FREEBSD)
		return id - CRYPTO_ALGORITHM_MIN;
	if (id >= FIRST_ADDITION && id <= CRYPTO_ALGORITHM_MAX)
		return id - FIRST_ADDITION + LAST_FREEBSD;
	return -1;
}

const struct crypto_alg *
crypto_alg_find(int id)
{
	int i = crypto_alg_index(id);

	return i < 0 ? NULL : &algs[i];
}

bool
crypto_alg_key_ok(const struct crypto_alg *alg, int nbits)
{
	if (nbits < 0 || nbits % 8 != 0)
		return false;
	if (alg->flags & CRYPTO_ALG_ANY_KEY)
		return true;
	if (nbits < alg->keymin || nbits > alg->keymax)
		return false;
	return alg->keystep == 0 || (nbits - alg->keymin) % alg->keystep == 0;
}

const char *
crypto_alg_keys_text(const struct crypto_alg *alg, char *buf, size_t len)
{
	if (alg->flags & CRYPTO_ALG_ANY_KEY)
		snprintf(buf, len, "any whole bytes");
	else if (alg->keymax == 0)
		snprintf(buf, len, "none");
	else if (alg->keymin == alg->keymax)
		snprintf(buf, len, "%u", alg->keymin);
	else if (alg->keymin + alg->keystep == alg->keymax)
		snprintf(buf, len, "%u, %u", alg->keymin, alg->keymax);
	else if (alg->keymin + 2 * alg->keystep == alg->keymax)
		snprintf(buf, len, "%u, %u, %u", alg->keymin, alg->keymin + alg->keystep,
			 alg->keymax);
	else
		snprintf(buf, len, "%u to %u in steps of %u", alg->keymin, alg->keymax,
			 alg->keystep);
	return buf;
}

bool
crypto_alg_mlen_ok(const struct crypto_alg *alg, int mlen)
{
	/* a cipher has no digest: the field says nothing there */
	if (mlen == 0 || alg->kind == CRYPTO_KIND_CIPHER || alg->kind == CRYPTO_KIND_COMP ||
	    alg->kind == CRYPTO_KIND_AEAD_CIPHER)
		return true;
	if (mlen < 0 || mlen > alg->digest)
		return false;
	return alg->mlens == 0 || (alg->mlens >> (mlen % 16) & 1) != 0;
}

const char *
crypto_alg_name(int alg)
{
	const struct crypto_alg *row = crypto_alg_find(alg);

	return row == NULL ? "?" : row->name;
}

int
crypto_alg_digest(int alg)
{
	const struct crypto_alg *row = crypto_alg_find(alg);

	return row == NULL ? 0 : row->digest;
}

int
crypto_alg_ivlen(int alg)
{
	const struct crypto_alg *row = crypto_alg_find(alg);

	return row == NULL ? 0 : row->ivlen;
}

int
crypto_alg_block(int alg)
{
	const struct crypto_alg *row = crypto_alg_find(alg);

	return row == NULL ? 1 : row->block;
}
