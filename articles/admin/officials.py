from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Appearance, Official, OfficialName, Place

from .base import number_of
from .bulk import BulkAdmin
from .correcting import CorrectingAdmin
from .filters import JurisdictionFilter
from .operations import Differ, Merge, OperatingAdmin
from .settable import Column, NamedField, Removal, WordsField


class NamedFields(forms.BaseInlineFormSet):
    """Rows of a table, whose fields have no label but the head of their column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = field.label


class OfficialNameInline(admin.TabularInline):
    """Variants and misprints: what is written here is found by search and known to the next import."""

    model = OfficialName
    formset = NamedFields
    extra = 0


@admin.register(Official)
class OfficialAdmin(BulkAdmin, OperatingAdmin, CorrectingAdmin):
    settable = (Column(Official, "disambiguator"),)
    operations = (Merge, Differ)
    editable = ("name", "pinyin", "disambiguator")
    list_display = ("name", "pk", "disambiguator", "pinyin", "seen", "public_page")
    search_fields = ("names__name", "pinyin", "disambiguator")
    fields = (*editable, "seen")
    inlines = (OfficialNameInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Official]:
        return super().get_queryset(request).annotate(appearances_held=number_of(Appearance.objects.all(), "official"))

    @admin.display(description=_("出现"))
    def seen(self, official: Any) -> SafeString:
        url = reverse("admin:articles_appearance_changelist", query={"official__id__exact": official.pk})
        return format_html('<a href="{}">{}</a>', url, official.appearances_held)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        """The name itself is always one of its forms, whatever the editor removed."""
        super().save_related(request, form, formsets, change)
        OfficialName.objects.get_or_create(official=form.instance, name=form.instance.name)


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
