/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Registration, and the tables of what the engine has. */

#include "ipsec_mb.h"

struct imb_driver crypto_imb = {.id = -1};

/* clang-format off */
#define CIPHER(name, direction, bits, ln, longest) \
	{.mode = IMB_CIPHER_##name, .dir = IMB_DIR_##direction, .key = IMB_KEY_##bits##_BYTES, \
	 .lane = (ln), .max = (longest)}

const struct imb_cipher_row crypto_imb_ciphers[IMB_NCIPHERS] = {
	[IMB_C_CBC_ENC] =     CIPHER(CBC, ENCRYPT, 128, IMB_LANE_CBC128, ENGINE_MAX_LANE_LEN),
	[IMB_C_CBC_ENC + 1] = CIPHER(CBC, ENCRYPT, 192, IMB_LANE_CBC192, ENGINE_MAX_LANE_LEN),
	[IMB_C_CBC_ENC + 2] = CIPHER(CBC, ENCRYPT, 256, IMB_LANE_CBC256, ENGINE_MAX_LANE_LEN),
	[IMB_C_CBC_DEC] =     CIPHER(CBC, DECRYPT, 128, IMB_NO_LANE, IMB_ANY_LEN),
	[IMB_C_CBC_DEC + 1] = CIPHER(CBC, DECRYPT, 192, IMB_NO_LANE, IMB_ANY_LEN),
	[IMB_C_CBC_DEC + 2] = CIPHER(CBC, DECRYPT, 256, IMB_NO_LANE, IMB_ANY_LEN),
	[IMB_C_CTR] =         CIPHER(CNTR, ENCRYPT, 128, IMB_NO_LANE, IMB_ANY_LEN),
	[IMB_C_CTR + 1] =     CIPHER(CNTR, ENCRYPT, 192, IMB_NO_LANE, IMB_ANY_LEN),
	[IMB_C_CTR + 2] =     CIPHER(CNTR, ENCRYPT, 256, IMB_NO_LANE, IMB_ANY_LEN),
};

#define FN(name) ((uint16_t)offsetof(IMB_MGR, name))
#define HMAC_SHA(n, id, bytes, short_bytes, blk) \
	{.alg = (id), .hash = IMB_AUTH_HMAC_SHA_##n, .lane = IMB_LANE_SHA##n, .digest = (bytes), \
	 .shorter = (short_bytes), .block = (blk), .one_block = FN(sha##n##_one_block), \
	 .whole = FN(sha##n)}

const struct imb_mac_row crypto_imb_macs[IMB_NMACS] = {
	[IMB_M_NONE] = {.lane = IMB_NO_LANE},
	[IMB_M_SHA1] =   HMAC_SHA(1, CRYPTO_SHA1_HMAC, 20, 12, 64),
	[IMB_M_SHA224] = HMAC_SHA(224, CRYPTO_SHA2_224_HMAC, 28, 14, 64),
	[IMB_M_SHA256] = HMAC_SHA(256, CRYPTO_SHA2_256_HMAC, 32, 16, 64),
	[IMB_M_SHA384] = HMAC_SHA(384, CRYPTO_SHA2_384_HMAC, 48, 24, 128),
	[IMB_M_SHA512] = HMAC_SHA(512, CRYPTO_SHA2_512_HMAC, 64, 32, 128),
	[IMB_M_MD5] = {.alg = CRYPTO_MD5_HMAC, .hash = IMB_AUTH_MD5, .lane = IMB_NO_LANE,
		       .digest = 16, .block = 64, .one_block = FN(md5_one_block)},
	[IMB_M_CMAC128] = {.alg = CRYPTO_AES_CMAC, .klen = 128, .hash = IMB_AUTH_AES_CMAC,
			   .lane = IMB_NO_LANE, .digest = 16},
	[IMB_M_CMAC256] = {.alg = CRYPTO_AES_CMAC, .klen = 256, .hash = IMB_AUTH_AES_CMAC_256,
			   .lane = IMB_NO_LANE, .digest = 16},
	/* CMAC with other subkeys; the engine's own XCBC writes only 12 bytes */
	[IMB_M_XCBC] = {.alg = CRYPTO_AES_XCBC_MAC, .klen = 128, .hash = IMB_AUTH_AES_CMAC,
			.lane = IMB_NO_LANE, .digest = 16},
};
/* clang-format on */

#define LIMITED CRYPTO_ALG_FLAG_LIMITED

/* LIMITED: long texts of HMAC and CCM, AAD of CCM, some key lengths go to the fallback. */
static const struct {
	int alg;
	uint32_t flags;
} algs[] = {
	{CRYPTO_AES_CBC, 0},
	{CRYPTO_AES_CTR, 0},
	{CRYPTO_NULL_CBC, 0},
	{CRYPTO_NULL_HMAC, 0},
	{CRYPTO_MD5_HMAC, LIMITED},
	{CRYPTO_SHA1_HMAC, LIMITED},
	{CRYPTO_SHA2_224_HMAC, LIMITED},
	{CRYPTO_SHA2_256_HMAC, LIMITED},
	{CRYPTO_SHA2_384_HMAC, LIMITED},
	{CRYPTO_SHA2_512_HMAC, LIMITED},
	{CRYPTO_AES_CMAC, LIMITED},
	{CRYPTO_AES_XCBC_MAC, 0},
	{CRYPTO_AES_CCM_16, LIMITED},
	{CRYPTO_AES_CCM_CBC_MAC, LIMITED},
	{CRYPTO_AES_NIST_GCM_16, 0},
	{CRYPTO_AES_NIST_GMAC, 0},
	{CRYPTO_AES_128_NIST_GMAC, 0},
	{CRYPTO_AES_192_NIST_GMAC, 0},
	{CRYPTO_AES_256_NIST_GMAC, 0},
	{CRYPTO_CHACHA20_POLY1305, 0},
	{CRYPTO_POLY1305, 0},
};

static const struct crypto_driver_ops imb_ops = {
	.name = "ipsec_mb",
	.rank = 200,
	.session_size = crypto_imb_session_size,
	.session_init = crypto_imb_session_init,
	.attach = crypto_imb_attach,
	.detach = crypto_imb_detach,
	.process_burst = crypto_imb_process_burst,
	.poll = crypto_imb_run_all,
};

static int
imb_register(void)
{
	unsigned int i;
	int error;

	crypto_imb.id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	if (crypto_imb.id < 0)
		return crypto_refuse(ENOMEM, "no driver id left");
	error = crypto_setops((uint32_t)crypto_imb.id, &imb_ops);
	for (i = 0; error == 0 && i < sizeof(algs) / sizeof(algs[0]); i++)
		error = crypto_register((uint32_t)crypto_imb.id, algs[i].alg, 0, algs[i].flags,
					NULL, NULL, NULL, NULL);
	return error;
}

/* "arch": one instruction set for everything; without it, or "auto", what is quickest. */
static int
parse_arch(const struct crypto_driver_args *args, unsigned int *arch)
{
	const char *value = crypto_driver_arg(args, "arch");

	*arch = ENGINE_NARCH;
	if (value == NULL || strcmp(value, "auto") == 0)
		return 0;
	*arch = crypto_imb_arch_find(value);
	if (*arch == ENGINE_NARCH)
		return crypto_refuse(EINVAL, "arch=%s, takes auto, sse, avx, avx2, avx512", value);
	if (!crypto_imb_arch_usable(*arch))
		return crypto_refuse(ENODEV, "arch=%s is not to be had on this machine", value);
	return 0;
}

static void
imb_remove(void)
{
	crypto_imb_mgr_free(crypto_imb.control);
	crypto_imb.control = NULL;
	crypto_imb.id = -1;
}

static int
imb_probe(const struct crypto_driver_args *args)
{
	unsigned int arch;
	int error = parse_arch(args, &arch);

	if (error != 0)
		return error;
	if (!crypto_imb_arch_usable(ENGINE_SSE))
		return crypto_refuse(ENODEV, "the CPU has no AES-NI");
	error = crypto_imb_plan_make(&crypto_imb.plan, arch);
	if (error != 0)
		return error;
	crypto_imb.control = crypto_imb_mgr_new(crypto_imb.plan.best, -1);
	if (crypto_imb.control == NULL)
		return crypto_refuse(ENODEV, "no memory, or intel-ipsec-mb %s failed its self-test",
				     imb_get_version_str());
	crypto_imb_gcm_table(crypto_imb.control, crypto_imb.gcm);
	error = imb_register();
	if (error != 0)
		imb_remove();
	return error;
}

static const char *const imb_keys[] = {"arch", NULL};

CRYPTO_DRIVER(ipsec_mb) = {
	.name = "ipsec_mb",
	.abi = CRYPTO_DRIVER_ABI,
	.keys = imb_keys,
	.probe = imb_probe,
	.remove = imb_remove,
};
