"""What an earlier reading of a source left in the archive, and which of it a new reading finds again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles import corrections
from articles.models import Article, Correction, Issue, Page, Redirect, SourceFile, Target
from articles.reading.readings import ArticleReading

from .matching import match
from .values import text_of_reading, text_of_values

VERSION_SHARE = 1 / 3
"""Share of the articles of either reading that the other must hold for two files of one name to be one source in two
versions. Pages of different days are often called alike (`A01.txt`)."""


@dataclass
class Earlier:
    """The rows of an earlier reading, apart from those that editors made of its text.

    `found` maps an index in the new reading's articles to the row it goes on in, `absorbed` to the public id of an
    article that an editor joined to another, so that it has no row.
    """

    source: SourceFile
    articles: list[Article]
    pages: list[Page]
    found: dict[int, Article] = field(default_factory=dict)
    absorbed: dict[int, str] = field(default_factory=dict)
    _pages_left: dict[int, Page] = field(default_factory=dict)

    @classmethod
    def of(cls, source: SourceFile, readings: Sequence[ArticleReading]) -> Earlier:
        """What the archive holds of a source, matched with the articles of a new reading, in their order."""
        read = source.articles.exclude(public_id__in=corrections.made_by_editors())
        articles = list(read.select_related("page", "issue").order_by("issue_id", "position"))
        absent = corrections.absent_from(source)
        pages = list(source.pages.select_related("issue").order_by("issue_id", "position"))
        texts = [
            text_of_values(headline, paragraphs)
            for headline, paragraphs in zip(
                corrections.as_read(articles, "headline"), corrections.as_read(articles, "paragraphs"), strict=True
            )
        ]
        texts += [text_of_values(values["headline"], values["paragraphs"]) for values in absent.values()]
        rows: list[Article | str] = [*articles, *absent]
        pairs = match(texts, [text_of_reading(reading) for reading in readings])
        again = {number: rows[other] for number, other in pairs.items()}
        found = {number: row for number, row in again.items() if isinstance(row, Article)}
        absorbed = {number: row for number, row in again.items() if isinstance(row, str)}
        return cls(source, articles, pages, found, absorbed, {page.pk: page for page in pages})

    def is_another_version(self, readings: int) -> bool:
        """Whether the new reading is of the same pages, and not of others whose file has the same name."""
        return len(self.found) >= max(1, VERSION_SHARE * max(len(self.articles), readings))

    def issue_of(self, numbers: Iterable[int]) -> Issue | None:
        """The issue that most of these articles of the new reading were read into before."""
        pages = self._pages_of(numbers)
        issues = corrections.as_read(pages, "issue")
        return Issue.objects.get(pk=Counter(issues).most_common(1)[0][0]) if issues else None

    def take_page(self, numbers: Iterable[int]) -> Page | None:
        """The row of the page that most of these articles were read from before; each is given once only."""
        counted = Counter(page.pk for page in self._pages_of(numbers) if page.pk in self._pages_left)
        return self._pages_left.pop(counted.most_common(1)[0][0]) if counted else None

    def _pages_of(self, numbers: Iterable[int]) -> list[Page]:
        articles = [self.found[number] for number in numbers if number in self.found]
        by_key = {page.pk: page for page in self.pages}
        return [by_key[key] for key in corrections.as_read(articles, "page") if key in by_key]

    def alone_in(self, issue: Issue) -> bool:
        """Whether the issue holds pages of this source only."""
        return not issue.pages.exclude(source=self.source).exists()

    @property
    def vanished(self) -> list[Article]:
        """The articles that the new reading does not hold."""
        staying = {article.pk for article in self.found.values()}
        return [article for article in self.articles if article.pk not in staying]

    @property
    def public_ids(self) -> set[str]:
        return {article.public_id for article in self.articles}

    def tidy(self, now: Issue) -> None:
        """Drop pages that hold nothing any more, and issues that hold no page: their readers are sent to `now`."""
        pages = Page.objects.filter(pk__in=[page.pk for page in self.pages], articles__isnull=True)
        issues = list(Issue.objects.filter(pages__in=pages).exclude(pk=now.pk).distinct())
        pages.delete()
        for issue in issues:
            decided = Correction.objects.standing().of(Target.ISSUE, str(issue.pk)).exists()
            if not decided and not issue.pages.exists():
                corrections.moved(Redirect.Kind.ISSUE, issue.slug, now.slug)
                issue.delete()
