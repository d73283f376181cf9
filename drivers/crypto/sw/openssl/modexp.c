/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Modular exponentiation: RSA, with and without the primes, and Diffie-Hellman. */

#include "key.h"

/* base ^ exponent mod an odd modulus, in time that depends on their lengths only. */
static bool
exp_secret(BIGNUM *r, const BIGNUM *base, const BIGNUM *exponent, const BIGNUM *mod, BN_CTX *ctx)
{
	return BN_mod_exp_mont_consttime(r, base, exponent, mod, ctx, NULL) == 1;
}

static bool
exp_public(BIGNUM *r, const BIGNUM *base, const BIGNUM *exponent, const BIGNUM *mod, BN_CTX *ctx)
{
	BN_MONT_CTX *mont;
	bool good;

	if (!BN_is_odd(mod))
		return BN_mod_exp(r, base, exponent, mod, ctx) == 1;
	mont = crypto_ossl_mont_get(mod, ctx);
	good = mont != NULL && BN_mod_exp_mont(r, base, exponent, mod, ctx, mont) == 1;
	if (mont != NULL)
		crypto_ossl_mont_put();
	return good;
}

enum ossl_key_result
crypto_ossl_mod_exp(struct ossl_key *k)
{
	const BIGNUM *base = k->in[0], *exponent = k->in[1], *mod = k->in[2];
	bool is_public = crypto_ossl_key_public(k->krp);
	BIGNUM *r = BN_CTX_get(k->ctx);

	if (r == NULL)
		return OSSL_KEY_MEMORY;
	if (BN_is_zero(mod) || (!is_public && !BN_is_odd(mod)))
		return OSSL_KEY_VALUE;
	if (!crypto_ossl_key_room(k, 0, BN_num_bytes(mod)))
		return OSSL_KEY_ROOM;
	if (BN_is_one(mod)) {
		BN_zero(r);
		return crypto_ossl_key_put(k, 0, r);
	}
	if (!(is_public ? exp_public : exp_secret)(r, base, exponent, mod, k->ctx))
		return OSSL_KEY_BROKEN;
	return crypto_ossl_key_put(k, 0, r);
}

/* ------------------------------------------------------------------ by CRT */

static bool
is_prime_like(const BIGNUM *n)
{
	return BN_is_odd(n) && !BN_is_one(n);
}

/* message ^ exponent mod prime */
static bool
half(BIGNUM *r, const BIGNUM *message, const BIGNUM *exponent, const BIGNUM *prime, BN_CTX *ctx)
{
	BN_set_flags(r, BN_FLG_CONSTTIME);
	return BN_mod(r, message, prime, ctx) == 1 && exp_secret(r, r, exponent, prime, ctx);
}

/*
 * Garner: m2 + q * ((m1 - m2) * iqmp mod p). p is added whether m1 < m2 or not: nothing is
 * asked about secrets.
 */
static bool
join(BIGNUM *r, BIGNUM *m1, const BIGNUM *m2, const struct ossl_key *k)
{
	const BIGNUM *p = k->in[0], *q = k->in[1], *iqmp = k->in[5];

	return BN_mod(r, m2, p, k->ctx) == 1 && BN_sub(r, p, r) == 1 && BN_add(m1, m1, r) == 1 &&
	       BN_mod_mul(r, m1, iqmp, p, k->ctx) == 1 && BN_mul(m1, r, q, k->ctx) == 1 &&
	       BN_add(r, m1, m2) == 1;
}

enum ossl_key_result
crypto_ossl_mod_exp_crt(struct ossl_key *k)
{
	const BIGNUM *p = k->in[0], *q = k->in[1], *message = k->in[2];
	BIGNUM *r = BN_CTX_get(k->ctx), *m1 = BN_CTX_get(k->ctx), *m2 = BN_CTX_get(k->ctx);

	if (m2 == NULL)
		return OSSL_KEY_MEMORY;
	if (!is_prime_like(p) || !is_prime_like(q))
		return OSSL_KEY_VALUE;
	if (BN_mul(r, p, q, k->ctx) != 1)
		return OSSL_KEY_BROKEN;
	if (!crypto_ossl_key_room(k, 0, BN_num_bytes(r)))
		return OSSL_KEY_ROOM;
	if (!half(m1, message, k->in[3], p, k->ctx) || !half(m2, message, k->in[4], q, k->ctx) ||
	    !join(r, m1, m2, k))
		return OSSL_KEY_BROKEN;
	return crypto_ossl_key_put(k, 0, r);
}

/* ---------------------------------------------------------- Diffie-Hellman */

/* 1 and p - 1 would give the peer's key away, or make it for everybody: RFC 2631 2.1.5. */
enum ossl_key_result
crypto_ossl_dh(struct ossl_key *k)
{
	const BIGNUM *priv = k->in[0], *pub = k->in[1], *p = k->in[2];
	BIGNUM *r = BN_CTX_get(k->ctx);

	if (r == NULL)
		return OSSL_KEY_MEMORY;
	if (!is_prime_like(p) || BN_is_zero(priv) || BN_is_zero(pub) || BN_is_one(pub))
		return OSSL_KEY_VALUE;
	if (BN_sub(r, p, BN_value_one()) != 1)
		return OSSL_KEY_BROKEN;
	if (BN_cmp(pub, r) >= 0)
		return OSSL_KEY_VALUE;
	if (!crypto_ossl_key_room(k, 0, BN_num_bytes(p)))
		return OSSL_KEY_ROOM;
	if (!exp_secret(r, pub, priv, p, k->ctx))
		return OSSL_KEY_BROKEN;
	return crypto_ossl_key_put(k, 0, r);
}
