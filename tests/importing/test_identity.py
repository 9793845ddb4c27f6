"""Who is meant: persons from sightings, the same in whatever order these come."""

from datetime import date
from itertools import permutations

import factories
import pytest

from articles import corrections
from articles.importing.archive import Archive
from articles.importing.findings import write_findings
from articles.importing.people.careers import Evidence, judge
from articles.importing.people.commonness import is_common
from articles.importing.people.identity import Namesakes, Sighting
from articles.importing.people.seats import Titled, seats_of
from articles.importing.places.lineage import Lineage
from articles.models import Appearance, Official, OfficialName, Place, ReviewItem
from articles.recognition.findings import Findings, OfficialMention, PlaceRow

PLACES = [
    PlaceRow(1, "河西省", "province"),
    PlaceRow(2, "云州市", "city", parent=1),
    PlaceRow(3, "云川县", "county", parent=2),
    PlaceRow(4, "禾阳市", "county", parent=2),
    PlaceRow(5, "北河区", "county", parent=2),
    PlaceRow(6, "云溪镇", "town", parent=3),
    PlaceRow(7, "石桥镇", "town", parent=3),
    PlaceRow(8, "苇州市", "city", parent=1),
    PlaceRow(9, "南苇县", "county", parent=8),
]
LINEAGE = Lineage(PLACES)
IDS = {row.name: row.id for row in PLACES}
LEVELS = {row.name: row.level for row in PLACES} | {"中央": "central", "": "other"}

RARE, COMMON = "禾东篱", "张伟"

# name · sightings (title, place, day) · persons as groups of sightings · whether an editor is asked
CASES = {
    "one office, seen twice": (COMMON, ["县长 云川县 2020-01-05", "县长 云川县 2022-06-01"], ["01"], False),
    "a secretary was head of government before": (
        COMMON, ["县委副书记、县长 云川县 2020-01-05", "县委书记 云川县 2020-03-01"], ["01"], False,
    ),
    "a collective label fits any leading post of its place": (
        COMMON, ["区领导 北河区 2020-01-05", "区委常委、统战部部长 北河区 2020-01-06"], ["01"], False,
    ),
    "a name without a title is the leader's of its place": (
        COMMON, ["市委副书记 云州市 2020-01-05", " 云州市 2022-01-05"], ["01"], False,
    ),
    "… and of two in one place the leader's, not the bureau's": (
        COMMON, ["副市长 云州市 2020-01-05", "市教育局局长 云州市 2020-01-05", " 云州市 2020-02-01"], ["02", "1"], True,
    ),
    "a name without a title elsewhere stays alone; a frequent name asks nobody": (
        COMMON, ["县长 云川县 2020-01-05", " 禾阳市 2020-02-01"], ["0", "1"], False,
    ),
    "… a rare one does": (RARE, ["县长 云川县 2020-01-05", " 禾阳市 2020-02-01"], ["0", "1"], True),
    "a career through two counties of a prefecture": (
        RARE, ["市长 禾阳市 2020-02-29", "区委书记 北河区 2021-12-28"], ["01"], False,
    ),
    "… also of a frequent name, where both posts are their places' first": (
        COMMON, ["市长 禾阳市 2020-02-29", "区委书记 北河区 2021-12-28"], ["01"], False,
    ),
    "… but not where one is a label: thirty people bear it": (
        COMMON, ["市长 禾阳市 2020-02-29", "区领导 北河区 2021-12-28"], ["0", "1"], True,
    ),
    "a career up to the prefecture": (
        RARE, ["县委书记 云川县 2020-02-29", "副市长 云州市 2021-12-28"], ["01"], False,
    ),
    "three steps": (
        RARE, ["县长 云川县 2018-03-01", "市委书记 禾阳市 2020-02-29", "市领导 云州市 2022-01-01"], ["012"], False,
    ),
    "watched too shortly to tell a move from a namesake": (
        RARE, ["市长 禾阳市 2021-12-01", "区长 北河区 2021-12-28"], ["0", "1"], True,
    ),
    "two counties on one day are two people": (
        COMMON, ["区领导 北河区 2021-12-28", "县领导 云川县 2021-12-28"], ["0", "1"], False,
    ),
    "… and of a rare name an editor looks": (
        RARE, ["区领导 北河区 2021-12-28", "县领导 云川县 2021-12-28"], ["0", "1"], True,
    ),
    "back and forth between two counties is two people": (
        RARE, ["县长 云川县 2020-01-01", "区长 北河区 2020-08-01", "县长 云川县 2021-01-01"], ["02", "1"], True,
    ),
    "who fits two who cannot be one joins neither": (
        RARE, ["县长 云川县 2020-01-01", "市长 禾阳市 2020-01-01", "区长 北河区 2021-12-28"], ["0", "1", "2"], True,
    ),
    "different prefectures": (COMMON, ["县长 云川县 2020-01-01", "县长 南苇县 2022-01-01"], ["0", "1"], False),
    "… a rare name in succession is shown to an editor": (
        RARE, ["县长 云川县 2020-01-01", "县长 南苇县 2022-01-01"], ["0", "1"], True,
    ),
    "a county's leader and a village's secretary": (
        RARE, ["县委书记 云川县 2020-01-01", "村党支部书记 东坡村 2022-01-01"], ["0", "1"], False,
    ),
    "a village's secretary and the head of a police station": (
        RARE, ["村党支部书记 东坡村 2020-01-01", "县公安局城关派出所所长 云川县 2022-01-01"], ["0", "1"], False,
    ),
    "one village, two offices": (
        COMMON, ["村党支部书记 东坡村 2020-01-01", "村委会主任 东坡村 2022-01-01"], ["01"], False,
    ),
    "a bureau's head becomes a leader": (
        RARE, ["县教育局局长 云川县 2020-01-01", "副县长 云川县 2022-01-01"], ["01"], False,
    ),
    "… of a frequent name an editor decides": (
        COMMON, ["县教育局局长 云川县 2020-01-01", "副县长 云川县 2022-01-01"], ["0", "1"], True,
    ),
    "nobody heads a bureau and a county on one day": (
        RARE, ["县教育局局长 云川县 2020-01-01", "县长 云川县 2020-01-01"], ["0", "1"], True,
    ),
    "but a vice head of a county heads its police": (
        RARE, ["县公安局局长 云川县 2020-01-01", "副县长 云川县 2020-01-01"], ["01"], False,
    ),
    "posts printed together are one person's": (
        COMMON,
        [
            "云州市人大常委会副主任、禾阳市委书记 禾阳市 2020-01-01",
            "市委书记 禾阳市 2020-02-01",
            "市领导 云州市 2020-02-01",
        ],
        ["012"], False,
    ),
    "from one bureau to another": (
        RARE, ["县教育局局长 云川县 2020-01-01", "县财政局局长 云川县 2022-01-01"], ["01"], False,
    ),
    "from one town to the next": (
        RARE, ["镇长 云溪镇 2020-01-01", "镇党委书记 石桥镇 2022-01-01"], ["01"], False,
    ),
    "from a town to the county: an editor decides": (
        RARE, ["镇党委书记 云溪镇 2020-01-01", "副县长 云川县 2022-01-01"], ["0", "1"], True,
    ),
    "a former post clashes with nothing": (
        RARE, ["市长 禾阳市 2020-01-01", "区委书记 北河区 2021-01-01", "原市长 禾阳市 2021-05-01"], ["012"], False,
    ),
    "central leaders, with and without title": (RARE, ["总书记 中央 2020-01-01", " 中央 2022-01-01"], ["01"], False),
    "a province's leader is none of a county's": (
        COMMON, ["省委书记 河西省 2020-01-01", "县长 云川县 2020-01-01"], ["0", "1"], False,
    ),
    "a place outside the gazetteer is another place": (
        RARE, ["高新区党工委书记 芦山高新区 2021-12-28", "区委书记 北河区 2021-12-28"], ["0", "1"], False,
    ),
    "neither title nor place: only one can be meant": (RARE, ["县长 云川县 2020-01-01", "  2020-02-01"], ["01"], False),
    "… or more than one": (
        COMMON, ["县长 云川县 2020-01-01", "县长 南苇县 2020-01-01", "  2020-02-01"], ["0", "1", "2"], True,
    ),
    "a deputy of the government and one of the 政协 at one time are two people": (
        RARE,
        ["副县长 云川县 2020-01-05", "县政协副主席 云川县 2020-03-01", "副县长 云川县 2021-01-05"],
        ["02", "1"], True,
    ),
    "… also on one day, and of a frequent name": (
        COMMON, ["副县长 云川县 2020-01-05", "县人大常委会副主任 云川县 2020-01-05"], ["0", "1"], True,
    ),
    "… one after the other they are one person's career": (
        COMMON, ["副县长 云川县 2020-01-05", "县政协副主席 云川县 2021-03-01"], ["01"], False,
    ),
    "… with papers that use the old title for some days": (
        RARE,
        ["副县长 云川县 2020-01-05", "县政协主席 云川县 2021-03-01", "副县长 云川县 2021-03-09",
         "县政协主席 云川县 2021-06-01"],
        ["0123"], False,
    ),
    "… so soon that a frequent name may be another's: an editor decides": (
        COMMON, ["副县长 云川县 2020-01-05", "县政协副主席 云川县 2020-02-01"], ["0", "1"], True,
    ),
    "a secretary and a deputy head of government at one time": (
        RARE, ["县委书记 云川县 2020-01-05", "副县长 云川县 2020-03-01", "县委书记 云川县 2020-04-05"], ["02", "1"],
        True,
    ),
    "a head of government and a deputy of the same name": (
        COMMON, ["县长 云川县 2020-01-05", "副县长 云川县 2020-01-05"], ["0", "1"], True,
    ),
    "a member of the standing committee is a deputy head besides": (
        COMMON, ["县委常委 云川县 2020-01-05", "副县长 云川县 2020-01-05", "县委常委 云川县 2021-01-05"], ["012"],
        False,
    ),
    "a secretary chairs the people's congress": (
        COMMON, ["县委书记 云川县 2020-01-05", "县人大常委会主任 云川县 2020-01-05"], ["01"], False,
    ),
    "a head of the united front is a deputy of the 政协": (
        COMMON, ["县委统战部部长 云川县 2020-01-05", "县政协副主席 云川县 2020-01-05"], ["01"], False,
    ),
    "what one title names together is one person's, whatever the table says": (
        RARE, ["副县长、县政协副主席 云川县 2020-01-05", "副县长 云川县 2020-01-06", "县政协副主席 云川县 2020-01-07"],
        ["012"], False,
    ),
    "a label that fits both namesakes is neither's": (
        COMMON,
        ["副县长 云川县 2020-01-05", "县政协副主席 云川县 2020-01-05", "县领导 云川县 2020-01-06"],
        ["0", "1", "2"], True,
    ),
    "a title that both share besides their own joins them no more": (
        RARE,
        ["县委常委、副县长 云川县 2020-01-05", "县委常委、县政协副主席 云川县 2020-01-05", "副县长 云川县 2020-02-05",
         "县政协副主席 云川县 2020-02-05"],
        ["02", "13"], True,
    ),
    "two namesakes in a town": (
        RARE, ["镇长 云溪镇 2020-01-05", "镇人大主席 云溪镇 2020-01-05"], ["0", "1"], True,
    ),
    "a deputy becomes the head of the same body within weeks": (
        COMMON, ["副县长 云川县 2020-01-05", "县长 云川县 2020-02-01"], ["01"], False,
    ),
    "undated sightings never join two counties": (RARE, ["县长 云川县 -", "区长 北河区 2020-01-01"], ["0", "1"], True),
}  # fmt: skip


def mention(line: str, name: str = RARE) -> Sighting:
    """`title place day` as a mention of the name; a day `-` is unknown."""
    title, place, day = line.split(" ")
    level = LEVELS.get(place) or ("village" if place.endswith("村") else "county")
    titles = (title,) if title else ()
    found = OfficialMention(name, title, IDS.get(place), place, level, (), ((0, 0, len(name)),), titles)
    return Sighting(found, None if day == "-" else date.fromisoformat(day))


def gather(sightings: list[Sighting]) -> Namesakes:
    namesakes = Namesakes({sightings[0].mention.name})
    for sighting in sightings:
        namesakes.take(seats(sighting))
    return namesakes


def seats(sighting: Sighting):
    found = sighting.mention
    titled = Titled(found.title, found.titles, found.jurisdiction, found.jurisdiction_name, found.level)
    return seats_of(titled, sighting.day, LINEAGE)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_is_who_in_whatever_order(case):
    name, lines, persons, asked = case
    sightings = [mention(line, name) for line in lines]
    for order in permutations(sightings):
        judgement = judge(gather(list(order)).evidence, is_common(name), LINEAGE)
        groups = [
            "".join(str(number) for number, sighting in enumerate(sightings) if next(iter(seats(sighting))) in person)
            for person in judgement.persons
        ]
        assert sorted(groups) == persons
        assert bool(judgement.questions) is asked


def test_nothing_seen_is_nobody():
    assert judge(Evidence(), False, LINEAGE).persons == ()


@pytest.fixture
def gazetteer(db):
    """The places above as rows, under the same keys."""
    for row in PLACES:
        Place.objects.create(
            pk=row.id, name=row.name, level=row.level, code=f"{row.id:06}", slug=f"p{row.id}", parent_id=row.parent
        )


def store(archive: Archive, *lines: str, name: str = RARE) -> list[Appearance]:
    """Each line as an article of its own, with the official that it was given."""
    rows = []
    for line in lines:
        sighting = mention(line, name)
        day = sighting.day.isoformat() if sighting.day else None
        article = factories.article(factories.page(factories.issue(day)), f"{name}出席会议。")
        write_findings([article], [Findings(officials=(sighting.mention,))], archive)
        rows.append(Appearance.objects.get(article=article))
    return rows


def persons() -> list[list[str]]:
    """The titles that each official was seen with, official by official."""
    listed = Official.objects.listed()
    return sorted(sorted(official.appearances.values_list("title", flat=True)) for official in listed)


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_years_imported_in_any_order_end_with_the_same_persons(gazetteer, order):
    lines = ["县长 云川县 2018-03-01", "市委书记 禾阳市 2020-02-29", "市领导 云州市 2022-01-01"]
    archive = Archive()
    store(archive, *(lines[number] for number in order))
    assert persons() == [["县长", "市委书记", "市领导"]]
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_later_sighting_can_show_that_one_was_two(gazetteer, order):
    lines = ["县长 云川县 2020-01-01", "区长 北河区 2020-08-01", "县委书记 云川县 2021-01-01"]
    store(Archive(), *(lines[number] for number in order))
    assert persons() == [["区长"], ["县委书记", "县长"]]
    (item,) = ReviewItem.objects.all()
    assert item.kind == "namesake"
    assert "区长" in item.reason and "2020-08-01" in item.reason
    assert set(item.candidates.all()) == set(Official.objects.listed())


RIVALS = [
    "副县长 云川县 2020-01-05",
    "县政协副主席 云川县 2020-03-01",
    "副县长 云川县 2021-01-05",
    "县领导 云川县 2020-04-01",
]


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_posts_that_nobody_holds_at_one_time_are_two_peoples_and_an_editor_sees_why(gazetteer, order):
    store(Archive(), *(RIVALS[number] for number in order))
    assert persons() == [["副县长", "副县长"], ["县政协副主席"], ["县领导"]]
    reasons = [item.reason for item in ReviewItem.objects.all()]
    (rivals,) = [reason for reason in reasons if "副县长" in reason and "县政协副主席" in reason]
    assert "不能由一人同时担任" in rivals
    assert "2020-01-05～2021-01-05" in rivals and "2020-03-01～2020-03-01" in rivals
    assert len(reasons) == 3  # and whose the label is


@pytest.mark.django_db
def test_a_label_in_the_same_article_as_the_title_makes_nobody_one_of_two_namesakes(gazetteer):
    archive = Archive()
    for day, title in (("2020-01-05", "副县长"), ("2020-03-01", "县政协副主席"), ("2020-04-01", "副县长")):
        article = factories.article(factories.page(factories.issue(day)), f"县领导{RARE}出席会议。")
        shown = OfficialMention(RARE, title, 3, "云川县", "county", (), ((0, 3, 6),), (title, "县领导"))
        write_findings([article], [Findings(officials=(shown,))], archive)
    assert persons() == [["副县长", "副县长"], ["县政协副主席"]]
    assert Official.objects.count() == 2


@pytest.mark.django_db
def test_what_an_editor_says_of_two_in_one_place_stands_for_later_readings(gazetteer):
    store(Archive(), *RIVALS[:3])
    first, second = (Official.objects.get(appearances__date=day) for day in ("2020-01-05", "2020-03-01"))
    corrections.differ(first, second, corrections.Decision("editor", "两个人"))
    later = store(Archive(), "副县长 云川县 2022-01-05", "县政协副主席 云川县 2023-01-05")
    assert [row.official for row in later] == [first, second]
    assert not ReviewItem.objects.open().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("undone", [False, True])
def test_what_an_editor_says_during_an_import_counts_for_the_rest_of_it(gazetteer, undone):
    archive = Archive()
    lines = ["副市长 禾阳市 2020-01-01", "区委书记 北河区 2021-12-28"]
    one, other = (row.official for row in store(archive, *lines, name=COMMON))
    said = corrections.differ(one, other, corrections.Decision("editor", "两个人"))
    archive.keep_up()
    if undone:
        corrections.undo(said, who="editor")
        archive.keep_up()
    store(archive, "市长 禾阳市 2020-02-29", name=COMMON)
    assert set(Official.objects.listed()) == ({one} if undone else {one, other})


@pytest.mark.django_db
def test_two_in_one_place_whom_an_editor_merged_are_one_and_nobody_is_asked_again(gazetteer):
    store(Archive(), *RIVALS[:3])
    first, second = Official.objects.order_by("pk")
    corrections.merge(second, first, corrections.Decision("editor", "同一人"))
    store(Archive(), "副县长 云川县 2022-01-05", "县政协副主席 云川县 2022-02-05", "县委书记 云川县 2023-01-01")
    assert list(Official.objects.listed()) == [first]
    assert not ReviewItem.objects.open().exists()


@pytest.mark.django_db
def test_who_moves_keeps_the_older_address_and_the_emptied_one_is_not_listed(gazetteer):
    archive = Archive()
    first, second = store(archive, "市长 禾阳市 2021-12-01", "区长 北河区 2021-12-28")
    assert first.official != second.official
    (third,) = store(archive, "区委书记 北河区 2022-09-01")
    assert third.official == first.official
    assert set(Appearance.objects.values_list("official", flat=True)) == {first.official_id}
    assert Official.objects.filter(pk=second.official_id).exists()
    assert list(Official.objects.listed()) == [first.official]
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
def test_a_question_that_an_editor_decided_is_not_asked_again(gazetteer):
    archive = Archive()
    store(archive, "市长 禾阳市 2021-12-01", "区长 北河区 2021-12-28")
    item = ReviewItem.objects.get()
    item.decided_at = "2022-01-01T00:00:00Z"
    item.save()
    store(archive, "区委书记 北河区 2022-01-02")
    assert not ReviewItem.objects.open().exists()


@pytest.mark.django_db
def test_a_run_goes_on_where_another_left_off(gazetteer):
    (first,) = store(Archive(), "市长 禾阳市 2020-02-29")
    (second,) = store(Archive(), "区委书记 北河区 2021-12-28")
    assert first.official == second.official


@pytest.mark.django_db
def test_an_editors_variant_of_a_name_is_the_same_person(gazetteer):
    (first,) = store(Archive(), "县长 云川县 2020-02-29")
    OfficialName.objects.create(official=first.official, name="禾东蓠")
    (second,) = store(Archive(), "县长 云川县 2020-03-01", name="禾东蓠")
    assert second.official == first.official


@pytest.mark.django_db
def test_a_name_and_its_misprint_in_one_article_are_one_appearance(gazetteer):
    (first,) = store(Archive(), "县长 云川县 2020-02-29")
    OfficialName.objects.create(official=first.official, name="禾东蓠")
    article = factories.article(factories.page(factories.issue("2020-03-01")), "县长禾东篱出席会议，禾东蓠讲话。")
    both = [mention("县长 云川县 2020-03-01", name).mention for name in (RARE, "禾东蓠")]
    write_findings([article], [Findings(officials=tuple(both))], Archive())
    assert [row.official for row in article.appearances.all()] == [first.official]


@pytest.mark.django_db
def test_many_namesakes_cost_few_queries(gazetteer, django_assert_max_num_queries):
    archive = Archive()
    store(archive, *(f"县长 云川县 2020-{month:02}-01" for month in range(1, 13)))
    article = factories.article(factories.page(factories.issue("2021-01-01")), "禾东篱出席会议。")
    with django_assert_max_num_queries(40):
        write_findings([article], [Findings(officials=(mention("县长 云川县 2021-01-01").mention,))], archive)
