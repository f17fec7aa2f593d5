#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two witnesses listen, the daemon gathers what they sign, and receipts are under it. A
backup put back and a daemon that shows another history are refused: by the witnesses, with
both checkpoints in hand, by the daemon itself, and by who signs a copy by hand.
12-witness.py TALLY ELECTIOND VOTER"""
import hashlib
import http.client
import re
import shutil
import subprocess
import sys
from pathlib import Path

from office import Office, PATIENCE, TIMES, free_port, wait_for

CONSISTENCY, ENTRIES = 12, 13
CREDENTIAL = slice(43, 75)  # of a ballot


class Witness:
    """tally witness serve, and what it keeps."""

    def __init__(self, office, who):
        self.office, self.who, self.port, self.process = office, who, free_port(), None
        self.address = f"http://127.0.0.1:{self.port}"
        self.folder = office.folder / f"{who}.kept"

    def start(self):
        said = self.office.folder / f"{self.who}.said"
        with open(said, "wb") as log:
            self.process = subprocess.Popen(
                [self.office.programs["tally"], "witness", "serve", *self.office.key(self.who),
                 "--folder", self.folder, "--definition", "definition.json", "--clock", "clock",
                 "--listen", f"127.0.0.1:{self.port}"],
                cwd=self.office.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=self.office.environment("tally"))
        wait_for(self.who, lambda: b"listening" in said.read_bytes())

    def stop(self):
        if self.process:
            self.process.terminate()
            code = self.process.wait(timeout=PATIENCE)
            self.process = None
            assert code == 0, f"{self.who} ended with {code}"

    def add(self, body):
        """(status, type, answer) of add-checkpoint."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("POST", "/add-checkpoint", body.encode("utf-8"))
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read().decode()

    def log(self):
        """Its folder of the one log there is."""
        origin = f"127.0.0.1:{self.office.port}/record"
        return self.folder / hashlib.sha256(origin.encode()).hexdigest()


def witness_sign(office, want=0):
    """A third one, who signs a copy of its own by hand and makes no quorum."""
    return office.tally("witness", "sign", office.address, *office.key("w3"), "--record", "seen",
                        "--clock", "clock", want=want)


def make_witnesses(office):
    office.tally("witness", "new", "--name", "two words", *office.key("w1"), want=1)
    office.policy = []
    for who in ("w1", "w2", "w3"):
        said = office.tally("witness", "new", "--name", f"{who}.example/trust", *office.key(who))
        vkey = re.search(r"witness NAME (\S+)", said).group(1)
        office.policy.append(f"witness {who} {vkey}")
    office.policy += ["group both all w1 w2", "quorum both"]


def cosigned(office, size):
    """Waits until both witnesses have signed the checkpoint of this size."""
    def look():
        status, _, note = office.request("GET", f"/record/cosigned/{size}")
        return status == 200 and note.count(b"\xe2\x80\x94 w") == 2
    wait_for(f"cosigned/{size}", look)


def by_hand(office):
    """Who has a copy signs it too; none signs twice."""
    said = witness_sign(office)
    assert "\u2014 w3.example/trust " in said, said
    witness_sign(office, want=1)
    said = office.tally("verify", "seen")
    assert "no checkpoint here is cosigned" not in said and "witnessed as" not in said, said


def altered(office):
    """A byte of a cosignature is another: the record says so."""
    path = office.folder / "seen" / "cosigned" / "3"
    good = path.read_text(encoding="utf-8")
    lines = good.split("\n")
    lines[-2] = lines[-2][:-6] + ("A" if lines[-2][-6] != "A" else "B") + lines[-2][-5:]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "false" in office.tally("verify", "seen", want=ENTRIES)
    path.write_text(good, encoding="utf-8")


def refused(office, witness):
    """One process a folder, an address that is one, and a log to watch."""
    def serve(folder, listen, *definition):
        return ["witness", "serve", *office.key("w1"), "--folder", folder, *definition,
                "--clock", "clock", "--listen", listen]
    known = ["--definition", "definition.json"]
    assert "another process" in office.tally(*serve(witness.folder, "127.0.0.1:0", *known), want=1)
    assert "ADDRESS:PORT" in office.tally(*serve("else", "nowhere", *known), want=2)
    assert "--definition" in office.tally(*serve("else", "127.0.0.1:0"), want=2)


def put_back(office):
    """A backup of the day before: the witnesses have seen more."""
    office.stop()
    office.dir.rename(office.folder / "true")
    shutil.copytree(office.folder / "twin", office.dir)
    said = office.refused_start()
    assert "has cosigned a checkpoint of 3 entries" in said and "old copy" in said, said
    assert b" w1.example/trust " in (office.dir / "witnessed").read_bytes() or \
        b" w2.example/trust " in (office.dir / "witnessed").read_bytes()


def forked(office, witnesses):
    """The same key signs another history, behind the witnesses' backs."""
    office.configure(witnesses=None)
    office.clock("2026-05-27T16:00:00Z")
    office.serve()
    assert "earlier state" in witness_sign(office, want=1)
    office.sign()
    said = witness_sign(office, want=1)
    assert "ANOTHER HISTORY" in said and "Nothing was signed" in said, said
    other = (office.folder / "seen" / "checkpoints" / "3.other").read_text(encoding="utf-8")
    mine = (office.folder / "seen" / "checkpoints" / "3").read_text(encoding="utf-8")
    assert mine.split("\n")[:2] == other.split("\n")[:2] and mine != other
    office.tally("verify", "seen", want=CONSISTENCY)

    # Shown to a witness it is refused, and both are kept.
    status, _, answer = witnesses[0].add("old 3\n\n" + other)
    assert status == 422 and not answer, (status, answer)
    proof = (witnesses[0].log() / "fork-3").read_text(encoding="utf-8")
    assert proof.endswith(other) and proof.split("\n\n")[0] + "\n" == mine.split("\n\n", 1)[0] + "\n"
    assert witnesses[1].add("old 0\n\n" + other)[::2] == (409, "3\n")

    # And the daemon finds out by itself, once it asks.
    office.stop()
    office.configure(witnesses=" ".join(one.address for one in witnesses))
    said = office.refused_start()
    assert "are not those of this folder" in said, said
    shutil.rmtree(office.dir)
    (office.folder / "true").rename(office.dir)
    shutil.rmtree(office.folder / "seen")
    office.clock(TIMES["withdrawal"])
    office.serve()


def receipt_of(office, ballot):
    status, _, text = office.request("GET", f"/api/ballots/{ballot[CREDENTIAL].hex()}")
    assert status == 200, text
    return text.decode("utf-8")


def voted(office, witnesses):
    """Voting waits for nobody; receipts become witnessed, also after a witness was away."""
    first, second = office.ballots([office.line("m6@members.example", "1,2"),
                                    office.line("m7@members.example", "1")])
    assert office.post_ballot(first)[0] == 201
    wait_for("a witnessed receipt", lambda: receipt_of(office, first).count("\u2014 w") == 2)
    witnesses[1].stop()
    status, _, at_once = office.post_ballot(second)
    assert status == 201 and "\u2014 w".encode() not in at_once
    assert receipt_of(office, first).count("\u2014 w") == 2
    witnesses[1].start()
    wait_for("a witnessed receipt", lambda: receipt_of(office, second).count("\u2014 w") == 2)
    receipts = [receipt_of(office, first), receipt_of(office, second), at_once.decode("utf-8")]
    paths = [office.folder / f"{place}.tlog-proof" for place in range(len(receipts))]
    for path, receipt in zip(paths, receipts):
        path.write_text(receipt, encoding="utf-8")
    return paths


def ended(office, receipts):
    """The whole record, with all that was cosigned, is verified; and read by who knows
    C2SP's texts alone."""
    office.reach("declared")
    cosigned(office, office.checkpoint()[1])
    assert "signed by witnesses too" in office.tally("fetch", office.address, "seen")
    said = office.tally("verify", "seen")
    assert "cosigned by as many" not in said and "witnessed as" not in said, said
    reader = Path(__file__).resolve().parent.parent / "vectors" / "c2sp.py"
    said = subprocess.run([sys.executable, reader, office.folder / "seen", *receipts], check=True,
                          stdout=subprocess.PIPE, timeout=PATIENCE).stdout.decode()
    assert f"{len(receipts)} receipts, {len(receipts) - 1} witnessed" in said, said


with Office(*sys.argv[1:4]) as held:
    make_witnesses(held)
    both = [Witness(held, "w1"), Witness(held, "w2")]
    held.settings["witnesses"] = " ".join(one.address for one in both)
    try:
        held.reach("defined")
        for one in both:
            one.start()
        refused(held, both[0])
        held.reach("nominated")
        cosigned(held, 1)
        held.stop()
        shutil.copytree(held.dir, held.folder / "twin")
        held.serve()
        held.reach("issued")
        cosigned(held, 3)
        by_hand(held)
        altered(held)
        put_back(held)
        forked(held, both)
        held.reach("poll")
        ended(held, voted(held, both))
        for one in both:
            one.stop()
    finally:
        for one in both:
            if one.process:
                one.process.kill()
    print("witnesses sign one history, and prove the other")
