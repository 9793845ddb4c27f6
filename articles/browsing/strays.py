"""Where someone may have wanted to go whose address leads nowhere: by the words and the day that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from articles import searching
from articles.models import Article, Issue

from .lists.cards import Card, cards, with_card_rows
from .lists.signposts import Signposts, signposts

WORD = re.compile(r"[一-鿿]{2,20}")
DAY = re.compile(r"(?<!\d)(\d{4})[-/年]?(\d{1,2})[-/月]?(\d{1,2})(?!\d)", re.ASCII)
MOST_WORDS = 3
MOST_FOUND = 5
LONGEST = 300  # characters of an address that are looked at


@dataclass(frozen=True, slots=True)
class Ways:
    """What fits the words and the day of an address."""

    words: str = ""
    signposts: Signposts = field(default_factory=Signposts)
    cards: list[Card] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def ways_from(path: str) -> Ways:
    """Places, officials and articles with the words of the path, and the issues next to its day."""
    words = WORD.findall(path[:LONGEST])[:MOST_WORDS]
    day = day_in(path[:LONGEST])
    return Ways(
        words=" ".join(words),
        signposts=signposts(words),
        cards=_found(" ".join(words)) if words else [],
        issues=_beside(day) if day else [],
    )


def day_in(path: str) -> date | None:
    """The first day that stands in a path: /issues/2021-12-29/ and 20211229 alike.

    >>> day_in("/issues/20211229/"), day_in("/issues/2021-13-01/")
    (datetime.date(2021, 12, 29), None)
    """
    for found in DAY.finditer(path):
        try:
            return date(*(int(number) for number in found.groups()))
        except ValueError:
            continue
    return None


def _found(words: str) -> list[Card]:
    with searching.by_index():
        articles = searching.search(Article.objects.all(), words).newest_first()
        return cards(with_card_rows(articles)[:MOST_FOUND], words)


def _beside(day: date) -> list[Issue]:
    """The issue of the day, and those before and behind it."""
    later = list(Issue.objects.filter(date__gte=day).order_by("date", "pk")[:2])
    earlier = list(Issue.objects.filter(date__lt=day).order_by("-date", "-pk")[:2])
    return [*reversed(earlier), *later]
