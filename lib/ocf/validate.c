/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Is a request sound? Every rule for requests is here, so that no driver needs one. Nothing
 * is written to the consumer's buffers.
 *
 * This runs for every packet: one pass over the descriptors, the unusual out of line.
 * Negative numbers become large ones, so that one comparison refuses both.
 */

#include <string.h>

#include <rte_mbuf.h>

#include "ocf_private.h"

#define REQUEST_FLAGS                                                                             \
	(CRYPTO_F_IMBUF | CRYPTO_F_IOV | CRYPTO_F_REL | CRYPTO_F_BATCH | CRYPTO_F_CBIMM |         \
	 CRYPTO_F_DONE | CRYPTO_F_CBIFSYNC)

/* What each kind takes; the flags of ciphers mean nothing to a MAC and do no harm. */
#define CIPHER_FLAGS (CRD_F_ENCRYPT | CRD_F_IV_PRESENT | CRD_F_IV_EXPLICIT | CRD_F_KEY_EXPLICIT)
#define AUTH_FLAGS (CIPHER_FLAGS | CRD_F_VERIFY)
#define COMP_FLAGS (CRD_F_COMP | CRD_F_ENCRYPT)

#define MIN_VERIFY 4          /* bytes that a comparison needs to mean something */
#define XTS_MIN 16            /* bytes: one block */
#define XTS_MAX (16u << 20)   /* bytes: 2^20 blocks */
#define NO_POS CRYPTO_MAX_DESC

/* What the pass over the descriptors gathers; sets are bit masks of session positions. */
struct scan {
	const struct crypto_session *ses;
	struct cryptop *crp;
	uint32_t ilen;
	uint32_t seen;   /* positions that have a descriptor */
	uint32_t need;   /* other halves of the AEAD halves seen */
	uint32_t seal;   /* auth halves whose cipher half encrypts */
	uint32_t verify; /* auth halves with VERIFY */
	uint32_t macs;   /* how many descriptors make a digest */
	bool auth_key;   /* an auth half has an explicit key */
};

/* Does [off, off + len) lie outside of the buffer? Negative values always do. */
static inline bool
outside(int off, uint32_t len, uint32_t ilen)
{
	return (uint64_t)(uint32_t)off + len > ilen;
}

/* ---------------------------------------------------------------- buffers */

/* A chain is followed as far as the request goes; pkt_len is not trusted. */
static __rte_noinline bool
chain_holds(const struct rte_mbuf *m, uint32_t left)
{
	while (m->data_len < left) {
		left -= m->data_len;
		m = m->next;
		if (m == NULL)
			return false;
	}
	return true;
}

static inline bool
check_mbuf(struct cryptop *crp, const struct rte_mbuf *m, int dir)
{
	uint32_t left = (uint32_t)crp->crp_ilen;

	crp->crp_data[dir] = rte_pktmbuf_mtod(m, void *);
	crp->crp_dlen[dir] = m->data_len;
	return likely(m->data_len >= left) || chain_holds(m, left);
}

static __rte_noinline bool
check_uio(struct cryptop *crp, const struct uio *uio, int dir)
{
	uint32_t left = (uint32_t)crp->crp_ilen;
	const struct iovec *iov = uio->uio_iov;
	int i, n = iov == NULL ? 0 : uio->uio_iovcnt;

	crp->crp_data[dir] = n > 0 ? iov[0].iov_base : NULL;
	crp->crp_dlen[dir] = n > 0 ? (uint32_t)RTE_MIN(iov[0].iov_len, (size_t)left) : 0;
	for (i = 0; i < n && left > 0; i++) {
		if (iov[i].iov_base == NULL && iov[i].iov_len > 0)
			return false;
		left -= (uint32_t)RTE_MIN(iov[i].iov_len, (size_t)left);
	}
	return left == 0;
}

/* One of the request's buffers, if it is not contiguous. */
static inline bool
check_pieces(struct cryptop *crp, caddr_t buf, int dir)
{
	if (crp->crp_flags & CRYPTO_F_IMBUF)
		return check_mbuf(crp, (const struct rte_mbuf *)buf, dir);
	return check_uio(crp, (const struct uio *)buf, dir);
}

static __rte_noinline enum crypto_reason
check_output(struct cryptop *crp)
{
	if (crp->crp_flags & CRYPTO_F_REL)
		return CRYPTO_R_OUTPUT;
	if (crp->crp_flags & (CRYPTO_F_IMBUF | CRYPTO_F_IOV)) {
		if (!check_pieces(crp, crp->crp_obuf, CRYPTO_OUT))
			return CRYPTO_R_OUTPUT;
	} else {
		crp->crp_data[CRYPTO_OUT] = crp->crp_obuf;
		crp->crp_dlen[CRYPTO_OUT] = (uint32_t)crp->crp_ilen;
	}
	return CRYPTO_R_NONE;
}

static inline enum crypto_reason
check_buffers(struct cryptop *crp)
{
	int flags = crp->crp_flags;

	if (unlikely(flags & ~REQUEST_FLAGS))
		return CRYPTO_R_FLAGS;
	if (unlikely(crp->crp_buf == NULL || crp->crp_ilen < 0))
		return CRYPTO_R_BUFFER;
	if (flags & (CRYPTO_F_IMBUF | CRYPTO_F_IOV)) {
		if (unlikely((flags & (CRYPTO_F_IMBUF | CRYPTO_F_IOV)) ==
			     (CRYPTO_F_IMBUF | CRYPTO_F_IOV)))
			return CRYPTO_R_FLAGS;
		if (unlikely(!check_pieces(crp, crp->crp_buf, CRYPTO_IN)))
			return CRYPTO_R_BUFFER;
	} else {
		crp->crp_data[CRYPTO_IN] = crp->crp_buf;
		crp->crp_dlen[CRYPTO_IN] = (uint32_t)crp->crp_ilen;
	}
	if (unlikely(crp->crp_obuf != NULL))
		return check_output(crp);
	crp->crp_data[CRYPTO_OUT] = crp->crp_data[CRYPTO_IN];
	crp->crp_dlen[CRYPTO_OUT] = crp->crp_dlen[CRYPTO_IN];
	return CRYPTO_R_NONE;
}

/* ------------------------------------------------------------------- keys */

/* May the position's algorithm and driver have a key of nbits? */
static bool
key_length_ok(const struct crypto_session *ses, const struct crypto_pos *pos, int nbits)
{
	const struct crypto_alg *alg = crypto_alg_find(pos->alg);
	uint16_t limit = ses->drv->algs[crypto_alg_index(pos->alg)].maxoplen;

	return crypto_alg_key_ok(alg, nbits) && (limit == 0 || nbits <= limit);
}

static __rte_noinline enum crypto_reason
check_explicit_key(const struct crypto_session *ses, const struct crypto_pos *pos,
		   const struct cryptodesc *crd)
{
	size_t half = (size_t)crd->crd_klen / 16;

	if (crd->crd_key == NULL && !((pos->flags & CRYPTO_ALG_KEYLESS) && crd->crd_klen == 0))
		return CRYPTO_R_KEY_MISSING;
	if (!key_length_ok(ses, pos, crd->crd_klen))
		return CRYPTO_R_KEY_LENGTH;
	/* the auth half's id may fix the length */
	if (pos->kind == CRYPTO_KIND_AEAD_CIPHER &&
	    !key_length_ok(ses, &ses->pos[pos->pair], crd->crd_klen))
		return CRYPTO_R_KEY_LENGTH;
	if ((pos->flags & CRYPTO_ALG_XTS) && crypto_equal(crd->crd_key, crd->crd_key + half, half))
		return CRYPTO_R_KEY_WEAK;
	return CRYPTO_R_NONE;
}

static inline enum crypto_reason
check_key(const struct scan *sc, const struct crypto_pos *pos, const struct cryptodesc *crd)
{
	if (unlikely(crd->crd_flags & CRD_F_KEY_EXPLICIT))
		return check_explicit_key(sc->ses, pos, crd);
	if (unlikely(!pos->keyed || (pos->flags & CRYPTO_ALG_KEYSTREAM)))
		return CRYPTO_R_KEY_MISSING;
	return CRYPTO_R_NONE;
}

/* -------------------------------------------------------------------- IVs */

static inline enum crypto_reason
check_iv_explicit(const struct cryptodesc *crd, uint32_t ivlen)
{
	if (unlikely(ivlen > EALG_MAX_BLOCK_LEN && crd->crd_ivp == NULL))
		return CRYPTO_R_IV_POINTER;
	return CRYPTO_R_NONE;
}

/* Encryption without an explicit IV: it stands before the data, or is made here. */
static __rte_noinline enum crypto_reason
check_iv_encrypt(const struct crypto_pos *pos, struct cryptodesc *crd)
{
	if (crd->crd_flags & CRD_F_IV_PRESENT)
		return (uint32_t)crd->crd_skip < pos->ivlen ? CRYPTO_R_INJECT : CRYPTO_R_NONE;
	if (!(pos->flags & CRYPTO_ALG_RANDOM_IV))
		return CRYPTO_R_IV_EXPLICIT;
	return crypto_random(crd->crd_lib, pos->ivlen) ? CRYPTO_R_NONE : CRYPTO_R_RANDOM;
}

static inline enum crypto_reason
check_iv(const struct crypto_pos *pos, struct cryptodesc *crd, uint32_t ilen)
{
	int flags = crd->crd_flags;
	/* IV_PRESENT keeps encryption from writing at inject, IV_EXPLICIT decryption from reading */
	int away = flags & CRD_F_ENCRYPT ? CRD_F_IV_PRESENT : CRD_F_IV_EXPLICIT;

	if (pos->ivlen == 0)
		return CRYPTO_R_NONE;
	if (!(flags & away) && unlikely(outside(crd->crd_inject, pos->ivlen, ilen)))
		return CRYPTO_R_INJECT;
	if (flags & CRD_F_IV_EXPLICIT)
		return check_iv_explicit(crd, pos->ivlen);
	if (unlikely(pos->ivlen > CRYPTO_LIB_IVLEN))
		return CRYPTO_R_IV_EXPLICIT;
	return flags & CRD_F_ENCRYPT ? check_iv_encrypt(pos, crd) : CRYPTO_R_NONE;
}

/* ------------------------------------------------------------ descriptors */

/* Flags that the descriptor's kind does not take. */
static __rte_noinline enum crypto_reason
wrong_flags(int wrong)
{
	return wrong == CRD_F_VERIFY ? CRYPTO_R_VERIFY : CRYPTO_R_DESC_FLAGS;
}

/* Ciphers and the cipher halves of AEADs. */
static inline enum crypto_reason
check_cipher(const struct scan *sc, const struct crypto_pos *pos, struct cryptodesc *crd)
{
	enum crypto_reason reason;

	if (unlikely((crd->crd_flags & ~CIPHER_FLAGS) || crd->crd_aad != NULL))
		return wrong_flags(crd->crd_flags & ~CIPHER_FLAGS);
	if (unlikely(outside(crd->crd_skip, (uint32_t)crd->crd_len, sc->ilen)))
		return CRYPTO_R_RANGE;
	if (unlikely(crd->crd_len & pos->mask))
		return CRYPTO_R_BLOCK;
	if (unlikely((pos->flags & CRYPTO_ALG_XTS) &&
		     (crd->crd_len < XTS_MIN || (uint32_t)crd->crd_len > XTS_MAX)))
		return CRYPTO_R_LENGTH;
	reason = check_key(sc, pos, crd);
	if (unlikely(reason != CRYPTO_R_NONE))
		return reason;
	return check_iv(pos, crd, sc->ilen);
}

/* The digest's place: inject, unless it goes to crp_mac, which is looked at last. */
static inline bool
digest_outside(const struct scan *sc, const struct crypto_pos *pos, const struct cryptodesc *crd)
{
	return unlikely(outside(crd->crd_inject, pos->mlen, sc->ilen)) && pos->mlen != 0 &&
	       sc->crp->crp_mac == NULL;
}

static inline enum crypto_reason
check_mac(struct scan *sc, const struct crypto_pos *pos, const struct cryptodesc *crd)
{
	int allowed = pos->flags & CRYPTO_ALG_ESN ? AUTH_FLAGS | CRD_F_ESN : AUTH_FLAGS;
	enum crypto_reason reason;

	if (unlikely((crd->crd_flags & ~allowed) || crd->crd_aad != NULL))
		return CRYPTO_R_DESC_FLAGS;
	if (unlikely(outside(crd->crd_skip, (uint32_t)crd->crd_len, sc->ilen)))
		return CRYPTO_R_RANGE;
	if (digest_outside(sc, pos, crd))
		return CRYPTO_R_INJECT;
	if (unlikely((crd->crd_flags & CRD_F_VERIFY) && pos->mlen < MIN_VERIFY))
		return CRYPTO_R_VERIFY;
	sc->macs++;
	reason = check_key(sc, pos, crd);
	if (unlikely(reason != CRYPTO_R_NONE))
		return reason;
	if (likely(!(pos->flags & CRYPTO_ALG_IV_MAC)))
		return CRYPTO_R_NONE;
	return crd->crd_flags & CRD_F_IV_EXPLICIT ? check_iv_explicit(crd, pos->ivlen) :
						    CRYPTO_R_IV_EXPLICIT;
}

static inline enum crypto_reason
check_aead_cipher(struct scan *sc, const struct crypto_pos *pos, struct cryptodesc *crd)
{
	unsigned int lenbits = 8 * (15u - pos->ivlen); /* CCM's length field */

	if (unlikely(pos->alg == CRYPTO_AES_CCM_16 && lenbits < 32 &&
		     (uint32_t)crd->crd_len >> lenbits != 0))
		return outside(crd->crd_skip, (uint32_t)crd->crd_len, sc->ilen) ? CRYPTO_R_RANGE :
										   CRYPTO_R_LENGTH;
	sc->need |= 1u << pos->pair;
	if (crd->crd_flags & CRD_F_ENCRYPT)
		sc->seal |= 1u << pos->pair;
	return check_cipher(sc, pos, crd);
}

static inline enum crypto_reason
check_aead_auth(struct scan *sc, const struct crypto_pos *pos, const struct cryptodesc *crd,
		unsigned int p)
{
	if (unlikely(crd->crd_flags & ~AUTH_FLAGS))
		return CRYPTO_R_DESC_FLAGS;
	if (unlikely(crd->crd_aad != NULL ? crd->crd_len < 0 :
		     outside(crd->crd_skip, (uint32_t)crd->crd_len, sc->ilen)))
		return CRYPTO_R_RANGE;
	if (digest_outside(sc, pos, crd))
		return CRYPTO_R_INJECT;
	sc->macs++;
	sc->need |= 1u << pos->pair;
	if (crd->crd_flags & CRD_F_VERIFY)
		sc->verify |= 1u << p;
	if (unlikely(crd->crd_flags & CRD_F_KEY_EXPLICIT))
		sc->auth_key = true;
	return CRYPTO_R_NONE;
}

static enum crypto_reason
check_comp(uint32_t ilen, const struct cryptodesc *crd)
{
	if ((crd->crd_flags & ~COMP_FLAGS) || crd->crd_aad != NULL)
		return wrong_flags(crd->crd_flags & ~COMP_FLAGS);
	return outside(crd->crd_skip, (uint32_t)crd->crd_len, ilen) ? CRYPTO_R_RANGE :
								       CRYPTO_R_NONE;
}

static inline enum crypto_reason
check_desc(struct scan *sc, struct cryptodesc *crd, unsigned int p)
{
	const struct crypto_pos *pos = &sc->ses->pos[p];

	switch (pos->kind) {
	case CRYPTO_KIND_CIPHER:
		return check_cipher(sc, pos, crd);
	case CRYPTO_KIND_MAC:
		return check_mac(sc, pos, crd);
	case CRYPTO_KIND_AEAD_CIPHER:
		return check_aead_cipher(sc, pos, crd);
	case CRYPTO_KIND_AEAD_AUTH:
		return check_aead_auth(sc, pos, crd, p);
	default:
		return check_comp(sc->ilen, crd);
	}
}

/* -------------------------------------------------------------- positions */

static __rte_noinline unsigned int
search_pos(const struct crypto_session *ses, uint32_t seen, const struct cryptodesc *crd)
{
	unsigned int p;

	if (crd->crd_pos != 0) {
		p = crd->crd_pos - 1;
		if (p >= ses->npos || ses->pos[p].alg != crd->crd_alg || (seen >> p & 1))
			return NO_POS;
		return p;
	}
	for (p = 0; p < ses->npos; p++)
		if (ses->pos[p].alg == crd->crd_alg && !(seen >> p & 1))
			return p;
	return NO_POS;
}

/* The session's algorithm that the i-th descriptor means. Usually it is the i-th. */
static inline unsigned int
find_pos(const struct scan *sc, const struct cryptodesc *crd, unsigned int i)
{
	if (likely(sc->ses->pos[i].alg == crd->crd_alg && sc->seen == (1u << i) - 1 &&
		   crd->crd_pos == 0))
		return i;
	return search_pos(sc->ses, sc->seen, crd);
}

/* ------------------------------------------------------------ the whole */

/* An auth half may bring a key if it is that of its cipher half. */
static __rte_noinline enum crypto_reason
check_auth_keys(const struct crypto_session *ses, const struct cryptop *crp)
{
	const struct cryptodesc *desc[CRYPTO_MAX_DESC] = {NULL}, *crd, *cipher;
	const struct crypto_pos *pos = ses->pos;
	unsigned int i = 0, p;

	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next, i++)
		desc[crypto_desc_pos(crp, i)] = crd;
	for (p = 0; p < ses->npos; p++) {
		crd = desc[p];
		if (crd == NULL || pos[p].kind != CRYPTO_KIND_AEAD_AUTH ||
		    !(crd->crd_flags & CRD_F_KEY_EXPLICIT))
			continue;
		cipher = desc[pos[p].pair];
		if (!(cipher->crd_flags & CRD_F_KEY_EXPLICIT) ||
		    crd->crd_klen != cipher->crd_klen || crd->crd_key == NULL ||
		    !crypto_equal(crd->crd_key, cipher->crd_key, (size_t)crd->crd_klen / 8))
			return CRYPTO_R_DESC_FLAGS;
	}
	return CRYPTO_R_NONE;
}

static inline enum crypto_reason
check_together(const struct scan *sc)
{
	if (unlikely(sc->need & ~sc->seen))
		return CRYPTO_R_PAIR;
	if (unlikely(sc->seal & sc->verify))
		return CRYPTO_R_VERIFY;
	if (unlikely(sc->macs > 1) && sc->crp->crp_mac != NULL)
		return CRYPTO_R_INJECT;
	if (unlikely(sc->auth_key))
		return check_auth_keys(sc->ses, sc->crp);
	return CRYPTO_R_NONE;
}

enum crypto_reason
crypto_validate(const struct crypto_session *ses, struct cryptop *crp)
{
	struct scan sc = {.ses = ses, .crp = crp, .ilen = (uint32_t)crp->crp_ilen};
	struct cryptodesc *crd = crp->crp_desc;
	enum crypto_reason reason;
	unsigned int i = 0, p;
	uint32_t map = 0;

	reason = check_buffers(crp);
	if (unlikely(reason != CRYPTO_R_NONE))
		return reason;
	if (unlikely(crd == NULL))
		return CRYPTO_R_DESC_COUNT;
	do {
		if (unlikely(i == ses->npos)) /* ends cyclic lists, too */
			return CRYPTO_R_DESC_COUNT;
		p = find_pos(&sc, crd, i);
		if (unlikely(p == NO_POS))
			return CRYPTO_R_DESC_ALG;
		reason = check_desc(&sc, crd, p);
		if (unlikely(reason != CRYPTO_R_NONE))
			return reason;
		sc.seen |= 1u << p;
		map |= (8u | p) << (4 * i++);
		crd = crd->crd_next;
	} while (crd != NULL);
	crp->crp_map = map;
	return check_together(&sc);
}

/* -------------------------------------------------------- the quick check */

#define NEGATIVE UINT32_C(0x80000000)
#define NO_FLAGS UINT32_MAX

/* What it does not judge: negative numbers, part blocks, other flags, IVs to be made. */
static void
quick_fill(struct crypto_quick *q, const struct crypto_pos *pos)
{
	bool mac = pos->kind == CRYPTO_KIND_MAC || pos->kind == CRYPTO_KIND_AEAD_AUTH;
	bool verify = pos->kind == CRYPTO_KIND_AEAD_AUTH || (mac && pos->mlen >= MIN_VERIFY);
	uint32_t flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT | CRD_F_IV_EXPLICIT |
			 (verify ? CRD_F_VERIFY : 0);

	q->forbid = (crypto_vec4){NEGATIVE, NEGATIVE | pos->mask, NEGATIVE, ~flags};
	q->alg = pos->alg;
	q->room = mac ? pos->mlen : pos->ivlen;
	q->iv = !mac && pos->ivlen != 0 ? CRD_F_ENCRYPT : NO_FLAGS;
}

static bool
quick_position(const struct crypto_pos *pos)
{
	const uint8_t special = CRYPTO_ALG_XTS | CRYPTO_ALG_KEYSTREAM | CRYPTO_ALG_IV_MAC;
	bool mac = pos->kind == CRYPTO_KIND_MAC;

	if (pos->alg == CRYPTO_AES_CCM_16 || pos->kind == CRYPTO_KIND_COMP || !pos->keyed)
		return false;
	if ((pos->flags & special) && pos->kind != CRYPTO_KIND_AEAD_AUTH)
		return false;
	return mac || pos->kind == CRYPTO_KIND_AEAD_AUTH || pos->ivlen <= EALG_MAX_BLOCK_LEN;
}

void
crypto_validate_prepare(struct crypto_session *ses)
{
	unsigned int i, macs = 0;

	ses->quick = ses->npos <= RTE_DIM(ses->q) ? ses->npos : 0;
	for (i = 0; i < ses->npos; i++) {
		const struct crypto_pos *pos = &ses->pos[i];

		if (i < RTE_DIM(ses->q))
			quick_fill(&ses->q[i], pos);
		macs += pos->kind == CRYPTO_KIND_MAC || pos->kind == CRYPTO_KIND_AEAD_AUTH;
		if (!quick_position(pos))
			ses->quick = 0;
	}
	if (macs > 1)
		ses->quick = 0;
}
