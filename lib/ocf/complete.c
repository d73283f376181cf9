/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Completion: crypto_done() records, crypto_poll() calls back.
 *
 * A request's state word is the completion: whoever completes it, on any thread, stores
 * DONE with release; the lcore that dispatched sees it at the head of its return ring.
 */

#include <rte_cycles.h>

#include "context.h"

/* ------------------------------------------------------------- crypto_done */

static void
wrong_done(struct cryptop *crp)
{
	struct crypto_driver *drv = crypto_driver_get(CRYPTO_SID_DRIVER(crp->crp_sid));

	if (drv == NULL)
		return;
	if (__atomic_fetch_add(&drv->wrong_done, 1, __ATOMIC_RELAXED) == 0)
		CRYPTO_LOG(ERR, "%s: completed a request that it did not have (state %u)",
			   drv->name, crp->crp_state);
}

void
crypto_done(struct cryptop *crp)
{
	uint8_t state = CRYPTO_REQ_DRIVER;

	if (unlikely(!__atomic_compare_exchange_n(&crp->crp_state, &state, CRYPTO_REQ_DONE, false,
						  __ATOMIC_RELEASE, __ATOMIC_RELAXED)))
		wrong_done(crp);
}

void
crypto_done_burst(struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		crypto_done_fast(crps[i]);
}

/* --------------------------------------------------------------- callbacks */

/* The errors that a consumer may see; a driver's others become EIO. */
static bool
etype_known(const struct cryptop *crp)
{
	switch (crp->crp_etype) {
	case EINVAL:
	case ENOENT:
	case ENOBUFS:
	case ENODEV:
	case ENOMEM:
	case EBADMSG:
	case EIO:
		return true;
	case EAGAIN: /* only the library knows that a session has moved */
		return crp->crp_reason == CRYPTO_R_MOVED;
	default:
		return false;
	}
}

static void
count_failure(struct crypto_lcore *lc, struct crypto_channel *ch, struct cryptop *crp)
{
	if (!etype_known(crp))
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
	else if (crp->crp_reason >= CRYPTO_R_MAX || crp->crp_reason == CRYPTO_R_NONE)
		crypto_fail(crp, crp->crp_etype, CRYPTO_R_ENGINE);
	CRYPTO_COUNT(lc->reasons[crp->crp_reason], 1);
	if (ch != NULL)
		CRYPTO_COUNT(ch->stats.errors, 1);
}

/* The consumer's again: from here on the request may be freed or dispatched anew. */
static inline void
call_back(struct crypto_lcore *lc, struct crypto_channel *ch, struct cryptop *crp)
{
	if (unlikely(crp->crp_etype != 0))
		count_failure(lc, ch, crp);
	crp->crp_flags |= CRYPTO_F_DONE;
	CRYPTO_SHOW(crp->crp_state, CRYPTO_REQ_IDLE);
	crp->crp_callback(crp);
}

static inline bool
is_done(const struct cryptop *crp)
{
	return __atomic_load_n(&crp->crp_state, __ATOMIC_ACQUIRE) == CRYPTO_REQ_DONE;
}

/* A simple driver saw its own identifier in crp_sid; see driver.c. */
static inline void
restore_sid(const struct crypto_channel *ch, struct cryptop *crp)
{
	if (unlikely(ch->drv->simple))
		crp->crp_sid = crypto_sid_kept(crp);
}

/* Take the request out of the return ring's head and call it back. */
static inline void
retire(struct crypto_lcore *lc, struct crypto_channel *ch, uintptr_t entry)
{
	struct cryptop *crp = CRYPTO_ENTRY_REQUEST(entry);

	lc->inflight[entry & CRYPTO_ENTRY_PHASE]--;
	restore_sid(ch, crp);
	if (unlikely(crp->crp_flags & (CRYPTO_F_CBIMM | CRYPTO_F_CBIFSYNC)))
		ch->early--;
	call_back(lc, ch, crp);
}

/* May the entry at a return ring's head be called back? */
static inline bool
is_ready(const struct crypto_lcore *lc, uintptr_t entry)
{
	const struct cryptop *crp = CRYPTO_ENTRY_REQUEST(entry);

	return is_done(crp) && likely(!(entry & CRYPTO_ENTRY_BEHIND) || !crypto_request_behind(lc, crp));
}

/* Callbacks of the return ring's head up to `end`, in order, as far as they are done. */
static unsigned int
retring_run(struct crypto_lcore *lc, struct crypto_channel *ch, uint32_t end)
{
	struct crypto_retring *ret = &ch->ret;
	unsigned int n = 0;
	uint32_t head;

	while ((int32_t)(end - (head = ret->head)) > 0) { /* a nested call may pass the end */
		uintptr_t entry = ret->slot[head & ret->mask];

		if (likely(entry != 0)) {
			if (!is_ready(lc, entry))
				break;
			CRYPTO_SHOW(ret->head, head + 1);
			retire(lc, ch, entry);
			n++;
		} else {
			CRYPTO_SHOW(ret->head, head + 1);
		}
	}
	return n;
}

/* CBIMM waives order: look behind the head, up to `end`. */
static unsigned int
retring_run_imm(struct crypto_lcore *lc, struct crypto_channel *ch, uint32_t end)
{
	struct crypto_retring *ret = &ch->ret;
	unsigned int n = 0;
	uint32_t pos;

	for (pos = ret->head; (int32_t)(end - pos) > 0 && ch->early != 0; pos++) {
		uintptr_t *slot = &ret->slot[pos & ret->mask];
		uintptr_t entry = *slot;

		if (entry == 0 || !(CRYPTO_ENTRY_REQUEST(entry)->crp_flags & CRYPTO_F_CBIMM) ||
		    !is_done(CRYPTO_ENTRY_REQUEST(entry)))
			continue;
		CRYPTO_SHOW(*slot, 0);
		retire(lc, ch, entry);
		n++;
		if ((int32_t)(ret->head - pos) > 0)
			pos = ret->head - 1; /* a nested call moved on */
	}
	while (ret->head != ret->tail && ret->slot[ret->head & ret->mask] == 0)
		CRYPTO_COUNT(ret->head, 1);
	return n;
}

/*
 * May a head that asks for CBIFSYNC have it? EAGAIN that crypto_poll() has yet to call back may
 * be that of an older request of the session: another EAGAIN does not overtake it.
 */
static bool
is_sync(const struct crypto_lcore *lc, uintptr_t entry)
{
	const struct cryptop *crp = CRYPTO_ENTRY_REQUEST(entry);

	return (crp->crp_flags & CRYPTO_F_CBIFSYNC) && is_ready(lc, entry) &&
	       (lc->nrefused == 0 || crp->crp_etype != EAGAIN);
}

/* CBIFSYNC: the heads that ask for it, while all before them have been called back. */
static void
retring_run_sync(struct crypto_lcore *lc, struct crypto_channel *ch, uint32_t end)
{
	struct crypto_retring *ret = &ch->ret;

	while ((int32_t)(end - ret->head) > 0) {
		uintptr_t entry = ret->slot[ret->head & ret->mask];

		if (entry != 0 && !is_sync(lc, entry))
			break;
		CRYPTO_COUNT(ret->head, 1);
		if (entry != 0)
			retire(lc, ch, entry);
	}
}

/* Does any driver's function run on this lcore? One that dispatched to another, then. */
static bool
inside_driver(const struct crypto_lcore *lc)
{
	const struct crypto_channel *ch;

	for (ch = lc->active; ch != NULL; ch = ch->next_active)
		if (ch->queued != CRYPTO_AWAY && crypto_context_inside(&ch->own))
			return true;
	return false;
}

/* What callbacks dispatch anew waits for crypto_poll(), or this would never end. */
void
crypto_run_early(struct crypto_lcore *lc, struct crypto_channel *ch)
{
	uint32_t end = ch->ret.tail;

	if (lc->depth >= CRYPTO_SYNC_DEPTH || inside_driver(lc))
		return;
	lc->depth++;
	if (ch->drv->caps & CRYPTOCAP_F_SYNC)
		retring_run_sync(lc, ch, end);
	if (ch->early != 0)
		retring_run_imm(lc, ch, end);
	lc->depth--;
}

/* -------------------------------------------------------------------- poll */

static void
poll_driver(struct crypto_channel *ch)
{
	struct crypto_context *c = &ch->own;

	ch->poll_end = ch->ret.tail;
	if (unlikely(ch->queued != 0) && !crypto_channel_serve_ring(ch))
		return;
	if (unlikely(crypto_context_inside(c)))
		return;
	CRYPTO_COUNT(c->polls, 1);
	if (!c->polls_driver)
		return;
	crypto_context_enter(c);
	ch->dirty = false;
	if (likely(crypto_context_owner(c) == CRYPTO_OWNER_LCORE))
		c->poll(c->ctx);
	else
		crypto_channel_lost(ch);
	crypto_context_exit(c);
}

/*
 * Hand over what waits, let the engines finish, note what was there. A channel that had
 * nothing since the last poll leaves the list.
 */
static void
poll_drivers(struct crypto_lcore *lc)
{
	struct crypto_channel **link = &lc->active, *ch;

	while ((ch = *link) != NULL) {
		if (likely(ch->ret.head != ch->ret.tail)) {
			poll_driver(ch);
			link = &ch->next_active;
		} else {
			*link = ch->next_active;
			__atomic_store_n(&ch->active, false, __ATOMIC_RELEASE);
		}
	}
}

/* Errors that no driver saw, as many as there were at the start. */
static unsigned int
poll_refused(struct crypto_lcore *lc)
{
	unsigned int n = lc->nrefused, i;

	for (i = 0; i < n; i++) {
		struct cryptop *crp = TAILQ_FIRST(&lc->refused);

		TAILQ_REMOVE(&lc->refused, crp, crp_next);
		lc->nrefused--;
		call_back(lc, NULL, crp);
	}
	return n;
}

static unsigned int
poll_lcore(struct crypto_lcore *lc)
{
	struct crypto_channel *ch;
	unsigned int n = 0;

	poll_drivers(lc);
	lc->depth++;
	if (unlikely((lc->nrefused | lc->nkeyops) != 0))
		n += poll_refused(lc) + (lc->nkeyops != 0 ? crypto_keyop_poll(lc) : 0);
	for (ch = lc->active; ch != NULL; ch = ch->next_active) {
		n += retring_run(lc, ch, ch->poll_end);
		if (unlikely(ch->early != 0))
			n += retring_run_imm(lc, ch, ch->poll_end);
	}
	lc->depth--;
	if (!crypto_epoch_stays(lc))
		crypto_epoch_leave(lc);
	return n;
}

unsigned int
crypto_poll(void)
{
	struct crypto_lcore *lc = crypto_lcore_self();

	if (unlikely(lc == NULL || lc->depth != 0) ||
	    (lc->active == NULL && (lc->nrefused | lc->nkeyops) == 0 &&
	     lc->oldest_copy == UINT64_MAX))
		return 0;
	return poll_lcore(lc);
}

unsigned int
crypto_pending(void)
{
	const struct crypto_lcore *lc = crypto_lcore_self();

	return lc != NULL ? crypto_lcore_pending(lc) : 0;
}

int
crypto_drain(uint64_t timeout_us)
{
	const struct crypto_lcore *lc = crypto_lcore_self();
	uint64_t start = rte_get_timer_cycles(), hz = rte_get_timer_hz();
	uint64_t limit = timeout_us > UINT64_MAX / hz ? UINT64_MAX : timeout_us * hz / 1000000;

	if (lc == NULL)
		return EINVAL;
	if (lc->depth != 0)
		return EDEADLK;
	while (crypto_lcore_pending(lc) != 0) {
		crypto_poll();
		if (crypto_lcore_pending(lc) != 0 && rte_get_timer_cycles() - start >= limit)
			return ETIMEDOUT;
	}
	crypto_poll(); /* one that finds nothing: the lcore holds no session back */
	return 0;
}

/* --------------------------------------------------------------- crypto_run */

static int
run_done(struct cryptop *crp)
{
	(void)crp;
	return 0;
}

int
crypto_run(struct cryptop *crp)
{
	const struct crypto_lcore *lc = crypto_lcore_self();
	int (*callback)(struct cryptop *);
	int error;

	if (lc == NULL || crp == NULL || crp->crp_state != CRYPTO_REQ_IDLE)
		return EINVAL;
	if (lc->depth != 0)
		return EDEADLK;
	callback = crp->crp_callback;
	crp->crp_callback = run_done;
	do {
		error = crypto_dispatch(crp);
		while (error == 0 && !(crp->crp_flags & CRYPTO_F_DONE))
			crypto_poll();
	} while (error == 0 && crp->crp_etype == EAGAIN);
	crp->crp_callback = callback;
	if (crypto_lcore_pending(lc) == 0)
		crypto_poll();
	return error != 0 ? error : crp->crp_etype;
}
