"""Run recognition over stored articles and write what it found: appearances, places, event dates, doubts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from articles.models import Appearance, Article, ArticlePlace, Issue, Place, ReviewItem, SourceFile
from articles.recognition import RECOGNISER_VERSION, Findings, Gazetteer, Story, recognise
from articles.recognition.findings import OfficialMention, PlaceMention

from .gazetteer import rows
from .identity import Registry
from .place_slugs import place_slug
from .doubts import review_item

SURE_FINDING = 0.6
"""A recogniser's doubt with more confidence than this asks nobody."""


class Archive:
    """What recognition needs to know of the archive: its gazetteer and the officials seen so far.

    It follows what its own run stores. What others stored meanwhile is loaded before the next source.
    """

    def __init__(self) -> None:
        self.gazetteer = Gazetteer(rows())
        self.registry = Registry()
        self._newest = _newest_source()

    def keep_up(self, own: SourceFile) -> None:
        """Load the officials anew where another run stored sources since; `own` is the one being stored."""
        newest = _newest_source(before=own)
        if newest != self._newest:
            self.registry = Registry()
        self._newest = own.pk

    def forget(self) -> None:
        """Load the officials anew before the next source, because the last one was rolled back."""
        self._newest = -1


def _newest_source(before: SourceFile | None = None) -> int:
    sources = SourceFile.objects.filter(pk__lt=before.pk) if before else SourceFile.objects.all()
    return sources.aggregate(newest=Max("pk"))["newest"] or 0


def recognise_issue(issue: Issue, articles: Sequence[Article], archive: Archive) -> None:
    """Recognise the articles of one issue together and write the findings. The articles must have none yet."""
    stories = [story_of(article) for article in articles]
    findings = recognise(stories, archive.gazetteer, known=archive.registry.known(), issue_date=issue.date)
    items: list[ReviewItem] = []
    for article, found in zip(articles, findings, strict=True):
        items += _store_findings(article, found, archive)
    ReviewItem.objects.bulk_create(items, ignore_conflicts=True)


def story_of(article: Article) -> Story:
    """The parts of an article that recognition reads."""
    return Story(
        headings=tuple(filter(None, (article.kicker, article.headline, article.subheadline))),
        paragraphs=tuple(article.body),
        credited=frozenset((*article.reporters, *article.correspondents, *article.photographers)),
        dateline=article.dateline,
        page=str(article.page_id),
    )


def _store_findings(article: Article, found: Findings, archive: Archive) -> list[ReviewItem]:
    article.event_dates = list(found.event_dates)
    article.save(update_fields=["event_dates"])
    items = [
        review_item(doubt.kind, doubt.subject, doubt.reason, doubt.confidence, source=article.source, article=article)
        for doubt in found.doubts
        if doubt.confidence < SURE_FINDING
    ]
    ArticlePlace.objects.bulk_create([_article_place(article, mention) for mention in _distinct(found.places)])
    for mention in found.officials:
        items += _store_appearance(article, mention, archive.registry)
    return items


def _distinct(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    seen: dict[tuple[int | None, int | None, str], PlaceMention] = {}
    for mention in mentions:
        seen.setdefault((mention.place, mention.parent, mention.name), mention)
    return list(seen.values())


def _article_place(article: Article, mention: PlaceMention) -> ArticlePlace:
    return ArticlePlace(
        article=article,
        place_id=mention.place or unlisted_place(mention).pk,
        primary=mention.primary,
        spans=[list(span) for span in mention.spans],
        confidence=mention.confidence,
        date=article.date,
    )


def unlisted_place(mention: PlaceMention) -> Place:
    """The row of a village or town that the gazetteer lacks, made on first sight."""
    key = hashlib.sha256(f"{mention.parent}:{mention.level}:{mention.name}".encode()).hexdigest()[:8]
    return Place.objects.get_or_create(
        parent_id=mention.parent,
        name=mention.name,
        level=mention.level,
        code=None,
        defaults={"slug": place_slug(mention.name, key)},
    )[0]


def _store_appearance(article: Article, mention: OfficialMention, registry: Registry) -> list[ReviewItem]:
    day: date | None = article.date
    decision = registry.decide(mention, day)
    Appearance.objects.create(
        article=article,
        official=decision.official,
        name=mention.name,
        title=mention.title,
        titles=list(mention.titles),
        jurisdiction_id=mention.jurisdiction,
        jurisdiction_name=mention.jurisdiction_name,
        level=mention.level,
        roles=list(mention.roles),
        spans=[list(span) for span in mention.spans],
        title_spans=[list(span) for span in mention.title_spans],
        confidence=mention.confidence,
        recogniser=RECOGNISER_VERSION,
        date=day,
    )
    if not decision.doubt:
        return []
    return [review_item("namesake", mention.name, decision.doubt, 0.5, source=article.source, article=article)]
