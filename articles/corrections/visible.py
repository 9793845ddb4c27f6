"""What the public may see of a source's text: nothing of what was delisted or withdrawn, and no masked name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from articles.models import Article, Suppression, Target, ValueRead
from articles.models.article import lines_of_blocks

from .fields import PRESENT

MASK = "某"
BLOCKS = ("paragraphs", "heading_blocks", "source_lines")


@dataclass(frozen=True, slots=True)
class Veil:
    """What one source withholds: names, and the numbers of whole lines.

    `blocks` are the lines of each paragraph of an article with a masked name: where columns are scrambled, a name may
    go on far below. `files` are the photographs, with files of their own, of all these articles.
    """

    names: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()
    blocks: tuple[tuple[int, ...], ...] = ()
    files: frozenset[str] = frozenset()

    def over(self, lines: dict[int, str], of_articles: Collection[int]) -> dict[int, str]:
        """The lines, by number, that may be shown, masked. `of_articles` are those of articles that are shown.

        Where anything was taken out only these are left, because a text printed twice stands in other lines, too.
        """
        shown = self._masked(lines, sorted(lines))
        for block in self.blocks:
            shown |= self._masked(shown, [number for number in block if number in shown])
        return {
            number: text
            for number, text in shown.items()
            if not self.hidden or (number in of_articles and number not in self.hidden)
        }

    def _masked(self, lines: dict[int, str], numbers: list[int]) -> dict[int, str]:
        """These lines as one text, masked."""
        texts = masked_text("\n".join(lines[number] for number in numbers), self.names).split("\n")
        return dict(zip(numbers, texts, strict=False))


def veils(sources: Iterable[int], beside: Collection[str] = ()) -> dict[int, Veil]:
    """The veil of each source that has one: one query, and two more where anything is withheld.

    `beside` are the public ids of articles that their own addresses show: a delisted one may see its own lines.
    """
    sources = list(sources)
    absent = ValueRead.objects.filter(target=Target.ARTICLE, field=PRESENT, value__source__in=sources)
    of_sources = Q(article__in=Article.objects.filter(source__in=sources).values("public_id"))
    of_absent = Q(article__in=absent.values("key"))
    withheld = list(Suppression.objects.standing().filter(of_sources | of_absent).order_by("pk"))
    if not withheld:
        return {}
    ids = [each.article for each in withheld]
    shown = Article.objects.filter(public_id__in=ids).values("public_id", "source", "photographs", *BLOCKS)
    read = {each["public_id"]: each for each in shown} | {each.key: each.value for each in absent.filter(key__in=ids)}
    kept = [each for each in withheld if each.kind == Suppression.Kind.MASK or each.article not in beside]
    return {
        source: _veil([each for each in kept if read[each.article]["source"] == source], read) for source in sources
    }


def masked_text(text: str, names: Iterable[str]) -> str:
    """A text with names masked, also where a name is broken across lines.

    >>> masked_text("县长禾东\\n篱到场", ["禾东篱"])
    '县长禾某\\n某到场'
    """
    for name in names:
        text = re.sub(r"\s{0,2}".join(map(re.escape, name)), _mask_match, text)
    return text


def _veil(withheld: list[Suppression], read: dict[str, dict[str, Any]]) -> Veil:
    hidden: set[int] = set()
    blocks: list[tuple[int, ...]] = []
    files: set[str] = set()
    for each in withheld:
        values = read[each.article]
        files |= {photograph["file"] for photograph in values.get("photographs", ()) if photograph["file"]}
        if each.name:
            blocks += [tuple(sorted(lines_of_blocks([piece], {}, []))) for piece in values["paragraphs"]]
        else:
            hidden |= lines_of_blocks(*(values[name] for name in BLOCKS))
    names = tuple(each.name for each in withheld if each.name)
    return Veil(names, frozenset(hidden), tuple(blocks), frozenset(files))


def _mask_match(found: re.Match[str]) -> str:
    name = found.group()
    return name[0] + "".join(char if char.isspace() else MASK for char in name[1:])
