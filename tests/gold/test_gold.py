"""Pages imported and exported as a user would, against hand-made gold. Floors only rise."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

# Without a mark no test database is made, and these tests, run alone, would fill and empty the archive at hand.
pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import score


@dataclass(frozen=True)
class Collection:
    """Annotated pages: where they lie, and their annotations with the floors of their figures."""

    pages: Path
    gold: Path

    @property
    def floors(self) -> dict[str, float]:
        return json.loads((self.gold / "floors.json").read_text())


COLLECTIONS = {
    "real": Collection(settings.FIXTURES / "pages", HERE),
    "invented": Collection(HERE / "invented" / "pages", HERE / "invented"),
    "unfamiliar": Collection(HERE / "unfamiliar" / "pages", HERE / "unfamiliar"),
}


@pytest.fixture(scope="module", params=COLLECTIONS)
def collection(request) -> Collection:
    return COLLECTIONS[request.param]


@pytest.fixture(scope="module")
def exported(collection, django_db_setup, django_db_blocker, tmp_path_factory):
    """Every article of the pages as the export writes it, by source file."""
    path = tmp_path_factory.mktemp("gold") / "export.jsonl"
    with django_db_blocker.unblock():
        call_command("load_gazetteer", stdout=io.StringIO())
        call_command("import_pages", str(collection.pages), jobs=1, stdout=io.StringIO())
        call_command("export_articles", output=path, stderr=io.StringIO())
        call_command("flush", interactive=False, stdout=io.StringIO())
    by_file: dict[str, list[dict]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        by_file.setdefault(article["source"]["file"], []).append(article)
    return by_file


@pytest.fixture(scope="module")
def figures(collection, exported):
    """Each measure's value over all pages, and what was missed."""
    total = {measure: score.Tally() for measure in score.MEASURES}
    misses: list[str] = []
    for path in sorted(collection.gold.glob("[0-9]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        lines = (collection.pages / gold["source"]).read_text(encoding="utf-8").split("\n")
        for measure, tally in score.score_page(gold, exported[gold["source"]], lines, misses).items():
            total[measure] += tally
    return {measure: tally.value() for measure, tally in total.items()}, misses


@pytest.mark.parametrize("measure", score.MEASURES)
def test_figures_stay_above_their_floors(collection, figures, measure):
    values, misses = figures
    assert values[measure] >= collection.floors[measure], "\n".join(misses)


def test_every_page_is_read_into_articles(collection, exported):
    assert sorted(exported) == sorted(path.name for path in collection.pages.iterdir())
    assert all(article["paragraphs"] for articles in exported.values() for article in articles)
