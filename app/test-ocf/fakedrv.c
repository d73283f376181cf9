/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_common.h>
#include <rte_cycles.h>
#include <rte_lcore.h>

#include "fakedrv.h"

#define MAX_FAKES 64
#define KEY_ROOM 512

static struct fake *fakes[MAX_FAKES];
static unsigned int nfakes;
static unsigned int inside[FAKE_LANES];

/* What a fake keeps of a session. */
struct area {
	unsigned int n;
	uint32_t keylen;
	struct {
		int alg, mlen, ivlen;
	} pos[CRYPTO_MAX_DESC];
	uint8_t keys[KEY_ROOM];
};

static unsigned int
lcore(void)
{
	unsigned int id = rte_lcore_id();

	return id < FAKE_LANES ? id : 0;
}

unsigned int
fake_inside(void)
{
	return inside[lcore()];
}

struct fake_lane *
fake_lane(struct fake *f)
{
	struct fake_lane **lane = &f->lane[lcore()];

	if (*lane == NULL)
		*lane = calloc(1, sizeof(**lane));
	return *lane;
}

/* Around every data path function: none is re-entered on an lcore. */
static void
enter(struct fake *f)
{
	if (fake_lane(f)->inside++ != 0)
		f->reentered++;
	inside[lcore()]++;
}

static void
leave(struct fake *f)
{
	fake_lane(f)->inside--;
	inside[lcore()]--;
}

/* ------------------------------------------------------------------ sessions */

static size_t
fake_session_size(void *arg, const struct cryptoini *cri)
{
	struct fake *f = arg;

	RTE_SET_USED(cri);
	if (f->refuse == 0 || f->starting)
		return sizeof(struct area);
	crypto_refuse(f->refuse, "told to refuse");
	return f->refuse == EINVAL ? 0 : sizeof(struct area);
}

static int
fake_session_init(void *arg, void *memory, const struct cryptoini *cri)
{
	struct fake *f = arg;
	struct area *area = memory;

	if (f->refuse != 0 && !f->starting)
		return crypto_refuse(f->refuse, "told to refuse");
	f->seen_key = cri->cri_key;
	for (; cri != NULL; cri = cri->cri_next, area->n++) {
		size_t len = cri->cri_key == NULL ? 0 : (size_t)cri->cri_klen / 8;

		area->pos[area->n].alg = cri->cri_alg;
		area->pos[area->n].mlen = cri->cri_mlen != 0 ? cri->cri_mlen :
							       crypto_alg_digest(cri->cri_alg);
		area->pos[area->n].ivlen = cri->cri_ivlen != 0 ? cri->cri_ivlen :
								 crypto_alg_ivlen(cri->cri_alg);
		if (len != 0 && area->keylen + len <= sizeof(area->keys)) {
			memcpy(area->keys + area->keylen, cri->cri_key, len);
			area->keylen += (uint32_t)len;
		}
	}
	if (f->starting)
		return 0;
	f->opened++;
	f->area = area;
	f->area_size = sizeof(*area);
	return 0;
}

static void
fake_session_fini(void *arg, void *memory)
{
	struct fake *f = arg;

	RTE_SET_USED(memory);
	if (!f->starting)
		f->closed++;
}

static int
fake_newsession(void *arg, uint32_t *sidp, struct cryptoini *cri)
{
	struct fake *f = arg;

	if (f->starting)
		return 0;
	f->seen_key = cri->cri_key;
	if (f->refuse != 0)
		return crypto_refuse(f->refuse, "told to refuse");
	f->entry_own = *sidp;
	*sidp = 0xf0000000u + (uint32_t)f->opened++;
	return 0;
}

static int
fake_freesession(void *arg, uint64_t sid)
{
	struct fake *f = arg;

	if (!f->starting) {
		f->freed_sid = sid;
		f->closed++;
	}
	return 0;
}

/* ------------------------------------------------------------------ requests */

/* What the framework's helpers do for a driver: IVs and the end of MACs. */
static void
work(struct fake *f, struct cryptop *crp)
{
	const struct area *area = crypto_area(crp);
	struct cryptodesc *crd;
	unsigned int i = 0;

	for (crd = crp->crp_desc; crd != NULL && crp->crp_etype == 0; crd = crd->crd_next, i++) {
		unsigned int p = crypto_desc_pos(crp, i);
		uint32_t ivlen = (uint32_t)area->pos[p].ivlen;

		if (crypto_alg_digest(crd->crd_alg) != 0) {
			crypto_mac_finish(crp, crd, f->digest, (uint32_t)area->pos[p].mlen);
		} else if (ivlen != 0) {
			const uint8_t *iv = crypto_iv(crp, crd, ivlen);

			memcpy(f->iv, iv, ivlen);
			crypto_iv_put(crp, crd, iv, ivlen);
		}
	}
}

/* Only the main lcore's: several would write at once. */
static void
note(struct fake *f, const struct cryptop *crp)
{
	f->taken++;
	if (rte_lcore_id() != rte_get_main_lcore())
		return;
	f->seen_sid = crp->crp_sid;
	f->seen_area = crypto_area(crp);
	f->seen_flags = crp->crp_flags;
	f->seen_etype = crp->crp_etype;
	f->seen_reason = crp->crp_reason;
	f->seen_olen = crp->crp_olen;
	f->seen_map = crp->crp_map;
	if (f->nlog < FAKE_LOG)
		f->log[f->nlog++] = (uintptr_t)crp->crp_opaque;
}

static uint64_t
lane_random(struct fake_lane *lane)
{
	lane->random ^= lane->random << 13;
	lane->random ^= lane->random >> 7;
	lane->random ^= lane->random << 17;
	return lane->random >> 11;
}

/* Is there room? Several lcores may ask. */
static bool
take_room(struct fake *f, struct fake_lane *lane)
{
	uint32_t room = f->room;

	if (lane->nheld == FAKE_HELD || (f->chaos && lane_random(lane) % 16 == 0))
		return false;
	while (room != FAKE_UNLIMITED) {
		if (room == 0)
			return false;
		if (atomic_compare_exchange_weak(&f->room, &room, room - 1))
			break;
	}
	return true;
}

static void
take(struct fake *f, struct fake_lane *lane, struct cryptop *crp)
{
	note(f, crp);
	if (f->fallback) {
		crypto_fallback(crp);
		return;
	}
	if (f->work)
		work(f, crp);
	if (f->etype != 0)
		crypto_fail(crp, f->etype, f->reason);
	if (f->chaos && lane_random(lane) % 8 == 0)
		crypto_fail(crp, EIO, CRYPTO_R_ENGINE);
	if (f->sync || (f->chaos && lane_random(lane) % 8 == 0))
		crypto_done(crp);
	else
		lane->held[lane->nheld++] = crp;
}

static void
answer_selftest(struct fake *f, struct cryptop *crp)
{
	const struct area *area = crypto_area(crp);

	if (f->cfg.kind == FAKE_OPS || f->cfg.kind == FAKE_BURST)
		fake_kat_answer(crp, area->keys, area->keylen);
	if (f->cfg.spoil != NULL && !f->cfg.spoil(crp))
		return;
	crypto_done(crp);
}

static int
process_one(struct fake *f, struct cryptop *crp)
{
	struct fake_lane *lane = fake_lane(f);

	if (f->starting) {
		answer_selftest(f, crp);
		return 0;
	}
	f->calls++;
	if (f->hook != NULL)
		f->hook(f, crp);
	if (!take_room(f, lane))
		return ERESTART;
	if (f->answer != 0)
		return f->answer;
	take(f, lane, crp);
	return 0;
}

static int
fake_process(void *arg, struct cryptop *crp)
{
	struct fake *f = arg;
	int error;

	enter(f);
	error = process_one(f, crp);
	leave(f);
	return error;
}

static unsigned int
fake_process_burst(void *ctx, struct cryptop **crps, unsigned int n)
{
	struct fake *f = ctx;
	unsigned int i;

	enter(f);
	f->bursts++;
	for (i = 0; i < n && process_one(f, crps[i]) == 0; i++)
		;
	leave(f);
	return i;
}

static void
fake_flush(void *ctx)
{
	struct fake *f = ctx;

	enter(f);
	f->flushes++;
	if (f->flush_hook != NULL)
		f->flush_hook(f);
	leave(f);
}

static void
fake_poll(void *ctx)
{
	struct fake *f = ctx;
	struct fake_lane *lane = fake_lane(f);
	unsigned int n;

	enter(f);
	f->polls++;
	if (f->poll_hook != NULL)
		f->poll_hook(f);
	if (f->chaos && lane->nheld != 0) {
		n = (unsigned int)(lane_random(lane) % (lane->nheld + 1));
		while (n-- > 0)
			fake_complete(f, (unsigned int)(lane_random(lane) % lane->nheld));
	}
	if (f->chaos)
		crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
	leave(f);
}

/* ------------------------------------------------------------------- control */

static int
fake_attach(void *arg, unsigned int id, int socket, void **ctx)
{
	struct fake *f = arg;

	RTE_SET_USED(socket);
	if (f->cfg.attach_fails != 0 && id + 1 == f->cfg.attach_fails)
		return crypto_refuse(EIO, "told to fail");
	f->attached++;
	*ctx = f;
	return 0;
}

static void
fake_detach(void *arg, void *ctx)
{
	struct fake *f = arg;

	if (ctx == f)
		f->detached++;
}

static void
fake_gone(void *arg)
{
	struct fake *f = arg;

	f->gone_early = f->detached != f->attached || f->closed != f->opened;
	f->gone++;
}

static void
fill_ops(struct fake *f)
{
	enum fake_kind kind = f->cfg.kind;

	f->ops.name = f->cfg.name;
	f->ops.rank = f->cfg.rank;
	f->ops.gone = fake_gone;
	if (kind == FAKE_OPS || kind == FAKE_BURST) {
		f->ops.session_size = fake_session_size;
		f->ops.session_init = fake_session_init;
		f->ops.session_fini = fake_session_fini;
	}
	if (kind == FAKE_BURST || kind == FAKE_SIMPLE_BURST) {
		f->ops.attach = fake_attach;
		f->ops.detach = fake_detach;
		f->ops.process_burst = fake_process_burst;
		f->ops.flush = fake_flush;
		f->ops.poll = fake_poll;
	}
}

/* Whether the algorithms pass is seen by who opens sessions. */
static void
run_selftests(struct fake *f)
{
	unsigned int i;

	f->starting = true;
	for (i = 0; i < FAKE_MAX_ALGS && f->cfg.algs[i] != 0; i++)
		crypto_driver_alg(f->id, f->cfg.algs[i], NULL);
	f->starting = false;
	f->bursts = f->flushes = f->polls = 0;
}

static bool
register_all(struct fake *f)
{
	unsigned int i;
	int rc = 0;

	f->id = crypto_get_driverid(f->cfg.caps);
	if (f->id < 0)
		return false;
	if (f->cfg.kind != FAKE_SIMPLE || f->cfg.name != NULL)
		rc = crypto_setops((uint32_t)f->id, &f->ops);
	for (i = 0; i < FAKE_MAX_ALGS && f->cfg.algs[i] != 0 && rc == 0; i++)
		rc = crypto_register((uint32_t)f->id, f->cfg.algs[i], f->cfg.maxoplen,
				     f->cfg.alg_flags, fake_newsession, fake_freesession,
				     fake_process, f);
	return rc == 0;
}

/* So that a case which failed does not leave requests behind. */
static void
let_go(struct fake *f)
{
	unsigned int i;

	f->hook = NULL;
	f->flush_hook = NULL;
	f->poll_hook = NULL;
	f->chaos = false;
	f->sync = true;
	fake_unblock(f, FAKE_UNLIMITED);
	for (i = 0; i < FAKE_LANES; i++)
		while (f->lane[i] != NULL && f->lane[i]->nheld != 0)
			crypto_done(f->lane[i]->held[--f->lane[i]->nheld]);
	crypto_drain(1000000);
}

int
fake_finish(void)
{
	unsigned int i;

	for (i = 0; i < nfakes; i++)
		let_go(fakes[i]);
	return TEST_PASS;
}

static void
finish(void *arg)
{
	RTE_SET_USED(arg);
	fake_finish();
}

/* Those of earlier worlds: their frameworks have ended. */
static void
free_all(void)
{
	unsigned int i;

	while (nfakes > 0) {
		struct fake *f = fakes[--nfakes];

		for (i = 0; i < FAKE_LANES; i++)
			free(f->lane[i]);
		free(f);
	}
}

int
fake_world(const char *const *drivers, unsigned int credits)
{
	static const char *const none[] = {NULL};
	struct crypto_config cfg = {
		.drivers = drivers != NULL ? drivers : none,
		.credits = credits,
		.requests = 4096,
	};
	int rc = test_restart(&cfg);

	free_all();
	return rc;
}

struct fake *
fake_start(const struct fake_config *cfg)
{
	struct fake *f = nfakes < MAX_FAKES ? calloc(1, sizeof(*f)) : NULL;

	if (f == NULL) {
		test_fail(__FILE__, __LINE__, "no memory for a fake");
		return NULL;
	}
	fakes[nfakes++] = f;
	f->cfg = *cfg;
	f->room = FAKE_UNLIMITED;
	memset(f->digest, 0xd1, sizeof(f->digest));
	if (cfg->algs[0] == 0) {
		f->cfg.algs[0] = CRYPTO_NULL_CBC;
		f->cfg.algs[1] = CRYPTO_NULL_HMAC;
	}
	fill_ops(f);
	if (!register_all(f)) {
		test_fail(__FILE__, __LINE__, "a fake does not register");
		return NULL;
	}
	if (!cfg->no_selftest)
		run_selftests(f);
	test_defer(finish, NULL);
	return f;
}

/* ---------------------------------------------------------------- completion */

void
fake_complete(struct fake *f, unsigned int i)
{
	struct fake_lane *lane = fake_lane(f);
	struct cryptop *crp = lane->held[i];

	lane->nheld--;
	memmove(&lane->held[i], &lane->held[i + 1], (lane->nheld - i) * sizeof(lane->held[0]));
	crypto_done(crp);
}

void
fake_complete_all(struct fake *f)
{
	while (fake_lane(f)->nheld != 0)
		fake_complete(f, 0);
}

void
fake_complete_reverse(struct fake *f)
{
	while (fake_lane(f)->nheld != 0)
		fake_complete(f, fake_lane(f)->nheld - 1);
}

void
fake_complete_random(struct fake *f)
{
	while (fake_lane(f)->nheld != 0)
		fake_complete(f, test_random_below(fake_lane(f)->nheld));
}

void
fake_unblock(struct fake *f, uint32_t room)
{
	f->room = room;
	crypto_unblock((uint32_t)f->id, CRYPTO_SYMQ);
}

void
fake_chaos(struct fake *f, uint64_t seed)
{
	unsigned int i;

	f->chaos = true;
	for (i = 0; i < FAKE_LANES; i++) {
		if (f->lane[i] == NULL)
			f->lane[i] = calloc(1, sizeof(*f->lane[i]));
		if (f->lane[i] != NULL)
			f->lane[i]->random = (seed + i) * 0x9e3779b97f4a7c15ULL | 1;
	}
}

/* ------------------------------------------------------------------ sessions */

int
fake_session_alg(struct fake *f, uint64_t *sid, int alg, int klen, int mlen)
{
	static uint8_t key[KEY_ROOM];
	struct cryptoini cri = {.cri_alg = alg, .cri_klen = klen, .cri_mlen = mlen};
	struct crypto_driver_info info;
	unsigned int i;

	for (i = 0; i < sizeof(key); i++)
		key[i] = (uint8_t)(i * 7 + 1);
	cri.cri_key = klen != 0 ? (caddr_t)key : NULL;
	if (crypto_driver_info(f->id, &info) != 0)
		return ENODEV;
	return test_session_on(sid, &cri, info.name);
}

int
fake_session(struct fake *f, uint64_t *sid)
{
	return fake_session_alg(f, sid, CRYPTO_NULL_CBC, 0, 0);
}

bool
fake_wait(const _Atomic uint64_t *counter, uint64_t value)
{
	uint64_t end = rte_get_timer_cycles() + 2 * rte_get_timer_hz();

	while (atomic_load(counter) != value && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(200);
	return atomic_load(counter) == value;
}
