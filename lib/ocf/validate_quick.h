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
 * IV that is explicit or, on decryption, at inject. Each rule adds its bits to one vector.
 */

#include <rte_mbuf.h>

#include "ocf_private.h"

#define CRYPTO_QUICK_FLAGS                                                                        \
	(CRYPTO_F_IMBUF | CRYPTO_F_REL | CRYPTO_F_BATCH | CRYPTO_F_CBIMM | CRYPTO_F_DONE |        \
	 CRYPTO_F_CBIFSYNC)

#define CRYPTO_MAP_ONE 0x8u   /* the session's only algorithm */
#define CRYPTO_MAP_TWO 0x98u  /* its two, in its order */
#define CRYPTO_MAP_SWAP 0x89u /* the second first */

/*
 * All zero: sound. The sums of non-negative numbers do not wrap around, so that one
 * comparison of both sums with ilen is enough.
 */
static inline crypto_vec4
quick_desc(const struct crypto_pos *pos, const struct crypto_quick *q,
	   const struct cryptodesc *crd, crypto_vec4 ilen)
{
	const crypto_vec4 first = {UINT32_MAX, 0, 0, 0}, places = {UINT32_MAX, 0, UINT32_MAX, 0};
	crypto_vec4 v = *(const crypto_vec4 *)(const void *)crd;
	crypto_vec4 len = __builtin_shuffle(v, (crypto_vec4){1, 1, 1, 1}) & first;
	crypto_vec4 bad = v & q->forbid;
	uint32_t other, flags = (uint32_t)crd->crd_flags;

	bad |= (crypto_vec4)(v + (len | q->room) > ilen) & places;
	other = ((uint32_t)crd->crd_alg ^ pos->alg) | crd->crd_pos;
	other |= flags & ~(flags / CRD_F_IV_EXPLICIT) & pos->iv_first;
	other |= crd->crd_aad != NULL;
	return bad | (crypto_vec4){other, 0, 0, 0};
}

static inline bool
quick_sound(crypto_vec4 bad)
{
	typedef uint64_t vec2 __attribute__((vector_size(16)));
	vec2 half = (vec2)bad;

	return likely((half[0] | half[1]) == 0);
}

/* An AEAD that encrypts has nothing to verify. */
static inline bool
quick_seal(const struct cryptodesc *cipher, const struct cryptodesc *auth)
{
	return (cipher->crd_flags & CRD_F_ENCRYPT) && (auth->crd_flags & CRD_F_VERIFY);
}

/* @return crp_map, 0 = do not know. */
static inline uint32_t
quick_descs(const struct crypto_session *ses, const struct cryptop *crp)
{
	const struct cryptodesc *one = crp->crp_desc, *two;
	const struct crypto_pos *pos = ses->pos;
	uint32_t len = (uint32_t)crp->crp_ilen;
	crypto_vec4 ilen = {len, len, len, len}, bad;
	unsigned int swap;

	if (unlikely(one == NULL))
		return 0;
	two = one->crd_next;
	if (ses->quick == 1) {
		bad = quick_desc(pos, ses->q, one, ilen);
		return likely(two == NULL && quick_sound(bad)) ? CRYPTO_MAP_ONE : 0;
	}
	if (unlikely(ses->quick != 2 || two == NULL || two->crd_next != NULL))
		return 0;
	swap = one->crd_alg != pos[0].alg;
	bad = quick_desc(&pos[swap], &ses->q[swap], one, ilen);
	bad |= quick_desc(&pos[swap ^ 1], &ses->q[swap ^ 1], two, ilen);
	if (unlikely(!quick_sound(bad)) ||
	    unlikely(ses->has_aead && quick_seal(ses->cipher_pos == swap ? one : two,
						 ses->cipher_pos == swap ? two : one)))
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
