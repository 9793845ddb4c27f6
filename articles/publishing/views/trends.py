"""Words over time as a table."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.browsing.lists.trends import Trend
from articles.browsing.views.trends import Asked

from ..export import cell
from .exports import BYTE_ORDER_MARK, refusal


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """A line for each month or year; nothing but its name where nothing of it is held."""
    asked = Asked(request.GET)
    if not asked.is_valid:
        return refusal(asked.form if asked.form.errors else asked.filter.form)
    lines = io.StringIO(BYTE_ORDER_MARK, newline="")
    lines.seek(0, io.SEEK_END)
    found = asked.trend()
    writer = csv.writer(lines)
    if found:
        writer.writerow([cell(name) for name in _names(found)])
        writer.writerows(_rows(found))
    headers = {"Content-Disposition": 'attachment; filename="trends.csv"'}
    return HttpResponse(lines.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _names(trend: Trend) -> list[str]:
    words = [each.words or _("合乎条件的报道") for each in trend.series]
    columns = [name for each in words for name in (each, f"{each} %")]
    return [_("月份") if trend.is_by_month else _("年份"), _("全部"), *columns]


def _rows(trend: Trend) -> list[list[object]]:
    form = "%Y-%m" if trend.is_by_month else "%Y"
    rows: list[list[object]] = []
    for period, values in trend.rows:
        counts = [figure for value in values for figure in (value.count, round(value.percent, 2))]
        rows.append([period.first.strftime(form), *([period.total, *counts] if period.is_held else [])])
    return rows
