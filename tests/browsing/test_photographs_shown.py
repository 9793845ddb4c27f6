"""Photographs on articles, in lists and in the API: cut from pages or as mirrored, and none that was taken out."""

import io
import re
import shutil
from pathlib import Path

import pytest
import weasyprint
from PIL import Image

from articles.corrections import Decision, delist, lift, mask, withdraw
from articles.importing.reader import Options
from articles.importing.rereading import read_again
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article, SourceFile
from articles.reading.drawing import MOST_BYTES
from tests.markup import text_of
from tests.photographing import address, is_same, photograph

pytestmark = pytest.mark.django_db

BY = Decision(who="zhubian", reason="本人申请")
PAPER = Path(__file__).parents[1] / "reading" / "epaper" / "qingyuan"
STYLE = """@page { size: 600pt 800pt; margin: 0 } div, img { position: absolute } p { margin: 0; text-indent: 2em }
body { margin: 0; font: 10pt/15pt 'Noto Serif CJK SC' } h1 { font: bold 24pt/28pt 'Noto Sans CJK SC'; margin: 0 }"""
CAPTION = "图为清源县干部群众在河堤上巡查险情。本报记者周海摄"
ROAD = "本报讯（记者沈立新）5月6日，石桥乡的公路通车，村民禾东篱说，今后进城只要半个小时，大家都很高兴。" * 3


def box(left: int, top: int, width: int, content: str) -> str:
    return f'<div style="left:{left}pt;top:{top}pt;width:{width}pt">{content}</div>'


@pytest.fixture
def printed(tmp_path, settings) -> Article:
    """A photograph with its caption, on a page beside a story, of which a reader knows the article of the first."""
    settings.PAGE_PICTURES = tmp_path / "pictures"
    frame = box(30, 20, 80, "第3版") + box(250, 20, 100, "青川日报") + box(450, 20, 140, "2021年5月7日 星期五")
    story = box(30, 300, 500, "<h1>石桥乡的公路通车了</h1>") + box(30, 334, 500, f"<p>{ROAD}</p>")
    picture = f'<img style="left:30pt;top:80pt;width:240pt" src="{address(photograph(1))}">'
    html = f"<style>{STYLE}</style>{frame}{picture}{box(30, 245, 240, CAPTION)}{story}"
    (tmp_path / "003.pdf").write_bytes(weasyprint.HTML(string=html).write_pdf())
    taken_in(tmp_path)
    return Article.objects.get(kind="photo")


@pytest.fixture
def mirrored(tmp_path, settings) -> Article:
    """A story of a digital newspaper with one photograph and its caption, 500 pixels wide."""
    settings.PAGE_PICTURES = tmp_path / "pictures"
    root = shutil.copytree(PAPER, tmp_path / "mirror", copy_function=shutil.copy)
    (root / "html/2017-07/22/res").mkdir()
    photograph(7, (500, 400)).save(root / "html/2017-07/22/res/401863.jpg")
    taken_in(root)
    return Article.objects.exclude(photographs=[]).get()


def taken_in(folder: Path) -> None:
    report = import_sources(list(find_sources([folder])), Options())
    assert {outcome.status for outcome in report.outcomes} == {"new"}


def shown(client, article: Article) -> list[dict]:
    return client.get(f"/api/v1/articles/{article.public_id}").json()["photographs"]


def figures(client, article: Article) -> list[str]:
    return re.findall(r'<figure class="photographs">.*?</figure>', client.get(article.get_absolute_url()).text, re.S)


def served(client, article: Article, width: int = 960) -> Image.Image:
    answer = client.get(f"/photographs/{article.public_id}/1-{width}.webp")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/webp", "no-cache")
    assert len(answer.content) <= MOST_BYTES
    return Image.open(io.BytesIO(answer.content))


def test_a_picture_story_shows_its_photograph_cut_from_the_page_above_its_caption(client, printed):
    (figure,) = figures(client, printed)
    assert f'alt="{CAPTION}"' in figure and 'loading="lazy"' in figure and 'width="960" height="640"' in figure
    assert "河堤上巡查险情。" in figure.split("<figcaption>")[1]
    image = served(client, printed)
    assert image.size == pytest.approx((960, 640), abs=6) and is_same(image, photograph(1))
    assert served(client, printed, 240).width == 240


def test_a_mirrored_photograph_stands_above_its_caption_as_wide_as_it_came(client, mirrored):
    (figure,) = figures(client, mirrored)
    assert 'alt="图①：前屯村河道新貌。"' in figure and 'width="500" height="400"' in figure
    story = client.get(mirrored.get_absolute_url()).text.split("</article>")[0]
    assert re.sub(r"<[^>]*>", "", story).count("河道新貌。") == 1, "its caption is not printed twice"
    assert served(client, mirrored).size == (500, 400) and is_same(served(client, mirrored), photograph(7, (500, 400)))


def test_a_story_whose_caption_nobody_knows_shows_it_above_the_text_with_the_photographer(client, mirrored):
    paragraphs = [each for each in mirrored.paragraphs if "图①" not in each["text"]]
    Article.objects.filter(pk=mirrored.pk).update(paragraphs=paragraphs)
    (figure,) = figures(client, mirrored)
    assert f'alt="“{mirrored.headline}”所附的照片"' in figure and "冯竹青 摄" in figure
    assert shown(client, mirrored)[0]["caption"] == ""


def test_the_api_names_the_addresses(client, printed):
    (each,) = shown(client, printed)
    assert (each["width"], each["height"], each["caption"]) == (960, 640, CAPTION)
    assert each["url"].endswith(f"/photographs/{printed.public_id}/1-960.webp")
    assert client.get(each["thumbnail"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    listed = client.get("/api/v1/articles?pictured=1").json()
    assert [(row["id"], row["photographs"]) for row in listed["results"]] == [(printed.public_id, [each])]


@pytest.mark.parametrize(("address", "thumbs"), [("?pictured=1", 1), ("?kind=photo", 1), ("", 0), ("?kind=news", 0)])
def test_lists_of_photographs_show_them_small_and_others_stay_light(client, printed, address, thumbs):
    page = client.get(f"/articles/{address}").text
    assert page.count(f"/photographs/{printed.public_id}/1-240.webp") == thumbs and 'class="card' in page


def test_what_is_no_photograph_of_an_article_is_not_found(client, printed):
    own = printed.public_id
    for path in (f"{own}/2-960", f"{own}/0-960", f"{own}/1-961", "nobody/1-240"):
        assert client.get(f"/photographs/{path}.webp").status_code == 404


def test_caches_ask_again_and_are_told_when_nothing_changed(client, printed):
    url = f"/photographs/{printed.public_id}/1-240.webp"
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("form", ["printed", "mirrored"])
@pytest.mark.parametrize("take_out", [delist, withdraw, lambda article, *asked: mask(article, "周海", *asked)])
def test_an_article_that_was_taken_out_shows_none_until_it_is_back(client, request, form, take_out):
    article = request.getfixturevalue(form)
    Article.objects.filter(pk=article.pk).update(photographers=["周海"])
    article.refresh_from_db()
    url = f"/photographs/{article.public_id}/1-240.webp"
    assert client.get(url).status_code == 200
    made = take_out(article, BY, "2031-7")
    assert client.get(url).status_code == 404 and '<figure class="photographs' not in text_or_gone(client, article)
    assert f"{article.public_id}/1-240" not in client.get("/articles/?pictured=1").text
    lift(made, "zhubian")
    assert client.get(url).status_code == 200 and figures(client, Article.objects.get(public_id=article.public_id))


def text_or_gone(client, article: Article) -> str:
    return client.get(article.get_absolute_url(), follow=True).text


def test_where_another_article_was_taken_out_of_a_page_its_photographs_are_none_as_on_its_picture(client, printed):
    made = delist(Article.objects.get(headline="石桥乡的公路通车了"), BY, "2031-8")
    assert figures(client, printed) == [] and shown(client, printed) == []
    lift(made, "zhubian")
    assert len(shown(client, printed)) == 1


def test_a_file_that_an_article_with_a_masked_name_shows_is_shown_by_no_other_of_its_newspaper(client, mirrored):
    other = Article.objects.filter(source=mirrored.source, photographs=[]).first()
    Article.objects.filter(pk=other.pk).update(photographs=mirrored.photographs)
    assert len(shown(client, other)) == 1
    mask(mirrored, mirrored.reporters[0], BY, "2031-9")
    assert shown(client, other) == []


def test_what_was_read_before_places_were_kept_is_found_and_shown_after_it_is_read_again(client, printed):
    kept = [each | {"box": None} for each in printed.photographs]
    Article.objects.filter(pk=printed.pk).update(photographs=kept)
    assert figures(client, printed) == shown(client, printed) == []
    assert client.get(f"/photographs/{printed.public_id}/1-240.webp").status_code == 404
    assert read_again(SourceFile.objects.all()).count("refused") == 0
    assert len(figures(client, printed)) == 1


def test_the_article_tells_where_else_it_was_printed(client, printed):
    assert 'href="/photographs/"' in figures(client, printed)[0]
    assert "按图找照片" in text_of(client.get("/photographs/"))
