/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _OCF_COMPAT_H_
#define _OCF_COMPAT_H_

/*
 * What differs between the DPDK versions that this builds against (22.11 and later), and
 * between compilers.
 */

#include <pthread.h>

#include <rte_lcore.h>
#include <rte_thread.h>
#include <rte_version.h>

/* Does ThreadSanitizer watch this build? It sees no order that is made inside of libraries. */
#if defined(__SANITIZE_THREAD__)
#define CRYPTO_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CRYPTO_TSAN 1
#endif
#endif
#ifndef CRYPTO_TSAN
#define CRYPTO_TSAN 0
#endif

/* A function that ThreadSanitizer shall not watch; its comment says why. */
#define CRYPTO_UNWATCHED __attribute__((noinline, no_sanitize("thread")))

/* A thread beside the lcores' CPUs, as EAL places its own. @return 0, errno. */
#if RTE_VERSION >= RTE_VERSION_NUM(23, 11, 0, 0)

typedef rte_thread_t crypto_thread;
#define CRYPTO_THREAD_RESULT uint32_t

static inline int
crypto_thread_start(crypto_thread *thread, const char *name, CRYPTO_THREAD_RESULT (*run)(void *),
		    void *arg)
{
	return -rte_thread_create_control(thread, name, run, arg);
}

static inline void
crypto_thread_join(crypto_thread thread)
{
	rte_thread_join(thread, NULL);
}

#else

typedef pthread_t crypto_thread;
#define CRYPTO_THREAD_RESULT void *

static inline int
crypto_thread_start(crypto_thread *thread, const char *name, CRYPTO_THREAD_RESULT (*run)(void *),
		    void *arg)
{
	return -rte_ctrl_thread_create(thread, name, NULL, run, arg);
}

static inline void
crypto_thread_join(crypto_thread thread)
{
	pthread_join(thread, NULL);
}

#endif

#endif /* _OCF_COMPAT_H_ */
