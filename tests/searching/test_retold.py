"""Which articles tell of one event in other words. All events, reports and persons are invented."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from itertools import combinations, count
from pathlib import Path

import factories
import pytest
from django.core.management import call_command

from articles.models import Article
from articles.searching import by_index, retold
from tests.places import load_places

EDITIONS = count()
REPORTS = Path(__file__).parent / "retold"
PAIRS, FOUND_AT_LEAST, WRONG_AT_MOST = 50, 33, 0
SEEMING_AT_LEAST = 200
"""Pairs that tell of different events, and have an official or a place in common within a fortnight."""


def reports() -> list[tuple[set[str], dict[str, object]]]:
    """The events that each report tells of, and the report as a row of an export."""
    found = []
    for path in sorted(REPORTS.glob("*.txt")):
        for block in re.split(r"^@ ", path.read_text(), flags=re.MULTILINE)[1:]:
            head, headline, *paragraphs = block.strip().split("\n")
            events, day, newspaper = head.split()
            row = {"newspaper": newspaper, "issue_date": day, "issue_date_basis": "printed", "kind": "news"}
            found.append((set(events.split("+")), row | {"headline": headline, "paragraphs": paragraphs}))
    return found


def told_like(article: Article) -> list[Article]:
    with by_index():
        return [each.article for each in retold([article])]


@pytest.mark.django_db(transaction=True)
def test_of_fifty_pairs_two_thirds_are_found_and_no_other(tmp_path: Path) -> None:
    written = reports()
    export = tmp_path / "reports.jsonl"
    export.write_text("\n".join(json.dumps(row, ensure_ascii=False) for _events, row in written))
    load_places()
    call_command("import_pages", str(export), jobs=1, stdout=io.StringIO())
    events = {row["headline"]: events for events, row in written}
    articles = Article.objects.prefetch_related("appearances__official", "article_places__place")
    found = {frozenset((one.headline, other.headline)) for one in articles for other in told_like(one)}
    pairs = {frozenset(pair) for pair in combinations(events, 2) if events[pair[0]] & events[pair[1]]}
    assert len(pairs) == PAIRS
    assert len(found - pairs) <= WRONG_AT_MOST, [tuple(pair) for pair in found - pairs]
    assert len(found & pairs) >= FOUND_AT_LEAST, [tuple(pair) for pair in pairs - found]
    assert len(seeming(articles) - pairs) >= SEEMING_AT_LEAST


def seeming(articles: list[Article]) -> set[frozenset[str]]:
    named = {
        each.headline: {*(a.official for a in each.appearances.all()), *(p.place for p in each.article_places.all())}
        for each in articles
    }
    days = {each.headline: each.date for each in articles}
    pairs = ((one, other) for one, other in combinations(named, 2) if abs((days[one] - days[other]).days) <= 14)
    return {frozenset((one, other)) for one, other in pairs if named[one] & named[other]}


STORY = "禾丰县在水磨村演练转移安置，冲锋舟和沙袋都用上了，民兵堵住了管涌。"
OTHER = "警报一响，水磨村的民兵扛起沙袋堵管涌，冲锋舟载人靠岸，转移安置一气呵成。"


@pytest.fixture
def village(db):
    return factories.place("水磨村", "village", parent=factories.place("柳塘镇", "town"))


def report(day, text, *named, event=(), **values):
    made = factories.article(
        factories.page(factories.issue(day, edition=str(next(EDITIONS)))),
        text,
        event_dates=[date.fromisoformat(each) for each in event],
        **values,
    )
    for each in named:
        (factories.article_place if hasattr(each, "level") else factories.appearance)(each, made)
    return made


def test_each_says_what_it_shares(village):
    head = factories.official("禾东篱")
    story = report("2031-05-07", STORY, village, head, event=["2031-05-06"])
    report("2031-05-09", OTHER, village, head, event=["2031-05-06"])
    with by_index():
        (found,) = retold([story])
    assert found.officials == [head] and found.places == [village] and found.days == 2
    assert [day.isoformat() for day in found.event_days] == ["2031-05-06"]
    assert {"沙袋", "民兵"} <= set(found.words)


@pytest.mark.parametrize(
    ("why", "day", "values"),
    [
        ("it was on another day", "2031-05-09", {"event": ["2031-05-08"]}),
        ("it was before the event", "2031-05-05", {}),
        ("it came more than a week later", "2031-05-15", {}),
        ("a notice reports nothing", "2031-05-07", {"kind": "notice"}),
        ("nobody knows when it was printed", None, {}),
    ],
)
def test_what_speaks_against_it_counts_more_than_words(village, why, day, values):
    story = report("2031-05-07", STORY, village, event=["2031-05-06"])
    other = report(day, OTHER, village, **values)
    assert told_like(story) == [] and told_like(other) == [], why


def test_other_persons_or_another_town_make_another_event(village):
    story = report("2031-05-07", STORY, village, factories.official("禾东篱"))
    county = factories.place("禾丰县")
    report("2031-05-07", OTHER, village, factories.official("石见川"))
    elsewhere = report("2031-05-07", OTHER, factories.place("石桥镇", "town"), county)
    factories.article_place(county, story)
    assert told_like(story) == []
    assert told_like(elsewhere) == []


def test_what_all_papers_write_of_these_days_makes_no_event(village):
    story = report("2031-05-07", STORY, village)
    other = report("2031-05-07", OTHER, village)
    assert told_like(story) == [other]
    for _ in range(40):
        report("2031-05-07", "别处也演练转移安置，冲锋舟、沙袋、民兵、管涌，样样都有，堵住为止。")
    assert told_like(story) == []
