/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_CONF_H_
#define _TEST_OCF_CONF_H_

/* What the conformance suites share: sessions of all shapes, and random vectors of them. */

#include "vec.h"

/* Algorithms of a session with the lengths of their keys, IV and tag. */
struct conf_combo {
	int cipher, auth;
	uint8_t keylen, mackeylen, ivlen, taglen;
};

/* All combinations that are tested, singles first, then AEADs, then chains. */
unsigned int conf_ncombos(void);
const struct conf_combo *conf_combo(unsigned int i);
bool conf_is_chain(const struct conf_combo *c);
/* Does the turn's driver offer it, and can OpenSSL compare it? */
bool conf_offered(const struct conf_combo *c);

/* Make a vector with random content. @return false: noted */
bool conf_vec(struct vec_file *f, struct vec *v, const struct conf_combo *c, uint32_t textlen,
	      uint32_t aadlen);
/* The same with the keys of another one. */
bool conf_vec_like(struct vec_file *f, struct vec *v, const struct vec *like,
		   const struct conf_combo *c, uint32_t textlen, uint32_t aadlen);
/* The same as the file's next record, named by its lengths. */
bool conf_record(struct vec_file *f, const struct conf_combo *c, uint32_t textlen, uint32_t aadlen);
/* Run the file's records on the turn's driver and note what failed; the file is released. */
int conf_run(struct vec_file *f, bool all, uint64_t turn);
/* The same by one way to dispatch; the file stays. */
int conf_run_mode(struct vec_file *f, enum test_mode mode, uint64_t turn);
/* A text length that the cipher takes: n, or the next multiple of the block. */
uint32_t conf_round(const struct conf_combo *c, uint32_t n);
const char *conf_name(const struct conf_combo *c, char *buf, size_t len);

/*
 * A plain packet: AAD, text, room for a tag. A MAC is over the first two, or over the text
 * alone where a cipher does that itself. Fills a request of one or two descriptors: encrypt
 * and make the tag, or verify it and decrypt. The IV is in memory that lives on.
 */
#define CONF_AAD 16
#define CONF_TEXT 64
#define CONF_TAG (CONF_AAD + CONF_TEXT)
#define CONF_PACKET (CONF_TAG + 64)
void conf_packet(struct cryptop *crp, const struct conf_combo *c, uint8_t *packet,
		 const uint8_t *iv, bool encrypt);
bool conf_is_aead(const struct conf_combo *c);

/* Call for each offered combination; passes what was noted, skips where none is offered. */
int conf_each(int (*fn)(const struct conf_combo *c), bool (*wanted)(const struct conf_combo *c));

#endif /* _TEST_OCF_CONF_H_ */
