"""Filters of the admin's lists."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Place, ReviewItem

KINDS = {
    "date": _("日期"),
    "boundary": _("界线"),
    "heading": _("标题"),
    "jump": _("转版"),
    "order": _("栏次"),
    "scan": _("图像识别"),
    "name": _("姓名"),
    "namesake": _("同名"),
    "tenure": _("任职"),
    "registered": _("名录中的人"),
    "contradiction": _("名录与见报不符"),
    "title": _("职务"),
    "jurisdiction": _("辖区"),
    "place": _("地方"),
    "event_date": _("事件日期"),
    "conflict": _("与更正不符"),
    "second_opinion": _("第二意见"),
    "report": _("读者报告"),
    "unmerged": _("撤销合并"),
}
"""The stable words of doubts in the reader's language. A word that is missing here is shown as it is."""


class CountyFilter(admin.SimpleListFilter):
    """One of the home city's counties. `path` leads from the listed row to its place."""

    title = _("县（市、区）")
    parameter_name = "county"
    path: str

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        counties = Place.objects.counties().filter(is_covered=True)
        return [(str(county.pk), county.name) for county in counties]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}": self.value()}) if self.value() else queryset


class ArticleCountyFilter(CountyFilter):
    path = "article_places__place"


class JurisdictionFilter(CountyFilter):
    path = "jurisdiction"


class UndecidedFilter(admin.SimpleListFilter):
    """What still waits for a decision, unless somebody asks for the rest."""

    title = _("状态")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("decided", _("已处理")), ("all", _("全部"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [first | {"display": _("待处理")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(decided_at__isnull=self.value() != "decided")


class KindFilter(admin.SimpleListFilter):
    """The kind of doubt, in words; kinds that nobody has named here are listed under their own word."""

    title = _("种类")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        kinds = ReviewItem.objects.order_by("kind").values_list("kind", flat=True).distinct()
        return [(kind, KINDS.get(kind, kind)) for kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset
