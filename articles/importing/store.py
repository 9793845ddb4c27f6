"""One source reading becomes rows. Callers hold the transaction; nothing here commits.

A source that was read before, by an older reader or in another version of its bytes, goes on in the rows it has: its
articles are found again and keep their public ids and all that editors decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from django.db.models import Max

from articles import corrections
from articles.models import Article, Issue, Page, Redirect, ReviewItem, SourceFile
from articles.reading.readings import ArticleReading, IssueReading, PageReading, SourceReading

from .doubts import reading_items, take_back
from .earlier import Earlier
from .issues import find_or_create_issue
from .learned import unsettled
from .values import article_fields, public_id
from .vanished import retire

READ = (
    "kind", "banner", "kicker", "headline", "subheadline", "dateline", "paragraphs", "reporters", "correspondents",
    "photographers", "jump_to", "jump_from", "page",
)  # fmt: skip
"""The fields of an article that a reading writes and an editor may correct."""


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """An issue of a source with the articles that the source gave it, in reading order."""

    issue: Issue
    reading: IssueReading
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class StoredSource:
    """What storing a reading came to, in the source's order."""

    issues: list[StoredIssue]
    found_again: int = 0
    vanished: int = 0

    @property
    def articles(self) -> list[Article]:
        return [article for item in self.issues for article in item.articles]


def store_reading(reading: SourceReading, source: SourceFile, earlier: Earlier | None = None) -> StoredSource:
    """Write the issues, pages and articles of one source, going on in the rows of an earlier reading where given."""
    if earlier:
        take_back(earlier.source)
    numbers = iter(range(sum(len(issue.articles) for issue in reading.issues)))
    stored = StoredSource([_store_issue(issue_reading, source, earlier, numbers) for issue_reading in reading.issues])
    touched = {article.issue_id for article in stored.articles}
    if earlier:
        touched |= {page.issue_id for page in earlier.pages}
        stored = replace(stored, found_again=len(earlier.found), vanished=retire(earlier, stored.articles))
        corrections.follow_reading(source, earlier.source)
        earlier.tidy(stored.issues[0].issue)
    corrections.hold_order(Page.objects.filter(source=source).select_related("issue").order_by("pk"))
    for issue in Issue.objects.filter(pk__in=touched):
        corrections.renumber(issue)
    return stored


def _store_issue(
    reading: IssueReading, source: SourceFile, earlier: Earlier | None, numbers: Iterator[int]
) -> StoredIssue:
    numbered = [[(next(numbers), article) for article in page.articles] for page in reading.pages]
    taken = _taken_ids(reading, earlier)
    issue = find_or_create_issue(reading, source, earlier, [number for page in numbered for number, _article in page])
    articles: list[tuple[Article, ArticleReading]] = []
    for page_reading, pieces in zip(reading.pages, numbered, strict=True):
        page = _store_page(page_reading, issue, source, earlier, [number for number, _article in pieces])
        for number, piece in pieces:
            if earlier and number in earlier.absorbed:
                values = article_fields(piece) | {"page": page.pk}
                corrections.read_absent(earlier.absorbed[number], values, source)
            else:
                articles.append((_article(piece, page, earlier, number, taken), piece))
    _save(issue, [article for article, _piece in articles])
    articles = [(article, piece) for article, piece in articles if not corrections.take_out_again(article)]
    ReviewItem.objects.bulk_create(unsettled(reading_items(reading, issue, source, articles)), ignore_conflicts=True)
    return StoredIssue(issue, reading, [article for article, _piece in articles])


def _taken_ids(reading: IssueReading, earlier: Earlier | None) -> set[str]:
    """The ids that new articles may not have: those of the source's earlier reading, and of those that an export claims
    all that answer already."""
    claimed = [article.origin.public_id for article in reading.articles if article.origin]
    taken = set(Article.objects.filter(public_id__in=claimed).values_list("public_id", flat=True))
    gone = Redirect.objects.filter(kind__in=(Redirect.Kind.ARTICLE, Redirect.Kind.GONE), old__in=claimed)
    return taken | set(gone.values_list("old", flat=True)) | (earlier.public_ids if earlier else set())


def _store_page(
    reading: PageReading, issue: Issue, source: SourceFile, earlier: Earlier | None, numbers: list[int]
) -> Page:
    last = issue.pages.aggregate(last=Max("position"))["last"] or 0
    page = (earlier.take_page(numbers) if earlier else None) or Page()
    page.issue, page.source, page.position = issue, source, last + 1
    page.number, page.name = reading.number, reading.name
    page.furniture = [asdict(piece) for piece in reading.furniture]
    conflicts = corrections.hold([page], ["issue", "number", "name"])
    page.save()
    corrections.ask(conflicts)
    return page


def _article(reading: ArticleReading, page: Page, earlier: Earlier | None, number: int, taken: set[str]) -> Article:
    """The article as read, in its old row where it has one, else with an id that is not taken; not saved."""
    article = earlier.found.get(number) if earlier else None
    if article is None:
        article = Article(public_id=public_id(page.source.sha256, reading, taken))
        taken.add(article.public_id)
    article.page, article.issue, article.source, article.date = page, page.issue, page.source, page.issue.date
    values = article_fields(reading)
    if values["fingerprint"] != article.fingerprint:
        article.compared = ""
    for column, value in values.items():
        setattr(article, column, value)
    return article


def _save(issue: Issue, articles: list[Article]) -> None:
    """Save articles as read and, over that, as decided, after all others of their issue until they are numbered."""
    last = Article.objects.filter(issue=issue).aggregate(last=Max("position"))["last"] or 0
    for position, article in enumerate(articles, start=last + 1):
        article.position = position
    conflicts = corrections.hold(articles, READ)
    known = [article for article in articles if article.pk]
    Article.objects.bulk_create([article for article in articles if not article.pk])
    for article in known:
        article.save()
    corrections.ask(conflicts)
