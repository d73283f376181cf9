/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Requests: their descriptors in list order, and how they fail. */

#include <rte_prefetch.h>

#include "ossl.h"

void
crypto_ossl_reject(const struct cryptop *crp, const struct cryptodesc *end)
{
	const struct ossl_session *ses = crypto_area(crp);
	const struct cryptodesc *crd;
	unsigned int i = 0;

	for (crd = crp->crp_desc; crd != end; crd = crd->crd_next, i++)
		if (ses->pos[crypto_desc_pos(crp, i)].row->kind <= OSSL_AEAD)
			crypto_zero(crp, (uint32_t)crd->crd_skip, (uint32_t)crd->crd_len);
}

/* What an AEAD decrypted before the engine failed is not authenticated either. */
struct cryptodesc *
crypto_ossl_broken(struct ossl_lcore *lc, struct cryptop *crp, const struct cryptodesc *end,
		   EVP_CIPHER_CTX *ctx)
{
	if (ctx != NULL)
		crypto_ossl_ctx_drop(lc, ctx);
	crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
	crypto_ossl_reject(crp, end);
	return NULL;
}

struct cryptodesc *
crypto_ossl_mac_end(struct cryptop *crp, const struct ossl_pos *pos, struct cryptodesc *crd,
		    const uint8_t *mac)
{
	if (likely(crypto_mac_finish(crp, crd, mac, pos->mlen) == 0))
		return crd->crd_next;
	crypto_ossl_reject(crp, crd);
	return NULL;
}

static inline void
process(struct ossl_lcore *lc, struct cryptop *crp)
{
	const struct ossl_session *ses = crypto_area(crp);
	struct cryptodesc *crd = crp->crp_desc;
	const struct ossl_pos *pos;
	uint32_t map = crp->crp_map;

	while (crd != NULL) {
		pos = &ses->pos[map & 7];
		map >>= 4;
		crd = pos->run(lc, crp, pos, crd);
	}
}

static inline void
prefetch(const struct cryptop *crp)
{
	const struct ossl_session *ses = crypto_area(crp);

	rte_prefetch0(crp->crp_data[CRYPTO_IN]);
	rte_prefetch0(&ses->pos[crp->crp_map & 7]);
}

unsigned int
crypto_ossl_process_burst(void *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		if (i + 1 < n)
			prefetch(crps[i + 1]);
		process(ctx, crps[i]);
		crypto_done_fast(crps[i]);
	}
	return n;
}
