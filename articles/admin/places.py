from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePlace, Place

from .base import number_of
from .bulk import BulkAdmin
from .correcting import CorrectingAdmin, CorrectingForm, LinesField
from .operating import OperatingAdmin
from .operations import Differ, Merge
from .settable import Column, NamedField, Removal, UncodedColumn

ALIASES_IN_LIST = 3
"""A zone may have a dozen, which would squeeze the other columns."""


class PlaceForm(CorrectingForm):
    aliases = LinesField(
        60,
        label=_("别名"),
        help_text=_("每行一个。重新载入地名时保留；地名文件里也有的别名须在文件里删。"),
    )


@admin.register(Place)
class PlaceAdmin(BulkAdmin, OperatingAdmin, CorrectingAdmin):
    settable = (UncodedColumn(Place, "parent", partial(NamedField, Place)), UncodedColumn(Place, "is_covered"))
    operations = (Merge, Differ)
    """The parent of a coded place, and whether it is covered, come from the gazetteer's files at each load."""

    form = PlaceForm
    editable = ("aliases", "parent", "is_covered")
    editable_with_code = ("aliases",)
    list_display = ("name", "level", "code", "parent", "alias_list", "is_covered", "articles_held", "public_page")
    list_filter = ("level", "is_covered", ("code", admin.EmptyFieldListFilter))
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    search_fields = ("name", "code", "slug", "aliases__icontains")
    fields = ("name", "level", "code", "slug", "parent", "aliases", "is_covered")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        places = super().get_queryset(request).select_related("parent")
        return places.annotate(held=number_of(ArticlePlace.objects.all(), "place"))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fields = super().get_readonly_fields(request, obj)
        if isinstance(obj, Place) and obj.code is not None:
            return [*fields, *(field for field in self.editable if field not in self.editable_with_code)]
        return fields

    def view_on_site(self, place: Place) -> str:
        return reverse("place", args=[place.slug])

    @admin.display(description=_("别名"))
    def alias_list(self, place: Place) -> str:
        shown = place.aliases[:ALIASES_IN_LIST]
        return "；".join(shown) + ("…" if len(place.aliases) > len(shown) else "")

    @admin.display(description=_("报道数"))
    def articles_held(self, place: Any) -> int:
        return place.held


@admin.register(ArticlePlace)
class ArticlePlaceAdmin(BulkAdmin, CorrectingAdmin):
    settable = (
        Column(ArticlePlace, "primary"),
        Column(ArticlePlace, "place", partial(NamedField, Place)),
        Removal(_("不是所及的地方")),
    )
    editable = ("place", "primary")
    autocomplete_fields = ("place",)
    list_display = ("article", "place", "primary", "date", "confidence", "public_page")
    list_filter = ("primary", "place__level")
    date_hierarchy = "date"
    search_fields = ("place__name",)
    fields = ("article", "place", "primary", "spans", "confidence", "date")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticlePlace]:
        return super().get_queryset(request).select_related("article", "place")

    def view_on_site(self, link: ArticlePlace) -> str:
        return link.article.get_absolute_url()
