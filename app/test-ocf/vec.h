/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VEC_H_
#define _TEST_OCF_VEC_H_

/*
 * Test vectors of symmetric algorithms: one form for all sources, one runner.
 *
 *   vec        one known answer
 *   record     what a file counts as one: usually one vec, sometimes two or none
 *   job        one request made of a vec: direction, layout, output, place of the IV
 *   outcome    passed, refused, not applicable, failed, with the reason
 */

#include "test.h"

struct vec_str {
	const uint8_t *p; /* NULL: not known */
	uint32_t len;
};

#define VEC_ENCRYPT 0x1
#define VEC_DECRYPT 0x2

/*
 * cipher alone, MAC alone, an AEAD pair, or a chain: encrypt, then MAC over aad, IV,
 * ciphertext and trailer.
 */
struct vec {
	int cipher, auth;        /* CRYPTO_*, 0 = none */
	struct vec_str key;      /* of the cipher, or of the MAC when alone */
	struct vec_str mackey;   /* chain: of the MAC */
	struct vec_str iv, aad;
	struct vec_str pt, ct;   /* a MAC's message is pt */
	struct vec_str trailer;  /* chain: hashed after the ciphertext */
	struct vec_str tag;
	uint32_t hidden;         /* stream ciphers: so many first bytes of ct are not known */
	uint8_t ops;             /* VEC_ENCRYPT | VEC_DECRYPT: which ways it can run */
	bool invalid;            /* must not verify */
	bool bad_padding;        /* decrypts to text whose PKCS#5 padding is wrong */
	bool monte;              /* SHA Monte Carlo: pt is the seed, tag the answer */
};

enum vec_verdict { VEC_PASSED, VEC_REFUSED, VEC_NA, VEC_FAILED };

struct vec_outcome {
	enum vec_verdict verdict;
	bool limited;       /* refused: a limit of the engine, and no driver to fall back to */
	char why[240];
};

struct vec_record {
	char id[40];
	unsigned int n;     /* vectors; 0: not applicable */
	struct vec v[2];
	struct vec_kop *key; /* key operations; then n is 0 */
	char why[100];      /* n = 0: the reason */
	struct vec_outcome out;
};

/* ------------------------------------------------------------------ vec_alg.c */

/* What the standards and the contract allow; on purpose not the library's own table. */
struct vec_alg {
	int id;
	const char *name;
	uint16_t keymin, keymax, keystep; /* bits; keymax 0 = no key */
	uint16_t ivmin, ivmax;            /* bytes */
	uint8_t block, digest;
	uint32_t tags;                    /* bit n: a tag of n bytes; 0 = 1 to digest */
};
const struct vec_alg *vec_alg_find(int id);
/* Why no session or request for this vector may be accepted, or NULL. */
const char *vec_illegal(const struct vec *v);
/* May its tag be verified (else only made)? */
bool vec_verifiable(const struct vec *v);
/* AEAD and chain halves that belong together. */
bool vec_is_aead(const struct vec *v);
int vec_gmac_half(uint32_t keylen);
/* "AES-CBC", "AES-NIST-GCM-16", "AES-CBC + SHA1-HMAC". */
const char *vec_name(const struct vec *v, char *buf, size_t len);

/* --------------------------------------------------------------- vec_layout.c */

enum vec_iv_place {
	VEC_IV_EXPLICIT, /* crd_iv or crd_ivp, written nowhere */
	VEC_IV_INJECT,   /* encrypt: explicit, written at inject; decrypt: read there */
	VEC_IV_PRESENT,  /* encrypt: stands before the data; decrypt: read there */
	VEC_IV_PLACES
};

/* How a request is made of a vector. */
struct vec_how {
	unsigned int layout;     /* 0 to VEC_LAYOUTS - 1 */
	bool encrypt;
	bool separate;           /* crp_obuf, laid out as the layout's neighbour */
	bool key_explicit;       /* on a session without keys */
	bool aad_pointer;        /* crd_aad */
	bool mac_pointer;        /* crp_mac */
	bool swap;               /* AEAD: the auth half first in the request */
	bool verify;             /* AEAD decryption: VERIFY set, though it goes without saying */
	bool ivp;                /* crd_ivp also where crd_iv would do */
	uint8_t front, back;     /* bytes of the buffer before and behind */
	enum vec_iv_place iv_place;
};

/* Where things stand in the buffer; lengths are those of the vector. */
struct vec_map {
	uint32_t aad, iv, text, trailer, tag, end;
	uint32_t aadlen, ivlen, textlen, trailerlen, taglen; /* in the buffer */
};

#define VEC_LAYOUTS 14
enum test_kind vec_layout_kind(unsigned int layout);
/* The splits of a layout. @return how many */
unsigned int vec_layout_splits(unsigned int layout, const struct vec_map *map,
			       uint32_t splits[TEST_MAX_SEGS]);
/* Another layout of the same kind, for the output. */
unsigned int vec_layout_other(unsigned int layout);
const char *vec_layout_name(unsigned int layout);

/* ------------------------------------------------------------------ vec_job.c */

struct vec_sessions {
	uint64_t keyed, keyless; /* 0 = not open */
};

struct vec_job {
	const struct vec *v;
	struct vec_how how;
	struct vec_map map;
	struct cryptop *crp;     /* with two descriptors' room: see ndesc */
	struct test_buf in, out;
	uint8_t *before, *after; /* content to fill in, content expected of the output */
	uint32_t room;
	uint8_t mac[64 + 16];
	uint8_t key[2][600];
	int want;                /* crp_etype */
};

/* Fill in the request. @return false: no memory, noted */
bool vec_job_prepare(struct vec_job *job, const struct vec *v, const struct vec_sessions *s,
		     const struct vec_how *how);
/* Look at the result. @return true, or false and the text says why */
bool vec_job_check(struct vec_job *job, char *why, size_t len);
/*
 * Did the driver refuse it for a limit of its engine, which it may where no other driver
 * offers the algorithm and could stand in?
 */
bool vec_job_limited(const struct vec_job *job);
void vec_job_release(struct vec_job *job);

/* ------------------------------------------------------------------ vec_run.c */

/* Which jobs each vector becomes, and how they are dispatched. */
struct vec_plan {
	bool all;           /* every layout and output; else contiguous and one in turn */
	int mode;           /* enum test_mode, -1: in turn */
	uint64_t turn;      /* where the rotation stands */
};

/* Open the vector's session on a driver. @return as crypto_newsession_driver() */
int vec_open(uint64_t *sid, const struct vec *v, int32_t driver, bool keyed, bool auth_first);
/* Does the driver offer what the vector needs? */
bool vec_offered(const struct vec *v, int32_t driver);
/* Run records on a driver; outcomes go into them. */
void vec_run(struct vec_record *recs, unsigned int n, int32_t driver, struct vec_plan *plan);
/* Give back what the runner keeps between calls. */
void vec_run_release(void);

/* --------------------------------------------------------------- vec_refuse.c */

/* A vector that may not be accepted: is it refused? Says what was refused. */
void vec_run_illegal(const struct vec *v, int32_t driver, const char *illegal,
		     struct vec_outcome *out);
/* The driver refused a session of a legal vector with this error. */
void vec_refused_legal(const struct vec *v, int error, struct vec_outcome *out);

/* ---------------------------------------------------------------- vec_monte.c */

/* One record of a SHA Monte Carlo file. */
void vec_monte(const struct vec *v, int32_t driver, struct vec_outcome *out);

/* ----------------------------------------------------------------- vec_file.c */

/* All records of one file and the memory that they point into. */
struct vec_file {
	struct vec_record *rec;
	unsigned int n, room;
	struct vec_block *blocks;
};
void *vec_file_alloc(struct vec_file *f, size_t len);
struct vec_record *vec_file_add(struct vec_file *f);
/* Add a record that cannot run. */
void vec_file_add_na(struct vec_file *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Hex digits (spaces allowed) to bytes. @return false: no hex */
bool vec_file_hex(struct vec_file *f, const char *text, struct vec_str *out);
struct vec_str vec_file_join(struct vec_file *f, const struct vec_str *parts, unsigned int n);
void vec_file_release(struct vec_file *f);
/* Read a file by its name and content. @return false: it holds no vectors at all */
bool vec_file_read(struct vec_file *f, const char *path);

/* vec_text.c, vec_wycheproof.c: the formats. @return false: not that format */
bool vec_read_text(struct vec_file *f, const char *path, char *text);
bool vec_read_wycheproof(struct vec_file *f, const char *text, size_t len);

/* --------------------------------------------------------------- vec_report.c */

struct vec_tally {
	unsigned int run, passed, refused, na, failed;
};
/* Count outcomes and remember reasons. */
void vec_tally_add(struct vec_tally *t, const struct vec_outcome *out);
void vec_tally_sum(struct vec_tally *to, const struct vec_tally *t);
void vec_tally_print(const char *what, const struct vec_tally *t);
/* Reasons since the last time, grouped. */
void vec_reasons_print(void);

#endif /* _TEST_OCF_VEC_H_ */
