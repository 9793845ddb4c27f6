from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import searching
from articles.models import Appearance, Article, ArticlePlace
from articles.models.article import ArticleQuerySet

from .base import ReadOnlyInline, with_source
from .bulk import BulkAdmin
from .correcting import CorrectingAdmin, CorrectingForm, ParagraphsField
from .filters import ArticleCountyFilter
from .operating import OperatingAdmin
from .operations import Delist, Heading, Join, Mask, Move, Split, Withdraw
from .settable import Column, PageNumber, PrimaryCounty


class AppearanceInline(ReadOnlyInline):
    model = Appearance
    fields = ("official", "name", "title", "jurisdiction", "level", "roles", "confidence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        return super().get_queryset(request).select_related("official", "jurisdiction")


class ArticlePlaceInline(ReadOnlyInline):
    model = ArticlePlace
    fields = ("place", "primary", "confidence")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticlePlace]:
        return super().get_queryset(request).select_related("place")


class ArticleForm(CorrectingForm):
    paragraphs = ParagraphsField(
        label=_("段落"), help_text=_("段与段之间空一行。小标题前写“## ”，署名行前写“@ ”，图片署名前写“© ”。")
    )


@admin.register(Article)
class ArticleAdmin(BulkAdmin, OperatingAdmin, CorrectingAdmin):
    settable = (Column(Article, "kind"), Column(Article, "banner"), PageNumber(), PrimaryCounty())
    operations = (Split, Join, Move, Heading, Delist, Mask, Withdraw)
    form = ArticleForm
    editable = (
        "kind",
        "banner",
        "kicker",
        "headline",
        "subheadline",
        "page",
        "jump_to",
        "jump_from",
        "continues",
        "dateline",
        "paragraphs",
        "event_dates",
        "reporters",
        "correspondents",
        "photographers",
    )
    raw_id_fields = ("page", "continues")
    list_display = ("display_title", "date", "issue", "page", "kind", "public_page")
    list_filter = ("kind", "issue__date_basis", ArticleCountyFilter)
    list_select_related = ("issue", "page")
    date_hierarchy = "date"
    search_fields = ("public_id",)
    search_help_text = _("全文检索：词或“短语”；也可输入报道编号。")
    inlines = (AppearanceInline, ArticlePlaceInline)
    fieldsets = (
        (None, {"fields": ("public_id", "kind", "banner", "kicker", "headline", "subheadline")}),
        (_("归属"), {"fields": ("issue", "page", "date", "position", "jump_to", "jump_from", "continues")}),
        (_("正文"), {"fields": ("dateline", "paragraphs", "event_dates")}),
        (_("署名"), {"fields": ("reporters", "correspondents", "photographers")}),
        (_("来源"), {"fields": ("source", "lines_of_source")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = with_source(super().get_queryset(request))
        return articles.select_related("issue", "page", "continues")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        if not search_term:
            return queryset, False
        found = searching.search(cast(ArticleQuerySet, queryset), search_term)
        return found | queryset.filter(public_id=search_term), False

    @admin.display(description=_("标题"), ordering="headline")
    def display_title(self, article: Article) -> str:
        return article.display_title

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Who may only look sees the text as text."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        shown = {"fields": ("dateline", "full_text", "event_dates")}
        return [(name, shown if "paragraphs" in options["fields"] else options) for name, options in fieldsets]

    @admin.display(description=_("来源行"))
    def lines_of_source(self, article: Article) -> str:
        return "、".join(f"{first}" if first == last else f"{first}–{last}" for first, last in article.source_lines)

    @admin.display(description=_("段落"))
    def full_text(self, article: Article) -> SafeString:
        return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in article.body))
