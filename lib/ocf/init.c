/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Start and end of the framework, configuration, log.
 */

#include <rte_eal.h>

#include "context.h"
#include "service.h"

struct crypto_global crypto_global;
int crypto_logtype;

/* Recursive: drivers register and log from inside control functions. */
pthread_mutex_t crypto_control_mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static int
config_check(const struct crypto_config *cfg)
{
	if (cfg->credits > 65536) {
		crypto_err_add(NULL, "credits %u: 1 to 65536", cfg->credits);
		return EINVAL;
	}
	if (cfg->sessions > CRYPTO_MAX_SESSIONS) {
		crypto_err_add(NULL, "sessions %u: 1 to %u", cfg->sessions, CRYPTO_MAX_SESSIONS);
		return EINVAL;
	}
	if (rte_eal_process_type() == RTE_PROC_SECONDARY) {
		crypto_err_add(NULL, "a secondary process cannot use the framework: rings and "
				     "keys are the primary's");
		return ENOTSUP;
	}
	return 0;
}

/* Everything that was started, in reverse; what was not is passed over. */
static void
stop(void)
{
	crypto_control_stop();
	crypto_service_fini();
	crypto_keyop_stop(); /* the two before wake it */
	crypto_slot_fini();
	crypto_driver_fini_all();
	crypto_plugin_stop();
	crypto_lcore_fini();
	crypto_request_fini();
	crypto_random_fini();
	crypto_smem_fini();
	crypto_global.running = false;
}

static int
start(const struct crypto_config *cfg)
{
	int error;

	crypto_global.cfg = *cfg;
	crypto_global.credits = cfg->credits != 0 ? cfg->credits : CRYPTO_DEFAULT_CREDITS;
	error = crypto_request_init(cfg->requests != 0 ? cfg->requests : CRYPTO_DEFAULT_REQUESTS);
	if (error == 0)
		error = crypto_slot_init(cfg->sessions != 0 ? cfg->sessions : CRYPTO_MAX_SESSIONS);
	if (error == 0)
		error = crypto_lcore_init();
	if (error == 0)
		error = crypto_fence_init();
	if (error == 0)
		error = crypto_control_start();
	if (error == 0)
		error = crypto_keyop_start();
	if (error != 0)
		return error;
	crypto_global.running = true;
	return crypto_plugin_start(cfg);
}

int
crypto_init(const struct crypto_config *cfg)
{
	static const struct crypto_config defaults;
	int error;

	crypto_err_reset();
	if (crypto_global.running) {
		crypto_err_add(NULL, "the framework runs already");
		return EALREADY;
	}
	crypto_logtype = rte_log_register_type_and_pick_level("lib.crypto", RTE_LOG_NOTICE);
	if (cfg == NULL)
		cfg = &defaults;
	error = config_check(cfg);
	if (error != 0)
		return error;
	error = start(cfg);
	if (error != 0)
		stop();
	return error;
}

int
crypto_fini(void)
{
	if (!crypto_global.running)
		return EINVAL;
	if (crypto_lcore_pending_all() != 0)
		return EBUSY;
	stop();
	return 0;
}

void
crypto_driver_log(const char *fmt, ...)
{
	char line[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	CRYPTO_LOG(INFO, "%s", line);
}
