/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _TEST_OCF_SCAN_KEYS_H_
#define _TEST_OCF_SCAN_KEYS_H_

/* Secrets of scan.h that follow from an algorithm's key, computed apart from any engine. */

#include "scan.h"

/*
 * A key, and what engines keep of it: AES round keys of both directions, 3DES schedules,
 * GHASH's H, HMAC's padded keys and the chaining values that they leave, the subkeys of
 * CMAC and XCBC. With AEADs that make a key of key and nonce, that one. The key is
 * needed, flags are for the others. To be called in scan_apart()'s process.
 */
void scan_key(unsigned int flags, const char *name, int alg, const uint8_t *key, uint32_t len,
	      const uint8_t *nonce);

#endif /* _TEST_OCF_SCAN_KEYS_H_ */
