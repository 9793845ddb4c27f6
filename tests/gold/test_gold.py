"""The five pages, imported and exported as a user would, against the hand-made gold. Floors only rise."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

# Without a mark no test database is made, and these tests, run alone, would fill and empty the archive at hand.
pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import score

FLOORS = json.loads((HERE / "floors.json").read_text())
PAGES = settings.FIXTURES / "pages"


@pytest.fixture(scope="module")
def exported(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every article of the five pages as the export writes it, by source file."""
    path = tmp_path_factory.mktemp("gold") / "export.jsonl"
    with django_db_blocker.unblock():
        call_command("load_gazetteer", stdout=io.StringIO())
        call_command("import_pages", str(PAGES), jobs=1, stdout=io.StringIO())
        call_command("export_articles", output=path, stderr=io.StringIO())
        call_command("flush", interactive=False, stdout=io.StringIO())
    by_file: dict[str, list[dict]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        by_file.setdefault(article["source"]["file"], []).append(article)
    return by_file


@pytest.fixture(scope="module")
def figures(exported):
    """Each measure's value over the three golds, and what was missed."""
    total = {measure: score.Tally() for measure in score.MEASURES}
    misses: list[str] = []
    for path in sorted(HERE.glob("0*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        lines = (PAGES / gold["source"]).read_text(encoding="utf-8").split("\n")
        for measure, tally in score.score_page(gold, exported[gold["source"]], lines, misses).items():
            total[measure] += tally
    return {measure: tally.value() for measure, tally in total.items()}, misses


@pytest.mark.parametrize("measure", score.MEASURES)
def test_figures_stay_above_their_floors(figures, measure):
    values, misses = figures
    assert values[measure] >= FLOORS[measure], "\n".join(misses)


def test_all_five_pages_are_read_into_articles(exported):
    assert sorted(exported) == sorted(path.name for path in PAGES.iterdir())
    assert all(article["paragraphs"] for articles in exported.values() for article in articles)
