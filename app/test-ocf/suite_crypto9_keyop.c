/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "depart.h"
#include "keydrv.h"

/* crypto(9), the sentences on key operations, by their numbers. */

static struct keydrv *drv;

static int
begin(void)
{
	CHECK_EQ(keyop_world(NULL), 0);
	drv = keydrv_start(&(struct keydrv_config){.name = "keys"});
	return drv != NULL ? TEST_PASS : TEST_FAIL;
}

/* Keying operations are supported as well. */
static int
case_S006(void)
{
	static const char *const openssl[] = {"openssl", NULL};
	struct keyop *k;

	if (keyop_world(openssl) != 0)
		return test_skip("no openssl driver");
	k = keyop_new(0);
	CHECK_EQ(keyop_run(k), 0);
	CHECK(keyop_is(k, 3, "00008000")); /* 8 ^ 5 mod 65521 */
	return TEST_PASS;
}

/* Sessionless; input and output parameters. */
static int
case_S007(void)
{
	struct crypto_driver_info info;

	CHECK_CALL(begin());
	CHECK_EQ(keyop_run(keyop_new(0)), 0);
	CHECK_EQ(crypto_driver_info(drv->id, &info), 0);
	CHECK_EQ(info.sessions, 0);
	return TEST_PASS;
}

static u_int seen_op;

static void
look_at_op(struct keydrv *d, struct cryptkop *krp)
{
	(void)d;
	seen_op = krp->krp_op;
}

/* crypto_kdispatch performs a keying operation; krp_op is its code. */
static int
case_S096_S098(void)
{
	static const u_int in[] = {3, 6, 5, 7, 3}, out[] = {1, 1, 2, 0, 1};
	u_int op;

	CHECK_CALL(begin());
	drv->hook = look_at_op;
	for (op = CRK_MOD_EXP; op <= CRK_DH_COMPUTE_KEY; op++) {
		struct keyop *k = keyop_new(op);

		keyop_shape(k, op, in[op], out[op]);
		CHECK_EQ(keyop_run(k), 0);
		CHECK_EQ(seen_op, op);
	}
	CHECK_EQ(drv->taken, 5);
	return TEST_PASS;
}

/* The fields that the page names, with its types. */
static int
case_S097_S105(void)
{
	struct cryptkop krp = {.krp_op = CRK_MOD_EXP,
			       .krp_status = 0,
			       .krp_iparams = 3,
			       .krp_oparams = 1};
	struct crparam *param = krp.krp_param;
	int (**callback)(struct cryptkop *) = &krp.krp_callback;
	u_short *iparams = &krp.krp_iparams, *oparams = &krp.krp_oparams;
	u_int *op = &krp.krp_op, *status = &krp.krp_status, *bits = &param[0].crp_nbits;
	uint32_t *hid = &krp.krp_hid;
	caddr_t *p = &param[0].crp_p;
	struct cryptkop **next = &krp.krp_next.tqe_next;

	CHECK(callback != NULL && iparams != NULL && oparams != NULL && op != NULL);
	CHECK(status != NULL && bits != NULL && hid != NULL && p != NULL && next != NULL);
	CHECK_EQ(sizeof(krp.krp_param) / sizeof(krp.krp_param[0]), CRK_MAXPARAM);
	CHECK_EQ(CRK_MAXPARAM, 8);
	return TEST_PASS;
}

/* The return code is an errno that tells the lower level's reason. */
static int
case_S099_S100(void)
{
	struct keyop *k;

	CHECK_CALL(begin());
	k = keyop_new(0);
	k->krp.krp_status = 77;
	CHECK_EQ(keyop_run(k), 0);
	drv->status = ENOMEM;
	CHECK_EQ(keyop_run(k), ENOMEM);
	return TEST_PASS;
}

/* Each operation has a hardwired number of inputs. */
static int
case_S101_S102(void)
{
	struct keyop *k;

	CHECK_CALL(begin());
	k = keyop_new(0);
	k->krp.krp_iparams = 2;
	CHECK_EQ(keyop_run(k), EINVAL);
	k->krp.krp_iparams = 4;
	CHECK_EQ(keyop_run(k), EINVAL);
	k->krp.krp_iparams = 3;
	CHECK_EQ(keyop_run(k), 0);
	return TEST_PASS;
}

/* And of outputs. */
static int
case_S103_S104(void)
{
	struct keyop *k;

	CHECK_CALL(begin());
	k = keyop_new(0);
	k->krp.krp_oparams = 0;
	CHECK_EQ(keyop_run(k), EINVAL);
	k->krp.krp_oparams = 2;
	CHECK_EQ(keyop_run(k), EINVAL);
	k->krp.krp_oparams = 1;
	CHECK_EQ(keyop_run(k), 0);
	return TEST_PASS;
}

/* krp_hid identifies the driver that is used. */
static int
case_S106(void)
{
	struct keydrv *other;
	struct keyop *k;

	CHECK_CALL(begin());
	other = keydrv_start(&(struct keydrv_config){.name = "other", .rank = 3});
	CHECK(other != NULL);
	k = keyop_new(0);
	k->krp.krp_hid = (uint32_t)drv->id; /* whatever stood there */
	CHECK_EQ(keyop_run(k), 0);
	CHECK_EQ(k->krp.krp_hid, other->id);
	return TEST_PASS;
}

/* The callback is called on completion, whether it succeeded or not. */
static int
case_S107(void)
{
	CHECK_CALL(begin());
	drv->hold = true;
	CHECK_CALL(keyop_dispatch(0, 1));
	CHECK(keyop_wait(&drv->taken, 1));
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(keybook.n, 0);
	keydrv_complete_all(drv);
	CHECK(keyop_poll_until(1));
	CHECK(keybook_once(1, 0));
	return TEST_PASS;
}

static int
no_kprocess(void *arg, struct cryptkop *krp)
{
	(void)arg;
	(void)krp;
	return 0;
}

/* crypto_get_driverid, crypto_kregister ... are what a driver needs; 0 or an error code. */
static int
case_S108_S149(void)
{
	int32_t id;

	CHECK_EQ(keyop_world(NULL), 0);
	CHECK_EQ(crypto_kregister(0, CRK_MOD_EXP, 0, no_kprocess, NULL), EINVAL);
	id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	CHECK(id >= 0);
	CHECK_EQ(crypto_kregister((uint32_t)id, CRK_MOD_EXP, 0, NULL, NULL), EINVAL);
	CHECK_EQ(crypto_kregister((uint32_t)id, 99, 0, no_kprocess, NULL), EINVAL);
	CHECK_EQ(crypto_kregister((uint32_t)id, CRK_DSA_SIGN, 0, no_kprocess, NULL), 0);
	CHECK_EQ(crypto_unblock((uint32_t)id, CRYPTO_ASYMQ), 0);
	CHECK_EQ(crypto_unblock((uint32_t)id, 4), EINVAL);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK_EQ(crypto_kregister((uint32_t)id, CRK_MOD_EXP, 0, no_kprocess, NULL), EINVAL);
	return TEST_PASS;
}

static struct cryptkop *seen_krp;

static void
look_at_krp(struct keydrv *d, struct cryptkop *krp)
{
	(void)d;
	seen_krp = krp;
}

/* kprocess gets the opaque value of its registration and the request itself. */
static int
case_S127_S144(void)
{
	struct keyop *k;

	CHECK_CALL(begin());
	drv->hook = look_at_krp;
	k = keyop_new(0);
	CHECK_EQ(keyop_run(k), 0);
	CHECK(seen_krp == &k->krp);
	CHECK_EQ(drv->taken, 1); /* drv is the opaque value */
	return TEST_PASS;
}

/* It queues the request and returns; the callback comes upon processing. */
static int
case_S145_S146(void)
{
	unsigned int i;

	CHECK_CALL(begin());
	drv->hold = true;
	CHECK_CALL(keyop_dispatch(0, 50));
	CHECK(keyop_wait(&drv->taken, 50));
	for (i = 0; i < 100; i++)
		CHECK_EQ(crypto_poll(), 0);
	keydrv_complete_all(drv);
	CHECK(keyop_poll_until(50));
	CHECK(keybook_once(50, 0));
	return TEST_PASS;
}

/* The error indication is in krp_status, and crypto_kdone() is called all the same. */
static int
case_S147_S148(void)
{
	CHECK_CALL(begin());
	drv->status = EIO;
	CHECK_CALL(keyop_dispatch(0, 3));
	CHECK(keyop_poll_until(3));
	CHECK(keybook_once(3, EIO));
	return TEST_PASS;
}

/* ERESTART requeues and blocks the driver until crypto_unblock(): for kprocess as for process. */
static int
case_S140_S141(void)
{
	CHECK_CALL(begin());
	drv->room = 0;
	CHECK_CALL(keyop_dispatch(0, 2));
	CHECK(keyop_wait(&drv->calls, 1));
	rte_delay_us_sleep(10000);
	CHECK_EQ(drv->calls, 1);
	CHECK_EQ(keybook.n, 0);
	keydrv_unblock(drv, KEYDRV_UNLIMITED);
	CHECK(keyop_poll_until(2));
	CHECK(keybook_once(2, 0));
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"crypto9_S006", case_S006, TEST_NO_INIT},
	{"crypto9_S007", case_S007, TEST_NO_INIT},
	{"crypto9_S096", case_S096_S098, TEST_NO_INIT},
	{"crypto9_S097", case_S097_S105, TEST_NO_INIT},
	{"crypto9_S098", case_S096_S098, TEST_NO_INIT},
	{"crypto9_S099", case_S099_S100, TEST_NO_INIT},
	{"crypto9_S100", case_S099_S100, TEST_NO_INIT},
	{"crypto9_S101", case_S101_S102, TEST_NO_INIT},
	{"crypto9_S102", case_S101_S102, TEST_NO_INIT},
	{"crypto9_S103", case_S103_S104, TEST_NO_INIT},
	{"crypto9_S104", case_S103_S104, TEST_NO_INIT},
	{"crypto9_S105", case_S097_S105, TEST_NO_INIT},
	{"crypto9_S106", case_S106, TEST_NO_INIT},
	{"crypto9_S107", case_S107, TEST_NO_INIT},
	{"crypto9_S108", case_S108_S149, TEST_NO_INIT},
	{"crypto9_S127", case_S127_S144, TEST_NO_INIT},
	{"crypto9_S140", case_S140_S141, TEST_NO_INIT},
	{"crypto9_S141", case_S140_S141, TEST_NO_INIT},
	{"crypto9_S144", case_S127_S144, TEST_NO_INIT},
	{"crypto9_S145", case_S145_S146, TEST_NO_INIT},
	{"crypto9_S146", case_S145_S146, TEST_NO_INIT},
	{"crypto9_S147", case_S147_S148, TEST_NO_INIT},
	{"crypto9_S148", case_S147_S148, TEST_NO_INIT},
	{"crypto9_S149", case_S108_S149, TEST_NO_INIT},
};
TEST_SUITE(crypto9_keyop, cases, NULL, NULL);
