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

	if (!drv->ready || drv->ops.session_init == NULL || !(drv->caps & CRYPTOCAP_F_SYNC))
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

	if (ses->fb_drv == NULL)
		return;
	crypto_session_close_on(ses->fb_drv, &tmp);
	ses->fb_drv->sessions--;
	ses->fb_drv = NULL;
	ses->fb_area = NULL;
}

void
crypto_fallback(struct cryptop *crp)
{
	const struct crypto_session *ses = crypto_request_session(crp);
	struct crypto_lcore *lc = crypto_lcore_self();
	struct crypto_channel *fb = NULL;

	if (lc != NULL && ses != NULL && ses->fb_drv != NULL)
		fb = lc->chan[ses->fb_drv->id];
	if (fb == NULL) {
		crypto_fail(crp, EINVAL, CRYPTO_R_LIMIT);
		crypto_done(crp);
		return;
	}
	lc->chan[ses->drv->id]->stats.fallback++;
	crp->crp_area = ses->fb_area;
	if (fb->process_burst(fb->pctx, &crp, 1) != 1) {
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
		crypto_done(crp);
	}
}

void
crypto_count_linearised(const struct cryptop *crp)
{
	struct crypto_lcore *lc = crypto_lcore_self();
	struct crypto_channel *ch;

	ch = lc != NULL ? lc->chan[CRYPTO_SID_DRIVER(crp->crp_sid) % CRYPTO_MAX_DRIVERS] : NULL;
	if (ch != NULL)
		ch->stats.linearised++;
}
