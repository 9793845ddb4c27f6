"""Date expressions in Chinese text: finding them, and resolving them against the day the paper was printed.

Finding and resolving are two steps, because the day of print is often known only after all dates were found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

DateKind = Literal["day", "month", "year", "bare_day", "relative_day", "weekday", "relative_year", "vague"]

DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789" + "000123456789")
RELATIVE_DAYS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "今天": 0, "今日": 0,
    "今晨": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
RELATIVE_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1}
VAGUE = ("近日", "日前", "连日来", "近期")
WEEKDAYS = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
FUTURE_DAYS = 120
"""A day without a year lies at most this far ahead of the print; farther ahead, the year before is meant."""

_NUMBER = "[0-9０-９]"
_GAP = r"[ \t\u3000]{0,3}\n?[ \t\u3000]{0,3}"
_HAN_NUMBER = "[一二三四五六七八九十]"
_FIRSTS = "".join({word[0] for word in (*RELATIVE_DAYS, *RELATIVE_YEARS, *VAGUE)})
"""With numbers and words of weeks all that a date can begin with: told at once of most characters, which begin none."""
PATTERN = re.compile(
    rf"(?=[0-9０-９一二三四五六七八九十上本这下周星礼{_FIRSTS}])"
    rf"(?:(?P<year>(?:[12１２]{_NUMBER}{{3}}|[一二][〇○零一二三四五六七八九]{{3}})){_GAP}年"
    rf"(?:{_GAP}(?P<ymonth>{_NUMBER}{{1,2}}|{_HAN_NUMBER}{{1,2}}){_GAP}月(?!份?以)"
    rf"(?:{_GAP}(?P<yday>{_NUMBER}{{1,2}}|{_HAN_NUMBER}{{1,3}}){_GAP}[日号])?)?"
    rf"|(?<![0-9０-９.．年第一二三四五六七八九十])(?P<month>{_NUMBER}{{1,2}}|{_HAN_NUMBER}{{1,2}}){_GAP}月"
    rf"(?:{_GAP}(?P<day>{_NUMBER}{{1,2}}|{_HAN_NUMBER}{{1,3}}){_GAP}日|(?P<part>份|初|底|末|中旬|上旬|下旬))"
    rf"|(?<![0-9０-９.．月第近个])(?P<bare>{_NUMBER}{{1,2}}){_GAP}日(?![内均产化益常语元报])"
    rf"|(?P<relative>{'|'.join(RELATIVE_DAYS)})"
    rf"|(?P<week>[上本这下]?)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![年届期村庄镇乡街])"
    rf"|(?P<relyear>{'|'.join(RELATIVE_YEARS)})(?!级)"
    rf"(?:{_GAP}(?P<rmonth>{_NUMBER}{{1,2}}|{_HAN_NUMBER}{{1,2}}){_GAP}月"
    rf"(?:{_GAP}(?P<rday>{_NUMBER}{{1,2}}|{_HAN_NUMBER}{{1,3}}){_GAP}日)?)?"
    rf"|(?P<vague>{'|'.join(VAGUE)}))"
)
RANGE_GAP = re.compile(r"[（(]?(?:星期|周)?[一二三四五六日天]?[)）]?[上下]?午?\s{0,3}[至到—－\-~～、和]{1,2}\s{0,3}")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression: its place in the text and the parts that are printed.

    `kind` says which parts count: `day` (month and day, with or without year), `month`, `year`, `bare_day` (30日),
    `relative_day` (昨日: `offset` in days), `weekday` (`day` 0 = Monday, `offset` in weeks), `relative_year` (今年3月:
    `offset` in years), `vague` (近日).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    kind: DateKind = "day"
    offset: int | None = None


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date expression in the text, in order; the second half of a range (26日至27日) inherits from the first.

    >>> [(m.month, m.day, m.kind) for m in find_dates("12月26日至27日召开，昨日闭幕")]
    [(12, 26, 'day'), (12, 27, 'day'), (None, None, 'relative_day')]
    """
    mentions: list[DateMention] = []
    for match in PATTERN.finditer(text):
        mention = _mention(match)
        if mention is None:
            continue
        if mention.kind == "bare_day" and mentions and mentions[-1].kind == "day":
            before = mentions[-1]
            if mention.start - before.end <= 8 and RANGE_GAP.fullmatch(text, before.end, mention.start):
                mention = replace(mention, year=before.year, month=before.month, kind="day")
        mentions.append(mention)
    return tuple(mentions)


def resolve(mention: DateMention, printed: date) -> date | None:
    """The calendar day that a mention means in a paper printed on `printed`; None where it names no single day.

    >>> resolve(find_dates("昨日")[0], date(2022, 1, 1))
    datetime.date(2021, 12, 31)
    >>> resolve(find_dates("12月25日")[0], date(2022, 1, 3))
    datetime.date(2021, 12, 25)
    """
    if mention.kind == "relative_day":
        return _shift(printed, mention.offset or 0)
    if mention.kind == "weekday":
        return _resolve_weekday(mention, printed)
    if mention.kind == "bare_day":
        return _latest_day(mention.day or 0, printed)
    if mention.day is None or mention.month is None:
        return None
    if mention.kind == "relative_year":
        return _day(printed.year + (mention.offset or 0), mention.month, mention.day)
    if mention.year is not None:
        return _day(mention.year, mention.month, mention.day)
    return _nearest_year(mention.month, mention.day, printed)


def number(digits: str) -> int:
    """An Arabic, full-width or Chinese number below 10,000 as an int; 0 for what is none.

    >>> number("三十一"), number("二〇二二"), number("１２")
    (31, 2022, 12)
    """
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (number(tens) or 1) * 10 + number(ones)
    plain = digits.translate(DIGITS)
    return int(plain) if plain.isascii() and plain.isdigit() else 0


def _mention(match: re.Match[str]) -> DateMention | None:
    start, end = match.span()
    part = match.groupdict()
    if part["year"]:
        year, month, day = number(part["year"]), part["ymonth"], part["yday"]
        return _checked(DateMention(start, end, year, *_parts(month, day), kind=_precision(month, day)))
    if part["month"]:
        month, day = part["month"], part["day"]
        return _checked(DateMention(start, end, None, *_parts(month, day), kind=_precision(month, day)))
    if part["bare"]:
        return _checked(DateMention(start, end, day=number(part["bare"]), kind="bare_day"))
    if part["relative"]:
        return DateMention(start, end, kind="relative_day", offset=RELATIVE_DAYS[part["relative"]])
    if part["weekday"]:
        week = WEEKS.get(part["week"]) if part["week"] else None
        return DateMention(start, end, day=WEEKDAYS[part["weekday"]], kind="weekday", offset=week)
    if part["relyear"]:
        offset = RELATIVE_YEARS[part["relyear"]]
        months = _parts(part["rmonth"], part["rday"])
        return _checked(DateMention(start, end, None, *months, kind="relative_year", offset=offset))
    return DateMention(start, end, kind="vague")


def _parts(month: str | None, day: str | None) -> tuple[int | None, int | None]:
    return (number(month) if month else None), (number(day) if day else None)


def _precision(month: str | None, day: str | None) -> DateKind:
    if day:
        return "day"
    return "month" if month else "year"


def _checked(mention: DateMention) -> DateMention | None:
    month_ok = mention.month is None or 1 <= mention.month <= 12
    day_ok = mention.day is None or 1 <= mention.day <= 31
    return mention if month_ok and day_ok else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _nearest_year(month: int, day: int, printed: date) -> date | None:
    for year in (printed.year + 1, printed.year, printed.year - 1, printed.year - 2, printed.year - 3):
        candidate = _day(year, month, day)
        if candidate is not None and (candidate - printed).days <= FUTURE_DAYS:
            return candidate
    return None


def _latest_day(day: int, printed: date) -> date | None:
    year, month = printed.year, printed.month
    for _ in range(3):
        candidate = _day(year, month, day)
        if candidate is not None and candidate <= printed:
            return candidate
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def _resolve_weekday(mention: DateMention, printed: date) -> date | None:
    monday = _shift(printed, -printed.weekday())
    if monday is None:
        return None
    if mention.offset is not None:
        return _shift(monday, 7 * mention.offset + (mention.day or 0))
    this_week = _shift(monday, mention.day or 0)
    if this_week is None or this_week <= printed:
        return this_week
    return _shift(this_week, -7)
