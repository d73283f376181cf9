/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#include <rte_errno.h>
#include <rte_lcore.h>
#include <rte_malloc.h>
#include <rte_mempool.h>

#include "nomem.h"

static atomic_int left; /* allocations until the one that fails; at most 0: none will */

void
nomem_arm(unsigned int n)
{
	atomic_store(&left, (int)n);
}

bool
nomem_disarm(void)
{
	return atomic_exchange(&left, 0) <= 0;
}

/* Is it this one's turn? Below 0 the count stays where it is for nomem_disarm(). */
static bool
fails(void)
{
	if (atomic_load_explicit(&left, memory_order_relaxed) <= 0)
		return false;
	if (atomic_fetch_sub(&left, 1) != 1)
		return false;
	errno = ENOMEM;
	return true;
}

/* The linker's names for what it wraps. @{ */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__real_aligned_alloc(size_t align, size_t size);
void *__real_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__real_rte_zmalloc_socket(const char *type, size_t size, unsigned int align, int socket);
struct rte_mempool *__real_rte_mempool_create(const char *name, unsigned int n, unsigned int size,
					      unsigned int cache, unsigned int priv,
					      rte_mempool_ctor_t *mp_init, void *mp_arg,
					      rte_mempool_obj_cb_t *init, void *arg, int socket,
					      unsigned int flags);
int __real_rte_ctrl_thread_create(pthread_t *thread, const char *name, const pthread_attr_t *attr,
				  void *(*start)(void *), void *arg);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_aligned_alloc(size_t align, size_t size);
void *__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_rte_zmalloc_socket(const char *type, size_t size, unsigned int align, int socket);
struct rte_mempool *__wrap_rte_mempool_create(const char *name, unsigned int n, unsigned int size,
					      unsigned int cache, unsigned int priv,
					      rte_mempool_ctor_t *mp_init, void *mp_arg,
					      rte_mempool_obj_cb_t *init, void *arg, int socket,
					      unsigned int flags);
int __wrap_rte_ctrl_thread_create(pthread_t *thread, const char *name, const pthread_attr_t *attr,
				  void *(*start)(void *), void *arg);
/* @} */

void *
__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
	return fails() ? NULL : __real_realloc(p, size);
}

void *
__wrap_aligned_alloc(size_t align, size_t size)
{
	return fails() ? NULL : __real_aligned_alloc(align, size);
}

void *
__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	return fails() ? MAP_FAILED : __real_mmap64(addr, len, prot, flags, fd, off);
}

void *
__wrap_rte_zmalloc_socket(const char *type, size_t size, unsigned int align, int socket)
{
	return fails() ? NULL : __real_rte_zmalloc_socket(type, size, align, socket);
}

struct rte_mempool *
__wrap_rte_mempool_create(const char *name, unsigned int n, unsigned int size, unsigned int cache,
			  unsigned int priv, rte_mempool_ctor_t *mp_init, void *mp_arg,
			  rte_mempool_obj_cb_t *init, void *arg, int socket, unsigned int flags)
{
	if (!fails())
		return __real_rte_mempool_create(name, n, size, cache, priv, mp_init, mp_arg, init,
						 arg, socket, flags);
	rte_errno = ENOMEM;
	return NULL;
}

int
__wrap_rte_ctrl_thread_create(pthread_t *thread, const char *name, const pthread_attr_t *attr,
			      void *(*start)(void *), void *arg)
{
	return fails() ? -ENOMEM : __real_rte_ctrl_thread_create(thread, name, attr, start, arg);
}
