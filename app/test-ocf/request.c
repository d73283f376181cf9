/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>

#include "runner.h"

/* Requests of cases: got, run to their callback, given back. */

#define MAX_REQUESTS 65536
#define TIMEOUT_SECONDS 5

static struct {
	unsigned int n;
	struct cryptop *crp[MAX_REQUESTS];
} owned;

struct cryptop *
test_getreq(int num)
{
	struct cryptop *crp;

	if (owned.n == MAX_REQUESTS)
		return NULL;
	crp = crypto_getreq(num);
	if (crp != NULL)
		owned.crp[owned.n++] = crp;
	return crp;
}

void
test_requests_release(void)
{
	while (owned.n > 0)
		crypto_freereq(owned.crp[--owned.n]);
}

/* -------------------------------------------------------------------- running */

/* How often a request was called back; a late callback finds it valid still. */
static struct run_state {
	unsigned int calls, wrong;
} run;

static int
count_callback(struct cryptop *crp)
{
	run.calls++;
	if (crp->crp_opaque != (caddr_t)&run || (crp->crp_flags & CRYPTO_F_DONE) == 0)
		run.wrong++;
	return 0;
}

static void
prepare(struct cryptop *crp, enum test_mode mode)
{
	static const int flag[TEST_NMODES] = {
		[TEST_BATCH] = CRYPTO_F_BATCH,
		[TEST_CBIMM] = CRYPTO_F_CBIMM,
		[TEST_CBIFSYNC] = CRYPTO_F_CBIFSYNC,
	};

	crp->crp_flags &= ~(CRYPTO_F_BATCH | CRYPTO_F_CBIMM | CRYPTO_F_CBIFSYNC);
	crp->crp_flags |= flag[mode];
	crp->crp_callback = count_callback;
	crp->crp_opaque = (caddr_t)&run;
}

/* All called back, or time is over; one more poll would show a second callback. */
static int
wait_all(unsigned int n)
{
	uint64_t end = rte_get_timer_cycles() + TIMEOUT_SECONDS * rte_get_timer_hz();

	while (run.calls < n && rte_get_timer_cycles() < end)
		crypto_poll();
	crypto_poll();
	if (run.calls == n && run.wrong == 0)
		return 0;
	test_note("%u of %u callbacks, %u of them wrong", run.calls, n, run.wrong);
	return -2;
}

/* A burst that takes nothing for long is refused, as a dispatch that fails is. */
static bool
dispatch_all(struct cryptop **crps, unsigned int n, enum test_mode mode)
{
	uint64_t end = rte_get_timer_cycles() + TIMEOUT_SECONDS * rte_get_timer_hz();
	unsigned int i = 0;

	while (i < n && mode == TEST_BURST && rte_get_timer_cycles() < end) {
		i += crypto_dispatch_burst(&crps[i], n - i);
		if (i < n)
			crypto_poll();
	}
	while (i < n && mode != TEST_BURST && crypto_dispatch(crps[i]) == 0)
		i++;
	return i == n;
}

int
test_run_all(struct cryptop **crps, unsigned int n, enum test_mode mode)
{
	caddr_t opaque[n == 0 ? 1 : n];
	unsigned int i;
	int rc;

	memset(&run, 0, sizeof(run));
	for (i = 0; i < n; i++) {
		opaque[i] = crps[i]->crp_opaque;
		prepare(crps[i], mode);
	}
	if (!dispatch_all(crps, n, mode))
		return -1;
	rc = wait_all(n);
	for (i = 0; i < n && rc == 0; i++)
		crps[i]->crp_opaque = opaque[i];
	return rc;
}

int
test_run(struct cryptop *crp, enum test_mode mode)
{
	int rc = test_run_all(&crp, 1, mode);

	return rc != 0 ? rc : crp->crp_etype;
}
