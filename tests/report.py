# SPDX-License-Identifier: BSD-3-Clause
"""What the Python tests share: one line a check, as test-ocf prints it, and the sum."""
import sys

counts = {'passed': 0, 'failed': 0, 'skipped': 0}


def check(name, problems):
    """problems: a list of lines, empty if all is well."""
    for line in problems:
        print('\t' + line)
    counts['failed' if problems else 'passed'] += 1
    print('%-48s %s' % (name, 'FAILED' if problems else 'ok'))


def finish():
    print('%(passed)d passed, %(failed)d failed, %(skipped)d skipped' % counts)
    sys.exit(1 if counts['failed'] else 0 if counts['passed'] else 77)
