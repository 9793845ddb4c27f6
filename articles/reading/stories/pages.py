"""Where one page of a dump ends and the next begins, and which issue each page belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from articles.reading.lines import furniture
from articles.reading.paragraphs.units import Unit
from articles.reading.stories.story import NOTICE
from articles.text.dates import find_dates

NEAR = 4
"""Units above and below a day within which the notice that it signs names itself one."""


@dataclass(slots=True)
class RawPage:
    """The units of one page, its printed number and name, and the day that it prints."""

    units: list[Unit] = field(default_factory=list)
    number: str = ""
    name: str = ""
    day: date | None = None

    @property
    def filled(self) -> bool:
        return any(unit.shape not in ("furniture", "heading") for unit in self.units)


def split_pages(units: Sequence[Unit]) -> list[RawPage]:
    """Cut the units of a dump at the lines that number or name a page, or that print another day.

    Most dumps print the folio at the top of a page; where the last line of the dump is a folio, they stand at the
    bottom. A folio that agrees with what the page has already printed does not cut.
    """
    at_foot = _folios_at_foot(units)
    pages = [RawPage()]
    closed = False
    for at, unit in enumerate(units):
        if _signs_notice(at, units, pages[-1]):
            unit.shape, unit.furniture = "heading", None
        number, name, day = _folio(unit)
        if unit.furniture is None or not (number or name or day):
            if closed and unit.shape != "furniture":
                pages.append(RawPage(day=pages[-1].day))
                closed = False
            pages[-1].units.append(unit)
            continue
        if not at_foot and _is_new_page(pages[-1], number, name, day):
            pages.append(RawPage(_masthead_above(pages), day=pages[-1].day))
        page = pages[-1]
        page.units.append(unit)
        page.number, page.name, page.day = number or page.number, name or page.name, day or page.day
        closed = at_foot and page.filled
    return [page for page in pages if page.units]


def _signs_notice(at: int, units: Sequence[Unit], page: RawPage) -> bool:
    """Whether a line that is nothing but a day is the one under a notice and not the paper's."""
    unit, around = units[at], units[max(0, at - NEAR) : at + NEAR]
    if unit.furniture != "date" or not furniture.is_day(unit.text) or not page.filled:
        return False
    if any(near.furniture == "masthead" for near in units[max(0, at - 1) : at + 2]):
        return False
    return page.day is not None or any(NOTICE.search(near.text) is not None for near in around)


def _folio(unit: Unit) -> tuple[str, str, date | None]:
    if unit.furniture is None:
        return "", "", None
    number, name = furniture.page_of(unit.text) or furniture.page_within(unit.text)
    days = [mention for mention in find_dates(unit.text) if mention.kind == "day" and mention.year]
    day = None
    if days and unit.furniture in ("date", "masthead", "staff", "page"):
        first = days[0]
        try:
            day = date(first.year or 1, first.month or 1, first.day or 1)
        except ValueError:
            day = None
    return number, name, day


def _masthead_above(pages: list[RawPage]) -> list[Unit]:
    """Take off the end of the last page what belongs to the masthead of the next: its furniture, and above it the
    slogan, if the first page has one there as well."""
    units = pages[-1].units
    at = len(units)
    while at > 1 and units[at - 1].shape == "furniture":
        at -= 1
    slogan = len(pages[0].units) > 1 and pages[0].units[0].shape == "heading" and pages[0].units[1].shape == "furniture"
    if slogan and at > 1 and at < len(units) and units[at - 1].shape == "heading":
        at -= 1
    above = units[at:]
    del units[at:]
    return above


def _is_new_page(page: RawPage, number: str, name: str, day: date | None) -> bool:
    if not page.filled:
        return False
    if number and number != page.number:
        return True
    if day and page.day and day != page.day:
        return True
    return bool(name) and name != page.name


def _folios_at_foot(units: Sequence[Unit]) -> bool:
    """Whether folios stand at the foot of their pages: the dump begins with text and ends with a folio."""
    marks = [any(_folio(unit)) for unit in units]
    if not any(marks):
        return False
    first_text = next((i for i, unit in enumerate(units) if unit.shape not in ("furniture",)), len(units))
    last_text = next((i for i in range(len(units) - 1, -1, -1) if units[i].shape != "furniture"), -1)
    return marks.index(True) > first_text and any(marks[last_text + 1 :])
