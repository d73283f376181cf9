/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "runner.h"
#include "vec_key.h"
#include "vec_manifest.h"
#include "vectors_dir.h"

/* A directory of vector files, on every driver that offers what is in them. */

#define MAX_DRIVERS 64
#define MAX_SHOWN 10 /* failures of a file on a driver */

struct walk {
	const char *root;
	struct vec_manifest manifest;
	struct vec_tally sum;
	struct vec_plan plan;
	unsigned int files, unread;
	bool quiet;
};

/* --------------------------------------------------------------------- drivers */

static bool
offers_any(const struct vec_file *f, int32_t driver)
{
	unsigned int i, j;

	for (i = 0; i < f->n; i++) {
		if (vec_key_offered(&f->rec[i], driver))
			return true;
		for (j = 0; j < f->rec[i].n; j++) {
			if (vec_offered(&f->rec[i].v[j], driver))
				return true;
		}
	}
	return false;
}

/* The drivers that the file runs on. @return how many */
static unsigned int
choose_drivers(const struct vec_file *f, int32_t ids[MAX_DRIVERS])
{
	struct crypto_driver_info info;
	unsigned int n = 0;
	int32_t id;

	for (id = crypto_next_driver(0); id >= 0 && n < MAX_DRIVERS; id = crypto_next_driver(id + 1)) {
		if (crypto_driver_info(id, &info) != 0)
			continue;
		if (test_options.driver != NULL && strcmp(test_options.driver, info.name) != 0)
			continue;
		if (offers_any(f, id))
			ids[n++] = id;
	}
	return n;
}

/* ------------------------------------------------------------------- one file */

static void
print_file(const struct walk *w, const char *rel, const char *driver, const struct vec_tally *t)
{
	char what[PATH_MAX + 48];

	if (w->quiet)
		return;
	snprintf(what, sizeof(what), "%s%s%s%s", rel, driver == NULL ? "" : " [",
		 driver == NULL ? "" : driver, driver == NULL ? "" : "]");
	vec_tally_print(what, t);
}

/* Failures, as many as one reads; with -v all that did not pass. */
static void
print_outcome(const struct vec_record *rec, const char *rel, const char *driver,
	      unsigned int failed)
{
	static const char *const word[] = {
		[VEC_REFUSED] = "refused",
		[VEC_NA] = "not applicable",
		[VEC_FAILED] = "FAILED",
	};

	if (rec->out.verdict == VEC_PASSED ||
	    (!test_options.verbose && (rec->out.verdict != VEC_FAILED || failed > MAX_SHOWN)))
		return;
	printf("%s %s [%s] %s: %s\n", word[rec->out.verdict], rel, driver, rec->id, rec->out.why);
}

static void
run_on(struct walk *w, struct vec_file *f, const char *rel, int32_t driver)
{
	struct crypto_driver_info info = {0};
	struct vec_tally t = {0};
	unsigned int i;

	crypto_driver_info(driver, &info);
	vec_run(f->rec, f->n, driver, &w->plan);
	for (i = 0; i < f->n; i++) {
		vec_tally_add(&t, &f->rec[i].out);
		print_outcome(&f->rec[i], rel, info.name, t.failed);
	}
	print_file(w, rel, info.name, &t);
	vec_tally_sum(&w->sum, &t);
}

/* No driver can: every record says why. */
static void
run_nowhere(struct walk *w, struct vec_file *f, const char *rel)
{
	struct vec_tally t = {0};
	char name[64];
	unsigned int i;

	for (i = 0; i < f->n; i++) {
		struct vec_record *rec = &f->rec[i];

		rec->out.verdict = VEC_NA;
		if (rec->n == 0)
			snprintf(rec->out.why, sizeof(rec->out.why), "%s",
				 rec->key == NULL ? rec->why : "no driver offers key operations");
		else
			snprintf(rec->out.why, sizeof(rec->out.why), "%s %s %s",
				 test_options.driver != NULL ? test_options.driver : "no driver",
				 test_options.driver != NULL ? "does not offer" : "offers",
				 vec_name(&rec->v[0], name, sizeof(name)));
		vec_tally_add(&t, &rec->out);
	}
	print_file(w, rel, NULL, &t);
	vec_tally_sum(&w->sum, &t);
}

/* A file of another format: what the manifest says of it is all that is known. */
static void
unreadable(struct walk *w, const char *rel, const struct vec_manifest_entry *entry)
{
	struct vec_tally t = {0};
	struct vec_outcome out = {.verdict = VEC_NA};
	unsigned int i;

	if (entry == NULL) {
		w->unread++;
		return;
	}
	if (strncmp(entry->algorithm, "DEFLATE", 7) == 0)
		snprintf(out.why, sizeof(out.why), "no driver offers DEFLATE");
	else
		snprintf(out.why, sizeof(out.why), "format (%s)", entry->algorithm);
	for (i = 0; i < entry->vectors; i++)
		vec_tally_add(&t, &out);
	print_file(w, rel, NULL, &t);
	vec_tally_sum(&w->sum, &t);
}

static void
check_count(struct walk *w, const char *rel, const struct vec_manifest_entry *entry, unsigned int n)
{
	if (entry == NULL || entry->vectors == n)
		return;
	printf("FAILED %s: %u records were read, MANIFEST.tsv has %u\n", rel, n, entry->vectors);
	w->sum.failed++;
}

static void
run_file(struct walk *w, const char *path, const char *rel)
{
	struct vec_manifest_entry *entry = vec_manifest_find(&w->manifest, rel);
	int32_t ids[MAX_DRIVERS];
	struct vec_file f;
	unsigned int i, n;

	if (entry != NULL)
		entry->seen = true;
	if (vec_file_read(&f, path) && (entry != NULL || f.n > 0)) {
		w->files++;
		check_count(w, rel, entry, f.n);
		n = choose_drivers(&f, ids);
		for (i = 0; i < n; i++)
			run_on(w, &f, rel, ids[i]);
		if (n == 0)
			run_nowhere(w, &f, rel);
	} else {
		unreadable(w, rel, entry);
	}
	vec_file_release(&f);
}

/* --------------------------------------------------------------- the directory */

static bool
walk_dir(struct walk *w, const char *path)
{
	struct dirent **names;
	int i, n = scandir(path, &names, NULL, alphasort);

	if (n < 0)
		return false;
	for (i = 0; i < n; i++) {
		char sub[PATH_MAX];
		struct stat st;

		if (names[i]->d_name[0] != '.' &&
		    snprintf(sub, sizeof(sub), "%s/%s", path, names[i]->d_name) < PATH_MAX &&
		    stat(sub, &st) == 0) {
			if (S_ISDIR(st.st_mode) && strcmp(names[i]->d_name, "LICENSES") != 0)
				walk_dir(w, sub);
			else if (S_ISREG(st.st_mode))
				run_file(w, sub, sub + strlen(w->root) + 1);
		}
		free(names[i]);
	}
	free(names);
	return true;
}

static void
check_missing(struct walk *w)
{
	unsigned int i;

	for (i = 0; i < w->manifest.n; i++) {
		if (w->manifest.entry[i].seen)
			continue;
		printf("FAILED %s: in MANIFEST.tsv, but not there\n", w->manifest.entry[i].path);
		w->sum.failed++;
	}
}

bool
vectors_dir_run(const char *dir, bool quiet, struct vec_tally *sum)
{
	struct walk w = {
		.root = dir,
		.quiet = quiet,
		.plan = {.all = test_options.all_layouts, .mode = -1},
	};
	bool ok;

	vec_manifest_read(&w.manifest, dir);
	ok = walk_dir(&w, dir);
	check_missing(&w);
	if (w.unread > 0 && !quiet)
		printf("%u other files hold no vectors\n", w.unread);
	vec_manifest_release(&w.manifest);
	vec_run_release();
	*sum = w.sum;
	return ok;
}

int
test_vectors_dir(const char *dir)
{
	uint64_t start = rte_get_timer_cycles();
	struct vec_tally sum = {0};
	char root[PATH_MAX];
	bool ok;

	if (realpath(dir, root) == NULL) {
		fprintf(stderr, "test-ocf: %s: %s\n", dir, strerror(errno));
		return 1;
	}
	if (!test_framework(true))
		return 1;
	if (test_options.driver != NULL && crypto_find_driver(test_options.driver) < 0) {
		fprintf(stderr, "test-ocf: there is no driver named %s\n", test_options.driver);
		return 1;
	}
	ok = vectors_dir_run(root, false, &sum);
	vec_reasons_print();
	printf("%.1f seconds\n",
	       (double)(rte_get_timer_cycles() - start) / (double)rte_get_timer_hz());
	ok &= test_framework(false);
	vec_tally_print("", &sum);
	return ok && sum.failed == 0 ? TEST_PASS : TEST_FAIL;
}
