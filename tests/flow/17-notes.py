#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no timetable foresees: candidates die while members vote, a key is lost; by single
transferable vote the count passes over who died, by first past the post the poll stops.

17-notes.py TALLY ELECTIOND VOTER
"""

import importlib
import json
import sys

from office import Browser, MEMBERS, Office, person, PUBLIC

verifiers = importlib.import_module("16-verifiers")
HANNAH = person("M8", "Hannah", "Hazel", PUBLIC)
# Ann Ash, Hannah Hazel, Bo O'Birch in the statement's order; Ann dies.
VOTES = {"m1": "1,3", "m2": "3", "m6": "1", "m8": "2,1", "m3": "1", "m4": "2"}


def note(office, kind, *more, want=0):
    return office.tally("note", office.address, "--kind", kind, *office.key("officer"), "--yes",
                        *map(str, more), want=want)


def refusals(office):
    """What cannot be noted, and that nothing of it is in the record."""
    size = office.checkpoint()[1]
    death = ["--constituency", 1, "--candidate"]
    for words, want in [(["retention"], 2), (["death", "--constituency", 1], 2), (["extend"], 2),
                        (["other", "--reason", "fire", "--candidate", 1], 2), (["what"], 2),
                        (["other", "--reason", "Mrs Fir is ill"], 1), (["death", *death, 4], 1),
                        (["death", "--constituency", 3, "--candidate", 1], 1),
                        (["revoke", "--revoke", "nobody.pub"], 1), (["page", "--page", "12"], 2)]:
        note(office, *words, want=want)
    said = office.tally("note", office.address, "--kind", "other", "--reason", "fire",
                        *office.key("trustee"), "--yes", want=1)
    assert "an officer's is wanted" in said, said
    said = office.tally("note", office.address, "--kind", "other", "--reason", "fire", *office.key("officer"), want=1)
    assert "no terminal to ask on" in said, said
    assert office.checkpoint()[1] == size


def deaths(office):
    office.cast([office.line(f"{who}@members.example", marks) for who, marks in VOTES.items()])
    said = note(office, "death", "--constituency", 1, "--candidate", 1)
    assert "candidate 1 is Ann Ash" in said and "The poll goes on (rule STV59)" in said, said
    note(office, "death", "--constituency", 1, "--candidate", 1, want=1)
    said = note(office, "death", "--constituency", 2, "--candidate", 2)
    assert "candidate 2 is Di Dogwood" in said and "new election is held within 40 days" in said, said
    [late] = office.ballots([office.line("m7@members.example", "1")])
    assert office.post_ballot(late)[:2] == (409, "poll-stopped")
    said = note(office, "other", "--reason", "power-cut", "--constituency", 1)
    assert "reason: power-cut" in said, said


def shown(office):
    """Everybody who asks is told; 40 working days from 10 June 2026 end on 5 August."""
    browser = Browser(office.address)
    for path, words in [("/", ["because a candidate has died"]),
                        ("/candidates/1", ["Has died", "rule STV59"]),
                        ("/candidates/2", ["Has died", "Wednesday 5 August 2026</strong> (rule FPP59)"]),
                        ("/notices/death", ["Ann Ash, who stood", "rule STV59", "Di Dogwood, who stood",
                                            "no later than Wednesday 5 August 2026 (rule FPP59)"]),
                        ("/notices/poll", ["This candidate has died.", "because a candidate has died."]),
                        ("/results", ["Wednesday 5 August 2026"]), ("/results/2", ["Wednesday 5 August 2026"]),
                        ("/notices/result", ["The poll is stopped because a candidate has died"])]:
        page = browser.get(path)
        assert all(one in page for one in words), (path, page)
    told = office.election()["candidates"]
    assert [one.get("stopped") for one in told] == [None, True, None], told
    assert [one.get("died") for one in told[0]["candidates"]] == [True, None, None], told
    assert office.request("GET", "/results/2.json")[0] == 404


def declared(office):
    """Ann's papers pass on, one had nothing but her; both verifiers say the same."""
    office.reach("closed")
    office.reach("declared")
    assert verifiers.agreed(office, verifiers.fetched(office)) == (0, "", "")
    sheet = json.loads(office.request("GET", "/results/1.json")[2])
    assert sheet["withdrawn"] == [1] and sheet["valid_ballots"] == 3, sheet
    assert [sheet["candidates"][number - 1] for number in sheet["winners"]] == ["Bo O’Birch"], sheet
    said = office.tally("report", "--record", "copy")
    assert "Ann Ash has withdrawn or died" in said, said


def abandoned(office):
    """Two officers stop every poll: at one machine, or each at their own."""
    office.reach("issued")
    deputy = ["--key", "deputy.key"]
    note(office, "death", *deputy, "--constituency", 1, "--candidate", 1, want=1)
    said = note(office, "abandon", *deputy, "--reason", "flood", "--constituency", 1)
    assert "entry" in said and "no vote in it is counted" in said, said
    said = note(office, "abandon", "--reason", "flood")
    assert "kept until the other who must sign" in said, said
    assert "second officer to sign" in office.console().get("/console")
    said = office.tally("note", office.address, "--kind", "abandon", "--reason", "flood", *deputy,
                        "--passphrase-file", "pass", "--yes")
    assert "Every poll is abandoned" in said and "note: entry" in said, said
    page = Browser(office.address).get("/")
    assert "The poll was stopped" in page and "The poll is abandoned: no vote in it is counted" in page, page
    office.clock("2026-06-10T08:00:00Z")
    said = note(office, "abandon", *deputy, "--reason", "fire", want=1)
    assert "refuse it: once" in said, said
    assert "phase entry=open" not in office.said()
    assert verifiers.agreed(office, verifiers.fetched(office))[0] == 0


def main():
    with Office(*sys.argv[1:4], members=[*MEMBERS, HANNAH]) as office:
        office.candidates.append(HANNAH)
        office.reach("poll")
        refusals(office)
        deaths(office)
        shown(office)
        declared(office)
    with Office(*sys.argv[1:4], deputies={"deputy": ["disqualify", "box", "result", "note"]}) as office:
        office.hands = 2
        abandoned(office)
    print("deaths under both methods, noted, counted and verified")


if __name__ == "__main__":
    main()
