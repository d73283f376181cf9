/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "conf.h"

/*
 * What every driver must do of what it offers (driver.h, contract of the API): lengths,
 * tags, IVs and places. Random content, compared with OpenSSL.
 */

/* --------------------------------------------------------------------- lengths */

static int
run_lengths(const struct conf_combo *c, const uint32_t *text, unsigned int n)
{
	struct vec_file f = {0};
	unsigned int i;

	for (i = 0; i < n; i++)
		CHECK(conf_record(&f, c, text[i], text[i] % 29));
	return conf_run(&f, false, test_random_below(1000));
}

static int
short_lengths(const struct conf_combo *c)
{
	uint32_t text[150];
	unsigned int i;

	for (i = 0; i < 140; i++)
		text[i] = i;
	for (; i < RTE_DIM(text); i++)
		text[i] = 140 + test_random_below(400);
	return run_lengths(c, text, RTE_DIM(text));
}

static int
lengths_short(void)
{
	return conf_each(short_lengths, NULL);
}

/* On both sides of what 16 bits count, and of what engines count in one go. */
static int
long_lengths(const struct conf_combo *c)
{
	static const uint32_t text[] = {1024, 1500, 2047, 2049, 4096, 9000, 16384, 16400,
					32768, 65520, 65535, 65536, 65537, 65552, 100000, 131072};

	return run_lengths(c, text, RTE_DIM(text));
}

/* CCM's 12-byte nonce leaves 3 bytes for the length: all of these are legal. */
static int
lengths_long(void)
{
	return conf_each(long_lengths, NULL);
}

static bool
has_aad(const struct conf_combo *c)
{
	return c->cipher != 0 && c->auth != 0;
}

static int
aad_lengths(const struct conf_combo *c)
{
	static const uint32_t more[] = {100, 128, 255, 256, 1000, 4096, 65279, 65280, 66000};
	struct vec_file f = {0};
	unsigned int i;

	for (i = 0; i <= 66; i++)
		CHECK(conf_record(&f, c, 48 - i % 48, i));
	for (i = 0; i < RTE_DIM(more); i++)
		CHECK(conf_record(&f, c, 64, more[i]));
	return conf_run(&f, false, test_random_below(1000));
}

static int
lengths_aad(void)
{
	return conf_each(aad_lengths, has_aad);
}

/* ------------------------------------------------------------------------ tags */

static bool
has_tag(const struct conf_combo *c)
{
	return c->auth != 0;
}

/* A tag length that is not the algorithm's must be refused, all others work. */
static int
tag_lengths(const struct conf_combo *c)
{
	uint32_t digest = vec_alg_find(c->auth)->digest, allowed = vec_alg_find(c->auth)->tags;
	struct conf_combo with = *c;
	struct vec_file f = {0};
	uint32_t n;

	for (n = 1; n <= digest; n++) {
		with.taglen = (uint8_t)n;
		if (allowed == 0 || (allowed >> n & 1) != 0)
			CHECK(conf_record(&f, &with, 40, 13));
	}
	return conf_run(&f, false, n);
}

static int
tags(void)
{
	return conf_each(tag_lengths, has_tag);
}

static int
refuses_tag(const struct conf_combo *c)
{
	const struct vec_alg *auth = vec_alg_find(c->auth);
	struct vec_file f = {0};
	uint32_t n;

	for (n = 1; n <= (uint32_t)auth->digest + 2; n++) {
		struct vec v;
		uint64_t sid;

		if (n <= auth->digest && (auth->tags == 0 || (auth->tags >> n & 1) != 0))
			continue;
		CHECK(conf_vec(&f, &v, c, 16, 0));
		v.tag.len = n;
		CHECK_EQ(vec_open(&sid, &v, test_driver(), true, false), EINVAL);
		CHECK(crypto_strerr()[0] != '\0');
	}
	vec_file_release(&f);
	return TEST_PASS;
}

static int
tags_refused(void)
{
	return conf_each(refuses_tag, has_tag);
}

/* cri_mlen 0: the whole digest. */
static int
whole_digest(const struct conf_combo *c)
{
	struct conf_combo with = *c;
	struct vec_file f = {0};
	struct vec_sessions s = {0};
	struct vec_how how = {.encrypt = true};
	struct vec_job job = {0};
	struct vec v;
	char why[160] = "";
	uint32_t len;

	with.taglen = vec_alg_find(c->auth)->digest;
	job.crp = test_getreq(c->cipher != 0 ? 2 : 1);
	CHECK(job.crp != NULL);
	CHECK(conf_vec(&f, &v, &with, 64, 8));
	len = v.tag.len;
	v.tag.len = 0;
	CHECK_EQ(vec_open(&s.keyed, &v, test_driver(), true, false), 0);
	v.tag.len = len;
	CHECK(vec_job_prepare(&job, &v, &s, &how));
	CHECK_EQ(test_run(job.crp, TEST_DIRECT), 0);
	if (!vec_job_check(&job, why, sizeof(why)))
		test_fail(__FILE__, __LINE__, "%s", why);
	CHECK_EQ(crypto_freesession(s.keyed), 0);
	vec_job_release(&job);
	vec_file_release(&f);
	return TEST_PASS;
}

static int
tags_whole(void)
{
	return conf_each(whole_digest, has_tag);
}

/* ------------------------------------------------------------------------- IVs */

static bool
has_iv_range(const struct conf_combo *c)
{
	return c->ivlen > 0 && vec_alg_find(c->cipher != 0 ? c->cipher : c->auth)->ivmax !=
				       vec_alg_find(c->cipher != 0 ? c->cipher : c->auth)->ivmin;
}

/* OpenSSL itself takes at most 128 bytes; vector files have longer ones. */
static int
iv_lengths(const struct conf_combo *c)
{
	const struct vec_alg *alg = vec_alg_find(c->cipher != 0 ? c->cipher : c->auth);
	struct conf_combo with = *c;
	struct vec_file f = {0};
	uint32_t n;

	for (n = alg->ivmin; n <= RTE_MIN(alg->ivmax, 128u); n += n < 34 ? 1 : 47) {
		with.ivlen = (uint8_t)n;
		CHECK(conf_record(&f, &with, 50, 20));
	}
	return conf_run(&f, false, n);
}

static int
iv_all_lengths(void)
{
	return conf_each(iv_lengths, has_iv_range);
}

/* ------------------------------------------------------------------------ keys */

static bool
is_hmac(const struct conf_combo *c)
{
	return c->cipher == 0 && vec_alg_find(c->auth)->keymax > 1000;
}

static int
key_lengths(const struct conf_combo *c)
{
	static const uint8_t lens[] = {1, 4, 15, 16, 20, 32, 55, 63, 64, 65, 80, 111, 127, 128, 129,
				       131, 144, 200, 255};
	struct conf_combo with = *c;
	struct vec_file f = {0};
	unsigned int i;

	for (i = 0; i < RTE_DIM(lens); i++) {
		with.mackeylen = lens[i];
		CHECK(conf_record(&f, &with, 10 * i, 0));
	}
	return conf_run(&f, false, i);
}

static int
keys_hmac(void)
{
	return conf_each(key_lengths, is_hmac);
}

/* --------------------------------------------------------------------- layouts */

static int
all_layouts(const struct conf_combo *c)
{
	static const uint32_t text[] = {0, 1, 16, 48, 61, 256, 1600};
	struct vec_file f = {0};
	unsigned int i;

	for (i = 0; i < RTE_DIM(text); i++)
		CHECK(conf_record(&f, c, text[i], (i * 7) % 33));
	return conf_run(&f, true, test_random_below(1000));
}

static int
layouts(void)
{
	return conf_each(all_layouts, NULL);
}

/* ------------------------------------------------------------------- at random */

/* Everything mixed: sessions of all kinds side by side in one burst. */
static int
mixed(void)
{
	struct vec_file f = {0};
	unsigned int i, tries = 0;

	for (i = 0; i < 1500 && tries < 200000; tries++) {
		struct conf_combo c = *conf_combo(test_random_below(conf_ncombos()));

		if (!conf_offered(&c))
			continue;
		CHECK(conf_record(&f, &c, test_random_below(i % 9 == 0 ? 5000 : 300),
				  test_random_below(i % 7 == 0 ? 200 : 24)));
		i++;
	}
	if (f.n == 0)
		return test_skip("%s offers nothing to compare", test_driver_name());
	return conf_run(&f, false, test_random_below(100000));
}

static const struct test_case cases[] = {
	{"lengths_short", lengths_short, TEST_PER_DRIVER},
	{"lengths_long", lengths_long, TEST_PER_DRIVER},
	{"lengths_aad", lengths_aad, TEST_PER_DRIVER},
	{"tags", tags, TEST_PER_DRIVER},
	{"tags_refused", tags_refused, TEST_PER_DRIVER},
	{"tags_whole", tags_whole, TEST_PER_DRIVER},
	{"iv_lengths", iv_all_lengths, TEST_PER_DRIVER},
	{"keys_hmac", keys_hmac, TEST_PER_DRIVER},
	{"layouts", layouts, TEST_PER_DRIVER},
	{"mixed", mixed, TEST_PER_DRIVER},
};
TEST_SUITE(conformance, cases, NULL, NULL);
