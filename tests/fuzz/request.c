/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Sessions and requests that make sense, mostly: whatever they are, each request is called
 * back exactly once, and one that was refused has not changed a byte.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include <rte_eal.h>
#include <rte_mbuf.h>

#include <opencrypto/cryptodev.h>

#include "eal_defaults.h"
#include "fuzz.h"

#define MAX_LEN 400
#define MAX_PIECES 5
#define MAX_KEY_BITS 2048
#define MAX_AAD 300

/* What sessions are made of; 0 ends a list. */
static const struct recipe {
	int alg[3];
	int klen[3];
} recipes[] = {
	{{CRYPTO_AES_CBC}, {128}},
	{{CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC}, {256, 160}},
	{{CRYPTO_SHA2_256_HMAC, CRYPTO_AES_CBC}, {256, 192}},
	{{CRYPTO_AES_CTR, CRYPTO_SHA2_512_HMAC}, {128, 512}},
	{{CRYPTO_AES_XTS}, {256}},
	{{CRYPTO_AES_NIST_GCM_16, CRYPTO_AES_128_NIST_GMAC}, {128, 0}},
	{{CRYPTO_AES_256_NIST_GMAC, CRYPTO_AES_NIST_GCM_16}, {0, 256}},
	{{CRYPTO_AES_128_NIST_GMAC}, {128}},
	{{CRYPTO_AES_CCM_16, CRYPTO_AES_CCM_CBC_MAC}, {128, 0}},
	{{CRYPTO_CHACHA20_POLY1305, CRYPTO_POLY1305}, {256, 0}},
	{{CRYPTO_XCHACHA20_POLY1305, CRYPTO_POLY1305}, {256, 0}},
	{{CRYPTO_CHACHA20}, {256}},
	{{CRYPTO_CAMELLIA_CBC, CRYPTO_MD5_HMAC}, {128, 128}},
	{{CRYPTO_AES_CMAC, CRYPTO_AES_CBC}, {128, 128}},
	{{CRYPTO_AES_XCBC_MAC}, {128}},
	{{CRYPTO_BLAKE2B, CRYPTO_NULL_CBC}, {512, 0}},
	{{CRYPTO_SHA2_384, CRYPTO_SHA1}, {0, 0}},
	{{CRYPTO_NULL_CBC, CRYPTO_NULL_HMAC}, {0, 0}},
	{{CRYPTO_3DES_CBC, CRYPTO_RIPEMD160_HMAC}, {192, 160}},
	{{CRYPTO_ARC4}, {128}},
};

/* A byte string as crp_buf or crp_obuf, in pieces of their own memory. */
struct buffer {
	int kind; /* CRYPTO_F_IMBUF, CRYPTO_F_IOV or 0 */
	unsigned int npieces;
	uint8_t *piece[MAX_PIECES];
	uint8_t *before[MAX_PIECES]; /* content at dispatch */
	unsigned int len[MAX_PIECES];
	struct iovec iov[MAX_PIECES];
	struct uio uio;
	struct rte_mbuf *mbuf;
};

static uint8_t key[MAX_KEY_BITS / 8], iv[CRYPTO_MAX_IVLEN], aad[MAX_AAD], mac[HASH_MAX_LEN];
static struct rte_mempool *pool;
static unsigned int called;
static struct {
	unsigned long inputs, sessions, requests, done, refused, mismatches;
} count;

/* -------------------------------------------------------------------- buffers */

static void
make_mbufs(struct buffer *b)
{
	struct rte_mbuf *m, *last = NULL;
	unsigned int i;

	for (i = 0; i < b->npieces; i++) {
		m = rte_pktmbuf_alloc(pool);
		MUST(m != NULL);
		b->piece[i] = (uint8_t *)rte_pktmbuf_append(m, (uint16_t)b->len[i]);
		if (last == NULL) {
			b->mbuf = m;
		} else {
			last->next = m;
			b->mbuf->nb_segs++;
			b->mbuf->pkt_len += b->len[i];
		}
		last = m;
	}
}

static caddr_t
make_buffer(struct buffer *b, struct input *in, int kind, unsigned int total)
{
	unsigned int i, j, left = total;

	memset(b, 0, sizeof(*b));
	b->kind = kind;
	b->npieces = kind == 0 ? 1 : 1 + take(in, MAX_PIECES);
	for (i = 0; i < b->npieces; i++) {
		b->len[i] = i + 1 == b->npieces ? left : take(in, left + 1);
		left -= b->len[i];
		b->piece[i] = kind == CRYPTO_F_IMBUF ? NULL : malloc(b->len[i]);
		b->before[i] = malloc(b->len[i] + 1);
		MUST(b->before[i] != NULL);
	}
	if (kind == CRYPTO_F_IMBUF)
		make_mbufs(b);
	for (i = 0; i < b->npieces; i++) {
		for (j = 0; j < b->len[i]; j++)
			b->piece[i][j] = (uint8_t)(i + j);
		memcpy(b->before[i], b->piece[i], b->len[i]);
		b->iov[i].iov_base = b->piece[i];
		b->iov[i].iov_len = b->len[i];
	}
	b->uio.uio_iov = b->iov;
	b->uio.uio_iovcnt = (int)b->npieces;
	return kind == CRYPTO_F_IMBUF ? (caddr_t)b->mbuf :
	       kind == CRYPTO_F_IOV   ? (caddr_t)&b->uio : (caddr_t)b->piece[0];
}

static void
free_buffer(struct buffer *b, int unchanged)
{
	unsigned int i;

	for (i = 0; i < b->npieces; i++) {
		if (unchanged)
			MUST(memcmp(b->piece[i], b->before[i], b->len[i]) == 0);
		if (b->kind != CRYPTO_F_IMBUF)
			free(b->piece[i]);
		free(b->before[i]);
	}
	rte_pktmbuf_free(b->mbuf);
}

/* ------------------------------------------------------------------- sessions */

static unsigned int
make_session(struct input *in, struct cryptoini *cri, uint64_t *sid)
{
	const struct recipe *r = &recipes[take(in, RTE_DIM(recipes))];
	unsigned int i, n;

	for (n = 0; n < RTE_DIM(r->alg) && r->alg[n] != 0; n++) {
		memset(&cri[n], 0, sizeof(cri[n]));
		cri[n].cri_alg = once_in(in, 60) ? (int)take(in, 300) - 1 : r->alg[n];
		cri[n].cri_klen = once_in(in, 30) ? (int)take(in, MAX_KEY_BITS) - 1 : r->klen[n];
		cri[n].cri_mlen = once_in(in, 8) ? (int)take(in, 70) - 1 : 0;
		cri[n].cri_ivlen = once_in(in, 30) ? (int)take(in, 300) - 1 : 0;
		cri[n].cri_key = once_in(in, 16) || cri[n].cri_klen == 0 ? NULL : (caddr_t)key;
	}
	if (once_in(in, 20))
		cri[n] = cri[n - 1], n++;
	for (i = 0; i + 1 < n; i++)
		cri[i].cri_next = &cri[i + 1];
	if (crypto_newsession(sid, cri, once_in(in, 20) ? 1 : (int)take(in, 2) - 1) != 0)
		return 0;
	MUST(*sid != 0);
	return n;
}

/* ------------------------------------------------------------------- requests */

static int
called_back(struct cryptop *crp)
{
	MUST(crp->crp_flags & CRYPTO_F_DONE);
	called++;
	return 0;
}

/* A place in the buffer that leaves some room behind, now and then outside of it. */
static int
place(struct input *in, unsigned int total, unsigned int room)
{
	if (once_in(in, 60))
		return take(in, 2) ? INT32_MAX : -(int)take(in, 1000);
	if (once_in(in, 8))
		room = 0;
	return (int)take(in, total > room ? total - room + 1 : 1);
}

static void
make_flags(struct input *in, struct cryptodesc *crd, int encrypt)
{
	static const int odd[] = {CRD_F_IV_PRESENT, CRD_F_KEY_EXPLICIT, CRD_F_VERIFY, CRD_F_ESN};
	unsigned int i;

	crd->crd_flags = encrypt;
	if (!once_in(in, 8))
		crd->crd_flags |= CRD_F_IV_EXPLICIT;
	for (i = 0; i < RTE_DIM(odd); i++)
		if (once_in(in, 20))
			crd->crd_flags |= odd[i];
	if (once_in(in, 100))
		crd->crd_flags |= 1 << take(in, 12);
}

static void
make_desc(struct input *in, struct cryptodesc *crd, const struct cryptoini *cri, unsigned int total)
{
	crd->crd_alg = once_in(in, 80) ? (int)take(in, 300) : cri->cri_alg;
	crd->crd_skip = place(in, total, 48);
	crd->crd_len = place(in, crd->crd_skip >= 0 ? total - (unsigned int)crd->crd_skip : total, 0);
	if (!once_in(in, 4))
		crd->crd_len &= ~15;
	crd->crd_inject = place(in, total, 64);
	crd->crd_ivp = iv;
	if (once_in(in, 8) && crd->crd_len < MAX_AAD)
		crd->crd_aad = aad;
	if (crd->crd_flags & CRD_F_KEY_EXPLICIT) {
		crd->crd_key = once_in(in, 20) ? NULL : (caddr_t)key;
		crd->crd_klen = once_in(in, 4) ? (int)take(in, MAX_KEY_BITS) - 1 : cri->cri_klen;
	}
	crd->crd_pos = once_in(in, 40) ? take(in, 10) : 0;
}

static struct cryptop *
make_request(struct input *in, uint64_t sid, const struct cryptoini *cri, unsigned int n,
	     unsigned int total)
{
	unsigned int i, ndesc = once_in(in, 30) ? take(in, CRYPTO_MAX_DESC + 1) : n;
	int encrypt = take(in, 2) ? CRD_F_ENCRYPT : 0;
	struct cryptop *crp = crypto_getreq((int)ndesc);
	struct cryptodesc *crd;

	MUST(crp != NULL);
	crp->crp_sid = once_in(in, 100) ? sid ^ 1ull << take(in, 64) : sid;
	crp->crp_callback = called_back;
	for (i = 0, crd = crp->crp_desc; crd != NULL; crd = crd->crd_next, i++) {
		make_flags(in, crd, once_in(in, 12) ? encrypt ^ CRD_F_ENCRYPT : encrypt);
		make_desc(in, crd, &cri[i % n], total);
	}
	if (once_in(in, 8))
		crp->crp_mac = (caddr_t)mac;
	return crp;
}

static int
refused(int etype)
{
	return etype == EINVAL || etype == ENOENT || etype == ENOBUFS || etype == ENODEV ||
	       etype == ENOMEM || etype == EAGAIN;
}

/* Dispatch until it was called back. */
static void
carry_out(struct cryptop *crp, uint64_t sid)
{
	time_t started = time(NULL);

	called = 0;
	MUST(crypto_dispatch(crp) == 0);
	while (called == 0) {
		crypto_poll();
		MUST(time(NULL) - started < 20);
	}
	crypto_poll();
	MUST(called == 1);
	MUST(crypto_pending() == 0);
	MUST((crp->crp_etype == 0) == (crp->crp_reason == 0));
	MUST(crypto_strreason(crp->crp_reason)[0] != '\0');
	MUST(crp->crp_etype == 0 || refused(crp->crp_etype) || crp->crp_etype == EBADMSG);
	/* a sid that differs in caps or driver only is an older one of the session */
	MUST(crp->crp_etype != EAGAIN || crp->crp_sid == sid);
	count.requests++;
	count.done += crp->crp_etype == 0;
	count.refused += refused(crp->crp_etype);
	count.mismatches += crp->crp_etype == EBADMSG;
}

static void
try_request(struct input *in, uint64_t sid, const struct cryptoini *cri, unsigned int n)
{
	static const int kinds[] = {0, CRYPTO_F_IOV, CRYPTO_F_IMBUF};
	int kind = kinds[take(in, RTE_DIM(kinds))];
	unsigned int total = take(in, MAX_LEN);
	struct cryptop *crp = make_request(in, sid, cri, n, total);
	struct buffer ibuf, obuf = {0};

	/* contiguous memory is as long as crp_ilen says; of the others the pieces count */
	crp->crp_ilen = kind == 0 ? (int)total : (int)total + (once_in(in, 20) ? 1 : 0);
	crp->crp_buf = make_buffer(&ibuf, in, kind, total);
	if (once_in(in, 4))
		crp->crp_obuf = make_buffer(&obuf, in, kind, total);
	crp->crp_flags = kind | (once_in(in, 3) ? (int)take(in, 8) << 3 : 0);
	if (once_in(in, 100))
		crp->crp_flags |= 1 << (7 + take(in, 8));
	carry_out(crp, sid);
	free_buffer(&ibuf, refused(crp->crp_etype) || crp->crp_obuf != NULL);
	free_buffer(&obuf, refused(crp->crp_etype));
	crypto_freereq(crp);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {.data = data, .size = size};
	struct cryptoini cri[4];
	uint64_t sid = 0;
	unsigned int n = make_session(&in, cri, &sid);

	count.inputs++;
	count.sessions += n > 0;
	while (n > 0 && in.size > 0)
		try_request(&in, sid, cri, n);
	if (n > 0)
		MUST(crypto_freesession(sid) == 0);
	return 0;
}

static void
end(void)
{
	printf("%lu inputs, %lu sessions, %lu requests: %lu done, %lu refused, %lu mismatches\n",
	       count.inputs, count.sessions, count.requests, count.done, count.refused,
	       count.mismatches);
	fflush(stdout);
	MUST(crypto_fini() == 0);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static char *eal[] = {NULL};
	unsigned int i;

	eal[0] = (*argv)[0];
	(void)argc;
	if (eal_defaults_init("fuzz", 1, eal, 1) < 0)
		return 1;
	for (i = 0; i < sizeof(key); i++)
		key[i] = (uint8_t)(i * 7 + 1);
	pool = rte_pktmbuf_pool_create("fuzz", 63, 0, 0, RTE_PKTMBUF_HEADROOM + MAX_LEN,
				       SOCKET_ID_ANY);
	if (pool == NULL || crypto_init(NULL) != 0) {
		fprintf(stderr, "does not start: %s\n", crypto_strerr());
		return 1;
	}
	return atexit(end);
}
