#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes record/: a log of 20 entries, its checkpoint, a cosignature and a receipt.

usage: make_record.py          writes the files
       make_record.py check    compares them; exit code 1 if one differs

Made from RFC 8032, RFC 6962 and the C2SP texts alone; Ed25519 as in RFC 8032 section 6.
"""
import base64
import hashlib
import os
import struct
import sys

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "record")


def recover_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * ROOT % P
    return P - x if (x & 1) != sign else x


G_Y = 4 * pow(5, P - 2, P) % P
G_X = recover_x(G_Y, 0)
G = (G_X, G_Y, 1, G_X * G_Y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def mul(s, p):
    q = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            q = add(q, p)
        p = add(p, p)
        s >>= 1
    return q


def compress(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def sha512(data):
    return hashlib.sha512(data).digest()


def expand(seed):
    h = sha512(seed)
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, h[32:]


def public(seed):
    return compress(mul(expand(seed)[0], G))


def sign(seed, message):
    a, prefix = expand(seed)
    key = compress(mul(a, G))
    r = int.from_bytes(sha512(prefix + message), "little") % Q
    point = compress(mul(r, G))
    k = int.from_bytes(sha512(point + key + message), "little") % Q
    return point + ((r + k * a) % Q).to_bytes(32, "little")


def sha(data):
    return hashlib.sha256(data).digest()


def b64(data):
    return base64.b64encode(data).decode()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d):
    if len(d) == 1:
        return sha(b"\0" + d[0])
    k = split(len(d))
    return sha(b"\1" + mth(d[:k]) + mth(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return path(m, d[:k]) + [mth(d[k:])]
    return path(m - k, d[k:]) + [mth(d[:k])]


def key_id(name, kind, key):
    return sha(name.encode() + b"\n" + bytes([kind]) + key)[:4]


def vkey(name, kind, key):
    return "%s+%s+%s" % (name, key_id(name, kind, key).hex(), b64(bytes([kind]) + key))


def write(name, data):
    path_of = os.path.join(HERE, name)
    if sys.argv[1:] == ["check"]:
        with open(path_of, "rb") as file:
            if file.read() != data:
                sys.exit(name + " differs")
        return
    with open(path_of, "wb") as file:
        file.write(data)


def main():
    log, witness = bytes(range(32)), bytes(range(32, 64))
    origin, name = "vote.example.nhs.uk/record", "witness.example.com/w1"
    time = 1781798400
    ballot = b"GB1B" + bytes(i * 7 % 256 for i in range(263))
    entries = [bytes([12]) + struct.pack(">Q", time) + struct.pack(">I", 2) + b"{}" + bytes([0])] * 13
    entries += [bytes([6]) + struct.pack(">Q", time + 60 * i) + ballot[:-1] + bytes([i]) for i in range(7)]
    text = "%s\n%d\n%s\n" % (origin, len(entries), b64(mth(entries)))
    line = "\u2014 %s %s\n" % (origin, b64(key_id(origin, 1, public(log)) + sign(log, text.encode())))
    stamp = time + 90
    message = "cosignature/v1\ntime %d\n%s" % (stamp, text)
    cosignature = struct.pack(">Q", stamp) + sign(witness, message.encode())
    second = "\u2014 %s %s\n" % (name, b64(key_id(name, 4, public(witness)) + cosignature))
    index = 15
    proof = "c2sp.org/tlog-proof@v1\nextra %s\nindex %d\n" % (b64(entries[index]), index)
    proof += "".join(b64(hash) + "\n" for hash in path(index, entries)) + "\n"
    bundle = b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)
    write("log.seed", log.hex().encode() + b"\n")
    write("log.vkey", vkey(origin, 1, public(log)).encode() + b"\n")
    write("witness.vkey", vkey(name, 4, public(witness)).encode() + b"\n")
    write("checkpoint", (text + "\n" + line).encode())
    write("cosigned", (text + "\n" + line + second).encode())
    write("receipt.tlog-proof", (proof + text + "\n" + line).encode())
    write("ballot", entries[index][9:])
    write("bundle", bundle)


main()
