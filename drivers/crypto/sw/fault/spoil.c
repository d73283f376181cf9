/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Wrong results. Only where the request has the driver write anyway. */

#include "plan.h"

/* A pair that decrypts verifies, with CRD_F_VERIFY or without. */
static bool
opens_aead(const struct cryptop *crp)
{
	const struct cryptodesc *crd;

	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next)
		if ((crd->crd_alg == CRYPTO_AES_NIST_GCM_16 || crd->crd_alg == CRYPTO_AES_CCM_16 ||
		     crd->crd_alg == CRYPTO_CHACHA20_POLY1305 ||
		     crd->crd_alg == CRYPTO_XCHACHA20_POLY1305) &&
		    !(crd->crd_flags & CRD_F_ENCRYPT))
			return true;
	return false;
}

static void
flip(const struct cryptop *crp, uint32_t off, uint8_t bit)
{
	uint8_t byte;

	crypto_copydata(crp, CRYPTO_OUT, off, 1, &byte);
	byte ^= bit;
	crypto_copyback(crp, off, 1, &byte);
}

static bool
spoil_mac(struct cryptop *crp, const struct cryptodesc *crd, uint8_t bit)
{
	if ((crd->crd_flags & CRD_F_VERIFY) || opens_aead(crp))
		crypto_fail(crp, EBADMSG, CRYPTO_R_MISMATCH);
	else if (crp->crp_mac != NULL)
		crp->crp_mac[0] = (char)(crp->crp_mac[0] ^ bit);
	else
		flip(crp, (uint32_t)crd->crd_inject, bit);
	return true;
}

static bool
spoil_one(struct cryptop *crp, const struct cryptodesc *crd, uint64_t random)
{
	uint8_t bit = (uint8_t)(1u << (random & 7));

	if (crypto_alg_digest(crd->crd_alg) != 0)
		return spoil_mac(crp, crd, bit);
	if (crd->crd_len == 0)
		return false;
	flip(crp, (uint32_t)crd->crd_skip + (uint32_t)((random >> 3) % (uint32_t)crd->crd_len), bit);
	return true;
}

bool
crypto_fault_spoil(struct cryptop *crp, int alg, uint64_t random)
{
	const struct cryptodesc *crd;

	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next)
		if ((alg == 0 || crd->crd_alg == alg) && spoil_one(crp, crd, random))
			return true;
	return false;
}
