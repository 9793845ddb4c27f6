"""Headlines that a dump prints in the middle of a sentence, which goes on below them."""

from __future__ import annotations

from articles.reading.lines import anchors
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.places import LOST_EM, Place
from articles.reading.paragraphs.seams import crosses_word
from articles.reading.paragraphs.titles import SHORT_TITLE, TITLE_LINES, share_told, worded_like_title

LEAST_LINES = 2
"""Of the paragraph above, unless it stops at a comma, as no headline does."""
NARROWER = 4.0
"""Ems by which such a headline is narrower than its column where no blank lines set it apart."""
AROUND = 12
"""Lines on each side that say what the headline says."""
TOLD = 0.5
"""Share of its words that they have."""


def lines_amid(place: Place) -> int:
    """How many lines from a place on are a headline amid a sentence; 0 where none are.

    No line of a paragraph is shorter than its column but the last: what stands before goes on below the headline.
    """
    before, line, below = place.before, place.line, place.below
    if before.stops or before.pauses or line.stops or line.pauses or line.indent or below is None:
        return 0
    if line.text.count("）") != line.text.count("（"):
        return 0
    if place.current.ends_story or (len(place.current.lines) < LEAST_LINES and before.text[-1] not in "，、"):
        return 0
    column = place.column()
    if column is None or column > WIDEST_COLUMN or abs(place.shortfall(column)) > LOST_EM:
        return 0
    if line.blanks:
        return _island(place, column)
    if below.blanks or below.indent or len(line.text) < SHORT_TITLE or anchors.opening(line.text)[0]:
        return 0
    if abs(below.width - column) > LOST_EM:
        return 0
    parted = crosses_word(before.text, below.text) and not crosses_word(before.text, line.text)
    return int(parted and not crosses_word(line.text, below.text) and worded_like_title(line.text))


def _island(place: Place, column: float) -> int:
    """The same where blank lines set the headline apart: one of its lines is no line of the column, and the text
    around says what it says."""
    first = place.index
    last = next((at for at in range(first + 1, first + TITLE_LINES + 1) if _is_blank_above(place, at)), 0)
    lines = place.lines[first:last]
    if (
        not lines
        or place.lines[last].indent
        or any(anchors.opening(line.text)[0] for line in place.lines[first : last + 1])
    ):
        return 0
    if (
        abs(place.lines[last].width - column) > LOST_EM
        or all(abs(line.width - column) <= LOST_EM for line in lines)
        or any(line.stops or line.pauses for line in lines)
    ):
        return 0
    title = "".join([line.text for line in lines])
    if not worded_like_title(title) or crosses_word(place.before.text, title):
        return 0
    around = [*place.lines[max(0, first - AROUND) : first], *place.lines[last : last + AROUND]]
    told = "".join([line.text for line in around])
    return len(lines) if share_told(title, told) >= TOLD else 0


def _is_blank_above(place: Place, at: int) -> bool:
    return at < len(place.lines) and place.lines[at].blanks > 0
