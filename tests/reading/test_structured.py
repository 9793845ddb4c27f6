"""An export is read again without loss; a broken line is refused by its number."""

import json
from datetime import date

import pytest

from articles.reading import structured
from articles.text.errors import UnreadableInput

ROW = {
    "id": "abcdefgh27", "url": "http://x/", "newspaper": "青川日报", "issue_date": "2021-05-06",
    "issue_date_basis": "printed", "page": "A02", "page_name": "要闻", "position": 1, "kind": "news",
    "banner": "走基层", "kicker": "抓早抓小",
    "headline": "前屯村修了路 河口村通了桥", "subheadline": "——清源县道路建设纪实",
    "paragraphs": [
        "本报记者 沈立新", "本报讯（记者沈立新）路修好了。", "桥也通了", "村民说：“OK fine，好。”（下转第三版①）",
    ],
    "crossheads": ["桥也通了"], "dateline": "本报讯", "reporters": ["沈立新"], "correspondents": ["钱大雪"],
    "photographers": ["曹金穗"], "jump_to": "第三版①", "jump_from": "", "continued_by": "", "continues": "",
    "event_dates": [], "officials": [], "counties": [], "places": [],
    "source": {"file": "old.txt", "sha256": "0" * 64, "lines": [[3, 9], [12, 12]]},
}  # fmt: skip
JUMP = ROW | {
    "kind": "jump", "banner": "", "kicker": "", "headline": "", "subheadline": "", "paragraphs": ["# 一 二"],
    "crossheads": [], "jump_to": "", "jump_from": "A01版①", "page": "A03", "page_name": "", "reporters": [],
    "correspondents": [], "photographers": [], "dateline": "", "source": {},
}  # fmt: skip


def lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_articles_come_back_as_they_were_exported() -> None:
    reading = structured.read_export(lines(ROW, JUMP), "export.jsonl")
    (issue,) = reading.issues
    first, second = issue.articles
    heading = [[block.text for block in getattr(first.heading, part)] for part in structured.PARTS]
    assert heading == [[ROW[part]] for part in structured.PARTS]
    assert [p.text for p in first.paragraphs] == ROW["paragraphs"]
    assert [p.role for p in first.paragraphs] == ["byline", "body", "crosshead", "body"]
    assert (first.kind, first.dateline, first.jump_to) == ("news", "本报讯", "第三版①")
    credits = (first.credits.reporters, first.credits.correspondents, first.credits.photographers)
    assert credits == (("沈立新",), ("钱大雪",), ("曹金穗",))
    assert (second.kind, second.jump_from, second.paragraphs[0].text) == ("jump", "A01版①", "# 一 二")
    assert [(page.number, page.name) for page in issue.pages] == [("A02", "要闻"), ("A03", "")]
    assert (issue.newspaper, issue.date.date, issue.date.basis) == ("青川日报", date(2021, 5, 6), "printed")


def test_an_article_keeps_its_id_and_where_it_was_first_read() -> None:
    reading = structured.read_export(lines(ROW, JUMP | {"id": "no id of ours", "continues": ROW["id"]}), "export.jsonl")
    first, second = (article.origin for article in reading.issues[0].articles)
    assert (first.public_id, first.file, first.sha256, first.lines) == (
        ROW["id"],
        "old.txt",
        "0" * 64,
        ((3, 9), (12, 12)),
    )
    assert (second.public_id, second.continues, second.file) == ("", ROW["id"], "")


def test_issues_without_a_sure_day_are_told_apart_by_their_positions() -> None:
    unsure = ROW | {"issue_date": "", "issue_date_basis": "unknown"}
    rows = [unsure | {"position": position} for position in (1, 2, 1, 2, 3)]
    issues = structured.read_export(lines(*rows), "export.jsonl").issues
    assert [len(issue.articles) for issue in issues] == [2, 3]
    assert len(structured.read_export(lines(ROW, ROW), "export.jsonl").issues) == 1


def test_every_part_is_found_in_the_source_text_and_the_old_source_is_named() -> None:
    reading = structured.read_export(lines(ROW, JUMP), "export.jsonl")
    for article in reading.issues[0].articles:
        for block in article.paragraphs:
            ((_, origin, length),) = block.segments
            assert reading.text[origin : origin + length] == block.text
            assert reading.text.split("\n")[block.lines[0][0] - 1] == block.text
    assert [row.text for row in reading.issues[0].pages[0].furniture] == ["来源：old.txt 3–9、12–12"]


def test_days_and_papers_are_issues_of_their_own_and_gaps_are_filled_with_what_is_given() -> None:
    undated = ROW | {"issue_date": "", "issue_date_basis": "unknown", "newspaper": ""}
    reading = structured.read_export(lines(ROW, undated), "x", given_date=date(2020, 1, 2), newspaper="白沙报")
    assert [(issue.newspaper, str(issue.date.date), issue.date.basis) for issue in reading.issues] == [
        ("青川日报", "2021-05-06", "printed"),
        ("白沙报", "2020-01-02", "given"),
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{", "Expecting"),
        ('["paragraphs"]', "not an object"),
        (json.dumps(ROW | {"paragraphs": "x"}), "paragraphs"),
        (json.dumps(ROW | {"reporters": [1]}), "reporters"),
        (json.dumps(ROW | {"kind": "poem"}), "kind"),
        (json.dumps(ROW | {"issue_date": "2021-02-30"}), "issue_date"),
        (json.dumps(ROW | {"issue_date_basis": "guess"}), "issue_date_basis"),
        ("[" * 100_000, ""),
    ],
)
def test_a_broken_line_is_refused_by_its_number(broken: str, said: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        structured.read_export(lines(ROW) + b"\n\n" + broken.encode(), "export.jsonl")
    assert (refused.value.code, refused.value.place) == ("broken_export", "line 3")
    assert said in str(refused.value.values["reason"])
