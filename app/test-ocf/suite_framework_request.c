/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>

#include "fakedrv.h"
#include "ledger.h"

/* Requests: got, given back, counted, waited for. */

#define BURST 32

/* Is it as crypto_getreq() promises: all zero but the chain of descriptors? */
static int
check_fresh(const struct cryptop *crp, int num)
{
	static const uint8_t zero[sizeof(struct cryptop)];
	const struct cryptodesc *crd = crp->crp_desc;
	int i;

	CHECK_MEM(crp, zero, offsetof(struct cryptop, crp_desc));
	CHECK(crp->crp_callback == NULL && crp->crp_opaque == NULL && crp->crp_mac == NULL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_NONE);
	CHECK_EQ((uintptr_t)crp % 64, 0);
	for (i = 0; i < num; i++, crd = crd->crd_next) {
		CHECK(crd != NULL);
		CHECK_MEM(crd, zero, offsetof(struct cryptodesc, crd_next));
		CHECK_MEM(&crd->CRD_INI, zero, sizeof(crd->CRD_INI));
		CHECK(crd->crd_ivp == NULL && crd->crd_aad == NULL);
		CHECK(crd->crd_esn == 0 && crd->crd_pos == 0);
	}
	CHECK(crd == NULL);
	return TEST_PASS;
}

/* Whatever the consumer left in it. */
static void
soil(struct cryptop *crp)
{
	uint8_t state = crp->crp_state, ndesc = crp->crp_ndesc;
	struct cryptodesc *crd, *next;

	for (crd = crp->crp_desc; crd != NULL; crd = next) {
		next = crd->crd_next;
		memset(crd, 0xa5, sizeof(*crd));
	}
	memset(crp, 0xa5, sizeof(*crp));
	crp->crp_state = state;
	crp->crp_ndesc = ndesc;
}

static int
case_zeroed(void)
{
	struct cryptop *crp;
	int num, turn;

	for (num = 0; num <= CRYPTO_MAX_DESC; num++) {
		for (turn = 0; turn < 3; turn++) {
			crp = crypto_getreq(num);
			CHECK(crp != NULL);
			CHECK_CALL(check_fresh(crp, num));
			soil(crp);
			crypto_freereq(crp);
		}
	}
	return TEST_PASS;
}

static int
case_zeroed_burst(void)
{
	struct cryptop *crps[BURST];
	unsigned int i;
	int num;

	for (num = 0; num <= CRYPTO_MAX_DESC; num++) {
		CHECK_EQ(crypto_getreq_burst(crps, BURST, num), BURST);
		for (i = 0; i < BURST; i++) {
			CHECK_CALL(check_fresh(crps[i], num));
			soil(crps[i]);
		}
		crypto_freereq_burst(crps, BURST);
	}
	return TEST_PASS;
}

static int
case_range(void)
{
	static const int wrong[] = {-1, CRYPTO_MAX_DESC + 1, 255, 256, INT_MAX, INT_MIN};
	struct cryptop *crp, *mark = (struct cryptop *)&crp;
	unsigned int i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		CHECK(crypto_getreq(wrong[i]) == NULL);
		crp = mark;
		CHECK_EQ(crypto_getreq_burst(&crp, 1, wrong[i]), 0);
		CHECK(crp == mark);
	}
	CHECK_EQ(crypto_getreq_burst(&crp, 0, 1), 0);
	crypto_freereq(NULL);
	crypto_freereq_burst(NULL, 0);
	return TEST_PASS;
}

static int
case_stopped(void)
{
	struct cryptop *crp = NULL;

	CHECK(crypto_getreq(1) == NULL);
	CHECK_EQ(crypto_getreq_burst(&crp, 1, 1), 0);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(crypto_pending(), 0);
	CHECK_EQ(crypto_drain(0), EINVAL);
	CHECK_EQ(crypto_fini(), EINVAL);
	return TEST_PASS;
}

/* An empty pool: NULL, and a burst is all or nothing; what comes back can be got again. */
static int
case_exhausted(void)
{
	enum { MOST = 100000 };
	static struct cryptop *crps[MOST];
	unsigned int n, got;

	for (n = 0; n < MOST; n++) {
		crps[n] = crypto_getreq(3);
		if (crps[n] == NULL)
			break;
	}
	CHECK(n >= 512 && n < MOST);
	CHECK(crypto_getreq(3) == NULL);
	for (got = 0; got < 10; got++)
		crypto_freereq(crps[--n]);
	CHECK_EQ(crypto_getreq_burst(&crps[n], 11, 4), 0);
	CHECK_EQ(crypto_getreq_burst(&crps[n], 10, 4), 10);
	n += 10;
	CHECK(test_getreq(1) != NULL); /* other sizes are apart */
	crypto_freereq_burst(crps, n);
	CHECK_EQ(crypto_getreq_burst(crps, n, 3), n);
	crypto_freereq_burst(crps, n);
	return TEST_PASS;
}

/* No two owners. */
static int
case_distinct(void)
{
	struct cryptop *crps[200];
	unsigned int i, j;

	for (i = 0; i < 100; i++)
		crps[i] = crypto_getreq((int)(i % 9));
	CHECK_EQ(crypto_getreq_burst(&crps[100], 100, 1), 100);
	for (i = 0; i < 200; i++)
		for (j = 0; j < i; j++)
			CHECK(crps[i] != NULL && crps[i] != crps[j]);
	for (i = 0; i < 100; i++)
		crypto_freereq(crps[i]);
	crypto_freereq_burst(&crps[100], 100);
	return TEST_PASS;
}

/* ------------------------------------------------------------ wrong owners */

static struct fake *fake;
static uint64_t sid;

static int
begin(void)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	return TEST_PASS;
}

static struct cryptop *
own_request(uint32_t id)
{
	struct cryptop *crp = crypto_getreq(1);

	if (crp != NULL) {
		ledger_enter(crp, sid, id);
		crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	}
	return crp;
}

/* One in flight cannot be given back: it keeps its place, and it does come. */
static int
case_free_in_flight(void)
{
	struct cryptop *crps[4];
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < 4; i++) {
		crps[i] = own_request(i);
		CHECK(crps[i] != NULL);
	}
	fake->room = 2;
	crps[3]->crp_ilen = -1;
	CHECK_EQ(crypto_dispatch_burst(crps, 4), 4);
	CHECK(ledger_log_start());
	for (i = 0; i < 4; i++)
		crypto_freereq(crps[i]);
	crypto_freereq_burst(crps, 4);
	CHECK_EQ(ledger_log_count(ledger_log_stop(), "\n"), 8);
	for (i = 0; i < 4; i++)
		CHECK(test_getreq(1) != crps[3]);
	fake_complete_all(fake);
	fake->sync = true;
	fake_unblock(fake, FAKE_UNLIMITED);
	CHECK_EQ(crypto_poll(), 4);
	CHECK(ledger_once(4));
	crypto_freereq_burst(crps, 4);
	return TEST_PASS;
}

static int
case_free_twice(void)
{
	struct cryptop *crps[4], *more[4];
	unsigned int i, j;

	CHECK_CALL(begin());
	for (i = 0; i < 4; i++) {
		crps[i] = own_request(i);
		CHECK(crps[i] != NULL);
	}
	crypto_freereq(crps[1]);
	CHECK(ledger_log_start());
	crypto_freereq(crps[1]);
	crypto_freereq_burst(crps, 4); /* the others of the burst do go back */
	crypto_freereq_burst(crps, 4);
	CHECK_EQ(ledger_log_count(ledger_log_stop(), "\n"), 6);
	CHECK_EQ(crypto_getreq_burst(more, 4, 1), 4);
	for (i = 0; i < 4; i++)
		for (j = 0; j < i; j++)
			CHECK(more[i] != more[j]);
	crypto_freereq_burst(more, 4);
	return TEST_PASS;
}

/* ------------------------------------------------------ waiting for requests */

static int
case_pending(void)
{
	struct cryptop *crps[5];
	unsigned int i;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_pending(), 0);
	CHECK_CALL(ledger_reqs(crps, 5, sid));
	crps[1]->crp_ilen = -1;
	crps[2]->crp_flags |= CRYPTO_F_BATCH;
	crps[3]->crp_flags |= CRYPTO_F_CBIMM;
	for (i = 0; i < 5; i++) {
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
		CHECK_EQ(crypto_pending(), i + 1);
	}
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_pending(), 4);
	fake_complete(fake, 2); /* CBIMM's */
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crypto_pending(), 3);
	fake_complete_all(fake);
	CHECK_EQ(crypto_pending(), 3);
	CHECK_EQ(crypto_poll(), 3);
	CHECK_EQ(crypto_pending(), 0);
	return TEST_PASS;
}

static int
case_drain(void)
{
	struct cryptop *crp;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_drain(0), 0);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_drain(0), ETIMEDOUT);
	CHECK_EQ(crypto_drain(2000), ETIMEDOUT);
	fake_complete_all(fake);
	CHECK_EQ(crypto_drain(0), 0);
	CHECK(ledger_once(1));
	return TEST_PASS;
}

static void
complete_late(struct fake *f)
{
	if (f->polls % 8 == 0)
		fake_complete_all(f);
}

/* "For ever" is for ever, whatever the clock's frequency. */
static int
case_drain_long(void)
{
	static const uint64_t times[] = {UINT64_MAX, 1ull << 63, 1ull << 62, 1ull << 54};
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	fake->poll_hook = complete_late;
	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		crp = ledger_req(sid, i);
		CHECK(crp != NULL);
		CHECK_EQ(crypto_dispatch(crp), 0);
		CHECK_EQ(crypto_drain(times[i]), 0);
	}
	return TEST_PASS;
}

static int
case_run(void)
{
	struct cryptop *crp, *other;

	CHECK_CALL(begin());
	other = ledger_req(sid, 0);
	crp = ledger_req(sid, 1);
	CHECK(other != NULL && crp != NULL);
	CHECK_EQ(crypto_dispatch(other), 0);
	fake_complete_all(fake);
	fake->sync = true;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK(crp->crp_callback == ledger_callback);
	CHECK(crp->crp_flags & CRYPTO_F_DONE);
	CHECK(ledger_once(1)); /* the other's, not its own */
	crp->crp_callback = NULL; /* it needs none */
	CHECK_EQ(crypto_run(crp), 0);
	CHECK(crp->crp_callback == NULL);
	fake->etype = EBADMSG;
	fake->reason = CRYPTO_R_MISMATCH;
	CHECK_EQ(crypto_run(crp), EBADMSG);
	crp->crp_ilen = -1;
	CHECK_EQ(crypto_run(crp), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_BUFFER);
	crp->crp_sid = 0;
	CHECK_EQ(crypto_run(crp), ENOENT);
	crp->crp_flags |= CRYPTO_F_BATCH | CRYPTO_F_CBIMM | CRYPTO_F_CBIFSYNC;
	crp->crp_sid = sid;
	crp->crp_ilen = 64;
	fake->etype = 0;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_EQ(ledger.n, 1);
	return TEST_PASS;
}

/* A request without descriptors is for those who link their own. */
static int
case_own_descriptors(void)
{
	struct cryptodesc crd = {.crd_alg = CRYPTO_NULL_CBC, .crd_len = 8};
	struct cryptop *crp;

	CHECK_CALL(begin());
	fake->sync = true;
	crp = test_getreq(0);
	CHECK(crp != NULL && crp->crp_desc == NULL);
	ledger_enter(crp, sid, 0);
	CHECK_EQ(crypto_run(crp), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_DESC_COUNT);
	crp->crp_desc = &crd;
	CHECK_EQ(crypto_run(crp), 0);
	return TEST_PASS;
}

/* The framework does not end under requests, and nothing is changed by the attempt. */
static int
case_fini_busy(void)
{
	struct cryptop *crps[2];
	CHECK_CALL(begin());
	CHECK_CALL(ledger_reqs(crps, 2, sid));
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_fini(), EBUSY);
	fake_complete_all(fake);
	CHECK_EQ(crypto_fini(), EBUSY); /* done, not called back */
	crps[1]->crp_ilen = -1;
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(crypto_poll(), 2);
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(crypto_fini(), EBUSY); /* refused, not called back */
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(fake->closed, 0);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(fake->closed, 1);
	CHECK_EQ(fake->gone, 1);
	CHECK_EQ(fake->detached, fake->attached);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"zeroed", case_zeroed, 0},
	{"zeroed_burst", case_zeroed_burst, 0},
	{"range", case_range, 0},
	{"stopped", case_stopped, TEST_NO_INIT},
	{"exhausted", case_exhausted, 0},
	{"distinct", case_distinct, 0},
	{"free_in_flight", case_free_in_flight, TEST_NO_INIT},
	{"free_twice", case_free_twice, TEST_NO_INIT},
	{"pending", case_pending, TEST_NO_INIT},
	{"drain", case_drain, TEST_NO_INIT},
	{"drain_long", case_drain_long, TEST_NO_INIT},
	{"run", case_run, TEST_NO_INIT},
	{"own_descriptors", case_own_descriptors, TEST_NO_INIT},
	{"fini_busy", case_fini_busy, TEST_NO_INIT},
};
TEST_SUITE(framework_request, cases, NULL, NULL);
