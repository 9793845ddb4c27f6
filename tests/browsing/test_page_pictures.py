"""Printed pages as pictures: linked regions, the article's place, and nothing of what was taken out in any pixel."""

import io
import re
from threading import BoundedSemaphore

import pytest
import weasyprint
from PIL import Image

from articles import corrections
from articles.browsing.printed import pictures
from articles.corrections import Decision
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article, SourceFile
from articles.reading.drawing import BLANK
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db

WHY = Decision(who="zhubian", reason="本人申请")
STYLE = """@page { size: 600pt 800pt; margin: 0 } div { position: absolute } p { margin: 0; text-indent: 2em }
body { margin: 0; font: 10pt/15pt 'Noto Serif CJK SC' } h1 { font: bold 24pt/28pt 'Noto Sans CJK SC'; margin: 0 }"""
FLOOD = "本报讯（记者沈立新）5月6日，清源县召开防汛工作会议，总结前一阶段工作，安排部署下一步任务。" * 3
ROAD = "本报讯（记者沈立新）5月6日，石桥乡的公路通车，村民禾东篱说，今后进城只要半个小时，大家都很高兴。" * 3
PHOTO = (450, 600, 550, 700)
"""Where the page shows a picture that no line tells of."""


def box(left: int, top: int, width: int, content: str, more: str = "") -> str:
    return f'<div style="left:{left}pt;top:{top}pt;width:{width}pt;{more}">{content}</div>'


def page(flood: str = FLOOD) -> bytes:
    photo = box(450, 600, 100, "", "height:100pt;background:#000")
    frame = box(30, 20, 80, "第3版") + box(150, 20, 100, "要闻") + box(250, 20, 100, "青川日报")
    day = box(450, 20, 140, "2021年5月7日 星期五")
    flooded = box(30, 80, 500, "<h1>清源县部署防汛工作</h1>") + box(30, 114, 500, f"<p>{flood}</p>")
    built = box(30, 300, 500, "<h1>石桥乡的公路通车了</h1>") + box(30, 334, 500, f"<p>{ROAD}</p>")
    return weasyprint.HTML(string=f"<style>{STYLE}</style>{frame}{day}{flooded}{built}{photo}").write_pdf()


@pytest.fixture
def source(tmp_path, settings):
    settings.PAGE_PICTURES = tmp_path / "pictures"
    return imported(tmp_path, page())


def imported(folder, data: bytes) -> SourceFile:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "003.pdf").write_bytes(data)
    report = import_sources(list(find_sources([folder / "in"])), Options())
    assert [outcome.status for outcome in report.outcomes] in (["new"], ["changed"])
    return SourceFile.objects.latest("pk")


@pytest.fixture
def flood(source):
    return Article.objects.get(headline="清源县部署防汛工作")


@pytest.fixture
def road(source):
    return Article.objects.get(headline="石桥乡的公路通车了")


def url(source: SourceFile, width: int = 640) -> str:
    return f"/pages/{source.sha256}/1-{width}.webp"


def seen(client, source: SourceFile) -> Image.Image:
    """The picture, a pixel a point, as the site gives it now."""
    answer = client.get(url(source))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    return Image.open(io.BytesIO(answer.content)).convert("RGB").resize((600, 800))


def is_blank(image: Image.Image, area: tuple[float, ...]) -> bool:
    extrema = image.crop(tuple(map(round, area))).getextrema()
    return all(abs(edge - wanted) < 12 for band, wanted in zip(extrema, BLANK, strict=True) for edge in band)


def page_of(article: Article) -> str:
    return f"/issues/{article.issue.slug}/3/"


def lines(article: Article) -> list[tuple[float, ...]]:
    """The boxes of an article's lines."""
    return [tuple(article.source.boxes[str(number)][1:]) for number in article.lines]


def test_the_page_is_shown_and_each_article_is_a_link_on_it(client, source, flood, road):
    answer = client.get(f"/issues/{flood.issue.slug}/3/")
    figure = answer.content.decode().split("<figure")[1].split("</figure>")[0]
    assert url(source) in figure and 'loading="lazy"' in figure and 'width="1280" height="1707"' in figure
    links = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', figure)
    assert links == [(each.get_absolute_url(), each.headline) for each in (flood, road)]
    image, areas = seen(client, source), lines(flood) + lines(road)
    assert not any(is_blank(image, area) for area in areas)


def test_an_article_is_outlined_on_its_page(client, source, road):
    html = client.get(road.get_absolute_url()).content.decode()
    figure = html.split("版面上的位置")[1].split("</figure>")[0]
    rectangles = [tuple(map(float, each)) for each in re.findall(r'x="([^"]*)" y="([^"]*)" width="([^"]*)"', figure)]
    assert rectangles and all(300 <= y < 400 for _x, y, _width in rectangles)
    assert f'{page_of(road)}print/#{road.public_id}"' in figure


def marked(client, url: str) -> list[tuple[float, ...]]:
    """The places that are marked on the picture of a page, as x, y, width and height."""
    rect = r'<rect class="hit" x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"'
    return [tuple(map(float, each)) for each in re.findall(rect, client.get(url).content.decode())]


def test_what_was_searched_for_is_marked_on_the_page_and_in_the_text(client, source, flood):
    found = client.get("/articles/?q=防汛")
    article, page = (f"{url}?q=%E9%98%B2%E6%B1%9B" for url in (flood.get_absolute_url(), page_of(flood)))
    assert {article, page} <= set(links_of(found))
    html = client.get(article).content.decode()
    assert "清源县部署<mark>防汛</mark>工作</h1>" in html and "召开<mark>防汛</mark>工作会议" in html
    assert f'<link rel="canonical" href="{flood.get_absolute_url()}">' in html
    headline, *body = marked(client, article)
    assert headline == pytest.approx((30 + 5 * 24, 82, 2 * 24, 24), abs=2)
    assert len(body) == 3 and all(size == pytest.approx((20, 10), abs=1) for _x, _y, *size in body)
    assert marked(client, page) == [headline, *body]
    assert marked(client, page_of(flood)) == [] and "<mark>" not in client.get(page_of(flood)).content.decode()


def test_a_word_that_is_broken_across_lines_is_marked_on_both(client, source, road):
    printed = [source.text.split("\n")[number - 1] for number in sorted(road.lines)]
    upper, lower = sorted(lines(road), key=lambda box: box[1])[1:3]
    word = printed[1][-2:] + printed[2][:1]
    end, start = marked(client, f"{road.get_absolute_url()}?q={word}")[:2]
    assert end[0] + end[2] == pytest.approx(upper[2], abs=1) and end[2] == pytest.approx(20, abs=1)
    assert start[0] == pytest.approx(lower[0], abs=1) and start[2] == pytest.approx(10, abs=1)


def test_no_mark_tells_where_something_stood_that_was_taken_out_or_masked(client, source, flood, road):
    place = page_of(road)
    assert marked(client, f"{place}?q=防汛") and marked(client, f"{place}?q=禾东篱")
    corrections.withdraw(flood, WHY, "2031-7")
    corrections.mask(road, "禾东篱", WHY, "2031-8")
    assert marked(client, f"{place}?q=防汛") == marked(client, f"{place}?q=禾东篱") == []
    assert marked(client, f"{road.get_absolute_url()}?q=禾东篱") == []


def test_text_dumps_have_no_picture(client, archive):
    assert "<img" not in client.get("/issues/2031-05-06/A01/").content.decode()
    assert "<img" not in client.get(archive.main.get_absolute_url()).content.decode()


@pytest.mark.parametrize("suppress", [corrections.delist, corrections.withdraw])
def test_nothing_of_an_article_that_was_taken_out_is_in_the_picture(client, source, flood, road, suppress):
    areas, tag = lines(flood), client.get(url(source))["ETag"]
    assert suppress(flood, WHY, "2031-7")
    image = seen(client, source)
    assert all(is_blank(image, area) for area in areas)
    assert is_blank(image, PHOTO)  # whose it is nobody knows
    assert not any(is_blank(image, area) for area in lines(road))
    asked = client.get(url(source), headers={"If-None-Match": tag})
    assert (asked.status_code, asked["Cache-Control"]) == (200, "no-cache") and asked["ETag"] != tag
    assert client.get(url(source), headers={"If-None-Match": asked["ETag"]}).status_code == 304
    page = client.get(f"/issues/{road.issue.slug}/3/")
    assert "灰色处应要求没有显示" in text_of(page) and flood.get_absolute_url() not in links_of(page)
    assert "<img" not in client.get(flood.get_absolute_url()).content.decode()


def test_what_is_lifted_is_seen_again_and_no_former_picture_stays_on_disk(client, source, flood, settings):
    before = client.get(url(source)).content
    withdrawn = corrections.withdraw(flood, WHY, "2031-7")
    client.get(url(source))
    assert before not in [path.read_bytes() for path in settings.PAGE_PICTURES.glob("*/*/*")]
    corrections.lift(withdrawn, who="zhubian")
    assert client.get(url(source)).content == before


def test_a_masked_name_is_blank_wherever_the_page_prints_it(client, source, road, flood):
    corrections.mask(road, "禾东篱", WHY, "2031-8")
    named = [number for number in road.lines if "禾东篱" in source.text.split("\n")[number - 1]]
    image = seen(client, source)
    assert named and all(is_blank(image, tuple(source.boxes[str(number)][1:])) for number in named)
    assert not any(is_blank(image, area) for area in lines(flood)) and not is_blank(image, PHOTO)


def test_a_name_that_the_page_prints_otherwise_leaves_no_picture(client, source, road):
    corrections.record(road, {"kicker": "禾东蓠的一天"}, WHY)
    corrections.mask(road, "禾东蓠", WHY, "2031-9")
    assert client.get(url(source)).status_code == 404
    assert "<img" not in client.get(f"/issues/{road.issue.slug}/3/").content.decode()


def test_what_was_taken_out_without_a_known_place_leaves_no_picture(client, source, flood):
    del source.boxes[str(min(flood.lines))]
    source.save()
    corrections.withdraw(flood, WHY, "2031-7")
    assert client.get(url(source)).status_code == 404


def test_a_page_of_which_nothing_is_left_has_no_picture(client, source, flood, road):
    for each in (flood, road):
        corrections.withdraw(each, WHY, "2031-7")
    assert client.get(url(source)).status_code == 404
    assert client.get(f"/issues/{flood.issue.slug}/3/").status_code == 200


def squares(client, place: str) -> list[str]:
    return re.findall(r'<img src="([^"]*)"[^>]*loading="lazy"', client.get(place).content.decode())


def sewn(client, source: SourceFile, place: str) -> Image.Image:
    """The enlarged page, a pixel a point, from the squares that the site gives now."""
    sheet = Image.new("RGB", (2400, 3200))
    for each in squares(client, place):
        row, column = map(int, re.findall(r"/(\d+)-(\d+)\.webp", each)[0])
        piece = Image.open(io.BytesIO(client.get(each).content))
        sheet.paste(piece.convert("RGB"), ((column - 1) * 1024, (row - 1) * 1024))
    return sheet.resize((600, 800))


def test_the_page_is_enlarged_in_squares_with_its_articles_as_links(client, source, flood, road):
    place = page_of(flood)
    assert f"{place}print/?q=%E9%98%B2%E6%B1%9B" in links_of(client.get(f"{place}?q=防汛"))
    html = client.get(f"{place}print/?q=防汛").content.decode()
    links = re.findall(r'<a id="([^"]*)" href="([^"?]*)\?q=', html)
    assert links == [(each.public_id, each.get_absolute_url()) for each in (flood, road)]
    assert "size=100&amp;q=%E9%98%B2%E6%B1%9B" in html and html.count('class="hit"') == 4
    assert len(squares(client, f"{place}print/")) == 12
    widths = {
        size: re.findall(
            r'width="(\d+)" height="\d+" alt=""', client.get(f"{place}print/?size={size}").content.decode()
        )
        for size in ("25", "50", "100", "x")
    }
    assert widths["100"][:3] == ["1024", "1024", "352"] and widths["25"] == ["600"]
    assert widths["x"] == widths["50"]
    assert squares(client, f"{place}print/?size=25") == [url(source, 1280)]
    assert not any(is_blank(sewn(client, source, f"{place}print/"), area) for area in lines(flood) + lines(road))


def test_what_was_taken_out_is_blank_in_the_enlarged_page_as_well(client, source, flood, road):
    place = f"{page_of(road)}print/"
    assert client.get(squares(client, place)[0]).status_code == 200
    areas, page = lines(flood), page_of(road)
    corrections.withdraw(flood, WHY, "2031-7")
    corrections.mask(road, "禾东篱", WHY, "2031-8")
    image = sewn(client, source, place)
    assert all(is_blank(image, area) for area in areas) and is_blank(image, PHOTO)
    named = [number for number in road.lines if "禾东篱" in source.text.split("\n")[number - 1]]
    assert named and all(is_blank(image, tuple(source.boxes[str(number)][1:])) for number in named)
    assert flood.public_id not in client.get(place).content.decode()
    corrections.withdraw(Article.objects.get(pk=road.pk), WHY, "2031-9")
    answer = client.get(place)
    assert (answer.status_code, answer.url) == (302, page)


@pytest.mark.parametrize("asked", ["0-1", "1-4", "5-1", "1-99999999999999999999"])
def test_other_squares_are_not_drawn(client, source, asked, settings):
    assert client.get(f"/pages/{source.sha256}/1/{asked}.webp").status_code == 404
    assert not settings.PAGE_PICTURES.exists()


def test_without_a_picture_there_is_nothing_to_enlarge(client, archive):
    answer = client.get("/en/issues/2031-05-06/A01/print/")
    assert (answer.status_code, answer.url) == (302, "/en/issues/2031-05-06/A01/")


def test_a_new_version_of_a_file_answers_for_the_former_one(client, source, flood, tmp_path):
    newer = imported(tmp_path, page(FLOOD + "全县上下行动起来。"))
    answer = client.get(url(source))
    assert (answer.status_code, answer.url) == (301, url(newer))
    assert client.get(f"/pages/{source.sha256}/1/2-1.webp").url == f"/pages/{newer.sha256}/1/2-1.webp"
    corrections.withdraw(Article.objects.get(public_id=flood.public_id), WHY, "2031-7")
    assert client.get(url(source)).status_code == 301


@pytest.mark.parametrize("asked", ["1-641", "2-640", "0-640", "99999999999999999999-640"])
def test_other_sizes_and_pages_are_not_drawn(client, source, asked):
    assert client.get(f"/pages/{source.sha256}/{asked}.webp").status_code == 404


def test_a_file_that_cannot_be_drawn_is_tried_once_and_the_page_stays(client, source, flood, caplog):
    SourceFile.objects.filter(pk=source.pk).update(content=b"%PDF-1.7 broken")
    asked = [url(source), url(source, 1280), f"/pages/{source.sha256}/1/1-1.webp", f"/pages/{source.sha256}/1/1-2.webp"]
    assert [client.get(each).status_code for each in asked] == [404] * 4
    assert len([record for record in caplog.records if "is not drawn" in record.message]) == 1
    assert flood.headline in text_of(client.get(f"/issues/{flood.issue.slug}/3/"))


def test_too_many_drawings_at_once_are_put_off(client, source, monkeypatch):
    monkeypatch.setattr(pictures, "_turns", BoundedSemaphore(1))
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    with pictures._turn(pictures._turns):
        answer = client.get(url(source))
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store") and answer["Retry-After"]
    assert client.get(url(source)).status_code == 200


def test_an_article_that_editors_moved_here_from_another_page_does_not_change_the_picture(client, db):
    boxes = {"1": [1, 50, 50, 90, 60], "2": [0, 50, 50, 90, 60], "3": [0, 50, 70, 90, 80]}
    source = factories.source(form="pdf", boxes=boxes, sheets=[[600, 800], [600, 800]])
    page = factories.page(factories.issue(slug="2031-05-06"), source=source)
    factories.article(page, source_lines=[[1, 1]])
    own = [factories.article(page, source_lines=[[number, number]]) for number in (2, 3)]
    figure = client.get("/issues/2031-05-06/A01/").content.decode().split("<figure")[1].split("</figure>")[0]
    assert f"/pages/{source.sha256}/1-1280.webp" in figure
    assert re.findall(r'<a href="([^"]*)" aria-label', figure) == [each.get_absolute_url() for each in own]
