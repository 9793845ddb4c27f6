"""The sitemap leads to every page that the archive has, and to none besides."""

import re

import pytest
from django.utils import timezone

from articles.corrections import Decision, record
from articles.models import SourceFile
from articles.publishing import sitemaps
from tests import factories

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def addresses_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/xml"
    return [found.removeprefix(HOST) for found in re.findall(r"<loc>([^<]*)</loc>", answer.content.decode())]


def every_address(client):
    return [address for file in addresses_of(client, "/sitemap.xml") for address in addresses_of(client, file)]


@pytest.fixture
def held():
    """Three articles of one issue, the place and the official they name."""
    issue = factories.issue()
    made = [factories.article(factories.page(issue)) for _ in range(3)]
    place, official = factories.place(), factories.official()
    factories.article_place(place, made[0])
    factories.appearance(official, made[0])
    return [*made, issue, place, official]


def test_every_page_is_in_the_sitemap_once_and_answers(client, held):
    found = every_address(client)
    assert sorted(found) == sorted(each.get_absolute_url() for each in held)
    assert {client.get(address).status_code for address in found} == {200}


def test_a_long_list_is_cut_into_files(client, held, monkeypatch):
    monkeypatch.setattr(sitemaps.Addresses, "limit", 2)
    assert len(addresses_of(client, "/sitemap.xml")) == 5  # articles in two files, three others
    assert sorted(every_address(client)) == sorted(each.get_absolute_url() for each in held)


def test_places_and_people_of_whom_no_article_tells_are_left_out(client):
    factories.place()
    factories.official()
    assert every_address(client) == []


@pytest.mark.parametrize("url", ["/sitemap-people.xml", "/sitemap-articles.xml?p=9", "/sitemap-articles.xml?p=x"])
def test_other_files_are_not_found(client, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("file", ["articles", "issues", "places", "officials"])
def test_a_file_costs_two_queries(client, held, django_assert_num_queries, file):
    with django_assert_num_queries(2):
        client.get(f"/sitemap-{file}.xml")


def test_robots_name_the_sitemap(client):
    assert "\nSitemap: http://127.0.0.1:8000/sitemap.xml\n" in client.get("/robots.txt").content.decode()


def days_of(client, url):
    """The day of each address of a file."""
    pairs = re.findall(r"<loc>([^<]*)</loc>\s*<lastmod>([^<]*)</lastmod>", client.get(url).content.decode())
    return {address.removeprefix(HOST): day for address, day in pairs}


def test_every_address_says_when_it_changed(client, held):
    today = timezone.localdate().isoformat()
    files = addresses_of(client, "/sitemap.xml")
    assert {day[:10] for day in days_of(client, "/sitemap.xml").values()} == {today}
    assert {day for file in files for day in days_of(client, file).values()} == {today}
    assert len(days_of(client, "/sitemap-articles.xml")) == 3


def test_a_correction_is_a_change(client, held):
    SourceFile.objects.update(added_at="2001-02-03T00:00:00+08:00")
    article, issue, place, official = held[0], *held[3:]
    by = Decision(who="editor", reason="checked against the paper")
    for each, values, file in [
        (article, {"headline": "改"}, "articles"),
        (issue, {"newspaper": "石桥报"}, "issues"),
        (place, {"aliases": ["改县"]}, "places"),
        (official, {"disambiguator": "改"}, "officials"),
    ]:
        assert days_of(client, f"/sitemap-{file}.xml")[each.get_absolute_url()] == "2001-02-03"
        record(each, values, by)
        each.refresh_from_db()
        today = timezone.localdate().isoformat()
        assert days_of(client, f"/sitemap-{file}.xml")[each.get_absolute_url()] == today


def test_the_index_costs_no_look_at_every_row(client, held, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):  # for each kind its number, and when anything changed
        client.get("/sitemap.xml")
