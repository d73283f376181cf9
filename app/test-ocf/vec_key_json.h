/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_VEC_KEY_JSON_H_
#define _TEST_OCF_VEC_KEY_JSON_H_

#include "vec.h"

struct json;

enum vec_json_result { VEC_JSON_VALID, VEC_JSON_INVALID, VEC_JSON_ACCEPTABLE };

/* Make the key operations of a test. @return false: members are missing or not hex */
typedef bool (*vec_json_key_fn)(struct vec_file *f, const struct json *group,
				const struct json *test, enum vec_json_result result,
				struct vec_record *rec);

bool vec_json_dsa(struct vec_file *f, const struct json *group, const struct json *test,
		  enum vec_json_result result, struct vec_record *rec);
bool vec_json_rsa_sign(struct vec_file *f, const struct json *group, const struct json *test,
		       enum vec_json_result result, struct vec_record *rec);
bool vec_json_rsa_verify(struct vec_file *f, const struct json *group, const struct json *test,
			 enum vec_json_result result, struct vec_record *rec);
bool vec_json_rsa_decrypt(struct vec_file *f, const struct json *group, const struct json *test,
			  enum vec_json_result result, struct vec_record *rec);

#endif /* _TEST_OCF_VEC_KEY_JSON_H_ */
