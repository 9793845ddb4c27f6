"""What an article is about, in words that lead to other articles with them."""

from __future__ import annotations

from articles.models import Article

MOST_KEYWORDS = 6


def keywords_of(article: Article) -> tuple[str, ...]:
    """The words that mark headline and body. No name of a person is ever among them (see articles.text.keywords)."""
    from articles.text.keywords import keywords  # its dictionary takes a second that no other page should wait for

    texts = [article.headline, *(block["text"] for block in article.blocks_of("body"))]
    return keywords("\n".join(texts), MOST_KEYWORDS)
