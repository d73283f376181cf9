/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>

#include <rte_common.h>

#include "vec.h"

/* The records of one file, and the memory that they point into. */

#define BLOCK_LEN (256u * 1024)

struct vec_block {
	struct vec_block *next;
	size_t used, len;
	uint8_t mem[];
};

void *
vec_file_alloc(struct vec_file *f, size_t len)
{
	struct vec_block *b = f->blocks;
	size_t want = RTE_ALIGN(len + 1, 16);

	if (b == NULL || b->len - b->used < want) {
		b = malloc(sizeof(*b) + RTE_MAX((size_t)BLOCK_LEN, want));
		if (b == NULL)
			return NULL;
		b->len = RTE_MAX((size_t)BLOCK_LEN, want);
		b->used = 0;
		b->next = f->blocks;
		f->blocks = b;
	}
	b->used += want;
	return b->mem + b->used - want;
}

struct vec_record *
vec_file_add(struct vec_file *f)
{
	struct vec_record *rec;

	if (f->n == f->room) {
		unsigned int room = f->room == 0 ? 64 : f->room * 2;

		rec = realloc(f->rec, room * sizeof(*rec));
		if (rec == NULL)
			return NULL;
		f->rec = rec;
		f->room = room;
	}
	rec = &f->rec[f->n++];
	memset(rec, 0, sizeof(*rec));
	snprintf(rec->id, sizeof(rec->id), "record %u", f->n);
	return rec;
}

void
vec_file_add_na(struct vec_file *f, const char *fmt, ...)
{
	struct vec_record *rec = vec_file_add(f);
	va_list ap;

	if (rec == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(rec->why, sizeof(rec->why), fmt, ap);
	va_end(ap);
}

/* "text" in quotes is itself. */
static bool
quoted(struct vec_file *f, const char *text, struct vec_str *out)
{
	size_t len = strlen(text);
	char *p;

	if (len < 2 || text[len - 1] != '"')
		return false;
	p = vec_file_alloc(f, len);
	if (p == NULL)
		return false;
	memcpy(p, text + 1, len - 2);
	out->p = (const uint8_t *)p;
	out->len = (uint32_t)len - 2;
	return true;
}

static int
digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* Crypto++'s "r11 00ff": so many times. */
static bool
repeated(struct vec_file *f, const char *text, struct vec_str *out)
{
	struct vec_str once[64];
	char *end;
	unsigned long i, n = strtoul(text + 1, &end, 10);

	if (n == 0 || n > RTE_DIM(once) || *end != ' ' || !vec_file_hex(f, end, &once[0]))
		return false;
	for (i = 1; i < n; i++)
		once[i] = once[0];
	*out = vec_file_join(f, once, (unsigned int)n);
	return true;
}

bool
vec_file_hex(struct vec_file *f, const char *text, struct vec_str *out)
{
	uint8_t *p;
	uint32_t n = 0;

	if (text[0] == '"')
		return quoted(f, text, out);
	if (text[0] == 'r')
		return repeated(f, text, out);
	p = vec_file_alloc(f, strlen(text) / 2 + 1);
	if (p == NULL)
		return false;
	while (*text != '\0') {
		if (isspace((unsigned char)*text)) {
			text++;
			continue;
		}
		if (!isxdigit((unsigned char)text[0]) || !isxdigit((unsigned char)text[1]))
			return false;
		p[n++] = (uint8_t)(digit(text[0]) << 4 | digit(text[1]));
		text += 2;
	}
	out->p = p;
	out->len = n;
	return true;
}

struct vec_str
vec_file_join(struct vec_file *f, const struct vec_str *parts, unsigned int n)
{
	struct vec_str out = {0};
	unsigned int i;
	uint8_t *p;

	for (i = 0; i < n; i++)
		out.len += parts[i].len;
	p = vec_file_alloc(f, out.len);
	out.p = p;
	for (i = 0; i < n && p != NULL; i++) {
		if (parts[i].len > 0)
			memcpy(p, parts[i].p, parts[i].len);
		p += parts[i].len;
	}
	if (out.p == NULL)
		out.len = 0;
	return out;
}

void
vec_file_release(struct vec_file *f)
{
	while (f->blocks != NULL) {
		struct vec_block *b = f->blocks;

		f->blocks = b->next;
		free(b);
	}
	free(f->rec);
	memset(f, 0, sizeof(*f));
}

/* --------------------------------------------------------------------- reading */

static char *
read_all(struct vec_file *f, const char *path, size_t *len)
{
	FILE *in = fopen(path, "rb");
	long size = -1;
	char *text;

	if (in == NULL)
		return NULL;
	if (fseek(in, 0, SEEK_END) == 0)
		size = ftell(in);
	rewind(in);
	text = size < 0 ? NULL : vec_file_alloc(f, (size_t)size + 1);
	*len = text == NULL ? 0 : fread(text, 1, (size_t)size, in);
	if (text != NULL)
		text[*len] = '\0';
	fclose(in);
	return text;
}

static bool
ends_with(const char *path, const char *end)
{
	size_t a = strlen(path), b = strlen(end);

	return a >= b && strcmp(path + a - b, end) == 0;
}

bool
vec_file_read(struct vec_file *f, const char *path)
{
	size_t len;
	char *text;

	memset(f, 0, sizeof(*f));
	text = read_all(f, path, &len);
	if (text == NULL)
		return false;
	if (ends_with(path, ".json"))
		return vec_read_wycheproof(f, text, len);
	if (ends_with(path, ".rsp") || ends_with(path, ".txt") || ends_with(path, ".fax"))
		return memchr(text, '\0', len) == NULL && vec_read_text(f, path, text);
	return false;
}
