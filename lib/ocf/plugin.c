/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Finding and starting drivers: those of this build, and plugins (libocf_drv_NAME.so) of
 * the driver folder; and the configuration's grammar, `driver[,key=value]...`.
 */

#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "ocf_private.h"

#ifndef CRYPTO_DRIVER_DIR
#define CRYPTO_DRIVER_DIR "/usr/local/lib/ocf/1"
#endif

#define PLUGIN_PREFIX "libocf_drv_"
#define MAX_SPEC 512

static struct {
	const struct crypto_driver_desc *desc;
	void *handle; /* of a plugin */
	bool started;
} known[CRYPTO_MAX_DRIVERS];
static unsigned int nknown;

/* ----------------------------------------------------------------- finding */

static const struct crypto_driver_desc *
known_find(const char *name, unsigned int *idx)
{
	unsigned int i;

	for (i = 0; i < nknown; i++) {
		if (strcmp(known[i].desc->name, name) != 0)
			continue;
		if (idx != NULL)
			*idx = i;
		return known[i].desc;
	}
	return NULL;
}

static bool
known_add(const struct crypto_driver_desc *desc, void *handle, const char *from)
{
	if (desc->abi != CRYPTO_DRIVER_ABI) {
		CRYPTO_LOG(WARNING, "%s: driver interface %u, this is %u", from, desc->abi,
			   CRYPTO_DRIVER_ABI);
		return false;
	}
	if (nknown == RTE_DIM(known) || known_find(desc->name, NULL) != NULL)
		return false;
	known[nknown].desc = desc;
	known[nknown].handle = handle;
	known[nknown].started = false;
	nknown++;
	return true;
}

static void
plugin_load(const char *dir, const char *file)
{
	const struct crypto_driver_desc *const *desc;
	char path[1024];
	void *handle;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL) {
		CRYPTO_LOG(WARNING, "driver not loaded: %s", dlerror());
		return;
	}
	desc = dlsym(handle, "crypto_driver_plugin");
	if (desc == NULL)
		CRYPTO_LOG(WARNING, "%s: no crypto_driver_plugin in it", path);
	if (desc == NULL || !known_add(*desc, handle, path))
		dlclose(handle);
}

static int
is_plugin(const struct dirent *e)
{
	size_t len = strlen(e->d_name);

	return strncmp(e->d_name, PLUGIN_PREFIX, strlen(PLUGIN_PREFIX)) == 0 && len > 3 &&
	       strcmp(e->d_name + len - 3, ".so") == 0;
}

static void
plugins_find(const char *dir)
{
	struct dirent **list;
	int i, n = scandir(dir, &list, is_plugin, alphasort);

	for (i = 0; i < n; i++) {
		plugin_load(dir, list[i]->d_name);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void
drivers_find(const char *dir)
{
	unsigned int i;

	for (i = 0; crypto_static_drivers[i] != NULL; i++)
		known_add(crypto_static_drivers[i], NULL, crypto_static_drivers[i]->name);
	if (dir != NULL || crypto_static_drivers[0] == NULL)
		plugins_find(dir != NULL ? dir : CRYPTO_DRIVER_DIR);
}

/* ----------------------------------------------------------------- grammar */

const char *
crypto_driver_arg(const struct crypto_driver_args *args, const char *key)
{
	unsigned int i;

	for (i = 0; i < args->n; i++)
		if (strcmp(args->kv[i].key, key) == 0)
			return args->kv[i].value;
	return NULL;
}

/* "a, b, c" */
static const char *
join(char *buf, size_t size, const char *const *items)
{
	size_t used = 0;

	buf[0] = '\0';
	for (; items != NULL && *items != NULL && used < size; items++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s", used != 0 ? ", " : "",
					 *items);
	return buf[0] != '\0' ? buf : "none";
}

static bool
key_valid(const struct crypto_driver_desc *desc, const char *key)
{
	const char *const *k;

	for (k = desc->keys; k != NULL && *k != NULL; k++)
		if (strcmp(*k, key) == 0)
			return true;
	return false;
}

/* Take ",key=value,..." apart in place. */
static int
parse_args(const struct crypto_driver_desc *desc, char *text, struct crypto_driver_args *args)
{
	char list[256], *save = NULL, *item;

	for (item = strtok_r(text, ",", &save); item != NULL; item = strtok_r(NULL, ",", &save)) {
		char *eq = strchr(item, '=');

		if (eq != NULL)
			*eq = '\0';
		if (eq == NULL || !key_valid(desc, item)) {
			crypto_err_add(desc->name, "key '%s': valid are %s, as key=value", item,
				       join(list, sizeof(list), desc->keys));
			return EINVAL;
		}
		if (args->n == RTE_DIM(args->kv)) {
			crypto_err_add(desc->name, "more than %zu keys", RTE_DIM(args->kv));
			return EINVAL;
		}
		args->kv[args->n].key = item;
		args->kv[args->n++].value = eq + 1;
	}
	return 0;
}

/* ---------------------------------------------------------------- starting */

static int
driver_start(unsigned int i, const struct crypto_driver_args *args, bool named)
{
	int error = known[i].desc->probe(args);
	const char *why = crypto_refusal_take();

	if (error == 0) {
		known[i].started = true;
		return 0;
	}
	if (why[0] == '\0')
		why = strerror(error);
	CRYPTO_LOG(NOTICE, "%s: not started: %s", known[i].desc->name, why);
	if (!named)
		return 0;
	crypto_err_add(known[i].desc->name, "%s", why);
	return error == EINVAL ? EINVAL : ENODEV;
}

static void
unknown_driver(const char *name)
{
	const char *names[RTE_DIM(known) + 1];
	char list[256];
	unsigned int i;

	for (i = 0; i < nknown; i++)
		names[i] = known[i].desc->name;
	names[i] = NULL;
	crypto_err_add(NULL, "driver '%s' is unknown: there are %s", name,
		       join(list, sizeof(list), names));
}

/* One `driver[,key=value]...` of the configuration. */
static int
spec_start(const char *spec)
{
	struct crypto_driver_args args = {0};
	char text[MAX_SPEC], *rest;
	unsigned int i = 0;
	int error;

	if (strlen(spec) >= sizeof(text)) {
		crypto_err_add(NULL, "driver configuration of more than %d bytes", MAX_SPEC - 1);
		return EINVAL;
	}
	snprintf(text, sizeof(text), "%s", spec);
	rest = strchr(text, ',');
	if (rest != NULL)
		*rest++ = '\0';
	if (known_find(text, &i) == NULL) {
		unknown_driver(text);
		return EINVAL;
	}
	error = rest != NULL ? parse_args(known[i].desc, rest, &args) : 0;
	if (error != 0)
		return error;
	if (known[i].started) {
		crypto_err_add(text, "named twice");
		return EINVAL;
	}
	return driver_start(i, &args, true);
}

int
crypto_plugin_start(const struct crypto_config *cfg)
{
	const struct crypto_driver_args none = {0};
	const char *const *spec;
	unsigned int i;
	int error = 0;

	drivers_find(cfg->driver_dir);
	if (cfg->drivers == NULL)
		for (i = 0; i < nknown; i++)
			if (!known[i].desc->quiet)
				driver_start(i, &none, false);
	for (spec = cfg->drivers; spec != NULL && *spec != NULL && error == 0; spec++)
		error = spec_start(*spec);
	return error;
}

/* All drivers are unregistered. */
void
crypto_plugin_stop(void)
{
	while (nknown > 0) {
		nknown--;
		if (known[nknown].started && known[nknown].desc->remove != NULL)
			known[nknown].desc->remove();
		if (known[nknown].handle != NULL)
			dlclose(known[nknown].handle);
		memset(&known[nknown], 0, sizeof(known[nknown]));
	}
}
