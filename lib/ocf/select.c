/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Which drivers a session is offered to, and in which order. Those that do not come into
 * question leave a clause for crypto_strerr().
 */

#include "ocf_private.h"

/* An AEAD's auth half counts as the cipher half's: its key length is the other's. */
static bool
offers(struct crypto_driver *drv, const struct cryptoini *cri)
{
	for (; cri != NULL; cri = cri->cri_next) {
		const struct crypto_alg_entry *e = &drv->algs[crypto_alg_index(cri->cri_alg)];
		const char *name = crypto_alg_name(cri->cri_alg);

		if (!e->offered) {
			crypto_err_add(drv->name, e->withdrawn ? "%s: withdrawn by its self-test" :
								 "has no %s", name);
			return false;
		}
		if (e->maxoplen != 0 && cri->cri_klen > e->maxoplen) {
			crypto_err_add(drv->name, "%s: key of %d bits, takes at most %u", name,
				       cri->cri_klen, e->maxoplen);
			return false;
		}
	}
	return true;
}

static bool
wanted(const struct crypto_driver *drv, int hard, int32_t only)
{
	bool software = (drv->caps & CRYPTOCAP_F_SOFTWARE) != 0;

	if (!drv->ready || crypto_driver_leaving(drv))
		return false;
	if (only >= 0)
		return drv->id == only;
	if ((hard == 1 && software) || (hard == -1 && !software)) {
		crypto_err_add(drv->name, "is a %s driver", software ? "software" : "hardware");
		return false;
	}
	return true;
}

/* Hardware before software, then by rank. */
static int
score(const struct crypto_driver *drv)
{
	return drv->ops.rank + ((drv->caps & CRYPTOCAP_F_SOFTWARE) ? 0 : 1 << 20);
}

unsigned int
crypto_select(const struct cryptoini *cri, int hard, int32_t only,
	      struct crypto_driver *out[CRYPTO_MAX_DRIVERS])
{
	unsigned int i, j, n = 0;

	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		struct crypto_driver *drv = crypto_drivers[i];

		if (drv == NULL || !wanted(drv, hard, only))
			continue;
		crypto_selftest(drv);
		if (!offers(drv, cri))
			continue;
		for (j = n++; j > 0 && score(out[j - 1]) < score(drv); j--)
			out[j] = out[j - 1];
		out[j] = drv;
	}
	if (n == 0 && crypto_strerr()[0] == '\0')
		crypto_err_add(NULL, "no driver is there");
	return n;
}
