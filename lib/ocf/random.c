/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Random bytes for IVs: a generator per lcore. A refill makes 4 KiB of AES-256-CTR key
 * stream; its first 32 bytes are the next key, the others are handed out and erased, so
 * that what stays in memory tells nothing of what was given. The key comes from the
 * system and is mixed with new entropy every MiB. Without AES instructions every refill
 * comes from the system.
 */

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "ocf_private.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define KEY_SIZE 32
#define BUF_SIZE 4096
#define RESEED_REFILLS 256 /* 1 MiB */

struct generator {
	uint32_t left;    /* bytes not given yet, at the buffer's end */
	uint32_t refills; /* with this entropy */
	uint8_t buf[BUF_SIZE] __rte_cache_aligned;
	uint8_t key[KEY_SIZE];
} __rte_cache_aligned;

/* w, r lcore; fini */
static struct generator *generators[RTE_MAX_LCORE];

static bool
system_random(uint8_t *dst, size_t n)
{
	while (n > 0) {
		ssize_t got = getrandom(dst, n, 0);

		if (got < 0 && errno != EINTR)
			return false;
		if (got > 0) {
			dst += got;
			n -= (size_t)got;
		}
	}
	return true;
}

#if defined(__x86_64__)

#define AES_FUNC __attribute__((target("aes,sse4.1")))
#define ROUNDS 14
#define LANES 8

static bool
have_aes(void)
{
	return __builtin_cpu_supports("aes") && __builtin_cpu_supports("sse4.1");
}

/* One step of the key expansion: w[i] ^= w[i-1] over the four words, and ^ t. */
static inline AES_FUNC __m128i
expand(__m128i k, __m128i t)
{
	k = _mm_xor_si128(k, _mm_slli_si128(k, 4));
	k = _mm_xor_si128(k, _mm_slli_si128(k, 8));
	return _mm_xor_si128(k, t);
}

/* The round constant has to be an immediate. */
#define EXPAND_EVEN(i, rcon)                                                                      \
	(rk[i] = expand(rk[(i)-2],                                                                \
			_mm_shuffle_epi32(_mm_aeskeygenassist_si128(rk[(i)-1], rcon), 0xff)))
#define EXPAND_ODD(i)                                                                             \
	(rk[i] = expand(rk[(i)-2],                                                                \
			_mm_shuffle_epi32(_mm_aeskeygenassist_si128(rk[(i)-1], 0), 0xaa)))

static AES_FUNC void
aes256_expand(const uint8_t key[KEY_SIZE], __m128i rk[ROUNDS + 1])
{
	rk[0] = _mm_loadu_si128((const __m128i *)key);
	rk[1] = _mm_loadu_si128((const __m128i *)(key + 16));
	EXPAND_EVEN(2, 0x01);
	EXPAND_ODD(3);
	EXPAND_EVEN(4, 0x02);
	EXPAND_ODD(5);
	EXPAND_EVEN(6, 0x04);
	EXPAND_ODD(7);
	EXPAND_EVEN(8, 0x08);
	EXPAND_ODD(9);
	EXPAND_EVEN(10, 0x10);
	EXPAND_ODD(11);
	EXPAND_EVEN(12, 0x20);
	EXPAND_ODD(13);
	EXPAND_EVEN(14, 0x40);
}

/* BUF_SIZE bytes of key stream; the counter starts at 0, since a key serves once. */
static AES_FUNC void
aes256_stream(const uint8_t key[KEY_SIZE], uint8_t *out)
{
	__m128i rk[ROUNDS + 1], x[LANES];
	unsigned int blk, j, r;

	aes256_expand(key, rk);
	for (blk = 0; blk < BUF_SIZE / 16; blk += LANES) {
		for (j = 0; j < LANES; j++)
			x[j] = _mm_xor_si128(_mm_set_epi64x(0, blk + j), rk[0]);
		for (r = 1; r < ROUNDS; r++)
			for (j = 0; j < LANES; j++)
				x[j] = _mm_aesenc_si128(x[j], rk[r]);
		for (j = 0; j < LANES; j++)
			_mm_storeu_si128((__m128i *)(out + 16 * (blk + j)),
					 _mm_aesenclast_si128(x[j], rk[ROUNDS]));
	}
	crypto_wipe(rk, sizeof(rk));
}

static bool
reseed(struct generator *g)
{
	uint8_t fresh[KEY_SIZE];
	unsigned int i;

	if (!system_random(fresh, sizeof(fresh)))
		return false;
	for (i = 0; i < KEY_SIZE; i++)
		g->key[i] ^= fresh[i];
	crypto_wipe(fresh, sizeof(fresh));
	g->refills = RESEED_REFILLS;
	return true;
}

static bool
refill_aes(struct generator *g)
{
	if (g->refills == 0 && !reseed(g))
		return false;
	g->refills--;
	aes256_stream(g->key, g->buf);
	memcpy(g->key, g->buf, KEY_SIZE);
	crypto_wipe(g->buf, KEY_SIZE);
	g->left = BUF_SIZE - KEY_SIZE;
	return true;
}

#else

static bool
have_aes(void)
{
	return false;
}

static bool
refill_aes(struct generator *g)
{
	RTE_SET_USED(g);
	return false;
}

#endif

static bool
refill(struct generator *g)
{
	if (have_aes())
		return refill_aes(g);
	if (!system_random(g->buf, BUF_SIZE))
		return false;
	g->left = BUF_SIZE;
	return true;
}

static __rte_noinline bool
random_slow(unsigned int id, uint8_t *dst, size_t n)
{
	struct generator *g;

	if (id >= RTE_MAX_LCORE)
		return system_random(dst, n);
	g = generators[id];
	if (g == NULL)
		g = crypto_region_map(sizeof(*g), (int)rte_socket_id());
	if (g == NULL)
		return system_random(dst, n);
	generators[id] = g;
	while (n > 0) {
		size_t part;

		if (g->left == 0 && !refill(g))
			return false;
		part = RTE_MIN(n, (size_t)g->left);
		memcpy(dst, g->buf + BUF_SIZE - g->left, part);
		crypto_wipe(g->buf + BUF_SIZE - g->left, part);
		g->left -= (uint32_t)part;
		dst += part;
		n -= part;
	}
	return true;
}

bool
crypto_random(void *dst, size_t n)
{
	unsigned int id = rte_lcore_id();
	struct generator *g = likely(id < RTE_MAX_LCORE) ? generators[id] : NULL;
	uint8_t *src;

	if (unlikely(g == NULL || n > g->left))
		return random_slow(id, dst, n);
	src = g->buf + BUF_SIZE - g->left;
	g->left -= (uint32_t)n;
	if (likely(n == 16)) {
		memcpy(dst, src, 16);
		crypto_wipe(src, 16);
	} else {
		memcpy(dst, src, n);
		crypto_wipe(src, n);
	}
	return true;
}

void
crypto_random_fini(void)
{
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++) {
		if (generators[i] == NULL)
			continue;
		crypto_wipe(generators[i], sizeof(*generators[i]));
		crypto_region_unmap(generators[i], sizeof(*generators[i]));
		generators[i] = NULL;
	}
}
