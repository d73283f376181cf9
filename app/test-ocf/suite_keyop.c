/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "depart.h"
#include "keydrv.h"

/* Key operations as the framework sees them: acceptance, blocking, completion. */

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

/* ---------------------------------------------------------------- dispatch */

static void
dispatch_elsewhere(void *arg)
{
	*(int *)arg = crypto_kdispatch(&keyop_new(0)->krp);
}

static int
case_arguments(void)
{
	struct depart_thread t;
	int error = -1;
	struct keyop *k;

	CHECK_CALL(begin_plain());
	CHECK_EQ(crypto_kdispatch(NULL), EINVAL);
	k = keyop_new(0);
	k->krp.krp_callback = NULL;
	CHECK_EQ(crypto_kdispatch(&k->krp), EINVAL);
	CHECK(depart_thread_start(&t, false, dispatch_elsewhere, &error));
	CHECK(depart_thread_join(&t));
	CHECK_EQ(error, EINVAL);
	CHECK_EQ(crypto_pending(), 0);
	CHECK_EQ(drv->calls, 0);
	return TEST_PASS;
}

/* One that is in flight is not taken again, wherever it is; its callback comes once. */
static int
case_in_flight(void)
{
	struct keyop *k;

	CHECK_CALL(begin_plain());
	drv->hold = true;
	k = keyop_new(0);
	CHECK_EQ(crypto_kdispatch(&k->krp), 0);
	CHECK_EQ(crypto_kdispatch(&k->krp), EINVAL);
	CHECK(keyop_wait(&drv->taken, 1));
	CHECK_EQ(crypto_kdispatch(&k->krp), EINVAL);
	keydrv_complete_all(drv);
	CHECK_EQ(crypto_kdispatch(&k->krp), EINVAL);
	CHECK_EQ(crypto_pending(), 1);
	CHECK(keyop_poll_until(1));
	CHECK(keybook_once(1, 0));
	CHECK_EQ(crypto_pending(), 0);
	drv->hold = false;
	CHECK_EQ(keyop_run(k), 0); /* and again */
	CHECK_EQ(keybook.count[0], 2);
	return TEST_PASS;
}

struct bad {
	void (*spoil)(struct keyop *k);
	enum crypto_reason reason;
};

static void
unknown_op(struct keyop *k)
{
	k->krp.krp_op = CRK_ALGORITHM_MAX + 1;
}

static void
huge_op(struct keyop *k)
{
	k->krp.krp_op = UINT32_MAX;
}

static void
one_input_less(struct keyop *k)
{
	k->krp.krp_iparams--;
}

static void
one_output_more(struct keyop *k)
{
	k->krp.krp_oparams++;
}

static void
many_inputs(struct keyop *k)
{
	k->krp.krp_iparams = UINT16_MAX;
}

static void
too_long(struct keyop *k)
{
	k->krp.krp_param[1].crp_nbits = CRK_MAXBITS + 1;
}

static void
far_too_long(struct keyop *k)
{
	k->krp.krp_param[3].crp_nbits = UINT32_MAX;
}

static void
no_memory(struct keyop *k)
{
	k->krp.krp_param[2].crp_p = NULL;
}

static void
no_result(struct keyop *k)
{
	k->krp.krp_param[3].crp_p = NULL;
}

static const struct bad bads[] = {
	{unknown_op, CRYPTO_R_KEYOP},           {huge_op, CRYPTO_R_KEYOP},
	{one_input_less, CRYPTO_R_PARAM_COUNT}, {one_output_more, CRYPTO_R_PARAM_COUNT},
	{many_inputs, CRYPTO_R_PARAM_COUNT},    {too_long, CRYPTO_R_PARAM_BITS},
	{far_too_long, CRYPTO_R_PARAM_BITS},    {no_memory, CRYPTO_R_PARAM_NULL},
	{no_result, CRYPTO_R_PARAM_NULL},
};

static int
case_invalid(void)
{
	unsigned int i;

	CHECK_CALL(begin_plain());
	for (i = 0; i < RTE_DIM(bads); i++) {
		uint64_t before = crypto_reason_count(bads[i].reason);
		struct keyop *k = keyop_new(i);

		bads[i].spoil(k);
		CHECK_EQ(keyop_run(k), EINVAL);
		CHECK_EQ(k->krp.krp_reason, bads[i].reason);
		CHECK_EQ(crypto_reason_count(bads[i].reason), before + 1);
		CHECK_EQ(k->param[3][0], 0x5a);
	}
	CHECK_EQ(drv->calls, 0);
	return TEST_PASS;
}

/* The most there is, and the number 0 without memory, are legal. */
static int
case_limits(void)
{
	struct keyop *k = NULL;
	static char number[CRK_MAXBITS / 8];

	CHECK_CALL(begin_plain());
	k = keyop_new(0);
	k->krp.krp_param[0] = (struct crparam){number, CRK_MAXBITS};
	k->krp.krp_param[1] = (struct crparam){NULL, 0};
	CHECK_EQ(keyop_run(k), 0);
	CHECK_EQ(drv->taken, 1);
	return TEST_PASS;
}

static int
case_fields(void)
{
	struct keyop *k;

	CHECK_CALL(begin_plain());
	k = keyop_new(7);
	k->krp.krp_hid = 12345;
	k->krp.krp_status = EIO;
	k->krp.krp_reason = CRYPTO_R_ENGINE;
	CHECK_EQ(keyop_run(k), 0);
	CHECK_EQ(k->krp.krp_hid, drv->id);
	CHECK_EQ(k->krp.krp_reason, CRYPTO_R_NONE);
	CHECK_EQ((uintptr_t)k->krp.krp_opaque, 7);
	CHECK_EQ(k->krp.krp_op, CRK_MOD_EXP);
	CHECK_EQ(drv->lcore, LCORE_ID_ANY);
	return TEST_PASS;
}

static int
case_nobody(void)
{
	struct keyop *k;

	CHECK_CALL(begin(&(struct keydrv_config){.offers = CRF_DSA_SIGN | CRF_DSA_VERIFY}));
	k = keyop_new(0);
	CHECK_EQ(keyop_run(k), ENODEV);
	CHECK_EQ(k->krp.krp_reason, CRYPTO_R_KEYOP_DRIVER);
	CHECK_EQ(k->krp.krp_hid, UINT32_MAX);
	return TEST_PASS;
}

/* What is over the credits is called back, too; no more than the others' memory is needed. */
static int
case_credits(void)
{
	unsigned int i, full = 0;

	CHECK_CALL(begin_plain());
	drv->hold = true;
	CHECK_CALL(keyop_dispatch(0, CRK_MAXPENDING + 40));
	CHECK_EQ(crypto_pending(), CRK_MAXPENDING + 40);
	CHECK(keyop_poll_until(40));
	CHECK_EQ(keybook.n, 40);
	CHECK(keyop_wait(&drv->taken, CRK_MAXPENDING));
	CHECK_EQ(crypto_pending(), CRK_MAXPENDING);
	CHECK_EQ(crypto_fini(), EBUSY);
	keydrv_complete_all(drv);
	CHECK(keyop_poll_until(CRK_MAXPENDING + 40));
	for (i = 0; i < CRK_MAXPENDING + 40; i++)
		full += keybook.status[i] == ENOMEM && keybook.reason[i] == CRYPTO_R_CREDIT &&
			i >= CRK_MAXPENDING;
	CHECK_EQ(full, 40);
	CHECK(keybook_once(CRK_MAXPENDING + 40, -1));
	return TEST_PASS;
}

/* --------------------------------------------------------------- callbacks */

static unsigned int nested_polls, nested_ran;

static void
dispatch_next(struct cryptkop *krp)
{
	uint32_t id = (uint32_t)(uintptr_t)krp->krp_opaque;

	nested_polls++;
	nested_ran += crypto_poll();
	if (id < 99)
		crypto_kdispatch(&keyop_new(id + 1)->krp);
}

/* A callback may dispatch; crypto_poll() inside it does nothing. */
static int
case_callback(void)
{
	CHECK_CALL(begin_plain());
	nested_polls = nested_ran = 0;
	keybook.hook = dispatch_next;
	CHECK_EQ(crypto_kdispatch(&keyop_new(0)->krp), 0);
	CHECK(keyop_poll_until(100));
	keybook.hook = NULL;
	CHECK(keybook_once(100, 0));
	CHECK_EQ(nested_polls, 100);
	CHECK_EQ(nested_ran, 0);
	return TEST_PASS;
}

/* To the driver as they were dispatched, called back as they were done. */
static int
case_order(void)
{
	unsigned int i;

	CHECK_CALL(begin_plain());
	drv->hold = true;
	CHECK_CALL(keyop_dispatch(0, 200));
	CHECK(keyop_wait(&drv->taken, 200));
	for (i = 0; i < 200; i++)
		CHECK_EQ(drv->log[i], i);
	while (keydrv_held(drv) != 0)
		keydrv_complete(drv, keydrv_held(drv) - 1);
	CHECK(keyop_poll_until(200));
	for (i = 0; i < 200; i++)
		CHECK_EQ(keybook.id[i], 199 - i);
	CHECK(keybook_once(200, 0));
	return TEST_PASS;
}

struct other {
	struct keyop *k;
	uint64_t done;
	unsigned int lcore, seen;
};

static struct other *other_now;

static int
other_callback(struct cryptkop *krp)
{
	RTE_SET_USED(krp);
	other_now->seen = rte_lcore_id();
	other_now->done++;
	return 0;
}

static void
other_lcore(void *arg)
{
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();
	struct other *o = arg;

	o->lcore = rte_lcore_id();
	if (crypto_kdispatch(&o->k->krp) != 0)
		return;
	while (o->done == 0 && rte_get_timer_cycles() < end)
		crypto_poll();
}

/* Called back on the lcore that dispatched. */
static int
case_lcores(void)
{
	struct other o = {.seen = UINT32_MAX};
	struct depart_thread t;

	CHECK_CALL(begin_plain());
	o.k = keyop_new(1);
	o.k->krp.krp_callback = other_callback;
	other_now = &o;
	CHECK_CALL(keyop_dispatch(0, 1));
	CHECK(depart_thread_start(&t, true, other_lcore, &o));
	CHECK(depart_thread_join(&t));
	CHECK_EQ(o.done, 1);
	CHECK_EQ(o.seen, o.lcore);
	CHECK_NE(o.seen, rte_lcore_id());
	CHECK(keyop_poll_until(1));
	CHECK(keybook_once(1, 0));
	return TEST_PASS;
}

/* ---------------------------------------------------------------- blocking */

/* ERESTART: it stays the first, and is tried again after crypto_unblock() only. */
static int
case_restart(void)
{
	struct crypto_driver_stats st;
	unsigned int i;

	CHECK_CALL(begin_plain());
	drv->room = 3;
	CHECK_CALL(keyop_dispatch(0, 10));
	CHECK(keyop_wait(&drv->calls, 4));
	CHECK(keyop_poll_until(3));
	crypto_unblock((uint32_t)drv->id, CRYPTO_SYMQ); /* that is the other queue */
	rte_delay_us_sleep(20000);
	CHECK_EQ(drv->calls, 4);
	keydrv_unblock(drv, 2);
	CHECK(keyop_poll_until(5));
	CHECK(keyop_wait(&drv->calls, 7));
	rte_delay_us_sleep(20000);
	CHECK_EQ(drv->calls, 7);
	keydrv_unblock(drv, KEYDRV_UNLIMITED);
	CHECK(keyop_poll_until(10));
	for (i = 0; i < 10; i++)
		CHECK_EQ(keybook.id[i], i);
	CHECK(keybook_once(10, 0));
	CHECK_EQ(crypto_driver_stats(drv->id, &st), 0);
	CHECK_EQ(st.kops, 10);
	CHECK_EQ(st.kblocks, 2);
	CHECK_EQ(st.kerrors, 0);
	return TEST_PASS;
}

static void
unblock_inside(struct keydrv *d, struct cryptkop *krp)
{
	RTE_SET_USED(krp);
	if (d->calls % 2 == 1) {
		d->room = 0;
		crypto_unblock((uint32_t)d->id, CRYPTO_ASYMQ);
	} else {
		d->room = 1;
	}
}

/* A wake-up before kprocess() returns ERESTART is not lost. */
static int
case_restart_inside(void)
{
	CHECK_CALL(begin_plain());
	drv->hook = unblock_inside;
	CHECK_CALL(keyop_dispatch(0, 50));
	CHECK(keyop_poll_until(50));
	CHECK(keybook_once(50, 0));
	CHECK_EQ(drv->calls, 100);
	return TEST_PASS;
}

/* A blocked driver holds up its own operations alone. */
static int
case_blocked_alone(void)
{
	struct keydrv *dsa;
	struct keyop *k;

	CHECK_CALL(begin(&(struct keydrv_config){.offers = CRF_MOD_EXP}));
	dsa = keydrv_start(&(struct keydrv_config){.offers = CRF_DH_COMPUTE_KEY});
	CHECK(dsa != NULL);
	drv->room = 0;
	CHECK_CALL(keyop_dispatch(0, 1));
	k = keyop_new(1);
	k->krp.krp_op = CRK_DH_COMPUTE_KEY;
	CHECK_EQ(keyop_run(k), 0);
	CHECK_EQ(keybook.n, 1);
	keydrv_unblock(drv, 1);
	CHECK(keyop_poll_until(2));
	return TEST_PASS;
}

/* -------------------------------------------------------------- completion */

static int
case_failures(void)
{
	static const struct {
		int status;
		int seen;
		enum crypto_reason reason;
	} rows[] = {
		{EINVAL, EINVAL, CRYPTO_R_ENGINE},     {ENOMEM, ENOMEM, CRYPTO_R_ENGINE},
		{ENODEV, ENODEV, CRYPTO_R_ENGINE},     {EIO, EIO, CRYPTO_R_ENGINE},
		{EBADMSG, EBADMSG, CRYPTO_R_MISMATCH}, {EAGAIN, EIO, CRYPTO_R_ENGINE},
		{ECANCELED, EIO, CRYPTO_R_ENGINE},     {-1, EIO, CRYPTO_R_ENGINE},
		{ERESTART, EIO, CRYPTO_R_ENGINE},
	};
	struct crypto_driver_stats st;
	unsigned int i;

	CHECK_CALL(begin_plain());
	for (i = 0; i < RTE_DIM(rows); i++) {
		struct keyop *k = keyop_new(i);

		drv->status = rows[i].status;
		CHECK_EQ(keyop_run(k), rows[i].seen);
		CHECK_EQ(k->krp.krp_reason, rows[i].reason);
	}
	CHECK_EQ(crypto_driver_stats(drv->id, &st), 0);
	CHECK_EQ(st.kops, RTE_DIM(rows));
	CHECK_EQ(st.kerrors, RTE_DIM(rows));
	return TEST_PASS;
}

/* kprocess() may answer 0 or ERESTART. */
static int
case_odd_value(void)
{
	CHECK_CALL(begin_plain());
	drv->answer = EINVAL;
	CHECK_CALL(keyop_dispatch(0, 2));
	CHECK(keyop_poll_until(2));
	CHECK(keybook_once(2, EIO));
	CHECK_EQ(keybook.reason[1], CRYPTO_R_DRIVER_VALUE);
	return TEST_PASS;
}

/* Completions of what the driver does not have: counted, and nothing else. */
static int
case_wrong_done(void)
{
	struct crypto_driver_stats st;
	struct keyop *k;

	CHECK_CALL(begin_plain());
	k = keyop_new(0);
	k->krp.krp_hid = (uint32_t)drv->id;
	crypto_kdone(&k->krp); /* never dispatched */
	drv->hold = true;
	CHECK_EQ(crypto_kdispatch(&k->krp), 0);
	CHECK(keyop_wait(&drv->taken, 1));
	keydrv_complete_all(drv);
	crypto_kdone(&k->krp); /* twice, before the callback */
	CHECK(keyop_poll_until(1));
	crypto_kdone(&k->krp); /* and after it */
	crypto_poll();
	CHECK(keybook_once(1, 0));
	CHECK_EQ(crypto_driver_stats(drv->id, &st), 0);
	CHECK_EQ(st.wrong_done, 3);
	return TEST_PASS;
}

static void
complete_some(struct keydrv *d)
{
	if (d->polls % 4 == 0)
		keydrv_complete(d, 0);
}

/* A driver that is polled gets its turn as long as it has something. */
static int
case_kpoll(void)
{
	CHECK_CALL(begin(&(struct keydrv_config){.name = "keys", .polls = true}));
	drv->hold = true;
	drv->poll_hook = complete_some;
	CHECK_CALL(keyop_dispatch(0, 30));
	CHECK(keyop_poll_until(30));
	CHECK(keybook_once(30, 0));
	CHECK(drv->polls >= 100);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"arguments", case_arguments, TEST_NO_INIT},
	{"in_flight", case_in_flight, TEST_NO_INIT},
	{"invalid", case_invalid, TEST_NO_INIT},
	{"limits", case_limits, TEST_NO_INIT},
	{"fields", case_fields, TEST_NO_INIT},
	{"nobody", case_nobody, TEST_NO_INIT},
	{"credits", case_credits, TEST_NO_INIT},
	{"callback", case_callback, TEST_NO_INIT},
	{"order", case_order, TEST_NO_INIT},
	{"lcores", case_lcores, TEST_NO_INIT},
	{"restart", case_restart, TEST_NO_INIT},
	{"restart_inside", case_restart_inside, TEST_NO_INIT},
	{"blocked_alone", case_blocked_alone, TEST_NO_INIT},
	{"failures", case_failures, TEST_NO_INIT},
	{"odd_value", case_odd_value, TEST_NO_INIT},
	{"wrong_done", case_wrong_done, TEST_NO_INIT},
	{"kpoll", case_kpoll, TEST_NO_INIT},
};
TEST_SUITE(keyop, cases, NULL, NULL);
