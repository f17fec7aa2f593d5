#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tally prints with --json is what schema/json/output says, and nothing less would do:
each output with a member left out, added or of another type is refused by the schema.

usage: outputs.py TALLY SCHEMA-FOLDER CASES.JSON RECORD
"""

import copy
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).parent / "count"))
import cases  # noqa: E402  (beside the counts' own tests)

OPTIONAL = {
    "sheet": {"file", "literal", "run_on", "quota", "last_excluded_without_transfer", "final_votes",
              "final_keep_factors", "order_open", "ballots", "practice"},
    "compare": {"parts_at", "differences", "words", "taken_from", "cause"},
}


class Checker:
    def __init__(self, tally, folder):
        self.tally, self.seen, self.wrong = tally, {}, []
        self.schemas = {}
        for path in pathlib.Path(folder).glob("*.schema.json"):
            schema = json.loads(path.read_text("utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            self.schemas[path.name.split(".")[0]] = jsonschema.Draft202012Validator(schema)

    def run(self, *words):
        return subprocess.run([self.tally, *map(str, words)], capture_output=True, check=False, text=True)

    def check(self, kind, *words):
        """The command's output, when it gave one."""
        done = self.run(*words, "--json")
        if not done.stdout:
            return None
        made = json.loads(done.stdout)
        self.seen[kind] = self.seen.get(kind, 0) + 1
        for error in self.schemas[kind].iter_errors(made):
            self.wrong.append(f"{words}: {error.json_path}: {error.message}")
        self.wrong += [f"{words}: the schema takes it {how}" for how, other in self.spoilt(kind, made)
                       if self.schemas[kind].is_valid(other)]
        return made

    @staticmethod
    def spoilt(kind, made):
        yield "with a member more", {**made, "colour": "red"}
        for name in made:
            yield f"with {name} of another type", {**made, name: None}
            if name not in OPTIONAL.get(kind, ()):
                yield f"without {name}", {key: value for key, value in made.items() if key != name}
            if isinstance(made[name], list) and made[name] and isinstance(made[name][0], dict):
                other = copy.deepcopy(made)
                other[name][0]["colour"] = "red"
                yield f"with a member more in {name}", other


def check_counts(checker, cases_file, folder):
    """Every case by every rule set it has; one sheet is compared with itself, and altered."""
    path = folder / "case.blt"
    for case in json.loads(pathlib.Path(cases_file).read_text("utf-8")):
        path.write_text(cases.blt(case), "utf-8")
        lot = ["--lot", case["lot"]] if "lot" in case else []
        for rules in case["rules"]:
            options = ["--ballots", path, "--rules", rules, *lot]
            sheet = checker.check("sheet", "count", *options)
            if sheet is None or len(sheet["stages"]) < 2:
                continue
            checker.check("sheet", "recount", *options, "--without", sheet["elected_order"][0])
            compare(checker, options, folder / "sheet.csv")


def compare(checker, options, path):
    text = checker.run("count", *options, "--csv").stdout
    path.write_text(text, "utf-8")
    checker.check("compare", "compare", path, *options)
    rows = list(csv.reader(io.StringIO(text)))
    column = rows[0].index("First preferences")
    rows[1][column] = str(float(rows[1][column]) + 1)
    other = io.StringIO()
    csv.writer(other).writerows(rows)
    path.write_text(other.getvalue(), "utf-8")
    checker.check("compare", "compare", path, *options)


def main(tally, schemas, cases_file, record):
    checker = Checker(tally, schemas)
    with tempfile.TemporaryDirectory() as folder:
        check_counts(checker, cases_file, pathlib.Path(folder))
    checker.check("timetable", "timetable", "--close", "18 June 2026 17:00")
    checker.check("timetable", "timetable", "--close", "20 May 2027 17:00", "--holiday", "2027-05-10 Jubilee")
    checker.check("verify", "verify", record)
    for line in checker.wrong[:50]:
        print("wrong:", line)
    # A fetch and a good record need a daemon: tests/flow/01-election.
    missing = set(checker.schemas) - set(checker.seen) - {"fetch"}
    print(checker.seen, f"{len(checker.wrong)} wrong, never printed: {missing}")
    return 1 if checker.wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
