"""What came of each source of an import."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["new", "changed", "same", "refused"]


@dataclass(frozen=True, slots=True)
class IssueOutcome:
    """One issue of a source: its day, how that is known, and the days that the text allows."""

    date: datetime.date | None
    basis: str
    window: tuple[datetime.date, datetime.date] | None
    slug: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source: stored, read anew, already there, or refused with reason and remedy.

    Counts are of the source's own rows; where it was read anew, also of the articles that were found again and of
    those that are no more. `known` are articles of an export that the archive holds from another source.
    """

    name: str
    status: Status
    issues: tuple[IssueOutcome, ...] = ()
    pages: int = 0
    articles: int = 0
    officials: int = 0
    places: int = 0
    doubts: int = 0
    found_again: int = 0
    vanished: int = 0
    known: int = 0
    reason: str = ""
    remedy: str = ""

    def as_json(self) -> dict[str, Any]:
        """The outcome as the import run keeps it."""
        values = asdict(self)
        values["issues"] = [
            {"date": issue.date.isoformat() if issue.date else None, "basis": issue.basis, "slug": issue.slug}
            for issue in self.issues
        ]
        return values


@dataclass
class Report:
    """All outcomes of one run, in the order in which the sources were taken."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, status: Status) -> int:
        return Counter(outcome.status for outcome in self.outcomes)[status]
