"""What a reader finds on each page, and how many queries the page costs."""

import re
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from articles.models import Redirect
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def test_home(client, archive):
    page = client.get("/")
    words = text_of(page)
    assert "2031年5月6日 星期二" in words
    assert "禾丰县检查防汛" in words
    assert "2030年12月28日" in words  # the issue before
    assert re.search(r"禾丰县\s*3\s*2\s*2031-05-06", words)
    assert re.search(r"石桥县\s*0\s*0\s*—", words)
    assert archive.county.get_absolute_url() in links_of(page)


def test_an_empty_archive_says_how_to_fill_it(client):
    for url in ("/", "/issues/", "/articles/", "/places/", "/officials/"):
        assert client.get(url).status_code == 200
    assert "import_pages" in text_of(client.get("/"))


def test_issues_by_year_and_month(client, archive):
    words = text_of(client.get("/issues/"))
    assert words.index("2031年5月") < words.index("2030年12月")
    assert "禾丰县检查防汛" in words
    only = text_of(client.get("/issues/?year=2030"))
    assert "2030年12月28日" in only and "2031年5月" not in only


def test_undated_issues_are_listed_apart(client):
    factories.page(factories.issue(None, slug="undated-1"))
    assert "/issues/undated-1/" in links_of(client.get("/issues/?year=0"))
    assert client.get("/issues/undated-1/").status_code == 200


def test_a_year_without_issues_is_not_found(client, archive):
    assert client.get("/issues/?year=1999").status_code == 404
    Redirect.objects.create(kind="issue", old="1999-01-01", new="2031-05-06")
    assert client.get("/issues/?year=1999")["Location"] == "/issues/"  # one whose only issue was dated anew


def test_issue_lists_its_pages_and_says_how_its_day_is_known(client, archive):
    page = client.get(archive.earlier.get_absolute_url())
    assert "据内文推断，2030-12-28 至 2030-12-31" in text_of(page)
    assert "文中称昨日为12月27日" in text_of(page)
    assert archive.issue.get_absolute_url() in links_of(page)  # the next issue
    assert {"/issues/2031-05-06/A01/", "/issues/2031-05-06/p2/"} <= set(
        links_of(client.get(archive.issue.get_absolute_url()))
    )


@pytest.mark.parametrize("url", ["/issues/2031-05-06/", "/issues/2031-05-06/A01/"])
def test_an_issue_and_its_pages_lead_to_their_whole_source(client, archive, url):
    source = reverse("article-source", args=[archive.main.public_id])
    assert source in links_of(client.get(url))
    assert "别的报道" in text_of(client.get(source))


def test_page_of_an_issue(client, archive):
    page = client.get("/issues/2031-05-06/A01/")
    assert "未雨绸缪" in text_of(page)
    assert "/issues/2031-05-06/p2/" in links_of(page)
    assert client.get("/issues/2031-05-06/A09/").status_code == 404


def test_article_shows_every_printed_part(client, archive):
    page = client.get(archive.main.get_absolute_url())
    words = text_of(page)
    parts = ["防汛在行动", "未雨绸缪", "禾丰县检查防汛", "——柳塘镇见闻", "记者 秋问渠", "堤上三问", "2031年5月5日"]
    for part in parts:
        assert part in words
    assert "<h2" in page.content.decode().split("堤上三问")[0][-40:]


@pytest.mark.parametrize(
    ("days", "chinese", "english"),
    [
        (["2031-05-05"], "2031年5月5日", "5 May 2031"),
        (["2031-05-03", "2031-05-04", "2031-05-05"], "2031年5月3日至5日", "3 May 2031 to 5 May 2031"),
        (["2031-04-30", "2031-05-01"], "2031年4月30日至5月1日", "30 April 2031 to 1 May 2031"),
        (["2030-12-31", "2031-01-01"], "2030年12月31日至2031年1月1日", "31 December 2030 to 1 January 2031"),
        (["2031-05-01", "2031-05-05"], "2031年5月1日2031年5月5日", "1 May 20315 May 2031"),
    ],
)
def test_days_of_an_event_that_follow_one_another_are_one_stretch(client, archive, days, chinese, english):
    archive.main.event_dates = days
    archive.main.save()
    url = archive.main.get_absolute_url()
    assert f"事件{chinese} 永久链接" in text_of(client.get(url))
    assert english in text_of(client.get(f"/en{url}"))


def test_only_officials_and_places_are_linked_in_the_text(client, archive):
    page = client.get(archive.main.get_absolute_url())
    body = page.content.decode().split('<div class="body">')[1].split("</div>")[0]
    assert re.findall(r'<a class="(\w+)"[^>]*>(.*?)</a>', body) == [
        ("place", "禾丰县"),
        ("official", "禾东篱"),
        ("place", "柳塘镇"),
    ]
    for name in ("秋问渠", "木子白"):
        assert not any(name in link for link in links_of(page))


def test_a_story_is_shown_with_what_continues_it(client, archive):
    page = client.get(archive.main.get_absolute_url())
    assert "禾东篱要求，柳塘镇备足沙袋。" in text_of(page)
    assert archive.rest.get_absolute_url() in links_of(page)
    assert archive.main.get_absolute_url() in links_of(client.get(archive.rest.get_absolute_url()))


def test_a_jump_whose_other_part_is_missing_says_so(client, archive):
    assert "（上接第三版②）前面的部分不在档案里。" in text_of(client.get(archive.lost.get_absolute_url()))
    archive.rest.delete()
    assert "后面的部分不在档案里。" in text_of(client.get(archive.main.get_absolute_url()))


def test_an_article_without_headline_says_so(client, archive):
    words = text_of(client.get(archive.photo.get_absolute_url()))
    assert "没有标题" in words and "南山客 摄" in words


def test_a_list_goes_on_after_the_words_that_stand_for_a_missing_headline(client):
    page = factories.page(factories.issue())
    opening = "县长禾东篱到柳塘镇检查防汛物资的储备情况并要求，"
    factories.article(page, f"本报讯{opening}沙袋备足。", headline="", dateline="本报讯")
    factories.article(page, "本报讯县长到会。", headline="", dateline="本报讯")
    html = client.get("/articles/").content.decode()
    assert opening[:24] in html and ">…沙袋备足。<" in html
    assert html.count('class="excerpt"') == 1


def test_previous_and_next_on_the_page(client, archive):
    html = client.get(archive.photo.get_absolute_url()).content.decode()
    assert f'rel="prev" href="{archive.main.get_absolute_url()}"' in html
    assert 'rel="next"' not in html


def test_place(client, archive):
    page = client.get("/places/hefeng/")
    words = text_of(page)
    for part in ("禾丰新区", "3 篇", "柳塘镇", "禾东篱", "禾丰县县长", "旧闻一则"):
        assert part in words
    assert archive.city.get_absolute_url() in links_of(page)


@pytest.mark.parametrize("name", ["旧名", "x", "a/b", "%E4%B8"])
def test_a_wrong_name_redirects_to_the_official(client, archive, name):
    answer = client.get(f"/officials/{archive.official.pk}-{name}/")
    assert answer.status_code == 301
    assert answer["Location"] == archive.official.get_absolute_url()


def test_officials_are_found_by_name_and_pinyin(client, archive):
    factories.appearance(factories.official("石见川", pinyin="shi jian chuan"), archive.main)
    for q in ("东篱", "he d"):
        words = text_of(client.get("/officials/", {"q": q}))
        assert "禾东篱" in words and "石见川" not in words
    nobody = client.get("/officials/", {"q": "查无此人"})
    assert "没有这样的官员" in text_of(nobody) and f"/articles/?q={quote('查无此人')}" in links_of(nobody)


def test_officials_page_on_after_the_last_shown(client, archive):
    made = [factories.official(f"官{n:03}", pinyin="guan") for n in range(70)]
    for official in made:
        factories.appearance(official, archive.main)
    first = client.get("/officials/")
    following = re.search(r'href="([^"]+)" rel="next"', first.content.decode())[1]
    words = text_of(first) + text_of(client.get("/officials/" + following))
    assert all(words.count(official.name) == 1 for official in made)


def test_search_is_the_article_list(client, archive):
    answer = client.get("/search/", {"q": "防汛"})
    assert answer.status_code == 301
    assert answer["Location"].startswith("/articles/?q=")


def test_every_public_url_is_named(archive):
    assert reverse("home") == "/"
    assert archive.main.get_absolute_url() == f"/articles/{archive.main.public_id}/"
    assert archive.county.get_absolute_url() == "/places/hefeng/"
    assert reverse("page", args=["2031-05-06", "A01"]) == "/issues/2031-05-06/A01/"


# The list of articles has three more than it asks, to begin its plan and to end it.
QUERIES = {
    "/": 6,
    "/issues/": 3,
    "/issues/2031-05-06/": 6,
    "/issues/2031-05-06/A01/": 4,
    "/articles/": 11,
    "/articles/?q=防汛": 14,
    "/articles/?q=防汛&place=hefeng&from=2031-01-01": 18,
    "main": 26,
    "/places/": 4,
    "/places/hefeng/": 13,
    "/officials/": 1,
    "official": 15,
}


@pytest.mark.parametrize("page", QUERIES)
@pytest.mark.parametrize("times", [0, 3])
def test_queries_do_not_grow_with_the_archive(client, archive, django_assert_num_queries, page, times):
    for number in range(times):
        issue = factories.issue(f"2031-05-{7 + number:02}")
        for article in (factories.article(factories.page(issue), "禾丰县县长禾东篱在柳塘镇防汛。") for _ in range(3)):
            factories.appearance(archive.official, article, jurisdiction=archive.county)
            factories.appearance(factories.official(), article, jurisdiction=archive.county)
            factories.article_place(archive.county, article, primary=True)
            factories.article_place(archive.town, article)
    urls = {"main": archive.main.get_absolute_url(), "official": archive.official.get_absolute_url()}
    with django_assert_num_queries(QUERIES[page]):
        assert client.get(urls.get(page, page)).status_code == 200


def test_old_addresses_lead_to_where_things_are_now_in_one_hop(client, archive):
    gone = factories.official("石见川")
    moves = [
        ("issue", "2031-05-05", "2031-05-06", "/issues/2031-05-05/", "/issues/2031-05-06/"),
        ("issue", "2031-05-04", "2031-05-06", "/issues/2031-05-04/A01/", "/issues/2031-05-06/"),
        ("article", "oldid", archive.main.public_id, "/articles/oldid/", archive.main.get_absolute_url()),
        ("gone", "goneid", "2031-05-06", "/articles/goneid/", "/issues/2031-05-06/"),
        ("place", "old", "hefeng", "/places/old/", "/places/hefeng/"),
        ("official", "123456", archive.official.pk, "/officials/123456-x/", archive.official.get_absolute_url()),
        ("official", gone.pk, archive.official.pk, gone.get_absolute_url(), archive.official.get_absolute_url()),
    ]
    for kind, old, new, before, now in moves:
        Redirect.objects.create(kind=kind, old=str(old), new=str(new))
        answer = client.get(before)
        assert (answer.status_code, answer["Location"]) == (301, now)


def test_whom_no_article_shows_in_public_office_any_more_has_no_page(client, archive):
    unseen = factories.official("石见川")
    assert "石见川" not in text_of(client.get("/officials/"))
    for prefix, says in (("", "档案里已没有报道显示此人担任公职"), ("/en", "no article shows")):
        moved = client.get(prefix + unseen.get_absolute_url())
        assert (moved.status_code, moved["Location"]) == (301, f"{prefix}/officials/{unseen.pk}-unnamed/")
        answer = client.get(moved["Location"])
        assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
        assert says in text_of(answer)
        assert "石见川" not in unquote(answer.content.decode())
        assert {f"{prefix}/officials/", f"{prefix}/changes/"} <= set(links_of(answer))
    assert client.get("/officials/987654321-unnamed/").status_code == 404


@pytest.mark.parametrize("asked", ["official", "with"])
@pytest.mark.parametrize("page", ["/articles/", "/articles.atom", "/articles.csv", "/api/v1/articles"])
def test_lists_asked_by_such_a_person_are_empty_and_say_no_name(client, archive, page, asked):
    unseen = factories.official("石见川")
    answer = client.get(f"{page}?{asked}={unseen.pk}")
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert answer.status_code == 200
    assert archive.main.public_id not in text and "石见川" not in text
    assert client.get(f"{page}?{asked}=987654321").status_code == 400


def test_an_article_offers_its_keywords_as_searches_and_no_name(client, archive):
    story = factories.article(
        archive.back, "堤坝加固，堤坝巡查，堤坝除险。木子白说，堤坝修好了。", headline="堤坝除险加固"
    )
    words = [link for link in links_of(client.get(story.get_absolute_url())) if link.startswith("/articles/?q=")]
    assert f"/articles/?q={quote('堤坝')}" in words
    assert len(words) <= 6 and not any(quote("木子白") in link for link in words)
    found = [link.split("?")[0] for link in links_of(client.get(words[0]))]
    assert story.get_absolute_url() in found


def test_the_icon_is_found_where_browsers_ask_for_it(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302 and answer["Location"].endswith("icon.svg")


@pytest.mark.parametrize(("prefix", "name"), [("", "县闻"), ("/en", "Xianwen")])
def test_browsers_can_take_the_archive_as_a_search_engine(client, archive, prefix, name):
    html = client.get(f"{prefix}/").content.decode()
    where = re.search(r'<link rel="search" type="application/opensearchdescription\+xml"[^>]*href="([^"]+)"', html)[1]
    described = ElementTree.fromstring(client.get(where).content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert described.findtext(f"{space}ShortName") == name
    templates = [url.get("template") for url in described.findall(f"{space}Url")]
    for template in templates:
        path = template.removeprefix("http://127.0.0.1:8000").replace("{searchTerms}", quote("防汛"))
        assert archive.main.get_absolute_url() in client.get(path).content.decode()
    assert len(templates) == 2
