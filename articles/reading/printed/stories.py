"""Columns and headings to stories: which columns one heading has, and in which order they are read.

Columns that stand side by side with level tops are a band. A heading above a band owns the columns below it and those
beside them up to the next heading; a column without a heading goes on with the text that ends unfinished before it,
or is a story of its own where it says so (上接, a caption under a picture).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.reading.glyphs import Box
from articles.reading.lines import anchors
from articles.reading.printed.columns import Column, HeadingGroup

LEVEL = 0.7
"""Ems by which the tops of two columns of one band may differ."""
BESIDE = 5.0
"""Ems of white between two columns of one band, at most."""
UNDER = 4.5
"""Ems between a heading and the text below it, at most."""
UNDER_LARGE = 2.5
"""The same in ems of the heading itself."""
FAR = 14.0
"""Ems, where no other heading or story claims the text."""
SLACK = 5.0
"""Points by which boxes may overlap, or must, to count."""
PICTURE_ABOVE = 3.5
STOPS = re.compile(r"[。！？…][”’」』）)]{0,2}$|[）)]$")
OPENS = re.compile(r"本报|新华社|又讯|（上接|\(上接")


@dataclass(slots=True)
class Region:
    """One story's place on the page: its heading, if any, and its columns in reading order."""

    heading: HeadingGroup | None = None
    columns: list[Column] = field(default_factory=list)
    caption: bool = False
    uncertain: str = ""

    @property
    def box(self) -> Box:
        boxes = [column.box for column in self.columns] + ([self.heading.box] if self.heading else [])
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.joined(box)
        return whole

    @property
    def size(self) -> float:
        return self.columns[0].size if self.columns else 10.0


def regions_of(
    columns: list[Column], headings: list[HeadingGroup], rules: Sequence[Box], pictures: Sequence[Box]
) -> tuple[list[Region], list[HeadingGroup]]:
    """The stories of one frame or page in reading order, and the headings under which no text stands."""
    captions = [_caption(column) for column in columns if any(is_under(column, picture) for picture in pictures)]
    taken = {id(region.columns[0]) for region in captions}
    bands = _bands([column for column in columns if id(column) not in taken], rules, headings)
    regions: list[Region] = []
    loose: list[list[Column]] = []
    unused = list(headings)
    for band in bands:
        above = _headings_of_band(band, unused, bands)
        if above:
            regions += _split(band, above)
            unused = [heading for heading in unused if heading not in above]
        else:
            loose.append(band)
    for band in loose:
        far = _headings_of_band(band, unused, bands, FAR)
        regions += _split(band, far)
        unused = [heading for heading in unused if heading not in far]
        if not far:
            _place_loose(band, regions, rules)
    return in_reading_order(regions + captions), unused


def _caption(column: Column) -> Region:
    return Region(None, [column], caption=True)


def is_under(column: Column, picture: Box) -> bool:
    """Whether a column stands right under a picture and no wider than it."""
    gap = column.box.y0 - picture.y1
    inside = column.box.x0 > picture.x0 - column.size and column.box.x1 < picture.x1 + column.size
    return -0.5 * column.size < gap < PICTURE_ABOVE * column.size and inside


def _bands(columns: Sequence[Column], rules: Sequence[Box], headings: Sequence[HeadingGroup]) -> list[list[Column]]:
    """Columns side by side with level tops and like widths, each band from left to right."""
    bands: list[list[Column]] = []
    for column in sorted(columns, key=lambda item: (item.left, item.box.y0)):
        band = next((band for band in bands if _joins(band[-1], column, rules, headings)), None)
        if band is None:
            bands.append([column])
        else:
            band.append(column)
    return sorted(bands, key=lambda band: (band[0].box.y0, band[0].left))


def _joins(left: Column, right: Column, rules: Sequence[Box], headings: Sequence[HeadingGroup]) -> bool:
    size = left.size
    if abs(left.box.y0 - right.box.y0) > LEVEL * size or abs(right.size - size) > 0.06 * size:
        return False
    gap = right.left - left.box.x1
    if not -0.5 * size < gap < BESIDE * size + _slack(left) or anchors.opening(_first_words(right))[0] == "jump":
        return False
    between = Box(left.box.x0 + 0.5 * size, left.box.y0, right.left, min(left.box.y1, right.box.y1))
    upright = [heading.box for heading in headings if heading.upright]
    return not any(_stands_between(wall, between, size) for wall in (*rules, *upright))


def _slack(column: Column) -> float:
    """How far a column's longest line may fall short of its edge: columns of one or two lines may be ragged."""
    return 60.0 * column.size if len(column.lines) <= 1 else 4.0 * column.size if len(column.lines) <= 3 else 0.0


def _stands_between(wall: Box, between: Box, size: float) -> bool:
    upright = wall.height > 2 * wall.width
    return (
        upright and wall.x0 > between.x0 and wall.x1 <= between.x1 + size and wall.down(between) > 0.5 * between.height
    )


def _headings_of_band(
    band: list[Column], headings: Sequence[HeadingGroup], bands: Sequence[list[Column]], reach: float = UNDER
) -> list[HeadingGroup]:
    """The headings above a band and at most so many ems away, left to right, or the upright one beside it."""
    box = _band_box(band)
    size = band[0].size
    found = [heading for heading in headings if not heading.upright and _is_above(heading, box, reach * size, bands)]
    if not found:
        found = [heading for heading in headings if heading.upright and _is_beside(heading, box, size)][:1]
    return sorted(found, key=lambda heading: heading.box.x0)


def _band_box(band: Sequence[Column]) -> Box:
    box = band[0].box
    for column in band[1:]:
        box = box.joined(column.box)
    return Box(min(column.left for column in band), box.y0, box.x1, box.y1)


def _is_above(heading: HeadingGroup, box: Box, reach: float, bands: Sequence[list[Column]]) -> bool:
    """Whether a heading stands over a band, within reach, with no text between them."""
    gap = box.y0 - heading.box.y1
    if not -SLACK <= gap <= max(reach, UNDER_LARGE * heading.size) or heading.box.across(box) < SLACK:
        return False
    strip = Box(heading.box.x0, heading.box.y1, heading.box.x1, box.y0)
    return not any(
        column.box.down(strip) > SLACK and column.box.across(strip) > SLACK for band in bands for column in band
    )


def _is_beside(heading: HeadingGroup, box: Box, size: float) -> bool:
    level = abs(heading.box.y0 - box.y0) < 2 * heading.size
    apart = -heading.box.across(box)
    return level and -size < apart < 4 * size


def _split(band: list[Column], headings: list[HeadingGroup]) -> list[Region]:
    """The band's columns dealt out to the headings above it, each a run of neighbours."""
    cuts = [0]
    for left, right in pairwise(headings):
        cuts.append(_cut_between(band, left, right, cuts[-1]))
    cuts.append(len(band))
    return [
        Region(heading, band[first:last])
        for heading, first, last in zip(headings, cuts, cuts[1:], strict=False)
        if last > first
    ]


def _cut_between(band: list[Column], left: HeadingGroup, right: HeadingGroup, first: int) -> int:
    """The index of the first column of the right heading: where the text begins anew, between the two headings."""
    last = max((i for i in range(first, len(band)) if _covers(left, band[i])), default=first)
    begin = min((i for i in range(first + 1, len(band)) if _covers(right, band[i])), default=len(band) - 1)
    choices = list(range(min(last + 1, begin), begin + 1)) or [begin]
    return max(choices, key=lambda index: (_begins(band[index - 1], band[index]), index == begin))


def _covers(heading: HeadingGroup, column: Column) -> bool:
    return heading.box.across(column.box) > 0.25 * column.box.width


def _begins(before: Column, column: Column) -> int:
    """How much speaks for a story beginning at a column's top: 0 where its text goes on from the column before."""
    if not is_indented(column, 0):
        return 0
    if not STOPS.search(before.lines[-1].text):
        return 0
    return 2 if OPENS.match(column.lines[0].text) else 1


def is_indented(column: Column, index: int) -> bool:
    """Whether a line of a column starts at least an em and a bit to the right of its edge."""
    return column.lines[index].box.x0 - column.left > 1.2 * column.size


def _place_loose(band: list[Column], regions: list[Region], rules: Sequence[Box]) -> None:
    """A band without a heading: a story of its own, or the rest of one that a region holds."""
    first = band[0]
    home = None if _opens_story(first) else _home(band, regions, rules)
    if home is None:
        uncertain = "" if _opens_story(first) else "no heading stands above this text, and no story leads to it"
        regions.append(Region(None, list(band), uncertain=uncertain))
    else:
        home.columns += band


def _opens_story(column: Column) -> bool:
    return anchors.opening(_first_words(column))[0] in ("jump", "dateline")


def _first_words(column: Column) -> str:
    return "".join(line.text for line in column.lines[:2]).replace(" ", "")[:60]


def _home(band: list[Column], regions: list[Region], rules: Sequence[Box]) -> Region | None:
    """The story that a band continues: beside its last column or above it, best where that one ends unfinished."""
    box, size = _band_box(band), band[0].size
    best, best_score = None, 0.0
    indented = is_indented(band[0], 0)
    for region in regions:
        if region.caption:
            continue
        last, whole = region.columns[-1], region.box
        beside = 0 < box.x0 - last.box.x1 + size < (BESIDE + 1) * size + _slack(last)
        beside = beside and whole.y0 - size <= box.y0 <= last.box.y0 + 2 * size
        above = box.y0 > whole.y1 - size and whole.across(box) > 0.5 * min(box.width, whole.width)
        above = above and not _blocked(whole, box, rules)
        if not beside and not above:
            continue
        runs_on = not indented and not STOPS.search(last.lines[-1].text)
        score = 2.0 * runs_on + 1.5 * beside + (1.0 - (box.y0 - whole.y1) / (40 * size) if above else 0.0)
        if score > best_score:
            best, best_score = region, score
    return best


def _blocked(above: Box, below: Box, rules: Sequence[Box]) -> bool:
    return any(
        rule.width > rule.height and above.y1 - 2 <= rule.y0 <= below.y0 + 2 and rule.across(below) > 0.5 * below.width
        for rule in rules
    )


def in_reading_order(regions: list[Region]) -> list[Region]:
    """Rows from the top, each from the left. A row is what begins within a few lines of its first story."""
    waiting = sorted(regions, key=lambda region: region.box.y0)
    ordered: list[Region] = []
    while waiting:
        top = waiting[0].box.y0 + 2.5 * waiting[0].size
        row = [region for region in waiting if region.box.y0 <= top]
        ordered += sorted(row, key=lambda region: region.box.x0)
        waiting = waiting[len(row) :]
    return ordered
