"""Stories with a dateline that got no headline: it was given to the story beside it, to none, or stands inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nsmallest

from articles.reading.banners import names_column
from articles.reading.crossheads import NUMBERED
from articles.reading.headings import Overlap, takes_heading
from articles.reading.stories import NOTICE, Story
from articles.reading.units import SAYS, Unit

OPENS = re.compile(r"(?!专家|记者|市民|网友)[\u4e00-\u9fff]{2,8}[:：]\S|关于.{4,40}的(?:公告|通告|通知|公示|启事)$")
"""A place or an office and what it did, the whole title of a notice: first lines of headlines, and no later ones."""
SHORTEST = 6
"""Characters of a headline."""
NEAR = 24
"""Stories among which a headline's own is looked for: about those of a page."""
SURELY = 0.3
"""How much of its wording a headline far from its story shares with it at the least."""


def head_bare(stories: Sequence[Story], orphans: Sequence[Unit], page: Overlap) -> list[Unit]:
    """Give bare stories of a page their headlines; returns the orphans that remain without a story. `page` knows the
    wording of the stories."""
    _part_headlines([story for story in stories if takes_heading(story)], page)
    _lift_lone(stories)
    return [unit for unit in orphans if not _finds_story(unit, stories, page)]


def _is_bare(story: Story) -> bool:
    return story.anchored and not story.headings and takes_heading(story)


def _waits(story: Story, lent: Sequence[Unit]) -> bool:
    """Whether a story is bare; what has no dateline takes the title of a notice only."""
    return _is_bare(story) or (not story.headings and NOTICE.search(lent[0].text) is not None)


def _part_headlines(takers: Sequence[Story], page: Overlap) -> None:
    """Of two headlines that one story was given, give the second to the next story, or the first to the one before,
    where that is bare and shares more of the wording."""
    for at, story in enumerate(takers):
        lines = [part for unit in story.headings for part in unit.printed]
        begin = _second(lines)
        if not begin:
            continue
        for other, lent in ((at - 1, lines[:begin]), (at + 1, lines[begin:])):
            bare = takers[other] if 0 <= other < len(takers) else None
            if bare and _waits(bare, lent) and _is_theirs(lent, bare, story, page):
                bare.headings = lent
                story.headings = [line for line in lines if line not in lent]
                break


def _second(lines: Sequence[Unit]) -> int:
    """The index of the line with which a second headline begins, or the 栏目 above it; 0 where there is none."""
    for at in range(1, len(lines)):
        above = "".join(line.text for line in lines[:at])
        column = names_column(lines[at].text) and at + 1 < len(lines)
        if (column or OPENS.match(lines[at].text)) and len(above) >= SHORTEST and not names_column(above):
            return at
    return 0


def _is_theirs(lent: Sequence[Unit], bare: Story, story: Story, page: Overlap) -> bool:
    overlap = Overlap([bare, story], lent, page)
    words = "".join(line.text for line in lent)
    return overlap(words, bare) > overlap(words, story)


def _lift_lone(stories: Sequence[Story]) -> None:
    """Make the only 小标题 of a bare story its headline: stories have none or several, and a dump that follows columns
    prints a headline between two of them."""
    for story in stories:
        lone = [unit for unit in story.units if unit.shape == "crosshead"]
        if not _is_bare(story) or len(lone) != 1:
            continue
        if not NUMBERED.match(lone[0].text) and not lone[0].text.endswith(SAYS):
            lone[0].shape = "heading"
            story.headings.append(lone[0])
            story.units.remove(lone[0])


def _finds_story(orphan: Unit, stories: Sequence[Story], page: Overlap) -> bool:
    """Give a heading that stands with no story to the one bare story near by that surely speaks of what it says."""
    if len(orphan.text) < SHORTEST or not any(map(_is_bare, stories)):
        return False
    line = orphan.lines[0].number
    near = nsmallest(NEAR, stories, key=lambda story: abs(story.units[0].lines[0].number - line))
    overlap = Overlap(near, [orphan], page)
    shared = [overlap(orphan.text, story) for story in near]
    best = max(shared)
    home = near[shared.index(best)]
    if best < SURELY or shared.count(best) > 1 or not _is_bare(home):
        return False
    home.headings.append(orphan)
    return True
