"""What points at places follows their merges: jurisdictions of appearances, and the places that lie in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models.functions import Coalesce

from articles.models import Appearance, Place, Target

from .standing import united


def follow_place_merges(group: Collection[int], apart: Collection[int]) -> set[int]:
    """Let what points at places of a group point at those that stand for them now, and remember what it pointed at.

    Appearances of the articles `apart` are derived by whoever calls. Returns the officials concerned.
    """
    roots = united(Target.PLACE)
    own = Appearance.objects.annotate(own=Coalesce("jurisdiction_before_merge", "jurisdiction")).filter(own__in=group)
    officials = set(own.values_list("official_id", flat=True))
    for member in sorted(group):
        root = roots.get(member, member)
        rows = list(own.filter(own=member).exclude(article__in=apart).values_list("pk", flat=True))
        kept = None if root == member else member
        Appearance.objects.filter(pk__in=rows).update(jurisdiction=root, jurisdiction_before_merge=kept)
    children = Place.objects.annotate(own=Coalesce("parent_before_merge", "parent")).filter(own__in=group)
    for child in children.order_by("pk"):
        stand_in(child, roots)
        child.save(update_fields=["parent", "parent_before_merge"])
    return officials


def stand_in(child: Any, roots: dict[int, int]) -> None:
    """Put a place, its parent being as read or decided, into the place that stands for the parent. It is not saved.

    It stays where that place has another of the same name, since the two may be one.
    """
    own = child.parent_before_merge_id or child.parent_id
    root = roots.get(own, own)
    twin = Place.objects.filter(parent=root, name=child.name, level=child.level, code=None).exclude(pk=child.pk)
    if root != own and child.code is None and twin.exists():
        root = own
    child.parent_id, child.parent_before_merge_id = root, None if root == own else own


def place_parents_follow(places: Iterable[Place]) -> None:
    """Let the parents of places, just as read, be the places that stand for them. Nothing is saved."""
    if roots := united(Target.PLACE):
        for place in places:
            place.parent_before_merge_id = None
            stand_in(place, roots)


def merged_places() -> dict[int, int]:
    """Every merged place → the one that stands for it."""
    return united(Target.PLACE)
