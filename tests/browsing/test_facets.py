"""Narrowing a list by kind, newspaper and county: what is offered, and how many articles each holds."""

import re

import pytest

from tests import factories
from tests.markup import text_of

pytestmark = pytest.mark.django_db


def offered(page, name):
    """The choices of a facet, with their counts as they stand in the label; those chosen bear a star."""
    labels = re.findall(r"<label[^>]*>(<input type=\"checkbox\" name=\"(\w+)\".*?)</label>", page.content.decode())
    return [
        re.sub(r"\s+", " ", re.sub("<[^>]*>", "", label)).strip() + "*" * (" checked" in label)
        for label, each in labels
        if each == name
    ]


def titles(page):
    return re.findall(r"<h3[^>]*>\s*<a [^>]*>(.*?)</a>", page.content.decode())


def ask(client, **parameters):
    return client.get("/articles/", parameters)


@pytest.fixture
def evening(archive):
    """An evening paper with a notice and a story."""
    page = factories.page(factories.issue("2031-06-01", newspaper="云川晚报"))
    factories.article(page, "现将拆迁事项公告如下。", kind="notice", headline="拆迁公告")
    factories.article(page, "夜市开张，禾丰县热闹非凡。", headline="夜市开张")


def test_a_kind_can_be_asked_for_and_several_mean_or(client, evening):
    assert titles(ask(client, kind="notice")) == ["拆迁公告"]
    assert (
        titles(ask(client, kind=["notice", "photo"]))[0] == "拆迁公告" and len(titles(ask(client, kind="photo"))) == 1
    )
    assert ask(client, kind="advert").status_code == 400


def test_a_newspaper_can_be_asked_for(client, evening):
    assert titles(ask(client, newspaper="云川晚报")) == ["拆迁公告", "夜市开张"]
    assert titles(ask(client, newspaper=["云川晚报", "云川日报"], kind="notice")) == ["拆迁公告"]


def test_a_newspaper_that_was_renamed_still_answers_and_shows_the_way_out(client, evening):
    page = ask(client, newspaper="旧名晚报")
    assert page.status_code == 200 and "去掉“报纸 旧名晚报” 7 篇" in text_of(page)


@pytest.mark.parametrize(
    "query", ["newspaper=" + "x" * 61, "newspaper=%00", "&".join(f"newspaper={n}" for n in range(9))]
)
def test_a_hostile_newspaper_is_refused(client, evening, query):
    assert client.get(f"/articles/?{query}").status_code == 400


def test_each_choice_says_how_many_articles_it_has(client, evening):
    page = ask(client)
    assert offered(page, "kind") == ["消息 3", "图片 1", "公告 1", "转版 2"]
    assert offered(page, "newspaper") == ["云川日报 5", "云川晚报 2"]
    assert offered(page, "place") == ["禾丰县 3", "石桥县 0"]


def test_counts_are_those_with_the_other_conditions_and_without_ones_own(client, evening):
    page = ask(client, newspaper="云川晚报", kind="notice")
    assert offered(page, "kind") == ["消息 1", "公告 1*"]
    assert offered(page, "newspaper") == ["云川晚报 1*"]
    assert offered(page, "place") == ["禾丰县 0", "石桥县 0"]


def test_who_is_seen_most_in_a_list_is_offered_with_counts(client, archive):
    others = [factories.official(f"石见{number}") for number in "一二三四五六七八"]
    for other in others:
        factories.appearance(other, archive.main)
    assert offered(ask(client), "official") == ["禾东篱 3", *(f"石见{number} 1" for number in "一二三四五六七八")]
    last = others[-1]
    page = ask(client, official=[archive.official.pk, last.pk], q="防汛工作")
    assert offered(page, "official")[0] == "禾东篱 1*" and offered(page, "official")[-1] == "石见八 1*"
    assert len(offered(page, "official")) == 9
    filters = page.content.decode().split('class="filters"')[1].split("</form>")[0]
    assert 'type="hidden" name="official"' not in filters  # who is unticked is asked for no more
    assert titles(ask(client, official=[archive.official.pk, last.pk]))[-1] == "旧闻一则"  # one of them is enough


def test_of_many_officials_most_are_folded_but_not_those_asked_for(client, archive):
    others = [factories.official(f"石{number:02}") for number in range(13)]
    for other in others:
        factories.appearance(other, archive.main)
    assert "另外 6 个" in text_of(ask(client))
    page = ask(client, official=others[12].pk)
    assert "另外 5 个" in text_of(page)
    folded = page.content.decode().split('class="rest"')[1].split("</details>")[0]
    assert "石11" in folded and "石12" not in folded


def test_an_official_asked_for_stays_in_a_list_that_is_too_long(client, archive, monkeypatch):
    factories.appearance(factories.official("石见川"), archive.photo)
    monkeypatch.setattr("articles.browsing.lists.counting.COUNT_LIMIT", 2)
    assert offered(ask(client), "official") == []
    assert offered(ask(client, official=archive.official.pk), "official") == ["禾东篱*"]


def test_nothing_is_offered_where_there_is_no_choice(client, archive):
    page = ask(client, q="旧闻")
    assert offered(page, "kind") == [] and offered(page, "newspaper") == []


def test_what_is_chosen_stays_chosen_in_a_list_without_articles(client, evening):
    page = ask(client, kind="photo", newspaper="云川晚报", q="查无此事")
    assert offered(page, "kind") == ["图片 0*"] and offered(page, "newspaper") == ["云川晚报 0*"]


def test_a_list_that_is_not_counted_to_its_end_offers_everything_without_counts(client, evening, monkeypatch):
    monkeypatch.setattr("articles.browsing.lists.counting.COUNT_LIMIT", 3)
    page = ask(client)
    assert offered(page, "kind") == ["消息", "图片", "公告", "转版"]
    assert offered(page, "newspaper") == ["云川日报", "云川晚报"]
    assert offered(page, "place") == ["禾丰县", "石桥县"]


def test_the_conditions_are_shown_in_words_and_can_be_taken_away(client, evening):
    words = text_of(ask(client, kind="notice", newspaper="云川晚报"))
    assert re.search("类型 公告.*报纸 云川晚报", words)


def test_a_place_that_is_no_county_stays_in_the_form(client, archive):
    html = ask(client, place="liutang").content.decode()
    assert '<input type="hidden" name="place" value="liutang">' in html


def times(page):
    """The years or months above a list, each with its count and its link."""
    nav = re.findall(r'<nav class="folios times".*?</nav>', page.content.decode(), re.S)
    links = re.findall(r'<a href="\?([^"]*)"[^>]*>(.*?)</a>', nav[0], re.S) if nav else []
    return [(re.sub("<[^>]*>", "", words), link.replace("&amp;", "&")) for link, words in links]


def test_a_list_over_several_years_leads_to_each_with_its_count(client, archive):
    assert times(ask(client, place="hefeng")) == [
        ("2031年 2", "from=2031-01-01&to=2031-12-31&place=hefeng"),
        ("2030年 1", "from=2030-01-01&to=2030-12-31&place=hefeng"),
    ]


def test_a_list_within_a_year_leads_to_its_months_and_one_within_a_month_nowhere(client, evening):
    asked = {"from": "2031-01-01", "to": "2031-12-31"}
    assert times(ask(client, **asked)) == [
        ("2031年6月 2", "from=2031-06-01&to=2031-06-30"),
        ("2031年5月 4", "from=2031-05-01&to=2031-05-31"),
    ]
    assert times(ask(client, **{"from": "2031-06-01", "to": "2031-06-30"})) == []


def test_a_month_or_year_that_the_list_has_in_part_leads_to_that_part(client, evening):
    asked = {"from": "2031-05-02", "to": "2031-06-20"}
    assert [link for _label, link in times(ask(client, **asked))] == [
        "from=2031-06-01&to=2031-06-20",
        "from=2031-05-02&to=2031-05-31",
    ]
    asked = {"from": "2030-01-02", "to": "2031-06-20"}
    assert [link for _label, link in times(ask(client, **asked))] == [
        "from=2031-01-01&to=2031-06-20",
        "from=2030-01-02&to=2030-12-31",
    ]


def test_the_times_of_a_list_that_is_not_counted_are_those_of_which_issues_are_held(client, evening, monkeypatch):
    monkeypatch.setattr("articles.browsing.lists.counting.COUNT_LIMIT", 3)
    assert [label for label, _link in times(ask(client))] == ["2031年", "2030年"]
    assert [label for label, _link in times(ask(client, **{"from": "2031-01-01"}))] == ["2031年6月", "2031年5月"]


@pytest.mark.parametrize("path", ["/articles.csv", "/articles.jsonl", "/articles.atom", "/api/v1/articles"])
def test_exports_feeds_and_the_api_are_narrowed_in_the_same_way(client, evening, path):
    answer = client.get(path, {"kind": "notice", "newspaper": "云川晚报"})
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert "拆迁公告" in text and "夜市开张" not in text and "旧闻一则" not in text
