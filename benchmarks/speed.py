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
ROUNDS = 4
"""So often all cases are measured, one after the other: who shares the machine slows it for seconds or minutes, so that
passes in a row are all slow, and only the fastest says what the program takes."""
HEADER = "| what | characters | articles | seconds | characters/s a core | in the slowest round | peak memory |"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Label, verb of `speed_of.py`, and the texts of the files."""
    printed = [path.read_text(encoding="utf-8") for path in sorted((inputs.ROOT / "fixtures" / "pages").iterdir())]
    yield "reading: the five real pages, thirty times", "read", printed * REPEATED
    yield "reading: 100 pages", "read", inputs.pages(100)
    for megabytes in (1.25, 2.5, 5, 10):
        yield f"reading: one file of {megabytes:g} MB", "read", [inputs.file_of(megabytes)]
    yield "reading: one line of 1 MB", "read", [inputs.one_line(1)]
    yield "reading: one story of 20,000 paragraphs", "read", [inputs.one_story(20_000)]
    yield "reading: 100,000 blank lines", "read", [inputs.blank_lines(100_000)]
    for count in (50, 100, 200, 400):
        yield f"reading and recognition: {count} pages", "recognise", inputs.pages(count)


def main() -> None:
    measured = list(cases())
    results: list[list[dict]] = [[] for _ in measured]
    for turn in range(1, ROUNDS + 1):
        for (label, verb, texts), found in zip(measured, results, strict=True):
            print(f"round {turn} of {ROUNDS}: {label}", end="\033[K\r", file=sys.stderr, flush=True)
            found.append(run(verb, texts))
    print(HEADER)
    print("| --- |" + " ---: |" * (HEADER.count("|") - 2))
    for (label, _, _), found in zip(measured, results, strict=True):
        print(row(label, found))


def run(verb: str, texts: list[str]) -> dict:
    """What `speed_of.py` measures, in a process of its own."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        script = Path(__file__).with_name("speed_of.py")
        done = subprocess.run([sys.executable, script, verb, *paths], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def row(label: str, results: list[dict]) -> str:
    """One line of the table: the fastest of all rounds, and how fast the slowest was."""
    best = min(results, key=lambda result: result["seconds"])
    fastest, slowest = (
        f"{best['characters'] / seconds(result['seconds'] for result in results):,.0f}" for seconds in (min, max)
    )
    refused = "".join(f" (refused: {code})" for code in best["refusals"])
    figures = (f"{best['characters']:,}", f"{best['articles']:,}", f"{best['seconds']:.2f}", fastest, slowest)
    return f"| {label}{refused} | {' | '.join(figures)} | {best['megabytes']:.0f} MB |"


if __name__ == "__main__":
    main()
