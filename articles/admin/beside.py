"""The source beside what an editor decides, through the same veils as the public sees it."""

from __future__ import annotations

from collections.abc import Iterable

from articles.browsing.stories.sources import SLACK, lines_between
from articles.corrections import Veil, veils
from articles.models import Article

MOST_LINES = 1_000
"""Lines of a source that a page of the admin shows."""

Numbered = list[tuple[int, str]]


def source_of(article: Article) -> Numbered:
    """The numbered source lines of an article."""
    return source_of_all([article], article.source_id)


def source_of_all(articles: Iterable[Article], source: int) -> Numbered:
    """The numbered lines that articles have of one source, in the order of the source."""
    articles = list(articles)
    spans = (span for article in articles for span in article.source_lines)
    numbers = sorted({number for first, last in spans for number in range(first, last + 1)})[:MOST_LINES]
    if not numbers:
        return []
    veil = veils([source], beside=[article.public_id for article in articles]).get(source, Veil())
    # With more lines than are shown, since a name may break at the end of some.
    shown = veil.over(lines_between(source, numbers[0] - SLACK, numbers[-1] + SLACK), of_articles=set(numbers))
    return [(number, shown[number]) for number in numbers if number in shown]
