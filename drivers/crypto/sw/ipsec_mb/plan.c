/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Which manager is quickest at what. The newest instruction set is not always: SHA
 * instructions beat eight AVX2 lanes, sixteen AVX-512 lanes beat SHA instructions if they
 * are filled, and a single buffer wants few lanes. It depends on the CPU, so it is
 * measured: some 40 ms, once a process.
 */

#include <x86intrin.h>

#include "ipsec_mb.h"

#define MAX_TEXT 1472
#define MAX_BATCH 32
#define ROUNDS 3     /* of all candidates in turn, */
#define REPEATS 3    /* each so often at a stretch; the quickest counts */
#define HOPELESS 4   /* times the best so far: not tried again */
#define MARGIN 16    /* the newest manager is left only for one that is 1/16 quicker */
#define NOISE 64     /* managers that differ by less than 1/64 are equals */
#define FAMILIAR 32  /* one that is in use already may be 1/32 slower than another */

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

static uint64_t
least_ticks(struct bench *b, unsigned int arch, const struct contest *c)
{
	uint64_t least = UINT64_MAX;
	unsigned int i;

	(void)ticks(b, arch, c); /* warm up */
	for (i = 0; i < REPEATS; i++) {
		uint64_t t = ticks(b, arch, c);

		least = t < least ? t : least;
	}
	return least;
}

/* What each of @p k candidates takes. */
static void
measure_cell(struct bench *b, const struct contest *c, const uint8_t *ways, unsigned int k,
	     uint64_t *cost)
{
	uint64_t best = UINT64_MAX;
	unsigned int i, round;

	fill_jobs(b, c);
	for (i = 0; i < k; i++)
		cost[i] = UINT64_MAX;
	for (round = 0; round < ROUNDS; round++)
		for (i = 0; i < k; i++) {
			uint64_t t;

			if (round != 0 && cost[i] / HOPELESS > best)
				continue;
			t = least_ticks(b, ways[i], c);
			cost[i] = t < cost[i] ? t : cost[i];
			best = t < best ? t : best;
		}
}

/* Ticks by length, batch size and manager (in the order of `archs`). */
typedef uint64_t costs_t[IMB_NLENS][IMB_NSIZES][ENGINE_NARCH];

/* How much manager `a` beside the first one costs, in 1/1024 of the best for each cell. */
static uint64_t
cost_beside(costs_t cost, unsigned int a, unsigned int k)
{
	unsigned int l, s, i;
	uint64_t sum = 0;

	for (l = 0; l < IMB_NLENS; l++)
		for (s = 0; s < IMB_NSIZES; s++) {
			const uint64_t *c = cost[l][s];
			uint64_t best = c[0], pair = c[a] < c[0] ? c[a] : c[0];

			for (i = 1; i < k; i++)
				best = c[i] < best ? c[i] : best;
			sum += pair * 1024 / (best + 1);
		}
	return sum;
}

/*
 * The newest manager and one other: more would bring little, each has its own lanes to
 * keep in the cache, and managers that are alike would be told apart by noise.
 */
static void
choose(struct imb_plan *plan, unsigned int lane, costs_t cost, const uint8_t *archs, unsigned int k)
{
	uint64_t least = cost_beside(cost, 0, k);
	unsigned int a, l, s, other = 0;

	for (a = k - 1; a > 0; a--) { /* of equals the one with the fewest lanes */
		uint64_t sum = cost_beside(cost, a, k);

		if (!(plan->bursts >> archs[a] & 1))
			sum += sum / FAMILIAR;
		if (sum + sum / NOISE < least) {
			least = sum;
			other = a;
		}
	}
	for (l = 0; l < IMB_NLENS; l++)
		for (s = 0; s < IMB_NSIZES; s++) {
			uint64_t first = cost[l][s][0], second = cost[l][s][other];

			a = second + second / MARGIN < first ? other : 0;
			plan->lane[lane][l][s] = archs[a];
			plan->bursts |= 1u << archs[a];
		}
}

static void
measure_lane(struct bench *b, struct imb_plan *plan, enum imb_lane lane, const uint8_t *archs,
	     unsigned int k)
{
	struct contest c = {.run = run_lane, .lane = lane};
	unsigned int l, s;
	costs_t cost;

	for (l = 0; l < IMB_NLENS; l++)
		for (s = 0; s < IMB_NSIZES; s++) {
			c.len = texts[l];
			c.n = batches[s];
			measure_cell(b, &c, archs, k, cost[l][s]);
		}
	choose(plan, lane, cost, archs, k);
}

static void
measure_chapoly(struct bench *b, struct imb_plan *plan, const uint8_t *archs, unsigned int k)
{
	struct contest c = {.run = run_chapoly, .n = 8};
	uint8_t ways[2 * ENGINE_NARCH], way;
	uint64_t cost[2 * ENGINE_NARCH];
	unsigned int i, l, enc, win;

	for (i = 0; i < k; i++) {
		ways[2 * i] = archs[i];
		ways[2 * i + 1] = archs[i] | IMB_DIRECT;
	}
	for (enc = 0; enc < 2; enc++)
		for (l = 0; l < IMB_NLENS; l++) {
			c.dir = enc ? IMB_DIR_ENCRYPT : IMB_DIR_DECRYPT;
			c.len = texts[l];
			measure_cell(b, &c, ways, 2 * k, cost);
			for (win = 0, i = 1; i < 2 * k; i++)
				if (cost[i] + cost[i] / MARGIN < cost[win])
					win = i;
			way = ways[win];
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
	unsigned int i, lane;

	for (i = 0; ok && i < k; i++)
		ok = (b->mgr[archs[i]] = crypto_imb_mgr_new(archs[i], -1)) != NULL;
	if (ok) {
		memset(plan, 0, sizeof(*plan));
		plan->best = archs[0];
		plan->bursts = 1u << plan->best;
		for (lane = 0; lane < IMB_NLANES; lane++)
			measure_lane(b, plan, (enum imb_lane)lane, archs, k);
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
