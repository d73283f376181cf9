/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Dispatch: from the consumer to a driver's process function or its request ring.
 *
 * A burst is cut into runs of equal session identifiers; a run is looked up once, each
 * request is validated and gets its place in the channel's return ring, and what may go
 * straight to the driver goes in one call. All else waits in the request ring, which is
 * drained first, so that order is that of dispatch.
 */

#include <rte_prefetch.h>

#include "context.h"
#include "validate_quick.h"

#define PREFETCH_AHEAD 4

/* Requests that end a run, because something is done for them alone. */
#define EARLY_FLAGS (CRYPTO_F_CBIMM | CRYPTO_F_CBIFSYNC)
#define SPECIAL_FLAGS (CRYPTO_F_BATCH | EARLY_FLAGS)

void
crypto_request_refuse(struct crypto_lcore *lc, struct cryptop *crp, int etype,
		      enum crypto_reason reason)
{
	crp->crp_flags &= ~CRYPTO_F_DONE;
	crp->crp_olen = crp->crp_ilen;
	CRYPTO_SHOW(crp->crp_state, CRYPTO_REQ_DONE);
	crypto_fail(crp, etype, reason);
	TAILQ_INSERT_TAIL(&lc->refused, crp, crp_next);
	lc->nrefused++;
}

/* ------------------------------------------------------------------ lookup */

/*
 * The live session of a sid. Its memory stays while this lcore's published epochs cover
 * it: they do if it was born before the newest of them, and its own identifier says that
 * what was read of it was not reclaimed memory, nor another self in the middle of a move.
 */
static inline struct crypto_session *
session_lookup(struct crypto_lcore *lc, uint64_t sid)
{
	uint64_t epoch = atomic_load_explicit(&crypto_epoch, memory_order_relaxed);
	struct crypto_slot *slot = &crypto_slots[CRYPTO_SID_SLOT(sid)];
	struct crypto_session *ses;

	if (unlikely(epoch != lc->newest_copy || lc->oldest_copy == UINT64_MAX))
		crypto_epoch_publish(lc, epoch);
	while (likely(atomic_load_explicit(&slot->sid, memory_order_acquire) == sid && sid != 0)) {
		ses = atomic_load_explicit(&slot->ses, memory_order_acquire);
		if (unlikely(ses == NULL))
			continue;
		if (unlikely(__atomic_load_n(&ses->born, __ATOMIC_RELAXED) > lc->newest_copy)) {
			crypto_epoch_publish(lc, atomic_load(&crypto_epoch));
			continue;
		}
		atomic_thread_fence(memory_order_acquire);
		if (likely(__atomic_load_n(&ses->sid, __ATOMIC_RELAXED) == sid))
			return ses;
	}
	return NULL;
}

/* ---------------------------------------------------------------- channel */

/* Callbacks and polls find a channel through this list while it has requests. */
static inline void
channel_activate(struct crypto_lcore *lc, struct crypto_channel *ch)
{
	if (likely(ch->active))
		return;
	CRYPTO_SHOW(ch->active, true);
	ch->next_active = lc->active;
	lc->active = ch;
}

/* @return how many the driver took; fewer: it is blocked or shut. State is DRIVER for all. */
static inline unsigned int
channel_process(struct crypto_channel *ch, struct cryptop **crps, unsigned int n)
{
	struct crypto_context *c = &ch->own;
	unsigned int taken = 0;

	ch->dirty = ch->flushes;
	crypto_context_note_unblocks(c);
	crypto_context_enter(c);
	if (crypto_context_straight(c))
		taken = crypto_context_call(c, crps, n, &ch->stats);
	crypto_context_exit(c);
	return taken;
}

/* The ring has the channel's credits, so there is room for all that is accepted. */
static void
channel_enqueue(struct crypto_channel *ch, struct cryptop **crps, unsigned int n)
{
	unsigned int i, done;

	for (i = 0; i < n; i++)
		__atomic_store_n(&crps[i]->crp_state, CRYPTO_REQ_QUEUED, __ATOMIC_RELAXED);
	done = rte_ring_sp_enqueue_bulk(ch->ring, (void **)crps, n, NULL);
	RTE_VERIFY(done == n);
	if (likely(ch->queued != CRYPTO_AWAY))
		ch->queued += n;
	CRYPTO_COUNT(ch->stats.queued, n);
}

/* These after what waits already, if the driver takes any now. */
static void
channel_queue(struct crypto_channel *ch, struct cryptop **crps, unsigned int n)
{
	channel_enqueue(ch, crps, n);
	if (ch->queued != CRYPTO_AWAY)
		crypto_channel_drain(ch);
}

/* Accepted requests, states DRIVER, that may go to the driver now. */
static inline void
channel_submit(struct crypto_channel *ch, struct cryptop **crps, unsigned int n)
{
	unsigned int taken;

	if (n == 0)
		return;
	if (unlikely(ch->queued != 0 || crypto_context_inside(&ch->own) || ch->own.blocked)) {
		channel_queue(ch, crps, n);
		return;
	}
	taken = channel_process(ch, crps, n);
	if (unlikely(taken < n))
		channel_queue(ch, crps + taken, n - taken);
}

static inline void
channel_flush(struct crypto_channel *ch)
{
	struct crypto_context *c = &ch->own;

	if (!ch->dirty || crypto_context_inside(c))
		return;
	ch->dirty = false;
	crypto_context_enter(c);
	if (likely(crypto_context_owner(c) == CRYPTO_OWNER_LCORE))
		c->flush(c->ctx);
	crypto_context_exit(c);
}

/* ------------------------------------------------------------------- runs */

static inline bool
dispatchable(const struct cryptop *crp)
{
	return likely(crp != NULL && crp->crp_callback != NULL &&
		      crp->crp_state == CRYPTO_REQ_IDLE);
}

/*
 * What dispatch sets: the results' old values go, and the driver's view is filled in. Two
 * wide stores, for neighbours.
 */
static inline void
accept(const struct crypto_session *ses, struct cryptop *crp)
{
	struct result {
		uint32_t ilen, olen, etype, flags;
	} __attribute__((may_alias)) *res = (struct result *)(void *)&crp->crp_ilen;
	uint32_t ilen = res->ilen, flags = res->flags & ~(uint32_t)CRYPTO_F_DONE;

	*res = (struct result){ilen, ilen, 0, flags};
	crp->crp_area = __atomic_load_n(&ses->area, __ATOMIC_RELAXED);
	crp->crp_reason = CRYPTO_R_NONE;
	__atomic_store_n(&crp->crp_state, CRYPTO_REQ_DRIVER, __ATOMIC_RELAXED);
}

/*
 * Accept requests of one session while they are usual, and give them their places in the
 * return ring. @return how many; *reason says why the next one is no good, if it is not.
 */
static inline unsigned int
accept_run(struct crypto_lcore *lc, const struct crypto_session *ses, struct crypto_channel *ch,
	   struct cryptop **crps, unsigned int n, uintptr_t behind, enum crypto_reason *reason)
{
	uintptr_t phase = lc->phase, tag = phase | behind, *slot = ch->ret.slot;
	uint32_t tail = ch->ret.tail, mask = ch->ret.mask;
	uint64_t sid = crps[0]->crp_sid, bytes = 0;
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct cryptop *crp = crps[i];

		if (likely(i + PREFETCH_AHEAD < n)) {
			rte_prefetch0(crps[i + PREFETCH_AHEAD]);
			rte_prefetch0((char *)crps[i + PREFETCH_AHEAD] + sizeof(*crp));
		}
		if (unlikely(!dispatchable(crp) || crp->crp_sid != sid))
			break;
		if (unlikely(!crypto_validate_quick(ses, crp))) {
			*reason = crypto_validate(ses, crp);
			if (*reason != CRYPTO_R_NONE)
				break;
		}
		accept(ses, crp);
		bytes += (uint32_t)crp->crp_ilen;
		CRYPTO_SHOW(slot[tail++ & mask], (uintptr_t)crp | tag);
		if (unlikely(crp->crp_flags & SPECIAL_FLAGS)) {
			i++;
			break;
		}
	}
	__atomic_store_n(&ch->ret.tail, tail, __ATOMIC_RELEASE);
	CRYPTO_COUNT(ch->stats.bytes, bytes);
	lc->inflight[phase] += i;
	return i;
}

/* Where accepted requests go: the last of them may be a special one. */
static inline void
hand_over(struct crypto_channel *ch, struct cryptop **crps, unsigned int n)
{
	int flags = crps[n - 1]->crp_flags;

	if (unlikely(flags & EARLY_FLAGS))
		ch->early++;
	if (likely(!(flags & CRYPTO_F_BATCH))) {
		channel_submit(ch, crps, n);
	} else {
		channel_submit(ch, crps, n - 1);
		channel_enqueue(ch, &crps[n - 1], 1);
	}
}

/* Refuse a request that validation found wrong. */
static void
refuse_invalid(struct crypto_lcore *lc, struct cryptop *crp, enum crypto_reason reason)
{
	crypto_request_refuse(lc, crp, reason == CRYPTO_R_RANDOM ? EIO : EINVAL, reason);
}

/*
 * Requests of one session, the first of them known to be dispatchable.
 * @return how many were taken; the next is special, has another session, found no credit,
 *   or is not dispatchable.
 */
static inline unsigned int
dispatch_session(struct crypto_lcore *lc, const struct crypto_session *ses,
		 struct crypto_channel *ch, struct cryptop **crps, unsigned int n, uintptr_t behind)
{
	uint32_t credits = ch->ret.credits - (ch->ret.tail - ch->ret.head);
	enum crypto_reason reason = CRYPTO_R_NONE;
	unsigned int taken;

	channel_activate(lc, ch);
	taken = accept_run(lc, ses, ch, crps, RTE_MIN(n, credits), behind, &reason);
	if (likely(taken != 0))
		hand_over(ch, crps, taken);
	if (unlikely(reason != CRYPTO_R_NONE))
		refuse_invalid(lc, crps[taken++], reason);
	return taken;
}

/*
 * The session has moved: the request comes back with its new identifier, after all that are
 * in this channel, and after those that it is behind. @return false: no credit there.
 */
static bool
again(struct crypto_lcore *lc, struct crypto_channel *ch, struct cryptop *crp, uint64_t now,
      uintptr_t behind)
{
	struct crypto_retring *ret = &ch->ret;
	uint8_t phase;

	if (ret->tail - ret->head == ret->credits)
		return false;
	phase = crypto_epoch_hold(lc); /* or a later EAGAIN would not look for this one here */
	crp->crp_flags &= ~CRYPTO_F_DONE;
	crp->crp_olen = crp->crp_ilen;
	crp->crp_sid = now;
	crypto_sid_keep(crp);
	crypto_fail(crp, EAGAIN, CRYPTO_R_MOVED);
	CRYPTO_SHOW(crp->crp_state, CRYPTO_REQ_DONE);
	if (crp->crp_flags & EARLY_FLAGS)
		ch->early++;
	CRYPTO_SHOW(ret->slot[ret->tail & ret->mask], (uintptr_t)crp | phase | behind);
	__atomic_store_n(&ret->tail, ret->tail + 1, __ATOMIC_RELEASE);
	lc->inflight[phase]++;
	return true;
}

/*
 * The channels in which this lcore may have older requests of a session that has moved.
 * @return how many; *former is one of them.
 */
static unsigned int
former_channels(struct crypto_lcore *lc, const struct crypto_session *ses,
		struct crypto_channel **former)
{
	uint64_t left = ses->former & ~(UINT64_C(1) << ses->drv->id);
	unsigned int n = 0;

	if (lc->oldest_copy >= atomic_load(&ses->moved_at)) /* all that are in flight came after the move */
		return 0;
	for (; left != 0; left &= left - 1) {
		struct crypto_channel *ch =
			crypto_lcore_channel(lc, (unsigned int)__builtin_ctzll(left));

		if (ch == NULL || ch->ret.head == ch->ret.tail)
			continue;
		*former = ch;
		n++;
	}
	return n;
}

/*
 * EAGAIN, after all older requests of the session: in the channel of a driver that it left,
 * or, dispatched by who knew the new identifier already, in that of its driver.
 * @return false: no credit, or it left several that are busy.
 */
static bool
again_in_order(struct crypto_lcore *lc, const struct crypto_session *ses, struct cryptop *crp,
	       struct crypto_channel **last)
{
	struct crypto_channel *former = NULL;
	struct crypto_channel *ch = crypto_lcore_channel(lc, (unsigned int)ses->drv->id);
	unsigned int n = former_channels(lc, ses, &former);

	*last = former;
	if (n > 1)
		return false;
	if (ch == NULL || ch->ret.head == ch->ret.tail) {
		if (n == 1)
			return again(lc, former, crp, ses->sid, 0);
		crp->crp_sid = ses->sid;
		crypto_request_refuse(lc, crp, EAGAIN, CRYPTO_R_MOVED);
		return true;
	}
	*last = ch;
	if (n == 1)
		crypto_request_put_behind(crp, former);
	return again(lc, ch, crp, ses->sid, n == 1 ? CRYPTO_ENTRY_BEHIND : 0);
}

/*
 * Not the current identifier of a session. @return 1: taken; 0: no credit, or what must come
 * before is in several channels.
 */
static __rte_noinline unsigned int
dispatch_stale(struct crypto_lcore *lc, struct cryptop *crp, struct crypto_channel **last)
{
	const struct crypto_slot *slot = &crypto_slots[CRYPTO_SID_SLOT(crp->crp_sid)];
	const struct crypto_session *ses;
	uint64_t now;

	do {
		now = atomic_load_explicit(&slot->sid, memory_order_acquire);
		if (now == 0 || !CRYPTO_SID_SAME(now, crp->crp_sid)) {
			crypto_request_refuse(lc, crp, ENOENT, CRYPTO_R_SESSION);
			return 1;
		}
		ses = session_lookup(lc, now);
	} while (ses == NULL); /* it moved again meanwhile */
	if (ses->drv == &crypto_nobody) {
		crypto_request_refuse(lc, crp, ENODEV, CRYPTO_R_DRIVER_GONE);
		return 1;
	}
	return again_in_order(lc, ses, crp, last);
}

/*
 * The session has no channel on this lcore: it never had one, or its driver has left, since
 * the session was looked up a moment ago, so far that the channel is taken away already.
 */
static __rte_noinline unsigned int
dispatch_homeless(struct crypto_lcore *lc, const struct crypto_session *ses, struct cryptop *crp,
		  struct crypto_channel **last)
{
	const struct crypto_slot *slot = &crypto_slots[CRYPTO_SID_SLOT(crp->crp_sid)];

	if (atomic_load_explicit(&slot->sid, memory_order_acquire) != crp->crp_sid)
		return dispatch_stale(lc, crp, last);
	if (ses->drv == &crypto_nobody)
		crypto_request_refuse(lc, crp, ENODEV, CRYPTO_R_DRIVER_GONE);
	else
		crypto_request_refuse(lc, crp, ENOMEM, CRYPTO_R_MEMORY);
	return 1;
}

/*
 * A session that has moved here: older requests of it may still be in the channel of its
 * former driver, and this one is called back after them.
 */
static __rte_noinline unsigned int
dispatch_moved(struct crypto_lcore *lc, const struct crypto_session *ses,
	       struct crypto_channel *ch, struct cryptop **crps, unsigned int n)
{
	struct crypto_channel *former = NULL;
	unsigned int count = former_channels(lc, ses, &former);
	struct cryptop *crp = crps[0];

	if (count == 0)
		return dispatch_session(lc, ses, ch, crps, n, 0);
	if (count > 1)
		return 0;
	crypto_request_put_behind(crp, former);
	return dispatch_session(lc, ses, ch, crps, 1, CRYPTO_ENTRY_BEHIND);
}

/* @return how many were taken, all of the first one's session. */
static inline unsigned int
dispatch_run(struct crypto_lcore *lc, struct cryptop **crps, unsigned int n,
	     struct crypto_channel **last)
{
	struct crypto_session *ses = session_lookup(lc, crps[0]->crp_sid);
	struct crypto_channel *ch;

	if (unlikely(ses == NULL))
		return dispatch_stale(lc, crps[0], last);
	ch = crypto_lcore_channel(lc, ses->drvid);
	if (unlikely(ch == NULL))
		return dispatch_homeless(lc, ses, crps[0], last);
	*last = ch;
	n = RTE_MIN(n, (unsigned int)CRYPTO_MAX_BURST);
	if (unlikely(ses->moved_here))
		return dispatch_moved(lc, ses, ch, crps, n);
	return dispatch_session(lc, ses, ch, crps, n, 0);
}

/* The burst's end: run what was gathered, then callbacks that may not wait. */
static void
dispatch_end(struct crypto_lcore *lc, struct crypto_channel *last)
{
	struct crypto_channel *ch, *next;

	if (likely(lc->active == last && last->next_active == NULL)) {
		channel_flush(last);
		if (unlikely(last->early != 0))
			crypto_run_early(lc, last);
		return;
	}
	for (ch = lc->active; ch != NULL; ch = ch->next_active)
		channel_flush(ch);
	for (ch = lc->active; ch != NULL; ch = next) {
		next = ch->next_active;
		if (unlikely(ch->early != 0))
			crypto_run_early(lc, ch);
	}
}

unsigned int
crypto_dispatch_burst(struct cryptop **crps, unsigned int n)
{
	struct crypto_lcore *lc = crypto_lcore_self();
	struct crypto_channel *last = NULL;
	unsigned int done = 0, took = 1;

	if (unlikely(lc == NULL))
		return 0;
	for (; took != 0 && done < n && dispatchable(crps[done]); done += took)
		took = dispatch_run(lc, &crps[done], n - done, &last);
	if (likely(last != NULL))
		dispatch_end(lc, last);
	return done;
}

/* One request that found no credit: the refused list has no bound and needs no memory. */
static void
dispatch_nobufs(struct crypto_lcore *lc, struct crypto_channel *ch, struct cryptop *crp)
{
	CRYPTO_COUNT(ch->stats.nobufs, 1);
	crypto_request_refuse(lc, crp, ENOBUFS, CRYPTO_R_CREDIT);
}

int
crypto_dispatch(struct cryptop *crp)
{
	struct crypto_lcore *lc = crypto_lcore_self();
	struct crypto_channel *ch = NULL;

	if (unlikely(lc == NULL || !dispatchable(crp)))
		return EINVAL;
	if (unlikely(dispatch_run(lc, &crp, 1, &ch) == 0))
		dispatch_nobufs(lc, ch, crp);
	else if (unlikely(ch != NULL && ch->early != 0))
		crypto_run_early(lc, ch);
	return 0;
}
