#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counts the reference cases and compares every figure they vouch for.

usage: reference.py TALLY FOLDER RULES

FOLDER is ../shared/data/stv from the project's root. Other people's data: read in
place, and the test is skipped (77) where the folder is absent.
"""

import json
import pathlib
import subprocess
import sys
from decimal import Decimal

SKIPPED = 77


def count(tally, ballots, rules):
    command = [tally, "count", "--ballots", str(ballots), "--rules", rules, "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        return None, done.stderr.decode()
    return json.loads(done.stdout), ""


def stage_totals(case):
    """The totals a case vouches for: all stages, or those up to a point."""
    if "totals_if_merged" in case:
        return case["totals_if_merged"]
    return [stage["totals"] for stage in case.get("stages", [])]


def differences(case, found):
    if found["winners"] != case["winners"]:
        yield f"winners {found['winners']}, not {case['winners']}"
    if found["valid_ballots"] != case["valid_ballots"]:
        yield f"valid ballots {found['valid_ballots']}, not {case['valid_ballots']}"
    if found["quota"] != case["quota"] and "final_votes" not in case:
        yield f"quota {found['quota']}, not {case['quota']}"
    if found["candidates"] != case["candidates"]:
        yield "other candidates"

    expected = stage_totals(case)
    if expected and len(found["stages"]) != len(expected):
        yield f"{len(found['stages'])} stages, not {len(expected)}"
    for number, (totals, stage) in enumerate(zip(expected, found["stages"]), 1):
        if totals != stage["totals"]:
            yield f"stage {number}: {stage['totals']}, not {totals}"

    for number, (ours, theirs) in enumerate(
        zip(found["stages"], case.get("stages", [])), 1
    ):
        if ours["nontransferable"] != theirs["nontransferable"]:
            yield f"stage {number}: non-transferable {ours['nontransferable']}"
        if ours["action"] != theirs["action"]:
            yield f"stage {number}: {ours['action']}, not {theirs['action']}"

    for name in ("elected_at", "excluded_at"):
        if name in case and found.get(name) != case[name]:
            yield f"{name} {found.get(name)}, not {case[name]}"
    for name in ("elected_order", "excluded_order"):
        if name in case and found[name] != case[name]:
            yield f"{name} {found[name]}, not {case[name]}"

    tolerance = Decimal(case["reference"]["tolerance"])
    for name in ("final_votes", "final_keep_factors"):
        for place, (a, b) in enumerate(zip(case.get(name, []), found.get(name, [])), 1):
            if abs(Decimal(a) - Decimal(b)) > tolerance:
                yield f"{name} of {place}: {b}, not {a}"
        if name in case and name not in found:
            yield f"no {name}"


def main(tally, folder, rules):
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        print(f"skipped: {folder} is not there (other people's data, read in place)")
        return SKIPPED

    failed = 0
    counted = 0
    for path in sorted(folder.glob("*/*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        if case["rules"] != rules:
            continue
        counted += 1
        found, message = count(tally, path.with_suffix(".blt"), rules)
        wrong = [message] if found is None else list(differences(case, found))
        for line in wrong:
            print(f"{case['id']}: {line}")
        failed += bool(wrong)
    print(f"{counted} cases of {rules}, {failed} wrong")
    return 0 if failed == 0 and counted > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
