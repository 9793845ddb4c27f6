"""How an article is cited: each form as reference managers and the standard want it."""

import json
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy

from articles.models import Redirect
from articles.publishing.citations import FORMS, bibtex, csl, gbt_2015, gbt_2025, ris
from articles.publishing.cited import Cited, cited
from tests import factories

TODAY = date(2031, 6, 1)
URL = "https://paper.example/articles/abc/"
PLAIN = Cited(
    key="abc", title="云川县召开防汛会议", subtitle="", authors=("秋问渠",), newspaper="云川日报",
    day=date(2031, 5, 6), is_inferred=False, page="A01", url=URL,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "of_2025", "of_2015"),
    [
        # one author
        (
            {},
            f"秋问渠. 云川县召开防汛会议[N/OL]. 云川日报，2031-05-06（A01）. {URL}.",
            f"秋问渠. 云川县召开防汛会议[N/OL]. 云川日报, 2031-05-06(A01)[2031-06-01]. {URL}.",
        ),
        # nobody is named: the title comes first
        (
            {"authors": ()},
            f"云川县召开防汛会议[N/OL]. 云川日报，2031-05-06（A01）. {URL}.",
            f"云川县召开防汛会议[N/OL]. 云川日报, 2031-05-06(A01)[2031-06-01]. {URL}.",
        ),
        # three are named, more are 等
        (
            {"authors": ("秋问渠", "木子白", "南山客")},
            f"秋问渠，木子白，南山客. 云川县召开防汛会议[N/OL]. 云川日报，2031-05-06（A01）. {URL}.",
            f"秋问渠, 木子白, 南山客. 云川县召开防汛会议[N/OL]. 云川日报, 2031-05-06(A01)[2031-06-01]. {URL}.",
        ),
        (
            {"authors": ("秋问渠", "木子白", "南山客", "石见川")},
            f"秋问渠，木子白，南山客，等. 云川县召开防汛会议[N/OL]. 云川日报，2031-05-06（A01）. {URL}.",
            f"秋问渠, 木子白, 南山客, 等. 云川县召开防汛会议[N/OL]. 云川日报, 2031-05-06(A01)[2031-06-01]. {URL}.",
        ),
        # a subtitle, and a colon that belongs to the title
        (
            {"title": "县长：要快", "subtitle": "柳塘镇见闻"},
            f"秋问渠. 县长：要快：柳塘镇见闻[N/OL]. 云川日报，2031-05-06（A01）. {URL}.",
            f"秋问渠. 县长：要快: 柳塘镇见闻[N/OL]. 云川日报, 2031-05-06(A01)[2031-06-01]. {URL}.",
        ),
        # an inferred day stands in brackets, an unknown one is named as such; neither page nor paper known
        (
            {"is_inferred": True},
            f"秋问渠. 云川县召开防汛会议[N/OL]. 云川日报，[2031-05-06]（A01）. {URL}.",
            f"秋问渠. 云川县召开防汛会议[N/OL]. 云川日报, [2031-05-06](A01)[2031-06-01]. {URL}.",
        ),
        (
            {"day": None, "page": "", "newspaper": ""},
            f"秋问渠. 云川县召开防汛会议[N/OL]. [日期不明]. {URL}.",
            f"秋问渠. 云川县召开防汛会议[N/OL]. [日期不明][2031-06-01]. {URL}.",
        ),
    ],
)
def test_gbt_7714(changed, of_2025, of_2015):
    source = replace(PLAIN, **changed)
    assert gbt_2025(source) == of_2025
    assert gbt_2015(source, TODAY) == of_2015


def test_bibtex():
    assert bibtex(replace(PLAIN, authors=("秋问渠", "木子白")), TODAY) == (
        "@article{xianwen-abc,\n"
        "  author = {{秋问渠} and {木子白}},\n"
        "  title = {{云川县召开防汛会议}},\n"
        "  journal = {云川日报},\n"
        "  entrysubtype = {newspaper},\n"
        "  year = {2031},\n"
        "  month = {5},\n"
        "  day = {6},\n"
        "  pages = {A01},\n"
        f"  url = {{{URL}}},\n"
        "  urldate = {2031-06-01},\n"
        "  language = {chinese}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("增长5%", r"{{增长5\%}}"),
        ("“A&B”_公司#1", r"{{“A\&B”\_公司\#1}}"),
        ("}, note={x", r"{{\}, note=\{x}}"),
        (r"\input{x}$~^", r"{{\textbackslash{}input\{x\}\$\textasciitilde{}\textasciicircum{}}}"),
    ],
)
def test_bibtex_says_what_is_printed_whatever_it_is(title, written):
    assert f"  title = {written},\n" in bibtex(replace(PLAIN, title=title), TODAY)


def test_ris():
    assert ris(replace(PLAIN, authors=("秋问渠", "木子白")), TODAY).split("\r\n") == [
        "TY  - NEWS", "AU  - 秋问渠", "AU  - 木子白", "TI  - 云川县召开防汛会议", "T2  - 云川日报", "PY  - 2031",
        "DA  - 2031/05/06", "SP  - A01", f"UR  - {URL}", "Y2  - 2031/06/01", "LA  - zh-CN", "ID  - xianwen-abc",
        "ER  - ", "",
    ]  # fmt: skip


HOSTILE = [
    "县长：“要快”",
    "增长5%",
    "a}, note={x",
    "甲\\input{x}",
    "$x$ & #1 ~^_",
    '"引号"',
    "@book{x,",
    "ER  -",
    "—— 甲",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_parser_of_bibtex_reads_one_entry_with_our_fields(title):
    source = replace(PLAIN, title=title, authors=("秋问渠", "木子白"))
    read = bibtexparser.parse_string(bibtex(source, TODAY))
    (entry,) = read.blocks
    assert (entry.entry_type, entry.key) == ("article", "xianwen-abc")
    fields = {field.key: field.value for field in entry.fields}
    assert fields["author"] == "{秋问渠} and {木子白}" and fields["journal"] == "云川日报"
    assert (fields["year"], fields["month"], fields["day"]) == ("2031", "5", "6")
    assert (fields["pages"], fields["url"], fields["entrysubtype"]) == ("A01", URL, "newspaper")
    assert "note" not in fields


@pytest.mark.parametrize("title", HOSTILE)
def test_a_parser_of_ris_reads_one_newspaper_article_with_our_fields(title):
    (record,) = rispy.loads(ris(replace(PLAIN, title=title, authors=("秋问渠", "木子白")), TODAY))
    assert record["type_of_reference"] == "NEWS" and record["title"] == title
    assert record["authors"] == ["秋问渠", "木子白"] and record["secondary_title"] == "云川日报"
    assert (record["year"], record["date"], record["start_page"]) == ("2031", "2031/05/06", "A01")
    assert record["urls"] == [URL] and record["language"] == "zh-CN" and "unknown_tag" not in record


CSL_FIELDS = {
    "id": str, "type": str, "title": str, "author": list, "container-title": str, "section": str, "issued": dict,
    "page": str, "URL": str, "accessed": dict, "language": str, "note": str,
}  # fmt: skip
"""The fields of a newspaper article in the schema of CSL-JSON (csl-data.json) that we use, and their types."""


@pytest.mark.parametrize("changed", [{}, {"is_inferred": True}, {"day": None, "authors": (), "page": ""}])
def test_csl_json_keeps_to_its_schema(changed):
    (item,) = csl(replace(PLAIN, section="要闻", **changed), TODAY)
    assert {"id", "type"} <= item.keys() <= CSL_FIELDS.keys() and item["type"] == "article-newspaper"
    assert all(isinstance(value, CSL_FIELDS[name]) for name, value in item.items())
    assert all(name.keys() == {"literal"} for name in item.get("author", ()))
    for day in (item["accessed"], item.get("issued", {"date-parts": [[2031]]})):
        assert day.keys() <= {"date-parts", "circa"}
        assert all(
            1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in day["date-parts"]
        )


def test_csl():
    assert csl(PLAIN, TODAY) == [
        {
            "id": "xianwen-abc",
            "type": "article-newspaper",
            "title": "云川县召开防汛会议",
            "author": [{"literal": "秋问渠"}],
            "container-title": "云川日报",
            "issued": {"date-parts": [[2031, 5, 6]]},
            "page": "A01",
            "URL": URL,
            "accessed": {"date-parts": [[2031, 6, 1]]},
            "language": "zh-CN",
        }
    ]


def test_an_inferred_day_is_marked_in_every_form():
    source = replace(PLAIN, is_inferred=True)
    assert "  note = {日期据内文推断}\n" in bibtex(source, TODAY)
    assert "N1  - 日期据内文推断\r\n" in ris(source, TODAY)
    (item,) = csl(source, TODAY)
    assert item["issued"]["circa"] is True and item["note"] == "日期据内文推断"


def test_an_unknown_day_is_left_out_and_said():
    source = replace(PLAIN, day=None)
    assert "year" not in bibtex(source, TODAY) and "日期不明" in bibtex(source, TODAY)
    assert "DA  -" not in ris(source, TODAY) and "N1  - 日期不明" in ris(source, TODAY)
    (item,) = csl(source, TODAY)
    assert "issued" not in item


@pytest.mark.parametrize(
    ("values", "title", "subtitle", "authors"),
    [
        ({"headline": "甲", "subheadline": "——乙镇见闻"}, "甲", "乙镇见闻", ()),
        ({"headline": "甲\r\nTY  - BOOK"}, "甲 TY - BOOK", "", ()),
        ({"reporters": ["秋问渠"], "correspondents": ["木子白", "秋问渠"]}, None, "", ("秋问渠", "木子白")),
        ({"kind": "photo", "photographers": ["南山客"]}, None, "", ("南山客",)),
        ({"reporters": ["秋问渠"], "photographers": ["南山客"]}, None, "", ("秋问渠",)),
    ],
)
@pytest.mark.django_db
def test_what_is_cited_of_an_article(values, title, subtitle, authors):
    source = cited(factories.article(factories.page(factories.issue()), **values))
    assert source.title == (title or "云川县召开防汛会议")
    assert (source.subtitle, source.authors, source.page) == (subtitle, authors, "A01")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.django_db
def test_each_form_has_an_address_that_the_page_links(client, form, prefix, django_assert_num_queries):
    article = factories.article(factories.page(factories.issue()))
    url = f"{prefix}/articles/{article.public_id}.{form}"
    assert f'href="{url}"' in client.get(f"{prefix}/articles/{article.public_id}/").content.decode()
    with django_assert_num_queries(1):
        answer = client.get(url)
    assert answer.status_code == 200 and answer["Content-Type"].endswith("; charset=utf-8")
    assert "云川县召开防汛会议" in answer.content.decode()
    assert f"/articles/{article.public_id}/" in answer.content.decode() and "/en/" not in answer.content.decode()
    if form == "json":
        assert len(json.loads(answer.content)) == 1


@pytest.mark.django_db
def test_the_page_shows_the_citation_and_marks_an_inferred_day(client):
    issue = factories.issue("2030-12-28", date_basis="inferred")
    article = factories.article(factories.page(issue), reporters=["秋问渠"])
    html = client.get(article.get_absolute_url()).content.decode()
    assert "秋问渠. 云川县召开防汛会议[N/OL]. 云川日报，[2030-12-28]（A01）. " in html
    assert "方括号里的日期是据内文推断的" in html


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.django_db
def test_the_citation_of_what_moved_leads_to_what_it_became(client, form):
    article = factories.article(factories.page(factories.issue()))
    Redirect.objects.create(kind=Redirect.Kind.ARTICLE, old="former", new=article.public_id)
    answer = client.get(f"/articles/former.{form}")
    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())
    assert client.get(f"/articles/nothing.{form}").status_code == 404
