"""What the archive holds, what it lacks, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from articles.models import Issue

from ..tallies import held_span

# Of tests/gold, where a test holds them to the floors of the measurement.
MEASURED = [
    (_("报道的划分"), "articles"),
    (_("正文文字"), "text"),
    (_("标题"), "headline"),
    (_("段落"), "paragraphs"),
    (_("日期"), "date"),
    (_("官员"), "officials"),
    (_("职务"), "titles"),
    (_("所述各县"), "counties"),
    (_("乡镇"), "towns"),
]
AGREEMENT = 100
"""Per cent of what the annotations mark that the programs find alike, in each of these respects."""


@dataclass(frozen=True, slots=True)
class Year:
    """The issues of a year, and the days without one between the first and the last that are held."""

    number: int
    issues: int
    missing: int


def about(request: HttpRequest) -> HttpResponse:
    """Coverage, gaps, error rates, citation, removal, privacy."""
    first, last = held_span()
    context = {
        "years": _years(first, last) if first and last else [],
        "undated": Issue.objects.filter(date__isnull=True).count(),
        "span": (first, last),
        "measured": [label for label, _name in MEASURED],
        "agreement": AGREEMENT,
    }
    return render(request, "browsing/about.html", context)


def _years(first: date, last: date) -> list[Year]:
    dated = Issue.objects.filter(date__isnull=False).values_list("date__year")
    counts = dated.annotate(Count("pk"), Count("date", distinct=True)).order_by("-date__year")
    return [Year(year, issues, _days(year, first, last) - days) for year, issues, days in counts]


def _days(year: int, first: date, last: date) -> int:
    """How many days of the year lie between the two."""
    return (min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1
