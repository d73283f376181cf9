/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>
#include <strings.h>

#include <rte_common.h>

#include "vec_text.h"

/* From the fields of a text record to vectors, one maker per kind of file. */

#define BOTH (VEC_ENCRYPT | VEC_DECRYPT)
#define PT "PLAINTEXT|PT|Payload|IN"
#define CT "CIPHERTEXT|CT"
#define ZEROS 16

static const uint8_t zeros[ZEROS];
static const uint8_t nothing[1];

/* A missing or empty field of known length 0. */
static void
empty(struct vec_str *s)
{
	s->p = nothing;
	s->len = 0;
}

static bool
get_texts(const struct vec_fields *f, struct vec *v)
{
	return vec_field_hex(f, PT, &v->pt) && vec_field_hex(f, CT, &v->ct) &&
	       v->pt.p != NULL && v->ct.p != NULL && v->pt.len == v->ct.len;
}

static bool
make_cipher(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];

	v->cipher = alg;
	v->ops = BOTH;
	rec->n = 1;
	return vec_field_hex(f, "KEY", &v->key) && v->key.p != NULL &&
	       vec_field_hex(f, "IV", &v->iv) && v->iv.p != NULL && get_texts(f, v);
}

/* A single block of ECB is CBC with an IV of zeros. */
static bool
make_ecb(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];

	v->cipher = alg;
	v->ops = BOTH;
	v->iv.p = zeros;
	v->iv.len = vec_alg_find(alg)->block;
	if (!vec_field_hex(f, "KEY|K", &v->key) || v->key.p == NULL ||
	    !vec_field_hex(f, PT "|P", &v->pt) || !vec_field_hex(f, CT "|C", &v->ct) ||
	    v->ct.p == NULL || v->pt.len != v->ct.len)
		return false;
	if (v->pt.len != v->iv.len) {
		snprintf(rec->why, sizeof(rec->why), "ECB of several blocks");
		return false;
	}
	rec->n = 1;
	return true;
}

/* KEYs: all three alike, so the record is single DES, too. */
static bool
make_tdes(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	struct vec_str k[3];

	if (vec_field(f, "KEYs") != NULL) {
		if (!vec_field_hex(f, "KEYs", &k[0]))
			return false;
		k[1] = k[2] = k[0];
	} else if (!vec_field_hex(f, "KEY1", &k[0]) || !vec_field_hex(f, "KEY2", &k[1]) ||
		   !vec_field_hex(f, "KEY3", &k[2])) {
		return false;
	}
	if (k[0].len != 8 || k[1].len != 8 || k[2].len != 8)
		return false;
	v->cipher = alg;
	v->ops = BOTH;
	v->key = vec_file_join(f->file, k, 3);
	if (!vec_field_hex(f, "IV", &v->iv) || v->iv.len != 8 || !get_texts(f, v))
		return false;
	rec->n = 1;
	if (memcmp(k[0].p, k[1].p, 8) == 0 && memcmp(k[1].p, k[2].p, 8) == 0) {
		rec->v[1] = rec->v[0];
		rec->v[1].cipher = CRYPTO_DES_CBC;
		rec->v[1].key = k[0];
		rec->n = 2;
	}
	return true;
}

/* Key stream from OFFSET on: what comes before is not known. */
static bool
make_arc4(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	struct vec_str parts[2] = {{0}};
	uint64_t offset = 0;
	uint8_t *gap;

	vec_field_number(f, "OFFSET", &offset);
	if (offset > 65536 || !vec_field_hex(f, "KEY", &v->key) || v->key.p == NULL ||
	    !get_texts(f, v))
		return false;
	gap = vec_file_alloc(f->file, (size_t)offset + 1);
	if (gap == NULL)
		return false;
	memset(gap, 0, (size_t)offset);
	parts[0].p = gap;
	parts[0].len = (uint32_t)offset;
	parts[1] = v->pt;
	v->pt = vec_file_join(f->file, parts, 2);
	parts[1] = v->ct;
	v->ct = vec_file_join(f->file, parts, 2);
	v->cipher = alg;
	v->hidden = (uint32_t)offset;
	v->ops = offset == 0 ? BOTH : VEC_ENCRYPT;
	rec->n = 1;
	return true;
}

/* The 16-byte IV is the block counter, little-endian, and the nonce. */
static bool
make_chacha20(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	struct vec_str parts[2];
	uint64_t counter;
	uint8_t *p;

	if (!vec_field_number(f, "INITIAL_BLOCK_COUNTER", &counter) ||
	    !vec_field_hex(f, "NONCE", &parts[1]) || parts[1].len > 12 ||
	    !vec_field_hex(f, "KEY", &v->key) || v->key.p == NULL || !get_texts(f, v))
		return false;
	p = vec_file_alloc(f->file, 8);
	if (p == NULL)
		return false;
	memcpy(p, &counter, 8); /* little-endian, as all that DPDK runs on here */
	parts[0].p = p;
	parts[0].len = 16 - parts[1].len;
	v->iv = vec_file_join(f->file, parts, 2);
	v->cipher = alg;
	v->ops = BOTH;
	rec->n = 1;
	return true;
}

/* DataUnitLen counts bits. The tweak is hex, or a number of 16 little-endian bytes. */
static bool
make_xts(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	uint64_t bits = 0, number;
	uint8_t *tweak;

	if (vec_field_number(f, "DataUnitLen", &bits) && bits % 8 != 0) {
		snprintf(rec->why, sizeof(rec->why), "AES-XTS data unit of part of a byte");
		return false;
	}
	v->cipher = alg;
	v->ops = BOTH;
	if (vec_field_number(f, "DataUnitSeqNumber", &number)) {
		tweak = vec_file_alloc(f->file, 16);
		if (tweak == NULL)
			return false;
		memset(tweak, 0, 16);
		memcpy(tweak, &number, 8);
		v->iv.p = tweak;
		v->iv.len = 16;
	} else if (!vec_field_hex(f, "i", &v->iv)) {
		return false;
	}
	rec->n = 1;
	return v->iv.len == 16 && vec_field_hex(f, "Key", &v->key) && v->key.p != NULL &&
	       get_texts(f, v);
}

/* ----------------------------------------------------------------------- AEADs */

static bool
failed(const struct vec_fields *f)
{
	const char *result = vec_field(f, "Result");

	if (vec_field(f, "FAIL") != NULL)
		return true;
	return result != NULL && (result[0] == 'F' || result[0] == 'f' ||
				  strstr(result, "ERROR") != NULL);
}

static void
close_aead(struct vec *v, const struct vec_fields *f)
{
	v->auth = v->cipher == CRYPTO_AES_NIST_GCM_16 ? vec_gmac_half(v->key.len)
		  : v->cipher == CRYPTO_AES_CCM_16 ? CRYPTO_AES_CCM_CBC_MAC : CRYPTO_POLY1305;
	v->invalid = failed(f);
	v->ops = v->invalid ? VEC_DECRYPT : BOTH;
	if (v->aad.p == NULL)
		empty(&v->aad);
	if (v->invalid)
		v->pt.p = NULL;
	else if (v->pt.p == NULL)
		empty(&v->pt);
	if (v->ct.p == NULL)
		empty(&v->ct);
}

static bool
make_aead(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];

	v->cipher = alg;
	if (!vec_field_hex(f, "Key", &v->key) || v->key.p == NULL ||
	    !vec_field_hex(f, "IV|NONCE", &v->iv) || v->iv.p == NULL ||
	    !vec_field_hex(f, "AAD|AD|Header", &v->aad) || !vec_field_hex(f, PT, &v->pt) ||
	    !vec_field_hex(f, CT, &v->ct) || !vec_field_hex(f, "Tag|MAC", &v->tag) ||
	    v->tag.p == NULL)
		return false;
	close_aead(v, f);
	rec->n = 1;
	return v->invalid || v->pt.len == v->ct.len;
}

/* "NotVerify" records of Crypto++ carry a wrong MAC. */
static bool
make_cryptopp(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	const char *test = vec_field(f, "Test");

	if (!make_aead(f, alg, rec))
		return false;
	if (test == NULL || strncmp(test, "NotVerify", 9) == 0) {
		rec->v[0].invalid = true;
		rec->v[0].pt.p = NULL;
		rec->v[0].ops = VEC_DECRYPT;
	}
	return true;
}

/* Fields of length 0 are written 00; the tag ends CT. */
static bool
make_ccm(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	uint64_t alen, plen, tlen;

	v->cipher = alg;
	if (!vec_field_number(f, "Alen", &alen) || !vec_field_number(f, "Plen", &plen) ||
	    !vec_field_number(f, "Tlen", &tlen) || !vec_field_hex(f, "Key", &v->key) ||
	    !vec_field_hex(f, "Nonce", &v->iv) || !vec_field_hex(f, "Adata", &v->aad) ||
	    !vec_field_hex(f, "Payload", &v->pt) || !vec_field_hex(f, "CT", &v->ct) ||
	    v->key.p == NULL || v->iv.p == NULL || v->ct.len != plen + tlen)
		return false;
	if (alen == 0)
		empty(&v->aad);
	if (plen == 0 && v->pt.p != NULL)
		empty(&v->pt);
	v->tag.p = v->ct.p + plen;
	v->tag.len = (uint32_t)tlen;
	v->ct.len = (uint32_t)plen;
	close_aead(v, f);
	rec->n = 1;
	return v->aad.len == alen && (v->invalid || v->pt.len == plen);
}

/* ------------------------------------------------------------------------ MACs */

static bool
make_mac(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	uint64_t len;

	v->auth = alg;
	v->invalid = failed(f);
	v->ops = v->invalid ? VEC_DECRYPT : BOTH;
	if (!vec_field_hex(f, "Msg|MESSAGE", &v->pt) || v->pt.p == NULL ||
	    !vec_field_hex(f, "MD|OUTPUT|Mac|TAG", &v->tag) || v->tag.p == NULL ||
	    !vec_field_hex(f, "KEY", &v->key))
		return false;
	/* an empty message is written 00 */
	if ((vec_field_number(f, "Len|Mlen", &len) && len == 0))
		v->pt.len = 0;
	if (vec_field_number(f, "Tlen", &len) && len < v->tag.len)
		v->tag.len = (uint32_t)len;
	rec->n = 1;
	return vec_alg_find(alg)->keymax == 0 || v->key.p != NULL;
}

/* CAVP's HMAC file: the section's L tells the hash. */
static bool
make_hmac_file(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	static const int by_digest[] = {CRYPTO_SHA1_HMAC, CRYPTO_SHA2_224_HMAC,
					CRYPTO_SHA2_256_HMAC, CRYPTO_SHA2_384_HMAC,
					CRYPTO_SHA2_512_HMAC};
	uint64_t l;
	unsigned int i;

	(void)alg;
	if (!vec_field_number(f, "L", &l))
		return false;
	for (i = 0; i < RTE_DIM(by_digest); i++) {
		if (vec_alg_find(by_digest[i])->digest == l)
			return make_mac(f, by_digest[i], rec);
	}
	return false;
}

/* The seed of a record is the answer of the one before it. */
static bool
make_monte(const struct vec_fields *f, int alg, struct vec_record *rec)
{
	struct vec *v = &rec->v[0];
	const struct vec_record *before = f->file->n > 1 ? rec - 1 : NULL;

	v->auth = alg;
	v->monte = true;
	if (!vec_field_hex(f, "MD", &v->tag) || v->tag.p == NULL ||
	    !vec_field_hex(f, "Seed", &v->pt))
		return false;
	if (before != NULL && before->n > 0)
		v->pt = before->v[0].tag;
	rec->n = 1;
	return v->pt.len == v->tag.len;
}

/* -------------------------------------------------------------------- families */

#define CIPHER_CORE "CIPHERTEXT|CT"
#define MAC_CORE "MD|OUTPUT|MAC|TAG"
#define SHA(name, id) {name "monte", make_monte, id, "MD", NULL}, {name, make_mac, id, "MD", NULL}
#define HMAC(name, id) {"hmac/rfc-" name, make_mac, id, "MD", NULL}
#define NA(part, fields, text) {part, NULL, 0, fields, text}
#define NO(part, name) NA(part, CIPHER_CORE "|Tag", "no driver offers " name)

/* The first whose part is in the path. */
static const struct vec_family families[] = {
	/* key operations */
	{"dh/", vec_make_dh, 0, "Z|K", NULL},
	{"mod_exp", vec_make_mod_exp, 0, "ModExp", NULL},
	NA("ecdh", "COUNT", "elliptic curves"),
	NA("ecdsa", "Msg", "elliptic curves"),
	NA("25519", "COUNT", "elliptic curves"),
	{"keypair", vec_make_dsa_pair, 0, "X", NULL},
	NA("rsa/fips_186-2/sigver", "Msg", "checks of another hash's blocks"),
	{"siggen15", vec_make_rsa, 0, "Msg", NULL},
	NA("rsa", "Msg", "other RSA paddings"),
	{"dsa", vec_make_dsa, 0, "Msg", NULL},
	/* modes that crypto(9) has not */
	NA("tcbci", CIPHER_CORE "|CIPHERTEXT1", "no driver offers interleaved 3DES-CBC"),
	NO("ofb", "OFB modes"),
	NO("cfb", "CFB modes"),
	NO("ocb", "AES-OCB"),
	NO("siv", "AES-SIV"),
	NO("aes/ecb/ecbmmt", "AES-ECB"),
	NO("cast5-ctr", "CAST5-CTR"),
	NO("idea", "IDEA"),
	NO("sm4", "SM4"),
	NA("cmac/nist-800-38b-3des", MAC_CORE, "no driver offers 3DES-CMAC"),
	NA("kdf/", "COUNT|OKM|PRF", "key derivation"),
	NO("cbcmct", "Monte Carlo of AES-CBC"),
	NO("tcbcmonte", "Monte Carlo of 3DES-CBC"),
	/* ciphers */
	{"xts", make_xts, CRYPTO_AES_XTS, CIPHER_CORE, NULL},
	{"cryptopp-gcm", make_cryptopp, CRYPTO_AES_NIST_GCM_16, "Test", NULL},
	{"gcm", make_aead, CRYPTO_AES_NIST_GCM_16, "Tag", NULL},
	{"ccm", make_ccm, CRYPTO_AES_CCM_16, "CT", NULL},
	{"tcbc", make_tdes, CRYPTO_3DES_CBC, CIPHER_CORE, NULL},
	NO("tecb", "3DES-ECB"),
	{"camellia-cbc", make_cipher, CRYPTO_CAMELLIA_CBC, CIPHER_CORE, NULL},
	{"camellia", make_ecb, CRYPTO_CAMELLIA_CBC, CIPHER_CORE "|C", NULL},
	{"bf-cbc", make_cipher, CRYPTO_BLF_CBC, CIPHER_CORE, NULL},
	{"bf-ecb", make_ecb, CRYPTO_BLF_CBC, CIPHER_CORE, NULL},
	{"cast5-cbc", make_cipher, CRYPTO_CAST_CBC, CIPHER_CORE, NULL},
	{"cast5-ecb", make_ecb, CRYPTO_CAST_CBC, CIPHER_CORE, NULL},
	NO("seed", "SEED-CBC"),
	{"arc4", make_arc4, CRYPTO_ARC4, CIPHER_CORE, NULL},
	{"xchacha20_poly1305", make_aead, CRYPTO_XCHACHA20_POLY1305, "TAG", NULL},
	{"chacha20_poly1305", make_aead, CRYPTO_CHACHA20_POLY1305, "TAG", NULL},
	{"chacha20-poly1305", make_aead, CRYPTO_CHACHA20_POLY1305, "TAG", NULL},
	{"chacha20poly1305", make_aead, CRYPTO_CHACHA20_POLY1305, "TAG", NULL},
	{"chacha20", make_chacha20, CRYPTO_CHACHA20, CIPHER_CORE, NULL},
	{"poly1305", make_mac, CRYPTO_POLY1305, "TAG", NULL},
	{"ctr", make_cipher, CRYPTO_AES_CTR, CIPHER_CORE, NULL},
	{"aes-cbc", make_cipher, CRYPTO_AES_CBC, CIPHER_CORE, NULL},
	{"aes/cbc", make_cipher, CRYPTO_AES_CBC, CIPHER_CORE, NULL},
	{"cbc", make_cipher, CRYPTO_AES_CBC, CIPHER_CORE, NULL},
	{"aes/ecb", make_ecb, CRYPTO_AES_CBC, CIPHER_CORE, NULL},
	/* MACs */
	{"cmac", make_mac, CRYPTO_AES_CMAC, MAC_CORE, NULL},
	HMAC("2202-md5", CRYPTO_MD5_HMAC),
	HMAC("2202-sha1", CRYPTO_SHA1_HMAC),
	HMAC("2286-ripemd160", CRYPTO_RIPEMD160_HMAC),
	HMAC("4231-sha224", CRYPTO_SHA2_224_HMAC),
	HMAC("4231-sha256", CRYPTO_SHA2_256_HMAC),
	HMAC("4231-sha384", CRYPTO_SHA2_384_HMAC),
	HMAC("4231-sha512", CRYPTO_SHA2_512_HMAC),
	{"hmac", make_hmac_file, 0, "Mac", NULL},
	NA("sha3_", "MD", "no driver offers SHA3"),
	NA("shake", "Output", "no driver offers SHAKE"),
	NA("sha512_2", "MD", "no driver offers SHA512/t"),
	SHA("sha1", CRYPTO_SHA1),
	SHA("sha224", CRYPTO_SHA2_224),
	SHA("sha256", CRYPTO_SHA2_256),
	SHA("sha384", CRYPTO_SHA2_384),
	SHA("sha512", CRYPTO_SHA2_512),
	{"md5", make_mac, CRYPTO_MD5, "MD", NULL},
	{"ripemd160", make_mac, CRYPTO_RIPEMD160, "MD", NULL},
};

const struct vec_family *
vec_family_find(const char *path)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(families); i++) {
		if (strstr(path, families[i].needle) != NULL)
			return &families[i];
	}
	return NULL;
}
