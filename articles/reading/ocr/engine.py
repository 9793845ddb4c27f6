"""Where text stands in a picture, and what it says: by two PP-OCR models on onnxruntime.

They come with the package rapidocr, of which nothing else is used, and run in this process, which is the sandbox's
child, within its limits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image

from articles.reading.glyphs import Box
from articles.reading.sandbox import Limits

LIMITS = Limits(memory=2 << 30, cpu_seconds=4_800, wall_seconds=2_400.0)
"""A page takes 10 to 20 s of processor time and 1.2 GiB of address space; a file has up to 64."""
THREADS = min(4, os.cpu_count() or 1)
DETECTOR, RECOGNISER = "PP-OCRv6_det_small", "PP-OCRv6_rec_small"
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the pictures from which the detector was trained."""
TYPE, SIDE = 12.0, 32
"""Pixels that most lines are high where text is looked for, and of which the sides must be multiples."""
BAND, LAP = 384, 64
"""Rows that are looked at together, which bounds the memory, and how many more above and below."""
TEXT = 0.3
"""How sure the detector is where text stands."""
HIGH, MARGIN = 48, 10
"""Pixels that the recogniser wants a line to be high, and of white around its ink (of 3 to 12, 10 read best)."""
NARROWEST, WIDEST = 8, 4_000
"""Pixels of the shortest line, and of one of 140 characters; a longer one is squeezed."""


@dataclass(frozen=True, slots=True)
class Character:
    """A recognised character, its box in pixels and how sure the recogniser is of it, 0 to 1."""

    text: str
    box: Box
    sure: float


Row = list[Character]
"""A recognised line, its characters from left to right."""


def text_on(page: Image.Image, em: float) -> Image.Image:
    """Where lines of text stand on a grey page on which most are `em` pixels high: white on black, on a smaller
    picture. Each is a strip of its own, thinner than the line, also where lines stand close, in a frame or on a
    ground of any shade."""
    width, height = (max(1, round(side * TYPE / em / SIDE)) * SIDE for side in page.size)
    small = page.resize((width, height), Image.Resampling.BILINEAR)
    text = Image.new("L", small.size)
    for top in range(0, height, BAND):
        first, bottom = max(0, top - LAP), min(height, top + BAND)
        found = _text(small.crop((0, first, width, min(height, bottom + LAP))))
        text.paste(found.crop((0, top - first, width, bottom - first)), (0, top))
    return text


def recognise(lines: Iterable[Image.Image], margin: int = MARGIN) -> list[Row]:
    """What grey pictures say that hold a line of text each, its ink from edge to edge. Boxes are as high as the picture
    and reach from one character to the next. A smaller margin makes type larger, which takes longer."""
    return [_row(line, margin) for line in lines]


@cache
def _model(name: str) -> Any:
    # Here, so that who reads no scans needs no 100 MB and half a second for it.
    import onnxruntime

    package = find_spec("rapidocr")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("rapidocr")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    # Threads that wait give way to other readings: with two at once on two processors, neither gets slower.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    path = Path(package.origin).parent / "models" / f"{name}.onnx"
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _characters() -> list[str]:
    """The recogniser's characters by their codes; 0 is none."""
    return ["", *_model(RECOGNISER).get_modelmeta().custom_metadata_map["character"].split("\n"), " "]


def _text(picture: Image.Image) -> Image.Image:
    import numpy as np

    shades = np.asarray(picture, np.float32)[None, :, :] / 255
    layers = (shades - np.array(MEAN, np.float32)[:, None, None]) / np.array(SPREAD, np.float32)[:, None, None]
    (found,) = _model(DETECTOR).run(None, {"x": layers[None]})
    return Image.fromarray((found[0, 0] > TEXT).astype(np.uint8) * 255)


def _row(line: Image.Image, margin: int) -> Row:
    import numpy as np

    high = HIGH - 2 * margin
    width = min(WIDEST, max(NARROWEST, round(line.width * high / line.height)))
    picture = Image.new("L", (width + 2 * margin, HIGH), 255)
    picture.paste(line.resize((width, high), Image.Resampling.BICUBIC), (margin, margin))
    shades = np.asarray(picture, np.float32) / 127.5 - 1
    (found,) = _model(RECOGNISER).run(None, {"x": np.broadcast_to(shades, (1, 3, *shades.shape))})
    codes, sure = found[0].argmax(1).tolist(), found[0].max(1).tolist()
    scale = line.width / width
    step = picture.width / len(codes)
    # The model says a character, or none, for each step; a character that goes on for several is said again.
    told = [at for at, code in enumerate(codes) if code and (at == 0 or code != codes[at - 1])]
    told = [at for at in told if not _characters()[codes[at]].isspace()]
    middles = [((at + 0.5) * step - margin) * scale for at in told]
    edges = [0.0, *((one + other) / 2 for one, other in pairwise(middles)), float(line.width)]
    return [
        Character(_characters()[codes[at]], Box(edges[each], 0, edges[each + 1], line.height), sure[at])
        for each, at in enumerate(told)
    ]
