#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random elections: tally count --nist is of NIST's form, and says what --json says.

usage: nist.py TALLY NIST.SCHEMA.JSON [ELECTIONS [SEED]]
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

import jsonschema

from many import blt
from properties import RULES
from random_count import make


def run(tally, path, rules, lot, *form):
    command = [tally, "count", "--ballots", str(path), "--rules", rules, *form]
    command += ["--lot", ",".join(map(str, lot))]
    done = subprocess.run(command, capture_output=True, check=True)
    return json.loads(done.stdout, parse_float=Decimal)


def differences(report, sheet):
    election = report["Election"][0]
    contest = election["Contest"][0]
    units = {unit["@id"] for unit in report["GpUnit"]}
    ids = [c["@id"] for c in election["Candidate"]]
    names = [c["BallotName"]["Text"][0]["Content"] for c in election["Candidate"]]
    status = [c["PostElectionStatus"] for c in election["Candidate"]]
    if names != sheet["candidates"] or len(set(ids)) != len(names):
        yield "other candidates"
    if [i for i, s in enumerate(status, 1) if s == "winner"] != sheet["winners"]:
        yield "other winners"
    if [i for i, s in enumerate(status, 1) if s == "withdrawn"] != sheet["withdrawn"]:
        yield "others withdrawn"
    if {election["ElectionScopeId"], contest["ElectionDistrictId"]} - units:
        yield "no such unit"
    if contest["NumberElected"] != sheet["seats"]:
        yield "other seats"
    for place, selection in enumerate(contest["ContestSelection"]):
        if selection["CandidateIds"] != [ids[place]]:
            yield "another candidate's votes"
        found = [(v["Round"], Decimal(v["Count"])) for v in selection["VoteCounts"]]
        expected = [
            (stage["stage"], Decimal(stage["totals"][place])) for stage in sheet["stages"]
        ]
        if found != expected:
            yield f"{found}, not {expected}"
    other = contest["OtherCounts"][0]
    if (other["Overvotes"], other["Undervotes"]) != (
        sheet["rejected_ballots"],
        sheet["blank_ballots"],
    ):
        yield "other counts"


def main(tally, schema, elections="30", seed="1"):
    text = pathlib.Path(schema).read_text(encoding="utf-8")
    validator = jsonschema.Draft202012Validator(json.loads(text))
    chance = random.Random(int(seed))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a-ward.blt"
        for number in range(int(elections)):
            candidates, seats, ballots, withdrawn, _ = make(chance)
            rules = RULES[number % len(RULES)]
            lot = range(1, candidates + 1)
            path.write_text(blt(candidates, seats, ballots, withdrawn), encoding="utf-8")
            dated = ["--date", "2026-06-18", "--issuer", "A trust"]
            report = run(tally, path, rules, lot, "--nist", *dated)
            wrong = [error.message for error in validator.iter_errors(report)]
            wrong += differences(report, run(tally, path, rules, lot, "--json"))
            if report["Issuer"] != "A trust":
                wrong.append("another issuer")
            if report["Election"][0]["EndDate"] != "2026-06-18":
                wrong.append("another day")
            if wrong:
                print(f"election {number} of seed {seed}, {rules}:", *wrong, sep="\n")
                return 1
    print(f"{elections} reports of NIST's form")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
