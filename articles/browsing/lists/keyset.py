"""Lists of articles that page by keyset: the next page starts after the last article shown, however deep it is.

The key in the URL is that article's date, issue and position, so that a link outlives the article itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from articles.models import Article
from articles.models.article import ArticleQuerySet

PAGE_SIZE = 20
COUNT_LIMIT = 100_000  # where texts have to be looked at, counting further takes seconds
KEY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d|undated)-(?P<issue>\d{1,18})-(?P<position>\d{1,9})", re.ASCII)
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Key:
    """The place of an article in every list: its day (None where unknown), its issue and its position there."""

    day: date | None
    issue: int
    position: int

    @classmethod
    def of(cls, article: Article) -> Key:
        return cls(article.date, article.issue_id, article.position)

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key that `str` wrote. Raises ValueError for anything else."""
        found = KEY.fullmatch(text)
        if not found:
            raise ValueError(text[:40])
        day = None if found["day"] == UNDATED else date.fromisoformat(found["day"])
        return cls(day, int(found["issue"]), int(found["position"]))

    @property
    def place(self) -> tuple[bool, int, int, int]:
        """Sorts keys as a list sorts its articles, newest first and undated last."""
        return self.day is None, -self.day.toordinal() if self.day else 0, self.issue, self.position

    def __str__(self) -> str:
        return f"{self.day or UNDATED}-{self.issue}-{self.position}"


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list, and the key after which the next page starts; None on the last page."""

    articles: list[Article]
    next: Key | None
    is_first: bool


def slice_after(
    articles: ArticleQuerySet, after: Key | None, *, oldest_first: bool = False, size: int = PAGE_SIZE
) -> Slice:
    """The `size` articles after the key. Undated articles come last in either order.

    Dated and undated articles are fetched apart, because only then each is one range of the index.
    """
    rows: list[Article] = []
    wanted = size + 1
    if after is None or after.day:
        rows = list(_dated(articles, after, oldest_first)[:wanted])
    if len(rows) < wanted:
        rows += _undated(articles, after)[: wanted - len(rows)]
    shown = rows[:size]
    return Slice(shown, Key.of(shown[-1]) if len(rows) > size else None, after is None)


def _dated(articles: ArticleQuerySet, after: Key | None, oldest_first: bool) -> ArticleQuerySet:
    # Where nulls would stand, there being none, is said as the index has it; otherwise the rows would be sorted anew.
    day = F("date").asc(nulls_first=True) if oldest_first else F("date").desc(nulls_last=True)
    dated = articles.filter(date__isnull=False).order_by(day, "issue_id", "position")
    if after is None:
        return dated
    bound, beyond = ("date__gte", "date__gt") if oldest_first else ("date__lte", "date__lt")
    same_day = Q(date=after.day) & _later_in_the_day(after)
    return dated.filter(Q(**{beyond: after.day}) | same_day, **{bound: after.day})


def _undated(articles: ArticleQuerySet, after: Key | None) -> ArticleQuerySet:
    undated = articles.filter(date__isnull=True).order_by("issue_id", "position")
    return undated.filter(_later_in_the_day(after)) if after and after.day is None else undated


def _later_in_the_day(after: Key) -> Q:
    return Q(issue_id__gt=after.issue) | Q(issue_id=after.issue, position__gt=after.position)


def capped_count(articles: ArticleQuerySet) -> int:
    """How many there are, counted no further than COUNT_LIMIT + 1."""
    return articles.order_by()[: COUNT_LIMIT + 1].count()
