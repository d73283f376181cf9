/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <rte_common.h>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_lcore.h>

#include "eal_defaults.h"

#define MAX_CPUS 1024
#define LIST_LEN 2048

static char lcore_list[LIST_LEN];
static char prefix[64];
static char **volatile eal_argv; /* EAL keeps it; leak checkers look here */

/* One default, and the options of the user that it gives way to. */
static const struct eal_default {
	const char *args[2];
	const char *yields_to[12];
} defaults[] = {
	{{"--no-huge"},
	 {"--no-huge", "--in-memory", "--huge-dir", "--huge-unlink", "--socket-mem", "--numa-mem",
	  "--socket-limit", "--numa-limit", "--single-file-segments", "--match-allocations",
	  "--huge-worker-stack"}},
	{{"--no-shconf"}, {"--no-shconf", "--in-memory", "--proc-type"}},
	{{"--no-pci"}, {"--no-pci", "-a", "--allow", "-b", "--block", "--vfio-intr"}},
	{{"--no-telemetry"}, {"--no-telemetry", "--telemetry"}},
	{{"--log-level=lib.eal:warning"}, {"--log-level", "--syslog"}},
	{{"--file-prefix", prefix}, {"--file-prefix", "--in-memory"}},
	{{"-l", lcore_list}, {"-l", "--lcores", "-c", "-s", "-S"}},
	{{"-m", "512"},
	 {"-m", "--in-memory", "--huge-dir", "--huge-unlink", "--socket-mem", "--numa-mem",
	  "--socket-limit", "--numa-limit", "--single-file-segments", "--match-allocations",
	  "--huge-worker-stack"}},
};

/* Is arg the option opt: "--long", "--long=value", "-s", "-svalue"? */
static bool
is_option(const char *arg, const char *opt)
{
	size_t len = strlen(opt);

	if (strncmp(arg, opt, len) != 0)
		return false;
	return opt[1] != '-' || arg[len] == '\0' || arg[len] == '=';
}

static bool
given(const struct eal_default *def, int argc, char **argv)
{
	unsigned int i;
	int a;

	for (i = 0; i < RTE_DIM(def->yields_to) && def->yields_to[i] != NULL; i++) {
		for (a = 1; a < argc; a++) {
			if (is_option(argv[a], def->yields_to[i]))
				return true;
		}
	}
	return false;
}

/* The CPUs that this process may use, as EAL's list. */
static void
list_cpus(unsigned int max)
{
	cpu_set_t set;
	unsigned int cpu, n = 0;
	size_t used = 0;

	if (sched_getaffinity(0, sizeof(set), &set) != 0) {
		snprintf(lcore_list, sizeof(lcore_list), "0");
		return;
	}
	for (cpu = 0; cpu < (unsigned int)RTE_MIN(MAX_CPUS, RTE_MAX_LCORE); cpu++) {
		if (!CPU_ISSET(cpu, &set) || used + 8 > sizeof(lcore_list))
			continue;
		used += (size_t)snprintf(lcore_list + used, sizeof(lcore_list) - used, "%s%u",
					 n == 0 ? "" : ",", cpu);
		if (++n == max)
			break;
	}
	if (n == 0)
		snprintf(lcore_list, sizeof(lcore_list), "0");
}

/* EAL may permute and keep the array: it lives as long as the process. */
static char **
build_argv(int argc, char **argv, int *count)
{
	static char end[] = "--"; /* EAL puts the program's name in place of the last one */
	char **out = calloc((size_t)argc + 2 * RTE_DIM(defaults) + 2, sizeof(*out));
	unsigned int i;
	int n = 0, a;

	if (out == NULL)
		return NULL;
	out[n++] = argv[0];
	for (i = 0; i < RTE_DIM(defaults); i++) {
		if (given(&defaults[i], argc, argv))
			continue;
		out[n++] = strdup(defaults[i].args[0]);
		if (defaults[i].args[1] != NULL)
			out[n++] = strdup(defaults[i].args[1]);
	}
	for (a = 1; a < argc; a++)
		out[n++] = argv[a];
	out[n++] = end;
	*count = n;
	return out;
}

int
eal_defaults_init(const char *name, int argc, char **argv, unsigned int max_lcores)
{
	int end, first, count = 0;

	for (end = 1; end < argc && strcmp(argv[end], "--") != 0; end++)
		;
	first = end < argc ? end + 1 : 1;
	if (end == argc)
		end = 1;
	snprintf(prefix, sizeof(prefix), "%s-%d", name, (int)getpid());
	list_cpus(max_lcores);
	eal_argv = build_argv(end, argv, &count);
	if (eal_argv == NULL || rte_eal_init(count, eal_argv) < 0) {
		fprintf(stderr, "%s: EAL does not start: %s\n", name, rte_strerror(rte_errno));
		return -1;
	}
	return first;
}
