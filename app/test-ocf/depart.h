/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_DEPART_H_
#define _TEST_OCF_DEPART_H_

/*
 * What the suites about departures share: other lcores, waiting, and a driver that comes
 * and goes as often as a case likes. Unlike a fake it has a context of its own for each
 * lcore, completes only when it is polled, by whomever, and notices what may not happen.
 */

#include <pthread.h>
#include <stdatomic.h>

#include <rte_config.h>

#include <opencrypto/driver.h>

#include "test.h"

#define DEV_QUEUE 512
#define DEV_QUEUES 4

struct dev {
	int32_t id;
	char name[16];
	bool part;             /* a poll completes a random part, fails some with EIO */
	_Atomic uint32_t room; /* a context holds so many */
	atomic_bool hold;      /* polls complete nothing */
	unsigned int more;     /* process_burst says that it took so many more than it did */
	unsigned int queues;   /* contexts that lcores share; 0: each has its own */
	void (*on_gone)(struct dev *dev);
	atomic_bool over;      /* gone() has been called */
	_Atomic uint64_t opened, closed, attached, detached, taken, gone;
	_Atomic uint64_t broken; /* called after gone(), by two at a time, closed with requests ... */
	_Atomic uint64_t taken_by[RTE_MAX_LCORE]; /* requests, by the lcore that ran process */
	struct dev_context *queue[DEV_QUEUES];
	unsigned int nqueue;
	struct crypto_driver_ops ops;
	struct dev *next;
};

/* NULL and a failure is noted: it cannot. Its memory lives until the next dev_world(). */
struct dev *dev_start(const char *name, int rank);
/* The same with so many queues, which lcores share in turn. */
struct dev *dev_start_queues(const char *name, int rank, unsigned int queues);
/* A session that may move, on the best of them; it ends with the case. For CHECK_EQ 0. */
int dev_session(uint64_t *sid);
/* As fake_world() without drivers. */
int dev_world(unsigned int credits);

/* A thread of its own that is an lcore while fn runs. */
struct depart_thread {
	pthread_t thread;
	void (*fn)(void *arg);
	void *arg;
	bool lcore, failed;
};
bool depart_thread_start(struct depart_thread *t, bool lcore, void (*fn)(void *arg), void *arg);
/* Wait for its end. @return was it an lcore, if it was to be one? */
bool depart_thread_join(struct depart_thread *t);

/* Poll on this lcore until a counter has the value, some seconds at most. */
bool depart_poll_until(const _Atomic uint64_t *counter, uint64_t value);
/* Wait, without polling, until a session's driver is not `from` any more. */
bool depart_moved(uint64_t sid, int32_t from);
/* The current identifier of a session that has moved, as another lcore learns it; 0. */
uint64_t depart_learn(uint64_t sid);

#endif /* _TEST_OCF_DEPART_H_ */
