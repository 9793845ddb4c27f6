"""How many articles of a list each value of each condition has, and each month: one question to the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from articles.models import Article, Post
from articles.models.article import ArticleQuerySet

from .classes import BRANCH, FRONT_PAGES, outlet_of
from .filtering import doubted
from .filters import ArticleFilter, appearances_asked
from .keyset import COUNT_LIMIT
from .queries import Query

REMEMBERED = 64  # tallies of a process; each may hold a number for every official
COUNTED = ("kind", "issue_id", "page_id", "date", "banner", "dateline")
"""The columns of the index `article_counted`."""
MOST_OF_PERSONS = 20_000  # articles; of a longer list, telling its persons apart takes longer than counting all else
OF_PERSONS = ("role", "level", "branch")
"""What an article has once, however many of its persons have it."""
UNCOUNTED = ("same",)  # telling it takes the prints of all articles

STATE = "SELECT pg_current_snapshot() WHERE pg_current_xact_id_if_assigned() IS NULL AND NOT pg_is_in_recovery()"
"""Which transactions are seen to have ended: the same answer twice means that nothing was written in between. What the
transaction wrote that asks it does not tell, nor on a standby what is under way elsewhere; there is no answer then."""

TALLY = """
WITH {asked} hit (id, kind, issue_id, page_id, date, banner, dateline) AS MATERIALIZED ({hits}),
listed (articles) AS MATERIALIZED (SELECT count(*) FROM hit),
branched (id, branch) AS MATERIALIZED ({branches}),
part AS MATERIALIZED (
    SELECT kind, issue_id, page_id, date, banner, dateline, count(*) AS n FROM hit
    GROUP BY GROUPING SETS ((kind), (issue_id), (page_id), (date), (banner), (dateline))
),
seen AS MATERIALIZED (
    SELECT each.id, each.article_id, each.level, each.roles
    FROM hit JOIN {persons} AS each ON each.article_id = hit.id
    WHERE (SELECT articles FROM listed) <= {most_of_persons}
)
SELECT 'kind', kind, n FROM part WHERE kind IS NOT NULL
UNION ALL SELECT 'month', to_char(date, 'YYYY-MM-01'), sum(n) FROM part WHERE date IS NOT NULL GROUP BY 2
UNION ALL SELECT 'banner', banner, n FROM part WHERE banner <> ''
UNION ALL SELECT 'dateline', dateline, n FROM part WHERE dateline <> ''
UNION ALL SELECT 'newspaper', issue.newspaper, sum(n)
    FROM part JOIN articles_issue AS issue ON issue.id = part.issue_id GROUP BY 2
UNION ALL SELECT 'basis', issue.date_basis, sum(n)
    FROM part JOIN articles_issue AS issue ON issue.id = part.issue_id GROUP BY 2
UNION ALL SELECT 'section', page.name, sum(n)
    FROM part JOIN articles_page AS page ON page.id = part.page_id WHERE page.name <> '' GROUP BY 2
UNION ALL SELECT 'front', '1', coalesce(sum(n), 0)
    FROM part JOIN articles_page AS page ON page.id = part.page_id WHERE page.number IN ({front})
UNION ALL SELECT CASE place.level WHEN 'town' THEN 'town' ELSE 'place' END, place.slug, count(*)
    FROM articles_place AS place
    JOIN articles_articleplace AS link ON link.place_id = place.id JOIN hit ON hit.id = link.article_id
    WHERE (place.level = 'town' OR place.level = 'county' AND place.is_covered)
    AND (SELECT articles FROM listed) <= {most} GROUP BY place.id
UNION ALL SELECT 'official', each.official_id::text, count(*)
    FROM hit JOIN {persons} AS each ON each.article_id = hit.id
    WHERE (SELECT articles FROM listed) <= {most} GROUP BY each.official_id
UNION ALL SELECT 'level', level, count(DISTINCT article_id) FROM seen GROUP BY 2
UNION ALL SELECT 'role', role, count(DISTINCT article_id) FROM seen CROSS JOIN unnest(roles) AS role GROUP BY 2
UNION ALL SELECT 'branch', branch, count(DISTINCT article_id)
    FROM seen JOIN articles_tenureproof AS proof ON proof.appearance_id = seen.id
    JOIN articles_tenure AS tenure ON tenure.id = proof.tenure_id JOIN branched ON branched.id = tenure.post_id
    GROUP BY 2
UNION ALL SELECT 'pictured', '1', count(*) FROM hit WHERE id IN (SELECT article_id FROM articles_photograph)
UNION ALL SELECT 'doubt', CASE WHEN id IN ({doubted}) THEN 'open' ELSE 'none' END, count(*) FROM hit GROUP BY 2
"""
# Where something is asked of persons, the appearances that meet it are found first and stand for all.
ASKED = "asked (id, article_id, official_id, level, roles) AS MATERIALIZED ({}),"
OF_APPEARANCE = ("pk", "article", "official", "level", "roles")


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a list: by the parameter of each condition its values, as addresses have them."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def total(self) -> int:
        return self.counts["kind"].total()

    @property
    def is_whole(self) -> bool:
        """Whether all articles were counted, and not an arbitrary part of a list that is too long."""
        return self.total <= COUNT_LIMIT

    @property
    def months(self) -> Counter[date]:
        """The dated articles by the first day of their month."""
        return Counter({date.fromisoformat(month): count for month, count in self.counts["month"].items()})

    def of(self, name: str) -> Counter[str] | None:
        """The counts of a condition's values; None where the list is too long for them, or nobody counts them."""
        longest = MOST_OF_PERSONS if name in OF_PERSONS else COUNT_LIMIT
        return self.counts[name] if self.total <= longest and name not in UNCOUNTED else None


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
    filtered = ArticleFilter(QueryDict(asked), Article.objects.all())
    found = Tally()
    if not filtered.is_valid():
        return found
    persons = appearances_asked(filtered.query)
    hits = filtered.qs if persons is None else _in_those_asked(filtered.query)
    hits = hits.order_by().values_list("pk", *COUNTED)
    branches = Post.objects.annotate(branch=BRANCH).exclude(branch="").order_by()
    try:
        statement = TALLY.format(
            hits=_sql(hits[: COUNT_LIMIT + 1]),
            branches=_sql(branches.values_list("pk", "branch")),
            asked="" if persons is None else ASKED.format(_sql(persons.values_list(*OF_APPEARANCE))),
            persons="articles_appearance" if persons is None else "asked",
            doubted=_sql(doubted()),
            front=", ".join(f"'{number}'" for number in FRONT_PAGES),
            most=COUNT_LIMIT,
            most_of_persons=MOST_OF_PERSONS,
        )
    except EmptyResultSet:  # what is asked can be seen to find nothing
        return found
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for name, value, count in cursor.fetchall():
            found.counts[name][outlet_of(value) if name == "dateline" else value] += int(count)
    return found


def _in_those_asked(query: Query) -> ArticleQuerySet:
    """The articles of a list, where what it asks of persons is what ASKED has found."""
    others = replace(query, officials=(), posts=(), roles=(), levels=(), branches=())
    articles = ArticleFilter(others.as_data(), Article.objects.all()).qs
    return articles.filter(pk__in=RawSQL("SELECT article_id FROM asked", []))


def _sql(rows: QuerySet[Any]) -> str:
    """The statement of a queryset, with its values in it as the database wants them written."""
    operations: Any = connection.ops  # PostgreSQL's, which alone have this
    return str(operations.compose_sql(*rows.query.sql_with_params()))
