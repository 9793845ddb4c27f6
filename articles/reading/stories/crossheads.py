"""小标题: headings that stand inside a story are told from headlines and taken into it with the text below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from articles.reading.lines.banners import is_briefs, names_column
from articles.reading.lines.credits import Credits, dateline_credits, parse_byline, signed
from articles.reading.lines.letters import greets
from articles.reading.lines.line import Line
from articles.reading.lines.names import is_author
from articles.reading.lines.notices import is_issuer
from articles.reading.paragraphs.breaks import ASKED
from articles.reading.paragraphs.units import TELEPHONE, Unit
from articles.reading.stories.headings import split_at_blanks
from articles.reading.stories.story import ANNOUNCES, LIST, NOTICE, TIP, Gap, Item, Story
from articles.reading.stories.strays import is_nearer
from articles.reading.stories.wording import title_words

NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]|[①-⑩]"
)
CROSSHEAD_EM = 22.0
"""No 小标题 is printed wider when the column width is unknown."""
SPILL = 0.5
"""Ems by which measured widths err."""
USUAL = 0.5
"""Share of stories with a dateline from which text without one is taken for part of the story above."""
DATED_NEWS = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|[昨今]日|[昨今]天|日前|近日|连日来")
LEAD = 120
"""Characters within which news says what it is about."""
TOLD = 0.6
"""Share of a heading's words that its story's first sentences repeat, where it is a headline."""
INTERVIEWS = re.compile("(?:对话|专访|采访|访谈|问答|交谈|对谈)[^。，]{0,6}[。：:]$")
"""How the words end that lead to questions and answers."""
BOX = 4
"""Items above a boxed story within which the story stands that it interrupts."""
HEADED = 0.4
"""Share of the words of a notice's heading that its first paragraph repeats."""
SHORTEST_LINE = 24
"""Characters of whom to ring and the number, alone on a line."""
FEWEST_WORDS = 6
"""Pairs of characters; a shorter heading may stand in any text."""
NOTICE_BODY = re.compile(
    r"(?:联系|监督|举报|咨询|服务)电话|(?:服务|咨询)热线|敬请谅解|请(?:广大)?(?:用户|居民)提前|特此(?:通知|公告|通告)"
    r"|(?:现|特)(?:将|就).{0,20}(?:公告|通知|公布)如下|请有关用户|声明作废"
    rf"|^{TIP.pattern}|{ANNOUNCES.pattern}|欢迎[^。]{0, 14}(?:听讲|参加|参与|前来|报名|选购|关注)"
    r"|面向(?:社会|全[省市县区国])(?:公开)?(?:征集|招聘|选聘|招募|遴选)|报名(?:电话|方式|时间)[:：]"
)


def part_notices(items: list[Item]) -> list[Item]:
    """The items with every notice, whose heading stands below it, parted from the story of news above it that it was
    read into: that story's own heading is lost, or it has none."""
    parted: list[Item] = []
    for item in items:
        gap = item if isinstance(item, Gap) and _heads_notice(item) else None
        above = _story_above(parted, usual=True) if gap is not None else None
        if gap is not None and above is not None and (above.anchored or above.jump_from) and not above.photo:
            at = _notice_start(above.units, title_words("".join(_titles(gap))))
            if at < len(above.units):
                notice = Story(above.units[at:])
                parted.append(notice)
                del above.units[at:]
                if len(gap.units) > 1 and is_issuer(gap.units[0].text):
                    notice.units.append(gap.units.pop(0))
        parted.append(item)
    return parted


def _heads_notice(gap: Gap) -> bool:
    return any(_is_title(unit) for unit in (gap.units[0], gap.units[-1]))


def _titles(gap: Gap) -> list[str]:
    """The lines of a notice's heading; what a page prints below the first of them is no part of it."""
    first = _is_title(gap.units[0])
    return [unit.text for unit in gap.units[: 1 if first else None]]


def _is_title(unit: Unit) -> bool:
    return NOTICE.search(unit.text) is not None or LIST.search(unit.text) is not None


def _is_of_notice(unit: Unit) -> bool:
    """Whether a paragraph is worded as notices are, somebody's number, or one of those who stand in a list."""
    if NOTICE_BODY.search(unit.text) or (len(unit.text) <= SHORTEST_LINE and TELEPHONE.search(unit.text)):
        return True
    return unit.listed


def _notice_start(units: Sequence[Unit], heading: Collection[str]) -> int:
    """The index of the unit with which the notice at a story's end begins: where it is signed or worded as one, the
    first that has the words of its heading; the number of units where there is none."""
    end = len(units)
    while end > 1 and units[end - 1].shape == "heading":
        end -= 1
    at = end
    while at > 1 and _is_of_notice(units[at - 1]):
        at -= 1
    if at == end == len(units):
        return at
    told = (n for n in range(1, at) if units[n].lines[0].blanks and _share(heading, units[n].text) >= HEADED)
    at = min(at, next(told, at))
    return at if at < end else len(units)


def merge_crossheads(items: list[Item], after: bool) -> list[Item]:
    """The items with every 小标题 and the text below it moved into the story above. `after`: headings follow bodies."""
    news = [item for item in items if isinstance(item, Story) and not item.photo and not item.jump_from]
    usual = sum(story.anchored for story in news) >= USUAL * max(1, len(news))
    items, merged = list(items), list[Item]()
    index = 0
    taken: dict[int, Story] = {}
    while index < len(items):
        if not after:
            _lay_photo_above(items, index, merged)
        above = _host(merged, usual, items[index : index + 2], taken)
        part = _part_of(above, items, index, after, usual) if above is not None else None
        if above is None or part is None or (not after and _is_lone(above, items, index, usual)):
            merged.append(items[index])
            index += 1
        else:
            _take_in(above, *part)
            taken[id(part[1])] = above
            index += 2
    return merged


def _lay_photo_above(items: list[Item], index: int, merged: Sequence[Item]) -> None:
    """Where a photo stands between a 小标题 and its text, in a story that has others, put it above the 小标题."""
    gap, photo, below = (*items[index : index + 3], None, None, None)[:3]
    if not isinstance(gap, Gap) or not isinstance(photo, Story) or not isinstance(below, Story):
        return
    above = _story_above(list(merged), usual=True)
    has_others = above is not None and any(unit.shape == "crosshead" for unit in above.units)
    if has_others and photo.photo and not gap.units[0].lines[0].level and _is_plain(below):
        items[index : index + 2] = [photo, gap]


def _part_of(above: Story, items: list[Item], index: int, after: bool, usual: bool) -> tuple[Gap, Story] | None:
    """The heading at an index and the text below it, where these go on with the story above."""
    gap, below = (*items[index : index + 2], None, None)[:2]
    if not isinstance(gap, Gap) or not isinstance(below, Story):
        return None
    return (gap, below) if _inside(gap, above, below, items[index + 2 :], after, usual) else None


def _is_lone(above: Story, items: list[Item], index: int, usual: bool) -> bool:
    """Whether a heading would be the only 小标题 of a story without a dateline, of one that a photo parts from it, of
    one whose headline is marked like it, or, marked, of the rest of a story of another page. Stories have none or
    several, so it is a headline."""
    gap, adjoins = items[index], index > 0 and items[index - 1] is above
    if above.bylines_only or any(unit.shape == "crosshead" for unit in above.units) or not isinstance(gap, Gap):
        return False
    marked = gap.units[0].lines[0].level > 0 and above.jump_from
    if above.anchored and adjoins and not marked and not _is_marked_alike(gap, items[index - 2] if index > 1 else None):
        return False
    numbered = all(NUMBERED.match(unit.text) for unit in gap.units)
    return not numbered and _part_of(above, items, index + 2, False, usual) is None


def _is_marked_alike(gap: Gap, heading: Item | None) -> bool:
    """Whether the Markdown of two headings puts them on one level."""
    level = gap.units[0].lines[0].level
    return level > 0 and isinstance(heading, Gap) and heading.units[0].lines[0].level == level


def _take_in(story: Story, gap: Gap, below: Story) -> None:
    for unit in gap.units:
        unit.shape = "crosshead"
        if story.units[-1].shape == "crosshead" and not NUMBERED.match(unit.text):
            story.units[-1].lines += unit.lines  # two lines of one 小标题: dumps set blanks before quotation marks
        else:
            story.units.append(unit)
    story.units += below.units
    story.ended = below.ended


def _story_above(merged: list[Item], usual: bool) -> Story | None:
    """The story that a heading may stand in: the one above it, or the one that a photo above it interrupts."""
    for item in reversed(merged):
        if isinstance(item, Gap):
            return None
        if isinstance(item, Story) and not (item.photo and usual):
            return item
    return None


def _host(merged: list[Item], usual: bool, part: Sequence[Item], taken: Mapping[int, Story]) -> Story | None:
    """The story that a heading and what stands below it (`part`) may stand in: the one above, or else the one that this
    interrupts and that has clearly more of the wording; `taken` are the stories that others were taken into."""
    above = _story_above(merged, usual)
    gap, below = (*part, None, None)[:2]
    if above is None or not isinstance(gap, Gap) or not isinstance(below, Story) or len(split_at_blanks(gap.units)) > 1:
        return above
    outer = taken.get(id(above.resumed), above.resumed) or _around(merged, above)
    return outer if outer is not None and is_nearer(below.text, outer.text, above.text) else above


def _around(merged: list[Item], box: Story) -> Story | None:
    """The story with 小标题 above a notice or a signed item, which may stand as a box in its columns."""
    at = next(at for at in range(len(merged) - 1, -1, -1) if merged[at] is box)
    printed = [item for item in merged[max(0, at - BOX) : at] if not isinstance(item, Unit)][-2:]
    if len(printed) < 2 or not isinstance(printed[1], Gap) or not isinstance(printed[0], Story):
        return None
    story, heading = printed[0], "".join(unit.text for unit in printed[1].units)
    has_parts = any(unit.shape == "crosshead" for unit in story.units)
    is_box = box.ended or NOTICE.search(heading) is not None
    return story if is_box and has_parts and not (story.ended or story.photo) else None


def _inside(gap: Gap, above: Story, below: Story, later: list[Item], after: bool, usual: bool) -> bool:
    if above.bylines_only and not after and not below.anchored:
        return True  # the byline stands between the headline and the first 小标题
    if above.ended or above.photo or not _is_plain(below) or _is_anothers(above, below):
        return False
    lines = [line for unit in gap.units for line in unit.lines]
    if _heads_another(gap, lines, above, below) or _words_of_news(gap, above, below, after):
        return False
    column = below.column or above.column
    set_whole = usual and None in (above.column, below.column)
    limit = column + SPILL if column and not set_whole else CROSSHEAD_EM
    narrow = all(line.width <= limit for line in lines)
    if not narrow and not all(NUMBERED.match(unit.text) for unit in gap.units):
        return False
    if not after:
        return True
    following = next((item for item in later if not isinstance(item, Unit)), None)
    if isinstance(following, Gap) and NOTICE.search("".join(unit.text for unit in following.units)):
        return False
    several = sum(unit.shape == "crosshead" for unit in above.units) > 1
    return several or _heading_follows(later) or (usual and column is not None)


def _words_of_news(gap: Gap, above: Story, below: Story, after: bool) -> bool:
    """Whether the first paragraph of the text above (where headings follow) or of dated news below says what the
    heading says, as that under a headline does and that under a 小标题 hardly ever."""
    words = title_words("".join(unit.text for unit in gap.units))
    story, other = (above, below.text) if after else (below, above.text)
    told = story.units[0].text[:LEAD]
    if len(words) < FEWEST_WORDS or not (after or DATED_NEWS.match(told)):
        return False
    return _share(words, told) >= TOLD and _share(words, other) <= TOLD / 2


def _share(words: Collection[str], text: str) -> float:
    return sum(word in text for word in words) / len(words)


def _is_plain(below: Story) -> bool:
    """Whether text below a heading does not tell that it is a story, a photo or a notice of its own."""
    first = below.units[0]
    if below.anchored or below.led or below.photo or below.looks_captioned or first.shape == "byline":
        return False
    if first.listed or greets(first.text):
        return False
    return NOTICE_BODY.search(below.text) is None


def _is_anothers(above: Story, below: Story) -> bool:
    """Whether text is signed at its end by somebody else than whom the story above names at its beginning."""
    opening = above.units[0]
    byline = parse_byline(opening.tail) if opening.shape == "byline" else dateline_credits(opening.text[:LEAD])
    last = below.units[-1]
    end = parse_byline(last.tail) if last.shape == "byline" else signed(last.tail)
    signers = set(end.reporters + end.correspondents)
    return byline != Credits() and bool(signers) and signers.isdisjoint(byline.reporters + byline.correspondents)


def _heads_another(gap: Gap, lines: list[Line], above: Story, below: Story) -> bool:
    """Whether the wording or the number of heading lines speaks for a headline."""
    words = "".join(line.text for line in lines)
    in_column = len(lines) > 1 and names_column(lines[0].text)
    if NOTICE.search(words) or is_briefs(words) or in_column or is_author(lines[-1].text):
        return True
    asked = INTERVIEWS.search(above.units[-1].text) or any(ASKED.match(unit.text) for unit in above.units)
    if ASKED.match(below.text) and not asked:
        return True
    numbered = all(NUMBERED.match(unit.text) for unit in gap.units)
    flowing = (below.column or above.column) is None
    return len(lines) > 1 and not numbered and (flowing or bool(above.jump_from))


def _heading_follows(later: list[Item]) -> bool:
    """Whether another gap of headings comes before the next story with a dateline."""
    for item in later:
        if isinstance(item, Gap):
            return True
        if isinstance(item, Story) and item.anchored:
            return False
    return False
