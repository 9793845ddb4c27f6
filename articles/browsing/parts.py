"""An article as its page shows it: the printed parts in order, with links, and the source lines they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Prefetch, TextField
from django.utils.safestring import SafeString

from articles.corrections import masked_lines
from articles.models import Appearance, Article, ArticlePlace, SourceFile
from articles.models.article import ArticleQuerySet

from .marks import Mark, linked

MOST_PARTS = 6
"""A story is continued on a few pages at most; the bound also ends a circle of bad links."""
MOST_SOURCE_LINES = 400
LEAD = 120


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed paragraph: its role, its number in the article from 1, and its linked text."""

    role: str
    number: int
    html: SafeString


@dataclass(frozen=True, slots=True)
class Part:
    """The article itself, or a part that continues it on another page."""

    article: Article
    paragraphs: list[Paragraph]

    @property
    def lead(self) -> str:
        """The first words of the body, for search engines and previews."""
        return next((block["text"] for block in self.article.blocks_of("body")), "")[:LEAD]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source; `gap` where lines between it and the one before belong to something else."""

    number: int
    text: str
    gap: bool


def with_links(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Fetch whom and what the articles name along with them, in two queries."""
    return articles.prefetch_related(
        Prefetch("appearances", Appearance.objects.select_related("official", "jurisdiction").order_by("pk")),
        Prefetch("article_places", ArticlePlace.objects.select_related("place").order_by("-primary", "pk")),
    )


def parts_of(article: Article) -> list[Part]:
    """The article and, in order, what continues it."""
    chain = [article]
    seen = {article.pk}
    while len(chain) < MOST_PARTS:
        later = with_links(Article.objects.filter(continues=chain[-1]).select_related("page", "issue")).first()
        if later is None or later.pk in seen:
            break
        seen.add(later.pk)
        chain.append(later)
    return [Part(each, paragraphs_of(each)) for each in chain]


def paragraphs_of(article: Article) -> list[Paragraph]:
    """The body with officials and places linked where recognition found them."""
    marks = marks_of(article.appearances.all(), article.article_places.all())
    return [
        Paragraph(block["role"], number + 1, linked(block["text"], marks.get(number, ())))
        for number, block in enumerate(article.paragraphs)
    ]


def marks_of(appearances: Iterable[Appearance], places: Iterable[ArticlePlace]) -> dict[int, list[Mark]]:
    """The links by paragraph."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for appearance in appearances:
        _add(marks, appearance.spans, appearance.official.get_absolute_url(), "official", appearance.title)
    for link in places:
        _add(marks, link.spans, link.place.get_absolute_url(), "place", link.place.name)
    return marks


def _add(marks: dict[int, list[Mark]], spans: list[list[int]], url: str, kind: str, title: str) -> None:
    for number, start, end in spans:
        marks[number].append(Mark(start, end, url, kind, title))


class LineSlice(Func):
    """Lines of a text, cut in the database, because a source may hold a whole year."""

    template = r"(string_to_array(%(expressions)s, E'\n'))[%(first)d:%(last)d]"
    output_field = ArrayField(TextField())


def source_lines(article: Article) -> list[Line]:
    """The lines of the source that the article was read from, in the order of the source."""
    ranges = _bounded(article.source_lines)
    columns: dict[str, Any] = {
        f"range_{number}": LineSlice(F("text"), first=first, last=last) for number, (first, last) in enumerate(ranges)
    }
    if not columns:
        return []
    row = SourceFile.objects.filter(pk=article.source_id).values_list(*columns.values()).first() or ()
    lines: list[Line] = []
    for (first, _last), texts in zip(ranges, row, strict=False):
        gap = bool(lines)
        for number, text in enumerate(texts or (), start=first):
            lines.append(Line(number, text, gap and number == first))
    shown = masked_lines(article.public_id, [line.text for line in lines])
    return [replace(line, text=text) for line, text in zip(lines, shown, strict=True)]


def _bounded(ranges: list[list[int]]) -> list[tuple[int, int]]:
    """The line ranges, cut off after MOST_SOURCE_LINES."""
    kept: list[tuple[int, int]] = []
    room = MOST_SOURCE_LINES
    for first, last in ranges:
        if room <= 0:
            break
        kept.append((first, min(last, first + room - 1)))
        room -= last - first + 1
    return kept
