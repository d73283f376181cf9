#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# seeded.sh SOURCE COMPILER...: does the ledger find what it is for? In a copy of the tree each
# bug of tests/seeded is put into the library, and the ledger has to fail with the verdict that
# the patch's name stands for; without them it has to pass.
set -u
. "$1/tests/lib.sh"
source=$1
shift

for tool in patch meson ninja; do
	command -v $tool >/dev/null || { skip seeded "there is no $tool"; finish; }
done
pkg-config --exists libcrypto || { skip seeded "there is no libcrypto"; finish; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tree=$dir/tree
unit=$dir/build/app/test-ocf/test-ocf
# a request that waits for ever is told from a slow one by patience, in seconds; a swapped order
# shows once in a hundred thousand requests
few=requests=200000,removals=20,patience=60
many=requests=3000000,removals=20,patience=15

copy() {
	mkdir "$tree" && cd "$source" &&
		cp -R app doc drivers examples lib tests meson.build meson_options.txt "$tree" || return 1
	CC="$*" meson setup --buildtype=plain -Dc_args=-O1 -Ddefault_library=static -Dexamples=false \
		-Denable_drivers=null,openssl,fault "$dir/build" "$tree"
}

build() {
	ninja -C "$dir/build" --quiet app/test-ocf/test-ocf
}

# verdict GOAL LINE: what the ledger says of the library as it is
verdict() {
	said=$($unit --ledger "$1" ledger 2>&1) && rc=0 || rc=$?
	printf '%s\n' "$said"
	printf '%s\n' "$said" | grep -q -e "$2"
}

sound() {
	build && verdict $few '0 lost, 0 called back twice, 0 out of order, 0 wrong' && [ "$rc" -eq 0 ]
}

# found PATCH VERDICT
found() {
	patch -d "$tree" -p1 --fuzz=0 <"$source/tests/seeded/$1.patch" && build || return 1
	verdict $many "[1-9][0-9]* $2" && [ "$rc" -eq 1 ]
	result=$?
	patch -d "$tree" -p1 -R <"$source/tests/seeded/$1.patch" || return 1
	return $result
}

check seeded.copy copy "$@"
check seeded.none sound
check seeded.lost found lost 'lost,'
check seeded.twice found twice 'called back twice'
check seeded.order found order 'out of order'
finish
