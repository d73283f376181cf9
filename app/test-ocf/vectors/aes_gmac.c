/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * GMAC alone: an AES-GCM of nothing but AAD (OpenSSL 3.0).
 */
const struct vec_row vec_rows_aes_gmac[] = {
	{
		.name = "128 bits, IV 12, 0 bytes, tag 16",
		.auth = CRYPTO_AES_NIST_GMAC,
		.key = "4cd14250746fac74b7e17d2c5282b5aa",
		.iv = "9d624de73e01ad1410df04dd",
		.pt = "",
		.tag = "02742c62b20877c396e08f17af70ee95",
	},
	{
		.name = "128 bits, IV 12, 1 bytes, tag 16",
		.auth = CRYPTO_AES_NIST_GMAC,
		.key = "4cd14250746fac74b7e17d2c5282b5aa",
		.iv = "9d624de73e01ad1410df04dd",
		.pt = "e1",
		.tag = "ef772badc3e7d959b562e1a6c9871d9f",
	},
	{
		.name = "192 bits, IV 12, 16 bytes, tag 12",
		.auth = CRYPTO_AES_NIST_GMAC,
		.key = "6578b9c2e0974b00d354b5814474d7e65b49ce581098c65b",
		.iv = "9d624de73e01ad1410df04dd",
		.pt = "51679a8b9ddabe34e3936f0ee5987c82",
		.tag = "598234f67a896349b83db4e3",
	},
	{
		.name = "256 bits, IV 12, 65 bytes, tag 16",
		.auth = CRYPTO_AES_NIST_GMAC,
		.key = "085c459ff1fdb639804ab9442515deab8dec5ceb31cd3ec9046e3f0b327cea89",
		.iv = "9d624de73e01ad1410df04dd",
		.pt =
		"6a391993297383c5a326e897ed78a59123f2b6b85d7ab031c10719c21533d85dce09ae6856b9"
		"25f62b5c13e48fba41e0fbb262312074f3aeaafbc75e37be8727ab",
		.tag = "e70fcbb3d0a5250e10e37198b2ceb6fa",
	},
	{
		.name = "128 bits, IV 16, 40 bytes, tag 8",
		.auth = CRYPTO_AES_NIST_GMAC,
		.key = "4cd14250746fac74b7e17d2c5282b5aa",
		.iv = "7ad3a4acb6868bb326d066fedaf7d17b",
		.pt =
		"ba8bfaa2e73180d742624217c93e80191b88b33370a526b7380e47501ab0cd6f752a76a84bde"
		"6773",
		.tag = "840f357175b458d2",
	},
	{
		.name = "256 bits, IV 12, 200 bytes, tag 4",
		.auth = CRYPTO_AES_NIST_GMAC,
		.key = "085c459ff1fdb639804ab9442515deab8dec5ceb31cd3ec9046e3f0b327cea89",
		.iv = "9d624de73e01ad1410df04dd",
		.pt =
		"b7e72ec068d96b414c42d1333d69ce635c1505aeb14fdfd707e1436ec078e103d8fe331b75bd"
		"12c38ade8d75e8e5a2ac3796f42b2aba7ea6705c08089c6cafc1f9c2a80b2d82a60b2e5cad2b"
		"92a49831b8fffe8ba3b8d37938a2306067ed9145eff24a82f9c301457436f56289971dee4522"
		"6fb349d79464622fd87d5ae19f2e76da02b781c14b76361c158d317450b8104c2658005b81f7"
		"5e4fb45498731c7ceeb451be2759c2b6e2f7588a22456c37587f989b881cf55be997612719d0"
		"7a728db9ce602fc5afd4",
		.tag = "4d8450b1",
	},
	{
		.name = "by the name of an auth half",
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "4cd14250746fac74b7e17d2c5282b5aa",
		.iv = "9d624de73e01ad1410df04dd",
		.pt = "a463dbc89169e263e8bb294140f32a0706ba679d577a72a7963555d821f0e4e864ff1b8156",
		.tag = "8134a87553a0a246edd426e7e2545b83",
	},
	{0},
};
