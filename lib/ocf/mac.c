/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * IVs out of and into buffers, and the end of MACs: write the digest or compare it.
 */

#include <string.h>

#include "ocf_private.h"

const uint8_t *
crypto_iv_fetch(struct cryptop *crp, struct cryptodesc *crd, uint32_t ivlen)
{
	int how = crd->crd_flags & (CRD_F_ENCRYPT | CRD_F_IV_PRESENT);
	uint32_t off = (uint32_t)crd->crd_inject;

	if (how == CRD_F_ENCRYPT) /* validation made it */
		return crd->crd_lib;
	if (how & CRD_F_ENCRYPT)
		off = (uint32_t)crd->crd_skip - ivlen;
	crypto_read(crp, crd, off, RTE_MIN(ivlen, (uint32_t)CRYPTO_LIB_IVLEN), crd->crd_lib);
	return crd->crd_lib;
}

void
crypto_iv_store(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *iv,
		uint32_t ivlen)
{
	crypto_copyback(crp, (uint32_t)crd->crd_inject, ivlen, iv);
}

/* Compare with crp_mac or, of the input, the bytes at inject. */
static bool
digest_matches(const struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *mac,
	       uint32_t mlen)
{
	uint8_t theirs[HASH_MAX_LEN];

	if (crp->crp_mac != NULL)
		return crypto_equal(mac, crp->crp_mac, mlen);
	crypto_copydata(crp, CRYPTO_IN, (uint32_t)crd->crd_inject, mlen, theirs);
	return crypto_equal(mac, theirs, mlen);
}

int
crypto_tag_finish(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *tag,
		  uint32_t mlen, bool verify)
{
	if (mlen > HASH_MAX_LEN)
		mlen = HASH_MAX_LEN;
	if (verify) {
		if (digest_matches(crp, crd, tag, mlen))
			return 0;
		crypto_fail(crp, EBADMSG, CRYPTO_R_MISMATCH);
		return EBADMSG;
	}
	if (crp->crp_mac != NULL)
		memcpy(crp->crp_mac, tag, mlen);
	else
		crypto_copyback(crp, (uint32_t)crd->crd_inject, mlen, tag);
	return 0;
}

int
crypto_mac_finish(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *mac,
		  uint32_t mlen)
{
	return crypto_tag_finish(crp, crd, mac, mlen, (crd->crd_flags & CRD_F_VERIFY) != 0);
}
