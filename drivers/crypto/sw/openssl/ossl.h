/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _CRYPTO_OSSL_H_
#define _CRYPTO_OSSL_H_

/*
 * What the files of the openssl driver share. Nouns:
 *
 *   row       an algorithm: one line of the table in openssl.c
 *   session   keys and parameters only; read by all lcores, written by none
 *   position  one algorithm of a session
 *   context   a keyed EVP_CIPHER_CTX; each lcore has its own, in a bounded cache
 */

#define OPENSSL_SUPPRESS_DEPRECATED /* low-level digests: HMAC costs half of EVP_MAC's */
#include <openssl/evp.h>

#include <rte_branch_prediction.h>
#include <rte_common.h>
#include <rte_spinlock.h>

#include <opencrypto/driver.h>

#define OSSL_TAG_LEN 16
#define OSSL_MAX_STATE 128 /* bytes that any algorithm's expanded key takes */

/* Ciphers fetched once per process. */
enum ossl_evp {
	OSSL_EVP_NONE = 0,
	OSSL_EVP_DES_EDE3_CBC,
	OSSL_EVP_AES_128_ECB,
	OSSL_EVP_AES_192_ECB,
	OSSL_EVP_AES_256_ECB,
	OSSL_EVP_AES_128_CBC,
	OSSL_EVP_AES_192_CBC,
	OSSL_EVP_AES_256_CBC,
	OSSL_EVP_AES_128_CTR,
	OSSL_EVP_AES_192_CTR,
	OSSL_EVP_AES_256_CTR,
	OSSL_EVP_AES_128_XTS,
	OSSL_EVP_AES_256_XTS,
	OSSL_EVP_AES_128_GCM,
	OSSL_EVP_AES_192_GCM,
	OSSL_EVP_AES_256_GCM,
	OSSL_EVP_AES_128_CCM,
	OSSL_EVP_AES_192_CCM,
	OSSL_EVP_AES_256_CCM,
	OSSL_EVP_CHACHA20_POLY1305,
	OSSL_EVP_MAX,
};

enum ossl_kind {
	OSSL_CIPHER,
	OSSL_AEAD, /* cipher half of an AEAD */
	OSSL_AUTH, /* auth half of an AEAD */
	OSSL_MAC,
};

struct ossl_aead;
struct ossl_lcore;
struct ossl_pos;

/*
 * Carry out a descriptor.
 * Returns the next descriptor; NULL: none is left, or it failed and crp_etype is set.
 */
typedef struct cryptodesc *(*ossl_run_t)(struct ossl_lcore *lc, struct cryptop *crp,
					 const struct ossl_pos *pos, struct cryptodesc *crd);

enum ossl_result {
	OSSL_OK,
	OSSL_MISMATCH,
	OSSL_BROKEN,
	OSSL_NO_MEMORY,
};

struct ossl_row {
	int id;
	enum ossl_kind kind;
	uint8_t block;      /* unit that a context takes; 0: all data in one call */
	uint8_t enc_only;   /* contexts are keyed to encrypt for both directions */
	uint16_t ivmax;     /* longest IV that this row can do */
	uint16_t state;     /* bytes of expanded key in the session */
	uint8_t iv_param;   /* contexts must be told the IV length */
	uint8_t tag_param;  /* contexts must be told the tag length */
	uint8_t spills;     /* the engine leaves round keys on the stack */
	uint16_t pair[3];   /* AEAD: ids of the other half */
	struct {
		uint16_t bits;
		uint8_t evp;
	} keys[3];          /* none: a key of any length */
	const struct ossl_hash *hash;
	ossl_run_t run;
	enum ossl_result (*crypt)(struct ossl_aead *op); /* AEAD: text, AAD and tag */
	/* Keys as the data path wants them; false: the engine failed. */
	bool (*expand)(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
		       unsigned int len, void *state);
};

/* One position of a session: one cache line. */
struct ossl_pos {
	ossl_run_t run;
	const struct ossl_row *row;
	const void *state;   /* expanded key, NULL: every request brings its own */
	uint64_t ctx_key;    /* names its contexts in the caches; bit 0 is free: encrypts */
	EVP_CIPHER *evp;     /* of the session's key length */
	const struct ossl_pos *other; /* AEAD: the other half's position */
	uint16_t ivlen;
	uint8_t mlen;        /* bytes written or compared; of both halves of an AEAD */
} __attribute__((aligned(64)));

struct ossl_session {
	uint64_t number; /* of this process, never used twice */
	uint32_t npos;
	struct ossl_pos pos[];
};

/* ------------------------------------------------------------ openssl.c */

extern EVP_CIPHER *crypto_ossl_evp[OSSL_EVP_MAX];

/* The row that can do an algorithm with IVs of ivlen bytes, alone or as half of an AEAD; NULL. */
const struct ossl_row *crypto_ossl_row(int id, bool paired, unsigned int ivlen);
/* The cipher for a key of that many bits, NULL: no such key, or none is needed. */
EVP_CIPHER *crypto_ossl_row_evp(const struct ossl_row *row, int bits);

/* ------------------------------------------------------------ session.c */

size_t crypto_ossl_session_size(void *arg, const struct cryptoini *cri);
int crypto_ossl_session_init(void *arg, void *area, const struct cryptoini *cri);
void crypto_ossl_session_fini(void *arg, void *area);

/* ------------------------------------------------------------ context.c */

#define OSSL_CACHE_SETS 128
#define OSSL_CACHE_WAYS 8 /* names of a set fill one cache line */

struct ossl_set {
	/* w lcore under the lock, w control thread under the lock (0 only), r lcore */
	uint64_t name[OSSL_CACHE_WAYS];
	EVP_CIPHER_CTX *ctx[OSSL_CACHE_WAYS];
} __attribute__((aligned(64)));

struct ossl_lcore {
	struct ossl_set set[OSSL_CACHE_SETS];
	uint8_t oldest[OSSL_CACHE_SETS]; /* way to evict next */
	EVP_CIPHER_CTX *scratch;         /* keyed for one request (KEY_EXPLICIT) */
	uint8_t *bounce;                 /* one piece for engines that need it */
	size_t bounce_size;
	/* changes of the cache: the lcore's misses against sessions that end */
	rte_spinlock_t lock;
	struct ossl_lcore *next; /* all contexts of the process */
};

int crypto_ossl_attach(void *arg, unsigned int lcore, int socket, void **ctx);
void crypto_ossl_detach(void *arg, void *ctx);

/* Wipe a session's contexts on all lcores. None of its requests is left. */
void crypto_ossl_ctx_forget(const struct ossl_session *ses);
/* The slow halves of crypto_ossl_ctx(). */
EVP_CIPHER_CTX *crypto_ossl_ctx_miss(struct ossl_lcore *lc, const struct ossl_pos *pos,
				     bool encrypt);
EVP_CIPHER_CTX *crypto_ossl_ctx_explicit(struct ossl_lcore *lc, const struct ossl_pos *pos,
					 const struct cryptodesc *crd, bool encrypt);
/* The slow half of crypto_ossl_ctx_done(). */
void crypto_ossl_ctx_wipe(struct ossl_lcore *lc);
/* An engine call failed: nobody shall meet this context again. */
void crypto_ossl_ctx_drop(struct ossl_lcore *lc, EVP_CIPHER_CTX *ctx);
/* Memory of len bytes in one piece, NULL; wiped by crypto_ossl_unbounce(). */
uint8_t *crypto_ossl_bounce(struct ossl_lcore *lc, size_t len);
void crypto_ossl_unbounce(struct ossl_lcore *lc, size_t len);

static inline struct ossl_set *
crypto_ossl_set(struct ossl_lcore *lc, uint64_t name)
{
	return &lc->set[(name * UINT64_C(0x9e3779b97f4a7c15) >> 32) % OSSL_CACHE_SETS];
}

/* This lcore's context for a descriptor, keyed, without an IV; NULL: the engine failed. */
static inline EVP_CIPHER_CTX *
crypto_ossl_ctx(struct ossl_lcore *lc, const struct ossl_pos *pos, const struct cryptodesc *crd,
		bool encrypt)
{
	uint64_t name = pos->ctx_key | encrypt;
	struct ossl_set *set = crypto_ossl_set(lc, name);
	unsigned int i;

	if (unlikely(crd->crd_flags & CRD_F_KEY_EXPLICIT))
		return crypto_ossl_ctx_explicit(lc, pos, crd, encrypt);
	for (i = 0; i < OSSL_CACHE_WAYS; i++)
		if (__atomic_load_n(&set->name[i], __ATOMIC_RELAXED) == name)
			return set->ctx[i];
	return crypto_ossl_ctx_miss(lc, pos, encrypt);
}

/* The descriptor does not need its context any more. */
static inline void
crypto_ossl_ctx_done(struct ossl_lcore *lc, const struct cryptodesc *crd)
{
	if (unlikely(crd->crd_flags & CRD_F_KEY_EXPLICIT))
		crypto_ossl_ctx_wipe(lc);
}

/* ------------------------------------------------------------- stream.c */

/* Takes n bytes; false: the engine failed. */
typedef bool (*ossl_feed_t)(void *arg, const uint8_t *in, uint32_t n);
/* Turns n bytes into as many; false: the engine failed. */
typedef bool (*ossl_text_t)(void *arg, uint8_t *out, const uint8_t *in, uint32_t n);

/* Feed what a descriptor reads, piece by piece. */
bool crypto_ossl_feed(const struct cryptop *crp, const struct cryptodesc *crd, ossl_feed_t feed,
		      void *arg);
/* Transform what a descriptor names, piece by piece, in multiples of block bytes. */
bool crypto_ossl_text(const struct cryptop *crp, const struct cryptodesc *crd,
		      unsigned int block, ossl_text_t text, void *arg);

/* Input and output of a descriptor if both are in one piece, else *in is NULL. */
void crypto_ossl_whole(const struct cryptop *crp, const struct cryptodesc *crd,
		       const uint8_t **in, uint8_t **out);

/* A context, its IV set, as ossl_text_t and (for AAD) as ossl_feed_t. */
static inline bool
crypto_ossl_evp_text(void *ctx, uint8_t *out, const uint8_t *in, uint32_t n)
{
	return EVP_Cipher(ctx, out, in, n) > 0;
}

static inline bool
crypto_ossl_evp_aad(void *ctx, const uint8_t *in, uint32_t n)
{
	return n == 0 || EVP_Cipher(ctx, NULL, in, n) > 0;
}

static inline bool
crypto_ossl_encrypts(const struct cryptodesc *crd)
{
	return (crd->crd_flags & CRD_F_ENCRYPT) != 0;
}

/* What the descriptor reads in one piece, or NULL. */
static inline const uint8_t *
crypto_ossl_in(const struct cryptop *crp, const struct cryptodesc *crd)
{
	uint32_t skip = (uint32_t)crd->crd_skip, len = (uint32_t)crd->crd_len;

	if (likely(crp->crp_obuf == NULL || crd == crp->crp_desc))
		return crypto_ptr(crp, CRYPTO_IN, skip, len);
	return crypto_read_ptr(crp, crd, skip, len);
}

/* Where it writes in one piece, or NULL. */
static inline uint8_t *
crypto_ossl_out(const struct cryptop *crp, const struct cryptodesc *crd)
{
	return crypto_ptr(crp, CRYPTO_OUT, (uint32_t)crd->crd_skip, (uint32_t)crd->crd_len);
}

/* ------------------------------------- cipher.c, aead.c, ccm.c, gcm_long.c, hmac.c, mac.c */

struct cryptodesc *crypto_ossl_run_cipher(struct ossl_lcore *lc, struct cryptop *crp,
					  const struct ossl_pos *pos, struct cryptodesc *crd);
struct cryptodesc *crypto_ossl_run_null(struct ossl_lcore *lc, struct cryptop *crp,
					const struct ossl_pos *pos, struct cryptodesc *crd);
bool crypto_ossl_expand_copy(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			     unsigned int len, void *state);
bool crypto_ossl_expand_des(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			    unsigned int len, void *state);

/* One AEAD operation. */
struct ossl_aead {
	struct ossl_lcore *lc;
	const struct cryptop *crp;
	const struct ossl_pos *pos; /* cipher half */
	const struct cryptodesc *text, *auth;
	EVP_CIPHER_CTX *ctx;
	const uint8_t *iv;
	bool encrypt;
	uint8_t tag[OSSL_TAG_LEN]; /* decryption: the expected one; encryption: receives it */
};

enum ossl_result crypto_ossl_crypt_stream(struct ossl_aead *op);
enum ossl_result crypto_ossl_crypt_ccm(struct ossl_aead *op);
enum ossl_result crypto_ossl_crypt_gcm_long(struct ossl_aead *op);
struct cryptodesc *crypto_ossl_run_aead(struct ossl_lcore *lc, struct cryptop *crp,
					const struct ossl_pos *pos, struct cryptodesc *crd);
struct cryptodesc *crypto_ossl_run_auth(struct ossl_lcore *lc, struct cryptop *crp,
					const struct ossl_pos *pos, struct cryptodesc *crd);

struct cryptodesc *crypto_ossl_run_hmac(struct ossl_lcore *lc, struct cryptop *crp,
					const struct ossl_pos *pos, struct cryptodesc *crd);
struct cryptodesc *crypto_ossl_run_null_hmac(struct ossl_lcore *lc, struct cryptop *crp,
					     const struct ossl_pos *pos, struct cryptodesc *crd);
bool crypto_ossl_expand_hmac(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			     unsigned int len, void *state);
extern const struct ossl_hash crypto_ossl_md5, crypto_ossl_sha1, crypto_ossl_sha224,
	crypto_ossl_sha256, crypto_ossl_sha384, crypto_ossl_sha512;

struct cryptodesc *crypto_ossl_run_gmac(struct ossl_lcore *lc, struct cryptop *crp,
					const struct ossl_pos *pos, struct cryptodesc *crd);
struct cryptodesc *crypto_ossl_run_gmac_long(struct ossl_lcore *lc, struct cryptop *crp,
					     const struct ossl_pos *pos, struct cryptodesc *crd);
struct cryptodesc *crypto_ossl_run_cmac(struct ossl_lcore *lc, struct cryptop *crp,
					const struct ossl_pos *pos, struct cryptodesc *crd);
bool crypto_ossl_expand_cmac(const struct ossl_row *row, EVP_CIPHER *evp, const uint8_t *key,
			     unsigned int len, void *state);

/* ------------------------------------------------------------ process.c */

unsigned int crypto_ossl_process_burst(void *ctx, struct cryptop **crps, unsigned int n);
/* Zero what the ciphers before descriptor `end` wrote. */
void crypto_ossl_reject(const struct cryptop *crp, const struct cryptodesc *end);
/* A MAC stands in mac: write or compare it. @return as a run function. */
struct cryptodesc *crypto_ossl_mac_end(struct cryptop *crp, const struct ossl_pos *pos,
				       struct cryptodesc *crd, const uint8_t *mac);
/* An engine call failed at the descriptor before `end`. @return NULL */
struct cryptodesc *crypto_ossl_broken(struct ossl_lcore *lc, struct cryptop *crp,
				      const struct cryptodesc *end, EVP_CIPHER_CTX *ctx);

#endif /* _CRYPTO_OSSL_H_ */
