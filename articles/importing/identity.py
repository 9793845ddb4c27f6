"""Which real person a mention means. Conservative: a name alone joins nobody where anything speaks against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from pypinyin import Style, lazy_pinyin

from articles.models import Appearance, Official, OfficialName, Place
from articles.recognition import KnownOfficial
from articles.recognition.findings import OfficialMention

CAREER_GAP = timedelta(days=150)
"""Two posts in different counties, seen closer together than this, are two people of one name until someone decides:
moves between counties happen, but an official is rarely seen in both within half a year without a word about it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The official that a mention is linked to and, where that was not certain, why."""

    official: Official
    doubt: str = ""


@dataclass(slots=True)
class _Sighting:
    title: str
    jurisdiction: int | None
    elsewhere: str
    level: str
    day: date | None


@dataclass(slots=True)
class _Person:
    official: Official
    sightings: list[_Sighting] = field(default_factory=list)


class Registry:
    """The officials of the archive by name, with what each was seen as. Follows the decisions that it makes."""

    def __init__(self) -> None:
        self._people: dict[str, list[_Person]] = defaultdict(list)
        self._parents = dict(Place.objects.filter(level="county").values_list("pk", "parent_id"))
        people: dict[int, _Person] = {}
        for known in OfficialName.objects.select_related("official").order_by("pk"):
            person = people.setdefault(known.official_id, _Person(known.official))
            self._people[known.name].append(person)
        seen = Appearance.objects.values_list(
            "official_id", "title", "jurisdiction_id", "jurisdiction_name", "level", "date"
        )
        for official_id, *sighting in seen.iterator(chunk_size=5000):
            people[official_id].sightings.append(_Sighting(*sighting))

    def known(self) -> list[KnownOfficial]:
        """Every name with the titles it was seen with, for recognition."""
        return [
            KnownOfficial(
                name=name,
                titles=tuple(sorted({seen.title for seen in person.sightings if seen.title})),
                jurisdiction=next(
                    (seen.jurisdiction for seen in reversed(person.sightings) if seen.jurisdiction), None
                ),
                last_seen=max((seen.day for seen in person.sightings if seen.day), default=None),
            )
            for name, people in self._people.items()
            for person in people
        ]

    def decide(self, mention: OfficialMention, day: date | None) -> Decision:
        """The official meant: a person of that name whom nothing speaks against, else somebody new."""
        sighting = _Sighting(mention.title, mention.jurisdiction, mention.jurisdiction_name, mention.level, day)
        people = self._people[mention.name]
        same_seat = [p for p in people if any(_seat(s) == _seat(sighting) for s in p.sightings)]
        fitting = same_seat or [p for p in people if not self._against(p, sighting)]
        if len(fitting) == 1:
            person, doubt = fitting[0], ""
        else:
            person, doubt = self._newcomer(mention.name), _why(mention, people, fitting)
        person.sightings.append(sighting)
        return Decision(person.official, doubt)

    def _against(self, person: _Person, sighting: _Sighting) -> bool:
        """Whether the mention's office and time speak against its being this person."""
        return any(self._clash(seen, sighting) for seen in person.sightings)

    def _clash(self, one: _Sighting, other: _Sighting) -> bool:
        if _seat(one) == _seat(other) or not one.title or not other.title:
            return False
        if {one.level, other.level} & {"town", "village", "other"}:
            return True
        if one.jurisdiction is None or other.jurisdiction is None:
            return True
        if self._city(one.jurisdiction) != self._city(other.jurisdiction):
            return True
        if {one.level, other.level} != {"county"} or one.day is None or other.day is None:
            return False
        return abs(one.day - other.day) < CAREER_GAP

    def _city(self, place: int) -> int:
        """The prefecture of a county; any other place stands for itself."""
        return self._parents.get(place) or place

    def _newcomer(self, name: str) -> _Person:
        official = Official.objects.create(name=name, pinyin=" ".join(lazy_pinyin(name, style=Style.NORMAL)))
        OfficialName.objects.create(official=official, name=name)
        person = _Person(official)
        self._people[name].append(person)
        return person


def _seat(sighting: _Sighting) -> tuple[int | None, str]:
    return (sighting.jurisdiction, sighting.elsewhere if sighting.jurisdiction is None else "")


def _why(mention: OfficialMention, people: list[_Person], fitting: list[_Person]) -> str:
    """Why a namesake was not simply the person already known; empty where the name is new."""
    if not people:
        return ""
    known = "；".join(
        f"{person.official.pk}: " + "、".join(sorted({seen.title for seen in person.sightings if seen.title}))
        for person in people
    )
    question = "several fit" if fitting else "posts or times speak against it"
    return f"{mention.title}{mention.name}: {question} ({known})"
