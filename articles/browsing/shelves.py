"""Which newspapers and years the archive holds issues of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min

from articles.models import Issue


@dataclass(frozen=True, slots=True)
class Shelf:
    """The issues of one newspaper in one year; 0 stands for those whose day is unknown."""

    newspaper: str
    year: int
    count: int
    first: date | None
    last: date | None


def shelves() -> list[Shelf]:
    """All of them, in one query."""
    held = Issue.objects.order_by().values_list("newspaper", "date__year")
    rows = held.annotate(Count("pk"), Min("date"), Max("date"))
    return [Shelf(newspaper, year or 0, *rest) for newspaper, year, *rest in rows]


def counted(held: Iterable[Shelf], field: str) -> list[tuple[Any, int]]:
    """Each newspaper, or each year, with the number of its issues, the last in order first."""
    counts: Counter[Any] = Counter()
    for shelf in held:
        counts[getattr(shelf, field)] += shelf.count
    return sorted(counts.items(), reverse=True)


def span_of(held: Iterable[Shelf]) -> tuple[date, date] | None:
    """The first and the last day with an issue; None where no day is known."""
    days = [day for shelf in held for day in (shelf.first, shelf.last) if day]
    return (min(days), max(days)) if days else None
