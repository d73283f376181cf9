/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "keydrv.h"
#include "ledger.h"

/* A key operation is offered when its driver gives the known answer, and then only. */

#define ALL ((1 << (CRK_ALGORITHM_MAX + 1)) - 1)

static int
features(void)
{
	int feat = -1;

	return crypto_getfeat(&feat) == 0 ? feat : -1;
}

static int
case_good(void)
{
	const char *why = NULL;
	struct keydrv *d;
	int op;

	CHECK_EQ(keyop_world(NULL), 0);
	CHECK_EQ(features(), 0);
	d = keydrv_start(&(struct keydrv_config){.name = "keys"});
	CHECK(d != NULL);
	CHECK_EQ(features(), ALL);
	for (op = 0; op <= CRK_ALGORITHM_MAX; op++) {
		CHECK_EQ(crypto_driver_keyop(d->id, op, &why), 0);
		CHECK_STR(why, "");
	}
	CHECK_EQ(crypto_driver_keyop(d->id, op, &why), EINVAL);
	CHECK_EQ(crypto_driver_keyop(-1, 0, NULL), ENODEV);
	return TEST_PASS;
}

/* Each operation answered wrongly is withdrawn, with one line in the log; others are not. */
static int
case_wrong(void)
{
	const char *why = NULL;
	int op;

	for (op = 0; op <= CRK_ALGORITHM_MAX; op++) {
		/* who accepts any signature cannot be asked about his own */
		int lost = op == CRK_DSA_VERIFY ? CRF_DSA_VERIFY | CRF_DSA_SIGN : 1 << op;
		struct keydrv *d;

		CHECK_EQ(keyop_world(NULL), 0);
		CHECK(ledger_log_start());
		d = keydrv_start(&(struct keydrv_config){.name = "keys", .spoils = 1u << op});
		CHECK(d != NULL);
		CHECK_EQ(features(), ALL & ~lost);
		CHECK_EQ(ledger_log_count(ledger_log_stop(), "is not offered"),
			 op == CRK_DSA_VERIFY ? 2 : 1);
		CHECK_EQ(crypto_driver_keyop(d->id, op, &why), ENOENT);
		CHECK_STR(why, "withdrawn: it failed its self-test");
	}
	return TEST_PASS;
}

/* No answer, and what it never gives back may come late. */
static int
case_silent(void)
{
	struct keydrv *d;

	CHECK_EQ(keyop_world(NULL), 0);
	d = keydrv_start(&(struct keydrv_config){.name = "keys", .ignores = CRF_MOD_EXP_CRT});
	CHECK(d != NULL);
	/* nothing more is asked of it: its bench is not free */
	CHECK_EQ(features(), CRF_MOD_EXP);
	return TEST_PASS;
}

/* Untested, not yet asked for: operations wait for the verdict, and go to another driver. */
static int
case_late(void)
{
	struct keydrv *bad, *good;
	struct keyop *k;

	CHECK_EQ(keyop_world(NULL), 0);
	bad = keydrv_start(&(struct keydrv_config){.offers = CRF_DH_COMPUTE_KEY,
						   .spoils = CRF_MOD_EXP,
						   .rank = 9});
	good = keydrv_start(&(struct keydrv_config){.offers = CRF_MOD_EXP});
	CHECK(bad != NULL && good != NULL);
	CHECK_EQ(crypto_kregister((uint32_t)bad->id, CRK_MOD_EXP, 0, NULL, NULL), 0);
	k = keyop_new(0);
	CHECK_EQ(keyop_run(k), 0);
	CHECK_EQ(k->krp.krp_hid, good->id);
	CHECK_EQ(bad->taken, 0);
	CHECK_EQ(features(), CRF_MOD_EXP | CRF_DH_COMPUTE_KEY);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"good", case_good, TEST_NO_INIT},
	{"wrong", case_wrong, TEST_NO_INIT},
	{"silent", case_silent, TEST_NO_INIT},
	{"late", case_late, TEST_NO_INIT},
};
TEST_SUITE(keyop_selftest, cases, NULL, NULL);
