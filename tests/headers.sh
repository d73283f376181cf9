#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# headers.sh SOURCE BUILD COMPILER...: each public header alone, in C and C++.
set -u
. "$1/tests/lib.sh"
include=$1/lib/ocf
shift 2
cc="$*"
case $cc in
*clang*) cxx=$(echo "$cc" | sed 's/clang/clang++/') ;;
*gcc*) cxx=$(echo "$cc" | sed 's/gcc/g++/') ;;
*) cxx=c++ ;;
esac
warn='-Wall -Wextra -Wpedantic -Wundef -Werror'

compile() {
	language=$1
	header=$2
	shift 2
	echo "#include <opencrypto/$header>" |
		"$@" -x "$language" $warn -fsyntax-only -I"$include" -
}

# what it includes of DPDK
dpdk_in() {
	found=$(echo "#include <opencrypto/$1>" | $cc -x c -M -I"$include" - | grep -o 'rte_[^ ]*')
	[ -z "$found" ] || { echo "includes $found"; return 1; }
}

for header in $(cd "$include/opencrypto" && ls); do
	# crypto(9) speaks of caddr_t and u_int
	check "headers.$header.c11" compile c "$header" $cc -std=c11 -D_DEFAULT_SOURCE
	check "headers.$header.gnu17" compile c "$header" $cc -std=gnu17 -Wshadow -Wcast-qual
	check "headers.$header.dpdk" dpdk_in "$header"
	if ! command -v ${cxx%% *} >/dev/null; then
		skip "headers.$header.c++" "there is no ${cxx%% *}"
		continue
	fi
	check "headers.$header.c++11" compile c++ "$header" $cxx -std=c++11
	check "headers.$header.c++20" compile c++ "$header" $cxx -std=c++20
done
finish
