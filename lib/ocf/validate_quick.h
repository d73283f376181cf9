/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _VALIDATE_QUICK_H_
#define _VALIDATE_QUICK_H_

/*
 * The quick check of the usual request.
 *
 * It answers "sound" or "do not know"; then crypto_validate() decides, which alone has all
 * the rules and their reasons. Usual is: all algorithms of a session of one or two, in
 * either order; session keys; the first piece of the buffer holds everything; in place; an
 * IV that is explicit or, on decryption, at inject. No number is negative, so their sums
 * do not wrap around.
 */

#ifdef __SSE4_1__
#include <smmintrin.h>
#endif

#include <rte_mbuf.h>

#include "ocf_private.h"

#define CRYPTO_QUICK_FLAGS                                                                        \
	(CRYPTO_F_IMBUF | CRYPTO_F_REL | CRYPTO_F_BATCH | CRYPTO_F_CBIMM | CRYPTO_F_DONE |        \
	 CRYPTO_F_CBIFSYNC)

#define CRYPTO_MAP_ONE 0x8u   /* the session's only algorithm */
#define CRYPTO_MAP_TWO 0x98u  /* its two, in its order */
#define CRYPTO_MAP_SWAP 0x89u /* the second first */

/* Have skip, len, inject and flags none of the forbidden bits? */
static inline bool
quick_bits(const struct crypto_quick *q, const struct cryptodesc *crd)
{
	crypto_vec4 v = *(const crypto_vec4 *)(const void *)crd;

#ifdef __SSE4_1__
	return likely(_mm_testz_si128((__m128i)v, (__m128i)q->forbid));
#else
	v &= q->forbid;
	return likely((v[0] | v[1] | v[2] | v[3]) == 0);
#endif
}

static inline bool
quick_desc(const struct crypto_quick *q, const struct cryptodesc *crd, uint32_t ilen)
{
	const uint32_t iv = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT;

	return quick_bits(q, crd) &&
	       likely((uint32_t)crd->crd_skip + (uint32_t)crd->crd_len <= ilen) &&
	       likely((uint32_t)crd->crd_inject + q->room <= ilen) &&
	       likely(((uint32_t)crd->crd_flags & iv) != q->iv) &&
	       likely((uint32_t)crd->crd_alg == q->alg) && likely(crd->crd_pos == 0) &&
	       likely(crd->crd_aad == NULL);
}

/* An AEAD that encrypts has nothing to verify. */
static inline bool
quick_seal(const struct crypto_session *ses, const struct cryptodesc *one,
	   const struct cryptodesc *two)
{
	int flags = one->crd_flags | two->crd_flags;

	return ses->has_aead && (flags & CRD_F_VERIFY) && (flags & CRD_F_ENCRYPT);
}

/* @return crp_map, 0 = do not know. */
static inline uint32_t
quick_descs(const struct crypto_session *ses, const struct cryptop *crp, uint32_t ilen)
{
	const struct cryptodesc *one = crp->crp_desc, *two;
	const struct crypto_quick *q = ses->q;

	if (unlikely(one == NULL))
		return 0;
	two = one->crd_next;
	if (two == NULL)
		return likely(ses->quick == 1) && quick_desc(q, one, ilen) ? CRYPTO_MAP_ONE : 0;
	if (unlikely(ses->quick != 2 || two->crd_next != NULL || quick_seal(ses, one, two)))
		return 0;
	if (likely((uint32_t)one->crd_alg == q[0].alg))
		return quick_desc(&q[0], one, ilen) && quick_desc(&q[1], two, ilen) ?
			       CRYPTO_MAP_TWO : 0;
	return quick_desc(&q[1], one, ilen) && quick_desc(&q[0], two, ilen) ? CRYPTO_MAP_SWAP : 0;
}

/* Sets crp_map and crp_data when the answer is "sound". */
static inline bool
crypto_validate_quick(const struct crypto_session *ses, struct cryptop *crp)
{
	uint32_t len = (uint32_t)crp->crp_ilen, map = quick_descs(ses, crp, len);
	void *data = crp->crp_buf;

	if (unlikely(map == 0 || (crp->crp_flags & ~CRYPTO_QUICK_FLAGS) != 0 || data == NULL ||
		     crp->crp_obuf != NULL))
		return false;
	if (crp->crp_flags & CRYPTO_F_IMBUF) {
		const struct rte_mbuf *m = data;

		if (unlikely(m->data_len < len))
			return false;
		data = rte_pktmbuf_mtod(m, void *);
		len = m->data_len;
	} else if (unlikely(crp->crp_ilen < 0)) {
		return false;
	}
	crp->crp_data[CRYPTO_IN] = data;
	crp->crp_data[CRYPTO_OUT] = data;
	crp->crp_dlen[CRYPTO_IN] = len;
	crp->crp_dlen[CRYPTO_OUT] = len;
	crp->crp_map = map;
	return true;
}

#endif /* _VALIDATE_QUICK_H_ */
