/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Samples of a measurement, and what is said of them. */

#include <stdlib.h>

#include "perf.h"

bool
perf_samples_reserve(struct perf_samples *s, size_t more)
{
	size_t room = s->room;
	uint32_t *v;

	if (s->n + more <= s->room)
		return true;
	while (room < s->n + more)
		room = room == 0 ? 256 : 2 * room;
	v = realloc(s->v, room * sizeof(*v));
	if (v == NULL)
		return false;
	s->v = v;
	s->room = room;
	return true;
}

void
perf_samples_free(struct perf_samples *s)
{
	free(s->v);
	*s = (struct perf_samples){0};
}

static int
compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void
sort(struct perf_samples *s)
{
	if (!s->sorted && s->n > 0)
		qsort(s->v, s->n, sizeof(*s->v), compare);
	s->sorted = true;
}

uint32_t
perf_samples_floor(struct perf_samples *s)
{
	sort(s);
	return s->n == 0 ? 0 : s->v[s->n > 1];
}

uint32_t
perf_samples_median(struct perf_samples *s)
{
	sort(s);
	return s->n == 0 ? 0 : s->v[s->n / 2];
}
