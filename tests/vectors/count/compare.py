#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random elections: tally compare agrees with tally's own CSV, and finds the stage and
the candidate of the first figure that was changed.

usage: compare.py TALLY [ELECTIONS [SEED]]
"""

import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

from many import blt
from properties import RULES
from random_count import make


def run(tally, words, path, rules, lot):
    command = [tally, *words, "--ballots", str(path), "--rules", rules]
    command += ["--lot", ",".join(map(str, lot))]
    return subprocess.run(command, capture_output=True, check=False)


def stage_columns(head):
    return [
        i
        for i, name in enumerate(head)
        if name == "First preferences" or name.startswith("Stage ")
    ]


def change(chance, rows, candidates):
    """Another figure in one cell; the stage and the candidate it stands for."""
    columns = stage_columns(rows[0])
    stage = chance.randrange(len(columns))
    candidate = chance.randint(0, candidates)
    row = rows[candidate or candidates + 1]
    figure = Decimal(row[columns[stage]])
    row[columns[stage]] = str(figure + 1)
    return stage + 1, candidate


def check(tally, folder, election, rules, chance):
    candidates, seats, ballots, withdrawn, _ = election
    path = folder / "election.blt"
    sheet = folder / "sheet.csv"
    lot = list(range(1, candidates + 1))
    path.write_text(blt(candidates, seats, ballots, withdrawn), encoding="utf-8")
    ours = run(tally, ["count", "--csv"], path, rules, lot).stdout.decode()
    sheet.write_text(ours, encoding="utf-8", newline="")
    same = run(tally, ["compare", str(sheet)], path, rules, lot)
    if same.returncode != 0 or b"agree" not in same.stdout:
        return f"our own sheet: exit {same.returncode} {same.stdout} {same.stderr}"

    rows = list(csv.reader(io.StringIO(ours)))
    expected = change(chance, rows, candidates)
    with sheet.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    other = run(tally, ["compare", str(sheet), "--json"], path, rules, lot)
    if other.returncode != 1:
        return f"a changed sheet: exit {other.returncode} {other.stderr}"
    told = json.loads(other.stdout)
    found = told["parts_at"], [d["candidate"] for d in told["differences"]]
    return None if found == (expected[0], [expected[1]]) else f"{expected}: {told}"


def main(tally, elections="30", seed="1"):
    chance = random.Random(int(seed))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(int(elections)):
            rules = RULES[number % len(RULES)]
            election = make(chance)
            wrong = check(tally, pathlib.Path(folder), election, rules, chance)
            if wrong:
                print(f"election {number} of seed {seed}, {rules}: {wrong}")
                return 1
    print(f"{elections} sheets compared")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
