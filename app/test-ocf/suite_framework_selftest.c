/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>

#include "ledger.h"
#include "shapes.h"

/* An algorithm is offered once its driver gave the published answer, and not before. */

static const char *
why_not(int32_t id, int alg)
{
	const char *why = "";

	return crypto_driver_alg(id, alg, &why) == ENOENT ? why : "";
}

static int
open_on(const struct fake *f, int alg, int klen)
{
	struct cryptoini cri = {.cri_alg = alg, .cri_klen = klen, .cri_key = shape_key()};
	uint64_t sid;

	return crypto_newsession_driver(&sid, &cri, f->id);
}

/* Wrong in one bit of what was written, where there is a text of two blocks or more. */
static bool
flip_bit(struct cryptop *crp)
{
	crp->crp_buf[crp->crp_desc->crd_skip + crp->crp_desc->crd_len - 1] ^= 0x40;
	return true;
}

static bool
flip_mac(struct cryptop *crp)
{
	if (crp->crp_desc->crd_alg == CRYPTO_SHA1_HMAC)
		crp->crp_buf[crp->crp_desc->crd_inject + 19] ^= 1;
	return true;
}

/* A byte where none belongs: right behind the request. */
static bool
overrun(struct cryptop *crp)
{
	crp->crp_buf[crp->crp_ilen] ^= 1;
	return true;
}

/* "Verified", whatever was there. */
static bool
accept_all(struct cryptop *crp)
{
	crp->crp_etype = 0;
	return true;
}

static bool
fail_all(struct cryptop *crp)
{
	crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
	return true;
}

static bool
say_nothing(struct cryptop *crp)
{
	(void)crp;
	return false;
}

static int
withdrawn(bool (*spoil)(struct cryptop *crp), bool cbc, bool hmac)
{
	const char *text;
	struct fake *f;

	CHECK_EQ(fake_world(NULL, 0), 0);
	CHECK(ledger_log_start());
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST,
					     .name = "spoiled",
					     .algs = {CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC,
						      CRYPTO_NULL_CBC},
					     .spoil = spoil});
	text = ledger_log_stop();
	CHECK(f != NULL);
	CHECK_EQ(why_not(f->id, CRYPTO_AES_CBC)[0] == '\0', cbc);
	CHECK_EQ(why_not(f->id, CRYPTO_SHA1_HMAC)[0] == '\0', hmac);
	CHECK_EQ(open_on(f, CRYPTO_AES_CBC, 128), cbc ? 0 : EINVAL);
	if (!cbc)
		CHECK_STR(crypto_strerr(), "spoiled: AES-CBC: withdrawn by its self-test");
	CHECK_EQ(open_on(f, CRYPTO_SHA1_HMAC, 160), hmac ? 0 : EINVAL);
	CHECK_EQ(strstr(text, "AES-CBC is not offered") == NULL, cbc);
	CHECK_EQ(strstr(text, "SHA1-HMAC is not offered") == NULL, hmac);
	return TEST_PASS;
}

static int
case_right(void)
{
	return withdrawn(NULL, true, true);
}

static int
case_wrong(void)
{
	CHECK_CALL(withdrawn(flip_bit, false, false));
	CHECK_CALL(withdrawn(flip_mac, true, false));
	CHECK_CALL(withdrawn(overrun, false, false));
	CHECK_CALL(withdrawn(accept_all, true, false));
	return withdrawn(fail_all, false, false);
}

/* A driver that never answers costs some time, once, and keeps nothing of ours. */
static int
case_silent(void)
{
	CHECK_CALL(withdrawn(say_nothing, false, false));
	CHECK_EQ(test_stop(), 0);
	return TEST_PASS;
}

static struct cryptop *late;
static unsigned int naps;

static bool
answer_later(struct cryptop *crp)
{
	if (naps++ == 0)
		rte_delay_us_sleep(200000);
	late = crp;
	return false;
}

static void
give_late(struct fake *f)
{
	(void)f;
	if (late != NULL)
		crypto_done(late);
	late = NULL;
}

/* Others had the CPU for longer than a driver may take: it was not asked meanwhile. */
static int
case_busy_machine(void)
{
	struct fake *f;

	CHECK_EQ(fake_world(NULL, 0), 0);
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST, .algs = {CRYPTO_AES_CBC},
					     .spoil = answer_later, .no_selftest = true});
	CHECK(f != NULL);
	naps = 0;
	f->poll_hook = give_late;
	f->starting = true;
	CHECK_STR(why_not(f->id, CRYPTO_AES_CBC), "");
	f->starting = false;
	CHECK(naps != 0);
	return TEST_PASS;
}

/* Not tested at registration, but before the first session; registered anew, tested anew. */
static int
case_when(void)
{
	struct fake *f;

	CHECK_EQ(fake_world(NULL, 0), 0);
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST,
					     .algs = {CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC},
					     .spoil = flip_mac,
					     .no_selftest = true});
	CHECK(f != NULL);
	CHECK_EQ(f->calls, 0);
	f->starting = true;
	CHECK(why_not(f->id, CRYPTO_SHA1_HMAC)[0] != '\0');
	f->cfg.spoil = NULL;
	CHECK(why_not(f->id, CRYPTO_SHA1_HMAC)[0] != '\0'); /* once */
	CHECK_EQ(crypto_register((uint32_t)f->id, CRYPTO_SHA1_HMAC, 0, 0, NULL, NULL, NULL, NULL),
		 0);
	CHECK(why_not(f->id, CRYPTO_SHA1_HMAC)[0] == '\0');
	f->starting = false;
	CHECK_EQ(open_on(f, CRYPTO_SHA1_HMAC, 160), 0);
	return TEST_PASS;
}

/* An algorithm for which nobody knows an answer is not offered. */
static int
case_unknown(void)
{
	struct fake *f;

	CHECK_EQ(fake_world(NULL, 0), 0);
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST,
					     .algs = {CRYPTO_SHA1_KPDK, CRYPTO_AES_CBC}});
	CHECK(f != NULL);
	CHECK(why_not(f->id, CRYPTO_SHA1_KPDK)[0] != '\0');
	CHECK(why_not(f->id, CRYPTO_AES_CBC)[0] == '\0');
	return TEST_PASS;
}

/* The drivers of this build, all their algorithms: tested when first asked for, all right. */
static int
case_all(void)
{
	unsigned int offered = 0, wrong = 0;
	struct crypto_driver_info info;
	const char *why;
	uint64_t start;
	double ms, sum = 0;
	int32_t id;
	int alg;

	CHECK_EQ(test_restart(NULL), 0);
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1)) {
		unsigned int before = offered;

		start = rte_get_timer_cycles();
		for (alg = CRYPTO_ALGORITHM_MIN; alg <= CRYPTO_ALGORITHM_MAX; alg++) {
			offered += crypto_driver_alg(id, alg, &why) == 0;
			wrong += strstr(why, "withdrawn") != NULL;
		}
		ms = (double)(rte_get_timer_cycles() - start) * 1e3 / (double)rte_get_timer_hz();
		sum += ms;
		CHECK_EQ(crypto_driver_info(id, &info), 0);
		test_note("%s: %u algorithms tested in %.2f ms", info.name, offered - before, ms);
	}
	test_note("all together: %u in %.2f ms", offered, sum);
	CHECK_EQ(wrong, 0);
	CHECK(offered != 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"right", case_right, TEST_NO_INIT},
	{"wrong", case_wrong, TEST_NO_INIT},
	{"silent", case_silent, TEST_NO_INIT},
	{"busy_machine", case_busy_machine, TEST_NO_INIT},
	{"when", case_when, TEST_NO_INIT},
	{"unknown", case_unknown, TEST_NO_INIT},
	{"all", case_all, TEST_NO_INIT},
};
TEST_SUITE(framework_selftest, cases, NULL, NULL);
