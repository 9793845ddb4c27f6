"""The outlines of the API: what draws a map with nothing but a client."""

import json

import pytest
from jsonschema import Draft202012Validator

from articles.corrections import Decision, merge
from articles.models import Place
from articles.publishing.api.openapi import ROOT
from tests import factories

pytestmark = pytest.mark.django_db
SQUARE = [[113.0, 35.0], [113.1, 35.0], [113.1, 35.1], [113.0, 35.1], [113.0, 35.0]]
EAST = [[east + 0.1, north] for east, north in SQUARE]
ISLAND = [[113.5, 35.5], [113.51, 35.5], [113.51, 35.51], [113.5, 35.5]]


@pytest.fixture(autouse=True)
def outlines_file(monkeypatch, tmp_path):
    square, parts = ("Polygon", [SQUARE]), ("MultiPolygon", [[ISLAND], [EAST]])
    features = [
        {"properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}
        for code, (kind, coordinates) in {"9901": square, "9902": parts, "9903": square}.items()
    ]
    file = tmp_path / "outlines.geojson"
    monkeypatch.setattr("articles.publishing.api.outlines.outlines_file", lambda: file)
    file.write_text(json.dumps({"features": features}), encoding="utf-8")
    return file


def outlines(client):
    answer = client.get(f"{ROOT}/outlines")
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def test_each_covered_county_that_has_one_with_what_its_list_says(client):
    county = factories.place("禾丰县", slug="hefeng", code="9901")
    factories.place("石桥县", slug="shiqiao", code="9902")
    factories.place("别处县", slug="far", code="9903", is_covered=False)
    factories.place("新区", slug="new", code="9904")
    factories.article_place(county, factories.article(factories.page(factories.issue("2031-05-06"))), primary=True)
    told = outlines(client)
    document = client.get(f"{ROOT}/openapi.json").json()
    held = {"components": document["components"], "$ref": "#/components/schemas/OutlineCollection"}
    Draft202012Validator(held).validate(told)
    first, second = told["features"]
    listed = {each["id"]: each for each in client.get(f"{ROOT}/places?level=county").json()["results"]}
    assert first["properties"] == listed["hefeng"] and first["properties"]["article_count"] == 1
    assert first["geometry"] == {"type": "Polygon", "coordinates": [SQUARE]}
    assert (second["id"], second["geometry"]["type"]) == ("shiqiao", "MultiPolygon")


def test_a_name_has_its_place_in_the_largest_part(client):
    factories.place("石桥县", slug="shiqiao", code="9902")
    (shiqiao,) = outlines(client)["features"]
    east, north = shiqiao["label"]
    assert 113.12 < east < 113.18 and 35.02 < north < 35.08


def test_a_county_that_was_merged_or_an_archive_without_outlines_has_none(client, outlines_file):
    county, other = factories.place("禾丰县", code="9901"), factories.place("石桥县", code="9902")
    assert len(outlines(client)["features"]) == 2
    merge(other, county, Decision(who="chief", reason="one county"))
    assert [each["id"] for each in outlines(client)["features"]] == [county.slug]
    assert Place.objects.count() == 2
    outlines_file.unlink()
    assert outlines(client) == {"type": "FeatureCollection", "features": []}
    assert client.get(f"{ROOT}/outlines?place=hefeng").status_code == 400
