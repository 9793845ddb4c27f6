"""What time, copying and cameras do to a printed page: each kind of damage in two strengths, by seed.

A wear takes a grey page as numbers from 0 (black) to 255, of so many dots an inch, and how strong it is, and gives
another. `light` is what many archives hold; `strong` is where a reader begins to guess.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

Shades = np.ndarray
STRENGTHS = {"light": 1.0, "strong": 2.0}
CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a wear needs to know beside the page: its dots an inch, its chance, and the page printed on its back."""

    dots: int
    chance: np.random.Generator
    back: Image.Image


def worn(page: Image.Image, name: str, seed: int, dots: int, back: Image.Image) -> Image.Image:
    """A grey page with the damage of that name (`faded-strong`). The same seed damages alike."""
    kind, strength = name.rsplit("-", 1)
    sheet = Sheet(dots, np.random.default_rng(seed), back)
    shades = np.asarray(page, np.float32)
    for wear in WEARS[kind]:
        shades = wear(shades, STRENGTHS[strength], sheet)
    return _picture(shades)


def _picture(shades: Shades) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(shades), 0, 255).astype(np.uint8))


def _clouds(shape: tuple[int, int], spots: int, chance: np.random.Generator) -> Shades:
    """Smooth patches from 0 to 1, some `spots` across."""
    height, width = shape
    small = chance.random((max(2, round(spots * height / width)), spots), np.float32)
    low, high = small.min(), small.max()
    wide = Image.fromarray((small - low) / (high - low)).resize((width, height), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(wide), 0, 1)


def faded(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Ink that went pale, here more and there less, on paper that went grey."""
    paper, ink = 232 - 12 * strength, 50 + 50 * strength
    ink = ink + 25 * strength * (_clouds(shades.shape, 9, sheet.chance) - 0.5)
    return paper + (shades - 255) * (paper - ink) / 255


def blurred(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Out of focus by a hundred-and-fiftieth or a hundredth of an inch."""
    radius = sheet.dots * (0.0035 + 0.0035 * strength)
    return np.asarray(_picture(shades).filter(ImageFilter.GaussianBlur(radius)), np.float32)


def grained(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Grain of film, with specks of dirt and holes in the ink."""
    shape = shades.shape
    specks, grain = sheet.chance.random(shape), sheet.chance.normal(0, 1, shape).astype(np.float32)
    grain += np.roll(grain, 1, 0) + np.roll(grain, 1, 1)  # larger than a pixel
    found = shades + 16 * strength * grain
    found[specks < 0.004 * strength] = 60
    found[specks > 1 - 0.004 * strength] = 230
    return found


def stained(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Light from one side, paper gone brown at the edges, stains with dark rims, and a fold across."""
    height, width = shades.shape
    down, across = np.mgrid[0:height, 0:width].astype(np.float32) / max(height, width)
    tilt = sheet.chance.uniform(0, 2 * np.pi)
    slope = np.cos(tilt) * (across - across.max() / 2) + np.sin(tilt) * (down - down.max() / 2)
    light = 0.86 - 0.12 * strength + (0.2 * strength) * slope
    light *= 1 - 0.14 * strength * _clouds(shades.shape, 6, sheet.chance)
    for _ in range(round(3 * strength)):
        x, y = sheet.chance.uniform(0, across.max()), sheet.chance.uniform(0, down.max())
        wide = sheet.chance.uniform(0.05, 0.14)
        far = np.hypot(across - x, down - y) / wide + 0.15 * _clouds(shades.shape, 20, sheet.chance)
        light *= 1 - 0.16 * strength * (far < 1) - 0.12 * strength * np.exp(-(((far - 1) / 0.05) ** 2))
    fold = sheet.chance.uniform(0.4, 0.6) * down.max()
    light *= 1 - 0.22 * strength * np.exp(-(((down - fold) / 0.004) ** 2))
    return shades * light


def bled(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """The print of the back shows through, mirrored and blurred."""
    back = sheet.back.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize(shades.shape[::-1])
    back = np.asarray(back.filter(ImageFilter.GaussianBlur(sheet.dots * 0.005)), np.float32)
    return shades * (1 - 0.17 * strength * (255 - back) / 255)


def lit(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Light that falls off to the corners, and a shadow of who holds the camera."""
    height, width = shades.shape
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    x, y = sheet.chance.uniform(-0.4, 0.4, 2)
    light = 0.97 - 0.14 * strength * ((across - x) ** 2 + (down - y) ** 2)
    side = sheet.chance.uniform(0.2, 0.7)
    return shades * light * (1 - 0.15 * strength / (1 + np.exp((side - across - 0.3 * down) / 0.05)))


def askance(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Seen from a little aside, on a dark table, by paper that does not lie flat."""
    height, width = shades.shape
    off = sheet.chance.uniform(0.0, 0.012 * strength, (4, 2))
    corners = [(x + off[at, 0] * (1 - 2 * x), y + off[at, 1] * (1 - 2 * y)) for at, (x, y) in enumerate(CORNERS)]
    page = _picture(shades).transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        _perspective([(x * width, y * height) for x, y in corners], [(x * width, y * height) for x, y in CORNERS]),
        Image.Resampling.BICUBIC,
        fillcolor=60,
    )
    rise = 0.0011 * strength * height * np.sin(np.linspace(0, 2 * np.pi, 33) + sheet.chance.uniform(0, 6))
    edges = np.linspace(0, width, 33).round().astype(int)
    pieces = [
        (
            (int(left), 0, int(right), height),
            (left, one, left, height + one, right, height + other, right, other),
        )
        for left, right, one, other in zip(edges[:-1], edges[1:], rise[:-1], rise[1:], strict=True)
    ]
    bent = page.transform(page.size, Image.Transform.MESH, pieces, Image.Resampling.BICUBIC, fillcolor=60)
    return np.asarray(bent, np.float32)


def _perspective(placed: list[tuple[float, float]], corners: list[tuple[float, float]]) -> list[float]:
    """What Pillow wants to lay the corners of a picture at other places."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(placed, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return np.linalg.solve(np.array(rows), np.array(wanted)).tolist()


def coarse(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Scanned with 150 or 100 dots an inch."""
    height, width = shades.shape
    share = (200 - 50 * strength) / sheet.dots
    small = _picture(shades).resize((round(width * share), round(height * share)), Image.Resampling.BOX)
    return np.asarray(small, np.float32)


def pressed(shades: Shades, strength: float, sheet: Sheet) -> Shades:
    """Saved as a small JPEG file."""
    buffer = io.BytesIO()
    _picture(shades).save(buffer, "JPEG", quality=round(45 - 17 * strength))
    return np.asarray(Image.open(buffer), np.float32)


def _half(wear: Callable[[Shades, float, Sheet], Shades]) -> Callable[[Shades, float, Sheet], Shades]:
    return lambda shades, strength, sheet: wear(shades, strength / 2, sheet)


WEARS: dict[str, list[Callable[[Shades, float, Sheet], Shades]]] = {
    "faded": [faded, _half(_half(grained))],
    "blurred": [blurred, _half(_half(grained))],
    "grained": [grained],
    "stained": [stained, _half(_half(grained))],
    "bled": [bled, _half(_half(grained))],
    "photographed": [askance, lit, _half(blurred), _half(_half(grained)), _half(pressed)],
    "coarse": [coarse],
    "pressed": [pressed],
    "worn": [_half(blurred), _half(faded), _half(grained)],
}
DAMAGES = [f"{kind}-{strength}" for kind in WEARS for strength in STRENGTHS]
