#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The definition by form: what is wrong stands beside its field and nothing typed is lost;
the file it gives is what tally checks, the ceremony completes and the daemon accepts.

19-form.py TALLY ELECTIOND VOTER
"""

import html
import json
import re
import sys
import urllib.parse
import urllib.request

from office import Browser, Office, PATIENCE, PUBLIC, STAFF, TIMES

AWKWARD = "Little “Haven” & <Sons> NHS Foundation Trust"


class Formed(Office):
    """An office whose definition is made by the form."""

    def define(self, made):
        self.clock("2026-04-20T08:00:00Z")
        self.configure(holidays="2026-05-27 Thanksgiving, 2026-07-06")
        self.serve()
        self.fill_in()
        self.stop()
        self.tally("definition", "check", "definition.json")
        ceremony = ["--ceremony", "ceremony"]
        self.tally("trustee", "ceremony", "definition.json", *self.key("trustee"), *ceremony)
        self.tally("definition", "check", "definition.json", *ceremony)
        for who in ("officer", "trustee"):
            self.tally("definition", "sign", "definition.json", *self.key(who), *ceremony, "--yes")

    def post(self, act, **fields):
        """(type, text) of the answer to the form."""
        request = urllib.request.Request(
            self.address + "/definition", headers={"Origin": self.address},
            data=urllib.parse.urlencode({**fields, "act": act}).encode("utf-8"))
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.headers["Content-Type"], answer.read().decode("utf-8")

    def card(self, name):
        return (self.folder / f"{name}.key.pub").read_text(encoding="utf-8")

    def fields(self):
        """Everything filled in, as a browser sends it."""
        return {
            "rows": 3, "trust": AWKWARD, "practice": "yes",
            "address": "4 Mill Lane, Abingdon OX14 5AA", "telephone": "01632 960 123",
            "email": "elections@quill.example", "close": "30 June 2026 17:00",
            "notice": "1 May 2026 09:00", "nominations_close": "20 May 2026 17:00",
            "statement": "21 May 2026 17:00", "withdrawal": "26 May 2026 17:00",
            "notice_of_poll": "8 June 2026 17:00", "open": "9 June 2026 09:00",
            "words": 250, "age_stand": 16, "age_vote": 14, "floor": 0,
            "declare_public": "I am who I say.", "declare_patient": "I am who I say, too.",
            "labels": "2.1 = 4.2\r\n17 = 19A\r\n", "lots": "", "officers": self.card("officer").replace("\n", "\r\n"),
            "hands": 1, "trustees": self.card("trustee"), "threshold": "", "mixers": self.card("mixer"), "issuer": "",
            "origin": f"127.0.0.1:{self.port}/record", "policy": "quorum none",
            "name_1": PUBLIC, "class_1": "", "seats_1": 1, "kind_1": "public", "rules_1": "nhs-2014-stv", "post_1": "yes",
            "name_2": STAFF, "class_2": "Community", "seats_2": 2, "kind_2": "staff", "rules_2": "nhs-2014-fpp",
            "name_3": "", "class_3": "", "seats_3": "", "kind_3": "public", "rules_3": "nhs-2014-stv"}

    def refused(self, field, value, *words):
        """One field typed wrong: said beside it and in the summary, and nothing is lost."""
        fields = {**self.fields(), field: value}
        kind, page = self.post("file", **fields)
        assert kind.startswith("text/html"), (field, value)
        beside = re.search(rf'id="{field}-error">(.*?)</span>\n', page, re.S)
        assert beside, f"nothing beside {field}\n{page}"
        said = html.unescape(beside[1])
        assert all(word in said for word in words), (said, words)
        assert f'<a href="#{field}">' in page
        for name, typed in fields.items():
            if name not in ("rows", "practice", "post_1") and not name.startswith(("kind_", "rules_")) and typed != "":
                kept = html.escape(str(typed), quote=True).split("\r\n")[0].replace("&#x27;", "&#39;")
                assert kept in page, f"{name} is lost"

    def refusals(self):
        mistakes = [
            ("trust", " ", "fill this in"), ("trust", "x" * 300, "too long"),
            ("telephone", "01632\u202e960", "not plain text"),
            ("close", "30 June", "like 18 June 2026 17:00"),
            ("notice", "29 March 2026 01:30", "no such time"),
            ("statement", "20 May 2026 16:00", "rule 2.1 (4.2 in the trust’s constitution), 15", "is not after"),
            ("words", "many", "a whole number from 1 to 1000"), ("age_vote", "200", "from 0 to 120"),
            ("labels", "2.1", "like 2.1 = 4.2"), ("lots", "abc", "64 symbols"),
            ("declare_public", "", "fill this in"), ("hands", "3", "from 1 to 2"),
            ("hands", "2", "fewer officers than hands"),
            ("officers", self.card("trustee"), "is of the role trustee, and officer is wanted"),
            ("officers", "{}", "card 1 is not the contents of a .pub file"),
            ("officers", "nothing } like it", "card 1 is not the contents"),
            ("officers", self.card("stranger"), "electiond init --officer"),
            ("officers", self.card("officer") * 2, "stands twice"),
            ("trustees", "", "card 1 is missing"), ("threshold", "2", "the threshold is at least 2"),
            ("mixers", self.card("mixer") + "{\"a\": \"}\"}", "card 2 is not"),
            ("issuer", self.card("mixer"), "is of the role mixer, and issuer is wanted"),
            ("policy", "quorum nobody", "policy, line 1"), ("origin", "https://a.example/record", "origin"),
            ("name_2", PUBLIC, "the name of another constituency too"),
            ("seats_1", "0", "how many governors"), ("name_1", "", "Type the name"),
        ]
        for field, value, *words in mistakes:
            self.refused(field, value, *words)

    def ask_deputies(self, fields):
        """Each is asked about once the card is there; what is ticked is what the file grants."""
        self.tally("officer", "new", "--name", "Dee Deputy", *self.key("deputy"))
        fields = {**fields, "officers": self.card("officer") + self.card("deputy"), "hands": 2}
        page = self.post("file", **fields)[1]
        said = "tick what Dee Deputy may do"
        name = re.search(r'name="(may_[0-9a-f]{16})_asked"', page)[1]
        assert said in page and f'<a href="#{name}_nominations">' in page, page
        ticked = re.findall(rf'name="{name}_(\w+)" type="checkbox" value="yes" checked', page)
        assert ticked == ["nominations", "replace", "papers"], ticked
        asked = {**fields, f"{name}_asked": "yes", f"{name}_papers": "yes"}
        page = self.post("add", **asked)[1]
        assert re.findall(rf'name="{name}_(\w+)" type="checkbox" value="yes" checked', page) == ["papers"], page
        page = self.post("file", **asked)[1]
        assert said not in page and "fewer officers than hands" in page, page
        kind, text = self.post("file", **{**asked, "hands": 1})
        assert kind == "application/json", text
        (self.folder / "deputy.json").write_text(text, encoding="utf-8")
        assert json.loads(text)["officers"][1]["may"] == ["papers"], text
        self.tally("definition", "check", "deputy.json")

    def fill_in(self):
        self.tally("officer", "new", "--name", "Sam Stranger", *self.key("stranger"))
        browser = Browser(self.address)
        assert 'href="/definition"' in browser.get("/")
        page = browser.get("/definition")
        assert f'value="127.0.0.1:{self.port}/record"' in page and 'value="250"' in page
        assert "7 July 2026 17:00" in page, "some eleven weeks on, and no holiday"
        assert "Wednesday 27 May 2026 (Thanksgiving, proclaimed later)" in page
        fields = self.fields()
        page = self.post("dates", **fields)[1]
        assert 'value="30 April 2026 09:00"' in page and 'value="9 June 2026 10:00"' in page, page
        assert "There is a problem" not in page
        page = self.post("add", **fields)[1]
        assert 'id="name_4"' in page and 'id="name_5"' not in page
        self.refusals()
        self.ask_deputies(fields)
        self.tally("issuer", "new", "--name", "Isa Issuer", *self.key("issuer"))
        text = self.post("file", **{**fields, "issuer": self.card("issuer")})[1]
        assert '"issuer": "' in text, text
        page = self.post("check", **fields)[1]
        assert "Nothing breaks the rules" in page and "hold the ceremony" in page, page
        late = {**fields, "withdrawal": "28 May 2026 17:00"}
        said = "must be at least 25 working days before the close and is 23"
        page = self.post("check", **late)[1]
        assert "Nothing breaks the rules" in page and said in page, "a practice election's days"
        page = self.post("check", **{**late, "practice": ""})[1]
        assert "Nothing breaks the rules" not in page and said in page, "a real election's days"
        kind, text = self.post("file", **fields)
        assert kind == "application/json", text
        (self.folder / "definition.json").write_text(text, encoding="utf-8")


def main():
    with Formed(*sys.argv[1:4]) as office:
        office.reach("defined")
        office.serve()
        election = office.election()
        assert AWKWARD in election["definition"] and '"own": "19A"' in election["definition"]
        assert election["close"] == TIMES["close"]
        assert office.request("GET", "/definition")[0] == 409, "there is a definition now"
    print("a definition by form, each mistake beside its field, accepted as it was given")


if __name__ == "__main__":
    main()
