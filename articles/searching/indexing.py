"""Articles into the search table."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article, ArticleSearch

from .terms import lexemes_of_text, plain

LONGEST_TEXT = 150_000  # characters; PostgreSQL takes a tsvector of 1 MB, and each new pair costs up to 7 bytes of it
ROWS_A_STATEMENT = 200


def index(articles: Iterable[Article]) -> None:
    """Make the articles findable as they are now. Call it in the transaction that writes them."""
    ArticleSearch.objects.bulk_create(
        (_row(article) for article in articles),
        batch_size=ROWS_A_STATEMENT,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["tsv", "text"],
    )


def _row(article: Article) -> ArticleSearch:
    text = "\n".join(filter(None, (plain(field)[0] for field in _fields(article))))[:LONGEST_TEXT]
    tsv = " ".join(f"'{lexeme}'" for lexeme in sorted(lexemes_of_text(text)))
    return ArticleSearch(article=article, tsv=tsv, text=text)


def _fields(article: Article) -> list[str]:
    """All that was printed of the article, field by field, because no term reaches from one into the next."""
    credits = [*article.reporters, *article.correspondents, *article.photographers]
    return [article.banner, article.kicker, article.headline, article.subheadline, *article.body, *credits]
