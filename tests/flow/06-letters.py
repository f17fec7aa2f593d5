#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Members without email, and those who want letters: their voting codes come out of the
daemon's print file by the officer's key alone, as text and as a PDF, and can be voted with.
Where votes may come by post, all that is needed for one comes with the letter.

06-letters.py TALLY ELECTIOND VOTER
"""

import re
import stat
import subprocess
import sys

from office import CANDIDATES, CONSTITUENCIES, DECLARATION, MEMBERS, PUBLIC, STAFF, TIMES, Office, person

HAL = person("M8", "Hal", "Häyhä", PUBLIC, email="")
IDA = person("M9", "Ida", "Ivy", STAFF, email="")
JAN = person("M10", "Jan", "Juniper", PUBLIC)
BY_POST = [{**one, "channels": ["online", "post"]} if one["name"] == PUBLIC else one for one in CONSTITUENCIES]
ENVELOPE = re.compile(r"\b\d+\.\d+\.[0-9A-Z]{2}\b")
LEAVES = ["Ballot paper", "What the candidates say", "Declaration of identity", "Labels for your envelopes"]


def letters_of(office):
    """{first line: whole letter} of the print file, as text, and {the same: what goes with it}."""
    text = (office.folder / "letters.txt").read_text(encoding="utf-8")
    letters, packs = {}, {}
    for page in text.split("\f"):
        title = page.split("\n", 1)[0]
        if title in LEAVES:
            packs[list(letters)[-1]].append(page)
        else:
            letters[title], packs[title] = page, []
    return letters, packs


def check_packs(letters, packs):
    """Rules 20, 21, 24 and 25: what a member is sent who may vote by post."""
    assert packs["Ida Ivy"] == [], "staff vote online only"
    for name in ("Hal Häyhä", "Jan Juniper"):
        assert [page.split("\n", 1)[0] for page in packs[name]] == LEAVES, packs[name]
        paper, says, form, labels = packs[name]
        number = re.search(r"^Voter ID number:\s+(\d+)$", letters[name], flags=re.M)[1]
        (label,) = set(ENVELOPE.findall(form + labels))
        assert label.startswith(f"1.{number}."), label
        assert DECLARATION in form and "Signature" in form and "I am Ann Ash." in says, (form, says)
        assert "Seal" not in form and "1 governor is to be elected" in paper, paper
        assert paper.index("1  Ann Ash") < paper.index("2  Bo O’Birch") < paper.index("5pm on Tuesday 30 June 2026"), paper
        assert "/vote" in paper and "PRACTICE" in paper, paper
        assert paper == packs["Hal Häyhä"][0], "a ballot paper is like any other"
        identifiers = ENVELOPE.findall(paper) + re.findall(rf"{name}|#|\b[0-9A-Z]{{5}}-", paper)
        assert not identifiers, "nothing on it says whose it is"


def check_print(office, letters):
    """The PDF says the same; every leaf is a sheet of paper, and its envelope can be scanned."""
    shown = subprocess.run(["pdftotext", "-layout", office.folder / "letters.pdf", "-"],
                           check=True, capture_output=True, text=True).stdout
    for letter in letters.values():
        code = re.search(r"^Voting code:\s+(\S+)$", letter, flags=re.M)[1]
        assert code in shown, shown
    pages = shown.split("\f")
    papers = [i for i, page in enumerate(pages) if "Ballot paper\n" in page[:200]]
    assert len(papers) == 2 and all(i % 2 == 0 for i in papers), "not on the back of a letter"
    assert pages[papers[0]] == pages[papers[1]] and not pages[papers[0] + 1].strip(), pages
    subprocess.run(["pdftoppm", "-r", "100", "-gray", "letters.pdf", "page"], cwd=office.folder, check=True)
    scanned = {}
    for i, path in enumerate(sorted(office.folder.glob("page-*.pgm"))):
        scanned[i] = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, text=True,
                                    check=False).stdout.split()
    assert not any(scanned[i] for i in papers), "nothing on a ballot paper can be scanned"
    return [line for lines in scanned.values() for line in lines if ENVELOPE.fullmatch(line)]


def receive(office, lines, want=0):
    """What tally answers to each line that was scanned, by the envelope."""
    said = office.tally("receive", office.address, "--channel", "post", *office.key("officer"), want=want,
                        typed="\n".join(lines) + "\n")
    return dict(line.split("\t", 1) for line in said.split("\n") if "\t" in line)


def line_of(letter, cid, choice):
    """What `voter cast` takes, from what the letter says to type."""
    code = re.search(r"^Voting code:\s+(\S+)$", letter, flags=re.M)[1].replace("-", "")
    number = re.search(r"^Voter ID number:\s+(\d+)$", letter, flags=re.M)[1]
    assert f"/vote#{code}.{cid}.{number}\n" in letter, "the link says the same"
    return f"{code}.{cid}.{number}\t{choice}"


def check_refusals(office, sealed):
    """Whose key it is not, what is no print file, and what is there already."""
    wrong = office.tally("letters", sealed, *office.key("trustee"), "--out", "no.pdf", want=1)
    assert "not sealed to this key" in wrong, wrong
    office.tally("officer", "new", "--name", "Another", *office.key("another"))
    wrong = office.tally("letters", sealed, *office.key("another"), "--out", "no.pdf", want=1)
    assert "not sealed to this key" in wrong, wrong
    altered = office.folder / "altered.sealed"
    bytes_ = bytearray(sealed.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    altered.write_bytes(bytes_)
    wrong = office.tally("letters", altered, *office.key("officer"), "--out", "no.pdf", want=1)
    assert "not sealed to this key, or altered since" in wrong, wrong
    wrong = office.tally("letters", sealed, *office.key("officer"), "--out", "letters.txt", "--url",
                         office.address, want=1)
    assert "exists already" in wrong, wrong
    office.tally("letters", *office.key("officer"), "--out", "no.pdf", want=2)
    assert not (office.folder / "no.pdf").exists()


def main():
    with Office(*sys.argv[1:4], constituencies=BY_POST, members=[*MEMBERS, HAL, IDA, JAN]) as office:
        office.found()
        office.nominated()
        office.ask_for_link(JAN)
        assert "by post" in office.sign_in(JAN).post("/me/choices", way="post", hears="least")
        office.clock(TIMES["withdrawal"])
        office.sign()
        (sealed,) = office.dir.glob("letters/*.sealed")
        assert b"Voting code" not in sealed.read_bytes()
        assert stat.S_IMODE(sealed.stat().st_mode) == 0o600

        wish = ["letters", sealed, *office.key("officer")]
        wrong = office.tally(*wish, "--text", "--out", "letters.txt", want=1)
        assert "say --url" in wrong and "holds no letters" not in wrong, wrong
        assert not (office.folder / "letters.txt").exists()
        wish += ["--url", office.address]
        office.tally(*wish, "--text", "--out", "letters.txt")
        assert stat.S_IMODE((office.folder / "letters.txt").stat().st_mode) == 0o600
        letters, packs = letters_of(office)
        assert sorted(letters) == ["Hal Häyhä", "Ida Ivy", "Jan Juniper"], letters
        assert "\n1 Mill Lane\nOxford\nOX1 1AA\n\nPRACTICE: " in letters["Hal Häyhä"], letters
        assert "Or vote by post." in letters["Hal Häyhä"] and "by post" not in letters["Ida Ivy"], letters
        check_packs(letters, packs)

        said = office.tally(*wish, "--out", "letters.pdf")
        assert "3 letters with voting codes, 2 of them with a ballot paper" in said, said
        assert stat.S_IMODE((office.folder / "letters.pdf").stat().st_mode) == 0o600
        scanned = check_print(office, letters)
        check_refusals(office, sealed)

        office.pass_time(TIMES["open"], "open")
        office.cast([line_of(letters["Jan Juniper"], 1, "2,1"), line_of(letters["Ida Ivy"], 2, "1")])
        hal, jan = (next(label for label in scanned if label in packs[name][2])
                    for name in ("Hal Häyhä", "Jan Juniper"))
        said = receive(office, [f"{hal} y", f"{jan} y"])
        assert said[hal].startswith("recorded: entry "), said
        assert "NOT COUNTED, this number has voted already, online" in said[jan], said
        office.tally("enter", office.address, "--constituency", "1", "--batch", "pile", "--yes",
                     *office.key("officer"), typed="2,1\n")
    print(f"{len(CANDIDATES)} candidates, 2 votes by letter, 1 by post")


if __name__ == "__main__":
    main()
