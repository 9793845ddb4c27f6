"""The JSON API as its users see it: what it says of itself holds, its lists are those of the site, and it refuses
clearly."""

import json
import re
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from articles.corrections import Decision, delist, mask, merge, withdraw
from articles.models import Appearance, Post, Redirect, Tenure
from articles.publishing.api.openapi import ENDPOINTS, ROOT
from articles.publishing.rows import rows
from tests import factories

pytestmark = pytest.mark.django_db
BY = Decision(who="chief", reason="on request")


@pytest.fixture
def archive():
    """A county with a village, an official in a post, and articles of two days and of none."""
    city = factories.place("云川市", "city", slug="yunchuan", is_covered=True)
    county = factories.place("禾丰县", slug="hefeng", parent=city, code="9901")
    town = factories.place("柳塘镇", "town", slug="liutang", parent=county)
    village = factories.place("柳塘村", "village", slug="liutangcun", parent=town)
    official = factories.official("禾东篱")
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    seen = {"first_seen": "2031-05-06", "last_seen": "2031-05-07"}
    Tenure.objects.create(official=official, post=post, **seen)
    factories.term(official, post, since="2028", until="2030")
    for day in ("2031-05-06", "2031-05-07", None):
        page = factories.page(factories.issue(day, slug=day or "undated-1"))
        for number in range(2):
            made = factories.article(page, "禾丰县县长禾东篱到柳塘村。", headline=f"防汛{day}之{number}")
            for place in (county, village):
                factories.article_place(place, made, primary=place is county)
            factories.appearance(official, made, "县长", jurisdiction=county, jurisdiction_name="禾丰县")
    return {"official": official, "post": post, "article": made}


@pytest.fixture
def addresses(archive):
    """An address of each endpoint that answers 200."""
    keys = {
        "articles": archive["article"].public_id, "officials": archive["official"].pk, "posts": archive["post"].pk,
        "places": "hefeng", "issues": "2031-05-06",
    }  # fmt: skip
    return {each: ROOT + each.path.replace("{id}", str(keys.get(each.path.split("/")[1]))) for each in ENDPOINTS}


def answer_of(client, url, status=200, **headers):
    answer = client.get(url, headers=headers)
    assert answer.status_code == status, answer.content.decode()
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer


def json_of(client, url, status=200):
    return json.loads(answer_of(client, url, status).content)


def every_page(client, url):
    """All rows of a list, by its `next` links."""
    found = []
    while url:
        parts = urlsplit(url)
        page = json_of(client, f"{parts.path}?{parts.query}")
        found += page["results"]
        url = page["next"]
    return found


# What it says of itself


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_description_is_valid_openapi(client, prefix):
    description = json_of(client, f"{prefix}/api/v1/openapi.json")
    validate(description)
    assert description["info"]["title"] == ("XianWen data API" if prefix else "县闻数据接口")


@pytest.mark.parametrize("shown", [True, False])
def test_every_answer_is_as_described(client, addresses, shown):
    """Also those about somebody whom no article shows any more, and about a post without holders."""
    if not shown:
        Tenure.objects.all().delete()
        Appearance.objects.all().delete()
    description = json_of(client, "/api/v1/openapi.json")
    assert set(description["paths"]) == {each.path for each in addresses}
    for each, url in addresses.items():
        schema = {**description["components"], "$ref": f"#/components/schemas/{each.schema}"}
        document = {"components": description["components"], "$ref": schema["$ref"]}
        Draft202012Validator(document).validate(json_of(client, url))


def test_a_refusal_is_as_described(client):
    description = json_of(client, "/api/v1/openapi.json")
    document = {"components": description["components"], "$ref": "#/components/schemas/Problem"}
    for url, status in [("/api/v1/articles?from=gestern", 400), ("/api/v1/articles/nothing", 404), ("/api/v2", 404)]:
        answer = answer_of(client, url, status)
        assert answer["Content-Type"] == "application/problem+json"
        Draft202012Validator(document).validate(json.loads(answer.content))


def test_every_described_parameter_is_taken(client, addresses):
    description = json_of(client, "/api/v1/openapi.json")
    good = {
        "q": "禾", "from": "2031-01-01", "to": "2031-12-31", "on": "2031-05-06", "sort": "oldest", "limit": "3",
        "level": "county", "year": "2031", "place": "hefeng", "parent": "yunchuan",
    }  # fmt: skip
    for each, url in addresses.items():
        for parameter in description["paths"][each.path]["get"]["parameters"]:
            assert parameter["description"]
            if parameter["name"] in good and parameter["in"] == "query":
                json_of(client, f"{url}?{parameter['name']}={good[parameter['name']]}")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_documentation_names_every_address_and_its_examples_answer(client, archive, prefix):
    html = client.get(f"{prefix}/api/docs").content.decode()
    assert all(f"<code>GET {each.path}</code>" in html for each in ENDPOINTS)
    assert "http" not in html.split("<head>")[1].split("</head>")[0].replace("http-equiv", "")  # nothing from elsewhere
    for url in {part.split('"')[0] for part in html.split('href="') if part.startswith(f"{prefix}/api/v1/")}:
        assert client.get(url.replace("&amp;", "&")).status_code == 200


def test_the_start_leads_to_everything(client, archive):
    start = json_of(client, "/api/")
    for url in [start["documentation"], start["openapi"], *start["lists"].values()]:
        assert client.get(urlsplit(url).path).status_code == 200


# Articles as the site lists them


@pytest.mark.parametrize(
    "query", ["", "sort=oldest", "q=防汛", "from=2031-05-07", "place=hefeng&to=2031-05-06", "official={official}"]
)
@pytest.mark.parametrize("limit", ["", "limit=1", "limit=4"])
def test_a_list_holds_what_the_export_of_the_same_query_holds(client, archive, query, limit):
    query = query.format(official=archive["official"].pk)
    lines = b"".join(client.get(f"/articles.jsonl?{query}").streaming_content).decode().splitlines()
    exported = [json.loads(line) for line in lines]
    found = every_page(client, f"/api/v1/articles?{query}&{limit}")
    assert [{key: row[key] for key in exported[0]} for row in found] == exported
    assert json_of(client, f"/api/v1/articles?{query}")["count"] == len(exported)


def test_one_article_is_the_row_of_the_export(client, archive):
    (row,) = rows(type(archive["article"]).objects.filter(pk=archive["article"].pk))
    found = json_of(client, f"/api/v1/articles/{archive['article'].public_id}")
    assert row.items() <= found.items()
    assert found["issue"] == "undated-1" and found["places"][0]["county"] == "禾丰县"
    assert [place["id"] for place in found["named_places"]] == ["hefeng", "liutangcun"]


@pytest.mark.parametrize("name", ["articles", "officials", "posts", "places", "issues"])
def test_every_list_pages_to_its_end_without_repeating(client, archive, name):
    for number in range(3):
        other = factories.official(f"禾西{number}")
        factories.appearance(other, archive["article"])
        post = Post.objects.create(
            place_name=f"石{number}", organisation="政府", role="乡长", rank="chief", name="乡长"
        )
        Tenure.objects.create(official=other, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    whole = json_of(client, f"/api/v1/{name}?limit=100")
    assert whole["next"] is None and len(whole["results"]) >= 2
    assert every_page(client, f"/api/v1/{name}?limit=1") == whole["results"]
    answer = answer_of(client, f"/api/v1/{name}?limit=1")
    assert answer["Link"] == f'<{json.loads(answer.content)["next"]}>; rel="next"'


def test_who_held_a_post_on_a_day(client, archive):
    url = f"/api/v1/posts/{archive['post'].pk}"
    person = {"id": archive["official"].pk, "name": "禾东篱"}
    assert "on" not in json_of(client, url)
    assert json_of(client, f"{url}?on=2031-05-07")["on"]["holding"] == [person]
    later = json_of(client, f"{url}?on=2031-06-01")["on"]
    assert later == {"day": "2031-06-01", "holding": [], "last_known": [person], "registered": []}


def test_who_came_back_to_a_post_did_not_hold_it_meanwhile(client, archive):
    official, post = archive["official"], archive["post"]
    again = {"first_seen": "2033-01-01", "last_seen": "2034-01-01"}
    Tenure.objects.create(official=official, post=post, number=2, **again)
    url = f"/api/v1/posts/{post.pk}"
    person = {"id": official.pk, "name": "禾东篱"}
    held = json_of(client, url)["holders"]
    assert [(one["official"], one["first_seen"]) for one in held] == [(person, "2031-05-06"), (person, "2033-01-01")]
    days = {day: json_of(client, f"{url}?on={day}")["on"] for day in ("2032-01-01", "2033-06-01", "2035-01-01")}
    assert [day["holding"] for day in days.values()] == [[], [person], []]
    assert [day["last_known"] for day in days.values()] == [[person], [], [person]]
    found = json_of(client, f"/api/v1/officials/{official.pk}")["tenures"]
    assert [one["last_seen"] for one in found] == ["2031-05-07", "2034-01-01"]


def test_an_official_with_posts_and_appearances(client, archive):
    found = json_of(client, f"/api/v1/officials/{archive['official'].pk}")
    assert [(held["post"]["name"], held["first_seen"]) for held in found["tenures"]] == [("禾丰县县长", "2031-05-06")]
    seen = every_page(client, f"/api/v1/officials/{archive['official'].pk}/appearances?limit=4")
    assert seen[:6] == found["appearances"]["results"] and len(seen) == 6
    assert (seen[0]["article"]["date"], seen[0]["title"], seen[0]["jurisdiction_id"]) == (
        "2031-05-07",
        "县长",
        "hefeng",
    )


# Queries and caches


def test_lists_cost_the_same_however_long_they_are(client, archive, django_assert_max_num_queries):
    most = {"articles": 11, "officials": 2, "posts": 1, "places": 1, "issues": 1}
    for limit in (1, 6):
        for name, number in most.items():
            with django_assert_max_num_queries(number):
                json_of(client, f"/api/v1/{name}?limit={limit}")


def test_who_has_the_answer_is_not_sent_it_again(client, addresses):
    for url in addresses.values():
        first = answer_of(client, url)
        assert first["Cache-Control"] == "no-cache"
        again = answer_of(client, url, 304, if_none_match=first["ETag"])
        assert again.content == b""


def test_a_change_changes_the_etag(client, archive):
    url = f"/api/v1/articles/{archive['article'].public_id}"
    first = answer_of(client, url)
    archive["article"].headline = "改过的标题"
    archive["article"].save()
    assert answer_of(client, url, if_none_match=first["ETag"])["ETag"] != first["ETag"]


# Refusals


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("articles?from=gestern", "from"),
        ("articles?from=2031-05-07&to=2031-05-06", "from"),
        ("articles?place=nirgends", "place"),
        ("articles?offical=1", "offical"),
        ("articles?limit=101", "limit"),
        ("articles?limit=0", "limit"),
        ("articles?after=x", "after"),
        ("articles?q=、", "q"),
        ("officials?after=0", "after"),
        ("officials?q=" + "a" * 21, "q"),
        ("posts?place=nirgends", "place"),
        ("places?level=planet", "level"),
        ("issues?year=x", "year"),
        ("issues?after=x", "after"),
    ],
)
def test_a_bad_parameter_is_named(client, archive, url, parameter):
    refused = json_of(client, f"/api/v1/{url}", 400)
    assert parameter in [error["parameter"] for error in refused["errors"]]
    assert all(error["reason"] for error in refused["errors"])


def test_refusals_are_in_the_language_of_the_address(client):
    assert json_of(client, "/api/v1/articles?x=1", 400)["errors"][0]["reason"] == "没有这个参数。"
    assert json_of(client, "/en/api/v1/articles?x=1", 400)["errors"][0]["reason"] == "There is no such parameter."


def test_it_is_for_reading_only(client):
    answer = client.post("/api/v1/articles")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    before = client.options("/api/v1/articles", headers={"origin": "https://elsewhere.example"})
    assert (before.status_code, before["Access-Control-Allow-Origin"]) == (204, "*")
    assert client.head("/api/v1/articles").status_code == 200


def test_a_slash_too_many_leads_to_the_address_without(client, archive):
    answer = answer_of(client, "/api/v1/articles/?limit=1", 301)
    assert answer["Location"] == "/api/v1/articles?limit=1"


def test_the_database_being_away_is_said_in_json(client, monkeypatch):
    def away(*_args, **_values):
        raise OperationalError

    monkeypatch.setattr("articles.publishing.api.articles.slice_after", away)
    answer = answer_of(client, "/api/v1/articles", 503)
    assert int(answer["Retry-After"]) > 0 and json.loads(answer.content)["status"] == 503


# What moved, and what was taken out


def test_what_moved_is_one_hop_away(client, archive):
    article = archive["article"]
    for kind, old, new, name in [
        (Redirect.Kind.ARTICLE, "former", article.public_id, "articles"),
        (Redirect.Kind.GONE, "gone", "2031-05-06", None),
        (Redirect.Kind.PLACE, "old-place", "hefeng", "places"),
        (Redirect.Kind.ISSUE, "old-issue", "2031-05-06", "issues"),
    ]:
        Redirect.objects.create(kind=kind, old=old, new=new)
        answer = answer_of(client, f"/api/v1/{name or 'articles'}/{old}", 301)
        assert answer["Location"] == f"/api/v1/{name or 'issues'}/{new}"
        json_of(client, answer["Location"])


def test_a_merged_official_leads_to_the_one_who_stays(client, archive):
    other = factories.official("禾东离")
    factories.appearance(other, factories.article(archive["article"].page, "禾东离出席。"), "县长")
    merge(other, archive["official"], BY)
    answer = answer_of(client, f"/api/v1/officials/{other.pk}", 301)
    assert answer["Location"] == f"/api/v1/officials/{archive['official'].pk}"
    assert [row["name"] for row in every_page(client, "/api/v1/officials")] == ["禾东篱"]
    assert len(every_page(client, f"/api/v1/officials/{archive['official'].pk}/appearances")) == 7


def ids_everywhere(client, official):
    """Every article that any list of the API names."""
    listed = [row["id"] for row in every_page(client, "/api/v1/articles?limit=100")]
    seen = [row["article"]["id"] for row in every_page(client, f"/api/v1/officials/{official.pk}/appearances")]
    of_issues = [
        article["id"]
        for issue in every_page(client, "/api/v1/issues")
        for page in json_of(client, f"/api/v1/issues/{issue['id']}")["pages"]
        for article in page["articles"]
    ]
    return {*listed, *seen, *of_issues}


@pytest.mark.parametrize(("take_out", "status"), [(withdraw, 410), (delist, 200)])
def test_what_was_taken_out_is_in_no_list(client, archive, take_out, status):
    article = archive["article"]
    assert article.public_id in ids_everywhere(client, archive["official"])
    take_out(article, BY, "2031-7")
    assert article.public_id not in ids_everywhere(client, archive["official"])
    json_of(client, f"/api/v1/articles/{article.public_id}", status)


def test_a_masked_name_is_nowhere(client, archive):
    for article in type(archive["article"]).objects.all():
        mask(article, "禾东篱", BY, "2031-8")
    found = answer_of(client, "/api/v1/articles?limit=100").content.decode()
    assert "禾东篱" not in found and "禾某某" in found
    assert json_of(client, "/api/v1/officials")["results"] == []
    former = json_of(client, f"/api/v1/officials/{archive['official'].pk}")
    assert (former["name"], former["names"], former["article_count"]) == ("", [], 0)
    assert client.get(urlsplit(former["url"]).path).status_code == 200
    json_of(client, "/api/v1/officials/987654321", 404)


def test_only_officials_are_listed(client, archive):
    factories.official("无人见")
    assert [row["name"] for row in json_of(client, "/api/v1/officials")["results"]] == ["禾东篱"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_name_their_data(client, archive, prefix):
    pages = [
        "/articles/?q=防汛&after=2031-05-07-1-1", "/officials/", "/places/", "/issues/", "/places/hefeng/",
        "/issues/2031-05-06/", *(archive[key].get_absolute_url() for key in archive),
    ]  # fmt: skip
    for page in pages:
        html = client.get(prefix + page).content.decode()
        (url,) = re.findall(r'<link rel="alternate" type="application/json" href="([^"]+)">', html)
        assert url.startswith(f"{prefix}/api/v1/") and "after=" not in url
        json_of(client, url.replace("&amp;", "&"))
    assert 'type="application/json"' not in client.get(f"{prefix}/articles/nothing/").content.decode()
    assert f'href="{prefix}/api/docs"' in client.get(f"{prefix}/about/").content.decode()
