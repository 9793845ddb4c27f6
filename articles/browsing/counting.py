"""How many articles of a list each kind, newspaper, month, county and official has: one question to the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection

from articles.models import Article

from .filters import ArticleFilter
from .queries import Query

MOST_COUNTED = 10_000
"""Articles of a list. Ten times as many would take up to a second: their texts may have to be looked at."""

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
        return self.total <= MOST_COUNTED


def tally(query: Query) -> Tally:
    """The counts of a list; of one that is longer than MOST_COUNTED, of some of its articles, one more than that."""
    hits = ArticleFilter(query.as_data(), Article.objects.all()).qs.order_by()
    found = Tally()
    try:
        sql, values = hits.values_list("pk", "kind", "issue_id", "date")[: MOST_COUNTED + 1].query.sql_with_params()
    except EmptyResultSet:  # what is asked can be seen to find nothing
        return found
    with connection.cursor() as cursor:
        cursor.execute(TALLY.format(hits=sql, most=MOST_COUNTED), values)
        for kind, newspaper, month, county, official, count in cursor.fetchall():
            found.add(kind, newspaper, month, county, official, count)
    return found
