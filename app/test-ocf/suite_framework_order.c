/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "fakedrv.h"
#include "ledger.h"

/* Requests of a session dispatched from one lcore come back in that order, failed or not. */

static struct fake *fake;
static uint64_t sid;
static struct cryptop *crps[512];

static int
begin(enum fake_kind kind, unsigned int n)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = kind});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, n, sid));
	return TEST_PASS;
}

static int
dispatch(unsigned int from, unsigned int to)
{
	for (; from < to; from++)
		CHECK_EQ(crypto_dispatch(crps[from]), 0);
	return TEST_PASS;
}

static int
case_reverse(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 100));
	CHECK_CALL(dispatch(0, 100));
	while (fake_lane(fake)->nheld > 1) {
		fake_complete(fake, fake_lane(fake)->nheld - 1);
		CHECK_EQ(crypto_poll(), 0);
	}
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 100);
	CHECK(ledger_ordered(100));
	return TEST_PASS;
}

/* What is done and heads the line need not wait for those behind. */
static int
case_prefix(void)
{
	CHECK_CALL(begin(FAKE_BURST, 10));
	CHECK_EQ(crypto_dispatch_burst(crps, 10), 10);
	fake_complete(fake, 0);
	fake_complete(fake, 0);
	fake_complete(fake, 1); /* number 3 */
	CHECK_EQ(crypto_poll(), 2);
	fake_complete(fake, 0); /* number 2 */
	CHECK_EQ(crypto_poll(), 2);
	fake_complete_all(fake);
	CHECK_EQ(crypto_poll(), 6);
	CHECK(ledger_ordered(10));
	return TEST_PASS;
}

/* A failure keeps its place, whatever failed. */
static int
case_failures(void)
{
	unsigned int i;

	CHECK_CALL(begin(FAKE_SIMPLE, 30));
	for (i = 0; i < 30; i++) {
		fake->answer = i % 7 == 3 ? 99 : 0; /* completed with EIO at once */
		fake->etype = i % 5 == 2 ? EBADMSG : 0;
		fake->reason = CRYPTO_R_MISMATCH;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_reverse(fake);
	CHECK_EQ(crypto_poll(), 30);
	CHECK(ledger_ordered(30));
	for (i = 0; i < 30; i++)
		CHECK_EQ(ledger.etype[i], i % 7 == 3 ? EIO : i % 5 == 2 ? EBADMSG : 0);
	return TEST_PASS;
}

/* Two sessions of one driver, two drivers: each in its order. */
static int
case_sessions(void)
{
	struct fake *other;
	uint64_t sids[3];
	unsigned int i, at[3] = {0};

	CHECK_CALL(begin(FAKE_BURST, 300));
	other = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "other"});
	CHECK(other != NULL);
	sids[0] = sid;
	CHECK_EQ(fake_session(fake, &sids[1]), 0);
	CHECK_EQ(fake_session(other, &sids[2]), 0);
	for (i = 0; i < 300; i++)
		crps[i]->crp_sid = sids[i % 3];
	CHECK_EQ(crypto_dispatch_burst(crps, 150), 150);
	CHECK_CALL(dispatch(150, 300));
	fake_complete_random(other);
	CHECK_EQ(crypto_poll(), 100); /* the slow driver holds up nobody */
	fake_complete_random(fake);
	CHECK_EQ(crypto_poll(), 200);
	CHECK(ledger_once(300));
	for (i = 0; i < 300; i++) {
		CHECK_EQ(ledger.id[i] / 3, at[ledger.id[i] % 3]);
		at[ledger.id[i] % 3]++;
	}
	return TEST_PASS;
}

/* CBIMM waives its own place only. */
static int
case_cbimm_overtakes(void)
{
	CHECK_CALL(begin(FAKE_SIMPLE, 6));
	crps[3]->crp_flags |= CRYPTO_F_CBIMM;
	crps[5]->crp_flags |= CRYPTO_F_CBIMM;
	CHECK_CALL(dispatch(0, 6));
	fake_complete(fake, 3);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.id[0], 3);
	fake_complete_reverse(fake);
	CHECK_EQ(crypto_poll(), 5);
	CHECK(ledger_once(6));
	CHECK(ledger.id[1] == 0 && ledger.id[2] == 1 && ledger.id[3] == 2 && ledger.id[4] == 4);
	CHECK_EQ(ledger.id[5], 5);
	CHECK_EQ(crypto_pending(), 0);
	return TEST_PASS;
}

/* What CBIMM took out of the line gives its credit back, in the end all of them. */
static int
case_cbimm_credits(void)
{
	unsigned int i, turn;

	CHECK_CALL(begin(FAKE_SIMPLE, 512));
	CHECK_EQ(fake_world(NULL, 64), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	for (turn = 0; turn < 50; turn++) {
		ledger_clear();
		for (i = 0; i < 64; i++) {
			crps[i] = ledger_req(sid, i);
			CHECK(crps[i] != NULL);
			crps[i]->crp_flags |= test_random_below(2) ? CRYPTO_F_CBIMM : 0;
			fake->sync = test_random_below(4) == 0;
			CHECK_EQ(crypto_dispatch(crps[i]), 0);
		}
		fake_complete_random(fake);
		while (crypto_poll() != 0)
			;
		CHECK(ledger_once(64));
		for (i = 0; i < 64; i++)
			CHECK_EQ(ledger.etype[i], 0);
		CHECK_EQ(crypto_pending(), 0);
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------------- random */

static struct {
	uint64_t sid[6];
	uint32_t next_out[6], next_in[6]; /* numbers given, numbers expected */
	unsigned int nidle, outstanding, overtaken, twice, refused;
	struct cryptop *idle[512];
} soak;

/* crp_opaque: session and number; each callback must bring its session's next number. */
static int
soak_callback(struct cryptop *crp)
{
	uint32_t v = ledger_id(crp), s = v >> 28;

	if ((v & 0xfffffff) != soak.next_in[s])
		soak.overtaken++;
	soak.next_in[s] = (v & 0xfffffff) + 1;
	soak.idle[soak.nidle++] = crp;
	if (soak.outstanding-- == 0)
		soak.twice++;
	if (fake_inside() != 0)
		ledger.bad++;
	return 0;
}

static void
soak_number(struct cryptop *crp)
{
	uint32_t s = test_random_below(6);

	crp->crp_sid = soak.sid[s];
	crp->crp_opaque = (caddr_t)(uintptr_t)(s << 28 | soak.next_out[s]++);
	crp->crp_callback = soak_callback;
	crp->crp_flags = test_random_below(4) == 0 ? CRYPTO_F_BATCH : 0;
	if (test_random_below(8) == 0)
		crp->crp_flags |= CRYPTO_F_CBIFSYNC;
}

/* A burst; what it leaves goes one by one. The refused would come early: there is room. */
static int
soak_step(void)
{
	struct cryptop *burst[100];
	unsigned int i, took = 0, n = test_random_below(100);

	for (i = 0; i < n && soak.nidle > 0; i++) {
		burst[i] = soak.idle[--soak.nidle];
		soak_number(burst[i]);
	}
	n = i;
	soak.outstanding += n;
	if (test_random_below(2))
		took = crypto_dispatch_burst(burst, n);
	for (i = took; i < n; i++)
		CHECK_EQ(crypto_dispatch(burst[i]), 0);
	if (test_random_below(2))
		crypto_poll();
	return TEST_PASS;
}

/* Random bursts, modes, completions, ERESTARTs and failures over four kinds of drivers. */
static int
case_soak(void)
{
	enum fake_kind kinds[] = {FAKE_BURST, FAKE_SIMPLE_BURST, FAKE_BURST};
	char name[] = "soak0";
	unsigned int i, s;

	CHECK_CALL(begin(FAKE_SIMPLE, 512));
	memset(&soak, 0, sizeof(soak));
	for (i = 0; i < 3; i++, name[4]++) {
		struct fake *f = fake_start(&(struct fake_config){
			.kind = kinds[i], .name = name, .caps = i == 2 ? CRYPTOCAP_F_SYNC : 0});

		CHECK(f != NULL);
		fake_chaos(f, test_random());
		CHECK_EQ(fake_session(f, &soak.sid[2 * i]), 0);
		CHECK_EQ(fake_session(f, &soak.sid[2 * i + 1]), 0);
	}
	for (i = 0; i < 512; i++)
		soak.idle[soak.nidle++] = crps[i];
	for (i = 0; i < 20000; i++)
		CHECK_CALL(soak_step());
	CHECK_EQ(crypto_drain(5000000), 0);
	CHECK_EQ(soak.overtaken, 0);
	CHECK_EQ(soak.twice, 0);
	CHECK_EQ(soak.outstanding, 0);
	CHECK_EQ(ledger.bad, 0);
	for (s = 0; s < 6; s++)
		CHECK(soak.next_in[s] == soak.next_out[s] && soak.next_out[s] > 1000);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"reverse", case_reverse, TEST_NO_INIT},
	{"prefix", case_prefix, TEST_NO_INIT},
	{"failures", case_failures, TEST_NO_INIT},
	{"sessions", case_sessions, TEST_NO_INIT},
	{"cbimm_overtakes", case_cbimm_overtakes, TEST_NO_INIT},
	{"cbimm_credits", case_cbimm_credits, TEST_NO_INIT},
	{"soak", case_soak, TEST_NO_INIT},
};
TEST_SUITE(framework_order, cases, NULL, NULL);
