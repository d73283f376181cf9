/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* The command line. */

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "perf.h"

const char *const perf_op_names[] = {"encrypt", "decrypt", NULL};
const char *const perf_buffer_names[] = {"mbuf", "segments", "contig", NULL};
const char *const perf_api_names[] = {"burst", "dispatch", NULL};
static const char *const reuse_names[] = {"yes", "no", NULL}; /* index: requests are fresh */

static const char default_algs[] =
	"aes-128-gcm,chacha20-poly1305,aes-128-cbc+hmac-sha1,aes-256-cbc+hmac-sha256";

static const char help_text[] =
	"usage: " PERF_NAME " [EAL options --] [options]\n"
	"\n"
	"Measures crypto through libocf: TSC ticks a buffer, Gbit/s, operations a second. Every\n"
	"result is compared with OpenSSL's libcrypto. Without options: each driver, the four\n"
	"usual algorithms, 64, 256 and 1472 bytes, on one lcore, in 20 seconds.\n"
	"Lists are separated by commas; each combination is one line of the result.\n"
	"\n"
	"  --driver LIST    drivers, with their keys: ipsec_mb,arch=sse,openssl (default: all)\n"
	"  --alg LIST       algorithms, CIPHER+MAC for a chain, or all; see --list\n"
	"  --op LIST        encrypt (a MAC: generate), decrypt (and verify)   (default encrypt)\n"
	"  --size LIST      bytes of payload                           (default 64,256,1472)\n"
	"  --burst LIST     requests handed over at once                         (default 32)\n"
	"  --ahead N        bursts handed over before polling for them            (default 1)\n"
	"  --lcores LIST    lcores at work, each with its own requests            (default 1)\n"
	"  --reuse LIST     yes: a request is dispatched again, no: got and freed each time\n"
	"                                                                       (default yes)\n"
	"  --api NAME       burst: crypto_dispatch_burst, dispatch: one by one (default burst)\n"
	"  --buffer KIND    mbuf, segments (chains of 4 mbufs), contig          (default mbuf)\n"
	"  --buffers N      buffers of an lcore, used in turn            (default: one burst)\n"
	"  --time SEC       for all combinations together                        (default 20)\n"
	"  --window N       operations between two readings of the clock        (default 256)\n"
	"  --windows N      measure each combination so often, instead of --time\n"
	"  --csv FILE       result as CSV, - is standard output (instead of the table)\n"
	"  --json FILE      the same as JSON, with facts of the machine\n"
	"  --keyop          key operations beside OpenSSL's own calls, and nothing else\n"
	"  --list           drivers, algorithms, and who offers what\n"
	"  --help           this text\n"
	"\n"
	"exit status: 0, 1 an operation failed or gave a wrong result, 2 wrong options, 130\n"
	"interrupted (what was measured is printed)\n";

enum option_id {
	OPT_DRIVER = 1, OPT_ALG, OPT_OP, OPT_SIZE, OPT_BURST, OPT_LCORES, OPT_REUSE, OPT_API,
	OPT_BUFFER, OPT_BUFFERS, OPT_AHEAD, OPT_TIME, OPT_WINDOW, OPT_WINDOWS, OPT_CSV, OPT_JSON,
	OPT_KEYOP, OPT_LIST, OPT_HELP,
};

static const struct option long_options[] = {
	{"driver", required_argument, NULL, OPT_DRIVER},
	{"alg", required_argument, NULL, OPT_ALG},
	{"op", required_argument, NULL, OPT_OP},
	{"size", required_argument, NULL, OPT_SIZE},
	{"burst", required_argument, NULL, OPT_BURST},
	{"lcores", required_argument, NULL, OPT_LCORES},
	{"reuse", required_argument, NULL, OPT_REUSE},
	{"api", required_argument, NULL, OPT_API},
	{"buffer", required_argument, NULL, OPT_BUFFER},
	{"buffers", required_argument, NULL, OPT_BUFFERS},
	{"ahead", required_argument, NULL, OPT_AHEAD},
	{"time", required_argument, NULL, OPT_TIME},
	{"window", required_argument, NULL, OPT_WINDOW},
	{"windows", required_argument, NULL, OPT_WINDOWS},
	{"csv", required_argument, NULL, OPT_CSV},
	{"json", required_argument, NULL, OPT_JSON},
	{"keyop", no_argument, NULL, OPT_KEYOP},
	{"list", no_argument, NULL, OPT_LIST},
	{"help", no_argument, NULL, OPT_HELP},
	{NULL, 0, NULL, 0},
};

void
perf_die(enum perf_exit code, const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fprintf(stderr, PERF_NAME ": ");
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(code);
}

static const char *
option_name(int id)
{
	return long_options[id - 1].name;
}

/* The next value of a list, cut off in place; empty ones are values too. */
static char *
next_value(char **rest)
{
	return strsep(rest, ",");
}

static char *
copy(const char *text)
{
	char *p = strdup(text);

	if (p == NULL)
		perf_die(PERF_FAILED, "no memory");
	return p;
}

static unsigned int
number(int id, const char *text, unsigned int min, unsigned int max)
{
	unsigned long v;
	char *end;

	v = strtoul(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || v < min || v > max)
		perf_die(PERF_USAGE, "--%s %s: allowed are whole numbers from %u to %u",
			 option_name(id), text, min, max);
	return (unsigned int)v;
}

static void
add(struct perf_list *list, int id, unsigned int v)
{
	if (list->n == PERF_MAX_LIST)
		perf_die(PERF_USAGE, "--%s: allowed are at most %u values", option_name(id),
			 PERF_MAX_LIST);
	list->v[list->n++] = v;
}

static void
number_list(struct perf_list *list, int id, const char *arg, unsigned int min, unsigned int max)
{
	char *rest = copy(arg), *start = rest;

	list->n = 0;
	while (rest != NULL)
		add(list, id, number(id, next_value(&rest), min, max));
	free(start);
}

static unsigned int
word(int id, const char *text, const char *const *names)
{
	char allowed[128] = "";
	unsigned int i;

	for (i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], text) == 0)
			return i;
		strcat(strcat(allowed, i == 0 ? "" : ", "), names[i]);
	}
	perf_die(PERF_USAGE, "--%s %s: allowed are %s", option_name(id), text, allowed);
}

static void
word_list(struct perf_list *list, int id, const char *arg, const char *const *names)
{
	char *rest = copy(arg), *start = rest;

	list->n = 0;
	while (rest != NULL)
		add(list, id, word(id, next_value(&rest), names));
	free(start);
}

static void
bad_alg(const char *name)
{
	unsigned int i;

	fprintf(stderr, PERF_NAME ": --alg %s: allowed are all,", name);
	for (i = 0; perf_alg_name(i) != NULL; i++)
		fprintf(stderr, " %s,", perf_alg_name(i));
	fprintf(stderr, " and CIPHER+MAC of these, such as aes-128-cbc+hmac-sha1\n");
	exit(PERF_USAGE);
}

static void
add_alg(struct perf_options *opt, const char *name)
{
	if (opt->nalgs == RTE_DIM(opt->algs))
		perf_die(PERF_USAGE, "--alg: allowed are at most %zu values", RTE_DIM(opt->algs));
	if (!perf_alg_find(name, &opt->algs[opt->nalgs++]))
		bad_alg(name);
}

static void
alg_list(struct perf_options *opt, const char *arg)
{
	char *rest = copy(arg), *start = rest, *name;
	unsigned int i;

	opt->nalgs = 0;
	while (rest != NULL) {
		name = next_value(&rest);
		if (strcmp(name, "all") != 0) {
			add_alg(opt, name);
			continue;
		}
		for (i = 0; perf_alg_name(i) != NULL; i++)
			add_alg(opt, perf_alg_name(i));
		add_alg(opt, "aes-128-cbc+hmac-sha1");
		add_alg(opt, "aes-256-cbc+hmac-sha256");
	}
	free(start);
}

/* A value with '=' in it belongs to the driver before it. */
static void
driver_list(struct perf_options *opt, const char *arg)
{
	char *rest = copy(arg), *start = rest, *value, *longer;

	opt->ndrivers = 0;
	while (rest != NULL) {
		value = next_value(&rest);
		if (strchr(value, '=') == NULL && value[0] != '\0' &&
		    opt->ndrivers < PERF_MAX_LIST) {
			opt->drivers[opt->ndrivers++] = copy(value);
			continue;
		}
		if (opt->ndrivers == 0 || value[0] == '\0')
			perf_die(PERF_USAGE, "--driver %s: allowed are driver[,key=value]...",
				 arg);
		if (asprintf(&longer, "%s,%s", opt->drivers[opt->ndrivers - 1], value) < 0)
			perf_die(PERF_FAILED, "no memory");
		free(opt->drivers[opt->ndrivers - 1]);
		opt->drivers[opt->ndrivers - 1] = longer;
	}
	opt->drivers[opt->ndrivers] = NULL;
	free(start);
}

static double
seconds(int id, const char *text)
{
	char *end;
	double v = strtod(text, &end);

	if (*text == '\0' || *end != '\0' || !(v >= 0.1 && v <= 86400))
		perf_die(PERF_USAGE, "--%s %s: allowed are seconds from 0.1 to 86400",
			 option_name(id), text);
	return v;
}

static void
one_option(struct perf_options *opt, int id, const char *arg)
{
	switch (id) {
	case OPT_DRIVER: driver_list(opt, arg); break;
	case OPT_ALG: alg_list(opt, arg); break;
	case OPT_OP: word_list(&opt->ops, id, arg, perf_op_names); break;
	case OPT_SIZE: number_list(&opt->sizes, id, arg, 1, PERF_MAX_SIZE); break;
	case OPT_BURST: number_list(&opt->bursts, id, arg, 1, PERF_MAX_BURST); break;
	case OPT_LCORES: number_list(&opt->lcores, id, arg, 1, RTE_MAX_LCORE); break;
	case OPT_REUSE: word_list(&opt->fresh, id, arg, reuse_names); break;
	case OPT_API: opt->api = word(id, arg, perf_api_names); break;
	case OPT_BUFFER: opt->buffer = word(id, arg, perf_buffer_names); break;
	case OPT_BUFFERS: opt->buffers = number(id, arg, 1, PERF_MAX_BUFFERS); break;
	case OPT_AHEAD: opt->ahead = number(id, arg, 1, PERF_MAX_AHEAD); break;
	case OPT_TIME: opt->time = seconds(id, arg); break;
	case OPT_WINDOW: opt->window = number(id, arg, 1, 1u << 20); break;
	case OPT_WINDOWS: opt->windows = number(id, arg, 1, 1u << 20); break;
	case OPT_CSV: opt->csv = arg; break;
	case OPT_JSON: opt->json = arg; break;
	case OPT_KEYOP: opt->keyop = true; break;
	case OPT_LIST: opt->list = true; break;
	case OPT_HELP: fputs(help_text, stdout); exit(PERF_OK);
	default: perf_die(PERF_USAGE, "--help lists the options");
	}
}

static void
set_defaults(struct perf_options *opt)
{
	*opt = (struct perf_options){.time = 20, .ahead = 1};
	opt->ops = (struct perf_list){1, {PERF_ENCRYPT}};
	opt->sizes = (struct perf_list){3, {64, 256, 1472}};
	opt->bursts = (struct perf_list){1, {32}};
	opt->lcores = (struct perf_list){1, {1}};
	opt->fresh = (struct perf_list){1, {0}};
	alg_list(opt, default_algs);
}

void
perf_options_parse(struct perf_options *opt, int argc, char **argv)
{
	int id;

	set_defaults(opt);
	optind = 1;
	while ((id = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		one_option(opt, id, optarg);
	if (optind < argc)
		perf_die(PERF_USAGE, "%s: not an option; --help lists them", argv[optind]);
	if (opt->csv != NULL && opt->json != NULL && strcmp(opt->csv, "-") == 0 &&
	    strcmp(opt->json, "-") == 0)
		perf_die(PERF_USAGE, "--json -: standard output has the CSV already");
}

unsigned int
perf_list_max(const struct perf_list *list)
{
	unsigned int i, max = 0;

	for (i = 0; i < list->n; i++)
		max = RTE_MAX(max, list->v[i]);
	return max;
}

void
perf_options_free(struct perf_options *opt)
{
	unsigned int i;

	for (i = 0; i < opt->ndrivers; i++)
		free(opt->drivers[i]);
}
