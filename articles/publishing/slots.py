"""How many exports run at once, on however many workers: a slot is an advisory lock of the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

SLOTS = 2  # an export reads the whole archive; two leave the readers of pages the rest of the machine
EXPORT_LOCKS = 7_714
"""First number of the locks; any that nobody else uses with a second one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The right to export, held by a database connection until it is released or the connection ends."""

    holder: BaseDatabaseWrapper
    number: int

    def release(self) -> None:
        try:
            with self.holder.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [EXPORT_LOCKS, self.number])
        except (OperationalError, InterfaceError):
            self.holder.close()  # a lost connection has given its locks back


def take_slot(holder: BaseDatabaseWrapper) -> Slot | None:
    """A free slot; None where all are taken. A connection exports one list at a time: PostgreSQL refuses no lock to
    the session that holds it."""
    with holder.cursor() as cursor:
        for number in range(SLOTS):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [EXPORT_LOCKS, number])
            (taken,) = cursor.fetchone()
            if taken:
                return Slot(holder, number)
    return None
