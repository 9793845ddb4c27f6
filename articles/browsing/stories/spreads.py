"""Shared text as drawings: where and when it was printed, and how much of an article stands in others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.models import Article
from articles.models.issue import DateBasis
from articles.searching import Reuse

WIDTH = 400  # units of a drawing; on a telephone about one pixel each
EDGE = 7  # beside the first day and the last, for half a mark
MARK = 12  # from the middle of one mark to that of the next, at least
LANE = 36  # height of a newspaper: its name, its line and the space below
FOOT = 18  # for the days
BAR, BETWEEN = 7, 8  # height of what an article has in common with another, and space below it
LEFT = 16  # for the number of that other
LEAST = 2  # width of the shortest passage that can be seen


@dataclass(frozen=True, slots=True)
class Print:
    """One article in its place on a line."""

    article: Article
    x: float
    is_first: bool

    @property
    def is_inferred(self) -> bool:
        return self.article.issue.date_basis == DateBasis.INFERRED


@dataclass(frozen=True, slots=True)
class Lane:
    """The prints of one newspaper."""

    newspaper: str
    y: int
    prints: list[Print]


@dataclass(frozen=True, slots=True)
class Spread:
    """The newspapers that printed a text, the one that had it first above, and the days from the first to the last."""

    lanes: list[Lane]
    first: date
    last: date
    undated: int
    width: int = WIDTH

    @property
    def height(self) -> int:
        return len(self.lanes) * LANE + FOOT

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    @property
    def has_inferred(self) -> bool:
        return any(each.is_inferred for lane in self.lanes for each in lane.prints)


@dataclass(frozen=True, slots=True)
class Bar:
    """A passage on the strip of an article."""

    x: float
    width: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What one other article has of it."""

    reuse: Reuse
    y: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Shares:
    """An article from its beginning to its end, once for each other one; `letters` of it, of so many, stand in any."""

    rows: list[Row]
    letters: int
    of: int
    left: int = LEFT
    width: int = WIDTH

    @property
    def track(self) -> int:
        """How wide the article is."""
        return self.width - self.left

    @property
    def height(self) -> int:
        return len(self.rows) * (BAR + BETWEEN) + FOOT

    @property
    def percent(self) -> int:
        return max(1, round(self.letters / self.of * 100))


def as_printed(articles: Iterable[Article]) -> list[Article]:
    """The articles as they were printed; those of an unknown day come last."""
    return sorted(articles, key=lambda each: (each.date is None, str(each.date), each.issue_id, each.position))


def spread(articles: Sequence[Article]) -> Spread | None:
    """The articles on one axis of days; None where it is a single day, of which a drawing would tell nothing."""
    dated = [(article, article.date) for article in as_printed(articles) if article.date]
    if not dated or dated[0][1] == dated[-1][1]:
        return None
    first, last = dated[0][1], dated[-1][1]
    step = (WIDTH - 2 * EDGE) / (last - first).days
    by_newspaper: dict[str, list[tuple[Article, date]]] = {}
    for article, day in dated:
        by_newspaper.setdefault(article.issue.newspaper, []).append((article, day))
    lanes = []
    for row, (newspaper, own) in enumerate(by_newspaper.items()):
        places = _beside([EDGE + (day - first).days * step for _article, day in own])
        prints = [Print(article, x, day == first) for (article, day), x in zip(own, places, strict=True)]
        lanes.append(Lane(newspaper, (row + 1) * LANE - MARK, prints))
    return Spread(lanes, first, last, len(articles) - len(dated))


def shares(reused: Sequence[Reuse]) -> Shares | None:
    """How much of a story stands in the articles; None where none of them has but a part of it."""
    if all(reuse.is_whole for reuse in reused):
        return None
    unit = (WIDTH - LEFT) / reused[0].of
    rows = [
        Row(
            reuse,
            number * (BAR + BETWEEN),
            [_bar(*each.common.span, each.common.is_exact, unit) for each in reuse.stretches],
        )
        for number, reuse in enumerate(reused)
    ]
    blocks = (block for reuse in reused for stretch in reuse.stretches for block in stretch.common.blocks)
    held = {at for start, _there, length in blocks for at in range(start, start + length)}
    return Shares(rows, len(held), reused[0].of)


def _bar(start: int, end: int, is_exact: bool, unit: float) -> Bar:
    width = max(LEAST, (end - start) * unit)
    return Bar(round(min(LEFT + start * unit, WIDTH - width), 1), round(width, 1), is_exact)


def _beside(places: Sequence[float]) -> list[float]:
    """The places, in order, moved so that no mark is over another and none over the edge.

    >>> _beside([7, 7, 300, 393])
    [7, 19, 300, 393]
    >>> _beside([7, 393, 393])
    [7, 381, 393]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + MARK if moved else place))
    limit: float = WIDTH - EDGE
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = round(min(moved[at], limit), 1)
        limit = moved[at] - MARK
    return moved
