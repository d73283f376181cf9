/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The control thread: one per process, made by crypto_init(). It carries out departures and
 * reclaims ended sessions, and looks whether service cores come.
 * It sleeps until it is woken, or, while something waits for an lcore, for a millisecond.
 */

#include <errno.h>
#include <semaphore.h>
#include <time.h>

#include "compat.h"
#include "ocf_private.h"
#include "service.h"

#define RETRY_NS 1000000

static struct {
	crypto_thread thread;
	sem_t wake;
	atomic_bool stop, awake; /* awake: a wake-up is under way already */
	bool started;
} control;

static void
wait_for_work(bool retry)
{
	struct timespec until;

	if (!retry) {
		while (sem_wait(&control.wake) != 0)
			;
		return;
	}
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += RETRY_NS;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (sem_timedwait(&control.wake, &until) != 0 && errno == EINTR)
		;
}

static CRYPTO_THREAD_RESULT
control_main(void *arg)
{
	bool retry = false;

	(void)arg;
	while (!atomic_load(&control.stop)) {
		wait_for_work(retry);
		atomic_store(&control.awake, false);
		retry = crypto_migrate_step();
		retry |= crypto_session_reclaim();
		retry |= crypto_service_watch();
	}
	return 0;
}

void
crypto_control_wake(void)
{
	if (!atomic_exchange(&control.awake, true))
		sem_post(&control.wake);
}

int
crypto_control_start(void)
{
	int error;

	sem_init(&control.wake, 0, 0);
	atomic_store(&control.stop, false);
	atomic_store(&control.awake, false);
	error = crypto_thread_start(&control.thread, "crypto-control", control_main, NULL);
	if (error != 0) {
		crypto_err_add(NULL, "no control thread");
		sem_destroy(&control.wake);
		return error;
	}
	control.started = true;
	return 0;
}

void
crypto_control_stop(void)
{
	if (!control.started)
		return;
	atomic_store(&control.stop, true);
	sem_post(&control.wake);
	crypto_thread_join(control.thread);
	sem_destroy(&control.wake);
	control.started = false;
}
