/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */

/*
 * Shields of the ipsec_mb driver against what intel-ipsec-mb does wrong: memory outside of
 * a text or key that it reads, lengths that it cuts, texts that it does not take. On each
 * instruction set, since each has its own faults; every answer is compared with OpenSSL's.
 */

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>

#include <rte_common.h>

#include "scan.h"
#include "suite_ipsec_mb.h"

#define PAGE 4096u
#define MAX_GUARDED (2 * PAGE)

/* --------------------------------------------------------------- guard pages */

static sigjmp_buf on_fault;

static void
fault(int sig)
{
	(void)sig;
	siglongjmp(on_fault, 1);
}

/* Memory that ends where none is. */
struct guarded {
	uint8_t *map;
};

static void
guarded_free(struct guarded *g)
{
	if (g->map != NULL)
		(void)munmap(g->map, MAX_GUARDED + PAGE);
	g->map = NULL;
}

static bool
guarded_new(struct guarded *g)
{
	void *map = mmap(NULL, MAX_GUARDED + PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	g->map = map == MAP_FAILED ? NULL : map;
	return g->map != NULL && mprotect(g->map + MAX_GUARDED, PAGE, PROT_NONE) == 0;
}

/* The last @p len bytes. */
static uint8_t *
guarded_end(const struct guarded *g, uint32_t len)
{
	return g->map + MAX_GUARDED - len;
}

/* Text, AAD, IV and key each end at a guard page. */
static struct {
	struct guarded text, aad, iv, key;
	uint8_t want[MAX_GUARDED];
} mem;

static int
guard_setup(void)
{
	CHECK(guarded_new(&mem.text) && guarded_new(&mem.aad) && guarded_new(&mem.iv) &&
	      guarded_new(&mem.key));
	return TEST_PASS;
}

static void
guard_teardown(void)
{
	guarded_free(&mem.text);
	guarded_free(&mem.aad);
	guarded_free(&mem.iv);
	guarded_free(&mem.key);
}

/* Faults are noticed until the case ends. */
static void
faults_end(void *arg)
{
	(void)arg;
	(void)signal(SIGSEGV, SIG_DFL);
}

static int
faults_begin(void)
{
	CHECK(signal(SIGSEGV, fault) != SIG_ERR);
	test_defer(faults_end, NULL);
	return TEST_PASS;
}

/* Run a made request; a fault is this case's failure, what follows it means nothing. */
static int
guard_run(struct mb_req *r)
{
	struct cryptodesc *crd;

	for (crd = r->crp->crp_desc; crd != NULL; crd = crd->crd_next)
		if (crd->crd_ivp != NULL)
			crd->crd_ivp = memcpy(guarded_end(&mem.iv, r->alg->ivlen), r->iv,
					      r->alg->ivlen);
	if (sigsetjmp(on_fault, 1) != 0)
		return test_fail(__FILE__, __LINE__, "%s, %u bytes, %s: reads behind its end",
				 r->alg->name, r->len, r->encrypt ? "encrypt" : "decrypt");
	CHECK_EQ(test_run(r->crp, TEST_DIRECT), 0);
	return mb_check(r);
}

static int
guard_lengths(const struct mb_alg *alg)
{
	struct mb_req r = {.want = mem.want};
	struct cryptoini ini[2];
	uint64_t sid;
	uint32_t len;

	mb_random(&r, alg);
	mb_ini(&r, ini);
	CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
	for (len = 0; len <= 1100; len += alg->block) {
		r.len = len;
		r.text = guarded_end(&mem.text, len);
		r.aadlen = len % 40;
		r.aad = guarded_end(&mem.aad, r.aadlen);
		test_random_bytes(r.text, len);
		test_random_bytes(r.aad, r.aadlen);
		CHECK_CALL(mb_make(&r, sid, true));
		CHECK_CALL(guard_run(&r));
		CHECK_CALL(mb_make(&r, sid, false));
		CHECK_CALL(guard_run(&r));
	}
	return TEST_PASS;
}

static int
guard_all(const struct mb_alg *algs, unsigned int n)
{
	unsigned int i;

	CHECK_CALL(faults_begin());
	for (i = 0; i < n; i++)
		CHECK_CALL(guard_lengths(&algs[i]));
	return TEST_PASS;
}

static int
guard_aeads(void)
{
	return guard_all(mb_aeads, mb_naeads);
}

static int
guard_ciphers(void)
{
	return guard_all(mb_ciphers, mb_nciphers);
}

static int
guard_macs(void)
{
	return guard_all(mb_macs, mb_nmacs);
}

/* The SSE manager's ChaCha20-Poly1305 reads behind texts, e.g. of 81 bytes. */
static int
case_guard_aeads(void)
{
	return mb_each_arch(guard_aeads);
}

/* Without a text AES-CBC decryption and CTR must not look for one. */
static int
case_guard_ciphers(void)
{
	return mb_each_arch(guard_ciphers);
}

/* The AVX-512 manager's CMAC reads behind texts, and all want at least a byte. */
static int
case_guard_macs(void)
{
	return mb_each_arch(guard_macs);
}

/* The AVX2 manager's ChaCha20 reads 16 bytes behind the key. */
static int
guard_keys(void)
{
	struct mb_req r = {.want = mem.want, .aadlen = 12};
	struct cryptoini ini[2];
	unsigned int i;
	uint64_t sid;

	CHECK_CALL(faults_begin());
	for (i = 0; i < mb_naeads; i++) {
		r.crp = NULL;
		mb_random(&r, &mb_aeads[i]);
		mb_ini(&r, ini);
		ini[0].cri_key = NULL;
		CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
		for (r.len = 0; r.len < 300; r.len++) {
			r.text = guarded_end(&mem.text, r.len);
			r.aad = guarded_end(&mem.aad, r.aadlen);
			CHECK_CALL(mb_make(&r, sid, true));
			r.crp->crp_desc->crd_flags |= CRD_F_KEY_EXPLICIT;
			r.crp->crp_desc->crd_klen = r.alg->keylen * 8;
			r.crp->crp_desc->crd_key =
				memcpy(guarded_end(&mem.key, r.alg->keylen), r.key, r.alg->keylen);
			CHECK_CALL(guard_run(&r));
		}
	}
	return TEST_PASS;
}

static int
case_guard_keys(void)
{
	return mb_each_arch(guard_keys);
}

/* ---------------------------------------------------------------- long texts */

#define LONGEST 200000u

static const uint32_t long_lens[] = {65504, 65520, 65521, 65534, 65535, 65536,
				     65537, 65552, 131072, 131088, 199999};

static int
long_both_ways(struct mb_req *r, uint64_t sid)
{
	CHECK_CALL(mb_make(r, sid, true));
	CHECK_EQ(test_run(r->crp, TEST_DIRECT), 0);
	CHECK_CALL(mb_check(r));
	CHECK_CALL(mb_make(r, sid, false));
	CHECK_EQ(test_run(r->crp, TEST_DIRECT), 0);
	return mb_check(r);
}

static int
long_texts_of(const struct mb_alg *algs, unsigned int n)
{
	static uint8_t text[LONGEST], want[LONGEST], aad[300];
	struct mb_req r = {.text = text, .want = want, .aad = aad};
	struct cryptoini ini[2];
	unsigned int i, j;
	uint64_t sid;

	for (i = 0; i < n; i++) {
		r.crp = NULL;
		mb_random(&r, &algs[i]);
		mb_ini(&r, ini);
		CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
		for (j = 0; j < RTE_DIM(long_lens); j++) {
			r.len = long_lens[j] / algs[i].block * algs[i].block;
			r.aadlen = 20 + j;
			CHECK_CALL(long_both_ways(&r, sid));
		}
	}
	return TEST_PASS;
}

static const struct mb_alg long_chains[] = {
	{"cbc128+sha1", CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 20, 16, 12, 16},
	{"cbc256+cmac", CRYPTO_AES_CBC, CRYPTO_AES_CMAC, 32, 16, 16, 16, 16},
	{"ctr128+xcbc", CRYPTO_AES_CTR, CRYPTO_AES_XCBC_MAC, 16, 16, 16, 12, 1},
};

static int
long_texts(void)
{
	CHECK_CALL(long_texts_of(mb_ciphers, mb_nciphers));
	CHECK_CALL(long_texts_of(mb_macs, mb_nmacs));
	CHECK_CALL(long_texts_of(mb_aeads, mb_naeads));
	return long_texts_of(long_chains, RTE_DIM(long_chains));
}

/* Calls that do not check take lengths modulo 65,536. */
static int
case_long_texts(void)
{
	return mb_each_arch(long_texts);
}

/* ------------------------------------------------------------------- counters */

static const uint32_t blocks_left[] = {1, 2, 3, 7, 16, 64, 1024, 1500};

static int
counters(void)
{
	static uint8_t text[32768], want[32768];
	struct mb_req r = {.text = text, .want = want};
	struct cryptoini ini[2];
	unsigned int i, j;
	uint64_t sid;

	for (i = 0; i < mb_nciphers; i++) {
		r.crp = NULL;
		mb_random(&r, &mb_ciphers[i]);
		mb_ini(&r, ini);
		CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
		for (j = 0; j < RTE_DIM(blocks_left); j++) {
			uint32_t low = 0u - blocks_left[j];

			memset(r.iv, 0xff, 12);
			r.iv[0] = j & 1 ? 0xff : 0x12; /* all of it, or only the low 96 bits */
			r.iv[12] = (uint8_t)(low >> 24);
			r.iv[13] = (uint8_t)(low >> 16);
			r.iv[14] = (uint8_t)(low >> 8);
			r.iv[15] = (uint8_t)low;
			r.len = sizeof(text) / r.alg->block * r.alg->block - 7 / r.alg->block;
			CHECK_CALL(long_both_ways(&r, sid));
			r.len = (blocks_left[j] + 1) * 16;
			CHECK_CALL(long_both_ways(&r, sid));
		}
	}
	return TEST_PASS;
}

/* The engine's counters do not carry out of their low 32 bits. */
static int
case_counters(void)
{
	return mb_each_arch(counters);
}

/* ------------------------------------------------------------------- CCM's AAD */

static int
ccm_aad(void)
{
	static uint8_t text[100], want[100], aad[70000];
	static const uint32_t more[] = {65278, 65279, 65280, 65281, 70000};
	struct mb_req r = {.text = text, .want = want, .aad = aad, .len = sizeof(text)};
	struct cryptoini ini[2];
	uint64_t sid;
	uint32_t i;

	test_random_bytes(aad, sizeof(aad));
	mb_random(&r, &mb_aeads[3]);
	CHECK_EQ(r.alg->cipher, CRYPTO_AES_CCM_16);
	mb_ini(&r, ini);
	CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
	for (i = 0; i < 200 + RTE_DIM(more); i++) {
		r.aadlen = i < 200 ? i : more[i - 200];
		CHECK_CALL(long_both_ways(&r, sid));
	}
	return TEST_PASS;
}

/* The engine takes 46 bytes of it. */
static int
case_ccm_aad(void)
{
	return mb_each_arch(ccm_aad);
}

/* --------------------------------------------------------------------- secrets */

#define PATTERN 16

/* A request with a key that nobody else has; the key goes once the request is done. */
static int
own_key_once(const struct mb_alg *alg)
{
	static uint8_t text[64], want[64], aad[12], key[64];
	struct mb_req r = {.text = text, .want = want, .aad = aad, .len = 64, .aadlen = 12};
	struct cryptoini ini[2];
	struct cryptodesc *crd;
	uint64_t sid;

	mb_random(&r, alg);
	mb_ini(&r, ini);
	CHECK_EQ(test_session_on(&sid, ini, "ipsec_mb"), 0);
	CHECK_CALL(mb_make(&r, sid, true));
	/* not test_random(), which gave other cases the same */
	CHECK_EQ(getrandom(key, sizeof(key), 0), sizeof(key));
	scan_form(scan_secret(SCAN_NEEDED, "%s, the request's key", alg->name), key, PATTERN);
	crd = r.crp->crp_desc;
	crd->crd_flags |= CRD_F_KEY_EXPLICIT;
	crd->crd_klen = (alg->cipher != 0 ? alg->keylen : alg->mackeylen) * 8;
	crd->crd_key = (caddr_t)key;
	CHECK_EQ(test_run(r.crp, TEST_DIRECT), 0);
	scan_search();
	CHECK_CALL(scan_expect_all());
	explicit_bzero(key, sizeof(key));
	scan_search();
	return scan_expect_none();
}

static int
own_keys_of(const struct mb_alg *algs, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		CHECK_CALL(scan_begin());
		CHECK_CALL(own_key_once(&algs[i]));
	}
	return TEST_PASS;
}

/* A request's own key is nowhere once it is done. */
static int
case_own_key_wiped(void)
{
	if (crypto_find_driver("ipsec_mb") < 0)
		return test_skip("no ipsec_mb driver");
	CHECK_CALL(own_keys_of(mb_aeads, mb_naeads));
	CHECK_CALL(own_keys_of(mb_ciphers, mb_nciphers));
	return own_keys_of(mb_macs, mb_nmacs);
}

/* ---------------------------------------------------------------- configuration */

static int
case_arch_unknown(void)
{
	static const char *const drivers[] = {"ipsec_mb,arch=mmx", NULL};
	static const struct crypto_config cfg = {.drivers = drivers};

	if (crypto_find_driver("ipsec_mb") < 0)
		return test_skip("no ipsec_mb driver");
	CHECK(test_restart(&cfg) != 0);
	CHECK(strstr(crypto_strerr(), "takes auto, sse") != NULL);
	return TEST_PASS;
}

static const struct test_case cases[] = {
	{"guard_aeads", case_guard_aeads, 0},
	{"guard_ciphers", case_guard_ciphers, 0},
	{"guard_macs", case_guard_macs, 0},
	{"guard_keys", case_guard_keys, 0},
	{"long_texts", case_long_texts, 0},
	{"counters", case_counters, 0},
	{"ccm_aad", case_ccm_aad, 0},
	{"own_key_wiped", case_own_key_wiped, 0},
	{"arch_unknown", case_arch_unknown, 0},
};
TEST_SUITE(ipsec_mb, cases, guard_setup, guard_teardown);
