#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mail by a real SMTP server: sign-in links, acknowledgements, decisions and voting
codes arrive; what a server refuses or is not there to take is counted, and replaced;
names put nothing into the head of a mail.

13-mail.py TALLY ELECTIOND VOTER
"""

import re
import subprocess
import sys
from pathlib import Path

from office import CANDIDATES, MEMBERS, Office, PUBLIC, STAFF, free_port, person, wait_for

SERVER = Path(__file__).parent.parent / "smtp_server.py"
EVIL = person("M8", "Ann\r\nBcc: victim@evil.example", "=?utf-8?q?Ash?=\r\n\r\n.\r\nQUIT", PUBLIC)
LONG = person("M9", "Zoë " * 15, "Ångström " * 8, STAFF)
REFUSED = {**person("M10", "Ria", "Rowan", PUBLIC), "email": "refused@members.example"}
HEADS = {"from", "reply-to", "to", "subject", "date", "message-id", "mime-version", "auto-submitted",
         "content-type", "content-transfer-encoding"}


class Server:
    """The trust's mail server."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        """Takes mails from now on."""
        (self.folder / "port").unlink(missing_ok=True)
        self.process = subprocess.Popen(["/usr/bin/python3", SERVER, self.folder, str(self.port)],
                                        stdin=subprocess.PIPE)
        wait_for("the mail server", (self.folder / "port").exists)

    def stop(self):
        """Is not there any more."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def figures(console):
    """What the console's first page says of voting codes: issued, on their way, sent, failed."""
    page = re.sub(r"<[^>]+>", " ", console.get("/console"))
    found = re.search(r"(\d+) issued, (\d+) sent, (\d+) failed", page)
    assert found, page
    return tuple(map(int, found.groups()))


def check_heads(office):
    """Every mail: one To, plain known heads, no other addressee."""
    for path in office.mails.glob("*.eml"):
        head = path.read_bytes().partition(b"\r\n\r\n")[0]
        names = [line.partition(b":")[0].decode().lower() for line in head.split(b"\r\n")
                 if not line.startswith((b" ", b"\t"))]
        assert sorted(names) == sorted(set(names)) and set(names) <= HEADS, (path, head)
        assert b"victim" not in head and max(map(len, head.split(b"\r\n"))) <= 998, head


def main():
    members = [*MEMBERS, EVIL, LONG, REFUSED]
    with Office(*sys.argv[1:4], members=members) as office:
        server = Server(office.mails)
        office.settings = {"mail_server": f"smtp://127.0.0.1:{server.port}", "mail_clear_text": "yes",
                           "mail_from": "elections@quill.example"}
        try:
            story(office, server)
        finally:
            server.stop()
    print("mail arrives, or is seen not to")


def story(office, server):
    server.start()
    office.candidates = [*CANDIDATES, EVIL]
    office.reach("nominated")
    for one in office.candidates:
        office.mail(one["email"], r"(?i)received")
        office.mail(one["email"], r"valid")
    check_heads(office)
    office.codes["refused@members.example"] = ("", "", "")
    office.reach("issued")
    assert len(office.codes) == 9, office.codes
    for address in set(office.codes) - {REFUSED["email"]}:
        text, message = next(office.mails_to(address))
        assert office.election()["code"] in text, "the election's code is in the mail"
        assert message["From"].addresses[0].addr_spec == "elections@quill.example"
        assert "PRACTICE" in message["Subject"], message["Subject"]
    check_heads(office)
    issued = len(office.codes)
    console = office.console()
    wait_for("the refused mail", lambda: figures(console) == (issued, issued - 1, 1))
    assert "1 voting code that could not be sent" in console.get("/console")
    page = console.get("/console/replacements")
    assert "M10, Ria Rowan" in page and page.count("<li>M") == 1, page

    # The server is down: what is sent meanwhile has failed, and the poll goes on.
    office.reach("poll")
    server.stop()
    before = office.codes["m6@members.example"]
    office.late()
    office.tally("replace", office.address, "--member", "M6", "--register", "lost",
                 *office.key("officer"), "--yes")
    console = office.console()  # the clock has moved on: the old session has ended
    wait_for("the failed mail", lambda: figures(console)[2] == 2)
    page = console.get("/console/replacements")
    assert "M6, Flo Fir" in page and "In the record" in page, page
    [stale] = office.ballots([office.line("m6@members.example", "1")])
    assert office.post_ballot(stale)[1] == "credential-cancelled"
    office.cast([office.line("m1@members.example", "1,2")])

    # It is back: replaced once more, the code arrives and nothing waits for help.
    server.start()
    office.replace("M6")
    assert office.codes["m6@members.example"] != before
    wait_for("the sent mail", lambda: figures(console)[2] == 1)
    page = console.get("/console/replacements")
    assert "M6, Flo Fir" not in page and page.count("In the record") == 2, page
    assert "asked for a replacement: M6" in console.get("/console/log")
    office.cast([office.line("m6@members.example", "1"), office.line("m3@members.example", "1")])
    check_heads(office)
    office.reach("declared")


if __name__ == "__main__":
    main()
