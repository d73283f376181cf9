/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_TEST_H_
#define _TEST_OCF_TEST_H_

/**
 * @file
 * What a suite of test-ocf uses. A suite is one C file:
 *
 *      static int
 *      case_empty(void)
 *      {
 *              struct test_buf *b = test_buf_new(TEST_MBUF, data, 32, (uint32_t[]){1, 17}, 2);
 *              uint64_t sid;
 *
 *              CHECK_EQ(test_session(&sid, cri), 0);
 *              ...
 *              CHECK_EQ(test_run(crp, TEST_BATCH), 0);
 *              CHECK(test_buf_intact(b));
 *              return TEST_PASS;
 *      }
 *
 *      static const struct test_case cases[] = {
 *              {"empty", case_empty, TEST_PER_DRIVER},
 *      };
 *      TEST_SUITE(example, cases, NULL, NULL);
 *
 * and its line in meson.build; nothing else names it. The framework runs with its
 * defaults when a case begins. What a case got from test_session(), test_getreq() and
 * test_buf_new(), and what it gave to test_defer(), is released after it, also when it
 * failed: a case just returns.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <opencrypto/cryptodev.h>

/* -------------------------------------------------------------------- results */

enum test_result {
	TEST_PASS = 0,
	TEST_FAIL = 1,
	TEST_SKIP = 77,
};

/** Leave the case, printing why (printf-like): `return test_skip("no driver offers %s", n);` */
int test_skip(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/** Print a failure's text after file:line and note it; always TEST_FAIL. Used by CHECK. */
int test_fail(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/** Print a line of the case's own, indented. */
void test_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/** Are the bytes equal? If not prints where they differ first. */
bool test_same(const char *file, int line, const char *what, const void *a, const void *b,
	       size_t len);

/* Each leaves the function with TEST_FAIL; values are evaluated once. */
#define CHECK(cond)                                                                               \
	do {                                                                                      \
		if (!(cond))                                                                      \
			return test_fail(__FILE__, __LINE__, "%s", #cond);                        \
	} while (0)

#define CHECK_EQ(a, b)                                                                            \
	do {                                                                                      \
		intmax_t check_a_ = (intmax_t)(a), check_b_ = (intmax_t)(b);                      \
		if (check_a_ != check_b_)                                                         \
			return test_fail(__FILE__, __LINE__,                                      \
					 "%s == %s: %jd (0x%jx) is not %jd (0x%jx)", #a, #b,      \
					 check_a_, check_a_, check_b_, check_b_);                 \
	} while (0)

#define CHECK_NE(a, b)                                                                            \
	do {                                                                                      \
		intmax_t check_a_ = (intmax_t)(a), check_b_ = (intmax_t)(b);                      \
		if (check_a_ == check_b_)                                                         \
			return test_fail(__FILE__, __LINE__, "%s != %s: both are %jd (0x%jx)",    \
					 #a, #b, check_a_, check_a_);                             \
	} while (0)

#define CHECK_MEM(a, b, len)                                                                      \
	do {                                                                                      \
		if (!test_same(__FILE__, __LINE__, #a " == " #b, a, b, len))                      \
			return TEST_FAIL;                                                         \
	} while (0)

#define CHECK_STR(a, b)                                                                           \
	do {                                                                                      \
		const char *check_a_ = (a), *check_b_ = (b);                                      \
		if (strcmp(check_a_, check_b_) != 0)                                              \
			return test_fail(__FILE__, __LINE__, "%s == %s: \"%s\" is not \"%s\"",    \
					 #a, #b, check_a_, check_b_);                             \
	} while (0)

/** Call a function that itself uses CHECK; leave with its result unless it passed. */
#define CHECK_CALL(call)                                                                          \
	do {                                                                                      \
		int check_rc_ = (call);                                                           \
		if (check_rc_ != TEST_PASS)                                                       \
			return check_rc_;                                                         \
	} while (0)

/* --------------------------------------------------------------------- suites */

/** @name Flags of a case @{ */
#define TEST_PER_DRIVER 0x1 /**< run once for each driver there is, see test_driver() */
#define TEST_NO_INIT 0x2    /**< the framework does not run when the case begins */
/** @} */

struct test_case {
	const char *name;
	int (*fn)(void);
	unsigned int flags;
};

struct test_suite {
	const char *name;
	const struct test_case *cases;
	unsigned int ncases;
	int (*setup)(void);     /**< once, before the suite's first case; its value counts */
	void (*teardown)(void); /**< once, after the last one, if setup passed */
	struct test_suite *next;
};

void test_suite_register(struct test_suite *suite);

/** Make a table of cases a suite; @p setup and @p teardown may be NULL. */
#define TEST_SUITE(id, table, setup_fn, teardown_fn)                                              \
	static struct test_suite test_suite_##id = {                                              \
		.name = #id,                                                                      \
		.cases = table,                                                                   \
		.ncases = sizeof(table) / sizeof((table)[0]),                                     \
		.setup = setup_fn,                                                                \
		.teardown = teardown_fn,                                                          \
	};                                                                                        \
	static void __attribute__((constructor)) test_register_##id(void)                         \
	{                                                                                         \
		test_suite_register(&test_suite_##id);                                            \
	}                                                                                         \
	struct test_suite

/** Release something after the case; last deferred, first called. */
void test_defer(void (*fn)(void *arg), void *arg);

/* --------------------------------------------------------------------- random */

/** A random number; the case's generator starts from the run's seed (--seed). */
uint64_t test_random(void);
/** A random number below @p n (at least 1). */
uint32_t test_random_below(uint32_t n);
void test_random_bytes(void *dst, size_t len);

/* --------------------------------------------------------------------- length */

/** Is this program slowed down and watched by a sanitizer or valgrind? */
bool test_watched(void);
/**
 * How often a case does something that it does @p n times in a usual run: a twentieth when
 * the program is watched, a hundred times as often with --long.
 */
uint64_t test_rounds(uint64_t n);

/* ----------------------------------------------------- framework and drivers */

/**
 * End the framework and start it with @p cfg (NULL: the defaults). The case's sessions
 * and requests are released first. After the case the runner restores the defaults.
 * @return crypto_fini()'s or crypto_init()'s errno.
 */
int test_restart(const struct crypto_config *cfg);
/** End the framework within a case. @return crypto_fini()'s errno. */
int test_stop(void);

/** Of a TEST_PER_DRIVER case: the driver of this turn; elsewhere -1 and "". @{ */
int32_t test_driver(void);
const char *test_driver_name(void);
/** @} */

/** Does a driver offer the algorithm (and its self-test passed)? */
bool test_offers(int32_t driverid, int alg);

/* ------------------------------------------------------------------- sessions */

/**
 * Open a session that ends with the case: on the turn's driver (TEST_PER_DRIVER), else
 * on any. @return as crypto_newsession().
 */
int test_session(uint64_t *sid, struct cryptoini *cri);
/** The same on a named driver; ENODEV if there is none of that name. */
int test_session_on(uint64_t *sid, struct cryptoini *cri, const char *driver);
/** End one of them before the case ends. @return as crypto_freesession(). */
int test_session_end(uint64_t sid);

/* ------------------------------------------------------------------- requests */

/** A request that is given back after the case. */
struct cryptop *test_getreq(int num);

enum test_mode {
	TEST_DIRECT = 0, /**< crypto_dispatch() */
	TEST_BATCH,      /**< crypto_dispatch() with CRYPTO_F_BATCH */
	TEST_BURST,      /**< crypto_dispatch_burst() */
	TEST_CBIMM,      /**< crypto_dispatch() with CRYPTO_F_CBIMM */
	TEST_CBIFSYNC,   /**< crypto_dispatch() with CRYPTO_F_CBIFSYNC */
	TEST_NMODES
};

/**
 * Dispatch, and poll until the callback (5 seconds at most); sets crp_callback, and
 * crp_opaque while it runs. BATCH, CBIMM and CBIFSYNC in crp_flags are set by @p mode.
 * @return crp_etype; -1 crypto_dispatch() refused; -2 the callback did not come, came
 *   twice, or without CRYPTO_F_DONE.
 */
int test_run(struct cryptop *crp, enum test_mode mode);
/** The same for several at once. @return 0 all have been called back, else as test_run(). */
int test_run_all(struct cryptop **crps, unsigned int n, enum test_mode mode);

/* --------------------------------------------------------------------- lcores */

/** Run @p fn on another of EAL's lcores. @return as rte_eal_remote_launch(). */
int test_launch(unsigned int lcore, int (*fn)(void *arg), void *arg);
/** Wait for its end, and see what it did. @return its value. */
int test_join(unsigned int lcore);

/* -------------------------------------------------------------------- buffers */

enum test_kind {
	TEST_CONTIG = 0, /**< contiguous memory */
	TEST_UIO,        /**< struct uio */
	TEST_MBUF,       /**< mbuf chain */
	TEST_GUARD,      /**< contiguous, an inaccessible page right behind */
	TEST_NKINDS
};

#define TEST_MAX_SEGS 64

/** One piece of a buffer and the canaries around it. */
struct test_seg {
	uint8_t *base, *end; /**< of the piece's own memory */
	uint8_t *ptr;
	uint32_t len;
};

/**
 * A byte string laid out as a crypto buffer. All of a piece's memory outside of the
 * string (before, after, between pieces, headroom, tailroom) holds canaries.
 */
struct test_buf {
	enum test_kind kind;
	caddr_t buf; /**< for crp_buf or crp_obuf */
	int flags;   /**< for crp_flags: CRYPTO_F_IOV, CRYPTO_F_IMBUF or 0 */
	uint32_t len;
	unsigned int nsegs;
	struct test_seg seg[TEST_MAX_SEGS];
	/* buf.c's */
	uint8_t *mem;
	size_t memlen;
	bool mapped;
	struct rte_mbuf *mbuf;
	struct iovec iov[TEST_MAX_SEGS];
	struct uio uio;
};

/**
 * Lay out @p len bytes (NULL: zeros) in pieces that begin at 0 and at each of the @p n
 * ascending @p splits; equal neighbours, 0 and @p len make empty pieces. The splits of
 * a contiguous buffer are ignored. Released after the case.
 * @return NULL (and a failure is noted): no memory.
 */
struct test_buf *test_buf_new(enum test_kind kind, const void *data, uint32_t len,
			      const uint32_t *splits, unsigned int n);
/** The same into a zeroed or used struct test_buf of one's own. @return false: no memory. */
bool test_buf_make(struct test_buf *b, enum test_kind kind, const void *data, uint32_t len,
		   const uint32_t *splits, unsigned int n);
/** Release the memory of a test_buf_make(). */
void test_buf_release(struct test_buf *b);
/** Write the content anew, and the canaries. */
void test_buf_fill(struct test_buf *b, const void *data);
/** Copy bytes out of, into the buffer. @{ */
void test_buf_read(const struct test_buf *b, uint32_t off, uint32_t len, void *dst);
void test_buf_write(struct test_buf *b, uint32_t off, uint32_t len, const void *src);
/** @} */
/** Are all canaries and the buffer's structure (iovecs, mbuf fields) as made? Prints if not. */
bool test_buf_intact(const struct test_buf *b);
/** Make it the request's crp_buf (and crp_ilen) or crp_obuf. @{ */
void test_buf_input(struct test_buf *b, struct cryptop *crp);
void test_buf_output(struct test_buf *b, struct cryptop *crp);
/** @} */

#endif /* _TEST_OCF_TEST_H_ */
