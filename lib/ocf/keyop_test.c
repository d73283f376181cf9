/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Known-answer tests of key operations: one is offered only when its driver gives the published
 * answer, and refuses a forged signature. A signature of CRK_DSA_SIGN has no known answer, since
 * k is random: the driver's CRK_DSA_VERIFY, which was tested before, has to accept it.
 */

#include <stdlib.h>
#include <string.h>

#include <rte_cycles.h>
#include <rte_pause.h>

#include "keyop.h"
#include "keyop_kat.h"

#define TIMEOUT_MS 1000
#define MIN_LOOKS 1000 /* at least: this thread may have lost its CPU for all of the time */
#define PARAM_SIZE 256
#define MARGIN 2 /* a result has so many bytes more than its number */

struct keyop_bench {
	struct cryptkop krp;
	uint8_t param[CRK_MAXPARAM][PARAM_SIZE], want[PARAM_SIZE];
};

static const char *const names[CRYPTO_NUM_KEYOPS] = {
	[CRK_MOD_EXP] = "MOD_EXP",
	[CRK_MOD_EXP_CRT] = "MOD_EXP_CRT",
	[CRK_DSA_SIGN] = "DSA_SIGN",
	[CRK_DSA_VERIFY] = "DSA_VERIFY",
	[CRK_DH_COMPUTE_KEY] = "DH_COMPUTE_KEY",
};

/* ---------------------------------------------------------- the operation */

static uint8_t
nibble(char c)
{
	return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Digits of a number, most significant first, become little-endian bytes. @return how many */
static u_int
put_number(uint8_t *dst, const char *hex)
{
	u_int i, n = (u_int)strlen(hex) / 2;

	for (i = 0; i < n; i++)
		dst[n - 1 - i] = (uint8_t)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
	return n;
}

static void
turn_round(uint8_t *bytes, u_int n)
{
	u_int i;

	for (i = 0; i < n / 2; i++) {
		uint8_t byte = bytes[i];

		bytes[i] = bytes[n - 1 - i];
		bytes[n - 1 - i] = byte;
	}
}

static u_int
param_fill(struct keyop_bench *b, u_int i, const char *hex)
{
	u_int n = put_number(b->param[i], hex);

	b->krp.krp_param[i] = (struct crparam){(caddr_t)b->param[i], 8 * n};
	return n;
}

/* A result: its memory is larger, and full of something else. */
static void
result_fill(struct keyop_bench *b, u_int i, u_int bytes)
{
	memset(b->param[i], 0x5a, PARAM_SIZE);
	b->krp.krp_param[i] = (struct crparam){(caddr_t)b->param[i], 8 * (bytes + MARGIN)};
}

static void
bench_fill(struct keyop_bench *b, u_int op, const char *const *in, u_int nin, u_int nout)
{
	u_int i, bytes = 0;

	memset(b, 0, sizeof(*b));
	b->krp.krp_op = op;
	b->krp.krp_iparams = (u_short)nin;
	b->krp.krp_oparams = (u_short)nout;
	for (i = 0; i < nin; i++)
		bytes = RTE_MAX(bytes, param_fill(b, i, in[i]));
	if (op == CRK_DSA_SIGN || op == CRK_DSA_VERIFY) /* the digest is bytes */
		turn_round(b->param[0], (u_int)strlen(in[0]) / 2);
	for (; i < nin + nout; i++)
		result_fill(b, i, bytes);
}

/* ------------------------------------------------------------- the driver */

static bool
is_done(const struct keyop_bench *b)
{
	return crypto_kshadow_done(&b->krp);
}

/* @return was it answered in time? */
static bool
carry_out(struct crypto_kqueue *q, struct keyop_bench *b)
{
	uint64_t start = rte_get_timer_cycles();
	uint64_t limit = rte_get_timer_hz() / 1000 * TIMEOUT_MS;
	unsigned int looks = 0;
	bool taken = false;
	int error;

	b->krp.krp_lcore = UINT16_MAX;
	b->krp.krp_hid = (uint32_t)(q - crypto_kqueues);
	crypto_kfail(&b->krp, 0, CRYPTO_R_NONE);
	__atomic_store_n(&b->krp.krp_state, CRYPTO_KOP_DRIVER, __ATOMIC_RELEASE);
	while (!is_done(b)) {
		if (!taken) {
			error = q->kprocess(q->karg, &b->krp);
			taken = error != ERESTART;
			if (taken && error != 0) {
				crypto_kfail(&b->krp, EIO, CRYPTO_R_DRIVER_VALUE);
				return true;
			}
		}
		if (q->kpoll != NULL)
			q->kpoll(q->karg);
		if (++looks > MIN_LOOKS && rte_get_timer_cycles() - start > limit) {
			q->stuck = taken;
			return is_done(b);
		}
		rte_pause();
	}
	return true;
}

/* -------------------------------------------------------------- the answer */

static const char *
judge(struct crypto_kqueue *q, struct keyop_bench *b, int status)
{
	if (!carry_out(q, b))
		return "no answer";
	return (int)b->krp.krp_status == status ? NULL :
	       b->krp.krp_status != 0           ? strerror((int)b->krp.krp_status) :
						  "took a forged signature";
}

static const char *
compare(struct keyop_bench *b, const char *out)
{
	u_int room = b->krp.krp_param[b->krp.krp_iparams].crp_nbits / 8;

	memset(b->want, 0x5a, sizeof(b->want));
	memset(b->want, 0, room);
	put_number(b->want, out);
	return memcmp(b->param[b->krp.krp_iparams], b->want, PARAM_SIZE) == 0 ? NULL :
										"wrong answer";
}

static const char *
test_exp(struct crypto_kqueue *q, struct keyop_bench *b, const struct keyop_kat *row)
{
	const char *why;

	bench_fill(b, row->op, row->in, row->nin, 1);
	why = judge(q, b, 0);
	return why != NULL ? why : compare(b, row->out);
}

static const char *
test_verify(struct crypto_kqueue *q, struct keyop_bench *b, const struct keyop_kat *row)
{
	const char *why;

	bench_fill(b, row->op, row->in, row->nin, 0);
	why = judge(q, b, 0);
	if (why != NULL)
		return why;
	b->param[0][0] ^= 1;
	return judge(q, b, EBADMSG);
}

/* digest, p, q, g, private and the public key, for whom verifies. */
static const char *
test_sign(struct crypto_kqueue *q, struct keyop_bench *b, const struct keyop_kat *row)
{
	struct crparam r, s;
	const char *why;

	if (!(atomic_load(&q->tested) & CRF_DSA_VERIFY))
		return "the driver has no DSA_VERIFY that could tell";
	bench_fill(b, row->op, row->in, row->nin, 2);
	why = judge(q, b, 0);
	if (why != NULL)
		return why;
	r = b->krp.krp_param[5];
	s = b->krp.krp_param[6];
	b->krp.krp_op = CRK_DSA_VERIFY;
	b->krp.krp_iparams = 7;
	b->krp.krp_oparams = 0;
	param_fill(b, 4, row->out);
	b->krp.krp_param[5] = r;
	b->krp.krp_param[6] = s;
	return judge(q, b, 0);
}

static const char *
run_row(struct crypto_kqueue *q, struct keyop_bench *b, const struct keyop_kat *row)
{
	switch (row->op) {
	case CRK_DSA_SIGN: return test_sign(q, b, row);
	case CRK_DSA_VERIFY: return test_verify(q, b, row);
	default: return test_exp(q, b, row);
	}
}

/* ------------------------------------------------------------- the verdict */

static void
settle(struct crypto_kqueue *q, u_int op, const char *why)
{
	const struct crypto_driver *drv = crypto_driver_get((uint32_t)(q - crypto_kqueues));

	if (why == NULL) {
		atomic_fetch_or(&q->tested, 1u << op);
		return;
	}
	atomic_fetch_or(&q->failed, 1u << op);
	atomic_fetch_and(&q->offered, ~(1u << op));
	CRYPTO_LOG(ERR, "%s: %s is not offered: self-test: %s", drv != NULL ? drv->name : "?",
		   names[op], why);
}

/* All rows of an operation; the first that fails counts. */
static void
test_one(struct crypto_kqueue *q, u_int op)
{
	const char *why = NULL;
	unsigned int i;

	if (q->bench == NULL)
		q->bench = calloc(1, sizeof(*q->bench));

	for (i = 0; i < RTE_DIM(keyop_kats) && why == NULL; i++) {
		if (keyop_kats[i].op != op)
			continue;
		why = q->bench == NULL ? "no memory" :
		      q->stuck         ? "an earlier one was not answered" :
					 run_row(q, q->bench, &keyop_kats[i]);
	}
	settle(q, op, why);
}

void
crypto_keyop_free(const struct crypto_driver *drv)
{
	struct crypto_kqueue *q = &crypto_kqueues[drv->id];

	free(q->bench);
	q->bench = NULL;
	q->stuck = false;
}

bool
crypto_keyop_test(struct crypto_kqueue *q)
{
	/* verification first: it judges signatures */
	static const u_int order[] = {CRK_MOD_EXP, CRK_MOD_EXP_CRT, CRK_DSA_VERIFY, CRK_DSA_SIGN,
				      CRK_DH_COMPUTE_KEY};
	unsigned int i, want = atomic_load(&q->offered) & ~atomic_load(&q->tested);

	for (i = 0; i < RTE_DIM(order); i++)
		if (want & 1u << order[i])
			test_one(q, order[i]);
	return want != 0;
}
