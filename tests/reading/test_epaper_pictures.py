"""Pictures of a digital newspaper's pages: found beside the pages or where mirrors keep them, and refused by name."""

import io
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from articles.reading import bundle, drawing, rasters
from articles.reading.drawing import Leaf, Veiling
from articles.reading.epaper import edition
from articles.text.errors import UnreadableInput

PAPER = Path(__file__).parent / "epaper" / "qingyuan"
FOLDER = "html/2017-07/22"
PICTURE = "images/2017-07/22/A01.jpg"


def jpeg(width: int = 720, height: int = 1140) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """The mirror of a paper: pages whose regions lie over 240 by 380 pixels, and the picture of the first of them."""
    root = shutil.copytree(PAPER, tmp_path / "mirror", copy_function=shutil.copy)
    page = root / FOLDER / "node_188.htm"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('src="page.jpg"', f'src="../../../{PICTURE}?1" width="240"'), encoding="utf-8")
    (root / PICTURE).parent.mkdir(parents=True)
    (root / PICTURE).write_bytes(jpeg())
    return root


def test_regions_are_measured_on_the_picture_and_pages_without_one_keep_theirs(mirror: Path) -> None:
    reading = edition.read_epaper(bundle.gather(mirror), "x.zip")
    assert reading.sheets == ((180.0, 285.0), (0.0, 0.0)) and reading.pictures == (PICTURE, "")
    first, second = (
        [article.paragraphs[0].lines[0][0] for article in page.articles] for page in reading.issues[0].pages
    )
    assert reading.boxes[first[1]] == (0, 11.2, 129.0, 171.0, 195.0)  # three quarters of 15, 172, 228, 260
    assert reading.boxes[second[0]] == (1, 5.0, 72.0, 228.0, 160.0)
    assert edition.parse(bundle.gather(PAPER), "x.zip").sheets == ()


def test_a_picture_is_taken_from_beside_the_folder_but_not_from_outside_of_what_was_named(mirror: Path) -> None:
    folder = mirror / FOLDER
    assert edition.parse(bundle.gather(folder, mirror), "x.zip").pictures == (f"^/^/^/{PICTURE}", "")
    assert bundle.gather(folder, mirror) == bundle.gather(folder, mirror)
    assert edition.parse(bundle.gather(folder), "x.zip").pictures == ()
    (mirror / PICTURE).rename(mirror.parent / "A01.jpg")
    (mirror / PICTURE).symlink_to(mirror.parent / "A01.jpg")
    assert edition.parse(bundle.gather(folder, mirror), "x.zip").pictures == ()


NAMED = [
    ('<img usemap="#m" src="A01.jpg">', "22/A01.jpg", 0),
    ("<IMG height=9 useMap=#m width=350px SRC='../b/A%2001.JPG?x=1'>", "b/A 01.JPG", 350),
    ('<img src="../../a.png" width="100%" usemap="#m">', "^/a.png", 0),
    ('<img src="logo.gif"><img src="b.gif" usemap=#m>', "22/b.gif", 0),
    ('<img src="http://example.org/a.jpg" usemap=#m>', "", 0),
    ('<img src="/a.jpg" usemap=#m>', "", 0),
    ('<img src="node_2.htm" usemap=#m>', "", 0),
    ("<img usemap=#m>", "", 0),
    ("<img " * 50_000, "", 0),
]


@pytest.mark.parametrize(("page", "place", "width"), NAMED, ids=range(len(NAMED)))
def test_the_picture_is_the_one_with_the_region_map(page: str, place: str, width: int) -> None:
    assert rasters.named_in(page, "22/node_1.htm") == (place, width)


@pytest.mark.parametrize("size", [(720, 2000), (2000, 1140), (250, 396)], ids=["too high", "too wide", "too small"])
def test_a_picture_for_which_the_regions_are_not_meant_is_not_shown(mirror: Path, size: tuple[int, int]) -> None:
    page = mirror / FOLDER / "node_188.htm"
    page.write_text(page.read_text(encoding="utf-8").replace('width="240"', ""), encoding="utf-8")
    (mirror / PICTURE).write_bytes(jpeg(*size))
    reading = edition.parse(bundle.gather(mirror), "x.zip")
    assert not any(map(any, reading.sheets)) and not any(reading.pictures)
    assert reading.boxes[reading.issues[0].pages[0].articles[1].paragraphs[0].lines[0][0]] == (0, 15, 172, 228, 260)


def bomb() -> bytes:
    """A PNG of a few bytes that says that it has 900 million pixels."""
    buffer = io.BytesIO()
    Image.new("1", (1, 1)).save(buffer, "PNG")
    header = b"IHDR" + struct.pack(">II", 30_000, 30_000) + buffer.getvalue()[24:29]
    return buffer.getvalue()[:12] + header + struct.pack(">I", zlib.crc32(header)) + buffer.getvalue()[33:]


HOSTILE = {
    "a bomb": (bomb(), "too_many_pixels"),
    "a web page": (b"<html>404 Not Found</html>", "broken_picture"),
    "nothing": (b"", "broken_picture"),
    "cut off": (jpeg()[:2000], "broken_picture"),
    "another form": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "broken_picture"),
    "huge": (b"\xff\xd8" + bytes(bundle.MAX_MEMBER_BYTES), "too_large"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_picture_or_too_large_is_refused_by_its_path(mirror: Path, case: str) -> None:
    data, code = HOSTILE[case]
    (mirror / PICTURE).write_bytes(data)
    with pytest.raises(UnreadableInput) as refused:
        edition.read_epaper(bundle.gather(mirror), "x.zip")
    assert (refused.value.code, refused.value.place) == (code, PICTURE)


def test_pictures_that_make_a_folder_too_large_are_left_out(mirror: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_TOTAL_BYTES", 30_000)
    (mirror / PICTURE).write_bytes(jpeg() + bytes(30_000))
    assert edition.parse(bundle.gather(mirror), "x.zip").pictures == ()


def test_days_in_one_folder_have_pages_of_their_own(mirror: Path) -> None:
    shutil.copytree(mirror / "html/2017-07/22", mirror / "html/2017-07/23")
    reading = edition.parse(bundle.gather(mirror), "x.zip")
    assert reading.pictures == (PICTURE, "", PICTURE, "")
    assert {box[0] for box in reading.boxes.values()} == {0, 1, 2, 3}


def test_a_picture_is_drawn_no_larger_than_it_is_and_blank_where_nothing_may_be_seen(mirror: Path) -> None:
    data, leaf = bundle.gather(mirror), Leaf(0, PICTURE)
    pictures = drawing.draw(data, leaf, (640, 1280), Veiling(blank=((0, 0, 180, 100),)))
    images = [Image.open(io.BytesIO(each.data)) for each in pictures]
    assert [image.size for image in images] == [(640, 1013), (720, 1140)]
    assert images[1].convert("RGB").getpixel((360, 200))[2] < 200 < images[1].convert("RGB").getpixel((360, 900))[2]
    tiles = drawing.enlarge(data, leaf, Veiling())
    assert [Image.open(io.BytesIO(tile.data)).size for tile in tiles] == [(720, 1024), (720, 116)]
    with pytest.raises(UnreadableInput):
        drawing.draw(data, Leaf(0, "images/other.jpg"), (640,), Veiling())
