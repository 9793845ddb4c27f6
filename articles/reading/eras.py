"""Words that date a text: events and slogans of which a newspaper spoke only between two days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from articles.reading.furniture import DATA
from articles.reading.furniture import words as words_of

FIGURES = "零一二三四五六七八九"

OLDEST = date(1949, 1, 1)
"""No newspaper of the archive is older."""


@dataclass(frozen=True, slots=True)
class _Era:
    """Words, as a regular expression, and the first and last day on which they were current."""

    words: re.Pattern[str]
    first: date
    last: date | None


def window(texts: Iterable[str]) -> tuple[date, date | None]:
    """The days between which all that the texts name as current was current; no last day where nothing ended.

    >>> window(["做好新冠肺炎疫情防控工作，全面落实党的二十大精神"])
    (datetime.date(2022, 10, 16), datetime.date(2023, 6, 30))
    """
    texts = list(texts)
    spans = [(era.first, era.last) for era in _eras() if any(map(era.words.search, texts))]
    spans += [(date(year, 1, 1), date(year, 12, 31)) for text in texts for _, year in _counted(text)]
    ends = [last for _, last in spans if last is not None]
    return max((first for first, _ in spans), default=OLDEST), min(ends, default=None)


def phrases_in(text: str) -> list[str]:
    """What of the lists a text holds, as it prints it."""
    found = filter(None, (era.words.search(text) for era in _eras()))
    return [match.group() for match in found] + [words for words, _ in _counted(text)]


def _counted(text: str) -> list[tuple[str, int]]:
    """What a text counts by years, each with its year."""
    return _anniversaries(text) + _ordinals(text)


def _ordinals(text: str) -> list[tuple[str, int]]:
    """The days and weeks of a year that a text counts, each with that year.

    >>> _ordinals("在第40个教师节来临之际，第三十二届世界水日")
    [('第40个教师节', 2024), ('第三十二届世界水日', 2024)]
    """
    if "第" not in text:
        return []
    found = [(match.group(), match.group("what"), _number(match.group("n"))) for match in _ordinal().finditer(text)]
    return [(words, _firsts()[what] + count - 1) for words, what, count in found if count]


def _anniversaries(text: str) -> list[tuple[str, int]]:
    """The anniversaries that a text names, each with the year of its celebration.

    >>> _anniversaries("庆祝建党一百周年，纪念抗战胜利70周年")
    [('建党一百周年', 2021), ('抗战胜利70周年', 2015)]
    """
    if "周年" not in text:
        return []
    found = [(match.group(), match.group("what"), _number(match.group("n"))) for match in _anniversary().finditer(text)]
    return [(words, _events()[what] + count) for words, what, count in found if count]


def _number(printed: str) -> int:
    """A number up to 199 in figures of either kind; 0 where it is none."""
    if printed.isdigit():
        return int(printed)
    hundred, found, rest = printed.rpartition("百")
    tens, ten, ones = rest.removeprefix("零").rpartition("十")
    whole = 100 if found and hundred == "一" else 0
    return whole + (10 * FIGURES.index(tens or "一") if ten else 0) + FIGURES.index(ones or "零")


@cache
def _events() -> dict[str, int]:
    return {words: int(year) for words, year in (line.split("\t") for line in words_of("anniversaries.txt"))}


@cache
def _firsts() -> dict[str, int]:
    return {words: int(year) for words, year in (line.split("\t") for line in words_of("ordinals.txt"))}


@cache
def _ordinal() -> re.Pattern[str]:
    days = "|".join(sorted(map(re.escape, _firsts()), key=len, reverse=True))
    return re.compile(rf"第(?P<n>\d{{1,3}}|[一二三四五六七八九十百零]{{1,5}})[个次届](?P<what>{days})")


@cache
def _anniversary() -> re.Pattern[str]:
    events = "|".join(sorted(map(re.escape, _events()), key=len, reverse=True))
    return re.compile(rf"(?P<what>{events})(?P<n>\d{{2,3}}|[一二三四五六七八九十百零]{{1,5}})周年")


@cache
def _eras() -> tuple[_Era, ...]:
    lines = (DATA / "eras.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        _Era(re.compile(words), date.fromisoformat(first), date.fromisoformat(last) if last else None)
        for words, first, last in rows
    )
