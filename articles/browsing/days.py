"""Days in words, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Issue
from articles.models.issue import DateBasis


def in_words(day: date | None) -> str:
    """2021年12月28日, or that the day is unknown."""
    return date_format(day, _("Y年n月j日")) if day else _("日期不明")


def with_weekday(day: date | None) -> str:
    return date_format(day, _("Y年n月j日 l")) if day else _("日期不明")


def month_in_words(day: date) -> str:
    return date_format(day, _("Y年n月"))


def month_day_in_words(day: date) -> str:
    return date_format(day, _("n月j日"))


def month_name(day: date) -> str:
    return date_format(day, _("n月"))


def year_in_words(day: date) -> str:
    return date_format(day, _("Y年"))


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """The first and last day of each stretch of days that follow one another, in order.

    >>> stretches([date(2031, 5, 6), date(2031, 5, 1), date(2031, 5, 7)])
    [(datetime.date(2031, 5, 1), datetime.date(2031, 5, 1)), (datetime.date(2031, 5, 6), datetime.date(2031, 5, 7))]
    """
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        goes_on = bool(found) and day - found[-1][1] == timedelta(days=1)
        found.append((found.pop()[0] if goes_on else day, day))
    return found


def stretch_in_words(first: date, last: date) -> str:
    """2021年12月25日至28日; what both days have in common is said once."""
    if first == last:
        return in_words(first)
    if first.year != last.year:
        end = in_words(last)
    elif first.month != last.month:
        end = date_format(last, pgettext("时段的末日", "n月j日"))
    else:
        end = date_format(last, pgettext("时段的末日", "j日"))
    return _("%(first)s至%(last)s") % {"first": in_words(first), "last": end}


def basis_in_words(issue: Issue) -> str:
    """How the day of an issue is known: 据内文推断，2021-12-28 至 2021-12-31."""
    basis = issue.get_date_basis_display()
    if issue.date_basis == DateBasis.INFERRED and issue.date_from and issue.date_from != issue.date_to:
        return _("%(basis)s，%(first)s 至 %(last)s") % {
            "basis": basis,
            "first": issue.date_from,
            "last": issue.date_to,
        }
    return str(basis)
