/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * hello: encrypt a burst of packets with AES-128-GCM, in place. packets.c stands for the
 * port that packets come from and go to; all of crypto(9) is here.
 *
 *	cc hello.c packets.c -o hello $(pkg-config --cflags --libs libocf)
 *	./hello --no-huge --no-pci -m 256
 */

#include <opencrypto/cryptodev.h>

#include "packets.h"

/* Called once a request, inside crypto_drain() or crypto_poll(), on the lcore that dispatched. */
static int
encrypted(struct cryptop *crp)
{
	packet_tx((struct rte_mbuf *)crp->crp_buf, crp->crp_etype);
	crypto_freereq(crp); /* or keep it, change what differs, and dispatch it again: faster */
	return 0;
}

int
main(int argc, char **argv)
{
	/* An AEAD is a pair: the cipher, with the key, and its tag. */
	char key[] = "0123456789abcdef"; /* copied: wipe it once the session is open */
	struct cryptoini gcm = {.cri_alg = CRYPTO_AES_NIST_GCM_16, .cri_klen = 128, .cri_key = key};
	struct cryptoini tag = {.cri_alg = CRYPTO_AES_128_NIST_GMAC, .cri_next = &gcm};
	struct rte_mbuf *pkts[BURST];
	struct cryptop *crps[BURST];
	uint64_t sid;

	/* NULL: the drivers that there are; 0: hardware or software, whichever suits best */
	if (packets_open(argc, argv) != 0 || packets_rx(pkts) != 0 || crypto_init(NULL) != 0 ||
	    crypto_newsession(&sid, &tag, 0) != 0 || crypto_getreq_burst(crps, BURST, 2) == 0)
		rte_exit(EXIT_FAILURE, "hello: does not start: %s\n", crypto_strerr());

	for (unsigned int i = 0; i < BURST; i++) {
		struct cryptodesc *enc = crps[i]->crp_desc, *mac = enc->crd_next;

		crps[i]->crp_sid = sid;
		crps[i]->crp_ilen = IV_LEN + PAYLOAD_LEN + TAG_LEN;
		crps[i]->crp_flags = CRYPTO_F_IMBUF;
		crps[i]->crp_buf = (caddr_t)pkts[i];
		crps[i]->crp_callback = encrypted;
		enc->crd_alg = gcm.cri_alg;
		enc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT; /* the IV is before the data */
		enc->crd_skip = IV_LEN;
		enc->crd_len = PAYLOAD_LEN;
		mac->crd_alg = tag.cri_alg; /* its skip and len: the AAD, none here */
		mac->crd_inject = IV_LEN + PAYLOAD_LEN;
	}
	crypto_dispatch_burst(crps, BURST); /* takes them all: fewer than a driver's credits */
	crypto_drain(1000000);              /* a main loop has crypto_poll() instead */

	crypto_freesession(sid);
	return crypto_fini() + packets_close();
}
