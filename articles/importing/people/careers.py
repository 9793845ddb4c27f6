"""The seats of one name, parted into persons. The same seats give the same persons, in whatever order they came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, product

from articles.importing.places.lineage import Lineage, may_be_one

from .seats import Seat, Stay
from .together import go_together
from .verdicts import Stays, Verdict, are_colleagues, are_told_apart, places, verdict

Person = frozenset[Seat]
BLOCKING = ("part", "doubt")
ASKING = ("doubt", "join", "ask")
STRICTEST_FIRST: tuple[Verdict, ...] = ("part", "doubt", "join", "ask", "none")
NEAR = ("same", "siblings", "city-county", "county-town")


@dataclass(slots=True)
class Evidence:
    """All that the archive has seen of one name: its seats, which of them decided whom a mention means (`decisive`),
    which one mention held together (`tied`), and which an editor declared two persons' (`parted`) or one person's
    (`joined`)."""

    stays: dict[Seat, Stay] = field(default_factory=dict)
    decisive: set[Seat] = field(default_factory=set)
    tied: set[frozenset[Seat]] = field(default_factory=set)
    parted: set[frozenset[Seat]] = field(default_factory=set)
    joined: set[frozenset[Seat]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Question:
    """Two persons who may be one. `reason` is the verdict that asks; `rivals` for posts of one place; or `untitled`."""

    persons: tuple[Person, Person]
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The persons of one name, and the pairs of them that an editor should look at."""

    persons: tuple[Person, ...]
    questions: tuple[Question, ...]


def judge(evidence: Evidence, common: bool, lineage: Lineage) -> Judgement:
    """Part the seats of one name into persons.

    Seats that one mention held together are one person's, unless that would give one person two posts that nobody holds
    at one time. Others are joined as `verdicts.RULES` says; a seat that
    would join two who cannot be one joins neither. Names without a title come last: each joins the one person of its
    place, or the one who leads it, or stays apart.
    """
    verdicts = _Verdicts(evidence, common, lineage)
    seats = sorted(evidence.stays, key=lambda seat: seat.sort_key)
    held = [seat for seat in seats if seat.circle != "untitled" or seat.exported_as]
    titled = _join(_tie(held, verdicts.ties(held)), verdicts)
    persons = {person: person for person in titled}
    for seat in (seat for seat in seats if seat not in held):
        fitting = _meant_by(seat, titled)
        if len(fitting) == 1:
            persons[fitting[0]] |= {seat}
        else:
            persons[frozenset({seat})] = frozenset({seat})
    ordered = sorted((person for person in persons.values() if person & evidence.decisive), key=person_key)
    questions = [Question(pair, why) for pair in combinations(ordered, 2) if (why := verdicts.question(*pair))]
    return Judgement(tuple(ordered), tuple(questions))


def person_key(person: Person) -> tuple[str, ...]:
    """What tells a person from a namesake, as long as no seat is found that sorts before."""
    return min(seat.sort_key for seat in person)


def place_key(person: Person) -> tuple[str, ...]:
    """The same without the kinds of leading posts, which a person changes more often than the place."""
    return min((str(seat.place), seat.circle, "" if seat.circle == "leaders" else seat.body) for seat in person)


def _tie(seats: Iterable[Seat], tied: Iterable[frozenset[Seat]]) -> list[Person]:
    groups = [frozenset({seat}) for seat in seats]
    for pair in tied:
        together: Person = frozenset().union(*(group for group in groups if group & pair))
        groups = [group for group in groups if not group & pair] + [together]
    return sorted(groups, key=person_key)


def _meant_by(untitled: Seat, persons: list[Person]) -> list[Person]:
    """The persons whom a name without a title can mean in its place; of several the one who leads the place."""
    if untitled.place is None:
        return persons
    own = {person: [seat for seat in person if may_be_one(seat.place, untitled.place)] for person in persons}
    there = [person for person in persons if own[person]]
    leading = [person for person in there if any(seat.circle == "leaders" for seat in own[person])]
    return leading if len(leading) == 1 else there


def _join(groups: list[Person], verdicts: _Verdicts) -> list[Person]:
    joins = {frozenset(pair) for pair in combinations(groups, 2) if verdicts.between(*pair) == "join"}
    while True:
        components = _components(groups, joins)
        torn = {group for component in components for group in _torn(component, joins, verdicts)}
        if not torn:
            return [frozenset().union(*component) for component in components]
        joins = {pair for pair in joins if not pair & torn}


def _torn(component: list[Person], joins: set[frozenset[Person]], verdicts: _Verdicts) -> set[Person]:
    """The groups that hold a component together though two of it cannot be one; all, where it is none by itself."""
    blocked = [pair for pair in combinations(component, 2) if verdicts.between(*pair) in BLOCKING]
    torn = {
        group
        for one, other in blocked
        for group in component
        if frozenset({group, one}) in joins and frozenset({group, other}) in joins
    }
    return torn or (set(component) if blocked else set())


def _components(groups: list[Person], joins: set[frozenset[Person]]) -> list[list[Person]]:
    left, components = list(groups), []
    while left:
        component, queue = [], [left.pop(0)]
        while queue:
            current = queue.pop()
            component.append(current)
            near = [group for group in left if frozenset({group, current}) in joins]
            left = [group for group in left if group not in near]
            queue += near
        components.append(component)
    return components


class _Verdicts:
    """The verdict on two persons is the strictest on their seats."""

    def __init__(self, evidence: Evidence, common: bool, lineage: Lineage) -> None:
        self._evidence = evidence
        self._common = common
        self._lineage = lineage
        self._stays = Stays(evidence.stays)
        self._found: dict[frozenset[Seat], Verdict] = {}

    def between(self, one: Person, other: Person) -> Verdict:
        found = {self._of(seat, held) for seat in one for held in other}
        return next(verdict for verdict in STRICTEST_FIRST if verdict in found)

    def question(self, one: Person, other: Person) -> str:
        """Why an editor should look at two who stayed apart; "" where there is no reason to."""
        if any(are_told_apart(*pair) for pair in product(one, other)):
            return ""
        untitled = [person for person in (one, other) if all(seat.circle == "untitled" for seat in person)]
        if not untitled:
            found = self.between(one, other)
            rivals = any(are_colleagues(*pair) and self._of(*pair) in BLOCKING for pair in product(one, other))
            return ("rivals" if rivals else found) if found in ASKING else ""
        named = untitled[0]
        near = {places(*pair, self._lineage) for pair in product(named, other if named == one else one)}
        nowhere = any(seat.place is None for seat in named)
        asked = nowhere or "same" in near or (not self._common and bool(near.intersection(NEAR)))
        return "untitled" if asked else ""

    def ties(self, seats: Iterable[Seat]) -> set[frozenset[Seat]]:
        """Which seats are one person's from the start: by mentions, editors, an export, and leading posts of one place.

        Where a person so made holds two rival posts at once, two namesakes were called by the same third post besides,
        such as 县领导 or 县委常委: that one is nobody's.
        """
        pairs = [pair for pair in combinations(seats, 2) if are_colleagues(*pair)]
        # A place whose city is not told may be each of two, and would tie their leaders into one person.
        colleagues = {frozenset({one, other}) for one, other in pairs if one.place == other.place}
        tied = self._evidence.tied | {pair for pair in colleagues if self._of(*pair) == "join"}
        shared = {seat for person in _tie(seats, tied) for seat in self._shared(person)}
        told = {frozenset(pair) for pair in combinations(seats, 2) if pair[0].exported_as == pair[1].exported_as != ""}
        free = {pair for pair in tied if pair not in colleagues or not pair & shared}
        return free | told | self._evidence.joined

    def _shared(self, person: Person) -> set[Seat]:
        colleagues = [pair for pair in combinations(person, 2) if are_colleagues(*pair)]
        rivals = [pair for pair in colleagues if frozenset(pair) not in self._evidence.tied]
        return {
            seat
            for one, other in rivals
            if self._of(one, other) in BLOCKING
            for seat in person - {one, other}
            if are_colleagues(seat, one) and go_together(seat.body, one.body) and go_together(seat.body, other.body)
        }

    def _of(self, one: Seat, other: Seat) -> Verdict:
        pair = frozenset({one, other})
        if pair in self._evidence.parted:
            return "part"
        if pair not in self._found:
            self._found[pair] = verdict(one, other, self._stays, self._common, self._lineage)
        return self._found[pair]
