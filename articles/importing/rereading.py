"""Read the stored sources again with the reader and recogniser of today. What editors decided stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import QuerySet

from articles.models import SourceFile

from .archive import Archive
from .earlier import Earlier
from .known import without_known
from .reader import Options, read_one
from .report import Outcome, Report
from .run import OnOutcome, import_transaction, refused, run_each, take_in

AS_READ = ("text", "boxes", "sheets", "pictures", "encoding")
"""What a reading says of its source as a whole."""


def read_again(sources: QuerySet[SourceFile], on_outcome: OnOutcome = lambda _outcome: None) -> Report:
    """Read the present versions among these sources again, each in its own transaction. One that the reader now
    refuses stays as it was read before. Editors wait only while one is stored, not while it is read."""
    archive = Archive()
    current = sources.filter(replaced_by__isnull=True).order_by("pk").values_list("pk", "name")
    attempts: Iterator[tuple[str, Callable[[], Outcome]]] = (
        (name, partial(_read_again, key, archive)) for key, name in list(current)
    )
    return run_each(attempts, archive, on_outcome)


def _read_again(key: int, archive: Archive) -> Outcome:
    source = SourceFile.objects.get(pk=key)
    options = Options(day=source.given_date, newspaper=source.given_newspaper)
    found = read_one(bytes(source.content), source.sha256, source.name, options)
    if found.reading is None:
        assert found.refusal is not None
        return refused(source.name, found.refusal)
    with import_transaction():
        source.refresh_from_db(fields=["replaced_by"])
        if source.replaced_by_id:
            return Outcome(source.name, "same")  # an import brought another version meanwhile
        for field in AS_READ:
            setattr(source, field, getattr(found.reading, field))
        source.save(update_fields=AS_READ)
        reading, known = without_known(found.reading, source)
        if not reading.issues:
            return Outcome(source.name, "same", known=known)
        articles = [article for issue in reading.issues for article in issue.articles]
        return take_in(reading, source, Earlier.of(source, articles), archive)
