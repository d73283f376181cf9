/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>
#include <strings.h>

#include <rte_common.h>

#include "json.h"
#include "vec_key_json.h"

/* Wycheproof's JSON: testGroups[] of tests[], "valid", "invalid" or "acceptable". */

#define BOTH (VEC_ENCRYPT | VEC_DECRYPT)
#define AES_BLOCK 16

struct test {
	struct vec_file *file;
	const struct json *group, *json;
	struct vec_record *rec;
	bool invalid;
	int alg;
};

typedef bool (*make_fn)(struct test *t);

static bool
hex(const struct test *t, const char *name, struct vec_str *out)
{
	const char *text = json_string(t->json, name);

	memset(out, 0, sizeof(*out));
	return text != NULL && vec_file_hex(t->file, text, out);
}

static bool
has_flag(const struct test *t, const char *flag)
{
	const struct json *flags = json_get(t->json, "flags"), *f;

	if (flags == NULL || flags->type != JSON_ARRAY)
		return false;
	for (f = flags->child; f != NULL; f = f->next) {
		if (f->type == JSON_STRING && strcmp(f->string, flag) == 0)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------------ makers */

static bool
make_aead(struct test *t)
{
	struct vec *v = &t->rec->v[0];

	v->cipher = t->alg;
	if (!hex(t, "key", &v->key) || !hex(t, "iv", &v->iv) || !hex(t, "aad", &v->aad) ||
	    !hex(t, "msg", &v->pt) || !hex(t, "ct", &v->ct) || !hex(t, "tag", &v->tag))
		return false;
	v->auth = v->cipher == CRYPTO_AES_NIST_GCM_16 ? vec_gmac_half(v->key.len)
		  : v->cipher == CRYPTO_AES_CCM_16 ? CRYPTO_AES_CCM_CBC_MAC : CRYPTO_POLY1305;
	v->invalid = t->invalid;
	v->ops = t->invalid ? VEC_DECRYPT : BOTH;
	if (t->invalid)
		v->pt.p = NULL;
	t->rec->n = 1;
	return t->invalid || v->pt.len == v->ct.len;
}

/* The library pads nothing: PKCS#5 is done here. */
static struct vec_str
padded(struct vec_file *f, const struct vec_str *msg)
{
	uint8_t pad[AES_BLOCK];
	struct vec_str parts[2] = {*msg, {.p = pad}};

	parts[1].len = AES_BLOCK - msg->len % AES_BLOCK;
	memset(pad, (int)parts[1].len, sizeof(pad));
	return vec_file_join(f, parts, 2);
}

/* Invalid: the padding is wrong, which is for the one who looks at the text to find out. */
static bool
make_cbc_pkcs5(struct test *t)
{
	struct vec *v = &t->rec->v[0];

	v->cipher = t->alg;
	if (!hex(t, "key", &v->key) || !hex(t, "iv", &v->iv) || !hex(t, "msg", &v->pt) ||
	    !hex(t, "ct", &v->ct))
		return false;
	v->pt = padded(t->file, &v->pt);
	v->ops = BOTH;
	if (t->invalid) {
		v->pt.p = NULL;
		v->bad_padding = true;
		v->ops = VEC_DECRYPT;
	}
	t->rec->n = 1;
	return t->invalid || v->pt.len == v->ct.len;
}

/* Tweaks are little-endian numbers: short ones end in zeros. */
static bool
make_xts(struct test *t)
{
	static const uint8_t zeros[16];
	struct vec *v = &t->rec->v[0];
	struct vec_str parts[2] = {{0}, {.p = zeros}};

	v->cipher = t->alg;
	if (!hex(t, "key", &v->key) || !hex(t, "iv", &parts[0]) || !hex(t, "msg", &v->pt) ||
	    !hex(t, "ct", &v->ct) || parts[0].len > 16 || t->invalid)
		return false;
	parts[1].len = 16 - parts[0].len;
	v->iv = vec_file_join(t->file, parts, 2);
	v->ops = BOTH;
	t->rec->n = 1;
	return v->pt.len == v->ct.len;
}

static bool
make_mac(struct test *t)
{
	struct vec *v = &t->rec->v[0];

	v->auth = t->alg;
	if (!hex(t, "key", &v->key) || !hex(t, "msg", &v->pt) || !hex(t, "tag", &v->tag))
		return false;
	if (t->alg == CRYPTO_AES_NIST_GMAC && !hex(t, "iv", &v->iv))
		return false;
	v->invalid = t->invalid;
	v->ops = t->invalid ? VEC_DECRYPT : BOTH;
	t->rec->n = 1;
	return true;
}

/*
 * JWE (RFC 7518, 5.2): key = MAC key || cipher key, the tag is the first half of
 * HMAC(aad || iv || ct || bits of the aad as 64 bits). An encrypt-then-MAC chain.
 */
static bool
make_cbc_hmac(struct test *t)
{
	struct vec *v = &t->rec->v[0];
	uint8_t bits[8];
	struct vec_str key, number = {bits, 8};
	unsigned int i;

	v->cipher = CRYPTO_AES_CBC;
	v->auth = t->alg;
	if (!hex(t, "key", &key) || !hex(t, "iv", &v->iv) || !hex(t, "aad", &v->aad) ||
	    !hex(t, "msg", &v->pt) || !hex(t, "ct", &v->ct) || !hex(t, "tag", &v->tag))
		return false;
	v->mackey.p = key.p;
	v->mackey.len = key.len / 2;
	v->key.p = key.p + key.len / 2;
	v->key.len = key.len - key.len / 2;
	for (i = 0; i < 8; i++)
		bits[i] = (uint8_t)((uint64_t)v->aad.len * 8 >> (56 - 8 * i));
	v->trailer = vec_file_join(t->file, &number, 1);
	v->pt = padded(t->file, &v->pt);
	v->invalid = t->invalid;
	v->ops = t->invalid ? VEC_DECRYPT : BOTH;
	if (t->invalid)
		v->pt.p = NULL;
	t->rec->n = 1;
	return t->invalid || v->pt.len == v->ct.len;
}

/* ---------------------------------------------------------------------- families */

static const struct {
	const char *algorithm;
	make_fn make;
	int alg;
} families[] = {
	{"AES-GCM", make_aead, CRYPTO_AES_NIST_GCM_16},
	{"AES-CCM", make_aead, CRYPTO_AES_CCM_16},
	{"CHACHA20-POLY1305", make_aead, CRYPTO_CHACHA20_POLY1305},
	{"XCHACHA20-POLY1305", make_aead, CRYPTO_XCHACHA20_POLY1305},
	{"AES-CBC-PKCS5", make_cbc_pkcs5, CRYPTO_AES_CBC},
	{"CAMELLIA-CBC-PKCS5", make_cbc_pkcs5, CRYPTO_CAMELLIA_CBC},
	{"AES-XTS", make_xts, CRYPTO_AES_XTS},
	{"AES-CMAC", make_mac, CRYPTO_AES_CMAC},
	{"AES-GMAC", make_mac, CRYPTO_AES_NIST_GMAC},
	{"HMACSHA1", make_mac, CRYPTO_SHA1_HMAC},
	{"HMACSHA224", make_mac, CRYPTO_SHA2_224_HMAC},
	{"HMACSHA256", make_mac, CRYPTO_SHA2_256_HMAC},
	{"HMACSHA384", make_mac, CRYPTO_SHA2_384_HMAC},
	{"HMACSHA512", make_mac, CRYPTO_SHA2_512_HMAC},
	{"A128CBC-HS256", make_cbc_hmac, CRYPTO_SHA2_256_HMAC},
	{"A192CBC-HS384", make_cbc_hmac, CRYPTO_SHA2_384_HMAC},
	{"A256CBC-HS512", make_cbc_hmac, CRYPTO_SHA2_512_HMAC},
};

/* By the type of a group. */
static const struct {
	const char *type;
	vec_json_key_fn make;
} key_families[] = {
	{"DsaVerify", vec_json_dsa},
	{"DsaP1363Verify", vec_json_dsa},
	{"RsassaPkcs1Generate", vec_json_rsa_sign},
	{"RsassaPkcs1Verify", vec_json_rsa_verify},
	{"RsaesPkcs1Decrypt", vec_json_rsa_decrypt},
};

static vec_json_key_fn
key_family(const struct json *group)
{
	const char *type = json_string(group, "type");
	unsigned int i;

	for (i = 0; type != NULL && i < RTE_DIM(key_families); i++)
		if (strcmp(type, key_families[i].type) == 0)
			return key_families[i].make;
	return NULL;
}

static void
add_key_test(struct test *t, vec_json_key_fn make, const char *result)
{
	enum vec_json_result r = strcmp(result, "valid") == 0 ? VEC_JSON_VALID :
				 strcmp(result, "invalid") == 0 ? VEC_JSON_INVALID :
								  VEC_JSON_ACCEPTABLE;

	if (make(t->file, t->group, t->json, r, t->rec))
		return;
	t->rec->key = NULL;
	snprintf(t->rec->why, sizeof(t->rec->why), "format: members missing or not hex");
}

static void
add_test(struct test *t, make_fn make, const char *algorithm)
{
	const char *result = json_string(t->json, "result");
	vec_json_key_fn key = key_family(t->group);

	t->rec = vec_file_add(t->file);
	if (t->rec == NULL)
		return;
	snprintf(t->rec->id, sizeof(t->rec->id), "tcId %.0f", json_number(t->json, "tcId", 0));
	if (key != NULL && result != NULL) {
		add_key_test(t, key, result);
		return;
	}
	if (make == NULL) {
		snprintf(t->rec->why, sizeof(t->rec->why), "no driver offers %s", algorithm);
		return;
	}
	t->invalid = result == NULL || strcmp(result, "invalid") == 0;
	if (result != NULL && strcmp(result, "acceptable") == 0 && has_flag(t, "ModifiedTag"))
		t->invalid = true;
	if (result == NULL || !make(t)) {
		t->rec->n = 0;
		snprintf(t->rec->why, sizeof(t->rec->why), "format: members missing or not hex");
	}
}

static void *
alloc(void *arg, size_t len)
{
	return vec_file_alloc(arg, len);
}

bool
vec_read_wycheproof(struct vec_file *f, const char *text, size_t len)
{
	size_t error = 0;
	const struct json *root = json_parse(text, len, alloc, f, &error);
	const struct json *groups = json_get(root, "testGroups"), *tests;
	const char *algorithm = json_string(root, "algorithm");
	struct test t = {.file = f};
	make_fn make = NULL;
	unsigned int i;

	if (root == NULL)
		vec_file_add_na(f, "format: no JSON from byte %zu on", error);
	if (groups == NULL || groups->type != JSON_ARRAY || algorithm == NULL)
		return root == NULL;
	for (i = 0; i < RTE_DIM(families) && make == NULL; i++) {
		if (strcmp(families[i].algorithm, algorithm) == 0) {
			make = families[i].make;
			t.alg = families[i].alg;
		}
	}
	for (t.group = groups->child; t.group != NULL; t.group = t.group->next) {
		tests = json_get(t.group, "tests");
		if (tests == NULL || tests->type != JSON_ARRAY)
			continue;
		for (t.json = tests->child; t.json != NULL; t.json = t.json->next)
			add_test(&t, make, algorithm);
	}
	return true;
}
