"""Breaks Chinese text into printed lines, as typesetters do: no closing mark begins one, no opening mark ends one."""

from __future__ import annotations

NEVER_FIRST = "。，、；：？！”’）》％%.,;:?!)"
NEVER_LAST = "“‘（《("


def width(text: str) -> float:
    """The set width in ems: Latin letters and figures take half of one."""
    return sum(0.5 if character < "\u2000" else 1.0 for character in text)


def units(text: str) -> list[str]:
    """The text in pieces that are not broken: single characters, and figures with their decimal point."""
    pieces: list[str] = []
    for character in text:
        latin = character < "\u2000" and character != " "
        if latin and pieces and pieces[-1][-1] < "\u2000" and pieces[-1][-1] != " ":
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def broken(text: str, ems: float, indent: float = 2.0) -> list[str]:
    """The lines of one paragraph in a column of so many ems; its first line is indented."""
    lines, line, room = [], "", ems - indent
    for piece in units(text):
        hangs = piece[0] in NEVER_FIRST and width(line) + width(piece) <= room + 0.5
        if line and width(line) + width(piece) > room and not hangs:
            carried = carried_by(piece, line)
            line = line[: len(line) - len(carried)]
            lines.append(line)
            line, room = carried, ems
        line += piece
    return [*lines, line] if line else lines


def carried_by(piece: str, line: str) -> str:
    """What moves from the end of a line to the next together with a piece: what may not stand last, or goes before."""
    if piece[0] not in NEVER_FIRST:
        return line[len(line.rstrip(NEVER_LAST)) :]
    kept = line[:-1].rstrip(NEVER_LAST) if line[-1] not in NEVER_FIRST else line.rstrip(NEVER_FIRST)[:-1]
    return line[len(kept) :] if kept else ""
