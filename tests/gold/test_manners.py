"""Annotated pages as other tools would give them: their stories are found in every manner. Floors only rise."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from django.conf import settings

from articles.reading import read
from articles.reading.readings import ArticleReading, IssueReading

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import score
from manners import MANNERS, Page

FLOORS = json.loads((HERE / "manners.json").read_text(encoding="utf-8"))
COLLECTIONS = {
    "real": (HERE, settings.FIXTURES / "pages"),
    "invented": (HERE / "invented", HERE / "invented" / "pages"),
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_same_stories_are_found_in_every_manner(collection: str, manner: str) -> None:
    values, misses = figures(*COLLECTIONS[collection], manner)
    below = {
        measure: values[measure] for measure, floor in FLOORS[collection][manner].items() if values[measure] < floor
    }
    assert not below, "\n".join([*map(str, below.items()), *misses])


def figures(annotations: Path, pages: Path, manner: str) -> tuple[dict[str, float], list[str]]:
    """What reading alone agrees to with the annotations, by measure, when their pages come in a manner; and what it
    misses."""
    total = {measure: score.Tally() for measure in score.MEASURES}
    misses: list[str] = []
    for path in sorted(annotations.glob("[0-9]*.json")):
        page = Page.of((pages / (gold := json.loads(path.read_text()))["source"]).read_text(), gold)
        text, gold = page.relaid(MANNERS[manner](page))
        reading = read(text.encode(), gold["source"])
        exported = [_exported(article, issue) for issue in reading.issues for article in issue.articles]
        for measure, tally in score.score_page(gold, exported, text.split("\n"), misses).items():
            total[measure] += tally
    return {measure: tally.value() for measure, tally in total.items()}, misses


def _exported(article: ArticleReading, issue: IssueReading) -> dict[str, object]:
    """What the export would write of an article, as far as reading decides it."""
    heading, credits = article.heading, article.credits
    return {
        "paragraphs": [paragraph.text for paragraph in article.paragraphs],
        "kicker": "".join(block.text for block in heading.kicker),
        "headline": "".join(block.text for block in heading.headline),
        "subheadline": "".join(block.text for block in heading.subheadline),
        "kind": article.kind,
        "reporters": credits.reporters,
        "correspondents": credits.correspondents,
        "photographers": credits.photographers,
        "issue_date": issue.date.date.isoformat() if issue.date.date else "",
    }
