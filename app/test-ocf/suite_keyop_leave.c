/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_cycles.h>

#include "depart.h"
#include "keydrv.h"

/* A driver leaves while key operations are out: each is called back once. */

static struct keydrv *leaver, *heir;

static int
begin(bool other)
{
	CHECK_EQ(keyop_world(NULL), 0);
	leaver = keydrv_start(&(struct keydrv_config){.name = "leaver", .rank = 9});
	heir = other ? keydrv_start(&(struct keydrv_config){.name = "heir"}) : NULL;
	CHECK(leaver != NULL && (heir != NULL || !other));
	leaver->hold = true;
	return TEST_PASS;
}

/* What it has it completes; what waits goes to the other one. */
static int
case_moves(void)
{
	unsigned int i;

	CHECK_CALL(begin(true));
	leaver->room = 5;
	CHECK_CALL(keyop_dispatch(0, 30));
	CHECK(keyop_wait(&leaver->taken, 5));
	CHECK_EQ(crypto_unregister_all((uint32_t)leaver->id), 0);
	CHECK(keyop_poll_until(25));
	CHECK_EQ(heir->taken, 25);
	CHECK_EQ(leaver->gone, 0);
	keydrv_complete_all(leaver);
	CHECK(keyop_poll_until(30));
	CHECK(keybook_once(30, 0));
	for (i = 0; i < 25; i++)
		CHECK_EQ(heir->log[i], i + 5);
	CHECK(keyop_wait(&leaver->gone, 1));
	CHECK_EQ(keyop_run(keyop_new(30)), 0);
	CHECK_EQ(heir->taken, 26);
	return TEST_PASS;
}

/* The last one that has the operation leaves. */
static int
case_last(void)
{
	unsigned int i;
	int feat;

	CHECK_CALL(begin(false));
	leaver->room = 5;
	CHECK_CALL(keyop_dispatch(0, 30));
	CHECK(keyop_wait(&leaver->taken, 5));
	CHECK_EQ(crypto_unregister_all((uint32_t)leaver->id), 0);
	CHECK(keyop_poll_until(25));
	leaver->status = EIO;
	keydrv_complete_all(leaver);
	CHECK(keyop_poll_until(30));
	CHECK(keybook_once(30, -1));
	for (i = 0; i < 30; i++)
		CHECK_EQ(keybook.status[i], i < 5 ? EIO : ENODEV);
	CHECK_EQ(keybook.reason[29], CRYPTO_R_KEYOP_DRIVER);
	CHECK(keyop_wait(&leaver->gone, 1));
	CHECK_EQ(keyop_run(keyop_new(30)), ENODEV);
	CHECK_EQ(crypto_getfeat(&feat), 0);
	CHECK_EQ(feat, 0);
	CHECK_EQ(crypto_kregister((uint32_t)leaver->id, CRK_MOD_EXP, 0, NULL, NULL), EINVAL);
	return TEST_PASS;
}

static void
leave_inside(struct keydrv *d, struct cryptkop *krp)
{
	if ((uintptr_t)krp->krp_opaque == 7)
		crypto_unregister_all((uint32_t)d->id);
}

/* It leaves in kprocess(). */
static int
case_inside(void)
{
	CHECK_CALL(begin(true));
	leaver->hold = false;
	leaver->hook = leave_inside;
	CHECK_CALL(keyop_dispatch(0, 200));
	CHECK(keyop_poll_until(200));
	CHECK(keybook_once(200, 0));
	CHECK(leaver->taken >= 8);
	CHECK_EQ(leaver->taken + heir->taken, 200);
	CHECK(keyop_wait(&leaver->gone, 1));
	return TEST_PASS;
}

/* The lcore does not come by: the departure ends all the same, the callback comes later. */
static int
case_no_poll(void)
{
	CHECK_CALL(begin(false));
	leaver->hold = false;
	CHECK_CALL(keyop_dispatch(0, 10));
	CHECK_EQ(crypto_unregister_all((uint32_t)leaver->id), 0);
	CHECK(keyop_wait(&leaver->gone, 1));
	CHECK_EQ(keybook.n, 0);
	CHECK(keyop_poll_until(10));
	CHECK(keybook_once(10, -1));
	return TEST_PASS;
}

/* Its number is used anew, and its past does not follow it. */
static int
case_again(void)
{
	struct crypto_driver_stats st;
	unsigned int i;

	CHECK_EQ(keyop_world(NULL), 0);
	for (i = 0; i < 20; i++) {
		struct keydrv *d = keydrv_start(&(struct keydrv_config){.name = "again"});

		CHECK(d != NULL);
		CHECK_CALL(keyop_dispatch(10 * i, 10));
		CHECK(keyop_poll_until(10 * i + 10));
		CHECK_EQ(crypto_driver_stats(d->id, &st), 0);
		CHECK_EQ(st.kops, 10);
		CHECK_EQ(crypto_unregister_all((uint32_t)d->id), 0);
		CHECK(keyop_wait(&d->gone, 1));
	}
	CHECK(keybook_once(200, 0));
	return TEST_PASS;
}

#define LCORES 3
#define EACH 2000

struct lcore_book {
	struct cryptkop krp[64];
	uint8_t number[64][8];
	unsigned int out, done, next, wrong;
};

static atomic_bool soak_go;

static int
soak_callback(struct cryptkop *krp)
{
	struct lcore_book *b = (struct lcore_book *)krp->krp_opaque;

	b->out--;
	b->done++;
	if (krp->krp_status != 0 && krp->krp_status != ENODEV)
		b->wrong++;
	return 0;
}

static void
soak_lcore(void *arg)
{
	uint64_t end = rte_get_timer_cycles() + 60 * rte_get_timer_hz();
	struct lcore_book *b = arg;
	unsigned int i;

	while (!soak_go) /* all are there before one ends */
		rte_delay_us_sleep(50);
	while (b->done < EACH && rte_get_timer_cycles() < end) {
		for (i = 0; i < 64 && b->next < EACH; i++) {
			struct cryptkop *krp = &b->krp[i];

			if (krp->krp_callback == NULL) {
				krp->krp_op = CRK_DH_COMPUTE_KEY;
				krp->krp_iparams = 3;
				krp->krp_oparams = 1;
				krp->krp_param[0] = krp->krp_param[1] = krp->krp_param[2] =
					krp->krp_param[3] = (struct crparam){(caddr_t)b->number[i],
									     64};
				krp->krp_opaque = (caddr_t)b;
				krp->krp_callback = soak_callback;
			}
			if (crypto_kdispatch(krp) == 0) { /* else it is in flight */
				b->out++;
				__atomic_store_n(&b->next, b->next + 1, __ATOMIC_RELAXED);
			}
		}
		crypto_poll();
	}
}

/* Drivers come and go while several lcores dispatch: nothing is lost, nothing comes twice. */
static int
case_soak(void)
{
	static struct lcore_book books[LCORES];
	struct depart_thread t[LCORES];
	struct keydrv *d = NULL;
	unsigned int i, rounds = 0, done = 0;

	CHECK_EQ(keyop_world(NULL), 0);
	memset(books, 0, sizeof(books));
	soak_go = false;
	for (i = 0; i < LCORES; i++)
		CHECK(depart_thread_start(&t[i], true, soak_lcore, &books[i]));
	do {
		d = keydrv_start(&(struct keydrv_config){.rank = (int)(rounds % 3)});
		CHECK(d != NULL);
		soak_go = true;
		rte_delay_us_sleep(3000);
		CHECK_EQ(crypto_unregister_all((uint32_t)d->id), 0);
		if (rounds % 2 == 0)
			CHECK(keyop_wait(&d->gone, 1));
		for (i = 0, done = 0; i < LCORES; i++)
			done += __atomic_load_n(&books[i].next, __ATOMIC_RELAXED) >= EACH;
	} while (++rounds < 40 || (done < LCORES && rounds < 2000));
	for (i = 0; i < LCORES; i++) {
		CHECK(depart_thread_join(&t[i]));
		CHECK_EQ(books[i].done, EACH);
		CHECK_EQ(books[i].out, 0);
		CHECK_EQ(books[i].wrong, 0);
	}
	CHECK_EQ(d->overlaps, 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"moves", case_moves, TEST_NO_INIT},   {"last", case_last, TEST_NO_INIT},
	{"inside", case_inside, TEST_NO_INIT}, {"no_poll", case_no_poll, TEST_NO_INIT},
	{"again", case_again, TEST_NO_INIT},   {"soak", case_soak, TEST_NO_INIT},
};
TEST_SUITE(keyop_leave, cases, NULL, NULL);
