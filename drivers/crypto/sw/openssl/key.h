/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _CRYPTO_OSSL_KEY_H_
#define _CRYPTO_OSSL_KEY_H_

/*
 * Key operations. They come on one thread at a time, which is no lcore; but from a driver
 * that stands on this one another thread may come at the same time.
 */

#include <stdbool.h>

#include <openssl/bn.h>

#include <opencrypto/driver.h>

#define OSSL_KEY_MAX_BITS 16384 /* OpenSSL's own limit for RSA */

enum ossl_key_result {
	OSSL_KEY_OK,
	OSSL_KEY_VALUE,    /* not defined for these numbers */
	OSSL_KEY_ROOM,     /* the result may not fit */
	OSSL_KEY_MISMATCH, /* a signature does not verify */
	OSSL_KEY_MEMORY,
	OSSL_KEY_BROKEN, /* the engine failed */
	OSSL_KEY_RESULTS
};

/* One operation under way. Its numbers live in ctx and are wiped with it. */
struct ossl_key {
	struct cryptkop *krp;
	BN_CTX *ctx;
	BIGNUM *in[CRK_MAXPARAM]; /* those marked secret have BN_FLG_CONSTTIME */
};

/* -------------------------------------------------------------- keyop.c */

int crypto_ossl_kprocess(void *arg, struct cryptkop *krp);
/* Is its exponent no secret? */
bool crypto_ossl_key_public(const struct cryptkop *krp);
/* Are there len bytes for the first (0) or second (1) result? */
bool crypto_ossl_key_room(const struct ossl_key *k, unsigned int i, int len);
/* Write a result, zero-filled. */
enum ossl_key_result crypto_ossl_key_put(const struct ossl_key *k, unsigned int i,
					 const BIGNUM *value);

/* --------------------------------------------------------- modexp.c dsa.c */

enum ossl_key_result crypto_ossl_mod_exp(struct ossl_key *k);
enum ossl_key_result crypto_ossl_mod_exp_crt(struct ossl_key *k);
enum ossl_key_result crypto_ossl_dh(struct ossl_key *k);
enum ossl_key_result crypto_ossl_dsa_sign(struct ossl_key *k);
enum ossl_key_result crypto_ossl_dsa_verify(struct ossl_key *k);

/* ---------------------------------------------------------------- mont.c */

/*
 * The Montgomery state of an odd public modulus, out of a bounded cache; NULL: no memory. Until
 * crypto_ossl_mont_put() no other thread gets one.
 */
BN_MONT_CTX *crypto_ossl_mont_get(const BIGNUM *mod, BN_CTX *ctx);
void crypto_ossl_mont_put(void);
/* Wipe them all. */
void crypto_ossl_mont_fini(void);

#endif /* _CRYPTO_OSSL_KEY_H_ */
