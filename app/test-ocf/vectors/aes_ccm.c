/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * AES-CCM: RFC 3610, NIST SP 800-38C, then nonces of 7 to 13 bytes, all tag lengths,
 * and AAD on both sides of 46 bytes (OpenSSL 3.0).
 */
const struct vec_row vec_rows_aes_ccm[] = {
	{
		.name = "RFC 3610 packet 1",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf",
		.iv = "00000003020100a0a1a2a3a4a5",
		.aad = "0001020304050607",
		.pt = "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
		.ct = "588c979a61c663d2f066d0c2c0f989806d5f6b61dac384",
		.tag = "17e8d12cfdf926e0",
	},
	{
		.name = "RFC 3610 packet 2",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf",
		.iv = "00000004030201a0a1a2a3a4a5",
		.aad = "0001020304050607",
		.pt = "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
		.ct = "72c91a36e135f8cf291ca894085c87e3cc15c439c9e43a3b",
		.tag = "a091d56e10400916",
	},
	{
		.name = "SP 800-38C example 1",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "404142434445464748494a4b4c4d4e4f",
		.iv = "10111213141516",
		.aad = "0001020304050607",
		.pt = "20212223",
		.ct = "7162015b",
		.tag = "4dac255d",
	},
	{
		.name = "SP 800-38C example 2",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "404142434445464748494a4b4c4d4e4f",
		.iv = "1011121314151617",
		.aad = "000102030405060708090a0b0c0d0e0f",
		.pt = "202122232425262728292a2b2c2d2e2f",
		.ct = "d2a1f0e051ea5f62081a7792073d593d",
		.tag = "1fc64fbfaccd",
	},
	{
		.name = "SP 800-38C example 3",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "404142434445464748494a4b4c4d4e4f",
		.iv = "101112131415161718191a1b",
		.aad = "000102030405060708090a0b0c0d0e0f10111213",
		.pt = "202122232425262728292a2b2c2d2e2f3031323334353637",
		.ct = "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5",
		.tag = "484392fbc1b09951",
	},
	{
		.name = "128 bits, nonce 13, AAD 0, 0 bytes, tag 16",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "356fd138434fc2460bbcb5c915c2987d",
		.iv = "8dfca78826ef23c93484b38296",
		.aad = "",
		.pt = "",
		.ct = "",
		.tag = "88609ef9b7cf82cd0b48a001560d0938",
	},
	{
		.name = "192 bits, nonce 12, AAD 1, 1 bytes, tag 14",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "384f7ccb2b52c457a42c709fb225308fcd5142e5b342e8de",
		.iv = "f74bae8f0d661e13ace77741",
		.aad = "04",
		.pt = "69",
		.ct = "a7",
		.tag = "183766bd78486eb400ce41ed164b",
	},
	{
		.name = "256 bits, nonce 11, AAD 46, 17 bytes, tag 12",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "81a1bcfa818715bcfc169db10642e548eef8b1bb1c82238889d45931749660a5",
		.iv = "ef4f4732c0d60b464947cb",
		.aad =
		"801ff79231d18313cbadf74e33052942c0c739c1bf7d0f7b9a1fcf140db482e284b794c91375"
		"dd5d47c36325db07",
		.pt = "b363c3b15fe0bad9cebdf7e12602dc67a7",
		.ct = "7829a8d93ce54390ef8064bd2ae10b4224",
		.tag = "cebfcbbd8fa52cac8fc8acc4",
	},
	{
		.name = "128 bits, nonce 12, AAD 47, 64 bytes, tag 10",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "356fd138434fc2460bbcb5c915c2987d",
		.iv = "f74bae8f0d661e13ace77741",
		.aad =
		"c0b6c88002341acc29c30399021da6da363e90597841489468a206fd9bad506201ed5fed2b95"
		"b4c3a598c11ff127dc",
		.pt =
		"e3f5877caea5f19ffe08b989f94e21b7c66629166bdc0c6341d53847f99d9123d0ef86b52806"
		"5d6fd712e01319cd3a36de5e086c4e840790bb92633115611ee2",
		.ct =
		"7a899de3061842ebcedbde5e0bf00696f9775071c1d9f6c558dd02e45a2bb096089654c1cf8e"
		"dfd164337ee3cd273f1a0009ff280d3a611f6d0af0001d8e61cd",
		.tag = "6d9646f61e8c2cc9d665",
	},
	{
		.name = "256 bits, nonce 13, AAD 100, 33 bytes, tag 16",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "81a1bcfa818715bcfc169db10642e548eef8b1bb1c82238889d45931749660a5",
		.iv = "8dfca78826ef23c93484b38296",
		.aad =
		"d3f16c219fdadc73ae89fb79776b30cfdb8d7c58297c712d51a48604bb9125a0177964d7b696"
		"3b1f931d90556cd8900a9d2acf4638a33e35966bed3032fa462f7c94c218fd8ff2d634cd5b2d"
		"f53ae0360a8b1504f09f188eb9308b0110d96bfc6ccb8def",
		.pt = "0504f9bd22201b57e75fafb7771fb75c1611bf6faef052869b12cfe753bf161de7",
		.ct = "59fb0fa81e622e98b9781a6825e4fd51a8e11f20a01b8b13cb2dc841ad918c4998",
		.tag = "d6b060654e6f74a5551176acf0e9f301",
	},
	{
		.name = "192 bits, nonce 7, AAD 300, 129 bytes, tag 16",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "384f7ccb2b52c457a42c709fb225308fcd5142e5b342e8de",
		.iv = "6860e3da08540c",
		.aad =
		"8b8e712ee44dea9e0e83eb52279284c3368b77670bfbdd8012387da611859db9fb06cdcb9453"
		"4331b77ec39ca2a52728f946bd92dd53e22ccd020b67ca92dcbe822116d8a18c36b366e9b16b"
		"daaf36c23d2cc6a6bb0f2582df84973a06ea42eaf43683a315bcf69a5dd55bb8f4396d67b1b4"
		"f2eaeb7195a43974982a4170797be97653e8a0c8309a7d9130ccfa99b1e947997c4370fe206f"
		"8c6f8625d0c9101d407ca8f0a0fd4cd2758ca66cdf96cf4ee7572b60111ebc8b89d6b9d90c56"
		"5bc91cf2b1281f1fdec6879ec8515333e86c8e4565d4e9ba7f0592782f3e42c1c405a537c0c7"
		"ffb655c3859a42a3f414463a595586ef6ad2e5f37865703e642a7041b7ab9725cc51eea28106"
		"745cec266d3e1edcb0932f483129fe9318862e28d639c94edc3581f2fc7c3fcdfa61",
		.pt =
		"e305000210b6bde5cd267f71c7fd0ccdb4feb9dd770ae0ca8d1f66fd1bb60288300de6a3755f"
		"51b46171657fa9fcc99d32363bb99c410b5bbbbdccd37bef57042294fb45d10b99804b10d2ba"
		"b9de6f977b2b8709c9114a216806374c13cae6dcf6949ec8b0bb74ad502ccbcff2f03e4f90f5"
		"6015dbd208ad4c8aa4801de52695c1",
		.ct =
		"ec14fa247a746360671a754967d0406031b39061b4b97f0cf42948ea56492e52d2f1d984f0f0"
		"bd8fd177e3af365ba6c3cfb8cde0f1bb27334ae556abad556ac63b04213ab6ef8908fa549954"
		"1914dd3204e55f32d2f91d437fa212a58cf46554ab83bf590765fddbb3d660c63468ba39fb5f"
		"076acabdf3e63ec9c0d0ebc1c91e50",
		.tag = "5e2ac837c9c2cba6044738a0112163c7",
	},
	{
		.name = "128 bits, nonce 10, AAD 14, 15 bytes, tag 4",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "356fd138434fc2460bbcb5c915c2987d",
		.iv = "9155257d06659bbfc6eb",
		.aad = "41d866ea554105053419531976f7",
		.pt = "d41d0b37798b3a0dc13e800ca7a0cd",
		.ct = "dbb3839cf15143b0b2720efb4145df",
		.tag = "4117451f",
	},
	{
		.name = "256 bits, nonce 12, AAD 30, 257 bytes, tag 16",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "81a1bcfa818715bcfc169db10642e548eef8b1bb1c82238889d45931749660a5",
		.iv = "f74bae8f0d661e13ace77741",
		.aad = "fcbc120e465ba2403815ffc9bccca0c13283305724f5d74941bd3c0442b8",
		.pt =
		"239fbd9f1f0bc4b0812fd8cb1d1f01fc9f40b0d38da2e0d169687307d9ca8eedf85dea5006a7"
		"00e145494a805a1b7ae069d171692a338799894ea6d22dc4ace3b2cc3300559f5fdbaed51e06"
		"6457705b795d3048cefacc508f2c3661c82cb8106fa3940ec1f2232fef35e94c15439e689e20"
		"de6b0405077e1e7ed2d2b25ac6ae8e8940d508020b546e29b4382ba2ebee97a0837bded589c7"
		"a8419913940e8f4a761848021b53a333e79a1db1257ee45c07e37603f3e4c71eec84b54ec8ec"
		"2a9eda61b240bc7cdfd36ef778fa1c6cf561e482827b7ccc382627ab6ca49c946e1ffd729ab2"
		"50da071930b76f4968d36b3478ecaa21b13c3fc717699108651960e858",
		.ct =
		"94065bdd8dc0a36d02f0bd0aa414719dda4ad1f275fcd0d627f073b11f69a84c59ae7aff9e8b"
		"3a9fffe09c02b642d595c5b6244ea7f87fddbf10451d5eed8397c56f1c04db04bb29acec1d14"
		"4cc1623d0714e5fd14b5daa2484e9bd9b8ffdaa3663fbbe2f8903f25fa90c2cdc995f58bbbfd"
		"e1b908de764fe6f2f7255dda91c3d3976f64bd42cc9a4a3fe38bc39c1efbe27008376f122bc8"
		"b512dc6207e9cac2026f119ac4eb6d986d55671079e5342148eefe6b6ed70e0b5001271f880b"
		"4f65a24337ad58a2e761f4c2d450154cfdb6ae2d802022f9203becdf289bd39f72b8935982fb"
		"46b80853e119875d8d1e8f5f630ade62035bdcee064356785c8925f640",
		.tag = "3453905030147220929cb62c181ee7e3",
	},
	{
		.name = "128 bits, nonce 12, AAD 15, 0 bytes, tag 8",
		.cipher = CRYPTO_AES_CCM_16,
		.auth = CRYPTO_AES_CCM_CBC_MAC,
		.key = "356fd138434fc2460bbcb5c915c2987d",
		.iv = "f74bae8f0d661e13ace77741",
		.aad = "097f97d384bf6fbc068c0554e8f97f",
		.pt = "",
		.ct = "",
		.tag = "bf29b1baf8892d1a",
	},
	{0},
};
