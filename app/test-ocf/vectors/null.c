/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * NULL: data stays, no digest is written.
 */
const struct vec_row vec_rows_null[] = {
	{
		.name = "NULL cipher, 0 bytes",
		.cipher = CRYPTO_NULL_CBC,
		.pt = "",
		.ct = "",
	},
	{
		.name = "NULL HMAC, 0 bytes",
		.auth = CRYPTO_NULL_HMAC,
		.pt = "",
		.tag = "",
	},
	{
		.name = "NULL cipher, 4 bytes",
		.cipher = CRYPTO_NULL_CBC,
		.pt = "2e96ec0b",
		.ct = "2e96ec0b",
	},
	{
		.name = "NULL HMAC, 4 bytes",
		.auth = CRYPTO_NULL_HMAC,
		.pt = "2e96ec0b",
		.tag = "",
	},
	{
		.name = "NULL cipher, 40 bytes",
		.cipher = CRYPTO_NULL_CBC,
		.pt =
		"5ec2f4ea0eed26c24e5c52d291333c805466c469231aa4933a5a41a643652ca69357a102867b"
		"0e1f",
		.ct =
		"5ec2f4ea0eed26c24e5c52d291333c805466c469231aa4933a5a41a643652ca69357a102867b"
		"0e1f",
	},
	{
		.name = "NULL HMAC, 40 bytes",
		.auth = CRYPTO_NULL_HMAC,
		.pt =
		"5ec2f4ea0eed26c24e5c52d291333c805466c469231aa4933a5a41a643652ca69357a102867b"
		"0e1f",
		.tag = "",
	},
	{
		.name = "NULL cipher, 256 bytes",
		.cipher = CRYPTO_NULL_CBC,
		.pt =
		"ee6d4e8ddf46b0432988a23e5bc98a75ab85dd4e536c9953757c7cff6e990365413df7336268"
		"6c5917de0fb9e713079c91cf344907549605adf6190e1e54a52204e721b57675a2da516a1183"
		"a7027feafbe6cf35431d1d6a72f22669b9314b4c67ba16253dcafb87e4a69714eb894be06c2c"
		"793067ea494ff877babba620b12700b730e7e45c4e10cf75be6385606c16e7bb79752ce362f6"
		"6b0daccf8d58c1df120e6c3fcad2fb999f36647823ab5a650942563a38aaca2c004fc4f06296"
		"bb20c34d0bc3f613e730ae811885a4cd090c857f31cc63c22e698e167c155df9e76d77dc0327"
		"78a39915d2d18b6c89a60df0ab6611b20bd5cbc2408a69086ee1eae4",
		.ct =
		"ee6d4e8ddf46b0432988a23e5bc98a75ab85dd4e536c9953757c7cff6e990365413df7336268"
		"6c5917de0fb9e713079c91cf344907549605adf6190e1e54a52204e721b57675a2da516a1183"
		"a7027feafbe6cf35431d1d6a72f22669b9314b4c67ba16253dcafb87e4a69714eb894be06c2c"
		"793067ea494ff877babba620b12700b730e7e45c4e10cf75be6385606c16e7bb79752ce362f6"
		"6b0daccf8d58c1df120e6c3fcad2fb999f36647823ab5a650942563a38aaca2c004fc4f06296"
		"bb20c34d0bc3f613e730ae811885a4cd090c857f31cc63c22e698e167c155df9e76d77dc0327"
		"78a39915d2d18b6c89a60df0ab6611b20bd5cbc2408a69086ee1eae4",
	},
	{
		.name = "NULL HMAC, 256 bytes",
		.auth = CRYPTO_NULL_HMAC,
		.pt =
		"ee6d4e8ddf46b0432988a23e5bc98a75ab85dd4e536c9953757c7cff6e990365413df7336268"
		"6c5917de0fb9e713079c91cf344907549605adf6190e1e54a52204e721b57675a2da516a1183"
		"a7027feafbe6cf35431d1d6a72f22669b9314b4c67ba16253dcafb87e4a69714eb894be06c2c"
		"793067ea494ff877babba620b12700b730e7e45c4e10cf75be6385606c16e7bb79752ce362f6"
		"6b0daccf8d58c1df120e6c3fcad2fb999f36647823ab5a650942563a38aaca2c004fc4f06296"
		"bb20c34d0bc3f613e730ae811885a4cd090c857f31cc63c22e698e167c155df9e76d77dc0327"
		"78a39915d2d18b6c89a60df0ab6611b20bd5cbc2408a69086ee1eae4",
		.tag = "",
	},
	{
		.name = "NULL cipher and NULL HMAC",
		.cipher = CRYPTO_NULL_CBC,
		.auth = CRYPTO_NULL_HMAC,
		.iv = "",
		.aad = "b87d33fd7e21615c",
		.pt =
		"90fe18795c6d1c32da76f1d619d1761968ee4082a1195f29169fdee27aff3d9a94c3fa0050c0"
		"6e2e2130194c7bda0364a5242178dfb883b8a2a66f57b54d8c10",
		.ct =
		"90fe18795c6d1c32da76f1d619d1761968ee4082a1195f29169fdee27aff3d9a94c3fa0050c0"
		"6e2e2130194c7bda0364a5242178dfb883b8a2a66f57b54d8c10",
		.tag = "",
	},
	{0},
};
