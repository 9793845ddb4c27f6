"""The word lists of this room: files that a person can read and extend, loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from articles.text.fold import fold

ROLE_NAMES = ("主持", "出席", "讲话", "调研", "宣讲", "慰问", "陪同", "参加", "列席", "受访", "签约")
WEAK = "弱"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list by what it is for; all words folded."""

    surnames: frozenset[str]
    rare_surnames: frozenset[str]
    compound_surnames: frozenset[str]
    never_surnames: frozenset[str]
    given: frozenset[str]
    heads: dict[str, str]
    bodies: frozenset[str]
    title_words: frozenset[str]
    title_lengths: dict[str, tuple[int, ...]]
    central: frozenset[str]
    suffixes: tuple[str, ...]
    provinces: tuple[str, ...]
    graders: frozenset[str]
    institutions: frozenset[str]
    rosters: frozenset[str]
    no_office: frozenset[str]
    companies: tuple[str, ...]
    exempt: tuple[str, ...]
    historical: tuple[str, ...]
    doctrines: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    followers: frozenset[str]
    follower_starts: frozenset[str]
    follower_chars: frozenset[str]
    common_verbs: frozenset[str]
    common_words: frozenset[str]
    objects: tuple[str, ...]
    subjects: tuple[str, ...]
    official_acts: tuple[str, ...]
    tour_stops: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """All word lists of `data/`."""
    surnames, titles, bodies = sections("surnames.txt"), sections("titles.txt"), sections("bodies.txt")
    people, verbs = sections("people.txt"), sections("verbs.txt")
    common_verbs = frozenset(sections("common_verbs.txt")["words"])
    roles = {name: longest_first(words) for name, words in verbs.items() if name.rstrip(WEAK) in ROLE_NAMES}
    title_words = frozenset(bodies["public"] + bodies["central"] + bodies["graders"] + bodies["institutions"])
    followers = frozenset(verbs["followers"]).union(*roles.values(), titles["certain"], titles["bodied"])
    return Lexicon(
        surnames=frozenset("".join(surnames["common"])),
        rare_surnames=frozenset("".join(surnames["rare"])),
        compound_surnames=frozenset(surnames["compound"]),
        never_surnames=frozenset("".join(surnames["never"])),
        given=frozenset("".join(surnames["given"])),
        heads={word: kind for kind, words in titles.items() for word in words},
        bodies=frozenset(bodies["public"]) | frozenset(bodies["central"]),
        title_words=title_words,
        title_lengths=lengths_by_last(title_words),
        central=frozenset(bodies["central"]),
        suffixes=longest_first(bodies["suffixes"]),
        provinces=longest_first(bodies["provinces"]),
        graders=frozenset(bodies["graders"]),
        institutions=frozenset(bodies["institutions"]),
        rosters=frozenset(people["rosters"]),
        no_office=frozenset(people["no_office"]),
        companies=longest_first(people["companies"]),
        exempt=longest_first(people["public_companies_exempt"]),
        historical=longest_first(people["historical"]),
        doctrines=longest_first(people["doctrines"]),
        roles=roles,
        followers=followers,
        follower_starts=frozenset(word[:2] for word in followers if len(word) > 1),
        follower_chars=frozenset("".join(verbs["follower_chars"])),
        common_verbs=common_verbs,
        common_words=common_verbs.union(sections("common_nouns.txt")["words"]),
        objects=longest_first(verbs["objects"]),
        subjects=longest_first(verbs["subjects"]),
        official_acts=longest_first(verbs["official_acts"]),
        tour_stops=longest_first(verbs["tour_stops"]),
    )


def has_common_verb(text: str) -> bool:
    """Whether a short text holds a verb of two characters: 要带头, 全体."""
    words = lexicon()
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    return any(pair in words.common_verbs or pair in words.followers for pair in pairs)


@cache
def not_names() -> frozenset[str]:
    """Words that begin like names and are none."""
    return frozenset(sections("people.txt")["not_names"])


@cache
def never_names() -> frozenset[str]:
    """What leaders of a list do, which stands where names stand."""
    return frozenset(sections("people.txt")["never_names"])


def sections(name: str) -> dict[str, list[str]]:
    """The words of each `[section]` of a data file; `#` begins a comment line.

    >>> "李" in sections("surnames.txt")["common"][0]
    True
    """
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in data_lines(name):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words.extend(fold(line).split())
    return found


def data_lines(name: str) -> Iterator[str]:
    """The lines of a data file that are neither blank nor comments."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def longest_first(words: list[str]) -> tuple[str, ...]:
    """The words without doubles, long ones first, so that the first that fits is the longest."""
    return tuple(sorted(dict.fromkeys(words), key=len, reverse=True))


def lengths_by_last(words: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """How long the words that end with a character are, long ones first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


def alternation(words: tuple[str, ...] | frozenset[str]) -> str:
    """The words as one group of a regular expression, longest first."""
    return "(?:" + "|".join(map(re.escape, longest_first(list(words)))) + ")"
