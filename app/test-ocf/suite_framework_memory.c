/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <stdlib.h>

#include <rte_cycles.h>

#include "fakedrv.h"
#include "ledger.h"

/* What the framework keeps for sessions and their drivers: memory, texts, many of them. */

static struct {
	size_t size;
	unsigned int opened, closed, dirty, crooked;
	void *area;
	uint64_t sum;
} mem;

static size_t
mem_size(void *arg, const struct cryptoini *cri)
{
	(void)arg;
	(void)cri;
	return mem.size;
}

/* Zeroed, aligned, with 64 readable bytes behind it; and then it is full of something. */
static int
mem_init(void *arg, void *area, const struct cryptoini *cri)
{
	const volatile uint8_t *p = area;
	size_t i;

	(void)arg;
	(void)cri;
	mem.crooked += (uintptr_t)area % 64 != 0;
	for (i = 0; i < mem.size; i++)
		mem.dirty += p[i] != 0;
	for (; i < mem.size + 64; i++)
		mem.sum += p[i];
	memset(area, 0xf5, mem.size);
	mem.area = area;
	mem.opened++;
	return 0;
}

static void
mem_fini(void *arg, void *area)
{
	(void)arg;
	(void)area;
	__atomic_fetch_add(&mem.closed, 1, __ATOMIC_RELEASE);
}

static int
mem_process(void *arg, struct cryptop *crp)
{
	(void)arg;
	crypto_done(crp);
	return 0;
}

static int
begin(void)
{
	static const struct crypto_driver_ops ops = {
		.session_size = mem_size, .session_init = mem_init, .session_fini = mem_fini};
	int32_t id;

	CHECK_EQ(fake_world(NULL, 0), 0);
	memset(&mem, 0, sizeof(mem));
	mem.size = 64;
	id = crypto_get_driverid(0);
	CHECK_EQ(crypto_setops((uint32_t)id, &ops), 0);
	CHECK_EQ(crypto_register((uint32_t)id, CRYPTO_NULL_CBC, 0, 0, NULL, NULL, mem_process,
				 NULL), 0);
	CHECK_EQ(crypto_driver_alg(id, CRYPTO_NULL_CBC, NULL), 0);
	mem.opened = mem.closed = 0; /* the self-test's */
	return TEST_PASS;
}

static int
open_one(uint64_t *sid)
{
	struct cryptoini cri = {.cri_alg = CRYPTO_NULL_CBC};

	return crypto_newsession(sid, &cri, 0);
}

/* Of every size, again and again. */
static int
case_areas(void)
{
	enum { LIVE = 40 };
	uint64_t sid[LIVE] = {0};
	unsigned int i, k;

	CHECK_CALL(begin());
	for (i = 0; i < 4000; i++) {
		k = test_random_below(LIVE);
		if (sid[k] != 0)
			CHECK_EQ(crypto_freesession(sid[k]), 0);
		mem.size = 1 + test_random_below(i % 50 == 0 ? 300000 : i % 5 == 0 ? 70000 : 1500);
		CHECK_EQ(open_one(&sid[k]), 0);
	}
	CHECK_EQ(mem.dirty, 0);
	CHECK_EQ(mem.crooked, 0);
	mem.size = 0; /* it refuses */
	CHECK_EQ(open_one(&sid[0]), EINVAL);
	mem.size = SIZE_MAX - 10;
	CHECK_EQ(open_one(&sid[0]), ENOMEM);
	mem.size = SIZE_MAX / 4;
	CHECK_EQ(open_one(&sid[0]), ENOMEM);
	CHECK(crypto_strerr()[0] != '\0');
	CHECK_EQ(test_stop(), 0);
	CHECK_EQ(mem.closed, mem.opened);
	return TEST_PASS;
}

/* A word of the kernel's about the mapping that p is in. */
static bool
mapping_has(const void *p, const char *flag)
{
	FILE *maps = fopen("/proc/self/smaps", "r");
	unsigned long from, to, addr = (unsigned long)p;
	bool inside = false, found = false;
	char line[512];

	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
		if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
			inside = addr >= from && addr < to;
		else if (inside && strncmp(line, "VmFlags:", 8) == 0)
			found = strstr(line, flag) != NULL;
	}
	if (maps != NULL)
		fclose(maps);
	return found;
}

/* Keys are in no core dump. */
static int
case_no_dump(void)
{
	static const size_t sizes[] = {64, 5000, 200000};
	uint64_t sid;
	unsigned int i;

	CHECK_CALL(begin());
	for (i = 0; i < 3; i++) {
		mem.size = sizes[i];
		CHECK_EQ(open_one(&sid), 0);
		CHECK(mapping_has(mem.area, " dd"));
	}
	CHECK(!mapping_has(&mem, " dd"));
	return TEST_PASS;
}

/* 10^5 sessions at once, each of them found. */
static int
case_many(void)
{
	enum { N = 100000 };
	static uint64_t sid[N];
	struct cryptop *crp;
	unsigned int i;

	CHECK_CALL(begin());
	ledger_clear();
	crp = ledger_req(0, 0);
	CHECK(crp != NULL);
	for (i = 0; i < N; i++) {
		CHECK_EQ(open_one(&sid[i]), 0);
		CHECK_EQ(sid[i] >> 10 & 0x3fffff, i);
	}
	for (i = 0; i < N; i += 17) {
		crp->crp_sid = sid[i];
		CHECK_EQ(crypto_run(crp), 0);
	}
	for (i = N; i > 0; i--)
		CHECK_EQ(crypto_freesession(sid[i - 1]), 0);
	for (i = 0; i < 2000 && __atomic_load_n(&mem.closed, __ATOMIC_ACQUIRE) != N; i++)
		rte_delay_us_sleep(1000);
	CHECK_EQ(mem.closed, N);
	CHECK_EQ(mem.dirty, 0);
	return TEST_PASS;
}

/* ------------------------------------------------------------------ long texts */

static char long_text[3000];
static bool wordy;

static size_t
wordy_size(void *arg, const struct cryptoini *cri)
{
	(void)arg;
	(void)cri;
	if (!wordy)
		return 64;
	crypto_refuse(EINVAL, "%s", long_text);
	return 0;
}

/* Refusals longer than there is room for are cut, not written over something. */
static int
case_long_texts(void)
{
	static const struct crypto_driver_ops ops = {.session_size = wordy_size,
						     .session_init = mem_init};
	uint64_t sid;
	unsigned int i;
	int32_t id;

	CHECK_CALL(begin());
	mem.size = 0;
	memset(long_text, 'w', sizeof(long_text) - 1);
	for (i = 0; i < 40; i++) {
		id = crypto_get_driverid(0);
		CHECK_EQ(crypto_setops((uint32_t)id, &ops), 0);
		CHECK_EQ(crypto_register((uint32_t)id, CRYPTO_NULL_CBC, 0, 0, NULL, NULL,
					 mem_process, NULL), 0);
		wordy = false;
		CHECK_EQ(crypto_driver_alg(id, CRYPTO_NULL_CBC, NULL), 0);
		wordy = true;
		CHECK_EQ(open_one(&sid), EINVAL);
		CHECK(strlen(crypto_strerr()) > 10 && strlen(crypto_strerr()) < 4096);
	}
	CHECK_EQ(crypto_newsession(&sid, NULL, 0), EINVAL);
	CHECK_STR(crypto_strerr(), "no algorithm");
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"areas", case_areas, TEST_NO_INIT},
	{"no_dump", case_no_dump, TEST_NO_INIT},
	{"many", case_many, TEST_NO_INIT},
	{"long_texts", case_long_texts, TEST_NO_INIT},
};
TEST_SUITE(framework_memory, cases, NULL, NULL);
