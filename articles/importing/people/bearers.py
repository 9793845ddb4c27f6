"""All that bear one name: the seats in which they were seen, and which official each person of them is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from articles.importing.places.lineage import Lineage

from .careers import Evidence, Judgement, Person, judge, person_key
from .commonness import is_common
from .register_seats import Awaited, near
from .seats import Seat, Stay


@dataclass(slots=True)
class Namesakes:
    """All that bear one name (or its variants): their seats, and the official of each seat's appearances."""

    names: set[str]
    evidence: Evidence = field(default_factory=Evidence)
    holders: dict[Seat, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    said: dict[Seat, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Whom editors decided appearances in a seat to be."""
    judgement: Judgement = field(default_factory=lambda: Judgement((), ()))
    officials: dict[Person, int] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether every person is an official."""
        return all(person in self.officials for person in self.judgement.persons)

    def holder(self, seat: Seat) -> int | None:
        """The official whom the appearances in this seat belong to. Where an editor moved some, the most decide."""
        counts = self.holders[seat]
        return min(counts, key=lambda official: (-counts[official], official), default=None)

    def take(self, stays: dict[Seat, Stay]) -> bool:
        """Take in a sighting. Returns whether it may change who is who."""
        news = False
        for seat, stay in stays.items():
            known = self.evidence.stays.setdefault(seat, Stay())
            before = (known.first, known.last, known.principal, bool(known.seen))
            known.add(stay)
            news |= before != (known.first, known.last, known.principal, True)
        first, *others = stays
        ties = {frozenset({first, other}) for other in others}
        news |= first not in self.evidence.decisive or not ties <= self.evidence.tied
        self.evidence.decisive.add(first)
        self.evidence.tied |= ties
        return news

    def absorb(self, other: Namesakes) -> None:
        """Take in all that is known of another name, which is a form of this one."""
        self.names |= other.names
        for seat, stay in other.evidence.stays.items():
            self.evidence.stays.setdefault(seat, Stay()).add(stay)
        self.evidence.decisive |= other.evidence.decisive
        self.evidence.tied |= other.evidence.tied
        for seat, holders in other.holders.items():
            self.holders[seat] += holders
        for seat, said in other.said.items():
            self.said[seat] |= said

    def among(self, awaited: Awaited, person: Person) -> int | None:
        """The official whom a register knows in a seat of this person, at about that time, if nobody is that yet."""
        for name, seat in product(sorted(self.names), sorted(person, key=lambda seat: seat.sort_key)):
            official, stay = awaited.get((name, replace(seat, exported_as="")), (None, None))
            if official and stay and official not in self.officials.values() and near(self.evidence.stays[seat], stay):
                return official
        return None

    def person(self, seat: Seat) -> Person:
        return next(person for person in self.judgement.persons if seat in person)


def settle(bearers: Namesakes, lineage: Lineage, different: set[frozenset[int]]) -> None:
    """Judge anew, and let each person be the official that most of its appearances already belong to.

    Whom an editor declared `different` stay two. Officials choose in the order in which they came into the archive,
    so that the older address stays.
    """
    bearers.evidence.parted = _parted(bearers, different)
    bearers.evidence.joined = _joined(bearers)
    bearers.judgement = judge(bearers.evidence, all(map(is_common, bearers.names)), lineage)
    claims: dict[int, Counter[Person]] = defaultdict(Counter)
    for person in bearers.judgement.persons:
        for seat in person:
            for official, number in bearers.holders[seat].items():
                claims[official][person] += number
    bearers.officials = {}
    for official in sorted(claims):
        free = [person for person in claims[official] if person not in bearers.officials]
        if free:
            best = min(free, key=lambda person: (-claims[official][person], person_key(person)))
            bearers.officials[best] = official


def _parted(bearers: Namesakes, different: set[frozenset[int]]) -> set[frozenset[Seat]]:
    """The seats held by two whom an editor declared different."""
    held = {seat: bearers.holder(seat) for seat in bearers.evidence.stays} if different else {}
    pairs = combinations(held.items(), 2)
    return {
        frozenset({one, other})
        for (one, holder), (other, another) in pairs
        if holder is not None and another is not None and frozenset({holder, another}) in different
    }


def _joined(bearers: Namesakes) -> set[frozenset[Seat]]:
    """The seats that an editor gave to somebody, with that person's others. One that several hold is nobody's own."""
    held = {seat: bearers.holder(seat) for seat in bearers.evidence.stays} if bearers.said else {}
    own = {
        seat: min(said) for seat, said in bearers.said.items() if set(bearers.holders[seat]) == said and len(said) == 1
    }
    return {
        frozenset({seat, other})
        for seat, official in own.items()
        for other, holder in held.items()
        if holder == official and other != seat
    }
