"""The filter grammar of the article list: what it keeps, how it is shown, and what it answers to nonsense."""

import re

import pytest

from articles.models import Post, Tenure, TenureProof
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def titles(response):
    return re.findall(r"<h3[^>]*>\s*<a [^>]*>(.*?)</a>", response.content.decode())


def ask(client, **parameters):
    return client.get("/articles/", parameters)


@pytest.fixture
def list_(client, archive):
    """Asks the article list and gives the headlines on it."""
    factories.article(factories.page(factories.issue("2031-06-01")), "石桥县修路。", headline="石桥修路")
    second = factories.article(factories.page(factories.issue("2031-07-01")), "石桥县开会。", headline="石桥开会")
    factories.article_place(archive.other, second)
    return lambda **parameters: titles(ask(client, **parameters))


def test_newest_first_and_oldest_first(list_):
    newest = list_()
    assert newest[0] == "石桥开会" and newest[-1] == "旧闻一则"
    assert list_(sort="oldest")[0] == "旧闻一则"


def test_days_are_inclusive(list_):
    assert list_(**{"from": "2031-06-01"}) == ["石桥开会", "石桥修路"]
    assert list_(**{"from": "2031-06-01", "to": "2031-06-01"}) == ["石桥修路"]


def test_a_repeated_key_means_or_and_different_keys_and(list_, archive):
    assert list_(place="shiqiao") == ["石桥开会"]
    assert len(list_(place=["shiqiao", "hefeng"])) == 4
    assert list_(place=["shiqiao", "hefeng"], official=archive.official.pk, to="2030-12-31") == ["旧闻一则"]
    assert list_(place="shiqiao", official=archive.official.pk) == []


def test_words_are_marked_in_headline_and_passage(list_):
    assert list_(q="修路") == ["石桥<mark>修路</mark>"]


def test_conditions_are_shown_and_each_can_be_taken_away(client, archive):
    page = ask(client, q="防汛", place="hefeng", official=archive.official.pk, to="2031-12-31")
    rest = f"to=2031-12-31&amp;place=hefeng&amp;official={archive.official.pk}"
    assert f"?{rest}" in links_of(page)
    assert "?q=%E9%98%B2%E6%B1%9B&amp;to=2031-12-31&amp;place=hefeng" in links_of(page)
    for word in ("防汛", "禾丰县", "禾东篱", "2031-12-31"):
        assert word in text_of(page).split("全部清除")[0]


def test_the_count_is_shown_and_capped(client, archive, monkeypatch):
    assert "5 篇" in text_of(ask(client))
    monkeypatch.setattr("articles.browsing.lists.counting.COUNT_LIMIT", 3)
    monkeypatch.setattr("articles.templatetags.archive.COUNT_LIMIT", 3)
    assert "3+ 篇" in text_of(ask(client))


def test_an_empty_result_offers_ways_out_with_their_counts(client, archive):
    page = ask(client, q="查无此事", place="hefeng")
    assert page.status_code == 200
    words = text_of(page)
    assert "没有报道同时合乎这些条件" in words
    assert "去掉“检索词 查无此事” 3 篇" in words
    assert "去掉“地方 禾丰县” 0 篇" in words
    assert "?place=hefeng" in links_of(page)


INVALID = [
    ("from=2024-02-30", "日期请写成"),
    ("from=0000-01-01", "日期请写成"),
    ("to=tomorrow", "日期请写成"),
    ("from=2031-02-01&to=2031-01-01", "起始日期晚于截止日期"),
    ("place=nowhere", "没有这个地方"),
    ("place=hefeng&place=nowhere", "没有这个地方"),
    ("place=%E2%98%83", "没有这个地方"),
    ("official=999999", "没有这位官员"),
    ("official=x", "没有这位官员"),
    ("official=" + "9" * 40, "没有这位官员"),
    ("&".join(f"place=p{n}" for n in range(9)), "最多可选 8 个"),
    ("sort=size", "size"),
    ("q=" + "%E9%98%B2" * 101, "100"),
    ("q=%EF%BC%8C%EF%BC%81", "没有要找的文字或数字"),
    ("q=a&q=b", "只能给一个值"),
    ("after=1", "翻页的位置无效"),
    ("after=2031-05-06-1-99999999999", "翻页的位置无效"),
]


@pytest.mark.parametrize(("query", "message"), INVALID)
def test_an_invalid_value_shows_an_error_and_no_rows(client, archive, query, message):
    page = client.get(f"/articles/?{query}")
    assert page.status_code == 400
    assert message in text_of(page)
    assert titles(page) == []


@pytest.mark.parametrize("url", ["/articles/", "/reuse/"])
def test_an_error_stands_before_the_form_where_a_telephone_shows_it(client, archive, url):
    html = client.get(f"{url}?from=x").content.decode()
    assert html.count('role="alert"') == 1 and html.index('role="alert"') < html.index('class="filters"')


def test_empty_values_are_no_conditions(client, archive):
    page = client.get("/articles/?q=&from=&to=&place=&official=&sort=&after=")
    assert page.status_code == 200
    assert len(titles(page)) == 5


def test_the_list_pages_on_with_its_conditions(client, archive):
    page = factories.page(factories.issue("2031-09-01"))
    made = [factories.article(page, "禾丰县防汛。", headline=f"防汛之{number}") for number in range(25)]
    first = ask(client, q="防汛之")
    following = re.search(r'href="(\?[^"]+)" rel="next"', first.content.decode())[1].replace("&amp;", "&")
    second = client.get("/articles/" + following)
    shown = [re.sub("</?mark>", "", title) for title in titles(first) + titles(second)]
    assert shown == [article.headline for article in made]
    assert "?q=%E9%98%B2%E6%B1%9B%E4%B9%8B" in links_of(second)  # back to the first page
    assert 'rel="next"' not in second.content.decode()


def test_crawlers_are_kept_from_combinations(client, archive):
    few = ask(client, place="hefeng", q="防汛").content.decode()
    many = ask(client, place=["hefeng", "shiqiao"], q="防汛", to="2031-12-31").content.decode()
    assert "nofollow" not in re.search(r"<head>.*</head>", few, re.S)[0]
    assert 'content="noindex, nofollow"' in many
    robots = client.get("/robots.txt")
    assert robots["Content-Type"].startswith("text/plain") and b"Disallow: /admin/" in robots.content


def holds(official, post, *articles):
    tenure = Tenure.objects.create(official=official, post=post)
    for article in articles:
        TenureProof.objects.create(tenure=tenure, appearance=article.appearances.get(official=official), kind="seen")


@pytest.fixture
def offices(archive):
    """禾东篱 as mayor in one article and as deputy in another, beside 石见川, who is the mayor of the latter."""
    mayor = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    deputy = Post.objects.create(
        place=archive.county, organisation="政府", role="副县长", rank="deputy", name="禾丰县副县长"
    )
    other = factories.official("石见川")
    factories.appearance(other, archive.old, "禾丰县县长", roles=["主持"])
    holds(archive.official, mayor, archive.main)
    holds(archive.official, deputy, archive.old)
    holds(other, mayor, archive.old)
    return mayor, deputy, other


def test_a_post_is_asked_of_the_official_who_is_asked_for(list_, archive, offices):
    mayor, deputy, other = offices
    assert list_(post=mayor.pk) == ["禾丰县检查防汛", "旧闻一则"]
    assert list_(official=archive.official.pk, post=mayor.pk) == ["禾丰县检查防汛"]
    assert list_(official=archive.official.pk, post=deputy.pk) == ["旧闻一则"]
    assert list_(official=other.pk, post=[mayor.pk, deputy.pk]) == ["旧闻一则"]


def test_an_activity_is_asked_of_the_official_who_is_asked_for(list_, archive, offices):
    assert list_(role="主持") == ["旧闻一则"]
    assert list_(official=archive.official.pk, role="主持") == []
    assert len(list_(official=archive.official.pk, role=["主持", "调研"])) == 3


def test_with_names_who_else_is_seen_in_the_article(list_, archive, offices):
    other = offices[2]
    assert list_(official=archive.official.pk, **{"with": other.pk}) == ["旧闻一则"]
    assert list_(**{"with": [archive.official.pk, other.pk]}) == ["旧闻一则"]


def test_posts_activities_and_companions_are_conditions_to_take_away(client, archive, offices):
    mayor, _deputy, other = offices
    page = ask(client, **{"post": mayor.pk, "role": "主持", "with": other.pk})
    assert f"?with={other.pk}&amp;post={mayor.pk}" in links_of(page)
    assert re.search("同时见报 石见川.*职位 禾丰县县长.*活动 主持", text_of(page))
    for name, value in (("post", "0"), ("role", "游泳"), ("with", "0")):
        assert ask(client, **{name: value}).status_code == 400
