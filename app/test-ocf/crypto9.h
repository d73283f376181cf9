/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_CRYPTO9_H_
#define _TEST_OCF_CRYPTO9_H_

/*
 * What the suites crypto9_* share: the sentences of crypto(9), S001 to S163, a case each.
 * doc/crypto9.md says which is which.
 */

#include "test.h"

/* AES-128-CBC, NIST SP 800-38A F.2.1, the first block. */
extern const uint8_t c9_key[16], c9_iv[16], c9_plain[16], c9_cipher[16];
/* HMAC-SHA1, RFC 2202, case 1. */
extern const uint8_t c9_mac_key[20], c9_text[8], c9_mac[20];

/* An algorithm of a session; key NULL: requests bring their own. */
struct cryptoini c9_cbc(const void *key);
struct cryptoini c9_hmac(int mlen);
/* A session on the openssl driver. For CHECK_CALL: skips without it. */
int c9_session(uint64_t *sid, struct cryptoini *cri);
int c9_session_cbc(uint64_t *sid);
int c9_session_mac(uint64_t *sid, int mlen);
/* A contiguous request with one descriptor over all of it; NULL and a failure is noted. */
struct cryptop *c9_request(uint64_t sid, int alg, void *buf, int len);
/* AES-CBC encryption of one block at skip 0, IV explicit and not written. */
struct cryptop *c9_encrypt(uint64_t sid, void *block);

#endif /* _TEST_OCF_CRYPTO9_H_ */
