"""Pictures in white on black, where white is ink: where it stands along a side, and its separate parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PIL import Image, ImageStat

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are the first that are outside."""
Stretch = tuple[int, int]
INK = re.compile(rb"[^\x00]{1,100000}")


def parts_of(spots: Image.Image) -> Iterator[Area]:
    """The parts of a picture of white on black that no black runs through."""
    waiting: list[Area] = [(0, 0, *spots.size)]
    while waiting:
        x0, y0, x1, y1 = waiting.pop()
        part = spots.crop((x0, y0, x1, y1))
        edges = part.getbbox()
        if edges is None:
            continue
        x0, y0, part = x0 + edges[0], y0 + edges[1], part.crop(edges)
        columns = inked(part.resize((part.width, 1), Image.Resampling.BOX).tobytes(), 1)
        rows = inked(part.resize((1, part.height), Image.Resampling.BOX).tobytes(), 1)
        if len(columns) > 1:
            waiting += [(x0 + first, y0, x0 + last, y0 + part.height) for first, last in columns]
        elif len(rows) > 1:
            waiting += [(x0, y0 + first, x0 + part.width, y0 + last) for first, last in rows]
        elif min(part.size) > 1:
            yield x0, y0, x0 + part.width, y0 + part.height


def inked(profile: bytes, gap: float) -> list[Stretch]:
    """The stretches of a profile that hold ink, those joined that too little white parts."""
    joined: list[Stretch] = []
    for first, last in (run.span() for run in INK.finditer(profile)):
        if joined and first - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def rows_of(ink: Image.Image, area: Area) -> bytes:
    """How dark each row of an area is."""
    height = max(0, area[3] - area[1])
    return ink.crop(area).resize((1, height), Image.Resampling.BOX).tobytes() if height and area[2] > area[0] else b""


def columns_of(ink: Image.Image, area: Area) -> bytes:
    """How dark each column of an area is."""
    width = max(0, area[2] - area[0])
    return ink.crop(area).resize((width, 1), Image.Resampling.BOX).tobytes() if width and area[3] > area[1] else b""


def share_of(part: Image.Image) -> float:
    """The share of white in a picture of black and white."""
    return ImageStat.Stat(part).mean[0] / 255 if min(part.size) else 0.0
