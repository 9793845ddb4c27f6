"""The list of articles as CSV and as JSON lines: the same articles as on the page, and no more than two at once."""

import csv
import io
import json
import re

import pytest
from django.db import connection

from articles.publishing.rows import BATCH, COLUMNS
from articles.publishing.slots import SLOTS, take_slot
from tests import factories

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "sort=oldest",
    "q=防汛",
    "place=hefeng",
    "from=2031-05-02&to=2031-05-03",
    "q=防汛&sort=oldest&place=hefeng",
]


@pytest.fixture
def many():
    """Five days of articles, ten a day, and some without a day; more than two pages of the list."""
    county = factories.place("禾丰县", slug="hefeng")
    for day in ["2031-05-01", "2031-05-02", "2031-05-03", "2031-05-04", None]:
        page = factories.page(factories.issue(day))
        for number in range(10):
            text = "禾丰县备足防汛沙袋。" if number % 2 else "春耕开始了。"
            factories.article_place(county, factories.article(page, text, headline=f"{day}之{number}"))


def body_of(answer):
    return b"".join(answer.streaming_content).decode()


def ids_on_pages(client, query):
    """The ids that a reader sees who pages on to the end."""
    ids, url = [], f"/articles/?{query}"
    while url:
        html = client.get(url).content.decode()
        ids += re.findall(r'<h3[^>]*><a href="/articles/([^/]+)/["?]', html)
        following = re.search(r'class="next" href="([^"]+)"', html)
        url = "/articles/" + following[1].replace("&amp;", "&") if following else ""
    return ids


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("batch", [3, BATCH])
def test_an_export_holds_what_the_pages_show_in_their_order(client, many, monkeypatch, query, batch):
    monkeypatch.setattr("articles.publishing.views.exports.BATCH", batch)
    shown = ids_on_pages(client, query)
    answer = client.get(f"/articles.jsonl?{query}")
    assert [json.loads(line)["id"] for line in body_of(answer).splitlines()] == shown
    table = csv.DictReader(io.StringIO(body_of(client.get(f"/articles.csv?{query}")).removeprefix("\ufeff")))
    assert [line["id"] for line in table] == shown
    assert answer["X-Total-Count"] == str(len(shown))
    assert answer["Content-Disposition"] == f'attachment; filename="articles-{len(shown)}.jsonl"'


def test_csv_is_read_by_spreadsheets_and_holds_no_formula(client):
    factories.article(factories.page(factories.issue()), headline='=HYPERLINK("http://evil.example")')
    answer = client.get("/articles.csv")
    text = body_of(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert '"\'=HYPERLINK(""http://evil.example"")"' in text


def test_addresses_in_an_export_are_the_same_in_both_languages(client):
    made = factories.article(factories.page(factories.issue()))
    rows = [json.loads(body_of(client.get(url))) for url in ("/articles.jsonl", "/en/articles.jsonl")]
    assert rows[0] == rows[1]
    assert rows[0]["url"].endswith(f"/articles/{made.public_id}/") and "/en/" not in rows[0]["url"]


@pytest.mark.parametrize("query", ["from=gestern", "place=nirgends", "official=0", "sort=best", "q=、", "q=a&q=b"])
@pytest.mark.parametrize("name", ["articles.csv", "articles.jsonl"])
def test_an_invalid_condition_is_refused_and_named(client, name, query):
    answer = client.get(f"/{name}?{query}")
    assert answer.status_code == 400
    assert answer.content.decode().startswith(query.split("=")[0] + ": ")


@pytest.fixture
def elsewhere():
    """Other sessions of the database, as other workers have them."""
    others = [connection.copy() for _ in range(SLOTS)]
    yield others
    for other in others:
        other.close()


def test_two_exports_at_once_and_a_third_is_told_to_come_back(client, elsewhere):
    taken = [take_slot(other) for other in elsewhere]
    answer = client.get("/articles.csv")
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    taken[0].release()
    assert client.get("/articles.csv").status_code == 200


def test_a_lost_connection_frees_its_slot(client, elsewhere):
    for other in elsewhere:
        take_slot(other)
        other.close()
    assert client.get("/articles.csv").status_code == 200


@pytest.mark.parametrize("read", [True, False])
def test_an_export_frees_its_slot_however_it_ends(client, elsewhere, read):
    answer = client.get("/articles.csv")
    if read:
        body_of(answer)
    answer.close()
    assert all(take_slot(other) for other in elsewhere)


@pytest.mark.parametrize("url", ["/articles/?q=防汛&place=hefeng", "/en/places/hefeng/", "official"])
def test_lists_link_their_data(client, url):
    county, official = factories.place("禾丰县", slug="hefeng"), factories.official()
    article = factories.article(factories.page(factories.issue()), "禾丰县防汛。")
    factories.article_place(county, article)
    factories.appearance(official, article)
    page = client.get(official.get_absolute_url() if url == "official" else url).content.decode()
    for link in re.findall(r'href="([^"]+articles\.(?:csv|jsonl)[^"]*)"', page):
        assert client.get(link.replace("&amp;", "&"))["X-Total-Count"] == "1"
    assert page.count("articles.csv?") == page.count("articles.jsonl?") == 1
