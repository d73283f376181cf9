/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _HELLO_PACKETS_H_
#define _HELLO_PACKETS_H_

#include <rte_mbuf.h>

/* A packet: IV, payload, room for the tag. */
enum { BURST = 32, IV_LEN = 12, PAYLOAD_LEN = 64, TAG_LEN = 16 };

/* Start EAL, make memory for packets. @return 0; -1. */
int packets_open(int argc, char **argv);
/* BURST packets, IVs counted from 0. @return 0; -1: no memory. */
int packets_rx(struct rte_mbuf **pkts);
/* Send it, if error is 0, and free it. */
void packet_tx(struct rte_mbuf *pkt, int error);
/* Say how many were sent, and the last one. @return 0; 1 not all. */
int packets_close(void);

#endif /* _HELLO_PACKETS_H_ */
