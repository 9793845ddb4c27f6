"""Which files an import takes, and their bytes. Nothing here opens what is not an ordinary file of sensible size."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.reading import bundle, rasters
from articles.text.errors import UnreadableInput

SUFFIXES = frozenset({".txt", ".md", ".pdf", ".jsonl", ".zip"}) | rasters.SCANS
"""Files that a folder is searched for. Pages of a digital newspaper count as one source a folder; see `bundle`."""
MAX_BYTES = 32 * 1024 * 1024  # a page is 20-60 KB of text; a year of a county paper in one file stays below this


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a folder of a digital newspaper. `name` is its path below the folder that was named, `root`."""

    path: Path
    name: str
    root: Path | None = None

    def load(self) -> bytes:
        """The bytes of the source; a folder's pages and their pictures packed into one string.

        Raises UnreadableInput when it is no ordinary file (`not_a_file`), too large (`too_large`), or the system
        refuses to read it (`unreadable`).
        """
        if self.path.is_dir():
            return bundle.gather(self.path, self.root)
        try:
            # Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError as error:
            raise UnreadableInput("unreadable", reason=error.strerror or str(error)) from error
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableInput("not_a_file")
            if status.st_size > MAX_BYTES:
                raise UnreadableInput("too_large", size=status.st_size, limit=MAX_BYTES)
            try:
                return stream.read(MAX_BYTES + 1)
            except OSError as error:
                raise UnreadableInput("unreadable", reason=error.strerror or str(error)) from error


def find_sources(paths: list[Path], on_other: Callable[[Path], None] = lambda _path: None) -> Iterator[Source]:
    """The sources that files and folders stand for: files as named, folders searched for readable forms, sorted.

    A named file is taken whatever its suffix, so that a wrong one is refused by name and not silently left out. Hidden
    files of a folder are passed over without a word; `on_other` is told of files with other suffixes and of links that
    lead out of it, which are passed over as well. Pictures are scanned pages, and come last; beside a digital newspaper
    they are those of its pages.
    """
    for path in paths:
        if bundle.is_epaper_folder(path):
            yield Source(path, printable(path.resolve().name))
        elif path.is_dir():
            yield from _inside(path, on_other)
        else:
            yield Source(path, printable(path.name))


def _inside(folder: Path, on_other: Callable[[Path], None]) -> Iterator[Source]:
    root = folder.resolve()
    pictures: list[tuple[Path, bool]] = []
    is_mirror = False
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if bundle.is_epaper_folder(Path(directory, name))]:
            folders.remove(name)  # it is one source with all that lies in it
            is_mirror = True
            yield Source(Path(directory, name), printable(Path(directory, name).relative_to(folder).as_posix()), folder)
        for name in sorted(files):
            path = Path(directory, name)
            leads_out = path.is_symlink() and not path.resolve().is_relative_to(root)
            if name.startswith("."):
                continue
            if path.suffix.lower() in rasters.SUFFIXES:
                pictures.append((path, leads_out or path.suffix.lower() not in SUFFIXES))
            elif leads_out or path.suffix.lower() not in SUFFIXES:
                on_other(path)
            else:
                yield Source(path, printable(path.relative_to(folder).as_posix()))
    for path, is_other in [] if is_mirror else pictures:
        if is_other:
            on_other(path)
        else:
            yield Source(path, printable(path.relative_to(folder).as_posix()))


def printable(name: str) -> str:
    """A file name that can be stored and shown: undecodable bytes and control characters become `�`."""
    decoded = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in decoded)[-255:]
