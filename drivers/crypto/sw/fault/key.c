/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Key operations that fail on command: the same faults as requests have, of the same plan. The
 * driver below gets a shadow; the true operation is completed when and how the plan wants it.
 * All of this runs where kprocess does, on one thread at a time.
 *
 * A second completion is the shadow's: that of the true operation may be its consumer's again,
 * and dispatched anew, at any moment.
 */

#include <string.h>

#include "dice.h"
#include "key.h"

#define SHUFFLE 4
#define INSIDE 4
#define SEQUENCE 4096 /* number of the random numbers, above all lcores' */

struct slot {
	struct cryptkop shadow; /* what the driver below has */
	struct cryptkop *krp;
	uint64_t due; /* tick of its completion */
};

static struct fault_key_host host;
static crypto_kprocess_t below;
static void *below_arg;

static struct {
	bool owes_unblock; /* it answered ERESTART */
	uint64_t tick;     /* calls of kpoll */
	uint64_t random;
	uint64_t seen; /* operations taken */
	unsigned int nheld, nfree;
	struct slot *held[FAULT_MAX_SIZE]; /* as they came */
	struct slot *spare[FAULT_MAX_SIZE];
	struct slot slot[FAULT_MAX_SIZE];
	struct cryptkop stranger; /* in no driver, never was */
} key;

static void
count(uint64_t *counter)
{
	__atomic_store_n(counter, *counter + 1, __ATOMIC_RELAXED);
}

static bool
happens(uint64_t probability)
{
	return probability != 0 && crypto_fault_draw(&key.random) % FAULT_CERTAIN < probability;
}

/* -------------------------------------------------------------------- taking */

/* ERESTART, for a reason or without. */
static bool
turns_away(void)
{
	if (host.is_dead())
		return true;
	if (key.nfree == 0) {
		count(&host.count->full);
	} else if (happens(host.plan->restart)) {
		count(&host.count->restart);
		if (crypto_fault_draw(&key.random) % INSIDE == 0) {
			count(&host.count->inside);
			crypto_unblock((uint32_t)host.id, CRYPTO_ASYMQ);
			return true;
		}
	} else {
		return false;
	}
	key.owes_unblock = true;
	return true;
}

/* Down to the driver that does the work; or not, if this is the one that fails. */
static bool
carry_out(struct cryptkop *shadow)
{
	int error;

	if (host.plan->error != 0 && (key.seen + 1) % host.plan->error == 0) {
		crypto_kfail(shadow, EIO, CRYPTO_R_ENGINE);
		crypto_kdone(shadow);
		count(&host.count->error);
		return true;
	}
	error = below(below_arg, shadow);
	if (error != 0 && error != ERESTART) {
		crypto_kfail(shadow, EIO, CRYPTO_R_DRIVER_VALUE);
		crypto_kdone(shadow);
	}
	return error != ERESTART;
}

static int
fault_kprocess(void *arg, struct cryptkop *krp)
{
	struct slot *slot;

	if (krp->krp_lcore == UINT16_MAX) /* a self-test, or a driver on this one */
		return below(arg, krp);
	if (turns_away())
		return ERESTART;
	slot = key.spare[key.nfree - 1];
	crypto_kshadow(&slot->shadow, krp);
	slot->krp = krp;
	slot->due = key.tick + host.plan->delay;
	if (happens(host.plan->reorder)) {
		slot->due += 1 + crypto_fault_draw(&key.random) % SHUFFLE;
		count(&host.count->reorder);
	}
	if (!carry_out(&slot->shadow)) {
		key.owes_unblock = true; /* the driver below unblocks itself, not this one */
		return ERESTART;
	}
	key.nfree--;
	key.held[key.nheld++] = slot;
	key.seen++;
	count(&host.count->taken);
	if (key.seen == host.plan->hang)
		count(&host.count->hang);
	if (key.seen == host.plan->die)
		host.die(host.count);
	return 0;
}

/* ---------------------------------------------------------------- completing */

/* Another result; or, where none is written, another verdict. */
static void
spoil(struct cryptkop *krp)
{
	struct crparam *out = &krp->krp_param[krp->krp_iparams];
	uint64_t random;

	if (!happens(host.plan->corrupt))
		return;
	random = crypto_fault_draw(&key.random);
	if (krp->krp_oparams == 0)
		crypto_kfail(krp, EBADMSG, CRYPTO_R_MISMATCH);
	else if (out->crp_nbits >= 8)
		out->crp_p[random % (out->crp_nbits / 8)] ^= (char)(1 << (random >> 32) % 8);
	count(&host.count->corrupt);
}

static void
complete(struct slot *slot, bool lost)
{
	struct cryptkop *krp = slot->krp;

	crypto_kfail(krp, (int)slot->shadow.krp_status, slot->shadow.krp_reason);
	if (lost && krp->krp_status != EIO) {
		crypto_kfail(krp, EIO, CRYPTO_R_ENGINE);
		count(&host.count->lost);
	} else if (krp->krp_status == 0) {
		spoil(krp);
	}
	if (host.plan->delay != 0)
		count(&host.count->delay);
	crypto_kdone(krp);
	if (happens(host.plan->duplicate)) {
		count(&host.count->duplicate);
		crypto_kdone(&slot->shadow);
	}
	if (happens(host.plan->unknown)) {
		count(&host.count->unknown);
		crypto_kdone(&key.stranger);
	}
}

/* What is due; all, when it leaves. */
static void
complete_due(void)
{
	bool leaving = host.is_leaving();
	bool hung = host.plan->hang != 0 && key.seen >= host.plan->hang;
	unsigned int i, left = 0;

	if (hung && !leaving)
		return;
	for (i = 0; i < key.nheld; i++) {
		struct slot *slot = key.held[i];

		if (!crypto_kshadow_done(&slot->shadow) || (slot->due > key.tick && !leaving)) {
			key.held[left++] = slot;
			continue;
		}
		key.spare[key.nfree++] = slot;
		complete(slot, hung || host.is_dead());
	}
	key.nheld = left;
}

void
crypto_fault_kpoll(void *karg)
{
	if (host.below->kpoll != NULL)
		host.below->kpoll(karg);
	complete_due();
	key.tick++;
	if (key.owes_unblock && key.nfree != 0) {
		key.owes_unblock = false;
		crypto_unblock((uint32_t)host.id, CRYPTO_ASYMQ);
	}
}

/* -------------------------------------------------------------- registration */

int
crypto_fault_key_register(const struct fault_key_host *with)
{
	int op, error;

	memset(&key, 0, sizeof(key));
	host = *with;
	key.random = crypto_fault_sow(host.plan->seed, SEQUENCE);
	key.stranger.krp_hid = (uint32_t)host.id; /* so that it is counted here */
	while (key.nfree < host.plan->size) {
		key.spare[key.nfree] = &key.slot[key.nfree];
		key.nfree++;
	}
	error = crypto_kwrap((uint32_t)host.id, &below, &below_arg);
	if (error == ENOENT)
		return 0;
	for (op = CRK_ALGORITHM_MIN; error == 0 && op <= CRK_ALGORITHM_MAX; op++)
		if (crypto_driver_keyop(host.plan->under, op, NULL) == 0)
			error = crypto_kregister((uint32_t)host.id, op, 0, fault_kprocess,
						 below_arg);
	return error;
}
