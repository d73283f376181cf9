/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdio.h>
#include <string.h>

#include <rte_eal.h>

#include "packets.h"

static struct rte_mempool *pool;
static uint8_t last[IV_LEN + PAYLOAD_LEN + TAG_LEN];
static unsigned int sent;

int
packets_open(int argc, char **argv)
{
	if (rte_eal_init(argc, argv) < 0)
		return -1;
	pool = rte_pktmbuf_pool_create("packets", 255, 0, 0, RTE_MBUF_DEFAULT_BUF_SIZE,
				       SOCKET_ID_ANY);
	return pool == NULL ? -1 : 0;
}

int
packets_rx(struct rte_mbuf **pkts)
{
	unsigned int i;
	char *p;

	if (rte_pktmbuf_alloc_bulk(pool, pkts, BURST) != 0)
		return -1;
	for (i = 0; i < BURST; i++) {
		p = rte_pktmbuf_append(pkts[i], sizeof(last));
		memset(p, 0, sizeof(last));
		p[IV_LEN - 1] = (char)i;
		snprintf(p + IV_LEN, PAYLOAD_LEN, "hello, packet %u", i);
	}
	return 0;
}

void
packet_tx(struct rte_mbuf *pkt, int error)
{
	if (error == 0) {
		sent++;
		memcpy(last, rte_pktmbuf_mtod(pkt, void *), sizeof(last));
	}
	rte_pktmbuf_free(pkt);
}

int
packets_close(void)
{
	unsigned int i;

	printf("%u of %u packets encrypted, the last is ", sent, (unsigned int)BURST);
	for (i = 0; i < sizeof(last); i++)
		printf("%02x", last[i]);
	printf("\n");
	rte_eal_cleanup();
	return sent == BURST ? 0 : 1;
}
