"""A mirrored folder of a digital newspaper, with the pictures of its pages, as one byte string, always the same for the
same files, and back."""

from __future__ import annotations

import io
import math
import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from articles.reading import rasters
from articles.text.errors import UnreadableInput

SUFFIXES = frozenset({".htm", ".html"})
MAX_MEMBERS = 20_000
"""A year of a daily county paper has about 15,000 article files."""
MAX_MEMBER_BYTES = 8 << 20
MAX_TOTAL_BYTES = 128 << 20
MAGIC = b"PK\x03\x04"
STAMP = (1980, 1, 1, 0, 0, 0)
PAGE_FILES = ("node_", "nbs.")
ARTICLE_FILES = ("content_", "nw.")
"""How the names of page and article files begin, in the manners of older and newer digital newspapers."""
HALVES = frozenset(("layout", "con"))
"""Newer ones keep pages and articles in two trees: layout/202112/28/node_1.html, con/202112/28/content_5.html."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle: its path below the folder, with `/`, and its bytes."""

    path: str
    data: bytes


def is_epaper_folder(folder: Path) -> bool:
    """Whether a folder directly holds page or article files of a digital newspaper (`node_…htm`, `content_…htm`), or
    the two trees of them."""
    try:
        with os.scandir(folder) as scanned:
            entries = list(scanned)
    except OSError:
        return False
    if {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)} >= HALVES:
        return True
    return any(_is_epaper_name(entry.name) and entry.is_file(follow_symlinks=False) for entry in entries)


def issue_folder(path: str) -> str:
    """The folder that a file's issue is known by: its own, the same for both trees.

    >>> issue_folder("layout/202112/28/node_1.html"), issue_folder("con/202112/28/content_5.html")
    ('202112/28', '202112/28')
    """
    return str(PurePosixPath(*(part for part in PurePosixPath(path).parent.parts if part.lower() not in HALVES)))


def _is_epaper_name(name: str) -> bool:
    return name.lower().startswith(PAGE_FILES + ARTICLE_FILES) and PurePosixPath(name).suffix.lower() in SUFFIXES


def gather(folder: Path, root: Path | None = None) -> bytes:
    """The HTML files of a folder and the folders below it, and the pictures of its pages and articles, as one stored
    zip, without times, modes or links. Mirrors keep pictures elsewhere: they may lie anywhere below `root`.

    Raises UnreadableInput `no_article` where there are none, `too_large` beyond the limits, `unreadable`.
    """
    paths = _html_files(folder)
    if not paths:
        raise UnreadableInput("no_article")
    buffer, total = io.BytesIO(), 0
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        pictures: set[str] = set()
        photographs: set[str] = set()
        for name, path in paths:
            data = _content(path, name)
            total += len(data)
            _check(name, len(data), total, len(paths))
            _pack(archive, name, data)
            source = data.decode("latin-1")
            pictures.add(rasters.named_in(source, name)[0])
            if path.name.lower().startswith(ARTICLE_FILES):
                photographs.update(rasters.shown_in(source, name))
        held = _pictures(folder, root or folder, pictures, MAX_TOTAL_BYTES - total)
        total += sum(path.stat().st_size for _place, path in held)
        held += _pictures(folder, root or folder, photographs - pictures, MAX_TOTAL_BYTES - total, MAX_MEMBER_BYTES)
        for name, path in sorted(held):
            data = _content(path, name)
            _check(name, len(data), 0, 0)
            _pack(archive, name, data)
    return buffer.getvalue()


def _pack(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.create_system = 3
    archive.writestr(entry, data)


def _pictures(folder: Path, root: Path, places: set[str], room: int, most: float = math.inf) -> list[tuple[str, Path]]:
    """Those of the pictures that are there, of at most so many bytes each; none, where they have no room, because a
    folder holds a year."""
    paths = [(place, folder / rasters.on_disk(place)) for place in sorted(places - {""})]
    held = [(place, path) for place, path in paths if path.is_file() and path.resolve().is_relative_to(root.resolve())]
    held = [(place, path) for place, path in held if path.stat().st_size <= most]
    return held if sum(path.stat().st_size for _place, path in held) <= room else []


def _html_files(folder: Path) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(directory, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                found.append((os.fsencode(path.relative_to(folder)).decode("utf-8", "replace"), path))
        if len(found) > MAX_MEMBERS:
            raise UnreadableInput("too_many_files", limit=MAX_MEMBERS)
    return sorted(found)


def _content(path: Path, name: str) -> bytes:
    """The bytes of an ordinary file; links and pipes are not followed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise UnreadableInput("not_a_file", name)
            return stream.read(MAX_MEMBER_BYTES + 1)
    except OSError as error:
        raise UnreadableInput("unreadable", name, reason=error.strerror or str(error)) from error


def _check(name: str, size: int, total: int, members: int) -> None:
    if size > MAX_MEMBER_BYTES:
        raise UnreadableInput("too_large", name, size=size, limit=MAX_MEMBER_BYTES)
    if total > MAX_TOTAL_BYTES:
        raise UnreadableInput("too_large", size=total, limit=MAX_TOTAL_BYTES)
    if members > MAX_MEMBERS:
        raise UnreadableInput("too_many_files", limit=MAX_MEMBERS)


def is_bundle(data: bytes) -> bool:
    """Whether the bytes are a zip file, ours or one that somebody packed from such a folder."""
    return data.startswith(MAGIC)


def members(data: bytes, wanted: Callable[[str], bool] | None = None) -> tuple[Member, ...]:
    """The HTML files of a bundle, or those whose paths are wanted, in order of their paths. Nothing is ever written to
    disk.

    Raises UnreadableInput `broken_bundle`, `unsafe_path` or `too_large`; sizes count as unpacked, not as announced.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if (wanted or _is_html)(entry.filename)]
            _check("", 0, 0, len(entries))
            return tuple(_unpacked(archive, sorted(entries, key=lambda entry: entry.filename)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableInput("broken_bundle", reason=str(error)) from error


def _is_html(path: str) -> bool:
    return not path.endswith("/") and PurePosixPath(path).suffix.lower() in SUFFIXES


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> list[Member]:
    unpacked, total = [], 0
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in entry.filename:
            raise UnreadableInput("unsafe_path", entry.filename)
        with archive.open(entry) as stream:
            content = stream.read(MAX_MEMBER_BYTES + 1)
        total += len(content)
        _check(entry.filename, len(content), total, 0)
        unpacked.append(Member(entry.filename, content))
    return unpacked
