/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdatomic.h>

#include <rte_debug.h>
#include <rte_launch.h>
#include <rte_lcore.h>

#include "runner.h"

/* The framework under test, the sessions that cases open on it, and lcores that they use. */

#define MAX_SESSIONS 65536

static struct {
	bool up;
	bool changed; /* not as the defaults start it */
	int32_t driver;
	char driver_name[32];
	unsigned int nsessions;
	uint64_t session[MAX_SESSIONS];
} state = {.driver = -1};

static int
start(const struct crypto_config *cfg)
{
	int rc = crypto_init(cfg);

	state.up = rc == 0;
	state.changed = cfg != NULL;
	return rc;
}

/* Wait for what is out, then give back what the case still holds. */
static void
release(void)
{
	if (!state.up)
		return;
	crypto_drain(5000000);
	while (state.nsessions > 0)
		crypto_freesession(state.session[--state.nsessions]);
	test_requests_release();
}

int
test_stop(void)
{
	int rc;

	release();
	rc = crypto_fini();
	if (rc == 0)
		state.up = false;
	state.changed = true;
	return rc;
}

int
test_restart(const struct crypto_config *cfg)
{
	int rc = state.up ? test_stop() : 0;

	if (rc != 0)
		return rc;
	rc = start(cfg);
	state.changed = true;
	return rc;
}

bool
test_framework(bool wanted)
{
	int rc = 0;

	if (state.up == wanted)
		return true;
	rc = wanted ? start(NULL) : test_stop();
	if (rc != 0)
		test_fail(__FILE__, __LINE__, "%s: %s (%s)", wanted ? "crypto_init" : "crypto_fini",
			  strerror(rc), crypto_strerr());
	if (!wanted)
		state.changed = false;
	return rc == 0;
}

void
test_framework_restore(void)
{
	release();
	if (state.changed && state.up)
		test_framework(false);
	state.changed = false;
}

/* -------------------------------------------------------------------- drivers */

void
test_driver_turn(int32_t driverid)
{
	struct crypto_driver_info info = {0};

	state.driver = driverid;
	if (driverid >= 0)
		crypto_driver_info(driverid, &info);
	snprintf(state.driver_name, sizeof(state.driver_name), "%s", info.name);
}

int32_t
test_driver(void)
{
	int32_t id;

	if (state.driver < 0 || !state.up)
		return state.driver;
	/* a restart may have given it another number */
	id = crypto_find_driver(state.driver_name);
	return id >= 0 ? id : state.driver;
}

const char *
test_driver_name(void)
{
	return state.driver_name;
}

bool
test_offers(int32_t driverid, int alg)
{
	return crypto_driver_alg(driverid, alg, NULL) == 0;
}

/* ------------------------------------------------------------------- sessions */

static int
open_on(uint64_t *sid, struct cryptoini *cri, int32_t driverid)
{
	int rc;

	if (state.nsessions == MAX_SESSIONS)
		return ENOMEM;
	rc = driverid < 0 ? crypto_newsession(sid, cri, 0) :
			    crypto_newsession_driver(sid, cri, driverid);
	if (rc == 0)
		state.session[state.nsessions++] = *sid;
	return rc;
}

int
test_session(uint64_t *sid, struct cryptoini *cri)
{
	return open_on(sid, cri, test_driver());
}

int
test_session_on(uint64_t *sid, struct cryptoini *cri, const char *driver)
{
	int32_t id = crypto_find_driver(driver);

	return id < 0 ? ENODEV : open_on(sid, cri, id);
}

int
test_session_end(uint64_t sid)
{
	unsigned int i;

	for (i = state.nsessions; i > 0; i--) {
		if (state.session[i - 1] == sid) {
			state.session[i - 1] = state.session[--state.nsessions];
			break;
		}
	}
	return crypto_freesession(sid);
}

/* --------------------------------------------------------------------- lcores */

/* EAL's words are in a library that sanitizers do not see; `ended` is their proof of order. */
static struct launched {
	int (*fn)(void *arg);
	void *arg;
	atomic_bool ended;
} launched[RTE_MAX_LCORE];

static int
launched_main(void *arg)
{
	struct launched *l = arg;
	int rc = l->fn(l->arg);

	atomic_store(&l->ended, true);
	return rc;
}

int
test_launch(unsigned int lcore, int (*fn)(void *arg), void *arg)
{
	struct launched *l = &launched[lcore];

	l->fn = fn;
	l->arg = arg;
	atomic_store(&l->ended, false);
	return rte_eal_remote_launch(launched_main, l, lcore);
}

int
test_join(unsigned int lcore)
{
	int rc = rte_eal_wait_lcore(lcore);

	RTE_VERIFY(atomic_load(&launched[lcore].ended));
	return rc;
}
