"""The one filter grammar of every list: `q from to`, the conditions of `queries.CONDITIONS`, `front same sort`.

A repeated key means OR, but of `with`: everyone named there is seen together. `official`, `post`, `role`, `level` and
`branch` are about one and the same person in an article: whoever is asked for, in that post, doing that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import searching
from articles.models import Appearance, Article, ArticlePlace, Official, Place, Post, TenureProof
from articles.models.article import ArticleQuerySet
from articles.models.issue import DateBasis
from articles.models.place import Level

from .activities import ACTIVITIES
from .classes import BRANCH, BRANCHES, DOUBTS, OUTLETS
from .filtering import (
    AnyNameFilter,
    AnyWordFilter,
    DayFilter,
    DoubtFilter,
    FrontPageFilter,
    LinkFilter,
    OfficialsFilter,
    OutletFilter,
    PicturedFilter,
    PostsFilter,
    QueryFilter,
    SharedTextFilter,
    SortFilter,
    TogetherFilter,
    WordsFilter,
)
from .queries import CONDITIONS, FLAGS, Query

ONLY = [("1", _("只要有的"))]
SORTS = [("newest", _("最新在前")), ("oldest", _("最早在前"))]


class FilterForm(forms.Form):
    """Checks what concerns several parameters, or several values of one."""

    ONCE = ("q", "from", "to", *FLAGS, "sort")

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
    town = LinkFilter(
        ArticlePlace,
        field_name="place",
        queryset=Place.objects.unmerged().filter(level=Level.TOWN),
        key="slug",
        pattern=r"[-\w]{1,120}",
        unknown=_("没有这个乡镇或街道。"),
        label=_("乡镇、街道"),
    )
    official = OfficialsFilter(**OFFICIALS, label=_("官员"))
    together = TogetherFilter(**OFFICIALS, label=_("同时见报"))
    post = PostsFilter(
        queryset=Post.objects.all(), key="pk", pattern=r"[0-9]{1,18}", unknown=_("没有这个职位。"), label=_("职位")
    )
    role = WordsFilter(words=ACTIVITIES, unknown=_("没有这种活动。"), label=_("活动"))
    level = WordsFilter(words=Level.values, unknown=_("没有这个级别。"), label=_("官员级别"))
    branch = WordsFilter(words=BRANCHES, unknown=_("没有这种机构。"), label=_("机构"))
    kind = AnyWordFilter(words=Article.Kind.values, unknown=_("没有这种类型。"), label=_("类型"))
    newspaper = AnyNameFilter(field_name="issue__newspaper", label=_("报纸"))
    section = AnyNameFilter(field_name="page__name", label=_("版名"))
    banner = AnyNameFilter(label=_("栏目"))
    dateline = OutletFilter(words=OUTLETS, unknown=_("没有这种电头。"), label=_("电头"))
    basis = AnyWordFilter(
        field_name="issue__date_basis", words=DateBasis.values, unknown=_("没有这种依据。"), label=_("日期依据")
    )
    doubt = DoubtFilter(words=DOUBTS, unknown=_("疑点只有 none 和 open。"), label=_("疑点"))
    front = FrontPageFilter(choices=ONLY, empty_label=None, label=_("版面"))
    same = SharedTextFilter(choices=ONLY, empty_label=None, label=_("文字"))
    pictured = PicturedFilter(choices=ONLY, empty_label=None, label=_("照片"))
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
        several: dict[str, Any] = {
            each.field: tuple(sorted(asked.get(each.name) or (), key=each.key)) for each in CONDITIONS
        }
        flags: dict[str, Any] = {name: asked.get(name) or "" for name in FLAGS}
        return Query(
            q=asked.get("q") or "",
            first=asked.get("from"),
            last=asked.get("to"),
            **several,
            **flags,
            sort=asked.get("sort") if asked.get("sort") == "oldest" else "",
        )


class SharedTextList(ArticleFilter):
    """The same for a list of texts that several articles have: all of its articles have one, the newest come first."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return {name: each for name, each in super().get_filters().items() if name not in ("same", "sort")}

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        return searching.with_shared_text(super().filter_queryset(queryset))


def seen(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Articles in which one person meets all that is asked of persons."""
    asked = appearances_asked(query)
    return articles if asked is None else articles.filter(pk__in=asked.values("article"))


def appearances_asked(query: Query) -> QuerySet[Appearance] | None:
    """The appearances that meet all that is asked of persons, in any order; None where nothing is."""
    conditions: dict[str, Any] = {
        "official__in": query.officials,
        "roles__overlap": list(query.roles),
        "level__in": query.levels,
    }
    asked = Q(**{name: values for name, values in conditions.items() if values})
    if not (asked or query.posts or query.branches):
        return None
    found = Appearance.objects.filter(asked).order_by()
    if query.posts:
        found = found.filter(pk__in=_in_posts(query.posts))
    if query.branches:
        # Their keys, one by one: the planner cannot guess how many posts a branch has, and takes courts for government.
        posts = Post.objects.annotate(branch=BRANCH).filter(branch__in=query.branches).order_by()
        keys = list(posts.values_list("pk", flat=True))
        found = found.filter(pk__in=_in_posts(keys))
    return found


def _in_posts(posts: Iterable[Any]) -> QuerySet[Any]:
    """The keys of the appearances that prove somebody in one of the posts."""
    return TenureProof.objects.filter(tenure__post__in=posts).order_by().values("appearance")
