/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _FAULT_KEY_H_
#define _FAULT_KEY_H_

#include "fault.h"
#include "plan.h"

/* Key operations of the fault driver. What fault.c tells and is told. */
struct fault_key_host {
	int32_t id;
	const struct fault_plan *plan;
	const struct crypto_driver_ops *below;
	struct crypto_fault_counts *count;
	bool (*is_dead)(void);
	bool (*is_leaving)(void);
	void (*die)(struct crypto_fault_counts *count);
};

/* Offer what the driver below offers. After crypto_wrap() and crypto_setops(). */
int crypto_fault_key_register(const struct fault_key_host *host);
/* The driver's kpoll. */
void crypto_fault_kpoll(void *karg);

#endif /* _FAULT_KEY_H_ */
