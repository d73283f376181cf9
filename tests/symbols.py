#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""symbols.py SOURCE BUILD: what the linker sees of libocf.so, libocf.a and the plugins."""
import glob
import os
import re
import subprocess
import sys

from report import check, finish

source, build = sys.argv[1:3]
NODES = {'OCF_1': 'cryptodev.h', 'OCF_DRIVER_1': 'driver.h'}


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def nm(path, *options):
    """(type, name) of each symbol."""
    lines = [line.split() for line in run('nm', *options, path).splitlines()]
    return [(f[-2], f[-1]) for f in lines if len(f) >= 2 and not f[-1].endswith(':')]


def read_map():
    text = re.sub(r'/\*.*?\*/', '', open(source + '/lib/ocf/version.map').read(), flags=re.S)
    return {node: re.findall(r'^\t(\w+);', body, flags=re.M)
            for node, body in re.findall(r'(\w+) \{(.*?)^\}', text, flags=re.M | re.S)}


def prototypes(header):
    """Functions that a header declares and does not define."""
    text = open('%s/lib/ocf/opencrypto/%s' % (source, header)).read()
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    return re.findall(r'^(?!static|typedef|#)[a-z][\w \*]*?\b(crypto_\w+)\([^;{]*;', text,
                      flags=re.M | re.S)


def difference(what_a, a, what_b, b):
    return (['%s: in %s, not in %s' % (s, what_a, what_b) for s in sorted(set(a) - set(b))] +
            ['%s: in %s, not in %s' % (s, what_b, what_a) for s in sorted(set(b) - set(a))])


def foreign(names):
    return ['%s: does not begin with crypto_' % n for n in names if not n.startswith('crypto_')]


def check_map(nodes):
    check('symbols.nodes', difference('the map', nodes, 'this test', NODES))
    for node, header in NODES.items():
        names = nodes.get(node, [])
        check('symbols.map.' + node, difference('the map', names, header, prototypes(header)) +
              ([] if names == sorted(names) else ['not sorted']))


def check_shared(path, nodes):
    want = ['%s@@%s' % (name, node) for node, names in nodes.items() for name in names]
    have = [name for kind, name in nm(path, '-D', '--defined-only') if kind != 'A']
    check('symbols.shared', difference('the map', want, 'libocf.so', have) + foreign(have))
    wants = [name for _, name in nm(path, '-D', '--undefined-only')]
    check('symbols.shared.tls', [n for n in wants if n.startswith('__tls_get_addr')])
    needed = re.findall(r'NEEDED.*\[(.*)\]', run('readelf', '-d', path))
    check('symbols.shared.needed', [n + ': the core needs no engine' for n in needed
                                    if not re.match(r'librte_|libc\.|ld-linux|libpthread|libdl', n)])


def check_plugin(path, nodes):
    name = os.path.basename(path)[len('libocf_drv_'):-len('.so')]
    have = [n for kind, n in nm(path, '-D', '--defined-only') if kind != 'A']
    known = [n for names in nodes.values() for n in names]
    wants = [n.split('@')[0] for _, n in nm(path, '-D', '--undefined-only')]
    check('symbols.plugin.' + name,
          difference('a plugin', ['crypto_driver_plugin'], name, have) +
          ['%s: no such function of the framework' % n for n in wants
           if n.startswith('crypto_') and n not in known])


# what there is depends on the build's default_library
nodes = read_map()
check_map(nodes)
shared = build + '/lib/ocf/libocf.so'
if os.path.exists(shared):
    check_shared(shared, nodes)
for plugin in sorted(glob.glob(build + '/drivers/libocf_drv_*.so')):
    check_plugin(plugin, nodes)
archive = build + '/drivers/libocf.a'
if os.path.exists(archive):
    have = {name for _, name in nm(archive, '-g', '--defined-only')
            if not name.startswith('__odr_asan.')}
    check('symbols.static', foreign(sorted(have)))
finish()
