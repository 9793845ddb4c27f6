"""Short stories as party papers print them, with what a reader marks in them: `cases/*.json`, all names invented.

Of every official the title is told, and, where the sentence decides it, the place and the roles. A county that the
story is about bears a `*`. Whoever is not among the officials must not be found as one.
"""

import json
from datetime import date
from pathlib import Path

import pytest

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")), 1)
]
HOME = (3, 4, 5, 6, 7)
"""The counties of the paper's own city."""


@pytest.fixture(params=CASES)
def case(request):
    return request.param


@pytest.fixture
def found(case, read):
    return read(*case["text"].split("\n"), printed=date(2022, 6, 1))


def test_exactly_the_officials_are_found_with_their_titles(case, found):
    expected = {name: one["title"] for name, one in case["officials"].items()}
    assert {official.name: official.title for official in found.officials} == expected


def test_each_office_is_its_places(case, found):
    expected = {name: one["place"] for name, one in case["officials"].items() if "place" in one}
    assert {one.name: one.jurisdiction_name for one in found.officials if one.name in expected} == expected


def test_each_does_what_the_sentence_says(case, found):
    expected = {name: one["roles"] for name, one in case["officials"].items() if "roles" in one}
    assert {one.name: " ".join(one.roles) for one in found.officials if one.name in expected} == expected


def test_places_and_days_are_told(case, found):
    marked = {
        "counties": sorted(
            place.name + "*" * place.primary
            for place in found.places
            if place.level == "county" and place.place in HOME
        ),
        "towns": [place.name for place in found.places if place.level == "town"],
        "villages": [place.name for place in found.places if place.level == "village"],
        "days": [day.strftime("%m-%d") for day in found.event_dates],
    }
    assert {key: value for key, value in marked.items() if key in case} == {
        key: case[key] for key in marked if key in case
    }
