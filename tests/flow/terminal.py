#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tally asks on a terminal: passphrases without echo, given up with Ctrl-C; yes.

terminal.py TALLY
"""
import os
import pty
import pathlib
import sys
import tempfile
import time

SECRET = "correct horse battery staple"
PATIENCE = 600


def converse(arguments, answers):
    """Runs tally on a terminal of its own: its exit, and all that was to be seen."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(arguments[0], arguments)
    shown = b""
    behind = 0
    deadline = time.monotonic() + PATIENCE
    for question, answer in answers:
        while question.encode() not in shown[behind:]:
            assert time.monotonic() < deadline, shown
            shown += os.read(terminal, 4096)
        behind = len(shown)
        os.write(terminal, answer.encode())
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:
        pass
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode()


def main():
    tally = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        key = pathlib.Path(folder) / "officer.key"
        new = [tally, "officer", "new", "--name", "A", "--key", str(key)]

        code, shown = converse(
            new, [("Passphrase for", SECRET + "\n"), ("again", SECRET + "x\n")]
        )
        assert code == 1 and "differ" in shown, shown
        code, shown = converse(new, [("Passphrase for", "short\n")])
        assert code == 1 and "at least 8" in shown, shown
        code, shown = converse(new, [("Passphrase for", "half a pass\x03")])
        assert code == 1 and "no passphrase given" in shown, shown
        assert not key.exists()

        code, shown = converse(
            new, [("Passphrase for", SECRET + "\n"), ("again", SECRET + "\n")]
        )
        assert code == 0 and key.exists(), shown
        assert SECRET not in shown and "horse" not in shown, shown
    print("asked without echo, twice, and given up")


if __name__ == "__main__":
    main()
