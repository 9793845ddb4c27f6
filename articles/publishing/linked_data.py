"""Pages as JSON-LD in the words of schema.org: an article as NewsArticle, an official as Person; these and places as
graphs of RDF.

Only officials are persons here. Who wrote an article is a line of credit, as printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.browsing.lists.cards import page_url
from articles.models import Article, Official, Place, RegisteredTerm, Tenure
from articles.models.issue import DateBasis

from .addresses import absolute, permanent_url
from .cited import cited, one_line

CONTEXT = "https://schema.org"
TERMS = {"@vocab": "http://schema.org/", "url": {"@type": "@id"}}
"""What the context of schema.org, which is a document on the web, says of the words that are used here."""
ENDS_THE_SCRIPT = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""Escapes that mean the same in JSON, and without which printed text could end the element it stands in."""


def script(*things: dict[str, Any]) -> SafeString:
    """The things as an element that browsers neither show nor run; the Content-Security-Policy does not concern it."""
    data = {"@context": CONTEXT, "@graph": things}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ENDS_THE_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def json_ld(thing: dict[str, Any]) -> str:
    """The thing as a document of its own, which needs no other document to be read."""
    return json.dumps({"@context": TERMS, **thing}, ensure_ascii=False, indent=1) + "\n"


def turtle(thing: dict[str, Any]) -> str:
    """The same as triples in Turtle."""
    lines = [f"@prefix schema: <{TERMS['@vocab']}> ."]
    _tell(thing, lines, count(1))
    return "\n".join(lines) + "\n"


def _tell(thing: dict[str, Any], lines: list[str], unnamed: Iterator[int]) -> str:
    """Write all that is said of a thing, and give the word that stands for it. A string of JSON is one of Turtle."""
    node = f"<{thing['@id']}>" if "@id" in thing else f"_:b{next(unnamed)}"
    lines.append(f"{node} a schema:{thing['@type']} .")
    for name, value in thing.items():
        for each in [] if name.startswith("@") else value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                said = _tell(each, lines, unnamed)
            else:
                said = f"<{each}>" if name == "url" else json.dumps(each, ensure_ascii=False)
            lines.append(f"{node} schema:{name} {said} .")
    return node


GRAPHS = {"jsonld": (json_ld, "application/ld+json"), "ttl": (turtle, "text/turtle")}
"""By the ending of the address: what writes the graph, and its media type."""


def news_article(article: Article) -> dict[str, Any]:
    """The article, with the officials it names and the places it is about."""
    source = cited(article)
    return _without_empty(
        {
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


def person(
    official: Official, names: Iterable[str], tenures: Iterable[Tenure], terms: Iterable[RegisteredTerm] = ()
) -> dict[str, Any]:
    """The official, other forms of the name, and the offices; their days only where an article announces them, or a
    register tells them, which is then cited."""
    return _without_empty(
        {
            **_named("Person", official),
            "alternateName": list(names),
            "disambiguatingDescription": official.disambiguator,
            "hasOccupation": [*map(_role, tenures), *map(_registered_role, terms)],
        }
    )


def place(place: Place) -> dict[str, Any]:
    """The place, its other names, its code and what it lies in."""
    return _without_empty(
        {
            **_named("Place", place),
            "alternateName": place.aliases,
            "identifier": place.code,
            "containedInPlace": _named("Place", place.parent) if place.parent else None,
        }
    )


def article_trail(article: Article) -> dict[str, Any]:
    """Where the article stands: newspapers, issue, page."""
    article.page.issue = article.issue
    with translation.override(settings.LANGUAGE_CODE):  # as in all data, whoever reads the page
        steps = [
            (gettext("报纸"), absolute(reverse("issues"))),
            (str(article.issue), permanent_url(article.issue)),
            (str(article.page), absolute(page_url(article.page))),
            (one_line(article.display_title), permanent_url(article)),
        ]
    return _trail(steps)


def official_trail(official: Official) -> dict[str, Any]:
    """Where the official stands: among the officials."""
    with translation.override(settings.LANGUAGE_CODE):
        steps = [(gettext("官员"), absolute(reverse("officials"))), (str(official), permanent_url(official))]
    return _trail(steps)


def _trail(steps: list[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _role(tenure: Tenure) -> dict[str, Any]:
    days = {"startDate": tenure.started, "endDate": tenure.ended}
    held = {name: day.isoformat() for name, day in days.items() if day}
    return {"@type": "Role", **held, "hasOccupation": {"@type": "Occupation", "name": tenure.post.name}}


def _registered_role(term: RegisteredTerm) -> dict[str, Any]:
    source = {"name": term.source_title, "datePublished": term.source_date, "url": term.source_url}
    held = {"startDate": term.since, "endDate": term.until}
    return {
        "@type": "Role",
        **_without_empty(held),
        "hasOccupation": {"@type": "Occupation", "name": term.post.name},
        "subjectOf": {"@type": "CreativeWork", **_without_empty(source)},
    }


def _named(kind: str, shown: Any) -> dict[str, Any]:
    url = permanent_url(shown)
    return {"@type": kind, "@id": url, "name": shown.name, "url": url}


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
