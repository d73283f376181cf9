/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* list_drivers DIR [EAL options]: start all drivers (DIR: of that folder), print their names. */
#include <stdio.h>

#include <rte_eal.h>

#include <opencrypto/cryptodev.h>

int
main(int argc, char **argv)
{
	struct crypto_config cfg = {.driver_dir = argc > 1 && *argv[1] != '\0' ? argv[1] : NULL};
	struct crypto_driver_info info;
	int32_t id;

	if (rte_eal_init(argc - 1, argv + 1) < 0 || crypto_init(&cfg) != 0) {
		printf("does not start: %s\n", crypto_strerr());
		return 1;
	}
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1))
		if (crypto_driver_info(id, &info) == 0)
			puts(info.name);
	return crypto_fini();
}
