"""Words over time."""

from __future__ import annotations

from itertools import zip_longest
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from articles.browsing.lists.curves import drawing
from articles.browsing.lists.fields import ExpressionsField
from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.lists.queries import Query
from articles.browsing.lists.trends import MOST_WORDS, Trend, trend
from articles.searching import by_index

EXAMPLES = ("防汛 | 抗旱", "招商引资", "标题:春耕", "疫情")


class TrendForm(forms.Form):
    """The words, what is drawn of them, and how long a step of time is."""

    w = ExpressionsField(most=MOST_WORDS, required=False, label=_("词"))
    show = forms.ChoiceField(choices=[("count", _("篇数")), ("share", _("占比"))], required=False, label=_("画"))
    by = forms.ChoiceField(choices=[("month", _("按月")), ("year", _("按年"))], required=False, label=_("每格"))


class Asked:
    """What a request for trends asks: the form, the conditions beside it, and what is found."""

    def __init__(self, data: QueryDict) -> None:
        self.form = TrendForm(data)
        conditions = data.copy()
        for name in ("q", "sort"):
            conditions.pop(name, None)
        self.filter = ArticleFilter(conditions)
        self.is_valid = self.form.is_valid() and self.filter.is_valid()
        self.typed = data.getlist("w")[:MOST_WORDS]
        self.words: list[str] = self.form.cleaned_data.get("w") or [] if self.is_valid else []
        self.conditions = self.filter.query if self.is_valid else Query()
        self.is_share = self.form.cleaned_data.get("show") == "share"
        self.is_by_year = self.form.cleaned_data.get("by") == "year"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that could be drawn."""
        return not self.words and not any(name not in ("from", "to") for name, _value in self.conditions.parameters)

    @property
    def errors(self) -> list[str]:
        forms = (self.form, self.filter.form)
        return [str(why) for form in forms for found in form.errors.values() for why in found]

    def trend(self) -> Trend | None:
        if not self.is_valid or self.is_empty:
            return None
        with by_index():
            return trend(self.words, self.conditions, is_by_year=self.is_by_year)

    def query(self, **others: str) -> str:
        """The query string that asks the same, but for the others."""
        drawn = {"show": "share" if self.is_share else "", "by": "year" if self.is_by_year else "", **others}
        pairs = [*(("w", word) for word in self.words), *self.conditions.parameters, *drawn.items()]
        return urlencode([pair for pair in pairs if pair[1]])


def trends(request: HttpRequest) -> HttpResponse:
    """The articles of each month or year that hold up to four words, drawn and as a table."""
    asked = Asked(request.GET)
    found = asked.trend()
    context = {
        "asked": asked,
        "errors": [
            str(why) for form in (asked.form, asked.filter.form) for each in form.errors.values() for why in each
        ],
        "boxes": [word for word, _ in zip_longest(asked.words or asked.typed, range(MOST_WORDS), fillvalue="")],
        "chips": list(asked.conditions.chips),
        "trend": found,
        "drawing": drawing(found, is_share=asked.is_share) if found else None,
        "ways": _ways(asked, found),
        "here": asked.query(),
        "examples": [(example, urlencode({"w": example})) for example in EXAMPLES],
    }
    return render(request, "browsing/trends.html", context, status=200 if asked.is_valid else 400)


def _ways(asked: Asked, found: Trend | None) -> list[tuple[str, str, bool]]:
    """(in words, query, is it so now) of each other way to draw the same."""
    if found is None:
        return []
    ways = [
        (_("篇数"), asked.query(show=""), not asked.is_share),
        (_("占比"), asked.query(show="share"), asked.is_share),
    ]
    if found.can_be_by_month:
        ways += [
            (_("按月"), asked.query(by=""), found.is_by_month),
            (_("按年"), asked.query(by="year"), not found.is_by_month),
        ]
    return [(str(words), query, is_so) for words, query, is_so in ways]
