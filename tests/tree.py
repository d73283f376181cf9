#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""tree.py SOURCE: what every file of the tree must have, and what none may have."""
import os
import re
import sys

from report import check, finish

source = sys.argv[1]
CODE = ('.c', '.h', '.py', '.sh', '.in', '.map', '.build', 'meson_options.txt', 'Makefile',
        'GNUmakefile', '.clang-format')
# in brackets, so that this file has none of them
FORBIDDEN = re.compile(r'/(wor[k]|far[m])/|[.]librar[y]/|bash_job[s]'
                       r'|\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|not implemente[d]')


def files():
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(f for f in folders if f not in ('.git', '__pycache__')
                            and not (folder == source and f.startswith('build')))
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                yield path, os.path.relpath(path, source)


no_licence = []
words = []
spaces = []
for path, name in files():
    with open(path, 'rb') as f:
        text = f.read()
    try:
        text = text.decode()
    except UnicodeDecodeError:
        continue
    code = name.endswith(CODE) or text.startswith('#!')
    if code and 'SPDX-License-Identifier: BSD-3-Clause' not in text[:300]:
        no_licence.append(name)
    for number, line in enumerate(text.splitlines(), 1):
        match = FORBIDDEN.search(line)
        if match:
            words.append('%s:%d: %s' % (name, number, match.group()))
        if code and line != line.rstrip():
            spaces.append('%s:%d: blanks at the end' % (name, number))
check('tree.licence', no_licence)
check('tree.words', words)
check('tree.blanks', spaces)
finish()
