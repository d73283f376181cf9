/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "conf.h"
#include "ref.h"

#define MAC(alg, key, tag) {0, alg, 0, key, 0, tag}
#define CIPHER(alg, key, iv) {alg, 0, key, 0, iv, 0}
#define GCM(bits, iv, tag)                                                                        \
	{CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_##bits##_NIST_GMAC, (bits) / 8, 0, iv, tag}
#define CCM(key, iv, tag) {CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, key, 0, iv, tag}
#define WITH_HMAC(alg, key, iv)                                                                   \
	{alg, CRYPTO_MD5_HMAC, key, 16, iv, 12}, {alg, CRYPTO_SHA1_HMAC, key, 20, iv, 12},        \
	{alg, CRYPTO_SHA2_224_HMAC, key, 28, iv, 14},                                             \
	{alg, CRYPTO_SHA2_256_HMAC, key, 32, iv, 16},                                             \
	{alg, CRYPTO_SHA2_384_HMAC, key, 48, iv, 24},                                             \
	{alg, CRYPTO_SHA2_512_HMAC, key, 64, iv, 32}

static const struct conf_combo combos[] = {
	CIPHER(CRYPTO_AES_CBC, 16, 16),
	CIPHER(CRYPTO_AES_CBC, 24, 16),
	CIPHER(CRYPTO_AES_CBC, 32, 16),
	CIPHER(CRYPTO_AES_CTR, 16, 16),
	CIPHER(CRYPTO_AES_CTR, 24, 16),
	CIPHER(CRYPTO_AES_CTR, 32, 16),
	CIPHER(CRYPTO_AES_XTS, 32, 16),
	CIPHER(CRYPTO_AES_XTS, 64, 16),
	CIPHER(CRYPTO_DES_CBC, 8, 8),
	CIPHER(CRYPTO_3DES_CBC, 24, 8),
	CIPHER(CRYPTO_BLF_CBC, 16, 8),
	CIPHER(CRYPTO_CAST_CBC, 16, 8),
	CIPHER(CRYPTO_CAMELLIA_CBC, 16, 16),
	CIPHER(CRYPTO_CAMELLIA_CBC, 32, 16),
	CIPHER(CRYPTO_CHACHA20, 32, 16),
	MAC(CRYPTO_MD5_HMAC, 16, 16),
	MAC(CRYPTO_SHA1_HMAC, 20, 20),
	MAC(CRYPTO_RIPEMD160_HMAC, 20, 20),
	MAC(CRYPTO_SHA2_224_HMAC, 28, 28),
	MAC(CRYPTO_SHA2_256_HMAC, 32, 32),
	MAC(CRYPTO_SHA2_384_HMAC, 48, 48),
	MAC(CRYPTO_SHA2_512_HMAC, 64, 64),
	MAC(CRYPTO_MD5, 0, 16),
	MAC(CRYPTO_SHA1, 0, 20),
	MAC(CRYPTO_RIPEMD160, 0, 20),
	MAC(CRYPTO_SHA2_224, 0, 28),
	MAC(CRYPTO_SHA2_256, 0, 32),
	MAC(CRYPTO_SHA2_384, 0, 48),
	MAC(CRYPTO_SHA2_512, 0, 64),
	MAC(CRYPTO_AES_CMAC, 16, 16),
	MAC(CRYPTO_AES_CMAC, 24, 16),
	MAC(CRYPTO_AES_CMAC, 32, 16),
	MAC(CRYPTO_AES_XCBC_MAC, 16, 16),
	{0, CRYPTO_AES_NIST_GMAC, 0, 16, 12, 16},
	{0, CRYPTO_AES_NIST_GMAC, 0, 24, 12, 16},
	{0, CRYPTO_AES_NIST_GMAC, 0, 32, 12, 16},
	GCM(128, 12, 16),
	GCM(192, 12, 16),
	GCM(256, 12, 16),
	CCM(16, 12, 16),
	CCM(24, 12, 16),
	CCM(32, 12, 16),
	{CRYPTO_CHACHA20_POLY1305, CRYPTO_POLY1305, 32, 0, 12, 16},
	WITH_HMAC(CRYPTO_AES_CBC, 16, 16),
	WITH_HMAC(CRYPTO_AES_CBC, 24, 16),
	WITH_HMAC(CRYPTO_AES_CBC, 32, 16),
	WITH_HMAC(CRYPTO_AES_CTR, 16, 16),
	WITH_HMAC(CRYPTO_AES_CTR, 32, 16),
	WITH_HMAC(CRYPTO_3DES_CBC, 24, 8),
	{CRYPTO_AES_CBC, CRYPTO_AES_CMAC, 16, 16, 16, 16},
	{CRYPTO_AES_CTR, CRYPTO_AES_CMAC, 32, 32, 16, 16},
	{CRYPTO_AES_CBC, CRYPTO_AES_XCBC_MAC, 16, 16, 16, 12},
	{CRYPTO_AES_CTR, CRYPTO_AES_XCBC_MAC, 24, 16, 16, 12},
};

unsigned int
conf_ncombos(void)
{
	return RTE_DIM(combos);
}

const struct conf_combo *
conf_combo(unsigned int i)
{
	return &combos[i];
}

static struct vec
as_vec(const struct conf_combo *c)
{
	return (struct vec){.cipher = c->cipher, .auth = c->auth};
}

bool
conf_is_chain(const struct conf_combo *c)
{
	struct vec v = as_vec(c);

	return c->cipher != 0 && c->auth != 0 && !vec_is_aead(&v);
}

bool
conf_is_aead(const struct conf_combo *c)
{
	struct vec v = as_vec(c);

	return vec_is_aead(&v);
}

bool
conf_offered(const struct conf_combo *c)
{
	struct vec v = as_vec(c);

	return vec_offered(&v, test_driver()) && (c->cipher == 0 || ref_knows(c->cipher)) &&
	       (c->auth == 0 || vec_is_aead(&v) || ref_knows(c->auth));
}

const char *
conf_name(const struct conf_combo *c, char *buf, size_t len)
{
	struct vec v = as_vec(c);
	char name[64];

	snprintf(buf, len, "%s %u", vec_name(&v, name, sizeof(name)),
		 (c->cipher != 0 ? c->keylen : c->mackeylen) * 8u);
	return buf;
}

uint32_t
conf_round(const struct conf_combo *c, uint32_t n)
{
	uint32_t block = c->cipher == 0 ? 1 : vec_alg_find(c->cipher)->block;

	n = (n + block - 1) / block * block;
	return c->cipher == CRYPTO_AES_XTS ? RTE_MAX(n, 16u) : n;
}

/* -------------------------------------------------------------- random vectors */

static bool
random_str(struct vec_file *f, struct vec_str *s, uint32_t len)
{
	uint8_t *p = vec_file_alloc(f, len);

	if (p == NULL)
		return false;
	test_random_bytes(p, len);
	s->p = p;
	s->len = len;
	return true;
}

static struct ref_bytes
bytes(const struct vec_str *s)
{
	return (struct ref_bytes){s->p, s->len};
}

static bool
answer_aead(const struct vec *v, uint8_t *ct, uint8_t *tag)
{
	return ref_aead(v->cipher, bytes(&v->key), bytes(&v->iv), bytes(&v->aad), bytes(&v->pt), ct,
			tag, v->tag.len);
}

/* What the vector's request has to give. */
static bool
answer(const struct vec *v, uint8_t *ct, uint8_t *tag)
{
	struct ref_bytes in[4];
	uint8_t digest[64];

	if (vec_is_aead(v))
		return answer_aead(v, ct, tag);
	if (v->cipher != 0 &&
	    !ref_cipher(v->cipher, bytes(&v->key), bytes(&v->iv), true, bytes(&v->pt), ct))
		return false;
	if (v->auth == 0)
		return true;
	in[0] = bytes(&v->aad);
	in[1] = bytes(&v->iv);
	in[2] = (struct ref_bytes){v->cipher != 0 ? ct : v->pt.p, v->pt.len};
	in[3] = bytes(&v->trailer);
	if (!ref_mac(v->auth, bytes(v->cipher != 0 ? &v->mackey : &v->key), bytes(&v->iv),
		     v->cipher != 0 ? in : &in[2], v->cipher != 0 ? 4 : 1, digest))
		return false;
	memcpy(tag, digest, v->tag.len);
	return true;
}

/* Keys of the vector's own, or another one's. */
static bool
make_keys(struct vec_file *f, struct vec *v, const struct vec *like, const struct conf_combo *c)
{
	if (like != NULL) {
		v->key = like->key;
		v->mackey = like->mackey;
		return true;
	}
	if (conf_is_chain(c) && !random_str(f, &v->mackey, c->mackeylen))
		return false;
	return random_str(f, &v->key, c->cipher != 0 ? c->keylen : c->mackeylen);
}

bool
conf_vec_like(struct vec_file *f, struct vec *v, const struct vec *like,
	      const struct conf_combo *c, uint32_t textlen, uint32_t aadlen)
{
	bool ok;

	memset(v, 0, sizeof(*v));
	v->cipher = c->cipher;
	v->auth = c->auth;
	v->ops = VEC_ENCRYPT | VEC_DECRYPT;
	textlen = conf_round(c, textlen);
	ok = make_keys(f, v, like, c) && random_str(f, &v->pt, textlen) &&
	     random_str(f, &v->iv, c->ivlen) && random_str(f, &v->ct, textlen) &&
	     random_str(f, &v->tag, c->taglen);
	if (ok && (vec_is_aead(v) || conf_is_chain(c)))
		ok = random_str(f, &v->aad, aadlen);
	if (!ok) {
		test_fail(__FILE__, __LINE__, "no memory for a vector");
		return false;
	}
	if (!answer(v, (uint8_t *)(uintptr_t)v->ct.p, (uint8_t *)(uintptr_t)v->tag.p)) {
		test_fail(__FILE__, __LINE__, "OpenSSL gives no answer");
		return false;
	}
	return true;
}

bool
conf_vec(struct vec_file *f, struct vec *v, const struct conf_combo *c, uint32_t textlen,
	 uint32_t aadlen)
{
	return conf_vec_like(f, v, NULL, c, textlen, aadlen);
}

bool
conf_record(struct vec_file *f, const struct conf_combo *c, uint32_t textlen, uint32_t aadlen)
{
	struct vec_record *rec = vec_file_add(f);
	char name[48];

	if (rec == NULL || !conf_vec(f, &rec->v[0], c, textlen, aadlen))
		return false;
	rec->n = 1;
	snprintf(rec->id, sizeof(rec->id), "%.20s text %u AAD %u", conf_name(c, name, sizeof(name)),
		 rec->v[0].pt.len, rec->v[0].aad.len);
	return true;
}

/* --------------------------------------------------------------- plain packets */

static void
packet_cipher(struct cryptodesc *crd, const struct conf_combo *c, bool encrypt)
{
	crd->crd_alg = c->cipher;
	crd->crd_skip = CONF_AAD;
	crd->crd_len = CONF_TEXT;
	crd->crd_inject = 0;
	crd->crd_flags = encrypt ? CRD_F_ENCRYPT : 0;
}

static void
packet_mac(struct cryptodesc *crd, const struct conf_combo *c, bool make)
{
	crd->crd_alg = c->auth;
	crd->crd_skip = 0;
	crd->crd_len = conf_is_aead(c) ? CONF_AAD : CONF_TAG;
	crd->crd_inject = CONF_TAG;
	crd->crd_flags = make || c->auth == CRYPTO_NULL_HMAC ? 0 : CRD_F_VERIFY;
}

void
conf_packet(struct cryptop *crp, const struct conf_combo *c, uint8_t *packet, const uint8_t *iv,
	    bool encrypt)
{
	struct cryptodesc *first = crp->crp_desc, *last = first->crd_next;
	struct cryptodesc *cipher = first, *mac = last != NULL ? last : first;

	if (last != NULL && !encrypt && !conf_is_aead(c)) {
		cipher = last;
		mac = first;
	}
	crp->crp_buf = (caddr_t)packet;
	crp->crp_ilen = CONF_PACKET;
	if (c->auth != 0)
		packet_mac(mac, c, encrypt);
	if (c->cipher != 0)
		packet_cipher(cipher, c, encrypt);
	else
		cipher = mac; /* GMAC has an IV */
	if (c->ivlen == 0)
		return;
	cipher->crd_flags |= CRD_F_IV_EXPLICIT | (c->cipher != 0 ? CRD_F_IV_PRESENT : 0);
	cipher->crd_ivp = iv;
}

/* ------------------------------------------------------------------------- runs */

static int
run_plan(struct vec_file *f, struct vec_plan *plan)
{
	unsigned int i, failed = 0, limits = 0;
	int rc = TEST_PASS;

	vec_run(f->rec, f->n, test_driver(), plan);
	for (i = 0; i < f->n; i++) {
		const struct vec_record *rec = &f->rec[i];

		if (rec->out.limited && limits++ == 0)
			test_note("%s: %s", rec->id, rec->out.why);
		else if (rec->out.verdict != VEC_PASSED && !rec->out.limited && failed++ < 5)
			rc = test_fail(__FILE__, __LINE__, "%s: %s", rec->id, rec->out.why);
	}
	vec_run_release();
	return rc;
}

int
conf_run(struct vec_file *f, bool all, uint64_t turn)
{
	struct vec_plan plan = {.all = all, .mode = -1, .turn = turn};
	int rc = run_plan(f, &plan);

	vec_file_release(f);
	return rc;
}

int
conf_run_mode(struct vec_file *f, enum test_mode mode, uint64_t turn)
{
	struct vec_plan plan = {.mode = (int)mode, .turn = turn};

	return run_plan(f, &plan);
}

int
conf_each(int (*fn)(const struct conf_combo *c), bool (*wanted)(const struct conf_combo *c))
{
	unsigned int i, n = 0;
	int rc = TEST_PASS;

	for (i = 0; i < RTE_DIM(combos); i++) {
		if ((wanted != NULL && !wanted(&combos[i])) || !conf_offered(&combos[i]))
			continue;
		n++;
		if (fn(&combos[i]) == TEST_FAIL)
			rc = TEST_FAIL;
	}
	ref_release();
	if (n == 0)
		return test_skip("%s offers nothing of the kind", test_driver_name());
	return rc;
}
