"""How PostgreSQL is to plan a search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

LONGEST = "5s"


@contextmanager
def by_index() -> Iterator[None]:
    """Inside, searches go through the index, and one that takes LONGEST is given up with an OperationalError.

    The planner takes reading every search row for cheap, because it does not see that each of their vectors lies in
    another table: with 100,000 articles a count of two conditions took 600 ms so, and 20 ms by the index.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = '{LONGEST}'")
        yield


@contextmanager
def only_indexes(cursor: CursorWrapper) -> Iterator[None]:
    """The same for statements of a transaction that goes on, and may take their time."""
    cursor.execute("SET LOCAL enable_seqscan = off")
    yield
    cursor.execute("SET LOCAL enable_seqscan = on")
