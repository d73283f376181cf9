/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Buffers of any kind: contiguous, struct uio, mbuf chains; and what a descriptor reads
 * when input and output are apart. All ranges were checked before a driver saw the request.
 */

#include <string.h>

#include <rte_mbuf.h>

#include "ocf_private.h"

/* ----------------------------------------------------------------- cursor */

/* To the next piece, which may be empty. @return false: there is none. */
static bool
next_piece(struct crypto_cursor *cur)
{
	if (cur->kind == CRYPTO_F_IMBUF) {
		const struct rte_mbuf *m = cur->next;

		if (m == NULL)
			return false;
		cur->ptr = rte_pktmbuf_mtod(m, uint8_t *);
		cur->left = m->data_len;
		cur->next = m->next;
		return true;
	}
	if (cur->kind == CRYPTO_F_IOV) {
		const struct uio *uio = cur->next;

		if (cur->idx >= (uint32_t)uio->uio_iovcnt)
			return false;
		cur->ptr = uio->uio_iov[cur->idx].iov_base;
		cur->left = (uint32_t)RTE_MIN(uio->uio_iov[cur->idx].iov_len, (size_t)UINT32_MAX);
		cur->idx++;
		return true;
	}
	return false;
}

void
crypto_cursor_advance(struct crypto_cursor *cur, uint32_t n)
{
	while (n >= cur->left) {
		n -= cur->left;
		cur->ptr += cur->left;
		cur->left = 0;
		if (!next_piece(cur))
			return;
	}
	cur->ptr += n;
	cur->left -= n;
}

void
crypto_cursor_init(struct crypto_cursor *cur, const struct cryptop *crp, enum crypto_dir dir,
		   uint32_t off)
{
	caddr_t buf = dir == CRYPTO_OUT && crp->crp_obuf != NULL ? crp->crp_obuf : crp->crp_buf;

	cur->idx = 0;
	cur->next = buf;
	cur->kind = crp->crp_flags & (CRYPTO_F_IMBUF | CRYPTO_F_IOV);
	if (cur->kind == 0) {
		cur->ptr = (uint8_t *)buf;
		cur->left = (uint32_t)crp->crp_ilen;
	} else {
		cur->ptr = NULL;
		cur->left = 0;
		(void)next_piece(cur);
	}
	crypto_cursor_advance(cur, off);
}

/* ------------------------------------------------------------------- copy */

void
crypto_copydata(const struct cryptop *crp, enum crypto_dir dir, uint32_t off, uint32_t len,
		void *dst)
{
	const uint8_t *src = crypto_ptr(crp, dir, off, len);
	struct crypto_cursor cur;
	uint8_t *out = dst;

	if (src != NULL) {
		memcpy(dst, src, len);
		return;
	}
	crypto_cursor_init(&cur, crp, dir, off);
	while (len > 0 && cur.left > 0) {
		uint32_t part = RTE_MIN(len, cur.left);

		memcpy(out, cur.ptr, part);
		out += part;
		len -= part;
		crypto_cursor_advance(&cur, part);
	}
}

void
crypto_copyback(const struct cryptop *crp, uint32_t off, uint32_t len, const void *src)
{
	uint8_t *dst = crypto_ptr(crp, CRYPTO_OUT, off, len);
	struct crypto_cursor cur;
	const uint8_t *in = src;

	if (dst != NULL) {
		memcpy(dst, src, len);
		return;
	}
	crypto_cursor_init(&cur, crp, CRYPTO_OUT, off);
	while (len > 0 && cur.left > 0) {
		uint32_t part = RTE_MIN(len, cur.left);

		memcpy(cur.ptr, in, part);
		in += part;
		len -= part;
		crypto_cursor_advance(&cur, part);
	}
}

void
crypto_zero(const struct cryptop *crp, uint32_t off, uint32_t len)
{
	struct crypto_cursor cur;

	crypto_cursor_init(&cur, crp, CRYPTO_OUT, off);
	while (len > 0 && cur.left > 0) {
		uint32_t part = RTE_MIN(len, cur.left);

		memset(cur.ptr, 0, part);
		len -= part;
		crypto_cursor_advance(&cur, part);
	}
}

/* [off, off + len) in one piece, or NULL. */
static const uint8_t *
piece_ptr(const struct cryptop *crp, enum crypto_dir dir, uint32_t off, uint32_t len)
{
	const uint8_t *ptr = crypto_ptr(crp, dir, off, len);
	struct crypto_cursor cur;

	if (ptr != NULL || len == 0)
		return ptr;
	crypto_cursor_init(&cur, crp, dir, off);
	return cur.left >= len ? cur.ptr : NULL;
}

/* --------------------------------------------------------- separate output */

struct range {
	uint32_t off, len;
};

/* What one descriptor writes: the text and the IV, or the digest. */
struct written {
	struct range part[2];
};

/* Does the AEAD whose auth half is at position p decrypt? Then it writes no tag. */
static bool
aead_decrypts(const struct cryptop *crp, unsigned int pair)
{
	const struct cryptodesc *crd = crp->crp_desc;
	unsigned int i;

	for (i = 0; crd != NULL; crd = crd->crd_next, i++)
		if (crypto_desc_pos(crp, i) == pair)
			return !(crd->crd_flags & CRD_F_ENCRYPT);
	return false;
}

static struct written
what_writes(const struct cryptop *crp, const struct cryptodesc *crd, const struct crypto_pos *pos)
{
	struct written w = {{{0, 0}, {0, 0}}};

	switch (pos->kind) {
	case CRYPTO_KIND_MAC:
	case CRYPTO_KIND_AEAD_AUTH:
		if (crp->crp_mac != NULL || (crd->crd_flags & CRD_F_VERIFY) ||
		    (pos->kind == CRYPTO_KIND_AEAD_AUTH && aead_decrypts(crp, pos->pair)))
			break;
		w.part[0] = (struct range){(uint32_t)crd->crd_inject, pos->mlen};
		break;
	default:
		w.part[0] = (struct range){(uint32_t)crd->crd_skip, (uint32_t)crd->crd_len};
		if ((crd->crd_flags & (CRD_F_ENCRYPT | CRD_F_IV_PRESENT)) == CRD_F_ENCRYPT)
			w.part[1] = (struct range){(uint32_t)crd->crd_inject, pos->ivlen};
		break;
	}
	return w;
}

/* Those bytes of `r` that lie in [off, off + len). */
static struct range
intersect(struct range r, uint32_t off, uint32_t len)
{
	uint32_t from = RTE_MAX(r.off, off);
	uint32_t to = RTE_MIN(r.off + r.len, off + len);

	return to > from ? (struct range){from, to - from} : (struct range){from, 0};
}

/*
 * Walks what the descriptors before `end` write. Calls see() for each part that meets
 * [off, off + len), and stops when it returns false.
 */
static void
each_written(const struct cryptop *crp, const struct cryptodesc *end, uint32_t off, uint32_t len,
	     bool (*see)(const struct cryptop *crp, struct range meet, void *arg), void *arg)
{
	const struct crypto_session *ses = crypto_request_session(crp);
	const struct cryptodesc *crd = crp->crp_desc;
	unsigned int i, j;

	for (i = 0; ses != NULL && crd != NULL && crd != end; crd = crd->crd_next, i++) {
		struct written w = what_writes(crp, crd, &ses->pos[crypto_desc_pos(crp, i)]);

		for (j = 0; j < RTE_DIM(w.part); j++) {
			struct range meet = intersect(w.part[j], off, len);

			if (meet.len != 0 && !see(crp, meet, arg))
				return;
		}
	}
}

/* Where crypto_read() puts its bytes. */
struct overlay {
	uint8_t *dst;
	uint32_t off;
};

static bool
overlay_part(const struct cryptop *crp, struct range meet, void *arg)
{
	const struct overlay *o = arg;

	crypto_copydata(crp, CRYPTO_OUT, meet.off, meet.len, o->dst + (meet.off - o->off));
	return true;
}

void
crypto_read(const struct cryptop *crp, const struct cryptodesc *crd, uint32_t off, uint32_t len,
	    void *dst)
{
	struct overlay o = {dst, off};

	crypto_copydata(crp, CRYPTO_IN, off, len, dst);
	if (crp->crp_obuf != NULL)
		each_written(crp, crd, off, len, overlay_part, &o);
}

/* The first part of the range that was written. */
static bool
first_part(const struct cryptop *crp, struct range meet, void *arg)
{
	(void)crp;
	*(struct range *)arg = meet;
	return false;
}

const uint8_t *
crypto_read_ptr(const struct cryptop *crp, const struct cryptodesc *crd, uint32_t off,
		uint32_t len)
{
	struct range meet = {0, 0};

	if (crp->crp_obuf == NULL)
		return piece_ptr(crp, CRYPTO_IN, off, len);
	each_written(crp, crd, off, len, first_part, &meet);
	if (meet.len == 0)
		return piece_ptr(crp, CRYPTO_IN, off, len);
	return meet.len == len ? piece_ptr(crp, CRYPTO_OUT, off, len) : NULL;
}
