/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _IPSEC_MB_ENGINE_H_
#define _IPSEC_MB_ENGINE_H_

/*
 * intel-ipsec-mb as this driver sees it: the one place that includes its header and
 * knows its versions. Calls are made through a manager's function pointers.
 *
 * Its defects that shape this driver (1.3):
 *  - bursts and jobs on one manager mix their lanes and hand out plaintext as done: two
 *    kinds of managers;
 *  - counts that calls return, the queue size and imb_get_errno() are wrong or another
 *    thread's: only job->status is believed;
 *  - calls that do not check take lengths modulo 65,536 and touch memory at length zero;
 *  - some read past the end of the text or the key: see crypto_imb_tail_crosses().
 */

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* else it defines SHA1, GCM and the like */
#define NO_COMPAT_IMB_API_053
#include <intel-ipsec-mb.h>

/* Instruction sets, in the order of preference. */
enum engine_arch {
	ENGINE_SSE,
	ENGINE_AVX, /* until 2.0 */
	ENGINE_AVX2,
	ENGINE_AVX512,
	ENGINE_NARCH,
};

/*
 * Lane engines (AES-CBC encryption, HMAC, CMAC, XCBC, CCM) keep lengths in 16 bits. The
 * calls that check refuse more than 65,534; this is the largest multiple of a block below.
 */
#define ENGINE_MAX_LANE_LEN 65520u
#define ENGINE_MAX_CCM_AAD 46u
#define ENGINE_TAG 16 /* an AEAD's whole tag; the header's own maximum grew with SM3 */

/*
 * Loads of the last block of a text may reach this far behind its end: ChaCha20-Poly1305
 * jobs of the SSE manager, CMAC of the AVX-512 manager (measured with guard pages).
 */
#define ENGINE_OVERREAD 15u

/* Do bytes that such a load touches lie on another page than the text's last one? */
static inline bool
crypto_imb_tail_crosses(const uint8_t *text, uint32_t len)
{
	uintptr_t last = (uintptr_t)text + len - 1;

	return len != 0 && ((last ^ (last + ENGINE_OVERREAD)) & ~(uintptr_t)4095) != 0;
}

/* The header's own alignment is lost where applications include it. */
struct engine_gcm_key {
	alignas(64) struct gcm_key_data data;
};
static_assert(alignof(struct engine_gcm_key) == 64 && sizeof(struct engine_gcm_key) % 64 == 0,
	      "the engine loads key data with aligned instructions");

/* AES-GCM of one key length. */
struct engine_gcm {
	aes_gcm_pre_t pre;
	aes_gcm_enc_dec_t enc, dec;
	aes_gcm_init_t init;
	aes_gcm_init_var_iv_t init_var_iv;
	aes_gcm_enc_dec_update_t enc_update, dec_update;
	aes_gcm_enc_dec_finalize_t enc_final, dec_final;
	aes_gmac_init_t gmac_init;
	aes_gmac_update_t gmac_update;
	aes_gmac_finalize_t gmac_final;
};

/* "sse", ...; NULL for a number that is none. */
const char *crypto_imb_arch_name(unsigned int arch);
/* @return the number of a name, ENGINE_NARCH for an unknown one. */
unsigned int crypto_imb_arch_find(const char *name);
/* Can it run here: do the library, the CPU and (for the wide registers) the system have it? */
bool crypto_imb_arch_usable(unsigned int arch);

/*
 * A manager in memory of this driver's own, outside of core dumps, near @p socket (-1 =
 * anywhere). @return NULL: no memory, or the library's self-test failed.
 */
IMB_MGR *crypto_imb_mgr_new(unsigned int arch, int socket);
/* Wipe and free; NULL is allowed. */
void crypto_imb_mgr_free(IMB_MGR *mgr);

/* AES-GCM of keys of 128 + 64 * i bits. */
void crypto_imb_gcm_table(const IMB_MGR *mgr, struct engine_gcm gcm[3]);

/* Zeroed, lazily committed memory outside of core dumps; NULL. */
void *crypto_imb_map(size_t size, int socket);
void crypto_imb_unmap(void *p, size_t size);

#endif /* _IPSEC_MB_ENGINE_H_ */
