# SPDX-License-Identifier: AGPL-3.0-or-later
"""A witness cosigns what extends what it saw, and refuses the daemon that shows another
history: with both checkpoints in hand, signed by the same log, as the proof.
12-witness.py TALLY ELECTIOND VOTER"""
import re
import shutil
import sys

from office import Office, TIMES

CONSISTENCY, ENTRIES = 12, 13


def witness_sign(office, want=0, who="w1"):
    return office.tally("witness", "sign", office.address, *office.key(who), "--record", "seen",
                        "--clock", "clock", want=want)


def make_witnesses(office):
    office.tally("witness", "new", "--name", "two words", *office.key("w1"), want=1)
    for who in ("w1", "w2"):
        said = office.tally("witness", "new", "--name", f"{who}.example/trust", *office.key(who))
        vkey = re.search(r"witness NAME (\S+)", said).group(1)
        office.policy.insert(0, f"witness {who} {vkey}")
    office.policy[2:] = ["group both all w1 w2", "quorum both"]


def cosigned(office):
    """One witness is not the quorum, two are; none signs twice."""
    said = witness_sign(office)
    assert "\u2014 w1.example/trust " in said, said
    assert "has cosigned" not in said
    witness_sign(office, want=1)
    said = office.tally("verify", "seen")
    assert "no checkpoint here is cosigned by as many" in said, said
    witness_sign(office, who="w2")
    said = office.tally("verify", "seen")
    assert "no checkpoint here is cosigned" not in said, said


def altered(office):
    """A byte of a cosignature is another: the record says so."""
    [path] = (office.folder / "seen" / "cosigned").iterdir()
    good = path.read_text(encoding="utf-8")
    lines = good.split("\n")
    lines[-2] = lines[-2][:-6] + ("A" if lines[-2][-6] != "A" else "B") + lines[-2][-5:]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "false" in office.tally("verify", "seen", want=ENTRIES)
    path.write_text(good, encoding="utf-8")


def forked(office):
    """The same key signs another history: a copy of the folder, a day later."""
    office.stop()
    shutil.rmtree(office.dir)
    (office.folder / "twin").rename(office.dir)
    office.clock("2026-05-27T16:00:00Z")
    office.serve()
    assert "earlier state" in witness_sign(office, want=1)
    office.sign()
    said = witness_sign(office, want=1)
    assert "ANOTHER HISTORY" in said and "Nothing was signed" in said, said
    [proof] = (office.folder / "seen" / "checkpoints").glob("*.other")
    size = proof.name.removesuffix(".other")
    mine = (office.folder / "seen" / "checkpoints" / size).read_text(encoding="utf-8")
    assert mine.split("\n")[:2] == proof.read_text(encoding="utf-8").split("\n")[:2] and \
        mine != proof.read_text(encoding="utf-8"), "two checkpoints of one size by one key"
    office.tally("verify", "seen", want=CONSISTENCY)


with Office(*sys.argv[1:4]) as held:
    make_witnesses(held)
    held.reach("nominated")
    held.stop()
    shutil.copytree(held.dir, held.folder / "twin")
    held.serve()
    held.clock(TIMES["withdrawal"])
    held.sign()
    cosigned(held)
    altered(held)
    forked(held)
    print("a witness signs one history, and proves the other")
