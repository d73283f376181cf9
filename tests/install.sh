#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# install.sh SOURCE BUILD PREFIX LIBDIR LIBRARY DRIVERS COMPILER...: programs and drivers made
# of an install, with nothing but pkg-config. Runs where PREFIX is inside BUILD.
set -u
. "$1/tests/lib.sh"
source=$1
build=$2
prefix=$3
libdir=$3/$4
library=$5
drivers=$6
shift 6
cc="$*"

case $prefix in
"$build"/*) ;;
*)
	skip install "the prefix $prefix is not inside the build folder"
	finish
	;;
esac

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export PKG_CONFIG_PATH="$libdir/pkgconfig"
export LD_LIBRARY_PATH="$libdir"
cp "$source"/examples/hello/* "$source/tests/list_drivers.c" "$dir"
cp "$source/drivers/crypto/sw/null/null.c" "$dir/plugin.c"
cd "$dir" || exit 1
set -f # words of pkg-config, not patterns

installed() {
	meson install -C "$build" --no-rebuild --quiet || return 1
	for file in include/opencrypto/cryptodev.h include/opencrypto/driver.h \
		"${libdir#"$prefix"/}/pkgconfig/libocf.pc"; do
		[ -f "$prefix/$file" ] || { echo "no $prefix/$file"; return 1; }
	done
}

# what we build with must not become the user's own choice
cflags() {
	flags=$(pkg-config --cflags libocf) || return 1
	case $flags in
	*-ftls-model* | *-fvisibility* | *-fno-plt*) echo "$flags"; return 1 ;;
	esac
}

# link OUTPUT SOURCES -- PKG-CONFIG-OPTIONS
link() {
	output=$1
	shift
	sources=
	while [ "$1" != -- ]; do
		sources="$sources $1"
		shift
	done
	shift
	$cc -O2 $sources -o "$output" $(pkg-config --cflags "$@" --libs libocf)
}

# needs PROGRAM: the libraries of ours and of DPDK that it asks for at run time
needs() {
	readelf -d "$1" | sed -n 's/.*NEEDED.*\[\(lib\(ocf\|rte\)[^]]*\)\].*/\1/p'
}

shared_only() {
	needs "$1" | grep -q '^libocf' || { echo "not linked with libocf.so"; return 1; }
}

static_only() {
	[ -z "$(needs "$1")" ] || { echo "needs" $(needs "$1"); return 1; }
}

# sees PROGRAM DRIVERS [DRIVER-DIR]: does it start these drivers and no other?
sees() {
	said=$(./"$1" "${3-}" $(eal)) || { echo "$said"; return 1; }
	said=$(echo $(echo "$said" | sort))
	want=$(echo $(printf '%s\n' $2 | sort))
	[ "$said" = "$want" ] || { echo "is: $said, wanted: $want"; return 1; }
}

# a driver out of the tree
plugin() {
	mkdir plugins
	$cc -O2 -shared -fPIC -DCRYPTO_DRIVER_PLUGIN plugin.c -o plugins/libocf_drv_null.so \
		$(pkg-config --cflags --libs libocf)
}

with_meson() {
	meson setup b . && ninja -C b && run_hello b/hello
}

with_make() {
	rm -f hello
	make "$@" CC="$cc" && run_hello ./hello
}

check install.files installed
check install.cflags cflags
check install.make with_make
check install.meson with_meson
if [ "$library" != static ]; then
	check install.shared link hello-shared hello.c packets.c --
	check install.shared.needs shared_only hello-shared
	check install.shared.run run_hello ./hello-shared
	check install.shared.build link list-shared list_drivers.c --
	check install.shared.drivers sees list-shared "$drivers"
	check install.plugin plugin
	check install.plugin.run sees list-shared null plugins
fi
if [ "$library" != shared ]; then
	check install.static link hello-static hello.c packets.c -- --static
	check install.static.needs static_only hello-static
	check install.static.run run_hello ./hello-static
	check install.static.build link list-static list_drivers.c -- --static
	check install.static.drivers sees list-static "$drivers"
	check install.static.make with_make STATIC=1
fi
finish
