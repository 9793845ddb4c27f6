"""A reader's own collection: added to by forms, kept by the reader alone, shared by address, and never a way round what
was taken out."""

import csv
import gzip
import io
import json
import re

import pytest
from django.utils.html import escape

from articles import corrections
from articles.browsing.collections import COOKIE, MOST
from articles.corrections import Decision
from articles.models import Article
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db

WHY = Decision(who="zhubian", reason="与原报核对")
FORMS = ("csv", "jsonl", "txt", "bib", "ris", "json")


@pytest.fixture
def three():
    page = factories.page(factories.issue("2031-05-06"))
    return [
        factories.article(page, f"本报讯 {word}的消息。", headline=f"{word}通车了") for word in ("甲路", "乙路", "丙路")
    ]


def ids(*articles: Article) -> list[str]:
    return [article.public_id for article in articles]


def shared(*articles: Article, ending: str = "/") -> str:
    return f"/collection{ending}?" + "&".join(f"a={each}" for each in ids(*articles))


def add(client, *articles: Article, **more):
    return client.post("/collection/", {"add": ids(*articles)} | more)


def shown(answer) -> list[str]:
    """The headlines of the list, in order."""
    return re.findall(r'<h3 class="title"[^>]*><a href="[^"]*">([^<]*)</a>', answer.content.decode())


def test_what_is_ticked_in_a_list_is_collected_and_the_reader_gets_back(client, three):
    page = client.get("/articles/?q=通车").content.decode()
    assert all(f'<input type="checkbox" form="collect" name="add" value="{each}">' in page for each in ids(*three))
    assert '<form class="collecting" id="collect" method="post" action="/collection/">' in page
    (back,) = re.findall(r'name="back" value="([^"]*)"', page)
    answer = client.post("/collection/", {"add": ids(three[2], three[0]), "back": back}, follow=True)
    assert answer.redirect_chain[0][1] == 303
    assert shown(answer) == ["丙路通车了", "甲路通车了"]
    assert back in links_of(answer) and back.startswith("/articles/?q=")


def test_an_article_is_collected_from_its_page_and_no_other_page_knows_of_it(client, three):
    url = three[0].get_absolute_url()
    before = {path: client.get(path)["ETag"] for path in (url, "/articles/", shared(three[1]))}
    assert f'form="collect" name="add" value="{three[0].public_id}"' in client.get(url).content.decode()
    add(client, three[0])
    add(client, three[0], three[1])
    assert shown(client.get("/collection/")) == ["甲路通车了", "乙路通车了"]
    after = {path: client.get(path) for path in before}
    assert {path: answer["ETag"] for path, answer in after.items()} == before
    assert all(answer.get("Vary", "Accept-Encoding") == "Accept-Encoding" for answer in after.values())


def test_the_cookie_is_for_this_site_alone_and_nothing_else_keeps_it(client, three):
    answer = add(client, *three)
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert len(cookie.value) < 4000
    own = client.get("/collection/")
    assert own["Cache-Control"] == "private, no-store" and "Cookie" in own["Vary"] and not own.has_header("ETag")
    assert not own.cookies


def test_articles_are_removed_and_all_of_them_forgotten(client, three):
    add(client, *three)
    assert shown(client.post("/collection/", {"remove": three[1].public_id}, follow=True)) == [
        "甲路通车了",
        "丙路通车了",
    ]
    assert "还没有收进报道" in text_of(client.post("/collection/", {"empty": "1"}, follow=True))


def test_the_address_is_the_collection_for_everybody(client, three):
    add(client, three[2], three[0])
    assert escape(shared(three[2], three[0])) in links_of(client.get("/collection/"))
    client.cookies.clear()
    answer = client.get(shared(three[2], three[0]))
    assert shown(answer) == ["丙路通车了", "甲路通车了"]
    assert (answer["Cache-Control"], bool(answer.cookies)) == ("no-cache", False)
    assert client.get(shared(three[2], three[0]), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    offered = re.findall(r'type="hidden" name="add" value="([^"]*)"', answer.content.decode())
    assert shown(client.post("/collection/", {"add": offered}, follow=True)) == ["丙路通车了", "甲路通车了"]


def test_who_forbids_cookies_is_told_why_nothing_was_collected(client, three):
    assert "浏览器须允许本站的 Cookie" in text_of(client.get("/collection/?back=/articles/"))


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/" * 1001]
)
def test_the_way_back_never_leads_elsewhere(client, three, back):
    answer = client.post("/collection/", {"add": ids(three[0]), "back": back}, follow=True)
    assert "回到刚才的页面" not in text_of(answer) and back not in links_of(answer)


def test_other_sites_and_forged_cookies_change_nothing(client, three):
    add(client, three[0])
    for origin in ("https://elsewhere.example", "null"):
        answer = client.post("/collection/", {"empty": "1"}, headers={"Origin": origin})
        assert answer.status_code == 403 and not answer.cookies
    assert client.post("/collection/", {"add": []}, headers={"Origin": "http://testserver"}).status_code == 303
    assert shown(client.get("/collection/")) == ["甲路通车了"]
    client.cookies[COOKIE] = f"{three[1].public_id}:1abc:forged"
    assert shown(client.get("/collection/")) == []


def test_a_full_collection_says_so_and_stays_as_it_was(client, three):
    many = [f"x{number}" for number in range(MOST)]
    client.post("/collection/", {"add": many})
    answer = add(client, three[0])
    assert answer.status_code == 400 and "选文最多 200 篇" in text_of(answer) and not answer.cookies
    assert text_of(client.get("/collection/")).count("没有这个编号") == MOST


@pytest.mark.parametrize(
    "wrong", ["a=" + "x" * 13, "a=../etc", "a=%00", "a=一", "&".join(f"a=x{n}" for n in range(MOST + 1))]
)
def test_addresses_of_no_collection_are_refused_in_words(client, three, wrong):
    answer = client.get(f"/collection/?{wrong}")
    assert answer.status_code == 400 and 'role="alert"' in answer.content.decode()
    assert client.get(f"/collection.csv?{wrong}").status_code == 400


def test_what_moved_is_followed_and_what_was_taken_out_is_named_without_its_words(client, three):
    first, second, third = three
    other = factories.article(first.page, "本报讯 丁路的消息。", headline="丁路通车了")
    url, files = shared(*three, other), [shared(*three, other, ending=f".{form}") for form in FORMS]
    corrections.join(first, second, WHY)
    corrections.withdraw(third, WHY, "2031-1")
    corrections.delist(other, WHY, "2031-2")
    answer = client.get(url)
    assert shown(answer) == ["甲路通车了"]
    said = text_of(answer)
    assert "应要求撤下了" in said and "应要求不再列出" in said
    assert other.get_absolute_url() in links_of(answer) and third.get_absolute_url() not in links_of(answer)
    for text in [said, *(client.get(file).content.decode() for file in files)]:
        assert "丙路" not in text and "丁路" not in text
    assert third.public_id in said


@pytest.mark.parametrize("form", FORMS)
def test_the_whole_collection_is_taken_away_in_its_order(client, three, form):
    answer = client.get(shared(three[2], three[0], ending=f".{form}"))
    text = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="collection-2.{form}"'
    assert 0 < text.index("丙路通车了") < text.index("甲路通车了") and "乙路" not in text
    assert answer["ETag"] and answer["Cache-Control"] == "no-cache"


def test_the_files_are_what_programs_expect(client, three):
    table = csv.DictReader(io.StringIO(client.get(shared(*three, ending=".csv")).content.decode("utf-8-sig")))
    assert [line["id"] for line in table] == ids(*three)
    lines = client.get(shared(*three, ending=".jsonl")).content.decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids(*three)
    items = client.get(shared(*three, ending=".json")).json()
    assert [item["title"] for item in items] == [each.headline for each in three]
    assert client.get(shared(*three, ending=".ris")).content.count(b"ER  - \r\n") == 3
    assert client.get(shared(*three, ending=".bib")).content.count(b"@article{") == 3
    assert "[3] 丙路通车了[N/OL]" in client.get(shared(*three, ending=".txt")).content.decode()


def test_a_full_collection_is_a_light_page_of_few_queries(client, django_assert_num_queries):
    page = factories.page(factories.issue())
    title = "第{}次全县重点项目建设暨招商引资工作推进会议在县城召开"
    many = [factories.article(page, headline=title.format(number)) for number in range(MOST)]
    with django_assert_num_queries(1):
        answer = client.get(shared(*many))
    assert len(gzip.compress(answer.content)) < 30 * 1024


# Names and notes


def test_a_name_stands_in_the_address_and_on_the_page_alone(client, three):
    answer = client.get(shared(*three) + "&name=<b>防汛</b>")
    page = answer.content.decode()
    assert "选文“&lt;b&gt;防汛&lt;/b&gt;”" in page and "<b>防汛" not in page
    assert any("name=%3Cb%3E" in link and link.count("a=t") == 3 for link in links_of(answer))
    assert client.get(shared(*three) + "&name=" + "长" * 41).status_code == 400
    assert "防汛" not in client.get(shared(*three)).content.decode()


def test_another_collection_is_taken_up_in_the_place_of_ones_own(client, three):
    add(client, three[0])
    client.post("/collection/", {"empty": "1", "add": ids(three[2], three[1])})
    assert shown(client.get("/collection/")) == ["丙路通车了", "乙路通车了"]


def noted(client, form, three, note, on=1):
    return client.post(f"/collection.{form}", {"a": ids(*three), f"note-{three[on].public_id}": note})


def test_notes_are_in_the_files_beside_their_articles(client, three):
    note = "与五月七日的晚报比较。\r\n见第二段，{引文}"
    table = list(csv.DictReader(io.StringIO(noted(client, "csv", three, note).content.decode("utf-8-sig"))))
    assert [line["note"] for line in table] == ["", "与五月七日的晚报比较。\n见第二段，{引文}", ""]
    lines = [json.loads(line) for line in noted(client, "jsonl", three, note).content.decode().splitlines()]
    assert [line["note"] for line in lines] == [line["note"] for line in table]
    flat = "与五月七日的晚报比较。 见第二段，{引文}"
    assert noted(client, "json", three, note).json()[1]["annote"] == flat
    assert f"N1  - {flat}\r\n".encode() in noted(client, "ris", three, note).content
    assert r"annote = {与五月七日的晚报比较。 见第二段，\{引文\}}" in noted(client, "bib", three, note).content.decode()
    text = noted(client, "txt", three, note).content.decode()
    assert text.count(f"\n    {flat}\n[3]") == 2
    assert "note" not in client.get(shared(*three, ending=".csv")).content.decode().splitlines()[0]


def test_a_note_is_no_formula_for_a_spreadsheet_and_no_novel(client, three):
    table = list(csv.DictReader(io.StringIO(noted(client, "csv", three, "=1+1").content.decode("utf-8-sig"))))
    assert table[1]["note"] == "'=1+1"
    assert noted(client, "csv", three, "长" * 1001).status_code == 400
    assert b"note" not in noted(client, "jsonl", three, " \r\n ").content


def test_a_note_on_what_was_taken_out_is_not_taken_along(client, three):
    corrections.withdraw(three[1], WHY, "2031-1")
    assert "乙路" not in noted(client, "jsonl", three, "乙路的旧文").content.decode()


def test_a_note_may_be_written_on_each_article_and_knows_its_former_ids(client, three):
    first, second, _third = three
    corrections.join(first, second, WHY)
    page = client.get(shared(*three)).content.decode()
    assert page.count("<textarea") == 2
    assert f'name="note-{first.public_id}"' in page and f'data-former="{second.public_id}"' in page


def test_an_address_that_telephones_could_not_read_is_said_to_be_too_long(client, three):
    code = "这份选文的网址，写成二维码"
    assert code in client.get(shared(*three)).content.decode()
    many = client.get(shared(*three) + "".join(f"&a=unknown{number:03}" for number in range(90)))
    assert code not in many.content.decode() and "93 篇的网址太长" in text_of(many)
    assert code not in client.get("/collection/").content.decode()
