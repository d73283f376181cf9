/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _IPSEC_MB_PUT_H_
#define _IPSEC_MB_PUT_H_

/* How a request becomes a job of its class; for gather.c and slow.c. */

#include "ipsec_mb.h"

imb_inline void
imb_put_cipher(IMB_JOB *job, const struct imb_session *ses, uint8_t *dst, const uint8_t *src,
	       uint32_t len, const uint8_t *iv)
{
	job->enc_keys = ses->aes.enc;
	job->dec_keys = ses->aes.dec;
	job->src = src;
	job->dst = dst;
	job->msg_len_to_cipher_in_bytes = len;
	job->iv = iv;
}

imb_inline void
imb_put_mac_key(IMB_JOB *job, const struct imb_session *ses)
{
	if (imb_unlikely(ses->flags & IMB_S_CBC_MAC)) {
		job->u.CMAC._key_expanded = ses->mac.key.cbc.key;
		job->u.CMAC._skey1 = ses->mac.key.cbc.sub1;
		job->u.CMAC._skey2 = ses->mac.key.cbc.sub2;
	} else {
		job->u.HMAC._hashed_auth_key_xor_ipad = ses->mac.key.hmac.ipad;
		job->u.HMAC._hashed_auth_key_xor_opad = ses->mac.key.hmac.opad;
	}
}

/*
 * The MAC goes straight to its place if that is known (not NULL) and the engine can write
 * just that many bytes.
 * @p base is job->src: what was just written is not to be read again.
 */
imb_inline void
imb_put_mac(struct imb_class *cls, uint32_t i, struct imb_session *ses, struct cryptodesc *md,
	    uint8_t *place, const uint8_t *base, const uint8_t *src, uint32_t len)
{
	IMB_JOB *job = &cls->job[i];
	uint8_t *tag = NULL;

	/* offsets are added modulo 2^64 */
	job->hash_start_src_offset_in_bytes = (uintptr_t)src - (uintptr_t)base;
	job->msg_len_to_hash_in_bytes = len;
	imb_put_mac_key(job, ses);
	if (imb_likely(ses->flags & IMB_S_MAC_WHOLE) && !(md->crd_flags & CRD_F_VERIFY))
		tag = place;
	if (tag == NULL) {
		tag = cls->tag[i];
		cls->todo |= UINT64_C(1) << i;
		cls->e[i] = (struct imb_entry){ses, md, tag};
	}
	job->auth_tag_output = tag;
	job->auth_tag_output_len_in_bytes = ses->mac_out;
}

#endif /* _IPSEC_MB_PUT_H_ */
