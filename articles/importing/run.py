"""The import itself: sources are read in parallel and stored one after the other, each in its own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from articles.corrections import storing
from articles.models import Appearance, Article, ArticlePlace, ImportRun, Issue, ReviewItem, SourceFile
from articles.reading.readings import SourceReading
from articles.searching import index
from articles.text.errors import UnreadableInput

from .archive import Archive
from .earlier import Earlier
from .findings import let_go, officials_in, recognise_issue
from .jumps import stitch, stitch_as_exported, unstitch
from .known import without_known
from .messages import explain
from .reader import Options, ReadSource, read_sources
from .report import IssueOutcome, Outcome, Report, Status
from .sources import Source
from .store import StoredSource, store_reading
from .under_way import under_way
from .values import fingerprint

FILES_A_RECORD = 100  # the run's record is rewritten this often, so that a killed run still tells what it did

OnOutcome = Callable[[Outcome], None]


def import_sources(
    sources: Sequence[Source], options: Options, on_outcome: OnOutcome = lambda _outcome: None
) -> Report:
    """Import the sources in the given order. Each is stored whole or not at all, and a refused one stops nothing.

    The same bytes are never stored twice, also when two imports run at once: storing is serialised, and a source's
    SHA-256 is unique. Other bytes of the same pages under the same name are a new version of their source.
    `on_outcome` is called after each source.
    """
    report = Report()
    for outcome in import_each(sources, options, report):
        on_outcome(outcome)
    return report


def import_each(sources: Sequence[Source], options: Options, report: Report) -> Iterator[Outcome]:
    """The same, source by source: each outcome comes as soon as its source is stored, and is added to the report.
    Whoever stops asking stops the import."""
    archive = Archive()
    attempts = (
        (source.name, lambda found=found, source=source: _store(source, found, options, archive))
        for source, found in read_sources(sources, options, is_known)
    )
    with under_way():
        yield from _each(attempts, archive, report, keep_record=not options.dry_run)


def run_each(attempts: Iterator[tuple[str, Callable[[], Outcome]]], archive: Archive, on_outcome: OnOutcome) -> Report:
    """Try one source after the other, by name; whatever trips one is reported as its refusal."""
    report = Report()
    with under_way():
        for outcome in _each(attempts, archive, report, keep_record=True):
            on_outcome(outcome)
    return report


def _each(
    attempts: Iterator[tuple[str, Callable[[], Outcome]]], archive: Archive, report: Report, *, keep_record: bool
) -> Iterator[Outcome]:
    run = ImportRun.objects.create(tool_version=version("xianwen")) if keep_record else None
    for name, attempt in attempts:
        try:
            outcome = attempt()
        except (OperationalError, InterfaceError):
            raise  # the database itself is gone: no later source could be stored either
        except Exception as error:
            outcome = refused(name, UnreadableInput("unexpected", reason=f"{type(error).__name__}: {error}"))
            archive.forget()
        report.outcomes.append(outcome)
        if run and len(report.outcomes) % FILES_A_RECORD == 0:
            _record(run, report)
        try:
            yield outcome
        except GeneratorExit:
            if run:
                _record(run, report)
            raise
    if run:
        run.finished_at = timezone.now()
        _record(run, report)


def is_known(sha256: str) -> bool:
    """Whether a source with this SHA-256 is in the archive."""
    return SourceFile.objects.filter(sha256=sha256).exists()


def _record(run: ImportRun, report: Report) -> None:
    run.new, run.changed, run.same, run.refused = (
        report.count(status) for status in ("new", "changed", "same", "refused")
    )
    run.files = [outcome.as_json() for outcome in report.outcomes]
    run.save()


def refused(name: str, refusal: UnreadableInput) -> Outcome:
    """The outcome of a source that could not be taken."""
    reason, remedy = explain(refusal)
    return Outcome(name, "refused", reason=reason, remedy=remedy)


def _store(source: Source, found: ReadSource, options: Options, archive: Archive) -> Outcome:
    """Store one source in one transaction, or roll it back after counting where this is a dry run."""
    if found.refusal:
        return refused(source.name, found.refusal)
    with import_transaction(dry_run=options.dry_run):
        outcome = _store_new(source, found, options, archive)
    if options.dry_run:
        archive.forget()
    return outcome


@contextmanager
def import_transaction(*, dry_run: bool = False) -> Iterator[None]:
    """A transaction that no other import shares time with, and no editor's decision."""
    with storing():
        yield
        if dry_run:
            transaction.set_rollback(True)


def _store_new(source: Source, found: ReadSource, options: Options, archive: Archive) -> Outcome:
    if found.reading is None or is_known(found.sha256):
        return Outcome(source.name, "same")
    earlier = _earlier_version(source.name, found.reading)
    reading, known = without_known(found.reading, earlier.source if earlier else None)
    if not reading.issues:
        return Outcome(source.name, "same", known=known)
    row = SourceFile.objects.create(
        sha256=found.sha256,
        name=source.name,
        form=reading.form,
        encoding=reading.encoding,
        content=found.data,
        text=reading.text,
        boxes=reading.boxes,
        sheets=reading.sheets,
        pictures=reading.pictures,
        given_date=options.day,
        given_newspaper=options.newspaper,
    )
    if earlier:
        SourceFile.objects.filter(pk=earlier.source.pk).update(replaced_by=row)
    return replace(take_in(reading, row, earlier, archive), known=known)


def _earlier_version(name: str, reading: SourceReading) -> Earlier | None:
    """The source of this name that the reading is another version of, if there is one."""
    articles = [article for issue in reading.issues for article in issue.articles]
    days = [issue.date.date for issue in reading.issues if issue.date.date]
    alike = Q(articles__fingerprint__in=[fingerprint(article) for article in articles])
    candidates = SourceFile.objects.filter(alike | Q(pages__issue__date__in=days), name=name, replaced_by__isnull=True)
    versions = [Earlier.of(source, articles) for source in candidates.distinct()]
    fitting = [earlier for earlier in versions if earlier.is_another_version(len(articles))]
    return max(fitting, key=lambda earlier: len(earlier.found), default=None)


def take_in(reading: SourceReading, row: SourceFile, earlier: Earlier | None, archive: Archive) -> Outcome:
    """Write what was read of a source whose row is stored, and what is recognised in it."""
    before = officials_in(earlier.articles) if earlier else set()
    stored = store_reading(reading, row, earlier)
    if earlier:
        unstitch(stored.articles)
    if stored.vanished:
        let_go(before, archive)
    stitch_as_exported(reading)
    for issue, articles in _by_issue(stored):
        recognise_issue(issue, articles, archive)
        stitch(issue)
        index(articles)
    return _outcome("changed" if earlier else "new", row, stored)


def _by_issue(stored: StoredSource) -> list[tuple[Issue, list[Article]]]:
    """The stored articles by the issue that they stand in, also where an editor put them into another one."""
    issues: dict[int, tuple[Issue, list[Article]]] = {}
    for article in stored.articles:
        issues.setdefault(article.issue_id, (article.issue, []))[1].append(article)
    return list(issues.values())


def _outcome(status: Status, row: SourceFile, stored: StoredSource) -> Outcome:
    articles = Article.objects.filter(source=row)
    return Outcome(
        row.name,
        status,
        issues=tuple(
            IssueOutcome(item.issue.date, item.issue.date_basis, item.reading.date.window, item.issue.slug)
            for item in stored.issues
        ),
        pages=row.pages.count(),
        articles=articles.count(),
        officials=Appearance.objects.filter(article__source=row).values("official").distinct().count(),
        places=ArticlePlace.objects.filter(article__source=row).values("place").distinct().count(),
        doubts=ReviewItem.objects.filter(source=row).count(),
        found_again=stored.found_again,
        vanished=stored.vanished,
    )
