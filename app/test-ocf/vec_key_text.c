/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>
#include <strings.h>

#include <rte_common.h>

#include "vec_key.h"
#include "vec_text.h"

/* Key operations out of text files: CAVP's, RFC 5114, BoringSSL's, RSA Laboratories'. */

static bool
number(const struct vec_fields *f, const char *names, struct vec_str *out)
{
	return vec_key_hex(f->file, vec_field(f, names), out);
}

/* ---------------------------------------------------------- exponentiation */

static const uint8_t one[] = {1};

/* a - b for a >= b, of a's length. */
static bool
subtract(struct vec_file *f, const struct vec_str *a, const struct vec_str *b, struct vec_str *out)
{
	uint8_t *n = vec_file_alloc(f, a->len + 1);
	uint32_t i;
	int borrow = 0;

	if (n == NULL || b->len > a->len)
		return false;
	for (i = 1; i <= a->len; i++) {
		int d = a->p[a->len - i] - (i <= b->len ? b->p[b->len - i] : 0) - borrow;

		borrow = d < 0;
		n[a->len - i] = (uint8_t)d;
	}
	*out = (struct vec_str){n, a->len};
	return true;
}

/* (-a) ^ e is -(a ^ e) for odd e: numbers of key operations have no sign. */
bool
vec_make_mod_exp(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec_kop *kop = vec_key_add(f->file, rec, CRK_MOD_EXP);
	const char *base = vec_field(f, "A");
	struct vec_str zero = {one, 0};
	bool negative = base != NULL && *base == '-';

	(void)alg;
	if (kop == NULL || base == NULL || !vec_key_hex(f->file, base + negative, &kop->in[0]) ||
	    !number(f, "E", &kop->in[1]) || !number(f, "M", &kop->in[2]) ||
	    !number(f, "ModExp", &kop->want))
		return false;
	if (negative && kop->in[1].len > 0 && kop->in[1].p[kop->in[1].len - 1] % 2 == 1 &&
	    vec_key_compare(&kop->want, &zero) != 0)
		return subtract(f->file, &kop->in[2], &kop->want, &kop->want);
	return true;
}

/* y = g ^ x mod p */
bool
vec_make_dsa_pair(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec_kop *kop = vec_key_add(f->file, rec, CRK_MOD_EXP);

	(void)alg;
	return kop != NULL && number(f, "G", &kop->in[0]) && number(f, "X", &kop->in[1]) &&
	       number(f, "P", &kop->in[2]) && number(f, "Y", &kop->want);
}

/* --------------------------------------------------------------------- DSA */

static const char *
hash_of(const struct vec_fields *f)
{
	const char *hash = vec_field(f, "SHAAlg|hash");

	return hash != NULL ? hash : "SHA-1"; /* FIPS 186-2 */
}

static bool
dsa_domain(const struct vec_fields *f, struct vec_kop *kop)
{
	struct vec_str msg;

	return kop != NULL && vec_field_hex(f, "Msg", &msg) && msg.p != NULL &&
	       vec_key_digest(f->file, hash_of(f), &msg, &kop->in[0]) &&
	       number(f, "P", &kop->in[1]) && number(f, "Q", &kop->in[2]) &&
	       number(f, "G", &kop->in[3]);
}

static bool
add_verify(const struct vec_fields *f, struct vec_record *rec, bool good)
{
	struct vec_kop *kop = vec_key_add(f->file, rec, CRK_DSA_VERIFY);

	if (!dsa_domain(f, kop) || !number(f, "Y", &kop->in[4]) || !number(f, "R", &kop->in[5]) ||
	    !number(f, "S", &kop->in[6]))
		return false;
	kop->status = good ? 0 : EBADMSG;
	return true;
}

/* (g ^ k mod p) mod q is r. */
static bool
add_nonce(const struct vec_fields *f, struct vec_record *rec)
{
	struct vec_kop *power = vec_key_add(f->file, rec, CRK_MOD_EXP);
	struct vec_kop *rest = vec_key_add(f->file, rec, CRK_MOD_EXP);

	if (rest == NULL || !number(f, "G", &power->in[0]) || !number(f, "K", &power->in[1]) ||
	    !number(f, "P", &power->in[2]) || !number(f, "Q", &rest->in[2]) ||
	    !number(f, "R", &rest->want))
		return false;
	rest->chained = true;
	rest->in[1] = (struct vec_str){one, 1};
	return true;
}

/*
 * The library takes no k: r is made of k by exponentiation, the signature has to verify, and so
 * has the one that the driver makes with the same key.
 */
static bool
make_dsa_sign(const struct vec_fields *f, struct vec_record *rec)
{
	struct vec_kop *sign;

	if (!add_nonce(f, rec) || !add_verify(f, rec, true))
		return false;
	sign = vec_key_add(f->file, rec, CRK_DSA_SIGN);
	return dsa_domain(f, sign) && number(f, "X", &sign->in[4]) && number(f, "Y", &sign->pub);
}

bool
vec_make_dsa(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	const char *result = vec_field(f, "Result");

	(void)alg;
	return result != NULL ? add_verify(f, rec, *result == 'P') : make_dsa_sign(f, rec);
}

/* --------------------------------------------------------------------- RSA */

/* FIPS 186-2 "SigGen PKCS#1 Ver 1.5": both ways. */
bool
vec_make_rsa(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec_kop *sign = vec_key_add(f->file, rec, CRK_MOD_EXP);
	struct vec_kop *verify = vec_key_add(f->file, rec, CRK_MOD_EXP);
	struct vec_str msg;

	(void)alg;
	if (verify == NULL || !vec_field_hex(f, "Msg", &msg) || msg.p == NULL ||
	    !number(f, "n", &sign->in[2]) || !number(f, "d", &sign->in[1]) ||
	    !number(f, "e", &verify->in[1]) || !number(f, "S", &sign->want) ||
	    !vec_key_block(f->file, hash_of(f), &msg, sign->in[2].len, &sign->in[0]))
		return false;
	verify->in[0] = sign->want;
	verify->in[2] = sign->in[2];
	verify->want = sign->in[0];
	return true;
}

/* The digits behind "# NAME:", up to the next comment. */
static bool
commented(struct vec_file *f, const char *from, const char *name, struct vec_str *out)
{
	char head[64], *digits;
	const char *at, *end;
	size_t i, n = 0;

	snprintf(head, sizeof(head), "# %s:", name);
	at = strstr(from, head);
	at = at != NULL ? strchr(at, '\n') : NULL;
	if (at == NULL)
		return false;
	end = strchr(at, '#');
	end = end != NULL ? end : at + strlen(at);
	digits = vec_file_alloc(f, (size_t)(end - at) + 1);
	if (digits == NULL)
		return false;
	for (i = 0; at + i < end; i++)
		if (strchr("\r\n\t ", at[i]) == NULL)
			digits[n++] = at[i];
	digits[n] = '\0';
	return vec_file_hex(f, digits, out);
}

static bool
commented_key(struct vec_file *f, const char *at, struct vec_str n[7])
{
	static const char *const names[] = {"Prime 1",          "Prime 2",          "Modulus",
					    "Prime exponent 1", "Prime exponent 2", "Coefficient"};
	unsigned int i;

	for (i = 0; i < RTE_DIM(names); i++)
		if (!commented(f, at, names[i], &n[i]))
			return false;
	return true;
}

/* A signature by the key's primes. */
static bool
commented_record(struct vec_file *f, const char *at, const struct vec_str n[7],
		 struct vec_record *rec)
{
	struct vec_kop *kop = vec_key_add(f, rec, CRK_MOD_EXP_CRT);
	struct vec_str msg;

	if (kop == NULL || !commented(f, at, "Message to be signed", &msg) ||
	    !commented(f, at, "Signature", &kop->want))
		return false;
	memcpy(kop->in, n, sizeof(kop->in));
	return vec_key_block(f, "SHA-1", &msg, n[2].len, &kop->in[2]);
}

bool
vec_key_read_commented(struct vec_file *f, const char *text)
{
	const char *key = strstr(text, "\n# Example "), *next, *at;
	struct vec_str n[7] = {0};

	if (key == NULL || strstr(text, "PKCS#1 v1.5 Signature Example") == NULL)
		return false;
	for (; key != NULL; key = next) {
		bool good = commented_key(f, key, n);

		next = strstr(key + 1, "\n# Example ");
		for (at = strstr(key, "Signature Example");
		     at != NULL && (next == NULL || at < next);
		     at = strstr(at + 1, "Signature Example")) {
			struct vec_record *rec = vec_file_add(f);

			if (rec == NULL)
				return true;
			if (good && commented_record(f, at, n, rec))
				continue;
			rec->key = NULL;
			snprintf(rec->why, sizeof(rec->why), "format: comments missing");
		}
	}
	return true;
}

/* ---------------------------------------------------------- Diffie-Hellman */

/* A raw power: where the file says that something was changed, it does not match. */
bool
vec_make_dh(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec_kop *kop = vec_key_add(f->file, rec, CRK_DH_COMPUTE_KEY);
	const char *result = vec_field(f, "Result");

	(void)alg;
	if (kop == NULL)
		return false;
	if (vec_field(f, "XstatIUT") == NULL) /* Botan's: decimal, but for the result */
		return vec_key_decimal(f->file, vec_field(f, "X"), &kop->in[0]) &&
		       vec_key_decimal(f->file, vec_field(f, "Y"), &kop->in[1]) &&
		       vec_key_decimal(f->file, vec_field(f, "P"), &kop->in[2]) &&
		       number(f, "K", &kop->want);
	kop->differs = result != NULL && *result == 'F';
	return number(f, "XstatIUT", &kop->in[0]) && number(f, "YstatCAVS", &kop->in[1]) &&
	       number(f, "P", &kop->in[2]) && number(f, "Z", &kop->want);
}

#define MAX_DH_KEYS 32

/* "Name = value" at a block's line, up to the block's end; NULL. */
static char *
block_value(struct vec_file *f, const char *block, const char *name)
{
	const char *end = strstr(block, "\n\n"), *at = block;
	size_t len = strlen(name);
	char *value;

	for (; at != NULL && (end == NULL || at < end); at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncmp(at, name, len) != 0 || strncmp(at + len, " = ", 3) != 0)
			continue;
		at += len + 3;
		len = strcspn(at, "\r\n");
		value = vec_file_alloc(f, len + 1);
		if (value != NULL) {
			memcpy(value, at, len);
			value[len] = '\0';
		}
		return value;
	}
	return NULL;
}

/* The block that defines a key. */
static const char *
dh_key(const char *text, const char *name)
{
	char head[128];
	const char *at;

	snprintf(head, sizeof(head), "DHKey = %s\n", name != NULL ? name : "?");
	at = strstr(text, head);
	return at;
}

static void
dh_record(struct vec_file *f, const char *text, const char *block)
{
	const char *own = dh_key(text, block_value(f, block, "Derive"));
	const char *peer = dh_key(text, block_value(f, block, "DerivePeer"));
	const char *output = block_value(f, block, "Output");
	struct vec_record *rec = vec_file_add(f);
	struct vec_kop *kop;

	if (rec == NULL)
		return;
	if (output == NULL) {
		snprintf(rec->why, sizeof(rec->why), "errors of EVP_PKEY_derive()");
		return;
	}
	kop = vec_key_add(f, rec, CRK_DH_COMPUTE_KEY);
	if (kop != NULL && own != NULL && peer != NULL &&
	    vec_key_hex(f, block_value(f, own, "Private"), &kop->in[0]) &&
	    vec_key_hex(f, block_value(f, peer, "Public"), &kop->in[1]) &&
	    vec_key_hex(f, block_value(f, own, "P"), &kop->in[2]) &&
	    vec_key_hex(f, output, &kop->want))
		return;
	rec->key = NULL;
	snprintf(rec->why, sizeof(rec->why), "format: fields missing or not hex");
}

bool
vec_key_read_dh(struct vec_file *f, char *text)
{
	const char *at = strstr(text, "\nDerive = ");

	if (at == NULL || strstr(text, "DHKey = ") == NULL)
		return false;
	for (; at != NULL; at = strstr(at + 1, "\nDerive = "))
		dh_record(f, text, at + 1);
	return true;
}
