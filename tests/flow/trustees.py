# SPDX-License-Identifier: AGPL-3.0-or-later
"""An election with three trustees, of whom two decrypt, and two mixers."""

import json

from office import TIMES, Office

TRUSTEES = ["trustee-1", "trustee-2", "trustee-3"]


class Trustees(Office):
    """An office with three trustees and a second mixer."""

    def defined(self):
        for who in TRUSTEES:
            self.tally("trustee", "new", "--name", who, *self.key(who))
        self.tally("mixer", "new", "--name", "Max Mixer", "--organisation", "A university",
                   *self.key("mixer-2"))
        super().defined()

    def define(self, made):
        cards = [part for who in TRUSTEES for part in ("--trustee", f"{who}.key.pub")]
        self.tally("definition", "new", "definition.json", "--officer", "officer.key.pub", *cards,
                   "--mixer", "mixer.key.pub", "--mixer", "mixer-2.key.pub", "--practice",
                   "--log", made["log"], "--page", made["page"],
                   "--origin", f"127.0.0.1:{self.port}/record")
        path = self.folder / "definition.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        document["timetable"] = TIMES
        document["constituencies"] = [{**one, "channels": ["online"], "floor": 0}
                                      for one in self.constituencies]
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        self.hold_ceremony()
        for who in ["officer", *TRUSTEES]:
            self.tally("definition", "sign", "definition.json", *self.key(who),
                       "--ceremony", "ceremony", "--yes")

    def hold_ceremony(self):
        """Each in turn, with a copy of the definition, until all have signed."""
        for who in TRUSTEES:
            (self.folder / f"{who}.json").write_bytes((self.folder / "definition.json").read_bytes())
        said = ""
        while "all 3 have signed" not in said:
            for who in TRUSTEES:
                said = self.tally("trustee", "ceremony", f"{who}.json", *self.key(who),
                                  "--folder", "files", "--ceremony", f"{who}.object")
        self.tally("trustee", "ceremony", "definition.json", "--folder", "files",
                   "--ceremony", "ceremony")

    def act(self, command, who, *more, want=0):
        """Somebody's step on a copy of the record, and what it wrote submitted: how much."""
        self.tally("fetch", self.address, f"{who}-record")
        said = self.tally(command, f"{who}-record", *self.key(who), "--out", f"{who}-out", *more,
                          want=want)
        written = [line for line in said.split("\n") if line.endswith(".json")]
        for document in written:
            self.tally("submit", self.address, document)
        return len(written)
