/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>

#include "vec_key.h"

/*
 * The one runner of all vectors. Jobs of several vectors, with their own sessions, are
 * gathered and run together: an engine that works in lanes gets its lanes filled.
 */

#define MAX_JOBS 64
#define MAX_OPEN 64

static struct {
	unsigned int njobs, nopen;
	enum test_mode mode;
	struct vec_job job[MAX_JOBS];
	struct vec_record *of[MAX_JOBS];
	uint64_t open[MAX_OPEN];
	struct cryptop *crp[MAX_JOBS][2]; /* with one and with two descriptors, used again and again */
} pool;

/* -------------------------------------------------------------------- sessions */

static void
fill_ini(struct cryptoini *ini, const struct vec *v, int alg, bool keyed)
{
	const struct vec_str *key = &v->key;

	memset(ini, 0, sizeof(*ini));
	ini->cri_alg = alg;
	if (alg == v->auth) {
		ini->cri_mlen = (int)v->tag.len;
		if (vec_is_aead(v))
			return;
		if (v->mackey.p != NULL)
			key = &v->mackey;
	}
	if (alg == v->cipher || v->cipher == 0)
		ini->cri_ivlen = (int)v->iv.len;
	ini->cri_klen = (int)key->len * 8;
	ini->cri_key = keyed && key->len > 0 ? (caddr_t)(uintptr_t)key->p : NULL;
}

int
vec_open(uint64_t *sid, const struct vec *v, int32_t driver, bool keyed, bool auth_first)
{
	struct cryptoini ini[2];
	struct cryptoini *cri = &ini[0];

	*sid = 0;
	fill_ini(&ini[0], v, v->cipher != 0 ? v->cipher : v->auth, keyed);
	if (v->cipher != 0 && v->auth != 0) {
		fill_ini(&ini[1], v, v->auth, keyed);
		cri = &ini[auth_first];
		cri->cri_next = &ini[!auth_first];
	}
	return driver < 0 ? crypto_newsession(sid, cri, 0)
			  : crypto_newsession_driver(sid, cri, driver);
}

/* Half an AEAD may not do alone: that only a session tells. */
static bool
offered_alone(const struct vec *v, int32_t driver)
{
	uint64_t sid;

	if (vec_open(&sid, v, driver, true, false) != 0)
		return false;
	crypto_freesession(sid);
	return true;
}

bool
vec_offered(const struct vec *v, int32_t driver)
{
	if ((v->cipher != 0 && !test_offers(driver, v->cipher)) ||
	    (v->auth != 0 && !test_offers(driver, v->auth)))
		return false;
	return v->cipher != 0 || v->auth != CRYPTO_POLY1305 || offered_alone(v, driver);
}

/* ------------------------------------------------------------------------ jobs */

static void
fail(struct vec_outcome *out, const struct vec_how *how, const char *why)
{
	static const char *const place[] = {"explicit IV", "IV at inject", "IV present"};

	if (out->verdict == VEC_FAILED)
		return;
	out->verdict = VEC_FAILED;
	snprintf(out->why, sizeof(out->why), "%s (%s; %s%s; %s%s%s%s)", why,
		 how->encrypt ? "encrypt" : "decrypt", vec_layout_name(how->layout),
		 how->separate ? ", separate output" : "", place[how->iv_place],
		 how->key_explicit ? "; explicit key" : "", how->mac_pointer ? "; crp_mac" : "",
		 how->aad_pointer ? "; crd_aad" : "");
}

static void
limited(struct vec_outcome *out, const struct vec *v)
{
	char name[64];

	if (out->verdict == VEC_FAILED)
		return;
	out->verdict = VEC_REFUSED;
	out->limited = true;
	snprintf(out->why, sizeof(out->why), "%s: over the engine's limit, no other driver offers it",
		 vec_name(v, name, sizeof(name)));
}

/* Run what was gathered. */
static void
run_jobs(void)
{
	struct cryptop *crps[MAX_JOBS];
	char why[160];
	unsigned int i;
	int rc = 0;

	for (i = 0; i < pool.njobs; i++)
		crps[i] = pool.job[i].crp;
	if (pool.mode != TEST_DIRECT)
		rc = test_run_all(crps, pool.njobs, pool.mode);
	for (i = 0; i < pool.njobs; i++) {
		if (pool.mode == TEST_DIRECT)
			rc = test_run_all(&crps[i], 1, pool.mode);
		if (rc != 0)
			fail(&pool.of[i]->out, &pool.job[i].how, "not called back");
		else if (vec_job_limited(&pool.job[i]))
			limited(&pool.of[i]->out, pool.job[i].v);
		else if (!vec_job_check(&pool.job[i], why, sizeof(why)))
			fail(&pool.of[i]->out, &pool.job[i].how, why);
	}
	pool.njobs = 0;
}

static void
close_sessions(void)
{
	while (pool.nopen > 0)
		crypto_freesession(pool.open[--pool.nopen]);
}

static struct cryptop *
request_for(const struct vec *v)
{
	unsigned int two = v->cipher != 0 && v->auth != 0;
	struct cryptop **crp = &pool.crp[pool.njobs][two];

	if (*crp == NULL)
		*crp = crypto_getreq(two ? 2 : 1);
	return *crp;
}

static void
add_job(struct vec_record *rec, const struct vec *v, const struct vec_sessions *s,
	const struct vec_how *how)
{
	struct vec_job *job;

	if (pool.njobs == MAX_JOBS)
		run_jobs();
	job = &pool.job[pool.njobs];
	job->crp = request_for(v);
	if (job->crp == NULL || !vec_job_prepare(job, v, s, how)) {
		fail(&rec->out, how, "no memory for the request");
		return;
	}
	pool.of[pool.njobs++] = rec;
}

/* ------------------------------------------------------------------------ hows */

static uint64_t
mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

/* Not every vector can be asked in every way. */
static void
restrict_how(struct vec_how *how, const struct vec *v)
{
	bool aead = vec_is_aead(v);

	if (v->cipher == 0 || v->iv.len == 0 || (v->iv.len > EALG_MAX_BLOCK_LEN && v->iv.len != 24))
		how->iv_place = VEC_IV_EXPLICIT;
	if (v->auth == 0 || v->tag.len == 0)
		how->mac_pointer = false;
	if (!aead || v->aad.p == NULL)
		how->aad_pointer = false;
	if (v->key.len == 0 || v->key.len > 600)
		how->key_explicit = false;
	if (v->cipher == CRYPTO_ARC4 || v->auth == CRYPTO_POLY1305)
		how->key_explicit = v->cipher == 0 || !aead || how->key_explicit;
}

/* All that the layout does not decide, by a number. */
static struct vec_how
choose(const struct vec *v, unsigned int layout, bool encrypt, bool separate, uint64_t number)
{
	uint64_t h = mix(number + 1);
	struct vec_how how = {
		.layout = layout,
		.encrypt = encrypt,
		.separate = separate,
		.key_explicit = (h & 3) == 0,
		.aad_pointer = (h >> 2 & 1) != 0,
		.mac_pointer = (h >> 3 & 3) == 0,
		.swap = (h >> 5 & 1) != 0,
		.verify = (h >> 6 & 1) != 0,
		.ivp = (h >> 7 & 1) != 0,
		.front = (uint8_t)((h >> 16) % 7),
		.back = (uint8_t)((h >> 24) % 5),
		.iv_place = (enum vec_iv_place)((h >> 32) % VEC_IV_PLACES),
	};

	restrict_how(&how, v);
	return how;
}

static bool
runs(const struct vec *v, bool encrypt)
{
	if (encrypt)
		return (v->ops & VEC_ENCRYPT) != 0 && !v->invalid;
	return (v->ops & VEC_DECRYPT) != 0 &&
	       (v->auth == 0 || vec_verifiable(v) || (v->cipher != 0 && v->tag.len == 0));
}

static void
add_hows(struct vec_record *rec, const struct vec *v, const struct vec_sessions *s,
	 struct vec_plan *plan, bool encrypt)
{
	struct vec_how how = {.encrypt = encrypt};
	unsigned int i;

	if (!runs(v, encrypt))
		return;
	if (!plan->all) {
		restrict_how(&how, v);
		add_job(rec, v, s, &how);
		plan->turn++;
		how = choose(v, (unsigned int)(plan->turn % VEC_LAYOUTS), encrypt,
			     plan->turn / VEC_LAYOUTS % 2, plan->turn);
		add_job(rec, v, s, &how);
		return;
	}
	for (i = 0; i < 2 * VEC_LAYOUTS; i++) {
		how = choose(v, i / 2, encrypt, i % 2, ++plan->turn);
		add_job(rec, v, s, &how);
	}
}

/* --------------------------------------------------------------------- vectors */

/* Both sessions of a vector; the second takes keys with its requests. */
static bool
open_both(struct vec_sessions *s, const struct vec *v, int32_t driver, bool auth_first,
	  struct vec_outcome *out)
{
	int rc = vec_open(&s->keyed, v, driver, true, auth_first);

	if (rc == 0) {
		pool.open[pool.nopen++] = s->keyed;
		s->keyless = s->keyed;
		if (v->key.len == 0)
			return true;
		rc = vec_open(&s->keyless, v, driver, false, auth_first);
		if (rc == 0)
			pool.open[pool.nopen++] = s->keyless;
	}
	if (rc != 0)
		vec_refused_legal(v, rc, out);
	return rc == 0;
}

static void
run_vec(struct vec_record *rec, const struct vec *v, int32_t driver, struct vec_plan *plan)
{
	const char *illegal = vec_illegal(v);
	struct vec_sessions s = {0};

	if (v->monte) {
		vec_monte(v, driver, &rec->out);
		return;
	}
	if (illegal != NULL) {
		vec_run_illegal(v, driver, illegal, &rec->out);
		return;
	}
	if (!open_both(&s, v, driver, plan->turn & 1, &rec->out))
		return;
	add_hows(rec, v, &s, plan, true);
	add_hows(rec, v, &s, plan, false);
}

/* A record of two vectors: the second counts where the first cannot run. */
static void
run_record(struct vec_record *rec, int32_t driver, struct vec_plan *plan)
{
	char name[64];
	unsigned int i, offered = 0;

	memset(&rec->out, 0, sizeof(rec->out));
	if (vec_key_offered(rec, driver)) {
		vec_key_run(rec, driver);
		return;
	}
	for (i = 0; i < rec->n; i++) {
		if (!vec_offered(&rec->v[i], driver))
			continue;
		offered++;
		run_vec(rec, &rec->v[i], driver, plan);
	}
	if (offered > 0)
		return;
	rec->out.verdict = VEC_NA;
	if (rec->n == 0) {
		snprintf(rec->out.why, sizeof(rec->out.why), "%s",
			 rec->key != NULL ? "the driver does not offer key operations" : rec->why);
	} else {
		struct crypto_driver_info info = {.name = "no driver"};

		crypto_driver_info(driver, &info);
		snprintf(rec->out.why, sizeof(rec->out.why), "%s does not offer %s", info.name,
			 vec_name(&rec->v[0], name, sizeof(name)));
	}
}

static void
next_mode(const struct vec_plan *plan)
{
	static const enum test_mode next[TEST_NMODES] = {
		[TEST_DIRECT] = TEST_BATCH,
		[TEST_BATCH] = TEST_BURST,
		[TEST_BURST] = TEST_DIRECT,
	};

	pool.mode = plan->mode >= 0 ? (enum test_mode)plan->mode : next[pool.mode];
}

void
vec_run(struct vec_record *recs, unsigned int n, int32_t driver, struct vec_plan *plan)
{
	unsigned int i;

	next_mode(plan);
	for (i = 0; i < n; i++) {
		run_record(&recs[i], driver, plan);
		if (pool.njobs < MAX_JOBS - 8 && pool.nopen < MAX_OPEN - 4 && i + 1 < n)
			continue;
		run_jobs();
		close_sessions();
		next_mode(plan);
	}
}

void
vec_run_release(void)
{
	unsigned int i;

	for (i = 0; i < MAX_JOBS; i++) {
		vec_job_release(&pool.job[i]);
		crypto_freereq(pool.crp[i][0]);
		crypto_freereq(pool.crp[i][1]);
		pool.crp[i][0] = NULL;
		pool.crp[i][1] = NULL;
	}
}
