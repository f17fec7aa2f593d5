#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a record as any tool of C2SP would: tlog-tiles, tlog-checkpoint in signed notes,
tlog-cosignature, tlog-policy and tlog-proof, each from its text and with nothing of ours but
where the definition keeps key, origin and policy. Ends with 0 if all of it holds together.

c2sp.py RECORD [RECEIPT…]     a folder as `tally fetch` leaves it, and receipts of it
c2sp.py --vectors FOLDER      checkpoint, cosigned, receipt and bundle of tests/vectors/record
"""

import base64
import hashlib
import json
import re
import struct
import sys
from pathlib import Path

LOG, WITNESS = 1, 4
WIDTH = 256

# Ed25519 of RFC 8032, for verifying only.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(one, two):
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    out = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            out = add(out, point)
        point = add(point, point)
        scalar >>= 1
    return out


def recover(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def decode(data):
    y = int.from_bytes(data, "little")
    return recover(y & (2**255 - 1), y >> 255)


BASE = recover(4 * pow(5, P - 2, P) % P, 0)


def is_signed(key, message, signature):
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    left = times(int.from_bytes(signature[32:], "little"), BASE)
    right = add(decode(signature[:32]), times(int.from_bytes(digest, "little") % L, decode(key)))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and \
        (left[1] * right[2] - right[1] * left[2]) % P == 0


# signed-note, tlog-checkpoint, tlog-cosignature.


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    assert base64.b64encode(data).decode() == text, "base64 that is not canonical"
    return data


def key_id(name, kind, key):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def read_vkey(text):
    name, written, rest = text.split("+", 2)
    data = unbase64(rest)
    assert name and len(data) == 33, "a verifier key of another form"
    assert key_id(name, data[0], data[1:]).hex() == written, "a verifier key with a wrong id"
    return name, data[0], data[1:]


class Checkpoint:
    """A signed note whose text is a checkpoint."""

    def __init__(self, data):
        note = data.decode("utf-8")
        self.text, blank, lines = note.partition("\n\n")
        assert blank and note.endswith("\n"), "no signed note"
        self.text += "\n"
        self.origin, size, root, *extension = self.text[:-1].split("\n")
        assert re.fullmatch(r"0|[1-9][0-9]*", size) and not extension
        self.size, self.root = int(size), unbase64(root)
        assert self.origin and len(self.root) == 32
        self.signatures = []
        for line in lines[:-1].split("\n"):
            dash, name, data = line.split(" ")
            assert dash == "\u2014" and name, "no signature line"
            self.signatures.append((name, unbase64(data)[:4], unbase64(data)[4:]))

    def by(self, name, kind, key):
        """The signatures under a key's name and id; unknown keys are passed over."""
        return [signature for signer, known, signature in self.signatures
                if signer == name and known == key_id(name, kind, key)]

    def must_be_of(self, origin, key):
        assert self.origin == origin, "another log"
        own = self.by(origin, LOG, key)
        assert own and all(is_signed(key, self.text.encode(), one) for one in own), \
            "not signed by the log"

    def times_of(self, name, key):
        """When a witness cosigned."""
        out = []
        assert len(self.by(name, WITNESS, key)) <= 1, f"{name} signed twice (our rule)"
        for signature in self.by(name, WITNESS, key):
            [time] = struct.unpack(">Q", signature[:8])
            message = f"cosignature/v1\ntime {time}\n{self.text}".encode()
            assert time and is_signed(key, message, signature[8:]), f"{name} did not cosign"
            out.append(time)
        return out


class Policy:
    """tlog-policy: its witnesses and groups by name, and the quorum."""

    def __init__(self, lines):
        self.witnesses, self.groups, self.quorum = {}, {}, None
        for words in filter(None, (re.split(r"[ \t]+", line.strip(" \t")) for line in lines)):
            kind, *rest = words
            if kind == "witness":
                name, witness, key = read_vkey(rest[1])
                assert witness == WITNESS
                self.witnesses[rest[0]] = (name, key)
            elif kind == "group":
                members = rest[2:]
                need = {"all": len(members), "any": 1}.get(rest[1]) or int(rest[1])
                assert 1 <= need <= len(members)
                self.groups[rest[0]] = (need, members)
            elif kind == "quorum":
                assert self.quorum is None
                self.quorum = rest[0]
            else:
                assert kind in ("", "log") or kind.startswith("#"), f"no line of a policy: {words}"
        assert self.quorum is not None

    def has(self, node, cosigners):
        if node in self.groups:
            need, members = self.groups[node]
            return sum(self.has(member, cosigners) for member in members) >= need
        return node == "none" or node in cosigners

    def is_met(self, checkpoint):
        return self.has(self.quorum, {who for who, key in self.witnesses.items()
                                      if checkpoint.times_of(*key)})


# RFC 6962, tlog-tiles, tlog-proof.


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def tree_hash(hashes):
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(tree_hash(hashes[:half]), tree_hash(hashes[half:]))


def root_of(leaf, index, size, proof):
    """RFC 9162 2.1.3.2: the root that an inclusion proof comes to."""
    assert index < size
    last, out = size - 1, leaf
    for other in proof:
        assert last, "a proof that is too long"
        if index & 1 or index == last:
            out = node_hash(other, out)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            out = node_hash(out, other)
        index, last = index >> 1, last >> 1
    assert not last, "a proof that is too short"
    return out


def tile_path(level, index, width):
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(parts)}" + (f".p/{width}" if width < WIDTH else "")


def tiles(count):
    """(index, width) of the tiles that hold so many hashes."""
    return [(at // WIDTH, min(WIDTH, count - at)) for at in range(0, count, WIDTH)]


def read_bundle(data):
    entries = []
    while data:
        [size] = struct.unpack(">H", data[:2])
        assert len(data) >= 2 + size, "a bundle that is cut"
        entries.append(data[2:2 + size])
        data = data[2 + size:]
    return entries


class Proof:
    """tlog-proof@v1."""

    def __init__(self, data):
        head, blank, note = data.partition(b"\n\n")
        first, *lines = head.decode("ascii").split("\n")
        assert first == "c2sp.org/tlog-proof@v1" and blank
        self.extra = unbase64(lines.pop(0)[6:]) if lines[0].startswith("extra ") else None
        assert re.fullmatch(r"index (0|[1-9][0-9]*)", lines[0])
        self.index = int(lines[0][6:])
        self.hashes = [unbase64(line) for line in lines[1:]]
        assert all(len(one) == 32 for one in self.hashes)
        self.checkpoint = Checkpoint(note)

    def must_include(self, leaf):
        assert root_of(leaf, self.index, self.checkpoint.size, self.hashes) == self.checkpoint.root


class Record:
    """A folder of tiles, entries and checkpoints."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.newest = Checkpoint(self.read("checkpoint"))
        self.leaves = self.read_level(0, self.newest.size)
        assert tree_hash(self.leaves) == self.newest.root, "the tiles make another root"
        self.check_levels()
        self.entries = [entry for index, width in tiles(self.newest.size)
                        for entry in read_bundle(self.read(tile_path("entries", index, width)))]
        assert [leaf_hash(one) for one in self.entries] == self.leaves, "entries of other leaves"
        # Ours alone: entry 0 is the definition, u8 type, u64 time, u32 length, document.
        [size] = struct.unpack(">I", self.entries[0][9:13])
        definition = json.loads(self.entries[0][13:13 + size])
        self.origin, self.key = definition["origin"], bytes.fromhex(definition["log"])
        self.policy = Policy(definition["policy"])
        self.newest.must_be_of(self.origin, self.key)

    def read(self, name):
        return (self.folder / name).read_bytes()

    def read_level(self, level, count):
        hashes = []
        for index, width in tiles(count):
            data = self.read(tile_path(level, index, width))
            assert len(data) == 32 * width, "a tile of another width"
            hashes += [data[at:at + 32] for at in range(0, len(data), 32)]
        return hashes

    def check_levels(self):
        hashes, level = self.leaves, 0
        while len(hashes) >= WIDTH:
            hashes = [tree_hash(hashes[at:at + WIDTH])
                      for at in range(0, len(hashes) // WIDTH * WIDTH, WIDTH)]
            level += 1
            assert self.read_level(level, len(hashes)) == hashes, f"tiles of level {level}"

    def must_hold(self, checkpoint):
        checkpoint.must_be_of(self.origin, self.key)
        assert checkpoint.root == tree_hash(self.leaves[:checkpoint.size]), "another history"

    def check_checkpoints(self):
        """How many older ones there are, and how many of the cosigned ones meet the policy."""
        older = [Checkpoint(path.read_bytes()) for path in self.folder.glob("checkpoints/*")]
        cosigned = [(int(path.name), Checkpoint(path.read_bytes()))
                    for path in self.folder.glob("cosigned/*")]
        for one in older + [note for _, note in cosigned]:
            self.must_hold(one)
        assert all(size == note.size for size, note in cosigned), "cosigned under another size"
        return len(older), sum(self.policy.is_met(note) for _, note in cosigned)

    def check_receipt(self, data):
        """Whether a good receipt is witnessed too."""
        proof = Proof(data)
        self.must_hold(proof.checkpoint)
        assert proof.extra == self.entries[proof.index], "of another entry"
        proof.must_include(leaf_hash(proof.extra))
        return self.policy.is_met(proof.checkpoint)


def check_vectors(folder):
    folder = Path(folder)
    origin, _, key = read_vkey((folder / "log.vkey").read_text().strip())
    witness, kind, witness_key = read_vkey((folder / "witness.vkey").read_text().strip())
    assert kind == WITNESS
    plain, cosigned = (Checkpoint((folder / name).read_bytes()) for name in ("checkpoint", "cosigned"))
    for one in (plain, cosigned):
        one.must_be_of(origin, key)
    assert plain.text == cosigned.text
    assert len(cosigned.times_of(witness, witness_key)) == 1 and not plain.times_of(witness, witness_key)
    leaves = [leaf_hash(entry) for entry in read_bundle((folder / "bundle").read_bytes())]
    assert tree_hash(leaves) == plain.root and len(leaves) == plain.size
    proof = Proof((folder / "receipt.tlog-proof").read_bytes())
    proof.checkpoint.must_be_of(origin, key)
    assert leaf_hash(proof.extra) == leaves[proof.index]
    proof.must_include(leaves[proof.index])
    for place in range(len(proof.hashes)):
        broken = Proof((folder / "receipt.tlog-proof").read_bytes())
        broken.hashes[place] = bytes(32)
        assert root_of(leaves[proof.index], proof.index, plain.size, broken.hashes) != plain.root
    print(f"{len(leaves)} entries, a checkpoint, its cosignature and a receipt by C2SP's rules")


def main():
    if sys.argv[1] == "--vectors":
        check_vectors(sys.argv[2])
        return
    record = Record(sys.argv[1])
    older, met = record.check_checkpoints()
    receipts = [record.check_receipt(Path(path).read_bytes()) for path in sys.argv[2:]]
    print(f"{record.newest.size} entries, {older} checkpoints, {met} witnessed, "
          f"{len(receipts)} receipts, {sum(receipts)} witnessed")


if __name__ == "__main__":
    main()
