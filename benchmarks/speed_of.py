"""One measurement of speed in a process of its own, printed as JSON.

python speed_of.py read FILE…          # reading alone
python speed_of.py recognise FILE…     # reading and recognition, file by file as an import does them
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from measuring import fastest

from articles.reading import read
from articles.text.errors import UnreadableInput

Tally = tuple[int, list[str]]
NAME = "page.txt"
PASSES = 2
"""The fastest of so many passes counts, because others share the machine."""
WARM_UP = 20_000
"""Bytes that are read before measuring, because word lists and patterns are made on first use."""


def reading(sources: list[bytes]) -> Tally:
    """Read each source."""
    return tally(sources, lambda data: sum(len(issue.articles) for issue in read(data, NAME).issues))


def recognising() -> Callable[[list[bytes]], Tally]:
    """The same, each article recognised; the officials found are known from then on, as in an archive."""
    from rules import Rules  # not above, so that reading alone is measured without what it does not need

    rules = Rules()

    def work(sources: list[bytes]) -> Tally:
        rules.forget()
        return tally(sources, lambda data: len(rules.learn(read(data, NAME))))

    return work


def tally(sources: list[bytes], articles_of: Callable[[bytes], int]) -> Tally:
    """How many articles the sources hold, and why some were refused."""
    articles, refusals = 0, []
    for data in sources:
        try:
            articles += articles_of(data)
        except UnreadableInput as refusal:
            refusals.append(refusal.code)
    return articles, refusals


def measure(work: Callable[[list[bytes]], Tally], sources: list[bytes]) -> dict[str, Any]:
    work([sources[0][:WARM_UP].decode(errors="ignore").encode()])
    found: list[Tally] = []
    seconds = fastest(lambda: found.append(work(sources)), PASSES)
    articles, refusals = found[0]
    return {
        "characters": sum(len(data.decode()) for data in sources),
        "seconds": seconds,
        "articles": articles,
        "refusals": refusals,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    verb, *paths = sys.argv[1:]
    work = reading if verb == "read" else recognising()
    print(json.dumps(measure(work, [Path(path).read_bytes() for path in paths])))
