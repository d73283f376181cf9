/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _OPENCRYPTO_CRYPTODEV_H_
#define _OPENCRYPTO_CRYPTODEV_H_

/**
 * @file
 * The OpenCrypto Framework, crypto(9), for DPDK: what a consumer uses.
 *
 * A consumer opens a *session* (algorithms and keys), fills *requests* (a
 * buffer and a list of *descriptors*), dispatches them and polls:
 *
 *      crypto_init                              once, on the main thread
 *        crypto_newsession                      control path, any thread
 *          crypto_getreq                        lcore
 *            crypto_dispatch[_burst]            the same lcore
 *            crypto_poll  -> crp_callback       the same lcore
 *            (fill, dispatch again ...)
 *          crypto_freereq                       lcore
 *        crypto_freesession                     any thread, any time
 *      crypto_fini
 *
 * **Threads.** A *lcore* here is a thread that EAL knows: an EAL worker, the
 * main thread, or one that called rte_thread_register(). Requests are got,
 * dispatched, called back and freed on lcores; a callback runs on the lcore
 * that dispatched, inside crypto_poll() (or, asked for by CRYPTO_F_CBIMM and
 * CRYPTO_F_CBIFSYNC, inside crypto_dispatch()). Sessions belong to nobody: one
 * session may be used on all lcores at once. "Control path" functions may take
 * a mutex and allocate; they may be called from any thread of the process, but
 * do not belong between packets.
 *
 * **Errors.** There is one error channel: the callback, exactly once a request,
 * with crp_etype. crypto_dispatch() itself fails only where no callback could
 * be made. Functions return 0 or a positive errno, unless they count or give a
 * pointer.
 *
 * **Order.** Requests of one session dispatched from one lcore are called back
 * in the order of their dispatch.
 *
 * The meaning of names is that of crypto(9), FreeBSD's manual page of the
 * framework that appeared first in OpenBSD 2.7 (Angelos D. Keromytis); what is
 * marked "addition" is not in that page, and zero in such a field keeps the
 * page's meaning.
 */

#include <sys/queue.h>
#include <sys/types.h>
#include <sys/uio.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct rte_mbuf; /* named only: CRYPTO_F_IMBUF's crp_buf points to one */

/** @name Algorithm identifiers
 * 1 to 42 are FreeBSD's (6 and later); not every one has a driver. Those from
 * 0x100 on are additions. @{ */
#define CRYPTO_ALGORITHM_MIN 1
#define CRYPTO_DES_CBC 1
#define CRYPTO_3DES_CBC 2
#define CRYPTO_BLF_CBC 3
#define CRYPTO_CAST_CBC 4
#define CRYPTO_SKIPJACK_CBC 5
#define CRYPTO_MD5_HMAC 6
#define CRYPTO_SHA1_HMAC 7
#define CRYPTO_RIPEMD160_HMAC 8
#define CRYPTO_MD5_KPDK 9
#define CRYPTO_SHA1_KPDK 10
#define CRYPTO_RIJNDAEL128_CBC 11
#define CRYPTO_AES_CBC CRYPTO_RIJNDAEL128_CBC
#define CRYPTO_ARC4 12
#define CRYPTO_MD5 13
#define CRYPTO_SHA1 14
#define CRYPTO_NULL_HMAC 15
#define CRYPTO_NULL_CBC 16
#define CRYPTO_DEFLATE_COMP 17
#define CRYPTO_SHA2_256_HMAC 18
#define CRYPTO_SHA2_384_HMAC 19
#define CRYPTO_SHA2_512_HMAC 20
#define CRYPTO_CAMELLIA_CBC 21
#define CRYPTO_AES_XTS 22
#define CRYPTO_AES_ICM 23
#define CRYPTO_AES_CTR CRYPTO_AES_ICM
#define CRYPTO_AES_NIST_GMAC 24   /**< alone, with an IV: GMAC */
#define CRYPTO_AES_NIST_GCM_16 25 /**< pair with a CRYPTO_AES_*_NIST_GMAC */
#define CRYPTO_AES_128_NIST_GMAC 26
#define CRYPTO_AES_192_NIST_GMAC 27
#define CRYPTO_AES_256_NIST_GMAC 28
#define CRYPTO_BLAKE2B 29
#define CRYPTO_BLAKE2S 30
#define CRYPTO_CHACHA20 31
#define CRYPTO_SHA2_224_HMAC 32
#define CRYPTO_RIPEMD160 33
#define CRYPTO_SHA2_224 34
#define CRYPTO_SHA2_256 35
#define CRYPTO_SHA2_384 36
#define CRYPTO_SHA2_512 37
#define CRYPTO_POLY1305 38
#define CRYPTO_AES_CCM_CBC_MAC 39
#define CRYPTO_AES_CCM_16 40        /**< pair with CRYPTO_AES_CCM_CBC_MAC */
#define CRYPTO_CHACHA20_POLY1305 41 /**< pair with CRYPTO_POLY1305 */
#define CRYPTO_XCHACHA20_POLY1305 42 /**< pair with CRYPTO_POLY1305 */
#define CRYPTO_AES_CMAC 0x100     /**< addition: NIST SP 800-38B */
#define CRYPTO_AES_XCBC_MAC 0x101 /**< addition: RFC 3566 */
#define CRYPTO_ALGORITHM_MAX 0x101
/** @} */

/** @name Request flags (crp_flags)
 * Neither IMBUF nor IOV: crp_buf is contiguous memory. @{ */
#define CRYPTO_F_IMBUF 0x0001    /**< crp_buf is a struct rte_mbuf chain */
#define CRYPTO_F_IOV 0x0002      /**< crp_buf is a struct uio */
#define CRYPTO_F_REL 0x0004      /**< result in the same place (always so; EINVAL with crp_obuf) */
#define CRYPTO_F_BATCH 0x0008    /**< queue; a later call hands it over in a burst */
#define CRYPTO_F_CBIMM 0x0010    /**< callback at once: waives the session's order */
#define CRYPTO_F_DONE 0x0020     /**< completed; set before the callback, cleared by dispatch */
#define CRYPTO_F_CBIFSYNC 0x0040 /**< callback inside dispatch if the driver is synchronous */
/** @} */

/** @name Descriptor flags (crd_flags)
 * @{ */
#define CRD_F_ENCRYPT 0x01        /**< encrypt; not set: decrypt */
#define CRD_F_IV_PRESENT 0x02     /**< on encryption: the IV stands before the data, write none */
#define CRD_F_IV_EXPLICIT 0x04    /**< the IV is in crd_iv or crd_ivp */
#define CRD_F_DSA_SHA_NEEDED 0x08 /**< of the page's era; EINVAL */
#define CRD_F_KEY_EXPLICIT 0x10   /**< the key of this request alone is in crd_key, crd_klen */
#define CRD_F_COMP 0x20           /**< compress; not set: decompress */
#define CRD_F_VERIFY 0x40         /**< addition: compare the MAC instead of writing it */
#define CRD_F_ESN 0x80            /**< addition: hash crd_esn after the data */
/** @} */

/** @name Queue selectors of crypto_unblock()
 * @{ */
#define CRYPTO_SYMQ 0x1
#define CRYPTO_ASYMQ 0x2
/** @} */

/** @name Driver capability flags (crypto_get_driverid(), sid bits 63 to 56)
 * @{ */
#define CRYPTOCAP_F_SOFTWARE 0x02 /**< works on the CPU; without it: hardware */
#define CRYPTOCAP_F_SYNC 0x04     /**< every request is done when process() returns */
/** @} */

/** @name Sizes
 * @{ */
#define EALG_MAX_BLOCK_LEN 16 /**< bytes of cri_iv; longer IVs go through crd_ivp */
#define HASH_MAX_LEN 64
#define CRYPTO_MAX_DESC 8   /**< descriptors of a request, algorithms of a session */
#define CRYPTO_MAX_IVLEN 256 /**< longest IV, bytes (AES-GCM) */
/** @} */

/** struct uio as BSD has it, as far as a buffer needs it (CRYPTO_F_IOV). */
struct uio {
	struct iovec *uio_iov; /**< the pieces */
	int uio_iovcnt;        /**< how many */
	off_t uio_offset;      /**< not used by the framework */
	ssize_t uio_resid;     /**< not used by the framework; the pieces' own lengths count */
};

/**
 * One algorithm of a session; cri_next links those of a session.
 * The framework and drivers read it during crypto_newsession() only and never
 * write to it; keys are copied.
 */
struct cryptoini {
	int cri_alg;   /**< CRYPTO_*, an algorithm identifier */
	int cri_klen;  /**< key length in **bits** */
	int cri_mlen;  /**< MAC: bytes to write or compare; 0 = the whole digest */
	int cri_ivlen; /**< addition: IV length in bytes; 0 = the algorithm's default */
	caddr_t cri_key; /**< the key, or NULL: then every request brings its own (KEY_EXPLICIT) */
	uint8_t cri_iv[EALG_MAX_BLOCK_LEN]; /**< of a request: the explicit IV; ignored at newsession */
	struct cryptoini *cri_next;
};

/**
 * One operation of a request. Offsets count bytes from the buffer's start.
 * Descriptors come from crypto_getreq(), linked and zeroed; they are carried
 * out in list order. The consumer fills all public fields.
 */
struct cryptodesc {
	int crd_skip;   /**< where processing starts */
	int crd_len;    /**< how many bytes */
	int crd_inject; /**< cipher: where the IV is (decrypt) or goes (encrypt); MAC: the digest */
	int crd_flags;  /**< CRD_F_* */
	struct cryptodesc *crd_next;
	struct cryptoini CRD_INI; /**< crd_alg as at newsession; key and IV if explicit */
#define crd_alg CRD_INI.cri_alg
#define crd_klen CRD_INI.cri_klen
#define crd_key CRD_INI.cri_key
#define crd_iv CRD_INI.cri_iv
	/** addition: with IV_EXPLICIT, the IV is here if not NULL (needed above 16 bytes) */
	const uint8_t *crd_ivp;
	/** addition: AEAD's auth half: the crd_len bytes of AAD are here; crd_skip is ignored */
	const uint8_t *crd_aad;
	uint32_t crd_esn; /**< addition: with CRD_F_ESN, 4 bytes in network order */
	/**
	 * addition: which algorithm of the session, counted from 1 in its list;
	 * 0 = the first that has crd_alg and that no earlier descriptor has
	 */
	uint32_t crd_pos;
	uint8_t crd_lib[32]; /**< the library's */
} __attribute__((aligned(64)));

/**
 * A request. Got from crypto_getreq(); between dispatch and callback it, its
 * descriptors and its buffers belong to the framework.
 */
struct cryptop {
	uint64_t crp_sid; /**< session; rewritten when the session has moved (EAGAIN) */
	int crp_ilen;     /**< bytes of the buffer that the request may touch */
	int crp_olen;     /**< result: bytes; = crp_ilen but for compression */
	int crp_etype;    /**< result: 0 or an errno, see crypto_dispatch() */
	int crp_flags;    /**< CRYPTO_F_* */
	caddr_t crp_buf;  /**< memory, struct uio * or struct rte_mbuf *, by crp_flags */
	/**
	 * addition: separate output of the same kind as crp_buf, with the same offsets, at
	 * least crp_ilen bytes; NULL = in place. What an earlier descriptor wrote is read
	 * from here, all else from crp_buf; bytes nobody writes stay.
	 */
	caddr_t crp_obuf;
	struct cryptodesc *crp_desc;              /**< the operations */
	int (*crp_callback)(struct cryptop *crp); /**< called once; its value is ignored */
	uint16_t crp_reason; /**< addition: result: why crp_etype is not 0, see crypto_strreason() */
	uint8_t crp_state;   /**< the library's */
	uint8_t crp_ndesc;   /**< the library's */
	uint32_t crp_map;    /**< the library's */

	caddr_t crp_opaque;  /**< the consumer's; passed through untouched */
	caddr_t crp_mac;     /**< if not NULL: MACs go here (VERIFY: are compared with this) */
	TAILQ_ENTRY(cryptop) crp_next; /**< the framework's while it has the request, else free to use */
	void *crp_data[2];    /**< the library's: first piece of input and output */
	uint32_t crp_dlen[2]; /**< the library's: their lengths */
	void *crp_area;       /**< the library's: the driver's session memory */
} __attribute__((aligned(64)));

/* ---------------------------------------------------------------- start, end */

/** How crypto_init() starts. Zero in a field: the default. */
struct crypto_config {
	/**
	 * Drivers to start, `driver[,key=value]...` each, NULL at the end; a NULL
	 * table: all there are, with their defaults, as far as they can start.
	 * A driver named here that is unknown or cannot start is an error.
	 */
	const char *const *drivers;
	const char *driver_dir; /**< where driver plugins are; default: the install's own */
	unsigned int credits;   /**< requests in flight per driver and lcore; 1 to 65536; 1024 */
	unsigned int requests;  /**< requests in each pool; default 16384 */
	unsigned int sessions;  /**< most sessions; default and maximum 2^22 */
};

/**
 * Start the framework. Once, after rte_eal_init(), on a control path.
 *
 * @return 0; EINVAL a value of @p cfg, or a driver's name or key, is not
 *   allowed; EALREADY it runs already; ENOTSUP this is a secondary process;
 *   ENOMEM; ENODEV a driver that was named could not start. crypto_strerr()
 *   holds one clause of text.
 */
int crypto_init(const struct crypto_config *cfg);

/**
 * End the framework: sessions are wiped, drivers stopped, memory returned. No
 * other function may be running or be called afterwards but crypto_init().
 *
 * @return 0; EBUSY requests are out, nothing was changed; EINVAL not started.
 */
int crypto_fini(void);

/**
 * The text that the last failed control function (crypto_init(),
 * crypto_newsession(), ...) left for the calling thread: one clause a driver,
 * "ipsec_mb: AES-NIST-GCM-16: key of 136 bits, takes 128, 192, 256". No keys.
 * Valid until that thread's next control call; "" if there is none.
 */
const char *crypto_strerr(void);

/* ------------------------------------------------------------------ sessions */

/**
 * Open a session. Control path, any thread.
 *
 * An AEAD is a pair, in either order: CRYPTO_AES_NIST_GCM_16 with
 * CRYPTO_AES_{128,192,256}_NIST_GMAC, CRYPTO_AES_CCM_16 with
 * CRYPTO_AES_CCM_CBC_MAC, CRYPTO_[X]CHACHA20_POLY1305 with CRYPTO_POLY1305; the
 * key is the cipher half's, that of the auth half is NULL or equal; cri_mlen of
 * the auth half is the tag's length, cri_ivlen of the cipher half the nonce's.
 *
 * @param sid   receives the session identifier, never 0
 * @param cri   the algorithms; copied, keys included; not modified
 * @param hard  1 hardware drivers only, -1 software only, 0 no preference
 * @return 0; EINVAL the list makes no sense, or no driver fits (crypto_strerr());
 *   ENOMEM; EINVAL when the framework does not run.
 * Source: crypto(9), NIST SP 800-38D, 800-38C, RFC 8439.
 */
int crypto_newsession(uint64_t *sid, struct cryptoini *cri, int hard);

/**
 * Open a session on one driver only; it never moves to another. Else as
 * crypto_newsession(). Addition.
 * @param driverid  from crypto_find_driver()
 * @return as crypto_newsession(); ENODEV there is no such driver.
 */
int crypto_newsession_driver(uint64_t *sid, struct cryptoini *cri, int32_t driverid);

/**
 * Close a session. Any thread, any time; never blocks. Takes any identifier the
 * session ever had. Requests accepted before are carried out; later ones are
 * called back with ENOENT. Keys are wiped once the last request is done.
 * @return 0; ENOENT no such session (any more).
 */
int crypto_freesession(uint64_t sid);

/* ------------------------------------------------------------------ requests */

/**
 * A request with @p num zeroed descriptors, linked at crp_desc. Lcore.
 * @param num  0 to CRYPTO_MAX_DESC
 * @return the request, the caller's until crypto_freereq(); NULL: the pool is
 *   empty, @p num is out of range, or the framework does not run.
 */
struct cryptop *crypto_getreq(int num);

/**
 * Give a request back, its descriptors with it. Lcore; not in flight.
 * NULL is allowed. crp_opaque, buffers and keys stay the consumer's.
 */
void crypto_freereq(struct cryptop *crp);

/**
 * @p n requests at once, each as crypto_getreq() gives it. Addition.
 * @return @p n, or 0: all or nothing; then @p crps holds nothing of use.
 */
unsigned int crypto_getreq_burst(struct cryptop **crps, unsigned int n, int num);

/** Give @p n requests back, all of the same crypto_getreq() number. Addition. */
void crypto_freereq_burst(struct cryptop **crps, unsigned int n);

/**
 * Hand over a request. Lcore. The callback comes exactly once, on this lcore.
 *
 * A request may be dispatched again after its callback without crypto_freereq():
 * only fields that change need writing. This is the fast way; keep requests per
 * flow.
 *
 * crp_etype in the callback, with crp_reason beside it:
 *  - 0        done
 *  - EINVAL   the request makes no sense; nothing was written
 *  - ENOENT   no such session (any more); nothing was written
 *  - EAGAIN   the session has moved, crp_sid is its new identifier: record it
 *             and dispatch again; nothing was written
 *  - ENOBUFS  more than the driver's credits were out; nothing was written
 *  - ENODEV   no driver can take the session any more; nothing was written
 *  - ENOMEM   no memory on this lcore; nothing was written
 *  - EBADMSG  a MAC or tag does not verify. An AEAD, or a cipher listed before its
 *             MAC: exactly the cipher's output bytes are zero (in place the ciphertext
 *             is gone; crp_obuf keeps it). A MAC listed before the decrypting
 *             cipher: the buffer is as it was
 *  - EIO      the device or engine failed; the output is undefined
 *
 * @return 0, the callback will come; EINVAL: @p crp or its callback is NULL, it
 *   is in flight already, or the thread is no lcore: no callback will come.
 */
int crypto_dispatch(struct cryptop *crp);

/**
 * Hand over a burst. Lcore. Takes a prefix: an invalid request is taken and
 * called back with its error; taking stops at the first for which its driver
 * has no credit left, that has no callback, or that is in flight. Addition.
 * @return how many were taken; the others are untouched and still the caller's.
 */
unsigned int crypto_dispatch_burst(struct cryptop **crps, unsigned int n);

/**
 * Make progress on this lcore and run the callbacks of what was complete when
 * it was entered. Lcore; inside a callback it does nothing. Addition.
 * @return how many callbacks ran.
 */
unsigned int crypto_poll(void);

/** How many requests and key operations of this lcore are out. Addition. */
unsigned int crypto_pending(void);

/**
 * Poll until this lcore has no request and no key operation out. Lcore, not in a callback. Addition.
 * @param timeout_us  microseconds to try at most
 * @return 0; ETIMEDOUT; EINVAL no lcore; EDEADLK inside a callback.
 */
int crypto_drain(uint64_t timeout_us);

/**
 * One request, synchronously: dispatch, and poll until its callback's turn. Lcore,
 * not in a callback. crp_callback is not called and kept; EAGAIN is followed with
 * the new session. Other requests' callbacks run meanwhile. Addition.
 * @return crp_etype; EINVAL as crypto_dispatch(); EDEADLK inside a callback.
 */
int crypto_run(struct cryptop *crp);

/* ------------------------------------------------------------------- reasons */

/** Why a request or key operation failed (crp_reason, krp_reason). Values are stable. Addition. */
enum crypto_reason {
	CRYPTO_R_NONE = 0,
	CRYPTO_R_FLAGS,        /**< EINVAL: unknown or contradicting crp_flags */
	CRYPTO_R_BUFFER,       /**< EINVAL: crp_buf is NULL or shorter than crp_ilen */
	CRYPTO_R_OUTPUT,       /**< EINVAL: crp_obuf is shorter than crp_ilen, or REL is set */
	CRYPTO_R_DESC_COUNT,   /**< EINVAL: no descriptor, or more than the session has */
	CRYPTO_R_DESC_ALG,     /**< EINVAL: crd_alg or crd_pos is not the session's */
	CRYPTO_R_DESC_FLAGS,   /**< EINVAL: unknown or contradicting crd_flags */
	CRYPTO_R_RANGE,        /**< EINVAL: skip and len lie outside [0, crp_ilen) */
	CRYPTO_R_INJECT,       /**< EINVAL: IV or digest lies outside [0, crp_ilen) */
	CRYPTO_R_BLOCK,        /**< EINVAL: the length is no multiple of the block */
	CRYPTO_R_LENGTH,       /**< EINVAL: a length that the algorithm does not have */
	CRYPTO_R_IV_EXPLICIT,  /**< EINVAL: this mode needs an explicit IV */
	CRYPTO_R_IV_POINTER,   /**< EINVAL: an IV above 16 bytes needs crd_ivp */
	CRYPTO_R_KEY_MISSING,  /**< EINVAL: neither the session nor the request has a key */
	CRYPTO_R_KEY_LENGTH,   /**< EINVAL: crd_klen is no key length of the algorithm */
	CRYPTO_R_KEY_WEAK,     /**< EINVAL: AES-XTS with equal key halves */
	CRYPTO_R_PAIR,         /**< EINVAL: one half of an AEAD without the other */
	CRYPTO_R_VERIFY,       /**< EINVAL: VERIFY where nothing can be verified */
	CRYPTO_R_SESSION,      /**< ENOENT: no such session */
	CRYPTO_R_MOVED,        /**< EAGAIN: the session has moved */
	CRYPTO_R_CREDIT,       /**< ENOBUFS: no credit left; of a key operation: ENOMEM */
	CRYPTO_R_DRIVER_GONE,  /**< ENODEV: the driver left, and no other fits */
	CRYPTO_R_MEMORY,       /**< ENOMEM */
	CRYPTO_R_MISMATCH,     /**< EBADMSG: MAC, tag or signature does not verify */
	CRYPTO_R_ENGINE,       /**< EIO: the engine reported a failure */
	CRYPTO_R_DRIVER_VALUE, /**< EIO: process() or kprocess() gave neither 0 nor ERESTART */
	CRYPTO_R_LIMIT,        /**< EINVAL: over the engine's limit, and no fallback driver */
	CRYPTO_R_RANDOM,       /**< EIO: the system gave no random numbers */
	CRYPTO_R_KEYOP,        /**< EINVAL: krp_op is unknown */
	CRYPTO_R_PARAM_COUNT,  /**< EINVAL: krp_iparams or krp_oparams is not the operation's */
	CRYPTO_R_PARAM_BITS,   /**< EINVAL: a parameter is longer than any driver takes */
	CRYPTO_R_PARAM_NULL,   /**< EINVAL: a parameter has bits, but no memory */
	CRYPTO_R_PARAM_ROOM,   /**< EINVAL: a result does not fit into its parameter */
	CRYPTO_R_PARAM_VALUE,  /**< EINVAL: the operation is not defined for this number */
	CRYPTO_R_KEYOP_DRIVER, /**< ENODEV: no driver has the key operation (any more) */
	CRYPTO_R_MAX
};

/** One line of text for a reason code; never NULL. Any thread. Addition. */
const char *crypto_strreason(int reason);

/** How often requests failed for a reason, all lcores together. Any thread. Addition. */
uint64_t crypto_reason_count(int reason);

/* ------------------------------------------------------------------- drivers */

/** What there is to know of a driver. Addition. */
struct crypto_driver_info {
	char name[32];
	int32_t driverid;
	uint32_t caps; /**< CRYPTOCAP_F_* */
	int socket;    /**< NUMA node, -1 = any */
	int32_t service; /**< DPDK's service id, -1 = none: see crypto_driver_service() */
	uint64_t sessions; /**< open now */
};

/** Counters of a driver, all lcores together, since its registration. Addition. */
struct crypto_driver_stats {
	uint64_t requests;   /**< handed to the driver and taken */
	uint64_t errors;     /**< called back with crp_etype other than 0 */
	uint64_t bytes;      /**< crp_ilen of them all */
	uint64_t queued;     /**< went through the request ring */
	uint64_t blocks;     /**< times it answered ERESTART */
	uint64_t nobufs;     /**< refused: no credit */
	uint64_t fallback;   /**< served by the fallback driver */
	uint64_t linearised; /**< copied into one piece for the engine */
	uint64_t wrong_done; /**< completions of requests that were not in a driver */
	uint64_t late;       /**< times its service core did not come for 10 ms, with requests queued */
	uint64_t kops;       /**< key operations handed to the driver and taken */
	uint64_t kerrors;    /**< of these: called back with krp_status other than 0 */
	uint64_t kblocks;    /**< times it answered ERESTART to a key operation */
};

/** The driver of a name. Any thread. @return driver id, or -1. Addition. */
int32_t crypto_find_driver(const char *name);

/**
 * Walk the drivers: the first with an id of at least @p from. Any thread.
 * @return its id, or -1: no more. Addition.
 */
int32_t crypto_next_driver(int32_t from);

/** @return 0 and *info is filled; ENODEV. Any thread. Addition. */
int crypto_driver_info(int32_t driverid, struct crypto_driver_info *info);

/** @return 0 and *stats is filled; ENODEV. Any thread. Addition. */
int crypto_driver_stats(int32_t driverid, struct crypto_driver_stats *stats);

/**
 * Does a driver offer an algorithm? Any thread. Addition.
 * @param why  if not NULL: receives a text that lives for ever, "" if it does
 * @return 0; ENOENT it does not, or its self-test withdrew it; ENODEV; EINVAL.
 */
int crypto_driver_alg(int32_t driverid, int alg, const char **why);

/** The driver of a session. Any thread. @return its id, or -1: no such session. Addition. */
int32_t crypto_session_driver(uint64_t sid);

/**
 * Have sessions move to a driver, where it is the best for them now: after it came back.
 * Else only a departure moves sessions. Control path. Addition.
 * @return 0; ENODEV there is no such driver; ENOMEM some could not move.
 */
int crypto_rebalance(int32_t driverid);

/**
 * Have a driver run by a DPDK service core (rte_service(3)), or no longer. The driver gets
 * a service "crypto_NAME"; the application maps a core to it, any time before or after:
 *
 *      crypto_driver_service(id, 1);
 *      rte_service_get_by_name("crypto_openssl", &service);
 *      rte_service_lcore_add(lcore);
 *      rte_service_map_lcore_set(service, lcore, 1);
 *      rte_service_lcore_start(lcore);
 *
 * While a core runs the service, requests go to it by the request ring, and its lcores only
 * queue and call back; order, credits, callbacks on the dispatching lcore are as ever. Else,
 * also when the core is unmapped or stopped under load, each lcore runs the driver itself
 * again, with its next crypto_poll(). A core that is mapped and does not come for 10 ms while
 * requests are queued is logged and counted (crypto_driver_stats.late): the requests wait.
 *
 * The driver's key operations are the core's, too; else a thread of the library has them.
 *
 * The service ends with the driver, but its name and its mapping stay for one that comes back.
 * Control path; takes effect on each lcore in its crypto_poll(). Addition.
 * @param on  0: lcores run the driver, the default; no core is in it when this returns
 * @return 0; ENODEV there is no such driver; EINVAL its name has more than 24 bytes;
 *   ENOMEM DPDK has no room for another service.
 */
int crypto_driver_service(int32_t driverid, int on);

/** @name The algorithm table. Any thread. Additions.
 * @{ */
/** Name of an algorithm, "AES-CBC"; "?" for an unknown one. */
const char *crypto_alg_name(int alg);
/** Bytes of a MAC algorithm's whole digest, 0 for others. */
int crypto_alg_digest(int alg);
/** Bytes of an algorithm's default IV, 0 if it has none. */
int crypto_alg_ivlen(int alg);
/** Bytes that crd_len is a multiple of; 1 where any length will do. */
int crypto_alg_block(int alg);
/** @} */

/* ------------------------------------------------------------ key operations */

/** @name Key operations: krp_op.
 * Inputs, then outputs, in the order of krp_param. "secret" is never cached, its use takes
 * the same time whatever its value, and copies of it are wiped before the callback. @{ */
/**
 * base, exponent, modulus -> result: base ^ exponent mod modulus. An exponent of at most 64
 * bits (crp_nbits) is public, any other is secret and needs an odd modulus. The base may be
 * larger than the modulus; exponent 0 gives 1, modulus 1 gives 0, modulus 0 is EINVAL.
 */
#define CRK_MOD_EXP 0
/**
 * p, q, message, dmp1, dmq1, iqmp -> result: message ^ d mod p * q by the Chinese remainder
 * theorem (RFC 8017 section 5.1.2, dP, dQ and qInv there), all but the message secret. p and q
 * are odd and above 1.
 */
#define CRK_MOD_EXP_CRT 1
/**
 * digest, p, q, g, private -> r, s: FIPS 186-4 section 4.6; private is secret. The digest is no
 * number but the hash's bytes as they come, of which the leftmost count, as many as q has bits.
 * q has 160 to 512 bits; 0 < private < q < p; 1 < g < p. k is made anew for each.
 */
#define CRK_DSA_SIGN 2
/** digest, p, q, g, public, r, s -> krp_status: FIPS 186-4 section 4.7; EBADMSG = forged */
#define CRK_DSA_VERIFY 3
/**
 * private, peer's public, p -> shared key: public ^ private mod p; private is secret, of any
 * length. p is odd; 1 < public < p - 1 (RFC 2631 section 2.1.5), else EINVAL.
 */
#define CRK_DH_COMPUTE_KEY 4
#define CRK_ALGORITM_MIN 0 /* (sic) */
#define CRK_ALGORITHM_MIN 0
#define CRK_ALGORITHM_MAX 4
#define CRF_MOD_EXP (1 << CRK_MOD_EXP)
#define CRF_MOD_EXP_CRT (1 << CRK_MOD_EXP_CRT)
#define CRF_DSA_SIGN (1 << CRK_DSA_SIGN)
#define CRF_DSA_VERIFY (1 << CRK_DSA_VERIFY)
#define CRF_DH_COMPUTE_KEY (1 << CRK_DH_COMPUTE_KEY)
#define CRK_MAXPARAM 8
#define CRK_MAXBITS 65536  /**< longest parameter, bits; a driver may take less */
#define CRK_MAXPENDING 256 /**< addition: key operations that an lcore can have out */
/** @} */

/**
 * A number: little-endian magnitude of (crp_nbits + 7) / 8 bytes. 0 bits is the number 0, and
 * crp_p is not looked at. Of a result crp_nbits tells the room, which must be enough for
 * every value that the operation can have (the modulus's bytes, of a signature q's); the
 * bytes above the result are zero.
 */
struct crparam {
	caddr_t crp_p;
	u_int crp_nbits;
};

/**
 * A key operation: inputs first in krp_param, then outputs. The memory is the consumer's, zeroed
 * before its first use; between dispatch and callback it, and what the parameters point to,
 * belong to the framework. After the callback it may be dispatched again as it is.
 */
struct cryptkop {
	TAILQ_ENTRY(cryptkop) krp_next; /**< the framework's while it has it, else free to use */
	u_int krp_op;        /**< CRK_* */
	u_int krp_status;    /**< result: 0 or an errno, see crypto_kdispatch() */
	u_short krp_iparams; /**< number of inputs */
	u_short krp_oparams; /**< number of outputs */
	uint32_t krp_hid;    /**< filled by the library: the driver */
	struct crparam krp_param[CRK_MAXPARAM];
	int (*krp_callback)(struct cryptkop *krp); /**< called once; its value is ignored */
	caddr_t krp_opaque;  /**< addition: the consumer's; passed through untouched */
	uint32_t krp_state;  /**< the library's; 0 before the first dispatch */
	uint16_t krp_lcore;  /**< the library's */
	uint16_t krp_reason; /**< addition: result: why krp_status is not 0, crypto_strreason() */
};

/**
 * Hand over a key operation. Lcore; never blocks. The work is done on another thread (the
 * library's own, or a service core), and the callback comes exactly once, on this lcore, in
 * crypto_poll(). Of the drivers that have the operation one that is hardware is taken before
 * software, then the higher rank, then the one with less to do.
 *
 * Key operations stand for themselves: a driver gets those of an lcore in the order of their
 * dispatch, and they are called back in the order in which they are done.
 *
 * krp_status in the callback, with krp_reason beside it:
 *  - 0        done
 *  - EBADMSG  CRK_DSA_VERIFY: the signature does not verify
 *  - EINVAL   krp_op, a count, a length or a value makes no sense; nothing was written
 *  - ENODEV   no driver has the operation, or the last that had it has left
 *  - ENOMEM   CRK_MAXPENDING of this lcore are out, or the driver had no memory
 *  - EIO      the device or engine failed; results are undefined
 *
 * A driver that leaves carries out what it has taken; what still waits goes to another one.
 *
 * @return 0, the callback will come; EINVAL: @p krp or its callback is NULL, it is in flight
 *   already, or the thread is no lcore: no callback will come.
 */
int crypto_kdispatch(struct cryptkop *krp);

/**
 * Which key operations there are, as CRF_* bits: each has a driver that passed its self-test.
 * Control path: self-tests that have not run yet run now.
 * @return 0; EINVAL @p featp is NULL.
 */
int crypto_getfeat(int *featp);

/**
 * Does a driver offer a key operation? Control path, as crypto_getfeat(). Addition.
 * @param why  if not NULL: receives a text that lives for ever, "" if it does
 * @return 0; ENOENT it does not, or its self-test withdrew it; ENODEV; EINVAL unknown operation.
 */
int crypto_driver_keyop(int32_t driverid, int kalg, const char **why);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif /* _OPENCRYPTO_CRYPTODEV_H_ */
