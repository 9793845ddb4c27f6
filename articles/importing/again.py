"""Recognise the archive again, issue by issue, after the recogniser, a word list or the gazetteer changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import InterfaceError, OperationalError
from django.db.models import Count, F, Min

from articles.models import Appearance, Article, Issue, Official
from articles.recognition import Findings

from .appearances import Change
from .archive import Archive
from .findings import Written, imprint_of, story_of, write_findings
from .recognising import Names, Recogniser, Task, recognise_tasks
from .run import import_transaction

NOTHING = Change()
TOGETHER = 20
"""Issues that are stored in one transaction: enough for queries to cost little beside rows, little to do again after
a stop."""
Recognised = tuple[Task, Callable[[], tuple[Findings, ...]]]
"""An issue and what gives its findings."""


@dataclass(frozen=True, slots=True)
class IssueOutcome:
    """What recognising one issue again came to, or why it failed."""

    slug: str
    day: date | None
    articles: int = 0
    appearances: Change = NOTHING
    places: Change = NOTHING
    error: str = ""

    @property
    def changed(self) -> bool:
        return any((*self.appearances, *self.places))


@dataclass
class Report:
    """All issues of one run, and the officials whose last appearance went."""

    outcomes: list[IssueOutcome] = field(default_factory=list)
    unseen: list[Official] = field(default_factory=list)

    def total(self, kind: str) -> Change:
        """The sum over all issues; `kind` is `appearances` or `places`."""
        changes = [getattr(outcome, kind) for outcome in self.outcomes]
        return Change(*(sum(column) for column in zip(NOTHING, *changes, strict=True)))


def outdated(archive: Archive, everything: bool) -> list[int]:
    """The issues to recognise, oldest first: all, or those of which some article was recognised by another program."""
    articles = Article.objects.all() if everything else Article.objects.exclude(recogniser=archive.mark)
    issues = Issue.objects.filter(pk__in=articles.values("issue"))
    return list(issues.order_by(F("date").asc(nulls_last=True), "pk").values_list("pk", flat=True))


def recognise_again(
    issues: list[int],
    archive: Archive,
    jobs: int = 1,
    on_issue: Callable[[IssueOutcome], None] = lambda _outcome: None,
) -> Report:
    """Recognise these issues again, `jobs` at a time while others are stored.

    Every issue is recognised with the names that the archive knew when the run began, so that the result does not
    depend on `jobs`. A run that goes on where another was stopped knows what that one found. TOGETHER issues are stored
    in one transaction; one that fails stays as it was.
    """
    names = Names(archive.rows, archive.registry.known())
    own = Recogniser(names)
    report, touched = Report(), set[int]()
    recognised = recognise_tasks(tasks(issues), own, names, jobs, ahead=2 * TOGETHER)
    while several := list(islice(recognised, TOGETHER)):
        outcomes, officials = _store_or_part(several, own, archive)
        touched |= officials
        report.outcomes += outcomes
        for outcome in outcomes:
            on_issue(outcome)
    report.unseen = list(Official.objects.filter(pk__in=touched).exclude(pk__in=Official.objects.listed()))
    return report


def tasks(issues: Sequence[int]) -> Iterator[Task]:
    """What is recognised of each of these issues that has articles."""
    doubtful = _known_from_one_issue()
    for pk in issues:
        if articles := articles_of([pk])[pk]:
            stories, issue = tuple(map(story_of, articles)), articles[0].issue
            doubted = frozenset(doubtful.get(pk, ()))
            yield Task(pk, stories, issue.date, doubted, issue.newspaper, imprint_of(issue))


def _known_from_one_issue() -> dict[int, list[str]]:
    names = Appearance.objects.order_by().values("name")
    single = names.annotate(issues=Count("article__issue", distinct=True), issue=Min("article__issue")).filter(issues=1)
    found: dict[int, list[str]] = defaultdict(list)
    for row in single:
        found[row["issue"]].append(row["name"])
    return found


def articles_of(issues: Sequence[int]) -> dict[int, list[Article]]:
    """The articles of each of these issues in their order, without what recognition does not need."""
    heavy = ("source__content", "source__text", "source__boxes", "heading_blocks", "source_lines")
    articles = (
        Article.objects.filter(issue__in=issues).select_related("source", "issue").defer(*heavy).order_by("position")
    )
    found: dict[int, list[Article]] = {issue: [] for issue in issues}
    for article in articles:
        found[article.issue_id].append(article)
    return found


def _store_or_part(
    several: Sequence[Recognised], own: Recogniser, archive: Archive
) -> tuple[list[IssueOutcome], frozenset[int]]:
    """Store issues in one transaction, or, where that fails, each in its own. Also returns the officials touched."""
    try:
        return _store(several, own, archive)
    except (OperationalError, InterfaceError):
        raise  # the database itself is gone: no later issue could be stored either
    except Exception as error:
        archive.forget()
        if len(several) == 1:
            issue = Issue.objects.get(pk=several[0][0].issue)
            return [IssueOutcome(issue.slug, issue.date, error=f"{type(error).__name__}: {error}")], frozenset()
    parts = [_store_or_part([one], own, archive) for one in several]
    return [outcome for outcomes, _touched in parts for outcome in outcomes], frozenset().union(
        *(touched for _outcomes, touched in parts)
    )


def _store(
    several: Sequence[Recognised], own: Recogniser, archive: Archive
) -> tuple[list[IssueOutcome], frozenset[int]]:
    findings = {task.issue: result() for task, result in several}
    with import_transaction():
        archive.keep_up()
        issues = Issue.objects.in_bulk(list(findings))  # without those that a new reading left without pages meanwhile
        articles = articles_of(list(issues))
        for task in (task for task, _result in several if task.issue in issues):
            stories = tuple(map(story_of, articles[task.issue]))
            issue = issues[task.issue]
            now = Task(task.issue, stories, issue.date, task.doubtful, issue.newspaper, imprint_of(issue))
            if now != task:
                # Somebody changed the issue since it was recognised.
                findings[task.issue] = own.recognise(now)
        written = write_findings(
            [article for issue in issues for article in articles[issue]],
            [found for issue in issues for found in findings[issue]],
            archive,
        )
    return [_outcome(issues[key], articles[key], written) for key in findings if key in issues], written.officials


def _outcome(issue: Issue, articles: Sequence[Article], written: Written) -> IssueOutcome:
    appearances, places = (changes.of(articles) for changes in (written.appearances, written.places))
    return IssueOutcome(issue.slug, issue.date, len(articles), appearances, places)
