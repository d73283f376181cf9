/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* A driver plugin that never starts, for framework_config.probe_fails. */

#include <opencrypto/driver.h>

static int
reluctant_probe(const struct crypto_driver_args *args)
{
	(void)args;
	return crypto_refuse(ENODEV, "its device is asleep");
}

CRYPTO_DRIVER(reluctant) = {
	.name = "reluctant",
	.abi = CRYPTO_DRIVER_ABI,
	.probe = reluctant_probe,
};
