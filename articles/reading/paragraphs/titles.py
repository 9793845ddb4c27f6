"""Telling headings from text while lines are being joined, where no dateline follows to make it plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import add

from articles.reading.lines.banners import is_briefs
from articles.reading.lines.line import Line
from articles.reading.lines.notices import ends_notice_title
from articles.reading.lines.word_lists import surnames
from articles.reading.paragraphs.manner import INDENT, WIDEST_COLUMN
from articles.reading.paragraphs.places import EVEN, LOST_EM, OPENING, SHORT, Place
from articles.reading.paragraphs.seams import parts_word
from articles.reading.paragraphs.units import BULLETS, DASHES, NEVER_IN_HEADINGS, narrates

GOES_ON_SAYING = re.compile(
    "告诉(?:记者|笔者)|对记者说|(?:说|介绍|介绍说|表示|坦言|感慨地?说)[，：,:]|[向为代](?:大会|与会|[^，。]{1,6}(?:作|做)了?[^，。]{0,8}报告)"
)
"""How no text begins: whoever says or does it stands before."""
TITLE_EM = 36.0
"""No single heading line is wider in a dump that sets paragraphs on one line."""
WHOLE_EM = 24.0
"""A line from this width on that ends with a sentence is a whole paragraph more often than a wrapped line."""
CLEARLY_NARROWER = 0.4
"""By what share a title is narrower than a line of text that is itself cut."""
CLEAR_LACK = 1.5
"""Ems by which a second line of a paragraph is never narrower than the third."""
COMMA_TITLE_EM = 24.0
"""A title with a comma in it is told from a sentence that the dump cut only while it is short."""
TITLE_LINES, SHORT_TITLE = 3, 8
JUSTIFIED = 0.8
"""Pieces per character of a line that has white space between all its characters."""
ITEM_TITLE = re.compile(r"[\u4e00-\u9fff]{1,10}[市县区镇乡村道局院校][：:][^，。；：:]{4,20}")
"""The headline of a short item: whose news it is, and what."""
ITEM_OPENS = re.compile(r"\d{1,2}月\d{1,2}日|近日|日前|昨日|连日来|近期|今年以来|目前")
TELLING_BLANKS = 0.5
RUN_LINES = 3
NARROWEST_CUT = 12.5
"""Ems; a paragraph that a column's end cuts leaves a printed line at least."""
FEATURE = re.compile(
    r"(?:——|--|—|──)(?:记|访|写在|追记)?[^。，]{4,40}"
    r"(?:见闻|纪实|侧记|掠影|扫描|速写|剪影|札记|小记|素描|印象|纪事|综述|观察|之路|之窗|的故事|的探索|的实践|工作纪实)"
)
"""A 副题 that says what kind of feature follows."""
NO_TITLE_END = "、，的和与及到在将为对于把被向从以等是"
NO_TITLE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|昨日|近日|日前|[\u4e00-\u9fff]{2,4}(?:电话|邮箱|地址)[：:]")
"""How sentences begin and notices go on, but no heading."""
OFFICE_END = re.compile(r"(?:[局厅处科市县区镇乡村校院所队]长|书记|主任|主席|委员|副?总?经理)$")
PLACED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[县区市镇乡村局院校]|街道|社区)[：:][^，。；：]{4,24}")
LEAD_LINES, PLACE_TOLD, BRIEF_TOLD = 4, 0.4, 0.2
"""Lines below such a headline, and the share of its words that they have; less of a brief's, for where it stands."""
LOST = re.compile("(?:遗失|丢失|丢|被盗).{0,40}作废|^[^。]{0,12}作废")
SAYING = re.compile(r"(?:指出|强调|表示|介绍|认为|以来)[，,]|[（(]记者")


def is_odd(place: Place) -> bool:
    """Whether a line after a sentence is too narrow or too wide for its column: a heading, not text.

    Where the lines below are as narrow, the column itself has changed.
    """
    column, line = place.column(), place.line
    if column is None or line.stops or line.pauses or column - INDENT[1] < line.width < column + INDENT[1]:
        return False
    below = place.lines[place.index + 1 : place.index + 4]
    return sum(abs(later.width - line.width) <= SHORT for later in below) < 2


def stands_apart(place: Place) -> bool:
    """Whether an unindented line after a sentence stands above an indented one, after a blank line."""
    line, below = place.line, place.below
    return bool(line.blanks) and not line.stops and below is not None and below.indent


def is_wider_alone(place: Place) -> bool:
    """Whether a line between blank lines is wider than the column above by far: it is set across, or in another."""
    line, below, column = place.line, place.below, place.column()
    if column is None or below is None or not (line.blanks and below.blanks) or line.stops or line.pauses:
        return False
    return column + LOST_EM < line.width <= WIDEST_COLUMN and not commas(line.text)


def begins_island(place: Place) -> bool:
    """Whether a few lines between blank ones begin here that end neither a sentence nor at the edge of their column."""
    column, first = place.column(), place.index
    if column is None or not place.line.blanks or place.manner.blank_weight < TELLING_BLANKS:
        return False
    for position in range(first + 1, min(first + TITLE_LINES + 1, len(place.lines))):
        if place.lines[position].blanks:
            return _is_island(place.lines[first:position], column)
    return False


def _is_island(lines: Sequence[Line], column: float) -> bool:
    """Whether these lines, between blank ones, are a heading by their width: text that goes on fills its last line, or
    where it has one line only, lacks no more than an indent."""
    if any(line.stops or line.pauses or line.width > column for line in lines):
        return False
    return lines[-1].width <= column - (LOST_EM if len(lines) > 1 else INDENT[1])


def heading_ends(place: Place) -> bool:
    """Whether the lines so far are a heading, so that this line, in mid-sentence, begins the text below it."""
    so_far = place.current.lines
    if place.current.anchor or len(so_far) > TITLE_LINES or GOES_ON_SAYING.match(place.line.text):
        return False
    text = place.current.text
    if any(part.width > WIDEST_COLUMN or part.stops for part in so_far) or not worded_like_title(text):
        return False
    if _advertises_loss(place):
        return False
    is_item = ITEM_OPENS.match(place.line.text) and (ITEM_TITLE.fullmatch(text) or _heads_brief(place, text))
    if is_item or heads_feature(so_far[-1].text) or _names_place(place, text):
        return True
    indents = _indents(place)
    if (text[-1] in NO_TITLE_END and not indents) or _parts_name(text) or _is_next_item(text, place):
        return False
    if _ends_island(place) or _parts_stories(place):
        return not parts_word(place)
    if any(_is_justified(part) for part in so_far):
        return False
    if place.line.blanks and (ends_notice_title(so_far[-1].text) or _is_subheadline(place)):
        return True
    if indents:
        ends = True
    elif place.manner.whole_lines:
        ends = _is_short_title(place) and not place.in_run()
    elif place.manner.flowing and not place.in_run() and _is_no_cut_paragraph(place):
        ends = True
    else:
        ends = _differs_from_column(place)
    return ends and not parts_word(place)


def _heads_brief(place: Place, text: str) -> bool:
    """Whether a line stands right below the title of briefs or the signature of one, and the lines below say the
    same."""
    above = place.above[-1] if place.above else None
    if above is None or len(place.current.lines) > 1 or not (above.shape == "signoff" or is_briefs(above.text)):
        return False
    return share_told(text, _lead(place)) >= BRIEF_TOLD


def _advertises_loss(place: Place) -> bool:
    """Whether the next lines are one of several advertisements for lost papers, which have one headline."""
    return (
        LOST.search("".join([line.text for line in place.lines[place.index : place.index + TITLE_LINES]])) is not None
    )


def _names_place(place: Place, text: str) -> bool:
    """Whether a line says whose news it is and what (白石镇：清淤忙), and the lines below say the same."""
    if len(place.current.lines) > 1 or PLACED.fullmatch(text) is None:
        return False
    return share_told(text, _lead(place)) >= PLACE_TOLD


def _lead(place: Place) -> str:
    return "".join([line.text for line in place.lines[place.index : place.index + LEAD_LINES]])


def share_told(title: str, text: str) -> float:
    """The share of a title's pairs of characters that a text has."""
    words = set(map(add, title, title[1:]))
    return sum(word in text for word in words) / max(1, len(words))


def heads_feature(text: str) -> bool:
    """Whether a line is a 副题 that says what kind of feature follows: ——清源县移风易俗见闻."""
    return FEATURE.fullmatch(text) is not None


def _parts_name(text: str) -> bool:
    """Whether a line ends with an office and the surname of whoever holds it."""
    return text[-1] in surnames()[0] and OFFICE_END.search(text, 0, len(text) - 1) is not None


def _is_next_item(text: str, place: Place) -> bool:
    """Whether a text begins with the mark of the paragraph above: one more item of a list."""
    return text[0] in BULLETS and bool(place.above) and place.above[-1].lines[0].text[0] == text[0]


def _is_subheadline(place: Place) -> bool:
    """Whether the lines so far are the 副题 of a headline right above: they begin with a dash."""
    headline = place.above[-1] if place.above else None
    if headline is None or not place.current.lines[0].text.startswith(DASHES) or place.current.lines[0].blanks:
        return False
    return headline.shape in ("text", "heading") and len(headline.lines) <= TITLE_LINES and headline.open_ended


def _indents(place: Place) -> bool:
    """Whether the line begins a paragraph by its indent, in a dump that keeps them."""
    kept = place.manner.spaced_indent and place.line.indent
    whole = place.line.width > WIDEST_COLUMN
    return kept and (whole or not place.current.lines[0].indent or _opens_paragraph(place))


def _opens_paragraph(place: Place) -> bool:
    """Whether an indented line stands above an unindented one, as a paragraph begins and no centred title does."""
    return place.below is not None and not place.below.indent and not place.below.blanks


def _ends_island(place: Place) -> bool:
    column, so_far = place.column_above(), place.current.lines
    if column is None or place.manner.blank_weight < TELLING_BLANKS:
        return False
    return bool(so_far[0].blanks and place.line.blanks) and _is_island(so_far, column)


def _parts_stories(place: Place) -> bool:
    """Whether the lines so far, without a comma, stand alone below the end of a signed story, however wide they are."""
    apart = place.current.lines[0].blanks and place.line.blanks and not commas(place.current.text)
    return bool(apart and place.above and place.above[-1].ends_story)


def _differs_from_column(place: Place) -> bool:
    following = [later.width for later in _paragraph_below(place)]
    column = sorted(following)[-2] if len(following) >= 3 else max(following)
    if column > WIDEST_COLUMN:
        whole = place.line.width >= WHOLE_EM or place.line.stops
        return bool(place.line.blanks) and whole and _is_short_title(place)
    so_far = place.current.lines
    inset = place.lacks_indent() or (bool(place.line.blanks) and place.is_inset())
    alone = (place.line.blanks and place.line.text[0] not in OPENING) or (
        so_far[0].blanks and len(so_far) == 1 and not commas(so_far[0].text)
    )
    lone_first = not place.line.blanks and _is_first_line(place) and (place.lack() or 0.0) < CLEAR_LACK
    if alone and inset and not lone_first and (place.manner.indented or place.manner.blank_weight >= TELLING_BLANKS):
        return True
    clear = LOST_EM if place.line.blanks else INDENT[1]
    if len(so_far) > 1 and so_far[-1].width <= column - clear and so_far[0].width > so_far[-1].width:
        return True
    if place.line.blanks and place.line.width >= WHOLE_EM and _is_short_title(place):
        clear = INDENT[1] if place.line.stops else CLEARLY_NARROWER * place.line.width
        return all(part.width <= place.line.width - clear for part in so_far)
    odd = all(not column - INDENT[1] < part.width < column + SHORT for part in so_far)
    narrow = _narrow_for_text_above(place) and not _is_first_line(place)
    return odd and (narrow or (place.lacks_indent() and not lone_first))


def _paragraph_below(place: Place) -> Sequence[Line]:
    """The next few lines, up to the end of their paragraph where it comes before that."""
    lines = place.lines[place.index : place.index + 4]
    last = next((at for at, line in enumerate(lines) if line.stops), 0) or len(lines)
    return lines[: max(last + 1, 2)]


def _is_first_line(place: Place) -> bool:
    """Whether the one line so far is by an indent narrower than this one, as a paragraph's first line is."""
    return len(place.current.lines) == 1 and -SHORT <= place.line.width - place.before.width <= INDENT[1]


def _narrow_for_text_above(place: Place) -> bool:
    column = place.column_above()
    return column is not None and all(part.width <= column - INDENT[1] for part in place.current.lines)


def worded_like_title(text: str) -> bool:
    """Whether nothing in the wording of a line speaks against a headline."""
    if (
        not NEVER_IN_HEADINGS.isdisjoint(text)
        or text.count("“") != text.count("”")
        or "…" in text
        or commas(text) > 2
        or text[-1].isdigit()
    ):
        return False
    return NO_TITLE.match(text) is None and SAYING.search(text) is None and not narrates(text)


def _is_no_cut_paragraph(place: Place) -> bool:
    """Whether the one line so far is too short for what the end of a column leaves of a cut paragraph, or is wider than
    the printed lines that follow."""
    if len(place.current.lines) > 1:
        return False
    if place.before.width <= NARROWEST_CUT and not commas(place.current.text):
        return True
    run = [later.width for later in place.lines[place.index : place.index + RUN_LINES]]
    even = len(run) == RUN_LINES and max(run) - min(run) <= EVEN and max(run) <= WIDEST_COLUMN
    return even and _is_short_title(place) and place.before.width > max(run) + EVEN


def _is_justified(line: Line) -> bool:
    """Whether a line of text was stretched over its column, so that its width tells nothing; titles are, too."""
    return commas(line.text) > 0 and len(line.raw.split()) > JUSTIFIED * len(line.text)


def _is_short_title(place: Place) -> bool:
    text = place.current.text
    width = max(part.width for part in place.current.lines)
    several = commas(text)
    return "。" not in text and ((several == 0 and width <= TITLE_EM) or (several == 1 and width <= COMMA_TITLE_EM))


def commas(text: str) -> int:
    """How many commas of either width a text has."""
    return text.count("，") + text.count(",")
