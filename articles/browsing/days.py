"""Days in words, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

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
