"""Whether a word or a short quotation spans the end of a line, so that it goes on with the next."""

from __future__ import annotations

from itertools import accumulate

from articles.reading.paragraphs.places import Place
from articles.text.words import words

CONTEXT = 12
OFTEN = 4
QUOTED = 8
"""Characters on either side of a line's end within which a quotation is short."""
AROUND = 150
"""Lines on each side in which a pair of characters is looked up."""


def parts_word(place: Place) -> bool:
    """Whether the line end parts a word: its two characters stand together near by, or a dictionary word spans it."""
    left, right = place.before.text, place.line.text
    if crosses_word(left, right):
        return True
    pair = left[-1] + right[0]
    if not pair.isalnum():
        return False
    around = place.lines[max(0, place.index - AROUND) : place.index + AROUND]
    return sum(pair in line.text for line in around) >= OFTEN


def crosses_word(left: str, right: str) -> bool:
    """Whether a dictionary word spans the end of one text and the beginning of another.

    >>> crosses_word("盯紧森", "林防火"), crosses_word("各级干部", "林防火")
    (True, False)
    """
    left, right = left[-CONTEXT:], right[:CONTEXT]
    return len(left) not in accumulate(map(len, words(left + right)))


def parts_quotation(above: str, below: str) -> bool:
    """Whether a line ends inside a quotation of a few words that the next one closes: …推出“怀|药贷”产品."""
    end = above[-QUOTED:]
    if "“" not in end:
        return False
    closed, opened = below.find("”"), below.find("“")
    return end.rfind("“") > end.rfind("”") and 0 <= closed < QUOTED and not 0 <= opened < closed
