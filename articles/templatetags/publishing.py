"""What pages say to programs, and how they are cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Article, Official, RegisteredTerm
from articles.publishing import linked_data
from articles.publishing.citations import gbt_2015, gbt_2025, gbt_of_term
from articles.publishing.cited import cited

register = template.Library()

IN_THE_API = {
    "articles": "api-articles",
    "article": "api-article",
    "officials": "api-officials",
    "official": "api-official",
    "post": "api-post",
    "places": "api-places",
    "place": "api-place",
    "issues": "api-issues",
    "issue": "api-issue",
}
"""The pages whose content the API has, too, by the names of their URLs."""
WITH_GRAPHS = ("article", "official", "place")
KEYS = ("public_id", "pk", "slug")


@register.inclusion_tag("publishing/_citation.html")
def citation(article: Article) -> dict[str, Any]:
    """The article's citation to copy, and as files."""
    source = cited(article)
    return {
        "article": article,
        "editions": [("2025", gbt_2025(source)), ("2015", gbt_2015(source, timezone.localdate()))],
        "is_inferred": source.is_inferred,
    }


@register.simple_tag
def alerts_address(asked: object) -> str:
    """Where a list is asked to be told by e-mail; "" where the site sends none."""
    return f"{reverse('alerts')}?{asked}" if settings.ALERTS else ""


@register.simple_tag
def webhook_address(asked: object) -> str:
    """Where a list is asked to be told to a program; "" where the site tells none."""
    return f"{reverse('alerts')}?{asked}{'&' if str(asked) else ''}program=1" if settings.WEBHOOKS else ""


@register.filter
def reference(article: Article) -> str:
    """The article's line in a list of references, as GB/T 7714—2025 has it."""
    return gbt_2025(cited(article))


@register.inclusion_tag("publishing/_article_head.html")
def article_head(article: Article) -> dict[str, Any]:
    """What reference managers read from the head of an article's page, and its JSON-LD."""
    return {
        "source": cited(article),
        "linked_data": linked_data.script(linked_data.news_article(article), linked_data.article_trail(article)),
    }


@register.simple_tag
def official_head(
    official: Official, names: Iterable[str], offices: Iterable[Any], terms: Iterable[RegisteredTerm]
) -> SafeString:
    """The JSON-LD of an official's page."""
    tenures = [office.tenure for office in offices or ()]
    person = linked_data.person(official, names or (), tenures, terms or ())
    return linked_data.script(person, linked_data.official_trail(official))


@register.simple_tag
def source_of_term(term: RegisteredTerm) -> SafeString:
    """The source of a register's term, as GB/T 7714—2025 has it, its address a link."""
    before, address, after = gbt_of_term(term).partition(term.source_url or "\n")
    link = format_html('<a href="{0}" rel="external">{0}</a>', address) if address else ""
    return format_html('<span lang="zh-Hans">{}</span>{}{}', before, link, after)


@register.simple_tag(takes_context=True)
def data_link(context: dict[str, Any]) -> SafeString | str:
    """Where programs find the data of this page; nothing where the API does not have it."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.url_name not in IN_THE_API:
        return ""
    keys = [match.kwargs[key] for key in KEYS if key in match.kwargs]
    address = reverse(IN_THE_API[match.url_name], args=keys)
    asked = str(context["query"]) if match.url_name == "articles" else ""
    found = f"{address}?{asked}" if asked else address
    graphs = linked_data.GRAPHS if match.url_name in WITH_GRAPHS else {}
    links = [("application/json", found)]
    for form, (_write, media_type) in graphs.items():
        links.append((media_type, reverse(f"{match.url_name}-{form}", args=keys)))
    return format_html_join("", '<link rel="alternate" type="{}" href="{}">', links)
