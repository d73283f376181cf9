/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_mbuf.h>

#include "test.h"

/*
 * What makes no sense, at each driver: sessions and requests that are sound but for one field,
 * which takes each value that could be trouble. Each has its errno, and not a byte of the
 * buffer changes. What is trouble is said here, by the interface's rules, and asked of no
 * function of the library. Before and after each, the sound one works.
 */

#define LEN 144 /* prefix or AAD, text, room for a tag */
#define TEXT 16
#define TEXT_LEN 64
#define TAG 80

/* A session and its usual request. Lengths of keys in bits. */
struct shape {
	int cipher, cipher_klen, block, ivlen;
	int mac, mac_klen, mlen;
	bool aead;
	int odd_cipher, odd_mac; /* key lengths that it does not take */
};

static const struct shape shapes[] = {
	{.cipher = CRYPTO_NULL_CBC, .block = 4},
	{.mac = CRYPTO_NULL_HMAC},
	{.cipher = CRYPTO_NULL_CBC, .block = 4, .mac = CRYPTO_NULL_HMAC},
	{CRYPTO_AES_CBC, 128, 16, 16, .odd_cipher = 136},
	{CRYPTO_AES_CBC, 256, 16, 16, .odd_cipher = 264},
	{CRYPTO_AES_CTR, 128, 1, 16, .odd_cipher = 120},
	{CRYPTO_AES_XTS, 256, 1, 16, .odd_cipher = 384},
	{CRYPTO_3DES_CBC, 192, 8, 8, .odd_cipher = 128},
	{CRYPTO_CHACHA20, 256, 1, 16, .odd_cipher = 128},
	{.mac = CRYPTO_SHA1_HMAC, .mac_klen = 160, .mlen = 20, .odd_mac = 161},
	{.mac = CRYPTO_SHA2_256_HMAC, .mac_klen = 256, .mlen = 32, .odd_mac = 257},
	{.mac = CRYPTO_SHA2_512_HMAC, .mac_klen = 512, .mlen = 64, .odd_mac = 511},
	{.mac = CRYPTO_AES_CMAC, .mac_klen = 128, .mlen = 16, .odd_mac = 136},
	{CRYPTO_AES_CBC, 128, 16, 16, CRYPTO_SHA1_HMAC, 160, 20, .odd_cipher = 64, .odd_mac = 7},
	{CRYPTO_AES_CTR, 256, 1, 16, CRYPTO_SHA2_256_HMAC, 256, 32, .odd_cipher = 129,
	 .odd_mac = 9},
	{CRYPTO_AES_NIST_GCM_16, 128, 1, 12, CRYPTO_AES_128_NIST_GMAC, 0, 16, true, 136, 0},
	{CRYPTO_AES_CCM_16, 128, 1, 12, CRYPTO_AES_CCM_CBC_MAC, 0, 16, true, 64, 0},
	{CRYPTO_CHACHA20_POLY1305, 256, 1, 12, CRYPTO_POLY1305, 0, 16, true, 128, 0},
};

static const struct shape *shape;
static struct test_buf *buf;
static struct cryptop *crp;
static uint64_t sid;
static uint8_t content[LEN], iv[16] = "an explicit iv!", keys[2][128];
static unsigned int refused;

static struct cryptodesc *
desc(bool mac)
{
	return mac && shape->cipher != 0 ? crp->crp_desc->crd_next : crp->crp_desc;
}

/* ------------------------------------------------------------------- sound ones */

static void
fill_session(struct cryptoini cri[2])
{
	unsigned int n = 0;

	memset(cri, 0, 2 * sizeof(cri[0]));
	if (shape->cipher != 0) {
		cri[n].cri_alg = shape->cipher;
		cri[n].cri_klen = shape->cipher_klen;
		cri[n++].cri_key = shape->cipher_klen != 0 ? (caddr_t)keys[0] : NULL;
	}
	if (shape->mac == 0)
		return;
	cri[n].cri_alg = shape->mac;
	cri[n].cri_klen = shape->mac_klen;
	cri[n].cri_key = shape->mac_klen != 0 ? (caddr_t)keys[1] : NULL;
	if (n != 0)
		cri[0].cri_next = &cri[1];
}

static void
fill_mac(struct cryptodesc *d)
{
	memset(d, 0, offsetof(struct cryptodesc, crd_lib));
	d->crd_alg = shape->mac;
	d->crd_len = shape->aead ? TEXT : TAG;
	d->crd_inject = TAG;
}

static void
fill_cipher(struct cryptodesc *d)
{
	struct cryptodesc *next = d->crd_next;

	memset(d, 0, offsetof(struct cryptodesc, crd_lib));
	d->crd_next = next;
	d->crd_alg = shape->cipher;
	d->crd_skip = TEXT;
	d->crd_len = TEXT_LEN;
	d->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT;
	d->crd_flags |= shape->ivlen != 0 ? CRD_F_IV_EXPLICIT : 0;
	memcpy(d->crd_iv, iv, sizeof(iv));
}

static void
fill_request(void)
{
	if (shape->mac != 0)
		fill_mac(desc(true));
	if (shape->cipher != 0)
		fill_cipher(desc(false));
	crp->crp_sid = sid;
	test_buf_input(buf, crp);
	crp->crp_flags = buf->flags;
	crp->crp_obuf = crp->crp_mac = NULL;
	test_buf_fill(buf, content);
}

static int
sound(void)
{
	fill_request();
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(test_buf_intact(buf));
	fill_request();
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- requests */

static int
expect_refused(int etype, const char *what, intmax_t value)
{
	uint8_t after[LEN];
	int got = test_run(crp, TEST_DIRECT);

	if (got != etype)
		return test_fail(__FILE__, __LINE__, "%s + %s, %s %jd (0x%jx): errno %d, not %d",
				 crypto_alg_name(shape->cipher), crypto_alg_name(shape->mac), what,
				 value, value, got, etype);
	test_buf_read(buf, 0, LEN, after);
	CHECK_MEM(after, content, LEN);
	CHECK(test_buf_intact(buf));
	refused++;
	fill_request();
	return TEST_PASS;
}

/* Each row's field of a descriptor: where, and which values no descriptor may have. */
static int
numbers(bool mac)
{
	static const int always[] = {INT_MIN, INT_MIN + 1, -65536, -1,
				     LEN + 1, INT_MAX - 1, INT_MAX};
	struct cryptodesc *d = desc(mac);
	int room = mac ? (shape->mlen != 0 ? shape->mlen : 1) : shape->ivlen;
	unsigned int i;

	for (i = 0; i < RTE_DIM(always); i++) {
		d->crd_skip = always[i];
		CHECK_CALL(expect_refused(EINVAL, "skip", always[i]));
		d->crd_len = always[i];
		CHECK_CALL(expect_refused(EINVAL, "len", always[i]));
		if (room == 0 || (mac && shape->mlen == 0))
			continue;
		d->crd_flags &= ~CRD_F_IV_PRESENT; /* then inject counts */
		d->crd_inject = always[i];
		CHECK_CALL(expect_refused(EINVAL, "inject", always[i]));
	}
	/* just beyond, and sums that overflow */
	d->crd_skip = LEN - d->crd_len + 1;
	CHECK_CALL(expect_refused(EINVAL, "skip over the end", LEN));
	d->crd_len = LEN - d->crd_skip + 1;
	CHECK_CALL(expect_refused(EINVAL, "len over the end", LEN));
	d->crd_skip = 16;
	d->crd_len = INT_MAX - 15;
	CHECK_CALL(expect_refused(EINVAL, "skip + len overflows", d->crd_len));
	if (room != 0 && (!mac || shape->mlen != 0)) {
		d->crd_flags &= ~CRD_F_IV_PRESENT;
		d->crd_inject = LEN - room + 1;
		CHECK_CALL(expect_refused(EINVAL, "inject over the end", d->crd_inject));
	}
	for (i = 1; !mac && i < (unsigned int)shape->block; i++) {
		d->crd_len = TEXT_LEN - (int)i;
		CHECK_CALL(expect_refused(EINVAL, "no multiple of the block", d->crd_len));
	}
	return TEST_PASS;
}

static int
flags_and_algorithms(bool mac)
{
	static const int algs[] = {
		INT_MIN, -1, 0, 43, 99, 0xff, 0x102, INT_MAX, CRYPTO_SKIPJACK_CBC, CRYPTO_BLAKE2B};
	static const uint32_t positions[] = {3, 8, 9, 255, INT_MAX, UINT32_MAX};
	struct cryptodesc *d = desc(mac);
	unsigned int i;

	for (i = 8; i < 32; i++) {
		d->crd_flags |= (int)(1u << i);
		CHECK_CALL(expect_refused(EINVAL, "descriptor's flag", (intmax_t)i));
	}
	d->crd_flags |= CRD_F_DSA_SHA_NEEDED;
	CHECK_CALL(expect_refused(EINVAL, "DSA_SHA_NEEDED", 0));
	for (i = 0; i < RTE_DIM(algs); i++) {
		d->crd_alg = algs[i];
		CHECK_CALL(expect_refused(EINVAL, "algorithm", algs[i]));
	}
	for (i = 0; i < RTE_DIM(positions); i++) {
		d->crd_pos = positions[i];
		CHECK_CALL(expect_refused(EINVAL, "position", positions[i]));
	}
	return TEST_PASS;
}

/* Keys of the request's own. */
static int
explicit_keys(bool mac)
{
	static const int always[] = {INT_MIN, -128, -1, 1, 7, 127, INT_MAX};
	int klen = mac ? shape->mac_klen : shape->cipher_klen;
	struct cryptodesc *d = desc(mac);
	unsigned int i;

	if (klen == 0)
		return TEST_PASS;
	for (i = 0; i < RTE_DIM(always) + 1; i++) {
		d->crd_flags |= CRD_F_KEY_EXPLICIT;
		d->crd_key = (caddr_t)keys[0];
		d->crd_klen = i < RTE_DIM(always) ? always[i] :
			      mac                 ? shape->odd_mac :
						    shape->odd_cipher;
		CHECK_CALL(expect_refused(EINVAL, "key's length", d->crd_klen));
	}
	d->crd_flags |= CRD_F_KEY_EXPLICIT;
	d->crd_klen = klen;
	CHECK_CALL(expect_refused(EINVAL, "no key", 0));
	return TEST_PASS;
}

static int
descriptor(bool mac)
{
	CHECK_CALL(numbers(mac));
	CHECK_CALL(flags_and_algorithms(mac));
	return explicit_keys(mac);
}

/* Lists that end in themselves, are too long, or are none. */
static int
lists(void)
{
	struct cryptodesc *first = crp->crp_desc, *second = first->crd_next;
	struct cryptop *more = test_getreq(CRYPTO_MAX_DESC);
	struct cryptodesc *d;

	CHECK(more != NULL);
	crp->crp_desc = NULL;
	CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
	refused++;
	crp->crp_desc = first;
	first->crd_next = first;
	CHECK_CALL(expect_refused(EINVAL, "list of itself", 1));
	first->crd_next = second;
	if (second != NULL) {
		second->crd_next = first;
		CHECK_CALL(expect_refused(EINVAL, "list of itself", 2));
		second->crd_next = NULL;
	}
	for (d = more->crp_desc; d != NULL; d = d->crd_next)
		d->crd_alg = first->crd_alg;
	(second != NULL ? second : first)->crd_next = more->crp_desc;
	CHECK_CALL(expect_refused(EINVAL, "list too long", CRYPTO_MAX_DESC));
	(second != NULL ? second : first)->crd_next = NULL;
	first->crd_next = second;
	return TEST_PASS;
}

/* Buffers that are less than they say. */
static int
buffers(void)
{
	struct uio *uio = (struct uio *)(void *)buf->buf;
	struct rte_mbuf *m = (struct rte_mbuf *)(void *)buf->buf;

	crp->crp_buf = NULL;
	CHECK_CALL(expect_refused(EINVAL, "no buffer", 0));
	crp->crp_flags |= CRYPTO_F_REL;
	crp->crp_obuf = buf->buf;
	CHECK_CALL(expect_refused(EINVAL, "REL with an output", 0));
	if (buf->kind == TEST_UIO) {
		int count = uio->uio_iovcnt;
		int counts[] = {INT_MIN, -1, 0, 1};
		unsigned int i;

		for (i = 0; i < RTE_DIM(counts); i++) {
			uio->uio_iovcnt = counts[i];
			CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
			uio->uio_iovcnt = count;
			refused++;
			fill_request();
		}
	} else if (buf->kind == TEST_MBUF) {
		struct rte_mbuf *next = m->next;

		m->next = NULL; /* the chain ends early, whatever pkt_len says */
		CHECK_EQ(test_run(crp, TEST_DIRECT), EINVAL);
		m->next = next;
		refused++;
		fill_request();
	}
	return TEST_PASS;
}

static int
request(void)
{
	static const int lens[] = {INT_MIN, -65536, -1, 0, 1, TEXT, LEN + 1, INT_MAX};
	const uint64_t sids[] = {0,
				 UINT64_MAX,
				 sid + 1,
				 sid ^ UINT64_C(0x80000000),
				 sid ^ (UINT64_C(1) << 55),
				 sid & 0xffffffff00000000};
	unsigned int i;

	for (i = 0; i < RTE_DIM(lens); i++) {
		if (lens[i] > LEN && buf->kind == TEST_CONTIG)
			continue; /* there nobody can know */
		crp->crp_ilen = lens[i];
		CHECK_CALL(expect_refused(EINVAL, "ilen", lens[i]));
	}
	for (i = 7; i < 32; i++) {
		crp->crp_flags |= (int)(1u << i);
		CHECK_CALL(expect_refused(EINVAL, "request's flag", (intmax_t)i));
	}
	crp->crp_flags = CRYPTO_F_IMBUF | CRYPTO_F_IOV;
	CHECK_CALL(expect_refused(EINVAL, "two kinds of buffer", 0));
	for (i = 0; i < RTE_DIM(sids); i++) {
		crp->crp_sid = sids[i];
		CHECK_CALL(expect_refused(ENOENT, "sid", (intmax_t)sids[i]));
	}
	CHECK_CALL(lists());
	return buffers();
}

static int
requests_in(enum test_kind kind)
{
	static const uint32_t splits[] = {1, 33, 80, 100};

	buf = test_buf_new(kind, content, LEN, splits, RTE_DIM(splits));
	CHECK(buf != NULL);
	CHECK_CALL(sound());
	if (shape->cipher != 0)
		CHECK_CALL(descriptor(false));
	if (shape->mac != 0)
		CHECK_CALL(descriptor(true));
	CHECK_CALL(request());
	return sound();
}

static bool
offered(void)
{
	return (shape->cipher == 0 || test_offers(test_driver(), shape->cipher)) &&
	       (shape->mac == 0 || test_offers(test_driver(), shape->mac));
}

static int
case_requests(void)
{
	struct cryptoini cri[2];
	unsigned int i, sum = 0;
	enum test_kind kind;

	test_random_bytes(content, sizeof(content));
	test_random_bytes(keys, sizeof(keys));
	refused = 0;
	for (i = 0; i < RTE_DIM(shapes); i++) {
		shape = &shapes[i];
		fill_session(cri);
		if (!offered() || test_session(&sid, cri) != 0)
			continue;
		crp = test_getreq(shape->cipher != 0 && shape->mac != 0 ? 2 : 1);
		CHECK(crp != NULL);
		for (kind = TEST_CONTIG; kind <= TEST_MBUF; kind++)
			CHECK_CALL(requests_in(kind));
		sum++;
	}
	test_note("%s: %u malformed requests of %u shapes refused", test_driver_name(), refused,
		  sum);
	CHECK(refused >= 600);
	CHECK_EQ(crypto_pending(), 0);
	return TEST_PASS;
}

/* ----------------------------------------------------------------------- sessions */

static int
session_refused(struct cryptoini *cri, const char *what, intmax_t value)
{
	struct cryptoini copy = *cri;
	uint64_t none = 0x1234;
	int rc = crypto_newsession_driver(&none, cri, test_driver());

	if (rc != EINVAL)
		return test_fail(__FILE__, __LINE__, "%s + %s, %s %jd (0x%jx): errno %d",
				 crypto_alg_name(shape->cipher), crypto_alg_name(shape->mac), what,
				 value, value, rc);
	CHECK_EQ(none, 0x1234);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK_MEM(cri, &copy, sizeof(copy));
	refused++;
	return TEST_PASS;
}

/* One entry of the list, with each value of each field that no session may have. */
static int
entry(struct cryptoini cri[2], struct cryptoini *e, bool mac)
{
	static const int algs[] = {INT_MIN, -1, 0, 43, 99, 0xff, 0x102, INT_MAX};
	static const int klens[] = {INT_MIN, -128, -1, 1, 7, 127, INT_MAX};
	static const int lengths[] = {INT_MIN, -16, -1, 65, 257, 1 << 20, INT_MAX};
	int klen = mac ? shape->mac_klen : shape->cipher_klen;
	struct cryptoini whole = *e;
	unsigned int i;

	for (i = 0; i < RTE_DIM(algs); i++) {
		e->cri_alg = algs[i];
		CHECK_CALL(session_refused(cri, "algorithm", algs[i]));
		*e = whole;
	}
	for (i = 0; klen != 0 && i < RTE_DIM(klens) + 1; i++) {
		e->cri_klen = i < RTE_DIM(klens) ? klens[i] :
			      mac                ? shape->odd_mac :
						   shape->odd_cipher;
		CHECK_CALL(session_refused(cri, "key's length", e->cri_klen));
		*e = whole;
	}
	for (i = 0; i < RTE_DIM(lengths); i++) {
		if (lengths[i] == 65 && shape->cipher == CRYPTO_AES_NIST_GCM_16)
			continue; /* it takes IVs of up to 256 bytes */
		e->cri_mlen = mac ? lengths[i] : 0;
		e->cri_ivlen = mac ? 0 : lengths[i];
		CHECK_CALL(session_refused(cri, mac ? "mlen" : "ivlen", lengths[i]));
		*e = whole;
	}
	return TEST_PASS;
}

static int
session_lists(struct cryptoini cri[2])
{
	struct cryptoini many[CRYPTO_MAX_DESC + 1];
	struct cryptoini *last = cri[0].cri_next != NULL ? &cri[1] : &cri[0];
	unsigned int i;

	last->cri_next = last;
	CHECK_CALL(session_refused(cri, "list of itself", 1));
	last->cri_next = cri;
	CHECK_CALL(session_refused(cri, "list of itself", 2));
	last->cri_next = NULL;
	for (i = 0; i < RTE_DIM(many); i++) {
		many[i] = cri[0];
		many[i].cri_next = i < CRYPTO_MAX_DESC ? &many[i + 1] : NULL;
	}
	CHECK_CALL(session_refused(many, "list too long", CRYPTO_MAX_DESC + 1));
	if (shape->aead) {
		cri[0].cri_next = NULL;
		CHECK_CALL(session_refused(cri, "half of an AEAD", 0));
		cri[0].cri_next = &cri[1];
	}
	return TEST_PASS;
}

static int
case_sessions(void)
{
	struct cryptoini cri[2];
	struct crypto_driver_info before, after;
	unsigned int i;

	refused = 0;
	CHECK_EQ(crypto_driver_info(test_driver(), &before), 0);
	for (i = 0; i < RTE_DIM(shapes); i++) {
		shape = &shapes[i];
		fill_session(cri);
		if (!offered() || test_session(&sid, cri) != 0)
			continue;
		CHECK_EQ(test_session_end(sid), 0);
		if (shape->cipher != 0)
			CHECK_CALL(entry(cri, &cri[0], false));
		if (shape->mac != 0)
			CHECK_CALL(entry(cri, shape->cipher != 0 ? &cri[1] : &cri[0], true));
		CHECK_CALL(session_lists(cri));
		fill_session(cri);
		CHECK_EQ(test_session(&sid, cri), 0);
		CHECK_EQ(test_session_end(sid), 0);
	}
	test_note("%s: %u malformed sessions refused", test_driver_name(), refused);
	CHECK(refused >= 40);
	for (i = 0; i < 5000; i++) { /* what was opened above goes when it has its turn */
		CHECK_EQ(crypto_driver_info(test_driver(), &after), 0);
		if (after.sessions == before.sessions)
			return TEST_PASS;
		rte_delay_us_sleep(1000);
	}
	return test_fail(__FILE__, __LINE__, "sessions are left over");
}

static const struct test_case cases[] = {
	{"requests", case_requests, TEST_PER_DRIVER},
	{"sessions", case_sessions, TEST_PER_DRIVER},
};
TEST_SUITE(malformed, cases, NULL, NULL);
