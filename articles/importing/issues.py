"""The issue that a reading belongs to: one that is known, the one it was read into before, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from articles import corrections
from articles.models import Issue, SourceFile
from articles.models.issue import DateBasis
from articles.reading.readings import IssueReading

from .earlier import Earlier

KNOWN_DAY = (DateBasis.PRINTED, DateBasis.GIVEN)


def find_or_create_issue(
    reading: IssueReading, source: SourceFile, earlier: Earlier | None, numbers: Sequence[int]
) -> Issue:
    """The issue of a reading whose articles have these numbers in the source.

    Sources whose day is printed or given meet in one issue; a day that was inferred, or none, makes an issue of its
    own, because a wrong inference must never mix two days. A source that is read again goes on in its issue; where
    its day is now read otherwise, the issue follows if no other source shares it.
    """
    former = earlier.issue_of(numbers) if earlier else None
    known = _known_issue(reading)
    if former and (known in (None, former)) and (_same_day(former, reading) or _free_to_follow(earlier, former)):
        _read_into(former, reading)
        return former
    return known or _new_issue(reading, source)


def _free_to_follow(earlier: Earlier | None, issue: Issue) -> bool:
    return earlier is not None and earlier.alone_in(issue)


def _same_day(issue: Issue, reading: IssueReading) -> bool:
    (was,) = corrections.as_read([issue], "date")
    return was["date"] == (reading.date.date.isoformat() if reading.date.date else None)


def _known_issue(reading: IssueReading) -> Issue | None:
    if reading.date.basis not in KNOWN_DAY:
        return None
    return Issue.objects.filter(
        newspaper=reading.newspaper, date=reading.date.date, edition=reading.edition, date_basis__in=KNOWN_DAY
    ).first()


def _read_into(issue: Issue, reading: IssueReading) -> None:
    """Write what is read of an issue again; what editors decided of it stands."""
    day = issue.date
    for column, value in _values(reading).items():
        setattr(issue, column, value)
    conflicts = corrections.hold([issue], ["newspaper", "date", "edition"])
    issue.save()
    corrections.ask(conflicts)
    if issue.date != day:
        corrections.readdress(issue)


def _new_issue(reading: IssueReading, source: SourceFile) -> Issue:
    issue = Issue(slug=f"undated-{source.sha256[:8]}", **_values(reading))
    issue.slug = corrections.free_slug(issue)
    issue.save()
    return issue


def _values(reading: IssueReading) -> dict[str, Any]:
    day = reading.date
    return {
        "newspaper": reading.newspaper,
        "edition": reading.edition,
        "date": day.date,
        "date_basis": day.basis,
        "date_from": day.window[0] if day.window else day.date,
        "date_to": day.window[1] if day.window else day.date,
        "date_evidence": list(day.evidence),
        "date_confidence": day.confidence,
    }
