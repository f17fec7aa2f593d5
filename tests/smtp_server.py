#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real SMTP server for tests: smtp_server.py FOLDER [PORT]

Listens on that loopback port or a free one, writes its number to FOLDER/port, and each mail it
takes to FOLDER/N.eml as it came. Refuses any addressee that begins with "refused".
Ends with its parent's standard input.
"""

import asyncio
import itertools
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Keep:
    """Takes mails into files."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = next(number for number in self.numbers
                      if not (self.folder / f"{number:06}.eml").exists())
        (self.folder / f"{number:06}.part").write_bytes(envelope.original_content)
        (self.folder / f"{number:06}.part").rename(self.folder / f"{number:06}.eml")
        return "250 taken"


async def serve(folder, port=0):
    """Serves until standard input ends."""
    loop = asyncio.get_running_loop()
    keep = Keep(folder)
    server = await loop.create_server(lambda: SMTP(keep), "127.0.0.1", int(port))
    port = server.sockets[0].getsockname()[1]
    (folder / "port.new").write_text(f"{port}\n", encoding="ascii")
    (folder / "port.new").rename(folder / "port")
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), *sys.argv[2:]))
