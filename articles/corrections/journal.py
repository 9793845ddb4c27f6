"""The second log of suppressions: a file outside the database, to which lines are added and of which none is changed.

Restoring an older backup takes the table of suppressions back as well; these lines say what to do again. They hold all
that takes, also names that were masked, so only the owner may read the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from articles.models import Suppression

LIFTED = "lifted"
STEPS = (*Suppression.Kind.values, LIFTED)


@dataclass(frozen=True, slots=True)
class Step:
    """One line: an article taken out in one of the ways of `Suppression.Kind`, or that step lifted. `batch` is the same
    in both."""

    time: str
    step: str
    batch: str
    article: str
    fingerprint: str
    name: str
    request_number: str
    reason: str
    who: str

    @classmethod
    def of(cls, step: str, made: Suppression, who: str) -> Step:
        """A step taken now."""
        now = timezone.now().isoformat()
        said = (made.article, made.fingerprint, made.name, made.request_number, made.reason)
        return cls(now, step, str(made.batch), *said, who)

    @classmethod
    def parse(cls, line: str) -> Step:
        """Raises ValueError where the line says no step."""
        try:
            found = cls(**json.loads(line))
        except TypeError as error:
            raise ValueError(str(error)) from error
        if not all(isinstance(value, str) for value in asdict(found).values()) or found.step not in STEPS:
            raise ValueError(found.step)
        if found.step == Suppression.Kind.MASK and not found.name:
            raise ValueError("a mask without a name")
        UUID(found.batch)
        if datetime.fromisoformat(found.time).tzinfo is None:
            raise ValueError("a time without its zone")
        return found


def append(step: Step) -> str:
    """Add a line, which is on the disk when this returns, and tell its SHA-256. Raises OSError where it cannot be.

    A line begins with a line end of its own: whatever a full disk left of the line before must not swallow it.
    """
    path: Path = settings.SUPPRESSION_LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{json.dumps(asdict(step), ensure_ascii=False)}\n".encode()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(file, b"\n" + line) <= len(line):
            raise OSError(f"{path}: the disk is full")
        os.fsync(file)
    finally:
        os.close(file)
    return sha256(line).hexdigest()


def read(path: Path) -> Iterator[tuple[int, Step | None]]:
    """Each line that is not empty by its number, None where it is no step. Raises OSError."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield number, Step.parse(line)
                except ValueError:
                    yield number, None
