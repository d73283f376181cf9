/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Why something failed: codes of requests, and texts of control calls. */

#include <stdlib.h>
#include <string.h>

#include "ocf_private.h"

static const char *const reasons[] = {
	[CRYPTO_R_NONE] = "no error",
	[CRYPTO_R_FLAGS] = "unknown or contradicting request flags",
	[CRYPTO_R_BUFFER] = "the buffer is NULL or shorter than crp_ilen",
	[CRYPTO_R_OUTPUT] = "the output buffer is shorter than crp_ilen, or REL is set",
	[CRYPTO_R_DESC_COUNT] = "no descriptor, or more than the session has algorithms",
	[CRYPTO_R_DESC_ALG] = "a descriptor's algorithm or position is not the session's",
	[CRYPTO_R_DESC_FLAGS] = "unknown or contradicting descriptor flags",
	[CRYPTO_R_RANGE] = "skip and length lie outside the buffer",
	[CRYPTO_R_INJECT] = "an IV or digest lies outside the buffer",
	[CRYPTO_R_BLOCK] = "the length is no multiple of the block",
	[CRYPTO_R_LENGTH] = "the algorithm does not take this length",
	[CRYPTO_R_IV_EXPLICIT] = "this mode needs an explicit IV",
	[CRYPTO_R_IV_POINTER] = "an IV above 16 bytes needs crd_ivp",
	[CRYPTO_R_KEY_MISSING] = "neither the session nor the request has a key",
	[CRYPTO_R_KEY_LENGTH] = "the algorithm does not take this key length",
	[CRYPTO_R_KEY_WEAK] = "the two halves of the AES-XTS key are equal",
	[CRYPTO_R_PAIR] = "one half of an AEAD without the other",
	[CRYPTO_R_VERIFY] = "VERIFY where nothing can be verified",
	[CRYPTO_R_SESSION] = "no such session",
	[CRYPTO_R_MOVED] = "the session has moved, dispatch again",
	[CRYPTO_R_CREDIT] = "more requests out than the driver's credits",
	[CRYPTO_R_DRIVER_GONE] = "the driver left, and no other fits",
	[CRYPTO_R_MEMORY] = "no memory",
	[CRYPTO_R_MISMATCH] = "the MAC or tag does not verify",
	[CRYPTO_R_ENGINE] = "the engine reported a failure",
	[CRYPTO_R_DRIVER_VALUE] = "the driver answered neither 0 nor ERESTART",
	[CRYPTO_R_LIMIT] = "over the engine's limit, and there is no fallback driver",
	[CRYPTO_R_RANDOM] = "the system gave no random numbers",
	[CRYPTO_R_KEYOP] = "the key operation is unknown",
	[CRYPTO_R_PARAM_COUNT] = "the key operation has other numbers of inputs and outputs",
	[CRYPTO_R_PARAM_BITS] = "a parameter is longer than any driver takes",
	[CRYPTO_R_PARAM_NULL] = "a parameter has bits, but no memory",
	[CRYPTO_R_PARAM_ROOM] = "a result does not fit into its parameter",
	[CRYPTO_R_PARAM_VALUE] = "the key operation is not defined for this number",
	[CRYPTO_R_KEYOP_DRIVER] = "no driver has the key operation",
};

static_assert(RTE_DIM(reasons) == CRYPTO_R_MAX, "every reason has its text");

const char *
crypto_strreason(int reason)
{
	if (reason < 0 || reason >= CRYPTO_R_MAX)
		return "unknown reason";
	return reasons[reason];
}

uint64_t
crypto_reason_count(int reason)
{
	uint64_t sum = 0;
	unsigned int i;

	if (reason < 0 || reason >= CRYPTO_R_MAX)
		return 0;
	for (i = 0; i < RTE_MAX_LCORE; i++) {
		const struct crypto_lcore *lc = __atomic_load_n(&crypto_lcores[i],
								__ATOMIC_ACQUIRE);

		if (lc != NULL)
			sum += __atomic_load_n(&lc->reasons[reason], __ATOMIC_RELAXED);
	}
	return sum;
}

/*
 * Texts of one thread. Behind a pthread key and not in thread-local storage: these
 * libraries use the static TLS model, whose room is small when they are loaded late.
 */
struct texts {
	char err[1024];    /* what crypto_strerr() shows */
	char refusal[512]; /* a driver's clause, until it is taken */
	char taken[512];   /* that clause, for whoever took it */
};

static pthread_key_t texts_key;
static pthread_once_t texts_once = PTHREAD_ONCE_INIT;
static bool texts_ready;

static void
texts_init(void)
{
	texts_ready = pthread_key_create(&texts_key, free) == 0;
}

/* This thread's texts, or NULL: without memory there are no texts. */
static struct texts *
texts_get(bool create)
{
	struct texts *t;

	pthread_once(&texts_once, texts_init);
	if (!texts_ready)
		return NULL;
	t = pthread_getspecific(texts_key);
	if (t != NULL || !create)
		return t;
	t = calloc(1, sizeof(*t));
	if (t != NULL && pthread_setspecific(texts_key, t) != 0) {
		free(t);
		return NULL;
	}
	return t;
}

const char *
crypto_strerr(void)
{
	const struct texts *t = texts_get(false);

	return t == NULL ? "" : t->err;
}

void
crypto_err_reset(void)
{
	struct texts *t = texts_get(false);

	if (t == NULL)
		return;
	t->err[0] = '\0';
	t->refusal[0] = '\0';
}

void
crypto_err_add(const char *who, const char *fmt, ...)
{
	struct texts *t = texts_get(true);
	size_t used;
	va_list ap;

	if (t == NULL)
		return;
	used = strlen(t->err);
	snprintf(t->err + used, sizeof(t->err) - used, "%s%s%s", used == 0 ? "" : "; ",
		 who == NULL ? "" : who, who == NULL ? "" : ": ");
	used = strlen(t->err);
	va_start(ap, fmt);
	vsnprintf(t->err + used, sizeof(t->err) - used, fmt, ap);
	va_end(ap);
}

int
crypto_refuse(int error, const char *fmt, ...)
{
	struct texts *t = texts_get(true);
	va_list ap;

	if (t == NULL)
		return error;
	va_start(ap, fmt);
	vsnprintf(t->refusal, sizeof(t->refusal), fmt, ap);
	va_end(ap);
	return error;
}

const char *
crypto_refusal_take(void)
{
	struct texts *t = texts_get(false);

	if (t == NULL)
		return "";
	memcpy(t->taken, t->refusal, sizeof(t->taken));
	t->refusal[0] = '\0';
	return t->taken;
}
