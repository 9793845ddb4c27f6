"""What an article is about, in words that lead to other articles with them."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article, Place

MOST_KEYWORDS = 6


def keywords_of(article: Article, places: Iterable[Place]) -> list[str]:
    """The words that mark headline and body, without names of its paper and of places that its page lists anyway.

    No name of a person is ever among them (see articles.text.keywords).
    """
    from articles.text.keywords import keywords  # its dictionary takes a second that no other page should wait for

    texts = [article.headline, *(block["text"] for block in article.blocks_of("body"))]
    listed = [article.issue.newspaper, *(name for place in places for name in (place.name, *place.aliases))]
    found = keywords("\n".join(texts), MOST_KEYWORDS * 2)
    return [word for word in found if not any(name.startswith(word) for name in listed)][:MOST_KEYWORDS]
