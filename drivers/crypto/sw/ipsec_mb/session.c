/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Sessions: which lists there are, and what of a request can be settled beforehand.
 *
 * A list is one cipher, one MAC, a cipher and a MAC, or the two halves of an AEAD. Key
 * lengths that an algorithm has and the engine has not (AES-192 in CMAC and CCM, HMAC-MD5
 * beyond a block) make sessions whose requests all go to the fallback.
 */

#include "ipsec_mb.h"

/* What an algorithm is to a session. */
enum role {
	ROLE_NONE,
	ROLE_CIPHER,
	ROLE_MAC,
	ROLE_GMAC, /* a MAC when alone, else an AEAD's half */
	ROLE_GCM,
	ROLE_CCM,
	ROLE_CCM_AUTH,
	ROLE_CHAPOLY,
	ROLE_CHAPOLY_AUTH,
};

static enum role
role_of(int alg)
{
	switch (alg) {
	case CRYPTO_AES_CBC:
	case CRYPTO_AES_CTR:
	case CRYPTO_NULL_CBC:
		return ROLE_CIPHER;
	case CRYPTO_NULL_HMAC:
	case CRYPTO_MD5_HMAC:
	case CRYPTO_SHA1_HMAC:
	case CRYPTO_SHA2_224_HMAC:
	case CRYPTO_SHA2_256_HMAC:
	case CRYPTO_SHA2_384_HMAC:
	case CRYPTO_SHA2_512_HMAC:
	case CRYPTO_AES_CMAC:
	case CRYPTO_AES_XCBC_MAC:
		return ROLE_MAC;
	case CRYPTO_AES_NIST_GMAC:
	case CRYPTO_AES_128_NIST_GMAC:
	case CRYPTO_AES_192_NIST_GMAC:
	case CRYPTO_AES_256_NIST_GMAC:
		return ROLE_GMAC;
	case CRYPTO_AES_NIST_GCM_16:
		return ROLE_GCM;
	case CRYPTO_AES_CCM_16:
		return ROLE_CCM;
	case CRYPTO_AES_CCM_CBC_MAC:
		return ROLE_CCM_AUTH;
	case CRYPTO_CHACHA20_POLY1305:
		return ROLE_CHAPOLY;
	case CRYPTO_POLY1305:
		return ROLE_CHAPOLY_AUTH;
	default:
		return ROLE_NONE;
	}
}

/* A list taken apart: what is not there is NULL. Positions count in the list. */
struct list {
	const struct cryptoini *cipher, *mac, *aead, *auth;
	unsigned int cipher_pos, mac_pos, aead_pos;
	unsigned int n;
	enum role kind; /* of the AEAD */
};

static bool
list_add(struct list *l, const struct cryptoini *cri, unsigned int pos)
{
	enum role role = role_of(cri->cri_alg);

	switch (role) {
	case ROLE_CIPHER:
		l->cipher_pos = pos;
		return l->cipher == NULL && (l->cipher = cri) != NULL;
	case ROLE_MAC:
		l->mac_pos = pos;
		return l->mac == NULL && (l->mac = cri) != NULL;
	case ROLE_GCM:
	case ROLE_CCM:
	case ROLE_CHAPOLY:
		l->kind = role;
		l->aead_pos = pos;
		return l->aead == NULL && (l->aead = cri) != NULL;
	case ROLE_GMAC:
	case ROLE_CCM_AUTH:
	case ROLE_CHAPOLY_AUTH:
		return l->auth == NULL && (l->auth = cri) != NULL;
	default:
		return false;
	}
}

/* Halves of AEADs come in pairs; GMAC may be alone. */
static bool
list_whole(const struct list *l)
{
	if (l->aead != NULL)
		return l->auth != NULL;
	if (l->auth != NULL)
		return l->n == 1 && role_of(l->auth->cri_alg) == ROLE_GMAC;
	return true;
}

static int
list_parse(struct list *l, const struct cryptoini *cri)
{
	bool fits = true;

	memset(l, 0, sizeof(*l));
	for (; cri != NULL && l->n < 2 && fits; cri = cri->cri_next)
		fits = list_add(l, cri, l->n++);
	if (!fits || cri != NULL || !list_whole(l))
		return crypto_refuse(EINVAL, "takes a cipher, a MAC, both, or an AEAD pair");
	return 0;
}

/* ------------------------------------------------------------ cipher, MAC */

/* 0, 1, 2 for 128, 192, 256 bits. */
static unsigned int
aes_index(uint32_t len)
{
	return len / 8 - 2;
}

static bool
set_cipher_key(IMB_MGR *mgr, struct imb_session *ses, int alg, const uint8_t *key, uint32_t len)
{
	unsigned int i = aes_index(len);

	if (!crypto_imb_aes_key(mgr, &ses->aes, key, len))
		return false;
	ses->crow[0] = (uint8_t)((alg == CRYPTO_AES_CTR ? IMB_C_CTR : IMB_C_CBC_DEC) + i);
	ses->crow[1] = (uint8_t)((alg == CRYPTO_AES_CTR ? IMB_C_CTR : IMB_C_CBC_ENC) + i);
	ses->cmax[0] = crypto_imb_ciphers[ses->crow[0]].max;
	ses->cmax[1] = crypto_imb_ciphers[ses->crow[1]].max;
	return true;
}

/* The row of a MAC; CMAC's depends on the key's length. */
static unsigned int
mac_row(int alg, int klen)
{
	unsigned int i;

	for (i = IMB_M_NONE + 1; i < IMB_NMACS; i++)
		if (crypto_imb_macs[i].alg == alg &&
		    (crypto_imb_macs[i].klen == 0 || crypto_imb_macs[i].klen == klen))
			return i;
	return IMB_M_NONE;
}

static bool
set_mac_key(IMB_MGR *mgr, struct imb_session *ses, int alg, const uint8_t *key, uint32_t len)
{
	unsigned int i = mac_row(alg, (int)len * 8);
	const struct imb_mac_row *row = &crypto_imb_macs[i];

	if (i == IMB_M_NONE || !crypto_imb_mac_key(mgr, row, &ses->mac, key, len))
		return false;
	ses->mrow = (uint8_t)i;
	return true;
}

/* What depends on the MAC, not on its key. */
static void
set_mac_output(struct imb_session *ses, const struct imb_mac_row *row, int mlen)
{
	ses->mlen = (uint8_t)(mlen != 0 ? mlen : row->digest);
	ses->mac_out = row->digest;
	ses->mmax = ENGINE_MAX_LANE_LEN;
	if (row->lane == IMB_NO_LANE) {
		if (row->block == 0)
			ses->flags |= IMB_S_CBC_MAC;
	} else if (ses->mlen == row->digest || ses->mlen == row->shorter) {
		ses->flags |= IMB_S_MAC_WHOLE;
		ses->mac_out = ses->mlen;
	}
	if (row->block != 0 && row->whole == 0)
		ses->flags |= IMB_S_NO_EMPTY;
}

static void
init_cipher(struct imb_session *ses, const struct list *l)
{
	const struct cryptoini *cri = l->cipher;

	ses->ivlen = (uint16_t)(cri->cri_ivlen != 0 ? cri->cri_ivlen :
						      crypto_alg_ivlen(cri->cri_alg));
	ses->cmax[0] = ses->cmax[1] = IMB_ANY_LEN;
	if (cri->cri_alg == CRYPTO_NULL_CBC) {
		ses->flags |= IMB_S_NULL;
		return;
	}
	if (cri->cri_alg == CRYPTO_AES_CTR)
		ses->flags |= IMB_S_CTR;
	if (cri->cri_key != NULL)
		(void)set_cipher_key(crypto_imb.control, ses, cri->cri_alg,
				     (const uint8_t *)cri->cri_key, (uint32_t)cri->cri_klen / 8);
}

static void
init_mac(struct imb_session *ses, const struct list *l)
{
	const struct cryptoini *cri = l->mac;
	/* without a key yet any row of the algorithm will do for the output */
	int klen = cri->cri_key != NULL ? cri->cri_klen : 128;
	unsigned int row = mac_row(cri->cri_alg, klen);

	if (cri->cri_alg == CRYPTO_NULL_HMAC) {
		ses->flags |= IMB_S_NULL;
		ses->mmax = IMB_ANY_LEN;
		return;
	}
	set_mac_output(ses, &crypto_imb_macs[row], cri->cri_mlen);
	if (cri->cri_key != NULL &&
	    !set_mac_key(crypto_imb.control, ses, cri->cri_alg, (const uint8_t *)cri->cri_key,
			 (uint32_t)cri->cri_klen / 8))
		ses->take = crypto_imb_take_nothing;
}

/* crp_map of a request that has these positions, the first one lowest. */
static uint8_t
map_of(unsigned int first)
{
	return (uint8_t)(8 | first);
}

static uint8_t
map_of_two(unsigned int first, unsigned int second)
{
	return (uint8_t)(map_of(second) << 4 | map_of(first));
}

static void
set_classes(struct imb_session *ses)
{
	unsigned int enc, c, m = ses->mrow;

	for (enc = 0; enc < 2; enc++) {
		c = ses->crow[enc];
		ses->cls[IMB_CIPHER][enc] = (uint16_t)IMB_CLASS(c, IMB_M_NONE, 0);
		ses->cls[IMB_MAC][enc] = (uint16_t)IMB_CLASS(IMB_C_NONE, m, 0);
		ses->cls[IMB_CIPHER_MAC][enc] = (uint16_t)IMB_CLASS(c, m, 0);
		ses->cls[IMB_MAC_CIPHER][enc] = (uint16_t)IMB_CLASS(c, m, 1);
	}
}

static void
init_two_pass(struct imb_session *ses, const struct list *l)
{
	ses->take = crypto_imb_take_chain;
	if (l->mac == NULL)
		ses->take = crypto_imb_take_cipher;
	else if (l->cipher == NULL)
		ses->take = crypto_imb_take_mac;
	if (l->cipher != NULL) {
		ses->map_c = map_of(l->cipher_pos);
		init_cipher(ses, l);
	}
	if (l->mac != NULL) {
		ses->map_m = map_of(l->mac_pos);
		init_mac(ses, l);
	}
	if (l->cipher != NULL && l->mac != NULL) {
		ses->map_cm = map_of_two(l->cipher_pos, l->mac_pos);
		ses->map_mc = map_of_two(l->mac_pos, l->cipher_pos);
	}
	set_classes(ses);
}

/* ------------------------------------------------------------------ AEADs */

static bool
set_aead_key(IMB_MGR *mgr, struct imb_session *ses, imb_take_t take, const uint8_t *key,
	     uint32_t len)
{
	if (take == crypto_imb_take_chapoly) {
		memcpy(ses->chacha, key, sizeof(ses->chacha));
		return len == sizeof(ses->chacha);
	}
	if (take == crypto_imb_take_ccm) {
		ses->ccm_key = len;
		return len != 24 && crypto_imb_aes_key(mgr, &ses->aes, key, len);
	}
	if (len != 16 && len != 24 && len != 32)
		return false;
	ses->gcm = &crypto_imb.gcm[aes_index(len)];
	ses->gcm_enc = ses->gcm->enc;
	ses->gcm_dec = ses->gcm->dec;
	ses->gcm->pre(key, &ses->gcm_key.data);
	return true;
}

static imb_take_t
aead_take(const struct list *l)
{
	if (l->aead == NULL)
		return crypto_imb_take_gmac;
	return l->kind == ROLE_CCM     ? crypto_imb_take_ccm :
	       l->kind == ROLE_CHAPOLY ? crypto_imb_take_chapoly :
					 crypto_imb_take_gcm;
}

static void
init_aead(struct imb_session *ses, const struct list *l)
{
	const struct cryptoini *cri = l->aead != NULL ? l->aead : l->auth;

	ses->take = aead_take(l);
	ses->ivlen = (uint16_t)(cri->cri_ivlen != 0 ? cri->cri_ivlen :
						      crypto_alg_ivlen(cri->cri_alg));
	ses->mlen = (uint8_t)(l->auth->cri_mlen != 0 ? l->auth->cri_mlen : 16);
	ses->map_cm = map_of_two(l->aead_pos, !l->aead_pos);
	ses->map_mc = map_of_two(!l->aead_pos, l->aead_pos);
	if (cri->cri_key != NULL &&
	    !set_aead_key(crypto_imb.control, ses, ses->take, (const uint8_t *)cri->cri_key,
			  (uint32_t)cri->cri_klen / 8))
		ses->take = crypto_imb_take_nothing;
}

/* -------------------------------------------------------------- interface */

size_t
crypto_imb_session_size(void *arg, const struct cryptoini *cri)
{
	struct list l;

	(void)arg;
	return list_parse(&l, cri) == 0 ? sizeof(struct imb_session) : 0;
}

int
crypto_imb_session_init(void *arg, void *area, const struct cryptoini *cri)
{
	struct imb_session *ses = area;
	struct list l;
	int error = list_parse(&l, cri);

	(void)arg;
	if (error != 0)
		return error;
	if (l.auth != NULL)
		init_aead(ses, &l);
	else
		init_two_pass(ses, &l);
	return 0;
}

/* -------------------------------------------------- keys of a request alone */

static bool
rekey_desc(struct imb_ctx *ctx, struct imb_session *ses, const struct cryptodesc *crd)
{
	const uint8_t *key = (const uint8_t *)crd->crd_key;
	uint32_t len = (uint32_t)crd->crd_klen / 8;

	switch (role_of(crd->crd_alg)) {
	case ROLE_CIPHER:
		return crd->crd_alg == CRYPTO_NULL_CBC ||
		       set_cipher_key(ctx->best, ses, crd->crd_alg, key, len);
	case ROLE_MAC:
		return crd->crd_alg == CRYPTO_NULL_HMAC ||
		       set_mac_key(ctx->best, ses, crd->crd_alg, key, len);
	case ROLE_GMAC:
		if (ses->take != crypto_imb_take_gmac)
			return true; /* an AEAD's auth half: equal to the cipher half's */
		return set_aead_key(ctx->best, ses, ses->take, key, len);
	case ROLE_CCM_AUTH:
	case ROLE_CHAPOLY_AUTH:
		return true;
	default:
		return set_aead_key(ctx->best, ses, ses->take, key, len);
	}
}

struct imb_session *
crypto_imb_rekey(struct imb_ctx *ctx, const struct cryptop *crp)
{
	struct imb_session *ses = &ctx->scratch;
	const struct cryptodesc *crd;
	bool ok = true;

	memcpy(ses, crypto_area(crp), sizeof(*ses));
	for (crd = crp->crp_desc; crd != NULL && ok; crd = crd->crd_next)
		if (crd->crd_flags & CRD_F_KEY_EXPLICIT)
			ok = rekey_desc(ctx, ses, crd);
	if (ok)
		return ses;
	crypto_imb_wipe_scratch(ctx);
	return NULL;
}

void
crypto_imb_wipe_scratch(struct imb_ctx *ctx)
{
	crypto_wipe(&ctx->scratch, sizeof(ctx->scratch));
}
