/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include <rte_common.h>

#include "vec_key.h"
#include "vec_text.h"

/*
 * Text files: NIST CAVP response files and what is written in their style ("NAME = value",
 * "[name = value]", records apart by blank lines or COUNT), BoringSSL's ("Name: value")
 * and Crypto++'s (a "Test:" line closes a record, fields stay until they are set anew).
 */

#define MAX_NAME 24

/* ---------------------------------------------------------------------- fields */

static bool
name_is(const char *name, const char *names)
{
	size_t len = strlen(name);

	while (*names != '\0') {
		size_t n = strcspn(names, "|");

		if (n == len && strncasecmp(names, name, n) == 0)
			return true;
		names += n + (names[n] == '|');
	}
	return false;
}

const char *
vec_field(const struct vec_fields *f, const char *names)
{
	unsigned int i;

	for (i = f->n; i > 0; i--) {
		if (name_is(f->own[i - 1].name, names))
			return f->own[i - 1].value;
	}
	for (i = f->ndefault; i > 0; i--) {
		if (name_is(f->def[i - 1].name, names))
			return f->def[i - 1].value;
	}
	return NULL;
}

bool
vec_field_hex(const struct vec_fields *f, const char *names, struct vec_str *out)
{
	const char *value = vec_field(f, names);

	memset(out, 0, sizeof(*out));
	return value == NULL || vec_file_hex(f->file, value, out);
}

bool
vec_field_number(const struct vec_fields *f, const char *names, uint64_t *out)
{
	const char *value = vec_field(f, names);
	char *end;

	if (value == NULL)
		return false;
	*out = strtoull(value, &end, 10);
	return end != value;
}

static void
set_field(struct vec_field *table, unsigned int *n, const char *name, const char *value)
{
	unsigned int i;

	for (i = 0; i < *n; i++) {
		if (strcasecmp(table[i].name, name) == 0)
			break;
	}
	if (i == MAX_FIELDS)
		return;
	table[i].name = name;
	table[i].value = value;
	if (i == *n)
		(*n)++;
}

/* --------------------------------------------------------------------- records */

static bool
has_core(const struct vec_fields *f, const char *core)
{
	unsigned int i;

	for (i = 0; i < f->n; i++) {
		if (name_is(f->own[i].name, core))
			return true;
	}
	return false;
}

static void
make_record(const struct vec_fields *f, const struct vec_family *family)
{
	struct vec_record *rec = vec_file_add(f->file);
	const char *count = vec_field(f, "COUNT");

	if (rec == NULL)
		return;
	if (count != NULL)
		snprintf(rec->id, sizeof(rec->id), "record %u (COUNT %.12s)", f->file->n, count);
	if (family->make == NULL) {
		snprintf(rec->why, sizeof(rec->why), "%s", family->why);
	} else if (!family->make(f, family->alg, rec)) {
		rec->n = 0;
		rec->key = NULL;
		if (rec->why[0] == '\0')
			snprintf(rec->why, sizeof(rec->why), "format: fields missing or not hex");
	}
}

/* A block is a record if it has an answer, else it sets fields for those that follow. */
static void
end_block(struct vec_fields *f, const struct vec_family *family)
{
	unsigned int i;

	if (f->n == 0)
		return;
	if (has_core(f, family->core)) {
		make_record(f, family);
	} else {
		for (i = 0; i < f->n; i++)
			set_field(f->def, &f->ndefault, f->own[i].name, f->own[i].value);
	}
	f->n = 0;
}

/* ----------------------------------------------------------------------- lines */

static char *
trim(char *s)
{
	size_t len;

	while (isspace((unsigned char)*s))
		s++;
	len = strlen(s);
	while (len > 0 && isspace((unsigned char)s[len - 1]))
		s[--len] = '\0';
	return s;
}

/* "[name = value, name = value]" */
static void
section(struct vec_fields *f, char *line)
{
	char *save, *item, *end = strrchr(line, ']');

	if (end != NULL)
		*end = '\0';
	for (item = strtok_r(line + 1, ",", &save); item != NULL;
	     item = strtok_r(NULL, ",", &save)) {
		char *eq = strchr(item, '=');

		if (eq == NULL) {
			/* "[mod = L=1024, N=160, SHA-1]" */
			if (strncmp(trim(item), "SHA-", 4) == 0)
				set_field(f->def, &f->ndefault, "hash", trim(item));
			continue;
		}
		*eq = '\0';
		set_field(f->def, &f->ndefault, trim(item), trim(eq + 1));
	}
}

/* "C No.001": the number is no part of the name. */
static void
shorten(char *name)
{
	char *number = strstr(name, " No.");

	if (number != NULL)
		*number = '\0';
}

static void
one_line(struct vec_fields *f, const struct vec_family *family, char *line)
{
	char *at = strpbrk(line, "=:");
	char *name = line;
	static char none[1];

	if (*line == '[') {
		end_block(f, family);
		section(f, line);
		return;
	}
	if (at != NULL)
		*at = '\0';
	name = trim(name);
	shorten(name);
	if (strcasecmp(name, "COUNT") == 0)
		end_block(f, family);
	set_field(f->own, &f->n, name, at == NULL ? none : trim(at + 1));
}

static void
read_lines(struct vec_fields *f, const struct vec_family *family, char *text)
{
	char *line, *next;

	for (line = text; line != NULL; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		line = trim(line);
		if (*line == '\0')
			end_block(f, family);
		else if (*line != '#')
			one_line(f, family, line);
	}
	end_block(f, family);
}

/* ------------------------------------------------------------- Crypto++'s files */

/* A backslash at a line's end joins it with the next. */
static void
join_lines(char *text)
{
	char *p = text;

	while ((p = strchr(p, '\\')) != NULL) {
		char *q = p + 1;

		while (*q == '\r')
			q++;
		if (*q == '\n')
			memset(p, ' ', (size_t)(q + 1 - p));
		p++;
	}
}

static const struct vec_family *
cryptopp_family(const char *name)
{
	static const struct vec_family none = {.why = "format: Crypto++, other than AES/GCM"};

	return strcmp(name, "AES/GCM") == 0 ? vec_family_find("cryptopp-gcm") : &none;
}

static void
read_cryptopp(struct vec_fields *f, char *text)
{
	const struct vec_family *family = cryptopp_family("");
	char *line, *save, *at;

	join_lines(text);
	for (line = strtok_r(text, "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
		line = trim(line);
		at = strchr(line, ':');
		if (*line == '#' || at == NULL)
			continue;
		*at = '\0';
		if (strcmp(line, "Name") == 0)
			family = cryptopp_family(trim(at + 1));
		if (strcmp(line, "AlgorithmType") == 0)
			f->n = 0;
		set_field(f->own, &f->n, line, trim(at + 1));
		if (strcmp(line, "Test") == 0)
			make_record(f, family);
	}
}

/* ---------------------------------------------------------------------- a file */

/* Lower case, the last three parts: the rest of a path says nothing of its content. */
static void
path_key(const char *path, char *key, size_t len)
{
	const char *from = path + strlen(path);
	unsigned int slashes = 0;
	size_t i;

	while (from > path && (from[-1] != '/' || ++slashes < 3))
		from--;
	for (i = 0; i + 1 < len && from[i] != '\0'; i++)
		key[i] = (char)tolower((unsigned char)from[i]);
	key[i] = '\0';
}

/* Files without fields: a record is a comment that holds these words. */
static bool
read_commented(struct vec_file *file, const char *text)
{
	static const char words[] = "Signature Example";
	const char *at = text;

	if (strstr(text, words) == NULL)
		return false;
	while ((at = strstr(at, words)) != NULL) {
		vec_file_add_na(file, "other RSA paddings");
		at++;
	}
	return true;
}

bool
vec_read_text(struct vec_file *file, const char *path, char *text)
{
	static const struct vec_family unknown = {
		.core = "COUNT|Ciphertext|CT|MD|MAC|TAG|OUTPUT",
		.why = "format, or algorithm, not known",
	};
	struct vec_fields f = {.file = file};
	const struct vec_family *family;
	char key[256];

	path_key(path, key, sizeof(key));
	if (strstr(text, "AlgorithmType:") != NULL) {
		read_cryptopp(&f, text);
		return file->n > 0;
	}
	if (vec_key_read_commented(file, text) || read_commented(file, text) ||
	    vec_key_read_dh(file, text))
		return true;
	family = vec_family_find(key);
	read_lines(&f, family != NULL ? family : &unknown, text);
	return file->n > 0 || family != NULL;
}
