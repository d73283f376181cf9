/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_cycles.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"
#include "nomem.h"

/*
 * The n-th allocation fails, for every n until there are no more: each time the call says so
 * or does without, nothing is left over, and the same works right afterwards. A session that
 * has to move and finds no memory is framework_move.memory's.
 */

#define MOST 2000 /* allocations; more is no end */

static struct fake *fake;
static struct dev *first, *second;
static uint64_t sid;

/* ------------------------------------------------------------------ the framework */

static unsigned int
count_drivers(void)
{
	unsigned int n = 0;
	int32_t id;

	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1))
		n++;
	return n;
}

/* Drivers that cannot start step aside; then there are fewer. */
static int
case_init(void)
{
	static const struct crypto_config cfg = {.requests = 256, .sessions = 4096};
	unsigned int n, all;
	bool failed = true;
	int rc;

	CHECK_EQ(crypto_init(&cfg), 0);
	all = count_drivers();
	CHECK_EQ(crypto_fini(), 0);
	for (n = 1; failed && n < MOST; n++) {
		nomem_arm(n);
		rc = crypto_init(&cfg);
		failed = nomem_disarm();
		CHECK(rc == 0 || (failed && (rc == ENOMEM || rc == ENODEV)));
		CHECK(rc == 0 || crypto_strerr()[0] != '\0');
		CHECK_EQ(crypto_fini(), rc == 0 ? 0 : EINVAL);
		CHECK_EQ(crypto_init(&cfg), 0);
		CHECK_EQ(count_drivers(), all);
		CHECK_EQ(crypto_fini(), 0);
	}
	test_note("%u allocations failed", n - 2);
	CHECK(!failed && n > 5);
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- sessions */

/* The list that the driver has; NULL: none of these. */
static struct cryptoini *
some_list(void)
{
	static uint8_t key[64] = "not a secret, but as long as one: sixty-four bytes of it ......";
	static struct cryptoini mac = {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160};
	static struct cryptoini cbc = {.cri_alg = CRYPTO_AES_CBC, .cri_klen = 128};
	static struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};

	mac.cri_key = cbc.cri_key = (caddr_t)key;
	cbc.cri_next = &mac;
	if (test_offers(test_driver(), CRYPTO_AES_CBC))
		return &cbc;
	return test_offers(test_driver(), CRYPTO_NULL_CBC) ? &null : NULL;
}

/* Are so many sessions open at the driver? Those that ended go when it has its turn. */
static bool
open_is(int32_t id, uint64_t n)
{
	struct crypto_driver_info info = {.sessions = UINT64_MAX};
	unsigned int i;

	for (i = 0; i < 5000 && info.sessions != n; i++) {
		crypto_driver_info(id, &info);
		rte_delay_us_sleep(1000);
	}
	return info.sessions == n;
}

/* The first one of a framework: self-tests, and memory for sessions. */
static int
case_newsession(void)
{
	static char name[32];
	struct cryptoini *cri = some_list();
	bool failed = true;
	unsigned int n;
	int32_t id;
	int rc;

	if (cri == NULL)
		return test_skip("%s has none of the lists", test_driver_name());
	snprintf(name, sizeof(name), "%s", test_driver_name());
	for (n = 1; failed && n < MOST; n++) {
		CHECK_EQ(test_restart(NULL), 0);
		id = crypto_find_driver(name);
		nomem_arm(n);
		rc = crypto_newsession_driver(&sid, cri, id);
		failed = nomem_disarm();
		CHECK(rc == 0 || (failed && rc == ENOMEM));
		CHECK(rc == 0 || crypto_strerr()[0] != '\0');
		CHECK(rc != 0 || crypto_freesession(sid) == 0);
		CHECK_EQ(crypto_newsession_driver(&sid, cri, id), 0);
		CHECK_EQ(crypto_freesession(sid), 0);
		CHECK(open_is(id, 0));
	}
	test_note("%s: %u allocations failed", name, n - 2);
	CHECK(!failed && n > 2);
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- data path */

/* Dispatch, poll, get and free make no allocation at all, whatever was warmed up before. */
static int
case_data_path(void)
{
	uint8_t buf[128] = {0};
	struct cryptoini *cri = some_list();
	unsigned int i;
	int rc = 0;

	if (cri == NULL)
		return test_skip("%s has none of the lists", test_driver_name());
	CHECK_EQ(test_session(&sid, cri), 0);
	nomem_arm(1);
	for (i = 0; rc == 0 && i < 1000; i++) {
		struct cryptop *crp = crypto_getreq(1);

		if (crp == NULL)
			break;
		crp->crp_sid = sid;
		crp->crp_buf = (caddr_t)buf;
		crp->crp_ilen = sizeof(buf);
		crp->crp_desc->crd_alg = cri->cri_alg;
		crp->crp_desc->crd_len = 64;
		crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
		rc = crypto_run(crp);
		crypto_freereq(crp);
	}
	CHECK(!nomem_disarm());
	CHECK(rc == 0 && i == 1000);
	return TEST_PASS;
}

/* --------------------------------------------------------------------------- lcores */

static int lcore_etype;

/* As an lcore without all of its memory: no callback (-1), or one with this error. */
static void
use(void *arg)
{
	struct cryptop *crp;

	(void)arg;
	nomem_disarm();
	crp = crypto_getreq(1);
	if (crp == NULL)
		return;
	ledger_enter(crp, sid, 0);
	crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	crp->crp_desc->crd_len = 64;
	if (crypto_dispatch(crp) == 0) {
		crypto_drain(1000000);
		lcore_etype = crp->crp_etype;
	}
	crypto_freereq(crp);
}

static int
case_lcore(void)
{
	struct depart_thread t;
	unsigned int n, fired = 0;
	struct cryptop *crp;

	for (n = 1; n <= 6; n++) {
		CHECK_EQ(dev_world(0), 0);
		fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "fake"});
		CHECK(fake != NULL);
		fake->sync = true;
		CHECK_EQ(fake_session(fake, &sid), 0);
		ledger_clear();
		lcore_etype = -1;
		nomem_arm(n);
		CHECK(depart_thread_start(&t, true, use, NULL));
		CHECK(depart_thread_join(&t));
		fired += lcore_etype != 0;
		CHECK(lcore_etype == 0 || lcore_etype == -1 || lcore_etype == ENOMEM);
		crp = ledger_req(sid, 1); /* the others go on */
		CHECK(crp != NULL);
		CHECK_EQ(crypto_run(crp), 0);
	}
	test_note("%u times an lcore was without", fired);
	CHECK(fired != 0 && lcore_etype == 0);
	return TEST_PASS;
}

/* -------------------------------------------------------------------------- drivers */

static int
case_register(void)
{
	static struct dev fresh; /* crypto_setops() keeps its operations by reference */
	unsigned int n;
	bool failed = true;
	int rc;

	for (n = 1; failed && n < MOST; n++) {
		CHECK_EQ(dev_world(0), 0);
		first = dev_start("model", 1);
		CHECK(first != NULL);
		fresh = (struct dev){.ops = first->ops};
		fresh.ops.name = "new";
		nomem_arm(n);
		fresh.id = crypto_get_driverid(0);
		rc = fresh.id < 0 ? ENOMEM : crypto_setops((uint32_t)fresh.id, &fresh.ops);
		if (rc == 0)
			rc = crypto_register((uint32_t)fresh.id, CRYPTO_NULL_CBC, 0, 0, NULL, NULL,
					     NULL, &fresh);
		failed = nomem_disarm();
		CHECK(rc == 0 || (failed && rc == ENOMEM));
		second = dev_start("other", 1);
		CHECK(second != NULL);
	}
	test_note("%u allocations failed", n - 2);
	CHECK(!failed && n > 3);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"init", case_init, TEST_NO_INIT},
	{"newsession", case_newsession, TEST_PER_DRIVER},
	{"data_path", case_data_path, TEST_PER_DRIVER},
	{"lcore", case_lcore, TEST_NO_INIT},
	{"register", case_register, TEST_NO_INIT},
};
TEST_SUITE(nomem, cases, NULL, NULL);
