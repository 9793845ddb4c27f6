"""The same photograph in other articles: reprints, other sizes, slight crops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from articles.models import Article, Photograph, SamePhotograph, Suppression
from articles.models.article import ArticleQuerySet

SAME = 16
"""Bits of 128 in which two prints of one photograph may differ; those of two differ in 27 and more."""
MOST_SHOWING = 9
"""Articles; what more of them show is an ornament or a portrait of the column."""
HALF = 16  # hexadecimal digits

PAIRS = """
WITH pair AS (
    SELECT DISTINCT own.article_id AS article, other.article_id AS other
    FROM articles_photograph AS own JOIN articles_photograph AS other
    ON (own.is_whole OR other.is_whole) AND own.article_id <> other.article_id
    AND bit_count((own.across # other.across)::bit(64)) <= %(same)s
    AND bit_count((own.across # other.across)::bit(64)) + bit_count((own.down # other.down)::bit(64)) <= %(same)s
    WHERE own.article_id = ANY(%(own)s)
)
INSERT INTO articles_samephotograph (article_id, other_id)
SELECT article, other FROM pair UNION SELECT other, article FROM pair ON CONFLICT DO NOTHING
"""


def keep_photographs(articles: Sequence[Article]) -> None:
    """Keep which photographs these articles show, and which others show the same. Call it when they are stored."""
    own = [article.pk for article in articles]
    Photograph.objects.filter(article__in=own).delete()
    SamePhotograph.objects.filter(article__in=own).delete()
    SamePhotograph.objects.filter(other__in=own).delete()
    rows = Photograph.objects.bulk_create(row for article in articles for row in _rows(article))
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(PAIRS, {"own": [row.article_id for row in rows], "same": SAME})


def _rows(article: Article) -> Iterator[Photograph]:
    for prints in article.photographs:
        halves = [_signed(prints[at : at + HALF]) for at in range(0, len(prints), HALF)]
        for number, (across, down) in enumerate(zip(halves[::2], halves[1::2], strict=True)):
            yield Photograph(article=article, across=across, down=down, is_whole=number == 0)


def _signed(digits: str) -> int:
    """The number that PostgreSQL keeps in the same 64 bits.

    >>> _signed("f" * 16), _signed("0" * 15 + "a")
    (-1, 10)
    """
    return int.from_bytes(bytes.fromhex(digits), signed=True)


def with_same_photographs(story: Sequence[Article]) -> list[Article]:
    """The articles of other pages that show a photograph of the story, as they were printed. None where somebody's name
    is masked in the story, none of those where one is, and none of what more than MOST_SHOWING show."""
    own = [part.pk for part in story if part.pk]
    if not any(part.photographs for part in story) or _masked(story):
        return []
    found: ArticleQuerySet = Article.objects.filter(
        pk__in=SamePhotograph.objects.filter(article__in=own).exclude(other__in=own).values("other")
    ).exclude(page__in=[part.page_id for part in story])
    articles = list(found.select_related("issue", "page").defer("heading_blocks", "source_lines").as_printed())
    if len(articles) > MOST_SHOWING:
        return []
    masked = _masked(articles)
    return [article for article in articles if article.public_id not in masked]


def _masked(articles: Iterable[Article]) -> set[str]:
    standing = Suppression.objects.standing().filter(article__in=[article.public_id for article in articles])
    return set(standing.values_list("article", flat=True))
