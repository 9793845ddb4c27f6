"""Who and what stands for an official or a post that no article shows any more."""

import pytest
from django.urls import reverse

from articles import corrections
from articles.corrections import Decision
from articles.models import Post, Tenure
from tests import factories

pytestmark = pytest.mark.django_db
BY = Decision(who="编辑甲", reason="核对")


@pytest.fixture
def page():
    return factories.page(factories.issue())


def give(giver, taker, *articles) -> None:
    for article in articles:
        corrections.record(article.appearances.get(official=giver), {"official": taker.pk}, BY)


class TestOfficials:
    """One whose appearances editors gave away leads to the other; where that is not sure, to a page without a name."""

    @pytest.fixture
    def people(self):
        return [factories.official(name) for name in ("禾东篱", "麦西畴", "粟北陇")]

    @pytest.fixture
    def articles(self, page, people):
        made = [factories.article(page, "县长禾东篱到会。") for _number in range(2)]
        for article in made:
            factories.appearance(people[0], article)
        return made

    def test_whose_appearances_all_went_to_one_other_leads_there_as_page_and_as_data(self, client, people, articles):
        one, other, _third = people
        give(one, other, *articles)
        moved = client.get(one.get_absolute_url())
        assert (moved.status_code, moved["Location"]) == (301, other.get_absolute_url())
        moved = client.get(reverse("api-official", args=[one.pk]))
        assert (moved.status_code, moved["Location"]) == (301, reverse("api-official", args=[other.pk]))
        assert "2 篇" in client.get(f"/articles/?official={one.pk}").content.decode()

    def test_also_where_that_one_was_merged_into_a_third_since(self, people, articles):
        one, other, third = people
        give(one, other, *articles)
        corrections.merge(other, third, BY)
        assert corrections.standing_official(one.pk) == corrections.standing_official(other.pk) == third

    def test_nobody_stands_for_one_whose_appearances_went_to_two(self, people, articles):
        one, other, third = people
        give(one, other, articles[0])
        give(one, third, articles[1])
        assert corrections.standing_official(one.pk) is None

    def test_nor_for_one_who_was_no_official_in_some_article(self, people, articles):
        one, other, _third = people
        corrections.remove(articles[0].appearances.get(), BY)
        give(one, other, articles[1])
        assert corrections.standing_official(one.pk) is None

    def test_undoing_brings_the_page_back(self, client, people, articles):
        one, other, _third = people
        corrections.remove(articles[0].appearances.get(), BY)
        give(one, other, articles[1])
        assert client.get(one.get_absolute_url()).status_code == 301
        corrections.undo_batch(BY.batch, who="编辑甲")
        assert client.get(one.get_absolute_url()).status_code == 200


class TestPosts:
    """The post of a merged place leads to that of the place that stands for it."""

    @pytest.fixture
    def county(self):
        return factories.place("禾丰县", code="990001")

    @pytest.fixture
    def double(self):
        return factories.place("禾丰")

    def post(self, place, role="县长"):
        return Post.objects.create(
            place=place, organisation="政府", role=role, rank="chief", name=f"{place.name}{role}"
        )

    def test_it_leads_to_the_same_post_there(self, client, county, double):
        here, there = self.post(double), self.post(county)
        made = corrections.merge(double, county, BY)
        for name in ("post", "api-post"):
            moved = client.get(reverse(name, args=[here.pk]))
            assert (moved.status_code, moved["Location"]) == (301, reverse(name, args=[there.pk]))
        assert f"post={there.pk}" in client.get(f"/articles/?post={here.pk}&sort=oldest").content.decode()
        corrections.undo(made, who="主编")
        assert client.get(here.get_absolute_url()).status_code == 200

    def test_without_such_a_post_its_page_shows_the_posts_that_somebody_holds_there(self, client, county, double):
        former, held, empty = self.post(double, "乡长"), self.post(county), self.post(county, "副县长")
        Tenure.objects.create(official=factories.official(), post=held)
        corrections.merge(double, county, BY)
        html = client.get(former.get_absolute_url()).content.decode()
        assert "没有人以这个职务见报" in html
        assert held.get_absolute_url() in html and county.get_absolute_url() in html
        assert empty.get_absolute_url() not in html and double.get_absolute_url() not in html
        answer = client.get(reverse("api-post", args=[former.pk]))
        assert (answer.status_code, answer.json()["holders"]) == (200, [])
