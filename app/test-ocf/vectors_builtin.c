/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>

#include "vec.h"
#include "vectors/rows.h"

/* The built-in vectors on every driver, in every layout, by every way to dispatch. */

static bool
field(struct vec_file *f, const char *text, struct vec_str *out)
{
	return text == NULL || vec_file_hex(f, text, out);
}

static bool
make_vec(struct vec_file *f, const struct vec_row *row, struct vec *v)
{
	v->cipher = row->cipher;
	v->auth = row->auth;
	v->ops = VEC_ENCRYPT | VEC_DECRYPT;
	return field(f, row->key, &v->key) && field(f, row->mackey, &v->mackey) &&
	       field(f, row->iv, &v->iv) && field(f, row->aad, &v->aad) &&
	       field(f, row->pt, &v->pt) && field(f, row->ct, &v->ct) &&
	       field(f, row->tag, &v->tag);
}

/* The same with one bit of a field changed: it must not verify. */
static void
add_spoiled(struct vec_file *f, const struct vec *good, const char *name, const char *what,
	    size_t offset, uint32_t byte)
{
	struct vec_record *rec = vec_file_add(f);
	struct vec_str *s;
	uint8_t *p;

	if (rec == NULL)
		return;
	rec->v[0] = *good;
	rec->n = 1;
	rec->v[0].invalid = true;
	snprintf(rec->id, sizeof(rec->id), "%.24s, %s", name, what);
	s = (struct vec_str *)((uint8_t *)&rec->v[0] + offset);
	p = vec_file_alloc(f, s->len);
	if (p == NULL)
		return;
	memcpy(p, s->p, s->len);
	p[byte] ^= (uint8_t)(1u << byte % 8);
	s->p = p;
}

static void
add_invalid(struct vec_file *f, const struct vec *v, const char *name)
{
	if (!vec_verifiable(v) || vec_illegal(v) != NULL)
		return;
	add_spoiled(f, v, name, "first byte of tag", offsetof(struct vec, tag), 0);
	add_spoiled(f, v, name, "last byte of tag", offsetof(struct vec, tag), v->tag.len - 1);
	if (v->cipher != 0 && v->ct.len > 0)
		add_spoiled(f, v, name, "ciphertext", offsetof(struct vec, ct), v->ct.len / 2);
	if (v->cipher == 0 && v->pt.len > 0)
		add_spoiled(f, v, name, "message", offsetof(struct vec, pt), v->pt.len - 1);
	if (v->aad.len > 0)
		add_spoiled(f, v, name, "AAD", offsetof(struct vec, aad), v->aad.len / 2);
	if (v->cipher != 0 && v->iv.len > 0)
		add_spoiled(f, v, name, "IV", offsetof(struct vec, iv), v->iv.len - 1);
}

static bool
read_rows(struct vec_file *f, const struct vec_row *rows)
{
	const struct vec_row *row;

	memset(f, 0, sizeof(*f));
	for (row = rows; row->name != NULL; row++) {
		struct vec_record *rec = vec_file_add(f);
		struct vec good;

		if (rec == NULL || !make_vec(f, row, &rec->v[0]))
			return false;
		rec->n = 1;
		snprintf(rec->id, sizeof(rec->id), "%.39s", row->name);
		good = rec->v[0];
		add_invalid(f, &good, row->name);
	}
	return true;
}

/* @return how many were not offered */
static unsigned int
judge(const struct vec_file *f, const char **why)
{
	unsigned int i, na = 0;

	for (i = 0; i < f->n; i++) {
		const struct vec_record *rec = &f->rec[i];

		if (rec->out.verdict == VEC_FAILED ||
		    (rec->out.verdict == VEC_REFUSED && !rec->out.limited))
			test_fail(__FILE__, __LINE__, "%s: %s%s", rec->id,
				  rec->out.verdict == VEC_REFUSED ? "refused: " : "", rec->out.why);
		if (rec->out.verdict == VEC_NA) {
			*why = rec->out.why;
			na++;
		}
	}
	return na;
}

static int
run_rows(const struct vec_row *rows)
{
	static const enum test_mode modes[] = {TEST_DIRECT, TEST_BATCH, TEST_BURST};
	struct vec_file f;
	const char *why = "";
	unsigned int m, na = 0;
	int rc = TEST_PASS;

	if (!read_rows(&f, rows))
		rc = test_fail(__FILE__, __LINE__, "a row is not hex, or no memory");
	for (m = 0; m < RTE_DIM(modes) && rc == TEST_PASS; m++) {
		struct vec_plan plan = {.all = true, .mode = modes[m], .turn = m * 1000 + 1};

		vec_run(f.rec, f.n, test_driver(), &plan);
		na = judge(&f, &why);
	}
	vec_run_release();
	if (rc == TEST_PASS && na == f.n)
		rc = test_skip("%s", why);
	vec_file_release(&f);
	return rc;
}

#define TABLE(name)                                                                               \
	static int name(void)                                                                     \
	{                                                                                         \
		return run_rows(vec_rows_##name);                                                 \
	}
TABLE(aes_cbc)
TABLE(aes_ccm)
TABLE(aes_cmac)
TABLE(aes_ctr)
TABLE(aes_gcm)
TABLE(aes_gmac)
TABLE(aes_xts)
TABLE(chacha20)
TABLE(chain)
TABLE(des)
TABLE(hash)
TABLE(hmac)
TABLE(null)

static const struct test_case cases[] = {
	{"aes_cbc", aes_cbc, TEST_PER_DRIVER},
	{"aes_ccm", aes_ccm, TEST_PER_DRIVER},
	{"aes_cmac", aes_cmac, TEST_PER_DRIVER},
	{"aes_ctr", aes_ctr, TEST_PER_DRIVER},
	{"aes_gcm", aes_gcm, TEST_PER_DRIVER},
	{"aes_gmac", aes_gmac, TEST_PER_DRIVER},
	{"aes_xts", aes_xts, TEST_PER_DRIVER},
	{"chacha20", chacha20, TEST_PER_DRIVER},
	{"chain", chain, TEST_PER_DRIVER},
	{"des", des, TEST_PER_DRIVER},
	{"hash", hash, TEST_PER_DRIVER},
	{"hmac", hmac, TEST_PER_DRIVER},
	{"null", null, TEST_PER_DRIVER},
};
TEST_SUITE(vectors_builtin, cases, NULL, NULL);
