/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The openssl driver: its algorithms, one row each, and its registration. It does every
 * legal request natively and is what other drivers fall back to.
 */

#include <openssl/crypto.h>

#include "key.h"
#include "ossl.h"

#define RANK 100

static const char *const evp_names[OSSL_EVP_MAX] = {
	[OSSL_EVP_DES_EDE3_CBC] = "DES-EDE3-CBC",
	[OSSL_EVP_AES_128_ECB] = "AES-128-ECB",
	[OSSL_EVP_AES_192_ECB] = "AES-192-ECB",
	[OSSL_EVP_AES_256_ECB] = "AES-256-ECB",
	[OSSL_EVP_AES_128_CBC] = "AES-128-CBC",
	[OSSL_EVP_AES_192_CBC] = "AES-192-CBC",
	[OSSL_EVP_AES_256_CBC] = "AES-256-CBC",
	[OSSL_EVP_AES_128_CTR] = "AES-128-CTR",
	[OSSL_EVP_AES_192_CTR] = "AES-192-CTR",
	[OSSL_EVP_AES_256_CTR] = "AES-256-CTR",
	[OSSL_EVP_AES_128_XTS] = "AES-128-XTS",
	[OSSL_EVP_AES_256_XTS] = "AES-256-XTS",
	[OSSL_EVP_AES_128_GCM] = "AES-128-GCM",
	[OSSL_EVP_AES_192_GCM] = "AES-192-GCM",
	[OSSL_EVP_AES_256_GCM] = "AES-256-GCM",
	[OSSL_EVP_AES_128_CCM] = "AES-128-CCM",
	[OSSL_EVP_AES_192_CCM] = "AES-192-CCM",
	[OSSL_EVP_AES_256_CCM] = "AES-256-CCM",
	[OSSL_EVP_CHACHA20_POLY1305] = "ChaCha20-Poly1305",
};

EVP_CIPHER *crypto_ossl_evp[OSSL_EVP_MAX];

/* The application's configuration of OpenSSL (engines, FIPS) is not ours. */
static OSSL_LIB_CTX *libctx;
static int32_t driverid = -1;

/* clang-format off */
#define AES(mode) .keys = {{128, OSSL_EVP_AES_128_##mode}, {192, OSSL_EVP_AES_192_##mode}, \
			   {256, OSSL_EVP_AES_256_##mode}}
#define AES_ONE(bits, mode) .keys = {{bits, OSSL_EVP_AES_##bits##_##mode}}
#define CIPHER(num, unit, keylen, expander) \
	.id = (num), .kind = OSSL_CIPHER, .block = (unit), .state = (keylen), \
	.ivmax = EALG_MAX_BLOCK_LEN, .run = crypto_ossl_run_cipher, .expand = (expander)
#define AEAD(num, iv, crypter) \
	.id = (num), .kind = OSSL_AEAD, .ivmax = (iv), .state = 32, .crypt = (crypter), \
	.run = crypto_ossl_run_aead, .expand = crypto_ossl_expand_copy
#define AUTH(num) \
	.id = (num), .kind = OSSL_AUTH, .ivmax = CRYPTO_MAX_IVLEN, .run = crypto_ossl_run_auth
#define HMAC(num, name, chain) \
	.id = (num), .kind = OSSL_MAC, .state = 2 * (chain), .hash = &crypto_ossl_##name, \
	.run = crypto_ossl_run_hmac, .expand = crypto_ossl_expand_hmac
#define GMAC(num) \
	.id = (num), .kind = OSSL_MAC, .ivmax = GCM_EVP_IV, .iv_param = 1, .state = 32, \
	.run = crypto_ossl_run_gmac, .expand = crypto_ossl_expand_copy
#define GMAC_LONG(num) \
	.id = (num), .kind = OSSL_MAC, .ivmax = CRYPTO_MAX_IVLEN, .state = 32, \
	.run = crypto_ossl_run_gmac_long, .expand = crypto_ossl_expand_copy
#define GCM_PAIR .pair = {CRYPTO_AES_128_NIST_GMAC, CRYPTO_AES_192_NIST_GMAC, \
			  CRYPTO_AES_256_NIST_GMAC}
#define GCM_EVP_IV 128 /* bytes; EVP refuses longer ones */

/* Of rows with one id the first that fits counts. */
static const struct ossl_row rows[] = {
	{CIPHER(CRYPTO_DES_CBC, 8, 24, crypto_ossl_expand_des),
	 .keys = {{64, OSSL_EVP_DES_EDE3_CBC}}, .spills = 1},
	{CIPHER(CRYPTO_3DES_CBC, 8, 24, crypto_ossl_expand_copy),
	 .keys = {{192, OSSL_EVP_DES_EDE3_CBC}}, .spills = 1},
	{CIPHER(CRYPTO_AES_CBC, 16, 32, crypto_ossl_expand_copy), AES(CBC)},
	{CIPHER(CRYPTO_AES_CTR, 1, 32, crypto_ossl_expand_copy), AES(CTR)},
	{CIPHER(CRYPTO_AES_XTS, 0, 64, crypto_ossl_expand_copy),
	 .keys = {{256, OSSL_EVP_AES_128_XTS}, {512, OSSL_EVP_AES_256_XTS}}},
	{.id = CRYPTO_NULL_CBC, .kind = OSSL_CIPHER, .ivmax = EALG_MAX_BLOCK_LEN,
	 .run = crypto_ossl_run_null},
	{.id = CRYPTO_NULL_HMAC, .kind = OSSL_MAC, .run = crypto_ossl_run_null_hmac},
	{HMAC(CRYPTO_MD5_HMAC, md5, 16)},
	{HMAC(CRYPTO_SHA1_HMAC, sha1, 20)},
	{HMAC(CRYPTO_SHA2_224_HMAC, sha224, 32)},
	{HMAC(CRYPTO_SHA2_256_HMAC, sha256, 32)},
	{HMAC(CRYPTO_SHA2_384_HMAC, sha384, 64)},
	{HMAC(CRYPTO_SHA2_512_HMAC, sha512, 64)},
	{AEAD(CRYPTO_AES_NIST_GCM_16, GCM_EVP_IV, crypto_ossl_crypt_stream), .iv_param = 1,
	 AES(GCM), GCM_PAIR},
	{AEAD(CRYPTO_AES_NIST_GCM_16, CRYPTO_MAX_IVLEN, crypto_ossl_crypt_gcm_long),
	 .enc_only = 1, AES(ECB), GCM_PAIR},
	{GMAC(CRYPTO_AES_NIST_GMAC), AES(GCM)},
	{GMAC(CRYPTO_AES_128_NIST_GMAC), AES_ONE(128, GCM)},
	{GMAC(CRYPTO_AES_192_NIST_GMAC), AES_ONE(192, GCM)},
	{GMAC(CRYPTO_AES_256_NIST_GMAC), AES_ONE(256, GCM)},
	{GMAC_LONG(CRYPTO_AES_NIST_GMAC), AES(ECB)},
	{GMAC_LONG(CRYPTO_AES_128_NIST_GMAC), AES_ONE(128, ECB)},
	{GMAC_LONG(CRYPTO_AES_192_NIST_GMAC), AES_ONE(192, ECB)},
	{GMAC_LONG(CRYPTO_AES_256_NIST_GMAC), AES_ONE(256, ECB)},
	{AUTH(CRYPTO_AES_128_NIST_GMAC)},
	{AUTH(CRYPTO_AES_192_NIST_GMAC)},
	{AUTH(CRYPTO_AES_256_NIST_GMAC)},
	{AEAD(CRYPTO_AES_CCM_16, 13, crypto_ossl_crypt_ccm), .iv_param = 1, .tag_param = 1,
	 AES(CCM), .pair = {CRYPTO_AES_CCM_CBC_MAC}},
	{AUTH(CRYPTO_AES_CCM_CBC_MAC)},
	{AEAD(CRYPTO_CHACHA20_POLY1305, 12, crypto_ossl_crypt_stream),
	 .keys = {{256, OSSL_EVP_CHACHA20_POLY1305}}, .pair = {CRYPTO_POLY1305}},
	{AUTH(CRYPTO_POLY1305)},
	{.id = CRYPTO_AES_CMAC, .kind = OSSL_MAC, AES(CBC), .state = 64,
	 .run = crypto_ossl_run_cmac, .expand = crypto_ossl_expand_cmac},
};
/* clang-format on */

const struct ossl_row *
crypto_ossl_row(int id, bool paired, unsigned int ivlen)
{
	const struct ossl_row *row;
	unsigned int i;

	for (i = 0; i < RTE_DIM(rows); i++) {
		row = &rows[i];
		if (row->id == id && ivlen <= row->ivmax &&
		    paired == (row->kind == OSSL_AEAD || row->kind == OSSL_AUTH))
			return row;
	}
	return NULL;
}

EVP_CIPHER *
crypto_ossl_row_evp(const struct ossl_row *row, int bits)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(row->keys); i++)
		if (row->keys[i].bits == bits)
			return crypto_ossl_evp[row->keys[i].evp];
	return NULL;
}

/* A build of OpenSSL may lack a cipher. */
static bool
row_usable(const struct ossl_row *row)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(row->keys) && row->keys[i].bits != 0; i++)
		if (crypto_ossl_evp[row->keys[i].evp] == NULL)
			return false;
	return true;
}

static int
register_rows(void)
{
	unsigned int i;
	int rc;

	for (i = 0; i < RTE_DIM(rows); i++) {
		if (!row_usable(&rows[i])) {
			crypto_driver_log("openssl: %s: not in this libcrypto",
					  crypto_alg_name(rows[i].id));
			continue;
		}
		rc = crypto_register((uint32_t)driverid, rows[i].id, 0, 0, NULL, NULL, NULL, NULL);
		if (rc != 0)
			return rc;
	}
	return 0;
}

static int
register_keyops(void)
{
	int op, rc = 0;

	for (op = CRK_ALGORITHM_MIN; op <= CRK_ALGORITHM_MAX && rc == 0; op++)
		rc = crypto_kregister((uint32_t)driverid, op, 0, crypto_ossl_kprocess, libctx);
	return rc;
}

static void
release(void)
{
	unsigned int i;

	crypto_ossl_mont_fini();

	for (i = 0; i < OSSL_EVP_MAX; i++) {
		EVP_CIPHER_free(crypto_ossl_evp[i]);
		crypto_ossl_evp[i] = NULL;
	}
	OSSL_LIB_CTX_free(libctx);
	libctx = NULL;
}

static int
fetch(void)
{
	unsigned int i;

	libctx = OSSL_LIB_CTX_new();
	if (libctx == NULL)
		return crypto_refuse(ENOMEM, "no library context");
	for (i = OSSL_EVP_NONE + 1; i < OSSL_EVP_MAX; i++)
		crypto_ossl_evp[i] = EVP_CIPHER_fetch(libctx, evp_names[i], NULL);
	return 0;
}

static const struct crypto_driver_ops ops = {
	.name = "openssl",
	.rank = RANK,
	.session_size = crypto_ossl_session_size,
	.session_init = crypto_ossl_session_init,
	.session_fini = crypto_ossl_session_fini,
	.attach = crypto_ossl_attach,
	.detach = crypto_ossl_detach,
	.process_burst = crypto_ossl_process_burst,
	.max_nbits = OSSL_KEY_MAX_BITS,
};

static int
probe(const struct crypto_driver_args *args)
{
	int rc;

	(void)args;
	rc = fetch();
	if (rc != 0)
		return rc;
	driverid = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC);
	if (driverid < 0) {
		release();
		return crypto_refuse(ENOMEM, "no driver id");
	}
	rc = crypto_setops((uint32_t)driverid, &ops);
	if (rc == 0)
		rc = register_rows();
	if (rc == 0)
		rc = register_keyops();
	if (rc != 0) {
		crypto_unregister_all((uint32_t)driverid);
		release();
	}
	return rc;
}

CRYPTO_DRIVER(openssl) = {
	.name = "openssl",
	.abi = CRYPTO_DRIVER_ABI,
	.probe = probe,
	.remove = release,
};
