"""A register's term as a stay in a seat, as a sighting is one; and officials whom registers alone know so far."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import cast

from django.db.models import Exists, OuterRef

from articles.importing.places.lineage import Lineage
from articles.models import Appearance, RegisteredTerm
from articles.recognition.posts import PostName, Rank

from .seats import Office, Seat, Stay, seat_at

APART = timedelta(days=3653)
"""Terms and sightings of one name in one post that lie further apart may be those of two: an editor is asked."""

Awaited = dict[tuple[str, Seat], tuple[int, Stay]]
"""Name and seat → an official and the stay there."""


def seat_of(term: RegisteredTerm, lineage: Lineage) -> Seat:
    """Where the term is a stay, as if no places were merged; a person whom the register tells apart has an own one."""
    place = (term.post_before_merge or term.post).place_id or 0
    told = f"{hashlib.sha256(term.register.encode()).hexdigest()[:12]}:{term.person}" if term.person else ""
    return replace(seat_at(Office(_post(term), place), lineage.level(place)), exported_as=told)


def stay_of(term: RegisteredTerm) -> Stay:
    """When the term is a stay there."""
    first, last = term.days
    return Stay(first, last, 1, {term.office}, _post(term).principal)


def own_official(term: RegisteredTerm) -> int:
    """Whose the term is as if nobody were merged."""
    return term.before_merge_id or term.official_id


def near(one: Stay, other: Stay) -> bool:
    """Whether two stays in one seat are so near in time that one name is one person."""
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first - other.last <= APART and other.first - one.last <= APART


def known_alone(names: Collection[str], gone: Collection[int], lineage: Lineage) -> Awaited:
    """Officials whom registers alone know, as if the appearances `gone` were not: whoever is printed under that name in
    that seat is this official. Where there are several of one name in a seat, none is."""
    printed = Appearance.objects.filter(official=OuterRef("official")).exclude(pk__in=gone)
    terms = RegisteredTerm.objects.filter(name__in=names, before_merge=None).exclude(Exists(printed))
    found: dict[tuple[str, Seat], dict[int, Stay]] = defaultdict(lambda: defaultdict(Stay))
    for term in terms.select_related("post", "post_before_merge"):
        seat = replace(seat_of(term, lineage), exported_as="")
        found[term.name, seat][term.official_id].add(stay_of(term))
    return {where: one for where, several in found.items() if len(several) == 1 for one in several.items()}


def _post(term: RegisteredTerm) -> PostName:
    post = term.post_before_merge or term.post
    return PostName("", post.organisation, post.role, cast(Rank, post.rank))
