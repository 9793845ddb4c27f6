"""The word lists of `data/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def words(name: str) -> list[str]:
    """The entries of a data file, one a line; lines that begin with # are comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters."""
    single, double = words("surnames.txt")
    return frozenset(single), frozenset(double[i : i + 2] for i in range(0, len(double), 2))
