"""Our own reading and recognition as benchmarks need them: with the gazetteer's files and without a database."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()  # the gazetteer's reader says what is wrong with a file in the user's language

from articles.importing.places.gazetteer_files import read_divisions
from articles.reading.readings import ArticleReading, SourceReading
from articles.recognition import Findings, Gazetteer, KnownOfficial, KnownOfficials, PlaceRow, Story, recognise


class Rules:
    """Recognition with the gazetteer prepared. It knows the officials whom it has learned, as an archive does."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer(gazetteer_rows())
        self._known = KnownOfficials()

    def names(self, stories: list[dict]) -> list[dict[str, list[str]]]:
        """Who is named in each story and who of them is an official; stories of one page follow each other."""
        found: list[dict[str, list[str]]] = []
        for _, page in groupby(stories, key=lambda story: story["page"]):
            given = [
                Story(tuple(story["headings"]), tuple(story["paragraphs"]), frozenset(story["credited"]))
                for story in page
            ]
            for findings in recognise(given, self._gazetteer):
                officials = [official.name for official in findings.officials]
                found.append({"officials": officials, "people": officials + list(findings.others)})
        return found

    def forget(self) -> None:
        """Know nobody again."""
        self._known = KnownOfficials()

    def learn(self, source: SourceReading) -> list[Findings]:
        """What is found in all that was read of a source, issue by issue; its officials are known from then on."""
        found: list[Findings] = []
        for issue in source.issues:
            stories = [story_of(article) for article in issue.articles]
            known = self._known.named_in(stories)
            found += recognise(
                stories, self._gazetteer, known=known, issue_date=issue.date.date, newspaper=issue.newspaper
            )
        for official in (official for findings in found for official in findings.officials):
            self._known.add(KnownOfficial(official.name, official.titles, official.jurisdiction))
        return found


def gazetteer_rows() -> list[PlaceRow]:
    """The gazetteer as `load_gazetteer` would store it, numbered from 1."""
    divisions = read_divisions(ROOT / "fixtures" / "gazetteer")
    ids = {division.code: number for number, division in enumerate(divisions, 1)}
    covered = {division.code for division in divisions if division.is_covered}
    return [
        PlaceRow(
            ids[one.code],
            one.name,
            one.level,
            one.code,
            ids.get(one.parent),
            one.aliases,
            home=one.is_covered and one.parent not in covered,
        )
        for one in divisions
    ]


def story_of(article: ArticleReading) -> Story:
    """The parts of an article that recognition reads."""
    heading, credits = article.heading, article.credits
    return Story(
        headings=tuple(block.text for block in (*heading.kicker, *heading.headline, *heading.subheadline)),
        paragraphs=tuple(paragraph.text for paragraph in article.paragraphs if paragraph.role == "body"),
        credited=frozenset((*credits.reporters, *credits.correspondents, *credits.photographers)),
        dateline=article.dateline,
        continued=bool(article.jump_from),
    )
