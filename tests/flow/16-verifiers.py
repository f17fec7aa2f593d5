#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two verifiers, which share no code, agree on a record: at every step of an election
with three trustees and two mixers, from its address, and on altered copies of it.

16-verifiers.py TALLY ELECTIOND VOTER
"""

import importlib
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

story = importlib.import_module("10-trustees")
VERIFIER = Path(__file__).resolve().parents[2] / "tools" / "verifier" / "verify.mjs"
FLIPS = 24

def verdict(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("{"), (command, done)
    said = json.loads(done.stdout)
    told = [one["detail"] for one in said["findings"] if one["verdict"] == "bad"]
    return (done.returncode, said["failed"], said["waiting"]), told

def agreed(office, place, *more):
    """What both say of a record: exit code, stage failed, stage waited for."""
    mine, words = verdict([str(office.programs["tally"]), "verify", str(place), *more, "--json"])
    other, others_words = verdict(["node", str(VERIFIER), str(place), *more, "--json"])
    assert mine == other, (place, more, mine, words, other, others_words)
    return mine

def fetched(office, name="copy"):
    office.tally("fetch", office.address, name)
    return office.folder / name

def step(office, waiting):
    assert agreed(office, fetched(office)) == (0, "", waiting), waiting

def altered(office, good):
    """A bit somewhere in some file; a file that is not there."""
    chance = random.Random(3)
    files = sorted(path.relative_to(good) for path in good.rglob("*") if path.is_file())
    bad = office.folder / "altered"
    refused = 0
    for number in range(FLIPS):
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(good, bad)
        path = bad / files[number % len(files)]
        content = bytearray(path.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        refused += agreed(office, bad)[0] != 0
    assert refused == FLIPS, refused
    for path in files:
        shutil.rmtree(bad)
        shutil.copytree(good, bad)
        (bad / path).unlink()
        if path.name != "checkpoint":
            agreed(office, bad)

def usage():
    for arguments, want in [([], 2), (["a", "b"], 2), (["--what", "a"], 2), (["/nowhere"], 1),
                            ([".", "--election", "short"], 2), (["."], 1)]:
        done = subprocess.run(["node", str(VERIFIER), *arguments], capture_output=True, cwd="/", check=False)
        assert done.returncode == want, (arguments, done)

def main():
    with story.Trustees(*sys.argv[1:4]) as office:
        office.reach("poll")
        office.cast([office.line(f"{who}@members.example", marks) for who, marks in story.VOTES.items()])
        office.closed()
        step(office, "mixes")
        office.act("mix", "mixer")
        step(office, "mixes")
        office.act("mix", "mixer-2")
        step(office, "shares")
        office.act("decrypt", "trustee-1", "--yes")
        step(office, "shares")
        office.act("decrypt", "trustee-3", "--yes")
        step(office, "recount")
        office.act("declare", "officer")
        step(office, "")
        good = office.folder / "copy"
        code = json.loads(subprocess.run(["node", str(VERIFIER), str(good), "--json"], capture_output=True,
                                         check=True).stdout)["code"]
        assert agreed(office, good, "--election", code)[0] == 0
        assert agreed(office, good, "--election", "0000-0000-0000-0000") == (14, "definition", "")
        assert agreed(office, office.address, "--election", code)[0] == 0
        altered(office, good)
    usage()
    print("both verifiers agree")

if __name__ == "__main__":
    main()
