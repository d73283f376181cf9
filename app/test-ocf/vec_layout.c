/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>

#include "vec.h"

/* The ways to cut a buffer: where pieces of an mbuf chain or a uio begin. */

typedef unsigned int (*split_fn)(const struct vec_map *map, uint32_t *splits);

static unsigned int
one_piece(const struct vec_map *map, uint32_t *splits)
{
	(void)map;
	(void)splits;
	return 0;
}

static unsigned int
mid_text(const struct vec_map *map, uint32_t *splits)
{
	splits[0] = map->text + map->textlen / 2;
	return 1;
}

/* Inside the IV, inside the AAD, inside a block, inside the tag; sorted as they stand. */
static unsigned int
inside_all(const struct vec_map *map, uint32_t *splits)
{
	uint32_t first = RTE_MIN(map->iv + map->ivlen / 2, map->aad + map->aadlen / 2);
	uint32_t second = RTE_MAX(map->iv + map->ivlen / 2, map->aad + map->aadlen / 2);

	splits[0] = first;
	splits[1] = second;
	splits[2] = map->text + RTE_MIN(7u, map->textlen);
	splits[3] = map->text + map->textlen - RTE_MIN(3u, map->textlen);
	splits[4] = map->tag + map->taglen / 2;
	return 5;
}

/* Pieces are exactly the fields, with an empty piece between them. */
static unsigned int
at_borders(const struct vec_map *map, uint32_t *splits)
{
	uint32_t a = RTE_MIN(map->iv, map->aad), b = RTE_MAX(map->iv, map->aad);
	const uint32_t at[] = {0, a, b, map->text, map->trailer, map->tag, map->tag + map->taglen};
	unsigned int i, n = 0;

	for (i = 0; i < RTE_DIM(at); i++) {
		splits[n++] = at[i];
		splits[n++] = at[i];
	}
	splits[n++] = map->end;
	return n;
}

/* Growing pieces of 1, 2, 3 ... bytes, some empty. */
static unsigned int
growing(const struct vec_map *map, uint32_t *splits)
{
	uint32_t at = 0, step = 1;
	unsigned int n = 0;

	while (n < TEST_MAX_SEGS - 2 && at < map->end) {
		splits[n++] = at;
		at += step++;
		if (step % 5 == 0 && n < TEST_MAX_SEGS - 2)
			splits[n++] = RTE_MIN(at, map->end);
	}
	return n;
}

/* As many single bytes as there is room for, around where the text begins. */
static unsigned int
single_bytes(const struct vec_map *map, uint32_t *splits)
{
	uint32_t at = map->text > 20 ? map->text - 20 : 0;
	unsigned int n = 0;

	while (n < TEST_MAX_SEGS - 1 && at < map->end)
		splits[n++] = at++;
	return n;
}

/* Pieces of a block, but shifted: every block is torn. */
static unsigned int
torn_blocks(const struct vec_map *map, uint32_t *splits)
{
	uint32_t step = map->textlen / (TEST_MAX_SEGS - 8) > 16 ? map->textlen / 40 | 1 : 16;
	uint32_t at = map->text + 9;
	unsigned int n = 0;

	for (; n < TEST_MAX_SEGS - 1 && at < map->end; at += step)
		splits[n++] = at;
	return n;
}

static unsigned int
last_byte(const struct vec_map *map, uint32_t *splits)
{
	splits[0] = map->end - RTE_MIN(1u, map->end);
	splits[1] = map->end;
	return 2;
}

static unsigned int
first_byte(const struct vec_map *map, uint32_t *splits)
{
	splits[0] = 0;
	splits[1] = RTE_MIN(1u, map->end);
	splits[2] = map->text + RTE_MIN(1u, map->textlen);
	return map->text == 0 ? 2 : 3;
}

static int
compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static unsigned int
at_random(const struct vec_map *map, uint32_t *splits)
{
	unsigned int i, n = 1 + test_random_below(12);

	for (i = 0; i < n; i++)
		splits[i] = test_random_below(map->end + 1);
	qsort(splits, n, sizeof(*splits), compare);
	return n;
}

static const struct {
	const char *name;
	enum test_kind kind;
	split_fn split;
	unsigned int other; /* the output's */
} layouts[VEC_LAYOUTS] = {
	{"contiguous", TEST_CONTIG, one_piece, 1},
	{"contiguous at a guard page", TEST_GUARD, one_piece, 0},
	{"mbuf", TEST_MBUF, one_piece, 3},
	{"2 mbufs", TEST_MBUF, mid_text, 2},
	{"mbufs, cut inside the fields", TEST_MBUF, inside_all, 5},
	{"mbufs, cut between the fields", TEST_MBUF, at_borders, 6},
	{"mbufs, growing", TEST_MBUF, growing, 4},
	{"mbufs, last byte", TEST_MBUF, last_byte, 6},
	{"mbufs, at random", TEST_MBUF, at_random, 8},
	{"uio", TEST_UIO, one_piece, 12},
	{"uio, first byte", TEST_UIO, first_byte, 13},
	{"uio, single bytes", TEST_UIO, single_bytes, 9},
	{"uio, torn blocks", TEST_UIO, torn_blocks, 11},
	{"uio, at random", TEST_UIO, at_random, 13},
};

enum test_kind
vec_layout_kind(unsigned int layout)
{
	return layouts[layout].kind;
}

unsigned int
vec_layout_splits(unsigned int layout, const struct vec_map *map, uint32_t splits[TEST_MAX_SEGS])
{
	return layouts[layout].split(map, splits);
}

unsigned int
vec_layout_other(unsigned int layout)
{
	return layouts[layout].other;
}

const char *
vec_layout_name(unsigned int layout)
{
	return layouts[layout].name;
}
