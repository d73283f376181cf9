/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * AES-GCM: the cases of McGrew and Viega, then all tag lengths, other IV lengths and
 * odd lengths of text and AAD (OpenSSL 3.0).
 */
const struct vec_row vec_rows_aes_gcm[] = {
	{
		.name = "McGrew and Viega, case 1",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "00000000000000000000000000000000",
		.iv = "000000000000000000000000",
		.aad = "",
		.pt = "",
		.ct = "",
		.tag = "58e2fccefa7e3061367f1d57a4e7455a",
	},
	{
		.name = "McGrew and Viega, case 2",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "00000000000000000000000000000000",
		.iv = "000000000000000000000000",
		.aad = "",
		.pt = "00000000000000000000000000000000",
		.ct = "0388dace60b6a392f328c2b971b2fe78",
		.tag = "ab6e47d42cec13bdf53a67b21257bddf",
	},
	{
		.name = "McGrew and Viega, case 3",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308",
		.iv = "cafebabefacedbaddecaf888",
		.aad = "",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
		.ct =
		"42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466"
		"931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
		.tag = "4d5c2af327cd64a62cf35abd2ba6fab4",
	},
	{
		.name = "McGrew and Viega, case 4",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308",
		.iv = "cafebabefacedbaddecaf888",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466"
		"931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
		.tag = "5bc94fbc3221a5db94fae95ae7121a47",
	},
	{
		.name = "McGrew and Viega, case 5",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308",
		.iv = "cafebabefacedbad",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"61353b4c2806934a777ff51fa22a4755699b2a714fcdc6f83766e5f97b6c742373806900e49f"
		"24b22b097544d4896b424989b5e1ebac0f07c23f4598",
		.tag = "3612d2e79e3b0785561be14aaca2fccb",
	},
	{
		.name = "McGrew and Viega, case 6",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308",
		.iv =
		"9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c9515680"
		"9539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"8ce24998625615b603a033aca13fb894be9112a5c3a211a8ba262a3cca7e2ca701e4a9a4fba4"
		"3c90ccdcb281d48c7c6fd62875d2aca417034c34aee5",
		.tag = "619cc5aefffe0bfa462af43c1699d050",
	},
	{
		.name = "McGrew and Viega, case 10",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_192_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308feffe9928665731c",
		.iv = "cafebabefacedbaddecaf888",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c7d773d00c144"
		"c525ac619d18c84a3f4718e2448b2fe324d9ccda2710",
		.tag = "2519498e80f1478f37ba55bd6d27618c",
	},
	{
		.name = "McGrew and Viega, case 12",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_192_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308feffe9928665731c",
		.iv =
		"9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c9515680"
		"9539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"d27e88681ce3243c4830165a8fdcf9ff1de9a1d8e6b447ef6ef7b79828666e4581e79012af34"
		"ddd9e2f037589b292db3e67c036745fa22e7e9b7373b",
		.tag = "dcf566ff291c25bbb8568fc3d376a6d9",
	},
	{
		.name = "McGrew and Viega, case 16",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_256_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
		.iv = "cafebabefacedbaddecaf888",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590d"
		"bb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
		.tag = "76fc6ece0f4e1768cddf8853bb2d551b",
	},
	{
		.name = "McGrew and Viega, case 18",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_256_NIST_GMAC,
		.key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
		.iv =
		"9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c9515680"
		"9539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
		.aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
		.pt =
		"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c959568"
		"09532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		.ct =
		"5a8def2f0c9e53f1f75d7853659e2a20eeb2b22aafde6419a058ab4f6f746bf40fc0c3b780f2"
		"44452da3ebf1c5d82cdea2418997200ef82e44ae7e3f",
		.tag = "a44a8266ee1c8eb0c8b5d4cf5ae9f19a",
	},
	{
		.name = "128 bits, IV 12, AAD 1, 1 bytes, tag 16",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "24a3d993f42b83e4f2928cedb39555cb",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "c7",
		.pt = "19",
		.ct = "33",
		.tag = "f55c728b5494032c757e0a62c8b2d63d",
	},
	{
		.name = "192 bits, IV 12, AAD 13, 17 bytes, tag 15",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_192_NIST_GMAC,
		.key = "d73b7e56ca0dd927843d10df2c311c9e609f418a97fc843f",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "452604b1fe110d7683dc1e8d83",
		.pt = "69c302b5baa02ae8cda271aa72a98ad20f",
		.ct = "491d3bb207d7a48d96a27bef210272d9c1",
		.tag = "2024c6663a66c19691a8fc805c0e19",
	},
	{
		.name = "256 bits, IV 12, AAD 16, 31 bytes, tag 14",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_256_NIST_GMAC,
		.key = "3944af2a5bfb8a62e7431d63e3ea98ece2e13637e902e87da6e0d21295cd5aea",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "b49ba07c55ae965fc02b4bc1ed1d082d",
		.pt = "5dff9a5d77b77ba759d291f747b2669e157f8a01297f818e807b66fc574fc1",
		.ct = "f861d65f469840d00de56f340301a7a47694f1425fc25fbdb2cb092082bb78",
		.tag = "aacfc583edc8053ef6149e889d7d",
	},
	{
		.name = "128 bits, IV 12, AAD 20, 65 bytes, tag 13",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "24a3d993f42b83e4f2928cedb39555cb",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "9ae9f4b1009eb6488c7787ed32053892c52d6a80",
		.pt =
		"b4218f103d696f2c595f71945469e2fce949dd2c3b87eac3cafd0e4d4e1ac3e1194c26f9a920"
		"aca35f2ebf4af0fdc7fcb9ae139df26a87982624222b325a80e3ea",
		.ct =
		"9e24b3aa8fa04ada1cff2acdb4927dd1a5d84eb8f14232d5691cc2d95e7e4192431fa237dd21"
		"e859cb147bb3622cebb3f57f48779653a73d1b074c53c94be8cce9",
		.tag = "b4714fad3cea8d49d9a81744e0",
	},
	{
		.name = "256 bits, IV 12, AAD 8, 129 bytes, tag 12",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_256_NIST_GMAC,
		.key = "3944af2a5bfb8a62e7431d63e3ea98ece2e13637e902e87da6e0d21295cd5aea",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "899f3acb1900171c",
		.pt =
		"959ac8129331b96b81b6a5988977ae63c5961b09580d7ff26db6e13365ffde3db65d5e562e71"
		"bdce008eef1eb6f9005988cc8b5c549c9fd5d20e715181a7aaf809d4ba35c4425078f985e80f"
		"35db53db225bc29ef631d54a923f456cc1255e3ffa52520316f59b01de3a8dcbf479ee1186c4"
		"7993248c9978e8f4015d47a3cb0b29",
		.ct =
		"30048410a21e821cd5815b5bcdc46f59a67d604a2eb0a1c15f068eefb00b67a11bf7e5950964"
		"0c18a80c65ebb6791ad4ad798105ec4b8cefddd4cdc0e3c4b09d26043f50788886edabe5099e"
		"dae94d4a60fac6628188d29ce2cb5da6d7b51f63237fe332be4fafa22e961914a933fb9e0fe4"
		"2d9babe058f3c33834cecd0c341834",
		.tag = "2f28f86f7fcad162817cb01e",
	},
	{
		.name = "192 bits, IV 12, AAD 33, 100 bytes, tag 8",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_192_NIST_GMAC,
		.key = "d73b7e56ca0dd927843d10df2c311c9e609f418a97fc843f",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "d577759951985547d98403fe2c3e205b272895472bf0e90a4c447c31921c11b1ca",
		.pt =
		"ab85686be70b358a273bef122c0fb4962ad78939734a85494d4ff9b052294fb9445ee311035c"
		"fc5dba1f05fe824b8c61416ece79184176c9d2560b032a722364f09b1763c7f08b287f93526e"
		"f3260213c32517b0c7bc5ddea75ce4ff3ce8bcd236786fe0",
		.ct =
		"8b5b516c5a7cbbef7c3be5577fa44c9de409f098f3f39d6d5dfeb509ab10317a8257a4d8d962"
		"48fbe0802b3a53dbc1dddb44d85e3461936082bd67c608c68c38c58be31817a56bcfa16f413e"
		"f8eb76a4dcc10ab14bbda23c2ef06e491f18046b76ba9dce",
		.tag = "2f5c92d828a22dc6",
	},
	{
		.name = "128 bits, IV 12, AAD 0, 40 bytes, tag 4",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "24a3d993f42b83e4f2928cedb39555cb",
		.iv = "72a61162550a4d37b0aed697",
		.aad = "",
		.pt =
		"9a5fdae38411fbe95586ca965fe6b99e581a3c8fdb4f1179f75e7da96e6e0ec19333f2bf640c"
		"1ecd",
		.ct =
		"b05ae65936d8de1f102691cfbf1d26b3148baf1b118ac96f54bfb13d7e0a8cb2c9607671100d"
		"5a37",
		.tag = "6e8d6064",
	},
	{
		.name = "256 bits, IV 12, AAD 47, 0 bytes, tag 16",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_256_NIST_GMAC,
		.key = "3944af2a5bfb8a62e7431d63e3ea98ece2e13637e902e87da6e0d21295cd5aea",
		.iv = "72a61162550a4d37b0aed697",
		.aad =
		"5b4928ae2253eb095072832469412366a5fd3ac61bc6630c71958b9cecc26c7ecd92562a264a"
		"09ce71b1a06360c8c0",
		.pt = "",
		.ct = "",
		.tag = "a421de7009e569b7626bd2767a7acf79",
	},
	{
		.name = "128 bits, IV 8, AAD 7, 257 bytes, tag 16",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "24a3d993f42b83e4f2928cedb39555cb",
		.iv = "69d62a679d43730a",
		.aad = "c847217ba919aa",
		.pt =
		"aecdec9dc35efb7c87c5e78c1fc8b1b422a51eb020ab7611a141e2e73ea93c41bc175b7a6ff9"
		"cf0d9b9d036f6012974eba9a3d9bced562f154abb377a8d0a8d173f9e3bffd67a6adc6b9ccd4"
		"fca50b0b3a0c75a43954a17101d6614815d0dbc7e8c556fa6513355677248b8c82e3c74af9f3"
		"c403c52879405a9289ef0c0b6830abb4648b0d64f5ffb2d20819764846374389992b69e0e99d"
		"7b116fbb33066876332beb9ea9c72550b3f08f431bbb3116cded81ba977ddc702ba5d2ee1df9"
		"3091760d782a4bcf15fe99467905a83aad6835fe9a55b5bec51f2537f35a2867f49b71b8c5f5"
		"31002348cd8aa474162d4062dd7049024123545666ddc17ff7ba9deb96",
		.ct =
		"3ddad2ebd270df6dac22bc8e7f5104274de9a0e586ff5ab79091ecc2661d7c76c541d77d7975"
		"a15fcb92b39ffb81960c9bfd058115be7c3e51e11999c772748f0dca8a2fc0ddf22a79e44494"
		"fd11e0ce1dc051c9c05ae19bf4714c4945219870edd89e50da660e3c17e979ff974de304a51d"
		"8f7dc086024e11ad4894efc8b8b47e624f970809899272f139081dc190cf9e3f38a26cfb5062"
		"12de8504b95327c531f6bb2ba99295fc7b83afc16a3954dce599521fc09fece8e984f94d00cf"
		"4176c551bf9c11ac0514d3408f94313d46d416eb537561411142d0c8bbfd2f85e00dda203192"
		"06c1dfc6a21d1e9a95d0c6e5c9f24073403bc87fe141835f5fcfe8647c",
		.tag = "0325c98e4292512710ee553061df4ead",
	},
	{
		.name = "256 bits, IV 16, AAD 100, 80 bytes, tag 16",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_256_NIST_GMAC,
		.key = "3944af2a5bfb8a62e7431d63e3ea98ece2e13637e902e87da6e0d21295cd5aea",
		.iv = "26260e70905ec352913137e46509df8a",
		.aad =
		"3eeded052d5036f00659e2c376a00cdc5596355f9eebe3ece12a257f4a31726820aa80fdb54b"
		"17a1c27cab66a8a8aff53c3f7ec4a5f691da5a13597dadd3fe922bc0c26cad2b652196a28bce"
		"87a85b1a55b2822643803927529930867a02a4383857a089",
		.pt =
		"d1ffb7f996b88489ac019a688312d2a7b5a8f3f3b00cc7258c6eeb5047b7eb6956820bc12214"
		"2eae990fb42135877affd1da11784cdb59f08b922ceca63f6ce1986370367601801398a863e1"
		"6885f4b1",
		.ct =
		"a8d07c81692b27e92f9914ab203deb81403424cb01b52dd4f1628df5860e4ca9791c647f0665"
		"eb0da66db1ee4d4a8b991da7dbecf4a728f537a1ad88ce463ef8c23e83ff7aca178d8f311113"
		"a9fef881",
		.tag = "6f10220bbd3404b291c44d28deec9a13",
	},
	{
		.name = "192 bits, IV 128, AAD 12, 20 bytes, tag 12",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_192_NIST_GMAC,
		.key = "d73b7e56ca0dd927843d10df2c311c9e609f418a97fc843f",
		.iv =
		"20794fcbea024a8b81b8bf27ada2a3873f9df31e42ed13703f3b3f03140b79d01a960fd83f21"
		"350570bd7587a7b850d4f9709e1ca1b0c7b184d5fac7819c1e810e353e9136657ded22160a4b"
		"c3896de93cbee2121eed66f65b9c73d9b52a1a2a5f39aad89ed94bbf768d9f91edc369292929"
		"f514a7ef663aeb95faa03688c1c3",
		.aad = "b2eaed90a0c6fee06571d5f7",
		.pt = "2b2605a39e5e3b4ae4256996d3267fd120fa1caa",
		.ct = "1a81a289aa8e24e4bdb6e2da7b50ccb4c8ae757e",
		.tag = "6bea57ec4c3605050a6cfb9c",
	},
	{
		.name = "128 bits, IV 12, AAD 300, 48 bytes, tag 16",
		.cipher = CRYPTO_AES_NIST_GCM_16,
		.auth = CRYPTO_AES_128_NIST_GMAC,
		.key = "24a3d993f42b83e4f2928cedb39555cb",
		.iv = "72a61162550a4d37b0aed697",
		.aad =
		"ebbc3422b29b21699028689c9cfddab369df7bed2994acc0443dd22581634c01f3e8ee13a39b"
		"946d0b0967ee072d993bd17b08c2010d97925c255d4497dfda1d4d1d44f95535e061c89fe695"
		"fed2853f0509803fafab5422e10e55bc6b94896059b57fee0f4f9dba23b2b79d9ddd46278409"
		"cd22f5ab75fdf7d1b5a0d72a8d2060165c35025395633d01a6682d146b4abf63779ab587b99c"
		"06b0bb7d364861cf390bff69bd79199fed1077b7e0af2b7f2315c22ff8aa6d23f38e704dd520"
		"fc02c2ae1b4473a66ceb5b934954f2497e11e70f684398530f28a1d2e952e7a59c9d1816f50e"
		"c93418337ce821f921502e85ce83a86663b3a5384b8d1b2c1ea41753836b3e942ee59f062e5d"
		"96d227129319e9c88c216124ea6a1445750e2506614f9e37e8fb2fc00a897b3479a4",
		.pt =
		"39685e4bd6e74a11dc7597966b329b0461b4639597aeb5d4d483b35ecf8b74dfad2757b1609f"
		"16bec469d23bb3647dc8",
		.ct =
		"136d62f1642e6fe799d5cccf8bc904292d25f0015d6b6dc277627fcadfeff6acf774d37f149e"
		"5244505316c221b55187",
		.tag = "5847fb701257c3cee0d060ca18bd613c",
	},
	{0},
};
