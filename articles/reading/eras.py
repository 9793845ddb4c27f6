"""Words that date a text: events and slogans of which a newspaper spoke only between two days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import ahocorasick

from articles.reading.furniture import DATA
from articles.reading.furniture import words as words_of

FIGURES = "零一二三四五六七八九"
PLAIN = re.compile(r"[^\\()\[\].+?*^$]+")
"""Words of the list that are no regular expression but for the bars between them."""
COUNT = "[一二三四五六七八九十百零]{1,5}"

SAID_OF = 8
"""Characters before a counted year within which 明年 or 去年 tell that it is not this one."""
OLDEST = date(1949, 1, 1)
"""No newspaper of the archive is older."""


@dataclass(frozen=True, slots=True)
class _Era:
    """Words, and the first and last day on which they were current."""

    words: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class _Counting:
    """A way to count by years: a character that tells of it, its words with `what` and how many (`n`), and the year in
    which the count of each stood at zero."""

    mark: str
    words: re.Pattern[str]
    zeroth: dict[str, int]


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which all words that a text speaks as current were current (no last day where nothing ended),
    and the words that begin and end it."""

    first: date
    last: date | None
    words: tuple[str, ...] = ()


def window(texts: Iterable[str]) -> Window:
    """When texts that speak so were printed.

    What came to an end before the newest words came up is looked back on, and ends nothing.

    >>> window(["做好新冠肺炎疫情防控工作，全面落实党的二十大精神"])
    Window(first=datetime.date(2022, 10, 16), last=datetime.date(2023, 6, 30), words=('党的二十大', '新冠肺炎'))
    """
    text = "\n".join(texts)
    spans = [(era.first, era.last, words) for era, words in _found(text)]
    spans += [(date(year, 1, 1), date(year, 12, 31), words) for words, year in _counted(text)]
    first, _, newest = max(spans, key=lambda span: span[0], default=(OLDEST, None, ""))
    ends = [(last, words) for _, last, words in spans if last is not None and last >= first]
    last, ended = min(ends, key=lambda end: end[0], default=(None, ""))
    return Window(first, last, tuple(dict.fromkeys(filter(None, (newest, ended)))))


def phrases_in(text: str) -> list[str]:
    """What of the lists a text holds, as it prints it."""
    return [words for _, words in _found(text)] + [words for words, _ in _counted(text)]


def _found(text: str) -> Iterator[tuple[_Era, str]]:
    """The eras whose words a text holds, each with the words. Most words are plain and found together in one pass."""
    plain, others = _eras()
    seen = set[str]()
    for _, (era, words) in plain.iter(text):
        if era.words not in seen:
            seen.add(era.words)
            yield era, words
    for era, pattern in others:
        if found := pattern.search(text):
            yield era, found.group()


def _counted(text: str) -> list[tuple[str, int]]:
    """What a text counts by years, anniversaries and days of the year, each with the year of which it is.

    >>> _counted("庆祝建党一百周年，在第40个教师节来临之际")
    [('建党一百周年', 2021), ('第40个教师节', 2024)]
    """
    return [
        (match.group(), counting.zeroth[match.group("what")] + count - _years_ahead(text, match.start()))
        for counting in _countings()
        if counting.mark in text
        for match in counting.words.finditer(text)
        if (count := number(match.group("n")))
    ]


def _years_ahead(text: str, start: int) -> int:
    """1 where what stands there is said of next year (明年是建党100周年), -1 where of the last one."""
    before = text[max(0, start - SAID_OF) : start]
    return ("明年" in before) - ("去年" in before)


def number(printed: str) -> int:
    """A number up to 199 in figures of either kind; 0 where it is none."""
    if printed.isdigit():
        return int(printed)
    hundred, found, rest = printed.rpartition("百")
    tens, ten, ones = rest.removeprefix("零").rpartition("十")
    if not set(tens + ones) <= set(FIGURES) or max(len(tens), len(ones)) > 1:
        return 0
    whole = 100 if found and hundred == "一" else 0
    return whole + (10 * FIGURES.index(tens or "一") if ten else 0) + FIGURES.index(ones or "零")


@cache
def _countings() -> tuple[_Counting, ...]:
    events = _years("anniversaries.txt")
    days = {words: first - 1 for words, first in _years("ordinals.txt").items()}
    return (
        _Counting("周年", re.compile(rf"(?P<what>{_any(events)})(?P<n>\d{{2,3}}|{COUNT})周年"), events),
        _Counting("第", re.compile(rf"第(?P<n>\d{{1,3}}|{COUNT})[个次届](?P<what>{_any(days)})"), days),
    )


def _years(name: str) -> dict[str, int]:
    return {words: int(year) for words, year in (line.split("\t") for line in words_of(name))}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _eras() -> tuple[ahocorasick.Automaton, tuple[tuple[_Era, re.Pattern[str]], ...]]:
    """The eras of plain words, and those of regular expressions."""
    plain, others = ahocorasick.Automaton(), []
    lines = (DATA / "eras.txt").read_text(encoding="utf-8").splitlines()
    for words, first, last in (line.split("\t") for line in lines if line and not line.startswith("#")):
        era = _Era(words, date.fromisoformat(first), date.fromisoformat(last) if last else None)
        if PLAIN.fullmatch(words):
            for word in words.split("|"):
                plain.add_word(word, (era, word))
        else:
            others.append((era, re.compile(words)))
    plain.make_automaton()
    return plain, tuple(others)
