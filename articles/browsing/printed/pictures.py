"""Pictures of printed pages, whole and enlarged in squares, and of photographs: drawn when they are first asked for, in
a process of their own, and kept on disk."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import BoundedSemaphore, Lock
from weakref import WeakValueDictionary

from django.conf import settings

from articles.models import SourceFile
from articles.reading import drawing
from articles.reading.drawing import Leaf, Veiling
from articles.text.errors import UnreadableInput

WIDTHS = SMALL, SCREEN = 640, 1280
PHOTOGRAPH_WIDTHS = THUMB, LARGE = 240, 960
DRAWN_BY = "2"
"""What drew the pictures: another word draws all of them anew."""
AT_ONCE = 2
"""Drawings at one time in one process: each takes a processor and up to 100 MB, an enlarged one 400 MB."""
PATIENCE = 15.0
"""Seconds that a reader waits for others' drawings."""

FAILED = "none"
"""End of the name of an empty file that says that a page cannot be drawn, so that it is not tried with every visit."""
Drawn = dict[str, bytes]
"""Pictures by the ends of their names."""

_turns = BoundedSemaphore(AT_ONCE)
log = logging.getLogger(__name__)


class BusyError(Exception):
    """Too many pages are being drawn already."""


class _Gate:
    """Lets one thread draw a page."""

    def __init__(self) -> None:
        self.lock = Lock()


_gates: WeakValueDictionary[str, _Gate] = WeakValueDictionary()
"""By the page's tag, as long as any thread is there."""


@dataclass(frozen=True, slots=True)
class Print:
    """A page of a source, or a photograph, as it is shown now: its `name` tells it from others of the source, its `tag`
    changes with every pixel that may."""

    name: str
    source: SourceFile
    leaf: Leaf
    veiling: Veiling

    @property
    def tag(self) -> str:
        said = json.dumps([DRAWN_BY, self.source.sha256, asdict(self.leaf), asdict(self.veiling)])
        return sha256(said.encode()).hexdigest()[:32]

    def path(self, end: str) -> Path:
        """Where a picture is kept: one in a width (`640`), or a square of the enlarged page (`2x3`)."""
        return self.folder / f"{self.name}-{self.tag}-{end}.webp"

    @property
    def folder(self) -> Path:
        digest = self.source.sha256
        return Path(settings.PAGE_PICTURES) / digest[:2] / digest


def print_of_page(source: SourceFile, index: int, veiling: Veiling) -> Print:
    """Page number `index` of a source, from 0."""
    return Print(str(index + 1), source, Leaf(index, source.pictures[index] if source.pictures else ""), veiling)


def picture(page: Print, width: int) -> bytes | None:
    """The WebP picture of a page in one of WIDTHS; None where it cannot be drawn. Raises BusyError."""
    return _kept_or_drawn(page, str(width), _in_widths)


def photograph(shown: Print, width: int) -> bytes | None:
    """The WebP picture of a photograph in one of PHOTOGRAPH_WIDTHS; None where it cannot be drawn. Raises BusyError."""
    return _kept_or_drawn(shown, str(width), partial(_in_widths, widths=PHOTOGRAPH_WIDTHS))


def square(page: Print, row: int, column: int) -> bytes | None:
    """The WebP picture of a square of the enlarged page, counted from 1; None where there is none. Raises BusyError."""
    size = drawing.enlarged(*page.source.sheets[page.leaf.index])
    if (row, column) not in (each[:2] for each in drawing.squares(*size)):
        return None
    return _kept_or_drawn(page, f"{row}x{column}", _in_squares)


def _in_widths(content: bytes, page: Print, widths: tuple[int, ...] = WIDTHS) -> Drawn:
    return {str(drawn.width): drawn.data for drawn in drawing.draw(content, page.leaf, widths, page.veiling)}


def _in_squares(content: bytes, page: Print) -> Drawn:
    tiles = drawing.enlarge(content, page.leaf, page.veiling)
    return {f"{tile.row}x{tile.column}": tile.data for tile in tiles}


def _kept_or_drawn(page: Print, end: str, draw: Callable[[bytes, Print], Drawn]) -> bytes | None:
    """A browser asks for many squares of a page at once: the first draws them all, the others wait for it."""
    path = page.path(end)
    if (kept := _kept(path)) is None:
        gate = _gates.setdefault(page.tag, _Gate())
        with _turn(gate.lock), _turn(_turns):
            kept = _kept(path)
            if kept is None and not page.path(FAILED).exists():
                kept = _draw(page, draw).get(end)
    return kept


def _kept(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _turn(gate: Lock | BoundedSemaphore) -> Iterator[None]:
    if not gate.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        gate.release()


def _draw(page: Print, draw: Callable[[bytes, Print], Drawn]) -> Drawn:
    """Draw and keep a page, in place of what it looked like before."""
    content = SourceFile.objects.values_list("content", flat=True).get(pk=page.source.pk)
    try:
        drawn = draw(bytes(content), page)
    except UnreadableInput as refusal:
        log.warning("%s of %s is not drawn: %s", page.name, page.source.sha256, refusal)
        drawn = {FAILED: b""}
    page.folder.mkdir(parents=True, exist_ok=True)
    for former in page.folder.glob(f"{page.name}-*.webp"):
        if page.tag not in former.name:
            former.unlink(missing_ok=True)
    for each, data in drawn.items():
        _keep(page.path(each), data)
    return drawn


def _keep(path: Path, data: bytes) -> None:
    """Written beside and moved, so that nobody reads half a picture."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(data)
    Path(beside.name).replace(path)
