#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counts the cases of cases.json, each made by hand to show one thing.

usage: cases.py TALLY CASES.JSON

A case: "ballots" as the lines of a BLT file up to the names; "lot" as given to --lot;
then either "lot_needed" or every figure of the count, "stages" and "nontransferable"
as texts, candidates in ballot order.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile


def blt(case):
    candidates = int(case["ballots"][0].split()[0])
    names = [f'"Candidate {c}"' for c in range(1, candidates + 1)]
    return "\n".join([*case["ballots"], "0", *names, f'"{case["name"]}"', ""])


def run(tally, path, case, rules):
    command = [tally, "count", "--ballots", str(path), "--rules", rules, "--json"]
    command += ["--lot", case["lot"]] if "lot" in case else []
    return subprocess.run(command, capture_output=True, check=False)


def lot_differences(case, done):
    message = done.stderr.decode()
    if done.returncode != 3:
        yield f"exit {done.returncode}, not 3: {message}"
        return
    stage = re.search(r"at stage (\d+)", message)
    tied = [int(n) for n in re.findall(r"(\d+) Candidate", message)]
    found = {"stage": int(stage.group(1)) if stage else 0, "tied": tied}
    if found != case["lot_needed"]:
        yield f"{found}, not {case['lot_needed']}"


def differences(case, done):
    if done.returncode != 0:
        yield f"exit {done.returncode}: {done.stderr.decode()}"
        return
    found = json.loads(done.stdout)
    figures = {
        "valid": found["valid_ballots"],
        "quota": found.get("quota"),
        "winners": found["winners"],
        "order": found["elected_order"],
        "excluded": found["excluded_order"],
        "stages": [" ".join(stage["totals"]) for stage in found["stages"]],
        "nontransferable": [stage["nontransferable"] for stage in found["stages"]],
        "final_votes": " ".join(found.get("final_votes", [])),
        "final_keep_factors": " ".join(found.get("final_keep_factors", [])),
    }
    for name, figure in figures.items():
        if name in case and figure != case[name]:
            yield f"{name} {figure}, not {case[name]}"


def main(tally, cases):
    failed = 0
    counted = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "case.blt"
        for case in json.loads(pathlib.Path(cases).read_text(encoding="utf-8")):
            path.write_text(blt(case), encoding="utf-8")
            for rules in case["rules"]:
                done = run(tally, path, case, rules)
                check = lot_differences if "lot_needed" in case else differences
                wrong = list(check(case, done))
                for line in wrong:
                    print(f"{rules}: {case['name']}: {line}")
                counted += 1
                failed += bool(wrong)
    print(f"{counted} counts, {failed} wrong")
    return 0 if failed == 0 and counted > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
