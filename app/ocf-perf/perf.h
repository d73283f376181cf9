/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _PERF_H_
#define _PERF_H_

/*
 * What the files of ocf-perf share. Nouns:
 *
 *   alg      a cipher, a MAC, or both, under the name that the user gives
 *   cell     one line of the result: driver, alg, operation, size, burst, lcores
 *   worker   an lcore with its buffers and requests
 *   turn     a worker's time with one cell: check, windows, check
 *   window   so many operations between two readings of the TSC: one sample
 */

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <rte_common.h>
#include <rte_lcore.h>
#include <rte_mbuf.h>

#include <opencrypto/cryptodev.h>

#define PERF_NAME "ocf-perf"

#define PERF_HEAD 64     /* bytes in front of the payload: it starts on a cache line */
#define PERF_AAD 12      /* the last of them */
#define PERF_MAX_TAG 64
#define PERF_MAX_SIZE 32768
#define PERF_MAX_KEY 64
#define PERF_MAX_BURST 1024
#define PERF_MAX_AHEAD 8
#define PERF_MAX_BUFFERS 16384
#define PERF_MAX_LIST 64 /* values of a list option */
#define PERF_SEGMENTS 4  /* pieces of a buffer with --buffer segments */

enum perf_exit { PERF_OK = 0, PERF_FAILED = 1, PERF_USAGE = 2, PERF_INTERRUPTED = 130 };

/* ------------------------------------------------------------ algorithm.c */

struct perf_cipher {
	const char *name;
	int alg;
	int auth; /* AEAD: the other half, else 0 */
	uint16_t klen;
	uint8_t ivlen;
	uint8_t block;  /* sizes are multiples of it */
	uint8_t minlen;
	const char *evp; /* OpenSSL's name; NULL: output is input */
};

struct perf_mac {
	const char *name;
	int alg;
	uint16_t klen;
	uint8_t mlen;
	uint8_t ivlen;
	const char *evp_mac; /* OpenSSL's name; NULL: a plain digest */
	const char *evp;     /* digest or cipher inside */
};

struct perf_alg {
	char name[48];
	const struct perf_cipher *cipher; /* or NULL */
	const struct perf_mac *mac;       /* or NULL */
};

/* The algorithm of a name, "cipher", "mac" or "cipher+mac". */
bool perf_alg_find(const char *name, struct perf_alg *alg);
/* The i-th name of the tables, NULL at the end; chains are not among them. */
const char *perf_alg_name(unsigned int i);
/* NULL, or why the algorithm cannot take a payload of so many bytes. */
const char *perf_alg_refuses(const struct perf_alg *alg, unsigned int size, char *buf, size_t len);
/* Bytes of the tag or digest, 0 = none. */
unsigned int perf_alg_taglen(const struct perf_alg *alg);
/* Key bytes, the same in each run; the MAC's differ from the cipher's. */
void perf_alg_key(uint8_t *key, unsigned int len, bool mac);

/* -------------------------------------------------------------- options.c */

enum perf_op { PERF_ENCRYPT, PERF_DECRYPT };
enum perf_buffer { PERF_MBUF, PERF_SEGMENTED, PERF_CONTIG };
enum perf_api { PERF_BURST, PERF_DISPATCH };

struct perf_list {
	unsigned int n;
	unsigned int v[PERF_MAX_LIST];
};

struct perf_options {
	char *drivers[PERF_MAX_LIST + 1]; /* name[,key=value]..., as given; none: all */
	unsigned int ndrivers;
	struct perf_alg algs[2 * PERF_MAX_LIST];
	unsigned int nalgs;
	struct perf_list ops, sizes, bursts, lcores;
	struct perf_list fresh; /* 1: requests are got and freed each time */
	enum perf_buffer buffer;
	enum perf_api api;
	double time;          /* seconds, all cells together */
	unsigned int window;  /* operations of a window */
	unsigned int windows; /* of each cell, instead of the time; 0 = by time */
	unsigned int buffers; /* each lcore's; 0 = the burst */
	unsigned int ahead;   /* bursts handed over before polling */
	const char *csv, *json;
	bool list;
	bool keyop; /* key operations instead */
};

extern const char *const perf_op_names[];
extern const char *const perf_buffer_names[];
extern const char *const perf_api_names[];

/* Arguments after "--". Does not return when they are wrong, or after --help. */
void perf_options_parse(struct perf_options *opt, int argc, char **argv);
void perf_options_free(struct perf_options *opt);
unsigned int perf_list_max(const struct perf_list *list);
/* Print a message with the program's name before it, and leave. */
void perf_die(enum perf_exit code, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), noreturn));

/* -------------------------------------------------------------- samples.c */

/* Ticks of windows; grows outside of measurements. */
struct perf_samples {
	uint32_t *v;
	size_t n, room;
	bool sorted;
};

/* Room for at least so many more. @return false: no memory. */
bool perf_samples_reserve(struct perf_samples *s, size_t more);
void perf_samples_free(struct perf_samples *s);
/* The second lowest: the lowest that something has confirmed. 0: no sample. */
uint32_t perf_samples_floor(struct perf_samples *s);
uint32_t perf_samples_median(struct perf_samples *s);

/* ----------------------------------------------------------------- plan.c */

struct perf_result {
	struct perf_samples samples; /* ticks of windows without failure */
	uint64_t failed;             /* operations */
	int etype;                   /* of the first that failed */
	int reason;
};

struct perf_cell {
	int32_t driverid;
	char driver[32];
	const struct perf_alg *alg;
	enum perf_op op;
	unsigned int size, burst, lcores;
	bool fresh;
	uint64_t sid;
	unsigned int window; /* operations; 0 = not chosen yet */
	struct perf_result *res; /* one an lcore */
};

struct perf_plan {
	struct perf_cell *cells;
	unsigned int n, room;
	uint64_t *sids;
	unsigned int nsids;
	char *left_out; /* lines */
};

/* Make the cells and open their sessions; what cannot be is noted in left_out. */
void perf_plan_make(struct perf_plan *plan, const struct perf_options *opt);
void perf_plan_free(struct perf_plan *plan);
/* Drivers of this process and what they offer. */
void perf_plan_list(void);

/* Figures of a cell; all 0 when there is no sample. */
struct perf_figures {
	double floor, median; /* ticks a buffer */
	double mops, gbps;    /* at the floor, all lcores together */
	uint64_t failed;
	uint64_t samples;
};
void perf_cell_figures(const struct perf_cell *cell, struct perf_figures *fig);
/* NULL, or why operations of this cell failed. */
const char *perf_cell_failure(const struct perf_cell *cell, char *buf, size_t len);

/* ------------------------------------------------------------ reference.c */

bool perf_reference_init(void);
void perf_reference_fini(void);
/*
 * Encrypt and sign msg (PERF_HEAD bytes, the last PERF_AAD of them are the AAD; size
 * bytes payload; room for the tag) in place with OpenSSL's libcrypto.
 * @return false: libcrypto cannot.
 */
bool perf_reference_encrypt(const struct perf_alg *alg, const uint8_t iv[16], uint8_t *msg,
			    unsigned int size);

/* ------------------------------------------------------------- workload.c */

struct perf_slot {
	struct rte_mbuf *in, *out;
	caddr_t buf, obuf; /* as in the request */
	uint64_t iv;       /* of the next dispatch */
};

/* What a request's descriptors hold: depends on the cell only. */
struct perf_desc {
	int alg, skip, len, inject, flags;
	bool iv;
};

struct perf_shape {
	struct perf_desc desc[2];
	unsigned int ndesc;
	int ilen, flags;
	bool split;      /* separate output: the input must stay for the next time */
	uint64_t ivstep; /* decryption repeats the IV of its input */
};

struct perf_worker {
	/* written while requests are out */
	uint64_t sent, done, failed;
	int etype, reason;
	bool stalled;

	unsigned int lcore;
	unsigned int nslots; /* of this turn: a multiple of the burst */
	unsigned int next;   /* slot of the next burst */
	unsigned int ahead;  /* requests out that are worth a poll */
	struct perf_slot *slots;
	struct cryptop **reqs;
	uint8_t *expected; /* nslots images */
	struct perf_shape shape;
	const struct perf_cell *cell;
	const struct perf_options *opt;
} __rte_cache_aligned;

/* Buffers for the options' largest values. @return false: no memory. */
bool perf_worker_init(struct perf_worker *w, const struct perf_options *opt, unsigned int lcore,
		      struct rte_mempool *pool);
void perf_worker_fini(struct perf_worker *w);
struct rte_mempool *perf_worker_pool(const struct perf_options *opt, unsigned int lcores);
/* Requests and buffers for a cell. @return false: no requests left. */
bool perf_worker_begin(struct perf_worker *w, const struct perf_cell *cell);
void perf_worker_end(struct perf_worker *w);
/* One burst: fill, dispatch, poll until all are back. */
void perf_worker_burst(struct perf_worker *w);
/* Run every buffer once and compare it with libcrypto. @return how many differ. */
unsigned int perf_worker_check(struct perf_worker *w);

/* ----------------------------------------------------------- throughput.c */

extern volatile sig_atomic_t perf_stop;

/* Measure all cells in rounds. */
void perf_throughput(struct perf_plan *plan, const struct perf_options *opt);

/* ---------------------------------------------------------------- keyop.c */

/* Measure key operations and print the table; the time is shared by its lines. */
enum perf_exit perf_keyop(const struct perf_options *opt);

/* -------------------------------------------------------------- machine.c */

struct perf_machine {
	char cpu[128];
	double tsc_mhz;
	char dpdk[64], ipsec_mb[32], openssl[64];
};
void perf_machine_read(struct perf_machine *m);

/* ----------------------------------------------------- report.c export.c */

void perf_report_table(const struct perf_plan *plan, const struct perf_options *opt);
/* Failures and what was left out. */
void perf_report_notes(FILE *f, const struct perf_plan *plan);
/* Open "-" or a file. @return false and a message is printed. */
bool perf_export_csv(const struct perf_plan *plan, const struct perf_options *opt);
bool perf_export_json(const struct perf_plan *plan, const struct perf_options *opt);

#endif /* _PERF_H_ */
