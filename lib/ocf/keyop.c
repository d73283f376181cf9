/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Key operations are declared, but no driver of this release has any: each call says so.
 */

#include "ocf_private.h"

int
crypto_kdispatch(struct cryptkop *krp)
{
	if (krp == NULL || krp->krp_callback == NULL)
		return EINVAL;
	return EOPNOTSUPP;
}

int
crypto_getfeat(int *featp)
{
	if (featp == NULL)
		return EINVAL;
	*featp = 0;
	return 0;
}

int
crypto_kregister(uint32_t driverid, int kalg, uint32_t flags, crypto_kprocess_t kprocess, void *arg)
{
	RTE_SET_USED(driverid);
	RTE_SET_USED(kalg);
	RTE_SET_USED(flags);
	RTE_SET_USED(kprocess);
	RTE_SET_USED(arg);
	return EOPNOTSUPP;
}

void
crypto_kdone(struct cryptkop *krp)
{
	RTE_SET_USED(krp);
}
