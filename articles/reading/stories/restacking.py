"""Headlines stacked apart from their stories, given out over the whole page by wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.reading.paragraphs.stacks import LEAST, matched
from articles.reading.paragraphs.units import Unit
from articles.reading.stories.crossheads import NOTICE_BODY
from articles.reading.stories.headings import STACKED, takes_heading
from articles.reading.stories.story import NOTICE, Gap, Item, Story
from articles.reading.stories.wording import Overlap

SURELY = 0.25
"""How much of a line's wording its story holds where that alone tells it."""
SHORTEST = 6
"""Characters of a line that may be told so; a shorter one goes with its neighbour."""
OPENING = 40
"""Characters within which a text says that it is a notice."""
NEAR = 60
"""Items on each side of a stack among which its stories are: about those of a page."""
SERVED = 3
"""Stories that a stack serves at the least; fewer have one heading of several lines."""


def restack(items: list[Item]) -> list[Unit]:
    """Take each stack out of the items and give its lines to the stories with a dateline that speak of what they say,
    but for the titles of notices; returns the lines that no story speaks of."""
    free = list[Unit]()
    for at, gap in enumerate(items):
        lines = [part for unit in gap.units for part in unit.printed] if isinstance(gap, Gap) else []
        if not isinstance(gap, Gap) or len(lines) < LEAST or any(line.lines[0].level for line in lines):
            continue
        near = [item for item in items[max(0, at - NEAR) : at + NEAR] if isinstance(item, Story)]
        pool = [story for story in near if story.anchored and takes_heading(story) and not story.headings]
        if places := _places(lines, pool, Overlap(pool, lines)):
            notices = [story for story in near if _is_bare_notice(story)]
            left = _give(lines, pool, places)
            titles = [line for line in left if NOTICE.search(line.text)]
            for line, notice in zip(titles, notices, strict=False):
                _head(notice, [line])
            gap.units = titles[len(notices) :]
            free += [line for line in left if line not in titles]
    items[:] = [item for item in items if not isinstance(item, Gap) or item.units]
    return free


def _is_bare_notice(story: Story) -> bool:
    waits = takes_heading(story) and not (story.anchored or story.headings)
    return waits and (NOTICE_BODY.search(story.text) or NOTICE.search(story.text[:OPENING])) is not None


def _head(story: Story, lines: Sequence[Unit]) -> None:
    words = "".join(line.text for line in lines)
    story.headings += lines
    story.doubts.append(("heading", f"几个标题叠在一起，按用词相合归给这篇：{words}", STACKED))


def _places(lines: Sequence[Unit], pool: Sequence[Story], overlap: Overlap) -> dict[int, int]:
    """Which story each line is about; empty where they are about too few for a stack."""

    def shared(text: str, at: int) -> float:
        return overlap(text, pool[at]) if len(text) >= SHORTEST else 0.0

    places = matched(lines, len(pool), shared)
    served = {place for at, place in places.items() if shared(lines[at].text, place) >= SURELY}
    return places if len(served) >= SERVED else {}


def _give(lines: Sequence[Unit], pool: Sequence[Story], places: dict[int, int]) -> list[Unit]:
    free, given = list[Unit](), defaultdict[int, list[Unit]](list)
    for at, line in enumerate(lines):
        place = next(_near(at, lines, places), None)
        if place is None or (at not in places and NOTICE.search(line.text)):
            free.append(line)
        else:
            given[place].append(line)
    for place, own in given.items():
        _head(pool[place], own)
    return free


def _near(at: int, lines: Sequence[Unit], places: dict[int, int]) -> Iterator[int]:
    """The place of a line, of the line right above it or of the one right below."""
    for other in (at, at - 1, at + 1):
        if other in places and (other == at or not lines[max(at, other)].lines[0].blanks):
            yield places[other]
