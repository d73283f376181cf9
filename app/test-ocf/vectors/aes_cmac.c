/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * AES-CMAC: NIST SP 800-38B (RFC 4493), and around the block, by two implementations.
 * AES-XCBC-MAC: RFC 3566.
 */
const struct vec_row vec_rows_aes_cmac[] = {
	{
		.name = "SP 800-38B, 128 bits, 0 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "2b7e151628aed2a6abf7158809cf4f3c",
		.pt = "",
		.tag = "bb1d6929e95937287fa37d129b756746",
	},
	{
		.name = "SP 800-38B, 128 bits, 16 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "2b7e151628aed2a6abf7158809cf4f3c",
		.pt = "6bc1bee22e409f96e93d7e117393172a",
		.tag = "070a16b46b4d4144f79bdd9dd04a287c",
	},
	{
		.name = "SP 800-38B, 128 bits, 40 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "2b7e151628aed2a6abf7158809cf4f3c",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411",
		.tag = "dfa66747de9ae63030ca32611497c827",
	},
	{
		.name = "SP 800-38B, 128 bits, 64 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "2b7e151628aed2a6abf7158809cf4f3c",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.tag = "51f0bebf7e3b9d92fc49741779363cfe",
	},
	{
		.name = "SP 800-38B, 192 bits, 0 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
		.pt = "",
		.tag = "d17ddf46adaacde531cac483de7a9367",
	},
	{
		.name = "SP 800-38B, 192 bits, 40 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411",
		.tag = "8a1de5be2eb31aad089a82e6ee908b0e",
	},
	{
		.name = "SP 800-38B, 256 bits, 16 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
		.pt = "6bc1bee22e409f96e93d7e117393172a",
		.tag = "28a7023f452e8f82bd4bf28d8c37c35c",
	},
	{
		.name = "SP 800-38B, 256 bits, 64 bytes",
		.auth = CRYPTO_AES_CMAC,
		.key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.tag = "e1992190549f6ed5696a2c056c315410",
	},
	{
		.name = "128 bits, 1 bytes, tag 16",
		.auth = CRYPTO_AES_CMAC,
		.key = "74f419a89f624f7db61a70c2380adf84",
		.pt = "90",
		.tag = "e8a86edb9a2a62c8ceb217478b43663a",
	},
	{
		.name = "192 bits, 15 bytes, tag 12",
		.auth = CRYPTO_AES_CMAC,
		.key = "0c2adcefa9935f9740d9136ae47da6d7d0ba0e4cf011b4e1",
		.pt = "3f7779592edad18fd662a1077badbb",
		.tag = "d5f4abc1247ea0b00b60ddec",
	},
	{
		.name = "256 bits, 17 bytes, tag 8",
		.auth = CRYPTO_AES_CMAC,
		.key = "782ebb236eddf0d6f584d1c06c23295b9bf91600be8218e9b86e7ee991b9131c",
		.pt = "740d6bef41d47f0c11d69634c46b12bcdd",
		.tag = "3c235d13abefd842",
	},
	{
		.name = "128 bits, 31 bytes, tag 4",
		.auth = CRYPTO_AES_CMAC,
		.key = "74f419a89f624f7db61a70c2380adf84",
		.pt = "0af44766b676636842de654a3be977e3d1a3d5d4c651c73a3b45f914329353",
		.tag = "44932720",
	},
	{
		.name = "256 bits, 130 bytes, tag 16",
		.auth = CRYPTO_AES_CMAC,
		.key = "782ebb236eddf0d6f584d1c06c23295b9bf91600be8218e9b86e7ee991b9131c",
		.pt =
		"6622ed8eba7dcf2e751421d024f0fd0f0d5493e27e596945a03d2bb812ebda5e08d2427ef605"
		"79abe4fcdb54de764d8a22d958fdfdb6cd4f8d9508910ca339c9e7c5c0da2baf768bf8bc72a4"
		"929379d4de41ca500d7e4d563e622e223b0c3740665f6751de4b46261ffc5490af6274b88357"
		"a0688878a5559847b2c40b11c983d80d",
		.tag = "2ea64f6d64088d9bf26a05376b4f9f16",
	},
	{
		.name = "192 bits, 256 bytes, tag 16",
		.auth = CRYPTO_AES_CMAC,
		.key = "0c2adcefa9935f9740d9136ae47da6d7d0ba0e4cf011b4e1",
		.pt =
		"b8769e68eebc9f8ee6a97ab1e5f2f4134b276212ea5930f1c05bef3f5efe6bc52744db3418b6"
		"163f5e9d8a4c3d896516526ef9e6557a2e6d3ea3f71817b4cb9df0bcdba8243a45c565064793"
		"124ae47d257399d635fa2c11c5065b37bc7e6d94b6f5bd8a586eef0c62e6d790df0cd062e090"
		"6f97c91064d83aac3c96169e5d76d1b266b17626c5da3ca2b411228c554237cc6475d80ddf95"
		"a7bde50d04800c741f34cfedcb2b9f78eb6dd1729bc058351a195a21c58a6162113e918c68df"
		"4df1d335b2384e45d247ad21743be20d901a7573e1f03ddfa5c31816327b77c0053607232a77"
		"eb647bd3fa3bf97fc296a6501fb4e2282a0a13200d4d4e14df87eca0",
		.tag = "4ccb9d3a9c52385e43eb1f34e67283f1",
	},
	{
		.name = "XCBC, RFC 3566, 0 bytes",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "000102030405060708090a0b0c0d0e0f",
		.pt = "",
		.tag = "75f0251d528ac01c4573dfd584d79f29",
	},
	{
		.name = "XCBC, RFC 3566, 3 bytes",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "000102030405060708090a0b0c0d0e0f",
		.pt = "000102",
		.tag = "5b376580ae2f19afe7219ceef172756f",
	},
	{
		.name = "XCBC, RFC 3566, 16 bytes",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "000102030405060708090a0b0c0d0e0f",
		.pt = "000102030405060708090a0b0c0d0e0f",
		.tag = "d2a246fa349b68a79998a4394ff7a263",
	},
	{
		.name = "XCBC, RFC 3566, 20 bytes",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "000102030405060708090a0b0c0d0e0f",
		.pt = "000102030405060708090a0b0c0d0e0f10111213",
		.tag = "47f51b4564966215b8985c63055ed308",
	},
	{
		.name = "XCBC, RFC 3566, 32 bytes",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "000102030405060708090a0b0c0d0e0f",
		.pt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
		.tag = "f54f0ec8d2b9f3d36807734bd5283fd4",
	},
	{
		.name = "XCBC, RFC 3566, 34 bytes",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "000102030405060708090a0b0c0d0e0f",
		.pt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021",
		.tag = "becbb3bccdb518a30677d5481fb6b4d8",
	},
	{
		.name = "XCBC, 100 bytes, tag 12",
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "7a3eace4425c7d38957adc58531dc848",
		.pt =
		"0ba936950e39cb2fcc1fd4e4272da4cdf4c63fbc6f69ec08e6aa6ff6a486b0f87701ab9bee98"
		"654f5b416c69ec11d7aba54811f7acb6f674909d6b6265e5657d2cf88814beebe13dcb8f1d1d"
		"4857d80ca21f7b78736bd575ac524f6eb714d24eb7b0e753",
		.tag = "e0143835e81ba6eef774b0a5",
	},
	{0},
};
