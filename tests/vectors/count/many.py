# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drives the program `many`: one election after the other through one process."""

import json
import subprocess


def blt(candidates, seats, ballots, withdrawn=()):
    lines = [f"{candidates} {seats}", *(f"-{c}" for c in withdrawn)]
    lines += [" ".join(map(str, [w, *r, 0])) for w, r in ballots]
    lines += ["0", *(f'"Candidate {c}"' for c in range(1, candidates + 1)), '"t"', ""]
    return "\n".join(lines)


class Many:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def count(self, rules, text, lot=(), reading="merged"):
        """The sheet; of a count that stopped for a lot {"stage": …, "tied": […]}."""
        data = text.encode()
        drawn = ",".join(map(str, lot)) or "-"
        order = f"{rules} {reading} {drawn} {len(data)}\n"
        self.process.stdin.write(order.encode() + data)
        self.process.stdin.flush()
        kind, size = self.process.stdout.readline().split()
        answer = self.process.stdout.read(int(size)).decode()
        if kind == b"sheet":
            return json.loads(answer)
        if kind == b"lot":
            stage, *tied = map(int, answer.split())
            return {"stage": stage, "tied": tied}
        raise RuntimeError(f"{kind}: {answer}")
