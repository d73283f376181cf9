/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <rte_mbuf.h>

#include "test.h"

/*
 * One byte string as any kind of buffer. Contiguous and uio pieces lie in one block of
 * memory with gaps; mbufs come from two pools, for pieces that fit a usual mbuf and for
 * long ones.
 */

#define PAGE 4096
#define CANARY_LEN 32
#define CANARY(p) ((uint8_t)(0xc5 ^ (uintptr_t)(p) * 7))
#define SMALL_ROOM (2048 + RTE_PKTMBUF_HEADROOM)
#define LARGE_ROOM 65472
#define LARGE_PIECE (LARGE_ROOM - RTE_PKTMBUF_HEADROOM - CANARY_LEN)
#define NSMALL 2047
#define NLARGE 511

static struct rte_mempool *pools[2];

/* --------------------------------------------------------------------- pieces */

/* Cut [0, len) at the splits. */
static void
cut(struct test_buf *b, uint32_t len, const uint32_t *splits, unsigned int n)
{
	uint32_t at = 0;
	unsigned int i;

	if (b->kind == TEST_CONTIG || b->kind == TEST_GUARD)
		n = 0;
	/* what no single mbuf holds takes more pieces */
	n = RTE_MIN(n, TEST_MAX_SEGS - 1 - len / LARGE_PIECE);
	b->nsegs = 0;
	for (i = 0; i <= n; i++) {
		uint32_t end = i < n && splits[i] < len ? splits[i] : len;

		if (end < at)
			end = at;
		for (; b->kind == TEST_MBUF && end - at > LARGE_PIECE; at += LARGE_PIECE)
			b->seg[b->nsegs++].len = LARGE_PIECE;
		b->seg[b->nsegs++].len = end - at;
		at = end;
	}
	b->len = len;
}

static size_t
room_for(const struct test_buf *b)
{
	size_t room = CANARY_LEN;
	unsigned int i;

	for (i = 0; i < b->nsegs; i++)
		room += b->seg[i].len + CANARY_LEN;
	return room;
}

/* Guarded memory ends in a page that nobody may touch. */
static bool
map_guarded(struct test_buf *b, size_t room)
{
	b->memlen = RTE_ALIGN(room, PAGE) + PAGE;
	b->mem = mmap(NULL, b->memlen, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (b->mem == MAP_FAILED) {
		b->mem = NULL;
		return false;
	}
	b->mapped = true;
	return mprotect(b->mem + b->memlen - PAGE, PAGE, PROT_NONE) == 0;
}

static bool
want_memory(struct test_buf *b, size_t room, bool guarded)
{
	if (b->mem != NULL && b->mapped == guarded && b->memlen >= room + (guarded ? PAGE : 0))
		return true;
	test_buf_release(b);
	if (guarded)
		return map_guarded(b, room);
	b->memlen = room * 2;
	b->mem = malloc(b->memlen);
	return b->mem != NULL;
}

/* Pieces of one block: odd gaps, so that they are not aligned alike. */
static bool
place_in_memory(struct test_buf *b)
{
	uint8_t *at;
	unsigned int i;

	if (!want_memory(b, room_for(b), b->kind == TEST_GUARD))
		return false;
	at = b->mem;
	for (i = 0; i < b->nsegs; i++) {
		b->seg[i].base = at;
		b->seg[i].ptr = at + CANARY_LEN - i % 4;
		b->seg[i].end = b->seg[i].ptr + b->seg[i].len;
		at = b->seg[i].end;
	}
	b->seg[b->nsegs - 1].end += CANARY_LEN;
	if (b->kind == TEST_GUARD) {
		b->seg[0].end = b->mem + b->memlen - PAGE;
		b->seg[0].ptr = b->seg[0].end - b->len;
		b->seg[0].base = b->seg[0].ptr - CANARY_LEN;
	}
	return true;
}

static void
make_uio(struct test_buf *b)
{
	unsigned int i;

	for (i = 0; i < b->nsegs; i++) {
		b->iov[i].iov_base = b->seg[i].ptr;
		b->iov[i].iov_len = b->seg[i].len;
	}
	b->uio = (struct uio){.uio_iov = b->iov, .uio_iovcnt = (int)b->nsegs};
	b->uio.uio_resid = (ssize_t)b->len;
}

/* ---------------------------------------------------------------------- mbufs */

static struct rte_mempool *
mbuf_pool(bool large)
{
	static const struct {
		const char *name;
		unsigned int n;
		uint16_t room;
	} spec[2] = {{"test_mbufs", NSMALL, SMALL_ROOM}, {"test_mbufs_large", NLARGE, LARGE_ROOM}};

	if (pools[large] == NULL)
		pools[large] = rte_pktmbuf_pool_create(spec[large].name, spec[large].n, 0, 0,
						       spec[large].room, SOCKET_ID_ANY);
	return pools[large];
}

static struct rte_mbuf *
mbuf_for(const struct test_seg *seg)
{
	struct rte_mempool *pool =
		mbuf_pool(seg->len > SMALL_ROOM - RTE_PKTMBUF_HEADROOM - CANARY_LEN);

	return pool == NULL ? NULL : rte_pktmbuf_alloc(pool);
}

static bool
place_in_mbufs(struct test_buf *b)
{
	struct rte_mbuf *m, **last = &b->mbuf;
	unsigned int i;

	for (i = 0; i < b->nsegs; i++) {
		struct test_seg *seg = &b->seg[i];

		m = mbuf_for(seg);
		if (m == NULL || m->buf_len < m->data_off + seg->len + CANARY_LEN) {
			rte_pktmbuf_free(m);
			return false;
		}
		m->data_off = (uint16_t)(m->data_off - i % 4);
		m->data_len = (uint16_t)seg->len;
		seg->base = m->buf_addr;
		seg->ptr = rte_pktmbuf_mtod(m, uint8_t *);
		/* canaries all the way would cost more than the test: a few lines suffice */
		seg->end = seg->ptr + seg->len + CANARY_LEN;
		*last = m;
		last = &m->next;
	}
	b->mbuf->nb_segs = (uint16_t)b->nsegs;
	b->mbuf->pkt_len = b->len;
	return true;
}

static bool
mbufs_intact(const struct test_buf *b)
{
	const struct rte_mbuf *m = b->mbuf;
	unsigned int i;

	if (m->pkt_len != b->len || m->nb_segs != b->nsegs)
		return false;
	for (i = 0; i < b->nsegs && m != NULL; i++, m = m->next) {
		if (rte_pktmbuf_mtod(m, uint8_t *) != b->seg[i].ptr ||
		    m->data_len != b->seg[i].len)
			return false;
	}
	return i == b->nsegs && m == NULL;
}

static bool
iovs_intact(const struct test_buf *b)
{
	unsigned int i;

	if (b->uio.uio_iov != b->iov || b->uio.uio_iovcnt != (int)b->nsegs ||
	    b->uio.uio_offset != 0 || b->uio.uio_resid != (ssize_t)b->len)
		return false;
	for (i = 0; i < b->nsegs; i++) {
		if (b->iov[i].iov_base != b->seg[i].ptr || b->iov[i].iov_len != b->seg[i].len)
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------- canaries */

static void
paint(uint8_t *from, const uint8_t *to)
{
	for (; from < to; from++)
		*from = CANARY(from);
}

static bool
painted(const uint8_t *from, const uint8_t *to, const char *where, unsigned int i)
{
	const uint8_t *p;

	for (p = from; p < to; p++) {
		if (*p != CANARY(p)) {
			test_note("piece %u: byte %td %s was overwritten", i, p - from, where);
			return false;
		}
	}
	return true;
}

bool
test_buf_intact(const struct test_buf *b)
{
	unsigned int i;

	for (i = 0; i < b->nsegs; i++) {
		const struct test_seg *s = &b->seg[i];

		if (!painted(s->base, s->ptr, "of the room before it", i) ||
		    !painted(s->ptr + s->len, s->end, "behind it", i))
			return false;
	}
	if ((b->kind == TEST_MBUF && !mbufs_intact(b)) ||
	    (b->kind == TEST_UIO && !iovs_intact(b))) {
		test_note("the buffer's structure was changed");
		return false;
	}
	return true;
}

/* -------------------------------------------------------------------- content */

static void
copy(const struct test_buf *b, uint32_t off, uint32_t len, uint8_t *out, const uint8_t *in)
{
	unsigned int i;

	for (i = 0; i < b->nsegs && len > 0; i++) {
		const struct test_seg *s = &b->seg[i];
		uint32_t n;

		if (off >= s->len) {
			off -= s->len;
			continue;
		}
		n = RTE_MIN(len, s->len - off);
		if (out != NULL) {
			memcpy(out, s->ptr + off, n);
			out += n;
		} else {
			memcpy(s->ptr + off, in, n);
			in += n;
		}
		len -= n;
		off = 0;
	}
}

void
test_buf_read(const struct test_buf *b, uint32_t off, uint32_t len, void *dst)
{
	copy(b, off, len, dst, NULL);
}

void
test_buf_write(struct test_buf *b, uint32_t off, uint32_t len, const void *src)
{
	copy(b, off, len, NULL, src);
}

void
test_buf_fill(struct test_buf *b, const void *data)
{
	unsigned int i;

	for (i = 0; i < b->nsegs; i++) {
		struct test_seg *s = &b->seg[i];

		paint(s->base, s->ptr);
		paint(s->ptr + s->len, s->end);
		memset(s->ptr, 0, s->len);
	}
	if (data != NULL)
		test_buf_write(b, 0, b->len, data);
}

/* --------------------------------------------------------------- make, release */

static void
release_mbufs(struct test_buf *b)
{
	rte_pktmbuf_free(b->mbuf);
	b->mbuf = NULL;
}

void
test_buf_release(struct test_buf *b)
{
	release_mbufs(b);
	if (b->mapped && b->mem != NULL)
		munmap(b->mem, b->memlen);
	else
		free(b->mem);
	b->mem = NULL;
	b->memlen = 0;
	b->mapped = false;
}

bool
test_buf_make(struct test_buf *b, enum test_kind kind, const void *data, uint32_t len,
	      const uint32_t *splits, unsigned int n)
{
	release_mbufs(b);
	b->kind = kind;
	cut(b, len, splits, n);
	if (kind == TEST_MBUF ? !place_in_mbufs(b) : !place_in_memory(b)) {
		test_fail(__FILE__, __LINE__, "no memory for a buffer of %u bytes", len);
		release_mbufs(b);
		return false;
	}
	if (kind == TEST_UIO)
		make_uio(b);
	b->buf = kind == TEST_MBUF ? (caddr_t)b->mbuf
		 : kind == TEST_UIO ? (caddr_t)&b->uio : (caddr_t)b->seg[0].ptr;
	b->flags = kind == TEST_MBUF ? CRYPTO_F_IMBUF : kind == TEST_UIO ? CRYPTO_F_IOV : 0;
	test_buf_fill(b, data);
	return true;
}

static void
release_new(void *arg)
{
	test_buf_release(arg);
	free(arg);
}

struct test_buf *
test_buf_new(enum test_kind kind, const void *data, uint32_t len, const uint32_t *splits,
	     unsigned int n)
{
	struct test_buf *b = calloc(1, sizeof(*b));

	if (b == NULL || !test_buf_make(b, kind, data, len, splits, n)) {
		free(b);
		return NULL;
	}
	test_defer(release_new, b);
	return b;
}

/* ------------------------------------------------------------------- requests */

void
test_buf_input(struct test_buf *b, struct cryptop *crp)
{
	crp->crp_flags = (crp->crp_flags & ~(CRYPTO_F_IOV | CRYPTO_F_IMBUF)) | b->flags;
	crp->crp_buf = b->buf;
	crp->crp_obuf = NULL;
	crp->crp_ilen = (int)b->len;
}

void
test_buf_output(struct test_buf *b, struct cryptop *crp)
{
	crp->crp_obuf = b == NULL ? NULL : b->buf;
}
