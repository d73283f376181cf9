/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <opencrypto/driver.h>
#include <rte_common.h>

#include "lane.h"

/* Where a lane's requests are at this moment, as the library says it of each. */

static uint8_t
state_of(const struct slot *s)
{
	return __atomic_load_n(&s->crp->crp_state, __ATOMIC_RELAXED);
}

bool
lane_in_flight(const struct lane *l, int32_t driver)
{
	bool inside = false, waits = false;
	unsigned int i;

	for (i = 0; i < l->nslots && !(inside && waits); i++) {
		const struct slot *s = &l->slot[i];

		if (s->state != SLOT_OUT || flow_driver(s->sid) != driver)
			continue;
		inside |= state_of(s) == CRYPTO_REQ_DRIVER;
		waits |= state_of(s) == CRYPTO_REQ_QUEUED;
	}
	return inside && waits;
}

void
lane_dump(const struct lane *l)
{
	static const char *const names[] = {"free", "idle", "in the request ring", "in a driver",
					    "done, not called back"};
	unsigned int i, told = 0, states[RTE_DIM(names)] = {0};

	test_note("lcore %u: %" PRIu64 " requests to come, %u ready, %u idle, %" PRIu64
		  " answers, %s",
		  l->lcore, l->quota, l->nready, l->nidle, l->answers,
		  l->over ? "over" : "running");
	for (i = 0; i < l->nslots; i++) {
		const struct slot *s = &l->slot[i];

		if (s->state != SLOT_OUT || state_of(s) >= RTE_DIM(names))
			continue;
		states[state_of(s)]++;
		if (told++ < 8)
			test_note("  request %#" PRIx64 ", dispatch %" PRIu64 ": %s, sid %#" PRIx64
				  ", flags %#x: %s",
				  s->id, s->number, world.flow[s->flow].form->name, s->sid,
				  (unsigned int)s->crp->crp_flags, names[state_of(s)]);
	}
	for (i = 0; i < RTE_DIM(names); i++)
		if (states[i] != 0)
			test_note("  %u %s", states[i], names[i]);
}
