#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# programs.sh SOURCE BUILD: ocf-perf and test-ocf as a user calls them.
set -u
. "$1/tests/lib.sh"
perf=$2/app/ocf-perf/ocf-perf
unit=$2/app/test-ocf/test-ocf

# ends VALUE TEXT COMMAND...: exit value, and a text in what it says
ends() {
	want=$1
	text=$2
	shift 2
	said=$("$@" 2>&1 </dev/null)
	rc=$?
	[ $rc -eq "$want" ] || { printf '%s\nends with %s, not %s\n' "$said" $rc "$want"; return 1; }
	printf '%s\n' "$said" | grep -q -e "$text" || { echo "$said, no '$text'"; return 1; }
}

# every result is compared with libcrypto's; a wrong one is exit value 1
sizes='--size 16,64,1472 --windows 1'

csv() {
	$perf --driver null --alg null --op encrypt,decrypt --size 64,256 --windows 2 --csv - |
		awk -F, 'NR == 1 { columns = NF; next }
			NF != columns || $1 != "null" || $7 <= 0 || $11 != 0 { print; bad = 1 }
			END { exit bad || NR != 5 }'
}

json() {
	$perf --driver null --alg null --windows 2 --json - | python3 -m json.tool
}

prompt() {
	said=$(printf 'vectors_builtin.aes_gcm\nlist\nquit\n' | $unit -d null -i)
	for text in '^RTE>>' 'Test Skipped' 'vectors_builtin.aes_cbc' '^0 passed, 0 failed, 1 skipped'; do
		echo "$said" | grep -q "$text" || { echo "$said, no '$text'"; return 1; }
	done
}

# A primary that waits at its prompt, and a secondary of it: that takes hugepages.
secondary() {
	common="--file-prefix=ocf-secondary-$$ --socket-mem=64 -l $cpu"
	ends 0 '^1 passed, 0 failed' $unit --proc-type=secondary $common -- framework_config.secondary
}

primary() {
	cpu=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*\([0-9]*\).*/\1/p' /proc/self/status)
	folder=$(mktemp -d) && mkfifo "$folder/in"
	$unit --proc-type=primary --file-prefix="ocf-secondary-$$" --socket-mem=64 -l "$cpu" -- -i \
		<"$folder/in" >"$folder/out" 2>&1 &
	exec 3>"$folder/in"
	while kill -0 $! 2>/dev/null && ! grep -q 'RTE>>' "$folder/out"; do
		sleep 0.1
	done
	if grep -q 'RTE>>' "$folder/out"; then
		check test-ocf.secondary secondary
	else
		skip test-ocf.secondary "no hugepages for two processes"
	fi
	exec 3>&-
	wait $!
	rm -r "$folder"
}

check perf.all ends 0 'cycles/buffer' $perf --alg all --op encrypt,decrypt $sizes
check perf.segments ends 0 'cycles/buffer' $perf --buffer segments --op encrypt,decrypt $sizes
check perf.contig ends 0 'cycles/buffer' $perf --buffer contig --reuse no $sizes
check perf.single ends 0 'cycles/buffer' $perf --api dispatch --burst 1,64 $sizes
if [ "$(nproc)" -ge 2 ]; then
	check perf.lcores ends 0 'cycles/buffer' $perf --lcores 2 $sizes
else
	skip perf.lcores "this machine has one CPU"
fi
check perf.csv csv
check perf.json json
check perf.list ends 0 '^null: null' $perf --list
check perf.wrong ends 2 'allowed are' $perf --size 0
check perf.unknown ends 2 'nosuch' $perf --driver nosuch
check test-ocf.list ends 0 '^vectors_builtin.aes_gcm$' $unit list
check test-ocf.unknown ends 1 'there is no test nosuch' $unit nosuch
check test-ocf.ledger ends 1 'takes requests=N' $unit --ledger faults=1 ledger
check test-ocf.skipped ends 77 '^0 passed, 0 failed, 1 skipped' $unit -d null vectors_builtin.aes_gcm
check test-ocf.environment ends 77 'aes_gcm' env DPDK_TEST=vectors_builtin.aes_gcm $unit -d null
check test-ocf.prompt prompt
primary
finish
