/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * A fuzzer without libFuzzer: so many random inputs from a seed, or the files named.
 *
 *	fuzz-NAME INPUTS [SEED]
 *	fuzz-NAME FILE...
 */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "fuzz.h"

#define MAX_INPUT 512

static uint64_t state;

/* splitmix64 */
static uint64_t
number(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

static void
run_random(uint64_t seed)
{
	uint8_t data[MAX_INPUT];
	uint64_t word;
	size_t i;

	state = seed;
	for (i = 0; i < sizeof(data); i += sizeof(word)) {
		word = number();
		memcpy(data + i, &word, sizeof(word));
	}
	LLVMFuzzerTestOneInput(data, sizeof(data));
}

static int
run_file(const char *name)
{
	static uint8_t data[1 << 20];
	FILE *f = fopen(name, "rb");
	size_t size;

	if (f == NULL) {
		perror(name);
		return 1;
	}
	size = fread(data, 1, sizeof(data), f);
	fclose(f);
	LLVMFuzzerTestOneInput(data, size);
	return 0;
}

int
main(int argc, char **argv)
{
	uint64_t seed, i, count;
	char *end;
	int failed = 0;

	if (argc < 2 || LLVMFuzzerInitialize(&argc, &argv) != 0)
		return 1;
	count = strtoull(argv[1], &end, 0);
	if (*end != '\0') {
		for (i = 1; i < (uint64_t)argc; i++)
			failed |= run_file(argv[i]);
		return failed;
	}
	seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL) << 24;
	printf("seed %" PRIu64 "\n", seed);
	fflush(stdout);
	for (i = 0; i < count; i++)
		run_random(seed + i);
	return 0;
}
