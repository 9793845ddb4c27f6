"""The small drawing of each page of an issue, and the files that it was read from."""

import re

import pytest

from articles.browsing.printed.layouts import HEIGHT, WIDTH, rows_of
from tests import factories
from tests.markup import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("areas", [[1.0], [3, 1, 1], [1] * 13, [50, 1, 1, 40, 2], [0.5, 90, 0.5]])
def test_the_rows_fill_the_page_in_reading_order_in_proportion(areas):
    scaled = [area / sum(areas) * WIDTH * HEIGHT for area in areas]
    blocks = [block for row in rows_of(scaled) for block in row]
    assert [(block.y, block.x) for block in blocks] == sorted((block.y, block.x) for block in blocks)
    for area, block in zip(scaled, blocks, strict=True):
        assert block.width * block.height == pytest.approx(area, rel=0.1, abs=20)
        assert block.x + block.width <= WIDTH + 0.2 and block.y + block.height <= HEIGHT + 0.2


def test_a_text_page_is_drawn_by_order_and_length_and_says_so(client, archive):
    html = client.get(archive.issue.get_absolute_url()).content.decode()
    front = html.split('id="page-1"')[1].split("</figure>")[0]
    assert "示意：按次序与篇幅推算" in front
    assert re.findall(r'<a href="([^"]+)" tabindex="-1"', front) == [
        archive.main.get_absolute_url(),
        archive.photo.get_absolute_url(),
    ]
    sizes = re.findall(r'<rect x="[^"]*" y="[^"]*" width="([^"]*)" height="([^"]*)"', front)
    main, photo = (float(width) * float(height) for width, height in sizes)
    assert main > photo


@pytest.fixture
def printed(db):
    """A PDF of two pages whose lines have places; the second article's second line stands on the other page."""
    boxes = {
        "1": [0, 100, 50, 500, 80], "2": [0, 100, 90, 280, 100], "3": [0, 100, 104, 280, 114],
        "4": [0, 320, 90, 500, 100], "5": [0, 100, 300, 500, 310], "6": [1, 100, 40, 500, 60],
    }  # fmt: skip
    source = factories.source(form="pdf", boxes=boxes, name="云川.pdf")
    page = factories.page(factories.issue(), source=source)
    lead = factories.article(
        page, source_lines=[[1, 4]], heading_blocks={"headline": [{"text": "x", "lines": [[1, 1]], "segments": []}]}
    )
    rest = factories.article(page, source_lines=[[5, 6]])
    return lead, rest


def test_a_page_with_places_is_drawn_as_printed(client, printed):
    html = client.get(printed[0].issue.get_absolute_url()).content.decode()
    assert "示意：按原版位置" in html
    lead, rest = re.findall(r'<a href="/articles/.*?</a>', html.split("<figure")[1].split("</figure>")[0])
    blocks = re.findall(r'<rect(?: class="(\w+)")? x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"', lead)
    assert blocks == [
        ("heading", "0.0", "0.0", "100.0", "7.5"),  # over both columns
        ("", "0.0", "10.0", "45.0", "6.0"),  # two lines of the first column as one block
        ("", "55.0", "10.0", "45.0", "2.5"),
    ]
    assert rest.count("<rect") == 1  # what stands on the other page is not drawn on this


def test_where_one_place_is_unknown_the_page_is_drawn_by_length(client, printed):
    factories.article(printed[0].page, source_lines=[[90, 91]])
    assert "示意：按次序与篇幅推算" in text_of(client.get(printed[0].issue.get_absolute_url()))


def test_the_drawing_is_for_the_pointer_and_the_list_for_everyone(client, archive):
    html = client.get(archive.issue.get_absolute_url()).content.decode()
    assert re.search(r'<svg [^>]*aria-hidden="true">', html)
    assert all('tabindex="-1"' in link for link in re.findall(r"<svg .*?</svg>", html, re.S)[0].split("<a ")[1:])
    assert f'<a href="{archive.main.get_absolute_url()}" lang' in html


def test_the_source_files_are_named_with_form_pages_and_digest(client, archive):
    words = text_of(client.get(archive.issue.get_absolute_url())).split("来源文件")[1]
    source = archive.front.source
    assert source.name in words and source.sha256 in words and "文本 UTF-8" in words and "A01 要闻" in words
    assert words.count("SHA-256") == 2  # of each file once
