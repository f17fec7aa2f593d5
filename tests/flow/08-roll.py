#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The members' list: every bad row is told with its line and nothing is imported; what
is skipped, who may not vote; and the list again: seen, confirmed, and without effect on
who votes once nominations have closed.

08-roll.py TALLY ELECTIOND VOTER
"""

import re
import sqlite3
import sys

from office import Browser, CODE, HEADER, MEMBERS, Office, PUBLIC, later

GOOD = f"N{{}},Ann,Ash,a{{}}@x.example,1 Mill Lane,,,Oxford,OX1 1AA,{PUBLIC},2019-04-01"
LONG = "x" * 2000


def good(number):
    return GOOD.format(number, number)


def with_field(name, value, number=1):
    """A good row but for one field."""
    fields = good(number).split(",")
    fields[HEADER.split(",").index(name)] = value
    return ",".join(fields)


# A row, and what is said of it behind its line's number.
BAD_ROWS = [
    (with_field("number", ""), "number: is empty"),
    (with_field("surname", "  "), "surname: is empty"),
    (with_field("constituency", ""), "constituency: is empty"),
    (with_field("joined", ""), "joined: is empty"),
    *((with_field(name, LONG), f"{name}: is too long")
      for name in ("number", "forenames", "surname", "email", "address_1", "town", "postcode",
                   "constituency", "joined")),
    (with_field("surname", "x" * 120 + "é" * 80), "surname: is too long"),
    (with_field("constituency", "Public: Nowhere"), "constituency: is no constituency"),
    (with_field("constituency", PUBLIC.lower()), "constituency: is no constituency"),
    *((with_field("joined", day), "joined: is not a day written YYYY-MM-DD")
      for day in ("01/04/2019", "2019-4-1", "2019-02-29", "2019-13-01", "2019-00-10", "20190401",
                  "-001-01-01")),
    (with_field("email", "ann"), "email: is not an email address"),
    (with_field("email", "a@b@c.example"), "email: is not an email address"),
    (with_field("email", "a b@c.example"), "email: is not an email address"),
    (with_field("email", "a@c.example>"), "email: is not an email address"),
    (with_field("email", "").replace("1 Mill Lane", ""), "there is neither an email address nor a postal"),
    (with_field("email", "").replace("OX1 1AA", ""), "there is neither an email address nor a postal"),
    (with_field("joined", "x").replace(",Ann,", ',"Ann\r\nB",'), "joined: is not a day"),
    (with_field("forenames", "Ann\x1b[2J"), "forenames: is not UTF-8, or holds a control"),
    (with_field("forenames", "Ann\u202eB"), "forenames: is not UTF-8, or holds a control"),
    (with_field("forenames", "Ann\udcff"), "forenames: is not UTF-8, or holds a control"),
    (with_field("forenames", "Ann\udced\udca0\udc80"), "forenames: is not UTF-8"),
    (with_field("forenames", "Ann\udcc0\udcaf"), "forenames: is not UTF-8"),
    (good(1) + ",more", "too few or too many columns"),
    (good(1).rpartition(",")[0], "too few or too many columns"),
    ("N1", "too few or too many columns"),
]

# A whole file, and what is said of it.
BAD_FILES = [
    ("", "empty, or is not a text"),
    ("\0", "empty, or is not a text"),
    (HEADER + "\n", "no rows"),
    (good(1) + "\n", "header"),
    (HEADER.replace("surname", "Surname") + "\n" + good(1) + "\n", "header"),
    (HEADER.replace("surname,email", "email,surname") + "\n" + good(1) + "\n", "header"),
    (HEADER.replace(",joined", "") + "\n" + good(1).rpartition(",")[0] + "\n", "header"),
    (HEADER.replace(",", ";") + "\n" + good(1).replace(",", ";") + "\n", "header"),
    (f"{HEADER}\n{good(1)}\n\"N2,Bo\n{good(3)}\n", "line 3: quotes do not match"),
    (f"{HEADER}\n{good(1)}\nN\"2,{good(3)}\n", "line 3: quotes do not match"),
    (f"{HEADER}\n{good(1)}\0\n", "not a text"),
]


class Roll:
    """The members' list being imported, and what came of it."""

    def __init__(self, office):
        self.office = office

    def members(self):
        """Who is on the roll: forenames by number."""
        with sqlite3.connect(f"file:{self.office.dir}/roll.db?mode=ro", uri=True) as db:
            return dict(db.execute("SELECT number, forenames FROM member ORDER BY number"))

    def load(self, text, *options, want):
        """Imports a list: what is said."""
        path = self.office.folder / "list.csv"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return self.office.electiond("roll", "import", self.office.dir, "list.csv", "--clock",
                                     self.office.folder / "clock", *options, want=want)


def bad_rows(roll):
    """Each alone among good rows, and then all of them in one list."""
    for row, words in BAD_ROWS:
        said = roll.load("\n".join([HEADER, good(7), row, good(8)]) + "\n", want=1)
        assert f"list.csv: line 3{', ' if ':' in words else ': '}{words}" in said, (row, said)
        assert said.count("list.csv: line ") == 1 and "1 of 3 rows are bad; nothing was imported" in said, said
    lines = [HEADER] + [row for row, _ in BAD_ROWS]
    said = roll.load("\n".join(lines) + "\n", want=1)
    # A row's second line counts: those behind it are where an editor shows them.
    at = 2
    for row, words in BAD_ROWS:
        assert re.search(rf"line {at}[,:] {re.escape(words)}", said), (at, words, said)
        at += 1 + row.count("\r\n")
    assert f"{len(BAD_ROWS)} of {len(BAD_ROWS)} rows are bad" in said, said
    said = roll.load("\n".join([HEADER, good(1), good(2), good(1)]) + "\n", want=1)
    assert "line 4, number: is earlier in this file" in said, said
    assert roll.members() == {}


def bad_files(roll):
    """Whole files that are no list."""
    for text, words in BAD_FILES:
        said = roll.load(text, want=1)
        assert words in said, (text, said)
    office = roll.office
    for name, words in (("absent.csv", "no such file"), (office.dir, "not a file")):
        assert words in office.electiond("roll", "import", office.dir, name, want=1)
    assert "there is no" in office.electiond("roll", "import", "nowhere", "list.csv", want=1)
    office.electiond("roll", "import", office.dir, want=2)
    office.electiond("roll", "import", office.dir, "list.csv", "--all", want=2)
    assert roll.members() == {}


def skipped(roll):
    """The good rows alone, when that is asked; again, they change nothing."""
    rows = [good(1).replace(",Ann,", ',"Ann\r\nBcc: x@evil.example",'), with_field("email", "ann", 2), with_field("email", "", 3), good(1), good(4)]
    text = "\ufeff" + "\r\n".join([HEADER, *rows]) + "\r\n"
    said = roll.load(text, "--skip-bad", want=0)
    assert "line 4, email: is not" in said and "line 6, number: is earlier" in said, said
    assert "rows 5\nmembers 3\nwithout a vote 0\nskipped 2\n" in said, said
    assert roll.members() == {"N1": "Ann Bcc: x@evil.example", "N3": "Ann", "N4": "Ann"}
    said = roll.load(text, "--skip-bad", want=0)
    assert "members 0\n" in said and "skipped 2\n" in said, said
    assert list(roll.members()) == ["N1", "N3", "N4"]


def again(roll):
    """The list again: what it would do is told, and done when the hash of that is named."""
    text = "\n".join([HEADER, good(1), with_field("email", "", 3).replace("Mill", "High"), good(5)]) + "\n"
    assert "would change or leave" in roll.load(text, want=1)
    said = roll.load(text, "--check", want=0)
    for line in ("changed: N1, Ann Bcc: x@evil.example Ash\n  forenames: Ann Bcc: x@evil.example -> Ann\n",
                 "  address_1: 1 Mill Lane -> 1 High Lane\n", "added: N5, Ann Ash\n", "leaves: N4, Ann Ash\n"):
        assert line in said, (line, said)
    assert "N5" not in roll.members()
    shown = re.search(r"^difference ([0-9a-f]{64})$", said, flags=re.M).group(1)
    assert "leaving 0\n" in roll.load(text, "--check", "--add", want=0)
    for wrong in (shown[1:], "0" * 64):
        roll.load(text, "--confirm", wrong, want=1)
    roll.load(text, "--confirm", shown, want=0)
    assert roll.members()["N1"] == "Ann"
    assert "changed, because the roll has changed" not in roll.load(text, want=0)
    assert "because the roll has changed" in roll.load(text, "--confirm", shown, want=1)
    twice = text + good(6).replace("a6@", "a5@") + "\n"
    assert "the same person twice: N5 and N6" in roll.load(twice, "--check", want=1)


def in_the_console(roll):
    """The list again while the daemon serves: shown, then confirmed by what was shown."""
    office = roll.office
    console = office.console()
    rows = [HEADER, good(1), with_field("email", "", 3).replace("Mill", "Low"), good(5), good(8)]
    text = "\n".join(rows) + "\n"

    def show(scope):
        page = console.send("/console/roll", scope=scope, list=("list.csv", text.encode("utf-8")))
        shown = re.search(r'name="shown" value="([0-9a-f]{64})"', page)
        return page, re.search(r'action="(/console/roll/[0-9a-f]{64})"', page), shown and shown.group(1)
    page, _, _ = show("whole")
    # M1 and M2 stand, and would leave.
    assert "2 who leave or move stand for election" in page and "Ann Ash" in page, page
    page, address, shown = show("more")
    assert "1 Low Lane" in page and "N8" in page and "N8" not in roll.members(), page
    console.post(address.group(1), want=409, shown="0" * 64)
    assert "N8" not in roll.members()
    page = console.post(address.group(1), shown=shown)
    assert "Members by constituency" in page and "N8" in roll.members(), page
    console.post(address.group(1), want=409, shown=shown)
    assert "imported members: 1 added, 1 changed" in console.get("/console/log")
    assert "N8,Ann,Ash,a8@x.example" in console.get("/console/roll/voters.csv")
    assert "N8" not in console.get("/console/roll/voters?day=2026-01-01")
    # Before the day it was learnt, nobody knew of N8.
    assert "N8" not in console.get("/console/roll/voters.csv?day=2026-04-30")
    assert "N1,Public: Oxfordshire,email," in console.get("/console/roll/choices.csv")
    assert "CSV" in console.send("/console/roll", scope="whole", list=("none", b""))
    stranger = Browser(office.address)
    stranger.send("/console/roll", want=401, list=("list.csv", b"x"))


def representation(roll):
    """Fields of members and figures of the population: a report of which small groups are no part."""
    console = roll.office.console()
    rows = ["number,age_band,sex,ethnicity,area", *(f"{one},16-24,Women,,North" for one in roll.members())]
    page = console.send("/console/representation", file="members", list=("m.csv", "\n".join(rows).encode()))
    assert "by age band" in page and "withheld" in page, page
    page = console.send("/console/representation", file="members", list=("m.csv", (rows[0] + "\nX9,,,,\n").encode()))
    assert "Line 2, number: is not on the roll" in page, page
    console.send("/console/representation", file="population", list=("p.csv", b"field,category,people\nsex,Women,9000\n"))
    assert "9000" in console.get("/console/representation/report.html")
    assert "Members and population by sex,Women,1" in console.get("/console/representation/report.csv")
    with console.opener.open(roll.office.address + "/console/representation/report.pdf") as pdf:
        assert pdf.read(5) == b"%PDF-"


def members_own(roll):
    """A member sees the entry, chooses post, comes by a letter; another one leaves."""
    office = roll.office
    flo = office.members[5]
    office.ask_for_link(flo)
    own = office.sign_in(flo)
    assert "Member since" in own.get("/me") and "1 Mill Lane, Oxford, OX1 1AA" in own.get("/me")
    assert "Choose how your voting code" in own.post("/me/choices", way="pigeon", hears="all")
    assert "by post" in own.post("/me/choices", way="post", hears="least")
    # By a code from a letter, for N3, who has no email.
    before = set((office.dir / "letters").iterdir())
    assert "Letters made: 1." in office.console().post("/console/roll/letters", member="")
    [sealed] = set((office.dir / "letters").iterdir()) - before
    office.tally("letters", sealed, *office.key("officer"), "--text", "--out", "letter.txt")
    code = re.search(r"^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$", (office.folder / "letter.txt").read_text("utf-8"), flags=re.M)
    sealed.unlink()
    browser = Browser(office.address)
    # A stranger is told the same whoever they claim to be.
    assert "This code is wrong" in browser.post("/sign-in/code", code="0000-0000-0000-0000")
    assert "N3" in browser.post("/sign-in/code", code=code.group().lower())
    assert "Tick the box" in browser.post("/me/leave")
    assert "cannot vote in this election" in browser.get("/me/leave")
    assert "no longer a member" in browser.post("/me/leave", sure="yes")
    browser.post("/me/leave", want=401, sure="yes")
    assert "This code is wrong" in browser.post("/sign-in/code", code=code.group())


def died(roll):
    """A member who has died after nominations closed is counted, and sent nothing."""
    office = roll.office
    office.clock(later(office.times["nominations_close"], hours=1))
    console = office.console()
    wish = {"died": "N8", "what": "died"}
    assert "No member has this number" in console.post("/console/roll/deaths", died="N99", what="died")
    assert "It is not recorded" in console.post("/console/roll/deaths", died="N8", what="mistake")
    assert "A candidate: first" in console.post("/console/roll/deaths", died="M1", what="died", confirm="yes")
    assert "Record that Ann Ash, member N8, has died?" in console.post("/console/roll/deaths", **wish)
    assert "Recorded." in console.post("/console/roll/deaths", **wish, confirm="yes")
    page = console.post("/console/roll/deaths", **wish, confirm="yes")
    assert "It is recorded already" in page and "have died since: <strong>1</strong>" in page, page
    assert "Taken back." in console.post("/console/roll/deaths", died="N8", what="mistake")
    assert "Recorded." in console.post("/console/roll/deaths", **wish, confirm="yes")
    assert "N8,Ann,Ash" in console.get("/console/roll/voters.csv"), "who may vote is settled"
    log = console.get("/console/log")
    assert "recorded that a member has died: N8" in log and "took back that a member has died: N8" in log, log


def too_late_to_vote(roll):
    """Who joined behind the closing date is a member without a vote."""
    office = roll.office
    late = {**MEMBERS[5], "joined": "2026-05-21"}
    office.members = MEMBERS[:5] + [late] + MEMBERS[6:]
    office.write_members(office.members)
    said = office.electiond("roll", "import", office.dir, "members.csv", "--add", "--clock",
                            office.folder / "clock")
    assert "members 7\nwithout a vote 1\n" in said, said
    office.serve()
    office.swear("officer")
    office.phase = "enrolled"
    said = roll.load(f"{HEADER}\n{good(9)}\n", want=1)
    assert "stop electiond first" in said, said
    assert "stop electiond first" in office.electiond("check", office.dir, want=1)
    office.reach("nominated")
    in_the_console(roll)
    representation(roll)
    members_own(roll)
    died(roll)
    office.has_poll = lambda one, before=office.has_poll: before(one) and one is not late
    office.reach("issued")
    assert late["email"] not in office.codes and len(office.codes) == 7, office.codes
    assert "a8@x.example" not in office.codes, "who has died is sent nothing"
    # N3, who had no email and left, gets no letter, nor does anybody else.
    assert not any((office.dir / "letters").iterdir())
    assert not any(CODE.search(text) for text, _ in office.mails_to(late["email"]))
    assert "joined too late" in office.console().post(
        "/console/replacements", member=late["number"], register="lost", confirm="yes")
    office.stop()
    office.electiond("check", office.dir)


def main():
    with Office(*sys.argv[1:4]) as office:
        roll = Roll(office)
        office.reach("defined")
        bad_rows(roll)
        bad_files(roll)
        skipped(roll)
        again(roll)
        too_late_to_vote(roll)
    print("no bad row came onto the roll")


if __name__ == "__main__":
    main()
