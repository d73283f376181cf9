/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>

#include "crypto9.h"
#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* crypto(9)'s sentences on drivers, by their numbers: one with the page's three functions. */

static int32_t id;
static uint64_t sid;
static struct cryptop *crps[8];

/* What a driver written from the page does, and what it saw. */
static struct {
	int arg; /* its address is the opaque value */
	const void *newsession_arg, *freesession_arg, *process_arg;
	uint32_t entry, own;
	uint64_t freed, crp_sid;
	struct cryptoini cri;
	unsigned int opened, closed, calls, room;
	bool at_once; /* done when process() returns; else held */
	int answer;
	struct cryptop *held[64];
	unsigned int nheld;
} page;

static int
page_newsession(void *arg, uint32_t *sidp, struct cryptoini *cri)
{
	page.newsession_arg = arg;
	page.entry = *sidp;
	page.cri = *cri;
	*sidp = page.own;
	page.opened++;
	return 0;
}

static int
page_freesession(void *arg, uint64_t freed)
{
	page.freesession_arg = arg;
	page.freed = freed;
	__atomic_store_n(&page.closed, page.closed + 1, __ATOMIC_RELEASE);
	return 0;
}

/* It does not block: it queues the request and returns. */
static int
page_process(void *arg, struct cryptop *crp)
{
	page.process_arg = arg;
	page.calls++;
	page.crp_sid = crp->crp_sid;
	if (page.nheld >= page.room)
		return ERESTART;
	if (page.answer != 0)
		return page.answer;
	if (page.at_once) {
		crypto_done(crp);
		return 0;
	}
	page.held[page.nheld++] = crp;
	return 0;
}

static int
page_register(int alg)
{
	return crypto_register((uint32_t)id, alg, 0, 0, page_newsession, page_freesession,
			       page_process, &page.arg);
}

static int
begin(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	CHECK_EQ(fake_world(NULL, 0), 0);
	memset(&page, 0, sizeof(page));
	page.own = 7;
	page.room = 64;
	page.at_once = true; /* self-tests are answered: the NULL cipher's with nothing */
	ledger_clear();
	id = crypto_get_driverid(0);
	CHECK(id >= 0);
	CHECK_EQ(page_register(CRYPTO_NULL_CBC), 0);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	page.calls = page.closed = 0; /* without the self-test's */
	page.at_once = false;
	page.opened = 1;
	CHECK_CALL(ledger_reqs(crps, 8, sid));
	return TEST_PASS;
}

static void
complete(int etype)
{
	while (page.nheld > 0) {
		page.held[--page.nheld]->crp_etype = etype;
		crypto_done(page.held[page.nheld]);
	}
}

static bool
closed_is(unsigned int n)
{
	unsigned int i;

	for (i = 0; i < 5000 && __atomic_load_n(&page.closed, __ATOMIC_ACQUIRE) != n; i++) {
		crypto_poll();
		rte_delay_us_sleep(1000);
	}
	return __atomic_load_n(&page.closed, __ATOMIC_ACQUIRE) == n;
}

/* ----------------------------------------------------------------- registration */

/* An identifier, then each algorithm; sessions and requests come to its entry points. */
static int
case_register(void)
{
	CHECK_CALL(begin());
	CHECK_EQ(crypto_session_driver(sid), id);
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(page.calls, 1);
	complete(0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK(closed_is(1));
	return TEST_PASS;
}

/* cc_flags: normally 0; SOFTWARE is what hard = 1 does not get; unknown ones are refused. */
static int
case_driverid(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct crypto_driver_info info;
	uint64_t other;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_newsession(&other, &cri, 1), 0); /* flags 0: hardware */
	CHECK_EQ(crypto_freesession(other), 0);
	CHECK_EQ(crypto_get_driverid(0x80), -1);
	id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	CHECK(id >= 0);
	CHECK_EQ(crypto_driver_info(id, &info), 0);
	CHECK_EQ(info.caps, CRYPTOCAP_F_SOFTWARE);
	complete(0);
	return TEST_PASS;
}

/* Driver and algorithm first, the longest key in bits, flags. */
static int
case_register_arguments(void)
{
	struct fake *f;
	uint64_t other;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_register(63, CRYPTO_NULL_HMAC, 0, 0, NULL, NULL, NULL, NULL), EINVAL);
	CHECK_EQ(crypto_register((uint32_t)id, 9999, 0, 0, NULL, NULL, NULL, NULL), EINVAL);
	f = fake_start(&(struct fake_config){
		.kind = FAKE_BURST, .name = "f", .maxoplen = 128, .algs = {CRYPTO_SHA1_HMAC}});
	CHECK(f != NULL);
	CHECK_EQ(fake_session_alg(f, &other, CRYPTO_SHA1_HMAC, 128, 0), 0);
	CHECK_EQ(fake_session_alg(f, &other, CRYPTO_SHA1_HMAC, 136, 0), EINVAL);
	CHECK(strstr(crypto_strerr(), "128") != NULL);
	return TEST_PASS;
}

static int
other_process(void *arg, struct cryptop *crp)
{
	(void)arg;
	(void)crp;
	page.answer = 99;
	return ERESTART;
}

/* The last four arguments are those of the first call, which needs them. */
static int
case_latched(void)
{
	int32_t none;

	CHECK_CALL(begin());
	none = crypto_get_driverid(0);
	CHECK_EQ(crypto_register((uint32_t)none, CRYPTO_NULL_CBC, 0, 0, NULL, NULL, NULL, NULL),
		 EINVAL);
	CHECK_EQ(crypto_register((uint32_t)id, CRYPTO_NULL_HMAC, 0, 0, NULL, NULL, other_process,
				 NULL),
		 0);
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK(page.calls == 1 && page.answer == 0 && page.process_arg == &page.arg);
	complete(0);
	CHECK_EQ(crypto_poll(), 1);
	return TEST_PASS;
}

/* The page's types, and what the functions get: the opaque value first in each. */
static int
case_convention(void)
{
	int (*newsession)(void *, uint32_t *, struct cryptoini *) = page_newsession;
	int (*freesession)(void *, uint64_t) = page_freesession;
	int (*process)(void *, struct cryptop *) = page_process;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_register((uint32_t)id, CRYPTO_NULL_HMAC, 0, 0, newsession, freesession,
				 process, &page.arg),
		 0);
	CHECK(page.newsession_arg == &page.arg);
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK(page.process_arg == &page.arg);
	complete(0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK(closed_is(1));
	CHECK(page.freesession_arg == &page.arg);
	return TEST_PASS;
}

/* newsession: the driver id on entry, its own number on return, the consumer's list. */
static int
case_newsession(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC, .cri_ivlen = 0};
	uint64_t other;

	CHECK_CALL(begin());
	page.own = 0x89abcdef;
	CHECK_EQ(crypto_newsession(&other, &cri, 0), 0);
	CHECK_EQ(page.entry, id);
	CHECK_EQ(page.cri.cri_alg, CRYPTO_NULL_CBC);
	CHECK(page.cri.cri_next == NULL && page.cri.cri_klen == 0);
	crps[0]->crp_sid = other;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(page.crp_sid, (uint64_t)id << 32 | 0x89abcdef);
	complete(0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crps[0]->crp_sid, other);
	return TEST_PASS;
}

/* freesession: opaque value, and driver identifier with the driver's own number. */
static int
case_freesession(void)
{
	CHECK_CALL(begin());
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK(closed_is(1));
	CHECK_EQ(page.freed, (uint64_t)id << 32 | 7);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- withdrawal */

/* One algorithm goes: no new session gets it there, the others stay. */
static int
case_unregister(void)
{
	struct cryptoini cbc = {.cri_alg = CRYPTO_NULL_CBC}, mac = {.cri_alg = CRYPTO_NULL_HMAC};
	uint64_t other;

	CHECK_CALL(begin());
	CHECK_EQ(page_register(CRYPTO_NULL_HMAC), 0);
	CHECK_EQ(crypto_unregister((uint32_t)id, CRYPTO_AES_CBC), EINVAL);
	CHECK_EQ(crypto_unregister(63, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(crypto_unregister((uint32_t)id, CRYPTO_NULL_CBC), 0);
	CHECK_EQ(crypto_newsession(&other, &cbc, 0), EINVAL);
	CHECK_EQ(crypto_newsession(&other, &mac, 0), 0);
	CHECK_EQ(crypto_session_driver(other), id);
	return TEST_PASS;
}

static bool
driver_gone(void)
{
	struct crypto_driver_info info;
	unsigned int i;

	for (i = 0; i < 5000 && crypto_driver_info(id, &info) == 0; i++) {
		crypto_poll();
		rte_delay_us_sleep(1000);
	}
	return i < 5000;
}

/* All of them: no new session, and those that are there go to another driver. */
static int
all_withdrawn(bool one_by_one)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *other;
	uint64_t fresh;

	CHECK_CALL(begin());
	page.at_once = true;
	CHECK_EQ(page_register(CRYPTO_NULL_HMAC), 0);
	other = fake_start(&(struct fake_config){.kind = FAKE_OPS, .name = "other", .rank = -1});
	CHECK(other != NULL);
	other->sync = true;
	if (one_by_one) {
		CHECK_EQ(crypto_unregister((uint32_t)id, CRYPTO_NULL_CBC), 0);
		CHECK_EQ(crypto_unregister((uint32_t)id, CRYPTO_NULL_HMAC), 0);
	} else {
		CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	}
	CHECK_EQ(crypto_newsession(&fresh, &cri, 0), 0);
	CHECK_EQ(crypto_session_driver(fresh), other->id);
	CHECK(depart_moved(sid, id));
	CHECK_EQ(crypto_session_driver(sid), other->id);
	CHECK_EQ(crypto_run(crps[0]), 0);
	CHECK(driver_gone());
	CHECK_EQ(page.closed, page.opened);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), EINVAL);
	return TEST_PASS;
}

static int
case_unregister_all(void)
{
	return all_withdrawn(false);
}

static int
case_one_by_one(void)
{
	return all_withdrawn(true);
}

/* ---------------------------------------------------------------------- requests */

/* process queues and returns; the callback comes when the driver has said crypto_done(). */
static int
case_process(void)
{
	CHECK_CALL(begin());
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(page.nheld, 2);
	CHECK_EQ(crypto_poll(), 0);
	complete(0);
	CHECK_EQ(crypto_poll(), 2);
	CHECK(ledger_ordered(2));
	return TEST_PASS;
}

/* An unrecoverable error is in crp_etype, and done as well. */
static int
case_error(void)
{
	CHECK_CALL(begin());
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	complete(EIO);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.etype[0], EIO);
	return TEST_PASS;
}

/* ERESTART: queued again, and the driver is left alone until crypto_unblock(). */
static int
case_erestart(void)
{
	unsigned int i;

	CHECK_CALL(begin());
	page.room = 2;
	CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
	CHECK_EQ(page.calls, 3);
	for (i = 0; i < 100; i++)
		crypto_poll();
	CHECK_EQ(page.calls, 3);
	CHECK_EQ(crypto_pending(), 8);
	complete(0);
	CHECK_EQ(crypto_poll(), 2);
	CHECK_EQ(page.calls, 3); /* room is not enough: it has to say so */
	page.room = 64;
	CHECK_EQ(crypto_unblock((uint32_t)id, CRYPTO_SYMQ), 0);
	crypto_poll();
	CHECK_EQ(page.calls, 9);
	complete(0);
	CHECK_EQ(crypto_poll(), 6);
	CHECK(ledger_ordered(8)); /* nothing was lost, none came back with an error */
	for (i = 0; i < 8; i++)
		CHECK_EQ(ledger.etype[i], 0);
	return TEST_PASS;
}

/* 0, or an error code. */
static int
case_values(void)
{
	CHECK_CALL(begin());
	CHECK_EQ(crypto_unblock(63, CRYPTO_SYMQ), EINVAL);
	CHECK_EQ(crypto_unblock((uint32_t)id, 0), EINVAL);
	CHECK_EQ(crypto_unblock((uint32_t)id, CRYPTO_SYMQ), 0);
	CHECK_EQ(crypto_freesession(0), ENOENT);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)id), EINVAL);
	return TEST_PASS;
}

/* Not negative, and -1 when there is none left. */
static int
case_driverids(void)
{
	int n = 0;

	CHECK_CALL(begin());
	while (n < 1000 && crypto_get_driverid(0) >= 0)
		n++;
	CHECK(n > 0 && n < 1000);
	CHECK_EQ(crypto_get_driverid(0), -1);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"crypto9_S002", case_register, TEST_NO_INIT},
	{"crypto9_S003", case_register, TEST_NO_INIT},
	{"crypto9_S090", case_unregister_all, TEST_NO_INIT},
	{"crypto9_S108", case_register, TEST_NO_INIT},
	{"crypto9_S109", case_driverid, TEST_NO_INIT},
	{"crypto9_S110", case_register_arguments, TEST_NO_INIT},
	{"crypto9_S111", case_register_arguments, TEST_NO_INIT},
	{"crypto9_S112", case_latched, TEST_NO_INIT},
	{"crypto9_S113", case_latched, TEST_NO_INIT},
	{"crypto9_S114", case_unregister, TEST_NO_INIT},
	{"crypto9_S115", case_unregister, TEST_NO_INIT},
	{"crypto9_S116", case_one_by_one, TEST_NO_INIT},
	{"crypto9_S117", case_unregister_all, TEST_NO_INIT},
	{"crypto9_S118", case_one_by_one, TEST_NO_INIT},
	{"crypto9_S119", case_convention, TEST_NO_INIT},
	{"crypto9_S120", case_convention, TEST_NO_INIT},
	{"crypto9_S121", case_convention, TEST_NO_INIT},
	{"crypto9_S122", case_convention, TEST_NO_INIT},
	{"crypto9_S123", case_convention, TEST_NO_INIT},
	{"crypto9_S124", case_convention, TEST_NO_INIT},
	{"crypto9_S125", case_convention, TEST_NO_INIT},
	{"crypto9_S128", case_convention, TEST_NO_INIT},
	{"crypto9_S129", case_newsession, TEST_NO_INIT},
	{"crypto9_S130", case_newsession, TEST_NO_INIT},
	{"crypto9_S131", case_newsession, TEST_NO_INIT},
	{"crypto9_S132", case_freesession, TEST_NO_INIT},
	{"crypto9_S133", case_freesession, TEST_NO_INIT},
	{"crypto9_S134", case_process, TEST_NO_INIT},
	{"crypto9_S135", case_process, TEST_NO_INIT},
	{"crypto9_S136", case_process, TEST_NO_INIT},
	{"crypto9_S137", case_error, TEST_NO_INIT},
	{"crypto9_S138", case_process, TEST_NO_INIT},
	{"crypto9_S139", case_unregister_all, TEST_NO_INIT},
	{"crypto9_S140", case_erestart, TEST_NO_INIT},
	{"crypto9_S141", case_erestart, TEST_NO_INIT},
	{"crypto9_S142", case_erestart, TEST_NO_INIT},
	{"crypto9_S143", case_erestart, TEST_NO_INIT},
	{"crypto9_S149", case_values, TEST_NO_INIT},
	{"crypto9_S150", case_driverids, TEST_NO_INIT},
};
TEST_SUITE(crypto9_driver, cases, NULL, NULL);
