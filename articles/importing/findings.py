"""Run recognition over stored articles and write what it found: appearances, places, event dates, doubts.

`write_findings` is the one place where findings become rows, on import and whenever the archive is recognised again.
It compares with what is there: a finding that did not change keeps its row. It writes what was read and lets the
corrections room put back what editors decided, in the same transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles import corrections
from articles.models import Appearance, Article, ArticlePlace, Issue, Page, Place, ReviewItem
from articles.recognition import Findings, Story, recognise
from articles.recognition.findings import PlaceMention

from . import appearances
from .appearances import Changes
from .archive import Archive
from .doubts import review_item
from .learned import Learned, unsettled
from .people import tenures
from .people.doubles import doubles
from .people.namesakes import ask_about
from .places.lineage import Lineage
from .places.slugs import place_slug
from .registers.matching import match_again
from .told import as_told

SURE_FINDING = 0.6
"""A recogniser's doubt with more confidence than this asks nobody."""
KINDS = ("name", "title", "jurisdiction", "place", "event_date")
"""Kinds of doubts that recognition raises."""
PROVINCES = ("省", "自治区")
"""Ends of provinces' names; the municipalities count as cities."""

Unlisted = tuple[int | str | None, str, str]
"""Parent (a county's may be known by name alone), name and level of a place that the gazetteer lacks."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many findings came, went and changed in each article, and the officials whom that touched."""

    appearances: Changes
    places: Changes
    officials: frozenset[int]


def recognise_issue(issue: Issue, articles: Sequence[Article], archive: Archive) -> Written:
    """Recognise articles of one issue together and write the findings."""
    archive.keep_up()
    stories = [story_of(article) for article in articles]
    known = archive.registry.known_in(stories)
    findings = recognise(
        stories,
        archive.gazetteer,
        known=known,
        issue_date=issue.date,
        newspaper=issue.newspaper,
        imprint=imprint_of(issue),
    )
    return write_findings(articles, findings, archive)


def officials_in(articles: Sequence[Article]) -> set[int]:
    """The officials whom these articles show."""
    return set(Appearance.objects.filter(article__in=articles).values_list("official_id", flat=True))


def let_go(officials: set[int], archive: Archive) -> None:
    """Follow the deletion of articles that showed these officials."""
    archive.forget()
    tenures.follow([], officials, archive.lineage)


def story_of(article: Article) -> Story:
    """The parts of an article that recognition reads."""
    return Story(
        headings=tuple(filter(None, (article.kicker, article.headline, article.subheadline))),
        paragraphs=tuple(article.body),
        credited=frozenset((*article.reporters, *article.correspondents, *article.photographers)),
        dateline=article.dateline,
        page=str(article.page_id),
        continued=bool(article.jump_from),
        gaps=tuple(_gaps(paragraph["segments"]) for paragraph in article.paragraphs),
    )


def imprint_of(issue: Issue) -> tuple[str, ...]:
    """The lines of an issue's pages that belong to no article: they may say whose paper it is."""
    pages = Page.objects.filter(issue=issue).values_list("furniture", flat=True)
    return tuple(piece["text"] for furniture in pages for piece in furniture)


def _gaps(segments: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The offsets in a paragraph before which its source has something that reading left out: white space, mostly."""
    return tuple(offset for offset, _source, _length in segments[1:])


def write_findings(articles: Sequence[Article], findings: Sequence[Findings], archive: Archive) -> Written:
    """Bring the rows of these articles up to their findings, then to what editors decided about them.

    Call it in the transaction, under the import's lock, with an archive that has kept up.
    """
    findings = as_told(articles, findings, archive.lineage)
    _write_event_dates(articles, findings, archive.mark)
    learned = Learned.load()
    places = _write_places(articles, findings, learned)
    officials = [learned.officials(article, found.officials) for article, found in zip(articles, findings, strict=True)]
    written = appearances.write(articles, officials, archive.registry)
    _write_doubts(articles, findings, archive.lineage)
    ask_about(written.names, archive.registry, archive.lineage)
    match_again(written.names, archive.registry, archive.lineage)
    new, overruled = _replay(articles, written.new)
    archive.stored()
    touched = written.touched | overruled
    tenures.follow(new, touched, archive.lineage)
    return Written(written.changes, places, frozenset(touched | {row.official_id for row in new}))


def _replay(articles: Sequence[Article], new: Sequence[Appearance]) -> tuple[list[Appearance], set[int]]:
    """Let the rows, now as read, show what editors decided.

    Returns the new rows that stayed as they are, and the officials whom decisions about these articles concern.
    """
    corrections.replay_findings(articles)
    now = dict(Appearance.objects.filter(pk__in=[row.pk for row in new]).values_list("pk", "official_id"))
    decided = Appearance.objects.filter(article__in=articles).exclude(key="")
    overruled = {row.official_id for row in new if now.get(row.pk) != row.official_id}
    overruled.update(decided.values_list("official_id", flat=True))
    return [row for row in new if now.get(row.pk) == row.official_id], overruled


def _write_event_dates(articles: Sequence[Article], findings: Sequence[Findings], mark: str) -> None:
    before = {article.pk: article.event_dates for article in articles}
    outdated = [article for article in articles if article.recogniser != mark]
    for article, found in zip(articles, findings, strict=True):
        article.event_dates = list(found.event_dates)
        article.recogniser = mark
    conflicts = corrections.hold(articles, ["event_dates"])
    changed = [article for article in articles if article.event_dates != before[article.pk]]
    Article.objects.bulk_update(changed, ["event_dates"])
    Article.objects.filter(pk__in=[article.pk for article in outdated]).update(recogniser=mark)
    corrections.ask(conflicts)


def _write_doubts(articles: Sequence[Article], findings: Sequence[Findings], lineage: Lineage) -> None:
    items = [
        review_item(doubt.kind, doubt.subject, doubt.reason, doubt.confidence, source=article.source, article=article)
        for article, found in zip(articles, findings, strict=True)
        for doubt in (*found.doubts, *doubles(found.officials, article.body, lineage))
        if doubt.confidence < SURE_FINDING
    ]
    raised = ReviewItem.objects.open().filter(article__in=articles, kind__in=KINDS)
    raised.exclude(key__in=[item.key for item in items]).delete()
    ReviewItem.objects.bulk_create(unsettled(items), ignore_conflicts=True)


def _write_places(articles: Sequence[Article], findings: Sequence[Findings], learned: Learned) -> Changes:
    stored: dict[tuple[int, int], ArticlePlace] = {
        (row.article_id, row.place_id): row for row in ArticlePlace.objects.filter(article__in=articles)
    }
    new, changed = [], []
    changes = Changes()
    unlisted = unlisted_places(mention for found in findings for mention in found.places)
    for article, found in zip(articles, findings, strict=True):
        for place, values in _places(article, found.places, learned, unlisted).items():
            row = stored.pop((article.pk, place), None)
            if row is None:
                changes[article.pk, "added"] += 1
                new.append(ArticlePlace(article=article, place_id=place, date=article.date, **values))
            elif appearances.fill(row, values | {"date": article.date}):
                changes[article.pk, "changed"] += 1
                changed.append(row)
    changes.update((article, "removed") for article, _place in stored)
    ArticlePlace.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    ArticlePlace.objects.bulk_create(new)
    ArticlePlace.objects.bulk_update(changed, ["primary", "spans", "confidence", "date"])
    return changes


def _places(
    article: Article, mentions: Iterable[PlaceMention], learned: Learned, unlisted: Mapping[Unlisted, int]
) -> dict[int, dict[str, Any]]:
    """The values of each place of one article; of several mentions of it the first counts."""
    found: dict[int, dict[str, Any]] = {}
    for mention in mentions:
        place = learned.place(article, mention) or unlisted[_unlisted(mention)]
        spans = [list(span) for span in mention.spans]
        found.setdefault(place, {"primary": mention.primary, "spans": spans, "confidence": mention.confidence})
    return found


def unlisted_places(mentions: Iterable[PlaceMention]) -> dict[Unlisted, int]:
    """The places among these that the gazetteer lacks, with the keys of their rows, made on first sight in the
    place that their parent was merged into. A city that only its county's mention names is made along with it."""
    wanted = dict.fromkeys(_unlisted(mention) for mention in mentions if mention.place is None)
    rows = Place.objects.filter(code=None, name__in={name for _parent, name, _level in wanted})
    found: dict[Unlisted, int] = {(row.parent_id, row.name, row.level): row.pk for row in rows}
    merged, cities = corrections.merged_places(), _cities({parent for parent, *_ in wanted if isinstance(parent, str)})
    for parent, name, level in wanted:
        outer = cities[parent] if isinstance(parent, str) else parent
        own = (merged.get(outer or 0, outer), name, level)
        if own not in found:
            key = hashlib.sha256(f"{parent}:{level}:{name}".encode()).hexdigest()[:8]
            place = Place.objects.create(parent_id=own[0], name=name, level=level, slug=place_slug(name, key))
            found[own] = place.pk
        found[parent, name, level] = found[own]
    return found


def _cities(names: set[str]) -> dict[str, int]:
    """The cities (or provinces) of these names: of the gazetteer if it has them, else as places that it lacks."""
    levels = {name: "province" if name.endswith(PROVINCES) else "city" for name in names}
    listed = Place.objects.filter(name__in=names, level__in=("province", "city"), code__isnull=False)
    found = dict(listed.values_list("name", "pk"))
    lacking = [PlaceMention(name, level, None) for name, level in sorted(levels.items()) if name not in found]
    rows = unlisted_places(lacking) if lacking else {}
    return {name: found[name] if name in found else rows[None, name, level] for name, level in levels.items()}


def _unlisted(mention: PlaceMention) -> Unlisted:
    return mention.parent or mention.parent_name or None, mention.name, mention.level
