/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Keys, and all that engines make of them, are in memory while a session lives and nowhere
 * once it is reclaimed: every driver, every algorithm and key length of the conformance
 * table, session keys and keys of requests, used on two lcores.
 */

#include <sys/random.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "conf.h"
#include "fakedrv.h"
#include "scan_keys.h"

#define MAX_KEYED 80
#define MAX_KEY 64
#define LONG_IV 200

/* Not in the conformance table. Of the first two drivers keep no key, the library does. */
static const struct conf_combo others[] = {
	{CRYPTO_NULL_CBC, 0, 32, 0, 0, 0},
	{0, CRYPTO_NULL_HMAC, 0, 32, 0, 0},
	{CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_256_NIST_GMAC, 32, 0, LONG_IV, 16},
	{0, CRYPTO_AES_NIST_GMAC, 0, 16, LONG_IV, 16},
};

/* One session, its keys masked. In memory that the process that makes them shares. */
struct keyed {
	struct conf_combo c;
	uint64_t sid;
	uint8_t key[MAX_KEY], mackey[MAX_KEY];
};

static struct {
	unsigned int n;
	struct keyed *k;
	int32_t driver;
	bool explicit;
} scan;

/* What is a request's own: the consumer's memory, wiped by the consumer. */
static uint8_t clear[MAX_KEYED][2][MAX_KEY];
static const uint8_t iv[LONG_IV] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

/* -------------------------------------------------------------------- sessions */

static void
unmask(uint8_t *out, const uint8_t *masked, unsigned int len)
{
	unsigned int i;

	for (i = 0; i < len; i++)
		out[i] = masked[i] ^ SCAN_MASK;
}

/* A key length that ipsec_mb's engine lacks: without a fallback there is nothing to see. */
static bool
needs_fallback(const struct conf_combo *c)
{
	return (c->cipher == CRYPTO_AES_CCM_16 && c->keylen == 24) ||
	       (c->auth == CRYPTO_AES_CMAC && c->mackeylen == 24);
}

static void
add_offered(const struct conf_combo *c)
{
	if (needs_fallback(c) && crypto_find_driver("openssl") < 0)
		return;
	if ((c->cipher != 0 && !test_offers(scan.driver, c->cipher)) ||
	    (c->auth != 0 && !test_offers(scan.driver, c->auth)) || c->keylen + c->mackeylen == 0)
		return;
	scan.k[scan.n++].c = *c;
}

static void
make_key(unsigned int flags, const char *name, int alg, uint32_t len, uint8_t *masked)
{
	uint8_t key[MAX_KEY];
	unsigned int i;

	/* not test_random(), which gave other cases the same */
	if (getrandom(key, sizeof(key), 0) != sizeof(key))
		_Exit(1);
	if (alg == CRYPTO_3DES_CBC || alg == CRYPTO_DES_CBC)
		for (i = 0; i < len; i++) /* odd parity, which engines may put right */
			key[i] = (uint8_t)(key[i] & 0xfe) |
				 (uint8_t)(1 ^ (__builtin_popcount(key[i] & 0xfe) & 1));
	scan_key(flags, name, alg, key, len, iv);
	for (i = 0; i < len; i++)
		masked[i] = key[i] ^ SCAN_MASK;
}

/* In a process of its own. */
static void
make_keys(void *arg)
{
	char name[64];
	unsigned int i;

	RTE_SET_USED(arg);
	for (i = 0; i < scan.n; i++) {
		struct keyed *k = &scan.k[i];

		/* not what is made anew each time: by the openssl driver with long IVs, too */
		unsigned int flags = scan.explicit || k->c.ivlen == LONG_IV ? 0 : SCAN_NEEDED;

		conf_name(&k->c, name, sizeof(name));
		if (k->c.cipher != 0)
			make_key(flags, name, k->c.cipher, k->c.keylen, k->key);
		if (k->c.mackeylen != 0)
			make_key(flags, name, k->c.auth, k->c.mackeylen, k->mackey);
	}
}

/* What a case that failed leaves behind. */
static void
free_all(void *arg)
{
	unsigned int i;

	RTE_SET_USED(arg);
	for (i = 0; i < scan.n; i++)
		crypto_freesession(scan.k[i].sid);
	scan.n = 0;
}

static int
prepare(int32_t driver, bool explicit)
{
	unsigned int i;

	scan.n = 0;
	scan.driver = driver;
	scan.explicit = explicit;
	scan.k = scan_shared(MAX_KEYED * sizeof(*scan.k));
	CHECK(scan.k != NULL);
	test_defer(free_all, NULL);
	for (i = 0; i < conf_ncombos(); i++)
		add_offered(conf_combo(i));
	for (i = 0; i < RTE_DIM(others); i++)
		add_offered(&others[i]);
	if (scan.n == 0)
		return test_skip("the driver has no algorithm with a key");
	CHECK(scan_apart(make_keys, NULL));
	CHECK_EQ(scan_search().finds, 0);
	return TEST_PASS;
}

static int
open_one(struct keyed *k)
{
	uint8_t key[2][MAX_KEY];
	struct cryptoini ini[2] = {
		{.cri_alg = k->c.cipher, .cri_klen = k->c.keylen * 8, .cri_ivlen = k->c.ivlen},
		{.cri_alg = k->c.auth, .cri_klen = k->c.mackeylen * 8, .cri_mlen = k->c.taglen},
	};
	int rc;

	unmask(key[0], k->key, k->c.keylen);
	unmask(key[1], k->mackey, k->c.mackeylen);
	if (!scan.explicit) {
		ini[0].cri_key = k->c.keylen != 0 ? (caddr_t)key[0] : NULL;
		ini[1].cri_key = k->c.mackeylen != 0 ? (caddr_t)key[1] : NULL;
	}
	if (k->c.cipher == 0)
		ini[1].cri_ivlen = k->c.ivlen;
	else if (k->c.auth != 0)
		ini[0].cri_next = &ini[1];
	rc = crypto_newsession_driver(&k->sid, &ini[k->c.cipher == 0], scan.driver);
	explicit_bzero(key, sizeof(key));
	return rc;
}

static int
open_all(void)
{
	char name[64];
	unsigned int i;

	for (i = 0; i < scan.n; i++) {
		if (open_one(&scan.k[i]) != 0)
			return test_fail(__FILE__, __LINE__, "%s: %s",
					 conf_name(&scan.k[i].c, name, sizeof(name)),
					 crypto_strerr());
		scan_stack();
		CHECK_CALL(scan_expect_none());
	}
	return TEST_PASS;
}

/*
 * The control thread closes and wipes in one hold of its mutex, which a session that is
 * refused takes after it.
 */
static int
close_all(void)
{
	struct crypto_driver_info info;
	uint64_t left = 1, none;
	unsigned int i, turn;
	int32_t id;

	for (i = 0; i < scan.n; i++)
		CHECK_EQ(crypto_freesession(scan.k[i].sid), 0);
	for (turn = 0; turn < 10000 && left != 0; turn++) {
		left = 0;
		for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1))
			left += crypto_driver_info(id, &info) == 0 ? info.sessions : 0;
		if (left != 0)
			rte_delay_us_sleep(1000);
	}
	CHECK_EQ(left, 0);
	CHECK_EQ(crypto_newsession(&none, NULL, 0), EINVAL);
	return TEST_PASS;
}

/* -------------------------------------------------------------------- requests */

/* An lcore's own. */
struct work {
	struct cryptop *crp[MAX_KEYED];
	uint8_t buf[MAX_KEYED][CONF_PACKET];
	int failed; /* request, counted from 1 */
	int rc;
};

static void
fill(struct cryptop *crp, unsigned int i, uint8_t *packet, bool encrypt)
{
	const struct conf_combo *c = &scan.k[i].c;
	struct cryptodesc *crd;

	conf_packet(crp, c, packet, iv, encrypt);
	crp->crp_sid = scan.k[i].sid;
	for (crd = crp->crp_desc; crd != NULL && scan.explicit; crd = crd->crd_next) {
		bool mac = crd->crd_alg == c->auth;

		if (mac && c->mackeylen == 0)
			continue;
		crd->crd_flags |= CRD_F_KEY_EXPLICIT;
		crd->crd_key = (caddr_t)clear[i][mac];
		crd->crd_klen = (mac ? c->mackeylen : c->keylen) * 8;
	}
}

static unsigned int
ndesc(const struct conf_combo *c)
{
	return c->cipher != 0 && c->auth != 0 ? 2 : 1;
}

static int
no_callback(struct cryptop *crp)
{
	RTE_SET_USED(crp);
	return 0;
}

static void
check_etypes(struct work *w)
{
	unsigned int i;

	for (i = 0; i < scan.n && w->failed == 0; i++) {
		if (w->crp[i]->crp_etype != 0) {
			w->failed = (int)i + 1;
			w->rc = w->crp[i]->crp_etype;
		}
	}
}

/* There and back one by one, then all there and all back in bursts. */
static void
run_all(struct work *w)
{
	unsigned int i, way, taken;

	for (i = 0; i < scan.n; i++) {
		for (way = 0; way < 2; way++) {
			fill(w->crp[i], i, w->buf[i], way == 0);
			if (crypto_run(w->crp[i]) != 0)
				check_etypes(w);
			if (rte_lcore_id() != rte_get_main_lcore())
				continue;
			scan_stack();
			if (scan_expect_none() != TEST_PASS)
				return;
		}
	}
	for (way = 0; way < 2; way++) {
		for (i = 0; i < scan.n; i++) {
			fill(w->crp[i], i, w->buf[i], way == 0);
			w->crp[i]->crp_callback = no_callback;
		}
		for (taken = 0; taken < scan.n;) {
			taken += crypto_dispatch_burst(&w->crp[taken], scan.n - taken);
			crypto_poll();
		}
		crypto_drain(5000000);
		check_etypes(w);
	}
}

static int
work_main(void *arg)
{
	struct work *w = arg;
	unsigned int i;

	for (i = 0; i < scan.n; i++) {
		w->crp[i] = crypto_getreq((int)ndesc(&scan.k[i].c));
		if (w->crp[i] == NULL) {
			w->failed = (int)i + 1;
			w->rc = ENOMEM;
			break;
		}
	}
	if (w->failed == 0)
		run_all(w);
	while (i > 0)
		crypto_freereq(w->crp[--i]);
	return 0;
}

static int
poll_once(void *arg)
{
	RTE_SET_USED(arg);
	crypto_poll();
	return 0;
}

/* On this lcore and another, at the same time; or on this one twice. */
static int
on_lcores(int (*fn)(void *arg), void *first, void *second)
{
	unsigned int other = rte_get_next_lcore(rte_lcore_id(), true, false);

	if (other >= RTE_MAX_LCORE) {
		fn(first);
		fn(second);
		return TEST_PASS;
	}
	CHECK_EQ(test_launch(other, fn, second), 0);
	fn(first);
	test_join(other);
	return TEST_PASS;
}

static int
use_all(void)
{
	static struct work work[2];
	char name[64];
	unsigned int i;

	memset(work, 0, sizeof(work));
	CHECK_CALL(on_lcores(work_main, &work[0], &work[1]));
	for (i = 0; i < 2; i++) {
		if (work[i].failed != 0)
			return test_fail(__FILE__, __LINE__, "%s: %s",
					 conf_name(&scan.k[work[i].failed - 1].c, name,
						   sizeof(name)),
					 strerror(work[i].rc));
	}
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- cases */

static int
after(const char *driver)
{
	struct scan_result r;

	CHECK_CALL(on_lcores(poll_once, NULL, NULL));
	CHECK_CALL(close_all());
	r = scan_search();
	test_note("%s: %u algorithms and key lengths, %.0f MB in %u mappings, %u words found",
		  driver, scan.n, (double)r.bytes / 1e6, r.mappings, r.finds);
	return scan_expect_none();
}

static int
session_keys(int32_t driver, const char *name)
{
	CHECK_CALL(scan_begin());
	CHECK_CALL(prepare(driver, false));
	CHECK_CALL(open_all());
	CHECK_CALL(use_all());
	CHECK_CALL(on_lcores(poll_once, NULL, NULL));
	scan_search();
	CHECK_CALL(scan_expect_all());
	return after(name);
}

/* Before the sessions end only the consumer's own copy is there; without it nothing. */
static int
explicit_keys(int32_t driver, const char *name)
{
	unsigned int i;
	int rc;

	CHECK_CALL(scan_begin());
	CHECK_CALL(prepare(driver, true));
	CHECK_CALL(open_all());
	for (i = 0; i < scan.n; i++) {
		unmask(clear[i][0], scan.k[i].key, scan.k[i].c.keylen);
		unmask(clear[i][1], scan.k[i].mackey, scan.k[i].c.mackeylen);
	}
	rc = use_all();
	scan_search();
	CHECK_CALL(scan_expect_all());
	explicit_bzero(clear, sizeof(clear));
	CHECK_CALL(rc);
	scan_search();
	CHECK_CALL(scan_expect_none());
	return after(name);
}

static int
case_session_keys(void)
{
	return session_keys(test_driver(), test_driver_name());
}

static int
case_explicit_keys(void)
{
	return explicit_keys(test_driver(), test_driver_name());
}

/* Nobody closes them: the framework ends. */
static int
case_ended(void)
{
	CHECK_CALL(scan_begin());
	CHECK_CALL(prepare(test_driver(), false));
	CHECK_CALL(open_all());
	CHECK_CALL(use_all());
	CHECK_EQ(test_stop(), 0);
	scan_search();
	return scan_expect_none();
}

/* Through the fault driver, whose requests are copies, on each driver that there is. */
static int
through_fault(int (*fn)(int32_t driver, const char *name))
{
	static const char *const below[] = {"null", "openssl", "ipsec_mb"};
	unsigned int i, n = 0;
	char spec[64], name[64];

	CHECK_CALL(scan_begin()); /* or it is skipped */
	for (i = 0; i < RTE_DIM(below); i++) {
		const char *drivers[] = {below[i], spec, i == 2 ? "openssl" : NULL, NULL};

		snprintf(spec, sizeof(spec), "fault,under=%s", below[i]);
		if (fake_world(drivers, 0) != 0) {
			drivers[2] = NULL;
			if (fake_world(drivers, 0) != 0)
				continue;
		}
		n++;
		snprintf(name, sizeof(name), "fault on %s", below[i]);
		if (fn(crypto_find_driver("fault"), name) == TEST_FAIL)
			return TEST_FAIL;
	}
	return n != 0 ? TEST_PASS : test_skip("no fault driver");
}

static int
case_session_keys_fault(void)
{
	return through_fault(session_keys);
}

static int
case_explicit_keys_fault(void)
{
	return through_fault(explicit_keys);
}

static const struct test_case cases[] = {
	{"session_keys", case_session_keys, TEST_PER_DRIVER},
	{"explicit_keys", case_explicit_keys, TEST_PER_DRIVER},
	{"ended", case_ended, TEST_PER_DRIVER},
	{"session_keys_fault", case_session_keys_fault, TEST_NO_INIT},
	{"explicit_keys_fault", case_explicit_keys_fault, TEST_NO_INIT},
};
TEST_SUITE(keyscan, cases, NULL, NULL);
