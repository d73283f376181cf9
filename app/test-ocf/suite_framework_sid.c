/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include "fakedrv.h"
#include "ledger.h"

/* Session identifiers: their bits, slots and generations; old ones hit no stranger. */

static struct fake *fake;

static uint32_t
slot_of(uint64_t sid)
{
	return (uint32_t)sid >> 10;
}

static uint32_t
generation_of(uint64_t sid)
{
	return (uint32_t)(sid >> 44 & 0xfff) << 10 | (uint32_t)(sid & 0x3ff);
}

static int
begin(unsigned int sessions, uint8_t caps)
{
	struct crypto_config cfg = {.drivers = (const char *const[]){NULL}, .requests = 1024,
				    .sessions = sessions};

	CHECK_EQ(fake_world(NULL, 0), 0);
	CHECK_EQ(test_restart(&cfg), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .caps = caps});
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

static int
case_format(void)
{
	static const uint8_t caps[] = {0, CRYPTOCAP_F_SOFTWARE, CRYPTOCAP_F_SYNC,
				       CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC};
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t sid[4];
	unsigned int i;

	CHECK_EQ(fake_world(NULL, 0), 0);
	for (i = 0; i < 4; i++) {
		fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .caps = caps[i]});
		CHECK(fake != NULL);
		CHECK_EQ(crypto_newsession_driver(&sid[i], &cri, fake->id), 0);
		CHECK_NE(sid[i], 0);
		CHECK_EQ(sid[i] >> 56, caps[i]);
		CHECK_EQ(sid[i] >> 32 & 0xfff, fake->id);
		CHECK_EQ(crypto_session_driver(sid[i]), fake->id);
		CHECK_EQ(generation_of(sid[i]), 1);
		CHECK_EQ(slot_of(sid[i]), i == 0 ? slot_of(sid[0]) : slot_of(sid[i - 1]) + 1);
	}
	return TEST_PASS;
}

/*
 * Identifiers that nobody gave: 0, every single bit more or less, random ones. Where only
 * driver and capabilities differ it may be one of before a move: the current one comes back.
 */
static int
case_unknown(void)
{
	uint64_t sid, wrong;
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin(0, 0));
	crp = ledger_req(0, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_run(crp), ENOENT);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_SESSION);
	CHECK_EQ(open_one(&sid), 0);
	for (i = 0; i < 64 + 2000; i++) {
		wrong = i < 64 ? sid ^ 1ull << i : i == 64 ? 0 : test_random();
		crp->crp_sid = wrong;
		CHECK_EQ(crypto_dispatch(crp), 0);
		CHECK_EQ(crypto_poll(), 1);
		if (((wrong ^ sid) & 0x00fff000ffffffffull) == 0) {
			CHECK(crp->crp_etype == EAGAIN && crp->crp_reason == CRYPTO_R_MOVED);
			CHECK_EQ(crp->crp_sid, sid);
			continue;
		}
		CHECK(crp->crp_etype == ENOENT && crp->crp_reason == CRYPTO_R_SESSION);
		CHECK_EQ(crp->crp_sid, wrong);
		CHECK_EQ(crypto_session_driver(wrong), -1);
		CHECK_EQ(crypto_freesession(wrong), ENOENT);
	}
	CHECK_EQ(fake->calls, 0);
	fake->sync = true;
	crp->crp_sid = sid;
	CHECK_EQ(crypto_run(crp), 0);
	return TEST_PASS;
}

/* Slot 0, the table's first, before, while and after a session has it. */
static int
case_zero(void)
{
	struct cryptop *crp;
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(begin(2, 0));
	crp = ledger_req(0, 0);
	CHECK(crp != NULL);
	for (i = 0; i < 5; i++) {
		crp->crp_sid = 0;
		CHECK_EQ(crypto_run(crp), ENOENT);
		CHECK_EQ(crypto_freesession(0), ENOENT);
		CHECK_EQ(crypto_session_driver(0), -1);
		CHECK_EQ(open_one(&sid), 0);
		CHECK_EQ(crypto_freesession(0), ENOENT);
		CHECK_EQ(crypto_freesession(sid), 0);
		crp->crp_sid = 0;
		CHECK_EQ(crypto_run(crp), ENOENT); /* the ended one may not be reclaimed yet */
	}
	return TEST_PASS;
}

/* What a session moved from still closes it: driver and capabilities do not count. */
static int
case_older(void)
{
	uint64_t sid;

	CHECK_CALL(begin(0, 0));
	CHECK_EQ(open_one(&sid), 0);
	CHECK_EQ(crypto_session_driver(sid ^ 0x0600000500000000ull), fake->id);
	CHECK_EQ(crypto_freesession(sid ^ 0x0600000500000000ull), 0);
	CHECK_EQ(crypto_freesession(sid), ENOENT);
	CHECK_EQ(crypto_session_driver(sid), -1);
	return TEST_PASS;
}

static int
case_ended(void)
{
	struct cryptop *crp;
	uint64_t sid;

	CHECK_CALL(begin(0, 0));
	CHECK_EQ(open_one(&sid), 0);
	CHECK_EQ(crypto_freesession(sid), 0);
	CHECK_EQ(crypto_freesession(sid), ENOENT);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch(crp), 0); /* the callback says it */
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(crp->crp_etype, ENOENT);
	CHECK(ledger_buffer_intact());
	CHECK_EQ(fake->calls, 0);
	return TEST_PASS;
}

/* A slot's generations count up from 1 and go around, never over 0. */
static int
case_generations(void)
{
	uint32_t expected = 1;
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(begin(1, CRYPTOCAP_F_SYNC));
	for (i = 0; i < 5000; i++, expected++) {
		CHECK_EQ(open_one(&sid), 0);
		CHECK_EQ(slot_of(sid), 0);
		CHECK_EQ(generation_of(sid), expected);
		CHECK_EQ(crypto_freesession(sid), 0);
	}
	return TEST_PASS;
}

static int
case_generations_around(void)
{
	enum { TURNS = (1 << 22) + 10 };
	struct cryptop *crp;
	uint64_t sid = 0;
	unsigned int i;

	CHECK_CALL(begin(1, 0)); /* slot 0 of driver 0: generation 0 would be sid 0 */
	for (i = 0; i < TURNS; i++) {
		if (open_one(&sid) != 0 || sid == 0 || crypto_freesession(sid) != 0)
			break;
	}
	CHECK_EQ(i, TURNS);
	CHECK_EQ(generation_of(sid), 11);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_run(crp), ENOENT);
	return TEST_PASS;
}

/* Slots rest: first in, first out, among at least 1024. */
static int
case_fifo(void)
{
	enum { N = 4000 };
	static uint32_t freed[N];
	unsigned int i, nfreed = 0, next = 0;
	uint64_t sid;
	uint32_t fresh = 0;

	CHECK_CALL(begin(0, 0));
	for (i = 0; i < N; i++) {
		CHECK_EQ(open_one(&sid), 0);
		if (generation_of(sid) == 1) {
			CHECK_EQ(slot_of(sid), fresh);
			fresh++;
		} else {
			CHECK(nfreed - next >= 1024);
			CHECK_EQ(slot_of(sid), freed[next]);
			next++;
		}
		freed[nfreed++] = slot_of(sid);
		CHECK_EQ(crypto_freesession(sid), 0);
	}
	CHECK(next > 0 && fresh >= 1024 && fresh < 3000);
	return TEST_PASS;
}

/* 3 * 10^5 sessions come and go; identifiers kept of dead ones never find another. */
static int
case_strangers(void)
{
	enum { N = 300000, KEPT = 2048, LIVE = 64 };
	static uint64_t kept[KEPT], live[LIVE];
	struct cryptop *crp;
	unsigned int i, k;

	CHECK_CALL(begin(0, 0));
	memset(kept, 0, sizeof(kept));
	memset(live, 0, sizeof(live));
	crp = ledger_req(0, 0);
	CHECK(crp != NULL);
	for (i = 0; i < N; i++) {
		k = test_random_below(LIVE);
		if (live[k] != 0) {
			CHECK_EQ(crypto_freesession(live[k]), 0);
			kept[test_random_below(KEPT)] = live[k];
		}
		CHECK_EQ(open_one(&live[k]), 0);
		k = test_random_below(KEPT);
		CHECK_EQ(crypto_session_driver(kept[k]), -1);
		CHECK_EQ(crypto_freesession(kept[k]), ENOENT);
		crp->crp_sid = kept[k];
		CHECK_EQ(crypto_run(crp), ENOENT);
	}
	CHECK_EQ(fake->calls, 0);
	return TEST_PASS;
}

static int
case_table_full(void)
{
	uint64_t sid[17];
	unsigned int i, turn;

	CHECK_CALL(begin(16, 0));
	for (turn = 0; turn < 3; turn++) {
		for (i = 0; i < 16; i++)
			CHECK_EQ(open_one(&sid[i]), 0);
		CHECK_EQ(open_one(&sid[16]), ENOMEM);
		CHECK(strstr(crypto_strerr(), "16") != NULL);
		CHECK(strstr(crypto_strerr(), "lcore") == NULL);
		CHECK_EQ(fake->opened - fake->closed, 16); /* the refused one is closed again */
		for (i = 0; i < 16; i++)
			CHECK_EQ(crypto_freesession(sid[i]), 0);
	}
	return TEST_PASS;
}

/* Where ended ones are held back by requests that are out, it is said whose. */
static int
case_table_pinned(void)
{
	struct cryptop *crp;
	uint64_t sid[5];
	unsigned int i;

	CHECK_CALL(begin(4, 0));
	for (i = 0; i < 4; i++)
		CHECK_EQ(open_one(&sid[i]), 0);
	crp = ledger_req(sid[0], 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch(crp), 0);
	for (i = 0; i < 4; i++)
		CHECK_EQ(crypto_freesession(sid[i]), 0);
	CHECK_EQ(open_one(&sid[4]), ENOMEM);
	CHECK(strstr(crypto_strerr(), "waits for lcore 0") != NULL);
	fake_complete_all(fake);
	CHECK_EQ(crypto_drain(0), 0);
	CHECK_EQ(ledger.etype[0], 0);
	for (i = 0; i < 4; i++)
		CHECK_EQ(open_one(&sid[i]), 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"format", case_format, TEST_NO_INIT},
	{"unknown", case_unknown, TEST_NO_INIT},
	{"zero", case_zero, TEST_NO_INIT},
	{"older", case_older, TEST_NO_INIT},
	{"ended", case_ended, TEST_NO_INIT},
	{"generations", case_generations, TEST_NO_INIT},
	{"generations_around", case_generations_around, TEST_NO_INIT},
	{"fifo", case_fifo, TEST_NO_INIT},
	{"strangers", case_strangers, TEST_NO_INIT},
	{"table_full", case_table_full, TEST_NO_INIT},
	{"table_pinned", case_table_pinned, TEST_NO_INIT},
};
TEST_SUITE(framework_sid, cases, NULL, NULL);
