"""Headlines that a dump prints in one stack, apart from their stories: found as a stack, and given out by wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from articles.reading.lines import anchors, furniture
from articles.reading.lines.line import Line
from articles.reading.paragraphs.units import BULLETS, Unit

LEAST = 4
"""Lines; fewer at the end of a page are one headline, or the rest of a paragraph."""
WIDEST = 34.0
"""Ems; a wider line is text."""
ALIKE = 1.3
"""Ems. Lines of a column differ by less; headlines are as long as they are."""
RAGGED = 0.5
"""Share of lines that may be about as wide as the widest before a run of lines is a column."""
BELONGS = 0.15
"""How much of a headline's wording its story holds at the least."""
CLEARLY_BETTER = 1.25


def stacked(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that stand in a stack of headlines: a ragged run without the end of a sentence, after
    the last text of a dump."""
    end = len(lines)
    while end and _ends_run(lines[end - 1]) == "furniture":
        end -= 1
    start = end
    while start and not _ends_run(lines[start - 1]):
        start -= 1
    run = lines[start:end]
    if len(run) < LEAST or not run[0].blanks or start == 0:
        return frozenset()
    widest = max(line.width for line in run)
    ragged = sum(widest - line.width <= ALIKE for line in run) <= RAGGED * len(run)
    return frozenset(line.number for line in run) if ragged else frozenset()


def _ends_run(line: Line) -> str:
    """What makes a line no headline of a stack; empty for one that may be."""
    if furniture.kind_of(line.text) is not None:
        return "furniture"
    text = (
        line.stops
        or line.pauses
        or line.level
        or line.width > WIDEST
        or "。" in line.text
        or line.text[0] in BULLETS
        or line.text[-1] in "，、）)"
        or line.text[-1].isdigit()
    )
    return "text" if text or anchors.opening(line.text, line.raw)[0] else ""


def matched(units: Sequence[Unit], count: int, overlap: Callable[[str, int], float]) -> dict[int, int]:
    """Which of `count` stories each heading line goes to by wording alone, the surest first; a story's lines stand
    beside one another."""
    pairs = ((overlap(unit.text, story), at, story) for at, unit in enumerate(units) for story in range(count))
    places: dict[int, int] = {}
    for score, at, story in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score < BELONGS or at in places:
            continue
        others = [other for other, place in places.items() if place == story]
        if not others or any(_beside(units, at, other) for other in others):
            places[at] = story
    return places


def by_wording(
    units: Sequence[Unit], in_order: Sequence[int], count: int, overlap: Callable[[str, int], float]
) -> list[int] | None:
    """Which of `count` stories each heading line goes to by wording alone, whatever the order; None where the order
    explains the wording as well. `in_order` are the places that the order gives, `overlap` how much of a heading's
    wording a story holds."""
    places = matched(units, count, overlap)
    total = sum(overlap(units[at].text, story) for at, story in places.items())
    ordered = sum(overlap(units[at].text, story) for at, story in enumerate(in_order))
    if total <= CLEARLY_BETTER * ordered:
        return None
    return _filled(units, places)


def _beside(units: Sequence[Unit], at: int, other: int) -> bool:
    """Whether two lines are printed one right below the other."""
    return abs(at - other) == 1 and not units[max(at, other)].lines[0].blanks


def _filled(units: Sequence[Unit], places: dict[int, int]) -> list[int]:
    """The places of all lines; one whose words no story holds goes with the line above it, or the one below."""
    for at in range(len(units)):
        if at not in places and at - 1 in places and _beside(units, at, at - 1):
            places[at] = places[at - 1]
    for at in reversed(range(len(units))):
        if at not in places:
            places[at] = places.get(at + 1, next(iter(places.values())))
    return [places[at] for at in range(len(units))]
