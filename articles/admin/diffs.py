"""Two versions of a text as one, with what was taken out and what was put in marked, character by character."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Kind = Literal["same", "out", "in"]
Piece = tuple[Kind, str]

LONGEST = 1_500
"""Characters of a paragraph that are compared one by one: the work grows with the square. A longer one counts as
replaced, but for its beginning and end."""
SHORTEST = 2
"""Equal characters between two changes: fewer make confetti that nobody can read."""
CONTEXT = 12
"""Characters around a change that an excerpt shows."""


def marked(before: str, after: str, *, excerpt: bool = False) -> SafeString:
    """The two versions as HTML with <del> and <ins>, which also say in hidden words what they are."""
    pieces = list(pieces_of(before, after))
    if excerpt:
        pieces = [_shortened(piece, number == 0, number == len(pieces) - 1) for number, piece in enumerate(pieces)]
    return format_html_join("", "{}", ((_html(*piece),) for piece in pieces))


def pieces_of(before: str, after: str) -> Iterator[Piece]:
    """The pieces of both versions in order: compared by paragraphs, and changed paragraphs by characters."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for word, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word == "equal":
            yield "same", "".join(old[i1:i2])
        else:
            yield from _joined(list(_by_characters("".join(old[i1:i2]), "".join(new[j1:j2]))))


def _by_characters(before: str, after: str) -> Iterator[Piece]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    yield "same", before[:start]
    if max(len(old), len(new)) > LONGEST:
        yield from (("out", old), ("in", new))
    else:
        for word, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if word == "equal":
                yield "same", old[i1:i2]
            else:
                yield from (("out", old[i1:i2]), ("in", new[j1:j2]))
    yield "same", before[len(before) - end :]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces without empty ones, and with equal snippets between changes counted to the changes."""
    out = into = ""
    last = len(pieces) - 1
    for number, (kind, text) in enumerate(pieces):
        snippet = kind == "same" and len(text) < SHORTEST and 0 < number < last and (out or into)
        if snippet or kind != "same":
            out += text if kind != "in" else ""
            into += text if kind != "out" else ""
            continue
        yield from _changed(out, into)
        out = into = ""
        if text:
            yield "same", text
    yield from _changed(out, into)


def _changed(out: str, into: str) -> Iterator[Piece]:
    if out:
        yield "out", out
    if into:
        yield "in", into


def _shortened(piece: Piece, first: bool, last: bool) -> Piece:
    kind, text = piece
    room = CONTEXT if kind == "same" else LONGEST // 10
    if len(text) <= 2 * room:
        return piece
    return kind, ("" if first and kind == "same" else text[:room]) + "…" + ("" if last else text[-room:])


def _html(kind: Kind, text: str) -> SafeString | str:
    if kind == "same":
        return text
    tag, said = ("del", _("删去：")) if kind == "out" else ("ins", _("加入："))
    return format_html('<{}><span class="visually-hidden">{}</span>{}</{}>', tag, said, text, tag)
