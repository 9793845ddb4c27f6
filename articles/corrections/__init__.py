"""Corrections: what editors decide, recorded for ever, shown at once, replayed after every reading.

`record`, `remove`, `add_official`, `add_place` decide; `undo` takes one decision back; `hold` and `replay_findings`
let decisions stand against new readings.
"""

from .conflicts import ask
from .consequences import free_slug, readdress, renumber
from .fields import plain, plain_of
from .record import (
    AlreadyUndoneError,
    CollisionError,
    Decision,
    add_official,
    add_place,
    record,
    remove,
    undo,
    undo_batch,
)
from .redirects import moved, successor
from .replay import hold, replay_findings
from .standing import as_read, decided

__all__ = [
    "AlreadyUndoneError",
    "CollisionError",
    "Decision",
    "add_official",
    "add_place",
    "as_read",
    "ask",
    "decided",
    "free_slug",
    "hold",
    "moved",
    "plain",
    "plain_of",
    "readdress",
    "record",
    "remove",
    "renumber",
    "replay_findings",
    "successor",
    "undo",
    "undo_batch",
]
