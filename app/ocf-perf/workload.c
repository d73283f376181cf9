/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* A worker's buffers and requests, the burst that is measured, and the check of its output. */

#include <stdlib.h>
#include <string.h>

#include <rte_branch_prediction.h>
#include <rte_cycles.h>

#include "perf.h"

#define UNTOUCHED 0x5a /* what output holds where nothing may be written */
#define STALL_SECONDS 5
#define IDLE_POLLS (1u << 16) /* between two looks at the clock */

/* ------------------------------------------------------------------- buffers */

static unsigned int
max_slots(const struct perf_options *opt)
{
	unsigned int burst = perf_list_max(&opt->bursts);

	return opt->buffers + burst * opt->ahead;
}

static unsigned int
max_image(const struct perf_options *opt)
{
	return PERF_HEAD + perf_list_max(&opt->sizes) + PERF_MAX_TAG;
}

static unsigned int
pieces(const struct perf_options *opt)
{
	return opt->buffer == PERF_SEGMENTED ? PERF_SEGMENTS : 1;
}

struct rte_mempool *
perf_worker_pool(const struct perf_options *opt, unsigned int lcores)
{
	unsigned int room = RTE_PKTMBUF_HEADROOM + RTE_ALIGN(max_image(opt), 64);

	return rte_pktmbuf_pool_create("perf_buffers", lcores * max_slots(opt) * 2 * pieces(opt), 0,
				       0, (uint16_t)room, SOCKET_ID_ANY);
}

/* Pieces of about the same length, none of them a round number. */
static void
lay_out(struct rte_mbuf *m, unsigned int len)
{
	struct rte_mbuf *head = m;
	unsigned int each = (len / head->nb_segs) | 1;

	head->pkt_len = len;
	for (; m != NULL; m = m->next) {
		m->data_len = (uint16_t)(m->next == NULL ? len : RTE_MIN(each, len));
		len -= m->data_len;
	}
}

static struct rte_mbuf *
new_buffer(struct rte_mempool *pool, unsigned int segs)
{
	struct rte_mbuf *head = NULL, *m;
	unsigned int i;

	for (i = 0; i < segs; i++) {
		m = rte_pktmbuf_alloc(pool);
		if (m == NULL || (head != NULL && rte_pktmbuf_chain(head, m) != 0)) {
			rte_pktmbuf_free(head);
			return NULL;
		}
		if (head == NULL)
			head = m;
	}
	return head;
}

static void
store(struct rte_mbuf *m, const uint8_t *src)
{
	for (; m != NULL; src += m->data_len, m = m->next)
		memcpy(rte_pktmbuf_mtod(m, void *), src, m->data_len);
}

static void
fill(struct rte_mbuf *m, int byte)
{
	for (; m != NULL; m = m->next)
		memset(rte_pktmbuf_mtod(m, void *), byte, m->data_len);
}

static bool
equal(struct rte_mbuf *m, const uint8_t *want)
{
	for (; m != NULL; want += m->data_len, m = m->next) {
		if (memcmp(rte_pktmbuf_mtod(m, void *), want, m->data_len) != 0)
			return false;
	}
	return true;
}

bool
perf_worker_init(struct perf_worker *w, const struct perf_options *opt, unsigned int lcore,
		 struct rte_mempool *pool)
{
	unsigned int i, n = max_slots(opt);

	*w = (struct perf_worker){.lcore = lcore, .opt = opt};
	w->slots = calloc(n, sizeof(*w->slots));
	w->reqs = calloc(n, sizeof(*w->reqs));
	w->expected = malloc((size_t)n * max_image(opt));
	if (w->slots == NULL || w->reqs == NULL || w->expected == NULL)
		return false;
	for (i = 0; i < n; i++) {
		w->slots[i].in = new_buffer(pool, pieces(opt));
		w->slots[i].out = new_buffer(pool, pieces(opt));
		if (w->slots[i].in == NULL || w->slots[i].out == NULL)
			return false;
	}
	return true;
}

/* The buffers go with their pool. */
void
perf_worker_fini(struct perf_worker *w)
{
	free(w->slots);
	free(w->reqs);
	free(w->expected);
}

/* ------------------------------------------------------------------ requests */

static int
request_done(struct cryptop *crp)
{
	struct perf_worker *w = (struct perf_worker *)crp->crp_opaque;

	w->done++;
	if (unlikely(crp->crp_etype != 0)) {
		if (w->failed++ == 0) {
			w->etype = crp->crp_etype;
			w->reason = crp->crp_reason;
		}
	}
	return 0;
}

static inline void
put_iv(struct cryptodesc *crd, struct perf_slot *slot, uint64_t step)
{
	const uint64_t iv[2] = {slot->iv, 0};

	memcpy(crd->crd_iv, iv, sizeof(iv));
	slot->iv += step;
}

/* A request as it comes from crypto_getreq(). */
static inline void
fill_request(struct cryptop *crp, struct perf_slot *slot, struct perf_worker *w)
{
	const struct perf_shape *sh = &w->shape;
	const struct perf_desc *d = sh->desc;
	struct cryptodesc *crd;

	crp->crp_sid = w->cell->sid;
	crp->crp_ilen = sh->ilen;
	crp->crp_flags = sh->flags;
	crp->crp_buf = slot->buf;
	crp->crp_obuf = slot->obuf;
	crp->crp_callback = request_done;
	crp->crp_opaque = (caddr_t)w;
	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next, d++) {
		crd->crd_skip = d->skip;
		crd->crd_len = d->len;
		crd->crd_inject = d->inject;
		crd->crd_flags = d->flags;
		crd->crd_alg = d->alg;
		if (d->iv)
			put_iv(crd, slot, sh->ivstep);
	}
}

/* A request that was used before: what differs from packet to packet. */
static inline void
refresh_request(struct cryptop *crp, struct perf_slot *slot, const struct perf_shape *sh)
{
	const struct perf_desc *d = sh->desc;
	struct cryptodesc *crd;

	crp->crp_ilen = sh->ilen;
	crp->crp_buf = slot->buf;
	crp->crp_obuf = slot->obuf;
	for (crd = crp->crp_desc; crd != NULL; crd = crd->crd_next, d++) {
		crd->crd_len = d->len;
		crd->crd_inject = d->inject;
		if (d->iv)
			put_iv(crd, slot, sh->ivstep);
	}
}

static void
set_desc(struct perf_desc *d, int alg, int skip, int len, int inject, int flags, bool iv)
{
	*d = (struct perf_desc){.alg = alg, .skip = skip, .len = len, .inject = inject,
				.flags = flags | (iv ? CRD_F_IV_EXPLICIT : 0), .iv = iv};
}

static void
set_shape(struct perf_shape *sh, const struct perf_cell *cell, const struct perf_options *opt)
{
	const struct perf_cipher *c = cell->alg->cipher;
	const struct perf_mac *m = cell->alg->mac;
	bool dec = cell->op == PERF_DECRYPT;
	int size = (int)cell->size, tag = PERF_HEAD + size;
	/* IV_PRESENT: the IV is not written to the buffer */
	int encrypt = dec ? 0 : CRD_F_ENCRYPT | CRD_F_IV_PRESENT;
	int verify = dec ? CRD_F_VERIFY : 0;
	unsigned int n = 0;

	*sh = (struct perf_shape){0};
	sh->ilen = tag + (int)perf_alg_taglen(cell->alg);
	sh->flags = opt->buffer == PERF_CONTIG ? 0 : CRYPTO_F_IMBUF;
	/* what a decryption with MAC overwrites could not be verified again */
	sh->split = dec && c != NULL && perf_alg_taglen(cell->alg) != 0;
	if (m != NULL && dec)
		set_desc(&sh->desc[n++], m->alg, PERF_HEAD, size, tag, verify, m->ivlen != 0);
	if (c != NULL)
		set_desc(&sh->desc[n++], c->alg, PERF_HEAD, size, 0, encrypt, c->ivlen != 0);
	if (c != NULL && c->auth != 0)
		set_desc(&sh->desc[n++], c->auth, PERF_HEAD - PERF_AAD, PERF_AAD, tag, verify, false);
	if (m != NULL && !dec)
		set_desc(&sh->desc[n++], m->alg, PERF_HEAD, size, tag, 0, m->ivlen != 0);
	sh->ndesc = n;
}

static caddr_t
buffer_of(struct rte_mbuf *m, const struct perf_options *opt)
{
	return opt->buffer == PERF_CONTIG ? rte_pktmbuf_mtod(m, caddr_t) : (caddr_t)m;
}

static void
begin_slots(struct perf_worker *w)
{
	struct perf_slot *slot;
	unsigned int i;

	for (i = 0; i < w->nslots; i++) {
		slot = &w->slots[i];
		lay_out(slot->in, (unsigned int)w->shape.ilen);
		lay_out(slot->out, (unsigned int)w->shape.ilen);
		slot->buf = buffer_of(slot->in, w->opt);
		slot->obuf = w->shape.split ? buffer_of(slot->out, w->opt) : NULL;
		slot->iv = (uint64_t)w->lcore << 56 | i;
	}
}

/* -------------------------------------------------------------------- waiting */

/* Polls bring nothing: a driver that keeps requests ends the run. */
static __rte_noinline bool
is_stalled(struct perf_worker *w, uint64_t *deadline)
{
	uint64_t now = rte_get_tsc_cycles();

	if (*deadline == 0)
		*deadline = now + STALL_SECONDS * rte_get_tsc_hz();
	if (now < *deadline)
		return false;
	w->stalled = true;
	w->etype = ETIMEDOUT;
	return true;
}

/* Poll until all that was sent is back. */
static inline void
wait_for_all(struct perf_worker *w)
{
	uint64_t deadline = 0;
	unsigned int idle = 0;

	while (w->done != w->sent && !w->stalled) {
		if (likely(crypto_poll() != 0))
			continue;
		if (++idle % IDLE_POLLS == 0 && is_stalled(w, &deadline))
			return;
	}
}

bool
perf_worker_begin(struct perf_worker *w, const struct perf_cell *cell)
{
	unsigned int want, i;

	/* requests that are freed after each burst do not wait for the next */
	w->ahead = cell->fresh ? cell->burst : cell->burst * w->opt->ahead;
	want = RTE_MAX(w->opt->buffers, w->ahead);
	w->cell = cell;
	w->next = 0;
	w->sent = w->done = w->failed = 0;
	w->nslots = (want + cell->burst - 1) / cell->burst * cell->burst;
	set_shape(&w->shape, cell, w->opt);
	w->shape.ivstep = cell->op == PERF_DECRYPT ? 0 : w->nslots;
	begin_slots(w);
	if (cell->fresh)
		return true;
	if (crypto_getreq_burst(w->reqs, w->nslots, (int)w->shape.ndesc) != w->nslots)
		return false;
	for (i = 0; i < w->nslots; i++)
		fill_request(w->reqs[i], &w->slots[i], w);
	return true;
}

void
perf_worker_end(struct perf_worker *w)
{
	wait_for_all(w);
	if (!w->cell->fresh && !w->stalled)
		crypto_freereq_burst(w->reqs, w->nslots);
}

/* --------------------------------------------------------------------- bursts */

static unsigned int
dispatch_each(struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		if (unlikely(crypto_dispatch(crps[i]) != 0))
			break;
	}
	return i;
}

static inline unsigned int
dispatch(struct perf_worker *w, struct cryptop **crps, unsigned int n)
{
	unsigned int taken = w->opt->api == PERF_DISPATCH ? dispatch_each(crps, n) :
							    crypto_dispatch_burst(crps, n);

	w->sent += taken;
	if (w->sent - w->done >= w->ahead || taken < n)
		wait_for_all(w);
	return taken;
}

/* What found no room is offered again when the others are back. */
static __rte_noinline void
send_rest(struct perf_worker *w, struct cryptop **crps, unsigned int n)
{
	unsigned int taken = 1, sent;

	for (sent = 0; sent < n && taken != 0 && !w->stalled; sent += taken)
		taken = dispatch(w, crps + sent, n - sent);
	if (sent == n && !w->stalled)
		return;
	w->failed += n - sent + (w->sent - w->done);
	w->etype = w->etype != 0 ? w->etype : EINVAL;
}

static inline void
send_and_wait(struct perf_worker *w, struct cryptop **crps, unsigned int n)
{
	unsigned int taken = dispatch(w, crps, n);

	if (unlikely(taken < n || w->stalled))
		send_rest(w, crps + taken, n - taken);
}

static unsigned int
get_requests(struct perf_worker *w, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	if (w->opt->api == PERF_BURST)
		return crypto_getreq_burst(crps, n, (int)w->shape.ndesc);
	for (i = 0; i < n; i++) {
		crps[i] = crypto_getreq((int)w->shape.ndesc);
		if (crps[i] == NULL)
			break;
	}
	return i;
}

static void
free_requests(struct perf_worker *w, struct cryptop **crps, unsigned int n)
{
	unsigned int i;

	if (w->opt->api == PERF_BURST) {
		crypto_freereq_burst(crps, n);
		return;
	}
	for (i = 0; i < n; i++)
		crypto_freereq(crps[i]);
}

static void
fresh_burst(struct perf_worker *w, struct cryptop **crps, struct perf_slot *slots, unsigned int n)
{
	unsigned int i, got = get_requests(w, crps, n);

	if (unlikely(got < n)) {
		w->failed += n - got;
		w->etype = ENOMEM;
	}
	for (i = 0; i < got; i++)
		fill_request(crps[i], &slots[i], w);
	send_and_wait(w, crps, got);
	if (likely(!w->stalled))
		free_requests(w, crps, got);
}

void
perf_worker_burst(struct perf_worker *w)
{
	unsigned int i, n = w->cell->burst;
	struct cryptop **crps = w->reqs + w->next;
	struct perf_slot *slots = w->slots + w->next;

	w->next = w->next + n == w->nslots ? 0 : w->next + n;
	if (w->cell->fresh) {
		fresh_burst(w, crps, slots, n);
		return;
	}
	for (i = 0; i < n; i++)
		refresh_request(crps[i], &slots[i], &w->shape);
	send_and_wait(w, crps, n);
}

/* ---------------------------------------------------------------------- check */

static void
make_plain(uint8_t *image, unsigned int len, unsigned int seed)
{
	uint32_t x = seed * 2654435761u + 12345;
	unsigned int i;

	for (i = 0; i < len; i++) {
		x = x * 1664525 + 1013904223;
		image[i] = (uint8_t)(x >> 24);
	}
}

/* Input into the buffers, what must come out into `want`. */
static bool
load_slot(struct perf_worker *w, unsigned int i, uint8_t *want)
{
	unsigned int size = w->cell->size, len = (unsigned int)w->shape.ilen;
	struct perf_slot *slot = &w->slots[i];
	uint8_t iv[16] = {0}, plain[PERF_MAX_SIZE];

	memcpy(iv, &slot->iv, sizeof(slot->iv));
	make_plain(want, len, i + (unsigned int)slot->iv);
	memcpy(plain, want + PERF_HEAD, size);
	if (w->cell->op == PERF_ENCRYPT)
		store(slot->in, want);
	if (!perf_reference_encrypt(w->cell->alg, iv, want, size))
		return false;
	if (w->cell->op == PERF_DECRYPT) {
		store(slot->in, want);
		fill(slot->out, UNTOUCHED);
		if (w->shape.split)
			memset(want, UNTOUCHED, len);
		memcpy(want + PERF_HEAD, plain, size);
	}
	return true;
}

unsigned int
perf_worker_check(struct perf_worker *w)
{
	uint8_t *want = w->expected;
	struct perf_slot *slot;
	unsigned int i, wrong = 0;

	wait_for_all(w);
	for (i = 0; i < w->nslots; i++, want += w->shape.ilen) {
		if (!load_slot(w, i, want))
			return w->nslots;
	}
	w->next = 0;
	for (i = 0; i < w->nslots && !w->stalled; i += w->cell->burst)
		perf_worker_burst(w);
	wait_for_all(w);
	want = w->expected;
	for (i = 0; i < w->nslots; i++, want += w->shape.ilen) {
		slot = &w->slots[i];
		wrong += !equal(w->shape.split ? slot->out : slot->in, want);
	}
	return wrong;
}
