#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search for secrets: whatever is issued, voted and counted, neither the data
directory nor logs, arguments or environments hold a token in any spelling, a
credential's key, a passphrase or a private key; daemon.key alone is secret there.

15-secrets.py TALLY ELECTIOND VOTER
"""

import base64
import itertools
import re
import stat
import sys
from pathlib import Path

from office import MEMBERS, Office, PASSPHRASE, PUBLIC, STAFF, person, wait_for

sys.path.insert(0, str(Path(__file__).parent.parent / "vectors"))
import make_voting as voting  # noqa: E402

HAL = person("M8", "Hal", "Hazel", PUBLIC, email="")
IDA = person("M9", "Ida", "Ivy", STAFF, email="")


def spellings(secret):
    """A secret's bytes, hexadecimal and base64 at any place of a longer text."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for shift in range(3):
        text = base64.b64encode(bytes(shift) + secret)
        whole = text[{0: 0, 1: 2, 2: 3}[shift]:].rstrip(b"=")[:-1]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))


def bytes_of(code):
    """The 15 bytes of a voting code."""
    bits = 0
    for symbol in code[:24]:
        bits = bits << 5 | voting.CROCKFORD.index(symbol)
    return bits.to_bytes(15, "big")


def token_spellings(code, eid):
    """A voting code in every spelling, and what is derived from it."""
    token = bytes_of(code)
    assert voting.token_text(token) == code
    for text in (code, code[:24], voting.groups(code, 5), voting.groups(code[:24], 4)):
        yield text.encode()
        yield text.lower().encode()
    yield from spellings(token)
    yield from spellings(voting.credential_seed(token, eid))


class Search:
    """What must be nowhere, and where it was looked for."""

    def __init__(self, office):
        self.office = office
        self.seed = bytes.fromhex((office.dir / "daemon.key").read_text(encoding="ascii"))
        self.wanted = {PASSPHRASE.encode(), *spellings(PASSPHRASE.encode())}
        self.codes = set()
        self.eid = bytes.fromhex(office.election()["election"])
        self.processes = 0

    def learn(self):
        """Every voting code there ever was."""
        letters = [path.read_text(encoding="utf-8") for path in self.office.folder.glob("letters*.txt")]
        mails = [text for one in self.office.members if one["email"]
                 for text, _ in self.office.mails_to(one["email"])]
        for text in letters + mails:
            self.codes |= {(one, two, three) for one, two, three in
                           re.findall(r"/vote#([0-9A-Z]{25})\.(\d+)\.(\d+)", text)}
        for code, _, _ in self.codes:
            self.wanted.update(token_spellings(code, self.eid))

    def look(self, name, content):
        """Fails if something secret is there."""
        for secret in self.wanted:
            assert secret not in content, f"{name} holds {secret!r}"
        if name != str(self.office.dir / "daemon.key"):
            for secret in spellings(self.seed):
                assert secret not in content, f"{name} holds the daemon's key"

    def everywhere(self):
        """Every file of the directory, the log, and the running programs."""
        self.learn()
        office = self.office
        files = [path for path in office.dir.rglob("*") if path.is_file()]
        assert {"roll.db", "record.db", "daemon.key", "checkpoint"} <= {one.name for one in files}
        files += [path for folder in ("record", "out") for path in (office.folder / folder).rglob("*")
                  if path.is_file()]
        files += [office.folder / "daemon.said", office.folder / "tally.said"]
        for path in files:
            self.look(str(path), path.read_bytes())
            if path.parent == office.dir and path.name == "daemon.key":
                assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(office.dir.stat().st_mode) == 0o700
        self.look_at_processes()

    def look_at_processes(self):
        """Arguments and environment of the daemon and of its mail child."""
        daemon = self.office.daemon
        if not daemon:
            return
        children = Path(f"/proc/{daemon.pid}/task/{daemon.pid}/children").read_text(encoding="ascii")
        for process, name in itertools.product([str(daemon.pid), *children.split()], ("cmdline", "environ")):
            try:
                self.look(f"/proc/{process}/{name}", Path(f"/proc/{process}/{name}").read_bytes())
                self.processes += 1
            except PermissionError:
                pass  # not even its owner may look: it forbids to be read


def main():
    with Office(*sys.argv[1:4], members=[*MEMBERS, HAL, IDA]) as office:
        said = (office.folder / "tally.said").open("w", encoding="utf-8")
        tally = office.tally

        def heard(*arguments, **options):
            result = tally(*arguments, **options)
            said.write(result)
            said.flush()
            return result
        office.tally = heard
        office.reach("issued")
        search = Search(office)
        search.everywhere()  # with what is in the databases' -wal
        [sealed] = (office.dir / "letters").iterdir()
        office.tally("letters", sealed, *office.key("officer"), "--text", "--out", "letters.txt")
        search.everywhere()
        assert len(search.codes) == 8, search.codes
        office.reach("poll")
        office.replace("M6")
        office.replace("M1", "spoilt")
        search.everywhere()
        assert len(search.codes) == 10, search.codes
        office.codes.update({f"letter{number}": code for number, code in enumerate(
            re.findall(r"/vote#([0-9A-Z]{25})\.(\d+)\.(\d+)",
                       (office.folder / "letters.txt").read_text(encoding="utf-8")))})
        office.cast([office.line(address, "1") for address in office.codes], "--receipts", "record/receipts")
        search.everywhere()
        # A restart forgets what was on its way; nothing of it may lie in its files.
        office.stop()
        search.everywhere()
        office.serve()
        office.reach("closed")
        office.tally("fetch", office.address, "record")
        office.reach("declared")
        search.everywhere()
        office.stop()
        search.everywhere()
        assert search.processes > 0 or not Path("/proc/self/environ").exists()
        assert not [*office.folder.glob("core*")] + [*office.dir.glob("core*")]
        # It would have found them: they are where they must be.
        mails = b"".join(path.read_bytes() for path in office.mails.glob("*.eml"))
        assert sum(code.encode() in mails for code, _, _ in search.codes) >= 6
    print(f"{len(search.wanted)} spellings of {len(search.codes)} voting codes found nowhere")


if __name__ == "__main__":
    main()
