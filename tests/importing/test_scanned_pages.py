"""A scanned page from its file to the site: officials found, shown as a picture, its doubts put to editors."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import weasyprint
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Appearance, Article, ReviewItem, SourceFile
from tests.places import load_places

pytestmark = pytest.mark.django_db

TEXT = "本报讯（记者沈立新）5月6日，修武县召开防汛工作会议，县长李建国出席会议并讲话，安排部署下一步任务。"
PAGE = f"""<style>@page {{ size: 420pt 500pt; margin: 24pt }} body {{ font: 11pt/17pt 'Noto Serif CJK SC' }}
h1 {{ font: bold 24pt 'Noto Sans CJK SC' }} p {{ text-indent: 2em; margin: 0 }} div {{ font-size: 10pt }}</style>
<div>第3版　　青川日报　　2021年5月7日 星期五</div><h1>修武县部署防汛工作</h1><p>{TEXT}</p>
<p>会议指出，要压实责任、备足物资。</p>"""


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    page = pdfium.PdfDocument(weasyprint.HTML(string=PAGE).write_pdf())[0].render(scale=250 / 72).to_pil()
    page.convert("L").rotate(0.6, Image.Resampling.BICUBIC, fillcolor=255).save(tmp_path / "scan.png")
    return tmp_path / "scan.png"


def test_a_scan_is_imported_with_its_officials_its_picture_and_its_doubt(scan: Path, client: Client) -> None:
    load_places()
    (outcome,) = import_sources(list(find_sources([scan.parent])), Options()).outcomes
    assert (outcome.status, outcome.articles) == ("new", 1)
    article = Article.objects.get()
    assert article.headline == "修武县部署防汛工作"
    assert [one.official.name for one in Appearance.objects.select_related("official")] == ["李建国"]
    source = SourceFile.objects.get()
    assert source.form == "scan" and bytes(source.content) == scan.read_bytes()
    assert "由程序识别" in ReviewItem.objects.get(kind="scan").reason
    answer = client.get(reverse("page-picture", args=[source.sha256, 1, 640]))
    assert Image.open(io.BytesIO(answer.content)).width == 640
    html = client.get(article.get_absolute_url()).content.decode()
    assert source.sha256 in html
    assert "由程序从扫描图像识别" in html
