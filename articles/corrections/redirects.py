"""Old addresses: where an object went that once answered there. Always one hop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from articles.models import Correction, Official, Place, Post, Redirect, Target

from .fields import PRESENT
from .standing import newest, united


def moved(kind: str, old: str, new: str) -> None:
    """Remember that what answered at `old` now answers at `new`, and send older addresses there at once too."""
    if old == new:
        return
    Redirect.objects.filter(kind=kind, old=new).delete()
    Redirect.objects.filter(kind=kind, new=old).update(new=new)
    Redirect.objects.update_or_create(kind=kind, old=old, defaults={"new": new})
    if kind == Redirect.Kind.ISSUE:
        Redirect.objects.filter(kind__in=(Redirect.Kind.GONE, Redirect.Kind.PAGE), new=old).update(new=new)
    if kind == Redirect.Kind.GONE:
        # Those that led to the vanished article follow it; what leads to an article by its id is an ARTICLE.
        Redirect.objects.filter(kind=Redirect.Kind.ARTICLE, new=old).update(kind=kind, new=new)


def successor(kind: str, old: str) -> str | None:
    """Where the object is now that once had this slug, public id or key; None where nothing is known of it."""
    old = old.replace("\0", "")  # which PostgreSQL refuses even to look for
    return Redirect.objects.filter(kind=kind, old=old).values_list("new", flat=True).first()


def merged_into(keys: Iterable[str], among: models.QuerySet[Any], column: str) -> dict[str, Any]:
    """What merged officials or places became: their keys in this column → the rows of `among` that stand for them."""
    kind = {Official: Redirect.Kind.OFFICIAL, Place: Redirect.Kind.PLACE}.get(among.model, "")
    moves = dict(Redirect.objects.filter(kind=kind, old__in=list(keys)).values_list("old", "new"))
    winners = {str(getattr(row, column)): row for row in among.filter(**{f"{column}__in": moves.values()})}
    return {old: winners[new] for old, new in moves.items() if new in winners}


def standing_official(key: int) -> Official | None:
    """Whom articles show now in the place of an official: whoever merges made of both, or to whom editors gave the
    appearances. None where they gave them to several, took some out, or nobody shows the other either."""
    root = int(successor(Redirect.Kind.OFFICIAL, str(key)) or key)
    return Official.objects.listed().filter(pk__in={root, _heir_of(root)}).first()


def _heir_of(official: int) -> int:
    """The one official to whom editors gave appearances of this one; the same one where there is no such."""
    said = Correction.objects.standing().filter(target=Target.APPEARANCE)
    if said.filter(field=PRESENT, value=False, value_read__official=official).exists():
        return official
    given = newest(said.filter(field="official", value_read=official))
    roots = united(Target.OFFICIAL)
    heirs = {roots.get(fields["official"].value, fields["official"].value) for fields in given.values()}
    return heirs.pop() if len(heirs) == 1 else official


def standing_post(post: Post) -> Post:
    """The same post of the place that stands for a merged one; the post itself where somebody holds it, or nothing
    stands for it."""
    root = united(Target.PLACE).get(post.place_id or 0)
    if root is None or Post.objects.held().filter(pk=post.pk).exists():
        return post
    twin = Post.objects.select_related("place").filter(place=root, organisation=post.organisation, role=post.role)
    return twin.first() or post
