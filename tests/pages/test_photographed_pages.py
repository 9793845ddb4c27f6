"""Pages photographed with a telephone: found, laid flat and read, with each line's place on the photograph."""

import io
from functools import cache

import numpy as np
import pypdfium2 as pdfium
import pytest
import weasyprint
from pagemaker.photographing import photographed
from pagemaker.wearing import worn
from PIL import Image, ImageDraw

from articles.reading import rasters, read
from articles.reading.ocr.photographed import flattened
from articles.reading.readings import Heading, SourceReading

LEAD = "本报讯（记者沈立新）5月6日，清源县召开防汛工作会议，县长李建国出席会议并讲话，安排部署下一步任务。"
MORE = "会议指出，要压实责任、备足物资、强化值守，确保安全度汛，让群众得到更多实惠。"
ROADS = "近日，前屯村新修的道路全线通车，村民出行更加方便，农产品销售也更加顺畅。"
HEADLINES = ["清源县部署防汛工作", "前屯村群众走上富裕路"]
PARAGRAPHS = [[LEAD, MORE * 16], [ROADS, MORE * 16]]
STYLE = """<style>@page { size: 700pt 860pt; margin: 40pt } body { font: 10pt/15pt 'Noto Serif CJK SC' }
h1 { font: bold 26pt 'Noto Sans CJK SC' } p { text-indent: 2em; margin: 0 } div { column-count: 3; height: 280pt }
</style>"""
LONGER, SEED = 2_800, 7


def story(headline: str, paragraphs: list[str]) -> str:
    return f"<h1>{headline}</h1><div>{''.join(f'<p>{text}</p>' for text in paragraphs)}</div>"


@cache
def flat(headlines: tuple[str, ...] = tuple(HEADLINES)) -> Image.Image:
    """The page as a scanner sees it, at 200 dots an inch."""
    stories = "".join(story(*each) for each in zip(headlines, PARAGRAPHS, strict=True))
    data = weasyprint.HTML(string=STYLE + stories).write_pdf()
    return pdfium.PdfDocument(data)[0].render(scale=200 / 72).to_pil().convert("L")


@cache
def shot(name: str) -> bytes:
    return photographed(flat(), name, SEED, LONGER)


@cache
def reading(name: str) -> SourceReading:
    return read(shot(name), "photo.jpg")


def grey(data: bytes) -> Image.Image:
    return rasters.opened(data, "").convert("L")


@pytest.mark.parametrize("name", ["curled", "turned", "overturned"])
def test_a_photographed_page_is_read_story_by_story(name: str) -> None:
    (issue,) = reading(name).issues
    assert [Heading.joined(article.heading.headline) for article in issue.articles] == HEADLINES
    for article, wanted in zip(issue.articles, PARAGRAPHS, strict=True):
        found = "".join(paragraph.text for paragraph in article.paragraphs)
        assert len(article.paragraphs) == len(wanted)
        assert abs(len(found) - len("".join(wanted))) <= 4 and found.endswith("实惠。")
    assert all(each in issue.articles[0].paragraphs[0].text for each in ("清源县", "李建国"))


@pytest.mark.parametrize("name", ["curled", "turned", "overturned"])
def test_a_line_has_its_place_on_the_photograph_as_it_came(name: str) -> None:
    # The same photograph of a page without its first headline differs exactly where that headline stands.
    without = grey(photographed(flat(("　", HEADLINES[1])), name, SEED, LONGER))
    changed = np.abs(np.asarray(grey(shot(name)), np.int16) - np.asarray(without, np.int16)) > 60
    rows, columns = (np.flatnonzero(changed.mean(axis) > 0.001) for axis in (1, 0))
    number = reading(name).issues[0].articles[0].heading.headline[0].lines[0][0]
    _page, *edges = reading(name).boxes[number]
    wanted = (columns[0], rows[0], columns[-1], rows[-1])
    assert all(abs(4 * edge - right) < 20 for edge, right in zip(edges, wanted, strict=True)), (edges, wanted)
    assert reading(name).sheets == ((grey(shot(name)).width / 4, grey(shot(name)).height / 4),)


def test_part_of_a_page_without_any_of_its_edges_is_laid_flat_by_its_lines() -> None:
    whole = grey(shot("aside"))
    part = whole.crop((whole.width // 6, whole.height // 5, whole.width * 3 // 4, whole.height // 2))
    buffer = io.BytesIO()
    part.save(buffer, "JPEG")
    text = "".join(read(buffer.getvalue(), "part.jpg").text.split())
    assert "县长李建国出席会议" in text and text.count("要压实责任") >= 15  # of 16


def test_an_editor_is_told_that_a_page_was_photographed() -> None:
    (doubt,) = [each for each in reading("curled").issues[0].doubts if each.kind == "scan"]
    assert "第 1 页是拍摄的照片，由程序展平" in doubt.reason and doubt.confidence < 0.85


def test_flat_scans_are_left_as_they_are() -> None:
    turned = [flat().rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) for angle in (-1.8, 0.0, 0.7)]
    damaged = [worn(flat(), damage, 3, 200, flat()) for damage in ("stained-strong", "worn-strong", "grained-strong")]
    assert [flattened(page) for page in turned + damaged] == [None] * 6


def test_pictures_full_of_photographs_or_of_nothing_are_not_laid_flat() -> None:
    page = flat().copy()
    noise = Image.effect_noise((24, 24), 90).resize((1200, 900), Image.Resampling.BICUBIC)
    page.paste(noise, (80, 700))
    ImageDraw.Draw(page).polygon([(200, 900), (900, 750), (1100, 1400)], fill=40)
    assert flattened(page) is None
    assert flattened(Image.new("L", (1200, 1600), 255)) is None
    assert flattened(Image.effect_noise((600, 9_000), 60)) is None
