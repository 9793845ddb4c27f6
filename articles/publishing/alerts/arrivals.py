"""Which articles are new: not by the day of the paper, but by when they came to be shown."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Arrival

NUMBERING = 0x616C72
"""Number of the advisory lock; any that nothing else in this database locks."""

NUMBER = """
INSERT INTO articles_arrival (public_id)
SELECT public_id FROM articles_article AS shown
WHERE NOT EXISTS (SELECT FROM articles_arrival AS known WHERE known.public_id = shown.public_id)
"""
LAST = "SELECT coalesce(max(id), 0) FROM articles_arrival"


def last_arrival() -> int:
    """Give all articles that are shown and have no number yet the next ones; the highest number there is.

    They are numbered here and not when they are stored, so that what was taken out before anybody was told of it is
    new when it comes back, and no transaction still under way can come in below a number that was already told.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
        cursor.execute(NUMBER)
        cursor.execute(LAST)
        return int(cursor.fetchone()[0])


def arrived(after: int, until: int) -> QuerySet[Arrival, Any]:
    """The public ids of the articles that came behind one number, up to another."""
    return Arrival.objects.filter(pk__gt=after, pk__lte=until).values("public_id")
