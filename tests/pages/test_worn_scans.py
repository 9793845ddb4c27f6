"""Scans of faded, stained and dirty pages: read nearly as well as clean ones, and doubted where they are not."""

import io
from functools import cache

import pypdfium2 as pdfium
import pytest
import weasyprint
from pagemaker.wearing import DAMAGES, worn
from PIL import Image

from articles.reading import read
from articles.reading.ocr import wear
from articles.reading.readings import Heading, IssueReading

LEAD = "本报讯（记者沈立新）5月6日，清源县召开防汛工作会议，县长李建国出席会议并讲话，安排部署下一步任务。"
MORE = "会议指出，要压实责任、备足物资、强化值守，确保安全度汛，让群众得到更多实惠。"
HEADLINE = "清源县部署防汛工作"
PAGE = f"""<style>@page {{ size: 420pt 300pt; margin: 24pt }} body {{ font: 10pt/15pt 'Noto Serif CJK SC' }}
h1 {{ font: bold 24pt 'Noto Sans CJK SC' }} p {{ text-indent: 2em; margin: 0 }}</style>
<h1>{HEADLINE}</h1><p>{LEAD}</p><p>{MORE * 4}</p>"""
TEXT = [LEAD, MORE * 4]


@cache
def clean() -> Image.Image:
    return pdfium.PdfDocument(weasyprint.HTML(string=PAGE).write_pdf())[0].render(scale=200 / 72).to_pil().convert("L")


@cache
def damaged(damage: str) -> Image.Image:
    return worn(clean(), damage, 3, 200, clean())


@cache
def issue(damage: str) -> IssueReading:
    buffer = io.BytesIO()
    damaged(damage).save(buffer, "PNG")
    (found,) = read(buffer.getvalue(), "scan.png").issues
    return found


@pytest.mark.parametrize("damage", ["bled-light", "worn-light"])
def test_a_worn_page_is_read_in_one_piece(damage: str) -> None:
    (article,) = issue(damage).articles
    assert Heading.joined(article.heading.headline) == HEADLINE
    assert len(article.paragraphs) == len(TEXT)
    wanted, found = "".join(TEXT), "".join(each.text for each in article.paragraphs)
    assert len(wanted) - 4 <= len(found) <= len(wanted) + 4
    assert sum(found.count(name) for name in ("清源县", "李建国")) == 2
    assert found.endswith("实惠。")


def test_a_page_that_cannot_be_read_well_says_so() -> None:
    doubts = [doubt for article in issue("worn-strong").articles for doubt in article.doubts if doubt.kind == "scan"]
    assert doubts and all("把握不足" in doubt.reason and doubt.confidence < 0.8 for doubt in doubts)


def test_an_editor_is_told_that_a_page_is_worn_however_sure_the_recogniser_is() -> None:
    (doubt,) = [each for each in issue("worn-light").doubts if each.kind == "scan"]
    assert "第 1 页褪色、污损、模糊或明暗不均" in doubt.reason and doubt.confidence < 0.85


def test_only_worn_pages_are_taken_for_worn() -> None:
    grain = Image.blend(clean(), Image.effect_noise(clean().size, 40), 0.15)
    assert not any(map(wear.is_worn, (clean(), grain, clean().rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255))))
    kinds = [damage for damage in DAMAGES if not damage.startswith(("coarse", "pressed"))]
    assert [damage for damage in kinds if not wear.is_worn(damaged(damage))] == []
