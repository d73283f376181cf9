/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Contexts of an lcore: EVP_CIPHER_CTX keyed once and kept. The cache has 128 sets of 8; the
 * oldest of a set makes room. A name (session number, position, direction) is never used
 * twice, so a name that is found is right.
 *
 * An lcore looks names up without a lock. Whoever changes the cache holds its lock: the lcore
 * on a miss, and the control thread that takes out a dead session's names, which no lcore
 * looks up any more.
 */

#include <pthread.h>
#include <stdlib.h>

#include <rte_malloc.h>

#include "ossl.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#define BOUNCE_MIN 16384

static pthread_mutex_t list_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct ossl_lcore *list; /* under list_mutex */

/* Lengths that the cipher must know before the key. */
static bool
set_lengths(EVP_CIPHER_CTX *ctx, const struct ossl_pos *pos)
{
	size_t ivlen = pos->ivlen;
	OSSL_PARAM params[3], *p = params;

	if (pos->row->iv_param)
		*p++ = OSSL_PARAM_construct_size_t(OSSL_CIPHER_PARAM_AEAD_IVLEN, &ivlen);
	if (pos->row->tag_param)
		*p++ = OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, NULL,
							 pos->mlen);
	*p = OSSL_PARAM_construct_end();
	return p == params || EVP_CIPHER_CTX_set_params(ctx, params) == 1;
}

static bool
set_key(EVP_CIPHER_CTX *ctx, const struct ossl_pos *pos, EVP_CIPHER *evp, const void *key,
	bool encrypt)
{
	return EVP_CipherInit_ex(ctx, evp, NULL, NULL, NULL, encrypt) == 1 &&
		set_lengths(ctx, pos) &&
		EVP_CipherInit_ex(ctx, NULL, NULL, key, NULL, encrypt) == 1;
}

static void
cache_put(struct ossl_lcore *lc, uint64_t name, EVP_CIPHER_CTX *ctx)
{
	struct ossl_set *set = crypto_ossl_set(lc, name);
	unsigned int s = (unsigned int)(set - lc->set), way;
	EVP_CIPHER_CTX *evicted;

	rte_spinlock_lock(&lc->lock);
	way = lc->oldest[s];
	lc->oldest[s] = (uint8_t)((way + 1) % OSSL_CACHE_WAYS);
	evicted = set->ctx[way];
	set->ctx[way] = ctx;
	__atomic_store_n(&set->name[way], name, __ATOMIC_RELAXED);
	rte_spinlock_unlock(&lc->lock);
	EVP_CIPHER_CTX_free(evicted);
}

static void
cache_take(struct ossl_lcore *lc, uint64_t name)
{
	struct ossl_set *set = crypto_ossl_set(lc, name);
	EVP_CIPHER_CTX *found = NULL;
	unsigned int i;

	rte_spinlock_lock(&lc->lock);
	for (i = 0; i < OSSL_CACHE_WAYS; i++) {
		if (__atomic_load_n(&set->name[i], __ATOMIC_RELAXED) != name)
			continue;
		found = set->ctx[i];
		set->ctx[i] = NULL;
		__atomic_store_n(&set->name[i], 0, __ATOMIC_RELAXED);
		break;
	}
	rte_spinlock_unlock(&lc->lock);
	EVP_CIPHER_CTX_free(found);
}

EVP_CIPHER_CTX *
crypto_ossl_ctx_miss(struct ossl_lcore *lc, const struct ossl_pos *pos, bool encrypt)
{
	EVP_CIPHER_CTX *ctx;

	if (pos->state == NULL)
		return NULL;
	ctx = EVP_CIPHER_CTX_new();
	if (ctx == NULL)
		return NULL;
	if (!set_key(ctx, pos, pos->evp, pos->state, encrypt)) {
		EVP_CIPHER_CTX_free(ctx);
		return NULL;
	}
	cache_put(lc, pos->ctx_key | encrypt, ctx);
	return ctx;
}

EVP_CIPHER_CTX *
crypto_ossl_ctx_explicit(struct ossl_lcore *lc, const struct ossl_pos *pos,
			 const struct cryptodesc *crd, bool encrypt)
{
	EVP_CIPHER *evp = crypto_ossl_row_evp(pos->row, crd->crd_klen);
	uint8_t state[OSSL_MAX_STATE];
	const void *key = crd->crd_key;
	bool ok;

	if (evp == NULL)
		return NULL;
	if (pos->row->expand == crypto_ossl_expand_des) {
		pos->row->expand(pos->row, evp, key, (unsigned int)crd->crd_klen / 8, state);
		key = state;
	}
	ok = set_key(lc->scratch, pos, evp, key, encrypt);
	crypto_wipe(state, sizeof(state));
	if (!ok)
		crypto_ossl_ctx_wipe(lc);
	return ok ? lc->scratch : NULL;
}

void
crypto_ossl_ctx_wipe(struct ossl_lcore *lc)
{
	EVP_CIPHER_CTX_reset(lc->scratch);
}

void
crypto_ossl_ctx_drop(struct ossl_lcore *lc, EVP_CIPHER_CTX *ctx)
{
	unsigned int i;

	if (ctx == lc->scratch) {
		crypto_ossl_ctx_wipe(lc);
		return;
	}
	for (i = 0; i < OSSL_CACHE_SETS * OSSL_CACHE_WAYS; i++) {
		struct ossl_set *set = &lc->set[i / OSSL_CACHE_WAYS];

		if (set->ctx[i % OSSL_CACHE_WAYS] == ctx)
			cache_take(lc, set->name[i % OSSL_CACHE_WAYS]);
	}
}

void
crypto_ossl_ctx_forget(const struct ossl_session *ses)
{
	struct ossl_lcore *lc;
	unsigned int i;

	pthread_mutex_lock(&list_mutex);
	for (lc = list; lc != NULL; lc = lc->next)
		for (i = 0; i < ses->npos; i++) {
			cache_take(lc, ses->pos[i].ctx_key);
			cache_take(lc, ses->pos[i].ctx_key | 1);
		}
	pthread_mutex_unlock(&list_mutex);
}

uint8_t *
crypto_ossl_bounce(struct ossl_lcore *lc, size_t len)
{
	uint8_t *p;

	if (likely(len <= lc->bounce_size))
		return lc->bounce;
	p = malloc(RTE_MAX(len, (size_t)BOUNCE_MIN));
	if (p == NULL)
		return NULL;
	free(lc->bounce);
	lc->bounce = p;
	lc->bounce_size = RTE_MAX(len, (size_t)BOUNCE_MIN);
	return p;
}

void
crypto_ossl_unbounce(struct ossl_lcore *lc, size_t len)
{
	crypto_wipe(lc->bounce, len);
}

int
crypto_ossl_attach(void *arg, unsigned int lcore, int socket, void **ctx)
{
	struct ossl_lcore *lc = rte_zmalloc_socket("ossl_lcore", sizeof(*lc), 64, socket);

	(void)arg;
	(void)lcore;
	if (lc == NULL)
		return ENOMEM;
	rte_spinlock_init(&lc->lock);
	lc->scratch = EVP_CIPHER_CTX_new();
	if (lc->scratch == NULL) {
		rte_free(lc);
		return ENOMEM;
	}
	pthread_mutex_lock(&list_mutex);
	lc->next = list;
	list = lc;
	pthread_mutex_unlock(&list_mutex);
	*ctx = lc;
	return 0;
}

static void
list_remove(const struct ossl_lcore *lc)
{
	struct ossl_lcore **p = &list;

	pthread_mutex_lock(&list_mutex);
	while (*p != lc)
		p = &(*p)->next;
	*p = lc->next;
	pthread_mutex_unlock(&list_mutex);
}

void
crypto_ossl_detach(void *arg, void *ctx)
{
	struct ossl_lcore *lc = ctx;
	unsigned int i;

	(void)arg;
	list_remove(lc);
	for (i = 0; i < OSSL_CACHE_SETS * OSSL_CACHE_WAYS; i++)
		EVP_CIPHER_CTX_free(lc->set[i / OSSL_CACHE_WAYS].ctx[i % OSSL_CACHE_WAYS]);
	EVP_CIPHER_CTX_free(lc->scratch);
	free(lc->bounce);
	rte_free(lc);
}
