/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/* Managers of intel-ipsec-mb: which can run here, and their memory. */

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <opencrypto/driver.h>

#include "engine.h"

#if IMB_VERSION_NUM < IMB_VERSION(2, 0, 0)
#define INIT_AVX init_mb_mgr_avx
#else
#define INIT_AVX NULL
#endif

/*
 * The library itself looks only at what the CPU has. These builtins ask XCR0, too: a
 * system that does not save the wide registers answers their use with SIGILL.
 */
static bool
have_sse(void)
{
	return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("aes") &&
	       __builtin_cpu_supports("pclmul");
}

static bool
have_avx(void)
{
	return have_sse() && __builtin_cpu_supports("avx");
}

static bool
have_avx2(void)
{
	return have_avx() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}

static bool
have_avx512(void)
{
	return have_avx2() && __builtin_cpu_supports("avx512f") &&
	       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd") &&
	       __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}

static const struct {
	const char *name;
	init_mb_mgr_t init; /* NULL: this version has no such manager */
	bool (*have)(void);
} archs[ENGINE_NARCH] = {
	[ENGINE_SSE] = {"sse", init_mb_mgr_sse, have_sse},
	[ENGINE_AVX] = {"avx", INIT_AVX, have_avx},
	[ENGINE_AVX2] = {"avx2", init_mb_mgr_avx2, have_avx2},
	[ENGINE_AVX512] = {"avx512", init_mb_mgr_avx512, have_avx512},
};

const char *
crypto_imb_arch_name(unsigned int arch)
{
	return arch < ENGINE_NARCH ? archs[arch].name : NULL;
}

unsigned int
crypto_imb_arch_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < ENGINE_NARCH; i++)
		if (strcmp(archs[i].name, name) == 0)
			break;
	return i;
}

bool
crypto_imb_arch_usable(unsigned int arch)
{
	return arch < ENGINE_NARCH && archs[arch].init != NULL && archs[arch].have();
}

#define MEMPOLICY_PREFERRED 1 /* linux/mempolicy.h's MPOL_PREFERRED */

void *
crypto_imb_map(size_t size, int socket)
{
	unsigned long nodes = socket >= 0 && socket < 64 ? 1UL << socket : 0;
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return NULL;
	(void)madvise(p, size, MADV_DONTDUMP);
	if (nodes != 0) /* a wish: without NUMA support the call fails */
		(void)syscall(SYS_mbind, p, size, MEMPOLICY_PREFERRED, &nodes, 64UL, 0U);
	return p;
}

void
crypto_imb_unmap(void *p, size_t size)
{
	(void)munmap(p, size);
}

static bool
self_test_passed(const IMB_MGR *mgr)
{
	return !(mgr->features & IMB_FEATURE_SELF_TEST) ||
	       (mgr->features & IMB_FEATURE_SELF_TEST_PASS);
}

IMB_MGR *
crypto_imb_mgr_new(unsigned int arch, int socket)
{
	size_t size = imb_get_mb_mgr_size();
	void *mem = crypto_imb_map(size, socket);
	IMB_MGR *mgr;

	if (mem == NULL)
		return NULL;
	mgr = imb_set_pointers_mb_mgr(mem, 0, 1);
	if (mgr != NULL)
		archs[arch].init(mgr);
	if (mgr == NULL || !self_test_passed(mgr)) {
		crypto_imb_unmap(mem, size);
		return NULL;
	}
	return mgr;
}

void
crypto_imb_mgr_free(IMB_MGR *mgr)
{
	size_t size = imb_get_mb_mgr_size();

	if (mgr == NULL)
		return;
	crypto_wipe(mgr, size);
	crypto_imb_unmap(mgr, size);
}

#define GCM_ROW(mgr, bits)                                                                        \
	{                                                                                         \
		.pre = (mgr)->gcm##bits##_pre,                                                    \
		.enc = (mgr)->gcm##bits##_enc,                                                    \
		.dec = (mgr)->gcm##bits##_dec,                                                    \
		.init = (mgr)->gcm##bits##_init,                                                  \
		.init_var_iv = (mgr)->gcm##bits##_init_var_iv,                                    \
		.enc_update = (mgr)->gcm##bits##_enc_update,                                      \
		.dec_update = (mgr)->gcm##bits##_dec_update,                                      \
		.enc_final = (mgr)->gcm##bits##_enc_finalize,                                     \
		.dec_final = (mgr)->gcm##bits##_dec_finalize,                                     \
		.gmac_init = (mgr)->gmac##bits##_init,                                            \
		.gmac_update = (mgr)->gmac##bits##_update,                                        \
		.gmac_final = (mgr)->gmac##bits##_finalize,                                       \
	}

void
crypto_imb_gcm_table(const IMB_MGR *mgr, struct engine_gcm gcm[3])
{
	const struct engine_gcm rows[3] = {GCM_ROW(mgr, 128), GCM_ROW(mgr, 192),
					   GCM_ROW(mgr, 256)};

	memcpy(gcm, rows, sizeof(rows));
}
