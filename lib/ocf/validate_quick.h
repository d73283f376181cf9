/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _VALIDATE_QUICK_H_
#define _VALIDATE_QUICK_H_

/*
 * The quick check: the usual request, without a branch per rule.
 *
 * It answers "sound" or "do not know"; then crypto_validate() decides, which alone has all
 * the rules and their reasons. Usual is: all algorithms of a session of one or two, in
 * either order; session keys; the first piece of the buffer holds everything; in place; an
 * IV that is explicit or, on decryption, at inject. Each rule adds its bits to one word; a
 * length that does not fit makes the difference negative.
 */

#include <rte_mbuf.h>

#include "ocf_private.h"

#define CRYPTO_QUICK_FLAGS                                                                        \
	(CRYPTO_F_IMBUF | CRYPTO_F_REL | CRYPTO_F_BATCH | CRYPTO_F_CBIMM | CRYPTO_F_DONE |        \
	 CRYPTO_F_CBIFSYNC)

#define CRYPTO_MAP_ONE 0x8u   /* the session's only algorithm */
#define CRYPTO_MAP_TWO 0x98u  /* its two, in its order */
#define CRYPTO_MAP_SWAP 0x89u /* the second first */

/* 0: sound, with range and inject inside [0, ilen). */
static inline uint64_t
quick_desc(const struct crypto_pos *pos, const struct cryptodesc *crd, uint64_t ilen)
{
	uint32_t flags = (uint32_t)crd->crd_flags;
	uint64_t range = ilen - (uint64_t)(uint32_t)crd->crd_skip - (uint32_t)crd->crd_len;
	uint64_t inject = ilen - (uint64_t)(uint32_t)crd->crd_inject - pos->room;
	uint32_t bad;

	bad = ((uint32_t)crd->crd_alg ^ pos->alg) | crd->crd_pos;
	bad |= flags & (pos->forbid | 0xffff0000u);
	bad |= flags & ~(flags / CRD_F_IV_EXPLICIT) & pos->iv_first;
	bad |= (uint32_t)crd->crd_len & pos->mask;
	return bad | ((range | inject) & (uint64_t)INT64_MIN) | (uintptr_t)crd->crd_aad;
}

/* An AEAD that encrypts has nothing to verify. */
static inline uint64_t
quick_seal(const struct crypto_session *ses, const struct cryptodesc *cipher,
	   const struct cryptodesc *auth)
{
	uint32_t both = (uint32_t)cipher->crd_flags * (CRD_F_VERIFY / CRD_F_ENCRYPT) &
			(uint32_t)auth->crd_flags & CRD_F_VERIFY;

	return ses->has_aead ? both : 0;
}

/* @return crp_map, 0 = do not know. */
static inline uint32_t
quick_descs(const struct crypto_session *ses, const struct cryptop *crp)
{
	const struct cryptodesc *one = crp->crp_desc, *two;
	const struct crypto_pos *pos = ses->pos;
	uint64_t ilen = (uint32_t)crp->crp_ilen;
	unsigned int swap;
	uint64_t bad;

	if (unlikely(one == NULL))
		return 0;
	two = one->crd_next;
	if (ses->quick == 1)
		return likely(two == NULL && quick_desc(pos, one, ilen) == 0) ? CRYPTO_MAP_ONE : 0;
	if (unlikely(ses->quick != 2 || two == NULL))
		return 0;
	swap = one->crd_alg != pos[0].alg;
	bad = quick_desc(&pos[swap], one, ilen) | quick_desc(&pos[swap ^ 1], two, ilen);
	bad |= quick_seal(ses, ses->cipher_pos == swap ? one : two,
			  ses->cipher_pos == swap ? two : one);
	if (unlikely((bad | (uintptr_t)two->crd_next) != 0))
		return 0;
	return swap ? CRYPTO_MAP_SWAP : CRYPTO_MAP_TWO;
}

/* Sets crp_map and crp_data when the answer is "sound". */
static inline bool
crypto_validate_quick(const struct crypto_session *ses, struct cryptop *crp)
{
	uint32_t len = (uint32_t)crp->crp_ilen, map = quick_descs(ses, crp);
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
