"""Articles found by a picture of which nothing is kept."""

import io
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps

from articles.browsing.views import photographs as view
from articles.corrections import Decision, mask
from articles.models import Article, Photograph
from articles.reading.miniatures import miniature_of
from articles.searching import index
from tests import factories
from tests.markup import links_of, text_of
from tests.photographing import photograph

pytestmark = pytest.mark.django_db

URL = "/photographs/"


@pytest.fixture(autouse=True)
def nowhere_to_keep_it(settings):
    """A picture that came to the disk would be an error."""
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"
    view._looked.clear()


@pytest.fixture
def article(db) -> Article:
    """An article with two photographs, of which only the miniatures are known, in 2031."""
    page = factories.page(factories.issue("2031-05-06", slug="2031-05-06"), "A01")
    found = factories.article(page, "防汛演练在柳塘镇举行。", headline="防汛演练", reporters=["秋问渠"])
    found.photographs = [
        {"miniature": miniature_of(photograph(seed)), "page": 0, "box": None, "file": "", "width": 0} for seed in (1, 2)
    ]
    found.save()
    index([found])
    return found


def saved(image: Image.Image, form: str = "PNG", **more) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


def asked(client, data: bytes, name: str = "a.png"):
    return client.post(URL, {"picture": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_articles_with_the_photograph_are_found_though_it_was_cut_and_mirrored(client, article, form):
    copy = ImageOps.mirror(photograph(2).crop((0, 0, 500, 400)).resize((250, 200)))
    answer = asked(client, saved(copy, form))
    assert answer.status_code == 200 and article.get_absolute_url() in links_of(answer)
    assert answer["Cache-Control"] == "no-store" and Photograph.objects.count() == 2


def test_a_file_of_megabytes_is_read_without_touching_the_disk(client, article):
    noisy = photograph(1, (3000, 2000))
    data = saved(noisy, "PNG", compress_level=0)
    data = data if len(data) < view.MOST_BYTES else saved(noisy.resize((1500, 1000)), "PNG", compress_level=0)
    assert 3_000_000 < len(data) < view.MOST_BYTES
    assert article.get_absolute_url() in links_of(asked(client, data))


def test_another_photograph_finds_nothing_and_is_told_what_is_held(client, article):
    answer = asked(client, saved(photograph(3)))
    assert article.get_absolute_url() not in links_of(answer)
    assert "没有找到登过这张照片的报道" in text_of(answer)
    assert "档案里有 2 张照片。 最早的登在 2031年5月6日" in text_of(answer)
    assert "/articles/?pictured=1" in links_of(answer)


def test_an_empty_archive_says_what_has_photographs(client, db):
    assert "档案里还没有照片" in text_of(client.get(URL))


def test_the_page_says_that_it_looks_for_no_face(client, db):
    assert "同一张照片，不是同一张脸" in text_of(client.get(URL))
    assert "same photograph, not the same face" in text_of(client.get("/en/photographs/"))


def test_an_article_with_a_masked_name_is_not_found(client, article):
    mask(article, "秋问渠", Decision(who="zhubian", reason="本人申请"), "2031-7")
    assert article.get_absolute_url() not in links_of(asked(client, saved(photograph(1))))


TRUNCATED = saved(photograph(1), "JPEG")[:2000]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "这个文件是空的"),
        (b"hello", "这不是 JPEG、PNG 或 WebP 图片"),
        (saved(photograph(1), "GIF"), "这不是 JPEG、PNG 或 WebP 图片"),
        (saved(photograph(1), "TIFF"), "这不是 JPEG、PNG 或 WebP 图片"),
        (TRUNCATED, "这张图片打不开"),
        (saved(Image.new("RGB", (300, 200), "red")), "认不出是哪张照片"),
        (saved(photograph(1, (90, 60))), "认不出是哪张照片"),
        (saved(Image.new("1", (8000, 8000))), "最多 5000 万"),
    ],
    ids=["empty", "text", "gif", "tiff", "truncated", "a tint", "small", "too many pixels"],
)
def test_what_cannot_be_looked_for_is_refused_with_the_reason(client, article, data, words):
    answer = asked(client, data)
    assert answer.status_code == 400 and words in text_of(answer)


def test_no_picture_at_all_is_said(client, db):
    answer = client.post(URL, {})
    assert answer.status_code == 400 and "请先选一张图片" in text_of(answer)


def test_too_large_a_file_is_not_read(client, db):
    answer = asked(client, b"\x89PNG\r\n\x1a\n" + b"0" * (view.MOST_BYTES + view.FRAME))
    assert answer.status_code == 413 and "文件太大，最多 8 MB" in text_of(answer)


def test_a_flood_waits_an_hour(client, article):
    view._looked.extend([time.monotonic()] * view.MOST_AN_HOUR)
    answer = asked(client, saved(photograph(1)))
    assert answer.status_code == 429 and answer["Retry-After"] == "3600"
    view._looked.extend([time.monotonic() - view.HOUR - 1] * view.MOST_AN_HOUR)
    assert asked(client, saved(photograph(1))).status_code == 200


def test_one_picture_is_looked_at_at_a_time(client, article, monkeypatch):
    monkeypatch.setattr(view, "PATIENCE", 0.05)
    with view._turn:
        assert asked(client, saved(photograph(1))).status_code == 503
    assert asked(client, saved(photograph(1))).status_code == 200


def test_it_is_reached_from_the_help_of_the_search(client, db):
    assert URL in links_of(client.get("/articles/"))
