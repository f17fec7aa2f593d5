#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""kill -9 in the middle of bulk casting, several times: every receipt handed out stays
good, nobody is counted twice, and the election ends as if nothing had happened.

05-killed.py TALLY ELECTIOND VOTER
"""

import base64
import hashlib
import re
import signal
import subprocess
import sys
from pathlib import Path

from office import MEMBERS, Office, person, PUBLIC, wait_for

VOTERS = 300
KILLS = (30, 90, 170)  # ballots in the record, at which the daemon is killed
BALLOT = 267


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root(leaves):
    """RFC 6962's, with a memory of whole subtrees."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while 2 * half < len(leaves):
        half *= 2
    return node(root(leaves[:half]), root(leaves[half:]))


def climb(index, size, hash_, path):
    """The root that an inclusion proof leads to."""
    last = size - 1
    for sibling in path:
        if index % 2 or index == last:
            hash_ = node(sibling, hash_)
            while index % 2 == 0:
                index //= 2
                last //= 2
        else:
            hash_ = node(hash_, sibling)
        index //= 2
        last //= 2
    assert last == 0, "a proof of another length"
    return hash_


class Receipt:
    """A C2SP tlog-proof, read by hand."""

    def __init__(self, text):
        head, note = text.decode("ascii" if text.isascii() else "utf-8").split("\n\n", 1)
        first, extra, index, *path = head.split("\n")
        assert first == "c2sp.org/tlog-proof@v1"
        self.entry = base64.b64decode(extra.removeprefix("extra "), validate=True)
        self.index = int(index.removeprefix("index "))
        self.path = [base64.b64decode(one, validate=True) for one in path]
        self.origin, size, top = note.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(top, validate=True)

    def check(self, entries, roots):
        """Its entry is in the record at its place, under a root the record had."""
        assert entries[self.index] == self.entry, "the record holds another entry"
        if self.size not in roots:
            roots[self.size] = root([leaf(one) for one in entries[:self.size]])
        assert roots[self.size] == self.root, "the record never had this root"
        assert climb(self.index, self.size, leaf(self.entry), self.path) == self.root


def entries_of(record):
    """Every entry of a fetched record, in order."""
    found = []
    bundles = sorted((path for path in (record / "tile/entries").rglob("*") if path.is_file()),
                     key=lambda path: (re.sub(r"\D", "", str(path).partition(".p")[0]), len(path.parts)))
    for path in bundles:
        whole, place = path.read_bytes(), int(path.relative_to(record / "tile/entries").parts[0][:3])
        at, number = 0, 256 * place
        while at < len(whole):
            size = int.from_bytes(whole[at:at + 2], "big")
            entry = whole[at + 2:at + 2 + size]
            if number < len(found):
                assert found[number] == entry
            else:
                found.append(entry)
            at, number = at + 2 + size, number + 1
    return found


def size_now(office):
    """How many entries the newest checkpoint on the disk is of."""
    return int((office.dir / "checkpoint").read_text(encoding="utf-8").split("\n")[1])


def send(office, receipts, tries):
    """Starts sending the prepared ballots."""
    return subprocess.Popen(
        [office.programs["voter"], "send", office.address, "prepared", "--receipts", receipts,
         "--tries", str(tries), "--connections", "16"], cwd=office.folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def kill_at(office, sending, size):
    """Kills the daemon once the record has grown to a size, and its mail child ends too."""
    daemon = office.daemon.pid
    children = Path(f"/proc/{daemon}/task/{daemon}/children").read_text(encoding="ascii").split()
    assert children, "the daemon has no child for its mail"
    while size_now(office) < size:
        assert sending.poll() is None, sending.stdout.read()
    office.stop(signal.SIGKILL)

    def are_gone():
        return not any(Path(f"/proc/{one}").exists() for one in children)
    wait_for("the mail child's end", are_gone)


def held(folder):
    """The receipts in a folder, by the ballot's code."""
    return {path.name: path.read_bytes() for path in folder.glob("*.receipt")}


def cast_and_kill(office, first, last, kept):
    """Kills the daemon with each sending; each restart is checked. The last sending
    outlives its daemon, and its voters are answered by the next one."""
    for number, size in enumerate(KILLS):
        is_last = size == KILLS[-1]
        sending = send(office, f"receipts{number}", 1000 if is_last else 1)
        kill_at(office, sending, first + size)
        if not is_last:
            said = sending.communicate()[0].decode()
            assert sending.returncode == 1 or size_now(office) == last, said
            assert not re.search(r" [1-9]\d* unproved", said), said
        office.electiond("check", office.dir)
        office.serve()
        if is_last:
            said = sending.communicate()[0].decode()
            assert sending.returncode == 0 and " 0 refused, 0 lost, 0 unproved" in said, said
        for name, receipt in held(office.folder / f"receipts{number}").items():
            assert kept.setdefault(name, receipt) == receipt, "another receipt for one ballot"


def main():
    members = MEMBERS + [person(f"V{number}", "Voter", f"Number {number}", PUBLIC)
                         for number in range(VOTERS)]
    with Office(*sys.argv[1:4], members=members) as office:
        office.reach("poll")
        ballots = office.ballots([office.line(address, "1" if number % 3 else "2")
                                  for number, address in enumerate(office.codes)])
        first = size_now(office)
        kept = {}
        cast_and_kill(office, first, first + len(ballots), kept)
        assert len(kept) == len(ballots) == size_now(office) - first
        for ballot in ballots[::25]:
            status, _, receipt = office.post_ballot(ballot)
            assert status == 200 and receipt in kept.values()
        assert send(office, "again", 1).wait() == 0
        assert held(office.folder / "again") == kept, "sent again, another receipt"
        office.voter("check", office.address, "prepared")
        office.reach("closed")
        office.tally("fetch", office.address, "record")
        entries = entries_of(office.folder / "record")
        assert sorted(entry[-BALLOT:] for entry in entries if entry[0] == 6) == sorted(ballots)
        roots = {}
        for receipt in map(Receipt, kept.values()):
            receipt.check(entries, roots)
        assert len(roots) > 1
        office.reach("declared")
        office.tally("verify", office.address)
        office.stop()
        office.electiond("check", office.dir)
    print(f"{len(kept)} receipts under {len(roots)} checkpoints outlived {len(KILLS)} kills")


if __name__ == "__main__":
    main()
