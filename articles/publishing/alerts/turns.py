"""One message at a time to a host or a mailbox, however many processes send, on this machine or others: locks of the
database, which goes by what a process holds as long as it is there."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from time import monotonic, sleep

from django.db import connection
from django.utils.translation import gettext as _

SENDING = 0x616C73
"""Lower half of the numbers of advisory locks; any that nothing else in this database locks."""
PATIENCE = 600  # seconds: longer than any message takes, so who holds a lock for so long is not sending
PAUSE = 0.02  # seconds, before a lock is tried again


class BusyError(Exception):
    """Somebody else was sending there all the time."""


@contextmanager
def only_sender(whom: str) -> Iterator[bool]:
    """Whether no other process is sending something there; none begins meanwhile. Of two names that fall upon one
    number, one waits for the other."""
    number = SENDING + (int.from_bytes(sha256(whom.encode()).digest()[:4]) % 2**31 << 32)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def turn_at(whom: str) -> Generator[None, None, ExitStack]:
    """The only sender there until that is closed; while another one is, others may be sent something first (None).
    Raises BusyError."""
    end = monotonic() + PATIENCE
    while True:
        with ExitStack() as held:
            if held.enter_context(only_sender(whom)):
                return held.pop_all()
        if monotonic() > end:
            raise BusyError(_("另一个 send_alerts 一直在往那里送，这一次不再等。"))
        sleep(PAUSE)
        yield None
