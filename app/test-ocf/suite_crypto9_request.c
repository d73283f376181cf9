/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>
#include <rte_mbuf.h>

#include "crypto9.h"
#include "depart.h"
#include "fakedrv.h"
#include "ledger.h"

/* crypto(9)'s sentences on struct cryptop, dispatch and callbacks, by their numbers. */

static struct fake *fake;
static uint64_t sid;
static struct cryptop *crps[8];

static int
begin(uint8_t caps)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "fake", .caps = caps});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	ledger_clear();
	CHECK_CALL(ledger_reqs(crps, 8, sid));
	return TEST_PASS;
}

/* -------------------------------------------------------------------- dispatch */

/* Several operations on one buffer, by a set of descriptors; in their order. */
static int
case_set(void)
{
	struct cryptoini mac = c9_hmac(0), cbc = c9_cbc(c9_key);
	uint8_t buf[36] = {0};
	struct cryptop *crp = test_getreq(2);
	struct cryptodesc *auth;
	unsigned int i;

	mac.cri_next = &cbc; /* the session's order is not the request's */
	CHECK_CALL(c9_session(&sid, &mac));
	CHECK(crp != NULL);
	memcpy(buf, c9_plain, 16);
	crp->crp_sid = sid;
	crp->crp_buf = (caddr_t)buf;
	crp->crp_ilen = sizeof(buf);
	crp->crp_desc->crd_alg = CRYPTO_AES_CBC;
	crp->crp_desc->crd_len = 16;
	crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	memcpy(crp->crp_desc->crd_iv, c9_iv, 16);
	auth = crp->crp_desc->crd_next;
	auth->crd_alg = CRYPTO_SHA1_HMAC;
	auth->crd_len = auth->crd_inject = 16;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(buf, c9_cipher, 16);
	for (i = 16; i < sizeof(buf) && buf[i] == 0; i++)
		;
	CHECK(i < sizeof(buf));
	auth->crd_flags = CRD_F_VERIFY; /* of what the cipher made: the MAC came second */
	crp->crp_desc = auth;
	auth->crd_next = NULL;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	return TEST_PASS;
}

/* Nothing sleeps: a driver that never completes holds up neither dispatch nor poll. */
static int
case_no_sleep(void)
{
	CHECK_CALL(begin(0));
	fake->room = 2;
	CHECK_EQ(crypto_dispatch_burst(crps, 8), 8);
	CHECK_EQ(crypto_poll(), 0);
	CHECK_EQ(crypto_pending(), 8);
	return TEST_PASS;
}

static unsigned int own_calls;

static int
own_callback(struct cryptop *crp)
{
	own_calls += crp == crps[1];
	return 0;
}

/* Each request has its own callback, once it is done, and not before. */
static int
case_callback(void)
{
	CHECK_CALL(begin(0));
	own_calls = 0;
	crps[1]->crp_callback = own_callback;
	CHECK_EQ(crypto_dispatch_burst(crps, 2), 2);
	CHECK_EQ(crypto_poll(), 0);
	fake_complete_all(fake);
	CHECK_EQ(own_calls + ledger.n, 0); /* crypto_done() only records */
	CHECK_EQ(crypto_poll(), 2);
	CHECK(own_calls == 1 && ledger.n == 1 && ledger.id[0] == 0);
	CHECK_EQ(crypto_poll(), 0);
	return TEST_PASS;
}

/* Successful or not, the callback comes, and crp_etype is its error or zero. */
static int
case_etype(void)
{
	CHECK_CALL(begin(0));
	fake->sync = true;
	crps[0]->crp_etype = 77;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.etype[0], 0);
	fake->etype = EIO;
	fake->reason = CRYPTO_R_ENGINE;
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.etype[1], EIO);
	crps[2]->crp_ilen = -1;
	CHECK_EQ(crypto_dispatch(crps[2]), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.etype[2], EINVAL);
	CHECK_EQ(crps[2]->crp_etype, EINVAL);
	return TEST_PASS;
}

/* The caller gets an error only where no callback could be made. */
static int
case_returns(void)
{
	CHECK_CALL(begin(0));
	fake->sync = true;
	CHECK_EQ(crypto_dispatch(NULL), EINVAL);
	crps[0]->crp_callback = NULL;
	CHECK_EQ(crypto_dispatch(crps[0]), EINVAL);
	crps[1]->crp_sid = 0;
	crps[2]->crp_buf = NULL;
	crps[3]->crp_flags = 0x8000;
	crps[4]->crp_desc->crd_len = 1 << 30;
	CHECK_EQ(crypto_dispatch(crps[1]) + crypto_dispatch(crps[2]) + crypto_dispatch(crps[3]) +
			 crypto_dispatch(crps[4]) + crypto_dispatch(crps[5]),
		 0);
	CHECK_EQ(crypto_poll(), 5);
	CHECK(crps[1]->crp_etype == ENOENT && crps[2]->crp_etype == EINVAL);
	CHECK(crps[3]->crp_etype == EINVAL && crps[4]->crp_etype == EINVAL);
	CHECK_EQ(crps[5]->crp_etype, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------------------- migration */

static uint64_t new_sid;

static void
submit_again(struct cryptop *crp)
{
	if (crp->crp_etype != EAGAIN)
		return;
	new_sid = crp->crp_sid;
	if (crypto_dispatch(crp) != 0)
		ledger.bad++;
}

/* EAGAIN: the identifier has changed, crp_sid is the new one, and at once is no too early. */
static int
case_again(void)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct fake *other;
	uint64_t old;

	CHECK_CALL(begin(0));
	other = fake_start(&(struct fake_config){.kind = FAKE_OPS, .name = "other", .rank = -1});
	CHECK(other != NULL);
	other->sync = true;
	CHECK_EQ(test_session(&old, &cri), 0);
	CHECK_EQ(crypto_session_driver(old), fake->id);
	CHECK_EQ(crypto_unregister_all((uint32_t)fake->id), 0);
	CHECK(depart_moved(old, fake->id));
	crps[0]->crp_sid = crps[1]->crp_sid = old;
	ledger.hook = submit_again;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK_EQ(ledger.n, 2);
	CHECK(ledger.etype[0] == EAGAIN && ledger.etype[1] == 0);
	CHECK(new_sid != old && crps[0]->crp_sid == new_sid);
	CHECK_EQ(crypto_session_driver(new_sid), other->id);
	crps[1]->crp_sid = new_sid; /* recorded, it is good for all that follow */
	CHECK_EQ(crypto_run(crps[1]), 0);
	CHECK_EQ(other->taken, 2);
	return TEST_PASS;
}

/* --------------------------------------------------------------- struct cryptop */

/* crp_olen is crp_ilen, and no buffer is made for the result. */
static int
case_lengths(void)
{
	uint8_t block[16];
	struct cryptop *crp;

	CHECK_CALL(c9_session_cbc(&sid));
	memcpy(block, c9_plain, sizeof(block));
	crp = c9_encrypt(sid, block);
	CHECK(crp != NULL);
	crp->crp_olen = 99;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(crp->crp_ilen == 16 && crp->crp_olen == 16);
	CHECK(crp->crp_buf == (caddr_t)block && crp->crp_obuf == NULL);
	CHECK_MEM(block, c9_cipher, sizeof(block));
	return TEST_PASS;
}

/* What reaches beyond crp_ilen is refused before any driver sees it. */
static int
case_total(void)
{
	uint8_t buf[32];
	struct cryptop *crp;

	CHECK_CALL(c9_session_cbc(&sid));
	memset(buf, 7, sizeof(buf));
	crp = c9_encrypt(sid, buf);
	CHECK(crp != NULL);
	crp->crp_desc->crd_len = 32;
	CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_RANGE);
	CHECK(buf[0] == 7 && buf[31] == 7);
	return TEST_PASS;
}

/* The identifier says which session. */
static int
case_sid(void)
{
	struct cryptoini cri = c9_cbc(c9_mac_key);
	uint8_t block[2][16];
	uint64_t other;

	CHECK_CALL(c9_session_cbc(&sid));
	CHECK_CALL(c9_session(&other, &cri));
	CHECK_NE(sid, other);
	memcpy(block[0], c9_plain, 16);
	memcpy(block[1], c9_plain, 16);
	CHECK_EQ(test_run(c9_encrypt(sid, block[0]), TEST_DIRECT), 0);
	CHECK_EQ(test_run(c9_encrypt(other, block[1]), TEST_DIRECT), 0);
	CHECK_MEM(block[0], c9_cipher, 16);
	CHECK(memcmp(block[1], c9_cipher, 16) != 0);
	return TEST_PASS;
}

/* Passed through untouched. */
static int
case_opaque(void)
{
	char mine = 'm';

	CHECK_CALL(begin(0));
	fake->sync = true;
	crps[0]->crp_opaque = &mine;
	crps[0]->crp_callback = own_callback;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(crps[0]->crp_opaque == &mine && mine == 'm');
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- flags */

static int
case_flags(void)
{
	static const int known[] = {CRYPTO_F_BATCH, CRYPTO_F_CBIMM, CRYPTO_F_CBIFSYNC,
				    CRYPTO_F_REL,   CRYPTO_F_DONE,  0};
	unsigned int i;

	CHECK(CRYPTO_F_IMBUF == 1 && CRYPTO_F_IOV == 2 && CRYPTO_F_REL == 4);
	CHECK(CRYPTO_F_BATCH == 8 && CRYPTO_F_CBIMM == 0x10 && CRYPTO_F_DONE == 0x20);
	CHECK_EQ(CRYPTO_F_CBIFSYNC, 0x40);
	CHECK_CALL(begin(0));
	fake->sync = true;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		crps[0]->crp_flags = known[i];
		CHECK_EQ(crypto_run(crps[0]), 0);
	}
	for (i = 7; i < 31; i++) {
		crps[0]->crp_flags = 1 << i;
		CHECK_EQ(crypto_run(crps[0]), EINVAL);
	}
	crps[0]->crp_flags = CRYPTO_F_IMBUF | CRYPTO_F_IOV;
	CHECK_EQ(crypto_run(crps[0]), EINVAL);
	return TEST_PASS;
}

/* The block in a buffer of a kind, in pieces: the result stands in the same bytes. */
static int
encrypted_in(enum test_kind kind)
{
	static const uint32_t splits[] = {1, 9};
	struct test_buf *b = test_buf_new(kind, c9_plain, 16, splits, 2);
	struct cryptop *crp;
	uint8_t got[16];

	CHECK(b != NULL);
	CHECK_CALL(c9_session_cbc(&sid));
	crp = c9_encrypt(sid, NULL);
	CHECK(crp != NULL);
	test_buf_input(b, crp);
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(crp->crp_buf == b->buf);
	test_buf_read(b, 0, 16, got);
	CHECK_MEM(got, c9_cipher, 16);
	CHECK(test_buf_intact(b));
	return TEST_PASS;
}

static int
case_imbuf(void)
{
	return encrypted_in(TEST_MBUF);
}

static int
case_iov(void)
{
	return encrypted_in(TEST_UIO);
}

static int
case_contiguous(void)
{
	CHECK_CALL(encrypted_in(TEST_CONTIG));
	return encrypted_in(TEST_MBUF);
}

/* The result is in the same place with REL, as it is without; elsewhere contradicts it. */
static int
case_rel(void)
{
	uint8_t block[16], out[16];
	struct cryptop *crp;

	CHECK_CALL(c9_session_cbc(&sid));
	memcpy(block, c9_plain, sizeof(block));
	crp = c9_encrypt(sid, block);
	CHECK(crp != NULL);
	crp->crp_flags = CRYPTO_F_REL;
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK_MEM(block, c9_cipher, sizeof(block));
	crp->crp_obuf = (caddr_t)out;
	CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
	return TEST_PASS;
}

/* A batch is handed over together, by what comes after it. */
static int
case_batch(void)
{
	unsigned int i;
	uint64_t bursts;

	CHECK_CALL(begin(0));
	fake->sync = true;
	for (i = 0; i < 4; i++) {
		crps[i]->crp_flags |= CRYPTO_F_BATCH;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(fake->taken, 0);
	bursts = fake->bursts;
	CHECK_EQ(crypto_dispatch(crps[4]), 0);
	CHECK_EQ(fake->taken, 5);
	CHECK_EQ(fake->bursts, bursts + 1);
	CHECK_EQ(crypto_drain(1000000), 0);
	CHECK(ledger_ordered(5));
	return TEST_PASS;
}

/* At once, not from crypto_poll(): once the driver's function has returned. */
static int
case_cbimm(void)
{
	CHECK_CALL(begin(0));
	fake->sync = true;
	crps[0]->crp_flags |= CRYPTO_F_CBIMM;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(ledger.n, 1);
	CHECK_EQ(ledger.bad, 0);
	CHECK_EQ(crypto_dispatch(crps[1]), 0);
	CHECK_EQ(ledger.n, 1);
	CHECK_EQ(crypto_poll(), 1);
	return TEST_PASS;
}

static int seen_flags;

static void
look_at_flags(struct fake *f, struct cryptop *crp)
{
	(void)f;
	seen_flags = crp->crp_flags;
}

/* DONE is clear while the request is out, and set in its callback (which ledger looks at). */
static int
case_done(void)
{
	CHECK_CALL(begin(0));
	fake->sync = true;
	fake->hook = look_at_flags;
	crps[0]->crp_flags |= CRYPTO_F_DONE;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(seen_flags & CRYPTO_F_DONE, 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.bad, 0);
	CHECK(crps[0]->crp_flags & CRYPTO_F_DONE);
	return TEST_PASS;
}

/* In dispatch if the driver is synchronous, and only then. */
static int
case_cbifsync(void)
{
	unsigned int sync;

	for (sync = 0; sync < 2; sync++) {
		CHECK_CALL(begin(sync ? CRYPTOCAP_F_SYNC : 0));
		fake->sync = true;
		crps[0]->crp_flags |= CRYPTO_F_CBIFSYNC;
		CHECK_EQ(crypto_dispatch(crps[0]), 0);
		CHECK_EQ(ledger.n, sync);
		CHECK_EQ(crypto_poll(), 1 - sync);
		CHECK(ledger_once(1));
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------- getreq and freereq */

/* As many descriptors as were asked for, linked; all zero. */
static int
case_getreq(void)
{
	struct cryptodesc *crd;
	struct cryptop *crp;
	int n, count;

	for (n = 0; n <= CRYPTO_MAX_DESC; n++) {
		crp = crypto_getreq(n);
		CHECK(crp != NULL);
		for (crd = crp->crp_desc, count = 0; crd != NULL; crd = crd->crd_next)
			count++;
		CHECK_EQ(count, n);
		CHECK(crp->crp_callback == NULL && crp->crp_flags == 0);
		crypto_freereq(crp);
	}
	CHECK(crypto_getreq(-1) == NULL);
	CHECK(crypto_getreq(CRYPTO_MAX_DESC + 1) == NULL);
	return TEST_PASS;
}

/* All that is freed can be had again, its descriptors too; what opaque points to is not ours. */
static int
case_freereq(void)
{
	static const struct crypto_config cfg = {.requests = 64};
	char mine = 'm';
	unsigned int i;

	CHECK_EQ(test_restart(&cfg), 0);
	for (i = 0; i < 10000; i++) {
		struct cryptop *crp = crypto_getreq(2);

		CHECK(crp != NULL);
		crp->crp_opaque = &mine;
		crypto_freereq(crp);
	}
	CHECK_EQ(mine, 'm');
	crypto_freereq(NULL);
	return TEST_PASS;
}

static int
case_exhausted(void)
{
	static const struct crypto_config cfg = {.requests = 64};
	static struct cryptop *got[4096];
	unsigned int n = 0;

	CHECK_EQ(test_restart(&cfg), 0);
	while (n < 4096 && (got[n] = crypto_getreq(1)) != NULL)
		n++;
	CHECK(n >= 64 && n < 4096);
	while (n > 0)
		crypto_freereq(got[--n]);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"crypto9_S005", case_set, 0},
	{"crypto9_S008", case_no_sleep, TEST_NO_INIT},
	{"crypto9_S009", case_no_sleep, TEST_NO_INIT},
	{"crypto9_S010", case_callback, TEST_NO_INIT},
	{"crypto9_S011", case_etype, TEST_NO_INIT},
	{"crypto9_S012", case_etype, TEST_NO_INIT},
	{"crypto9_S013", case_again, TEST_NO_INIT},
	{"crypto9_S014", case_returns, TEST_NO_INIT},
	{"crypto9_S034", case_set, 0},
	{"crypto9_S035", case_set, 0},
	{"crypto9_S036", case_sid, 0},
	{"crypto9_S037", case_total, 0},
	{"crypto9_S038", case_lengths, 0},
	{"crypto9_S039", case_lengths, 0},
	{"crypto9_S040", case_lengths, 0},
	{"crypto9_S041", case_etype, TEST_NO_INIT},
	{"crypto9_S042", case_callback, TEST_NO_INIT},
	{"crypto9_S043", case_etype, TEST_NO_INIT},
	{"crypto9_S045", case_etype, TEST_NO_INIT},
	{"crypto9_S046", case_again, TEST_NO_INIT},
	{"crypto9_S047", case_again, TEST_NO_INIT},
	{"crypto9_S048", case_again, TEST_NO_INIT},
	{"crypto9_S049", case_again, TEST_NO_INIT},
	{"crypto9_S050", case_returns, TEST_NO_INIT},
	{"crypto9_S051", case_flags, TEST_NO_INIT},
	{"crypto9_S052", case_flags, TEST_NO_INIT},
	{"crypto9_S053", case_imbuf, 0},
	{"crypto9_S054", case_iov, 0},
	{"crypto9_S055", case_rel, 0},
	{"crypto9_S056", case_batch, TEST_NO_INIT},
	{"crypto9_S057", case_cbimm, TEST_NO_INIT},
	{"crypto9_S058", case_done, TEST_NO_INIT},
	{"crypto9_S059", case_cbifsync, TEST_NO_INIT},
	{"crypto9_S060", case_contiguous, 0},
	{"crypto9_S061", case_contiguous, 0},
	{"crypto9_S062", case_contiguous, 0},
	{"crypto9_S063", case_opaque, TEST_NO_INIT},
	{"crypto9_S064", case_set, 0},
	{"crypto9_S065", case_set, 0},
	{"crypto9_S093", case_getreq, 0},
	{"crypto9_S094", case_freereq, 0},
	{"crypto9_S095", case_freereq, 0},
	{"crypto9_S151", case_exhausted, 0},
	{"crypto9_S152", case_returns, TEST_NO_INIT},
	{"crypto9_S153", case_etype, TEST_NO_INIT},
};
TEST_SUITE(crypto9_request, cases, NULL, NULL);
