"""Pages of a PDF as pictures: in the widths asked for, blank where nothing may be seen, refused where hostile."""

import io

import pypdfium2 as pdfium
import pytest
import weasyprint
from PIL import Image

from articles.reading import drawing
from articles.reading.drawing import BLANK, MOST_BYTES, Leaf, Veiling
from articles.reading.printed import pdf
from articles.text.errors import UnreadableInput

STYLE = "@page { size: 600pt 800pt; margin: 0 } body { margin: 0 } div { position: absolute; background: #000 }"
SQUARES = "".join(
    f'<div style="left:{x}pt;top:{y}pt;width:100pt;height:100pt"></div>' for x in (50, 450) for y in (50, 650)
)
TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT = (50, 50, 150, 150), (450, 50, 550, 150), (50, 650, 150, 750)
WHOLE = Veiling()
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def printed(body: str = SQUARES) -> bytes:
    return weasyprint.HTML(string=f"<style>{STYLE}</style>{body}").write_pdf()


def changed(how) -> bytes:
    """A page after something was done to it."""
    document = pdfium.PdfDocument(printed())
    how(document[0])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def drawn(data: bytes, veiling: Veiling = WHOLE, width: int = 600) -> Image.Image:
    (picture,) = drawing.draw(data, Leaf(0), (width,), veiling)
    return Image.open(io.BytesIO(picture.data)).convert("RGB")


def looks(image: Image.Image, area: tuple[int, int, int, int], colour: tuple[int, int, int]) -> bool:
    """Whether all of an area, but for its edge, has one colour, as far as a lossy picture keeps it."""
    x0, y0, x1, y1 = area
    least_and_most = image.crop((x0 + 4, y0 + 4, x1 - 4, y1 - 4)).getextrema()
    return all(abs(edge - wanted) < 12 for band, wanted in zip(least_and_most, colour, strict=True) for edge in band)


def test_a_photograph_is_cut_from_the_page_without_what_must_not_be_seen() -> None:
    pictures = drawing.draw(printed(), Leaf(0, area=(0, 0, 200, 160)), (100, 4000), Veiling(blank=(TOP_LEFT,)))
    small, large = (Image.open(io.BytesIO(each.data)).convert("RGB") for each in pictures)
    assert (small.size, large.size) == ((100, 80), (800, 640)), "as sharp as the page enlarged, and no sharper"
    assert looks(large, (200, 200, 600, 600), BLANK) and looks(large, (660, 0, 800, 640), WHITE)


def test_a_page_is_drawn_in_each_width_and_is_no_heavier_than_a_screen_page_may_be() -> None:
    pictures = drawing.draw(printed(), Leaf(0), (640, 1280), Veiling())
    assert [Image.open(io.BytesIO(each.data)).size for each in pictures] == [(640, 854), (1280, 1707)]
    assert all(len(each.data) < MOST_BYTES for each in pictures)
    assert looks(drawn(printed()), TOP_LEFT, BLACK) and looks(drawn(printed()), (200, 200, 400, 600), WHITE)


def sewn(data: bytes, veiling: Veiling = WHOLE) -> Image.Image:
    """The enlarged page as one picture."""
    sheet = Image.new("RGB", drawing.enlarged(600, 800))
    tiles = drawing.enlarge(data, Leaf(0), veiling)
    for (_row, _column, (left, top, right, bottom)), tile in zip(drawing.squares(*sheet.size), tiles, strict=True):
        piece = Image.open(io.BytesIO(tile.data)).convert("RGB")
        assert piece.size == (right - left, bottom - top) and len(tile.data) < MOST_BYTES
        sheet.paste(piece, (left, top))
    return sheet


def test_an_enlarged_page_is_the_same_in_squares_four_times_as_large_and_as_blank() -> None:
    assert [tile[:2] for tile in drawing.squares(*drawing.enlarged(600, 800))][::3] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    image = sewn(printed(), Veiling(blank=(TOP_LEFT,))).resize((600, 800))
    assert looks(image, TOP_LEFT, BLANK)
    assert looks(image, TOP_RIGHT, BLACK) and looks(image, BOTTOM_LEFT, BLACK)
    assert looks(image, (200, 200, 400, 600), WHITE)


def test_a_very_large_page_is_enlarged_less() -> None:
    width, height = drawing.enlarged(3000, 4000)
    assert width * height <= drawing.MOST_PIXELS * 1.001 and height / width == pytest.approx(4 / 3, rel=0.01)


def test_the_same_page_is_always_the_same_picture() -> None:
    assert drawing.draw(printed(), Leaf(0), (640,), Veiling()) == drawing.draw(printed(), Leaf(0), (640,), Veiling())


def test_what_is_blank_is_of_one_colour_and_the_rest_stays() -> None:
    image = drawn(printed(), Veiling(blank=(TOP_LEFT,)))
    assert looks(image, TOP_LEFT, BLANK)
    assert looks(image, TOP_RIGHT, BLACK) and looks(image, BOTTOM_LEFT, BLACK)


def test_where_only_some_areas_are_shown_the_rest_is_blank_even_where_nobody_knows_what_stands_there() -> None:
    image = drawn(printed(), Veiling(only=(TOP_LEFT, TOP_RIGHT), blank=(TOP_RIGHT,)))
    assert looks(image, TOP_LEFT, BLACK)
    assert looks(image, TOP_RIGHT, BLANK) and looks(image, BOTTOM_LEFT, BLANK)
    assert looks(image, (200, 200, 400, 600), BLANK)


def test_a_page_that_is_set_off_from_its_corner_has_its_boxes_where_its_ink_is() -> None:
    image = drawn(changed(lambda page: page.set_cropbox(0, 100, 600, 700)), Veiling(blank=((50, 0, 150, 50),)))
    assert image.size == (600, 600)
    assert looks(image, (50, 0, 150, 50), BLANK) and looks(image, (450, 0, 550, 50), BLACK)


@pytest.mark.parametrize(
    "how",
    [lambda page: page.set_rotation(90), lambda page: page.set_mediabox(0, 0, 600, 20)],
    ids=["turned", "a strip"],
)
def test_a_page_whose_boxes_would_not_fit_has_no_picture(how) -> None:
    with pytest.raises(UnreadableInput):
        drawing.draw(changed(how), Leaf(0), (640,), Veiling())


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"", printed()[:300]], ids=["no page", "empty", "cut off"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as refused:
        drawing.draw(data, Leaf(0), (640,), Veiling())
    assert refused.value.code == "broken_pdf"


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        drawing.draw(printed(), Leaf(1), (640,), Veiling())


def test_a_reading_tells_the_size_of_each_page_that_can_be_drawn() -> None:
    text = "<p>本报讯（记者沈立新）5月6日，清源县召开防汛工作会议，总结前一阶段工作，安排部署下一步任务。</p>"
    assert pdf.read_pdf(printed(text), "x.pdf").sheets == ((600.0, 800.0),)
