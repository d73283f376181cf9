/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "keydrv.h"
#include "ledger.h"

/* The lcore goes on with its packets while private keys are at work. */

#define KEYOPS 100
#define BITS 4096

static unsigned int keys_done, packets_done;
static bool inside_poll, outside;

static int
key_callback(struct cryptkop *krp)
{
	outside |= !inside_poll || krp->krp_status != 0;
	keys_done++;
	return 0;
}

static int
packet_callback(struct cryptop *crp)
{
	packets_done += crp->crp_etype == 0;
	return 0;
}

/* RSA-4096 signing, as far as the work goes; the modulus is any odd number. */
static void
fill(struct keyop *k)
{
	u_int i;

	for (i = 0; i < 3; i++) {
		test_random_bytes(k->param[i], BITS / 8);
		k->param[i][0] |= 1;
		k->param[i][BITS / 8 - 1] |= 0x80;
		k->krp.krp_param[i] = (struct crparam){(caddr_t)k->param[i], BITS};
	}
	keyop_room(k, 3, BITS);
	k->krp.krp_callback = key_callback;
}

/*
 * One packet a poll, dispatched and called back. If exponentiations ran on this lcore there would
 * be about as many polls as key operations, one between two of them.
 */
static int
case_packets(void)
{
	static const char *const drivers[] = {"openssl", "null", NULL};
	struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t longest = 0, polls = 0, start, now, hz = rte_get_timer_hz();
	struct cryptop *crp;
	uint64_t sid;
	uint32_t i;

	if (keyop_world(drivers) != 0)
		return test_skip("no openssl driver");
	CHECK_EQ(test_session_on(&sid, &null, "null"), 0);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	crp->crp_callback = packet_callback;
	keys_done = packets_done = 0;
	outside = false;
	for (i = 0; i < KEYOPS; i++) {
		struct keyop *k = keyop_new(i);

		fill(k);
		CHECK_EQ(crypto_kdispatch(&k->krp), 0);
	}
	start = rte_get_timer_cycles();
	while (keys_done < KEYOPS && rte_get_timer_cycles() - start < 300 * hz) {
		now = rte_get_timer_cycles();
		CHECK_EQ(crypto_dispatch(crp), 0);
		inside_poll = true;
		crypto_poll();
		inside_poll = false;
		longest = RTE_MAX(longest, rte_get_timer_cycles() - now);
		polls++;
	}
	test_note("%u RSA-4096 in %.2f s: %" PRIu64 " packets meanwhile, the longest took %.0f us",
		  keys_done, (double)(rte_get_timer_cycles() - start) / (double)hz, polls,
		  (double)longest * 1e6 / (double)hz);
	CHECK_EQ(keys_done, KEYOPS);
	CHECK(!outside);
	CHECK_EQ(packets_done, polls);
	CHECK(polls > 10 * KEYOPS);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"packets", case_packets, TEST_NO_INIT},
};
TEST_SUITE(keyop_polling, cases, NULL, NULL);
