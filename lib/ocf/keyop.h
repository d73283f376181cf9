/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _KEYOP_H_
#define _KEYOP_H_

/* What the files of key operations share. */

#include "ocf_private.h"

#define CRYPTO_NUM_KEYOPS (CRK_ALGORITHM_MAX + 1)

/*
 * The key operations of one driver id. Lcores add to the inbox; whoever holds `serving` takes
 * from it and calls the driver. It outlives its driver: an lcore may look at it any time.
 */
struct crypto_kqueue {
	/* w control before it opens, r any */
	crypto_kprocess_t kprocess;
	void *karg;
	void (*kpoll)(void *karg);
	u_int max_nbits;
	bool hardware;
	int rank;

	atomic_bool open;         /* w control, r any: operations may come */
	atomic_uint offered;      /* w control, serving, r any: CRF_* */
	atomic_uint tested;       /* w serving, r any: CRF_* that passed their self-test */
	atomic_uint failed;       /* w serving, r any: CRF_* that did not */
	atomic_bool given;        /* w control, r any: a service core serves it */
	atomic_uint users;        /* w any: threads that look whether it is open, and add */
	atomic_uint load;         /* w any: operations that wait or are in the driver */
	atomic_uint in_driver;    /* w any */
	atomic_uint unblocks;     /* w any: raised by crypto_unblock() */
	_Atomic uint64_t kerrors; /* w any */
	struct cryptkop *_Atomic inbox; /* w any adds, w serving takes all; the last one first */

	/* w, r who holds it */
	pthread_mutex_t serving;
	struct crypto_koplist waiting;
	bool blocked;
	unsigned int unblocks_seen;
	bool odd_value;           /* it is in the log that kprocess() answered what it may not */
	struct keyop_bench *bench; /* of self-tests */
	bool stuck;               /* it never came back from one: the driver may still use it */
	uint64_t kops, kblocks;   /* r any */
} __rte_cache_aligned;

extern struct crypto_kqueue crypto_kqueues[CRYPTO_MAX_DRIVERS];

/* Give an operation to the best driver, or complete it with an error. Any thread. */
void crypto_keyop_place(struct cryptkop *krp);
/* Complete one that waits. Any thread. */
void crypto_keyop_finish(struct cryptkop *krp, int status, enum crypto_reason reason);
/* Self-tests of what is offered and untested; what fails is withdrawn. Holds `serving`. */
bool crypto_keyop_test(struct crypto_kqueue *q);

/* A list that any thread adds to and one takes whole (Treiber's stack), in krp_next. */
static inline void
crypto_kop_push(struct cryptkop *_Atomic *list, struct cryptkop *krp)
{
	struct cryptkop *head = atomic_load_explicit(list, memory_order_relaxed);

	do
		krp->krp_next.tqe_next = head;
	while (!atomic_compare_exchange_weak_explicit(list, &head, krp, memory_order_release,
						      memory_order_relaxed));
}

/* The oldest first. */
static inline struct cryptkop *
crypto_kop_take_all(struct cryptkop *_Atomic *list)
{
	struct cryptkop *krp, *next, *first = NULL;

	if (atomic_load_explicit(list, memory_order_relaxed) == NULL)
		return NULL;
	krp = atomic_exchange_explicit(list, NULL, memory_order_acquire);
	for (; krp != NULL; krp = next) {
		next = krp->krp_next.tqe_next;
		krp->krp_next.tqe_next = first;
		first = krp;
	}
	return first;
}

#endif /* _KEYOP_H_ */
