/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Which manager is quickest at what. The newest instruction set is not always: SHA
 * instructions beat eight AVX2 lanes, sixteen AVX-512 lanes beat SHA instructions if they
 * are filled, and a single buffer wants few lanes. It depends on the CPU, so it is
 * measured: some 20 ms, once a process.
 */

#include <x86intrin.h>

#include "ipsec_mb.h"

#define MAX_TEXT 1472
#define MAX_BATCH 32
#define ROUNDS 5      /* the quickest counts */
#define HOPELESS 3 / 2 /* times the best of the first round: not tried again */
#define MARGIN 32     /* a newer manager is left for one that is 1/32 quicker */

static const uint16_t texts[IMB_NLENS] = {64, 256, 576, MAX_TEXT};
static const uint8_t batches[IMB_NSIZES] = {1, 2, 4, 8, 12, MAX_BATCH};

struct bench {
	IMB_MGR *mgr[ENGINE_NARCH];
	struct imb_aes aes;
	alignas(64) uint8_t state[128];
	uint8_t key[64];
	uint8_t tag[MAX_BATCH][IMB_MAX_MAC];
	struct chacha20_poly1305_context_data chacha;
	IMB_JOB job[MAX_BATCH];
	alignas(64) uint8_t text[MAX_BATCH][1536];
};

/* What is timed: one call of run(b, arch, arg) for each candidate. */
struct contest {
	void (*run)(struct bench *b, unsigned int arch, const struct contest *c);
	enum imb_lane lane;
	IMB_CIPHER_DIRECTION dir;
	uint32_t n, len;
};

/* ------------------------------------------------------------ candidates */

static const struct {
	IMB_KEY_SIZE_BYTES key; /* of CBC, 0 = a hash */
	IMB_HASH_ALG hash;
} lanes[IMB_NLANES] = {
	[IMB_LANE_CBC128] = {.key = IMB_KEY_128_BYTES},
	[IMB_LANE_CBC192] = {.key = IMB_KEY_192_BYTES},
	[IMB_LANE_CBC256] = {.key = IMB_KEY_256_BYTES},
	[IMB_LANE_SHA1] = {.hash = IMB_AUTH_HMAC_SHA_1},
	[IMB_LANE_SHA224] = {.hash = IMB_AUTH_HMAC_SHA_224},
	[IMB_LANE_SHA256] = {.hash = IMB_AUTH_HMAC_SHA_256},
	[IMB_LANE_SHA384] = {.hash = IMB_AUTH_HMAC_SHA_384},
	[IMB_LANE_SHA512] = {.hash = IMB_AUTH_HMAC_SHA_512},
};

static void
fill_jobs(struct bench *b, const struct contest *c)
{
	uint32_t i;

	for (i = 0; i < c->n; i++)
		b->job[i] = (IMB_JOB){
			.src = b->text[i],
			.dst = b->text[i],
			.msg_len_to_cipher_in_bytes = c->len,
			.msg_len_to_hash_in_bytes = c->len,
			.enc_keys = b->aes.enc,
			.key_len_in_bytes = lanes[c->lane].key,
			.iv = b->key,
			.iv_len_in_bytes = 16,
			.cipher_direction = IMB_DIR_ENCRYPT,
			.hash_alg = lanes[c->lane].hash,
			.auth_tag_output = b->tag[i],
			.auth_tag_output_len_in_bytes = IMB_MAX_MAC,
			.u.HMAC._hashed_auth_key_xor_ipad = b->state,
			.u.HMAC._hashed_auth_key_xor_opad = b->state + 64,
		};
}

static void
run_lane(struct bench *b, unsigned int arch, const struct contest *c)
{
	IMB_MGR *mgr = b->mgr[arch];

	if (lanes[c->lane].key != 0)
		(void)IMB_SUBMIT_CIPHER_BURST_NOCHECK(mgr, b->job, c->n, IMB_CIPHER_CBC,
						      IMB_DIR_ENCRYPT, lanes[c->lane].key);
	else
		(void)IMB_SUBMIT_HASH_BURST_NOCHECK(mgr, b->job, c->n, lanes[c->lane].hash);
}

static void
chapoly_direct(struct bench *b, IMB_MGR *mgr, const struct contest *c, uint32_t i)
{
	IMB_CHACHA20_POLY1305_INIT(mgr, b->key, &b->chacha, b->key, b->key, 12);
	if (c->dir == IMB_DIR_ENCRYPT)
		IMB_CHACHA20_POLY1305_ENC_UPDATE(mgr, b->key, &b->chacha, b->text[i], b->text[i],
						 c->len);
	else
		IMB_CHACHA20_POLY1305_DEC_UPDATE(mgr, b->key, &b->chacha, b->text[i], b->text[i],
						 c->len);
	IMB_CHACHA20_POLY1305_ENC_FINALIZE(mgr, &b->chacha, b->tag[i], 16);
}

static void
chapoly_job(struct bench *b, IMB_MGR *mgr, const struct contest *c, uint32_t i)
{
	IMB_JOB *job = IMB_GET_NEXT_JOB(mgr);
	bool enc = c->dir == IMB_DIR_ENCRYPT;

	*job = (IMB_JOB){
		.src = b->text[i],
		.dst = b->text[i],
		.msg_len_to_cipher_in_bytes = c->len,
		.msg_len_to_hash_in_bytes = c->len,
		.enc_keys = b->key,
		.dec_keys = b->key,
		.key_len_in_bytes = 32,
		.iv = b->key,
		.iv_len_in_bytes = 12,
		.cipher_mode = IMB_CIPHER_CHACHA20_POLY1305,
		.cipher_direction = c->dir,
		.hash_alg = IMB_AUTH_CHACHA20_POLY1305,
		.chain_order = enc ? IMB_ORDER_CIPHER_HASH : IMB_ORDER_HASH_CIPHER,
		.auth_tag_output = b->tag[i],
		.auth_tag_output_len_in_bytes = 16,
		.u.CHACHA20_POLY1305.aad = b->key,
		.u.CHACHA20_POLY1305.aad_len_in_bytes = 12,
	};
	if (IMB_SUBMIT_JOB_NOCHECK(mgr) == NULL)
		(void)IMB_FLUSH_JOB(mgr);
}

static void
run_chapoly(struct bench *b, unsigned int arch, const struct contest *c)
{
	IMB_MGR *mgr = b->mgr[arch & ~(unsigned int)IMB_DIRECT];
	uint32_t i;

	for (i = 0; i < c->n; i++)
		if (arch & IMB_DIRECT)
			chapoly_direct(b, mgr, c, i);
		else
			chapoly_job(b, mgr, c, i);
}

/* ---------------------------------------------------------------- timing */

static uint64_t
ticks(struct bench *b, unsigned int arch, const struct contest *c)
{
	uint64_t start = __rdtsc();

	c->run(b, arch, c);
	return __rdtsc() - start;
}

/* @return the quickest of @p k candidates; earlier ones are preferred. */
static uint8_t
winner(struct bench *b, const struct contest *c, const uint8_t *candidates, unsigned int k)
{
	uint64_t best[2 * ENGINE_NARCH], first = UINT64_MAX;
	unsigned int i, round, win = 0;

	if (k == 1)
		return candidates[0];
	fill_jobs(b, c);
	for (i = 0; i < k; i++) {
		(void)ticks(b, candidates[i], c);
		best[i] = ticks(b, candidates[i], c);
		first = best[i] < first ? best[i] : first;
	}
	for (round = 1; round < ROUNDS; round++)
		for (i = 0; i < k; i++) {
			uint64_t t = UINT64_MAX;

			if (best[i] <= first * HOPELESS)
				t = ticks(b, candidates[i], c);
			best[i] = t < best[i] ? t : best[i];
		}
	for (i = 1; i < k; i++)
		if (best[i] + best[win] / MARGIN < best[win])
			win = i;
	return candidates[win];
}

static void
measure_lanes(struct bench *b, struct imb_plan *plan, const uint8_t *archs, unsigned int k)
{
	struct contest c = {.run = run_lane};
	unsigned int l, s;
	int lane;

	for (lane = 0; lane < IMB_NLANES; lane++)
		for (l = 0; l < IMB_NLENS; l++)
			for (s = 0; s < IMB_NSIZES; s++) {
				c.lane = (enum imb_lane)lane;
				c.len = texts[l];
				c.n = batches[s];
				plan->lane[lane][l][s] = winner(b, &c, archs, k);
				plan->bursts |= 1u << plan->lane[lane][l][s];
			}
}

static void
measure_chapoly(struct bench *b, struct imb_plan *plan, const uint8_t *archs, unsigned int k)
{
	struct contest c = {.run = run_chapoly, .n = 8};
	uint8_t ways[2 * ENGINE_NARCH], way;
	unsigned int i, l, enc;

	for (i = 0; i < k; i++) {
		ways[2 * i] = archs[i];
		ways[2 * i + 1] = archs[i] | IMB_DIRECT;
	}
	for (enc = 0; enc < 2; enc++)
		for (l = 0; l < IMB_NLENS; l++) {
			c.dir = enc ? IMB_DIR_ENCRYPT : IMB_DIR_DECRYPT;
			c.len = texts[l];
			way = winner(b, &c, ways, 2 * k);
			plan->chapoly[enc][l] = way;
			if (way & IMB_DIRECT)
				plan->bursts |= 1u << (way & ~(unsigned int)IMB_DIRECT);
			else
				plan->chajobs |= 1u << way;
		}
}

static int
measure(struct imb_plan *plan, const uint8_t *archs, unsigned int k)
{
	struct bench *b = crypto_imb_map(sizeof(*b), -1);
	bool ok = b != NULL;
	unsigned int i;

	for (i = 0; ok && i < k; i++)
		ok = (b->mgr[archs[i]] = crypto_imb_mgr_new(archs[i], -1)) != NULL;
	if (ok) {
		memset(plan, 0, sizeof(*plan));
		plan->best = archs[0];
		plan->bursts = 1u << plan->best;
		measure_lanes(b, plan, archs, k);
		measure_chapoly(b, plan, archs, k);
	}
	for (i = 0; b != NULL && i < k; i++)
		crypto_imb_mgr_free(b->mgr[archs[i]]);
	if (b != NULL)
		crypto_imb_unmap(b, sizeof(*b));
	return ok ? 0 :
		    crypto_refuse(ENODEV, "no memory, or intel-ipsec-mb %s failed its self-test",
				  imb_get_version_str());
}

int
crypto_imb_plan_make(struct imb_plan *plan, unsigned int arch)
{
	static struct imb_plan made[ENGINE_NARCH + 1]; /* one for each `arch`; bursts 0: not yet */
	uint8_t archs[ENGINE_NARCH];
	unsigned int i, k = 0;
	int error = 0;

	for (i = ENGINE_NARCH; i-- > 0;)
		if ((arch == ENGINE_NARCH || arch == i) && crypto_imb_arch_usable(i))
			archs[k++] = (uint8_t)i;
	if (made[arch].bursts == 0)
		error = measure(&made[arch], archs, k);
	*plan = made[arch];
	return error;
}
