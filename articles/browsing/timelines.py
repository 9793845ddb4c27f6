"""Tenures and appearances month by month on one axis, drawn on the server."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from articles.models import Official

WIDTH = 400  # units of the drawing; on a telephone about one pixel each
YEAR = 34  # width of four digits, as large as telephones show them
LETTER = 13  # width and height of a character, at most
LANE = 24  # height of a lane: its words, its line and the space below
LINE = 5
CHART = 80  # height of the greatest number of a month
HEAD = 14  # above the chart, for the number of the highest column
NUMBERED = 18  # width from which columns bear their numbers
MOST_YEARS = 8  # that are written; of more, every second or third
FOOT = 18  # for the years


@dataclass(frozen=True, slots=True)
class Month:
    """A month with appearances, from its first to its last day."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Span:
    """What a lane shows: a post or a person, from the first to the last day that it was seen, or that a register
    tells."""

    label: str
    url: str
    first: date
    last: date
    is_registered: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A span as a line, with its words above, which end with the line where they would not fit behind its start."""

    span: Span
    x: float
    y: int
    width: float
    height: int
    text_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Column:
    """A month as a column."""

    month: Month
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: lanes above, columns of months below, and where each year begins."""

    width: int
    height: int
    ground: int
    lanes: list[Lane]
    columns: list[Column]
    years: list[tuple[float, float, int]]
    are_numbered: bool

    @property
    def has_registered(self) -> bool:
        return any(lane.span.is_registered for lane in self.lanes)


def months_of(official: Official) -> list[Month]:
    """The months in which dated articles name the official, oldest first."""
    dated = official.appearances.filter(date__isnull=False).order_by()
    rows = dated.annotate(month=TruncMonth("date")).values_list("month").annotate(count=Count("*")).order_by("month")
    return [Month(month, _last_day(month), count) for month, count in rows]


def timeline(spans: Iterable[Span], months: Sequence[Month] = ()) -> Timeline | None:
    """Spans and months on one axis; None where all is in a single month, of which a drawing would tell nothing."""
    rows = list(spans)
    days = [day for span in rows for day in (span.first, span.last)] + [month.first for month in months]
    numbers = [_number(day) for day in days]
    if not numbers or min(numbers) == max(numbers):
        return None
    axis = _Axis(min(numbers), WIDTH / (max(numbers) - min(numbers) + 1))
    lanes = [_lane(axis, row, span) for row, span in enumerate(rows)]
    ground = len(lanes) * LANE + (HEAD + CHART if months else 0)
    most = max((month.count for month in months), default=1)
    columns = [_column(axis, ground, month, month.count / most * CHART) for month in months]
    years = _years(axis, min(days).year, max(days).year)
    return Timeline(WIDTH, ground + FOOT, ground, lanes, columns, years, axis.step >= NUMBERED)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Months on the drawing: the number of the first, and how wide each is."""

    start: int
    step: float

    def at(self, day: date) -> float:
        """Where the month of the day begins."""
        return max(0.0, round((_number(day) - self.start) * self.step, 1))


def _lane(axis: _Axis, row: int, span: Span) -> Lane:
    x = axis.at(span.first)
    width = round(axis.at(span.last) - x + axis.step, 1)
    fits = x + len(span.label) * LETTER <= WIDTH
    text_x, anchor = (x, "start") if fits else (min(WIDTH, x + width), "end")
    return Lane(span, x, row * LANE + LANE - 2 * LINE, width, LINE, text_x, anchor)


def _column(axis: _Axis, ground: int, month: Month, high: float) -> Column:
    return Column(month, axis.at(month.first), round(ground - high, 1), round(axis.step * 0.85, 1), round(high, 1))


def _years(axis: _Axis, first: int, last: int) -> list[tuple[float, float, int]]:
    """Where each year begins, where it is written, and which it is."""
    starts = [(axis.at(date(year, 1, 1)), year) for year in range(first, last + 1)]
    if len(starts) > 1 and starts[1][0] < YEAR:
        starts.pop(0)  # its last months leave no room for its number beside the next
    return [(x, min(x, WIDTH - YEAR), year) for x, year in starts][:: 1 + (last - first) // MOST_YEARS]


def _number(day: date) -> int:
    """Months counted from the year 0."""
    return day.year * 12 + day.month


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
