#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A poll with every register and every channel: votes online, by post and by telephone,
each as the rules want it, two officers for what must be signed by two, and at the end
numbers that add up.

17-registers.py TALLY ELECTIOND VOTER
"""

import re
import stat
import sys

from office import CONSTITUENCIES, PUBLIC, STAFF, Office, person, read_mail
from terminal import converse

NAMES = ["Ann Ash", "Bo Birch", "Cy Cedar", "Di Dogwood", "Eve Elder", "Flo Fir", "Gus Gorse",
         "Hal Hazel", "Ida Ivy", "Jo Juniper", "Kit Kauri", "Lou Larch", "Mo Maple", "Nan Nutmeg"]
MEMBERS = [person(f"M{i}", *name.split(), STAFF if i in (3, 4, 7) else PUBLIC)
           for i, name in enumerate(NAMES, 1)]
CHANNELS = [{**one, "channels": ["online", "post", "telephone"] if one["kind"] == "public" else ["online"]}
            for one in CONSTITUENCIES]
DEPUTIES = {"deputy": ["replace", "papers", "disqualify", "box", "result", "note"]}


def envelope(office, member):
    """What stands on the envelope of a member, without its two check symbols."""
    _, cid, number = office.codes[f"{member.lower()}@members.example"]
    return f"{cid}.{number}"


def receive(office, lines, *options, want=0, channel="post"):
    """What tally answers to each line, by the envelope."""
    said = office.tally("receive", office.address, "--channel", channel, *office.key("officer"),
                        *options, want=want, typed="\n".join(lines) + "\n")
    return dict(line.split("\t", 1) for line in said.split("\n") if "\t" in line)


def second(office, answers=0, who="deputy"):
    """The deputy signs what waits for a second officer, having read and answered each."""
    code, said = converse(
        [office.programs["tally"], "sign", office.address, "--key", str(office.folder / f"{who}.key"),
         "--passphrase-file", str(office.folder / "pass")],
        [("Type yes: ", "yes\n")] * answers)
    assert code == 0, said
    return said


def by_post(office):
    """Envelopes, each answered at once and the same whenever it comes again."""
    office.cast([office.line("m6@members.example", "1,2"), office.line("m7@members.example", "1")])
    voted, good, bare = (envelope(office, one) for one in ("M6", "M8", "M9"))
    staff = envelope(office, "M7")
    lines = [f"{good} y", f"{bare} n", f"{voted} y", "1.999 y", "9.1 y", f"{staff} y", "1.x y", f"{good} maybe"]
    first = receive(office, lines[:7], want=1)
    assert first[good].startswith("recorded: entry "), first
    assert "the declaration of identity is missing" in first[bare], first
    assert re.search(r"NOT COUNTED, this number has voted already, online, at .*; a second officer must",
                     first[voted]), first
    assert "not on the roll" in first["1.999"] and "not on the roll" in first["9.1"], first
    assert "does not vote that way" in first[staff], first
    assert "not understood" in first["1.x"], first
    assert receive(office, lines, want=1)[voted] == first[voted]
    second(office, 2)
    size = office.checkpoint()[1]
    again = receive(office, lines[:7], want=1)
    assert office.checkpoint()[1] == size, "a line that comes again changes nothing"
    assert again[good] == first[good] and "disqualified: entry" in again[voted], (first, again)
    # The declaration that was missing comes in another envelope.
    assert "NOT COUNTED" in receive(office, [f"{bare} n"])[bare]
    assert receive(office, [bare, "y"])[bare].startswith("recorded"), "asked on a line of its own"
    # Post first, then online: the post stands.
    [late] = office.ballots([office.line("m8@members.example", "2")])
    assert office.post_ballot(late)[1] == "credential-spent"
    # Somebody helped by telephone (rule 28).
    assert receive(office, [f"{envelope(office, 'M10')} y"], channel="telephone")


def disqualify(office, *what, want=0):
    """Two officers at one desk disqualify a vote."""
    return office.tally("disqualify", office.address, *office.key("officer"), "--key", "deputy.key", "--yes",
                        *what, want=want)


def struck(office):
    """A vote that stood and must not: by post of somebody who may not vote; and one online."""
    office.cast([office.line("m12@members.example", "1")])
    for member, channel, reason in (("M11", "post", "ineligible"), ("M12", "online", "impersonated")):
        if channel == "post":
            assert receive(office, [f"{envelope(office, member)} y"])
        vote = ["--envelope", envelope(office, member), "--channel", channel]
        if channel == "post":
            assert "no longer stands" in disqualify(office, *vote, "--reason", reason)
            continue
        office.console().post("/console/waiting/disqualification", channel=channel, reason=reason,
                              envelope=envelope(office, member), confirm="yes")
        second(office, 1, "officer")
        second(office, 1)
    assert "NOT RECORDED: the vote of entry" in receive(
        office, [f"{envelope(office, 'M11')} y"], want=1)[envelope(office, "M11")]
    assert "recorded" in receive(office, [f"{envelope(office, 'M11')} y another"])[envelope(office, "M11")]
    disqualify(office, "--reason", "later", "--channel", "post", want=2)
    disqualify(office, "--reason", "later", "--channel", "post", "--envelope", "1.999", want=1)


def keying(office, who, lines, want=0):
    """An officer keys the pile of constituency 1."""
    return office.tally("enter", office.address, "--constituency", "1", "--batch", "pile", "--yes",
                        *office.key(who), want=want, typed="\n".join(lines) + "\n")


def papers(office):
    """The pile, keyed by one officer, and again by another; only then is it sent."""
    pile = office.folder / "pile"
    size = office.checkpoint()[1]
    assert "1 lines are no papers" in keying(office, "officer", ["1,2", "4,1"], want=1)
    assert not pile.exists()
    said = keying(office, "officer", ["1,2", "2", "undo", "2,1", "rejected uncertain", "done"])
    assert "3 papers" in said and "2 Bo Birch, 1 Ann Ash" in said, said
    assert stat.S_IMODE(pile.stat().st_mode) == 0o600
    assert "you keyed it yourself" in keying(office, "officer", ["1,2"], want=1)
    assert "first 3 papers were keyed, now 2" in keying(office, "deputy", ["1,2", "2,1"], want=1)
    said = keying(office, "deputy", ["1,2", "2", "rejected uncertain", "done"], want=1)
    assert "paper 2: first 2,1, now 2" in said and "nothing was sent" in said, said
    assert office.checkpoint()[1] == size, "nothing is sent before both agree"
    said = keying(office, "deputy", ["1,2", "2", "rejected uncertain", "done", "1", "2,1"])
    assert "2 papers are in the record (2 now), 1 rejected" in said, said
    assert not pile.exists()
    assert office.checkpoint()[1] == size + 2


def replaced(office):
    """Every register: spoilt, tendered, lost, and one who was left off the roll."""
    def refused(member, register, words):
        said = office.tally("replace", office.address, "--member", member, "--register", register,
                            *office.key("officer"), "--yes", want=1)
        assert words in said, said
    refused("M13", "lost", "Rule 30: a voting code can be said to be lost from Tuesday 16 June 2026 on")
    office.replace("M13", "spoilt")
    refused("M8", "spoilt", "A vote of this voter ID number stands")
    refused("M13", "tendered", "No vote of this voter ID number stands")
    old = envelope(office, "M6")
    office.replace("M6", "tendered")
    assert "number was cancelled" in receive(office, [f"{old} y"])[old]
    second(office, 1)
    refused("M13", "omitted", "Choose omitted only for a member who was given no voting code")
    refused("M15", "omitted", "No member has this number")
    office.stop()
    office.write_members([person("M15", "Oz", "Oak", PUBLIC)])
    office.electiond("roll", "import", office.dir, "members.csv", "--add", "--clock", office.folder / "clock")
    office.serve()
    office.tally("replace", office.address, "--member", "M15", "--register", "omitted",
                 *office.key("officer"), "--yes")
    office.read_code("m15@members.example")
    office.replace("M13", "lost")
    office.cast([office.line("m6@members.example", "2"), office.line("m15@members.example", "1")])


def reminded(office):
    """Those who have not voted are written to, and no list of them is shown."""
    office.write_members([*MEMBERS, person("M15", "Oz", "Oak", PUBLIC)])
    folder = office.folder / "reminders"
    folder.mkdir()
    wish = ["remind", office.address, "--members", "members.csv", "--mail-from", "ro@quill.example",
            "--mail-folder", "reminders"]
    assert "only the returning officer's" in office.tally(*wish, *office.key("deputy"), want=1)
    assert "would be sent" in office.tally(*wish, *office.key("officer"), "--trial")
    assert not [*folder.iterdir()]
    said = office.tally(*wish, *office.key("officer"))
    assert "@" not in said and "M1" not in said, said
    to = {read_mail(path)[0] for path in folder.iterdir()}
    voted = {"m6", "m7", "m8", "m9", "m10", "m11", "m15"}
    numbered = {one["number"].lower() for one in MEMBERS if office.has_poll(one)} | {"m15"}
    assert to == {f"{one}@members.example" for one in numbered - voted}, to
    text = read_mail(next(folder.iterdir()))[1]
    assert "/vote#" not in text and "You can still vote" in read_mail(next(folder.iterdir()))[2]["Subject"], text


def closed(office):
    """What comes after the close is late; the box waits until all that was received is keyed."""
    office.pass_time("2026-06-30T16:01:00Z", "close")
    late, posted = envelope(office, "M2"), envelope(office, "M14")
    assert "NOT COUNTED, late" in receive(office, [f"{late} y"])[late]
    assert receive(office, [f"{posted} y"], "--before-close")[posted].startswith("recorded")
    second(office, 1)
    keying(office, "officer", ["1", "rejected overvote"])
    keying(office, "deputy", ["1", "rejected overvote"])
    for who in ("officer", "deputy"):
        office.tally("sign", office.address, *office.key(who), "--yes")
        office.stop()
        office.serve()
    assert "entry type=15" in office.said()
    size = office.checkpoint()[1]
    later = envelope(office, "M13")
    for _ in range(2):
        assert "in the register of late arrivals" in receive(office, [f"{later} y"])[later]
    assert "disqualified: entry" in receive(office, [f"{late} y"])[late]
    console = office.console()
    console.post("/console/late", kind="returned", channel="", entries=f"M5\n{later}")
    table = console.get("/console/exports/late.csv").split("\r\n")
    assert [row.split(",", 1)[1] for row in table[1:-1]] == [
        f"vote,post,{PUBLIC},,,,{later.split('.')[1]},Rosalind Quill",
        f"returned,,{PUBLIC},M5,Eve,Elder,,Rosalind Quill",
        f"returned,,{PUBLIC},,,,{later.split('.')[1]},Rosalind Quill"], table
    assert office.checkpoint()[1] == size, "the record is not told of them"


def added_up(office):
    """The verified record: electorate and ballots by channel, as issue 5 wants them."""
    office.declared()
    second(office, 1)
    office.tally("fetch", office.address, "record")
    said = office.tally("verify", "record")
    public = sum(one["constituency"] == PUBLIC for one in MEMBERS)
    staff = sum(one["constituency"] == STAFF for one in MEMBERS)
    assert f"{public + staff} issued - 3 cancelled + 4 replaced = {public + staff + 1}" in said, said
    assert ("constituency 1, online: 4 came = 2 accepted + 1 disqualified + 0 late + 1 replaced as tendered"
            in said), said
    assert re.search(r"constituency 1, post: (\d+) came = 4 accepted + (\d+) disqualified + 1 late + 0 replaced"
                     .replace("+ ", r"\+ "), said), said
    assert "the record is good, to the declared result" in said, said
    page, notice = (office.request("GET", path)[2].decode() for path in ("/results/1", "/notices/result"))
    cells = [re.sub(r"<[^>]*>", " ", row).split() for row in re.findall(r"<tr.*?</tr>", page, flags=re.S)]
    assert ["online", "4", "2", "1", "0", "1"] in cells, cells
    assert "4: 2 accepted, 1 disqualified, 0 late, 1 replaced as tendered" in notice, notice


def main():
    with Office(*sys.argv[1:4], constituencies=CHANNELS, members=MEMBERS, deputies=DEPUTIES, hands=2) as office:
        office.reach("poll")
        by_post(office)
        papers(office)
        struck(office)
        replaced(office)
        reminded(office)
        closed(office)
        added_up(office)
    print("every register, every channel, and numbers that add up")


if __name__ == "__main__":
    main()
