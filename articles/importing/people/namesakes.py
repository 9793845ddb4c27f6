"""What identity could not decide, put before an editor: the reason, the candidates and what speaks for each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importing.places.lineage import Lineage
from articles.models import ReviewItem

from .bearers import Namesakes
from .careers import Person, Question, person_key, place_key
from .identity import Registry

KIND = "namesake"
UNDECIDED = 0.5
"""The confidence of a question that could be answered either way."""


@dataclass(frozen=True, slots=True)
class _Asked:
    key: str
    reason: str
    officials: tuple[int, int]


def ask_about(names: Collection[str], registry: Registry, lineage: Lineage) -> None:
    """Bring the open questions about these names up to what is undecided now. What an editor decided is not asked
    again."""
    bearers = {id(namesakes): namesakes for namesakes in map(registry.namesakes, sorted(names))}
    asked = {item.key: item for namesakes in bearers.values() for item in _questions(namesakes, lineage)}
    forms = {form for namesakes in bearers.values() for form in namesakes.names}
    stale = ReviewItem.objects.open().filter(kind=KIND, candidates__names__name__in=forms).exclude(key__in=asked)
    ReviewItem.objects.filter(pk__in=stale.values("pk")).delete()
    items = [ReviewItem(kind=KIND, key=item.key, reason=item.reason, confidence=UNDECIDED) for item in asked.values()]
    ReviewItem.objects.bulk_create(items, update_conflicts=True, unique_fields=["key"], update_fields=["reason"])
    for stored in ReviewItem.objects.filter(key__in=asked):
        stored.candidates.set(asked[stored.key].officials)


def _questions(namesakes: Namesakes, lineage: Lineage) -> list[_Asked]:
    name = min(namesakes.names)
    return [
        _Asked(
            key=_key(name, question, namesakes.judgement.persons),
            reason="{}：{}：{}".format(
                name, _why(question), "；".join(_describe(p, namesakes, lineage) for p in question.persons)
            ),
            officials=(namesakes.officials[question.persons[0]], namesakes.officials[question.persons[1]]),
        )
        for question in namesakes.judgement.questions
    ]


def _key(name: str, question: Question, persons: Sequence[Person]) -> str:
    """The same for the same two, whatever rows and posts of their places they have come to be in."""
    places = Counter(map(place_key, persons))
    keys = [key if places[key := place_key(person)] == 1 else person_key(person) for person in question.persons]
    ends = "|".join("/".join(key) for key in keys)
    return hashlib.sha256(f"{KIND}|{name}|{ends}".encode()).hexdigest()


def _why(question: Question) -> str:
    return {
        "join": _("同时像几个互不相同的人"),
        "ask": _("职务、地方和时间都不足以断定是否同一人"),
        "doubt": _("职务、地方或时间不相容，但姓名少见"),
        "rivals": _("同一地方的这些职务不能由一人同时担任，或相隔太近、看不出先后"),
        "untitled": _("有的报道没有写职务"),
    }[question.reason]


def _describe(person: Person, namesakes: Namesakes, lineage: Lineage) -> str:
    parts = []
    for seat in sorted(person, key=lambda seat: seat.sort_key):
        stay = namesakes.evidence.stays[seat]
        titles = "、".join(sorted(stay.titles)) or _("无职务")
        days = f"{stay.first}～{stay.last}" if stay.first else _("日期不明")
        parts.append(
            _("{place}{titles}（{days}，{number} 次）").format(
                place=f"{lineage.name(seat.place)} ", titles=titles, days=days, number=stay.seen
            )
        )
    return "，".join(parts)
