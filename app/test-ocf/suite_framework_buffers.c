/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>
#include <stdlib.h>

#include <rte_common.h>
#include <rte_mbuf.h>

#include "ledger.h"
#include "shapes.h"

/*
 * Buffers that hold less than crp_ilen, that are none, separate output; and that a request
 * is judged alike whether it looks usual to the framework or not.
 */

static struct fake *fake;
static struct cryptop *crp;
static uint8_t data[SHAPE_LEN], more[SHAPE_LEN];

static int
begin(enum shape_id id)
{
	uint64_t sid;

	ledger_clear();
	CHECK_CALL(shapes_world(&fake));
	CHECK_EQ(shape_session(fake, id, &sid), 0);
	crp = shape_request(id, sid);
	CHECK(crp != NULL);
	crp->crp_buf = (caddr_t)data;
	crp->crp_ilen = SHAPE_LEN;
	return TEST_PASS;
}

#define RUNS() CHECK_EQ(crypto_run(crp), 0)
#define REFUSED(why)                                                                              \
	do {                                                                                      \
		uint64_t calls_ = fake->calls;                                                    \
		CHECK_EQ(crypto_run(crp), EINVAL);                                                \
		CHECK_STR(crypto_strreason(crp->crp_reason), crypto_strreason(CRYPTO_R_##why));   \
		CHECK_EQ(fake->calls, calls_);                                                    \
	} while (0)

static int
case_none(void)
{
	static const enum shape_id ids[] = {SHAPE_NULL, SHAPE_CBC, SHAPE_SHA, SHAPE_GCM};
	static const int kinds[] = {0, CRYPTO_F_IOV, CRYPTO_F_IMBUF};
	unsigned int i, k;

	for (i = 0; i < RTE_DIM(ids); i++) {
		CHECK_CALL(begin(ids[i]));
		for (k = 0; k < RTE_DIM(kinds); k++) {
			crp->crp_flags = kinds[k];
			crp->crp_buf = NULL;
			REFUSED(BUFFER);
			crp->crp_ilen = 0;
			REFUSED(BUFFER);
			crp->crp_ilen = SHAPE_LEN;
		}
	}
	return TEST_PASS;
}

/* ---------------------------------------------------------------------- uio */

static int
case_uio(void)
{
	struct iovec iov[8];
	struct uio uio = {.uio_iov = iov};
	unsigned int i;

	CHECK_CALL(begin(SHAPE_CBC_HMAC));
	crp->crp_flags |= CRYPTO_F_IOV;
	crp->crp_buf = (caddr_t)&uio;
	for (i = 0; i < 8; i++)
		iov[i] = (struct iovec){data + 16 * i, 16};
	uio.uio_iovcnt = 8;
	RUNS();
	uio.uio_iovcnt = 7;
	REFUSED(BUFFER);
	iov[6].iov_len = 32; /* more than it needs is fine */
	RUNS();
	iov[6].iov_len = SIZE_MAX;
	RUNS();
	iov[3] = (struct iovec){NULL, 0}; /* empty pieces are fine, too */
	iov[2].iov_len = 32;
	RUNS();
	iov[3].iov_len = 1;
	REFUSED(BUFFER);
	iov[3].iov_len = 0;
	uio.uio_iovcnt = 0;
	REFUSED(BUFFER);
	uio.uio_iovcnt = -1;
	REFUSED(BUFFER);
	uio.uio_iovcnt = INT_MIN;
	REFUSED(BUFFER);
	uio.uio_iovcnt = 8;
	uio.uio_iov = NULL;
	REFUSED(BUFFER);
	uio.uio_iov = iov;
	uio.uio_resid = 1; /* the pieces' own lengths count */
	uio.uio_offset = 77;
	RUNS();
	return TEST_PASS;
}

/* --------------------------------------------------------------------- mbufs */

static struct rte_mbuf
plain_mbuf(void *buf, uint16_t len, struct rte_mbuf *next)
{
	struct rte_mbuf m = {.buf_addr = buf, .buf_len = len, .data_len = len, .next = next};

	return m;
}

static int
case_mbuf(void)
{
	struct rte_mbuf m[4];

	CHECK_CALL(begin(SHAPE_CBC_HMAC));
	m[3] = plain_mbuf(data + 96, 32, NULL);
	m[2] = plain_mbuf(data + 64, 32, &m[3]);
	m[1] = plain_mbuf(data + 64, 0, &m[2]); /* an empty one */
	m[0] = plain_mbuf(data, 64, &m[1]);
	m[0].nb_segs = 4;
	m[0].pkt_len = SHAPE_LEN;
	crp->crp_flags |= CRYPTO_F_IMBUF;
	crp->crp_buf = (caddr_t)&m[0];
	RUNS();
	m[3].data_len = 31;
	REFUSED(BUFFER);
	m[0].pkt_len = 4096; /* a promise, not a piece */
	REFUSED(BUFFER);
	m[3].data_len = 40;
	m[0].pkt_len = 1;
	RUNS();
	m[2].next = NULL;
	REFUSED(BUFFER);
	m[0].next = NULL;
	REFUSED(BUFFER);
	m[0] = plain_mbuf(data, SHAPE_LEN, NULL);
	RUNS();
	m[0].data_len = SHAPE_LEN - 1;
	REFUSED(BUFFER);
	m[0].data_len = SHAPE_LEN;
	m[0].next = &m[3]; /* of which the request wants nothing */
	RUNS();
	crp->crp_ilen = 0;
	REFUSED(RANGE);
	return TEST_PASS;
}

/* ----------------------------------------------------------- separate output */

static int
case_output(void)
{
	struct iovec in[2] = {{data, 64}, {data + 64, 64}}, out[3] = {{more, 1}, {more + 1, 126}};
	struct uio uin = {.uio_iov = in, .uio_iovcnt = 2};
	struct uio uout = {.uio_iov = out, .uio_iovcnt = 2};

	CHECK_CALL(begin(SHAPE_CBC_HMAC));
	crp->crp_obuf = (caddr_t)more;
	RUNS();
	crp->crp_flags |= CRYPTO_F_REL; /* "in the same place" */
	REFUSED(OUTPUT);
	crp->crp_obuf = NULL;
	RUNS();
	crp->crp_flags = CRYPTO_F_IOV;
	crp->crp_buf = (caddr_t)&uin;
	crp->crp_obuf = (caddr_t)&uout;
	REFUSED(OUTPUT);
	out[2] = (struct iovec){more + 127, 1};
	uout.uio_iovcnt = 3;
	RUNS();
	in[1].iov_len = 63;
	REFUSED(BUFFER);
	return TEST_PASS;
}

/* With separate output everything else is looked at just the same. */
static int
case_output_rules(void)
{
	CHECK_CALL(begin(SHAPE_GCM));
	crp->crp_obuf = (caddr_t)more;
	RUNS();
	crp->crp_desc->crd_len = 97;
	REFUSED(RANGE);
	crp->crp_desc->crd_len = 64;
	crp->crp_desc->crd_next->crd_inject = 113;
	REFUSED(INJECT);
	crp->crp_desc->crd_next->crd_inject = 112;
	crp->crp_desc->crd_flags &= ~CRD_F_IV_EXPLICIT;
	REFUSED(IV_EXPLICIT);
	return TEST_PASS;
}

/* ------------------------------------------------------- two ways, one answer */

static int
some_number(void)
{
	static const int edges[] = {0, 1, 4, 15, 16, 17, 20, 32, 33, 63, 64, 65, 96, 100, 108,
				    112, 113, 116, 120, 127, 128, 129, -1, -4, -16, INT_MIN,
				    INT_MAX, INT_MAX - 15, 1 << 16, 1 << 24};

	return edges[test_random_below(RTE_DIM(edges))];
}

/* Most of a request stays sound, so that the answers differ. */
static void
mutate(struct cryptodesc *crd, uint8_t *aad)
{
	switch (test_random_below(14)) {
	case 0:
	case 1:
		crd->crd_skip = some_number();
		break;
	case 2:
	case 3:
		crd->crd_len = some_number();
		break;
	case 4:
	case 5:
		crd->crd_inject = some_number();
		break;
	case 6:
	case 7:
		crd->crd_flags ^= (int)(1u << test_random_below(test_random_below(4) ? 8 : 32));
		break;
	case 8:
		crd->crd_flags &= ~(CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT);
		break;
	case 9:
		crd->crd_aad = test_random_below(2) ? aad : NULL;
		break;
	case 10:
		crd->crd_ivp = test_random_below(2) ? aad : NULL;
		break;
	case 11:
		crd->crd_key = test_random_below(2) ? shape_key() : NULL;
		crd->crd_klen = some_number();
		break;
	case 12:
		crd->crd_flags &= ~CRD_F_KEY_EXPLICIT;
		break;
	default:
		crd->crd_alg = test_random_below(3) ? crd->crd_alg : CRYPTO_NULL_CBC;
		break;
	}
}

/* etype and reason; positions that are named make the request an unusual one. */
static int
judge(const struct shape *s, bool unusual, bool swapped, int verdict[2])
{
	struct cryptodesc *crd = crp->crp_desc;
	uint64_t calls = fake->calls;
	unsigned int i;

	for (i = 0; i < s->n; i++, crd = crd->crd_next)
		crd->crd_pos = !unusual ? 0 : swapped ? s->n - i : i + 1;
	verdict[0] = crypto_run(crp);
	verdict[1] = crp->crp_reason;
	CHECK_EQ(fake->calls - calls, verdict[0] == 0);
	return TEST_PASS;
}

static void
swap_descriptors(void)
{
	struct cryptodesc *one = crp->crp_desc, *two = one->crd_next;

	crp->crp_desc = two;
	two->crd_next = one;
	one->crd_next = NULL;
}

/* A random request twice: as it is, and so that only the whole validation will do. */
static int
try_one(enum shape_id id, unsigned int verdicts[CRYPTO_R_MAX])
{
	static uint8_t aad[256];
	const struct shape *s = &shapes[id];
	struct cryptodesc *crd, *first;
	int usual[2], unusual[2];
	bool swapped = false;
	unsigned int n;

	first = crp->crp_desc;
	shape_fill(crp, id, crp->crp_sid);
	crp->crp_ilen = test_random_below(8) ? SHAPE_LEN : some_number();
	if (crp->crp_ilen > SHAPE_LEN)
		crp->crp_ilen = SHAPE_LEN;
	for (n = test_random_below(3); n > 0; n--)
		mutate(s->n == 2 && test_random_below(2) ? first->crd_next : first, aad);
	if (s->n == 2 && test_random_below(3) == 0) {
		swap_descriptors();
		swapped = true;
	}
	CHECK_CALL(judge(s, false, swapped, usual));
	CHECK_CALL(judge(s, true, swapped, unusual));
	if (usual[0] != unusual[0] || usual[1] != unusual[1])
		for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next)
			test_note("%s: alg %d skip %d len %d inject %d flags %#x, ilen %d", s->name,
				  crd->crd_alg, crd->crd_skip, crd->crd_len, crd->crd_inject,
				  (unsigned int)crd->crd_flags, crp->crp_ilen);
	CHECK_STR(crypto_strreason(usual[1]), crypto_strreason(unusual[1]));
	CHECK_EQ(usual[0], unusual[0]);
	verdicts[usual[1]]++;
	if (swapped)
		swap_descriptors();
	return TEST_PASS;
}

static int
case_agree(void)
{
	static const int wanted[] = {CRYPTO_R_NONE, CRYPTO_R_RANGE, CRYPTO_R_INJECT, CRYPTO_R_BLOCK,
				     CRYPTO_R_LENGTH, CRYPTO_R_DESC_ALG, CRYPTO_R_DESC_FLAGS,
				     CRYPTO_R_IV_EXPLICIT, CRYPTO_R_IV_POINTER,
				     CRYPTO_R_KEY_MISSING, CRYPTO_R_KEY_LENGTH, CRYPTO_R_VERIFY};
	unsigned int verdicts[CRYPTO_R_MAX] = {0}, i, turn;
	struct cryptop *all[SHAPE_N];

	CHECK_CALL(begin(SHAPE_NULL));
	for (i = 0; i < SHAPE_N; i++) {
		uint64_t sid;

		CHECK_EQ(shape_session(fake, (enum shape_id)i, &sid), 0);
		all[i] = shape_request((enum shape_id)i, sid);
		CHECK(all[i] != NULL);
		all[i]->crp_buf = (caddr_t)data;
	}
	for (turn = 0; turn < 100000; turn++) {
		i = test_random_below(SHAPE_N);
		crp = all[i];
		CHECK_CALL(try_one((enum shape_id)i, verdicts));
	}
	for (i = 0; i < RTE_DIM(wanted); i++)
		if (verdicts[wanted[i]] < 20)
			test_note("%s: %u times", crypto_strreason(wanted[i]), verdicts[wanted[i]]);
	for (i = 0; i < RTE_DIM(wanted); i++)
		CHECK(verdicts[wanted[i]] >= 20);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"none", case_none, TEST_NO_INIT},
	{"uio", case_uio, TEST_NO_INIT},
	{"mbuf", case_mbuf, TEST_NO_INIT},
	{"output", case_output, TEST_NO_INIT},
	{"output_rules", case_output_rules, TEST_NO_INIT},
	{"agree", case_agree, TEST_NO_INIT},
};
TEST_SUITE(framework_buffers, cases, NULL, NULL);
