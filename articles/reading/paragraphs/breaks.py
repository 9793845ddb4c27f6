"""Whether a paragraph ends between two lines.

Blank lines lie, so the sentence decides first: a paragraph never breaks in mid-sentence. Where a sentence ends at a
line's end, the shape decides: the last line of a paragraph is short, the first line of the next one is indented (in a
dump, two ems shorter than its column), and blank lines count for as much as they have proved honest in this dump.
"""

from __future__ import annotations

import re
from functools import cache

from articles.reading.lines import anchors, names
from articles.reading.lines.lists import begins_item
from articles.reading.lines.word_lists import words
from articles.reading.paragraphs import titles
from articles.reading.paragraphs.above_stories import begins_in_sentence, heads_a_boundary
from articles.reading.paragraphs.alone import stands_alone
from articles.reading.paragraphs.captions import ends_caption, starts_caption
from articles.reading.paragraphs.duplicates import is_copied
from articles.reading.paragraphs.manner import INDENT, WIDEST_COLUMN
from articles.reading.paragraphs.places import OPENING, SHORT, Place
from articles.reading.paragraphs.seams import parts_quotation
from articles.reading.paragraphs.units import PASSED

NEVER_FIRST = "，。、；：！？”’）》」』】,;:!?)的"
"""No paragraph begins with these; where a line of a dump does, its sentence was cut."""
BREAK_SCORE = 0.6
CLEAR_LACK = 1.5
SURELY_SHORT = 2.2
NARROWEST_COLUMN = 7.0
"""Ems; no column is set narrower."""
OPENER_WEIGHT = 0.4
UNINDENTED_WEIGHT = 1.5
ATTRIBUTION = re.compile(r"[\u4e00-\u9fff]{2,16}(?:说|介绍|表示|告诉记者|坦言|感慨|称|道)[。，：]")
LABEL = re.compile(
    r"(?!联系人)[\u4e00-\u9fff]{1,5}[^说道称是为示出调求及有如\W\d][：:]|会议还(?:研究|听取|审议|讨论|传达|通报)"
)
LISTED = re.compile(
    r"第?[一二三四五六七八九十]{1,3}[、.．是要条]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．)）]|[①-⑳—●■◆★▲·]"
)
"""After a semicolon, an item of a list begins so; anything else goes on in the sentence."""
LABEL_WEIGHT = 2.0
"""`记者：`, `联系电话：` begin a line of a dialogue or a notice, 会议还研究… what a meeting did besides."""
ATTRIBUTION_WEIGHT = 3.0
"""Who said it, after a closing quotation mark, belongs to the quotation's paragraph."""
WHOLE_WEIGHT = 2.0
WHOLE_EM = 20.0
CLAUSE_ENDS = "，,、"
ROLE_ONLY = re.compile(r"(?:本报)?(?:记者|通讯员)[\u4e00-\u9fff]?")
ROLE_MAX = 6
BRACKETED = 30
BARE_DATELINE = re.compile(r"[^，。（(]{2,24}[（(][^（()）]{2,60}[)）]")
"""A dateline and who wrote the story, which begins on the next line."""
ASKED = re.compile(r"(?:问|答|记者|主持人)[:：]")
"""How a question or an answer begins."""


def breaks(place: Place) -> bool:
    """Whether a new unit begins with the place's line rather than going on with its current unit."""
    line, before = place.line, place.before
    above = before.text
    if (
        line.text[0] in NEVER_FIRST
        or _in_brackets(above)
        or ("“" in above and parts_quotation(above, line.text))
        or (len(above) <= ROLE_MAX and ROLE_ONLY.fullmatch(above))
    ):
        return False
    if line.text[0] > "\u2400" and anchors.EDITOR_CODE.match(line.text):
        return False
    if place.current.anchor == "dateline" and above[-1] in "）)" and BARE_DATELINE.fullmatch(place.current.text):
        return False
    if (line.led and place.manner.led_starts) or is_copied(place):
        return True
    if starts_caption(place) or ends_caption(place.current):
        return True
    if stands_alone(place):
        return True
    if before.stops:
        return _breaks_after_sentence(place)
    if begins_in_sentence(place):
        return True
    if names.lists_names(before.raw):
        return line.blanks > 0 and (names.elects(line.text) or not names.lists_names(line.raw))
    if place.current.ends_story or (above[-1] in "）)" and PASSED.fullmatch(place.current.text)):
        return True
    if before.pauses:
        return _breaks_after_pause(place)
    if place.manner.spaced_indent and line.indent and before.indent and len(place.current.lines) == 1:
        return True  # rows of figures, each a paragraph of one line
    return _is_cut_off(place) or _is_last_headline(place) or titles.heading_ends(place)


def _in_brackets(text: str) -> bool:
    """Whether a line ends inside brackets that the next one closes."""
    if "（" not in text and "(" not in text:
        return False
    end = text[-BRACKETED:]
    opened = max(end.rfind("（"), end.rfind("("))
    return opened >= 0 and opened > max(end.rfind("）"), end.rfind(")"))


def _breaks_after_sentence(place: Place) -> bool:
    if place.line.blanks and ASKED.match(place.line.text):
        return True
    if begins_item(place.line.text, place.current.lines[0].text, place.before.text, paused=False):
        return True
    if max(place.before.width, place.line.width) > WIDEST_COLUMN or place.current.ends_story:
        return True
    if place.manner.whole_lines:
        return not place.in_run()
    if place.manner.flowing and not place.in_run():
        return not _says_who(place)
    if heads_a_boundary(place):
        return True
    if place.manner.flowing:
        return False
    if place.manner.spaced_indent and (place.line.indent or titles.stands_apart(place)):
        return True
    if (
        titles.is_wider_alone(place)
        or titles.is_odd(place)
        or titles.begins_island(place)
        or (place.manner.honest_blanks and place.line.blanks and place.line.text[0] not in OPENING)
    ):
        return True
    return _score(place) > BREAK_SCORE


def _score(place: Place) -> float:
    """Evidence of shape and wording that a paragraph ended before this line; negative speaks against."""
    column, line, manner = place.column(), place.line, place.manner
    if column is not None and place.before.width > column + INDENT[1]:
        column = None  # what stands above is no column: whole paragraphs and cut ones alternate
    score = 1.0 if column is None else _shortness(place.shortfall(column))
    score += _first_line(place)
    lack = place.lack()
    inset = column - line.width if column is not None else 0.0
    if lack is not None and CLEAR_LACK <= inset <= INDENT[1]:
        lack = inset if lack > INDENT[1] else max(lack, inset)
    if column is not None and line.width > column + INDENT[1]:
        score += WHOLE_WEIGHT
    if lack is not None:
        score += _indentation(lack, manner.indented)
    elif not line.stops and INDENT[0] <= inset <= INDENT[1]:
        score += 1.2 if manner.indented else 0.5
    if _says_who(place):
        score -= ATTRIBUTION_WEIGHT
    if line.text.startswith(_openers()):
        score += OPENER_WEIGHT
    if LABEL.match(line.text):
        score += LABEL_WEIGHT
    if manner.spaced_indent:
        score -= UNINDENTED_WEIGHT
    if line.blanks:
        return score + (0.0 if line.text[0] in OPENING else manner.blank_weight)
    return score - manner.blank_weight


def _says_who(place: Place) -> bool:
    return place.before.text.endswith("”") and ATTRIBUTION.match(place.line.text) is not None


def _first_line(place: Place) -> float:
    """What a unit of one line tells that ends a sentence: were it a first line, the next would be an indent wider."""
    if len(place.current.lines) > 1 or place.current.anchor:
        return 0.0
    wider = place.line.width - place.before.width
    if place.line.stops:
        return WHOLE_WEIGHT if place.before.width >= WHOLE_EM and place.line.width >= WHOLE_EM else 0.0
    return 0.0 if -SHORT <= wider <= INDENT[1] + 0.5 else WHOLE_WEIGHT


def _shortness(missing: float) -> float:
    """What it proves that a line falls short of its column by so many ems: typesetting leaves at most about one."""
    if missing >= SURELY_SHORT:
        return 3.5
    if missing >= SHORT:
        return 2.0
    return 0.5 if missing >= SHORT / 2 else -0.5


def _indentation(lack: float, usual: bool) -> float:
    """What it proves that a line is shorter than the next by so many ems, in a dump where that is usual for indents."""
    if INDENT[0] + 0.2 <= lack <= INDENT[1] + 0.1:
        return 2.0
    if 0.9 <= lack <= INDENT[1]:
        return 1.0
    if lack > INDENT[1]:
        return 0.5
    if lack >= -SHORT:
        return -1.5 if usual else -0.3
    return 0.0


def _breaks_after_pause(place: Place) -> bool:
    if begins_item(place.line.text, place.current.lines[0].text, place.before.text, paused=True):
        return True
    if place.manner.whole_lines:
        return place.before.text[-1] in ":：" or LISTED.match(place.line.text) is not None
    if place.manner.spaced_indent:
        return place.line.indent
    if place.before.text[-1] in "：:" and place.line.text[0] == "“":
        return False  # what somebody said or showed; dumps set blank lines before quotation marks
    column, lack = place.column(), place.lack()
    if not place.line.text[0].isdigit() and _is_short_line(place, column):
        return True
    short = place.before.width > WIDEST_COLUMN or (column is not None and place.before.width <= column - SHORT)
    indented = lack is not None and INDENT[0] <= lack <= INDENT[1]
    return short and (indented or bool(place.line.blanks))


def _is_short_line(place: Place, column: float | None) -> bool:
    """Whether the last line surely falls short of its column, as the line of a list does: `决定任命：`."""
    if column is not None:
        return place.shortfall(column) >= SURELY_SHORT
    return len(place.current.lines) == 1 and place.before.width <= NARROWEST_COLUMN


def _is_last_headline(place: Place) -> bool:
    """Whether a dump that lost the end of its last paragraph ends with that story's headline."""
    line = place.line
    spaced_out = place.before.blanks > 0 and len(place.current.lines) > 1
    if spaced_out or place.before.text[-1] in CLAUSE_ENDS:
        return False
    return place.below is None and line.blanks > 0 and not (line.stops or line.pauses or {"，", ","} & set(line.text))


def _is_cut_off(place: Place) -> bool:
    """Whether the dump lost the end of a paragraph set on one long line, and an indented column begins here."""
    if place.before.width <= WIDEST_COLUMN:
        return False
    following = place.lines[place.index : place.index + 4]
    lack = place.lack()
    narrow = len(following) == 4 and all(later.width <= WIDEST_COLUMN / 2 for later in following)
    return narrow and lack is not None and INDENT[0] <= lack <= INDENT[1]


@cache
def _openers() -> tuple[str, ...]:
    return tuple(words("paragraph_openers.txt"))
