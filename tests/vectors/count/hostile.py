#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ballot files and count sheets made to break their readers: each is counted or refused
with its line, in bounded time and memory.

usage: hostile.py TALLY [MEGABYTES]

MEGABYTES is the size of the large files, 8 where the suite runs it; try 100.
"""

import pathlib
import re
import resource
import subprocess
import sys
import tempfile

SECONDS = 60  # of the processor
SHEET_BYTES = 8 << 20  # larger count sheets are not read at all
NAMES = '0\n"A"\n"B"\n"t"\n'
PREFLIB = "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"

REFUSED = 1
COUNTED = 0

# What it is called, what it begins with, what is repeated until the file is large (or
# None), what it ends with, and how it must end.
FILES = (
    ("candidates.blt", "1000000000 1\n", None, "", REFUSED),
    ("seats.blt", "2 1000000000\n", None, "", REFUSED),
    ("digits.blt", "2 1\n", "9", "\n", REFUSED),
    ("zeroes.blt", "2 1\n", "0", "\n", REFUSED),
    ("weight.blt", "2 1\n", None, "18446744073709551617 1 0\n" + NAMES, REFUSED),
    ("weights.blt", "2 1\n", None, "1000000000 1 0\n1 2 0\n" + NAMES, REFUSED),
    ("heaviest.blt", "2 1\n", None, "1000000000 1 2 0\n" + NAMES, COUNTED),
    ("one-line.blt", "2 1\n1 ", "1 ", "0\n" + NAMES, REFUSED),
    ("skips.blt", "2 1\n1 ", "- ", "0\n" + NAMES, COUNTED),
    ("equals.blt", "2 1\n1 1", "=1", " 0\n" + NAMES, REFUSED),
    ("blanks.blt", "2 1\n1 ", " \t", "1 0\n" + NAMES, COUNTED),
    ("comment.blt", "2 1 #", "#", "\n1 1 0\n" + NAMES, COUNTED),
    ("empty-lines.blt", "2 1\n", "\r\n", "1 1 0\n" + NAMES, COUNTED),
    ("shortest.blt", "2 1\n", "1 0\n", NAMES, COUNTED),
    ("many.blt", "2 1\n", "1 2 1 0\n", NAMES, COUNTED),
    ("withdrawn.blt", "2 1\n", "-1 ", "\n" + NAMES, REFUSED),
    ("name.blt", '2 1\n0\n"', "A", '"\n"B"\n"t"\n', REFUSED),
    ("escapes.blt", '2 1\n0\n"', "\\\\", '"\n"B"\n"t"\n', REFUSED),
    ("nul.blt", "2 1\n1 1 0\n", "\0", NAMES, REFUSED),
    ("nul-name.blt", '2 1\n1 1 0\n0\n"A\0"\n"B"\n"t"\n', None, "", REFUSED),
    ("line.abif", "1:", "A", "\n", REFUSED),
    ("ranks.abif", "{seats: 1}\n1:A", ">", "B\n", COUNTED),
    ("levels.abif", "{seats: 1}\n1:A", "=A", "\n", REFUSED),
    ("commas.abif", "{seats: 1}\n1:A/1", ",A/1", "\n", REFUSED),
    ("brackets.abif", "1:", "[", "\n", REFUSED),
    ("braces.abif", "", "{", "\n", REFUSED),
    ("quotes.abif", "1:", '"', "\n", REFUSED),
    ("score.abif", "1:A/", "9", "\n", REFUSED),
    ("many.abif", "{seats: 1}\n", "1:A>B\n", "", COUNTED),
    ("title.abif", "{title: ", "x", "}\n1:A\n", REFUSED),
    ("nul.abif", "1:A", "\0", "\n", REFUSED),
    ("alternatives.toi", "# NUMBER ALTERNATIVES: 1000000000\n", None, "", REFUSED),
    ("braces.toi", PREFLIB + "1: ", "{", "\n", REFUSED),
    ("level.toi", PREFLIB + "1: {1", ",1", "}\n", REFUSED),
    ("empty.toi", PREFLIB + "1: {}", ",{}", "\n", COUNTED),
    ("header.toi", "", "# TITLE: x\n", PREFLIB + "1: 1\n", COUNTED),
    ("many.toi", PREFLIB, "1:2,1\n", "", COUNTED),
    ("nul.toi", PREFLIB, "\0", "\n", REFUSED),
    ("cell.csv", "Candidate,Stage 1\nA,", "1", "\n", REFUSED),
    ("columns.csv", "Candidate", ",Stage 1", "\n", REFUSED),
    ("rows.csv", "Candidate,Stage 1\n", "Sum,1\n", "", REFUSED),
    ("quotes.csv", "Candidate,Stage 1\n", '"', "\n", REFUSED),
    ("nul.csv", "Candidate,Stage 1\n", "\0", "\n", REFUSED),
)


def write(path, begin, piece, end, size):
    """Whole pieces, as many as the size takes."""
    with path.open("w", encoding="ascii", newline="") as out:
        out.write(begin)
        if piece is not None:
            block = piece * (65536 // len(piece))
            for _ in range(size // len(block)):
                out.write(block)
        out.write(end)


def command(tally, path, folder):
    if path.suffix != ".csv":
        seats = ["--seats", "1"] if path.suffix == ".toi" else []
        return [tally, "count", "--ballots", str(path), "--json", *seats]
    ballots = folder / "two.blt"
    ballots.write_text("2 1\n2 1 0\n1 2 0\n" + NAMES, encoding="ascii")
    return [tally, "compare", str(path), "--ballots", str(ballots)]


def run(words, size, rules):
    memory = 10 * size + (128 << 20)

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(
        [*words, "--rules", rules, "--lot", "1,2"],
        capture_output=True,
        check=False,
        preexec_fn=limit,
    )


def differences(done, path, expected):
    message = done.stderr.decode(errors="replace")
    if done.returncode != expected:
        yield f"exit {done.returncode}, not {expected}: {message[:300]}"
    elif expected == REFUSED and not re.search(r": line \d+: ", message):
        yield f"no line is named: {message[:300]}"


def main(tally, megabytes="8"):
    size = int(megabytes) << 20
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, (file, begin, piece, end, expected) in enumerate(FILES):
            path = folder / file
            most = min(size, SHEET_BYTES) if path.suffix == ".csv" else size
            write(path, begin, piece, end, most)
            rules = ("nhs-2014-stv", "scottish-2011", "meek-prf-2009")[number % 3]
            done = run(command(tally, path, folder), size, rules)
            for line in differences(done, path, expected):
                print(f"{file}: {line}")
                failed += 1
            path.unlink()
    print(f"{len(FILES)} files, {failed} wrong")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
