"""The pictures of a digital newspaper's pages: which there are, how large they are, and where regions lie on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.reading import bundle, rasters
from articles.reading.drawing import SHARPEST
from articles.reading.epaper.folio import Folio, Region

REACH = 0.6
"""Share of a picture's sides that its regions reach at least, where they are meant for it and not for one of another
size."""
SLACK = 1.03
"""Times its sides that regions may lie outside of it."""
LEAST_PIXELS = 300
"""Of a side; a smaller picture shows nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture: where it lies in the bundle, its sides in points, and how many points a unit of a region is."""

    picture: str
    width: float
    height: float
    scale: float

    def box(self, region: Region) -> Region:
        x0, y0, x1, y1 = (round(edge * self.scale, 1) for edge in region)
        return x0, y0, x1, y1


def sheets_of(data: bytes, folios: Iterable[Folio]) -> dict[str, Sheet]:
    """The pictures of pages that a bundle holds, by their paths, as far as their regions fit on them.

    A point is as many pixels as an enlarged page has at most, so that enlarged a picture has its own size. Raises
    UnreadableInput `broken_picture` or `too_many_pixels`, with the path.
    """
    by_path = {folio.picture: folio for folio in folios if folio.picture}
    if not by_path or not bundle.is_bundle(data):
        return {}
    found: dict[str, Sheet] = {}
    for file in bundle.members(data, by_path.__contains__):
        width, height = rasters.opened(file.data, file.path).size
        folio = by_path[file.path]
        shown = width / (folio.shown or width)
        if min(width, height) >= LEAST_PIXELS and _fit(folio, width / shown, height / shown):
            found[file.path] = Sheet(file.path, width / SHARPEST, height / SHARPEST, shown / SHARPEST)
    return found


def _fit(folio: Folio, width: float, height: float) -> bool:
    """Whether the regions of a page are meant for a picture of these sides."""
    regions = [entry.region for entry in folio.listed if entry.region]
    across, down = max((x1 for _, _, x1, _ in regions), default=0.0), max((y1 for *_, y1 in regions), default=0.0)
    return REACH * width <= across <= SLACK * width and REACH * height <= down <= SLACK * height
