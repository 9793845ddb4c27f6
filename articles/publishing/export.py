"""Write article rows to a stream, as JSON lines or as CSV, in constant memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from .rows import COLUMNS

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(rows: Iterable[dict[str, Any]], stream: TextIO) -> int:
    """One JSON object a line. Returns how many were written."""
    written = 0
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        written += 1
    return written


def write_csv(rows: Iterable[dict[str, Any]], stream: TextIO) -> int:
    """A header and one line an article, lists joined with `；`. Returns how many articles were written."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    written = 0
    for row in rows:
        writer.writerow([cell(row[column]) for column in COLUMNS])
        written += 1
    return written


def cell(value: object) -> str:
    """A value as one CSV cell that no spreadsheet takes for a formula.

    >>> cell(["甲", "乙"]), cell("=1+1")
    ('甲；乙', "'=1+1")
    """
    text = flat(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def flat(value: object) -> str:
    """A nested value as one string: list items joined with `；`, a record's values with `,`."""
    if isinstance(value, dict):
        return ",".join(flat(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return "；".join(flat(item) for item in value)
    return str(value)
