"""The picture of a digital newspaper's page: its articles are linked and outlined, and whole regions are left out."""

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from articles import corrections
from articles.corrections import Decision
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article, SourceFile
from articles.reading.drawing import BLANK
from tests.markup import text_of

pytestmark = pytest.mark.django_db

PAPER = Path(__file__).parents[1] / "reading" / "epaper" / "qingyuan"
WHY = Decision(who="zhubian", reason="本人申请")
REGIONS = [(5, 72, 228, 160), (15, 172, 228, 260), (25, 272, 228, 360)]
"""As the page's map has them, over 240 by 380 pixels."""
HEAD = (5, 5, 235, 60)
"""What no region is laid over."""
BLACK = (0, 0, 0)


@pytest.fixture
def mirror(tmp_path, settings):
    """A mirror whose pictures lie outside of the folder of its pages; that of the second page is missing."""
    settings.PAGE_PICTURES = tmp_path / "pictures"
    root = shutil.copytree(PAPER, tmp_path / "mirror", copy_function=shutil.copy)
    page = root / "html/2017-07/22/node_188.htm"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('src="page.jpg"', 'src="../../../images/A01.jpg" width=240'), encoding="utf-8")
    image = Image.new("RGB", (720, 1140), "white")
    for area in (*REGIONS, HEAD):
        ImageDraw.Draw(image).rectangle([3 * edge for edge in area], fill=BLACK)
    (root / "images").mkdir()
    image.save(root / "images/A01.jpg")
    return root


def imported(root: Path) -> SourceFile:
    report = import_sources(list(find_sources([root])), Options())
    assert [outcome.status for outcome in report.outcomes] in (["new"], ["changed"])
    return SourceFile.objects.latest("pk")


@pytest.fixture
def source(mirror):
    return imported(mirror)


@pytest.fixture
def articles(source):
    """Those of the page with a picture."""
    return list(Article.objects.filter(page__number="A01").order_by("position"))


def page_of(article: Article) -> str:
    return f"/issues/{article.issue.slug}/{article.page.number}/"


def seen(client, source: SourceFile) -> Image.Image:
    """The picture as the site gives it now, in the units of the map."""
    answer = client.get(f"/pages/{source.sha256}/1-1280.webp")
    assert answer.status_code == 200
    return Image.open(io.BytesIO(answer.content)).convert("RGB").resize((240, 380))


def is_of(image: Image.Image, area: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    x0, y0, x1, y1 = area
    extrema = image.crop((x0 + 9, y0 + 9, x1 - 9, y1 - 9)).getextrema()
    return all(abs(edge - wanted) < 12 for band, wanted in zip(extrema, colour, strict=True) for edge in band)


def test_the_page_is_shown_and_each_article_is_linked_and_outlined_once(client, source, articles):
    html = client.get(page_of(articles[0])).content.decode()
    figure = html.split("<figure")[1].split("</figure>")[0]
    assert f"/pages/{source.sha256}/1-640.webp" in figure
    links = re.findall(r'<a href="([^"]*)" aria-label="[^"]*"[^>]*><title>[^<]*</title>(.*?)</a>', figure)
    assert [url for url, _drawn in links] == [each.get_absolute_url() for each in articles]
    assert all(drawn.count("<rect") == 1 for _url, drawn in links)
    image = seen(client, source)
    assert all(is_of(image, area, BLACK) for area in (*REGIONS, HEAD))
    beside = client.get(articles[1].get_absolute_url()).content.decode().split("版面上的位置")[1].split("</figure>")[0]
    assert beside.count('class="own"') == 1 and f"/print/#{articles[1].public_id}" in beside


def test_it_is_enlarged_to_twice_its_own_size_and_no_words_are_marked_where_only_regions_are_known(
    client, source, articles
):
    place = page_of(articles[0])
    html = client.get(f"{place}print/").content.decode()
    assert re.findall(r'width="(\d+)" height="(\d+)" alt=""', html) == [("720", "1024"), ("720", "116")]
    larger = client.get(f"{place}print/?size=200").content.decode()
    assert re.findall(r'width="(\d+)" height="(\d+)" alt=""', larger) == [("1440", "2048"), ("1440", "232")]
    assert 'href="?size=200"' in html
    word = articles[0].headline[:3]
    assert "<mark>" in (found := client.get(f"{place}?q={word}").content.decode()) and 'class="hit"' not in found
    assert 'class="hit"' not in client.get(f"{articles[0].get_absolute_url()}?q={word}").content.decode()


@pytest.mark.parametrize("suppress", [corrections.delist, corrections.withdraw])
def test_the_region_of_what_was_taken_out_is_blank_and_all_that_nobody_read(client, source, articles, suppress):
    suppress(articles[1], WHY, "2031-7")
    image = seen(client, source)
    assert is_of(image, REGIONS[1], BLANK) and is_of(image, HEAD, BLANK)
    assert is_of(image, REGIONS[0], BLACK) and is_of(image, REGIONS[2], BLACK)


def test_a_masked_name_blanks_the_whole_region_and_all_that_nobody_read_and_the_page_says_so(client, source, articles):
    name = articles[0].reporters[0]
    corrections.mask(articles[0], name, WHY, "2031-8")
    image = seen(client, source)
    named = [name in " ".join([*each.body, *each.reporters]) for each in articles]
    assert [is_of(image, area, BLANK) for area in REGIONS] == named and not all(named)
    assert is_of(image, HEAD, BLANK)
    assert "所以整篇盖住" in text_of(client.get(page_of(articles[0])))


def test_without_its_picture_a_page_is_as_it_was(client, source):
    article = Article.objects.filter(page__number="A02").first()
    assert "<img" not in client.get(page_of(article)).content.decode()
    assert "版面示意" in client.get(article.get_absolute_url()).content.decode()
    assert client.get(f"/pages/{source.sha256}/2-640.webp").status_code == 404


def test_a_picture_that_comes_later_is_a_new_version_whose_articles_keep_their_addresses(client, mirror):
    picture = mirror / "images/A01.jpg"
    picture.rename(mirror / "later.jpg")
    assert imported(mirror).sheets == []
    before = set(Article.objects.values_list("public_id", flat=True))
    (mirror / "later.jpg").rename(picture)
    newer = imported(mirror)
    assert any(newer.sheets[0]) and set(Article.objects.values_list("public_id", flat=True)) == before


def test_what_is_no_picture_is_refused_by_name_with_a_remedy(mirror):
    (mirror / "images/A01.jpg").write_bytes(b"<html>404</html>")
    (outcome,) = import_sources(list(find_sources([mirror])), Options()).outcomes
    assert outcome.status == "refused" and "images/A01.jpg" in outcome.reason and "重新下载" in outcome.remedy
