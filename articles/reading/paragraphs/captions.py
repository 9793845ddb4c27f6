"""Where what is printed under a photo begins and ends among other lines."""

from __future__ import annotations

from articles.reading.lines import anchors, credits
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.places import Place
from articles.reading.paragraphs.units import Unit

CAPTION_LINES = 24
CAPTION_MAX = 320
"""Characters; what is printed under a photo is shorter."""


def starts_caption(place: Place) -> bool:
    """Whether a photo's caption begins here, even where the text above is in mid-sentence."""
    line = place.line
    if line.blanks and line.width > WIDEST_COLUMN and ends_caption(Unit([line])):
        return True
    if not (line.blanks or line.indent or place.before.stops) or not anchors.CAPTION.match(line.text):
        return False
    if anchors.CAPTION.match(place.current.lines[0].text):
        return False
    length = 0
    for position in range(place.index, min(place.index + CAPTION_LINES, len(place.lines))):
        later = place.lines[position]
        length += len(later.text)
        if (position > place.index and anchors.opening(later.text)[0]) or later.level or length > CAPTION_MAX:
            return False
        if ends_caption(Unit(list(place.lines[max(place.index, position - 2) : position + 1]))):
            return True
    return False


def ends_caption(unit: Unit) -> bool:
    """Whether a unit ends with who took a photo, or where it was kept."""
    end = unit.lines[-1].text[-16:]
    if "资料" in end or "档案" in end:
        return anchors.FROM_FILES.search(end) is not None
    return "摄" in end and bool(credits.photographers(unit.tail))
