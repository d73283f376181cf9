/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * The configuration, `fault,under=NAME[,key=value]...`. A wrong value is refused with the
 * key, the value and what it takes.
 */

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plan.h"

#define DECIMALS 9 /* those of FAULT_CERTAIN */

const char *const crypto_fault_keys[] = {
	"under",     "error",   "delay",   "reorder", "restart", "duplicate",
	"unknown",   "corrupt", "die",     "hang",    "size",    "seed",
	NULL,
};

#define PLACE(field) offsetof(struct fault_plan, field)

static const struct number {
	const char *key;
	size_t place;
	uint64_t min, max;
} numbers[] = {
	{"error", PLACE(error), 1, UINT32_MAX},
	{"delay", PLACE(delay), 0, 1000000},
	{"die", PLACE(die), 1, UINT32_MAX},
	{"hang", PLACE(hang), 1, UINT32_MAX},
	{"size", PLACE(size), 1, FAULT_MAX_SIZE},
	{"seed", PLACE(seed), 0, UINT64_MAX},
};

static const struct chance {
	const char *key;
	size_t place;
} chances[] = {
	{"reorder", PLACE(reorder)},     {"restart", PLACE(restart)},
	{"duplicate", PLACE(duplicate)}, {"unknown", PLACE(unknown)},
};

static uint64_t *
field(struct fault_plan *plan, size_t place)
{
	return (uint64_t *)(void *)((char *)plan + place);
}

static int
parse_number(const struct crypto_driver_args *args, const struct number *num,
	     struct fault_plan *plan)
{
	const char *text = crypto_driver_arg(args, num->key);
	unsigned long long value;
	char *end;

	if (text == NULL)
		return 0;
	errno = 0;
	value = strtoull(text, &end, 10);
	if (!isdigit((unsigned char)text[0]) || *end != '\0' || errno != 0 || value < num->min ||
	    value > num->max)
		return crypto_refuse(EINVAL, "%s=%s: takes %llu to %llu", num->key, text,
				     (unsigned long long)num->min, (unsigned long long)num->max);
	*field(plan, num->place) = value;
	return 0;
}

/* "0.25", whatever the locale; false: no probability. */
static bool
read_chance(const char *text, uint64_t *value)
{
	uint64_t sum = 0, unit = FAULT_CERTAIN;
	bool point = false;
	unsigned int digits = 0;

	for (; *text != '\0'; text++) {
		if (*text == '.' && !point) {
			point = true;
			continue;
		}
		if (!isdigit((unsigned char)*text) || ++digits > DECIMALS)
			return false;
		if (point)
			unit /= 10;
		else
			sum *= 10;
		sum += (uint64_t)(*text - '0') * unit;
	}
	*value = sum;
	return digits != 0 && sum <= FAULT_CERTAIN;
}

static int
parse_chance(const struct crypto_driver_args *args, const struct chance *chance,
	     struct fault_plan *plan)
{
	const char *text = crypto_driver_arg(args, chance->key);

	if (text == NULL || read_chance(text, field(plan, chance->place)))
		return 0;
	return crypto_refuse(EINVAL, "%s=%s: takes a probability, 0 to 1", chance->key, text);
}

/* Is it the driver's? Its self-test is run, if it has not been. */
static bool
offers(const struct fault_plan *plan, int alg)
{
	return crypto_driver_alg(plan->under, alg, NULL) == 0;
}

static void
append(char *list, size_t size, const char *word)
{
	size_t used = strlen(list);

	snprintf(list + used, size - used, "%s%s", used != 0 ? ", " : "", word);
}

/* A probability, or an algorithm that the driver below offers. */
static int
parse_corrupt(const struct crypto_driver_args *args, struct fault_plan *plan)
{
	const char *text = crypto_driver_arg(args, "corrupt");
	char list[320] = "";
	int alg;

	if (text == NULL || read_chance(text, &plan->corrupt))
		return 0;
	plan->corrupt = 0;
	for (alg = CRYPTO_ALGORITHM_MIN; alg <= CRYPTO_ALGORITHM_MAX; alg++) {
		if (!offers(plan, alg))
			continue;
		if (strcmp(crypto_alg_name(alg), text) == 0) {
			plan->corrupt_alg = alg;
			return 0;
		}
		append(list, sizeof(list), crypto_alg_name(alg));
	}
	return crypto_refuse(EINVAL, "corrupt=%s: takes a probability, 0 to 1, or one of %s: %s",
			     text, plan->name, list);
}

static int
parse_under(const struct crypto_driver_args *args, struct fault_plan *plan)
{
	struct crypto_driver_info info;
	char list[256] = "";
	int32_t id;

	plan->name = crypto_driver_arg(args, "under");
	plan->under = crypto_find_driver(plan->name);
	if (plan->under >= 0)
		return 0;
	for (id = crypto_next_driver(0); id >= 0; id = crypto_next_driver(id + 1))
		if (crypto_driver_info(id, &info) == 0)
			append(list, sizeof(list), info.name);
	if (list[0] == '\0')
		append(list, sizeof(list), "there is none");
	if (plan->name == NULL)
		return crypto_refuse(EINVAL, "under: is missing, takes a driver that was started "
					     "before this one: %s", list);
	return crypto_refuse(EINVAL, "under=%s: takes a driver that was started before this one: %s",
			     plan->name, list);
}

int
crypto_fault_plan(const struct crypto_driver_args *args, struct fault_plan *plan)
{
	int error = parse_under(args, plan);
	struct timespec now;
	size_t i;

	plan->size = FAULT_MAX_SIZE;
	plan->seeded = crypto_driver_arg(args, "seed") != NULL;
	clock_gettime(CLOCK_MONOTONIC, &now);
	plan->seed = (uint32_t)(now.tv_nsec ^ now.tv_sec << 20);
	for (i = 0; error == 0 && i < sizeof(numbers) / sizeof(numbers[0]); i++)
		error = parse_number(args, &numbers[i], plan);
	for (i = 0; error == 0 && i < sizeof(chances) / sizeof(chances[0]); i++)
		error = parse_chance(args, &chances[i], plan);
	return error == 0 ? parse_corrupt(args, plan) : error;
}
