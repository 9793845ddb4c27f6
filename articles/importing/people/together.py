"""Which leading posts of one place one person holds at the same time: the table `data/held_together.txt`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import get_args

from articles.recognition.posts import PostName, Rank

RANKS = frozenset(get_args(Rank))

Kind = tuple[str, frozenset[str], frozenset[str]]
"""Its name, its ranks and its bodies."""


def kind_of(post: PostName) -> str:
    """The kind of a leading post, "" for one that goes with every other.

    >>> from articles.recognition.posts import split_title
    >>> [kind_of(post) for post in split_title("县委副书记、县长", "云川县")]
    ['常委', '政府正职']
    """
    fitting = (kind for kind, ranks, bodies in _table()[0] if post.organisation in bodies and post.rank in ranks)
    return next(fitting, "")


def go_together(one: str, other: str) -> bool:
    """Whether one person may hold posts of both kinds in one place at one time.

    >>> go_together("常委", "政府副职"), go_together("政府副职", "政协副职"), go_together("", "政协副职")
    (True, False, True)
    """
    return not (one and other) or one == other or frozenset({one, other}) in _table()[1]


def are_ranks(one: str, other: str) -> bool:
    """Whether two kinds are the ranks of one body, through which people rise: 政府副职 and 政府正职."""
    bodies = {kind: bodies for kind, _ranks, bodies in _table()[0]}
    return bool(one and other) and bodies[one] == bodies[other]


def company(kind: str) -> int:
    """With how many other kinds a kind goes together; "" goes with all."""
    kinds, pairs = _table()
    return sum(kind in pair for pair in pairs) if kind else len(kinds)


@cache
def _table() -> tuple[tuple[Kind, ...], frozenset[frozenset[str]]]:
    text = (files(__package__) / "data" / "held_together.txt").read_text(encoding="utf-8")
    kinds: list[Kind] = []
    pairs: set[frozenset[str]] = set()
    section = ""
    for line in (line for line in text.splitlines() if line and not line.startswith("#")):
        first, *others = line.split()
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "kinds":
            ranks, *bodies = others
            kinds.append((first, RANKS if ranks == "any" else frozenset(ranks.split(",")), frozenset(bodies)))
        else:
            pairs |= {frozenset({first, other}) for other in others}
    return tuple(kinds), frozenset(pairs)
