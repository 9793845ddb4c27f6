"""Photographs that came as files of their own: those that the articles of a digital newspaper show, and one that a
reader looks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

from articles.reading import bundle, rasters, sandbox
from articles.reading.epaper import markup
from articles.reading.miniatures import ENOUGH_PIXELS, miniature_of
from articles.reading.readings import PhotographReading
from articles.reading.sandbox import Limits
from articles.text.errors import UnreadableInput

LIMITS = Limits(cpu_seconds=15, wall_seconds=20.0, output=1 << 20)
MOST_ARTICLES = 3
"""Of one source; what more of them show is an ornament."""


def named_in(source: str, path: str) -> list[str]:
    """Where in a bundle the pictures of an article file lie, without those of its frame."""
    visible = markup.without_property(source)
    parts = [*markup.fields(visible, "npm:article-pic"), markup.body(visible)]
    return list(dict.fromkeys(place for part in parts for place in rasters.shown_in(part, path)))


def taken(data: bytes, articles: Iterable[list[str]]) -> dict[str, PhotographReading]:
    """The photographs of a bundle by where they lie, of all pictures that each of its articles shows. What is no
    photograph, or cannot be opened, is left out, as is what more than MOST_ARTICLES show."""
    times = Counter(place for places in articles for place in places)
    wanted = {place for place, shown in times.items() if shown <= MOST_ARTICLES}
    held = (_of_file(file) for file in _held(data, wanted))
    return {photograph.file: photograph for photograph in held if photograph.miniature}


def _held(data: bytes, wanted: set[str]) -> tuple[bundle.Member, ...]:
    """Those files of a bundle; none where they are more than is unpacked, because text is read without them, too."""
    try:
        return bundle.members(data, wanted.__contains__) if wanted and bundle.is_bundle(data) else ()
    except UnreadableInput:
        return ()


def _of_file(file: bundle.Member) -> PhotographReading:
    try:
        image = rasters.opened(file.data, file.path, enough=ENOUGH_PIXELS)
    except UnreadableInput:
        return PhotographReading("")
    across, down = rasters.size_of(file.data)
    # By its area, because it is opened smaller than it is kept, and upright.
    width = round(sqrt(across * down * image.width / image.height))
    return PhotographReading(miniature_of(image), file=file.path, width=width)


def glance(data: bytes) -> str:
    """The miniature of a picture for which nobody vouches, "" where it is no photograph; taken in a limited child.

    Raises UnreadableInput `broken_picture` or `too_many_pixels`, or what the sandbox raises.
    """
    miniature: str = sandbox.call_limited(str, "epaper.photographs.look", data, {}, LIMITS)
    return miniature


def look(data: bytes) -> str:
    """The same in this process."""
    return miniature_of(rasters.opened(data, "", enough=ENOUGH_PIXELS))
