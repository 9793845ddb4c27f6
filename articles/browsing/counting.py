"""How many articles of a list each kind, newspaper, month, county and official has: one question to the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.http import QueryDict

from articles.models import Article

from .filters import ArticleFilter
from .keyset import COUNT_LIMIT
from .queries import Query

REMEMBERED = 64  # tallies of a process; each may hold a number for every official

STATE = "SELECT pg_current_snapshot() WHERE pg_current_xact_id_if_assigned() IS NULL AND NOT pg_is_in_recovery()"
"""Which transactions are seen to have ended: the same answer twice means that nothing was written in between. What the
transaction wrote that asks it does not tell, nor on a standby what is under way elsewhere; there is no answer then."""

TALLY = """
WITH hit (id, kind, issue_id, date) AS MATERIALIZED ({hits})
SELECT hit.kind, issue.newspaper, date_trunc('month', hit.date::timestamp)::date, NULL, NULL::bigint, count(*)
FROM hit JOIN articles_issue AS issue ON issue.id = hit.issue_id GROUP BY 1, 2, 3
UNION ALL
SELECT NULL, NULL, NULL, county.slug, NULL, count(*)
FROM articles_place AS county
JOIN articles_articleplace AS link ON link.place_id = county.id JOIN hit ON hit.id = link.article_id
WHERE county.is_covered AND county.level = 'county' AND (SELECT count(*) FROM hit) <= {most} GROUP BY 4
UNION ALL
SELECT NULL, NULL, NULL, NULL, seen.official_id, count(*)
FROM hit JOIN articles_appearance AS seen ON seen.article_id = hit.id
WHERE (SELECT count(*) FROM hit) <= {most} GROUP BY 5
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a list; `counties` by their slugs, `officials` by their keys."""

    kinds: Counter[str] = field(default_factory=Counter)
    newspapers: Counter[str] = field(default_factory=Counter)
    months: Counter[date] = field(default_factory=Counter)
    counties: Counter[str] = field(default_factory=Counter)
    officials: Counter[int] = field(default_factory=Counter)

    def add(
        self, kind: str | None, newspaper: str, month: date | None, county: str | None, official: int | None, count: int
    ) -> None:
        """A row of the answer."""
        if county is not None:
            self.counties[county] += count
        elif official is not None:
            self.officials[official] += count
        elif kind is not None:
            self.kinds[kind] += count
            self.newspapers[newspaper] += count
            self.months.update({month: count} if month else {})

    @property
    def total(self) -> int:
        return self.kinds.total()

    @property
    def is_whole(self) -> bool:
        """Whether all articles were counted, and not an arbitrary part of a list that is too long."""
        return self.total <= COUNT_LIMIT


def tally(query: Query) -> Tally:
    """The counts of a list; of one that is longer than COUNT_LIMIT, of some of its articles, one more than that.

    They are remembered until anything is written to the database.
    """
    asked = str(replace(query, sort=""))
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        state = cursor.fetchone()
    return _remembered(asked, *state) if state else _count(asked)


@lru_cache(REMEMBERED)
def _remembered(asked: str, _state: str) -> Tally:
    return _count(asked)


def _count(asked: str) -> Tally:
    hits = ArticleFilter(QueryDict(asked), Article.objects.all()).qs.order_by()
    found = Tally()
    try:
        sql, values = hits.values_list("pk", "kind", "issue_id", "date")[: COUNT_LIMIT + 1].query.sql_with_params()
    except EmptyResultSet:  # what is asked can be seen to find nothing
        return found
    with connection.cursor() as cursor:
        cursor.execute(TALLY.format(hits=sql, most=COUNT_LIMIT), values)
        for kind, newspaper, month, county, official, count in cursor.fetchall():
            found.add(kind, newspaper, month, county, official, count)
    return found
