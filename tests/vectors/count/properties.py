#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds of every count, on random elections, by every rule set.

usage: properties.py MANY [ELECTIONS [SEED]]
"""

import random
import sys
from decimal import Decimal

from many import Many, blt
from random_count import make

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


def check(many, election, rules, chance):
    candidates, seats, ballots, withdrawn, _ = election
    lot = list(range(1, candidates + 1))
    chance.shuffle(lot)

    def count(papers):
        return many.count(rules, blt(candidates, seats, papers, withdrawn), lot)

    sheet = count(ballots)
    every_vote_is_somewhere(sheet)
    votes_of_some_are_never_negative(sheet)
    who_has_a_quota_keeps_it(sheet)
    the_seats_are_filled(sheet)

    shuffled = ballots[:]
    chance.shuffle(shuffled)
    if count(shuffled) != sheet:
        raise Broken("another order of the ballots, another count")
    split = [(1, ranking) for weight, ranking in ballots for _ in range(weight)]
    if count(split) != sheet:
        raise Broken("a weight written as single lines, another count")
    cut = [(w, ranking) for weight, ranking in ballots for w in parts(weight, chance)]
    if count(cut) != sheet:
        raise Broken("a weight written as several lines, another count")


def parts(weight, chance):
    while weight > 0:
        part = chance.randint(1, weight)
        weight -= part
        yield part


def main(program, elections="300", seed="1"):
    chance = random.Random(int(seed))
    with Many(program) as many:
        for number in range(int(elections)):
            election = make(chance)
            for rules in RULES:
                try:
                    check(many, election, rules, chance)
                except Broken as broken:
                    print(f"election {number} of seed {seed}, {rules}: {broken}")
                    print(blt(*election[:4]))
                    return 1
    print(f"{elections} elections by {len(RULES)} rule sets")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
