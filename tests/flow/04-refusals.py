#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every ballot that must be refused, posted to the real daemon: each is told its own
problem and what to do, and nothing is stored.

04-refusals.py TALLY ELECTIOND VOTER
"""

import hashlib
import json
import socket
import sqlite3
import sys
from pathlib import Path

from office import MEMBERS, Office, PATIENCE, person, PUBLIC, STAFF, TIMES

sys.path.insert(0, str(Path(__file__).parent.parent / "vectors"))
import make_voting as voting  # noqa: E402

BYTES = "application/octet-stream"
HEAD = 203
# Where the parts of a ballot begin (protocol.md §10).
EID, CID, NUMBER, DECLARATION, CREDENTIAL = 4, 36, 38, 42, 43
ALPHA, BETA, COMMITMENT, SCALAR = 75, 107, 139, 171


class Box:
    """The ballot box, looked at from outside."""

    def __init__(self, office):
        self.office = office

    def entries(self):
        """How many entries the record holds, as its file says."""
        with sqlite3.connect(f"file:{self.office.dir}/record.db?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM entry").fetchone()[0]

    def refuses(self, answer, status, slug, *words):
        """The answer is this problem, in full, and nothing was stored meanwhile."""
        got, headers, body = answer
        assert headers["Content-Type"] == "application/problem+json", (got, body)
        problem = json.loads(body)
        assert (got, problem["type"]) == (status, f"/problems/{slug}"), (slug, got, body)
        assert problem["status"] == status and problem["title"] and problem["detail"], body
        for word in words:
            assert word in problem["detail"], (word, body)
        page = self.office.request("GET", problem["type"])
        assert page[0] == 200 and problem["title"].split("'")[0].encode() in page[2], page
        assert self.entries() == self.office.checkpoint()[1] == self.size, "something was stored"

    def ballot(self, ballot, status, slug, *words):
        """Posts a ballot that is refused."""
        self.size = self.entries()
        self.refuses(self.office.request("POST", "/api/ballots", ballot, Content_Type=BYTES),
                     status, slug, *words)

    def request(self, method, path, body, headers, status, slug):
        """A request that is refused, and its answer."""
        self.size = self.entries()
        answer = self.office.request(method, path, body, **headers)
        self.refuses(answer, status, slug)
        return answer


def resign(office, address, ballot, **parts):
    """A ballot with parts changed, signed again by the voter's own credential."""
    token, _, _ = office.codes[address]
    bits = 0
    for symbol in token[:24]:
        bits = bits << 5 | voting.CROCKFORD.index(symbol)
    seed = voting.credential_seed(bits.to_bytes(15, "big"), ballot[EID:CID])
    assert voting.public_key(seed) == ballot[CREDENTIAL:ALPHA]
    head = bytearray(ballot[:HEAD])
    for at, value in parts.values():
        head[at:at + len(value)] = value
    return bytes(head) + voting.sign(seed, voting.H("ballot", bytes(head)))


def wrong_moments(office, box):
    """Before the opening, and behind the close."""
    ann, gus = office.ballots([office.line("m1@members.example", "1,2"),
                               office.line("m7@members.example", "1")])
    box.ballot(ann, 409, "poll-not-open", "opening time")
    office.pass_time(TIMES["open"], "open")
    return ann, gus


def cast_twice(office, box, ann):
    """The same again is told the same; other bytes are told when the first came."""
    status, _, receipt = office.post_ballot(ann)
    assert status == 201, status
    size = box.entries()
    assert office.post_ballot(ann) == (200, None, receipt)
    credential = ann[CREDENTIAL:ALPHA].hex()
    assert office.request("GET", f"/api/ballots/{credential}")[2] == receipt
    assert box.entries() == size
    [other] = office.ballots([office.line("m1@members.example", "2,1")])
    assert other != ann
    box.ballot(other, 409, "credential-spent", "9 June 2026", "online", "stands")


def wrong_codes(office, box):
    """A code nobody was given, one that was replaced, one of another list."""
    wrong = f"{voting.token_text(b'fifteen bytes..')}.1.1"
    [ballot] = office.ballots([f"{wrong}\t1"])
    box.ballot(ballot, 403, "credential-unknown", "Check the voting code")
    token, cid, number = office.codes["m6@members.example"]
    [elsewhere] = office.ballots([f"{token}.2.{number}\t1"])
    box.ballot(elsewhere, 403, "credential-elsewhere")
    [misnumbered] = office.ballots([f"{token}.{cid}.{int(number) % 3 + 1}\t1,2"])
    box.ballot(misnumbered, 403, "credential-elsewhere")
    [beyond] = office.ballots([f"{token}.{cid}.4000000000\t1,2"])
    box.ballot(beyond, 403, "credential-elsewhere")
    [old] = office.ballots([office.line("m6@members.example", "1,2")])
    office.replace("M6")
    box.ballot(old, 403, "credential-cancelled", "newer voting code")
    [new] = office.ballots([office.line("m6@members.example", "1,2")])
    assert office.post_ballot(new)[0] == 201


def wrong_contents(office, box, ann, gus):
    """Signed by the voter's own credential, and yet no ballot of this election."""
    def signed(**parts):
        return resign(office, "m7@members.example", gus, **parts)

    other = hashlib.sha256(b"another election").digest()
    box.ballot(signed(eid=(EID, other)), 409, "ballot-elsewhere", "this election")
    box.ballot(signed(cid=(CID, b"\0\1")), 403, "credential-elsewhere")
    box.ballot(signed(cid=(CID, b"\0\3")), 403, "credential-elsewhere")
    box.ballot(signed(cid=(CID, b"\xff\xff")), 403, "credential-elsewhere")
    box.ballot(signed(number=(NUMBER, bytes(4))), 403, "credential-elsewhere")
    box.ballot(signed(declaration=(DECLARATION, b"\1")), 422, "ballot-declaration", "declaration")
    box.ballot(signed(alpha=(ALPHA, ann[ALPHA:BETA])), 409, "ballot-copied", "vote again")
    box.ballot(signed(alpha=(ALPHA, ann[ALPHA:HEAD])), 409, "ballot-copied")
    box.ballot(signed(alpha=(ALPHA, ann[BETA:COMMITMENT])), 422, "ballot-proof")
    box.ballot(signed(beta=(BETA, ann[BETA:COMMITMENT])), 422, "ballot-proof")
    box.ballot(signed(alpha=(ALPHA, bytes(32))), 400, "ballot-malformed")
    box.ballot(signed(commitment=(COMMITMENT, b"\xff" * 32)), 400, "ballot-malformed")
    box.ballot(signed(scalar=(SCALAR, voting.L.to_bytes(32, "little"))), 400, "ballot-malformed")
    box.ballot(gus[:HEAD] + ann[HEAD:], 422, "ballot-signature", "vote again")
    s = int.from_bytes(gus[HEAD + 32:], "little") + voting.L
    box.ballot(gus[:HEAD + 32] + s.to_bytes(32, "little"), 422, "ballot-signature")


def changed_bits(office, box, gus):
    """One bit of every byte, each time another one."""
    told = set()
    size = box.entries()
    for at in range(len(gus)):
        bad = bytearray(gus)
        bad[at] ^= 1 << at % 8
        status, slug, problem = office.post_ballot(bytes(bad))
        assert status in (400, 403, 409, 422) and problem["status"] == status, (at, status, slug)
        told.add(slug)
    assert box.entries() == office.checkpoint()[1] == size
    assert told == {"ballot-malformed", "ballot-elsewhere", "credential-unknown", "credential-elsewhere",
                    "ballot-declaration", "ballot-signature"}, told


def wrong_sizes(office, box, gus):
    """Nothing, a byte less, a byte more, twice, 10 MB: as announced, and as sent."""
    for bad in (b"", gus[:-1], gus + b"\0", bytes(267), gus + gus):
        box.ballot(bad, 400, "ballot-malformed", "Nothing was stored")
    for bad in (bytes(10 << 20), gus * 40000):
        box.request("POST", "/api/ballots", bad, {"Content_Type": BYTES}, 413, "too-large")
    head = b"POST /api/ballots HTTP/1.1\r\nHost: x\r\nContent-Type: " + BYTES.encode()
    for length, status in ((b"99999999999999999999999", 413), (b"-267", 400), (b"0x10b", 400),
                           (b"267\r\nContent-Length: 268", 400)):
        answer = raw(office, head + b"\r\nContent-Length: " + length + b"\r\n\r\n" + gus)
        assert answer.startswith(f"HTTP/1.1 {status} ".encode()), (length, answer)
    answer = raw(office, head + b"\r\nTransfer-Encoding: chunked\r\n\r\n10b\r\n" + gus + b"\r\n0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 411 ") and b"/problems/length-required" in answer, answer
    assert box.entries() == box.size


def wrong_requests(office, box, gus):
    """A wrong type, method, address; a form from elsewhere."""
    for wrong in ({}, {"Content_Type": "text/plain"}, {"Content_Type": "application/json"}):
        box.request("POST", "/api/ballots", gus, wrong, 415, "wrong-type")
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "GET"):
        answer = box.request(method, "/api/ballots", gus if method == "PUT" else None,
                             {"Content_Type": BYTES}, 405, "method-not-allowed")
        assert answer[1]["Allow"] == "POST", answer[1]
    for path in ("/api/ballot", "/api/ballots/", "/api/ballots/1/2", "/api/%62allots",
                 "/api//ballots", "/api/../api/ballots"):
        box.request("POST", path, gus, {"Content_Type": BYTES}, 404, "not-found")
    box.request("POST", "/api/ballots", gus, {"Content_Type": BYTES, "Origin": "https://evil.example"},
                403, "other-origin")
    box.request("GET", "/api/ballots/" + "00" * 32, None, {}, 404, "no-ballot")


def raw(office, request, is_cut=False):
    """All that is answered to bytes sent as they are."""
    with socket.create_connection(("127.0.0.1", office.port), timeout=PATIENCE) as link:
        link.sendall(request)
        if is_cut:
            return b""
        answer = b""
        while b"\r\n\r\n" not in answer or not answer.endswith(b"}\n"):
            piece = link.recv(4096)
            if not piece:
                break
            answer += piece
        return answer


def half_requests(office, box, gus):
    """Dropped at any place, or never finished: nothing is stored."""
    whole = (b"POST /api/ballots HTTP/1.1\r\nHost: x\r\nContent-Type: " + BYTES.encode()
             + b"\r\nContent-Length: 267\r\n\r\n" + gus)
    size = box.entries()
    for cut in (1, 20, 60, len(whole) - 268, len(whole) - 267, len(whole) - 100, len(whole) - 1):
        raw(office, whole[:cut], is_cut=True)
    links = [socket.create_connection(("127.0.0.1", office.port), timeout=PATIENCE) for _ in range(2)]
    for link, cut in zip(links, (60, len(whole) - 1)):
        link.sendall(whole[:cut])
    return links, size


def slow_requests(box, links, size):
    """What never comes whole is told so, in time, and its connection ended."""
    for link in links:
        answer = b""
        while piece := link.recv(4096):
            answer += piece
        link.close()
        assert answer == b"" or answer.startswith(b"HTTP/1.1 408 "), answer
        assert not answer or b"/problems/request-incomplete" in answer, answer
    assert box.entries() >= size


def main():
    members = MEMBERS + [person("M8", "Hal", "Hazel", PUBLIC), person("M9", "Ida", "Ivy", STAFF)]
    with Office(*sys.argv[1:4], members=members) as office:
        box = Box(office)
        office.reach("issued")
        ann, gus = wrong_moments(office, box)
        links, size = half_requests(office, box, gus)
        cast_twice(office, box, ann)
        wrong_codes(office, box)
        wrong_contents(office, box, ann, gus)
        changed_bits(office, box, gus)
        wrong_sizes(office, box, gus)
        wrong_requests(office, box, gus)
        slow_requests(box, links, size)
        # The ballot that all this was done to is a good one.
        assert office.post_ballot(gus)[0] == 201
        [late] = office.ballots([office.line("m9@members.example", "2")])
        office.clock(TIMES["close"])
        box.ballot(late, 409, "poll-closed", "before the close")
        office.pass_time("2026-06-30T16:00:02Z", "close")
        box.ballot(late, 409, "poll-closed")
        assert office.post_ballot(ann)[0] == 200
        office.phase = "poll"
        office.reach("declared")
        office.tally("verify", office.address)
        office.stop()
        office.electiond("check", office.dir)
    print("every ballot that must be refused was")


if __name__ == "__main__":
    main()
