/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "suite_ipsec_mb.h"

#define GCM(bits) {"gcm" #bits, CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_##bits##_NIST_GMAC, \
		   (bits) / 8, 0, 12, 16, 1}
#define CCM(bits) {"ccm" #bits, CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC, (bits) / 8, 0, 12, 16, 1}
#define HMAC(name, id, len) {name, 0, id, 0, 32, 0, len, 1}

const struct mb_alg mb_aeads[] = {
	GCM(128), GCM(192), GCM(256), CCM(128), CCM(256),
	{"chacha20-poly1305", CRYPTO_CHACHA20_POLY1305, CRYPTO_POLY1305, 32, 0, 12, 16, 1},
};
const unsigned int mb_naeads = RTE_DIM(mb_aeads);

const struct mb_alg mb_ciphers[] = {
	{"cbc128", CRYPTO_AES_CBC, 0, 16, 0, 16, 0, 16},
	{"cbc192", CRYPTO_AES_CBC, 0, 24, 0, 16, 0, 16},
	{"cbc256", CRYPTO_AES_CBC, 0, 32, 0, 16, 0, 16},
	{"ctr128", CRYPTO_AES_CTR, 0, 16, 0, 16, 0, 1},
	{"ctr192", CRYPTO_AES_CTR, 0, 24, 0, 16, 0, 1},
	{"ctr256", CRYPTO_AES_CTR, 0, 32, 0, 16, 0, 1},
};
const unsigned int mb_nciphers = RTE_DIM(mb_ciphers);

const struct mb_alg mb_macs[] = {
	HMAC("md5", CRYPTO_MD5_HMAC, 16),
	HMAC("sha1", CRYPTO_SHA1_HMAC, 20),
	HMAC("sha224", CRYPTO_SHA2_224_HMAC, 28),
	HMAC("sha256", CRYPTO_SHA2_256_HMAC, 32),
	HMAC("sha384", CRYPTO_SHA2_384_HMAC, 48),
	HMAC("sha512", CRYPTO_SHA2_512_HMAC, 64),
	{"cmac128", 0, CRYPTO_AES_CMAC, 0, 16, 0, 16, 1},
	{"cmac256", 0, CRYPTO_AES_CMAC, 0, 32, 0, 16, 1},
	{"xcbc", 0, CRYPTO_AES_XCBC_MAC, 0, 16, 0, 16, 1},
};
const unsigned int mb_nmacs = RTE_DIM(mb_macs);

int
mb_each_arch(int (*fn)(void))
{
	static const char *const archs[] = {"sse", "avx", "avx2", "avx512", "auto"};
	unsigned int i, ran = 0;
	char name[32];
	int rc;

	for (i = 0; i < RTE_DIM(archs); i++) {
		const char *drivers[] = {name, "openssl", NULL};
		struct crypto_config cfg = {.drivers = drivers};

		snprintf(name, sizeof(name), "ipsec_mb,arch=%s", archs[i]);
		rc = test_restart(&cfg);
		if (rc == ENODEV || rc == EINVAL) {
			test_note("%s: %s", archs[i], crypto_strerr());
			continue;
		}
		CHECK_EQ(rc, 0);
		rc = fn();
		if (rc != TEST_PASS) {
			test_note("with arch=%s", archs[i]);
			return rc;
		}
		ran++;
	}
	return ran != 0 ? TEST_PASS : test_skip("no ipsec_mb driver");
}

bool
mb_is_aead(const struct mb_alg *a)
{
	return a->cipher != 0 && a->mac != 0 && a->mackeylen == 0;
}

void
mb_random(struct mb_req *r, const struct mb_alg *alg)
{
	r->alg = alg;
	test_random_bytes(r->key, sizeof(r->key));
	test_random_bytes(r->mackey, sizeof(r->mackey));
	test_random_bytes(r->iv, sizeof(r->iv));
}

/* A cryptoini's key is not const; the library does not write to it. */
static caddr_t
as_key(const uint8_t *key)
{
	return (caddr_t)(uintptr_t)key;
}

void
mb_ini(const struct mb_req *r, struct cryptoini ini[2])
{
	const struct mb_alg *a = r->alg;
	struct cryptoini *mac = a->cipher != 0 ? &ini[1] : &ini[0];

	memset(ini, 0, 2 * sizeof(ini[0]));
	if (a->cipher != 0)
		ini[0] = (struct cryptoini){.cri_alg = a->cipher, .cri_klen = a->keylen * 8,
					    .cri_key = as_key(r->key), .cri_ivlen = a->ivlen};
	if (a->mac == 0)
		return;
	*mac = (struct cryptoini){.cri_alg = a->mac, .cri_mlen = a->maclen};
	if (!mb_is_aead(a)) {
		mac->cri_klen = a->mackeylen * 8;
		mac->cri_key = as_key(r->mackey);
	}
	if (a->cipher != 0)
		ini[0].cri_next = mac;
}

/* ---------------------------------------------------------------- the answer */

static bool
answer(struct mb_req *r, const uint8_t *plain)
{
	const struct mb_alg *a = r->alg;
	struct ref_bytes key = {r->key, a->keylen}, mackey = {r->mackey, a->mackeylen};
	struct ref_bytes iv = {r->iv, a->ivlen}, in = {plain, r->len}, none = {NULL, 0};
	struct ref_bytes aad = {r->aad, r->aadlen}, hashed = {r->want, r->len};

	if (mb_is_aead(a))
		return ref_aead(a->cipher, key, iv, aad, in, r->want, r->want_mac, a->maclen);
	if (a->cipher == 0)
		memcpy(r->want, plain, r->len);
	else if (!ref_cipher(a->cipher, key, iv, true, in, r->want))
		return false;
	return a->mac == 0 || ref_mac(a->mac, mackey, none, &hashed, 1, r->want_mac);
}

/* ----------------------------------------------------------------- the request */

static void
describe(struct mb_req *r)
{
	const struct mb_alg *a = r->alg;
	struct cryptodesc *first = r->crp->crp_desc, *second = first->crd_next;
	/* a chain that decrypts checks the MAC first */
	bool mac_first = a->cipher != 0 && a->mac != 0 && !r->encrypt && !mb_is_aead(a);
	struct cryptodesc *cd = mac_first ? second : first;
	struct cryptodesc *md = a->cipher == 0 || mac_first ? first : second;

	if (a->cipher != 0) {
		cd->crd_alg = a->cipher;
		cd->crd_len = (int)r->len;
		cd->crd_flags = CRD_F_IV_EXPLICIT;
		cd->crd_flags |= r->encrypt ? CRD_F_ENCRYPT | CRD_F_IV_PRESENT : 0;
		cd->crd_ivp = r->iv;
	}
	if (a->mac != 0) {
		md->crd_alg = a->mac;
		md->crd_flags = r->encrypt || mb_is_aead(a) ? 0 : CRD_F_VERIFY;
		md->crd_len = (int)(mb_is_aead(a) ? r->aadlen : r->len);
		md->crd_aad = mb_is_aead(a) ? r->aad : NULL;
		r->crp->crp_mac = (caddr_t)r->mac;
	}
}

int
mb_make(struct mb_req *r, uint64_t sid, bool encrypt)
{
	const struct mb_alg *a = r->alg;

	CHECK(answer(r, r->text));
	if (r->crp == NULL)
		r->crp = test_getreq((a->cipher != 0) + (a->mac != 0));
	CHECK(r->crp != NULL);
	r->encrypt = encrypt;
	r->crp->crp_sid = sid;
	r->crp->crp_buf = (caddr_t)r->text;
	r->crp->crp_ilen = (int)r->len;
	describe(r);
	memset(r->mac, 0, sizeof(r->mac));
	if (!encrypt) { /* the answer and the question change places */
		uint8_t tmp;
		uint32_t i;

		for (i = 0; i < r->len; i++) {
			tmp = r->text[i];
			r->text[i] = r->want[i];
			r->want[i] = tmp;
		}
		memcpy(r->mac, r->want_mac, a->maclen);
	}
	return TEST_PASS;
}

int
mb_check(const struct mb_req *r)
{
	bool same = r->crp->crp_etype == 0 && memcmp(r->text, r->want, r->len) == 0 &&
		    memcmp(r->mac, r->want_mac, r->alg->maclen) == 0;

	if (!same)
		test_note("%s, %u bytes, %u of AAD, %s: etype %d", r->alg->name, r->len, r->aadlen,
			  r->encrypt ? "encrypt" : "decrypt", r->crp->crp_etype);
	CHECK_EQ(r->crp->crp_etype, 0);
	CHECK_MEM(r->text, r->want, r->len);
	CHECK_MEM(r->mac, r->want_mac, r->alg->maclen);
	return TEST_PASS;
}
