"""Titles: the office words of a text joined into chains.

`县委副书记、县长` is one chain of two offices. An office is public when its words say so; a company's 党委书记 is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from .lexicon import lexicon
from .offices import read_office
from .places import StoryPlaces
from .standing import Office

JOINT = re.compile("(?:\\([^()]{1,8}\\))?(?:、|兼|暨|及|,兼|、兼)")
OWN_SEATS = ("人大常委会委员", "人民代表大会常务委员会委员")
"""What one person is besides another office (省人大常委会委员、某局局长), though it may be a list's label too."""
FRAGMENTS = ("代表", "干部", "退休干部", "成员")
NO_OFFICE = ("none", "bare")
"""Kinds of offices that make nobody an official: `bare` may, where the list around it names the body."""
TERRITORIAL = re.compile("[省市县区州盟旗镇乡]长")
"""Heads that no company has."""
SHARED = re.compile("副|委员|常委|成员|调研员|巡视员|干部|科员|代表|警长|民警|法官|检察官|助理")
"""Offices that several people hold at once, so that a list of names after them shares the title."""


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Offices of one person printed as one title: `市委常委、宣传部长`. Each is itself, at one place of one story."""

    offices: tuple[Office, ...]
    is_office: bool

    @property
    def start(self) -> int:
        return self.offices[0].start

    @property
    def end(self) -> int:
        return self.offices[-1].end

    @property
    def lacks_body(self) -> bool:
        """Whether its only fault is that it names no body (副主任): the list it stands in may name it."""
        return all(office.kind == "bare" for office in self.offices)

    @property
    def may_be_a_companys(self) -> bool:
        """Whether it names a party body and no place: right after a company's man it is the company's too."""
        public = [office for office in self.offices if office.kind not in NO_OFFICE] or self.offices[:1]
        if any(one.kind == "village" or TERRITORIAL.search(one.head) for one in public):
            return False
        return all(one.place is None and not one.generic for one in public)

    @property
    def is_roster(self) -> bool:
        return self.offices[-1].kind == "roster"

    @property
    def is_shared(self) -> bool:
        return self.is_roster or SHARED.search(self.offices[-1].head) is not None


def find_chains(text: str, places: StoryPlaces) -> list[Chain]:
    """Every title of a folded text, in order; titles without a public office (经理, 教授) have `is_office` false."""
    chains: list[list[Office]] = []
    for start, end, kind in _heads(text):
        if end - 1 in places.covered:
            continue  # 山西省|长治市
        office = read_office(text, start, end, kind, places)
        if chains and _joined(text, chains[-1][-1], office):
            chains[-1].append(office)
        elif not chains or office.start >= chains[-1][-1].end:
            chains.append([office])
        elif chains[-1][-1].kind == "none":
            chains[-1] = [*(before for before in chains[-1] if before.end <= office.start), office]
    return [_chain(_trimmed(chain)) for chain in chains]


def _chain(offices: list[Office]) -> Chain:
    """A title; after a company's post, posts without a place are the company's too (某集团党委常委、宣传部部长)."""
    companys = offices[0].is_companys
    public = [
        office
        for office in offices
        if office.kind not in NO_OFFICE and not (companys and office.place is None and not office.generic)
    ]
    return Chain(tuple(offices), bool(public))


def _trimmed(chain: list[Office]) -> list[Office]:
    """A chain without a 代表 that only follows a name (某某代表、党组成员某某), and without a bare 干部."""
    is_attached = len(chain) > 1 and chain[0].head in FRAGMENTS and chain[0].end - chain[0].start < 5
    return chain[1:] if is_attached else chain


def _joined(text: str, left: Office, right: Office) -> bool:
    between = text[left.end : right.start]
    is_one = between == "" and right.end - right.start > 2 and left.kind not in NO_OFFICE and left.kind != "roster"
    if right.start < left.end or not (is_one or JOINT.fullmatch(between)):
        return False
    is_alike = (left.kind == "roster") == (right.kind == "roster")
    return is_alike or right.kind == "none" or text.endswith(OWN_SEATS, 0, left.end)


def _heads(text: str) -> Iterator[tuple[int, int, str]]:
    """Office words from left to right, the longest at each place, none inside another."""
    end_before = -1
    found = ((last + 1 - len(word), last + 1, kind) for last, (word, kind) in head_automaton().iter(text))
    for start, end, kind in sorted(found, key=lambda head: (head[0], -head[1])):
        if start >= end_before:
            if kind != "skip":
                yield start, end, kind
            end_before = end


@cache
def head_automaton() -> ahocorasick.Automaton:
    """Finds heads of offices, collective labels and words for people without office. A word in two lists (主任) is an
    office's head: its title decides."""
    words = dict.fromkeys(lexicon().no_office, "none") | dict.fromkeys(lexicon().rosters, "roster") | lexicon().heads
    automaton = ahocorasick.Automaton()
    for word, kind in words.items():
        automaton.add_word(word, (word, kind))
    automaton.make_automaton()
    return automaton
