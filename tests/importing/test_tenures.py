"""Who held which post, as far as the archive proves it."""

from datetime import date
from itertools import permutations

import factories
import pytest

from articles.importing.archive import Archive
from articles.importing.findings import write_findings
from articles.importing.people.tenures import follow
from articles.models import Appearance, Article, Official, Place, Post, ReviewItem, Tenure, TenureProof
from articles.recognition.findings import Findings, OfficialMention


@pytest.fixture
def gazetteer(db):
    city = Place.objects.create(name="云州市", level="city", code="990100", slug="yunzhou")
    for number, name in enumerate(("云川县", "北河区"), start=1):
        Place.objects.create(name=name, level="county", code=f"99010{number}", slug=f"place-{number}", parent=city)


def store(day: str | None, title: str, place: str = "云川县", text: str = "", name: str = "禾东篱") -> Article:
    """An article of that day in which the name bears the title."""
    text = text or f"{title}{name}出席会议。"
    article = factories.article(factories.page(factories.issue(day)), text)
    known = Place.objects.filter(name=place).first()
    start = text.index(name)
    found = OfficialMention(
        name,
        title,
        known.pk if known else None,
        place,
        known.level if known else "village",
        (),
        ((0, start, start + len(name)),),
        (title,) if title else (),
    )
    write_findings([article], [Findings(officials=(found,))], Archive())
    return article


def days(post: str) -> tuple[str | None, ...]:
    """First and last seen, started, ended, over by, of the one tenure of that post."""
    tenure = Tenure.objects.get(post__name=post)
    fields = (tenure.first_seen, tenure.last_seen, tenure.started, tenure.ended, tenure.over_by)
    return tuple(day.isoformat() if day else None for day in fields)


@pytest.mark.django_db
def test_a_tenure_reaches_from_the_first_sighting_to_the_last_and_keeps_its_proofs(gazetteer):
    articles = [store(day, "县委副书记、县长") for day in ("2021-03-01", "2020-02-01", "2020-12-30")]
    assert days("云川县县长") == ("2020-02-01", "2021-03-01", None, None, None)
    assert days("云川县委副书记")[:2] == ("2020-02-01", "2021-03-01")
    tenure = Tenure.objects.get(post__name="云川县县长")
    assert {row.article for row in tenure.appearances.all()} == set(articles)
    assert (tenure.post.organisation, tenure.post.role, tenure.post.rank) == ("政府", "县长", "chief")


@pytest.mark.django_db
def test_labels_and_names_without_a_title_prove_no_post(gazetteer):
    store("2020-02-01", "县领导")
    store("2020-02-02", "")
    assert Official.objects.get().appearances.count() == 2
    assert not Post.objects.exists()


@pytest.mark.django_db
def test_one_title_may_hold_posts_of_two_places(gazetteer):
    store("2020-02-01", "云州市政协副主席、云川县委书记")
    assert {(post.place.name, post.name) for post in Post.objects.all()} == {
        ("云州市", "云州市政协副主席"),
        ("云川县", "云川县委书记"),
    }


@pytest.mark.django_db
def test_a_post_of_a_place_outside_the_gazetteer_bears_its_printed_name(gazetteer):
    store("2020-02-01", "村党支部书记", "东坡村")
    post = Post.objects.get()
    assert (post.place, post.place_name, post.name) == (None, "东坡村", "东坡村党支部书记")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "post", "expected"),
    [
        (
            "会议选举禾东篱为云川县县长。",
            "云川县县长",
            ("2020-02-01", "2020-02-01", "2020-02-01", None, None),
        ),
        (
            "会议决定任命禾东篱为副县长、代县长。",
            "云川县副县长",
            ("2020-02-01", "2020-02-01", "2020-02-01", None, None),
        ),
        ("会议接受禾东篱辞去云川县县长职务的请求。", "云川县县长", (None, None, None, "2020-02-01", None)),
        ("会议免去禾东篱的县教育局局长职务。", "云川县教育局局长", (None, None, None, "2020-02-01", None)),
    ],
)
def test_what_a_text_announces_begins_or_ends_a_tenure(gazetteer, text, post, expected):
    store("2020-02-01", "", text=text)
    assert days(post) == expected


@pytest.mark.django_db
def test_a_former_title_says_that_it_is_over_and_not_that_it_was_held_that_day(gazetteer):
    store("2020-02-01", "县长")
    store("2021-06-01", "原县长")
    assert days("云川县县长") == ("2020-02-01", "2020-02-01", None, None, "2021-06-01")
    kinds = Tenure.objects.get().proofs.values_list("kind", flat=True)
    assert sorted(kinds) == [TenureProof.Kind.FORMER, TenureProof.Kind.SEEN]


@pytest.mark.django_db
def test_a_designate_holds_nothing_yet(gazetteer):
    store("2020-02-01", "拟任副县长")
    assert not Tenure.objects.exists()


@pytest.mark.django_db
def test_an_undated_sighting_proves_the_post_and_no_day(gazetteer):
    store(None, "县长")
    assert days("云川县县长") == (None, None, None, None, None)


@pytest.fixture
def history(gazetteer):
    """禾东篱 is county head in 2020 and 2021, 齐南风 from 2022 on; 禾东篱 goes on as head of another district."""
    store("2020-02-01", "县长")
    store("2021-09-01", "县长")
    store("2022-01-15", "县长", text="大会选举齐南风为云川县县长。", name="齐南风")
    store("2022-12-30", "县长", name="齐南风")
    store("2022-12-31", "区长", "北河区")


def holders(day: str) -> list[str]:
    post = Post.objects.get(name="云川县县长")
    return [tenure.official.name for tenure in Tenure.objects.holding(post, date.fromisoformat(day))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", []),
        ("2020-02-01", ["禾东篱"]),
        ("2021-03-03", ["禾东篱"]),  # seen before and after
        ("2021-12-01", []),  # seen last is not left, and not proved to be there either
        ("2022-12-30", ["齐南风"]),
        ("2023-01-01", []),
    ],
)
def test_who_held_a_post_on_a_day(history, day, expected):
    assert holders(day) == expected


@pytest.mark.django_db
def test_who_was_known_last_in_a_post(history):
    post = Post.objects.get(name="云川县县长")
    known = Tenure.objects.last_known(post, date(2023, 1, 1))
    assert [tenure.official.name for tenure in known] == ["齐南风", "禾东篱"]
    store("2023-02-01", "原县长", name="齐南风")
    known = Tenure.objects.last_known(post, date(2023, 3, 1))
    assert [tenure.official.name for tenure in known] == ["禾东篱"]


@pytest.mark.django_db
def test_all_holders_of_a_post_and_all_posts_of_a_person_in_order(history):
    post = Post.objects.get(name="云川县县长")
    assert [tenure.official.name for tenure in Tenure.objects.of_post(post)] == ["禾东篱", "齐南风"]
    official = Official.objects.get(name="禾东篱")
    assert [tenure.post.name for tenure in Tenure.objects.of_official(official)] == ["云川县县长", "北河区区长"]


@pytest.mark.django_db
def test_who_appeared_with_whom(db):
    people = {name: factories.official(name) for name in ("禾东篱", "齐南风", "云中鹤")}
    page = factories.page(factories.issue())
    for names in (("禾东篱", "齐南风"), ("禾东篱", "齐南风", "云中鹤"), ("云中鹤",)):
        article = factories.article(page)
        for name in names:
            factories.appearance(people[name], article)
    seen = Official.objects.seen_with(people["禾东篱"])
    assert [(official.name, official.shared) for official in seen] == [("齐南风", 2), ("云中鹤", 1)]


@pytest.mark.django_db
def test_a_title_that_is_read_otherwise_takes_its_tenure_along(gazetteer):
    article = store("2020-02-01", "县长")
    store("2020-03-01", "县长")
    row = Appearance.objects.get(article=article)
    other = OfficialMention("禾东篱", "副县长", row.jurisdiction_id, "云川县", "county", (), ((0, 2, 5),), ("副县长",))
    write_findings([article], [Findings(officials=(other,))], Archive())
    assert days("云川县县长")[:2] == ("2020-03-01", "2020-03-01")
    assert days("云川县副县长")[:2] == ("2020-02-01", "2020-02-01")


@pytest.mark.django_db
def test_when_appearances_move_to_another_person_tenures_follow(gazetteer):
    store("2021-12-01", "县长")
    store("2021-12-28", "区长", "北河区")
    assert Tenure.objects.values("official").distinct().count() == 2
    store("2022-09-01", "区长", "北河区")
    official = Official.objects.listed().get()
    assert [tenure.post.name for tenure in Tenure.objects.of_official(official)] == ["云川县县长", "北河区区长"]
    assert Tenure.objects.exclude(official=official).count() == 0


def stints(name: str = "禾东篱", post: str = "云川县县长") -> list[tuple[str | None, ...]]:
    """First and last seen, started and ended, of each tenure of somebody in a post."""
    rows = Tenure.objects.filter(official__name=name, post__name=post).order_by("number")
    columns = rows.values_list("first_seen", "last_seen", "started", "ended")
    return [tuple(day and day.isoformat() for day in row) for row in columns]


ELECTED = "大会选举禾东篱为云川县县长。"
RESIGNED = "会议接受禾东篱辞去云川县县长职务的请求。"
LEFT_AND_BACK = [
    ("2018-02-01", "县长"),
    ("2019-03-01", "", "云川县", RESIGNED),
    ("2021-06-01", "县长", "云川县", ELECTED),
    ("2022-01-01", "县长"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_who_leaves_a_post_and_is_elected_again_has_two_tenures_in_whatever_order_they_come(gazetteer, order):
    for number in order:
        store(*LEFT_AND_BACK[number])
    assert stints() == [
        ("2018-02-01", "2018-02-01", None, "2019-03-01"),
        ("2021-06-01", "2022-01-01", "2021-06-01", None),
    ]
    assert [holders(day) for day in ("2018-06-01", "2020-01-01", "2021-12-01")] == [["禾东篱"], [], ["禾东篱"]]
    proved = [tenure.appearances.distinct().count() for tenure in Tenure.objects.order_by("number")]
    assert proved == [2, 2]
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
def test_papers_that_use_the_old_title_for_some_days_prove_no_return(gazetteer):
    store("2018-02-01", "县长")
    store("2019-03-01", "", text=RESIGNED)
    store("2019-03-09", "县长")
    assert stints() == [("2018-02-01", "2019-03-09", None, "2019-03-01")]
    store("2019-09-09", "县长")
    assert stints()[1:] == [("2019-09-09", "2019-09-09", None, None)]


BETWEEN = [
    ("2018-02-01", "县长"),
    ("2019-03-01", "县长", "云川县", "", "齐南风"),
    ("2020-03-01", "县长", "云川县", "", "齐南风"),
    ("2021-03-01", "县长"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_another_head_between_two_sightings_parts_them(gazetteer, order):
    for number in order:
        store(*BETWEEN[number])
    assert [first for first, *_ in stints()] == ["2018-02-01", "2021-03-01"]
    assert holders("2019-06-01") == ["齐南风"]
    post = Post.objects.get(name="云川县县长")
    assert [tenure.official.name for tenure in Tenure.objects.of_post(post)] == ["禾东篱", "齐南风", "禾东篱"]
    known = Tenure.objects.last_known(post, date(2022, 1, 1))
    assert [tenure.official.name for tenure in known] == ["禾东篱", "齐南风"]
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
def test_when_the_other_head_goes_the_two_tenures_are_one_again(gazetteer):
    articles = [store(*each) for each in BETWEEN]
    ids = set(Tenure.objects.filter(official__name="禾东篱").values_list("pk", flat=True))
    for article in articles[1:3]:
        write_findings([article], [Findings()], Archive())
    assert stints() == [("2018-02-01", "2021-03-01", None, None)]
    assert Tenure.objects.get().pk in ids
    assert Tenure.objects.get().proofs.count() == 2


@pytest.mark.django_db
def test_a_deputy_between_parts_nothing_since_a_place_has_several(gazetteer):
    for day, _title, *rest in BETWEEN:
        store(day, "副县长", *rest)
    assert len(stints(post="云川县副县长")) == 1
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
def test_one_sighting_of_another_head_is_a_doubt_for_an_editor_until_more_show_who_held_the_post(gazetteer):
    for each in (BETWEEN[0], BETWEEN[1], BETWEEN[3]):
        store(*each)
    assert len(stints()) == 1
    (item,) = ReviewItem.objects.all()
    assert item.kind == "tenure"
    assert all(word in item.reason for word in ("禾东篱", "齐南风", "云川县县长", "2018-02-01", "2021-03-01"))
    assert {official.name for official in item.candidates.all()} == {"禾东篱", "齐南风"}
    store(*BETWEEN[2])
    assert len(stints()) == 2
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
def test_a_former_head_who_is_seen_as_head_again_is_a_doubt_unless_elected_again(gazetteer):
    store("2018-02-01", "县长")
    store("2019-02-01", "原县长")
    store("2020-02-01", "县长")
    assert len(stints()) == 1
    assert "“原”" in ReviewItem.objects.get(kind="tenure").reason
    store("2019-12-01", "县长", text=ELECTED)
    assert [first for first, *_ in stints()] == ["2018-02-01", "2019-12-01"]
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
def test_a_new_reading_of_an_article_leaves_the_tenures_of_who_came_back_as_they_are(gazetteer):
    articles = [store(*each) for each in LEFT_AND_BACK]
    before = list(Tenure.objects.order_by("pk").values())
    official = Official.objects.get()
    follow([], {official.pk}, Archive().lineage)
    assert list(Tenure.objects.order_by("pk").values()) == before
    write_findings([articles[1]], [Findings()], Archive())
    assert stints() == [("2018-02-01", "2022-01-01", "2021-06-01", None)]
