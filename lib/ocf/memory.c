/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Memory of our own, outside of the DPDK heap and of core dumps: whole mappings, and
 * session memory carved from them.
 *
 * Session memory comes in size classes from regions of 64 MiB, reserved at once and
 * committed by use, one chain per NUMA node. Regions are aligned to their size, so that
 * a block finds its region, and with it its node, by its address. Freed blocks are wiped
 * and wait in a list per class and node; their first word links them.
 */

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ocf_private.h"

#define HUGE_SIZE (2u << 20)
#define REGION_SIZE ((size_t)64 << 20)
#define MAX_NODES RTE_MAX_NUMA_NODES
#define TAIL 64 /* readable bytes behind each block */

/* --------------------------------------------------------------- mappings */

/* Prefer a node. Without effect where the kernel or the machine has no NUMA. */
static void
prefer_node(void *p, size_t size, int socket)
{
#ifdef SYS_mbind
	unsigned long mask;

	if (socket < 0 || socket >= (int)(8 * sizeof(mask)))
		return;
	mask = 1ul << socket;
	(void)syscall(SYS_mbind, p, size, 1 /* MPOL_PREFERRED */, &mask, 8 * sizeof(mask) + 1, 0);
#else
	RTE_SET_USED(p);
	RTE_SET_USED(size);
	RTE_SET_USED(socket);
#endif
}

static size_t
page_round(size_t size)
{
	return RTE_ALIGN_CEIL(size, (size_t)sysconf(_SC_PAGESIZE));
}

static void *
map_aligned(size_t size, size_t align, int socket)
{
	size_t span = size + align;
	uintptr_t start, first;
	void *p;

	p = mmap(NULL, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
		 -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	start = (uintptr_t)p;
	first = align == 0 ? start : RTE_ALIGN_CEIL(start, align);
	if (first > start)
		munmap(p, first - start);
	if (first + size < start + span)
		munmap((void *)(first + size), start + span - first - size);
	p = (void *)first;
	if (size >= HUGE_SIZE)
		(void)madvise(p, size, MADV_HUGEPAGE);
	(void)madvise(p, size, MADV_DONTDUMP);
	prefer_node(p, size, socket);
	return p;
}

void *
crypto_region_map(size_t size, int socket)
{
	if (size == 0 || size > SIZE_MAX / 2)
		return NULL;
	size = page_round(size);
	return map_aligned(size, size >= HUGE_SIZE ? HUGE_SIZE : 0, socket);
}

void
crypto_region_unmap(void *p, size_t size)
{
	if (p != NULL)
		munmap(p, page_round(size));
}

/* --------------------------------------------------------- session memory */

/* w, r control: all of this */
struct region {
	struct region *next;
	unsigned int node;
	size_t used;
} __rte_cache_aligned;

struct large {
	struct large *next, *prev;
	size_t size; /* of the mapping */
} __rte_cache_aligned;

struct block {
	struct block *next;
};

static const uint32_t classes[] = {
	64,   128,  192,  256,  384,   512,   768,   1024,  1536,  2048,
	3072, 4096, 6144, 8192, 12288, 16384, 24576, 32768, 49152, 65536,
};

#define NUM_CLASSES RTE_DIM(classes)
#define LARGEST 65536

static struct region *regions[MAX_NODES]; /* the newest first: only that one has room */
static struct block *free_blocks[MAX_NODES][NUM_CLASSES];
static struct large *larges;

static unsigned int
own_node(void)
{
	unsigned int node = rte_socket_id();

	return node < MAX_NODES ? node : 0;
}

static unsigned int
class_of(size_t size)
{
	unsigned int c = 0;

	while (classes[c] < size)
		c++;
	return c;
}

static void *
carve(unsigned int node, size_t size)
{
	struct region *r = regions[node];
	void *p;

	if (r == NULL || r->used + size + TAIL > REGION_SIZE) {
		r = map_aligned(REGION_SIZE, REGION_SIZE, (int)node);
		if (r == NULL)
			return NULL;
		r->next = regions[node];
		r->node = node;
		r->used = sizeof(*r);
		regions[node] = r;
	}
	p = RTE_PTR_ADD(r, r->used);
	r->used += size;
	return p;
}

static void *
large_alloc(size_t size)
{
	size_t whole = size + sizeof(struct large) + TAIL;
	struct large *l;

	if (whole < size)
		return NULL;
	l = crypto_region_map(whole, (int)own_node());
	if (l == NULL)
		return NULL;
	l->size = whole;
	l->next = larges;
	if (larges != NULL)
		larges->prev = l;
	larges = l;
	return l + 1;
}

static void
large_free(void *p, size_t size)
{
	struct large *l = (struct large *)p - 1;

	if (l->next != NULL)
		l->next->prev = l->prev;
	if (l->prev != NULL)
		l->prev->next = l->next;
	else
		larges = l->next;
	crypto_wipe(p, size);
	crypto_region_unmap(l, l->size);
}

void *
crypto_smem_alloc(size_t size)
{
	unsigned int node = own_node(), c;
	struct block *b;

	if (size > LARGEST)
		return large_alloc(size);
	c = class_of(size);
	b = free_blocks[node][c];
	if (b == NULL)
		return carve(node, classes[c]);
	free_blocks[node][c] = b->next;
	b->next = NULL;
	return b;
}

void
crypto_smem_free(void *p, size_t size)
{
	const struct region *r;
	struct block *b = p;
	unsigned int c;

	if (p == NULL)
		return;
	if (size > LARGEST) {
		large_free(p, size);
		return;
	}
	c = class_of(size);
	r = RTE_PTR_ALIGN_FLOOR(p, REGION_SIZE);
	crypto_wipe(p, classes[c]);
	b->next = free_blocks[r->node][c];
	free_blocks[r->node][c] = b;
}

void
crypto_smem_fini(void)
{
	unsigned int node;

	while (larges != NULL)
		large_free(larges + 1, larges->size - sizeof(struct large));
	for (node = 0; node < MAX_NODES; node++) {
		while (regions[node] != NULL) {
			struct region *r = regions[node];

			regions[node] = r->next;
			crypto_region_unmap(r, REGION_SIZE);
		}
	}
	memset(free_blocks, 0, sizeof(free_blocks));
}
