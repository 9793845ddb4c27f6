"""What an article's page and the API say about related articles, and what they must not."""

from datetime import date

import pytest

from articles import searching
from articles.corrections import Decision, delist, lift, mask, withdraw
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2031, 5, 8)
BY = Decision(who="chief", reason="on request")
SAME = "五月六日清晨，禾丰县县长禾东篱在柳塘镇查看汛情，水位涨到三十一米，沿岸九个村的群众连夜转移到镇中学和粮库。"


@pytest.fixture
def other(archive):
    """The same dispatch in another paper on the next day, with a headline of its own."""
    texts = (SAME, "县里另有部署，容后再报，请读者留意。")
    archive.main.paragraphs = [{"text": text, "role": "body", "lines": [], "segments": []} for text in texts]
    archive.main.appearances.update(spans=factories.spans_of("禾东篱", archive.main))
    archive.main.save()
    searching.index([archive.main])
    page = factories.page(factories.issue("2031-05-07", newspaper="云川晚报"))
    made = factories.article(
        page, "晚报讯。", SAME + "防汛物资也已到位，堤上有人日夜值守巡查。", headline="柳塘连夜转移"
    )
    factories.appearance(archive.official, made)
    factories.article_place(archive.town, made, primary=True)
    return made


def related_in_api(client, article):
    return client.get(f"/api/v1/articles/{article.public_id}/related").json()


def test_a_dispatch_printed_twice_is_marked_and_linked_in_both(client, archive, other):
    for one, twin in ((archive.main, other), (other, archive.main)):
        page = client.get(one.get_absolute_url())
        assert twin.get_absolute_url() in links_of(page)
        assert "有同样文字的" in text_of(page)
        body = page.content.decode().split('<div class="body">')[1].split("</div>")[0]
        marked = body.split('<span class="same">')[1].split("</span>")[0]
        assert marked.startswith("五月六日清晨") and 'class="official"' in marked
        assert 'href="#same-1"' in body
        (found,) = related_in_api(client, one)["reused"]
        assert found["article"]["id"] == twin.public_id and found["passages"][0] == SAME.removesuffix("。")


def test_an_article_that_is_all_the_same_is_said_once_and_not_marked(client, archive, other):
    twin = factories.article(archive.front, *other.body, headline="重登")
    page = client.get(twin.get_absolute_url())
    assert "本篇几乎全文都在其中" in text_of(page)
    assert f'title="这段文字也见于“{other.headline}”"' not in page.content.decode()


def test_what_is_alike_says_why(client, archive, other):
    follow = factories.article(
        factories.page(factories.issue("2031-05-09")), "柳塘镇的堤坝加高了，堤坝上又铺了沙袋。", headline="堤坝加高"
    )
    later = factories.article(
        factories.page(factories.issue("2031-05-10")), "柳塘镇修堤坝，堤坝已验收。", headline="堤坝验收"
    )
    for each in (follow, later):
        factories.article_place(archive.town, each, primary=True)
    for _ in range(30):
        factories.article(archive.back, "别处的事。")
    words = text_of(client.get(follow.get_absolute_url()))
    assert "内容相近" in words
    assert "堤坝验收 共有地方 柳塘镇；共有词语 堤坝" in words and "相隔 1 天" in words
    (found,) = [each for each in related_in_api(client, follow)["alike"] if each["article"]["id"] == later.public_id]
    assert found["days_apart"] == 1 and found["words"] == ["堤坝"]
    assert found["places"] == [{"id": "liutang", "name": "柳塘镇"}]
    english = text_of(client.get(f"/en{follow.get_absolute_url()}"))
    assert "Related articles" in english and "1 day apart" in english


@pytest.mark.parametrize("take_out", [withdraw, delist])
def test_what_was_taken_out_is_related_to_nothing(client, archive, other, take_out):
    made = take_out(other, BY, "2031-7")
    page = client.get(archive.main.get_absolute_url())
    assert other.headline not in text_of(page) and "有同样文字的" not in text_of(page)
    assert other.public_id not in str(related_in_api(client, archive.main))
    if take_out is delist:
        assert related_in_api(client, other) == {"reused": [], "retold": [], "alike": [], "pictured": []}
        assert "有同样文字的" not in text_of(client.get(other.get_absolute_url()))
    else:
        assert client.get(f"/api/v1/articles/{other.public_id}/related").status_code == 410
    lift(made, "chief")
    assert other.headline in text_of(client.get(archive.main.get_absolute_url()))


def test_a_masked_name_is_in_no_passage(client, archive, other):
    mask(other, "禾东篱", BY, "2031-8")
    assert "禾东篱" not in text_of(client.get(other.get_absolute_url())).split("相关报道")[0]
    (found,) = related_in_api(client, other)["reused"]
    assert "禾东篱" not in str(found)


def test_what_a_part_continues_is_linked_as_that_and_not_as_alike(client, archive):
    deputy = factories.official("石见川")
    for part in (archive.main, archive.rest):
        factories.appearance(deputy, part)
        factories.article_place(archive.other, part)
    for number in range(40):
        factories.article(archive.back, f"别处的事之{number}。")
    follow = factories.article(archive.front, "石见川到石桥县。", headline="次日之事")
    factories.appearance(deputy, follow)
    factories.article_place(archive.other, follow)
    found = [each["article"]["id"] for each in related_in_api(client, archive.rest)["alike"]]
    assert found[0] == follow.public_id and archive.main.public_id not in found


def test_a_page_without_related_articles_says_nothing_of_them(client, archive):
    assert "相关报道" not in text_of(client.get(archive.photo.get_absolute_url()))


def test_another_report_of_the_event_stands_above_what_is_alike_and_leads_to_all_of_it(client, archive):
    texts = (
        ("2031-05-09", "柳塘镇演练转移安置，冲锋舟和沙袋都用上了，民兵堵住了管涌。"),
        ("2031-05-11", "警报一响，民兵扛起沙袋堵管涌，冲锋舟载人靠岸。柳塘镇的这次演练一气呵成。"),
    )
    first, second = (
        factories.article(factories.page(factories.issue(day)), text, headline=f"演练见报{day[-2:]}", event_dates=[DAY])
        for day, text in texts
    )
    for each in (first, second):
        factories.article_place(archive.town, each, primary=True)
    page = client.get(second.get_absolute_url())
    assert "同一件事的其他报道" in text_of(page) and "共同说到的日子 2031年5月8日" in text_of(page)
    assert f"/collection/?a={first.public_id}&amp;a={second.public_id}" in links_of(page)
    assert "同一件事的其他报道" in text_of(client.get(first.get_absolute_url()))
    found = related_in_api(client, second)
    assert [each["article"]["id"] for each in found["retold"]] == [first.public_id]
    assert found["retold"][0]["event_dates"] == ["2031-05-08"]
    assert first.public_id not in [each["article"]["id"] for each in found["alike"]]
    withdraw(first, BY, "2031-9")
    assert related_in_api(client, second)["retold"] == []
