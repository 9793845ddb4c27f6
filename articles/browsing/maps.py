"""The counties that the archive covers as a sketch map, coloured by their number of articles."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.models import Place

WIDTH = 400  # units of the drawing; on a telephone about one pixel each
STEPS = 4
"""Shades beside that of "none"; more could not be told apart."""
GRID = 18  # lines a side on which the place of a name is sought
NAME_WIDTH, NAME_HEIGHT = 32, 14  # that a name of two characters takes
TIMES = 3  # from one step to the next, because counties differ by orders of magnitude

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of a place as the data of an SVG path, and where its name is written."""

    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All outlines by code, in one drawing of WIDTH by `height`."""

    height: int
    outlines: dict[str, Outline]


@dataclass(frozen=True, slots=True)
class Shaded:
    """A place and its shade, from 0 to STEPS; without outline where none is known."""

    place: Place
    step: int
    outline: Outline | None

    @property
    def short_name(self) -> str:
        """修武 for 修武县: names have little room. What has two characters keeps both."""
        return self.place.name[:-1] if len(self.place.name) > 2 else self.place.name


@dataclass(frozen=True, slots=True)
class CountyMap:
    """What the map shows: places with and without outline, and the shades with the counts they stand for."""

    width: int
    height: int
    drawn: list[Shaded]
    undrawn: list[Shaded]
    legend: list[tuple[int, str]]


def county_map(places: Iterable[Place]) -> CountyMap | None:
    """The map of places that have `article_count`; None where no outline of any of them is known."""
    rows = list(places)
    sheet = sheet_of(outlines_file())
    if not any(place.code in sheet.outlines for place in rows):
        return None
    bounds = bounds_of(max(_count(place) for place in rows))
    shaded = [Shaded(place, step_of(_count(place), bounds), sheet.outlines.get(place.code or "")) for place in rows]
    return CountyMap(
        width=WIDTH,
        height=sheet.height,
        drawn=[each for each in shaded if each.outline],
        undrawn=[each for each in shaded if not each.outline],
        legend=legend_of(bounds),
    )


def outlines_file() -> Path:
    return Path(settings.FIXTURES) / "gazetteer" / "outlines.geojson"


def _count(place: Place) -> int:
    return int(getattr(place, "article_count", 0))


def bounds_of(most: int) -> list[int]:
    """The highest count of each shade, ascending: each step is a third of the next.

    >>> bounds_of(81), bounds_of(2), bounds_of(0)
    ([3, 9, 27, 81], [1, 2], [])
    """
    steps = (-(-most // TIMES**power) for power in range(STEPS))
    return sorted({bound for bound in steps if bound})


def step_of(count: int, bounds: Sequence[int]) -> int:
    """The shade of a count; the greatest count has the darkest however few shades there are."""
    return STEPS - len(bounds) + 1 + bisect_left(bounds, count) if count else 0


def legend_of(bounds: Sequence[int]) -> list[tuple[int, str]]:
    """Each shade with its counts in words.

    >>> legend_of([1, 2, 5])
    [(0, '0'), (2, '1'), (3, '2'), (4, '3–5')]
    """
    firsts = [1, *(bound + 1 for bound in bounds)]
    words = [str(last) if first == last else f"{first}–{last}" for first, last in zip(firsts, bounds, strict=False)]
    return [(0, "0"), *((step_of(last, bounds), text) for last, text in zip(bounds, words, strict=True))]


def geometries_of(file: Path) -> dict[str, dict[str, Any]]:
    """The geometries of a GeoJSON file with a `code` for each feature, by code; none where there is no such file."""
    if not file.exists():
        return {}
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: feature["geometry"] for feature in features}


@cache
def labels_of(file: Path) -> dict[str, Point]:
    """Where in each of them, by code, a name has most room."""
    return {code: _roomiest(max(_rings(each), key=_extent)) for code, each in geometries_of(file).items()}


@cache
def sheet_of(file: Path) -> Sheet:
    """The same outlines as a drawing."""
    shapes = {code: _rings(geometry) for code, geometry in geometries_of(file).items()}
    if not shapes:
        return Sheet(0, {})
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    across = WIDTH / (east - west)
    upward = across / cos(radians((south + north) / 2))  # a degree of longitude is shorter than one of latitude

    def placed(point: Point) -> Point:
        return (point[0] - west) * across, (north - point[1]) * upward

    drawn = {code: _outline([[placed(point) for point in ring] for ring in rings]) for code, rings in shapes.items()}
    return Sheet(round((north - south) * upward), _apart(drawn))


def _apart(outlines: dict[str, Outline]) -> dict[str, Outline]:
    """The outlines with names that would touch moved up and down from one another by what they lack."""
    moved = dict(outlines)
    for one, other in combinations(outlines, 2):
        upper, lower = sorted((one, other), key=lambda code: moved[code].y)
        lack = NAME_HEIGHT - (moved[lower].y - moved[upper].y)
        if lack > 0 and abs(moved[one].x - moved[other].x) < NAME_WIDTH:
            moved[upper] = replace(moved[upper], y=moved[upper].y - lack // 2)
            moved[lower] = replace(moved[lower], y=moved[lower].y + lack - lack // 2)
    return moved


def _rings(geometry: dict[str, Any]) -> list[list[Point]]:
    """The closed lines of a Polygon or a MultiPolygon."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon]


def _outline(rings: list[list[Point]]) -> Outline:
    path = "".join("M" + " ".join(f"{round(x)} {round(y)}" for x, y in ring) + "Z" for ring in rings)
    x, y = _roomiest(max(rings, key=_extent))
    return Outline(path, round(x), round(y))


def _extent(ring: list[Point]) -> float:
    """The area of the box around a line."""
    (west, east), (north, south) = ((min(each), max(each)) for each in zip(*ring, strict=True))
    return (east - west) * (south - north)


def _roomiest(ring: list[Point]) -> Point:
    """The point of a grid inside a closed line that is farthest from it; a name is wide, so width counts half."""
    (west, east), (north, south) = ((min(each), max(each)) for each in zip(*ring, strict=True))
    grid = [
        (west + (east - west) * across / GRID, north + (south - north) * down / GRID)
        for across in range(1, GRID)
        for down in range(1, GRID)
    ]
    inside = [point for point in grid if _holds(ring, point)]
    sides = list(pairwise([*ring, ring[0]]))
    return max(inside or grid, key=lambda point: min(_gap(point, *side) for side in sides))


def _gap(point: Point, start: Point, end: Point) -> float:
    """The square of the distance between a point and a side, with width counted half."""
    x, y = (start[0] - point[0]) / 2, start[1] - point[1]
    along, down = (end[0] - start[0]) / 2, end[1] - start[1]
    length = along**2 + down**2
    share = max(0.0, min(1.0, -(x * along + y * down) / length)) if length else 0.0
    return (x + share * along) ** 2 + (y + share * down) ** 2


def _holds(ring: list[Point], point: Point) -> bool:
    """Whether a closed line goes around the point: whether a ray from it crosses the line an odd number of times."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed
