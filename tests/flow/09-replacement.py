#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A voting code that never came, was lost, or was used by somebody else: replaced by the
officer, each register by its own rule, and counted apart in the result.

09-replacement.py TALLY ELECTIOND VOTER
"""

import json
import sys

from office import Office, person, PUBLIC, STAFF

MEMBERS = [person(f"M{i}", *name.split(), PUBLIC if i in (1, 2, 6, 8, 9) else STAFF)
           for i, name in enumerate(["Ann Ash", "Bo Birch", "Cy Cedar", "Di Dogwood", "Eve Elder",
                                     "Flo Fir", "Gus Gorse", "Hal Hazel", "Ida Ivy"], 1)]




def ballot(office, number, marks="1,2"):
    """One ballot of a member, by the code they have."""
    [made] = office.ballots([office.line(f"m{number}@members.example", marks)])
    return made


def posted(office, made):
    """What the daemon says to a ballot: 201, or the problem's slug."""
    status, slug, _ = office.post_ballot(made)
    return status if slug is None else slug


def refuses(office, member, register, *words):
    """The officer cannot have that: what tally says, and nothing is in the record."""
    size = office.checkpoint()[1]
    said = office.tally("replace", office.address, "--member", member, "--register", register,
                        *office.key("officer"), "--yes", want=1)
    assert all(word in said for word in words), said
    assert office.checkpoint()[1] == size


def lost_and_spoilt(office):
    """Before anybody voted with it: the old code no longer works, the new one does."""
    refuses(office, "M6", "lost", "Rule 30: a voting code can be said to be lost from Tuesday 16 June 2026 on")
    for number, register in ((6, "lost"), (7, "spoilt")):
        marks = "1,2" if number == 6 else "1"
        old = ballot(office, number, marks)
        before = office.codes[f"m{number}@members.example"]
        office.replace(f"M{number}", register)
        assert posted(office, old) == "credential-cancelled"
        new = ballot(office, number, marks)
        assert office.codes[f"m{number}@members.example"][0] != before[0]
        assert posted(office, new) == 201
        assert posted(office, old) == "credential-cancelled"


def twice(office):
    """The code that replaced one can itself be lost."""
    first = ballot(office, 8)
    office.replace("M8")
    second = ballot(office, 8)
    office.replace("M8")
    assert (posted(office, first), posted(office, second)) == ("credential-cancelled",) * 2
    assert posted(office, ballot(office, 8)) == 201


def tendered(office):
    """Somebody voted with it: only as tendered, and then what they cast does not stand."""
    refuses(office, "M9", "tendered", "No vote of this voter ID number stands")
    stranger, other = ballot(office, 9, "2"), ballot(office, 9, "1,2")
    assert posted(office, stranger) == 201
    for register in ("lost", "spoilt", "omitted"):
        refuses(office, "M9", register, "A vote of this voter ID number stands" if register != "omitted"
                else "Choose omitted only for a member who was given no voting code")
    office.replace("M9", "tendered")
    assert posted(office, other) == "credential-cancelled"
    assert posted(office, ballot(office, 9, "1")) == 201
    assert posted(office, stranger) == 200, "recorded it was, and stays"


def result(office):
    """Each register is in the signed result, and its votes are counted once."""
    office.tally("fetch", office.address, "record")
    size = office.checkpoint()[1]
    bundle = (office.folder / f"record/tile/entries/000.p/{size}").read_bytes()
    last = b""
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        last, bundle = bundle[2:end], bundle[end:]
    lists = json.loads(last[13:13 + int.from_bytes(last[9:13], "big")])["constituencies"]
    return {one["constituency"]: one for one in lists}


def main():
    with Office(*sys.argv[1:4], members=MEMBERS) as office:
        office.reach("poll")
        lost_and_spoilt(office)
        twice(office)
        tendered(office)
        refuses(office, "M99", "lost", "No member has this number")
        refuses(office, "M7", "lost", "A vote of this voter ID number stands")
        office.tally("replace", office.address, "--member", "M6", "--register", "stolen",
                     *office.key("officer"), "--yes", want=2)
        office.reach("closed")
        refuses(office, "M1", "lost", "not possible in the present phase")
        office.reach("declared")
        lists = result(office)
        assert lists[1]["registers"] == {"lost": 3, "spoilt": 0, "tendered": 1, "omitted": 0}, lists
        assert lists[2]["registers"] == {"lost": 0, "spoilt": 1, "tendered": 0, "omitted": 0}, lists
        assert (lists[1]["electorate"], lists[1]["channels"]["online"]) == (5, 3), lists
        assert (lists[2]["electorate"], lists[2]["channels"]["online"]) == (4, 1), lists
        office.tally("verify", "record")
        office.stop()
        office.electiond("check", office.dir)
    print("codes replaced, the old ones dead, each register counted apart")


if __name__ == "__main__":
    main()
