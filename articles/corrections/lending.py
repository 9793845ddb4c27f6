"""Findings go with their text when an article is split, joined, or gives paragraphs away."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from articles.models import Article, Correction

from .findings import (
    FINDINGS_FIELD,
    LENT,
    OWNER,
    ROWS,
    SPANS,
    TEXT,
    Finding,
    Findings,
    columns,
    decide,
    in_text,
    joined,
    keep_read,
    kept_or_shown,
    name,
)
from .standing import newest, remember_read


def taken_from(article: Article, numbers: Sequence[int], batch: UUID) -> Findings:
    """What was read in some paragraphs of an article, as findings of these alone, with the way that they came.

    Corrections stay where they were made: `derive` finds them by that way as long as the batch stands.
    """
    read, place = kept_or_shown(article), {number: index for index, number in enumerate(numbers)}
    taken: Findings = {TEXT: [article.body[number] for number in numbers]}
    for target in ROWS:
        found = in_text(read[target.value], read, article.body)
        known = {finding["key"] for finding in found}
        decided = newest(Correction.objects.standing().within(article.public_id))
        found += [columns(target, one) for one in decide(article, target, [], decided) if one["key"] not in known]
        for finding in found:
            finding[LENT] = [*finding.get(LENT, ()), [article.public_id, finding["key"], str(batch)]]
        inside = [one | {part: _renumbered(one[part], place) for part in SPANS if part in one} for one in found]
        taken[target.value] = [finding for finding in inside if finding["spans"]]
    return taken


def lend(taker: Article, giver: Article, numbers: Sequence[int], batch: UUID, *, again: bool = False) -> None:
    """Let the findings of these paragraphs be known of another article too, for when it has their text.

    `again`: the text only comes back to where it was read, so that what is known there counts.
    """
    keep_read(giver)
    keep_read(taker)
    kept, lent = kept_or_shown(taker), taken_from(giver, numbers, batch)
    place = {number: number + len(kept[TEXT]) for number in range(len(lent[TEXT]))}
    for target in ROWS:
        own = {finding["key"]: finding for finding in kept[target.value]}
        for finding in lent[target.value]:
            moved = finding | {part: _renumbered(finding[part], place) for part in SPANS if part in finding}
            key = finding["key"] if again else _key_beside(own, finding, OWNER[target], kept[TEXT], lent[TEXT])
            both = (own.get(key, moved), moved) if again else (moved, own.get(key, moved))
            own[key] = joined(*both) | {"key": key}
        kept[target.value] = list(own.values())
    remember_read(name(taker), FINDINGS_FIELD, kept | {TEXT: [*kept[TEXT], *lent[TEXT]]})


def _key_beside(own: dict[str, Finding], finding: Finding, owner: str, text: list[str], lent: list[str]) -> str:
    """The key of a finding among others: its own, or a numbered one where somebody else has it.

    One that stood in the same paragraphs before is the same, known from an earlier step. Others of the same paragraphs
    that were lent just now, beyond the end of `text`, are not.
    """
    base, number, key = finding["key"].partition("#")[0], 1, finding["key"]
    while key in own and own[key][owner] != finding[owner]:
        stood = {text[span[0]] for span in own[key]["spans"] if span[0] < len(text)}
        if stood and stood <= set(lent):
            return key
        number += 1
        key = f"{base}#{number}"
    return key


def _renumbered(spans: Sequence[Sequence[int]], place: dict[int, int]) -> list[list[int]]:
    return [[place[number], first, last] for number, first, last in spans if number in place]
