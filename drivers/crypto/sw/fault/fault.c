/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * A driver that wraps another one and fails on command, so that a program's, and this
 * library's own, ways out of trouble can be tried: `fault,under=openssl,restart=0.5,...`.
 * It is started only when it is named.
 *
 * How it has the work done: crypto_wrap() gives it the other driver's functions, and it
 * calls them as the framework would. The sessions are the other's: its session_init fills
 * the session memory of this driver's sessions. Each context has one of the other driver
 * beside it. A request is copied into a shadow, the driver below gets the shadow and
 * completes it, and this driver completes the true request when, how, and as often as it
 * was told to.
 *
 * A session on the driver below and requests dispatched to it (which any program can do)
 * would not need crypto_wrap(), but: their callbacks run in crypto_poll() only, and neither
 * a self-test nor the control thread, when it polls this driver in place of an lcore that
 * does not come by, has one of its own; and the program would find them among its own
 * callbacks, pending requests and credits.
 *
 * Key operations have the same faults: key.c.
 *
 * Everything on the data path belongs to a context, that is to an lcore: counters, random
 * numbers, "the Nth request". The control path's context, which answers self-tests, knows
 * only corrupt=ALGORITHM.
 */

#include <stdlib.h>
#include <string.h>

#include <rte_branch_prediction.h>
#include <rte_common.h>
#include <rte_lcore.h>
#include <rte_log.h>

#include "dice.h"
#include "fault.h"
#include "key.h"
#include "plan.h"

#define NAME "fault"
#define RANK (1 << 16) /* who names it wants it: before all other software */
#define SHUFFLE 4      /* polls over which a shuffled batch is strewn */
#define INSIDE 4       /* one in so many ERESTARTs unblocks before process returns */

struct fault_slot {
	struct cryptop shadow; /* what the driver below has */
	struct cryptop *crp;
	uint64_t due;          /* tick of its completion */
};

struct fault_ctx {
	void *below;         /* the other driver's context */
	unsigned int lcore;
	bool armed;          /* not the control path's */
	bool owes_unblock;   /* it answered ERESTART */
	uint64_t tick;       /* polls */
	uint64_t random;
	uint64_t seen;       /* requests taken */
	unsigned int nheld, nfree;
	struct fault_slot *held[FAULT_MAX_SIZE]; /* as they came */
	struct fault_slot *spare[FAULT_MAX_SIZE];
	struct crypto_fault_counts counts; /* of the control path; nobody reads them */
	struct crypto_fault_counts *count;
	struct cryptop stranger; /* in no driver, never was */
	struct fault_slot slot[];
};

static int32_t fault_id = -1;
static struct fault_plan plan;
static struct crypto_driver_ops below; /* the other driver's functions */
static void *below_arg;
static bool dead; /* w: the lcore on which it died; r: any */
static void (*on_death)(void);

static struct {
	struct crypto_fault_counts of;
} __rte_cache_aligned counts[RTE_MAX_LCORE + 1]; /* the last one: key operations */

void
crypto_fault_counts(struct crypto_fault_counts *sum)
{
	unsigned int i, j;

	memset(sum, 0, sizeof(*sum));
	for (i = 0; i <= RTE_MAX_LCORE; i++) {
		const uint64_t *from = (const uint64_t *)&counts[i].of;

		for (j = 0; j < sizeof(*sum) / sizeof(*from); j++)
			((uint64_t *)sum)[j] += __atomic_load_n(&from[j], __ATOMIC_RELAXED);
	}
}

void
crypto_fault_on_death(void (*fn)(void))
{
	on_death = fn;
}

/* Its lcore's alone, or of the control thread that polls in its place. */
static void
count(uint64_t *counter)
{
	__atomic_store_n(counter, *counter + 1, __ATOMIC_RELAXED);
}

/* ------------------------------------------------------------------- chance */

static uint64_t
draw(struct fault_ctx *ctx)
{
	return crypto_fault_draw(&ctx->random);
}

/* Does it happen? A fault that nobody asked for draws no number. */
static bool
happens(struct fault_ctx *ctx, uint64_t probability)
{
	return probability != 0 && ctx->armed && draw(ctx) % FAULT_CERTAIN < probability;
}

/* ----------------------------------------------------------------- contexts */

static size_t
ctx_size(void)
{
	return RTE_ALIGN_CEIL(sizeof(struct fault_ctx) + plan.size * sizeof(struct fault_slot),
			      RTE_CACHE_LINE_SIZE);
}

static void
ctx_fill(struct fault_ctx *ctx, unsigned int lcore)
{
	ctx->lcore = lcore;
	ctx->armed = lcore < RTE_MAX_LCORE;
	ctx->random = crypto_fault_sow(plan.seed, lcore); /* each lcore its own sequence */
	ctx->count = ctx->armed ? &counts[lcore].of : &ctx->counts;
	while (ctx->nfree < plan.size) {
		ctx->spare[ctx->nfree] = &ctx->slot[ctx->nfree];
		ctx->nfree++;
	}
	/* so that its wrong completion is counted here */
	ctx->stranger.crp_sid = (uint64_t)(uint32_t)fault_id << 32;
}

static int
fault_attach(void *arg, unsigned int lcore, int socket, void **ctxp)
{
	struct fault_ctx *ctx = aligned_alloc(RTE_CACHE_LINE_SIZE, ctx_size());
	int error = 0;

	if (ctx == NULL)
		return ENOMEM;
	memset(ctx, 0, ctx_size());
	ctx_fill(ctx, lcore);
	ctx->below = arg;
	if (below.attach != NULL)
		error = below.attach(arg, lcore, socket, &ctx->below);
	if (error != 0)
		free(ctx);
	else
		*ctxp = ctx;
	return error;
}

static void
fault_detach(void *arg, void *vctx)
{
	struct fault_ctx *ctx = vctx;

	if (below.attach != NULL)
		below.detach(arg, ctx->below);
	free(ctx);
}

/* ----------------------------------------------------------------- sessions */

/* The driver below may have withdrawn an algorithm meanwhile. */
static size_t
fault_session_size(void *arg, const struct cryptoini *cri)
{
	const struct cryptoini *one;
	const char *why;

	for (one = cri; one != NULL; one = one->cri_next) {
		if (crypto_driver_alg(plan.under, one->cri_alg, &why) == 0)
			continue;
		crypto_refuse(EINVAL, "%s: below: %s", crypto_alg_name(one->cri_alg), why);
		return 0;
	}
	return below.session_size(arg, cri);
}

/* -------------------------------------------------------------------- taking */

static bool
is_dead(void)
{
	return __atomic_load_n(&dead, __ATOMIC_RELAXED);
}

static void
die(struct crypto_fault_counts *of)
{
	if (__atomic_exchange_n(&dead, true, __ATOMIC_RELAXED))
		return;
	count(&of->die);
	if (on_death != NULL)
		on_death();
	crypto_unregister_all((uint32_t)fault_id);
}

/* Down to the driver that does the work; or not, if this is the request that fails. */
static bool
carry_out(struct fault_ctx *ctx, struct fault_slot *slot)
{
	struct cryptop *shadow = &slot->shadow;

	if (ctx->armed && plan.error != 0 && (ctx->seen + 1) % plan.error == 0) {
		crypto_fail(shadow, EIO, CRYPTO_R_ENGINE);
		crypto_done(shadow);
		count(&ctx->count->error);
		return true;
	}
	return below.process_burst(ctx->below, &shadow, 1) == 1;
}

static bool
take(struct fault_ctx *ctx, struct cryptop *crp, bool shuffled)
{
	struct fault_slot *slot = ctx->spare[ctx->nfree - 1];

	slot->shadow = *crp;
	slot->crp = crp;
	slot->due = ctx->tick + (ctx->armed ? plan.delay : 0);
	if (shuffled)
		slot->due += draw(ctx) % SHUFFLE;
	if (!carry_out(ctx, slot)) {
		ctx->owes_unblock = true; /* the driver below unblocks itself, not this one */
		return false;
	}
	ctx->nfree--;
	ctx->held[ctx->nheld++] = slot;
	ctx->seen++;
	count(&ctx->count->taken);
	if (ctx->armed && ctx->seen == plan.hang)
		count(&ctx->count->hang);
	if (ctx->armed && ctx->seen == plan.die)
		die(ctx->count);
	return true;
}

/* ERESTART, for a reason or without. */
static bool
turns_away(struct fault_ctx *ctx)
{
	if (is_dead())
		return true;
	if (ctx->nfree == 0) {
		count(&ctx->count->full);
	} else if (happens(ctx, plan.restart)) {
		count(&ctx->count->restart);
		if (draw(ctx) % INSIDE == 0) {
			count(&ctx->count->inside);
			crypto_unblock((uint32_t)fault_id, CRYPTO_SYMQ);
			return true;
		}
	} else {
		return false;
	}
	ctx->owes_unblock = true;
	return true;
}

static unsigned int
fault_process_burst(void *vctx, struct cryptop **crps, unsigned int n)
{
	struct fault_ctx *ctx = vctx;
	bool shuffled = happens(ctx, plan.reorder);
	unsigned int i;

	for (i = 0; i < n; i++)
		if (turns_away(ctx) || !take(ctx, crps[i], shuffled))
			break;
	if (i != 0 && shuffled)
		count(&ctx->count->reorder);
	return i;
}

/* ---------------------------------------------------------------- completing */

static bool
is_finished(const struct fault_slot *slot)
{
	return __atomic_load_n(&slot->shadow.crp_state, __ATOMIC_ACQUIRE) == CRYPTO_REQ_DONE;
}

static void
spoil(struct fault_ctx *ctx, struct cryptop *crp)
{
	if ((plan.corrupt_alg != 0 || happens(ctx, plan.corrupt)) &&
	    crypto_fault_spoil(crp, plan.corrupt_alg, draw(ctx)))
		count(&ctx->count->corrupt);
}

static void
settle(struct fault_ctx *ctx, struct fault_slot *slot, bool lost)
{
	struct cryptop *crp = slot->crp;

	crp->crp_etype = slot->shadow.crp_etype;
	crp->crp_reason = slot->shadow.crp_reason;
	crp->crp_olen = slot->shadow.crp_olen;
	if (lost && crp->crp_etype != EIO) {
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
		count(&ctx->count->lost);
	} else if (crp->crp_etype == 0) {
		spoil(ctx, crp);
	}
	if (plan.delay != 0 && ctx->armed)
		count(&ctx->count->delay);
}

/*
 * The second completion comes while the request is done and not yet called back, so on its
 * own lcore only: when the control thread polls, the lcore may be calling back already.
 */
static void
complete(struct fault_ctx *ctx, struct cryptop *crp)
{
	crypto_done(crp);
	if (rte_lcore_id() == ctx->lcore && happens(ctx, plan.duplicate)) {
		count(&ctx->count->duplicate);
		crypto_done(crp);
	}
	if (happens(ctx, plan.unknown)) {
		count(&ctx->count->unknown);
		crypto_done(&ctx->stranger);
	}
}

/* Does it leave, by itself or because it was told to? */
static bool
is_leaving(void)
{
	return is_dead() || crypto_find_driver(NAME) != fault_id;
}

/* What is due; all, when it leaves. What the driver below still has must wait for it. */
static void
complete_due(struct fault_ctx *ctx)
{
	bool leaving = is_leaving(), hung = ctx->armed && plan.hang != 0 && ctx->seen >= plan.hang;
	unsigned int i, left = 0;

	if (hung && !leaving)
		return;
	for (i = 0; i < ctx->nheld; i++) {
		struct fault_slot *slot = ctx->held[i];

		if (!is_finished(slot) || (slot->due > ctx->tick && !leaving)) {
			ctx->held[left++] = slot;
			continue;
		}
		ctx->spare[ctx->nfree++] = slot;
		settle(ctx, slot, hung || is_dead());
		complete(ctx, slot->crp);
	}
	ctx->nheld = left;
}

static void
fault_flush(void *vctx)
{
	struct fault_ctx *ctx = vctx;

	if (below.flush != NULL)
		below.flush(ctx->below);
}

static void
fault_poll(void *vctx)
{
	struct fault_ctx *ctx = vctx;

	if (below.poll != NULL)
		below.poll(ctx->below);
	else
		fault_flush(ctx);
	if (ctx->nheld != 0)
		complete_due(ctx);
	ctx->tick++;
	if (ctx->owes_unblock && ctx->nfree != 0) {
		ctx->owes_unblock = false;
		crypto_unblock((uint32_t)fault_id, CRYPTO_SYMQ);
	}
}

/* -------------------------------------------------------------- registration */

static struct crypto_driver_ops fault_ops = {
	.name = NAME,
	.rank = RANK,
	.session_size = fault_session_size,
	.attach = fault_attach,
	.detach = fault_detach,
	.process_burst = fault_process_burst,
	.flush = fault_flush,
	.poll = fault_poll,
	.kpoll = crypto_fault_kpoll,
};

/*
 * What the driver below offers; it has shown its answers. LIMITED: if the one below has
 * limits, what it gives to crypto_fallback() needs a fallback of this driver's session.
 */
static int
register_algs(void)
{
	int alg, error = 0;

	for (alg = CRYPTO_ALGORITHM_MIN; error == 0 && alg <= CRYPTO_ALGORITHM_MAX; alg++)
		if (crypto_driver_alg(plan.under, alg, NULL) == 0)
			error = crypto_register((uint32_t)fault_id, alg, 0, CRYPTO_ALG_FLAG_LIMITED,
						NULL, NULL, NULL, below_arg);
	return error;
}

static int
register_keyops(void)
{
	return crypto_fault_key_register(&(struct fault_key_host){
		.id = fault_id,
		.plan = &plan,
		.below = &below,
		.count = &counts[RTE_MAX_LCORE].of,
		.is_dead = is_dead,
		.is_leaving = is_leaving,
		.die = die,
	});
}

static int
stand_on(void)
{
	int error = crypto_wrap((uint32_t)fault_id, plan.under, &below, &below_arg);

	if (error != 0)
		return crypto_refuse(error, "under=%s: has no session_init or process_burst",
				     plan.name);
	fault_ops.socket = below.socket;
	fault_ops.session_init = below.session_init;
	fault_ops.session_fini = below.session_fini;
	fault_ops.max_nbits = below.max_nbits;
	error = crypto_setops((uint32_t)fault_id, &fault_ops);
	if (error == 0)
		error = register_algs();
	return error == 0 ? register_keyops() : error;
}

/* A seed that nobody chose must be seen, or what it showed is lost. */
static void
tell_seed(void)
{
	if (plan.seeded)
		crypto_driver_log(NAME ": seed=%llu", (unsigned long long)plan.seed);
	else
		rte_log(RTE_LOG_NOTICE, (uint32_t)rte_log_register("lib.crypto"),
			"OCF: " NAME ": seed=%llu\n", (unsigned long long)plan.seed);
}

static int
fault_probe(const struct crypto_driver_args *args)
{
	int error;

	memset(&plan, 0, sizeof(plan));
	memset(counts, 0, sizeof(counts));
	dead = false;
	error = crypto_fault_plan(args, &plan);
	if (error != 0)
		return error;
	fault_id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	if (fault_id < 0)
		return crypto_refuse(ENOMEM, "no driver id left");
	error = stand_on();
	if (error != 0)
		crypto_unregister_all((uint32_t)fault_id);
	else
		tell_seed();
	plan.name = NULL;
	return error;
}

CRYPTO_DRIVER(fault) = {
	.name = NAME,
	.abi = CRYPTO_DRIVER_ABI,
	.keys = crypto_fault_keys,
	.quiet = true,
	.probe = fault_probe,
};
