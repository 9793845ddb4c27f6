"""Nothing that can stand in a URL makes the site fail: no 5xx, no traceback, no script."""

import re

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db

PARAMETERS = [
    "q",
    "from",
    "to",
    "place",
    "official",
    "with",
    "post",
    "role",
    "month",
    "newspaper",
    "sort",
    "after",
    "year",
    "page",
    "next",
    "lang",
    "w",
    "show",
    "by",
    "level",
    "county",
    "since",
    "author",
]
READ = {
    "/": [],
    "/issues/": ["year", "month", "newspaper"],
    "/articles/": ["q", "from", "place", "official", "with", "post", "role", "same", "sort", "after"],
    "/places/": ["q", "level", "county", "since", "sort", "page"],
    "/places/hefeng/": ["month", "after"],
    "/officials/": ["q", "after"],
    "/search/": ["author", "none"],
    "/reuse/": ["q", "after"],
    "/collection/": ["a", "name", "back"],
    "/trends/": ["w", "show", "by", "place"],
    "official": ["after"],
}
"""The lists, and the parameters that each reads by itself: the conditions of /articles/ are read alike everywhere."""
OWN_SCRIPTS = re.compile(r'<script (type="application/ld\+json">|src="/static/\w+\.js" defer></script>)')
"""Data, which does not run, and files of this site."""
VALUES = [
    "0", "-1", "%EF%BC%99", "100000000000000000000", "9" * 5000, "1e9", "1.5", "NaN", "", "+", "%20",
    "%00", "a%00b", "%FF", "%ED%A0%80", "%F4%90%80%80", "%C0%AF", "%u4e00", "%", "%E9%98%B2" * 2000, "a" * 20000,
    "2024-02-30", "0000-01-01", "10000-01-01", "9999-12-31", "-0001-01-01", "2024-1-1", "２０２４-01-01",
    "//evil.example", "https://evil.example", "javascript:alert(1)", "..%2F..%2Fetc%2Fpasswd", "%0d%0aSet-Cookie:x=1",
    "'", '"', "\\", "''", "' OR 1=1 --", "&amp;", "|", "!", "(", ")", ":*", "<->", "防:*", "防%20%26", "%27%3a%2a",
    "%3Cscript%3Ealert(1)%3C/script%3E", "{{7*7}}", "{%25%20debug%20%25}", "%25s", "%25(x)s", "{0}", "${jndi:x}",
    "%E2%80%AE", "%E2%80%8B", "%EF%BB%BF", "%F0%9F%91%8D", "e%CC%81", "%CC%81", "%E2%80%9C", "%E2%80%9D%E2%80%9C",
    "undated-1-1", "2031-05-06-0-0", "2031-05-06-999999999999999999-999999999", "undated-99999999999999999999-1",
    "=HYPERLINK(1)", "@SUM(1)", "_", "%25", "*", "[", "(" * 500, "%E4%B8%80%20" * 49, "\u2028", "None", "null", "true",
    "a ~5 b", "标题:", "~ ~ ~", "%E6%A0%87%E9%A2%98:" * 20,
]  # fmt: skip
PATHS = [
    "/issues/x/", "/issues/%00/", "/issues/2031-05-06/%00/", "/issues/2031-05-06/A01%00/", "/issues/2031-05-06/p0/",
    "/issues/2031-05-06/p99999999999999999999/", "/issues/2031-05-06/%E2%80%AE/", "/issues/2031-05-06/..%2Fp1/",
    "/issues/" + "a" * 5000 + "/", "/articles/%00/", "/articles/x/", "/articles/" + "a" * 5000 + "/",
    "/articles/..%2F..%2F/", "/places/%00/", "/places/x/", "/places/%E9%98%B2/", "/officials/1/",
    "/officials/99999999999999999999-x/", "/officials/" + "9" * 5000 + "-x/", "/officials/0-%00/",
    "/officials/-1-x/", "/officials/1-/", "/en/en/", "/en", "/EN/", "/zh-hans/", "/en-gb/articles/", "/%FF", "//evil/",
    "/.env", "/static/../newsroom/settings.py", "/static/%00", "/healthz/x", "/favicon.ico", "/" + "%E9%98%B2" * 500,
]  # fmt: skip


def harmless(response):
    assert response.status_code < 500
    html = response.content.decode(errors="replace")
    assert "Traceback" not in html and "SELECT" not in html
    assert "<script" not in OWN_SCRIPTS.sub("", html)
    return response


@pytest.fixture
def base(archive):
    return lambda url: archive.official.get_absolute_url() if url == "official" else url


@pytest.mark.parametrize("url", READ)
def test_hostile_values(client, base, url):
    for value in VALUES:
        for name in READ[url]:
            harmless(client.get(f"{base(url)}?{name}={value}"))
        harmless(client.get(f"{base(url)}?" + "&".join(f"{name}={value}" for name in PARAMETERS)))


@pytest.mark.parametrize("path", PATHS)
def test_hostile_paths(client, archive, path):
    assert harmless(client.get(path)).status_code in (200, 301, 302, 400, 404)


def test_parameters_repeated_a_thousand_times(client, archive):
    for name in READ["/articles/"]:
        harmless(client.get("/articles/?" + "&".join(f"{name}={number}" for number in range(1000))))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=30)), max_size=5))
def test_generated_queries(client, archive, query):
    names = {name: [value for each, value in query if each == name] for name, _ in query}
    for url in ("/articles/", "/officials/", "/issues/", "/places/hefeng/"):
        harmless(client.get(url, names))


def test_text_of_a_page_can_run_nothing(client):
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 }}\u202e"
    issue = factories.issue(newspaper=bad[:60], date_evidence=[bad])
    page = factories.page(issue, "A<b>", name=bad[:40], source=factories.source(bad, name=bad))
    article = factories.article(
        page, bad, headline=bad, kicker=bad, banner=bad, subheadline=bad, reporters=[bad[:40]], jump_to=bad[:40],
        source_lines=[[1, 1]],
    )  # fmt: skip
    official = factories.official("<b>禾", disambiguator="<i>")
    factories.appearance(official, article, bad[:100], spans=[[0, 0, 8]], jurisdiction_name=bad[:60])
    place = factories.place("<u>县")
    factories.article_place(place, article, primary=True, spans=[[0, 9, 12]])
    urls = [each.get_absolute_url() for each in (issue, article, official, place)]
    urls += ["/", "/issues/", "/articles/", "/articles/?q=alert", "/places/", "/officials/", "/issues/"]
    for url in [*urls, client.get(issue.get_absolute_url()).context["pages"][0][1]]:
        html = harmless(client.get(url)).content.decode()
        assert "<img" not in html and "<u>" not in html and "<i>" not in html


def test_wrong_spans_and_lines_harm_nothing(client, archive):
    archive.main.source_lines = [[0, 0], [5, 2], [3, 10**9]]
    archive.main.save()
    for link in (archive.main.appearances.get(), archive.main.article_places.first()):
        link.spans = [[99, 0, 1], [0, 5, 2], [0, 0, 10**6], [-1, 0, 1]]
        link.save()
    for url in (archive.main.get_absolute_url(), archive.official.get_absolute_url()):
        harmless(client.get(url))


def test_a_circle_of_continuations_ends(client, archive):
    Article.objects.filter(pk=archive.main.pk).update(continues=archive.rest)
    assert harmless(client.get(archive.main.get_absolute_url())).status_code == 200


@pytest.mark.parametrize("path", ["/", "/articles/", "/healthz", "/en/"])
def test_while_the_database_is_away_the_site_says_so(client, archive, path):
    def away(*args):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(away):
        answer = client.get(path)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Cache-Control"] == "no-store"


def test_an_unforeseen_error_shows_a_calm_page(client, archive, settings):
    def broken(*args):
        raise RuntimeError("secret detail")

    client.raise_request_exception = False
    with connection.execute_wrapper(broken):
        answer = client.get("/articles/")
    assert answer.status_code == 500
    assert "出错了" in answer.content.decode() and "secret" not in answer.content.decode()


def test_what_is_not_there_offers_a_search(client, db):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert 'name="q"' in answer.content.decode()
