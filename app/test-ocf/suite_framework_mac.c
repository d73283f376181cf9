/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "ledger.h"
#include "shapes.h"

/* What the framework does for MACs: digests written, compared, and nothing else touched. */

static struct fake *fake;
static struct cryptop *crp;
static struct test_buf *buf;
static uint8_t content[SHAPE_LEN], now[SHAPE_LEN];

static int
begin(int mlen, enum test_kind kind)
{
	static const uint32_t splits[] = {50, 101, 103, 103, 110};
	uint64_t sid;

	CHECK_CALL(shapes_world(&fake));
	fake->work = true;
	test_random_bytes(fake->digest, sizeof(fake->digest));
	CHECK_EQ(fake_session_alg(fake, &sid, CRYPTO_SHA1_HMAC, 160, mlen), 0);
	crp = shape_request(SHAPE_HMAC, sid);
	CHECK(crp != NULL);
	test_random_bytes(content, sizeof(content));
	buf = test_buf_new(kind, content, SHAPE_LEN, splits, RTE_DIM(splits));
	CHECK(buf != NULL);
	test_buf_input(buf, crp);
	return TEST_PASS;
}

static int
unchanged(void)
{
	test_buf_read(buf, 0, SHAPE_LEN, now);
	CHECK_MEM(now, content, SHAPE_LEN);
	CHECK(test_buf_intact(buf));
	return TEST_PASS;
}

static void
put(uint32_t off, const void *src, uint32_t len)
{
	memcpy(content + off, src, len);
	test_buf_write(buf, off, len, src);
}

/* mlen bytes at inject, no more and no less; 0 is the whole. */
static int
case_written(void)
{
	int mlen, kind;

	for (kind = 0; kind < TEST_NKINDS; kind++) {
		for (mlen = 0; mlen <= 20; mlen++) {
			CHECK_CALL(begin(mlen, (enum test_kind)kind));
			CHECK_EQ(crypto_run(crp), 0);
			memcpy(content + 100, fake->digest, mlen != 0 ? (size_t)mlen : 20);
			CHECK_CALL(unchanged());
		}
	}
	return TEST_PASS;
}

/* With crp_mac it goes there, and the buffer is not touched. */
static int
case_written_aside(void)
{
	uint8_t mac[32];
	int mlen;

	for (mlen = 1; mlen <= 20; mlen++) {
		CHECK_CALL(begin(mlen, TEST_MBUF));
		memset(mac, 0xee, sizeof(mac));
		crp->crp_mac = (caddr_t)mac + 3;
		CHECK_EQ(crypto_run(crp), 0);
		CHECK_MEM(mac + 3, fake->digest, (size_t)mlen);
		CHECK(mac[2] == 0xee && mac[3 + mlen] == 0xee);
		CHECK_CALL(unchanged());
	}
	return TEST_PASS;
}

/* Every bit of the mlen bytes counts, no other does, and nothing is written. */
static int
verify_bits(int mlen, enum test_kind kind, bool aside)
{
	uint8_t mac[24], *place;
	int bit;

	CHECK_CALL(begin(mlen, kind));
	crp->crp_desc->crd_flags |= CRD_F_VERIFY;
	crp->crp_mac = aside ? (caddr_t)mac : NULL;
	memset(mac, 0x11, sizeof(mac));
	for (bit = -1; bit < 8 * mlen + 8; bit++) {
		bool wrong = bit >= 0 && bit < 8 * mlen;

		memcpy(mac, fake->digest, (size_t)mlen);
		place = mac;
		if (bit >= 0)
			place[bit / 8] ^= (uint8_t)(1 << bit % 8);
		if (!aside)
			put(100, mac, (uint32_t)mlen + 1);
		CHECK_EQ(crypto_run(crp), wrong ? EBADMSG : 0);
		CHECK_EQ(crp->crp_reason, wrong ? CRYPTO_R_MISMATCH : CRYPTO_R_NONE);
		CHECK_CALL(unchanged());
	}
	return TEST_PASS;
}

static int
case_verify(void)
{
	static const int lengths[] = {4, 5, 12, 19, 20};
	unsigned int i;
	int kind;

	for (i = 0; i < RTE_DIM(lengths); i++) {
		for (kind = 0; kind < TEST_NKINDS; kind++)
			CHECK_CALL(verify_bits(lengths[i], (enum test_kind)kind, false));
		CHECK_CALL(verify_bits(lengths[i], TEST_UIO, true));
	}
	return TEST_PASS;
}

/* Separate output: what is compared stands in the input, what is written in the output. */
static int
case_separate(void)
{
	uint8_t before[SHAPE_LEN];
	struct test_buf *out;

	CHECK_CALL(begin(12, TEST_MBUF));
	test_random_bytes(before, sizeof(before));
	out = test_buf_new(TEST_MBUF, before, SHAPE_LEN, (uint32_t[]){105}, 1);
	CHECK(out != NULL);
	test_buf_output(out, crp);
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_CALL(unchanged());
	memcpy(before + 100, fake->digest, 12);
	test_buf_read(out, 0, SHAPE_LEN, now);
	CHECK_MEM(now, before, SHAPE_LEN);
	crp->crp_desc->crd_flags |= CRD_F_VERIFY;
	CHECK_EQ(crypto_run(crp), EBADMSG); /* the output has the right one */
	put(100, fake->digest, 12);
	test_buf_write(out, 100, 12, content);
	CHECK_EQ(crypto_run(crp), 0);
	CHECK(test_buf_intact(out));
	return TEST_PASS;
}

/*
 * A MAC over what the cipher before it wrote reads that from the output, all else from the
 * input; one that comes first reads the input alone.
 */
static uint8_t seen[96];
static bool mac_first;

static void
read_mac_input(struct fake *f, struct cryptop *req)
{
	struct cryptodesc *mac = mac_first ? req->crp_desc : req->crp_desc->crd_next;

	(void)f;
	crypto_read(req, mac, 0, 96, seen);
}

static int
case_chain(void)
{
	uint8_t output[SHAPE_LEN];
	struct cryptodesc *cipher, *mac;
	uint64_t sid;

	CHECK_CALL(begin(12, TEST_CONTIG));
	CHECK_EQ(shape_session(fake, SHAPE_CBC_HMAC, &sid), 0);
	crp = shape_request(SHAPE_CBC_HMAC, sid);
	CHECK(crp != NULL);
	test_buf_input(buf, crp);
	cipher = crp->crp_desc;
	mac = cipher->crd_next;
	crp->crp_obuf = (caddr_t)output;
	test_random_bytes(output, sizeof(output));
	fake->work = false;
	fake->hook = read_mac_input;
	mac_first = false;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_MEM(seen, content, 16);
	CHECK_MEM(seen + 16, output + 16, 80); /* IV and text are the cipher's */
	cipher->crd_flags |= CRD_F_IV_PRESENT; /* then it writes no IV */
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_MEM(seen, content, 32);
	CHECK_MEM(seen + 32, output + 32, 64);
	crp->crp_desc = mac;
	mac->crd_next = cipher;
	cipher->crd_next = NULL;
	mac_first = true;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_MEM(seen, content, 96);
	crp->crp_obuf = NULL;
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_MEM(seen, content, 96);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"written", case_written, TEST_NO_INIT},
	{"written_aside", case_written_aside, TEST_NO_INIT},
	{"verify", case_verify, TEST_NO_INIT},
	{"separate", case_separate, TEST_NO_INIT},
	{"chain", case_chain, TEST_NO_INIT},
};
TEST_SUITE(framework_mac, cases, NULL, NULL);
