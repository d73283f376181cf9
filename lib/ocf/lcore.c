/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Lcores and their channels. Both are made on control paths: for all lcores when a driver
 * registers, for all drivers when a thread becomes an lcore. They stay until the framework
 * ends: a thread that unregisters leaves them, requests in flight included, to the next
 * holder of its lcore id.
 */

#include <string.h>

#include "context.h"

struct crypto_lcore *crypto_lcores[RTE_MAX_LCORE];
alignas(RTE_CACHE_LINE_SIZE) _Atomic uint64_t crypto_epoch = 1;

static void *lcore_callback;

/* ------------------------------------------------------------------ epochs */

static void
oldest_publish(struct crypto_lcore *lc, uint64_t epoch)
{
	lc->oldest_copy = epoch;
	atomic_store_explicit(&lc->oldest, epoch, memory_order_release);
}

void
crypto_epoch_publish(struct crypto_lcore *lc, uint64_t epoch)
{
	unsigned int cur = lc->phase;

	if (lc->inflight[0] + lc->inflight[1] == 0) {
		lc->phase_epoch[cur] = epoch;
		oldest_publish(lc, epoch);
	} else if (lc->inflight[!cur] == 0 && lc->inflight[cur] != 0) {
		lc->phase = (uint8_t)!cur;
		lc->phase_epoch[!cur] = epoch;
	}
	lc->newest_copy = epoch;
	/*
	 * Full fence: the reclaimer, which cleared a slot before it reads this, sees the
	 * epochs; or this lcore, which reads the slot after this, sees it cleared.
	 */
	atomic_store_explicit(&lc->newest, epoch, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
}

void
crypto_epoch_leave(struct crypto_lcore *lc)
{
	unsigned int cur = lc->phase;

	if (lc->inflight[0] + lc->inflight[1] == 0) {
		/* busy lcores keep their epoch: publishing it anew would cost a fence a burst */
		if (lc->active == NULL)
			oldest_publish(lc, UINT64_MAX);
		else if (unlikely(lc->oldest_copy != lc->newest_copy))
			oldest_publish(lc, lc->newest_copy);
		return;
	}
	if (likely(lc->oldest_copy == lc->newest_copy) || lc->inflight[!cur] != 0)
		return;
	oldest_publish(lc, lc->phase_epoch[cur]);
	if (lc->phase_epoch[cur] != lc->newest_copy) { /* new ones start a phase of their own */
		lc->phase = (uint8_t)!cur;
		lc->phase_epoch[!cur] = lc->newest_copy;
	}
}

uint8_t
crypto_epoch_hold(struct crypto_lcore *lc)
{
	uint8_t phase = lc->inflight[!lc->phase] != 0 ? !lc->phase : lc->phase;

	lc->phase_epoch[phase] = 0;
	oldest_publish(lc, 0);
	return phase;
}

bool
crypto_lcore_quiescent(uint64_t born, uint64_t ended, unsigned int *blame)
{
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++) {
		struct crypto_lcore *lc = crypto_lcores[i];

		if (lc == NULL || atomic_load(&lc->oldest) >= ended ||
		    atomic_load(&lc->newest) < born)
			continue;
		*blame = i;
		return false;
	}
	return true;
}

/* ---------------------------------------------------------------- channels */

static void
noop(void *ctx)
{
	(void)ctx;
}

static size_t
channel_size(unsigned int credits)
{
	return sizeof(struct crypto_channel) + rte_align32pow2(credits) * sizeof(uintptr_t) +
	       (size_t)rte_ring_get_memsize(rte_align32pow2(credits + 1)) + RTE_CACHE_LINE_SIZE;
}

/* Who has this context of the driver's already: it shares it. NULL: nobody. */
static struct crypto_context *
context_find(const struct crypto_driver *drv, const void *attached)
{
	struct crypto_context *c;

	for (c = drv->ops.shares ? drv->contexts : NULL; c != NULL; c = c->next)
		if (c->attached == attached && attached != NULL)
			return c;
	return NULL;
}

static void
context_fill(struct crypto_context *c, struct crypto_driver *drv, void *ctx)
{
	const struct crypto_driver_ops *ops = &drv->ops;

	c->drv = drv;
	c->ctx = c->pctx = ctx;
	c->process_burst = ops->process_burst;
	if (ops->process_burst == NULL || drv->simple) {
		c->process_burst = ops->process_burst == NULL ? crypto_process_simple :
								 crypto_process_own_ids;
		c->pctx = c;
	}
	c->flush = ops->flush != NULL ? ops->flush : noop;
	c->poll = ops->poll != NULL ? ops->poll : c->flush;
	c->polls_driver = ops->poll != NULL || ops->flush != NULL;
}

static int
channel_attach(struct crypto_channel *ch, unsigned int lcore, int socket)
{
	struct crypto_driver *drv = ch->drv;
	void *attached = NULL;
	int error;

	if (drv->ops.attach != NULL) {
		error = drv->ops.attach(drv->arg, lcore, socket, &attached);
		if (error != 0)
			return error;
	}
	context_fill(&ch->own, drv, drv->ops.attach != NULL ? attached : drv->arg);
	ch->own.attached = attached;
	ch->own.channels = ch;
	ch->context = &ch->own;
	ch->flushes = drv->ops.flush != NULL;
	return 0;
}

/* The service core sees the context, too. */
static void
context_publish(struct crypto_channel *ch)
{
	struct crypto_context *other = context_find(ch->drv, ch->own.attached);

	if (other != NULL)
		crypto_context_share(ch, other);
	ch->own.next = ch->drv->contexts;
	__atomic_store_n(&ch->drv->contexts, &ch->own, __ATOMIC_RELEASE);
}

static void
context_detach(struct crypto_context *c)
{
	if (c->attached != NULL && c->drv->ops.detach != NULL)
		c->drv->ops.detach(c->drv->arg, c->attached);
	c->attached = NULL;
}

static uint64_t
pending_of(const struct crypto_channel *ch)
{
	uint32_t head;

	if (ch == NULL)
		return 0;
	head = __atomic_load_n(&ch->ret.head, __ATOMIC_ACQUIRE); /* before the tail: never less */
	return __atomic_load_n(&ch->ret.tail, __ATOMIC_RELAXED) - head;
}

static void
channel_free(struct crypto_channel *ch)
{
	if (ch == NULL)
		return;
	context_detach(&ch->own);
	crypto_region_unmap(ch, ch->size);
}

/* @return 0 and *out; errno. lcore CRYPTO_LCORE_CONTROL: the control path's own. */
static int
channel_make(struct crypto_driver *drv, unsigned int lcore, struct crypto_channel **out)
{
	unsigned int credits = crypto_global.credits;
	int socket = lcore < RTE_MAX_LCORE ? (int)rte_lcore_to_socket_id(lcore) : SOCKET_ID_ANY;
	struct crypto_channel *ch;
	size_t size = channel_size(credits);
	int error;

	ch = crypto_region_map(size, socket);
	if (ch == NULL)
		return ENOMEM;
	ch->size = size;
	ch->drv = drv;
	ch->ret.credits = credits;
	ch->ret.mask = rte_align32pow2(credits) - 1;
	ch->ret.slot = (uintptr_t *)(ch + 1);
	ch->ring = (struct rte_ring *)RTE_PTR_ALIGN_CEIL(ch->ret.slot + ch->ret.mask + 1,
							  RTE_CACHE_LINE_SIZE);
	error = -rte_ring_init(ch->ring, "crypto_req", credits,
			       RING_F_SP_ENQ | RING_F_SC_DEQ | RING_F_EXACT_SZ);
	if (error == 0)
		error = channel_attach(ch, lcore, socket);
	if (error != 0) {
		crypto_region_unmap(ch, size);
		return error;
	}
	if (lcore != CRYPTO_LCORE_CONTROL)
		context_publish(ch);
	__atomic_store_n(out, ch, __ATOMIC_RELEASE); /* lcores may look at once */
	return 0;
}

static void
channel_log_failure(const struct crypto_driver *drv, unsigned int lcore, int error)
{
	CRYPTO_LOG(ERR, "%s: no channel on lcore %u: %s %s", drv->name, lcore, strerror(error),
		   crypto_refusal_take());
}

int
crypto_lcore_attach_driver(struct crypto_driver *drv)
{
	unsigned int i;
	int error;

	error = channel_make(drv, CRYPTO_LCORE_CONTROL, &drv->control);
	if (error != 0)
		return error;
	for (i = 0; i < RTE_MAX_LCORE; i++) {
		if (crypto_lcores[i] == NULL)
			continue;
		error = channel_make(drv, i, &crypto_lcores[i]->chan[drv->id]);
		if (error != 0)
			channel_log_failure(drv, i, error);
	}
	return 0;
}

void
crypto_stats_add(struct crypto_driver_stats *sum, const struct crypto_driver_stats *add)
{
	const uint64_t *from = (const uint64_t *)add;
	uint64_t *to = (uint64_t *)sum;
	unsigned int i;

	for (i = 0; i < sizeof(*sum) / sizeof(uint64_t); i++)
		to[i] += __atomic_load_n(&from[i], __ATOMIC_RELAXED);
}

void
crypto_driver_sum(const struct crypto_driver *drv, struct crypto_driver_stats *sum)
{
	unsigned int i;

	memset(sum, 0, sizeof(*sum));
	for (i = 0; i < RTE_MAX_LCORE; i++)
		if (crypto_lcores[i] != NULL && crypto_lcores[i]->chan[drv->id] != NULL)
			crypto_stats_add(sum, &crypto_lcores[i]->chan[drv->id]->stats);
	crypto_stats_add(sum, &drv->served);
	sum->wrong_done = __atomic_load_n(&drv->wrong_done, __ATOMIC_RELAXED);
	crypto_keyop_sum(drv, sum);
}

void
crypto_lcore_detach_contexts(struct crypto_driver *drv)
{
	struct crypto_context *c;

	for (c = drv->contexts; c != NULL; c = c->next)
		context_detach(c);
	if (drv->control != NULL)
		context_detach(&drv->control->own);
}

static bool
is_empty(const struct crypto_channel *ch)
{
	return ch == NULL ||
	       (!__atomic_load_n(&ch->active, __ATOMIC_ACQUIRE) && pending_of(ch) == 0);
}

bool
crypto_lcore_channels_empty(const struct crypto_driver *drv)
{
	const struct crypto_channel *ch;
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++)
		if (crypto_lcores[i] != NULL && !is_empty(crypto_lcores[i]->chan[drv->id]))
			return false;
	for (ch = drv->channels; ch != NULL; ch = ch->next_gone)
		if (!is_empty(ch))
			return false;
	return true;
}

void
crypto_lcore_unpublish(struct crypto_driver *drv)
{
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++) {
		struct crypto_channel *ch;

		ch = crypto_lcores[i] != NULL ? crypto_lcores[i]->chan[drv->id] : NULL;
		if (ch == NULL)
			continue;
		__atomic_store_n(&crypto_lcores[i]->chan[drv->id], NULL, __ATOMIC_RELEASE);
		ch->next_gone = drv->channels;
		drv->channels = ch;
	}
}

/* No lcore has anything of them any more. */
void
crypto_lcore_free_channels(struct crypto_driver *drv)
{
	crypto_lcore_unpublish(drv);
	crypto_lcore_detach_contexts(drv);
	drv->contexts = NULL; /* they are the channels' */
	while (drv->channels != NULL) {
		struct crypto_channel *ch = drv->channels;

		drv->channels = ch->next_gone;
		channel_free(ch);
	}
	channel_free(drv->control);
	drv->control = NULL;
}

/* ------------------------------------------------------------------ lcores */

/* A thread is an lcore from now on. Called by EAL, for those that are there too. */
static int
lcore_added(unsigned int id, void *arg)
{
	struct crypto_lcore *lc;
	unsigned int i;
	int error;

	(void)arg;
	pthread_mutex_lock(&crypto_control_mutex);
	if (crypto_lcores[id] != NULL)
		goto out;
	lc = crypto_region_map(sizeof(*lc), (int)rte_lcore_to_socket_id(id));
	if (lc == NULL) {
		CRYPTO_LOG(ERR, "no memory for lcore %u", id);
		goto out;
	}
	lc->id = id;
	TAILQ_INIT(&lc->refused);
	TAILQ_INIT(&lc->krefused);
	lc->oldest_copy = UINT64_MAX;
	atomic_init(&lc->oldest, UINT64_MAX);
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		/* of one that leaves, too: until its sessions have moved, requests wait there */
		if (crypto_drivers[i] == NULL || !crypto_drivers[i]->latched ||
		    crypto_drivers[i]->stage >= CRYPTO_STAGE_CLOSE)
			continue;
		error = channel_make(crypto_drivers[i], id, &lc->chan[i]);
		if (error != 0)
			channel_log_failure(crypto_drivers[i], id, error);
	}
	__atomic_store_n(&crypto_lcores[id], lc, __ATOMIC_RELEASE);
out:
	pthread_mutex_unlock(&crypto_control_mutex);
	return 0;
}

uint64_t
crypto_lcore_pending_driver(const struct crypto_driver *drv)
{
	uint64_t sum = 0;
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++)
		if (crypto_lcores[i] != NULL)
			sum += pending_of(crypto_lcores[i]->chan[drv->id]);
	return sum;
}

uint64_t
crypto_lcore_pending_all(void)
{
	uint64_t sum = 0;
	unsigned int i;

	for (i = 0; i < RTE_MAX_LCORE; i++)
		if (crypto_lcores[i] != NULL)
			sum += crypto_lcore_pending(crypto_lcores[i]);
	return sum;
}

int
crypto_lcore_init(void)
{
	lcore_callback = rte_lcore_callback_register("crypto", lcore_added, NULL, NULL);
	if (lcore_callback == NULL) {
		crypto_err_add(NULL, "rte_lcore_callback_register failed");
		return ENOMEM;
	}
	return 0;
}

/* All drivers are gone. */
void
crypto_lcore_fini(void)
{
	unsigned int i;

	if (lcore_callback != NULL)
		rte_lcore_callback_unregister(lcore_callback);
	lcore_callback = NULL;
	for (i = 0; i < RTE_MAX_LCORE; i++) {
		if (crypto_lcores[i] == NULL)
			continue;
		crypto_region_unmap(crypto_lcores[i], sizeof(*crypto_lcores[i]));
		crypto_lcores[i] = NULL;
	}
}
