/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stddef.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "ledger.h"
#include "suite_fault.h"

/* The fault driver: each fault is there, is counted, and the framework bears it. */

#define WINDOW 256 /* requests of load(), out or idle */

static uint64_t sid;
static int32_t id;

int
fault_world(const char *under, const char *other, const char *keys)
{
	static char spec[300];
	const char *drivers[] = {under, spec, other, NULL};

	snprintf(spec, sizeof(spec), "fault,under=%s,%s%sseed=%u", under, keys,
		 keys[0] != '\0' ? "," : "", test_random_below(UINT32_MAX));
	CHECK_EQ(fake_world(drivers, 0), 0);
	CHECK(crypto_find_driver("fault") >= 0);
	return TEST_PASS;
}

bool
fault_built(const char *driver)
{
	const char *drivers[] = {driver, NULL};

	return fake_world(drivers, 0) == 0;
}

struct crypto_fault_counts
fault_count(void)
{
	struct crypto_fault_counts c;

	crypto_fault_counts(&c);
	return c;
}

static int
world(const char *under, const char *keys)
{
	CHECK_CALL(fault_world(under, NULL, keys));
	id = crypto_find_driver("fault");
	ledger_clear();
	return TEST_PASS;
}

static int
null_world(const char *keys)
{
	struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};

	CHECK_CALL(world("null", keys));
	CHECK_EQ(test_session_on(&sid, &null, "fault"), 0);
	return TEST_PASS;
}

/* --------------------------------------------------------------------- load */

static struct cryptop *idle[WINDOW];
static unsigned int nidle;

static void
to_idle(struct cryptop *crp)
{
	idle[nidle++] = crp;
}

static int
load_open(void)
{
	ledger.hook = to_idle;
	for (nidle = 0; nidle < WINDOW; nidle++) {
		idle[nidle] = ledger_req(sid, 0);
		CHECK(idle[nidle] != NULL);
	}
	return TEST_PASS;
}

/* Up to `n` requests, from number `first` on, in one burst, or one by one, or BATCH. */
static unsigned int
load_some(uint32_t first, unsigned int n, bool burst)
{
	struct cryptop *crps[WINDOW] = {0};
	unsigned int i, took = 0;

	n = RTE_MIN(n, nidle);
	for (i = 0; i < n; i++) {
		crps[i] = idle[--nidle];
		ledger_enter(crps[i], sid, first + i);
		crps[i]->crp_flags = !burst && i % 3 == 0 ? CRYPTO_F_BATCH : 0;
	}
	while (burst && took < n)
		took += crypto_dispatch_burst(&crps[took], n - took);
	while (!burst && took < n)
		if (crypto_dispatch(crps[took++]) != 0)
			ledger.bad++;
	return n;
}

/* `n` requests, numbered as they are dispatched; always in the same pattern. */
static int
load(uint32_t n)
{
	uint32_t sent = 0, round;

	CHECK_CALL(load_open());
	for (round = 0; sent < n && round < 100 * n; round++) {
		sent += load_some(sent, RTE_MIN(n - sent, 1 + round * 7 % 64), round % 4 != 0);
		if (round % 3 != 0)
			crypto_poll();
	}
	CHECK_EQ(crypto_drain(5000000), 0);
	CHECK_EQ(sent, n);
	CHECK(ledger_ordered(n));
	return TEST_PASS;
}

/* ------------------------------------------------------------ one by one, all */

#define COUNT(field) offsetof(struct crypto_fault_counts, field)
#define BIT(field) (1u << COUNT(field) / sizeof(uint64_t))

/* Every counter that a row does not name stays zero. */
static int
check_counts(const char *keys, unsigned int expected)
{
	struct crypto_fault_counts c = fault_count();
	struct crypto_driver_stats stats;
	unsigned int i;

	for (i = 0; i < sizeof(c) / sizeof(uint64_t); i++)
		if ((((const uint64_t *)&c)[i] != 0) != ((expected >> i & 1) != 0))
			return test_fail(__FILE__, __LINE__, "%s: counter %u is %" PRIu64, keys, i,
					 ((const uint64_t *)&c)[i]);
	CHECK_EQ(crypto_driver_stats(id, &stats), 0);
	CHECK_EQ(stats.requests, c.taken);
	CHECK_EQ(stats.wrong_done, c.duplicate + c.unknown);
	CHECK_EQ(stats.errors, c.error);
	CHECK_EQ(stats.blocks, c.restart + c.full);
	return TEST_PASS;
}

static int
case_alone(void)
{
	static const struct {
		const char *keys;
		unsigned int counts;
	} rows[] = {
		{"", 0},
		{"error=5", BIT(error)},
		{"error=1", BIT(error)},
		{"delay=3", BIT(delay)},
		{"reorder=0.5", BIT(reorder)},
		{"reorder=1", BIT(reorder)},
		{"restart=0.5", BIT(restart) | BIT(inside)},
		{"restart=0.95", BIT(restart) | BIT(inside)},
		{"duplicate=0.1", BIT(duplicate)},
		{"duplicate=1", BIT(duplicate)},
		{"unknown=0.1", BIT(unknown)},
		{"unknown=1.0", BIT(unknown)},
		{"corrupt=0.1", BIT(corrupt)},
		{"size=8", BIT(full)},
		{"size=1", BIT(full)},
	};
	unsigned int i;

	for (i = 0; i < RTE_DIM(rows); i++) {
		CHECK_CALL(null_world(rows[i].keys));
		CHECK_CALL(load(5000));
		CHECK_CALL(check_counts(rows[i].keys, rows[i].counts | BIT(taken)));
		CHECK_EQ(fault_count().taken, 5000);
	}
	return TEST_PASS;
}

static int
case_together(void)
{
	static const char keys[] = "restart=0.2,reorder=0.5,delay=2,duplicate=0.1,unknown=0.1,"
				   "error=7,size=64,corrupt=0.01";
	uint32_t i;

	CHECK_CALL(null_world(keys));
	CHECK_CALL(load(100000));
	CHECK_CALL(check_counts(keys, BIT(taken) | BIT(error) | BIT(delay) | BIT(reorder) |
					      BIT(restart) | BIT(inside) | BIT(full) |
					      BIT(duplicate) | BIT(unknown) | BIT(corrupt)));
	for (i = 0; i < 100000; i++)
		CHECK_EQ(ledger.etype[i], i % 7 == 6 ? EIO : 0);
	return TEST_PASS;
}

/* Requests that waive order show in which one the driver completes. */
static int
load_flagged(const char *keys, int flags)
{
	uint32_t i;

	CHECK_CALL(null_world(keys));
	CHECK_CALL(load_open());
	for (i = 0; i < 2000; i++) {
		struct cryptop *crp;

		if (nidle == 0)
			CHECK_EQ(crypto_drain(5000000), 0);
		crp = idle[--nidle];
		ledger_enter(crp, sid, i);
		crp->crp_flags = i % 3 == 0 ? CRYPTO_F_CBIMM : flags;
		CHECK_EQ(crypto_dispatch(crp), 0);
		if (i % 4 == 0)
			crypto_poll();
	}
	CHECK_EQ(crypto_drain(10000000), 0);
	CHECK(ledger_once(2000));
	return TEST_PASS;
}

static unsigned int
overtakings(void)
{
	unsigned int i, n = 0;

	for (i = 1; i < ledger.n; i++)
		n += ledger.id[i] < ledger.id[i - 1];
	return n;
}

static int
case_reorder(void)
{
	CHECK_CALL(load_flagged("", CRYPTO_F_CBIMM));
	CHECK_EQ(overtakings(), 0);
	CHECK_CALL(load_flagged("reorder=1", CRYPTO_F_CBIMM));
	CHECK(overtakings() > 100);
	return TEST_PASS;
}

/* CBIMM waives order, not the once. */
static int
case_immediate(void)
{
	return load_flagged("restart=0.3,reorder=1,delay=1,duplicate=0.3,unknown=0.3",
			    CRYPTO_F_CBIFSYNC);
}

/* -------------------------------------------------------------- single faults */

/* How many polls until a request is called back? */
static int
polls_of(struct cryptop *crp, unsigned int *polls)
{
	ledger_clear();
	CHECK_EQ(crypto_dispatch(crp), 0);
	for (*polls = 0; ledger.n == 0 && *polls < 100; (*polls)++)
		crypto_poll();
	CHECK_EQ(ledger.n, 1);
	return TEST_PASS;
}

static int
case_delay(void)
{
	static const unsigned int delays[] = {0, 1, 2, 10};
	unsigned int i, polls = 0;
	char keys[20];

	for (i = 0; i < RTE_DIM(delays); i++) {
		snprintf(keys, sizeof(keys), "delay=%u", delays[i]);
		CHECK_CALL(null_world(keys));
		CHECK_CALL(polls_of(ledger_req(sid, 0), &polls));
		CHECK_EQ(polls, delays[i] + 1);
	}
	return TEST_PASS;
}

static int
counts_of(const char *seed, struct crypto_fault_counts *c)
{
	char spec[200];
	const char *drivers[] = {"null", spec, NULL};
	struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};

	snprintf(spec, sizeof(spec), "fault,under=null,restart=0.3,reorder=0.3,duplicate=0.3,"
				     "unknown=0.3,corrupt=0.3,seed=%s", seed);
	CHECK_EQ(fake_world(drivers, 0), 0);
	CHECK_EQ(test_session_on(&sid, &null, "fault"), 0);
	ledger_clear();
	CHECK_CALL(load(3000));
	*c = fault_count();
	return TEST_PASS;
}

static int
case_seed(void)
{
	struct crypto_fault_counts a, b, other;

	CHECK_CALL(counts_of("7", &a));
	CHECK_CALL(counts_of("7", &b));
	CHECK_CALL(counts_of("8", &other));
	CHECK_MEM(&a, &b, sizeof(a));
	CHECK(memcmp(&a, &other, sizeof(a)) != 0);
	return TEST_PASS;
}

/* ---------------------------------------------------------------- content */

static struct cryptop *
cbc_request(uint64_t on, uint8_t *data, uint32_t len, int flags)
{
	struct cryptop *crp = test_getreq(1);

	if (crp == NULL)
		return NULL;
	crp->crp_sid = on;
	crp->crp_buf = (caddr_t)data;
	crp->crp_ilen = (int)len;
	crp->crp_desc->crd_alg = CRYPTO_AES_CBC;
	crp->crp_desc->crd_len = (int)len;
	crp->crp_desc->crd_flags = flags | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	return crp;
}

static int
cbc_session(uint64_t *on, const char *driver)
{
	static uint8_t key[16] = "sixteen letters";
	struct cryptoini cri = {.cri_alg = CRYPTO_AES_CBC, .cri_klen = 128, .cri_key = (caddr_t)key};

	return test_session_on(on, &cri, driver);
}

#define CONTENTS 128
#define CONTENT_LEN 256

static uint8_t original[CONTENT_LEN], content[CONTENTS][CONTENT_LEN], want[CONTENT_LEN];

/* CONTENTS equal buffers enciphered by the fault driver, one by the driver below. */
static int
encipher(const char *under, const char *keys, struct cryptop **crps)
{
	uint64_t on, reference;
	unsigned int i;

	CHECK_CALL(world(under, keys));
	CHECK_EQ(cbc_session(&on, "fault"), 0);
	CHECK_EQ(cbc_session(&reference, under), 0);
	test_random_bytes(original, sizeof(original));
	memcpy(want, original, sizeof(want));
	CHECK_EQ(test_run(cbc_request(reference, want, sizeof(want), CRD_F_ENCRYPT), TEST_DIRECT), 0);
	for (i = 0; i < CONTENTS; i++) {
		memcpy(content[i], original, sizeof(original));
		crps[i] = cbc_request(on, content[i], CONTENT_LEN, CRD_F_ENCRYPT);
		CHECK(crps[i] != NULL);
	}
	CHECK_EQ(test_run_all(crps, CONTENTS, TEST_BURST), 0);
	return TEST_PASS;
}

/* The right result, or what must stand there of a request that failed. */
static int
check_content(const char *under)
{
	static const char keys[] = "reorder=0.7,delay=1,restart=0.2,size=50,error=10";
	struct cryptop *crps[CONTENTS];
	unsigned int i;

	CHECK_CALL(encipher(under, keys, crps));
	for (i = 0; i < CONTENTS; i++) {
		if (i % 10 != 9) {
			CHECK_EQ(crps[i]->crp_etype, 0);
			CHECK_MEM(content[i], want, CONTENT_LEN);
			continue;
		}
		CHECK_EQ(crps[i]->crp_etype, EIO);
		CHECK_EQ(crps[i]->crp_reason, CRYPTO_R_ENGINE);
		CHECK_MEM(content[i], original, CONTENT_LEN);
	}
	return TEST_PASS;
}

static int
case_content(void)
{
	static const char *const engines[] = {"openssl", "ipsec_mb"};
	unsigned int i, n = 0;

	for (i = 0; i < RTE_DIM(engines); i++) {
		if (!fault_built(engines[i]))
			continue;
		CHECK_CALL(check_content(engines[i]));
		n++;
	}
	return n != 0 ? TEST_PASS : test_skip("no driver has AES-CBC");
}

/* A bit of each wrong one, and only of those. */
static int
case_corrupt(void)
{
	struct cryptop *crps[CONTENTS];
	unsigned int i, wrong = 0;

	if (!fault_built("openssl"))
		return test_skip("no openssl driver");
	CHECK_CALL(encipher("openssl", "corrupt=0.5", crps));
	for (i = 0; i < CONTENTS; i++) {
		CHECK_EQ(crps[i]->crp_etype, 0);
		wrong += memcmp(content[i], want, CONTENT_LEN) != 0;
	}
	CHECK_EQ(wrong, fault_count().corrupt);
	CHECK(wrong > CONTENTS / 5 && wrong < CONTENTS * 4 / 5);
	return TEST_PASS;
}

/* A MAC comes out wrong where it goes, and a right one does not verify. */
static int
case_corrupt_mac(void)
{
	static uint8_t key[20] = "a key of twenty byte";
	struct cryptoini cri = {.cri_alg = CRYPTO_SHA1_HMAC, .cri_klen = 160, .cri_key = (caddr_t)key};
	uint8_t data[64 + 20] = {0}, right[20], wrong[20];
	uint64_t on, reference;
	struct cryptop *crp;

	if (!fault_built("openssl"))
		return test_skip("no openssl driver");
	CHECK_CALL(world("openssl", "corrupt=1"));
	CHECK_EQ(test_session_on(&on, &cri, "fault"), 0);
	CHECK_EQ(test_session_on(&reference, &cri, "openssl"), 0);
	crp = test_getreq(1);
	CHECK(crp != NULL);
	crp->crp_buf = (caddr_t)data;
	crp->crp_ilen = sizeof(data);
	crp->crp_desc->crd_alg = CRYPTO_SHA1_HMAC;
	crp->crp_desc->crd_len = 64;
	crp->crp_desc->crd_inject = 64;
	crp->crp_sid = reference;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	memcpy(right, data + 64, 20);
	crp->crp_sid = on;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(memcmp(right, data + 64, 20) != 0);
	crp->crp_mac = (caddr_t)wrong;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(memcmp(right, wrong, 20) != 0);
	crp->crp_mac = (caddr_t)right;
	crp->crp_desc->crd_flags = CRD_F_VERIFY;
	CHECK_EQ(test_run(crp, TEST_DIRECT), EBADMSG);
	crp->crp_sid = reference;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"alone", case_alone, TEST_NO_INIT},
	{"together", case_together, TEST_NO_INIT},
	{"reorder", case_reorder, TEST_NO_INIT},
	{"immediate", case_immediate, TEST_NO_INIT},
	{"delay", case_delay, TEST_NO_INIT},
	{"seed", case_seed, TEST_NO_INIT},
	{"content", case_content, TEST_NO_INIT},
	{"corrupt", case_corrupt, TEST_NO_INIT},
	{"corrupt_mac", case_corrupt_mac, TEST_NO_INIT},
};
TEST_SUITE(fault, cases, NULL, NULL);
