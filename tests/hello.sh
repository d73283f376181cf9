#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# hello.sh SOURCE BUILD: the first program that a user copies.
set -u
. "$1/tests/lib.sh"
source=$1
build=$2

lines() {
	n=$(grep -cvE '^[[:space:]]*(/\*|\*|$)' "$source/examples/hello/hello.c")
	[ "$n" -le 40 ] || { echo "hello.c has $n lines of code"; return 1; }
}

check hello.run run_hello "$build/examples/hello"
check hello.lines lines
finish
