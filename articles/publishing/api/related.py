"""What is related to an article, with the reasons, as its page shows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles.browsing.stories.parts import story_of, with_links, with_page
from articles.browsing.stories.related import places_named, related_to
from articles.browsing.stories.subjects import keywords_of
from articles.corrections import delisted_article
from articles.models import Article, Redirect
from articles.searching import Alike, Reuse

from .answers import check, resource
from .articles import article_label
from .moves import refuse_missing


@resource
def related(request: HttpRequest, public_id: str) -> dict[str, Any]:
    """Articles that have passages of this one, others that tell of its event, others like it, and those that show a
    photograph of it; of one that is no longer listed there are none."""
    check(request)
    article = with_links(with_page(Article.objects.filter(public_id=public_id))).first()
    if article is None:
        if delisted_article(public_id):
            return {"reused": [], "retold": [], "alike": [], "pictured": []}
        refuse_missing(public_id, Redirect.Kind.ARTICLE, Redirect.Kind.GONE)
    story = story_of(article)
    found = related_to(story, keywords_of(article, places_named(story)))
    return {
        "reused": [_reused(each) for each in found.reused],
        "retold": [_retold(each) for each in found.retold],
        "alike": [_alike(each) for each in found.alike],
        "pictured": [article_label(article) for article in found.pictured],
    }


def _reused(found: Reuse) -> dict[str, Any]:
    return {
        "article": article_label(found.article),
        "letters": found.letters,
        "share": round(found.share, 3),
        "passages": [passage.text for passage in found.passages if passage.is_exact],
        "nearly": [
            {"text": each.text, "there": each.text_there, "letters": each.common.letters}
            for each in found.stretches
            if not each.common.is_exact
        ],
    }


def _retold(found: Alike) -> dict[str, Any]:
    return _alike(found) | {"event_dates": [day.isoformat() for day in found.event_days]}


def _alike(found: Alike) -> dict[str, Any]:
    return {
        "article": article_label(found.article),
        "days_apart": found.days,
        "officials": [{"id": official.pk, "name": official.name} for official in found.officials],
        "places": [{"id": place.slug, "name": place.name} for place in found.places],
        "words": found.words,
    }
