"""The sitemap leads to every page that the archive has, and to none besides."""

import re

import pytest

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
