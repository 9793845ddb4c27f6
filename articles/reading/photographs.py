"""Photographs that the articles of a digital newspaper show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from articles.reading import bundle, rasters
from articles.reading import epaper_markup as markup
from articles.reading.miniatures import ENOUGH_PIXELS, miniature_of
from articles.text.errors import UnreadableInput

MOST_ARTICLES = 3
"""Of one source; what more of them show is an ornament."""


def named_in(source: str, path: str) -> list[str]:
    """Where in a bundle the pictures of an article file lie, without those of its frame."""
    visible = markup.without_property(source)
    parts = [*markup.fields(visible, "npm:article-pic"), markup.body(visible)]
    return list(dict.fromkeys(place for part in parts for place in rasters.shown_in(part, path)))


def take_miniatures(data: bytes, articles: Iterable[list[str]]) -> None:
    """Put miniatures in place of where the photographs of each article lie in a bundle. What is no photograph, or
    cannot be opened, is left out, as is what more than MOST_ARTICLES show."""
    articles = list(articles)
    times = Counter(place for places in articles for place in places)
    wanted = {place for place, shown in times.items() if shown <= MOST_ARTICLES}
    shown = {file.path: _of_file(file) for file in _held(data, wanted)}
    for places in articles:
        places[:] = [found for place in places if (found := shown.get(place))]


def _held(data: bytes, wanted: set[str]) -> tuple[bundle.Member, ...]:
    """Those files of a bundle; none where they are more than is unpacked, because text is read without them, too."""
    try:
        return bundle.members(data, wanted.__contains__) if wanted and bundle.is_bundle(data) else ()
    except UnreadableInput:
        return ()


def _of_file(file: bundle.Member) -> str:
    try:
        return miniature_of(rasters.opened(file.data, file.path, enough=ENOUGH_PIXELS))
    except UnreadableInput:
        return ""
