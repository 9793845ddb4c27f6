"""Offices that registers tell of, wherever officials and posts are shown: with their source, and apart from print."""

import json
import re
from html import unescape

import pytest
import rdflib
from django.urls import reverse

from articles import corrections
from articles.corrections import Decision
from articles.models import Correction, Official, Post, ReviewItem, Tenure, TenureProof
from articles.roles import EDITOR
from tests import factories
from tests.admin.conftest import login
from tests.browsing.conftest import archive
from tests.markup import links_of, text_of

__all__ = ["archive", "login"]

pytestmark = pytest.mark.django_db
SOURCE = "云川县志[EB/OL]. 2032-01. https://example.org/annals?a=1&b=2."
SCHEMA = rdflib.Namespace("http://schema.org/")


@pytest.fixture
def post(archive):
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    held = Tenure.objects.create(official=archive.official, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    TenureProof.objects.create(tenure=held, appearance=archive.main.appearances.get(), kind="seen")
    return post


@pytest.fixture
def term(archive, post):
    return factories.term(archive.official, post)


@pytest.fixture
def alone(post):
    """An official whom a register alone knows."""
    official = factories.official("石见川", pinyin="shi jian chuan")
    factories.term(official, post, since="2032", until="", source_url="", fit="alone")
    return official


def parts_of(client, shown):
    """What a page says of offices in print, and in registers; without the drawing, which has both."""
    words = unescape(text_of(client.get(shown.get_absolute_url())))
    printed, _rubric, told = words.partition("空心的据名录")[2].partition("名录所载的任职")
    return printed, told


def data_of(client, path):
    return json.loads(client.get(path).content)


class TestPages:
    def test_an_official_has_the_terms_with_their_source_apart_from_what_is_printed(self, client, archive, term):
        printed, told = parts_of(client, archive.official)
        assert "2029-03 — 2031" not in printed and "2029-03 — 2031" in told and SOURCE in told
        assert "（把握 0.95）" in told and "不出自本档案的报道" in told
        assert "https://example.org/annals?a=1&amp;b=2" in links_of(client.get(archive.official.get_absolute_url()))

    def test_and_no_number_of_articles_grows_by_them(self, client, archive, post):
        numbers = re.findall(r"\d+ 篇", text_of(client.get(archive.official.get_absolute_url())))
        factories.term(archive.official, post)
        assert re.findall(r"\d+ 篇", text_of(client.get(archive.official.get_absolute_url()))) == numbers

    def test_a_post_has_the_holders_of_registers_beside_those_in_print(self, client, archive, post, term, alone):
        printed, told = parts_of(client, post)
        assert "禾东篱" in printed and "石见川" not in printed
        assert told.index("禾东篱") < told.index("石见川") and "2032 — 2032-01 时在任" in told

    def test_the_timeline_draws_them_hollow(self, client, archive, term):
        html = client.get(archive.official.get_absolute_url()).content.decode()
        assert len(re.findall(r'<rect class="registered"', html)) == 1 and "空心的据名录" in html

    def test_whom_no_article_names_has_a_page_that_says_so(self, client, alone):
        answer = client.get(alone.get_absolute_url())
        words = text_of(answer)
        assert answer.status_code == 200 and "档案里没有报道写到此人" in words
        assert "0 篇" not in words and "见报的称谓" not in words and "云川县志[Z]. 2032-01." in words

    def test_and_is_found_among_the_officials_and_by_a_search(self, client, alone):
        assert "石见川禾丰县县长 据名录" in text_of(client.get("/officials/?q=石见川"))
        assert alone.get_absolute_url() in links_of(client.get("/articles/?q=石见川"))

    def test_a_post_that_registers_alone_know_stands_on_the_page_of_its_place(self, client, archive, alone):
        secretary = Post.objects.create(
            place=archive.other, organisation="党委", role="书记", rank="chief", name="石桥县委书记"
        )
        factories.term(alone, secretary)
        assert secretary.get_absolute_url() in links_of(client.get(archive.other.get_absolute_url()))
        assert "没有人以这个职务见报" not in text_of(client.get(secretary.get_absolute_url()))

    def test_a_hostile_title_is_text(self, client, alone, post):
        factories.term(alone, post, source_title="<script>alert(1)</script>{{ 7 }}")
        html = client.get(alone.get_absolute_url()).content.decode()
        assert "<script>alert" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in html


class TestTakenOut:
    """What an editor takes out is shown nowhere, and whom nothing else shows is named nowhere."""

    @pytest.fixture
    def out(self, alone):
        corrections.record(alone.registered_terms.get(), {"is_shown": False}, Decision(who="主编", reason="应申请"))
        return alone

    def test_no_page_list_or_file_names_the_person(self, client, out, post):
        address = out.get_absolute_url()
        led = client.get(address, follow=True)
        assert led.redirect_chain and "石见川" not in text_of(led)
        doors = (
            "/officials/", post.get_absolute_url(), f"/api/v1/posts/{post.pk}?on=2032-01-01", "/officials.atom",
            "/api/v1/officials", f"/api/v1/officials/{out.pk}", "/sitemap-officials.xml", "/changes/",
        )  # fmt: skip
        for door in doors:
            assert "石见川" not in client.get(door).content.decode(), door

    def test_and_undoing_brings_all_back(self, client, out, post):
        made = Correction.objects.get(target="term", key=out.registered_terms.get().key)
        corrections.undo(made, who="主编")
        assert "石见川" in text_of(client.get(post.get_absolute_url()))

    def test_a_name_masked_on_request_comes_back_by_no_register(self, client, archive, term, post):
        masked = corrections.mask(archive.old, "禾东篱", Decision(who="主编", reason="申请"), "2031-8")
        assert term.source_title in text_of(client.get(archive.official.get_absolute_url()))  # whom others show
        for article in (archive.main, archive.rest):
            corrections.mask(article, "禾东篱", Decision(who="主编", reason="申请"), "2031-8")
        for door in (post.get_absolute_url(), "/officials/", "/api/v1/officials", f"/api/v1/posts/{post.pk}"):
            assert "禾东篱" not in client.get(door).content.decode(), door
        corrections.lift(masked, who="主编")
        assert term.source_title in text_of(client.get(archive.official.get_absolute_url()))


class TestData:
    def test_the_api_tells_terms_with_source_fit_and_confidence_and_tenures_as_before(self, client, archive, term):
        found = data_of(client, f"/api/v1/officials/{archive.official.pk}")
        (told,) = found["registered"]
        assert told["source"] == {
            "title": "云川县志", "url": "https://example.org/annals?a=1&b=2", "date": "2032-01", "citation": SOURCE,
        }  # fmt: skip
        assert (told["since"], told["until"], told["fit"], told["confidence"]) == ("2029-03", "2031", "met", 0.95)
        assert (len(found["tenures"]), found["article_count"]) == (1, 3)

    def test_an_official_without_articles_has_none_in_the_api(self, client, alone):
        found = data_of(client, f"/api/v1/officials/{alone.pk}")
        assert (found["article_count"], found["last_seen"], found["last_title"], found["tenures"]) == (0, "", "", [])
        assert found["appearances"]["results"] == []

    @pytest.mark.parametrize(
        ("day", "held"),
        [
            ("2029-02-28", []), ("2029-03-15", [("禾东篱", False)]), ("2029-04-01", [("禾东篱", True)]),
            ("2030-12-31", [("禾东篱", True)]), ("2031-06-01", [("禾东篱", False)]),
            ("2031-12-31", [("禾东篱", False)]), ("2032-01-10", [("石见川", False)]), ("2032-02-01", []),
        ],
    )  # fmt: skip
    def test_who_held_it_on_a_day_and_whether_that_is_sure(self, client, post, term, alone, day, held):
        on = data_of(client, f"/api/v1/posts/{post.pk}?on={day}")["on"]
        assert [(one["official"]["name"], one["is_sure"]) for one in on["registered"]] == held
        assert on["holding"] == []

    def test_the_graph_cites_the_source(self, client, archive, term):
        text = client.get(f"/officials/{archive.official.pk}.ttl").content.decode()
        graph = rdflib.Graph().parse(data=text, format="turtle")
        (work,) = graph.subjects(rdflib.RDF.type, SCHEMA.CreativeWork)
        assert str(graph.value(work, SCHEMA.url)) == "https://example.org/annals?a=1&b=2"
        (role,) = graph.subjects(SCHEMA.subjectOf, work)
        assert (str(graph.value(role, SCHEMA.startDate)), str(graph.value(role, SCHEMA.endDate))) == ("2029-03", "2031")

    def test_feeds_and_sitemap_name_who_is_new(self, client, alone):
        assert "禾丰县县长" in client.get("/officials.atom?q=石见川").content.decode()
        assert f"/officials/{alone.pk}-" in client.get("/sitemap-officials.xml").content.decode()

    def test_filters_by_such_an_official_find_nothing_and_are_no_error(self, client, alone):
        assert client.get(f"/articles/?official={alone.pk}").status_code == 200


class TestEditors:
    def test_an_editor_corrects_a_term_in_its_form_and_the_record_names_it(self, login, term):
        client = login(EDITOR)
        url = reverse("admin:articles_registeredterm_change", args=[term.pk])
        posted = {"official": term.official_id, "since": "2029-05-06", "until": "2031", "is_shown": "on"}
        assert client.post(url, posted | {"reason": ""}).status_code == 200
        assert client.post(url, posted | {"since": "昨年", "reason": "核对"}).status_code == 200
        assert client.post(url, posted | {"reason": "与县志核对"}).status_code == 302
        term.refresh_from_db()
        assert (term.since, term.first_day.isoformat()) == ("2029-05-06", "2029-05-06")
        assert str(term) in client.get(reverse("admin:articles_correction_changelist")).content.decode()

    def test_the_queue_shows_what_registers_say_of_each_candidate(self, login, archive, term, alone):
        item = ReviewItem.objects.create(kind="registered", key="k", reason="是否同一人", confidence=0.5)
        item.candidates.set(Official.objects.filter(pk__in=[archive.official.pk, alone.pk]))
        words = text_of(login(EDITOR).get("/admin/review/"))
        assert "禾丰县县长（2029-03～2031）据名录 云川县志" in words and "禾丰县县长（2032～）据名录" in words
