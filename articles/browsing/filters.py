"""The one filter grammar of every list: `q from to place official sort`. A repeated key means OR."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import searching
from articles.models import Appearance, Article, ArticlePlace, Official, Place
from articles.models.article import ArticleQuerySet

from .fields import DayField, ObjectsField, QueryField
from .queries import Query

SORTS = [("newest", _("最新在前")), ("oldest", _("最早在前"))]


class QueryFilter(django_filters.Filter):
    """Articles that hold the words."""

    field_class = QueryField

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return searching.search(qs, value) if value else qs


class DayFilter(django_filters.Filter):
    field_class = DayField


class LinkFilter(django_filters.Filter):
    """Articles that are linked, by rows of `through`, to at least one of the objects."""

    field_class = ObjectsField

    def __init__(self, through: type[Model], **kwargs: Any) -> None:
        self.through = through
        super().__init__(**kwargs)

    def filter(self, qs: ArticleQuerySet, value: list[Model]) -> ArticleQuerySet:
        if not value:
            return qs
        links = self.through._default_manager.filter(**{f"{self.field_name}__in": value})
        return qs.filter(pk__in=links.order_by().values("article"))


class SortFilter(django_filters.ChoiceFilter):
    """The order; the list itself applies it, because it has to page in that order."""

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:  # noqa: ARG002
        return qs


class FilterForm(forms.Form):
    """Checks what concerns several parameters, or several values of one."""

    ONCE = ("q", "from", "to", "sort")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.ONCE:
            if isinstance(self.data, QueryDict) and len(set(self.data.getlist(name))) > 1:
                self.add_error(name, _("这个条件只能给一个值。"))
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("from", _("起始日期晚于截止日期。"))
        return cleaned


class ArticleFilter(django_filters.FilterSet):
    """Articles by words, days, places and officials. Invalid values leave nothing."""

    q = QueryFilter(label=_("检索词"))
    since = DayFilter(field_name="date", lookup_expr="gte", label=_("从"))
    to = DayFilter(field_name="date", lookup_expr="lte", label=_("到"))
    place = LinkFilter(
        ArticlePlace,
        field_name="place",
        queryset=Place.objects.all(),
        key="slug",
        pattern=r"[-\w]{1,120}",
        unknown=_("没有这个地方。"),
        label=_("地方"),
    )
    official = LinkFilter(
        Appearance,
        field_name="official",
        queryset=Official.objects.all(),
        key="pk",
        pattern=r"[0-9]{1,18}",
        unknown=_("没有这位官员。"),
        label=_("官员"),
    )
    sort = SortFilter(choices=SORTS, empty_label=None, label=_("排序"))

    class Meta:
        model = Article
        fields: list[str] = []
        form = FilterForm

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The filters by parameter; `from` cannot be the name of a class attribute."""
        filters = super().get_filters()
        return {("from" if name == "since" else name): each for name, each in filters.items()}

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        return super().filter_queryset(queryset) if self.is_valid() else queryset.none()

    @property
    def oldest_first(self) -> bool:
        return self.form.cleaned_data.get("sort") == "oldest"

    @property
    def query(self) -> Query:
        """What was asked, in canonical form; without what was invalid."""
        asked = self.form.cleaned_data
        return Query(
            q=asked.get("q") or "",
            first=asked.get("from"),
            last=asked.get("to"),
            places=tuple(sorted(asked.get("place") or (), key=lambda place: place.slug)),
            officials=tuple(sorted(asked.get("official") or (), key=lambda official: official.pk)),
            sort=asked.get("sort") if asked.get("sort") == "oldest" else "",
        )
