# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second counter for nhs-2014-stv, slow and plain, shares nothing with the C code.

Written from the steps of the model rules (STV45 to STV51): every paper is an object,
every value a whole number of hundredths, every look back reads the table of stages.
"""


class LotNeeded(Exception):
    def __init__(self, stage, tied):
        super().__init__(f"stage {stage}: {tied}")
        self.stage = stage
        self.tied = sorted(tied)


class Paper:
    def __init__(self, ranking):
        self.ranking = ranking
        self.value = 100
        self.has_moved = False


class Count:
    merges_unit_value = True  # A15: first preferences and papers received at 1.00

    def __init__(self, candidates, seats, rankings, lot=()):
        self.names = candidates  # numbers standing, the dead and withdrawn left out
        self.seats = seats
        self.lot = list(lot)
        self.papers = []
        for weight, ranking in rankings:
            ranking = [c for c in ranking if c in candidates]
            if ranking:
                self.papers += [Paper(ranking) for _ in range(weight)]
        self.valid = len(self.papers)
        self.elected = []
        self.excluded = []
        self.owed = []  # elected, surplus not transferred
        self.piles = {c: [] for c in candidates}  # parcels: lists of papers
        self.votes = {c: 0 for c in candidates}
        self.lost = 0
        self.stages = []
        self.quota = self.valid // (seats + 1) * 100 + 100

    # -- small questions

    def continuing(self):
        return [c for c in self.names if c not in self.elected + self.excluded]

    def vacancies(self):
        return self.seats - len(self.elected)

    def surplus(self, c):
        return self.votes[c] - self.quota

    def untransferred(self):
        return sum(self.surplus(c) for c in self.owed)

    def next_for(self, paper):
        for c in paper.ranking:
            if c in self.continuing():
                return c
        return None

    # -- ties: the earliest stage at which they differ, then a lot

    def look_back(self, tied, best):
        for totals, _ in self.stages:
            extreme = best(totals[c] for c in tied)
            tied = [c for c in tied if totals[c] == extreme]
        return tied

    def preferred_by_lot(self, stage, tied):
        for c in self.lot:
            if c in tied:
                return c
        raise LotNeeded(stage, tied)

    def choose(self, stage, tied):
        tied = self.look_back(tied, max)
        return tied[0] if len(tied) == 1 else self.preferred_by_lot(stage, tied)

    def reject(self, stage, tied):
        tied = self.look_back(tied, min)
        while len(tied) > 1:
            kept = self.preferred_by_lot(stage, tied)
            tied = [c for c in tied if c != kept]
        return tied[0]

    # -- steps

    def deem(self):
        for c in self.continuing():
            if self.votes[c] >= self.quota:
                self.elected.append(c)
                self.owed.append(c)

    def record(self):
        self.stages.append((dict(self.votes), self.lost))
        assert sum(self.votes.values()) + self.lost == self.valid * 100

    def first(self):
        for c in self.names:
            self.piles[c].append([p for p in self.papers if p.ranking[0] == c])
            self.votes[c] = 100 * len(self.piles[c][0])
        self.deem()
        self.record()

    def ended(self):
        left = self.continuing()
        if self.vacancies() == 0:
            return True
        if len(left) <= self.vacancies():
            self.elected += left
            return True
        if self.vacancies() == 1:
            total = sum(self.votes[c] for c in left) + self.untransferred()
            able = [c for c in left if self.votes[c] >= total - self.votes[c]]
            if able:
                self.elected.append(self.choose(len(self.stages), able))
                return True
        return False

    def deferred(self):
        owed = self.untransferred()
        v = sorted(self.votes[c] for c in self.continuing())
        if owed < v[1] - v[0]:
            return True
        return any(owed < v[k] - sum(v[:k]) for k in range(2, len(v)))

    def transfer(self):
        most = max(self.surplus(c) for c in self.owed)
        level = [c for c in self.owed if self.surplus(c) == most]
        source = self.choose(len(self.stages) + 1, level)
        surplus = most
        given = {}
        for paper in self.piles[source][-1]:
            to = self.next_for(paper)
            if to is not None:
                given.setdefault(to, []).append(paper)
        count = sum(len(papers) for papers in given.values())
        moved = 0
        if count:
            received = self.piles[source][-1][0].value
            value = min(surplus // count, received)
            for to, papers in given.items():
                for paper in papers:
                    paper.value = value
                    paper.has_moved = True
                self.piles[to].append(papers)
                self.votes[to] += value * len(papers)
                moved += value * len(papers)
        self.votes[source] = self.quota
        self.lost += surplus - moved
        self.owed.remove(source)
        self.deem()
        self.record()

    def batch(self):
        left = sorted(self.continuing(), key=lambda c: (self.votes[c], c))
        found = None
        for k in range(2, len(left)):
            together = sum(self.votes[c] for c in left[:k]) + self.untransferred()
            if together < self.votes[left[k]] and len(left) - k >= self.vacancies():
                found = left[:k]
        if found:
            return found
        lowest = self.votes[left[0]]
        level = [c for c in left if self.votes[c] == lowest]
        return [self.reject(len(self.stages) + 1, level)]

    def batch_of(self, paper):
        """What moves together, highest first."""
        return paper.value, not (self.merges_unit_value or paper.has_moved)

    def exclude(self):
        out = self.batch()
        self.excluded += out
        if len(self.continuing()) <= self.vacancies():
            return
        papers = [p for c in out for parcel in self.piles[c] for p in parcel]
        owner = {
            id(p): c for c in out for parcel in self.piles[c] for p in parcel
        }
        batches = {}
        for paper in papers:
            batches.setdefault(self.batch_of(paper), []).append(paper)
        for value, is_first in sorted(batches, reverse=True):
            given = {}
            for paper in batches[value, is_first]:
                to = self.next_for(paper)
                given.setdefault(to, []).append(paper)
                self.votes[owner[id(paper)]] -= value
            self.lost += value * len(given.pop(None, []))
            for to, received in given.items():
                for paper in received:
                    paper.has_moved = True
                self.piles[to].append(received)
                self.votes[to] += value * len(received)
            self.deem()
            if self.vacancies() == 0:
                break
        for c in out:
            self.piles[c] = []
        self.record()

    def run(self):
        self.first()
        while not self.ended():
            if any(self.surplus(c) > 0 for c in self.owed) and not self.deferred():
                self.transfer()
            else:
                self.exclude()
        return self


def text(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02d}"
