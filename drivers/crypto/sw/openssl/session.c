/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Sessions: keys and parameters, laid out once; nothing in them changes afterwards. */

#include <string.h>

#include "ossl.h"

#define STATE_ALIGN 16

/* A session's list, understood. */
struct plan {
	unsigned int n;
	const struct cryptoini *cri[CRYPTO_MAX_DESC];
	const struct ossl_row *row[CRYPTO_MAX_DESC];
	int8_t other[CRYPTO_MAX_DESC]; /* AEAD: the other half, -1 for others */
	size_t size;
};

static uint64_t sessions; /* made in this process */

static bool
is_pair(int cipher, int auth)
{
	const struct ossl_row *row = crypto_ossl_row(cipher, true, 0);
	unsigned int i;

	if (row == NULL || row->kind != OSSL_AEAD)
		return false;
	for (i = 0; i < RTE_DIM(row->pair); i++)
		if (row->pair[i] == auth)
			return true;
	return false;
}

static void
plan_join(struct plan *plan, unsigned int a, unsigned int b)
{
	int x = plan->cri[a]->cri_alg, y = plan->cri[b]->cri_alg;

	if (!is_pair(x, y) && !is_pair(y, x))
		return;
	plan->other[a] = (int8_t)b;
	plan->other[b] = (int8_t)a;
}

/* Halves of an AEAD find each other; the framework has seen that each has just one. */
static void
plan_pairs(struct plan *plan)
{
	unsigned int a, b;

	memset(plan->other, -1, sizeof(plan->other));
	for (a = 0; a < plan->n; a++)
		for (b = a + 1; b < plan->n; b++)
			plan_join(plan, a, b);
}

static unsigned int
cri_ivlen(const struct cryptoini *cri)
{
	int len = cri->cri_ivlen != 0 ? cri->cri_ivlen : crypto_alg_ivlen(cri->cri_alg);

	return (unsigned int)len;
}

static unsigned int
cri_mlen(const struct cryptoini *cri)
{
	int len = cri->cri_mlen != 0 ? cri->cri_mlen : crypto_alg_digest(cri->cri_alg);

	return (unsigned int)len;
}

static int
refuse_key(const struct cryptoini *cri, const struct ossl_row *row)
{
	char text[32] = "";
	size_t used = 0;
	unsigned int i;

	for (i = 0; i < RTE_DIM(row->keys) && row->keys[i].bits != 0; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%u",
					 i == 0 ? "" : ", ", row->keys[i].bits);
	return crypto_refuse(EINVAL, "%s: key of %d bits, takes %s", crypto_alg_name(cri->cri_alg),
			     cri->cri_klen, text);
}

/* What this driver can do of a position; the framework has seen that the list makes sense. */
static int
plan_check(const struct plan *plan, unsigned int i)
{
	const struct cryptoini *cri = plan->cri[i];
	const struct ossl_row *row = plan->row[i];

	if (row == NULL)
		return crypto_refuse(EINVAL, "%s%s with an IV of %u bytes is not there",
				     crypto_alg_name(cri->cri_alg),
				     plan->other[i] < 0 ? " alone" : "", cri_ivlen(cri));
	if (cri->cri_key != NULL && row->keys[0].bits != 0 &&
	    crypto_ossl_row_evp(row, cri->cri_klen) == NULL)
		return refuse_key(cri, row);
	return 0;
}

static int
plan_make(struct plan *plan, const struct cryptoini *cri)
{
	unsigned int i;
	int rc;

	plan->n = 0;
	for (; cri != NULL; cri = cri->cri_next) {
		if (plan->n == CRYPTO_MAX_DESC)
			return crypto_refuse(EINVAL, "more than %d algorithms", CRYPTO_MAX_DESC);
		plan->cri[plan->n++] = cri;
	}
	plan_pairs(plan);
	plan->size = sizeof(struct ossl_session) + plan->n * sizeof(struct ossl_pos);
	for (i = 0; i < plan->n; i++) {
		cri = plan->cri[i];
		plan->row[i] = crypto_ossl_row(cri->cri_alg, plan->other[i] >= 0, cri_ivlen(cri));
		rc = plan_check(plan, i);
		if (rc != 0)
			return rc;
		plan->size += RTE_ALIGN_CEIL(plan->row[i]->state, STATE_ALIGN);
	}
	return 0;
}

size_t
crypto_ossl_session_size(void *arg, const struct cryptoini *cri)
{
	struct plan plan;

	(void)arg;
	return plan_make(&plan, cri) == 0 ? plan.size : 0;
}

static bool
pos_key(struct ossl_pos *pos, const struct cryptoini *cri, uint8_t *state)
{
	const struct ossl_row *row = pos->row;

	if (cri->cri_key == NULL || row->expand == NULL)
		return true;
	pos->evp = crypto_ossl_row_evp(row, cri->cri_klen);
	pos->state = state;
	return row->expand(row, pos->evp, (const uint8_t *)cri->cri_key,
			   (unsigned int)cri->cri_klen / 8, state);
}

static void
pos_init(struct ossl_session *ses, const struct plan *plan, unsigned int i)
{
	const struct ossl_row *row = plan->row[i];
	const struct cryptoini *cri = plan->cri[i];
	struct ossl_pos *pos = &ses->pos[i];
	int other = plan->other[i];

	pos->row = row;
	pos->run = row->run;
	pos->ctx_key = ses->number << 4 | i << 1;
	pos->ivlen = (uint16_t)cri_ivlen(cri);
	if (other >= 0)
		pos->other = &ses->pos[other];
	if (row->kind == OSSL_AEAD)
		cri = plan->cri[other];
	pos->mlen = (uint8_t)cri_mlen(cri);
}

int
crypto_ossl_session_init(void *arg, void *area, const struct cryptoini *cri)
{
	struct ossl_session *ses = area;
	struct plan plan;
	uint8_t *state;
	unsigned int i;
	int rc;

	(void)arg;
	rc = plan_make(&plan, cri);
	if (rc != 0)
		return rc;
	ses->number = __atomic_add_fetch(&sessions, 1, __ATOMIC_RELAXED);
	ses->npos = plan.n;
	state = (uint8_t *)&ses->pos[plan.n];
	for (i = 0; i < plan.n; i++) {
		pos_init(ses, &plan, i);
		if (!pos_key(&ses->pos[i], plan.cri[i], state))
			return crypto_refuse(EINVAL, "%s: the engine failed",
					     crypto_alg_name(plan.cri[i]->cri_alg));
		state += RTE_ALIGN_CEIL(plan.row[i]->state, STATE_ALIGN);
	}
	return 0;
}

void
crypto_ossl_session_fini(void *arg, void *area)
{
	(void)arg;
	crypto_ossl_ctx_forget(area);
}
