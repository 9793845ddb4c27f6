"""Many names looked up in a text at once, at a cost that the text's length alone decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from .findings import KnownOfficial, Story
from .flat import flatten


class NameTable:
    """Names to be found in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: set[str] = set()
        self._firsts: set[str] = set()
        self._lengths: list[int] = []
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        if name and name not in self._names:
            self._names.add(name)
            self._firsts.add(name[0])
            if len(name) not in self._lengths:
                self._lengths = sorted((*self._lengths, len(name)), reverse=True)

    def starts(self, text: str) -> Iterator[tuple[int, str]]:
        """Where any of the names stands, also inside another, longer ones first."""
        firsts, lengths, names = self._firsts, self._lengths, self._names
        for start in [start for start, char in enumerate(text if names else "") if char in firsts]:
            for length in lengths:
                name = text[start : start + length]
                if name in names and len(name) == length:
                    yield start, name

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where any of the names stands, the longest at each place, none inside the one before."""
        last_end = 0
        for start, name in self.starts(text):
            if start >= last_end:
                yield start, name
                last_end = start + len(name)

    def named_in(self, stories: Iterable[Story]) -> list[str]:
        """The names that stand somewhere in the stories, also inside other words, in order of first sight."""
        return list(dict.fromkeys(name for story in stories for _, name in self.starts(flatten(story).text)))


class KnownOfficials:
    """The officials whom an archive knows, prepared for many issues. One name may be several people's."""

    def __init__(self, officials: Iterable[KnownOfficial] = ()) -> None:
        self._by_name: dict[str, list[KnownOfficial]] = {}
        self._table = NameTable(())
        for official in officials:
            self.add(official)

    def add(self, official: KnownOfficial) -> None:
        self._by_name.setdefault(official.name, []).append(official)
        self._table.add(official.name)

    def named_in(self, stories: Iterable[Story], without: Collection[str] = ()) -> list[KnownOfficial]:
        """The officials, but for some names, whose names stand somewhere in the stories, also inside other words."""
        names = self._table.named_in(stories)
        return [official for name in names if name not in without for official in self._by_name[name]]
