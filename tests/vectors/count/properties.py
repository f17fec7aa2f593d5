#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds of every count, on random elections, by every rule set.

usage: properties.py TALLY [ELECTIONS [SEED]]
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

from random_count import make, write

RULES = (
    "nhs-2014-stv",
    "ni-1985",
    "scottish-2011",
    "ers97",
    "meek-prf-2009",
    "nhs-2014-fpp",
)


class Broken(Exception):
    pass


def count(tally, path, rules, lot):
    command = [tally, "count", "--ballots", str(path), "--rules", rules, "--json"]
    command += ["--lot", ",".join(map(str, lot))]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        raise Broken(f"exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def every_vote_is_somewhere(sheet):
    """Totals and non-transferable are the valid ballots, at every stage."""
    if sheet["rules"] == "nhs-2014-fpp":
        return
    for stage in sheet["stages"]:
        votes = sum(map(Decimal, stage["totals"])) + Decimal(stage["nontransferable"])
        if votes != sheet["valid_ballots"]:
            raise Broken(f"stage {stage['stage']}: {votes} votes")


def votes_of_some_are_never_negative(sheet):
    for stage in sheet["stages"]:
        if min(map(Decimal, [*stage["totals"], stage["nontransferable"]])) < 0:
            raise Broken(f"stage {stage['stage']}: below nothing")


def who_has_a_quota_keeps_it(sheet):
    """Meek lets the quota and everybody's votes fall together; FPP has none; ERS97's
    may be had by one more than there are seats."""
    if sheet["rules"] in ("meek-prf-2009", "nhs-2014-fpp"):
        return
    held = set()
    for stage in sheet["stages"]:
        quota = Decimal(stage.get("quota", sheet["quota"]))
        for candidate, votes in enumerate(stage["totals"], 1):
            if Decimal(votes) >= quota:
                held.add(candidate)
            elif candidate in held:
                raise Broken(f"stage {stage['stage']}: {candidate} lost the quota")
    if sheet["rules"] != "ers97" and not held <= set(sheet["winners"]):
        raise Broken(f"{held} had a quota, {sheet['winners']} won")


def the_seats_are_filled(sheet):
    standing = len(sheet["candidates"]) - len(sheet["withdrawn"])
    filled = len(sheet["winners"])
    if filled != min(sheet["seats"], standing):
        raise Broken(f"{filled} of {sheet['seats']} seats")
    if sorted(sheet["elected_order"]) != sheet["winners"]:
        raise Broken("order of election names others")


def check(tally, path, election, rules, chance):
    candidates, seats, ballots, withdrawn, _ = election
    lot = list(range(1, candidates + 1))
    chance.shuffle(lot)
    write(path, candidates, seats, ballots, withdrawn)
    sheet = count(tally, path, rules, lot)
    every_vote_is_somewhere(sheet)
    votes_of_some_are_never_negative(sheet)
    who_has_a_quota_keeps_it(sheet)
    the_seats_are_filled(sheet)

    shuffled = ballots[:]
    chance.shuffle(shuffled)
    write(path, candidates, seats, shuffled, withdrawn)
    if count(tally, path, rules, lot) != sheet:
        raise Broken("another order of the ballots, another count")
    split = [(1, ranking) for weight, ranking in ballots for _ in range(weight)]
    write(path, candidates, seats, split, withdrawn)
    if count(tally, path, rules, lot) != sheet:
        raise Broken("a weight written as single lines, another count")


def main(tally, elections="40", seed="1"):
    chance = random.Random(int(seed))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "election.blt"
        for number in range(int(elections)):
            election = make(chance)
            for rules in RULES:
                try:
                    check(tally, path, election, rules, chance)
                except Broken as broken:
                    print(f"election {number} of seed {seed}, {rules}: {broken}")
                    print(path.read_text(encoding="utf-8"))
                    return 1
    print(f"{elections} elections by {len(RULES)} rule sets")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
