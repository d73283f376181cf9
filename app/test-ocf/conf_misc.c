/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>
#include <rte_lcore.h>

#include "conf.h"
#include "ref.h"

/*
 * Self-tests, IVs that the library makes, two instances of an algorithm, a session on two
 * lcores.
 */

/* -------------------------------------------------------------------- self-test */

/* What was registered was offered: else every other test would skip it in silence. */
static int
nothing_withdrawn(void)
{
	const char *why;
	int alg;

	for (alg = CRYPTO_ALGORITHM_MIN; alg <= CRYPTO_ALGORITHM_MAX; alg++) {
		if (crypto_driver_alg(test_driver(), alg, &why) == ENOENT &&
		    strstr(why, "withdrawn") != NULL)
			test_fail(__FILE__, __LINE__, "%s: %s", crypto_alg_name(alg), why);
	}
	return TEST_PASS;
}

/* ---------------------------------------------------------------- library's IVs */

#define IVS 24

static bool
is_cipher(const struct conf_combo *c)
{
	return c->cipher != 0 && c->ivlen > 0;
}

static bool
makes_iv(int cipher)
{
	return vec_alg_find(cipher)->block > 1;
}

/* The packet: IV, text; the tag behind it. Encrypt it without giving an IV. */
static void
fill_without_iv(struct cryptop *crp, const struct vec *v)
{
	struct cryptodesc *crd = crp->crp_desc;

	crd->crd_alg = v->cipher;
	crd->crd_skip = (int)v->iv.len;
	crd->crd_len = (int)v->pt.len;
	crd->crd_inject = 0;
	crd->crd_flags = CRD_F_ENCRYPT;
	if (v->auth == 0)
		return;
	crd = crd->crd_next;
	crd->crd_alg = v->auth;
	crd->crd_skip = 0;
	crd->crd_len = vec_is_aead(v) ? 0 : (int)(v->iv.len + v->pt.len);
	crd->crd_inject = (int)(v->iv.len + v->pt.len);
	crd->crd_flags = 0;
}

/* The IV stands in the output, is new, and the rest follows from it. */
static int
check_made_iv(const struct vec *v, const struct test_buf *out, uint8_t ivs[IVS][16], unsigned int n)
{
	uint8_t got[256], want[256], digest[64];
	struct ref_bytes key = {v->key.p, v->key.len}, mackey = {v->mackey.p, v->mackey.len};
	struct ref_bytes iv = {got, v->iv.len}, text = {v->pt.p, v->pt.len};
	struct ref_bytes all = {got, v->iv.len + v->pt.len};
	unsigned int i;

	test_buf_read(out, 0, out->len, got);
	memcpy(ivs[n], got, v->iv.len);
	for (i = 0; i < n; i++)
		CHECK(memcmp(ivs[i], ivs[n], v->iv.len) != 0);
	CHECK(ref_cipher(v->cipher, key, iv, true, text, want));
	CHECK_MEM(got + v->iv.len, want, v->pt.len);
	if (v->auth != 0) {
		CHECK(ref_mac(v->auth, mackey, iv, &all, 1, digest));
		CHECK_MEM(got + all.len, digest, v->tag.len);
	}
	return TEST_PASS;
}

static int
make_ivs(const struct conf_combo *c, struct vec *v, uint64_t sid)
{
	static const enum test_kind kinds[] = {TEST_CONTIG, TEST_MBUF, TEST_UIO};
	static struct test_buf in, out;
	struct cryptop *crp = test_getreq(c->auth != 0 ? 2 : 1);
	uint32_t len = v->iv.len + v->pt.len + v->tag.len, splits[2] = {3, v->iv.len + 5};
	uint8_t ivs[IVS][16], content[256] = {0};
	unsigned int i;

	CHECK(crp != NULL && len <= sizeof(content));
	memcpy(content + v->iv.len, v->pt.p, v->pt.len);
	crp->crp_sid = sid;
	for (i = 0; i < IVS; i++) {
		bool separate = i % 4 == 3;

		CHECK(test_buf_make(&in, kinds[i % 3], content, len, splits, 2));
		CHECK(test_buf_make(&out, kinds[i % 3], NULL, len, splits, 1));
		test_buf_input(&in, crp);
		test_buf_output(separate ? &out : NULL, crp);
		fill_without_iv(crp, v);
		CHECK_EQ(test_run(crp, i % 2 ? TEST_BATCH : TEST_DIRECT),
			 makes_iv(c->cipher) ? 0 : EINVAL);
		CHECK(test_buf_intact(&in) && test_buf_intact(&out));
		if (makes_iv(c->cipher))
			CHECK_CALL(check_made_iv(v, separate ? &out : &in, ivs, i));
		else
			CHECK_EQ(crp->crp_reason, CRYPTO_R_IV_EXPLICIT);
	}
	test_buf_release(&in);
	test_buf_release(&out);
	return TEST_PASS;
}

static int
library_iv(const struct conf_combo *c)
{
	struct vec_file f = {0};
	struct vec v;
	uint64_t sid;
	int rc;

	CHECK(conf_vec(&f, &v, c, 80, 0));
	CHECK_EQ(vec_open(&sid, &v, test_driver(), true, false), 0);
	rc = make_ivs(c, &v, sid);
	CHECK_EQ(crypto_freesession(sid), 0);
	vec_file_release(&f);
	return rc;
}

static int
library_ivs(void)
{
	return conf_each(library_iv, is_cipher);
}

/* ------------------------------------------------------------------------ twins */

static bool
is_mac(const struct conf_combo *c)
{
	return c->cipher == 0 && c->ivlen == 0 && c->mackeylen > 0;
}

/* Two MACs of one algorithm and two keys, over the two halves of 64 bytes, tags behind. */
static int
run_twins(const struct vec v[2], uint64_t sid, bool swapped)
{
	struct cryptop *crp = test_getreq(2);
	uint32_t tl = v[0].tag.len;
	uint8_t content[64 + 2 * 64], got[64 + 2 * 64], digest[64];
	struct test_buf *b;
	struct cryptodesc *crd;
	unsigned int i;

	memset(content, 0, sizeof(content));
	test_random_bytes(content, 64);
	b = test_buf_new(TEST_CONTIG, content, 64 + 2 * tl, NULL, 0);
	CHECK(crp != NULL && b != NULL);
	crp->crp_sid = sid;
	test_buf_input(b, crp);
	for (i = 0, crd = crp->crp_desc; i < 2; i++, crd = crd->crd_next) {
		crd->crd_alg = v[0].auth;
		crd->crd_skip = (int)i * 32;
		crd->crd_len = 32;
		crd->crd_inject = (int)(64 + i * tl);
		crd->crd_pos = swapped ? 2 - i : 0;
	}
	CHECK_EQ(test_run(crp, TEST_DIRECT), 0);
	CHECK(test_buf_intact(b));
	test_buf_read(b, 0, b->len, got);
	CHECK_MEM(got, content, 64);
	for (i = 0; i < 2; i++) {
		const struct vec *w = &v[swapped ? 1 - i : i];
		struct ref_bytes key = {w->key.p, w->key.len}, in = {content + 32 * i, 32};

		CHECK(ref_mac(w->auth, key, key, &in, 1, digest));
		CHECK_MEM(got + 64 + i * tl, digest, tl);
	}
	return TEST_PASS;
}

static int
twin(const struct conf_combo *c)
{
	struct cryptoini ini[2] = {{0}};
	struct vec_file f = {0};
	struct vec v[2];
	char name[64];
	uint64_t sid;
	unsigned int i;
	int rc;

	for (i = 0; i < 2; i++) {
		CHECK(conf_vec(&f, &v[i], c, 0, 0));
		ini[i].cri_alg = c->auth;
		ini[i].cri_klen = c->mackeylen * 8;
		ini[i].cri_key = (caddr_t)(uintptr_t)v[i].key.p;
	}
	ini[0].cri_next = &ini[1];
	rc = test_session(&sid, ini);
	if (rc == EINVAL && crypto_strerr()[0] != '\0') {
		test_note("%s: refused: %s", conf_name(c, name, sizeof(name)), crypto_strerr());
		vec_file_release(&f);
		return TEST_PASS;
	}
	CHECK_EQ(rc, 0);
	CHECK_CALL(run_twins(v, sid, false));
	CHECK_CALL(run_twins(v, sid, true));
	CHECK_EQ(test_session_end(sid), 0);
	vec_file_release(&f);
	return TEST_PASS;
}

static int
twins(void)
{
	return conf_each(twin, is_mac);
}

/* ------------------------------------------------------------------ two lcores */

#define ROUNDS 400
#define VECS 8

/* What both lcores use; jobs are their own. */
static struct {
	struct vec v[VECS];
	struct vec_sessions s[VECS];
	unsigned int n;
} shared;

struct lcore_work {
	struct vec_job job;
	struct cryptop *crp[2];
	char why[200];
	bool failed;
};

static bool
lcore_round(struct lcore_work *w, unsigned int round)
{
	const struct vec *v = &shared.v[round % shared.n];
	struct vec_how how = {
		.encrypt = (round & 1) != 0 || (v->auth != 0 && !vec_verifiable(v)),
		.layout = round % 2 ? 0 : 9,
		.separate = round % 3 == 0,
	};
	int rc;

	w->job.crp = w->crp[v->cipher != 0 && v->auth != 0];
	w->job.crp->crp_flags = 0;
	w->job.crp->crp_callback = NULL;
	if (!vec_job_prepare(&w->job, v, &shared.s[round % shared.n], &how))
		return false;
	rc = crypto_run(w->job.crp);
	if (rc != w->job.want)
		snprintf(w->why, sizeof(w->why), "crypto_run: %d", rc);
	return rc == w->job.want && vec_job_check(&w->job, w->why, sizeof(w->why));
}

static int
lcore_main(void *arg)
{
	struct lcore_work *w = arg;
	unsigned int i;

	w->crp[0] = crypto_getreq(1);
	w->crp[1] = crypto_getreq(2);
	if (w->crp[0] == NULL || w->crp[1] == NULL)
		w->failed = true;
	for (i = 0; i < ROUNDS && !w->failed; i++)
		w->failed = !lcore_round(w, i);
	vec_job_release(&w->job);
	crypto_freereq(w->crp[0]);
	crypto_freereq(w->crp[1]);
	return 0;
}

static int
run_lcores(unsigned int other)
{
	static struct lcore_work work[2];

	memset(work, 0, sizeof(work));
	CHECK_EQ(test_launch(other, lcore_main, &work[1]), 0);
	lcore_main(&work[0]);
	test_join(other);
	if (work[0].failed || work[1].failed)
		return test_fail(__FILE__, __LINE__, "main: %s; other: %s", work[0].why,
				 work[1].why);
	return TEST_PASS;
}

static int
two_lcores(void)
{
	unsigned int other = rte_get_next_lcore(rte_lcore_id(), true, false), i, j;
	struct vec_file f = {0};
	int rc = TEST_PASS;

	if (other >= RTE_MAX_LCORE)
		return test_skip("one lcore only");
	for (i = 0; i < conf_ncombos() && rc == TEST_PASS; i += VECS) {
		for (j = i, shared.n = 0; j < conf_ncombos() && j < i + VECS; j++) {
			if (!conf_offered(conf_combo(j)))
				continue;
			CHECK(conf_vec(&f, &shared.v[shared.n], conf_combo(j), 40 + 16 * j, 9));
			CHECK_EQ(vec_open(&shared.s[shared.n].keyed, &shared.v[shared.n],
					  test_driver(), true, false), 0);
			shared.n++;
		}
		if (shared.n > 0)
			rc = run_lcores(other);
		for (j = 0; j < shared.n; j++)
			CHECK_EQ(crypto_freesession(shared.s[j].keyed), 0);
	}
	ref_release();
	if (f.blocks == NULL)
		return test_skip("%s offers nothing to compare", test_driver_name());
	vec_file_release(&f);
	return rc;
}

static const struct test_case cases[] = {
	{"nothing_withdrawn", nothing_withdrawn, TEST_PER_DRIVER},
	{"library_ivs", library_ivs, TEST_PER_DRIVER},
	{"twins", twins, TEST_PER_DRIVER},
	{"two_lcores", two_lcores, TEST_PER_DRIVER},
};
TEST_SUITE(conformance_misc, cases, NULL, NULL);
