/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Who carries key operations out. A private-key operation takes milliseconds, so it never
 * runs on an lcore that polls: crypto_keyop_serve() is called by a service core where one is
 * given the driver, else by a thread of the library. It is not the control thread, which would
 * have departures wait for RSA.
 *
 * `serving` is held by whoever is in the driver's functions. Nobody waits for it but control
 * functions that run self-tests; the others go on and come again.
 */

#include <errno.h>
#include <semaphore.h>
#include <time.h>

#include "compat.h"
#include "keyop.h"

#define KPOLL_NS 50000 /* between two looks at a driver that has operations */

/* ------------------------------------------------------------- one driver */

static void
take_inbox(struct crypto_kqueue *q)
{
	struct cryptkop *krp, *next = crypto_kop_take_all(&q->inbox);

	while ((krp = next) != NULL) {
		next = krp->krp_next.tqe_next;
		TAILQ_INSERT_TAIL(&q->waiting, krp, krp_next);
	}
}

/* The driver leaves, or the operation was withdrawn: another driver's, or nobody's. */
static void
send_away(struct crypto_kqueue *q, struct cryptkop *krp)
{
	TAILQ_REMOVE(&q->waiting, krp, krp_next);
	atomic_fetch_sub_explicit(&q->load, 1, memory_order_relaxed);
	crypto_keyop_place(krp);
}

static int
send_all_away(struct crypto_kqueue *q)
{
	struct cryptkop *krp;
	int n = 0;

	for (; (krp = TAILQ_FIRST(&q->waiting)) != NULL; n++)
		send_away(q, krp);
	return n;
}

/* Neither 0 nor ERESTART: the driver must not have kept it. */
static void
odd_value(struct crypto_kqueue *q, struct cryptkop *krp, int value)
{
	if (!q->odd_value)
		CRYPTO_LOG(ERR, "driver %u: kprocess() returned %d: neither 0 nor ERESTART",
			   krp->krp_hid, value);
	q->odd_value = true;
	crypto_kfail(krp, EIO, CRYPTO_R_DRIVER_VALUE);
	crypto_kdone(krp);
}

/* Not taken: it stays the first. */
static int
put_back(struct crypto_kqueue *q, struct cryptkop *krp)
{
	atomic_fetch_sub_explicit(&q->in_driver, 1, memory_order_relaxed);
	CRYPTO_SHOW(krp->krp_state, CRYPTO_KOP_QUEUED);
	TAILQ_INSERT_HEAD(&q->waiting, krp, krp_next);
	q->blocked = true;
	CRYPTO_COUNT(q->kblocks, 1);
	return 0;
}

static int
hand_over(struct crypto_kqueue *q)
{
	struct cryptkop *krp = TAILQ_FIRST(&q->waiting);
	unsigned int unblocks = atomic_load_explicit(&q->unblocks, memory_order_acquire);
	int error;

	if (krp == NULL || (q->blocked && unblocks == q->unblocks_seen))
		return 0;
	if (!(atomic_load(&q->offered) & 1u << krp->krp_op)) {
		send_away(q, krp);
		return 1;
	}
	q->blocked = false;
	q->unblocks_seen = unblocks; /* from before the call: an unblock inside it counts */
	TAILQ_REMOVE(&q->waiting, krp, krp_next);
	atomic_fetch_add_explicit(&q->in_driver, 1, memory_order_relaxed);
	__atomic_store_n(&krp->krp_state, CRYPTO_KOP_DRIVER, __ATOMIC_RELEASE);
	error = q->kprocess(q->karg, krp);
	if (error == ERESTART)
		return put_back(q, krp);
	CRYPTO_COUNT(q->kops, 1);
	if (error != 0)
		odd_value(q, krp, error);
	return 1;
}

static bool
wants_kpoll(const struct crypto_kqueue *q)
{
	return q->kpoll != NULL && (q->blocked || atomic_load(&q->in_driver) != 0);
}

static int
serve(struct crypto_kqueue *q)
{
	int n = 0;

	take_inbox(q);
	if (wants_kpoll(q))
		q->kpoll(q->karg);
	if (!atomic_load(&q->open))
		return send_all_away(q);
	if (!TAILQ_EMPTY(&q->waiting) && crypto_keyop_test(q))
		n++;
	return n + hand_over(q);
}

/* *again: it must be looked at again, though nobody may wake who serves. */
static int
try_serve(struct crypto_kqueue *q, bool *again)
{
	int n;

	*again = true;
	if (pthread_mutex_trylock(&q->serving) != 0)
		return 0;
	n = q->kprocess != NULL ? serve(q) : 0;
	*again = wants_kpoll(q);
	pthread_mutex_unlock(&q->serving);
	return n;
}

int
crypto_keyop_serve(const struct crypto_driver *drv)
{
	bool again;

	return try_serve(&crypto_kqueues[drv->id], &again);
}

void
crypto_keyop_give(const struct crypto_driver *drv, bool given)
{
	if (atomic_exchange(&crypto_kqueues[drv->id].given, given) && !given)
		crypto_keyop_wake();
}

void
crypto_keyop_unblock(uint32_t driverid)
{
	atomic_fetch_add(&crypto_kqueues[driverid].unblocks, 1);
	crypto_keyop_wake();
}

/* ------------------------------------------------------------- a departure */

bool
crypto_keyop_close(const struct crypto_driver *drv)
{
	struct crypto_kqueue *q = &crypto_kqueues[drv->id];

	atomic_store(&q->open, false);
	crypto_keyop_wake();
	return atomic_load(&q->users) == 0;
}

bool
crypto_keyop_leave(const struct crypto_driver *drv)
{
	struct crypto_kqueue *q = &crypto_kqueues[drv->id];

	if (atomic_load(&q->load) == 0 && atomic_load(&q->in_driver) == 0)
		return true;
	crypto_keyop_serve(drv);
	return false;
}

bool
crypto_keyop_forget(const struct crypto_driver *drv)
{
	struct crypto_kqueue *q = &crypto_kqueues[drv->id];

	if (pthread_mutex_trylock(&q->serving) != 0)
		return false;
	atomic_store(&q->open, false);
	atomic_store(&q->offered, 0);
	atomic_store(&q->tested, 0);
	atomic_store(&q->failed, 0);
	atomic_store(&q->given, false);
	atomic_store(&q->kerrors, 0);
	q->kprocess = NULL;
	q->kpoll = NULL;
	q->blocked = q->odd_value = false;
	CRYPTO_SHOW(q->kops, 0);
	CRYPTO_SHOW(q->kblocks, 0);
	pthread_mutex_unlock(&q->serving);
	return true;
}

/* -------------------------------------------------------------- the thread */

static struct {
	crypto_thread thread;
	sem_t wake;
	atomic_bool stop, awake; /* awake: a wake-up is under way already */
	bool started;
} keyop;

static void
wait_for_work(bool polls)
{
	struct timespec until;

	if (!polls) {
		while (sem_wait(&keyop.wake) != 0)
			;
		return;
	}
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += KPOLL_NS;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (sem_timedwait(&keyop.wake, &until) != 0 && errno == EINTR)
		;
}

/* All queues once. @return how much was done. */
static int
serve_all(bool *again)
{
	unsigned int i;
	int n = 0;

	*again = false;
	for (i = 0; i < CRYPTO_MAX_DRIVERS; i++) {
		struct crypto_kqueue *q = &crypto_kqueues[i];
		bool once_more;

		if (atomic_load(&q->load) == 0 || atomic_load(&q->given))
			continue;
		n += try_serve(q, &once_more);
		*again |= once_more;
	}
	return n;
}

static CRYPTO_THREAD_RESULT
keyop_main(void *arg)
{
	bool again;

	(void)arg;
	while (!atomic_load(&keyop.stop)) {
		if (serve_all(&again) != 0)
			continue;
		wait_for_work(again);
		atomic_store(&keyop.awake, false);
	}
	return 0;
}

/*
 * By an lcore, too: it neither locks nor waits, and is a system call only when the thread
 * sleeps, which it does not while there is work.
 */
void
crypto_keyop_wake(void)
{
	if (keyop.started && !atomic_exchange(&keyop.awake, true))
		sem_post(&keyop.wake);
}

int
crypto_keyop_start(void)
{
	int error;

	sem_init(&keyop.wake, 0, 0);
	atomic_store(&keyop.stop, false);
	atomic_store(&keyop.awake, false);
	error = crypto_thread_start(&keyop.thread, "crypto-keyop", keyop_main, NULL);
	if (error != 0) {
		crypto_err_add(NULL, "no thread for key operations");
		sem_destroy(&keyop.wake);
		return error;
	}
	keyop.started = true;
	return 0;
}

void
crypto_keyop_stop(void)
{
	if (!keyop.started)
		return;
	atomic_store(&keyop.stop, true);
	sem_post(&keyop.wake);
	crypto_thread_join(keyop.thread);
	keyop.started = false;
	sem_destroy(&keyop.wake);
}
