"""What 昨日, 今日 and 明日 tell of the day of print, where they stand beside a day of the week or of the month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from articles.reading.days.reported_days import Lead, marked_day
from articles.text.dates import DateMention

BETWEEN = re.compile(r"[（(，,]?(?:正?是|为)?[（(]?$")
"""What stands between the two: 昨日（星期一）, 今日是6月5日."""
REACH = timedelta(days=7)
"""How long after the newest reported day an issue is looked for that all this fits."""


@dataclass(frozen=True, slots=True)
class Telling:
    """That the day `shift` days after that of print is this `weekday` (0 = Monday), or this day of the `month`."""

    shift: int
    weekday: int | None
    month_day: tuple[int, int] | None
    line: int
    quote: str

    def fits(self, printed: date) -> bool:
        """Whether an issue printed on this day would say so."""
        told = printed + timedelta(days=self.shift)
        return told.weekday() == self.weekday if self.month_day is None else (told.month, told.day) == self.month_day


def print_day(newest: date, bodies: Sequence[Lead]) -> tuple[date, list[str]] | None:
    """The first day from the newest reported one on that fits all that is told of the day of print, with the words that
    tell it; None where nothing is told, or no day within a week fits."""
    tellings = [telling for body in bodies for telling in _tellings(body)]
    for days in range(REACH.days + 1 if tellings else 0):
        printed = newest + timedelta(days=days)
        if all(telling.fits(printed) for telling in tellings):
            return printed, [f"第 {telling.line} 行：{telling.quote}" for telling in tellings[:2]]
    return None


def _tellings(body: Lead) -> Iterator[Telling]:
    text = body.text
    if "日" not in text and "天" not in text:
        return
    for relative, beside in zip_longest(body.mentions, body.mentions[1:]):
        if relative.kind != "relative_day" or _is_quoted(text, relative.start):
            continue
        shift = relative.offset or 0
        if beside is not None and BETWEEN.fullmatch(text, relative.end, beside.start) and _is_plain(beside):
            is_weekday = beside.kind == "weekday"
            month_day = None if is_weekday else (beside.month or 0, beside.day or 0)
            quote = text[relative.start : beside.end + 6]
            yield Telling(shift, beside.day if is_weekday else None, month_day, body.line, quote)
        elif marked := marked_day(text, relative.end):
            yield Telling(shift, None, marked[0], body.line, text[relative.start : relative.end] + marked[1])


def _is_plain(mention: DateMention) -> bool:
    return mention.kind == "day" or (mention.kind == "weekday" and not mention.offset)


def _is_quoted(text: str, start: int) -> bool:
    """Whether a place lies within quotation marks: who speaks there may have spoken on another day."""
    return text.count("“", 0, start) > text.count("”", 0, start)
