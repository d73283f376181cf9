/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "ledger.h"
#include "suite_fault.h"

/* What the fault driver offers, and how it is configured. */

#define MAX_ALGS (CRYPTO_ALGORITHM_MAX + 1)

/* ---------------------------------------------------------------- self-tests */

/* Which algorithms does a driver offer? */
static void
offers(const char *driver, bool has[MAX_ALGS])
{
	int alg;

	for (alg = 0; alg < MAX_ALGS; alg++)
		has[alg] = test_offers(crypto_find_driver(driver), alg);
}

/* With healthy answers the driver offers what the one below does. */
static int
case_same_algorithms(void)
{
	static const char *const engines[] = {"null", "openssl", "ipsec_mb"};
	bool below[MAX_ALGS], mine[MAX_ALGS];
	unsigned int i;

	for (i = 0; i < RTE_DIM(engines); i++) {
		if (!fault_built(engines[i]))
			continue;
		CHECK_CALL(fault_world(engines[i], NULL, "error=1,restart=1,delay=1000,hang=1,die=1,corrupt=1"));
		offers(engines[i], below);
		offers("fault", mine);
		CHECK_MEM(mine, below, sizeof(below));
		CHECK(mine[CRYPTO_NULL_CBC]);
	}
	return TEST_PASS;
}

/* Halves of an AEAD are tested in pairs, so one takes others with it. */
static bool
is_half(int alg)
{
	switch (alg) {
	case CRYPTO_AES_NIST_GCM_16:
	case CRYPTO_AES_128_NIST_GMAC:
	case CRYPTO_AES_192_NIST_GMAC:
	case CRYPTO_AES_256_NIST_GMAC:
	case CRYPTO_AES_CCM_16:
	case CRYPTO_AES_CCM_CBC_MAC:
	case CRYPTO_CHACHA20_POLY1305:
	case CRYPTO_XCHACHA20_POLY1305:
	case CRYPTO_POLY1305:
		return true;
	default:
		return false;
	}
}

static int
withdraws(int wrong)
{
	bool below[MAX_ALGS], mine[MAX_ALGS];
	const char *why;
	char keys[60];
	int alg;

	snprintf(keys, sizeof(keys), "corrupt=%s", crypto_alg_name(wrong));
	CHECK_CALL(fault_world("openssl", NULL, keys));
	offers("openssl", below);
	offers("fault", mine);
	for (alg = 0; alg < MAX_ALGS; alg++) {
		if (below[alg] && (alg == wrong) == mine[alg] && !(is_half(alg) && is_half(wrong)))
			return test_fail(__FILE__, __LINE__, "%s: %s is %soffered", keys,
					 crypto_alg_name(alg), mine[alg] ? "" : "not ");
	}
	CHECK_EQ(crypto_driver_alg(crypto_find_driver("fault"), wrong, &why), ENOENT);
	CHECK(strstr(why, "self-test") != NULL);
	return TEST_PASS;
}

/* Every wrong algorithm is found out by its self-test, and no other. */
static int
case_withdrawn(void)
{
	bool below[MAX_ALGS];
	int alg;

	if (!fault_built("openssl"))
		return test_skip("no openssl driver");
	offers("openssl", below);
	CHECK(ledger_log_start());
	for (alg = 0; alg < MAX_ALGS; alg++) {
		if (below[alg] && withdraws(alg) != TEST_PASS) {
			ledger_log_stop();
			return TEST_FAIL;
		}
	}
	ledger_log_stop();
	return TEST_PASS;
}

/* ------------------------------------------------------------- configuration */

static int
refused(const char *spec, const char *text)
{
	const char *drivers[] = {"null", spec, NULL};
	struct crypto_config cfg = {.drivers = drivers, .requests = 4096};

	int rc = crypto_init(&cfg);

	if (rc == 0)
		crypto_fini();
	CHECK_EQ(rc, EINVAL);
	if (strstr(crypto_strerr(), text) == NULL || strstr(crypto_strerr(), "fault") == NULL)
		return test_fail(__FILE__, __LINE__, "%s: \"%s\" has no \"%s\"", spec,
				 crypto_strerr(), text);
	CHECK_EQ(crypto_find_driver("fault"), -1);
	return TEST_PASS;
}

static int
case_refused(void)
{
	static const char *const rows[][2] = {
		/* configuration; what the text has of it, and of what is allowed */
		{"fault", "under: is missing, takes a driver that was started before this one: null"},
		{"fault,under=", "under=: takes a driver that was started before this one: null"},
		{"fault,under=nosuch", "under=nosuch: takes"},
		{"fault,under=fault", "under=fault: takes"},
		{"fault,under=null,error=0", "error=0: takes 1 to 4294967295"},
		{"fault,under=null,error=-1", "error=-1: takes 1 to"},
		{"fault,under=null,error=", "error=: takes 1 to"},
		{"fault,under=null,error= 1", "error= 1: takes 1 to"},
		{"fault,under=null,error=1x", "error=1x: takes 1 to"},
		{"fault,under=null,error=4294967296", "error=4294967296: takes 1 to"},
		{"fault,under=null,error=18446744073709551617", "takes 1 to"},
		{"fault,under=null,delay=1000001", "delay=1000001: takes 0 to 1000000"},
		{"fault,under=null,die=0", "die=0: takes 1 to 4294967295"},
		{"fault,under=null,hang=0", "hang=0: takes 1 to 4294967295"},
		{"fault,under=null,size=0", "size=0: takes 1 to 1024"},
		{"fault,under=null,size=1025", "size=1025: takes 1 to 1024"},
		{"fault,under=null,seed=abc", "seed=abc: takes 0 to 18446744073709551615"},
		{"fault,under=null,restart=1.01", "restart=1.01: takes a probability, 0 to 1"},
		{"fault,under=null,restart=-0.5", "restart=-0.5: takes a probability"},
		{"fault,under=null,restart=", "restart=: takes a probability"},
		{"fault,under=null,restart=.", "restart=.: takes a probability"},
		{"fault,under=null,restart=0.5.5", "restart=0.5.5: takes a probability"},
		{"fault,under=null,restart=nan", "restart=nan: takes a probability"},
		{"fault,under=null,restart=1e-3", "restart=1e-3: takes a probability"},
		{"fault,under=null,restart=0.0000000001", "takes a probability"},
		{"fault,under=null,reorder=2", "reorder=2: takes a probability, 0 to 1"},
		{"fault,under=null,duplicate=x", "duplicate=x: takes a probability, 0 to 1"},
		{"fault,under=null,unknown=10", "unknown=10: takes a probability, 0 to 1"},
		{"fault,under=null,corrupt=1.5",
		 "corrupt=1.5: takes a probability, 0 to 1, or one of null: NULL-HMAC, NULL-CBC"},
		{"fault,under=null,corrupt=AES-CBC", "corrupt=AES-CBC: takes a probability"},
		{"fault,under=null,colour=red", "key 'colour': valid are under, error, delay"},
	};
	unsigned int i;
	int rc = TEST_PASS;

	CHECK(ledger_log_start());
	for (i = 0; i < RTE_DIM(rows) && rc == TEST_PASS; i++)
		rc = refused(rows[i][0], rows[i][1]);
	ledger_log_stop();
	return rc;
}

static int
case_accepted(void)
{
	static const char *const rows[] = {
		"error=4294967295", "delay=0,delay=5", "restart=0", "restart=.5", "restart=00.50",
		"reorder=1.", "corrupt=0", "corrupt=1", "corrupt=NULL-CBC", "corrupt=NULL-HMAC",
		"size=1024", "die=4294967295", "hang=4294967295",
	};
	unsigned int i;

	CHECK(ledger_log_start());
	for (i = 0; i < RTE_DIM(rows); i++) {
		if (fault_world("null", NULL, rows[i]) == TEST_PASS)
			continue;
		ledger_log_stop();
		return test_fail(__FILE__, __LINE__, "%s: %s", rows[i], crypto_strerr());
	}
	ledger_log_stop();
	return TEST_PASS;
}

/* Without a seed there is one all the same, and it is told. */
static int
case_seed_told(void)
{
	static const char *const drivers[] = {"null", "fault,under=null", NULL};
	const char *text;
	unsigned int told;

	CHECK(ledger_log_start());
	told = fake_world(drivers, 0) == 0;
	text = ledger_log_stop();
	told += ledger_log_count(text, "fault: seed=");
	CHECK_EQ(told, 2);
	return TEST_PASS;
}

/* It is there for those who ask for it only. */
static int
case_quiet(void)
{
	const char *text;
	int rc;

	CHECK(ledger_log_start());
	rc = test_restart(NULL);
	text = ledger_log_stop();
	CHECK_EQ(rc, 0);
	CHECK_EQ(crypto_find_driver("fault"), -1);
	CHECK_EQ(ledger_log_count(text, "fault"), 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"same_algorithms", case_same_algorithms, TEST_NO_INIT},
	{"withdrawn", case_withdrawn, TEST_NO_INIT},
	{"refused", case_refused, TEST_NO_INIT},
	{"accepted", case_accepted, TEST_NO_INIT},
	{"seed_told", case_seed_told, TEST_NO_INIT},
	{"quiet", case_quiet, TEST_NO_INIT},
};
TEST_SUITE(fault_config, cases, NULL, NULL);
