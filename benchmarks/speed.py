"""How fast pages are read, and read and recognised, and whether time grows with length alone: a table in Markdown.

python benchmarks/speed.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import inputs

REPEATED = 30
"""So often the real pages are read, because five of them are done too soon to be measured."""
HEADER = "| what | characters | articles | seconds | characters/s a core | peak memory |"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Label, verb of `speed_of.py`, and the texts of the files."""
    printed = [path.read_text(encoding="utf-8") for path in sorted((inputs.ROOT / "fixtures" / "pages").iterdir())]
    yield "reading: the five real pages, thirty times", "read", printed * REPEATED
    yield "reading: 100 pages", "read", inputs.pages(100)
    for megabytes in (1.25, 2.5, 5, 10):
        yield f"reading: one file of {megabytes:g} MB", "read", [inputs.file_of(megabytes)]
    yield "reading: one line of 1 MB", "read", [inputs.one_line(1)]
    yield "reading: 100,000 blank lines", "read", [inputs.blank_lines(100_000)]
    for count in (50, 100, 200, 400):
        yield f"reading and recognition: {count} pages", "recognise", inputs.pages(count)


def main() -> None:
    print(HEADER)
    print("| --- |" + " ---: |" * (HEADER.count("|") - 2))
    for label, verb, texts in cases():
        print(row(label, run(verb, texts)), flush=True)


def run(verb: str, texts: list[str]) -> dict:
    """What `speed_of.py` measures, in a process of its own."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        script = Path(__file__).with_name("speed_of.py")
        done = subprocess.run([sys.executable, script, verb, *paths], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def row(label: str, result: dict) -> str:
    """One line of the table."""
    speed = f"{result['characters'] / result['seconds']:,.0f}"
    refused = "".join(f" (refused: {code})" for code in result["refusals"])
    figures = (f"{result['characters']:,}", f"{result['articles']:,}", f"{result['seconds']:.2f}", speed)
    return f"| {label}{refused} | {' | '.join(figures)} | {result['megabytes']:.0f} MB |"


if __name__ == "__main__":
    main()
