"""The import itself: sources are read in parallel and stored one after the other, each in its own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Appearance, Article, ArticlePlace, ImportRun, ReviewItem, SourceFile
from articles.searching import index
from articles.text.errors import UnreadableInput

from .findings import Archive, recognise_issue
from .jumps import stitch
from .messages import explain
from .reader import Options, ReadSource, read_sources
from .report import IssueOutcome, Outcome, Report
from .sources import Source
from .store import StoredIssue, store_reading

IMPORT_LOCK = 0x78696E  # any number that nothing else in this database locks
FILES_A_RECORD = 100  # the run's record is rewritten this often, so that a killed run still tells what it did


def import_sources(
    sources: Sequence[Source], options: Options, on_outcome: Callable[[Outcome], None] = lambda _outcome: None
) -> Report:
    """Import the sources in the given order. Each is stored whole or not at all, and a refused one stops nothing.

    The same bytes are never stored twice, also when two imports run at once: storing is serialised, and a source's
    SHA-256 is unique. `on_outcome` is called after each source.
    """
    report = Report()
    run = None if options.dry_run else ImportRun.objects.create(tool_version=version("xianwen"))
    archive = Archive()
    for source, found in read_sources(sources, options, is_known):
        try:
            outcome = _store(source, found, options, archive)
        except (OperationalError, InterfaceError):
            raise  # the database itself is gone: no later source could be stored either
        except Exception as error:
            refusal = UnreadableInput("unexpected", reason=f"{type(error).__name__}: {error}")
            outcome = _refused(source, refusal)
            archive.forget()
        report.outcomes.append(outcome)
        on_outcome(outcome)
        if run and len(report.outcomes) % FILES_A_RECORD == 0:
            _record(run, report)
    if run:
        run.finished_at = timezone.now()
        _record(run, report)
    return report


def is_known(sha256: str) -> bool:
    """Whether a source with this SHA-256 is in the archive."""
    return SourceFile.objects.filter(sha256=sha256).exists()


def _record(run: ImportRun, report: Report) -> None:
    run.new, run.same, run.refused = (report.count(status) for status in ("new", "same", "refused"))
    run.files = [outcome.as_json() for outcome in report.outcomes]
    run.save()


def _refused(source: Source, refusal: UnreadableInput) -> Outcome:
    reason, remedy = explain(refusal)
    return Outcome(source.name, "refused", reason=reason, remedy=remedy)


def _store(source: Source, found: ReadSource, options: Options, archive: Archive) -> Outcome:
    """Store one source in one transaction, or roll it back after counting where this is a dry run."""
    if found.refusal:
        return _refused(source, found.refusal)
    with _import_transaction(options.dry_run):
        outcome = _store_new(source, found, archive)
    if options.dry_run:
        archive.forget()
    return outcome


@contextmanager
def _import_transaction(dry_run: bool) -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        yield
        if dry_run:
            transaction.set_rollback(True)


def _store_new(source: Source, found: ReadSource, archive: Archive) -> Outcome:
    if found.reading is None or SourceFile.objects.filter(sha256=found.sha256).exists():
        return Outcome(source.name, "same")
    row = SourceFile.objects.create(
        sha256=found.sha256,
        name=source.name,
        form=found.reading.form,
        encoding=found.reading.encoding,
        content=found.data,
        text=found.reading.text,
        boxes=found.reading.boxes,
    )
    stored = store_reading(found.reading, row)
    archive.keep_up(row)
    for item in stored:
        recognise_issue(item.issue, item.articles, archive)
        stitch(item.issue)
        index(item.articles)
    return _outcome(source, row, stored)


def _outcome(source: Source, row: SourceFile, stored: Sequence[StoredIssue]) -> Outcome:
    articles = Article.objects.filter(source=row)
    return Outcome(
        source.name,
        "new",
        issues=tuple(
            IssueOutcome(item.issue.date, item.issue.date_basis, item.reading.date.window, item.issue.slug)
            for item in stored
        ),
        pages=row.pages.count(),
        articles=articles.count(),
        officials=Appearance.objects.filter(article__source=row).values("official").distinct().count(),
        places=ArticlePlace.objects.filter(article__source=row).values("place").distinct().count(),
        doubts=ReviewItem.objects.filter(source=row).count(),
    )
