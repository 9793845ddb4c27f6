"""Digital newspapers of our own making are read without a single difference; hostile ones are refused by name."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from articles.reading import bundle
from articles.reading.epaper import edition
from articles.reading.readings import ArticleReading, Heading, SourceReading
from articles.text.errors import UnreadableInput

FIXTURES = Path(__file__).parent / "epaper"
PAPERS = ("qingyuan", "dongling")


def outline(article: ArticleReading) -> dict[str, object]:
    """The article in the words of the expectation files."""
    texts = {role: [p.text for p in article.paragraphs if p.role == role] for role in ("body", "crosshead")}
    heading, credits = article.heading, article.credits
    return {
        "kind": article.kind,
        "kicker": Heading.joined(heading.kicker),
        "headline": [block.text for block in heading.headline],
        "subheadline": Heading.joined(heading.subheadline),
        "reporters": list(credits.reporters),
        "correspondents": list(credits.correspondents),
        "photographers": list(credits.photographers),
        "dateline": article.dateline,
        "jump_to": article.jump_to,
        "jump_from": article.jump_from,
        "body": texts["body"],
        "crossheads": texts["crosshead"],
    }


def whole(reading: SourceReading) -> dict[str, object]:
    (issue,) = reading.issues
    pages = [{"number": p.number, "name": p.name, "articles": list(map(outline, p.articles))} for p in issue.pages]
    return {"newspaper": issue.newspaper, "date": str(issue.date.date), "pages": pages}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_mirrored_folder_reads_as_it_was_printed(paper: str) -> None:
    reading = edition.read_epaper(bundle.gather(FIXTURES / paper), f"{paper}.zip")
    assert whole(reading) == json.loads((FIXTURES / f"{paper}.json").read_text(encoding="utf-8"))
    assert reading.issues[0].date.basis == "printed"


def test_a_single_article_file_knows_its_page_and_day() -> None:
    path = FIXTURES / "qingyuan/html/2017-07/22/content_401863.htm"
    expected = json.loads((FIXTURES / "qingyuan.json").read_text(encoding="utf-8"))
    reading = whole(edition.parse(path.read_bytes(), path.name))
    article = expected["pages"][0]["articles"][1]
    assert reading == expected | {"pages": [expected["pages"][0] | {"articles": [article]}]}


def test_the_encoding_found_is_told_though_the_page_declares_another() -> None:
    reading = edition.parse(bundle.gather(FIXTURES / "dongling"), "dongling.zip")
    assert reading.encoding == "gb18030"


def test_every_paragraph_is_found_again_in_the_source_text() -> None:
    reading = edition.parse(bundle.gather(FIXTURES / "qingyuan"), "qingyuan.zip")
    lines = reading.text.split("\n")
    for article in reading.issues[0].articles:
        for block in (*article.paragraphs, *article.heading.headline):
            printed = "".join(lines[n - 1] for first, last in block.lines for n in range(first, last + 1))
            assert "".join(printed.split()) == "".join(block.text.split())
            for clean, origin, length in block.segments:
                assert block.text[clean : clean + length] == reading.text[origin : origin + length]


def test_lines_carry_the_region_of_their_article_on_the_page() -> None:
    reading = edition.parse(bundle.gather(FIXTURES / "qingyuan"), "qingyuan.zip")
    second = reading.issues[0].pages[0].articles[1].paragraphs[0].lines[0][0]
    assert reading.boxes[second] == (0, 15.0, 172.0, 228.0, 260.0)


def test_advertisements_without_text_are_kept_as_furniture() -> None:
    reading = edition.parse(bundle.gather(FIXTURES / "qingyuan"), "qingyuan.zip")
    kept = [row.text for row in reading.issues[0].pages[1].furniture]
    assert "广告" in kept


def test_two_days_in_one_folder_are_two_issues(tmp_path: Path) -> None:
    day = FIXTURES / "dongling/202511/22"
    shutil.copytree(day, tmp_path / "202511/22")
    shutil.copytree(day, tmp_path / "202511/23")
    for page in (tmp_path / "202511/23").glob("*.html"):
        text = page.read_bytes().decode("gb18030").replace("2025年11月22日 星期六", "2025年11月23日 星期日")
        page.write_bytes(text.replace("2025-11-22", "2025-11-23").encode("gb18030"))
    reading = edition.parse(bundle.gather(tmp_path), "x.zip")
    assert [str(issue.date.date) for issue in reading.issues] == ["2025-11-22", "2025-11-23"]


def test_a_folder_gives_the_same_bytes_whenever_and_wherever_it_lies(tmp_path: Path) -> None:
    copy = shutil.copytree(FIXTURES / "qingyuan", tmp_path / "另一处", copy_function=shutil.copy)
    assert bundle.gather(copy) == bundle.gather(FIXTURES / "qingyuan")


def test_a_folder_of_page_files_is_told_from_any_other(tmp_path: Path) -> None:
    assert bundle.is_epaper_folder(FIXTURES / "dongling/202511/22")
    assert not bundle.is_epaper_folder(FIXTURES / "dongling")
    assert not bundle.is_epaper_folder(tmp_path / "nowhere")


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


HOSTILE = {
    "climbs out": (zipped(**{"../../etc/content_1.htm": b"<p>x"}), "unsafe_path", "../../etc/content_1.htm"),
    "bomb": (zipped(**{"content_1.htm": b" " * (bundle.MAX_MEMBER_BYTES + 1)}), "too_large", "content_1.htm"),
    "no html": (zipped(**{"a.jpg": b"x"}), "no_article", "x.zip"),
    "cut off": (zipped(**{"content_1.htm": b"<p>x"})[:40], "broken_bundle", ""),
    "empty file": (zipped(**{"content_1.htm": b""}), "empty", "content_1.htm"),
    "binary file": (zipped(**{"content_1.htm": b"\x00\x01\x02\x03" * 99}), "binary", "content_1.htm"),
    "deep": (zipped(**{"content_1.htm": b"<div id=ozoom>" + b"<div>" * 100_000}), "too_deep", "content_1.htm"),
    "no article": (zipped(**{"content_1.htm": "<p>网站地图</p>".encode()}), "no_article", "x.zip"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_bundles_are_refused_with_file_and_reason(case: str) -> None:
    data, code, place = HOSTILE[case]
    with pytest.raises(UnreadableInput) as refused:
        edition.parse(data, "x.zip")
    assert (refused.value.code, refused.value.place) == (code, place)


def test_unclosed_marks_do_not_slow_reading() -> None:
    for piece in (b"<!--", b"<founder-title>", b"<p>", b"<!--enpproperty", b"&", b"<a href=node_1.htm>"):
        with pytest.raises(UnreadableInput):
            edition.parse(b"<html><!--enpcontent-->" + piece * 50_000, "content_1.htm")


@pytest.mark.parametrize(("above", "is_banner"), [("【民生关注】", True), ("县长李四带队调研", False)])
def test_a_pretitle_that_names_a_column_is_the_banner(above: str, is_banner: bool) -> None:
    page = (
        f"<!--<npm:article-pretitle>-->{above}<!--</npm:article-pretitle>-->"
        "<!--<npm:article-title>-->清源县部署防汛<!--</npm:article-title>-->"
        "<!--enpcontent--><p>本报讯 5月6日，清源县召开防汛工作会议。</p><!--/enpcontent-->"
    )
    (article,) = edition.parse(page.encode(), "content_1.htm").issues[0].articles
    heading = article.heading
    assert Heading.joined(heading.headline) == "清源县部署防汛"
    assert (Heading.joined(heading.banner), Heading.joined(heading.kicker)) == (
        (above, "") if is_banner else ("", above)
    )


def test_a_pretitle_of_two_articles_of_one_issue_is_a_column(tmp_path: Path) -> None:
    for number, said in enumerate(("清源县部署防汛", "东岭区开展植树"), 1):
        (tmp_path / f"content_{number}.htm").write_text(
            "<!--<npm:article-pretitle>-->青川一线<!--</npm:article-pretitle>-->"
            f"<!--<npm:article-title>-->{said}<!--</npm:article-title>-->"
            f"<!--enpcontent--><p>本报讯 5月6日，{said}，这是第{number}场。</p><!--/enpcontent-->",
            encoding="utf-8",
        )
    (issue,) = edition.parse(bundle.gather(tmp_path), "青川.zip").issues
    assert [Heading.joined(article.heading.banner) for article in issue.articles] == ["青川一线"] * 2
    assert [article.heading.kicker for article in issue.articles] == [(), ()]
