/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_JSON_H_
#define _TEST_OCF_JSON_H_

/* A small JSON reader (RFC 8259): the whole text becomes a tree. */

#include <stdbool.h>
#include <stddef.h>

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_type type;
	const char *name;         /* of a member, else NULL */
	const char *string;       /* UTF-8, NUL-terminated */
	double number;            /* of a bool: 0 or 1 */
	const struct json *child; /* first element or member */
	const struct json *next;  /* after this one */
};

/* Where memory comes from; NULL ends the parse. */
typedef void *(*json_alloc_fn)(void *arg, size_t len);

/*
 * @param text  followed by a NUL
 * @return the tree, or NULL and *error tells where (bytes from the start)
 */
const struct json *json_parse(const char *text, size_t len, json_alloc_fn alloc, void *arg,
			      size_t *error);
/* A member of an object, NULL if there is none (or no object). */
const struct json *json_get(const struct json *object, const char *name);
/* A member's string, NULL if it is no string; its number, or the default. */
const char *json_string(const struct json *object, const char *name);
double json_number(const struct json *object, const char *name, double otherwise);

#endif /* _TEST_OCF_JSON_H_ */
