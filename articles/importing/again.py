"""Recognise the archive again, issue by issue, after the recogniser, a word list or the gazetteer changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import InterfaceError, OperationalError
from django.db.models import Count, F, Min

from articles.models import Appearance, Article, Issue, Official
from articles.recognition import Findings

from .appearances import Change
from .archive import Archive
from .findings import Written, story_of, write_findings
from .recognising import Recogniser, Task, recognise_tasks
from .run import import_transaction

NOTHING = Change()


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
    """Recognise these issues again, each in its own transaction, `jobs` at a time while one is stored.

    Every issue is recognised with the names that the archive knew when the run began, so that the result does not
    depend on `jobs`. A run that goes on where another was stopped knows what that one found. One issue that fails stays
    as it was.
    """
    known = archive.registry.known()
    own = Recogniser(archive.gazetteer, known)
    report, touched = Report(), set[int]()
    for task, result in recognise_tasks(tasks(issues), own, archive.rows, known, jobs):
        try:
            outcome, written = _store(task, result, own, archive)
            touched |= written.officials
        except (OperationalError, InterfaceError):
            raise  # the database itself is gone: no later issue could be stored either
        except Exception as error:
            issue = Issue.objects.get(pk=task.issue)
            outcome = IssueOutcome(issue.slug, issue.date, error=f"{type(error).__name__}: {error}")
            archive.forget()
        report.outcomes.append(outcome)
        on_issue(outcome)
    report.unseen = list(Official.objects.filter(pk__in=touched).exclude(pk__in=Official.objects.listed()))
    return report


def tasks(issues: Sequence[int]) -> Iterator[Task]:
    """What is recognised of each of these issues that has articles."""
    doubtful = _known_from_one_issue()
    for pk in issues:
        articles = articles_of(pk)
        if articles:
            stories = tuple(map(story_of, articles))
            yield Task(pk, stories, articles[0].date, frozenset(doubtful.get(pk, ())))


def _known_from_one_issue() -> dict[int, list[str]]:
    names = Appearance.objects.order_by().values("name")
    single = names.annotate(issues=Count("article__issue", distinct=True), issue=Min("article__issue")).filter(issues=1)
    found: dict[int, list[str]] = defaultdict(list)
    for row in single:
        found[row["issue"]].append(row["name"])
    return found


def articles_of(issue: int) -> list[Article]:
    """The articles of an issue in their order, without the bytes and text of their sources."""
    heavy = ("source__content", "source__text", "source__boxes")
    return list(Article.objects.filter(issue=issue).select_related("source").defer(*heavy).order_by("position"))


def _store(
    task: Task, result: Callable[[], tuple[Findings, ...]], own: Recogniser, archive: Archive
) -> tuple[IssueOutcome, Written]:
    findings = result()
    with import_transaction():
        archive.keep_up()
        issue = Issue.objects.get(pk=task.issue)
        articles = articles_of(task.issue)
        now = Task(task.issue, tuple(map(story_of, articles)), issue.date, task.doubtful)
        if now != task:
            # Somebody changed the issue since it was recognised.
            findings = own.recognise(now)
        written = write_findings(articles, findings, archive)
    return IssueOutcome(issue.slug, issue.date, len(articles), written.appearances, written.places), written
