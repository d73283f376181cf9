/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_SUITE_IPSEC_MB_H_
#define _TEST_OCF_SUITE_IPSEC_MB_H_

/* What the suites of the ipsec_mb driver share. */

#include "ref.h"
#include "test.h"

/* Run a function with the driver on each instruction set that the machine has, and all. */
int mb_each_arch(int (*fn)(void));

/* An operation of a session: cipher or AEAD, MAC or auth half; 0 = none. */
struct mb_alg {
	const char *name;
	int cipher, mac;
	uint8_t keylen, mackeylen, ivlen, maclen, block;
};
extern const struct mb_alg mb_aeads[], mb_ciphers[], mb_macs[];
extern const unsigned int mb_naeads, mb_nciphers, mb_nmacs;
bool mb_is_aead(const struct mb_alg *a);

/* One request and its answer by OpenSSL. */
struct mb_req {
	const struct mb_alg *alg;
	uint8_t key[32], mackey[64], iv[16], mac[64], want_mac[64];
	uint8_t *text, *aad; /* the caller's; text is worked on in place */
	uint8_t *want;       /* what text is to become */
	uint32_t len, aadlen;
	bool encrypt;
	struct cryptop *crp;
};

/* The session's list; both point into r and ini. */
void mb_ini(const struct mb_req *r, struct cryptoini ini[2]);
/* Random keys and IV. */
void mb_random(struct mb_req *r, const struct mb_alg *alg);
/*
 * With text, aad and lengths set: OpenSSL's answer into want and want_mac, and the request.
 * The MAC of a chain is over aad (which stands elsewhere, so it is none) and the text.
 * @return TEST_PASS
 */
int mb_make(struct mb_req *r, uint64_t sid, bool encrypt);
/* Was it what OpenSSL says? */
int mb_check(const struct mb_req *r);

#endif /* _TEST_OCF_SUITE_IPSEC_MB_H_ */
