#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The election the README tells a trust to hold: three trustees of whom two decrypt, two
mixers, everybody with a copy of the record of their own, each document submitted.

10-trustees.py TALLY ELECTIOND VOTER
"""

import importlib
import json
import sys

from trustees import TRUSTEES, Trustees

story = importlib.import_module("01-election")
VOTES = {"m1": "1,2", "m2": "2", "m6": "2,1", "m3": "1", "m4": "2", "m7": "2"}


class Apart(Trustees):
    """Trustees who never meet: the daemon holds the files of their ceremony for them."""

    WORD = "a-word-of-many-letters"

    def room(self, name, body=None, word=WORD):
        """Status of a file of the ceremony asked for, or left."""
        return self.request("PUT" if body else "GET", f"/api/ceremony/{word}/{name}", body,
                            Content_Type="application/octet-stream")[0]

    def hold_ceremony(self):
        self.configure(ceremony=self.WORD)
        self.clock("2026-04-20T08:00:00Z")
        self.serve()
        said = ""
        for who in TRUSTEES:
            (self.folder / f"{who}.json").write_bytes((self.folder / "definition.json").read_bytes())
        while "all 3 have signed" not in said:
            for who in TRUSTEES:
                said = self.step(who)
        assert self.room("message-2") == 200 and self.room("message-4") == 404
        assert self.room("message-2", b"another") == 409 and self.room("message-21", b"x") == 404
        assert self.room("message-2", word=self.WORD[:-1]) == 404
        assert self.room("message-3", b"x" * 8193) == 413
        said = self.step("trustee-1", word="another-word-of-letters", want=1)
        self.step("trustee-3")
        for name in ("definition.json", "ceremony"):
            source = "trustee-3.json" if name == "definition.json" else "trustee-3.object"
            (self.folder / name).write_bytes((self.folder / source).read_bytes())
        self.stop()

    def step(self, who, word=WORD, want=0):
        """A trustee's next round, with a folder of their own."""
        return self.tally("trustee", "ceremony", f"{who}.json", *self.key(who), "--folder",
                          f"{who}-files", "--ceremony", f"{who}.object", "--url", self.address,
                          "--word", word, want=want)


def find_ballot(office, address):
    """Constituency and entry of somebody's ballot, which a receipt names too."""
    _, cid, number = office.codes[address]
    named = int(cid).to_bytes(2, "big") + int(number).to_bytes(4, "big")
    found = [index for index, entry in enumerate(story.entries(office.folder / "copy"))
             if entry[0] == 6 and entry[45:51] == named]
    return cid, found[0]


def early(office):
    """Nothing is opened before the result."""
    (office.folder / "early.json").write_text(json.dumps({
        "document": "order", "election": office.election()["election"], "constituency": 1,
        "entry": 5, "authority": "A panel", "seal": "11" * 32}), encoding="ascii")
    said = office.tally("note", office.address, "--kind", "open-one", "--order", "early.json",
                        *office.key("officer"), "--yes", want=1)
    assert "refuse it: early" in said, said
    office.tally("fetch", office.address, "copy")
    said = office.tally("open-one", "copy", "--order", "early.json", *office.key("trustee-1"),
                        "--out", "early.answer", "--yes", want=1)
    assert "no result is declared" in said and not (office.folder / "early.answer").exists(), said


def open_one(office):
    """A panel under Part 11 orders one vote to be opened; two of three trustees answer it."""
    def answer(who, want=0):
        return office.tally("open-one", "copy", "--order", "order.json", *office.key(who), "--out",
                            f"{who}.answer", "--yes", want=want)

    def join(*names, key="panel", want=0):
        return office.tally("open-one", "join", "copy", *(f"{who}.answer" for who in names),
                            "--order", "order.json", *office.key(key), want=want)
    office.tally("officer", "new", "--name", "The panel", *office.key("panel"))
    office.tally("fetch", office.address, "copy")
    cid, entry = find_ballot(office, "m6@members.example")
    office.tally("open-one", "order", "copy", "--constituency", cid, "--entry", entry,
                 "--authority", "panel.key.pub", "--out", "order.json")
    assert "no note of the officers" in answer("trustee-1", want=1)
    office.tally("note", office.address, "--kind", "open-one", "--order", "order.json",
                 *office.key("officer"), "--yes")
    office.tally("fetch", office.address, "copy")
    said = answer("trustee-1")
    assert "ONE VOTE IS TO BE OPENED" in said and "for: The panel" in said, said
    assert "where a trustee's is wanted" in answer("officer", want=1)
    assert "fewer trustees" in join("trustee-1", want=1)
    assert "fewer trustees" in join("trustee-1", "trustee-1", want=1)
    answer("trustee-3")
    assert "not sealed to this key" in join("trustee-1", "trustee-3", key="officer", want=1)
    said = join("trustee-1", "trustee-3")
    assert said.endswith("The vote:\n  1. Bo O’Birch\n  2. Ann Ash\n"), said
    office.tally("verify", "copy")
    office.tally("verify", office.address)


def main():
    with Apart(*sys.argv[1:4]) as office:
        office.reach("poll")
        assert office.room("message-2") == office.room("message-2", b"x") == 404, "its time is over"
        office.cast([office.line(f"{who}@members.example", marks) for who, marks in VOTES.items()])
        office.closed()
        office.act("decrypt", "trustee-1", "--yes", want=1)
        assert office.act("mix", "mixer") == 2
        office.act("decrypt", "trustee-1", "--yes", want=1)
        assert office.act("mix", "mixer-2") == 2
        assert office.act("decrypt", "trustee-1", "--yes") == 2
        office.act("declare", "officer", want=1)
        early(office)
        assert office.act("decrypt", "trustee-3", "--yes") == 2
        assert office.act("declare", "officer") == 1
        office.tally("fetch", office.address, "mixer-record")
        said = office.tally("verify", "mixer-record")
        assert "to the declared result" in said, said
        sheet = json.loads(office.request("GET", "/results/1.json")[2])
        assert [sheet["candidates"][number - 1] for number in sheet["winners"]] == ["Bo O’Birch"], sheet
        open_one(office)
    print("two trustees of three, two mixers: declared and verified")


if __name__ == "__main__":
    main()
