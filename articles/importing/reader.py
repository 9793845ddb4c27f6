"""Read sources ahead of storing them. This module and all it imports know no Django, so that its worker processes
start quickly and hold no database connection."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

from articles.reading import read
from articles.reading.readings import SourceReading
from articles.text.errors import UnreadableInput

from .sources import Source
from .workers import worker_pool


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows of the sources: their day and paper; whether to store at all; how many readers."""

    day: date | None = None
    newspaper: str = ""
    dry_run: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source after reading: its bytes with what they say, or why they were refused.

    Neither reading nor refusal: the bytes were known already and were not read again.
    """

    data: bytes = b""
    sha256: str = ""
    reading: SourceReading | None = None
    refusal: UnreadableInput | None = None


def read_sources(
    sources: Sequence[Source], options: Options, known: Callable[[str], bool]
) -> Iterator[tuple[Source, ReadSource]]:
    """Read the sources in order, `options.jobs` at a time, never more than a few ahead of whoever takes them.

    `known` tells whether a SHA-256 is in the archive already, so that its source needs no reading.
    """
    with _readers(options.jobs) as submit:
        ahead: deque[tuple[Source, Callable[[], ReadSource]]] = deque()
        for source in sources:
            ahead.append((source, _begin(source, options, known, submit)))
            if len(ahead) >= options.jobs * 2:
                first, result = ahead.popleft()
                yield first, result()
        while ahead:
            first, result = ahead.popleft()
            yield first, result()


Submit = Callable[..., Callable[[], ReadSource]]


@contextmanager
def _readers(jobs: int) -> Iterator[Submit]:
    """How to start a reading: in this process when it is asked for, or at once in one of several others."""
    if jobs == 1:
        yield partial
        return
    with worker_pool(jobs) as pool:
        yield lambda function, *arguments: pool.submit(function, *arguments).result


def _begin(source: Source, options: Options, known: Callable[[str], bool], submit: Submit) -> Callable[[], ReadSource]:
    try:
        data = source.load()
    except UnreadableInput as error:
        return partial(ReadSource, refusal=error)
    sha256 = hashlib.sha256(data).hexdigest()
    if known(sha256):
        return partial(ReadSource, sha256=sha256)
    return submit(read_one, data, sha256, source.name, options)


def read_one(data: bytes, sha256: str, name: str, options: Options) -> ReadSource:
    """Read the bytes of one source. Never raises for what is in them: a refusal is part of the result."""
    try:
        reading = read(data, name, given_date=options.day, newspaper=options.newspaper)
        return ReadSource(data, sha256, reading)
    except UnreadableInput as error:
        return ReadSource(sha256=sha256, refusal=error)
    except Exception as error:
        # One page that trips the reader must neither stop the others nor go unnamed.
        return ReadSource(
            sha256=sha256, refusal=UnreadableInput("unexpected", reason=f"{type(error).__name__}: {error}")
        )
