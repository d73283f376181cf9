/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "flow.h"

static const struct flow_form forms[] = {
	{"NULL-CBC", CRYPTO_NULL_CBC, 0, 0, 0, 0, 0, false},
	{"AES-CBC-128", CRYPTO_AES_CBC, 0, 16, 0, 16, 0, false},
	{"AES-CTR-256", CRYPTO_AES_CTR, 0, 32, 0, 16, 0, false},
	{"AES-GCM-128", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC, 16, 0, 12, 16, true},
	{"ChaCha20-Poly1305", CRYPTO_CHACHA20_POLY1305, CRYPTO_POLY1305, 32, 0, 12, 16, true},
	{"AES-CBC-128 + SHA1-HMAC-96", CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 20, 16, 12, false},
	{"SHA2-256-HMAC-128", 0, CRYPTO_SHA2_256_HMAC, 0, 32, 0, 16, false},
};

unsigned int
flow_nforms(void)
{
	return RTE_DIM(forms);
}

void
flow_make(struct flow *f, unsigned int i, bool named)
{
	memset(f, 0, sizeof(*f));
	f->form = &forms[i];
	f->named = named;
	test_random_bytes(f->key, sizeof(f->key));
	test_random_bytes(f->authkey, sizeof(f->authkey));
}

void
flow_close(struct flow *f)
{
	/* first the lcores' word for it: a request with the old one may meet ENOENT from here on */
	atomic_store(&f->sid, 0);
	if (f->opened != 0)
		crypto_freesession(f->opened);
	f->opened = 0;
}

int
flow_open(struct flow *f)
{
	const struct flow_form *form = f->form;
	struct cryptoini auth = {.cri_alg = form->auth,
				 .cri_klen = form->authkey * 8,
				 .cri_mlen = form->tag};
	struct cryptoini cipher = {.cri_alg = form->cipher,
				   .cri_klen = form->key * 8,
				   .cri_ivlen = form->iv};
	struct cryptoini *first = form->cipher != 0 ? &cipher : &auth;
	int32_t fault = f->named ? crypto_find_driver("fault") : -1;
	uint64_t sid;
	int rc;

	auth.cri_key = form->authkey != 0 ? (caddr_t)f->authkey : NULL;
	cipher.cri_key = form->key != 0 ? (caddr_t)f->key : NULL;
	cipher.cri_next = form->auth != 0 ? &auth : NULL;
	flow_close(f);
	rc = f->named ? crypto_newsession_driver(&sid, first, fault) :
			crypto_newsession(&sid, first, 0);
	if (rc != 0)
		return rc;
	f->opened = sid;
	atomic_store(&f->sid, sid);
	return 0;
}

/* Not of a session that has ended meanwhile. */
static void
replace(struct flow *f, uint64_t of, uint64_t by)
{
	uint64_t now = atomic_load(&f->sid);

	while (flow_low(now) == flow_low(of) && now != by)
		if (atomic_compare_exchange_weak(&f->sid, &now, by))
			break;
}

void
flow_learn(struct flow *f, uint64_t sid)
{
	replace(f, sid, sid);
}

void
flow_lose(struct flow *f, uint64_t sid)
{
	replace(f, sid, 0);
}

bool
flow_ended(const struct flow *f, uint64_t sid)
{
	return flow_low(atomic_load(&f->sid)) != flow_low(sid);
}
