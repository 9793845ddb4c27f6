"""Articles into the search table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from articles.models import Article, ArticleSearch

from .photographs import keep_photographs
from .prints import prints_of
from .sharing import share
from .terms import BANNER, CREDIT, HEADING, letters_of_indexed, lexemes_of_line, plain

LONGEST_TEXT = 150_000  # characters; PostgreSQL takes a tsvector of 1 MB, and each new pair costs up to 7 bytes of it
ROWS_A_STATEMENT = 200


def index(articles: Iterable[Article]) -> None:
    """Make the articles findable as they are now. Call it in the transaction that writes them."""
    articles = list(articles)
    written = ArticleSearch.objects.bulk_create(
        (_row(article) for article in articles),
        batch_size=ROWS_A_STATEMENT,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["tsv", "text", "prints"],
    )
    share([row.article_id for row in written])
    keep_photographs(articles)


def _row(article: Article) -> ArticleSearch:
    return ArticleSearch(article=article, **columns_of(article))


def columns_of(article: Article) -> dict[str, Any]:
    """What the search table keeps of an article, by column."""
    lines = "\n".join(_lines(article))[:LONGEST_TEXT].split("\n")
    lexemes = set().union(*map(lexemes_of_line, lines))
    tsv = " ".join(f"'{lexeme}'" for lexeme in sorted(lexemes))
    text = "\n".join(lines)
    return {"tsv": tsv, "text": text, "prints": prints_of(letters_of_indexed(text))}


def _lines(article: Article) -> Iterator[str]:
    """All that was printed of the article, field by field, because no term reaches from one into the next."""
    credits = [*article.reporters, *article.correspondents, *article.photographers]
    headings = [article.kicker, article.headline, article.subheadline]
    for mark, fields in ((BANNER, [article.banner]), (HEADING, headings), (CREDIT, credits), ("", article.body)):
        yield from (mark + line for line in (plain(field)[0] for field in fields) if line)
