/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "crypto9.h"

const uint8_t c9_key[16] = {0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6,
			    0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c};
const uint8_t c9_iv[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
const uint8_t c9_plain[16] = {0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96,
			      0xe9, 0x3d, 0x7e, 0x11, 0x73, 0x93, 0x17, 0x2a};
const uint8_t c9_cipher[16] = {0x76, 0x49, 0xab, 0xac, 0x81, 0x19, 0xb2, 0x46,
			       0xce, 0xe9, 0x8e, 0x9b, 0x12, 0xe9, 0x19, 0x7d};
const uint8_t c9_mac_key[20] = {11, 11, 11, 11, 11, 11, 11, 11, 11, 11,
				11, 11, 11, 11, 11, 11, 11, 11, 11, 11};
const uint8_t c9_text[8] = {'H', 'i', ' ', 'T', 'h', 'e', 'r', 'e'};
const uint8_t c9_mac[20] = {0xb6, 0x17, 0x31, 0x86, 0x55, 0x05, 0x72, 0x64, 0xe2, 0x8b,
			    0xc0, 0xb6, 0xfb, 0x37, 0x8c, 0x8e, 0xf1, 0x46, 0xbe, 0x00};

struct cryptoini
c9_cbc(const void *key)
{
	return (struct cryptoini){.cri_alg = CRYPTO_AES_CBC,
				  .cri_klen = 128,
				  .cri_key = (caddr_t)(uintptr_t)key};
}

struct cryptoini
c9_hmac(int mlen)
{
	return (struct cryptoini){.cri_alg = CRYPTO_SHA1_HMAC,
				  .cri_klen = 160,
				  .cri_mlen = mlen,
				  .cri_key = (caddr_t)(uintptr_t)c9_mac_key};
}

int
c9_session(uint64_t *sid, struct cryptoini *cri)
{
	if (crypto_find_driver("openssl") < 0)
		return test_skip("no openssl driver");
	CHECK_EQ(test_session_on(sid, cri, "openssl"), 0);
	return TEST_PASS;
}

int
c9_session_cbc(uint64_t *sid)
{
	struct cryptoini cri = c9_cbc(c9_key);

	return c9_session(sid, &cri);
}

int
c9_session_mac(uint64_t *sid, int mlen)
{
	struct cryptoini cri = c9_hmac(mlen);

	return c9_session(sid, &cri);
}

struct cryptop *
c9_request(uint64_t sid, int alg, void *buf, int len)
{
	struct cryptop *crp = test_getreq(1);

	if (crp == NULL) {
		test_fail(__FILE__, __LINE__, "no request");
		return NULL;
	}
	crp->crp_sid = sid;
	crp->crp_buf = buf;
	crp->crp_ilen = len;
	crp->crp_desc->crd_alg = alg;
	crp->crp_desc->crd_len = len;
	return crp;
}

struct cryptop *
c9_encrypt(uint64_t sid, void *block)
{
	struct cryptop *crp = c9_request(sid, CRYPTO_AES_CBC, block, 16);

	if (crp == NULL)
		return NULL;
	crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_EXPLICIT | CRD_F_IV_PRESENT;
	memcpy(crp->crp_desc->crd_iv, c9_iv, sizeof(c9_iv));
	return crp;
}
