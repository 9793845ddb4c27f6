"""The page's name and day, which some pages print at their foot, where they read like headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.lines.furniture import is_day
from articles.reading.paragraphs.units import Unit

NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:新闻|要闻|专刊|专版|副刊|周刊|视窗)")
FOOT = 4
"""Lines above those who made the page."""
LONGEST = 12
"""Characters of such a line."""


def name_foot(units: Sequence[Unit]) -> None:
    """Make the page's name and day at the foot of a page furniture: lines that read like headings, the last ones above
    those who made the page, with the day among them."""
    made = next((at for at in range(len(units) - 1, -1, -1) if units[at].furniture == "staff"), 0)
    first = made
    while first and units[first - 1].shape == "heading" and made - first < FOOT and _is_short(units[first - 1]):
        first -= 1
    days = [at for at in range(first, made) if is_day(units[at].text)]
    if not days or made < len(units) - 1 or days[0] == first or not NAME.fullmatch(units[days[0] - 1].text):
        return  # the day is a notice's
    for unit in units[days[0] - 1 : made]:
        unit.shape, unit.furniture = "furniture", "date" if is_day(unit.text) else "page"


def _is_short(unit: Unit) -> bool:
    return len(unit.lines) == 1 and len(unit.text) <= LONGEST
