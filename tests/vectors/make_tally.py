#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes tally.txt: a mix and two trustees' shares, proved by another implementation.

usage: make_tally.py            prints the vectors
       make_tally.py FILE       compares them with FILE; exit code 1 if they differ

The prover of protocol.md section 8 in Python, over the group that make_voting.py writes
from RFC 9496, every secret scalar made from a label. Lines are `name hex`.
"""

import hashlib
import sys

sys.dont_write_bytecode = True
from make_voting import (BASE, H, IDENTITY, L, add, encode, mul, point_of, scalar_bytes,
                         scalar_of, u16, u32, u8)

N = 4
EID = hashlib.sha256(b"tally eid").digest()
BOX = hashlib.sha256(b"tally box").digest()
MIXER = hashlib.sha256(b"tally mixer").digest()
CID, K = 3, 2
IDS = (EID, u16(CID))
BOUND = (EID, u16(CID), BOX)
ORDER = hashlib.sha256(b"tally order").digest()  # for the leaf hash of its note


def secret(label, i=0):
    return scalar_of(hashlib.sha512(f"tally {label} {i}".encode()).digest())


def negate(p):
    return mul(L - 1, p)


def total(points):
    result = IDENTITY
    for p in points:
        result = add(result, p)
    return result


def generator(i):
    return point_of(H("gen", *IDS, u32(i)))


# f(x) = y0 + y1 x: two of three trustees open
Y0, Y1 = secret("y", 0), secret("y", 1)
Y = mul(Y0, BASE)


def share_of(j):
    return (Y0 + Y1 * j) % L


def ciphertexts():
    for i in range(N):
        r = secret("r", i)
        message = mul(secret("message", i), BASE)
        yield message, (mul(r, BASE), add(mul(r, Y), message))


def flat(pairs):
    return b"".join(encode(a) + encode(b) for a, b in pairs)


def joined(points):
    return b"".join(encode(p) for p in points)


def mix(inputs, permutation):
    """permutation[i] = j_i, from 0: output i is input j_i"""
    rho = [secret("rho", i) for i in range(N)]
    r = [secret("commitment", i) for i in range(N)]
    rhat = [secret("chain", i) for i in range(N)]
    omega = [secret("omega", i) for i in range(4)]
    omega_hat = [secret("omega hat", i) for i in range(N)]
    omega_prime = [secret("omega prime", i) for i in range(N)]
    h = [generator(i) for i in range(N + 1)]

    output = [(add(inputs[j][0], mul(rho[j], BASE)), add(inputs[j][1], mul(rho[j], Y)))
              for j in permutation]
    c = [IDENTITY] * N
    for i, j in enumerate(permutation):
        c[j] = add(mul(r[j], BASE), h[i + 1])
    seed = H("mix-seed", *BOUND, u8(K), MIXER, encode(Y), flat(inputs), flat(output), joined(c))
    u = [scalar_of(H("mix-u", seed, u32(i + 1))) for i in range(N)]
    u_prime = [u[j] for j in permutation]

    chain, that, before = [], [], h[0]
    for i in range(N):
        chain.append(add(mul(rhat[i], BASE), mul(u_prime[i], before)))
        that.append(add(mul(omega_hat[i], BASE), mul(omega_prime[i], before)))
        before = chain[i]
    t = [
        mul(omega[0], BASE),
        mul(omega[1], BASE),
        add(mul(omega[2], BASE), total(mul(omega_prime[i], h[i + 1]) for i in range(N))),
        add(total(mul(omega_prime[i], output[i][1]) for i in range(N)),
            negate(mul(omega[3], Y))),
        add(total(mul(omega_prime[i], output[i][0]) for i in range(N)),
            negate(mul(omega[3], BASE))),
    ]
    challenge = scalar_of(H("mix", seed, joined(chain), joined(t), joined(that)))

    v = [1] * N
    for i in range(N - 2, -1, -1):
        v[i] = u_prime[i + 1] * v[i + 1] % L
    s = [
        omega[0] + challenge * sum(r),
        omega[1] + challenge * sum(rhat[i] * v[i] for i in range(N)),
        omega[2] + challenge * sum(r[i] * u[i] for i in range(N)),
        omega[3] + challenge * sum(rho[i] * u[i] for i in range(N)),
    ]
    shat = [omega_hat[i] + challenge * rhat[i] for i in range(N)]
    sprime = [omega_prime[i] + challenge * u_prime[i] for i in range(N)]
    scalars = b"".join(scalar_bytes(x % L) for x in s + shat + sprime)
    return output, (b"GB1M" + EID + u16(CID) + BOX + u8(K) + MIXER + u32(N) + flat(output)
                    + joined(c) + joined(chain) + joined(that) + joined(t) + scalars)


def shares(output, j, magic=b"GB1S", tag="share-seed", bound=BOX):
    x = share_of(j)
    count = len(output)
    d = [mul(x, alpha) for alpha, _ in output]
    seed = H(tag, *IDS, bound, u8(j), encode(mul(x, BASE)), flat(output), joined(d))
    e = [scalar_of(H("share-e", seed, u32(i + 1))) for i in range(count)]
    m = total(mul(e[i], output[i][0]) for i in range(count))
    z = total(mul(e[i], d[i]) for i in range(count))
    w = secret("w", j)
    a1, a2 = mul(w, BASE), mul(w, m)
    challenge = scalar_of(H("share", seed, encode(m), encode(z), encode(a1), encode(a2)))
    s = (w + challenge * x) % L
    return (magic + EID + u16(CID) + bound + u8(j) + u32(count) + joined(d) + encode(a1)
            + encode(a2) + scalar_bytes(s))


def opening(ballot, j):
    """A trustee's answer to the order to open one ballot, before it is sealed."""
    return shares([ballot], j, b"GB1O", "open-seed", ORDER)


def lines():
    made = list(ciphertexts())
    inputs = [pair for _, pair in made]
    permutation = [2, 0, 3, 1]
    output, mixed = mix(inputs, permutation)
    yield "eid", EID
    yield "cid", u16(CID)
    yield "box", BOX
    yield "k", u8(K)
    yield "mixer", MIXER
    yield "key", encode(Y)
    yield "input", flat(inputs)
    yield "mix", mixed
    for j in (1, 3):
        yield "key", encode(mul(share_of(j), BASE))
        yield "shares", shares(output, j)
    yield "votes", joined(made[j][0] for j in permutation)
    yield "order", ORDER
    yield "ballot", flat(inputs[1:2])
    for j in (1, 3):
        yield "key", encode(mul(share_of(j), BASE))
        yield "answer", opening(inputs[1], j)
    yield "opened", encode(made[1][0])


def main():
    text = "# make_tally.py: protocol.md section 8, N = 4, shares of trustees 1 and 3 of 3; one ballot opened\n"
    text += "".join(f"{name} {value.hex()}\n" for name, value in lines())
    if len(sys.argv) == 1:
        sys.stdout.write(text)
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        return 0 if file.read() == text else 1


if __name__ == "__main__":
    sys.exit(main())
