/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Key operations: registration, acceptance, choice of the driver, completion, callbacks.
 *
 * An operation is linked by its own krp_next from list to list, so nothing is allocated:
 *
 *   crypto_kdispatch ─► inbox of a driver's queue ─► waiting ─► kprocess()   (keyop_serve.c)
 *                                                                   │
 *   crypto_poll ◄──────── kdone list of its lcore ◄─────────────────┘ crypto_kdone()
 *
 * Lcores only add to inboxes and take from their own list; no lock is theirs.
 */

#include <string.h>

#include "keyop.h"

struct crypto_kqueue crypto_kqueues[CRYPTO_MAX_DRIVERS] = {
	[0 ... CRYPTO_MAX_DRIVERS - 1] = {.serving = PTHREAD_MUTEX_INITIALIZER},
};

/* How many parameters an operation has. */
static const struct {
	u_short in, out;
} shapes[CRYPTO_NUM_KEYOPS] = {
	[CRK_MOD_EXP] = {3, 1},    [CRK_MOD_EXP_CRT] = {6, 1},    [CRK_DSA_SIGN] = {5, 2},
	[CRK_DSA_VERIFY] = {7, 0}, [CRK_DH_COMPUTE_KEY] = {3, 1},
};

/* ------------------------------------------------------------ registration */

/* The first crypto_kregister(): the function is latched. */
static void
queue_open(struct crypto_kqueue *q, struct crypto_driver *drv, crypto_kprocess_t kprocess,
	   void *arg)
{
	pthread_mutex_lock(&q->serving);
	TAILQ_INIT(&q->waiting);
	q->kprocess = kprocess;
	q->karg = arg;
	q->kpoll = drv->ops.kpoll;
	q->max_nbits = drv->ops.max_nbits == 0 ? CRK_MAXBITS : drv->ops.max_nbits;
	q->hardware = !(drv->caps & CRYPTOCAP_F_SOFTWARE);
	q->rank = drv->ops.rank;
	pthread_mutex_unlock(&q->serving);
	if (!drv->latched)
		drv->arg = arg; /* gone()'s, until crypto_register() brings its own */
}

int
crypto_kregister(uint32_t driverid, int kalg, uint32_t flags, crypto_kprocess_t kprocess, void *arg)
{
	struct crypto_driver *drv;
	struct crypto_kqueue *q;
	int error = EINVAL;

	if (kalg < CRK_ALGORITHM_MIN || kalg > CRK_ALGORITHM_MAX || flags != 0)
		return EINVAL;
	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get(driverid);
	q = &crypto_kqueues[driverid % CRYPTO_MAX_DRIVERS];
	if (drv != NULL && !crypto_driver_leaving(drv) && (q->open || kprocess != NULL)) {
		if (!q->open)
			queue_open(q, drv, kprocess, arg);
		atomic_fetch_or(&q->offered, 1u << kalg);
		atomic_store(&q->open, true);
		drv->ready = true;
		error = 0;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

int
crypto_kwrap(uint32_t driverid, crypto_kprocess_t *kprocess, void **karg)
{
	const struct crypto_driver *drv;
	const struct crypto_kqueue *q;
	int error = EINVAL;

	pthread_mutex_lock(&crypto_control_mutex);
	drv = crypto_driver_get(driverid);
	if (drv != NULL && drv->under != NULL) {
		q = &crypto_kqueues[drv->under->id];
		error = q->open ? 0 : ENOENT;
		*kprocess = q->kprocess;
		*karg = q->karg;
	}
	pthread_mutex_unlock(&crypto_control_mutex);
	return error;
}

/* Its self-tests have run. @return CRF_* that passed. Control path. */
static unsigned int
features(struct crypto_kqueue *q)
{
	if (!atomic_load(&q->open))
		return 0;
	pthread_mutex_lock(&q->serving);
	if (q->open)
		crypto_keyop_test(q);
	pthread_mutex_unlock(&q->serving);
	return atomic_load(&q->open) ? atomic_load(&q->offered) & atomic_load(&q->tested) : 0;
}

int
crypto_getfeat(int *featp)
{
	unsigned int i, feat = 0;

	if (featp == NULL)
		return EINVAL;
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++)
		feat |= features(&crypto_kqueues[i]);
	*featp = (int)feat;
	return 0;
}

int
crypto_driver_keyop(int32_t driverid, int kalg, const char **why)
{
	const char *text = "", *unused;
	struct crypto_kqueue *q;

	if (why == NULL)
		why = &unused;
	*why = text;
	if (kalg < CRK_ALGORITHM_MIN || kalg > CRK_ALGORITHM_MAX) {
		*why = "the key operation is unknown";
		return EINVAL;
	}
	if (!crypto_driver_there((uint32_t)driverid)) {
		*why = "there is no such driver";
		return ENODEV;
	}
	q = &crypto_kqueues[driverid];
	if (features(q) & 1u << kalg)
		return 0;
	*why = atomic_load(&q->failed) & 1u << kalg ? "withdrawn: it failed its self-test" :
						      "the driver does not have it";
	return ENOENT;
}

void
crypto_keyop_sum(const struct crypto_driver *drv, struct crypto_driver_stats *sum)
{
	const struct crypto_kqueue *q = &crypto_kqueues[drv->id];

	sum->kops = __atomic_load_n(&q->kops, __ATOMIC_RELAXED);
	sum->kblocks = __atomic_load_n(&q->kblocks, __ATOMIC_RELAXED);
	sum->kerrors = atomic_load_explicit(&q->kerrors, memory_order_relaxed);
}

/* ------------------------------------------------------- choice of a driver */

/* The longest of its parameters. */
static u_int
longest(const struct cryptkop *krp)
{
	u_int i, bits = 0;

	for (i = 0; i < (u_int)krp->krp_iparams + krp->krp_oparams; i++)
		bits = RTE_MAX(bits, krp->krp_param[i].crp_nbits);
	return bits;
}

static bool
is_better(const struct crypto_kqueue *a, const struct crypto_kqueue *b)
{
	if (b == NULL || a->hardware != b->hardware)
		return b == NULL || a->hardware;
	if (a->rank != b->rank)
		return a->rank > b->rank;
	return atomic_load_explicit(&a->load, memory_order_relaxed) <
	       atomic_load_explicit(&b->load, memory_order_relaxed);
}

static bool
offers(const struct crypto_kqueue *q, const struct cryptkop *krp)
{
	return atomic_load(&q->open) && (atomic_load(&q->offered) & 1u << krp->krp_op);
}

/* @return the best; NULL, and *reason says why. */
static struct crypto_kqueue *
choose(const struct cryptkop *krp, enum crypto_reason *reason)
{
	struct crypto_kqueue *best = NULL;
	u_int bits = longest(krp);
	unsigned int i;

	*reason = CRYPTO_R_KEYOP_DRIVER;
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		struct crypto_kqueue *q = &crypto_kqueues[i];

		if (!offers(q, krp))
			continue;
		if (bits > q->max_nbits)
			*reason = CRYPTO_R_PARAM_BITS;
		else if (is_better(q, best))
			best = q;
	}
	return best;
}

/*
 * The queue may close at any moment: who closes it waits for `users` to be zero, and from
 * then on nothing is added.
 */
static bool
enter(struct crypto_kqueue *q, struct cryptkop *krp)
{
	bool in;

	atomic_fetch_add(&q->users, 1);
	in = offers(q, krp);
	if (in) {
		krp->krp_hid = (uint32_t)(q - crypto_kqueues);
		atomic_fetch_add_explicit(&q->load, 1, memory_order_relaxed);
		crypto_kop_push(&q->inbox, krp);
	}
	atomic_fetch_sub(&q->users, 1);
	return in;
}

void
crypto_keyop_place(struct cryptkop *krp)
{
	enum crypto_reason reason;
	struct crypto_kqueue *q;

	do {
		q = choose(krp, &reason);
		if (q == NULL) {
			crypto_keyop_finish(krp, reason == CRYPTO_R_PARAM_BITS ? EINVAL : ENODEV,
					    reason);
			return;
		}
	} while (!enter(q, krp));
	if (!atomic_load(&q->given))
		crypto_keyop_wake();
}

/* ---------------------------------------------------------------- dispatch */

static enum crypto_reason
validate(const struct cryptkop *krp)
{
	u_int i, n;

	if (krp->krp_op >= CRYPTO_NUM_KEYOPS)
		return CRYPTO_R_KEYOP;
	if (krp->krp_iparams != shapes[krp->krp_op].in ||
	    krp->krp_oparams != shapes[krp->krp_op].out)
		return CRYPTO_R_PARAM_COUNT;
	n = (u_int)krp->krp_iparams + krp->krp_oparams;
	for (i = 0; i < n; i++) {
		if (krp->krp_param[i].crp_nbits > CRK_MAXBITS)
			return CRYPTO_R_PARAM_BITS;
		if (krp->krp_param[i].crp_nbits != 0 && krp->krp_param[i].crp_p == NULL)
			return CRYPTO_R_PARAM_NULL;
	}
	return CRYPTO_R_NONE;
}

static bool
in_flight(const struct cryptkop *krp)
{
	uint32_t state = __atomic_load_n(&krp->krp_state, __ATOMIC_RELAXED);

	return state == CRYPTO_KOP_QUEUED || state == CRYPTO_KOP_DRIVER || state == CRYPTO_KOP_DONE;
}

static void
refuse(struct crypto_lcore *lc, struct cryptkop *krp, int status, enum crypto_reason reason)
{
	crypto_kfail(krp, status, reason);
	CRYPTO_SHOW(krp->krp_state, CRYPTO_KOP_DONE);
	TAILQ_INSERT_TAIL(&lc->krefused, krp, krp_next);
	lc->nkrefused++;
}

int
crypto_kdispatch(struct cryptkop *krp)
{
	struct crypto_lcore *lc = crypto_lcore_self();
	enum crypto_reason reason;

	if (lc == NULL || krp == NULL || krp->krp_callback == NULL || in_flight(krp))
		return EINVAL;
	CRYPTO_SHOW(krp->krp_state, CRYPTO_KOP_QUEUED);
	krp->krp_lcore = (uint16_t)lc->id;
	krp->krp_hid = UINT32_MAX;
	crypto_kfail(krp, 0, CRYPTO_R_NONE);
	lc->nkeyops++;
	reason = validate(krp);
	if (reason != CRYPTO_R_NONE)
		refuse(lc, krp, EINVAL, reason);
	else if (lc->nkeyops - lc->nkrefused > CRK_MAXPENDING)
		refuse(lc, krp, ENOMEM, CRYPTO_R_CREDIT);
	else
		crypto_keyop_place(krp);
	return 0;
}

/* -------------------------------------------------------------- completion */

/* To its lcore. From here on the memory may be the consumer's again. */
static void
give_back(struct cryptkop *krp)
{
	crypto_kop_push(&crypto_lcores[krp->krp_lcore]->kdone, krp);
}

void
crypto_keyop_finish(struct cryptkop *krp, int status, enum crypto_reason reason)
{
	krp->krp_hid = UINT32_MAX;
	crypto_kfail(krp, status, reason);
	__atomic_store_n(&krp->krp_state, CRYPTO_KOP_DONE, __ATOMIC_RELEASE);
	give_back(krp);
}

static void
wrong_done(const struct cryptkop *krp)
{
	struct crypto_driver *drv = crypto_driver_get(krp->krp_hid);

	if (drv == NULL)
		return;
	if (__atomic_fetch_add(&drv->wrong_done, 1, __ATOMIC_RELAXED) == 0)
		CRYPTO_LOG(ERR, "%s: completed a key operation that it did not have", drv->name);
}

void
crypto_kdone(struct cryptkop *krp)
{
	uint32_t state = CRYPTO_KOP_DRIVER;
	struct crypto_kqueue *q;

	if (!__atomic_compare_exchange_n(&krp->krp_state, &state, CRYPTO_KOP_DONE, false,
					 __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {
		wrong_done(krp);
		return;
	}
	if (krp->krp_lcore == UINT16_MAX) /* a shadow: who gave it looks at its state */
		return;
	q = &crypto_kqueues[krp->krp_hid];
	atomic_fetch_sub_explicit(&q->load, 1, memory_order_relaxed);
	atomic_fetch_sub_explicit(&q->in_driver, 1, memory_order_release);
	give_back(krp);
}

/* --------------------------------------------------------------- callbacks */

/* The errors that a consumer may see; a driver's others become EIO. */
static void
settle(struct crypto_lcore *lc, struct cryptkop *krp)
{
	bool known = krp->krp_status == EINVAL || krp->krp_status == ENODEV ||
		     krp->krp_status == ENOMEM || krp->krp_status == EBADMSG ||
		     krp->krp_status == EIO;

	if (!known)
		crypto_kfail(krp, EIO, CRYPTO_R_ENGINE);
	else if (krp->krp_reason == CRYPTO_R_NONE || krp->krp_reason >= CRYPTO_R_MAX)
		krp->krp_reason = krp->krp_status == EBADMSG ? CRYPTO_R_MISMATCH : CRYPTO_R_ENGINE;
	CRYPTO_COUNT(lc->reasons[krp->krp_reason], 1);
	if (krp->krp_hid < CRYPTO_MAX_DRIVERS)
		atomic_fetch_add_explicit(&crypto_kqueues[krp->krp_hid].kerrors, 1,
					  memory_order_relaxed);
}

static void
call_back(struct crypto_lcore *lc, struct cryptkop *krp)
{
	lc->nkeyops--;
	if (krp->krp_status != 0)
		settle(lc, krp);
	else
		krp->krp_reason = CRYPTO_R_NONE;
	CRYPTO_SHOW(krp->krp_state, CRYPTO_KOP_IDLE);
	krp->krp_callback(krp);
}

unsigned int
crypto_keyop_poll(struct crypto_lcore *lc)
{
	struct cryptkop *krp, *next = crypto_kop_take_all(&lc->kdone);
	unsigned int n = 0, refused = lc->nkrefused;

	for (; refused != 0; refused--, n++) {
		krp = TAILQ_FIRST(&lc->krefused);
		TAILQ_REMOVE(&lc->krefused, krp, krp_next);
		lc->nkrefused--;
		call_back(lc, krp);
	}
	while ((krp = next) != NULL) {
		next = krp->krp_next.tqe_next;
		call_back(lc, krp);
		n++;
	}
	return n;
}
