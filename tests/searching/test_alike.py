"""Which articles are like another, and why."""

from itertools import count

import pytest

from articles.searching import alike
from tests import factories

pytestmark = pytest.mark.django_db
EDITIONS = count()


@pytest.fixture
def archive():
    """A year of everyday news of one county and one head of it, on days of its own."""
    county, head = factories.place("禾丰县"), factories.official("禾东篱")
    town, village = factories.place("柳塘镇", "town"), factories.place("水磨村", "village")
    deputy = factories.official("石见川")
    for number in range(60):
        made = report(
            f"2031-{number % 12 + 1:02}-{number % 20 + 1:02}", "县里开会，部署工作。", county=county, head=head
        )
        if number % 10 == 0:
            factories.article_place(town, made)
    return {"county": county, "head": head, "town": town, "village": village, "deputy": deputy}


def report(day, text, **named):
    issue = factories.issue(day, edition=str(next(EDITIONS)))
    made = factories.article(factories.page(issue), text)
    for each in named.values():
        if hasattr(each, "level"):
            factories.article_place(each, made)
        else:
            factories.appearance(each, made)
    return made


def like(story, archive, *words):
    officials = [appearance.official for appearance in story.appearances.all()]
    places = [link.place for link in story.article_places.all()]
    return alike([story], officials, places, words)


def test_reports_of_one_event_come_first_and_say_what_they_share(archive):
    named = {name: archive[name] for name in ("county", "head", "village", "deputy")}
    story = report("2031-05-06", "县里在水磨村演练转移安置。", **named)
    same = report("2031-05-07", "水磨村的转移安置演练开了头。", **named)
    later = report("2031-11-20", "水磨村再次演练转移安置。", village=archive["village"], county=archive["county"])
    found = like(story, archive, "转移安置", "演练")
    assert [each.article for each in found] == [same, later]
    first = found[0]
    assert archive["deputy"] in first.officials and archive["village"] in first.places
    assert first.words == ["转移安置", "演练"]
    assert (first.days, first.is_near) == (1, True)
    assert not found[1].is_near and found[1].officials == []


def test_who_and_what_is_everywhere_makes_nothing_alike(archive):
    story = report("2031-05-06", "县里开会，部署工作。", county=archive["county"], head=archive["head"])
    assert like(story, archive, "部署", "工作") == []


def test_one_rare_trait_alone_is_not_enough(archive):
    story = report("2031-05-06", "副县长到场。", county=archive["county"], deputy=archive["deputy"])
    report("2031-05-06", "副县长谈招商。", county=archive["county"], deputy=archive["deputy"])
    assert like(story, archive, "演练") == []


def test_a_word_counts_only_where_it_stands_as_it_is(archive):
    """All pairs of its characters are no proof."""
    story = report("2031-05-06", "工会议事厅落成。", village=archive["village"])
    other = report("2031-05-07", "工会开会议，会议事先通知，议事在厅里。", village=archive["village"])
    real = report("2031-05-08", "工会议事厅开放。", village=archive["village"])
    found = like(story, archive, "工会议事厅")
    assert [each.article for each in found] == [real]
    assert other not in [each.article for each in found]


def test_there_are_few_and_always_the_same(archive):
    story, *others = (
        report("2031-05-06", "水磨村演练转移安置。", village=archive["village"], deputy=archive["deputy"])
        for _ in range(9)
    )
    found = [each.article for each in like(story, archive, "转移安置")]
    assert found == others[::-1][:5]  # of equals those that came last
    assert alike([story], [archive["deputy"]], [archive["village"]], [], without=[found[0].pk])[0].article == found[1]


def test_an_undated_article_is_like_others_without_a_distance(archive):
    story = report(None, "水磨村演练转移安置。", village=archive["village"], deputy=archive["deputy"])
    report("2031-05-06", "水磨村演练转移安置。", village=archive["village"], deputy=archive["deputy"])
    assert [each.days for each in like(story, archive, "转移安置")] == [None]
