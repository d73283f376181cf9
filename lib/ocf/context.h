/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _OCF_CONTEXT_H_
#define _OCF_CONTEXT_H_

/*
 * Who runs a driver's context, and calls of its functions by whoever does.
 */

#include "ocf_private.h"

/* Hand the ring's requests to the driver, which is this lcore's, as far as it takes them. */
void crypto_channel_drain(struct crypto_channel *ch);
/*
 * From crypto_poll, for a channel whose requests wait in the ring: hand them over, give the
 * context away or take it back. @return is the driver this lcore's to poll?
 */
bool crypto_channel_serve_ring(struct crypto_channel *ch);
/* The context is not this lcore's to run: note it, if that is for long. */
void crypto_channel_lost(struct crypto_channel *ch);
/*
 * One pass over a context that is nobody's: requests of each channel in turn, then poll.
 * @return how many were handed over; counted in *stats, the runner's.
 */
unsigned int crypto_context_run(struct crypto_context *c, struct crypto_driver_stats *stats);
/* Not all were taken, or more than there were. @return how many; the context is blocked. */
unsigned int crypto_context_partly(struct crypto_context *c, unsigned int taken, unsigned int n,
				   struct crypto_driver_stats *stats);
/* Several channels have one context of the driver from now on. Control. */
void crypto_context_share(struct crypto_channel *ch, struct crypto_context *other);
/* Take a context for the control thread. @return false: one runs it at this moment. */
bool crypto_context_claim(struct crypto_context *c, uint8_t *before);
/* Give it back, or leave it closed. */
void crypto_context_release(struct crypto_context *c, uint8_t owner);
/* A full fence on every thread of the process, so that lcores need none. */
void crypto_fence_all(void);
int crypto_fence_init(void);

/*
 * Enter and leave the driver. The control thread that marks a driver as leaving or takes a
 * context, has all threads fenced, and then sees `inside` clear, knows that the runner will
 * see the mark before it calls the driver again. Who sees the other's mark cleared also sees
 * what the other did inside: that is `inside`'s and `owner`'s release and acquire.
 */
static inline void
crypto_context_enter(struct crypto_context *c)
{
	__atomic_store_n(&c->inside, true, __ATOMIC_RELAXED);
	atomic_signal_fence(memory_order_seq_cst);
}

static inline void
crypto_context_exit(struct crypto_context *c)
{
	__atomic_store_n(&c->inside, false, __ATOMIC_RELEASE);
}

static inline bool
crypto_context_inside(const struct crypto_context *c)
{
	return __atomic_load_n(&c->inside, __ATOMIC_RELAXED);
}

static inline uint8_t
crypto_context_owner(const struct crypto_context *c)
{
	return __atomic_load_n(&c->owner, __ATOMIC_ACQUIRE);
}

/* Change hands. @return false: it is not `from`'s. */
static inline bool
crypto_context_pass(struct crypto_context *c, uint8_t from, uint8_t to)
{
	return __atomic_compare_exchange_n(&c->owner, &from, to, false, __ATOMIC_ACQ_REL,
					   __ATOMIC_RELAXED);
}

/* May process be called, as far as the driver's room goes? Only crypto_unblock() ends that. */
static inline bool
crypto_context_room(struct crypto_context *c)
{
	if (likely(!c->blocked))
		return true;
	if (atomic_load(&c->drv->unblocks) == c->unblocks_seen)
		return false;
	c->blocked = false;
	return true;
}

/* Inside, on the lcore that has not given the context away: is nothing unusual? */
static inline bool
crypto_context_straight(const struct crypto_context *c)
{
	return likely(atomic_load_explicit(&c->drv->shut, memory_order_relaxed) == 0);
}

/* Inside: requests whose state is DRIVER. @return how many were taken; fewer: it is blocked. */
static inline unsigned int
crypto_context_call(struct crypto_context *c, struct cryptop **crps, unsigned int n,
		    struct crypto_driver_stats *stats)
{
	unsigned int taken = c->process_burst(c->pctx, crps, n);

	if (unlikely(taken != n))
		taken = crypto_context_partly(c, taken, n, stats);
	CRYPTO_COUNT(stats->requests, taken);
	return taken;
}

/* Before the call whose answer it may undo. */
static inline void
crypto_context_note_unblocks(struct crypto_context *c)
{
	c->unblocks_seen = atomic_load_explicit(&c->drv->unblocks, memory_order_acquire);
}

#endif /* _OCF_CONTEXT_H_ */
