"""Prints of a text, by which passages that stand word for word in another are found (winnowing: Schleimer, Wilkerson
and Aiken, 2003). Of each stretch of LONG_ENOUGH letters at least one print is kept, and the same one in both texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .terms import plain

SHINGLE = 12  # letters that one print stands for; so many are hardly ever the same by chance
LONG_ENOUGH = 30  # letters: a sentence. What is shorter are names with offices, and turns of speech
WINDOW = LONG_ENOUGH - SHINGLE + 1
PRIME = 2**31 - 1  # prints are numbers that PostgreSQL keeps in four bytes
BASE = 1_000_003
LEAVING = pow(BASE, SHINGLE, PRIME)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of several paragraphs in one comparable text, without what parts them: papers set the
    same text with other marks and breaks. `places` says which paragraph each is from, and where it stands there."""

    text: str
    places: list[tuple[int, int]]


def letters_of(paragraphs: Iterable[str]) -> Letters:
    """All letters of the paragraphs, one after the other.

    >>> letters_of(["抗“疫”，", "５Ｇ"])
    Letters(text='抗疫5g', places=[(0, 0), (0, 2), (1, 0), (1, 1)])
    """
    found = [
        (char, (number, offset))
        for number, paragraph in enumerate(paragraphs)
        for char, offset in zip(*plain(paragraph), strict=True)
        if char != " "
    ]
    return Letters("".join(char for char, _place in found), [place for _char, place in found])


def prints_of(letters: str) -> list[int]:
    """The prints that are kept of a text of letters, in order of size; none where it is shorter than a shingle."""
    hashes = list(hashes_of(letters))
    windows = range(max(1, len(hashes) - WINDOW + 1))
    return sorted({min(hashes[start : start + WINDOW]) for start in windows}) if hashes else []


def hashes_of(text: str) -> Iterator[int]:
    """A number for each SHINGLE of neighbouring letters, by where it begins."""
    rolling = 0
    for at, char in enumerate(text):
        rolling = (rolling * BASE + ord(char)) % PRIME
        if at >= SHINGLE:
            rolling = (rolling - ord(text[at - SHINGLE]) * LEAVING) % PRIME
        if at >= SHINGLE - 1:
            yield rolling
