"""Giving headings to stories: before or after the body, stacked before several bodies, or lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from articles.reading.lines import website
from articles.reading.lines.notices import is_issuer
from articles.reading.paragraphs import stacks
from articles.reading.paragraphs.units import DASHES, SAYS, Unit
from articles.reading.stories.story import Gap, Item, Story
from articles.reading.stories.wording import NOT_HAN, Overlap

NOTICE_TITLE = re.compile(r"[^，。]{6,36}(?:公告|通告|通知|公示|启事)")
STAY = 0.22
"""By how much more of a heading's words a farther story must hold before the heading leaves the nearer one."""
AT_EDGE = 1.2
ONLY_TAKER = 1.2
BARE_EDGE = 0.8
"""How much the first and last headings of a page tell, a heading beside a photo, a page that begins or ends bare."""
COVER_MARKED = 0.5
"""What it is worth that one more story gets a heading where as many, each marked as one, are stacked as stories
follow. Unmarked lines above one another are more often the parts of one heading."""
PAIR = 2
OWN = 0.4
NEARER = 0.05
"""How much of a heading's wording shows that it is its story's own, and by how much more it must be another's."""
SKIPPED = 0.3
"""What it costs to leave a nearer story bare where marked headings are stacked."""
FARTHER = 0.04
STACKED = 0.7
BANNER_WORDS = 6
BANNER_STORIES = 6
AGAINST, SEVERAL = 0.1, 2
"""By how much more of a heading's words the story on the other side holds, and how many such headings are no chance."""
FOREIGN = 0.08
"""A heading of whose rare words a story holds less than this share is hardly its own."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """That headings follow their bodies; negative where they precede them: by where they stand, and by the wording of
    each."""

    position: float = 0.0
    wording: tuple[float, ...] = ()

    @property
    def total(self) -> float:
        return self.position + sum(self.wording)

    def contradicts(self, after: bool) -> bool:
        """Whether the wording of several headings speaks against the side that a page is given."""
        contrary = [-one if after else one for one in self.wording]
        return sum(one >= AGAINST for one in contrary) >= SEVERAL


def printed_after(items: Sequence[Item], overlap: Overlap) -> Evidence:
    """Evidence of the side on which a page prints its headings.

    Position speaks first: what stands between a photo, which has no heading, and a story is the story's; a page that
    begins with a heading prints it before, one that ends with a heading prints it after. Shared wording speaks too.
    """
    shown = [item for item in without_slogans(items) if not isinstance(item, Unit)]
    evidence = -ONLY_TAKER * len(_headed_by_site(items))
    wording = []
    for index, item in enumerate(shown):
        if not isinstance(item, Gap):
            continue
        above, below = story_at(shown, index - 1), story_at(shown, index + 1)
        evidence += AT_EDGE * ((below is None) - (above is None))
        if above is None or below is None:
            continue
        evidence += ONLY_TAKER * (takes_heading(above) - takes_heading(below))
        wording += [overlap(unit.text, above) - overlap(unit.text, below) for unit in item.units]
    return Evidence(evidence + BARE_EDGE * (_is_bare(shown) - _is_bare(shown[::-1])), tuple(wording))


def _is_bare(shown: Sequence[Item]) -> bool:
    """Whether a story with a dateline stands before any heading."""
    for item in shown:
        if isinstance(item, Gap):
            return False
        if isinstance(item, Story) and item.anchored and takes_heading(item):
            return True
    return False


def takes_heading(story: Story) -> bool:
    """Whether a story usually has a heading: photos and continuations from another page have none."""
    return not (story.photo or story.jump_from or story.continuation or story.looks_captioned)


def without_slogans(items: Sequence[Item]) -> list[Item]:
    """The items without the headings above a page's masthead, which are slogans."""
    first = next((at for at, item in enumerate(items) if isinstance(item, Story)), len(items))
    masthead = next((at for at in range(first - 1, -1, -1) if _is_masthead(items[at])), -1)
    return [item for at, item in enumerate(items) if at > masthead or not isinstance(item, Gap)]


def _is_masthead(item: Item) -> bool:
    return isinstance(item, Unit) and item.furniture != "other"


def story_at(shown: Sequence[Item], index: int) -> Story | None:
    """The story at an index; None where a gap or nothing is there."""
    item = shown[index] if 0 <= index < len(shown) else None
    return item if isinstance(item, Story) else None


def give_headings(items: Sequence[Item], overlap: Overlap, after: bool) -> list[Unit]:
    """Give every heading to its story; returns those that belong to none (banners, slogans)."""
    shown = [item for item in items if not isinstance(item, Unit)]
    if after:
        shown = shown[::-1]
    for gap, story in _headed_by_site(items):
        story.headings += gap.units
        gap.units = []
    orphans: list[Unit] = []
    for index, item in enumerate(shown):
        if not isinstance(item, Gap) or not item.units:
            continue
        group: list[Story] = []
        for below in shown[index + 1 :]:
            if isinstance(below, Gap):
                break
            group.append(below)
        units = split_at_blanks(item.units)
        orphans += _give(units[::-1] if after else units, group, overlap)
    for item in shown:
        if isinstance(item, Story):
            item.headings.sort(key=lambda unit: unit.lines[0].number)
    return orphans


def _headed_by_site(items: Sequence[Item]) -> list[tuple[Gap, Story]]:
    """The headings above a site's line about its article, each with what follows, be it a photo."""
    headed = []
    for at, gap in enumerate(items):
        shown = list(takewhile(lambda item: isinstance(item, Unit), items[at + 1 :])) if isinstance(gap, Gap) else []
        story = story_at(items, at + 1 + len(shown))
        if isinstance(gap, Gap) and story and any(map(_tells_of_article, shown)):
            headed.append((gap, story))
    return headed


def _tells_of_article(item: Item) -> bool:
    return isinstance(item, Unit) and website.tells_of_article(item.text)


def _give(units: list[Unit], group: list[Story], overlap: Overlap) -> list[Unit]:
    """Give stacked headings, nearest first, to the stories beyond them in order; returns those that fit none."""
    if group and group[0].jump_from:
        return units
    takers = [story for story in group[: len(units) + 4] if takes_heading(story)]
    if not takers:
        shared = overlap("".join(unit.text for unit in units), group[0]) if group else 0.0
        if shared <= FOREIGN or (group[0].photo and shared < OWN):
            return units
        takers = [group[0]]
    lines = _one_line_each(units, takers, overlap)
    units, places = (lines, list(range(len(lines)))) if lines else _by_order(units, takers, overlap)
    for unit, place in zip(units, places, strict=True):
        takers[place].headings.append(unit)
    for place in set(places) if len(takers) > 1 else ():
        if len(set(places)) > 1 or place:
            words = "".join(unit.text for unit in takers[place].headings)
            takers[place].doubts.append(("heading", f"几个标题叠在一起，按用词相合归给这篇：{words}", STACKED))
    return []


def _one_line_each(units: Sequence[Unit], takers: Sequence[Story], page: Overlap) -> list[Unit]:
    """The lines of headings stacked right above one another, where each is a story's own, in their order; a line apart
    above them is the 栏目 of all. Empty where some line speaks of another story."""
    lines = [part for unit in units for part in unit.printed]
    column = lines.pop(0) if len(lines) > 1 and lines[1].lines[0].blanks else None
    if not stacks.LEAST - 1 <= len(lines) <= len(takers) or any(line.lines[0].blanks for line in lines[1:]):
        return []
    overlap = Overlap(takers, lines, page)
    shared = [[overlap(line.text, story) for story in takers] for line in lines]
    if any(max(row) > row[at] + NEARER for at, row in enumerate(shared)):
        return []
    if sum(row[at] >= OWN for at, row in enumerate(shared)) < PAIR:
        return []
    if column is not None:
        for story in takers[: len(lines)]:
            story.banners.append(column)
    return lines


def _by_order(units: list[Unit], takers: list[Story], overlap: Overlap) -> tuple[list[Unit], list[int]]:
    return _freed(units, _places(units, takers, overlap), takers, overlap)


def _freed(units: list[Unit], places: list[int], takers: list[Story], page: Overlap) -> tuple[list[Unit], list[int]]:
    """Headings and places as given, or line by line where wording contradicts that both are in one order."""
    if min(len(units), len(takers)) < stacks.LEAST - 1:
        return units, places
    rows = [(part, place) for unit, place in zip(units, places, strict=True) for part in unit.printed]
    rows.sort(key=lambda row: row[0].lines[0].number)
    lines = [part for part, _ in rows]
    overlap = Overlap(takers, lines, page)
    free = stacks.by_wording(
        lines, [place for _, place in rows], len(takers), lambda text, at: overlap(text, takers[at])
    )
    return (units, places) if free is None else (lines, free)


def _places(units: list[Unit], takers: list[Story], page: Overlap) -> list[int]:
    """Which story each heading goes to, both in order: the fit that overlaps best, and leaves few stories bare.

    A dynamic programme over headings × stories; ties keep headings together at the nearest story.
    """
    if len(takers) == 1:
        return [0] * len(units)
    if len(units) == 1:
        return _single(units[0], takers, page)
    overlap = Overlap(takers, units, page)
    if _one_each(units, takers, overlap):
        return list(range(len(units)))
    headlines = units if units[0].lines[0].level else units[1:]  # an unmarked line above is their 栏目
    marked = len(headlines) <= len(takers) and all(unit.lines[0].level for unit in headlines)
    gain = COVER_MARKED if marked else -STAY
    skipped = SKIPPED if marked else STAY
    best = [(overlap(units[0].text, story) - at * skipped, [at]) for at, story in enumerate(takers)]
    for unit in units[1:]:
        following: list[tuple[float, list[int]]] = []
        for at, story in enumerate(takers):
            stay = (best[at][0], best[at][1])
            move = max(((best[i][0] + gain - (at - i) * FARTHER, best[i][1]) for i in range(at)), default=stay)
            score, path = max(stay, move, key=lambda choice: choice[0])
            following.append((score + overlap(unit.text, story), [*path, at]))
        best = following
    return max(best, key=lambda choice: choice[0])[1]


def _one_each(units: list[Unit], takers: list[Story], overlap: Overlap) -> bool:
    """Whether two headings apart from one another go to two stories: the nearer is surely its story's own, and the
    other one has more in common with the next."""
    if len(units) != PAIR or len(takers) != PAIR or any(unit.text.startswith(DASHES) for unit in units):
        return False
    near, far = takers
    return overlap(units[0].text, near) >= OWN and overlap(units[1].text, far) > overlap(units[1].text, near) + NEARER


def _single(unit: Unit, takers: list[Story], page: Overlap) -> list[int]:
    overlap = Overlap(takers, [unit], page)
    here = overlap(unit.text, takers[0])
    best = max(range(len(takers)), key=lambda at: overlap(unit.text, takers[at]))
    return [best if overlap(unit.text, takers[best]) > here + STAY else 0]


def share_banners(orphans: Sequence[Unit], stories: Sequence[Story]) -> None:
    """Give a heading that belongs to no single story as 栏目 to the stories near it that speak of it."""
    for unit in orphans:
        runs = [run for run in NOT_HAN.split(unit.text) if len(run) >= BANNER_WORDS]
        line = unit.lines[0].number
        near = sorted(stories, key=lambda story: abs(story.units[0].lines[0].number - line))
        for story in near[:BANNER_STORIES]:
            if any(run[:BANNER_WORDS] in story.text and run[-BANNER_WORDS:] in story.text for run in runs):
                story.banners.append(unit)


def _titles_notice(text: str, above: str) -> bool:
    """Whether a heading line is the whole title of a notice, and no end of one whose issuer stands above."""
    return NOTICE_TITLE.fullmatch(text) is not None and not is_issuer(above) and above[-1] not in "的于："


def split_at_blanks(units: Sequence[Unit]) -> list[Unit]:
    """Heading units with each run of lines that has no blank line inside as a unit of its own; a 副题 that begins with
    a dash stays with the line above it, and what somebody said with the 引题 that names them."""
    parts: list[Unit] = []
    for unit in units:
        for at, part in enumerate(unit.printed):
            line = part.lines[0]
            joined = (
                (at and not line.blanks and not _titles_notice(line.text, parts[-1].text))
                or line.text.startswith(DASHES)
                or (parts and parts[-1].text.endswith(SAYS))
            )
            if parts and joined and not parts[-1].vertical:
                parts[-1].lines.append(line)
            else:
                parts.append(part)
    return parts
