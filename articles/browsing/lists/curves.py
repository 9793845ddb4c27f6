"""Trends as a drawing: lines over the months or years, parted where nothing is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from .trends import Period, Series, Trend, Value

WIDTH, HEIGHT = 400, 170  # units of the drawing; on a telephone about one pixel each
LEFT, TOP, RIGHT = 34, 10, 6  # for the numbers beside it, and for half a mark above and behind it
FOOT = 20  # for the months or years
MOST_LABELS = 6
MOST_STEPS = 4
STEPS = (1, 2, 5, 10)
"""Steps beside the drawing are one of these times a power of ten."""
ROUNDING = 1 - 1e-9
LEAST_SHARE = 0.1  # per cent; finer ones of a county's paper would be parts of an article


@dataclass(frozen=True, slots=True)
class Point:
    """A value in its place."""

    x: float
    y: float
    period: Period
    value: Value


@dataclass(frozen=True, slots=True)
class Curve:
    """The values of one series, and the lines between those that follow one another."""

    series: Series
    points: list[Point]
    path: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods of which nothing is held."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Curves above the ground, numbers at their heights, labels below, gaps behind."""

    curves: list[Curve]
    gaps: list[Gap]
    heights: list[tuple[float, str]]
    labels: list[tuple[float, str]]
    left: int = LEFT
    ground: int = HEIGHT - FOOT
    width: int = WIDTH
    height: int = HEIGHT


def drawing(trend: Trend, *, is_share: bool) -> Drawing | None:
    """The counts of a trend, or the shares; None where there is but one period, of which a line tells nothing."""
    if len(trend.periods) < 2:
        return None
    step = (WIDTH - LEFT - RIGHT) / len(trend.periods)
    values = [[value.percent if is_share else value.count for value in each.values] for each in trend.series]
    marks = scale(max(max(each) for each in values), LEAST_SHARE if is_share else 1)
    up = (HEIGHT - FOOT - TOP) / marks[-1]
    curves = [
        _curve(series, trend.periods, [round(HEIGHT - FOOT - value * up, 1) for value in own], step)
        for series, own in zip(trend.series, values, strict=True)
    ]
    heights = [(round(HEIGHT - FOOT - mark * up, 1), f"{mark:g}{'%' if is_share else ''}") for mark in marks]
    gaps = [Gap(_x(at, step) - round(step / 2, 1), round(step, 1)) for at in _absent(trend.periods)]
    return Drawing(curves, gaps, heights, _labels(trend, step))


def scale(most: float, least: float = 1) -> list[float]:
    """Nothing, and at most four equal steps of round size up to what is at least the most. No step is below `least`.

    >>> scale(7), scale(230), scale(1.5, 0.1), scale(0)
    ([0, 2, 4, 6, 8], [0, 100, 200, 300], [0, 0.5, 1.0, 1.5], [0, 1])
    """
    if most <= 0:
        return [0, least]
    power = 10.0 ** floor(log10(most / MOST_STEPS))
    step = max(least, next(size * power for size in STEPS if size * power * MOST_STEPS >= most * ROUNDING))
    step = int(step) if step >= 1 else step
    return [0, *(round(step * number, 6) for number in range(1, ceil(most / step * ROUNDING) + 1))]


def _x(at: int, step: float) -> float:
    return round(LEFT + (at + 0.5) * step, 1)


def _absent(periods: Sequence[Period]) -> list[int]:
    return [at for at, period in enumerate(periods) if not period.is_held]


def _curve(series: Series, periods: Sequence[Period], heights: Sequence[float], step: float) -> Curve:
    held = [at for at, period in enumerate(periods) if period.is_held]
    points = [Point(_x(at, step), heights[at], periods[at], series.values[at]) for at in held]
    path = ""
    for at in held:
        goes_on = at > 0 and periods[at - 1].is_held
        path += f"{'L' if goes_on else 'M'}{_x(at, step)} {heights[at]}"
    return Curve(series, points, path)


def _labels(trend: Trend, step: float) -> list[tuple[float, str]]:
    """As many periods as there is room for, in figures."""
    every = -(-len(trend.periods) // MOST_LABELS)
    form = "%Y-%m" if trend.is_by_month else "%Y"
    return [(_x(at, step), period.first.strftime(form)) for at, period in enumerate(trend.periods) if at % every == 0]
