"""Scanned pages: recognised with the real models, read like a PDF, and never without saying so."""

import hashlib
import io
from datetime import date
from functools import cache

import pypdfium2 as pdfium
import pytest
import weasyprint
from PIL import Image, ImageDraw

from articles.reading import drawing, rasters, read
from articles.reading.drawing import BLANK, Leaf, Veiling
from articles.reading.glyphs import Box
from articles.reading.ocr import skew
from articles.reading.readings import Heading, SourceReading
from articles.text.errors import UnreadableInput

LEAD = "本报讯（记者沈立新）5月6日，清源县召开防汛工作会议，县长李建国出席会议并讲话，安排部署下一步任务。"
MORE = "会议指出，要压实责任、备足物资、强化值守，确保安全度汛，让群众得到更多实惠。"
ROADS = "本报讯（通讯员周海）近日，前屯村新修的道路全线通车，村民出行更加方便，农产品销售也更加顺畅。"
STYLE = """
@page { size: 600pt 700pt; margin: 0 } body { margin: 0; font: 10pt/15pt 'Noto Serif CJK SC' }
div { position: absolute } p { margin: 0; text-indent: 2em } h1 { font: bold 24pt/28pt 'Noto Sans CJK SC'; margin: 0 }
.label { width: 60pt; font-size: 12pt; line-height: 18pt; text-align: center; background: #222; color: #fff }
.ground { left: 20pt; top: 270pt; width: 560pt; height: 150pt; background: #ddd }
.columns { column-count: 2; column-gap: 20pt; position: static }
"""
LABEL = "基层一线"
HEADLINES = ["清源县部署防汛工作", "前屯村群众走上致富路"]
PARAGRAPHS = [[LEAD, MORE * 3], [ROADS, MORE * 3]]


def box(left: int, top: int, width: int, content: str) -> str:
    return f'<div style="left:{left}pt;top:{top}pt;width:{width}pt">{content}</div>'


def story(top: int, headline: str, paragraphs: list[str]) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return box(30, top, 540, f"<h1>{headline}</h1>") + box(30, top + 40, 540, f'<div class="columns">{text}</div>')


@cache
def printed() -> bytes:
    frame = box(30, 20, 80, "第3版") + box(250, 20, 100, "青川日报") + box(450, 20, 140, "2021年5月7日 星期五")
    stories = [story(80 + 200 * at, *each) for at, each in enumerate(zip(HEADLINES, PARAGRAPHS, strict=True))]
    label = f'<div class="label" style="left:30pt;top:48pt">{LABEL}</div><div class="ground"></div>'
    return weasyprint.HTML(string=f"<style>{STYLE}</style>{frame}{label}{''.join(stories)}").write_pdf()


@cache
def picture(askew: float = 0.0) -> Image.Image:
    """The page at 200 dots an inch, turned and with grain."""
    page = pdfium.PdfDocument(printed())[0].render(scale=200 / 72).to_pil().convert("L")
    turned = page.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
    return Image.blend(turned, Image.effect_noise(turned.size, 40), 0.15)


def saved(image: Image.Image, form: str, *others: Image.Image) -> bytes:
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": others} if others else {}
    image.save(buffer, form, **more)
    return buffer.getvalue()


@cache
def reading() -> SourceReading:
    return read(saved(picture(0.8), "JPEG"), "scan.jpg")


def share(wanted: str, found: str) -> float:
    """Share of the characters that are right, where none is missing or added before them."""
    return sum(one == other for one, other in zip(wanted, found, strict=False)) / max(len(wanted), len(found))


def test_a_scan_that_lies_askew_is_read_like_a_printed_page() -> None:
    (issue,) = reading().issues
    assert (reading().form, issue.newspaper, issue.date.date) == ("scan", "青川日报", date(2021, 5, 7))
    assert [page.number for page in issue.pages] == ["3"]
    assert [Heading.joined(article.heading.headline) for article in issue.articles] == HEADLINES
    for article, paragraphs in zip(issue.articles, PARAGRAPHS, strict=True):
        assert len(article.paragraphs) == len(paragraphs)
        assert share("".join(paragraphs), "".join(each.text for each in article.paragraphs)) > 0.97


def test_white_letters_on_a_dark_label_are_its_story_s_column_and_a_story_on_a_grey_ground_is_no_photograph() -> None:
    first, second = reading().issues[0].articles
    assert [Heading.joined(article.heading.banner) for article in (first, second)] == [LABEL, ""]
    assert Heading.joined(second.heading.headline) == HEADLINES[1]


def test_a_headline_that_runs_down_beside_its_story_is_read() -> None:
    headline, lines = "川西三县同庆丰收节", "".join(f"<p>{text}</p>" for text in (LEAD, MORE * 4))
    stack = "".join(f'<div style="position:static;font-size:22pt;line-height:28pt">{each}</div>' for each in headline)
    page = box(30, 40, 24, stack) + box(70, 40, 340, f'<div class="columns">{lines}</div>')
    data = weasyprint.HTML(string=f"<style>{STYLE}</style>{page}").write_pdf()
    image = pdfium.PdfDocument(data)[0].render(scale=200 / 72).to_pil().convert("L")
    (article,) = read(saved(image, "PNG"), "scan.png").issues[0].articles
    assert Heading.joined(article.heading.headline) == headline


def test_it_is_said_that_a_page_was_recognised_and_how_surely() -> None:
    (doubt,) = [each for each in reading().issues[0].doubts if each.kind == "scan"]
    assert "由程序识别，平均把握" in doubt.reason and "褪色" not in doubt.reason and 0.9 < doubt.confidence <= 1


def test_lines_have_their_places_on_the_picture_as_it_came() -> None:
    assert reading().sheets == ((picture().width / 4, picture().height / 4),)
    number = reading().issues[0].articles[0].heading.headline[0].lines[0][0]
    _page, *edges = reading().boxes[number]
    cut = picture(0.8).crop(tuple(round(4 * edge) for edge in edges))
    ink = skew.ink_of(cut)
    assert ink.getbbox() and sum(ink.histogram()[128:]) > 0.15 * cut.width * cut.height
    # White stands around it: nothing of the headline is outside.
    around = skew.ink_of(picture(0.8)).crop(
        tuple(round(4 * edge) for edge in (edges[0], edges[1] - 9, edges[2], edges[1] - 1))
    )
    assert sum(around.histogram()[128:]) < 0.01 * around.width * around.height


def test_characters_stand_evenly_in_the_box_of_their_line_so_that_words_can_be_marked_on_the_picture() -> None:
    em, lines = 10 * 200 / 72 / 4, reading().text.split("\n")
    wide = {n: text for n, text in enumerate(lines, 1) if len(text) > 20 and all(ord(each) > 0x2E80 for each in text)}
    found = [(reading().boxes[number][3] - reading().boxes[number][1]) / len(text) for number, text in wide.items()]
    assert len(found) > 5 and all(abs(each - em) < 0.03 * em for each in found)


def test_what_is_withheld_is_blank_in_the_picture_of_a_scan() -> None:
    area = (20.0, 60.0, 200.0, 120.0)
    (drawn,) = drawing.draw(saved(picture(), "PNG"), Leaf(0), (640,), Veiling(blank=(area,)))
    shown = Image.open(io.BytesIO(drawn.data)).convert("RGB")
    assert shown.width == 640
    scale = 640 / (picture().width / 4)
    middle = shown.getpixel((round(110 * scale), round(90 * scale)))
    assert all(abs(one - other) < 12 for one, other in zip(middle, BLANK, strict=True))


def test_a_pdf_of_pictures_is_recognised_page_by_page_and_text_is_read_where_there_is_any() -> None:
    document = pdfium.PdfDocument(saved(picture().resize((1250, 1458)), "PDF"))
    document.import_pages(pdfium.PdfDocument(printed()))
    buffer = io.BytesIO()
    document.save(buffer)
    found = read(buffer.getvalue(), "scan.pdf")
    articles = [article for page in found.issues[0].pages for article in page.articles]
    assert [Heading.joined(article.heading.headline) for article in articles] == HEADLINES * 2
    (doubt,) = [each for each in found.issues[0].doubts if each.kind == "scan"]
    assert doubt.reason.startswith("文件的第 1 页是图像")


def test_every_page_of_a_picture_file_is_read_and_its_bytes_are_the_source() -> None:
    half = picture().crop((0, 0, picture().width, 750))
    data = saved(half, "TIFF", half)
    before = hashlib.sha256(data).digest()
    found = read(data, "scan.tif")
    assert len(found.sheets) == 2 and {index for index, *_ in found.boxes.values()} == {0, 1}
    assert hashlib.sha256(data).digest() == before


def refusal(data: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refused:
        read(data, "scan.png")
    return refused.value


def photograph() -> Image.Image:
    image = Image.linear_gradient("L").resize((1200, 1600))
    ImageDraw.Draw(image).ellipse((300, 300, 900, 1100), fill=90)
    return image


REFUSED = {
    "blank": (lambda: Image.new("L", (1200, 1600), 255), "no_article"),
    "black": (lambda: Image.new("L", (1200, 1600), 0), "no_article"),
    "photograph": (photograph, "no_article"),
    "small": (lambda: Image.new("L", (200, 300), 255), "too_small"),
    "huge": (lambda: Image.new("1", (9_000, 9_000), 1), "too_many_pixels"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_pictures_that_are_no_pages_are_refused_with_the_reason(case: str) -> None:
    make, code = REFUSED[case]
    assert refusal(saved(make(), "PNG")).code == code


def test_a_picture_that_is_cut_off_is_refused() -> None:
    data = saved(picture(), "PNG")
    assert refusal(data[: len(data) // 2]).code == "broken_picture"


def test_forms_of_scans_are_told_by_their_first_bytes() -> None:
    small = Image.new("L", (4, 4))
    assert all(rasters.is_picture(saved(small, form)) for form in ("PNG", "JPEG", "TIFF", "WEBP"))
    assert not any(map(rasters.is_picture, (printed(), b"RIFF of a kind", "本报讯".encode())))


@pytest.mark.parametrize("angle", [-1.6, -0.5, 0.0, 0.3, 1.2])
def test_the_angle_of_a_page_is_found(angle: float) -> None:
    assert abs(skew.angle_of(picture(angle)) + angle) < 0.1


def test_a_place_on_the_straightened_page_is_found_again_on_the_page_as_it_came() -> None:
    assert skew.before(Box(10, 20, 30, 40), 0.0, 600, 800) == Box(10, 20, 30, 40)
    dot = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(dot).rectangle((100, 100, 109, 109), fill=0)
    turned = skew.straightened(dot, 1.5).point(lambda shade: 255 - shade)
    left, top, right, bottom = turned.point(lambda shade: shade if shade > 99 else 0).getbbox()
    back = skew.before(Box(left, top, right, bottom), 1.5, 600, 800)
    assert abs(back.x0 - 100) < 2 and abs(back.y0 - 100) < 2 and back.x1 - back.x0 < 14
