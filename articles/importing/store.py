"""One source reading becomes rows. Callers hold the transaction; nothing here commits."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Max

from articles.models import Article, Issue, Page, ReviewItem, SourceFile
from articles.models.issue import DateBasis
from articles.reading.readings import (
    ArticleReading,
    Block,
    Doubt,
    Heading,
    IssueReading,
    PageReading,
    SourceReading,
)

KNOWN_DAY = (DateBasis.PRINTED, DateBasis.GIVEN)
SURE_DAY = 0.9
"""An inferred day below this confidence is put before an editor."""
SURE_BOUNDARY = 0.8
"""A reader's doubt with more confidence than this is kept with the article and asks nobody."""


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """An issue of a source with the articles that the source gave it, in reading order."""

    issue: Issue
    reading: IssueReading
    articles: list[Article]


def store_reading(reading: SourceReading, source: SourceFile) -> list[StoredIssue]:
    """Write the issues, pages and articles of one new source. Returns them in the source's order."""
    stored = [_store_issue(issue_reading, source) for issue_reading in reading.issues]
    for item in stored:
        renumber(item.issue)
    return stored


def _store_issue(reading: IssueReading, source: SourceFile) -> StoredIssue:
    issue = find_or_create_issue(reading, source)
    articles: list[Article] = []
    last_page = issue.pages.aggregate(last=Max("position"))["last"] or 0
    last_article = issue.articles.aggregate(last=Max("position"))["last"] or 0
    for page_reading in reading.pages:
        last_page += 1
        page = _store_page(page_reading, issue, source, last_page)
        for article_reading in page_reading.articles:
            last_article += 1
            articles.append(_article(article_reading, page, last_article))
    Article.objects.bulk_create(articles)
    ReviewItem.objects.bulk_create(_review_items(reading, issue, source, articles), ignore_conflicts=True)
    return StoredIssue(issue, reading, articles)


def find_or_create_issue(reading: IssueReading, source: SourceFile) -> Issue:
    """The issue that a reading belongs to.

    Sources whose day is printed or given meet in one issue; a day that was inferred, or none, makes an issue of its
    own, because a wrong inference must never mix two days.
    """
    day = reading.date
    values = {
        "date_basis": day.basis,
        "date_from": day.window[0] if day.window else day.date,
        "date_to": day.window[1] if day.window else day.date,
        "date_evidence": list(day.evidence),
        "date_confidence": day.confidence,
    }
    if day.basis in KNOWN_DAY:
        known = Issue.objects.filter(
            newspaper=reading.newspaper, date=day.date, edition=reading.edition, date_basis__in=KNOWN_DAY
        ).first()
        if known:
            return known
    slug = _free_slug(day.date.isoformat() if day.date else f"undated-{source.sha256[:8]}")
    return Issue.objects.create(
        newspaper=reading.newspaper, edition=reading.edition, date=day.date, slug=slug, **values
    )


def _free_slug(wanted: str) -> str:
    taken = set(Issue.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    slug = wanted
    while slug in taken:
        slug = f"{wanted}-{number}"
        number += 1
    return slug


def _store_page(reading: PageReading, issue: Issue, source: SourceFile, position: int) -> Page:
    return Page.objects.create(
        issue=issue,
        source=source,
        number=reading.number,
        name=reading.name,
        position=position,
        furniture=[asdict(piece) for piece in reading.furniture],
    )


def _article(reading: ArticleReading, page: Page, position: int) -> Article:
    return Article(
        public_id=public_id(page.source, reading),
        issue=page.issue,
        page=page,
        source=page.source,
        date=page.issue.date,
        position=position,
        **article_fields(reading),
    )


def article_fields(reading: ArticleReading) -> dict[str, Any]:
    """The values read of an article, by field name."""
    heading = reading.heading
    return {
        "kind": reading.kind,
        "banner": Heading.joined(heading.banner),
        "kicker": Heading.joined(heading.kicker),
        "headline": Heading.joined(heading.headline),
        "subheadline": Heading.joined(heading.subheadline),
        "dateline": reading.dateline,
        "paragraphs": [{**_block(piece), "role": piece.role} for piece in reading.paragraphs],
        "heading_blocks": {
            part: [_block(piece) for piece in getattr(heading, part)]
            for part in ("banner", "kicker", "headline", "subheadline")
            if getattr(heading, part)
        },
        "reporters": list(reading.credits.reporters),
        "correspondents": list(reading.credits.correspondents),
        "photographers": list(reading.credits.photographers),
        "jump_to": reading.jump_to,
        "jump_from": reading.jump_from,
        "source_lines": [list(span) for span in reading.lines],
        "fingerprint": fingerprint(reading),
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "text": block.text,
        "lines": [list(span) for span in block.lines],
        "segments": [list(segment) for segment in block.segments],
    }


def public_id(source: SourceFile, reading: ArticleReading) -> str:
    """The permanent id of an article: opaque, and the same whenever the same bytes are read into an empty archive."""
    first = reading.paragraphs[0] if reading.paragraphs else reading.heading.headline[0]
    key = f"{source.sha256}:{first.lines}:{first.segments[:1]}:{first.text[:40]}"
    return base64.b32encode(hashlib.sha256(key.encode()).digest())[:10].decode().lower()


def fingerprint(reading: ArticleReading) -> str:
    """A hash of the body's text, to find the article again when its source is read anew."""
    return hashlib.sha256("".join(piece.text for piece in reading.paragraphs).encode()).hexdigest()


def renumber(issue: Issue) -> None:
    """Put the pages of an issue in printed order and number its articles 1, 2, … across them.

    A page whose number is unknown keeps the order in which it came, after the numbered ones.
    """
    pages = sorted(issue.pages.select_related("source"), key=page_order)
    articles: list[Article] = []
    for position, page in enumerate(pages, start=1):
        page.position = position
        articles.extend(page.articles.order_by("position").only("position"))
    for position, article in enumerate(articles, start=1):
        article.position = position
    Page.objects.bulk_update(pages, ["position"])
    Article.objects.bulk_update(articles, ["position"])


def page_order(page: Page) -> tuple[bool, str, int, str, int]:
    """Sort key of a page in its issue: A02 before A10, numbered pages first."""
    letters = page.number.rstrip("0123456789")
    digits = page.number[len(letters) :]
    return (not page.number, letters, int(digits or 0), page.source.name, page.pk)


def _review_items(
    reading: IssueReading, issue: Issue, source: SourceFile, articles: list[Article]
) -> Iterator[ReviewItem]:
    day = reading.date
    if day.basis == "unknown" or (day.basis == "inferred" and day.confidence < SURE_DAY):
        doubt = Doubt("date", "；".join(day.evidence), day.confidence)
        yield review_item(doubt.kind, "", doubt.reason, doubt.confidence, source=source, issue=issue)
    for doubt in reading.doubts:
        yield _doubt_item(doubt, source=source, issue=issue)
    for article, piece in zip(articles, reading.articles, strict=True):
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
) -> ReviewItem:
    """An unsaved review item; its key is the same whenever the same doubt about the same object is raised again."""
    owner = article.public_id if article else ""
    key = hashlib.sha256(f"{kind}|{source.sha256}|{owner}|{subject}|{reason}".encode()).hexdigest()
    return ReviewItem(
        kind=kind,
        key=key,
        reason=reason,
        confidence=confidence,
        lines=lines or [],
        source=source,
        issue=issue,
        article=article,
    )
