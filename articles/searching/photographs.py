"""The same photograph in other articles: reprints, other sizes, crops, mirrored ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from articles.models import Article, Photograph, SamePhotograph, Suppression
from articles.models.article import ArticleQuerySet
from articles.reading.miniatures import Miniature

from .planning import only_indexes

MOST_SHOWING = 9
"""Articles; what more of them show is an ornament or a portrait of the column."""
NEAR = """
SELECT article_id, number, miniature, parts FROM articles_photograph
WHERE (whole = ANY(%s::int[]) OR parts && %s::int[]) AND article_id <> %s
"""


def keep_photographs(articles: Sequence[Article]) -> None:
    """Keep which photographs these articles show, and which others show the same. Call it when they are stored."""
    own = [article.pk for article in articles]
    Photograph.objects.filter(article__in=own).delete()
    SamePhotograph.objects.filter(article__in=own).delete()
    SamePhotograph.objects.filter(other__in=own).delete()
    shown = [
        (article.pk, number, miniature)
        for article in articles
        for number, each in enumerate(article.photographs, 1)
        if (miniature := Miniature.told(each["miniature"]))
    ]
    if shown:
        _keep(shown)


def _keep(shown: Sequence[tuple[int, int, Miniature]]) -> None:
    from .likeness import keys_of  # with numpy, which processes that only show articles do without

    Photograph.objects.bulk_create(
        Photograph(article_id=article, number=number, miniature=str(miniature), whole=keys[0], parts=keys)
        for article, number, miniature in shown
        for keys in [keys_of(miniature)]
    )
    with transaction.atomic(), connection.cursor() as cursor, only_indexes(cursor):
        found = {(article, other) for article, _at, each in shown for other in _showing(cursor, each, article)}
    pairs = sorted(found | {(other, article) for article, other in found})
    SamePhotograph.objects.bulk_create(
        (SamePhotograph(article_id=article, other_id=other) for article, other in pairs), ignore_conflicts=True
    )


def _showing(cursor: CursorWrapper, miniature: Miniature, article: int = 0) -> dict[int, int]:
    """The articles, but for one, that show the same photograph, as it is or mirrored; the so many-th of theirs."""
    from .likeness import Wanted, mirrored

    straight, turned = Wanted(miniature), Wanted(mirrored(miniature))
    near_parts, near = _array(straight.near_parts | turned.near_parts), _array(straight.near | turned.near)
    cursor.execute(NEAR, [near_parts, near, article])
    return {
        other: number
        for other, number, text, keys in cursor.fetchall()
        if (found := Miniature.told(text)) and (straight.is_same(found, keys) or turned.is_same(found, keys))
    }


def showing(text: str) -> dict[int, int]:
    """The articles that show the photograph of a miniature, by their keys, each with the number of that photograph
    among its own. None where somebody's name is masked."""
    miniature = Miniature.told(text)
    if miniature is None:
        return {}
    with transaction.atomic(), connection.cursor() as cursor, only_indexes(cursor):
        numbers = _showing(cursor, miniature)
    masked = Suppression.objects.standing().values("article")
    shown = Article.objects.filter(pk__in=numbers).exclude(public_id__in=masked).values_list("pk", flat=True)
    return {article: numbers[article] for article in shown}


def _array(numbers: Iterable[int]) -> str:
    """Numbers as PostgreSQL writes them; the driver takes five times as long for thousands of them."""
    return f"{{{','.join(map(str, numbers))}}}"


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
