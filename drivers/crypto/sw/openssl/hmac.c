/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * HMAC (RFC 2104) on OpenSSL's low-level digests. A session keeps what the two padded keys
 * leave in the hash: its chaining values after one block each. SHA-256's fit a cache line,
 * and a message starts by copying 32 bytes.
 */

#include <string.h>

#include "ossl.h" /* before OpenSSL's other headers */

#include <openssl/md5.h>
#include <openssl/sha.h>

#define MAX_BLOCK 128
#define MAX_CHAIN 64

union ctx {
	MD5_CTX md5;
	SHA_CTX sha1;
	SHA256_CTX sha256;
	SHA512_CTX sha512;
};

struct ossl_hash {
	uint8_t block, chain, digest;
	void (*init)(union ctx *c);
	void (*save)(const union ctx *c, void *chain);
	/* Go on after one block that left these chaining values. */
	void (*load)(union ctx *c, const void *chain);
	void (*update)(union ctx *c, const void *data, size_t len);
	void (*final)(union ctx *c, uint8_t *digest);
};

/* Expanded key. */
struct hmac {
	uint8_t inner[MAX_CHAIN], outer[MAX_CHAIN];
};

static_assert(sizeof(struct hmac) <= OSSL_MAX_STATE, "an HMAC key fits everywhere");

static void
load_md5(union ctx *c, const void *chain)
{
	memcpy((uint8_t *)c + offsetof(MD5_CTX, A), chain, 16);
	c->md5.Nl = 8 * MD5_CBLOCK;
	c->md5.Nh = 0;
	c->md5.num = 0;
}

static void
load_sha1(union ctx *c, const void *chain)
{
	memcpy((uint8_t *)c + offsetof(SHA_CTX, h0), chain, 20);
	c->sha1.Nl = 8 * SHA_CBLOCK;
	c->sha1.Nh = 0;
	c->sha1.num = 0;
}

static inline void
load_sha2_32(union ctx *c, const void *chain, unsigned int digest)
{
	memcpy(c->sha256.h, chain, 32);
	c->sha256.Nl = 8 * SHA256_CBLOCK;
	c->sha256.Nh = 0;
	c->sha256.num = 0;
	c->sha256.md_len = digest;
}

static inline void
load_sha2_64(union ctx *c, const void *chain, unsigned int digest)
{
	memcpy(c->sha512.h, chain, 64);
	c->sha512.Nl = 8 * SHA512_CBLOCK;
	c->sha512.Nh = 0;
	c->sha512.num = 0;
	c->sha512.md_len = digest;
}

static void
load_sha224(union ctx *c, const void *chain)
{
	load_sha2_32(c, chain, SHA224_DIGEST_LENGTH);
}

static void
load_sha256(union ctx *c, const void *chain)
{
	load_sha2_32(c, chain, SHA256_DIGEST_LENGTH);
}

static void
load_sha384(union ctx *c, const void *chain)
{
	load_sha2_64(c, chain, SHA384_DIGEST_LENGTH);
}

static void
load_sha512(union ctx *c, const void *chain)
{
	load_sha2_64(c, chain, SHA512_DIGEST_LENGTH);
}

/* `member` is the context in the union, `type` its type, `from` the first chaining value. */
#define HASH(name, NAME, member, type, from, block_len, chain_len, digest_len)                    \
	static void init_##name(union ctx *c)                                                     \
	{                                                                                         \
		NAME##_Init(&c->member);                                                          \
	}                                                                                         \
	static void save_##name(const union ctx *c, void *chain)                                  \
	{                                                                                         \
		memcpy(chain, (const uint8_t *)c + offsetof(type, from), chain_len);              \
	}                                                                                         \
	static void update_##name(union ctx *c, const void *data, size_t len)                     \
	{                                                                                         \
		NAME##_Update(&c->member, data, len);                                             \
	}                                                                                         \
	static void final_##name(union ctx *c, uint8_t *digest)                                   \
	{                                                                                         \
		NAME##_Final(digest, &c->member);                                                 \
	}                                                                                         \
	const struct ossl_hash crypto_ossl_##name = {                                             \
		.block = block_len, .chain = chain_len, .digest = digest_len,                     \
		.init = init_##name, .save = save_##name, .load = load_##name,                    \
		.update = update_##name, .final = final_##name,                                   \
	}

HASH(md5, MD5, md5, MD5_CTX, A, 64, 16, 16);
HASH(sha1, SHA1, sha1, SHA_CTX, h0, 64, 20, 20);
HASH(sha224, SHA224, sha256, SHA256_CTX, h, 64, 32, 28);
HASH(sha256, SHA256, sha256, SHA256_CTX, h, 64, 32, 32);
HASH(sha384, SHA384, sha512, SHA512_CTX, h, 128, 64, 48);
HASH(sha512, SHA512, sha512, SHA512_CTX, h, 128, 64, 64);

/* What a key, padded to a block and masked, leaves in the hash. */
static void
pad_chain(const struct ossl_hash *h, const uint8_t *key, uint8_t mask, uint8_t *chain)
{
	uint8_t pad[MAX_BLOCK];
	union ctx c;
	unsigned int i;

	for (i = 0; i < h->block; i++)
		pad[i] = key[i] ^ mask;
	h->init(&c);
	h->update(&c, pad, h->block);
	h->save(&c, chain);
	crypto_wipe(pad, sizeof(pad));
	crypto_wipe(&c, sizeof(c));
}

bool
crypto_ossl_expand_hmac(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			unsigned int len, void *state)
{
	const struct ossl_hash *h = row->hash;
	uint8_t whole[MAX_BLOCK] = {0}, *chain = state;
	union ctx c;

	(void)evp;
	if (len <= h->block) {
		if (len != 0)
			memcpy(whole, key, len);
	} else {
		h->init(&c);
		h->update(&c, key, len);
		h->final(&c, whole);
		crypto_wipe(&c, sizeof(c));
	}
	pad_chain(h, whole, 0x36, chain);
	pad_chain(h, whole, 0x5c, chain + row->state / 2);
	crypto_wipe(whole, sizeof(whole));
	return true;
}

struct feeding {
	const struct ossl_hash *hash;
	union ctx ctx;
};

static bool
hash_feed(void *arg, const uint8_t *in, uint32_t n)
{
	struct feeding *f = arg;

	f->hash->update(&f->ctx, in, n);
	return true;
}

static inline void
hash_data(struct feeding *f, const struct cryptop *crp, const struct cryptodesc *crd)
{
	const uint8_t *in = crypto_ossl_in(crp, crd);

	if (likely(in != NULL))
		f->hash->update(&f->ctx, in, (size_t)crd->crd_len);
	else
		crypto_ossl_feed(crp, crd, hash_feed, f);
	if (crd->crd_flags & CRD_F_ESN)
		f->hash->update(&f->ctx, &crd->crd_esn, sizeof(crd->crd_esn));
}

static inline void
hmac_digest(const struct ossl_row *row, const uint8_t *chain, const struct cryptop *crp,
	    const struct cryptodesc *crd, uint8_t *digest)
{
	const struct ossl_hash *h = row->hash;
	struct feeding f;

	f.hash = h;
	h->load(&f.ctx, chain);
	hash_data(&f, crp, crd);
	h->final(&f.ctx, digest);
	h->load(&f.ctx, chain + row->state / 2);
	h->update(&f.ctx, digest, h->digest);
	h->final(&f.ctx, digest);
}

static void
hmac_explicit(const struct ossl_row *row, const struct cryptop *crp, const struct cryptodesc *crd,
	      uint8_t *digest)
{
	struct hmac key;

	crypto_ossl_expand_hmac(row, NULL, (const uint8_t *)crd->crd_key,
				(unsigned int)crd->crd_klen / 8, &key);
	hmac_digest(row, key.inner, crp, crd, digest);
	crypto_wipe(&key, sizeof(key));
}

struct cryptodesc *
crypto_ossl_run_hmac(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
		     struct cryptodesc *crd)
{
	uint8_t digest[HASH_MAX_LEN];

	(void)lc;
	if (unlikely(crd->crd_flags & CRD_F_KEY_EXPLICIT))
		hmac_explicit(pos->row, crp, crd, digest);
	else
		hmac_digest(pos->row, pos->state, crp, crd, digest);
	return crypto_ossl_mac_end(crp, pos, crd, digest);
}

/* Writes nothing. */
struct cryptodesc *
crypto_ossl_run_null_hmac(struct ossl_lcore *lc, struct cryptop *crp, const struct ossl_pos *pos,
			  struct cryptodesc *crd)
{
	(void)lc;
	(void)crp;
	(void)pos;
	return crd->crd_next;
}
