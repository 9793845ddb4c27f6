"""Article rows as JSON lines or as CSV, in constant memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from .rows import COLUMNS

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula; in Chinese and Japanese ones also in full width."""
UNSEEN = " \t\r\n\v\f\x00\xa0\u3000\u200b\u200e\u200f\u2060\ufeff"
"""What it may skip before it."""


class _Line:
    """A file of one line: what the CSV writer wrote last."""

    def write(self, text: str) -> str:
        return text


def json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(rows: Iterable[dict[str, Any]], columns: Sequence[str] = COLUMNS) -> Iterator[str]:
    """A header and one line an article, lists joined with `；`."""
    writer = csv.writer(_Line())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([cell(row[column]) for column in columns])


def write_jsonl(rows: Iterable[dict[str, Any]], stream: TextIO) -> int:
    """Write the articles as JSON lines. Returns how many there were."""
    return _write(json_lines(rows), stream)


def write_csv(rows: Iterable[dict[str, Any]], stream: TextIO) -> int:
    """Write the articles as CSV. Returns how many there were, the header not counted."""
    return _write(csv_lines(rows), stream) - 1


def _write(lines: Iterable[str], stream: TextIO) -> int:
    written = 0
    for line in lines:
        stream.write(line)
        written += 1
    return written


def cell(value: object) -> str:
    """A value as one CSV cell that no spreadsheet takes for a formula.

    >>> cell(["甲", "乙"]), cell("=1+1")
    ('甲；乙', "'=1+1")
    """
    text = flat(value)
    is_formula = text.lstrip(UNSEEN).startswith(FORMULA_STARTS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_formula else text


def flat(value: object) -> str:
    """A nested value as one string: list items joined with `；`, a record's values with `,`."""
    if isinstance(value, dict):
        return ",".join(flat(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return "；".join(flat(item) for item in value)
    return str(value)
