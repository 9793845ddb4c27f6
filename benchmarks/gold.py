"""The stories of the gold with the people whom they name, as plain values that any process can be given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
SETS = {
    "real": (GOLD, ROOT / "fixtures" / "pages"),
    "invented": (GOLD / "invented", GOLD / "invented" / "pages"),
}
"""Where the annotations of each set of pages lie, and the pages."""


class Story(TypedDict):
    """One article: its headings and paragraphs with wrapped lines joined, and who is named. `credited` are reporters
    and photographers, whom reading takes off before recognition; `ignored` are they and names that may be taken either
    way."""

    page: str
    headings: list[str]
    paragraphs: list[str]
    officials: list[str]
    people: list[str]
    credited: list[str]
    ignored: list[str]


def stories(pages: str) -> Iterator[Story]:
    """Every article of a set of annotated pages."""
    annotations, sources = SETS[pages]
    for path in sorted(annotations.glob("[0-9]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        lines = (sources / gold["source"]).read_text(encoding="utf-8").split("\n")
        for article in gold["articles"]:
            yield _story(gold["source"], article, lines)


def _story(page: str, article: dict, lines: list[str]) -> Story:
    officials = [official["name"] for official in article["officials"]]
    credited = [name for part in ("reporters", "correspondents", "photographers") for name in article[part]]
    return Story(
        page=page,
        headings=[_text(lines, [number, number]) for number in article["heading_lines"]],
        paragraphs=[_text(lines, ranges) for ranges in article["paragraphs"]],
        officials=officials,
        people=officials + article["others"],
        credited=credited,
        ignored=credited + article["doubtful"],
    )


def _text(lines: list[str], ranges: list[int]) -> str:
    """The lines of ranges [first, last, first, last, …] without the white space that the dump added."""
    spans = zip(ranges[::2], ranges[1::2], strict=True)
    return "".join("".join(line.split()) for first, last in spans for line in lines[first - 1 : last])
