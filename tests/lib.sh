# SPDX-License-Identifier: BSD-3-Clause
# What the shell tests share: one line a check, as test-ocf prints it, and the sum.
passed=0
failed=0
skipped=0

# check NAME COMMAND...
check() {
	name=$1
	shift
	if output=$("$@" 2>&1); then
		passed=$((passed + 1))
		printf '%-48s ok\n' "$name"
	else
		failed=$((failed + 1))
		printf '%s\n' "$output" | sed 's/^/\t/'
		printf '%-48s FAILED\n' "$name"
	fi
}

# skip NAME REASON
skip() {
	skipped=$((skipped + 1))
	printf '%-48s skipped: %s\n' "$1" "$2"
}

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ] || exit 1
	[ "$passed" -gt 0 ] || exit 77
	exit 0
}

# EAL options with which a program runs on any machine, on the first CPU it may use
eal() {
	cpu=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*\([0-9]*\).*/\1/p' /proc/self/status)
	echo "--no-huge --no-shconf --no-pci --no-telemetry --log-level=lib.eal:warning" \
		"-m 256 -l $cpu --file-prefix=test-$$"
}

# run_hello PROGRAM: does it encrypt as OpenSSL does? (EVP, the same key, IV and payload)
hello_answer=00000000000000000000001f81df22424e67aa83082213a873fe296399627141440ca79e418e2c\
534c95172e81db758a5e9b4a54fab78e4e2d32ec352f1a033a16b64e14ff4ab66ab4789347b51cb163fe0dac8576e1\
aa509bb3b4df
run_hello() {
	said=$("$1" $(eal)) || { echo "$1 ends with $?: $said"; return 1; }
	want="32 of 32 packets encrypted, the last is $hello_answer"
	[ "$said" = "$want" ] || { printf 'is:     %s\nwanted: %s\n' "$said" "$want"; return 1; }
}
