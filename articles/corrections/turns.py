"""Readings and decisions take turns: one that is being stored has looked for what was decided already, and would write
over what is decided meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

READINGS = 0x78696E
"""Number of the advisory lock; any that nothing else in this database locks."""


@contextmanager
def storing() -> Iterator[None]:
    """A transaction that shares its time with no other that stores what was read, and with none that decides."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [READINGS])
        yield


@contextmanager
def deciding() -> Iterator[None]:
    """A transaction in which somebody decides; any number of them share their time. It waits until no reading is being
    stored before it locks any row, so that the two never wait for one another."""
    with transaction.atomic():
        await_readings()
        yield


def await_readings() -> None:
    """The same inside a transaction that has begun and locked nothing yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [READINGS])
