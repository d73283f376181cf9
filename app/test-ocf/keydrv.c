/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "keydrv.h"
#include "keyop_kat.h"

static struct keydrv *drivers;

/* ------------------------------------------------------------- self-tests */

static uint8_t
digit(char c)
{
	return (uint8_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/* Digits to bytes, the least significant first (or as they come). @return how many */
static uint32_t
unhex(const char *hex, uint8_t *dst, bool as_is)
{
	uint32_t i, n = (uint32_t)strlen(hex) / 2;

	for (i = 0; i < n; i++)
		dst[as_is ? i : n - 1 - i] = (uint8_t)(digit(hex[2 * i]) << 4 |
						       digit(hex[2 * i + 1]));
	return n;
}

static bool
is_row(const struct keyop_kat *row, const struct cryptkop *krp)
{
	bool dsa = row->op == CRK_DSA_SIGN || row->op == CRK_DSA_VERIFY;
	uint8_t bytes[512];
	u_int i;

	if (row->op != krp->krp_op)
		return false;
	for (i = 0; i < row->nin; i++) {
		uint32_t n = unhex(row->in[i], bytes, dsa && i == 0);

		/* r and s come back in the room that was given for them */
		if (krp->krp_param[i].crp_nbits < 8 * n ||
		    memcmp(bytes, krp->krp_param[i].crp_p, n) != 0)
			return false;
	}
	return true;
}

static void
put_result(const struct crparam *param, const char *hex)
{
	memset(param->crp_p, 0, param->crp_nbits / 8);
	unhex(hex, (uint8_t *)param->crp_p, false);
}

/* A self-test's question, and its answer. */
static int
answer_selftest(const struct keydrv *d, struct cryptkop *krp)
{
	const struct keyop_kat *row = NULL;
	unsigned int i, bit = 1u << krp->krp_op;

	if (d->cfg.ignores & bit)
		return 0;
	for (i = 0; i < RTE_DIM(keyop_kats) && row == NULL; i++)
		row = is_row(&keyop_kats[i], krp) ? &keyop_kats[i] : NULL;
	if (krp->krp_op == CRK_DSA_VERIFY)
		krp->krp_status = row != NULL || (d->cfg.spoils & bit) ? 0 : EBADMSG;
	else if (row == NULL)
		krp->krp_status = EIO;
	else if (krp->krp_op != CRK_DSA_SIGN)
		put_result(&krp->krp_param[row->nin], row->out);
	if (row != NULL && krp->krp_op == CRK_DSA_SIGN) {
		put_result(&krp->krp_param[5], DSA_R);
		put_result(&krp->krp_param[6], DSA_S);
	}
	if ((d->cfg.spoils & bit) && krp->krp_oparams != 0)
		krp->krp_param[krp->krp_iparams].crp_p[3] ^= 4;
	crypto_kdone(krp);
	return 0;
}

/* -------------------------------------------------------------- the driver */

static bool
take_room(struct keydrv *d)
{
	uint32_t room = d->room;

	if (room == KEYDRV_UNLIMITED)
		return true;
	if (room == 0)
		return false;
	d->room = room - 1;
	return true;
}

static int
take(struct keydrv *d, struct cryptkop *krp)
{
	if (!take_room(d))
		return ERESTART;
	if (d->answer != 0)
		return d->answer;
	pthread_mutex_lock(&d->lock);
	if (d->nlog < KEYDRV_HELD)
		d->log[d->nlog++] = (uint32_t)(uintptr_t)krp->krp_opaque;
	if (d->hold)
		d->held[d->nheld++] = krp;
	pthread_mutex_unlock(&d->lock);
	atomic_fetch_add(&d->taken, 1);
	if (!d->hold) {
		krp->krp_status = (u_int)d->status;
		crypto_kdone(krp);
	}
	return 0;
}

static int
kprocess(void *arg, struct cryptkop *krp)
{
	struct keydrv *d = arg;
	int error;

	if (krp->krp_lcore == UINT16_MAX)
		return answer_selftest(d, krp);
	if (atomic_fetch_add(&d->inside, 1) != 0)
		atomic_fetch_add(&d->overlaps, 1);
	d->lcore = rte_lcore_id();
	atomic_fetch_add(&d->calls, 1);
	if (d->hook != NULL)
		d->hook(d, krp);
	error = take(d, krp);
	atomic_fetch_sub(&d->inside, 1);
	return error;
}

static void
kpoll(void *arg)
{
	struct keydrv *d = arg;

	atomic_fetch_add(&d->polls, 1);
	if (d->poll_hook != NULL)
		d->poll_hook(d);
}

static void
gone(void *arg)
{
	struct keydrv *d = arg;

	atomic_fetch_add(&d->gone, 1);
}

static bool
register_all(struct keydrv *d)
{
	int op, rc;

	d->id = crypto_get_driverid(d->cfg.caps);
	d->ops = (struct crypto_driver_ops){
		.name = d->cfg.name,
		.rank = d->cfg.rank,
		.max_nbits = d->cfg.max_nbits,
		.kpoll = d->cfg.polls ? kpoll : NULL,
		.gone = gone,
	};
	rc = d->id < 0 ? EINVAL : crypto_setops((uint32_t)d->id, &d->ops);
	for (op = CRK_ALGORITHM_MIN; op <= CRK_ALGORITHM_MAX && rc == 0; op++)
		if (d->cfg.offers == 0 || (d->cfg.offers & 1u << op))
			rc = crypto_kregister((uint32_t)d->id, op, 0, kprocess, d);
	return rc == 0;
}

struct keydrv *
keydrv_start(const struct keydrv_config *cfg)
{
	struct keydrv *d = calloc(1, sizeof(*d));
	int feat;

	if (d == NULL) {
		test_fail(__FILE__, __LINE__, "no memory for a driver");
		return NULL;
	}
	d->cfg = *cfg;
	d->room = KEYDRV_UNLIMITED;
	pthread_mutex_init(&d->lock, NULL);
	if (!register_all(d)) {
		free(d);
		test_fail(__FILE__, __LINE__, "a driver does not register");
		return NULL;
	}
	d->next = drivers;
	drivers = d;
	crypto_getfeat(&feat);
	return d;
}

void
keydrv_complete(struct keydrv *d, unsigned int i)
{
	struct cryptkop *krp = NULL;

	pthread_mutex_lock(&d->lock);
	if (i < d->nheld) {
		krp = d->held[i];
		d->nheld--;
		memmove(&d->held[i], &d->held[i + 1], (d->nheld - i) * sizeof(d->held[0]));
	}
	pthread_mutex_unlock(&d->lock);
	if (krp == NULL)
		return;
	krp->krp_status = (u_int)d->status;
	crypto_kdone(krp);
}

unsigned int
keydrv_held(struct keydrv *d)
{
	unsigned int n;

	pthread_mutex_lock(&d->lock);
	n = d->nheld;
	pthread_mutex_unlock(&d->lock);
	return n;
}

void
keydrv_complete_all(struct keydrv *d)
{
	while (keydrv_held(d) != 0)
		keydrv_complete(d, 0);
}

void
keydrv_unblock(struct keydrv *d, uint32_t room)
{
	d->room = room;
	crypto_unblock((uint32_t)d->id, CRYPTO_ASYMQ);
}

void
keydrv_let_go(void *arg)
{
	struct keydrv *d;

	RTE_SET_USED(arg);
	for (d = drivers; d != NULL; d = d->next) {
		d->hook = NULL;
		d->answer = 0;
		d->hold = false;
		keydrv_unblock(d, KEYDRV_UNLIMITED);
		keydrv_complete_all(d);
	}
	crypto_drain(10000000);
	for (d = drivers; d != NULL; d = d->next)
		keydrv_complete_all(d);
	crypto_drain(1000000);
}

/* ------------------------------------------------------------ the consumer */

struct keybook keybook;
static struct keyop *keyops;
static unsigned int polling;

static int
callback(struct cryptkop *krp)
{
	uint32_t id = (uint32_t)(uintptr_t)krp->krp_opaque;

	if (polling == 0 || rte_lcore_id() != rte_get_main_lcore())
		keybook.bad++;
	if (keybook.n < KEYBOOK_MAX)
		keybook.id[keybook.n] = id;
	keybook.n++;
	if (id < KEYBOOK_MAX) {
		keybook.count[id]++;
		keybook.status[id] = krp->krp_status;
		keybook.reason[id] = krp->krp_reason;
	}
	if (keybook.hook != NULL)
		keybook.hook(krp);
	return 0;
}

void
keybook_clear(void)
{
	memset(&keybook, 0, sizeof(keybook));
}

int
keyop_world(const char *const *names)
{
	static const char *const none[] = {NULL};
	struct crypto_config cfg = {.drivers = names != NULL ? names : none, .requests = 4096};
	int rc = test_restart(&cfg);

	while (drivers != NULL) { /* those of earlier worlds: their frameworks have ended */
		struct keydrv *d = drivers;

		drivers = d->next;
		pthread_mutex_destroy(&d->lock);
		free(d);
	}
	if (keyops == NULL)
		keyops = calloc(KEYBOOK_MAX, sizeof(*keyops));
	if (keyops == NULL)
		return ENOMEM;
	keybook_clear();
	test_defer(keydrv_let_go, NULL);
	return rc;
}

struct keyop *
keyop_new(uint32_t id)
{
	struct keyop *k = &keyops[id % KEYBOOK_MAX];

	memset(&k->krp, 0, sizeof(k->krp));
	k->krp.krp_callback = callback;
	k->krp.krp_opaque = (caddr_t)(uintptr_t)id;
	keyop_shape(k, CRK_MOD_EXP, 3, 1);
	keyop_put_word(k, 0, 8);
	keyop_put_word(k, 1, 5);
	keyop_put_word(k, 2, 65521);
	keyop_room(k, 3, 32);
	return k;
}

void
keyop_shape(struct keyop *k, u_int op, u_int in, u_int out)
{
	k->krp.krp_op = op;
	k->krp.krp_iparams = (u_short)in;
	k->krp.krp_oparams = (u_short)out;
}

static void
set_param(struct keyop *k, u_int i, u_int bits)
{
	k->krp.krp_param[i] = (struct crparam){(caddr_t)k->param[i], bits};
}

void
keyop_put(struct keyop *k, u_int i, const char *hex)
{
	bool digest = i == 0 && (k->krp.krp_op == CRK_DSA_SIGN || k->krp.krp_op == CRK_DSA_VERIFY);

	set_param(k, i, 8 * unhex(hex, k->param[i], digest));
}

void
keyop_put_word(struct keyop *k, u_int i, uint32_t value)
{
	u_int j;

	for (j = 0; j < 4; j++)
		k->param[i][j] = (uint8_t)(value >> 8 * j);
	set_param(k, i, 32);
}

void
keyop_room(struct keyop *k, u_int i, u_int bits)
{
	memset(k->param[i], 0x5a, sizeof(k->param[i]));
	set_param(k, i, bits);
}

bool
keyop_is(const struct keyop *k, u_int i, const char *hex)
{
	uint8_t want[sizeof(k->param[0])];
	u_int room = (k->krp.krp_param[i].crp_nbits + 7) / 8;

	memset(want, 0x5a, sizeof(want));
	memset(want, 0, room);
	unhex(hex, want, false);
	return memcmp(want, k->param[i], sizeof(want)) == 0;
}

bool
keyop_poll_until(unsigned int n)
{
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();

	polling++;
	while (keybook.n < n && rte_get_timer_cycles() < end) {
		if (crypto_poll() == 0)
			rte_delay_us_sleep(20); /* the library's thread may need this CPU */
	}
	polling--;
	return keybook.n >= n;
}

int
keyop_run(struct keyop *k)
{
	unsigned int n = keybook.n;

	if (crypto_kdispatch(&k->krp) != 0)
		return -1;
	return keyop_poll_until(n + 1) ? (int)k->krp.krp_status : -2;
}

int
keyop_dispatch(uint32_t first, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++)
		CHECK_EQ(crypto_kdispatch(&keyop_new(first + i)->krp), 0);
	return TEST_PASS;
}

bool
keybook_once(uint32_t n, int status)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (keybook.count[i] == 1 && (status < 0 || keybook.status[i] == (u_int)status))
			continue;
		test_note("operation %u: called back %u times, status %u", i, keybook.count[i],
			  keybook.status[i]);
		return false;
	}
	return keybook.bad == 0;
}

bool
keyop_wait(const _Atomic uint64_t *counter, uint64_t value)
{
	uint64_t end = rte_get_timer_cycles() + 10 * rte_get_timer_hz();

	while (atomic_load(counter) < value && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(100);
	return atomic_load(counter) >= value;
}
