/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * What does not fit into one engine job: ciphers that change nothing or have no text, texts
 * longer than a job can be, counters that carry out of their low 32 bits. They are carried
 * out on the spot, long texts in chunks, and whatever the buffers look like.
 */

#include "ipsec_mb.h"

/* Read, and written back, by the chunk: the descriptor's own view of the buffers. */
struct chunk {
	uint32_t off, len;
};

static void
chunk_in(struct imb_ctx *ctx, const struct cryptop *crp, const struct cryptodesc *crd,
	 const struct chunk *c)
{
	crypto_read(crp, crd, c->off, c->len, ctx->chunk);
}

static void
chunk_out(struct imb_ctx *ctx, const struct cryptop *crp, const struct chunk *c)
{
	crypto_copyback(crp, c->off, c->len, ctx->chunk);
}

/* One synchronous call for the chunk in ctx->chunk. */
static bool
chunk_cipher(struct imb_ctx *ctx, const struct imb_cipher_row *row, const uint8_t *enc_keys,
	     const uint8_t *dec_keys, const uint8_t *iv, uint32_t len)
{
	IMB_JOB job = {
		.src = ctx->chunk,
		.dst = ctx->chunk,
		.msg_len_to_cipher_in_bytes = len,
		.iv = iv,
		.iv_len_in_bytes = 16,
		.enc_keys = enc_keys,
		.dec_keys = dec_keys,
		.key_len_in_bytes = row->key,
		.cipher_mode = row->mode,
		.cipher_direction = row->dir,
		.hash_alg = IMB_AUTH_NULL,
	};

	(void)IMB_SUBMIT_CIPHER_BURST_NOCHECK(ctx->best, &job, 1, row->mode, row->dir, row->key);
	return job.status == IMB_STATUS_COMPLETED;
}

/* ------------------------------------------------------------- long texts */

static void
counter_add(uint8_t *iv, uint32_t blocks)
{
	uint64_t carry = blocks;
	int i;

	for (i = 15; i >= 0 && carry != 0; i--) {
		carry += iv[i];
		iv[i] = (uint8_t)carry;
		carry >>= 8;
	}
}

/* How much the next call may take: to the counter's carry at most. */
static uint32_t
next_len(const struct imb_cipher_row *row, const uint8_t *iv, uint32_t left)
{
	uint64_t room = IMB_CHUNK;

	if (row->mode == IMB_CIPHER_CNTR) {
		uint64_t to_carry = ((UINT64_C(1) << 32) - imb_low_counter(iv)) * 16;

		room = to_carry < room ? to_carry : room;
	}
	return left < room ? left : (uint32_t)room;
}

static bool
long_cipher(struct imb_ctx *ctx, const struct imb_session *ses, struct cryptop *crp,
	    const struct cryptodesc *cd, const uint8_t *first_iv)
{
	bool enc = cd->crd_flags & CRD_F_ENCRYPT, ok = true;
	const struct imb_cipher_row *row = &crypto_imb_ciphers[ses->crow[enc]];
	struct chunk c = {.off = (uint32_t)cd->crd_skip};
	uint32_t left = (uint32_t)cd->crd_len;
	uint8_t iv[16], next[16];

	memcpy(iv, first_iv, sizeof(iv));
	for (; left != 0 && ok; left -= c.len, c.off += c.len) {
		c.len = next_len(row, iv, left);
		chunk_in(ctx, crp, cd, &c);
		if (row->mode == IMB_CIPHER_CBC && !enc)
			memcpy(next, ctx->chunk + c.len - 16, sizeof(next));
		ok = chunk_cipher(ctx, row, ses->aes.enc, ses->aes.dec, iv, c.len);
		chunk_out(ctx, crp, &c);
		if (row->mode == IMB_CIPHER_CNTR)
			counter_add(iv, (c.len + 15) / 16);
		else
			memcpy(iv, enc ? ctx->chunk + c.len - 16 : next, sizeof(iv));
	}
	crypto_wipe(ctx->chunk, IMB_CHUNK);
	return ok;
}

/* With separate output even a cipher that changes nothing moves the bytes. */
static void
copy_text(struct imb_ctx *ctx, const struct cryptop *crp, const struct cryptodesc *cd)
{
	struct chunk c = {.off = (uint32_t)cd->crd_skip};
	uint32_t left = (uint32_t)cd->crd_len;

	for (; left != 0; left -= c.len, c.off += c.len) {
		c.len = left < IMB_CHUNK ? left : IMB_CHUNK;
		chunk_in(ctx, crp, cd, &c);
		chunk_out(ctx, crp, &c);
	}
}

void
crypto_imb_settle(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp,
		  struct cryptodesc *cd)
{
	const uint8_t *iv = crypto_iv(crp, cd, ses->ivlen);

	crypto_iv_put(crp, cd, iv, ses->ivlen);
	if (cd->crd_alg == CRYPTO_NULL_CBC) {
		if (crp->crp_obuf != NULL)
			copy_text(ctx, crp, cd);
	} else if (!long_cipher(ctx, ses, crp, cd, iv)) {
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
	}
}

/* --------------------------------------------------------------- long MACs */

/*
 * CMAC and XCBC are CBC whose ciphertext but for the last block is thrown away. So all but
 * the end of a long text can be enciphered in chunks; what that leaves is mixed into the
 * end's first block, which an engine job takes as a text of its own.
 */
uint32_t
crypto_imb_fold_len(uint32_t len)
{
	return len <= ENGINE_MAX_LANE_LEN ? 0 : ((len - 1) / 16 - 1) * 16;
}

bool
crypto_imb_fold(struct imb_ctx *ctx, const struct imb_session *ses, const struct cryptop *crp,
		const struct cryptodesc *md, uint8_t *end)
{
	uint32_t left = crypto_imb_fold_len((uint32_t)md->crd_len), i;
	struct chunk c = {.off = (uint32_t)md->crd_skip};
	const struct imb_cipher_row *row = &crypto_imb_ciphers[
		ses->mrow == IMB_M_CMAC256 ? IMB_C_CBC_ENC + 2 : IMB_C_CBC_ENC];
	uint8_t state[16] = {0};
	bool ok = true;

	for (; left != 0 && ok; left -= c.len, c.off += c.len) {
		c.len = left < IMB_CHUNK ? left : IMB_CHUNK;
		chunk_in(ctx, crp, md, &c);
		ok = chunk_cipher(ctx, row, ses->mac.key.cbc.key, NULL, state, c.len);
		memcpy(state, ctx->chunk + c.len - 16, sizeof(state));
	}
	for (i = 0; i < sizeof(state); i++)
		end[i] ^= state[i];
	crypto_wipe(ctx->chunk, IMB_CHUNK);
	crypto_wipe(state, sizeof(state));
	return ok;
}
