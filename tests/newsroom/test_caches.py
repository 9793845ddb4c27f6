"""What caches may keep and what they are told when they ask: nothing that was withdrawn is ever “not modified”."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import corrections
from articles.corrections import Decision
from articles.roles import CHIEF
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    page = factories.page(factories.issue("2031-05-06", slug="2031-05-06"))
    article = factories.article(page, "本报讯 县长禾东篱到会。", headline="禾东篱到会")
    factories.appearance(factories.official(), article)
    factories.article_place(factories.place("云川县", slug="yunchuan"), article, primary=True)
    corrections.record(article, {"kicker": "引题"}, why())
    return article


def why() -> Decision:
    return Decision(who="主编", reason="核对")


def public(article) -> list[str]:
    official = article.appearances.get().official
    one = article.get_absolute_url()
    return [
        "/", "/issues/", "/issues/2031-05-06/", "/issues/2031-05-06/A01/", "/articles/", "/articles/?q=禾东篱", one,
        f"/en{one}", "/places/", "/places/yunchuan/", "/officials/", official.get_absolute_url(), "/changes/",
        "/changes/feed.atom", "/articles.atom", "/issues.atom", "/sitemap.xml", "/sitemap-articles.xml",
        *(f"{one[:-1]}.{form}" for form in ("bib", "ris", "json", "txt")),
    ]  # fmt: skip


UNCHANGED = ("/issues/", "/issues.atom", "/sitemap.xml")
"""What shows nothing of the article."""


def test_every_public_page_is_asked_about_again_and_is_the_same_for_everybody(client, article):
    for url in public(article):
        first = client.get(url)
        assert first["Cache-Control"] == "no-cache", url
        assert not first.has_header("Last-Modified") and not first.cookies, url
        assert first.get("Vary", "Accept-Encoding") == "Accept-Encoding", url
        assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304, url


@pytest.mark.parametrize("suppress", [corrections.withdraw, corrections.delist])
def test_no_cache_is_told_that_what_was_taken_out_is_unmodified(client, article, suppress):
    tags = {url: client.get(url)["ETag"] for url in public(article)}
    own = {url for url in tags if article.public_id in url}
    suppress(article, why(), "2031-7")
    for url in tags.keys() - set(UNCHANGED):
        day = "Wed, 01 Jan 2098 00:00:00 GMT"
        asked = client.get(url, headers={"If-None-Match": tags[url], "If-Modified-Since": day})
        by_day = client.get(url, headers={"If-Modified-Since": day})
        if url not in own or suppress == corrections.withdraw:
            assert asked.status_code == by_day.status_code != 304, url
            assert "禾东篱到会" not in asked.content.decode() + by_day.content.decode(), url
        if url in own:
            assert by_day.status_code == (410 if suppress == corrections.withdraw else 200)


def test_files_are_never_unmodified_because_they_are_written_while_they_are_read(client, article):
    for url in ("/articles.csv", "/articles.jsonl"):
        answer = client.get(url, headers={"If-None-Match": "*", "If-Modified-Since": "Wed, 01 Jan 2098 00:00:00 GMT"})
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
        assert "禾东篱到会" in b"".join(answer.streaming_content).decode()


def test_a_redirect_can_be_taken_back(client, article):
    one, other = article.appearances.get().official, factories.official("禾冬篱")
    made = corrections.merge(one, other, why())
    moved = client.get(one.get_absolute_url())
    assert (moved.status_code, moved["Cache-Control"]) == (301, "no-cache")
    corrections.undo(made, who="主编")
    assert client.get(one.get_absolute_url()).status_code == 200


def test_nothing_of_the_admin_is_kept(client, article, django_user_model):
    user = django_user_model.objects.create(username="zhubian", is_staff=True)
    user.groups.add(Group.objects.get(name=CHIEF))
    login = reverse("admin:login")
    assert "no-store" in client.get(login)["Cache-Control"]
    client.force_login(user)
    change = reverse("admin:articles_article_change", args=[article.pk])
    for url in (reverse("admin:index"), change, reverse("review"), reverse("admin:jsi18n")):
        answer = client.get(url)
        assert "no-store" in answer["Cache-Control"] and not answer.has_header("ETag"), url
