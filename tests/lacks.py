#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows that a program does not hold what it must not be able to do (house.md §3).

usage: lacks.py PROGRAM HAS FORBIDDEN...

HAS is a symbol the program surely holds, so that a stripped file does not pass.
FORBIDDEN are regular expressions: no symbol begins with one, no library's name either.
"""

import re
import subprocess
import sys


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    program, has, *forbidden = sys.argv[1:]
    symbols = {line.split()[-1] for line in output("nm", program).splitlines()}
    assert has in symbols, f"{program} does not hold {has}: was it stripped?"
    needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", program)))
    bad = sorted(one for one in symbols | needed for rule in forbidden if re.match(rule, one))
    assert not bad, f"{program} holds {', '.join(bad)}"
    print(f"{len(symbols)} symbols, none of {len(forbidden)} kinds forbidden")


main()
