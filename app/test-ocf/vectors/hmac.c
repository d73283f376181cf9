/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * HMAC: RFC 2202 and RFC 4231 case 1, then keys and messages around the block and
 * truncated tags, computed with two implementations.
 */
const struct vec_row vec_rows_hmac[] = {
	{
		.name = "HMAC md5, RFC case 1",
		.auth = CRYPTO_MD5_HMAC,
		.key = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		.pt = "4869205468657265",
		.tag = "9294727a3638bb1c13f48ef8158bfc9d",
	},
	{
		.name = "HMAC md5, key 1, 0 bytes, tag 16",
		.auth = CRYPTO_MD5_HMAC,
		.key = "70",
		.pt = "",
		.tag = "847b23cf9af43ac56556eb09eac586a5",
	},
	{
		.name = "HMAC md5, key 63, 1 bytes, tag 16",
		.auth = CRYPTO_MD5_HMAC,
		.key =
		"992e7d1ffb3fba0fd08094560688e48054678f70da8346dcba9d6b985b6c9f3fc1dae8e53c39"
		"61c2e068d0520b21a29d7c521c60bf6a6b244106ba1fd374a0",
		.pt = "98",
		.tag = "298b83d33ed7a52f3308d4d3333cbed4",
	},
	{
		.name = "HMAC md5, key 64, 55 bytes, tag 12",
		.auth = CRYPTO_MD5_HMAC,
		.key =
		"2f0b3b4359f4bcf99b8a5afde43dda7919c28bd022cd7f53238d081e70a14e504a2908c4d9da"
		"2f727d461d69e9f747d5515143ad98c11f883732eead1ba1f9dc",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "227d89b32bc69a713d87a829",
	},
	{
		.name = "HMAC md5, key 65, 64 bytes, tag 8",
		.auth = CRYPTO_MD5_HMAC,
		.key =
		"59f77a5efbc4df197b1b20f11a1a0922c2aa19dc65c8405e5f878101883a681135c35b0f24e8"
		"870b50a6459575ad53869499d7d6377f6364f56352d34ef78eed13",
		.pt =
		"a72516c535c2057eedb794da42110b316fa7f4703481bb0d61db0ae5840d5e0b10a5527e3ec7"
		"cc2a59ee74507699b92ac68b4d6413d048a6efd63434d0eb5abd",
		.tag = "d57f594a00bf6e10",
	},
	{
		.name = "HMAC md5, key 131, 152 bytes, tag 16",
		.auth = CRYPTO_MD5_HMAC,
		.key =
		"35b82a90ede0fc99087ff8849bb3adc5d48105a98a68b13d23916cb3c718ac20850507a3a9ec"
		"af177b5f9fe2551930df13d36a841cbff647162977510c4ec9ae8a45b179760b95a2396ae747"
		"37a271ac6ddf2b5623e27973e46966c32a865c188596ac3f763eb919869a73ebf88f38b06ed7"
		"c26b5e550fc7d6bccb719c9b2272eab83c",
		.pt =
		"275386b81eaa2c2d94717d4b9a5ae0b2bc2a227460278f4335a38ecfecdfdbec6650d572c677"
		"1eb375f884d46a608d02c5f340891ea8f960c0152516cbf31af9a56b5e35fde92492332e1c54"
		"673ec49c762ae2438739732216534db51fcf8b955b868dd05d9f150e0f70bf6e0b6e690fe38e"
		"399eb09c85aeb7df995fd656e370cd4fa62e8f03b809166e190ddb3c68aad1e89b99f5b319b9",
		.tag = "353200b5df2252857f3795fe9ea8716d",
	},
	{
		.name = "HMAC md5, key 16, 129 bytes, tag 16",
		.auth = CRYPTO_MD5_HMAC,
		.key = "76a8ece12b00524f26544de2a6f6e73c",
		.pt =
		"f90da30f4ac9f7d97c2579fe9f3b6e0c9a3f915c576e26570c0a93d5e214b4f44e1efa95b10d"
		"2cc876d88e9c2d9130866d853c59ef56e3551cdc16c6f45e6cbb15eec2b0e9d2c671e19fe949"
		"ba28559d2e99773cc1427c3ca000625aed126c700371d7b6c847b9e26faa8b165ac9be5e5db2"
		"fae43fc809cc97a6e5dd08ef45a6cc",
		.tag = "dfc20fdfb3ad00b18dd259fc56359ef3",
	},
	{
		.name = "HMAC md5, key 32, 55 bytes, tag 4",
		.auth = CRYPTO_MD5_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "897f851a",
	},
	{
		.name = "HMAC sha1, RFC case 1",
		.auth = CRYPTO_SHA1_HMAC,
		.key = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		.pt = "4869205468657265",
		.tag = "b617318655057264e28bc0b6fb378c8ef146be00",
	},
	{
		.name = "HMAC sha1, key 1, 0 bytes, tag 20",
		.auth = CRYPTO_SHA1_HMAC,
		.key = "70",
		.pt = "",
		.tag = "4ad66bda9b0e77c689eb0974458a6ec2f3722307",
	},
	{
		.name = "HMAC sha1, key 63, 1 bytes, tag 20",
		.auth = CRYPTO_SHA1_HMAC,
		.key =
		"992e7d1ffb3fba0fd08094560688e48054678f70da8346dcba9d6b985b6c9f3fc1dae8e53c39"
		"61c2e068d0520b21a29d7c521c60bf6a6b244106ba1fd374a0",
		.pt = "98",
		.tag = "8ba46e32e963dae96c866de923db3f1494427220",
	},
	{
		.name = "HMAC sha1, key 64, 55 bytes, tag 12",
		.auth = CRYPTO_SHA1_HMAC,
		.key =
		"2f0b3b4359f4bcf99b8a5afde43dda7919c28bd022cd7f53238d081e70a14e504a2908c4d9da"
		"2f727d461d69e9f747d5515143ad98c11f883732eead1ba1f9dc",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "06b150cb3f282fcbcd24596b",
	},
	{
		.name = "HMAC sha1, key 65, 64 bytes, tag 10",
		.auth = CRYPTO_SHA1_HMAC,
		.key =
		"59f77a5efbc4df197b1b20f11a1a0922c2aa19dc65c8405e5f878101883a681135c35b0f24e8"
		"870b50a6459575ad53869499d7d6377f6364f56352d34ef78eed13",
		.pt =
		"a72516c535c2057eedb794da42110b316fa7f4703481bb0d61db0ae5840d5e0b10a5527e3ec7"
		"cc2a59ee74507699b92ac68b4d6413d048a6efd63434d0eb5abd",
		.tag = "12eac5f3609db5cd1785",
	},
	{
		.name = "HMAC sha1, key 131, 152 bytes, tag 20",
		.auth = CRYPTO_SHA1_HMAC,
		.key =
		"35b82a90ede0fc99087ff8849bb3adc5d48105a98a68b13d23916cb3c718ac20850507a3a9ec"
		"af177b5f9fe2551930df13d36a841cbff647162977510c4ec9ae8a45b179760b95a2396ae747"
		"37a271ac6ddf2b5623e27973e46966c32a865c188596ac3f763eb919869a73ebf88f38b06ed7"
		"c26b5e550fc7d6bccb719c9b2272eab83c",
		.pt =
		"275386b81eaa2c2d94717d4b9a5ae0b2bc2a227460278f4335a38ecfecdfdbec6650d572c677"
		"1eb375f884d46a608d02c5f340891ea8f960c0152516cbf31af9a56b5e35fde92492332e1c54"
		"673ec49c762ae2438739732216534db51fcf8b955b868dd05d9f150e0f70bf6e0b6e690fe38e"
		"399eb09c85aeb7df995fd656e370cd4fa62e8f03b809166e190ddb3c68aad1e89b99f5b319b9",
		.tag = "70b6fcfac35d22f38af4a8a4960ca7b41f246859",
	},
	{
		.name = "HMAC sha1, key 20, 129 bytes, tag 16",
		.auth = CRYPTO_SHA1_HMAC,
		.key = "df8465f14a752d426fd16dd4fb8bf327e058242c",
		.pt =
		"f90da30f4ac9f7d97c2579fe9f3b6e0c9a3f915c576e26570c0a93d5e214b4f44e1efa95b10d"
		"2cc876d88e9c2d9130866d853c59ef56e3551cdc16c6f45e6cbb15eec2b0e9d2c671e19fe949"
		"ba28559d2e99773cc1427c3ca000625aed126c700371d7b6c847b9e26faa8b165ac9be5e5db2"
		"fae43fc809cc97a6e5dd08ef45a6cc",
		.tag = "8e6a6bd973e1b89d135f85613e226109",
	},
	{
		.name = "HMAC sha1, key 32, 55 bytes, tag 4",
		.auth = CRYPTO_SHA1_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "71c1ef6a",
	},
	{
		.name = "HMAC sha224, RFC case 1",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		.pt = "4869205468657265",
		.tag = "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22",
	},
	{
		.name = "HMAC sha224, key 1, 0 bytes, tag 28",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key = "70",
		.pt = "",
		.tag = "bbe98b011fccea42cc3856cee4f8c9d604c4a03bf23a9a616ee1a3fa",
	},
	{
		.name = "HMAC sha224, key 63, 1 bytes, tag 28",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key =
		"992e7d1ffb3fba0fd08094560688e48054678f70da8346dcba9d6b985b6c9f3fc1dae8e53c39"
		"61c2e068d0520b21a29d7c521c60bf6a6b244106ba1fd374a0",
		.pt = "98",
		.tag = "6b0b814b65a5e92eadb58dc372e592e128c2ad2f2758f17de996377b",
	},
	{
		.name = "HMAC sha224, key 64, 55 bytes, tag 12",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key =
		"2f0b3b4359f4bcf99b8a5afde43dda7919c28bd022cd7f53238d081e70a14e504a2908c4d9da"
		"2f727d461d69e9f747d5515143ad98c11f883732eead1ba1f9dc",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "01bea4ce53dddac74da493c8",
	},
	{
		.name = "HMAC sha224, key 65, 64 bytes, tag 14",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key =
		"59f77a5efbc4df197b1b20f11a1a0922c2aa19dc65c8405e5f878101883a681135c35b0f24e8"
		"870b50a6459575ad53869499d7d6377f6364f56352d34ef78eed13",
		.pt =
		"a72516c535c2057eedb794da42110b316fa7f4703481bb0d61db0ae5840d5e0b10a5527e3ec7"
		"cc2a59ee74507699b92ac68b4d6413d048a6efd63434d0eb5abd",
		.tag = "f01961edfc79e02ce512b092c22d",
	},
	{
		.name = "HMAC sha224, key 131, 152 bytes, tag 28",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key =
		"35b82a90ede0fc99087ff8849bb3adc5d48105a98a68b13d23916cb3c718ac20850507a3a9ec"
		"af177b5f9fe2551930df13d36a841cbff647162977510c4ec9ae8a45b179760b95a2396ae747"
		"37a271ac6ddf2b5623e27973e46966c32a865c188596ac3f763eb919869a73ebf88f38b06ed7"
		"c26b5e550fc7d6bccb719c9b2272eab83c",
		.pt =
		"275386b81eaa2c2d94717d4b9a5ae0b2bc2a227460278f4335a38ecfecdfdbec6650d572c677"
		"1eb375f884d46a608d02c5f340891ea8f960c0152516cbf31af9a56b5e35fde92492332e1c54"
		"673ec49c762ae2438739732216534db51fcf8b955b868dd05d9f150e0f70bf6e0b6e690fe38e"
		"399eb09c85aeb7df995fd656e370cd4fa62e8f03b809166e190ddb3c68aad1e89b99f5b319b9",
		.tag = "49eaa4dd838cd92bee8c67dbae388531f48a18b39abfd33b398a5adf",
	},
	{
		.name = "HMAC sha224, key 28, 129 bytes, tag 16",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key = "28439ccc35b182487a33395c5ae6339737af9c5e67a1c0b309567d65",
		.pt =
		"f90da30f4ac9f7d97c2579fe9f3b6e0c9a3f915c576e26570c0a93d5e214b4f44e1efa95b10d"
		"2cc876d88e9c2d9130866d853c59ef56e3551cdc16c6f45e6cbb15eec2b0e9d2c671e19fe949"
		"ba28559d2e99773cc1427c3ca000625aed126c700371d7b6c847b9e26faa8b165ac9be5e5db2"
		"fae43fc809cc97a6e5dd08ef45a6cc",
		.tag = "8dd4b2f75e787500e55015a92371e8e8",
	},
	{
		.name = "HMAC sha224, key 32, 55 bytes, tag 4",
		.auth = CRYPTO_SHA2_224_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "46763111",
	},
	{
		.name = "HMAC sha256, RFC case 1",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		.pt = "4869205468657265",
		.tag = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
	},
	{
		.name = "HMAC sha256, key 1, 0 bytes, tag 32",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "70",
		.pt = "",
		.tag = "dc24479aace55e468bedb254fa6ee38275eb01152f723091d8fadbd8f2b46c1f",
	},
	{
		.name = "HMAC sha256, key 63, 1 bytes, tag 32",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key =
		"992e7d1ffb3fba0fd08094560688e48054678f70da8346dcba9d6b985b6c9f3fc1dae8e53c39"
		"61c2e068d0520b21a29d7c521c60bf6a6b244106ba1fd374a0",
		.pt = "98",
		.tag = "b70217eb1006e83556447635fd01de65325167aa7e23dcc3ca38eb36c97d4666",
	},
	{
		.name = "HMAC sha256, key 64, 55 bytes, tag 12",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key =
		"2f0b3b4359f4bcf99b8a5afde43dda7919c28bd022cd7f53238d081e70a14e504a2908c4d9da"
		"2f727d461d69e9f747d5515143ad98c11f883732eead1ba1f9dc",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "49cb01f4702e852fc0100aee",
	},
	{
		.name = "HMAC sha256, key 65, 64 bytes, tag 16",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key =
		"59f77a5efbc4df197b1b20f11a1a0922c2aa19dc65c8405e5f878101883a681135c35b0f24e8"
		"870b50a6459575ad53869499d7d6377f6364f56352d34ef78eed13",
		.pt =
		"a72516c535c2057eedb794da42110b316fa7f4703481bb0d61db0ae5840d5e0b10a5527e3ec7"
		"cc2a59ee74507699b92ac68b4d6413d048a6efd63434d0eb5abd",
		.tag = "8e1dfdd2c571edc6270c94713678d6ad",
	},
	{
		.name = "HMAC sha256, key 131, 152 bytes, tag 32",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key =
		"35b82a90ede0fc99087ff8849bb3adc5d48105a98a68b13d23916cb3c718ac20850507a3a9ec"
		"af177b5f9fe2551930df13d36a841cbff647162977510c4ec9ae8a45b179760b95a2396ae747"
		"37a271ac6ddf2b5623e27973e46966c32a865c188596ac3f763eb919869a73ebf88f38b06ed7"
		"c26b5e550fc7d6bccb719c9b2272eab83c",
		.pt =
		"275386b81eaa2c2d94717d4b9a5ae0b2bc2a227460278f4335a38ecfecdfdbec6650d572c677"
		"1eb375f884d46a608d02c5f340891ea8f960c0152516cbf31af9a56b5e35fde92492332e1c54"
		"673ec49c762ae2438739732216534db51fcf8b955b868dd05d9f150e0f70bf6e0b6e690fe38e"
		"399eb09c85aeb7df995fd656e370cd4fa62e8f03b809166e190ddb3c68aad1e89b99f5b319b9",
		.tag = "6e3e3d4b9e7c1a0d0e00895a59d45e2839cf019ab16f30ad2f15853da300cf61",
	},
	{
		.name = "HMAC sha256, key 32, 129 bytes, tag 16",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"f90da30f4ac9f7d97c2579fe9f3b6e0c9a3f915c576e26570c0a93d5e214b4f44e1efa95b10d"
		"2cc876d88e9c2d9130866d853c59ef56e3551cdc16c6f45e6cbb15eec2b0e9d2c671e19fe949"
		"ba28559d2e99773cc1427c3ca000625aed126c700371d7b6c847b9e26faa8b165ac9be5e5db2"
		"fae43fc809cc97a6e5dd08ef45a6cc",
		.tag = "16effb9a1005643c0ad77e6dc6e90240",
	},
	{
		.name = "HMAC sha256, key 32, 55 bytes, tag 4",
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "411d9845",
	},
	{
		.name = "HMAC sha384, RFC case 1",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		.pt = "4869205468657265",
		.tag =
		"afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076e"
		"de7f4af152e8b2fa9cb6",
	},
	{
		.name = "HMAC sha384, key 1, 0 bytes, tag 48",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key = "70",
		.pt = "",
		.tag =
		"50404b26a60fa1160b9e650d9d0f60f128331668a763b26b5cba881962bc459f0609e28664cd"
		"05792ec904dc2ee6256a",
	},
	{
		.name = "HMAC sha384, key 127, 1 bytes, tag 48",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key =
		"6fb88a2073b934b5a0107e4ee2a9ab44248b1b106f97472c0f898bf6b5c203a4d213958c52c8"
		"a9754f5d45f391764ade1e3307e6cea6509a3690661d84ac482bf562c7773a13a03fe9fc350b"
		"b9215e425e35fb516bdf0f3e11292de478082c71015c41c353456b71b78ac319a35dab6c12a3"
		"e3a00c0ac23992524ef6326b7d",
		.pt = "98",
		.tag =
		"e131a6c214f3a3d20ab0767e43923d6eccc34e10dcdf94e56c7f74bd12cfb15fc46f92ca12c1"
		"69af589d78d9789edfdc",
	},
	{
		.name = "HMAC sha384, key 128, 119 bytes, tag 12",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key =
		"29ad78f9a8f6d910488144fd6f6a5af5b349ac8dcc1fe316b1b020b47da3de0cb1eda7401dc7"
		"da0b883a5299c23799119fc7266e59c7ce8af445fe150ec7ef94d9babc09fbba2f47fdd721f7"
		"d8858ae0d16c9a466af1d5fd752e20525a30025c2d26f716c0563bbafd1bee27ad80e5efdcc5"
		"08009a381207b844dd2e58246126",
		.pt =
		"339c59c082ce363ce7c86077ff31193fe4b1fe34eafeb3b2734e059a81dcfeaf5b39eaab51eb"
		"418dfa6a6ffba3a5312e62c9aa504c40d9f7331388cf1a6bdf6b14f823bece79cbb602b535fa"
		"1866209020e3526e4d1709d979e27ce79c7aac488e909df328edf6fa1f7d47b87d086a31c7a5"
		"704779866d",
		.tag = "b64ca6ea6a27c0a3f05fbf26",
	},
	{
		.name = "HMAC sha384, key 129, 128 bytes, tag 24",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key =
		"b7acfb96a057f5d6564de842bc4a60b22ebbc9f319c275c637733c3091e3f47f52f23f25a190"
		"72ce47dc016da5fffe21ea8d6b55184a50e7d91821f68bdb89c6ac8be2f8becc3a5237e446cb"
		"945ccd1630525728eeec10b141ec0a852113ce8edc014b7b5fabe71ffb6c28b11caa0b67d7a6"
		"47ff0ab6afdc2e984cab2272baeed4",
		.pt =
		"33d576dadfd38053ac05926792ffd5d5d274575572da1523b14aca73f0cff431e09c21328451"
		"ccbecf9fae0ac571331cede9264bec8e585fe5914791d47923a8815cc249392e6a55dbae93f4"
		"8ab7d0a95afac2ed56e8b92503a60feba82a6fbb3d3f6116b5f784b9b7c968972db2fffad5f9"
		"193030b42c68a3a4da30c5cdfa88",
		.tag = "0f5ab816ddec2578d5e4493d972a6b68c82ae80982f424d1",
	},
	{
		.name = "HMAC sha384, key 131, 152 bytes, tag 48",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key =
		"35b82a90ede0fc99087ff8849bb3adc5d48105a98a68b13d23916cb3c718ac20850507a3a9ec"
		"af177b5f9fe2551930df13d36a841cbff647162977510c4ec9ae8a45b179760b95a2396ae747"
		"37a271ac6ddf2b5623e27973e46966c32a865c188596ac3f763eb919869a73ebf88f38b06ed7"
		"c26b5e550fc7d6bccb719c9b2272eab83c",
		.pt =
		"275386b81eaa2c2d94717d4b9a5ae0b2bc2a227460278f4335a38ecfecdfdbec6650d572c677"
		"1eb375f884d46a608d02c5f340891ea8f960c0152516cbf31af9a56b5e35fde92492332e1c54"
		"673ec49c762ae2438739732216534db51fcf8b955b868dd05d9f150e0f70bf6e0b6e690fe38e"
		"399eb09c85aeb7df995fd656e370cd4fa62e8f03b809166e190ddb3c68aad1e89b99f5b319b9",
		.tag =
		"17a73dd8819e49a65d0c8ecb73c28cab2347b397bc835d9298ce0f42c6f288a89020e9dd4bc0"
		"acf961ce79707d830dfc",
	},
	{
		.name = "HMAC sha384, key 48, 257 bytes, tag 16",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key =
		"6bde50faae03393d79dd5a87c4d0cfdecc2ade6f8dd25156982da8582667ccd3cbf4ba67138f"
		"9b9ca37deb9f708f0e64",
		.pt =
		"22755f38fe3f6f1e505bb261bab8b84c2b3126cf3e27be677f2c532dac29e1bc2db51df24619"
		"01cbf8c3e4388b8e4fc70e8b4dc3587b1ade44b32f9a5f7d8d58c6994d328b987a65f5ef1867"
		"4798e398f97b6c7caeae61087f36e3cf708055cb55b3383bf6fd60ca81816a7612df609ee004"
		"15383c0b895855d0596e2c240dd808c44747c9ddbc6b2527fa09d754a78a1879b59d7db81965"
		"22f88432681f0b83c6ec950a164ad37c11460ec721b3bab4d439e6c9cf533904c73a1e8feb1b"
		"93708b5eda7ec6b8201a87878abd1d5ab31d6ba5c77986fe81f41049386868bd52216e12d66d"
		"1713925dc9d8d8c80054d4432045d7ae2f0a4c56670b3d54a3d163281b",
		.tag = "90370344a76231e84cf60a10c9e6a1e7",
	},
	{
		.name = "HMAC sha384, key 32, 55 bytes, tag 4",
		.auth = CRYPTO_SHA2_384_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "7ccc1649",
	},
	{
		.name = "HMAC sha512, RFC case 1",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		.pt = "4869205468657265",
		.tag =
		"87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8"
		"a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
	},
	{
		.name = "HMAC sha512, key 1, 0 bytes, tag 64",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key = "70",
		.pt = "",
		.tag =
		"7d893bf15fd4a225283a0d5d1024fe00bebf4517b4e34b9185ac4dc1ef0762780b95831755dd"
		"344a0db44a8080dd0901b566923f3c6f8aaadc0bb03b943a4320",
	},
	{
		.name = "HMAC sha512, key 127, 1 bytes, tag 64",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key =
		"6fb88a2073b934b5a0107e4ee2a9ab44248b1b106f97472c0f898bf6b5c203a4d213958c52c8"
		"a9754f5d45f391764ade1e3307e6cea6509a3690661d84ac482bf562c7773a13a03fe9fc350b"
		"b9215e425e35fb516bdf0f3e11292de478082c71015c41c353456b71b78ac319a35dab6c12a3"
		"e3a00c0ac23992524ef6326b7d",
		.pt = "98",
		.tag =
		"b255e6e4e0188e3ecdb18ca33d605841a216724dd6b387b7cb4a96d3a8747d1c716fc93ea2b6"
		"8f400157b016aabdbe12de45886f5d6bc4116ab7e833cbe01c93",
	},
	{
		.name = "HMAC sha512, key 128, 119 bytes, tag 12",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key =
		"29ad78f9a8f6d910488144fd6f6a5af5b349ac8dcc1fe316b1b020b47da3de0cb1eda7401dc7"
		"da0b883a5299c23799119fc7266e59c7ce8af445fe150ec7ef94d9babc09fbba2f47fdd721f7"
		"d8858ae0d16c9a466af1d5fd752e20525a30025c2d26f716c0563bbafd1bee27ad80e5efdcc5"
		"08009a381207b844dd2e58246126",
		.pt =
		"339c59c082ce363ce7c86077ff31193fe4b1fe34eafeb3b2734e059a81dcfeaf5b39eaab51eb"
		"418dfa6a6ffba3a5312e62c9aa504c40d9f7331388cf1a6bdf6b14f823bece79cbb602b535fa"
		"1866209020e3526e4d1709d979e27ce79c7aac488e909df328edf6fa1f7d47b87d086a31c7a5"
		"704779866d",
		.tag = "15f6e2618a9ad52e2b9b6c4c",
	},
	{
		.name = "HMAC sha512, key 129, 128 bytes, tag 32",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key =
		"b7acfb96a057f5d6564de842bc4a60b22ebbc9f319c275c637733c3091e3f47f52f23f25a190"
		"72ce47dc016da5fffe21ea8d6b55184a50e7d91821f68bdb89c6ac8be2f8becc3a5237e446cb"
		"945ccd1630525728eeec10b141ec0a852113ce8edc014b7b5fabe71ffb6c28b11caa0b67d7a6"
		"47ff0ab6afdc2e984cab2272baeed4",
		.pt =
		"33d576dadfd38053ac05926792ffd5d5d274575572da1523b14aca73f0cff431e09c21328451"
		"ccbecf9fae0ac571331cede9264bec8e585fe5914791d47923a8815cc249392e6a55dbae93f4"
		"8ab7d0a95afac2ed56e8b92503a60feba82a6fbb3d3f6116b5f784b9b7c968972db2fffad5f9"
		"193030b42c68a3a4da30c5cdfa88",
		.tag = "d4b42ca242bebb5d900d18728481d698e7432de519a896917603bce5487f1bc5",
	},
	{
		.name = "HMAC sha512, key 131, 152 bytes, tag 64",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key =
		"35b82a90ede0fc99087ff8849bb3adc5d48105a98a68b13d23916cb3c718ac20850507a3a9ec"
		"af177b5f9fe2551930df13d36a841cbff647162977510c4ec9ae8a45b179760b95a2396ae747"
		"37a271ac6ddf2b5623e27973e46966c32a865c188596ac3f763eb919869a73ebf88f38b06ed7"
		"c26b5e550fc7d6bccb719c9b2272eab83c",
		.pt =
		"275386b81eaa2c2d94717d4b9a5ae0b2bc2a227460278f4335a38ecfecdfdbec6650d572c677"
		"1eb375f884d46a608d02c5f340891ea8f960c0152516cbf31af9a56b5e35fde92492332e1c54"
		"673ec49c762ae2438739732216534db51fcf8b955b868dd05d9f150e0f70bf6e0b6e690fe38e"
		"399eb09c85aeb7df995fd656e370cd4fa62e8f03b809166e190ddb3c68aad1e89b99f5b319b9",
		.tag =
		"964379f403b665b5d9560259e556a3e99987c8c6a0233b792cc8bd64475927b857e4359c59fa"
		"4eb64e0fa353fb45d43040806133c5de4a17e224aae40cb63db5",
	},
	{
		.name = "HMAC sha512, key 64, 257 bytes, tag 16",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key =
		"2f0b3b4359f4bcf99b8a5afde43dda7919c28bd022cd7f53238d081e70a14e504a2908c4d9da"
		"2f727d461d69e9f747d5515143ad98c11f883732eead1ba1f9dc",
		.pt =
		"22755f38fe3f6f1e505bb261bab8b84c2b3126cf3e27be677f2c532dac29e1bc2db51df24619"
		"01cbf8c3e4388b8e4fc70e8b4dc3587b1ade44b32f9a5f7d8d58c6994d328b987a65f5ef1867"
		"4798e398f97b6c7caeae61087f36e3cf708055cb55b3383bf6fd60ca81816a7612df609ee004"
		"15383c0b895855d0596e2c240dd808c44747c9ddbc6b2527fa09d754a78a1879b59d7db81965"
		"22f88432681f0b83c6ec950a164ad37c11460ec721b3bab4d439e6c9cf533904c73a1e8feb1b"
		"93708b5eda7ec6b8201a87878abd1d5ab31d6ba5c77986fe81f41049386868bd52216e12d66d"
		"1713925dc9d8d8c80054d4432045d7ae2f0a4c56670b3d54a3d163281b",
		.tag = "3bf1f2798879b00c9a758917fe154735",
	},
	{
		.name = "HMAC sha512, key 32, 55 bytes, tag 4",
		.auth = CRYPTO_SHA2_512_HMAC,
		.key = "dddaedd337c1016298066810cae5acd0ebbd01dc49e4345c572b5033e9245852",
		.pt =
		"378a5504504033f9504c90c5aeb52941156d3a06f250a84b1b44ceae1c6027e03e85a8af19fa"
		"9e9b47252b138cefd04c5066c2fe264a02",
		.tag = "f177cc17",
	},
	{0},
};
