"""Doubts of reader and recogniser as items of the review queue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from articles.models import Article, Issue, ReviewItem, SourceFile
from articles.reading.readings import ArticleReading, Doubt, IssueReading

from .learned import topic_of

SURE_DAY = 0.9
"""An inferred day below this confidence is put before an editor."""
SURE_BOUNDARY = 0.8
"""A reader's doubt with more confidence than this is kept with the article and asks nobody."""
NOT_OF_A_READING = ("conflict", "report", "namesake")
"""Kinds of items that a second reading does not raise again, so that it must not take them back. A namesake is asked
about when the archive first meets the name; afterwards the person is there."""


def take_back(source: SourceFile) -> None:
    """Remove the open doubts about a source before it is read anew, which raises again those that remain."""
    source.review_items.open().exclude(kind__in=NOT_OF_A_READING).delete()


def reading_items(
    reading: IssueReading,
    issue: Issue,
    source: SourceFile,
    articles: Sequence[tuple[Article, ArticleReading]],
) -> Iterator[ReviewItem]:
    """The unsaved items for what the reader was unsure of in one issue."""
    day = reading.date
    if day.basis == "unknown" or (day.basis == "inferred" and day.confidence < SURE_DAY):
        yield review_item("date", "", "；".join(day.evidence), day.confidence, source=source, issue=issue)
    for doubt in reading.doubts:
        yield _doubt_item(doubt, source=source, issue=issue)
    for article, piece in articles:
        for doubt in piece.doubts:
            if doubt.confidence < SURE_BOUNDARY:
                yield _doubt_item(doubt, source=source, issue=issue, article=article)


def _doubt_item(doubt: Doubt, **objects: Any) -> ReviewItem:
    lines = [list(span) for span in doubt.lines]
    return review_item(doubt.kind, str(lines), doubt.reason, doubt.confidence, lines=lines, **objects)


def review_item(  # noqa: PLR0913 - a review item has that many parts
    kind: str,
    subject: str,
    reason: str,
    confidence: float,
    *,
    source: SourceFile,
    issue: Issue | None = None,
    article: Article | None = None,
    lines: list[list[int]] | None = None,
    topic: str = "",
) -> ReviewItem:
    """An unsaved review item; its key is the same whenever the same doubt about the same object is raised again.

    `topic` are the words that the same doubt about other objects shares; where none are given, the reason.
    """
    owner = article.public_id if article else ""
    key = hashlib.sha256(f"{kind}|{source.sha256}|{owner}|{subject}|{reason}".encode()).hexdigest()
    return ReviewItem(
        kind=kind,
        key=key,
        topic=topic_of(kind, topic or reason),
        reason=reason,
        confidence=confidence,
        lines=lines or [],
        source=source,
        issue=issue,
        article=article,
    )
