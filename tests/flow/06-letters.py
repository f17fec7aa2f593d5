#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Members without email: their voting codes come out of the daemon's print file by the
officer's key alone, as text and as a PDF, and can be voted with.

06-letters.py TALLY ELECTIOND VOTER
"""

import re
import stat
import subprocess
import sys

from office import CANDIDATES, MEMBERS, PUBLIC, STAFF, TIMES, Office, person

HAL = person("M8", "Hal", "Häyhä", PUBLIC, email="")
IDA = person("M9", "Ida", "Ivy", STAFF, email="")


def letters_of(office):
    """{first line: whole letter} of the print file, as text."""
    text = (office.folder / "letters.txt").read_text(encoding="utf-8")
    return {letter.split("\n", 1)[0]: letter for letter in text.split("\f")}


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
    wrong = office.tally("letters", sealed, *office.key("officer"), "--out", "letters.txt", want=1)
    assert "exists already" in wrong, wrong
    office.tally("letters", *office.key("officer"), "--out", "no.pdf", want=2)
    assert not (office.folder / "no.pdf").exists()


def main():
    with Office(*sys.argv[1:4], members=[*MEMBERS, HAL, IDA]) as office:
        office.found()
        office.nominated()
        office.clock(TIMES["withdrawal"])
        office.sign()
        (sealed,) = office.dir.glob("letters/*.sealed")
        assert b"Voting code" not in sealed.read_bytes()
        assert stat.S_IMODE(sealed.stat().st_mode) == 0o600

        office.tally("letters", sealed, *office.key("officer"), "--text", "--out", "letters.txt")
        assert stat.S_IMODE((office.folder / "letters.txt").stat().st_mode) == 0o600
        letters = letters_of(office)
        assert sorted(letters) == ["Hal Häyhä", "Ida Ivy"], letters
        assert "\n1 Mill Lane\nOxford\nOX1 1AA\n\nPRACTICE: " in letters["Hal Häyhä"], letters

        said = office.tally("letters", sealed, *office.key("officer"), "--out", "letters.pdf")
        assert "2 letters" in said, said
        assert stat.S_IMODE((office.folder / "letters.pdf").stat().st_mode) == 0o600
        shown = subprocess.run(["pdftotext", "-layout", office.folder / "letters.pdf", "-"],
                               check=True, capture_output=True, text=True).stdout
        for letter in letters.values():
            code = re.search(r"^Voting code:\s+(\S+)$", letter, flags=re.M)[1]
            assert code in shown, shown
        check_refusals(office, sealed)

        office.pass_time(TIMES["open"], "open")
        office.cast([line_of(letters["Hal Häyhä"], 1, "2,1"), line_of(letters["Ida Ivy"], 2, "1")])
    print(f"{len(CANDIDATES)} candidates, 2 voters by letter")


if __name__ == "__main__":
    main()
