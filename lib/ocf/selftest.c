/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Known-answer tests: an algorithm is offered only when its driver gives the published
 * answers, both directions, and refuses a forged digest. The driver's functions are called
 * directly, on the control path's own channel.
 *
 * A row makes a buffer [AAD | IV | text | digest] with a margin; the whole of it is
 * compared, so that a byte written where none belongs is a wrong answer, too.
 */

#include <stdlib.h>
#include <string.h>

#include <rte_cycles.h>
#include <rte_pause.h>

#include "kat_table.h"
#include "ocf_private.h"

#define BUF_SIZE 512
#define FILLER 0x5a
#define TIMEOUT_MS 100
#define MIN_POLLS 1000 /* before time is up, which passes also while others have the CPU */

enum verdict {
	PASSED = 1,
	FAILED = 2,
	REFUSED = 4, /* the driver has no such session, or its engine not this length */
	PARTNER = 8, /* a pair failed, and the other half is to blame */
};

enum direction {
	FORWARD = 0, /* encrypt, compute */
	BACKWARD,    /* decrypt, verify */
	FORGED,      /* verify what is wrong */
};
#define DIRECTIONS 3

static const char *const direction_names[DIRECTIONS] = {"forward", "backward", "forged digest"};

struct bench {
	/* as a pool would give it */
	struct cryptop crp;
	struct cryptodesc desc[2];

	const struct kat *row;
	struct crypto_driver *drv;
	struct cryptoini ini[2];
	unsigned int nini;
	uint32_t aad, iv, text, mac; /* lengths */
	bool silent;                 /* no answer in time */
	bool lost;                   /* taken, and never given back */
	uint8_t key[256], ivbytes[32];
	uint8_t buf[BUF_SIZE], want[BUF_SIZE];
	struct crypto_session ses;
} __rte_cache_aligned;

/* ---------------------------------------------------------------- the row */

static uint8_t
nibble(char c)
{
	return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static uint32_t
put_hex(uint8_t *dst, const char *hex)
{
	uint32_t n = 0;

	for (; hex != NULL && hex[2 * n] != '\0'; n++)
		dst[n] = (uint8_t)(nibble(hex[2 * n]) << 4 | nibble(hex[2 * n + 1]));
	return n;
}

static uint32_t
hex_length(const char *hex)
{
	return hex == NULL ? 0 : (uint32_t)strlen(hex) / 2;
}

/* A cipher, alone or as half of an AEAD; else a MAC alone. */
static bool
has_cipher(const struct kat *row)
{
	return crypto_alg_find(row->alg)->kind != CRYPTO_KIND_MAC && (row->mac == NULL || row->auth);
}

/* NULL algorithms: only the data can come out wrong. */
static bool
is_null(const struct kat *row)
{
	return row->alg == CRYPTO_NULL_CBC || row->alg == CRYPTO_NULL_HMAC;
}

/*
 * Which half of a pair is to blame: the one without another partner. That is GCM's auth
 * half, which fixes the key size, else the cipher half.
 */
static int
blamed(const struct kat *row)
{
	return row->alg == CRYPTO_AES_NIST_GCM_16 ? row->auth : row->alg;
}

static void
ini_fill(struct bench *b)
{
	const struct crypto_alg *alg = crypto_alg_find(b->row->alg);
	const struct kat *row = b->row;

	b->ini[0] = (struct cryptoini){
		.cri_alg = row->alg,
		.cri_klen = (int)(8 * put_hex(b->key, row->key)),
		.cri_key = row->key == NULL || (alg->flags & CRYPTO_ALG_KEYSTREAM) ? NULL :
										      (caddr_t)b->key,
		.cri_mlen = row->auth != 0 ? 0 : (int)b->mac,
		.cri_ivlen = b->iv == alg->ivlen ? 0 : (int)b->iv,
	};
	b->nini = 1;
	if (row->auth == 0)
		return;
	b->ini[0].cri_next = &b->ini[1];
	b->ini[1] = (struct cryptoini){.cri_alg = row->auth, .cri_mlen = (int)b->mac};
	b->nini = 2;
}

static void
bench_fill(struct bench *b, struct crypto_driver *drv, const struct kat *row)
{
	memset(b, 0, sizeof(*b));
	b->drv = drv;
	b->row = row;
	b->aad = hex_length(row->aad);
	b->iv = put_hex(b->ivbytes, row->iv);
	b->text = hex_length(row->text);
	b->mac = hex_length(row->mac);
	ini_fill(b);
}

/* ------------------------------------------------------------- the request */

static void
lay_out(const struct bench *b, uint8_t *buf, bool iv, const char *text, bool mac)
{
	memset(buf, FILLER, BUF_SIZE);
	put_hex(buf, b->row->aad);
	if (iv)
		memcpy(buf + b->aad, b->ivbytes, b->iv);
	put_hex(buf + b->aad + b->iv, text);
	if (mac)
		put_hex(buf + b->aad + b->iv + b->text, b->row->mac);
}

/* What goes in and what has to come out. */
static void
buffers_fill(struct bench *b, enum direction dir)
{
	bool cipher = has_cipher(b->row), back = dir != FORWARD;
	const char *plain = b->row->text;
	const char *crypted = b->row->out != NULL ? b->row->out : plain;
	uint32_t text = b->aad + b->iv;

	lay_out(b, b->buf, cipher && back, back ? crypted : plain, back);
	lay_out(b, b->want, cipher, back ? plain : crypted, true);
	if (dir != FORGED)
		return;
	b->buf[text + b->text] ^= 1;
	b->want[text + b->text] ^= 1;
	if (cipher) /* text that is not authentic is not handed out */
		memset(b->want + text, 0, b->text);
}

static void
iv_fill(const struct bench *b, struct cryptodesc *crd)
{
	crd->crd_flags |= CRD_F_IV_EXPLICIT;
	if (b->iv > sizeof(crd->crd_iv))
		crd->crd_ivp = b->ivbytes;
	else
		memcpy(crd->crd_iv, b->ivbytes, b->iv);
}

static void
cipher_fill(struct bench *b, struct cryptodesc *crd, enum direction dir)
{
	crd->crd_skip = (int)(b->aad + b->iv);
	crd->crd_len = (int)b->text;
	crd->crd_inject = (int)b->aad;
	crd->crd_flags = dir == FORWARD ? CRD_F_ENCRYPT : 0;
	if (dir == FORWARD && b->iv != 0) /* backward it is read from where forward wrote it */
		iv_fill(b, crd);
}

static void
mac_fill(struct bench *b, struct cryptodesc *crd, enum direction dir)
{
	crd->crd_skip = (int)(b->aad + b->iv);
	crd->crd_len = (int)b->text;
	crd->crd_flags = dir == FORWARD ? 0 : CRD_F_VERIFY;
	crd->crd_inject = (int)(b->aad + b->iv + b->text);
	if (b->row->auth != 0) {
		crd->crd_skip = 0;
		crd->crd_len = (int)b->aad;
	} else if (b->iv != 0) {
		iv_fill(b, crd);
	}
}

static void
request_fill(struct bench *b, enum direction dir)
{
	struct cryptop *crp = &b->crp;

	memset(crp, 0, sizeof(*crp));
	memset(b->desc, 0, sizeof(b->desc));
	crp->crp_ilen = (int)(b->aad + b->iv + b->text + b->mac);
	crp->crp_olen = crp->crp_ilen;
	crp->crp_buf = (caddr_t)b->buf;
	crp->crp_desc = b->desc;
	crp->crp_data[CRYPTO_IN] = crp->crp_data[CRYPTO_OUT] = b->buf;
	crp->crp_dlen[CRYPTO_IN] = crp->crp_dlen[CRYPTO_OUT] = (uint32_t)crp->crp_ilen;
	crp->crp_area = b->ses.area;
	if (b->drv->simple)
		crp->crp_sid = (uint64_t)b->drv->id << 32 | b->ses.own;
	b->desc[0].crd_alg = b->row->alg;
	if (has_cipher(b->row))
		cipher_fill(b, &b->desc[0], dir);
	else
		mac_fill(b, &b->desc[0], dir);
	if (b->row->key != NULL && b->ini[0].cri_key == NULL) {
		b->desc[0].crd_flags |= CRD_F_KEY_EXPLICIT;
		b->desc[0].crd_key = (caddr_t)b->key;
		b->desc[0].crd_klen = b->ini[0].cri_klen;
	}
	crp->crp_map = 0x8;
	crp->crp_ndesc = (uint8_t)b->nini;
	if (b->nini == 2) {
		b->desc[0].crd_next = &b->desc[1];
		b->desc[1].crd_alg = b->row->auth;
		mac_fill(b, &b->desc[1], dir);
		crp->crp_map = 0x98;
	}
}

/* ------------------------------------------------------------- the driver */

/* @return was it taken? */
static bool
submit(struct crypto_context *c, struct cryptop *crp)
{
	int error;

	if (c->drv->ops.process_burst != NULL)
		return c->drv->ops.process_burst(c->ctx, &crp, 1) != 0;
	error = c->drv->process(c->ctx, crp);
	if (error == ERESTART)
		return false;
	if (error != 0) {
		crypto_fail(crp, EIO, CRYPTO_R_DRIVER_VALUE);
		crypto_done(crp);
	}
	return true;
}

/* @return was it answered in time? */
static bool
carry_out(struct bench *b)
{
	uint64_t start = rte_get_timer_cycles();
	uint64_t limit = rte_get_timer_hz() / 1000 * TIMEOUT_MS;
	struct crypto_context *c = &b->drv->control->own;
	unsigned int polls = 0;
	bool taken = false;

	__atomic_store_n(&b->crp.crp_state, CRYPTO_REQ_DRIVER, __ATOMIC_RELEASE);
	for (;;) {
		if (!taken) {
			taken = submit(c, &b->crp);
			c->flush(c->ctx);
		} else {
			c->poll(c->ctx);
		}
		if (__atomic_load_n(&b->crp.crp_state, __ATOMIC_ACQUIRE) == CRYPTO_REQ_DONE)
			return true;
		if (++polls > MIN_POLLS && rte_get_timer_cycles() - start > limit)
			break;
		rte_pause();
	}
	b->silent = true;
	b->lost = taken;
	return false;
}

/* -------------------------------------------------------------- the answer */

static enum verdict
judge(const struct bench *b, enum direction dir)
{
	int want = dir == FORGED ? EBADMSG : 0;

	if (b->crp.crp_etype != want) {
		if (is_null(b->row))
			return PASSED;
		return b->crp.crp_reason == CRYPTO_R_LIMIT ? REFUSED : FAILED;
	}
	return memcmp(b->buf, b->want, BUF_SIZE) == 0 ? PASSED : FAILED;
}

static enum verdict
run_direction(struct bench *b, enum direction dir)
{
	enum verdict v;

	buffers_fill(b, dir);
	request_fill(b, dir);
	if (carry_out(b))
		v = judge(b, dir);
	else
		v = is_null(b->row) ? PASSED : FAILED;
	if (v == FAILED)
		CRYPTO_LOG(ERR, "%s: %s is not offered: self-test, %s: %s", b->drv->name,
			   crypto_alg_name(blamed(b->row)), direction_names[dir],
			   b->silent ? "no answer" :
			   b->crp.crp_etype != 0 ? strerror(b->crp.crp_etype) : "wrong answer");
	return v;
}

/* Which directions there are: nothing to verify without a digest, one way without a cipher. */
static bool
has_direction(const struct bench *b, enum direction dir)
{
	return dir == FORWARD || (dir == BACKWARD && has_cipher(b->row)) || b->mac != 0;
}

static enum verdict
run_row(struct bench *b)
{
	enum verdict v = PASSED;
	int dir;

	if (crypto_session_open_on(b->drv, b->ini, &b->ses) != 0) {
		crypto_refusal_take();
		return REFUSED;
	}
	for (dir = FORWARD; dir < DIRECTIONS && v == PASSED && !b->silent; dir++)
		if (has_direction(b, (enum direction)dir))
			v = run_direction(b, (enum direction)dir);
	if (!b->lost) /* else the driver may still use it */
		crypto_session_close_on(b->drv, &b->ses);
	return v;
}

/* Its own bench: one that a driver never gave back must stay as it is. */
static enum verdict
run_kat(struct crypto_driver *drv, const struct kat *row)
{
	struct bench *b = crypto_smem_alloc(sizeof(*b));
	enum verdict v;

	if (b == NULL)
		return REFUSED;
	bench_fill(b, drv, row);
	v = run_row(b);
	if (!b->lost)
		crypto_smem_free(b, sizeof(*b));
	return v;
}

/* ------------------------------------------------------------ the verdict */

static struct crypto_alg_entry *
entry_of(struct crypto_driver *drv, int alg)
{
	return &drv->algs[crypto_alg_index(alg)];
}

static bool
is_new(const struct crypto_alg_entry *e)
{
	return e->offered && !e->tested;
}

static bool
anything_new(const struct crypto_driver *drv)
{
	unsigned int i;

	for (i = 0; i < CRYPTO_MAX_ALGS; i++)
		if (is_new(&drv->algs[i]))
			return true;
	return false;
}

static bool
row_wanted(struct crypto_driver *drv, const struct kat *row)
{
	const struct crypto_alg_entry *e = entry_of(drv, row->alg);
	const struct crypto_alg_entry *a = row->auth != 0 ? entry_of(drv, row->auth) : e;

	return e->offered && a->offered && (is_new(e) || is_new(a));
}

static enum verdict
row_verdict(struct crypto_driver *drv, const struct kat *row)
{
	uint16_t limit = entry_of(drv, row->alg)->maxoplen;

	if (limit != 0 && 8 * hex_length(row->key) > limit)
		return REFUSED;
	return run_kat(drv, row);
}

/* The other half of a failed pair is lost, too, if no pair of it passes. */
static void
note(uint8_t verdicts[CRYPTO_MAX_ALGS], const struct kat *row, enum verdict v)
{
	uint8_t other = v == FAILED ? PARTNER : (uint8_t)v;

	verdicts[crypto_alg_index(row->alg)] |= blamed(row) == row->alg ? (uint8_t)v : other;
	if (row->auth != 0)
		verdicts[crypto_alg_index(row->auth)] |=
			blamed(row) == row->auth ? (uint8_t)v : other;
}

static bool
has_failed(const uint8_t verdicts[CRYPTO_MAX_ALGS], const struct kat *row)
{
	return (verdicts[crypto_alg_index(row->alg)] & FAILED) ||
	       (row->auth != 0 && (verdicts[crypto_alg_index(row->auth)] & FAILED));
}

/* Half of an AEAD whose other half the driver has not registered (yet). */
static bool
half_alone(const struct crypto_driver *drv, const struct crypto_alg *alg)
{
	unsigned int i;

	if (alg->kind != CRYPTO_KIND_AEAD_CIPHER && alg->kind != CRYPTO_KIND_AEAD_AUTH)
		return false;
	for (i = 0; i < RTE_DIM(alg->pair); i++)
		if (alg->pair[i] != 0 && drv->algs[crypto_alg_index(alg->pair[i])].offered)
			return false;
	return true;
}

static void
settle(struct crypto_driver *drv, const struct crypto_alg *alg, uint8_t verdict)
{
	struct crypto_alg_entry *e = entry_of(drv, alg->id);

	if (verdict == 0 && half_alone(drv, alg))
		return; /* no session can have it; its test comes with the other half */
	e->tested = true;
	if ((verdict & (PASSED | FAILED)) == PASSED)
		return;
	e->offered = false;
	e->withdrawn = true;
	if (!(verdict & FAILED)) /* that was said */
		CRYPTO_LOG(ERR, "%s: %s is not offered: %s", drv->name, alg->name,
			   verdict & PARTNER ? "the self-tests of its pairs failed" :
			   verdict & REFUSED ? "it refused every session of its self-test" :
					       "there is no self-test for it");
}

void
crypto_selftest(struct crypto_driver *drv)
{
	uint8_t verdicts[CRYPTO_MAX_ALGS] = {0};
	unsigned int i;
	int id;

	if (!drv->ready || drv->control == NULL || !anything_new(drv))
		return;
	for (i = 0; i < RTE_DIM(kats); i++)
		if (row_wanted(drv, &kats[i]) && !has_failed(verdicts, &kats[i]))
			note(verdicts, &kats[i], row_verdict(drv, &kats[i]));
	for (id = CRYPTO_ALGORITHM_MIN; id <= CRYPTO_ALGORITHM_MAX; id++)
		if (crypto_alg_index(id) >= 0 && is_new(entry_of(drv, id)))
			settle(drv, crypto_alg_find(id), verdicts[crypto_alg_index(id)]);
}
