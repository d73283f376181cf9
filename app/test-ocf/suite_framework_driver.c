/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>
#include <unistd.h>

#include <rte_lcore.h>

#include "fakedrv.h"
#include "ledger.h"

/* Registration, withdrawal, optional operations, what a driver is shown, questions. */

static struct fake *fake;
static uint64_t sid;

static int
begin(const struct fake_config *cfg)
{
	CHECK_EQ(fake_world(NULL, 0), 0);
	fake = fake_start(cfg);
	CHECK(fake != NULL);
	ledger_clear();
	return TEST_PASS;
}

static int
no_newsession(void *arg, uint32_t *sidp, struct cryptoini *cri)
{
	(void)arg;
	(void)sidp;
	(void)cri;
	return 0;
}

static int
no_freesession(void *arg, uint64_t id)
{
	(void)arg;
	(void)id;
	return 0;
}

static int
no_process(void *arg, struct cryptop *crp)
{
	(void)arg;
	crypto_done(crp);
	return 0;
}

static int
reg(int32_t id, int alg)
{
	return crypto_register((uint32_t)id, alg, 0, 0, no_newsession, no_freesession, no_process,
			       NULL);
}

/* ------------------------------------------------------------ registration */

static int
case_driverid(void)
{
	unsigned int i, n = 0;
	int32_t again = -1;
	int flags;

	CHECK_EQ(fake_world(NULL, 0), 0);
	for (flags = 0; flags < 256; flags++) {
		bool known = (flags & ~(CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC)) == 0;
		int32_t id = crypto_get_driverid((uint8_t)flags);

		CHECK_EQ(id >= 0, known);
		n += known;
	}
	for (i = n; crypto_get_driverid(0) >= 0; i++)
		CHECK(i < 4096); /* an identifier has 12 bits for it */
	CHECK(i >= 16);
	CHECK_EQ(crypto_unregister_all(3), 0);
	CHECK_EQ(crypto_unregister_all(3), EINVAL); /* it leaves already, or is gone */
	for (i = 0; i < 2000 && (again = crypto_get_driverid(0)) < 0; i++)
		usleep(1000); /* the control thread frees it */
	CHECK_EQ(again, 3);
	CHECK_EQ(crypto_get_driverid(0), -1);
	return TEST_PASS;
}

static int
case_driverid_stopped(void)
{
	CHECK_EQ(crypto_get_driverid(0), -1);
	CHECK_EQ(reg(0, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(crypto_unregister(0, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(crypto_unregister_all(0), EINVAL);
	CHECK_EQ(crypto_unblock(0, CRYPTO_SYMQ), EINVAL);
	CHECK_EQ(crypto_find_driver("null"), -1);
	CHECK_EQ(crypto_next_driver(0), -1);
	return TEST_PASS;
}

static int
case_register_errors(void)
{
	static const int unknown[] = {INT_MIN, -1, 0, 43, 0xff, 0x102, 0x10000 + 11, INT_MAX};
	uint32_t id;
	unsigned int i;

	CHECK_EQ(fake_world(NULL, 0), 0);
	id = (uint32_t)crypto_get_driverid(0);
	for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
		CHECK_EQ(reg((int32_t)id, unknown[i]), EINVAL);
		CHECK_EQ(crypto_unregister(id, unknown[i]), EINVAL);
		CHECK_EQ(crypto_driver_alg((int32_t)id, unknown[i], NULL), EINVAL);
	}
	CHECK_EQ(reg((int32_t)id + 1, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(reg(-1, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(reg(64, CRYPTO_NULL_CBC), EINVAL);
	CHECK_EQ(crypto_register(id, CRYPTO_NULL_CBC, 0, 0, NULL, no_freesession, no_process, NULL),
		 EINVAL);
	CHECK_EQ(crypto_register(id, CRYPTO_NULL_CBC, 0, 0, no_newsession, NULL, no_process, NULL),
		 EINVAL);
	CHECK_EQ(crypto_register(id, CRYPTO_NULL_CBC, 0, 0, no_newsession, no_freesession, NULL,
				 NULL), EINVAL);
	CHECK_EQ(crypto_next_driver(0), -1); /* nothing of that counted */
	CHECK_EQ(reg((int32_t)id, CRYPTO_NULL_CBC), 0);
	CHECK_EQ(crypto_next_driver(0), (int32_t)id);
	return TEST_PASS;
}

static int wrong_calls;

static int
wrong_process(void *arg, struct cryptop *crp)
{
	wrong_calls++;
	return no_process(arg, crp);
}

/* The last four arguments count in the first call; every algorithm once. */
static int
case_register_latches(void)
{
	struct cryptop *crp;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_SIMPLE}));
	CHECK_EQ(crypto_register((uint32_t)fake->id, CRYPTO_NULL_CBC, 8, 0, no_newsession,
				 no_freesession, wrong_process, NULL), 0);
	CHECK_EQ(crypto_register((uint32_t)fake->id, CRYPTO_NULL_HMAC, 8, 0, NULL, NULL, NULL,
				 NULL), 0);
	wrong_calls = 0;
	fake->sync = true;
	CHECK_EQ(fake_session(fake, &sid), 0);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_run(crp), 0);
	CHECK_EQ(wrong_calls, 0);
	CHECK_EQ(fake->calls, 1);
	return TEST_PASS;
}

/* -------------------------------------------------------------------- setops */

static size_t
some_size(void *arg, const struct cryptoini *cri)
{
	(void)arg;
	(void)cri;
	return 1;
}

static int
some_init(void *arg, void *area, const struct cryptoini *cri)
{
	(void)arg;
	(void)area;
	(void)cri;
	return 0;
}

static int
some_attach(void *arg, unsigned int lcore, int socket, void **ctx)
{
	(void)lcore;
	(void)socket;
	*ctx = arg;
	return 0;
}

static int
case_setops(void)
{
	static const struct crypto_driver_ops wrong[] = {
		{.session_size = some_size},
		{.session_init = some_init},
		{.attach = some_attach},
		{.name = "fake"},
		{.name = "12345678901234567890123456789012"},
	}, right = {.name = "1234567890123456789012345678901"};
	struct crypto_driver_info info;
	unsigned int i;
	int32_t id;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_BURST, .name = "fake"}));
	id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CHECK_EQ(crypto_setops((uint32_t)id, &wrong[i]), EINVAL);
	CHECK_EQ(crypto_setops((uint32_t)id, NULL), EINVAL);
	CHECK_EQ(crypto_setops((uint32_t)id + 1, &right), EINVAL);
	CHECK_EQ(crypto_setops(UINT32_MAX, &right), EINVAL);
	CHECK_EQ(crypto_setops((uint32_t)id, &right), 0);
	CHECK_EQ(crypto_setops((uint32_t)id, &right), 0); /* its own name is not taken */
	CHECK_EQ(crypto_driver_info(id, &info), 0);
	CHECK_STR(info.name, right.name);
	CHECK_EQ(reg(id, CRYPTO_NULL_CBC), 0);
	CHECK_EQ(crypto_setops((uint32_t)id, &right), EBUSY);
	CHECK_EQ(crypto_setops((uint32_t)id, &(struct crypto_driver_ops){0}), EBUSY);
	CHECK_EQ(crypto_find_driver(right.name), id);
	return TEST_PASS;
}

/* A context for each lcore and one for the control path; each is given back. */
static int
case_attach(void)
{
	struct fake *f;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_BURST}));
	f = fake;
	CHECK_EQ(f->attached, rte_lcore_count() + 1);
	CHECK_EQ(f->detached, 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)f->id), 0);
	CHECK(fake_wait(&f->gone, 1));
	CHECK_EQ(f->detached, f->attached);
	CHECK_EQ(f->gone, 1);
	CHECK(!f->gone_early);
	return TEST_PASS;
}

static int
case_attach_fails(void)
{
	struct cryptop *crps[3];
	unsigned int i;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_BURST,
					       .attach_fails = rte_lcore_id() + 1}));
	CHECK_EQ(fake_session(fake, &sid), 0);
	CHECK_CALL(ledger_reqs(crps, 3, sid));
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(crypto_dispatch_burst(&crps[1], 2), 2);
	CHECK_EQ(crypto_poll(), 3);
	CHECK(ledger_once(3));
	for (i = 0; i < 3; i++)
		CHECK(ledger.etype[i] == ENOMEM && ledger.reason[i] == CRYPTO_R_MEMORY);
	CHECK(ledger_buffer_intact());
	CHECK_EQ(fake->calls, 0);
	return TEST_PASS;
}

/* Where the control path's own context cannot be had, nothing is registered. */
static int
refusing_attach(void *arg, unsigned int lcore, int socket, void **ctx)
{
	(void)arg;
	(void)socket;
	(void)ctx;
	return lcore == CRYPTO_LCORE_CONTROL ? EIO : 0;
}

static void
no_detach(void *arg, void *ctx)
{
	(void)arg;
	(void)ctx;
}

static int
case_attach_fails_control(void)
{
	static const struct crypto_driver_ops ops = {.attach = refusing_attach,
						     .detach = no_detach};
	int32_t id;

	CHECK_EQ(fake_world(NULL, 0), 0);
	id = crypto_get_driverid(0);
	CHECK_EQ(crypto_setops((uint32_t)id, &ops), 0);
	CHECK_EQ(reg(id, CRYPTO_NULL_CBC), EIO);
	CHECK_EQ(crypto_next_driver(0), -1);
	CHECK_EQ(crypto_unregister(((uint32_t)id), CRYPTO_NULL_CBC), EINVAL);
	return TEST_PASS;
}

/* ------------------------------------------------- contexts that are handed on */

static struct {
	int arg, ctx; /* their addresses count */
	unsigned int wrong, polls, flushes, calls;
} handed;

static int
handed_attach(void *arg, unsigned int lcore, int socket, void **ctx)
{
	(void)lcore;
	(void)socket;
	handed.wrong += arg != &handed.arg;
	*ctx = &handed.ctx;
	return 0;
}

static void
handed_detach(void *arg, void *ctx)
{
	handed.wrong += arg != &handed.arg || ctx != &handed.ctx;
}

static void
handed_flush(void *ctx)
{
	handed.wrong += ctx != &handed.ctx;
	handed.flushes++;
}

static void
handed_poll(void *ctx)
{
	handed.wrong += ctx != &handed.ctx;
	handed.polls++;
}

static int
handed_process(void *ctx, struct cryptop *crp)
{
	handed.wrong += ctx != &handed.ctx;
	handed.calls++;
	crypto_done(crp);
	return 0;
}

static int
handed_newsession(void *arg, uint32_t *sidp, struct cryptoini *cri)
{
	(void)sidp;
	(void)cri;
	handed.wrong += arg != &handed.arg;
	return 0;
}

static int
handed_freesession(void *arg, uint64_t id)
{
	(void)id;
	handed.wrong += arg != &handed.arg;
	return 0;
}

/* attach's context goes to process, flush and poll, also where there is no process_burst. */
static int
case_contexts(void)
{
	static const struct crypto_driver_ops ops = {
		.name = "handed",
		.attach = handed_attach,
		.detach = handed_detach,
		.flush = handed_flush,
		.poll = handed_poll,
	};
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};
	struct cryptop *crp;
	int32_t id;

	CHECK_EQ(fake_world(NULL, 0), 0);
	memset(&handed, 0, sizeof(handed));
	ledger_clear();
	id = crypto_get_driverid(0);
	CHECK_EQ(crypto_setops((uint32_t)id, &ops), 0);
	CHECK_EQ(crypto_register((uint32_t)id, CRYPTO_NULL_CBC, 0, 0, handed_newsession,
				 handed_freesession, handed_process, &handed.arg), 0);
	CHECK_EQ(test_session_on(&sid, &cri, "handed"), 0);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	CHECK_EQ(crypto_dispatch_burst(&crp, 1), 1);
	CHECK_EQ(crypto_poll(), 1);
	CHECK(handed.flushes != 0 && handed.polls != 0 && handed.calls != 0);
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(handed.wrong, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------- its own session ids */

/* A driver with newsession sees its own number, and only while it has the request. */
static int
own_ids(enum fake_kind kind)
{
	struct cryptop *crps[70];
	uint64_t other;
	unsigned int i;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_OPS, .name = "first"}));
	fake = fake_start(&(struct fake_config){.kind = kind, .caps = CRYPTOCAP_F_SYNC});
	CHECK(fake != NULL);
	CHECK_EQ(fake_session(fake, &other), 0);
	CHECK_EQ(fake->entry_own, (uint32_t)fake->id);
	CHECK_EQ(fake_session(fake, &sid), 0);
	CHECK_CALL(ledger_reqs(crps, 70, sid));
	fake->sync = true;
	CHECK_EQ(crypto_dispatch(crps[0]), 0);
	CHECK_EQ(fake->seen_sid, (uint64_t)fake->id << 32 | 0xf0000001u);
	crps[1]->crp_flags |= CRYPTO_F_CBIMM;
	crps[2]->crp_flags |= CRYPTO_F_CBIFSYNC;
	crps[4]->crp_flags |= CRYPTO_F_BATCH;
	crps[6]->crp_ilen = -3;
	crps[7]->crp_sid = other;
	fake->room = 20;
	CHECK_EQ(crypto_dispatch_burst(&crps[1], 69), 69);
	fake_unblock(fake, FAKE_UNLIMITED);
	crypto_poll();
	crypto_poll();
	CHECK(ledger_once(70));
	for (i = 0; i < 70; i++)
		CHECK_EQ(crps[i]->crp_sid, i == 7 ? other : sid);
	CHECK_EQ(test_session_end(sid), 0);
	CHECK(fake_wait(&fake->closed, 1));
	CHECK_EQ(fake->freed_sid, (uint64_t)fake->id << 32 | 0xf0000001u);
	return TEST_PASS;
}

static int
case_own_ids_simple(void)
{
	return own_ids(FAKE_SIMPLE);
}

static int
case_own_ids_burst(void)
{
	return own_ids(FAKE_SIMPLE_BURST);
}

/* Others see the identifier itself. */
static int
case_shared_ids(void)
{
	enum fake_kind kinds[] = {FAKE_OPS, FAKE_BURST};
	struct cryptop *crp;
	unsigned int i;

	for (i = 0; i < 2; i++) {
		CHECK_CALL(begin(&(struct fake_config){.kind = kinds[i]}));
		CHECK_EQ(fake_session(fake, &sid), 0);
		crp = ledger_req(sid, 0);
		CHECK(crp != NULL);
		CHECK_EQ(crypto_dispatch(crp), 0);
		CHECK_EQ(fake->seen_sid, sid);
		CHECK(crypto_area(crp) == fake->area);
		CHECK_EQ(crypto_ndesc(crp), 1);
		CHECK_EQ(crypto_desc_pos(crp, 0), 0);
		CHECK_EQ(fake->seen_map, 0x8);
		fake_complete_all(fake);
		CHECK_EQ(crypto_poll(), 1);
	}
	return TEST_PASS;
}

/* ------------------------------------------------------------------ fallback */

/* A limited driver hands requests to one without limits; order and place stay its own. */
static int
fallback_to(enum fake_kind kind)
{
	struct crypto_driver_stats st;
	struct crypto_driver_info info;
	struct cryptop *crps[5];
	struct fake *limited, *full;
	unsigned int i;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_BURST, .name = "full",
					       .caps = CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC}));
	full = fake;
	limited = fake_start(&(struct fake_config){.kind = kind, .name = "limited",
						   .alg_flags = CRYPTO_ALG_FLAG_LIMITED});
	CHECK(limited != NULL);
	CHECK_EQ(fake_session(limited, &sid), 0);
	CHECK_EQ(full->opened, 1);
	CHECK_EQ(limited->opened, 1);
	for (i = 0; i < 5; i++) {
		crps[i] = ledger_req(sid, i);
		CHECK(crps[i] != NULL);
		limited->fallback = i == 1 || i == 4;
		full->sync = true;
		full->etype = i == 4 ? EBADMSG : 0;
		full->reason = CRYPTO_R_MISMATCH;
		CHECK_EQ(crypto_dispatch(crps[i]), 0);
	}
	CHECK_EQ(full->taken, 2);
	CHECK(kind == FAKE_SIMPLE || limited->seen_area == limited->area);
	CHECK(full->seen_area == full->area);
	CHECK_EQ(crypto_driver_info(full->id, &info), 0);
	CHECK_EQ(info.sessions, 1);
	CHECK_EQ(crypto_poll(), 0); /* number 0 heads the line */
	fake_complete_reverse(limited);
	CHECK_EQ(crypto_poll(), 5);
	CHECK(ledger_ordered(5));
	CHECK_EQ(ledger.etype[4], EBADMSG);
	for (i = 0; i < 5; i++)
		CHECK_EQ(crps[i]->crp_sid, sid);
	CHECK_EQ(crypto_driver_stats(limited->id, &st), 0);
	CHECK_EQ(st.fallback, 2);
	CHECK_EQ(test_session_end(sid), 0);
	crypto_drain(0); /* so that this lcore holds nothing back */
	CHECK(fake_wait(&limited->closed, 1));
	CHECK(fake_wait(&full->closed, 1));
	return TEST_PASS;
}

static int
case_fallback_burst(void)
{
	return fallback_to(FAKE_BURST);
}

static int
case_fallback_simple(void)
{
	return fallback_to(FAKE_SIMPLE);
}

/* No driver to fall back on: the session is made, and what needs one is refused. */
static int
case_fallback_none(void)
{
	struct cryptop *crp;

	CHECK_CALL(begin(&(struct fake_config){.kind = FAKE_BURST,
					       .alg_flags = CRYPTO_ALG_FLAG_LIMITED}));
	/* one that has limits itself, one that is not done at once */
	CHECK(fake_start(&(struct fake_config){.kind = FAKE_BURST,
					       .caps = CRYPTOCAP_F_SOFTWARE | CRYPTOCAP_F_SYNC,
					       .alg_flags = CRYPTO_ALG_FLAG_LIMITED}) != NULL);
	CHECK(fake_start(&(struct fake_config){.kind = FAKE_BURST,
					       .caps = CRYPTOCAP_F_SOFTWARE}) != NULL);
	CHECK_EQ(fake_session(fake, &sid), 0);
	crp = ledger_req(sid, 0);
	CHECK(crp != NULL);
	fake->fallback = true;
	CHECK_EQ(crypto_run(crp), EINVAL);
	CHECK_EQ(crp->crp_reason, CRYPTO_R_LIMIT);
	fake->fallback = false;
	fake->sync = true;
	CHECK_EQ(crypto_run(crp), 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"driverid", case_driverid, TEST_NO_INIT},
	{"driverid_stopped", case_driverid_stopped, TEST_NO_INIT},
	{"register_errors", case_register_errors, TEST_NO_INIT},
	{"register_latches", case_register_latches, TEST_NO_INIT},
	{"setops", case_setops, TEST_NO_INIT},
	{"attach", case_attach, TEST_NO_INIT},
	{"attach_fails", case_attach_fails, TEST_NO_INIT},
	{"attach_fails_control", case_attach_fails_control, TEST_NO_INIT},
	{"contexts", case_contexts, TEST_NO_INIT},
	{"own_ids_simple", case_own_ids_simple, TEST_NO_INIT},
	{"own_ids_burst", case_own_ids_burst, TEST_NO_INIT},
	{"shared_ids", case_shared_ids, TEST_NO_INIT},
	{"fallback_burst", case_fallback_burst, TEST_NO_INIT},
	{"fallback_simple", case_fallback_simple, TEST_NO_INIT},
	{"fallback_none", case_fallback_none, TEST_NO_INIT},
};
TEST_SUITE(framework_driver, cases, NULL, NULL);
