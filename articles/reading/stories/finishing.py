"""A finished story to an ArticleReading: its blocks with their provenance, its heading parts, credits and doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import add

from articles.reading.lines import anchors, credits
from articles.reading.lines.banners import is_label, names_column
from articles.reading.lines.line import Line, block, make_block
from articles.reading.paragraphs.units import DASHES, SAYS, TAIL_LINES, Unit
from articles.reading.readings import (
    ArticleKind,
    ArticleReading,
    Block,
    BlockRole,
    Credits,
    Doubt,
    Heading,
    Paragraph,
    merge_ranges,
)
from articles.reading.stories.story import Story, kind_of

ROLES: dict[str, BlockRole] = {"byline": "byline", "signoff": "byline", "credit": "credit", "crosshead": "crosshead"}
DATELINE_LINES = 6
"""Lines over which the brackets after a dateline may be wrapped in a narrow column."""
DATELINE_MAX = 200
PHRASES = re.compile(r"\S+")
SHORTEST_PHRASE = 4
"""Characters; shorter pieces are what justification has torn apart."""
SHORTEST_HEADLINE = 6
"""Characters of a headline that a 栏目 stands with: two lines of four may be the halves of one."""
LABEL, WHOLE_HEADLINE = (3, 5), 8
"""Characters of a 栏目 that no list has, and of the headline below it. No annotated headline begins with so short a
line of which its story has no two characters; some forty 栏目 do."""
HARDLY = 0.2
"""Share of the words of such a 栏目 that its story has."""
MET = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:召开|举行)(?:第[一二三四五六七八九十百\d]{1,5}次)?(?:常务|专题|全体|扩大)?会议"
)
DID = re.compile("研究|传达|学习|审议|听取|部署|安排|贯彻|讨论|通报")
"""A body that met, and how a headline begins that tells what it did without naming it."""
LOST_HEADING = 0.5
UNMARKED_JUMP = 0.5
REORDERED = 0.6
CUT_OFF = 0.7


def article_of(story: Story) -> ArticleReading:
    """The article that a story makes."""
    paragraphs = tuple(_paragraph(unit) for unit in story.units)
    kind = kind_of(story)
    last = next((p.text for p in reversed(paragraphs) if p.role == "body"), "")
    return ArticleReading(
        kind=kind,
        heading=_heading(story),
        paragraphs=paragraphs,
        credits=_credits(story, kind),
        dateline=story.dateline,
        jump_to=anchors.jump_to(last),
        jump_from=story.jump_from,
        duplicates=tuple(story.duplicates),
        doubts=tuple(_doubts(story, kind)),
    )


def _doubts(story: Story, kind: ArticleKind) -> list[Doubt]:
    """What was decided about a story and may be wrong, each with the words that an editor should look at."""
    lines = merge_ranges([(line.number, line.number) for unit in story.units for line in unit.lines])
    doubts = [Doubt(*doubt, lines) for doubt in story.doubts]
    if kind == "news" and not story.headings:
        doubts.append(Doubt("heading", f"没有找到这篇报道的标题：{story.text[:20]}…", LOST_HEADING, lines))
    if kind == "jump" and not story.jump_from:
        doubts.append(Doubt("jump", f"像是别版文章的续文，但没有“上接”字样：{story.text[:20]}…", UNMARKED_JUMP, lines))
    for unit in story.units:
        if "columns" in unit.doubts:
            doubts.append(Doubt("order", f"各栏次序混乱，按文意重新连接：{unit.text[:20]}…", REORDERED, lines))
        if unit.cut or (kind != "photo" and unit is story.units[-1] and unit.shape == "text" and unit.open_ended):
            doubts.append(Doubt("boundary", f"句子没有完，后文缺失：…{unit.text[-20:]}", CUT_OFF, lines))
    return doubts


def _paragraph(unit: Unit) -> Paragraph:
    return Paragraph(*block(unit.lines), role=ROLES.get(unit.shape, "body"))


def _heading(story: Story) -> Heading:
    parts: dict[str, list[Block]] = {"kicker": [], "headline": [], "subheadline": []}
    printed = [part for unit in story.headings for part in unit.printed]
    columns = list[Unit]()
    while (column := _column(printed, story.text)) is not None:
        columns.append(column)
        printed = [unit for unit in printed if unit is not column]
    for place, unit in enumerate(printed):
        part = "subheadline" if unit.text.startswith(DASHES) and parts["headline"] else "headline"
        if len(printed) > 1 and (unit.text.endswith(SAYS) if place == 0 else _names_occasion(unit, printed)):
            part = "kicker"
        pieces = [unit.lines] if unit.vertical else [[piece] for piece in _set_apart(unit.lines[0])]
        parts[part] += [make_block(piece) for piece in pieces]
    above = [unit.lines for unit in (*story.banners, *sorted(columns, key=lambda unit: unit.lines[0].number))]
    banner = tuple(make_block(lines) for lines in above)
    return Heading(banner, tuple(parts["kicker"]), tuple(parts["headline"]), tuple(parts["subheadline"]))


def _names_occasion(unit: Unit, printed: list[Unit]) -> bool:
    """Whether the last line of a heading is its 引题, which a dump prints below the larger lines: who spoke, or which
    body met where the headline says what it did."""
    if unit is not printed[-1]:
        return False
    return unit.text.endswith(SAYS) or (MET.fullmatch(unit.text) is not None and DID.match(printed[0].text) is not None)


def _column(printed: list[Unit], text: str) -> Unit | None:
    """The first or last of several heading lines, where it names a 栏目 and the others are enough for a headline."""
    if len(printed) < 2:
        return None
    if is_label(printed[0].text):
        return printed[0]
    rest = sum(len(unit.text) for unit in printed)
    ends = (unit for unit in (printed[0], printed[-1]) if rest - len(unit.text) >= SHORTEST_HEADLINE)
    named = next((unit for unit in ends if names_column(unit.text, text)), None)
    return named or (printed[0] if _is_label(printed, text) else None)


def _is_label(printed: list[Unit], text: str) -> bool:
    """Whether the first line of a heading is a paper's own 栏目: a few characters of which the story has no two, or a
    line set apart above a feature's headline and 副题 of which the story has hardly any."""
    first, second = printed[0].text, printed[1].text
    if second.startswith(DASHES) or not first.isalpha():
        return False
    told = sum(pair in text for pair in map(add, first, first[1:]))
    if LABEL[0] <= len(first) <= LABEL[1] and len(second) >= WHOLE_HEADLINE:
        return not told
    apart = len(printed) > 2 and printed[2].text.startswith(DASHES) and printed[1].lines[0].blanks > 0
    return apart and told <= HARDLY * len(first)


def _set_apart(line: Line) -> list[Line]:
    """The phrases of equal rank that a heading sets on one line with white space between them."""
    pieces = list(PHRASES.finditer(line.raw))
    if len(pieces) < 2 or any(len(piece.group()) < SHORTEST_PHRASE for piece in pieces):
        return [line]
    if set(line.raw) & set("#*_`"):  # Markdown, which the line's text is without
        return [line]
    if any(not piece.group()[0].isalpha() or piece.group()[0].isascii() for piece in pieces[1:]):
        return [line]
    return [
        line._replace(start=line.start + piece.start(), raw=piece.group(), text="".join(piece.group().split()))
        for piece in pieces
    ]


def _credits(story: Story, kind: ArticleKind) -> Credits:
    """Everybody credited; the reporter who is named under a photo took it."""
    found: list[Credits] = []
    for unit in story.units:
        if unit.shape not in ROLES:
            found += _text_credits(unit)
            continue
        raw = "".join([line.printed for line in unit.lines[-TAIL_LINES:]])
        if unit.shape == "byline":
            found.append(credits.written(raw))
        elif unit.shape == "signoff":
            found.append(credits.signed(raw))
        elif unit.shape == "credit":
            found.append(credits.photo_credit(raw))
    whole = credits.merge(found)
    if kind == "photo" and not whole.photographers:
        return replace(whole, reporters=(), photographers=whole.reporters)
    return whole


def _text_credits(unit: Unit) -> Iterator[Credits]:
    if unit.anchor in ("dateline", "also"):
        head = "\n".join([line.printed for line in unit.lines[:DATELINE_LINES]])[:DATELINE_MAX]
        yield credits.dateline_credits(head)
    if unit.ends_story:
        yield credits.signed(unit.tail)
    if any("摄" in line.text for line in unit.lines[-TAIL_LINES:]):
        yield Credits(photographers=credits.photographers(unit.tail))
