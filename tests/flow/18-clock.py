#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A poll over the end of summer time, whose close is moved to a later day, and a clock
that is put back an hour again and again: nothing opens again and nothing counts twice.

18-clock.py TALLY ELECTIOND VOTER
"""

import sys

from office import later, Office

TIMES = {
    "notice": "2026-08-27T08:00:00Z",
    "nominations_close": "2026-09-15T16:00:00Z",
    "statement": "2026-09-16T11:00:00Z",
    "withdrawal": "2026-09-18T16:00:00Z",
    "notice_of_poll": "2026-10-02T08:00:00Z",
    "open": "2026-10-02T09:00:00Z",
    "close": "2026-10-23T16:00:00Z",
}
CLOSE = "2026-10-26T17:00:00Z"  # 5pm too, by winter time
ANN, BO, GUS = (f"m{number}@members.example" for number in (1, 2, 7))


def put_back(office, moment):
    """The daemon has seen the moment, and the clock is put back an hour: what it says then."""
    office.clock(moment)
    office.election()
    office.clock(later(moment, hours=-1))
    return office.election()


def extend(office, close, reason="post-delayed", who="officer", want=0):
    """The officer moves the close: what tally says."""
    return office.tally("extend", office.address, "--close", close, "--reason", reason,
                        *office.key(who), "--yes", want=want)


def refusals(office):
    """Never earlier, never by one who may not, never without a reason, never at no time."""
    size = office.checkpoint()[1]
    assert "later time only" in extend(office, "23 October 2026 17:00", want=1)
    assert "later time only" in extend(office, "2026-10-23T16:59", want=1)
    assert "does not grant" in extend(office, "26 October 2026 17:00", who="deputy", want=1)
    assert "industrial-action" in extend(office, "26 October 2026 17:00", "rain", want=2)
    assert "there is no 28 March 2027 01:30" in extend(office, "28 March 2027 01:30", want=2)
    assert office.checkpoint()[1] == size


def extension(office):
    """In UK time, over the change of clocks; every page says so, and why."""
    said = extend(office, "26 October 2026 17:00")
    assert "5pm on Monday 26 October 2026" in said and "5pm on Friday 23 October 2026" in said, said
    assert "later time only" in extend(office, "25 October 2026 01:30", want=1)
    said = office.tally("extend", office.address, "--close", "1 November 2026 18:00", "--reason",
                        "emergency", *office.key("officer"), want=1)
    assert "not on a working day (rule 3): a weekend" in said and "is after 5pm" in said, said
    assert office.election()["close"] == CLOSE
    voter = office.console()
    for path in ("/", "/vote", "/notices/poll", "/notices/election", "/console"):
        page = voter.get(path)
        assert "5pm on Monday 26 October 2026" in page and "a delay in the post" in page, path
    assert "5pm on Friday 23 October 2026" not in voter.get("/notices/poll")


def cast(office, who, marks="1,2"):
    """What the daemon says to a ballot: 201, 200 to the same again, or the problem's slug."""
    [ballot] = office.ballots([office.line(who, marks)])
    status, slug, _ = office.post_ballot(ballot)
    return ballot, slug or status


def over_the_change(office):
    """Voting goes on through the hour that comes twice, and the first ballot stands."""
    office.clock("2026-10-25T00:59:00Z")
    ballot, answer = cast(office, ANN)
    assert answer == 201
    assert put_back(office, "2026-10-25T00:59:00Z")["time"] == "2026-10-25T00:59:00Z"
    assert office.post_ballot(ballot)[0] == 200, "the same again has the same receipt"
    office.clock("2026-10-25T01:30:00Z")
    assert cast(office, GUS, "1")[1] == 201
    assert cast(office, ANN, "2,1")[1] == "credential-spent"


def closing(office):
    """Once it has closed it stays closed, whatever the clock says, and after a restart."""
    office.pass_time(later(CLOSE, seconds=2), "close")
    assert cast(office, BO)[1] == "poll-closed"
    assert put_back(office, later(CLOSE, minutes=1))["phase"] == "closed"
    assert cast(office, BO)[1] == "poll-closed"
    assert "nothing opens it again" in extend(office, "27 October 2026 17:00", want=1)
    office.stop()
    office.serve()
    assert office.election()["phase"] == "closed"
    assert cast(office, BO)[1] == "poll-closed"


def main():
    with Office(*sys.argv[1:4], times=TIMES, deputies={"deputy": ["papers", "replace"]}) as office:
        office.reach("nominated")
        assert put_back(office, TIMES["nominations_close"])["phase"] == "statement"
        assert "rule 70" in extend(office, "26 October 2026 17:00", want=1)
        office.reach("poll")
        refusals(office)
        extension(office)
        office.clock(TIMES["close"])
        assert office.election()["phase"] == "poll"
        over_the_change(office)
        closing(office)
        office.sign()
        office.phase = "closed"
        office.reach("declared")
        office.tally("fetch", office.address, "record")
        assert "closes at" not in office.console().get("/")
        office.tally("verify", "record")
        office.stop()
        office.electiond("check", office.dir)
    print("extended, over the end of summer time, and never reopened")


if __name__ == "__main__":
    main()
