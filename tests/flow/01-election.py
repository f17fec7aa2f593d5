#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One whole election of one STV constituency, each step a command of its own: from the
definition to the declaration, its result equal to a count of the same votes.

01-election.py TALLY ELECTIOND VOTER
"""

import base64
import hashlib
import json
import subprocess
import sys

from office import CONSTITUENCIES, conforms, Office, person, PUBLIC

SEATS = 2
PEOPLE = ["Ann Ash", "Bo Birch", "Cy Cedar", "Di Dogwood", "Eve Elder",
          "Flo Fir", "Gus Gorse", "Hal Hazel", "Ida Ivy", "Jo Juniper"]
# Who votes how; the statement is in order of surnames, and so are the first five members.
VOTES = {1: [1, 2], 2: [2, 1, 3], 3: [3], 4: [4, 3, 1], 5: [1, 3, 2, 4, 5], 6: [1], 7: [2, 3], 9: [5, 4]}
EARLY = [1, 2, 3]
LOT = "5,4,3"  # who is preferred, at each tie


def address(number):
    return f"m{number}@members.example"


def root(leaves):
    """The RFC 6962 root of these leaf hashes."""
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:left]) + root(leaves[left:])).digest()


def entries(record):
    """The entries of a record of fewer than 256, out of its bundle."""
    size = int((record / "checkpoint").read_text(encoding="utf-8").split("\n")[1])
    bundle = (record / f"tile/entries/000.p/{size}").read_bytes()
    found = []
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        found.append(bundle[2:end])
        bundle = bundle[end:]
    assert len(found) == size
    return found


def vote(office):
    """The members vote; a checkpoint is kept from the middle of it."""
    def cast(numbers):
        said = office.cast([office.line(address(one), ",".join(map(str, VOTES[one]))) for one in numbers],
                           "--receipts", "receipts")
        assert f"{len(numbers)}" in said, said
    cast(EARLY)
    early = office.checkpoint()
    office.tally("fetch", office.address, "record")
    cast([one for one in VOTES if one not in EARLY])
    assert len(list((office.folder / "receipts").iterdir())) == len(VOTES)
    return early


def count(office):
    """Each act on a copy of the record, its documents carried back."""
    for act, who, names, more in (("mix", "mixer", ["mix-1-1"], []),
                                  ("decrypt", "trustee", ["shares-1-1"], ["--yes"]),
                                  ("declare", "officer", ["result"], ["--lot", LOT])):
        office.tally("fetch", office.address, "record")
        if act == "declare":
            said = office.tally(act, "record", *office.key(who), "--out", "lotless", want=3)
            assert "a lot is needed at stage" in said and not (office.folder / "lotless/result.json").exists()
        said = office.tally(act, "record", *office.key(who), "--out", act, *more)
        for name in names:
            assert f"{act}/{name}.json" in said, said
            office.tally("submit", office.address, f"{act}/{name}.json")
    office.phase = "declared"
    office.tally("fetch", office.address, "record")


def check_prefix(office, early):
    """What the log signed early it has only added to."""
    origin, size, early_root = early
    found = entries(office.folder / "record")
    assert size < len(found) and origin == office.checkpoint()[0]
    leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in found]
    assert root(leaves[:size]) == base64.b64decode(early_root)
    assert root(leaves) == base64.b64decode(office.checkpoint()[2])
    assert (office.folder / f"record/checkpoints/{size}").is_file()


def check_verdict(office):
    """A copy and the served record verify alike, as this election and no other."""
    office.tally("fetch", office.address, "record")
    code = conforms("fetch", office.tally("fetch", office.address, "record", "--json"))["code"]
    for where in ("record", office.address):
        verdict = conforms("verify", office.tally("verify", where, "--election", code, "--json"))
        assert (verdict["verdict"], verdict["failed"], verdict["waiting"]) == ("good", "", ""), verdict
        assert all(one["verdict"] == "good" for one in verdict["findings"]
                   if "one trustee" not in one["detail"]), verdict
    other = "0000" + code[4:] if code[:4] != "0000" else "1111" + code[4:]
    said = office.tally("verify", "record", "--election", other, want=14)
    assert "the record fails at stage definition" in said, said


def check_bytes(office):
    """One byte changed in any file of the record: verify names the stage that found it."""
    stages = ["checkpoint", "consistency", "entries", "definition", "ceremony", "roll", "rules", "electors",
              "box", "inputs", "mixes", "shares", "plaintexts", "recount", "result"]
    for path in sorted(one for one in (office.folder / "record").rglob("*") if one.is_file()):
        good = path.read_bytes()
        for at in (0, len(good) // 2, len(good) - 1):
            path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1:])
            verdict = subprocess.run([office.programs["tally"], "verify", "record"], cwd=office.folder,
                                     capture_output=True, text=True, check=False)
            stage = verdict.stdout.rpartition("the record fails at stage ")[2].strip()
            assert stage in stages and verdict.returncode == 11 + stages.index(stage), (path, at, verdict)
        path.write_bytes(good)
    office.tally("verify", "record")


def check_result(office):
    """The declared result is the count of the very votes that were cast."""
    downloaded = office.request("GET", "/results/1.json")[2]
    (office.folder / "declared.json").write_bytes(downloaded)
    office.tally("report", "--sheet", "declared.json")
    declared = conforms("sheet", downloaded)
    lines = [f"5 {SEATS}"] + [f"1 {' '.join(map(str, marks))} 0" for marks in VOTES.values()] + ["0"]
    lines += [f'"{PEOPLE[i]}"' for i in range(5)] + [f'"{PUBLIC}"']
    (office.folder / "votes.blt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    counted = json.loads(office.tally("count", "--ballots", "votes.blt", "--rules", "nhs-2014-stv",
                                      "--lot", LOT, "--json"))
    papers = sorted(map(tuple, VOTES.values()))
    assert sorted(tuple(map(int, line.split()[1:-1])) for line in declared.pop("ballots")
                  for _ in range(int(line.split()[0]))) == papers
    assert declared.pop("practice") == "PRACTICE: nobody is elected by this election"
    assert declared.keys() == counted.keys() - {"file"}, (declared.keys(), counted.keys())
    for member in declared.keys() - {"id", "title"}:
        assert declared[member] == counted[member], (member, declared[member], counted[member])
    result = entries(office.folder / "record")[-1]
    [held] = json.loads(result[13:13 + int.from_bytes(result[9:13], "big")])["constituencies"]
    assert len(held["elected"]) == SEATS == len(counted["winners"]), (held, counted["winners"])
    page = office.request("GET", "/results/1")[2].decode("utf-8")
    for candidate in held["elected"]:
        assert PEOPLE[candidate - 1] in page


def check_report(office):
    """The record is told in the words of the same count; the page has them too."""
    told = office.tally("report", "--record", "record")
    counted = office.tally("report", "--ballots", "votes.blt", "--rules", "nhs-2014-stv", "--lot", LOT)
    assert told == "PRACTICE: this is no real election.\n\n" + counted, told
    page = office.request("GET", "/results/1")[2].decode("utf-8")
    assert "Each ballot counts as 1 vote for its first preference. <span" in page
    assert "(rules STV45.1-45.2)" in page and "<svg viewBox=" in page
    office.tally("report", "--record", "record", "--as", "pdf", "--out", "report.pdf")
    assert (office.folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    said = office.tally("explain", "--record", "record", "--constituency", "1", "--candidate", "Cy Cedar")
    assert "\nCy Cedar: " in said, said
    said = office.tally("recount", "--record", "record", "--without", "Ann Ash", "--lot", LOT)
    assert said.startswith("NO DECLARATION") and "Ann Ash has withdrawn or died" in said, said


def main():
    members = [person(f"M{i}", *name.split(), PUBLIC) for i, name in enumerate(PEOPLE, 1)]
    poll = [{**CONSTITUENCIES[0], "seats": SEATS}]
    with Office(*sys.argv[1:4], constituencies=poll, members=members) as office:
        office.reach("poll")
        early = vote(office)
        office.reach("closed")
        count(office)
        check_prefix(office, early)
        check_verdict(office)
        check_bytes(office)
        check_result(office)
        check_report(office)
        office.stop()
        office.electiond("check", office.dir)
    print(f"{len(VOTES)} votes cast, counted and declared, all by command")


if __name__ == "__main__":
    main()
