"""Headings told by the story that begins right below them."""

from __future__ import annotations

import re

from articles.reading.lines import anchors, furniture
from articles.reading.lines.tables import is_row
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.places import Place
from articles.reading.paragraphs.seams import parts_word
from articles.reading.paragraphs.titles import (
    SHORT_TITLE,
    TITLE_LINES,
    commas,
    heads_feature,
    share_told,
    worded_like_title,
)
from articles.reading.paragraphs.units import HEADING_LINES

LEAD_LINES = 6
TOLD = 0.4
"""Share of a headline's words that its story's first lines have; a cut paragraph right above one has hardly any."""
PLACE_TITLE = re.compile(r"[\u4e00-\u9fff]{1,10}[市县区镇乡村局院校社会司办][：:]")
"""The first line of a headline: whose news it is."""


def begins_in_sentence(place: Place) -> bool:
    """Whether a heading begins here though the text above stops in mid-sentence: the dump lost its end, or prints it
    elsewhere."""
    line = place.line
    if not line.blanks:
        return False
    if _begins_feature(place) or (line.pauses and _names_place(place)):
        return True
    return (place.before.width > WIDEST_COLUMN or _reads_apart(place)) and heads_a_boundary(place)


def _names_place(place: Place) -> bool:
    """Whether a line names a place above the rest of its headline: 清源县：| 小产业带动大就业."""
    return PLACE_TITLE.fullmatch(place.line.text) is not None and _leads_up(place, place.index + 1)


def heads_a_boundary(place: Place) -> bool:
    """Whether the next few lines, none of which ends a sentence, run up to the beginning of another story."""
    return _leads_up(place, place.index)


def _begins_feature(place: Place) -> bool:
    """Whether a headline whose 副题 says that it heads a feature begins here."""
    lines = place.lines[place.index : place.index + TITLE_LINES]
    if any(line.width > WIDEST_COLUMN for line in lines):
        return False
    for line in lines:
        if heads_feature(line.text):
            return True
        if line.stops or line.pauses or (line is not place.line and line.blanks):
            return False
    return False


def _reads_apart(place: Place) -> bool:
    """Whether a line right above a story reads like a headline and does not go on with the text above it."""
    text, below = place.line.text, place.below
    if below is None or not anchors.opening(below.text)[0] or commas(text):
        return False
    if len(text) < SHORT_TITLE or not worded_like_title(text) or parts_word(place):
        return False
    lead = "".join([line.text for line in place.lines[place.index + 1 : place.index + 1 + LEAD_LINES]])
    return below.blanks > 0 or share_told(text, lead) >= TOLD


def _leads_up(place: Place, first: int) -> bool:
    for position in range(first, min(first + HEADING_LINES, len(place.lines))):
        later = place.lines[position]
        if later.stops or later.pauses or later.width > WIDEST_COLUMN or "。" in later.text or later.text[-1] in "）)":
            return False
        below = place.lines[position + 1] if position + 1 < len(place.lines) else None
        following = below.text if below is not None else ""
        opens = anchors.opening(following)[0] in ("dateline", "byline", "jump") or (below and is_row(below.raw))
        if not following or opens or furniture.kind_of(following):
            return True
    return False
