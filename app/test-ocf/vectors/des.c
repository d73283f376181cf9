/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * DES-CBC and 3DES-CBC: FIPS 81, and lengths computed with two implementations.
 */
const struct vec_row vec_rows_des[] = {
	{
		.name = "FIPS 81 table C1",
		.cipher = CRYPTO_DES_CBC,
		.key = "0123456789abcdef",
		.iv = "1234567890abcdef",
		.pt = "4e6f77206973207468652074696d6520666f7220616c6c20",
		.ct = "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6",
	},
	{
		.name = "DES, 0 bytes",
		.cipher = CRYPTO_DES_CBC,
		.key = "34fc2a21237cf6cb",
		.iv = "45d550632573afef",
		.pt = "",
		.ct = "",
	},
	{
		.name = "DES, 8 bytes",
		.cipher = CRYPTO_DES_CBC,
		.key = "34fc2a21237cf6cb",
		.iv = "3ea5340f5b8a43c2",
		.pt = "61527e949687b0aa",
		.ct = "476c25911f997b9d",
	},
	{
		.name = "DES, 16 bytes",
		.cipher = CRYPTO_DES_CBC,
		.key = "34fc2a21237cf6cb",
		.iv = "a0a271bed7c5f844",
		.pt = "4594d16bb22c5c9a9b692b3305cd2501",
		.ct = "01d4d4ed37b8857ce19daaed955b356c",
	},
	{
		.name = "DES, 120 bytes",
		.cipher = CRYPTO_DES_CBC,
		.key = "34fc2a21237cf6cb",
		.iv = "1e36d0d553788650",
		.pt =
		"38f6fb17991f3b3511cfecf4f5e70de2c04f404c32b344c72f7ab4e632399da9d1655c3c4cd3"
		"000f25c86968ce7f7625aefe625aa5859816c6c3b7ae725d175293a9059a0f111baf654d116c"
		"4103d48cc1b0c99b07aa67276667a20c4333c0ee24e381e788a56bde973c119a49398a4bac58"
		"c9924f07fcee",
		.ct =
		"14992e8859179981ca875752e5c98f4ad2d1498de3e8e6935a104c6eb4276fe7a7be3d8492e1"
		"f62b2d0ae43750a96c20c6e3dfd36409bba9c2eb053d41a2d7e020772e20fa670e1f565508e0"
		"8c145cb46e8ce9e4d3205805fcc747a28f7b909dcead116f83c9c29e632537138047ba202eec"
		"52ba77bfd577",
	},
	{
		.name = "3DES, 0 bytes",
		.cipher = CRYPTO_3DES_CBC,
		.key = "a7cc2b1a75a5519abe58b6c4ee205b0b3b5df31d5e7a333f",
		.iv = "24f356eb82b01728",
		.pt = "",
		.ct = "",
	},
	{
		.name = "3DES, 8 bytes",
		.cipher = CRYPTO_3DES_CBC,
		.key = "a7cc2b1a75a5519abe58b6c4ee205b0b3b5df31d5e7a333f",
		.iv = "ded6b6b07505d4e2",
		.pt = "2327db2a45c5538d",
		.ct = "c47ab75655fd90b6",
	},
	{
		.name = "3DES, 24 bytes",
		.cipher = CRYPTO_3DES_CBC,
		.key = "a7cc2b1a75a5519abe58b6c4ee205b0b3b5df31d5e7a333f",
		.iv = "b29721d4c59afa99",
		.pt = "e3e3f7af05c990a46f1d0961b5a9f70e590d3d73824798eb",
		.ct = "f03ba7747b86f0206e50c00792b942911956620efe959b51",
	},
	{
		.name = "3DES, 136 bytes",
		.cipher = CRYPTO_3DES_CBC,
		.key = "a7cc2b1a75a5519abe58b6c4ee205b0b3b5df31d5e7a333f",
		.iv = "f41dbd50685aee1c",
		.pt =
		"bd2438834af66e04e12400f9dac0871a0db972cfba9ac729e7556692b28042b8040a2acc38f6"
		"3a722411d0d7d01cd34c127e3af463f1edec05073c98e8da09417f4462d0b2baeddb18b57f02"
		"cf7c3cbcd70b631dc8d558024a0cfbf4a6fbd906688f7ff6164b65d7744130a8d730dc7ce4c4"
		"3587aa5101e58195e018f4803bc0e8c73dab5bdb9ac1",
		.ct =
		"37ec69a955c5b9254efb4f02fd832aa10632626eb82c3343d9ea55cf84bdc0284c7f4f46cd9b"
		"f0723a5f497dc75d236760265536bceb381ae65d4d2f83cca9d06305a60a441e59383ac15d4b"
		"e287625f124cb22ce055175bcbe6e99abe5584018956606c8fe9427f39c7955b02878d82f76b"
		"ff952558c1ba6b4b12dd30227eb9bed5a7790fce3d3c",
	},
	{
		.name = "SP 800-67 style, two keys alike",
		.cipher = CRYPTO_3DES_CBC,
		.key = "9c53d246bed082d0b7ab3b5d28a9a7a09c53d246bed082d0",
		.iv = "0000000000000000",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"a51bffd831158ef9df1e180d9b6dd8ef7402bb533ad3d436ba8fd9a5e770c248805d644580f3"
		"f44551edfc3788ce3538f8f886101845a31380a24d7b6cc7ab63",
	},
	{0},
};
