# SPDX-License-Identifier: AGPL-3.0-or-later
"""A practice election by the real programs, held up to any phase, for whole stories.

    with Office(*sys.argv[1:4]) as office:      # TALLY ELECTIOND VOTER
        office.reach("poll")
        office.cast([office.line("m1@members.example", "1,2")])

The clock is a file, mail goes to a folder. Everything lies in office.folder.
"""

import contextlib
import datetime
import email
import email.policy
import http.client
import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import jsonschema

PATIENCE = 600  # seconds that a busy machine may take over anything
PASSPHRASE = "a practice passphrase of the flow tests"
TIMES = {
    "notice": "2026-05-01T08:00:00Z",
    "nominations_close": "2026-05-20T16:00:00Z",
    "statement": "2026-05-21T16:00:00Z",
    "withdrawal": "2026-05-26T16:00:00Z",
    "notice_of_poll": "2026-06-08T16:00:00Z",
    "open": "2026-06-09T08:00:00Z",
    "close": "2026-06-30T16:00:00Z",
}
DECLARATION = "I am the person to whom this voter ID number was allocated."
PUBLIC, STAFF, CARERS = "Public: Oxfordshire", "Staff: Community services", "Patient: Carers"
CONSTITUENCIES = [
    {"name": PUBLIC, "kind": "public", "seats": 1, "method": "stv", "rules": "nhs-2014-stv",
     "declaration": [DECLARATION]},
    {"name": STAFF, "kind": "staff", "seats": 1, "method": "fpp", "rules": "nhs-2014-fpp",
     "declaration": []},
    {"name": CARERS, "kind": "patient", "seats": 2, "method": "stv", "rules": "nhs-2014-stv",
     "declaration": [DECLARATION]},
]
CONFIRMATIONS = [f"confirm_{what}" for what in (
    "wish", "age", "solvent", "creditors", "sentence", "constitution", "true")]
CODE = re.compile(r"/vote#([0-9A-Z]{25})\.(\d+)\.(\d+)")
HEADER = ("number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
          "constituency,joined")


def person(number, forenames, surname, constituency, **more):
    """A member for the list; m7@members.example is the email of number M7."""
    return {"number": number, "forenames": forenames, "surname": surname,
            "email": f"{number.lower()}@members.example", "constituency": constituency,
            "joined": "2019-04-01", **more}


# The first two of each poll stand, and Eve without a poll.
CANDIDATES = [
    person("M1", "Ann", "Ash", PUBLIC), person("M2", "Bo", "O’Birch", PUBLIC),
    person("M3", "Cy", "Cedar", STAFF), person("M4", "Di", "Dogwood", STAFF),
    person("M5", "Eve", "Elder", CARERS),
]
MEMBERS = CANDIDATES + [person("M6", "Flo", "Fir", PUBLIC), person("M7", "Gus", "Gorse", STAFF)]


def later(moment, **span):
    """A moment as documents write it, so much later: minutes=1."""
    form = "%Y-%m-%dT%H:%M:%SZ"
    return (datetime.datetime.strptime(moment, form) + datetime.timedelta(**span)).strftime(form)


def begin_post(port, path, body, *headers, kind="application/octet-stream"):
    """A POST under way: the daemon has read its head and waits for this body."""
    link = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    lines = [f"POST {path} HTTP/1.1", "Host: x", *headers, f"Content-Length: {len(body)}",
             f"Content-Type: {kind}", "Expect: 100-continue", "", ""]
    link.sendall("\r\n".join(lines).encode("ascii"))
    bidden = b""
    while not bidden.endswith(b"\r\n\r\n"):
        piece = link.recv(1)
        assert piece, bidden
        bidden += piece
    assert bidden.startswith(b"HTTP/1.1 100 "), bidden
    return link


def hear_all(link):
    """All of an answer, which the daemon ends by hanging up."""
    heard = b""
    while piece := link.recv(4096):
        heard += piece
    link.close()
    return heard


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, ask):
    """The first true answer of ask(), waited for."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def read_mail(path):
    """(addressee, text, message) of a mail's file."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return re.sub(r"[<>\s]", "", str(message["To"])), message.get_content(), message


def conforms(kind, text):
    """What a program printed with --json, once it is seen to be what its schema says."""
    schema = Path(__file__).parents[2] / "schema/json/output" / f"{kind}.schema.json"
    printed = json.loads(text)
    jsonschema.validate(printed, json.loads(schema.read_text(encoding="utf-8")),
                        jsonschema.Draft202012Validator)
    return printed


class Browser:
    """One person's browser: cookies, pages, forms."""

    def __init__(self, address, context=None):
        self.address = address
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar(policy=policy)),
            urllib.request.HTTPSHandler(context=context))

    def ask(self, request):
        """(status, text); redirections are followed."""
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8")

    def get(self, path):
        """The page at the path, which must be there."""
        status, text = self.ask(urllib.parse.urljoin(self.address, path))
        assert status == 200, f"GET {path}: {status}\n{text}"
        return text

    def form(self, path, **fields):
        """The request that a form makes."""
        return urllib.request.Request(
            urllib.parse.urljoin(self.address, path), headers={"Origin": self.address},
            data=urllib.parse.urlencode(fields).encode("utf-8"))

    def post(self, path, want=200, **fields):
        """What the answer to a form is, redirections followed."""
        status, text = self.ask(self.form(path, **fields))
        assert status == want, f"POST {path}: {status}\n{text}"
        return text

    def send(self, path, want=200, **fields):
        """As post, but a form with files: those are pairs of a name and bytes."""
        mark = "----flow-of-a-form"
        parts = []
        for name, value in fields.items():
            is_file = isinstance(value, tuple)
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"'
                         + (f'; filename="{value[0]}"\r\nContent-Type: text/csv' if is_file else ""))
            parts.append(value[1].decode("utf-8") if is_file else value)
        body = "".join(f"{head}\r\n\r\n{value}\r\n" for head, value in zip(parts[::2], parts[1::2]))
        request = urllib.request.Request(
            urllib.parse.urljoin(self.address, path), data=f"{body}--{mark}--\r\n".encode("utf-8"),
            headers={"Origin": self.address, "Content-Type": f"multipart/form-data; boundary={mark}"})
        status, text = self.ask(request)
        assert status == want, f"POST {path}: {status}\n{text}"
        return text


class Office:
    """The returning officer's room, and everybody who comes to it."""

    def __init__(self, tally, electiond, voter, constituencies=None, members=None, times=None, deputies=None,
                 hands=1):
        self.programs = {"tally": tally, "electiond": electiond, "voter": voter}
        self.constituencies = constituencies or CONSTITUENCIES
        self.members = members or MEMBERS
        self.times = times or TIMES
        self.deputies = deputies or {}  # by name: what each may
        self.labels = {}  # by the model's rule: the trust's own number
        self.hands = hands
        self.candidates = [one for one in self.members if one["number"] in
                           {candidate["number"] for candidate in CANDIDATES}]
        self.folder = Path(tempfile.mkdtemp(prefix="governor-ballot-flow."))
        self.dir = self.folder / "dir"
        self.mails = self.folder / "mails"
        self.mails.mkdir()
        self.settings = {"mail_folder": self.mails, "mail_from": "elections@quill.example"}
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.daemon = None
        self.phase = None
        self.policy = ["quorum none"]
        self.links = {}  # by number: the last one that was followed
        self.codes = {}  # by email: voting code, constituency, number
        (self.folder / "pass").write_text(PASSPHRASE + "\n", encoding="ascii")

    def __enter__(self):
        return self

    def __exit__(self, *what):
        if what[0]:
            print("electiond said:", self.said(), sep="\n")
        if self.daemon:
            self.daemon.kill()
            self.daemon.wait()
        shutil.rmtree(self.folder)

    # Programs.

    @staticmethod
    def environment(program):
        """The sandbox of electiond forbids what a leak checker does at the end."""
        checks = os.environ.get("ASAN_OPTIONS", "halt_on_error=1")
        off = ":detect_leaks=0" if program == "electiond" else ""
        kept = Path(__file__).resolve().parent / "leaks.supp"
        return {**os.environ, "ASAN_OPTIONS": checks + off,
                "LSAN_OPTIONS": f"suppressions={kept}:print_suppressions=0"}

    def run(self, program, *arguments, want=0, typed=""):
        """Runs a program that must end with this exit, and types this into it: all it said."""
        done = subprocess.run([self.programs[program], *map(str, arguments)], cwd=self.folder,
                              input=typed.encode("utf-8"), stdout=subprocess.PIPE,
                              env=self.environment(program), stderr=subprocess.STDOUT, check=False, timeout=PATIENCE)
        said = done.stdout.decode("utf-8")
        assert done.returncode == want, f"{program} {arguments} ended with {done.returncode}\n{said}"
        return said

    def tally(self, *arguments, want=0, typed=""):
        return self.run("tally", *arguments, want=want, typed=typed)

    def electiond(self, *arguments, want=0):
        return self.run("electiond", *arguments, want=want)

    def voter(self, *arguments, want=0):
        return self.run("voter", *arguments, want=want)

    def key(self, name):
        """The options that open somebody's key file."""
        return ["--key", f"{name}.key", "--passphrase-file", "pass"]

    def clock(self, moment):
        """Moves the practice clock."""
        (self.folder / "clock.new").write_text(moment + "\n", encoding="ascii")
        (self.folder / "clock.new").rename(self.folder / "clock")

    # The daemon.

    def configure(self, **settings):
        """Writes settings over those electiond init explained."""
        self.settings.update(settings)
        own = {"port": self.port, **self.settings}
        path = self.dir / "electiond.conf"
        lines = [line for line in path.read_text(encoding="utf-8").split("\n")
                 if line.partition(" =")[0] not in own]
        lines += [f"{name} = {value}" for name, value in own.items() if value is not None]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def serve_arguments(self):
        return ["serve", self.dir, "--clock", self.folder / "clock"]

    def start(self):
        """Starts the daemon and does not wait for it."""
        assert not self.daemon, "electiond runs already"
        with open(self.folder / "daemon.said", "ab") as log:
            self.daemon = subprocess.Popen(
                [self.programs["electiond"], *self.serve_arguments()],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                env=self.environment("electiond"))

    def is_healthy(self):
        """Whether /health says so; the daemon must not have ended."""
        assert self.daemon.poll() is None, "electiond ended"
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.request("GET", "/health")[0] == 200
        return False

    def serve(self):
        """Starts the daemon and waits until it serves."""
        before = self.said().count("listen port=")
        self.start()
        wait_for("the daemon",
                 lambda: self.is_healthy() and self.said().count("listen port=") > before)

    def stop(self, how=signal.SIGTERM):
        """Ends the daemon: what it ended with."""
        self.daemon.send_signal(how)
        code = self.daemon.wait(timeout=PATIENCE)
        self.daemon = None
        assert how == signal.SIGKILL or code == 0, f"electiond ended with {code}"
        return code

    def refused_start(self):
        """Starts the daemon, which must refuse: what it says."""
        before = len(self.said())
        self.start()
        code = self.daemon.wait(timeout=PATIENCE)
        self.daemon = None
        said = self.said()[before:]
        assert code not in (0, -6, -11), f"electiond ended with {code}\n{said}"
        return said

    def said(self):
        """All that the daemon has written to its log."""
        path = self.folder / "daemon.said"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def request(self, method, path, body=None, **headers):
        """(status, headers, body) of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body=body, headers={
                name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def post_ballot(self, ballot):
        """(status, problem's slug or None, receipt or problem) of a ballot sent."""
        status, headers, body = self.request("POST", "/api/ballots", ballot,
                                             Content_Type="application/octet-stream")
        if headers["Content-Type"] != "application/problem+json":
            return status, None, body
        problem = json.loads(body)
        return status, problem["type"].removeprefix("/problems/"), problem

    def checkpoint(self):
        """(origin, size, root) of the newest checkpoint."""
        origin, size, root = self.request("GET", "/record/checkpoint")[2].decode().split("\n")[:3]
        return origin, int(size), root

    # The life of the election.

    def defined(self):
        """Keys, folder, definition: signed and in the record. The daemon is stopped."""
        self.tally("officer", "new", "--name", "Rosalind Quill", *self.key("officer"))
        for name in self.deputies:
            self.tally("officer", "new", "--name", f"The {name}", *self.key(name))
        self.tally("trustee", "new", "--name", "Tom Trustee", *self.key("trustee"))
        self.tally("mixer", "new", "--name", "Mia Mixer", "--organisation", "Quill Elections",
                   *self.key("mixer"))
        made = self.electiond("init", self.dir, "--officer", "officer.key.pub")
        self.configure()
        self.define(dict(re.findall(r"^(log|page) ([0-9a-f]{64})$", made, flags=re.M)))
        self.clock(later(self.times["notice"], days=-11))
        self.serve()
        self.tally("submit", self.address, "definition.json", "--object", "ceremony")
        self.stop()

    def enrolled(self):
        """The members are on the roll, and the daemon serves."""
        self.write_members(self.members)
        self.electiond("roll", "import", self.dir, "members.csv")
        self.serve()
        for name in ("officer", *self.deputies):
            self.swear(name)

    def swear(self, name, want=0):
        """An officer makes the declaration of rule 69."""
        return self.tally("console", self.address, *self.key(name), "--declare",
                          f"{name}@quill.example", want=want)

    def found(self):
        """Keys, folder, definition and members; the daemon serves."""
        self.defined()
        self.enrolled()

    def define(self, made):
        """Writes the definition and has it signed."""
        officers = [part for name in ("officer", *self.deputies)
                    for part in ("--officer", f"{name}.key.pub")]
        self.tally("definition", "new", "definition.json", *officers,
                   "--trustee", "trustee.key.pub", "--mixer", "mixer.key.pub", "--practice",
                   "--log", made["log"], "--page", made["page"],
                   "--origin", f"127.0.0.1:{self.port}/record")
        path = self.folder / "definition.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        document["timetable"] = self.times
        for deputy, may in zip(document["officers"][1:], self.deputies.values()):
            deputy["may"] = may
        document["policy"] = self.policy
        document["labels"] = [{"rule": rule, "own": own} for rule, own in self.labels.items()]
        document["hands"] = self.hands
        document["constituencies"] = [{"channels": ["online"], "floor": 0, **one}
                                      for one in self.constituencies]
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        ceremony = ["--ceremony", "ceremony"]
        self.tally("trustee", "ceremony", "definition.json", *self.key("trustee"), *ceremony)
        for who in ("officer", "trustee"):
            self.tally("definition", "sign", "definition.json", *self.key(who), *ceremony, "--yes")

    def write_members(self, members):
        """The members' list, as a trust exports it."""
        rows = [",".join(f'"{cell}"' for cell in [
            one["number"], one["forenames"], one["surname"], one["email"], "1 Mill Lane", "", "",
            "Oxford", "OX1 1AA", one["constituency"], one["joined"]]) for one in members]
        (self.folder / "members.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")

    def mails_to(self, address):
        """Mails to somebody, the newest first: (text, message)."""
        for path in sorted(self.mails.glob("*.eml"), reverse=True):
            to, text, message = read_mail(path)
            if address == to:
                yield text, message

    def mail(self, address, pattern, before=None):
        """The newest mail to somebody that matches, waited for: its match, which is not
        what it was before."""
        def look():
            found = next(filter(None, (re.search(pattern, text)
                                       for text, _ in self.mails_to(address))), None)
            return found if found and found.group() != before else None
        return wait_for(f"a mail to {address} that matches {pattern}", look)

    def ask_for_link(self, member):
        """A member asks for a link to sign in by; all links are sent each second."""
        Browser(self.address).post("/sign-in", number=member["number"], email=member["email"])

    def sign_in(self, member):
        """The browser of a member who follows the link they asked for."""
        browser = Browser(self.address)
        link = self.mail(member["email"], r"/sign-in/\w+", self.links.get(member["number"])).group()
        self.links[member["number"]] = link
        browser.get(link)
        browser.post(link)
        return browser

    def nominate(self, member, **fields):
        """A member who asked for a link nominates themselves by the forms."""
        browser = self.sign_in(member)
        name = f"{member['forenames']} {member['surname']}"
        kind = next(one["kind"] for one in self.constituencies
                    if one["name"] == member["constituency"])
        year, month, day = map(int, later(self.times["notice"], days=4)[:10].split("-"))
        form = {"address": "1 Mill Lane\nOxford\nOX1 1AA", "email": member["email"],
                "statement": f"I am {name}.", "interests": "none", "interests_text": "",
                "party": "none", "party_text": "", "signature": name,
                "day": day, "month": month, "year": year,
                **dict.fromkeys(CONFIRMATIONS, "yes")}
        if kind != "staff":
            form["qualification"] = "I live in the county"
        browser.post("/me/nomination", **{**form, **fields})
        browser.get("/me/nomination/check")
        assert "Nomination submitted" in browser.post("/me/nomination/check")
        return browser

    def console(self, name="officer"):
        """An officer's browser, in the console."""
        browser = Browser(self.address)
        said = self.tally("console", self.address, *self.key(name))
        browser.get(re.search(r"/console/enter/\w+", said).group())
        return browser

    def decide(self, decision="valid"):
        """The officer decides every nomination that waits."""
        browser = self.console()
        for one in sorted(set(re.findall(r"/console/nominations/\d+",
                                         browser.get("/console/nominations")))):
            browser.post(one, decision=decision, confirm="yes")

    def sign(self):
        """Signs all that waits: it is there within a second or two of its time, and one
        document may have to wait for another."""
        signed = 0

        def look():
            nonlocal signed
            said = self.tally("sign", self.address, *self.key("officer"), "--yes")
            if "entry" in said:
                signed += 1
            return signed > 0 and "entry" not in said
        wait_for("documents to sign", look)

    def nominated(self):
        """Members have nominated themselves and the officer has found them valid."""
        self.clock(later(self.times["notice"], days=4, hours=1))
        for member in self.candidates:
            self.ask_for_link(member)
        for member in self.candidates:
            self.nominate(member)
        self.decide()

    def issued(self):
        """Statement and roll are signed, and the voting codes are in the mails."""
        self.clock(self.times["withdrawal"])
        self.sign()
        voters = [one["email"] for one in self.members if one["email"] and self.has_poll(one)]
        read = set()

        def look():
            for path in set(self.mails.glob("*.eml")) - read:
                to, text, _ = read_mail(path)
                read.add(path)
                if found := CODE.search(text):
                    self.codes[to] = found.groups()
            return self.codes.keys() >= set(voters)
        wait_for("voting codes", look)

    def read_code(self, address):
        """Takes a member's voting code from their newest mail that has one."""
        self.codes[address] = self.mail(address, CODE).groups()

    def late(self):
        """Six days before the close: from the tenth working day before it on a code may be
        said to be lost."""
        self.clock(later(self.times["close"], days=-6))

    def replace(self, number, register="lost"):
        """The officer replaces a member's voting code, which comes by mail."""
        address = next(one["email"] for one in self.members if one["number"] == number)
        before = self.codes[address]
        if register == "lost":
            self.late()
        self.tally("replace", self.address, "--member", number, "--register", register,
                   *self.key("officer"), "--yes")

        def look():
            self.read_code(address)
            return self.codes[address] != before
        wait_for("a new voting code", look)

    def has_poll(self, member):
        """Whether there are more candidates than seats where a member votes."""
        name = member["constituency"]
        seats = next(one["seats"] for one in self.constituencies if one["name"] == name)
        return sum(one["constituency"] == name for one in self.candidates) > seats

    def pass_time(self, moment, entry):
        """Moves the clock to when the log makes an entry, and waits for it."""
        self.clock(moment)
        wait_for(entry, lambda: f"phase entry={entry}" in self.said())

    def opened(self):
        """The poll is open."""
        self.pass_time(later(self.times["open"], days=1), "open")

    def closed(self):
        """The poll has closed, and the officer has signed the box."""
        self.pass_time(later(self.times["close"], minutes=1), "close")
        self.sign()

    def declared(self):
        """Mixed, decrypted, counted, declared: every key is at hand."""
        keys = [part for who in ("mixer", "trustee", "officer") for part in ("--key", f"{who}.key")]
        self.tally("run", self.address, *keys, "--passphrase-file", "pass", "--out", "out", "--yes")

    def reach(self, phase):
        """Holds the election up to a phase, one of the steps."""
        steps = {"defined": self.defined, "enrolled": self.enrolled, "nominated": self.nominated, "issued": self.issued,
                 "poll": self.opened, "closed": self.closed, "declared": self.declared}
        names = list(steps)
        first = names.index(self.phase) + 1 if self.phase else 0
        for name in names[first:names.index(phase) + 1]:
            steps[name]()
            self.phase = name

    def election(self):
        """What /api/election says."""
        return json.loads(self.request("GET", "/api/election")[2])

    # Votes.

    def line(self, address, marks):
        """A vote of the member with this email, for voter: marks such as 2,1."""
        token, cid, number = self.codes[address]
        return f"{token}.{cid}.{number}\t{marks}"

    def write_lines(self, lines):
        path = self.folder / "votes"
        path.write_text("\n".join(lines) + "\n", encoding="ascii")
        path.chmod(0o600)
        return path

    def cast(self, lines, *options):
        """Casts votes by voter: what it said."""
        return self.voter("cast", self.address, self.write_lines(lines), *options)

    def ballots(self, lines):
        """The bytes of ballots, not sent: a list."""
        self.voter("prepare", self.address, self.write_lines(lines), "prepared")
        whole = (self.folder / "prepared").read_bytes()
        return [whole[i:i + 267] for i in range(0, len(whole), 267)]
