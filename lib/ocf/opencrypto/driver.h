/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _OPENCRYPTO_DRIVER_H_
#define _OPENCRYPTO_DRIVER_H_

/**
 * @file
 * The OpenCrypto Framework, crypto(9), for DPDK: what a driver uses.
 *
 * The simplest driver is crypto(9)'s: crypto_get_driverid(), then one
 * crypto_register() an algorithm with three functions (newsession, freesession,
 * process). `drivers/crypto/sw/null` is the worked example; doc/driver-guide.md
 * walks through it. crypto_setops() adds what a fast driver wants: bursts,
 * a context per lcore, session memory from the framework, polling.
 *
 * **Threads.** Data path functions (process, process_burst, flush, poll) run on
 * the lcore whose context they get, or on the service core that it was given to
 * (crypto_driver_service()), never two at a time on one context, and are
 * never re-entered: a dispatch from inside waits in the ring. So what belongs to a
 * context may not be kept in thread-local memory. Control functions
 * (newsession, freesession, session_*, attach, detach, probe) run on control
 * paths, one at a time a driver.
 *
 * **Ownership.** From the moment process() returns 0 (process_burst counts it)
 * until crypto_done(), the request is the driver's. It may read all of it, and
 * write the buffer ranges that the descriptors name, crp_etype, crp_olen,
 * crp_reason, and nothing else.
 *
 * **What the framework has checked** before a driver sees a request: flags, that
 * the descriptors are a subset of the session's algorithms, that every range and
 * inject lies inside the buffer and the buffer's pieces hold crp_ilen bytes,
 * block multiples, that a key is there and has a legal length, that each IV has
 * a source.
 *
 * A driver never calls back: crypto_done() only records.
 */

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>

#include <opencrypto/cryptodev.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#ifndef ERESTART
#define ERESTART 85
#endif

/** The binary interface of this header; a plugin with another one is refused. */
#define CRYPTO_DRIVER_ABI 1

/** @name crypto_register() flags
 * @{ */
#define CRYPTO_ALG_FLAG_SUPPORTED 0x01  /**< implied */
#define CRYPTO_ALG_FLAG_RNG_ENABLE 0x02 /**< of the page's era; ignored */
#define CRYPTO_ALG_FLAG_DSA_SHA 0x04    /**< of the page's era; ignored */
/**
 * addition: the engine has limits for this algorithm (lengths, pieces ...): sessions
 * get a fallback, see crypto_fallback().
 */
#define CRYPTO_ALG_FLAG_LIMITED 0x100
/** @} */

/** The lcore number of the control context in attach(). */
#define CRYPTO_LCORE_CONTROL UINT32_MAX

/* -------------------------------------------------------------- registration */

typedef int (*crypto_newsession_t)(void *arg, uint32_t *sidp, struct cryptoini *cri);
typedef int (*crypto_freesession_t)(void *arg, uint64_t sid);
typedef int (*crypto_process_t)(void *arg, struct cryptop *crp);
typedef int (*crypto_kprocess_t)(void *arg, struct cryptkop *krp);

/**
 * A driver identifier. Control path.
 * @param cc_flags  CRYPTOCAP_F_SOFTWARE for a software driver, CRYPTOCAP_F_SYNC
 *   if every request is done when process() returns
 * @return an identifier of at least 0, -1: the table is full, a flag is unknown, or
 *   the framework does not run.
 */
int32_t crypto_get_driverid(uint8_t cc_flags);

/**
 * Offer an algorithm. Control path. The last four arguments count in the first
 * call of a driver and are ignored later (crypto(9)).
 *
 * @param maxoplen     longest key in bits for this algorithm, 0 = no limit
 * @param flags        CRYPTO_ALG_FLAG_*
 * @param newsession   on entry *sidp holds the driver id, on return the driver's own
 *   32-bit session number; 0, EINVAL (the next driver is asked) or ENOMEM. NULL when
 *   crypto_setops() gave session_init.
 * @param freesession  gets driver id << 32 | own number; must wipe what it kept
 * @param process      0: taken; ERESTART: not taken and untouched, the framework waits for
 *   crypto_unblock(). Any other value completes the request with EIO and is counted.
 *   A failure of a taken request goes into crp_etype. crp_sid shows driver id << 32 |
 *   own number. NULL when crypto_setops() gave process_burst.
 * @return 0; EINVAL unknown driver or algorithm, or a function is missing; ENOMEM.
 */
int crypto_register(uint32_t driverid, int alg, uint16_t maxoplen, uint32_t flags,
		    crypto_newsession_t newsession, crypto_freesession_t freesession,
		    crypto_process_t process, void *arg);

/**
 * Offer a key operation. Control path. The last two arguments count in the first call of a
 * driver and are ignored later. crypto_setops(), if it is called, comes before.
 *
 * kprocess runs on one thread at a time, which is no lcore: the library's own or a service
 * core; it may compute, but not sleep. The driver reads the parameters, writes the results,
 * krp_status and krp_reason (crypto_kfail()), and nothing else.
 *
 * @param kalg   CRK_*
 * @param flags  0
 * @param kprocess  0: taken, crypto_kdone() follows or has been called; ERESTART: not taken and
 *   untouched, the framework waits for crypto_unblock() with CRYPTO_ASYMQ. Any other value
 *   completes the operation with EIO and is counted. The framework has checked the operation, the
 *   counts, that no parameter has more than ops.max_nbits and that those with bits have memory.
 * @return 0; EINVAL unknown driver (or it leaves), unknown operation or flag, no kprocess.
 */
int crypto_kregister(uint32_t driverid, int kalg, uint32_t flags, crypto_kprocess_t kprocess,
		     void *arg);

/**
 * Withdraw an algorithm. Any thread, also in a callback; never blocks. New sessions do not
 * get it; the control thread moves those that use it to other drivers, once each, and the
 * driver carries out what it has taken of them. Withdrawing the last one is
 * crypto_unregister_all().
 * @return 0; EINVAL unknown driver, or the algorithm is not registered.
 */
int crypto_unregister(uint32_t driverid, int alg);

/**
 * Withdraw a driver. Any thread, also in a callback; never blocks: the control thread
 * carries the departure out. No request is handed over any more; sessions move to other
 * drivers, or answer ENODEV; what the driver has taken it must complete (a device that is
 * gone: with EIO). Its functions and arg must live until ops.gone has been called; the
 * identifier is not valid afterwards, and coming back starts with crypto_get_driverid().
 * @return 0; EINVAL unknown driver, or it leaves already.
 */
int crypto_unregister_all(uint32_t driverid);

/**
 * Room again after ERESTART. Any thread, also from inside process() before it
 * returns: the wake-up is not lost.
 * @param what  CRYPTO_SYMQ, CRYPTO_ASYMQ
 * @return 0; EINVAL unknown driver or queue.
 */
int crypto_unblock(uint32_t driverid, int what);

/**
 * A request is done; crp_etype says how. Any thread, once a request; records only.
 * A request that is not in a driver is left alone and counted (wrong_done); one that
 * was freed and got again meanwhile cannot be told from a right one.
 */
void crypto_done(struct cryptop *crp);

/**
 * A key operation is done; krp_status says how. Any thread, once an operation; records only.
 * One that is in no driver is left alone and counted (wrong_done), as long as its memory is
 * what it was.
 */
void crypto_kdone(struct cryptkop *krp);

/** Note a failure of a key operation; crypto_kdone() is still to be called. */
static inline void
crypto_kfail(struct cryptkop *krp, int status, enum crypto_reason reason)
{
	krp->krp_status = (u_int)status;
	krp->krp_reason = (uint16_t)reason;
}

/** States of a key operation (krp_state); only the library changes them. */
enum crypto_kop_state {
	CRYPTO_KOP_IDLE = 0,            /**< the consumer's, as any value that is not below */
	CRYPTO_KOP_QUEUED = 0x6b716501, /**< accepted, waits */
	CRYPTO_KOP_DRIVER = 0x6b716502, /**< in a driver */
	CRYPTO_KOP_DONE = 0x6b716503,   /**< completed, waits for its callback */
};

/**
 * For a driver that has another one do the work (crypto_kwrap()): a copy that the other may be
 * given, and completes with crypto_kdone(); nobody calls it back. @{
 */
static inline void
crypto_kshadow(struct cryptkop *shadow, const struct cryptkop *krp)
{
	*shadow = *krp;
	shadow->krp_lcore = UINT16_MAX;
	shadow->krp_state = CRYPTO_KOP_DRIVER;
}

static inline bool
crypto_kshadow_done(const struct cryptkop *shadow)
{
	return __atomic_load_n(&shadow->krp_state, __ATOMIC_ACQUIRE) == CRYPTO_KOP_DONE;
}
/** @} */

/**
 * Optional operations; zero = not there. Kept by reference: must live until
 * the driver is gone.
 */
struct crypto_driver_ops {
	const char *name; /**< unique, at most 31 bytes; NULL: "drv" and the id */
	int socket;       /**< NUMA node of the device; 0 for software, -1 = any */
	int rank;         /**< among drivers that fit, the highest is asked first */

	/**
	 * Bytes of framework memory that a session needs; asked in crypto_newsession(),
	 * before session_init. The memory is zeroed, 64-byte aligned, on the caller's node,
	 * outside of core dumps, has at least 64 readable bytes behind it, and is wiped when
	 * the session has ended. 0: the driver refuses (crypto_refuse() says why).
	 */
	size_t (*session_size)(void *arg, const struct cryptoini *cri);
	/**
	 * Instead of newsession: expand the keys of @p cri into @p area. cri_key may be NULL
	 * (every request brings its own). A pointer into @p cri must not be kept.
	 * @return 0; EINVAL refused (crypto_refuse()), the next driver is asked; ENOMEM.
	 */
	int (*session_init)(void *arg, void *area, const struct cryptoini *cri);
	/** Instead of freesession: release what is not in @p area. Control thread. */
	void (*session_fini)(void *arg, void *area);

	/**
	 * A context for an lcore; what it gives is handed to the data path functions
	 * instead of @p arg. Control path, on any thread, before the first use.
	 * @param lcore   CRYPTO_LCORE_CONTROL: for the control thread's own use (self-tests)
	 * @param socket  where memory should come from
	 * @return 0; ENOMEM, EIO ...: that lcore's requests are called back with ENOMEM.
	 */
	int (*attach)(void *arg, unsigned int lcore, int socket, void **ctx);
	/** The context is not used any more: wipe and free it. Control path, once an attach; of a shared one once. */
	void (*detach)(void *arg, void *ctx);
	/**
	 * attach() may give several lcores the same context, as a device with fewer queues than
	 * lcores does. Their requests go by the request rings, and whichever of these lcores
	 * polls hands over those of all of them in turn and polls the context; the others go on
	 * meanwhile. false: lcores call the functions at the same time, whatever attach() gave.
	 */
	bool shares;

	/**
	 * Instead of process: take a prefix of @p crps.
	 * @return how many were taken; fewer than @p n is process()'s ERESTART for the next.
	 *   More than @p n is logged, and counts as @p n.
	 */
	unsigned int (*process_burst)(void *ctx, struct cryptop **crps, unsigned int n);
	/** A burst has ended: run what process_burst gathered. */
	void (*flush)(void *ctx);
	/** From crypto_poll(): reap the device, run what was gathered; leave no CPU work behind. */
	void (*poll)(void *ctx);

	/**
	 * Called once, on the control thread, when no request and no session is left in the
	 * driver and no function of it will run again. It may block; unloading is safe after it.
	 * @param arg  crypto_register()'s; without it crypto_kregister()'s
	 */
	void (*gone)(void *arg);

	u_int max_nbits; /**< longest key operation number, bits; 0 = 65536 */
	/**
	 * Reap key operations: called where kprocess is, while the driver has some or is blocked.
	 * NULL: crypto_kdone() is called in kprocess, or by a thread of the driver's own.
	 */
	void (*kpoll)(void *karg);
};

/**
 * Add optional operations. Before the first crypto_register() or crypto_kregister().
 * @return 0; EINVAL unknown driver, the name is taken or too long, session_size without
 *   session_init or attach without detach; EBUSY an algorithm is registered already.
 */
int crypto_setops(uint32_t driverid, const struct crypto_driver_ops *ops);

/**
 * Stand on another driver: a driver that wraps one (`drivers/crypto/sw/fault`) gets its
 * functions, and calls them as the framework does: with sessions and contexts of its own,
 * and requests that are copies of those it has. Control path, before the first
 * crypto_register(). From then on @p under does not end before this driver, and
 * crypto_unregister_all(under) withdraws both.
 * @param ops  receives what @p under gave crypto_setops(); optional ones may be NULL
 * @param arg  receives what @p under gave crypto_register()
 * @return 0; EINVAL unknown driver, or @p under has no session_init or no process_burst;
 *   EBUSY an algorithm is registered already; ENODEV @p under is not there, or leaves.
 */
int crypto_wrap(uint32_t driverid, int32_t under, struct crypto_driver_ops *ops, void **arg);

/**
 * The key operations of the driver below: what it gave crypto_kregister(). Of the two drivers
 * each may call kprocess on a thread of its own. Control path, after crypto_wrap().
 * @return 0; EINVAL unknown driver; ENOENT the driver below has no key operations.
 */
int crypto_kwrap(uint32_t driverid, crypto_kprocess_t *kprocess, void **karg);

/* -------------------------------------------------------------------- starting */

/** Configuration of a driver, `driver,key=value,...` taken apart. */
struct crypto_driver_args {
	unsigned int n;
	struct {
		const char *key;
		const char *value;
	} kv[16];
};

/** The value of a key, NULL if it was not given. */
const char *crypto_driver_arg(const struct crypto_driver_args *args, const char *key);

/** What a driver exports, as `crypto_driver_NAME`: see CRYPTO_DRIVER(). */
struct crypto_driver_desc {
	const char *name;
	uint32_t abi;            /**< CRYPTO_DRIVER_ABI */
	const char *const *keys; /**< valid configuration keys, NULL at the end; or NULL */
	bool quiet;              /**< started only when the configuration names it */
	/**
	 * Find the engine and register. From crypto_init(), on its thread.
	 * @return 0; an errno: it steps aside; crypto_refuse() says why in one log line.
	 */
	int (*probe)(const struct crypto_driver_args *args);
	/** The framework ends: free what probe made. All its drivers are unregistered. */
	void (*remove)(void);
};

/**
 * Export a driver: static builds name it in a table, plugins are found by the
 * symbol crypto_driver_plugin.
 */
#ifdef CRYPTO_DRIVER_PLUGIN
#define CRYPTO_DRIVER(id)                                                                         \
	extern const struct crypto_driver_desc crypto_driver_##id;                                \
	extern __attribute__((visibility("default")))                                             \
	const struct crypto_driver_desc *const crypto_driver_plugin;                              \
	const struct crypto_driver_desc *const crypto_driver_plugin = &crypto_driver_##id;        \
	const struct crypto_driver_desc crypto_driver_##id
#else
#define CRYPTO_DRIVER(id)                                                                         \
	extern const struct crypto_driver_desc crypto_driver_##id;                                \
	const struct crypto_driver_desc crypto_driver_##id
#endif

/**
 * Say why, in one clause without the driver's name and without keys; the framework
 * puts it into crypto_strerr() or the log.
 * @return @p error, so that a function can end in `return crypto_refuse(EINVAL, ...)`.
 */
int crypto_refuse(int error, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/** One line in the log, at level info. */
void crypto_driver_log(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* ------------------------------------------------------- the request, for drivers */

/** States of a request; only the library changes them. */
enum crypto_req_state {
	CRYPTO_REQ_FREE = 0, /**< in its pool */
	CRYPTO_REQ_IDLE,     /**< the consumer's */
	CRYPTO_REQ_QUEUED,   /**< accepted, waits in the request ring or a list */
	CRYPTO_REQ_DRIVER,   /**< in a driver */
	CRYPTO_REQ_DONE,     /**< completed, waits for its callback */
};

/** Count and the rest of the completion for a burst of requests. As crypto_done() on each. */
void crypto_done_burst(struct cryptop **crps, unsigned int n);

/** crypto_done() of a request whose driver is certain, without a call. */
static inline void
crypto_done_fast(struct cryptop *crp)
{
	if (__builtin_expect(__atomic_load_n(&crp->crp_state, __ATOMIC_RELAXED) ==
				     CRYPTO_REQ_DRIVER, 1))
		__atomic_store_n(&crp->crp_state, CRYPTO_REQ_DONE, __ATOMIC_RELEASE);
	else
		crypto_done(crp);
}

/** Note a failure; crypto_done() is still to be called. */
static inline void
crypto_fail(struct cryptop *crp, int etype, enum crypto_reason reason)
{
	crp->crp_etype = etype;
	crp->crp_reason = (uint16_t)reason;
}

/** The session memory that session_init filled. */
static inline void *
crypto_area(const struct cryptop *crp)
{
	return crp->crp_area;
}

/** How many descriptors the request has. */
static inline unsigned int
crypto_ndesc(const struct cryptop *crp)
{
	return crp->crp_map == 0 ? 0 : (35u - (unsigned int)__builtin_clz(crp->crp_map)) / 4;
}

/**
 * Which algorithm of the session (0, 1, ... in cryptoini order) the request's
 * @p i-th descriptor is. crp_map as a whole tells the usual shapes: 0x8 only the
 * first algorithm, 0x98 the first then the second, 0x89 the second then the first.
 */
static inline unsigned int
crypto_desc_pos(const struct cryptop *crp, unsigned int i)
{
	return (crp->crp_map >> (4 * i)) & 7;
}

/**
 * Give a request that the engine cannot do (length, pieces ...) to the session's
 * fallback. From process or process_burst; the request counts as taken and will be
 * completed. Only for algorithms registered with CRYPTO_ALG_FLAG_LIMITED.
 */
void crypto_fallback(struct cryptop *crp);

/* -------------------------------------------------------------------- buffers */

/** Which buffer: what is read, or what is written (the same in place). */
enum crypto_dir { CRYPTO_IN = 0, CRYPTO_OUT = 1 };

/**
 * Pointer to bytes [off, off + len) of the input (CRYPTO_IN) or output buffer, if they
 * lie in its first piece; NULL: use the cursor or the copy functions.
 */
static inline uint8_t *
crypto_ptr(const struct cryptop *crp, enum crypto_dir dir, uint32_t off, uint32_t len)
{
	if (__builtin_expect((uint64_t)off + len <= crp->crp_dlen[dir], 1))
		return (uint8_t *)crp->crp_data[dir] + off;
	return NULL;
}

/** A place in a buffer of any kind. */
struct crypto_cursor {
	uint8_t *ptr;  /**< the current piece, from the current place on */
	uint32_t left; /**< bytes left in it; 0 only at the buffer's end */
	uint32_t idx;  /**< next iovec */
	const void *next; /**< next mbuf, or the struct uio */
	int kind;      /**< CRYPTO_F_IMBUF, CRYPTO_F_IOV or 0 */
};

/** Place the cursor @p off bytes into the buffer; @p off at most crp_ilen. */
void crypto_cursor_init(struct crypto_cursor *cur, const struct cryptop *crp, enum crypto_dir dir,
			uint32_t off);
/** Move on by @p n bytes, at most what the buffer still has; empty pieces are passed over. */
void crypto_cursor_advance(struct crypto_cursor *cur, uint32_t n);

/** Copy [off, off + len) of a buffer to @p dst. */
void crypto_copydata(const struct cryptop *crp, enum crypto_dir dir, uint32_t off, uint32_t len,
		     void *dst);
/** Copy @p src to [off, off + len) of the output buffer. */
void crypto_copyback(const struct cryptop *crp, uint32_t off, uint32_t len, const void *src);
/** Zero [off, off + len) of the output buffer. */
void crypto_zero(const struct cryptop *crp, uint32_t off, uint32_t len);

/**
 * What descriptor @p crd reads at [off, off + len): with separate output, the bytes
 * that earlier descriptors of the request wrote come from the output, all others from
 * the input (contract of crp_obuf). Copied to @p dst. The request itself is not changed.
 */
void crypto_read(const struct cryptop *crp, const struct cryptodesc *crd, uint32_t off,
		 uint32_t len, void *dst);

/**
 * The same without a copy, if [off, off + len) can be had in one piece; else NULL.
 * NULL for len 0 beyond the first piece, too.
 */
const uint8_t *crypto_read_ptr(const struct cryptop *crp, const struct cryptodesc *crd,
			       uint32_t off, uint32_t len);

/* ---------------------------------------------------------------- IVs and MACs */

/** Bytes of crd_lib that hold an IV. */
#define CRYPTO_LIB_IVLEN 24

/** The slow half of crypto_iv(): IVs that stand in the buffer. */
const uint8_t *crypto_iv_fetch(struct cryptop *crp, struct cryptodesc *crd, uint32_t ivlen);
/** The slow half of crypto_iv_put(). */
void crypto_iv_store(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *iv,
		     uint32_t ivlen);

/**
 * The IV of a cipher descriptor: explicit, made by the library, or out of the buffer.
 * Valid until the request is done; may point into the consumer's memory, has no bytes
 * to spare behind it.
 */
static inline const uint8_t *
crypto_iv(struct cryptop *crp, struct cryptodesc *crd, uint32_t ivlen)
{
	if (crd->crd_flags & CRD_F_IV_EXPLICIT)
		return crd->crd_ivp != NULL ? crd->crd_ivp : crd->crd_iv;
	return crypto_iv_fetch(crp, crd, ivlen);
}

/** Write the IV into the output at crd_inject, if this request wants that (encryption only). */
static inline void
crypto_iv_put(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *iv, uint32_t ivlen)
{
	if ((crd->crd_flags & (CRD_F_ENCRYPT | CRD_F_IV_PRESENT)) == CRD_F_ENCRYPT)
		crypto_iv_store(crp, crd, iv, ivlen);
}

/**
 * The end of a MAC descriptor. With CRD_F_VERIFY: compare @p mac in constant time with
 * what stands at crp_mac or at inject of the input, else write it there (output).
 * @return 0; EBADMSG: mismatch, crp_etype and crp_reason are set, wiping is the caller's.
 */
int crypto_mac_finish(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *mac,
		      uint32_t mlen);

/** As crypto_mac_finish() with the comparison always made (@p verify): AEAD. */
int crypto_tag_finish(struct cryptop *crp, const struct cryptodesc *crd, const uint8_t *tag,
		      uint32_t mlen, bool verify);

/** Are @p n bytes equal? Time depends on @p n only. */
static inline bool
crypto_equal(const void *a, const void *b, size_t n)
{
	const volatile uint8_t *x = (const volatile uint8_t *)a;
	const volatile uint8_t *y = (const volatile uint8_t *)b;
	uint8_t diff = 0;
	size_t i;

	for (i = 0; i < n; i++)
		diff |= (uint8_t)(x[i] ^ y[i]);
	return diff == 0;
}

/** Zero memory so that the compiler cannot leave it out. */
static inline void
crypto_wipe(void *p, size_t n)
{
	__builtin_memset(p, 0, n);
	__asm__ __volatile__("" : : "r"(p) : "memory");
}

/* ---------------------------------------------------------------- counters */

/** Count a request that was copied into one piece for the engine. On its lcore. */
void crypto_count_linearised(const struct cryptop *crp);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif /* _OPENCRYPTO_DRIVER_H_ */
