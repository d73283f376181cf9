/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stddef.h>

#include <rte_common.h>

#include "verdict.h"

static const struct {
	int etype;
	const char *name;
} answers[ANSWERS] = {
	[ANSWER_DONE] = {0, "done"},
	[ANSWER_EIO] = {EIO, "EIO"},
	[ANSWER_EBADMSG] = {EBADMSG, "EBADMSG"},
	[ANSWER_EAGAIN] = {EAGAIN, "EAGAIN"},
	[ANSWER_ENOBUFS] = {ENOBUFS, "ENOBUFS"},
	[ANSWER_ENODEV] = {ENODEV, "ENODEV"},
	[ANSWER_ENOENT] = {ENOENT, "ENOENT"},
	[ANSWER_STRANGE] = {-1, "others"},
};

static const char *const fates[FATES] = {
	[FATE_TOLD] = "told to leave",
	[FATE_DIES] = "died",
	[FATE_HANGS] = "hung, then told",
	[FATE_BELOW] = "left with the driver below",
	[FATE_PIECEMEAL] = "algorithm after algorithm",
};

#define KIND(field, text)                                                                          \
	{                                                                                          \
		offsetof(struct crypto_fault_counts, field), text                                  \
	}

static const struct {
	size_t place;
	const char *name;
} kinds[] = {
	KIND(error, "error: failed with EIO"),
	KIND(delay, "delay: completed late"),
	KIND(reorder, "reorder: bursts completed in disorder"),
	KIND(restart, "restart: ERESTART by chance"),
	KIND(inside, "inside: of these, unblocked before process returned"),
	KIND(full, "full: ERESTART for want of room"),
	KIND(duplicate, "duplicate: completed twice"),
	KIND(unknown, "unknown: completed what it never had"),
	KIND(corrupt, "corrupt: wrong results"),
	KIND(die, "die: deaths with work in flight"),
	KIND(hang, "hang: lcores on which nothing completes any more"),
	KIND(lost, "lost: requests that died or hung with it"),
};

enum answer
verdict_answer(int etype)
{
	unsigned int i;

	for (i = 0; i < ANSWER_STRANGE; i++)
		if (answers[i].etype == etype)
			break;
	return (enum answer)i;
}

/* Structures of uint64_t alone. */
static void
add(void *sum, const void *more, size_t size)
{
	unsigned int i;

	for (i = 0; i < size / sizeof(uint64_t); i++)
		((uint64_t *)sum)[i] += ((const uint64_t *)more)[i];
}

void
verdict_add(struct verdict *sum, const struct verdict *more)
{
	add(sum, more, sizeof(*sum));
}

void
verdict_add_faults(struct crypto_fault_counts *sum, const struct crypto_fault_counts *more)
{
	add(sum, more, sizeof(*sum));
}

uint64_t
verdict_removals(const struct verdict *v)
{
	uint64_t n = 0;
	unsigned int i;

	for (i = 0; i < FATES; i++)
		n += v->removals[i];
	return n;
}

bool
verdict_good(const struct verdict *v)
{
	return (v->lost | v->twice | v->disorder | v->wrong | v->touched | v->strange) == 0;
}

static uint64_t
kind_count(const struct crypto_fault_counts *faults, unsigned int i)
{
	return *(const uint64_t *)(const void *)((const char *)faults + kinds[i].place);
}

uint64_t
verdict_rarest(const struct crypto_fault_counts *faults)
{
	uint64_t least = UINT64_MAX;
	unsigned int i;

	for (i = 0; i < RTE_DIM(kinds); i++)
		least = RTE_MIN(least, kind_count(faults, i));
	return least;
}

void
verdict_print(const struct verdict *v, const struct crypto_fault_counts *faults)
{
	unsigned int i;

	test_note("%" PRIu64 " requests, dispatched %" PRIu64 " times, called back %" PRIu64
		  " times:",
		  v->requests, v->dispatched, v->called);
	for (i = 0; i < ANSWERS; i++)
		test_note("%12" PRIu64 "  %s", v->answers[i], answers[i].name);
	test_note("%" PRIu64 " results compared with OpenSSL's, %" PRIu64
		  " buffers with their copies",
		  v->compared, v->untouched);
	test_note("faults, by kind:");
	for (i = 0; i < RTE_DIM(kinds); i++)
		test_note("%12" PRIu64 "  %s", kind_count(faults, i), kinds[i].name);
	test_note("%" PRIu64 " removals with requests in the driver and in its ring:",
		  verdict_removals(v));
	for (i = 0; i < FATES; i++)
		test_note("%12" PRIu64 "  %s", v->removals[i], fates[i]);
	test_note("%" PRIu64 " lost, %" PRIu64 " called back twice, %" PRIu64
		  " out of order, %" PRIu64 " wrong, %" PRIu64 " touched, %" PRIu64 " strange",
		  v->lost, v->twice, v->disorder, v->wrong, v->touched, v->strange);
}
