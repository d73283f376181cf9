/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * AES-CTR: NIST SP 800-38A F.5, RFC 3686, and counters that carry beyond 32 and 64
 * bits, computed with two implementations.
 */
const struct vec_row vec_rows_aes_ctr[] = {
	{
		.name = "SP 800-38A F.5, 128 bits",
		.cipher = CRYPTO_AES_CTR,
		.key = "2b7e151628aed2a6abf7158809cf4f3c",
		.iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5"
		"d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee",
	},
	{
		.name = "SP 800-38A F.5, 192 bits",
		.cipher = CRYPTO_AES_CTR,
		.key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
		.iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"1abc932417521ca24f2b0459fe7e6e0b090339ec0aa6faefd5ccc2c6f4ce8e941e36b26bd1eb"
		"c670d1bd1d665620abf74f78a7f6d29809585a97daec58c6b050",
	},
	{
		.name = "SP 800-38A F.5, 256 bits",
		.cipher = CRYPTO_AES_CTR,
		.key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
		.iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
		.pt =
		"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35c"
		"e411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
		.ct =
		"601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c52b0930daa23d"
		"e94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6",
	},
	{
		.name = "RFC 3686 #1",
		.cipher = CRYPTO_AES_CTR,
		.key = "ae6852f8121067cc4bf7a5765577f39e",
		.iv = "00000030000000000000000000000001",
		.pt = "53696e676c6520626c6f636b206d7367",
		.ct = "e4095d4fb7a7b3792d6175a3261311b8",
	},
	{
		.name = "RFC 3686 #3",
		.cipher = CRYPTO_AES_CTR,
		.key = "7691be035e5020a8ac6e618529f9a0dc",
		.iv = "00e0017b27777f3f4a1786f000000001",
		.pt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223",
		.ct = "c1cf48a89f2ffdd9cf4652e9efdb72d74540a42bde6d7836d59a5ceaaef3105325b2072f",
	},
	{
		.name = "RFC 3686 #9",
		.cipher = CRYPTO_AES_CTR,
		.key = "ff7a617ce69148e4f1726e2f43581de2aa62d9f805532edff1eed687fb54153d",
		.iv = "001cc5b751a51d70a1c1114800000001",
		.pt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223",
		.ct = "eb6c52821d0bbbf7ce7594462aca4faab407df866569fd07f48cc0b583d6071f1ec0e6b8",
	},
	{
		.name = "128 bits, empty",
		.cipher = CRYPTO_AES_CTR,
		.key = "097827072b0b60e078a5f19832c2f5c3",
		.iv = "e7fc2e46e57ddc98fa831fc3b6285c63",
		.pt = "",
		.ct = "",
	},
	{
		.name = "128 bits, 1 byte",
		.cipher = CRYPTO_AES_CTR,
		.key = "097827072b0b60e078a5f19832c2f5c3",
		.iv = "115743340b1695a7bd3a21848774ad1c",
		.pt = "1a",
		.ct = "1d",
	},
	{
		.name = "192 bits, 15 bytes",
		.cipher = CRYPTO_AES_CTR,
		.key = "f9d34d070ada6ac652130e9fb85b978d447d44f4474030df",
		.iv = "b45ce653e12c394408e40ca2483a1de7",
		.pt = "97b51fcba0252f3317a4f820a0f788",
		.ct = "a3d752d9be6c253651cbcdeeefedff",
	},
	{
		.name = "256 bits, 17 bytes",
		.cipher = CRYPTO_AES_CTR,
		.key = "bee5427a555f1580933f33645fcff964411698c6823d26df626ce2337f0cf0d8",
		.iv = "b8945e256e9037541b3ec9a26d32184f",
		.pt = "c3c1cf6303ebd117b67609bcec5cc912bb",
		.ct = "e6744c67ba816db1f6d10af85aed2ac16f",
	},
	{
		.name = "128 bits, carry through all 128 bits",
		.cipher = CRYPTO_AES_CTR,
		.key = "097827072b0b60e078a5f19832c2f5c3",
		.iv = "ffffffffffffffffffffffffffffffff",
		.pt =
		"5bb2cc30362b3fcd40de5148b3649399cb6f08753b6e1023bbcc499d209ed8bfe040c154d47f"
		"5aca50374f1c61ab4eb487a84f500e65db3c84fa4e2ccc974b93e9683d420dacb556359ca277"
		"44f7c94604fe3c4ed21439cd2cbc7de6c8449725c0d9a67b",
		.ct =
		"061a4744b09a37e36b37dba41b962a8b51f63661af6a5e5fe053843a98ebab7565e2c8fc8f4c"
		"902968e9508d192e5faf6688e1e4996d8f30bf9d21295b73aa38ec32c777fcc764d702a864ea"
		"4a9a7f2eda315c1d438a2f0ebfa8023ca3c963164dd0ca28",
	},
	{
		.name = "256 bits, carry out of 32 bits",
		.cipher = CRYPTO_AES_CTR,
		.key = "bee5427a555f1580933f33645fcff964411698c6823d26df626ce2337f0cf0d8",
		.iv = "000000000000000000000001fffffffe",
		.pt =
		"288e587d465178236a44755cc730e40252414d76015765e1a86cfdc1e6fcfd995f900aab52f2"
		"d02c1f96dc1f3d38c6a4fb8d6525bc4af3b12ab0884dd54ab7a523ff0a0286b1b83611f7972e"
		"8f65255c23ebd5",
		.ct =
		"b0463aeb40b3fdc6ca85e729c648662f87b58b98562f0572863ee63b17b5fb16c12fc2adaa44"
		"30210c850873797a4dfc8f272f231106b8122c71da1ee31531eff5e14017fdb46086f959d72c"
		"44fdb70c732945",
	},
	{
		.name = "192 bits, carry out of 64 bits",
		.cipher = CRYPTO_AES_CTR,
		.key = "f9d34d070ada6ac652130e9fb85b978d447d44f4474030df",
		.iv = "0101010101010101ffffffffffffffff",
		.pt =
		"10c21e8ec0caf9d3a4c4841b0440ce7cdab3f5e461868136e5cae5f53c8547fee444a6155d59"
		"0d00dcda04a516314ed0c64da9d3c2c3ab85f725b95024eb1a717959751ee9d641c7fdb16ddf"
		"dd72130f894b1f5b83417eec8de00cf16a730806394f2b7f32414af3e05ce3a0167c1ca62dbb"
		"81ae7e87a0a280a0e86bfc672c2386a19a8357397214c8e242fc8140955313f71c2442162736"
		"578ca605a40631e9",
		.ct =
		"795c09d066ae0d627ba159929bb4dc4445513f6f8ebf7f2e6a353a20176f9a0b043f53a750a6"
		"006ba5200d5e78d83f3ae1c155a31f06c8a655762bf3b2f85d62bb4d6524f5426ef54851e576"
		"c000ce95029c888dfbd2ab4378cb8a6a2ee9b358f196dfcbd3908ecaba67a1d704143f463d5b"
		"3e32ce637c2867c1622ab2d32ea4279cfd51466b0ab6afc5f35745f07130ed2653e1df54b47d"
		"50450d80b609f9d6",
	},
	{
		.name = "128 bits, carry in the fourth block",
		.cipher = CRYPTO_AES_CTR,
		.key = "097827072b0b60e078a5f19832c2f5c3",
		.iv = "fffffffffffffffffffffffffffffffc",
		.pt =
		"ea7a0138e6ba2c413105f7a9199a31ae6607a59c5239d11945e74d373c9cb1410de95c4686de"
		"68afb0c51afd6e8d4be512b02ebadd7203395ee995934cd41c3d18d975d1b251b15b3a7faafa"
		"4fbfb405f616e29aa239a4f89e9d901e5cbadb362636fc880e5b1a4f3215ef944320ae16fb38"
		"9fcf6fe77da0bba4704b7f2e3393b6",
		.ct =
		"6119029ab66e2adf2db151b15db5d2a1210bc1a8ea95274a34ebd28d8df088bf669f4b6ddee4"
		"41d08342c21207bae9f04f18a5ce5bc30b1775001f7fe426a52f82404bc52655ff2761e0675d"
		"f7cac7cf73b4eb32f90a6e1ba6438f8f243fca2dc716523c99534e4309728091d4c44fbdfe62"
		"65fa9e8cac218c90b6d6714385fb68",
	},
	{
		.name = "256 bits, 257 bytes",
		.cipher = CRYPTO_AES_CTR,
		.key = "bee5427a555f1580933f33645fcff964411698c6823d26df626ce2337f0cf0d8",
		.iv = "996a81b060089af87bb39d6829304d81",
		.pt =
		"c06eaff5635bbe2782db8a43d5f56c97e35f4387c0ee5676cb9589111c4fbf604a75078ce1da"
		"5047c861f08d118e8c2157ab39b7325e5a82c0948c4e284b355b14a4672e0a492543b3c38569"
		"0abd3054f961c6dbb1fe9fab95ebdc5f14d1434a7acf38aa1c9b007b021a1a82fbb44afb6e05"
		"ac5a1e3cfa6491b2f37a44ec80cce37d578af65d464efab7dcfe5a1341665b0ac5930b8bb0dd"
		"5ecd5ab39e400089f8b1ab9cfa68f192077bf53465f8a54c1e7fb0130ffda805ff864da24243"
		"ee2ef38a565fa5c7f1b5c255840eb016a474b1b38b8cb387bcea24ff9a8a197e100580a717f3"
		"2bac19ab45e7d4441793b4aa3f9381698a7ca2f43c9d0e0ca99a9c4e04",
		.ct =
		"8937298f39eb07ae111d368e9a6b0d3bb3d787c1cf9c5c8089f5217dfac8f22fbd196d302260"
		"0bf5d440c4e8d158ba258259b7c8be23e89790161dae52b1d052b657c489b68fc142dc69a636"
		"856b9b1d4ac11cbaa57f3d4618bfb6bbf86805fb53d5cbfbc9dcd4595a4e6c5c3ff77cce63b5"
		"fb3c4a76a76067acbd5236e2d9cb8635c3d50fbbeeea19c174b4385af9d593a89e1b9a3226d6"
		"419aab0bb51764c853f537909de50430ec6f91042c868945e978fe502b1c453b86fc5688784e"
		"43f44f306638ad8d92478da13e282d12551279a17964e11c40a55be83e30de7dc4c3489bdca4"
		"8062d6e6fce7a8cd8cf615e8fa9bbdcdd42bb9c5e2541893e4693509eb",
	},
	{0},
};
