/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <rte_cycles.h>
#include <rte_lcore.h>
#include <rte_service.h>

#include "core.h"

#define PATIENCE 10     /* seconds */
#define MAX_SERVICES 64 /* of DPDK */

static unsigned int core = RTE_MAX_LCORE;

void
core_stop(void)
{
	uint32_t i;

	if (core == RTE_MAX_LCORE)
		return;
	for (i = 0; i < MAX_SERVICES; i++) /* those that are not there refuse */
		rte_service_map_lcore_set(i, core, 0);
	rte_service_lcore_stop(core);
	rte_eal_wait_lcore(core);
	rte_service_lcore_del(core);
	core = RTE_MAX_LCORE;
}

static void
core_end(void *arg)
{
	(void)arg;
	core_stop();
}

unsigned int
core_lcore(void)
{
	return core;
}

static int32_t
service_of(int32_t driverid)
{
	struct crypto_driver_info info;

	return crypto_driver_info(driverid, &info) == 0 ? info.service : -1;
}

int
core_map(int32_t driverid, bool on)
{
	return rte_service_map_lcore_set((uint32_t)service_of(driverid), core, on);
}

static bool
runs(int32_t driverid)
{
	uint32_t id = (uint32_t)service_of(driverid);

	return rte_service_may_be_active(id) == 1 && rte_service_runstate_get(id) == 1;
}

bool
core_wait(int32_t driverid, bool running)
{
	uint64_t end = rte_get_timer_cycles() + PATIENCE * rte_get_timer_hz();

	while (runs(driverid) != running && rte_get_timer_cycles() < end)
		rte_delay_us_sleep(50);
	if (runs(driverid) != running)
		return false;
	rte_delay_us_sleep(5000); /* the control thread looks each millisecond */
	return true;
}

int
core_start(int32_t driverid)
{
	CHECK_EQ(crypto_driver_service(driverid, 1), 0);
	CHECK(service_of(driverid) >= 0);
	if (core == RTE_MAX_LCORE) {
		core = rte_get_next_lcore(-1, 1, 0);
		if (core >= RTE_MAX_LCORE)
			return test_skip(
				"a service core needs a second lcore, and EAL has one only");
		CHECK_EQ(rte_service_lcore_add(core), 0);
		test_defer(core_end, NULL);
		CHECK_EQ(rte_service_lcore_start(core), 0);
	}
	CHECK_EQ(core_map(driverid, true), 0);
	CHECK(core_wait(driverid, true));
	return TEST_PASS;
}
