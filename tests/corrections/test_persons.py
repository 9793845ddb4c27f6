"""Merging and unmerging officials and places: every link comes back, every address leads somewhere."""

import pytest
from django.core.exceptions import ValidationError

from articles import corrections
from articles.corrections import Decision
from articles.models import Appearance, ArticlePlace, Correction, ReviewItem, Tenure
from tests import factories
from tests.places import load_places

pytestmark = pytest.mark.django_db


def why(who="编辑甲"):
    return Decision(who=who, reason="同一人")


def links():
    return sorted(Appearance.objects.values_list("article", "official", "title"))


@pytest.fixture
def page():
    return factories.page(factories.issue())


@pytest.fixture
def pair():
    return factories.official("禾东篱"), factories.official("禾冬篱")


def test_a_merge_moves_all_appearances_and_undoing_it_gives_them_back(page, pair):
    one, other = pair
    for official in (one, other, other):
        factories.appearance(official, factories.article(page))
    before = links()
    made = corrections.merge(other, one, why())
    assert set(Appearance.objects.values_list("official", flat=True)) == {one.pk}
    assert corrections.successor("official", str(other.pk)) == str(one.pk)
    corrections.undo(made, who="编辑乙")
    assert links() == before
    assert corrections.successor("official", str(other.pk)) is None


def test_an_article_that_shows_both_shows_one_with_both_titles_and_then_both_again(page, pair):
    one, other = pair
    article = factories.article(page, "禾东篱主持，禾冬篱讲话。")
    factories.appearance(one, article, "县长", roles=["主持"])
    factories.appearance(other, article, "书记", roles=["讲话"])
    before = links()
    made = corrections.merge(other, one, why())
    assert [(a.official, a.titles, a.roles, a.spans) for a in article.appearances.all()] == [
        (one, ["县长", "书记"], ["主持", "讲话"], [[0, 0, 3], [0, 6, 9]])
    ]
    corrections.undo(made, who="编辑乙")
    assert links() == before


def test_the_preview_tells_what_moves_and_why_not(page, pair):
    one, other = pair
    both = factories.article(page)
    for official, article in ((one, both), (other, both), (other, factories.article(page))):
        factories.appearance(official, article)
    found = corrections.preview(other, one)
    assert (found.moving, found.together, found.refusal, found.is_large) == (2, 1, "", False)
    assert corrections.preview(one, one).refusal


def test_a_large_merge_must_be_confirmed(page, pair, monkeypatch):
    monkeypatch.setattr("articles.corrections.persons.LARGE_MERGE", 1)
    one, other = pair
    for _number in range(2):
        factories.appearance(other, factories.article(page))
    with pytest.raises(ValidationError):
        corrections.merge(other, one, why())
    corrections.merge(other, one, why(), confirmed=True)
    assert Appearance.objects.filter(official=one).count() == 2


def test_two_declared_different_are_not_merged_until_that_is_undone(pair):
    said = corrections.differ(*pair, why())
    with pytest.raises(ValidationError):
        corrections.merge(*pair, why())
    corrections.undo(said, who="编辑乙")
    corrections.merge(*pair, why())


def test_chains_of_merges_redirect_in_one_hop_and_come_apart_in_any_order(page):
    first, second, third = (factories.official(name) for name in ("甲一", "甲二", "甲三"))
    for official in (first, second, third):
        factories.appearance(official, factories.article(page))
    before = links()
    inner = corrections.merge(first, second, why())
    outer = corrections.merge(second, third, why())
    assert {corrections.successor("official", str(o.pk)) for o in (first, second)} == {str(third.pk)}
    corrections.undo(inner, who="编辑乙")
    assert sorted(Appearance.objects.values_list("official", flat=True)) == [first.pk, third.pk, third.pk]
    corrections.undo(outer, who="编辑乙")
    assert links() == before


def test_a_merge_answers_the_question_about_the_two(pair):
    item = ReviewItem.objects.create(kind="namesake", key="q", reason="?")
    item.candidates.set(pair)
    corrections.merge(*pair, why())
    item.refresh_from_db()
    assert (item.decided_by, item.decision) == ("编辑甲", "same")


def test_links_made_while_merged_are_put_before_an_editor(page, pair):
    one, other = pair
    made = corrections.merge(other, one, why())
    later = factories.article(factories.page(page.issue, "A02"))
    factories.appearance(one, later)
    corrections.undo(made, who="编辑乙")
    item = ReviewItem.objects.get(kind="unmerged")
    assert later.public_id in item.reason
    assert set(item.candidates.all()) == set(pair)


def test_tenures_follow_a_merge_and_its_undoing(page, pair):
    from articles.models import Place

    load_places()
    county = Place.objects.get(name="温县")
    one, other = pair
    for official, title in ((one, "温县县长"), (other, "温县县委书记")):
        row = factories.appearance(official, factories.article(page), title, jurisdiction=county)
        corrections.record(row, {"roles": ["主持"]}, why())
    assert Tenure.objects.filter(official=one).count() == 1
    made = corrections.merge(other, one, why())
    assert Tenure.objects.filter(official=one).count() == 2
    corrections.undo(made, who="编辑乙")
    assert (Tenure.objects.filter(official=one).count(), Tenure.objects.filter(official=other).count()) == (1, 1)


def test_places_merge_and_come_apart(page):
    one, other = factories.place("东坡村", "village"), factories.place("东坡", "village")
    both = factories.article(page)
    for place, article in ((one, both), (other, both), (other, factories.article(page))):
        factories.article_place(place, article)
    before = sorted(ArticlePlace.objects.values_list("article", "place"))
    made = corrections.merge(other, one, why())
    assert set(ArticlePlace.objects.values_list("place", flat=True)) == {one.pk}
    assert corrections.successor("place", other.slug) == one.slug
    corrections.undo(made, who="编辑乙")
    assert sorted(ArticlePlace.objects.values_list("article", "place")) == before


def test_decisions_about_persons_are_in_the_record(pair):
    corrections.merge(*pair, why())
    made = Correction.objects.get()
    assert (made.target, made.field, made.value, made.reason) == ("official", "same_as", pair[1].pk, "同一人")


def test_what_points_at_a_merged_place_follows_and_comes_back(page, settings):
    from articles.importing.places.gazetteer import load
    from articles.models import Place

    load_places()
    winner, loser = Place.objects.get(name="温县"), Place.objects.get(name="武陟县")
    towns = list(loser.children.order_by("pk"))
    row = factories.appearance(factories.official(), factories.article(page), "武陟县县长", jurisdiction=loser)
    corrections.record(row, {"roles": ["主持"]}, why())
    made = corrections.merge(loser, winner, why())
    assert Appearance.objects.get().jurisdiction == winner
    assert Tenure.objects.get().post.place == winner
    assert all(place.parent == winner for place in Place.objects.filter(pk__in=[town.pk for town in towns]))
    load(settings.FIXTURES / "gazetteer")
    assert not loser.children.exists()
    corrections.undo(made, who="编辑乙")
    assert Appearance.objects.get().jurisdiction == loser
    assert Tenure.objects.get().post.place == loser
    assert list(loser.children.order_by("pk")) == towns
