"""Miniatures of photographs, by which the same one is known where it is printed again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

LEAST_PIXELS, SLIMMEST = 120, 4
"""Of a side, and how many times longer the other may be; what is smaller or slimmer is a sign of the page's design."""
ENOUGH_PIXELS = 240
SIDE = 32
"""Pixels of a side of a miniature."""
RATIOS = 1_000
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
SHADES = len(LETTERS)
TO_LETTERS = bytes(LETTERS[grey * SHADES // 256] for grey in range(256))
TO_GREYS = bytes(max(0, LETTERS.find(letter)) * 256 // SHADES for letter in range(256))
CELLS, STEP, ROUGH, TURNS = 8, 4, 0.5, 0.2
"""In a photograph of eight by eight cells half of the neighbours differ by so many of 256 greys, and a fifth of the
neighbouring differences by their sign. What is smoother (a tint, a sign, a chart) looks like others of its sort."""


@dataclass(frozen=True, slots=True)
class Miniature:
    """A photograph as SIDE by SIDE greys, and how many times wider than high it is."""

    ratio: float
    greys: Image.Image

    def __str__(self) -> str:
        """The miniature as a line of text: the ratio in thousandths, and a letter for each pixel."""
        return f"{self.ratio * RATIOS:.0f}:{self.greys.tobytes().translate(TO_LETTERS).decode()}"

    @classmethod
    def told(cls, text: str) -> Miniature | None:
        """The miniature that such a line tells of; None where it is none."""
        ratio, _, letters = text.partition(":")
        if not ratio.isdecimal() or len(letters) != SIDE * SIDE or not letters.isascii():
            return None
        return cls(int(ratio) / RATIOS, Image.frombytes("L", (SIDE, SIDE), letters.encode().translate(TO_GREYS)))


def miniature_of(image: Image.Image) -> str:
    """The miniature of a photograph, by which it is known again, as text; "" where it is none."""
    if min(image.size) < max(LEAST_PIXELS, max(image.size) / SLIMMEST):
        return ""
    grey = image.convert("L")
    if not _is_photograph(grey):
        return ""
    return str(Miniature(image.width / image.height, grey.resize((SIDE, SIDE), Image.Resampling.BOX)))


def _is_photograph(grey: Image.Image) -> bool:
    greys = grey.resize((CELLS + 1, CELLS + 1), Image.Resampling.BOX).tobytes()
    rows = [greys[at : at + CELLS + 1] for at in range(0, len(greys), CELLS + 1)]
    across = [[row[x + 1] - row[x] for x in range(CELLS)] for row in rows[:CELLS]]
    down = [[rows[y + 1][x] - rows[y][x] for x in range(CELLS)] for y in range(CELLS)]
    values = [abs(value) for field in (across, down) for row in field for value in row]
    turns = [
        (one > 0) != (other > 0)
        for field in (across, down)
        for lines in (field, list(zip(*field, strict=True)))
        for line in lines
        for one, other in pairwise(line)
    ]
    rough = sum(value >= STEP for value in values)
    return rough >= ROUGH * len(values) and sum(turns) >= TURNS * len(turns)
