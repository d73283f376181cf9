/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_ORACLE_H_
#define _TEST_OCF_ORACLE_H_

/*
 * What OpenSSL, called directly, says of a flow's request. As ref.h, but with contexts that keep
 * their keys, for millions of requests; an lcore has its own.
 */

#include <openssl/evp.h>

#include "flow.h"

struct oracle {
	const struct flow_form *form;
	EVP_CIPHER_CTX *cipher;
	EVP_MAC_CTX *mac;
};

/* Where things are in a request's bytes; what is authenticated begins at `head`. */
struct oracle_places {
	uint32_t head, text, len, tag;
};

/* OpenSSL's library context, for all oracles. */
bool oracle_start(void);
void oracle_stop(void);
bool oracle_open(struct oracle *o, const struct flow *f);
void oracle_close(struct oracle *o);
/* Encipher the text where it stands, and write the tag. */
bool oracle_seal(struct oracle *o, const uint8_t *iv, uint8_t *bytes,
		 const struct oracle_places *at);

#endif /* _TEST_OCF_ORACLE_H_ */
