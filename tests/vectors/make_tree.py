#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes tree.txt: roots and proofs by the definitions of RFC 6962 section 2.1, word for word.

usage: make_tree.py            prints the vectors
       make_tree.py FILE       compares them with FILE; exit code 1 if they differ

The first eight leaves and their roots are the well-known ones of Certificate Transparency.
"""
import hashlib
import sys

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]
LEAVES += ["%04x" % i for i in range(8, 700)]
LINES = []
ENTRIES = [bytes.fromhex(leaf) for leaf in LEAVES]


def sha(data):
    return hashlib.sha256(data).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d):
    if not d:
        return sha(b"")
    if len(d) == 1:
        return sha(b"\0" + d[0])
    k = split(len(d))
    return sha(b"\1" + mth(d[:k]) + mth(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return path(m, d[:k]) + [mth(d[k:])]
    return path(m - k, d[k:]) + [mth(d[:k])]


def subproof(m, d, known):
    if m == len(d):
        return [] if known else [mth(d)]
    k = split(len(d))
    if m <= k:
        return subproof(m, d[:k], known) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]


def line(*words):
    LINES.append(" ".join(str(w) if not isinstance(w, bytes) else w.hex() for w in words) + "\n")


def make():
    for leaf in ENTRIES:
        line("leaf", *([leaf] if leaf else []))
    for size in list(range(18)) + [31, 32, 33, 255, 256, 257, 511, 512, 513, 640, 700]:
        line("root", size, mth(ENTRIES[:size]))
    for size in [1, 2, 3, 7, 8, 13, 64, 256, 257, 700]:
        for index in sorted({0, 1, 2, size // 2, size - 2, size - 1} & set(range(size))):
            line("inclusion", index, size, *path(index, ENTRIES[:size]))
    for size in [1, 2, 3, 7, 8, 13, 256, 257, 700]:
        for old in sorted({1, 2, 3, 4, 6, 8, 255, 256, 257, size - 1, size} & set(range(1, size + 1))):
            line("consistency", old, size, *subproof(old, ENTRIES[:size], True))
    for level, index, width in [(0, 0, 256), (0, 0, 17), (0, 2, 188), (1, 0, 2), (1, 0, 1)]:
        span = 256 ** level
        tile = b"".join(mth(ENTRIES[(index * 256 + i) * span:(index * 256 + i + 1) * span])
                        for i in range(width))
        line("tile", level, index, width, sha(tile))


def main():
    make()
    text = "".join(LINES)
    if len(sys.argv) == 1:
        sys.stdout.write(text)
        return 0
    with open(sys.argv[1], encoding="ascii") as file:
        return 0 if file.read() == text else 1


if __name__ == "__main__":
    sys.exit(main())
