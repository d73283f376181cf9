/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>

#include "ledger.h"
#include "shapes.h"

/* Where IVs come from, where they go, and which the framework makes. */

static struct fake *fake;
static struct cryptop *crp;
static struct cryptodesc *crd;
static struct test_buf *buf;
static uint8_t content[SHAPE_LEN], now[SHAPE_LEN];
static uint32_t ivlen;

static int
begin(enum shape_id id, enum test_kind kind, const uint32_t *splits, unsigned int n)
{
	uint64_t sid;

	CHECK_CALL(shapes_world(&fake));
	fake->work = true;
	CHECK_EQ(shape_session(fake, id, &sid), 0);
	crp = shape_request(id, sid);
	CHECK(crp != NULL);
	crd = crp->crp_desc;
	test_random_bytes(content, sizeof(content));
	buf = test_buf_new(kind, content, SHAPE_LEN, splits, n);
	CHECK(buf != NULL);
	test_buf_input(buf, crp);
	ivlen = (uint32_t)(shapes[id].ini[0].cri_ivlen != 0 ? shapes[id].ini[0].cri_ivlen :
							      crypto_alg_ivlen(crd->crd_alg));
	return TEST_PASS;
}

/* The buffer is as it was, but for n bytes at off. */
static int
changed_only(uint32_t off, uint32_t n, const uint8_t *to)
{
	memcpy(content + off, to, n);
	test_buf_read(buf, 0, SHAPE_LEN, now);
	CHECK_MEM(now, content, SHAPE_LEN);
	CHECK(test_buf_intact(buf));
	return TEST_PASS;
}

/* A digest goes elsewhere. */
static void
mac_away(void)
{
	static uint8_t mac[HASH_MAX_LEN];

	crp->crp_mac = (caddr_t)mac;
}

#define RUNS() CHECK_EQ(crypto_run(crp), 0)
#define REFUSED(why)                                                                              \
	do {                                                                                      \
		uint64_t calls_ = fake->calls;                                                    \
		CHECK_EQ(crypto_run(crp), EINVAL);                                                \
		CHECK_STR(crypto_strreason(crp->crp_reason), crypto_strreason(CRYPTO_R_##why));   \
		CHECK_EQ(fake->calls, calls_);                                                    \
	} while (0)

/* ------------------------------------------------------------------ explicit */

/* Used in both directions; written at inject on encryption, unless IV_PRESENT says no. */
static int
explicit_iv(enum shape_id id, enum test_kind kind)
{
	static const uint32_t splits[] = {3, 8, 8, 19, 21, 30};
	uint8_t iv[CRYPTO_MAX_IVLEN];
	uint32_t inject;

	CHECK_CALL(begin(id, kind, splits, RTE_DIM(splits)));
	mac_away();
	test_random_bytes(iv, sizeof(iv));
	inject = (uint32_t)crd->crd_inject;
	crd->crd_ivp = iv;
	RUNS();
	CHECK_MEM(fake->iv, iv, ivlen);
	CHECK_CALL(changed_only(inject, ivlen, iv));
	test_random_bytes(iv, sizeof(iv));
	crd->crd_flags |= CRD_F_IV_PRESENT;
	RUNS();
	CHECK_MEM(fake->iv, iv, ivlen);
	CHECK_CALL(changed_only(0, 0, iv));
	crd->crd_inject = -1; /* nobody looks at it then */
	RUNS();
	CHECK_CALL(changed_only(0, 0, iv));
	crd->crd_flags = CRD_F_IV_EXPLICIT;
	RUNS();
	CHECK_MEM(fake->iv, iv, ivlen);
	CHECK_CALL(changed_only(0, 0, iv));
	return TEST_PASS;
}

static int
case_explicit(void)
{
	static const enum shape_id ids[] = {SHAPE_CBC, SHAPE_CTR, SHAPE_XTS, SHAPE_CBC_HMAC,
					    SHAPE_GCM, SHAPE_CCM, SHAPE_XCHACHA, SHAPE_LONGIV};
	unsigned int i;
	int kind;

	for (i = 0; i < RTE_DIM(ids); i++)
		for (kind = 0; kind < TEST_NKINDS; kind++)
			CHECK_CALL(explicit_iv(ids[i], (enum test_kind)kind));
	return TEST_PASS;
}

/* In the descriptor, or where crd_ivp points, which comes first. */
static int
case_explicit_place(void)
{
	uint8_t iv[16];

	CHECK_CALL(begin(SHAPE_CBC, TEST_CONTIG, NULL, 0));
	test_random_bytes(crd->crd_iv, sizeof(crd->crd_iv));
	crd->crd_ivp = NULL;
	RUNS();
	CHECK_MEM(fake->iv, crd->crd_iv, 16);
	memset(iv, 0x77, sizeof(iv));
	crd->crd_ivp = iv;
	RUNS();
	CHECK_MEM(fake->iv, iv, 16);
	return TEST_PASS;
}

static int
case_long_needs_pointer(void)
{
	static const enum shape_id ids[] = {SHAPE_XCHACHA, SHAPE_LONGIV};
	unsigned int i;

	for (i = 0; i < RTE_DIM(ids); i++) {
		CHECK_CALL(begin(ids[i], TEST_CONTIG, NULL, 0));
		crd->crd_ivp = NULL;
		REFUSED(IV_POINTER);
		crd->crd_flags &= ~CRD_F_ENCRYPT;
		REFUSED(IV_POINTER);
	}
	crd->crd_flags = 0; /* more than the framework takes out of a buffer */
	REFUSED(IV_EXPLICIT);
	crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT;
	REFUSED(IV_EXPLICIT);
	return TEST_PASS;
}

/* ---------------------------------------------------------- out of the buffer */

/* IV_PRESENT: before the data. Decryption: at inject. */
static int
in_buffer(enum shape_id id, enum test_kind kind)
{
	static const uint32_t splits[] = {3, 8, 8, 19, 21, 30, 45};
	uint32_t skip;

	CHECK_CALL(begin(id, kind, splits, RTE_DIM(splits)));
	mac_away();
	skip = (uint32_t)crd->crd_skip;
	crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT;
	crd->crd_inject = 1;
	RUNS();
	CHECK_MEM(fake->iv, content + skip - ivlen, ivlen);
	CHECK_CALL(changed_only(0, 0, content));
	crd->crd_inject = 9999;
	RUNS();
	CHECK_CALL(changed_only(0, 0, content));
	crd->crd_skip = (int)ivlen;
	RUNS();
	CHECK_MEM(fake->iv, content, ivlen);
	crd->crd_skip = (int)ivlen - 1;
	REFUSED(INJECT);
	crd->crd_skip = (int)skip;
	crd->crd_flags = 0;
	REFUSED(INJECT);
	for (crd->crd_inject = 0; crd->crd_inject < 40; crd->crd_inject++) {
		RUNS();
		CHECK_MEM(fake->iv, content + crd->crd_inject, ivlen);
	}
	CHECK_CALL(changed_only(0, 0, content));
	return TEST_PASS;
}

static int
case_in_buffer(void)
{
	static const enum shape_id ids[] = {SHAPE_CBC, SHAPE_CTR, SHAPE_XTS, SHAPE_CBC_HMAC,
					    SHAPE_GCM, SHAPE_CCM, SHAPE_XCHACHA};
	unsigned int i;
	int kind;

	for (i = 0; i < RTE_DIM(ids); i++)
		for (kind = 0; kind < TEST_NKINDS; kind++)
			CHECK_CALL(in_buffer(ids[i], (enum test_kind)kind));
	return TEST_PASS;
}

/* Separate output: read from the input, written to the output. */
static int
case_separate(void)
{
	uint8_t iv[16], before[SHAPE_LEN];
	struct test_buf *out;

	CHECK_CALL(begin(SHAPE_CBC, TEST_CONTIG, NULL, 0));
	test_random_bytes(before, sizeof(before));
	out = test_buf_new(TEST_CONTIG, before, SHAPE_LEN, NULL, 0);
	CHECK(out != NULL);
	test_buf_output(out, crp);
	test_random_bytes(iv, sizeof(iv));
	crd->crd_ivp = iv;
	crd->crd_inject = 5;
	RUNS();
	CHECK_CALL(changed_only(0, 0, content));
	memcpy(before + 5, iv, 16);
	test_buf_read(out, 0, SHAPE_LEN, now);
	CHECK_MEM(now, before, SHAPE_LEN);
	crd->crd_flags = 0;
	RUNS();
	CHECK_MEM(fake->iv, content + 5, 16);
	crd->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT;
	RUNS();
	CHECK_MEM(fake->iv, content, 16);
	CHECK(test_buf_intact(out));
	return TEST_PASS;
}

/* --------------------------------------------------------------- made by us */

/* Only where a random one is safe. */
static int
case_made_where(void)
{
	static const struct {
		enum shape_id id;
		bool made;
	} rows[] = {{SHAPE_CBC, true},      {SHAPE_CBC_HMAC, true}, {SHAPE_XCHACHA, true},
		    {SHAPE_CTR, false},     {SHAPE_XTS, false},     {SHAPE_GCM, false},
		    {SHAPE_CCM, false},     {SHAPE_LONGIV, false}};
	unsigned int i;

	for (i = 0; i < RTE_DIM(rows); i++) {
		CHECK_CALL(begin(rows[i].id, TEST_CONTIG, NULL, 0));
		mac_away();
		crd->crd_flags = CRD_F_ENCRYPT;
		if (!rows[i].made) {
			REFUSED(IV_EXPLICIT);
			CHECK_CALL(changed_only(0, 0, content));
			continue;
		}
		RUNS();
		CHECK_CALL(changed_only((uint32_t)crd->crd_inject, ivlen, fake->iv));
	}
	CHECK_CALL(begin(SHAPE_GMAC, TEST_CONTIG, NULL, 0));
	crd->crd_flags = 0;
	REFUSED(IV_EXPLICIT);
	return TEST_PASS;
}

static int
compare_ivs(const void *a, const void *b)
{
	return memcmp(a, b, 16);
}

/* Each dispatch has another, a request that goes again as well; the bits are even. */
static int
case_made_differ(void)
{
	enum { N = 20000 };
	static uint8_t ivs[N][16];
	unsigned int i, bit, ones;

	CHECK_CALL(begin(SHAPE_CBC, TEST_CONTIG, NULL, 0));
	crd->crd_flags = CRD_F_ENCRYPT;
	for (i = 0; i < N; i++) {
		RUNS();
		memcpy(ivs[i], fake->iv, 16);
		test_buf_read(buf, 0, 16, now);
		CHECK_MEM(now, ivs[i], 16);
	}
	for (bit = 0; bit < 128; bit++) {
		for (i = 0, ones = 0; i < N; i++)
			ones += ivs[i][bit / 8] >> bit % 8 & 1;
		CHECK(ones > N / 2 - 600 && ones < N / 2 + 600); /* eight times the deviation */
	}
	qsort(ivs, N, 16, compare_ivs);
	for (i = 1; i < N; i++)
		CHECK(memcmp(ivs[i - 1], ivs[i], 16) != 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"explicit", case_explicit, TEST_NO_INIT},
	{"explicit_place", case_explicit_place, TEST_NO_INIT},
	{"long_needs_pointer", case_long_needs_pointer, TEST_NO_INIT},
	{"in_buffer", case_in_buffer, TEST_NO_INIT},
	{"separate", case_separate, TEST_NO_INIT},
	{"made_where", case_made_where, TEST_NO_INIT},
	{"made_differ", case_made_differ, TEST_NO_INIT},
};
TEST_SUITE(framework_iv, cases, NULL, NULL);
