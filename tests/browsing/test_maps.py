"""The sketch map of the front page: which places it shows, in which shade, and where it leads."""

import json
import re

import pytest

from articles.browsing.maps import NAME_HEIGHT, STEPS, bounds_of, legend_of, sheet_of, step_of
from articles.models import Place
from tests import factories
from tests.markup import links_of, text_of
from tests.places import load_places


@pytest.fixture
def outlines(settings, tmp_path):
    """Two squares side by side, the second with its middle cut out towards the east, for the archive's counties."""
    square = [[113.0, 35.0], [113.1, 35.0], [113.1, 35.1], [113.0, 35.1], [113.0, 35.0]]
    bay = [
        [113.1, 35.0],
        [113.3, 35.0],
        [113.3, 35.02],
        [113.14, 35.03],
        [113.14, 35.07],
        [113.3, 35.08],
        [113.3, 35.1],
    ]
    shapes = {"9901": ("Polygon", [square]), "9902": ("MultiPolygon", [[[*bay, [113.1, 35.1], [113.1, 35.0]]]])}
    features = [
        {"properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}
        for code, (kind, coordinates) in shapes.items()
    ]
    settings.FIXTURES = tmp_path
    file = tmp_path / "gazetteer" / "outlines.geojson"
    file.parent.mkdir()
    file.write_text(json.dumps({"features": features}), encoding="utf-8")
    return file


@pytest.mark.django_db
def test_the_map_links_each_county_and_says_its_count(client, archive, outlines):
    factories.place("城东新区", slug="new", parent=archive.city, code="9903")
    page = client.get("/")
    html = page.content.decode()
    drawn = re.findall(r'<a href="([^"]+)"><title>([^<]+)</title><path class="step-(\d)"', html)
    assert drawn == [("/places/hefeng/", "禾丰县 3 篇", str(STEPS)), ("/places/shiqiao/", "石桥县 0 篇", "0")]
    assert re.search(r'class="step-0" href="/places/new/"', html)  # no outline, so a button
    assert "示意图" in text_of(page)
    assert "Sketch map" in text_of(client.get("/en/"))


@pytest.mark.django_db
def test_no_map_where_no_covered_county_has_an_outline(client, archive, outlines):
    Place.objects.update(is_covered=False)
    factories.place("远方县", slug="far", code="1234")
    page = client.get("/")
    assert "示意图" not in text_of(page)
    assert "/places/far/" in links_of(page)
    outlines.unlink()
    sheet_of.cache_clear()
    assert "示意图" not in text_of(client.get("/"))


@pytest.mark.django_db
def test_the_table_counts_the_seven_days_up_to_the_latest_issue(client, archive):
    for day in ("2031-04-29", "2031-04-30"):
        story = factories.article(factories.page(factories.issue(day)), "禾丰县的事。")
        factories.article_place(archive.county, story)
    page = client.get("/")
    assert re.search(r"禾丰县\s*5\s*3\s*2031-05-06", text_of(page))
    week = "/articles/?from=2031-04-30&amp;to=2031-05-06&amp;place=hefeng"
    assert week in links_of(page)
    assert "3 篇" in text_of(client.get(week.replace("&amp;", "&")))


@pytest.mark.parametrize("most", [0, 1, 2, 5, 27, 1000])
def test_every_count_has_a_shade_and_more_is_never_paler(most):
    bounds = bounds_of(most)
    steps = [step_of(count, bounds) for count in range(most + 1)]
    assert steps == sorted(steps) and steps[0] == 0
    assert most == 0 or steps[-1] == STEPS
    assert set(steps) == {step for step, _words in legend_of(bounds)}


def test_a_name_stands_inside_its_outline(outlines):
    sheet = sheet_of(outlines)
    for code, east in (("9901", 133), ("9902", 400)):
        outline = sheet.outlines[code]
        assert east - 267 <= outline.x <= east and 0 < outline.y < sheet.height
    assert sheet.outlines["9902"].x < 200  # not in the bay


def test_names_of_small_neighbours_do_not_touch(outlines):
    def strip(south):
        return [[113.0, south], [113.1, south], [113.1, south + 0.002], [113.0, south + 0.002], [113.0, south]]

    shapes = {"9901": strip(35.0), "9902": strip(35.002), "9903": strip(35.3)}
    features = [
        {"properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in shapes.items()
    ]
    outlines.write_text(json.dumps({"features": features}), encoding="utf-8")
    sheet_of.cache_clear()
    drawn = sheet_of(outlines).outlines
    assert drawn["9901"].y - drawn["9902"].y >= NAME_HEIGHT  # the southern one lower


@pytest.mark.django_db
def test_the_outlines_that_come_along_fit_the_gazetteer(client, settings):
    load_places()
    factories.page(factories.issue())
    codes = set(sheet_of(settings.FIXTURES / "gazetteer" / "outlines.geojson").outlines)
    covered = set(Place.objects.counties().filter(is_covered=True).values_list("code", flat=True))
    assert codes and codes <= covered
    assert client.get("/").content.decode().count("<path") == len(codes)
