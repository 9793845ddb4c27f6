"""Photographs of printed pages: which are known as such, and to which article each belongs."""

import pypdfium2 as pdfium
import pytest
import weasyprint
from PIL import Image

from articles.reading import read
from articles.reading.miniatures import Miniature
from tests.photographing import address, photograph
from tests.reading.test_pdf import LEAD, MORE, STYLE, box, frame, headline, story
from tests.reading.test_scans import saved

CAPTION = "图为清源县干部群众在河堤上巡查险情。本报记者沈立新摄"


def placed(image: Image.Image, left: int, top: int, width: int, more: str = "") -> str:
    return f'<img style="position:absolute;left:{left}pt;top:{top}pt;width:{width}pt;{more}" src="{address(image)}">'


def picture(left: int, top: int, width: int, more: str = "") -> str:
    """A photograph half as wide again as high."""
    return placed(photograph(1), left, top, width, more)


def printed(*boxes: str) -> bytes:
    return weasyprint.HTML(string=f"<style>{STYLE}</style>{frame('3版')}{''.join(boxes)}").write_pdf()


def shown(data: bytes) -> dict[str, int]:
    """How many photographs each article shows, by its headline or, of a caption, its beginning."""
    (issue,) = read(data, "p.pdf").issues
    return {headline(each) or each.paragraphs[0].text[:4]: len(each.photographs) for each in issue.articles}


BESIDE = box(250, 114, 280, f"<p>{LEAD}</p><p>{MORE * 5}</p>")
HEADED = box(30, 80, 540, "<h1>清源县召开会议研究部署全县防汛备汛工作</h1>")


def test_a_photograph_belongs_to_the_caption_below_it() -> None:
    data = printed(story(80, "清源县部署防汛工作"), picture(30, 300, 240), box(30, 465, 240, CAPTION))
    assert shown(data) == {"清源县部署防汛工作": 0, "图为清源": 1}


def test_else_it_belongs_to_the_story_around_it_or_alone_in_its_frame() -> None:
    assert shown(printed(HEADED, BESIDE, picture(40, 120, 200))) == {"清源县召开会议研究部署全县防汛备汛工作": 1}
    boxed = '<div style="left:20pt;top:70pt;width:560pt;height:500pt;background:#eee"></div>'
    framed = printed(boxed, story(80, "清源县部署防汛工作"), picture(30, 400, 240))
    assert shown(framed) == {"清源县部署防汛工作": 1}


def test_a_photograph_that_may_belong_to_several_or_none_is_given_to_nobody() -> None:
    assert shown(printed(story(80, "清源县部署防汛工作"), picture(30, 500, 240))) == {"清源县部署防汛工作": 0}
    captions = box(30, 465, 110, CAPTION) + box(160, 465, 110, "图为前屯村新修的道路。本报记者周海摄")
    assert set(shown(printed(story(80, "清源县部署防汛工作"), picture(30, 300, 240), captions)).values()) == {0}


@pytest.mark.parametrize(
    "image",
    [
        picture(40, 120, 50),
        picture(0, 0, 600, "height:800pt;opacity:.2"),
        picture(250, 114, 280, "height:300pt"),
        placed(Image.new("RGB", (300, 200), "red"), 40, 120, 200),
    ],
    ids=["a sign", "the page's ground", "the ground of a text", "a tint"],
)
def test_what_is_no_photograph_is_left_out(image: str) -> None:
    assert set(shown(printed(image, HEADED, BESIDE)).values()) == {0}


@pytest.mark.parametrize(
    "image",
    [
        picture(40, 120, 200, "opacity:.9"),
        picture(40, 120, 200, "height:80pt;object-fit:cover"),
        "".join(
            placed(photograph(1).crop((0, 100 * at, 600, 100 * at + 100)), 40, 120 + 33 * at, 200, "height:33pt")
            for at in range(4)
        ),
    ],
    ids=["in a form", "cut by its frame", "in strips"],
)
def test_it_is_taken_as_it_is_printed(image: str) -> None:
    (article,) = read(printed(HEADED, BESIDE, image), "p.pdf").issues[0].articles
    (shown,) = article.photographs
    ratio = 2.5 if "cover" in image else 1.5
    assert Miniature.told(shown.miniature).ratio == pytest.approx(ratio, rel=0.03)
    left, top, right, bottom = shown.box
    assert shown.page == 0 and (left, top) == pytest.approx((40, 120), abs=1)
    assert (right - left, (right - left) / (bottom - top)) == pytest.approx((200, ratio), rel=0.03)


def test_photographs_of_a_scan_are_taken_likewise() -> None:
    page = printed(story(80, "清源县部署防汛工作"), picture(30, 300, 240), box(30, 465, 240, CAPTION))
    image = pdfium.PdfDocument(page)[0].render(scale=200 / 72).to_pil().convert("L")
    (issue,) = read(saved(image, "PNG"), "scan.png").issues
    assert [len(each.photographs) for each in issue.articles] == [0, 1]
