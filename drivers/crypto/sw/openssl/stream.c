/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Buffers in pieces: what a descriptor reads and writes, without making one piece of it. */

#include <string.h>

#include "ossl.h"

#define MAX_BLOCK 16
#define CHUNK 2048 /* copied at once where earlier output and input are mixed */

/* A place in what a descriptor reads. */
struct reader {
	const struct cryptop *crp;
	const struct cryptodesc *crd;
	struct crypto_cursor cur;
	uint32_t off, left;
	/*
	 * With separate output, a later descriptor reads partly what earlier ones wrote and
	 * partly the input: only the library knows which.
	 */
	bool mixed;
	uint8_t chunk[CHUNK];
};

static void
reader_init(struct reader *r, const struct cryptop *crp, const struct cryptodesc *crd)
{
	r->crp = crp;
	r->crd = crd;
	r->off = (uint32_t)crd->crd_skip;
	r->left = (uint32_t)crd->crd_len;
	r->mixed = crp->crp_obuf != NULL && crd != crp->crp_desc;
	if (!r->mixed)
		crypto_cursor_init(&r->cur, crp, CRYPTO_IN, r->off);
}

/* The next bytes in one piece, without passing them. @return how many, not 0 while any are left */
static uint32_t
reader_peek(struct reader *r, const uint8_t **piece)
{
	uint32_t n;

	if (likely(!r->mixed)) {
		*piece = r->cur.ptr;
		return RTE_MIN(r->cur.left, r->left);
	}
	n = RTE_MIN((uint32_t)CHUNK, r->left);
	crypto_read(r->crp, r->crd, r->off, n, r->chunk);
	*piece = r->chunk;
	return n;
}

static void
reader_advance(struct reader *r, uint32_t n)
{
	r->off += n;
	r->left -= n;
	if (likely(!r->mixed))
		crypto_cursor_advance(&r->cur, n);
}

/* The next n bytes, copied and passed. */
static void
reader_get(struct reader *r, uint8_t *dst, uint32_t n)
{
	const uint8_t *piece;
	uint32_t some;

	for (; n != 0; n -= some, dst += some) {
		some = RTE_MIN(reader_peek(r, &piece), n);
		memcpy(dst, piece, some);
		reader_advance(r, some);
	}
}

static void
cursor_put(struct crypto_cursor *cur, const uint8_t *src, uint32_t n)
{
	uint32_t some;

	for (; n != 0; n -= some, src += some) {
		some = RTE_MIN(cur->left, n);
		memcpy(cur->ptr, src, some);
		crypto_cursor_advance(cur, some);
	}
}

bool
crypto_ossl_feed(const struct cryptop *crp, const struct cryptodesc *crd, ossl_feed_t feed,
		 void *arg)
{
	struct reader r;
	const uint8_t *piece;
	uint32_t n;

	if (crd->crd_len == 0)
		return true;
	for (reader_init(&r, crp, crd); r.left != 0; reader_advance(&r, n)) {
		n = reader_peek(&r, &piece);
		if (!feed(arg, piece, n))
			return false;
	}
	return true;
}

/* A block that lies across pieces. */
static bool
text_block(struct reader *r, struct crypto_cursor *out, unsigned int block, ossl_text_t text,
	   void *arg)
{
	uint8_t tmp[MAX_BLOCK];
	bool ok;

	reader_get(r, tmp, block);
	ok = text(arg, tmp, tmp, block);
	if (ok)
		cursor_put(out, tmp, block);
	crypto_wipe(tmp, sizeof(tmp));
	return ok;
}

static bool
text_pieces(struct reader *r, struct crypto_cursor *out, unsigned int block, ossl_text_t text,
	    void *arg)
{
	const uint8_t *in;
	uint32_t n;

	while (r->left != 0) {
		n = RTE_MIN(reader_peek(r, &in), out->left);
		n &= ~(uint32_t)(block - 1);
		if (n == 0) {
			if (!text_block(r, out, block, text, arg))
				return false;
			continue;
		}
		if (!text(arg, out->ptr, in, n))
			return false;
		reader_advance(r, n);
		crypto_cursor_advance(out, n);
	}
	return true;
}

bool
crypto_ossl_text(const struct cryptop *crp, const struct cryptodesc *crd, unsigned int block,
		 ossl_text_t text, void *arg)
{
	struct crypto_cursor out;
	struct reader r;
	bool ok;

	if (crd->crd_len == 0)
		return true;
	reader_init(&r, crp, crd);
	crypto_cursor_init(&out, crp, CRYPTO_OUT, r.off);
	ok = text_pieces(&r, &out, block, text, arg);
	if (r.mixed)
		crypto_wipe(r.chunk, sizeof(r.chunk));
	return ok;
}

void
crypto_ossl_whole(const struct cryptop *crp, const struct cryptodesc *crd, const uint8_t **in,
		  uint8_t **out)
{
	uint32_t skip = (uint32_t)crd->crd_skip, len = (uint32_t)crd->crd_len;
	struct crypto_cursor cur;

	crypto_cursor_init(&cur, crp, CRYPTO_OUT, skip);
	*out = cur.left >= len ? cur.ptr : NULL;
	*in = *out != NULL ? crypto_read_ptr(crp, crd, skip, len) : NULL;
}
