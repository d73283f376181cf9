/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _OCF_PRIVATE_H_
#define _OCF_PRIVATE_H_

/*
 * What the library's own files share. Nouns:
 *
 *   driver    functions and algorithms, one per driver id
 *   session   algorithms and keys at a driver, one per slot of the table
 *   lcore     a thread that dispatches: its channels and lists
 *   channel   driver x lcore: request ring, return ring, credits
 *   context   what a driver's data path functions run on, and who runs them: a channel's
 *             own, or one that several channels share
 *   kqueue    the key operations of one driver id
 *
 * Each shared field says who writes (w) and who reads (r) it: "control" is whoever
 * holds the control mutex, "lcore" the channel's or structure's own lcore, "runner" who
 * runs a context, "any" all threads. Fields without a mark are constant once the structure is published.
 */

#include <assert.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <rte_branch_prediction.h>
#include <rte_common.h>
#include <rte_lcore.h>
#include <rte_log.h>
#include <rte_mempool.h>
#include <rte_ring.h>

#include <opencrypto/cryptodev.h>
#include <opencrypto/driver.h>

#define CRYPTO_MAX_DRIVERS 64
#define CRYPTO_MAX_ALGS 66         /* 1..42, 0x100..0x101, dense: see crypto_alg_index() */
#define CRYPTO_MAX_BURST 64        /* requests handed to a driver in one call */
#define CRYPTO_DEFAULT_CREDITS 1024
#define CRYPTO_DEFAULT_REQUESTS 16384
#define CRYPTO_MAX_SESSIONS (1u << 22)
#define CRYPTO_MIN_FREE_SLOTS 1024 /* slots rest at least this long before reuse */
#define CRYPTO_SYNC_DEPTH 4        /* CBIFSYNC is honoured to this depth of nesting */

/*
 * A word that one thread alone writes and others may look at any time. It is not locked, and
 * a plain move on every machine; the writer itself reads it as any other.
 */
#define CRYPTO_SHOW(word, value) __atomic_store_n(&(word), value, __ATOMIC_RELAXED)
#define CRYPTO_COUNT(word, n) CRYPTO_SHOW(word, (word) + (n))

/* ------------------------------------------------------------ algorithm.c */

enum crypto_kind {
	CRYPTO_KIND_NONE = 0,
	CRYPTO_KIND_CIPHER,      /* block or stream cipher */
	CRYPTO_KIND_MAC,         /* keyed or plain digest */
	CRYPTO_KIND_AEAD_CIPHER, /* cipher half of an AEAD */
	CRYPTO_KIND_AEAD_AUTH,   /* auth half of an AEAD */
	CRYPTO_KIND_COMP,
};

#define CRYPTO_ALG_RANDOM_IV 0x01  /* the library makes an IV when none is given */
#define CRYPTO_ALG_KEYLESS 0x02    /* plain digests, NULL, compression */
#define CRYPTO_ALG_ANY_KEY 0x04    /* any length of whole bytes (HMAC) */
#define CRYPTO_ALG_NO_VERIFY 0x08  /* nothing to verify (NULL-HMAC) */
#define CRYPTO_ALG_IV_MAC 0x10     /* a MAC that takes an explicit IV (GMAC) */
#define CRYPTO_ALG_XTS 0x20        /* two different key halves, length limits */
#define CRYPTO_ALG_ESN 0x40        /* crd_esn may follow the data */
#define CRYPTO_ALG_KEYSTREAM 0x80  /* no IV: every request needs its own key (ARC4) */

/* One row of the one table: what the library itself must know of an algorithm. */
struct crypto_alg {
	int id;
	const char *name;
	enum crypto_kind kind;
	uint8_t flags;        /* CRYPTO_ALG_* above */
	uint8_t block;        /* crd_len is a multiple of it */
	uint16_t ivlen;       /* default, bytes; 0 = none */
	uint16_t ivmin, ivmax; /* what cri_ivlen may ask for */
	uint8_t digest;       /* MAC: bytes */
	uint16_t keymin, keymax, keystep; /* bits */
	uint16_t mlens;       /* AEAD: bit n set: a tag of n bytes is allowed (16 in bit 0) */
	int pair[3];          /* AEAD: ids of the other half */
};

/* The row, or NULL. */
const struct crypto_alg *crypto_alg_find(int id);
/* Dense index below CRYPTO_MAX_ALGS of a known id; -1. */
int crypto_alg_index(int id);
/* Is a key of nbits one of the algorithm? */
bool crypto_alg_key_ok(const struct crypto_alg *alg, int nbits);
/* "128, 192, 256", for messages. */
const char *crypto_alg_keys_text(const struct crypto_alg *alg, char *buf, size_t len);
/* Is mlen (0 = whole) a digest length of the algorithm? */
bool crypto_alg_mlen_ok(const struct crypto_alg *alg, int mlen);

/* -------------------------------------------------------------- driver.c */

struct crypto_alg_entry {
	atomic_bool offered; /* w any, r control: registered, and the self-test passed */
	bool withdrawn;    /* w control: the self-test failed */
	bool tested;       /* w control */
	uint16_t maxoplen;
	uint32_t flags;    /* CRYPTO_ALG_FLAG_* */
	uint32_t sessions; /* w, r control: how many live ones use it */
};

/* A departure, step by step; see migrate.c. */
enum crypto_stage {
	CRYPTO_STAGE_THERE = 0,
	CRYPTO_STAGE_MOVE,  /* no lcore hands over any more: sessions move */
	CRYPTO_STAGE_DRAIN, /* what is in the driver comes back */
	CRYPTO_STAGE_CLOSE, /* sessions and contexts are closed */
	CRYPTO_STAGE_GONE,  /* lcores call back what they still have */
};

struct crypto_driver {
	int32_t id;
	uint8_t caps;
	atomic_bool ready; /* w control, r any: it has registered something */
	bool latched; /* w, r control: crypto_register()'s functions are there, channels exist */
	bool simple; /* it has newsession, not session_init: sees its own 32-bit ids */
	bool odd_value; /* w any: it is in the log that process() answered what it may not */
	char name[32];
	struct crypto_driver_ops ops; /* missing ones are stubs; zeroed for simple drivers */
	crypto_newsession_t newsession;
	crypto_freesession_t freesession;
	crypto_process_t process;
	void *arg;
	const struct crypto_driver *under; /* w, r control: it stands on this one; NULL */
	struct crypto_alg_entry algs[CRYPTO_MAX_ALGS];
	struct crypto_channel *control; /* the control path's own: self-tests */
	uint64_t sessions;              /* w, r control */
	/* departure, see migrate.c */
	uint8_t stage;          /* enum crypto_stage; w, r control */
	uint32_t waited;        /* w, r control: steps in this stage */
	uint64_t born;          /* epoch: lcores that saw none as new never saw its channels */
	uint64_t ended;         /* w, r control: epoch in which its channels were taken away */
	struct crypto_channel *channels; /* w, r control: taken away, not yet freed */
	struct crypto_context *contexts; /* w control, r service: of its lcores' channels */
	atomic_bool withdrawing; /* w any, r control: algorithms were unregistered */
	uint64_t wrong_done;            /* w any (atomic) */

	/* one line that lcores read at each call */
	alignas(RTE_CACHE_LINE_SIZE) atomic_uint unblocks; /* w any: raised by crypto_unblock */
	atomic_uint shut; /* w any: CRYPTO_SHUT_*; not 0: no lcore hands over straight away */
	_Atomic(struct crypto_service *) service; /* w control, r any: the one that it has, or had */

	/* w service core (late: control), r control */
	alignas(RTE_CACHE_LINE_SIZE) struct crypto_driver_stats served;
};

#define CRYPTO_SHUT_LEAVING 0x1u /* no request goes in any more */
#define CRYPTO_SHUT_SERVED 0x2u  /* a service core runs it */
#define CRYPTO_SHUT_SHARED 0x4u  /* for good: lcores share contexts, and must look whether theirs is */

static inline bool
crypto_driver_leaving(const struct crypto_driver *drv)
{
	return unlikely(atomic_load_explicit(&drv->shut, memory_order_relaxed) &
			CRYPTO_SHUT_LEAVING);
}

/* w control, r any; NULL = free */
extern struct crypto_driver *crypto_drivers[CRYPTO_MAX_DRIVERS];

struct crypto_driver *crypto_driver_get(uint32_t driverid);
/* A function of the driver answered what it may not: one line in the log. */
void crypto_driver_odd_value(struct crypto_driver *drv, const char *function, int value);
/* Is it there, and does it not leave? */
bool crypto_driver_there(uint32_t driverid);
/* Sum of a driver's counters. Control. */
void crypto_driver_sum(const struct crypto_driver *drv, struct crypto_driver_stats *sum);
void crypto_driver_fini_all(void);
/* Out of the table; its channels are empty. Control. */
void crypto_driver_free(struct crypto_driver *drv);
/* process_burst of drivers that have crypto_register()'s process; its context is ours. */
unsigned int crypto_process_simple(void *context, struct cryptop **crps, unsigned int n);
/* The same of those that have process_burst, but session numbers of their own. */
unsigned int crypto_process_own_ids(void *context, struct cryptop **crps, unsigned int n);
/*
 * While a simple driver has a request, crp_sid shows the driver's own number. The true
 * identifier is kept in crp_next, which is the framework's and otherwise not used then.
 */
static inline void
crypto_sid_keep(struct cryptop *crp)
{
	crp->crp_next.tqe_next = (struct cryptop *)(uintptr_t)crp->crp_sid;
}

static inline uint64_t
crypto_sid_kept(const struct cryptop *crp)
{
	return (uintptr_t)crp->crp_next.tqe_next;
}

/* -------------------------------------------------------------- session.c */

/* What validation needs of one position of a session; 16 bytes. */
struct crypto_pos {
	uint16_t alg;
	uint8_t kind;   /* enum crypto_kind */
	uint8_t flags;  /* CRYPTO_ALG_* */
	uint16_t ivlen; /* bytes */
	uint8_t mlen;   /* bytes written or compared */
	uint8_t mask;   /* block - 1 */
	uint8_t pair;   /* AEAD: position of the other half */
	uint8_t keyed;  /* a session key is there (or none is needed) */
	uint16_t pad[3];
};

/* Four 32-bit numbers: skip, len, inject, flags of a descriptor. */
typedef uint32_t crypto_vec4 __attribute__((vector_size(16), may_alias));

/* What the quick check compares a descriptor with; see validate_quick.h. */
struct crypto_quick {
	crypto_vec4 forbid; /* bits that none of the four may have */
	uint32_t alg;
	uint32_t room;      /* bytes that must fit at inject: IV or digest */
	uint32_t iv;        /* what ENCRYPT and IV_EXPLICIT may not be together */
	uint32_t pad;
};

struct crypto_session {
	/* data path, read only */
	void *area; /* the driver's; w control when it closes the session there, r lcores */
	struct crypto_driver *drv;    /* &crypto_nobody: no driver can host it any more */
	uint64_t sid;                 /* of this self; a move makes a new one */
	uint64_t born;                /* epoch */
	struct crypto_driver *fb_drv; /* fallback, or NULL */
	void *fb_area;
	uint8_t npos;
	uint8_t quick; /* how many positions the quick check looks at: 1, 2; 0 = not for it */
	uint8_t has_aead;
	uint8_t named; /* on a named driver: never moves */
	uint8_t moved_here; /* it had another driver before: order needs a look */
	uint16_t drvid; /* drv->id, for one load less on the way to the channel */
	uint32_t own;  /* simple drivers: their own session number */
	struct crypto_quick q[2];
	struct crypto_pos pos[CRYPTO_MAX_DESC];

	/* control path */
	uint64_t ended;             /* epoch */
	uint64_t former;            /* bit set of the driver ids that it had before */
	_Atomic uint64_t moved_at;  /* epoch of the last move: requests of it or newer are here */
	bool moved;                 /* it is a former self: the slot is another's */
	bool closed;                /* at its driver */
	size_t area_size, fb_size;
	int hard;
	uint32_t slot;
	struct crypto_session *next_dead; /* list of sessions that wait for reclaim */
	void *keymem;
	size_t keylen;
	struct cryptoini ini[]; /* npos copies; keys in keymem */
} __rte_cache_aligned;

/* Precedes every area, so that a request leads to the session that it was accepted for. */
struct crypto_area_head {
	const struct crypto_session *ses;
} __rte_cache_aligned;

/* One slot of the table; 16 bytes. w control, r lcores. */
struct crypto_slot {
	_Atomic uint64_t sid;                /* current identifier, 0 = free */
	struct crypto_session *_Atomic ses; /* belongs to sid if its own sid says so */
};
extern struct crypto_slot *crypto_slots;

#define CRYPTO_SID_LOW(sid) ((uint32_t)(sid))
#define CRYPTO_SID_SLOT(sid) (((uint32_t)(sid) >> 10) & (CRYPTO_MAX_SESSIONS - 1))
#define CRYPTO_SID_DRIVER(sid) ((uint32_t)((sid) >> 32) & 0xfff)
#define CRYPTO_SID_GENHIGH(sid) ((uint32_t)((sid) >> 44) & 0xfff)
/* what stays the same over a session's moves: slot and generation */
#define CRYPTO_SID_SAME(a, b) ((((a) ^ (b)) & 0x00fff000ffffffffULL) == 0)

/* The host of sessions that no driver can take: has no channel. */
extern struct crypto_driver crypto_nobody;

/* A new self of a session at the driver that is best now. 0 and *out; EINVAL, ENOMEM. Control. */
int crypto_session_remake(const struct crypto_session *ses, struct crypto_session **out);
/* A new self that is at no driver; NULL. Control. */
struct crypto_session *crypto_session_strand(const struct crypto_session *ses);
/* Close at the driver, once; wipe and free. Control. */
void crypto_session_close(struct crypto_session *ses);
void crypto_session_destroy(struct crypto_session *ses);

/* ----------------------------------------------------------------- slot.c */

int crypto_slot_init(unsigned int max);
void crypto_slot_fini(void);
/* How many slots were ever used. */
unsigned int crypto_slot_used(void);
/* A new session gets a slot and becomes visible. 0 or ENOMEM. Control. */
int crypto_slot_publish(struct crypto_session *ses);
/* `next` takes the place of `ses`, which ends. false: it was freed meanwhile. Control. */
bool crypto_slot_replace(struct crypto_session *ses, struct crypto_session *next);
/* Close at their driver those that ended, are not reclaimed, and belong to drv. Control. */
void crypto_slot_close_ended(const struct crypto_driver *drv);
/* Keep up with whoever creates and frees in a loop. */
void crypto_slot_reclaim_some(void);
/* Wipe and free what no lcore can see any more. @return are there others? Takes the mutex. */
bool crypto_session_reclaim(void);

/* The session of a request that is in a driver; NULL in a self-test. */
const struct crypto_session *crypto_request_session(const struct cryptop *crp);
/* Open and close at one driver, without slot; ses->ini.. need not be set. Control. */
int crypto_session_open_on(struct crypto_driver *drv, const struct cryptoini *cri,
			   struct crypto_session *ses);
void crypto_session_close_on(struct crypto_driver *drv, struct crypto_session *ses);

/* -------------------------------------------------------------- fallback.c */

/*
 * A session on another driver for what the first one's engine cannot do, if an algorithm's
 * row says that there is such a thing. ENOMEM; no driver to fall back on is no error.
 */
int crypto_fallback_open(struct crypto_session *ses);
void crypto_fallback_close(struct crypto_session *ses);

/* Close the fallback that a session has on a driver that leaves. Control. */
void crypto_fallback_drop(struct crypto_session *ses, const struct crypto_driver *drv);

/* -------------------------------------------------------------- migrate.c */

/* One step of every departure that is under way. @return is one? Control thread. */
bool crypto_migrate_step(void);

/* --------------------------------------------------------------- select.c */

/* Candidates for a session, best first. @return how many. Control mutex held. */
unsigned int crypto_select(const struct cryptoini *cri, int hard, int32_t only,
			   struct crypto_driver *out[CRYPTO_MAX_DRIVERS]);

/* ----------------------------------------------------------------- lcore.c */

/*
 * Return ring: the requests accepted on this lcore for one driver, in dispatch order. A
 * request is called back when it is the head and its state says done, so completions need
 * no copy and may come from any thread and in any order. Its size is the number of
 * credits. Producer and consumer are the lcore; drivers only write requests' state words.
 * An entry is the request's address with the phase (see below) in bit 0 and in bit 1
 * whether it waits for another channel; 0 = called back out of order (CBIMM).
 */
#define CRYPTO_ENTRY_PHASE ((uintptr_t)1)
#define CRYPTO_ENTRY_BEHIND ((uintptr_t)2)
#define CRYPTO_ENTRY_REQUEST(entry) ((struct cryptop *)((entry) & ~(uintptr_t)3))

struct crypto_retring {
	uint32_t head, tail; /* free running; w lcore, r control */
	uint32_t mask, credits;
	uintptr_t *slot; /* w lcore, r control */
};

/* Who may call a context's functions, and take from the rings of its channels. */
enum crypto_owner {
	CRYPTO_OWNER_LCORE = 0, /* the channel's lcore, without asking */
	CRYPTO_OWNER_NONE,      /* whoever comes: a service core, an lcore that polls */
	CRYPTO_OWNER_BUSY,      /* one has come */
	CRYPTO_OWNER_CONTROL,   /* the control thread, for a moment; rings are left alone */
	CRYPTO_OWNER_CLOSED,    /* nobody any more; a channel's ring is its lcore's */
};

struct crypto_context {
	/* constant */
	struct crypto_driver *drv;
	void *pctx; /* process_burst's: ctx, or for our stubs the context */
	unsigned int (*process_burst)(void *ctx, struct cryptop **crps, unsigned int n);
	void (*flush)(void *ctx);
	void (*poll)(void *ctx);
	void *ctx; /* the driver's: from attach, or its arg */

	/* w, r runner */
	unsigned int unblocks_seen; /* value before the process() call that answered ERESTART */
	uint32_t polls;             /* r control, too: calls of poll */
	bool blocked;
	bool inside;                /* r control, too: a driver function runs */
	uint8_t owner;              /* enum crypto_owner; w, r as it says */
	bool polls_driver;          /* constant: the driver has poll or flush */
	bool shared;                /* constant: of several channels; never an lcore's own */

	alignas(RTE_CACHE_LINE_SIZE) struct crypto_channel *channels; /* w control, r runner */
	struct crypto_context *next; /* constant: of the driver's */
	uint32_t polls_seen;         /* w, r control */
	void *attached;              /* w, r control: ctx to detach, NULL = none */
} __rte_cache_aligned;

/* Instead of a number of queued requests: another runs the context, and takes from the ring. */
#define CRYPTO_AWAY UINT32_MAX

struct crypto_channel {
	struct crypto_driver *drv;  /* constant */
	struct rte_ring *ring;      /* request ring: BATCH, blocked, or older ones waiting */
	struct crypto_retring ret;
	struct crypto_channel *next_active; /* w, r lcore */

	/* w, r lcore */
	uint32_t queued;            /* requests in the ring; CRYPTO_AWAY */
	uint32_t early;             /* requests in flight that want CBIMM or CBIFSYNC */
	uint32_t poll_end;          /* crypto_poll: tail when it was entered */
	bool active;                /* r control, too: on the lcore's list */
	bool dirty;                 /* something was handed over since the last flush */
	bool flushes;               /* constant: the driver has flush */
	uint8_t away_polls;         /* calls of crypto_poll that found the context away */

	struct crypto_context own;  /* the lcore runs this one, unless it is away */
	struct crypto_context *context; /* w control, r any: own, or the one that it shares */
	struct crypto_channel *next_shared; /* constant: of the context's */
	struct crypto_channel *next_gone; /* w, r control: taken away from its lcore */
	size_t size;                /* of this mapping */

	/* w lcore, r any */
	alignas(RTE_CACHE_LINE_SIZE) struct crypto_driver_stats stats;
} __rte_cache_aligned;

static_assert(offsetof(struct crypto_channel, own) == RTE_CACHE_LINE_SIZE &&
	      offsetof(struct crypto_context, channels) == RTE_CACHE_LINE_SIZE,
	      "dispatch touches one line of each");

TAILQ_HEAD(crypto_reqlist, cryptop);
TAILQ_HEAD(crypto_koplist, cryptkop);

/*
 * Reclaim by epochs (RCU of a kind). freesession raises the global epoch. An lcore that
 * has requests in flight publishes the epoch of its oldest and of its newest one; a
 * session that ended at epoch e may be reclaimed when every lcore's oldest is at least e,
 * or its newest is older than the session. Requests are counted in two phases; the phase
 * that is not current only drains, and when it is empty the phases swap.
 */
struct crypto_lcore {
	/* what is rarely written: a page's start is where the channels have their hot lines */
	uint64_t reasons[CRYPTO_R_MAX]; /* w lcore, r any */

	/* w lcore, r control; UINT64_MAX = nothing in flight */
	alignas(RTE_CACHE_LINE_SIZE) _Atomic uint64_t oldest;
	_Atomic uint64_t newest;

	/*
	 * w, r lcore. All are mapped on pages of their own, and a load is held up by a store to
	 * the same place of another page.
	 */
	alignas(RTE_CACHE_LINE_SIZE) unsigned int id;
	uint8_t depth;        /* callbacks that run now, one inside the other */
	uint8_t phase;        /* the current one, 0 or 1 */
	uint32_t inflight[2]; /* requests in return rings, by phase */
	uint32_t nrefused;
	uint32_t nkeyops;     /* key operations out, those in krefused too */
	uint64_t phase_epoch[2];
	uint64_t oldest_copy, newest_copy; /* of what is published */
	struct crypto_channel *active;     /* channels with requests in flight */
	struct crypto_channel *chan[CRYPTO_MAX_DRIVERS + 1]; /* w control, r lcore; the last: NULL */
	struct crypto_reqlist refused;     /* errors that wait for crypto_poll */
	struct crypto_koplist krefused;    /* errors that no driver saw */
	uint32_t nkrefused;

	/* key operations that are done, the last one first; w any adds, w lcore takes all */
	alignas(RTE_CACHE_LINE_SIZE) struct cryptkop *_Atomic kdone;
} __rte_cache_aligned;

extern struct crypto_lcore *crypto_lcores[RTE_MAX_LCORE];
extern alignas(RTE_CACHE_LINE_SIZE) _Atomic uint64_t crypto_epoch;

/* This thread's lcore, or NULL. */
static inline struct crypto_lcore *
crypto_lcore_self(void)
{
	unsigned int id = rte_lcore_id();

	return likely(id < RTE_MAX_LCORE) ? crypto_lcores[id] : NULL;
}

/* Its channel of a driver, or NULL; of a driver that the session has left, of its successor. */
static inline struct crypto_channel *
crypto_lcore_channel(const struct crypto_lcore *lc, unsigned int driverid)
{
	return __atomic_load_n(&lc->chan[driverid], __ATOMIC_ACQUIRE);
}

int crypto_lcore_init(void);
void crypto_lcore_fini(void);
/* Channels of a new driver for all lcores and the control path; 0 or errno. */
int crypto_lcore_attach_driver(struct crypto_driver *drv);
/* Take a driver's channels from the lcores; free them once no lcore can have them. */
void crypto_lcore_unpublish(struct crypto_driver *drv);
void crypto_lcore_free_channels(struct crypto_driver *drv);
void crypto_stats_add(struct crypto_driver_stats *sum, const struct crypto_driver_stats *add);
/* Requests out on any lcore; of one driver. */
uint64_t crypto_lcore_pending_all(void);
uint64_t crypto_lcore_pending_driver(const struct crypto_driver *drv);
/* Can no lcore see a session of these epochs any more? If not, *blame is an lcore. */
bool crypto_lcore_quiescent(uint64_t born, uint64_t ended, unsigned int *blame);

static inline uint32_t
crypto_lcore_pending(const struct crypto_lcore *lc)
{
	return lc->inflight[0] + lc->inflight[1] + lc->nrefused + lc->nkeyops;
}

/* Publish which epoch requests accepted from now on belong to; before any slot is read. */
void crypto_epoch_publish(struct crypto_lcore *lc, uint64_t epoch);
/* After callbacks: let go of epochs that nothing in flight belongs to. */
void crypto_epoch_leave(struct crypto_lcore *lc);
/*
 * Let a request that is accepted now count with the oldest in flight, older than any move.
 * @return its phase.
 */
uint8_t crypto_epoch_hold(struct crypto_lcore *lc);
/* Has it nothing to do: a busy lcore, all of whose requests are of one epoch? */
static inline bool
crypto_epoch_stays(const struct crypto_lcore *lc)
{
	return lc->oldest_copy == lc->newest_copy && lc->active != NULL;
}

/* Detach the driver's contexts; the channels stay until their requests are called back. */
void crypto_lcore_detach_contexts(struct crypto_driver *drv);
/* Has no lcore anything of a driver's channels any more? Then they can be freed. */
bool crypto_lcore_channels_empty(const struct crypto_driver *drv);

/* ---------------------------------------------- request.c dispatch.c complete.c */

int crypto_request_init(unsigned int requests);
void crypto_request_fini(void);

/*
 * Is the request sound for this session? Sets crp_map and crp_data.
 * @return 0, or the reason (etype EINVAL).
 */
enum crypto_reason crypto_validate(const struct crypto_session *ses, struct cryptop *crp);
/* Fill what the quick check needs, once the positions are known. */
void crypto_validate_prepare(struct crypto_session *ses);

/* Callbacks of a channel that do not wait for crypto_poll (CBIMM, CBIFSYNC). */
void crypto_run_early(struct crypto_lcore *lc, struct crypto_channel *ch);

/*
 * A request with CRYPTO_ENTRY_BEHIND is called back after older ones of its session, which
 * are in the channel of a driver that the session has left: until that one's return ring has
 * come as far as it was filled. The channel's number and the place are in crp_next.
 */
static inline void
crypto_request_put_behind(struct cryptop *crp, const struct crypto_channel *former)
{
	crp->crp_next.tqe_prev = (struct cryptop **)((uintptr_t)former->drv->id << 32 |
						     former->ret.tail);
}

static inline bool
crypto_request_behind(const struct crypto_lcore *lc, const struct cryptop *crp)
{
	uintptr_t place = (uintptr_t)crp->crp_next.tqe_prev;
	const struct crypto_channel *former = crypto_lcore_channel(lc, (unsigned int)(place >> 32));

	/* NULL: it was empty, and the driver is gone */
	return former != NULL && (int32_t)(former->ret.head - (uint32_t)place) < 0;
}

/* A request that no driver sees: its callback comes with this error from crypto_poll. */
void crypto_request_refuse(struct crypto_lcore *lc, struct cryptop *crp, int etype,
			   enum crypto_reason reason);

/* ----------------------- keyop.c keyop_serve.c keyop_test.c; their own: keyop.h */

/*
 * Serve a driver's key operations: hand over one at most, after what is due before it
 * (self-tests, kpoll; when the driver leaves, all that waits goes to others). It never waits: on
 * any thread but an lcore, and if another thread serves the driver at this moment, it does nothing.
 * @return how much was done; 0 = nothing to do now.
 */
int crypto_keyop_serve(const struct crypto_driver *drv);
/*
 * A service core serves the driver from now on, or the library's thread again. Without it
 * work goes on in either case: two that serve take turns.
 */
void crypto_keyop_give(const struct crypto_driver *drv, bool given);

/* The thread that serves those that no service core does. */
int crypto_keyop_start(void);
void crypto_keyop_wake(void);
void crypto_keyop_stop(void);
/* Callbacks of what is done. @return how many. Lcore. */
unsigned int crypto_keyop_poll(struct crypto_lcore *lc);
void crypto_keyop_unblock(uint32_t driverid);
void crypto_keyop_sum(const struct crypto_driver *drv, struct crypto_driver_stats *sum);

/* Steps of a departure; false: not yet. Control. */
bool crypto_keyop_close(const struct crypto_driver *drv); /* no operation comes any more */
bool crypto_keyop_leave(const struct crypto_driver *drv); /* none waits, none is in the driver */
bool crypto_keyop_forget(const struct crypto_driver *drv); /* its functions are not called */

void crypto_keyop_free(const struct crypto_driver *drv); /* it is gone, or the framework ends */

/* ------------------------------------------------------------- selftest.c */

/* Test all untested algorithms of a driver; a wrong answer withdraws one. Control. */
void crypto_selftest(struct crypto_driver *drv);

/* --------------------------------------------------------------- random.c */

/* n bytes for IVs, on this lcore. @return false: the system gave no entropy. */
bool crypto_random(void *dst, size_t n);
/* Wipe this process's generators. */
void crypto_random_fini(void);

/* --------------------------------------------------------------- memory.c */

/* Zeroed, lazily committed memory of our own, outside of core dumps; NULL. */
void *crypto_region_map(size_t size, int socket);
void crypto_region_unmap(void *p, size_t size);
/*
 * Session memory: 64-byte aligned, zeroed, from regions of the caller's node. Control
 * mutex held. Free wipes.
 */
void *crypto_smem_alloc(size_t size);
void crypto_smem_free(void *p, size_t size);
void crypto_smem_fini(void);

/* ---------------------------------------------------- init.c plugin.c reason.c */

extern pthread_mutex_t crypto_control_mutex;

struct crypto_global {
	bool running;         /* w control, r any */
	unsigned int credits; /* per channel */
	struct crypto_config cfg;
};
extern struct crypto_global crypto_global;

/* Leave a clause for crypto_strerr(); later clauses of one call are joined by "; ". */
void crypto_err_reset(void);
void crypto_err_add(const char *who, const char *fmt, ...) __rte_format_printf(2, 3);
/* Take the clause that crypto_refuse() left; "" if none. */
const char *crypto_refusal_take(void);

/* Start the configured drivers. 0 or errno with crypto_strerr() text. */
int crypto_plugin_start(const struct crypto_config *cfg);
void crypto_plugin_stop(void);

/* Drivers of this build, NULL at the end; generated by meson. */
extern const struct crypto_driver_desc *const crypto_static_drivers[];

/* Start and wake the control thread: reclaims. */
int crypto_control_start(void);
void crypto_control_wake(void);
void crypto_control_stop(void);

extern int crypto_logtype;
#define CRYPTO_LOG(level, ...)                                                                    \
	rte_log(RTE_LOG_##level, crypto_logtype,                                                  \
		RTE_FMT("OCF: " RTE_FMT_HEAD(__VA_ARGS__, ) "\n", RTE_FMT_TAIL(__VA_ARGS__, )))

#endif /* _OCF_PRIVATE_H_ */
