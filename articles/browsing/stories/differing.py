"""What differs between two prints of a passage, with a few words around it."""

from __future__ import annotations

from collections.abc import Sequence

from articles.searching import Piece

AROUND = 16  # characters before and behind what differs
MOST = 40  # differences


def differing(pieces: Sequence[Piece], most: int = MOST) -> list[Piece]:
    """The pieces up to so many differences, what is the same between them cut short.

    >>> [piece.own for piece in differing([Piece("一" * 40, "一" * 40, True), Piece("乙", "丙", False)])]
    ['…一一一一一一一一一一一一一一一一', '乙']
    """
    shown = pieces[: 2 * most + 1]
    last = len(pieces) - 1
    return [
        _short(piece.own, is_first=number == 0, is_last=number in (last, 2 * most)) if piece.is_same else piece
        for number, piece in enumerate(shown)
    ]


def _short(text: str, *, is_first: bool, is_last: bool) -> Piece:
    """What is the same, without its middle; at the beginning and at the end of all, what is next to a difference."""
    head = "" if is_first else text[:AROUND]
    tail = "" if is_last else text[-AROUND:]
    short = text if len(text) <= len(head) + len(tail) else f"{head}…{tail}"
    return Piece(short, short, is_same=True)
