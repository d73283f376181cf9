/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Lists of algorithms and requests made of them: each subset of a list in each order, with
 * ranges, places and flags at random. What has to come out follows from a model that takes
 * one descriptor after the other, as crypto(9) and crp_obuf's contract have it, and has
 * OpenSSL do each.
 */

#include <rte_common.h>

#include "conf.h"
#include "ref.h"

#define MAX_ITEMS 4
#define DATA 320 /* bytes that descriptors work on; behind them a place for each tag to verify */
#define TAG_ROOM 64
#define LEN (DATA + MAX_ITEMS * TAG_ROOM)
#define ROUNDS 12

/* The key of each, in bytes. */
#define AES_128                                                                                    \
	{                                                                                          \
		CRYPTO_AES_CBC, 16                                                                 \
	}
#define AES_256                                                                                    \
	{                                                                                          \
		CRYPTO_AES_CBC, 32                                                                 \
	}
#define CTR                                                                                        \
	{                                                                                          \
		CRYPTO_AES_CTR, 32                                                                 \
	}
#define XTS                                                                                        \
	{                                                                                          \
		CRYPTO_AES_XTS, 32                                                                 \
	}
#define DES                                                                                        \
	{                                                                                          \
		CRYPTO_DES_CBC, 8                                                                  \
	}
#define DES3                                                                                       \
	{                                                                                          \
		CRYPTO_3DES_CBC, 24                                                                \
	}
#define MD5                                                                                        \
	{                                                                                          \
		CRYPTO_MD5_HMAC, 16                                                                \
	}
#define SHA1                                                                                       \
	{                                                                                          \
		CRYPTO_SHA1_HMAC, 20                                                               \
	}
#define SHA256                                                                                     \
	{                                                                                          \
		CRYPTO_SHA2_256_HMAC, 32                                                           \
	}
#define SHA512                                                                                     \
	{                                                                                          \
		CRYPTO_SHA2_512_HMAC, 64                                                           \
	}
#define CMAC                                                                                       \
	{                                                                                          \
		CRYPTO_AES_CMAC, 16                                                                \
	}

static const struct row {
	const char *name;
	struct {
		int alg;
		uint8_t keylen;
	} item[MAX_ITEMS];
} rows[] = {
	{"one cipher", {AES_128}},
	{"one MAC", {SHA256}},
	{"cipher, MAC", {AES_256, SHA1}},
	{"MAC, cipher", {SHA512, CTR}},
	{"cipher, MAC of a cipher", {AES_128, CMAC}},
	{"XTS, MAC", {XTS, SHA256}},
	{"two ciphers", {AES_128, CTR}},
	{"DES and 3DES", {DES, DES3}},
	{"DES and 3DES, MAC", {DES3, DES, MD5}},
	{"two MACs", {SHA1, SHA256}},
	{"two MACs of two kinds", {CMAC, SHA512}},
	{"one cipher twice", {AES_128, AES_128}},
	{"one cipher, two key lengths", {AES_256, AES_128}},
	{"one stream cipher twice", {CTR, CTR}},
	{"one MAC twice", {SHA256, SHA256}},
	{"one MAC of a cipher twice", {CMAC, CMAC}},
	{"cipher, two MACs", {AES_256, SHA1, SHA256}},
	{"two ciphers, MAC", {SHA1, CTR, AES_128}},
	{"two ciphers, two MACs", {AES_128, SHA256, DES3, CMAC}},
	{"each twice", {AES_128, SHA1, AES_128, SHA1}},
	{"one cipher four times", {AES_128, AES_128, AES_128, AES_128}},
};

/* A session of a row, and its keys: its own, and the ones that requests bring. */
struct list {
	const struct row *row;
	unsigned int n;
	uint64_t sid;
	uint32_t ivlen[MAX_ITEMS]; /* 0: a MAC */
	uint32_t mlen[MAX_ITEMS];
	uint8_t key[2][MAX_ITEMS][TAG_ROOM];
};

/* A request, and what it has to do. */
struct model {
	const struct list *l;
	unsigned int n;
	unsigned int pos[MAX_ITEMS]; /* of each descriptor */
	struct cryptop *crp;
	bool separate, spoiled;
	uint8_t before[LEN];       /* of the input */
	uint8_t in[LEN], out[LEN]; /* as it goes on; in place only in */
	bool written[LEN];
	bool aside; /* the MAC's place is crp_mac */
	uint8_t mac_before[TAG_ROOM], mac[TAG_ROOM], real_mac[TAG_ROOM];
	int etype;
};

static struct {
	unsigned int sessions, refused;
	uint64_t requests;
} count;

/* ----------------------------------------------------------------- the model */

static void
view(const struct model *m, uint32_t off, uint32_t len, uint8_t *dst)
{
	uint32_t i;

	for (i = off; i < off + len; i++)
		*dst++ = m->separate && m->written[i] ? m->out[i] : m->in[i];
}

static void
put(struct model *m, uint32_t off, uint32_t len, const uint8_t *src)
{
	memcpy((m->separate ? m->out : m->in) + off, src, len);
	memset(m->written + off, true, len);
}

static struct ref_bytes
key_of(const struct model *m, const struct cryptodesc *crd, unsigned int pos)
{
	bool own = crd->crd_flags & CRD_F_KEY_EXPLICIT;

	return (struct ref_bytes){m->l->key[own][pos], m->l->row->item[pos].keylen};
}

static bool
model_cipher(struct model *m, const struct cryptodesc *crd, unsigned int pos)
{
	uint32_t skip = (uint32_t)crd->crd_skip, len = (uint32_t)crd->crd_len;
	uint32_t ivlen = m->l->ivlen[pos];
	bool encrypt = crd->crd_flags & CRD_F_ENCRYPT;
	uint8_t text[DATA], result[DATA + 32], iv[EALG_MAX_BLOCK_LEN];

	if (crd->crd_flags & CRD_F_IV_EXPLICIT)
		memcpy(iv, crd->crd_ivp != NULL ? crd->crd_ivp : crd->crd_iv, ivlen);
	else
		view(m, encrypt ? skip - ivlen : (uint32_t)crd->crd_inject, ivlen, iv);
	view(m, skip, len, text);
	if (!ref_cipher(crd->crd_alg, key_of(m, crd, pos), (struct ref_bytes){iv, ivlen}, encrypt,
			(struct ref_bytes){text, len}, result))
		return false;
	put(m, skip, len, result);
	if (encrypt && !(crd->crd_flags & CRD_F_IV_PRESENT))
		put(m, (uint32_t)crd->crd_inject, ivlen, iv);
	return true;
}

/* What was deciphered, or enciphered, before a MAC that is wrong is taken back. */
static void
model_mismatch(struct model *m, const struct cryptodesc *end)
{
	static const uint8_t zeros[DATA];
	const struct cryptodesc *crd;
	unsigned int i = 0;

	m->etype = EBADMSG;
	for (crd = m->crp->crp_desc; crd != end; crd = crd->crd_next)
		if (m->l->ivlen[m->pos[i++]] != 0)
			put(m, (uint32_t)crd->crd_skip, (uint32_t)crd->crd_len, zeros);
}

static bool
model_mac(struct model *m, const struct cryptodesc *crd, unsigned int pos)
{
	struct ref_bytes in[2] = {
		{NULL, (uint32_t)crd->crd_len},
		{(const uint8_t *)&crd->crd_esn, crd->crd_flags & CRD_F_ESN ? 4 : 0},
	};
	uint8_t text[DATA], digest[TAG_ROOM], *place;

	view(m, (uint32_t)crd->crd_skip, in[0].len, text);
	in[0].p = text;
	if (!ref_mac(crd->crd_alg, key_of(m, crd, pos), in[0], in, 2, digest))
		return false;
	if (!(crd->crd_flags & CRD_F_VERIFY)) {
		if (m->aside)
			memcpy(m->mac, digest, m->l->mlen[pos]);
		else
			put(m, (uint32_t)crd->crd_inject, m->l->mlen[pos], digest);
		return true;
	}
	/* the tag that the request comes with */
	place = m->aside ? m->mac_before : m->before + crd->crd_inject;
	if (m->spoiled) {
		digest[test_random_below(m->l->mlen[pos])] ^= (uint8_t)(1 << test_random_below(8));
		model_mismatch(m, crd);
	}
	memcpy(place, digest, m->l->mlen[pos]);
	memcpy(m->aside ? m->mac : m->in + crd->crd_inject, digest, m->l->mlen[pos]);
	return true;
}

static bool
model_run(struct model *m)
{
	const struct cryptodesc *crd;
	unsigned int i = 0;
	bool ok = true;

	for (crd = m->crp->crp_desc; crd != NULL && ok && m->etype == 0; crd = crd->crd_next, i++)
		ok = m->l->ivlen[m->pos[i]] != 0 ? model_cipher(m, crd, m->pos[i]) :
						   model_mac(m, crd, m->pos[i]);
	return ok;
}

/* --------------------------------------------------------------- the request */

/* A place of len bytes that does not touch the descriptor's own range. */
static int
place_outside(const struct cryptodesc *crd, uint32_t len)
{
	int at;

	do {
		at = (int)test_random_below(DATA - len);
	} while (at + (int)len > crd->crd_skip && at < crd->crd_skip + crd->crd_len);
	return at;
}

static void
make_cipher(struct cryptodesc *crd, uint32_t ivlen)
{
	static uint8_t ivs[MAX_ITEMS][EALG_MAX_BLOCK_LEN];
	static unsigned int next;
	uint32_t block = vec_alg_find(crd->crd_alg)->block;
	uint8_t *iv = ivs[next++ % MAX_ITEMS];

	crd->crd_len = (int)(test_random_below(144 / block) * block);
	if (crd->crd_alg == CRYPTO_AES_XTS)
		crd->crd_len += 16;
	crd->crd_skip = (int)(ivlen + test_random_below(DATA - ivlen - (uint32_t)crd->crd_len));
	crd->crd_inject = place_outside(crd, ivlen);
	if (test_random_below(2))
		crd->crd_flags = CRD_F_ENCRYPT | (test_random_below(2) ? CRD_F_IV_PRESENT : 0);
	/* the library's own IVs are other cases' */
	if (test_random_below(2) || crd->crd_flags == CRD_F_ENCRYPT)
		crd->crd_flags |= CRD_F_IV_EXPLICIT;
	test_random_bytes(iv, sizeof(ivs[0]));
	memcpy(crd->crd_iv, iv, sizeof(crd->crd_iv));
	crd->crd_ivp = test_random_below(2) ? iv : NULL;
}

static void
make_mac(struct cryptodesc *crd, uint32_t mlen, unsigned int i)
{
	crd->crd_len = (int)test_random_below(200);
	crd->crd_skip = (int)test_random_below(DATA - (uint32_t)crd->crd_len);
	if (test_random_below(2)) {
		crd->crd_flags = CRD_F_VERIFY;
		crd->crd_inject = (int)(DATA + i * TAG_ROOM);
	} else {
		crd->crd_inject = (int)test_random_below(DATA - mlen);
	}
	if (test_random_below(4) == 0) {
		crd->crd_flags |= CRD_F_ESN;
		crd->crd_esn = (uint32_t)test_random();
	}
}

/* May crd_pos be left 0: is it the first of its algorithm that no earlier descriptor has? */
static bool
follows(const struct model *m, unsigned int i)
{
	const struct row *row = m->l->row;
	unsigned int p, j;

	for (p = 0; p < m->pos[i]; p++) {
		if (row->item[p].alg != row->item[m->pos[i]].alg)
			continue;
		for (j = 0; j < i && m->pos[j] != p; j++)
			;
		if (j == i)
			return false;
	}
	return true;
}

static void
make_desc(struct model *m, struct cryptodesc *crd, unsigned int i)
{
	unsigned int pos = m->pos[i];

	memset(crd, 0, offsetof(struct cryptodesc, crd_next));
	crd->crd_alg = m->l->row->item[pos].alg;
	if (m->l->ivlen[pos] != 0)
		make_cipher(crd, m->l->ivlen[pos]);
	else
		make_mac(crd, m->l->mlen[pos], i);
	crd->crd_pos = follows(m, i) && test_random_below(2) ? 0 : pos + 1;
	if (test_random_below(4) == 0) {
		crd->crd_flags |= CRD_F_KEY_EXPLICIT;
		crd->crd_key = (caddr_t)(uintptr_t)m->l->key[1][pos];
		crd->crd_klen = m->l->row->item[pos].keylen * 8;
	}
}

/*
 * Is a cipher to read its IV where an earlier descriptor writes a digest? No protocol has
 * that, and ipsec_mb, which fetches IVs before it makes digests, reads what was there before.
 */
static bool
iv_in_digest(const struct model *m, const struct cryptodesc *end, unsigned int pos)
{
	uint32_t ivlen = m->l->ivlen[pos], mlen;
	const struct cryptodesc *crd;
	unsigned int i = 0;
	int at = end->crd_flags & CRD_F_ENCRYPT ? end->crd_skip - (int)ivlen : end->crd_inject;

	for (crd = m->crp->crp_desc; crd != end; crd = crd->crd_next) {
		mlen = m->l->mlen[m->pos[i++]];
		if (mlen != 0 && at < crd->crd_inject + (int)mlen &&
		    at + (int)ivlen > crd->crd_inject)
			return true;
	}
	return false;
}

static void
model_make(struct model *m)
{
	unsigned int i, macs = 0;
	struct cryptodesc *crd;

	for (crd = m->crp->crp_desc, i = 0; crd != NULL; crd = crd->crd_next, i++) {
		make_desc(m, crd, i);
		if (m->l->ivlen[m->pos[i]] != 0 && iv_in_digest(m, crd, m->pos[i]))
			crd->crd_flags |= CRD_F_IV_EXPLICIT;
		macs += m->l->ivlen[m->pos[i]] == 0;
	}
	m->separate = test_random_below(2);
	m->spoiled = test_random_below(8) == 0;
	m->aside = macs == 1 && test_random_below(4) == 0;
	m->etype = 0;
	memset(m->written, false, sizeof(m->written));
	test_random_bytes(m->before, sizeof(m->before));
	test_random_bytes(m->mac_before, sizeof(m->mac_before));
	memcpy(m->in, m->before, sizeof(m->in));
	memcpy(m->mac, m->mac_before, sizeof(m->mac));
	test_random_bytes(m->out, sizeof(m->out));
}

/* --------------------------------------------------------------------- a run */

static struct test_buf in, out;

static int
compare(struct model *m)
{
	uint8_t got[LEN];

	CHECK(test_buf_intact(&in) && (!m->separate || test_buf_intact(&out)));
	test_buf_read(&in, 0, LEN, got);
	CHECK_MEM(got, m->separate ? m->before : m->in, LEN);
	if (m->separate) {
		test_buf_read(&out, 0, LEN, got);
		CHECK_MEM(got, m->out, LEN);
	}
	CHECK_MEM(m->real_mac, m->mac, TAG_ROOM);
	return TEST_PASS;
}

static int
lay_out(struct model *m, const uint8_t *out_before)
{
	static const enum test_kind kinds[] = {TEST_CONTIG, TEST_MBUF, TEST_UIO, TEST_GUARD};
	enum test_kind kind = kinds[test_random_below(RTE_DIM(kinds))];
	uint32_t splits[2] = {test_random_below(LEN / 2), LEN / 2 + test_random_below(LEN / 2)};

	CHECK(test_buf_make(&in, kind, m->before, LEN, splits, 2));
	test_buf_input(&in, m->crp);
	if (m->separate) {
		CHECK(test_buf_make(&out, kind, out_before, LEN, &splits[1], 1));
		test_buf_output(&out, m->crp);
	} else {
		m->crp->crp_obuf = NULL;
	}
	memcpy(m->real_mac, m->mac_before, TAG_ROOM);
	m->crp->crp_mac = m->aside ? (caddr_t)m->real_mac : NULL;
	m->crp->crp_sid = m->l->sid;
	return TEST_PASS;
}

static void
tell(const struct model *m)
{
	const struct cryptodesc *crd;

	test_note("%s%s%s:", m->l->row->name, m->separate ? ", separate output" : "",
		  m->aside ? ", crp_mac" : "");
	for (crd = m->crp->crp_desc; crd != NULL; crd = crd->crd_next)
		test_note("  %s skip %d len %d inject %d flags %#x pos %u",
			  crypto_alg_name(crd->crd_alg), crd->crd_skip, crd->crd_len,
			  crd->crd_inject, crd->crd_flags, crd->crd_pos);
}

static int
run_one(struct model *m)
{
	uint8_t out_before[LEN];
	int rc;

	model_make(m);
	memcpy(out_before, m->out, LEN);
	CHECK(model_run(m));
	CHECK_CALL(lay_out(m, out_before));
	rc = test_run(m->crp, (enum test_mode)test_random_below(TEST_NMODES));
	count.requests++;
	if (rc == m->etype && compare(m) == TEST_PASS)
		return TEST_PASS;
	tell(m);
	CHECK_EQ(rc, m->etype);
	return TEST_FAIL;
}

/* All requests that begin with the m->n positions that are set. */
static int
run_from(struct model *m, struct cryptop **reqs)
{
	unsigned int p, i;

	if (m->n != 0) {
		m->crp = reqs[m->n - 1];
		CHECK_CALL(run_one(m));
	}
	for (p = 0; p < m->l->n; p++) {
		for (i = 0; i < m->n && m->pos[i] != p; i++)
			;
		if (i < m->n)
			continue;
		m->pos[m->n++] = p;
		CHECK_CALL(run_from(m, reqs));
		m->n--;
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------------ sessions */

static int
open_list(struct list *l, const struct row *row)
{
	static const uint8_t mlens[] = {0, 12, 16};
	struct cryptoini ini[MAX_ITEMS];
	unsigned int i;

	memset(l, 0, sizeof(*l));
	memset(ini, 0, sizeof(ini));
	l->row = row;
	test_random_bytes(l->key, sizeof(l->key));
	for (i = 0; i < MAX_ITEMS && row->item[i].alg != 0; i++) {
		const struct vec_alg *alg = vec_alg_find(row->item[i].alg);

		ini[i].cri_alg = alg->id;
		ini[i].cri_klen = row->item[i].keylen * 8;
		ini[i].cri_key = (caddr_t)l->key[0][i];
		l->ivlen[i] = alg->block > 1 || alg->ivmax != 0 ? alg->ivmax : 0;
		if (l->ivlen[i] == 0) {
			ini[i].cri_mlen = mlens[test_random_below(RTE_DIM(mlens))];
			l->mlen[i] = ini[i].cri_mlen != 0 ? (uint32_t)ini[i].cri_mlen : alg->digest;
		}
		if (i != 0)
			ini[i - 1].cri_next = &ini[i];
	}
	l->n = i;
	return test_session(&l->sid, ini);
}

static bool
offered(const struct row *row)
{
	unsigned int i;

	for (i = 0; i < MAX_ITEMS && row->item[i].alg != 0; i++)
		if (!test_offers(test_driver(), row->item[i].alg))
			return false;
	return true;
}

/* A driver may refuse a list, which the next one then gets; it says why. */
static int
run_row(const struct row *row, struct cryptop **reqs)
{
	struct model m;
	struct list l;
	unsigned int i;
	int rc;

	for (i = 0; i < ROUNDS; i++) {
		rc = open_list(&l, row);
		if (rc == EINVAL && crypto_strerr()[0] != '\0') {
			count.refused++;
			return TEST_PASS;
		}
		CHECK_EQ(rc, 0);
		memset(&m, 0, sizeof(m));
		m.l = &l;
		CHECK_CALL(run_from(&m, reqs));
		CHECK_EQ(test_session_end(l.sid), 0);
	}
	count.sessions++;
	return TEST_PASS;
}

static void
release(void *arg)
{
	RTE_SET_USED(arg);
	test_buf_release(&in);
	test_buf_release(&out);
	ref_release();
}

static int
lists(void)
{
	struct cryptop *reqs[MAX_ITEMS];
	unsigned int i;

	memset(&count, 0, sizeof(count));
	test_defer(release, NULL);
	for (i = 0; i < MAX_ITEMS; i++) {
		reqs[i] = test_getreq((int)i + 1);
		CHECK(reqs[i] != NULL);
	}
	for (i = 0; i < RTE_DIM(rows); i++)
		if (offered(&rows[i]))
			CHECK_CALL(run_row(&rows[i], reqs));
	if (count.sessions == 0)
		return test_skip("%s offers nothing to compare", test_driver_name());
	test_note("%s: %u lists, %u refused, %" PRIu64 " requests", test_driver_name(),
		  count.sessions, count.refused, count.requests);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"lists", lists, TEST_PER_DRIVER},
};
TEST_SUITE(conformance_lists, cases, NULL, NULL);
