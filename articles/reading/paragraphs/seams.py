"""Whether a word or a short quotation spans the end of a line, so that it goes on with the next."""

from __future__ import annotations

from itertools import accumulate

from articles.reading.paragraphs.places import Place
from articles.text.words import words

CONTEXT = 12
OFTEN = 4
QUOTED = 8
"""Characters on either side of a line's end within which a quotation is short."""
FUNCTION_WORDS = (
    "的地得了着过和与及或在将为对于把被向从以等是有就都也又还不让使由给比该各每年月日市县区镇乡村他她它我你这那要"
)
"""One-character words."""
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


def fits(left: str, right: str) -> int:
    """What words tell of two texts, one of which may go on with the other: 1 where they make a word whole that both
    have a part of, -1 where a part of a word is left, 0 where each ends with a word.

    >>> fits("做得细致、周", "到。"), fits("严格落实考", "转型发展"), fits("加快数字化", "转型发展")
    (1, -1, 0)
    """
    left, right = left[-CONTEXT:], right[:CONTEXT]
    parts = _single([words(left)[-1], words(right)[0]])
    if parts and _single(words(left + right)) < _single(words(left)) + _single(words(right)):
        return 1
    return -1 if parts else 0


def _single(found: list[str]) -> int:
    return sum(len(word) == 1 and word.isalpha() and word not in FUNCTION_WORDS for word in found)


def parts_quotation(above: str, below: str) -> bool:
    """Whether a line ends inside a quotation of a few words that the next one closes: …推出“怀|药贷”产品."""
    end = above[-QUOTED:]
    if "“" not in end:
        return False
    closed, opened = below.find("”"), below.find("“")
    return end.rfind("“") > end.rfind("”") and 0 <= closed < QUOTED and not 0 <= opened < closed
