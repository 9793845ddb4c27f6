"""Words that date a text: events and slogans of which a newspaper spoke only between two days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from articles.reading.furniture import DATA

OLDEST = date(1949, 1, 1)
"""No newspaper of the archive is older."""


def window(texts: Iterable[str]) -> tuple[date, date | None]:
    """The days between which all that the texts name as current was current; no last day where nothing ended.

    >>> window(["做好新冠肺炎疫情防控工作，全面落实党的二十大精神"])
    (datetime.date(2022, 10, 16), datetime.date(2023, 6, 30))
    """
    named = {phrase for text in texts for phrase in phrases_in(text)}
    spans = [(first, last) for phrase, first, last in _eras() if phrase in named]
    ends = [last for _, last in spans if last is not None]
    return max((first for first, _ in spans), default=OLDEST), min(ends, default=None)


def phrases_in(text: str) -> list[str]:
    """The words of the list that a text holds."""
    return [phrase for phrase, _, _ in _eras() if phrase in text]


@cache
def _eras() -> tuple[tuple[str, date, date | None], ...]:
    lines = (DATA / "eras.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]) if row[2] else None) for row in rows)
