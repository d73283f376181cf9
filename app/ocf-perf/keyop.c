/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Key operations: what one costs, when many are out, beside OpenSSL's own call for the same
 * numbers. The two take turns, a window each; both are judged by their floor. The library does
 * the work on a thread of its own: what counts is the CPU's time of that thread (of this one,
 * for OpenSSL's call), since an operation is far longer than the turn that a thread gets on a
 * busy machine. It is shown in TSC ticks.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/bn.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "perf.h"

#define MAX_OUT 32 /* operations out at once */
#define MAX_BYTES 512

/* Bytes of base, exponent and modulus; primes: the exponentiation is done by their halves. */
static const struct row {
	const char *name;
	int base, exponent, mod;
	bool crt;
	unsigned int window; /* operations */
} rows[] = {
	{"1024 bits, e = 65537", 20, 3, 128, false, 2048},
	{"2048 bits, e = 65537", 256, 3, 256, false, 1024},
	{"1024 bits, secret exponent", 128, 128, 128, false, 32},
	{"2048 bits, secret exponent", 256, 256, 256, false, 8},
	{"4096 bits, secret exponent", 512, 512, 512, false, 2},
	{"2048 bits by CRT", 256, 128, 128, true, 16},
};

struct work {
	const struct row *row;
	BN_CTX *ctx;
	BIGNUM *n[6], *result; /* as CRK_MOD_EXP(_CRT) has its inputs */
	uint8_t in[6][MAX_BYTES];
	uint8_t out[MAX_OUT][MAX_BYTES];
	struct cryptkop krp[MAX_OUT];
	unsigned int done, failed;
	struct perf_samples ours, reference;
};

static int
callback(struct cryptkop *krp)
{
	struct work *w = (struct work *)krp->krp_opaque;

	w->done++;
	w->failed += krp->krp_status != 0;
	return 0;
}

/* ----------------------------------------------------------------- the numbers */

static bool
number(struct work *w, unsigned int i, int bytes)
{
	int bits = 8 * bytes;
	bool good;

	w->n[i] = BN_new();
	if (w->n[i] == NULL)
		return false;
	if (bytes == 3)
		good = BN_set_word(w->n[i], 65537) == 1;
	else
		good = BN_rand(w->n[i], bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD) == 1;
	return good && BN_bn2lebinpad(w->n[i], w->in[i], bytes) == bytes;
}

static bool
numbers(struct work *w)
{
	const struct row *r = w->row;
	const int plain[] = {r->base, r->exponent, r->mod};
	const int crt[] = {r->mod, r->mod, r->base, r->exponent, r->exponent, r->mod};
	const int *bytes = r->crt ? crt : plain;
	unsigned int i, j, n = r->crt ? 6 : 3;

	for (i = 0; i < n; i++)
		if (!number(w, i, bytes[i]))
			return false;
	for (j = 0; j < MAX_OUT; j++) {
		struct cryptkop *krp = &w->krp[j];

		krp->krp_op = r->crt ? CRK_MOD_EXP_CRT : CRK_MOD_EXP;
		krp->krp_iparams = (u_short)n;
		krp->krp_oparams = 1;
		for (i = 0; i < n; i++)
			krp->krp_param[i] = (struct crparam){(caddr_t)w->in[i],
							     (u_int)BN_num_bits(w->n[i])};
		krp->krp_param[n] = (struct crparam){(caddr_t)w->out[j], 8 * MAX_BYTES};
		krp->krp_callback = callback;
		krp->krp_opaque = (caddr_t)w;
	}
	w->result = BN_new();
	w->ctx = BN_CTX_new();
	return w->result != NULL && w->ctx != NULL;
}

/* -------------------------------------------------------------------- windows */

static uint64_t
cpu_ticks(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (uint64_t)(((double)ts.tv_sec + (double)ts.tv_nsec * 1e-9) *
			  (double)rte_get_tsc_hz());
}

/* Of all threads but this one; what a thread has used is known when it sleeps. */
static uint64_t
others_ticks(void)
{
	rte_delay_us_sleep(1000);
	return cpu_ticks(CLOCK_PROCESS_CPUTIME_ID) - cpu_ticks(CLOCK_THREAD_CPUTIME_ID);
}

static void
note(struct perf_samples *s, uint64_t ticks, unsigned int n)
{
	s->v[s->n++] = (uint32_t)(ticks / n);
	s->sorted = false;
}

/* What the library's figure is compared with. */
static bool
reference(struct work *w)
{
	BIGNUM *const *n = w->n;

	if (w->row->crt) /* both halves; the rest is little */
		return BN_mod_exp_mont_consttime(w->result, n[2], n[3], n[0], w->ctx, NULL) == 1 &&
		       BN_mod_exp_mont_consttime(w->result, n[2], n[4], n[1], w->ctx, NULL) == 1;
	if (w->row->exponent == 3)
		return BN_mod_exp(w->result, n[0], n[1], n[2], w->ctx) == 1;
	return BN_mod_exp_mont_consttime(w->result, n[0], n[1], n[2], w->ctx, NULL) == 1;
}

static void
window_reference(struct work *w)
{
	uint64_t start = cpu_ticks(CLOCK_THREAD_CPUTIME_ID);
	unsigned int i;

	for (i = 0; i < w->row->window; i++)
		w->failed += !reference(w);
	note(&w->reference, cpu_ticks(CLOCK_THREAD_CPUTIME_ID) - start, w->row->window);
}

static void
window_ours(struct work *w)
{
	unsigned int sent = 0, n = w->row->window;
	uint64_t start = others_ticks();

	w->done = 0;
	while (w->done < n && !perf_stop) {
		while (sent < n && sent - w->done < MAX_OUT &&
		       crypto_kdispatch(&w->krp[sent % MAX_OUT]) == 0)
			sent++;
		if (crypto_poll() == 0) /* seldom: to wake up costs the other thread its caches */
			rte_delay_us_sleep(2000);
	}
	crypto_drain(10000000);
	note(&w->ours, others_ticks() - start, n);
}

/* Is its result OpenSSL's? */
static bool
is_right(struct work *w)
{
	BIGNUM *got = BN_new();
	bool same;

	w->failed += !reference(w);
	same = got != NULL && BN_lebin2bn(w->out[0], MAX_BYTES, got) != NULL &&
	       BN_cmp(got, w->result) == 0;
	BN_free(got);
	return w->row->crt || same;
}

/* ---------------------------------------------------------------------- lines */

static bool
line(struct work *w, double seconds)
{
	uint64_t end = rte_rdtsc() + (uint64_t)(seconds * (double)rte_get_tsc_hz());
	double ours, theirs;

	while (rte_rdtsc() < end && !perf_stop) {
		if (!perf_samples_reserve(&w->ours, 1) || !perf_samples_reserve(&w->reference, 1))
			return false;
		window_ours(w);
		window_reference(w);
	}
	if (w->failed != 0 || (w->ours.n != 0 && !is_right(w)))
		return false;
	ours = perf_samples_floor(&w->ours);
	theirs = perf_samples_floor(&w->reference);
	printf("%-28s %10.0f %10.0f %7.3f %11.0f\n", w->row->name, ours, theirs,
	       theirs > 0 ? ours / theirs : 0, ours > 0 ? (double)rte_get_tsc_hz() / ours : 0);
	return true;
}

static bool
one(const struct row *row, double seconds)
{
	struct work *w = calloc(1, sizeof(*w));
	unsigned int i;
	bool good;

	if (w == NULL)
		return false;
	w->row = row;
	good = numbers(w) && line(w, seconds);
	for (i = 0; i < RTE_DIM(w->n); i++)
		BN_free(w->n[i]);
	BN_free(w->result);
	BN_CTX_free(w->ctx);
	perf_samples_free(&w->ours);
	perf_samples_free(&w->reference);
	free(w);
	return good;
}

enum perf_exit
perf_keyop(const struct perf_options *opt)
{
	unsigned int i;
	int feat = 0;

	crypto_getfeat(&feat);
	if (!(feat & CRF_MOD_EXP) || !(feat & CRF_MOD_EXP_CRT))
		perf_die(PERF_FAILED, "no driver offers key operations");
	printf("%-28s %10s %10s %7s %11s\n", "key operation", "ticks", "libcrypto", "ratio",
	       "per second");
	for (i = 0; i < RTE_DIM(rows); i++) {
		if (!one(&rows[i], opt->time / (double)RTE_DIM(rows)))
			perf_die(PERF_FAILED, "%s: failed, or another result than OpenSSL's",
				 rows[i].name);
	}
	return perf_stop ? PERF_INTERRUPTED : PERF_OK;
}
