"""What an article's and an official's page say to programs: Zotero sees a newspaper article, search engines JSON-LD."""

import json
import re

import pytest
from django.urls import reverse

from articles.models import Post, Tenure
from tests import factories, zotero

pytestmark = pytest.mark.django_db
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def head_of(client, url):
    return client.get(url).content.decode().split("</head>")[0]


def things_of(client, url):
    """All that the page says of things, each of a type and with properties that schema.org knows."""
    (found,) = LINKED.findall(head_of(client, url))
    data = json.loads(found)
    assert data.keys() == {"@context", "@graph"} and data["@context"] == "https://schema.org"
    for thing in data["@graph"]:
        check(thing)
    return data["@graph"]


def linked_data_of(client, url):
    thing, trail = things_of(client, url)
    assert trail["@type"] == "BreadcrumbList"
    return thing


THING = {"@type", "@id", "name", "url", "alternateName", "disambiguatingDescription"}
PROPERTIES = {
    "NewsArticle": THING | {
        "headline", "alternativeHeadline", "datePublished", "temporalCoverage", "inLanguage", "isPartOf", "printPage",
        "creditText", "mentions", "contentLocation",
    },
    "Newspaper": THING,
    "Person": THING | {"hasOccupation"},
    "Place": THING,
    "Role": THING | {"startDate", "endDate", "hasOccupation", "subjectOf"},
    "CreativeWork": THING | {"datePublished"},
    "Occupation": THING,
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
}  # fmt: skip
"""The types that we use, and of the properties that schema.org gives them those that we use."""


def check(thing):
    """Every node has a known type, only properties of it, and none that is empty."""
    assert thing.keys() <= PROPERTIES[thing["@type"]] and all(thing.values())
    for value in thing.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                check(inner)


@pytest.fixture
def named():
    """An article that names an official and two places, one of which it is about."""
    county, town = factories.place("禾丰县", slug="hefeng"), factories.place("柳塘镇", "town", slug="liutang")
    article = factories.article(
        factories.page(factories.issue()),
        "禾丰县县长禾东篱到柳塘镇调研，村民木子白说好。",
        subheadline="——柳塘镇见闻",
        reporters=["秋问渠"],
        correspondents=["石见川"],
    )
    factories.article_place(county, article, primary=True)
    factories.article_place(town, article)
    official = factories.official("禾东篱")
    factories.appearance(official, article, "禾丰县县长")
    return article


def test_zotero_saves_a_newspaper_article(client, named):
    assert zotero.item_of(client.get(named.get_absolute_url()).content.decode()) == {
        "itemType": "newspaperArticle",
        "title": "云川县召开防汛会议：柳塘镇见闻",
        "creators": ["秋问渠", "石见川"],
        "publicationTitle": "云川日报",
        "section": "要闻",
        "date": "2031-05-06",
        "pages": "A01",
        "url": f"http://127.0.0.1:8000/articles/{named.public_id}/",
        "language": "zh-CN",
        "abstractNote": "禾丰县县长禾东篱到柳塘镇调研，村民木子白说好。",
    }


@pytest.mark.parametrize(
    ("issue", "day"),
    [({"day": "2030-12-28", "date_basis": "inferred"}, "[2030-12-28]"), ({"day": None}, "[日期不明]")],
)
def test_zotero_is_told_that_a_day_is_inferred_or_unknown_and_takes_no_other(client, issue, day):
    article = factories.article(factories.page(factories.issue(**issue)), event_dates=["2030-12-27"])
    assert zotero.item_of(client.get(article.get_absolute_url()).content.decode())["date"] == day


def test_zotero_of_an_article_about_which_little_is_known(client):
    page = factories.page(factories.issue(newspaper=""), number="", name="")
    item = zotero.item_of(client.get("/en" + factories.article(page).get_absolute_url()).content.decode())
    assert item["itemType"] == "newspaperArticle" and item["language"] == "zh-CN" and "/en/" not in item["url"]
    assert not {"creators", "publicationTitle", "section", "pages"} & item.keys()


def test_an_article_as_linked_data(client, named):
    root = "http://127.0.0.1:8000"
    url = f"{root}/articles/{named.public_id}/"
    official, county = root + named.appearances.get().official.get_absolute_url(), f"{root}/places/hefeng/"
    expected = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "headline": "云川县召开防汛会议",
        "alternativeHeadline": "柳塘镇见闻",
        "datePublished": "2031-05-06",
        "inLanguage": "zh-Hans",
        "isPartOf": {"@type": "Newspaper", "name": "云川日报"},
        "printPage": "A01",
        "creditText": "秋问渠、石见川",
        "mentions": [{"@type": "Person", "@id": official, "name": "禾东篱", "url": official}],
        "contentLocation": [{"@type": "Place", "@id": county, "name": "禾丰县", "url": county}],
    }
    assert linked_data_of(client, named.get_absolute_url()) == expected
    assert linked_data_of(client, "/en" + named.get_absolute_url()) == expected


def test_only_officials_are_persons(client, named):
    html = head_of(client, named.get_absolute_url())
    assert "木子白" not in LINKED.search(html)[1]
    assert html.count('"@type":"Person"') == 1


def test_an_inferred_day_is_not_published_as_one(client):
    issue = factories.issue("2030-12-28", date_basis="inferred", date_from="2030-12-28", date_to="2030-12-31")
    data = linked_data_of(client, factories.article(factories.page(issue)).get_absolute_url())
    assert "datePublished" not in data and data["temporalCoverage"] == "2030-12-28/2030-12-31"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b & c", '"}\\'])
def test_printed_text_cannot_end_the_element_it_stands_in(client, text):
    article = factories.article(factories.page(factories.issue()), headline=text)
    html = client.get(article.get_absolute_url()).content.decode()
    harmless = factories.article(article.page, headline="防汛")
    expected = client.get(harmless.get_absolute_url()).content.decode().count("<script")
    assert html.count("<script") == html.count("</script") == expected
    assert linked_data_of(client, article.get_absolute_url())["headline"] == " ".join(text.split())


def test_an_official_as_linked_data(client, named):
    official = named.appearances.get().official
    official.names.create(name="禾冬篱")
    post = Post.objects.create(place_name="禾丰县", organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=official, post=post, first_seen="2031-05-06", last_seen="2031-05-06",
                          started="2031-02-03")  # fmt: skip
    url = "http://127.0.0.1:8000" + reverse("official", args=[official.pk, "禾东篱"])
    assert linked_data_of(client, official.get_absolute_url()) == {
        "@type": "Person",
        "name": "禾东篱",
        "url": url,
        "@id": url,
        "alternateName": ["禾冬篱"],
        "hasOccupation": [
            {
                "@type": "Role",
                "startDate": "2031-02-03",  # announced; what was only seen is no beginning
                "hasOccupation": {"@type": "Occupation", "name": "禾丰县县长"},
            }
        ],
    }


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_where_a_page_stands(client, named, prefix):
    root = "http://127.0.0.1:8000"
    issue = named.issue.get_absolute_url()
    _article, trail = things_of(client, prefix + named.get_absolute_url())
    assert [(step["position"], step["name"], step["item"]) for step in trail["itemListElement"]] == [
        (1, "报纸", f"{root}/issues/"),
        (2, "云川日报 2031-05-06", root + issue),
        (3, "A01 要闻", f"{root}{issue}A01/"),
        (4, "云川县召开防汛会议", root + named.get_absolute_url()),
    ]
    for step in trail["itemListElement"]:
        assert client.get(step["item"].removeprefix(root)).status_code == 200
    official = named.appearances.get().official
    _person, trail = things_of(client, prefix + official.get_absolute_url())
    assert [step["name"] for step in trail["itemListElement"]] == ["官员", "禾东篱"]
