"""Words that date a text: events and slogans of which a newspaper spoke only between two days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import ahocorasick

from articles.reading.lines.word_lists import DATA
from articles.reading.lines.word_lists import words as words_of

FIGURES = "零一二三四五六七八九"
PLAIN = re.compile(r"[^\\()\[\].+?*^$]+")
"""Words of the list that are no regular expression but for the bars between them."""
COUNT = "[一二三四五六七八九十百零]{1,5}"

SAID_OF = 14
"""Characters before words of a time within which they are said to lie ahead, or of another year."""
SAID_AHEAD = re.compile("(?:明年|后年|将召开|即将召开|将迎来|迎接|喜迎|献礼|筹备)[^，。；]{0,6}$")
MISFIT = 2
A_YEAR = 366
OLDEST = date(1949, 1, 1)
"""No newspaper of the archive is older."""


@dataclass(frozen=True, slots=True)
class Era:
    """Words, and the first and last day on which they were current; `sure` where they name their year; `again` the
    first and last day of another time in which they were."""

    words: str
    first: date
    last: date | None
    sure: bool = False
    again: tuple[date, date] | None = None

    def misfit(self, day: date) -> int:
        """How little a text of that day would speak so: what came to an end may be looked back on."""
        if self.again is not None and self.again[0] <= day <= self.again[1]:
            return 0
        if day < self.first:
            return MISFIT
        return (MISFIT if self.sure else 1) if self.last is not None and day > self.last else 0


OPTIONAL = re.compile(r"\((?:[^()]|\([^()]*\))*\)\??|\[[^\]]*\]\??|.\?")
"""What a regular expression may find in several forms, or leave out."""


@dataclass(frozen=True, slots=True)
class _Counting:
    """A way to count by years: a character that tells of it, its words with `what` and how many (`n`), and the year in
    which the count of each stood at zero."""

    mark: str
    words: re.Pattern[str]
    zeroth: dict[str, int]


def eras_of(texts: Iterable[str]) -> list[Era]:
    """The words of the lists that texts speak as current, as they print them, each with its time.

    >>> [(era.words, era.first.year) for era in eras_of(["做好新冠肺炎疫情防控工作，明年迎接党的二十大"])]
    [('新冠肺炎', 2020), ('疫情防控', 2020)]
    >>> [(era.words, era.first.year) for era in eras_of(["明年是脱贫攻坚的收官之年"])]
    [('明年脱贫攻坚的收官之年', 2019)]
    """
    text = "\n".join(texts).replace("‘", "“").replace("’", "”")  # what stands in a quotation has single marks
    counted = [Era(words, *_whole(year), sure=True) for words, year in _counted(text)]
    return [*_found(text), *counted]


def _found(text: str) -> list[Era]:
    """The eras whose words a text holds and does not say to lie ahead. Most are plain words, found in one pass."""
    plain, others = _known()
    found: dict[str, Era] = {}
    for end, (listed, era) in plain.iter(text):
        if listed not in found and (spoken := _spoken(era, text, end + 1 - len(era.words))):
            found[listed] = spoken
    for era, pattern, needed in others:
        match = pattern.search(text) if any(words in text for words in needed) else None
        if match and (spoken := _spoken(replace(era, words=match.group()), text, match.start())):
            found[era.words] = spoken
    return list(found.values())


def _spoken(era: Era, text: str, start: int) -> Era | None:
    """The era as a text speaks its words there: None where they lie ahead, a year earlier where they are next year's
    (明年是“十三五”收官之年)."""
    if not SAID_AHEAD.search(text, max(0, start - SAID_OF), start):
        return era
    whole_year = era.last is not None and (era.first, era.last) == _whole(era.first.year)
    if not whole_year or _years_ahead(text, start) != 1:
        return None
    first, last = _whole(era.first.year - 1)
    return replace(era, words="明年" + era.words, first=first, last=last)


def _whole(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


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
    congresses = {words: first - 1 for words, first in _years("sessions.txt").items()}
    return (
        _Counting("周年", re.compile(rf"(?P<what>{_any(events)})(?P<n>\d{{2,3}}|{COUNT})周年"), events),
        _Counting("第", re.compile(rf"第(?P<n>\d{{1,3}}|{COUNT})[个次届](?P<what>{_any(days)})"), days),
        _Counting("次会议", re.compile(rf"(?P<what>{_any(congresses)})第?(?P<n>{COUNT})次会议"), congresses),
    )


def _years(name: str) -> dict[str, int]:
    return {words: int(year) for words, year in (line.split("\t") for line in words_of(name))}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _known() -> tuple[ahocorasick.Automaton, list[tuple[Era, re.Pattern[str], list[str]]]]:
    """The eras of plain words, each under all the words of its row, and those of regular expressions, each with words
    of which one stands in whatever it finds."""
    plain, others = ahocorasick.Automaton(), []
    lines = (DATA / "eras.txt").read_text(encoding="utf-8").splitlines()
    for words, since, until, *more in (line.split("\t") for line in lines if line and not line.startswith("#")):
        first, last = date.fromisoformat(since), date.fromisoformat(until) if until else None
        again = (date.fromisoformat(more[0]), date.fromisoformat(more[1])) if more else None
        sure = last is not None and again is None and (last - first).days < A_YEAR
        if PLAIN.fullmatch(words):
            for word in words.split("|"):
                plain.add_word(word, (words, Era(word, first, last, sure, again)))
        else:
            others.append((Era(words, first, last, sure, again), re.compile(words), _needed(words)))
    plain.make_automaton()
    return plain, others


def _needed(pattern: str) -> list[str]:
    """Of each alternative of a regular expression the longest words that it cannot do without; they are found many
    times faster than it is.

    >>> _needed("(?:喜迎|迎接)(?:党的)?十八大|“三个一批”(?:项目|活动)")
    ['十八大', '三个一批']
    """
    bare = OPTIONAL.sub("_", pattern)
    return [max(re.split(r"[^\u4e00-\u9fffA-Z]+", alternative), key=len) for alternative in bare.split("|")]
