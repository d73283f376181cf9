/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Requests: pools, get and free. A request is one mempool object: the header of two cache
 * lines, then its descriptors inline.
 */

#include <rte_errno.h>
#include <rte_mempool.h>

#include "compat.h"
#include "ocf_private.h"

/* What dispatch and completion touch is the first line; see cryptodev.h. */
static_assert(sizeof(struct cryptop) == 128, "a request's header is two cache lines");
static_assert(offsetof(struct cryptop, crp_opaque) == 64, "the first line is the hot one");
static_assert(sizeof(struct cryptodesc) == 128, "a descriptor is two cache lines");
static_assert(offsetof(struct cryptodesc, crd_inject) == 8 &&
	      offsetof(struct cryptodesc, crd_flags) == 12, "skip..flags are 16 bytes");

/* One pool per class of descriptor count. */
static const uint8_t class_desc[] = {1, 2, 4, CRYPTO_MAX_DESC};
/* descriptors asked for -> class */
static const uint8_t class_of[CRYPTO_MAX_DESC + 1] = {0, 0, 1, 2, 2, 3, 3, 3, 3};

static struct rte_mempool *pools[RTE_DIM(class_desc)];

typedef long long vec16 __attribute__((vector_size(16), may_alias));

/*
 * Zero with vector stores: a memset of this size would become `rep stos`, which costs
 * more than all the rest of crypto_getreq().
 */
static inline void
zero16(void *p, unsigned int from, unsigned int to)
{
	vec16 *v = p;
	unsigned int i;

#pragma GCC unroll 8
	for (i = from / 16; i < to / 16; i++)
		v[i] = (vec16){0, 0};
}

static inline struct cryptodesc *
inline_desc(struct cryptop *crp)
{
	return (struct cryptodesc *)(crp + 1);
}

static inline void
request_reset(struct cryptop *crp, unsigned int num)
{
	struct cryptodesc *crd = inline_desc(crp);
	unsigned int i;

	/* the pool orders the request's last use before this one, but in DPDK's library */
	if (CRYPTO_TSAN)
		(void)__atomic_load_n(&crp->crp_state, __ATOMIC_ACQUIRE);
	zero16(crp, 0, sizeof(*crp));
	for (i = 0; i < num; i++) {
		zero16(&crd[i], 0, offsetof(struct cryptodesc, crd_lib));
		crd[i].crd_next = i + 1 < num ? &crd[i + 1] : NULL;
	}
	if (num != 0)
		crp->crp_desc = crd;
	crp->crp_ndesc = (uint8_t)num;
	crp->crp_state = CRYPTO_REQ_IDLE;
}

struct cryptop *
crypto_getreq(int num)
{
	struct cryptop *crp;

	return crypto_getreq_burst(&crp, 1, num) == 1 ? crp : NULL;
}

unsigned int
crypto_getreq_burst(struct cryptop **crps, unsigned int n, int num)
{
	struct rte_mempool *pool;
	unsigned int i;

	if (unlikely((unsigned int)num > CRYPTO_MAX_DESC))
		return 0;
	pool = pools[class_of[num]];
	if (unlikely(pool == NULL || rte_mempool_get_bulk(pool, (void **)crps, n) != 0))
		return 0;
	for (i = 0; i < n; i++)
		request_reset(crps[i], (unsigned int)num);
	return n;
}

/* Only an idle request goes back: one that is in flight would come back to two owners. */
static inline bool
request_release(struct cryptop *crp)
{
	if (unlikely(crp->crp_state != CRYPTO_REQ_IDLE)) {
		CRYPTO_LOG(ERR, "crypto_freereq: request %p is %s", (void *)crp,
			   crp->crp_state == CRYPTO_REQ_FREE ? "free already" : "in flight");
		return false;
	}
	__atomic_store_n(&crp->crp_state, CRYPTO_REQ_FREE, __ATOMIC_RELEASE);
	return true;
}

static inline struct rte_mempool *
pool_of(const struct cryptop *crp)
{
	return pools[class_of[crp->crp_ndesc]];
}

void
crypto_freereq(struct cryptop *crp)
{
	struct rte_mempool *pool;

	if (crp == NULL)
		return;
	pool = pool_of(crp);
	if (request_release(crp))
		rte_mempool_put(pool, crp);
}

void
crypto_freereq_burst(struct cryptop **crps, unsigned int n)
{
	struct rte_mempool *pool = n != 0 ? pool_of(crps[0]) : NULL;
	unsigned int i, from = 0;

	for (i = 0; i < n; i++) {
		if (likely(request_release(crps[i])))
			continue;
		if (i != from)
			rte_mempool_put_bulk(pool, (void **)&crps[from], i - from);
		from = i + 1;
		if (from < n)
			pool = pool_of(crps[from]);
	}
	if (n != from)
		rte_mempool_put_bulk(pool, (void **)&crps[from], n - from);
}

int
crypto_request_init(unsigned int requests)
{
	char name[RTE_MEMPOOL_NAMESIZE];
	unsigned int i;

	for (i = 0; i < RTE_DIM(class_desc); i++) {
		unsigned int count = class_desc[i] > 2 ? RTE_MAX(requests / 8, 512u) : requests;
		unsigned int cache = RTE_MIN(256u, count / 4);

		snprintf(name, sizeof(name), "crypto_req_%u", class_desc[i]);
		pools[i] = rte_mempool_create(name, count,
					      sizeof(struct cryptop) +
						      class_desc[i] * sizeof(struct cryptodesc),
					      cache, 0, NULL, NULL, NULL, NULL, SOCKET_ID_ANY, 0);
		if (pools[i] == NULL) {
			crypto_err_add(NULL, "no memory for %u requests of %u descriptors: %s",
				       count, class_desc[i], rte_strerror(rte_errno));
			crypto_request_fini();
			return ENOMEM;
		}
	}
	return 0;
}

void
crypto_request_fini(void)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(class_desc); i++) {
		rte_mempool_free(pools[i]);
		pools[i] = NULL;
	}
}
