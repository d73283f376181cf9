/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _KEYOP_KAT_H_
#define _KEYOP_KAT_H_

#include <opencrypto/cryptodev.h>

/*
 * Published answers for keyop_test.c, hexadecimal, most significant digit first. A new key
 * operation needs a row to be offered.
 */

struct keyop_kat {
	u_int op, nin;
	const char *in[7];
	const char *out; /* CRK_DSA_SIGN: the public key; CRK_DSA_VERIFY: nothing */
};

/* clang-format off */
/* RSA Laboratories, "Test vectors for RSA PKCS#1 v1.5 signature", example 1.1: RFC 8017 */
#define RSA_N \
	"a56e4a0e701017589a5187dc7ea841d156f2ec0e36ad52a44dfeb1e61f7ad991d8c51056ffedb162b4c0" \
	"f283a12a88a394dff526ab7291cbb307ceabfce0b1dfd5cd9508096d5b2b8b6df5d671ef6377c0921cb2" \
	"3c270a70e2598e6ff89d19f105acc2d3f0cb35f29280e1386b6f64c4ef22e1e1f20d0ce8cffb2249bd9a" \
	"2137"
#define RSA_D \
	"33a5042a90b27d4f5451ca9bbbd0b44771a101af884340aef9885f2a4bbe92e894a724ac3c568c8f9785" \
	"3ad07c0266c8c6a3ca0929f1e8f11231884429fc4d9ae55fee896a10ce707c3ed7e734e44727a3957450" \
	"1a532683109c2abacaba283c31b4bd2f53c3ee37e352cee34f9e503bd80c0622ad79c6dcee883547c6a3" \
	"b325"
#define RSA_P \
	"e7e8942720a877517273a356053ea2a1bc0c94aa72d55c6e86296b2dfc967948c0a72cbccca7eacb3570" \
	"6e09a1df55a1535bd9b3cc34160b3b6dcd3eda8e6443"
#define RSA_Q \
	"b69dca1cf7d4d7ec81e75b90fcca874abcde123fd2700180aa90479b6e48de8d67ed24f9f19d85ba2758" \
	"74f542cd20dc723e6963364a1f9425452b269a6799fd"
#define RSA_DP \
	"28fa13938655be1f8a159cbaca5a72ea190c30089e19cd274a556f36c4f6e19f554b34c077790427bbdd" \
	"8dd3ede2448328f385d81b30e8e43b2fffa027861979"
#define RSA_DQ \
	"1a8b38f398fa712049898d7fb79ee0a77668791299cdfa09efc0e507acb21ed74301ef5bfd48be455eae" \
	"b6e1678255827580a8e4e8e14151d1510a82a3f2e729"
#define RSA_QINV \
	"27156aba4126d24a81f3a528cbfb27f56886f840a9f6e86e17a44b94fe9319584b8e22fdde1e5a2e3bd8" \
	"aa5ba8d8584194eb2190acf832b847f13a3d24a79f4d"
#define RSA_BLOCK \
	"0001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff" \
	"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff" \
	"ffffffffffffffff003021300906052b0e03021a05000414cd8b6538cb8e8de566b68bd067569dbf1ee2" \
	"718e"
#define RSA_SIGNATURE \
	"6bc3a06656842930a247e30d5864b4d819236ba7c68965862ad7dbc4e24af28e86bb531f03358be5fb74" \
	"777c6086f850caef893f0d6fcc2d0c91ec013693b4ea00b80cd49aac4ecb5f8911afe539ada4a8f3823d" \
	"1d13e472d1490547c659c7617f3d24087ddb6f2b72096167fc097cab18e9a458fcb634cdce8ee35894c4" \
	"84d7"
/* NIST CAVP, FIPS 186-2 SigGen, mod 1024, the first: SHA-1 of its message */
#define DSA_DIGEST \
	"4d21eb85a6310cbf71e204719001a4f8c8114a50"
#define DSA_P \
	"f5422387a66acb198173f466e987ca692fd2337af0ed1ec7aa5f2e2088d0742c2d41ded76317001ca404" \
	"4115f00aff09ad59d49b07c35ec2b25088be17ac391af17575d52c232153df94f0023a0a17ca29d8548d" \
	"fa08c5f034bad0bd4511ffae6b3c504c6f728d31d1e92aad9e88382a8a42b050441a747bb71dd84cb01d" \
	"9ee7"
#define DSA_Q \
	"f4a9d1750b46e27c3af7587c5d019ffc99f11f25"
#define DSA_G \
	"7400ad91528a6c9e891f3f5fce7496ef4d01bf91a979736547049406ab4a2d2fe49fa3730cfb86a5af3f" \
	"f21f5022f07e4ee0c15a88b8bd7b5f0bf8dea3863afb4f1cac16aba490d93f44be79c1cd01ce2e12dfdb" \
	"75c593d64e5bf97e839526dbcc0288cd3beb2fd7941f67d138faa88f9de90901efdc752569a4d1afbd19" \
	"3846"
#define DSA_X \
	"485e8ad4a4e49a85e0397af0bb115df175ead894"
#define DSA_Y \
	"ec86482ea1c463198d074bad01790283fb8866e53ab5e821219f0f4a25e7d0473f9cbd2ab7348625d322" \
	"ea7f09ec9a15bbcc5a9ff1f3692392768970e9e865545d3aa2934148f6d0a6ec410a16d5059c58ce4289" \
	"12f532cbc8f9bbbcf3657367d159212c11afd856587b1b092ab1bdae3c443661e6ba27078d03eb31e63e" \
	"5922"
#define DSA_R \
	"ed4715b8d218d31b7adf0bea5165777a7414315e"
#define DSA_S \
	"29c70a036aa83eb0742f1fa3f56ccead0fc0f61d"
/* RFC 5114 section A.1 */
#define DH_P \
	"b10b8f96a080e01dde92de5eae5d54ec52c99fbcfb06a3c69a6a9dca52d23b616073e28675a23d189838" \
	"ef1e2ee652c013ecb4aea906112324975c3cd49b83bfaccbdd7d90c4bd7098488e9c219a73724effd6fa" \
	"e5644738faa31a4ff55bccc0a151af5f0dc8b4bd45bf37df365c1a65e68cfda76d4da708df1fb2bc2e4a" \
	"4371"
#define DH_PRIVATE \
	"9392c9f9eb6a7a6a9022f7d83e7223c6835bbdda"
#define DH_PUBLIC \
	"2a853b3d92197501b9015b2deb3ed84f5e021dcc3e52f109d3273d2b7521281cbabe0e76ff5727fa8acc" \
	"e26956ba9a1fca26f20228d8693feb10841d84a7360054ece5a7f5b7a61ad3dfb3c60d2e43106d8727da" \
	"37df9cce95b478755d06bcea8f9d45965f75a5f3d1df3701165fc9e50c4279ceb07f989540ae96d5d88e" \
	"d776"
#define DH_Z \
	"5c804f454d30d9c4df85271f93528c91df6b48ab5f80b3b59caac1b28f8acba9cd3e39f3cb614525d952" \
	"1d2e644c53b807b810f340062f257d7d6fbfe8d5e8f072e9b6e9afda9413eafb2e8b0699b1fb5a0caced" \
	"deaead7e9cfbb36ae2b420835bd83a19fb0b5e96bf8fa4d09e345525167ecd9155416f46f408ed31b63c" \
	"6e6d"

static const struct keyop_kat keyop_kats[] = {
	{CRK_MOD_EXP, 3, {RSA_SIGNATURE, "010001", RSA_N}, RSA_BLOCK}, /* public */
	{CRK_MOD_EXP, 3, {RSA_BLOCK, RSA_D, RSA_N}, RSA_SIGNATURE}, /* secret */
	{CRK_MOD_EXP_CRT, 6, {RSA_P, RSA_Q, RSA_BLOCK, RSA_DP, RSA_DQ, RSA_QINV}, RSA_SIGNATURE},
	{CRK_DSA_VERIFY, 7, {DSA_DIGEST, DSA_P, DSA_Q, DSA_G, DSA_Y, DSA_R, DSA_S}, ""},
	{CRK_DSA_SIGN, 5, {DSA_DIGEST, DSA_P, DSA_Q, DSA_G, DSA_X}, DSA_Y},
	{CRK_DH_COMPUTE_KEY, 3, {DH_PRIVATE, DH_PUBLIC, DH_P}, DH_Z},
};
/* clang-format on */

#endif /* _KEYOP_KAT_H_ */
