"""Photographs a printed page as a reporter does with a telephone: from aside, on a table, bent, in bad light, by seed.

The page is a surface in space that a camera of so many pixels looks at: perspective, bends and their shading come out
of that. Lengths are in widths of the page.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

Shades = np.ndarray
WIDE_ANGLE = 0.74
"""Focal length of a telephone, of the picture's longer side."""
COARSE = 8
"""Pixels of the picture from one ray that is followed to the next."""
BOUNCES = 12
"""Steps until a ray has found a bent surface."""
QUALITY, LONGER, SHORTER = 80, 4_000, 0.75
"""Of the JPEG file; pixels of its longer side, and how long the other is beside that: twelve million."""
PAPER, INK = 196.0, 38.0
"""Newsprint in room light."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photograph is taken. Angles are in degrees: `tilt` towards the page's foot and side, `roll` in the
    picture's plane. `filled` is the share of the picture that the page takes; `curl` and `fold` are heights; `shadow`
    is the share of light that is lost, `shake` that of the longer side by which the hand moves, `blur` in pixels;
    `turned` are quarters of a turn; `beyond` is paper around the page, which lets no edge of it into the picture."""

    tilt: tuple[float, float] = (14.0, 9.0)
    roll: float = 4.0
    filled: float = 0.94
    curl: float = 0.0
    fold: float = 0.0
    shadow: float = 0.15
    blur: float = 0.7
    shake: float = 0.0
    turned: int = 0
    beyond: float = 0.0


SHOTS = {
    "above": Shot(tilt=(3, 3), roll=1.5),
    "aside": Shot(),
    "steep": Shot(tilt=(30, 18), roll=9),
    "close": Shot(beyond=0.6, filled=0.99),
    "curled": Shot(curl=0.035),
    "folded": Shot(fold=0.03),
    "shadowed": Shot(shadow=0.55),
    "turned": Shot(turned=1),
    "overturned": Shot(turned=2),
    "shaken": Shot(shake=0.001),
    "hard": Shot(tilt=(22, 15), roll=7, curl=0.05, fold=0.03, shadow=0.5, shake=0.00075),
}


def photographed(page: Image.Image, name: str, seed: int, longer: int = LONGER) -> bytes:
    """A JPEG file of a page, a grey picture, with so many pixels on its longer side; the same seed gives the same.
    Which way it is tilted and rolled is chance."""
    chance = np.random.default_rng(seed)
    shot, signs = SHOTS[name], chance.choice([-1.0, 1.0], 3)
    shot = replace(shot, tilt=(shot.tilt[0] * signs[0], shot.tilt[1] * signs[1]), roll=shot.roll * signs[2])
    buffer = io.BytesIO()
    _seen(page, shot, longer, chance).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def _seen(page: Image.Image, shot: Shot, longer: int, chance: np.random.Generator) -> Image.Image:
    height = page.height / page.width
    around = round(shot.beyond * page.width)
    paper = cv2.copyMakeBorder(np.asarray(page), *[around] * 4, cv2.BORDER_CONSTANT, value=255)
    sides = round(longer * SHORTER), longer
    wide, high = sides if height > 1 else sides[::-1]
    across, down, lit = _rays(wide, high, height, shot)
    places = [(each * page.width + around).astype(np.float32) for each in (across, down)]
    sharp = cv2.remap(_printed(paper), *places, cv2.INTER_LINEAR, borderValue=-1.0)
    on_page = sharp >= 0
    light = cv2.resize(lit, (wide, high)) * _light(wide, high, shot, chance)
    shades = np.where(on_page, sharp, _table(wide, high, chance)) * light
    shades = cv2.GaussianBlur(shades.astype(np.float32), (0, 0), shot.blur)
    if shot.shake:
        shades = cv2.filter2D(shades, -1, _motion(shot.shake * longer, chance.uniform(0, np.pi)))
    shades += chance.normal(0, 3.0, shades.shape)
    shades = np.rot90(shades, shot.turned)
    return Image.fromarray(np.clip(np.rint(shades), 0, 255).astype(np.uint8))


def _printed(paper: Shades) -> Shades:
    soft = cv2.GaussianBlur(paper, (0, 0), 0.6)
    return (INK + soft.astype(np.float32) * ((PAPER - INK) / 255)).astype(np.float32)


def _rays(wide: int, high: int, height: float, shot: Shot) -> tuple[Shades, Shades, Shades]:
    """Where on the page, in its widths, each pixel looks, and how much light its paper sends, in every `COARSE`th."""
    focal, turn = WIDE_ANGLE * max(wide, high), _turn(*np.radians([*shot.tilt, shot.roll]))
    eye = _eye(np.array([wide, high]) * shot.filled / (2 * focal), height, turn)
    x, y = np.meshgrid(np.arange(0, wide, COARSE) + COARSE / 2, np.arange(0, high, COARSE) + COARSE / 2)
    rays = np.stack([(x - wide / 2) / focal, (y - high / 2) / focal, np.ones_like(x)], -1) @ turn.T
    rise = np.zeros_like(x)
    for _ in range(BOUNCES):
        far = (-rise - eye[2]) / rays[..., 2]
        across, down = eye[0] + far * rays[..., 0], eye[1] + far * rays[..., 1]
        rise = 0.5 * rise + 0.5 * _rise(across, down / height, shot)
    slope = (_rise(across + 0.01, down / height, shot) - _rise(across, down / height, shot)) / 0.01
    fall = (_rise(across, down / height + 0.01, shot) - _rise(across, down / height, shot)) / (0.01 * height)
    full = [cv2.resize(each, (wide, high), interpolation=cv2.INTER_LINEAR) for each in (across, down)]
    return full[0], full[1], 1 + 0.6 * slope + 0.6 * fall


def _eye(reach: Shades, height: float, turn: Shades) -> Shades:
    """Where the camera stands that has the whole page within that share of its depth, right and down of its middle."""
    middle, far = np.array([0.5, height / 2, 0.0]), 1.0
    corners = np.array([(x, y, 0.0) for x in (0, 1) for y in (0, height)]) - middle
    for _ in range(BOUNCES):
        seen = corners @ turn + [0, 0, far]
        far *= float(np.max(np.abs(seen[:, :2] / seen[:, 2:]) / reach))
    return middle - far * turn[:, 2]


def _rise(across: Shades, down: Shades, shot: Shot) -> Shades:
    """How far a point of the page stands above the table."""
    across, down = np.clip(across, -0.3, 1.3), np.clip(down, -0.3, 1.3)
    curled = shot.curl * np.sin(np.pi * (0.15 + 0.9 * across + 0.1 * down)) ** 2
    return curled + shot.fold * (np.abs(down - 0.5) + 0.6 * np.abs(across - 0.5))


def _turn(nod: float, swing: float, roll: float) -> Shades:
    """A camera's axes (right, down, ahead) on a table, as columns."""
    nodding = np.array([[1, 0, 0], [0, np.cos(nod), -np.sin(nod)], [0, np.sin(nod), np.cos(nod)]])
    swinging = np.array([[np.cos(swing), 0, np.sin(swing)], [0, 1, 0], [-np.sin(swing), 0, np.cos(swing)]])
    rolling = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return nodding @ swinging @ rolling


def _light(wide: int, high: int, shot: Shot, chance: np.random.Generator) -> Shades:
    """Light that falls off to one side and to the corners, and the soft shadow of an arm or a head."""
    down, across = np.mgrid[-1 : 1 : high * 1j, -1 : 1 : wide * 1j].astype(np.float32)
    way = chance.uniform(0, 2 * np.pi)
    side = across * np.cos(way) + down * np.sin(way)
    edge = 1 / (1 + np.exp(-(side - chance.uniform(-0.2, 0.4)) / 0.06))
    return (1.05 - 0.09 * (across**2 + down**2) + 0.1 * side) * (1 - shot.shadow * edge)


def _table(wide: int, high: int, chance: np.random.Generator) -> Shades:
    """Wood of any shade but that of paper: grain along it, and flecks."""
    tone = chance.uniform(45, 125)
    grain = cv2.resize(chance.normal(0, 1, (high // 6, 12)).astype(np.float32), (wide, high))
    flecks = cv2.resize(chance.normal(0, 1, (high // 40, wide // 40)).astype(np.float32), (wide, high))
    return np.clip(tone + 9 * grain + 6 * flecks, 5, 160)


def _motion(length: float, way: float) -> Shades:
    side = 2 * int(np.ceil(length / 2)) + 3
    kernel = np.zeros((side, side), np.float32)
    for step in np.linspace(-length / 2, length / 2, 41):
        x, y = side // 2 + step * np.cos(way), side // 2 + step * np.sin(way)
        kernel[round(y), round(x)] += 1
    return kernel / kernel.sum()
