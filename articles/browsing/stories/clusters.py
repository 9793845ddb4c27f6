"""Texts that stand in several articles, each with these articles: one entry for each text, at the newest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.browsing.lists.cards import page_url
from articles.browsing.lists.keyset import Key, slice_after
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.searching import FORMULA, Piece, Reuse, beside, reuses_of_each

from .differing import differing
from .spreads import Spread, as_printed, spread

CLUSTERS_A_PAGE = 10
LOOKED_AT = 4
"""Articles for each entry, at a time: two or three of them may have the same text."""
MOST_LOOKS = 4  # for one page, which is shorter where all that was looked at has been told already
EXCERPT = 160  # characters
DIFFERENCES = 4  # shown of each article


@dataclass(frozen=True, slots=True)
class Bearer:
    """An article of a cluster, and what it has in common with the newest; None of that one itself."""

    article: Article
    reuse: Reuse | None
    is_first: bool

    @property
    def page_url(self) -> str:
        self.article.page.issue = self.article.issue
        return page_url(self.article.page)

    @property
    def differing(self) -> list[Piece]:
        """The first differences of its longest stretch that is not word for word."""
        nearly = [each for each in self.reuse.stretches if not each.common.is_exact] if self.reuse else []
        return differing(max(nearly, key=lambda each: each.common.letters).pieces, DIFFERENCES) if nearly else []


@dataclass(frozen=True, slots=True)
class Cluster:
    """An article and the others that have text of it, those with most first."""

    article: Article
    reuses: list[Reuse]

    @property
    def passage(self) -> str:
        """The longest passage in common, as the newest prints it."""
        return max((stretch.text for stretch in self.reuses[0].stretches), key=len)

    @property
    def excerpt(self) -> str:
        text = self.passage
        return text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")

    @property
    def letters(self) -> int:
        """How many are in common at most."""
        return self.reuses[0].letters

    @property
    def is_exact(self) -> bool:
        """Whether all that the articles have in common with the newest is word for word."""
        return all(reuse.is_exact for reuse in self.reuses)

    @property
    def articles(self) -> list[Article]:
        """All of them, the first that was printed first."""
        return as_printed([self.article, *(reuse.article for reuse in self.reuses)])

    @property
    def bearers(self) -> list[Bearer]:
        """The same with what they have in common. Where all are of one day, none is the first."""
        reuses = {reuse.article: reuse for reuse in self.reuses}
        days = {article.date for article in self.articles if article.date}
        first = min(days) if len(days) > 1 else None
        return [Bearer(each, reuses.get(each), each.date is not None and each.date == first) for each in self.articles]

    @property
    def spread(self) -> Spread | None:
        """Where and when it was printed, as a drawing."""
        return spread(self.articles)


@dataclass(frozen=True, slots=True)
class ClusterSlice:
    """One page of clusters, and the key after which the next page starts; None on the last page."""

    clusters: list[Cluster]
    next: Key | None
    is_first: bool


def clusters_after(articles: ArticleQuerySet, after: Key | None, size: int = CLUSTERS_A_PAGE) -> ClusterSlice:
    """The texts that articles of a list (`with_shared_text`) have in common with any others of the archive.

    Call it inside `by_index`.
    """
    rows = articles.select_related("issue", "page").defer("heading_blocks", "source_lines")
    found: list[Article] = []
    behind = after
    for _look in range(MOST_LOOKS):
        looked_at = slice_after(rows, behind, size=size * LOOKED_AT)
        found += _newest_of_their_texts(looked_at.articles, articles)
        behind = looked_at.next
        if behind is None or len(found) > size:
            break
    shown = found[:size]
    return ClusterSlice(_clusters(shown), Key.of(shown[-1]) if len(found) > size else behind, after is None)


def _newest_of_their_texts(articles: Sequence[Article], among: ArticleQuerySet) -> list[Article]:
    """Those of the articles that share a print with none that stands above them in the list."""
    shared = beside([article.pk for article in articles])
    others = {other for prints in shared.values() for bearers in prints.values() for other in bearers}
    rows = among.filter(pk__in=others).order_by().values_list("pk", "date", "issue_id", "position")
    places = {pk: Key(day, issue, position).place for pk, day, issue, position in rows}

    def is_newest(article: Article, bearers: list[int]) -> bool:
        here = Key.of(article).place
        return all(places[other] > here for other in bearers if other in places)

    return [
        article
        for article in articles
        if any(is_newest(article, bearers) for bearers in shared.get(article.pk, {}).values())
    ]


def _clusters(articles: Sequence[Article]) -> list[Cluster]:
    """Each with its proof: what only seemed to be the same, and the parts of one story, are left out."""
    reused = reuses_of_each([[article] for article in articles], FORMULA)
    found = [
        Cluster(article, [reuse for reuse in reuses if not _are_one_story(article, reuse.article)])
        for article, reuses in zip(articles, reused, strict=True)
    ]
    return [cluster for cluster in found if cluster.reuses]


def _are_one_story(one: Article, other: Article) -> bool:
    return one.continues_id == other.pk or other.continues_id == one.pk
