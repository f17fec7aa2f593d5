#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""After the declaration: three weeks to question it, packets sealed, papers kept a year,
and then nothing personal is left while the record stays what it was.

18-afterwards.py TALLY ELECTIOND VOTER
"""

import json
import sys
import tarfile

from office import MEMBERS, Office, person, STAFF, wait_for

LETTERED = {**person("M9", "Ned", "Nettlewood", STAFF), "email": ""}
# What nobody may find any more; the names of candidates are public for good.
PERSONAL = [b"members.example", b"Mill Lane", b"OX1 1AA", b"Gorse", b"Nettlewood", b"I am Ann Ash"]


def note(office, code, want=0):
    return office.tally("note", office.address, "--kind", "retention", "--reason", code,
                        *office.key("officer"), "--yes", want=want)


def found(office):
    """Which personal words are in which files of the folder."""
    return sorted({(path.name, word) for path in office.dir.rglob("*") if path.is_file()
                   for word in PERSONAL if word in path.read_bytes()})


def packets(office):
    """Every packet is sealed, listed and signed; only its addressee opens it, by an order."""
    office.tally("officer", "new", "--name", "Chair of the Trust", *office.key("chair"))
    (office.folder / "undelivered.txt").write_text("one envelope, 2 July", encoding="ascii")
    (office.folder / "order.txt").write_text("The board consents.", encoding="ascii")
    office.console().post("/console/late", kind="returned", channel="", entries="M9")
    said = office.tally("packets", office.address, *office.key("officer"), "--out", "packets",
                        "--chair", "chair.key.pub", "--late", "undelivered.txt")
    names = {path.name for path in (office.folder / "packets").iterdir()}
    listed = json.loads((office.folder / "packets/packets.json").read_text(encoding="utf-8"))
    assert names == {one["file"] for one in listed["packets"]} | {"packets.json", "packets.json.sig"}, (names, said)
    assert listed["notice"] == "2026-05-01T08:00:00Z" and len(listed["packets"]) == 2 * (2 * 9 + 2), listed
    for path in (office.folder / "packets").glob("*.packet"):
        assert not any(word in path.read_bytes() for word in [*PERSONAL, b"GB1B"]), path

    def unseal(packet, key, *more, want=0):
        tar = office.folder / f"{packet}.{key}.tar"
        said = office.tally("packets", "open", f"packets/{packet}", "--order", "order.txt", "--out", tar,
                            *office.key(key), "--yes", *more, want=want)
        if want:
            assert not tar.exists()
            return said
        with tarfile.open(tar) as archive:
            return {one.name: archive.extractfile(one).read() for one in archive.getmembers()}
    electors = json.loads(unseal("2-electors.packet", "officer")["electors.json"])["electors"]
    assert [one["surname"] for one in electors] == ["Cedar", "Dogwood", "Gorse", "Nettlewood"], electors
    counted = unseal("1-counted.chair.packet", "chair", "--officer", "officer.key.pub")
    assert counted["counted.csv"].count(b"\n") == 4 and b"valid_ballots" in counted["count.json"], counted
    late = unseal("0-late-papers.packet", "officer")
    assert late["undelivered.txt"] == b"one envelope, 2 July" and b"M9,Ned,Nettlewood" in late["register.csv"], late
    record = unseal("0-record.packet", "officer")
    assert "checkpoint" in record and any(name.startswith("objects/") for name in record), record.keys()
    assert "not sealed to this key" in unseal("1-lost.chair.packet", "officer", want=1)
    assert "not this officer's signature" in unseal("1-lost.chair.packet", "chair", want=1)
    path = office.folder / "packets/1-lost.packet"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert "was altered" in unseal("1-lost.packet", "officer", want=1)
    status, _, _ = office.request("GET", "/api/electors/1")
    assert status == 401, status


def kept(office):
    """For a year, unless the board directs otherwise."""
    assert "kept for a year" in note(office, "destroyed", want=1)
    note(office, "sealed")
    assert office.election()["phase"] == "sealed"
    office.clock("2027-06-29T10:00:00Z")
    assert "kept for a year" in note(office, "destroyed", want=1)
    note(office, "board-keep")
    office.clock("2027-07-02T10:00:00Z")
    assert "kept for a year" in note(office, "destroyed", want=1)
    note(office, "board-destroy")
    assert "Personal data are due for destruction" in office.console().get("/console")


def collected(office):
    """The letters are printed: their file goes, once."""
    browser = office.console()
    page = browser.get("/console/papers")
    assert "letters/1.sealed" in page and "What follows begins with the declaration" in page, page
    browser.post("/console/papers", collected="1", confirm="yes")
    assert not (office.dir / "letters/1.sealed").exists()
    browser.post("/console/papers", want=404, collected="1", confirm="yes")
    page = browser.get("/console/papers")
    assert "No print file waits" in page, page
    assert "collected letters: 1.sealed" in browser.get("/console/log")


def shown(office):
    """What comes after the declaration, in the console and on the results' page."""
    browser = office.console()
    assert "Packets to seal and deliver to the chair" in browser.get("/console")
    page = browser.get("/console/papers")
    for words in ["due for destruction on <strong>Wednesday 30 June 2027</strong>", "Tuesday 21 July 2026 (rule 66)"]:
        assert words in page, page
    assert "until Tuesday 21 July 2026" in office.request("GET", "/results")[2].decode()


def destroyed(office):
    names = {name for name, _ in found(office)}
    assert "roll.db" in names, names
    (office.dir / "letters/7.sealed").write_bytes(b"Mill Lane")
    said = note(office, "destroyed")
    assert "cannot be taken back" in said, said
    wait_for("destruction", lambda: "phase entry=destroyed" in office.said())
    assert office.election()["phase"] == "destroyed"
    wait_for("the mails to be gone", lambda: not list(office.mails.glob("*.eml")))
    assert not list((office.dir / "letters").iterdir()) and not found(office), found(office)
    page = office.request("GET", "/candidates/1")[2].decode()
    assert "Ann Ash" in page and "Removed at the end of the time it was kept for" in page, page
    assert "Mill Lane" not in page
    note(office, "destroyed", want=1)


def main():
    with Office(*sys.argv[1:4], members=[*MEMBERS, LETTERED]) as office:
        office.reach("poll")
        collected(office)
        office.cast([office.line(f"{who}@members.example", "1") for who in ("m1", "m2", "m6", "m3", "m7")])
        office.reach("declared")
        shown(office)
        packets(office)
        kept(office)
        destroyed(office)
        office.tally("fetch", office.address, "copy")
        said = office.tally("verify", "copy")
        assert "to the declared result" in said, said
        office.stop()
        office.electiond("check", office.dir)
        assert not found(office), found(office)
        office.serve()
        office.console()
        office.tally("verify", office.address)
    print("kept, sealed, destroyed; the record stands")


if __name__ == "__main__":
    main()
