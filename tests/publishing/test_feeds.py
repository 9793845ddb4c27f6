"""Atom feeds as feed readers see them."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest

from articles.models import Post, Tenure, TenureProof
from articles.publishing.views.feeds import FEED_LENGTH
from tests import factories

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def titles_of(client, url):
    return [entry.findtext(f"{ATOM}title") for entry in entries_of(client, url)]


@pytest.fixture
def listed():
    """Three articles on two days and one without a day, two of them of one place and official."""
    county, official = factories.place("禾丰县", slug="hefeng"), factories.official("禾东篱")
    for day in ("2031-05-06", "2031-05-07", None):
        made = factories.article(factories.page(factories.issue(day)), "禾东篱说<b>防汛</b>。", headline=f"防汛{day}")
        if day:
            factories.article_place(county, made)
            factories.appearance(official, made)
    return official


def test_a_feed_holds_its_list_newest_first(client, listed):
    newest = ["防汛2031-05-07", "防汛2031-05-06"]
    assert titles_of(client, "/articles.atom") == [*newest, "防汛None"]
    assert titles_of(client, "/articles.atom?sort=oldest&q=防汛") == [*newest, "防汛None"]
    assert titles_of(client, "/articles.atom?place=hefeng") == newest
    assert titles_of(client, f"/articles.atom?official={listed.pk}") == newest
    assert titles_of(client, "/articles.atom?to=2031-05-06") == newest[1:]


def test_an_entry_says_when_and_where_and_shows_the_text_as_text(client, listed):
    first, *_others, undated = entries_of(client, "/en/articles.atom")
    assert first.findtext(f"{ATOM}published") == "2031-05-07T00:00:00+08:00"
    assert re.match(r"\d{4}-\d\d-\d\dT", first.findtext(f"{ATOM}updated"))
    assert undated.find(f"{ATOM}published") is None
    link = first.find(f"{ATOM}link").get("href")
    assert link == first.findtext(f"{ATOM}id") and "/en/" not in link
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert first.findtext(f"{ATOM}summary") == "禾东篱说&lt;b&gt;防汛&lt;/b&gt;。"


def test_a_feed_is_named_for_its_conditions_and_knows_its_own_address(client, listed):
    feed = ElementTree.fromstring(client.get("/articles.atom?place=hefeng&q=防汛").content)
    assert feed.findtext(f"{ATOM}title") == "报道 · 防汛 · 禾丰县 · 县闻"
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == ["http://127.0.0.1:8000/articles.atom?q=%E9%98%B2%E6%B1%9B&place=hefeng"]


def test_a_feed_is_bounded_and_costs_the_same_however_long_its_list(client, django_assert_num_queries):
    page = factories.page(factories.issue())
    for _ in range(FEED_LENGTH + 3):
        factories.article(page)
    with django_assert_num_queries(4):  # one for the articles; three begin the plan of a search and end it
        assert len(entries_of(client, "/articles.atom")) == FEED_LENGTH
    with django_assert_num_queries(1):
        assert len(entries_of(client, "/issues.atom")) == 1


def test_a_reader_that_has_the_newest_gets_no_body(client, listed):
    tag = client.get("/articles.atom")["ETag"]
    assert client.get("/articles.atom", headers={"if-none-match": tag}).status_code == 304


def test_control_characters_in_a_title_leave_the_feed_well_formed(client):
    factories.article(factories.page(factories.issue()), "防\x08汛\uffff", headline="甲\x0b乙\ufffe")
    assert titles_of(client, "/articles.atom") == ["甲 乙"]


def test_issues(client):
    for day in ("2031-05-06", None, "2031-05-07"):
        factories.page(factories.issue(day))
    assert titles_of(client, "/issues.atom") == ["云川日报 2031-05-07", "云川日报 2031-05-06", "云川日报 日期不明"]


def test_an_invalid_condition_is_refused(client):
    assert client.get("/articles.atom?official=nobody").status_code == 400


def test_issues_of_one_newspaper(client):
    factories.page(factories.issue("2031-05-06"))
    factories.page(factories.issue("2031-05-07", newspaper="石桥报"))
    assert titles_of(client, "/issues.atom?newspaper=石桥报") == ["石桥报 2031-05-07"]
    assert titles_of(client, "/issues.atom?year=2030") == []
    assert client.get("/issues.atom?year=x").status_code == 400


def test_officials_whom_the_archive_came_to_know_last(client, listed):
    other = factories.official("禾西风")
    factories.appearance(other, factories.article(factories.page(factories.issue("2031-05-08"))), "副县长")
    factories.official("无人见")
    assert titles_of(client, "/officials.atom") == ["禾西风", "禾东篱"]
    assert entries_of(client, "/officials.atom")[0].findtext(f"{ATOM}summary") == "副县长"
    assert titles_of(client, "/officials.atom?q=东篱") == ["禾东篱"]
    assert client.get("/officials.atom?after=x").status_code == 400


def test_places_that_were_named_last_for_the_first_time(client, listed):
    county = factories.place("石桥县", slug="shiqiao")
    town = factories.place("柳塘镇", "town", slug="liutang", parent=county)
    for place, day in ((county, "2031-05-08"), (town, "2031-05-09"), (county, "2031-05-10")):
        factories.article_place(place, factories.article(factories.page(factories.issue(day))))
    factories.place("无人提")
    assert titles_of(client, "/places.atom") == ["柳塘镇", "石桥县", "禾丰县"]
    newest = entries_of(client, "/en/places.atom")[0]
    assert newest.findtext(f"{ATOM}summary") == "石桥县 Town"
    assert newest.findtext(f"{ATOM}id") == "http://127.0.0.1:8000/places/liutang/"


def test_feeds_are_what_the_standard_asks_for(client, listed):
    """RFC 4287: what a feed and an entry must have, once where it may stand once."""
    for url in (
        "/articles.atom?q=防汛",
        "/issues.atom",
        "/officials.atom",
        "/places.atom",
        "/changes/feed.atom",
        "/articles.atom?q=无",
    ):
        feed = ElementTree.fromstring(client.get(url).content)
        assert all(len(feed.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated", "author"))
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "县闻"
        entries = feed.findall(f"{ATOM}entry")
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
        for entry in entries:
            assert all(len(entry.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
            assert len(entry.findall(f"{ATOM}published")) <= 1 and entry.findtext(f"{ATOM}title")
            assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
            days = [entry.findtext(f"{ATOM}{name}") for name in ("updated", "published")]
            assert all(datetime.fromisoformat(day).tzinfo for day in days if day)


def test_a_post_names_the_feed_of_its_articles(client, listed):
    post = Post.objects.create(place_name="禾丰县", organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    held = Tenure.objects.create(official=listed, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    seen = listed.appearances.get(date="2031-05-06")
    TenureProof.objects.create(tenure=held, appearance=seen, kind=TenureProof.Kind.SEEN)
    assert f'href="/articles.atom?post={post.pk}"' in client.get(post.get_absolute_url()).content.decode()
    assert titles_of(client, f"/articles.atom?post={post.pk}") == ["防汛2031-05-06"]


@pytest.mark.parametrize(
    "url",
    [
        "/articles/?q=防汛",
        "/articles/?kind=news&newspaper=云川日报",
        "/issues/",
        "/issues/?newspaper=云川日报",
        "/places/",
        "/places/hefeng/",
        "/officials/",
        "/officials/?q=东篱",
        "official",
    ],
)
def test_every_list_names_its_feed(client, listed, url):
    html = client.get(listed.get_absolute_url() if url == "official" else url).content.decode()
    (feed,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)">', html)
    assert entries_of(client, feed.replace("&amp;", "&"))


def test_the_list_of_changes_names_its_feed(client):
    assert 'type="application/atom+xml"' in client.get("/changes/").content.decode()
