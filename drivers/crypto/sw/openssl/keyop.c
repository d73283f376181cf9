/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Key operations: parameters in, results out, and the table of what there is. */

#include <openssl/err.h>

#include "key.h"
#include "ossl.h"

/* clang-format off */
static const struct key_row {
	enum ossl_key_result (*run)(struct ossl_key *k);
	unsigned int secret; /* bit i: parameter i */
	bool digest;         /* parameter 0 is no number but bytes */
} rows[] = {
	[CRK_MOD_EXP] = {crypto_ossl_mod_exp, 0x2, false}, /* if it is no public exponent */
	[CRK_MOD_EXP_CRT] = {crypto_ossl_mod_exp_crt, 0x3b, false},
	[CRK_DSA_SIGN] = {crypto_ossl_dsa_sign, 0x10, true},
	[CRK_DSA_VERIFY] = {crypto_ossl_dsa_verify, 0, true},
	[CRK_DH_COMPUTE_KEY] = {crypto_ossl_dh, 0x1, false},
};

static const struct {
	int status;
	enum crypto_reason reason;
} verdicts[OSSL_KEY_RESULTS] = {
	[OSSL_KEY_OK] = {0, CRYPTO_R_NONE},
	[OSSL_KEY_VALUE] = {EINVAL, CRYPTO_R_PARAM_VALUE},
	[OSSL_KEY_ROOM] = {EINVAL, CRYPTO_R_PARAM_ROOM},
	[OSSL_KEY_MISMATCH] = {EBADMSG, CRYPTO_R_MISMATCH},
	[OSSL_KEY_MEMORY] = {ENOMEM, CRYPTO_R_MEMORY},
	[OSSL_KEY_BROKEN] = {EIO, CRYPTO_R_ENGINE},
};
/* clang-format on */

#define PUBLIC_BITS 64

static int
bytes(const struct crparam *param)
{
	return (int)((param->crp_nbits + 7) / 8);
}

bool
crypto_ossl_key_public(const struct cryptkop *krp)
{
	return krp->krp_op == CRK_MOD_EXP && krp->krp_param[1].crp_nbits <= PUBLIC_BITS;
}

bool
crypto_ossl_key_room(const struct ossl_key *k, unsigned int i, int len)
{
	return bytes(&k->krp->krp_param[k->krp->krp_iparams + i]) >= len;
}

enum ossl_key_result
crypto_ossl_key_put(const struct ossl_key *k, unsigned int i, const BIGNUM *value)
{
	const struct crparam *out = &k->krp->krp_param[k->krp->krp_iparams + i];

	return BN_bn2lebinpad(value, (unsigned char *)out->crp_p, bytes(out)) == bytes(out) ?
		       OSSL_KEY_OK :
		       OSSL_KEY_BROKEN;
}

/* The inputs as numbers; a digest is left to who knows how much of it counts. */
static bool
load(struct ossl_key *k, const struct key_row *row)
{
	const struct cryptkop *krp = k->krp;
	unsigned int i, secret = crypto_ossl_key_public(krp) ? 0 : row->secret;

	for (i = row->digest ? 1 : 0; i < krp->krp_iparams; i++) {
		const struct crparam *in = &krp->krp_param[i];

		k->in[i] = BN_CTX_get(k->ctx);
		if (k->in[i] == NULL ||
		    BN_lebin2bn((const unsigned char *)in->crp_p, bytes(in), k->in[i]) == NULL)
			return false;
		if (secret & 1u << i)
			BN_set_flags(k->in[i], BN_FLG_CONSTTIME);
	}
	return true;
}

/* Freeing the context wipes all numbers that it gave. */
int
crypto_ossl_kprocess(void *arg, struct cryptkop *krp)
{
	const struct key_row *row = &rows[krp->krp_op];
	struct ossl_key k = {.krp = krp, .ctx = BN_CTX_secure_new_ex(arg)};
	enum ossl_key_result result = OSSL_KEY_MEMORY;

	if (k.ctx != NULL) {
		BN_CTX_start(k.ctx);
		if (load(&k, row))
			result = row->run(&k);
		BN_CTX_end(k.ctx);
		BN_CTX_free(k.ctx);
	}
	if (result != OSSL_KEY_OK)
		ERR_clear_error();
	crypto_kfail(krp, verdicts[result].status, verdicts[result].reason);
	crypto_kdone(krp);
	return 0;
}
