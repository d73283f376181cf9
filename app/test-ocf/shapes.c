/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "shapes.h"

#define E CRD_F_ENCRYPT
#define X CRD_F_IV_EXPLICIT
#define K CRD_F_KEY_EXPLICIT

const struct shape shapes[SHAPE_N] = {
	[SHAPE_NULL] = {"null", 1, {{.cri_alg = CRYPTO_NULL_CBC}}, {{16, 64, 0, E}}},
	[SHAPE_CBC] = {"cbc", 1, {{.cri_alg = CRYPTO_AES_CBC, .cri_klen = 128}},
		       {{16, 64, 0, E | X}}},
	[SHAPE_CTR] = {"ctr", 1, {{.cri_alg = CRYPTO_AES_CTR, .cri_klen = 256}},
		       {{16, 64, 0, E | X}}},
	[SHAPE_XTS] = {"xts", 1, {{.cri_alg = CRYPTO_AES_XTS, .cri_klen = 256}},
		       {{16, 64, 0, E | X}}},
	[SHAPE_ARC4] = {"arc4", 1, {{.cri_alg = CRYPTO_ARC4, .cri_klen = 128}},
			{{16, 64, 0, E | K}}},
	[SHAPE_NOKEY] = {"nokey", 1, {{.cri_alg = CRYPTO_AES_CBC}}, {{16, 64, 0, E | X | K}}},
	[SHAPE_HMAC] = {"hmac", 1, {{.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160}},
			{{16, 64, 100, 0}}},
	[SHAPE_SHORT] = {"short", 1,
			 {{.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160, .cri_mlen = 3}},
			 {{16, 64, 100, 0}}},
	[SHAPE_SHA] = {"sha", 1, {{.cri_alg = CRYPTO_SHA2_256}}, {{16, 64, 96, 0}}},
	[SHAPE_NULLMAC] = {"nullmac", 1, {{.cri_alg = CRYPTO_NULL_HMAC}}, {{16, 64, 0, 0}}},
	[SHAPE_GMAC] = {"gmac", 1, {{.cri_alg = CRYPTO_AES_NIST_GMAC, .cri_klen = 128}},
			{{16, 64, 100, X}}},
	[SHAPE_CBC_HMAC] = {"cbc_hmac", 2,
			    {{.cri_alg = CRYPTO_AES_CBC, .cri_klen = 128},
			     {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160, .cri_mlen = 12}},
			    {{32, 64, 16, E | X}, {0, 96, 100, 0}}},
	[SHAPE_GCM] = {"gcm", 2,
		       {{.cri_alg = CRYPTO_AES_NIST_GCM_16, .cri_klen = 128},
			{.cri_alg = CRYPTO_AES_128_NIST_GMAC}},
		       {{32, 64, 16, E | X}, {0, 16, 100, 0}}},
	[SHAPE_CCM] = {"ccm", 2,
		       {{.cri_alg = CRYPTO_AES_CCM_16, .cri_klen = 128, .cri_ivlen = 13},
			{.cri_alg = CRYPTO_AES_CCM_CBC_MAC, .cri_mlen = 8}},
		       {{32, 64, 16, E | X}, {0, 16, 100, 0}}},
	[SHAPE_XCHACHA] = {"xchacha", 2,
			   {{.cri_alg = CRYPTO_XCHACHA20_POLY1305, .cri_klen = 256},
			    {.cri_alg = CRYPTO_POLY1305}},
			   {{32, 64, 4, E | X}, {0, 4, 100, 0}}},
	[SHAPE_LONGIV] = {"longiv", 2,
			  {{.cri_alg = CRYPTO_AES_NIST_GCM_16, .cri_klen = 128, .cri_ivlen = 40},
			   {.cri_alg = CRYPTO_AES_128_NIST_GMAC}},
			  {{48, 40, 4, E | X}, {0, 4, 100, 0}}},
};

static uint8_t key[64], iv[CRYPTO_MAX_IVLEN];

caddr_t
shape_key(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(key); i++)
		key[i] = (uint8_t)(3 * i + 1);
	return (caddr_t)key;
}

int
shapes_world(struct fake **f)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	*f = fake_start(&(struct fake_config){
		.kind = FAKE_BURST,
		.name = "shapes",
		.algs = {CRYPTO_NULL_CBC, CRYPTO_NULL_HMAC, CRYPTO_AES_CBC, CRYPTO_AES_CTR,
			 CRYPTO_AES_XTS, CRYPTO_ARC4, CRYPTO_SHA1_HMAC, CRYPTO_SHA2_256,
			 CRYPTO_AES_NIST_GMAC, CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC,
			 CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, CRYPTO_XCHACHA20_POLY1305,
			 CRYPTO_POLY1305}});
	CHECK(*f != NULL);
	(*f)->sync = true;
	return TEST_PASS;
}

int
shape_session(struct fake *f, enum shape_id id, uint64_t *sid)
{
	const struct shape *s = &shapes[id];
	struct cryptoini ini[2] = {s->ini[0], s->ini[1]};
	struct crypto_driver_info info;
	unsigned int i;

	for (i = 0; i < s->n; i++) {
		ini[i].cri_key = ini[i].cri_klen != 0 ? shape_key() : NULL;
		ini[i].cri_next = i + 1 < s->n ? &ini[i + 1] : NULL;
	}
	if (crypto_driver_info(f->id, &info) != 0)
		return ENODEV;
	return test_session_on(sid, ini, info.name);
}

void
shape_fill(struct cryptop *crp, enum shape_id id, uint64_t sid)
{
	const struct shape *s = &shapes[id];
	struct cryptodesc *crd = crp->crp_desc;
	unsigned int i;

	crp->crp_sid = sid;
	crp->crp_flags &= CRYPTO_F_IMBUF | CRYPTO_F_IOV;
	crp->crp_mac = NULL;
	for (i = 0; i < s->n; i++, crd = crd->crd_next) {
		struct cryptodesc *next = crd->crd_next;

		memset(crd, 0, sizeof(*crd));
		crd->crd_next = next;
		crd->crd_skip = s->crd[i].skip;
		crd->crd_len = s->crd[i].len;
		crd->crd_inject = s->crd[i].inject;
		crd->crd_flags = s->crd[i].flags;
		crd->crd_alg = s->ini[i].cri_alg;
		if (crd->crd_flags & CRD_F_IV_EXPLICIT)
			crd->crd_ivp = iv;
		if (crd->crd_flags & CRD_F_KEY_EXPLICIT) {
			crd->crd_key = shape_key();
			crd->crd_klen = 128;
		}
	}
}

struct cryptop *
shape_request(enum shape_id id, uint64_t sid)
{
	struct cryptop *crp = test_getreq((int)shapes[id].n);

	if (crp == NULL) {
		test_fail(__FILE__, __LINE__, "no request");
		return NULL;
	}
	shape_fill(crp, id, sid);
	return crp;
}
