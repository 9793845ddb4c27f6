"""Stories with a dateline that got no headline: it was given to the story beside it, to none, or stands inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nsmallest
from itertools import pairwise

from articles.reading.lines.banners import names_column
from articles.reading.paragraphs.units import DASHES, SAYS, Unit
from articles.reading.stories.crossheads import NUMBERED
from articles.reading.stories.headings import takes_heading
from articles.reading.stories.story import NOTICE, Story
from articles.reading.stories.wording import Overlap

OPENS = re.compile(r"(?!专家|记者|市民|网友)[\u4e00-\u9fff]{2,8}[:：]\S|关于.{4,40}的(?:公告|通告|通知|公示|启事)$")
"""A place or an office and what it did, the whole title of a notice: first lines of headlines, and no later ones."""
SHORTEST = 6
"""Characters of a headline."""
NEAR = 24
"""Stories among which a headline's own is looked for: about those of a page."""
BESIDE = 0.25
"""How much of its wording a heading shares with the bare story beside the one that it was given to."""
CLEARLY = 0.2
"""By how much more of the wording of one of two headlines its own story has than the other one."""
SURELY = 0.3
"""How much of its wording a headline far from its story shares with it at the least."""


def head_bare(stories: Sequence[Story], orphans: Sequence[Unit], page: Overlap) -> list[Unit]:
    """Give bare stories of a page their headlines; returns the orphans that remain without a story. `page` knows the
    wording of the stories."""
    takers = [story for story in stories if takes_heading(story)]
    _part_headlines(takers, page)
    _hand_on(takers, page)
    _part_headlines(takers, page)
    _drop_copies(stories)
    _name_series(stories)
    _lift_lone(stories)
    return [unit for unit in orphans if not _finds_story(unit, stories, page)]


def _is_bare(story: Story) -> bool:
    if not story.anchored or not takes_heading(story):
        return False
    return all(names_column(unit.text, story.text) for unit in story.headings)


def _waits(story: Story, lent: Sequence[Unit]) -> bool:
    """Whether a story is bare; what has no dateline takes the title of a notice only."""
    return _is_bare(story) or (not story.headings and NOTICE.search(lent[0].text) is not None)


def _part_headlines(takers: Sequence[Story], page: Overlap) -> None:
    """Of two headlines that one story was given, give the second to the next story, or the first to the one before,
    where that is bare and shares more of the wording; or the first to the next one, where Markdown marks both as
    headings and they stand above two stories in another order."""
    for at, story in enumerate(takers):
        lines = [part for unit in story.headings for part in unit.printed]
        tried = [(at - 1, True), (at + 1, False)]  # the bare story, and whether the first of the headlines is its
        if all(line.lines[0].level for line in lines):
            tried.append((at + 1, True))
        for other, first in tried if len(lines) > 1 else ():
            bare = takers[other] if 0 <= other < len(takers) else None
            in_turn = first == (other < at)
            begin = ((in_turn and _second(lines)) or _parted(lines, bare, story, first, page)) if bare else 0
            lent, kept = (lines[:begin], lines[begin:]) if first else (lines[begin:], lines[:begin])
            if bare and begin and _waits(bare, lent) and _is_theirs(lent, bare, story, page):
                bare.headings, story.headings = lent, kept
                break


def _hand_on(takers: Sequence[Story], page: Overlap) -> None:
    """Give a bare story the heading of the story beside it that speaks of it and not of that one, which may then be
    given that of the next."""
    waiting = [at for at, story in enumerate(takers) if not story.headings and _is_bare(story)]
    while waiting:
        at = waiting.pop()
        for other in (at - 1, at + 1):
            giver = takers[other] if 0 <= other < len(takers) else None
            if giver is None or not giver.headings or not _speaks_of(giver.headings, takers[at], giver, page):
                continue
            takers[at].headings, giver.headings = giver.headings, []
            waiting.append(other)
            break


def _speaks_of(headings: Sequence[Unit], bare: Story, giver: Story, page: Overlap) -> bool:
    overlap = Overlap([bare, giver], headings, page)
    words = "".join(unit.text for unit in headings)
    return overlap(words, bare) >= BESIDE and not overlap(words, giver)


def _drop_copies(stories: Sequence[Story]) -> None:
    """Take from each headline the copy of another story's, told by the 副题 that stands below that one only."""
    printed = [(story, [part for unit in story.headings for part in unit.printed]) for story in stories]
    own = {
        title.text: story
        for story, lines in printed
        for title, below in pairwise(lines)
        if below.text.startswith(DASHES)
    }
    for story, lines in printed:
        kept = [line for line in lines if own.get(line.text, story) is story]
        if kept and len(kept) < len(lines):
            story.headings = kept


def _name_series(stories: Sequence[Story]) -> None:
    """Make a line set apart above a headline that opens with its place the 栏目 of this story and the next, where that
    one's headline opens so, too."""
    headed = [story for story in stories if story.headings]
    for story, following in pairwise(headed):
        if not OPENS.match(following.headings[0].text):
            continue
        lines = [part for unit in story.headings for part in unit.printed]
        if _second(lines) == 1 and lines[1].lines[0].blanks:
            story.headings = lines[1:]
            story.banners.append(lines[0])
            following.banners.append(lines[0])


def _parted(lines: Sequence[Unit], bare: Story, story: Story, first: bool, page: Overlap) -> int:
    """The index of the line with which a second headline begins, told by wording alone: the lines on one side of it are
    surely of a bare story and not of this one, those on the other of this one and not of that; 0 where none is.
    `first`: the bare story's are the first of them."""
    if not _is_bare(bare):
        return 0
    overlap = Overlap([bare, story], lines, page)
    clear: dict[int, float] = {}
    for begin in range(1, len(lines)):
        texts = ["".join(line.text for line in part) for part in (lines[:begin], lines[begin:])]
        lent, kept = texts if first else texts[::-1]
        more = overlap(lent, bare) - overlap(lent, story), overlap(kept, story) - overlap(kept, bare)
        whole = min(len(lent), len(kept)) >= SHORTEST and not lines[begin - 1].text.endswith((*SAYS, "：", ":"))
        if whole and min(more) >= (0.0 if _is_marked_anew(lines, begin) else CLEARLY) and max(more) > 0:
            clear[begin] = sum(more)
    return max(clear, key=lambda begin: clear[begin], default=0)


def _is_marked_anew(lines: Sequence[Unit], at: int) -> bool:
    """Whether Markdown has a line and the one above as two headings of one level."""
    level, line = lines[at - 1].lines[0].level, lines[at].lines[0]
    return level > 0 and line.level == level and line.blanks > 0


def _second(lines: Sequence[Unit]) -> int:
    """The index of the line with which a second headline begins, or the 栏目 above it; 0 where there is none."""
    for at in range(1, len(lines)):
        opens = OPENS.match(lines[at].text) or (at + 1 < len(lines) and names_column(lines[at].text))
        above = "".join([line.text for line in lines[:at]]) if opens else ""
        if len(above) >= SHORTEST and not names_column(above):
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
        if len(lone) != 1 or not _is_bare(story):
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
