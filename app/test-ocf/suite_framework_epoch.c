/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>

#include "fakedrv.h"
#include "ledger.h"
#include "scan.h"

/* Sessions that end while requests are out: carried out first, then wiped, never too late. */

static struct fake *fake;

static int
begin(enum fake_kind kind)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = kind});
	CHECK(fake != NULL);
	ledger_clear();
	return TEST_PASS;
}

static int
open_one(uint64_t *sid)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	return crypto_newsession(sid, &cri, 0);
}

/* Is the counter still as it was, after the control thread had all the time it wants? */
static bool
stays(const _Atomic uint64_t *counter, uint64_t value)
{
	rte_delay_us_sleep(20000);
	return atomic_load(counter) == value;
}

/* What was accepted before is carried out, taken by the driver or not. */
static int
carried_out(enum fake_kind kind)
{
	struct cryptop *crps[6];
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(begin(kind));
	CHECK_EQ(open_one(&sid), 0);
	fake->room = 3;
	for (i = 0; i < 6; i++) {
		crps[i] = ledger_req(sid, i);
		CHECK(crps[i] != NULL);
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
		if (i == 4)
			CHECK_EQ(crypto_freesession(sid), 0);
	}
	CHECK_EQ(crypto_poll(), 1); /* the one that came later */
	CHECK_EQ(ledger.id[0], 5);
	CHECK_EQ(ledger.etype[0], ENOENT);
	CHECK(stays(&fake->closed, 0));
	fake_complete_all(fake);
	CHECK(stays(&fake->closed, 0));
	CHECK_EQ(crypto_poll(), 3);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK(stays(&fake->closed, 0));
	CHECK_EQ(crypto_poll(), 2);
	CHECK_EQ(fake->taken, 5);
	CHECK(ledger_once(6));
	for (i = 1; i < 6; i++)
		CHECK(ledger.id[i] == i - 1 && ledger.etype[i] == 0);
	CHECK_EQ(crypto_poll(), 0);
	CHECK(fake_wait(&fake->closed, 1));
	return TEST_PASS;
}

static int
case_carried_out_simple(void)
{
	return carried_out(FAKE_SIMPLE);
}

static int
case_carried_out_burst(void)
{
	return carried_out(FAKE_BURST);
}

/* An lcore that used the session and has nothing to do now does not have to come by. */
static int
case_idle(void)
{
	struct cryptop *crp;
	uint64_t sid, other;

	CHECK_CALL(begin(FAKE_BURST));
	fake->sync = true;
	CHECK_EQ(open_one(&sid), 0);
	CHECK_EQ(open_one(&other), 0);
	CHECK_EQ(crypto_freesession(other), 0);
	CHECK(fake_wait(&fake->closed, 1));
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK(fake_wait(&fake->closed, 2));
	CHECK_EQ(open_one(&sid), 0);
	crp->crp_sid = sid;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK(fake_wait(&fake->closed, 3));
	return TEST_PASS;
}

/* One that never polls again pins what lived when it dispatched last, and no more. */
static int
case_asleep(void)
{
	struct cryptop *crp;
	uint64_t before, used, after;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST));
	CHECK_EQ(open_one(&before), 0);
	CHECK_EQ(open_one(&used), 0);
	crp = ledger_req(used, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_freesession(before), 0);
	for (i = 0; i < 1000; i++) {
		CHECK_EQ(open_one(&after), 0);
		CHECK_EQ(crypto_freesession(after), 0);
	}
	CHECK(fake_wait(&fake->closed, 1000));
	CHECK_EQ(crypto_freesession(used), 0);
	CHECK(stays(&fake->closed, 1000));
	fake_complete_all(fake);
	CHECK_EQ(crypto_drain(0), 0);
	CHECK(fake_wait(&fake->closed, 1002));
	return TEST_PASS;
}

/* One whose callbacks all come inside of dispatch, and that never polls, pins no more than that. */
static int
case_sync_only(void)
{
	struct cryptop *crp;
	unsigned int i;
	uint64_t sid;

	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .caps = CRYPTOCAP_F_SYNC});
	CHECK(fake != NULL);
	ledger_clear();
	fake->sync = true;
	crp = ledger_req(0, 0);
	CHECK(crp != NULL);
	crp->crp_flags |= CRYPTO_F_CBIFSYNC;
	for (i = 1; i <= 1000; i++) {
		CHECK_EQ(open_one(&sid), 0);
		crp->crp_sid = sid;
		CHECK_EQ(crypto_dispatch(crp), 0);
		CHECK_EQ(ledger.n, i);
		CHECK_EQ(crypto_freesession(sid), 0);
	}
	CHECK(fake_wait(&fake->closed, 999));
	crypto_poll();
	CHECK(fake_wait(&fake->closed, 1000));
	return TEST_PASS;
}

/*
 * An lcore that always has something in flight: sessions that come and go all the same go,
 * since those of an earlier epoch are done some time.
 */
static int
case_busy(void)
{
	enum { WINDOW = 32, TURNS = 3000 };
	struct cryptop *crps[WINDOW];
	uint64_t sid = 0;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST));
	for (i = 0; i < WINDOW; i++) {
		crps[i] = ledger_req(0, i);
		CHECK(crps[i] != NULL);
	}
	for (i = 0; i < TURNS; i++) {
		struct cryptop *crp = crps[i % WINDOW];

		if (i % 4 == 0) {
			CHECK(sid == 0 || crypto_freesession(sid) == 0);
			CHECK_EQ(open_one(&sid), 0);
		}
		crp->crp_sid = sid;
		CHECK_EQ(crypto_dispatch(crp), 0);
		if (i >= WINDOW / 2) {
			fake_complete(fake, 0);
			CHECK_EQ(crypto_poll(), 1);
		}
		CHECK(crypto_pending() != 0);
		/* not more than those of the window, and a few that nobody looked at yet */
		if (i > 1000 && i % 500 == 0)
			rte_delay_us_sleep(10000);
	}
	CHECK(fake->closed >= TURNS / 4 - 300);
	for (i = 0; i < 2000 && fake->opened - fake->closed > WINDOW; i++)
		rte_delay_us_sleep(1000);
	CHECK(fake->opened - fake->closed <= WINDOW);
	fake_complete_all(fake);
	CHECK_EQ(crypto_drain(0), 0);
	for (i = 0; i < ledger.n; i++)
		CHECK_EQ(ledger.etype[i], 0);
	return TEST_PASS;
}

/* With one that is stuck the lcore works on, and all go when that one comes. */
static int
case_stuck(void)
{
	struct cryptop *stuck, *crp;
	struct fake *slow;
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(begin(FAKE_BURST));
	slow = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "slow", .rank = -1});
	CHECK(slow != NULL);
	CHECK_EQ(fake_session(slow, &sid), 0);
	stuck = ledger_req(sid, 0);
	crp = ledger_req(0, 1);
	CHECK(stuck != NULL && crp != NULL);
	CHECK_EQ(crypto_dispatch(stuck), 0);
	fake->sync = true;
	for (i = 0; i < 2000; i++) {
		CHECK_EQ(open_one(&sid), 0);
		crp->crp_sid = sid;
		CHECK_EQ(crypto_dispatch(crp), 0);
		while (ledger.n <= i)
			crypto_poll();
		CHECK_EQ(ledger.etype[i], 0);
		CHECK_EQ(crypto_freesession(sid), 0);
	}
	/* those that lived between the stuck one and the newest may be held back */
	fake_complete_all(slow);
	CHECK_EQ(crypto_drain(0), 0);
	CHECK(fake_wait(&fake->closed, 2000));
	return TEST_PASS;
}

/* crypto_freesession() leaves the work to the control thread. */
static int slow_closed;

static int
slow_newsession(void *arg, uint32_t *sidp, struct cryptoini *cri)
{
	(void)arg;
	(void)sidp;
	(void)cri;
	return 0;
}

static int
slow_freesession(void *arg, uint64_t sid)
{
	(void)arg;
	(void)sid;
	rte_delay_us_sleep(100000);
	__atomic_fetch_add(&slow_closed, 1, __ATOMIC_RELAXED);
	return 0;
}

static int
slow_process(void *arg, struct cryptop *crp)
{
	(void)arg;
	crypto_done(crp);
	return 0;
}

static int
case_never_blocks(void)
{
	uint64_t sid[4], start;
	unsigned int i;
	int32_t id;

	CHECK_EQ(fake_world(NULL, 0), 0);
	id = crypto_get_driverid(0);
	CHECK_EQ(crypto_register((uint32_t)id, CRYPTO_NULL_CBC, 0, 0, slow_newsession,
				 slow_freesession, slow_process, NULL), 0);
	for (i = 0; i < 4; i++)
		CHECK_EQ(open_one(&sid[i]), 0);
	slow_closed = 0;
	start = rte_get_timer_cycles();
	for (i = 0; i < 4; i++)
		CHECK_EQ(crypto_freesession(sid[i]), 0);
	CHECK((rte_get_timer_cycles() - start) * 1000 / rte_get_timer_hz() < 300);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(slow_closed, 4);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- wiping */

#define PATTERN 48

/* The key, masked, and what it is in a search. */
static uint8_t masked[PATTERN];
static unsigned int secret;

static int
new_secret(void)
{
	CHECK_CALL(scan_begin());
	test_random_bytes(masked, sizeof(masked));
	secret = scan_secret(0, "the key");
	scan_form_masked(secret, masked, sizeof(masked));
	return TEST_PASS;
}

/* How often the key stands in the memory of this process; when it is 0, no word of it does. */
static unsigned int
search_all(void)
{
	struct scan_result r = scan_search();

	return scan_copies(secret) != 0 ? scan_copies(secret) : r.finds;
}

static int
open_secret(uint64_t *sid)
{
	uint8_t key[PATTERN];
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC, .cri_klen = 8 * PATTERN,
				.cri_key = (caddr_t)key};
	unsigned int i;
	int rc;

	for (i = 0; i < PATTERN; i++)
		key[i] = masked[i] ^ SCAN_MASK;
	rc = crypto_newsession(sid, &cri, 0);
	explicit_bzero(key, sizeof(key));
	return rc;
}

/* Keys, the library's copies and the driver's, are gone once the last request is. */
static int
wiped(enum fake_kind kind)
{
	struct cryptop *crp;
	uint64_t sid;

	CHECK_CALL(new_secret());
	CHECK_CALL(begin(kind));
	CHECK_EQ(search_all(), 0);
	CHECK_EQ(open_secret(&sid), 0);
	CHECK(search_all() >= 1);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK(stays(&fake->closed, 0));
	CHECK(search_all() >= 1); /* the request may need them */
	fake_complete_all(fake);
	CHECK_EQ(crypto_drain(0), 0);
	CHECK(fake_wait(&fake->closed, 1));
	rte_delay_us_sleep(5000); /* closed, then wiped */
	CHECK_EQ(search_all(), 0);
	return TEST_PASS;
}

static int
case_wiped_simple(void)
{
	return wiped(FAKE_SIMPLE);
}

static int
case_wiped_burst(void)
{
	return wiped(FAKE_BURST);
}

/* Live sessions at the end, and sessions that could not be made. */
static int
case_wiped_end(void)
{
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(new_secret());
	CHECK_CALL(begin(FAKE_BURST));
	fake->refuse = ENOMEM;
	CHECK_EQ(open_secret(&sid), ENOMEM);
	fake->refuse = EINVAL;
	CHECK_EQ(open_secret(&sid), EINVAL);
	CHECK_EQ(search_all(), 0);
	fake->refuse = 0;
	for (i = 0; i < 50; i++)
		CHECK_EQ(open_secret(&sid), 0);
	CHECK(search_all() >= 50);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(fake->closed, 50);
	CHECK_EQ(search_all(), 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"carried_out_simple", case_carried_out_simple, TEST_NO_INIT},
	{"carried_out_burst", case_carried_out_burst, TEST_NO_INIT},
	{"idle", case_idle, TEST_NO_INIT},
	{"asleep", case_asleep, TEST_NO_INIT},
	{"sync_only", case_sync_only, TEST_NO_INIT},
	{"busy", case_busy, TEST_NO_INIT},
	{"stuck", case_stuck, TEST_NO_INIT},
	{"never_blocks", case_never_blocks, TEST_NO_INIT},
	{"wiped_simple", case_wiped_simple, TEST_NO_INIT},
	{"wiped_burst", case_wiped_burst, TEST_NO_INIT},
	{"wiped_end", case_wiped_end, TEST_NO_INIT},
};
TEST_SUITE(framework_epoch, cases, NULL, NULL);
