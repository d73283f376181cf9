/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The fallback: a driver that claims an algorithm does every legal request of it; what
 * its engine cannot do goes to a second session, on a synchronous software driver without
 * limits. The request stays in its own driver's return ring, so its order is kept.
 */

#include <string.h>

#include "context.h"

/* Does a driver do the whole list without limits, and at once? */
static bool
can_serve(const struct crypto_driver *drv, const struct crypto_session *ses)
{
	unsigned int i;

	if (!drv->ready || crypto_driver_leaving(drv) || drv->ops.session_init == NULL || !(drv->caps & CRYPTOCAP_F_SYNC))
		return false;
	for (i = 0; i < ses->npos; i++) {
		const struct crypto_alg_entry *e = &drv->algs[crypto_alg_index(ses->pos[i].alg)];

		if (!e->offered || (e->flags & CRYPTO_ALG_FLAG_LIMITED))
			return false;
	}
	return true;
}

static bool
has_limits(const struct crypto_session *ses)
{
	unsigned int i;

	for (i = 0; i < ses->npos; i++)
		if (ses->drv->algs[crypto_alg_index(ses->pos[i].alg)].flags &
		    CRYPTO_ALG_FLAG_LIMITED)
			return true;
	return false;
}

static int
open_on(struct crypto_session *ses, struct crypto_driver *drv)
{
	struct crypto_session tmp = {.npos = ses->npos};
	int error;

	crypto_selftest(drv);
	if (!can_serve(drv, ses))
		return EINVAL;
	error = crypto_session_open_on(drv, ses->ini, &tmp);
	crypto_refusal_take();
	if (error != 0)
		return error;
	((struct crypto_area_head *)tmp.area - 1)->ses = ses;
	ses->fb_drv = drv;
	ses->fb_area = tmp.area;
	ses->fb_size = tmp.area_size;
	drv->sessions++;
	return 0;
}

int
crypto_fallback_open(struct crypto_session *ses)
{
	unsigned int i;

	if (!has_limits(ses))
		return 0;
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		struct crypto_driver *drv = crypto_drivers[i];
		int error;

		if (drv == NULL || drv == ses->drv || !can_serve(drv, ses))
			continue;
		error = open_on(ses, drv);
		if (error == 0 || error == ENOMEM)
			return error;
	}
	return 0;
}

void
crypto_fallback_close(struct crypto_session *ses)
{
	struct crypto_session tmp = {.area = ses->fb_area, .area_size = ses->fb_size};
	struct crypto_driver *drv = ses->fb_drv;

	if (drv == NULL)
		return;
	__atomic_store_n(&ses->fb_drv, NULL, __ATOMIC_RELEASE);
	crypto_session_close_on(drv, &tmp);
	drv->sessions--;
	ses->fb_area = NULL;
}

/* No lcore is inside the driver's functions, and none will be. */
void
crypto_fallback_drop(struct crypto_session *ses, const struct crypto_driver *drv)
{
	if (ses->fb_drv == drv)
		crypto_fallback_close(ses);
}

/*
 * The context of the fallback's channel, for a call out of another driver: this lcore's own,
 * or one that it has given away; then that one's turn is waited for, which is one burst of a
 * synchronous driver. NULL: the driver leaves.
 */
static struct crypto_context *
borrow(struct crypto_channel *fb, bool *mine)
{
	struct crypto_context *c = &fb->own;

	*mine = crypto_context_owner(c) == CRYPTO_OWNER_LCORE;
	while (!*mine) {
		if (crypto_driver_leaving(fb->drv))
			return NULL;
		c = __atomic_load_n(&fb->context, __ATOMIC_ACQUIRE);
		if (crypto_context_pass(c, CRYPTO_OWNER_NONE, CRYPTO_OWNER_BUSY))
			break;
		rte_pause();
	}
	return c;
}

static bool
run_in(struct crypto_context *c, const struct crypto_session *ses, struct cryptop *crp)
{
	bool was_inside = crypto_context_inside(c), ok = false;

	crypto_context_enter(c);
	if (!crypto_driver_leaving(c->drv)) {
		crp->crp_area = ses->fb_area;
		ok = c->process_burst(c->pctx, &crp, 1) != 0;
	}
	if (!was_inside) /* its functions may run inside another's, inside its own */
		crypto_context_exit(c);
	return ok;
}

/* Carry a request out on the fallback's channel. */
static bool
run_on(struct crypto_channel *fb, const struct crypto_session *ses, struct cryptop *crp)
{
	bool mine, ok;
	struct crypto_context *c = borrow(fb, &mine);

	if (c == NULL)
		return false;
	ok = run_in(c, ses, crp);
	if (!mine)
		crypto_context_release(c, CRYPTO_OWNER_NONE);
	return ok;
}

/* This thread's channel of a driver, NULL; the control thread has one of its own. */
static struct crypto_channel *
my_channel(const struct crypto_driver *drv)
{
	const struct crypto_lcore *lc = crypto_lcore_self();

	return lc != NULL ? crypto_lcore_channel(lc, (unsigned int)drv->id) : drv->control;
}

void
crypto_fallback(struct cryptop *crp)
{
	const struct crypto_session *ses = crypto_request_session(crp);
	const struct crypto_driver *drv;
	struct crypto_channel *fb = NULL, *ch;

	drv = ses != NULL ? __atomic_load_n(&ses->fb_drv, __ATOMIC_ACQUIRE) : NULL;
	if (drv != NULL)
		fb = my_channel(drv);
	ch = fb != NULL ? my_channel(ses->drv) : NULL;
	if (ch != NULL)
		CRYPTO_COUNT(ch->stats.fallback, 1);
	if (fb == NULL || !run_on(fb, ses, crp)) {
		crypto_fail(crp, EINVAL, CRYPTO_R_LIMIT);
		crypto_done(crp);
	}
}

void
crypto_count_linearised(const struct cryptop *crp)
{
	struct crypto_lcore *lc = crypto_lcore_self();
	struct crypto_channel *ch;

	if (lc == NULL)
		return;
	ch = crypto_lcore_channel(lc, CRYPTO_SID_DRIVER(crp->crp_sid) % CRYPTO_MAX_DRIVERS);
	if (ch != NULL)
		CRYPTO_COUNT(ch->stats.linearised, 1);
}
