#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each refusal of the rules, provoked: it says what to do and which rule of the trust's own
constitution it is, and nothing is half done. Two officers at one nomination, and a phase
that changes in the middle of a request: nothing is lost, nothing is done twice.

20-rules.py TALLY ELECTIOND VOTER
"""

import re
import sys
import threading
import urllib.parse

from office import (CONFIRMATIONS, CONSTITUENCIES, Browser, MEMBERS, Office, PUBLIC, begin_post, hear_all,
                    later, person, wait_for)

# The trust's own numbers, none of them the model's.
LABELS = {"2.1": "3.1a", "9-14": "N9 to N14", "11": "N11", "17": "W17", "64": "S64", "31": "T31", "39": "D39",
          "69": "O69", "70": "X70"}
INSIDER = person("M20", "Ian", "Insider", PUBLIC) | {"email": "insider@quill.example"}
CHANNELS = [{**one, "channels": ["online", "post"]} for one in CONSTITUENCIES]
DEPUTIES = {"deputy": ["nominations", "note"], "insider": ["nominations"], "silent": ["nominations"]}
FLO = MEMBERS[5]


def answer(browser, path, **fields):
    """(status, page) of a form."""
    return browser.ask(browser.form(path, **fields))


def refuses(office, got, status, *words):
    """The page or what a tool said holds these words, and the record is what it was."""
    code, said = got
    assert code == status, (code, status, said)
    text = re.sub(r"<[^>]+>", "", said)
    for one in words:
        assert one in text, (one, text)
    assert office.checkpoint()[1] == office.size


def rule_69(office):
    """Whose email is on the roll, or who has not declared, does nothing at all."""
    office.swear("officer")
    office.swear("deputy")
    office.size = office.checkpoint()[1]
    said = office.swear("insider", want=1)
    refuses(office, (1, said), 1, "The rules do not let you act as an officer", "another officer must act")
    words = ["You have not made the declaration of officers", "Declare in the console"]
    for who in ("insider", "silent"):
        refuses(office, (1, office.tally("sign", office.address, *office.key(who), "--yes", want=1)), 1, *words)
        refuses(office, answer(office.console(who), "/console/nominations/1", decision="valid", confirm="yes"), 403,
                *words, "See rule O69 of this election")
    refuses(office, answer(office.console("insider"), "/console/declaration", declared="yes", email=INSIDER["email"]),
            403, "The rules do not let you act as an officer", "See rule O69 of this election")
    rows = re.findall("<tr.*?</tr>", office.console().get("/console/log"), flags=re.S)
    assert all("opened the console" in row for row in rows if "The insider" in row or "The silent" in row), rows


def written(member, **fields):
    """A form, filled in as a member of the public does."""
    return {"address": "1 Mill Lane\nOxford", "email": member["email"], "statement": "I am a member.",
            "interests": "none", "interests_text": "", "party": "none", "party_text": "",
            "signature": f"{member['forenames']} {member['surname']}", "day": 5, "month": 5, "year": 2026,
            "qualification": "I live in the county", **dict.fromkeys(CONFIRMATIONS, "yes"), **fields}


def stand(office):
    """Whether Flo stands, as the console has it."""
    return "Flo Fir" in office.console().get("/console/nominations")


def nominations(office):
    """Missing interests, 251 words, nobody of the roll; and what is late by a second."""
    office.nominated()
    office.clock(later(office.times["nominations_close"], minutes=-5))
    office.ask_for_link(FLO)
    own = office.sign_in(FLO)
    for lack, words in ((dict(interests=""), "Say whether you have interests to declare (rule N11)"),
                        (dict(statement="word " * 251), "The election statement has too many words (rule S64)")):
        refuses(office, answer(own, "/me/nomination", **written(FLO, **lack)), 200, words)
        assert "There is a problem" not in own.get("/me/nomination"), "the draft is kept"
        assert "Nomination form" in own.post("/me/nomination/check"), "and cannot be submitted"
    assert not stand(office)
    console = office.console()
    page = console.post("/console/forms", act="find", member="X999", what="enter")
    assert "No member on the roll has this number. Only members can be nominated" in page, page
    assert "Check your email" in own.post("/sign-in", number="X999", email="x@members.example")

    # Written in time; its last byte comes late.
    own.post("/me/nomination", **written(FLO))
    link, rest = begin_form(office, own, "/me/nomination/check", {"sure": "yes"})
    office.clock(office.times["nominations_close"])
    link.sendall(rest)
    said = hear_all(link).decode()
    late = "The last moment to be nominated was 5pm on Wednesday 20 May 2026 (rules 3.1a, N9 to N14)"
    refuses(office, (int(said.split(" ")[1]), said), 409, late, "Nothing was stored")
    refuses(office, answer(own, "/me/nomination/check"), 409, late)
    assert not stand(office)


def begin_form(office, browser, path, fields):
    """A form under way: (link, what is still to be sent)."""
    body = urllib.parse.urlencode(fields).encode()
    request = browser.form(path)
    jar = next(one.cookiejar for one in browser.opener.handlers if hasattr(one, "cookiejar"))
    jar.add_cookie_header(request)
    link = begin_post(office.port, path, body, f"Cookie: {request.get_header('Cookie')}", f"Origin: {office.address}",
                      "Connection: close", kind="application/x-www-form-urlencoded")
    link.sendall(body[:-1])
    return link, body[-1:]


def two_officers(office):
    """At one nomination at once, from the same page: one decides, the other is told."""
    browsers = {"officer": office.console(), "deputy": office.console("deputy")}
    pages = browsers["officer"].get("/console/nominations")
    [place] = re.findall(r'href="(/console/nominations/\d+)">Ann Ash', pages)
    version = re.search(r'name="version" value="(\d+)"', browsers["officer"].get(place)).group(1)
    choices = {"officer": "ineligible", "deputy": "signature"}
    gate = threading.Barrier(len(browsers))
    answers = {}

    def decide(who):
        gate.wait()
        answers[who] = answer(browsers[who], place, decision=choices[who], version=version, confirm="yes")
    threads = [threading.Thread(target=decide, args=(who,)) for who in browsers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    [second] = [who for who, (status, _) in answers.items() if status == 409]
    [first] = [who for who, (status, _) in answers.items() if status == 200]
    text = re.sub(r"<[^>]+>", "", answers[second][1])
    assert "Your decision was not recorded" in text and {"officer": "Rosalind Quill", "deputy": "The deputy"}[first] in text
    assert browsers[first].get("/console/log").count("did not accept a nomination: M1") == 1
    # Whoever was second looks again, and decides for good; Ann Ash is told of every decision once.
    version = re.search(r'name="version" value="(\d+)"', browsers[second].get(place)).group(1)
    browsers[second].post(place, decision="valid", version=version, confirm="yes")

    def told():
        mails = [text for text, _ in office.mails_to("m1@members.example")]
        return [text for text in mails if "have received your" not in text and "/sign-in/" not in text]
    wait_for("the last decision", lambda: sum(" is valid." in text for text in told()) == 2)
    assert len(told()) == 3, told()


def withdrawals(office):
    """After the deadline: by the candidate, and attested on paper. They stand."""
    office.clock(later(office.times["withdrawal"], minutes=-5))
    ann = MEMBERS[0]
    office.ask_for_link(ann)
    own = office.sign_in(ann)
    link, rest = begin_form(office, own, "/me/nomination/withdraw", {"signature": "Ann Ash", "witness": "Wyn Witness"})
    office.clock(office.times["withdrawal"])
    link.sendall(rest)
    said = hear_all(link).decode()
    words = "The last moment to withdraw was 5pm on Tuesday 26 May 2026 (rules 3.1a, W17)"
    refuses(office, (int(said.split(" ")[1]), said), 409, words)
    console = office.console()
    [place] = re.findall(r'href="(/console/nominations/\d+)">Ann Ash', console.get("/console/nominations"))
    version = re.search(r'name="version" value="(\d+)"', console.get(f"{place}/leave")).group(1)
    refuses(office, answer(console, f"{place}/leave", act="withdrawal", version=version, signature="Ann Ash",
                           witness="Wyn Witness", received="26 May 2026 17:00"), 200,
            "It was received after the deadline, so the candidate still stands (rule W17)")
    office.issued()
    assert "Ann Ash" in Browser(office.address).get("/candidates/1")


def opening_and_closing(office):
    """A vote that arrives over the opening is in, one that arrives over the close is not."""
    [early, late] = office.ballots([office.line("m1@members.example", "1"), office.line("m7@members.example", "1")])

    def over(ballot, moment, entry):
        link = begin_post(office.port, "/api/ballots", ballot, "Connection: close")
        link.sendall(ballot[:200])
        office.pass_time(moment, entry)
        link.sendall(ballot[200:])
        return hear_all(link).split(b"\r\n")[0]
    assert over(early, office.times["open"], "open") == b"HTTP/1.1 201 Created"
    yield
    office.size = office.checkpoint()[1] + 1
    assert over(late, later(office.times["close"], minutes=1), "close") == b"HTTP/1.1 409 Conflict"
    assert office.checkpoint()[1] == office.size
    assert office.post_ballot(late)[1] == "poll-closed"
    assert office.post_ballot(early)[0] == 200
    yield


def poll(office):
    """Replaced although a vote stands; by post after online, and online after by post; a
    close that moves back."""
    def tool(*arguments, typed="", want=1):
        return want, office.tally(*arguments, *office.key("officer"), typed=typed, want=want)
    office.late()
    office.size = office.checkpoint()[1]
    refuses(office, tool("replace", office.address, "--member", "M1", "--register", "lost", "--yes"), 1,
            "A vote of this voter ID number stands, and the first received counts (rules T31, D39)")
    for close in ("30 June 2026 17:00", "2026-06-30T16:59"):
        refuses(office, tool("extend", office.address, "--close", close, "--reason", "post-delayed", "--yes"), 1,
                "rule X70: the poll closes at 5pm on Tuesday 30 June 2026, and it can be moved to a later time only")
    envelope = {who: ".".join(office.codes[f"{who}@members.example"][1:]) for who in ("m1", "m2")}
    said = tool("receive", office.address, "--channel", "post", want=0,
                typed=f"{envelope['m1']} y\n{envelope['m2']} y\n")[1]
    assert re.search(r"NOT COUNTED, this number has voted already, online, at .* \(rule D39\); disqualified", said), said
    [other] = office.ballots([office.line("m2@members.example", "1")])
    status, slug, problem = office.post_ballot(other)
    assert (status, slug) == (409, "credential-spent") and "(post), and it stands" in problem["detail"], problem


def main():
    members = [*MEMBERS, INSIDER]
    with Office(*sys.argv[1:4], constituencies=CHANNELS, members=members, deputies=DEPUTIES) as office:
        office.labels = LABELS
        office.defined()
        office.write_members(members)
        office.electiond("roll", "import", office.dir, "members.csv")
        office.serve()
        rule_69(office)
        nominations(office)
        two_officers(office)
        withdrawals(office)
        moments = opening_and_closing(office)
        next(moments)
        poll(office)
        next(moments)
        office.stop()
        office.electiond("check", office.dir)
    print("every refusal of the rules, each by the trust's own number")


if __name__ == "__main__":
    main()
