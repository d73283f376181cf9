/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * DSA, FIPS 186-4 section 4. k, its inverse and the private key are secret: k's length is
 * hidden before it is an exponent, and what is multiplied with the private key is blinded.
 */

#include <openssl/rand.h>

#include "key.h"

#define MIN_Q_BITS 160
#define MAX_Q_BITS 512
#define TRIES 8 /* r or s is 0 once in 2^160 for sound numbers: then another k is tried */

/* The domain: p, q, g. */
static bool
is_sound(const struct ossl_key *k)
{
	const BIGNUM *p = k->in[1], *q = k->in[2], *g = k->in[3];

	return BN_is_odd(p) && BN_is_odd(q) && BN_num_bits(q) >= MIN_Q_BITS &&
	       BN_num_bits(q) <= MAX_Q_BITS && BN_cmp(q, p) < 0 && !BN_is_zero(g) &&
	       !BN_is_one(g) && BN_cmp(g, p) < 0;
}

/* Is 0 < n < limit? */
static bool
is_within(const BIGNUM *n, const BIGNUM *limit)
{
	return !BN_is_zero(n) && BN_cmp(n, limit) < 0;
}

/* The leftmost bits of the digest, as many as q has. */
static bool
load_digest(const struct ossl_key *k, BIGNUM *z)
{
	const struct crparam *in = &k->krp->krp_param[0];
	int bits = BN_num_bits(k->in[2]), len = (int)((in->crp_nbits + 7) / 8);

	if (len > (bits + 7) / 8)
		len = (bits + 7) / 8;
	return BN_bin2bn((const unsigned char *)in->crp_p, len, z) != NULL &&
	       (8 * len <= bits || BN_rshift(z, z, 8 * len - bits) == 1);
}

/* ------------------------------------------------------------------ signing */

struct signing {
	BIGNUM *z, *nonce, *inverse, *blind, *t, *longer[2];
	BIGNUM *r, *s;
};

static bool
signing_new(struct signing *n, BN_CTX *ctx)
{
	n->z = BN_CTX_get(ctx);
	n->nonce = BN_CTX_get(ctx);
	n->inverse = BN_CTX_get(ctx);
	n->blind = BN_CTX_get(ctx);
	n->t = BN_CTX_get(ctx);
	n->longer[0] = BN_CTX_get(ctx);
	n->longer[1] = BN_CTX_get(ctx);
	n->r = BN_CTX_get(ctx);
	n->s = BN_CTX_get(ctx);
	if (n->s == NULL)
		return false;
	BN_set_flags(n->nonce, BN_FLG_CONSTTIME);
	BN_set_flags(n->inverse, BN_FLG_CONSTTIME);
	BN_set_flags(n->blind, BN_FLG_CONSTTIME);
	BN_set_flags(n->longer[0], BN_FLG_CONSTTIME);
	BN_set_flags(n->longer[1], BN_FLG_CONSTTIME);
	return true;
}

/* n^-1 mod the prime q, by Fermat: the time tells nothing of n. */
static bool
invert(BIGNUM *r, const BIGNUM *n, const BIGNUM *q, BIGNUM *t, BN_CTX *ctx)
{
	return BN_copy(t, q) != NULL && BN_sub_word(t, 2) == 1 &&
	       BN_mod_exp_mont_consttime(r, n, t, q, ctx, NULL) == 1;
}

/*
 * r = (g ^ k mod p) mod q. Both k + q and k + 2q are made; the exponent is the one that is
 * one bit longer than q, whatever k is.
 */
static bool
make_r(const struct ossl_key *k, struct signing *n)
{
	const BIGNUM *p = k->in[1], *q = k->in[2], *g = k->in[3];
	int bits = BN_num_bits(q);

	return BN_add(n->longer[1], n->nonce, q) == 1 &&
	       BN_add(n->longer[0], n->longer[1], q) == 1 &&
	       BN_mod_exp_mont_consttime(n->r, g, n->longer[BN_is_bit_set(n->longer[1], bits)], p,
					 k->ctx, NULL) == 1 &&
	       BN_mod(n->r, n->r, q, k->ctx) == 1;
}

/* s = (b * z + b * x * r) / k / b mod q, b being random. */
static bool
make_s(const struct ossl_key *k, struct signing *n)
{
	const BIGNUM *q = k->in[2], *x = k->in[4];
	BN_CTX *ctx = k->ctx;

	if (BN_priv_rand_range_ex(n->blind, q, 0, ctx) != 1 || BN_is_zero(n->blind))
		return false;
	return invert(n->inverse, n->nonce, q, n->t, ctx) &&
	       BN_mod_mul(n->s, n->blind, x, q, ctx) == 1 &&
	       BN_mod_mul(n->s, n->s, n->r, q, ctx) == 1 &&
	       BN_mod_mul(n->t, n->blind, n->z, q, ctx) == 1 &&
	       BN_mod_add(n->s, n->s, n->t, q, ctx) == 1 &&
	       BN_mod_mul(n->s, n->s, n->inverse, q, ctx) == 1 &&
	       invert(n->inverse, n->blind, q, n->t, ctx) &&
	       BN_mod_mul(n->s, n->s, n->inverse, q, ctx) == 1;
}

/* k comes from the CSPRNG, hashed with the private key and the digest. */
static bool
sign_once(const struct ossl_key *k, struct signing *n)
{
	const struct crparam *digest = &k->krp->krp_param[0];

	return BN_generate_dsa_nonce(n->nonce, k->in[2], k->in[4],
				     (const unsigned char *)digest->crp_p,
				     (digest->crp_nbits + 7) / 8, k->ctx) == 1 &&
	       make_r(k, n) && make_s(k, n);
}

enum ossl_key_result
crypto_ossl_dsa_sign(struct ossl_key *k)
{
	struct signing n = {0};
	enum ossl_key_result result;
	int i, len = BN_num_bytes(k->in[2]);

	if (!signing_new(&n, k->ctx))
		return OSSL_KEY_MEMORY;
	if (!is_sound(k) || !is_within(k->in[4], k->in[2]))
		return OSSL_KEY_VALUE;
	if (!crypto_ossl_key_room(k, 0, len) || !crypto_ossl_key_room(k, 1, len))
		return OSSL_KEY_ROOM;
	if (!load_digest(k, n.z))
		return OSSL_KEY_BROKEN;
	for (i = 0; i < TRIES; i++) {
		if (!sign_once(k, &n))
			return OSSL_KEY_BROKEN;
		if (BN_is_zero(n.r) || BN_is_zero(n.s))
			continue;
		result = crypto_ossl_key_put(k, 0, n.r);
		return result == OSSL_KEY_OK ? crypto_ossl_key_put(k, 1, n.s) : result;
	}
	return OSSL_KEY_VALUE;
}

/* ---------------------------------------------------------------- verifying */

/* v = (g ^ u1 * y ^ u2 mod p) mod q */
static bool
make_v(BIGNUM *v, const BIGNUM *u1, const BIGNUM *u2, const struct ossl_key *k)
{
	const BIGNUM *p = k->in[1], *q = k->in[2], *g = k->in[3], *y = k->in[4];
	BN_MONT_CTX *mont = crypto_ossl_mont_get(p, k->ctx);
	bool good;

	if (mont == NULL)
		return false;
	good = BN_mod_exp2_mont(v, g, u1, y, u2, p, k->ctx, mont) == 1;
	crypto_ossl_mont_put();
	return good && BN_mod(v, v, q, k->ctx) == 1;
}

enum ossl_key_result
crypto_ossl_dsa_verify(struct ossl_key *k)
{
	const BIGNUM *p = k->in[1], *q = k->in[2], *r = k->in[5], *s = k->in[6];
	BIGNUM *z = BN_CTX_get(k->ctx), *u1 = BN_CTX_get(k->ctx), *w = BN_CTX_get(k->ctx);
	BIGNUM *v = BN_CTX_get(k->ctx);

	if (v == NULL)
		return OSSL_KEY_MEMORY;
	if (!is_sound(k) || !is_within(k->in[4], p))
		return OSSL_KEY_VALUE;
	if (!is_within(r, q) || !is_within(s, q) || BN_mod_inverse(w, s, q, k->ctx) == NULL)
		return OSSL_KEY_MISMATCH;
	if (!load_digest(k, z) || BN_mod_mul(u1, z, w, q, k->ctx) != 1 ||
	    BN_mod_mul(w, r, w, q, k->ctx) != 1 || !make_v(v, u1, w, k))
		return OSSL_KEY_BROKEN;
	return BN_cmp(v, r) == 0 ? OSSL_KEY_OK : OSSL_KEY_MISMATCH;
}
