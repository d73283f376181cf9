/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include <rte_common.h>
#include <rte_eal.h>

#include "fakedrv.h"
#include "ledger.h"

/* crypto_init(), crypto_fini(): values, the grammar of drivers, what is said about errors. */

#define DRIVERS(...) .drivers = (const char *const[]){__VA_ARGS__, NULL}
#define SMALL .requests = 512

static int
init(const char *spec)
{
	struct crypto_config cfg = {DRIVERS(spec), SMALL};

	return test_restart(&cfg);
}

static int
case_twice(void)
{
	CHECK_EQ(init("null"), 0);
	CHECK_EQ(crypto_init(NULL), EALREADY);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK(crypto_find_driver("null") >= 0); /* it runs on */
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(crypto_fini(), EINVAL);
	CHECK_EQ(crypto_fini(), EINVAL);
	return TEST_PASS;
}

static int
case_values(void)
{
	const struct {
		struct crypto_config cfg;
		int rc;
		const char *text;
	} rows[] = {
		{{.credits = 65537, DRIVERS("null"), SMALL}, EINVAL, "credits 65537: 1 to 65536"},
		{{.credits = UINT_MAX, DRIVERS("null"), SMALL}, EINVAL, "credits"},
		{{.sessions = (1u << 22) + 1, DRIVERS("null"), SMALL}, EINVAL, "sessions 4194305"},
		{{.sessions = UINT_MAX, DRIVERS("null"), SMALL}, EINVAL, "sessions"},
		{{.requests = UINT_MAX, DRIVERS("null")}, ENOMEM, "requests"},
		{{.requests = 1u << 30, DRIVERS("null")}, ENOMEM, "no memory for"},
		{{.credits = 1, DRIVERS("null"), SMALL}, 0, ""},
		{{.credits = 3, DRIVERS("null"), SMALL}, 0, ""},
		{{.credits = 65536, DRIVERS("null"), SMALL}, 0, ""},
		{{.sessions = 1, DRIVERS("null"), SMALL}, 0, ""},
		{{.sessions = 1u << 22, DRIVERS("null"), SMALL}, 0, ""},
		{{.requests = 1, DRIVERS("null")}, 0, ""},
		{{.requests = 7, DRIVERS("null")}, 0, ""},
	};
	unsigned int i;
	int rc;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		rc = test_restart(&rows[i].cfg);
		if (rc != rows[i].rc || strstr(crypto_strerr(), rows[i].text) == NULL)
			test_note("row %u: %d, \"%s\"", i, rc, crypto_strerr());
		CHECK_EQ(rc, rows[i].rc);
		CHECK(strstr(crypto_strerr(), rows[i].text) != NULL);
		CHECK_EQ(crypto_getreq(1) != NULL, rc == 0);
	}
	return TEST_PASS;
}

/* Every credit is one, at the smallest and at odd values. */
static int
case_credits_work(void)
{
	static const unsigned int credits[] = {1, 2, 3, 5, 64, 100};
	struct fake *f;
	uint64_t sid;
	unsigned int i, k, n;

	for (i = 0; i < sizeof(credits) / sizeof(credits[0]); i++) {
		CHECK_EQ(fake_world(NULL, credits[i]), 0);
		f = fake_start(&(struct fake_config){.kind = FAKE_BURST});
		CHECK(f != NULL);
		CHECK_EQ(fake_session(f, &sid), 0);
		for (k = 0; k < 5; k++) { /* the ring goes around */
			ledger_clear();
			for (n = 0; n < credits[i] + 2; n++) {
				struct cryptop *crp = ledger_req(sid, n);

				CHECK(crp != NULL);
				crp->crp_flags |= n % 3 == k % 3 ? CRYPTO_F_BATCH : 0;
				CHECK_EQ(crypto_dispatch(crp), 0);
			}
			CHECK_EQ(crypto_poll(), 2);
			CHECK(ledger.id[0] == credits[i] && ledger.etype[0] == ENOBUFS);
			fake_complete_all(f);
			CHECK_EQ(crypto_poll(), credits[i]);
			CHECK(ledger_once(n));
		}
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------------ grammar */

static int
case_grammar(void)
{
	static char many[1024], lengthy[600];
	static const struct {
		const char *spec;
		int rc;
		const char *text;
	} rows[] = {
		{"", EINVAL, "driver '' is unknown"},
		{"nul", EINVAL, "driver 'nul' is unknown"},
		{"nulll", EINVAL, "driver 'nulll' is unknown"},
		{"NULL", EINVAL, "driver 'NULL' is unknown"},
		{"null ", EINVAL, "driver 'null ' is unknown"},
		{"nosuch", EINVAL, "null"}, /* among those that there are */
		{",null", EINVAL, "driver '' is unknown"},
		{"=null", EINVAL, "unknown"},
		{"null=1", EINVAL, "driver 'null=1' is unknown"},
		{"null,key", EINVAL, "null: key 'key': valid are none, as key=value"},
		{"null,key=value", EINVAL, "null: key 'key': valid are none"},
		{"null,=value", EINVAL, "null: key ''"},
		{"null,=", EINVAL, "null: key ''"},
		{"null,a=1,b=2", EINVAL, "null: key 'a'"},
		{many, EINVAL, "null"},
		{lengthy, EINVAL, "more than 511 bytes"},
		{"null", 0, ""},
		{"null,", 0, ""},
	};
	unsigned int i;
	int rc;

	memset(lengthy, 'x', sizeof(lengthy) - 1);
	for (i = 0; i < 60; i++)
		strcat(many, i == 0 ? "null" : ",k=v");
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		rc = init(rows[i].spec);
		if (rc != rows[i].rc || strstr(crypto_strerr(), rows[i].text) == NULL)
			test_note("%s: %d, \"%s\"", rows[i].spec, rc, crypto_strerr());
		CHECK_EQ(rc, rows[i].rc);
		CHECK(strstr(crypto_strerr(), rows[i].text) != NULL);
		CHECK_EQ(crypto_find_driver("null") >= 0, rc == 0);
	}
	return TEST_PASS;
}

/* What a driver finds of its keys. */
static int
case_driver_arg(void)
{
	static const struct crypto_driver_args args = {
		.n = 3, .kv = {{"a", "1"}, {"ab", ""}, {"a", "2"}}};

	CHECK_STR(crypto_driver_arg(&args, "a"), "1");
	CHECK_STR(crypto_driver_arg(&args, "ab"), "");
	CHECK(crypto_driver_arg(&args, "abc") == NULL);
	CHECK(crypto_driver_arg(&args, "") == NULL);
	return TEST_PASS;
}

/* More keys than there is room for. */
static int
case_many_keys(void)
{
	char spec[512] = "fault";
	unsigned int i;

	if (init("nosuch") != EINVAL || strstr(crypto_strerr(), "fault") == NULL)
		return test_skip("there is no driver with keys");
	for (i = 0; i < 17; i++)
		strcat(spec, ",under=null");
	CHECK_EQ(init(spec), EINVAL);
	CHECK_STR(crypto_strerr(), "fault: more than 16 keys");
	return TEST_PASS;
}

static int
case_lists(void)
{
	struct crypto_config twice = {DRIVERS("null", "null"), SMALL};
	struct crypto_config second = {DRIVERS("null", "nosuch"), SMALL};
	struct crypto_config none = {.drivers = (const char *const[]){NULL}, SMALL};
	struct crypto_config folder = {DRIVERS("null"), SMALL, .driver_dir = "/nonexistent/folder"};

	CHECK_EQ(test_restart(&twice), EINVAL);
	CHECK_STR(crypto_strerr(), "null: named twice");
	CHECK_EQ(crypto_next_driver(0), -1); /* all or nothing */
	CHECK_EQ(test_restart(&second), EINVAL);
	CHECK_EQ(crypto_next_driver(0), -1);
	CHECK_EQ(test_restart(&none), 0);
	CHECK_EQ(crypto_next_driver(0), -1);
	CHECK_EQ(test_restart(&folder), 0);
	CHECK(crypto_find_driver("null") >= 0);
	return TEST_PASS;
}

/* Without a list: all that can start, but for those that want to be asked. */
static int
case_defaults(void)
{
	struct crypto_driver_info info;
	int32_t id, last = -1;
	unsigned int n = 0;

	CHECK(ledger_log_start());
	CHECK_EQ(test_restart(NULL), 0);
	CHECK(strstr(ledger_log_stop(), "fault") == NULL);
	CHECK(crypto_find_driver("null") >= 0);
	CHECK_EQ(crypto_find_driver("fault"), -1);
	for (id = crypto_next_driver(-5); id >= 0; id = crypto_next_driver(id + 1), n++) {
		CHECK(id > last);
		CHECK_EQ(crypto_driver_info(id, &info), 0);
		CHECK_EQ(info.driverid, id);
		CHECK_EQ(crypto_find_driver(info.name), id);
		CHECK_EQ(info.sessions, 0);
		last = id;
	}
	CHECK(n >= 1);
	CHECK_EQ(crypto_next_driver(INT_MAX), -1);
	CHECK_EQ(crypto_driver_info(-1, &info), ENODEV);
	CHECK_EQ(crypto_driver_info(last + 1, &info), ENODEV);
	CHECK_EQ(crypto_driver_stats(-1, NULL), ENODEV);
	CHECK_EQ(crypto_driver_stats(INT_MAX, NULL), ENODEV);
	CHECK_EQ(crypto_find_driver(NULL), -1);
	CHECK_EQ(crypto_find_driver(""), -1);
	return TEST_PASS;
}

/* What a driver is said to have. */
static int
case_driver_alg(void)
{
	const char *why = NULL;
	int32_t id;

	CHECK_EQ(init("null"), 0);
	id = crypto_find_driver("null");
	CHECK_EQ(crypto_driver_alg(id, CRYPTO_NULL_CBC, &why), 0);
	CHECK_STR(why, "");
	CHECK_EQ(crypto_driver_alg(id, CRYPTO_AES_CBC, &why), ENOENT);
	CHECK(why[0] != '\0');
	why = NULL;
	CHECK_EQ(crypto_driver_alg(id, 0, &why), EINVAL);
	CHECK(why != NULL);
	why = NULL;
	CHECK_EQ(crypto_driver_alg(id + 1, CRYPTO_NULL_CBC, &why), ENODEV);
	CHECK(why != NULL);
	CHECK_EQ(crypto_driver_alg(-1, CRYPTO_NULL_CBC, NULL), ENODEV);
	return TEST_PASS;
}

/* ----------------------------------------------------------- again and again */

static unsigned int
count_mappings(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned int n = 0;
	int c;

	while (maps != NULL && (c = fgetc(maps)) != EOF)
		n += c == '\n';
	if (maps != NULL)
		fclose(maps);
	return n;
}

/* Start, use, end: nothing is left over, counters begin at 0. */
static int
case_cycles(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	unsigned int i, before = 0, after = 0;
	struct cryptop *crp;
	uint64_t sid;

	ledger_clear();
	for (i = 0; i < 12; i++) {
		CHECK_EQ(init(i % 4 == 3 ? "nosuch" : "null"), i % 4 == 3 ? EINVAL : 0);
		if (i % 4 == 3)
			continue;
		CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
		crp = ledger_req(sid, 0);
		CHECK(crp != NULL);
		CHECK_EQ(crypto_run(crp), 0);
		crp->crp_ilen = -1;
		CHECK_EQ(crypto_run(crp), EINVAL);
		CHECK_EQ(crypto_reason_count(CRYPTO_R_BUFFER), 1);
		if (i == 4)
			before = count_mappings();
		after = count_mappings();
	}
	CHECK(after <= before + 2); /* the C library's own */
	return TEST_PASS;
}

/* Ending waits for nothing that nobody waits for: sessions are left, requests are not out. */
static int
case_end_with_sessions(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t sid;
	unsigned int i;

	CHECK_EQ(init("null"), 0);
	for (i = 0; i < 1000; i++) {
		CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
		if (i % 3 == 0)
			CHECK_EQ(crypto_freesession(sid), 0);
	}
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(crypto_session_driver(sid), -1);
	CHECK_EQ(crypto_freesession(sid), ENOENT);
	return TEST_PASS;
}

/* ------------------------------------------------------------ starting or not */

/* The folder of this program. */
static bool
own_folder(char *path, size_t len)
{
	ssize_t n = readlink("/proc/self/exe", path, len - 1);

	path[RTE_MAX(n, 0)] = '\0';
	if (strrchr(path, '/') == NULL)
		return false;
	*strrchr(path, '/') = '\0';
	return true;
}

/* A driver that cannot start says why in one line, and the others do start. */
static int
case_probe_fails(void)
{
	char folder[512], plugin[600];
	struct crypto_config all = {.driver_dir = folder, SMALL};
	struct crypto_config named = {DRIVERS("reluctant", "null"), SMALL, .driver_dir = folder};
	const char *text;

	CHECK(own_folder(folder, sizeof(folder)));
	snprintf(plugin, sizeof(plugin), "%s/libocf_drv_reluctant.so", folder);
	if (access(plugin, R_OK) != 0)
		return test_skip("its plugin is not beside this program");
	CHECK(ledger_log_start());
	CHECK_EQ(test_restart(&all), 0);
	text = ledger_log_stop();
	if (crypto_find_driver("null") < 0)
		return test_fail(__FILE__, __LINE__, "null did not start: %s", text);
	CHECK_EQ(crypto_find_driver("reluctant"), -1);
	CHECK_EQ(ledger_log_count(text, "reluctant"), 1);
	CHECK_EQ(ledger_log_count(text, "reluctant: not started: its device is asleep\n"), 1);
	/* named, it is missed */
	CHECK_EQ(test_restart(&named), ENODEV);
	CHECK_STR(crypto_strerr(), "reluctant: its device is asleep");
	CHECK_EQ(crypto_next_driver(0), -1);
	return TEST_PASS;
}

/* tests/programs.sh starts this in a secondary process, where there are hugepages. */
static int
case_secondary(void)
{
	if (rte_eal_process_type() != RTE_PROC_SECONDARY)
		return test_skip("this is no secondary process");
	CHECK_EQ(crypto_init(NULL), ENOTSUP);
	CHECK(strstr(crypto_strerr(), "secondary process") != NULL);
	CHECK_EQ(crypto_next_driver(0), -1);
	CHECK(crypto_getreq(0) == NULL);
	CHECK_EQ(crypto_fini(), EINVAL);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"twice", case_twice, TEST_NO_INIT},
	{"values", case_values, TEST_NO_INIT},
	{"credits_work", case_credits_work, TEST_NO_INIT},
	{"grammar", case_grammar, TEST_NO_INIT},
	{"driver_arg", case_driver_arg, TEST_NO_INIT},
	{"many_keys", case_many_keys, TEST_NO_INIT},
	{"lists", case_lists, TEST_NO_INIT},
	{"defaults", case_defaults, TEST_NO_INIT},
	{"driver_alg", case_driver_alg, TEST_NO_INIT},
	{"probe_fails", case_probe_fails, TEST_NO_INIT},
	{"secondary", case_secondary, TEST_NO_INIT},
	{"cycles", case_cycles, TEST_NO_INIT},
	{"end_with_sessions", case_end_with_sessions, TEST_NO_INIT},
};
TEST_SUITE(framework_config, cases, NULL, NULL);
