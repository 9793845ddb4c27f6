"""Which real person a mention means. Conservative: a name alone joins nobody where anything speaks against it.

Sightings of one name are gathered by seat (`seats.py`), the seats are parted into persons by a table of rules
(`careers.py`, `verdicts.py`), and each person is given an official. Since a judgement depends on the seats and their
first and last days alone, the same sightings give the same persons in whatever order they were imported. A later
sighting may show that two were one, or one was two: then the appearances move, and the officials keep their addresses.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from articles import corrections
from articles.importing.learned import decided_persons
from articles.importing.places.lineage import Lineage
from articles.importing.told import ToldMention
from articles.models import Appearance, OfficialName, RegisteredTerm
from articles.recognition import KnownOfficial, Story
from articles.recognition.findings import OfficialMention
from articles.recognition.known import NameTable

from .bearers import Namesakes, settle
from .careers import Evidence, Person
from .newcomers import make_officials
from .register_seats import known_alone
from .seats import Seat, Titled, seats_of


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention and the day of the issue that printed it."""

    mention: OfficialMention
    day: date | None


@dataclass(slots=True)
class Decided:
    """The official of each sighting, in their order; the officials whose earlier appearances moved; the names judged
    anew, about whom questions may have come or gone."""

    officials: list[int]
    moved: set[int]
    names: set[str]


class Registry:
    """The officials of the archive by name. It follows the decisions that it makes."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._bearers: dict[str, Namesakes] = {}
        self._told: dict[str, str] = {}  # a person of an export → one form of the name
        self._table = NameTable(())
        self._gone: Collection[int] = ()
        self._load(None)

    def known(self, without: Collection[str] = ()) -> list[KnownOfficial]:
        """Every person with the titles seen, for recognition; a person once under each form of the name."""
        return [
            _known(name, person, namesakes.evidence)
            for name, namesakes in self._bearers.items()
            if name not in without
            for person in namesakes.judgement.persons
        ]

    def known_in(self, stories: Sequence[Story]) -> list[KnownOfficial]:
        """The same for those whose names stand in the stories, however many others the archive knows."""
        return [
            _known(name, person, self._bearers[name].evidence)
            for name in self._table.named_in(stories)
            if name in self._bearers
            for person in self._bearers[name].judgement.persons
        ]

    def namesakes(self, name: str) -> Namesakes:
        """All that bear a name."""
        self._table.add(name)
        return self._bearers.setdefault(name, Namesakes({name}))

    def decide(self, sightings: Sequence[Sighting]) -> Decided:
        """Who is meant. Makes officials for new persons, and moves earlier appearances where these sightings change
        who is who. The sightings must not be stored yet."""
        seats: list[Seat] = []
        anew: set[str] = set()
        for sighting in sightings:
            name = sighting.mention.name
            stays = seats_of(titled(sighting.mention), sighting.day, self._lineage)
            seats.append(next(iter(stays)))
            told = seats[-1].exported_as
            united = bool(told) and self._unite({self._told.setdefault(told, name), name})
            bearers = self.namesakes(name)
            if bearers.take(stays) or united or not bearers.settled:
                anew.add(name)
        moved = self._judge(anew)
        officials, forms = [], []
        for sighting, seat in zip(sightings, seats, strict=True):
            bearers = self.namesakes(sighting.mention.name)
            official = bearers.officials[bearers.person(seat)]
            bearers.holders[seat][official] += 1
            officials.append(official)
            if seat.exported_as and len(bearers.names) > 1:
                forms.append(OfficialName(official_id=official, name=sighting.mention.name))
        corrections.learn_names(forms)
        return Decided(officials, moved, anew)

    def reload(self, names: Collection[str], without: Collection[int]) -> set[int]:
        """Load these names anew as if the appearances `without` were gone. Returns the officials whose others moved."""
        for name in names:
            for form in self.namesakes(name).names:
                self._bearers.pop(form, None)
        self._gone = without
        self._load(names, without)
        return self._judge(set(names))

    def _load(self, names: Collection[str] | None, without: Collection[int] = ()) -> None:
        bearing = OfficialName.objects.all()
        seen = corrections.own_links().exclude(pk__in=without)
        self._different = corrections.declared_different()
        if names is not None:
            officials = set(bearing.filter(name__in=names).values_list("official", flat=True))
            bearing, seen = bearing.filter(official__in=officials), seen.filter(own__in=officials)
        held = self._load_forms(bearing)
        self._load_shown(seen)
        self._load_unshown(held)
        for name, bearers in self._bearers.items():
            if names is None or name in names:
                settle(bearers, self._lineage, self._different)

    def _load_forms(self, bearing: QuerySet[OfficialName]) -> Collection[int]:
        """Take in the forms of names, and whom editors said their bearers are. Returns the officials."""
        forms: dict[int, list[str]] = defaultdict(list)
        for official, name in bearing.order_by("pk").values_list("official_id", "name"):
            forms[official].append(name)
        decided = [row for row in decided_persons() if row.own in forms]
        for row in decided:
            forms[row.own].append(row.name)
        for several in forms.values():
            self._unite(several)
        for row in decided:
            seat = next(iter(seats_of(titled_of(row), row.date, self._lineage)))
            self.namesakes(row.name).said[seat].add(row.own)
        return forms

    def _load_shown(self, seen: QuerySet[Appearance]) -> None:
        """Take in the appearances, grouped by what they tell."""
        said = ("jurisdiction_name", "level", "exported_as", "jurisdiction_parent")
        columns = ("name", "title", "titles", "own_place", *said, "own")
        grouped = seen.order_by().values_list(*columns).annotate(Min("date"), Max("date"), Count("pk"))
        for name, title, titles, *place, official, first, last, number in grouped.iterator(chunk_size=5000):
            held = Titled(title, tuple(titles), *place)
            if held.exported_as:
                self._told.setdefault(held.exported_as, name)
            self._take_stored(name, held, official, (first, last, number))

    def _load_unshown(self, officials: Collection[int]) -> None:
        """Take in the appearances that a merge made one with another of their article."""
        for finding, article in corrections.unshown_links():
            if finding["official"] in officials:
                held = Titled(
                    finding["title"],
                    tuple(finding["titles"]),
                    finding["jurisdiction"],
                    finding["jurisdiction_name"],
                    finding["level"],
                    finding.get("exported_as", ""),
                    finding.get("jurisdiction_parent", ""),
                )
                self._take_stored(finding["name"], held, finding["official"], (article.date, article.date, 1))

    def _take_stored(self, name: str, held: Titled, official: int, seen: tuple[date | None, date | None, int]) -> None:
        first, last, number = seen
        bearers = self.namesakes(name)
        stays = seats_of(held, first, self._lineage)
        for seat, stay in seats_of(held, last, self._lineage).items():
            stays[seat].add(stay)
            stays[seat].seen = number
        bearers.take(stays)
        bearers.holders[next(iter(stays))][official] += number

    def _unite(self, names: Iterable[str]) -> bool:
        """Names of one official are judged together, as one name. Returns whether they were not before."""
        first, *others = {id(bearers): bearers for bearers in map(self.namesakes, names)}.values()
        for other in others:
            first.absorb(other)
        for name in first.names:
            self._table.add(name)
            self._bearers[name] = first
        return bool(others)

    def _judge(self, names: set[str]) -> set[int]:
        concerned = list({id(self.namesakes(name)): self.namesakes(name) for name in sorted(names)}.values())
        for bearers in concerned:
            settle(bearers, self._lineage, self._different)
        unclaimed = self._unclaimed(concerned)
        open_names = {name for bearers in concerned if not bearers.settled for name in bearers.names}
        awaited = known_alone(open_names, self._gone, self._lineage) if open_names else {}
        newcomers: list[tuple[Namesakes, Person]] = []
        for bearers in concerned:
            free = deque(sorted({official for name in bearers.names for official in unclaimed[name]}))
            for person in bearers.judgement.persons:
                if person in bearers.officials:
                    continue
                if (known := bearers.among(awaited, person)) is not None:
                    bearers.officials[person] = known
                elif free:
                    bearers.officials[person] = free.popleft()
                else:
                    newcomers.append((bearers, person))
        make_officials(newcomers)
        return set().union(*map(self._move, concerned))

    def _unclaimed(self, concerned: Sequence[Namesakes]) -> dict[str, set[int]]:
        """The officials of each name whom no appearance shows any more: a new reading finds the same persons again. Who
        was made for a register's terms waits for what fits these."""
        names = {name for bearers in concerned if not bearers.settled for name in bearers.names}
        claimed = {official for bearers in concerned for official in bearers.officials.values()}
        shown = Appearance.objects.filter(official=OuterRef("official")).exclude(pk__in=self._gone)
        bearing = OfficialName.objects.filter(name__in=names).exclude(Exists(shown)).exclude(official__in=claimed)
        terms = RegisteredTerm.objects.filter(Q(official=OuterRef("official")) | Q(before_merge=OuterRef("official")))
        ever = Appearance.objects.filter(official=OuterRef("official"))
        bearing = bearing.exclude(Exists(terms) & ~Exists(ever))
        found: dict[str, set[int]] = defaultdict(set)
        for name, official in bearing.values_list("name", "official"):
            found[name].add(official)
        return found

    def _move(self, bearers: Namesakes) -> set[int]:
        """Give the stored appearances of each seat to the official of its person."""
        moves: dict[int, dict[Seat, int]] = defaultdict(dict)
        for person, official in bearers.officials.items():
            for seat in person:
                holder = bearers.holder(seat)
                if holder is not None and holder != official:
                    moves[holder][seat] = official
                    bearers.holders[seat][official] += bearers.holders[seat].pop(holder)
        for holder, seats in moves.items():
            self._move_rows(holder, seats, bearers.names)
        return set(moves) | {official for seats in moves.values() for official in seats.values()}

    def _move_rows(self, holder: int, seats: dict[Seat, int], names: set[str]) -> None:
        moving: dict[int, int] = {}
        for row in corrections.own_links().filter(own=holder, name__in=names):
            seat = next(iter(seats_of(titled_of(row), row.date, self._lineage)))
            if seat in seats:
                moving[row.pk] = seats[seat]
        corrections.reassign(moving)


def titled_of(row: Appearance) -> Titled:
    """What a stored appearance says of somebody's offices, as if no places were merged."""
    own_place = row.jurisdiction_before_merge_id or row.jurisdiction_id
    place = (own_place, row.jurisdiction_name, row.level)
    return Titled(row.title, tuple(row.titles), *place, row.exported_as, row.jurisdiction_parent)


def titled(mention: OfficialMention) -> Titled:
    """What a mention says of somebody's offices."""
    exported_as = mention.exported_as if isinstance(mention, ToldMention) else ""
    place = (mention.jurisdiction, mention.jurisdiction_name, mention.level)
    return Titled(mention.title, mention.titles, *place, exported_as, mention.jurisdiction_parent)


def _known(name: str, person: Person, evidence: Evidence) -> KnownOfficial:
    stays = [(seat, evidence.stays[seat]) for seat in sorted(person, key=lambda seat: seat.sort_key)]
    latest = max(stays, key=lambda held: held[1].last or date.min)
    return KnownOfficial(
        name=name,
        titles=tuple(sorted({title for _seat, stay in stays for title in stay.titles})),
        jurisdiction=latest[0].place if isinstance(latest[0].place, int) else None,
        last_seen=latest[1].last,
    )
