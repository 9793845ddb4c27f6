"""Where one article seems to speak of two people of one name. Nothing says who of them a sentence means, so they stay
one until an editor parts them; but an editor is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from articles.importing.places.lineage import Lineage, PlaceKey
from articles.recognition.findings import Doubt, OfficialMention

from .identity import titled
from .seats import offices_of
from .together import are_ranks, go_together, kind_of

LIST = re.compile(r"[^、，。；：！？“”（）]{0,20}(?:、[^、，。；：！？“”（）]{0,20}){1,40}")
"""What stands between the first name of a list and a later one: names, with their titles, and marks of a list alone."""
UNDECIDED = 0.4
"""How sure it is that they are one: papers misprint lists, and people change their posts."""

Kind = tuple[PlaceKey, str]
"""The place and the kind of a leading post."""


def doubles(mentions: Sequence[OfficialMention], body: Sequence[str], lineage: Lineage) -> Iterator[Doubt]:
    """The officials of an article who may be two people: named twice in one list, or by two titles that nobody holds at
    a time."""
    for mention in mentions:
        if listed := _listed_twice(mention, body):
            reason = f"名单里有两个“{mention.name}”，可能是两个人：“{listed}”"
            yield Doubt("name", mention.name, reason, UNDECIDED, mention.spans)
        elif rivals := _rivals(mention, lineage):
            reason = f"“{mention.name}”既是“{rivals[0]}”又是“{rivals[1]}”，不能由一人同时担任，可能是两个人"
            yield Doubt("name", mention.name, reason, UNDECIDED, mention.spans)


def _listed_twice(mention: OfficialMention, body: Sequence[str]) -> str:
    """The list that names somebody twice, "" where none does."""
    for (number, start, end), (other, again, last) in pairwise(sorted(mention.spans)):
        if number == other and LIST.fullmatch(body[number], end, again):
            return body[number][start:last]
    return ""


def _rivals(mention: OfficialMention, lineage: Lineage) -> tuple[str, str] | None:
    """Two titles of one article that one person does not hold at a time. Of two ranks of a body a story may tell how
    somebody rose."""
    kinds = {title: _kinds(mention, title, lineage) for title in mention.titles}
    for one, other in combinations(mention.titles, 2):
        for (place, kind), (elsewhere, rival) in product(kinds[one], kinds[other]):
            if place == elsewhere and not go_together(kind, rival) and not are_ranks(kind, rival):
                return one, other
    return None


def _kinds(mention: OfficialMention, title: str, lineage: Lineage) -> set[Kind]:
    offices = offices_of(replace(titled(mention), title=title, titles=()), lineage)
    return {(office.place, kind_of(office.post)) for office in offices if office.post.standing == "held"}
