/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Montgomery states of public moduli: making one costs as much as a whole exponentiation with
 * 65537 at 1024 bits. The one that was not used for longest makes room.
 */

#include <pthread.h>
#include <stdint.h>

#include "key.h"

#define WAYS 64

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* under the lock */
static struct way {
	BIGNUM *mod; /* NULL: empty */
	BN_MONT_CTX *mont;
	uint64_t used;
} ways[WAYS];
static uint64_t now;

static void
drop(struct way *w)
{
	BN_clear_free(w->mod);
	BN_MONT_CTX_free(w->mont); /* wipes */
	*w = (struct way){0};
}

/* The way of a modulus, or the one that it may have. */
static struct way *
find(const BIGNUM *mod)
{
	struct way *oldest = &ways[0];
	unsigned int i;

	for (i = 0; i < WAYS; i++) {
		if (ways[i].mod != NULL && BN_cmp(ways[i].mod, mod) == 0)
			return &ways[i];
		if (ways[i].used < oldest->used)
			oldest = &ways[i];
	}
	drop(oldest);
	return oldest;
}

static bool
fill(struct way *w, const BIGNUM *mod, BN_CTX *ctx)
{
	w->mod = BN_dup(mod);
	w->mont = BN_MONT_CTX_new();
	if (w->mod != NULL && w->mont != NULL && BN_MONT_CTX_set(w->mont, mod, ctx) == 1)
		return true;
	drop(w);
	return false;
}

BN_MONT_CTX *
crypto_ossl_mont_get(const BIGNUM *mod, BN_CTX *ctx)
{
	struct way *w;

	pthread_mutex_lock(&lock);
	w = find(mod);
	if (w->mod == NULL && !fill(w, mod, ctx)) {
		pthread_mutex_unlock(&lock);
		return NULL;
	}
	w->used = ++now;
	return w->mont;
}

void
crypto_ossl_mont_put(void)
{
	pthread_mutex_unlock(&lock);
}

void
crypto_ossl_mont_fini(void)
{
	unsigned int i;

	for (i = 0; i < WAYS; i++)
		drop(&ways[i]);
}
