#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report of every case of cases.json is told whole, and each candidate's part of it.

usage: reports.py TALLY CASES.JSON

Figures are checked by cases.py; here, that the words agree with them: who is elected, in
which order, every stage with the totals of the count, every lot, and no gap in a sentence.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import cases


def run(tally, command, path, case, rules, *more):
    words = [tally, command, "--ballots", str(path), "--rules", rules, *more]
    words += ["--lot", case["lot"]] if "lot" in case else []
    return subprocess.run(words, capture_output=True, check=False, text=True)


def differences(text, sheet):
    elected = re.findall(r"^  \d+\. (.*)$", text, re.M)
    order = [sheet["candidates"][c - 1] for c in sheet["elected_order"]]
    if elected != order:
        yield f"elected {elected}, not {order}"
    if re.search(r"[%{}|?]", text):
        yield "a gap in a sentence"
    stages = re.split(r"\nStage \d+: .*\n-+\n", text)[1:]
    if len(stages) != len(sheet["stages"]):
        yield f"{len(stages)} stages, not {len(sheet['stages'])}"
    for told, stage in zip(stages, sheet["stages"]):
        for name, total in zip(sheet["candidates"], stage["totals"]):
            row = re.search(rf"^  {re.escape(name)}  .* ([\d.]+)(  [a-z]+)?$", told, re.M)
            gone = sheet["candidates"].index(name) + 1 in sheet["withdrawn"]
            if gone is not (row is None) or (row and row.group(1) != total):
                yield f"stage {stage['stage']}: {name} is not shown with {total}"
    said = " ".join(text.split())
    if said.count("A lot was drawn") != len(sheet["lots"]):
        yield "not every lot is told"
    for name in order:
        why = rf"{name} has .{{1,200}} elected\b|places are left: .{{0,200}}{name}.{{1,200}} elected"
        if not re.search(why, said):
            yield f"why {name} is elected is not told"


def recount_differences(tally, path, case, rules, sheet):
    """A recount without the first elected: marked, and without that name."""
    gone = sheet["elected_order"][0]
    told = run(tally, "recount", path, case, rules, "--without", str(gone))
    if told.returncode == 3:
        return  # another lot would be needed
    if not told.stdout.startswith("NO DECLARATION"):
        yield f"a recount is not marked: {told.stderr}"
    done = run(tally, "recount", path, case, rules, "--without", str(gone), "--json")
    again = json.loads(done.stdout)
    if gone in again["winners"] or gone not in again["withdrawn"]:
        yield f"{gone} is elected in a recount without {gone}"
    if again["id"] != "recount-no-declaration":
        yield "a recount's sheet does not say what it is"


def check(tally, path, case, rules):
    count = run(tally, "count", path, case, rules, "--json")
    report = run(tally, "report", path, case, rules)
    if count.returncode != report.returncode:
        return [f"count says {count.returncode}, report {report.returncode}"]
    if count.returncode != 0:
        return []
    sheet = json.loads(count.stdout)
    wrong = list(differences(report.stdout, sheet))
    for number, name in enumerate(sheet["candidates"], 1):
        told = run(tally, "explain", path, case, rules, "--candidate", str(number))
        if told.returncode != 0 or f"\n{name}: " not in told.stdout:
            wrong.append(f"{name}: {told.stderr}")
    wrong += recount_differences(tally, path, case, rules, sheet)
    saved = path.with_suffix(".json")
    saved.write_text(count.stdout, encoding="utf-8")
    again = subprocess.run(
        [tally, "report", "--sheet", str(saved)], capture_output=True, check=False, text=True
    )
    if again.stdout != report.stdout:
        wrong.append("the sheet read back is told otherwise")
    return wrong


def main(tally, file):
    counted = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "case.blt"
        for case in json.loads(pathlib.Path(file).read_text(encoding="utf-8")):
            path.write_text(cases.blt(case), encoding="utf-8")
            for rules in case["rules"]:
                wrong = check(tally, path, case, rules)
                for line in wrong:
                    print(f"{rules}: {case['name']}: {line}")
                counted += 1
                failed += bool(wrong)
    print(f"{counted} reports, {failed} wrong")
    return 0 if failed == 0 and counted > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
