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


def common_runs(own: str, other: str) -> list[tuple[int, int]]:
    """Where the first text has LONG_ENOUGH letters or more as the other has them: first letter, and the one after the
    last, in order and apart.

    >>> common_runs("甲" * 5 + "一二三四五六七八九十" * 3, "乙" + "一二三四五六七八九十" * 3)
    [(5, 35)]
    """
    first_at: dict[str, int] = {}
    for at in range(len(own) - SHINGLE + 1):
        first_at.setdefault(own[at : at + SHINGLE], at)
    runs: list[tuple[int, int]] = []
    at = 0
    while at <= len(other) - SHINGLE:
        start = first_at.get(other[at : at + SHINGLE], -1)
        length = _length(own, start, other, at) if start >= 0 else 1
        if start >= 0 and length >= LONG_ENOUGH:
            runs.append((start, start + length))
        at += length if length >= LONG_ENOUGH else 1
    return _apart(runs)


def has_passage(own: str, at: int, other: str) -> bool:
    """Whether the shingle that begins there in the first text stands in the other amid LONG_ENOUGH letters in common.

    >>> has_passage("甲" + "一二三四五六七八九十" * 3, 5, "一二三四五六七八九十" * 3 + "乙")
    True
    >>> has_passage("甲一二三四五六七八九十一二乙", 1, "丙一二三四五六七八九十一二丁")
    False
    """
    shingle = own[at : at + SHINGLE]
    there = other.find(shingle)
    while there >= 0:
        before = _length(_before(own, at), 0, _before(other, there), 0)
        if before + _length(own[: at + LONG_ENOUGH], at, other, there) >= LONG_ENOUGH:
            return True
        there = other.find(shingle, there + 1)
    return False


def _before(text: str, at: int) -> str:
    """The letters before that place, backwards; as many as may matter."""
    return text[max(0, at - LONG_ENOUGH) : at][::-1]


def _length(own: str, start: int, other: str, at: int) -> int:
    """How many letters are the same from there on."""
    length = 0
    while start + length < len(own) and at + length < len(other) and own[start + length] == other[at + length]:
        length += 1
    return length


def _apart(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs in order, those that overlap as one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
