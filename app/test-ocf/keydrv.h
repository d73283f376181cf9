/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_KEYDRV_H_
#define _TEST_OCF_KEYDRV_H_

/*
 * For cases about key operations: drivers of the test program's own, which do what a case
 * tells them, and the consumer's side, operations with numbers and a note of every callback.
 */

#include <pthread.h>
#include <stdatomic.h>

#include <opencrypto/driver.h>

#include "test.h"

#define KEYDRV_HELD 4096
#define KEYDRV_UNLIMITED UINT32_MAX

struct keydrv_config {
	const char *name;
	uint8_t caps; /* CRYPTOCAP_F_* */
	int rank;
	u_int max_nbits;
	unsigned int offers;  /* CRF_*; 0 = all */
	unsigned int spoils;  /* CRF_* whose self-test it answers wrongly */
	unsigned int ignores; /* CRF_* whose self-test it never answers */
	bool polls;           /* it has kpoll */
};

struct keydrv {
	struct keydrv_config cfg;
	int32_t id;
	/* how it behaves; a case sets these */
	atomic_bool hold;      /* complete when the case says so; else in kprocess */
	_Atomic uint32_t room; /* takes so many, then ERESTART */
	atomic_int answer;     /* kprocess returns this, if not 0 */
	atomic_int status;     /* every operation ends with this */
	void (*hook)(struct keydrv *d, struct cryptkop *krp); /* first thing in kprocess */
	void (*poll_hook)(struct keydrv *d);                  /* in kpoll */
	/* what it saw */
	_Atomic uint64_t calls, taken, polls, gone, overlaps;
	atomic_uint inside;
	atomic_uint lcore; /* on which kprocess ran last; LCORE_ID_ANY: on none */
	pthread_mutex_t lock; /* what follows */
	unsigned int nheld, nlog;
	struct cryptkop *held[KEYDRV_HELD];
	uint32_t log[KEYDRV_HELD]; /* numbers of the operations taken, as they came */
	struct crypto_driver_ops ops;
	struct keydrv *next;
};

/* Register one, its self-tests run. NULL and a failure is noted: it cannot. */
struct keydrv *keydrv_start(const struct keydrv_config *cfg);
/* Complete the i-th of those held; all. Any thread. */
void keydrv_complete(struct keydrv *d, unsigned int i);
void keydrv_complete_all(struct keydrv *d);
/* Room for so many more, and crypto_unblock(). */
void keydrv_unblock(struct keydrv *d, uint32_t room);
/* How many it holds now. */
unsigned int keydrv_held(struct keydrv *d);
/* All complete what they hold, from now on at once: for test_defer(). */
void keydrv_let_go(void *arg);

/* ------------------------------------------------------------ the consumer */

#define KEYBOOK_MAX 4096

struct keybook {
	unsigned int n;            /* callbacks so far */
	unsigned int bad;          /* on another thread, or outside of crypto_poll() */
	uint32_t id[KEYBOOK_MAX];  /* in the order of callbacks */
	u_int status[KEYBOOK_MAX]; /* by id */
	uint16_t reason[KEYBOOK_MAX];
	uint32_t count[KEYBOOK_MAX];
	void (*hook)(struct cryptkop *krp);
};
extern struct keybook keybook;

/* An operation and the memory of its parameters. */
struct keyop {
	struct cryptkop krp;
	uint8_t param[CRK_MAXPARAM][2048]; /* up to 16384 bits */
};

/* No drivers but these; the book is empty. For cases with TEST_NO_INIT. */
int keyop_world(const char *const *drivers);
void keybook_clear(void);
/*
 * The i-th of the case's operations (which stay where they are), zeroed, with this number:
 * 8 ^ 5 mod 65521.
 */
struct keyop *keyop_new(uint32_t id);
/* Make it another operation; parameters follow with keyop_put() and keyop_room(). */
void keyop_shape(struct keyop *k, u_int op, u_int in, u_int out);
/* A parameter of digits ("00ff" is 255); of a number; room for a result, filled. */
void keyop_put(struct keyop *k, u_int i, const char *hex);
void keyop_put_word(struct keyop *k, u_int i, uint32_t value);
void keyop_room(struct keyop *k, u_int i, u_int bits);
/* Are these digits the number in parameter i, and nothing else in its room? */
bool keyop_is(const struct keyop *k, u_int i, const char *hex);
/* Dispatch it, and poll until its callback. @return krp_status; -1 not taken, -2 none came. */
int keyop_run(struct keyop *k);
/* Dispatch n of them, numbers from `first` on. For CHECK_CALL. */
int keyop_dispatch(uint32_t first, uint32_t n);
/* Poll until so many callbacks came, 10 seconds at most. */
bool keyop_poll_until(unsigned int n);
/* Were ids 0 .. n-1 called back once each, with this status (-1: any)? */
bool keybook_once(uint32_t n, int status);
/* Wait, without polling, until a counter is at least this, 10 seconds at most. */
bool keyop_wait(const _Atomic uint64_t *counter, uint64_t value);

#endif /* _TEST_OCF_KEYDRV_H_ */
