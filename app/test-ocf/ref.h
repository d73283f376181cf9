/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_REF_H_
#define _TEST_OCF_REF_H_

#include <stdbool.h>
#include <stdint.h>

/* The other opinion: OpenSSL's libcrypto called directly. Each: false, it cannot. */

struct ref_bytes {
	const uint8_t *p;
	uint32_t len;
};

/* Can this algorithm be compared? */
bool ref_knows(int alg);
bool ref_cipher(int alg, struct ref_bytes key, struct ref_bytes iv, bool encrypt,
		struct ref_bytes in, uint8_t *out);
/* Writes the ciphertext and the tag's first taglen bytes. */
bool ref_aead(int alg, struct ref_bytes key, struct ref_bytes iv, struct ref_bytes aad,
	      struct ref_bytes in, uint8_t *out, uint8_t *tag, uint32_t taglen);
/* The digest of the pieces in turn; iv for GMAC only. */
bool ref_mac(int alg, struct ref_bytes key, struct ref_bytes iv, const struct ref_bytes *in,
	     unsigned int n, uint8_t out[64]);
void ref_release(void);

#endif /* _TEST_OCF_REF_H_ */
