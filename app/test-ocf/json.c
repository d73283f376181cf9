/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

#define MAX_DEPTH 64

struct parser {
	const char *at, *start, *end;
	json_alloc_fn alloc;
	void *arg;
	int depth;
};

static struct json *parse_value(struct parser *p);

static void
skip_space(struct parser *p)
{
	while (p->at < p->end && strchr(" \t\r\n", *p->at) != NULL)
		p->at++;
}

/* Is this the next character? Then go on. */
static bool
take(struct parser *p, char c)
{
	skip_space(p);
	if (p->at == p->end || *p->at != c)
		return false;
	p->at++;
	return true;
}

static struct json *
new_node(struct parser *p, enum json_type type)
{
	struct json *node = p->alloc(p->arg, sizeof(*node));

	if (node != NULL) {
		memset(node, 0, sizeof(*node));
		node->type = type;
	}
	return node;
}

/* --------------------------------------------------------------------- strings */

static bool
hex4(struct parser *p, uint32_t *code)
{
	int i;

	*code = 0;
	for (i = 0; i < 4; i++, p->at++) {
		char c;

		if (p->at == p->end || !isxdigit((unsigned char)*p->at))
			return false;
		c = *p->at;
		*code = *code << 4 | (uint32_t)(isdigit((unsigned char)c)
							? c - '0'
							: tolower((unsigned char)c) - 'a' + 10);
	}
	return true;
}

static char *
put_utf8(char *out, uint32_t code)
{
	if (code < 0x80) {
		*out++ = (char)code;
	} else if (code < 0x800) {
		*out++ = (char)(0xc0 | code >> 6);
		*out++ = (char)(0x80 | (code & 0x3f));
	} else if (code < 0x10000) {
		*out++ = (char)(0xe0 | code >> 12);
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	} else {
		*out++ = (char)(0xf0 | code >> 18);
		*out++ = (char)(0x80 | (code >> 12 & 0x3f));
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	}
	return out;
}

/* Behind "\u"; two surrogates make one character. */
static char *
unicode(struct parser *p, char *out)
{
	uint32_t high, low;

	if (!hex4(p, &high))
		return NULL;
	if (high >= 0xdc00 && high < 0xe000)
		return NULL;
	if (high >= 0xd800 && high < 0xdc00) {
		if (p->end - p->at < 6 || p->at[0] != '\\' || p->at[1] != 'u')
			return NULL;
		p->at += 2;
		if (!hex4(p, &low) || low < 0xdc00 || low >= 0xe000)
			return NULL;
		high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
	}
	return put_utf8(out, high);
}

/* Behind a backslash. */
static char *
escape(struct parser *p, char *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *which;

	if (p->at == p->end)
		return NULL;
	if (*p->at == 'u') {
		p->at++;
		return unicode(p, out);
	}
	which = *p->at == '\0' ? NULL : strchr(from, *p->at);
	if (which == NULL)
		return NULL;
	p->at++;
	*out++ = to[which - from];
	return out;
}

/* Behind the opening quote. What it says is never longer than how it is written. */
static const char *
parse_string(struct parser *p)
{
	const char *end = p->at;
	char *out, *text;

	while (end < p->end && *end != '"')
		end += *end == '\\' ? 2 : 1;
	if (end >= p->end)
		return NULL;
	out = text = p->alloc(p->arg, (size_t)(end - p->at) + 1);
	while (out != NULL && *p->at != '"') {
		if ((unsigned char)*p->at < 0x20)
			return NULL;
		if (*p->at == '\\') {
			p->at++;
			out = escape(p, out);
		} else {
			*out++ = *p->at++;
		}
	}
	if (out == NULL)
		return NULL;
	*out = '\0';
	p->at++;
	return text;
}

/* ---------------------------------------------------------------------- values */

/* Digits, at least one. */
static bool
digits(struct parser *p)
{
	const char *from = p->at;

	while (p->at < p->end && isdigit((unsigned char)*p->at))
		p->at++;
	return p->at > from;
}

static struct json *
parse_number(struct parser *p)
{
	const char *from = p->at;
	struct json *node;

	if (p->at < p->end && *p->at == '-')
		p->at++;
	if (p->at < p->end && *p->at == '0')
		p->at++;
	else if (!digits(p))
		return NULL;
	if (p->at < p->end && *p->at == '.') {
		p->at++;
		if (!digits(p))
			return NULL;
	}
	if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
		p->at++;
		if (p->at < p->end && (*p->at == '+' || *p->at == '-'))
			p->at++;
		if (!digits(p))
			return NULL;
	}
	node = new_node(p, JSON_NUMBER);
	if (node != NULL)
		node->number = strtod(from, NULL);
	return node;
}

static struct json *
parse_word(struct parser *p)
{
	static const struct {
		const char *word;
		enum json_type type;
		double value;
	} words[] = {{"true", JSON_BOOL, 1}, {"false", JSON_BOOL, 0}, {"null", JSON_NULL, 0}};
	unsigned int i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = strlen(words[i].word);

		if ((size_t)(p->end - p->at) >= len && memcmp(p->at, words[i].word, len) == 0) {
			struct json *node = new_node(p, words[i].type);

			p->at += len;
			if (node != NULL)
				node->number = words[i].value;
			return node;
		}
	}
	return NULL;
}

/* Behind the opening bracket or brace. */
static struct json *
parse_children(struct parser *p, enum json_type type, char close)
{
	struct json *node = new_node(p, type);
	const struct json **last;

	if (node == NULL || take(p, close))
		return node;
	last = &node->child;
	do {
		const char *name = NULL;
		struct json *child;

		if (type == JSON_OBJECT) {
			if (!take(p, '"'))
				return NULL;
			name = parse_string(p);
			if (name == NULL || !take(p, ':'))
				return NULL;
		}
		child = parse_value(p);
		if (child == NULL)
			return NULL;
		child->name = name;
		*last = child;
		last = &child->next;
	} while (take(p, ','));
	return take(p, close) ? node : NULL;
}

static struct json *
parse_value(struct parser *p)
{
	struct json *node;

	if (p->depth == MAX_DEPTH)
		return NULL;
	p->depth++;
	if (take(p, '{')) {
		node = parse_children(p, JSON_OBJECT, '}');
	} else if (take(p, '[')) {
		node = parse_children(p, JSON_ARRAY, ']');
	} else if (take(p, '"')) {
		node = new_node(p, JSON_STRING);
		if (node != NULL && (node->string = parse_string(p)) == NULL)
			node = NULL;
	} else if (p->at < p->end && (*p->at == '-' || isdigit((unsigned char)*p->at))) {
		node = parse_number(p);
	} else {
		node = parse_word(p);
	}
	p->depth--;
	return node;
}

const struct json *
json_parse(const char *text, size_t len, json_alloc_fn alloc, void *arg, size_t *error)
{
	struct parser p = {.at = text, .start = text, .end = text + len, .alloc = alloc, .arg = arg};
	struct json *root = parse_value(&p);

	skip_space(&p);
	if (root != NULL && p.at == p.end)
		return root;
	*error = (size_t)(p.at - text);
	return NULL;
}

/* ---------------------------------------------------------------------- access */

const struct json *
json_get(const struct json *object, const char *name)
{
	const struct json *child;

	if (object == NULL || object->type != JSON_OBJECT)
		return NULL;
	for (child = object->child; child != NULL; child = child->next) {
		if (strcmp(child->name, name) == 0)
			return child;
	}
	return NULL;
}

const char *
json_string(const struct json *object, const char *name)
{
	const struct json *member = json_get(object, name);

	return member == NULL || member->type != JSON_STRING ? NULL : member->string;
}

double
json_number(const struct json *object, const char *name, double otherwise)
{
	const struct json *member = json_get(object, name);

	return member == NULL || member->type != JSON_NUMBER ? otherwise : member->number;
}
