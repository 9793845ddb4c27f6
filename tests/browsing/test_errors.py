"""Error pages: what they say in both languages, where they lead, and that they need no database."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.template import loader
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import bad_request, permission_denied, server_error

from articles.browsing.strays import day_in
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def no_database(*args):
    raise AssertionError("asks the database")


@pytest.mark.parametrize(
    ("view", "status", "chinese", "english"),
    [
        (lambda request: bad_request(request, BadRequest()), 400, "请求无效", "Bad request"),
        (lambda request: permission_denied(request, PermissionDenied()), 403, "不能进入", "No entry"),
        (server_error, 500, "出错了", "Something went wrong"),
    ],
)
def test_each_says_what_happened_in_both_languages_without_database(view, status, chinese, english):
    for language, first, second in (("zh-hans", chinese, english), ("en", english, chinese)):
        with translation.override(language), connection.execute_wrapper(no_database):
            answer = view(RequestFactory().get("/x"))
        words = text_of(answer)
        assert answer.status_code == status
        assert str(status) in words and words.index(first) < words.index(second)
        prefix = "/en" if language == "en" else ""
        assert {f"{prefix}/issues/", f"{prefix}/places/", f"{prefix}/officials/"} <= set(links_of(answer))
        assert 'name="q"' in answer.content.decode() and "noindex" in answer.content.decode()


@pytest.mark.parametrize("name", ["503.html", "410.html", "403_csrf.html", "404.html"])
def test_the_others_need_neither_request_nor_database(name):
    with connection.execute_wrapper(no_database):
        html = loader.render_to_string(name)
    assert "<h1>" in html and 'lang="en"' in html and 'name="q"' in html


def test_a_form_without_its_token_is_refused_in_words(archive):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/admin/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "表单已经失效" in text_of(answer)


def test_an_address_that_leads_nowhere_is_answered_even_while_the_database_is_away(client):
    def away(*args):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        answer = client.get("/places/禾丰县/2031-05-06/")
    assert answer.status_code == 404
    assert 'value=""' in answer.content.decode()


def test_an_address_that_leads_nowhere_is_searched(client, archive):
    page = client.get("/places/禾丰县/")
    assert page.status_code == 404
    assert 'value="禾丰县"' in page.content.decode()
    words = "?q=%E7%A6%BE%E4%B8%B0%E5%8E%BF"
    assert {"/places/hefeng/", f"{archive.main.get_absolute_url()}{words}", f"/articles/{words}"} <= set(links_of(page))
    assert archive.official.get_absolute_url() in links_of(client.get("/officials/999999999-禾东篱/"))
    assert "直接去" not in text_of(client.get("/en/nothing/here/"))


def test_a_day_without_issue_leads_to_the_issues_beside_it(client, archive):
    factories.page(factories.issue("2032-01-01"))
    links = links_of(client.get("/issues/2031-01-01/"))
    assert {archive.issue.get_absolute_url(), archive.earlier.get_absolute_url()} <= set(links)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("/issues/2021-12-29/", "2021-12-29"),
        ("/20211229.html", "2021-12-29"),
        ("/2021年3月4日", "2021-03-04"),
        ("/a/2021-13-40/2021-02-03", "2021-02-03"),
        ("/articles/120211229/", None),
        ("/", None),
    ],
)
def test_days_are_read_from_addresses(text, day):
    assert (str(day_in(text)) if day_in(text) else None) == day
