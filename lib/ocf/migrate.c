/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * A driver leaves, and its sessions move: the story told in full.
 *
 * crypto_unregister_all() sets `leaving` and wakes the control thread, which takes the
 * departure through these stages. It never blocks an lcore and needs none to come by.
 *
 *   THERE  Lcores see `leaving` in the line that they read before each call of process and
 *          hand over no more; requests wait in the ring. An lcore may be inside process at
 *          this moment: it set `inside` before it looked at `leaving`, so after one fence
 *          on all threads, either `inside` is seen here or `leaving` there. A service core
 *          lets go of the driver; lcores take their contexts back.
 *   MOVE   Each session gets a new self at the best other driver, and its slot the new
 *          identifier. One that may not move (named, hard, nobody fits) gets a self that is
 *          nobody's. Lcores answer what waits in the ring: EAGAIN with the new identifier,
 *          or ENODEV. New requests with the old identifier get the same.
 *   DRAIN  What the driver still has comes back: the lcores go on polling it. A channel
 *          whose lcore does not come by is claimed and polled here. Key operations that wait
 *          go to other drivers, or answer ENODEV.
 *   CLOSE  No lcore is in the driver and none has a request in it. All channels are
 *          claimed for good, old selves of its sessions are closed at the driver (their
 *          memory still waits for the epochs), contexts are detached, gone() is called.
 *          Drivers that stand on this one (crypto_wrap()) leave with it, and close first.
 *   GONE   Completed requests may still wait for their lcore's crypto_poll. When the last
 *          one has been called back, the driver id is free.
 *
 * Who may still refer to what, and why it ends:
 *   a request in the ring       its lcore evicts it; it refers to the slot only
 *   a request in the driver     DRAIN waits for it
 *   a key operation             DRAIN waits until none is in its queue or in the driver, CLOSE
 *                               until who serves the queue has left the driver's functions
 *   a session's old self        epochs; the driver's part is closed in CLOSE
 *   another driver's fallback   dropped in CLOSE; crypto_fallback() looks at `leaving`
 *   the channel, the driver     until no lcore has it on its list, and epochs
 *
 * A withdrawn algorithm moves only the sessions that use it, be it as their fallback; the
 * driver carries out what it has of them.
 */

#include <unistd.h>

#include "compat.h"
#include "context.h"
#include "service.h"

#define CLAIM_AFTER 10 /* steps, about a millisecond each, without a poll by its lcore */

/* ---------------------------------------------------------------- channels */

static struct crypto_channel *
channel_of(const struct crypto_driver *drv, unsigned int lcore)
{
	return crypto_lcores[lcore] != NULL ? crypto_lcores[lcore]->chan[drv->id] : NULL;
}

static bool
any_inside(const struct crypto_driver *drv)
{
	const struct crypto_context *c;

	for (c = drv->contexts; c != NULL; c = c->next)
		if (__atomic_load_n(&c->inside, __ATOMIC_ACQUIRE))
			return true;
	return false;
}

/*
 * Does the driver have a request? Its lcore may be calling it back at this moment, and its
 * consumer may get it anew: then it says no, or yes of the next one, and is asked again. It
 * is no data race that harms: the memory is the pool's, and crypto_getreq(), which zeroes it
 * with vector stores, leaves one of the two values of each byte.
 */
static CRYPTO_UNWATCHED bool
driver_has(const struct cryptop *crp)
{
	return __atomic_load_n(&crp->crp_state, __ATOMIC_ACQUIRE) == CRYPTO_REQ_DRIVER;
}

/* Requests that the driver has; a look at a ring that its lcore uses, so never too few. */
static unsigned int
in_driver(const struct crypto_channel *ch)
{
	uint32_t tail = __atomic_load_n(&ch->ret.tail, __ATOMIC_ACQUIRE);
	uint32_t head = __atomic_load_n(&ch->ret.head, __ATOMIC_ACQUIRE);
	unsigned int n = 0;

	/* the lcore may have gone beyond what was the tail */
	for (; (int32_t)(tail - head) > 0; head++) {
		uintptr_t entry =
			__atomic_load_n(&ch->ret.slot[head & ch->ret.mask], __ATOMIC_RELAXED);
		const struct cryptop *crp = CRYPTO_ENTRY_REQUEST(entry);

		if (crp != NULL && driver_has(crp))
			n++;
	}
	return n;
}

/* Who has to come by does not: poll the driver in its place. */
static void
reap(struct crypto_context *c)
{
	uint8_t before;

	if (!crypto_context_claim(c, &before))
		return;
	c->flush(c->ctx);
	c->poll(c->ctx);
	crypto_context_release(c, before);
}

/* Nobody calls the driver by this context any more. */
static void
close_context(struct crypto_context *c)
{
	uint8_t before;

	while (__atomic_load_n(&c->owner, __ATOMIC_RELAXED) != CRYPTO_OWNER_CLOSED)
		if (crypto_context_claim(c, &before))
			crypto_context_release(c, CRYPTO_OWNER_CLOSED);
		else
			usleep(10);
}

/* ---------------------------------------------------------------- sessions */

/* @return false: no memory, try again. */
static bool
session_move(struct crypto_session *ses)
{
	struct crypto_session *next = NULL;
	int error = EINVAL;

	crypto_err_reset();
	if (!ses->named)
		error = crypto_session_remake(ses, &next);
	if (error == ENOMEM)
		return false;
	if (error != 0)
		next = crypto_session_strand(ses);
	if (next == NULL)
		return false;
	if (!crypto_slot_replace(ses, next)) { /* it was freed meanwhile */
		crypto_session_close(next);
		crypto_session_destroy(next);
	}
	return true;
}

/* Does the session have an algorithm that the driver has no more? */
static bool
uses_withdrawn(const struct crypto_session *ses, const struct crypto_driver *drv)
{
	unsigned int i;

	for (i = 0; i < ses->npos; i++)
		if (!atomic_load(&drv->algs[crypto_alg_index(ses->pos[i].alg)].offered))
			return true;
	return false;
}

/*
 * Must it move, because a driver lost an algorithm? By its fallback there, too: a new self has
 * another one. One that is named does not move; it keeps its fallback until that driver leaves.
 */
static bool
must_move(const struct crypto_session *ses, const struct crypto_driver *drv)
{
	return (ses->drv == drv || (ses->fb_drv == drv && !ses->named)) && uses_withdrawn(ses, drv);
}

static bool
is_better(const struct crypto_session *ses, const struct crypto_driver *drv)
{
	struct crypto_driver *cand[CRYPTO_MAX_DRIVERS];

	return ses->drv != drv && !ses->named &&
	       crypto_select(ses->ini, ses->hard, -1, cand) != 0 && cand[0] == drv;
}

/* A live session in a slot, NULL. */
static struct crypto_session *
session_in(unsigned int slot)
{
	return atomic_load(&crypto_slots[slot].sid) != 0 ? atomic_load(&crypto_slots[slot].ses) :
							    NULL;
}

/* Move those sessions of a driver that must. @return false: some could not for now. */
static bool
move_from(const struct crypto_driver *drv, bool all)
{
	unsigned int i, n = crypto_slot_used();
	bool done = true;

	for (i = 0; i < n; i++) {
		struct crypto_session *ses = session_in(i);

		if (ses != NULL && (all ? ses->drv == drv : must_move(ses, drv)))
			done &= session_move(ses);
	}
	return done;
}

int
crypto_rebalance(int32_t driverid)
{
	unsigned int i, n = crypto_slot_used();
	struct crypto_driver *drv;
	int error = 0;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_there((uint32_t)driverid) ? crypto_driver_get((uint32_t)driverid) : NULL;
	for (i = 0; drv != NULL && i < n; i++) {
		struct crypto_session *ses = session_in(i);

		crypto_err_reset();
		if (ses != NULL && is_better(ses, drv) && !session_move(ses))
			error = ENOMEM;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return drv != NULL ? error : ENODEV;
}

/* ------------------------------------------------------------------ stages */

/*
 * Drivers that stand on this one (crypto_wrap()) leave with it.
 * @return are there any that may still call its functions?
 */
static bool
withdraw_upper(const struct crypto_driver *drv)
{
	bool any = false;
	unsigned int i;

	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		const struct crypto_driver *upper = crypto_drivers[i];

		if (upper == NULL || upper->under != drv || upper->stage == CRYPTO_STAGE_GONE)
			continue;
		crypto_unregister_all(i);
		any = true;
	}
	return any;
}

static bool
step_there(struct crypto_driver *drv)
{
	bool left = crypto_service_leave(drv);

	withdraw_upper(drv); /* before sessions move: not to these */
	crypto_fence_all();
	if (!left || any_inside(drv) || !crypto_keyop_close(drv))
		return false;
	drv->stage = CRYPTO_STAGE_MOVE;
	return true;
}

static bool
step_move(struct crypto_driver *drv)
{
	if (!move_from(drv, true))
		return false;
	drv->stage = CRYPTO_STAGE_DRAIN;
	return true;
}

static void
reap_asleep(struct crypto_context *c)
{
	uint32_t polls = __atomic_load_n(&c->polls, __ATOMIC_RELAXED);

	if (polls == c->polls_seen)
		reap(c);
	c->polls_seen = polls;
}

static bool
step_drain(struct crypto_driver *drv)
{
	bool empty = crypto_keyop_leave(drv), reap_now = ++drv->waited % CLAIM_AFTER == 0;
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++) {
		struct crypto_channel *ch = channel_of(drv, i);

		if (ch == NULL || in_driver(ch) == 0)
			continue;
		empty = false;
		if (reap_now)
			reap_asleep(ch->context);
	}
	if (empty)
		drv->stage = CRYPTO_STAGE_CLOSE;
	return empty;
}

static void
drop_fallbacks(const struct crypto_driver *drv)
{
	unsigned int i, n = crypto_slot_used();

	for (i = 0; i < n; i++)
		if (session_in(i) != NULL)
			crypto_fallback_drop(session_in(i), drv);
}

/* It may take half a minute: other control functions need not wait for it. */
static void
call_gone(struct crypto_driver *drv)
{
	if (!drv->ready || drv->ops.gone == NULL)
		return;
	pthread_mutex_unlock(&crypto_control_mutex);
	drv->ops.gone(drv->arg);
	pthread_mutex_lock(&crypto_control_mutex);
}

static bool
step_close(struct crypto_driver *drv)
{
	struct crypto_context *c;

	if (withdraw_upper(drv))
		return false;
	for (c = drv->contexts; c != NULL; c = c->next)
		close_context(c);
	drop_fallbacks(drv);
	crypto_slot_close_ended(drv);
	if (drv->sessions != 0) /* crypto_freesession() has one off the table, not yet listed */
		return false;
	if (!crypto_keyop_forget(drv))
		return false;
	crypto_lcore_detach_contexts(drv);
	drv->stage = CRYPTO_STAGE_GONE;
	call_gone(drv);
	return true;
}

static bool
step_gone(struct crypto_driver *drv)
{
	unsigned int blame;

	if (drv->ended == 0) {
		if (!crypto_lcore_channels_empty(drv))
			return false;
		crypto_lcore_unpublish(drv);
		drv->ended = atomic_fetch_add(&crypto_epoch, 1) + 1;
	}
	/* one that had looked its session up before may have put a request in until now */
	if (crypto_lcore_quiescent(drv->born, drv->ended, &blame) &&
	    crypto_lcore_channels_empty(drv))
		crypto_driver_free(drv);
	return false; /* the last step */
}

/* As far as it goes now. @return is the driver still there? */
static bool
depart(struct crypto_driver *drv)
{
	static bool (*const steps[])(struct crypto_driver *) = {
		[CRYPTO_STAGE_THERE] = step_there, [CRYPTO_STAGE_MOVE] = step_move,
		[CRYPTO_STAGE_DRAIN] = step_drain, [CRYPTO_STAGE_CLOSE] = step_close,
		[CRYPTO_STAGE_GONE] = step_gone,
	};
	uint32_t id = (uint32_t)drv->id;

	while (steps[drv->stage](drv))
		;
	return crypto_driver_get(id) != NULL;
}

bool
crypto_migrate_step(void)
{
	bool pending = false;
	unsigned int i;

	pthread_mutex_lock(&crypto_control_mutex);
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		struct crypto_driver *drv = crypto_drivers[i];

		if (drv == NULL)
			continue;
		if (crypto_driver_leaving(drv)) {
			pending |= depart(drv);
		} else if (atomic_exchange(&drv->withdrawing, false) && !move_from(drv, false)) {
			atomic_store(&drv->withdrawing, true);
			pending = true;
		}
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return pending;
}
