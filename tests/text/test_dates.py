"""Date expressions: what is found, and which day it means in a paper of a given day."""

from __future__ import annotations

from datetime import date

import pytest

from articles.text.dates import find_dates, number, resolve

PRINTED = date(2023, 1, 3)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年12月30日下午", date(2022, 12, 30)),
        ("2022 年 12 月\n30 日", date(2022, 12, 30)),  # justified, and wrapped
        ("二〇二二年三月三十一日", date(2022, 3, 31)),
        ("２０２２年３月３１日", date(2022, 3, 31)),
        ("12月25日上午", date(2022, 12, 25)),  # the nearest one, so last year's
        ("1月1日", date(2023, 1, 1)),
        ("今年2月3日", date(2023, 2, 3)),
        ("去年7月20日", date(2022, 7, 20)),
        ("30日，在园区", date(2022, 12, 30)),  # the latest 30th
        ("昨日", date(2023, 1, 2)),
        ("昨天下午", date(2023, 1, 2)),
        ("今日", date(2023, 1, 3)),
        ("前日", date(2023, 1, 1)),
        ("明日", date(2023, 1, 4)),
        ("上周五", date(2022, 12, 30)),
        ("星期一", date(2023, 1, 2)),
    ],
)
def test_a_mention_means_one_day(text: str, day: date) -> None:
    assert [resolve(mention, PRINTED) for mention in find_dates(text)] == [day]


@pytest.mark.parametrize("text", ["近日", "2022年", "今年3月中旬", "2月30日", "日前，"])
def test_what_names_no_single_day_resolves_to_none(text: str) -> None:
    assert [resolve(mention, PRINTED) for mention in find_dates(text)] == [None]


@pytest.mark.parametrize("text", ["周三村", "10日内办结", "本报讯", "13月45日", "第26日报", "3.30日均"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_dates(text) == ()


def test_the_second_half_of_a_range_inherits_month_and_year() -> None:
    first, second = find_dates("2022年12月26日至27日召开")
    assert (second.year, second.month, second.day) == (2022, 12, 27)
    assert resolve(first, PRINTED) == date(2022, 12, 26)


def test_spans_quote_the_text() -> None:
    text = "会议于12月26日召开，昨日闭幕"
    assert [text[mention.start : mention.end] for mention in find_dates(text)] == ["12月26日", "昨日"]


@pytest.mark.parametrize(("digits", "value"), [("三十一", 31), ("十", 10), ("二十", 20), ("１２", 12), ("〇", 0)])
def test_numbers(digits: str, value: int) -> None:
    assert number(digits) == value


def test_days_at_the_edge_of_the_calendar_do_not_fail() -> None:
    assert [resolve(mention, date.min) for mention in find_dates("昨日 上周五")] == [None, None]
    assert [resolve(mention, date.max) for mention in find_dates("明日")] == [None]
