/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_common.h>

#include "traffic.h"

#define TEXT_MAX 256

/* -------------------------------------------------------------------- buffers */

static bool
make_buffer(struct test_buf *b, enum test_kind kind, uint64_t *random)
{
	uint32_t splits[3], n = draw_below(random, RTE_DIM(splits) + 1), i;

	for (i = 0; i < n; i++)
		splits[i] = draw_below(random, SLOT_ROOM + 1);
	for (i = 1; i < n; i++)
		splits[i] = RTE_MAX(splits[i], splits[i - 1]);
	return test_buf_make(b, kind, NULL, SLOT_ROOM, splits, n);
}

bool
slot_make(struct slot *s, uint64_t *random, bool mbufs)
{
	enum test_kind kind = mbufs ? TEST_MBUF : draw_below(random, 2) ? TEST_CONTIG : TEST_UIO;

	s->separate = draw_below(random, 3) == 0;
	return make_buffer(&s->in, kind, random) &&
	       (!s->separate || make_buffer(&s->out, kind, random));
}

void
slot_release(struct slot *s)
{
	test_buf_release(&s->in);
	test_buf_release(&s->out);
}

/* -------------------------------------------------------------------- content */

static void
fill_random(uint8_t *p, size_t len, uint64_t *random)
{
	size_t i;

	for (i = 0; i + sizeof(uint64_t) <= len; i += sizeof(uint64_t)) {
		uint64_t r = draw(random);

		memcpy(p + i, &r, sizeof(r));
	}
}

static void
choose_places(struct oracle_places *at, const struct flow_form *form, uint64_t *random)
{
	uint32_t block = form->cipher != 0 ? (uint32_t)crypto_alg_block(form->cipher) : 1;

	at->head = draw_below(random, 32);
	at->text = at->head + (form->auth != 0 ? draw_below(random, 17) : 0);
	at->len = draw_below(random, TEXT_MAX / block + 1) * block;
	at->tag = at->text + at->len + draw_below(random, 9);
}

/* `plain`, and the same sealed: which is the input, and what comes out? */
static void
expect(struct slot *s, const struct flow_form *form, const uint8_t *plain, const uint8_t *sealed)
{
	const uint8_t *result = s->encrypt ? sealed : plain;

	memcpy(s->was, s->encrypt ? plain : sealed, SLOT_ROOM);
	if (s->separate)
		memset(s->want, SLOT_SEPARATE, SLOT_ROOM);
	else
		memcpy(s->want, s->was, SLOT_ROOM);
	if (form->cipher != 0)
		memcpy(s->want + s->at.text, result + s->at.text, s->at.len);
	if (form->auth != 0 && s->encrypt)
		memcpy(s->want + s->at.tag, sealed + s->at.tag, form->tag);
	test_buf_write(&s->in, 0, SLOT_ROOM, s->was);
	if (s->separate) {
		uint8_t fill[SLOT_ROOM];

		memset(fill, SLOT_SEPARATE, sizeof(fill));
		test_buf_write(&s->out, 0, SLOT_ROOM, fill);
	}
}

/* ---------------------------------------------------------------- descriptors */

static void
fill_cipher(const struct slot *s, struct cryptodesc *crd, const struct flow_form *form,
	    const uint8_t *iv)
{
	crd->crd_alg = form->cipher;
	crd->crd_skip = (int)s->at.text;
	crd->crd_len = (int)s->at.len;
	crd->crd_inject = 0;
	crd->crd_flags = s->encrypt ? CRD_F_ENCRYPT | CRD_F_IV_PRESENT : 0;
	if (form->iv == 0)
		return;
	crd->crd_flags |= CRD_F_IV_EXPLICIT;
	memcpy(crd->crd_iv, iv, form->iv);
}

static void
fill_auth(const struct slot *s, struct cryptodesc *crd, const struct flow_form *form)
{
	crd->crd_alg = form->auth;
	crd->crd_skip = (int)s->at.head;
	crd->crd_len = (int)(s->at.text - s->at.head + (form->aead ? 0 : s->at.len));
	crd->crd_inject = (int)s->at.tag;
	crd->crd_flags = s->encrypt ? 0 : CRD_F_VERIFY;
}

/* Encrypt, then MAC; verify, then decrypt. An AEAD's halves come in either order. */
static void
fill_descriptors(struct slot *s, const struct flow_form *form, const uint8_t *iv, bool swap)
{
	struct cryptodesc *first = s->crp->crp_desc, *second = first->crd_next;
	bool auth_first = form->aead ? swap : !s->encrypt;

	if (form->cipher != 0 && form->auth != 0) {
		fill_cipher(s, auth_first ? second : first, form, iv);
		fill_auth(s, auth_first ? first : second, form);
	} else if (form->cipher != 0) {
		fill_cipher(s, first, form, iv);
	} else {
		fill_auth(s, first, form);
	}
}

/* Usually the one that is there is used again. */
static bool
want_request(struct slot *s, uint8_t ndesc, uint64_t *random)
{
	if (s->crp != NULL && s->ndesc == ndesc && draw_below(random, 8) != 0)
		return true;
	crypto_freereq(s->crp);
	s->crp = crypto_getreq(ndesc);
	s->ndesc = ndesc;
	return s->crp != NULL;
}

static int
choose_flags(uint64_t *random)
{
	int flags = 0;

	if (draw_below(random, 4) == 0)
		flags |= CRYPTO_F_BATCH;
	if (draw_below(random, 16) == 0)
		flags |= CRYPTO_F_CBIMM;
	if (draw_below(random, 8) == 0)
		flags |= CRYPTO_F_CBIFSYNC;
	return flags;
}

bool
slot_fill(struct slot *s, uint64_t id, const struct flow *f, struct oracle *o, uint64_t *random)
{
	const struct flow_form *form = f->form;
	uint8_t plain[SLOT_ROOM], sealed[SLOT_ROOM], iv[EALG_MAX_BLOCK_LEN];

	if (!want_request(s, (form->cipher != 0) + (form->auth != 0), random))
		return false;
	s->id = id;
	s->encrypt = draw_below(random, 2) != 0;
	choose_places(&s->at, form, random);
	fill_random(iv, sizeof(iv), random);
	fill_random(plain, sizeof(plain), random);
	memcpy(plain + s->at.text, &id, sizeof(id)); /* of a short text the tag has some */
	memcpy(sealed, plain, sizeof(plain));
	if (!oracle_seal(o, iv, sealed, &s->at))
		return false;
	expect(s, form, plain, sealed);
	s->crp->crp_flags = choose_flags(random);
	test_buf_input(&s->in, s->crp);
	if (s->separate)
		test_buf_output(&s->out, s->crp);
	fill_descriptors(s, form, iv, draw_below(random, 2) != 0);
	return true;
}

/* ----------------------------------------------------------------- comparison */

static enum likeness
compare(const struct test_buf *b, const uint8_t *want)
{
	uint8_t is[SLOT_ROOM];
	unsigned int i, bits = 0;

	test_buf_read(b, 0, SLOT_ROOM, is);
	if (memcmp(is, want, SLOT_ROOM) == 0)
		return ALIKE;
	for (i = 0; i < SLOT_ROOM; i++)
		bits += (unsigned int)__builtin_popcount((unsigned int)(is[i] ^ want[i]));
	return bits == 1 ? ONE_BIT : UNLIKE;
}

enum likeness
slot_compare(const struct slot *s)
{
	if (!s->separate)
		return compare(&s->in, s->want);
	return compare(&s->in, s->was) == ALIKE ? compare(&s->out, s->want) : UNLIKE;
}

bool
slot_untouched(const struct slot *s)
{
	uint8_t fill[SLOT_ROOM];

	if (compare(&s->in, s->was) != ALIKE)
		return false;
	if (!s->separate)
		return true;
	memset(fill, SLOT_SEPARATE, sizeof(fill));
	return compare(&s->out, fill) == ALIKE;
}

bool
slot_intact(const struct slot *s)
{
	return test_buf_intact(&s->in) && (!s->separate || test_buf_intact(&s->out));
}
