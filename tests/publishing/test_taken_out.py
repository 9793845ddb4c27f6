"""What was taken out on request is in nothing that leaves the archive as data."""

import io

import pytest
from django.core.management import call_command

from articles.corrections import Decision, delist, lift, mask, withdraw
from articles.models import Alert, AlertDelivery, Endpoint, Post, Tenure
from articles.publishing.alerts.hooks import digest_of
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
BY = Decision(who="chief", reason="on request")
NAME, TITLE = "禾东篱", "堤坝修好了"
SAME, BESIDE = "两篇都印着这一句：五月六日清晨，河水涨到三十一米，沿岸九个村的群众连夜转移到镇中学和粮库。", "beside"


@pytest.fixture
def article():
    """The only article of an official, beside one that nobody asks about."""
    county = factories.place("禾丰县", slug="hefeng")
    page = factories.page(factories.issue(slug="2031-05-06"))
    factories.article(page, "春耕开始了。", SAME, public_id=BESIDE, headline="春耕")
    made = factories.article(page, f"禾丰县县长{NAME}到场。", SAME, headline=TITLE, correspondents=[NAME])
    official = factories.official(NAME)
    factories.article_place(county, made)
    factories.appearance(official, made)
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=official, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    alert = Alert.objects.create(address="https://hook.example/", told=0, last_sent="2031-05-06")
    AlertDelivery.objects.create(
        endpoint=Endpoint.objects.create(alert=alert), kind=AlertDelivery.Kind.NEWS, articles=2, attempt=1,
        public_ids=[made.public_id, BESIDE], sha256=digest_of("as sent"), milliseconds=1,
    )  # fmt: skip
    return made


def text_at(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def everything(client, tmp_path):
    """All data that anybody can take, by its name."""
    sent = AlertDelivery.objects.get()
    urls = [
        f"/alerts/{sent.endpoint_id}/?sent={sent.pk}", "/articles.csv", "/articles.jsonl?q=堤坝",
        "/articles.jsonl?place=hefeng", "/articles.atom", "/officials.atom",
        "/issues.atom", "/sitemap-articles.xml", "/sitemap-officials.xml", "/sitemap-places.xml", "/api/v1/articles",
        "/api/v1/articles?place=hefeng", "/api/v1/officials", "/api/v1/issues/2031-05-06", "/api/v1/places/hefeng",
        "/changes/feed.atom", "/places.atom", "/trends/?w=堤坝", "/trends.csv?w=堤坝",
        f"/api/v1/articles/{BESIDE}/related", f"/articles/{BESIDE}/",
    ]  # fmt: skip
    found = {url: text_at(client, url) for url in urls}
    for form in ("csv", "jsonl"):
        path = tmp_path / f"export.{form}"
        call_command("export_articles", format=form, output=path, stderr=io.StringIO())
        found[f"export_articles {form}"] = path.read_text(encoding="utf-8")
    folder = tmp_path / f"dump-{len(list(tmp_path.iterdir()))}"
    call_command("dump_archive", str(folder), stdout=io.StringIO())
    return found | {f"dump {path.name}": path.read_text(encoding="utf-8") for path in folder.iterdir()}


def holding(found, *words):
    """The names of what holds one of the words."""
    return {name for name, text in found.items() if any(word in text for word in words)}


@pytest.mark.parametrize("take_out", [withdraw, delist])
def test_a_withdrawn_or_delisted_article_is_in_nothing(client, tmp_path, article, take_out):
    words = (article.public_id, TITLE, NAME)
    before = holding(everything(client, tmp_path), *words)
    assert {"/articles.csv", "/sitemap-articles.xml", "/officials.atom", "export_articles csv"} <= before
    made = take_out(article, BY, "2031-7")
    assert holding(everything(client, tmp_path), *words) == set()
    lift(made, "chief")
    assert holding(everything(client, tmp_path), *words) == before


def test_a_masked_name_is_in_nothing_and_the_article_stays(client, tmp_path, article):
    mask(article, NAME, BY, "2031-8")
    found = everything(client, tmp_path)
    assert holding(found, NAME) == set()
    assert {"/articles.csv", "/articles.jsonl?q=堤坝", "export_articles jsonl"} <= holding(found, "禾某某")
    for form in ("txt", "bib", "ris", "json"):
        assert NAME not in text_at(client, f"/articles/{article.public_id}.{form}")
    assert NAME not in text_at(client, article.get_absolute_url())
