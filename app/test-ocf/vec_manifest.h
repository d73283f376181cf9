/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VEC_MANIFEST_H_
#define _TEST_OCF_VEC_MANIFEST_H_

#include <stdbool.h>

/* A directory's MANIFEST.tsv: path, algorithm, number of vectors, tab-separated. */

struct vec_manifest_entry {
	const char *path, *algorithm;
	unsigned int vectors;
	bool seen;
};

struct vec_manifest {
	char *text;
	struct vec_manifest_entry *entry;
	unsigned int n;
};

/* @return false: there is none */
bool vec_manifest_read(struct vec_manifest *m, const char *dir);
struct vec_manifest_entry *vec_manifest_find(struct vec_manifest *m, const char *path);
void vec_manifest_release(struct vec_manifest *m);

#endif /* _TEST_OCF_VEC_MANIFEST_H_ */
