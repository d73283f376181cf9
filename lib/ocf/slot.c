/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The session table: slots, identifiers, freeing and reclaiming.
 *
 * The table is dense; a slot holds the current identifier and the session. The low half
 * of an identifier (slot and low generation) is the library's and never changes, so that
 * every identifier a session ever had leads to it and no other does.
 *
 * Freeing takes two steps. crypto_freesession() clears the slot, so that no lcore finds
 * the session any more, stamps the epoch, and hangs it on a list; crypto_session_reclaim()
 * wipes it once no lcore can still have a request of it. A session that moves leaves its
 * old self on the same list.
 */

#include <string.h>

#include "ocf_private.h"

#define GENERATION_MASK ((1u << 22) - 1)

struct crypto_slot *crypto_slots;

/* Of a slot, for the control path. */
struct slot_ctl {
	uint32_t generation; /* of the session that is there, or was last */
	uint32_t next_free;
};

static struct {
	unsigned int max, used; /* slots; that were ever used */
	struct slot_ctl *ctl;
	uint32_t free_head, free_tail, nfree; /* first in, first out */
	struct crypto_session *waiting;       /* ended, not reclaimed; w, r control */
} table;

/* Ended sessions, pushed by any thread, taken as a whole by the reclaimer. */
static _Atomic(struct crypto_session *) dead;
static atomic_uint ndead;
#define RECLAIM_BATCH 256 /* so many make crypto_newsession() reclaim, too */

/* ------------------------------------------------------------------- slots */

/* Slots rest on the free list until CRYPTO_MIN_FREE_SLOTS others are behind them. */
static bool
slot_alloc(uint32_t *slot)
{
	if (table.nfree > CRYPTO_MIN_FREE_SLOTS || (table.used == table.max && table.nfree != 0)) {
		*slot = table.free_head;
		table.free_head = table.ctl[*slot].next_free;
		table.nfree--;
	} else if (table.used < table.max) {
		*slot = table.used++;
	} else {
		return false;
	}
	table.ctl[*slot].generation = (table.ctl[*slot].generation + 1) & GENERATION_MASK;
	if (table.ctl[*slot].generation == 0)
		table.ctl[*slot].generation = 1;
	return true;
}

static void
slot_free(uint32_t slot)
{
	if (table.nfree++ == 0)
		table.free_head = slot;
	else
		table.ctl[table.free_tail].next_free = slot;
	table.free_tail = slot;
}

static uint64_t
sid_make(const struct crypto_driver *drv, uint32_t slot)
{
	uint64_t generation = table.ctl[slot].generation;

	return (uint64_t)drv->caps << 56 | (generation >> 10) << 44 | (uint64_t)drv->id << 32 |
	       (uint64_t)slot << 10 | (generation & 0x3ff);
}

/* ------------------------------------------------------- publish, replace */

/* The table is full; but what has ended may be holding slots still. */
static bool
slot_alloc_late(uint32_t *slot)
{
	unsigned int lcore;

	crypto_session_reclaim();
	if (slot_alloc(slot))
		return true;
	if (table.waiting != NULL &&
	    !crypto_lcore_quiescent(table.waiting->born, table.waiting->ended, &lcore))
		crypto_err_add(NULL, "the session table is full (%u) and waits for lcore %u",
			       table.max, lcore);
	else
		crypto_err_add(NULL, "the session table is full (%u)", table.max);
	return false;
}

int
crypto_slot_publish(struct crypto_session *ses)
{
	struct crypto_slot *slot;

	if (!slot_alloc(&ses->slot) && !slot_alloc_late(&ses->slot))
		return ENOMEM;
	slot = &crypto_slots[ses->slot];
	ses->sid = sid_make(ses->drv, ses->slot);
	/* read before the stores: whoever finds the session has published this epoch or a newer */
	ses->born = atomic_load(&crypto_epoch);
	atomic_store_explicit(&slot->ses, ses, memory_order_release);
	atomic_store_explicit(&slot->sid, ses->sid, memory_order_release);
	return 0;
}

/*
 * Off the table; wiped when no lcore can have a request of it any more.
 * @return the epoch: what lcores accept in it or later did not find this session.
 */
static uint64_t
session_end(struct crypto_session *ses)
{
	uint64_t ended = atomic_fetch_add(&crypto_epoch, 1) + 1;
	struct crypto_session *head = atomic_load_explicit(&dead, memory_order_relaxed);

	ses->ended = ended;
	do
		ses->next_dead = head;
	while (!atomic_compare_exchange_weak(&dead, &head, ses));
	atomic_fetch_add_explicit(&ndead, 1, memory_order_relaxed);
	crypto_control_wake();
	return ended;
}

bool
crypto_slot_replace(struct crypto_session *ses, struct crypto_session *next)
{
	struct crypto_slot *slot = &crypto_slots[ses->slot];
	uint64_t sid = ses->sid;

	next->sid = sid_make(next->drv, ses->slot);
	next->born = atomic_load(&crypto_epoch);
	atomic_store(&next->moved_at, UINT64_MAX); /* until it is known */
	/* between the two stores the slot matches neither self, and readers look again */
	atomic_store_explicit(&slot->ses, next, memory_order_release);
	if (!atomic_compare_exchange_strong(&slot->sid, &sid, next->sid)) {
		atomic_store_explicit(&slot->ses, ses, memory_order_release);
		return false;
	}
	ses->moved = true;
	atomic_store(&next->moved_at, session_end(ses)); /* the mutex keeps `next` here */
	return true;
}

/* ------------------------------------------------------------- freesession */

int
crypto_freesession(uint64_t sid)
{
	struct crypto_slot *slot = &crypto_slots[CRYPTO_SID_SLOT(sid)];
	struct crypto_session *ses;
	uint64_t now;

	if (crypto_slots == NULL || !crypto_global.running)
		return ENOENT;
	for (;;) {
		now = atomic_load(&slot->sid);
		if (now == 0 || !CRYPTO_SID_SAME(now, sid))
			return ENOENT;
		ses = atomic_load(&slot->ses);
		/* not in the middle of a move, and no other was quicker */
		if (ses != NULL && __atomic_load_n(&ses->sid, __ATOMIC_RELAXED) == now &&
		    atomic_compare_exchange_strong(&slot->sid, &now, 0))
			break;
	}
	session_end(ses);
	return 0;
}

/* ----------------------------------------------------------------- reclaim */

static void
session_reclaim_one(struct crypto_session *ses)
{
	uint32_t slot = ses->slot;
	bool moved = ses->moved;

	crypto_session_close(ses);
	crypto_session_destroy(ses);
	if (moved)
		return;
	atomic_store(&crypto_slots[slot].ses, NULL);
	slot_free(slot);
}

/* Move what ended since the last time to the list of the waiting. */
static void
take_dead(void)
{
	struct crypto_session *ses = atomic_exchange(&dead, NULL);

	atomic_store_explicit(&ndead, 0, memory_order_relaxed);
	while (ses != NULL) {
		struct crypto_session *next = ses->next_dead;

		ses->next_dead = table.waiting;
		table.waiting = ses;
		ses = next;
	}
}

bool
crypto_session_reclaim(void)
{
	struct crypto_session **link = &table.waiting, *ses;
	unsigned int blame;
	bool left;

	pthread_mutex_lock(&crypto_control_mutex);
	take_dead();
	while ((ses = *link) != NULL) {
		if (crypto_lcore_quiescent(ses->born, ses->ended, &blame)) {
			*link = ses->next_dead;
			session_reclaim_one(ses);
		} else {
			link = &ses->next_dead;
		}
	}
	left = table.waiting != NULL;
	pthread_mutex_unlock(&crypto_control_mutex);
	return left;
}

void
crypto_slot_reclaim_some(void)
{
	if (atomic_load_explicit(&ndead, memory_order_relaxed) >= RECLAIM_BATCH)
		crypto_session_reclaim();
}

void
crypto_slot_close_ended(const struct crypto_driver *drv)
{
	struct crypto_session *ses;

	take_dead();
	for (ses = table.waiting; ses != NULL; ses = ses->next_dead) {
		crypto_fallback_drop(ses, drv);
		if (ses->drv == drv)
			crypto_session_close(ses);
	}
}

/* -------------------------------------------------------------- questions */

int32_t
crypto_session_driver(uint64_t sid)
{
	uint64_t now;
	uint32_t id;

	if (crypto_slots == NULL || !crypto_global.running)
		return -1;
	now = atomic_load(&crypto_slots[CRYPTO_SID_SLOT(sid)].sid);
	id = CRYPTO_SID_DRIVER(now);
	return now != 0 && CRYPTO_SID_SAME(now, sid) && id < CRYPTO_MAX_DRIVERS ? (int32_t)id : -1;
}

unsigned int
crypto_slot_used(void)
{
	return table.used;
}

/* ------------------------------------------------------------- start, end */

int
crypto_slot_init(unsigned int max)
{
	memset(&table, 0, sizeof(table));
	table.max = max;
	/* every sid leads to a slot, so the table is as large as a sid's slot number goes */
	crypto_slots = crypto_region_map(CRYPTO_MAX_SESSIONS * sizeof(*crypto_slots), SOCKET_ID_ANY);
	table.ctl = crypto_region_map(CRYPTO_MAX_SESSIONS * sizeof(*table.ctl), SOCKET_ID_ANY);
	if (crypto_slots != NULL && table.ctl != NULL)
		return 0;
	crypto_err_add(NULL, "no memory for the session table");
	crypto_slot_fini();
	return ENOMEM;
}

/* No request is out: wipe all sessions, the live ones too. */
static void
close_all(void)
{
	struct crypto_session *ses;
	unsigned int i;

	take_dead();
	while ((ses = table.waiting) != NULL) {
		table.waiting = ses->next_dead;
		session_reclaim_one(ses);
	}
	for (i = 0; i < table.used; i++)
		if (atomic_exchange(&crypto_slots[i].sid, 0) != 0)
			session_reclaim_one(crypto_slots[i].ses);
}

void
crypto_slot_fini(void)
{
	if (crypto_slots != NULL && table.ctl != NULL)
		close_all();
	if (crypto_slots != NULL)
		crypto_region_unmap(crypto_slots, CRYPTO_MAX_SESSIONS * sizeof(*crypto_slots));
	if (table.ctl != NULL)
		crypto_region_unmap(table.ctl, CRYPTO_MAX_SESSIONS * sizeof(*table.ctl));
	crypto_slots = NULL;
	memset(&table, 0, sizeof(table));
}
