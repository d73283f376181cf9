/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>

#include <rte_common.h>
#include <rte_mbuf.h>

#include "ledger.h"
#include "shapes.h"

/*
 * Requests that make no sense: EINVAL with the right reason, before a driver sees them and
 * without a byte written. Each field takes each value that could be trouble.
 */

#define R(name) CRYPTO_R_##name
#define OK CRYPTO_R_NONE

/* The request that a row changes, and the buffer that must not be. */
static struct fake *fake;
static struct test_buf *buf;
static struct cryptop *crp;
static uint64_t sid;
static uint8_t content[SHAPE_LEN];

static int
begin(enum shape_id id, enum test_kind kind)
{
	static const uint32_t splits[] = {1, 33, 33, 64, 100};

	if (buf == NULL || buf->kind != kind)
		buf = test_buf_new(kind, content, SHAPE_LEN, splits, RTE_DIM(splits));
	CHECK(buf != NULL);
	CHECK_EQ(shape_session(fake, id, &sid), 0);
	crp = shape_request(id, sid);
	CHECK(crp != NULL);
	test_buf_input(buf, crp);
	crp->crp_callback = ledger_callback;
	return TEST_PASS;
}

static void
fresh(enum shape_id id)
{
	shape_fill(crp, id, sid);
	crp->crp_buf = buf->buf;
	crp->crp_obuf = NULL;
	crp->crp_ilen = SHAPE_LEN;
	crp->crp_flags = buf->flags;
	crp->crp_opaque = NULL;
}

/* Dispatch it as it is: the reason, whether a driver saw it, and the buffer. */
static int
expect(enum crypto_reason reason)
{
	uint64_t calls = fake->calls;
	uint8_t after[SHAPE_LEN];

	ledger.n = ledger.bad = 0;
	CHECK_EQ(crypto_dispatch(crp), 0);
	CHECK_EQ(crypto_poll(), 1);
	CHECK_EQ(ledger.n, 1);
	CHECK_STR(crypto_strreason(crp->crp_reason), crypto_strreason(reason));
	CHECK_EQ(crp->crp_etype, reason == OK ? 0 : EINVAL);
	CHECK_EQ(fake->calls - calls, reason == OK ? 1 : 0);
	CHECK_EQ(ledger.bad, 0);
	test_buf_read(buf, 0, SHAPE_LEN, after);
	CHECK_MEM(after, content, SHAPE_LEN);
	CHECK(test_buf_intact(buf));
	return TEST_PASS;
}

static struct cryptodesc *
desc(unsigned int d)
{
	return d == 0 ? crp->crp_desc : crp->crp_desc->crd_next;
}

static int
setup_world(void)
{
	int rc = shapes_world(&fake);

	buf = NULL;
	ledger_clear();
	test_random_bytes(content, sizeof(content));
	return rc;
}

/* ----------------------------------------------------- numbers of descriptors */

enum field { SKIP, LEN, INJECT, ILEN, KLEN };

/*
 * A field's values: INT_MIN, -1, 0, 1, the most that is sound, one more, INT_MAX; and what
 * each is.
 */
static const struct {
	enum shape_id shape;
	unsigned int desc;
	enum field field;
	int most;
	enum crypto_reason reason[7];
} rows[] = {
#define BAD(r) {R(r), R(r), OK, OK, OK, R(r), R(r)}
	{SHAPE_NULL, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_NULL, 0, LEN, 112, {R(RANGE), R(RANGE), OK, R(BLOCK), OK, R(RANGE), R(RANGE)}},
	{SHAPE_NULL, 0, INJECT, INT_MAX - 1, {OK, OK, OK, OK, OK, OK, OK}}, /* it has no IV */
	{SHAPE_CBC, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_CBC, 0, LEN, 112, {R(RANGE), R(RANGE), OK, R(BLOCK), OK, R(RANGE), R(RANGE)}},
	{SHAPE_CBC, 0, INJECT, 112, BAD(INJECT)},
	{SHAPE_CTR, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_CTR, 0, LEN, 112, BAD(RANGE)},
	{SHAPE_CTR, 0, INJECT, 112, BAD(INJECT)},
	{SHAPE_XTS, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_XTS, 0, LEN, 112,
	 {R(RANGE), R(RANGE), R(LENGTH), R(LENGTH), OK, R(RANGE), R(RANGE)}},
	{SHAPE_XTS, 0, INJECT, 112, BAD(INJECT)},
	{SHAPE_ARC4, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_ARC4, 0, LEN, 112, BAD(RANGE)},
	{SHAPE_ARC4, 0, KLEN, 2048,
	 {R(KEY_LENGTH), R(KEY_LENGTH), R(KEY_LENGTH), R(KEY_LENGTH), OK, R(KEY_LENGTH),
	  R(KEY_LENGTH)}},
	{SHAPE_NOKEY, 0, KLEN, 256,
	 {R(KEY_LENGTH), R(KEY_LENGTH), R(KEY_LENGTH), R(KEY_LENGTH), OK, R(KEY_LENGTH),
	  R(KEY_LENGTH)}},
	{SHAPE_NOKEY, 0, LEN, 112, {R(RANGE), R(RANGE), OK, R(BLOCK), OK, R(RANGE), R(RANGE)}},
	{SHAPE_HMAC, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_HMAC, 0, LEN, 112, BAD(RANGE)},
	{SHAPE_HMAC, 0, INJECT, 108, BAD(INJECT)},
	{SHAPE_SHORT, 0, INJECT, 125, BAD(INJECT)},
	{SHAPE_SHA, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_SHA, 0, LEN, 112, BAD(RANGE)},
	{SHAPE_SHA, 0, INJECT, 96, BAD(INJECT)},
	{SHAPE_NULLMAC, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_NULLMAC, 0, LEN, 112, BAD(RANGE)},
	{SHAPE_NULLMAC, 0, INJECT, INT_MAX - 1, {OK, OK, OK, OK, OK, OK, OK}},
	{SHAPE_GMAC, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_GMAC, 0, LEN, 112, BAD(RANGE)},
	{SHAPE_GMAC, 0, INJECT, 112, BAD(INJECT)},
	{SHAPE_CBC_HMAC, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_CBC_HMAC, 0, LEN, 96, {R(RANGE), R(RANGE), OK, R(BLOCK), OK, R(RANGE), R(RANGE)}},
	{SHAPE_CBC_HMAC, 0, INJECT, 112, BAD(INJECT)},
	{SHAPE_CBC_HMAC, 1, SKIP, 32, BAD(RANGE)},
	{SHAPE_CBC_HMAC, 1, LEN, 128, BAD(RANGE)},
	{SHAPE_CBC_HMAC, 1, INJECT, 116, BAD(INJECT)},
	{SHAPE_GCM, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_GCM, 0, LEN, 96, BAD(RANGE)},
	{SHAPE_GCM, 0, INJECT, 116, BAD(INJECT)},
	{SHAPE_GCM, 1, SKIP, 112, BAD(RANGE)},
	{SHAPE_GCM, 1, LEN, 128, BAD(RANGE)},
	{SHAPE_GCM, 1, INJECT, 112, BAD(INJECT)},
	{SHAPE_CCM, 0, SKIP, 64, BAD(RANGE)},
	{SHAPE_CCM, 0, LEN, 96, BAD(RANGE)},
	{SHAPE_CCM, 0, INJECT, 115, BAD(INJECT)},
	{SHAPE_CCM, 1, LEN, 128, BAD(RANGE)},
	{SHAPE_CCM, 1, INJECT, 120, BAD(INJECT)},
	{SHAPE_XCHACHA, 0, LEN, 96, BAD(RANGE)},
	{SHAPE_XCHACHA, 0, INJECT, 104, BAD(INJECT)},
	{SHAPE_XCHACHA, 1, SKIP, 124, BAD(RANGE)},
	{SHAPE_XCHACHA, 1, INJECT, 112, BAD(INJECT)},
	{SHAPE_LONGIV, 0, SKIP, 88, BAD(RANGE)},
	{SHAPE_LONGIV, 0, INJECT, 88, BAD(INJECT)},
	{SHAPE_CBC, 0, ILEN, 128,
	 {R(BUFFER), R(BUFFER), R(RANGE), R(RANGE), OK, R(BUFFER), R(BUFFER)}},
	{SHAPE_HMAC, 0, ILEN, 128,
	 {R(BUFFER), R(BUFFER), R(RANGE), R(RANGE), OK, R(BUFFER), R(BUFFER)}},
	{SHAPE_GCM, 0, ILEN, 128,
	 {R(BUFFER), R(BUFFER), R(RANGE), R(RANGE), OK, R(BUFFER), R(BUFFER)}},
};

static int *
field_of(unsigned int d, enum field field)
{
	switch (field) {
	case SKIP:
		return &desc(d)->crd_skip;
	case LEN:
		return &desc(d)->crd_len;
	case INJECT:
		return &desc(d)->crd_inject;
	case KLEN:
		return &desc(d)->crd_klen;
	default:
		return &crp->crp_ilen;
	}
}

static int
try_row(unsigned int i, enum test_kind kind)
{
	const int values[7] = {INT_MIN, -1, 0, 1, rows[i].most, rows[i].most + 1, INT_MAX};
	static uint8_t big_key[512];
	unsigned int v;

	CHECK_CALL(begin(rows[i].shape, kind));
	for (v = 0; v < 7; v++) {
		/* contiguous memory has no length of its own */
		if (rows[i].field == ILEN && v > 4 && kind == TEST_CONTIG)
			continue;
		fresh(rows[i].shape);
		if (rows[i].field == KLEN)
			desc(0)->crd_key = (caddr_t)big_key;
		*field_of(rows[i].desc, rows[i].field) = values[v];
		if (expect(rows[i].reason[v]) != TEST_PASS) {
			test_note("row %u, %s, descriptor %u, field %u, value %d", i,
				  shapes[rows[i].shape].name, rows[i].desc, rows[i].field,
				  values[v]);
			return TEST_FAIL;
		}
	}
	CHECK_EQ(test_session_end(sid), 0);
	return TEST_PASS;
}

static int
try_rows(enum test_kind kind)
{
	unsigned int i;

	CHECK_CALL(setup_world());
	for (i = 0; i < RTE_DIM(rows); i++)
		CHECK_CALL(try_row(i, kind));
	return TEST_PASS;
}

static int
case_numbers_contig(void)
{
	return try_rows(TEST_CONTIG);
}

static int
case_numbers_uio(void)
{
	return try_rows(TEST_UIO);
}

static int
case_numbers_mbuf(void)
{
	return try_rows(TEST_MBUF);
}

/* -------------------------------------------------------------------- flags */

/* What each bit of crd_flags is, when it joins a sound descriptor; the rest is unknown. */
#define CIPHER {OK, OK, OK, R(DESC_FLAGS), R(KEY_MISSING), R(DESC_FLAGS), R(VERIFY), R(DESC_FLAGS)}
#define KEYED {OK, OK, OK, R(DESC_FLAGS), OK, R(DESC_FLAGS), R(VERIFY), R(DESC_FLAGS)}
#define MAC(v, esn) {OK, OK, OK, R(DESC_FLAGS), R(KEY_MISSING), R(DESC_FLAGS), v, esn}
#define AUTH(v) {OK, OK, OK, R(DESC_FLAGS), R(DESC_FLAGS), R(DESC_FLAGS), v, R(DESC_FLAGS)}

static const struct {
	enum shape_id shape;
	unsigned int desc;
	enum crypto_reason bit[8];
} flag_rows[] = {
	{SHAPE_NULL, 0, {OK, OK, OK, R(DESC_FLAGS), OK, R(DESC_FLAGS), R(VERIFY), R(DESC_FLAGS)}},
	{SHAPE_CBC, 0, CIPHER},
	{SHAPE_CTR, 0, CIPHER},
	{SHAPE_XTS, 0, CIPHER},
	{SHAPE_ARC4, 0, KEYED},
	{SHAPE_NOKEY, 0, KEYED},
	{SHAPE_HMAC, 0, MAC(OK, OK)},
	{SHAPE_SHORT, 0, MAC(R(VERIFY), OK)},
	{SHAPE_SHA, 0, {OK, OK, OK, R(DESC_FLAGS), OK, R(DESC_FLAGS), OK, R(DESC_FLAGS)}},
	{SHAPE_NULLMAC, 0, {OK, OK, OK, R(DESC_FLAGS), OK, R(DESC_FLAGS), R(VERIFY), OK}},
	{SHAPE_GMAC, 0, MAC(OK, R(DESC_FLAGS))},
	{SHAPE_CBC_HMAC, 0, CIPHER},
	{SHAPE_CBC_HMAC, 1, MAC(OK, OK)},
	{SHAPE_GCM, 0, CIPHER},
	{SHAPE_GCM, 1, AUTH(R(VERIFY))}, /* an AEAD that encrypts has nothing to verify */
	{SHAPE_CCM, 0, CIPHER},
	{SHAPE_CCM, 1, AUTH(R(VERIFY))},
	{SHAPE_XCHACHA, 0, CIPHER},
	{SHAPE_XCHACHA, 1, AUTH(R(VERIFY))},
};

static int
try_flags(enum test_kind kind)
{
	unsigned int i, b;

	CHECK_CALL(setup_world());
	for (i = 0; i < RTE_DIM(flag_rows); i++) {
		CHECK_CALL(begin(flag_rows[i].shape, kind));
		for (b = 0; b < 32; b++) {
			fresh(flag_rows[i].shape);
			desc(flag_rows[i].desc)->crd_flags |= (int)(1u << b);
			if (expect(b < 8 ? flag_rows[i].bit[b] : R(DESC_FLAGS)) != TEST_PASS) {
				test_note("%s, descriptor %u, bit %u",
					  shapes[flag_rows[i].shape].name, flag_rows[i].desc, b);
				return TEST_FAIL;
			}
		}
		CHECK_EQ(test_session_end(sid), 0);
	}
	return TEST_PASS;
}

static int
case_desc_flags_contig(void)
{
	return try_flags(TEST_CONTIG);
}

static int
case_desc_flags_mbuf(void)
{
	return try_flags(TEST_MBUF);
}

static int
case_request_flags(void)
{
	unsigned int b, s;

	CHECK_CALL(setup_world());
	for (s = 0; s < SHAPE_N; s++) {
		CHECK_CALL(begin((enum shape_id)s, TEST_CONTIG));
		for (b = 0; b < 32; b++) {
			if (b < 2) /* another kind of buffer */
				continue;
			fresh((enum shape_id)s);
			crp->crp_flags |= (int)(1u << b);
			if (1u << b == CRYPTO_F_CBIMM) /* called back before the poll */
				continue;
			CHECK_CALL(expect(b < 7 ? OK : R(FLAGS)));
		}
		fresh((enum shape_id)s);
		crp->crp_flags |= CRYPTO_F_IMBUF | CRYPTO_F_IOV;
		CHECK_CALL(expect(R(FLAGS)));
	}
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"numbers_contig", case_numbers_contig, TEST_NO_INIT},
	{"numbers_uio", case_numbers_uio, TEST_NO_INIT},
	{"numbers_mbuf", case_numbers_mbuf, TEST_NO_INIT},
	{"desc_flags_contig", case_desc_flags_contig, TEST_NO_INIT},
	{"desc_flags_mbuf", case_desc_flags_mbuf, TEST_NO_INIT},
	{"request_flags", case_request_flags, TEST_NO_INIT},
};
TEST_SUITE(framework_invalid, cases, NULL, NULL);
