"""Photographs of a digital newspaper's articles: which an article shows, and prints by which the same photograph is
known where it is smaller, lighter, coarser or a little cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image

from articles.reading import bundle, rasters
from articles.reading import epaper_markup as markup
from articles.text.errors import UnreadableInput

LEAST_PIXELS = 120
"""Of a side; what is smaller is a sign of the page's design."""
ENOUGH_PIXELS = 240
MOST_ARTICLES = 3
"""Of one source; what more of them show is an ornament."""
SIDE = 8  # cells of a print
TRIMMED, TRIMMED_ALL = 0.08, 0.06
TRIMS = (
    (0.0, 0.0, 0.0, 0.0),
    *((TRIMMED * (at == 0), TRIMMED * (at == 1), TRIMMED * (at == 2), TRIMMED * (at == 3)) for at in range(4)),
    (TRIMMED_ALL,) * 4,
)
"""What is cut off left, above, right and below for each print: nothing for the first."""
STEP, ROUGH, TURNS = 4, 0.5, 0.2
"""In a photograph half of the neighbouring cells differ by so many of 256 greys, and a fifth of the neighbouring
differences by their sign. What is smoother (a tint, a sign, a chart) looks like others of its sort."""


def named_in(source: str, path: str) -> list[str]:
    """Where in a bundle the pictures of an article file lie, without those of its frame."""
    visible = markup.without_property(source)
    parts = [*markup.fields(visible, "npm:article-pic"), markup.body(visible)]
    return list(dict.fromkeys(place for part in parts for place in rasters.shown_in(part, path)))


def take_prints(data: bytes, articles: Iterable[list[str]]) -> None:
    """Put prints in place of where the photographs of each article lie in a bundle. What is no photograph, or cannot be
    opened, is left out, as is what more than MOST_ARTICLES show."""
    articles = list(articles)
    times = Counter(place for places in articles for place in places)
    wanted = {place for place, shown in times.items() if shown <= MOST_ARTICLES}
    prints = {file.path: _prints_of_file(file) for file in _held(data, wanted)}
    for places in articles:
        places[:] = [found for place in places if (found := prints.get(place))]


def _held(data: bytes, wanted: set[str]) -> tuple[bundle.Member, ...]:
    """Those files of a bundle; none where they are more than is unpacked, because text is read without them, too."""
    try:
        return bundle.members(data, wanted.__contains__) if wanted and bundle.is_bundle(data) else ()
    except UnreadableInput:
        return ()


def _prints_of_file(file: bundle.Member) -> str:
    try:
        return prints_of(rasters.opened(file.data, file.path, enough=ENOUGH_PIXELS))
    except UnreadableInput:
        return ""


def prints_of(image: Image.Image) -> str:
    """The prints of a photograph, 128 bits each, as hexadecimal digits one after the other; "" where it is none."""
    if min(image.size) < LEAST_PIXELS:
        return ""
    grey = image.convert("L")
    prints = [_cells(grey, trim) for trim in TRIMS]
    return "".join(_bits(*_differences(cells)) for cells in prints) if _is_photograph(prints[0]) else ""


def _cells(grey: Image.Image, trim: Sequence[float]) -> list[bytes]:
    """The mean greys of the cells of what the trim leaves, row by row, one row and column more than a print has."""
    left, above, right, below = trim
    box = grey.width * left, grey.height * above, grey.width * (1 - right), grey.height * (1 - below)
    greys = grey.resize((SIDE + 1, SIDE + 1), Image.Resampling.BOX, box).tobytes()
    return [greys[at : at + SIDE + 1] for at in range(0, len(greys), SIDE + 1)]


def _differences(rows: Sequence[bytes]) -> tuple[list[list[int]], list[list[int]]]:
    """Of each cell the grey of that to its right less its own, and of that below."""
    across = [[row[x + 1] - row[x] for x in range(SIDE)] for row in rows[:SIDE]]
    down = [[rows[y + 1][x] - rows[y][x] for x in range(SIDE)] for y in range(SIDE)]
    return across, down


def _bits(*fields: list[list[int]]) -> str:
    bits = "".join("1" if value > 0 else "0" for field in fields for row in field for value in row)
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def _is_photograph(rows: Sequence[bytes]) -> bool:
    fields = _differences(rows)
    values = [abs(value) for field in fields for row in field for value in row]
    turns = [
        (one > 0) != (other > 0)
        for field in fields
        for lines in (field, list(zip(*field, strict=True)))
        for line in lines
        for one, other in pairwise(line)
    ]
    rough = sum(value >= STEP for value in values)
    return rough >= ROUGH * len(values) and sum(turns) >= TURNS * len(turns)
