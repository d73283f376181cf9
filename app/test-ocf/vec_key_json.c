/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "json.h"
#include "vec_key.h"
#include "vec_key_json.h"

/* Key operations out of Wycheproof's files. */

static bool
number(struct vec_file *f, const struct json *object, const char *name, struct vec_str *out)
{
	return vec_key_hex(f, json_string(object, name), out);
}

/* ------------------------------------------------------------------ signatures */

/* DER: an INTEGER that is not negative, and no longer than it must be. */
static bool
der_integer(struct vec_str *from, struct vec_str *out)
{
	const uint8_t *p = from->p;
	uint32_t len;

	if (from->len < 3 || p[0] != 2 || p[1] >= 0x80 || p[1] == 0 || p[1] + 2u > from->len)
		return false;
	len = p[1];
	if ((p[2] & 0x80) || (len > 1 && p[2] == 0 && !(p[3] & 0x80)))
		return false;
	*out = (struct vec_str){p + 2, len};
	from->p += len + 2;
	from->len -= len + 2;
	return true;
}

/* SEQUENCE of r and s, and nothing else. */
static bool
der_signature(const struct vec_str *sig, struct vec_str *r, struct vec_str *s)
{
	struct vec_str body = {sig->p + 2, sig->len - 2};

	return sig->len > 2 && sig->p[0] == 0x30 && sig->p[1] < 0x80 &&
	       sig->p[1] + 2u == sig->len && der_integer(&body, r) && der_integer(&body, s) &&
	       body.len == 0;
}

/* IEEE P1363: r and s, each as long as q. */
static bool
flat_signature(const struct vec_str *sig, uint32_t qlen, struct vec_str *r, struct vec_str *s)
{
	*r = (struct vec_str){sig->p, qlen};
	*s = (struct vec_str){sig->p + qlen, qlen};
	return sig->len == 2 * qlen;
}

static struct vec_str
strip(struct vec_str n)
{
	while (n.len > 0 && n.p[0] == 0) {
		n.p++;
		n.len--;
	}
	return n;
}

static uint32_t
length(const struct vec_str *n)
{
	return strip(*n).len;
}

bool
vec_json_dsa(struct vec_file *f, const struct json *group, const struct json *test,
	     enum vec_json_result result, struct vec_record *rec)
{
	const struct json *key = json_get(group, "publicKey");
	const char *type = json_string(group, "type");
	struct vec_kop *kop = vec_key_add(f, rec, CRK_DSA_VERIFY);
	struct vec_str msg, sig;
	bool flat = type != NULL && strcmp(type, "DsaP1363Verify") == 0, parsed;

	if (kop == NULL || !number(f, test, "msg", &msg) || !number(f, test, "sig", &sig) ||
	    !vec_key_digest(f, json_string(group, "sha"), &msg, &kop->in[0]) ||
	    !number(f, key, "p", &kop->in[1]) || !number(f, key, "q", &kop->in[2]) ||
	    !number(f, key, "g", &kop->in[3]) || !number(f, key, "y", &kop->in[4]))
		return false;
	parsed = flat ? flat_signature(&sig, length(&kop->in[2]), &kop->in[5], &kop->in[6]) :
			der_signature(&sig, &kop->in[5], &kop->in[6]);
	if (!parsed) {
		/* its encoding is refused before the numbers are looked at: by the harness */
		kop->in[5] = kop->in[6] = (struct vec_str){(const uint8_t *)"", 1};
		kop->status = EBADMSG;
		return result != VEC_JSON_VALID;
	}
	kop->status = result == VEC_JSON_VALID ? 0 : EBADMSG;
	return result != VEC_JSON_ACCEPTABLE;
}

/* ----------------------------------------------------------------------- RSA */

/* Signing has one right answer, whether its hash is good enough or not. */
bool
vec_json_rsa_sign(struct vec_file *f, const struct json *group, const struct json *test,
		  enum vec_json_result result, struct vec_record *rec)
{
	const struct json *key = json_get(group, "privateKey");
	struct vec_kop *sign = vec_key_add(f, rec, CRK_MOD_EXP);
	struct vec_kop *verify = vec_key_add(f, rec, CRK_MOD_EXP);
	struct vec_str msg;

	if (verify == NULL || result == VEC_JSON_INVALID || !number(f, test, "msg", &msg) ||
	    !number(f, test, "sig", &sign->want) || !number(f, key, "modulus", &sign->in[2]) ||
	    !number(f, key, "privateExponent", &sign->in[1]) ||
	    !number(f, key, "publicExponent", &verify->in[1]) ||
	    !vec_key_block(f, json_string(group, "sha"), &msg, length(&sign->in[2]), &sign->in[0]))
		return false;
	verify->in[0] = sign->want;
	verify->in[2] = sign->in[2];
	verify->want = sign->in[0];
	return true;
}

/* The power is compared with the one right block; the length and size are the harness's. */
bool
vec_json_rsa_verify(struct vec_file *f, const struct json *group, const struct json *test,
		    enum vec_json_result result, struct vec_record *rec)
{
	const struct json *key = json_get(group, "publicKey");
	struct vec_kop *kop = vec_key_add(f, rec, CRK_MOD_EXP);
	struct vec_str msg, block;

	if (kop == NULL || !number(f, test, "msg", &msg) || !number(f, test, "sig", &kop->in[0]) ||
	    !number(f, key, "modulus", &kop->in[2]) ||
	    !number(f, key, "publicExponent", &kop->in[1]) ||
	    !vec_key_block(f, json_string(group, "sha"), &msg, length(&kop->in[2]), &block))
		return false;
	if (kop->in[0].len != length(&kop->in[2]) || vec_key_compare(&kop->in[0], &kop->in[2]) >= 0)
		return result == VEC_JSON_INVALID;
	if (result == VEC_JSON_ACCEPTABLE) /* another encoding of the hash's name */
		return true;
	kop->want = block;
	kop->differs = result == VEC_JSON_INVALID;
	return true;
}

/* Decryption with the private exponent, and with the primes. */
bool
vec_json_rsa_decrypt(struct vec_file *f, const struct json *group, const struct json *test,
		     enum vec_json_result result, struct vec_record *rec)
{
	static const char *const names[] = {"prime1",    "prime2",    "modulus",
					    "exponent1", "exponent2", "coefficient"};
	const struct json *key = json_get(group, "privateKey");
	struct vec_kop *plain = vec_key_add(f, rec, CRK_MOD_EXP);
	struct vec_kop *crt = vec_key_add(f, rec, CRK_MOD_EXP_CRT);
	unsigned int i;

	if (crt == NULL || !number(f, test, "ct", &plain->in[0]) ||
	    !number(f, test, "msg", &plain->want) || !number(f, key, "modulus", &plain->in[2]) ||
	    !number(f, key, "privateExponent", &plain->in[1]))
		return false;
	for (i = 0; i < RTE_DIM(names); i++)
		if (!number(f, key, names[i], &crt->in[i]))
			return false;
	plain->in[2] = strip(plain->in[2]);
	if (plain->in[0].len != plain->in[2].len ||
	    vec_key_compare(&plain->in[0], &plain->in[2]) >= 0) {
		rec->key = NULL; /* no ciphertext of this key: the harness's to refuse */
		vec_key_add(f, rec, CRK_MOD_EXP)->status = EINVAL;
		return result == VEC_JSON_INVALID;
	}
	plain->unpads = crt->unpads = true;
	plain->differs = crt->differs = result == VEC_JSON_INVALID;
	crt->want = plain->want;
	/* the room of its result is the message's */
	crt->in[2] = plain->in[0];
	return true;
}
