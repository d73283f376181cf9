/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <sched.h>

#include <rte_common.h>
#include <rte_lcore.h>

#include "keeper.h"

static __thread struct lane *self;

struct world world;

struct lane *
lane_self(void)
{
	return self;
}

/* The first few of a kind are told. */
static void
wrong(uint64_t *count, const char *what, const struct slot *s)
{
	atomic_store(&world.broken, true);
	if (++*count > 3)
		return;
	if (s == NULL)
		test_note("%s: a request that was given back", what);
	else
		test_note("%s: request %#" PRIx64 ", dispatch %" PRIu64
			  " of lcore %u, %s, sid %#" PRIx64 ", flags %#x, etype %d, reason %u",
			  what, s->id, s->number, self->lcore, world.flow[s->flow].form->name,
			  s->sid, (unsigned int)s->crp->crp_flags, s->crp->crp_etype,
			  s->crp->crp_reason);
}

/* ---------------------------------------------------------------------- queues */

static void
to_idle(struct lane *l, struct slot *s)
{
	s->state = SLOT_IDLE;
	l->idle[(l->first_idle + l->nidle++) % LANE_SLOTS] = s;
}

static struct slot *
from_idle(struct lane *l)
{
	struct slot *s = l->idle[l->first_idle];

	l->first_idle = (l->first_idle + 1) % LANE_SLOTS;
	l->nidle--;
	return s;
}

static void
to_ready(struct lane *l, struct slot *s)
{
	s->state = SLOT_READY;
	l->ready[(l->first_ready + l->nready++) % LANE_SLOTS] = s;
}

static void
back_to_ready(struct lane *l, struct slot *s)
{
	l->first_ready = (l->first_ready + LANE_SLOTS - 1) % LANE_SLOTS;
	l->ready[l->first_ready] = s;
	l->nready++;
	s->state = SLOT_READY;
}

static struct slot *
from_ready(struct lane *l)
{
	struct slot *s = l->ready[l->first_ready];

	l->first_ready = (l->first_ready + 1) % LANE_SLOTS;
	l->nready--;
	return s;
}

/* ----------------------------------------------------------------------- order */

static struct lane_session *
session_of(struct lane *l, const struct slot *s)
{
	struct lane_order *o = &l->order[s->flow];
	unsigned int i;

	for (i = 0; i < LANE_SESSIONS; i++)
		if (o->session[i].low == flow_low(s->sid))
			return &o->session[i];
	return NULL;
}

/* Of a session's first dispatch the eldest session is forgotten: it has nothing out any more. */
static void
note_session(struct lane *l, const struct slot *s)
{
	struct lane_order *o = &l->order[s->flow];

	if (session_of(l, s) != NULL)
		return;
	o->session[o->next] = (struct lane_session){.low = flow_low(s->sid)};
	o->next = (o->next + 1) % LANE_SESSIONS;
}

/*
 * What drivers took comes in the order of dispatch; EAGAIN after all that were dispatched
 * before, but those dispatched after it may come before it. CBIMM waives order; EINVAL,
 * ENOENT, ENOBUFS and ENODEV may come earlier.
 */
static void
check_order(struct lane *l, const struct slot *s, enum answer answer)
{
	struct lane_session *session = session_of(l, s);

	if (session == NULL) {
		wrong(&l->verdict.strange, "of a session long gone", s);
		return;
	}
	if ((s->crp->crp_flags & CRYPTO_F_CBIMM) || answer > ANSWER_EAGAIN)
		return;
	if (s->number < session->again || (answer != ANSWER_EAGAIN && s->number < session->taken))
		wrong(&l->verdict.disorder, "out of order", s);
	if (answer == ANSWER_EAGAIN)
		session->again = s->number;
	else
		session->taken = s->number;
}

/* -------------------------------------------------------------------- dispatch */

static int callback(struct cryptop *crp);

/* Its flow has no session now: what was dispatched before waits, what was not never was. */
static void
put_off(struct lane *l, struct slot *s)
{
	if (!s->fresh) {
		to_ready(l, s);
		return;
	}
	l->quota++;
	l->verdict.requests--;
	to_idle(l, s);
}

static bool
offer(struct lane *l, struct slot *s, uint64_t sid)
{
	if (sid == 0) {
		put_off(l, s);
		return false;
	}
	s->crp->crp_sid = s->sid = sid;
	s->crp->crp_opaque = (caddr_t)s;
	s->crp->crp_callback = callback;
	s->number = ++l->number;
	s->state = SLOT_OUT;
	note_session(l, s);
	return true;
}

static uint64_t
flow_sid(const struct slot *s)
{
	return atomic_load_explicit(&world.flow[s->flow].sid, memory_order_relaxed);
}

static void
send_one(struct lane *l, struct slot *s, uint64_t sid)
{
	if (!offer(l, s, sid))
		return;
	l->verdict.dispatched++;
	if (crypto_dispatch(s->crp) == 0)
		return;
	wrong(&l->verdict.strange, "crypto_dispatch() refused", s);
	l->verdict.dispatched--;
	to_idle(l, s);
}

/* Beyond the credits some try all the same. */
static bool
may_send(struct lane *l)
{
	return crypto_pending() < world.credits || draw_below(&l->random, 32) == 0;
}

static void
send_singly(struct lane *l, unsigned int n)
{
	struct slot *s;

	while (n-- > 0 && l->nready > 0 && may_send(l)) {
		s = from_ready(l);
		send_one(l, s, flow_sid(s));
	}
}

static void
send_burst(struct lane *l, unsigned int n)
{
	struct cryptop *crps[LANE_BURST];
	struct slot *slots[LANE_BURST];
	uint64_t number[LANE_BURST];
	unsigned int i, m = 0, taken;

	for (i = RTE_MIN(n, l->nready); i > 0; i--) {
		slots[m] = from_ready(l);
		if (!offer(l, slots[m], flow_sid(slots[m])))
			continue;
		number[m] = slots[m]->number;
		crps[m] = slots[m]->crp;
		m++;
	}
	taken = crypto_dispatch_burst(crps, m);
	l->verdict.dispatched += taken;
	while (m > taken) {
		m--;
		if (slots[m]->state != SLOT_OUT || slots[m]->number != number[m])
			wrong(&l->verdict.twice, "called back, though not taken", slots[m]);
		else
			back_to_ready(l, slots[m]);
	}
}

/* @return false: no session, or no request. */
static bool
new_request(struct lane *l)
{
	struct slot *s = from_idle(l);
	unsigned int tries = world.nflows;

	s->fresh = true;
	do
		s->flow = (uint8_t)draw_below(&l->random, world.nflows);
	while (flow_sid(s) == 0 && --tries > 0);
	if (tries == 0) {
		to_idle(l, s);
		return false;
	}
	if (!slot_fill(s, l->next_id, &world.flow[s->flow], &l->oracle[s->flow], &l->random)) {
		wrong(&l->verdict.strange, "no request", NULL);
		to_idle(l, s);
		return false;
	}
	l->next_id++;
	l->quota--;
	l->verdict.requests++;
	to_ready(l, s);
	return true;
}

/* -------------------------------------------------------------------- callback */

static void
check_result(struct lane *l, const struct slot *s)
{
	l->verdict.compared++;
	switch (slot_compare(s)) {
	case ALIKE: break;
	case ONE_BIT: l->verdict.spoiled++; break;
	default: wrong(&l->verdict.wrong, "wrong result", s);
	}
}

static void
check_untouched(struct lane *l, const struct slot *s)
{
	l->verdict.untouched++;
	if (!slot_untouched(s))
		wrong(&l->verdict.touched, "touched", s);
}

/*
 * May it come? ENOENT: the session was freed. ENODEV: it may not move, or was freed while the
 * request waited for a driver that left.
 */
static bool
may_come(const struct slot *s, enum answer answer)
{
	const struct flow *f = &world.flow[s->flow];

	switch (answer) {
	case ANSWER_STRANGE: return false;
	case ANSWER_EBADMSG: return !s->encrypt;
	case ANSWER_EAGAIN: return flow_low(s->crp->crp_sid) == flow_low(s->sid);
	case ANSWER_ENOENT: return flow_ended(f, s->sid);
	case ANSWER_ENODEV: return f->named || flow_ended(f, s->sid) || keeper_strands();
	default: return true;
	}
}

static void
check_answer(struct lane *l, const struct slot *s, enum answer answer)
{
	struct flow *f = &world.flow[s->flow];

	if (!may_come(s, answer))
		wrong(&l->verdict.strange, "strange answer", s);
	if (answer >= ANSWER_EAGAIN && answer != ANSWER_STRANGE)
		check_untouched(l, s);
	if (answer == ANSWER_DONE)
		check_result(l, s);
	else if (answer == ANSWER_EBADMSG) /* all tags were right */
		l->verdict.spoiled++;
	else if (answer == ANSWER_ENODEV)
		flow_lose(f, s->sid);
	else if (answer == ANSWER_EAGAIN)
		flow_learn(f, s->crp->crp_sid);
	if (!slot_intact(s))
		wrong(&l->verdict.wrong, "written beside the buffer", s);
}

/* From within a callback: again what came back with EAGAIN, or a new one. */
static void
send_inside(struct lane *l, struct slot *s)
{
	if (s->crp->crp_etype == EAGAIN) {
		if (draw_below(&l->random, 2))
			send_one(l, s, s->crp->crp_sid);
		else
			to_ready(l, s);
		return;
	}
	to_idle(l, s);
	if (draw_below(&l->random, 16) != 0 || l->quota == 0 || atomic_load(&world.broken))
		return;
	if (new_request(l)) {
		s = from_ready(l);
		send_one(l, s, flow_sid(s));
	}
}

static int
callback(struct cryptop *crp)
{
	struct slot *s = (struct slot *)(void *)crp->crp_opaque;
	struct lane *l = self;
	enum answer answer;

	if (l == NULL || s == NULL || s->lane != l || s->crp != crp || s->state != SLOT_OUT) {
		if (l != NULL)
			wrong(&l->verdict.twice, "called back, though not out", s);
		return 0;
	}
	answer = verdict_answer(crp->crp_etype);
	s->fresh = false;
	l->verdict.called++;
	l->verdict.answers[answer]++;
	if (!(crp->crp_flags & CRYPTO_F_DONE) || rte_lcore_id() != l->lcore || crypto_poll() != 0)
		wrong(&l->verdict.strange, "not as callbacks are", s);
	check_order(l, s, answer);
	check_answer(l, s, answer);
	if (answer <= ANSWER_EBADMSG)
		atomic_store_explicit(&l->answers, l->answers + 1, memory_order_relaxed);
	send_inside(l, s);
	return 0;
}

/* --------------------------------------------------------------------- running */

static unsigned int
burst_size(struct lane *l)
{
	static const uint32_t most[] = {2, 8, 9, 33, 33, 65, 129, LANE_BURST + 1};

	return draw_below(&l->random, most[draw_below(&l->random, RTE_DIM(most))]);
}

static void
run_round(struct lane *l)
{
	unsigned int n = burst_size(l), called = 0;

	if (!may_send(l))
		n = 0;
	while (l->nready < n && l->nidle > 0 && l->quota > 0 && !atomic_load(&world.broken))
		if (!new_request(l))
			break;
	if (draw_below(&l->random, 3) == 0)
		send_singly(l, n);
	else
		send_burst(l, n);
	keeper_duty(l);
	if (draw_below(&l->random, 4) != 0)
		called = crypto_poll();
	l->barren = called != 0 ? 0 : l->barren + 1;
	if (l->barren % 512 == 511)
		sched_yield(); /* where there are fewer CPUs than threads */
}

/* What waits when something is broken stays undispatched. */
static bool
is_over(const struct lane *l)
{
	if (atomic_load(&world.broken))
		return crypto_pending() == 0 || l->verdict.called > l->verdict.dispatched;
	return l->quota == 0 && l->nready == 0 && crypto_pending() == 0;
}

void
lane_run(struct lane *l)
{
	unsigned int i;

	self = l;
	l->lcore = rte_lcore_id();
	while (!is_over(l))
		run_round(l);
	for (i = 0; i < l->nslots; i++) {
		struct slot *s = &l->slot[i];

		if (s->state == SLOT_OUT)
			wrong(&l->verdict.lost, "lost", s);
		else if (s->crp != NULL)
			crypto_freereq(s->crp);
		s->crp = s->state == SLOT_OUT ? s->crp : NULL;
	}
	crypto_drain(0); /* a last look, that it has nothing any more */
	self = NULL;
	atomic_store(&l->over, true);
}

static void
close_oracles(struct lane *l)
{
	unsigned int i;

	for (i = 0; i < LANE_FLOWS; i++)
		oracle_close(&l->oracle[i]);
}

bool
lane_make(struct lane *l, uint64_t seed, uint64_t first_id, uint64_t quota)
{
	unsigned int i;

	close_oracles(l);
	memset(l, 0, offsetof(struct lane, answers));
	atomic_store(&l->over, false);
	l->random = seed | 1;
	l->next_id = first_id;
	l->quota = quota;
	l->nslots = world.credits + 1 + draw_below(&l->random, LANE_SLOTS - world.credits);
	for (i = 0; i < world.nflows; i++)
		if (!oracle_open(&l->oracle[i], &world.flow[i]))
			return test_fail(__FILE__, __LINE__, "no context of OpenSSL") == TEST_PASS;
	for (i = 0; i < l->nslots; i++) {
		struct slot *s = &l->slot[i];

		s->lane = l;
		if (!slot_make(s, &l->random, draw_below(&l->random, l->nslots > 300 ? 8 : 3) == 0))
			return false;
		to_idle(l, s);
	}
	return true;
}

void
lane_release(struct lane *l)
{
	unsigned int i;

	for (i = 0; i < LANE_SLOTS; i++)
		slot_release(&l->slot[i]);
	close_oracles(l);
}
