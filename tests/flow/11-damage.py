#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What electiond refuses to start on, each in clear words, and what electiond check
says of a folder that was damaged at any place; a clean stop.

11-damage.py TALLY ELECTIOND VOTER
"""

import base64
import contextlib
import hashlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from office import Office, begin_post

sys.path.insert(0, str(Path(__file__).parent.parent / "vectors"))
import make_voting as voting  # noqa: E402

FLIPS = 150


class Folder:
    """The election's folder, put back after each damage."""

    def __init__(self, office):
        self.office = office
        self.dir = office.dir
        self.good = office.folder / "good"
        shutil.copytree(self.dir, self.good)
        self.content = self.read()

    @contextlib.contextmanager
    def but(self):
        """Let something be done to it."""
        try:
            yield self.dir
        finally:
            shutil.rmtree(self.dir)
            shutil.copytree(self.good, self.dir)

    def read(self):
        """All that record.db says, or why it cannot be read."""
        try:
            with contextlib.closing(sqlite3.connect(self.dir / "record.db")) as db:
                return list(db.iterdump())
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return str(error)

    def refuses(self, words):
        """electiond does not start, and says this and no more."""
        said = self.office.refused_start()
        assert said.startswith("electiond: ") and said.count("\n") == 1, said
        assert words in said, (words, said)

    def fails(self, words, check=None):
        """It does not start, and check finds something wrong too."""
        said = self.office.electiond("check", self.dir, want=1)
        assert "WRONG" in said and said.endswith("something is wrong\n"), said
        assert not check or check in said, (check, said)
        self.refuses(words)


def change(path, at=-1, mask=1):
    """Flips a bit of a byte; -1: in the middle."""
    content = bytearray(path.read_bytes())
    content[at if at >= 0 else len(content) // 2] ^= mask
    path.chmod(0o600)
    path.write_bytes(content)


def wrong_settings(folder):
    """A line that is wrong is told with its number; what cannot serve too."""
    conf = folder.dir / "electiond.conf"
    lines = conf.read_text(encoding="utf-8").count("\n")
    inside = folder.dir / "objects"
    for line, words in (
            ("colour = red", f"line {lines + 1}"), ("port = 1", f"line {lines + 1}"),
            ("threads", f"line {lines + 1}"), ("threads = many", f"line {lines + 1}"),
            ("threads = 65", f"line {lines + 1}"), ("behind_proxy = perhaps", f"line {lines + 1}"),
            ("certificate = x", "certificate and certificate_key"),
            ("listen = 0.0.0.0", "needs a certificate, or behind_proxy"),
            ("address = vote.example", "address: https://"),
            ("mail_server = smtp://x", "exclude each other"),
            ("mail_user = x", "are given together")):
        with folder.but():
            name = line.partition(" =")[0]
            text = conf.read_text(encoding="utf-8")
            if words.startswith("line") and name != "port":
                text = re.sub(rf"^{name} = .*$", "#", text, flags=re.M)
            elif name != "port":
                text = re.sub(rf"^{name} = .*\n", "", text, flags=re.M)
            conf.write_text(text + line + "\n", encoding="utf-8")
            folder.refuses(words)
    for name, value, words in (("listen", "192.0.2.1", "behind_proxy"),
                               ("listen", "127.0.0.300", "not an address of this machine"),
                               ("mail_folder", folder.office.folder / "none", "is not a folder"),
                               ("mail_folder", inside, "inside the election's folder"),
                               ("mail_folder", f"{folder.dir}/../dir", "inside the election's folder")):
        with folder.but():
            text = re.sub(rf"^#? ?{name} = .*\n", "", conf.read_text(encoding="utf-8"), flags=re.M)
            conf.write_text(f"{text}{name} = {value}\n", encoding="utf-8")
            folder.refuses(words)
    with folder.but():
        conf.unlink()
        folder.refuses("there is no such file")


def wrong_places(folder):
    """A port in use, a clock that tells no time, a folder in use."""
    office = folder.office
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", office.port))
        other.listen()
        folder.refuses("in use")
    clock = (office.folder / "clock").read_text(encoding="ascii")
    office.clock("half past three")
    folder.refuses("holds no time as")
    (office.folder / "clock").unlink()
    folder.refuses("cannot be read")
    office.clock(clock.strip())
    office.serve()
    first, office.daemon = office.daemon, None
    folder.refuses("stop electiond first")
    office.daemon = first
    office.stop()


def wrong_keys(folder):
    """daemon.key is missing, changed, or open to others; other files are missing."""
    with folder.but() as dir_:
        (dir_ / "daemon.key").unlink()
        folder.fails("a file of it is missing", "keys")
    with folder.but() as dir_:
        (dir_ / "daemon.key").chmod(0o640)
        folder.fails("must have mode 0600", "keys")
    with folder.but() as dir_:
        (dir_ / "daemon.key").unlink()
        (dir_ / "daemon.key").symlink_to(folder.good / "daemon.key")
        folder.fails("must have mode 0600", "keys")
    with folder.but() as dir_:
        (dir_ / "daemon.key").write_text("ab" * 32 + "\n", encoding="ascii")
        folder.fails("do not belong together", "keys")
    for name, words in (("daemon.vkey", "missing"), ("officer.vkey", "missing"), ("lock", "missing"),
                        ("roll.db", "missing"), ("record.db", "missing")):
        with folder.but() as dir_:
            (dir_ / name).unlink()
            folder.fails(words)
    for name in ("roll.db", "record.db"):
        with folder.but() as dir_:
            (dir_ / name).write_bytes(b"not a database" * 1000)
            folder.fails("a database is not ours", "damaged")


def wrong_checkpoints(folder, old):
    """The record behind its checkpoint, or another one than it says."""
    with folder.but() as dir_:
        shutil.copy(old / "record.db", dir_ / "record.db")
        folder.fails("fewer entries than the checkpoint says", "checkpoint")
    with folder.but() as dir_:
        (dir_ / "checkpoint").unlink()
        folder.fails("the checkpoint file is missing", "checkpoint")
    note = (folder.dir / "checkpoint").read_text(encoding="utf-8")
    for at in (2, len(note) // 2, len(note) - 5):
        with folder.but() as dir_:
            change(dir_ / "checkpoint", at)
            folder.fails("contradict each other", "checkpoint")
    with folder.but() as dir_:
        (dir_ / "checkpoint").write_text(forge(dir_, note), encoding="utf-8")
        folder.fails("contradict each other", "checkpoint")
    with folder.but() as dir_:
        shutil.copy(old / "checkpoint", dir_ / "checkpoint")
        assert "all is as it should be" in folder.office.electiond("check", dir_)
        # Entries behind an older checkpoint are those of a crash: they get a new one.
        folder.office.serve()
        folder.office.stop()
        assert (dir_ / "checkpoint").read_text(encoding="utf-8") == note


def forge(dir_, note):
    """Another root of the same size, signed by the daemon's own key."""
    seed = bytes.fromhex((dir_ / "daemon.key").read_text(encoding="ascii"))
    body, _, line = note.rpartition("\n\n")
    origin, size, _ = body.split("\n")
    name, signature = line.removeprefix("— ").split()
    key = base64.b64decode(signature)[:4]
    body = f"{origin}\n{size}\n{base64.b64encode(hashlib.sha256(b'x').digest()).decode()}\n"
    signed = base64.b64encode(key + voting.sign(seed, body.encode())).decode()
    return f"{body}\n— {name} {signed}\n"


def wrong_objects(folder):
    """An object changed, gone, shorter."""
    for path in sorted((folder.dir / "objects").iterdir()):
        with folder.but():
            change(path)
            assert "WRONG" in folder.office.electiond("check", folder.dir, want=1)
        with folder.but():
            path.unlink()
            assert "WRONG" in folder.office.electiond("check", folder.dir, want=1)
        with folder.but():
            path.write_bytes(path.read_bytes()[:-1])
            assert "WRONG" in folder.office.electiond("check", folder.dir, want=1)


def wrong_rows(folder):
    """A row of any table of the record gone or changed, by whoever can write SQL."""
    for sql in ("DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)",
                "DELETE FROM ballot", "DELETE FROM spent", "DELETE FROM alpha",
                "UPDATE ballot SET number = number + 7", "UPDATE spent SET number = number + 7",
                *(f"UPDATE {table} SET {what} = zeroblob(32) WHERE place = (SELECT max(place) FROM {table})"
                  for table, what in (("ballot", "credential"), ("alpha", "alpha"))),
                "UPDATE entry SET type = 12 WHERE place = 1", "UPDATE entry SET leaf = zeroblob(32)",
                "UPDATE checkpoint SET note = 'x'",
                "UPDATE entry SET bytes = zeroblob(275) WHERE place = 4"):
        with folder.but() as dir_:
            with contextlib.closing(sqlite3.connect(dir_ / "record.db")) as db:
                assert db.execute(sql).rowcount > 0, sql
                db.commit()
            said = folder.office.electiond("check", dir_, want=1)
            assert "WRONG" in said, (sql, said)


def flipped_bytes(folder):
    """Any byte of record.db: what changes what it says is found, and nothing crashes."""
    size = (folder.dir / "record.db").stat().st_size
    chance = random.Random(2026)
    found = 0
    for _ in range(FLIPS):
        at, bit = chance.randrange(size), 1 << chance.randrange(8)
        with folder.but() as dir_:
            change(dir_ / "record.db", at, bit)
            shutil.copy(dir_ / "record.db", folder.office.folder / "flipped.db")
            done = subprocess.run([folder.office.programs["electiond"], "check", dir_],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            assert done.returncode in (0, 1), (at, bit, done.returncode, done.stdout)
            shutil.copy(folder.office.folder / "flipped.db", dir_ / "record.db")
            if folder.read() != folder.content:
                assert done.returncode == 1, (at, bit, done.stdout)
                found += 1
    assert found > FLIPS // 10, found


def clean_stop(office, ballot):
    """SIGTERM and SIGINT: what is under way is answered, then it ends by itself."""
    for how in (signal.SIGTERM, signal.SIGINT):
        assert office.request("GET", "/health")[0] == 200
        with contextlib.closing(begin_post(office.port, "/api/ballots", ballot)) as link:
            link.sendall(ballot[:100])
            ending = threading.Thread(target=office.stop, args=(how,))
            ending.start()
            link.sendall(ballot[100:])
            answer = link.recv(100)
            ending.join()
        assert answer.startswith((b"HTTP/1.1 201 ", b"HTTP/1.1 200 ", b"HTTP/1.1 503 ")), answer
        assert "stop port=" in office.said().splitlines()[-1]
        office.electiond("check", office.dir)
        office.serve()
    office.stop()


def main():
    with Office(*sys.argv[1:4]) as office:
        office.reach("poll")
        office.cast([office.line("m1@members.example", "1,2")])
        office.stop()
        old = office.folder / "old"
        shutil.copytree(office.dir, old)
        office.serve()
        office.cast([office.line("m3@members.example", "1")])
        office.replace("M6")
        office.cast([office.line("m6@members.example", "1,2")])
        [ballot] = office.ballots([office.line("m7@members.example", "1")])
        clean_stop(office, ballot)
        folder = Folder(office)
        wrong_settings(folder)
        wrong_places(folder)
        wrong_keys(folder)
        wrong_checkpoints(folder, old)
        wrong_objects(folder)
        wrong_rows(folder)
        flipped_bytes(folder)
        assert "all is as it should be" in office.electiond("check", office.dir)
        office.serve()
        office.reach("declared")
    print("no damage passed, and none was the end")


if __name__ == "__main__":
    main()
