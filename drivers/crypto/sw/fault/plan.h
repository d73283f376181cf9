/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _FAULT_PLAN_H_
#define _FAULT_PLAN_H_

#include <opencrypto/driver.h>

/* What the configuration asks for. Constant once the driver has started. */
struct fault_plan {
	int32_t under;       /* id of the driver that does the work */
	const char *name;    /* and its name, as configured; valid in probe only */
	uint64_t error;      /* 0 = never */
	uint64_t die;        /* 0 = never */
	uint64_t hang;       /* 0 = never */
	uint64_t delay;      /* polls */
	uint64_t size;       /* requests that a context holds at most */
	uint64_t seed;
	bool seeded;         /* the seed was given */
	int corrupt_alg;     /* always wrong; 0 = none */
	/* probabilities, in FAULT_CERTAIN */
	uint64_t reorder, restart, duplicate, unknown, corrupt;
};

#define FAULT_CERTAIN 1000000000u
#define FAULT_MAX_SIZE 1024

/* NULL at the end. */
extern const char *const crypto_fault_keys[];

/* 0, or EINVAL and ENODEV with crypto_refuse() text. */
int crypto_fault_plan(const struct crypto_driver_args *args, struct fault_plan *plan);

/*
 * Make the request's result wrong: where it stands in the output, or, where nothing is
 * written, by saying that it does not verify.
 * @param alg     the algorithm whose result it is to be, 0 = any
 * @param random  which byte and bit
 * @return was there anything to spoil?
 */
bool crypto_fault_spoil(struct cryptop *crp, int alg, uint64_t random);

#endif /* _FAULT_PLAN_H_ */
