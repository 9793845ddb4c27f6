"""Headings that stand above their stories on a page that prints headings below them: of notices, and in boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.headings import STAY, Overlap, story_at, takes_heading
from articles.reading.stories import NOTICE, Gap, Item, Story
from articles.reading.units import Unit

NOTICE_OPENS = re.compile(
    r"[（(]\d{4}年.{4,60}(?:通过|公布)[）)]|.{0,60}(?:[现特]将.{0,40}(?:公示|公告|通告|通知|公布|声明)|(?:公示|公告|通告|通知|声明)如下|决定任命|[^，。]{2,40}(?:同志|朋友|市民|群众|读者|家长|单位|委员会|[省市县区]委|人民政府)们?[:：])"
)
"""How the text of a notice begins, below its heading."""
SOME = 0.15
"""How much every heading of a box shares with its story at least."""
FAR = 3
"""By how much more a heading must share with the story below to be the first of a box."""
BOXED = 0.6
"""By how much more in all the headings of a box must share with the stories below them than with those above."""


def head_from_above(items: Sequence[Item], overlap: Overlap) -> None:
    """Give such headings to their stories and take them out of their gaps."""
    shown = [item for item in items if not isinstance(item, Unit)]
    _head_notices(shown)
    _head_boxes(shown, overlap)


def _head_notices(shown: Sequence[Item]) -> None:
    """Give a notice its heading where that stands above it, though the page prints headings below its stories."""
    for at, item in enumerate(shown):
        above, below = story_at(shown, at - 1), story_at(shown, at + 1)
        waits = above is not None and not above.anchored and takes_heading(above)
        if not isinstance(item, Gap) or waits or below is None or not _opens_notice(below):
            continue
        printed = [part for unit in item.units for part in unit.printed]
        first = max(at for at, part in enumerate(printed) if part.lines[0].blanks or at == 0)
        words = "".join(part.text for part in printed[first:])
        if NOTICE.search(words):
            below.headings += printed[first:]
            item.units = printed[:first]


def _head_boxes(shown: Sequence[Item], overlap: Overlap) -> None:
    """Give the stories of a box their headings where these stand above them, though the page prints headings below:
    wording says so for all, and the story above the first takes none, or what is left of its gap."""
    for at, item in enumerate(shown):
        if not isinstance(item, Gap):
            continue
        first = _of_box(item, story_at(shown, at - 1), story_at(shown, at + 1), overlap)
        box = _alternating(shown[at:]) if first else []
        headings = [first, *(gap.units for gap, _ in box[1:])]
        before = [_shared(units, story, overlap) for units, (_, story) in zip(headings, box, strict=False)]
        after = [_shared(units, story, overlap) for units, (_, story) in zip(headings[1:], box, strict=False)]
        if len(box) > 1 and min(before) >= SOME and sum(before[:-1]) >= sum(after) + BOXED:
            for (gap, story), units in zip(box, headings, strict=True):
                story.headings += units
                gap.units = gap.units[: -len(units)]


def _shared(units: Sequence[Unit], story: Story, overlap: Overlap) -> float:
    """How much the heading line that shares most with a story shares with it: a 栏目 shares nothing."""
    return max(overlap(unit.text, story) for unit in units)


def _of_box(gap: Gap, above: Story | None, below: Story | None, overlap: Overlap) -> list[Unit]:
    """The headings of a gap that may be those of a box's first story: all, or where the story above takes a heading
    the last one, if it is the story's below by its words, and what stands before it is not."""
    if above is None or not takes_heading(above):
        return gap.units
    if below is None or len(gap.units) < 2:
        return []
    *rest, last = (unit.text for unit in gap.units)
    others = "".join(rest)
    fits = overlap(last, below) >= STAY and overlap(last, above) * FAR <= overlap(last, below)
    return gap.units[-1:] if fits and overlap(others, above) >= overlap(others, below) else []


def _alternating(shown: Sequence[Item]) -> list[tuple[Gap, Story]]:
    """The gaps and stories with which the items begin in turn, one story after each gap that has headings left."""
    box: list[tuple[Gap, Story]] = []
    for gap, story in zip(shown[::2], shown[1::2], strict=False):
        if not isinstance(gap, Gap) or not gap.units or not isinstance(story, Story) or not takes_heading(story):
            break
        box.append((gap, story))
    return box


def _opens_notice(story: Story) -> bool:
    return not story.anchored and takes_heading(story) and NOTICE_OPENS.match(story.text) is not None
