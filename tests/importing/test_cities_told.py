"""Counties of one name that the gazetteer lacks are told apart by the city that the text tells."""

from datetime import date
from itertools import permutations

import factories
import pytest

from articles import corrections
from articles.importing.archive import Archive
from articles.importing.findings import write_findings
from articles.importing.people.careers import judge
from articles.importing.people.identity import Namesakes, titled
from articles.importing.people.seats import seats_of
from articles.importing.places.lineage import Lineage
from articles.models import Appearance, Official, Place, Post, ReviewItem
from articles.recognition.findings import Findings, OfficialMention, PlaceMention

NAME = "禾东篱"
LINEAGE = Lineage(())
HERE, THERE, UNTOLD = "远州市", "石安市", ""


def mention(title: str, city: str, county: str = "西门区", level: str = "county") -> OfficialMention:
    titles = (title,) if title else ()
    return OfficialMention(NAME, title, None, county, level, (), ((0, 0, len(NAME)),), titles, jurisdiction_parent=city)


# sightings (title, city, day) · persons as groups of sightings · whether an editor is asked
CASES = {
    "two cities": ([("区长", HERE, "2020-01-05"), ("区长", THERE, "2020-02-01")], ["0", "1"], False),
    "one city told, once not": ([("区长", HERE, "2020-01-05"), ("区长", UNTOLD, "2020-02-01")], ["01"], False),
    "never told": ([("区长", UNTOLD, "2020-01-05"), ("区委副书记", UNTOLD, "2020-02-01")], ["01"], False),
    "another post, city told once": (
        [("区委副书记", UNTOLD, "2020-01-05"), ("区长", HERE, "2020-02-01")], ["01"], False,
    ),
    "two cities and one untold": (
        [("区长", HERE, "2020-01-05"), ("区长", THERE, "2020-02-01"), ("区长", UNTOLD, "2020-03-01")],
        ["0", "1", "2"], True,
    ),
    "two cities and a label untold": (
        [("区长", HERE, "2020-01-05"), ("区长", THERE, "2020-02-01"), ("区领导", UNTOLD, "2020-03-01")],
        ["0", "1", "2"], True,
    ),
    "two cities and no title": (
        [("区长", HERE, "2020-01-05"), ("区长", THERE, "2020-02-01"), ("", UNTOLD, "2020-03-01")],
        ["0", "1", "2"], True,
    ),
    "no title, and one of the two cities": (
        [("区长", HERE, "2020-01-05"), ("区长", THERE, "2020-02-01"), ("", THERE, "2020-03-01")], ["0", "12"], False,
    ),
    "the city printed in the title": (
        [("远州市西门区区长", HERE, "2020-01-05"), ("区长", HERE, "2020-02-01")], ["01"], False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_is_who_in_whatever_order(case):
    sightings, persons, asked = case
    shown = [seats_of(titled(mention(title, city)), date.fromisoformat(day), LINEAGE) for title, city, day in sightings]
    for order in permutations(shown):
        namesakes = Namesakes({NAME})
        for stays in order:
            namesakes.take(dict(stays))
        judgement = judge(namesakes.evidence, False, LINEAGE)
        groups = [
            "".join(str(number) for number, stays in enumerate(shown) if next(iter(stays)) in person)
            for person in judgement.persons
        ]
        assert sorted(groups) == persons
        assert bool(judgement.questions) is asked


def store(day: str, found: OfficialMention, *places: PlaceMention) -> Appearance:
    article = factories.article(factories.page(factories.issue(day)), f"{NAME}出席会议。")
    write_findings([article], [Findings(officials=(found,), places=places)], Archive())
    return Appearance.objects.get(article=article)


@pytest.mark.django_db
def test_officials_of_two_such_counties_are_two_with_a_post_each():
    rows = [
        store("2020-01-05", mention("区长", HERE)),
        store("2020-02-01", mention("西门区区长", THERE)),
        store("2020-03-01", mention("远州市西门区区长", HERE)),
    ]
    first, second, third = [row.official for row in rows]
    assert first == third != second
    assert {row.jurisdiction_name for row in rows} == {"西门区"}
    assert sorted(Post.objects.values_list("name", flat=True)) == ["石安市西门区区长", "远州市西门区区长"]
    store("2020-04-01", mention("西门区区长", HERE, "远州市西门区"))
    assert Post.objects.count() == Official.objects.count() == 2
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whose_city_is_not_told_is_asked_about_where_there_are_two(order):
    cities = [HERE, THERE, UNTOLD]
    for number in order:
        store(f"2020-0{number + 1}-05", mention("区长", cities[number]))
    listed = Official.objects.listed()
    assert listed.count() == 3
    untold = Official.objects.get(appearances__jurisdiction_parent="")
    asked = [set(item.candidates.all()) for item in ReviewItem.objects.all()]
    assert all({untold, other} in asked for other in listed.exclude(pk=untold.pk))
    assert any("远州市西门区" in item.reason for item in ReviewItem.objects.all())


@pytest.mark.django_db
def test_a_new_reading_that_tells_the_city_parts_who_was_one():
    archive = Archive()
    articles = [
        factories.article(factories.page(factories.issue(day)), f"{NAME}出席会议。")
        for day in ("2020-01-05", "2020-02-01")
    ]
    write_findings(articles, [Findings(officials=(mention("区长", UNTOLD),))] * 2, archive)
    assert Official.objects.listed().count() == 1
    told = [Findings(officials=(mention("区长", city),)) for city in (HERE, THERE)]
    write_findings(articles, told, archive)
    assert Official.objects.listed().count() == 2
    write_findings(articles, told, Archive())
    assert Official.objects.listed().count() == 2


@pytest.mark.django_db
def test_the_name_that_an_editor_gives_a_jurisdiction_stands_without_the_city_that_was_read():
    row = store("2020-01-05", mention("区长", HERE))
    corrections.record(row, {"jurisdiction_name": "东门区"}, corrections.Decision("editor", "误识"))
    row = Appearance.objects.get()
    assert (row.jurisdiction_name, row.jurisdiction_parent) == ("东门区", "")


def county(city: str, name: str = "西门区") -> PlaceMention:
    return PlaceMention(name, "county", None, parent_name=city)


@pytest.mark.django_db
def test_counties_of_two_cities_are_two_places_that_lie_in_them():
    listed = Place.objects.create(name=HERE, level="city", code="990100", slug="yuanzhou")
    row = store("2020-01-05", mention("区长", HERE), county(HERE), county(THERE), county(UNTOLD))
    places = [one.place for one in row.article.article_places.order_by("pk")]
    assert [place.parent and place.parent.name for place in places] == [HERE, THERE, None]
    assert places[0].parent == listed
    assert (places[1].parent.level, places[1].parent.code) == ("city", None)
    assert len({place.slug for place in places}) == 3
    again = store("2020-02-01", mention("区长", HERE), county(THERE), PlaceMention(THERE, "city", None))
    assert {one.place for one in again.article.article_places.all()} == {places[1], places[1].parent}


@pytest.mark.django_db
def test_a_county_that_lies_in_a_province_directly():
    row = store("2020-01-05", mention("区长", HERE), county("河西省", "泉源市"))
    (place,) = (one.place for one in row.article.article_places.all())
    assert (place.parent.name, place.parent.level) == ("河西省", "province")


@pytest.mark.django_db
def test_a_village_is_not_told_apart_by_its_city():
    first = store("2020-01-05", mention("村党支部书记", HERE, "东坡村", "village"))
    second = store("2020-02-01", mention("村党支部书记", UNTOLD, "东坡村", "village"))
    assert first.official == second.official
    assert [post.name for post in Post.objects.all()] == ["东坡村党支部书记"]
