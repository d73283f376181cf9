/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Sessions: is the list sound, copies of it and of its keys, opening and closing at a
 * driver. Where sessions are found and how they end is in slot.c, how they move in
 * migrate.c.
 */

#include <string.h>

#include <rte_cycles.h>

#include "ocf_private.h"

/* ------------------------------------------------------------------ checks */

/* The list's length, 0: empty, cyclic or too long. */
static unsigned int
list_length(const struct cryptoini *cri)
{
	unsigned int n = 0;

	for (; cri != NULL; cri = cri->cri_next)
		if (++n > CRYPTO_MAX_DESC)
			return 0;
	return n;
}

/* cri_ivlen in the struct is not read where the algorithm has none. */
static int
check_one(const struct cryptoini *cri)
{
	const struct crypto_alg *alg = crypto_alg_find(cri->cri_alg);
	char keys[80];

	if (alg == NULL) {
		crypto_err_add(NULL, "algorithm %d: unknown", cri->cri_alg);
		return EINVAL;
	}
	if (cri->cri_klen < 0 || (cri->cri_key != NULL && !crypto_alg_key_ok(alg, cri->cri_klen))) {
		crypto_err_add(NULL, "%s: key of %d bits, takes %s", alg->name, cri->cri_klen,
			       crypto_alg_keys_text(alg, keys, sizeof(keys)));
		return EINVAL;
	}
	if (!crypto_alg_mlen_ok(alg, cri->cri_mlen)) {
		crypto_err_add(NULL, "%s: MAC of %d bytes", alg->name, cri->cri_mlen);
		return EINVAL;
	}
	if (cri->cri_ivlen != 0 && (cri->cri_ivlen < alg->ivmin || cri->cri_ivlen > alg->ivmax)) {
		crypto_err_add(NULL, "%s: IV of %d bytes, takes %u to %u", alg->name, cri->cri_ivlen,
			       alg->ivmin, alg->ivmax);
		return EINVAL;
	}
	if ((alg->flags & CRYPTO_ALG_XTS) && cri->cri_key != NULL &&
	    crypto_equal(cri->cri_key, cri->cri_key + cri->cri_klen / 16, (size_t)cri->cri_klen / 16)) {
		crypto_err_add(NULL, "%s: the two halves of the key are equal", alg->name);
		return EINVAL;
	}
	return 0;
}

static bool
pairs_with(const struct crypto_alg *alg, int other)
{
	return alg->pair[0] == other || alg->pair[1] == other || alg->pair[2] == other;
}

/*
 * The effective kind of a position: an AEAD's auth half that stands alone is a MAC if the
 * algorithm can be one (GMAC).
 */
static enum crypto_kind
kind_in(const struct cryptoini *cri, const struct crypto_alg *alg)
{
	const struct cryptoini *other;

	if (alg->kind != CRYPTO_KIND_AEAD_AUTH || !(alg->flags & CRYPTO_ALG_IV_MAC))
		return alg->kind;
	for (other = cri; other != NULL; other = other->cri_next)
		if (pairs_with(alg, other->cri_alg))
			return CRYPTO_KIND_AEAD_AUTH;
	return CRYPTO_KIND_MAC;
}

/* An AEAD half finds its other half; both have one key. */
static int
match_pair(struct crypto_session *ses, unsigned int i)
{
	const struct crypto_alg *alg = crypto_alg_find(ses->pos[i].alg);
	const struct cryptoini *auth, *cipher;
	unsigned int j, found = 0;

	for (j = 0; j < ses->npos; j++) {
		if (!pairs_with(alg, ses->pos[j].alg))
			continue;
		ses->pos[i].pair = (uint8_t)j;
		found++;
	}
	if (found != 1) {
		crypto_err_add(NULL, "%s: needs exactly one other half", alg->name);
		return EINVAL;
	}
	if (ses->pos[i].kind == CRYPTO_KIND_AEAD_CIPHER)
		return 0;
	auth = &ses->ini[i];
	cipher = &ses->ini[ses->pos[i].pair];
	if (auth->cri_key != NULL &&
	    (cipher->cri_key == NULL || auth->cri_klen != cipher->cri_klen ||
	     !crypto_equal(auth->cri_key, cipher->cri_key, (size_t)cipher->cri_klen / 8))) {
		crypto_err_add(NULL, "%s: its key is neither NULL nor the cipher's", alg->name);
		return EINVAL;
	}
	if (cipher->cri_key != NULL && !crypto_alg_key_ok(alg, cipher->cri_klen)) {
		crypto_err_add(NULL, "%s: does not go with a key of %d bits", alg->name,
			       cipher->cri_klen);
		return EINVAL;
	}
	return 0;
}

static void
position_fill(struct crypto_session *ses, unsigned int i, const struct cryptoini *list)
{
	const struct cryptoini *cri = &ses->ini[i];
	const struct crypto_alg *alg = crypto_alg_find(cri->cri_alg);

	ses->pos[i] = (struct crypto_pos){
		.alg = (uint16_t)alg->id,
		.kind = (uint8_t)kind_in(list, alg),
		.flags = alg->flags,
		.ivlen = (uint16_t)(cri->cri_ivlen != 0 ? cri->cri_ivlen : alg->ivlen),
		.mlen = (uint8_t)(cri->cri_mlen != 0 ? cri->cri_mlen : alg->digest),
		.mask = (uint8_t)(alg->block - 1),
		.keyed = cri->cri_key != NULL || (alg->flags & CRYPTO_ALG_KEYLESS),
	};
}

/* The auth half of an AEAD has the cipher's key. */
static void
pair_key(struct crypto_session *ses, unsigned int i)
{
	unsigned int cipher = ses->pos[i].pair;

	if (ses->pos[i].kind == CRYPTO_KIND_AEAD_AUTH)
		ses->pos[i].keyed = ses->pos[cipher].keyed;
}

static int
positions_fill(struct crypto_session *ses, const struct cryptoini *list)
{
	unsigned int i;
	int error;

	for (i = 0; i < ses->npos; i++)
		position_fill(ses, i, list);
	for (i = 0; i < ses->npos; i++) {
		if (ses->pos[i].kind != CRYPTO_KIND_AEAD_CIPHER &&
		    ses->pos[i].kind != CRYPTO_KIND_AEAD_AUTH)
			continue;
		ses->has_aead = 1;
		error = match_pair(ses, i);
		if (error != 0)
			return error;
	}
	for (i = 0; i < ses->npos; i++)
		pair_key(ses, i);
	crypto_validate_prepare(ses);
	return 0;
}

/* -------------------------------------------------------------------- make */

static size_t
keys_length(const struct cryptoini *cri)
{
	size_t sum = 0;

	for (; cri != NULL; cri = cri->cri_next)
		if (cri->cri_key != NULL)
			sum += RTE_ALIGN_CEIL((size_t)(cri->cri_klen + 7) / 8, 16);
	return sum;
}

/* Copy the list and its keys, so that the session can be made again elsewhere. */
static int
copy_list(struct crypto_session *ses, const struct cryptoini *cri)
{
	uint8_t *key;
	unsigned int i;

	ses->keylen = keys_length(cri);
	ses->keymem = ses->keylen != 0 ? crypto_smem_alloc(ses->keylen) : NULL;
	if (ses->keylen != 0 && ses->keymem == NULL)
		return ENOMEM;
	key = ses->keymem;
	for (i = 0; cri != NULL; cri = cri->cri_next, i++) {
		size_t len = (size_t)(cri->cri_klen + 7) / 8;

		ses->ini[i] = *cri;
		ses->ini[i].cri_next = cri->cri_next != NULL ? &ses->ini[i + 1] : NULL;
		if (cri->cri_key == NULL)
			continue;
		if (len == 0) { /* an empty key is a key: HMAC */
			static char empty[16];

			ses->ini[i].cri_key = empty;
			continue;
		}
		memcpy(key, cri->cri_key, len);
		ses->ini[i].cri_key = (caddr_t)key;
		key += RTE_ALIGN_CEIL(len, 16);
	}
	return 0;
}

static size_t
session_size(unsigned int npos)
{
	return sizeof(struct crypto_session) + npos * sizeof(struct cryptoini);
}

void
crypto_session_destroy(struct crypto_session *ses)
{
	if (ses->keymem != NULL)
		crypto_smem_free(ses->keymem, ses->keylen);
	crypto_smem_free(ses, session_size(ses->npos));
}

/* @return 0 and *out: copied and sound; EINVAL with text, ENOMEM. */
static int
session_create(const struct cryptoini *cri, int hard, struct crypto_session **out)
{
	const struct cryptoini *one;
	struct crypto_session *ses;
	int error;

	if (list_length(cri) == 0) {
		crypto_err_add(NULL, cri == NULL ? "no algorithm" :
						   "more than %d algorithms, or a cycle",
			       CRYPTO_MAX_DESC);
		return EINVAL;
	}
	for (one = cri; one != NULL; one = one->cri_next) {
		error = check_one(one);
		if (error != 0)
			return error;
	}
	ses = crypto_smem_alloc(session_size(list_length(cri)));
	if (ses == NULL)
		return ENOMEM;
	ses->npos = (uint8_t)list_length(cri);
	ses->hard = hard;
	error = copy_list(ses, cri);
	if (error == 0)
		error = positions_fill(ses, ses->ini);
	if (error != 0) {
		crypto_session_destroy(ses);
		return error;
	}
	*out = ses;
	return 0;
}

/* ---------------------------------------------------------- at one driver */

static void *
area_alloc(const struct crypto_session *ses, size_t size)
{
	struct crypto_area_head *head = NULL;

	if (size <= SIZE_MAX / 2) /* it is the driver's number */
		head = crypto_smem_alloc(sizeof(*head) + size);
	if (head == NULL)
		return NULL;
	head->ses = ses;
	return head + 1;
}

static void
area_free(void *area, size_t size)
{
	crypto_smem_free((struct crypto_area_head *)area - 1, sizeof(struct crypto_area_head) + size);
}

int
crypto_session_open_on(struct crypto_driver *drv, const struct cryptoini *cri,
		       struct crypto_session *ses)
{
	uint32_t own = (uint32_t)drv->id;
	int error;

	ses->area_size = 0;
	if (drv->ops.session_init != NULL) {
		ses->area_size = drv->ops.session_size(drv->arg, cri);
		if (ses->area_size == 0)
			return EINVAL;
	}
	ses->area = area_alloc(ses, ses->area_size);
	if (ses->area == NULL)
		return ENOMEM;
	if (drv->ops.session_init != NULL)
		error = drv->ops.session_init(drv->arg, ses->area, cri);
	else
		error = drv->newsession(drv->arg, &own, (struct cryptoini *)(uintptr_t)cri);
	ses->own = own;
	if (error != 0) {
		area_free(ses->area, ses->area_size);
		CRYPTO_SHOW(ses->area, NULL);
	}
	return error;
}

void
crypto_session_close_on(struct crypto_driver *drv, struct crypto_session *ses)
{
	if (drv->ops.session_init == NULL)
		drv->freesession(drv->arg, (uint64_t)drv->id << 32 | ses->own);
	else if (drv->ops.session_fini != NULL)
		drv->ops.session_fini(drv->arg, ses->area);
	area_free(ses->area, ses->area_size);
	CRYPTO_SHOW(ses->area, NULL);
}

/* How many of a session's algorithms count at a driver. */
static void
count_algs(struct crypto_driver *drv, const struct crypto_session *ses, int step)
{
	unsigned int i;

	for (i = 0; i < ses->npos; i++)
		drv->algs[crypto_alg_index(ses->pos[i].alg)].sessions += (uint32_t)step;
	drv->sessions += (uint64_t)(int64_t)step;
}

/* Ask the drivers that come into question, best first. 0; EINVAL or ENOMEM with text. */
static int
open_on_best(struct crypto_session *ses, int32_t only)
{
	struct crypto_driver *cand[CRYPTO_MAX_DRIVERS];
	unsigned int i, n = crypto_select(ses->ini, ses->hard, only, cand);
	int result = EINVAL;

	for (i = 0; i < n; i++) {
		int error = crypto_session_open_on(cand[i], ses->ini, ses);
		const char *why = crypto_refusal_take();

		if (error == 0) {
			ses->drv = cand[i];
			ses->drvid = (uint16_t)cand[i]->id;
			count_algs(cand[i], ses, 1);
			return crypto_fallback_open(ses);
		}
		crypto_err_add(cand[i]->name, "%s", why[0] != '\0' ? why : strerror(error));
		if (error == ENOMEM)
			result = ENOMEM;
	}
	return result;
}

void
crypto_session_close(struct crypto_session *ses)
{
	if (ses->closed || ses->drv == NULL || ses->drv == &crypto_nobody)
		return;
	ses->closed = true;
	crypto_fallback_close(ses);
	crypto_session_close_on(ses->drv, ses);
	count_algs(ses->drv, ses, -1);
}

/* ------------------------------------------------------------- newsession */

static int
newsession_locked(uint64_t *sid, const struct cryptoini *cri, int hard, int32_t only)
{
	struct crypto_session *ses;
	int error;

	error = session_create(cri, hard, &ses);
	if (error != 0)
		return error;
	ses->named = only >= 0;
	error = open_on_best(ses, only);
	if (error == 0)
		error = crypto_slot_publish(ses);
	if (error == 0) {
		*sid = ses->sid;
		return 0;
	}
	crypto_session_close(ses);
	crypto_session_destroy(ses);
	return error;
}

static int
no_such_driver(void)
{
	crypto_err_add(NULL, "there is no such driver");
	return ENODEV;
}

static int
newsession(uint64_t *sid, const struct cryptoini *cri, int hard, int32_t only)
{
	int error = EINVAL;

	crypto_err_reset();
	if (sid == NULL || hard < -1 || hard > 1) {
		crypto_err_add(NULL, "sid is NULL, or hard is not -1, 0 or 1");
		return EINVAL;
	}
	crypto_slot_reclaim_some();
	pthread_mutex_lock(&crypto_control_mutex);
	if (!crypto_global.running)
		crypto_err_add(NULL, "the framework is not started");
	else if (only >= 0 && !crypto_driver_there((uint32_t)only))
		error = no_such_driver();
	else
		error = newsession_locked(sid, cri, hard, only);
	if (error == ENOMEM && crypto_strerr()[0] == '\0')
		crypto_err_add(NULL, "no memory");
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

int
crypto_newsession(uint64_t *sid, struct cryptoini *cri, int hard)
{
	return newsession(sid, cri, hard, -1);
}

int
crypto_newsession_driver(uint64_t *sid, struct cryptoini *cri, int32_t driverid)
{
	if (driverid < 0) {
		crypto_err_reset();
		return no_such_driver();
	}
	return newsession(sid, cri, 0, driverid);
}

/* ---------------------------------------------------------------- new selves */

static int
session_copy(const struct crypto_session *ses, struct crypto_session **out)
{
	int error = session_create(ses->ini, ses->hard, out);

	if (error != 0)
		return error;
	(*out)->slot = ses->slot;
	(*out)->named = ses->named;
	(*out)->moved_here = 1;
	(*out)->former = ses->former;
	if (ses->drv != &crypto_nobody)
		(*out)->former |= UINT64_C(1) << ses->drv->id;
	return 0;
}

int
crypto_session_remake(const struct crypto_session *ses, struct crypto_session **out)
{
	int error = session_copy(ses, out);

	if (error != 0)
		return error;
	error = open_on_best(*out, -1);
	if (error == 0)
		return 0;
	crypto_session_close(*out);
	crypto_session_destroy(*out);
	return error;
}

struct crypto_session *
crypto_session_strand(const struct crypto_session *ses)
{
	struct crypto_session *next;

	if (session_copy(ses, &next) != 0)
		return NULL;
	next->drv = &crypto_nobody;
	next->drvid = CRYPTO_MAX_DRIVERS;
	return next;
}

/* ---------------------------------------------------------------- questions */

const struct crypto_session *
crypto_request_session(const struct cryptop *crp)
{
	return crp->crp_area != NULL ? ((const struct crypto_area_head *)crp->crp_area - 1)->ses : NULL;
}
