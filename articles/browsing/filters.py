"""The one filter grammar of every list: `q from to place official with post role kind newspaper same sort`.

A repeated key means OR, but of `with`: everyone named there is seen together. `official`, `post` and `role` are about
one and the same person in an article: whoever is asked for, in that post, doing that.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import searching
from articles.models import Appearance, Article, ArticlePlace, Official, Place, Post
from articles.models.article import ArticleQuerySet

from .activities import ACTIVITIES
from .fields import DayField, NamesField, ObjectsField, OfficialsField, PostsField, QueryField, WordsField
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


class TogetherFilter(django_filters.Filter):
    """Articles in which each of the officials appears."""

    field_class = OfficialsField

    def filter(self, qs: ArticleQuerySet, value: list[Official]) -> ArticleQuerySet:
        for official in value or ():
            qs = qs.filter(pk__in=Appearance.objects.filter(official=official).order_by().values("article"))
        return qs


class AnyOfFilter(django_filters.Filter):
    """Articles of which one field has at least one of the values."""

    def filter(self, qs: ArticleQuerySet, value: list[str]) -> ArticleQuerySet:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class KindFilter(AnyOfFilter):
    field_class = WordsField


class NewspaperFilter(AnyOfFilter):
    field_class = NamesField


class SharedTextFilter(django_filters.ChoiceFilter):
    """Articles with a passage that stands in another, too."""

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return searching.with_shared_text(qs) if value else qs


class AskedFilter(django_filters.Filter):
    """A condition that is not applied alone: the list applies the order, and `seen` all that concerns one person."""

    def filter(self, qs: ArticleQuerySet, value: Any) -> ArticleQuerySet:  # noqa: ARG002
        return qs


class SortFilter(AskedFilter, django_filters.ChoiceFilter):
    """The order; the list itself applies it, because it has to page in that order."""


class OfficialsFilter(AskedFilter):
    field_class = OfficialsField


class PostsFilter(AskedFilter):
    field_class = PostsField


class WordsFilter(AskedFilter):
    field_class = WordsField


class FilterForm(forms.Form):
    """Checks what concerns several parameters, or several values of one."""

    ONCE = ("q", "from", "to", "same", "sort")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.ONCE:
            if isinstance(self.data, QueryDict) and len(set(self.data.getlist(name))) > 1:
                self.add_error(name, _("这个条件只能给一个值。"))
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("from", _("起始日期晚于截止日期。"))
        return cleaned


OFFICIALS: dict[str, Any] = {
    "queryset": Official.objects.listed(),
    "key": "pk",
    "pattern": r"[0-9]{1,18}",
    "unknown": _("没有这位官员。"),
}
EXPRESSIONS = _(
    "空格隔开的词都须出现；“甲 | 乙”有其一即可，“-丙”不得出现，“标题:丁”须在标题里，“甲 ~10 乙”须在近处，"
    "“甲乙丙~”容许一个字不同；括号里的算一项。"
)
PARAMETERS = {"since": "from", "together": "with"}
"""Parameters whose names cannot be those of class attributes."""


class ArticleFilter(django_filters.FilterSet):
    """Articles by words, days, places, officials, kinds, newspapers and shared text. Invalid values leave nothing."""

    q = QueryFilter(label=_("检索词"), help_text=EXPRESSIONS)
    since = DayFilter(field_name="date", lookup_expr="gte", label=_("从"))
    to = DayFilter(field_name="date", lookup_expr="lte", label=_("到"))
    place = LinkFilter(
        ArticlePlace,
        field_name="place",
        queryset=Place.objects.unmerged(),
        key="slug",
        pattern=r"[-\w]{1,120}",
        unknown=_("没有这个地方。"),
        label=_("地方"),
    )
    official = OfficialsFilter(**OFFICIALS, label=_("官员"))
    together = TogetherFilter(**OFFICIALS, label=_("同时见报"))
    post = PostsFilter(
        queryset=Post.objects.all(), key="pk", pattern=r"[0-9]{1,18}", unknown=_("没有这个职位。"), label=_("职位")
    )
    role = WordsFilter(words=ACTIVITIES, unknown=_("没有这种活动。"), label=_("活动"))
    kind = KindFilter(words=Article.Kind.values, unknown=_("没有这种类型。"), label=_("类型"))
    newspaper = NewspaperFilter(field_name="issue__newspaper", label=_("报纸"))
    same = SharedTextFilter(choices=[("1", _("只要有的"))], empty_label=None, label=_("文字"))
    sort = SortFilter(choices=SORTS, empty_label=None, label=_("排序"))

    class Meta:
        model = Article
        fields: list[str] = []
        form = FilterForm

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The filters by parameter."""
        return {PARAMETERS.get(name, name): each for name, each in super().get_filters().items()}

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        return seen(super().filter_queryset(queryset), self.query) if self.is_valid() else queryset.none()

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
            officials=_in_order(asked.get("official")),
            companions=_in_order(asked.get("with")),
            posts=_in_order(asked.get("post")),
            roles=tuple(sorted(asked.get("role") or ())),
            kinds=tuple(sorted(asked.get("kind") or ())),
            newspapers=tuple(sorted(asked.get("newspaper") or ())),
            same=asked.get("same") or "",
            sort=asked.get("sort") if asked.get("sort") == "oldest" else "",
        )


class SharedTextList(ArticleFilter):
    """The same for a list of texts that several articles have: all of its articles have one, the newest come first."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return {name: each for name, each in super().get_filters().items() if name not in ("same", "sort")}

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        return searching.with_shared_text(super().filter_queryset(queryset))


def _in_order(objects: list[Any] | None) -> tuple[Any, ...]:
    return tuple(sorted(objects or (), key=lambda each: each.pk))


def seen(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Articles in which one person meets all that is asked of persons."""
    asked = {
        "official__in": query.officials,
        "proofs__tenure__post__in": query.posts,
        "roles__overlap": list(query.roles),
    }
    conditions = {name: values for name, values in asked.items() if values}
    if not conditions:
        return articles
    return articles.filter(pk__in=Appearance.objects.filter(**conditions).order_by().values("article"))
