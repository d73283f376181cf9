/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>

#include "vec.h"

/* One request made of a vector, and the look at what came back. */

#define JUNK 0x5a /* what stands where the request has to write */
#define FILL 0x33 /* a separate output before the request */
#define MAC_FILL 0xa5

/* ----------------------------------------------------------------- where what */

static uint32_t
text_len(const struct vec *v)
{
	return v->pt.p != NULL ? v->pt.len : v->ct.len;
}

static void
place_fields(struct vec_job *job)
{
	const struct vec *v = job->v;
	const struct vec_how *how = &job->how;
	struct vec_map *m = &job->map;
	bool chain = v->cipher != 0 && v->auth != 0 && !vec_is_aead(v);
	uint32_t at = how->front;

	m->aadlen = how->aad_pointer ? 0 : v->aad.len;
	m->ivlen = chain || how->iv_place != VEC_IV_EXPLICIT ? v->iv.len : 0;
	m->textlen = text_len(v);
	m->trailerlen = v->trailer.len;
	m->taglen = how->mac_pointer ? 0 : v->tag.len;
	if (chain || how->iv_place == VEC_IV_PRESENT) {
		m->aad = at;
		m->iv = at + m->aadlen;
	} else {
		m->iv = at;
		m->aad = at + m->ivlen;
	}
	m->text = at + m->aadlen + m->ivlen;
	m->trailer = m->text + m->textlen;
	m->tag = m->trailer + m->trailerlen;
	m->end = m->tag + m->taglen + how->back;
}

static bool
want_room(struct vec_job *job, uint32_t len)
{
	if (job->room >= len && job->before != NULL)
		return true;
	free(job->before);
	free(job->after);
	job->room = len * 2 + 64;
	job->before = malloc(job->room);
	job->after = malloc(job->room);
	if (job->before != NULL && job->after != NULL)
		return true;
	test_fail(__FILE__, __LINE__, "no memory for a vector of %u bytes", len);
	return false;
}

static void
put(uint8_t *at, const struct vec_str *s, uint32_t len)
{
	if (len > 0 && s->p != NULL)
		memcpy(at, s->p, len);
}

/* What the buffer holds when the request is dispatched. */
static void
write_before(struct vec_job *job)
{
	const struct vec *v = job->v;
	const struct vec_map *m = &job->map;
	bool encrypt = job->how.encrypt;

	memset(job->before, JUNK, m->end);
	put(job->before + m->aad, &v->aad, m->aadlen);
	if (!encrypt || job->how.iv_place != VEC_IV_INJECT)
		put(job->before + m->iv, &v->iv, m->ivlen);
	put(job->before + m->text, encrypt || v->cipher == 0 ? &v->pt : &v->ct, m->textlen);
	put(job->before + m->trailer, &v->trailer, m->trailerlen);
	if (!encrypt)
		put(job->before + m->tag, &v->tag, m->taglen);
}

/* What the output holds afterwards: bytes that nobody writes stay. */
static void
write_after(struct vec_job *job)
{
	const struct vec *v = job->v;
	const struct vec_map *m = &job->map;
	const struct vec_how *how = &job->how;

	if (how->separate)
		memset(job->after, FILL, m->end);
	else
		memcpy(job->after, job->before, m->end);
	if (v->cipher != 0 && (!v->invalid || vec_is_aead(v))) {
		if (v->invalid)
			memset(job->after + m->text, 0, m->textlen);
		else
			put(job->after + m->text, how->encrypt ? &v->ct : &v->pt, m->textlen);
	}
	if (how->encrypt && how->iv_place == VEC_IV_INJECT)
		put(job->after + m->iv, &v->iv, m->ivlen);
	if (how->encrypt)
		put(job->after + m->tag, &v->tag, m->taglen);
}

/* ----------------------------------------------------------------- the request */

static void
set_key(struct vec_job *job, struct cryptodesc *crd, unsigned int which, const struct vec_str *key)
{
	crd->crd_key = NULL;
	crd->crd_klen = 0;
	if (!job->how.key_explicit || key->len == 0 || key->len > sizeof(job->key[0]))
		return;
	memcpy(job->key[which], key->p, key->len);
	crd->crd_key = (caddr_t)job->key[which];
	crd->crd_klen = (int)key->len * 8;
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
}

static void
set_iv(const struct vec_job *job, struct cryptodesc *crd)
{
	const struct vec_str *iv = &job->v->iv;

	crd->crd_ivp = NULL;
	if (iv->len == 0 || (crd->crd_flags & CRD_F_IV_EXPLICIT) == 0)
		return;
	if (job->how.ivp || iv->len > EALG_MAX_BLOCK_LEN)
		crd->crd_ivp = iv->p;
	else
		memcpy(crd->crd_iv, iv->p, iv->len);
}

static int
iv_flags(const struct vec_job *job)
{
	if (job->v->iv.len == 0)
		return 0;
	if (!job->how.encrypt)
		return job->how.iv_place == VEC_IV_EXPLICIT ? CRD_F_IV_EXPLICIT : 0;
	switch (job->how.iv_place) {
	case VEC_IV_EXPLICIT:
		return CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	case VEC_IV_INJECT:
		return CRD_F_IV_EXPLICIT;
	default:
		return CRD_F_IV_PRESENT;
	}
}

static void
fill_cipher(struct vec_job *job, struct cryptodesc *crd)
{
	const struct vec_map *m = &job->map;

	crd->crd_alg = job->v->cipher;
	crd->crd_skip = (int)m->text;
	crd->crd_len = (int)m->textlen;
	crd->crd_inject = (int)m->iv;
	crd->crd_flags = (job->how.encrypt ? CRD_F_ENCRYPT : 0) | iv_flags(job);
	crd->crd_aad = NULL;
	crd->crd_pos = 0;
	set_iv(job, crd);
	set_key(job, crd, 0, &job->v->key);
}

static void
fill_auth(struct vec_job *job, struct cryptodesc *crd)
{
	const struct vec *v = job->v;
	const struct vec_map *m = &job->map;
	bool aead = vec_is_aead(v);

	crd->crd_alg = v->auth;
	crd->crd_skip = (int)m->aad;
	crd->crd_len = (int)(aead ? v->aad.len : m->tag - m->aad);
	crd->crd_inject = (int)m->tag;
	crd->crd_flags = 0;
	if (!job->how.encrypt && vec_verifiable(v) && (!aead || job->how.verify))
		crd->crd_flags = CRD_F_VERIFY;
	crd->crd_aad = aead && job->how.aad_pointer ? v->aad.p : NULL;
	crd->crd_ivp = NULL;
	crd->crd_pos = 0;
	crd->crd_key = NULL;
	crd->crd_klen = 0;
	if (v->cipher == 0 && v->iv.len > 0) {
		crd->crd_flags |= CRD_F_IV_EXPLICIT;
		set_iv(job, crd);
	}
	if (!aead)
		set_key(job, crd, 1, v->mackey.p != NULL ? &v->mackey : &v->key);
}

/* Chains run encrypt, then MAC; backwards the MAC is verified first. */
static void
fill_descriptors(struct vec_job *job)
{
	const struct vec *v = job->v;
	struct cryptodesc *first = job->crp->crp_desc;
	bool auth_first;

	if (v->cipher == 0) {
		fill_auth(job, first);
		return;
	}
	if (v->auth == 0) {
		fill_cipher(job, first);
		return;
	}
	auth_first = vec_is_aead(v) ? job->how.swap : !job->how.encrypt;
	fill_cipher(job, auth_first ? first->crd_next : first);
	fill_auth(job, auth_first ? first : first->crd_next);
}

static bool
fill_buffers(struct vec_job *job)
{
	uint32_t splits[TEST_MAX_SEGS];
	unsigned int layout = job->how.layout;
	unsigned int n = vec_layout_splits(layout, &job->map, splits);

	if (!test_buf_make(&job->in, vec_layout_kind(layout), job->before, job->map.end, splits, n))
		return false;
	test_buf_input(&job->in, job->crp);
	if (!job->how.separate)
		return true;
	layout = vec_layout_other(layout);
	n = vec_layout_splits(layout, &job->map, splits);
	memset(job->after, FILL, job->map.end);
	if (!test_buf_make(&job->out, vec_layout_kind(layout), job->after, job->map.end, splits, n))
		return false;
	test_buf_output(&job->out, job->crp);
	return true;
}

bool
vec_job_prepare(struct vec_job *job, const struct vec *v, const struct vec_sessions *s,
		const struct vec_how *how)
{
	job->v = v;
	job->how = *how;
	job->crp->crp_sid = how->key_explicit ? s->keyless : s->keyed;
	place_fields(job);
	if (!want_room(job, job->map.end + 1))
		return false;
	write_before(job);
	if (!fill_buffers(job))
		return false;
	write_after(job);
	fill_descriptors(job);
	memset(job->mac, MAC_FILL, sizeof(job->mac));
	job->crp->crp_mac = NULL;
	if (how->mac_pointer) {
		job->crp->crp_mac = (caddr_t)job->mac;
		if (!how->encrypt)
			put(job->mac, &v->tag, v->tag.len);
	}
	job->want = v->invalid ? EBADMSG : 0;
	return true;
}

/* ------------------------------------------------------------------ the result */

static const char *
field_name(const struct vec_map *m, uint32_t at)
{
	if (at >= m->text && at < m->text + m->textlen)
		return "text";
	if (at >= m->tag && at < m->tag + m->taglen)
		return "tag";
	if (at >= m->iv && at < m->iv + m->ivlen)
		return "IV";
	if (at >= m->aad && at < m->aad + m->aadlen)
		return "AAD";
	return "bytes around";
}

static bool
same(const struct vec_job *job, const uint8_t *got, const uint8_t *want, const char *what,
     char *why, size_t len)
{
	const struct vec_map *m = &job->map;
	uint32_t i;

	for (i = 0; i < m->end; i++) {
		if (got[i] != want[i]) {
			const char *field = field_name(m, i);

			snprintf(why, len, "%s %s: byte %u of the buffer (text at %u) is %02x, not %02x",
				 field, what, i, m->text, got[i], want[i]);
			return false;
		}
	}
	return true;
}

/* The padding of PKCS#5 in the last block. */
static bool
padding_ok(const uint8_t *text, uint32_t len)
{
	uint32_t n, i;

	if (len == 0)
		return false;
	n = text[len - 1];
	if (n < 1 || n > 16 || n > len)
		return false;
	for (i = 1; i <= n; i++) {
		if (text[len - i] != n)
			return false;
	}
	return true;
}

/* Bytes whose value the vector does not tell are not compared. */
static void
forgive_unknown(struct vec_job *job, const uint8_t *got)
{
	const struct vec *v = job->v;
	const struct vec_map *m = &job->map;

	if (v->hidden > 0)
		memcpy(job->after + m->text, got + m->text, v->hidden);
	else if (v->bad_padding)
		memcpy(job->after + m->text, got + m->text, m->textlen);
}

static bool
check_output(struct vec_job *job, char *why, size_t len)
{
	const struct vec_map *m = &job->map;
	const struct test_buf *out = job->how.separate ? &job->out : &job->in;
	uint8_t *got = malloc(m->end + 1);
	bool ok;

	if (got == NULL) {
		snprintf(why, len, "no memory");
		return false;
	}
	test_buf_read(out, 0, m->end, got);
	forgive_unknown(job, got);
	ok = same(job, got, job->after, "of the output", why, len);
	if (ok && job->v->bad_padding && padding_ok(got + m->text, m->textlen)) {
		snprintf(why, len, "the padding should be wrong");
		ok = false;
	}
	if (ok && job->how.separate) {
		test_buf_read(&job->in, 0, m->end, got);
		ok = same(job, got, job->before, "of the input", why, len);
	}
	free(got);
	return ok;
}

static bool
check_mac(const struct vec_job *job, char *why, size_t len)
{
	const struct vec_str *tag = &job->v->tag;
	uint32_t i;

	if (!job->how.mac_pointer)
		return true;
	for (i = 0; i < sizeof(job->mac); i++) {
		uint8_t want = i < tag->len ? tag->p[i] : MAC_FILL;

		if (job->mac[i] != want) {
			snprintf(why, len, "byte %u at crp_mac is %02x, not %02x", i, job->mac[i],
				 want);
			return false;
		}
	}
	return true;
}

bool
vec_job_check(struct vec_job *job, char *why, size_t len)
{
	const struct cryptop *crp = job->crp;
	int reason = job->want == EBADMSG ? CRYPTO_R_MISMATCH : CRYPTO_R_NONE;

	if (crp->crp_etype != job->want) {
		snprintf(why, len, "etype %d (%s), not %d", crp->crp_etype,
			 crypto_strreason(crp->crp_reason), job->want);
		return false;
	}
	if (crp->crp_reason != reason || crp->crp_olen != crp->crp_ilen) {
		snprintf(why, len, "etype %d with reason %d, crp_olen %d of %d", crp->crp_etype,
			 crp->crp_reason, crp->crp_olen, crp->crp_ilen);
		return false;
	}
	if (!test_buf_intact(&job->in) || (job->how.separate && !test_buf_intact(&job->out))) {
		snprintf(why, len, "bytes outside of the buffer, or its structure, changed");
		return false;
	}
	return check_output(job, why, len) && check_mac(job, why, len);
}

bool
vec_job_limited(const struct vec_job *job)
{
	int32_t id, driver = crypto_session_driver(job->crp->crp_sid);

	if (job->crp->crp_etype != EINVAL || job->crp->crp_reason != CRYPTO_R_LIMIT)
		return false;
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1)) {
		if (id != driver && vec_offered(job->v, id))
			return false;
	}
	return true;
}

void
vec_job_release(struct vec_job *job)
{
	test_buf_release(&job->in);
	test_buf_release(&job->out);
	free(job->before);
	free(job->after);
	job->before = NULL;
	job->after = NULL;
	job->room = 0;
}
