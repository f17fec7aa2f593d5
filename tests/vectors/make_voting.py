#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes voting.json: the voting path's known inputs and exact outputs.

usage: make_voting.py            prints the vectors
       make_voting.py FILE       compares them with FILE; exit code 1 if they differ

It shares no code with the programs: hashes are those of Python, the group and the
signatures are written here from RFC 9496 and RFC 8032, slow and plain. Not constant in
time; for made-up secrets only.
"""

import hashlib
import hmac
import json
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


# The curve -x^2 + y^2 = 1 + d x^2 y^2 in extended coordinates (X, Y, Z, T).

def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


IDENTITY = (0, 1, 1, 0)


def mul(k, p):
    q = IDENTITY
    while k > 0:
        if k & 1:
            q = add(q, p)
        p = add(p, p)
        k >>= 1
    return q


def is_negative(x):
    return x % P & 1


def absolute(x):
    return -x % P if is_negative(x) else x % P


def sqrt_ratio(u, v):
    """(whether u/v is a square, a non-negative root of u/v or of i·u/v)"""
    r = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * r * r % P
    correct, flipped = check == u % P, check == -u % P
    flipped_i = check == -u * SQRT_M1 % P
    if flipped or flipped_i:
        r = r * SQRT_M1 % P
    return correct or flipped, absolute(r)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = sqrt_ratio(BASE_Y * BASE_Y - 1, D * BASE_Y * BASE_Y + 1)[1]
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)

INVSQRT_A_MINUS_D = sqrt_ratio(1, -1 - D)[1]
SQRT_AD_MINUS_ONE = 25063068953384623474111414158702152701244531502492656460079210482610430750235
assert SQRT_AD_MINUS_ONE**2 % P == (-D - 1) % P


# ristretto255, RFC 9496 section 4.3

def decode(text):
    s = int.from_bytes(text, "little")
    if len(text) != 32 or s >= P or is_negative(s):
        return None
    ss = s * s % P
    u1, u2 = (1 - ss) % P, (1 + ss) % P
    v = (-(D * u1 * u1) - u2 * u2) % P
    square, inv = sqrt_ratio(1, v * u2 * u2)
    x2 = inv * u2 % P
    y2 = inv * x2 * v % P
    x = absolute(2 * s * x2)
    y = u1 * y2 % P
    t = x * y % P
    if not square or is_negative(t) or y == 0:
        return None
    return (x, y, 1, t)


def encode(p):
    x0, y0, z0, t0 = p
    u1 = (z0 + y0) * (z0 - y0) % P
    u2 = x0 * y0 % P
    inv = sqrt_ratio(1, u1 * u2 * u2)[1]
    den1, den2 = inv * u1 % P, inv * u2 % P
    z_inv = den1 * den2 * t0 % P
    if is_negative(t0 * z_inv):
        x, y, den = y0 * SQRT_M1 % P, x0 * SQRT_M1 % P, den1 * INVSQRT_A_MINUS_D % P
    else:
        x, y, den = x0, y0, den2
    if is_negative(x * z_inv):
        y = -y % P
    return absolute(den * (z0 - y)).to_bytes(32, "little")


def map_half(text):
    t = int.from_bytes(text, "little") % 2**255 % P
    r = SQRT_M1 * t * t % P
    u = (r + 1) * (1 - D * D) % P
    v = (-1 - r * D) * (r + D) % P
    square, s = sqrt_ratio(u, v)
    if not square:
        s, c = -absolute(s * t) % P, r
    else:
        c = -1
    n = (c * (r - 1) * (D - 1) ** 2 - v) % P
    w0, w1 = 2 * s * v % P, n * SQRT_AD_MINUS_ONE % P
    w2, w3 = (1 - s * s) % P, (1 + s * s) % P
    return (w0 * w3 % P, w2 * w1 % P, w1 * w3 % P, w0 * w2 % P)


def point_of(wide):
    return add(map_half(wide[:32]), map_half(wide[32:]))


def scalar_of(wide):
    return int.from_bytes(wide, "little") % L


def scalar_bytes(k):
    return k.to_bytes(32, "little")


# Ed25519, RFC 8032 section 5.1

def compress(p):
    z = pow(p[2], P - 2, P)
    x, y = p[0] * z % P, p[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def expand(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, h[32:]


def public_key(seed):
    return compress(mul(expand(seed)[0], BASE))


def sign(seed, message):
    a, prefix = expand(seed)
    r = scalar_of(hashlib.sha512(prefix + message).digest())
    point = compress(mul(r, BASE))
    k = scalar_of(hashlib.sha512(point + public_key(seed) + message).digest())
    return point + scalar_bytes((r + k * a) % L)


# protocol.md

def u8(n):
    return n.to_bytes(1, "big")


def u16(n):
    return n.to_bytes(2, "big")


def u32(n):
    return n.to_bytes(4, "big")


def H(tag, *inputs):
    text = b"GB1" + u8(len(tag)) + tag.encode()
    for x in inputs:
        text += u32(len(x)) + x
    return hashlib.sha512(text).digest()


def crockford(data, symbols):
    n = int.from_bytes(data, "big")
    return "".join(CROCKFORD[n >> 5 * (symbols - 1 - i) & 31] for i in range(symbols))


def groups(text, size):
    return "-".join(text[i:i + size] for i in range(0, len(text), size))


def code(data):
    return groups(crockford(data[:10], 16), 4)


def token_text(token):
    check = hashlib.sha256(b"GB1 token" + token).digest()[0] >> 3
    return crockford(token, 24) + CROCKFORD[check]


def credential_seed(token, eid):
    extracted = hmac.new(eid, token, hashlib.sha512).digest()
    return hmac.new(extracted, b"GB1 credential\x01", hashlib.sha512).digest()[:32]


def block(numbers):
    bits = 0
    for i in range(37):
        bits = bits << 6 | (numbers[i] if i < len(numbers) else 0)
    middle = (bits << 2).to_bytes(28, "big")
    for counter in range(128 * 256):
        m = u8(2 * (counter % 128)) + b"\x01" + middle + u8(counter // 128) + b"\x00"
        if decode(m) is not None:
            return m, counter
    raise ValueError("no encoding")


def nonce(tag, secret, fresh, statement, index):
    return scalar_of(H("nonce", tag.encode(), secret, fresh, statement, u32(index)))


def hexes(**members):
    return {k: v.hex() if isinstance(v, bytes) else v for k, v in members.items()}


def some(label, size):
    return hashlib.sha512(b"governor-ballot vectors: " + label.encode()).digest()[:size]


EIDS = [bytes(32), bytes([0x5a] * 32), some("eid", 32)]


def tokens():
    made = [bytes(15), bytes([255] * 15), bytes(range(1, 16)), some("token", 15)]
    for token, eid in zip(made, [EIDS[1], EIDS[0], EIDS[1], EIDS[2]]):
        text = token_text(token)
        seed = credential_seed(token, eid)
        yield hexes(token=token, text=groups(text, 5), cid=3, number=4711,
                    ticket=f"{text}.3.4711", eid=eid, seed=seed,
                    credential=public_key(seed))


def codes():
    for data in [bytes(10), bytes([255] * 10), some("code", 10)]:
        yield hexes(bytes=data, text=code(data))
    for eid in EIDS[1:]:
        yield hexes(bytes=eid[:10], text=code(eid))


RULES = {"method": "stv", "candidates": 9, "marks": 9}
WIDE = {"method": "stv", "candidates": 63, "marks": 37}
FPP = {"method": "fpp", "candidates": 12, "marks": 4}


def choices():
    for rules, numbers in [
            (RULES, [1]), (RULES, [3, 1, 9, 2]), (RULES, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
            (WIDE, [63]), (WIDE, list(range(63, 26, -1))), (WIDE, list(range(1, 38))),
            (FPP, [12]), (FPP, [1, 5, 11, 12])]:
        m, counter = block(numbers)
        yield hexes(**rules, numbers=numbers, counter=counter, block=m)


def raw_block(packed, start=0):
    """The first valid encoding from `start` on, whatever its numbers say."""
    for counter in range(start, 128 * 256):
        m = u8(2 * (counter % 128)) + b"\x01" + packed + u8(counter // 128) + b"\x00"
        if decode(m) is not None:
            return m
    raise ValueError("no encoding")


def pack(numbers, tail=0):
    bits = 0
    for i in range(37):
        bits = bits << 6 | (numbers[i] if i < len(numbers) else 0)
    return (bits << 2 | tail).to_bytes(28, "big")


def unreadable():
    good, counter = block([3, 1, 9, 2])
    for why, rules, m in [
            ("the next counter", RULES, raw_block(good[2:30], counter + 1)),
            ("no marks", RULES, raw_block(pack([]))),
            ("a candidate twice", RULES, raw_block(pack([3, 1, 3]))),
            ("an unknown candidate", RULES, raw_block(pack([3, 10]))),
            ("a mark behind a gap", RULES, raw_block(pack([3, 0, 1]))),
            ("a bit nobody uses", RULES, raw_block(pack([3, 1], tail=1))),
            ("too many marks", FPP, raw_block(pack([1, 2, 3, 4, 5]))),
            ("crosses out of order", FPP, raw_block(pack([2, 1]))),
            ("no block at all", WIDE, encode(BASE)),
            ("the identity", RULES, bytes(32))]:
        assert decode(m) is not None
        yield hexes(why=why, **rules, block=m)


def uses():
    """Every use of H, protocol.md section 11: inputs in their order and of their sizes, for
    N = 2 and 2 trustees of 3, with made-up bytes where a point or scalar stands."""
    def made(*labels):
        return b"".join(some(label, 32) for label in labels)

    ids = [EIDS[2], u16(3)]
    bound = [*ids, some("box id", 32)]
    key, seed = made("key"), some("seed", 64)
    pair, two = made("alpha", "beta"), made("one", "two")
    four = two + made("three", "four")
    yield "generator h_7", "gen", [*ids, u32(7)]
    yield "ballot: proof", "pok", [*ids, u32(4711), u8(1), made("credential"), key,
                                   made("alpha"), made("beta"), made("commitment")]
    head = b"GB1B" + five_hundred()[:199]
    yield "ballot: code", "code", [head]
    yield "ballot: signature", "ballot", [head]
    yield "signature of an entry", "entry", [u8(3), EIDS[2], b'{"document":"roll"}']
    yield "console login", "console", [EIDS[2], b"vote.example/record", made("officer"),
                                       made("challenge")]
    yield "mix: seed", "mix-seed", [*bound, u8(2), made("mixer"), key, four, four[::-1], two]
    yield "mix: u_2", "mix-u", [seed, u32(2)]
    yield "mix: challenge", "mix", [seed, two, four + made("five"), two[::-1]]
    yield "shares: seed", "share-seed", [*bound, u8(1), key, four, two]
    yield "shares: e_1", "share-e", [seed, u32(1)]
    yield "shares: challenge", "share", [seed, *(made(label) for label in ("M", "Z", "A1", "A2"))]
    yield "open one: seed", "open-seed", [*ids, made("leaf"), u8(1), key, pair, made("d")]
    yield "ceremony: commit_2", "dkg-commit", [some("context", 64), u8(2), five_hundred()[:328]]
    yield "ceremony: ext", "dkg-ext", [two + made("three"), five_hundred()[:192]]
    yield "secret scalar", "nonce", [b"pok", made("secret"), made("fresh"), pair, u32(0)]


def five_hundred():
    """Bytes for what is long."""
    return b"".join(some(f"long {i}", 64) for i in range(8))


def transcripts():
    framing = [("framing", tag, inputs) for tag, inputs in [
        ("code", [b""]), ("pok", [b"abc", b""]), ("entry", [u8(2), EIDS[1], b"{}"]),
        ("mix", [bytes(300), b"\x01"]), ("console", [b"a", b"bc"]),
        ("console", [b"ab", b"c"])]]
    for use, tag, inputs in [*framing, *uses()]:
        h = H(tag, *inputs)
        yield {"use": use, "tag": tag, "inputs": [x.hex() for x in inputs], "h": h.hex(),
               "scalar": scalar_bytes(scalar_of(h)).hex(), "point": encode(point_of(h)).hex()}


def generators():
    for eid, cid, i in [(EIDS[1], 1, 0), (EIDS[1], 1, 1), (EIDS[2], 64, 20000)]:
        yield hexes(eid=eid, cid=cid, i=i,
                    point=encode(point_of(H("gen", eid, u16(cid), u32(i)))))


def signatures():
    seed, eid, challenge = some("officer", 32), EIDS[2], some("challenge", 32)
    key, document, origin = public_key(seed), b'{"document":"open"}', b"vote.example/record"
    note = b"vote.example/record\n2\nu81rBkfjzaKMmVLeUYmjNBbIPzQW5Lk3yq4ebFWFqyA=\n"
    return {
        "entry": hexes(seed=seed, key=key, type=4, eid=eid, document=document.decode(),
                       signature=sign(seed, H("entry", u8(4), eid, document))),
        "console": hexes(seed=seed, key=key, eid=eid, origin=origin.decode(),
                         challenge=challenge,
                         signature=sign(seed, H("console", eid, origin, key, challenge))),
        "note": hexes(seed=seed, key=key, text=note.decode(), signature=sign(seed, note)),
    }


def ballot(case, token, eid, fresh, x):
    number, cid, declaration, numbers = (case[k] for k in
                                         ("number", "cid", "declaration", "numbers"))
    seed = credential_seed(token, eid)
    credential = public_key(seed)
    election_key = encode(mul(x, BASE))
    m, _ = block(numbers)
    front = b"GB1B" + eid + u16(cid) + u32(number) + u8(declaration) + credential
    r = nonce("encrypt", seed, fresh, front + election_key + m, 0)
    alpha = encode(mul(r, BASE))
    beta = encode(add(mul(r, decode(election_key)), decode(m)))
    w = nonce("pok", seed, fresh, front + alpha + beta + election_key, 0)
    commitment = encode(mul(w, BASE))
    c = scalar_of(H("pok", eid, u16(cid), u32(number), u8(declaration), credential,
                    election_key, alpha, beta, commitment))
    head = front + alpha + beta + commitment + scalar_bytes((w + c * r) % L)
    assert len(head) == 203
    return hexes(
        ticket=f"{token_text(token)}.{cid}.{number}", eid=eid, election_secret=scalar_bytes(x),
        election_key=election_key, **case, fresh=fresh, block=m, r=scalar_bytes(r),
        w=scalar_bytes(w), challenge=scalar_bytes(c), code=code(H("code", head)),
        ballot=head + sign(seed, H("ballot", head)))


def ballots():
    x = scalar_of(some("election", 64))
    yield ballot({**RULES, "cid": 1, "number": 1, "declaration": 1, "numbers": [3, 1, 9, 2]},
                 bytes(range(1, 16)), EIDS[1], bytes(range(32)), x)
    yield ballot({**FPP, "cid": 7, "number": 4294967295, "declaration": 0,
                  "numbers": [1, 5, 11, 12]}, some("token", 15), EIDS[2], some("fresh", 32), x)
    yield ballot({**WIDE, "cid": 64, "number": 20000, "declaration": 2,
                  "numbers": list(range(63, 26, -1))}, some("third", 15), EIDS[2],
                 bytes(32), scalar_of(some("another election", 64)))


def main():
    vectors = {
        "suite": "GB1-ristretto255-SHA512",
        "about": "Bytes are lower-case hex; scalars and points as encoded. "
                 "What each member means: protocol.md; fresh = the 32 random bytes of a ballot.",
        "tokens": list(tokens()), "codes": list(codes()), "choices": list(choices()),
        "unreadable": list(unreadable()), "transcripts": list(transcripts()),
        "generators": list(generators()), "signatures": signatures(),
        "ballots": list(ballots()),
    }
    text = json.dumps(vectors, indent=1) + "\n"
    if len(sys.argv) == 1:
        sys.stdout.write(text)
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        return 0 if file.read() == text else 1


if __name__ == "__main__":
    sys.exit(main())
