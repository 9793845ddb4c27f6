"""A mirrored folder of a digital newspaper as one byte string, always the same for the same files, and back."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

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


def gather(folder: Path) -> bytes:
    """The HTML files of a folder and the folders below it as one stored zip: sorted, without times, modes or links.

    Raises UnreadableInput `no_article` where there are none, `too_large` beyond the limits, `unreadable`.
    """
    paths = _html_files(folder)
    if not paths:
        raise UnreadableInput("no_article")
    buffer, total = io.BytesIO(), 0
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, path in paths:
            data = _content(path, name)
            total += len(data)
            _check(name, len(data), total, len(paths))
            entry = zipfile.ZipInfo(name, STAMP)
            entry.create_system = 3
            archive.writestr(entry, data)
    return buffer.getvalue()


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


def members(data: bytes) -> tuple[Member, ...]:
    """The HTML files of a bundle, in order of their paths. Nothing is ever written to disk.

    Raises UnreadableInput `broken_bundle`, `unsafe_path` or `too_large`; sizes count as unpacked, not as announced.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if _is_html(entry)]
            _check("", 0, 0, len(entries))
            return tuple(_unpacked(archive, sorted(entries, key=lambda entry: entry.filename)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableInput("broken_bundle", reason=str(error)) from error


def _is_html(entry: zipfile.ZipInfo) -> bool:
    return not entry.is_dir() and PurePosixPath(entry.filename).suffix.lower() in SUFFIXES


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
