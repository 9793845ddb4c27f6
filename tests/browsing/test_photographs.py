"""The same photograph in other articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import weasyprint
from PIL import Image, ImageChops, ImageEnhance, ImageOps

from articles.corrections import Decision, delist, lift, mask, withdraw
from articles.importing.reader import Options
from articles.importing.rereading import read_again
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article, Photograph, SamePhotograph, SourceFile
from articles.reading.miniatures import miniature_of
from tests.markup import links_of, text_of
from tests.photographing import address, is_same, photograph

pytestmark = pytest.mark.django_db(transaction=True)

PAPER = Path(__file__).parents[1] / "reading" / "epaper" / "qingyuan"
BY = Decision(who="chief", reason="on request")
FIRST, LATER = "html/2017-07/22", "html/2017-07/29"
SHOWING, OTHER = 401864, 401863


def in_dots(image: Image.Image) -> Image.Image:
    """As printed: dots of one colour, large where it is dark."""
    screen = Image.new("L", (4, 4))
    screen.putdata([0, 128, 32, 160, 192, 64, 224, 96, 48, 176, 16, 144, 240, 112, 208, 80])
    tiled = Image.new("L", image.size)
    for x in range(0, image.width, 4):
        for y in range(0, image.height, 4):
            tiled.paste(screen, (x, y))
    return ImageChops.subtract(image.convert("L"), tiled).point(lambda grey: 255 if grey else 0)


def altered(image: Image.Image) -> list[Image.Image]:
    width, height = image.size
    return [
        image.resize((200, 133)),
        ImageEnhance.Brightness(image).enhance(1.2),
        in_dots(image),
        ImageOps.mirror(image),
        image.crop((0, 0, int(0.8 * width), height)),
        image.crop((int(0.1 * width), int(0.12 * height), int(0.95 * width), int(0.9 * height))),
    ]


def test_altered_copies_are_known_in_either_order_and_others_are_not() -> None:
    images = [photograph(seed) for seed in range(5)]
    for image in images:
        for number, copy in enumerate(altered(image)):
            assert is_same(copy, image) and is_same(image, copy), number
    assert not any(is_same(one, other) for one in images for other in images if one is not other)


@pytest.mark.parametrize("image", [Image.new("RGB", (600, 400), "red"), photograph(1).resize((100, 60))])
def test_tints_and_signs_are_no_photographs(image: Image.Image) -> None:
    assert miniature_of(image) == ""


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """Two issues, of which the later prints a photograph of the first again, smaller, lighter and cut on the right, and
    has another that the mirror did not get."""
    root = shutil.copytree(PAPER, tmp_path / "mirror", copy_function=shutil.copy)
    shutil.copytree(root / FIRST, root / LATER)
    for file in (root / LATER).glob("*.htm"):
        text = file.read_text(encoding="utf-8").replace("2017-07-22", "2017-07-29")
        file.write_text(text.replace("2017年07月22日", "2017年07月29日"), encoding="utf-8")
    for folder, image in (
        (FIRST, photograph(1)),
        (LATER, altered(ImageEnhance.Brightness(photograph(1)).enhance(1.1))[4]),
    ):
        (root / folder / "res").mkdir()
        image.save(root / folder / f"res/{SHOWING}.jpg", quality=60)
    photograph(7).save(root / FIRST / f"res/{OTHER}.jpg")
    (root / LATER / f"res/{OTHER}.jpg").write_bytes(b"<html>404</html>")
    return root


@pytest.fixture
def pair(mirror: Path) -> list[Article]:
    """The two articles that show it, the earlier first."""
    report = import_sources(list(find_sources([mirror])), Options())
    assert {outcome.status for outcome in report.outcomes} == {"new"}
    found = [each for each in Article.objects.order_by("date") if each.photographs]
    shown = SamePhotograph.objects.values_list("article", flat=True)
    assert len(found) == 3 and len(shown) == 2
    return [each for each in found if each.pk in set(shown)]


def pictured(client, article: Article) -> list[str]:
    return [each["id"] for each in client.get(f"/api/v1/articles/{article.public_id}/related").json()["pictured"]]


def test_a_photograph_printed_again_is_told_in_both_articles(client, pair) -> None:
    first, later = pair
    assert pictured(client, first) == [later.public_id] and pictured(client, later) == [first.public_id]
    page = client.get(later.get_absolute_url())
    assert "刊有同一张照片的" in text_of(page) and first.get_absolute_url() in links_of(page)


@pytest.mark.parametrize(
    "take_out", [withdraw, delist, lambda *asked: mask(asked[0], asked[0].reporters[0], *asked[1:])]
)
def test_what_was_taken_out_shows_no_photograph_until_it_is_back(client, pair, take_out) -> None:
    first, later = pair
    if not first.reporters:
        Article.objects.filter(pk=first.pk).update(reporters=["冯竹青"])
        first.refresh_from_db()
    made = take_out(first, BY, "2031-7")
    assert pictured(client, later) == []
    lift(made, "chief")
    assert pictured(client, later) == [first.public_id]


def test_a_pdf_shows_it_too_also_when_an_archive_from_before_is_read_again(client, pair, tmp_path) -> None:
    style = "@page { size: 600pt 400pt } div, img { position: absolute; left: 0; width: 240pt; font-size: 10pt }"
    part, caption = photograph(1).crop((20, 30, 470, 370)), "图为清源县干部群众在河堤上巡查险情。本报记者周海摄"
    html = f'<style>{style}</style><img src="{address(part)}"><div style="top:190pt">{caption}</div>'
    (tmp_path / "2021-05-07.pdf").write_bytes(weasyprint.HTML(string=html).write_pdf())
    import_sources([source for source in find_sources([tmp_path]) if source.name.endswith(".pdf")], Options())
    printed = Article.objects.get(source__form="pdf")
    Article.objects.update(photographs=[])
    Photograph.objects.all().delete()
    SamePhotograph.objects.all().delete()
    assert read_again(SourceFile.objects.all()).count("refused") == 0
    assert {*pictured(client, printed)} == {each.public_id for each in pair}


def test_what_many_articles_show_is_an_ornament(client, mirror) -> None:
    for folder in (FIRST, LATER):
        for file in (mirror / folder).glob("content_*.htm"):
            text = file.read_text(encoding="utf-8")
            file.write_text(
                text.replace("<!--enpcontent-->", '<!--enpcontent--><img src="res/sign.png">'), encoding="utf-8"
            )
        photograph(3).save(mirror / folder / "res/sign.png")
    import_sources(list(find_sources([mirror])), Options())
    assert all(len(each.photographs) < 2 for each in Article.objects.all())
