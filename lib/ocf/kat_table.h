/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _KAT_TABLE_H_
#define _KAT_TABLE_H_

#include <opencrypto/cryptodev.h>

/* Published vectors for selftest.c. Hexadecimal; a new algorithm needs a row to be offered. */

struct kat {
	int alg;          /* AEAD: the cipher half */
	int auth;         /* AEAD: the auth half, else 0 */
	const char *key;  /* NULL: none */
	const char *iv;   /* NULL: none */
	const char *aad;
	const char *text; /* what is encrypted or hashed */
	const char *out;  /* cipher: the text encrypted */
	const char *mac;  /* MAC: the digest; AEAD: the tag */
};

/* clang-format off */
#define TEXT_800_38A \
	"6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fb" \
	"c1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
#define TEXT_4231_7 \
	"5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73" \
	"697a65206b657920616e642061206c6172676572207468616e20626c6f636b2d73697a6520646174612e" \
	"20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265696e672075" \
	"7365642062792074686520484d414320616c676f726974686d2e"
#define TEXT_2202_7 \
	"54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b657920616e6420" \
	"4c6172676572205468616e204f6e6520426c6f636b2d53697a652044617461"
#define TEXT_GCM \
	"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf" \
	"0e2449a6b525b16aedf5aa0de657ba637b39"
#define TEXT_SUNSCREEN \
	"4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a20" \
	"4966204920636f756c64206f6666657220796f75206f6e6c79206f6e652074697020666f722074686520" \
	"6675747572652c2073756e73637265656e20776f756c642062652069742e"
#define TEXT_TWO_BLOCKS \
	"6162636462636465636465666465666765666768666768696768696a68696a6b696a6b6c6a6b6c6d6b6c" \
	"6d6e6c6d6e6f6d6e6f706e6f7071"
#define TEXT_JEFE \
	"7768617420646f2079612077616e7420666f72206e6f7468696e673f"
#define KEY_AA_131 \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaa"
#define KEY_AA_80 \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct kat kats[] = {
	/* nothing to get wrong but the data */
	{.alg = CRYPTO_NULL_CBC, .text = TEXT_800_38A},
	{.alg = CRYPTO_NULL_HMAC, .text = TEXT_800_38A},
	/* FIPS 81 appendix C; NIST CAVP TCBCMMT3 */
	{.alg = CRYPTO_DES_CBC, .key = "0123456789abcdef", .iv = "1234567890abcdef",
	 .text = "4e6f77206973207468652074696d6520666f7220616c6c20",
	 .out = "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6"},
	{.alg = CRYPTO_3DES_CBC, .key = "625bc19b19df83abfb2f5bec9d4f2062017525a75bc26e70",
	 .iv = "bd0cff364ff69a91",
	 .text = "8152d2ab876c3c8201403a5a406d3feaf27319dbea6ad01e24f4d18203704b86de70da6bbb6d63"
	         "8e5aba3ff576b79b28",
	 .out = "706fe7a973fac40e25b2b4499ce527078944c70e976d017b6af86a3a7a6b52943a72ba18a58000d2"
	        "b61fdc3bfef2bc4a"},
	/* NIST SP 800-38A F.2, F.5 */
	{.alg = CRYPTO_AES_CBC, .key = "2b7e151628aed2a6abf7158809cf4f3c",
	 .iv = "000102030405060708090a0b0c0d0e0f", .text = TEXT_800_38A,
	 .out = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1743b"
	        "7116e69e222295163ff1caa1681fac09120eca307586e1a7"},
	{.alg = CRYPTO_AES_CBC, .key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
	 .iv = "000102030405060708090a0b0c0d0e0f", .text = TEXT_800_38A,
	 .out = "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a571b242012fb7ae0"
	        "7fa9baac3df102e008b0e27988598881d920a9e64f5615cd"},
	{.alg = CRYPTO_AES_CBC,
	 .key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	 .iv = "000102030405060708090a0b0c0d0e0f", .text = TEXT_800_38A,
	 .out = "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9bacf"
	        "a530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"},
	{.alg = CRYPTO_AES_CTR, .key = "2b7e151628aed2a6abf7158809cf4f3c",
	 .iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", .text = TEXT_800_38A,
	 .out = "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5d35e"
	        "5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee"},
	{.alg = CRYPTO_AES_CTR, .key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
	 .iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", .text = TEXT_800_38A,
	 .out = "1abc932417521ca24f2b0459fe7e6e0b090339ec0aa6faefd5ccc2c6f4ce8e941e36b26bd1ebc670"
	        "d1bd1d665620abf74f78a7f6d29809585a97daec58c6b050"},
	{.alg = CRYPTO_AES_CTR,
	 .key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	 .iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", .text = TEXT_800_38A,
	 .out = "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c52b0930daa23de94c"
	        "e87017ba2d84988ddfc9c58db67aada613c2dd08457941a6"},
	/* IEEE 1619 vectors 2 and 15 (stealing); NIST CAVP XTSGenAES256 */
	{.alg = CRYPTO_AES_XTS,
	 .key = "1111111111111111111111111111111122222222222222222222222222222222",
	 .iv = "33333333330000000000000000000000",
	 .text = "4444444444444444444444444444444444444444444444444444444444444444",
	 .out = "c454185e6a16936e39334038acef838bfb186fff7480adc4289382ecd6d394f0"},
	{.alg = CRYPTO_AES_XTS,
	 .key = "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0bfbebdbcbbbab9b8b7b6b5b4b3b2b1b0",
	 .iv = "9a785634120000000000000000000000", .text = "000102030405060708090a0b0c0d0e0f10",
	 .out = "6c1625db4671522d3d7599601de7ca09ed"},
	{.alg = CRYPTO_AES_XTS,
	 .key = "f6db5326ea996b16ca0d439b5a0106e3a34ed343db489faad06979009399b03b3cd9ef23332d4641"
	        "4216531d9885a5a30b1964523992f42748202b80a4190d45",
	 .iv = "f5000000000000000000000000000000",
	 .text = "bf6a09f93f94d6bdc8c5f5e158916c3371a540e46644f79414d84dda1339397ce90ebb768deeb8"
	         "8ecd2be175a396bb85",
	 .out = "b11a252c5776c439ea7baeaae7830418e574b2248cc8b524b7fd0cc8e1ecffa9812f45ae313e3e1f"
	        "44127b27fb08a613"},
	/* RFC 2202, RFC 2286, RFC 4231: test cases 2 and 7 (a key above the block) */
	{.alg = CRYPTO_MD5_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "750c783e6ab0b503eaa86e310a5db738"},
	{.alg = CRYPTO_MD5_HMAC, .key = KEY_AA_80, .text = TEXT_2202_7,
	 .mac = "6f630fad67cda0ee1fb1f562db3aa53e"},
	{.alg = CRYPTO_SHA1_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
	{.alg = CRYPTO_SHA1_HMAC, .key = KEY_AA_80, .text = TEXT_2202_7,
	 .mac = "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"},
	{.alg = CRYPTO_RIPEMD160_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "dda6c0213a485a9e24f4742064a7f033b43c4069"},
	{.alg = CRYPTO_RIPEMD160_HMAC, .key = KEY_AA_80, .text = TEXT_2202_7,
	 .mac = "69ea60798d71616cce5fd0871e23754cd75d5a0a"},
	{.alg = CRYPTO_SHA2_224_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"},
	{.alg = CRYPTO_SHA2_224_HMAC, .key = KEY_AA_131, .text = TEXT_4231_7,
	 .mac = "3a854166ac5d9f023f54d517d0b39dbd946770db9c2b95c9f6f565d1"},
	{.alg = CRYPTO_SHA2_256_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
	{.alg = CRYPTO_SHA2_256_HMAC, .key = KEY_AA_131, .text = TEXT_4231_7,
	 .mac = "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
	{.alg = CRYPTO_SHA2_384_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c7"
	        "8b3239ecfab21649"},
	{.alg = CRYPTO_SHA2_384_HMAC, .key = KEY_AA_131, .text = TEXT_4231_7,
	 .mac = "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d"
	        "3860e6110c46523e"},
	{.alg = CRYPTO_SHA2_512_HMAC, .key = "4a656665", .text = TEXT_JEFE,
	 .mac = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a"
	        "6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"},
	{.alg = CRYPTO_SHA2_512_HMAC, .key = KEY_AA_131, .text = TEXT_4231_7,
	 .mac = "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b1"
	        "0d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58"},
	/* NIST SP 800-38B D.1, D.2, D.3; RFC 3566 test cases 4, 5 */
	{.alg = CRYPTO_AES_CMAC, .key = "2b7e151628aed2a6abf7158809cf4f3c",
	 .text = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce4"
	         "11",
	 .mac = "dfa66747de9ae63030ca32611497c827"},
	{.alg = CRYPTO_AES_CMAC, .key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
	 .text = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce4"
	         "11",
	 .mac = "8a1de5be2eb31aad089a82e6ee908b0e"},
	{.alg = CRYPTO_AES_CMAC,
	 .key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	 .text = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce4"
	         "11",
	 .mac = "aaf3d8f1de5640c232f5b169b9c911e6"},
	{.alg = CRYPTO_AES_XCBC_MAC, .key = "000102030405060708090a0b0c0d0e0f",
	 .text = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	 .mac = "f54f0ec8d2b9f3d36807734bd5283fd4"},
	{.alg = CRYPTO_AES_XCBC_MAC, .key = "000102030405060708090a0b0c0d0e0f",
	 .text = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021",
	 .mac = "becbb3bccdb518a30677d5481fb6b4d8"},
	/* GCM as submitted to NIST, test cases 4, 10, 16 */
	{.alg = CRYPTO_AES_NIST_GCM_16, .auth = CRYPTO_AES_128_NIST_GMAC,
	 .key = "feffe9928665731c6d6a8f9467308308", .iv = "cafebabefacedbaddecaf888",
	 .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2", .text = TEXT_GCM,
	 .out = "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c"
	        "7d8f6a5aac84aa051ba30b396a0aac973d58e091",
	 .mac = "5bc94fbc3221a5db94fae95ae7121a47"},
	{.alg = CRYPTO_AES_NIST_GCM_16, .auth = CRYPTO_AES_192_NIST_GMAC,
	 .key = "feffe9928665731c6d6a8f9467308308feffe9928665731c",
	 .iv = "cafebabefacedbaddecaf888", .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	 .text = TEXT_GCM,
	 .out = "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c7d773d00c144c525"
	        "ac619d18c84a3f4718e2448b2fe324d9ccda2710",
	 .mac = "2519498e80f1478f37ba55bd6d27618c"},
	{.alg = CRYPTO_AES_NIST_GCM_16, .auth = CRYPTO_AES_256_NIST_GMAC,
	 .key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
	 .iv = "cafebabefacedbaddecaf888", .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	 .text = TEXT_GCM,
	 .out = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3d"
	        "a7b08b1056828838c5f61e6393ba7a0abcc9f662",
	 .mac = "76fc6ece0f4e1768cddf8853bb2d551b"},
	/* NIST CAVP gcmEncryptExtIV128, gcmDecrypt192, gcmEncryptExtIV256: AAD alone */
	{.alg = CRYPTO_AES_NIST_GMAC, .key = "2fb45e5b8f993a2bfebc4b15b533e0b4",
	 .iv = "5b05755f984d2b90f94b8027", .text = "e85491b2202caf1d7dce03b97e09331c32473941",
	 .mac = "c75b7832b2a2d9bd827412b6ef5769db"},
	{.alg = CRYPTO_AES_NIST_GMAC, .key = "fa69f5e73774198ad6a117816e8b75b2b7bd5f6fe718fc83",
	 .iv = "7f217874ce652ed376768c89", .text = "8f150ee2cdcc618d48b37e9927ed264c10e7affa",
	 .mac = "ba7049448b6118ac599ea352a8c436ae"},
	{.alg = CRYPTO_AES_NIST_GMAC,
	 .key = "886cff5f3e6b8d0e1ad0a38fcdb26de97e8acbe79f6bed66959a598fa5047d65",
	 .iv = "3a8efa1cd74bbab5448f9945", .text = "519fee519d25c7a304d6c6aa1897ee1eb8c59655",
	 .mac = "f6d47505ec96c98a42dc3ae719877b87"},
	{.alg = CRYPTO_AES_128_NIST_GMAC, .key = "2fb45e5b8f993a2bfebc4b15b533e0b4",
	 .iv = "5b05755f984d2b90f94b8027", .text = "e85491b2202caf1d7dce03b97e09331c32473941",
	 .mac = "c75b7832b2a2d9bd827412b6ef5769db"},
	{.alg = CRYPTO_AES_192_NIST_GMAC, .key = "fa69f5e73774198ad6a117816e8b75b2b7bd5f6fe718fc83",
	 .iv = "7f217874ce652ed376768c89", .text = "8f150ee2cdcc618d48b37e9927ed264c10e7affa",
	 .mac = "ba7049448b6118ac599ea352a8c436ae"},
	{.alg = CRYPTO_AES_256_NIST_GMAC,
	 .key = "886cff5f3e6b8d0e1ad0a38fcdb26de97e8acbe79f6bed66959a598fa5047d65",
	 .iv = "3a8efa1cd74bbab5448f9945", .text = "519fee519d25c7a304d6c6aa1897ee1eb8c59655",
	 .mac = "f6d47505ec96c98a42dc3ae719877b87"},
	/* NIST SP 800-38C example 3; NIST CAVP VADT192, VNT256 */
	{.alg = CRYPTO_AES_CCM_16, .auth = CRYPTO_AES_CCM_CBC_MAC,
	 .key = "404142434445464748494a4b4c4d4e4f", .iv = "101112131415161718191a1b",
	 .aad = "000102030405060708090a0b0c0d0e0f10111213",
	 .text = "202122232425262728292a2b2c2d2e2f3031323334353637",
	 .out = "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5", .mac = "484392fbc1b09951"},
	{.alg = CRYPTO_AES_CCM_16, .auth = CRYPTO_AES_CCM_CBC_MAC,
	 .key = "26d0a3a8509d97f81379d21981fe1a02c579121ab7356ca0",
	 .iv = "8015c0f07a7acd4b1cbdd21b54", .aad = "093ed26ada5628cfb8cfc1391526b3bcc4af97d9",
	 .text = "37ab2a0b7b69942278e21032fc83eba6cdc34f5285a8b711",
	 .out = "a3a60b422eb070b499cf6da0a404b13a05cedda549c6b93e",
	 .mac = "6ca0e07e04674f21a46df2659a5905fb"},
	{.alg = CRYPTO_AES_CCM_16, .auth = CRYPTO_AES_CCM_CBC_MAC,
	 .key = "d6ff67379a2ead2ca87aa4f29536258f9fb9fc2e91b0ed18e7b9f5df332dd1dc",
	 .iv = "2f1d0717a822e20c7cd28f0a",
	 .aad = "d50741d34c8564d92f396b97be782923ff3c855ea9757bde419f632c83997630",
	 .text = "98626ffc6c44f13c964e7fcb7d16e988990d6d063d012d33",
	 .out = "50e22db70ac2bab6d6af7059c90d00fbf0fb52eee5eb650e",
	 .mac = "08aca7dec636170f481dcb9fefb85c05"},
	/* RFC 8439 2.8.2, 2.4.2; draft-irtf-cfrg-xchacha A.3.1 */
	{.alg = CRYPTO_CHACHA20_POLY1305, .auth = CRYPTO_POLY1305,
	 .key = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
	 .iv = "070000004041424344454647", .aad = "50515253c0c1c2c3c4c5c6c7",
	 .text = TEXT_SUNSCREEN,
	 .out = "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca96712"
	        "82fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58"
	        "fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116",
	 .mac = "1ae10b594f09e26a7e902ecbd0600691"},
	{.alg = CRYPTO_XCHACHA20_POLY1305, .auth = CRYPTO_POLY1305,
	 .key = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
	 .iv = "404142434445464748494a4b4c4d4e4f5051525354555657",
	 .aad = "50515253c0c1c2c3c4c5c6c7", .text = TEXT_SUNSCREEN,
	 .out = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa644"
	        "0bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e"
	        "3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e",
	 .mac = "c0875924c1c7987947deafd8780acf49"},
	{.alg = CRYPTO_CHACHA20,
	 .key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	 .iv = "01000000000000000000004a00000000", .text = TEXT_SUNSCREEN,
	 .out = "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab"
	        "8f593dabcd62b3571639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e"
	        "52bc514d16ccf806818ce91ab77937365af90bbf74a35be6b40b8eedf2785e42874d"},
	/* FIPS 180-4 examples, RFC 1321, the RIPEMD-160 page: "abcdbcde...", of two blocks */
	{.alg = CRYPTO_MD5, .text = TEXT_TWO_BLOCKS, .mac = "8215ef0796a20bcaaae116d3876c664a"},
	{.alg = CRYPTO_SHA1, .text = TEXT_TWO_BLOCKS,
	 .mac = "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
	{.alg = CRYPTO_RIPEMD160, .text = TEXT_TWO_BLOCKS,
	 .mac = "12a053384a9c0c88e405a06c27dcf49ada62eb2b"},
	{.alg = CRYPTO_SHA2_224, .text = TEXT_TWO_BLOCKS,
	 .mac = "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"},
	{.alg = CRYPTO_SHA2_256, .text = TEXT_TWO_BLOCKS,
	 .mac = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	{.alg = CRYPTO_SHA2_384, .text = TEXT_TWO_BLOCKS,
	 .mac = "3391fdddfc8dc7393707a65b1b4709397cf8b1d162af05abfe8f450de5f36bc6b0455a8520bc4e6f"
	        "5fe95b1fe3c8452b"},
	{.alg = CRYPTO_SHA2_512, .text = TEXT_TWO_BLOCKS,
	 .mac = "204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c33596fd15c13b1b07f9"
	        "aa1d3bea57789ca031ad85c7a71dd70354ec631238ca3445"},
	/* RFC 7693 appendices A and B */
	{.alg = CRYPTO_BLAKE2B, .text = "616263",
	 .mac = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792d"
	        "c252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"},
	{.alg = CRYPTO_BLAKE2S, .text = "616263",
	 .mac = "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"},
	/* Eric Young's Blowfish; pyca/cryptography's CAST5; RFC 3713; NIST SP 800-17 table 6 */
	{.alg = CRYPTO_BLF_CBC, .key = "0123456789abcdeff0e1d2c3b4a59687", .iv = "fedcba9876543210",
	 .text = "37363534333231204e6f77206973207468652074696d6520666f722000000000",
	 .out = "6b77b4d63006dee605b156e27403979358deb9e7154616d959f1652bd5ff92cc"},
	{.alg = CRYPTO_CAST_CBC, .key = "5674636dbdb38f705f0b08c372ef4785",
	 .iv = "3f20ce0509b57420",
	 .text = "6d40fd2f908f48ce19241b6b278b1b1676dffd4a97ce9f8a1574c33bc59237deb536bee376fd6c"
	         "381e6987700e39283a",
	 .out = "b1793ca5c3b6ad612d5616841d9c281ed4ba2a8355caffb122184cb01f18102c5b0837d316e76dbc"
	        "d93b70fa3dc6b741"},
	{.alg = CRYPTO_CAMELLIA_CBC, .key = "0123456789abcdeffedcba9876543210",
	 .iv = "00000000000000000000000000000000", .text = "0123456789abcdeffedcba9876543210",
	 .out = "67673138549669730857065648eabe43"},
	{.alg = CRYPTO_CAMELLIA_CBC, .key = "0123456789abcdeffedcba98765432100011223344556677",
	 .iv = "00000000000000000000000000000000", .text = "0123456789abcdeffedcba9876543210",
	 .out = "b4993401b3e996f84ee5cee7d79b09b9"},
	{.alg = CRYPTO_CAMELLIA_CBC,
	 .key = "0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff",
	 .iv = "00000000000000000000000000000000", .text = "0123456789abcdeffedcba9876543210",
	 .out = "9acc237dff16d76c20ef7c919e3a7509"},
	{.alg = CRYPTO_SKIPJACK_CBC, .key = "80000000000000000000", .iv = "0000000000000000",
	 .text = "0000000000000000", .out = "7a00e49441461f5a"},
	/* RFC 6229, key of 128 bits */
	{.alg = CRYPTO_ARC4, .key = "0102030405060708090a0b0c0d0e0f10",
	 .text = "0000000000000000000000000000000000000000000000000000000000000000",
	 .out = "9ac7cc9a609d1ef7b2932899cde41b975248c4959014126a6e8a84f11d1a9e1c"},
};
/* clang-format on */

#endif /* _KAT_TABLE_H_ */
