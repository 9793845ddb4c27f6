"""The corrections that stand, and what the machine reads in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from articles.models import Article, Correction, RegisteredTerm, Target, ValueRead

from .fields import full, target_of

Name = tuple[str, str]
"""Target and key."""


def name_of(row: Any, target: Target) -> Name:
    """Target and key of a row. A finding must have been given its key."""
    if isinstance(row, Article):
        return (target, row.public_id)
    if isinstance(row, RegisteredTerm):
        return (target, row.key)
    if target in (Target.APPEARANCE, Target.ARTICLE_PLACE):
        return (target, f"{row.article.public_id}/{row.key}")
    return (target, str(row.pk))


def newest(corrections: Iterable[Correction]) -> dict[Name, dict[str, Correction]]:
    """Target and key → field → the correction that is shown."""
    found: dict[Name, dict[str, Correction]] = defaultdict(dict)
    for correction in sorted(corrections, key=lambda correction: correction.pk):
        found[correction.target, correction.key][correction.field] = correction
    return dict(found)


def standing_of(names: Iterable[Name]) -> dict[Name, dict[str, Correction]]:
    """Target and key → field → the correction that is shown, for those of the named that have any."""
    keys: dict[str, list[str]] = defaultdict(list)
    for target, key in names:
        keys[target].append(key)
    chosen = models.Q(pk__in=())
    for target, wanted in keys.items():
        chosen |= models.Q(target=target, key__in=wanted)
    return newest(Correction.objects.standing().filter(chosen))


def shown_of(name: Name, field: str) -> Correction | None:
    """The correction of a field that is shown, if any stands."""
    return Correction.objects.standing().of(*name).filter(field=field).order_by("-pk").first()


SAME_AS = "same_as"
"""The field of an official or place that says which other one it is: the row it was merged into."""


def united(target: Target) -> dict[int, int]:
    """Every merged official or place → the one that stands for it, however many merges lie between."""
    into = _merges(target)
    return {merged: _end(merged, into) for merged in into}


def group_of(target: Target, key: int) -> set[int]:
    """An official or place with all that were merged into it, directly or through others."""
    into, group = _merges(target), {key}
    while more := {merged for merged, other in into.items() if other in group} - group:
        group |= more
    return group


def _merges(target: Target) -> dict[int, int]:
    merges = Correction.objects.standing().filter(target=target, field=SAME_AS)
    return {int(merge.key): merge.value for merge in merges}


def _end(merged: int, into: dict[int, int]) -> int:
    while merged in into:
        merged = into[merged]
    return merged


def decided(field: str) -> QuerySet[Correction, str]:
    """The public ids of all articles in which this field is corrected, as a subquery."""
    standing = Correction.objects.standing().filter(target=Target.ARTICLE, field=field)
    return standing.order_by().values_list("article", flat=True)


def read_of(name: Name, field: str) -> ValueRead | None:
    """What the machine reads in a field where a correction stands."""
    return ValueRead.objects.filter(target=name[0], key=name[1], field=field).first()


def as_read(rows: Sequence[models.Model], field: str) -> list[Any]:
    """The full value that the machine read last in a field of each row, whatever stands there now."""
    if not rows:
        return []
    names = [name_of(row, target_of(row)) for row in rows]
    kept = ValueRead.objects.filter(target=names[0][0], field=field, key__in=[key for _target, key in names])
    values = dict(kept.values_list("key", "value"))
    return [values.get(key, full(row, field)) for (_target, key), row in zip(names, rows, strict=True)]


def remember_read(name: Name, field: str, value: Any) -> None:
    """Keep a full value as what the machine reads now."""
    ValueRead.objects.update_or_create(target=name[0], key=name[1], field=field, defaults={"value": value})


def forget_read(name: Name, field: str) -> None:
    """Nothing stands in the field any more: the row itself shows what was read."""
    ValueRead.objects.filter(target=name[0], key=name[1], field=field).delete()
