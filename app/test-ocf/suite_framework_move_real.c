/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>

#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/*
 * Real drivers leave under load: what comes out of a session is the same before and
 * after it moved. The opinion that counts is OpenSSL's, of sessions on that driver alone.
 */

#define TEXT 256   /* bytes that are enciphered */
#define ROOM 512   /* IV in front, tag behind */
#define AT 16      /* where the text is */
#define TAG 400
#define BURST 128

static uint8_t key[80], iv[16];

/* Sessions of all sorts: what has to survive a move beside the algorithms and keys. */
static const struct shape {
	const char *name;
	int cipher, mac, klen, mklen, mlen, ivlen;
	bool keyless; /* each request brings the cipher's key */
} shapes[] = {
	{"GCM", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC, 128, 0, 0, 0, false},
	{"GCM-256, tag 12", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_256_NIST_GMAC, 256, 0, 12, 0, false},
	{"GCM, IV 16", CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC, 128, 0, 0, 16, false},
	{"CCM, IV 11, tag 8", CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, 128, 0, 8, 11, false},
	{"CBC + SHA1-HMAC-96", CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 128, 160, 12, 0, false},
	{"CBC-256 + SHA2-256-HMAC", CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 256, 256, 16, 0, false},
	{"CTR", CRYPTO_AES_CTR, 0, 192, 0, 0, 0, false},
	{"CBC, keys in requests", CRYPTO_AES_CBC, 0, 256, 0, 0, 0, true},
	{"SHA2-512-HMAC, long key", 0, CRYPTO_SHA2_512_HMAC, 0, 512, 33, 0, false},
	{"CMAC", 0, CRYPTO_AES_CMAC, 0, 128, 0, 0, false},
};
#define SHAPES (sizeof(shapes) / sizeof(shapes[0]))

static uint8_t plain[ROOM], wanted[SHAPES][ROOM];

/* A session of the shape on a named driver, or on the best (NULL). */
static int
open_shape(const struct shape *sh, uint64_t *sid, const char *driver)
{
	struct cryptoini mac = {.cri_alg = sh->mac, .cri_mlen = sh->mlen, .cri_klen = sh->mklen};
	struct cryptoini cipher = {.cri_alg = sh->cipher, .cri_klen = sh->klen,
				   .cri_ivlen = sh->ivlen};

	cipher.cri_key = sh->keyless ? NULL : (caddr_t)key;
	mac.cri_key = sh->mklen != 0 ? (caddr_t)key + 1 : NULL;
	cipher.cri_next = sh->mac != 0 ? &mac : NULL;
	if (driver == NULL)
		return test_session(sid, sh->cipher != 0 ? &cipher : &mac);
	return test_session_on(sid, sh->cipher != 0 ? &cipher : &mac, driver);
}

static void
fill_cipher(const struct shape *sh, struct cryptodesc *crd)
{
	crd->crd_alg = sh->cipher;
	crd->crd_skip = AT;
	crd->crd_len = TEXT;
	crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	memcpy(crd->crd_iv, iv, sizeof(iv));
	if (!sh->keyless)
		return;
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
	crd->crd_key = (caddr_t)key;
	crd->crd_klen = sh->klen;
}

static struct cryptop *
request(const struct shape *sh, uint64_t sid, uint8_t *buf)
{
	struct cryptop *crp = test_getreq((sh->cipher != 0) + (sh->mac != 0));
	struct cryptodesc *crd;

	if (crp == NULL)
		return NULL;
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)buf;
	crp->crp_ilen = ROOM;
	crd = crp->crp_desc;
	if (sh->cipher != 0) {
		fill_cipher(sh, crd);
		crd = crd->crd_next;
	}
	if (sh->mac != 0) {
		crd->crd_alg = sh->mac;
		crd->crd_len = sh->cipher == CRYPTO_AES_CBC ? AT + TEXT : AT;
		crd->crd_inject = TAG;
	}
	memcpy(buf, plain, ROOM);
	return crp;
}

/* Only openssl and ipsec_mb, and what openssl says of each shape. */
static int
begin(void)
{
	static const char *const both[] = {"openssl", "ipsec_mb", NULL};
	struct crypto_config cfg = {.drivers = both, .requests = 4096};
	unsigned int i;
	uint64_t sid;

	if (crypto_find_driver("openssl") < 0 || crypto_find_driver("ipsec_mb") < 0)
		return test_skip("needs the drivers openssl and ipsec_mb");
	CHECK_EQ(test_restart(&cfg), 0);
	test_random_bytes(key, sizeof(key));
	test_random_bytes(iv, sizeof(iv));
	test_random_bytes(plain, sizeof(plain));
	for (i = 0; i < SHAPES; i++) {
		struct cryptop *crp;

		CHECK_EQ(open_shape(&shapes[i], &sid, "openssl"), 0);
		crp = request(&shapes[i], sid, wanted[i]);
		CHECK(crp != NULL);
		CHECK_EQ(crypto_run(crp), 0);
		CHECK(memcmp(wanted[i], plain, ROOM) != 0);
	}
	return TEST_PASS;
}

/* All that a session is: the same result on both drivers. */
static int
case_result(void)
{
	uint8_t buf[ROOM];
	uint64_t sid[SHAPES], soft;
	int32_t gone;
	unsigned int i;

	CHECK_CALL(begin());
	gone = crypto_find_driver("ipsec_mb");
	for (i = 0; i < SHAPES; i++) {
		CHECK_EQ(open_shape(&shapes[i], &sid[i], NULL), 0);
		CHECK_EQ(crypto_session_driver(sid[i]), gone);
		CHECK_EQ(crypto_run(request(&shapes[i], sid[i], buf)), 0);
		CHECK_MEM(buf, wanted[i], ROOM);
	}
	CHECK_EQ(open_shape(&shapes[0], &soft, "ipsec_mb"), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)gone), 0);
	for (i = 0; i < SHAPES; i++) {
		struct cryptop *crp = request(&shapes[i], sid[i], buf);

		CHECK(depart_moved(sid[i], gone));
		CHECK_EQ(crypto_session_driver(sid[i]), crypto_find_driver("openssl"));
		CHECK_EQ(test_run(crp, TEST_DIRECT), EAGAIN);
		CHECK_MEM(buf, plain, ROOM);
		CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
		CHECK_MEM(buf, wanted[i], ROOM);
		if (shapes[i].keyless) { /* it still has no key of its own */
			crp->crp_desc->crd_flags &= ~CRD_F_KEY_EXPLICIT;
			CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
			CHECK_EQ(crp->crp_reason, CRYPTO_R_KEY_MISSING);
		}
	}
	CHECK_EQ(crypto_run(request(&shapes[0], soft, buf)), ENODEV);
	CHECK_EQ(crypto_find_driver("ipsec_mb"), -1);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ under load */

static struct {
	uint64_t sid[SHAPES];
	uint8_t buf[BURST][ROOM];
	struct cryptop *crp[BURST], *idle[BURST];
	unsigned int nidle, done, again, after, wrong, odd;
} load;

static unsigned int
shape_of(const struct cryptop *crp)
{
	return (unsigned int)(uintptr_t)crp->crp_opaque % SHAPES;
}

static int
load_callback(struct cryptop *crp)
{
	unsigned int s = shape_of(crp);
	uint8_t *buf = (uint8_t *)crp->crp_buf;

	if (crp->crp_etype == 0) {
		load.wrong += memcmp(buf, wanted[s], ROOM) != 0;
		load.done++;
		load.after += load.again != 0;
	} else if (crp->crp_etype == EAGAIN) {
		load.wrong += memcmp(buf, plain, ROOM) != 0;
		load.sid[s] = crp->crp_sid;
		load.again++;
	} else {
		load.odd++;
	}
	memcpy(buf, plain, ROOM);
	load.idle[load.nidle++] = crp;
	return 0;
}

/* Some in a burst, some for the ring; the numbers of sessions as far as they are known. */
static int
load_step(void)
{
	unsigned int n = test_random_below(load.nidle + 1), i;

	for (i = 0; i < n; i++) {
		struct cryptop *crp = load.idle[load.nidle - 1 - i];

		crp->crp_sid = load.sid[shape_of(crp)];
		crp->crp_flags = test_random_below(3) == 0 ? CRYPTO_F_BATCH : 0;
	}
	load.nidle -= n;
	CHECK_EQ(crypto_dispatch_burst(&load.idle[load.nidle], n), n);
	if (test_random_below(2))
		crypto_poll();
	return TEST_PASS;
}

static int
case_under_load(void)
{
	uint64_t end;
	int32_t gone;
	unsigned int i;

	CHECK_CALL(begin());
	memset(&load, 0, sizeof(load));
	gone = crypto_find_driver("ipsec_mb");
	for (i = 0; i < SHAPES; i++)
		CHECK_EQ(open_shape(&shapes[i], &load.sid[i], NULL), 0);
	for (i = 0; i < BURST; i++) {
		load.crp[i] = request(&shapes[i % SHAPES], load.sid[i % SHAPES], load.buf[i]);
		CHECK(load.crp[i] != NULL);
		load.crp[i]->crp_opaque = (caddr_t)(uintptr_t)i;
		load.crp[i]->crp_callback = load_callback;
		load.idle[load.nidle++] = load.crp[i];
	}
	end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();
	for (i = 0; (load.after < 4000 || load.done < 8000) && rte_get_timer_cycles() < end; i++) {
		CHECK_CALL(load_step());
		if (load.done >= 4000 && gone >= 0) {
			CHECK_EQ(crypto_unregister_all((uint32_t)gone), 0);
			gone = -1;
		}
	}
	CHECK_EQ(crypto_drain(5000000), 0);
	CHECK(load.after >= 4000);
	CHECK(load.again > 0);
	CHECK_EQ(load.wrong, 0);
	CHECK_EQ(load.odd, 0);
	CHECK_EQ(load.nidle, BURST);
	CHECK_EQ(crypto_session_driver(load.sid[0]), crypto_find_driver("openssl"));
	return TEST_PASS;
}

/* The other way round: openssl leaves, which ipsec_mb falls back on for long texts. */
static int
case_fallback(void)
{
	static uint8_t big[200000];
	struct cryptop *crp;
	uint8_t buf[ROOM];
	uint64_t sid[SHAPES];
	int32_t gone;
	unsigned int i;

	CHECK_CALL(begin());
	gone = crypto_find_driver("openssl");
	for (i = 0; i < SHAPES; i++)
		CHECK_EQ(open_shape(&shapes[i], &sid[i], NULL), 0);
	crp = request(&shapes[8], sid[8], big);
	CHECK(crp != NULL);
	crp->crp_ilen = sizeof(big);
	crp->crp_desc->crd_len = sizeof(big) - 1000;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)gone), 0);
	rte_delay_us_sleep(20000);
	for (i = 0; i < SHAPES; i++) {
		struct cryptop *one = request(&shapes[i], sid[i], buf);

		CHECK(one != NULL);
		CHECK_EQ(crypto_run(one), 0);
		CHECK_EQ(one->crp_sid, sid[i]);
		CHECK_MEM(buf, wanted[i], ROOM);
	}
	CHECK_EQ(crypto_run(crp), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_LIMIT);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"result", case_result, 0},
	{"under_load", case_under_load, 0},
	{"fallback", case_fallback, 0},
};
TEST_SUITE(framework_move_real, cases, NULL, NULL);
