from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import corrections
from articles.corrections import NAMES
from articles.models import Appearance, Official, Place

from .base import number_of
from .bulk import BulkAdmin
from .correcting import CorrectingAdmin, CorrectingForm, LinesField
from .filters import JurisdictionFilter
from .operating import OperatingAdmin
from .operations import Differ, Merge
from .settable import Column, NamedField, Removal, WordsField


class OfficialForm(CorrectingForm):
    not_columns = (NAMES,)
    names = LinesField(
        20,
        label=_("姓名写法"),
        help_text=_("每行一个：异写与误印。写在这里的，检索得到，以后的导入也认得；去掉的，不再读作此人的写法。"),
    )

    def clean_names(self) -> list[str]:
        return sorted(self.cleaned_data[NAMES])


@admin.register(Official)
class OfficialAdmin(BulkAdmin, OperatingAdmin, CorrectingAdmin):
    settable = (Column(Official, "disambiguator"),)
    operations = (Merge, Differ)
    form = OfficialForm
    editable = ("name", "pinyin", "disambiguator", NAMES)
    list_display = ("name", "pk", "disambiguator", "pinyin", "seen", "public_page")
    search_fields = ("names__name", "pinyin", "disambiguator")
    fields = (*editable, "seen")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Official]:
        return super().get_queryset(request).annotate(appearances_held=number_of(Appearance.objects.all(), "official"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Appearances under a form that is taken out stay the official's, and the editor is led to them."""
        super().save_model(request, obj, form, change)
        removed = set(form.seen_values().get(NAMES, ())) - set(form.decided().get(NAMES, ())) - {obj.name}
        for name in sorted(removed):
            if number := Appearance.objects.filter(official=obj, name=name).count():
                query = {"official__id__exact": obj.pk, "q": name}
                url = reverse("admin:articles_appearance_changelist", query=query)
                said = gettext("“{name}”不再是此人的写法，但以此名的 {number} 次出现仍归此人。").format(
                    name=name, number=number
                )
                messages.warning(request, format_html('{} <a href="{}">{}</a>', said, url, gettext("逐个核对")))

    @admin.display(description=_("见报"))
    def seen(self, official: Any) -> SafeString:
        url = reverse("admin:articles_appearance_changelist", query={"official__id__exact": official.pk})
        return format_html('<a href="{}">{}</a>', url, official.appearances_held)

    @admin.display(description=_("姓名写法"))
    def names(self, official: Official) -> str:
        """For who may only look."""
        return "；".join(corrections.plain(official, NAMES))


@admin.register(Appearance)
class AppearanceAdmin(BulkAdmin, CorrectingAdmin):
    settable = (
        Column(Appearance, "title"),
        Column(Appearance, "jurisdiction", partial(NamedField, Place)),
        Column(Appearance, "level"),
        Column(Appearance, "roles", WordsField),
        Column(Appearance, "official", partial(NamedField, Official)),
        Removal(_("不是官员")),
    )
    editable = ("official", "title", "titles", "jurisdiction", "jurisdiction_name", "level", "roles")
    autocomplete_fields = ("official", "jurisdiction")
    list_display = ("name", "title", "jurisdiction", "level", "article", "date", "confidence", "public_page")
    list_filter = ("level", JurisdictionFilter)
    list_select_related = ("article", "jurisdiction")
    date_hierarchy = "date"
    search_fields = ("name", "title")
    fields = (
        "article",
        "official",
        "name",
        "title",
        "titles",
        "jurisdiction",
        "jurisdiction_name",
        "level",
        "roles",
        "spans",
        "title_spans",
        "confidence",
        "recogniser",
        "date",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        return super().get_queryset(request).select_related("article", "official", "jurisdiction")

    def view_on_site(self, appearance: Appearance) -> str:
        return appearance.article.get_absolute_url()
