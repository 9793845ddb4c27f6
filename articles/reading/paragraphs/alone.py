"""Lines that share no paragraph with any other: labels of columns, items of lists, rows, the signature of a notice."""

from __future__ import annotations

import re

from articles.reading.lines import names
from articles.reading.lines.banners import is_briefs, is_label, names_column
from articles.reading.lines.furniture import is_day
from articles.reading.lines.notices import ends_notice_title, is_issuer, is_short_title, is_whole_title, signs_notice
from articles.reading.paragraphs.places import Place
from articles.reading.paragraphs.units import BULLETS, LABELLED, TELEPHONE

CAMPAIGN = (5, 14)
"""Characters of the name of a campaign alone on a line; shorter ones are words that stand in any text."""
LONGEST_LABEL = 12
"""Characters of a 栏目."""
CONTACT = re.compile("联系人[:：][\u4e00-\u9fff]{1,3}(?:女士|先生|老师|[\u4e00-\u9fff])$")
"""Whom to ask, the last words of a notice."""
MARKDOWN_ITEMS = ("- ", "* ", "+ ")


def stands_alone(place: Place) -> bool:
    """Whether one of the two lines is what never shares a paragraph: a column's label, an item of a Markdown
    list, somebody's telephone number, the day under a notice."""
    line, above = place.line, place.before.text
    if line.blanks and _stands_apart(place):
        return True
    if line.text[0] in BULLETS or line.raw.startswith(MARKDOWN_ITEMS) or (place.manner.rows and _is_in_table(place)):
        return True
    if (above[-1].isdigit() and _ends_number(place)) or (place.before.pauses and TELEPHONE.search(line.text)):
        return True
    if place.before.stops and is_whole_title(line.text):
        return True
    if len(place.current.lines) == 1:
        return _is_alone_above(place)
    return is_issuer(above) and _signed_above(place, alone=False)


def _stands_apart(place: Place) -> bool:
    """Whether a line below a blank one is a label, or what stands above it the last line of an item or a notice."""
    text = place.line.text
    if is_label(text) or is_briefs(text) or _labels_heading(place) or _names_campaign(place):
        return True
    return place.current.lines[0].number in place.manner.items or CONTACT.search(place.before.text) is not None


def _is_alone_above(place: Place) -> bool:
    """Whether the one line above is what never shares a paragraph."""
    line, before = place.line, place.before
    above = before.text
    labelled = above[-1] != "。" and LABELLED.match(above)
    if labelled and (LABELLED.match(line.text) or (line.blanks and is_issuer(line.text))):
        return True
    if before.blanks and (is_label(above) or is_briefs(above) or is_short_title(above)):
        return True
    if is_whole_title(above) or (names.is_set_author(before.raw) and place.above and place.above[-1].open_ended):
        return True
    if is_day(above) or signs_notice(above):
        return True
    return is_issuer(above) and _signed_above(place, alone=True)


def _signed_above(place: Place, *, alone: bool) -> bool:
    """Whether the day or a notice's title follows whose notice it is, or a heading apart from it, where the line stands
    right under text."""
    line = place.line
    if is_day(line.text) or is_short_title(line.text):
        return True
    if not (alone and line.blanks):
        return False
    return ends_notice_title(line.text) or (not place.before.blanks and bool(place.above))


def _names_campaign(place: Place) -> bool:
    """Whether a line by itself is the name of a column or campaign, as papers print it above headlines."""
    text = place.line.text
    if not CAMPAIGN[0] <= len(text) <= CAMPAIGN[1]:
        return False
    below = place.below
    return below is not None and below.blanks > 0 and names_column(text)


def _labels_heading(place: Place) -> bool:
    """Whether a line is a 栏目 above a heading that is marked as one, which the line is not."""
    below, text = place.below, place.line.text
    if below is None or not below.level or place.line.level or not below.blanks:
        return False
    return len(text) <= LONGEST_LABEL and text.isalpha()


def _is_in_table(place: Place) -> bool:
    """Whether this line or the one above is a row of a table, which has several."""
    before, line, rows = place.before, place.line, place.manner.rows
    if not line.stops and line.number in rows:
        return before.number in rows or (place.below is not None and place.below.number in rows)
    if before.number not in rows or before.stops or len(place.current.lines) > 1 or not place.above:
        return False
    return place.above[-1].lines[-1].number in rows


def _ends_number(place: Place) -> bool:
    """Whether the line above, or above a blank line the last two taken together, ends with a telephone number."""
    lines = place.current.lines[-2:] if place.line.blanks else place.current.lines[-1:]
    return TELEPHONE.search("".join([line.text for line in lines])) is not None
