"""What an editor decides is shown at once, everywhere, and can be undone alone."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles import corrections
from articles.corrections import Decision
from articles.models import Appearance, Article, Correction, Page, ValueRead
from articles.searching import search
from tests import factories

pytestmark = pytest.mark.django_db


def why(reason="与原报核对", who="编辑甲"):
    return Decision(who=who, reason=reason)


@pytest.fixture
def article():
    return factories.article(factories.page(factories.issue()), "本报讯 县长禾东篱到会。", "会议要求抓好落实。")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_correction_shows_at_once_and_records_value_read_value_decided_reason_and_author(article):
    made = corrections.record(article, {"headline": "云川县召开防旱会议"}, why())
    assert fresh(article).headline == "云川县召开防旱会议"
    assert list(search(Article.objects.all(), "防旱会议")) == [article]
    assert [(c.value_read, c.value, c.who, c.reason) for c in made] == [
        ("云川县召开防汛会议", "云川县召开防旱会议", "编辑甲", "与原报核对")
    ]


def test_only_fields_that_differ_are_recorded(article):
    made = corrections.record(article, {"headline": article.headline, "kicker": "引"}, why())
    assert [c.field for c in made] == ["kicker"]


def test_a_reason_is_asked_for(article):
    with pytest.raises(ValidationError):
        corrections.record(article, {"kicker": "引"}, why(reason="  "))
    assert fresh(article).kicker == "" and not Correction.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "novel"), ("headline", "长" * 301), ("paragraphs", []), ("page", 999_999), ("sha256", "x")],
)
def test_a_value_that_cannot_be_stored_changes_nothing(article, field, value):
    with pytest.raises(ValidationError):
        corrections.record(article, {"kicker": "引", field: value}, why())
    assert fresh(article).kicker == "" and not Correction.objects.exists() and not ValueRead.objects.exists()


def test_undoing_an_earlier_correction_leaves_a_later_one_standing(article):
    (first,) = corrections.record(article, {"headline": "甲"}, why())
    (second,) = corrections.record(article, {"headline": "乙"}, why())
    corrections.undo(first, who="编辑乙")
    assert fresh(article).headline == "乙"
    corrections.undo(second, who="编辑乙")
    assert fresh(article).headline == "云川县召开防汛会议"
    assert not ValueRead.objects.exists()


def test_undoing_the_later_one_brings_the_earlier_back(article):
    corrections.record(article, {"headline": "甲"}, why())
    (second,) = corrections.record(article, {"headline": "乙"}, why())
    corrections.undo(second, who="编辑乙")
    assert fresh(article).headline == "甲"
    with pytest.raises(corrections.AlreadyUndoneError):
        corrections.undo(second, who="编辑乙")


def test_the_record_outlives_its_target(article):
    corrections.record(article, {"headline": "甲"}, why())
    article.delete()
    assert Correction.objects.get().key == article.public_id


def test_a_save_on_top_of_anothers_change_is_refused_with_both_versions(article):
    corrections.record(article, {"headline": "甲"}, why(who="编辑乙"))
    with pytest.raises(corrections.CollisionError) as refused:
        corrections.record(article, {"headline": "丙"}, why(), seen={"headline": "云川县召开防汛会议"})
    assert refused.value.fields == {"headline": ("云川县召开防汛会议", "甲")}
    assert fresh(article).headline == "甲"


def test_two_editors_of_different_fields_do_not_collide(article):
    corrections.record(article, {"headline": "甲"}, why(), seen={"headline": "云川县召开防汛会议"})
    corrections.record(article, {"kicker": "引"}, why(), seen={"kicker": ""})
    assert (fresh(article).headline, fresh(article).kicker) == ("甲", "引")


def test_a_text_correction_keeps_spans_and_provenance_right(article):
    known = factories.official()
    appearance = factories.appearance(known, article)
    texts = ["本报讯 云川县长禾东篱昨日到会。", "会议要求抓好落实。"]
    corrections.record(article, {"paragraphs": [{"text": text, "role": "body"} for text in texts]}, why())
    ((number, first, last),) = fresh(appearance).spans
    assert fresh(article).body[number][first:last] == "禾东篱"
    assert [p["text"] for p in Correction.objects.get().value_read] == article.body


class TestDayOfAnIssue:
    def test_it_is_carried_to_articles_officials_places_address_and_search(self, article):
        appearance = factories.appearance(factories.official(), article)
        link = factories.article_place(factories.place(), article)
        issue, old = article.issue, article.issue.slug
        corrections.record(issue, {"date": "2031-05-09"}, why())
        day = date(2031, 5, 9)
        assert [fresh(row).date for row in (issue, article, appearance, link)] == [day] * 4
        assert fresh(issue).slug == "2031-05-09"
        assert corrections.successor("issue", old) == "2031-05-09"

    def test_an_undated_issue_gets_its_day_and_loses_it_again(self):
        issue = factories.issue(None, slug="undated-abc")
        (made,) = corrections.record(issue, {"date": "2031-05-09"}, why())
        assert (fresh(issue).slug, fresh(issue).date_basis) == ("2031-05-09", "given")
        corrections.undo(made, who="编辑乙")
        after = fresh(issue)
        assert (after.date, after.date_basis) == (None, "unknown")
        assert corrections.successor("issue", "2031-05-09") == after.slug
        assert corrections.successor("issue", after.slug) is None

    def test_old_addresses_lead_to_the_present_one_in_one_hop(self):
        issue = factories.issue("2031-05-06", slug="2031-05-06")
        for day in ("2031-05-07", "2031-05-08", "2031-05-09"):
            corrections.record(issue, {"date": day}, why())
        for old in ("2031-05-06", "2031-05-07", "2031-05-08"):
            assert corrections.successor("issue", old) == "2031-05-09"

    def test_a_day_that_another_issue_of_the_paper_has_is_refused(self):
        factories.issue("2031-05-09")
        issue = factories.issue("2031-05-06")
        with pytest.raises(ValidationError):
            corrections.record(issue, {"date": "2031-05-09"}, why())
        assert fresh(issue).date == date(2031, 5, 6)


class TestPages:
    def test_a_page_moves_to_another_issue_with_its_articles_and_back(self, article):
        other = factories.issue("2031-06-01", slug="2031-06-01")
        factories.article(factories.page(other, "A02"))
        old = article.issue
        (made,) = corrections.record(article.page, {"issue": other.pk}, why())
        assert (fresh(article).issue, fresh(article).date) == (other, date(2031, 6, 1))
        assert [a.position for a in other.articles.order_by("position")] == [1, 2]
        assert corrections.successor("issue", old.slug) == "2031-06-01"
        corrections.undo(made, who="编辑乙")
        assert (fresh(article).issue, fresh(article).date) == (old, date(2031, 5, 6))
        assert corrections.successor("issue", old.slug) is None

    def test_a_corrected_number_puts_the_pages_in_order(self, article):
        later = factories.article(factories.page(article.issue, "A03"))
        corrections.record(article.page, {"number": "A04"}, why())
        assert [a.pk for a in article.issue.articles.order_by("position")] == [later.pk, article.pk]
        assert [p.number for p in Page.objects.order_by("position")] == ["A03", "A04"]

    def test_an_article_moves_to_another_page(self, article):
        page = factories.page(factories.issue("2031-06-01"))
        corrections.record(article, {"page": page.pk}, why())
        assert (fresh(article).issue, fresh(article).date) == (page.issue, date(2031, 6, 1))


class TestOfficialsAndPlaces:
    def test_title_jurisdiction_and_roles_are_corrected_and_brought_back(self, article):
        county = factories.place()
        appearance = factories.appearance(factories.official(), article)
        before = Appearance.objects.filter(pk=appearance.pk).values().get()
        changes = {"title": "县委书记", "jurisdiction": county.pk, "roles": ["主持"]}
        made = corrections.record(appearance, changes, why())
        after = fresh(appearance)
        assert (after.title, after.jurisdiction, after.roles) == ("县委书记", county, ["主持"])
        for correction in made:
            corrections.undo(correction, who="编辑乙")
        assert Appearance.objects.filter(pk=appearance.pk).values().get() == before | {"key": "禾东篱"}
        assert not ValueRead.objects.exists()

    def test_no_official_disappears_and_comes_back(self, article):
        appearance = factories.appearance(factories.official(), article)
        made = corrections.remove(appearance, why("是村民"))
        assert not article.appearances.exists()
        corrections.undo(made, who="编辑乙")
        again = article.appearances.get()
        assert (again.official, again.title, again.spans) == (appearance.official, "县长", appearance.spans)

    def test_an_official_who_was_not_found_is_added_with_the_places_of_the_name(self, article):
        made = corrections.add_official(article, factories.official(), why(), title="县长", level="county")
        assert [(a.title, a.spans) for a in article.appearances.all()] == [("县长", [[0, 6, 9]])]
        corrections.undo(made, who="编辑乙")
        assert not article.appearances.exists()

    def test_a_single_appearance_goes_to_the_namesake_it_means(self, article):
        appearance = factories.appearance(factories.official(), article)
        namesake = factories.official()
        (made,) = corrections.record(appearance, {"official": namesake.pk}, why())
        assert [a.official for a in article.appearances.all()] == [namesake]
        corrections.undo(made, who="编辑乙")
        assert [a.official for a in article.appearances.all()] == [appearance.official]

    def test_two_appearances_of_one_official_in_an_article_become_one_and_two_again(self, article):
        one = factories.appearance(factories.official(), article, roles=["主持"])
        other = factories.appearance(factories.official("禾冬篱"), article, "书记", roles=["讲话"])
        (made,) = corrections.record(other, {"official": one.official.pk}, why())
        assert [(a.titles, a.roles) for a in article.appearances.all()] == [(["县长", "书记"], ["主持", "讲话"])]
        corrections.undo(made, who="编辑乙")
        assert [(a.official, a.titles) for a in article.appearances.order_by("pk")] == [
            (one.official, ["县长"]),
            (other.official, ["书记"]),
        ]

    def test_places_are_made_primary_moved_removed_and_added(self, article):
        link = factories.article_place(factories.place(), article)
        namesake = factories.place("云川县")
        corrections.record(link, {"primary": True}, why())
        corrections.record(link, {"place": namesake.pk}, why())
        assert [(li.place, li.primary) for li in article.article_places.all()] == [(namesake, True)]
        corrections.remove(article.article_places.get(), why())
        assert not article.article_places.exists()
        corrections.add_place(article, namesake, why(), primary=True)
        assert [(li.place, li.primary) for li in article.article_places.all()] == [(namesake, True)]

    def test_a_corrected_name_is_known_from_now_on(self):
        official = factories.official("禾冬篱")
        corrections.record(official, {"name": "禾东篱", "disambiguator": "县长"}, why())
        assert set(official.names.values_list("name", flat=True)) == {"禾冬篱", "禾东篱"}
        assert fresh(official).pinyin == "he dong li"


def test_all_corrections_of_one_step_are_undone_together(article):
    made = corrections.record(article, {"headline": "甲", "kicker": "引"}, why())
    corrections.undo_batch(made[0].batch, who="编辑乙")
    assert (fresh(article).headline, fresh(article).kicker) == ("云川县召开防汛会议", "")


@pytest.mark.django_db(transaction=True)
def test_200_races_of_two_editors_lose_nothing():
    """Both press save on the same field at the same moment: one is recorded, the other sees both versions."""
    article = factories.article(factories.page(factories.issue()))
    outcomes: list[str] = []

    def save(seen: str, value: str, start: threading.Barrier) -> None:
        try:
            start.wait()
            corrections.record(article, {"headline": value}, why(who=value), seen={"headline": seen})
            outcomes.append("saved")
        except corrections.CollisionError as refused:
            outcomes.append("refused" if refused.fields["headline"][0] == seen else "wrong")
        finally:
            connection.close()

    for race in range(200):
        seen, start = fresh(article).headline, threading.Barrier(2)
        editors = [threading.Thread(target=save, args=(seen, f"{race}{name}", start)) for name in "甲乙"]
        for editor in editors:
            editor.start()
        for editor in editors:
            editor.join()
    assert (outcomes.count("saved"), outcomes.count("refused")) == (200, 200)
    assert Correction.objects.count() == 200
    assert fresh(article).headline == Correction.objects.order_by("-pk").first().value
