"""Whether an import is under way, so that what comes of it is told once, when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

IMPORTING = 0x696D70
"""Number of the advisory lock; any that nothing else in this database locks. It goes with the connection of an import
that is killed."""
UNDER_WAY = """
SELECT EXISTS (
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE datname = current_database() AND locktype = 'advisory' AND (classid, objid, objsubid) = (0, %s, 1)
        AND pid <> pg_backend_pid()
)
"""


@contextmanager
def under_way() -> Iterator[None]:
    """An import, beside which others may be under way."""
    _ask("SELECT pg_advisory_lock_shared(%s)")
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock_shared(%s)")


def is_under_way() -> bool:
    """Whether any import is, of another process. The lock is looked for and not tried: two that ask at once would take
    each other for imports."""
    return _ask(UNDER_WAY)


def _ask(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [IMPORTING])
        return bool(cursor.fetchone()[0])
