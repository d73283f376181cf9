/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_ROWS_H_
#define _TEST_OCF_ROWS_H_

#include <opencrypto/cryptodev.h>

/*
 * Built-in vectors: one table a file, hex digits, a row without a name at the end. A MAC's
 * message is pt. A cipher and a MAC are a chain: the MAC is of aad, IV and ciphertext.
 */
struct vec_row {
	const char *name;
	int cipher, auth;
	const char *key, *mackey, *iv, *aad, *pt, *ct, *tag;
};

extern const struct vec_row vec_rows_aes_cbc[];
extern const struct vec_row vec_rows_aes_ccm[];
extern const struct vec_row vec_rows_aes_cmac[];
extern const struct vec_row vec_rows_aes_ctr[];
extern const struct vec_row vec_rows_aes_gcm[];
extern const struct vec_row vec_rows_aes_gmac[];
extern const struct vec_row vec_rows_aes_xts[];
extern const struct vec_row vec_rows_chacha20[];
extern const struct vec_row vec_rows_chain[];
extern const struct vec_row vec_rows_des[];
extern const struct vec_row vec_rows_hash[];
extern const struct vec_row vec_rows_hmac[];
extern const struct vec_row vec_rows_null[];

#endif /* _TEST_OCF_ROWS_H_ */
