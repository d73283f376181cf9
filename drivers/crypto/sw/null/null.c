/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The smallest complete driver, the one to read first. NULL-CBC is a cipher that leaves
 * the data as it is, NULL-HMAC a MAC of no bytes; so what a request costs here is what
 * the framework costs.
 *
 * Each function is explained where driver.h declares it; doc/driver-guide.md walks
 * through this file.
 */

#include <opencrypto/driver.h>

static int32_t null_id = -1;

/* What the framework keeps for a session: here only what separate output needs. */
struct null_session {
	uint32_t ivlen;
};

/*
 * The list holds only what was registered below. A driver with keys would say how much
 * memory their schedules need; 0 refuses.
 */
static size_t
null_session_size(void *arg, const struct cryptoini *cri)
{
	(void)arg;
	(void)cri;
	return sizeof(struct null_session);
}

/* Here a driver expands keys; the framework keeps and wipes the memory. */
static int
null_session_init(void *arg, void *area, const struct cryptoini *cri)
{
	struct null_session *ses = area;

	(void)arg;
	ses->ivlen = (uint32_t)cri->cri_ivlen;
	return 0;
}

/* With separate output even a cipher that changes nothing has to move the bytes. */
static void
null_copy(const struct cryptop *crp, const struct cryptodesc *crd)
{
	struct crypto_cursor cur;
	uint32_t off = (uint32_t)crd->crd_skip, left = (uint32_t)crd->crd_len;

	crypto_cursor_init(&cur, crp, CRYPTO_IN, off);
	while (left != 0) {
		uint32_t n = cur.left < left ? cur.left : left;

		crypto_copyback(crp, off, n, cur.ptr);
		crypto_cursor_advance(&cur, n);
		off += n;
		left -= n;
	}
}

static void
null_separate(const struct cryptop *crp)
{
	const struct cryptodesc *crd;

	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next)
		if (crd->crd_alg == CRYPTO_NULL_CBC)
			null_copy(crp, crd);
}

/*
 * All requests are taken, and done at once. A driver whose queue can be full returns how
 * many it took, and calls crypto_unblock() when there is room again.
 */
static unsigned int
null_process_burst(void *ctx, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	(void)ctx;
	for (i = 0; i < n; i++) {
		if (__builtin_expect(crps[i]->crp_obuf != NULL, 0))
			null_separate(crps[i]);
		crypto_done_fast(crps[i]);
	}
	return n;
}

static const struct crypto_driver_ops null_ops = {
	.name = "null",
	.rank = 0,
	.session_size = null_session_size,
	.session_init = null_session_init,
	.process_burst = null_process_burst,
};

static int
null_probe(const struct crypto_driver_args *args)
{
	static const int algs[] = {CRYPTO_NULL_CBC, CRYPTO_NULL_HMAC};
	unsigned int i;
	int error;

	(void)args;
	null_id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC);
	if (null_id < 0)
		return crypto_refuse(ENOMEM, "no driver id left");
	error = crypto_setops((uint32_t)null_id, &null_ops);
	for (i = 0; error == 0 && i < sizeof(algs) / sizeof(algs[0]); i++)
		error = crypto_register((uint32_t)null_id, algs[i], 0, 0, NULL, NULL, NULL, NULL);
	return error;
}

CRYPTO_DRIVER(null) = {
	.name = "null",
	.abi = CRYPTO_DRIVER_ABI,
	.probe = null_probe,
};
