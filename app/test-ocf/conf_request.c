/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "conf.h"
#include "ref.h"

/*
 * Requests that use a session in part, in another order, again and again, or with keys and
 * IVs of their own. Offsets and expectations are written out, not made by the vectors' runner.
 */

#define HEADER 8 /* bytes before the IV, hashed and not enciphered */

/* A session of a cipher and a MAC, and a packet of it: header, IV, text, room for the tag. */
struct packet {
	struct vec_file file;
	struct vec v;
	uint64_t sid;
	uint32_t iv, text, tag, end;
	uint8_t *in, *want; /* content before and after */
	struct test_buf buf;
	struct cryptop *crp, *reqs[2];
};

/* The one of the running case; what it holds goes when the case ends. */
static struct packet packet;

static void
packet_close(struct packet *p)
{
	if (p->sid != 0)
		crypto_freesession(p->sid);
	p->sid = 0;
	vec_file_release(&p->file);
}

static void
packet_release(void *arg)
{
	struct packet *p = arg;

	packet_close(p);
	test_buf_release(&p->buf);
	p->reqs[0] = p->reqs[1] = NULL;
}

/* A request with one or two descriptors; always the same ones, never cleared. */
static void
packet_request(struct packet *p, int num)
{
	struct cryptop **crp = &p->reqs[num - 1];

	if (p->reqs[0] == NULL && p->reqs[1] == NULL)
		test_defer(packet_release, p);
	if (*crp == NULL)
		*crp = test_getreq(num);
	p->crp = *crp;
}

/* Everything but the expectation; session in the order given. */
static struct packet *
packet_new(const struct conf_combo *c, uint32_t textlen, bool auth_first)
{
	struct packet *p = &packet;

	packet_close(p);
	if (!conf_vec(&p->file, &p->v, c, textlen, HEADER) ||
	    vec_open(&p->sid, &p->v, test_driver(), true, auth_first) != 0) {
		test_fail(__FILE__, __LINE__, "no session: %s", crypto_strerr());
		return NULL;
	}
	p->iv = HEADER;
	p->text = p->iv + p->v.iv.len;
	p->tag = p->text + p->v.pt.len;
	p->end = p->tag + p->v.tag.len;
	p->in = vec_file_alloc(&p->file, p->end);
	p->want = vec_file_alloc(&p->file, p->end);
	packet_request(p, 2);
	if (p->in == NULL || p->want == NULL || p->crp == NULL)
		return NULL;
	test_random_bytes(p->in, p->end);
	memcpy(p->in + p->iv, p->v.iv.p, p->v.iv.len);
	memcpy(p->in + p->text, p->v.pt.p, p->v.pt.len);
	memcpy(p->want, p->in, p->end);
	return p;
}

static int
packet_ref_mac(const struct packet *p, const uint8_t *from, uint32_t len, uint32_t esn,
	       uint8_t *out)
{
	struct ref_bytes in[2] = {{from, len}, {(const uint8_t *)&esn, esn != 0 ? 4 : 0}};
	struct ref_bytes key = {p->v.mackey.p, p->v.mackey.len};
	struct ref_bytes iv = {p->v.iv.p, p->v.iv.len};
	uint8_t digest[64];

	if (p->v.cipher == 0)
		key = (struct ref_bytes){p->v.key.p, p->v.key.len};
	CHECK(ref_mac(p->v.auth, key, iv, in, 2, digest));
	memcpy(out, digest, p->v.tag.len);
	return TEST_PASS;
}

static void
set_cipher(const struct packet *p, struct cryptodesc *crd, bool encrypt)
{
	crd->crd_alg = p->v.cipher;
	crd->crd_skip = (int)p->text;
	crd->crd_len = (int)p->v.pt.len;
	crd->crd_inject = (int)p->iv;
	crd->crd_flags = encrypt ? CRD_F_ENCRYPT | CRD_F_IV_PRESENT : 0;
}

static void
set_mac(const struct packet *p, struct cryptodesc *crd, bool verify)
{
	crd->crd_alg = p->v.auth;
	crd->crd_skip = 0;
	crd->crd_len = (int)p->tag;
	crd->crd_inject = (int)p->tag;
	crd->crd_flags = verify ? CRD_F_VERIFY : 0;
}

static int
packet_lay_out(struct packet *p, enum test_kind kind)
{
	uint32_t splits[3] = {p->iv + 1, p->text + p->v.pt.len / 3, p->tag + 1};

	CHECK(test_buf_make(&p->buf, kind, p->in, p->end, splits, 3));
	test_buf_input(&p->buf, p->crp);
	p->crp->crp_sid = p->sid;
	return TEST_PASS;
}

static int
packet_compare(struct packet *p)
{
	uint8_t *got = vec_file_alloc(&p->file, p->end);

	CHECK(got != NULL);
	CHECK(test_buf_intact(&p->buf));
	test_buf_read(&p->buf, 0, p->end, got);
	CHECK_MEM(got, p->want, p->end);
	return TEST_PASS;
}

static int
packet_run(struct packet *p, enum test_kind kind, enum test_mode mode, int etype)
{
	CHECK_CALL(packet_lay_out(p, kind));
	CHECK_EQ(test_run(p->crp, mode), etype);
	return packet_compare(p);
}

/* -------------------------------------------------------------------- subsets */

static bool
is_chain(const struct conf_combo *c)
{
	return conf_is_chain(c);
}

/* One descriptor of two: only encrypted, only hashed. */
static int
subset(const struct conf_combo *c)
{
	struct packet *p = packet_new(c, 96, test_random_below(2) != 0);

	CHECK(p != NULL);
	packet_request(p, 1);
	CHECK(p->crp != NULL);
	set_cipher(p, p->crp->crp_desc, true);
	memcpy(p->want + p->text, p->v.ct.p, p->v.ct.len);
	CHECK_CALL(packet_run(p, TEST_CONTIG, TEST_DIRECT, 0));
	CHECK_CALL(packet_run(p, TEST_MBUF, TEST_BATCH, 0));
	set_mac(p, p->crp->crp_desc, false);
	memcpy(p->want, p->in, p->end);
	CHECK_CALL(packet_ref_mac(p, p->in, p->tag, 0, p->want + p->tag));
	CHECK_CALL(packet_run(p, TEST_CONTIG, TEST_BATCH, 0));
	CHECK_CALL(packet_run(p, TEST_UIO, TEST_DIRECT, 0));
	return TEST_PASS;
}

static int
subsets(void)
{
	return conf_each(subset, is_chain);
}

/* ---------------------------------------------------------------------- orders */

/* The request's order counts, whatever the session's: MAC of the ciphertext or of the text. */
static int
order_encrypt(struct packet *p, bool mac_first, enum test_kind kind)
{
	struct cryptodesc *a = p->crp->crp_desc, *b = a->crd_next;

	set_cipher(p, mac_first ? b : a, true);
	set_mac(p, mac_first ? a : b, false);
	memcpy(p->want, p->in, p->end);
	if (mac_first)
		CHECK_CALL(packet_ref_mac(p, p->in, p->tag, 0, p->want + p->tag));
	memcpy(p->want + p->text, p->v.ct.p, p->v.ct.len);
	if (!mac_first)
		CHECK_CALL(packet_ref_mac(p, p->want, p->tag, 0, p->want + p->tag));
	return packet_run(p, kind, TEST_DIRECT, 0);
}

/* Back: the packet that came out goes in; mac_first says how it was made. */
static int
order_decrypt(struct packet *p, bool mac_first, enum test_kind kind, bool spoil)
{
	struct cryptodesc *a = p->crp->crp_desc, *b = a->crd_next;

	memcpy(p->in, p->want, p->end);
	if (spoil)
		p->in[p->tag] ^= 1;
	set_cipher(p, mac_first ? a : b, false);
	set_mac(p, mac_first ? b : a, true);
	memcpy(p->want, p->in, p->end);
	if (!spoil)
		memcpy(p->want + p->text, p->v.pt.p, p->v.pt.len);
	else if (mac_first)
		memset(p->want + p->text, 0, p->v.pt.len);
	return packet_run(p, kind, TEST_BATCH, spoil ? EBADMSG : 0);
}

static int
order(const struct conf_combo *c)
{
	unsigned int i;

	for (i = 0; i < 16; i++) {
		struct packet *p = packet_new(c, 16 * i, i & 1);
		bool mac_first = (i >> 1 & 1) != 0, spoil = (i >> 2 & 1) != 0;
		enum test_kind kind = i >> 3 & 1 ? TEST_MBUF : TEST_CONTIG;

		CHECK(p != NULL);
		CHECK_CALL(order_encrypt(p, mac_first, kind));
		memcpy(p->in, p->want, p->end);
		CHECK_CALL(order_decrypt(p, mac_first, kind, spoil));
	}
	return TEST_PASS;
}

static int
orders(void)
{
	return conf_each(order, is_chain);
}

/* -------------------------------------------------------------------------- ESN */

static bool
takes_esn(const struct conf_combo *c)
{
	const struct vec_alg *auth = vec_alg_find(c->auth);

	if (c->auth == 0 || auth->tags != 0)
		return false;
	return auth->keymax != 0; /* plain digests take none */
}

/* Hashed behind the data, never to be seen in the packet. */
static int
esn_packet(struct packet *p, struct cryptodesc *crd, bool spoil)
{
	uint32_t esn = (uint32_t)test_random() | 1;

	crd->crd_flags = CRD_F_ESN;
	crd->crd_esn = esn;
	memcpy(p->want, p->in, p->end);
	CHECK_CALL(packet_ref_mac(p, p->in, p->tag, esn, p->want + p->tag));
	CHECK_CALL(packet_run(p, TEST_MBUF, TEST_DIRECT, 0));
	CHECK_CALL(packet_run(p, TEST_CONTIG, TEST_BATCH, 0));
	memcpy(p->in, p->want, p->end);
	crd->crd_flags |= CRD_F_VERIFY;
	if (spoil)
		crd->crd_esn ^= 0x10000;
	CHECK_CALL(packet_run(p, TEST_UIO, TEST_BATCH, spoil ? EBADMSG : 0));
	return packet_run(p, TEST_CONTIG, TEST_DIRECT, spoil ? EBADMSG : 0);
}

static int
esn(const struct conf_combo *c)
{
	unsigned int i;

	for (i = 0; i < 24; i++) {
		struct packet *p = packet_new(c, i * 11, false);

		CHECK(p != NULL);
		packet_request(p, 1);
		CHECK(p->crp != NULL);
		set_mac(p, p->crp->crp_desc, false);
		CHECK_CALL(esn_packet(p, p->crp->crp_desc, i & 1));
	}
	return TEST_PASS;
}

static int
esns(void)
{
	return conf_each(esn, takes_esn);
}

/* An ESP packet with ESN: encrypt, MAC of the packet and the number; and back. */
static int
esn_chain(const struct conf_combo *c)
{
	struct packet *p = packet_new(c, 240, false);
	struct cryptodesc *a, *b;
	uint32_t number = (uint32_t)test_random() | 1;

	CHECK(p != NULL);
	a = p->crp->crp_desc;
	b = a->crd_next;
	set_cipher(p, a, true);
	set_mac(p, b, false);
	b->crd_flags |= CRD_F_ESN;
	b->crd_esn = number;
	memcpy(p->want + p->text, p->v.ct.p, p->v.ct.len);
	CHECK_CALL(packet_ref_mac(p, p->want, p->tag, number, p->want + p->tag));
	CHECK_CALL(packet_run(p, TEST_CONTIG, TEST_DIRECT, 0));
	CHECK_CALL(packet_run(p, TEST_MBUF, TEST_BATCH, 0));
	memcpy(p->in, p->want, p->end);
	set_cipher(p, b, false);
	set_mac(p, a, true);
	b->crd_esn = 0;
	a->crd_flags |= CRD_F_ESN;
	a->crd_esn = number;
	memcpy(p->want + p->text, p->v.pt.p, p->v.pt.len);
	CHECK_CALL(packet_run(p, TEST_UIO, TEST_DIRECT, 0));
	a->crd_esn = number ^ 0x100;
	memcpy(p->want, p->in, p->end);
	return packet_run(p, TEST_CONTIG, TEST_BATCH, EBADMSG);
}

static int
esn_chains(void)
{
	return conf_each(esn_chain, is_chain);
}

static const struct test_case cases[] = {
	{"subsets", subsets, TEST_PER_DRIVER},
	{"orders", orders, TEST_PER_DRIVER},
	{"esn", esns, TEST_PER_DRIVER},
	{"esn_chain", esn_chains, TEST_PER_DRIVER},
};
TEST_SUITE(conformance_requests, cases, NULL, NULL);
