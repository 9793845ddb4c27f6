"""Which prints a few articles share: kept beside the articles, so that all that is printed twice can be listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction

from articles.models import ArticleSearch, SharedPrint
from articles.models.article import ArticleQuerySet

from .common import Pair
from .planning import only_indexes
from .prints import hashes_of
from .terms import letters_of_indexed

FORMULA = 8
"""Articles beside one. What stands in more is a turn of speech, a slogan or a serial notice: nobody's text."""
MOST_BEARERS = FORMULA + 1

BEARERS = """
SELECT print, ARRAY(
    SELECT article_id FROM articles_articlesearch WHERE prints @> ARRAY[print] LIMIT %(most)s + 1
) FROM (SELECT DISTINCT unnest(prints) AS print FROM articles_articlesearch WHERE article_id = ANY(%(own)s)) AS own
"""
KEEP = """
WITH held AS (
    SELECT id FROM articles_article WHERE id = ANY(%(articles)s) ORDER BY id FOR KEY SHARE
), shared AS (
    SELECT print, id, count(*) OVER (PARTITION BY print) AS bearers
    FROM unnest(%(prints)s::int[], %(articles)s::bigint[]) AS row (print, article) JOIN held ON id = article
)
INSERT INTO articles_sharedprint (print, article_id)
SELECT print, id FROM shared WHERE bearers > 1 ORDER BY print, id ON CONFLICT DO NOTHING
"""
"""Articles that another editor takes out at this moment are waited for, and left out when they are gone."""
BESIDE = """
SELECT own.article_id, own.print, array_agg(other.article_id)
FROM articles_sharedprint AS own JOIN articles_sharedprint AS other USING (print)
WHERE own.article_id = ANY(%(own)s) AND other.article_id <> own.article_id GROUP BY 1, 2
"""


def share(own: Collection[int]) -> None:
    """Keep which passages of these articles a few others have, too. Call it when their search rows are written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_sharedprint WHERE article_id = ANY(%s)", [list(own)])
        with only_indexes(cursor):
            cursor.execute(BEARERS, {"own": list(own), "most": MOST_BEARERS})
            bearers = dict(cursor.fetchall())
        formulas = {number for number, articles in bearers.items() if len(articles) > MOST_BEARERS}
        cursor.execute("DELETE FROM articles_sharedprint WHERE print = ANY(%s)", [list(formulas)])
        few = {number: articles for number, articles in bearers.items() if 1 < len(articles) <= MOST_BEARERS}
        rows = _proved(few, formulas, own) if few else set()
        cursor.execute(KEEP, {"prints": [number for number, _ in rows], "articles": [article for _, article in rows]})


def _proved(few: dict[int, list[int]], formulas: set[int], own: Collection[int]) -> set[tuple[int, int]]:
    """The prints with those articles that have them in a passage which is long enough, as one of `own` has it: a print
    alone stands for less."""
    articles = {article for each in few.values() for article in each}
    rows = ArticleSearch.objects.filter(pk__in=articles).values_list("pk", "text")
    letters = {article: letters_of_indexed(text) for article, text in rows}
    found: set[tuple[int, int]] = set()
    for one in letters.keys() & set(own):
        first_at: dict[int, int] = {}
        for at, number in enumerate(hashes_of(letters[one])):
            first_at.setdefault(number, at)
        common = [first_at[number] for number in first_at.keys() & formulas]
        shared: dict[int, dict[int, int]] = defaultdict(dict)
        for number in first_at.keys() & few.keys():
            for other in letters.keys() & set(few[number]) - {one}:
                shared[other][number] = first_at[number]
        for other, numbers in shared.items():
            for number in _in_passages(Pair(letters[one], letters[other]), numbers, common):
                found |= {(number, one), (number, other)}
    return found


def _in_passages(pair: Pair, few: dict[int, int], formulas: Collection[int]) -> list[int]:
    """Those of the prints that stand in a passage of which more prints are in few articles than are formulas. All are
    given with their places in the first text."""
    places, common = sorted(few.values()), sorted(formulas)
    seen: set[int] = set()
    proved: set[int] = set()
    for at in places:
        for passage in pair.passages_at(at) if at not in seen else ():
            own = passage.held(places)
            seen.update(own)
            if len(own) > len(passage.held(common)):
                proved.update(own)
    return [number for number, at in few.items() if at in proved]


def with_shared_text(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of the articles that have a passage which stands in another, too."""
    return articles.filter(pk__in=SharedPrint.objects.values("article"))


def beside(own: Collection[int]) -> dict[int, dict[int, list[int]]]:
    """By article the prints that it shares, each with the other articles that have it."""
    values: dict[str, Any] = {"own": list(own)}
    found: dict[int, dict[int, list[int]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, values)
        for article, number, others in cursor.fetchall():
            found[article][number] = others
    return found
