/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * AES-CBC: NIST SP 800-38A F.2, and lengths around it, computed with two
 * implementations.
 */
const struct vec_row vec_rows_aes_cbc[] = {
	{
		.name = "SP 800-38A F.2, 128 bits",
		.cipher = CRYPTO_AES_CBC,
		.key = "2b7e151628aed2a6abf7158809cf4f3c",
		.iv = "000102030405060708090a0b0c0d0e0f",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1"
		"743b7116e69e222295163ff1caa1681fac09120eca307586e1a7",
	},
	{
		.name = "128 bits, 0 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "5b7b318f8f74404e4f1a70741c93e80f",
		.iv = "854f1280bc7c37d9feb36c47eecae64e",
		.pt = "",
		.ct = "",
	},
	{
		.name = "128 bits, 16 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "5b7b318f8f74404e4f1a70741c93e80f",
		.iv = "74fcced09ae6c449d58d5aa19e88ac52",
		.pt = "e560394d140d60ff4aa5abc0cd9c8968",
		.ct = "3576cd2e6d43a00a2ea5ced735c414e4",
	},
	{
		.name = "128 bits, 144 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "5b7b318f8f74404e4f1a70741c93e80f",
		.iv = "ae147f189aef6e8dce63d4bfa31c6bd5",
		.pt =
		"b5985d5d21cb7d0d42c3179b9a9983688c054c166abddb7fd01436d76117c32e2ce6525b3ce4"
		"533b291099e173860186245eb0b2833312f4eaa45a51901043280792963de734fe7cc84a291c"
		"bff3662cd7f3f98bc319e7e153ad6b7a2eb9c598b467df06eaa4e0e1ac71eabed3d1edefc087"
		"7456a0f0e852dfeccefc58ca5257cdaf020a0a9bf196ffbeef100098a6e1",
		.ct =
		"3746cf1a94781f2fd9ba20e267d9515eef5d78d8f9c96dbbcbb2f38b96819dc2a3ac8d165512"
		"7427f82cc2e974809167d3e0b4d54be71b93a969984146fa5c7900ca681392f144c93012c817"
		"308c5dd2c11c8042b5011d9dce0ec83d2103c112bed42dcc3438e00c016edddf1c5c69f9a85f"
		"8fd5e5f63cc2b99e529995aafc3236ab3e7ce0baab724f31545f05d19934",
	},
	{
		.name = "SP 800-38A F.2, 192 bits",
		.cipher = CRYPTO_AES_CBC,
		.key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
		.iv = "000102030405060708090a0b0c0d0e0f",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a571b242012fb"
		"7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd",
	},
	{
		.name = "192 bits, 0 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "46f4be8377f0af135ab4ac9653e849600eb3c0b06c0ba492",
		.iv = "854f1280bc7c37d9feb36c47eecae64e",
		.pt = "",
		.ct = "",
	},
	{
		.name = "192 bits, 16 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "46f4be8377f0af135ab4ac9653e849600eb3c0b06c0ba492",
		.iv = "74fcced09ae6c449d58d5aa19e88ac52",
		.pt = "e560394d140d60ff4aa5abc0cd9c8968",
		.ct = "32f0b476486416dd98e948ad524eef08",
	},
	{
		.name = "192 bits, 144 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "46f4be8377f0af135ab4ac9653e849600eb3c0b06c0ba492",
		.iv = "ae147f189aef6e8dce63d4bfa31c6bd5",
		.pt =
		"b5985d5d21cb7d0d42c3179b9a9983688c054c166abddb7fd01436d76117c32e2ce6525b3ce4"
		"533b291099e173860186245eb0b2833312f4eaa45a51901043280792963de734fe7cc84a291c"
		"bff3662cd7f3f98bc319e7e153ad6b7a2eb9c598b467df06eaa4e0e1ac71eabed3d1edefc087"
		"7456a0f0e852dfeccefc58ca5257cdaf020a0a9bf196ffbeef100098a6e1",
		.ct =
		"d211e501e98d02f414597092ae79e29251a7e409e6f2e320917e689fdabaf98f0eed38ea75bb"
		"c1f04d917a1c64de45c6cc9ba955c05a403a6b989aa565181fb2229cfc24b1fe7bbe78ea340b"
		"c263c69165df363739dda7f93b6b226e039c893bc43446d6419a030d82b725d97a4937d0d6be"
		"ebed4d217bbad601866d07035a07c89e4cbafa56e8fc224d4ca016372e3d",
	},
	{
		.name = "SP 800-38A F.2, 256 bits",
		.cipher = CRYPTO_AES_CBC,
		.key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
		.iv = "000102030405060708090a0b0c0d0e0f",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9"
		"bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b",
	},
	{
		.name = "256 bits, 0 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "7ca855019bd15ee68f3133f9a9d7cb7f7ec48cfe64b2092ced9ab54edae93fef",
		.iv = "854f1280bc7c37d9feb36c47eecae64e",
		.pt = "",
		.ct = "",
	},
	{
		.name = "256 bits, 16 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "7ca855019bd15ee68f3133f9a9d7cb7f7ec48cfe64b2092ced9ab54edae93fef",
		.iv = "74fcced09ae6c449d58d5aa19e88ac52",
		.pt = "e560394d140d60ff4aa5abc0cd9c8968",
		.ct = "c7d5d106714e15d1149882d6ed45b048",
	},
	{
		.name = "256 bits, 144 bytes",
		.cipher = CRYPTO_AES_CBC,
		.key = "7ca855019bd15ee68f3133f9a9d7cb7f7ec48cfe64b2092ced9ab54edae93fef",
		.iv = "ae147f189aef6e8dce63d4bfa31c6bd5",
		.pt =
		"b5985d5d21cb7d0d42c3179b9a9983688c054c166abddb7fd01436d76117c32e2ce6525b3ce4"
		"533b291099e173860186245eb0b2833312f4eaa45a51901043280792963de734fe7cc84a291c"
		"bff3662cd7f3f98bc319e7e153ad6b7a2eb9c598b467df06eaa4e0e1ac71eabed3d1edefc087"
		"7456a0f0e852dfeccefc58ca5257cdaf020a0a9bf196ffbeef100098a6e1",
		.ct =
		"4c5eed8ad2c73c5c5d80052aa36ec45a94b4411f8336aa3fba324e69995dee8626efd1bc9638"
		"ee692c29deab61878c17609626ceb2f3ab453f4e18270a3500c922891781998546e5fc03467b"
		"ab945d78607bccacbb1ba4bb6fd0b0e89e4911865c8025d2ed6077dc4d115f83ec2cec297f51"
		"1d5a2add95adbb0cb43a22e1be088dc76935adad9496474426e11f1e99a8",
	},
	{0},
};
