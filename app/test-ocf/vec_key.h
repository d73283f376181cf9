/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VEC_KEY_H_
#define _TEST_OCF_VEC_KEY_H_

/*
 * Vectors of key operations: a record is a list of operations, carried out one after the
 * other. Numbers are as files have them, the most significant byte first.
 */

#include "vec.h"

struct vec_kop {
	struct vec_kop *next;
	u_int op;
	struct vec_str in[7];
	bool chained;        /* the first input is the result of the operation before */
	int status;          /* krp_status that has to come */
	struct vec_str want; /* the result; p = NULL: any */
	bool differs;        /* the result must be another than that */
	struct vec_str pub;  /* CRK_DSA_SIGN: the signature must verify with this key */
	bool unpads;         /* the result must be PKCS#1 padding with the message `want` */
};

/* Another operation at a record's end; status 0, no result known. NULL: no memory */
struct vec_kop *vec_key_add(struct vec_file *f, struct vec_record *rec, u_int op);
/* Does the driver offer all that the record needs? */
bool vec_key_offered(const struct vec_record *rec, int32_t driver);
/* Carry them out; rec->out says how it went. */
void vec_key_run(struct vec_record *rec, int32_t driver);

/* The digest of "SHA-256", "SHA1" ... of a message. @return false: not known, or no memory */
bool vec_key_digest(struct vec_file *f, const char *hash, const struct vec_str *msg,
		    struct vec_str *out);
/* EMSA-PKCS1-v1_5 of it (RFC 8017 section 9.2), len bytes. */
bool vec_key_block(struct vec_file *f, const char *hash, const struct vec_str *msg, uint32_t len,
		   struct vec_str *out);
/* Compare two numbers. @return < 0, 0, > 0 */
int vec_key_compare(const struct vec_str *a, const struct vec_str *b);
/* A number of hex digits, also of an odd count of them; decimal digits. */
bool vec_key_hex(struct vec_file *f, const char *text, struct vec_str *out);
bool vec_key_decimal(struct vec_file *f, const char *text, struct vec_str *out);

/* RSA Laboratories' pkcs1v15sign-vectors.txt. @return false: it is another file */
bool vec_key_read_commented(struct vec_file *f, const char *text);
/* BoringSSL's dh_tests.txt. */
bool vec_key_read_dh(struct vec_file *f, char *text);

#endif /* _TEST_OCF_VEC_KEY_H_ */
