/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#define OPENSSL_SUPPRESS_DEPRECATED /* what hashes and DES keep inside */
#include <openssl/aes.h>
#include <openssl/des.h>
#include <openssl/md5.h>
#include <openssl/sha.h>

#include <rte_common.h>

#include "ref.h"
#include "scan_keys.h"

/* ------------------------------------------------------------------------ AES */

#define BLOCK 16
#define MAX_ROUNDS 14

static uint8_t sbox[256];

/* Product in GF(2^8) of AES (FIPS 197, 4.2). */
static uint8_t
mul(uint8_t a, uint8_t b)
{
	uint8_t p = 0;

	for (; b != 0; b >>= 1) {
		if (b & 1)
			p ^= a;
		a = (uint8_t)(a << 1 ^ (a >> 7) * 0x1b);
	}
	return p;
}

/* Inverse, then affine (FIPS 197, 5.1.1). */
static void
sbox_fill(void)
{
	unsigned int a, b, i;

	for (a = 0; a < 256; a++) {
		uint8_t x = 0;

		for (b = 1; b < 256 && a != 0; b++)
			if (mul((uint8_t)a, (uint8_t)b) == 1)
				x = (uint8_t)b;
		sbox[a] = 0x63;
		for (i = 0; i < 5; i++)
			sbox[a] ^= (uint8_t)(x << i | x >> (8 - i));
	}
}

/* Key expansion (FIPS 197, 5.2). @return bytes */
static uint32_t
aes_expand(uint8_t *w, const uint8_t *key, uint32_t len)
{
	uint32_t i, j, nk = len / 4, bytes = BLOCK * (nk + 7);
	uint8_t rcon = 1, t[4], first;

	if (sbox[0] == 0)
		sbox_fill();
	memcpy(w, key, len);
	for (i = nk; i < bytes / 4; i++) {
		memcpy(t, &w[4 * (i - 1)], 4);
		if (i % nk == 0) {
			first = t[0];
			for (j = 0; j < 4; j++)
				t[j] = sbox[j < 3 ? t[j + 1] : first];
			t[0] ^= rcon;
			rcon = mul(rcon, 2);
		} else if (nk > 6 && i % nk == 4) {
			for (j = 0; j < 4; j++)
				t[j] = sbox[t[j]];
		}
		for (j = 0; j < 4; j++)
			w[4 * i + j] = w[4 * (i - nk) + j] ^ t[j];
	}
	return bytes;
}

/* A round key of the equivalent inverse cipher (FIPS 197, 5.3.5). */
static void
inv_mix(uint8_t out[BLOCK], const uint8_t in[BLOCK])
{
	static const uint8_t row[4] = {14, 11, 13, 9};
	unsigned int c, i, j;

	for (c = 0; c < BLOCK; c += 4)
		for (i = 0; i < 4; i++)
			for (out[c + i] = 0, j = 0; j < 4; j++)
				out[c + i] ^= mul(in[c + j], row[(j + 4 - i) % 4]);
}

/* Do engines of this machine keep round keys as the standard has them? */
static bool
aes_plain(void)
{
#if defined(__x86_64__) || defined(__i386__)
	return __builtin_cpu_supports("aes");
#else
	return true;
#endif
}

static void
add_aes(unsigned int flags, const char *name, const uint8_t *key, uint32_t len)
{
	unsigned int s = scan_secret(aes_plain() ? flags : 0, "%s, round keys", name);
	uint8_t w[BLOCK * (MAX_ROUNDS + 1)], inv[BLOCK];
	uint32_t bytes = aes_expand(w, key, len), i;

	scan_form(s, w + len, bytes - len); /* what is before is the key */
	for (i = BLOCK; i < bytes - BLOCK; i += BLOCK) {
		inv_mix(inv, w + i);
		scan_form(s, inv, BLOCK);
	}
}

static void
aes_block(const uint8_t *key, uint32_t len, const uint8_t in[BLOCK], uint8_t out[BLOCK])
{
	AES_KEY k;

	AES_set_encrypt_key(key, (int)len * 8, &k);
	AES_encrypt(in, out, &k);
}

/* ----------------------------------------------------------------- GHASH, CMAC */

/* As it is, and with the bytes of each word of `size` in the other order. */
static void
add_both_orders(unsigned int s, const uint8_t *form, uint32_t len, uint32_t size)
{
	uint8_t other[128];
	uint32_t i;

	for (i = 0; i < len; i++)
		other[i] = form[i / size * size + size - 1 - i % size];
	scan_form(s, form, len);
	scan_form(s, other, len);
}

/*
 * The hash key, as the standard has it; with the bytes in the other order and times x, which
 * suits carry-less products.
 */
static void
add_ghash(unsigned int flags, const char *name, const uint8_t *key, uint32_t len)
{
	unsigned int s = scan_secret(flags, "%s, hash key", name), i;
	uint8_t h[BLOCK], x[BLOCK], carry = 0;

	memset(x, 0, sizeof(x));
	aes_block(key, len, x, h);
	add_both_orders(s, h, BLOCK, BLOCK);
	add_both_orders(s, h, BLOCK, 8);
	for (i = 0; i < BLOCK; i++) { /* x: low end first */
		x[i] = (uint8_t)(h[BLOCK - 1 - i] << 1 | carry);
		carry = h[BLOCK - 1 - i] >> 7;
	}
	if (carry) {
		x[0] ^= 1;
		x[BLOCK - 1] ^= 0xc2;
	}
	add_both_orders(s, x, BLOCK, BLOCK);
	scan_form(s, x + 8, 8);
	scan_form(s, x, 8);
}

/* Times x in GF(2^128) (SP 800-38B, 6.1). */
static void
dbl(uint8_t out[BLOCK], const uint8_t in[BLOCK])
{
	unsigned int i;

	for (i = 0; i < BLOCK; i++)
		out[i] = (uint8_t)(in[i] << 1 | (i + 1 < BLOCK ? in[i + 1] >> 7 : 0));
	out[BLOCK - 1] ^= (uint8_t)((in[0] >> 7) * 0x87);
}

static void
add_cmac(unsigned int flags, const char *name, const uint8_t *key, uint32_t len)
{
	unsigned int s = scan_secret(flags, "%s, subkeys", name);
	uint8_t l[BLOCK] = {0}, k1[BLOCK], k2[BLOCK];

	aes_block(key, len, l, l);
	dbl(k1, l);
	dbl(k2, k1);
	scan_form(s, k1, BLOCK);
	scan_form(s, k2, BLOCK);
	scan_form(s, l, BLOCK);
}

/* RFC 3566: K1 enciphers, K2 and K3 mask the last block. */
static void
add_xcbc(unsigned int flags, const char *name, const uint8_t *key, uint32_t len)
{
	unsigned int s = scan_secret(flags, "%s, K1 K2 K3", name), i;
	uint8_t in[BLOCK], k[BLOCK];

	for (i = 1; i <= 3; i++) {
		memset(in, (int)i, sizeof(in));
		aes_block(key, len, in, k);
		scan_form(s, k, BLOCK);
		if (i == 1)
			add_aes(flags, name, k, BLOCK);
	}
}

/* ----------------------------------------------------------------------- HMAC */

static const struct hash {
	int alg;
	uint8_t block, state, word; /* bytes */
} hashes[] = {
	{CRYPTO_MD5_HMAC, 64, 16, 4},       {CRYPTO_SHA1_HMAC, 64, 20, 4},
	{CRYPTO_SHA2_224_HMAC, 64, 32, 4},  {CRYPTO_SHA2_256_HMAC, 64, 32, 4},
	{CRYPTO_SHA2_384_HMAC, 128, 64, 8}, {CRYPTO_SHA2_512_HMAC, 128, 64, 8},
};

static const struct hash *
hash_find(int alg)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(hashes); i++)
		if (hashes[i].alg == alg)
			return &hashes[i];
	return NULL;
}

/* What one block leaves in the hash, in this machine's words. */
static void
one_block(int alg, const uint8_t *block, uint8_t *state)
{
	SHA512_CTX c512;
	SHA256_CTX c256;
	SHA_CTX c1;
	MD5_CTX c5;

	switch (alg) {
	case CRYPTO_MD5_HMAC:
		MD5_Init(&c5);
		MD5_Transform(&c5, block);
		memcpy(state, (uint32_t[]){c5.A, c5.B, c5.C, c5.D}, 16);
		break;
	case CRYPTO_SHA1_HMAC:
		SHA1_Init(&c1);
		SHA1_Transform(&c1, block);
		memcpy(state, (uint32_t[]){c1.h0, c1.h1, c1.h2, c1.h3, c1.h4}, 20);
		break;
	case CRYPTO_SHA2_224_HMAC:
	case CRYPTO_SHA2_256_HMAC:
		(void)(alg == CRYPTO_SHA2_224_HMAC ? SHA224_Init(&c256) : SHA256_Init(&c256));
		SHA256_Transform(&c256, block);
		memcpy(state, c256.h, 32);
		break;
	default:
		(void)(alg == CRYPTO_SHA2_384_HMAC ? SHA384_Init(&c512) : SHA512_Init(&c512));
		SHA512_Transform(&c512, block);
		memcpy(state, c512.h, 64);
	}
}

/* Keys of at most a block; longer ones are of no interest here. */
static void
add_hmac(unsigned int flags, const char *name, const struct hash *h, const uint8_t *key,
	 uint32_t len)
{
	static const struct {
		uint8_t mask;
		const char *name;
	} pads[] = {{0x36, "ipad"}, {0x5c, "opad"}};
	uint8_t block[128], state[64];
	unsigned int s, i, j;

	for (i = 0; i < 2; i++) {
		for (j = 0; j < h->block; j++)
			block[j] = (j < len ? key[j] : 0) ^ pads[i].mask;
		s = scan_secret(flags, "%s, %s state", name, pads[i].name);
		one_block(h->alg, block, state);
		add_both_orders(s, state, h->state, h->word);
		s = scan_secret(0, "%s, %s block", name, pads[i].name);
		add_both_orders(s, block, len, h->word); /* beyond it nothing is secret */
	}
}

/* --------------------------------------------------------------------- others */

static void
add_des(unsigned int flags, const char *name, const uint8_t *key, uint32_t len)
{
	unsigned int s = scan_secret(flags, "%s, schedule", name);
	DES_key_schedule ks;
	DES_cblock k;
	uint32_t i;

	for (i = 0; i < len; i += sizeof(k)) {
		memcpy(k, key + i, sizeof(k));
		DES_set_odd_parity(&k);
		DES_set_key_unchecked(&k, &ks);
		scan_form(s, &ks, sizeof(ks));
	}
}

/* RFC 8439, 2.6: the first 32 bytes of key stream; r has bits taken out. */
static void
add_poly1305(const char *name, const uint8_t *key, uint32_t len, const uint8_t *nonce)
{
	unsigned int s = scan_secret(0, "%s, Poly1305 key", name), i;
	uint8_t iv[16] = {0}, zero[32] = {0}, rs[32];

	memcpy(iv + 4, nonce, 12);
	if (!ref_cipher(CRYPTO_CHACHA20, (struct ref_bytes){key, len}, (struct ref_bytes){iv, 16},
			true, (struct ref_bytes){zero, 32}, rs))
		abort();
	scan_form(s, rs, sizeof(rs));
	for (i = 0; i < 4; i++) {
		rs[4 * i + 3] &= 15;
		if (i != 0)
			rs[4 * i] &= 252;
	}
	scan_form(s, rs, sizeof(rs));
}

void
scan_key(unsigned int flags, const char *name, int alg, const uint8_t *key, uint32_t len,
	 const uint8_t *nonce)
{
	const struct hash *h = hash_find(alg);

	scan_form(scan_secret(SCAN_NEEDED, "%s, key", name), key, len);
	if (h != NULL) {
		add_hmac(flags, name, h, key, len);
		return;
	}
	switch (alg) {
	case CRYPTO_AES_NIST_GCM_16:
	case CRYPTO_AES_NIST_GMAC:
		add_ghash(flags, name, key, len);
		/* fallthrough */
	case CRYPTO_AES_CBC:
	case CRYPTO_AES_CTR:
	case CRYPTO_AES_CCM_16: add_aes(flags, name, key, len); break;
	case CRYPTO_AES_XTS:
		add_aes(flags, name, key, len / 2);
		add_aes(flags, name, key + len / 2, len / 2);
		break;
	case CRYPTO_AES_CMAC:
		add_aes(flags, name, key, len);
		add_cmac(flags, name, key, len);
		break;
	case CRYPTO_AES_XCBC_MAC: add_xcbc(flags, name, key, len); break;
	case CRYPTO_3DES_CBC:
	case CRYPTO_DES_CBC: add_des(flags, name, key, len); break;
	case CRYPTO_CHACHA20_POLY1305: add_poly1305(name, key, len, nonce); break;
	default: break;
	}
}
