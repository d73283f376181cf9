/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright (c) 2026 The libocf authors
 */
#include <ctype.h>
#include <stdlib.h>

#include <rte_common.h>
#include <rte_cycles.h>

#include "keydrv.h"
#include "vec_key.h"

#ifdef TEST_LIBCRYPTO
#include <openssl/evp.h>
#endif

/* ------------------------------------------------------------------ numbers */

static struct vec_str
strip(struct vec_str n)
{
	while (n.len > 0 && n.p[0] == 0) {
		n.p++;
		n.len--;
	}
	return n;
}

int
vec_key_compare(const struct vec_str *a, const struct vec_str *b)
{
	struct vec_str x = strip(*a), y = strip(*b);

	if (x.len != y.len)
		return x.len < y.len ? -1 : 1;
	return x.len == 0 ? 0 : memcmp(x.p, y.p, x.len);
}

bool
vec_key_hex(struct vec_file *f, const char *text, struct vec_str *out)
{
	size_t len = text != NULL ? strlen(text) : 0;
	char *even;

	if (text == NULL)
		return false;
	if (len % 2 == 0)
		return vec_file_hex(f, text, out);
	even = vec_file_alloc(f, len + 2);
	if (even == NULL)
		return false;
	snprintf(even, len + 2, "0%s", text);
	return vec_file_hex(f, even, out);
}

bool
vec_key_decimal(struct vec_file *f, const char *text, struct vec_str *out)
{
	uint32_t i, len = text != NULL ? (uint32_t)strlen(text) / 2 + 1 : 0;
	uint8_t *n = len != 0 ? vec_file_alloc(f, len) : NULL;

	if (n == NULL)
		return false;
	memset(n, 0, len);
	for (; isdigit((unsigned char)*text); text++) {
		unsigned int carry = (unsigned int)(*text - '0');

		for (i = len; i > 0; i--) {
			carry += n[i - 1] * 10u;
			n[i - 1] = (uint8_t)carry;
			carry >>= 8;
		}
	}
	*out = (struct vec_str){n, len};
	return *text == '\0';
}

/* ------------------------------------------------------------------- hashes */

/* RFC 8017 section 9.2 note 1: the last arc of the OID, and the digest's length. */
static const struct {
	const char *name, *evp;
	uint8_t arc, len;
} hashes[] = {
	{"SHA-1", "SHA1", 0, 20},
	{"SHA1", "SHA1", 0, 20},
	{"SHA-224", "SHA224", 4, 28},
	{"SHA224", "SHA224", 4, 28},
	{"SHA-256", "SHA256", 1, 32},
	{"SHA256", "SHA256", 1, 32},
	{"SHA-384", "SHA384", 2, 48},
	{"SHA384", "SHA384", 2, 48},
	{"SHA-512", "SHA512", 3, 64},
	{"SHA512", "SHA512", 3, 64},
	{"SHA-512/224", "SHA512-224", 5, 28},
	{"SHA-512/256", "SHA512-256", 6, 32},
};

static int
hash_find(const char *name)
{
	unsigned int i;

	for (i = 0; name != NULL && i < RTE_DIM(hashes); i++)
		if (strcmp(hashes[i].name, name) == 0)
			return (int)i;
	return -1;
}

bool
vec_key_digest(struct vec_file *f, const char *hash, const struct vec_str *msg, struct vec_str *out)
{
	int i = hash_find(hash);
	uint8_t *digest = i < 0 ? NULL : vec_file_alloc(f, 64);

	if (digest == NULL)
		return false;
	*out = (struct vec_str){digest, hashes[i].len};
#ifdef TEST_LIBCRYPTO
	return EVP_Digest(msg->p, msg->len, digest, NULL, EVP_get_digestbyname(hashes[i].evp),
			  NULL) == 1;
#else
	(void)msg;
	return false;
#endif
}

bool
vec_key_block(struct vec_file *f, const char *hash, const struct vec_str *msg, uint32_t len,
	      struct vec_str *out)
{
	static const uint8_t sha1[] = {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e,
				       0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14};
	uint8_t sha2[] = {0x30, 0,    0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
			  0x65, 0x03, 0x04, 0x02, 0,    0x05, 0x00, 0x04, 0};
	struct vec_str digest;
	int i = hash_find(hash);
	uint32_t head;
	uint8_t *block;

	if (!vec_key_digest(f, hash, msg, &digest))
		return false;
	sha2[1] = (uint8_t)(digest.len + 17);
	sha2[14] = hashes[i].arc;
	sha2[18] = (uint8_t)digest.len;
	head = hashes[i].arc == 0 ? sizeof(sha1) : sizeof(sha2);
	block = len < head + digest.len + 11 ? NULL : vec_file_alloc(f, len);
	if (block == NULL)
		return false;
	memset(block, 0xff, len);
	block[0] = 0;
	block[1] = 1;
	block[len - digest.len - head - 1] = 0;
	memcpy(block + len - digest.len - head, head == sizeof(sha1) ? sha1 : sha2, head);
	memcpy(block + len - digest.len, digest.p, digest.len);
	*out = (struct vec_str){block, len};
	return true;
}

/* ------------------------------------------------------------------- records */

struct vec_kop *
vec_key_add(struct vec_file *f, struct vec_record *rec, u_int op)
{
	struct vec_kop *kop = vec_file_alloc(f, sizeof(*kop)), **end = &rec->key;

	if (kop == NULL)
		return NULL;
	memset(kop, 0, sizeof(*kop));
	kop->op = op;
	while (*end != NULL)
		end = &(*end)->next;
	*end = kop;
	return kop;
}

bool
vec_key_offered(const struct vec_record *rec, int32_t driver)
{
	const struct vec_kop *kop;

	for (kop = rec->key; kop != NULL; kop = kop->next)
		if (crypto_driver_keyop(driver, (int)kop->op, NULL) != 0)
			return false;
	return rec->key != NULL;
}

/* ------------------------------------------------------------------- running */

static const struct {
	u_int in, out;
	u_int mod; /* the parameter that a result is smaller than */
} shapes[] = {
	[CRK_MOD_EXP] = {3, 1, 2},    [CRK_MOD_EXP_CRT] = {6, 1, 2},    [CRK_DSA_SIGN] = {5, 2, 2},
	[CRK_DSA_VERIFY] = {7, 0, 0}, [CRK_DH_COMPUTE_KEY] = {3, 1, 2},
};

/* One at a time, in static memory: results of 16384 bits have room. */
static struct {
	struct cryptkop krp;
	uint8_t param[CRK_MAXPARAM][2048];
	uint8_t result[2048]; /* most significant byte first */
	uint32_t room;
	bool done;
} run;

static int
run_callback(struct cryptkop *krp)
{
	(void)krp;
	run.done = true;
	return 0;
}

static u_int
bits_of(const uint8_t *number, uint32_t len)
{
	while (len > 0 && number[len - 1] == 0)
		len--;
	return len == 0 ? 0 : 8 * len - ((u_int)__builtin_clz(number[len - 1]) - 24);
}

static bool
put(u_int i, const struct vec_str *n, bool bytes)
{
	uint32_t j;

	if (n->len > sizeof(run.param[i]))
		return false;
	for (j = 0; j < n->len; j++)
		run.param[i][bytes ? j : n->len - 1 - j] = n->p[j];
	run.krp.krp_param[i] = (struct crparam){(caddr_t)run.param[i],
						bytes ? 8 * n->len : bits_of(run.param[i], n->len)};
	return true;
}

/* Sleeps between polls: the thread that does the work may need this CPU. */
static bool
answer(void)
{
	uint64_t end = rte_get_timer_cycles() + 60 * rte_get_timer_hz();

	run.done = false;
	if (crypto_kdispatch(&run.krp) != 0)
		return false;
	while (!run.done && rte_get_timer_cycles() < end)
		if (crypto_poll() == 0)
			rte_delay_us_sleep(10);
	return run.done;
}

static bool
carry_out(u_int op, const struct vec_str *in)
{
	bool dsa = op == CRK_DSA_SIGN || op == CRK_DSA_VERIFY;
	u_int i;

	memset(&run.krp, 0, sizeof(run.krp));
	run.krp.krp_op = op;
	run.krp.krp_iparams = (u_short)shapes[op].in;
	run.krp.krp_oparams = (u_short)shapes[op].out;
	run.krp.krp_callback = run_callback;
	for (i = 0; i < shapes[op].in; i++)
		if (!put(i, &in[i], dsa && i == 0))
			return false;
	run.room = RTE_MIN(in[shapes[op].mod].len, (uint32_t)sizeof(run.result));
	for (; i < shapes[op].in + shapes[op].out; i++) {
		memset(run.param[i], 0x5a, sizeof(run.param[i]));
		run.krp.krp_param[i] = (struct crparam){(caddr_t)run.param[i], 8 * run.room};
	}
	return answer();
}

static struct vec_str
result_of(u_int i)
{
	uint32_t j;

	for (j = 0; j < run.room; j++)
		run.result[j] = run.param[shapes[run.krp.krp_op].in + i][run.room - 1 - j];
	return (struct vec_str){run.result, run.room};
}

/* RFC 8017 section 7.2.2: 0, 2, at least 8 bytes, 0, the message. */
static bool
unpad(struct vec_str block, struct vec_str *msg)
{
	uint32_t i = 2;

	if (block.len < 11 || block.p[0] != 0 || block.p[1] != 2)
		return false;
	while (i < block.len && block.p[i] != 0)
		i++;
	if (i < 10 || i == block.len)
		return false;
	*msg = (struct vec_str){block.p + i + 1, block.len - i - 1};
	return true;
}

static const char *
judge_padding(const struct vec_kop *kop)
{
	struct vec_str msg;
	bool good = unpad(result_of(0), &msg) && msg.len == kop->want.len &&
		    (msg.len == 0 || memcmp(msg.p, kop->want.p, msg.len) == 0);

	return good != kop->differs ? NULL : "the padding";
}

static const char *
judge_result(const struct vec_kop *kop)
{
	struct vec_str got;

	if (kop->unpads)
		return judge_padding(kop);
	if (kop->want.p == NULL)
		return NULL;
	got = result_of(0);
	return (vec_key_compare(&got, &kop->want) == 0) != kop->differs ? NULL : "the result";
}

static const char *
judge_signature(const struct vec_kop *kop)
{
	struct vec_str in[7];
	static uint8_t r[2048];

	memcpy(in, kop->in, sizeof(in));
	in[4] = kop->pub;
	in[5] = result_of(0);
	memcpy(r, in[5].p, in[5].len);
	in[5].p = r;
	in[6] = result_of(1);
	if (!carry_out(CRK_DSA_VERIFY, in))
		return "no answer";
	return run.krp.krp_status == 0 ? NULL : "its own signature";
}

static const char *
run_one(const struct vec_kop *kop, int32_t driver)
{
	struct vec_str in[7];
	static uint8_t before[2048];

	memcpy(in, kop->in, sizeof(in));
	if (kop->chained) {
		in[0] = result_of(0);
		memcpy(before, in[0].p, in[0].len);
		in[0].p = before;
	}
	if (!carry_out(kop->op, in))
		return "no answer";
	if (run.krp.krp_hid != (uint32_t)driver)
		return "another driver's answer";
	if ((int)run.krp.krp_status != kop->status)
		return run.krp.krp_status == 0 ? "it was accepted" : "it was refused";
	if (kop->status != 0)
		return NULL;
	return kop->op == CRK_DSA_SIGN ? judge_signature(kop) : judge_result(kop);
}

void
vec_key_run(struct vec_record *rec, int32_t driver)
{
	const struct vec_kop *kop;
	const char *why = NULL;
	unsigned int i = 0;

	for (kop = rec->key; kop != NULL && why == NULL; kop = kop->next, i++)
		why = run_one(kop, driver);
	rec->out.verdict = why == NULL ? VEC_PASSED : VEC_FAILED;
	if (why != NULL)
		snprintf(rec->out.why, sizeof(rec->out.why), "key operation %u: %s: %s", i, why,
			 crypto_strreason(run.krp.krp_reason));
}
