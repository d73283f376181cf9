/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _IPSEC_MB_H_
#define _IPSEC_MB_H_

/*
 * What the driver's files share. Nouns:
 *
 *   row      an algorithm as the engine knows it; constant
 *   session  expanded keys, and what of a request depends on the session alone
 *   class    requests that one engine call can take: same cipher, key length, direction,
 *            MAC and order, whatever their keys
 *   context  an lcore's managers and classes
 *   plan     which manager is quickest at what, measured once a process
 *
 * A burst: take() of its session puts each request into its class as an engine job; a
 * class runs when it is full, or at the burst's end. One-shot engines (GCM, GMAC,
 * ChaCha20-Poly1305) run inside take().
 */

#include <string.h>

#include <rte_prefetch.h>

#include <opencrypto/driver.h>

#include "engine.h"

#define IMB_BURST 64           /* jobs of a class */
#define IMB_ARENA (256u << 10) /* bytes of a context for what is copied into one piece */
#define IMB_CHUNK 16384u       /* of texts that are too long for one job */
#define IMB_MAX_MAC 64
#define IMB_ANY_LEN 0x7fffffffu /* crd_len is an int */

#define imb_likely(x) __builtin_expect(!!(x), 1)
#define imb_unlikely(x) __builtin_expect(!!(x), 0)
#define imb_inline static inline __attribute__((always_inline))
#define imb_noinline __attribute__((noinline))

/* ------------------------------------------------------------------- rows */

/* Engines that work on several buffers at once: which manager is best is measured. */
enum imb_lane {
	IMB_LANE_CBC128,
	IMB_LANE_CBC192,
	IMB_LANE_CBC256,
	IMB_LANE_SHA1,
	IMB_LANE_SHA224,
	IMB_LANE_SHA256,
	IMB_LANE_SHA384,
	IMB_LANE_SHA512,
	IMB_NLANES,
	IMB_NO_LANE = IMB_NLANES,
};

struct imb_cipher_row {
	IMB_CIPHER_MODE mode;
	IMB_CIPHER_DIRECTION dir;
	IMB_KEY_SIZE_BYTES key;
	enum imb_lane lane; /* IMB_NO_LANE: one buffer after the other, on the best manager */
	uint32_t max;       /* longest text, bytes */
};

/* Rows of crypto_imb_ciphers: 0 is no cipher; 128, 192, 256 bits in this order. */
enum { IMB_C_NONE, IMB_C_CBC_ENC = 1, IMB_C_CBC_DEC = 4, IMB_C_CTR = 7, IMB_NCIPHERS = 10 };
extern const struct imb_cipher_row crypto_imb_ciphers[IMB_NCIPHERS];

struct imb_mac_row {
	int alg;            /* CRYPTO_* */
	int klen;           /* bits, 0 = any */
	IMB_HASH_ALG hash;
	enum imb_lane lane; /* IMB_NO_LANE: jobs */
	uint8_t digest;     /* bytes */
	uint8_t shorter;    /* the other length that the engine can write, 0 = none */
	uint8_t block;      /* of a hash, bytes; 0 = no HMAC */
	uint16_t one_block; /* offsets in IMB_MGR of a hash's functions, 0 = none */
	uint16_t whole;
};

enum {
	IMB_M_NONE,
	IMB_M_SHA1,
	IMB_M_SHA224,
	IMB_M_SHA256,
	IMB_M_SHA384,
	IMB_M_SHA512,
	IMB_M_JOBS, /* from here on jobs */
	IMB_M_MD5 = IMB_M_JOBS,
	IMB_M_CMAC128,
	IMB_M_CMAC256,
	IMB_M_XCBC,
	IMB_NMACS,
};
extern const struct imb_mac_row crypto_imb_macs[IMB_NMACS];

/* --------------------------------------------------------------- sessions */

struct imb_ctx;
struct imb_session;

/*
 * Take requests from the first on, as long as their sessions have this function.
 * @return how many; all that were taken are complete, gathered, or given away.
 */
typedef unsigned int (*imb_take_t)(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);

struct imb_aes {
	alignas(16) uint8_t enc[15 * 16];
	alignas(16) uint8_t dec[15 * 16];
};

/* Keys of a MAC as jobs want them: three pointers, by row. */
union imb_mac_key {
	struct {
		alignas(64) uint8_t ipad[64];
		uint8_t opad[64];
	} hmac;
	struct {
		alignas(16) uint8_t key[15 * 16]; /* expanded; of XCBC: K1 */
		alignas(16) uint8_t sub1[16];     /* of XCBC: K2 */
		alignas(16) uint8_t sub2[16];     /* of XCBC: K3 */
	} cbc;
};

struct imb_mac {
	union imb_mac_key key;
	uint8_t empty[IMB_MAX_MAC]; /* of the empty message: no engine call takes that */
};

/* Bits of imb_session.flags. */
#define IMB_S_CTR 0x01       /* the counter's carry is to be watched */
#define IMB_S_MAC_WHOLE 0x02 /* the engine can write the MAC in its place */
#define IMB_S_NULL 0x04      /* NULL-CBC or NULL-HMAC is among them */
#define IMB_S_NO_EMPTY 0x08  /* mac.empty is not there (MD5) */
#define IMB_S_CBC_MAC 0x10   /* CMAC or XCBC: the engine reads behind the text */

/* The requests that a two-pass session has. */
enum imb_shape {
	IMB_CIPHER,
	IMB_MAC,
	IMB_CIPHER_MAC,
	IMB_MAC_CIPHER,
	IMB_NSHAPES,
};

struct imb_session {
	/* line 0: all that a burst reads beside the keys */
	imb_take_t take;
	uint8_t map_c, map_m, map_cm, map_mc; /* crp_map of the requests there are; 0 = none */
	uint8_t flags;                        /* IMB_S_* */
	uint8_t mlen;                         /* bytes of the MAC */
	uint16_t ivlen;
	uint8_t crow[2];                      /* cipher row by direction: decrypt, encrypt */
	uint8_t mrow;
	uint8_t mac_out;                      /* bytes the engine is told to write */
	union {
		struct {
			uint32_t cmax[2], mmax; /* longest texts */
			uint16_t cls[IMB_NSHAPES][2]; /* class by enum imb_shape and direction */
		};
		struct {
			const struct engine_gcm *gcm;
			aes_gcm_enc_dec_t gcm_enc, gcm_dec;
		};
		uint32_t ccm_key; /* bytes */
	};

	/* keys */
	union {
		struct {
			alignas(64) struct imb_aes aes;
			struct imb_mac mac;
		};
		struct engine_gcm_key gcm_key;
		/* AVX2's ChaCha20 loads up to 16 bytes behind it */
		struct {
			alignas(64) uint8_t chacha[32];
			uint8_t chacha_behind[32];
		};
	};
};
static_assert(offsetof(struct imb_session, aes) == 64 &&
	      offsetof(struct imb_session, gcm_key) == 64 &&
	      offsetof(struct imb_session, chacha) == 64, "one line for what is not a key");

/* ---------------------------------------------------------------- classes */

/* A MAC that is still to be written or compared. */
struct imb_entry {
	struct imb_session *ses;
	struct cryptodesc *md;
	const uint8_t *mac;
};

/* What a job needs beside: texts that were copied into one piece. */
struct imb_special {
	struct imb_session *ses;
	struct cryptodesc *md;   /* the MAC */
	struct cryptodesc *cd;   /* the cipher before the MAC or the only one, settled or not */
	struct cryptodesc *late; /* to be settled after the MAC */
	uint8_t *ctext;          /* NULL: the cipher works in place */
	uint8_t *mtext;          /* NULL: the MAC reads in place */
};

struct imb_class {
	/* constant once ready */
	void (*run)(struct imb_ctx *ctx, struct imb_class *cls);
	const struct imb_cipher_row *cipher; /* NULL = none */
	const struct imb_mac_row *mac;
	bool mac_first;
	bool ready;

	bool listed;      /* in the context's list of classes to run */
	uint32_t n;
	uint64_t bytes;   /* sum of lengths: the plan asks for the mean */
	uint64_t special; /* bit i: sp[i] counts */
	uint64_t todo;    /* bit i: e[i] counts */
	struct cryptop *crp[IMB_BURST];
	struct imb_entry e[IMB_BURST];
	struct imb_special sp[IMB_BURST];
	uint8_t tag[IMB_BURST][IMB_MAX_MAC];
	alignas(64) IMB_JOB job[IMB_BURST];
};

/* Number of a class of (cipher row, MAC row, MAC first?); the last one is CCM's. */
#define IMB_CLASS(c, m, mac_first) (((c) * IMB_NMACS + (m)) * 2 + (mac_first))
#define IMB_CLASS_CCM IMB_CLASS(IMB_NCIPHERS, 0, 0)
#define IMB_NCLASSES (IMB_CLASS_CCM + 1)

/* ------------------------------------------------------------------- plan */

#define IMB_NLENS 4  /* classes of length: see crypto_imb_len_class() */
#define IMB_NSIZES 6 /* classes of batch size: see crypto_imb_size_class() */

struct imb_plan {
	uint8_t best;                                /* one-shot engines, single buffers, jobs */
	uint8_t lane[IMB_NLANES][IMB_NLENS][IMB_NSIZES]; /* manager */
	uint8_t chapoly[2][IMB_NLENS];               /* by direction: manager, or'ed with: */
#define IMB_DIRECT 0x80                              /* not a job but direct calls */
	uint32_t bursts, chajobs;                    /* managers that a context needs, bits */
};

static inline unsigned int
crypto_imb_len_class(uint64_t len)
{
	return (len > 128) + (len > 384) + (len > 1024);
}

/* 1, 2, 3 to 4, 5 to 8, 9 to 15, and whole sixteens. */
static inline unsigned int
crypto_imb_size_class(unsigned int n)
{
	return n >= 16 ? 5 : (n > 1) + (n > 2) + (n > 4) + (n > 8);
}

/* Measure, or take what was measured before. @p arch: the only one; ENGINE_NARCH: any. */
int crypto_imb_plan_make(struct imb_plan *plan, unsigned int arch);

/* --------------------------------------------------------------- contexts */

struct imb_ctx {
	const struct imb_plan *plan;
	IMB_MGR *best;                  /* = burst[plan->best] */
	IMB_MGR *jobs;                  /* job API of MACs and CCM */
	IMB_MGR *burst[ENGINE_NARCH];   /* synchronous bursts and direct calls */
	IMB_MGR *chapoly[ENGINE_NARCH]; /* job API of ChaCha20-Poly1305 */
	int socket;

	unsigned int nactive;
	struct imb_class *active[IMB_NCLASSES];

	/* request memory: never keeps anything between bursts */
	uint32_t arena_used, arena_high;
	alignas(64) uint8_t arena[IMB_ARENA];
	uint8_t chunk[IMB_CHUNK];
	struct imb_session scratch; /* of a request with its own key */
	uint8_t scratch_behind[64];
	alignas(64) uint8_t tag[IMB_MAX_MAC];
	alignas(64) struct gcm_context_data gcm;
	alignas(64) struct chacha20_poly1305_context_data chacha;

	struct imb_class cls[IMB_NCLASSES];
};

/* The driver: what all contexts share. Control path writes before any other reads. */
struct imb_driver {
	int32_t id;
	struct imb_plan plan;
	IMB_MGR *control; /* key schedules of sessions; under the control mutex */
	struct engine_gcm gcm[3];
};
extern struct imb_driver crypto_imb;

/* session.c */
size_t crypto_imb_session_size(void *arg, const struct cryptoini *cri);
int crypto_imb_session_init(void *arg, void *area, const struct cryptoini *cri);
/*
 * A copy of the request's session in ctx->scratch, with the explicit keys. @return NULL:
 * the engine has no such key length.
 */
struct imb_session *crypto_imb_rekey(struct imb_ctx *ctx, const struct cryptop *crp);
void crypto_imb_wipe_scratch(struct imb_ctx *ctx);

/* keys.c: @return false: the engine does not take keys of this length */
bool crypto_imb_aes_key(IMB_MGR *mgr, struct imb_aes *aes, const uint8_t *key, uint32_t len);
bool crypto_imb_mac_key(IMB_MGR *mgr, const struct imb_mac_row *row, struct imb_mac *mac,
			const uint8_t *key, uint32_t len);

/* context.c */
int crypto_imb_attach(void *arg, unsigned int lcore, int socket, void **ctx);
void crypto_imb_detach(void *arg, void *ctx);
unsigned int crypto_imb_process_burst(void *ctx, struct cryptop **crps, unsigned int n);
/* Run all classes: flush and poll. */
void crypto_imb_run_all(void *ctx);
/* Before a class gets its first entry. */
void crypto_imb_class_list(struct imb_ctx *ctx, struct imb_class *cls);

/* slow.c: any request that a two-pass session can have */
void crypto_imb_gather_slow(struct imb_ctx *ctx, struct cryptop *crp, struct cryptodesc *cd,
			    struct cryptodesc *md, bool mac_first);

/* gather.c */
unsigned int crypto_imb_take_cipher(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
unsigned int crypto_imb_take_mac(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
unsigned int crypto_imb_take_chain(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
/* Keys that the engine cannot have: the fallback does it all. */
unsigned int crypto_imb_take_nothing(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);

/* burst.c */
void crypto_imb_run_two_pass(struct imb_ctx *ctx, struct imb_class *cls);

/* jobs.c: run jobs of the class to their ends on ctx->jobs; statuses come back */
void crypto_imb_run_jobs(struct imb_ctx *ctx, struct imb_class *cls, unsigned int n);

/* gcm.c chapoly.c ccm.c */
unsigned int crypto_imb_take_gcm(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
unsigned int crypto_imb_take_gmac(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
/* A manager for jobs of ChaCha20-Poly1305 alone. */
void crypto_imb_chapoly_prepare(IMB_MGR *mgr);
unsigned int crypto_imb_take_chapoly(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
unsigned int crypto_imb_take_ccm(struct imb_ctx *ctx, struct cryptop **crps, unsigned int n);
void crypto_imb_run_ccm(struct imb_ctx *ctx, struct imb_class *cls);

/* settle.c */
/* Carry out a cipher that is no engine job, its IV included; a failure is noted. */
void crypto_imb_settle(struct imb_ctx *ctx, struct imb_session *ses, struct cryptop *crp,
		       struct cryptodesc *cd);
/* How much of a CMAC or XCBC text is folded into the rest: a multiple of 16; 0 = it is short. */
uint32_t crypto_imb_fold_len(uint32_t len);
/* Do that; @p end holds the rest, at least 17 bytes. @return false: the engine failed. */
bool crypto_imb_fold(struct imb_ctx *ctx, const struct imb_session *ses, const struct cryptop *crp,
		     const struct cryptodesc *md, uint8_t *end);

/* bounce.c */
/* Memory until all classes have run, which this may bring about; NULL: more than there is. */
uint8_t *crypto_imb_alloc(struct imb_ctx *ctx, uint32_t len);
/* Copies of texts in one piece, for the jobs of a class that have them. */
void crypto_imb_ctext_in(struct imb_class *cls);
void crypto_imb_ctext_out(struct imb_class *cls);
void crypto_imb_mtext_in(struct imb_ctx *ctx, struct imb_class *cls);
/* Zero what a cipher before the MAC wrote for entry i, in the output and in copies. */
void crypto_imb_withhold(struct imb_class *cls, unsigned int i);
/*
 * The AAD of an AEAD in one piece; not NULL if it is empty. NULL: no memory. *tofree is
 * to be given to crypto_imb_aad_free().
 */
const uint8_t *crypto_imb_aad(struct imb_ctx *ctx, const struct cryptop *crp,
			      const struct cryptodesc *ad, size_t *tofree);
void crypto_imb_aad_free(const uint8_t *aad, size_t tofree);

/* --------------------------------------------------------- small, for all */

/* The first 256 bytes; what follows the CPU sees coming. */
static inline void
imb_prefetch_text(const uint8_t *text)
{
	rte_prefetch0(text);
	rte_prefetch0(text + 64);
	rte_prefetch0(text + 128);
	rte_prefetch0(text + 192);
}

/* The class, listed to run. */
static inline struct imb_class *
imb_class_get(struct imb_ctx *ctx, struct imb_class *cls)
{
	if (imb_unlikely(!cls->listed))
		crypto_imb_class_list(ctx, cls);
	return cls;
}

/* Constant time: depends on n only. */
static inline bool
imb_equal(const uint8_t *a, const uint8_t *b, uint32_t n)
{
	uint64_t x, y, diff = 0;

	for (; n >= 8; n -= 8, a += 8, b += 8) {
		memcpy(&x, a, 8);
		memcpy(&y, b, 8);
		diff |= x ^ y;
	}
	for (; n > 0; n--)
		diff |= (uint64_t)(*a++ ^ *b++);
	/* the compiler is not to find a way out of the loops */
	__asm__("" : "+r"(diff));
	return diff == 0;
}

/* crypto_tag_finish() with its usual case inline. */
static inline int
imb_tag_finish(struct cryptop *crp, const struct cryptodesc *md, const uint8_t *tag, uint32_t mlen,
	       bool verify)
{
	uint8_t *place = (uint8_t *)crp->crp_mac;

	if (place == NULL)
		place = crypto_ptr(crp, verify ? CRYPTO_IN : CRYPTO_OUT,
				   (uint32_t)md->crd_inject, mlen);
	if (imb_unlikely(place == NULL))
		return crypto_tag_finish(crp, md, tag, mlen, verify);
	if (!verify) {
		memcpy(place, tag, mlen);
		return 0;
	}
	if (imb_likely(imb_equal(place, tag, mlen)))
		return 0;
	crypto_fail(crp, EBADMSG, CRYPTO_R_MISMATCH);
	return EBADMSG;
}

/*
 * In place and in one piece? Every range of a request (text, AAD, IV, MAC) lies in
 * [0, crp_ilen), so a first piece of that size holds them all.
 */
static inline bool
imb_in_one_piece(const struct cryptop *crp)
{
	return (uint32_t)crp->crp_ilen <= crp->crp_dlen[CRYPTO_OUT] && crp->crp_obuf == NULL;
}

/* Where the engine may write a MAC itself; NULL: nowhere. */
static inline uint8_t *
imb_tag_place(const struct cryptop *crp, const struct cryptodesc *md, uint32_t mlen)
{
	if (imb_unlikely(crp->crp_mac != NULL))
		return (uint8_t *)crp->crp_mac;
	return crypto_ptr(crp, CRYPTO_OUT, (uint32_t)md->crd_inject, mlen);
}

/* AAD where it is; NULL: in pieces, or empty beyond the first one. */
static inline const uint8_t *
imb_aad_ptr(const struct cryptop *crp, const struct cryptodesc *ad)
{
	uint32_t skip = (uint32_t)ad->crd_skip, len = (uint32_t)ad->crd_len;

	if (ad->crd_aad != NULL)
		return ad->crd_aad;
	if (imb_likely(crp->crp_obuf == NULL))
		return crypto_ptr(crp, CRYPTO_OUT, skip, len);
	return crypto_read_ptr(crp, ad, skip, len);
}

static inline uint32_t
imb_low_counter(const uint8_t *iv)
{
	uint32_t be;

	memcpy(&be, iv + 12, sizeof(be));
	return __builtin_bswap32(be);
}

/* The engine adds to the low 32 bits of a counter and loses their carry. */
static inline bool
imb_counter_carries(const uint8_t *iv, uint32_t len)
{
	return imb_low_counter(iv) + ((uint64_t)len + 15) / 16 > UINT64_C(1) << 32;
}

#endif /* _IPSEC_MB_H_ */
