"""Pages as JSON-LD in the words of schema.org: an article as NewsArticle, an official as Person.

Only officials are persons here. Who wrote an article is a line of credit, as printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Official, Tenure
from articles.models.issue import DateBasis

from .addresses import permanent_url
from .cited import cited

CONTEXT = "https://schema.org"
ENDS_THE_SCRIPT = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""Escapes that mean the same in JSON, and without which printed text could end the element it stands in."""


def script(data: dict[str, Any]) -> SafeString:
    """The data as an element that browsers neither show nor run; the Content-Security-Policy does not concern it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ENDS_THE_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def news_article(article: Article) -> dict[str, Any]:
    """The article, with the officials it names and the places it is about."""
    source = cited(article)
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": source.url,
            "url": source.url,
            "headline": source.title,
            "alternativeHeadline": source.subtitle or article.kicker,
            **_day(article),
            "inLanguage": "zh-Hans",
            "isPartOf": _without_empty({"@type": "Newspaper", "name": source.newspaper}) if source.newspaper else None,
            "printPage": source.page,
            "creditText": "、".join(source.authors),
            "mentions": [_named("Person", official) for official in _officials(article)],
            "contentLocation": [_named("Place", link.place) for link in article.article_places.all() if link.primary],
        }
    )


def person(official: Official, names: Iterable[str], tenures: Iterable[Tenure]) -> dict[str, Any]:
    """The official, other forms of the name, and the offices; their days only where an article announces them."""
    return _without_empty(
        {
            "@context": CONTEXT,
            **_named("Person", official),
            "@id": permanent_url(official),
            "alternateName": list(names),
            "disambiguatingDescription": official.disambiguator,
            "hasOccupation": [_role(tenure) for tenure in tenures],
        }
    )


def _role(tenure: Tenure) -> dict[str, Any]:
    days = {"startDate": tenure.started, "endDate": tenure.ended}
    held = {name: day.isoformat() for name, day in days.items() if day}
    return {"@type": "Role", **held, "hasOccupation": {"@type": "Occupation", "name": tenure.post.name}}


def _named(kind: str, shown: Any) -> dict[str, Any]:
    return {"@type": kind, "name": shown.name, "url": permanent_url(shown)}


def _officials(article: Article) -> list[Official]:
    return list({seen.official_id: seen.official for seen in article.appearances.all()}.values())


def _day(article: Article) -> dict[str, str]:
    """`datePublished` is what a page prints or somebody gave; of an inferred day only the window is said."""
    issue = article.issue
    if article.date is None:
        return {}
    if issue.date_basis != DateBasis.INFERRED:
        return {"datePublished": article.date.isoformat()}
    return {"temporalCoverage": f"{issue.date_from or article.date}/{issue.date_to or article.date}"}


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
