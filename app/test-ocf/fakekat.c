/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * How fakes pass the framework's self-tests: they know the questions, and the answers. A
 * question is recognised by its algorithm, key and data.
 */

#include "fakedrv.h"
#include "kat_table.h"

#define MAX_LEN 512

static uint8_t
nibble(char c)
{
	return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static uint32_t
unhex(const char *hex, uint8_t *dst)
{
	uint32_t n = 0;

	for (; hex != NULL && hex[2 * n] != '\0'; n++)
		dst[n] = (uint8_t)(nibble(hex[2 * n]) << 4 | nibble(hex[2 * n + 1]));
	return n;
}

static bool
same(const char *hex, const uint8_t *data, uint32_t len)
{
	uint8_t bytes[MAX_LEN];

	return unhex(hex, bytes) == len && memcmp(bytes, data, len) == 0;
}

/* The data that the request has, by the row; forward it is text, backward its encryption. */
static bool
is_row(const struct kat *row, const struct cryptop *crp, const uint8_t *key, uint32_t keylen)
{
	const struct cryptodesc *crd = crp->crp_desc;
	int auth = crd->crd_next != NULL ? crd->crd_next->crd_alg : 0;
	bool back = row->out != NULL && !(crd->crd_flags & CRD_F_ENCRYPT);
	uint8_t data[MAX_LEN];

	if (row->alg != crd->crd_alg || row->auth != auth || !same(row->key, key, keylen))
		return false;
	if (crd->crd_len > MAX_LEN)
		return false;
	crypto_copydata(crp, CRYPTO_IN, (uint32_t)crd->crd_skip, (uint32_t)crd->crd_len, data);
	return same(back ? row->out : row->text, data, (uint32_t)crd->crd_len);
}

static const struct kat *
find_row(const struct cryptop *crp, const uint8_t *key, uint32_t keylen)
{
	unsigned int i;

	if (crp->crp_desc->crd_flags & CRD_F_KEY_EXPLICIT) {
		key = (const uint8_t *)crp->crp_desc->crd_key;
		keylen = (uint32_t)crp->crp_desc->crd_klen / 8;
	}
	for (i = 0; i < sizeof(kats) / sizeof(kats[0]); i++)
		if (is_row(&kats[i], crp, key, keylen))
			return &kats[i];
	return NULL;
}

/* @return false: a digest that does not verify. */
static bool
finish_mac(struct cryptop *crp, const struct kat *row, const struct cryptodesc *crd, bool verify)
{
	uint8_t mac[MAX_LEN];
	uint32_t len = unhex(row->mac, mac);

	verify = verify || (crd->crd_flags & CRD_F_VERIFY);
	return crypto_tag_finish(crp, crd, mac, len, verify) == 0;
}

void
fake_kat_answer(struct cryptop *crp, const uint8_t *key, uint32_t keylen)
{
	const struct kat *row = find_row(crp, key, keylen);
	struct cryptodesc *crd = crp->crp_desc;
	bool seal = (crd->crd_flags & CRD_F_ENCRYPT) != 0, good = true;
	uint8_t data[MAX_LEN];

	if (row == NULL) {
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
		return;
	}
	if (row->out == NULL) {
		finish_mac(crp, row, crd, false);
		return;
	}
	if (row->iv != NULL && seal)
		crypto_iv_put(crp, crd, data, unhex(row->iv, data));
	if (crd->crd_next != NULL)
		good = finish_mac(crp, row, crd->crd_next, !seal);
	if (good)
		crypto_copyback(crp, (uint32_t)crd->crd_skip,
				unhex(seal ? row->out : row->text, data), data);
	else
		crypto_zero(crp, (uint32_t)crd->crd_skip, (uint32_t)crd->crd_len);
}
