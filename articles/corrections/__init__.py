"""Corrections: what editors decide, recorded for ever, shown at once, replayed after every reading.

`record`, `remove`, `add_official`, `add_place` decide; `undo` takes one decision back; `hold` and `replay_findings`
let decisions stand against new readings.
"""

from .conflicts import ask, read_now
from .consequences import free_slug, readdress, renumber
from .decisions import Decision
from .fields import MODELS, NAMES, ORDER, plain, plain_of, target_of
from .journal import Step
from .journal import read as read_journal
from .labels import Words, field_label, in_words
from .persons import declared_different, differ, merge, own_links, preview, reassign, unshown_links
from .places import merged_places, place_parents_follow
from .presence import (
    NOT_STORED,
    OF_UNLISTED,
    absent_from,
    delisted_article,
    follow_reading,
    made_by_editors,
    read_absent,
)
from .record import (
    CollisionError,
    add_official,
    add_place,
    confirm,
    record,
    remove,
)
from .redirects import merged_into, moved, standing_official, standing_post, successor
from .repeating import Outcome, repeat
from .replay import hold, hold_order, learn_names, replay_findings
from .signals import officials_changed
from .standing import as_read, decided, name_of
from .structure import HEADING, exchange_headings, join, move_paragraphs, split
from .suppression import (
    delist,
    is_withdrawn,
    lift,
    mask,
    public,
    take_out_again,
    withdraw,
)
from .terms import merged_officials, terms_follow
from .turns import await_readings, deciding, storing
from .undoing import AlreadyUndoneError, undo, undo_batch
from .visible import Veil, veils

__all__ = [
    "HEADING",
    "MODELS",
    "NAMES",
    "NOT_STORED",
    "OF_UNLISTED",
    "ORDER",
    "AlreadyUndoneError",
    "CollisionError",
    "Decision",
    "Outcome",
    "Step",
    "Veil",
    "Words",
    "absent_from",
    "add_official",
    "add_place",
    "as_read",
    "ask",
    "await_readings",
    "confirm",
    "decided",
    "deciding",
    "declared_different",
    "delist",
    "delisted_article",
    "differ",
    "exchange_headings",
    "field_label",
    "follow_reading",
    "free_slug",
    "hold",
    "hold_order",
    "in_words",
    "is_withdrawn",
    "join",
    "learn_names",
    "lift",
    "made_by_editors",
    "mask",
    "merge",
    "merged_into",
    "merged_officials",
    "merged_places",
    "move_paragraphs",
    "moved",
    "name_of",
    "officials_changed",
    "own_links",
    "place_parents_follow",
    "plain",
    "plain_of",
    "preview",
    "public",
    "read_absent",
    "read_journal",
    "read_now",
    "readdress",
    "reassign",
    "record",
    "remove",
    "renumber",
    "repeat",
    "replay_findings",
    "split",
    "standing_official",
    "standing_post",
    "storing",
    "successor",
    "take_out_again",
    "target_of",
    "terms_follow",
    "undo",
    "undo_batch",
    "unshown_links",
    "veils",
    "withdraw",
]
