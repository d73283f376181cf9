/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include "rows.h"

/*
 * Chains as ESP has them: encrypt, then MAC over header, IV and ciphertext (by two
 * implementations).
 */
const struct vec_row vec_rows_chain[] = {
	{
		.name = "AES-128-CBC + HMAC sha1, 64 bytes, tag 12",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_SHA1_HMAC,
		.key = "f60aa768b99fa1ee38dc6310e9a9fba2",
		.mackey = "41de9f203e17b85ba5df602c2ed6cf10159c5808",
		.iv = "a2ebb0cc66de6cfb8b5abe0cf2b574a7",
		.aad = "587e5a1e054972f8",
		.pt =
		"589dd4718f8b52542eee46373de08ca8eb4e1d952be9a18d836fd657345caa8f0ba2518b22da"
		"4becd7047dae142d3537f3c04d791e355fc5b862276e4c0b0a01",
		.ct =
		"81b03130e8cf771ea5303a640cdaf5ff90e1800601320834967e9c13256d6e95c45c5ad4f8f3"
		"b128aeaeccf4fe54bdae6b1b3a43688284909e46de1f9347d449",
		.tag = "6f7cf22d7862f62c1bddf11e",
	},
	{
		.name = "AES-192-CBC + HMAC sha256, 16 bytes, tag 16",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "5ea854d055674f441709340b4e7bfe3f7adc545212a03b4c",
		.mackey = "d1b4c837610e08a0f920f4fda951c18923ed9e32a1cd191f72d3a4126e01ddb8",
		.iv = "bb28b570c54c0810ee8999f3a0b74cd9",
		.aad = "587e5a1e054972f8",
		.pt = "824a6a928630ff71242ce6cca543432a",
		.ct = "9175aa0100522ba3f25adf635bbd7db7",
		.tag = "34c3ec153385729fd8929b873f73dc14",
	},
	{
		.name = "AES-256-CBC + HMAC sha512, 160 bytes, tag 32",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_SHA2_512_HMAC,
		.key = "a4c70fc186a91fb3ad54d752e4e74d08462af457ee12260b20f27353ed73148f",
		.mackey =
		"d670ef343eadc4521f18add4e1a373882dd0a3552b8922bbb1ca5b9ebe5e467ba2e3ebf46e69"
		"12ad602806619ad14276a76567d7a27e63f1bac71becdda22b79",
		.iv = "084e02dcc14cb81f839981c2a73eecb7",
		.aad = "587e5a1e054972f8e41805e2",
		.pt =
		"7933a7b4fc9ad6199571b07a681b13523ada15e7aabb28eb68cb75b0488d702374299721bdfa"
		"580bcb1fa373a6f1ab5ecb38248eb0fe3cf1cec9693b75d65affd6dc88ced7a4906bfb530650"
		"aea0e653b53091cfa7a95f7db88d434da28e2e67d269bf12f11787ad03356b9c151a936e68ee"
		"85d9c97edf68fb5209ed68bcd91a897d27a6a0e75326126b51b1b04e186bdf9c64cdf443cd52"
		"27f5708fcf02d73d",
		.ct =
		"ac78765e02e8b8afd86206b97577de920dc5905a5485d8dee38b0ea33718c25d5ee102bea8cd"
		"27f64c4c59af78b0c4705353ad61d68fe4440bc60dc3cc7b45dee292a7c3a4f879d74ffcbb47"
		"c0491feb5e124ec08ae4de8e8df859e865dff3fc3b79beee2afad0aa93c836c6f3bd8eea8227"
		"dec836fc40ba191664dbf964d0f208ca0d6c8fb3245144d01f162d3a45a332237e5e184e000d"
		"241d3a2fb12633f4",
		.tag = "b492f7920419bab82801831bdd77110b9dab13b20def750b32aa1c84e70f8883",
	},
	{
		.name = "AES-128-CBC + HMAC sha384, 48 bytes, tag 24",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_SHA2_384_HMAC,
		.key = "f60aa768b99fa1ee38dc6310e9a9fba2",
		.mackey =
		"186e7f06f10e3e643d8e0e89b7070e8cbbe6f3b7f5bea4c6b03e4ec45ef1e75f773a118eeec5"
		"19dbdeb2fe63b1231438",
		.iv = "f1f802ef8232eb4541ab4ac18af92014",
		.aad = "587e5a1e054972f8e41805e2379be132",
		.pt =
		"11c01253f01617989b8014d5c4a55222961d3e3afcee260ddc597f40fc5ce3c835e1bbb829ee"
		"7b68a4e5030965825c70",
		.ct =
		"cf59d6ae683df532fd72f1751f6fa8161b53f68ce89febdfa77490d5cfbf3ef1e4bb73fe5798"
		"d1efd8e0ff97d057eaf2",
		.tag = "6d534464cfbc55eaeb2f39be236e7825e9132b8548d2ad0e",
	},
	{
		.name = "AES-256-CBC + HMAC md5, 256 bytes, tag 12",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_MD5_HMAC,
		.key = "a4c70fc186a91fb3ad54d752e4e74d08462af457ee12260b20f27353ed73148f",
		.mackey = "49c840d2944a6b7eb1c8d62f66b327e3",
		.iv = "b7a9f2ac856e712f1df50be4ad6eca70",
		.aad = "",
		.pt =
		"31ecfa99570b8e37f6383057b88a2b785f6ce94d9ff5b8038e3b6517ebcf2646770e9a4dc77b"
		"9e3ee07bfb8d390041aa24c1980a3b1fcf093faedc4beeba661e1cd7574e55aed15b70a8c16b"
		"8de9ff410a4e6df68414f024fc2ce26e873df78c20ca568d70c2e4f342636dceeeae0d227026"
		"6265d2bd03b47feeae0746ce268e9f6db60c5f5c709c36e102869616026f686bcfd1ae357e16"
		"6e9c898c7d69211bf68bab67f0f2af6ea99abe06948149525e1313c235f8d729afcc3656e6fc"
		"14a36bd307d36706426265543242d5977a3a45249ee52e366e8a104bcbf355b5dea3ec827fcf"
		"5bb973a3dff176b8697514118da085915614037aa5b53eff0f7092d2",
		.ct =
		"32a9f3854ca8552ad6ad034416a9478479ad1be86df1aca4b7feb54051553aa525bef54a3432"
		"70f935b21bc24ff9a6225384ae947ed8415323a248cd8794597cfd2a60b26c30749643095cb0"
		"08065d036d2682a44418330bc1f48e7ade0f02d841f3dc445a6439ac41c0fe1d251e2a6f54a1"
		"455fb6d17e59ff1d3aaaa1ef8fef7dd4c773318acaaa41b18ecbc02205d2c950e31bba3242d7"
		"8a08c7a14903fe1890c6f8b6a391205aaf0fa96b1c81bfc0b8cc06b3e29939ed5577042232b4"
		"abcc38f862cc2a46b2d88e2cca6a7ee4f3a3e3bf9bf952db7712129cdeebc99da06c4e1dc08c"
		"4bb6124ecf1459cce665d400829dc412ddd4b4789a1d6c8dc8de179b",
		.tag = "add717a5e7409cb2dcb19068",
	},
	{
		.name = "AES-128-CBC + HMAC sha224, 32 bytes, tag 14",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_SHA2_224_HMAC,
		.key = "f60aa768b99fa1ee38dc6310e9a9fba2",
		.mackey = "787b3806f7a555908625cad519899c05891c71d5fdf78836e043b3f7",
		.iv = "6b5b9bb27f58b3af1528ec1ee50a01cc",
		.aad = "587e5a1e054972f8",
		.pt = "30acbac25f9199aa8424e492c27f2197b11b6118e41d99d526da034ed996fe30",
		.ct = "85360ebb54c939e592276e3966fee6b543da0d8ab8d1d10b4fb966c27c17cf9f",
		.tag = "e5de6db72a8b6207e2b577ded791",
	},
	{
		.name = "AES-256-CBC + HMAC sha1, 0 bytes, tag 20",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_SHA1_HMAC,
		.key = "a4c70fc186a91fb3ad54d752e4e74d08462af457ee12260b20f27353ed73148f",
		.mackey = "41de9f203e17b85ba5df602c2ed6cf10159c5808",
		.iv = "67e250d774ac1925035caa5d202a7502",
		.aad = "587e5a1e054972f8",
		.pt = "",
		.ct = "",
		.tag = "4f73f99fc94c14b0b5f346bb599169ab4d52da28",
	},
	{
		.name = "AES-128-CTR + HMAC sha1, 33 bytes, tag 12",
		.cipher = CRYPTO_AES_CTR,
		.auth = CRYPTO_SHA1_HMAC,
		.key = "f60aa768b99fa1ee38dc6310e9a9fba2",
		.mackey = "41de9f203e17b85ba5df602c2ed6cf10159c5808",
		.iv = "32969182c56733f3834bdfb17b838484",
		.aad = "587e5a1e054972f8",
		.pt = "4b9c9a295dd79c090492b2fd8a11c913f6050b6c5afebed9fe01ed79c7fc36a36b",
		.ct = "0be6aaaf8a788fda82c172632dce5b81636ccd2e224a02ce465b81f54dd2c70ae0",
		.tag = "11f8de10df8107d2731add21",
	},
	{
		.name = "AES-192-CTR + HMAC sha384, 129 bytes, tag 24",
		.cipher = CRYPTO_AES_CTR,
		.auth = CRYPTO_SHA2_384_HMAC,
		.key = "5ea854d055674f441709340b4e7bfe3f7adc545212a03b4c",
		.mackey =
		"186e7f06f10e3e643d8e0e89b7070e8cbbe6f3b7f5bea4c6b03e4ec45ef1e75f773a118eeec5"
		"19dbdeb2fe63b1231438",
		.iv = "21e6cac4f6c58f72ceb6f5fab82f869d",
		.aad = "587e5a1e054972f8",
		.pt =
		"5bb799bdc962df81f6a46953140e7ce0d937ee4d718d720ad3bc8c6280d68b46d4028138dc46"
		"b4e9b3fcd24a619c9fd5b3bf23a200fe97a5fc39e950b479041f5fc8814396baeb45e470a1f2"
		"abbcd8acf9af4f3671e4f67583ffea4ee8a7f0b1dbe1e5db7c534ed1893fc74119d75c085f66"
		"9ab10a377fc6ab83e6f67849044e3d",
		.ct =
		"0a2b7e9986bfeb16fa18da735311bbe5f4f0dbd9ffa8b57a89663d626247af0a7c132bcf7624"
		"5d8982f422fa06c081afcbe1f7d53fde5f58082f3574ef5d0613dcddd7277b4b539d992889d6"
		"04dea78ef0864a757a26696bfcb929b6186bf5d84753f685029d6106dcfda2d4455921e3a0d7"
		"8044674f0358ed3a4bbb22ef74d1a6",
		.tag = "b87e28877ea9fe68c42144b5b3870f8c2752b97aebd3ae14",
	},
	{
		.name = "AES-256-CTR + HMAC sha512, 1 bytes, tag 32",
		.cipher = CRYPTO_AES_CTR,
		.auth = CRYPTO_SHA2_512_HMAC,
		.key = "a4c70fc186a91fb3ad54d752e4e74d08462af457ee12260b20f27353ed73148f",
		.mackey =
		"d670ef343eadc4521f18add4e1a373882dd0a3552b8922bbb1ca5b9ebe5e467ba2e3ebf46e69"
		"12ad602806619ad14276a76567d7a27e63f1bac71becdda22b79",
		.iv = "e26bbedd0633e463a0cfa1a9fee36e29",
		.aad = "587e5a1e054972f8",
		.pt = "c9",
		.ct = "16",
		.tag = "ce2f515f2b0b9a9f2cd2fb5d595a98839d5f81561299926e5c18ad41ad817915",
	},
	{
		.name = "AES-256-CTR + HMAC sha256, 100 bytes, tag 16",
		.cipher = CRYPTO_AES_CTR,
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "a4c70fc186a91fb3ad54d752e4e74d08462af457ee12260b20f27353ed73148f",
		.mackey = "d1b4c837610e08a0f920f4fda951c18923ed9e32a1cd191f72d3a4126e01ddb8",
		.iv = "0e611eb59d00b1157f7146576230aa88",
		.aad = "587e5a1e054972f8e41805e2",
		.pt =
		"7d178ca077f048acbb41af5a66071405c2907bb27b9418193062674aba7a5017c90fcb04cf1d"
		"bd200651d4b5d2fdc7b6c06c6296f3072ea66fbe86e2eb06795c52b3e55a3e9fdad37d3d6324"
		"74d66cb53b32ef9fc972773fc5f8005a2588816ba899df7d",
		.ct =
		"a9ec4800411c2e7f2f6029808c6c456a32411f9b1956ee5e265f0df7d0f76b3b44cd62bf7151"
		"21020d2ad93b96d7467e7eea3ace1728213870979ea232c945155cef87b1cfe9defbc02811b2"
		"be4508b7379fe30784627b26a324574910300468066ddeb1",
		.tag = "7207d2bddd87ed951ae12483e062af12",
	},
	{
		.name = "3DES-CBC + HMAC md5, 40 bytes, tag 12",
		.cipher = CRYPTO_3DES_CBC,
		.auth = CRYPTO_MD5_HMAC,
		.key = "a9b53f8fc783d815306667046b83cdf5c9c52329b022ec60",
		.mackey = "49c840d2944a6b7eb1c8d62f66b327e3",
		.iv = "c8455d358171f3e8",
		.aad = "587e5a1e054972f8",
		.pt =
		"9919a8ad47b0ef6f3f4c813c096220cce76a9d77591ed0ab349fe48644d5380d5aa64c802826"
		"4c47",
		.ct =
		"f4cbb639e213aa9a68e736bea433852a4392ff78d5ec2763eef4ffdf65c014866e119e8eb1bd"
		"af71",
		.tag = "5bc13ae4b5d42f6d41c369a1",
	},
	{
		.name = "3DES-CBC + HMAC sha1, 88 bytes, tag 12",
		.cipher = CRYPTO_3DES_CBC,
		.auth = CRYPTO_SHA1_HMAC,
		.key = "a9b53f8fc783d815306667046b83cdf5c9c52329b022ec60",
		.mackey = "41de9f203e17b85ba5df602c2ed6cf10159c5808",
		.iv = "e909604af636a68d",
		.aad = "587e5a1e054972f8",
		.pt =
		"19eef273106b526b45a9edb152420324c265e2b9d8d054f995a2aa73c8cebe4e0b7b1ba8f8ea"
		"bbb9099d321f829dbef7a4718fb4327e5554f0283a878df80de869d533c4ecbb0bec0404e1e2"
		"3442f535988e2d630fa4e401",
		.ct =
		"8c03ef3207a2a8425dad28214ac41edbee0059d1a0f876d815779af14f11310a6aff66546cb0"
		"88e1c4fa09d71dacaeaceca0dfc363115b83121b3e2c67be9ed33554188050f1457d5e5202ec"
		"2b345cbe7da00a515227e226",
		.tag = "1102719a48cce7812acd69d4",
	},
	{
		.name = "3DES-CBC + HMAC sha256, 24 bytes, tag 16",
		.cipher = CRYPTO_3DES_CBC,
		.auth = CRYPTO_SHA2_256_HMAC,
		.key = "a9b53f8fc783d815306667046b83cdf5c9c52329b022ec60",
		.mackey = "d1b4c837610e08a0f920f4fda951c18923ed9e32a1cd191f72d3a4126e01ddb8",
		.iv = "aebc049bff3c54cd",
		.aad = "587e5a1e054972f8",
		.pt = "44955a415ba2988aa17374096b3c8973b83d34b97903a9a2",
		.ct = "5ef47acbbfc898f255fe78431f1a409125802c79745c6438",
		.tag = "71376a1e5846389a8df8f70e09b2b4ec",
	},
	{
		.name = "NULL + HMAC sha1, 60 bytes, tag 12",
		.cipher = CRYPTO_NULL_CBC,
		.auth = CRYPTO_SHA1_HMAC,
		.mackey = "41de9f203e17b85ba5df602c2ed6cf10159c5808",
		.iv = "",
		.aad = "587e5a1e054972f8",
		.pt =
		"4d6e6bad8aede6a3cbede1a1acd319a0760cad98ab855111417c6609ab830866386cef2cbe70"
		"d9c53c4ea5fb818308225ac2a6a2b5f7427146f68617",
		.ct =
		"4d6e6bad8aede6a3cbede1a1acd319a0760cad98ab855111417c6609ab830866386cef2cbe70"
		"d9c53c4ea5fb818308225ac2a6a2b5f7427146f68617",
		.tag = "20c0f2e2101c7f8cd81dd9bf",
	},
	{
		.name = "AES-128-CBC + NULL HMAC",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_NULL_HMAC,
		.key = "60dc90e48869054d5acfc47235966749",
		.iv = "34ca12f84bfc9244453059907fbd881e",
		.aad = "587e5a1e054972f8",
		.pt =
		"972856662422246a744d82d07d48201a3ad750030d5cb054ff408950d896b678680d28c871bc"
		"1daeb0d661ec2eb2acbd596ff7a856fd146bdc138653185b6e4669be420ee7385a4e8808ce1f"
		"23266d83",
		.ct =
		"08f20e5705f7f7fbe3b0d5ba7b82aa43a5f686583d4343e7ba217adf3fef5beb81dcf2ed9219"
		"848e051f554a461c0e5320cdde8ce26d8518b63e92bd4ac9e5eaebefa485b3b6d93ff746fe34"
		"d62f2729",
		.tag = "",
	},
	{
		.name = "AES-128-CBC + CMAC",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_AES_CMAC,
		.key = "132aee2a96985c3d2cdfede06db29ae6",
		.mackey = "fa294ef905c30484fc18be40e19d707e",
		.iv = "9d38cb9ed072eefb8b2c74ca3241e331",
		.aad = "587e5a1e054972f8",
		.pt =
		"b49054221b49486b3f3feada6979aa590fb84db9f2def3c0422bf34a3f7cf1d13c39b0957282"
		"953c2650b65f32d17b9a647cc72964b2f8d98c5ccd49ab03e9f87fc277aebeae125b406425c7"
		"9d1043a6aaf90f1e612550dda491b6969db052ca",
		.ct =
		"657c7fd21dfefb1f0b59a54107535f62af8966b57741e6c874a85371b1c9d86b64b1f7ea44a4"
		"d48e5492c12eff2a364b54428bd2c0f331a8ba3c27d8e67d27c053b2997a4b95aa3bb0ac091c"
		"b21b9c93d5f80fec54620d3175803a2c4b57666e",
		.tag = "709b9da5ed444564939da369",
	},
	{
		.name = "AES-128-CBC + XCBC-MAC",
		.cipher = CRYPTO_AES_CBC,
		.auth = CRYPTO_AES_XCBC_MAC,
		.key = "132aee2a96985c3d2cdfede06db29ae6",
		.mackey = "fa294ef905c30484fc18be40e19d707e",
		.iv = "9d38cb9ed072eefb8b2c74ca3241e331",
		.aad = "587e5a1e054972f8",
		.pt =
		"b49054221b49486b3f3feada6979aa590fb84db9f2def3c0422bf34a3f7cf1d13c39b0957282"
		"953c2650b65f32d17b9a647cc72964b2f8d98c5ccd49ab03e9f87fc277aebeae125b406425c7"
		"9d1043a6aaf90f1e612550dda491b6969db052ca",
		.ct =
		"657c7fd21dfefb1f0b59a54107535f62af8966b57741e6c874a85371b1c9d86b64b1f7ea44a4"
		"d48e5492c12eff2a364b54428bd2c0f331a8ba3c27d8e67d27c053b2997a4b95aa3bb0ac091c"
		"b21b9c93d5f80fec54620d3175803a2c4b57666e",
		.tag = "6ae44511639730936ae67ce2",
	},
	{0},
};
