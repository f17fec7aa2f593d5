#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An issuer off the server: it draws the tokens, signs the roll with the officer, sends
them out and replaces one; the server never sees any, and refuses a roll of its own.

17-issuer.py TALLY ELECTIOND VOTER
"""

import importlib
import json
import re
import subprocess
import sys

from office import CODE, MEMBERS, Office, PATIENCE, PUBLIC, person, read_mail, wait_for

secrets = importlib.import_module("15-secrets")

IDA = person("M8", "Ida", "Ivy", PUBLIC, email="")
HEADER = "number,name,email,line_1,line_2,line_3,line_4,line_5,constituency"


class Issuer:
    """Another machine: its own mails, letters and key."""

    def __init__(self, office):
        self.office = office
        self.mails = office.folder / "issued"
        self.mails.mkdir()
        self.running = None
        self.heard = office.folder / "issue.said"

    def options(self, out, voters="voters.sealed"):
        return [*self.office.key("issuer"), "--voters", voters, "--out", out,
                "--mail-folder", self.mails, "--mail-from", "issuer@quill.example"]

    def start(self, *arguments):
        """Runs a command that waits for the officer."""
        with open(self.heard, "wb") as log:
            self.running = subprocess.Popen(
                [self.office.programs["tally"], *map(str, arguments)], cwd=self.office.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=self.office.environment("tally"))

    def said(self):
        return self.heard.read_text(encoding="utf-8")

    def is_waiting(self):
        """Whether it has laid its roll before the officer; it must not have ended."""
        assert self.running.poll() is None, self.said()
        return "waiting for the officer" in self.said()

    def end(self):
        """Waits until it has ended: what it said."""
        code = self.running.wait(timeout=PATIENCE)
        assert code == 0, f"issue ended with {code}\n{self.said()}"
        return self.said()

    def codes(self):
        """Voting codes in its mails, the newest of each."""
        found = {}
        for path in sorted(self.mails.glob("*.eml")):
            to, text, _ = read_mail(path)
            if code := CODE.search(text):
                found[to] = code.groups()
        return found


class Office17(Office):
    """An office whose definition names an issuer."""

    def tally(self, *arguments, want=0):
        if arguments[:2] == ("definition", "new"):
            self.run("tally", "issuer", "new", "--name", "Ines Issuer", *self.key("issuer"))
            arguments += ("--issuer", "issuer.key.pub")
        return super().tally(*arguments, want=want)


def nothing_is_drawn_here(office):
    """The server has no roll to sign, and takes none that only the officer signed."""
    for _ in range(2):
        said = office.tally("sign", office.address, *office.key("officer"), "--yes")
    assert "roll" not in said.lower(), said


def exported(office):
    """The list of voters, sealed: nobody's name or address stands in it."""
    office.stop()
    command = [office.programs["electiond"], "roll", "export", "dir", "--clock", "clock", "--issuer"]
    with open(office.folder / "voters.sealed", "wb") as out:
        subprocess.run([*command, "issuer.key.pub"], cwd=office.folder, stdout=out, check=True)
    refused = subprocess.run([*command, "officer.key.pub"], cwd=office.folder, check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert refused.returncode == 1 and not refused.stdout
    sealed = (office.folder / "voters.sealed").read_bytes()
    assert len(sealed) > 300 and b"members.example" not in sealed and b"Ash" not in sealed
    office.serve()


def issued(office, issuer):
    """Drawn twice: what was drawn first is forgotten, and the officer signs the second."""
    issuer.start("issue", office.address, *issuer.options("first"))
    wait_for("a roll", issuer.is_waiting)
    assert b"ROLL" in sign_nothing(office)
    issuer.running.kill()
    issuer.running.wait()
    assert not issuer.codes(), "nothing is sent before the officer has signed"
    issuer.start("issue", office.address, *issuer.options("issued-1"))
    wait_for("the second draw", issuer.is_waiting)
    office.sign()
    said = issuer.end()
    assert "mails 6\nletters 1\nfailures 0\n" in said, said
    office.codes.update(issuer.codes())
    [letters] = (office.folder / "issued-1" / "letters").iterdir()
    office.tally("letters", letters, *office.key("officer"), "--text", "--out", "x.txt", want=1)
    office.tally("letters", letters, *office.key("issuer"), "--text", "--out", "letters.txt")
    text = (office.folder / "letters.txt").read_text(encoding="utf-8")
    assert "Ida Ivy" in text
    office.codes["letter"] = CODE.search(text).groups()
    assert len(office.codes) == 7
    said = office.tally("issue", office.address, *issuer.options("again"), want=1)
    assert "the roll is in the record" in said, said


def sign_nothing(office):
    """What waits for the officer, shown and not signed: there is no terminal to ask on."""
    done = subprocess.run([office.programs["tally"], "sign", office.address, *office.key("officer")],
                          cwd=office.folder, stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout


def replaced(office, issuer):
    """A lost code: the issuer draws, the officer unseals the old number and signs."""
    office.late()
    said = office.tally("replace", office.address, "--member", "M6", "--register", "lost",
                        *office.key("officer"), "--yes", want=1)
    assert "This replacement cannot be made" in said, said
    old = office.codes["m6@members.example"]
    wish = ["--request", "request.json", "--answer", "answer.json", *issuer.options("issued-1")]
    office.tally("issue", "replace", office.address, "--member", "M6", "--register", "omitted", *wish, want=1)
    office.tally("issue", "replace", office.address, "--member", "M99", "--register", "lost", *wish, want=1)
    issuer.start("issue", "replace", office.address, "--member", "M6", "--register", "lost", *wish)
    wait_for("the request", (office.folder / "request.json").exists)
    [stale] = office.ballots([office.line("m6@members.example", "1")])
    office.tally("replace", office.address, "--request", "request.json", "--answer", "answer.json",
                 *office.key("officer"), "--yes")
    issuer.end()
    new = issuer.codes()["m6@members.example"]
    assert new[0] != old[0] and int(new[2]) > int(old[2])
    office.codes["m6@members.example"] = new
    assert office.post_ballot(stale)[1] == "credential-cancelled"
    assert "M6\t" in (office.folder / "issued-1" / "references").read_text(encoding="utf-8")
    register = office.console().get("/console/exports/registers.csv")
    assert "lost," in register and ",M6," in register and "identity" in register, register


def omitted(office, issuer):
    """Somebody left off: on no roll, so the issuer needs a list of their own."""
    (office.folder / "late.csv").write_text(
        HEADER + "\nM8,Ida Ivy,,1 Mill Lane,,,Oxford,OX1 1AA,1\nM8,Ida Ivy,a@b.example,,,,,,1\n",
        encoding="utf-8")
    said = office.tally("issue", "replace", office.address, "--member", "M8", "--register", "lost",
                        "--request", "r2.json", "--answer", "a2.json",
                        *issuer.options("issued-1", "late.csv"), want=1)
    assert "listed twice" in said, said


def main():
    with Office17(*sys.argv[1:4], members=[*MEMBERS, IDA]) as office:
        office.reach("nominated")
        office.clock("2026-05-26T16:00:00Z")
        office.sign()
        nothing_is_drawn_here(office)
        issuer = Issuer(office)
        exported(office)
        issued(office, issuer)
        office.phase = "issued"
        office.reach("poll")
        replaced(office, issuer)
        omitted(office, issuer)
        office.cast([office.line(who, "1") for who in office.codes])
        search = secrets.Search(office)
        search.codes = set()
        for code in [*office.codes.values()]:
            search.wanted.update(secrets.token_spellings(code[0], search.eid))
        office.reach("closed")
        office.reach("declared")
        office.stop()
        for path in [one for one in office.dir.rglob("*") if one.is_file()]:
            search.look(str(path), path.read_bytes())
        search.look("daemon.said", (office.folder / "daemon.said").read_bytes())
        office.serve()
        said = office.tally("verify", office.address)
        assert re.search(r"good +roll", said), said
        roll = json.loads(office.request("GET", "/api/election")[2])
        assert roll["definition"]
        print(f"{len(search.wanted)} spellings of {len(office.codes)} voting codes found nowhere on the server")


if __name__ == "__main__":
    main()
