/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * Plain digests: the empty string, "abc" (FIPS 180), and longer, by two implementations.
 */
const struct vec_row vec_rows_hash[] = {
	{
		.name = "md5 of 0 bytes",
		.auth = CRYPTO_MD5,
		.pt = "",
		.tag = "d41d8cd98f00b204e9800998ecf8427e",
	},
	{
		.name = "md5 of 3 bytes",
		.auth = CRYPTO_MD5,
		.pt = "616263",
		.tag = "900150983cd24fb0d6963f7d28e17f72",
	},
	{
		.name = "md5 of 119 bytes",
		.auth = CRYPTO_MD5,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag = "01119a6d35f4282c8153a63cf690234a",
	},
	{
		.name = "md5 of 200 bytes",
		.auth = CRYPTO_MD5,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag = "e8e78feb13d7628dbdde7b2f0eab1077",
	},
	{
		.name = "sha1 of 0 bytes",
		.auth = CRYPTO_SHA1,
		.pt = "",
		.tag = "da39a3ee5e6b4b0d3255bfef95601890afd80709",
	},
	{
		.name = "sha1 of 3 bytes",
		.auth = CRYPTO_SHA1,
		.pt = "616263",
		.tag = "a9993e364706816aba3e25717850c26c9cd0d89d",
	},
	{
		.name = "sha1 of 119 bytes",
		.auth = CRYPTO_SHA1,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag = "af57fa42263670540f1450966a8c603324901c96",
	},
	{
		.name = "sha1 of 200 bytes",
		.auth = CRYPTO_SHA1,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag = "972556126b62d6516b400a98bf209938fecf042b",
	},
	{
		.name = "ripemd160 of 0 bytes",
		.auth = CRYPTO_RIPEMD160,
		.pt = "",
		.tag = "9c1185a5c5e9fc54612808977ee8f548b2258d31",
	},
	{
		.name = "ripemd160 of 3 bytes",
		.auth = CRYPTO_RIPEMD160,
		.pt = "616263",
		.tag = "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
	},
	{
		.name = "ripemd160 of 119 bytes",
		.auth = CRYPTO_RIPEMD160,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag = "4ad934f8fe7b0c442f64376fc74f5b37a9b836e4",
	},
	{
		.name = "ripemd160 of 200 bytes",
		.auth = CRYPTO_RIPEMD160,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag = "af726577f4036edd5abe139879b774529782b775",
	},
	{
		.name = "sha224 of 0 bytes",
		.auth = CRYPTO_SHA2_224,
		.pt = "",
		.tag = "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f",
	},
	{
		.name = "sha224 of 3 bytes",
		.auth = CRYPTO_SHA2_224,
		.pt = "616263",
		.tag = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
	},
	{
		.name = "sha224 of 119 bytes",
		.auth = CRYPTO_SHA2_224,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag = "528fba6b3c00324a691be5837b578d5d741c9d9b63c96f56d4013410",
	},
	{
		.name = "sha224 of 200 bytes",
		.auth = CRYPTO_SHA2_224,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag = "c81132e43472009b88450ae7e460ac28fe3bed320de02265050edb7c",
	},
	{
		.name = "sha256 of 0 bytes",
		.auth = CRYPTO_SHA2_256,
		.pt = "",
		.tag = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	},
	{
		.name = "sha256 of 3 bytes",
		.auth = CRYPTO_SHA2_256,
		.pt = "616263",
		.tag = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	},
	{
		.name = "sha256 of 119 bytes",
		.auth = CRYPTO_SHA2_256,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag = "c449ccec219e24f1cf0ca94ea8eb5f8dd6d7269e70af7e04ed00a5c8ec1b3f17",
	},
	{
		.name = "sha256 of 200 bytes",
		.auth = CRYPTO_SHA2_256,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag = "10e9c0a8266b533a8114d4a1c08205ebf7eb3af29a2e834b546a34bd1021f03a",
	},
	{
		.name = "sha384 of 0 bytes",
		.auth = CRYPTO_SHA2_384,
		.pt = "",
		.tag =
		"38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f"
		"65fbd51ad2f14898b95b",
	},
	{
		.name = "sha384 of 3 bytes",
		.auth = CRYPTO_SHA2_384,
		.pt = "616263",
		.tag =
		"cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7"
		"cc2358baeca134c825a7",
	},
	{
		.name = "sha384 of 119 bytes",
		.auth = CRYPTO_SHA2_384,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag =
		"84d6736dd14a683d3e8529dbca71d62895c81b1d9c896086a7cea17ca5dd642df5bb09e0e368"
		"3673663787c45e22bc75",
	},
	{
		.name = "sha384 of 200 bytes",
		.auth = CRYPTO_SHA2_384,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag =
		"94dd8f621e5c0e1ae1bdae63640782e3f2b76f8401845e3c6a87c96da16d19bd753c4a1ce890"
		"ea33db535fa6b7244757",
	},
	{
		.name = "sha512 of 0 bytes",
		.auth = CRYPTO_SHA2_512,
		.pt = "",
		.tag =
		"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85"
		"f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
	},
	{
		.name = "sha512 of 3 bytes",
		.auth = CRYPTO_SHA2_512,
		.pt = "616263",
		.tag =
		"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274f"
		"c1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
	},
	{
		.name = "sha512 of 119 bytes",
		.auth = CRYPTO_SHA2_512,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d5",
		.tag =
		"264094eadea9494018e8fc7adc821d998f5853eab91c5409df4775d9fa0ba72846bec96067dd"
		"07faef127c6acfa42091a2504eba50d80640e240417c8b862d59",
	},
	{
		.name = "sha512 of 200 bytes",
		.auth = CRYPTO_SHA2_512,
		.pt =
		"321ffb8b9f2eb33502c5fc58d2e250565f849757667d0ffd61542dab62eb27db0657190350cb"
		"ea662b6c15d703d9c7482308e511504d3308306d0f1ede153a34ac4f5d7f5ca1f7b2a9e8107c"
		"a793b5ead43a1d04afdafabc9488e93b5d738b41c4ca2e438d8809f0e4459bde1f948de8fe62"
		"89f1c179d506da8720fb79859be6e72c82bb74988135e7b6c478fe3659a14b4941f867a93a23"
		"687ea172031e4e06e8a62daf763746d4e96e04e9ee3a16aeaee35060e69f41714662d643d12c"
		"4422a151baa1b5e23f83",
		.tag =
		"8577d2f098095c9ab51b9bcb4076baaeb139b1101b15788b9af41f3274c05f0bdbdb7b9fc1a2"
		"f7697f947dacf58df9b4f9c379fb734ced77e2b084939cc00c2e",
	},
	{0},
};
