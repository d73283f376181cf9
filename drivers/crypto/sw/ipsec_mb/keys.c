/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Key schedules: AES, and what HMAC, CMAC and XCBC need. Nothing secret stays on the stack. */

#include "ipsec_mb.h"

bool
crypto_imb_aes_key(IMB_MGR *mgr, struct imb_aes *aes, const uint8_t *key, uint32_t len)
{
	switch (len) {
	case 16:
		IMB_AES_KEYEXP_128(mgr, key, aes->enc, aes->dec);
		return true;
	case 24:
		IMB_AES_KEYEXP_192(mgr, key, aes->enc, aes->dec);
		return true;
	case 32:
		IMB_AES_KEYEXP_256(mgr, key, aes->enc, aes->dec);
		return true;
	default:
		return false;
	}
}

/* ------------------------------------------------------------------- HMAC */

#define MAX_BLOCK 128 /* of SHA-512 */

static void
one_block(IMB_MGR *mgr, const struct imb_mac_row *row, const void *block, void *state)
{
	hash_one_block_t fn;

	memcpy(&fn, (const uint8_t *)mgr + row->one_block, sizeof(fn));
	fn(block, state);
}

static void
whole_hash(IMB_MGR *mgr, const struct imb_mac_row *row, const void *text, uint32_t len,
	   void *digest)
{
	hash_fn_t fn;

	memcpy(&fn, (const uint8_t *)mgr + row->whole, sizeof(fn));
	fn(text, len, digest);
}

/* HMAC of no bytes: hash(key ^ opad, hash(key ^ ipad)). @p pad holds key ^ ipad. */
static void
hmac_empty(IMB_MGR *mgr, const struct imb_mac_row *row, const uint8_t *pad, uint8_t *mac)
{
	uint8_t text[MAX_BLOCK + IMB_MAX_MAC];
	uint32_t i;

	for (i = 0; i < row->block; i++)
		text[i] = pad[i] ^ 0x36 ^ 0x5c;
	whole_hash(mgr, row, pad, row->block, text + row->block);
	whole_hash(mgr, row, text, (uint32_t)row->block + row->digest, mac);
	crypto_wipe(text, sizeof(text));
}

static bool
hmac_key(IMB_MGR *mgr, const struct imb_mac_row *row, struct imb_mac *mac, const uint8_t *key,
	 uint32_t len)
{
	uint8_t pad[MAX_BLOCK] = {0};
	uint32_t i;

	if (len <= row->block)
		memcpy(pad, key, len);
	else if (row->whole != 0)
		whole_hash(mgr, row, key, len, pad);
	else
		return false;
	for (i = 0; i < row->block; i++)
		pad[i] ^= 0x36;
	one_block(mgr, row, pad, mac->key.hmac.ipad);
	if (row->whole != 0)
		hmac_empty(mgr, row, pad, mac->empty);
	for (i = 0; i < row->block; i++)
		pad[i] ^= 0x36 ^ 0x5c;
	one_block(mgr, row, pad, mac->key.hmac.opad);
	crypto_wipe(pad, sizeof(pad));
	return true;
}

/* ---------------------------------------------------------- CMAC and XCBC */

/*
 * Of no bytes both are one block, the padding, enciphered after it was mixed with the
 * second subkey: CBC with that subkey as IV.
 */
static void
cbc_mac_empty(IMB_MGR *mgr, struct imb_mac *mac, uint32_t len)
{
	static const uint8_t padding[16] = {0x80};
	IMB_JOB job = {
		.src = padding,
		.dst = mac->empty,
		.msg_len_to_cipher_in_bytes = sizeof(padding),
		.iv = mac->key.cbc.sub2,
		.iv_len_in_bytes = 16,
		.enc_keys = mac->key.cbc.key,
		.key_len_in_bytes = len,
		.cipher_mode = IMB_CIPHER_CBC,
		.cipher_direction = IMB_DIR_ENCRYPT,
		.hash_alg = IMB_AUTH_NULL,
	};

	(void)IMB_SUBMIT_CIPHER_BURST_NOCHECK(mgr, &job, 1, IMB_CIPHER_CBC, IMB_DIR_ENCRYPT,
					      (IMB_KEY_SIZE_BYTES)len);
}

static bool
cmac_key(IMB_MGR *mgr, struct imb_mac *mac, const uint8_t *key, uint32_t len)
{
	struct imb_aes aes;
	bool ok = crypto_imb_aes_key(mgr, &aes, key, len);

	memcpy(mac->key.cbc.key, aes.enc, sizeof(aes.enc));
	crypto_wipe(&aes, sizeof(aes));
	if (len == 16)
		IMB_AES_CMAC_SUBKEY_GEN_128(mgr, mac->key.cbc.key, mac->key.cbc.sub1,
					    mac->key.cbc.sub2);
	else
		IMB_AES_CMAC_SUBKEY_GEN_256(mgr, mac->key.cbc.key, mac->key.cbc.sub1,
					    mac->key.cbc.sub2);
	cbc_mac_empty(mgr, mac, len);
	return ok;
}

bool
crypto_imb_mac_key(IMB_MGR *mgr, const struct imb_mac_row *row, struct imb_mac *mac,
		   const uint8_t *key, uint32_t len)
{
	if (row->block != 0)
		return hmac_key(mgr, row, mac, key, len);
	if (row->klen != (int)len * 8)
		return false;
	if (row->alg != CRYPTO_AES_XCBC_MAC)
		return cmac_key(mgr, mac, key, len);
	IMB_AES_XCBC_KEYEXP(mgr, key, mac->key.cbc.key, mac->key.cbc.sub1, mac->key.cbc.sub2);
	cbc_mac_empty(mgr, mac, len);
	return true;
}
