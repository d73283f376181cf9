/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <sched.h>
#include <stdlib.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "depart.h"
#include "fakedrv.h"

#define PATIENCE 10 /* seconds */
#define LIVE 0x6576696c /* in a session's memory while it is open */

static struct dev *devs;

struct dev_context {
	struct dev *dev;
	struct cryptop *queue[DEV_QUEUE];
	unsigned int head, tail;
	uint64_t random;
	atomic_bool busy; /* a function runs with it */
	bool control;     /* the control path's: self-tests are not counted */
};

/* ------------------------------------------------------------------- driver */

static void
must(struct dev *dev, bool fine)
{
	if (!fine)
		atomic_fetch_add(&dev->broken, 1);
}

static size_t
dev_session_size(void *arg, const struct cryptoini *cri)
{
	must(arg, !((struct dev *)arg)->over);
	return cri != NULL ? 64 : 0;
}

static int
dev_session_init(void *arg, void *area, const struct cryptoini *cri)
{
	struct dev *dev = arg;

	must(dev, !dev->over && cri != NULL);
	*(uint64_t *)area = LIVE;
	dev->opened++;
	return 0;
}

static void
dev_session_fini(void *arg, void *area)
{
	struct dev *dev = arg;

	must(dev, !dev->over && *(uint64_t *)area == LIVE);
	dev->closed++;
}

static int
dev_attach(void *arg, unsigned int lcore, int socket, void **out)
{
	struct dev *dev = arg;
	struct dev_context *ctx = calloc(1, sizeof(*ctx));

	RTE_SET_USED(socket);
	if (ctx == NULL)
		return ENOMEM;
	ctx->dev = dev;
	ctx->random = lcore | UINT64_C(0x9e3779b97f4a7c15);
	ctx->control = lcore == CRYPTO_LCORE_CONTROL;
	dev->attached++;
	*out = ctx;
	return 0;
}

/* With few queues: the control path has one for itself, lcores share the others in turn. */
static int
dev_attach_queue(void *arg, unsigned int lcore, int socket, void **out)
{
	struct dev *dev = arg;
	unsigned int turn;

	if (lcore == CRYPTO_LCORE_CONTROL)
		return dev_attach(arg, lcore, socket, out);
	turn = dev->nqueue++ % dev->queues;
	if (dev->queue[turn] == NULL && dev_attach(arg, lcore, socket, (void **)&dev->queue[turn]) != 0)
		return ENOMEM;
	*out = dev->queue[turn];
	return 0;
}

static void
dev_detach(void *arg, void *context)
{
	struct dev_context *ctx = context;
	struct dev *dev = arg;

	must(dev, !dev->over && ctx->head == ctx->tail);
	dev->detached++;
	memset(ctx, 0xdd, sizeof(*ctx));
	free(ctx);
}

static bool
area_live(const struct cryptop *crp)
{
	return *(const uint64_t *)crypto_area(crp) == LIVE;
}

static unsigned int
dev_process_burst(void *context, struct cryptop **crps, unsigned int n)
{
	struct dev_context *ctx = context;
	struct dev *dev = ctx->dev;
	unsigned int i;

	must(dev, !dev->over && !atomic_exchange(&ctx->busy, true));
	for (i = 0; i < n && ctx->tail - ctx->head < dev->room; i++) {
		must(dev, area_live(crps[i]));
		ctx->queue[ctx->tail++ % DEV_QUEUE] = crps[i];
	}
	dev->taken += ctx->control ? 0 : i;
	if (rte_lcore_id() < RTE_MAX_LCORE && !ctx->control)
		dev->taken_by[rte_lcore_id()] += i;
	ctx->busy = false;
	return i + dev->more;
}

static void
dev_poll(void *context)
{
	struct dev_context *ctx = context;
	struct dev *dev = ctx->dev;
	unsigned int n = ctx->tail - ctx->head;

	must(dev, !dev->over && !atomic_exchange(&ctx->busy, true));
	ctx->random = ctx->random * 6364136223846793005u + 1442695040888963407u;
	if (dev->part)
		n = RTE_MIN(n, (unsigned int)(ctx->random >> 57));
	if (dev->hold)
		n = 0;
	while (n-- > 0) {
		struct cryptop *crp = ctx->queue[ctx->head++ % DEV_QUEUE];

		must(dev, area_live(crp));
		if (dev->part && (ctx->head + (ctx->random >> 40)) % 16 == 0)
			crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
		crypto_done(crp);
	}
	ctx->busy = false;
	crypto_unblock((uint32_t)dev->id, CRYPTO_SYMQ);
}

static void
dev_gone(void *arg)
{
	struct dev *dev = arg;

	must(dev, !dev->over && dev->opened == dev->closed && dev->attached == dev->detached);
	dev->over = true;
	if (dev->on_gone != NULL)
		dev->on_gone(dev);
	dev->gone++;
}

struct dev *
dev_start_queues(const char *name, int rank, unsigned int queues)
{
	struct dev *dev = calloc(1, sizeof(*dev));
	int rc = ENOMEM;

	if (dev != NULL) {
		dev->next = devs;
		devs = dev;
		dev->room = DEV_QUEUE;
		dev->queues = queues;
		snprintf(dev->name, sizeof(dev->name), "%s", name);
		dev->ops = (struct crypto_driver_ops){
			.name = dev->name, .rank = rank, .session_size = dev_session_size,
			.session_init = dev_session_init, .session_fini = dev_session_fini,
			.attach = queues != 0 ? dev_attach_queue : dev_attach,
			.detach = dev_detach, .shares = queues != 0, .poll = dev_poll,
			.process_burst = dev_process_burst, .gone = dev_gone,
		};
		dev->id = crypto_get_driverid(0);
		rc = dev->id < 0 ? ENOSPC : crypto_setops((uint32_t)dev->id, &dev->ops);
	}
	if (rc == 0)
		rc = crypto_register((uint32_t)dev->id, CRYPTO_NULL_CBC, 0, 0, NULL, NULL, NULL, dev);
	if (rc == 0)
		return dev;
	test_fail(__FILE__, __LINE__, "%s does not register: %s", name, strerror(rc));
	return NULL;
}

struct dev *
dev_start(const char *name, int rank)
{
	return dev_start_queues(name, rank, 0);
}

int
dev_session(uint64_t *sid)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	return test_session(sid, &cri);
}

int
dev_world(unsigned int credits)
{
	int rc = fake_world(NULL, credits);

	while (devs != NULL) {
		struct dev *dev = devs;

		devs = dev->next;
		free(dev);
	}
	return rc;
}

/* ------------------------------------------------------------------ threads */

static void *
thread_main(void *arg)
{
	struct depart_thread *t = arg;
	cpu_set_t all;
	int i;

	CPU_ZERO(&all);
	for (i = 0; i < CPU_SETSIZE; i++)
		CPU_SET(i, &all);
	/* not on the main lcore's, if there are others */
	pthread_setaffinity_np(pthread_self(), sizeof(all), &all);
	t->failed = t->lcore && rte_thread_register() != 0;
	if (t->failed)
		return NULL;
	t->fn(t->arg);
	if (t->lcore)
		rte_thread_unregister();
	return NULL;
}

bool
depart_thread_start(struct depart_thread *t, bool lcore, void (*fn)(void *arg), void *arg)
{
	*t = (struct depart_thread){.fn = fn, .arg = arg, .lcore = lcore};
	return pthread_create(&t->thread, NULL, thread_main, t) == 0; /* it writes to *t, too */
}

bool
depart_thread_join(struct depart_thread *t)
{
	pthread_join(t->thread, NULL);
	return !t->failed;
}

/* ------------------------------------------------------------------ waiting */

static uint64_t
deadline(void)
{
	return rte_get_timer_cycles() + PATIENCE * rte_get_timer_hz();
}

bool
depart_poll_until(const _Atomic uint64_t *counter, uint64_t value)
{
	uint64_t end = deadline();

	while (atomic_load(counter) != value && rte_get_timer_cycles() < end) {
		crypto_poll();
		rte_delay_us_sleep(50);
	}
	return atomic_load(counter) == value;
}

bool
depart_moved(uint64_t sid, int32_t from)
{
	uint64_t end = deadline();

	while (crypto_session_driver(sid) == from && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(50);
	return crypto_session_driver(sid) != from;
}

static int
learn_callback(struct cryptop *crp)
{
	RTE_SET_USED(crp);
	return 0;
}

static void
learn(void *arg)
{
	struct cryptop *crp = crypto_getreq(1);
	uint64_t *sid = arg, end = deadline();
	uint8_t buf[16];

	if (crp == NULL)
		return;
	crp->crp_sid = *sid;
	crp->crp_buf = (caddr_t)buf;
	crp->crp_ilen = sizeof(buf);
	crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	crp->crp_desc->crd_len = sizeof(buf);
	crp->crp_callback = learn_callback;
	if (crypto_dispatch(crp) == 0)
		while (!(crp->crp_flags & CRYPTO_F_DONE) && rte_get_timer_cycles() < end)
			crypto_poll();
	*sid = (crp->crp_flags & CRYPTO_F_DONE) && crp->crp_etype == EAGAIN ? crp->crp_sid : 0;
	if (crp->crp_flags & CRYPTO_F_DONE)
		crypto_freereq(crp);
	crypto_drain(0);
}

uint64_t
depart_learn(uint64_t sid)
{
	struct depart_thread t;

	if (!depart_thread_start(&t, true, learn, &sid) || !depart_thread_join(&t))
		return 0;
	return sid;
}
