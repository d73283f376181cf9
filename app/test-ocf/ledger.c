/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_cycles.h>
#include <rte_log.h>

#include "fakedrv.h"
#include "ledger.h"

#define BUF_LEN 64
#define FILL 0x6c
#define PATIENCE 10 /* seconds */

struct ledger ledger;
static uint8_t buffer[BUF_LEN];

void
ledger_clear(void)
{
	memset(&ledger, 0, sizeof(ledger));
	memset(buffer, FILL, sizeof(buffer));
}

uint32_t
ledger_id(const struct cryptop *crp)
{
	return (uint32_t)(uintptr_t)crp->crp_opaque;
}

static void
note(const struct cryptop *crp)
{
	uint32_t id = ledger_id(crp);

	if (ledger.n == LEDGER_MAX || id >= LEDGER_MAX) {
		ledger.bad++;
		return;
	}
	ledger.id[ledger.n] = id;
	ledger.etype[ledger.n] = crp->crp_etype;
	ledger.reason[ledger.n] = crp->crp_reason;
	ledger.n++;
	ledger.count[id]++;
}

int
ledger_callback(struct cryptop *crp)
{
	if (!(crp->crp_flags & CRYPTO_F_DONE) || fake_inside() != 0 || crypto_poll() != 0)
		ledger.bad++;
	if (++ledger.depth > ledger.deepest)
		ledger.deepest = ledger.depth;
	note(crp);
	if (ledger.hook != NULL)
		ledger.hook(crp);
	ledger.depth--;
	return (int)ledger.n; /* nobody cares */
}

void
ledger_enter(struct cryptop *crp, uint64_t sid, uint32_t id)
{
	crp->crp_sid = sid;
	crp->crp_opaque = (caddr_t)(uintptr_t)id;
	crp->crp_callback = ledger_callback;
	crp->crp_buf = (caddr_t)buffer;
	crp->crp_ilen = BUF_LEN;
}

struct cryptop *
ledger_req(uint64_t sid, uint32_t id)
{
	struct cryptop *crp = test_getreq(1);

	if (crp == NULL) {
		test_fail(__FILE__, __LINE__, "no request");
		return NULL;
	}
	ledger_enter(crp, sid, id);
	crp->crp_desc->crd_alg = CRYPTO_NULL_CBC;
	crp->crp_desc->crd_len = BUF_LEN - 8;
	crp->crp_desc->crd_skip = 4;
	crp->crp_desc->crd_flags = CRD_F_ENCRYPT | CRD_F_IV_PRESENT;
	return crp;
}

int
ledger_reqs(struct cryptop **crps, unsigned int n, uint64_t sid)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		crps[i] = ledger_req(sid, i);
		CHECK(crps[i] != NULL);
	}
	return TEST_PASS;
}

bool
ledger_poll_for(uint32_t n)
{
	uint64_t end = rte_get_timer_cycles() + PATIENCE * rte_get_timer_hz();

	while (ledger.n < n && rte_get_timer_cycles() < end)
		crypto_poll();
	return ledger.n == n;
}

bool
ledger_once(uint32_t n)
{
	uint32_t i;

	if (ledger.bad != 0 || ledger.n != n) {
		test_note("%u callbacks of %u, %u of them wrong", ledger.n, n, ledger.bad);
		return false;
	}
	for (i = 0; i < n; i++) {
		if (ledger.count[i] != 1) {
			test_note("request %u was called back %u times", i, ledger.count[i]);
			return false;
		}
	}
	return true;
}

bool
ledger_ordered(uint32_t n)
{
	uint32_t i;

	if (!ledger_once(n))
		return false;
	for (i = 0; i < n; i++) {
		if (ledger.id[i] != i) {
			test_note("callback %u was that of request %u", i, ledger.id[i]);
			return false;
		}
	}
	return true;
}

bool
ledger_buffer_intact(void)
{
	unsigned int i;

	for (i = 0; i < BUF_LEN; i++)
		if (buffer[i] != FILL)
			return false;
	return true;
}

/* ------------------------------------------------------------------------- log */

static FILE *log_file;
static char *log_text;
static size_t log_size;

bool
ledger_log_start(void)
{
	free(log_text);
	log_text = NULL;
	log_file = open_memstream(&log_text, &log_size);
	return log_file != NULL && rte_openlog_stream(log_file) == 0;
}

const char *
ledger_log_stop(void)
{
	rte_openlog_stream(NULL);
	if (log_file != NULL)
		fclose(log_file);
	log_file = NULL;
	return log_text != NULL ? log_text : "";
}

unsigned int
ledger_log_count(const char *text, const char *word)
{
	unsigned int n = 0;

	while ((text = strstr(text, word)) != NULL) {
		text += strlen(word);
		n++;
	}
	return n;
}
