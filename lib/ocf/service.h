/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#ifndef _OCF_SERVICE_H_
#define _OCF_SERVICE_H_

/*
 * Service cores, as the framework's other parts see them.
 */

#include "ocf_private.h"

/* The driver leaves. @return is no service core in it any more? Control. */
bool crypto_service_leave(struct crypto_driver *drv);
/* If no service core runs the driver any more, its lcores do. Any thread. */
void crypto_service_check(struct crypto_driver *drv);
/* The DPDK service of a driver; -1: none. Control. */
int32_t crypto_service_id(const struct crypto_driver *drv);
/* Do the cores come? @return is there any service? Control thread. */
bool crypto_service_watch(void);
void crypto_service_fini(void);

#endif /* _OCF_SERVICE_H_ */
