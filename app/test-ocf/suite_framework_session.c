/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "fakedrv.h"
#include "ledger.h"

/* crypto_newsession(): which lists make sense, which driver gets them, what it says if not. */

#define SOFT CRYPTOCAP_F_SOFTWARE

static uint8_t key[64];

static int
begin(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(key); i++)
		key[i] = (uint8_t)(i * 11 + 3);
	CHECK_EQ(fake_world(NULL, 0), 0);
	ledger_clear();
	return TEST_PASS;
}

static struct fake *
start(const char *name, uint8_t caps, int rank)
{
	return fake_start(&(struct fake_config){
		.kind = FAKE_BURST, .name = name, .caps = caps, .rank = rank});
}

static int
open_null(uint64_t *sid, int hard)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	return crypto_newsession(sid, &cri, hard);
}

/* ------------------------------------------------------------ lists, errors */

#define KEY(n) .cri_klen = (n), .cri_key = (caddr_t)key

/* Lists that make no sense, and a word of what is said about them. */
static struct {
	struct cryptoini cri[3];
	const char *text;
} senseless[] = {
	{{{.cri_alg = 0}}, "0: unknown"},
	{{{.cri_alg = -1}}, "-1: unknown"},
	{{{.cri_alg = 43}}, "43: unknown"},
	{{{.cri_alg = 0x102}}, "258: unknown"},
	{{{.cri_alg = INT_MAX}}, "unknown"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(0)}}, "AES-CBC: key of 0 bits, takes 128, 192, 256"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(127)}}, "AES-CBC: key of 127 bits"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(136)}}, "AES-CBC: key of 136 bits"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(160)}}, "AES-CBC: key of 160 bits"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(257)}}, "AES-CBC: key of 257 bits"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(INT_MAX)}}, "AES-CBC: key"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(-128)}}, "AES-CBC: key of -128 bits"},
	{{{.cri_alg = CRYPTO_AES_CBC, .cri_klen = -1}}, "AES-CBC: key of -1 bits"},
	{{{.cri_alg = CRYPTO_DES_CBC, KEY(56)}}, "DES-CBC: key of 56 bits, takes 64"},
	{{{.cri_alg = CRYPTO_3DES_CBC, KEY(128)}}, "3DES-CBC: key of 128 bits, takes 192"},
	{{{.cri_alg = CRYPTO_SHA1_HMAC, KEY(9)}}, "SHA1-HMAC: key of 9 bits"},
	{{{.cri_alg = CRYPTO_SHA1_HMAC, KEY(-8)}}, "SHA1-HMAC: key of -8 bits"},
	{{{.cri_alg = CRYPTO_SHA1_HMAC, KEY(160), .cri_mlen = 21}}, "SHA1-HMAC: MAC of 21"},
	{{{.cri_alg = CRYPTO_SHA1_HMAC, KEY(160), .cri_mlen = -1}}, "SHA1-HMAC: MAC of -1"},
	{{{.cri_alg = CRYPTO_SHA1_HMAC, KEY(160), .cri_mlen = INT_MAX}}, "SHA1-HMAC: MAC"},
	{{{.cri_alg = CRYPTO_SHA1, KEY(128)}}, "SHA1: key of 128 bits"},
	{{{.cri_alg = CRYPTO_SHA2_512, .cri_mlen = 65}}, "SHA2-512: MAC of 65"},
	{{{.cri_alg = CRYPTO_NULL_HMAC, .cri_mlen = 1}}, "NULL-HMAC: MAC of 1"},
	{{{.cri_alg = CRYPTO_AES_XTS, KEY(128)}}, "AES-XTS: key of 128 bits, takes 256, 512"},
	{{{.cri_alg = CRYPTO_AES_XTS, KEY(384)}}, "AES-XTS: key of 384 bits"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(128), .cri_ivlen = 8}}, "AES-CBC: IV of 8"},
	{{{.cri_alg = CRYPTO_AES_CBC, KEY(128), .cri_ivlen = -16}}, "AES-CBC: IV of -16"},
	{{{.cri_alg = CRYPTO_AES_CCM_16, KEY(128), .cri_ivlen = 6}}, "AES-CCM-16: IV of 6"},
	{{{.cri_alg = CRYPTO_AES_CCM_16, KEY(128), .cri_ivlen = 14}}, "AES-CCM-16: IV of 14"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128), .cri_ivlen = 257}},
	 "AES-NIST-GCM-16: IV of 257"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128)}},
	 "AES-NIST-GCM-16: needs exactly one other half"},
	{{{.cri_alg = CRYPTO_AES_CCM_CBC_MAC, KEY(128)}}, "AES-CCM-CBC-MAC: needs exactly one"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128)}, {.cri_alg = CRYPTO_AES_CCM_CBC_MAC}},
	 "needs exactly one other half"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128)},
	  {.cri_alg = CRYPTO_AES_128_NIST_GMAC},
	  {.cri_alg = CRYPTO_AES_128_NIST_GMAC}},
	 "needs exactly one other half"},
	{{{.cri_alg = CRYPTO_CHACHA20_POLY1305, KEY(256)}, {.cri_alg = CRYPTO_AES_CCM_CBC_MAC}},
	 "needs exactly one other half"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(192)}, {.cri_alg = CRYPTO_AES_128_NIST_GMAC}},
	 "AES-128-NIST-GMAC: does not go with a key of 192 bits"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128)},
	  {.cri_alg = CRYPTO_AES_128_NIST_GMAC, .cri_klen = 128, .cri_key = (caddr_t)key + 1}},
	 "neither NULL nor the cipher's"},
	{{{.cri_alg = CRYPTO_AES_CCM_16, KEY(128)}, {.cri_alg = CRYPTO_AES_CCM_CBC_MAC, KEY(256)}},
	 "neither NULL nor the cipher's"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16}, {.cri_alg = CRYPTO_AES_128_NIST_GMAC, KEY(128)}},
	 "neither NULL nor the cipher's"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128)},
	  {.cri_alg = CRYPTO_AES_128_NIST_GMAC, .cri_mlen = 5}},
	 "AES-128-NIST-GMAC: MAC of 5"},
	{{{.cri_alg = CRYPTO_AES_NIST_GCM_16, KEY(128)},
	  {.cri_alg = CRYPTO_AES_128_NIST_GMAC, .cri_mlen = 17}},
	 "AES-128-NIST-GMAC: MAC of 17"},
	{{{.cri_alg = CRYPTO_AES_CCM_16, KEY(128)},
	  {.cri_alg = CRYPTO_AES_CCM_CBC_MAC, .cri_mlen = 5}},
	 "AES-CCM-CBC-MAC: MAC of 5"},
	{{{.cri_alg = CRYPTO_CHACHA20_POLY1305, KEY(256)},
	  {.cri_alg = CRYPTO_POLY1305, .cri_mlen = 12}},
	 "POLY1305: MAC of 12"},
};

/* Link those that name an algorithm; a first one may be nonsense. */
static struct cryptoini *
link_list(struct cryptoini *cri, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		cri[i].cri_next = i + 1 < n && cri[i + 1].cri_alg != 0 ? &cri[i + 1] : NULL;
	return cri;
}

static int
case_senseless(void)
{
	uint64_t sid;
	unsigned int i;
	int rc;

	CHECK_CALL(begin());
	CHECK(start("fake", 0, 0) != NULL);
	for (i = 0; i < sizeof(senseless) / sizeof(senseless[0]); i++) {
		rc = crypto_newsession(&sid, link_list(senseless[i].cri, 3), 0);
		if (rc != EINVAL || strstr(crypto_strerr(), senseless[i].text) == NULL)
			test_note("%s: %d, \"%s\"", senseless[i].text, rc, crypto_strerr());
		CHECK_EQ(rc, EINVAL);
		CHECK(strstr(crypto_strerr(), senseless[i].text) != NULL);
	}
	return TEST_PASS;
}

static int
case_equal_xts_halves(void)
{
	uint8_t same[64] = {0};
	struct cryptoini cri = {.cri_alg = CRYPTO_AES_XTS, .cri_klen = 256,
				.cri_key = (caddr_t)same};
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	CHECK(strstr(crypto_strerr(), "halves") != NULL);
	cri.cri_klen = 512;
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	CHECK(strstr(crypto_strerr(), "halves") != NULL);
	same[32] = 1;
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL); /* nobody has it */
	CHECK_STR(crypto_strerr(), "no driver is there");
	return TEST_PASS;
}

static int
case_arguments(void)
{
	struct cryptoini cri[9] = {{.cri_alg = 0}};
	uint64_t sid = 42;
	unsigned int i;

	CHECK_CALL(begin());
	CHECK(start("fake", 0, 0) != NULL);
	CHECK_EQ(crypto_newsession(&sid, NULL, 0), EINVAL);
	CHECK_STR(crypto_strerr(), "no algorithm");
	for (i = 0; i < 9; i++) {
		cri[i].cri_alg = CRYPTO_NULL_CBC;
		cri[i].cri_next = i < 8 ? &cri[i + 1] : NULL;
	}
	CHECK_EQ(crypto_newsession(&sid, cri, 0), EINVAL);
	CHECK(strstr(crypto_strerr(), "8") != NULL);
	cri[8].cri_next = cri;
	CHECK_EQ(crypto_newsession(&sid, &cri[3], 0), EINVAL);
	CHECK_EQ(crypto_newsession(NULL, &cri[8], 0), EINVAL);
	cri[8].cri_next = NULL;
	CHECK_EQ(crypto_newsession(NULL, &cri[8], 0), EINVAL);
	CHECK_EQ(crypto_newsession(&sid, &cri[8], 2), EINVAL);
	CHECK_EQ(crypto_newsession(&sid, &cri[8], -2), EINVAL);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK_EQ(sid, 42);
	CHECK_EQ(crypto_newsession(&sid, &cri[1], 0), 0);
	CHECK_STR(crypto_strerr(), "");
	return TEST_PASS;
}

static int
case_stopped(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	uint64_t sid;

	CHECK_EQ(open_null(&sid, 0), EINVAL);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, 0), EINVAL);
	CHECK_EQ(crypto_freesession(1), ENOENT);
	CHECK_EQ(crypto_session_driver(1), -1);
	return TEST_PASS;
}

/* ------------------------------------------------------------- the choice */

static const char *
driver_of(uint64_t sid)
{
	static struct crypto_driver_info info;

	return crypto_driver_info(crypto_session_driver(sid), &info) == 0 ? info.name : "?";
}

/* Hardware before software, then by rank; who refuses is followed by the next. */
static int
case_order(void)
{
	static const struct {
		const char *name;
		uint8_t caps;
		int rank;
	} drivers[] = {{"s1", SOFT, 1}, {"h0", 0, 0}, {"s9", SOFT, 9}, {"h5", CRYPTOCAP_F_SYNC, 5}};
	static const char *const wanted[] = {"h5", "h0", "s9", "s1"};
	struct fake *f[4];
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < 4; i++) {
		f[i] = start(drivers[i].name, drivers[i].caps, drivers[i].rank);
		CHECK(f[i] != NULL);
	}
	for (i = 0; i < 4; i++) {
		CHECK_EQ(open_null(&sid, 0), 0);
		CHECK_STR(driver_of(sid), wanted[i]);
		f[i == 0 ? 3 : i == 1 ? 1 : i == 2 ? 2 : 0]->refuse = i % 2 ? EINVAL : ENOMEM;
	}
	CHECK_EQ(open_null(&sid, 0), ENOMEM); /* one of them for that reason */
	CHECK_STR(crypto_strerr(), "h5: told to refuse; h0: told to refuse; s9: told to refuse; "
				   "s1: told to refuse");
	f[2]->refuse = f[3]->refuse = EINVAL;
	CHECK_EQ(open_null(&sid, 0), EINVAL);
	return TEST_PASS;
}

static int
case_hard(void)
{
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK_EQ(open_null(&sid, 0), EINVAL);
	CHECK_STR(crypto_strerr(), "no driver is there");
	CHECK(start("soft", SOFT, 100) != NULL);
	CHECK_EQ(open_null(&sid, 1), EINVAL);
	CHECK_STR(crypto_strerr(), "soft: is a software driver");
	CHECK_EQ(open_null(&sid, -1), 0);
	CHECK_EQ(open_null(&sid, 0), 0);
	CHECK_STR(driver_of(sid), "soft");
	CHECK(start("hard", 0, -5) != NULL);
	CHECK_EQ(open_null(&sid, 0), 0);
	CHECK_STR(driver_of(sid), "hard");
	CHECK_EQ(open_null(&sid, 1), 0);
	CHECK_STR(driver_of(sid), "hard");
	CHECK_EQ(open_null(&sid, -1), 0);
	CHECK_STR(driver_of(sid), "soft");
	return TEST_PASS;
}

/* A driver must have them all. Each that does not says why, and no more than that. */
static int
case_whole_list(void)
{
	struct cryptoini mac = {.cri_alg = CRYPTO_NULL_HMAC};
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC, .cri_next = &mac};
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK(fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "cipher",
					       .algs = {CRYPTO_NULL_CBC}}) != NULL);
	CHECK(fake_start(&(struct fake_config){.kind = FAKE_SIMPLE, .name = "mac",
					       .algs = {CRYPTO_NULL_HMAC}}) != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	CHECK_STR(crypto_strerr(), "cipher: has no NULL-HMAC; mac: has no NULL-CBC");
	CHECK(start("both", SOFT, 0) != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	CHECK_STR(driver_of(sid), "both");
	return TEST_PASS;
}

static int
case_named(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *f;
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK(start("best", 0, 100) != NULL);
	f = start("named", SOFT, 0);
	CHECK(f != NULL);
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, f->id), 0);
	CHECK_STR(driver_of(sid), "named");
	f->refuse = EINVAL;
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, f->id), EINVAL);
	CHECK_STR(crypto_strerr(), "named: told to refuse");
	cri.cri_alg = CRYPTO_AES_CTR;
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, f->id), EINVAL);
	CHECK_STR(crypto_strerr(), "named: has no AES-CTR");
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, -1), ENODEV);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, f->id + 1), ENODEV);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK_EQ(crypto_newsession_driver(&sid, &cri, INT_MAX), ENODEV);
	return TEST_PASS;
}

/* maxoplen: the longest key, of the session and of a request. */
static int
case_maxoplen(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC, KEY(64)};
	struct cryptop *crp;
	struct fake *f;
	uint64_t sid;

	CHECK_CALL(begin());
	f = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "short", .maxoplen = 64});
	CHECK(f != NULL);
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), 0);
	cri.cri_klen = 72;
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	CHECK_STR(crypto_strerr(), "short: NULL-CBC: key of 72 bits, takes at most 64");
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	f->sync = true;
	crp->crp_desc->crd_flags |= CRD_F_KEY_EXPLICIT;
	crp->crp_desc->crd_key = (caddr_t)key;
	crp->crp_desc->crd_klen = 64;
	CHECK_EQ(crypto_run(crp), 0);
	crp->crp_desc->crd_klen = 72;
	CHECK_EQ(crypto_run(crp), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_KEY_LENGTH);
	return TEST_PASS;
}

/* ---------------------------------------------------------------- ownership */

/* The list is read, never written; keys are copied; the driver sees copies. */
static int
copies(enum fake_kind kind)
{
	struct cryptoini *cri;
	struct fake *f;
	uint64_t sid;
	uint8_t *page;

	CHECK_CALL(begin());
	f = fake_start(&(struct fake_config){.kind = kind});
	CHECK(f != NULL);
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(page != MAP_FAILED);
	cri = (struct cryptoini *)page;
	memcpy(page + 1024, key, sizeof(key));
	cri[0] = (struct cryptoini){.cri_alg = CRYPTO_NULL_CBC, .cri_klen = 512,
				    .cri_key = (caddr_t)page + 1024, .cri_next = &cri[1]};
	cri[1] = (struct cryptoini){.cri_alg = CRYPTO_NULL_HMAC, .cri_klen = 8,
				    .cri_key = (caddr_t)page + 1024};
	CHECK_EQ(mprotect(page, 4096, PROT_READ), 0);
	CHECK_EQ(crypto_newsession(&sid, cri, 0), 0);
	munmap(page, 4096);
	if (kind == FAKE_BURST) {
		CHECK(memmem(f->area, f->area_size, key, sizeof(key)) != NULL);
		CHECK_EQ((uintptr_t)f->area % 64, 0);
	}
	CHECK(f->seen_key != page + 1024);
	return TEST_PASS;
}

static int
case_copies_simple(void)
{
	return copies(FAKE_SIMPLE);
}

static int
case_copies_burst(void)
{
	return copies(FAKE_BURST);
}

/* No key in what is said about a failure. */
static int
case_no_key_in_texts(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_AES_CBC, .cri_klen = 136};
	const char *text;
	uint64_t sid;

	CHECK_CALL(begin());
	CHECK(start("fake", 0, 0) != NULL);
	memcpy(key, "SECRETSECRETSECRET", 18);
	cri.cri_key = (caddr_t)key;
	CHECK(ledger_log_start());
	CHECK_EQ(crypto_newsession(&sid, &cri, 0), EINVAL);
	text = ledger_log_stop();
	CHECK(strstr(text, "SECRET") == NULL && strstr(crypto_strerr(), "SECRET") == NULL);
	CHECK(strstr(text, "5345") == NULL && strstr(crypto_strerr(), "5345") == NULL);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- texts */

static void *
text_thread(void *arg)
{
	bool *ok = arg;
	uint64_t sid;

	*ok = crypto_strerr()[0] == '\0';
	*ok &= crypto_newsession(&sid, NULL, 0) == EINVAL;
	*ok &= strcmp(crypto_strerr(), "no algorithm") == 0;
	return NULL;
}

/* Texts are the calling thread's. */
static int
case_text_of_thread(void)
{
	uint64_t sid;
	bool ok = false;
	pthread_t t;

	CHECK_CALL(begin());
	CHECK_EQ(open_null(&sid, 0), EINVAL);
	CHECK_EQ(pthread_create(&t, NULL, text_thread, &ok), 0);
	pthread_join(t, NULL);
	CHECK(ok);
	CHECK_STR(crypto_strerr(), "no driver is there");
	CHECK_EQ(crypto_newsession(&sid, NULL, 0), EINVAL);
	CHECK_STR(crypto_strerr(), "no algorithm");
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"senseless", case_senseless, TEST_NO_INIT},
	{"equal_xts_halves", case_equal_xts_halves, TEST_NO_INIT},
	{"arguments", case_arguments, TEST_NO_INIT},
	{"stopped", case_stopped, TEST_NO_INIT},
	{"order", case_order, TEST_NO_INIT},
	{"hard", case_hard, TEST_NO_INIT},
	{"whole_list", case_whole_list, TEST_NO_INIT},
	{"named", case_named, TEST_NO_INIT},
	{"maxoplen", case_maxoplen, TEST_NO_INIT},
	{"copies_simple", case_copies_simple, TEST_NO_INIT},
	{"copies_burst", case_copies_burst, TEST_NO_INIT},
	{"no_key_in_texts", case_no_key_in_texts, TEST_NO_INIT},
	{"text_of_thread", case_text_of_thread, TEST_NO_INIT},
};
TEST_SUITE(framework_session, cases, NULL, NULL);
