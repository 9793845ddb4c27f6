"""Which prints a few articles share: kept beside the articles, so that all that is printed twice can be listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from articles.models import SharedPrint
from articles.models.article import ArticleQuerySet

from .planning import only_indexes

FORMULA = 8
"""Articles beside one. What stands in more is a turn of speech, a slogan or a serial notice: nobody's text."""

SHARE = """
WITH own AS (
    SELECT DISTINCT unnest(prints) AS print FROM articles_articlesearch WHERE article_id = ANY(%(own)s)
), found AS MATERIALIZED (
    SELECT print, ARRAY(
        SELECT article_id FROM articles_articlesearch WHERE prints @> ARRAY[print] LIMIT %(most)s + 1
    ) AS articles FROM own
), formula AS (
    DELETE FROM articles_sharedprint WHERE print IN (SELECT print FROM found WHERE cardinality(articles) > %(most)s)
)
INSERT INTO articles_sharedprint (print, article_id)
SELECT print, unnest(articles) AS article FROM found WHERE cardinality(articles) BETWEEN 2 AND %(most)s
ORDER BY print, article ON CONFLICT DO NOTHING
"""
BESIDE = """
SELECT own.article_id, own.print, array_agg(other.article_id)
FROM articles_sharedprint AS own JOIN articles_sharedprint AS other USING (print)
WHERE own.article_id = ANY(%(own)s) AND other.article_id <> own.article_id GROUP BY 1, 2
"""


def share(own: Collection[int]) -> None:
    """Keep which prints of these articles a few others have, too. Call it when their search rows are written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_sharedprint WHERE article_id = ANY(%s)", [list(own)])
        with only_indexes(cursor):
            cursor.execute(SHARE, {"own": list(own), "most": FORMULA + 1})


def with_shared_text(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of the articles that have a passage which stands in another, too."""
    others = SharedPrint.objects.filter(print=OuterRef("print")).exclude(article=OuterRef("article"))
    return articles.filter(Exists(SharedPrint.objects.filter(Exists(others), article=OuterRef("pk"))))


def beside(own: Collection[int]) -> dict[int, dict[int, list[int]]]:
    """By article the prints that it shares, each with the other articles that have it."""
    values: dict[str, Any] = {"own": list(own)}
    found: dict[int, dict[int, list[int]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, values)
        for article, number, others in cursor.fetchall():
            found[article][number] = others
    return found
