#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A poll with every register and every channel: votes online, by post and by telephone,
each as the rules want it, and at the end numbers that add up.

17-registers.py TALLY ELECTIOND VOTER
"""

import re
import sys

from office import CONSTITUENCIES, PUBLIC, STAFF, Office, person

NAMES = ["Ann Ash", "Bo Birch", "Cy Cedar", "Di Dogwood", "Eve Elder", "Flo Fir", "Gus Gorse",
         "Hal Hazel", "Ida Ivy", "Jo Juniper", "Kit Kauri", "Lou Larch", "Mo Maple", "Nan Nutmeg"]
MEMBERS = [person(f"M{i}", *name.split(), STAFF if i in (3, 4, 7) else PUBLIC)
           for i, name in enumerate(NAMES, 1)]
CHANNELS = [{**one, "channels": ["online", "post", "telephone"] if one["kind"] == "public" else ["online"]}
            for one in CONSTITUENCIES]


def number(office, member):
    """The voter number of a member."""
    return office.codes[f"{member.lower()}@members.example"][2]


def receive(office, lines, *options, want=0, channel="post"):
    """What tally answers to each line, by the envelope."""
    said = office.tally("receive", office.address, "--channel", channel, *office.key("officer"),
                        *options, want=want, typed="\n".join(lines) + "\n")
    return dict(line.split("\t", 1) for line in said.split("\n") if "\t" in line)


def by_post(office):
    """Envelopes, each answered at once and the same whenever it comes again."""
    office.cast([office.line("m6@members.example", "1,2")])
    voted, good, bare = (f"1.{number(office, one)}" for one in ("M6", "M8", "M9"))
    staff = f"2.{number(office, 'M7')}"
    lines = [f"{good} y", f"{bare} n", f"{voted} y", "1.999 y", "9.1 y", f"{staff} y", "1.x y", f"{bare} maybe"]
    first = receive(office, lines, want=1)
    assert first[good].startswith("recorded: entry "), first
    assert re.search(r"NOT COUNTED, this number has voted already, online, at .*; disqualified: entry \d+",
                     first[voted]), first
    assert "not on the roll" in first["1.999"] and "not on the roll" in first["9.1"], first
    assert "does not vote that way" in first[staff], first
    assert "not understood" in first["1.x"], first
    size = office.checkpoint()[1]
    again = receive(office, lines[:7], want=1)
    assert office.checkpoint()[1] == size, "a line that comes again changes nothing"
    assert again[good] == first[good] and again[voted] == first[voted], (first, again)
    # The declaration that was missing comes in another envelope.
    assert "NOT COUNTED" in receive(office, [f"{bare} n"])[bare]
    assert receive(office, [bare, "y"])[bare].startswith("recorded"), "asked on a line of its own"
    # Post first, then online: the post stands.
    [late] = office.ballots([office.line("m8@members.example", "2")])
    assert office.post_ballot(late)[1] == "credential-spent"


def main():
    with Office(*sys.argv[1:4], constituencies=CHANNELS, members=MEMBERS) as office:
        office.reach("poll")
        by_post(office)
    print("every register, every channel, and numbers that add up")


if __name__ == "__main__":
    main()
