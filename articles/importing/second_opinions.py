"""A second opinion on the names of stored articles: each disagreement becomes an item of the review queue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from articles.models import Appearance, Article, Issue, ReviewItem
from articles.recognition.second_opinion import Disagreement, Namer

from .again import articles_of, tasks
from .archive import Archive
from .doubts import review_item
from .findings import story_of
from .learned import unsettled
from .recognising import Names, Recogniser, compare_tasks
from .run import import_transaction

KIND = "second_opinion"
REASONS = {
    "missed": "第二意见把“{name}”认作姓名，规则没有认出：“{passage}”",
    "unseconded": "规则把“{name}”认作官员，第二意见没有认出这个姓名：“{passage}”",
    "bounds": "规则读作“{name}”的官员，第二意见读作“{instead}”：“{passage}”",
}
"""Not translated, as no reason of a recogniser is: it is part of what tells one item from another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many questions one issue raised that nobody had been asked, and how many open ones fell away."""

    raised: int
    withdrawn: int


def issues_between(first: date | None, last: date | None, without: str = "") -> list[int]:
    """The issues of these days, oldest first; without any bound also those whose day is unknown. Those whose articles
    were all compared under the mark `without` are left out."""
    issues = Issue.objects.filter(pk__in=Article.objects.exclude(compared=without or None).values("issue"))
    if first:
        issues = issues.filter(date__gte=first)
    if last:
        issues = issues.filter(date__lte=last)
    return list(issues.order_by("date", "pk").values_list("pk", flat=True))


def ask(issues: Sequence[int], archive: Archive, make_namer: Callable[[], Namer], jobs: int = 1) -> Iterator[Asked]:
    """Bring the questions about these issues up to where another recogniser of names and ours disagree now, `jobs`
    issues at a time.

    Each issue is written in a transaction of its own and marked, so that a stopped run can go on. What an editor has
    decided is not asked again.
    """
    names = Names(archive.rows, archive.registry.known())
    own = Recogniser(names)
    for task, result in compare_tasks(tasks(issues), own, names, make_namer, jobs, ahead=2 * jobs):
        found = result()
        with import_transaction():
            articles = articles_of([task.issue])[task.issue]
            if tuple(map(story_of, articles)) != task.stories:
                continue  # somebody changed the issue just now: the next run compares it
            asked = _write(articles, _undecided(articles, found))
            Article.objects.filter(issue=task.issue).update(compared=archive.mark)
        yield asked


def _undecided(articles: Sequence[Article], found: Iterable[Disagreement]) -> Iterator[ReviewItem]:
    """The unsaved items, without names that an editor has made an official's or has taken from the officials."""
    shown: dict[int, set[str]] = defaultdict(set)
    for row in Appearance.objects.filter(article__in=articles).only("article_id", "name"):
        shown[row.article_id].add(row.name)
    for one in found:
        article = articles[one.story]
        if (one.name in shown[article.pk]) == (one.kind != "missed"):
            reason = REASONS[one.kind].format(name=one.name, instead=one.instead, passage=one.passage)
            topic = f"{one.kind} {one.name}"
            source = article.source
            yield review_item(KIND, one.name, reason, one.confidence, source=source, article=article, topic=topic)


def _write(articles: Sequence[Article], items: Iterable[ReviewItem]) -> Asked:
    asked = {item.key: item for item in unsettled(items)}
    earlier = ReviewItem.objects.filter(kind=KIND, article__in=articles)
    known = set(earlier.values_list("key", flat=True))
    stale = earlier.open().exclude(key__in=asked)
    withdrawn = stale.count()
    stale.delete()
    new = [item for key, item in asked.items() if key not in known]
    ReviewItem.objects.bulk_create(new)
    return Asked(len(new), withdrawn)
