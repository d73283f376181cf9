/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VEC_TEXT_H_
#define _TEST_OCF_VEC_TEXT_H_

/* What the reader of text files hands to the makers of vectors. */

#include "vec.h"

#define MAX_FIELDS 32

struct vec_field {
	const char *name, *value;
};

/* The fields of one record; those of its section and of blocks without an answer behind. */
struct vec_fields {
	struct vec_file *file;
	unsigned int n;
	struct vec_field own[MAX_FIELDS];
	unsigned int ndefault;
	struct vec_field def[MAX_FIELDS];
};

/* The value of a field, names separated by '|'; NULL. */
const char *vec_field(const struct vec_fields *f, const char *names);
/* The same as bytes; missing: p = NULL. @return false: there, but no hex */
bool vec_field_hex(const struct vec_fields *f, const char *names, struct vec_str *out);
/* The same as a number. @return false: not there */
bool vec_field_number(const struct vec_fields *f, const char *names, uint64_t *out);

/*
 * Make the vectors of a record: rec->v and rec->n, or rec->why.
 * @return false: fields are missing or no hex
 */
typedef bool (*vec_make_fn)(const struct vec_fields *f, int alg, struct vec_record *rec);

/* One kind of file, known by a part of its lower-case path. */
struct vec_family {
	const char *needle;
	vec_make_fn make; /* NULL: not applicable */
	int alg;
	const char *core; /* a block with one of these fields is a record */
	const char *why;  /* make = NULL */
};
const struct vec_family *vec_family_find(const char *path);

/* vec_key_text.c */
bool vec_make_mod_exp(const struct vec_fields *f, int alg, struct vec_record *rec);
bool vec_make_dh(const struct vec_fields *f, int alg, struct vec_record *rec);
bool vec_make_rsa(const struct vec_fields *f, int alg, struct vec_record *rec);
bool vec_make_dsa(const struct vec_fields *f, int alg, struct vec_record *rec);
bool vec_make_dsa_pair(const struct vec_fields *f, int alg, struct vec_record *rec);

#endif /* _TEST_OCF_VEC_TEXT_H_ */
