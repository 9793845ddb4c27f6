"""Headings that stand above their stories on a page that prints headings below them: of notices, and in boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.reading.headings import STAY, Overlap, story_at, takes_heading
from articles.reading.stories import NOTICE, Gap, Item, Story
from articles.reading.units import Unit

NOTICE_OPENS = re.compile(
    r"[（(]\d{4}年.{4,60}(?:通过|公布)[）)]|.{0,60}(?:[现特]将.{0,40}(?:公示|公告|通告|通知|公布|声明)|(?:公示|公告|通告|通知|声明)如下|决定任命|[^，。]{2,40}(?:同志|朋友|市民|群众|读者|家长|单位|委员会|[省市县区]委|人民政府)们?[:：])"
)
"""How the text of a notice begins, below its heading."""
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
    """Give the stories of a box their headings where these stand above them, though the page prints headings below: the
    first has no story above that could take it, and wording says so for all."""
    for at, item in enumerate(shown):
        above = story_at(shown, at - 1)
        if not isinstance(item, Gap) or (above is not None and takes_heading(above)):
            continue
        box = _alternating(shown[at:])
        before = [overlap(_words(gap), story) for gap, story in box]
        after = [overlap(_words(gap), story) for (_, story), (gap, _) in pairwise(box)]
        if len(box) > 1 and min(before) >= STAY and sum(before[:-1]) >= sum(after) + BOXED:
            for gap, story in box:
                story.headings += gap.units
                gap.units = []


def _alternating(shown: Sequence[Item]) -> list[tuple[Gap, Story]]:
    """The gaps and stories with which the items begin in turn, one story after each gap."""
    box: list[tuple[Gap, Story]] = []
    for gap, story in zip(shown[::2], shown[1::2], strict=False):
        if not isinstance(gap, Gap) or not isinstance(story, Story) or not takes_heading(story):
            break
        box.append((gap, story))
    return box


def _words(gap: Gap) -> str:
    return "".join(unit.text for unit in gap.units)


def _opens_notice(story: Story) -> bool:
    return not story.anchored and takes_heading(story) and NOTICE_OPENS.match(story.text) is not None
