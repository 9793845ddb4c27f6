"""The same photograph in other articles of digital newspapers. Photographs are drawn by chance."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from articles.corrections import Decision, delist, lift, mask, withdraw
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article, SamePhotograph
from articles.reading.photographs import prints_of
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)

PAPER = Path(__file__).parents[1] / "reading" / "epaper" / "qingyuan"
BY = Decision(who="chief", reason="on request")
FIRST, LATER = "html/2017-07/22", "html/2017-07/29"
SHOWING, OTHER = 401864, 401863


def photograph(seed: int, size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Bright and dark patches, as of people before a wall."""
    rough = Image.frombytes("L", (12, 8), random.Random(seed).randbytes(12 * 8))
    return rough.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(4)).convert("RGB")


def differing(one: Image.Image, other: Image.Image) -> int:
    """Bits of the prints that are nearest, as the archive compares them."""
    mine, theirs = ([prints[at : at + 32] for at in range(0, 192, 32)] for prints in map(prints_of, (one, other)))
    pairs = [(mine[0], each) for each in theirs] + [(each, theirs[0]) for each in mine]
    return min((int(a, 16) ^ int(b, 16)).bit_count() for a, b in pairs)


def altered(image: Image.Image) -> list[Image.Image]:
    width, height = image.size
    return [
        image.resize((200, 133)),
        ImageEnhance.Brightness(image).enhance(1.2),
        image.convert("L").convert("RGB"),
        image.crop((0, 0, int(0.92 * width), height)),
        image.crop((int(0.03 * width), int(0.03 * height), int(0.97 * width), int(0.97 * height))),
    ]


def test_altered_copies_are_near_and_others_are_far() -> None:
    images = [photograph(seed) for seed in range(12)]
    assert max(differing(image, copy) for image in images for copy in altered(image)) <= 16
    assert min(differing(one, other) for at, one in enumerate(images) for other in images[:at]) > 24


@pytest.mark.parametrize("image", [Image.new("RGB", (600, 400), "red"), photograph(1).resize((100, 60))])
def test_tints_and_signs_are_no_photographs(image: Image.Image) -> None:
    assert prints_of(image) == ""


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
        (LATER, altered(ImageEnhance.Brightness(photograph(1)).enhance(1.1))[3]),
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
