/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_lcore.h>

#include "core.h"
#include "keydrv.h"

/* Who carries a key operation out: which driver, and on which thread. */

static struct keydrv *drv;

static int
begin(const struct keydrv_config *cfg)
{
	CHECK_EQ(keyop_world(NULL), 0);
	drv = keydrv_start(cfg);
	return drv != NULL ? TEST_PASS : TEST_FAIL;
}

static int
begin_plain(void)
{
	return begin(&(struct keydrv_config){.name = "keys"});
}

/* A service core carries key operations out as long as it comes; else the library's thread. */
static int
case_service(void)
{
	CHECK_CALL(begin_plain());
	CHECK_CALL(core_start(drv->id));
	CHECK_CALL(keyop_dispatch(0, 100));
	CHECK(keyop_poll_until(100));
	CHECK_EQ(drv->lcore, core_lcore());
	CHECK_EQ(core_map(drv->id, false), 0);
	CHECK(core_wait(drv->id, false));
	CHECK_CALL(keyop_dispatch(100, 100));
	CHECK(keyop_poll_until(200));
	CHECK_EQ(drv->lcore, LCORE_ID_ANY);
	CHECK(keybook_once(200, 0));
	CHECK_EQ(drv->overlaps, 0);
	return TEST_PASS;
}

/* It ends while operations wait for it. */
static int
case_service_ends(void)
{
	unsigned int i;

	CHECK_CALL(begin_plain());
	CHECK_CALL(core_start(drv->id));
	for (i = 0; i < 20; i++) {
		CHECK_CALL(keyop_dispatch(100 * i, 100));
		CHECK_EQ(crypto_driver_service(drv->id, i % 2), 0);
		CHECK(keyop_poll_until(100 * i + 100));
	}
	CHECK(keybook_once(2000, 0));
	CHECK_EQ(drv->overlaps, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------- choice of a driver */

/* One with a result of 65 bits, more than the hardware takes. */
static struct keyop *
long_one(uint32_t id)
{
	struct keyop *k = keyop_new(id);

	keyop_room(k, 3, 65);
	return k;
}

static int
case_choice(void)
{
	struct keydrv *rank, *hard;

	CHECK_CALL(begin(&(struct keydrv_config){.name = "low", .caps = CRYPTOCAP_F_SOFTWARE}));
	rank = keydrv_start(
		&(struct keydrv_config){.name = "high", .caps = CRYPTOCAP_F_SOFTWARE, .rank = 5});
	hard = keydrv_start(&(struct keydrv_config){.name = "hard", .max_nbits = 64});
	CHECK(rank != NULL && hard != NULL);
	CHECK_EQ(keyop_run(keyop_new(0)), 0);
	CHECK_EQ(hard->taken, 1);
	CHECK_EQ(keyop_run(long_one(1)), 0);
	CHECK_EQ(rank->taken, 1);
	CHECK_EQ(crypto_unregister_all((uint32_t)rank->id), 0);
	CHECK(keyop_wait(&rank->gone, 1));
	CHECK_EQ(keyop_run(long_one(2)), 0);
	CHECK_EQ(drv->taken, 1);
	return TEST_PASS;
}

/* No driver takes so long a number: EINVAL, not ENODEV. */
static int
case_max_nbits(void)
{
	struct keyop *k;

	CHECK_CALL(begin(&(struct keydrv_config){.max_nbits = 4096}));
	k = keyop_new(0);
	keyop_room(k, 3, 4096);
	CHECK_EQ(keyop_run(k), 0);
	keyop_room(k, 3, 4097);
	CHECK_EQ(keyop_run(k), EINVAL);
	CHECK_EQ(k->krp.krp_reason, CRYPTO_R_PARAM_BITS);
	return TEST_PASS;
}

/* Equal drivers share the work. */
static int
case_shared(void)
{
	struct keydrv *twin;

	CHECK_CALL(begin(&(struct keydrv_config){.name = "a"}));
	twin = keydrv_start(&(struct keydrv_config){.name = "b"});
	CHECK(twin != NULL);
	drv->hold = twin->hold = true;
	CHECK_CALL(keyop_dispatch(0, 40));
	CHECK(keyop_wait(&drv->taken, 20));
	CHECK(keyop_wait(&twin->taken, 20));
	keydrv_complete_all(drv);
	keydrv_complete_all(twin);
	CHECK(keyop_poll_until(40));
	CHECK(keybook_once(40, 0));
	return TEST_PASS;
}

static int
case_register(void)
{
	struct keyop *k;
	int feat = -1;

	CHECK_CALL(begin(&(struct keydrv_config){.name = "keys", .offers = CRF_DH_COMPUTE_KEY}));
	CHECK_EQ(crypto_kregister(999, CRK_MOD_EXP, 0, NULL, NULL), EINVAL);
	CHECK_EQ(crypto_kregister((uint32_t)drv->id, -1, 0, NULL, NULL), EINVAL);
	CHECK_EQ(crypto_kregister((uint32_t)drv->id, CRK_ALGORITHM_MAX + 1, 0, NULL, NULL), EINVAL);
	CHECK_EQ(crypto_kregister((uint32_t)drv->id, CRK_MOD_EXP, 1, NULL, NULL), EINVAL);
	CHECK_EQ(crypto_getfeat(NULL), EINVAL);
	CHECK_EQ(crypto_getfeat(&feat), 0);
	CHECK_EQ(feat, CRF_DH_COMPUTE_KEY);
	/* the functions are those of the first call */
	CHECK_EQ(crypto_kregister((uint32_t)drv->id, CRK_MOD_EXP, 0, NULL, NULL), 0);
	CHECK_EQ(crypto_getfeat(&feat), 0);
	CHECK_EQ(feat, CRF_DH_COMPUTE_KEY | CRF_MOD_EXP);
	k = keyop_new(0);
	CHECK_EQ(keyop_run(k), 0);
	CHECK_EQ(drv->taken, 1);
	CHECK_EQ(crypto_find_driver("keys"), drv->id);
	CHECK_EQ(crypto_setops((uint32_t)drv->id, &drv->ops), EBUSY);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"service", case_service, TEST_NO_INIT},
	{"service_ends", case_service_ends, TEST_NO_INIT},
	{"choice", case_choice, TEST_NO_INIT},
	{"max_nbits", case_max_nbits, TEST_NO_INIT},
	{"shared", case_shared, TEST_NO_INIT},
	{"register", case_register, TEST_NO_INIT},
};
TEST_SUITE(keyop_driver, cases, NULL, NULL);
