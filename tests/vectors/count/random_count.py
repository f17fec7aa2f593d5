#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random small elections, counted by our code and by the slow counters: every stage
equal, and the same lot asked for.

usage: random_count.py MANY [ELECTIONS [SEED [RULES…]]]

Half of the elections are nhs-2014-stv's where no rules are named. A longer run:
random_count.py build/tests/vectors/count/many 100000 7
"""

import random
import sys

from many import Many, blt
from slow_count import Count, LotNeeded
from slow_rules import Ers97, Fpp, Meek, Scottish


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


class Literal(Count):
    """Rule 49 to the letter: first preferences apart from papers received at 1.00."""

    merges_unit_value = False


# Rules, reading, the second counter, decimals, whether the quota is whole.
KINDS = (
    ("nhs-2014-stv", "merged", Count, 2, True),
    ("ni-1985", "literal", Literal, 2, True),
    ("scottish-2011", "merged", Scottish, 5, True),
    ("ers97", "merged", Ers97, 2, False),
    ("meek-prf-2009", "merged", Meek, 9, False),
    ("nhs-2014-fpp", "merged", Fpp, 0, None),
)


def text(votes, decimals):
    if decimals == 0:
        return str(votes)
    unit = 10**decimals
    return f"{votes // unit}.{votes % unit:0{decimals}d}"


def expected(kind, candidates, seats, ballots, withdrawn, lot):
    _, _, counter, decimals, has_whole = kind
    standing = [c for c in range(1, candidates + 1) if c not in withdrawn]
    try:
        count = counter(standing, seats, ballots, lot).run()
    except LotNeeded as tie:
        return {"stage": tie.stage, "tied": tie.tied}
    stages = [
        [text(votes.get(c, 0), decimals) for c in range(1, candidates + 1)]
        for votes, _ in count.stages
    ]
    quota = None if has_whole is None else text(count.quota, decimals)
    return {
        "winners": sorted(count.elected),
        "quota": quota[: -1 - decimals] if has_whole else quota,
        "stages": stages,
        "lost": [text(lost, decimals) for _, lost in count.stages],
    }


def found(many, kind, election):
    rules, reading, _, _, _ = kind
    sheet = many.count(rules, blt(*election[:4]), election[4], reading)
    if "tied" in sheet:
        return sheet
    last = sheet["stages"][-1]
    return {
        "winners": sheet["winners"],
        "quota": last.get("quota", sheet.get("quota")),
        "stages": [stage["totals"] for stage in sheet["stages"]],
        "lost": [stage["nontransferable"] for stage in sheet["stages"]],
    }


def pick(kinds, number):
    """The first kind half of the time."""
    return kinds[0] if number % 2 == 0 else kinds[number // 2 % len(kinds)]


def main(program, elections="3000", seed="1", *rules):
    chance = random.Random(int(seed))
    kinds = [kind for kind in KINDS if not rules or kind[0] in rules]
    tallied = {"counted": 0, "stopped": 0}
    with Many(program) as many:
        for number in range(int(elections)):
            election = make(chance)
            kind = pick(kinds, number)
            theirs = expected(kind, *election)
            ours = found(many, kind, election)
            if ours != theirs:
                print(f"election {number} of seed {seed}, {kind[:2]}, lot {election[4]}:")
                print(blt(*election[:4]))
                print(f"ours:   {ours}\ntheirs: {theirs}")
                return 1
            tallied["stopped" if "tied" in ours else "counted"] += 1
    print(tallied["counted"], "counted alike,", tallied["stopped"], "stopped for a lot")
    return 0 if min(tallied.values()) > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
