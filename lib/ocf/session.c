/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Sessions: create, free, reclaim.
 *
 * The table is dense; a slot holds the current identifier and the session. The low half
 * of an identifier (slot and low generation) is the library's and never changes, so that
 * every identifier a session ever had leads to it and no other does.
 *
 * Freeing takes two steps. crypto_freesession() clears the slot, so that no lcore finds
 * the session any more, stamps the epoch, and hangs it on a list; crypto_session_reclaim()
 * wipes it once no lcore can still have a request of it.
 */

#include <string.h>

#include <rte_cycles.h>

#include "ocf_private.h"

#define GENERATION_MASK ((1u << 22) - 1)

struct crypto_slot *crypto_slots;

/* Of a slot, for the control path. */
struct slot_ctl {
	uint32_t generation; /* of the session that is there, or was last */
	uint32_t next_free;
};

static struct {
	unsigned int max, used; /* slots; that were ever used */
	struct slot_ctl *ctl;
	uint32_t free_head, free_tail, nfree; /* first in, first out */
	struct crypto_session *waiting;       /* ended, not reclaimed; w, r control */
} table;

/* Ended sessions, pushed by any thread, taken as a whole by the reclaimer. */
static _Atomic(struct crypto_session *) dead;
static atomic_uint ndead;
#define RECLAIM_BATCH 256 /* so many make crypto_newsession() reclaim, too */

/* ------------------------------------------------------------------- slots */

/* Slots rest on the free list until CRYPTO_MIN_FREE_SLOTS others are behind them. */
static bool
slot_alloc(uint32_t *slot)
{
	if (table.nfree > CRYPTO_MIN_FREE_SLOTS || (table.used == table.max && table.nfree != 0)) {
		*slot = table.free_head;
		table.free_head = table.ctl[*slot].next_free;
		table.nfree--;
	} else if (table.used < table.max) {
		*slot = table.used++;
	} else {
		return false;
	}
	table.ctl[*slot].generation = (table.ctl[*slot].generation + 1) & GENERATION_MASK;
	if (table.ctl[*slot].generation == 0)
		table.ctl[*slot].generation = 1;
	return true;
}

static void
slot_free(uint32_t slot)
{
	if (table.nfree++ == 0)
		table.free_head = slot;
	else
		table.ctl[table.free_tail].next_free = slot;
	table.free_tail = slot;
}

static uint64_t
sid_make(const struct crypto_driver *drv, uint32_t slot)
{
	uint64_t generation = table.ctl[slot].generation;

	return (uint64_t)drv->caps << 56 | (generation >> 10) << 44 | (uint64_t)drv->id << 32 |
	       (uint64_t)slot << 10 | (generation & 0x3ff);
}

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

static void
session_destroy(struct crypto_session *ses)
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
		session_destroy(ses);
		return error;
	}
	*out = ses;
	return 0;
}

/* ---------------------------------------------------------- at one driver */

int
crypto_session_open_on(struct crypto_driver *drv, const struct cryptoini *cri,
		       struct crypto_session *ses)
{
	uint32_t own = (uint32_t)drv->id;
	int error;

	ses->drv = drv;
	if (drv->ops.session_init == NULL) {
		error = drv->newsession(drv->arg, &own, (struct cryptoini *)(uintptr_t)cri);
		ses->own = own;
		return error;
	}
	ses->area_size = drv->ops.session_size(drv->arg, cri);
	if (ses->area_size == 0)
		return EINVAL;
	ses->area = crypto_smem_alloc(ses->area_size);
	if (ses->area == NULL)
		return ENOMEM;
	error = drv->ops.session_init(drv->arg, ses->area, cri);
	if (error != 0) {
		crypto_smem_free(ses->area, ses->area_size);
		ses->area = NULL;
	}
	return error;
}

void
crypto_session_close_on(struct crypto_driver *drv, struct crypto_session *ses)
{
	if (drv->ops.session_init == NULL) {
		drv->freesession(drv->arg, (uint64_t)drv->id << 32 | ses->own);
		return;
	}
	if (drv->ops.session_fini != NULL)
		drv->ops.session_fini(drv->arg, ses->area);
	crypto_smem_free(ses->area, ses->area_size);
	ses->area = NULL;
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

static bool
open_on_best(struct crypto_session *ses, int32_t only, int *error)
{
	struct crypto_driver *cand[CRYPTO_MAX_DRIVERS];
	unsigned int i, n = crypto_select(ses->ini, ses->hard, only, cand);

	*error = EINVAL;
	for (i = 0; i < n; i++) {
		int one = crypto_session_open_on(cand[i], ses->ini, ses);
		const char *why = crypto_refusal_take();

		if (one == 0) {
			count_algs(cand[i], ses, 1);
			return true;
		}
		crypto_err_add(cand[i]->name, "%s", why[0] != '\0' ? why : strerror(one));
		if (one == ENOMEM)
			*error = ENOMEM;
	}
	return false;
}

static void
session_close(struct crypto_session *ses)
{
	crypto_fallback_close(ses);
	crypto_session_close_on(ses->drv, ses);
	count_algs(ses->drv, ses, -1);
}

/* ------------------------------------------------------------- newsession */

/* The session is complete: let lcores find it. */
static int
publish(struct crypto_session *ses, uint64_t *sid)
{
	if (!slot_alloc(&ses->slot)) {
		crypto_err_add(NULL, "the session table is full (%u)", table.max);
		return ENOMEM;
	}
	ses->sid = sid_make(ses->drv, ses->slot);
	crypto_slots[ses->slot].ses = ses;
	/* read before the store: whoever finds the slot has published this epoch or a newer */
	ses->born = atomic_load(&crypto_epoch);
	atomic_store_explicit(&crypto_slots[ses->slot].sid, ses->sid, memory_order_release);
	*sid = ses->sid;
	return 0;
}

static int
newsession_locked(uint64_t *sid, const struct cryptoini *cri, int hard, int32_t only)
{
	struct crypto_session *ses;
	int error;

	error = session_create(cri, hard, &ses);
	if (error != 0)
		return error;
	ses->named = only >= 0;
	if (!open_on_best(ses, only, &error))
		goto destroy;
	error = crypto_fallback_open(ses);
	if (error == 0)
		error = publish(ses, sid);
	if (error == 0)
		return 0;
	session_close(ses);
destroy:
	session_destroy(ses);
	return error;
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
	if (atomic_load_explicit(&ndead, memory_order_relaxed) >= RECLAIM_BATCH)
		crypto_session_reclaim(); /* keep up with whoever creates and frees in a loop */
	pthread_mutex_lock(&crypto_control_mutex);
	if (!crypto_global.running)
		crypto_err_add(NULL, "the framework is not started");
	else if (only >= 0 && crypto_driver_get((uint32_t)only) == NULL)
		error = ENODEV;
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
		crypto_err_add(NULL, "there is no such driver");
		return ENODEV;
	}
	return newsession(sid, cri, 0, driverid);
}

/* ------------------------------------------------------------- freesession */

static void
dead_push(struct crypto_session *ses)
{
	struct crypto_session *head = atomic_load_explicit(&dead, memory_order_relaxed);

	do
		ses->next_dead = head;
	while (!atomic_compare_exchange_weak(&dead, &head, ses));
	atomic_fetch_add_explicit(&ndead, 1, memory_order_relaxed);
}

int
crypto_freesession(uint64_t sid)
{
	struct crypto_slot *slot = &crypto_slots[CRYPTO_SID_SLOT(sid)];
	struct crypto_session *ses;
	uint64_t now;

	if (crypto_slots == NULL || !crypto_global.running)
		return ENOENT;
	now = atomic_load(&slot->sid);
	do {
		if (now == 0 || !CRYPTO_SID_SAME(now, sid))
			return ENOENT;
		ses = slot->ses;
	} while (!atomic_compare_exchange_weak(&slot->sid, &now, 0));
	ses->ended = atomic_fetch_add(&crypto_epoch, 1) + 1;
	dead_push(ses);
	crypto_control_wake();
	return 0;
}

/* ----------------------------------------------------------------- reclaim */

static void
session_reclaim_one(struct crypto_session *ses)
{
	uint32_t slot = ses->slot;

	session_close(ses);
	session_destroy(ses);
	crypto_slots[slot].ses = NULL;
	slot_free(slot);
}

/* Move what was freed since the last time to the list of the waiting. */
static void
take_dead(void)
{
	struct crypto_session *ses = atomic_exchange(&dead, NULL);

	atomic_store_explicit(&ndead, 0, memory_order_relaxed);
	while (ses != NULL) {
		struct crypto_session *next = ses->next_dead;

		ses->next_dead = table.waiting;
		table.waiting = ses;
		ses = next;
	}
}

bool
crypto_session_reclaim(void)
{
	struct crypto_session **link = &table.waiting, *ses;
	unsigned int blame;
	bool left;

	pthread_mutex_lock(&crypto_control_mutex);
	take_dead();
	while ((ses = *link) != NULL) {
		if (crypto_lcore_quiescent(ses->born, ses->ended, &blame)) {
			*link = ses->next_dead;
			session_reclaim_one(ses);
		} else {
			link = &ses->next_dead;
		}
	}
	left = table.waiting != NULL;
	pthread_mutex_unlock(&crypto_control_mutex);
	return left;
}

/* -------------------------------------------------------------- questions */

const struct crypto_session *
crypto_request_session(const struct cryptop *crp)
{
	const struct crypto_driver *drv = crypto_driver_get(CRYPTO_SID_DRIVER(crp->crp_sid));
	uint64_t sid = crp->crp_sid;

	if (sid == 0 || drv == NULL)
		return NULL;
	if (drv->simple)
		sid = crypto_sid_kept(crp);
	return sid != 0 ? crypto_slots[CRYPTO_SID_SLOT(sid)].ses : NULL;
}

int32_t
crypto_session_driver(uint64_t sid)
{
	uint64_t now;

	if (crypto_slots == NULL || !crypto_global.running)
		return -1;
	now = atomic_load(&crypto_slots[CRYPTO_SID_SLOT(sid)].sid);
	return now != 0 && CRYPTO_SID_SAME(now, sid) ? (int32_t)CRYPTO_SID_DRIVER(now) : -1;
}

/* ------------------------------------------------------------- start, end */

int
crypto_session_init(unsigned int max)
{
	memset(&table, 0, sizeof(table));
	table.max = max;
	/* every sid leads to a slot, so the table is as large as a sid's slot number goes */
	crypto_slots = crypto_region_map(CRYPTO_MAX_SESSIONS * sizeof(*crypto_slots), SOCKET_ID_ANY);
	table.ctl = crypto_region_map(CRYPTO_MAX_SESSIONS * sizeof(*table.ctl), SOCKET_ID_ANY);
	if (crypto_slots != NULL && table.ctl != NULL)
		return 0;
	crypto_err_add(NULL, "no memory for the session table");
	crypto_session_fini();
	return ENOMEM;
}

/* No request is out: wipe all sessions, the live ones too. */
static void
close_all(void)
{
	struct crypto_session *ses;
	unsigned int i;

	take_dead();
	while ((ses = table.waiting) != NULL) {
		table.waiting = ses->next_dead;
		session_reclaim_one(ses);
	}
	for (i = 0; i < table.used; i++)
		if (atomic_exchange(&crypto_slots[i].sid, 0) != 0)
			session_reclaim_one(crypto_slots[i].ses);
}

void
crypto_session_fini(void)
{
	if (crypto_slots != NULL && table.ctl != NULL)
		close_all();
	if (crypto_slots != NULL)
		crypto_region_unmap(crypto_slots, CRYPTO_MAX_SESSIONS * sizeof(*crypto_slots));
	if (table.ctl != NULL)
		crypto_region_unmap(table.ctl, CRYPTO_MAX_SESSIONS * sizeof(*table.ctl));
	crypto_slots = NULL;
	memset(&table, 0, sizeof(table));
}
