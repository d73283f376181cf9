/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The fallback: a driver that claims an algorithm does every legal request of it; what
 * its engine cannot do goes to a second session, on a synchronous software driver without
 * limits. The request stays in its own driver's return ring, so its order is kept.
 */

#include <string.h>

#include "ocf_private.h"

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

/* Carry a request out on the fallback's channel; its functions may run inside another's. */
static bool
run_on(struct crypto_channel *fb, const struct crypto_session *ses, struct cryptop *crp)
{
	bool was_inside = fb->inside, ok = false;

	crypto_channel_enter(fb);
	if (!crypto_driver_leaving(fb->drv)) {
		crp->crp_area = ses->fb_area;
		ok = fb->process_burst(fb->pctx, &crp, 1) == 1;
	}
	if (!was_inside)
		crypto_channel_exit(fb);
	return ok;
}

void
crypto_fallback(struct cryptop *crp)
{
	const struct crypto_session *ses = crypto_request_session(crp);
	struct crypto_lcore *lc = crypto_lcore_self();
	const struct crypto_driver *drv;
	struct crypto_channel *fb = NULL;

	drv = ses != NULL ? __atomic_load_n(&ses->fb_drv, __ATOMIC_ACQUIRE) : NULL;
	if (lc != NULL && drv != NULL)
		fb = crypto_lcore_channel(lc, (unsigned int)drv->id);
	if (fb != NULL)
		CRYPTO_COUNT(crypto_lcore_channel(lc, ses->drvid)->stats.fallback, 1);
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
