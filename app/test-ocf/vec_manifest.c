/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vec_manifest.h"

static char *
read_text(const char *path)
{
	FILE *in = fopen(path, "r");
	size_t room = 1 << 20, len;
	char *text;

	if (in == NULL)
		return NULL;
	text = malloc(room);
	len = text == NULL ? 0 : fread(text, 1, room - 1, in);
	if (text != NULL)
		text[len] = '\0';
	fclose(in);
	return text;
}

static bool
add_line(struct vec_manifest *m, char *line)
{
	struct vec_manifest_entry *e;
	char *save, *path = strtok_r(line, "\t", &save), *algorithm, *count;

	algorithm = path == NULL ? NULL : strtok_r(NULL, "\t", &save);
	count = algorithm == NULL ? NULL : strtok_r(NULL, "\t", &save);
	/* the line of titles has no number */
	if (count == NULL || *count < '0' || *count > '9')
		return true;
	e = realloc(m->entry, (m->n + 1) * sizeof(*e));
	if (e == NULL)
		return false;
	m->entry = e;
	e = &m->entry[m->n++];
	e->path = path;
	e->algorithm = algorithm;
	e->vectors = (unsigned int)strtoul(count, NULL, 10);
	e->seen = false;
	return true;
}

bool
vec_manifest_read(struct vec_manifest *m, const char *dir)
{
	char path[PATH_MAX], *line, *save;

	memset(m, 0, sizeof(*m));
	snprintf(path, sizeof(path), "%s/MANIFEST.tsv", dir);
	m->text = read_text(path);
	if (m->text == NULL)
		return false;
	for (line = strtok_r(m->text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		if (!add_line(m, line))
			break;
	}
	return m->n > 0;
}

struct vec_manifest_entry *
vec_manifest_find(struct vec_manifest *m, const char *path)
{
	unsigned int i;

	for (i = 0; i < m->n; i++) {
		if (strcmp(m->entry[i].path, path) == 0)
			return &m->entry[i];
	}
	return NULL;
}

void
vec_manifest_release(struct vec_manifest *m)
{
	free(m->text);
	free(m->entry);
	memset(m, 0, sizeof(*m));
}
