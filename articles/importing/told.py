"""What an export tells of its articles stands before what is recognised in them.

Recognition runs over these articles as over all others, and adds what no export holds: other titles, the proof of a
title, cities and provinces. Whom and what an article names, in which office and when, is as told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from articles import corrections
from articles.corrections.spans import shift
from articles.models import Article, Place
from articles.reading.readings import Told, ToldOfficial, ToldPlace
from articles.reading.sandbox.encoding import decode
from articles.recognition.findings import Doubt, Findings, Level, OfficialMention, PlaceMention, Role, Span

from .places.lineage import Lineage

TOLD = "told"
"""The part of `Article.origin` that holds it."""
SETTLEMENTS = ("town", "village")


@dataclass(frozen=True, slots=True)
class ToldMention(OfficialMention):
    """An official whom an export tells of; `exported_as` is who it says that is, see `Appearance.exported_as`."""

    exported_as: str = ""


def as_told(articles: Sequence[Article], findings: Sequence[Findings], lineage: Lineage) -> list[Findings]:
    """The findings, those of articles that came out of an export as it tells them."""
    concerned = [article for article in articles if TOLD in article.origin]
    if not concerned:
        return list(findings)
    kept = corrections.as_read(concerned, "paragraphs")
    texts = {article.pk: [piece["text"] for piece in text] for article, text in zip(concerned, kept, strict=True)}
    gazetteer = _Gazetteer(lineage)
    return [
        _Teller(article, found, texts[article.pk], gazetteer).findings() if article.pk in texts else found
        for article, found in zip(articles, findings, strict=True)
    ]


class _Gazetteer:
    """The places that an export can mean."""

    def __init__(self, lineage: Lineage) -> None:
        known = Place.objects.filter(code__isnull=False).order_by("code").values_list("code", "pk", "is_covered")
        self.lineage = lineage
        self.by_code = {code: pk for code, pk, _covered in known}
        self.covered = {pk for _code, pk, covered in known if covered}
        self._home = min(self.covered, key=lambda pk: (lineage.level(pk) != "city", pk), default=None)

    def called(self, name: str) -> int | None:
        """The place of this name; of several the one at home."""
        found = self.lineage.meant(name, self._home)
        return found if isinstance(found, int) and self.lineage.name(found) == name else None

    def county_of(self, place: int | None) -> str:
        """The name of the county that a place is or lies in, "" where none is known."""
        while place is not None and self.lineage.level(place) != "county":
            place = self.lineage.parent(place)
        return self.lineage.name(place)


class _Teller:
    """One article, what was recognised in it, and what its export tells."""

    def __init__(self, article: Article, found: Findings, read: list[str], gazetteer: _Gazetteer) -> None:
        self._found = found
        self._told: Told = decode(Told, article.origin[TOLD])
        self._texts = (read, article.body)
        self._export = article.source_id
        self._gazetteer = gazetteer

    def findings(self) -> Findings:
        officials = tuple(mention for one in self._told.officials if (mention := self._official(one)))
        places = tuple(map(self._place, self._told.places))
        others = tuple(one for one in self._found.places if not self._is_told_of(one))
        unknown = tuple(self._doubt(one) for one in self._told.places if one.code not in {"", *self._gazetteer.by_code})
        told = replace(
            self._found,
            officials=officials,
            places=places + others,
            event_dates=self._told.event_dates,
        )
        doubts = self._found.doubts if _plain(told) == _plain(self._found) else ()
        return replace(told, doubts=doubts + unknown)

    def _official(self, one: ToldOfficial) -> ToldMention | None:
        """The mention of one official; None where an editor has since taken the name out of the text."""
        spans = self._now(one.spans)
        if one.spans and not spans:
            return None
        alike = [mention for mention in self._found.officials if mention.name == one.name]
        same = max(alike, key=lambda mention: len({*mention.spans} & {*spans}), default=None)
        entitled = same if same and same.title == one.title else None
        place = self._jurisdiction(one, same)
        as_told = same is not None and (same.jurisdiction, same.jurisdiction_name) == (place, one.jurisdiction)
        return ToldMention(
            name=one.name,
            title=one.title,
            jurisdiction=place,
            jurisdiction_name=one.jurisdiction,
            level=cast(Level, one.level),
            roles=cast(tuple[Role, ...], one.roles),
            spans=spans,
            titles=entitled.titles if entitled else (one.title,) if one.title else (),
            title_spans=entitled.title_spans if entitled else (),
            jurisdiction_parent=same.jurisdiction_parent if same and as_told else "",
            exported_as=f"{self._export}:{one.id}",
        )

    def _jurisdiction(self, one: ToldOfficial, same: OfficialMention | None) -> int | None:
        """The place of the told name, if possible the one that was recognised in the same words."""
        if not one.jurisdiction or (same and same.jurisdiction is None and same.jurisdiction_name == one.jurisdiction):
            return None
        recognised = [mention.jurisdiction for mention in (same, *self._found.officials) if mention]
        named = (place for place in recognised if self._gazetteer.lineage.name(place) == one.jurisdiction)
        return next(named, None) or self._gazetteer.called(one.jurisdiction)

    def _place(self, one: ToldPlace) -> PlaceMention:
        code = self._gazetteer.by_code.get(one.code)
        for mention in self._found.places:
            if (mention.place == code) if code else self._is_unlisted(mention, one):
                return replace(mention, primary=one.primary if one.level == "county" else mention.primary)
        parent = None if code else self._gazetteer.called(one.county)
        return PlaceMention(one.name, one.level, code, parent, one.primary)

    def _is_unlisted(self, mention: PlaceMention, one: ToldPlace) -> bool:
        """Whether a mention is of the place that the gazetteer lacks, too."""
        county = self._gazetteer.county_of(mention.parent)
        return mention.place is None and (mention.name, mention.level, county) == (one.name, one.level, one.county)

    def _is_told_of(self, mention: PlaceMention) -> bool:
        """Whether an export tells of such places at all: if it does not name this one, the article does not."""
        return mention.level in SETTLEMENTS or (mention.level == "county" and mention.place in self._gazetteer.covered)

    def _now(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        read, now = self._texts
        moved = spans if read == now else shift(spans, read, now)
        return tuple((number, first, end) for number, first, end in moved)

    @staticmethod
    def _doubt(one: ToldPlace) -> Doubt:
        reason = f"导出文件中的“{one.name}”（{one.code}）不在地名库里"
        return Doubt("place", one.name, reason, 0.0)


def _plain(findings: Findings) -> Any:
    """What is compared to tell whether an export says just what is recognised."""
    parts = [field.name for field in fields(OfficialMention) if field.name != "confidence"]
    officials = [[getattr(mention, part) for part in parts] for mention in findings.officials]
    places = {(mention.name, mention.place, mention.primary) for mention in findings.places}
    return officials, places, findings.event_dates
