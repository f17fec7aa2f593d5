#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random elections written as BLT, ABIF and PrefLib's orders: tally counts them alike, and
makes the same BLT of them.

usage: formats.py TALLY [ELECTIONS [SEED]]
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile


def make(chance):
    """Places of a ballot are lists: those of one place are level, [] is skipped."""
    candidates = chance.randint(1, 8)
    ballots = []
    for _ in range(chance.choice([0, 1, 5, 30])):
        left = list(range(1, candidates + 1))
        chance.shuffle(left)
        left = left[: chance.randint(0, candidates)]
        places = []
        while left:
            size = chance.choice([1, 1, 1, 1, 2, 0])
            places.append(left[:size])
            left = left[size:]
        ballots.append((chance.randint(1, 9), places))
    return candidates, chance.randint(1, 4), ballots


def names(candidates):
    return [f"Cañdidate [{c} #{c}" for c in range(1, candidates + 1)]


def blt(candidates, seats, ballots):
    yield f"{candidates} {seats}"
    for weight, places in ballots:
        marks = ["=".join(map(str, place)) or "-" for place in places]
        yield " ".join([str(weight), *marks, "0"])
    yield "0"
    yield from (f'"{name}"' for name in names(candidates))
    yield '"A ward"'


def abif(candidates, seats, ballots):
    yield '{"title": "A ward"}'
    yield f"{{seats: {seats}}}  # tally's own"
    for number, name in enumerate(names(candidates), 1):
        yield f"=c{number}:[{name}]"
    for weight, places in ballots:
        marks = ["=".join(f'"c{c}"' if c % 2 else f"c{c}" for c in p) for p in places]
        yield f"{weight}: " + " >".join(marks)


def preflib(candidates, _, ballots):
    yield "# FILE NAME: a-ward.toi"
    yield "# TITLE: A ward"
    yield f"# NUMBER ALTERNATIVES: {candidates}"
    yield f"# NUMBER VOTERS: {sum(weight for weight, _ in ballots)}"
    for number, name in enumerate(names(candidates), 1):
        yield f"# ALTERNATIVE NAME {number}: {name}"
    for weight, places in ballots:
        levels = [", ".join(map(str, place)) for place in places]
        marks = [v if len(p) == 1 else f"{{{v}}}" for p, v in zip(places, levels)]
        yield f"{weight}: " + ", ".join(marks)


FORMATS = {"blt": blt, "abif": abif, "toi": preflib}


def count(tally, path, seats, rules, candidates):
    lot = ",".join(str(c) for c in range(1, candidates + 1))
    command = [tally, "count", "--ballots", str(path), "--rules", rules, "--json"]
    command += ["--lot", lot] + (["--seats", str(seats)] if path.suffix == ".toi" else [])
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        return f"exit {done.returncode}: {done.stderr.decode()}"
    sheet = json.loads(done.stdout)
    if (sheet.pop("id"), sheet.pop("file")) != (path.stem, path.name):
        return "another id or file"
    return sheet


def convert(tally, path, seats):
    """What tally says of the file in BLT."""
    command = [tally, "convert", str(path), "--seats", str(seats)]
    return subprocess.run(command, capture_output=True, check=False).stdout


def main(tally, elections="60", seed="1"):
    chance = random.Random(int(seed))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(int(elections)):
            election = make(chance)
            rules = chance.choice(["nhs-2014-stv", "nhs-2014-fpp", "scottish-2011"])
            sheets = []
            texts = set()
            for ending, write in FORMATS.items():
                path = pathlib.Path(folder) / f"a-ward.{ending}"
                path.write_text("\r\n".join(write(*election)) + "\r\n", encoding="utf-8")
                sheets.append(count(tally, path, election[1], rules, election[0]))
                texts.add(convert(tally, path, election[1]))
            if isinstance(sheets[0], str) or sheets[1:] != sheets[:1] * 2 or len(texts) > 1:
                print(f"election {number} of seed {seed}, {rules}: {election}")
                print(*sheets, *texts, sep="\n")
                return 1
    print(f"{elections} elections in {len(FORMATS)} formats")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
