/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <unistd.h>

#include "fakedrv.h"
#include "ledger.h"

/* crypto_wrap(): a driver that stands on another one, and in which order the two end. */

static struct fake *fake;    /* the one below */
static int32_t upper_id;
static struct crypto_driver_ops below, upper_ops;
static void *below_arg;
static unsigned int opened, closed, attached, detached, late; /* late: below was gone */

static int
upper_session_init(void *arg, void *area, const struct cryptoini *cri)
{
	opened++;
	return below.session_init(arg, area, cri);
}

static void
upper_session_fini(void *arg, void *area)
{
	closed++;
	late += fake->gone != 0;
	below.session_fini(arg, area);
}

static int
upper_attach(void *arg, unsigned int lcore, int socket, void **ctx)
{
	attached++;
	return below.attach(arg, lcore, socket, ctx);
}

static void
upper_detach(void *arg, void *ctx)
{
	detached++;
	late += fake->gone != 0;
	below.detach(arg, ctx);
}

/* null, a fake before it, and between the two in rank one that stands on the fake. */
static int
pile(void)
{
	static const char *const on_null[] = {"null", NULL};

	CHECK_EQ(fake_world(on_null, 0), 0);
	fake = fake_start(&(struct fake_config){.kind = FAKE_BURST, .name = "below", .rank = 200});
	CHECK(fake != NULL);
	fake->sync = true;
	upper_id = crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	CHECK_EQ(crypto_wrap((uint32_t)upper_id, fake->id, &below, &below_arg), 0);
	upper_ops = below;
	upper_ops.name = "upper";
	upper_ops.rank = 100;
	upper_ops.session_init = upper_session_init;
	upper_ops.session_fini = upper_session_fini;
	upper_ops.attach = upper_attach;
	upper_ops.detach = upper_detach;
	upper_ops.gone = NULL;
	opened = closed = attached = detached = late = 0;
	CHECK_EQ(crypto_setops((uint32_t)upper_id, &upper_ops), 0);
	CHECK_EQ(crypto_register((uint32_t)upper_id, CRYPTO_NULL_CBC, 0, 0, NULL, NULL, NULL,
				 below_arg), 0);
	ledger_clear();
	return TEST_PASS;
}

/* Each on one of the pile; the self-test's session was closed. */
static int
sessions(uint64_t *on_fake, uint64_t *on_upper)
{
	struct cryptoini null = {.cri_alg = CRYPTO_NULL_CBC};

	CHECK_EQ(test_session(on_fake, &null), 0);
	CHECK_EQ(crypto_session_driver(*on_fake), fake->id);
	CHECK_EQ(test_session_on(on_upper, &null, "upper"), 0);
	CHECK_EQ(opened, closed + 1);
	opened = closed = 0;
	return TEST_PASS;
}

/* Wait, and poll, until a driver's id is free. */
static bool
ends(int32_t driver)
{
	struct crypto_driver_info info;
	unsigned int i;

	for (i = 0; i < 3000 && crypto_driver_info(driver, &info) == 0; i++) {
		crypto_poll();
		usleep(1000);
	}
	return crypto_driver_info(driver, &info) == ENODEV;
}

/* ------------------------------------------------------------------------ cases */

static int
case_errors(void)
{
	static const char *const on_null[] = {"null", NULL};
	struct crypto_driver_ops ops;
	struct fake *simple, *full;
	void *arg = NULL;
	uint32_t new, other;

	CHECK_EQ(fake_world(on_null, 0), 0);
	simple = fake_start(&(struct fake_config){.kind = FAKE_SIMPLE});
	full = fake_start(&(struct fake_config){.kind = FAKE_BURST});
	CHECK(simple != NULL && full != NULL);
	new = (uint32_t)crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	other = (uint32_t)crypto_get_driverid(CRYPTOCAP_F_SOFTWARE);
	CHECK_EQ(crypto_wrap(63, full->id, &ops, &arg), EINVAL);
	CHECK_EQ(crypto_wrap(new, -1, &ops, &arg), ENODEV);
	CHECK_EQ(crypto_wrap(new, 63, &ops, &arg), ENODEV);
	CHECK_EQ(crypto_wrap(new, (int32_t)new, &ops, &arg), ENODEV);
	CHECK_EQ(crypto_wrap(new, simple->id, &ops, &arg), EINVAL);
	CHECK_EQ(crypto_wrap((uint32_t)full->id, crypto_find_driver("null"), &ops, &arg), EBUSY);
	CHECK_EQ(crypto_wrap(new, full->id, &ops, &arg), 0);
	CHECK(arg == full && ops.process_burst == full->ops.process_burst);
	CHECK_EQ(crypto_unregister_all((uint32_t)full->id), 0);
	CHECK_EQ(crypto_wrap(other, full->id, &ops, &arg), ENODEV);
	CHECK(fake_wait(&full->gone, 1));
	return TEST_PASS;
}

/* It works: requests of the upper one's sessions arrive below. */
static int
case_requests(void)
{
	uint64_t on_fake, on_upper, before;

	CHECK_CALL(pile());
	CHECK_CALL(sessions(&on_fake, &on_upper));
	before = fake->taken;
	CHECK_EQ(crypto_run(ledger_req(on_upper, 0)), 0);
	CHECK_EQ(crypto_run(ledger_req(on_fake, 0)), 0);
	CHECK_EQ(fake->taken, before + 2);
	return TEST_PASS;
}

/* The one below leaves: the upper one leaves, too, is closed first, and gets no session. */
static int
case_below_leaves(void)
{
	uint64_t on_fake, on_upper;

	CHECK_CALL(pile());
	CHECK_CALL(sessions(&on_fake, &on_upper));
	CHECK_EQ(crypto_unregister_all((uint32_t)fake->id), 0);
	CHECK(ends(fake->id));
	CHECK(ends(upper_id));
	CHECK_EQ(fake->gone, 1);
	CHECK_EQ(opened, 0);
	CHECK_EQ(closed, 1);
	CHECK_EQ(detached, attached);
	CHECK_EQ(late, 0);
	CHECK_EQ(crypto_session_driver(on_fake), crypto_find_driver("null"));
	return TEST_PASS;
}

/* The one below waits for the upper one's requests. */
static int
case_below_waits(void)
{
	uint64_t on_fake, on_upper;

	CHECK_CALL(pile());
	CHECK_CALL(sessions(&on_fake, &on_upper));
	fake->sync = false;
	CHECK_EQ(crypto_dispatch(ledger_req(on_upper, 0)), 0);
	CHECK_EQ(fake_lane(fake)->nheld, 1);
	CHECK_EQ(crypto_unregister_all((uint32_t)fake->id), 0);
	usleep(50000);
	CHECK_EQ(fake->gone, 0);
	CHECK_EQ(closed + detached, 0);
	fake_complete_all(fake);
	CHECK(ends(fake->id));
	CHECK(ledger_ordered(1));
	CHECK_EQ(ledger.etype[0], 0);
	CHECK_EQ(late, 0);
	return TEST_PASS;
}

/* The upper one leaves alone. */
static int
case_upper_leaves(void)
{
	uint64_t on_fake, on_upper;

	CHECK_CALL(pile());
	CHECK_CALL(sessions(&on_fake, &on_upper));
	CHECK_EQ(crypto_unregister_all((uint32_t)upper_id), 0);
	CHECK(ends(upper_id));
	CHECK_EQ(detached, attached);
	CHECK_EQ(fake->gone, 0);
	CHECK_EQ(crypto_run(ledger_req(on_fake, 0)), 0);
	CHECK_EQ(crypto_unregister_all((uint32_t)fake->id), 0);
	CHECK(ends(fake->id));
	return TEST_PASS;
}

/* The framework ends with both there. */
static int
case_end(void)
{
	uint64_t on_fake, on_upper;

	CHECK_CALL(pile());
	CHECK_CALL(sessions(&on_fake, &on_upper));
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(closed, 1);
	CHECK_EQ(detached, attached);
	CHECK_EQ(fake->gone, 1);
	CHECK_EQ(late, 0);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"errors", case_errors, TEST_NO_INIT},
	{"requests", case_requests, TEST_NO_INIT},
	{"below_leaves", case_below_leaves, TEST_NO_INIT},
	{"below_waits", case_below_waits, TEST_NO_INIT},
	{"upper_leaves", case_upper_leaves, TEST_NO_INIT},
	{"end", case_end, TEST_NO_INIT},
};
TEST_SUITE(framework_wrap, cases, NULL, NULL);
