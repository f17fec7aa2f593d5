# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second counters for the other rule sets, slow and plain, that share nothing with the
C code: every paper is an object, every value a whole number of the smallest unit, every
look back reads the table. For Northern Ireland's rules see slow_count.py."""

from slow_count import LotNeeded


class Paper:
    def __init__(self, ranking, value):
        self.ranking = ranking
        self.value = value


class Base:
    """What all of them share: who stands, the lot, the table of stages."""

    def __init__(self, candidates, seats, rankings, lot=(), unit=1):
        self.names = candidates  # numbers standing
        self.seats = seats
        self.lot = list(lot)
        self.unit = unit
        self.papers = []
        for weight, ranking in rankings:
            ranking = [c for c in ranking if c in candidates]
            if ranking:
                self.papers += [Paper(ranking, unit) for _ in range(weight)]
        self.valid = len(self.papers)
        self.votes = {c: 0 for c in candidates}
        self.lost = 0
        self.elected = []
        self.excluded = []
        self.owed = []  # elected, surplus not transferred
        self.stages = []
        self.quota = None

    def continuing(self):
        return [c for c in self.names if c not in self.elected + self.excluded]

    def vacancies(self):
        return self.seats - len(self.elected)

    def next_for(self, paper):
        left = self.continuing()
        return next((c for c in paper.ranking if c in left), None)

    def record(self):
        self.stages.append((dict(self.votes), self.lost))
        assert sum(self.votes.values()) + self.lost == self.valid * self.unit

    def drawn(self, stage, tied):
        for c in self.lot:
            if c in tied:
                return c
        raise LotNeeded(stage, tied)

    def points(self):
        """Totals a tie looks back to, first things first."""
        return []

    def narrow(self, tied, best):
        for totals in self.points():
            extreme = best(totals[c] for c in tied)
            tied = [c for c in tied if totals[c] == extreme]
        return tied

    def prefer(self, tied):
        tied = self.narrow(tied, max)
        return tied[0] if len(tied) == 1 else self.drawn(len(self.stages) + 1, tied)

    def reject(self, tied):
        tied = self.narrow(tied, min)
        while len(tied) > 1:
            kept = self.drawn(len(self.stages) + 1, tied)
            tied = [c for c in tied if c != kept]
        return tied[0]

    def largest_surplus(self):
        over = {c: self.votes[c] - self.quota for c in self.owed}
        most = max(over.values(), default=0)
        return self.prefer([c for c in over if over[c] == most]) if most > 0 else None

    def lowest(self):
        low = min(self.votes[c] for c in self.continuing())
        return [c for c in self.continuing() if self.votes[c] == low]


class Scottish(Base):
    """The Scottish Local Government Elections Order 2011, Schedule 1, rules 45 to 52."""

    def __init__(self, candidates, seats, rankings, lot=()):
        super().__init__(candidates, seats, rankings, lot, 100000)
        self.quota = (self.valid // (seats + 1) + 1) * self.unit
        self.piles = {c: [] for c in candidates}

    def points(self):
        return [votes for votes, _ in reversed(self.stages)]

    def settle(self):
        """Who has the quota is deemed elected (47.1), at the end of a stage."""
        for c in self.continuing():
            if self.votes[c] >= self.quota:
                self.elected.append(c)
                self.owed.append(c)
        self.record()

    def hand_on(self, pile):
        for paper in pile:
            to = self.next_for(paper)
            if to is None:
                continue
            self.piles[to].append(paper)
            self.votes[to] += paper.value
        held = sum(self.votes.values())
        self.lost = self.valid * self.unit - held
        self.settle()

    def transfer(self, source):
        surplus = self.votes[source] - self.quota
        pile, self.piles[source] = self.piles[source], []
        for paper in pile:
            paper.value = surplus * paper.value // self.votes[source]  # 48(3)
        self.votes[source] = self.quota
        self.owed.remove(source)
        self.hand_on(pile)

    def exclude(self):
        out = self.reject(self.lowest())
        self.excluded.append(out)
        pile, self.piles[out] = self.piles[out], []
        self.votes[out] = 0
        self.hand_on(pile)

    def run(self):
        for paper in self.papers:
            self.piles[paper.ranking[0]].append(paper)
            self.votes[paper.ranking[0]] += self.unit
        self.settle()
        while self.vacancies() > 0:
            if len(self.continuing()) <= self.vacancies():  # 52
                self.elected += self.continuing()
                break
            source = self.largest_surplus()
            if source is None:
                self.exclude()
            else:
                self.transfer(source)
        return self


class Ers97(Base):
    """The Electoral Reform Society's rules of 1997, 5.1 to 5.6."""

    def __init__(self, candidates, seats, rankings, lot=()):
        super().__init__(candidates, seats, rankings, lot, 100)
        self.piles = {c: [] for c in candidates}  # batches: lists of papers
        self.batches = []  # totals after each

    def points(self):
        return self.batches

    def set_quota(self):
        """5.1.6: two decimals, upwards."""
        self.quota = -((self.lost - self.valid * self.unit) // (self.seats + 1))

    def active(self):
        """5.6.1"""
        held = sum(min(self.votes[c], self.quota) for c in self.elected)
        return self.valid * self.unit - self.lost - held

    def able(self, c):
        """5.3.13: the quota, or the active vote over one more than the places."""
        return (
            self.votes[c] >= self.quota
            or self.votes[c] * (self.vacancies() + 1) >= self.active()
        )

    def deem(self):
        if not self.elected:
            self.set_quota()
        self.batches.append(dict(self.votes))
        while self.vacancies() > 0 and self.continuing():
            most = max(self.votes[c] for c in self.continuing())
            level = [c for c in self.continuing() if self.votes[c] == most]
            level = self.narrow(level, max)  # 5.6.2
            if not self.able(level[0]) or len(level) > self.vacancies():
                break
            self.elected += level
            self.owed += level

    def surpluses(self):
        return sum(max(0, self.votes[c] - self.quota) for c in self.owed)

    def together(self):
        """5.2.5: how many at most may go at once, 0 when not even one."""
        v = sorted(self.votes[c] for c in self.continuing())
        may = [
            k
            for k in range(1, len(v))
            if len(v) - k >= self.vacancies()
            and sum(v[:k]) + self.surpluses() <= v[k]
        ]
        return max(may, default=0)

    def hand_on(self, papers):
        """One batch: papers of one value; returns those nobody gets."""
        given = {}
        for paper in papers:
            given.setdefault(self.next_for(paper), []).append(paper)
        stuck = given.pop(None, [])
        for to, received in given.items():
            self.piles[to].append(received)
            self.votes[to] += sum(p.value for p in received)
        return stuck

    def transfer(self, source):
        surplus = self.votes[source] - self.quota
        batch = self.piles[source][-1]
        able = [p for p in batch if self.next_for(p) is not None]
        if sum(p.value for p in able) > surplus:  # 5.3.7
            for paper in able:
                paper.value = surplus // len(able)
        self.hand_on(able)
        self.lost += surplus - sum(p.value for p in able)
        self.votes[source] = self.quota
        self.owed.remove(source)
        self.deem()
        self.record()

    def choose(self):
        """5.2.5; of level ones for the last places those who had fewer first."""
        count = max(1, self.together())
        left = list(self.continuing())
        out = []
        while len(out) < count:
            low = min(self.votes[c] for c in left)
            level = [c for c in left if self.votes[c] == low]
            gone = level if len(out) + len(level) <= count else [self.reject(level)]
            out += gone
            left = [c for c in left if c not in gone]
        return out

    def exclude(self):
        out = self.choose()
        self.excluded += out
        if len(self.continuing()) <= self.vacancies():  # 5.5.1
            self.elected += self.continuing()
            return
        papers = [(p, c) for c in out for batch in self.piles[c] for p in batch]
        for value in sorted({p.value for p, _ in papers}, reverse=True):
            batch = [(p, c) for p, c in papers if p.value == value]
            for paper, source in batch:
                self.votes[source] -= value
            self.lost += value * len(self.hand_on([p for p, _ in batch]))
            self.deem()
            if self.vacancies() == 0:
                break
        self.record()

    def run(self):
        for c in self.names:
            self.piles[c].append([p for p in self.papers if p.ranking[0] == c])
            self.votes[c] = self.unit * len(self.piles[c][0])
        self.deem()
        self.record()
        while self.vacancies() > 0:
            if len(self.continuing()) <= self.vacancies():
                self.elected += self.continuing()
                break
            if self.surpluses() > 0 and self.together() == 0:  # 5.2.2
                self.transfer(self.largest_surplus())
            else:
                self.exclude()
        return self


class Meek(Base):
    """Proportional Representation Foundation's reference rule for Meek's method, 2009."""

    UNIT = 10**9
    OMEGA = 10**3

    def __init__(self, candidates, seats, rankings, lot=()):
        super().__init__(candidates, seats, rankings, lot, self.UNIT)
        self.keep = {c: self.UNIT for c in candidates}
        kinds = {}
        for paper in self.papers:
            kinds.setdefault(tuple(paper.ranking), []).append(paper)
        self.kinds = [(ranking, len(papers)) for ranking, papers in kinds.items()]

    def distribute(self):
        """B.2.a, B.2.b"""
        self.votes = {c: 0 for c in self.names}
        for ranking, papers in self.kinds:
            weight = self.UNIT
            for c in ranking:
                share = -(-weight * self.keep[c] // self.UNIT)
                self.votes[c] += share * papers
                weight -= share
        total = sum(self.votes.values())
        self.lost = self.valid * self.UNIT - total
        self.quota = total // (self.seats + 1) + 1

    def update(self):
        """B.2.f"""
        for c in self.elected:
            due = -(-self.keep[c] * self.quota // self.UNIT)
            self.keep[c] = -(-due * self.UNIT // self.votes[c])

    def settle(self):
        """B.2: the surplus at which it settled, None when somebody was elected."""
        before = None
        while True:
            self.distribute()
            new = [c for c in self.continuing() if self.votes[c] >= self.quota]
            self.elected += new
            if new:
                return None
            surplus = max(0, sum(self.votes[c] - self.quota for c in self.elected))
            if surplus < self.OMEGA or (before is not None and surplus >= before):
                return surplus
            before = surplus
            self.update()

    def defeat(self, surplus):
        """B.3"""
        low = min(self.votes[c] for c in self.continuing())
        out = self.reject(
            [c for c in self.continuing() if self.votes[c] <= low + surplus]
        )
        self.record()
        self.excluded.append(out)
        self.keep[out] = 0

    def run(self):
        self.distribute()
        self.record()
        while self.vacancies() > 0 and len(self.continuing()) > self.vacancies():
            surplus = self.settle()
            if surplus is None:
                self.record()
            else:
                self.defeat(surplus)
        if self.vacancies() > 0:  # C
            self.elected += self.continuing()
        return self


class Fpp(Base):
    """The model rules' first past the post, FPP43 to FPP51."""

    def __init__(self, candidates, seats, rankings, lot=()):
        allowed = [(w, r) for w, r in rankings if len(r) <= seats]  # FPP44.1 (b)
        super().__init__(candidates, seats, allowed, lot, 1)

    def run(self):
        for paper in self.papers:
            for c in paper.ranking:
                self.votes[c] += 1
        self.stages.append((dict(self.votes), 0))
        while self.vacancies() > 0 and self.continuing():
            most = max(self.votes[c] for c in self.continuing())
            level = [c for c in self.continuing() if self.votes[c] == most]
            if len(level) > self.vacancies():
                level = [self.drawn(len(self.stages), level)]
            self.elected += level
        return self
