/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Service cores: a DPDK service for a driver that the application wants to have run beside
 * its lcores, and which of the two runs it now; context.c says how contexts change hands.
 *
 * A service is found by its driver's name, and stays registered, without a driver and not
 * running, when that one leaves: so a driver that comes back finds its cores mapped.
 */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <rte_cycles.h>
#include <rte_service.h>
#include <rte_service_component.h>

#include "context.h"
#include "service.h"

#define LATE_MS 10     /* without a pass, with requests queued */
#define END_TRIES 1000 /* of 0.1 ms, for cores to notice that services end */

struct crypto_service {
	char name[RTE_SERVICE_NAME_MAX];
	uint32_t id; /* DPDK's */
	bool registered;
	_Atomic(struct crypto_driver *) drv; /* w control, r service core */

	/* w service core, r control */
	alignas(RTE_CACHE_LINE_SIZE) atomic_bool inside;
	uint64_t runs;

	/* w, r control */
	alignas(RTE_CACHE_LINE_SIZE) uint64_t runs_seen;
	uint64_t seen_at; /* TSC */
	bool late;
};

/* Control mutex held; what service cores read is in the service that they run. */
static struct crypto_service services[CRYPTO_MAX_DRIVERS];

/* ----------------------------------------------------------------- the core */

static unsigned int
pass(struct crypto_service *srv)
{
	struct crypto_driver *drv = atomic_load(&srv->drv);
	struct crypto_context *c;
	unsigned int n = 0;

	if (drv == NULL)
		return 0;
	for (c = __atomic_load_n(&drv->contexts, __ATOMIC_ACQUIRE); c != NULL; c = c->next)
		n += crypto_context_run(c, &drv->served);
	return n + (unsigned int)crypto_keyop_serve(drv);
}

/* One pass; DPDK counts the cycles of those that had something to do. */
static int32_t
service_main(void *arg)
{
	struct crypto_service *srv = arg;
	unsigned int n;

	if (atomic_exchange(&srv->inside, true)) /* a second core */
		return -EAGAIN;
	n = pass(srv);
	CRYPTO_COUNT(srv->runs, 1);
	atomic_store(&srv->inside, false);
	return n != 0 ? 0 : -EAGAIN;
}

/* ------------------------------------------------------------------ who runs */

/* What the driver has, or had. */
static struct crypto_service *
service_of(const struct crypto_driver *drv)
{
	return atomic_load_explicit(&drv->service, memory_order_acquire);
}

static bool
is_on(const struct crypto_driver *drv)
{
	return service_of(drv) != NULL && atomic_load(&service_of(drv)->drv) == drv;
}

/*
 * Does a core come? Both are asked: a core that has lost its last service goes on saying that
 * it may be active; one that was just mapped to it has not begun.
 */
static bool
is_active(const struct crypto_service *srv)
{
	return rte_service_may_be_active(srv->id) == 1 && rte_service_runstate_get(srv->id) == 1;
}

/* Contexts come to the core and go back to their lcores; key operations to the library's thread. */
static void
set_served(struct crypto_driver *drv, bool served)
{
	if (served)
		atomic_fetch_or(&drv->shut, CRYPTO_SHUT_SERVED);
	else
		atomic_fetch_and(&drv->shut, ~CRYPTO_SHUT_SERVED);
	crypto_keyop_give(drv, served);
}

void
crypto_service_check(struct crypto_driver *drv)
{
	if (!is_on(drv) || !is_active(service_of(drv)))
		set_served(drv, false);
}

static void
look(const struct crypto_service *srv, struct crypto_driver *drv)
{
	set_served(drv, is_active(srv));
}

/* ------------------------------------------------------------------ on and off */

/* The service of that name, or a place for it; NULL: there is none left. */
static struct crypto_service *
service_find(const char *name)
{
	struct crypto_service *place = NULL;
	unsigned int i;

	for (i = 0; i < RTE_DIM(services); i++) {
		if (services[i].registered && strcmp(services[i].name, name) == 0)
			return &services[i];
		if (!services[i].registered && place == NULL)
			place = &services[i];
	}
	return place;
}

static int
service_register(struct crypto_service *srv, const char *name, int socket)
{
	struct rte_service_spec spec = {
		.callback = service_main,
		.callback_userdata = srv,
		.socket_id = socket,
	};

	snprintf(spec.name, sizeof(spec.name), "%s", name);
	if (rte_service_component_register(&spec, &srv->id) != 0)
		return ENOMEM;
	snprintf(srv->name, sizeof(srv->name), "%s", name);
	srv->registered = true;
	rte_service_runstate_set(srv->id, 1); /* the application may stop it again */
	return 0;
}

static int
service_on(struct crypto_driver *drv)
{
	char name[RTE_SERVICE_NAME_MAX];
	struct crypto_service *srv;
	int error = 0;

	if (is_on(drv))
		return 0;
	if (snprintf(name, sizeof(name), "crypto_%s", drv->name) >= (int)sizeof(name))
		return EINVAL;
	srv = service_find(name);
	if (srv == NULL)
		return ENOMEM;
	if (!srv->registered)
		error = service_register(srv, name, drv->ops.socket);
	if (error != 0)
		return error;
	srv->late = false;
	atomic_store(&drv->service, srv);
	atomic_store(&srv->drv, drv);
	rte_service_component_runstate_set(srv->id, 1);
	look(srv, drv);
	crypto_control_wake(); /* which watches from now on */
	return 0;
}

/* No pass begins any more. @return has the last one ended? */
static bool
service_off(struct crypto_service *srv, struct crypto_driver *drv)
{
	rte_service_component_runstate_set(srv->id, 0);
	atomic_store(&srv->drv, NULL);
	set_served(drv, false);
	return !atomic_load(&srv->inside);
}

int
crypto_driver_service(int32_t driverid, int on)
{
	struct crypto_driver *drv;
	int error = 0;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_there((uint32_t)driverid) ? crypto_driver_get((uint32_t)driverid) :
							NULL;
	if (drv == NULL)
		error = ENODEV;
	else if (on)
		error = service_on(drv);
	else if (is_on(drv))
		while (!service_off(service_of(drv), drv))
			usleep(10);
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

bool
crypto_service_leave(struct crypto_driver *drv)
{
	struct crypto_service *srv = service_of(drv);

	if (is_on(drv))
		service_off(srv, drv);
	/* it may be another's of the same name now, and inside that: then this is asked again */
	return srv == NULL || !atomic_load(&srv->inside);
}

/* --------------------------------------------------------------- the watch */

/* In use by others at this moment, so that rte_ring_count() will not do. */
static bool
is_waiting(const struct rte_ring *ring)
{
	return __atomic_load_n(&ring->prod.tail, __ATOMIC_RELAXED) !=
	       __atomic_load_n(&ring->cons.tail, __ATOMIC_RELAXED);
}

static bool
has_queued(const struct crypto_driver *drv)
{
	const struct crypto_context *c;
	const struct crypto_channel *ch;

	for (c = drv->contexts; c != NULL; c = c->next)
		for (ch = c->channels; ch != NULL; ch = ch->next_shared)
			if (is_waiting(ch->ring))
				return true;
	return false;
}

static void
watch(struct crypto_service *srv, struct crypto_driver *drv)
{
	uint64_t runs = __atomic_load_n(&srv->runs, __ATOMIC_RELAXED), now = rte_get_timer_cycles();

	if (runs != srv->runs_seen || !is_active(srv) || !has_queued(drv)) {
		srv->runs_seen = runs;
		srv->seen_at = now;
		srv->late = false;
	} else if (!srv->late && now - srv->seen_at > rte_get_timer_hz() / 1000 * LATE_MS) {
		srv->late = true;
		CRYPTO_COUNT(drv->served.late, 1);
		CRYPTO_LOG(WARNING,
			   "%s: its service core has not come for %u ms, with requests queued",
			   drv->name, LATE_MS);
	}
}

bool
crypto_service_watch(void)
{
	bool any = false;
	unsigned int i;

	pthread_mutex_lock(&crypto_control_mutex);
	for (i = 0; i < RTE_DIM(services); i++) {
		struct crypto_driver *drv = atomic_load(&services[i].drv);

		if (drv == NULL)
			continue;
		look(&services[i], drv);
		watch(&services[i], drv);
		any = true;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return any;
}

/* ------------------------------------------------------------- questions, end */

int32_t
crypto_service_id(const struct crypto_driver *drv)
{
	return is_on(drv) ? (int32_t)service_of(drv)->id : -1;
}

void
crypto_service_fini(void)
{
	unsigned int i, tries = 0;

	for (i = 0; i < RTE_DIM(services); i++) {
		struct crypto_service *srv = &services[i];
		struct crypto_driver *drv = atomic_load(&srv->drv);

		if (!srv->registered)
			continue;
		if (drv != NULL)
			service_off(srv, drv);
		while (atomic_load(&srv->inside))
			usleep(100);
		while (rte_service_may_be_active(srv->id) == 1 && tries++ < END_TRIES)
			usleep(100);
		/* a core that is busy elsewhere may still look at it: then it stays, for the next time */
		if (rte_service_may_be_active(srv->id) != 1 &&
		    rte_service_component_unregister(srv->id) == 0)
			srv->registered = false;
	}
}
