#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The election the README tells a trust to hold: three trustees of whom two decrypt, two
mixers, everybody with a copy of the record of their own, each document submitted.

10-trustees.py TALLY ELECTIOND VOTER
"""

import json
import sys

from trustees import Trustees

VOTES = {"m1": "1,2", "m2": "2", "m6": "2,1", "m3": "1", "m4": "2", "m7": "2"}


def main():
    with Trustees(*sys.argv[1:4]) as office:
        office.reach("poll")
        office.cast([office.line(f"{who}@members.example", marks) for who, marks in VOTES.items()])
        office.closed()
        office.act("decrypt", "trustee-1", "--yes", want=1)
        assert office.act("mix", "mixer") == 2
        office.act("decrypt", "trustee-1", "--yes", want=1)
        assert office.act("mix", "mixer-2") == 2
        assert office.act("decrypt", "trustee-1", "--yes") == 2
        office.act("declare", "officer", want=1)
        assert office.act("decrypt", "trustee-3", "--yes") == 2
        assert office.act("declare", "officer") == 1
        office.tally("fetch", office.address, "mixer-record")
        said = office.tally("verify", "mixer-record")
        assert "to the declared result" in said, said
        sheet = json.loads(office.request("GET", "/results/1.json")[2])
        assert [sheet["candidates"][number - 1] for number in sheet["winners"]] == ["Bo O’Birch"], sheet
    print("two trustees of three, two mixers: declared and verified")


if __name__ == "__main__":
    main()
