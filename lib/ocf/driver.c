/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The driver table: identifiers, registration, withdrawal.
 */

#include <stdlib.h>
#include <string.h>

#include "ocf_private.h"
#include "service.h"

struct crypto_driver *crypto_drivers[CRYPTO_MAX_DRIVERS];
/* Of each id, kept until the end: crypto_unblock() and questions come from any thread. */
static struct crypto_driver *memory[CRYPTO_MAX_DRIVERS];
struct crypto_driver crypto_nobody = {.id = CRYPTO_MAX_DRIVERS, .name = "nobody"};

struct crypto_driver *
crypto_driver_get(uint32_t driverid)
{
	return driverid < CRYPTO_MAX_DRIVERS ?
		       __atomic_load_n(&crypto_drivers[driverid], __ATOMIC_ACQUIRE) : NULL;
}

bool
crypto_driver_there(uint32_t driverid)
{
	const struct crypto_driver *drv = crypto_driver_get(driverid);

	return drv != NULL && drv->ready && !crypto_driver_leaving(drv);
}

/* ---------------------------------------------------------- simple drivers */

/*
 * crypto(9)'s three functions know their sessions by a 32-bit number. While such a driver
 * has the request, crp_sid shows "driver id | own number".
 */
static void
show_own_sid(struct cryptop *crp)
{
	const struct crypto_session *ses = crypto_request_session(crp);

	crypto_sid_keep(crp);
	crp->crp_sid = (uint64_t)CRYPTO_SID_DRIVER(crp->crp_sid) << 32 | ses->own;
}

void
crypto_driver_odd_value(struct crypto_driver *drv, const char *function, int value)
{
	if (!__atomic_exchange_n(&drv->odd_value, true, __ATOMIC_RELAXED))
		CRYPTO_LOG(ERR, "%s: %s returned %d, which it may not", drv->name, function, value);
}

/* Neither 0 nor ERESTART: the driver must not have kept it. */
static void
odd_value(struct crypto_driver *drv, struct cryptop *crp, int value)
{
	crypto_driver_odd_value(drv, "process()", value);
	crypto_fail(crp, EIO, CRYPTO_R_DRIVER_VALUE);
	crypto_done(crp);
}

unsigned int
crypto_process_simple(void *context, struct cryptop **crps, unsigned int n)
{
	struct crypto_context *c = context;
	struct crypto_driver *drv = c->drv;
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct cryptop *crp = crps[i];
		int error;

		if (drv->simple)
			show_own_sid(crp);
		/* an unblock in the calls before says nothing of this one */
		c->unblocks_seen = atomic_load_explicit(&drv->unblocks, memory_order_acquire);
		error = drv->process(c->ctx, crp);
		if (likely(error == 0))
			continue;
		if (error == ERESTART) {
			if (drv->simple)
				crp->crp_sid = crypto_sid_kept(crp);
			break;
		}
		odd_value(drv, crp, error);
	}
	return i;
}

unsigned int
crypto_process_own_ids(void *context, struct cryptop **crps, unsigned int n)
{
	struct crypto_context *c = context;
	unsigned int i, taken;

	for (i = 0; i < n; i++)
		show_own_sid(crps[i]);
	taken = c->drv->ops.process_burst(c->ctx, crps, n);
	for (i = taken; i < n; i++)
		crps[i]->crp_sid = crypto_sid_kept(crps[i]);
	return taken;
}

/* ------------------------------------------------------------- registration */

static int32_t
driver_slot_free(void)
{
	int32_t i;

	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++)
		if (crypto_drivers[i] == NULL)
			return i;
	return -1;
}

int32_t
crypto_get_driverid(uint8_t cc_flags)
{
	struct crypto_driver *drv;
	int32_t id = -1;

	if (cc_flags & ~(CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC))
		return -1;
	pthread_mutex_lock(&crypto_control_mutex);
	if (crypto_global.running)
		id = driver_slot_free();
	if (id >= 0 && memory[id] == NULL)
		memory[id] = aligned_alloc(RTE_CACHE_LINE_SIZE, sizeof(*drv));
	drv = id >= 0 ? memory[id] : NULL;
	if (drv != NULL) {
		memset(drv, 0, sizeof(*drv));
		drv->id = id;
		drv->born = atomic_fetch_add(&crypto_epoch, 1) + 1;
		drv->caps = cc_flags;
		drv->simple = true;
		snprintf(drv->name, sizeof(drv->name), "drv%d", id);
		__atomic_store_n(&crypto_drivers[id], drv, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return drv != NULL ? id : -1;
}

/* A driver's name is settled, for who does not hold the mutex, when it is ready. */
static int32_t
find(const char *name, bool ready)
{
	int32_t i;

	for (i = 0; name != NULL && i < CRYPTO_MAX_DRIVERS; i++) {
		const struct crypto_driver *drv = crypto_driver_get((uint32_t)i);

		if (drv != NULL && (drv->ready || !ready) && !crypto_driver_leaving(drv) &&
		    strcmp(drv->name, name) == 0)
			return i;
	}
	return -1;
}

static bool
name_valid(const struct crypto_driver *drv, const char *name)
{
	int32_t owner = find(name, false);

	return strlen(name) < sizeof(drv->name) && (owner < 0 || owner == drv->id);
}

static bool
ops_valid(const struct crypto_driver *drv, const struct crypto_driver_ops *ops)
{
	return ops != NULL && (ops->session_size == NULL) == (ops->session_init == NULL) &&
	       (ops->attach == NULL || ops->detach != NULL) &&
	       (ops->name == NULL || name_valid(drv, ops->name));
}

int
crypto_setops(uint32_t driverid, const struct crypto_driver_ops *ops)
{
	struct crypto_driver *drv;
	int error = EINVAL;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get(driverid);
	if (drv != NULL && drv->ready) {
		error = EBUSY;
	} else if (drv != NULL && ops_valid(drv, ops)) {
		drv->ops = *ops;
		drv->simple = ops->session_init == NULL;
		if (ops->name != NULL)
			snprintf(drv->name, sizeof(drv->name), "%s", ops->name);
		error = 0;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

int
crypto_wrap(uint32_t driverid, int32_t under, struct crypto_driver_ops *ops, void **arg)
{
	const struct crypto_driver *below;
	struct crypto_driver *drv;
	int error = 0;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get(driverid);
	below = crypto_driver_there((uint32_t)under) ? crypto_driver_get((uint32_t)under) : NULL;
	if (drv == NULL)
		error = EINVAL;
	else if (drv->ready)
		error = EBUSY;
	else if (below == NULL)
		error = ENODEV;
	else if (below->ops.session_init == NULL || below->ops.process_burst == NULL)
		error = EINVAL;
	if (error == 0) {
		drv->under = below;
		*ops = below->ops;
		*arg = below->arg;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

/* First crypto_register(): functions are latched and the lcores get their channels. */
static int
driver_latch(struct crypto_driver *drv, crypto_newsession_t newsession,
	     crypto_freesession_t freesession, crypto_process_t process, void *arg)
{
	bool sessions = drv->ops.session_init != NULL || (newsession != NULL && freesession != NULL);
	int error;

	if (!sessions || (drv->ops.process_burst == NULL && process == NULL))
		return EINVAL;
	drv->newsession = newsession;
	drv->freesession = freesession;
	drv->process = process;
	drv->arg = arg;
	error = crypto_lcore_attach_driver(drv);
	if (error != 0)
		return error;
	drv->ready = true;
	drv->latched = true;
	return 0;
}

int
crypto_register(uint32_t driverid, int alg, uint16_t maxoplen, uint32_t flags,
		crypto_newsession_t newsession, crypto_freesession_t freesession,
		crypto_process_t process, void *arg)
{
	int idx = crypto_alg_index(alg), error = EINVAL;
	struct crypto_alg_entry *entry;
	struct crypto_driver *drv;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get(driverid);
	if (drv != NULL && idx >= 0 && !crypto_driver_leaving(drv)) {
		error = drv->latched ? 0 : driver_latch(drv, newsession, freesession, process, arg);
		entry = &drv->algs[idx];
		if (error == 0 && !entry->offered) {
			entry->withdrawn = entry->tested = false;
			entry->maxoplen = maxoplen;
			entry->flags = flags | CRYPTO_ALG_FLAG_SUPPORTED;
			atomic_store(&entry->offered, true);
		}
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

/* -------------------------------------------------------------- withdrawal */

/* No mutex: these may be called in a callback. The control thread does the rest. */

static bool
offers_any(const struct crypto_driver *drv)
{
	unsigned int i;

	for (i = 0; i < CRYPTO_MAX_ALGS; i++)
		if (atomic_load(&drv->algs[i].offered))
			return true;
	return false;
}

int
crypto_unregister(uint32_t driverid, int alg)
{
	struct crypto_driver *drv = crypto_driver_get(driverid);
	int idx = crypto_alg_index(alg);

	if (drv == NULL || idx < 0 || !atomic_exchange(&drv->algs[idx].offered, false))
		return EINVAL;
	if (!offers_any(drv))
		return crypto_unregister_all(driverid);
	atomic_store(&drv->withdrawing, true);
	crypto_control_wake();
	return 0;
}

int
crypto_unregister_all(uint32_t driverid)
{
	struct crypto_driver *drv = crypto_driver_get(driverid);

	if (drv == NULL ||
	    (atomic_fetch_or(&drv->shut, CRYPTO_SHUT_LEAVING) & CRYPTO_SHUT_LEAVING) != 0)
		return EINVAL;
	crypto_control_wake();
	return 0;
}

void
crypto_driver_free(struct crypto_driver *drv)
{
	crypto_lcore_free_channels(drv);
	crypto_keyop_forget(drv);
	__atomic_store_n(&crypto_drivers[drv->id], NULL, __ATOMIC_RELEASE);
	if (drv->ready && drv->stage != CRYPTO_STAGE_GONE && drv->ops.gone != NULL)
		drv->ops.gone(drv->arg);
	crypto_keyop_free(drv);
}

/* Those that stand on it first: their contexts are its own. */
static void
free_pile(struct crypto_driver *drv)
{
	unsigned int i;

	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++)
		if (crypto_drivers[i] != NULL && crypto_drivers[i]->under == drv)
			free_pile(crypto_drivers[i]);
	crypto_driver_free(drv);
}

/* The framework ends; sessions are closed. */
void
crypto_driver_fini_all(void)
{
	unsigned int i;

	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++)
		if (crypto_drivers[i] != NULL)
			free_pile(crypto_drivers[i]);
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		free(memory[i]);
		memory[i] = NULL;
	}
}

int
crypto_unblock(uint32_t driverid, int what)
{
	struct crypto_driver *drv = crypto_driver_get(driverid);

	if (drv == NULL || what == 0 || (what & ~(CRYPTO_SYMQ | CRYPTO_ASYMQ)))
		return EINVAL;
	if (what & CRYPTO_SYMQ)
		atomic_fetch_add(&drv->unblocks, 1);
	if (what & CRYPTO_ASYMQ)
		crypto_keyop_unblock(driverid);
	return 0;
}

/* ---------------------------------------------------------------- questions */

int32_t
crypto_next_driver(int32_t from)
{
	for (from = RTE_MAX(from, 0); from < CRYPTO_MAX_DRIVERS; from++)
		if (crypto_driver_there((uint32_t)from))
			return from;
	return -1;
}

int32_t
crypto_find_driver(const char *name)
{
	return find(name, true);
}

int
crypto_driver_info(int32_t driverid, struct crypto_driver_info *info)
{
	const struct crypto_driver *drv;
	int error = ENODEV;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get((uint32_t)driverid);
	if (drv != NULL) {
		*info = (struct crypto_driver_info){
			.driverid = drv->id,
			.caps = drv->caps,
			.socket = drv->ops.socket,
			.service = crypto_service_id(drv),
			.sessions = drv->sessions,
		};
		memcpy(info->name, drv->name, sizeof(info->name));
		error = 0;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

int
crypto_driver_stats(int32_t driverid, struct crypto_driver_stats *stats)
{
	const struct crypto_driver *drv;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get((uint32_t)driverid);
	if (drv != NULL)
		crypto_driver_sum(drv, stats);
	pthread_mutex_unlock(&crypto_control_mutex);
	return drv != NULL ? 0 : ENODEV;
}

int
crypto_driver_alg(int32_t driverid, int alg, const char **why)
{
	int idx = crypto_alg_index(alg), error = ENODEV;
	struct crypto_driver *drv;
	const char *text = idx < 0 ? "the algorithm is unknown" : "there is no such driver";

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get((uint32_t)driverid);
	if (idx < 0) {
		error = EINVAL;
	} else if (crypto_driver_there((uint32_t)driverid)) {
		crypto_selftest(drv);
		error = drv->algs[idx].offered ? 0 : ENOENT;
		text = error == 0 ? "" :
		       drv->algs[idx].withdrawn ? "withdrawn: it failed its self-test" :
						  "the driver does not have it";
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	if (why != NULL)
		*why = text;
	return error;
}
