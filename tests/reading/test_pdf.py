"""PDF pages: the page's frame, where lines stand, hard cases of setting, and files that are none."""

import io
from datetime import date

import pypdfium2 as pdfium
import pytest
import weasyprint

from articles.reading.printed import pdf
from articles.reading.readings import ArticleReading, Heading, SourceReading
from articles.text.errors import UnreadableInput

LEAD = "本报讯（记者沈立新）5月6日，清源县召开防汛工作会议，总结前一阶段工作，安排部署下一步任务。"
MORE = "会议指出，要压实责任、备足物资、强化值守，确保安全度汛，让群众得到更多实惠。"
STYLE = """
@page { size: 600pt 800pt; margin: 0 } body { margin: 0; font: 10pt/15pt 'Noto Serif CJK SC' }
div { position: absolute } p { margin: 0; text-indent: 2em } h1 { font: bold 24pt/28pt 'Noto Sans CJK SC'; margin: 0 }
section { position: relative; width: 600pt; height: 800pt; break-after: page } h2 { font: 14pt/18pt serif; margin: 0 }
"""


def box(left: int, top: int, width: int, content: str, more: str = "") -> str:
    return f'<div style="left:{left}pt;top:{top}pt;width:{width}pt;{more}">{content}</div>'


def page(*boxes: str) -> str:
    return f"<section>{''.join(boxes)}</section>"


def printed(*pages: str) -> bytes:
    return weasyprint.HTML(string=f"<style>{STYLE}</style>{''.join(pages)}").write_pdf()


def frame(number: str, day: str = "2021年5月7日 星期五") -> str:
    return box(30, 20, 80, number) + box(150, 20, 100, "要闻") + box(250, 20, 100, "青川日报") + box(450, 20, 140, day)


def story(top: int, headline: str, left: int = 30, width: int = 500) -> str:
    text = f'<div style="position:static;column-count:2;column-gap:20pt"><p>{LEAD}</p><p>{MORE * 3}</p></div>'
    return box(left, top, width, f"<h1>{headline}</h1>") + box(left, top + 34, width, text)


def articles(reading: SourceReading) -> list[ArticleReading]:
    return [article for issue in reading.issues for article in issue.articles]


def headline(article: ArticleReading) -> str:
    return Heading.joined(article.heading.headline)


def test_folio_day_and_paper_are_read_and_kept_out_of_the_articles() -> None:
    reading = pdf.read_pdf(printed(page(frame("第3版"), story(80, "清源县部署防汛"))), "x.pdf")
    (issue,) = reading.issues
    assert (issue.newspaper, issue.date.date, issue.date.basis) == ("青川日报", date(2021, 5, 7), "printed")
    assert [(p.number, p.name) for p in issue.pages] == [("3", "要闻")]
    (article,) = articles(reading)
    assert headline(article) == "清源县部署防汛"
    assert [p.text for p in article.paragraphs] == [LEAD, MORE * 3]
    assert article.credits.reporters == ("沈立新",)


def test_every_line_knows_its_place_on_its_page() -> None:
    reading = pdf.parse(printed(page(frame("A02")), page(frame("A03"), story(80, "清源县部署防汛"))), "x.pdf")
    (article,) = articles(reading)
    number = article.heading.headline[0].lines[0][0]
    index, left, top, _, bottom = reading.boxes[number]
    assert (index, round(left)) == (1, 30)
    assert 78 < top < bottom < 110
    assert reading.text.split("\n")[number - 1] == "清源县部署防汛"


def test_pages_of_one_day_are_one_issue_and_another_day_is_another() -> None:
    pages = [page(frame(number, day), story(80, "清源县部署防汛")) for number, day in (
        ("A01", "2021年5月7日 星期五"), ("A02", "2021年5月7日 星期五"), ("A01", "2021年5月8日 星期六"),
    )]  # fmt: skip
    reading = pdf.parse(printed(*pages), "x.pdf")
    assert [(str(i.date.date), [p.number for p in i.pages]) for i in reading.issues] == [
        ("2021-05-07", ["A01", "A02"]),
        ("2021-05-08", ["A01"]),
    ]


def test_heading_parts_are_told_by_their_size() -> None:
    heading = "<h2>抓早抓小</h2><h1>清源县部署防汛</h1><h2>——会议侧记</h2>"
    reading = pdf.parse(printed(page(box(30, 60, 500, heading), box(30, 130, 240, f"<p>{LEAD}</p>"))), "x.pdf")
    found = articles(reading)[0].heading
    parts = [[block.text for block in part] for part in (found.kicker, found.headline, found.subheadline)]
    assert parts == [["抓早抓小"], ["清源县部署防汛"], ["——会议侧记"]]


def test_text_drawn_twice_is_read_once_whatever_the_order_of_drawing() -> None:
    boxes = [story(80, "清源县部署防汛"), story(300, "前屯村修了路"), story(80, "清源县部署防汛")]
    reading = pdf.parse(printed(page(*reversed(boxes))), "x.pdf")
    assert [headline(article) for article in articles(reading)] == ["清源县部署防汛", "前屯村修了路"]
    assert all([p.text for p in article.paragraphs] == [LEAD, MORE * 3] for article in articles(reading))


def test_text_that_nothing_leads_to_is_doubted_not_given_away() -> None:
    lone = box(30, 600, 200, f"<p>{MORE * 2}</p>")
    rule = box(30, 500, 540, "", "border-top:1pt solid black")
    reading = pdf.parse(printed(page(story(80, "清源县部署防汛"), rule, lone)), "x.pdf")
    assert [headline(article) for article in articles(reading)] == ["清源县部署防汛", ""]
    assert "boundary" in [doubt.kind for doubt in articles(reading)[1].doubts]


def encrypted() -> bytes:
    """The smallest file that asks for a password: pypdfium2 cannot write one, so the trailer is written by hand."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"28" * 32 + b">/U<" + b"28" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%EOF"
    )


def blank(pages: int) -> bytes:
    document, buffer = pdfium.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(600, 800)
    document.save(buffer)
    document.close()
    return buffer.getvalue()


REFUSED = {
    "cut off": (b"%PDF-1.7\n1 0 obj <<", "broken_pdf"),
    "password": (encrypted(), "encrypted"),
    "scan": (blank(1), "no_text_layer"),
    "book": (blank(pdf.MAX_PAGES + 1), "too_many_pages"),
    "frame alone": (
        printed(page(frame("A02"), box(30, 700, 500, "责任编辑：甲乙 校对：丙丁 电话：8390000"))),
        "no_article",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_files_that_cannot_be_read_are_refused_with_the_reason(case: str) -> None:
    data, code = REFUSED[case]
    with pytest.raises(UnreadableInput) as refused:
        pdf.read_pdf(data, "x.pdf")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("label", "is_banner"), [("【民生关注】", True), ("云岭时评", True), ("县长李四带队调研", False)]
)
def test_a_small_label_above_the_headline_is_the_banner_where_it_names_a_column(label: str, is_banner: bool) -> None:
    top = box(30, 80, 500, f"<h2>{label}</h2>") + story(100, "清源县部署防汛")
    (article,) = articles(pdf.read_pdf(printed(page(frame("第3版"), top)), "x.pdf"))
    heading = article.heading
    assert headline(article) == "清源县部署防汛"
    assert (Heading.joined(heading.banner), Heading.joined(heading.kicker)) == (
        (label, "") if is_banner else ("", label)
    )


LABEL = "青川一线"
APART = {
    "framed": "border:.6pt solid black",
    "on a tint": "background:#333;color:#fff",
    "ruled off": "border-bottom:.6pt solid black",
}


@pytest.mark.parametrize("manner", APART)
def test_a_label_that_a_box_or_a_rule_sets_apart_is_the_banner_whatever_its_words(manner: str) -> None:
    label = box(30, 76, 80, f'<h2 style="text-align:center;{APART[manner]}">{LABEL}</h2>')
    (article,) = articles(pdf.read_pdf(printed(page(frame("第3版"), label, story(100, "清源县部署防汛"))), "x.pdf"))
    assert Heading.joined(article.heading.banner) == LABEL
    assert headline(article) == "清源县部署防汛"
    assert [p.text for p in article.paragraphs] == [LEAD, MORE * 3]


def test_a_small_label_in_a_box_is_no_story_of_its_own() -> None:
    label = box(30, 82, 60, f'<p style="border:.6pt solid black;text-indent:0;text-align:center">{LABEL}</p>')
    (article,) = articles(pdf.read_pdf(printed(page(frame("第3版"), label, story(104, "清源县部署防汛"))), "x.pdf"))
    assert (Heading.joined(article.heading.banner), headline(article)) == (LABEL, "清源县部署防汛")


def test_a_headline_alone_on_a_tint_is_no_label() -> None:
    tinted = story(80, '<span style="background:#eee">清源县部署防汛</span>')
    (article,) = articles(pdf.read_pdf(printed(page(frame("第3版"), tinted)), "x.pdf"))
    assert (article.heading.banner, headline(article)) == ((), "清源县部署防汛")


def test_a_line_above_two_headlines_of_one_file_is_a_column_not_a_kicker() -> None:
    tops = [box(30, top, 500, f"<h2>{LABEL}</h2>") for top in (80, 380)]
    stories = story(100, "清源县部署防汛"), story(400, "东岭区开展植树").replace("防汛", "植树")
    read = articles(pdf.read_pdf(printed(page(frame("第3版"), *tops, *stories)), "x.pdf"))
    assert [Heading.joined(article.heading.banner) for article in read] == [LABEL, LABEL]
    assert [article.heading.kicker for article in read] == [(), ()]
