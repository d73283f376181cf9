/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Facts of the machine that a figure is worth nothing without. */

#include <dlfcn.h>
#include <string.h>

#include <openssl/crypto.h>

#include <rte_cycles.h>
#include <rte_version.h>

#include "perf.h"

static void
read_cpu(char *buf, size_t len)
{
	FILE *f = fopen("/proc/cpuinfo", "r");
	char line[256], *colon;

	snprintf(buf, len, "unknown CPU");
	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL) {
		colon = strchr(line, ':');
		if (colon == NULL || strncmp(line, "model name", 10) != 0)
			continue;
		line[strcspn(line, "\n")] = '\0';
		snprintf(buf, len, "%s", colon + 1 + strspn(colon + 1, " \t"));
		break;
	}
	fclose(f);
}

/* There when the driver was built in; the program itself does not need it. */
static void
read_ipsec_mb(char *buf, size_t len)
{
	const char *(*version)(void);
	void *sym = dlsym(RTLD_DEFAULT, "imb_get_version_str");

	buf[0] = '\0';
	if (sym == NULL)
		return;
	memcpy(&version, &sym, sizeof(version));
	snprintf(buf, len, "%s", version());
}

void
perf_machine_read(struct perf_machine *m)
{
	read_cpu(m->cpu, sizeof(m->cpu));
	m->tsc_mhz = (double)rte_get_tsc_hz() / 1e6;
	snprintf(m->dpdk, sizeof(m->dpdk), "%s", rte_version());
	read_ipsec_mb(m->ipsec_mb, sizeof(m->ipsec_mb));
	snprintf(m->openssl, sizeof(m->openssl), "%s", OpenSSL_version(OPENSSL_VERSION));
}
