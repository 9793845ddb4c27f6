"""An article in a list: everything its row shows, worked out before the template, which only places it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import searching
from articles.browsing import days
from articles.browsing.marks import sentence_at
from articles.browsing.printed.photographs import Photograph, photographs_of
from articles.models import Appearance, Article, ArticlePlace, Official, Page, Place
from articles.models.article import ArticleQuerySet
from articles.models.place import Level

EXCERPT = 88  # characters: three lines on a telephone, two on a desk


@dataclass(frozen=True, slots=True)
class Card:
    """One row of a list of articles."""

    article: Article
    url: str
    headline: str | SafeString
    excerpt: str | SafeString
    day: str
    page_label: str
    page_url: str
    places: list[tuple[str, str]]
    note: str = ""
    label: str = ""
    photograph: Photograph | None = None


def with_card_rows(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Fetch what cards need along with the articles, in three queries."""
    about = ArticlePlace.objects.filter(primary=True).select_related("place").order_by("pk")
    return (
        articles.select_related("issue", "page")
        .prefetch_related(Prefetch("article_places", about))
        .defer("heading_blocks", "source_lines")
    )


def cards(articles: Iterable[Article], query: str = "") -> list[Card]:
    """Cards with the beginning of each article or, for a query, with the passage that holds its words and links to
    where they are marked."""
    return [_card(article, *_found(article, query), asked=asked(query)) for article in articles]


def pictured_cards(
    articles: Iterable[Article], query: str = "", numbers: Mapping[int, int] | None = None
) -> list[Card]:
    """The same, each with a photograph of its article that may be shown: the first, or the one of a number, by the
    article's key."""
    articles = list(articles)
    shown = photographs_of(articles)
    chosen = {
        article: next((each for each in own if numbers is None or each.number == numbers[article]), None)
        for article, own in shown.items()
    }
    return [replace(card, photograph=chosen.get(card.article.pk)) for card in cards(articles, query)]


def asked(query: str) -> str:
    """What an address says of the search that a reader comes from."""
    return f"?{urlencode({'q': query})}" if query else ""


def official_cards(articles: list[Article], official: Official) -> list[Card]:
    """Cards with the title that each article prints, and the sentence that proves the appearance."""
    rows = Appearance.objects.filter(official=official, article__in=articles)
    by_article = {row.article_id: row for row in rows}
    return [_official_card(article, by_article[article.pk]) for article in articles]


def place_cards(articles: Iterable[Article], place: Place) -> list[Card]:
    """Cards that say where an article is about another place, or the whole city, and only names this one."""
    here = place.get_absolute_url()
    return [
        replace(card, label=_relation(card.article, place), places=[each for each in card.places if each[1] != here])
        for card in cards(articles)
    ]


def _relation(article: Article, place: Place) -> str:
    """Of a county: whether the article is about the city with all its counties, or about another place.

    Recognition marks the counties that an article is about; one that is about none of them concerns the city.
    """
    about = [link.place for link in article.article_places.all()]
    if place.level != Level.COUNTY or any(each == place or _is_inside(each, place) for each in about):
        return ""
    if any(each.level == Level.CITY and _is_inside(place, each) for each in about):
        return _("全市报道")
    return _("提到") if about or not place.is_covered else _("全市报道")


def _is_inside(inner: Place, outer: Place) -> bool:
    """By parent, or by code, since the code of a place begins with that of what it lies in."""
    by_code = bool(inner.code and outer.code) and str(inner.code).startswith(str(outer.code))
    return inner.parent_id == outer.pk or by_code


def _official_card(article: Article, seen: Appearance) -> Card:
    return _card(article, article.display_title, proof(article, seen.spans), seen.title)


def proof(article: Article, spans: list[list[int]]) -> str | SafeString:
    """The sentence around the first of the spans in the body, marked there; the beginning where there is none."""
    for number, start, end in spans:
        if number < len(article.paragraphs):
            return format_html("{}<mark>{}</mark>{}", *sentence_at(article.body[number], start, end))
    return _beginning(article)


def page_url(page: Page) -> str:
    """The page's URL: by its printed number, or where it has none by its place in the issue (p2)."""
    return reverse("page", args=[page.issue.slug, page.number or f"p{page.position}"])


def _found(article: Article, query: str) -> tuple[str | SafeString, str | SafeString]:
    if not query:
        return article.display_title, _beginning(article)
    excerpt = searching.passage(article.body, query, EXCERPT)
    return searching.highlight(article.display_title, query), searching.highlight(excerpt, query)


def _beginning(article: Article) -> str:
    """The first words of the body; where they already stand as the title, what follows them."""
    text = next((block["text"] for block in article.blocks_of("body")), "")
    if article.headline:
        return text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")
    rest = text.partition(article.display_title.removesuffix("…"))[2].lstrip("，。；：、！？")
    return rest and "…" + rest[:EXCERPT] + ("…" if len(rest) > EXCERPT else "")


def _card(article: Article, headline: str, excerpt: str, note: str = "", asked: str = "") -> Card:
    article.page.issue = article.issue
    return Card(
        article=article,
        url=article.get_absolute_url() + asked,
        headline=headline,
        excerpt=excerpt,
        day=days.in_words(article.date),
        page_label=str(article.page),
        page_url=page_url(article.page) + asked,
        places=[(link.place.name, link.place.get_absolute_url()) for link in article.article_places.all()],
        note=note,
    )
