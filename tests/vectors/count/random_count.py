#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random small elections, counted by tally and by slow_count.py: every stage equal.

usage: random_count.py TALLY [ELECTIONS [SEED]]
"""

import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from slow_count import Count, LotNeeded, text

RULES = "nhs-2014-stv"


def make(chance):
    """One election: few papers make ties, many kinds make long counts."""
    candidates = chance.randint(1, 9)
    seats = chance.randint(1, max(1, candidates - 1)) if chance.random() < 0.95 else 9
    kinds = chance.choice([0, 1, 3, 8, 25, 60])
    heaviest = chance.choice([1, 1, 2, 9, 40])
    taste = [chance.random() + 0.05 for _ in range(candidates)]
    ballots = []
    for _ in range(kinds):
        left = list(range(1, candidates + 1))
        ranking = []
        for _ in range(chance.randint(0, candidates)):
            weights = [taste[c - 1] for c in left]
            pick = chance.choices(left, weights)[0]
            left.remove(pick)
            ranking.append(pick)
        ballots.append((chance.randint(1, heaviest), ranking))
    withdrawn = [
        c for c in range(1, candidates + 1) if chance.random() < 0.04
    ][: candidates - 1]
    order = list(range(1, candidates + 1))
    chance.shuffle(order)
    lot = order if chance.random() < 0.6 else order[: chance.randint(0, 2)]
    return candidates, seats, ballots, withdrawn, lot


def write(path, candidates, seats, ballots, withdrawn):
    lines = [f"{candidates} {seats}"]
    lines += [f"-{c}" for c in withdrawn]
    lines += [" ".join(map(str, [w, *r, 0])) for w, r in ballots]
    lines += ["0"] + [f'"Candidate {c}"' for c in range(1, candidates + 1)] + ['"t"']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def expected(candidates, seats, ballots, withdrawn, lot):
    standing = [c for c in range(1, candidates + 1) if c not in withdrawn]
    try:
        count = Count(standing, seats, ballots, lot).run()
    except LotNeeded as tie:
        return {"exit": 3, "stage": tie.stage, "tied": tie.tied}
    stages = [
        [text(votes.get(c, 0)) for c in range(1, candidates + 1)]
        for votes, _ in count.stages
    ]
    return {
        "exit": 0,
        "winners": sorted(count.elected),
        "quota": str(count.quota // 100),
        "stages": stages,
        "lost": [text(lost) for _, lost in count.stages],
    }


def found(tally, path, lot):
    command = [tally, "count", "--ballots", str(path), "--rules", RULES, "--json"]
    if lot:
        command += ["--lot", ",".join(map(str, lot))]
    done = subprocess.run(command, capture_output=True, check=False)
    message = done.stderr.decode()
    if done.returncode == 3:
        stage = int(re.search(r"at stage (\d+)", message).group(1))
        tied = [int(n) for n in re.findall(r"(\d+) Candidate", message)]
        return {"exit": 3, "stage": stage, "tied": sorted(tied)}
    if done.returncode != 0:
        return {"exit": done.returncode, "message": message}
    sheet = json.loads(done.stdout)
    return {
        "exit": 0,
        "winners": sheet["winners"],
        "quota": sheet["quota"],
        "stages": [stage["totals"] for stage in sheet["stages"]],
        "lost": [stage["nontransferable"] for stage in sheet["stages"]],
    }


def main(tally, elections="400", seed="1"):
    chance = random.Random(int(seed))
    tallied = {0: 0, 3: 0}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "random.blt"
        for number in range(int(elections)):
            candidates, seats, ballots, withdrawn, lot = make(chance)
            write(path, candidates, seats, ballots, withdrawn)
            theirs = expected(candidates, seats, ballots, withdrawn, lot)
            ours = found(tally, path, lot)
            if ours != theirs:
                print(f"election {number} of seed {seed}, lot {lot}:")
                print(path.read_text(encoding="utf-8"))
                print(f"tally:      {ours}\nslow_count: {theirs}")
                return 1
            tallied[ours["exit"]] += 1
    print(f"{tallied[0]} counted alike, {tallied[3]} stopped for the same lot")
    return 0 if min(tallied.values()) > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
