"""An article as its page shows it: the printed parts in order, with links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from articles.browsing.marks import Mark, Run, linked
from articles.browsing.printed.photographs import Figure, Photograph, figures_of, photographs_of
from articles.models import Appearance, Article, ArticlePlace
from articles.models.article import ArticleQuerySet
from articles.searching import Reuse, found_in

from .sources import Window, windows_of

MOST_PARTS = 6
"""A story is continued on a few pages at most; the bound also ends a circle of bad links."""
MOST_SPANS = 2
BLANK_BETWEEN = 1
LEAD = 120
UNSEEN = ("source__content", "source__text", "source__boxes")  # megabytes, where a source holds a year


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed paragraph: its role, its anchor in the page, its linked text, and the source lines it comes from."""

    role: str
    anchor: str
    html: SafeString
    lines: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Paragraphs that follow one another; where there are photographs, each with the words that stand for it, these are
    their caption."""

    paragraphs: list[Paragraph]
    photographs: Sequence[tuple[Photograph, str]] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The article itself, or a part that continues it on another page, with its source."""

    article: Article
    window: Window
    pieces: list[Piece]

    @property
    def lead(self) -> str:
        """The first words of the body, for search engines and previews."""
        return next((block["text"] for block in self.article.blocks_of("body")), "")[:LEAD]


def with_links(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Fetch whom and what the articles name along with them, in two queries."""
    return articles.prefetch_related(
        Prefetch("appearances", Appearance.objects.select_related("official", "jurisdiction").order_by("pk")),
        Prefetch("article_places", ArticlePlace.objects.select_related("place").order_by("-primary", "pk")),
    )


def with_page(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Fetch where the articles stand along with them, without the sources' bytes and texts."""
    return articles.select_related("page__issue", "issue", "source").defer(*UNSEEN)


def story_of(article: Article) -> list[Article]:
    """The article and, in order, what continues it."""
    chain = [article]
    seen = {article.pk}
    while len(chain) < MOST_PARTS:
        later = with_links(with_page(Article.objects.filter(continues=chain[-1]))).first()
        if later is None or later.pk in seen:
            break
        seen.add(later.pk)
        chain.append(later)
    return chain


def parts_of(story: Sequence[Article], reused: Iterable[Reuse] = (), query: str = "") -> list[Part]:
    """The parts of a story as they are shown, with what also stands in other articles and a query's words marked."""
    windows = windows_of([(article, prefix_of(number)) for number, article in enumerate(story)], query)
    same, shown = runs_of(reused), photographs_of(story)
    return [
        Part(
            article,
            window,
            pieces_of(
                paragraphs_of(article, window, same[number], query), figures_of(article, shown.get(article.pk, ()))
            ),
        )
        for number, (article, window) in enumerate(zip(story, windows, strict=True))
    ]


def pieces_of(paragraphs: list[Paragraph], figures: Iterable[Figure]) -> list[Piece]:
    """The paragraphs with the photographs among them: above their captions, or above all where nobody knows these."""
    pieces, done = list[Piece](), 0
    for figure in sorted(figures, key=lambda each: each.caption.start):
        before, caption = (
            paragraphs[done : figure.caption.start],
            paragraphs[figure.caption.start : figure.caption.stop],
        )
        pieces += [Piece(before), Piece(caption, figure.pictures)]
        done = figure.caption.stop
    return [piece for piece in (*pieces, Piece(paragraphs[done:])) if piece.paragraphs or piece.photographs]


def prefix_of(part: int) -> str:
    """How the anchors of that part of a story begin; those of the first have no prefix."""
    return f"part{part + 1}-" if part else ""


def paragraphs_of(article: Article, window: Window, same: dict[int, list[Run]], query: str) -> list[Paragraph]:
    """The body with officials and places linked where recognition found them, and a query's words marked."""
    marks = marks_of(article.appearances.all(), article.article_places.all())
    return [
        Paragraph(
            role=block["role"],
            anchor=f"{window.prefix}p{number + 1}",
            html=linked(block["text"], marks.get(number, ()), same.get(number, ()), found_in(block["text"], query)),
            lines=_in_words(block.get("lines", ())),
            source_url=next((window.url_of(first) for first, _last in block.get("lines", ())), ""),
        )
        for number, block in enumerate(article.paragraphs)
    ]


def runs_of(reused: Iterable[Reuse]) -> defaultdict[int, dict[int, list[Run]]]:
    """What is marked as standing in other articles, by part and paragraph, none over another. Of an article that has
    nearly all of the story nothing is: that is said once, below it."""
    found: defaultdict[int, dict[int, list[Run]]] = defaultdict(dict)
    for number, reuse in enumerate(reused, start=1):
        for passage in [] if reuse.is_whole else reuse.passages:
            runs = found[passage.part].setdefault(passage.paragraph, [])
            if all(passage.end <= run.start or run.end <= passage.start for run in runs):
                runs.append(Run(passage.start, passage.end, number, reuse.article.display_title, passage.is_exact))
    return found


def _in_words(ranges: Iterable[list[int]]) -> str:
    """Line ranges as a reader writes them, “4–6、9”. Ranges with but a blank line between them are one.

    >>> _in_words([[4, 4], [6, 6], [20, 21]])
    '4–6、20–21'
    """
    spans: list[tuple[int, int]] = []
    for first, last in ranges:
        near = bool(spans) and 0 <= first - spans[-1][1] <= BLANK_BETWEEN + 1
        spans.append((spans.pop()[0], last) if near else (first, last))
    if len(spans) > MOST_SPANS:
        spans = [(min(first for first, _ in spans), max(last for _, last in spans))]
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


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
