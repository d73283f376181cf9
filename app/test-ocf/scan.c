/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * How it searches: every word of every form is in a hash table, masked. Of each 8 bytes of
 * memory a bit of a filter is looked at, small enough for a near cache; only where it is
 * set the table is asked.
 */

#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rte_common.h>

#include "scan.h"

#define MAX_SECRETS 1024
#define NAME_LEN 56
#define TABLE_BITS 18 /* room for words; half of it is used at most */
#define FILTER_BITS 20
#define MASK_WORD (UINT64_C(0x0101010101010101) * SCAN_MASK)
#define BELOW 65536   /* bytes of stack that scan_stack() looks at */
#define WINDOW 1024 /* pages looked at in one call of mincore() */

struct word {
	uint64_t masked;
	uint32_t secret; /* counted from 1; 0 = free */
	uint32_t first;  /* of its secret's first form */
};

struct secret {
	char name[NAME_LEN];
	unsigned int flags;
	bool has_form;
	/* of the last search */
	unsigned int finds, copies;
	uintptr_t at;
	char where[80];
};

/* Written by scan_apart()'s process, too: in shared memory. */
struct state {
	unsigned int nsecrets, nwords;
	struct secret secret[MAX_SECRETS];
	uint64_t filter[1 << (FILTER_BITS - 6)];
	struct word word[1 << TABLE_BITS];
};
static struct state *st;

static struct scan_result last;

/* The stack below is there from now on, and nothing of others stands in it. */
static __attribute__((noinline)) void
wipe_below(void)
{
	uint8_t below[BELOW + 4096];

	explicit_bzero(below, sizeof(below));
}

/*
 * A sanitizer's own memory is no place to search in, nor can the program's be read as one
 * piece under valgrind.
 */
int
scan_begin(void)
{
	if (test_watched())
		return test_skip("memory cannot be searched under a sanitizer or valgrind");
	wipe_below();
	if (st != NULL)
		munmap(st, sizeof(*st));
	st = mmap(NULL, sizeof(*st), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (st != MAP_FAILED)
		return TEST_PASS;
	st = NULL;
	return test_fail(__FILE__, __LINE__, "no memory for secrets");
}

/* -------------------------------------------------------------------- secrets */

/* Spread well by its high bits. */
static inline uint64_t
hash(uint64_t masked)
{
	return masked * UINT64_C(0x9e3779b97f4a7c15);
}

static inline bool
in_filter(uint64_t h)
{
	uint64_t bit = h >> (64 - FILTER_BITS);

	return st->filter[bit / 64] >> bit % 64 & 1;
}

static struct word *
word_place(uint64_t masked)
{
	uint64_t i = hash(masked) << FILTER_BITS >> (64 - TABLE_BITS);

	while (st->word[i].secret != 0 && st->word[i].masked != masked)
		i = (i + 1) % RTE_DIM(st->word);
	return &st->word[i];
}

/* One that two secrets have is the first one's. */
static void
word_add(uint64_t masked, unsigned int secret, bool first)
{
	struct word *w = word_place(masked);
	uint64_t bit = hash(masked) >> (64 - FILTER_BITS);

	if (w->secret != 0)
		return;
	if (++st->nwords > RTE_DIM(st->word) / 2)
		abort();
	w->masked = masked;
	w->secret = secret + 1;
	w->first = first;
	st->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

unsigned int
scan_secret(unsigned int flags, const char *fmt, ...)
{
	struct secret *s = &st->secret[st->nsecrets];
	va_list ap;

	if (st->nsecrets == MAX_SECRETS)
		abort();
	va_start(ap, fmt);
	vsnprintf(s->name, sizeof(s->name), fmt, ap);
	va_end(ap);
	s->flags = flags;
	return st->nsecrets++;
}

/* Byte i of a form is at in[i * step], and xored with mask it is masked. */
static void
form_add(unsigned int secret, const uint8_t *in, ptrdiff_t step, size_t len, uint8_t mask)
{
	uint64_t masked;
	uint8_t byte[SCAN_WORD];
	size_t i, j;

	for (i = 0; i + SCAN_WORD <= len; i++) {
		for (j = 0; j < SCAN_WORD; j++)
			byte[j] = in[(ptrdiff_t)(i + j) * step] ^ mask;
		memcpy(&masked, byte, sizeof(masked));
		word_add(masked, secret, i == 0 && !st->secret[secret].has_form);
	}
	st->secret[secret].has_form = true;
}

void
scan_form(unsigned int secret, const void *form, size_t len)
{
	form_add(secret, form, 1, len, SCAN_MASK);
}

void
scan_form_masked(unsigned int secret, const void *masked, size_t len)
{
	form_add(secret, masked, 1, len, 0);
}

void
scan_form_reversed(unsigned int secret, const void *form, size_t len)
{
	form_add(secret, (const uint8_t *)form + len - 1, -1, len, SCAN_MASK);
}

/* ---------------------------------------------------------------------- apart */

bool
scan_apart(void (*fn)(void *arg), void *arg)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		fn(arg);
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

struct shared {
	size_t len;
	uint8_t memory[];
};

static void
shared_release(void *arg)
{
	struct shared *s = arg;

	munmap(s, s->len);
}

void *
scan_shared(size_t len)
{
	size_t whole = sizeof(struct shared) + len;
	struct shared *s = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
				0);

	if (s == MAP_FAILED)
		return NULL;
	s->len = whole;
	test_defer(shared_release, s);
	return s->memory;
}

/* --------------------------------------------------------------------- search */

struct mapping {
	uintptr_t from, to;
	char name[sizeof(((struct secret *)0)->where)];
};

static void
note_find(const struct word *w, const uint8_t *p, const struct mapping *m)
{
	struct secret *s = &st->secret[w->secret - 1];

	last.finds++;
	s->copies += w->first;
	if (s->finds++ != 0)
		return;
	s->at = (uintptr_t)p;
	memcpy(s->where, m->name, sizeof(s->where));
}

static void
search_range(const uint8_t *p, const uint8_t *end, const struct mapping *m)
{
	const struct word *w;
	uint64_t masked;

	last.bytes += (uint64_t)(end - p);
	for (; p + SCAN_WORD <= end; p++) {
		memcpy(&masked, p, sizeof(masked));
		masked ^= MASK_WORD;
		if (!in_filter(hash(masked)))
			continue;
		w = word_place(masked);
		if (w->secret != 0)
			note_find(w, p, m);
	}
}

/* Only what is in memory: to touch all that is reserved would take for ever. */
static void
search_mapping(const struct mapping *m)
{
	static unsigned char there[WINDOW];
	size_t page = (size_t)sysconf(_SC_PAGESIZE), i, n;
	uintptr_t at, begin = 0; /* of pages in a row that are there; 0: none before */

	for (at = m->from; at < m->to; at += n * page) {
		n = RTE_MIN((m->to - at) / page, (size_t)WINDOW);
		if (mincore((void *)at, n * page, there) != 0)
			memset(there, 0, sizeof(there));
		for (i = 0; i < n; i++) {
			uintptr_t p = at + i * page;

			if ((there[i] & 1) && begin == 0)
				begin = p;
			if (!(there[i] & 1) && begin != 0) {
				search_range((uint8_t *)begin, (uint8_t *)p, m);
				begin = 0;
			}
		}
	}
	if (begin != 0)
		search_range((uint8_t *)begin, (uint8_t *)m->to, m);
}

/* A device's registers are no memory; to read them may do something. */
static bool
is_device(const char *name)
{
	static const char *const memory[] = {"/dev/zero", "/dev/shm", "/dev/hugepages"};
	unsigned int i;

	for (i = 0; i < RTE_DIM(memory); i++)
		if (strncmp(name, memory[i], strlen(memory[i])) == 0)
			return false;
	return strncmp(name, "/dev/", 5) == 0 || strncmp(name, "anon_inode", 10) == 0;
}

static void
search_start(void)
{
	unsigned int i;

	memset(&last, 0, sizeof(last));
	for (i = 0; i < st->nsecrets; i++)
		st->secret[i].finds = st->secret[i].copies = 0;
}

struct scan_result
scan_stack(void)
{
	static const struct mapping m = {.name = "the stack, below"};
	const uint8_t *top = __builtin_frame_address(0);

	search_start();
	search_range(top - BELOW, top, &m);
	return last;
}

struct scan_result
scan_search(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512], mode[8];
	struct mapping m;

	search_start();
	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
		m.name[0] = '\0';
		if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %79s", &m.from, &m.to, mode, m.name) <
			    3 ||
		    strncmp(mode, "rw", 2) != 0 || is_device(m.name))
			continue;
		last.mappings++;
		search_mapping(&m);
	}
	if (maps != NULL)
		fclose(maps);
	return last;
}

/* -------------------------------------------------------------------- answers */

unsigned int
scan_copies(unsigned int secret)
{
	return st->secret[secret].copies;
}

/* More than that would hide the first ones. */
#define TELL 10

int
scan_expect_all(void)
{
	unsigned int i, missing = 0;

	for (i = 0; i < st->nsecrets; i++) {
		const struct secret *s = &st->secret[i];

		if ((s->flags & SCAN_NEEDED) && s->finds == 0 && missing++ < TELL)
			test_fail(__FILE__, __LINE__, "%s: not in memory while it is used",
				  s->name);
	}
	return missing == 0 ? TEST_PASS : TEST_FAIL;
}

int
scan_expect_none(void)
{
	unsigned int i, left = 0;

	CHECK(last.bytes != 0);
	for (i = 0; i < st->nsecrets; i++) {
		const struct secret *s = &st->secret[i];

		if (s->finds != 0 && left++ < TELL)
			test_fail(__FILE__, __LINE__,
				  "%s: %u words in memory, first at %#" PRIxPTR " in %s", s->name,
				  s->finds, s->at,
				  s->where[0] != '\0' ? s->where : "anonymous memory");
	}
	return left == 0 ? TEST_PASS : TEST_FAIL;
}
