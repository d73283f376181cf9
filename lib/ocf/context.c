/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Who runs a driver's context: calls its functions, and takes from the request rings.
 *
 *   LCORE    Run to completion: the channel's lcore, without asking. `queued` counts what
 *            is in its ring.
 *   NONE     The lcore gave it away, in crypto_poll(), because a service core runs the
 *            driver; or several lcores share it. Requests go by the ring, and whoever comes
 *   BUSY     takes it by one compare-and-swap, makes a pass, and puts it back; who does not
 *            get it goes on. When no service core is there any more, the lcore takes it back.
 *   CONTROL  The control thread, while the driver leaves and an lcore does not come by, or
 *            while a context of one lcore becomes a shared one.
 *   CLOSED   The driver is gone, or its context was merged into another. What waits in the
 *            ring is the lcore's.
 *
 * A context goes from one thread to the other between two calls of the driver; requests may
 * be in the driver meanwhile. Completion needs nothing of this: the state is in the request,
 * and the return ring is the lcore's, in dispatch order.
 */

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "context.h"
#include "service.h"

#define LOOK_EVERY 64 /* polls of a channel that is away: is the service core still there? */

/* ------------------------------------------------------------------- fence */

static bool have_membarrier;

void
crypto_fence_all(void)
{
	atomic_thread_fence(memory_order_seq_cst);
	if (have_membarrier)
		syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
	else
		usleep(1000); /* far longer than a store stays in a store buffer */
}

int
crypto_fence_init(void)
{
	have_membarrier = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0,
				  0) == 0;
	return 0;
}

/* -------------------------------------------------------------------- ring */

static inline void
states(struct cryptop **crps, unsigned int n, uint8_t state)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		__atomic_store_n(&crps[i]->crp_state, state, __ATOMIC_RELAXED);
}

/* Inside: one call of the driver with what is first in the ring. @return how many it took. */
static unsigned int
take_from_ring(struct crypto_channel *ch, struct crypto_context *c,
	       struct crypto_driver_stats *stats)
{
	struct cryptop *crps[CRYPTO_MAX_BURST];
	unsigned int n, taken;

	n = rte_ring_dequeue_burst_start(ch->ring, (void **)crps, RTE_DIM(crps), NULL);
	if (n == 0)
		return 0;
	states(crps, n, CRYPTO_REQ_DRIVER);
	taken = crypto_context_call(c, crps, n, stats);
	states(crps + taken, n - taken, CRYPTO_REQ_QUEUED);
	rte_ring_dequeue_finish(ch->ring, taken);
	return taken;
}

/* The same by who has the context as `as`: that is certain only inside. */
static unsigned int
hand_over_some(struct crypto_channel *ch, struct crypto_context *c, uint8_t as,
	       struct crypto_driver_stats *stats)
{
	unsigned int taken = 0;

	crypto_context_note_unblocks(c);
	crypto_context_enter(c);
	if (!crypto_driver_leaving(c->drv) && crypto_context_owner(c) == as)
		taken = take_from_ring(ch, c, stats);
	crypto_context_exit(c);
	return taken;
}

/* May the lcore hand over what waits in its ring? */
static bool
may_drain(struct crypto_channel *ch)
{
	unsigned int shut = atomic_load_explicit(&ch->drv->shut, memory_order_relaxed);

	return ch->queued != 0 && !crypto_context_inside(&ch->own) &&
	       !(shut & (CRYPTO_SHUT_LEAVING | CRYPTO_SHUT_SERVED)) &&
	       crypto_context_room(&ch->own);
}

void
crypto_channel_drain(struct crypto_channel *ch)
{
	unsigned int taken = 1; /* none: not again at once, whatever crypto_unblock() said */

	while (taken != 0 && may_drain(ch)) {
		taken = hand_over_some(ch, &ch->own, CRYPTO_OWNER_LCORE, &ch->stats);
		ch->queued -= taken;
		ch->dirty |= ch->flushes;
	}
}

/* What becomes of a request that waits in the ring of a driver that leaves? */
static bool
evict_one(struct cryptop *crp)
{
	const struct crypto_slot *slot = &crypto_slots[CRYPTO_SID_SLOT(crp->crp_sid)];
	uint64_t now = atomic_load_explicit(&slot->sid, memory_order_acquire);

	if (now == crp->crp_sid)
		return false; /* has not moved yet */
	if (now == 0 || !CRYPTO_SID_SAME(now, crp->crp_sid) ||
	    CRYPTO_SID_DRIVER(now) >= CRYPTO_MAX_DRIVERS) {
		crypto_fail(crp, ENODEV, CRYPTO_R_DRIVER_GONE);
	} else {
		crp->crp_sid = now;
		crypto_sid_keep(crp); /* what retiring restores, if the driver is a simple one */
		crypto_fail(crp, EAGAIN, CRYPTO_R_MOVED);
	}
	__atomic_store_n(&crp->crp_state, CRYPTO_REQ_DONE, __ATOMIC_RELEASE);
	return true;
}

/* Requests in the ring of a driver that leaves: back to the consumer, or they wait. */
static unsigned int
evict(struct crypto_channel *ch)
{
	unsigned int evicted = 0, more;
	void *crp;

	do {
		if (rte_ring_dequeue_bulk_start(ch->ring, &crp, 1, NULL) == 0)
			break;
		more = evict_one(crp);
		rte_ring_dequeue_finish(ch->ring, more);
		evicted += more;
	} while (more != 0);
	return evicted;
}

/* ----------------------------------------------------------------- answers */

unsigned int
crypto_context_partly(struct crypto_context *c, unsigned int taken, unsigned int n,
		      struct crypto_driver_stats *stats)
{
	if (taken > n) { /* as many as there were, then */
		crypto_driver_odd_value(c->drv, "process_burst()", (int)taken);
		return n;
	}
	c->blocked = true;
	CRYPTO_COUNT(stats->blocks, 1);
	return taken;
}

/* -------------------------------------------------------------------- pass */

static inline struct crypto_context *
context_of(const struct crypto_channel *ch)
{
	return __atomic_load_n(&ch->context, __ATOMIC_ACQUIRE);
}

static bool
is_away_for_good(const struct crypto_channel *ch)
{
	return context_of(ch)->shared;
}

/* The lcore's own, which is its own until the control thread sees it outside. */
static unsigned int
evict_own(struct crypto_channel *ch)
{
	unsigned int evicted = 0;
	uint8_t owner;

	crypto_context_enter(&ch->own);
	owner = crypto_context_owner(&ch->own);
	if (owner == CRYPTO_OWNER_LCORE || (owner == CRYPTO_OWNER_CLOSED && !is_away_for_good(ch)))
		evicted = evict(ch);
	crypto_context_exit(&ch->own);
	return evicted;
}

/* A pass over rings: of each channel so many as go in one call, so that all get their turn. */
static unsigned int
pass_rings(struct crypto_context *c, struct crypto_driver_stats *stats)
{
	struct crypto_channel *ch = __atomic_load_n(&c->channels, __ATOMIC_ACQUIRE);
	unsigned int n = 0;

	for (; ch != NULL; ch = ch->next_shared) {
		if (crypto_driver_leaving(c->drv))
			n += evict(ch);
		else if (crypto_context_room(c))
			n += hand_over_some(ch, c, CRYPTO_OWNER_BUSY, stats);
	}
	return n;
}

unsigned int
crypto_context_run(struct crypto_context *c, struct crypto_driver_stats *stats)
{
	unsigned int n;

	if (crypto_context_owner(c) != CRYPTO_OWNER_NONE ||
	    !crypto_context_pass(c, CRYPTO_OWNER_NONE, CRYPTO_OWNER_BUSY))
		return 0;
	n = pass_rings(c, stats);
	CRYPTO_COUNT(c->polls, 1);
	if (c->polls_driver) {
		crypto_context_enter(c);
		c->poll(c->ctx);
		crypto_context_exit(c);
	}
	__atomic_store_n(&c->owner, CRYPTO_OWNER_NONE, __ATOMIC_RELEASE);
	return n;
}

/* ------------------------------------------------------------ give and take */

void
crypto_channel_lost(struct crypto_channel *ch)
{
	if (ch->queued != CRYPTO_AWAY && is_away_for_good(ch)) {
		ch->queued = CRYPTO_AWAY;
		ch->dirty = false;
	}
}

/* A service core runs the driver: what was gathered, too, is its to finish. */
static bool
give(struct crypto_channel *ch)
{
	if (!crypto_context_pass(&ch->own, CRYPTO_OWNER_LCORE, CRYPTO_OWNER_NONE))
		return false;
	ch->queued = CRYPTO_AWAY;
	ch->dirty = false;
	return true;
}

/* @return is the ring the lcore's again? The context is, too, unless it is closed. */
static bool
take_back(struct crypto_channel *ch)
{
	if (!crypto_context_pass(&ch->own, CRYPTO_OWNER_NONE, CRYPTO_OWNER_LCORE) &&
	    (crypto_context_owner(&ch->own) != CRYPTO_OWNER_CLOSED || is_away_for_good(ch)))
		return false;
	ch->queued = rte_ring_count(ch->ring);
	return true;
}

/* A shared context: this lcore makes a pass, if no service core does. */
static void
run_shared(struct crypto_channel *ch, unsigned int shut)
{
	struct crypto_context *c = context_of(ch);

	if (crypto_context_owner(c) == CRYPTO_OWNER_CLOSED) {
		evict(ch);
		return;
	}
	if (!(shut & CRYPTO_SHUT_SERVED) || (shut & CRYPTO_SHUT_LEAVING))
		crypto_context_run(c, &ch->stats);
}

/* @return is the context the lcore's now? */
static bool
poll_away(struct crypto_channel *ch, unsigned int shut)
{
	if ((shut & CRYPTO_SHUT_SERVED) && ++ch->away_polls % LOOK_EVERY == 0)
		crypto_service_check(ch->drv);
	if (is_away_for_good(ch)) {
		run_shared(ch, shut);
		return false;
	}
	if ((shut & CRYPTO_SHUT_SERVED) && !(shut & CRYPTO_SHUT_LEAVING))
		return false;
	return take_back(ch);
}

bool
crypto_channel_serve_ring(struct crypto_channel *ch)
{
	unsigned int shut = atomic_load_explicit(&ch->drv->shut, memory_order_relaxed);

	crypto_channel_lost(ch);
	if (ch->queued == CRYPTO_AWAY && !poll_away(ch, shut))
		return false;
	if (crypto_context_inside(&ch->own))
		return false;
	if (shut & CRYPTO_SHUT_LEAVING)
		ch->queued -= evict_own(ch);
	else if ((shut & CRYPTO_SHUT_SERVED) && give(ch))
		return false;
	else
		crypto_channel_drain(ch);
	return true;
}

/* ----------------------------------------------------------- control thread */

bool
crypto_context_claim(struct crypto_context *c, uint8_t *before)
{
	if (crypto_context_pass(c, CRYPTO_OWNER_LCORE, CRYPTO_OWNER_CONTROL))
		*before = CRYPTO_OWNER_LCORE;
	else if (crypto_context_pass(c, CRYPTO_OWNER_NONE, CRYPTO_OWNER_CONTROL))
		*before = CRYPTO_OWNER_NONE;
	else
		return false;
	crypto_fence_all();
	while (__atomic_load_n(&c->inside, __ATOMIC_ACQUIRE))
		usleep(10);
	return true;
}

void
crypto_context_release(struct crypto_context *c, uint8_t owner)
{
	__atomic_store_n(&c->owner, owner, __ATOMIC_RELEASE);
}

/* The first two channels of a context: it lives in the new one. */
static void
merge(struct crypto_channel *ch, struct crypto_context *other)
{
	struct crypto_context *c = &ch->own;
	uint8_t before;

	while (!crypto_context_claim(other, &before))
		usleep(10);
	c->unblocks_seen = other->unblocks_seen;
	c->blocked = other->blocked;
	c->polls = other->polls;
	c->shared = true;
	c->channels->next_shared = other->channels;
	other->attached = NULL;
	crypto_context_release(c, CRYPTO_OWNER_NONE);
	__atomic_store_n(&other->channels->context, c, __ATOMIC_RELEASE);
	crypto_context_release(other, CRYPTO_OWNER_CLOSED);
}

/*
 * The driver gave a second lcore the context that another has. The old one is closed for
 * good, so that an lcore that does not know yet never touches what another runs.
 */
void
crypto_context_share(struct crypto_channel *ch, struct crypto_context *other)
{
	atomic_fetch_or(&ch->drv->shut, CRYPTO_SHUT_SHARED);
	ch->queued = CRYPTO_AWAY;
	if (!other->shared) {
		merge(ch, other);
		return;
	}
	ch->own.attached = NULL;
	ch->own.owner = CRYPTO_OWNER_CLOSED;
	ch->context = other;
	ch->next_shared = other->channels;
	__atomic_store_n(&other->channels, ch, __ATOMIC_RELEASE);
}
