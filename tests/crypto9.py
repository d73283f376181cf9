#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""crypto9.py SOURCE TEST_OCF [EAL option...]: does each sentence of crypto(9) have its case?"""
import re
import subprocess
import sys

from report import check, finish

source, test_ocf = sys.argv[1:3]
SENTENCES = ['S%03d' % n for n in range(1, 164)]
COMES = re.compile(r'comes with compression$')


def rows():
    """(sentence, what it says, what holds it) of each row of the table."""
    text = open(source + '/doc/crypto9.md').read()
    return re.findall(r'^\| (S\d{3}) \| (.*?) \| (.*?) \|$', text, flags=re.M)


def listed():
    said = subprocess.run([test_ocf, 'list'], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [name for name in said.split() if '.crypto9_S' in name]


def check_row(sentence, says, held, names):
    cases = re.findall(r'`(\w+\.crypto9_S\d{3})`', held)
    wrong = ['%s: there is no test %s' % (sentence, case) for case in cases if case not in names]
    wrong += ['%s: %s is another sentence\'s' % (sentence, case) for case in cases
              if not case.endswith('_' + sentence)]
    if not says:
        wrong.append(sentence + ': does not tell what it says')
    if not cases and not re.match(r'not applicable, because \w', held) and not COMES.match(held):
        wrong.append(sentence + ': nothing holds it')
    return wrong


table = rows()
names = listed()
have = [sentence for sentence, _, _ in table]
check('crypto9.sentences', [] if have == SENTENCES else
      ['%s: %d rows' % (s, have.count(s)) for s in SENTENCES if have.count(s) != 1] or
      ['the rows are not in the page\'s order'])
check('crypto9.rows', [line for row in table for line in check_row(*row, names)])
check('crypto9.cases', ['%s: no row names it' % name for name in names
                        if not any('`%s`' % name in held for _, _, held in table)])
finish()
