/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include <rte_common.h>

#include "watchdog.h"

#define TICKS 10 /* a second */

static struct {
	pthread_t thread;
	uint64_t (*moves)(void);
	void (*stuck)(void);
	unsigned int patience; /* ticks */
	atomic_bool stop;
} dog;

static void *
watch(void *arg)
{
	uint64_t last = dog.moves();
	unsigned int still = 0;

	RTE_SET_USED(arg);
	while (!atomic_load(&dog.stop)) {
		uint64_t now;

		usleep(1000000 / TICKS);
		now = dog.moves();
		still = now == last ? still + 1 : 0;
		last = now;
		if (still < dog.patience)
			continue;
		printf("\tnothing has moved for %u seconds\n", still / TICKS);
		dog.stuck();
		fflush(stdout);
		_exit(1);
	}
	return NULL;
}

bool
watchdog_start(uint64_t (*moves)(void), unsigned int seconds, void (*stuck)(void))
{
	dog.moves = moves;
	dog.stuck = stuck;
	dog.patience = seconds * TICKS;
	atomic_store(&dog.stop, false);
	return pthread_create(&dog.thread, NULL, watch, NULL) == 0;
}

void
watchdog_stop(void)
{
	atomic_store(&dog.stop, true);
	pthread_join(dog.thread, NULL);
}
