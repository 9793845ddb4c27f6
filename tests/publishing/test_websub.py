"""WebSub as a hub and its subscribers see it: which feeds promise news, and what the hub is told."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles import corrections
from articles.corrections import Decision, withdraw
from articles.importing.under_way import under_way
from articles.models import Article, Correction, Place, Post, Tenure, TenureProof
from articles.publishing.topics import FEED_LENGTH
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
WHOLE = {"/articles.atom", "/issues.atom", "/officials.atom", "/places.atom", "/changes/feed.atom"}
LINK = "{http://www.w3.org/2005/Atom}link"
BY = Decision(who="chief", reason="与原报核对")


class Hub(HTTPServer):
    """A hub that notes what it is told; it can refuse a topic, move away, or break down."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.address = f"http://127.0.0.1:{self.server_port}/hub?key=1"
        self.told, self.refused, self.answer = [], "", 204


class Asked(BaseHTTPRequestHandler):
    def do_POST(self):
        hub = self.server
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert self.path == "/hub?key=1" and asked["hub.mode"] == ["publish"] and asked["hub.url"] == asked["hub.topic"]
        (topic,) = asked["hub.topic"]
        hub.told.append(topic)
        self.send_response(400 if hub.refused and hub.refused in topic else hub.answer)
        if hub.answer == 301:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self):
        raise AssertionError("a look at a page tells no hub anything")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def hub(settings):
    with Hub() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        settings.WEBSUB_HUB = server.address
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def listed():
    """An article of a county in which an official is seen in office."""
    county, official = factories.place("禾丰县", slug="hefeng"), factories.official("禾东篱")
    made = factories.article(factories.page(factories.issue("2031-05-06")), headline="防汛")
    factories.article_place(county, made)
    seen = factories.appearance(official, made)
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    held = Tenure.objects.create(official=official, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    TenureProof.objects.create(tenure=held, appearance=seen, kind=TenureProof.Kind.SEEN)
    return {"place": "hefeng", "official": official.pk, "post": post.pk}


def announce():
    said = io.StringIO()
    call_command("announce_feeds", stdout=said, stderr=said)
    return said.getvalue()


def told(hub):
    """The feeds of which the hub was told since the last look, without the site and in one language."""
    paths = [unquote(topic).removeprefix(SITE) for topic in hub.told]
    hub.told.clear()
    chinese = {path for path in paths if not path.startswith("/en/")}
    assert len(paths) == 2 * len(chinese) and {path.removeprefix("/en") for path in paths} == chinese
    return chinese


def hubs_of(client, url):
    """The hubs and the own address that a feed names in its header, which are those that stand in it."""
    answer = client.get(url)
    header = {rel: link for link, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.get("Link", ""))}
    links = {each.get("rel"): each.get("href") for each in ElementTree.fromstring(answer.content).findall(LINK)}
    assert header.get("hub") == links.get("hub") and header.get("self") in (None, links["self"])
    return header


def test_feeds_name_the_hub_where_it_is_told_of_them_and_nowhere_else(client, hub, listed, settings):
    of_one = {f"/articles.atom?{name}={key}" for name, key in listed.items()}
    for url in WHOLE | of_one | {"/en/articles.atom?place=hefeng"}:
        assert hubs_of(client, url) == {"hub": hub.address, "self": f"{SITE}{url}"}
    for url in ("/articles.atom?q=防汛", "/articles.atom?place=hefeng&kind=news", "/issues.atom?year=2031"):
        assert hubs_of(client, url) == {}
    assert hub.address in client.get("/api/docs").content.decode()
    settings.WEBSUB_HUB = ""
    assert "WebSub" not in client.get("/api/docs").content.decode()
    assert all(hubs_of(client, url) == {} for url in WHOLE | of_one)
    with pytest.raises(CommandError, match="WEBSUB_HUB"):
        announce()


def test_a_hub_is_told_of_the_feeds_that_hold_what_came(client, hub, listed):
    announce()
    assert told(hub) == set()  # what was there before nobody waits for
    other = factories.place("石桥县", slug="shiqiao")
    page = factories.page(factories.issue("2031-05-07"))
    made = [factories.article(page) for _ in range(FEED_LENGTH)]
    for article in made:
        factories.article_place(other, article)
    assert "12 个订阅源" in announce()
    assert told(hub) == WHOLE | {"/articles.atom?place=shiqiao"}
    announce()
    assert told(hub) == set()
    old = factories.article(factories.page(factories.issue("1999-05-06")))
    for place in (other, Place.objects.get(slug="hefeng")):  # below the newest fifty of the one, second of the other
        factories.article_place(place, old)
    announce()
    assert told(hub) == WHOLE | {"/articles.atom?place=hefeng"}


def test_a_hub_is_told_of_corrections_and_of_what_is_taken_out(hub, listed):
    announce()
    article = Article.objects.get(headline="防汛")
    of_one = {f"/articles.atom?{name}={key}" for name, key in listed.items()}
    corrections.record(article, {"headline": "改过的标题"}, BY)
    announce()
    assert told(hub) == WHOLE | of_one
    corrections.undo(Correction.objects.get(), who="chief")
    announce()
    assert told(hub) == WHOLE | of_one
    withdraw(article, BY, "2031-7")
    announce()
    assert told(hub) == WHOLE


@pytest.mark.django_db(transaction=True)
def test_nothing_is_announced_before_an_import_is_over(hub, listed):
    announce()
    factories.article(factories.page(factories.issue("2031-05-08")))

    def elsewhere():
        try:
            return announce()
        finally:
            connection.close()

    with under_way(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(elsewhere).result() == "正在导入，导完再说。\n"
    assert told(hub) == set()
    announce()
    assert told(hub) == WHOLE


@pytest.mark.parametrize("answer", [500, 429, 301])
def test_a_hub_that_takes_nothing_now_is_told_all_of_it_later(hub, answer):
    announce()
    factories.article(factories.page(factories.issue("2031-05-08")))
    hub.answer = answer
    with pytest.raises(CommandError, match=rf"没有应答：HTTP Error {answer}"):
        announce()
    hub.told.clear()
    hub.answer = 204
    announce()
    assert told(hub) == WHOLE


def test_a_hub_that_cannot_be_reached_loses_nothing_and_one_feed_that_it_refuses_stops_no_other(hub, settings):
    announce()
    factories.article(factories.page(factories.issue("2031-05-08")))
    hub.refused = "/issues.atom"
    with pytest.raises(CommandError, match="不肯收其中 2 个"):
        announce()
    assert told(hub) == WHOLE
    announce()
    assert told(hub) == set()
    settings.WEBSUB_HUB = "http://127.0.0.1:1/"
    announce()
    factories.article(factories.page(factories.issue("2031-05-09")))
    with pytest.raises(CommandError, match="没有应答"):
        announce()
