#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The daemon reached as it is on a network: by TLS with its own certificate, or behind
a proxy; wrong certificates refused in clear words; no address takes all connections.

14-tls.py TALLY ELECTIOND VOTER
"""

import contextlib
import json
import socket
import ssl
import subprocess
import sys
import warnings

from office import Browser, Office, PATIENCE, begin_post, hear_all, wait_for

HELLO = b"GET /health HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n"


def make_certificate(folder, name):
    """A key and its own certificate for 127.0.0.1."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.crt", "-days", "2",
                    "-subj", "/CN=vote.quill.example", "-addext", "subjectAltName=IP:127.0.0.1"],
                   cwd=folder, check=True, stderr=subprocess.DEVNULL)


def by_tls(office):
    """Everything as without; nothing in the clear; nothing older than TLS 1.2."""
    folder = office.folder
    for name in ("site", "other"):
        make_certificate(folder, name)
    good = {"certificate": folder / "site.crt", "certificate_key": folder / "site.key"}
    office.configure(**good, address=f"https://127.0.0.1:{office.port}")
    office.is_healthy = lambda: office.daemon.poll() is None
    office.serve()
    context = ssl.create_default_context(cafile=folder / "site.crt")
    browser = Browser(f"https://127.0.0.1:{office.port}", context)
    assert "PRACTICE" in browser.get("/")
    assert browser.post("/sign-in", number="M1", email="m1@members.example")
    link = office.mail("m1@members.example", r"https://127\.0\.0\.1:\d+/sign-in/\w+").group()
    browser.get(link)
    assert "Ann Ash" in browser.post(link)
    cookies = [one for handler in browser.opener.handlers for one in getattr(handler, "cookiejar", ())]
    assert cookies and all(one.secure for one in cookies), cookies
    assert json.loads(browser.get("/api/election"))["phase"] == "nominations"

    with socket.create_connection(("127.0.0.1", office.port), timeout=PATIENCE) as link:
        link.sendall(HELLO % b"")
        assert b"200 OK" not in link.recv(1000), "plain HTTP is not answered"
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", office.port)) as link:
        old.wrap_socket(link)
        raise AssertionError("TLS 1.1 was taken")
    # Whoever says nothing is not waited for by others.
    with socket.create_connection(("127.0.0.1", office.port)):
        browser.get("/health")
    office.stop()
    wrong_certificates(office, good)


def wrong_certificates(office, good):
    """None of them starts; what is wrong is said."""
    folder = office.folder
    (folder / "text").write_text("no certificate\n", encoding="ascii")
    (folder / "half.crt").write_bytes((folder / "site.crt").read_bytes()[:300])
    subprocess.run(["openssl", "req", "-new", "-key", "site.key", "-out", "old.csr", "-subj", "/CN=vote.quill.example"],
                   cwd=folder, check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["openssl", "x509", "-req", "-in", "old.csr", "-signkey", "site.key", "-days", "-1",
                    "-out", "old.crt"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    for wrong, words in (({"certificate": folder / "old.crt"}, "old.crt expired at"),
                         ({"certificate_key": folder / "other.key"}, "another certificate's"),
                         ({"certificate": folder / "text"}, "not PEM"),
                         ({"certificate": folder / "half.crt"}, "not PEM"),
                         ({"certificate_key": folder / "site.crt"}, "do not serve"),
                         ({"certificate": folder / "absent"}, "there is no such file"),
                         ({"certificate_key": folder}, "not a file")):
        office.configure(**{**good, **wrong})
        said = office.refused_start()
        assert said.startswith("electiond: ") and said.count("\n") == 1 and words in said, (wrong, said)
    office.configure(certificate=None, certificate_key=None, address=None)


def begin(office, forwarded):
    """A request under way: its last byte is missing."""
    link = begin_post(office.port, "/api/ballots", bytes(267), f"X-Forwarded-For: {forwarded}",
                      "Connection: close")
    link.sendall(bytes(266))
    return link


def ask(office, forwarded=b""):
    """The status line that is answered, or nothing."""
    with socket.create_connection(("127.0.0.1", office.port), timeout=PATIENCE) as link:
        with contextlib.suppress(ConnectionError):
            link.sendall(HELLO % forwarded)
            return hear_all(link).split(b"\r\n")[0]
    return b""


def crowds(office):
    """Three at a time: of one address without a proxy, of one told by it behind one."""
    office.configure(connections_per_address=3)
    del office.is_healthy
    office.serve()
    said = b"X-Forwarded-For: 192.0.2.%d\r\n"
    links = [begin(office, f"192.0.2.{number}") for number in range(3)]
    assert ask(office, said % 9) == b""
    for link in links:
        link.close()
    wait_for("room again", lambda: ask(office) == b"HTTP/1.1 200 OK")
    office.stop()

    office.configure(behind_proxy="yes")
    office.serve()
    links = [begin(office, f"10.0.0.{number}, 192.0.2.7") for number in range(3)]
    assert ask(office, said % 7) == b"HTTP/1.1 503 Service Unavailable"
    assert ask(office, b"X-Forwarded-For: 192.0.2.8, 192.0.2.7\r\n").startswith(b"HTTP/1.1 503 ")
    assert ask(office, said % 8) == ask(office) == b"HTTP/1.1 200 OK"
    assert ask(office, b"X-Forwarded-For: 192.0.2.7, 192.0.2.8\r\n") == b"HTTP/1.1 200 OK"
    for link in links:
        link.sendall(b"\0")
        assert b"/problems/ballot-malformed" in hear_all(link)
    wait_for("room again", lambda: ask(office, said % 7) == b"HTTP/1.1 200 OK")
    office.stop()


def main():
    with Office(*sys.argv[1:4]) as office:
        office.reach("enrolled")
        office.clock("2026-05-05T09:00:00Z")
        office.stop()
        by_tls(office)
        crowds(office)
    print("reached by TLS and behind a proxy")


if __name__ == "__main__":
    main()
