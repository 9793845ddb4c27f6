"""Notices whose headings stand above them on a page that prints headings below its stories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.paragraphs.units import Unit
from articles.reading.stories.headings import story_at, takes_heading
from articles.reading.stories.story import NOTICE, Gap, Item, Story

NOTICE_OPENS = re.compile(
    r"[（(]\d{4}年.{4,60}(?:通过|公布)[）)]|.{0,60}(?:[现特]将.{0,40}(?:公示|公告|通告|通知|公布|声明)|(?:公示|公告|通告|通知|声明)如下|决定任命|[^，。]{2,40}(?:同志|朋友|市民|群众|读者|家长|单位|委员会|[省市县区]委|人民政府)们?[:：])"
)
"""How the text of a notice begins, below its heading."""


def head_notices(items: Sequence[Item]) -> None:
    """Give notices the headings that stand above them, and take these out of their gaps."""
    shown = [item for item in items if not isinstance(item, Unit)]
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


def _opens_notice(story: Story) -> bool:
    return not story.anchored and takes_heading(story) and NOTICE_OPENS.match(story.text) is not None
