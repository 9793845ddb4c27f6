"""What a text announces of somebody's posts: who was elected or appointed, who resigned or was removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .findings import Span

Change = Literal["start", "end"]

# Titles in these sentences are as long as the gazetteer's longest place with the longest body and a head or two.
TITLE = r"(?P<title>[\u4e00-\u9fff、（）()]{2,40}?)"
COMRADE = r"(?:[（(][男女\u4e00-\u9fff，,]{1,6}[)）])?(?:同志)?"
"""What may stand between a name and its verb: （女）, 同志."""
STOP = r"(?=[，。；！,;!\s]|$|的?(?:职务|决定|请求))"
BEFORE = {
    # 任命|禾东篱|为云川县副县长; 决定任命, 补选, 选举 end in the same words.
    "start": re.compile(r"(?:任命|选举|补选|推选|选举产生|决定)(?:了)?$"),
    # 免去|禾东篱|的云川县副县长职务; 接受|禾东篱|辞去…
    "end": re.compile(r"(?:免去|撤销|免去了)$"),
}
AFTER = {
    "start": (
        re.compile(rf"{COMRADE}(?:全票|高票|正式)?当选(?:为|了)?(?:新一届|新任)?{TITLE}{STOP}"),
        re.compile(rf"{COMRADE}(?:被)?(?:任命|选举|补选|推选|选)为{TITLE}{STOP}"),
        re.compile(rf"{COMRADE}(?:出任|就任|履新){TITLE}{STOP}"),
    ),
    "end": (
        re.compile(rf"{COMRADE}(?:因[\u4e00-\u9fff]{{2,12}}，?)?(?:请求)?(?:辞去|不再担任|不再兼任|卸任){TITLE}{STOP}"),
        re.compile(rf"{COMRADE}被(?:免去|撤销){TITLE}{STOP}"),
    ),
}
APPOINTED = re.compile(rf"{COMRADE}为{TITLE}{STOP}")
REMOVED = re.compile(rf"{COMRADE}的?{TITLE}职务")
WINDOW = 8  # characters before the name in which its verb must end


@dataclass(frozen=True, slots=True)
class Announcement:
    """A post that began or ended for the named person, with the title as printed and the span of the name."""

    change: Change
    title: str
    span: Span


def find_announcements(name: str, paragraphs: list[str], spans: list[Span]) -> tuple[Announcement, ...]:
    """What the paragraphs announce of the person whose name stands at `spans`.

    >>> find_announcements("禾东篱", ["大会选举禾东篱为云川县县长。"], [(0, 4, 7)])
    (Announcement(change='start', title='云川县县长', span=(0, 4, 7)),)
    """
    found = []
    for paragraph, start, end in spans:
        text = paragraphs[paragraph]
        if text[start:end] != name:
            continue
        before, after = text[max(0, start - WINDOW) : start], text[end : end + 80]
        for change, title in _changes(before, after):
            found.append(Announcement(change, title, (paragraph, start, end)))
    return tuple(found)


def _changes(before: str, after: str) -> list[tuple[Change, str]]:
    changes: list[tuple[Change, str]] = []
    if BEFORE["start"].search(before) and (match := APPOINTED.match(after)):
        changes.append(("start", match["title"]))
    if BEFORE["end"].search(before) and (match := REMOVED.match(after)):
        changes.append(("end", match["title"]))
    for change in ("start", "end"):
        changes += [(change, match["title"]) for pattern in AFTER[change] if (match := pattern.match(after))]
    return changes
